"""SpreadPanel: one assessor's spread of ratings in a few calm sentences and a small picture, before he signs."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.domain.istilah import Predikat
from desktop_app.domain.sebaran import N_TERKECIL
from desktop_app.i18n import _
from desktop_app.services.sebaran import BarisSebaran, read_sebaran
from desktop_app.services.sebaran_kata import PENGANTAR, PREDIKAT, lines_of
from desktop_app.ui.page import Page
from desktop_app.ui.theme import Colour
from desktop_app.ui.widgets.controls import Card, make_label

LINE = 24
LABEL = 130
DOT = 14
MOST = 14
"""Dots in a row; of more people the number alone tells."""


class PeopleDots(QWidget):
    """One row for each predicate, one dot for each person: whole people, no percentages."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(_("Sebaran predikat"))
        self._counts: tuple[tuple[Predikat, int], ...] = tuple((one, 0) for one in Predikat)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(LINE * len(Predikat))

    def set_counts(self, counts: tuple[tuple[Predikat, int], ...]) -> None:
        """Show other counts."""
        self._counts = counts
        self.setAccessibleDescription(", ".join(f"{_(PREDIKAT[one])}: {n}" for one, n in counts))
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room for every row and MOST dots."""
        return QSize(LABEL + MOST * (DOT + 4) + 50, LINE * len(Predikat))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw labels, dots and numbers."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = Qt.AlignmentFlag.AlignVCenter
        for row, (one, n) in enumerate(self._counts):
            top = row * LINE
            painter.setPen(QColor(Colour.INK))
            painter.drawText(QRectF(0, top, LABEL - 8, LINE), middle, _(PREDIKAT[one]))
            x = float(LABEL)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(Colour.ACCENT))
            for _dot in range(min(n, MOST)):
                painter.drawEllipse(QRectF(x, top + (LINE - DOT) / 2, DOT, DOT))
                x += DOT + 4
            painter.setPen(QColor(Colour.INK))
            painter.drawText(QRectF(x + 4, top, 60, LINE), middle, str(n))
        painter.end()


class SpreadPanel(Card):
    """Counts first, comparisons only where there are people enough; it forbids nothing and colours nobody red."""

    def __init__(self, name: str = "sebaran-panel", title: str = "") -> None:
        super().__init__(name, title or _("Sebaran rating Anda"))
        self.dots = PeopleDots(f"{name}-gambar")
        self._lines = make_label("", name=f"{name}-kalimat", wrap=True)
        self._lines.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        note = make_label(_(PENGANTAR).format(batas=N_TERKECIL), "muted", name=f"{name}-catatan", wrap=True)
        self.box.addWidget(self.dots)
        self.box.addWidget(self._lines)
        self.box.addWidget(note)

    def ask(self, page: Page, periode: str, penilai_id: str = "") -> None:
        """Ask for the picture of an assessor in a period (who is logged in, without one) and show it."""
        page.ask(read_sebaran, periode, penilai_id, on_done=self.show_row)

    def show_row(self, row: BarisSebaran) -> None:
        """Show the picture of one assessor."""
        self.dots.set_counts(row.sebaran.ukuran.predikat)
        self.dots.setVisible(row.sebaran.ukuran.n > 0)
        self._lines.setText("\n".join(lines_of(row.sebaran, row.pembanding)))

    def text(self) -> str:
        """Return the sentences that are shown."""
        return self._lines.text()
