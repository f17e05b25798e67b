"""PeopleList: everybody of the office in a table that is searched as one types."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.nip import format_nip
from desktop_app.domain.wewenang import Wewenang
from desktop_app.i18n import _
from desktop_app.services.kantor import Peran
from desktop_app.services.pegawai import BarisPegawai, count_pegawai, list_pegawai
from desktop_app.ui.models.rows import Column, RowModel
from desktop_app.ui.page import Page
from desktop_app.ui.rights import permit
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.controls import make_button, make_label
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.filedrop import dropped_paths
from desktop_app.ui.widgets.header import PageHeader
from desktop_app.ui.widgets.search import SearchField
from desktop_app.ui.widgets.table import DataTable

LIMIT = 500
"""Rows shown at once; whoever looks for one of 8,000 people types."""


class PeopleList(QWidget):
    """Enter opens a person; a list dropped here is imported."""

    opened = Signal(str)
    add_wanted = Signal()
    import_wanted = Signal()
    export_wanted = Signal()
    penilai_wanted = Signal(list)
    """``BarisPegawai`` of everybody who is selected: they get another assessor."""
    handover_wanted = Signal()
    files_dropped = Signal(list)

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.setObjectName("pegawai-daftar")
        self._page = page
        self._text = ""
        self._shown: str | None = None
        self._open_next = False
        self._build()
        self._connect()
        self.setAcceptDrops(True)

    def _build(self) -> None:
        self._header = PageHeader("pegawai-kepala", _("Pegawai", "banyak"), " ")
        self._import = make_button("pegawai-impor", _("Impor daftar…"), icon_name="berkas")
        self._add = make_button(
            "pegawai-tambah", _("Tambah pegawai"), kind="primary", icon_name="tambah", shortcut="Ctrl+N"
        )
        self._export = make_button("pegawai-ekspor", _("Ekspor daftar…"), icon_name="berkas")
        desk = self._page.desk
        may_add = permit(self._add, desk, Wewenang.UBAH_PEGAWAI)
        permit(self._import, desk, Wewenang.UBAH_PEGAWAI)
        permit(self._export, desk, Wewenang.TERAPKAN_BERKAS)
        self._header.add_action(self._export)
        self._header.add_action(self._import)
        self._header.add_action(self._add)
        self._penilai = make_button("pegawai-ganti-penilai", _("Ganti penilai…"), icon_name="ulangi")
        self._penilai.setToolTip(_("Untuk pegawai yang dipilih; Ctrl atau Shift memilih beberapa"))
        self._handover = make_button("pegawai-serah-terima", _("Serah terima…"), icon_name="pegawai")
        permit(self._penilai, desk, Wewenang.UBAH_PEGAWAI)
        permit(self._handover, desk, Wewenang.SERAH_TERIMA)
        # A kabupaten assesses nobody's staff. (Shown before it has a parent, a button would be a window of its own.)
        if desk.profil.peran is not Peran.UNIT:
            self._handover.hide()
        self._search = SearchField("pegawai-cari", _("Cari nama, NIP, atau jabatan"))
        self._search.setMaximumWidth(420)
        self._count = make_label("", "muted", name="pegawai-jumlah")
        empty = EmptyState(
            "pegawai-kosong",
            _("Belum ada pegawai"),
            _("Impor daftar dari Excel atau CSV, atau tambah satu per satu."),
            icon_name="pegawai",
            action=_("Impor daftar…") if may_add else "",
        )
        self._model: RowModel[BarisPegawai] = RowModel(_columns(), self)
        self._table = DataTable("pegawai-tabel", _("Daftar pegawai"), empty)
        self._table.set_model(self._model)
        self._table.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._table.set_columns((290, 186, 180, 200, 210), 3)
        bar = QHBoxLayout()
        bar.addWidget(self._search, 1)
        bar.addWidget(self._count)
        bar.addStretch(1)
        bar.addWidget(self._penilai)
        bar.addWidget(self._handover)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._header)
        column.addLayout(bar)
        column.addWidget(self._table, 1)

    def _connect(self) -> None:
        self._search.searched.connect(self._on_searched)
        self._search.returnPressed.connect(self._open_current)
        self._table.opened.connect(self._open_row)
        self._table.empty.acted.connect(self.import_wanted)
        self._import.clicked.connect(self.import_wanted)
        self._export.clicked.connect(self.export_wanted)
        self._add.clicked.connect(self.add_wanted)
        self._penilai.clicked.connect(lambda: self.penilai_wanted.emit(self.selected()))
        self._handover.clicked.connect(self.handover_wanted)

    def selected(self) -> list[BarisPegawai]:
        """Return the rows that are selected, in their order."""
        rows = sorted(index.row() for index in self._table.view.selectionModel().selectedRows())
        return [row for number in rows if (row := self._model.row_at(number)) is not None]

    def load(self) -> None:
        """Ask for the people that fit the search, and for how many there are."""
        text = self._text
        self._page.ask(list_pegawai, text, on_done=lambda rows: self._show(text, rows), limit=LIMIT)
        self._page.ask(count_pegawai, self._text, on_done=self._show_count)

    def take_focus(self) -> None:
        """Put the keyboard into the search field."""
        self._search.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from the search field into the table with Down."""
        if event.key() == Qt.Key.Key_Down and self._search.hasFocus():
            self._table.view.setFocus(Qt.FocusReason.TabFocusReason)
            return
        super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a list of people."""
        fits = any(path.suffix.lower() in (".xlsx", ".csv") for path in dropped_paths(event))
        if fits and self._import.isEnabled():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand the dropped list on."""
        event.acceptProposedAction()
        self.files_dropped.emit(dropped_paths(event))

    def _show(self, text: str, rows: tuple[BarisPegawai, ...]) -> None:
        self._shown = text
        current = self._model.row_at(self._table.current_row())
        self._model.set_rows(rows)
        ids = [row.id for row in rows]
        self._table.select_row(ids.index(current.id) if current is not None and current.id in ids else 0)
        if self._text:
            self._table.empty.set_words(_("Tidak ditemukan"), _("Coba sebagian nama atau angka NIP."), "")
        else:
            self._table.empty.set_words(
                _("Belum ada pegawai"),
                _("Impor daftar dari Excel atau CSV, atau tambah satu per satu."),
                _("Impor daftar…"),
            )
        if self._open_next and text == self._text:
            self._open_next = False
            self._open_row(self._table.current_row())

    def _show_count(self, count: int) -> None:
        if self._text:
            self._count.setText(_("{n} ditemukan").format(n=count))
        else:
            self._count.setText("")
            self._header.set_subtitle(_("{n} orang · Enter membuka").format(n=count))
        if count > LIMIT:
            self._count.setText(_("{n} orang; ketik nama untuk mempersempit").format(n=count))

    def _on_searched(self, text: str) -> None:
        self._text = text
        self.load()

    def _open_current(self) -> None:
        # Whoever types and presses Enter at once means the person he typed, not the one still shown.
        if self._search.text().strip() == self._shown:
            self._open_row(self._table.current_row())
        else:
            self._open_next = True

    def _open_row(self, number: int) -> None:
        row = self._model.row_at(number)
        if row is not None:
            self.opened.emit(row.id)


def _columns() -> list[Column[BarisPegawai]]:
    def mark(row: BarisPegawai) -> State | None:
        return State.ERROR if row.konflik else None

    return [
        Column(
            _("Nama"),
            lambda row: row.nama if row.aktif else _("{nama} (tidak aktif)").format(nama=row.nama),
            state=mark,
        ),
        Column(_("NIP"), lambda row: format_nip(row.nip) or "–"),
        Column(_("Pangkat/Gol."), lambda row: row.pangkat),
        Column(_("Jabatan"), lambda row: row.jabatan),
        Column(_("Unit kerja"), lambda row: row.unit_kerja),
    ]
