"""PasswordField: a hidden text that can be shown, and a word when the capitals are locked."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_app.i18n import _
from desktop_app.ui.widgets.controls import make_button, make_label

LIMIT = 256


class _HiddenLine(QLineEdit):
    """Tells whether the capitals are locked, as far as the keys that are pressed tell it."""

    capitals = Signal(bool)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Judge the letter that a key gives against Shift: no system tells the state of the lock to every program."""
        text = event.text()
        if len(text) == 1 and text.isalpha() and text.upper() != text.lower():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.capitals.emit(text.isupper() != shifted)
        elif event.key() == Qt.Key.Key_CapsLock:
            self.capitals.emit(False)
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say nothing about the capitals while the keys go elsewhere."""
        super().focusOutEvent(event)
        self.capitals.emit(False)


class PasswordField(QWidget):
    """``entered`` is Enter; ``edited`` carries what is typed, untrimmed: a space is a letter of a password."""

    entered = Signal()
    edited = Signal(str)

    def __init__(self, name: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"{name}-bingkai")
        self._build(name, label)
        self._connect()

    def _build(self, name: str, label: str) -> None:
        self.line = _HiddenLine()
        self.line.setObjectName(name)
        self.line.setAccessibleName(label)
        self.line.setMaxLength(LIMIT)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        hints = Qt.InputMethodHint
        self.line.setInputMethodHints(
            hints.ImhHiddenText | hints.ImhSensitiveData | hints.ImhNoPredictiveText | hints.ImhNoAutoUppercase
        )
        self._show = make_button(f"{name}-tampilkan", _("Tampilkan"), compact=True)
        self._show.setCheckable(True)
        self._show.setAccessibleName(_("Tampilkan {isian}").format(isian=label))
        self._caps = make_label(_("Caps Lock sedang menyala."), "hint", name=f"{name}-kapital")
        self._caps.setProperty("state", "warning")
        self._caps.hide()
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.line, 1)
        row.addWidget(self._show)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(row)
        column.addWidget(self._caps)
        self.setFocusProxy(self.line)

    def _connect(self) -> None:
        self._show.toggled.connect(self._on_show)
        self.line.capitals.connect(self._caps.setVisible)
        self.line.returnPressed.connect(self.entered)
        self.line.textChanged.connect(self.edited)

    def text(self) -> str:
        """Return what is typed."""
        return self.line.text()

    def clear(self) -> None:
        """Empty the field, its memory of earlier keys, and hide what is typed next."""
        # Setting a text empties the history of Ctrl+Z, clearing would keep it.
        self.line.setText("")
        self._show.setChecked(False)
        self._caps.hide()

    def hideEvent(self, event: QHideEvent) -> None:
        """Never stand open when the page comes back."""
        super().hideEvent(event)
        self._show.setChecked(False)

    def _on_show(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode
        self.line.setEchoMode(mode.Normal if shown else mode.Password)
        self._show.setText(_("Sembunyikan") if shown else _("Tampilkan"))
