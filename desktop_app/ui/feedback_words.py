"""Words of feedback as the window shows them: when, who, and what its sign means."""

from __future__ import annotations

from desktop_app.domain.format_indonesia import format_tanggal, nama_bulan
from desktop_app.domain.istilah_kinerja import (
    BentukUmpanBalik,
    CaraUmpanBalik,
    PemberiUmpanBalik,
    ResponUmpanBalik,
    StatusUmpanBalik,
    TindakLanjut,
)
from desktop_app.i18n import _
from desktop_app.services.umpan_balik_baca import BarisUmpanBalik
from desktop_app.ui.theme import State


def peran_text(peran: PemberiUmpanBalik) -> str:
    """Return as what somebody gives feedback."""
    return {
        PemberiUmpanBalik.PIMPINAN: _("Pimpinan"),
        PemberiUmpanBalik.REKAN_SETINGKAT: _("Rekan kerja setingkat"),
        PemberiUmpanBalik.PEGAWAI_DI_BAWAH: _("Pegawai di bawahnya"),
        PemberiUmpanBalik.PIHAK_LAIN: _("Pihak lain"),
    }[peran]


def respon_text(respon: ResponUmpanBalik | None) -> str:
    """Return what a sign means, in a word; a dash without one."""
    return {
        None: _("–"),
        ResponUmpanBalik.POSITIF: _("Positif"),
        ResponUmpanBalik.CAMPURAN: _("Campuran"),
        ResponUmpanBalik.TIDAK_POSITIF: _("Tidak positif"),
    }[respon]


def respon_state(respon: ResponUmpanBalik | None) -> State | None:
    """Return the mark of a sign."""
    return {
        None: None,
        ResponUmpanBalik.POSITIF: State.OK,
        ResponUmpanBalik.CAMPURAN: State.INFO,
        ResponUmpanBalik.TIDAK_POSITIF: State.WARNING,
    }[respon]


def bentuk_text(bentuk: BentukUmpanBalik) -> str:
    """Return whether feedback is scheduled."""
    return _("Berkala (terjadwal)") if bentuk is BentukUmpanBalik.TERJADWAL else _("Insidentil")


def cara_text(cara: CaraUmpanBalik) -> str:
    """Return whether feedback was given face to face."""
    return _("Langsung (tatap muka)") if cara is CaraUmpanBalik.LANGSUNG else _("Tidak langsung (lewat media)")


def tindak_lanjut_text(satu: TindakLanjut) -> str:
    """Return what the leader does after feedback."""
    return {
        TindakLanjut.APRESIASI: _("Apresiasi"),
        TindakLanjut.PENUGASAN_BARU: _("Penugasan baru"),
        TindakLanjut.PENYESUAIAN_EKSPEKTASI: _("Penyesuaian ekspektasi"),
        TindakLanjut.PENYESUAIAN_SUMBER_DAYA: _("Penyesuaian dukungan sumber daya"),
        TindakLanjut.PEMBINAAN: _("Pembinaan kinerja"),
        TindakLanjut.AMBIL_ALIH: _("Pengambilalihan hasil kerja"),
    }[satu]


def status_text(status: StatusUmpanBalik) -> str:
    """Return how far a request has come."""
    return {
        StatusUmpanBalik.DIMINTA: _("Menunggu jawaban"),
        StatusUmpanBalik.DIBERIKAN: _("Diberikan"),
        StatusUmpanBalik.TIDAK_DIBERIKAN: _("Tidak diberikan"),
    }[status]


def when_text(row: BarisUmpanBalik) -> str:
    """Return the day of a feedback, its month where the giver is not told; a doubtful clock is said."""
    if row.tanggal is None:
        return "–"
    day = f"{nama_bulan(row.tanggal.month)} {row.tanggal.year}" if row.hanya_bulan else format_tanggal(row.tanggal)
    return _("{hari} (jam diragukan)").format(hari=day) if row.tanggal_ragu else day


def who_text(row: BarisUmpanBalik) -> str:
    """Return who gave a feedback as far as he lets it be told."""
    return f"{_(row.sumber)} ({row.nama})" if row.nama else _(row.sumber)
