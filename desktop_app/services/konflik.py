"""Conflicts: fields on which versions disagree, with the names of who wrote them; taking one can be undone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any

import msgspec

from db import Document, FieldConflict
from desktop_app.domain.codec import SCHEMA, decode_kind
from desktop_app.domain.errors import UserError
from desktop_app.domain.gabung import FIXED, set_at
from desktop_app.domain.istilah import StatusAdendum, StatusPenilaian, StatusSerahTerima, StatusSkp
from desktop_app.domain.istilah_kinerja import StatusPutusan
from desktop_app.domain.istilah_pengembangan import StatusPembinaan
from desktop_app.domain.wewenang import Wewenang
from desktop_app.i18n import _
from desktop_app.services.jangkauan import person_of, reaches
from desktop_app.services.jangkauan_keberatan import JENIS_KEBERATAN
from desktop_app.services.jangkauan_keberatan import is_hidden as hides_objection
from desktop_app.services.jangkauan_pengaduan import shown_conflicts
from desktop_app.services.jangkauan_putaran import is_kept_from as kept_result
from desktop_app.services.jangkauan_tertutup import is_hidden
from desktop_app.services.jenis import settle
from desktop_app.services.kantor import Changed, Kantor, Peran, intention
from desktop_app.services.penjaga import is_from_above

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


JUDUL: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "penilaian": ("Penilaian", "periode"),
        "adendum": ("Adendum", "nomor"),
        "matriks": ("Matriks peran", "tahun"),
        "manual_indikator": ("Manual indikator", "indikator"),
        "workblock": ("Workblock", "judul"),
        "serah_terima": ("Serah terima", "mulai"),
        "rencana_aksi": ("Rencana aksi", "periode"),
        "jurnal": ("Jurnal", "minggu"),
        "umpan_balik": ("Umpan balik", "tanggal"),
        "capaian_unit": ("Capaian organisasi", "periode"),
        "evaluasi_diri": ("Evaluasi diri", "periode"),
        "dokumen_evaluasi": ("Dokumen evaluasi", "periode"),
        "putusan_keberatan": ("Putusan keberatan", "periode"),
        "angka_kredit": ("Angka kredit", "periode"),
        "coaching": ("Coaching", "mulai"),
        "mentoring": ("Mentoring", "mulai"),
        "umpan_balik_bimbingan": ("Umpan balik bimbingan", "tanggal"),
        "evaluasi_kompetensi": ("Evaluasi kompetensi", "tanggal"),
        "rencana_pengembangan": ("Rencana pengembangan", "tahun"),
        "tindak_lanjut": ("Tindak lanjut", "periode"),
        "indikator_outcome": ("Indikator outcome", "nama"),
        "hasil_putaran": ("Hasil putaran", "nama"),
        "konseling": ("Konseling", "tanggal"),
        "putaran": ("Putaran umpan balik", "nama"),
        "survei_skm": ("Survei", "nama"),
        "lembar_skm": ("Lembar survei", "nomor"),
        "pengaduan": ("Pengaduan", "tanggal"),
        "perbaikan_layanan": ("Perbaikan layanan", "judul"),
        "templat_pertanyaan": ("Templat pertanyaan", "nama"),
        "standar_kompetensi": ("Standar kompetensi", "nama"),
        "templat_skp": ("Templat", "nama"),
        "kalender": ("Kalender", "tahun"),
        "ketentuan": ("Ketentuan instansi", "unit_kode"),
    }
)
"""What people call documents, by kind: its name, and the member that tells it from others."""


JAWABAN = frozenset({"tanggapan", "komentar", "penanggap_id", "sidik"})
"""Members of an entry of a journal that are the assessor's."""


DINILAI_ORANG_LAIN = frozenset(
    {
        *("capaian_unit", "dokumen_evaluasi", "angka_kredit"),
        *("coaching", "mentoring", "evaluasi_kompetensi", "tindak_lanjut"),
    }
)
"""Kinds in which somebody else speaks of the person: he never chooses between two versions, signed or not."""


class Penyelesaian(Changed, frozen=True):
    """What settling a conflict changed; ``menjadi_draf`` where the answers make a text that nobody signed."""

    menjadi_draf: bool = False


class Pilihan(StrEnum):
    """Which version to take: the one this office held first, or the one that came later."""

    OURS = "ours"
    THEIRS = "theirs"


