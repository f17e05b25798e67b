"""The words for the way of an evaluation document and for what can be proven of its deadlines, alike everywhere."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.istilah_kinerja import JenisPeristiwa
from desktop_app.domain.jalan_dokumen import Kedudukan
from desktop_app.domain.tenggat import Bukti, HasilTenggat
from desktop_app.domain.tenggat_dokumen import TenggatTerbukti
from desktop_app.domain.tenggat_evaluasi import Kepastian, certainty_of
from desktop_app.i18n import _

PERISTIWA: Mapping[JenisPeristiwa, str] = MappingProxyType(
    {
        JenisPeristiwa.DISERAHKAN: "Diserahkan kepada pegawai",
        JenisPeristiwa.DITERIMA: "Diterima pegawai",
        JenisPeristiwa.DITANDATANGANI_PEGAWAI: "Ditandatangani pegawai",
        JenisPeristiwa.MENOLAK_TANDA_TANGAN: "Pegawai menolak menandatangani",
        JenisPeristiwa.DIKEMBALIKAN: "Dikembalikan kepada penilai",
        JenisPeristiwa.DILAPORKAN: "Dilaporkan kepada PyB",
    }
)
KEDUDUKAN: Mapping[Kedudukan, str] = MappingProxyType(
    {
        Kedudukan.DI_PENILAI: "Belum diserahkan",
        Kedudukan.DISERAHKAN: "Diserahkan, belum diterima",
        Kedudukan.DI_PEGAWAI: "Di pegawai",
        Kedudukan.DITANDATANGANI: "Ditandatangani, di pegawai",
        Kedudukan.DITOLAK: "Pegawai menolak tanda tangan",
        Kedudukan.KEMBALI: "Kembali di penilai",
        Kedudukan.DILAPORKAN: "Sudah dilaporkan",
    }
)
KEPASTIAN: Mapping[Kepastian, str] = MappingProxyType(
    {
        Kepastian.TEPAT: "pasti tepat waktu",
        Kepastian.TERLAMBAT: "pasti terlambat",
        Kepastian.TIDAK_TERBUKTI: "tidak dapat dibuktikan",
        Kepastian.BERJALAN: "belum jatuh tempo",
    }
)


def day_text(bukti: Bukti | None) -> str:
    """Return a day with a word where it is doubtful; a dash where nothing happened."""
    if bukti is None:
        return "–"
    hari = format_tanggal(bukti.tanggal)
    return _("{tanggal} (diragukan)").format(tanggal=hari) if bukti.ragu else hari


def why_unproven(satu: TenggatTerbukti) -> str:
    """Return why nothing can be proven of a deadline; empty where something can."""
    if certainty_of(satu.tenggat) is not Kepastian.TIDAK_TERBUKTI:
        return ""
    if satu.tenggat.hasil is not HasilTenggat.TIDAK_TERBUKTI:
        tahun = ", ".join(map(str, satu.tenggat.tahun_kosong))
        return _("hari libur {tahun} belum diisi, batas yang benar mungkin lebih lambat").format(tahun=tahun)
    if satu.awal.ragu:
        return _("tanggal mulainya diragukan ({tanggal})").format(tanggal=format_tanggal(satu.awal.tanggal))
    if satu.selesai is not None and satu.selesai.ragu:
        return _("tanggal {tanggal} diragukan").format(tanggal=format_tanggal(satu.selesai.tanggal))
    return _("tanggal komputer diragukan")


def judgement_text(satu: TenggatTerbukti) -> str:
    """Return in words what can be proven of a deadline, and why where nothing can."""
    pasti = certainty_of(satu.tenggat)
    if pasti is Kepastian.TERLAMBAT and satu.tenggat.aturan.kode == "evaluasi_periodik":
        # The day is the house's, so that nobody is called late before the law by it.
        return _("lewat batas aplikasi ini; peraturan tidak menyebut harinya")
    kata = _(KEPASTIAN[pasti])
    sebab = why_unproven(satu)
    return f"{kata}: {sebab}" if sebab else kata
