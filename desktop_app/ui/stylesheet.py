"""The style sheet: what Fusion with our palette does not give by itself. Colours and sizes come from
``theme``."""

from __future__ import annotations

from collections.abc import Mapping
from string import Template

# A focused control trades one pixel of padding for a second pixel of border, so that nothing moves.
_SHEET = Template("""
QMainWindow, QDialog, QWidget[page="true"], QStackedWidget { background: $PAPER; }
QLabel { background: transparent; }
QLabel[role="title"] { font-size: ${SIZE_TITLE}px; font-weight: 600; }
QLabel[role="section"] { font-size: ${SIZE_SECTION}px; font-weight: 600; }
QLabel[role="muted"], QLabel[role="hint"] { color: $MUTED; font-size: ${SIZE_SMALL}px; }
QLabel[role="label"] { font-weight: 600; }
QLabel[role="number"] { font-size: 28px; font-weight: 600; color: $ACCENT; }
QLabel[role="code"] { font-family: "Consolas", "DejaVu Sans Mono", "Liberation Mono", "Courier New", monospace;
  font-size: 26px; font-weight: 600; color: $ACCENT; }
QLabel[role="code-small"] { font-family: "Consolas", "DejaVu Sans Mono", "Liberation Mono", "Courier New", monospace;
  font-size: 20px; font-weight: 600; color: $ACCENT; }
QLabel[role="mono"] { font-family: "Consolas", "DejaVu Sans Mono", "Liberation Mono", "Courier New", monospace;
  font-weight: 600; color: $ACCENT; }
QLabel[picture="true"] { background: $PAPER; border: 1px solid $LINE; border-radius: 6px; color: $MUTED; }
QFrame[codeblock="true"] { background: $ACCENT_SOFT; border: 1px solid $ACCENT; border-radius: 8px; }
QFrame[option="true"] { background: $CARD; border: 1px solid $EDGE; border-radius: 6px; }
QFrame[option="true"]:hover { border-color: $ACCENT; }
QFrame[option="true"][chosen="true"] { background: $ACCENT_SOFT; border: 2px solid $ACCENT; }
QFrame[option="true"] QRadioButton:focus { border-color: transparent; }
QFrame[option="true"][focused="true"] { border: 2px solid $FOCUS; }
QLabel[kiosk="large"] { font-size: 30px; font-weight: 600; }
QLabel[kiosk="middle"] { font-size: 21px; }
QPushButton[kiosk="large"] { font-size: 22px; padding: 10px 18px; }
QLabel[state="error"] { color: $ERROR; }
QLabel[state="warning"] { color: $WARNING; }
QLabel[state="ok"] { color: $OK; }
QLabel[state="info"] { color: $INFO; }

QFrame[card="true"] { background: $CARD; border: 1px solid $LINE; border-radius: 8px; }
QFrame[card="true"] QStackedWidget { background: transparent; }
QFrame[card="true"][state="error"] { border-left: 4px solid $ERROR; }
QFrame[step] { background: transparent; border: 1px solid $LINE; border-radius: 8px; }
QFrame[step="kini"] { background: $ACCENT_SOFT; border: 2px solid $ACCENT; }
QFrame[rule="true"] { background: $LINE; max-height: 1px; min-height: 1px; border: none; }

QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QComboBox {
  background: $CARD; border: 1px solid $EDGE; border-radius: 5px; padding: 5px 8px;
  selection-background-color: $ACCENT; selection-color: $ON_ACCENT; }
QLineEdit, QSpinBox, QComboBox { min-height: 22px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QComboBox:focus {
  border: 2px solid $FOCUS; padding: 4px 7px; }
QLineEdit[state="error"], QPlainTextEdit[state="error"], QComboBox[state="error"] { border: 2px solid $ERROR;
  padding: 4px 7px; }
QLineEdit[state="warning"], QPlainTextEdit[state="warning"] { border: 2px solid $WARNING; padding: 4px 7px; }
QPlainTextEdit { padding: 4px 5px; }
QPlainTextEdit:focus, QPlainTextEdit[state="error"], QPlainTextEdit[state="warning"] { padding: 3px 4px; }
QLineEdit:focus[state="error"], QLineEdit:focus[state="warning"], QComboBox:focus[state="error"] {
  border: 2px solid $FOCUS; }
QLineEdit:read-only, QPlainTextEdit:read-only { background: $SUNKEN; border-color: $LINE; }
QLineEdit:read-only:focus, QPlainTextEdit:read-only:focus { border-color: $FOCUS; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled, QSpinBox:disabled {
  background: $SUNKEN; color: $DISABLED; border-color: $LINE; }
QSpinBox QLineEdit, QSpinBox QLineEdit:focus { border: none;
  padding: 0 0 0 8px; min-height: 0; background: transparent; }
QComboBox::drop-down { border: none; width: 26px; }
QComboBox::down-arrow { image: url($ARROW); width: 16px; height: 16px; }
QComboBox::down-arrow:disabled { image: none; }
QComboBox QAbstractItemView { background: $CARD; border: 1px solid $EDGE; outline: none;
  selection-background-color: $ACCENT; selection-color: $ON_ACCENT; padding: 2px; }

QPushButton { background: $CARD; border: 1px solid $EDGE; border-radius: 5px; padding: 6px 14px;
  min-height: 20px; }
QPushButton:hover { background: $ACCENT_SOFT; border-color: $ACCENT; }
QPushButton:pressed { background: $SUNKEN; }
QPushButton:focus { border: 2px solid $FOCUS; padding: 5px 13px; }
QPushButton:disabled { color: $DISABLED; background: $SUNKEN; border-color: $LINE; }
QPushButton[kind="primary"] { background: $ACCENT; color: $ON_ACCENT; border-color: $ACCENT;
  font-weight: 600; }
QPushButton[kind="primary"]:hover { background: $ACCENT_DARK; }
QPushButton[kind="primary"]:focus { border: 3px solid $FOCUS; padding: 4px 12px; }
QPushButton[kind="primary"]:disabled { background: $SUNKEN; color: $DISABLED; border-color: $LINE; }
QPushButton[kind="danger"] { color: $ERROR; border-color: $ERROR; }
QPushButton[kind="danger"]:hover { background: $ERROR_SOFT; }
QPushButton[kind="danger"]:disabled { background: $SUNKEN; color: $DISABLED; border-color: $LINE; }
QPushButton[kind="quiet"] { background: transparent; border-color: transparent; color: $ACCENT; }
QPushButton[kind="quiet"]:hover { background: $ACCENT_SOFT; }
QPushButton[kind="quiet"]:focus { border: 2px solid $FOCUS; }
QPushButton[kind="quiet"]:disabled { color: $DISABLED; background: transparent; }
QPushButton[kind="task"] { text-align: left; border: 1px solid $LINE; padding: 9px 12px; }
QPushButton[kind="task"]:focus { border: 2px solid $FOCUS; padding: 8px 11px; }
QPushButton[kind="field"] { text-align: left; padding: 6px 8px; }
QPushButton[kind="field"]:focus { padding: 5px 7px; }
QPushButton[kind="field"][empty="true"] { color: $MUTED; }
QPushButton[compact="true"] { padding: 4px 8px; min-height: 18px; }
QPushButton[compact="true"]:focus { padding: 3px 7px; }

QCheckBox, QRadioButton { spacing: 8px; padding: 3px; border: 2px solid transparent; border-radius: 5px; }
QCheckBox:focus, QRadioButton:focus { border-color: $FOCUS; }

ChoiceRow QRadioButton { background: $CARD; border: 1px solid $EDGE; padding: 6px 12px 6px 10px; }
ChoiceRow QRadioButton:hover { background: $ACCENT_SOFT; }
ChoiceRow QRadioButton:checked { background: $ACCENT; border-color: $ACCENT; color: $ON_ACCENT;
  font-weight: 600; }
ChoiceRow QRadioButton:focus { border: 2px solid $FOCUS; padding: 5px 11px 5px 9px; }
ChoiceRow QRadioButton:disabled { color: $DISABLED; background: $SUNKEN; border-color: $LINE; }
ChoiceRow QRadioButton:checked:focus { border: 3px solid $FOCUS; padding: 4px 10px 4px 8px; }
ChoiceRow QRadioButton:checked:disabled { background: $MUTED; color: $ON_ACCENT; }
ChoiceRow QRadioButton { spacing: 0px; }
ChoiceRow QRadioButton::indicator { width: 0px; height: 0px; image: none; border: none; background: transparent; }

QTableView { background: $CARD; border: 1px solid $LINE; border-radius: 8px; gridline-color: transparent;
  outline: none; selection-background-color: $ACCENT_SOFT; selection-color: $INK;
  alternate-background-color: $PAPER; }
QTableView:focus { border: 2px solid $FOCUS; }
QTableView::item { padding: 0 8px; border: none; border-bottom: 1px solid $SUNKEN; }
QTableView[wrapping="true"]::item { padding: 7px 8px; }
QTableView::item:selected { background: $ACCENT_SOFT; color: $INK; }
QTableView::item:selected:active { background: $ACCENT_SOFT; border-bottom: 1px solid $ACCENT; }
QHeaderView { background: $CARD; border: none; border-top-left-radius: 8px; }
QHeaderView::section { background: $CARD; color: $MUTED; font-size: ${SIZE_SMALL}px; font-weight: 600;
  border: none;
  border-bottom: 1px solid $EDGE; padding: 7px 11px; text-align: left; }
QTableCornerButton::section { background: $CARD; border: none; }

QListWidget, QListView, QTreeView { background: $CARD; border: 1px solid $LINE; border-radius: 8px;
  outline: none; }
QListWidget:focus, QListView:focus, QTreeView:focus { border: 2px solid $FOCUS; }
QListWidget::item { padding: 7px 8px; border-radius: 4px; }
QListWidget[people="true"] { font-size: 18px; }
QListWidget::item:selected { background: $ACCENT_SOFT; color: $INK; }

QScrollArea { border: none; background: transparent; }
QScrollArea > QWidget > QWidget { background: transparent; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: #A3AFAC; border-radius: 4px; min-height: 32px; min-width: 32px;
  margin: 2px; }
QScrollBar::handle:hover { background: $EDGE; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QTabWidget::pane { border: none; border-top: 1px solid $LINE; }
QTabBar { qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: $MUTED; padding: 8px 14px; border: 2px solid transparent;
  border-bottom: 3px solid transparent; margin-right: 2px; }
QTabWidget[crowded="true"] QTabBar::tab { padding: 8px 6px; }
QTabBar::tab:hover { color: $ACCENT; }
QTabBar::tab:selected { color: $ACCENT; font-weight: 600; border-bottom: 3px solid $ACCENT; }
QTabBar::tab:focus { border: 2px solid $FOCUS; border-radius: 5px; }

QProgressBar { background: $SUNKEN; border: 1px solid $EDGE; border-radius: 5px; min-height: 12px;
  max-height: 12px; }
QProgressBar::chunk { background: $ACCENT; border-radius: 4px; }
QToolTip { background: $INK; color: $CARD; border: none; padding: 5px 7px; }
QMenu { background: $CARD; border: 1px solid $EDGE; padding: 4px; }
QMenu::item { padding: 7px 24px 7px 12px; border-radius: 4px; }
QMenu::item:selected { background: $ACCENT; color: $ON_ACCENT; }
QSplitter::handle { background: transparent; }

NavigationBar { background: $NAV; }
NavigationBar QLabel { color: $NAV_TEXT; }
NavigationBar QLabel[role="brand"] { color: $ON_ACCENT; font-size: ${SIZE_SECTION}px; font-weight: 600; }
NavigationBar QPushButton { background: transparent; border: 2px solid transparent; border-radius: 6px;
  color: $NAV_TEXT;
  text-align: left; padding: 7px 8px; min-height: 24px; }
NavigationBar QPushButton:hover { background: $NAV_RAISED; color: $ON_ACCENT; }
NavigationBar QPushButton:checked { background: $NAV_RAISED; color: $ON_ACCENT; font-weight: 600;
  border-left: 4px solid $NAV_FOCUS; padding-left: 6px; }
NavigationBar QPushButton:focus { border: 2px solid $NAV_FOCUS; padding: 7px 8px; }
NavigationBar[low="true"] QPushButton, NavigationBar[low="true"] QPushButton:focus { padding: 3px 8px;
  min-height: 22px; }
NavigationBar[low="true"] QPushButton:checked { padding-left: 6px; }
NavigationBar QLabel[role="hint-nav"] { font-size: 12px; padding: 0 8px; }
NavigationBar QLabel[role="badge"] { background: $NAV_FOCUS; color: $NAV; border-radius: 8px;
  min-height: 16px; font-size: 12px;
  font-weight: 600; padding: 1px 6px; }

QWidget[statusline="true"] { background: $SUNKEN; border-top: 1px solid $LINE; }
QWidget[statusline="true"] QLabel { font-size: ${SIZE_SMALL}px; color: $MUTED; }
QWidget[statusline="true"] QLabel[state="warning"] { color: $WARNING; font-weight: 600; }

QWidget[personbar="true"] { background: $CARD; border-bottom: 1px solid $LINE; }
QLabel[role="person"] { font-size: 19px; font-weight: 600; }
QPushButton::menu-indicator { image: url($ARROW); width: 12px; height: 12px; subcontrol-position: right center;
  subcontrol-origin: padding; left: -2px; }

Banner { border-radius: 6px; border: 1px solid; }
Banner[state="info"] { background: $INFO_SOFT; border-color: $INFO; }
Banner[state="ok"] { background: $OK_SOFT; border-color: $OK; }
Banner[state="warning"] { background: $WARNING_SOFT; border-color: $WARNING; }
Banner[state="error"] { background: $ERROR_SOFT; border-color: $ERROR; }
Banner QLabel { color: $INK; }

FileDrop { background: $CARD; border: 2px dashed $EDGE; border-radius: 8px; }
FileDrop[hot="true"] { background: $ACCENT_SOFT; border-color: $ACCENT; }
FileList { background: $CARD; border: 1px solid $LINE; border-radius: 8px; }
FileList[hot="true"] { background: $ACCENT_SOFT; border-color: $ACCENT; }
""")


def build_stylesheet(values: Mapping[str, str]) -> str:
    """Return the sheet with colours and sizes filled in; a name without a value raises ``KeyError``."""
    return _SHEET.substitute(values)
