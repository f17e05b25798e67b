"""The progress journal: the week of a person, what it can be bound to, and who still waits for an answer.

Typing goes the way of every document (``services/naskah.py``); ``penjaga_jurnal`` fills in what the program writes.
"""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import msgspec

from db import Document, Found
from desktop_app.domain.codec import SCHEMA, decode_as, encode
from desktop_app.domain.errors import UserError
from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.istilah import StatusSkp
from desktop_app.domain.istilah_kinerja import TanggapanJurnal
from desktop_app.domain.jurnal import EntriJurnal, Jurnal, monday_of, sidik_entri, tanggapan_berlaku
from desktop_app.domain.skp import Skp
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.hapus_dokumen import delete_document
from desktop_app.services.jangkauan import find_reached, reached_document, reaches
from desktop_app.services.kantor import Changed, Kantor, intention
from desktop_app.services.kolom import is_active, weeks_touching
from desktop_app.services.naskah import new_doc_id, require_document
from desktop_app.services.rencana import person_named
from desktop_app.services.tenggat import believed_today

KIND = "jurnal"
MENUNGGU = "menunggu"
"""What the page of the journal is told to show in place of a week: the entries that wait for an answer."""
TAHUN = (2020, 2099)
"""The first and the last year of a week that can be opened."""


@dataclass(frozen=True)
class BarisJurnal:
    """One person in the list: his entries of the year, how many wait for an answer or are questioned, the last day."""

    pegawai_id: str
    nama: str
    jabatan: str
    entri: int
    menunggu: int
    dipertanyakan: int
    terakhir: date | None
    sendiri: bool = False


@dataclass(frozen=True)
class BarisMinggu:
    """One week of a person that has a document."""

    doc_id: str
    minggu: date
    entri: int
    menunggu: int
    dipertanyakan: int
    konflik: int


@dataclass(frozen=True)
class RincianMinggu:
    """What stands around a week: whose it is, his SKPs (determined ones first), and what who acts may do.

    ``hari`` is today where the clock can be believed, ``lalu`` the entries of the last week before it.
    """

    doc_id: str
    pegawai_id: str
    nama: str
    jabatan: str
    minggu: date
    skp: tuple[tuple[str, Skp], ...]
    hari: date | None
    lalu: tuple[EntriJurnal, ...]
    boleh_mengisi: bool
    boleh_menanggapi: bool
    sendiri: bool


@intention(Wewenang.LIHAT_PENILAIAN)
def list_jurnal(kantor: Kantor, tahun: int, cari: str = "") -> tuple[BarisJurnal, ...]:
    """Return the people whose journal who acts may see, by name: who is active, and who has entries of the year."""
    menurut: dict[str, list[Jurnal]] = {}
    for satu in _weeks_of_year(kantor, tahun):
        menurut.setdefault(str(satu.columns["pegawai_id"]), []).append(decode_as(Jurnal, satu.body))
    baris: list[BarisJurnal] = []
    for orang in find_reached(kantor, Wewenang.LIHAT_PENILAIAN, "pegawai", teks=cari, order=("nama",)):
        minggu = menurut.get(orang.doc_id, [])
        if not minggu and (not is_active(orang.columns["aktif"]) or orang.columns["status"] == "bukan_asn"):
            continue
        entri = [satu for isi in minggu for satu in isi.entri if satu.tanggal.year == tahun]
        dijawab = _count_answers(entri)
        baris.append(
            BarisJurnal(
                pegawai_id=orang.doc_id,
                nama=orang.label,
                jabatan=str(orang.columns["jabatan"] or ""),
                entri=len(entri),
                menunggu=dijawab[TanggapanJurnal.BELUM],
                dipertanyakan=dijawab[TanggapanJurnal.DIPERTANYAKAN],
                terakhir=max((satu.tanggal for satu in entri), default=None),
                sendiri=orang.doc_id == kantor.pelaku.pegawai_id,
            )
        )
    return tuple(baris)


