"""The papers of a survey: each drawing module is loaded at its first page, not at the start of the program."""

from __future__ import annotations

from desktop_app.forms.values import Kertas
from desktop_app.forms.values_skm import FormKodeSkm, FormKuesioner, FormLaporanSkm


def render_kuesioner(form: FormKuesioner, *, kertas: Kertas = Kertas.A4) -> bytes:
    """Return the questionnaires of one run as PDF, one sheet for each number (PermenPANRB 14/2017)."""
    from desktop_app.forms import kuesioner_skm

    return kuesioner_skm.render_kuesioner(form, kertas=kertas)


def render_kode_skm(form: FormKodeSkm, *, kertas: Kertas = Kertas.A4) -> bytes:
    """Return slips with codes for the screen as PDF, a page of the office's own."""
    from desktop_app.forms import kode_skm

    return kode_skm.render_kode_skm(form, kertas=kertas)


def render_laporan_skm(form: FormLaporanSkm, *, kertas: Kertas = Kertas.A4) -> bytes:
    """Return the report of a survey as PDF in its five chapters."""
    from desktop_app.forms import laporan_skm

    return laporan_skm.render_laporan_skm(form, kertas=kertas)


def render_pengumuman_skm(form: FormLaporanSkm, *, kertas: Kertas = Kertas.A4) -> bytes:
    """Return the notice of a survey's result as PDF, the IKM large."""
    from desktop_app.forms import laporan_skm

    return laporan_skm.render_pengumuman_skm(form, kertas=kertas)
