"""What the superior and the assessor type on a decision before they hand it over; neither reads the other's.

The stored decision is read by the employee and, once asked, by the assessor, and every export sends it. So what is
still being typed stays out of it, in each one's own draft (``draf_sendiri``).
"""

from __future__ import annotations

from contextlib import suppress

import msgspec

from desktop_app.domain.codec import decode_as
from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import Rating
from desktop_app.domain.istilah_kinerja import KeputusanKeberatan, StatusPutusan
from desktop_app.domain.keberatan import PutusanKeberatan
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.draf_sendiri import own_drafts
from desktop_app.services.jangkauan import reached_document, reaches
from desktop_app.services.kantor import Kantor, intention

KIND = "putusan_keberatan"


class DrafPutusan(msgspec.Struct, frozen=True, kw_only=True):
    """What stands on the sheet; the assessor's holds ``penjelasan`` alone."""

    keberatan: str = ""
    penjelasan: str = ""
    keputusan: KeputusanKeberatan | None = None
    rating_hasil: Rating | None = None
    rating_perilaku: Rating | None = None
    rekomendasi: str = ""


@intention(Wewenang.PUTUSKAN_KEBERATAN, Wewenang.NILAI)
def keep_putusan_draft(kantor: Kantor, doc_id: str, draf: DrafPutusan) -> str:
    """Keep durably what who acts has typed so far and return the claimed time (ISO 8601).

    Raises ``UserError`` ``wewenang_kurang`` for whoever neither decides nor was asked, ``putusan_sudah_ditetapkan``,
    ``draf_terlalu_panjang``.
    """
    isi = _his_decision(kantor, doc_id)
    if isi.status is not StatusPutusan.DRAFT:
        raise UserError("putusan_sudah_ditetapkan")
    own_drafts(kantor).keep(isi.pegawai_id, doc_id, msgspec.json.encode(draf).decode())
    return kantor.claim().t


@intention(Wewenang.PUTUSKAN_KEBERATAN, Wewenang.NILAI)
def read_putusan_draft(kantor: Kantor, doc_id: str) -> DrafPutusan | None:
    """Return what who acts typed and did not hand over; None where there is nothing or it is decided by now."""
    isi = _his_decision(kantor, doc_id)
    kotak = own_drafts(kantor)
    if isi.status is not StatusPutusan.DRAFT:
        kotak.drop(isi.pegawai_id, doc_id)
        return None
    teks = kotak.read(isi.pegawai_id, doc_id)
    return msgspec.json.decode(teks, type=DrafPutusan) if teks else None


@intention(Wewenang.PUTUSKAN_KEBERATAN, Wewenang.NILAI)
def drop_putusan_draft(kantor: Kantor, doc_id: str) -> None:
    """Throw away what who acts typed and did not hand over."""
    own_drafts(kantor).drop(_his_decision(kantor, doc_id).pegawai_id, doc_id)


def forget_passed(kantor: Kantor, pegawai_id: str, doc_id: str) -> None:
    """Take out of the superior's draft what he passed on: it stands in the decision now."""
    kotak = own_drafts(kantor)
    teks = kotak.read(pegawai_id, doc_id)
    if not teks:
        return
    sisa = msgspec.structs.replace(msgspec.json.decode(teks, type=DrafPutusan), keberatan="")
    if sisa == DrafPutusan():
        kotak.drop(pegawai_id, doc_id)
        return
    with suppress(OSError):
        kotak.keep(pegawai_id, doc_id, msgspec.json.encode(sisa).decode())


def _his_decision(kantor: Kantor, doc_id: str) -> PutusanKeberatan:
    """Return the decision for its superior, or for the assessor who was asked; refuse everybody else."""
    dokumen = reached_document(kantor, doc_id, KIND, Wewenang.LIHAT_PENILAIAN)
    isi = decode_as(PutusanKeberatan, dokumen.body)
    diminta = isi.diminta is not None and isi.penilai_id == kantor.pelaku.pegawai_id != ""
    if not diminta and not reaches(kantor, Wewenang.PUTUSKAN_KEBERATAN, dokumen):
        kantor.refuse(Wewenang.PUTUSKAN_KEBERATAN, doc_id)
    return isi
