"""Counselling about behaviour: the report, who counsels and when, the record, what follows (P6:85-88, form B.1.10).

Everything that is said of the person lies in sealed sections; a case grows by sections and never loses one. Source:
docs/spec/counselling.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import msgspec

from db import Document
from desktop_app.domain.codec import SCHEMA, decode_as, encode
from desktop_app.domain.errors import UserError
from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.istilah_pengembangan import BagianKonseling, StatusKonseling
from desktop_app.domain.konseling import BerkasKonseling
from desktop_app.domain.pegawai import Pegawai
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.draf_sendiri import own_drafts
from desktop_app.services.jangkauan_sengketa import believed_day
from desktop_app.services.jangkauan_tertutup import reaches_konseling
from desktop_app.services.kantor import Changed, Kantor, intention
from desktop_app.services.konseling_isi import open_sealed
from desktop_app.services.konseling_segel import (
    KIND,
    BahanBagian,
    code_of,
    is_unit,
    recipients_of,
    seal_next,
)
from desktop_app.services.kunci_segel import Penerima
from desktop_app.services.naskah import new_doc_id, require_document
from desktop_app.services.penguji_konseling import (
    ACT,
    MAKS_BAGIAN,
    SESUDAH,
    TIDAK_MENAHAN,
    URUTAN,
    case_faults,
    counsellors_claimed,
    derive,
    whole_case,
)
from desktop_app.services.penguji_tanda import PengujiTanda
from desktop_app.services.skp import identity_of


class IsiLaporan(msgspec.Struct, frozen=True, kw_only=True):
    """Form B.1.10 as its writer types it, and what the law asks of him before: that he talked to the employee.

    ``terlatih`` says that he was trained in counselling, so that the unit may name him; ``bukti`` are the feedbacks
    that he encloses, one line each (P6:86-87).
    """

    ekspektasi: str = ""
    masalah: str = ""
    serupa: bool | None = None
    dilakukan: str = ""
    dikomunikasikan: date | None = None
    bukti: tuple[str, ...] = ()
    terlatih: bool = False


class IsiPenetapan(msgspec.Struct, frozen=True, kw_only=True):
    """What the personnel unit decides: who counsels, when and where, and what of the matter it passes on (P6:87).

    ``konselor_id`` is a person of the office or the kabupaten; without one ``konselor`` names somebody from outside.
    """

    konselor_id: str = ""
    konselor: str = ""
    jadwal: date | None = None
    waktu: str = ""
    tempat: str = ""
    pokok: str = ""


class IsiRekaman(msgspec.Struct, frozen=True, kw_only=True):
    """The record of one counselling; the law prints no form for it, so this one is the house's (P6:87 c)."""

    dilaksanakan: date | None = None
    tempat: str = ""
    pokok: str = ""
    tanggapan: str = ""
    kesepakatan: str = ""
    rencana: str = ""
    saran: str = ""


class IsiTindakLanjut(msgspec.Struct, frozen=True, kw_only=True):
    """What follows from the record, and why (P6:88 e); it closes the case."""

    keputusan: str = ""
    dasar: str = ""


IsiBagian = IsiLaporan | IsiPenetapan | IsiRekaman | IsiTindakLanjut
JENIS: dict[type, BagianKonseling] = {
    IsiLaporan: BagianKonseling.LAPORAN,
    IsiPenetapan: BagianKonseling.PENETAPAN,
    IsiRekaman: BagianKonseling.REKAMAN,
    IsiTindakLanjut: BagianKonseling.TINDAK_LANJUT,
}
WAJIB: dict[BagianKonseling, tuple[tuple[str, str], ...]] = {
    BagianKonseling.LAPORAN: (("masalah", "permasalahan perilaku kerja"), ("dilakukan", "yang sudah dilakukan")),
    BagianKonseling.PENETAPAN: (("jadwal", "tanggal konseling"), ("tempat", "tempat"), ("pokok", "pokok masalah")),
    BagianKonseling.REKAMAN: (
        ("dilaksanakan", "tanggal konseling"),
        ("pokok", "pokok masalah"),
        ("kesepakatan", "kesepakatan"),
    ),
    BagianKonseling.TINDAK_LANJUT: (("keputusan", "keputusan"),),
}
"""What a section needs before it is sealed, with the words for it."""


@dataclass(frozen=True)
class BagianDisegel:
    """A section that was just sealed: its case, its code, and to whom it is sealed."""

    doc_id: str
    bagian_id: str
    kode: str
    penerima: tuple[Penerima, ...]
    changed: Changed


@dataclass(frozen=True)
class KesiapanKonseling:
    """Whether a section can be sealed now, and to whom; ``halangan`` is a code with a sentence where it cannot."""

    penerima: tuple[Penerima, ...] = ()
    halangan: str = ""
    nama: str = ""


