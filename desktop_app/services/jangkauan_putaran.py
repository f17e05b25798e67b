"""Whom the result of a round is kept from: who was asked about the person in a group whose members are hidden.

Whoever knows his own answer can take it from a told sum, so that of three he would learn what the two others said.
Neither the person himself nor his superior is asked in such a group. Source: docs/spec/anonymous-rounds.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import msgspec

from db import Document
from desktop_app.domain.codec import decode_as
from desktop_app.domain.hitung_putaran import ANONIM
from desktop_app.domain.putaran import PutaranUmpanBalik
from desktop_app.services.kantor import Kantor

HASIL: Final = "hasil_putaran"


def is_result_kept(kantor: Kantor, kind: str, kolom: Mapping[str, Any]) -> bool:
    """Tell whether a document of ``kind`` with these columns is a result that is kept from who acts, by any right.

    Who has answered is destroyed with the answers, so it counts that he was asked. Without passwords nobody is known.
    """
    orang = kantor.pelaku.pegawai_id
    if kind != HASIL or not orang or kantor.pelaku.tanpa_sandi:
        return False
    putaran = kantor.store.document(str(kolom.get("putaran_id") or ""))
    if putaran is None or putaran.deleted or putaran.kind != "putaran":
        return False
    tentang = str(kolom.get("pegawai_id") or "")
    semua = decode_as(PutaranUmpanBalik, putaran.body).penjawab
    return any(p.penjawab_id == orang and p.tentang_id == tentang and p.kelompok in ANONIM for p in semua)


def is_kept_from(kantor: Kantor, dokumen: Document) -> bool:
    """Tell whether a stored document is a result that is kept from who acts."""
    return dokumen.kind == HASIL and is_result_kept(kantor, HASIL, msgspec.json.decode(dokumen.body))
