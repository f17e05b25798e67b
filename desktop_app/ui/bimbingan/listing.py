"""GuidanceList: coaching and mentoring, and the feedback on them that one wrote or was handed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.istilah_pengembangan import StatusPembinaan
from desktop_app.domain.wewenang import Wewenang
from desktop_app.i18n import _
from desktop_app.services.bimbingan_baca import BarisBimbingan, list_bimbingan
from desktop_app.services.umpan_bimbingan import BarisUmpanBimbingan, list_umpan_bimbingan
from desktop_app.ui.models.rows import Column, RowModel
from desktop_app.ui.page import Page
from desktop_app.ui.rights import permit
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.controls import make_button
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.header import PageHeader
from desktop_app.ui.widgets.table import DataTable


@dataclass(frozen=True)
class GuidanceRow:
    """One line: a coaching, a mentoring, or a feedback (``umpan``) on one of them."""

    id: str
    umpan: bool
    jenis: str
    nama: str
    pembimbing: str
    tanggal: date | None
    keadaan: str
    tanda: State | None
    berikut: str


def next_text(langkah: str) -> str:
    """Return what a finished guidance waits for."""
    return {
        "": "–",
        "lapor_penilai": _("Laporkan kepada pejabat penilai"),
        "lapor_atasan": _("Laporkan kepada atasan"),
        "umpan_balik": _("Isi umpan balik (B.1.8)"),
    }[langkah]


class GuidanceList(QWidget):
    """Enter opens a sheet; ``coaching`` and ``mentoring`` begin one, ``cover`` prints what is due upwards."""

    opened = Signal(object)
    coaching = Signal()
    mentoring = Signal()
    cover = Signal()
    left = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.setObjectName("bimbingan-daftar")
        self._page = page
        self._guidance: tuple[BarisBimbingan, ...] = ()
        self._build()
        self._connect()

    def _build(self) -> None:
        header = PageHeader("bimbingan-kepala", _("Bimbingan kinerja"), _("Coaching, mentoring, dan umpan baliknya"))
        self._back = make_button(
            "bimbingan-ke-pengembangan", _("Pengembangan"), kind="quiet", icon_name="panah-kiri", compact=True
        )
        header.insert_action(self._back)
        self._cover = make_button("bimbingan-pengantar", _("Daftar lapor…"), icon_name="cetak")
        self._mentoring = make_button("bimbingan-mentoring", _("Mentoring…"), icon_name="tambah")
        self._coaching = make_button(
            "bimbingan-coaching", _("Coaching…"), kind="primary", icon_name="tambah", shortcut="Ctrl+N"
        )
        for button in (self._cover, self._mentoring, self._coaching):
            permit(button, self._page.desk, Wewenang.ISI_BIMBINGAN)
            header.add_action(button)
        empty = EmptyState(
            "bimbingan-kosong",
            _("Belum ada bimbingan"),
            _("Bimbingan membantu pegawai sebelum kinerjanya gagal: coaching lewat bertanya, mentoring lewat berbagi."),
            icon_name="pengembangan",
        )
        self._model: RowModel[GuidanceRow] = RowModel(_columns(), self)
        self._table = DataTable("bimbingan-tabel", _("Daftar bimbingan kinerja"), empty)
        self._table.set_model(self._model)
        self._table.set_columns((130, 240, 220, 150, 140, 250), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(header)
        column.addWidget(self._table, 1)

    def _connect(self) -> None:
        self._back.clicked.connect(self.left)
        self._coaching.clicked.connect(self.coaching)
        self._mentoring.clicked.connect(self.mentoring)
        self._cover.clicked.connect(self.cover)
        self._table.opened.connect(self._open_row)

    def load(self) -> None:
        """Ask for both lists."""
        self._page.ask(list_bimbingan, on_done=self._take_guidance)

    def take_focus(self) -> None:
        """Put the keyboard into the list, or on the button while there is nothing."""
        target = self._table.view if self._model.rowCount() else self._coaching
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_guidance(self, rows: tuple[BarisBimbingan, ...]) -> None:
        self._guidance = rows
        self._cover.setEnabled(any(satu.langkah.startswith("lapor") for satu in rows))
        self._page.ask(list_umpan_bimbingan, on_done=self._show)

    def _show(self, umpan: tuple[BarisUmpanBimbingan, ...]) -> None:
        current = self._table.current_row()
        self._model.set_rows((*map(_guidance_row, self._guidance), *map(_umpan_row, umpan)))
        self._table.select_row(max(current, 0))

    def _open_row(self, number: int) -> None:
        row = self._model.row_at(number)
        if row is not None:
            self.opened.emit(row)


def _guidance_row(satu: BarisBimbingan) -> GuidanceRow:
    done = satu.status is StatusPembinaan.SELESAI
    keadaan = _("Berbeda versi") if satu.konflik else _("Selesai") if done else _("Draf")
    return GuidanceRow(
        satu.id,
        False,
        satu.kind.title(),
        satu.pegawai,
        satu.pembimbing,
        satu.tanggal or satu.mulai,
        keadaan,
        State.ERROR if satu.konflik else State.OK if done else State.WARNING,
        next_text(satu.langkah),
    )


def _umpan_row(satu: BarisUmpanBimbingan) -> GuidanceRow:
    done = satu.status is StatusPembinaan.SELESAI
    berikut = "–" if done or not satu.milik else _("{jumlah} dari 9 terjawab").format(jumlah=satu.terjawab)
    return GuidanceRow(
        satu.id,
        True,
        _("Umpan balik"),
        satu.pegawai,
        "–",
        satu.tanggal,
        _("Diserahkan") if done else _("Draf"),
        State.OK if done else State.WARNING,
        berikut,
    )


def _columns() -> list[Column[GuidanceRow]]:
    return [
        Column(_("Jenis"), lambda row: row.jenis),
        Column(_("Pegawai"), lambda row: row.nama),
        Column(_("Pembimbing"), lambda row: row.pembimbing),
        Column(_("Tanggal"), lambda row: format_tanggal(row.tanggal) if row.tanggal else "–"),
        Column(_("Keadaan"), lambda row: row.keadaan, state=lambda row: row.tanda),
        Column(_("Berikutnya"), lambda row: row.berikut),
    ]
