"""CapaianPage: who leads people, and what his unit reached in a period; it is reached from the evaluations."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox

from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.istilah import CapaianOrganisasi, JenisPeriode
from desktop_app.domain.periode import parse_periode
from desktop_app.domain.wewenang import Wewenang
from desktop_app.i18n import _
from desktop_app.services.aturan_nilai import words_of
from desktop_app.services.capaian_unit import BarisCapaian, UsulanCapaian, list_capaian, set_capaian
from desktop_app.services.kantor import Changed, Kantor
from desktop_app.services.pengaturan import read_pengaturan
from desktop_app.services.penilaian import list_periode_kantor
from desktop_app.ui.desk import Desk
from desktop_app.ui.models.rows import Column, RowModel
from desktop_app.ui.page import Page
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.choice import Choice, ChoiceRow
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.controls import make_button, make_label
from desktop_app.ui.widgets.dates import DateField
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.header import PageHeader
from desktop_app.ui.widgets.table import DataTable
from desktop_app.ui.widgets.text import GrowingTextEdit
from desktop_app.ui.words import official_text, periode_text

YEARS = 3


def read_rhythm(kantor: Kantor) -> JenisPeriode:
    """Return the agency's rhythm; runs in the worker thread."""
    return read_pengaturan(kantor).jenis_periode


Labels = Mapping[CapaianOrganisasi, str]


def read_rows(kantor: Kantor, periode: str) -> tuple[tuple[BarisCapaian, ...], Labels]:
    """Return the leaders, and the values in the words of the rules of the period; runs in the worker thread."""
    labels = words_of(kantor, "", periode).label_capaian
    return list_capaian(kantor, parse_periode(periode).tahun), labels


class CapaianPage(Page):
    """Enter sets the value of the leader on the line; nobody sets that of his own unit.

    ``labels`` are the words of the values under the rules of the period that is shown.
    """

    kinds = ("capaian_unit", "pegawai", "pengaturan")

    def __init__(self, desk: Desk) -> None:
        super().__init__("halaman-capaian", _("Capaian unit"), desk)
        self.labels: Labels = {}
        self._build()
        self._connect()

    def _build(self) -> None:
        hint = _("Capaian unit yang dipimpin tiap pejabat penilai; diusulkan ke penilaian orang-orangnya")
        self._header = PageHeader("capaian-kepala", _("Capaian unit"), hint)
        self._back = make_button(
            "capaian-kembali", _("Penilaian"), kind="quiet", icon_name="panah-kiri", shortcut="Alt+Left", compact=True
        )
        self._header.insert_action(self._back)
        self._periode = ComboField("capaian-periode", _("Periode"))
        self._periode.setMinimumContentsLength(18)
        self._header.add_action(self._periode)
        empty = EmptyState(
            "capaian-kosong",
            _("Belum ada pejabat penilai"),
            _("Pejabat penilai dipilih di data jabatan pegawai."),
            icon_name="penilaian",
        )
        self._model: RowModel[BarisCapaian] = RowModel(self._columns(), self)
        self.table = DataTable("capaian-tabel", _("Capaian unit"), empty)
        self.table.set_model(self._model)
        self.table.set_columns((210, 190, 64, 150, 320), 4)
        self.box.addWidget(self.banner)
        self.box.addWidget(self._header)
        self.box.addWidget(make_label(_("Enter menetapkan capaian unit yang dipilih"), "muted"))
        self.box.addWidget(self.table, 1)

    def _connect(self) -> None:
        self._back.clicked.connect(lambda: self.navigate.emit("penilaian", ""))
        self._periode.answered.connect(lambda _key: self._load_rows())
        self.table.opened.connect(self._on_opened)

    def load(self) -> None:
        """Ask for the agency's rhythm, then for the rows of the period."""
        self.ask(read_rhythm, on_done=self._on_rhythm)

    def _on_rhythm(self, rhythm: JenisPeriode) -> None:
        today = self.desk.proposed_day()
        periods = [
            one
            for year in range(today.year, today.year - YEARS, -1)
            for one in reversed(list_periode_kantor(year, rhythm))
        ]
        chosen = self._periode.answer()
        self._periode.set_choices([(one.kode, periode_text(one)) for one in periods])
        now = next((one.kode for one in reversed(periods) if one.mulai <= today <= one.selesai), periods[0].kode)
        self._periode.set_answer(chosen or now)
        self._load_rows()

    def _load_rows(self) -> None:
        self.ask(read_rows, self._periode.answer(), on_done=self._show)

    def _show(self, found: tuple[tuple[BarisCapaian, ...], Labels]) -> None:
        rows, self.labels = found
        current = self.table.current_row()
        self._model.set_rows(rows)
        self.table.select_row(max(current, 0))

    def _value(self, row: BarisCapaian) -> UsulanCapaian | None:
        return next((one for one in row.capaian if one.periode == self._periode.answer()), None)

    def _columns(self) -> list[Column[BarisCapaian]]:
        def value(row: BarisCapaian) -> str:
            one = self._value(row)
            if one is None:
                return _("belum ditetapkan")
            text = official_text(self.labels[one.capaian])
            return _("{nilai} (tahun lalu)").format(nilai=text) if one.tahun_lalu else text

        def basis(row: BarisCapaian) -> str:
            one = self._value(row)
            if one is None:
                return ""
            told = (one.penetap, format_tanggal(one.tanggal) if one.tanggal else "", one.dasar)
            return " · ".join(part for part in told if part)

        return [
            Column(_("Pemimpin"), lambda row: row.nama),
            Column(_("Unit kerja"), lambda row: row.unit_kerja or row.jabatan),
            Column(_("Orang"), lambda row: str(row.jumlah)),
            Column(_("Capaian"), value),
            Column(_("Ditetapkan"), basis),
        ]

    def _on_opened(self, number: int) -> None:
        row = self._model.row_at(number)
        if row is None:
            return
        if not self.desk.may(Wewenang.UBAH_CAPAIAN) or row.pegawai_id == self.desk.pelaku.pegawai_id:
            text = _("Capaian unit {nama} ditetapkan atasannya atau admin, bukan oleh pemimpin unit itu sendiri.")
            self.banner.show_message(State.INFO, text.format(nama=row.nama))
            return
        self.banner.hide()
        CapaianDialog(self, row, self._periode.answer(), self._value(row)).open()

    def set_value(self, row: BarisCapaian, dialog: CapaianDialog) -> None:
        """Set what the dialog says."""
        self.ask(
            set_capaian,
            row.pegawai_id,
            self._periode.answer(),
            dialog.value(),
            on_done=self._on_set,
            writes=True,
            dasar=dialog.basis.answer(),
            tahun_lalu=dialog.last_year.isChecked(),
            tanggal=dialog.day.answer(),
        )

    def _on_set(self, made: tuple[str, Changed]) -> None:
        self.changed.emit(made[1])
        self._load_rows()


