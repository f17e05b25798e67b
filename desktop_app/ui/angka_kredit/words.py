"""Words of credit points in the window."""

from __future__ import annotations

from desktop_app.domain.format_indonesia import format_angka
from desktop_app.domain.istilah_kinerja import JenjangFungsional
from desktop_app.i18n import _
from desktop_app.services.angka_kredit_hitung import AngkaKreditTerbuka

LEVELS = {
    JenjangFungsional.PEMULA: "Pemula",
    JenjangFungsional.TERAMPIL: "Terampil",
    JenjangFungsional.MAHIR: "Mahir",
    JenjangFungsional.PENYELIA: "Penyelia",
    JenjangFungsional.AHLI_PERTAMA: "Ahli Pertama",
    JenjangFungsional.AHLI_MUDA: "Ahli Muda",
    JenjangFungsional.AHLI_MADYA: "Ahli Madya",
    JenjangFungsional.AHLI_UTAMA: "Ahli Utama",
}
"""The levels as their posts are called; official terms, the same in every language."""


def points_text(shown: AngkaKreditTerbuka) -> str:
    """Return ``18,75 angka kredit``, or that it cannot be computed yet."""
    if shown.angka is None:
        return _("Belum terhitung")
    return _("{angka} angka kredit").format(angka=format_angka(shown.angka))
