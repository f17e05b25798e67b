"""SheetAccount: printed, keyed, void, lost and missing sheets; printing more, codes for the screen, and keying."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from desktop_app.domain.istilah_pengembangan import StatusSurvei
from desktop_app.i18n import _
from desktop_app.services.kantor import Kantor
from desktop_app.services.skm import SurveiTerbuka
from desktop_app.services.skm_kios import HitungKode, count_kode
from desktop_app.services.skm_rekap import AkunLembar, BarisLembar, KeadaanLembar, list_lembar_skm, read_account
from desktop_app.ui.models.rows import Column, RowModel
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.controls import Card, make_button, make_label
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.table import DataTable


class Shown(NamedTuple):
    """The account of a survey, its sheets, and its codes on this computer."""

    account: AkunLembar
    sheets: tuple[BarisLembar, ...]
    codes: HitungKode


def read_shown(kantor: Kantor, survey_id: str) -> Shown:
    """Return what the account shows; runs in the worker thread."""
    return Shown(read_account(kantor, survey_id), list_lembar_skm(kantor, survey_id), count_kode(kantor, survey_id))


def state_text(state: KeadaanLembar) -> str:
    """Return where a sheet stands."""
    return {
        KeadaanLembar.TERHITUNG: _("Dihitung"),
        KeadaanLembar.MENUNGGU_KEDUA: _("Menunggu ketikan kedua"),
        KeadaanLembar.BERBEDA: _("Dua ketikan berbeda"),
        KeadaanLembar.KONFLIK: _("Berbeda versi"),
        KeadaanLembar.BATAL: _("Batal", "lembar"),
        KeadaanLembar.HILANG: _("Hilang"),
        KeadaanLembar.BELUM: _("Belum kembali"),
    }[state]


STATES = {
    KeadaanLembar.TERHITUNG: State.OK,
    KeadaanLembar.MENUNGGU_KEDUA: State.INFO,
    KeadaanLembar.BERBEDA: State.WARNING,
    KeadaanLembar.KONFLIK: State.ERROR,
}


class SheetAccount(QWidget):
    """Buttons for what is done with sheets; Enter on a sheet with two keyings that differ compares them."""

    print_wanted = Signal()
    codes_wanted = Signal()
    keying_wanted = Signal()
    kiosk_wanted = Signal()
    compare_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("skm-lembar")
        self._sheets: tuple[BarisLembar, ...] = ()
        self._build()
        self._connect()

    def _build(self) -> None:
        self._keying = make_button("skm-ketik-mulai", _("Ketik lembar"), kind="primary", shortcut="Ctrl+Return")
        self._kiosk = make_button("skm-kios-mulai", _("Buka layar survei"))
        self._print = make_button("skm-cetak-lembar", _("Cetak lembar…"), icon_name="cetak")
        self._codes = make_button("skm-cetak-kode", _("Cetak kode layar…"), icon_name="cetak")
        bar = QHBoxLayout()
        for button in (self._keying, self._kiosk, self._print, self._codes):
            bar.addWidget(button)
        bar.addStretch(1)
        card = Card("skm-akun", _("Perhitungan lembar"))
        self._numbers = QGridLayout()
        self._numbers.setHorizontalSpacing(28)
        self._labels = {}
        titles = (
            _("Dicetak"),
            _("Dihitung"),
            _("Menunggu"),
            _("Batal", "lembar"),
            _("Hilang"),
            _("Belum kembali"),
            _("Di layar"),
        )
        for at, (name, title) in enumerate(zip(NUMBERS, titles, strict=True)):
            value = make_label("0", "number", name=f"skm-akun-{name}")
            value.setAccessibleName(title)
            self._labels[name] = value
            self._numbers.addWidget(value, 0, at)
            self._numbers.addWidget(make_label(title, "muted"), 1, at)
        self._numbers.setColumnStretch(len(NUMBERS), 1)
        card.box.addLayout(self._numbers)
        self._told = make_label("", "muted", name="skm-akun-keterangan", wrap=True)
        card.box.addWidget(self._told)
        self._filter = ComboField("skm-lembar-saring", _("Tampilkan"))
        self._filter.set_choices([("", _("Semua lembar")), *((one.value, state_text(one)) for one in KeadaanLembar)])
        self._filter.setMinimumContentsLength(22)
        empty = EmptyState(
            "skm-lembar-kosong",
            _("Belum ada lembar"),
            _("Mulai surveinya, lalu cetak lembar atau kode untuk layar."),
            icon_name="survei",
        )
        self._model: RowModel[BarisLembar] = RowModel(
            [
                Column(_("Nomor lembar"), lambda row: row.nomor_cetak),
                Column(_("Keadaan"), lambda row: state_text(row.keadaan), state=lambda row: STATES.get(row.keadaan)),
                Column(_("Keterangan"), lambda row: row.keterangan or "–"),
            ],
            self,
        )
        self.table = DataTable("skm-lembar-tabel", _("Daftar lembar"), empty)
        self.table.set_model(self._model)
        self.table.set_columns((190, 240, 300), 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(10)
        column.addLayout(bar)
        column.addWidget(card)
        column.addWidget(self._filter, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.table, 1)

    def _connect(self) -> None:
        self._keying.clicked.connect(self.keying_wanted)
        self._kiosk.clicked.connect(self.kiosk_wanted)
        self._print.clicked.connect(self.print_wanted)
        self._codes.clicked.connect(self.codes_wanted)
        self._filter.answered.connect(lambda _key: self._fill())
        self.table.opened.connect(self._on_opened)

    def show_account(self, survey: SurveiTerbuka, shown: Shown) -> None:
        """Show the account; while the survey does not run nothing is printed or keyed."""
        runs = survey.isi.status is StatusSurvei.BERJALAN
        for button in (self._keying, self._kiosk, self._print, self._codes):
            button.setEnabled(runs)
        account = shown.account
        values = {
            "dicetak": account.dicetak,
            "terhitung": account.terhitung,
            "menunggu": account.menunggu_kedua + account.berbeda + account.konflik,
            "batal": account.batal,
            "hilang": account.hilang,
            "belum": account.belum,
            "kios": account.kios,
        }
        for name, value in values.items():
            self._labels[name].setText(str(value))
        said = _("Kode layar di komputer ini: {dibuat} dibuat, {terpakai} terpakai.")
        self._told.setText(said.format(dibuat=shown.codes.dibuat, terpakai=shown.codes.terpakai))
        self._told.setVisible(bool(shown.codes.dibuat))
        self._sheets = shown.sheets
        self._fill()

    def _fill(self) -> None:
        key = self._filter.answer()
        self._model.set_rows([one for one in self._sheets if not key or one.keadaan.value == key])
        self.table.select_row(0)

    def _on_opened(self, number: int) -> None:
        row = self._model.row_at(number)
        if row is not None and row.keadaan is KeadaanLembar.BERBEDA:
            self.compare_wanted.emit(row.nomor_cetak)


NUMBERS = ("dicetak", "terhitung", "menunggu", "batal", "hilang", "belum", "kios")


class HowMany(Dialog):
    """How many sheets or codes."""

    def __init__(
        self, parent: QWidget, name: str, title: str, text: str, most: int, on_number: Callable[[int], object]
    ) -> None:
        super().__init__(parent, name=name, title=title, text=text)
        self.number = QSpinBox()
        self.number.setObjectName(f"{name}-jumlah")
        self.number.setAccessibleName(_("Jumlah"))
        self.number.setRange(1, most)
        self.number.setValue(min(50, most))
        self.number.setFixedWidth(120)
        self.content.addWidget(FormRow(f"{name}-baris", _("Jumlah"), self.number))
        self.add_button("batal", _("Batal"))
        self.add_button("ya", _("Buat"), lambda: on_number(self.number.value()), default=True)
        self.number.setFocus(Qt.FocusReason.OtherFocusReason)
        self.number.selectAll()
