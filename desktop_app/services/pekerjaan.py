"""What the year and the period still ask of an office: counts for the first page of its window."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from desktop_app.domain.codec import decode_as
from desktop_app.domain.istilah import StatusPenilaian, StatusSkp
from desktop_app.domain.pegawai import Pegawai
from desktop_app.domain.penetapan import batas_pegawai, batas_sejak
from desktop_app.domain.periode import Periode, list_periode
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.hari import answered_day
from desktop_app.services.jangkauan import find_reached, view_of
from desktop_app.services.kantor import Kantor, intention
from desktop_app.services.kolom import covers_days, is_active, status_column
from desktop_app.services.pengaturan import read_pengaturan
from desktop_app.services.skp import dikecualikan_tahun
from desktop_app.services.waktu import BATAS_TAHUN, RILIS, plausible_day

TAHUN_PERTAMA = 2000
"""The codes of periods begin here."""


@dataclass(frozen=True)
class WaktuKerja:
    """The day that work is proposed for, and the years that can be chosen, the newest first.

    ``tahun`` holds the years around ``hari`` and those of every stored document, whatever the clock says.
    """

    hari: date
    tahun: tuple[int, ...]
    tahun_periode: tuple[int, ...]
    """Those of them that periods are offered for: with documents, this year and the one before."""


@dataclass(frozen=True)
class Pekerjaan:
    """Counts of one office in the year and the period that work is proposed for; ``periode`` is that code.

    ``batas_tanpa`` holds of each person without an SKP until when he should have one, ``batas_draft`` and
    ``batas_diajukan`` the limits of the plans that are not fixed; drafts that ended with a move are not counted.
    """

    tahun: int
    periode: str
    pegawai: int
    tanpa_penilai: int
    tanpa_skp: int
    skp_draft: int
    skp_diajukan: int
    skp_ditetapkan: int
    penilaian_belum: int
    penilaian_draft: int
    penilaian_final: int
    batas_tanpa: Mapping[str, date] = field(default_factory=dict)
    batas_draft: tuple[date, ...] = ()
    batas_diajukan: tuple[date, ...] = ()


@intention(Wewenang.RINGKASAN)
def read_pekerjaan(kantor: Kantor) -> Pekerjaan:
    """Count people, SKPs of the year and evaluations of the period that work is proposed for.

    Counted is what the lists would show who acts; people whom he assessed only elsewhere are no work of his.
    """
    hari = read_waktu_kerja(kantor).hari
    waktu = _periode_of(kantor, hari)
    orang = {
        satu.doc_id: satu
        for satu in find_reached(kantor, Wewenang.LIHAT_PEGAWAI, "pegawai")
        if is_active(satu.columns["aktif"]) and satu.columns["status"] != "bukan_asn"
    }
    skp = [
        satu.columns
        for satu in find_reached(kantor, Wewenang.LIHAT_SKP, "skp", bodies=False)
        if covers_days(satu.columns, f"{hari.year}-01-01", f"{hari.year}-12-31")
    ]
    status_skp = [status_column(StatusSkp, satu["status"]) for satu in skp]
    # Who moved has a plan that ended before this period: it is no longer evaluated.
    dinilai = sum(
        1
        for satu, status in zip(skp, status_skp, strict=True)
        if status is StatusSkp.DITETAPKAN and covers_days(satu, waktu.mulai.isoformat(), waktu.selesai.isoformat())
    )
    nilai = [
        status_column(StatusPenilaian, satu.columns["status"])
        for satu in find_reached(
            kantor, Wewenang.LIHAT_PENILAIAN, "penilaian", where={"periode": waktu.kode}, bodies=False
        )
    ]
    pandangan = view_of(kantor, Wewenang.LIHAT_SKP)
    asuhan = {
        satu.doc_id
        for satu in orang.values()
        if (pandangan is None or pandangan.manages(satu.doc_id)) and dikecualikan_tahun(satu.body, hari.year) is None
    }
    batas: dict[StatusSkp, list[date]] = {status: [] for status in StatusSkp}
    for kolom, status in zip(skp, status_skp, strict=True):
        ended = status is StatusSkp.DRAFT and kolom["berakhir"] and str(kolom["berakhir"]) < hari.isoformat()
        if not ended and (mulai := _day(kolom["mulai"])) is not None:
            batas[status].append(batas_sejak(mulai))
    punya = {str(satu["pegawai_id"]) for satu in skp}
    tanpa = {
        doc_id: batas_orang
        for doc_id in asuhan - punya
        if (batas_orang := batas_pegawai(decode_as(Pegawai, orang[doc_id].body), hari.year)) is not None
    }
    return Pekerjaan(
        tahun=hari.year,
        periode=waktu.kode,
        pegawai=len(orang),
        tanpa_penilai=sum(1 for satu in orang.values() if not satu.columns["penilai_id"]),
        tanpa_skp=len(tanpa),
        skp_draft=len(batas[StatusSkp.DRAFT]),
        skp_diajukan=status_skp.count(StatusSkp.DIAJUKAN),
        skp_ditetapkan=status_skp.count(StatusSkp.DITETAPKAN),
        penilaian_belum=max(0, dinilai - len(nilai)),
        penilaian_draft=nilai.count(StatusPenilaian.DRAFT),
        penilaian_final=nilai.count(StatusPenilaian.FINAL),
        batas_tanpa=tanpa,
        batas_draft=tuple(batas[StatusSkp.DRAFT]),
        batas_diajukan=tuple(batas[StatusSkp.DIAJUKAN]),
    )


@intention(Wewenang.RINGKASAN)
def read_waktu_kerja(kantor: Kantor) -> WaktuKerja:
    """Return the day that work is proposed for: the clock's, else the told one, the newest document's, this program's.

    A clock that cannot be believed proposes nothing: at 1980 or 2099 the office works on where its documents are.
    """
    skp, periode_ada, nilai = (kantor.store.find(k, bodies=False) for k in ("skp", "periode", "penilaian"))
    mulai = [_day(satu.columns["mulai"]) for satu in (*skp, *periode_ada)]
    selesai = [_day(satu.columns["selesai"]) for satu in skp]
    mulai += [_day(f"{str(satu.columns['periode'])[:4]}-01-01") for satu in nilai]
    tersimpan = [satu for satu in mulai if satu is not None and TAHUN_PERTAMA <= satu.year < BATAS_TAHUN]
    hari = plausible_day(kantor.jam(), kantor.store.get("waktu", "lantai")) or answered_day(kantor)
    hari = hari or max(tersimpan, default=RILIS.date())
    tahun = {satu.year for satu in (*mulai, *selesai) if satu is not None}
    periode = {satu for satu in tahun if TAHUN_PERTAMA <= satu <= BATAS_TAHUN}
    return WaktuKerja(
        hari,
        tahun=tuple(sorted(tahun | set(range(hari.year - 3, hari.year + 2)), reverse=True)),
        tahun_periode=tuple(sorted(periode | {hari.year, hari.year - 1}, reverse=True)),
    )


def _day(teks: object) -> date | None:
    """Return a stored day; a view's column may hold anything that another program wrote."""
    try:
        return date.fromisoformat(str(teks))
    except ValueError:
        return None


def _periode_of(kantor: Kantor, hari: date) -> Periode:
    """Return the period of the agency's rhythm in which a day lies (P6:14)."""
    semua = list_periode(hari.year, read_pengaturan(kantor).jenis_periode)
    return next(satu for satu in semua if satu.mulai <= hari <= satu.selesai)
