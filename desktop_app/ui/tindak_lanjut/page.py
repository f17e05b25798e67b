"""TindakLanjutPage: what follows evaluations, the overdue first, and the sheet of one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.wewenang import Wewenang
from desktop_app.i18n import _
from desktop_app.services.kantor import Changed
from desktop_app.services.mengapa_cetak import LEMBAR_TINDAK_LANJUT, print_tindak_lanjut
from desktop_app.services.tindak_lanjut import (
    BarisTindakLanjut,
    SaringTindakLanjut,
    create_tindak_lanjut,
    list_tindak_lanjut,
)
from desktop_app.services.tindak_lanjut_kata import jenis_text, status_text
from desktop_app.services.tindak_lanjut_pilihan import PilihanNama, list_penanggung_jawab, list_sumber
from desktop_app.ui.desk import Desk
from desktop_app.ui.models.rows import Column, RowModel
from desktop_app.ui.page import Page
from desktop_app.ui.pdf_output import show_pdf
from desktop_app.ui.rights import permit
from desktop_app.ui.theme import State
from desktop_app.ui.tindak_lanjut.dialogs import NewFollowUp
from desktop_app.ui.tindak_lanjut.sheet import FollowUpSheet
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.controls import make_button
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.header import PageHeader
from desktop_app.ui.widgets.search import SearchField
from desktop_app.ui.widgets.table import DataTable


class TindakLanjutPage(Page):
    """Enter opens one; the id of an evaluation opens the list with a new follow-up of it."""

    kinds = ("tindak_lanjut", "penilaian", "pegawai", "rencana_pengembangan")

    def __init__(self, desk: Desk) -> None:
        super().__init__("halaman-tindak-lanjut", _("Tindak lanjut"), desk)
        self._search_text = ""
        self._sources: tuple[PilihanNama, ...] = ()
        self._owners: tuple[PilihanNama, ...] = ()
        self._build()
        self._connect()

    def _build(self) -> None:
        self._list = QWidget()
        self._list.setObjectName("tindak-lanjut-daftar")
        column = QVBoxLayout(self._list)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        hint = _("Yang menyusul sesudah evaluasi")
        self._header = PageHeader("tindak-lanjut-kepala", _("Tindak lanjut"), hint)
        self._back = make_button(
            "tindak-lanjut-ke-pengembangan", _("Pengembangan"), kind="quiet", icon_name="panah-kiri", compact=True
        )
        self._header.insert_action(self._back)
        self._filter = ComboField(
            "tindak-lanjut-saring",
            _("Yang mana"),
            [
                (SaringTindakLanjut.TERBUKA.value, _("Yang terbuka")),
                (SaringTindakLanjut.LEWAT.value, _("Lewat tenggat")),
                (SaringTindakLanjut.SAYA.value, _("Tugas saya")),
                (SaringTindakLanjut.SEMUA.value, _("Semua")),
            ],
        )
        self._filter.set_answer(SaringTindakLanjut.TERBUKA.value)
        self._search = SearchField("tindak-lanjut-cari", _("Cari"), hint=_("Nama atau isi"))
        self._print = make_button("tindak-lanjut-cetak-daftar", _("Cetak…"), icon_name="cetak")
        self._new = make_button(
            "tindak-lanjut-tambah", _("Tambah…"), kind="primary", icon_name="tambah", shortcut="Ctrl+N"
        )
        permit(self._new, self.desk, Wewenang.KELOLA_TINDAK_LANJUT)
        for widget in (self._search, self._filter, self._print, self._new):
            self._header.add_action(widget)
        empty = EmptyState(
            "tindak-lanjut-kosong",
            _("Tidak ada tindak lanjut"),
            _("Sesudah penilaian final, catat apa yang menyusul dengan Tambah."),
            icon_name="ok",
        )
        self._model: RowModel[BarisTindakLanjut] = RowModel(_columns(), self)
        self.table = DataTable("tindak-lanjut-tabel", _("Tindak lanjut"), empty)
        self.table.set_model(self._model)
        self.table.set_columns((190, 130, 300, 150, 180, 160), 2)
        column.addWidget(self._header)
        column.addWidget(self.table, 1)
        self.sheet = FollowUpSheet(self, self.owners)
        self._stack = QStackedWidget()
        self._stack.setObjectName("tindak-lanjut-bagian")
        self._stack.addWidget(self._list)
        self._stack.addWidget(self.sheet)
        self.box.addWidget(self.banner)
        self.box.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self._back.clicked.connect(lambda: self.navigate.emit("pengembangan", ""))
        self._filter.answered.connect(lambda _key: self._load_rows())
        self._search.searched.connect(self._on_search)
        self._print.clicked.connect(self._on_print)
        self._new.clicked.connect(lambda: self.ask_new(""))
        self.table.opened.connect(self._on_opened)
        self.sheet.left.connect(self.show_list)

    def load(self) -> None:
        """Load the list, and what a new one can be chosen from."""
        self._load_rows()
        if self.desk.may(Wewenang.KELOLA_TINDAK_LANJUT):
            self.ask(list_sumber, on_done=self._on_sources)
            self.ask(list_penanggung_jawab, on_done=self._on_owners)

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
        """Show one follow-up; of an evaluation the dialog for a new one."""
        self.sheet.commit()
        self.banner.hide()
        if self.desk.may(Wewenang.KELOLA_TINDAK_LANJUT):
            self.ask(list_sumber, on_done=lambda found: self._on_wanted(doc_id, found))
        else:
            self._open(doc_id)

    def show_list(self) -> None:
        """Leave the sheet for the list."""
        self.sheet.close_draft()
        self.banner.hide()
        self._stack.setCurrentWidget(self._list)
        self._load_rows()
        self.table.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def tell(self, text: str) -> None:
        """Say that something was done."""
        self.banner.show_message(State.OK, text)

    def ask_new(self, penilaian_id: str) -> None:
        """Ask for a new follow-up, of this evaluation where one is named."""
        if not self._sources:
            text = _("Belum ada penilaian final dari pegawai yang Anda kelola. Finalkan dulu penilaiannya.")
            self.banner.show_message(State.INFO, text)
            return
        NewFollowUp(self, self._sources, self._owners, penilaian_id, self.leave_new).open()

    def leave_new(self, dialog: NewFollowUp) -> None:
        """Leave what the dialog says."""
        self.ask(
            create_tindak_lanjut,
            dialog.source.answer(),
            dialog.kind(),
            dialog.text.answer(),
            on_done=self._on_made,
            writes=True,
            dasar=dialog.basis.answer(),
            penanggung_jawab_id=dialog.owner.answer(),
            tenggat=dialog.due.answer(),
        )

    def owners(self) -> tuple[PilihanNama, ...]:
        """Return who may see to a follow-up; nobody where who is logged in may not choose."""
        return self._owners

    def _on_wanted(self, doc_id: str, found: tuple[PilihanNama, ...]) -> None:
        self._sources = found
        if any(one.id == doc_id for one in found):
            self._show_new(doc_id)
        else:
            self._open(doc_id)

    def _show_new(self, doc_id: str) -> None:
        self._stack.setCurrentWidget(self._list)
        self.ask_new(doc_id)

    def _open(self, doc_id: str) -> None:
        self._stack.setCurrentWidget(self.sheet)
        self.sheet.open(doc_id)

    def _on_sources(self, found: tuple[PilihanNama, ...]) -> None:
        self._sources = found

    def _on_owners(self, found: tuple[PilihanNama, ...]) -> None:
        self._owners = found

    def _load_rows(self) -> None:
        kind = SaringTindakLanjut(self._filter.answer())
        self.ask(list_tindak_lanjut, kind, cari=self._search_text, on_done=self._show)

    def _on_search(self, text: str) -> None:
        self._search_text = text
        self._load_rows()

    def _show(self, rows: tuple[BarisTindakLanjut, ...]) -> None:
        current = self.table.current_row()
        self._model.set_rows(rows)
        self.table.select_row(max(current, 0))
        self._print.setEnabled(bool(rows))

    def _on_opened(self, number: int) -> None:
        row = self._model.row_at(number)
        if row is not None:
            self.banner.hide()
            self._open(row.id)

    def _on_made(self, made: tuple[str, Changed]) -> None:
        doc_id, changed = made
        self.changed.emit(changed)
        self._open(doc_id)

    def _on_print(self) -> None:
        def show(printed: tuple[str, bytes]) -> None:
            show_pdf(self, LEMBAR_TINDAK_LANJUT, printed[0])(printed[1])

        self.ask(print_tindak_lanjut, SaringTindakLanjut(self._filter.answer()), on_done=show)


def _columns() -> list[Column[BarisTindakLanjut]]:
    def mark(row: BarisTindakLanjut) -> State | None:
        if row.konflik or row.lewat:
            return State.ERROR
        return None

    def state(row: BarisTindakLanjut) -> str:
        if row.konflik:
            return _("Berbeda versi")
        return _("Lewat {hari} hari").format(hari=row.lewat) if row.lewat else status_text(row.isi.status)

    return [
        Column(_("Pegawai"), lambda row: row.nama),
        Column(_("Jenis"), lambda row: jenis_text(row.isi.jenis)),
        Column(_("Yang dilakukan"), lambda row: row.isi.uraian),
        Column(_("Tenggat"), lambda row: format_tanggal(row.isi.tenggat) if row.isi.tenggat else ""),
        Column(_("Penanggung jawab"), lambda row: row.oleh),
        Column(_("Keadaan"), state, state=mark),
    ]
