"""WeekBar: which week is shown, the ways to another one, and the button that begins an entry."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.jurnal import monday_of
from desktop_app.i18n import _
from desktop_app.ui.widgets.controls import make_button, make_label
from desktop_app.ui.widgets.dates import DateField


class WeekBar(QWidget):
    """``wanted`` carries a day of another week, ``add_wanted`` asks for a new entry."""

    wanted = Signal(object)
    add_wanted = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._monday = date(2000, 1, 3)
        before = make_button(
            "jurnal-mundur", "", icon_name="panah-kiri", label=_("Minggu sebelumnya"), shortcut="Alt+PgUp"
        )
        after = make_button(
            "jurnal-maju", "", icon_name="panah-kanan", label=_("Minggu berikutnya"), shortcut="Alt+PgDown"
        )
        self._date = DateField("jurnal-tanggal", _("Minggu yang memuat tanggal"))
        self._words = make_label("", "label", name="jurnal-minggu-kata", wrap=True)
        self.add = make_button("jurnal-baru", _("Tulis catatan"), kind="primary", icon_name="tambah")
        self.add.setToolTip(_("Tulis catatan  (Ctrl+N)"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(before)
        row.addWidget(self._date)
        row.addWidget(after)
        row.addWidget(self._words, 1)
        row.addWidget(self.add)
        before.clicked.connect(lambda: self._go(self._monday - timedelta(days=7)))
        after.clicked.connect(lambda: self._go(self._monday + timedelta(days=7)))
        self._date.answered.connect(self._go)
        self.add.clicked.connect(self.add_wanted)

    def show_week(self, monday: date, *, may_write: bool) -> None:
        """Show which week it is."""
        self._monday = monday
        self._date.set_answer(monday)
        last = monday + timedelta(days=6)
        self._words.setText(
            _("Senin {awal} – Minggu {akhir}").format(awal=format_tanggal(monday), akhir=format_tanggal(last))
        )
        self.add.setVisible(may_write)

    def _go(self, day: date) -> None:
        if monday_of(day) != self._monday:
            self.wanted.emit(day)