@intention(Wewenang.KELOLA_KONSELING)
def report_konseling(kantor: Kantor, pegawai_id: str, isi: IsiLaporan, doc_id: str = "") -> BagianDisegel:
    """Seal a report about a person whom who acts assesses to himself and the personnel unit; ``doc_id`` goes on one.

    Raises ``UserError`` ``wewenang_kurang``, ``konseling_belum_dikomunikasikan``, ``konseling_belum_lengkap``, and
    what ``recipients_of`` and the state of the case say.
    """
    _require_penilai(kantor, pegawai_id)
    hari = kantor.jam().date()
    if isi.dikomunikasikan is None or (believed_day(kantor) is not None and isi.dikomunikasikan > hari):
        raise UserError("konseling_belum_dikomunikasikan")
    if isi.serupa is None:
        raise UserError("konseling_belum_lengkap", isian="apakah terjadi juga pada pegawai lain")
    if doc_id:
        dokumen, berkas = _case(kantor, doc_id, BagianKonseling.LAPORAN)
        if berkas.pegawai_id != pegawai_id:
            kantor.refuse(Wewenang.KELOLA_KONSELING, doc_id)
    else:
        _require_no_other(kantor, pegawai_id)
        doc_id, dokumen = new_doc_id(kantor, KIND, "", kantor.profil.kode), None
        berkas = BerkasKonseling(
            pegawai_id=pegawai_id,
            penilai_id=kantor.pelaku.pegawai_id,
            unit_kode=kantor.profil.kode,
            tanggal=hari,
            tanggal_ragu=kantor.claim().doubt,
        )
    return _append(kantor, doc_id, dokumen, berkas, isi)


@intention(Wewenang.KELOLA_KONSELING)
def assign_konseling(kantor: Kantor, doc_id: str, isi: IsiPenetapan) -> BagianDisegel:
    """Let the personnel unit name counsellor, day and place, sealed to the two people and itself (P6:87).

    The reporting assessor may be named where he said in his report that he was trained. Raises ``UserError``
    ``konseling_konselor_salah``, ``konseling_penilai_tidak_terlatih`` and what ``report_konseling`` may.
    """
    dokumen, berkas = _case(kantor, doc_id, BagianKonseling.PENETAPAN)
    nama = isi.konselor.strip()
    if isi.konselor_id:
        nama = identity_of(kantor, isi.konselor_id, None).nama
        orang = kantor.store.document(isi.konselor_id)
        milik = orang is not None and not orang.deleted and orang.kind == "pegawai"
        boleh = milik and orang is not None and orang.scope in (berkas.unit_kode, kantor.profil.kode)
        if not boleh or isi.konselor_id == berkas.pegawai_id:
            raise UserError("konseling_konselor_salah")
        if isi.konselor_id == berkas.penilai_id and not _said_trained(kantor, doc_id, berkas):
            raise UserError("konseling_penilai_tidak_terlatih", nama=nama)
    if not nama:
        raise UserError("konseling_belum_lengkap", isian="konselor")
    berkas = msgspec.structs.replace(berkas, konselor_id=isi.konselor_id)
    return _append(kantor, doc_id, dokumen, berkas, msgspec.structs.replace(isi, konselor=nama))


@intention(Wewenang.LIHAT_PENILAIAN, Wewenang.KELOLA_KONSELING)
def record_konseling(kantor: Kantor, doc_id: str, isi: IsiRekaman) -> BagianDisegel:
    """Let the counsellor write his record, sealed to the employee, himself and the personnel unit (P6:87 c).

    For a counsellor from outside the unit writes it from his paper.
    """
    dokumen, berkas = _case(kantor, doc_id, BagianKonseling.REKAMAN)
    if isi.dilaksanakan is not None and believed_day(kantor) is not None and isi.dilaksanakan > kantor.jam().date():
        raise UserError("konseling_tanggal_akan_datang")
    return _append(kantor, doc_id, dokumen, berkas, isi)


@intention(Wewenang.KELOLA_KONSELING)
def close_konseling(kantor: Kantor, doc_id: str, isi: IsiTindakLanjut) -> BagianDisegel:
    """Let the personnel unit decide what follows and close the case, also where it lets no counselling be held."""
    dokumen, berkas = _case(kantor, doc_id, BagianKonseling.TINDAK_LANJUT)
    return _append(kantor, doc_id, dokumen, berkas, isi)


