"""The witness: each bundle tells the kabupaten how its sender's audit chain stood, and the kabupaten signs that back.

Whoever edits or cuts the chain afterwards no longer fits what was witnessed (faults D25). At the unit the signed
receipts are kept as evidence; at the kabupaten a chain that goes back within one epoch is noted and never blocks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from db import Transaction
from desktop_app.exchange import Ack, AuditHead, VerifiedBundle
from desktop_app.services.kantor import Kantor, Peran
from desktop_app.services.paket import PaketMasuk, list_keluar, list_masuk

RUANG_SAKSI = "saksi"
RUANG_BUKTI = "saksi_bukti"
RUANG_MUNDUR = "saksi_mundur"


class Saksi(msgspec.Struct, frozen=True, kw_only=True):
    """What the kabupaten acknowledged of this computer's audit chain: so many rows, the hash of the last one.

    ``bukti`` is the file hash of the return bundle that says so; ``tertulis`` where its signed manifest states rows and
    hash itself, and not only the receipt of the file that did.
    """

    epoch: str
    jumlah: int
    kepala: str
    nomor: int
    paket: str
    bukti: str
    tertulis: bool


class Bukti(msgspec.Struct, frozen=True, kw_only=True):
    """The signed manifest of a return bundle: its exact bytes, its inner signature, the issuer's public key."""

    manifes: bytes
    tanda: bytes
    kunci: bytes


class JejakMundur(msgspec.Struct, frozen=True, kw_only=True):
    """A chain that contradicts itself: a bundle says less than an earlier one of the same epoch, or another hash.

    ``jumlah`` and ``kepala`` are what bundle ``nomor`` says, ``nomor_lain`` and the other two what it contradicts.
    """

    device_id: str
    kode: str
    nama: str
    epoch: str
    nomor: int
    jumlah: int
    kepala: str
    nomor_lain: int
    jumlah_lain: int
    kepala_lain: str


def make_acks(diterima: Sequence[PaketMasuk]) -> list[Ack]:
    """Return the receipts of received bundles; the one that tells most of a chain also witnesses it, once an epoch."""
    terjauh: dict[tuple[str, str], PaketMasuk] = {}
    for satu in diterima:
        kunci = (satu.device_id, satu.epoch)
        if satu.jejak > (terjauh[kunci].jejak if kunci in terjauh else 0):
            terjauh[kunci] = satu
    disaksikan = {satu.file_sha256 for satu in terjauh.values()}
    return [
        Ack(
            satu.device_id,
            satu.epoch,
            satu.seq,
            satu.file_sha256,
            AuditHead(satu.jejak, satu.kepala_jejak) if satu.file_sha256 in disaksikan else None,
        )
        for satu in diterima
    ]


def keep_witness(kantor: Kantor, tx: Transaction, paket: VerifiedBundle) -> None:
    """Keep what a return bundle witnesses of this computer's chain, and its signed manifest where that is new."""
    punya = {satu.file_sha256: satu for satu in list_keluar(kantor)}
    ada = {kunci for kunci, _ in kantor.store.items(RUANG_SAKSI)}
    baru = False
    for ack in paket.acknowledgements:
        sent = punya.get(ack.sha256)
        if sent is None or (ack.device_id, ack.epoch, ack.seq) != (kantor.store.device, sent.epoch, sent.seq):
            continue
        jejak = ack.audit or AuditHead(sent.jejak, sent.kepala_jejak)
        kunci = f"{ack.epoch}:{ack.seq:09d}:{'t' if ack.audit else 'p'}"
        if not jejak.count or kunci in ada:
            continue
        baru = True
        saksi = Saksi(
            epoch=ack.epoch,
            jumlah=jejak.count,
            kepala=jejak.head,
            nomor=ack.seq,
            paket=ack.sha256,
            bukti=paket.file_sha256,
            tertulis=ack.audit is not None,
        )
        tx.put(RUANG_SAKSI, kunci, msgspec.json.encode(saksi))
    if baru:
        bukti = Bukti(manifes=paket.evidence.manifest, tanda=paket.evidence.signature, kunci=paket.evidence.public)
        tx.put(RUANG_BUKTI, paket.file_sha256, msgspec.json.encode(bukti))


