"""What people are told of feedback: about oneself and those one assesses without the giver, one's own as it stands.

A giver's name is told where he let it be told and nowhere else; with it go what would give him away: the very day, and
the names of files that he chose as evidence (docs/adr/0021-evaluation-documents.md).
"""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

import msgspec

from db import Document, Found
from desktop_app.domain.bukti_dukung import BuktiDukung
from desktop_app.domain.codec import decode_as
from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import NilaiDasar
from desktop_app.domain.istilah_kinerja import (
    BentukUmpanBalik,
    CaraUmpanBalik,
    PemberiUmpanBalik,
    ResponUmpanBalik,
    StatusUmpanBalik,
    TindakLanjut,
)
from desktop_app.domain.penilaian import Penilaian, UmpanBalik
from desktop_app.domain.periode import parse_periode
from desktop_app.domain.skp import Skp
from desktop_app.domain.umpan_balik import UmpanBalikBerkelanjutan
from desktop_app.domain.wewenang import Jangkauan, Wewenang
from desktop_app.i18n import _
from desktop_app.services.aturan_nilai import plan_words
from desktop_app.services.jangkauan import reached_document
from desktop_app.services.jangkauan_umpan_balik import KIND
from desktop_app.services.kantor import Kantor, intention
from desktop_app.services.kolom import days_between
from desktop_app.services.umpan_balik import is_own

SUMBER: Mapping[PemberiUmpanBalik, str] = MappingProxyType(
    {
        PemberiUmpanBalik.PIMPINAN: "Pimpinan",
        PemberiUmpanBalik.REKAN_SETINGKAT: "Rekan kerja setingkat",
        PemberiUmpanBalik.PEGAWAI_DI_BAWAH: "Pegawai",
        PemberiUmpanBalik.PIHAK_LAIN: "Pihak lain",
    }
)
"""How the regulation's examples call who gives (P6:200, 206-207, 224-225)."""
RESPON: Mapping[ResponUmpanBalik, str] = MappingProxyType(
    {
        ResponUmpanBalik.POSITIF: "Respons positif",
        ResponUmpanBalik.CAMPURAN: "Respons campuran",
        ResponUmpanBalik.TIDAK_POSITIF: "Respons tidak positif",
    }
)
UMUM = "umum"
"""The key of feedback on work in general: who gave it did not see the plan."""


@dataclass(frozen=True)
class BarisUmpanBalik:
    """One feedback as somebody is told of it.

    ``sumber`` is how the form names the giver, ``nama`` his name where it is told. ``tanggal`` is the first of its
    month (``hanya_bulan``) where the name is not. ``hal`` says in words what it is about, ``kunci`` as a key: the id
    of the indicator or planned result, the value, or UMUM. ``koreksi`` counts how often its giver changed it.
    ``pemberi`` is whom the employee asked, in a request of his own that waits; ``saya`` that who looks gave it.
    """

    id: str
    pegawai_id: str
    pegawai: str
    status: StatusUmpanBalik
    tanggal: date | None
    tanggal_ragu: bool
    hanya_bulan: bool
    peran: PemberiUmpanBalik
    sumber: str
    nama: str
    bentuk: BentukUmpanBalik
    cara: CaraUmpanBalik
    permintaan: str
    skp_id: str
    kunci: str
    hal: str
    teks: str
    respon: ResponUmpanBalik | None
    bukti: tuple[BuktiDukung, ...]
    tindak_lanjut: tuple[TindakLanjut, ...]
    catatan_tindak_lanjut: str
    koreksi: int = 0
    pemberi: str = ""
    saya: bool = False

    @property
    def ucapan(self) -> str:
        """What is printed: its words, or its sign in words where there are none."""
        return self.teks or (RESPON[self.respon] if self.respon else "")


@dataclass(frozen=True)
class JumlahRespon:
    """How often each sign was given on one thing: a planned result, an indicator, or a value; never a score."""

    kunci: str
    hal: str
    positif: int
    campuran: int
    tidak_positif: int
    tanpa_tanda: int

    @property
    def jumlah(self) -> int:
        """How many feedbacks there are."""
        return self.positif + self.campuran + self.tidak_positif + self.tanpa_tanda


