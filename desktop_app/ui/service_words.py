"""Words of the survey, of complaints and of improvements, for all pages that show them."""

from __future__ import annotations

from desktop_app.domain.istilah_pengembangan import (
    JenisPengaduan,
    SaluranPengaduan,
    StatusButir,
    StatusPengaduan,
    SumberOutcome,
    UnsurSkm,
)
from desktop_app.i18n import _
from desktop_app.regulation.skm import skm_in_force
from desktop_app.ui.theme import State


def jenis_pengaduan_text(jenis: JenisPengaduan) -> str:
    """Return what kind of voice it is."""
    return {
        JenisPengaduan.PENGADUAN: _("Pengaduan"),
        JenisPengaduan.PUJIAN: _("Pujian"),
        JenisPengaduan.SARAN: _("Saran"),
    }[jenis]


def saluran_text(saluran: SaluranPengaduan) -> str:
    """Return how it reached the office."""
    return {
        SaluranPengaduan.LANGSUNG: _("Langsung"),
        SaluranPengaduan.KOTAK_SARAN: _("Kotak saran"),
        SaluranPengaduan.SURAT: _("Surat"),
        SaluranPengaduan.TELEPON: _("Telepon"),
        SaluranPengaduan.PESAN: _("Pesan"),
        SaluranPengaduan.LAINNYA: _("Lainnya"),
    }[saluran]


def status_pengaduan_text(status: StatusPengaduan) -> str:
    """Return where a complaint stands."""
    return {
        StatusPengaduan.DITERIMA: _("Diterima"),
        StatusPengaduan.DITANGANI: _("Ditangani"),
        StatusPengaduan.SELESAI: _("Selesai"),
    }[status]


def status_pengaduan_state(status: StatusPengaduan) -> State:
    """Return the mark of a complaint's state."""
    return {
        StatusPengaduan.DITERIMA: State.WARNING,
        StatusPengaduan.DITANGANI: State.INFO,
        StatusPengaduan.SELESAI: State.OK,
    }[status]


def status_butir_text(status: StatusButir) -> str:
    """Return where an improvement stands."""
    return {
        StatusButir.DIRENCANAKAN: _("Direncanakan"),
        StatusButir.BERJALAN: _("Berjalan"),
        StatusButir.SELESAI: _("Selesai"),
        StatusButir.BATAL: _("Batal", "keadaan"),
    }[status]


def sumber_perbaikan_text(sumber: SumberOutcome) -> str:
    """Return where an improvement's indicator is read."""
    return {
        SumberOutcome.UNSUR_SKM: _("Satu unsur survei (1–4)"),
        SumberOutcome.IKM: _("IKM seluruh survei (25–100)"),
        SumberOutcome.PENGADUAN: _("Jumlah pengaduan"),
    }.get(sumber, _("Diisi sendiri"))


def unsur_text(unsur: UnsurSkm | None) -> str:
    """Return ``U3 Waktu Penyelesaian``; empty for none."""
    return "" if unsur is None else f"{unsur.value} {skm_in_force().name_of(unsur)}"


def unsur_choices(none: str) -> list[tuple[str, str]]:
    """Return the nine elements for a list to choose from, ``none`` first."""
    return [("", none), *((one.value, unsur_text(one)) for one in UnsurSkm)]
