"""Words of the evaluation in the window: why a period is not assessed, the chain of a year, the pattern in people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desktop_app.domain.istilah import JenisPeriode, Predikat, StatusPenilaian
from desktop_app.domain.istilah_kinerja import SebabTidakDinilai
from desktop_app.domain.periode import parse_periode
from desktop_app.domain.pola_distribusi import HasilPola
from desktop_app.domain.realisasi import CaraHitung
from desktop_app.domain.temuan import Temuan
from desktop_app.i18n import _
from desktop_app.regulation import Aturan
from desktop_app.services.pola_unit import PolaUnit
from desktop_app.services.rantai_penilaian import MataRantai
from desktop_app.ui.words import official_text, periode_text


def tidak_dinilai_text(sebab: SebabTidakDinilai) -> str:
    """Return why a period is not assessed, as a choice."""
    return {
        SebabTidakDinilai.CUTI_SAKIT: _("Cuti sakit"),
        SebabTidakDinilai.CUTI_MELAHIRKAN: _("Cuti melahirkan"),
        SebabTidakDinilai.CUTI_BESAR: _("Cuti besar"),
        SebabTidakDinilai.BELUM_BERTUGAS: _("Belum bertugas"),
        SebabTidakDinilai.HASIL_UNIT_LAMA: _("Memakai hasil unit lama (hlm. 91)"),
        SebabTidakDinilai.LAINNYA: _("Sebab lain"),
    }[sebab]


def cara_hitung_text(cara: CaraHitung) -> str:
    """Return how quantities of the journal are counted, as a choice."""
    return {
        CaraHitung.JUMLAH: _("Dijumlahkan"),
        CaraHitung.RATA_RATA: _("Rata-rata"),
        CaraHitung.PERSENTASE: _("Persen dari keseluruhan"),
        CaraHitung.TERAKHIR: _("Angka terakhir"),
        CaraHitung.BANYAK: _("Banyaknya catatan"),
        CaraHitung.KALIMAT: _("Kalimat catatan"),
    }[cara]


def predikat_text(aturan: Aturan, predikat: Predikat | None) -> str:
    """Return the predicate as running words, a dash for none."""
    return official_text(aturan.label_predikat[predikat]) if predikat else "–"


def short_periode(kode: str) -> str:
    """Return a period of a known year: ``Triwulan I`` or ``Juni``; the year itself ``Tahun 2026``."""
    waktu = parse_periode(kode)
    text = periode_text(waktu)
    return text if waktu.jenis is JenisPeriode.TAHUNAN else text.removesuffix(f" {waktu.tahun}")


def link_text(mata: MataRantai) -> str:
    """Return how far one period of the year is: its predicate, or what it still waits for."""
    if mata.tidak_dinilai is not None and mata.predikat is None:
        return _("tidak dinilai ({sebab})").format(sebab=tidak_dinilai_text(mata.tidak_dinilai).lower())
    if mata.status is None:
        return _("belum dimulai") if mata.wajib else _("tanpa SKP")
    text = official_text(mata.kata).lower() if mata.predikat else _("rating belum lengkap")
    return text if mata.status is StatusPenilaian.FINAL else _("{predikat} (draf)").format(predikat=text)


SHORT = {
    Predikat.SANGAT_BAIK: "SB",
    Predikat.BAIK: "B",
    Predikat.BUTUH_PERBAIKAN: "BP",
    Predikat.KURANG: "K",
    Predikat.SANGAT_KURANG: "SK",
}


def year_text(rows: Mapping[str, Predikat | None], periods: Sequence[str]) -> str:
    """Return the final evaluations of a year as short signs, a dash for what is missing: ``B  SB  –  –``."""
    return "  ".join(_short(rows[kode]) if kode in rows else "–" for kode in periods)


def _short(predikat: Predikat | None) -> str:
    return _(SHORT[predikat]) if predikat is not None else _("TD")


def chain_text(rantai: Sequence[MataRantai]) -> str:
    """Return the year in one line: ``Triwulan I: baik · Triwulan II: belum dimulai``."""
    return " · ".join(f"{short_periode(mata.periode)}: {link_text(mata)}" for mata in rantai)


def pattern_lines(aturan: Aturan, pola: PolaUnit) -> list[str]:
    """Return the spread in whole people, and what the pattern says of it, in sentences; never a demand."""
    counted = [
        _("{n} {predikat}").format(n=pola.hitung[one], predikat=predikat_text(aturan, one).lower())
        for one in Predikat
        if pola.hitung.get(one)
    ]
    spread = ", ".join(counted) or _("belum ada")
    lines = [_("{n} dari {m} orang sudah berpredikat: {isi}.").format(n=pola.dinilai, m=pola.orang, isi=spread)]
    for one in pola.hasil:
        if one.terlewat:
            lines.append(_limit_text(aturan, one))
    return lines


def _limit_text(aturan: Aturan, one: HasilPola) -> str:
    names = _(" atau ").join(predikat_text(aturan, predikat) for predikat in one.batas.predikat)
    if one.paling_banyak:
        text = _("{predikat}: {n} orang. Pola {persen}% dari {dari} orang berarti paling banyak {orang} orang.")
        percent = one.batas.maks
    elif one.batas.min is not None:
        text = _("{predikat}: {n} orang. Pola {persen}% dari {dari} orang berarti sedikitnya {orang} orang.")
        percent = one.batas.min
    else:
        text = _("{predikat}: {n} orang. Pola mengharapkan sedikitnya {orang} orang.")
        percent = 0
    if one.paling_banyak and one.orang == 0 and percent:
        # Ten per cent of eight people is nobody: said so, instead of a limit of zero that nobody meant.
        text = _("{predikat}: {n} orang. Pola {persen}% dari {dari} orang kurang dari satu orang.")
    return text.format(predikat=names, n=one.jumlah, persen=percent, dari=one.dari, orang=one.orang)


def readable(found: Temuan) -> Temuan:
    """Return a finding whose periods are told in words instead of codes."""
    if found.kode != "periodik_belum_final":
        return found
    names = ", ".join(short_periode(kode) for kode in str(found.fakta["periode"]).split(", "))
    return Temuan(found.kode, found.jalur, penting=found.penting, periode=names)
