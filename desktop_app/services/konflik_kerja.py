"""Where unfinished answers to a conflict are kept on this computer, and which conflicts were put off."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import msgspec

from db import Document, Store, Transaction
from desktop_app.services.kantor import Kantor
from desktop_app.services.konflik_jawaban import DASAR, Ditulis, Jawaban

RUANG = "konflik_jawaban"
"""Answers by document and person; they stay on this computer and never travel."""
RUANG_TUNDA = "konflik_tunda"
"""Conflicts that were put off, by document."""


class _Kerja(msgspec.Struct, frozen=True):
    """Answers as they are kept: versions by path, and written values by path."""

    versi: dict[str, str] = {}
    tulis: dict[str, Any] = {}


class Tunda(msgspec.Struct, frozen=True):
    """Who put a conflict off, when by this computer's claim, and what he noted."""

    who: str
    waktu: str
    ragu: bool
    catatan: str = ""


def _key(kantor: Kantor, doc_id: str) -> str:
    return f"{doc_id}/{kantor.who}"


def packed(jawaban: Mapping[str, Jawaban]) -> bytes:
    """Return answers as they are stored."""
    return msgspec.json.encode(
        _Kerja(
            {path: satu for path, satu in jawaban.items() if isinstance(satu, str) and satu},
            {path: satu.nilai for path, satu in jawaban.items() if isinstance(satu, Ditulis)},
        )
    )


def put_answers(kantor: Kantor, doc_id: str, jawaban: Mapping[str, Jawaban], tx: Transaction | None = None) -> None:
    """Keep what who acts has answered so far: durable at once, or with the caller's transaction."""
    (kantor.store.put_quietly if tx is None else tx.put)(RUANG, _key(kantor, doc_id), packed(jawaban))


def kept_answers(kantor: Kantor, dokumen: Document) -> dict[str, Jawaban]:
    """Return what who acts answered so far, as far as it still fits: the field is open and the version is there."""
    raw = kantor.store.get(RUANG, _key(kantor, dokumen.doc_id))
    if raw is None:
        return {}
    kerja = msgspec.json.decode(raw, type=_Kerja)
    hasil: dict[str, Jawaban] = {}
    for kolom in dokumen.conflicts:
        rev_id = kerja.versi.get(kolom.path, "")
        if kolom.path in kerja.tulis:
            hasil[kolom.path] = Ditulis(kerja.tulis[kolom.path])
        elif rev_id == DASAR or rev_id in dict(kolom.values):
            hasil[kolom.path] = rev_id
    return hasil


def put_off(kantor: Kantor) -> dict[str, Tunda]:
    """Return the conflicts that were put off, by document, settled ones among them."""
    return {key: msgspec.json.decode(raw, type=Tunda) for key, raw in kantor.store.items(RUANG_TUNDA)}


def forget_answers(store: Store, tx: Transaction, doc_ids: Collection[str]) -> None:
    """Forget everybody's unfinished answers to these documents, and that they were put off."""
    for key, _ in store.items(RUANG):
        if key.partition("/")[0] in doc_ids:
            tx.delete(RUANG, key)
    for doc_id in doc_ids:
        tx.delete(RUANG_TUNDA, doc_id)