@intention(Wewenang.LIHAT_PENILAIAN)
def list_tentang(kantor: Kantor, pegawai_id: str = "", periode: str = "") -> tuple[BarisUmpanBalik, ...]:
    """Return the feedback given about a person (who acts, without one), newest first; ``periode`` narrows to its days.

    Of somebody else the assessor may, and whose right reaches everybody; nobody is told more than the employee is.
    """
    return _told(kantor, _about(kantor, pegawai_id), periode)


@intention(Wewenang.BERI_UMPAN_BALIK)
def list_diberikan(kantor: Kantor, periode: str = "") -> tuple[BarisUmpanBalik, ...]:
    """Return the feedback that who acts gave or recorded, newest first, as it is stored."""
    ketemu = kantor.store.find(KIND, where=_given(periode))
    dokumen = kantor.store.documents(satu.doc_id for satu in ketemu)
    return _newest_first(_own_rows(kantor, [satu for satu in ketemu if is_own(kantor, dokumen[satu.doc_id])]))


@intention(Wewenang.BERI_UMPAN_BALIK)
def get_diberikan(kantor: Kantor, doc_id: str) -> UmpanBalikBerkelanjutan:
    """Return a feedback of who acts as it is stored, or a request that waits for him; else refuse."""
    dokumen = kantor.store.document(doc_id)
    if dokumen is None or dokumen.deleted or dokumen.kind != KIND or not is_own(kantor, dokumen):
        kantor.refuse(Wewenang.BERI_UMPAN_BALIK, doc_id)
    return decode_as(UmpanBalikBerkelanjutan, dokumen.body)


@intention(Wewenang.BERI_UMPAN_BALIK)
def list_diminta(kantor: Kantor) -> tuple[BarisUmpanBalik, ...]:
    """Return the requests that wait for an answer of who acts; with a right over everybody all that wait."""
    siapa = kantor.pelaku
    semua = siapa.reach(Wewenang.BERI_UMPAN_BALIK) is Jangkauan.SEMUA
    terbuka = kantor.store.find(KIND, where={"status": StatusUmpanBalik.DIMINTA.value})
    milik = []
    for satu in terbuka:
        untuk_saya = str(satu.columns["pemberi_id"] or "") == siapa.pegawai_id != ""
        tentang_saya = str(satu.columns["pegawai_id"]) == siapa.pegawai_id != ""
        if untuk_saya or (semua and not tentang_saya):
            milik.append(satu)
    return tuple(sorted(_own_rows(kantor, milik), key=lambda satu: (satu.pegawai.casefold(), satu.id)))


@intention(Wewenang.BERI_UMPAN_BALIK)
def list_permintaan(kantor: Kantor, pegawai_id: str = "") -> tuple[BarisUmpanBalik, ...]:
    """Return one's own requests that nobody answered yet, or that were declined, with whom one asked."""
    siapa = kantor.pelaku
    tentang = pegawai_id or siapa.pegawai_id
    if siapa.reach(Wewenang.BERI_UMPAN_BALIK) is not Jangkauan.SEMUA and tentang != siapa.pegawai_id:
        kantor.refuse(Wewenang.BERI_UMPAN_BALIK, tentang)
    if not tentang:
        return ()
    status = [StatusUmpanBalik.DIMINTA.value, StatusUmpanBalik.TIDAK_DIBERIKAN.value]
    terbuka = kantor.store.find(KIND, where={"pegawai_id": tentang, "status": status})
    return tuple(sorted(_own_rows(kantor, terbuka), key=lambda satu: (satu.pemberi, satu.id)))


@intention(Wewenang.LIHAT_PENILAIAN)
def summarize_umpan_balik(kantor: Kantor, pegawai_id: str = "", periode: str = "") -> tuple[JumlahRespon, ...]:
    """Return for each thing that feedback was given on how often each sign was: planned results first, then values."""
    return count_respon(_told(kantor, _about(kantor, pegawai_id), periode))


@intention(Wewenang.LIHAT_PENILAIAN)
def list_for_penilaian(kantor: Kantor, penilaian_id: str) -> Mapping[str, tuple[BarisUmpanBalik, ...]]:
    """Return the feedback of an evaluation's period by what it is on: ids of results and indicators, values, UMUM.

    Oldest first, as the forms print it. Given before or on the last day of the period, not before its first.
    """
    isi = decode_as(Penilaian, reached_document(kantor, penilaian_id, "penilaian").body)
    urut = reversed(_told(kantor, isi.pegawai_id, isi.periode))
    kelompok: dict[str, list[BarisUmpanBalik]] = {}
    for satu in urut:
        kelompok.setdefault(satu.kunci, []).append(satu)
    return MappingProxyType({kunci: tuple(semua) for kunci, semua in kelompok.items()})


