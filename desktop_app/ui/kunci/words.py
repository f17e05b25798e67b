"""Words about the kabupaten's keys, as the window shows them."""

from __future__ import annotations

from desktop_app.i18n import _
from desktop_app.services.kunci_kabupaten import CalonKunci, KeadaanKunci, RencanaKunci
from desktop_app.ui.theme import State


def standing_text(keys: KeadaanKunci) -> str:
    """Return how the keys stand, in one or two sentences."""
    if keys.latihan:
        return _(
            "Upacara kunci belum dilakukan. Kunci induk masih di komputer ini: cukup untuk latihan. Sebelum dipakai "
            "sungguhan, pindahkan ke tangan tiga pemegang."
        )
    if keys.dasar:
        return _(
            "Kunci penerbit di komputer ini sudah diganti sesudah cadangannya dibuat. Adakan rapat pemegang kunci "
            "untuk mengganti kunci penerbit dan kotak masuk."
        )
    if keys.lebih_baru:
        return _(
            "Sebuah kantor sudah memakai kunci versi {baru}; komputer ini versi {kini}. Ambil berkas kepercayaan "
            "terbaru dari flashdisk pemegang."
        ).format(baru=keys.lebih_baru, kini=keys.versi)
    text = _("Kunci versi {v}. Setiap perubahan perlu {m} dari {n} pemegang bersama-sama.").format(
        v=keys.versi, m=keys.perlu, n=keys.jumlah
    )
    if keys.perlu == keys.jumlah:
        text += " " + _("Semua harus hadir: bila satu kunci hilang, kunci tidak dapat diganti lagi. Tambah pemegang.")
    return text


def follow_text(keys: KeadaanKunci) -> str:
    """Return how many computers have not shown the present keys yet; nothing before the first ceremony."""
    if keys.versi == 1:
        return ""
    if not keys.tertinggal:
        return _("Semua kantor sudah memakai kunci ini.")
    first = ", ".join(dict.fromkeys(one.nama for one in keys.tertinggal[:3]))
    return _("{n} komputer belum memakai kunci ini, antara lain {kantor}. Buat balasan untuk mereka.").format(
        n=len(keys.tertinggal), kantor=first
    )


def holders_text(plan: RencanaKunci | None) -> str:
    """Return who shall hold the keys and how many of them must come together, as a paragraph of its own.

    Empty where the holders stay who they are. It also says what it means where none of them may be missing.
    """
    if plan is None or not plan.ganti_pemegang:
        return ""
    text = "\n\n" + _("Sesudahnya {m} dari {n} pemegang harus hadir bersama: {nama}.").format(
        m=plan.perlu, n=len(plan.pemegang), nama=", ".join(one.nama for one in plan.pemegang)
    )
    if plan.perlu == len(plan.pemegang):
        text += " " + _("Tidak boleh ada yang berhalangan: bila satu kunci hilang, kunci tidak dapat diganti lagi.")
    return text


def ready_text(one: CalonKunci) -> str:
    """Return what is still missing of a key."""
    if one.lama:
        return _("tetap memakai kuncinya")
    if not one.publik:
        return _("belum dibuat")
    if not one.kartu:
        return _("kartu belum dibaca kembali")
    if not one.berkas:
        return _("flashdisk belum dibaca kembali")
    return _("siap")


def ready_state(one: CalonKunci) -> State:
    """Return the mark beside it."""
    return State.OK if one.siap else State.INFO
