"""ElidedLabel: one line that is cut with an ellipsis where the place is too narrow, and whole as its tip."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle, QStyleOption, QWidget

from desktop_app.ui.widgets.controls import LabelRole


class ElidedLabel(QLabel):
    """Takes whatever width is left; shows what people typed literally; ``middle`` cuts paths in the middle."""

    def __init__(
        self,
        text: str = "",
        role: LabelRole = "body",
        *,
        name: str = "",
        middle: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._tip = ""
        self._mode = Qt.TextElideMode.ElideMiddle if middle else Qt.TextElideMode.ElideRight
        if name:
            self.setObjectName(name)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show ``text``; line breaks become spaces."""
        super().setText(" ".join(text.split()))
        self.setAccessibleName(text)
        self._show_tip()

    def minimumSizeHint(self) -> QSize:
        """Return a width that leaves room for a few letters only."""
        return QSize(min(48, super().sizeHint().width()), super().minimumSizeHint().height())

    def set_tip(self, tip: str) -> None:
        """Offer ``tip`` while the text is not cut."""
        self._tip = tip
        self._show_tip()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Offer the whole text as a tip only where it is cut."""
        super().resizeEvent(event)
        self._show_tip()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text as far as it fits."""
        painter = QPainter(self)
        option = QStyleOption()
        option.initFrom(self)
        self.style().drawItemText(
            painter,
            self.contentsRect(),
            self.alignment() | Qt.AlignmentFlag.AlignVCenter,
            option.palette,
            self.isEnabled(),
            self.fontMetrics().elidedText(self.text(), self._mode, self.contentsRect().width()),
            self.foregroundRole(),
        )
        if self.hasFocus():
            self.style().drawPrimitive(QStyle.PrimitiveElement.PE_FrameFocusRect, option, painter, self)

    def _show_tip(self) -> None:
        cut = self.fontMetrics().horizontalAdvance(self.text()) > self.contentsRect().width()
        whole = f"{self.text()}\n{self._tip}".strip() if cut else self._tip
        self.setToolTip(whole)