def copy_for_penilaian(satu: BarisUmpanBalik, teks: str = "") -> UmpanBalik:
    """Return a feedback as the evaluation keeps it: role, name where told, its words or the shorter ``teks``."""
    kata = teks.strip() or satu.ucapan
    return UmpanBalik(id=secrets.token_hex(4), sumber=satu.sumber, nama=satu.nama, teks=kata, asal=satu.id)


def count_respon(baris: Iterable[BarisUmpanBalik]) -> tuple[JumlahRespon, ...]:
    """Return how often each sign was given on each thing, values after everything else in the order of the forms."""
    tanda: dict[str, Counter[ResponUmpanBalik | None]] = {}
    hal: dict[str, str] = {}
    for satu in baris:
        tanda.setdefault(satu.kunci, Counter())[satu.respon] += 1
        hal[satu.kunci] = satu.hal
    nilai = {satu.value: nomor for nomor, satu in enumerate(NilaiDasar)}
    urut = sorted(tanda, key=lambda kunci: (nilai.get(kunci, -1), kunci == UMUM, hal[kunci].casefold(), kunci))
    return tuple(
        JumlahRespon(
            kunci,
            hal[kunci],
            tanda[kunci][ResponUmpanBalik.POSITIF],
            tanda[kunci][ResponUmpanBalik.CAMPURAN],
            tanda[kunci][ResponUmpanBalik.TIDAK_POSITIF],
            tanda[kunci][None],
        )
        for kunci in urut
    )


def umpan_balik_rows(kantor: Kantor, pegawai_id: str, periode: str = "") -> tuple[BarisUmpanBalik, ...]:
    """Return what everybody is told of the feedback about a person, newest first; whose right it is asks the caller."""
    return _told(kantor, pegawai_id, periode)


def _about(kantor: Kantor, pegawai_id: str) -> str:
    tentang = pegawai_id or kantor.pelaku.pegawai_id
    if not tentang:
        raise UserError("umpan_balik_tanpa_pegawai")
    return reached_document(kantor, tentang, "pegawai", Wewenang.LIHAT_PENILAIAN).doc_id


def _told(kantor: Kantor, pegawai_id: str, periode: str) -> tuple[BarisUmpanBalik, ...]:
    ketemu = kantor.store.find(KIND, where={**_given(periode), "pegawai_id": pegawai_id})
    return _newest_first(_redacted(*satu) for satu in zip(_rows(kantor, ketemu), ketemu, strict=True))


def _given(periode: str) -> dict[str, str | list[str]]:
    """Return by which columns the feedback given in a period is found, or all that was given without one."""
    diberikan: dict[str, str | list[str]] = {"status": StatusUmpanBalik.DIBERIKAN.value}
    if periode:
        waktu = parse_periode(periode)
        diberikan["tanggal"] = days_between(waktu.mulai, waktu.selesai)
    return diberikan


def _newest_first(baris: Iterable[BarisUmpanBalik]) -> tuple[BarisUmpanBalik, ...]:
    # The id is random, so that the order within a day (or month) tells nothing.
    return tuple(sorted(baris, key=lambda satu: (satu.tanggal or date.min, satu.id), reverse=True))


def _plans(kantor: Kantor, ketemu: Sequence[Found]) -> dict[str, Skp]:
    ids = {str(satu.columns["skp_id"] or "") for satu in ketemu} - {""}
    dokumen: Mapping[str, Document] = kantor.store.documents(ids)
    return {i: decode_as(Skp, d.body) for i, d in dokumen.items() if d.kind == "skp" and not d.deleted}


def _rows(kantor: Kantor, ketemu: Sequence[Found]) -> list[BarisUmpanBalik]:
    """Return feedback as it is stored, in its order; plans, people and versions are asked for once for all of them."""
    skp, orang = _plans(kantor, ketemu), _names(kantor, (str(satu.columns["pegawai_id"]) for satu in ketemu))
    berubah = kantor.store.changed_since_made(satu.doc_id for satu in ketemu)
    koreksi = {doc_id: _corrections(kantor, doc_id) for doc_id in berubah}
    return [_row(kantor, satu, skp, orang, koreksi.get(satu.doc_id, 0)) for satu in ketemu]