@dataclass(frozen=True)
class Versi:
    """One version of a document: its revision, who wrote it where, when by that computer's claim."""

    rev_id: str
    who: str
    device: str
    scope: str
    waktu: str
    ragu: bool
    urutan: int


@dataclass(frozen=True)
class Konflik:
    """A document in conflict: what it is, its versions as they arrived, and the fields in question."""

    doc_id: str
    kind: str
    judul: str
    scope: str
    versi: tuple[Versi, ...]
    kolom: tuple[FieldConflict, ...]


@intention(Wewenang.SELESAIKAN_KONFLIK)
def list_konflik(kantor: Kantor) -> tuple[Konflik, ...]:
    """Return every document in conflict, people and periods named."""
    terlihat = (satu for satu in kantor.store.conflicted() if not _is_kept_from(kantor, satu))
    return tuple(_described(kantor, dokumen) for dokumen in terlihat)


@intention(Wewenang.SELESAIKAN_KONFLIK)
def get_konflik(kantor: Kantor, doc_id: str) -> Konflik:
    """Return one document's conflict; raises ``UserError`` where it has none."""
    dokumen = kantor.store.document(doc_id)
    if dokumen is None or not dokumen.conflicts or _is_kept_from(kantor, dokumen):
        raise UserError("tidak_ada_konflik", id=doc_id)
    kantor.note_read(doc_id, person_of(kantor, dokumen)[0])
    return _described(kantor, dokumen)


def _is_kept_from(kantor: Kantor, dokumen: Document) -> bool:
    """Tell whether a document's words are kept from who acts: whose feedback it is, what is decided about him."""
    milik = dokumen.kind == "umpan_balik_bimbingan"
    perlu = Wewenang.SELESAIKAN_KONFLIK if milik else Wewenang.LIHAT_PENILAIAN
    if dokumen.kind == "konseling" or is_hidden(kantor.pelaku, dokumen, perlu) or kept_result(kantor, dokumen):
        # What differs in a counselling case is settled by the next section that is written.
        return True
    if dokumen.kind not in JENIS_KEBERATAN:
        return False
    isi = msgspec.json.decode(dokumen.body)
    return hides_objection(kantor.store, kantor.pelaku.pegawai_id, dokumen.kind, isi)


def _described(kantor: Kantor, dokumen: Document) -> Konflik:
    urutan = {rev.rev_id: nomor for nomor, rev in enumerate(kantor.store.history(dokumen.doc_id))}
    versi: list[Versi] = []
    for rev_id in sorted(dokumen.heads, key=lambda satu: urutan[satu]):
        rev = kantor.store.revision(rev_id)
        if rev is not None:
            at = rev.at
            versi.append(Versi(rev_id, rev.who, rev.device, rev.scope, at.t, at.doubt, urutan[rev_id]))
    return Konflik(
        doc_id=dokumen.doc_id,
        kind=dokumen.kind,
        judul=title_of(kantor, dokumen),
        scope=dokumen.scope,
        versi=tuple(versi),
        kolom=shown_conflicts(kantor, dokumen),
    )


def title_of(kantor: Kantor, dokumen: Document) -> str:
    """Return what people call a document: a name, "SKP 2026 – name", "Adendum 2 – name", "Kalender 2026"."""
    isi: Any = msgspec.json.decode(dokumen.body)
    pegawai_id = str(isi.get("pegawai_id") or "")
    pegawai = kantor.store.document(pegawai_id) if pegawai_id else None
    nama = pegawai.label if pegawai is not None else "–"
    if dokumen.kind == "skp":
        return f"SKP {str(isi.get('mulai', ''))[:4]} – {nama}"
    if dokumen.kind in JUDUL:
        sebutan, isian = JUDUL[dokumen.kind]
        kepala = f"{_(sebutan)} {isi.get(isian) or ''}".strip()
        return f"{kepala} – {nama}" if pegawai_id else kepala
    return dokumen.label or dokumen.doc_id


