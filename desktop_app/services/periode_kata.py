"""A period's code in words, where no page of the window is at hand: paper, lists, the command line."""

from __future__ import annotations

from desktop_app.domain.format_indonesia import nama_bulan
from desktop_app.domain.istilah import JenisPeriode
from desktop_app.domain.periode import parse_periode
from desktop_app.i18n import _

ROMAWI = ("I", "II", "III", "IV")


def periode_words(kode: str) -> str:
    """Return "Triwulan IV 2026", "Maret 2026" or "Tahun 2026"; raises ``UserError`` ``periode_salah``."""
    waktu = parse_periode(kode)
    if waktu.jenis is JenisPeriode.TRIWULANAN:
        return _("Triwulan {n} {tahun}").format(n=ROMAWI[waktu.nomor - 1], tahun=waktu.tahun)
    if waktu.jenis is JenisPeriode.BULANAN:
        return f"{nama_bulan(waktu.mulai.month)} {waktu.tahun}"
    return _("Tahun {tahun}").format(tahun=waktu.tahun)
