"""Words of people and roles as the window shows them: a name, what it means, and which roles an office has."""

from __future__ import annotations

from collections.abc import Collection

from desktop_app.domain.wewenang import PeranPengguna
from desktop_app.i18n import _
from desktop_app.services.kantor import Peran

FIRST_ROLES = {
    Peran.UNIT: frozenset({PeranPengguna.ADMIN, PeranPengguna.OPERATOR}),
    Peran.KABUPATEN: frozenset({PeranPengguna.ADMIN_KABUPATEN, PeranPengguna.VERIFIKATOR}),
}
"""What the first person of an office begins with: he has to do everything until others are there."""


def role_text(peran: PeranPengguna) -> str:
    """Return the name of a role."""
    return {
        PeranPengguna.PEGAWAI: _("Pegawai"),
        PeranPengguna.PENILAI: _("Penilai"),
        PeranPengguna.OPERATOR: _("Operator"),
        PeranPengguna.ADMIN: _("Admin"),
        PeranPengguna.VERIFIKATOR: _("Verifikator"),
        PeranPengguna.ADMIN_KABUPATEN: _("Admin kabupaten"),
    }[peran]


def role_meaning(peran: PeranPengguna) -> str:
    """Return what a role may do, in one line; the table of rights in the domain says it in full."""
    return {
        PeranPengguna.PEGAWAI: _("SKP dan realisasinya sendiri"),
        PeranPengguna.PENILAI: _("Menetapkan SKP dan menilai bawahannya"),
        PeranPengguna.OPERATOR: _("Mencatat dan mengirim untuk semua; tidak menilai"),
        PeranPengguna.ADMIN: _("Akun, pengaturan, cadangan, jejak, dan data pribadi"),
        PeranPengguna.VERIFIKATOR: _("Menerima paket, menyelesaikan konflik, membalas"),
        PeranPengguna.ADMIN_KABUPATEN: _("Mendaftarkan kantor, memulihkan sandi, mengelola akun"),
    }[peran]


def roles_text(peran: Collection[PeranPengguna]) -> str:
    """Return ``Operator, Admin`` in the order of the table."""
    return ", ".join(role_text(one) for one in PeranPengguna if one in peran)