@intention(Wewenang.SELESAIKAN_KONFLIK)
def resolve_konflik(
    kantor: Kantor, doc_id: str, pilihan: Pilihan | Mapping[str, str], alasan: str = ""
) -> Penyelesaian:
    """Settle a conflict by a new revision whose parents are all versions, so that nothing is thrown away.

    ``pilihan`` takes one side for every field, or names for each path the revision whose value is taken.
    Taking the side that deleted the document deletes it. A signed version is taken as a whole, or what comes out is
    a draft again: nobody signed parts of two texts (Article 14, P6:10; P6:114). Raises ``UserError`` where a field
    stays open, and where who acts would choose what is judged about himself.
    """
    konflik = get_konflik(kantor, doc_id)
    dokumen = kantor.store.document(doc_id)
    if dokumen is None:
        raise UserError("tidak_ada_konflik", id=doc_id)
    if is_from_above(kantor, dokumen):
        raise UserError("dokumen_kabupaten")
    if dokumen.kind == "keberatan":
        # Two versions of what never changes are tampering; nobody chooses one of them.
        raise UserError("keberatan_berubah")
    _require_neutral(kantor, dokumen)
    body: dict[str, Any] = msgspec.json.decode(dokumen.body)
    hapus = False
    urut = {versi.rev_id: versi.urutan for versi in konflik.versi}
    jawaban: dict[str, str] = {}
    # The answers name versions; their values are the stored ones, also where the page does not show them.
    for kolom in dokumen.conflicts:
        values = dict(kolom.values)
        rev_id = _choose(kolom, pilihan, urut)
        if rev_id not in values:
            raise UserError("konflik_belum_dijawab", jalur=kolom.path)
        jawaban[kolom.path] = rev_id
        if not kolom.path:
            hapus = values[rev_id] is None
            if hapus:
                break  # the fields of what is deleted need no answer
            continue
        body = set_at(body, kolom.path, values[rev_id])
    menjadi_draf = False
    if not hapus:
        body, menjadi_draf = _sign_off(kantor, dokumen, jawaban, body)
    raw = b"{}" if hapus else msgspec.json.encode(body)
    if not hapus:
        decode_kind(dokumen.kind, raw)
    if dokumen.kind == "adendum" and (hapus or body.get("status") != StatusAdendum.DITERIMA):
        _require_unnamed(kantor, doc_id, str(body.get("skp_id") or ""))
    detail = {"kolom": [satu.path for satu in konflik.kolom], "menjadi_draf": menjadi_draf}
    with kantor.write("selesaikan_konflik", doc_id, detail) as tx:
        tx.save(
            dokumen.kind,
            doc_id,
            raw,
            scope=dokumen.scope,
            schema=SCHEMA,
            why=alasan or "menyelesaikan konflik",
            deleted=hapus,
            parents=dokumen.heads,
        )
    return Penyelesaian((doc_id,), (dokumen.kind,), menjadi_draf)


def _require_unnamed(kantor: Kantor, doc_id: str, skp_id: str) -> None:
    """Raise ``UserError`` where a version of the SKP contains this addendum: a plan goes on from what was accepted."""
    skp = kantor.store.document(skp_id) if skp_id else None
    versi = map(kantor.store.revision, skp.heads) if skp is not None and not skp.deleted else ()
    for isi in (msgspec.json.decode(rev.body) for rev in versi if rev is not None and rev.body):
        if any(satu.get("id") == doc_id for satu in isi.get("adendum") or ()):
            raise UserError("adendum_dipakai_skp")


def _require_neutral(kantor: Kantor, dokumen: Document) -> None:
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
    bertanda = any(_is_signed(dokumen.kind, satu) for satu in versi)
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


def _sign_off(
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
        if _is_signed(dokumen.kind, versi[rev_id]):
            return versi[rev_id], False
    hasil = settle(kantor.aturan, dokumen.kind, body)
    if not _is_signed(dokumen.kind, hasil) or any(_exact(hasil) == _exact(satu) for satu in versi.values()):
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


def _is_signed(kind: str, body: Mapping[str, Any]) -> bool:
    return kind in FIXED and body.get("status") == FIXED[kind]


def _exact(body: Mapping[str, Any]) -> bytes:
    """Return a body as bytes in which ``true`` and ``1`` differ and the order of members does not matter."""
    return msgspec.json.encode(body, order="deterministic")


def _choose(kolom: FieldConflict, pilihan: Pilihan | Mapping[str, str], urut: Mapping[str, int]) -> str:
    if isinstance(pilihan, Pilihan):
        revs = sorted((rev for rev, _ in kolom.values), key=lambda rev: urut.get(rev, 0))
        return revs[0] if pilihan is Pilihan.OURS else revs[-1]
    return pilihan.get(kolom.path, "")
