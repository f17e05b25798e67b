"""The answer about a printed form in sentences: what is proved, what is not, and what to do next."""

from __future__ import annotations

from desktop_app.i18n import _
from desktop_app.services.penguji_tanda import KeadaanTanda
from desktop_app.services.periksa_formulir import HasilPeriksa, Pemeriksaan
from desktop_app.services.tanda_tangan import HasilTandaTangan


def title_of_check(satu: Pemeriksaan) -> str:
    """Return the answer in a few words."""
    if satu.isi_dihapus and satu.hasil is not HasilPeriksa.TIDAK_SAH:
        return _("Versi ini sudah dihapus")
    return {
        HasilPeriksa.COCOK: _("Cocok"),
        HasilPeriksa.VERSI_LAMA: _("Versi lama"),
        HasilPeriksa.TIDAK_DIKENAL: _("Tidak dikenal di kantor ini"),
        HasilPeriksa.TIDAK_SAH: _("Tidak sah"),
    }[satu.hasil]


def explain_check(satu: Pemeriksaan) -> tuple[str, ...]:
    """Return the answer in full sentences, the most important first."""
    kalimat = [_main(satu)]
    if satu.hasil is not HasilPeriksa.TIDAK_SAH or satu.boleh_lihat:
        kalimat.append(explain_paper_signature(satu))
    if satu.tanda.keadaan is KeadaanTanda.SAH:
        kalimat.append(explain_key(satu.tanda))
    if satu.konflik:
        kalimat.append(_("Dokumen ini sedang berbeda versi. Selesaikan dulu di halaman Konflik, lalu periksa lagi."))
    if not satu.pindaian and satu.hasil in (HasilPeriksa.COCOK, HasilPeriksa.VERSI_LAMA):
        kalimat.append(
            _("Kode pendek hanya menunjuk dokumennya. Cocokkan isi kertas dengan mata, atau pindai kode QR-nya.")
        )
    elif satu.hasil is HasilPeriksa.COCOK:
        kalimat.append(_("Kode QR membuktikan versinya. Bila ada bekas coretan atau tempelan, cocokkan isi kertasnya."))
    if not satu.boleh_lihat and satu.hasil in (HasilPeriksa.COCOK, HasilPeriksa.VERSI_LAMA):
        kalimat.append(_("Isi dokumen ini tidak ditampilkan karena berada di luar wewenang Anda."))
    return tuple(satu for satu in kalimat if satu)


def _main(satu: Pemeriksaan) -> str:
    if satu.hasil is HasilPeriksa.TIDAK_SAH:
        if satu.bukan_tetap:
            return _("Versi yang disebut kode ini masih draf; program tidak pernah mencetak draf dengan kode.")
        return _("Kode ini tidak sesuai dengan dokumen yang disebutnya. Simpan kertasnya, tanyakan asalnya.")
    if satu.hasil is HasilPeriksa.TIDAK_DIKENAL:
        if satu.dokumen_ada:
            return _("Dokumennya ada di kantor ini, tetapi versi yang dicetak belum pernah sampai ke sini.")
        return _("Dokumen dengan kode ini tidak ada di kantor ini. Periksa di kantor asalnya atau di kabupaten.")
    if satu.isi_dihapus:
        return _("Versi ini pernah ada; isinya sudah dihapus menurut aturan pelindungan data pribadi.")
    if satu.dihapus:
        return _("Versi ini benar pernah ada, tetapi dokumennya sudah dihapus.")
    if satu.hasil is HasilPeriksa.COCOK:
        return _("Versi yang dicetak adalah isi dokumen yang berlaku sekarang.")
    return _("Versi ini benar pernah ada, tetapi isi dokumen sudah berubah sesudah dicetak.")


def explain_paper_signature(satu: Pemeriksaan) -> str:
    """Return what is known of the signature on the paper."""
    tanda = satu.tanda
    if tanda.keadaan is KeadaanTanda.TIDAK_ADA:
        return _("Versi ini tidak bertanda tangan elektronik pribadi.")
    if tanda.keadaan is KeadaanTanda.ISI_BELUM_ADA:
        return _(
            "Kode menyebut kunci milik {nama}. Karena isi dokumennya tidak ada di sini, tanda tangannya tidak dapat "
            "dibuktikan di kantor ini."
        ).format(nama=tanda.nama or "–")
    return explain_signature(tanda)


def explain_key(tanda: HasilTandaTangan) -> str:
    """Return since when the signer's key is known here; empty where that is not known."""
    if tanda.sejak is None:
        return ""
    if tanda.sejak.paket:
        return _("Kuncinya dikenal di sini sejak paket nomor {nomor} dari {kantor}.").format(
            nomor=tanda.sejak.paket, kantor=tanda.sejak.kantor
        )
    return _("Kuncinya dikenal di sini sejak {tanggal} menurut jam komputer.").format(tanggal=tanda.sejak.waktu[:10])


def explain_signature(tanda: HasilTandaTangan) -> str:
    """Return how a signature stands, with the signer's name where it is known."""
    nama = tanda.nama or _("penanda tangannya")
    return {
        KeadaanTanda.SAH: _("Tanda tangan elektronik {nama} sah.").format(nama=nama),
        KeadaanTanda.TIDAK_ADA: _("Belum ditandatangani secara elektronik."),
        KeadaanTanda.REVISI_BERUBAH: _("Yang ditandatangani adalah versi sebelumnya; versi ini belum ditandatangani."),
        KeadaanTanda.KUNCI_BERAKHIR: _(
            "Kunci {nama} sudah berakhir, dan tanda tangan ini tidak dapat dibuktikan dibuat sebelum kunci berakhir. "
            "Tanyakan kepada kabupaten, yang menerima paketnya lebih dulu."
        ).format(nama=nama),
        KeadaanTanda.KUNCI_TIDAK_DIKENAL: _("Kunci tanda tangan ini tidak dikenal di kantor ini."),
        KeadaanTanda.KUNCI_TIDAK_DIJAMIN: _("Kunci tanda tangan ini tidak dijamin oleh komputer yang disebutnya."),
        KeadaanTanda.PERANGKAT_TIDAK_DIKENAL: _(
            "Tanda tangannya cocok dengan isi, tetapi komputer yang menjamin kunci {nama} tidak dikenal di kantor ini. "
            "Kabupaten dapat memastikannya."
        ).format(nama=nama),
        KeadaanTanda.ISI_DIHAPUS: _("Tanda tangannya tidak dapat dibuktikan lagi karena isinya sudah dihapus."),
        KeadaanTanda.ISI_BELUM_ADA: _("Isi yang ditandatangani belum sampai di kantor ini."),
        KeadaanTanda.TIDAK_SAH: _("Tanda tangannya tidak sesuai dengan isi dokumen."),
    }[tanda.keadaan]
