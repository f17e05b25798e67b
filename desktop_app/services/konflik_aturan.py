"""What a settled conflict may say: a signed text whole or a draft again, and nobody chooses what is judged of him."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

import msgspec

from db import Document
from desktop_app.domain.errors import UserError
from desktop_app.domain.gabung import FIXED
from desktop_app.domain.istilah import StatusAdendum, StatusPenilaian, StatusSerahTerima, StatusSkp
from desktop_app.domain.istilah_kinerja import StatusPutusan
from desktop_app.domain.istilah_pengembangan import StatusPembinaan
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.jangkauan import person_of, reaches
from desktop_app.services.jenis import settle
from desktop_app.services.kantor import Kantor, Peran

DRAF: Mapping[str, str] = MappingProxyType(
    {
        "skp": StatusSkp.DRAFT.value,
        "penilaian": StatusPenilaian.DRAFT.value,
        "adendum": StatusAdendum.DRAFT.value,
        "serah_terima": StatusSerahTerima.DRAFT.value,
        "putusan_keberatan": StatusPutusan.DRAFT.value,
        "angka_kredit": StatusPutusan.DRAFT.value,
        **dict.fromkeys(
            ("coaching", "mentoring", "umpan_balik_bimbingan", "evaluasi_kompetensi"), StatusPembinaan.DRAFT.value
        ),
    }
)
"""The state of a document that nobody has signed yet, by kind."""

JAWABAN = frozenset({"tanggapan", "komentar", "penanggap_id", "sidik"})
"""Members of an entry of a journal that are the assessor's."""


DINILAI_ORANG_LAIN = frozenset(
    {
        *("capaian_unit", "dokumen_evaluasi", "angka_kredit"),
        *("coaching", "mentoring", "evaluasi_kompetensi", "tindak_lanjut"),
    }
)
"""Kinds in which somebody else speaks of the person: he never chooses between two versions, signed or not."""


def require_unnamed(kantor: Kantor, doc_id: str, skp_id: str) -> None:
    """Raise ``UserError`` where a version of the SKP contains this addendum: a plan goes on from what was accepted."""
    skp = kantor.store.document(skp_id) if skp_id else None
    versi = map(kantor.store.revision, skp.heads) if skp is not None and not skp.deleted else ()
    for isi in (msgspec.json.decode(rev.body) for rev in versi if rev is not None and rev.body):
        if any(satu.get("id") == doc_id for satu in isi.get("adendum") or ()):
            raise UserError("adendum_dipakai_skp")


def require_neutral(kantor: Kantor, dokumen: Document) -> None:
    """Raise ``UserError`` where the document is his own and the question is one of judgement or of a signed text."""
    if dokumen.kind == "putusan_keberatan" and not kantor.pelaku.tanpa_sandi:
        # Which words of a decision stand is the superior's to say; the kabupaten's for one that nobody here decides.
        if kantor.profil.peran is not Peran.KABUPATEN and not reaches(kantor, Wewenang.PUTUSKAN_KEBERATAN, dokumen):
            kantor.refuse(Wewenang.PUTUSKAN_KEBERATAN, dokumen.doc_id)
        return
    jawaban = dokumen.kind == "jurnal" and any(satu.path.rpartition("/")[2] in JAWABAN for satu in dokumen.conflicts)
    if jawaban or dokumen.kind in DINILAI_ORANG_LAIN or _is_agreed_upon(kantor, dokumen):
        kantor.require_other(Wewenang.SELESAIKAN_KONFLIK, dokumen.doc_id, person_of(kantor, dokumen)[0])
    if dokumen.kind not in FIXED:
        return
    versi = [msgspec.json.decode(rev.body) for rev in map(kantor.store.revision, dokumen.heads) if rev and rev.body]
    bertanda = any(is_signed(dokumen.kind, satu) for satu in versi)
    realisasi = all(re.fullmatch(r"realisasi/#[^/]+/realisasi", satu.path) for satu in dokumen.conflicts)
    if bertanda or (dokumen.kind == "penilaian" and not realisasi):
        kantor.require_other(Wewenang.SELESAIKAN_KONFLIK, dokumen.doc_id, person_of(kantor, dokumen)[0])


def _is_agreed_upon(kantor: Kantor, dokumen: Document) -> bool:
    """Tell whether a development plan was agreed by some version, or the hours due and the agreement differ."""
    if dokumen.kind != "rencana_pengembangan":
        return False
    versi = [msgspec.json.decode(rev.body) for rev in map(kantor.store.revision, dokumen.heads) if rev and rev.body]
    beda = any(satu.path in ("disepakati", "target_jp", "penilai_id") for satu in dokumen.conflicts)
    return beda or any(satu.get("disepakati") for satu in versi)


def sign_off(
    kantor: Kantor, dokumen: Document, jawaban: Mapping[str, str], body: dict[str, Any]
) -> tuple[dict[str, Any], bool]:
    """Return the body to be saved, and whether it had to fall back to a draft.

    ``body`` is the merged view with the answers in it. Where all answers name one signed version, its own body
    is taken as it stands, with whatever the merged view added left out.
    """
    versi = {
        rev.rev_id: msgspec.json.decode(rev.body)
        for rev in map(kantor.store.revision, dokumen.heads)
        if rev is not None and not rev.deleted
    }
    # That a document stays is no answer about its text, unless it is the only one.
    terpilih = {rev for path, rev in jawaban.items() if path} or set(jawaban.values())
    for rev_id in terpilih if len(terpilih) == 1 else ():
        if is_signed(dokumen.kind, versi[rev_id]):
            return versi[rev_id], False
    hasil = settle(kantor.aturan, dokumen.kind, body)
    if not is_signed(dokumen.kind, hasil) or any(_exact(hasil) == _exact(satu) for satu in versi.values()):
        return _with_marks(hasil, versi.values()), False
    draf = settle(kantor.aturan, dokumen.kind, {**hasil, "status": DRAF[dokumen.kind]})
    return _with_marks(draf, versi.values()), True


def _with_marks(body: dict[str, Any], versi: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Return a draft SKP with the marks of every version: no answer makes an accepted addendum not accepted."""
    semua = {str(tanda.get("id")): tanda for satu in versi for tanda in satu.get("adendum") or ()}
    if not semua or body.get("status") != StatusSkp.DRAFT:
        return body
    semua |= {str(tanda.get("id")): tanda for tanda in body.get("adendum") or ()}
    return {**body, "adendum": sorted(semua.values(), key=lambda tanda: (str(tanda.get("tanggal")), str(tanda["id"])))}


def is_signed(kind: str, body: Mapping[str, Any]) -> bool:
    """Tell whether a version is in the state in which its kind is signed as a whole."""
    return kind in FIXED and body.get("status") == FIXED[kind]


def _exact(body: Mapping[str, Any]) -> bytes:
    """Return a body as bytes in which ``true`` and ``1`` differ and the order of members does not matter."""
    return msgspec.json.encode(body, order="deterministic")
