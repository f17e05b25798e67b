"""What only the program writes in a journal and an action plan: when an entry was written down, and its answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from db import Document, Working
from desktop_app.domain.codec import Dokumen, decode_kind
from desktop_app.domain.errors import UserError
from desktop_app.domain.jurnal import EntriJurnal, Jurnal, settle_answers
from desktop_app.domain.rencana_aksi import RencanaAksi
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.kantor import Kantor
from desktop_app.services.waktu import today


def filled_in(
    kantor: Kantor, dokumen: Document, isi: Dokumen, parents: Sequence[str], kerja: Working | None
) -> Dokumen:
    """Return what was typed into ``dokumen`` over ``parents`` as it may be stored; every other kind as it is.

    A new entry gets the day on which it was first written down and keeps it; an answer is the assessor's alone and
    falls back where the words under it changed. Whom, which week, or which SKP it is about is never typed anew: raises
    ``UserError`` ``bukan_isian_anda``, and ``jurnal_entri_ganda`` where two entries have one id.
    """
    if not isinstance(isi, Jurnal | RencanaAksi):
        return isi
    lama = decode_kind(dokumen.kind, dokumen.body)
    if _identity(lama) != _identity(isi):
        kantor.refuse(Wewenang.ISI_JURNAL, dokumen.doc_id, "bukan_isian_anda")
    if not isinstance(isi, Jurnal):
        return isi
    if len({satu.id for satu in isi.entri}) < len(isi.entri):
        kantor.refuse(Wewenang.ISI_JURNAL, dokumen.doc_id, "jurnal_entri_ganda")
    dasar = _basis(kantor, dokumen, parents)
    naskah = decode_kind(kerja.kind, kerja.body) if kerja is not None else None
    dikenal: dict[str, EntriJurnal] = {}
    for dulu in (naskah, dasar):
        if isinstance(dulu, Jurnal):
            dikenal |= {satu.id: satu for satu in dulu.entri}
    return written_down(kantor, isi, dasar, dikenal)


def written_down(kantor: Kantor, isi: Jurnal, dasar: Jurnal | None, dikenal: Mapping[str, EntriJurnal]) -> Jurnal:
    """Return a week with the day of writing in entries that are not ``dikenal`` yet, and the answers of ``dasar``."""
    cap, hari = kantor.claim(), today(kantor.jam())

    def dated(entri: EntriJurnal) -> EntriJurnal:
        ada = dikenal.get(entri.id)
        kapan, ragu = (ada.dicatat, ada.dicatat_ragu) if ada is not None else (hari, cap.doubt)
        return msgspec.structs.replace(entri, dicatat=kapan, dicatat_ragu=ragu)

    return settle_answers(dasar, msgspec.structs.replace(isi, entri=tuple(dated(satu) for satu in isi.entri)))


def _identity(isi: Dokumen) -> tuple[object, ...]:
    if isinstance(isi, Jurnal):
        return (isi.pegawai_id, isi.minggu, isi.unit_kode)
    assert isinstance(isi, RencanaAksi)
    return (isi.pegawai_id, isi.skp_id, isi.periode, isi.unit_kode, isi.penilai_id)


def _basis(kantor: Kantor, dokumen: Document, parents: Sequence[str]) -> Jurnal | None:
    """Return the week that is typed over: what the person saw, which another one may have answered meanwhile."""
    body: bytes | None = dokumen.body
    if set(parents) != set(dokumen.heads):
        satu = kantor.store.revision(parents[0]) if len(parents) == 1 else None
        body = satu.body if satu is not None and not satu.deleted else None
        if satu is None and kantor.store.are_apart(parents):
            # He saw several versions as one, which somebody joined meanwhile: what they say together is what he saw.
            bersama = kantor.store.joined(dokumen.doc_id, parents)
            body = bersama.body if bersama is not None and not bersama.deleted else None
    isi = decode_kind("jurnal", body) if body is not None else None
    if not isinstance(isi, Jurnal):
        # Without what he saw, every answer would seem to be about other words.
        raise UserError("jurnal_berubah_sementara")
    return isi
