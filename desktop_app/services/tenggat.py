"""Deadlines of planning, person by person: what is due, late, met or cannot be proven, and where that stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

import msgspec

from db import Found
from desktop_app.domain.adendum import Adendum
from desktop_app.domain.codec import decode_as
from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.hari_kerja import KalenderKerja
from desktop_app.domain.istilah import StatusSkp
from desktop_app.domain.pegawai import Pegawai, RiwayatJabatan
from desktop_app.domain.penetapan import batas_pegawai, batas_penetapan
from desktop_app.domain.skp import Skp
from desktop_app.domain.tenggat import ATURAN_TENGGAT, Bukti, HasilTenggat, Tenggat, judge_tenggat
from desktop_app.domain.wewenang import Wewenang
from desktop_app.i18n import _
from desktop_app.services.jangkauan import find_reached, view_of
from desktop_app.services.kalender import read_kalender_kerja
from desktop_app.services.kantor import Kantor, intention
from desktop_app.services.kolom import covers_days, is_active
from desktop_app.services.skp import dikecualikan_tahun
from desktop_app.services.waktu import read_time, today

KATA: Mapping[HasilTenggat, str] = MappingProxyType(
    {
        HasilTenggat.BELUM: "belum",
        HasilTenggat.JATUH_TEMPO: "jatuh tempo",
        HasilTenggat.TERLEWAT: "terlewat",
        HasilTenggat.TERPENUHI: "terpenuhi",
        HasilTenggat.TERPENUHI_TERLAMBAT: "terpenuhi terlambat",
        HasilTenggat.TIDAK_TERBUKTI: "tidak dapat dibuktikan",
    }
)
MENDESAK = (
    HasilTenggat.TERLEWAT,
    HasilTenggat.JATUH_TEMPO,
    HasilTenggat.BELUM,
    HasilTenggat.TIDAK_TERBUKTI,
    HasilTenggat.TERPENUHI_TERLAMBAT,
    HasilTenggat.TERPENUHI,
)
"""The order in which people want to read them."""
SELESAI = (HasilTenggat.TERPENUHI, HasilTenggat.TERPENUHI_TERLAMBAT)


@dataclass(frozen=True)
class BarisTenggat:
    """One deadline of one person; ``doc_id`` is the document that it is about, empty where it is not there yet.

    ``periode`` is the code of the period that is evaluated, empty where it is about a plan.
    """

    pegawai_id: str
    nama: str
    doc_id: str
    tenggat: Tenggat
    selesai: date | None = None
    periode: str = ""


@dataclass(frozen=True)
class DaftarTenggat:
    """The deadlines of a year, the most urgent first.

    ``hari_ini`` is None where the computer's date is doubtful; ``kalender_terisi`` tells whether anybody has given
    the holidays of the year, and ``hari_kerja`` the week that counts without.
    """

    tahun: int
    hari_ini: date | None
    kalender_terisi: bool
    hari_kerja: int
    baris: tuple[BarisTenggat, ...]


class _Keadaan(msgspec.Struct):
    """What a look through a history needs of a body."""

    status: str = "draft"


def believed_today(kantor: Kantor) -> date | None:
    """Return today's day; None where the computer's clock is doubtful, so that nothing is called overdue by it."""
    return None if kantor.claim().doubt else today(kantor.jam())


@intention(Wewenang.LIHAT_SKP)
def list_tenggat(kantor: Kantor, tahun: int, *, pegawai_id: str = "", semua: bool = False) -> DaftarTenggat:
    """Return the deadlines of planning of the people that who acts may see; kept ones with ``semua`` only.

    Whom planning does not apply to has none (P6:65-66).
    """
    kalender, hari_ini = read_kalender_kerja(kantor), believed_today(kantor)
    pandangan = view_of(kantor, Wewenang.LIHAT_SKP)
    orang = {satu.doc_id: satu for satu in find_reached(kantor, Wewenang.LIHAT_SKP, "pegawai")}
    if pegawai_id:
        orang = {doc_id: satu for doc_id, satu in orang.items() if doc_id == pegawai_id}
    rencana: dict[str, list[Found]] = {}
    for satu in find_reached(kantor, Wewenang.LIHAT_SKP, "skp", order=("mulai",)):
        if covers_days(satu.columns, f"{tahun}-01-01", f"{tahun}-12-31"):
            rencana.setdefault(str(satu.columns["pegawai_id"]), []).append(satu)
    hitung = _Hitung(kantor, kalender, hari_ini)
    baris: list[BarisTenggat] = []
    for doc_id, satu in orang.items():
        milik = rencana.get(doc_id, [])
        wajib = is_active(satu.columns["aktif"]) and satu.columns["status"] != "bukan_asn"
        if not milik and (not wajib or (pandangan is not None and not pandangan.manages(doc_id))):
            continue
        if dikecualikan_tahun(satu.body, tahun) is None:
            baris += hitung.of_person(satu, milik, tahun, semua)
    for adendum in find_reached(kantor, Wewenang.LIHAT_SKP, "adendum", where={"status": "diajukan"}):
        pemilik = orang.get(decode_as(Adendum, adendum.body).pegawai_id)
        if pemilik is not None:
            tenggat = hitung.judge("adendum_menunggu", hitung.claimed(adendum.doc_id, "diajukan"))
            baris.append(BarisTenggat(pemilik.doc_id, pemilik.label, adendum.doc_id, tenggat))
    baris.sort(key=lambda b: (MENDESAK.index(b.tenggat.hasil), b.tenggat.batas or date.max, b.nama.casefold()))
    return DaftarTenggat(tahun, hari_ini, tahun in kalender.tahun_terisi, kalender.hari_kerja, tuple(baris))


class _Hitung:
    """Judges the deadlines of one person after the other with the same day and calendar."""

    def __init__(self, kantor: Kantor, kalender: KalenderKerja, hari_ini: date | None) -> None:
        self._kantor = kantor
        self._kalender = kalender
        self._hari_ini = hari_ini

    def judge(self, kode: str, awal: Bukti, selesai: Bukti | None = None) -> Tenggat:
        """Return one rule held against what happened."""
        return judge_tenggat(ATURAN_TENGGAT[kode], awal, selesai, self._hari_ini, self._kalender)

    def claimed(self, doc_id: str, status: str) -> Bukti:
        """Return when a document came into a state last, by the clock of the computer that wrote it there.

        What was returned and handed in again waits since the second time.
        """
        awal: Bukti | None = None
        for rev in self._kantor.store.history(doc_id):
            if rev.deleted or not rev.body or msgspec.json.decode(rev.body, type=_Keadaan).status != status:
                awal = None
            elif awal is None and (jam := read_time(rev.at.t)) is not None:
                awal = Bukti(tanggal=jam.date(), ragu=rev.at.doubt)
        return awal or Bukti(tanggal=date(1970, 1, 1), ragu=True)

    def of_person(self, satu: Found, milik: list[Found], tahun: int, semua: bool) -> Iterator[BarisTenggat]:
        """Yield what is due, waits or was kept for one person's plan of a year."""

        def line(doc_id: str, tenggat: Tenggat, selesai: date | None = None) -> BarisTenggat:
            return BarisTenggat(satu.doc_id, satu.label, doc_id, tenggat, selesai)

        if not milik:
            if (batas := batas_pegawai(decode_as(Pegawai, satu.body), tahun)) is not None:
                yield line("", self.judge(_rule(batas), Bukti(tanggal=batas)))
            return
        skp = [(rencana.doc_id, decode_as(Skp, rencana.body)) for rencana in milik]
        for doc_id, isi in skp:
            if not is_over(isi, self._hari_ini):
                yield from (line(doc_id, *hasil) for hasil in self._of_skp(doc_id, isi, semua))
        terakhir_id, terakhir = skp[-1]
        if self._hari_ini is None or f'"mulai":"{terakhir.mulai.year}-'.encode() not in satu.body:
            return
        pegawai = decode_as(Pegawai, satu.body)
        if (pindah := new_post_since(pegawai, terakhir, self._hari_ini)) is not None:
            kode = "skp_jabatan_baru" if _is_other_post(pegawai, terakhir, pindah) else "skp_penilai_baru"
            yield line(terakhir_id, self.judge(kode, Bukti(tanggal=pindah.mulai)))

    def _of_skp(self, doc_id: str, isi: Skp, semua: bool) -> Iterator[tuple[Tenggat, date | None]]:
        batas = batas_penetapan(isi)
        kode = _rule(batas)
        if isi.status is StatusSkp.DITETAPKAN:
            if semua:
                bukti = self.claimed(doc_id, StatusSkp.DITETAPKAN.value)
                hari = isi.tanggal or bukti.tanggal
                selesai = Bukti(tanggal=hari, ragu=bukti.ragu)
                yield self.judge(kode, Bukti(tanggal=batas), selesai), hari
            return
        tenggat = self.judge(kode, Bukti(tanggal=batas))
        yield tenggat, None
        if isi.status is StatusSkp.DIAJUKAN:
            yield self.judge("pengajuan_menunggu", self.claimed(doc_id, StatusSkp.DIAJUKAN.value)), None
        if tenggat.hasil is HasilTenggat.TERLEWAT:
            yield self.judge("klarifikasi_atasan", Bukti(tanggal=batas)), None


