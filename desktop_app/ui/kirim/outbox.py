"""Outbox: every bundle that this office made, how often and how it left, and what the kabupaten said of it."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from desktop_app.i18n import _
from desktop_app.services.dibawa import SELESAI, BarisKeluar, Bawaan, Cara, KeadaanPaket, KotakKeluar
from desktop_app.services.paket import PaketKeluar
from desktop_app.services.surel import fits_qr
from desktop_app.ui.exchange_words import counts_text, doubt_state, moment_text, number_text, size_text
from desktop_app.ui.models.rows import Column, RowModel
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.controls import Card, make_button, make_label
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.table import DataTable
from desktop_app.ui.widgets.turning import TurningRow


class Outbox(Card):
    """All signals carry the ``PaketKeluar`` of the current line, ``details_wanted`` its ``BarisKeluar``."""

    passport_wanted = Signal(object)
    copy_wanted = Signal(object)
    mail_wanted = Signal(object)
    codes_wanted = Signal(object)
    receipt_wanted = Signal(object)
    details_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__("kirim-paket")
        self._build()
        self._connect()

    def _build(self) -> None:
        self._sums = make_label("", "muted", name="kirim-ringkas", wrap=True)
        self._passport = make_button("kirim-pengantar", _("Cetak surat pengantar…"), icon_name="cetak", compact=True)
        self._copy = make_button("kirim-salin-lagi", _("Salin lagi ke flashdisk"), icon_name="stick", compact=True)
        self._mail = make_button("kirim-paket-surel", _("Lewat surel…"), compact=True)
        self._codes = make_button("kirim-paket-qr", _("Kode QR…"), compact=True)
        self._receipt = make_button("kirim-paket-kode", _("Ketik kode terima…"), compact=True)
        self._details = make_button("kirim-paket-rincian", _("Rincian"), compact=True)
        head = QHBoxLayout()
        head.addWidget(make_label(_("Paket yang pernah dibuat"), "section", name="kirim-paket-judul"))
        head.addSpacing(12)
        head.addWidget(self._sums, 1)
        halves = [(_three(self._buttons()[:3]), 0), (_three(self._buttons()[3:]), 0), (QWidget(), 1)]
        row = TurningRow("kirim-paket-tombol", halves, turn_at=560)
        self._model: RowModel[BarisKeluar] = RowModel(_columns(), self)
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
        self._table.set_columns((64, 186, 262, 200, 78, 206), 3)
        self._table.setMinimumHeight(150)
        self.box.addLayout(head)
        self.box.addWidget(row)
        self.box.addWidget(self._table, 1)
        self._choose(-1)

    def _buttons(self) -> tuple[QPushButton, ...]:
        return self._passport, self._copy, self._mail, self._codes, self._receipt, self._details

    def _connect(self) -> None:
        self._table.selected.connect(self._choose)
        self._table.opened.connect(lambda row: self._tell_line(row))
        for button, signal in (
            (self._passport, self.passport_wanted),
            (self._copy, self.copy_wanted),
            (self._mail, self.mail_wanted),
            (self._codes, self.codes_wanted),
            (self._receipt, self.receipt_wanted),
        ):
            button.clicked.connect(lambda _on=False, told=signal: self._tell(told, self._table.current_row()))
        self._details.clicked.connect(lambda: self._tell_line(self._table.current_row()))

    def show_outbox(self, outbox: KotakKeluar) -> None:
        """Show the bundles, the newest first; the newest is chosen."""
        self._sums.setText(sums_text(outbox))
        self._model.set_rows(outbox.baris)
        self._table.select_row(0)
        self._choose(self._table.current_row())

    def rows(self) -> tuple[PaketKeluar, ...]:
        """Return the bundles that are shown."""
        return tuple(one.paket for one in self._model.rows())

    def lines(self) -> tuple[BarisKeluar, ...]:
        """Return the bundles that are shown with what became of each."""
        return self._model.rows()

    def _choose(self, row: int) -> None:
        line = self._model.row_at(row)
        for button in self._buttons():
            button.setEnabled(line is not None)
        if line is not None:
            self._codes.setEnabled(fits_qr(line.paket))
            self._receipt.setEnabled(line.keadaan not in SELESAI)

    def _tell(self, signal: SignalInstance, row: int) -> None:
        line = self._model.row_at(row)
        if line is not None:
            signal.emit(line.paket)

    def _tell_line(self, row: int) -> None:
        line = self._model.row_at(row)
        if line is not None:
            self.details_wanted.emit(line)


def _three(buttons: tuple[QPushButton, ...]) -> QWidget:
    part = QWidget()
    row = QHBoxLayout(part)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    return part


def sums_text(outbox: KotakKeluar) -> str:
    """Return how many documents of the log left and how many are acknowledged, and the last bundle that is."""
    if not outbox.jumlah:
        return ""
    counts = _("Terkirim {n} dari {m} dokumen, diakui kabupaten {k}.").format(
        n=number_text(outbox.terkirim), m=number_text(outbox.jumlah), k=number_text(outbox.diakui)
    )
    last = outbox.diakui_terakhir
    if last is None:
        return counts
    return counts + " " + _("Terakhir diakui: paket nomor {n}.").format(n=last.seq)


def state_text(line: BarisKeluar) -> str:
    """Return what became of a bundle."""
    if line.paket.diterima:
        return _("Diterima kabupaten")
    if line.paket.lewat_kode:
        return _("Diterima (lewat kode)")
    if line.keadaan is KeadaanPaket.TERCAKUP:
        return _("Isinya sudah diterima lewat paket no. {n}").format(n=line.lewat)
    return _("Dibawa, belum ada tanda terima") if line.keadaan is KeadaanPaket.DIBAWA else _("Dibuat, belum disalin")


def way_text(way: Cara) -> str:
    """Return the name of a way in which a copy leaves."""
    return {Cara.FLASHDISK: _("flashdisk"), Cara.SUREL: _("surel"), Cara.KODE_QR: _("kode QR")}[way]


def carried_text(copies: tuple[Bawaan, ...]) -> str:
    """Return how often and how a bundle left, and who carries it: "2 × flashdisk · Bunga"."""
    ways = Counter(one.cara for one in copies)
    parts = [_("{n} × {cara}").format(n=many, cara=way_text(way)) for way, many in ways.items()]
    return " · ".join([*parts, *dict.fromkeys(one.kurir for one in copies if one.kurir)])


def _state(line: BarisKeluar) -> State:
    if line.keadaan in SELESAI:
        return State.OK
    return State.INFO if line.keadaan is KeadaanPaket.DIBAWA else State.WARNING


def _columns() -> list[Column[BarisKeluar]]:
    return [
        Column(_("Nomor"), lambda row: str(row.paket.seq), right=True),
        Column(
            _("Dibuat"),
            lambda row: moment_text(row.paket.waktu, row.paket.ragu),
            state=lambda row: doubt_state(row.paket.ragu),
        ),
        Column(_("Keadaan"), state_text, state=_state),
        Column(_("Dibawa"), lambda row: carried_text(row.bawaan)),
        Column(_("Ukuran"), lambda row: size_text(row.paket.ukuran), right=True),
        Column(
            _("Isi"),
            lambda row: counts_text(row.paket.dokumen_jenis) or _("{n} dokumen").format(n=row.paket.dokumen),
        ),
    ]
