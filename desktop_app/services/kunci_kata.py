"""Why the kabupaten's keys changed, in words that both roles read."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.i18n import _


def change_text(codes: Sequence[str]) -> str:
    """Return why keys changed, from the codes that roots say; unknown ones of a newer program are left out."""
    words = {
        "upacara": _("kunci induk kini dipegang beberapa orang bersama"),
        "pemegang": _("pemegang kunci induk berganti"),
        "penerbit": _("kunci komputer kabupaten diganti"),
        "kotak": _("kunci kotak masuk kabupaten diganti"),
        "escrow": _("kunci pemulihan sandi diganti"),
        "cabang": _("petugas di sini mempercayai kunci lain sesudah sidik jarinya dibacakan kabupaten"),
        "ulang": _("nomor urut dimulai lagi"),
    }
    return "; ".join(words[one] for one in codes if one in words) or _("kabupaten memperbarui kuncinya")
