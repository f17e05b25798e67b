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
    """One number that does not fit; ``kode`` has a sentence (``keberatan_hilang``, ``keberatan_beda`` …)."""

    perangkat: str
    nomor: int
    kode: str


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


def erased_numbers(store: Store, perangkat: str) -> dict[int, Tercatat]:
    """Return the numbers of a computer whose objections were erased by law: the ledger knows them."""
    hasil: dict[int, Tercatat] = {}
    for kunci, raw in store.items(RUANG_BUKU):
        asal, nomor, doc_id = kunci.split(":")
        if asal == perangkat and any(rev.erased for rev in store.history(doc_id)):
            hasil[int(nomor)] = msgspec.json.decode(raw, type=Tercatat)
    return hasil


def faults_of(store: Store, perangkat: str, kata: Iterable[Hitungan]) -> list[CacatNomor]:
    """Return what does not fit in the objections of one computer, given what it said of them (``kata``).

    A number below the highest that anything names must be there once, whole, and go on from the one before.
    """
    ada = objections_of(store, perangkat).get(perangkat, [])
    dihapus = erased_numbers(store, perangkat)
    menurut: dict[int, list[Keberatan]] = {}
    for _doc, isi in ada:
        menurut.setdefault(isi.nomor, []).append(isi)
    kata = list(kata)
    tertinggi = max((*menurut, *dihapus, *(satu.jumlah for satu in kata)), default=0)
    cacat: list[CacatNomor] = []
    sidik = {n: satu.sidik for n, satu in dihapus.items()} | {n: semua[0].sidik for n, semua in menurut.items()}
    for nomor in range(1, tertinggi + 1):
        cacat += [CacatNomor(perangkat, nomor, kode) for kode in _faults_at(nomor, menurut, sidik, kata)]
    return cacat


def _faults_at(
    nomor: int, menurut: Mapping[int, Sequence[Keberatan]], sidik: Mapping[int, str], kata: Sequence[Hitungan]
) -> list[str]:
    semua = menurut.get(nomor, ())
    if nomor not in sidik:
        return ["keberatan_hilang"]
    if len(semua) > 1:
        return ["keberatan_ganda"]
    hasil = []
    if any(satu.jumlah == nomor and satu.kepala != sidik[nomor] for satu in kata):
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
