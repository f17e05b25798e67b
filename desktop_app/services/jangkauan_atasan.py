"""Whom an evaluation obeys that the assessor's superior has taken over: the superior judges, the assessor looks.

The regulation gives it to him where the assessor lets the time of evaluation pass (P6:90 point 11, 115 point 8).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

import msgspec

from db import Found, Store
from desktop_app.domain.codec import decode_as
from desktop_app.domain.pegawai import Pegawai
from desktop_app.domain.penilaian import Penilaian
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.jangkauan_keberatan import day_of

MENILAI: Final = frozenset({Wewenang.NILAI, Wewenang.ISI_RATING, Wewenang.ISI_PENILAIAN})
"""What the superior does instead of the assessor; the employee's own part stays his."""
_TANDA: Final = b'"oleh_atasan":true'


def superior_of_penilai(store: Store, pegawai_id: str, penilai_id: str, hari: date | None) -> str:
    """Return who stands above an assessor on a day: the one named in the employee's post, else his own assessor."""
    for orang, langsung in ((pegawai_id, False), (penilai_id, True)):
        dokumen = store.document(orang) if orang else None
        if dokumen is None or dokumen.deleted or dokumen.kind != "pegawai":
            continue
        jabatan = decode_as(Pegawai, dokumen.body).jabatan_pada(hari)
        atasan = (jabatan.penilai_id if langsung else jabatan.atasan_penilai_id) if jabatan else ""
        if atasan and atasan not in (pegawai_id, penilai_id):
            return atasan
    return ""


def superior_of_penilaian(store: Store, isi: Penilaian) -> str:
    """Return who stands above the assessor of an evaluation on its date, of a draft on the last day of its period.

    A post that begins later gives nobody an evaluation, and takes it from nobody.
    """
    return superior_of_penilai(store, isi.pegawai_id, isi.penilai_id, day_of(isi.tanggal, isi.periode, None))


def judge_instead(store: Store, orang: str, isi: dict[str, Any], wewenang: Wewenang | None) -> str | None:
    """Return who counts as assessor of an evaluation that was taken over; None where the assessor himself does.

    Whoever only looks or prints counts as well, the assessor as before and the superior with him.
    """
    if not isi.get("oleh_atasan"):
        return None
    pegawai_id, penilai_id = str(isi.get("pegawai_id") or ""), str(isi.get("penilai_id") or "")
    hari = day_of(_day(isi.get("tanggal")), str(isi.get("periode") or ""), None)
    atasan = superior_of_penilai(store, pegawai_id, penilai_id, hari)
    return atasan if wewenang in MENILAI or orang == atasan else None


def _day(teks: object) -> date | None:
    return date.fromisoformat(teks) if isinstance(teks, str) and teks else None


def taken_over(store: Store, orang: str, penilai: Iterable[str]) -> list[Found]:
    """Return the evaluations that ``orang`` has taken over: of these assessors, and of people whose post names him."""
    if not orang:
        return []
    ketemu: dict[str, Found] = {}
    for kolom, siapa in (("penilai_id", sorted(penilai)), ("pegawai_id", named_below(store, orang))):
        if siapa:
            ketemu |= {satu.doc_id: satu for satu in store.find("penilaian", where={kolom: siapa})}
    return [satu for satu in ketemu.values() if _is_his(store, orang, satu)]


def named_below(store: Store, orang: str) -> list[str]:
    """Return the people whose present post names ``orang`` as the superior of their assessor."""
    ketemu = store.find("pegawai", where={"atasan_penilai_id": orang}, bodies=False) if orang else []
    return [satu.doc_id for satu in ketemu]


def judges_skp(store: Store, orang: str, skp_id: str) -> bool:
    """Tell whether ``orang`` has taken over an evaluation of this SKP, and so may read what it is measured by."""
    return any(_is_his(store, orang, satu) for satu in store.find("penilaian", where={"skp_id": skp_id}))


def _is_his(store: Store, orang: str, satu: Found) -> bool:
    if not orang or _TANDA not in satu.body:
        return False
    return judge_instead(store, orang, msgspec.json.decode(satu.body), Wewenang.NILAI) == orang
