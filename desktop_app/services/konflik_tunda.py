"""Unfinished answers to a conflict, kept as they are given, and conflicts that somebody decides later."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from desktop_app.domain.errors import UserError
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.kantor import Changed, Kantor, intention
from desktop_app.services.konflik import get_konflik
from desktop_app.services.konflik_jawaban import Jawaban
from desktop_app.services.konflik_kerja import RUANG_TUNDA, Tunda, kept_answers, put_answers, put_off

MAKS_CATATAN = 500
"""Letters of the note to a conflict that was put off."""


@intention(Wewenang.SELESAIKAN_KONFLIK)
def keep_jawaban(kantor: Kantor, doc_id: str, jawaban: Mapping[str, Jawaban]) -> None:
    """Keep what who acts has answered so far: durable at once, without an audit row, like typing on a page.

    Raises ``UserError`` where the document has no conflict that he sees.
    """
    get_konflik(kantor, doc_id)
    put_answers(kantor, doc_id, jawaban)


@intention(Wewenang.SELESAIKAN_KONFLIK)
def read_jawaban(kantor: Kantor, doc_id: str) -> dict[str, Jawaban]:
    """Return what who acts answered so far; answers whose version has gone are left out."""
    get_konflik(kantor, doc_id)
    dokumen = kantor.store.document(doc_id)
    return kept_answers(kantor, dokumen) if dokumen is not None else {}


@intention(Wewenang.SELESAIKAN_KONFLIK)
def postpone_konflik(kantor: Kantor, doc_id: str, catatan: str = "") -> Changed:
    """Put a conflict off, with a note for whoever opens it next; nothing about the document changes.

    Raises ``UserError`` where it has none, and ``konflik_catatan_panjang`` over 500 letters.
    """
    konflik = get_konflik(kantor, doc_id)
    catatan = " ".join(catatan.split())
    if len(catatan) > MAKS_CATATAN or not catatan.isprintable():
        raise UserError("konflik_catatan_panjang", batas=MAKS_CATATAN)
    at = kantor.claim()
    with kantor.write("tunda_konflik", doc_id) as tx:
        tx.put(RUANG_TUNDA, doc_id, msgspec.json.encode(Tunda(kantor.who, at.t, at.doubt, catatan)))
    return Changed((doc_id,), (konflik.kind,))


@intention(Wewenang.SELESAIKAN_KONFLIK)
def resume_konflik(kantor: Kantor, doc_id: str) -> Changed:
    """Take a conflict that was put off up again; one that was not changes nothing."""
    konflik = get_konflik(kantor, doc_id)
    if doc_id not in put_off(kantor):
        return Changed()
    with kantor.write("lanjutkan_konflik", doc_id) as tx:
        tx.delete(RUANG_TUNDA, doc_id)
    return Changed((doc_id,), (konflik.kind,))
