"""OutcomeList: the outcome indicators of a year, and the question that names a new one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.skp import Skp
from desktop_app.domain.wewenang import Wewenang
from desktop_app.i18n import _
from desktop_app.services.kantor import Kantor
from desktop_app.services.outcome import SUMBER, BarisOutcome, list_outcome, value_text
from desktop_app.services.skp import get_skp, list_skp
from desktop_app.ui.models.rows import Column
from desktop_app.ui.page import Page
from desktop_app.ui.rights import permit
from desktop_app.ui.row_list import RowList
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.controls import make_button, make_label
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.text import AnswerLine

YEARS = 3
Plans = tuple[tuple[str, str, Skp], ...]


def read_plans(kantor: Kantor, year: int) -> Plans:
    """Return id, name and content of the plans of a year; runs in the worker thread."""
    return tuple((one.skp_id, one.nama, get_skp(kantor, one.skp_id)) for one in list_skp(kantor, year) if one.skp_id)


class OutcomeList(RowList[BarisOutcome]):
    """Enter opens one; ``wanted`` carries the year in which a new one is to be named."""

    wanted = Signal(int)

    def __init__(self, page: Page) -> None:
        hint = _("Perubahan yang diharapkan dari hasil kerja, di samping hasil itu sendiri")
        super().__init__(page, "outcome", _("Outcome"), hint)
        self._build()
        self._connect()

    def _build(self) -> None:
        self._add_back("outcome-ke-skp", _("SKP"))
        year = self._page.desk.proposed_day().year
        years = [(str(one), _("Tahun {tahun}").format(tahun=one)) for one in range(year, year - YEARS, -1)]
        self._year = ComboField("outcome-tahun", _("Tahun"), years)
        self._year.set_answer(str(year))
        self._new = make_button("outcome-tambah", _("Tambah…"), kind="primary", icon_name="tambah", shortcut="Ctrl+N")
        permit(self._new, self._page.desk, Wewenang.SUSUN_SKP)
        self._header.add_action(self._year)
        self._header.add_action(self._new)
        empty = EmptyState(
            "outcome-kosong",
            _("Belum ada indikator outcome"),
            _("Pilih satu hasil kerja di SKP dan sebutkan perubahan apa yang diharapkan."),
            icon_name="skp",
        )
        self._column.addWidget(make_label(_("Outcome adalah keterangan bagi penilai; tidak mengubah rating."), "muted"))
        self._add_table(_("Indikator outcome"), _columns(), (190, 280, 240, 220, 170), 1, empty)

    def _connect(self) -> None:
        self._year.answered.connect(lambda _key: self.load())
        self._new.clicked.connect(lambda: self.wanted.emit(int(self._year.answer())))

    def load(self) -> None:
        """Ask for the indicators of the year."""
        self._page.ask(list_outcome, int(self._year.answer()), on_done=self._show)

    def _beginning(self) -> QWidget:
        return self._new

    def _show(self, rows: tuple[BarisOutcome, ...]) -> None:
        self._fill(rows)
        if self.isVisible():
            self.take_focus()


class NewOutcome(Dialog):
    """Which result, and what shall change by it; everything else is chosen on the sheet."""

    def __init__(self, parent: QWidget, plans: Plans, on_named: Callable[[str, str, str], object]) -> None:
        super().__init__(
            parent,
            name="outcome-baru",
            title=_("Indikator outcome baru"),
            text=_("Outcome ialah perubahan bagi warga atau kantor, misalnya waktu tunggu atau kepuasan."),
        )
        self._on_named = on_named
        results = [
            (f"{skp_id} {result.id}", f"{name} · {result.teks}")
            for skp_id, name, skp in plans
            for result in skp.hasil
            if result.teks.strip()
        ]
        self._result = ComboField("outcome-hasil-baru", _("Hasil kerja"), results)
        if results:
            self._result.set_answer(results[0][0])
        self._name = AnswerLine("outcome-nama-baru", _("Outcome"), hint=_("Misalnya: kepuasan warga"), limit=300)
        self._row = FormRow("outcome-baris-nama-baru", _("Outcome"), self._name, required=True)
        self.content.addWidget(FormRow("outcome-baris-hasil-baru", _("Hasil kerja"), self._result))
        self.content.addWidget(self._row)
        self.add_button("batal", _("Batal"))
        self.add_button("ya", _("Tambah"), self._take, default=True, closes=False)
        self._name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.prefer_size(680, 220)

    def _take(self) -> None:
        self._name.flush()
        if not self._name.answer().strip() or not self._result.answer():
            self._row.show_finding(State.ERROR, _("Tulis perubahan apa yang diharapkan."))
            self._name.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.accept()
        skp_id, hasil_id = self._result.answer().split(" ", 1)
        self._on_named(skp_id, hasil_id, self._name.answer())


def _columns() -> list[Column[BarisOutcome]]:
    def last(row: BarisOutcome) -> str:
        if row.terakhir is None:
            return _("belum ada nilai")
        return f"{value_text(row.isi, row.terakhir)} · {row.terakhir.nama}"

    return [
        Column(_("Pegawai"), lambda row: row.nama),
        Column(_("Hasil kerja"), lambda row: row.hasil),
        Column(_("Outcome"), lambda row: row.isi.nama),
        Column(_("Sumber nilai"), lambda row: _(SUMBER[row.isi.sumber])),
        Column(_("Nilai terakhir"), last),
    ]
