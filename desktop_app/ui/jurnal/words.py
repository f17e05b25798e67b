"""Words of an entry of the journal for people who only read it."""

from __future__ import annotations

from desktop_app.domain.format_indonesia import format_angka, format_tanggal, read_angka
from desktop_app.domain.jurnal import EntriJurnal
from desktop_app.i18n import _


def shown_number(number: str) -> str:
    """Return a kept number as Indonesian writes it; what is none stays as it is."""
    value = read_angka(number)
    return number if value is None else format_angka(value)


def amount_text(entry: EntriJurnal) -> str:
    """Return ``45 dari 50 berkas``; empty without a quantity."""
    if not entry.jumlah:
        return ""
    whole = _(" dari {n}").format(n=shown_number(entry.dari)) if entry.dari else ""
    return f"{shown_number(entry.jumlah)}{whole} {entry.satuan}".strip()


def noted_text(entry: EntriJurnal) -> str:
    """Return when the entry was written down where that was another day than the work, and doubt about it."""
    if entry.dicatat is None or entry.dicatat == entry.tanggal:
        return ""
    doubt = _(" (jam komputer diragukan)") if entry.dicatat_ragu else ""
    return _("dicatat {tanggal}").format(tanggal=format_tanggal(entry.dicatat)) + doubt
