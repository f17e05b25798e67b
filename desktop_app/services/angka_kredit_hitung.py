"""What the rule set makes of a document of credit points: its numbers, and what keeps it from being determined."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

import msgspec

from desktop_app.domain.angka_kredit import AngkaKredit
from desktop_app.domain.codec import decode_as
from desktop_app.domain.errors import SystemProblem
from desktop_app.domain.hitung_angka_kredit import (
    SETAHUN,
    compute_angka_kredit,
    overlapping_days,
    read_points,
    total_of,
    whole_months,
)
from desktop_app.domain.istilah_kinerja import JenisAngkaKredit, StatusPutusan
from desktop_app.domain.pegawai import Identitas
from desktop_app.domain.penilaian import Penilaian
from desktop_app.domain.temuan import Temuan
from desktop_app.regulation.angka_kredit import AturanAngkaKredit, AturanJenjang, credit_rules
from desktop_app.services.kantor import Kantor
from desktop_app.services.predikat_berlaku import predikat_in_force
from desktop_app.services.rencana import person_named


@dataclass(frozen=True)
class AngkaKreditTerbuka:
    """A document with what the rule set makes of it: for a draft computed now, else as it was frozen.

    ``angka`` is the result of a conversion, or the sum of all rows of a determination; ``aturan_jenjang`` what the
    level asks for; ``konversi`` the conversions that a determination adds up.
    """

    isi: AngkaKredit
    aturan: AturanAngkaKredit
    aturan_jenjang: AturanJenjang | None
    persen: Decimal | None
    angka: Decimal | None
    konversi: tuple[AngkaKredit, ...]
    pegawai: Identitas
    penilai: Identitas
    nip: str
    temuan: tuple[Temuan, ...]


def compute(kantor: Kantor, isi: AngkaKredit, doc_id: str = "") -> AngkaKreditTerbuka:
    """Return what the rule set makes of a document: the frozen rule set and numbers for one that is determined."""
    tetap = isi.status is StatusPutusan.DITETAPKAN
    aturan = credit_rules(isi.selesai, aturan_id=isi.aturan if tetap else "")
    jenjang = aturan.jenjang[isi.jenjang] if isi.jenjang else None
    konversi = tuple(_conversions(kantor, isi.sumber))
    persen: Decimal | None = None
    angka: Decimal | None = None
    if isi.jenis is JenisAngkaKredit.PENETAPAN:
        angka = _sum_rows(isi)
    else:
        predikat = isi.predikat if tetap else predikat_in_force(kantor, isi.penilaian_id)
        isi = msgspec.structs.replace(isi, predikat=predikat)
        persen = Decimal(isi.persen) if tetap else aturan.persen[predikat] if predikat else None
        if tetap:
            angka = Decimal(isi.angka)
        elif jenjang is not None and persen is not None and 1 <= isi.bulan <= 12:
            angka = compute_angka_kredit(jenjang.koefisien, persen, isi.bulan, aturan.desimal)
    hari = isi.tanggal or isi.selesai
    return AngkaKreditTerbuka(
        isi=isi,
        aturan=aturan,
        aturan_jenjang=jenjang,
        persen=persen,
        angka=angka,
        konversi=konversi,
        pegawai=isi.pegawai or person_named(kantor, isi.pegawai_id, hari),
        penilai=isi.penilai or person_named(kantor, isi.penilai_id, hari),
        nip=(isi.pegawai or person_named(kantor, isi.pegawai_id, hari)).nip,
        temuan=() if tetap else tuple(_findings(kantor, isi, doc_id)),
    )


def _conversions(kantor: Kantor, ids: Iterable[str]) -> Iterable[AngkaKredit]:
    dokumen = kantor.store.documents(list(ids))
    for satu in ids:
        if (ada := dokumen.get(satu)) is not None and not ada.deleted and ada.kind == "angka_kredit":
            yield decode_as(AngkaKredit, ada.body)


def _sum_rows(isi: AngkaKredit) -> Decimal | None:
    semua = [angka for satu in isi.komponen for angka in (satu.lama, satu.baru)]
    return None if None in map(read_points, semua) else total_of(semua)


def _findings(kantor: Kantor, isi: AngkaKredit, doc_id: str) -> Iterable[Temuan]:
    """Yield what keeps a draft from being determined, and what only needs a look."""
    if isi.jenjang is None:
        yield Temuan("ak_jenjang_kosong", "jenjang", penting=True)
    if not isi.penilai_id:
        yield Temuan("penilai_belum_ada", "penilai_id", penting=True)
    if isi.jenis is JenisAngkaKredit.PENETAPAN:
        for satu in isi.komponen:
            for kolom in ("lama", "baru"):
                if read_points(getattr(satu, kolom)) is None:
                    yield Temuan("ak_bukan_angka", f"komponen/#{satu.id}/{kolom}", penting=True)
        yield from _added_before(kantor, isi, doc_id)
        return
    terbanyak = whole_months(isi.mulai, isi.selesai) if isi.mulai and isi.selesai else 12
    if not 1 <= isi.bulan <= terbanyak:
        yield Temuan("ak_bulan_salah", "bulan", penting=True, bulan=isi.bulan, terbanyak=terbanyak)
    if not _is_of_person(kantor, isi):
        yield Temuan("ak_penilaian_orang_lain", "penilaian_id", penting=True)
    if isi.predikat is None:
        yield Temuan("ak_penilaian_belum_final", "predikat", penting=True)
    if isi.mulai is None or isi.selesai is None:
        return
    setahun = isi.bulan
    for ketemu in kantor.store.find("angka_kredit", where={"pegawai_id": isi.pegawai_id, "jenis": "konversi"}):
        lain = decode_as(AngkaKredit, ketemu.body)
        if ketemu.doc_id == doc_id or lain.status is not StatusPutusan.DITETAPKAN:
            continue
        if lain.mulai is None or lain.selesai is None:
            continue
        setahun += lain.bulan if lain.selesai.year == isi.selesai.year else 0
        if overlapping_days((isi.mulai, isi.selesai), (lain.mulai, lain.selesai)):
            # A year and one of its quarters would count the same months twice.
            yield Temuan("ak_bulan_ganda", "bulan", penting=True, periode=lain.periode)
    if setahun > SETAHUN:
        # Of a move in the middle of a month each side counts it, until one of them leaves it out.
        yield Temuan("ak_bulan_lebih", "bulan", penting=True, jumlah=setahun)


def _is_of_person(kantor: Kantor, isi: AngkaKredit) -> bool:
    dokumen = kantor.store.document(isi.penilaian_id) if isi.penilaian_id else None
    if dokumen is None or dokumen.deleted or dokumen.kind != "penilaian":
        return False
    return decode_as(Penilaian, dokumen.body).pegawai_id == isi.pegawai_id


def _added_before(kantor: Kantor, isi: AngkaKredit, doc_id: str) -> Iterable[Temuan]:
    """Yield where a conversion stands in another determination already, or was changed after one added it up."""
    semua = kantor.store.find("angka_kredit", where={"pegawai_id": isi.pegawai_id, "status": "ditetapkan"})
    dulu = [decode_as(AngkaKredit, s.body) for s in semua if s.doc_id != doc_id and s.columns["jenis"] == "penetapan"]
    for lain in dulu:
        if set(lain.sumber) & set(isi.sumber):
            yield Temuan("ak_sudah_dijumlahkan", "sumber", penting=True, periode=lain.periode)
        tercatat = next((satu.baru for satu in lain.komponen if satu.id == "konversi"), "")
        kini = total_of(satu.angka for satu in _conversions(kantor, lain.sumber))
        if read_points(tercatat) != kini:
            yield Temuan("ak_konversi_berubah", "sumber", periode=lain.periode)


def numbers_contradict(isi: AngkaKredit) -> bool:
    """Tell whether determined points are other than their own fields give; False for a rule set not known here."""
    try:
        if isi.jenis is JenisAngkaKredit.PENETAPAN:
            return Decimal(isi.angka) != _sum_rows(isi)
        aturan = credit_rules(aturan_id=isi.aturan)
        if isi.jenjang is None or isi.predikat is None or not 1 <= isi.bulan <= 12:
            return True
        persen, koefisien = aturan.persen[isi.predikat], aturan.jenjang[isi.jenjang].koefisien
        if (Decimal(isi.persen), Decimal(isi.koefisien)) != (persen, koefisien):
            return True
        return Decimal(isi.angka) != compute_angka_kredit(koefisien, persen, isi.bulan, aturan.desimal)
    except SystemProblem:
        return False
    except ArithmeticError:
        return True


def as_text(angka: Decimal) -> str:
    """Return a decimal as it is stored: digits and a point."""
    return format(angka, "f")
