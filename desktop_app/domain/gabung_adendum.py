"""Whether a determined SKP differs from an earlier one by accepted addenda alone, told from the two bodies (P6:10, 64).

The merge sees bodies and no addendum; each mark in ``Skp.adendum`` carries what its addendum made of which result.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from hashlib import sha256
from typing import Any

import msgspec

BERSAMA_ADENDUM = frozenset({"hasil", "adendum", "tanggal", "tempat", "pegawai", "penilai", "penilai_id", "penetap_id"})
"""Members that accepting an addendum writes: the plan is dated, named and signed anew."""


def sidik_hasil(hasil: Mapping[str, Any] | None) -> str:
    """Return the SHA-256 (hexadecimal) of a planned result as stored; an empty text for one that is not there."""
    return "" if hasil is None else sha256(msgspec.json.encode(hasil, order="deterministic")).hexdigest()


def is_explained(body: Mapping[str, Any], base: Mapping[str, Any], unsigned: Set[str]) -> bool:
    """Tell whether ``body`` is ``base`` with at least one more addendum, and every difference is one of these addenda.

    Both are stored SKPs; ``unsigned`` names members that no signature covers. A mark that does not say what it changed
    explains nothing, so that what is not proved stays a conflict.
    """
    dulu, kini = _by_id(base.get("adendum")), _by_id(body.get("adendum"))
    baru = [satu for doc_id, satu in kini.items() if doc_id not in dulu]
    if not baru or not all(doc_id in kini and _follows(kini[doc_id], satu) for doc_id, satu in dulu.items()):
        return False
    tetap = {nama: nilai for nama, nilai in base.items() if nama not in BERSAMA_ADENDUM and nama not in unsigned}
    if not all(nama in body and _follows(body[nama], nilai) for nama, nilai in tetap.items()):
        return False
    sidik = {hasil: str(nilai) for satu in baru for hasil, nilai in (satu.get("sidik") or {}).items()}
    lama, sekarang = _by_id(base.get("hasil")), _by_id(body.get("hasil"))
    return all(
        sidik_hasil(sekarang.get(hasil)) == sidik[hasil]
        if hasil in sidik
        else hasil in lama and hasil in sekarang and _follows(sekarang[hasil], lama[hasil])
        for hasil in {*lama, *sekarang, *sidik}
    )


def _by_id(daftar: Any) -> dict[str, Any]:
    return {str(satu.get("id")): satu for satu in daftar or () if isinstance(satu, dict)}


def _follows(kini: Any, dulu: Any) -> bool:
    """Tell whether a value is as it was; members that the older program did not know may have been added."""
    if isinstance(dulu, dict):
        return isinstance(kini, dict) and all(nama in kini and _follows(kini[nama], dulu[nama]) for nama in dulu)
    if isinstance(dulu, list):
        return isinstance(kini, list) and len(kini) == len(dulu) and all(map(_follows, kini, dulu))
    return type(kini) is type(dulu) and bool(kini == dulu)
