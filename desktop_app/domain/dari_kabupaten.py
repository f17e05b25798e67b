"""What a kabupaten tells its offices: moves of people, rule files, corrections asked for, and what an office answers.

Moves, rule files and requests are written by the kabupaten alone, the answer by the office alone: the kind of a
document says who may write it, so no field has two masters (docs/spec/returns.md).
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import msgspec

from desktop_app.domain.penilaian import HasilPeriodik

FORMAT_ATURAN = 1
"""The newest form of a rule file that this program reads."""
DITULIS_KABUPATEN = ("mutasi", "permintaan_perbaikan", "berkas_aturan")
"""The kinds that the kabupaten alone writes, whichever office they are about."""
DITULIS_KANTOR = ("jawaban_perbaikan",)
"""The kinds by which an office answers the kabupaten."""


class JenisMutasi(StrEnum):
    """What a letter does to a person: he leaves an office, comes into one, or gets another assessor where he is."""

    PINDAH_KELUAR = "pindah_keluar"
    PINDAH_MASUK = "pindah_masuk"
    GANTI_PENILAI = "ganti_penilai"


class Mutasi(msgspec.Struct, frozen=True, kw_only=True):
    """One side of a move between offices, or a change of assessor, by a letter (``nomor_sk``) from ``mulai`` (TMT) on.

    ``pegawai_id`` is the person in the office whose document this is: ids say whose a document is, so the new office
    has a person of its own. ``hasil`` are the final evaluations that the new office reads, each with its revision.
    """

    jenis: JenisMutasi
    pegawai_id: str
    mulai: date
    unit_kode: str = ""
    nama: str = ""
    nip: str = ""
    nomor_sk: str = ""
    tanggal_sk: date | None = None
    dari_kode: str = ""
    dari_nama: str = ""
    ke_kode: str = ""
    ke_nama: str = ""
    jabatan: str = ""
    penilai_lama_id: str = ""
    penilai_id: str = ""
    atasan_penilai_id: str = ""
    penilai_nama: str = ""
    hasil: tuple[HasilPeriodik, ...] = ()
    catatan: str = ""
    batal: bool = False
    alasan_batal: str = ""


class BerkasAturan(msgspec.Struct, frozen=True, kw_only=True):
    """A rule set as the kabupaten loaded it: the file's own text (``isi``, TOML), never changed once it was sent.

    ``berlaku_mulai`` repeats the file's date for lists; of two files of one day the higher ``urutan`` holds. A
    ``format`` above ``FORMAT_ATURAN`` is kept and not read.
    """

    aturan_id: str
    nama: str
    berlaku_mulai: date
    isi: str
    unit_kode: str = ""
    format: int = FORMAT_ATURAN
    urutan: int = 1
    catatan: str = ""


class KolomDiminta(msgspec.Struct, frozen=True, kw_only=True):
    """One field that is wrong, by its path, and what is wrong in it; ``nama`` is the field as people call it."""

    id: str
    jalur: str = ""
    nama: str = ""
    salah: str = ""


class PermintaanPerbaikan(msgspec.Struct, frozen=True, kw_only=True):
    """The kabupaten asks an office to correct a document: which, in which version (``rev``), what is wrong, and why.

    ``kembalikan`` marks a document that was signed as a whole: it is given back, and only the office's own authorised
    person opens it again, by the law's way.
    """

    dokumen_id: str
    dokumen_jenis: str
    rev: str = ""
    pegawai_id: str = ""
    unit_kode: str = ""
    judul: str = ""
    catatan: str = ""
    kolom: tuple[KolomDiminta, ...] = ()
    kembalikan: bool = False
    tanggal: date | None = None
    tanggal_ragu: bool = False
    ditutup: bool = False
    catatan_tutup: str = ""


class IsiJawaban(StrEnum):
    """What an office answers to a request: it was put right, or it stays as it is."""

    SUDAH = "sudah"
    TIDAK = "tidak"


class JawabanPerbaikan(msgspec.Struct, frozen=True, kw_only=True):
    """The office's answer to one request; who gave it when stands beside it, so that two like answers agree."""

    permintaan_id: str
    jawaban: IsiJawaban
    pegawai_id: str = ""
    unit_kode: str = ""
    alasan: str = ""


class KeadaanPermintaan(StrEnum):
    """How far a request is: open, answered either way, or closed by the kabupaten."""

    TERBUKA = "terbuka"
    SUDAH = "sudah"
    TIDAK = "tidak"
    DITUTUP = "ditutup"


def state_of(permintaan: PermintaanPerbaikan, jawaban: JawabanPerbaikan | None) -> KeadaanPermintaan:
    """Return how far a request is, from itself and its answer."""
    if permintaan.ditutup:
        return KeadaanPermintaan.DITUTUP
    if jawaban is None:
        return KeadaanPermintaan.TERBUKA
    return KeadaanPermintaan.SUDAH if jawaban.jawaban is IsiJawaban.SUDAH else KeadaanPermintaan.TIDAK
