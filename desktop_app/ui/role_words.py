"""How a role of a matrix stands to an SKP, in a few words."""

from __future__ import annotations

from desktop_app.i18n import _
from desktop_app.services.peran import NasibPeran, StatusPeran


def role_fate_text(role: StatusPeran) -> str:
    """Return what giving or taking the role would do, or why it is not done."""
    return {
        NasibPeran.BARU: _("menjadi hasil kerja baru di SKP"),
        NasibPeran.SKP_BARU: _("SKP dibuat sebagai draf, lalu menjadi hasil kerja"),
        NasibPeran.SUDAH: _("sudah ada di SKP"),
        NasibPeran.BERUBAH: _("di SKP tertulis “{teks}”; centang untuk menggantinya"),
        NasibPeran.IKAT: _("sudah ada di SKP; dihubungkan dengan SKP pimpinan"),
        NasibPeran.TERKUNCI: _("SKP-nya sudah diajukan atau ditetapkan; usulkan lewat adendum"),
        NasibPeran.BERKONFLIK: _("SKP-nya berbeda versi; pilih dulu versi yang benar"),
        NasibPeran.UNIT_LAIN: _("dari unit lain; diketik di SKP unitnya sendiri"),
        NasibPeran.BUKAN_WEWENANG: _("diambil oleh pegawai itu sendiri di SKP-nya"),
    }[role.nasib].format(teks=role.di_skp)
