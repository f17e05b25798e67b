"""Banner: one message across the page, with an icon, an optional action and a way to close it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from desktop_app.i18n import _
from desktop_app.ui.icons import pixmap
from desktop_app.ui.theme import STATE_LOOKS, State, restyle
from desktop_app.ui.widgets.controls import make_button, make_label


class Banner(QFrame):
    """Hidden until ``show_message``; screen readers read its text as the accessible name."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._action: Callable[[], object] | None = None
        self._build()
        self._connect()
        self.hide()

    def _build(self) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._icon = QLabel()
        self._icon.setFixedSize(20, 20)
        self._text = make_label("", wrap=True, name=f"{self.objectName()}-teks")
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._button = make_button(f"{self.objectName()}-tindakan", _("Lihat"), compact=True)
        self._close = make_button(
            f"{self.objectName()}-tutup",
            "",
            kind="quiet",
            icon_name="tutup",
            label=_("Tutup pesan"),
            compact=True,
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(10)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        row.addWidget(self._button)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)

    def _connect(self) -> None:
        self._close.clicked.connect(self.hide)
        self._button.clicked.connect(self._act)

    def show_message(
        self, state: State, text: str, *, action: str = "", on_action: Callable[[], object] | None = None
    ) -> None:
        """Show ``text`` in ``state``; ``action`` is the text of a button that calls ``on_action``."""
        look = STATE_LOOKS[state]
        self.setProperty("state", state.value)
        self.setAccessibleName(text)
        self._icon.setPixmap(pixmap(look.icon, look.ink, 20, self.devicePixelRatioF()))
        self._text.setText(text)
        self._action = on_action
        self._button.setText(action)
        self._button.setAccessibleName(action or _("Lihat"))
        self._button.setVisible(bool(action))
        restyle(self)
        self.show()

    def text(self) -> str:
        """Return the message that is shown, or was last."""
        return self._text.text()

    def _act(self) -> None:
        if self._action is not None:
            self._action()