class CapaianDialog(Dialog):
    """The value of one unit in one period, what it was read from, and the day."""

    def __init__(self, page: CapaianPage, row: BarisCapaian, periode: str, known: UsulanCapaian | None) -> None:
        super().__init__(
            page.window(),
            name="capaian-ubah",
            title=_("Capaian unit {periode}").format(periode=periode_text(periode)),
            text=row.unit_kerja or row.nama,
        )
        choices = [Choice(one.value, official_text(text)) for one, text in page.labels.items()]
        self.row = ChoiceRow("capaian-nilai", _("Capaian kinerja organisasi"), choices, per_line=3)
        self.row.set_value(known.capaian.value if known else None)
        self.basis = GrowingTextEdit(
            "capaian-dasar", _("Dasar"), hint=_("Misalnya: capaian rencana aksi triwulan I"), least_lines=2
        )
        self.basis.set_answer(known.dasar if known else "")
        self.last_year = QCheckBox(_("Nilai tahun sebelumnya, karena yang baru terbit sesudah Januari (hlm. 94)"))
        self.last_year.setObjectName("capaian-tahun-lalu")
        self.last_year.setAccessibleName(self.last_year.text())
        self.last_year.setChecked(known.tahun_lalu if known else False)
        self.last_year.setVisible(parse_periode(periode).jenis is JenisPeriode.TAHUNAN)
        self.day = DateField("capaian-tanggal", _("Tanggal penetapan"))
        self.day.set_answer((known.tanggal if known else None) or page.desk.proposed_day())
        for widget in (
            self.row,
            FormRow("capaian-dasar-baris", _("Dasar"), self.basis, stacked=True),
            self.last_year,
            FormRow("capaian-tanggal-baris", _("Tanggal"), self.day),
        ):
            self.content.addWidget(widget)
        self.add_button("batal", _("Batal"))
        self.add_button("ya", _("Tetapkan"), lambda: self._take(page, row), default=True, closes=False)
        self.row.setFocus(Qt.FocusReason.OtherFocusReason)

    def value(self) -> CapaianOrganisasi:
        """Return the chosen value."""
        return CapaianOrganisasi(self.row.value() or "")

    def _take(self, page: CapaianPage, row: BarisCapaian) -> None:
        self.day.flush()
        if self.row.value() is None or not self.day.is_readable():
            (self.row if self.row.value() is None else self.day).setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.accept()
        page.set_value(row, self)
