"""What the journal says of each indicator: a proposal for the realisation, which a person accepts or writes anew.

Nothing here decides: the regulation has no formula for a realisation (P6:51, 68), so a proposal shows how it was
counted and from which entries. Numbers are exact; a quotient is rounded half up to two places.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from desktop_app.domain.format_indonesia import format_angka, read_angka
from desktop_app.domain.istilah import Aspek, JenisTarget, Pendekatan
from desktop_app.domain.istilah_kinerja import TanggapanJurnal
from desktop_app.domain.jurnal import EntriJurnal, Jurnal, tanggapan_berlaku
from desktop_app.domain.manual import ManualIndikator
from desktop_app.domain.periode import Periode
from desktop_app.domain.skp import Indikator, RencanaHasilKerja, Skp, Target

_TANPA_TARGET = Target()
_WAKTU = ("hari", "jam", "menit", "minggu", "bulan", "detik", "hk")
_RATA = ("rata-rata", "rata rata", "rerata")
_AKHIR = ("terakhir", "posisi akhir", "nilai akhir", "kumulatif akhir")
_BAGI = ("dibagi", "persentase", "x 100", "x100", "× 100", "×100", "/")
_UKURAN = ("indeks", "nilai", "poin", "skala", "angka kepuasan")
MAKS_ANGKA = 40
MAKS_KALIMAT = 6
"""Entries whose words are put together where there is nothing to count; a form's cell holds few lines."""


class CaraHitung(StrEnum):
    """How quantities of the journal become one realisation (house)."""

    JUMLAH = "jumlah"
    RATA_RATA = "rata_rata"
    PERSENTASE = "persentase"
    TERAKHIR = "terakhir"
    BANYAK = "banyak"
    KALIMAT = "kalimat"


class PosisiTarget(StrEnum):
    """Where a realisation stands beside its target; beyond it is allowed and shown (P6:97)."""

    BELUM = "belum"
    TERCAPAI = "tercapai"
    MELAMPAUI = "melampaui"


@dataclass(frozen=True, slots=True, kw_only=True)
class UsulanRealisasi:
    """What the journal proposes for ``id``: an indicator, or a planned result where the form tells it so (C.1.1).

    ``teks`` is what would be written ("34 dokumen"), empty where the journal says nothing. ``angka`` is exact or
    rounded to two places, None for words. ``capaian`` is ``angka`` in percent of the target, of a range in percent of
    its lower end; None where there is no such share: words, a target of zero, and where less is better
    (``kecil_lebih_baik``). ``entri`` are the ids that were counted, ``lain_satuan`` those of another unit and
    ``tanpa_angka`` those without a number, which were not; ``belum_dibenarkan`` tells how many of ``entri`` the
    assessor has not confirmed. ``pilihan`` are the ways that can be chosen instead of ``cara``.
    """

    id: str
    hasil_id: str
    cara: CaraHitung
    teks: str = ""
    angka: Decimal | None = None
    satuan: str = ""
    target: Target = _TANPA_TARGET
    capaian: Decimal | None = None
    posisi: PosisiTarget | None = None
    kecil_lebih_baik: bool = False
    entri: tuple[str, ...] = ()
    lain_satuan: tuple[str, ...] = ()
    tanpa_angka: tuple[str, ...] = ()
    belum_dibenarkan: int = 0
    pilihan: tuple[CaraHitung, ...] = ()


def propose_realisasi(
    skp: Skp,
    jurnal: Iterable[Jurnal],
    periode: Periode,
    *,
    manual: Mapping[str, ManualIndikator] | None = None,
    cara: Mapping[str, CaraHitung] | None = None,
) -> tuple[UsulanRealisasi, ...]:
    """Return one proposal for each indicator in the order of the form, or for each result of a qualitative SKP.

    Counted are entries of the days that the period and the SKP share. ``manual`` are manuals (A.1.3) by indicator,
    whose formula says how to count where it does; ``cara`` are choices by the proposal's id, which go before it.
    """
    mulai, selesai = max(periode.mulai, skp.mulai), min(periode.selesai, skp.akhir)
    entri = entries_between(jurnal, mulai, selesai)
    usulan: list[UsulanRealisasi] = []
    for hasil in skp.hasil:
        milik = [satu for satu in entri if satu.hasil_id == hasil.id]
        if skp.pendekatan is Pendekatan.KUALITATIF:
            usulan.append(_words(hasil.id, hasil.id, milik))
            continue
        for indikator in hasil.indikator:
            pilihan = (cara or {}).get(indikator.id)
            formula = (manual or {}).get(indikator.id)
            usulan.append(_propose(hasil, indikator, milik, formula, pilihan))
    return tuple(usulan)


