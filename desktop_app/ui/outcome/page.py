"""OutcomePage: the outcome indicators of a year, and the sheet of one; reached from the SKPs."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop_app.domain.skp import Skp
from desktop_app.domain.wewenang import Wewenang
from desktop_app.i18n import _
from desktop_app.services.kantor import Changed, Kantor
from desktop_app.services.outcome import SUMBER, BarisOutcome, create_outcome, list_outcome, value_text
from desktop_app.services.skp import get_skp, list_skp
from desktop_app.ui.desk import Desk
from desktop_app.ui.models.rows import Column, RowModel
from desktop_app.ui.outcome.sheet import OutcomeSheet
from desktop_app.ui.page import Page
from desktop_app.ui.rights import permit
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.controls import make_button, make_label
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.header import PageHeader
from desktop_app.ui.widgets.table import DataTable
from desktop_app.ui.widgets.text import AnswerLine

YEARS = 3
Plans = tuple[tuple[str, str, Skp], ...]


def read_plans(kantor: Kantor, year: int) -> Plans:
    """Return id, name and content of the plans of a year; runs in the worker thread."""
    return tuple((one.skp_id, one.nama, get_skp(kantor, one.skp_id)) for one in list_skp(kantor, year) if one.skp_id)


class OutcomePage(Page):
    """Enter opens one; "Tambah" names the outcome of a planned result."""

    kinds = ("indikator_outcome", "skp", "jurnal", "survei_skm", "lembar_skm", "pengaduan", "pegawai")

    def __init__(self, desk: Desk) -> None:
        super().__init__("halaman-outcome", _("Outcome"), desk)
        self._build()
        self._connect()

    def _build(self) -> None:
        self._list = QWidget()
        self._list.setObjectName("outcome-daftar")
        column = QVBoxLayout(self._list)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        hint = _("Perubahan yang diharapkan dari hasil kerja, di samping hasil itu sendiri")
        self._header = PageHeader("outcome-kepala", _("Outcome"), hint)
        self._back = make_button("outcome-ke-skp", _("SKP"), kind="quiet", icon_name="panah-kiri", compact=True)
        self._header.insert_action(self._back)
        year = self.desk.proposed_day().year
        years = [(str(one), _("Tahun {tahun}").format(tahun=one)) for one in range(year, year - YEARS, -1)]
        self._year = ComboField("outcome-tahun", _("Tahun"), years)
        self._year.set_answer(str(year))
        self._new = make_button("outcome-tambah", _("Tambah…"), kind="primary", icon_name="tambah", shortcut="Ctrl+N")
        permit(self._new, self.desk, Wewenang.SUSUN_SKP)
        self._header.add_action(self._year)
        self._header.add_action(self._new)
        empty = EmptyState(
            "outcome-kosong",
            _("Belum ada indikator outcome"),
            _("Pilih satu hasil kerja di SKP dan sebutkan perubahan apa yang diharapkan."),
            icon_name="skp",
        )
        self._model: RowModel[BarisOutcome] = RowModel(_columns(), self)
        self.table = DataTable("outcome-tabel", _("Indikator outcome"), empty)
        self.table.set_model(self._model)
        self.table.set_columns((190, 280, 240, 220, 170), 1)
        column.addWidget(self._header)
        column.addWidget(make_label(_("Outcome adalah keterangan bagi penilai; tidak mengubah rating."), "muted"))
        column.addWidget(self.table, 1)
        self.sheet = OutcomeSheet(self)
        self._stack = QStackedWidget()
        self._stack.setObjectName("outcome-bagian")
        self._stack.addWidget(self._list)
        self._stack.addWidget(self.sheet)
        self.box.addWidget(self.banner)
        self.box.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self._back.clicked.connect(lambda: self.navigate.emit("skp", ""))
        self._year.answered.connect(lambda _key: self._load_rows())
        self._new.clicked.connect(lambda: self.ask(read_plans, int(self._year.answer()), on_done=self._ask_new))
        self.table.opened.connect(self._on_opened)
        self.sheet.left.connect(self.show_list)

    def load(self) -> None:
        """Load the list."""
        self._load_rows()

    def enter(self) -> None:
        """Load; a sheet that was left open is read again."""
        super().enter()
        if self._stack.currentWidget() is self.sheet:
            self.sheet.open(self.sheet.doc_id)
        else:
            self.table.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Make a revision of the open sheet."""
        self.sheet.commit()

    def document(self) -> str:
        """Return the id of the open sheet."""
        return self.sheet.doc_id if self._stack.currentWidget() is self.sheet else ""

    def show_document(self, doc_id: str) -> None:
        """Show one indicator."""
        self.sheet.commit()
        self.banner.hide()
        self._stack.setCurrentWidget(self.sheet)
        self.sheet.open(doc_id)

    def show_list(self) -> None:
        """Leave the sheet for the list."""
        self.sheet.close_draft()
        self.banner.hide()
        self._stack.setCurrentWidget(self._list)
        self._load_rows()

    def _load_rows(self) -> None:
        self.ask(list_outcome, int(self._year.answer()), on_done=self._show)

    def _show(self, rows: tuple[BarisOutcome, ...]) -> None:
        current = self.table.current_row()
        self._model.set_rows(rows)
        self.table.select_row(max(current, 0))
        if self._stack.currentWidget() is self._list and self.isVisible():
            (self.table.view if rows else self._new).setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_new(self, plans: Plans) -> None:
        if not any(skp.hasil for _id, _name, skp in plans):
            self.banner.show_message(State.INFO, _("Belum ada SKP dengan hasil kerja pada tahun ini."))
            return
        NewOutcome(self, plans).open()

    def leave_new(self, skp_id: str, hasil_id: str, name: str) -> None:
        """Name the outcome of a result and show its sheet."""
        self.ask(create_outcome, skp_id, hasil_id, name, on_done=self._on_made, writes=True)

    def _on_opened(self, number: int) -> None:
        row = self._model.row_at(number)
        if row is not None:
            self.show_document(row.id)

    def _on_made(self, made: tuple[str, Changed]) -> None:
        doc_id, changed = made
        self.changed.emit(changed)
        self.show_document(doc_id)


class NewOutcome(Dialog):
    """Which result, and what shall change by it; everything else is chosen on the sheet."""

    def __init__(self, page: OutcomePage, plans: Plans) -> None:
        super().__init__(
            page.window(),
            name="outcome-baru",
            title=_("Indikator outcome baru"),
            text=_("Outcome ialah perubahan bagi warga atau kantor, misalnya waktu tunggu atau kepuasan."),
        )
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
        self.add_button("ya", _("Tambah"), lambda: self._take(page), default=True, closes=False)
        self._name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.prefer_size(680, 220)

    def _take(self, page: OutcomePage) -> None:
        self._name.flush()
        if not self._name.answer().strip() or not self._result.answer():
            self._row.show_finding(State.ERROR, _("Tulis perubahan apa yang diharapkan."))
            self._name.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.accept()
        skp_id, hasil_id = self._result.answer().split(" ", 1)
        page.leave_new(skp_id, hasil_id, self._name.answer())


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
