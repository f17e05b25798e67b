"""What the forms print, as plain frozen values: everything a page shows comes in through one of these.

Names and ranks are those of the form's date; the caller has already chosen them. Nothing here reads a clock:
``tanggal_berkas`` is the date that the file's own metadata carry.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from desktop_app.domain.keberatan import PutusanKeberatan
from desktop_app.domain.pegawai import Identitas
from desktop_app.domain.penilaian import Penilaian
from desktop_app.domain.periode import Periode
from desktop_app.domain.skp import Skp
from desktop_app.regulation import Aturan, KataRencana


class Kertas(StrEnum):
    """Paper: F4 as the regulation's own pages (612 x 936 pt, 215,9 x 330,2 mm) or A4 (595,28 x 841,89 pt)."""

    F4 = "f4"
    A4 = "a4"


@dataclass(frozen=True, slots=True, kw_only=True)
class Segel:
    """The seal of a fixed document (docs/spec/signing.md): the text of its QR, the short code, and who signed.

    ``penanda`` is empty where the office has no keys of persons; the form then says that nobody signed personally.
    """

    qr: str
    kode: str
    penanda: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSkp:
    """One SKP for its form, A.1.1, A.1.2, A.1.6 or A.1.7, and for its annex A.1.8 (P6:32-36, 55-61).

    ``instansi``, ``tempat`` and ``tanggal`` are what is printed, whatever ``skp`` itself has; an empty one
    leaves the dotted line of the blank form. ``draf`` puts a small mark in the footer; only a fixed document has a
    ``segel``. ``gabungan`` is a draft of versions that stand together and that nobody has confirmed.
    """

    skp: Skp
    pegawai: Identitas
    penilai: Identitas
    aturan: KataRencana
    tanggal_berkas: date
    instansi: str = ""
    tempat: str = ""
    tanggal: date | None = None
    draf: bool = False
    gabungan: bool = False
    segel: Segel | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FormEvaluasi:
    """One evaluation for its form, C.1.1, C.1.2 or C.1.3 (P6:105-113): results of ``skp``, the rest of ``penilaian``.

    The predicate printed is ``penilaian.predikat`` or, in a draft, what ``aturan``'s matrix gives. ``sebab`` says in
    words why a period is not assessed. ``atasan_penilai`` signs where the assessor's superior evaluated.
    """

    skp: Skp
    penilaian: Penilaian
    periode: Periode
    pegawai: Identitas
    penilai: Identitas
    aturan: Aturan
    tanggal_berkas: date
    instansi: str = ""
    tempat: str = ""
    tanggal: date | None = None
    atasan_penilai: Identitas = field(default_factory=Identitas)
    sebab: str = ""
    draf: bool = False
    segel: Segel | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FormDokumen:
    """One evaluation document for form D.1.1, for D.1.2 where the assessor's superior signs, or D.1.3 (P6:115-118).

    ``lambang`` is the agency's own image of the emblem, PNG or JPEG; without one the regulation's line
    "(LAMBANG GARUDA)" stands in its place. ``skp`` gives the dates of PERIODE PENILAIAN, since the form's own
    words there are JANUARI and DESEMBER. ``tanggal`` is the date of who evaluated, ``tanggal_pegawai`` the day on which
    the employee signed, open until it is recorded. With ``putusan``, a decision on an objection, it is D.1.3.
    ``sebab`` says in words why a period is not assessed, ``keterangan`` what is to be known of a signature, and
    of rules other than the program's own: lines beneath the signatures.
    """

    skp: Skp
    penilaian: Penilaian
    periode: Periode
    pegawai: Identitas
    penilai: Identitas
    atasan_penilai: Identitas
    aturan: Aturan
    tanggal_berkas: date
    instansi: str = ""
    tempat: str = ""
    tanggal: date | None = None
    tempat_pegawai: str = ""
    tanggal_pegawai: date | None = None
    lambang: bytes | None = field(default=None, repr=False)
    putusan: PutusanKeberatan | None = None
    sebab: str = ""
    keterangan: tuple[str, ...] = ()
    draf: bool = False
    segel: Segel | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JumlahDokumen:
    """One line of a passport: how many documents and revisions of one kind travel."""

    jenis: str
    dokumen: int
    revisi: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPengantar:
    """The one-page passport of an export, "Surat pengantar" (exchange design, section on the stick).

    ``kode`` is the office's Kemendagri code, ``dibuat`` the time its clock claimed (with ``jam_diragukan`` where the
    clock is not to be trusted), ``sidik_jari`` the four words. ``belum_skp`` are the names of people without an SKP of
    ``tahun`` (0: nobody looked), ``belum_nilai`` of those without an evaluation for ``periode``; ``kurir`` is who
    carries it, ``bukti`` how many files of evidence are inside. The code of the receipt is not on it: the courier could
    read it.
    """

    instansi: str
    kantor: str
    kode: str
    tujuan: str
    nomor: int
    nama_berkas: str
    ukuran: int
    dibuat: datetime
    jam_diragukan: bool = False
    periode: str = ""
    isi: tuple[JumlahDokumen, ...] = ()
    tahun: int = 0
    belum_skp: tuple[str, ...] = ()
    belum_nilai: tuple[str, ...] = ()
    kurir: str = ""
    sidik_jari: tuple[str, ...] = ()
    pembuat: Identitas = field(default_factory=Identitas)
    tempat: str = ""
    bukti: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FormKunci:
    """One page about passwords: heads, facts beside their labels, a box to read out or type, advice, and who signs.

    ``dibuat`` is the time that the clock claimed (``jam_diragukan`` where it is not to be trusted). ``per_baris`` sets
    how many groups of the box stand on one line (0: as it fits), ``nama_penanda`` the names of who signs, in the order
    of ``penanda`` (empty: written by hand).
    """

    instansi: str
    kantor: str
    judul: str
    fakta: tuple[tuple[str, str], ...]
    judul_kotak: str
    kotak: str
    petunjuk: tuple[str, ...]
    penanda: tuple[str, ...] = ()
    dibuat: datetime
    jam_diragukan: bool = False
    per_baris: int = 0
    nama_penanda: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FormDataPribadi:
    """One page about personal data: heads, facts, one table, numbered notes, and who signs.

    ``lebar`` are the columns' shares of the width; ``mendatar`` lays the sheet on its side. ``dibuat`` is the time
    that the clock claimed (``jam_diragukan`` where it is not to be trusted).
    """

    instansi: str
    kantor: str
    judul: str
    fakta: tuple[tuple[str, str], ...]
    kepala: tuple[str, ...]
    lebar: tuple[int, ...]
    baris: tuple[tuple[str, ...], ...]
    petunjuk: tuple[str, ...]
    penanda: tuple[str, ...] = ()
    dibuat: datetime
    jam_diragukan: bool = False
    mendatar: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPertolongan:
    """What stands on the first-aid card: office, facts, telephones to fill in, and for each trouble its steps."""

    instansi: str
    kantor: str
    fakta: tuple[tuple[str, str], ...]
    telepon: tuple[str, ...]
    masalah: tuple[tuple[str, tuple[str, ...]], ...]
    dibuat: datetime
    jam_diragukan: bool = False
