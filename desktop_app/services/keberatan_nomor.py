"""The numbers of sealed objections on one computer: how far it had come, what is missing, what does not fit.

Works on a store alone, so that the anchor, which stands outside the store, can be compared before an office is open.
Source: docs/spec/objection.md, section Numbers.
"""

from __future__ import annotations

import hashlib
from base64 import b64decode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from db import Store, Transaction
from desktop_app.domain.keberatan import Keberatan

KIND = "keberatan"
RUANG, NOMOR = "keberatan", "nomor"
RUANG_BUKU = "keberatan_buku"
"""device:number → what stood there, so that an erasure by law is told from a gap."""


class Hitungan(msgspec.Struct, frozen=True):
    """How many objections a computer has sealed, and the hash of the last one's sealed bytes ("" for none)."""

    jumlah: int = 0
    kepala: str = ""


class Tercatat(msgspec.Struct, frozen=True):
    """What the ledger keeps of one number: the document, its hash, and that of the one before."""

    doc_id: str
    sidik: str
    sebelumnya: str


@dataclass(frozen=True)
class CacatNomor:
    """What does not fit at a number; ``kode`` has a sentence (``keberatan_hilang``, ``keberatan_beda`` …).

    Numbers that are missing in a row are one of these: from ``nomor`` to ``sampai``.
    """

    perangkat: str
    nomor: int
    kode: str
    sampai: int

    @property
    def jumlah(self) -> int:
        """How many numbers it is about."""
        return self.sampai - self.nomor + 1


@dataclass(frozen=True)
class BahanNomor:
    """What a store holds of objections, by computer: those that are here, and the numbers erased by law."""

    ada: Mapping[str, Sequence[tuple[str, Keberatan]]]
    dihapus: Mapping[str, Mapping[int, Tercatat]]


def read_material(store: Store, perangkat: str = "") -> BahanNomor:
    """Return what the store holds, of one computer where given: both spaces are read once, whatever is asked then."""
    ada = objections_of(store, perangkat)
    hadir = {doc_id for semua in ada.values() for doc_id, _ in semua}
    dihapus: dict[str, dict[int, Tercatat]] = {}
    for kunci, raw in store.items(RUANG_BUKU):
        asal, nomor, doc_id = kunci.split(":")
        if perangkat and asal != perangkat:
            continue
        # Only a document that is not here any more can have been erased: an objection has one revision.
        if doc_id not in hadir and any(rev.erased for rev in store.history(doc_id)):
            dihapus.setdefault(asal, {})[int(nomor)] = msgspec.json.decode(raw, type=Tercatat)
    return BahanNomor(ada, dihapus)


def read_hitungan(store: Store) -> Hitungan:
    """Return how far this computer has come: whichever of counter, objections and audit chain says most."""
    semua = objections_of(store, store.device).get(store.device, [])
    kata = [kept_hitungan(store), *(Hitungan(isi.nomor, isi.sidik) for _, isi in semua), *_audited(store)]
    return max(kata, key=lambda satu: satu.jumlah)


def kept_hitungan(store: Store) -> Hitungan:
    """Return the counter alone, as the anchor keeps it after each commit."""
    raw = store.get(RUANG, NOMOR)
    return msgspec.json.decode(raw, type=Hitungan) if raw is not None else Hitungan()


def put_hitungan(tx: Transaction, hitungan: Hitungan) -> None:
    """Keep the counter."""
    tx.put(RUANG, NOMOR, msgspec.json.encode(hitungan))


def put_ledger(tx: Transaction, doc_id: str, isi: Keberatan) -> None:
    """Note in the ledger what stands under a number."""
    tercatat = Tercatat(doc_id, isi.sidik, isi.sebelumnya)
    tx.put(RUANG_BUKU, f"{isi.perangkat}:{isi.nomor:06d}:{doc_id}", msgspec.json.encode(tercatat))


