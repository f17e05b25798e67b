"""GuidanceList: coaching and mentoring, and the feedback on them that one wrote or was handed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.istilah_pengembangan import StatusPembinaan
from desktop_app.domain.wewenang import Wewenang
from desktop_app.i18n import _
from desktop_app.services.bimbingan_baca import BarisBimbingan, list_bimbingan
from desktop_app.services.umpan_bimbingan import BarisUmpanBimbingan, list_umpan_bimbingan
from desktop_app.ui.models.rows import Column
from desktop_app.ui.page import Page
from desktop_app.ui.rights import permit
from desktop_app.ui.row_list import RowList
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.controls import make_button
from desktop_app.ui.widgets.empty import EmptyState


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


class GuidanceList(RowList[GuidanceRow]):
    """Enter opens a sheet; ``coaching`` and ``mentoring`` begin one, ``cover`` prints what is due upwards."""

    coaching = Signal()
    mentoring = Signal()
    cover = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(page, "bimbingan", _("Bimbingan kinerja"), _("Coaching, mentoring, dan umpan baliknya"))
        self._guidance: tuple[BarisBimbingan, ...] = ()
        self._build()
        self._connect()

    def _build(self) -> None:
        self._add_back("bimbingan-ke-pengembangan", _("Pengembangan"))
        self._cover = make_button("bimbingan-pengantar", _("Daftar lapor…"), icon_name="cetak")
        self._mentoring = make_button("bimbingan-mentoring", _("Mentoring…"), icon_name="tambah")
        self._coaching = make_button(
            "bimbingan-coaching", _("Coaching…"), kind="primary", icon_name="tambah", shortcut="Ctrl+N"
        )
        for button in (self._cover, self._mentoring, self._coaching):
            permit(button, self._page.desk, Wewenang.ISI_BIMBINGAN)
            self._header.add_action(button)
        empty = EmptyState(
            "bimbingan-kosong",
            _("Belum ada bimbingan"),
            _("Bimbingan membantu pegawai sebelum kinerjanya gagal: coaching lewat bertanya, mentoring lewat berbagi."),
            icon_name="pengembangan",
        )
        self._add_table(_("Daftar bimbingan kinerja"), _columns(), (130, 240, 220, 150, 140, 250), 1, empty)

    def _connect(self) -> None:
        self._coaching.clicked.connect(self.coaching)
        self._mentoring.clicked.connect(self.mentoring)
        self._cover.clicked.connect(self.cover)

    def load(self) -> None:
        """Ask for both lists."""
        self._page.ask(list_bimbingan, on_done=self._take_guidance)

    def _beginning(self) -> QWidget:
        return self._coaching

    def _take_guidance(self, rows: tuple[BarisBimbingan, ...]) -> None:
        self._guidance = rows
        self._cover.setEnabled(any(satu.langkah.startswith("lapor") for satu in rows))
        self._page.ask(list_umpan_bimbingan, on_done=self._show)

    def _show(self, umpan: tuple[BarisUmpanBimbingan, ...]) -> None:
        self._fill((*map(_guidance_row, self._guidance), *map(_umpan_row, umpan)))


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
