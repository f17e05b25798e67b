"""Printed sheets of a survey: numbers that are never used twice, keying, second keying, and the account of all sheets.

A sheet is one document by its number, on whichever computer it is keyed: two computers that key the same sheet make
one conflict to be decided, never two respondents.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec

from db import Document
from desktop_app.domain.codec import SCHEMA, decode_as, encode, natural_id
from desktop_app.domain.errors import UserError
from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.hitung_skm import NILAI_JAWABAN
from desktop_app.domain.istilah_pengembangan import NasibLembar
from desktop_app.domain.nomor_lembar import (
    BLOK_AKHIR,
    BLOK_AWAL,
    PER_BLOK,
    first_block,
    format_nomor,
    read_nomor,
)
from desktop_app.domain.survei_skm import JawabanSkm, LembarSkm, RangkaianLembar, SurveiSkm
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.jangkauan import reached_document
from desktop_app.services.kantor import Changed, Kantor, intention
from desktop_app.services.skm import KIND, LEMBAR, open_survei, require_running, save_survei
from desktop_app.services.waktu import plausible_day

BATAS_SEKALI = 500
"""Sheets of one run: as many as fit a box of paper, and what one PDF holds without growing heavy."""
SARAN_MAKS = 2000
USIA_MAKS = 120
BIDANG = ("tanggal", "jam", "kelamin", "usia", "pendidikan", "pekerjaan", "layanan_id")
"""The members of a sheet's head, in the order of the paper."""


@dataclass(frozen=True)
class BedaKetikan:
    """A member on which two keyings differ: ``jawaban/q3`` or a member of the head, and what each says."""

    bidang: str
    satu: Any
    dua: Any


@dataclass(frozen=True)
class LembarTerbaca:
    """A sheet as who keys it may see it: its printed number, what became of it, and which keyings there are.

    The first keying is only told to who made it, or once the second is there. ``beda`` waits for a decision.
    """

    nomor: int
    nomor_cetak: str
    nasib: NasibLembar
    keterangan: str = ""
    pertama: JawabanSkm | None = None
    kedua: JawabanSkm | None = None
    berlaku: JawabanSkm | None = None
    ada_pertama: bool = False
    ada_kedua: bool = False
    beda: tuple[BedaKetikan, ...] = ()
    konflik: int = 0


@intention(Wewenang.KELOLA_SKM)
def reserve_lembar(kantor: Kantor, survei_id: str, jumlah: int) -> tuple[RangkaianLembar, Changed]:
    """Set aside the next ``jumlah`` numbers (1 to 500) of this computer for printing; they are never given again.

    Numbers are set aside before the pages are made: paper that jams costs numbers, never gives one twice. Every
    computer counts in a block of its own, and after a restore from a backup in another one.
    """
    dokumen, isi = open_survei(kantor, survei_id)
    require_running(isi)
    if not 1 <= jumlah <= BATAS_SEKALI:
        raise UserError("skm_jumlah_lembar", terbanyak=BATAS_SEKALI)
    awal = _next_number(kantor, isi, jumlah)
    rangkaian = RangkaianLembar(
        id=f"{_mark(kantor)}-{awal}",
        awal=awal,
        akhir=awal + jumlah - 1,
        tanggal=plausible_day(kantor.jam(), kantor.store.get("waktu", "lantai")),
    )
    berubah = save_survei(
        kantor, dokumen, isi, act="cetak_lembar_skm", detail={"jumlah": jumlah}, lembar=(*isi.lembar, rangkaian)
    )
    return rangkaian, berubah


def _mark(kantor: Kantor) -> str:
    """Return what tells this computer, since its store last began anew, from every other."""
    return f"{kantor.store.device[:12]}-{kantor.store.epoch[:8]}"


