"""People of the office: list, create, change; NIP rules warn, they never refuse."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

import msgspec

from db import Found
from desktop_app.domain.codec import SCHEMA, decode_as, encode
from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import StatusKepegawaian
from desktop_app.domain.nip import check_nip, clean_nip
from desktop_app.domain.pegawai import Pegawai, RiwayatJabatan
from desktop_app.domain.temuan import Temuan
from desktop_app.domain.wewenang import Jangkauan, Wewenang
from desktop_app.services.hapus_dokumen import delete_document
from desktop_app.services.jangkauan import count_reached, find_reached, keep_reached, read_document
from desktop_app.services.kantor import Changed, Kantor, intention
from desktop_app.services.kolom import is_active
from desktop_app.services.naskah import new_doc_id, require_document

MENUNJUK_PEGAWAI = (
    ("skp", "pegawai_id"),
    ("skp", "penilai_id"),
    ("penilaian", "pegawai_id"),
    ("penilaian", "penilai_id"),
    ("adendum", "pegawai_id"),
    ("adendum", "penilai_id"),
    ("manual_indikator", "pegawai_id"),
    ("workblock", "pegawai_id"),
    ("matriks", "pegawai_id"),
    ("serah_terima", "pegawai_id"),
    ("serah_terima", "penerima_id"),
    ("umpan_balik", "pegawai_id"),
    ("umpan_balik", "pemberi_id"),
)
"""Kinds and columns that name a person; while one does, or a post of somebody, he is not deleted."""


@dataclass(frozen=True)
class BarisPegawai:
    """One row of the table of people."""

    id: str
    nama: str
    nip: str
    pangkat: str
    jabatan: str
    unit_kerja: str
    aktif: bool
    konflik: int


def _row(found: Found) -> BarisPegawai:
    kolom = found.columns
    pangkat, golongan = str(kolom["pangkat"] or ""), str(kolom["golongan"] or "")
    return BarisPegawai(
        id=found.doc_id,
        nama=str(kolom["nama"] or ""),
        nip=str(kolom["nip"] or ""),
        pangkat=f"{pangkat} ({golongan})" if pangkat and golongan else pangkat or golongan,
        jabatan=str(kolom["jabatan"] or ""),
        unit_kerja=str(kolom["unit_kerja"] or ""),
        aktif=is_active(kolom["aktif"]),
        konflik=found.conflicts,
    )


@intention(Wewenang.LIHAT_PEGAWAI)
def list_pegawai(
    kantor: Kantor, cari: str = "", *, limit: int | None = None, offset: int = 0
) -> tuple[BarisPegawai, ...]:
    """Return people by name; ``cari`` finds words and NIP digits from their beginnings."""
    if kantor.pelaku.reach(Wewenang.LIHAT_PEGAWAI) is Jangkauan.SEMUA:
        ketemu = kantor.store.find("pegawai", text=cari, order=("nama",), limit=limit, offset=offset)
        return tuple(_row(satu) for satu in ketemu)
    terlihat = find_reached(kantor, Wewenang.LIHAT_PEGAWAI, "pegawai", teks=cari, order=("nama",))
    return tuple(_row(satu) for satu in terlihat[offset : None if limit is None else offset + limit])


@intention(Wewenang.LIHAT_PEGAWAI)
def count_pegawai(kantor: Kantor, cari: str = "") -> int:
    """Return how many people ``list_pegawai`` would name without a limit."""
    return count_reached(kantor, Wewenang.LIHAT_PEGAWAI, "pegawai", {}, cari)


@intention(Wewenang.LIHAT_PEGAWAI)
def find_by_nip(kantor: Kantor, nip: str) -> str | None:
    """Return the document id of the person with this NIP, None if there is none whom who acts may see."""
    bersih = clean_nip(nip)
    if not bersih:
        return None
    ketemu = kantor.store.find("pegawai", where={"nip": bersih}, limit=1)
    terlihat = keep_reached(kantor, Wewenang.LIHAT_PEGAWAI, "pegawai", ketemu)
    return terlihat[0].doc_id if terlihat else None


@intention(Wewenang.LIHAT_PEGAWAI)
def get_pegawai(kantor: Kantor, doc_id: str) -> Pegawai:
    """Return the stored person; raises ``UserError`` where there is none, or none whom who acts may see."""
    return decode_as(Pegawai, read_document(kantor, doc_id, "pegawai").body)


@intention(Wewenang.UBAH_PEGAWAI)
def create_pegawai(kantor: Kantor, isi: Pegawai) -> tuple[str, Changed]:
    """Record a new person and return his document id.

    The id comes from the NIP, so that two computers of the office that type the same NIP speak of one person. Raises
    ``UserError`` for an empty name or a NIP that stands already.
    """
    isi = normalize_pegawai(isi, kantor.profil.kode)
    if not isi.nama:
        raise UserError("nama_kosong")
    if isi.nip and (lain := find_by_nip(kantor, isi.nip)):
        raise UserError("nip_sudah_ada", nip=isi.nip, nama=get_pegawai(kantor, lain).nama)
    doc_id = new_pegawai_id(kantor, isi.nip)
    with kantor.write("buat_pegawai", doc_id) as tx:
        tx.save("pegawai", doc_id, encode(isi), scope=kantor.profil.kode, schema=SCHEMA)
    return doc_id, Changed((doc_id,), ("pegawai",))


def new_pegawai_id(kantor: Kantor, nip: str) -> str:
    """Return the document id for a new person: from the NIP, or at random without one or where it is taken."""
    return new_doc_id(kantor, "pegawai", nip)


def normalize_pegawai(isi: Pegawai, unit_kode: str) -> Pegawai:
    """Return ``isi`` with a clean NIP and name, posts in the order of their dates, and its office."""
    riwayat = tuple(sorted(isi.riwayat, key=lambda satu: (satu.mulai, satu.id)))
    return msgspec.structs.replace(
        isi,
        nama=" ".join(isi.nama.split()),
        nip=clean_nip(isi.nip),
        riwayat=riwayat,
        unit_kode=isi.unit_kode or unit_kode,
    )


@intention(Wewenang.UBAH_PEGAWAI)
def delete_pegawai(kantor: Kantor, doc_id: str, alasan: str) -> Changed:
    """Delete a person who was typed by mistake; the history stays. Raises ``UserError`` while documents use him."""
    if not alasan.strip():
        raise UserError("alasan_wajib", langkah="hapus")
    dokumen = require_document(kantor, doc_id, "pegawai")
    for kind, kolom in MENUNJUK_PEGAWAI:
        if kantor.store.find(kind, where={kolom: doc_id}, limit=1):
            raise UserError("pegawai_masih_dipakai", nama=dokumen.label)
    if _is_named_in_a_post(kantor, doc_id) or _has_a_role(kantor, doc_id):
        raise UserError("pegawai_masih_dipakai", nama=dokumen.label)
    return delete_document(kantor, dokumen, alasan, act="hapus_pegawai")


def _is_named_in_a_post(kantor: Kantor, doc_id: str) -> bool:
    """Tell whether any post of somebody else, past ones too, names the person as assessor or assessor's superior."""
    kunci = doc_id.encode()
    for satu in kantor.store.find("pegawai"):
        if satu.doc_id == doc_id or kunci not in satu.body:
            continue
        riwayat = decode_as(Pegawai, satu.body).riwayat
        if any(doc_id in (jabatan.penilai_id, jabatan.atasan_penilai_id) for jabatan in riwayat):
            return True
    return False


def _has_a_role(kantor: Kantor, doc_id: str) -> bool:
    """Tell whether a row of any matrix is his."""
    kunci = doc_id.encode()
    return any(kunci in satu.body for satu in kantor.store.find("matriks"))


def check_pegawai(isi: Pegawai) -> tuple[Temuan, ...]:
    """Return warnings about a person: NIP digits, missing post; none of them blocks."""
    temuan = list(check_nip(clean_nip(isi.nip), isi.status))
    if not isi.riwayat and isi.status is not StatusKepegawaian.BUKAN_ASN:
        temuan.append(Temuan("jabatan_belum_ada", "riwayat"))
    return tuple(temuan)


def new_riwayat(isi: RiwayatJabatan | None, **ubah: object) -> RiwayatJabatan:
    """Return a new post that continues ``isi`` with some facts changed; it gets an id of its own."""
    if isi is None:
        return msgspec.convert({"id": secrets.token_hex(4), **ubah}, RiwayatJabatan)
    return msgspec.structs.replace(isi, id=secrets.token_hex(4), **ubah)
