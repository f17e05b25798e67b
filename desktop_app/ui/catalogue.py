"""Which pages a role has, in the order of the navigation bar; this and ``sections`` alone know all features.

A page's module is imported when the page is first shown: the window is there sooner, and whoever only records
never loads what receives bundles.
"""

from __future__ import annotations

from desktop_app.domain.wewenang import Jangkauan, Wewenang
from desktop_app.i18n import _
from desktop_app.services.kantor import Peran
from desktop_app.services.pelaku import Pelaku
from desktop_app.ui.desk import Desk
from desktop_app.ui.page import Page
from desktop_app.ui.sections import permitted, section_specs
from desktop_app.ui.window import PageSpec


def page_specs(peran: Peran, pelaku: Pelaku | None = None) -> tuple[PageSpec, ...]:
    """Return the pages of ``peran`` that ``pelaku`` may use (all without one).

    A kabupaten receives and checks where a unit records.
    """
    hak, jauh = Wewenang, Jangkauan
    beranda = PageSpec("beranda", _("Beranda"), "beranda", _make_beranda)
    # Who reaches nobody but himself finds himself in his SKP; a list of one person helps nobody.
    pegawai = PageSpec("pegawai", _("Pegawai", "banyak"), "pegawai", _make_pegawai, hak.LIHAT_PEGAWAI, jauh.BAWAHAN)
    konflik = PageSpec("konflik", _("Konflik"), "konflik", _make_konflik, hak.SELESAIKAN_KONFLIK)
    cetak = PageSpec("cetak", _("Cetak"), "cetak", _make_cetak, hak.CETAK)
    periksa = PageSpec("periksa", _("Periksa formulir"), "cari", _make_periksa, hak.PERIKSA_FORMULIR)
    pengaturan = PageSpec("pengaturan", _("Pengaturan"), "pengaturan", _make_pengaturan, hak.LIHAT_PEGAWAI, jauh.SEMUA)
    if peran is Peran.KABUPATEN:
        masuk = PageSpec("masuk", _("Kotak Masuk"), "masuk", _make_masuk, hak.TERIMA)
        keberatan = PageSpec("keberatan", _("Keberatan"), "kunci", _make_keberatan, hak.TERIMA, asal="masuk")
        tertahan = PageSpec("tertahan", _("Tertahan"), "masuk", _make_tertahan, hak.TERIMA, asal="masuk")
        setoran = PageSpec("setoran", _("Peta setoran"), "berkas", _make_setoran, hak.TERIMA)
        sebaran = PageSpec("sebaran", _("Sebaran"), "penilaian", _make_sebaran, hak.LIHAT_SEBARAN)
        dokumen = PageSpec("dokumen", _("Ketepatan waktu"), "berkas", _make_dokumen, hak.LIHAT_PENILAIAN, asal="cetak")
        konseling = PageSpec("konseling", _("Konseling"), "kunci", _make_konseling, hak.KELOLA_KONSELING)
        balasan = PageSpec("balasan", _("Untuk kantor"), "kirim", _make_balasan, hak.TERIMA)
        atas = (
            beranda,
            masuk,
            balasan,
            setoran,
            tertahan,
            keberatan,
            konseling,
            konflik,
            pegawai,
            sebaran,
            cetak,
            dokumen,
            periksa,
            pengaturan,
        )
        return permitted(atas, pelaku)
    return permitted(
        (
            beranda,
            pegawai,
            PageSpec(
                "serah_terima", _("Serah terima"), "pegawai", _make_serah_terima, hak.SERAH_TERIMA, asal="pegawai"
            ),
            PageSpec("skp", _("SKP"), "skp", _make_skp, hak.LIHAT_SKP),
            PageSpec("adendum", _("Adendum"), "berkas", _make_adendum, hak.LIHAT_SKP, asal="skp"),
            PageSpec("outcome", _("Outcome"), "skp", _make_outcome, hak.LIHAT_SKP, asal="skp"),
            PageSpec("rencana", _("Perencanaan"), "rencana", _make_rencana, hak.LIHAT_SKP),
            PageSpec("jurnal", _("Jurnal"), "ubah", _make_jurnal, hak.LIHAT_PENILAIAN),
            PageSpec("rencana_aksi", _("Rencana aksi"), "ubah", _make_rencana_aksi, hak.LIHAT_SKP, asal="jurnal"),
            PageSpec("umpan_balik", _("Umpan balik"), "info", _make_umpan_balik, hak.BERI_UMPAN_BALIK),
            PageSpec(
                "putaran",
                _("Putaran umpan balik"),
                "info",
                _make_putaran,
                hak.JAWAB_PUTARAN,
                asal=_above_putaran(pelaku),
            ),
            PageSpec("penilaian", _("Penilaian"), "penilaian", _make_penilaian, hak.LIHAT_PENILAIAN),
            PageSpec("capaian", _("Capaian unit"), "penilaian", _make_capaian, hak.UBAH_CAPAIAN, asal="penilaian"),
            PageSpec(
                "evaluasi_diri",
                _("Evaluasi diri"),
                "penilaian",
                _make_evaluasi_diri,
                hak.ISI_EVALUASI_DIRI,
                asal="penilaian",
            ),
            PageSpec(
                "angka_kredit",
                _("Angka kredit"),
                "penilaian",
                _make_angka_kredit,
                hak.KELOLA_ANGKA_KREDIT,
                asal="penilaian",
            ),
            PageSpec("keberatan", _("Keberatan"), "penilaian", _make_keberatan, hak.LIHAT_PENILAIAN, asal="penilaian"),
            PageSpec("dokumen", _("Dokumen evaluasi"), "berkas", _make_dokumen, hak.LIHAT_PENILAIAN, asal="penilaian"),
            PageSpec(
                "hasil_saya", _("Hasil saya"), "penilaian", _make_hasil_saya, hak.LIHAT_PENILAIAN, asal="penilaian"
            ),
            PageSpec(
                "tindak_lanjut", _("Tindak lanjut"), "ok", _make_tindak_lanjut, hak.LIHAT_PENILAIAN, asal="pengembangan"
            ),
            PageSpec("skm", _("Survei"), "survei", _make_skm, hak.LIHAT_SKM),
            PageSpec("pengaduan", _("Pengaduan"), "survei", _make_pengaduan, hak.LIHAT_PENGADUAN, asal="skm"),
            PageSpec("perbaikan", _("Perbaikan layanan"), "survei", _make_perbaikan, hak.LIHAT_SKM, asal="skm"),
            PageSpec("pengembangan", _("Pengembangan"), "pengembangan", _make_pengembangan, hak.LIHAT_PENILAIAN),
            PageSpec(
                "kompetensi",
                _("Kompetensi"),
                "pengembangan",
                _make_kompetensi,
                hak.LIHAT_PENILAIAN,
                asal="pengembangan",
            ),
            PageSpec(
                "bimbingan", _("Bimbingan"), "pengembangan", _make_bimbingan, hak.LIHAT_PENILAIAN, asal="pengembangan"
            ),
            PageSpec("konseling", _("Konseling"), "kunci", _make_konseling, hak.LIHAT_PENILAIAN, asal="pengembangan"),
            PageSpec("kirim", _("Kirim/Terima"), "kirim", _make_kirim, hak.KIRIM),
            PageSpec("tertahan", _("Tertahan"), "kirim", _make_tertahan, hak.KIRIM, asal="kirim"),
            PageSpec(
                "permintaan",
                _("Dari kabupaten"),
                "info",
                _make_permintaan,
                hak.JAWAB_PERBAIKAN,
                asal=_above_permintaan(pelaku),
            ),
            konflik,
            cetak,
            periksa,
            pengaturan,
        ),
        pelaku,
    )


