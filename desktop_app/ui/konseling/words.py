"""The words of the counselling pages."""

from __future__ import annotations

from desktop_app.domain.istilah_pengembangan import BagianKonseling, StatusKonseling
from desktop_app.i18n import _
from desktop_app.services.konseling_buka import BarisBagian, BarisKonseling
from desktop_app.services.kunci_segel import Penerima
from desktop_app.services.penguji_tanda import KeadaanTanda
from desktop_app.ui.theme import State


def state_text(status: StatusKonseling) -> str:
    """Return what a state is called."""
    return {
        StatusKonseling.DILAPORKAN: _("Dilaporkan"),
        StatusKonseling.DITETAPKAN: _("Ditetapkan"),
        StatusKonseling.DILAKSANAKAN: _("Sudah dilaksanakan"),
        StatusKonseling.DITUTUP: _("Ditutup"),
    }[status]


def part_text(sebagai: str) -> str:
    """Return what who looks is to a case."""
    return {
        "pegawai": _("Tentang Anda"),
        "penilai": _("Anda melaporkan"),
        "konselor": _("Anda konselor"),
        "unit": _("Unit kepegawaian"),
    }[sebagai]


def section_text(jenis: BagianKonseling) -> str:
    """Return what a section is called."""
    return {
        BagianKonseling.LAPORAN: _("Laporan permasalahan"),
        BagianKonseling.PENETAPAN: _("Penetapan konseling"),
        BagianKonseling.REKAMAN: _("Rekaman konseling"),
        BagianKonseling.TINDAK_LANJUT: _("Tindak lanjut"),
    }[jenis]


def step_text(jenis: BagianKonseling) -> str:
    """Return what the button of a step says."""
    return {
        BagianKonseling.LAPORAN: _("Tambah laporan…"),
        BagianKonseling.PENETAPAN: _("Tetapkan konseling…"),
        BagianKonseling.REKAMAN: _("Tulis rekaman…"),
        BagianKonseling.TINDAK_LANJUT: _("Putuskan dan tutup…"),
    }[jenis]


def next_text(row: BarisKonseling) -> str:
    """Return what a case waits for from who looks; a dash where it is nothing."""
    if row.cacat:
        return _("Periksa: ada bagian yang tidak cocok")
    if row.status is StatusKonseling.DILAPORKAN and BagianKonseling.PENETAPAN in row.langkah:
        return _("Tetapkan konselor dan jadwal")
    if row.status is StatusKonseling.DITETAPKAN and BagianKonseling.REKAMAN in row.langkah:
        return _("Tulis rekaman sesudah konseling")
    if row.status is StatusKonseling.DILAKSANAKAN and BagianKonseling.TINDAK_LANJUT in row.langkah:
        return _("Putuskan tindak lanjut")
    return "–"


def state_mark(row: BarisKonseling) -> State | None:
    """Return the mark of a case's state."""
    if row.cacat:
        return State.ERROR
    return State.OK if row.status is StatusKonseling.DITUTUP else State.WARNING


def whom_text(penerima: tuple[Penerima, ...]) -> str:
    """Return to whom a section will be sealed."""
    nama = ", ".join(dict.fromkeys(satu.nama for satu in penerima))
    return _("Disegel untuk: {nama}. Orang lain di kantor ini tidak dapat membukanya.").format(nama=nama)


def signed_text(bagian: BarisBagian) -> str:
    """Return how a section's signature stands."""
    if not bagian.utuh or bagian.tanda is KeadaanTanda.TIDAK_SAH:
        return _("Tidak cocok dengan tanda tangannya. Jangan dipakai.")
    if bagian.tanda is KeadaanTanda.SAH:
        return _("Tanda tangan penulisnya cocok.")
    return _("Tanda tangan belum dapat diperiksa di komputer ini.")