def progress_by_month(
    skp: Skp,
    jurnal: Iterable[Jurnal],
    indikator_id: str,
    *,
    manual: Mapping[str, ManualIndikator] | None = None,
    cara: CaraHitung | None = None,
    sampai: date | None = None,
) -> tuple[tuple[date, Decimal | None], ...]:
    """Return what was reached from the beginning of the SKP to the end of each of its months, by the month's first day.

    A month before the first entry, and one after ``sampai``, has None. Unknown indicators give no months.
    """
    cari = next(((h, i) for h in skp.hasil for i in h.indikator if i.id == indikator_id), None)
    if cari is None:
        return ()
    hasil, indikator = cari
    milik = [s for s in entries_between(jurnal, skp.mulai, skp.akhir) if s.hasil_id == hasil.id]
    formula = (manual or {}).get(indikator_id)
    # One way for the whole year: a line that is a sum in one month and a mean in the next says nothing.
    tetap = cara or _propose(hasil, indikator, milik, formula, None).cara
    titik: list[tuple[date, Decimal | None]] = []
    bulan = skp.mulai.replace(day=1)
    while bulan <= skp.akhir:
        depan = (bulan.replace(day=28) + timedelta(days=4)).replace(day=1)
        angka = None
        if sampai is None or bulan <= sampai:
            sudah = [satu for satu in milik if satu.tanggal < depan]
            angka = _propose(hasil, indikator, sudah, formula, tetap).angka if sudah else None
        titik.append((bulan, angka))
        bulan = depan
    return tuple(titik)


def entries_between(jurnal: Iterable[Jurnal], mulai: date, selesai: date) -> list[EntriJurnal]:
    """Return the entries of some weeks whose day of work lies between two days, by day and then as written."""
    semua = [satu for minggu in sorted(jurnal, key=lambda j: j.minggu) for satu in minggu.entri]
    return sorted((s for s in semua if mulai <= s.tanggal <= selesai), key=lambda s: s.tanggal)


def _propose(
    hasil: RencanaHasilKerja,
    indikator: Indikator,
    milik: Sequence[EntriJurnal],
    manual: ManualIndikator | None,
    pilihan: CaraHitung | None,
) -> UsulanRealisasi:
    target = indikator.target
    if target.jenis is JenisTarget.TEKS and pilihan in (None, CaraHitung.KALIMAT):
        sendiri = [s for s in milik if s.indikator_id in ("", indikator.id)]
        return _words(indikator.id, hasil.id, sendiri, target)
    satuan = target.satuan if target.jenis is not JenisTarget.TEKS else ""
    hitung, lain, kosong = _sorted_out(hasil, indikator, milik, satuan)
    semua = [satu for satu in milik if satu.indikator_id == indikator.id] or hitung
    cara = pilihan or _way(indikator, manual, hitung)
    dipakai: Sequence[EntriJurnal] = semua if cara is CaraHitung.BANYAK else hitung
    angka, dipakai = _count(cara, dipakai)
    if cara is CaraHitung.KALIMAT:
        return _words(indikator.id, hasil.id, semua, target)
    turun = less_is_better(indikator)
    if cara is CaraHitung.PERSENTASE:
        # A part without its whole says no share; it is told instead of passed over.
        kosong = [*kosong, *(satu for satu in hitung if satu not in dipakai)]
    return UsulanRealisasi(
        id=indikator.id,
        hasil_id=hasil.id,
        cara=cara,
        teks=_said(angka, satuan or (dipakai[-1].satuan if dipakai else "")) if angka is not None else "",
        angka=angka,
        satuan=satuan,
        target=target,
        capaian=None if turun else share_of_target(angka, target),
        posisi=position(angka, target, kecil_lebih_baik=turun),
        kecil_lebih_baik=turun,
        entri=tuple(satu.id for satu in dipakai),
        lain_satuan=tuple(satu.id for satu in lain),
        tanpa_angka=() if cara is CaraHitung.BANYAK else tuple(satu.id for satu in kosong),
        belum_dibenarkan=_unconfirmed(dipakai),
        pilihan=tuple(CaraHitung),
    )