@intention(Wewenang.LIHAT_PENILAIAN, Wewenang.KELOLA_KONSELING)
def konseling_readiness(
    kantor: Kantor, jenis: BagianKonseling, *, doc_id: str = "", pegawai_id: str = "", konselor_id: str = ""
) -> KesiapanKonseling:
    """Return to whom the next section would be sealed, or what it waits for; asked before anybody types."""
    if doc_id:
        try:
            _, berkas = _case(kantor, doc_id, jenis)
        except UserError as error:
            if error.code != "konseling_tidak_utuh":
                raise
            return KesiapanKonseling(halangan=error.code)
        if jenis is BagianKonseling.PENETAPAN and konselor_id:
            berkas = msgspec.structs.replace(berkas, konselor_id=konselor_id)
    else:
        _require_penilai(kantor, pegawai_id)
        berkas = BerkasKonseling(pegawai_id=pegawai_id, penilai_id=kantor.pelaku.pegawai_id)
    try:
        return KesiapanKonseling(recipients_of(kantor, berkas, jenis))
    except UserError as error:
        return KesiapanKonseling(halangan=error.code, nama=str(error.facts.get("nama", "")))


def steps_for(kantor: Kantor, berkas: BerkasKonseling) -> tuple[BagianKonseling, ...]:
    """Return the sections that who acts may add to a case as it stands."""
    return tuple(jenis for jenis in BagianKonseling if not _fault(kantor, berkas, jenis))


def read_berkas(dokumen: Document, kantor: Kantor, penguji: PengujiTanda | None = None) -> BerkasKonseling:
    """Return a case as its versions say together: every section, and the counsellor and state that these prove."""
    berkas = whole_case(kantor.store, dokumen)
    return derive(kantor.store, penguji or PengujiTanda(kantor), dokumen.doc_id, berkas)


def concerns(kantor: Kantor, dokumen: Document) -> bool:
    """Tell whether a case that is there concerns who acts: the people of the case, and the personnel unit.

    The counsellor is taken from the appointments, never from the envelope.
    """
    if dokumen.deleted:
        return False
    berkas, orang = whole_case(kantor.store, dokumen), kantor.pelaku.pegawai_id
    konselor = orang if orang in counsellors_claimed(kantor.store, berkas) else ""
    kolom = {"pegawai_id": berkas.pegawai_id, "penilai_id": berkas.penilai_id, "konselor_id": konselor}
    return reaches_konseling(kantor.pelaku, Wewenang.LIHAT_PENILAIAN, kolom)


def blocking_faults(kantor: Kantor, penguji: PengujiTanda, doc_id: str, berkas: BerkasKonseling) -> tuple[str, ...]:
    """Return the codes of what keeps everybody from sealing more into a case."""
    return tuple(kode for kode in case_faults(kantor.store, penguji, doc_id, berkas) if kode not in TIDAK_MENAHAN)


def _case(kantor: Kantor, doc_id: str, jenis: BagianKonseling) -> tuple[Document, BerkasKonseling]:
    dokumen = kantor.store.document(doc_id)
    if dokumen is None or dokumen.kind != KIND or not concerns(kantor, dokumen):
        # Whether there is such a case is told to nobody who does not reach it.
        kantor.refuse(Wewenang.KELOLA_KONSELING, doc_id)
    penguji = PengujiTanda(kantor)
    berkas = read_berkas(dokumen, kantor, penguji)
    if blocking_faults(kantor, penguji, doc_id, berkas):
        # Whom the rest is sealed to follows from what stands there, so nothing goes on from what was forged.
        raise UserError("konseling_tidak_utuh")
    if kode := _fault(kantor, berkas, jenis):
        if kode in ("wewenang_kurang", "penilaian_diri_sendiri"):
            kantor.refuse(Wewenang.KELOLA_KONSELING, doc_id, kode)
        raise UserError(kode)
    return dokumen, berkas


def _fault(kantor: Kantor, berkas: BerkasKonseling, jenis: BagianKonseling) -> str:
    """Return the code of what keeps who acts from adding such a section; empty where nothing does."""
    orang, unit = kantor.pelaku.pegawai_id, is_unit(kantor, berkas.pegawai_id)
    if orang and orang == berkas.pegawai_id:
        return "penilaian_diri_sendiri"
    if jenis is BagianKonseling.LAPORAN:
        siapa = orang == berkas.penilai_id != ""
    elif jenis is BagianKonseling.REKAMAN:
        siapa = orang == berkas.konselor_id if berkas.konselor_id else unit
    else:
        siapa = unit
    if not siapa:
        return "wewenang_kurang"
    if berkas.status is StatusKonseling.DITUTUP:
        return "konseling_sudah_ditutup"
    if len(berkas.bagian) >= MAKS_BAGIAN:
        return "konseling_penuh"
    if jenis is BagianKonseling.REKAMAN and berkas.status is StatusKonseling.DILAPORKAN:
        return "konseling_belum_ditetapkan"
    if jenis is BagianKonseling.LAPORAN and berkas.status is not StatusKonseling.DILAPORKAN:
        return "konseling_sudah_ditetapkan"
    return ""


