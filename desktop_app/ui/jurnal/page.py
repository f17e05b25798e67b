"""JurnalPage: who has a journal, what waits for an answer, and the week of one person."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.wewenang import Wewenang
from desktop_app.i18n import _
from desktop_app.services.jurnal import MENUNGGU, BarisJurnal, RincianMinggu, list_jurnal, read_minggu
from desktop_app.services.pekerjaan import WaktuKerja, read_waktu_kerja
from desktop_app.ui.desk import Desk
from desktop_app.ui.jurnal.answers import AnswerList
from desktop_app.ui.jurnal.exchange import JournalExchange
from desktop_app.ui.jurnal.week import WeekSheet
from desktop_app.ui.models.rows import Column, RowModel
from desktop_app.ui.page import Page
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.controls import make_button
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.header import PageHeader
from desktop_app.ui.widgets.table import DataTable


class JurnalPage(Page):
    """Shows the lists or one week; who sees nobody but himself sees his week at once."""

    kinds = ("jurnal", "pegawai")

    def __init__(self, desk: Desk) -> None:
        super().__init__("halaman-jurnal", _("Jurnal"), desk)
        self._alone = False
        self._build()
        self._connect()

    def _build(self) -> None:
        self._header = PageHeader("jurnal-kepala", _("Jurnal"), _("Hasil yang dicapai, minggu demi minggu"))
        self._year = ComboField("jurnal-tahun", _("Tahun"), [self._year_choice(self.desk.proposed_day().year)])
        self._plans = make_button("jurnal-rencana-aksi", _("Rencana aksi"), icon_name="rencana")
        self._outcomes = make_button("jurnal-ke-outcome", _("Outcome"), kind="quiet", icon_name="panah-kanan")
        self._header.add_action(self._outcomes)
        self._header.add_action(self._plans)
        self._header.add_action(self._year)
        self._model: RowModel[BarisJurnal] = RowModel(
            [
                Column(_("Nama"), lambda row: row.nama),
                Column(_("Jabatan"), lambda row: row.jabatan),
                Column(_("Catatan"), lambda row: str(row.entri) if row.entri else "–", right=True),
                Column(_("Tanggapan"), _answer_text, state=_answer_state),
                Column(_("Terakhir"), lambda row: format_tanggal(row.terakhir) if row.terakhir else "–"),
            ],
            self,
        )
        self.table = DataTable(
            "jurnal-tabel",
            _("Pegawai dan jurnalnya"),
            EmptyState(
                "jurnal-tanpa-pegawai", _("Belum ada pegawai"), _("Catat dulu pegawainya."), icon_name="pegawai"
            ),
        )
        self.table.set_model(self._model)
        self.table.set_columns((220, 260, 76, 150, 150), 1)
        self.answers = AnswerList(self)
        self.tabs = QTabWidget()
        self.tabs.setObjectName("jurnal-bagian-tab")
        self.tabs.setAccessibleName(_("Jurnal"))
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.table, _("Pegawai", "banyak"))
        if self.desk.may(Wewenang.TANGGAPI_JURNAL):
            self.tabs.addTab(self.answers, _("Belum ditanggapi"))
        else:
            self.answers.setParent(self)
            self.answers.hide()
        home = QWidget()
        home.setObjectName("jurnal-daftar")
        column = QVBoxLayout(home)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._header)
        column.addWidget(self.tabs, 1)
        self._home = home
        self.sheet = WeekSheet(self)
        self.exchange = JournalExchange(self)
        self._stack = QStackedWidget()
        self._stack.setObjectName("jurnal-bagian")
        for part in (home, self.sheet, self.exchange):
            self._stack.addWidget(part)
        self.box.addWidget(self.banner)
        self.box.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.table.opened.connect(self._open_row)
        self._year.answered.connect(lambda _key: self._load_list())
        self._outcomes.clicked.connect(lambda: self.navigate.emit("outcome", ""))
        self._plans.clicked.connect(lambda: self.navigate.emit("rencana_aksi", ""))
        self.answers.counted.connect(self._show_count)
        self.tabs.currentChanged.connect(self._on_tab)
        self.sheet.left.connect(self.show_list)
        self.sheet.sheet_wanted.connect(self._show_exchange)
        self.exchange.left.connect(self._leave_exchange)

    def load(self) -> None:
        """Ask which years there are, then for the lists."""
        self.ask(read_waktu_kerja, on_done=self._on_years)

    def enter(self) -> None:
        """Load; a week that was left open is read again."""
        super().enter()
        if self._stack.currentWidget() is self.sheet:
            self.sheet.reload()
        elif self._stack.currentWidget() is self._home:
            self.table.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Make a revision of the open week."""
        if self._stack.currentWidget() is self.sheet:
            self.sheet.commit()

    def document(self) -> str:
        """Return the id of the open week."""
        return self.sheet.doc_id if self._stack.currentWidget() is self.sheet else ""

    def show_document(self, doc_id: str) -> None:
        """Show one week, or what waits for an answer."""
        if doc_id == MENUNGGU:
            self.show_list()
            self.tabs.setCurrentWidget(self.answers)
            return

        def show(details: RincianMinggu) -> None:
            self._stack.setCurrentWidget(self.sheet)
            self.sheet.open_week(details.pegawai_id, details.minggu)

        self.ask(read_minggu, doc_id, on_done=show)

    def show_list(self) -> None:
        """Leave the week for the lists."""
        self.sheet.close_week()
        self.banner.hide()
        self._stack.setCurrentWidget(self._home)
        self._load_list()
        self.table.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_years(self, work: WaktuKerja) -> None:
        self._year.set_choices([self._year_choice(year) for year in work.tahun])
        self._load_list()

    def _load_list(self) -> None:
        self.ask(list_jurnal, int(self._year.answer()), on_done=self._show_rows)
        if self.desk.may(Wewenang.TANGGAPI_JURNAL):
            self.answers.load(int(self._year.answer()))

    def _show_rows(self, rows: tuple[BarisJurnal, ...]) -> None:
        current = self._model.row_at(self.table.current_row())
        self._model.set_rows(rows)
        at = next((n for n, row in enumerate(rows) if current and row.pegawai_id == current.pegawai_id), 0)
        self.table.select_row(at)
        self._alone = len(rows) == 1 and rows[0].sendiri
        self.sheet.back.setVisible(not self._alone)
        if self._alone and self._stack.currentWidget() is self._home:
            self._open(rows[0].pegawai_id)

    def _open_row(self, number: int) -> None:
        row = self._model.row_at(number)
        if row is not None:
            self._open(row.pegawai_id)

    def _open(self, pegawai_id: str) -> None:
        self._stack.setCurrentWidget(self.sheet)
        self.sheet.open_week(pegawai_id, self.desk.proposed_day(), self.sheet.take_focus)

    def _on_tab(self, _at: int) -> None:
        if self.tabs.currentWidget() is self.answers:
            self.answers.take_focus()

    def _show_count(self, count: int) -> None:
        at = self.tabs.indexOf(self.answers)
        text = _("Belum ditanggapi ({n})").format(n=count) if count else _("Belum ditanggapi")
        self.tabs.setTabText(at, text)

    def _show_exchange(self, pegawai_id: str) -> None:
        details = self.sheet.details
        self.exchange.show_person(pegawai_id, details.nama if details else "", bool(details and details.boleh_mengisi))
        self._stack.setCurrentWidget(self.exchange)

    def _leave_exchange(self) -> None:
        self._stack.setCurrentWidget(self.sheet)
        self.sheet.reload()

    def _year_choice(self, year: int) -> tuple[str, str]:
        return str(year), _("Tahun {tahun}").format(tahun=year)


def _answer_text(row: BarisJurnal) -> str:
    parts = []
    if row.dipertanyakan:
        parts.append(_("{n} dipertanyakan").format(n=row.dipertanyakan))
    if row.menunggu:
        parts.append(_("{n} menunggu").format(n=row.menunggu))
    return ", ".join(parts) or (_("semua dibenarkan") if row.entri else "–")


def _answer_state(row: BarisJurnal) -> State | None:
    if row.dipertanyakan:
        return State.WARNING
    return State.OK if row.entri and not row.menunggu else None
