"""Words of the domain as the window shows them; official wording itself comes from the rule set."""

from __future__ import annotations

from datetime import date

from desktop_app.domain.errors import UserError
from desktop_app.domain.format_indonesia import format_tanggal, nama_bulan
from desktop_app.domain.istilah import (
    JenisJabatan,
    JenisPeriode,
    JenisTarget,
    StatusKepegawaian,
    StatusPenilaian,
    StatusSkp,
)
from desktop_app.domain.periode import Periode, parse_periode
from desktop_app.domain.temuan import Temuan
from desktop_app.i18n import _
from desktop_app.messages import sentence
from desktop_app.services.penguji_tanda import KeadaanTanda
from desktop_app.services.tanda_tangan import HasilTandaTangan
from desktop_app.ui.theme import State

ROMAN = ("I", "II", "III", "IV")


def status_skp_text(status: StatusSkp | None) -> str:
    """Return the state of an SKP in a word; nothing is "Belum ada"."""
    return {
        None: _("Belum ada"),
        StatusSkp.DRAFT: _("Draf"),
        StatusSkp.DIAJUKAN: _("Diajukan"),
        StatusSkp.DITETAPKAN: _("Ditetapkan"),
    }[status]


def status_skp_state(status: StatusSkp | None) -> State | None:
    """Return the mark of an SKP's state."""
    return {
        None: None,
        StatusSkp.DRAFT: State.WARNING,
        StatusSkp.DIAJUKAN: State.INFO,
        StatusSkp.DITETAPKAN: State.OK,
    }[status]


def status_penilaian_text(status: StatusPenilaian | None) -> str:
    """Return the state of an evaluation in a word."""
    return {
        None: _("Belum dimulai"),
        StatusPenilaian.DRAFT: _("Draf"),
        StatusPenilaian.FINAL: _("Final"),
    }[status]


def status_penilaian_state(status: StatusPenilaian | None) -> State | None:
    """Return the mark of an evaluation's state."""
    return {None: None, StatusPenilaian.DRAFT: State.WARNING, StatusPenilaian.FINAL: State.OK}[status]


def signed_text(status: str, tertanda: bool) -> str:
    """Return the state of a fixed document in a list, with a word more where somebody signed it with his own key."""
    return _("{status}, ditandatangani").format(status=status) if tertanda else status


def signature_text(tanda: HasilTandaTangan) -> str:
    """Return in a few words who signed the present version of a fixed document, or what is the matter."""
    if tanda.keadaan is KeadaanTanda.SAH:
        teks = _("Ditandatangani oleh {nama}").format(nama=tanda.nama or "–")
        if tanda.sejak is not None and tanda.sejak.paket:
            teks += _(" (kunci dikenal sejak paket no. {nomor})").format(nomor=tanda.sejak.paket)
        elif tanda.sejak is not None:
            teks += _(" (kunci dikenal sejak {tanggal})").format(tanggal=short_date(tanda.sejak.waktu))
        return teks
    return {
        KeadaanTanda.TIDAK_ADA: _("Belum ditandatangani secara elektronik"),
        KeadaanTanda.REVISI_BERUBAH: _("Versi ini belum ditandatangani secara elektronik"),
    }.get(tanda.keadaan, _("Tanda tangan elektronik belum dapat dipastikan"))


def kepegawaian_text(status: StatusKepegawaian) -> str:
    """Return the kind of employment."""
    return {
        StatusKepegawaian.PNS: _("PNS"),
        StatusKepegawaian.PPPK: _("PPPK"),
        StatusKepegawaian.BUKAN_ASN: _("Bukan ASN"),
    }[status]


def jenis_jabatan_text(jenis: JenisJabatan) -> str:
    """Return the kind of a post."""
    return {
        JenisJabatan.JPT: _("Pimpinan tinggi"),
        JenisJabatan.ADMINISTRATOR: _("Administrator"),
        JenisJabatan.PENGAWAS: _("Pengawas"),
        JenisJabatan.PELAKSANA: _("Pelaksana"),
        JenisJabatan.FUNGSIONAL: _("Fungsional"),
        JenisJabatan.PEJABAT_NEGARA: _("Pejabat negara"),
    }[jenis]


def jenis_target_text(jenis: JenisTarget) -> str:
    """Return how a target is given."""
    return {
        JenisTarget.ANGKA: _("Angka"),
        JenisTarget.RENTANG: _("Rentang"),
        JenisTarget.TEKS: _("Kata-kata"),
    }[jenis]


def periode_text(periode: Periode | str) -> str:
    """Return ``Triwulan I 2026``, ``Juni 2026`` or ``Tahun 2026``."""
    waktu = parse_periode(periode) if isinstance(periode, str) else periode
    if waktu.jenis is JenisPeriode.TRIWULANAN:
        return _("Triwulan {n} {tahun}").format(n=ROMAN[waktu.nomor - 1], tahun=waktu.tahun)
    if waktu.jenis is JenisPeriode.BULANAN:
        return f"{nama_bulan(waktu.mulai.month)} {waktu.tahun}"
    return _("Tahun {tahun}").format(tahun=waktu.tahun)


def official_text(words: str) -> str:
    """Return official capitals as running words: ``DIATAS EKSPEKTASI`` becomes ``Diatas ekspektasi``, translated."""
    running = words[:1].upper() + words[1:].lower()
    return _(running)


def short_date(claimed: str) -> str:
    """Return the day of an ISO 8601 time as ``3 Maret 2026``; what is no time comes back unchanged."""
    try:
        return format_tanggal(date.fromisoformat(claimed[:10]))
    except ValueError:
        return claimed


def temuan_text(temuan: Temuan) -> str:
    """Return the sentence of a finding."""
    return sentence(UserError(temuan.kode, **temuan.fakta))
