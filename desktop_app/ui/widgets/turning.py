"""TurningRow: widgets side by side, or one below the other where the window is narrow or the text is large."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget


class TurningRow(QWidget):
    """Turns below ``turn_at`` pixels of width, and where a part would be cut; ``parts`` are widgets with their share.

    ``level`` makes them equally high while they stand side by side.
    """

    def __init__(
        self,
        name: str,
        parts: Sequence[tuple[QWidget, int]],
        *,
        turn_at: int,
        level: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._turn_at = turn_at
        self._side = Qt.AlignmentFlag(0) if level else Qt.AlignmentFlag.AlignTop
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(14)
        self._widgets = [widget for widget, _share in parts]
        for widget, share in parts:
            self._box.addWidget(widget, share, self._side)

    def is_turned(self) -> bool:
        """Return whether the widgets stand one below the other."""
        return self._box.direction() == QBoxLayout.Direction.TopToBottom

    def minimumSizeHint(self) -> QSize:
        """Ask for no more than the widest part: side by side they would never get narrow enough to turn."""
        widths = [widget.minimumSizeHint().width() for widget in self._widgets]
        return QSize(max(widths, default=0), super().minimumSizeHint().height())

    def _room_beside(self) -> int:
        """Return the width that the widgets need side by side without cutting any of them."""
        widths = [widget.minimumSizeHint().width() for widget in self._widgets if not widget.isHidden()]
        return sum(widths) + self._box.spacing() * max(len(widths) - 1, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn where the width asks for it."""
        super().resizeEvent(event)
        self._turn()

    def event(self, event: QEvent) -> bool:
        """Turn as well where a part asks for another width, because it shows other words now."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._turn()
        return super().event(event)

    def _turn(self) -> None:
        direction = QBoxLayout.Direction
        tight = self.width() < max(self._turn_at, self._room_beside())
        wanted = direction.TopToBottom if tight else direction.LeftToRight
        if self._box.direction() != wanted:
            self._box.setDirection(wanted)
            # Below each other every part takes the whole width.
            side = Qt.AlignmentFlag(0) if wanted == direction.TopToBottom else self._side
            for index in range(self._box.count()):
                item = self._box.itemAt(index)
                if item is not None:
                    item.setAlignment(side)
