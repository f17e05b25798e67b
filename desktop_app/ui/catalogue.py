"""Which pages a role has, in the order of the navigation bar; the only place that knows all features."""

from __future__ import annotations

from desktop_app.i18n import _
from desktop_app.services.kantor import Peran
from desktop_app.ui.beranda.page import BerandaPage
from desktop_app.ui.cetak.page import CetakPage
from desktop_app.ui.kirim.page import KirimPage
from desktop_app.ui.konflik.page import KonflikPage
from desktop_app.ui.masuk.page import MasukPage
from desktop_app.ui.pegawai.page import PegawaiPage
from desktop_app.ui.pengaturan.page import PengaturanPage
from desktop_app.ui.penilaian.page import PenilaianPage
from desktop_app.ui.skp.page import SkpPage
from desktop_app.ui.window import PageSpec


def page_specs(peran: Peran) -> tuple[PageSpec, ...]:
    """Return the pages of ``peran``; a kabupaten receives and checks where a unit records."""
    beranda = PageSpec("beranda", _("Beranda"), "beranda", BerandaPage)
    pegawai = PageSpec("pegawai", _("Pegawai"), "pegawai", PegawaiPage)
    konflik = PageSpec("konflik", _("Konflik"), "konflik", KonflikPage)
    cetak = PageSpec("cetak", _("Cetak"), "cetak", CetakPage)
    pengaturan = PageSpec("pengaturan", _("Pengaturan"), "pengaturan", PengaturanPage)
    if peran is Peran.KABUPATEN:
        masuk = PageSpec("masuk", _("Kotak Masuk"), "masuk", MasukPage)
        return (beranda, masuk, konflik, pegawai, cetak, pengaturan)
    return (
        beranda,
        pegawai,
        PageSpec("skp", _("SKP"), "skp", SkpPage),
        PageSpec("penilaian", _("Penilaian"), "penilaian", PenilaianPage),
        PageSpec("kirim", _("Kirim/Terima"), "kirim", KirimPage),
        konflik,
        cetak,
        pengaturan,
    )
