"""Outcome indicators of planned results: made, read from their source period by period, shown beside the output.

The values are information beside a realisation and never become a rating (P6:28, 97). A copy of last year's SKP or a
template brings none along: an outcome names the values of just this plan, so it is chosen anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType

import msgspec

from db import Document
from desktop_app.domain.codec import SCHEMA, decode_as, encode
from desktop_app.domain.errors import UserError
from desktop_app.domain.format_indonesia import format_angka, parse_angka, read_angka
from desktop_app.domain.hitung_outcome import HitunganOutcome, average_time, is_time, sum_quantity
from desktop_app.domain.istilah import JenisPeriode
from desktop_app.domain.istilah_pengembangan import JenisPengaduan, SumberOutcome, UnsurSkm
from desktop_app.domain.jurnal import EntriJurnal
from desktop_app.domain.penilaian import Penilaian
from desktop_app.domain.periode import Periode, parse_periode
from desktop_app.domain.skp import Skp
from desktop_app.domain.tindak_lanjut import IndikatorOutcome, TitikOutcome
from desktop_app.domain.wewenang import Wewenang
from desktop_app.i18n import _
from desktop_app.services.hapus_dokumen import delete_document
from desktop_app.services.jangkauan import keep_reached, reached_document, reaches, read_document
from desktop_app.services.kantor import Changed, Kantor, intention
from desktop_app.services.naskah import body_to_advance, new_doc_id
from desktop_app.services.pengaduan import jumlah_pengaduan
from desktop_app.services.pengaturan import read_pengaturan
from desktop_app.services.penilaian import list_periode_kantor
from desktop_app.services.periode_kata import periode_words
from desktop_app.services.skm_hasil import nilai_skm
from desktop_app.services.usulan_realisasi import KemajuanIndikator, read_kemajuan, weeks_of

KIND = "indikator_outcome"
SUMBER: Mapping[SumberOutcome, str] = MappingProxyType(
    {
        SumberOutcome.IKM: "IKM dari survei masyarakat",
        SumberOutcome.UNSUR_SKM: "Satu unsur survei masyarakat",
        SumberOutcome.PENGADUAN: "Jumlah pengaduan",
        SumberOutcome.WAKTU_PROSES: "Waktu proses dari jurnal",
        SumberOutcome.JUMLAH_JURNAL: "Jumlah dari jurnal",
        SumberOutcome.DIISI: "Diisi sendiri",
    }
)
"""The sources, in the order in which they are offered."""


@dataclass(frozen=True)
class NilaiPeriode:
    """The value of one period, None where there is none yet, and in words from what it was read."""

    periode: str
    nama: str
    nilai: Decimal | None
    keterangan: str = ""


@dataclass(frozen=True)
class BarisOutcome:
    """One indicator in the list: whose, of which result, and its last value."""

    id: str
    pegawai_id: str
    nama: str
    hasil: str
    isi: IndikatorOutcome
    terakhir: NilaiPeriode | None
    boleh_ubah: bool = False
    konflik: int = 0


@dataclass(frozen=True)
class RincianOutcome:
    """One indicator with all periods of its year, and the progress of the output beside it (None without one)."""

    baris: BarisOutcome
    tahun: int
    nilai: tuple[NilaiPeriode, ...]
    output: KemajuanIndikator | None
    indikator: tuple[tuple[str, str], ...]


Ingatan = dict[tuple[str, UnsurSkm | None, str], Decimal | None]
"""Figures of surveys that were computed for one list already, by unit, element and period."""


def values(
    kantor: Kantor, isi: IndikatorOutcome, tahun: int, ingatan: Ingatan | None = None
) -> tuple[NilaiPeriode, ...]:
    """Return the values of a year by the agency's short periods; asked by the program for its own work.

    A period that has not begun has none. Processing time is the mean of the entries of the result whose unit is a
    time; a quantity the sum of those in its unit; typed values say what they were read from.
    """
    hari = kantor.jam().date()
    jenis = read_pengaturan(kantor).jenis_periode
    semua = [satu for satu in list_periode_kantor(tahun, jenis) if satu.jenis is not JenisPeriode.TAHUNAN]
    entri = _entries(kantor, isi, tahun) if isi.sumber in _JURNAL else []
    ingat: Ingatan = {} if ingatan is None else ingatan
    return tuple(_value(kantor, isi, satu, entri, hari, ingat) for satu in semua)


_JURNAL = (SumberOutcome.WAKTU_PROSES, SumberOutcome.JUMLAH_JURNAL)


def _entries(kantor: Kantor, isi: IndikatorOutcome, tahun: int) -> list[EntriJurnal]:
    minggu = weeks_of(kantor, isi.pegawai_id, date(tahun, 1, 1), date(tahun, 12, 31))
    return [
        entri
        for satu in minggu
        for entri in satu.entri
        if entri.hasil_id == isi.hasil_id and isi.indikator_id in ("", entri.indikator_id)
    ]


def _value(
    kantor: Kantor, isi: IndikatorOutcome, waktu: Periode, entri: list[EntriJurnal], hari: date, ingat: Ingatan
) -> NilaiPeriode:
    nama = periode_words(waktu.kode)
    if isi.sumber is SumberOutcome.DIISI:
        titik = next((satu for satu in isi.titik if satu.id == waktu.kode), None)
        nilai = read_angka(titik.nilai_ukur) if titik is not None else None
        return NilaiPeriode(waktu.kode, nama, nilai, titik.keterangan if titik is not None else "")
    if waktu.mulai > hari:
        return NilaiPeriode(waktu.kode, nama, None)
    if isi.sumber is SumberOutcome.PENGADUAN:
        banyak = jumlah_pengaduan(kantor, isi.unit_kode, JenisPengaduan.PENGADUAN, waktu.kode)
        return NilaiPeriode(waktu.kode, nama, Decimal(banyak), _("pengaduan yang tercatat di kantor"))
    if isi.sumber in _JURNAL:
        milik = [satu for satu in entri if waktu.mulai <= satu.tanggal <= waktu.selesai]
        rata = isi.sumber is SumberOutcome.WAKTU_PROSES
        hasil = average_time(milik, isi.satuan) if rata else sum_quantity(milik, isi.satuan)
        return NilaiPeriode(waktu.kode, nama, hasil.nilai, _counted(hasil, rata=rata))
    unsur = isi.unsur if isi.sumber is SumberOutcome.UNSUR_SKM else None
    if isi.sumber is SumberOutcome.UNSUR_SKM and unsur is None:
        return NilaiPeriode(waktu.kode, nama, None)
    kunci = (isi.unit_kode, unsur, waktu.kode)
    if kunci not in ingat:
        ingat[kunci] = nilai_skm(kantor, *kunci)
    nilai = ingat[kunci]
    dari = _("survei yang ditutup pada periode ini")
    return NilaiPeriode(waktu.kode, nama, nilai, dari if nilai is not None else "")


def _counted(hasil: HitunganOutcome, *, rata: bool) -> str:
    if not hasil.dihitung and not hasil.dilewati:
        return ""
    teks = _("rata-rata {n} catatan jurnal") if rata else _("jumlah {n} catatan jurnal")
    teks = teks.format(n=hasil.dihitung)
    return _("{teks}; {n} tidak dihitung").format(teks=teks, n=hasil.dilewati) if hasil.dilewati else teks


def value_text(isi: IndikatorOutcome, satu: NilaiPeriode | None) -> str:
    """Return a value with its unit: "3,21" or "12 menit"; a dash where there is none."""
    if satu is None or satu.nilai is None:
        return "–"
    return f"{format_angka(satu.nilai)} {isi.satuan}".strip()


@intention(Wewenang.LIHAT_SKP)
def list_outcome(kantor: Kantor, tahun: int, *, pegawai_id: str = "", skp_id: str = "") -> tuple[BarisOutcome, ...]:
    """Return the indicators of the plans of a year that who acts may see, by name and result."""
    di = {nama: nilai for nama, nilai in (("pegawai_id", pegawai_id), ("skp_id", skp_id)) if nilai}
    ketemu = keep_reached(kantor, Wewenang.LIHAT_SKP, KIND, kantor.store.find(KIND, where=di))
    skp = kantor.store.documents({str(satu.columns["skp_id"]) for satu in ketemu})
    baris = []
    ingatan: Ingatan = {}
    for satu in ketemu:
        rencana = skp.get(str(satu.columns["skp_id"]))
        dokumen = kantor.store.document(satu.doc_id)
        if rencana is None or rencana.deleted or dokumen is None:
            continue
        isi = decode_as(Skp, rencana.body)
        if isi.mulai.year <= tahun <= isi.akhir.year:
            baris.append(_row(kantor, dokumen, isi, tahun, ingatan))
    return tuple(sorted(baris, key=lambda b: (b.nama.casefold(), b.hasil.casefold(), b.id)))


def _row(kantor: Kantor, dokumen: Document, skp: Skp, tahun: int, ingatan: Ingatan | None = None) -> BarisOutcome:
    isi = decode_as(IndikatorOutcome, dokumen.body)
    orang = kantor.store.document(isi.pegawai_id)
    ada = [satu for satu in values(kantor, isi, tahun, ingatan) if satu.nilai is not None]
    return BarisOutcome(
        id=dokumen.doc_id,
        pegawai_id=isi.pegawai_id,
        nama=orang.label if orang is not None and not orang.deleted else "–",
        hasil=next((satu.teks for satu in skp.hasil if satu.id == isi.hasil_id), "–"),
        isi=isi,
        terakhir=ada[-1] if ada else None,
        boleh_ubah=reaches(kantor, Wewenang.SUSUN_SKP, dokumen) and not dokumen.conflicts,
        konflik=len(dokumen.conflicts),
    )


@intention(Wewenang.SUSUN_SKP)
def create_outcome(
    kantor: Kantor,
    skp_id: str,
    hasil_id: str,
    nama: str,
    sumber: SumberOutcome = SumberOutcome.DIISI,
    *,
    unsur: UnsurSkm | None = None,
    indikator_id: str = "",
    satuan: str = "",
    naik_baik: bool = True,
    sasaran: str = "",
) -> tuple[str, Changed]:
    """Name the outcome of one planned result and return the indicator's id.

    Raises ``UserError`` ``outcome_hasil_tidak_ada``, ``outcome_nama_kosong``, ``outcome_unsur_kosong``,
    ``outcome_satuan_waktu`` for a processing time in another unit, ``outcome_sudah_ada`` for one that would show what
    another one of this result shows already.
    """
    dokumen = reached_document(kantor, skp_id, "skp", Wewenang.SUSUN_SKP)
    skp = decode_as(Skp, dokumen.body)
    hasil = next((satu for satu in skp.hasil if satu.id == hasil_id), None)
    if hasil is None:
        raise UserError("outcome_hasil_tidak_ada")
    if not nama.strip():
        raise UserError("outcome_nama_kosong")
    if sumber is SumberOutcome.UNSUR_SKM and unsur is None:
        raise UserError("outcome_unsur_kosong")
    if indikator_id and all(satu.id != indikator_id for satu in hasil.indikator):
        raise UserError("outcome_indikator_kosong")
    isi = IndikatorOutcome(
        pegawai_id=skp.pegawai_id,
        skp_id=skp_id,
        hasil_id=hasil_id,
        unit_kode=skp.unit_kode or dokumen.scope,
        nama=nama.strip(),
        sumber=sumber,
        unsur=unsur if sumber is SumberOutcome.UNSUR_SKM else None,
        indikator_id=indikator_id,
        satuan=satuan.strip(),
        naik_baik=naik_baik,
        sasaran=sasaran.strip(),
    )
    if sumber is SumberOutcome.WAKTU_PROSES and not is_time(isi.satuan):
        raise UserError("outcome_satuan_waktu", satuan=isi.satuan or "–")
    for satu in kantor.store.find(KIND, where={"skp_id": skp_id}):
        lain = decode_as(IndikatorOutcome, satu.body)
        if _figure(lain) == _figure(isi):
            raise UserError("outcome_sudah_ada", nama=lain.nama)
    doc_id = new_doc_id(kantor, KIND, "", dokumen.scope)
    with kantor.write("buat_outcome", doc_id) as tx:
        tx.save(KIND, doc_id, encode(isi), scope=dokumen.scope, schema=SCHEMA)
    return doc_id, Changed((doc_id,), (KIND,))


def _figure(isi: IndikatorOutcome) -> tuple[object, ...]:
    """Return by what two indicators show one figure; typed values are told apart by their name."""
    nama = isi.nama.casefold() if isi.sumber is SumberOutcome.DIISI else ""
    satuan = isi.satuan.casefold() if isi.sumber is SumberOutcome.JUMLAH_JURNAL else ""
    return (isi.hasil_id, isi.sumber, isi.unsur, isi.indikator_id, satuan, nama)


@intention(Wewenang.SUSUN_SKP)
def set_nilai_outcome(kantor: Kantor, doc_id: str, periode: str, nilai: str, keterangan: str = "") -> Changed:
    """Type the value of one period and what it was read from; an empty value takes it out.

    Raises ``UserError`` ``outcome_bukan_ketikan`` where another source gives the values, ``outcome_nilai_salah``.
    """
    waktu = parse_periode(periode)
    dokumen = reached_document(kantor, doc_id, KIND, Wewenang.SUSUN_SKP)
    isi = decode_as(IndikatorOutcome, body_to_advance(kantor, dokumen))
    if isi.sumber is not SumberOutcome.DIISI:
        raise UserError("outcome_bukan_ketikan", sumber=SUMBER[isi.sumber])
    baru = with_value(isi, waktu.kode, nilai, keterangan)
    with kantor.write("catat_outcome", doc_id, {"periode": waktu.kode}) as tx:
        tx.drop_working(doc_id, kantor.who)
        tx.save(KIND, doc_id, encode(baru, dokumen.body), scope=dokumen.scope, schema=SCHEMA)
    return Changed((doc_id,), (KIND,))


def with_value(isi: IndikatorOutcome, periode: str, nilai: str, keterangan: str) -> IndikatorOutcome:
    """Return an indicator with the typed value of one period; raises ``outcome_nilai_salah`` where it is no number."""
    angka = parse_angka(nilai.strip()) if nilai.strip() else None
    if nilai.strip() and angka is None:
        raise UserError("outcome_nilai_salah", nilai=nilai.strip())
    lain = tuple(satu for satu in isi.titik if satu.id != periode)
    if angka is None and not keterangan.strip():
        return msgspec.structs.replace(isi, titik=lain)
    ukur = format(angka, "f") if angka is not None else ""
    titik = TitikOutcome(id=periode, nilai_ukur=ukur, keterangan=keterangan.strip())
    return msgspec.structs.replace(isi, titik=tuple(sorted((*lain, titik), key=lambda satu: satu.id)))


@intention(Wewenang.SUSUN_SKP)
def delete_outcome(kantor: Kantor, doc_id: str, alasan: str) -> Changed:
    """Take an indicator away with its reason; its history stays."""
    if not alasan.strip():
        raise UserError("alasan_wajib", langkah="hapus")
    dokumen = reached_document(kantor, doc_id, KIND, Wewenang.SUSUN_SKP)
    return delete_document(kantor, dokumen, alasan.strip(), act="hapus_outcome")


@intention(Wewenang.LIHAT_SKP)
def read_outcome(kantor: Kantor, doc_id: str) -> RincianOutcome:
    """Return one indicator with the values of its plan's year and the progress of its output by month."""
    dokumen = read_document(kantor, doc_id, KIND, Wewenang.LIHAT_SKP)
    isi = decode_as(IndikatorOutcome, dokumen.body)
    rencana = kantor.store.document(isi.skp_id)
    if rencana is None or rencana.deleted or rencana.kind != "skp":
        raise UserError("dokumen_tidak_ada", id=isi.skp_id)
    skp = decode_as(Skp, rencana.body)
    hasil = next((satu for satu in skp.hasil if satu.id == isi.hasil_id), None)
    indikator = tuple((satu.id, satu.teks or satu.narasi) for satu in hasil.indikator) if hasil is not None else ()
    output = None
    if indikator and reaches(kantor, Wewenang.LIHAT_PENILAIAN, rencana):
        semua = {satu.indikator_id: satu for satu in read_kemajuan(kantor, isi.pegawai_id, isi.skp_id)}
        output = semua.get(isi.indikator_id) or semua.get(indikator[0][0])
    tahun = skp.mulai.year
    return RincianOutcome(_row(kantor, dokumen, skp, tahun), tahun, values(kantor, isi, tahun), output, indikator)


