"""A period's code in words, where no page of the window is at hand: paper, lists, the command line."""

from __future__ import annotations

import re
from datetime import date

from desktop_app.domain.errors import UserError
from desktop_app.domain.format_indonesia import format_tanggal, nama_bulan
from desktop_app.domain.istilah import JenisPeriode
from desktop_app.domain.periode import parse_periode
from desktop_app.i18n import _

_HARI = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_PERIODE = re.compile(r"\d{4}-(TW|B)\d{1,2}", re.ASCII)
ROMAWI = ("I", "II", "III", "IV")


def spoken_key(teks: str) -> str:
    """Return what tells a document from others of its kind as people say it: "1 November 2026", "Triwulan IV 2026".

    Whatever is neither a stored day nor a period's code stays as it is.
    """
    try:
        if _HARI.fullmatch(teks):
            return format_tanggal(date.fromisoformat(teks))
        return periode_words(teks) if _PERIODE.fullmatch(teks) else teks
    except (ValueError, UserError):
        return teks


def periode_words(kode: str) -> str:
    """Return "Triwulan IV 2026", "Maret 2026" or "Tahun 2026"; raises ``UserError`` ``periode_salah``."""
    waktu = parse_periode(kode)
    if waktu.jenis is JenisPeriode.TRIWULANAN:
        return _("Triwulan {n} {tahun}").format(n=ROMAWI[waktu.nomor - 1], tahun=waktu.tahun)
    if waktu.jenis is JenisPeriode.BULANAN:
        return f"{nama_bulan(waktu.mulai.month)} {waktu.tahun}"
    return _("Tahun {tahun}").format(tahun=waktu.tahun)
