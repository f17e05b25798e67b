"""Conflicts: fields on which versions disagree, with the names of who wrote them, and how one is settled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import msgspec

from db import Document, FieldConflict
from desktop_app.domain.errors import UserError
from desktop_app.domain.wewenang import Wewenang
from desktop_app.i18n import _
from desktop_app.services.jangkauan import person_of
from desktop_app.services.jangkauan_keberatan import JENIS_KEBERATAN
from desktop_app.services.jangkauan_keberatan import is_hidden as hides_objection
from desktop_app.services.jangkauan_pengaduan import shown_conflicts
from desktop_app.services.jangkauan_putaran import is_kept_from as kept_result
from desktop_app.services.jangkauan_tertutup import is_hidden
from desktop_app.services.kantor import Changed, Kantor, intention
from desktop_app.services.konflik_asal import author_of
from desktop_app.services.konflik_jawaban import Jawaban
from desktop_app.services.konflik_jawaban import Pilihan as Pilihan
from desktop_app.services.konflik_siap import prepare
from desktop_app.services.periode_kata import spoken_key

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
        "mutasi": ("Mutasi", "mulai"),
        "permintaan_perbaikan": ("Permintaan perbaikan", "judul"),
        "jawaban_perbaikan": ("Jawaban permintaan perbaikan", "jawaban"),
        "berkas_aturan": ("Berkas aturan", "nama"),
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


class Penyelesaian(Changed, frozen=True):
    """What settling a conflict changed; ``menjadi_draf`` where the answers make a text that nobody signed."""

    menjadi_draf: bool = False


@dataclass(frozen=True)
class Versi:
    """One version of a document: its revision, who wrote it where, when by that computer's claim.

    ``kembali`` tells that undoing a settled conflict brought it back; named is who wrote it first.
    """

    rev_id: str
    who: str
    device: str
    scope: str
    waktu: str
    ragu: bool
    urutan: int
    kembali: bool = False


@dataclass(frozen=True)
class Konflik:
    """A document in conflict: what it is, its versions as they arrived, and the fields in question."""

    doc_id: str
    kind: str
    judul: str
    scope: str
    versi: tuple[Versi, ...]
    kolom: tuple[FieldConflict, ...]

    def urutan(self) -> tuple[str, ...]:
        """Return the revisions of the versions as they arrived here."""
        return tuple(satu.rev_id for satu in self.versi)


@intention(Wewenang.SELESAIKAN_KONFLIK)
def list_konflik(kantor: Kantor) -> tuple[Konflik, ...]:
    """Return every document in conflict, people and periods named."""
    terlihat = (satu for satu in kantor.store.conflicted() if not is_kept_from(kantor, satu))
    return tuple(_described(kantor, dokumen) for dokumen in terlihat)


@intention(Wewenang.SELESAIKAN_KONFLIK)
def get_konflik(kantor: Kantor, doc_id: str) -> Konflik:
    """Return one document's conflict; raises ``UserError`` where it has none."""
    dokumen = kantor.store.document(doc_id)
    if dokumen is None or not dokumen.conflicts or is_kept_from(kantor, dokumen):
        raise UserError("tidak_ada_konflik", id=doc_id)
    kantor.note_read(doc_id, person_of(kantor, dokumen)[0])
    return _described(kantor, dokumen)


def is_kept_from(kantor: Kantor, dokumen: Document) -> bool:
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
    riwayat = kantor.store.history(dokumen.doc_id)
    versi: list[Versi] = []
    for nomor, rev in enumerate(riwayat):
        if rev.rev_id in dokumen.heads:
            asal = author_of(rev, riwayat)
            waktu = (asal.at.t, asal.at.doubt)
            versi.append(Versi(rev.rev_id, asal.who, asal.device, rev.scope, *waktu, nomor, asal is not rev))
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
        kepala = f"{_(sebutan)} {spoken_key(str(isi.get(isian) or ''))}".strip()
        return f"{kepala} – {nama}" if pegawai_id else kepala
    return dokumen.label or dokumen.doc_id


@intention(Wewenang.SELESAIKAN_KONFLIK)
def resolve_konflik(
    kantor: Kantor, doc_id: str, pilihan: Pilihan | Mapping[str, Jawaban], alasan: str = ""
) -> Penyelesaian:
    """Settle a conflict by a new revision whose parents are all versions, so that nothing is thrown away.

    ``pilihan`` takes one side for every field, or answers each path: by the revision whose value is taken, by
    ``DASAR`` for what stood there before, or by ``Ditulis`` for a value of one's own, which is judged as on the
    document's own page. Taking the side that deleted the document deletes it. A signed version is taken as a whole,
    or what comes out is a draft again: nobody signed parts of two texts (Article 14, P6:10; P6:114). Raises
    ``UserError`` where a field stays open, where who acts would choose what is judged about himself, and where a
    written value is not his to write or does not fit.
    """
    konflik = get_konflik(kantor, doc_id)
    dokumen = kantor.store.document(doc_id)
    if dokumen is None:
        raise UserError("tidak_ada_konflik", id=doc_id)
    siap = prepare(kantor, dokumen, pilihan, konflik.urutan())
    with kantor.write("selesaikan_konflik", doc_id, siap.detail()) as tx:
        siap.save(kantor.store, tx, alasan)
    return Penyelesaian((doc_id,), (dokumen.kind,), siap.menjadi_draf)
