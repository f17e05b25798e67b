"""SpreadPage: the assessors of a period by name, and the picture of the one that is chosen; no order of merit."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from desktop_app.domain.periode import list_periode
from desktop_app.i18n import _
from desktop_app.services.ketentuan import KetentuanBerlaku, show_ketentuan
from desktop_app.services.sebaran import BarisSebaran, export_sebaran, list_sebaran
from desktop_app.services.sebaran_kata import word_of
from desktop_app.ui.desk import Desk
from desktop_app.ui.models.rows import Column, RowModel
from desktop_app.ui.page import Page
from desktop_app.ui.save_as import ask_target
from desktop_app.ui.spread_panel import SpreadPanel
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.controls import make_button
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.header import PageHeader
from desktop_app.ui.widgets.table import DataTable
from desktop_app.ui.words import periode_text


class SpreadPage(Page):
    """A table of counts and words with the picture beside it; it can be written as a spreadsheet."""

    kinds = ("penilaian", "umpan_balik", "jurnal")

    def __init__(self, desk: Desk) -> None:
        super().__init__("halaman-sebaran", _("Sebaran per penilai"), desk)
        self._build()
        self._connect()

    def _build(self) -> None:
        header = PageHeader(
            "sebaran-kepala", _("Sebaran per penilai"), _("Gambaran rating menurut pejabat penilai, urut nama")
        )
        self._period = ComboField("sebaran-periode", _("Periode"))
        self._period.setMinimumContentsLength(14)
        self._export = make_button("sebaran-ekspor", _("Ekspor…"), label=_("Ekspor ke XLSX atau CSV"))
        header.add_action(self._period)
        header.add_action(self._export)
        self._model: RowModel[BarisSebaran] = RowModel(
            [
                Column(_("Pejabat penilai"), lambda row: row.nama),
                Column(_("Unit"), lambda row: row.unit_kode),
                Column(_("n"), lambda row: str(row.sebaran.ukuran.n), right=True),
                Column(_("Rating sama"), _same_text),
                Column(_("Tanpa dasar"), lambda row: _of(row.sebaran.ukuran.tanpa_dasar, row.sebaran.ukuran.n)),
            ],
            self,
        )
        self.table = DataTable(
            "sebaran-tabel",
            _("Pejabat penilai"),
            EmptyState(
                "sebaran-kosong",
                _("Belum ada penilaian pada periode ini"),
                _("Yang dihitung ialah penilaian yang kedua ratingnya sudah terisi."),
            ),
        )
        self.table.set_model(self._model)
        self.table.set_columns((150, 84, 44, 170, 104), 0)
        self.panel = SpreadPanel("sebaran-gambar", _("Penilai ini"))
        self.panel.setMinimumWidth(300)
        halves = QHBoxLayout()
        halves.addWidget(self.table, 3)
        halves.addWidget(self.panel, 2, Qt.AlignmentFlag.AlignTop)
        self.box.addWidget(header)
        self.box.addWidget(self.banner)
        self.box.addLayout(halves, 1)

    def _connect(self) -> None:
        self._period.answered.connect(lambda _key: self._ask())
        self._export.clicked.connect(self._ask_file)
        self.table.selected.connect(lambda _row: self._show_current())

    def load(self) -> None:
        """Ask for the agency's periods, and for the period that is shown."""
        if not self._period.count():
            self.ask(show_ketentuan, on_done=self._offer)
        else:
            self._ask()

    def enter(self) -> None:
        """Load and put the keyboard into the list."""
        super().enter()
        self.table.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer(self, ketentuan: KetentuanBerlaku) -> None:
        today = self.desk.proposed_day()
        known = list_periode(today.year, ketentuan.isi.periode)
        self._period.set_choices([(one.kode, periode_text(one)) for one in known])
        over = [one for one in known if one.selesai < today]
        self._period.set_answer((over or list(known))[-1 if over else 0].kode)
        self._ask()

    def _ask(self) -> None:
        self.ask(list_sebaran, self._period.answer(), on_done=self._show)

    def _show(self, rows: tuple[BarisSebaran, ...]) -> None:
        self._model.set_rows(rows)
        self._export.setEnabled(bool(rows))
        self.panel.setVisible(bool(rows))
        self.table.select_row(0)
        self._show_current()

    def _show_current(self) -> None:
        row = self._model.row_at(self.table.current_row())
        if row is not None:
            self.panel.show_row(row)

    def _ask_file(self) -> None:
        period = self._period.answer()
        proposed = f"sebaran-{period.lower()}.xlsx"
        ask_target(self, _("Ekspor sebaran"), proposed, partial(self._write, period), others=(".csv",))

    def _write(self, period: str, path: Path) -> None:
        def done(count: int) -> None:
            told = _("{n} penilai ditulis ke {path}").format(n=count, path=path)
            self.banner.show_message(State.OK, told)

        self.ask(export_sebaran, period, path, on_done=done, writes=True)


def _same_text(row: BarisSebaran) -> str:
    counts = _of(row.sebaran.ukuran.sama, row.sebaran.ukuran.n)
    word = word_of(row.sebaran.sama)
    return counts if word == "–" else f"{counts}, {word}"


def _of(part: int, whole: int) -> str:
    return _("{k} dari {n}").format(k=part, n=whole) if whole else "–"