def _sorted_out(
    hasil: RencanaHasilKerja, indikator: Indikator, milik: Sequence[EntriJurnal], satuan: str
) -> tuple[list[EntriJurnal], list[EntriJurnal], list[EntriJurnal]]:
    """Return the entries that count for an indicator, those of another unit, and those without a number.

    An entry that names no indicator counts where its unit is that of this indicator alone. One that names it and has no
    unit means the target's.
    """
    serupa = [i for i in hasil.indikator if i.target.jenis is not JenisTarget.TEKS]
    serupa = [i for i in serupa if _unit(i.target.satuan) == _unit(satuan)]
    hitung: list[EntriJurnal] = []
    lain: list[EntriJurnal] = []
    kosong: list[EntriJurnal] = []
    for satu in milik:
        sendiri = satu.indikator_id == indikator.id
        cocok = not satuan or _unit(satu.satuan) == _unit(satuan)
        if not sendiri and not (satu.indikator_id == "" and len(serupa) == 1 and satu.satuan and cocok):
            continue
        if (banyak := _number(satu.jumlah)) is None or banyak < 0:
            kosong.append(satu)
        elif cocok or not satu.satuan or (_is_percent(satuan) and _whole(satu) is not None):
            hitung.append(satu)
        else:
            lain.append(satu)
    return hitung, lain, kosong


def _way(indikator: Indikator, manual: ManualIndikator | None, hitung: Sequence[EntriJurnal]) -> CaraHitung:
    """Return how to count where nobody chose: by the manual's formula (A.1.3), else by the unit and the words."""
    formula = (manual.formula if manual else "").casefold()
    satuan = (indikator.target.satuan or (manual.satuan if manual else "")).casefold()
    persen = _is_percent(satuan)
    if any(kata in formula for kata in _RATA):
        return CaraHitung.RATA_RATA
    if any(kata in formula for kata in _AKHIR):
        return CaraHitung.TERAKHIR
    if persen or (formula and any(kata in formula for kata in _BAGI) and _with_whole(hitung)):
        # Percentages of parts cannot be added; without the parts only their mean can be told.
        return CaraHitung.PERSENTASE if _with_whole(hitung) or not hitung else CaraHitung.RATA_RATA
    kata = f"{indikator.teks} {satuan}".casefold()
    if any(satu in kata for satu in _RATA) or less_is_better(indikator):
        return CaraHitung.RATA_RATA
    if any(satuan.startswith(satu) for satu in _UKURAN) or kata.startswith(_UKURAN):
        return CaraHitung.TERAKHIR
    if satuan.split(" ")[0] == "kali" and not hitung:
        return CaraHitung.BANYAK
    return CaraHitung.JUMLAH


def _count(cara: CaraHitung, entri: Sequence[EntriJurnal]) -> tuple[Decimal | None, Sequence[EntriJurnal]]:
    """Return the number that a way of counting gives, None without entries, and the entries it is made of."""
    if cara is CaraHitung.PERSENTASE:
        bagian = _with_whole(entri)
        seluruh = sum((_exact(satu.dari) for satu in bagian), Fraction(0))
        atas = sum((_exact(satu.jumlah) for satu in bagian), Fraction(0))
        return (_round(atas / seluruh * 100), bagian) if seluruh else (None, ())
    if not entri:
        return None, ()
    if cara is CaraHitung.BANYAK:
        return Decimal(len(entri)), entri
    angka = [_exact(satu.jumlah) for satu in entri]
    if cara is CaraHitung.TERAKHIR:
        return _number(entri[-1].jumlah), entri[-1:]
    jumlah = sum(angka, Fraction(0))
    if cara is CaraHitung.RATA_RATA:
        return _round(jumlah / len(angka)), entri
    return _decimal(jumlah), entri


def share_of_target(angka: Decimal | None, target: Target) -> Decimal | None:
    """Return a number in percent of its target (of a range: of its lower end), to two places; None without one."""
    batas = _number(target.nilai) if target.jenis is not JenisTarget.TEKS else None
    if angka is None or batas is None or batas <= 0:
        return None
    return _round(Fraction(angka) / Fraction(batas) * 100)


def position(angka: Decimal | None, target: Target, *, kecil_lebih_baik: bool = False) -> PosisiTarget | None:
    """Return where a number stands beside its target; inside a range it is reached; None for words."""
    bawah = _number(target.nilai) if target.jenis is not JenisTarget.TEKS else None
    if angka is None or bawah is None:
        return None
    atas = _number(target.nilai_atas) if target.jenis is JenisTarget.RENTANG else None
    rendah, tinggi = sorted((bawah, atas if atas is not None else bawah))
    if rendah <= angka <= tinggi:
        return PosisiTarget.TERCAPAI
    return PosisiTarget.MELAMPAUI if (angka < rendah) is kecil_lebih_baik else PosisiTarget.BELUM


