"""Documents to bytes and back, so that fields of a newer program survive an edit by an older one."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, TypeVar

import msgspec

from desktop_app.domain.adendum import Adendum
from desktop_app.domain.angka_kredit import AngkaKredit
from desktop_app.domain.bimbingan import Coaching, Mentoring, UmpanBalikBimbingan
from desktop_app.domain.capaian_unit import CapaianUnit
from desktop_app.domain.dari_kabupaten import BerkasAturan, JawabanPerbaikan, Mutasi, PermintaanPerbaikan
from desktop_app.domain.dokumen_evaluasi import DokumenEvaluasi
from desktop_app.domain.errors import UserError
from desktop_app.domain.evaluasi_diri import EvaluasiDiri
from desktop_app.domain.jurnal import Jurnal
from desktop_app.domain.keberatan import Keberatan, PutusanKeberatan
from desktop_app.domain.ketentuan import Kalender, Ketentuan
from desktop_app.domain.kompetensi import EvaluasiKompetensi, StandarKompetensi
from desktop_app.domain.konseling import BerkasKonseling
from desktop_app.domain.manual import ManualIndikator
from desktop_app.domain.matriks import MatriksPeran
from desktop_app.domain.pegawai import Pegawai
from desktop_app.domain.pengaduan import Pengaduan, PerbaikanLayanan
from desktop_app.domain.pengembangan import RencanaPengembangan
from desktop_app.domain.pengguna import Pengguna
from desktop_app.domain.penghapusan import Penghapusan
from desktop_app.domain.penilaian import Penilaian
from desktop_app.domain.periode import Periode
from desktop_app.domain.putaran import HasilPutaran, PutaranUmpanBalik, TemplatPertanyaan
from desktop_app.domain.rencana_aksi import RencanaAksi
from desktop_app.domain.serah_terima import SerahTerima
from desktop_app.domain.skp import Skp
from desktop_app.domain.survei_skm import LembarSkm, SurveiSkm
from desktop_app.domain.tanda_tangan import TandaTangan
from desktop_app.domain.templat import TemplatSkp
from desktop_app.domain.tindak_lanjut import IndikatorOutcome, TindakLanjutEvaluasi
from desktop_app.domain.umpan_balik import UmpanBalikBerkelanjutan
from desktop_app.domain.unit_kerja import UnitKerja
from desktop_app.domain.workblock import Workblock

DokumenRencana = Ketentuan | Kalender | TemplatSkp | ManualIndikator | Workblock | MatriksPeran | Adendum | SerahTerima
DokumenKinerja = (
    RencanaAksi
    | Jurnal
    | UmpanBalikBerkelanjutan
    | CapaianUnit
    | EvaluasiDiri
    | DokumenEvaluasi
    | PutusanKeberatan
    | AngkaKredit
)
DokumenPengembangan = (
    TemplatPertanyaan
    | StandarKompetensi
    | PutaranUmpanBalik
    | SurveiSkm
    | LembarSkm
    | Pengaduan
    | PerbaikanLayanan
    | Coaching
    | Mentoring
    | UmpanBalikBimbingan
    | EvaluasiKompetensi
    | RencanaPengembangan
    | TindakLanjutEvaluasi
    | IndikatorOutcome
)
DokumenKabupaten = Mutasi | PermintaanPerbaikan | JawabanPerbaikan | BerkasAturan
DokumenProgram = Pengguna | TandaTangan | Penghapusan | Keberatan | HasilPutaran | BerkasKonseling | DokumenKabupaten
DokumenPegawai = Skp | Penilaian | DokumenRencana | DokumenKinerja | DokumenPengembangan
Dokumen = UnitKerja | Pegawai | Periode | DokumenPegawai | DokumenProgram
D = TypeVar("D", bound=Dokumen)

KINDS: Mapping[str, type[Dokumen]] = MappingProxyType(
    {
        "unit_kerja": UnitKerja,
        "pegawai": Pegawai,
        "periode": Periode,
        "ketentuan": Ketentuan,
        "kalender": Kalender,
        "templat_skp": TemplatSkp,
        "skp": Skp,
        "penilaian": Penilaian,
        "matriks": MatriksPeran,
        "manual_indikator": ManualIndikator,
        "workblock": Workblock,
        "adendum": Adendum,
        "serah_terima": SerahTerima,
        "rencana_aksi": RencanaAksi,
        "jurnal": Jurnal,
        "umpan_balik": UmpanBalikBerkelanjutan,
        "capaian_unit": CapaianUnit,
        "evaluasi_diri": EvaluasiDiri,
        "dokumen_evaluasi": DokumenEvaluasi,
        "putusan_keberatan": PutusanKeberatan,
        "angka_kredit": AngkaKredit,
        "templat_pertanyaan": TemplatPertanyaan,
        "standar_kompetensi": StandarKompetensi,
        "putaran": PutaranUmpanBalik,
        "survei_skm": SurveiSkm,
        "lembar_skm": LembarSkm,
        "pengaduan": Pengaduan,
        "perbaikan_layanan": PerbaikanLayanan,
        "coaching": Coaching,
        "mentoring": Mentoring,
        "umpan_balik_bimbingan": UmpanBalikBimbingan,
        "evaluasi_kompetensi": EvaluasiKompetensi,
        "rencana_pengembangan": RencanaPengembangan,
        "tindak_lanjut": TindakLanjutEvaluasi,
        "indikator_outcome": IndikatorOutcome,
    }
)
"""The kinds that people fill in, by window, command line or interchange file; each after those it builds on."""
KINDS_OF_PLANNING = (
    "ketentuan",
    "kalender",
    "templat_skp",
    "matriks",
    "manual_indikator",
    "workblock",
    "adendum",
    "serah_terima",
)
"""The kinds of the planning stage and of a change of assessor."""
KINDS_OF_PERFORMANCE = (
    "rencana_aksi",
    "jurnal",
    "umpan_balik",
    "capaian_unit",
    "evaluasi_diri",
    "dokumen_evaluasi",
    "putusan_keberatan",
    "angka_kredit",
)
"""The kinds of the stages after planning, beside the evaluation itself."""
KINDS_OF_UNIT = ("putaran", "survei_skm", "lembar_skm", "pengaduan", "perbaikan_layanan")
"""The kinds of rounds, surveys, complaints and improvements, which are about a unit and about no one person."""
KINDS_OF_DEVELOPMENT = (
    "coaching",
    "mentoring",
    "umpan_balik_bimbingan",
    "evaluasi_kompetensi",
    "rencana_pengembangan",
    "tindak_lanjut",
    "indikator_outcome",
)
"""The kinds of guidance, competency, development and follow-up of one person."""
KINDS_OF_PROGRAM: Mapping[str, type[Dokumen]] = MappingProxyType(
    {
        "pengguna": Pengguna,
        "tanda_tangan": TandaTangan,
        "penghapusan": Penghapusan,
        "keberatan": Keberatan,
        "hasil_putaran": HasilPutaran,
        "konseling": BerkasKonseling,
        "mutasi": Mutasi,
        "permintaan_perbaikan": PermintaanPerbaikan,
        "jawaban_perbaikan": JawabanPerbaikan,
        "berkas_aturan": BerkasAturan,
    }
)
"""The kinds that only the program writes; an interchange file cannot bring them."""
ALL_KINDS: Mapping[str, type[Dokumen]] = MappingProxyType({**KINDS, **KINDS_OF_PROGRAM})
OF_PERSON = (
    "skp",
    "penilaian",
    "manual_indikator",
    "workblock",
    "matriks",
    "adendum",
    "serah_terima",
    *KINDS_OF_PERFORMANCE,
    "keberatan",
    *KINDS_OF_DEVELOPMENT,
    "hasil_putaran",
    "konseling",
    "mutasi",
    "permintaan_perbaikan",
    "jawaban_perbaikan",
)
"""The kinds whose ``pegawai_id`` says whose document it is, to be seen, exported and erased with that person."""
DARI_KABUPATEN = ("ketentuan", "kalender", "templat_skp", "templat_pertanyaan", "standar_kompetensi")
"""The kinds that a kabupaten fills in for all its offices; with its scope they go down and never come up."""
UNTUK_SEMUA_KANTOR = (*DARI_KABUPATEN, "berkas_aturan")
"""These and the rule files, which nobody types."""
SCHEMA = 1
"""Schema number of the bodies written by this program; a body of a higher one is kept and read as far as known."""


def kind_of(dokumen: Dokumen) -> str:
    """Return the kind name under which ``dokumen`` is stored."""
    return next(kind for kind, tipe in ALL_KINDS.items() if type(dokumen) is tipe)


def decode_as(tipe: type[D], raw: bytes) -> D:
    """Return the body ``raw`` as ``tipe``; unknown fields are passed over, wrong ones raise ``UserError``."""
    try:
        return msgspec.json.decode(raw, type=tipe)
    except msgspec.DecodeError as error:
        raise UserError("isi_dokumen_salah", rincian=str(error)) from error


def decode_kind(kind: str, raw: bytes) -> Dokumen:
    """Return the body ``raw`` of a document of ``kind``; raises ``UserError`` for an unknown kind or wrong body."""
    tipe = ALL_KINDS.get(kind)
    if tipe is None:
        raise UserError("jenis_dokumen_tidak_dikenal", jenis=kind)
    return decode_as(tipe, raw)


def encode(dokumen: Dokumen, over: bytes | None = None) -> bytes:
    """Return ``dokumen`` as compact JSON; fields that ``over`` has and this program does not know are kept.

    Raises ``UserError`` ``store_text_unfit`` for half of a pair of signs, which no UTF-8 text can hold.
    """
    try:
        raw = msgspec.json.encode(dokumen)
    except UnicodeEncodeError as error:
        raise UserError("store_text_unfit", reason="surrogate") from error
    if over is None:
        return raw
    # Read back rather than turned into builtins, which would leave tuples where both sides must be lists.
    return msgspec.json.encode(carry_unknown(msgspec.json.decode(over), msgspec.json.decode(raw)))


def child_key(items: list[Any]) -> str | None:
    """Return the field by which the children of a list are told apart: ``id``, else ``nilai``, else None.

    A list in which two children share it has none: matched by it, one of the two would be lost.
    """
    for key in ("id", "nilai"):
        if items and all(isinstance(satu, dict) and isinstance(satu.get(key), str) for satu in items):
            return key if len({satu[key] for satu in items}) == len(items) else None
    return None


def carry_unknown(lama: Any, baru: Any) -> Any:
    """Return ``baru`` with the members that only ``lama`` has; children of lists are matched by their ids.

    Known fields are always written, so a member that only the old body has is one this program does not know.
    """
    if isinstance(lama, dict) and isinstance(baru, dict):
        gabung = {nama: carry_unknown(lama.get(nama), nilai) for nama, nilai in baru.items()}
        return gabung | {nama: nilai for nama, nilai in lama.items() if nama not in baru}
    if isinstance(lama, list) and isinstance(baru, list):
        key = child_key(baru)
        if key is None or child_key(lama) != key:
            return baru
        menurut = {satu[key]: satu for satu in lama}
        return [carry_unknown(menurut.get(satu[key]), satu) for satu in baru]
    return baru


def office_tag(kantor: str) -> str:
    """Return the eight hex digits with which every document id of the office ``kantor`` (a code) begins.

    So an id says whose document it is: nobody can take the id that another office will give, and the same
    natural key in two offices names two documents.
    """
    return hashlib.sha256(f"skp-luring/kantor/{kantor}".encode()).hexdigest()[:8]


def natural_id(kind: str, kantor: str, kunci: str) -> str:
    """Return the document id (32 hex digits) that every computer of ``kantor`` gives to the thing with this key.

    Two computers of one office that record the same NIP, unit code or period thus speak of one document.
    """
    return office_tag(kantor) + hashlib.sha256(f"skp-luring/{kind}/{kunci}".encode()).hexdigest()[:24]


def is_of_office(doc_id: str, kantor: str) -> bool:
    """Tell whether a document id is one that the office ``kantor`` may give."""
    return doc_id.startswith(office_tag(kantor))