def _make_beranda(desk: Desk) -> Page:
    from desktop_app.ui.beranda.page import BerandaPage

    return BerandaPage(desk)


def _make_capaian(desk: Desk) -> Page:
    from desktop_app.ui.capaian.page import CapaianPage

    return CapaianPage(desk)


def _make_evaluasi_diri(desk: Desk) -> Page:
    from desktop_app.ui.evaluasi_diri.page import EvaluasiDiriPage

    return EvaluasiDiriPage(desk)


def _make_tertahan(desk: Desk) -> Page:
    from desktop_app.ui.tertahan.page import HeldPage

    return HeldPage(desk)


def _make_pegawai(desk: Desk) -> Page:
    from desktop_app.ui.pegawai.page import PegawaiPage

    return PegawaiPage(desk)


def _make_serah_terima(desk: Desk) -> Page:
    from desktop_app.ui.serah_terima.page import SerahTerimaPage

    return SerahTerimaPage(desk)


def _make_angka_kredit(desk: Desk) -> Page:
    from desktop_app.ui.angka_kredit.page import AngkaKreditPage

    return AngkaKreditPage(desk)


def _make_dokumen(desk: Desk) -> Page:
    from desktop_app.ui.dokumen_evaluasi.page import DokumenPage

    return DokumenPage(desk)