def objections_of(store: Store, perangkat: str = "") -> dict[str, list[tuple[str, Keberatan]]]:
    """Return the objections that can be read, by the computer that numbered them."""
    hasil: dict[str, list[tuple[str, Keberatan]]] = {}
    for satu in store.find(KIND, where={"perangkat": perangkat} if perangkat else None):
        try:
            isi = msgspec.json.decode(satu.body, type=Keberatan)
        except msgspec.DecodeError:
            continue
        hasil.setdefault(isi.perangkat, []).append((satu.doc_id, isi))
    return hasil


def is_whole(isi: Keberatan) -> bool:
    """Tell whether the sealed bytes are still those that the document names."""
    try:
        return hashlib.sha256(b64decode(isi.segel, validate=True)).hexdigest() == isi.sidik
    except ValueError:
        return False


def faults_of(
    store: Store, perangkat: str, kata: Iterable[Hitungan], bahan: BahanNomor | None = None
) -> list[CacatNomor]:
    """Return what does not fit in the objections of one computer, given what it said of them (``kata``).

    A number below the highest that anything names must be there once, whole, and go on from the one before. Only
    numbers that are here are walked: whoever names a high one costs nobody time. ``bahan`` spares reading it again.
    """
    bahan = bahan or read_material(store, perangkat)
    dihapus = bahan.dihapus.get(perangkat, {})
    menurut: dict[int, list[Keberatan]] = {}
    for _doc, isi in bahan.ada.get(perangkat, ()):
        menurut.setdefault(isi.nomor, []).append(isi)
    kepala: dict[int, set[str]] = {}
    for satu in kata:
        kepala.setdefault(satu.jumlah, set()).add(satu.kepala)
    sidik = {n: satu.sidik for n, satu in dihapus.items()} | {n: semua[0].sidik for n, semua in menurut.items()}
    cacat: list[CacatNomor] = []
    lalu = 0
    for nomor in sorted(sidik):
        if nomor - lalu > 1:
            cacat.append(CacatNomor(perangkat, lalu + 1, "keberatan_hilang", nomor - 1))
        cacat += [CacatNomor(perangkat, nomor, kode, nomor) for kode in _faults_at(nomor, menurut, sidik, kepala)]
        lalu = nomor
    tertinggi = max(kepala, default=0)
    if tertinggi > lalu:
        cacat.append(CacatNomor(perangkat, lalu + 1, "keberatan_hilang", tertinggi))
    return cacat


def _faults_at(
    nomor: int, menurut: Mapping[int, Sequence[Keberatan]], sidik: Mapping[int, str], kepala: Mapping[int, set[str]]
) -> list[str]:
    """Return what does not fit at a number that is here or was erased."""
    semua = menurut.get(nomor, ())
    if len(semua) > 1:
        return ["keberatan_ganda"]
    hasil = []
    if kepala.get(nomor, {sidik[nomor]}) != {sidik[nomor]}:
        hasil.append("keberatan_beda")
    elif semua and not is_whole(semua[0]):
        hasil.append("keberatan_isi_rusak")
    lalu = sidik.get(nomor - 1, "")
    if semua and not hasil and (nomor == 1 or lalu) and semua[0].sebelumnya != lalu:
        hasil.append("keberatan_putus")
    return hasil


def missing_here(store: Store) -> list[CacatNomor]:
    """Return what does not fit among this computer's own objections, by counter, ledger and audit chain."""
    return faults_of(store, store.device, [kept_hitungan(store), *_audited(store)])


def _audited(store: Store) -> list[Hitungan]:
    """Return what the audit chain says of this computer's objections, the last first."""
    hasil = []
    for baris in store.audit_rows(limit=None, act="segel_keberatan"):
        nomor, kepala = baris.detail.get("nomor"), baris.detail.get("sidik")
        if isinstance(nomor, int) and isinstance(kepala, str) and baris.detail.get("perangkat") == store.device:
            hasil.append(Hitungan(nomor, kepala))
    return hasil
