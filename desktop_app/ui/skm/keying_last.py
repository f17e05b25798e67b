"""LastPanel: the sheet that was saved last, to be put right, and calmly how many there are and how fast it goes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.i18n import _
from desktop_app.ui.widgets.controls import Card, make_button, make_label


class LastPanel(QWidget):
    """``fix`` asks for the last sheet again; ``count`` are the sheets since it was opened."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("skm-ketik-samping")
        card = Card("skm-ketik-terakhir", _("Lembar terakhir"))
        self._text = make_label("", "body", name="skm-ketik-terakhir-isi", wrap=True)
        self.fix = make_button("skm-ketik-betulkan", _("Betulkan (F2)"), compact=True)
        self.fix.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        card.box.addWidget(self._text)
        card.box.addWidget(self.fix, 0, Qt.AlignmentFlag.AlignLeft)
        self._pace = make_label("", "muted", name="skm-ketik-laju", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        column.addWidget(self._pace)
        self.count = 0
        self.seconds = 0.0
        self.clear()

    def clear(self) -> None:
        """Begin to count anew."""
        self.count, self.seconds = 0, 0.0
        self._text.setText(_("Belum ada lembar yang disimpan."))
        self._pace.setText("")
        self.fix.setEnabled(False)

    def tell(self, number: str, marks: str, seconds: float, *, counts: bool) -> None:
        """Show a sheet that was saved; one that was only put right does not count again."""
        self.count += counts
        self.seconds += seconds
        self._text.setText(_("{nomor}: {nilai}").format(nomor=number, nilai=marks))
        if self.count:
            pace = _("{n} lembar sejak mulai · rata-rata {detik} detik per lembar")
            self._pace.setText(pace.format(n=self.count, detik=round(self.seconds / self.count)))