def _words(ref: str, hasil_id: str, entri: Sequence[EntriJurnal], target: Target | None = None) -> UsulanRealisasi:
    """Return a proposal in words: what the last entries say, each once, with sums by unit in front."""
    jumlah: dict[str, tuple[str, Fraction]] = {}
    for satu in entri:
        if satu.satuan and not _is_percent(satu.satuan) and _number(satu.jumlah) is not None:
            kunci = _unit(satu.satuan)
            tulis, sampai = jumlah.get(kunci, (satu.satuan.strip(), Fraction(0)))
            jumlah[kunci] = (tulis, sampai + _exact(satu.jumlah))
    angka = ", ".join(_said(_decimal(banyak), tulis) for tulis, banyak in jumlah.values())
    kata = list(dict.fromkeys(" ".join(s.teks.split()) for s in reversed(entri) if s.teks.strip()))[:MAKS_KALIMAT][::-1]
    return UsulanRealisasi(
        id=ref,
        hasil_id=hasil_id,
        cara=CaraHitung.KALIMAT,
        teks=": ".join(satu for satu in (angka, "; ".join(kata)) if satu),
        target=target or _TANPA_TARGET,
        entri=tuple(satu.id for satu in entri),
        belum_dibenarkan=_unconfirmed(entri),
        pilihan=tuple(CaraHitung) if target is not None else (CaraHitung.KALIMAT,),
    )


def _unconfirmed(entri: Sequence[EntriJurnal]) -> int:
    return sum(1 for satu in entri if tanggapan_berlaku(satu) is not TanggapanJurnal.DIBENARKAN)


def _with_whole(entri: Sequence[EntriJurnal]) -> list[EntriJurnal]:
    return [satu for satu in entri if _whole(satu) is not None]


def _whole(entri: EntriJurnal) -> Decimal | None:
    """Return the whole that an entry is a part of; none of zero or less."""
    dari = _number(entri.dari)
    return dari if dari is not None and dari > 0 else None


def less_is_better(indikator: Indikator) -> bool:
    """Tell whether a smaller number is the better one: a time that something takes (aspect WAKTU, P6:51)."""
    return indikator.aspek is Aspek.WAKTU and indikator.target.satuan.casefold().split(" ")[0] in _WAKTU


def _is_percent(satuan: str) -> bool:
    return satuan.strip().casefold().startswith(("%", "persen"))


def _unit(satuan: str) -> str:
    """Return a unit so that two spellings of one are the same; "%", "persen" and "% surat" are all percent."""
    return "%" if _is_percent(satuan) else " ".join(satuan.casefold().split()).rstrip(".")


def _said(angka: Decimal, satuan: str) -> str:
    jarak = "" if not satuan or satuan.startswith("%") else " "
    return f"{format_angka(angka)}{jarak}{satuan}".strip()


def _number(teks: str) -> Decimal | None:
    """Return the number that an entry keeps; none where it is longer than any count of work."""
    return read_angka(teks) if len(teks) <= MAKS_ANGKA else None


def _exact(teks: str) -> Fraction:
    return Fraction(_number(teks) or 0)


def _round(nilai: Fraction) -> Decimal:
    """Return a quotient to two places, half up away from zero, without trailing zeros."""
    # Counted in whole hundredths, since a division of decimals would round twice.
    utuh = (abs(nilai) * 200 + 1) // 2
    return _scaled(utuh if nilai >= 0 else -utuh, 2)


def _decimal(nilai: Fraction) -> Decimal:
    """Return a sum of decimals, which is a decimal again, exactly."""
    tempat = 0
    while nilai.denominator != 1:
        nilai, tempat = nilai * 10, tempat + 1
    return _scaled(nilai.numerator, tempat)


def _scaled(utuh: int, tempat: int) -> Decimal:
    """Return ``utuh`` with the point ``tempat`` places from the right, without trailing zeros behind it."""
    while tempat and utuh % 10 == 0:
        utuh, tempat = utuh // 10, tempat - 1
    return Decimal((int(utuh < 0), tuple(int(satu) for satu in str(abs(utuh))), -tempat))