def _append(
    kantor: Kantor, doc_id: str, dokumen: Document | None, berkas: BerkasKonseling, isi: IsiBagian
) -> BagianDisegel:
    """Seal a section, add it and move the case on; one transaction, and his draft of it is thrown away."""
    jenis = JENIS[type(isi)]
    for nama, sebutan in WAJIB[jenis]:
        nilai = getattr(isi, nama)
        if nilai is None or (isinstance(nilai, str) and not nilai.strip()):
            raise UserError("konseling_belum_lengkap", isian=sebutan)
    penerima = recipients_of(kantor, berkas, jenis)
    bagian = seal_next(kantor, doc_id, berkas, jenis, _material(kantor, berkas, isi))
    status = max(berkas.status, SESUDAH[jenis], key=URUTAN.index)
    berkas = msgspec.structs.replace(berkas, bagian=(*berkas.bagian, bagian), status=status)
    detail = {"bagian": jenis.value, "sidik": bagian.sidik}
    with kantor.write(ACT, doc_id, detail) as tx:
        body = encode(berkas, dokumen.body if dokumen is not None else None)
        tx.save(KIND, doc_id, body, scope=berkas.unit_kode, schema=SCHEMA)
    own_drafts(kantor).drop(berkas.pegawai_id, draft_key(jenis, doc_id if dokumen is not None else ""))
    kode = code_of(doc_id, berkas, bagian)
    return BagianDisegel(doc_id, bagian.id, kode, penerima, Changed((doc_id,), (KIND,)))


def draft_key(jenis: BagianKonseling, doc_id: str) -> str:
    """Return under what a writer's draft of a section is kept; without a case it is that of a new report."""
    return f"konseling/{jenis.value}/{doc_id or 'baru'}"


def _material(kantor: Kantor, berkas: BerkasKonseling, isi: IsiBagian) -> BahanBagian:
    isian = tuple((nama, _text(getattr(isi, nama))) for nama in isi.__struct_fields__)
    if not isinstance(isi, IsiLaporan):
        return BahanBagian(isian)
    hari = kantor.jam().date()
    orang = (identity_of(kantor, satu, hari) for satu in (berkas.pegawai_id, berkas.penilai_id))
    return BahanBagian(isian, *orang)


def _text(nilai: object) -> str:
    if isinstance(nilai, bool):
        return "ya" if nilai else "tidak"
    if isinstance(nilai, date):
        return format_tanggal(nilai)
    if isinstance(nilai, tuple):
        return "\n".join(str(satu) for satu in nilai)
    return "" if nilai is None else str(nilai)


def _said_trained(kantor: Kantor, doc_id: str, berkas: BerkasKonseling) -> bool:
    """Tell whether the last report that the unit can open says that its writer was trained in counselling."""
    laporan = [satu for satu in berkas.bagian if satu.jenis is BagianKonseling.LAPORAN]
    dibuka = [open_sealed(kantor, doc_id, berkas, satu) for satu in laporan]
    return any(satu is not None and satu.text_of("terlatih") == "ya" for satu in dibuka[-1:])


def _require_penilai(kantor: Kantor, pegawai_id: str) -> None:
    """Raise ``UserError`` where who acts does not assess the person in his present post: the law asks him to report."""
    orang = kantor.pelaku.pegawai_id
    kantor.require_other(Wewenang.KELOLA_KONSELING, pegawai_id, pegawai_id)
    dokumen = require_document(kantor, pegawai_id, "pegawai") if orang else None
    jabatan = decode_as(Pegawai, dokumen.body).jabatan_pada(believed_day(kantor)) if dokumen is not None else None
    if jabatan is None or jabatan.penilai_id != orang:
        kantor.refuse(Wewenang.KELOLA_KONSELING, pegawai_id)


def _require_no_other(kantor: Kantor, pegawai_id: str) -> None:
    """Raise ``UserError`` ``konseling_sudah_ada`` where his own case about the person is still open."""
    where = {"pegawai_id": pegawai_id, "penilai_id": kantor.pelaku.pegawai_id}
    penguji = PengujiTanda(kantor)
    for dokumen in (kantor.store.document(satu.doc_id) for satu in kantor.store.find(KIND, where=where, bodies=False)):
        if dokumen is None or dokumen.deleted:
            continue
        berkas = read_berkas(dokumen, kantor, penguji)
        terbuka = berkas.status is not StatusKonseling.DITUTUP
        if terbuka and not blocking_faults(kantor, penguji, dokumen.doc_id, berkas):
            raise UserError("konseling_sudah_ada")