def _rule(batas: date) -> str:
    """Return the rule that a limit of ``batas_penetapan`` comes from: the regulation's, or the house's."""
    return "skp_ditetapkan" if (batas.month, batas.day) == (1, 31) else "skp_sesudah_januari"


def is_over(skp: Skp, hari: date | None) -> bool:
    """Tell whether it is a draft that ended, because its person moved or left: nobody has to complete it any more.

    On a day that is not believed (None) an end that was set counts.
    """
    return skp.status is StatusSkp.DRAFT and skp.berakhir is not None and (hari is None or hari > skp.berakhir)


def new_post_since(pegawai: Pegawai, skp: Skp, hari: date) -> RiwayatJabatan | None:
    """Return the post or assessor that a person has had since his latest plan began; None where nothing changed.

    A promotion in the same post under the same assessor changes nothing (P6:65 points 6 and 7).
    """
    kini = pegawai.jabatan_pada(min(hari, skp.akhir))
    if kini is None or kini.mulai <= skp.mulai:
        return None
    return kini if _is_other_post(pegawai, skp, kini) or kini.penilai_id != skp.penilai_id else None


def _is_other_post(pegawai: Pegawai, skp: Skp, kini: RiwayatJabatan) -> bool:
    dulu = pegawai.jabatan_pada(skp.mulai)
    return dulu is None or (dulu.jabatan, dulu.unit_kerja) != (kini.jabatan, kini.unit_kerja)


def describe_tenggat(tenggat: Tenggat) -> str:
    """Return what is said of a deadline in words: result, limit, and how many working days."""
    kata = _(KATA[tenggat.hasil])
    if not tenggat.aturan.berbatas:
        if tenggat.sisa and tenggat.sisa < 0:
            return _("{kata}; sudah {n} hari kerja").format(kata=kata, n=-tenggat.sisa)
        return kata
    batas = _("batas {tanggal}").format(tanggal=format_tanggal(tenggat.batas)) if tenggat.batas else ""
    if tenggat.hasil is HasilTenggat.TIDAK_TERBUKTI:
        return _("{kata}: tanggal komputer diragukan; {batas}").format(kata=kata, batas=batas)
    if tenggat.hasil is HasilTenggat.TERLEWAT:
        return _("{kata} {n} hari kerja; {batas}").format(kata=kata, n=-(tenggat.sisa or 0), batas=batas)
    if tenggat.sisa is not None:
        return _("{kata}, tinggal {n} hari kerja; {batas}").format(kata=kata, n=tenggat.sisa, batas=batas)
    return f"{kata}; {batas}"
