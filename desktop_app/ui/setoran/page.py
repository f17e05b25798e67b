"""SetoranPage: offices by what is expected of them, with colours and words; below it who of an office lacks what."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from desktop_app.i18n import _
from desktop_app.services.setoran import (
    MENUNGGAK,
    BarisSetoran,
    KeadaanSel,
    KolomSetoran,
    OrangSetoran,
    PetaSetoran,
    missing_of,
    read_setoran,
)
from desktop_app.services.setoran_kata import (
    cell_words,
    column_title,
    column_words,
    limit_words,
    made_words,
    person_words,
    receipt_words,
)
from desktop_app.services.setoran_surat import export_setoran
from desktop_app.ui.desk import Desk
from desktop_app.ui.models.rows import Column, RowModel
from desktop_app.ui.page import Page
from desktop_app.ui.save_as import ask_target
from desktop_app.ui.setoran.letters import LetterWriter
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.controls import make_button, make_label
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.header import PageHeader
from desktop_app.ui.widgets.table import DataTable

MARKS = {
    KeadaanSel.LENGKAP: State.OK,
    KeadaanSel.KURANG: State.WARNING,
    KeadaanSel.BELUM_ADA: State.WARNING,
    KeadaanSel.TERLAMBAT: State.ERROR,
    KeadaanSel.BELUM_WAKTUNYA: State.INFO,
}
OFFICE, CELL, LAST = 220, 112, 150
FEW = 8
"""So many columns fit beside the offices; with more the table is moved sideways."""
YEARS = 4
"""So many years back can be looked at."""


class SetoranPage(Page):
    """The map of a year; Enter goes from an office to its people, the buttons write letters and lists."""

    kinds = ("pegawai", "skp", "penilaian", "dokumen_evaluasi", "paket", "perangkat")

    def __init__(self, desk: Desk) -> None:
        super().__init__("halaman-setoran", _("Peta setoran"), desk)
        self._map: PetaSetoran | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        self.header = PageHeader("setoran-kepala", _("Peta setoran"), _("Yang sudah dan belum disetor"))
        year = self.desk.proposed_day().year
        choices = [(str(one), str(one)) for one in range(year + 1, year - YEARS, -1)]
        self._year = ComboField("setoran-tahun", _("Tahun"), choices)
        self._year.set_answer(str(year))
        self._export = make_button("setoran-ekspor", _("Ekspor peta…"), label=_("Ekspor peta ke XLSX atau CSV"))
        self._letters = make_button("setoran-surat", _("Surat pengingat…"), kind="primary", icon_name="cetak")
        for action in (self._year, self._export, self._letters):
            self.header.add_action(action)
        self.writer = LetterWriter(self)
        self._model: RowModel[BarisSetoran] = RowModel([], self)
        self.table = DataTable(
            "setoran-peta",
            _("Kantor dan setorannya"),
            EmptyState(
                "setoran-kosong",
                _("Belum ada kantor yang terdaftar"),
                _("Daftarkan komputer kecamatan di Kotak Masuk, bagian Kantor terdaftar."),
                icon_name="masuk",
            ),
        )
        split = QSplitter(Qt.Orientation.Vertical)
        split.setObjectName("setoran-bagi")
        split.setChildrenCollapsible(False)
        split.addWidget(self.table)
        split.addWidget(self._build_people())
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        self.box.addWidget(self.header)
        self.box.addWidget(self.banner)
        self.box.addWidget(split, 1)

    def _build_people(self) -> QWidget:
        self._who: QLabel = make_label("", "section", name="setoran-kantor", wrap=True)
        self._what = ComboField("setoran-kolom", _("Yang ditampilkan"))
        self._what.setMinimumContentsLength(16)
        self._names = make_button("setoran-ekspor-nama", _("Ekspor daftar nama…"), label=_("Ekspor nama yang belum"))
        self._last = make_label("", "muted", wrap=True, name="setoran-paket")
        self._people: RowModel[OrangSetoran] = RowModel(
            [
                Column(_("Nama"), lambda row: row.nama),
                Column(_("NIP"), lambda row: row.nip or "–"),
                Column(_("Jabatan"), lambda row: row.jabatan or "–", tip=lambda row: row.jabatan),
                Column(_("Yang belum"), self._lacks, tip=self._lacks),
            ],
            self,
        )
        self.people = DataTable(
            "setoran-orang",
            _("Yang belum menyetor"),
            EmptyState(
                "setoran-orang-kosong",
                _("Tidak ada yang kurang"),
                _("Yang belum waktunya tidak dihitung kurang."),
                icon_name="ok",
            ),
        )
        self.people.set_model(self._people)
        self.people.set_columns((180, 172, 160, 300), 3)
        self.people.wrap_lines()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._who, 1)
        row.addWidget(self._what)
        row.addWidget(self._names)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self._last)
        column.addWidget(self.people, 1)
        return whole

    def _connect(self) -> None:
        self._year.answered.connect(lambda _key: self.load())
        self._what.answered.connect(lambda _key: self._show_people())
        self.table.opened.connect(lambda _row: self.people.view.setFocus(Qt.FocusReason.OtherFocusReason))
        self._export.clicked.connect(partial(self._ask_file, names=False))
        self._names.clicked.connect(partial(self._ask_file, names=True))
        self._letters.clicked.connect(self._ask_letters)
        self.writer.written.connect(self._on_letters)

    def load(self) -> None:
        """Ask for the map of the chosen year."""
        self.ask(read_setoran, int(self._year.answer()), on_done=self._show)

    def enter(self) -> None:
        """Load and put the keyboard into the map."""
        super().enter()
        self.table.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, found: PetaSetoran) -> None:
        self.banner.hide()
        now = self._current()
        fresh = self._map is None or self._map.kolom != found.kolom
        self._map = found
        if fresh:
            self._show_columns(found)
        self._model.set_rows(found.baris)
        places = [at for at, row in enumerate(found.baris) if now is not None and row.kode == now.kode]
        self.table.select_row(places[0] if places else 0)
        lacking = any(row.kurang for row in found.baris)
        self._letters.setEnabled(lacking)
        self._export.setEnabled(bool(found.baris))
        self._names.setEnabled(lacking)
        if found.hari_ini is None:
            text = _("Jam komputer ini diragukan, jadi tidak ada yang disebut terlambat.")
            self.banner.show_message(State.INFO, text)
        self._show_people()

    def _show_columns(self, found: PetaSetoran) -> None:
        """Make the table anew for the periods of the agency's rhythm."""
        columns: list[Column[BarisSetoran]] = [
            Column(_("Kantor"), lambda row: f"{row.kode}\n{row.nama}", tip=lambda row: row.nama)
        ]
        columns += [
            Column(
                column_title(one),
                partial(_cell, at),
                tip=partial(_tip, at, one, found.tahun),
                state=partial(_mark, at),
            )
            for at, one in enumerate(found.kolom)
        ]
        columns.append(Column(_("Paket terakhir"), receipt_words, tip=receipt_words))
        self._model = RowModel(columns, self)
        self.table.set_model(self._model)
        self.table.selected.connect(lambda _row: self._show_people())
        self.table.set_columns((OFFICE, *([CELL] * len(found.kolom)), LAST), 0)
        header = self.table.view.horizontalHeader()
        if len(found.kolom) > FEW:
            header.setSectionResizeMode(0, header.ResizeMode.Interactive)
            header.resizeSection(0, OFFICE)
        self.table.wrap_lines()
        self._what.set_choices([("", _("Semua yang kurang")), *((one.kode, column_title(one)) for one in found.kolom)])
        self._what.set_answer("")

    def _current(self) -> BarisSetoran | None:
        return self._model.row_at(self.table.current_row())

    def _show_people(self) -> None:
        row = self._current()
        if self._map is None or row is None:
            self._people.set_rows([])
            self._who.setText("")
            self._last.setText("")
            return
        chosen = self._what.answer()
        people = missing_of(self._map, row.kode, (chosen,) if chosen else ())
        self._people.set_rows(people)
        self.people.select_row(0)
        if row.pegawai:
            text = _("{kantor}: {n} orang belum lengkap").format(kantor=row.nama, n=len(people))
        else:
            text = _("{kantor}: belum ada data pegawai").format(kantor=row.nama)
        self._who.setText(text)
        self._last.setText(
            _("Paket terakhir: nomor {n}, {kapan}.").format(n=row.paket.seq, kapan=made_words(row.paket))
            if row.paket is not None
            else _("Belum pernah ada paket dari kantor ini.")
        )

    def _lacks(self, row: OrangSetoran) -> str:
        if self._map is None:
            return ""
        titles = {one.kode: column_title(one) for one in self._map.kolom}
        return ", ".join(f"{titles[kode]} ({person_words(row, kode)})" for kode in row.kurang)

    def _ask_file(self, *, names: bool) -> None:
        if self._map is None:
            return
        year = self._map.tahun
        proposed = f"nama-belum-setor-{year}.xlsx" if names else f"peta-setoran-{year}.xlsx"
        ask_target(self, _("Ekspor setoran"), proposed, partial(self.write, year, names), others=(".csv",))

    def write(self, year: int, names: bool, path: Path) -> None:
        """Write the map, or who lacks what, to ``path``."""

        def done(count: int) -> None:
            self.banner.show_message(State.OK, _("{n} baris ditulis ke {path}").format(n=count, path=path))

        self.ask(export_setoran, year, path, nama=names, on_done=done, writes=True)

    def _ask_letters(self) -> None:
        if self._map is not None:
            row = self._current()
            self.writer.ask_offices(self._map, row.kode if row is not None else "")

    def _on_letters(self, count: int, path: Path) -> None:
        text = _("{n} surat ditulis ke {path}. Periksa dulu sebelum dicetak dan ditandatangani.")
        self.banner.show_message(State.OK, text.format(n=count, path=path))


def _cell(at: int, row: BarisSetoran) -> str:
    return cell_words(row.sel[at])


def _mark(at: int, row: BarisSetoran) -> State | None:
    return MARKS.get(row.sel[at].keadaan)


def _tip(at: int, column: KolomSetoran, year: int, row: BarisSetoran) -> str:
    cell = row.sel[at]
    text = f"{column_words(column, year)}: {cell_words(cell)}; {limit_words(column)}"
    if cell.keadaan in MENUNGGAK and cell.proses:
        text += "; " + _("{n} baru berupa draf").format(n=cell.proses)
    return text
