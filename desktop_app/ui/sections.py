"""Which tabs Pengaturan has beside its general one, and which of all pages a person may use.

As in ``catalogue`` a page's module is imported when the page is first shown.
"""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.domain.wewenang import Wewenang
from desktop_app.i18n import _
from desktop_app.services.kantor import Peran
from desktop_app.services.pelaku import Pelaku
from desktop_app.ui.desk import Desk
from desktop_app.ui.page import Page
from desktop_app.ui.window import PageSpec


def section_specs(desk: Desk) -> tuple[PageSpec, ...]:
    """Return the tabs of Pengaturan beside the general one that who is logged in may use; each is a ``Page``."""
    akun = PageSpec("akun", _("Akun"), "kunci", _make_akun, Wewenang.KELOLA_AKUN)
    cadangan = PageSpec("cadangan", _("Cadangan"), "stick", _make_cadangan, Wewenang.CADANGKAN)
    jejak = PageSpec("jejak", _("Jejak"), "jam", _make_jejak, Wewenang.LIHAT_JEJAK)
    kesehatan = PageSpec("kesehatan", _("Pemeriksaan"), "ok", _make_kesehatan, Wewenang.PERIKSA)
    orang = PageSpec("data-pribadi", _("Data pribadi"), "pegawai", _make_data_pribadi, Wewenang.HAPUS_ORANG)
    pulihkan = PageSpec("pulihkan", _("Pulihkan sandi"), "kunci", _make_pulihkan, Wewenang.PULIHKAN_SANDI)
    komputer = PageSpec("komputer", _("Komputer kantor"), "pegawai", _make_komputer, Wewenang.DAFTARKAN_KANTOR)
    templat = PageSpec("templat", _("Templat SKP"), "skp", _make_templat, Wewenang.KELOLA_TEMPLAT)
    standar = PageSpec("standar", _("Standar kompetensi"), "pengembangan", _make_standar, Wewenang.LIHAT_PENGATURAN)
    ketentuan = PageSpec("ketentuan", _("Ketentuan"), "jam", _make_ketentuan, Wewenang.LIHAT_PENGATURAN)
    identitas = PageSpec("identitas", _("Identitas"), "kunci", _make_identitas, Wewenang.KIRIM)
    kunci = PageSpec("kunci", _("Kunci kabupaten"), "kunci", _make_kunci, Wewenang.DAFTARKAN_KANTOR)
    above = (komputer, kunci, pulihkan) if desk.profil.peran is Peran.KABUPATEN else (identitas,)
    return permitted((ketentuan, akun, cadangan, templat, standar, *above, orang, jejak, kesehatan), desk.pelaku)


def permitted(specs: Sequence[PageSpec], pelaku: Pelaku | None) -> tuple[PageSpec, ...]:
    """Return those of ``specs`` that ``pelaku`` may use; all of them without one."""
    return tuple(spec for spec in specs if pelaku is None or pelaku.reach(spec.perlu) >= spec.jangkauan)


def _make_akun(desk: Desk) -> Page:
    from desktop_app.ui.akun.page import AkunPage

    return AkunPage(desk)


def _make_cadangan(desk: Desk) -> Page:
    from desktop_app.ui.cadangan.page import CadanganPage

    return CadanganPage(desk)


def _make_templat(desk: Desk) -> Page:
    from desktop_app.ui.templat.page import TemplatPage

    return TemplatPage(desk)


def _make_komputer(desk: Desk) -> Page:
    from desktop_app.ui.komputer.page import DevicesPage

    return DevicesPage(desk)


def _make_kunci(desk: Desk) -> Page:
    from desktop_app.ui.kunci.page import KunciPage

    return KunciPage(desk)


def _make_pulihkan(desk: Desk) -> Page:
    from desktop_app.ui.pulihkan.page import PulihkanPage

    return PulihkanPage(desk)


def _make_standar(desk: Desk) -> Page:
    from desktop_app.ui.standar.page import StandarPage

    return StandarPage(desk)


def _make_ketentuan(desk: Desk) -> Page:
    from desktop_app.ui.pengaturan.ketentuan import KetentuanPage

    return KetentuanPage(desk)


def _make_data_pribadi(desk: Desk) -> Page:
    from desktop_app.ui.data_pribadi.page import DataPribadiPage

    return DataPribadiPage(desk)


def _make_jejak(desk: Desk) -> Page:
    from desktop_app.ui.jejak.page import JejakPage

    return JejakPage(desk)


def _make_kesehatan(desk: Desk) -> Page:
    from desktop_app.ui.kesehatan.page import KesehatanPage

    return KesehatanPage(desk)


def _make_identitas(desk: Desk) -> Page:
    from desktop_app.ui.identitas.page import IdentityPage

    return IdentityPage(desk)
