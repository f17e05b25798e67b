"""What may be told of the answers of a round: groups that hide their members, and sums that hide their parts.

House rules (docs/spec/anonymous-rounds.md); the regulation asks for feedback and names no anonymity (P6:69-70).
Everything here is pure: who shuffles brings the source of chance.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from desktop_app.domain.istilah_pengembangan import KelompokPenjawab
from desktop_app.domain.putaran import (
    KelompokHasil,
    NilaiPutaran,
    PenjawabPutaran,
    Pertanyaan,
    PutaranUmpanBalik,
)

AMBANG_TERKECIL = 3
"""Fewer answers than these are never shown by themselves, whatever a round says."""
ANONIM = (KelompokPenjawab.REKAN, KelompokPenjawab.BAWAHAN, KelompokPenjawab.LAIN)
"""The groups whose members are hidden; the person himself and his superior are known and are told so."""
LUAR = KelompokPenjawab.LAIN
"""The group of outsiders: the office names them itself and nobody can tell whether they exist."""
SKALA = (1, 2, 3, 4)
MAKS_TEKS = 1000
"""Letters of one free text."""
Acak = Callable[[list[str]], None]
"""Shuffles a list in its place."""


class JawabanPutaran(msgspec.Struct, frozen=True, kw_only=True):
    """One answer as the pool holds it: whom it is about and from which side, never from whom."""

    tentang_id: str
    kelompok: KelompokPenjawab
    nilai: dict[str, int] = {}
    teks: str = ""


class KodePutaran(msgspec.Struct, frozen=True, kw_only=True):
    """What the pool keeps of a one-time code: its salted hash, and who is asked with it."""

    penjawab: str
    sidik: str


class KumpulanPutaran(msgspec.Struct, frozen=True, kw_only=True):
    """All that a round has gathered: the answers, and beside them who of those asked has answered about whom.

    ``putaran`` is the round as it was opened: what a merge brings into the document meanwhile changes nothing.
    ``masuk`` are the employees who could log in at that moment: for them no code is ever made.
    """

    putaran: PutaranUmpanBalik
    jawaban: tuple[JawabanPutaran, ...] = ()
    sudah: tuple[str, ...] = ()
    masuk: tuple[str, ...] = ()
    kode: tuple[KodePutaran, ...] = ()
    garam: str = ""


@dataclass(frozen=True)
class Pembagian:
    """How groups are told: ``tampil`` each by itself or pooled, ``ditahan`` those that cannot be told at all."""

    tampil: tuple[tuple[KelompokPenjawab, ...], ...]
    ditahan: tuple[KelompokPenjawab, ...] = ()


def respondent_id(tentang_id: str, penjawab_id: str, sebutan: str = "") -> str:
    """Return the natural key of one who is asked about one person (32 hex digits)."""
    nama = " ".join(sebutan.casefold().split())
    return hashlib.sha256(f"skp-luring/penjawab/{tentang_id}/{penjawab_id}/{nama}".encode()).hexdigest()[:32]


def respondent_of(satu: PenjawabPutaran) -> str:
    """Return who answers: the employee, or of outsiders the place itself, for two of one name may be two people."""
    return satu.penjawab_id or satu.id


def threshold_of(ambang: int) -> int:
    """Return the least number of answers that a group shows by itself: as the round says, never under three."""
    return max(AMBANG_TERKECIL, ambang)


def share_out(jumlah: Mapping[KelompokPenjawab, int], ambang: int) -> Pembagian:
    """Return how the hidden groups with so many answers each are told.

    A group with enough answers stands by itself. Smaller ones of employees are pooled with each other; a pool that is
    still too small joins the smallest group of employees that is shown; without one nothing of it is told. Outsiders
    stand by themselves or are withheld: whoever invents them must not help an employee's answer over the threshold.
    No group is told twice and no sum over several told ones exists, so that nothing can be subtracted.
    """
    batas = threshold_of(ambang)
    ada = [satu for satu in ANONIM if jumlah.get(satu, 0) > 0]
    tampil = [(satu,) for satu in ada if jumlah[satu] >= batas]
    luar = tuple(satu for satu in ada if satu is LUAR and jumlah[satu] < batas)
    kecil = tuple(satu for satu in ada if satu is not LUAR and jumlah[satu] < batas)
    if not kecil:
        return Pembagian(tuple(tampil), luar)
    if sum(jumlah[satu] for satu in kecil) >= batas:
        return Pembagian((kecil, *tampil), luar)
    pegawai = [satu for satu in tampil if satu != (LUAR,)]
    if not pegawai:
        return Pembagian(tuple(tampil), (*kecil, *luar))
    terkecil = min(pegawai, key=lambda satu: (jumlah[satu[0]], ANONIM.index(satu[0])))
    bersama = tuple(satu for satu in ANONIM if satu in (*terkecil, *kecil))
    return Pembagian(tuple(bersama if satu == terkecil else satu for satu in tampil), luar)


def edges_of(jumlah: int) -> tuple[int, int]:
    """Return the least and the greatest sum that is told of ``jumlah`` answers of a hidden group, three at least.

    One of the group who knows his own answer must not learn all others: their sum never stands at the end of the
    scale. Of three this leaves two sums, one for the lower half of the scale and one for the upper.
    """
    sisa = SKALA[-1]
    return jumlah + sisa, (jumlah - 1) * sisa


def bound_total(jumlah: int, total: int) -> int:
    """Return the sum of ``jumlah`` answers as it is told of a hidden group, between ``edges_of``.

    A sum beyond them would tell who knows his own answer what each other answered; it is told as the nearest edge.
    """
    bawah, atas = edges_of(jumlah)
    return min(max(total, bawah), atas)


def questions_for(pertanyaan: Sequence[Pertanyaan], kelompok: KelompokPenjawab) -> tuple[Pertanyaan, ...]:
    """Return the questions that a group is asked."""
    return tuple(satu for satu in pertanyaan if not satu.kelompok or kelompok in satu.kelompok)


def aggregate(
    putaran: PutaranUmpanBalik, tentang_id: str, jawaban: Sequence[JawabanPutaran], acak: Acak
) -> tuple[tuple[KelompokHasil, ...], int]:
    """Return what is told of the answers about one person, and how many answers are withheld.

    Known groups come first. Of a hidden one a question with fewer answers than the threshold is left out, of a pool
    also one that is not asked of all its groups, and sums are bounded; texts come in the order of ``acak``.
    """
    milik = [satu for satu in jawaban if satu.tentang_id == tentang_id]
    menurut = {k: [satu for satu in milik if satu.kelompok is k] for k in KelompokPenjawab}
    bagian = share_out({k: len(menurut[k]) for k in ANONIM}, putaran.ambang)
    hasil = [
        _told(putaran, (k,), menurut[k], 1, acak)
        for k in (KelompokPenjawab.DIRI, KelompokPenjawab.ATASAN)
        if menurut[k]
    ]
    batas = threshold_of(putaran.ambang)
    for satu in bagian.tampil:
        hasil.append(_told(putaran, satu, [j for k in satu for j in menurut[k]], batas, acak))
    return tuple(hasil), sum(len(menurut[k]) for k in bagian.ditahan)


def _told(
    putaran: PutaranUmpanBalik,
    gabungan: tuple[KelompokPenjawab, ...],
    jawaban: Sequence[JawabanPutaran],
    batas: int,
    acak: Acak,
) -> KelompokHasil:
    nilai = []
    for tanya in putaran.pertanyaan:
        # Of two questions alike, one for the whole pool and one for a part of it, the other part is the difference.
        if not all(questions_for((tanya,), satu) for satu in gabungan):
            continue
        angka = [satu.nilai[tanya.id] for satu in jawaban if tanya.id in satu.nilai]
        if len(angka) < batas or not angka:
            continue
        total = sum(angka) if batas == 1 else bound_total(len(angka), sum(angka))
        nilai.append(NilaiPutaran(id=tanya.id, jumlah=len(angka), total=total))
    teks = sorted(satu.teks for satu in jawaban if satu.teks)
    acak(teks)
    nama = "+".join(satu.value for satu in gabungan)
    return KelompokHasil(id=nama, gabungan=gabungan, jawaban=len(jawaban), nilai=tuple(nilai), teks=tuple(teks))