@intention(Wewenang.LIHAT_PENILAIAN)
def list_minggu(kantor: Kantor, pegawai_id: str, tahun: int) -> tuple[BarisMinggu, ...]:
    """Return the weeks of one person that touch a year, the newest first."""
    reached_document(kantor, pegawai_id, "pegawai", Wewenang.LIHAT_PENILAIAN)
    baris = []
    for satu in _weeks_of_year(kantor, tahun, pegawai_id):
        isi = decode_as(Jurnal, satu.body)
        dijawab = _count_answers(isi.entri)
        baris.append(
            BarisMinggu(
                doc_id=satu.doc_id,
                minggu=isi.minggu,
                entri=len(isi.entri),
                menunggu=dijawab[TanggapanJurnal.BELUM],
                dipertanyakan=dijawab[TanggapanJurnal.DIPERTANYAKAN],
                konflik=satu.conflicts,
            )
        )
    return tuple(sorted(baris, key=lambda satu: satu.minggu, reverse=True))


def _weeks_of_year(kantor: Kantor, tahun: int, pegawai_id: str = "") -> Iterable[Found]:
    di = {"minggu": weeks_touching(date(tahun, 1, 1), date(tahun, 12, 31))}
    if pegawai_id:
        # His record was asked for already: whoever sees him sees all his weeks.
        return kantor.store.find(KIND, where={**di, "pegawai_id": pegawai_id}, order=("minggu",))
    return find_reached(kantor, Wewenang.LIHAT_PENILAIAN, KIND, where=di, order=("minggu",))


def _count_answers(entri: Iterable[EntriJurnal]) -> Counter[TanggapanJurnal]:
    return Counter(map(tanggapan_berlaku, entri))


@intention(Wewenang.ISI_JURNAL)
def open_minggu(kantor: Kantor, pegawai_id: str, tanggal: date) -> tuple[str, Changed]:
    """Return the document of the week of a day, and make it where there is none yet.

    Two computers that begin the same week speak of one document. Raises ``UserError`` where it is not his to write, or
    the day lies outside the years 2020 to 2099.
    """
    dokumen = reached_document(kantor, pegawai_id, "pegawai", Wewenang.ISI_JURNAL)
    if not TAHUN[0] <= tanggal.year <= TAHUN[1]:
        raise UserError("jurnal_bukan_senin", tanggal=format_tanggal(tanggal))
    minggu = monday_of(tanggal)
    if ada := find_minggu(kantor, pegawai_id, minggu):
        return ada, Changed()
    doc_id = new_doc_id(kantor, KIND, f"{pegawai_id}/{minggu.isoformat()}", dokumen.scope)
    isi = Jurnal(pegawai_id=pegawai_id, minggu=minggu, unit_kode=dokumen.scope or kantor.profil.kode)
    with kantor.write("buat_jurnal", doc_id, {"minggu": minggu.isoformat()}) as tx:
        tx.save(KIND, doc_id, encode(isi), scope=isi.unit_kode, schema=SCHEMA)
    return doc_id, Changed((doc_id,), (KIND,))


def find_minggu(kantor: Kantor, pegawai_id: str, minggu: date) -> str:
    """Return the document of one week of a person, empty where there is none."""
    ketemu = kantor.store.find(KIND, where={"pegawai_id": pegawai_id, "minggu": minggu.isoformat()}, bodies=False)
    return ketemu[0].doc_id if ketemu else ""


@intention(Wewenang.LIHAT_PENILAIAN)
def read_minggu(kantor: Kantor, doc_id: str) -> RincianMinggu:
    """Return what stands around one week; raises ``UserError`` where it is not there or not his to see."""
    dokumen = reached_document(kantor, doc_id, KIND, Wewenang.LIHAT_PENILAIAN)
    isi = decode_as(Jurnal, dokumen.body)
    return _details(kantor, dokumen, isi.pegawai_id, isi.minggu, doc_id)


@intention(Wewenang.LIHAT_PENILAIAN)
def look_minggu(kantor: Kantor, pegawai_id: str, tanggal: date) -> RincianMinggu:
    """Return what stands around the week of a day, making nothing; ``doc_id`` is empty where nothing was written."""
    dokumen = reached_document(kantor, pegawai_id, "pegawai", Wewenang.LIHAT_PENILAIAN)
    minggu = monday_of(tanggal)
    return _details(kantor, dokumen, pegawai_id, minggu, find_minggu(kantor, pegawai_id, minggu))


