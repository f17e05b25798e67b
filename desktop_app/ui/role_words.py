"""How a role of a matrix stands to an SKP, in a few words."""

from __future__ import annotations

from desktop_app.i18n import _
from desktop_app.services.peran import NasibPeran, StatusPeran


def role_fate_text(role: StatusPeran) -> str:
    """Return what giving or taking the role would do, or why it is not done."""
    nasib = {
        NasibPeran.BARU: _("menjadi hasil kerja baru di SKP"),
        NasibPeran.SKP_BARU: _("SKP dibuat sebagai draf, lalu menjadi hasil kerja"),
        NasibPeran.SUDAH: _("sudah ada di SKP"),
        NasibPeran.BERUBAH: _("di SKP tertulis “{teks}”; centang untuk menggantinya"),
        NasibPeran.IKAT: _("sudah ada di SKP; dihubungkan dengan SKP pimpinan"),
        NasibPeran.SAMBUNG: _("sudah ada di SKP, dari matriks yang dihapus; dihubungkan dengan matriks ini"),
        NasibPeran.GANDA: _("nomornya dipakai peran lain di matriks ini; hapus lalu ketik kembali perannya"),
        NasibPeran.BUKAN_PENILAI: _("hanya pejabat penilai yang memasukkannya ke SKP"),
        NasibPeran.TERKUNCI: _("SKP-nya sudah diajukan atau ditetapkan; usulkan lewat adendum"),
        NasibPeran.BERKONFLIK: _("SKP-nya berbeda versi; pilih dulu versi yang benar"),
        NasibPeran.UNIT_LAIN: _("dari unit lain; diketik di SKP unitnya sendiri"),
        NasibPeran.BUKAN_WEWENANG: _("diambil oleh pegawai itu sendiri di SKP-nya"),
    }[role.nasib].format(teks=role.di_skp)
    if not role.bukan_penilai:
        return nasib
    return _("dari {nama}, bukan pejabat penilai pegawai ini; {nasib}").format(nama=role.pemilik or "–", nasib=nasib)