def _next_number(kantor: Kantor, isi: SurveiSkm, jumlah: int) -> int:
    milik = _mark(kantor)
    blok = first_block(milik)
    for _ in range(BLOK_AKHIR - BLOK_AWAL + 1):
        di_sini = [satu for satu in isi.lembar if satu.awal // PER_BLOK == blok]
        berikut = max((satu.akhir for satu in di_sini), default=blok * PER_BLOK) + 1
        asing = any(not satu.id.startswith(f"{milik}-") for satu in di_sini)
        if not asing and (berikut + jumlah - 1) // PER_BLOK == blok:
            return berikut
        # Another computer's block, by chance the same, or one that is full.
        blok = BLOK_AWAL + (blok + 1 - BLOK_AWAL) % (BLOK_AKHIR - BLOK_AWAL + 1)
    raise UserError("skm_nomor_habis")


def sheet_id(dokumen: Document, nomor: int) -> str:
    """Return the id of a sheet of a survey, the same on every computer."""
    return natural_id(LEMBAR, dokumen.scope, f"{dokumen.doc_id}/{nomor}")


def find_number(kantor: Kantor, dokumen: Document, isi: SurveiSkm, teks: str) -> int:
    """Return the number that was typed, of a sheet that this survey printed.

    Raises ``UserError`` ``nomor_lembar_salah`` for a slip of the hand, ``nomor_survei_lain`` for a sheet of another
    survey, ``lembar_tidak_dicetak`` for a number that fits and was never printed as far as this computer knows.
    """
    nomor = read_nomor(dokumen.doc_id, teks)
    if nomor is not None and _printed(isi, nomor):
        return nomor
    for satu in kantor.store.find(KIND):
        if satu.doc_id == dokumen.doc_id:
            continue
        lain = read_nomor(satu.doc_id, teks)
        if lain is not None and _printed(decode_as(SurveiSkm, satu.body), lain):
            raise UserError("nomor_survei_lain", nama=satu.label)
    if nomor is None:
        raise UserError("nomor_lembar_salah", nomor=teks.strip()[:20])
    raise UserError("lembar_tidak_dicetak", nomor=format_nomor(dokumen.doc_id, nomor))


def _printed(isi: SurveiSkm, nomor: int) -> bool:
    return any(satu.awal <= nomor <= satu.akhir for satu in isi.lembar)


def _find(kantor: Kantor, survei_id: str, teks: str) -> tuple[Document, SurveiSkm, int, LembarSkm | None, int]:
    """Return the survey, the number, and the sheet as it is stored (None) with its conflicts."""
    dokumen = reached_document(kantor, survei_id, KIND, Wewenang.KELOLA_SKM)
    isi = decode_as(SurveiSkm, dokumen.body)
    nomor = find_number(kantor, dokumen, isi, teks)
    lembar = kantor.store.document(sheet_id(dokumen, nomor))
    if lembar is None or lembar.deleted:
        return dokumen, isi, nomor, None, 0
    return dokumen, isi, nomor, decode_as(LembarSkm, lembar.body), len(lembar.conflicts)


def who_keys(kantor: Kantor) -> str:
    """Return who keys, so that another one makes the second keying: the account, empty without passwords."""
    return "" if kantor.pelaku.tanpa_sandi else kantor.pelaku.akun_id


@intention(Wewenang.KELOLA_SKM)
def read_lembar_skm(kantor: Kantor, survei_id: str, nomor: str) -> LembarTerbaca:
    """Return what is known of a printed sheet by its number with check digits; errors as in ``find_number``."""
    dokumen, isi, angka, lembar, konflik = _find(kantor, survei_id, nomor)
    cetak = format_nomor(dokumen.doc_id, angka)
    if lembar is None:
        return LembarTerbaca(angka, cetak, NasibLembar.TERISI)
    milik = lembar.pertama is not None and (
        not isi.entri_ganda or lembar.kedua is not None or lembar.pertama.pengisi_id == who_keys(kantor)
    )
    return LembarTerbaca(
        nomor=angka,
        nomor_cetak=cetak,
        nasib=lembar.nasib,
        keterangan=lembar.keterangan,
        pertama=lembar.pertama if milik else None,
        kedua=lembar.kedua,
        berlaku=lembar.berlaku,
        ada_pertama=lembar.pertama is not None,
        ada_kedua=lembar.kedua is not None,
        beda=() if lembar.berlaku is not None else differences(lembar.pertama, lembar.kedua),
        konflik=konflik,
    )


def differences(pertama: JawabanSkm | None, kedua: JawabanSkm | None) -> tuple[BedaKetikan, ...]:
    """Return where two keyings differ, marks first; a suggestion in words is no mark and is not compared."""
    if pertama is None or kedua is None:
        return ()
    tanya = sorted(set(pertama.jawaban) | set(kedua.jawaban))
    beda = [BedaKetikan(f"jawaban/{q}", pertama.jawaban.get(q), kedua.jawaban.get(q)) for q in tanya]
    beda += [BedaKetikan(nama, getattr(pertama, nama), getattr(kedua, nama)) for nama in BIDANG]
    return tuple(satu for satu in beda if satu.satu != satu.dua)


@intention(Wewenang.KELOLA_SKM)
def key_sheet(
    kantor: Kantor, survei_id: str, nomor: str, jawaban: JawabanSkm, putaran: int = 1, *, ubah: bool = False
) -> tuple[LembarTerbaca, Changed]:
    """Key one sheet by its number with check digits; with ``putaran`` 2 it is the second, independent keying.

    ``ubah`` corrects a keying that is there; the earlier one stays in the history. What counts (``berlaku``) is the
    first keying, with double entry only what both say. Raises ``UserError``: a number as in ``find_number``;
    ``lembar_sudah_diketik``; ``lembar_batal``; ``lembar_kosong`` without any mark; ``jawaban_salah``;
    ``lembar_hari_nanti``, ``lembar_luar_masa`` for a day to come or outside the survey's;
    ``entri_ganda_mati``, ``entri_pertama_belum``, ``entri_orang_sama`` for a second keying.
    """
    dokumen, isi, angka, lama, konflik = _find(kantor, survei_id, nomor)
    require_running(isi)
    if konflik:
        raise UserError("dokumen_berkonflik", id=sheet_id(dokumen, angka))
    baru = msgspec.structs.replace(clean_answers(isi, jawaban), pengisi_id=who_keys(kantor))
    _require_day(isi, baru.tanggal, day_of(kantor))
    lembar = lama or LembarSkm(survei_id=survei_id, unit_kode=isi.unit_kode, nomor=angka)
    if lembar.nasib is NasibLembar.BATAL:
        raise UserError("lembar_batal", nomor=format_nomor(survei_id, angka))
    bidang = "kedua" if putaran == 2 else "pertama"
    if putaran == 2:
        _require_second(isi, lembar, baru)
    if getattr(lembar, bidang) is not None and not ubah:
        raise UserError("lembar_sudah_diketik", nomor=format_nomor(survei_id, angka))
    lembar = msgspec.structs.replace(lembar, nasib=NasibLembar.TERISI, keterangan="", **{bidang: baru})
    berubah = _save(kantor, dokumen, angka, _settled(isi, lembar), act="ketik_lembar_skm", putaran=putaran)
    return read_lembar_skm(kantor, survei_id, nomor), berubah


def _require_second(isi: SurveiSkm, lembar: LembarSkm, baru: JawabanSkm) -> None:
    if not isi.entri_ganda:
        raise UserError("entri_ganda_mati")
    if lembar.pertama is None:
        raise UserError("entri_pertama_belum")
    if baru.pengisi_id and baru.pengisi_id == lembar.pertama.pengisi_id:
        raise UserError("entri_orang_sama")


def _settled(isi: SurveiSkm, lembar: LembarSkm) -> LembarSkm:
    """Return a sheet with what counts of it: nothing unless it is filled in, and both keyings where two are asked."""
    berlaku = lembar.pertama if lembar.nasib is NasibLembar.TERISI else None
    if isi.entri_ganda and (lembar.kedua is None or differences(lembar.pertama, lembar.kedua)):
        berlaku = None
    return msgspec.structs.replace(lembar, berlaku=berlaku)


def clean_answers(isi: SurveiSkm, jawaban: JawabanSkm) -> JawabanSkm:
    """Return answers fit to be stored; raises ``UserError`` ``lembar_kosong`` or ``jawaban_salah`` (``bidang``)."""
    tanya = {satu.id for satu in isi.pertanyaan}
    for kunci, nilai in jawaban.jawaban.items():
        if kunci not in tanya or nilai not in NILAI_JAWABAN:
            raise UserError("jawaban_salah", bidang=kunci, nilai=nilai)
    if not jawaban.jawaban:
        raise UserError("lembar_kosong")
    if jawaban.usia is not None and not 0 < jawaban.usia <= USIA_MAKS:
        raise UserError("jawaban_salah", bidang="usia", nilai=jawaban.usia)
    if jawaban.layanan_id and jawaban.layanan_id not in {satu.id for satu in isi.layanan}:
        raise UserError("jawaban_salah", bidang="layanan", nilai=jawaban.layanan_id)
    return msgspec.structs.replace(jawaban, saran=jawaban.saran.strip()[:SARAN_MAKS])


def _require_day(isi: SurveiSkm, tanggal: date | None, hari_ini: date | None) -> None:
    """Raise ``UserError`` for a sheet's day that is still to come, or outside the days of the survey."""
    if tanggal is None:
        return
    if hari_ini is not None and tanggal > hari_ini:
        raise UserError("lembar_hari_nanti", tanggal=format_tanggal(tanggal))
    if (isi.mulai and tanggal < isi.mulai) or (isi.selesai and tanggal > isi.selesai):
        masa = {
            "mulai": format_tanggal(isi.mulai) if isi.mulai else "–",
            "selesai": format_tanggal(isi.selesai) if isi.selesai else "–",
        }
        raise UserError("lembar_luar_masa", tanggal=format_tanggal(tanggal), **masa)


@intention(Wewenang.KELOLA_SKM)
def resolve_lembar(
    kantor: Kantor, survei_id: str, nomor: str, pilihan: Mapping[str, int]
) -> tuple[LembarTerbaca, Changed]:
    """Decide between two keyings: for each member that differs the keying (1 or 2) which is right by the paper.

    Raises ``UserError`` ``beda_belum_dipilih`` while one is left open, ``tidak_ada_beda`` where they agree.
    """
    dokumen, isi, angka, lembar, konflik = _find(kantor, survei_id, nomor)
    require_running(isi)
    if konflik:
        raise UserError("dokumen_berkonflik", id=sheet_id(dokumen, angka))
    if lembar is None or lembar.pertama is None or lembar.berlaku is not None or not lembar.kedua:
        raise UserError("tidak_ada_beda")
    beda = differences(lembar.pertama, lembar.kedua)
    terbuka = [satu.bidang for satu in beda if pilihan.get(satu.bidang) not in (1, 2)]
    if terbuka or not beda:
        raise UserError("beda_belum_dipilih" if terbuka else "tidak_ada_beda", jumlah=len(terbuka))
    marks, head = dict(lembar.pertama.jawaban), {}
    for satu in beda:
        nilai = satu.satu if pilihan[satu.bidang] == 1 else satu.dua
        if satu.bidang.startswith("jawaban/"):
            kunci = satu.bidang.removeprefix("jawaban/")
            marks = {**marks, kunci: nilai} if nilai is not None else {k: v for k, v in marks.items() if k != kunci}
        else:
            head[satu.bidang] = nilai
    berlaku = msgspec.structs.replace(lembar.pertama, jawaban=marks, **head)
    berubah = _save(kantor, dokumen, angka, msgspec.structs.replace(lembar, berlaku=berlaku), act="samakan_lembar_skm")
    return read_lembar_skm(kantor, survei_id, nomor), berubah


@intention(Wewenang.KELOLA_SKM)
def mark_lembar(
    kantor: Kantor, survei_id: str, nomor: str, nasib: NasibLembar, alasan: str = ""
) -> tuple[LembarTerbaca, Changed]:
    """Say that a sheet is void or lost, or, with ``TERISI``, that it is neither after all.

    A void sheet needs a reason and counts nowhere, keyed or not. A lost one was never keyed (``lembar_sudah_diketik``).
    """
    dokumen, isi, angka, lama, konflik = _find(kantor, survei_id, nomor)
    require_running(isi)
    if konflik:
        raise UserError("dokumen_berkonflik", id=sheet_id(dokumen, angka))
    if nasib is NasibLembar.BATAL and not alasan.strip():
        raise UserError("alasan_wajib", langkah="batal")
    if nasib is NasibLembar.HILANG and lama is not None and lama.pertama is not None:
        raise UserError("lembar_sudah_diketik", nomor=format_nomor(survei_id, angka))
    lembar = lama or LembarSkm(survei_id=survei_id, unit_kode=isi.unit_kode, nomor=angka)
    lembar = msgspec.structs.replace(lembar, nasib=nasib, keterangan=alasan.strip())
    berubah = _save(kantor, dokumen, angka, _settled(isi, lembar), act="nasib_lembar_skm", nasib=nasib.value)
    return read_lembar_skm(kantor, survei_id, nomor), berubah


def _save(kantor: Kantor, survei: Document, nomor: int, isi: LembarSkm, act: str, **detail: Any) -> Changed:
    doc_id = sheet_id(survei, nomor)
    lama = kantor.store.document(doc_id)
    body = encode(isi, lama.body if lama is not None and not lama.deleted else None)
    with kantor.write(act, doc_id, {"nomor": nomor, **detail}) as tx:
        tx.save(LEMBAR, doc_id, body, scope=survei.scope, schema=SCHEMA, why=isi.keterangan)
    return Changed((doc_id,), (LEMBAR,))


def day_of(kantor: Kantor) -> date | None:
    """Return today as far as the clock may be believed, to stand in a sheet's head."""
    return plausible_day(kantor.jam(), kantor.store.get("waktu", "lantai"))
