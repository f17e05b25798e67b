"""Documents that follow neither the assessor's reach nor everybody's: a feedback, one on guidance, a counselling case.

What the rights table says of them is only the beginning: each has a rule of its own, asked by lists, search, history,
audit, conflicts and exports alike. Sources: docs/adr/0021-evaluation-documents.md, docs/spec/counselling.md.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from db import Document
from desktop_app.domain.wewenang import Jangkauan, PeranPengguna, Wewenang
from desktop_app.services.jangkauan_umpan_balik import members_of, reaches_umpan_balik
from desktop_app.services.pelaku import Pelaku

_DI_ATAS = frozenset({PeranPengguna.VERIFIKATOR, PeranPengguna.ADMIN_KABUPATEN})


def reaches_umpan_bimbingan(pelaku: Pelaku, wewenang: Wewenang, kolom: Mapping[str, Any]) -> bool:
    """Tell whether an act of ``pelaku`` reaches the feedback on guidance with these members (P6:83).

    The employee writes it. Once he has handed it over the superior of his leader reads it, and the kabupaten may look;
    of a draft of which two computers hold different versions the kabupaten settles the conflict, because else nobody
    could.
    His leader and who guided him never do, whatever their roles are.
    """
    if pelaku.tanpa_sandi:
        return True
    jauh, orang = pelaku.reach(wewenang), pelaku.pegawai_id
    if jauh is Jangkauan.TIDAK:
        return False
    if orang and orang == _member(kolom, "pegawai_id"):
        return True
    dibimbing = orang and orang in (_member(kolom, "penilai_id"), _member(kolom, "pembimbing_id"))
    if dibimbing or wewenang is Wewenang.ISI_UMPAN_BIMBINGAN:
        return False
    diserahkan = _member(kolom, "status") == "selesai"
    if orang and orang == _member(kolom, "atasan_id"):
        return diserahkan
    if not diserahkan and wewenang is not Wewenang.SELESAIKAN_KONFLIK:
        return False
    return jauh is Jangkauan.SEMUA and bool(pelaku.peran & _DI_ATAS)


def reaches_konseling(pelaku: Pelaku, wewenang: Wewenang, kolom: Mapping[str, Any]) -> bool:
    """Tell whether an act of ``pelaku`` reaches the envelope of the counselling case with these members.

    That there is a case is known to the employee, to who reported it, to who counsels, and to the personnel unit;
    neither the office's operator or admin nor another assessor learns of it (P6:85, "prinsip kerahasiaan").
    """
    if pelaku.tanpa_sandi:
        return True
    orang = pelaku.pegawai_id
    if orang and orang in (_member(kolom, n) for n in ("pegawai_id", "penilai_id", "konselor_id")):
        return pelaku.reach(wewenang) is not Jangkauan.TIDAK
    return pelaku.reach(Wewenang.KELOLA_KONSELING) is Jangkauan.SEMUA


def _member(kolom: Mapping[str, Any], nama: str) -> str:
    return str(kolom.get(nama) or "")


TERTUTUP: Mapping[str, Callable[[Pelaku, Wewenang, Mapping[str, Any]], bool]] = MappingProxyType(
    {
        "umpan_balik": reaches_umpan_balik,
        "umpan_balik_bimbingan": reaches_umpan_bimbingan,
        "konseling": reaches_konseling,
    }
)
"""The rule of each kind that has one of its own."""
TANPA_TANDA = frozenset({"umpan_balik_bimbingan", "konseling"})
"""Of these not even that one is there is told to who does not reach it."""


def is_hidden(pelaku: Pelaku, dokumen: Document, wewenang: Wewenang = Wewenang.LIHAT_PENILAIAN) -> bool:
    """Tell whether a stored document is of a kind with a rule of its own and ``pelaku`` does not reach it."""
    aturan = TERTUTUP.get(dokumen.kind)
    return aturan is not None and not aturan(pelaku, wewenang, members_of(dokumen))
