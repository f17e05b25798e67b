"""What taking an import back would do, in sentences, alike in the window and on the command line."""

from __future__ import annotations

from desktop_app.i18n import _
from desktop_app.services.batal_gabung import HasilBatal, HasilUlang, PratinjauBatal


def preview_words(lihat: PratinjauBatal) -> tuple[str, ...]:
    """Return the sentences of a preview: what leaves, what waits, what stays, and what a receipt is worth then."""
    baris = [
        _("{dokumen} dokumen ({versi} versi) disisihkan; {hilang} di antaranya tidak terlihat lagi.").format(
            dokumen=lihat.dokumen, versi=lihat.versi, hilang=lihat.hilang
        )
    ]
    if lihat.contoh:
        baris.append(_("Antara lain tentang: {nama}.").format(nama=", ".join(lihat.contoh)))
    if lihat.menunggu:
        baris.append(
            _("{n} versi yang dibangun di atasnya menunggu di ruang tunggu sampai paket ini digabungkan lagi.").format(
                n=lihat.menunggu
            )
        )
    if lihat.sendiri:
        baris.append(
            _("{n} di antaranya ditulis di kantor ini: {nama}.").format(
                n=lihat.sendiri, nama=", ".join(lihat.nama_sendiri)
            )
        )
    if lihat.ruang_tunggu:
        baris.append(_("{n} versi paket ini yang sedang menunggu ikut disisihkan.").format(n=lihat.ruang_tunggu))
    if lihat.dihapus or lihat.catatan_hapus:
        baris.append(
            _("{n} versi sudah dihapus isinya atas permintaan yang sah; itu tidak dapat dikembalikan.").format(
                n=lihat.dihapus
            )
        )
    baris.append(
        _(
            "Semua isinya tetap disimpan di sini, jadi tanda terima yang sudah diberikan tetap benar. Paket dapat "
            "digabungkan lagi kapan saja."
        )
    )
    return tuple(baris)


def undone_words(hasil: HasilBatal) -> str:
    """Return what was taken back."""
    teks = _("Penggabungan paket nomor {nomor} dari {nama} dibatalkan: {versi} versi disisihkan.").format(
        nomor=hasil.paket.seq, nama=hasil.paket.nama, versi=hasil.versi
    )
    if hasil.menunggu:
        teks += " " + _("{n} versi lain menunggu di ruang tunggu.").format(n=hasil.menunggu)
    return teks


def redone_words(hasil: HasilUlang) -> str:
    """Return what came in again."""
    teks = _("Paket nomor {nomor} dari {nama} digabungkan lagi: {versi} versi masuk.").format(
        nomor=hasil.paket.seq, nama=hasil.paket.nama, versi=hasil.versi
    )
    if hasil.menunggu:
        teks += " " + _("{n} versi menunggu paket lain.").format(n=hasil.menunggu)
    if hasil.karantina:
        teks += " " + _("{n} catatan ditahan; alasannya di bagian Tertahan.").format(n=hasil.karantina)
    return teks
