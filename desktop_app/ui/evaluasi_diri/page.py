"""EvaluasiDiriPage: the periods that a person may write of himself, and the sheet of one; reached from evaluations."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop_app.domain.istilah_kinerja import StatusEvaluasiDiri
from desktop_app.domain.wewenang import Jangkauan, Wewenang
from desktop_app.i18n import _
from desktop_app.services.evaluasi_diri import BarisEvaluasiDiri, create_evaluasi_diri, list_evaluasi_diri
from desktop_app.services.kantor import Changed
from desktop_app.services.pegawai import BarisPegawai, list_pegawai
from desktop_app.ui.desk import Desk
from desktop_app.ui.evaluasi_diri.sheet import SelfSheet
from desktop_app.ui.models.rows import Column, RowModel
from desktop_app.ui.page import Page
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.controls import make_button, make_label
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.header import PageHeader
from desktop_app.ui.widgets.table import DataTable
from desktop_app.ui.words import periode_text

YEARS = 3


def status_text(status: StatusEvaluasiDiri | None) -> str:
    """Return the state of a self-evaluation."""
    if status is None:
        return _("Belum dimulai")
    return _("Diserahkan") if status is StatusEvaluasiDiri.DISERAHKAN else _("Draf")


class EvaluasiDiriPage(Page):
    """Whoever types for others chooses the person first; everybody else finds himself."""

    kinds = ("evaluasi_diri", "skp", "pegawai")

    def __init__(self, desk: Desk) -> None:
        super().__init__("halaman-evaluasi-diri", _("Evaluasi diri"), desk)
        self._build()
        self._connect()

    def _build(self) -> None:
        self._list = QWidget()
        self._list.setObjectName("evaluasi-diri-daftar")
        column = QVBoxLayout(self._list)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        hint = _("Kata Anda sendiri tentang satu periode; penilai membacanya di samping penilaian")
        self._header = PageHeader("evaluasi-diri-kepala", _("Evaluasi diri"), hint)
        self._back = make_button(
            "evaluasi-diri-kembali", _("Penilaian"), kind="quiet", icon_name="panah-kiri", compact=True
        )
        self._header.insert_action(self._back)
        self._person = ComboField("evaluasi-diri-orang", _("Pegawai"))
        self._person.setMinimumContentsLength(14)
        everybody = self.desk.pelaku.reach(Wewenang.ISI_EVALUASI_DIRI) is Jangkauan.SEMUA
        year = self.desk.proposed_day().year
        years = [(str(one), _("Tahun {tahun}").format(tahun=one)) for one in range(year, year - YEARS, -1)]
        self._year = ComboField("evaluasi-diri-tahun", _("Tahun"), years)
        self._year.set_answer(str(year))
        for field in (self._person, self._year):
            self._header.add_action(field)
        self._person.setVisible(everybody)
        empty = EmptyState(
            "evaluasi-diri-kosong",
            _("Belum ada SKP yang ditetapkan tahun ini"),
            _("Evaluasi diri ditulis untuk SKP yang sudah ditetapkan."),
            icon_name="penilaian",
        )
        self._model: RowModel[BarisEvaluasiDiri] = RowModel(
            [
                Column(_("Periode"), lambda row: periode_text(row.periode)),
                Column(_("Status"), lambda row: status_text(row.status)),
            ],
            self,
        )
        self.table = DataTable("evaluasi-diri-tabel", _("Evaluasi diri"), empty)
        self.table.set_model(self._model)
        self.table.set_columns((320, 220), 1)
        column.addWidget(self._header)
        column.addWidget(make_label(_("Enter membuka, atau memulai yang belum ada"), "muted"))
        column.addWidget(self.table, 1)
        self.sheet = SelfSheet(self)
        self._stack = QStackedWidget()
        self._stack.setObjectName("evaluasi-diri-bagian")
        self._stack.addWidget(self._list)
        self._stack.addWidget(self.sheet)
        self.box.addWidget(self.banner)
        self.box.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self._back.clicked.connect(lambda: self.navigate.emit("penilaian", ""))
        self._person.answered.connect(lambda _key: self._load_rows())
        self._year.answered.connect(lambda _key: self._load_rows())
        self.table.opened.connect(self._on_opened)
        self.sheet.left.connect(self.show_list)

    def load(self) -> None:
        """Load the people to choose from, where he types for others; then the periods."""
        if self._person.isHidden():
            self._load_rows()
        else:
            self.ask(list_pegawai, on_done=self._on_people)

    def enter(self) -> None:
        """Load; a sheet that was left open is read again."""
        super().enter()
        if self._stack.currentWidget() is self.sheet:
            self.sheet.open(self.sheet.doc_id)
        else:
            self.table.view.setFocus()

    def leave(self) -> None:
        """Make a revision of the open sheet."""
        self.sheet.commit()

    def document(self) -> str:
        """Return the id of the open sheet."""
        return self.sheet.doc_id if self._stack.currentWidget() is self.sheet else ""

    def show_document(self, doc_id: str) -> None:
        """Show one self-evaluation."""
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
        self.table.view.setFocus()

    def _on_people(self, people: tuple[BarisPegawai, ...]) -> None:
        chosen = self._person.answer() or self.desk.pelaku.pegawai_id
        self._person.set_choices([(one.id, one.nama) for one in people])
        self._person.set_answer(chosen or (people[0].id if people else ""))
        self._load_rows()

    def _load_rows(self) -> None:
        person = self.desk.pelaku.pegawai_id if self._person.isHidden() else self._person.answer()
        if person:
            self.ask(list_evaluasi_diri, person, int(self._year.answer()), on_done=self._show)

    def _show(self, rows: tuple[BarisEvaluasiDiri, ...]) -> None:
        current = self.table.current_row()
        self._model.set_rows(rows)
        self.table.select_row(max(current, 0))

    def _on_opened(self, number: int) -> None:
        row = self._model.row_at(number)
        if row is None:
            return
        if row.doc_id:
            self.show_document(row.doc_id)
        else:
            self.ask(create_evaluasi_diri, row.skp_id, row.periode, on_done=self._on_made, writes=True)

    def _on_made(self, made: tuple[str, Changed]) -> None:
        doc_id, changed = made
        self.changed.emit(changed)
        self.show_document(doc_id)