def _details(kantor: Kantor, dokumen: Document, pegawai_id: str, minggu: date, doc_id: str) -> RincianMinggu:
    siapa = person_named(kantor, pegawai_id, None)
    sendiri = pegawai_id == kantor.pelaku.pegawai_id
    return RincianMinggu(
        doc_id=doc_id,
        pegawai_id=pegawai_id,
        nama=siapa.nama,
        jabatan=siapa.jabatan,
        minggu=minggu,
        skp=skps_to_bind(kantor, pegawai_id),
        hari=believed_today(kantor),
        lalu=_last_week(kantor, pegawai_id, minggu),
        boleh_mengisi=reaches(kantor, Wewenang.ISI_JURNAL, dokumen),
        boleh_menanggapi=not sendiri and reaches(kantor, Wewenang.TANGGAPI_JURNAL, dokumen),
        sendiri=sendiri,
    )


def skps_to_bind(kantor: Kantor, pegawai_id: str) -> tuple[tuple[str, Skp], ...]:
    """Return all SKPs of a person, the determined ones first and the latest of each first."""
    semua = [(s.doc_id, decode_as(Skp, s.body)) for s in kantor.store.find("skp", where={"pegawai_id": pegawai_id})]
    return tuple(sorted(semua, key=lambda s: (s[1].status is not StatusSkp.DITETAPKAN, -s[1].mulai.toordinal())))


def _last_week(kantor: Kantor, pegawai_id: str, minggu: date) -> tuple[EntriJurnal, ...]:
    ketemu = kantor.store.find(KIND, where={"pegawai_id": pegawai_id}, order=("-minggu",), bodies=False)
    for satu in ketemu:
        if str(satu.columns["minggu"]) >= minggu.isoformat():
            continue
        dokumen = kantor.store.document(satu.doc_id)
        if dokumen is not None and (entri := decode_as(Jurnal, dokumen.body).entri):
            return entri
    return ()


@intention(Wewenang.ISI_JURNAL)
def delete_jurnal(kantor: Kantor, doc_id: str, alasan: str) -> Changed:
    """Delete one week with a reason; its history stays. Raises ``UserError`` without a reason."""
    dokumen = reached_document(kantor, doc_id, KIND, Wewenang.ISI_JURNAL)
    if not alasan.strip():
        raise UserError("alasan_wajib", langkah="hapus")
    return delete_document(kantor, dokumen, alasan, act="hapus_jurnal")


@dataclass(frozen=True)
class EntriMenunggu:
    """An entry that the assessor has not answered, with everything he judges it by.

    ``sidik`` is what he has before him (``sidik_entri``), to be given back with his answer.
    """

    doc_id: str
    pegawai_id: str
    nama: str
    entri: EntriJurnal
    hasil: str
    indikator: str
    sidik: str


@dataclass(frozen=True)
class Jawaban:
    """The assessor's answer to one entry that he read as ``sidik``."""

    doc_id: str
    entri_id: str
    tanggapan: TanggapanJurnal
    sidik: str
    komentar: str = ""


@intention(Wewenang.TANGGAPI_JURNAL)
def list_menunggu(kantor: Kantor, pegawai_id: str = "", tahun: int = 0) -> tuple[EntriMenunggu, ...]:
    """Return the entries that wait for an answer of who acts, by name and day; never his own.

    Those since the year before ``tahun`` (before this one without it), which is evaluated in January; all that there
    are where the clock cannot be believed.
    """
    where = weeks_to_answer(kantor, tahun)
    if pegawai_id:
        where["pegawai_id"] = pegawai_id
    hasil: list[EntriMenunggu] = []
    nama: dict[str, str] = {}
    kata: dict[str, dict[str, str]] = {}
    for satu in find_reached(kantor, Wewenang.TANGGAPI_JURNAL, KIND, where=where):
        isi = decode_as(Jurnal, satu.body)
        orang = isi.pegawai_id
        if orang == kantor.pelaku.pegawai_id != "":
            continue
        for entri in isi.entri:
            if tanggapan_berlaku(entri) is not TanggapanJurnal.BELUM:
                continue
            if orang not in nama:
                nama[orang] = person_named(kantor, orang, None).nama
                kata[orang] = _words_of(kantor, orang)
            hasil.append(
                EntriMenunggu(
                    doc_id=satu.doc_id,
                    pegawai_id=orang,
                    nama=nama[orang],
                    entri=entri,
                    hasil=kata[orang].get(entri.hasil_id, ""),
                    indikator=kata[orang].get(f"{entri.hasil_id}/{entri.indikator_id}", ""),
                    sidik=sidik_entri(entri),
                )
            )
    return tuple(sorted(hasil, key=lambda s: (s.nama.casefold(), s.pegawai_id, s.entri.tanggal, s.entri.id)))


