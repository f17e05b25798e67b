"""Outbox: every bundle that this office made, what became of it, its passport, and a further copy."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout

from desktop_app.i18n import _
from desktop_app.services.paket import PaketKeluar
from desktop_app.ui.exchange_words import counts_text, doubt_state, moment_text, size_text
from desktop_app.ui.models.rows import Column, RowModel
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.controls import Card, make_button, make_label
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.table import DataTable


class Outbox(Card):
    """Both signals carry the ``PaketKeluar`` of the current line."""

    passport_wanted = Signal(object)
    copy_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__("kirim-paket")
        self._build()
        self._connect()

    def _build(self) -> None:
        self._passport = make_button("kirim-pengantar", _("Surat pengantar"), icon_name="cetak", compact=True)
        self._copy = make_button("kirim-salin-lagi", _("Salin lagi ke flashdisk"), icon_name="stick", compact=True)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(make_label(_("Paket yang pernah dibuat"), "section", name="kirim-paket-judul"), 1)
        row.addWidget(self._passport)
        row.addWidget(self._copy)
        self._model: RowModel[PaketKeluar] = RowModel(_columns(), self)
        self._table = DataTable(
            "kirim-paket-tabel",
            _("Paket yang pernah dibuat"),
            EmptyState(
                "kirim-paket-kosong",
                _("Belum ada paket"),
                _("Setiap paket yang dikirim tercatat di sini sampai kabupaten mengakui menerimanya."),
                icon_name="kirim",
            ),
        )
        self._table.set_model(self._model)
        self._table.set_columns((64, 282, 200, 78, 206, 240), 2)
        self._table.setMinimumHeight(170)
        self.box.addLayout(row)
        self.box.addWidget(self._table, 1)
        self._choose(-1)

    def _connect(self) -> None:
        self._table.selected.connect(self._choose)
        self._table.opened.connect(lambda row: self._tell(self.passport_wanted, row))
        self._passport.clicked.connect(lambda: self._tell(self.passport_wanted, self._table.current_row()))
        self._copy.clicked.connect(lambda: self._tell(self.copy_wanted, self._table.current_row()))

    def show_bundles(self, bundles: Sequence[PaketKeluar]) -> None:
        """Show the bundles, the newest first; the newest is chosen."""
        self._model.set_rows(bundles)
        self._table.select_row(0)
        self._choose(self._table.current_row())

    def rows(self) -> tuple[PaketKeluar, ...]:
        """Return the bundles that are shown."""
        return self._model.rows()

    def _choose(self, row: int) -> None:
        for button in (self._passport, self._copy):
            button.setEnabled(row >= 0)

    def _tell(self, signal: SignalInstance, row: int) -> None:
        bundle = self._model.row_at(row)
        if bundle is not None:
            signal.emit(bundle)


def state_text(bundle: PaketKeluar) -> str:
    """Return what became of a bundle."""
    if bundle.diterima:
        return _("Diterima kabupaten")
    return _("Diterima (lewat kode)") if bundle.lewat_kode else _("Belum ada tanda terima")


def _columns() -> list[Column[PaketKeluar]]:
    return [
        Column(_("Nomor"), lambda row: str(row.seq), right=True),
        Column(
            _("Dibuat"),
            lambda row: moment_text(row.waktu, row.ragu),
            state=lambda row: doubt_state(row.ragu),
        ),
        Column(
            _("Isi"),
            lambda row: counts_text(row.dokumen_jenis) or _("{n} dokumen").format(n=row.dokumen),
        ),
        Column(_("Ukuran"), lambda row: size_text(row.ukuran), right=True),
        Column(_("Keadaan"), state_text, state=lambda row: State.OK if row.diterima else State.INFO),
        Column(_("Nama berkas"), lambda row: row.nama_berkas),
    ]
