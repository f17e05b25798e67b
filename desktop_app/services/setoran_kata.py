"""The words of the map of what was handed in, alike in the window, in tables and on letters."""

from __future__ import annotations

from desktop_app.domain.format_indonesia import format_tanggal, nama_bulan
from desktop_app.domain.istilah import JenisPeriode
from desktop_app.i18n import _
from desktop_app.services.paket import PaketMasuk
from desktop_app.services.periode_kata import ROMAWI, periode_words
from desktop_app.services.setoran import SKP, BarisSetoran, KeadaanSel, KolomSetoran, OrangSetoran, SelSetoran
from desktop_app.services.waktu import read_time


def column_title(kolom: KolomSetoran) -> str:
    """Return the short title of a column."""
    if kolom.periode is None:
        return _("SKP") if kolom.kode == SKP else _("Dokumen")
    if kolom.periode.jenis is JenisPeriode.TRIWULANAN:
        return _("Triwulan {n}").format(n=ROMAWI[kolom.periode.nomor - 1])
    if kolom.periode.jenis is JenisPeriode.BULANAN:
        return nama_bulan(kolom.periode.nomor)
    return _("Tahunan")


def column_words(kolom: KolomSetoran, tahun: int) -> str:
    """Return what a column is about, with its year."""
    if kolom.periode is None:
        if kolom.kode == SKP:
            return _("SKP {tahun}").format(tahun=tahun)
        return _("Dokumen evaluasi {tahun}").format(tahun=tahun)
    return _("Evaluasi {periode}").format(periode=periode_words(kolom.kode))


def limit_words(kolom: KolomSetoran) -> str:
    """Return the limit of a column and where it stands."""
    dasar = _(kolom.aturan.dasar)
    if kolom.batas is None:
        return dasar
    return _("batas {tanggal} ({dasar})").format(tanggal=format_tanggal(kolom.batas), dasar=dasar)


def cell_words(sel: SelSetoran) -> str:
    """Return what is said of one office and column in two or three words."""
    if sel.keadaan is KeadaanSel.TIDAK_DIMINTA:
        return "–"
    if sel.keadaan is KeadaanSel.LENGKAP:
        return _("Lengkap ({n})").format(n=sel.wajib)
    if sel.keadaan is KeadaanSel.BELUM_WAKTUNYA:
        return _("Belum waktunya")
    if not sel.wajib:
        return _("Belum ada data")
    kurang = len(sel.kurang)
    if sel.keadaan is KeadaanSel.TERLAMBAT:
        return _("Terlambat, kurang {n} dari {dari}").format(n=kurang, dari=sel.wajib)
    if sel.keadaan is KeadaanSel.BELUM_ADA:
        return _("Belum ada ({n})").format(n=sel.wajib)
    return _("Kurang {n} dari {dari}").format(n=kurang, dari=sel.wajib)


def person_words(orang: OrangSetoran, kode: str) -> str:
    """Return what is said of one person and column: begun, or nothing yet."""
    return _("baru draf") if kode in orang.proses else _("belum ada")


def receipt_words(baris: BarisSetoran) -> str:
    """Return the bundle that came last from an office, and how many of all offices came since."""
    if baris.paket is None:
        return _("Belum pernah ada paket")
    nomor = _("Paket nomor {n}").format(n=baris.paket.seq)
    if not baris.paket_sesudah:
        return _("{paket}, paling baru di sini").format(paket=nomor)
    return _("{paket}; sejak itu {n} paket dari kantor lain").format(paket=nomor, n=baris.paket_sesudah)


def made_words(paket: PaketMasuk) -> str:
    """Return when a bundle says it was made and when this computer took it in, each with the doubt that is known."""
    dibuat = _day(paket.dibuat) or "–"
    diterima = _day(paket.waktu) or "–"
    ragu = _("; jam komputer ini diragukan") if paket.ragu else ""
    teks = _("dibuat {dibuat} menurut kantor asal, diterima {diterima} menurut komputer ini")
    return teks.format(dibuat=dibuat, diterima=diterima) + ragu


def _day(teks: str) -> str:
    jam = read_time(teks)
    return format_tanggal(jam.date()) if jam is not None else ""
