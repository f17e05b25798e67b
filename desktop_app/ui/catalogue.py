"""Which pages a role has, in the order of the navigation bar; the only place that knows all features.

A page's module is imported when the page is first shown: the window is there sooner, and whoever only records
never loads what receives bundles.
"""

from __future__ import annotations

from desktop_app.i18n import _
from desktop_app.services.kantor import Peran
from desktop_app.ui.desk import Desk
from desktop_app.ui.page import Page
from desktop_app.ui.window import PageSpec


def page_specs(peran: Peran) -> tuple[PageSpec, ...]:
    """Return the pages of ``peran``; a kabupaten receives and checks where a unit records."""
    beranda = PageSpec("beranda", _("Beranda"), "beranda", _make_beranda)
    pegawai = PageSpec("pegawai", _("Pegawai"), "pegawai", _make_pegawai)
    konflik = PageSpec("konflik", _("Konflik"), "konflik", _make_konflik)
    cetak = PageSpec("cetak", _("Cetak"), "cetak", _make_cetak)
    pengaturan = PageSpec("pengaturan", _("Pengaturan"), "pengaturan", _make_pengaturan)
    if peran is Peran.KABUPATEN:
        masuk = PageSpec("masuk", _("Kotak Masuk"), "masuk", _make_masuk)
        return (beranda, masuk, konflik, pegawai, cetak, pengaturan)
    return (
        beranda,
        pegawai,
        PageSpec("skp", _("SKP"), "skp", _make_skp),
        PageSpec("penilaian", _("Penilaian"), "penilaian", _make_penilaian),
        PageSpec("kirim", _("Kirim/Terima"), "kirim", _make_kirim),
        konflik,
        cetak,
        pengaturan,
    )


def _make_beranda(desk: Desk) -> Page:
    from desktop_app.ui.beranda.page import BerandaPage

    return BerandaPage(desk)


def _make_pegawai(desk: Desk) -> Page:
    from desktop_app.ui.pegawai.page import PegawaiPage

    return PegawaiPage(desk)


def _make_skp(desk: Desk) -> Page:
    from desktop_app.ui.skp.page import SkpPage

    return SkpPage(desk)


def _make_penilaian(desk: Desk) -> Page:
    from desktop_app.ui.penilaian.page import PenilaianPage

    return PenilaianPage(desk)


def _make_kirim(desk: Desk) -> Page:
    from desktop_app.ui.kirim.page import KirimPage

    return KirimPage(desk)


def _make_masuk(desk: Desk) -> Page:
    from desktop_app.ui.masuk.page import MasukPage

    return MasukPage(desk)


def _make_konflik(desk: Desk) -> Page:
    from desktop_app.ui.konflik.page import KonflikPage

    return KonflikPage(desk)


def _make_cetak(desk: Desk) -> Page:
    from desktop_app.ui.cetak.page import CetakPage

    return CetakPage(desk)


def _make_pengaturan(desk: Desk) -> Page:
    from desktop_app.ui.pengaturan.page import PengaturanPage

    return PengaturanPage(desk)