def _names(kantor: Kantor, ids: Iterable[str]) -> dict[str, str]:
    dokumen = kantor.store.documents(set(ids) - {""})
    return {doc_id: satu.label for doc_id, satu in dokumen.items() if not satu.deleted}


def _row(
    kantor: Kantor, satu: Found, skp: Mapping[str, Skp], orang: Mapping[str, str], koreksi: int
) -> BarisUmpanBalik:
    isi = decode_as(UmpanBalikBerkelanjutan, satu.body)
    rencana = skp.get(isi.skp_id)
    milik = rencana if rencana is not None and rencana.pegawai_id == isi.pegawai_id else None
    return BarisUmpanBalik(
        id=satu.doc_id,
        pegawai_id=isi.pegawai_id,
        pegawai=orang.get(isi.pegawai_id, "–"),
        status=isi.status,
        tanggal=isi.tanggal,
        tanggal_ragu=isi.tanggal_ragu,
        hanya_bulan=False,
        peran=isi.peran,
        sumber=isi.sebutan.strip() or SUMBER[isi.peran],
        nama=isi.nama,
        bentuk=isi.bentuk,
        cara=isi.cara,
        permintaan=isi.permintaan,
        skp_id=isi.skp_id,
        kunci=isi.nilai.value if isi.nilai else isi.indikator_id or isi.hasil_id or UMUM,
        hal=_subject(kantor, isi, milik),
        teks=isi.teks,
        respon=isi.respon,
        bukti=isi.bukti,
        tindak_lanjut=isi.tindak_lanjut,
        catatan_tindak_lanjut=isi.catatan_tindak_lanjut,
        koreksi=koreksi,
    )


def _corrections(kantor: Kantor, doc_id: str) -> int:
    """Return how often a given feedback was changed: its versions that were given, but for the first."""
    diberikan = 0
    for rev in kantor.store.history(doc_id):
        if not rev.deleted and not rev.erased:
            isi = decode_as(UmpanBalikBerkelanjutan, rev.body)
            diberikan += isi.status is StatusUmpanBalik.DIBERIKAN
    return max(0, diberikan - 1)


def _subject(kantor: Kantor, isi: UmpanBalikBerkelanjutan, skp: Skp | None) -> str:
    """Return what a feedback is on, in words."""
    if isi.nilai is not None:
        return next(satu.nama for satu in plan_words(kantor).nilai_dasar if satu.kode is isi.nilai)
    if not isi.hasil_id:
        return _("Pekerjaan pada umumnya")
    hasil = next((satu for satu in skp.hasil if satu.id == isi.hasil_id), None) if skp is not None else None
    if hasil is None:
        return _("Hasil kerja yang sudah tidak ada di SKP")
    indikator = next((satu for satu in hasil.indikator if satu.id == isi.indikator_id), None)
    kata = (indikator.teks or indikator.narasi).strip() if indikator is not None else ""
    return f"{hasil.teks} – {kata}" if kata else hasil.teks


def _redacted(satu: BarisUmpanBalik, tersimpan: Found) -> BarisUmpanBalik:
    """Return a feedback without what tells who of the office gave it, where he did not let his name be told."""
    if satu.nama or not tersimpan.columns["pemberi_id"]:
        return satu
    bukti = tuple(
        msgspec.structs.replace(b, nama=_("Bukti {nomor}").format(nomor=nomor), asal="")
        for nomor, b in enumerate(satu.bukti, 1)
    )
    tanggal = satu.tanggal.replace(day=1) if satu.tanggal is not None else None
    return replace(satu, bukti=bukti, tanggal=tanggal, hanya_bulan=True)


def _own_rows(kantor: Kantor, ketemu: Sequence[Found]) -> list[BarisUmpanBalik]:
    """Return feedback or requests as their giver or asker sees them, with the name of whom one asked."""
    pemberi = [str(satu.columns["pemberi_id"] or "") for satu in ketemu]
    nama = _names(kantor, pemberi)
    baris = zip(_rows(kantor, ketemu), pemberi, strict=True)
    return [replace(satu, saya=True, pemberi=nama.get(siapa, "")) for satu, siapa in baris]
