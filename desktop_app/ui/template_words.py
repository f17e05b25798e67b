"""Words about templates: whose they are, and what one contains as plain lines to be read before it is taken."""

from __future__ import annotations

from collections.abc import Mapping

from desktop_app.domain.format_indonesia import format_target
from desktop_app.domain.istilah import JenisHasil, JenisKeadaan, KelompokSkp
from desktop_app.domain.kalimat import end
from desktop_app.domain.skp import RencanaHasilKerja
from desktop_app.domain.templat import TemplatSkp
from desktop_app.i18n import _
from desktop_app.services.templat import AsalTemplat, PilihanTemplat
from desktop_app.services.templat_banyak import BarisBanyak, NasibOrang


def source_text(choice: PilihanTemplat) -> str:
    """Return whose suggestion a template is."""
    return {
        AsalTemplat.KANTOR: _("Kantor ini"),
        AsalTemplat.KABUPATEN: _("Kabupaten"),
        AsalTemplat.BAWAAN: _("Bawaan"),
    }[choice.asal]


def posts_text(templat: TemplatSkp) -> str:
    """Return the posts that a template is for."""
    return ", ".join(templat.jabatan)


def contents_text(templat: TemplatSkp) -> str:
    """Return source and contents of a template as lines."""
    lines = [templat.nama, ""]
    if templat.sumber:
        lines.append(end(templat.sumber))
    if templat.keterangan:
        lines.append(templat.keterangan)
    if templat.kelompok is KelompokSkp.JPT_MANDIRI:
        lines.append(_("Untuk pimpinan unit kerja mandiri."))
    for kind, title in ((JenisHasil.UTAMA, _("A. Utama")), (JenisHasil.TAMBAHAN, _("B. Tambahan"))):
        results = [one for one in templat.hasil if one.jenis is kind]
        if results:
            lines += ["", title]
        for number, one in enumerate(results, start=1):
            lines += result_lines(number, one)
    butir = [*templat.lampiran.sumber_daya, *templat.lampiran.skema, *templat.lampiran.konsekuensi]
    expected = [line.teks for one in templat.perilaku for line in one.ekspektasi]
    for title, texts in ((_("Ekspektasi khusus"), expected), (_("Lampiran"), [one.teks for one in butir])):
        if texts:
            lines += ["", title, *(f"   – {text}" for text in texts)]
    return "\n".join(lines)


def result_lines(number: int, hasil: RencanaHasilKerja) -> list[str]:
    """Return one result and its indicators as lines."""
    lines = [f"{number}. {hasil.teks}"]
    for one in hasil.indikator:
        target = format_target(one.target)
        lines.append(f"   – {one.teks or one.narasi}" + (f": {target}" if target else ""))
    return lines


def fate_text(row: BarisBanyak, reasons: Mapping[JenisKeadaan, str]) -> str:
    """Return what a run does about one person, with the reason where it leaves him as he is.

    ``reasons`` are the words for circumstances.
    """
    words = {
        NasibOrang.BARU: _("SKP baru"),
        NasibOrang.SUDAH_ADA: _("sudah punya SKP"),
        NasibOrang.BUKAN_ASN: _("dicatat bukan ASN"),
        NasibOrang.TANPA_TEMPLAT: _("belum ada templat untuk jabatannya"),
        NasibOrang.TANPA_SKP_LAMA: _("belum punya SKP sebelumnya"),
        NasibOrang.GAGAL: _("gagal"),
    }
    if row.nasib is NasibOrang.DIKECUALIKAN:
        return _("dikecualikan: {sebab}").format(sebab=_(reasons[JenisKeadaan(row.keadaan)]).lower())
    text = words[row.nasib]
    if row.tanpa_penilai:
        text += _(", penilai belum diisi")
    return text
