"""Words of requests and moves that come from the kabupaten, for the pages of both sides."""

from __future__ import annotations

from desktop_app.domain.dari_kabupaten import JenisMutasi, KeadaanPermintaan, Mutasi
from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.i18n import _
from desktop_app.messages import sentence
from desktop_app.services.mutasi_laksana import BarisMutasi
from desktop_app.services.permintaan import BarisPermintaan
from desktop_app.ui.theme import State

LONGEST = 160


def line_of(text: str, longest: int = LONGEST) -> str:
    """Return foreign words as one line that can be shown."""
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in text[: longest * 4]).split())
    return line if len(line) <= longest else line[: longest - 1] + "…"


def state_text(state: KeadaanPermintaan) -> str:
    """Return how far a request is, in words."""
    return {
        KeadaanPermintaan.TERBUKA: _("Menunggu jawaban"),
        KeadaanPermintaan.SUDAH: _("Dijawab: sudah diperbaiki"),
        KeadaanPermintaan.TIDAK: _("Dijawab: tidak diperbaiki"),
        KeadaanPermintaan.DITUTUP: _("Ditutup"),
    }[state]


def state_mark(row: BarisPermintaan) -> State | None:
    """Return the mark of a request."""
    return {
        KeadaanPermintaan.TERBUKA: State.WARNING,
        KeadaanPermintaan.SUDAH: State.OK,
        KeadaanPermintaan.TIDAK: State.INFO,
        KeadaanPermintaan.DITUTUP: None,
    }[row.keadaan]


def wrong_text(row: BarisPermintaan) -> str:
    """Return in one line what is wrong with the document of a request."""
    return line_of(row.isi.catatan or next((one.salah for one in row.isi.kolom), ""))


def request_text(row: BarisPermintaan) -> str:
    """Return a whole request as text: what is wrong, in which fields, and the answer."""
    asked = row.isi
    lines = [_("Dokumen: {judul}").format(judul=line_of(asked.judul))]
    if asked.tanggal is not None:
        lines.append(_("Diminta {tanggal}").format(tanggal=format_tanggal(asked.tanggal)))
    if asked.catatan:
        lines.append(asked.catatan[:2_000])
    lines += [f"• {line_of(one.nama)}: {line_of(one.salah, 300)}" for one in asked.kolom]
    if asked.kembalikan and row.masih_tetap:
        lines.append(
            _(
                "Dokumen ini sudah ditandatangani, jadi dikembalikan. Hanya yang berwenang di kantor ini yang "
                "membukanya kembali: SKP dengan adendum atau “Buka kembali”, penilaian dengan “Koreksi”."
            )
        )
    if row.jawaban is not None:
        lines.append(state_text(row.keadaan))
        if row.jawaban.alasan:
            lines.append(row.jawaban.alasan[:2_000])
    if asked.ditutup and asked.catatan_tutup:
        lines.append(_("Catatan kabupaten: {catatan}").format(catatan=line_of(asked.catatan_tutup, 600)))
    return "\n".join(lines)


def move_line(one: Mutasi) -> str:
    """Return what a letter does, without the person's name."""
    if one.jenis is JenisMutasi.PINDAH_KELUAR:
        return _("Pindah ke {tempat}").format(tempat=line_of(one.ke_nama))
    if one.jenis is JenisMutasi.PINDAH_MASUK:
        return _("Masuk dari {tempat}").format(tempat=line_of(one.dari_nama))
    return _("Pejabat penilai menjadi {nama}").format(nama=line_of(one.penilai_nama))


def move_state(row: BarisMutasi) -> str:
    """Return what is left to do about a letter, in words."""
    if row.isi.batal:
        return _("Dibatalkan")
    if row.galat is not None:
        return line_of(sentence(row.galat))
    if row.menunggu:
        return _("Belum mulai")
    if row.akhiri:
        return _("{n} SKP perlu diakhiri").format(n=row.akhiri)
    if row.ikut:
        return _("{n} draf masih menyebut penilai lama").format(n=row.ikut)
    return _("Masih tercatat bertugas di sini") if row.masih_aktif else _("Selesai")


def move_text(row: BarisMutasi) -> str:
    """Return a whole letter as text, with the results that travelled."""
    one = row.isi
    lines = [move_line(one), _("Mulai {tanggal} (TMT)").format(tanggal=format_tanggal(one.mulai))]
    lines.append(_("SK {nomor}").format(nomor=line_of(one.nomor_sk)))
    if one.tanggal_sk is not None:
        lines[-1] = _("SK {nomor} tanggal {tanggal}").format(
            nomor=line_of(one.nomor_sk), tanggal=format_tanggal(one.tanggal_sk)
        )
    if one.jabatan:
        lines.append(_("Jabatan: {jabatan}").format(jabatan=line_of(one.jabatan)))
    for each in one.hasil:
        predikat = each.predikat.value.replace("_", " ") if each.predikat is not None else "–"
        lines.append(_("Hasil {periode}: {predikat}").format(periode=line_of(each.periode), predikat=predikat))
    if one.catatan:
        lines.append(one.catatan[:2_000])
    if one.batal:
        lines.append(_("Dibatalkan: {alasan}").format(alasan=line_of(one.alasan_batal, 600)))
    lines.append(move_state(row))
    return "\n".join(lines)
