"""Picture: a drawing that scales with its room, and says in words what it shows."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.paths import resources

FAINT = 0.38


class Picture(QWidget):
    """Draws ``resources/images/<drawing>.svg`` as large as it fits; ``alt`` says what it shows.

    ``width`` is the width that it asks for; it may become narrower. Drawn faintly it stands for what is not its turn.
    """

    def __init__(self, name: str, drawing: str, alt: str, *, width: int = 132, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(alt)
        self.setToolTip(alt)
        self._renderer = QSvgRenderer(QByteArray((resources() / "images" / f"{drawing}.svg").read_bytes()), self)
        self._width = width
        self._faint = False
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @property
    def is_faint(self) -> bool:
        """Whether it is drawn faintly."""
        return self._faint

    def set_faint(self, faint: bool) -> None:
        """Draw it faintly, or in full colour."""
        self._faint = faint
        self.update()

    def sizeHint(self) -> QSize:
        size = self._renderer.defaultSize()
        return QSize(self._width, round(self._width * size.height() / max(size.width(), 1)))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.sizeHint().width() // 2, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(FAINT if self._faint else 1.0)
        drawn = self._renderer.defaultSize().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (self.width() - drawn.width()) / 2, (self.height() - drawn.height()) / 2
        self._renderer.render(painter, QRectF(left, top, drawn.width(), drawn.height()))
        painter.end()
