"""What the year and the period still ask of an office: counts for the first page of its window."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.domain.istilah import StatusPenilaian, StatusSkp
from desktop_app.domain.periode import Periode, list_periode
from desktop_app.services.kantor import Kantor, intention
from desktop_app.services.pengaturan import read_pengaturan
from desktop_app.services.waktu import today


@dataclass(frozen=True)
class Pekerjaan:
    """Counts of one office in the year and the period that its clock claims; ``periode`` is that period's code."""

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


@intention
def read_pekerjaan(kantor: Kantor) -> Pekerjaan:
    """Count people, SKPs of the year and evaluations of the period; which they are is the clock's claim."""
    hari = today(kantor.jam())
    waktu = current_periode(kantor)
    orang = {
        satu.doc_id: satu.columns
        for satu in kantor.store.find("pegawai")
        if satu.columns["aktif"] and satu.columns["status"] != "bukan_asn"
    }
    skp = [
        satu.columns
        for satu in kantor.store.find("skp")
        if str(satu.columns["mulai"]) <= f"{hari.year}-12-31" and str(satu.columns["selesai"]) >= f"{hari.year}-01-01"
    ]
    status_skp = [str(satu["status"]) for satu in skp]
    nilai = [str(satu.columns["status"]) for satu in kantor.store.find("penilaian", where={"periode": waktu.kode})]
    ditetapkan = status_skp.count(StatusSkp.DITETAPKAN)
    return Pekerjaan(
        tahun=hari.year,
        periode=waktu.kode,
        pegawai=len(orang),
        tanpa_penilai=sum(1 for kolom in orang.values() if not kolom["penilai_id"]),
        tanpa_skp=len(orang.keys() - {str(satu["pegawai_id"]) for satu in skp}),
        skp_draft=status_skp.count(StatusSkp.DRAFT),
        skp_diajukan=status_skp.count(StatusSkp.DIAJUKAN),
        skp_ditetapkan=ditetapkan,
        penilaian_belum=max(0, ditetapkan - len(nilai)),
        penilaian_draft=nilai.count(StatusPenilaian.DRAFT),
        penilaian_final=nilai.count(StatusPenilaian.FINAL),
    )


def current_periode(kantor: Kantor) -> Periode:
    """Return the period of the agency's rhythm in which the claimed day lies (P6:14)."""
    hari = today(kantor.jam())
    semua = list_periode(hari.year, read_pengaturan(kantor).jenis_periode)
    return next(satu for satu in semua if satu.mulai <= hari <= satu.selesai)