def weeks_to_answer(kantor: Kantor, tahun: int = 0) -> dict[str, str | list[str]]:
    """Return which weeks can wait for an answer, as ``Store.find`` takes it; every week where no day is believed."""
    hari = believed_today(kantor)
    if hari is None:
        return {}
    awal = min(tahun or hari.year, hari.year) - 1
    return {"minggu": weeks_touching(date(max(awal, TAHUN[0]), 1, 1), date(max(tahun, hari.year) + 1, 12, 31))}


def _words_of(kantor: Kantor, pegawai_id: str) -> dict[str, str]:
    """Return the words of results (by id) and of their indicators (by both ids) of a person's SKPs."""
    kata: dict[str, str] = {}
    for _, skp in skps_to_bind(kantor, pegawai_id)[::-1]:
        for hasil in skp.hasil:
            kata[hasil.id] = hasil.teks
            kata |= {f"{hasil.id}/{satu.id}": satu.teks or satu.narasi for satu in hasil.indikator}
    return kata


@intention(Wewenang.TANGGAPI_JURNAL)
def answer_jurnal(kantor: Kantor, jawaban: Iterable[Jawaban]) -> Changed:
    """Confirm, question (with a comment), or take an answer back, for several entries in one transaction.

    Raises ``UserError`` where an entry is not his to answer or is his own, where it changed since he read it, where its
    versions disagree, and where a question says nothing; nothing is written then.
    """
    menurut: dict[str, list[Jawaban]] = {}
    for satu in jawaban:
        if satu.tanggapan is TanggapanJurnal.DIPERTANYAKAN and not satu.komentar.strip():
            raise UserError("jurnal_komentar_wajib")
        menurut.setdefault(satu.doc_id, []).append(satu)
    if not menurut:
        raise UserError("jurnal_tanpa_jawaban")
    tulis: list[tuple[str, str, bytes]] = []
    for doc_id, semua in menurut.items():
        dokumen = reached_document(kantor, doc_id, KIND, Wewenang.TANGGAPI_JURNAL)
        if require_document(kantor, doc_id, KIND).conflicts:
            raise UserError("dokumen_berkonflik", id=doc_id)
        isi = decode_as(Jurnal, dokumen.body)
        entri = {satu.id: satu for satu in isi.entri}
        for satu in semua:
            lama = entri.get(satu.entri_id)
            if lama is None:
                raise UserError("jurnal_entri_tidak_ada")
            if satu.sidik != sidik_entri(lama):
                raise UserError("jurnal_entri_berubah", tanggal=format_tanggal(lama.tanggal))
            belum = satu.tanggapan is TanggapanJurnal.BELUM
            entri[satu.entri_id] = msgspec.structs.replace(
                lama,
                tanggapan=satu.tanggapan,
                komentar="" if belum else satu.komentar.strip(),
                penanggap_id="" if belum else kantor.pelaku.pegawai_id,
                sidik="" if belum else satu.sidik,
            )
        baru = msgspec.structs.replace(isi, entri=tuple(entri[satu.id] for satu in isi.entri))
        tulis.append((doc_id, dokumen.scope, encode(baru, dokumen.body)))
    jumlah = sum(len(semua) for semua in menurut.values())
    with kantor.write("tanggapi_jurnal", tulis[0][0] if len(tulis) == 1 else "", {"jumlah": jumlah}) as tx:
        for doc_id, scope, body in tulis:
            tx.save(KIND, doc_id, body, scope=scope, schema=SCHEMA)
    return Changed(tuple(menurut), (KIND,))


def new_entri(tanggal: date, entri_id: str = "") -> EntriJurnal:
    """Return an empty entry for a day of work."""
    return EntriJurnal(id=entri_id or secrets.token_hex(4), tanggal=tanggal)