def _make_outcome(desk: Desk) -> Page:
    from desktop_app.ui.outcome.page import OutcomePage

    return OutcomePage(desk)


def _make_hasil_saya(desk: Desk) -> Page:
    from desktop_app.ui.hasil_saya.page import HasilSayaPage

    return HasilSayaPage(desk)


def _make_tindak_lanjut(desk: Desk) -> Page:
    from desktop_app.ui.tindak_lanjut.page import TindakLanjutPage

    return TindakLanjutPage(desk)


def _make_pengembangan(desk: Desk) -> Page:
    from desktop_app.ui.pengembangan.page import PengembanganPage

    return PengembanganPage(desk, frozenset(spec.key for spec in page_specs(desk.profil.peran, desk.pelaku)))


def _make_bimbingan(desk: Desk) -> Page:
    from desktop_app.ui.bimbingan.page import BimbinganPage

    return BimbinganPage(desk)


def _make_konseling(desk: Desk) -> Page:
    from desktop_app.ui.konseling.page import KonselingPage

    return KonselingPage(desk)


def _make_kompetensi(desk: Desk) -> Page:
    from desktop_app.ui.kompetensi.page import KompetensiPage

    return KompetensiPage(desk)


def _make_rencana(desk: Desk) -> Page:
    from desktop_app.ui.rencana.page import RencanaPage

    return RencanaPage(desk)


def _make_jurnal(desk: Desk) -> Page:
    from desktop_app.ui.jurnal.page import JurnalPage

    return JurnalPage(desk)


def _make_rencana_aksi(desk: Desk) -> Page:
    from desktop_app.ui.rencana_aksi.page import RencanaAksiPage

    return RencanaAksiPage(desk)


def _make_skm(desk: Desk) -> Page:
    from desktop_app.ui.skm.page import SkmPage

    return SkmPage(desk)


def _make_pengaduan(desk: Desk) -> Page:
    from desktop_app.ui.pengaduan.page import PengaduanPage

    return PengaduanPage(desk)


def _make_perbaikan(desk: Desk) -> Page:
    from desktop_app.ui.perbaikan.page import PerbaikanPage

    return PerbaikanPage(desk)


def _make_skp(desk: Desk) -> Page:
    from desktop_app.ui.skp.page import SkpPage

    return SkpPage(desk)


def _make_adendum(desk: Desk) -> Page:
    from desktop_app.ui.adendum.page import AdendumPage

    return AdendumPage(desk)


def _make_setoran(desk: Desk) -> Page:
    from desktop_app.ui.setoran.page import SetoranPage

    return SetoranPage(desk)


def _make_sebaran(desk: Desk) -> Page:
    from desktop_app.ui.sebaran.page import SpreadPage

    return SpreadPage(desk)


def _make_umpan_balik(desk: Desk) -> Page:
    from desktop_app.ui.umpan_balik.page import UmpanBalikPage

    return UmpanBalikPage(desk)


def _above_putaran(pelaku: Pelaku | None) -> str:
    """Return the page above the rounds; who gives no feedback has none, and finds them in the bar itself."""
    return "umpan_balik" if pelaku is None or pelaku.reach(Wewenang.BERI_UMPAN_BALIK) else ""


def _make_putaran(desk: Desk) -> Page:
    from desktop_app.ui.putaran.page import PutaranPage

    return PutaranPage(desk)


def _make_penilaian(desk: Desk) -> Page:
    from desktop_app.ui.penilaian.page import PenilaianPage

    return PenilaianPage(desk)


def _make_keberatan(desk: Desk) -> Page:
    from desktop_app.ui.keberatan.page import KeberatanPage

    return KeberatanPage(desk)


def _make_balasan(desk: Desk) -> Page:
    from desktop_app.ui.balasan.page import BalasanPage

    return BalasanPage(desk)


def _above_permintaan(pelaku: Pelaku | None) -> str:
    """Return the page above the requests; who sends nothing has none, and finds them in the bar itself."""
    return "kirim" if pelaku is None or pelaku.reach(Wewenang.KIRIM) else ""


def _make_permintaan(desk: Desk) -> Page:
    from desktop_app.ui.permintaan.page import PermintaanPage

    return PermintaanPage(desk)


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


def _make_periksa(desk: Desk) -> Page:
    from desktop_app.ui.periksa.page import PeriksaPage

    return PeriksaPage(desk)


def _make_pengaturan(desk: Desk) -> Page:
    from desktop_app.ui.pengaturan.page import PengaturanPage

    return PengaturanPage(desk, section_specs(desk))