def list_saksi(kantor: Kantor) -> tuple[Saksi, ...]:
    """Return what was witnessed of this computer's chain, the furthest first."""
    semua = [msgspec.json.decode(raw, type=Saksi) for _, raw in kantor.store.items(RUANG_SAKSI)]
    return tuple(sorted(semua, key=lambda satu: (satu.jumlah, satu.nomor), reverse=True))


def list_bukti(kantor: Kantor) -> Mapping[str, Bukti]:
    """Return the signed manifests that witness this computer's chain, by the file hash of their return bundles."""
    return {kunci: msgspec.json.decode(raw, type=Bukti) for kunci, raw in kantor.store.items(RUANG_BUKTI)}


def witnessed_upto(kantor: Kantor) -> int:
    """Return up to which row of its chain this computer has a witness, 0 for none."""
    return max((satu.jumlah for satu in list_saksi(kantor)), default=0)


def note_contradiction(kantor: Kantor, tx: Transaction, paket: VerifiedBundle) -> JejakMundur | None:
    """Keep and return a contradiction of a received bundle to an earlier one of the same device and epoch.

    Nothing is refused for it. A new epoch may begin with fewer rows: that is what a restored backup does.
    """
    manifest = paket.manifest
    for satu in list_masuk(kantor):
        if (satu.device_id, satu.epoch) != (paket.sender, paket.epoch) or satu.seq == paket.seq or not satu.jejak:
            continue
        if not _contradict((satu.seq, satu.jejak, satu.kepala_jejak), paket.seq, manifest.audit):
            continue
        mundur = JejakMundur(
            device_id=paket.sender,
            kode=paket.office.code,
            nama=paket.office.name,
            epoch=paket.epoch,
            nomor=paket.seq,
            jumlah=manifest.audit.count,
            kepala=manifest.audit.head,
            nomor_lain=satu.seq,
            jumlah_lain=satu.jejak,
            kepala_lain=satu.kepala_jejak,
        )
        tx.put(RUANG_MUNDUR, f"{paket.sender}:{paket.epoch}:{paket.seq:09d}", msgspec.json.encode(mundur))
        tx.detail["jejak"] = "mundur"
        return mundur
    return None


def _contradict(lain: tuple[int, int, str], seq: int, audit: AuditHead) -> bool:
    """Tell whether two bundles of one chain cannot both be true: rows only grow, and with them the bundles' numbers."""
    seq_lain, jumlah_lain, kepala_lain = lain
    if jumlah_lain == audit.count:
        return kepala_lain != audit.head
    return (seq_lain < seq) != (jumlah_lain < audit.count)


def list_mundur(kantor: Kantor) -> tuple[JejakMundur, ...]:
    """Return the contradictions that this kabupaten has seen, by device and number."""
    return tuple(msgspec.json.decode(raw, type=JejakMundur) for _, raw in kantor.store.items(RUANG_MUNDUR))


def changed_since(kantor: Kantor) -> dict[int, int]:
    """Return the witnessed rows that are gone or another, each with the number of the bundle that told it."""
    return {
        satu.jumlah: satu.nomor
        for satu in reversed(list_saksi(kantor))
        if kantor.store.audit_hash_at(satu.jumlah) != satu.kepala
    }


def witness_findings(kantor: Kantor) -> list[tuple[str, Mapping[str, object]]]:
    """Compare the own chain with what was witnessed, and at the kabupaten name the chains that went back.

    A row that was witnessed and is gone or another is a finding. Witnesses go back with the store when a backup is
    restored, so an honest restore never stands here.
    """
    temuan: list[tuple[str, Mapping[str, object]]] = [
        ("periksa_jejak_disaksikan", {"baris": baris, "nomor": nomor}) for baris, nomor in changed_since(kantor).items()
    ]
    if kantor.profil.peran is Peran.KABUPATEN:
        temuan += [
            (
                "periksa_jejak_mundur",
                {"nama": satu.nama, "kode": satu.kode, "nomor": satu.nomor, "nomor_lain": satu.nomor_lain},
            )
            for satu in list_mundur(kantor)
        ]
    return temuan
