"""What waits of feedback, for the first page: requests to answer, and scheduled feedback that a leader still owes.

The leader must give scheduled feedback (P6:69 point 6). The regulation names no rhythm but what both agree upon, so the
agency's period of evaluation is taken, and nothing is called late: it is told once the period is over.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from desktop_app.domain.codec import decode_as
from desktop_app.domain.format_indonesia import nama_bulan
from desktop_app.domain.istilah import StatusSkp
from desktop_app.domain.istilah_kinerja import BentukUmpanBalik, PemberiUmpanBalik, StatusUmpanBalik
from desktop_app.domain.periode import Periode, list_periode
from desktop_app.domain.umpan_balik import UmpanBalikBerkelanjutan
from desktop_app.domain.wewenang import Wewenang
from desktop_app.i18n import _
from desktop_app.services.jangkauan_umpan_balik import KIND
from desktop_app.services.kantor import Kantor
from desktop_app.services.ketentuan import read_ketentuan
from desktop_app.services.kolom import covers_days, is_active


@dataclass(frozen=True)
class UmpanBalikMenunggu:
    """One line: its code, its sentence, how many it is about."""

    kode: str
    kalimat: str
    jumlah: int


def waiting_umpan_balik(kantor: Kantor, hari: date | None) -> Iterator[UmpanBalikMenunggu]:
    """Yield what waits for who acts; ``hari`` is today, None where the computer's date is doubtful."""
    saya = kantor.pelaku.pegawai_id
    if not saya or not kantor.pelaku.reach(Wewenang.BERI_UMPAN_BALIK):
        return
    if diminta := kantor.store.count(KIND, where={"pemberi_id": saya, "status": StatusUmpanBalik.DIMINTA.value}):
        yield UmpanBalikMenunggu(
            "umpan-balik-diminta",
            _("{jumlah} permintaan umpan balik menunggu jawaban Anda").format(jumlah=diminta),
            diminta,
        )
    menilai = bool(kantor.pelaku.reach(Wewenang.NILAI))
    periode = last_period(kantor, hari) if menilai and hari is not None else None
    if periode is not None and (belum := without_scheduled(kantor, saya, periode)):
        kalimat = _("{jumlah} pegawai belum mendapat umpan balik berkala dari Anda untuk {periode}")
        kalimat = kalimat.format(jumlah=len(belum), periode=name_period(periode))
        yield UmpanBalikMenunggu("umpan-balik-berkala", kalimat, len(belum))


def last_period(kantor: Kantor, hari: date) -> Periode | None:
    """Return the agency's last period of evaluation that is over on a day, of the same year; None before the first."""
    jenis = read_ketentuan(kantor).periode
    lewat = [satu for satu in list_periode(hari.year, jenis)[:-1] if satu.selesai < hari]
    return lewat[-1] if lewat else None


def without_scheduled(kantor: Kantor, penilai_id: str, periode: Periode) -> tuple[str, ...]:
    """Return whom a leader assesses now, with a determined plan in a period, and gave no scheduled feedback in it."""
    bawahan = [
        satu.doc_id
        for satu in kantor.store.find("pegawai", where={"penilai_id": penilai_id}, bodies=False)
        if is_active(satu.columns["aktif"])
    ]
    if not bawahan:
        return ()
    awal, akhir = periode.mulai.isoformat(), periode.selesai.isoformat()
    rencana = kantor.store.find(
        "skp", where={"pegawai_id": bawahan, "status": StatusSkp.DITETAPKAN.value}, bodies=False
    )
    berencana = {str(satu.columns["pegawai_id"]) for satu in rencana if covers_days(satu.columns, awal, akhir)}
    diberi = {
        str(satu.columns["pegawai_id"])
        for satu in kantor.store.find(
            KIND,
            where={
                "pegawai_id": bawahan,
                "pemberi_id": penilai_id,
                "status": StatusUmpanBalik.DIBERIKAN.value,
                "peran": PemberiUmpanBalik.PIMPINAN.value,
            },
        )
        if awal <= str(satu.columns["tanggal"] or "") <= akhir
        and decode_as(UmpanBalikBerkelanjutan, satu.body).bentuk is BentukUmpanBalik.TERJADWAL
    }
    return tuple(satu for satu in bawahan if satu in berencana and satu not in diberi)


def name_period(periode: Periode) -> str:
    """Return ``triwulan I 2026`` or ``Juni 2026`` as a sentence has it."""
    romawi = ("I", "II", "III", "IV")
    if "TW" in periode.kode:
        return _("triwulan {n} {tahun}").format(n=romawi[periode.nomor - 1], tahun=periode.tahun)
    return f"{nama_bulan(periode.mulai.month)} {periode.tahun}"
