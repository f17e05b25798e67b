"""Dialog: title, text, content and own Indonesian buttons; opened with ``open()``, never ``exec()``."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from desktop_app.i18n import _
from desktop_app.ui.icons import pixmap
from desktop_app.ui.theme import STATE_LOOKS, Size, State, dress
from desktop_app.ui.widgets.controls import ButtonKind, make_button, make_label


class Dialog(QDialog):
    """A modal window over its parent; its buttons close it and then call what they were given."""

    def __init__(
        self, parent: QWidget | None, *, name: str, title: str, text: str = "", state: State | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self._said = text
        if parent is None:
            dress(self)
        self._build(title, text, state)

    def _build(self, title: str, text: str, state: State | None) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        if state is not None:
            look = STATE_LOOKS[state]
            picture = QLabel()
            picture.setPixmap(pixmap(look.icon, look.ink, 28, self.devicePixelRatioF()))
            head.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(6)
        words.addWidget(make_label(title, "section", name="dialog-judul", wrap=True))
        if text:
            body = make_label(text, wrap=True, name="dialog-teks")
            body.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            body.setMinimumWidth(380)
            words.addWidget(body)
        head.addLayout(words, 1)
        self.content = QVBoxLayout()
        self.content.setSpacing(Size.GAP)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(Size.GAP)
        self.buttons.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 18, 20, 16)
        whole.setSpacing(14)
        whole.addLayout(head)
        whole.addLayout(self.content)
        whole.addLayout(self.buttons)

    def prefer_size(self, width: int, height: int) -> None:
        """Open as large as this, or as the screen allows: at 150 % a small one has 911 by 485 pixels."""
        room = self.screen().availableGeometry()
        self.resize(min(width, room.width() - 40), min(height, room.height() - 60))

    def event(self, event: QEvent) -> bool:
        """Grow where the contents have become higher (what was found under a field), as far as the screen allows."""
        if event.type() != QEvent.Type.LayoutRequest:
            # Any other event may be the last one of this window.
            return super().event(event)
        taken = super().event(event)
        layout = self.layout()
        if self.isVisible() and layout is not None:
            need = layout.totalHeightForWidth(self.width())
            room = self.screen().availableGeometry().height() - 60
            if self.height() < min(need, room):
                self.resize(self.width(), min(need, room))
        return taken

    def says(self, title: str, text: str) -> bool:
        """Return whether this dialog shows just these words."""
        return (self.windowTitle(), self._said) == (title, text)

    def add_button(
        self,
        name: str,
        text: str,
        on_click: Callable[[], object] | None = None,
        *,
        kind: ButtonKind = "plain",
        default: bool = False,
        closes: bool = True,
    ) -> QPushButton:
        """Add a button; ``default`` is the one that Enter presses, ``closes=False`` leaves the dialog
        open."""
        button = make_button(f"{self.objectName()}-{name}", text, kind="primary" if default else kind)
        button.setDefault(default)
        if closes:
            button.clicked.connect(self.accept)
        if on_click is not None:
            button.clicked.connect(lambda: on_click())
        self.buttons.addWidget(button)
        if default:
            button.setFocus()
        return button

    def add_copyable(self, text: str, *, label: str) -> None:
        """Add a read-only text with a button that copies it."""
        field = QPlainTextEdit(text)
        field.setObjectName(f"{self.objectName()}-salinan")
        field.setAccessibleName(label)
        field.setReadOnly(True)
        field.setTabChangesFocus(True)
        field.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        field.setMinimumSize(520, 160)
        copy = make_button(f"{self.objectName()}-salin", _("Salin laporan"), icon_name="salin")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(text))
        self.content.addWidget(field)
        self.buttons.insertWidget(0, copy)


def confirm(
    parent: QWidget,
    *,
    name: str,
    title: str,
    text: str,
    yes: str,
    on_yes: Callable[[], object],
    no: str = "",
    danger: bool = False,
) -> Dialog:
    """Open a question with two answers named by what they do; Escape means no."""
    dialog = Dialog(parent, name=name, title=title, text=text, state=State.WARNING if danger else None)
    dialog.add_button("batal", no or _("Batal"), default=danger)
    dialog.add_button("ya", yes, on_yes, kind="danger" if danger else "plain", default=not danger)
    dialog.open()
    return dialog
