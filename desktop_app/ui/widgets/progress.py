"""ProgressPanel: how far a long job is, how fast it goes, and a way to stop it."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from desktop_app.i18n import _
from desktop_app.ui.widgets.controls import Card, make_button, make_label

LONGEST = 70
"""The most letters that are shown of what is being done."""


class ProgressPanel(QWidget):
    """Hidden until ``start``; shows "n dari m" and things per second; ``cancelled`` is emitted once."""

    cancelled = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._clock = QElapsedTimer()
        self._unit = ""
        self._build()
        self._cancel.clicked.connect(self._on_cancel)
        self.hide()

    def _build(self) -> None:
        name = self.objectName()
        card = Card(f"{name}-kartu")
        self._title = make_label("", "label", name=f"{name}-judul")
        self._bar = QProgressBar()
        self._bar.setObjectName(f"{name}-batang")
        self._bar.setTextVisible(False)
        self._count = make_label("", "muted", name=f"{name}-hitungan")
        self._cancel = make_button(f"{name}-batal", _("Batalkan"), kind="danger")
        row = QHBoxLayout()
        row.addWidget(self._count, 1)
        row.addWidget(self._cancel)
        card.box.addWidget(self._title)
        card.box.addWidget(self._bar)
        card.box.addLayout(row)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(card)

    def start(self, title: str, unit: str = "", *, can_cancel: bool = True) -> None:
        """Begin; ``unit`` names what is counted ("dokumen"). The length is unknown until the first ``update_to``."""
        self._unit = unit
        self._title.setText(title)
        self._bar.setAccessibleName(title)
        self._bar.setRange(0, 0)
        self._count.setText(_("Menyiapkan…"))
        self._cancel.setVisible(can_cancel)
        self._cancel.setEnabled(True)
        self._cancel.setText(_("Batalkan"))
        self._clock.start()
        self.show()

    def say(self, title: str) -> None:
        """Show what is being done now; a long name is cut so that the panel keeps its width."""
        self._title.setText(title if len(title) <= LONGEST else f"{title[: LONGEST - 1]}…")

    def update_to(self, done: int, total: int) -> None:
        """Show ``done`` of ``total``."""
        # A bar counts in 32 bits; per mille is fine enough for the eye.
        self._bar.setRange(0, 1000 if total > 0 else 0)
        self._bar.setValue(min(1000, done * 1000 // total) if total > 0 else 0)
        seconds = self._clock.elapsed() / 1000
        text = _("{n} dari {m} {satuan}").format(n=_grouped(done), m=_grouped(total), satuan=self._unit).strip()
        if seconds >= 1 and done > 0:
            text += _(" · {laju} per detik").format(laju=_grouped(round(done / seconds)))
        self._count.setText(text)

    def finish(self) -> None:
        """Hide again."""
        self.hide()

    def text(self) -> str:
        """Return the line of the count."""
        return self._count.text()

    def _on_cancel(self) -> None:
        self._cancel.setEnabled(False)
        self._cancel.setText(_("Membatalkan…"))
        self.cancelled.emit()


def _grouped(number: int) -> str:
    """Return ``number`` with the thousands parted by points, as Indonesian writes them."""
    return f"{number:,}".replace(",", ".")
