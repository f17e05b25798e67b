"""KonflikPage: documents in conflict on the left, one of them on the right, settled and on to the next."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from desktop_app.i18n import _
from desktop_app.messages import sentence_for
from desktop_app.services.banding import Perbandingan, compare_konflik
from desktop_app.services.konflik import Penyelesaian, resolve_konflik
from desktop_app.services.konflik_kelompok import BarisKonflik, Temuan, list_temuan
from desktop_app.ui.desk import Desk
from desktop_app.ui.konflik.detail import ConflictDetail
from desktop_app.ui.models.rows import Column, RowModel
from desktop_app.ui.page import Page
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.header import PageHeader
from desktop_app.ui.widgets.table import DataTable

NARROW, SIDE = 220, 330


class KonflikPage(Page):
    """Moving in the list shows a document; Enter goes to its first open field."""

    kinds = ("pegawai", "skp", "penilaian", "unit_kerja", "periode")

    def __init__(self, desk: Desk) -> None:
        super().__init__("halaman-konflik", _("Konflik"), desk)
        self._doc_id = ""
        self._build()
        self._connect()

    def _build(self) -> None:
        self._header = PageHeader(
            "konflik-kepala",
            _("Konflik"),
            _("Dokumen yang diubah di dua tempat. Pilih isian yang benar; tidak ada versi yang dibuang."),
        )
        self._model: RowModel[BarisKonflik] = RowModel(
            [
                Column(
                    _("Dokumen"),
                    lambda row: row.judul,
                    tip=lambda row: f"{row.judul}\n{row.kantor}",
                    state=lambda _row: State.WARNING,
                ),
                Column(_("Isian"), lambda row: str(row.kolom), right=True),
            ],
            self,
        )
        self._table = DataTable(
            "konflik-tabel", _("Dokumen dengan versi berbeda"), EmptyState("konflik-kosong-kiri", "")
        )
        self._table.set_model(self._model)
        self._table.set_columns((SIDE - 60, 60), 0)
        self._table.wrap_lines()
        self._table.setMinimumWidth(NARROW)
        self._table.setMaximumWidth(SIDE)
        self.detail = ConflictDetail()
        self._none = EmptyState(
            "konflik-kosong",
            _("Tidak ada konflik"),
            _("Bila dokumen yang sama diubah di dua tempat, perbedaannya muncul di sini untuk dipilih."),
            icon_name="ok",
        )
        body = QHBoxLayout()
        body.setSpacing(16)
        self._stack = QStackedWidget()
        self._stack.setObjectName("konflik-bagian")
        self._stack.addWidget(self._none)
        self._stack.addWidget(self.detail)
        body.addWidget(self._table, 1)
        body.addWidget(self._stack, 3)
        self.box.addWidget(self._header)
        self.box.addWidget(self.banner)
        self.box.addLayout(body, 1)
        self._table.hide()

    def _connect(self) -> None:
        self._table.selected.connect(self._choose)
        self._table.opened.connect(lambda _row: self.detail.take_focus())
        self.detail.settled.connect(self.settle)

    def load(self) -> None:
        """Ask for the documents in conflict; the one that is shown stays if it still is one."""
        self.ask(list_temuan, on_done=self._show)

    def enter(self) -> None:
        """Load and put the keyboard into the list."""
        super().enter()
        self._table.view.setFocus()

    def document(self) -> str:
        """Return the id of the document that is compared."""
        return self._doc_id

    def show_document(self, doc_id: str) -> None:
        """Show the conflict of one document."""
        self._doc_id = doc_id
        self.load()

    def settle(self, choices: Mapping[str, str]) -> None:
        """Save the choices as a new version over all versions."""
        self.ask(
            resolve_konflik,
            self._doc_id,
            choices,
            on_done=self._on_settled,
            on_error=self._on_refused,
            writes=True,
        )

    def _show(self, found: Temuan) -> None:
        rows = found.baris
        wanted = self._doc_id
        self._model.set_rows(rows)
        self._table.setVisible(bool(rows))
        self._stack.setCurrentWidget(self.detail if rows else self._none)
        if not rows:
            self._doc_id = ""
            return
        at = next((number for number, row in enumerate(rows) if row.doc_id == wanted), 0)
        if self._table.current_row() == at:
            self._choose(at)
        self._table.select_row(at)

    def _choose(self, number: int) -> None:
        row = self._model.row_at(number)
        if row is not None:
            self._doc_id = row.doc_id
            self.ask(compare_konflik, row.doc_id, on_done=partial(self._compare, row.doc_id))

    def _compare(self, doc_id: str, shown: Perbandingan) -> None:
        if doc_id == self._doc_id:
            self.detail.show_comparison(shown)

    def _on_settled(self, changed: Penyelesaian) -> None:
        title = next((row.judul for row in self._model.rows() if row.doc_id == self._doc_id), "")
        text = _("{judul}: konflik selesai. Kedua versi tetap ada di riwayat.")
        said = text.format(judul=title)
        if changed.menjadi_draf:
            self.banner.show_message(State.WARNING, f"{said} {sentence_for('konflik_menjadi_draf', {})}")
        else:
            self.banner.show_message(State.OK, said)
        self._doc_id = ""
        self.changed.emit(changed)
        self._table.view.setFocus()

    def _on_refused(self, error: BaseException) -> None:
        self.show_error(error)
        self.load()
