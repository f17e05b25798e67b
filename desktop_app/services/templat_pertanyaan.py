"""Sets of questions that rounds begin with: the office's own, those of the kabupaten, the one the program brings."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from desktop_app.domain.codec import SCHEMA, decode_as, encode
from desktop_app.domain.errors import UserError
from desktop_app.domain.putaran import TemplatPertanyaan
from desktop_app.domain.wewenang import Wewenang
from desktop_app.regulation.pertanyaan import read_pertanyaan
from desktop_app.services.kantor import MAKS_NAMA, Changed, Kantor, intention
from desktop_app.services.naskah import new_doc_id, require_document
from desktop_app.services.putaran import BAWAAN

KIND = "templat_pertanyaan"


@dataclass(frozen=True)
class PilihanPertanyaan:
    """One set to choose; ``milik_sendiri`` tells that this office may change it."""

    id: str
    isi: TemplatPertanyaan
    milik_sendiri: bool


@intention(Wewenang.KELOLA_PUTARAN, Wewenang.KELOLA_TEMPLAT)
def list_pertanyaan(kantor: Kantor) -> tuple[PilihanPertanyaan, ...]:
    """Return every set of questions: the one that the program brings first, then by name."""
    bawaan = read_pertanyaan()
    isi = TemplatPertanyaan(
        nama=bawaan.nama, pertanyaan=bawaan.pertanyaan, pertanyaan_terbuka=bawaan.pertanyaan_terbuka
    )
    lain = kantor.store.find(KIND, order=("nama",))
    semua = (
        PilihanPertanyaan(s.doc_id, decode_as(TemplatPertanyaan, s.body), s.scope == kantor.profil.kode) for s in lain
    )
    return (PilihanPertanyaan(BAWAAN, isi, False), *semua)


@intention(Wewenang.KELOLA_TEMPLAT)
def save_pertanyaan(kantor: Kantor, isi: TemplatPertanyaan, doc_id: str = "") -> tuple[str, Changed]:
    """Store a set of questions, anew with ``doc_id``; raises ``UserError`` without a name or with an empty question."""
    if doc_id == BAWAAN:
        raise UserError("templat_pertanyaan_bawaan")
    nama = " ".join(isi.nama.split())
    if not nama:
        raise UserError("putaran_tanpa_nama")
    if len(nama) > MAKS_NAMA:
        raise UserError("putaran_nama_panjang", maks=MAKS_NAMA)
    if not isi.pertanyaan:
        raise UserError("putaran_tanpa_pertanyaan")
    if any(not satu.teks.strip() or not satu.id or len(satu.id) > MAKS_NAMA for satu in isi.pertanyaan):
        raise UserError("putaran_pertanyaan_kosong")
    if len({satu.id for satu in isi.pertanyaan}) != len(isi.pertanyaan):
        raise UserError("putaran_ganda")
    lama = require_document(kantor, doc_id, KIND) if doc_id else None
    if lama is not None and lama.scope != kantor.profil.kode:
        raise UserError("dokumen_kabupaten")
    doc_id = doc_id or new_doc_id(kantor, KIND, "")
    isi = msgspec.structs.replace(isi, nama=nama, unit_kode=kantor.profil.kode)
    with kantor.write("simpan_pertanyaan", doc_id) as tx:
        tx.save(KIND, doc_id, encode(isi, lama.body if lama else None), scope=kantor.profil.kode, schema=SCHEMA)
    return doc_id, Changed((doc_id,), (KIND,))


@intention(Wewenang.KELOLA_TEMPLAT)
def drop_pertanyaan(kantor: Kantor, doc_id: str) -> Changed:
    """Throw a set of questions away; rounds that began with it keep theirs."""
    if doc_id == BAWAAN:
        raise UserError("templat_pertanyaan_bawaan")
    dokumen = require_document(kantor, doc_id, KIND)
    if dokumen.scope != kantor.profil.kode:
        raise UserError("dokumen_kabupaten")
    with kantor.write("hapus_pertanyaan", doc_id) as tx:
        tx.save(KIND, doc_id, b"{}", scope=dokumen.scope, schema=SCHEMA, deleted=True)
    return Changed((doc_id,), (KIND,))