@intention(Wewenang.LIHAT_PENILAIAN)
def read_samping(kantor: Kantor, penilaian_id: str) -> Mapping[str, tuple[str, ...]]:
    """Return what stands beside the realisations of an evaluation, by result and by indicator: lines of information.

    The outcome of a result in that period, and the evidence that the journal of the period names.
    """
    isi = decode_as(Penilaian, reached_document(kantor, penilaian_id, "penilaian", Wewenang.LIHAT_PENILAIAN).body)
    waktu = parse_periode(isi.periode)
    hasil: dict[str, list[str]] = {}
    for satu in kantor.store.find(KIND, where={"skp_id": isi.skp_id, "pegawai_id": isi.pegawai_id}):
        outcome = decode_as(IndikatorOutcome, satu.body)
        ada = [n for n in values(kantor, outcome, waktu.tahun) if n.nilai is not None]
        ada = [n for n in ada if waktu.jenis is JenisPeriode.TAHUNAN or n.periode <= waktu.kode]
        if ada:
            kata = _("Outcome {nama}: {nilai} ({periode})").format(
                nama=outcome.nama, nilai=value_text(outcome, ada[-1]), periode=ada[-1].nama
            )
        else:
            kata = _("Outcome {nama}: belum ada nilai").format(nama=outcome.nama)
        hasil.setdefault(outcome.hasil_id, []).append(kata)
    bukti: dict[str, list[str]] = {}
    for minggu in weeks_of(kantor, isi.pegawai_id, waktu.mulai, waktu.selesai):
        for entri in minggu.entri:
            if entri.bukti and waktu.mulai <= entri.tanggal <= waktu.selesai:
                kunci = entri.indikator_id or entri.hasil_id
                bukti.setdefault(kunci, []).extend(berkas.nama or "–" for berkas in entri.bukti)
    for kunci, nama in bukti.items():
        teks = _("Bukti di jurnal: {n} berkas ({nama})")
        ringkas = ", ".join(nama[:4]) + (", …" if len(nama) > 4 else "")
        hasil.setdefault(kunci, []).append(teks.format(n=len(nama), nama=ringkas))
    return {kunci: tuple(baris) for kunci, baris in hasil.items()}
