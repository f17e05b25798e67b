"""What a refusal says: which act was refused, and which roles of this office may do it, by the table of rights."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from desktop_app.domain.errors import UserError
from desktop_app.domain.wewenang import Jangkauan, PeranPengguna, Wewenang, reach
from desktop_app.i18n import _
from desktop_app.services.jejak_kata import PERBUATAN

SEBUTAN: Mapping[PeranPengguna, str] = MappingProxyType(
    {
        PeranPengguna.PEGAWAI: "pegawai",
        PeranPengguna.PENILAI: "pejabat penilai",
        PeranPengguna.OPERATOR: "operator",
        PeranPengguna.ADMIN: "admin",
        PeranPengguna.VERIFIKATOR: "verifikator",
        PeranPengguna.ADMIN_KABUPATEN: "admin kabupaten",
    }
)
"""The roles as a sentence names them, in the order of the table."""
_DI_UNIT_SAJA = (PeranPengguna.ADMIN,)
_DI_KABUPATEN_SAJA = (PeranPengguna.VERIFIKATOR, PeranPengguna.ADMIN_KABUPATEN)


def refusal(kode: str, wewenang: Wewenang, *, kabupaten: bool) -> UserError:
    """Return the error of a refused act; who may do it is told for an office of this kind."""
    tiada = _DI_UNIT_SAJA if kabupaten else _DI_KABUPATEN_SAJA
    peran = []
    for satu in SEBUTAN:
        sebutan = _(SEBUTAN[satu])
        jauh = reach({satu}, wewenang)
        if jauh is Jangkauan.TIDAK or satu in tiada:
            continue
        if jauh is Jangkauan.SENDIRI:
            peran.append(_("{peran} (untuk dirinya sendiri)").format(peran=sebutan))
        elif jauh is Jangkauan.BAWAHAN:
            peran.append(_("{peran} (untuk yang dinilainya)").format(peran=sebutan))
        else:
            peran.append(sebutan)
    siapa = ", ".join(peran) or _("tidak seorang pun di kantor ini")
    return UserError(kode, perbuatan=wewenang.value, kata=_(PERBUATAN[wewenang]), siapa=siapa)
