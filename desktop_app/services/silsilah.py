"""Lineage: what both sides do when a device, or the kabupaten itself, went on from an older state.

A unit that was restored, or a new computer of an office that is known, is owed everything of that office; the
kabupaten sends it in each answer until the unit's next bundle proves that one of them was taken in. A unit whose
kabupaten was restored sends again what the restored one no longer acknowledges. So nothing is lost that had reached
either side. Source: docs/spec/backup.md, section Lineage.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from db import Transaction, decode_revision
from desktop_app.domain.errors import BundleError
from desktop_app.exchange import (
    Ack,
    Claimed,
    Revocation,
    TrustState,
    VerifiedBundle,
    make_trust,
    read_trust,
)
from desktop_app.services import jangkar
from desktop_app.services.kantor import Kantor
from desktop_app.services.kepercayaan import Perangkat, keep_own_trust, list_perangkat, require_trust
from desktop_app.services.paket import PaketKeluar, list_keluar, list_masuk, put_keluar

RUANG_UTANG = "utang_semua"
RUANG_KEMBAR = "perangkat_kembar"
RUANG_EPOCH = "epoch_kabupaten"
DITAHAN = ("revoked_device", "twin_detected")
"""Refusals after which the file itself is kept, because only people can decide."""


class Utang(msgspec.Struct, frozen=True):
    """A device is owed everything of its office: since which epoch, and the trust that proves it has arrived."""

    epoch: str
    trust_seq: int


class Kembar(msgspec.Struct, frozen=True, kw_only=True):
    """One identity, two histories: a device whose bundle contradicts one that was received before."""

    device_id: str
    kode: str
    nama: str
    berkas: str


def note_epoch(kantor: Kantor, tx: Transaction, paket: VerifiedBundle) -> None:
    """At the kabupaten: a bundle of a new epoch makes a debt, one that has seen the answer pays it."""
    device = paket.sender
    seen = {
        satu.epoch for satu in list_masuk(kantor) if satu.device_id == device and satu.file_sha256 != paket.file_sha256
    }
    utang = owed_to(kantor, device)
    if paket.epoch not in seen and (seen or paket.manifest.parent_epoch):
        owe_everything(kantor, tx, device, paket.epoch)
    elif utang is not None and paket.manifest.trust_seq_seen >= utang.trust_seq and utang.epoch in ("", paket.epoch):
        tx.delete(RUANG_UTANG, device)


def note_device(kantor: Kantor, tx: Transaction, device_id: str, kode: str) -> None:
    """At the kabupaten: a new computer of an office whose records are here is owed them."""
    if next(iter(documents_of(kantor, kode, most=1)), None) is not None:
        owe_everything(kantor, tx, device_id, "")


def owe_everything(kantor: Kantor, tx: Transaction, device_id: str, epoch: str) -> None:
    """Owe a device everything of its office until a bundle of that epoch ("" for any) has seen the next trust."""
    trust = raise_trust(kantor, tx)
    tx.put(RUANG_UTANG, device_id, msgspec.json.encode(Utang(epoch, trust.marks.trust_seq)))


def owed_to(kantor: Kantor, device_id: str) -> Utang | None:
    """Return what a device is owed, None where nothing beyond the usual answer."""
    raw = kantor.store.get(RUANG_UTANG, device_id)
    return msgspec.json.decode(raw, type=Utang) if raw is not None else None


def documents_of(kantor: Kantor, kode: str, *, most: int | None = None) -> list[str]:
    """Return every document of an office and below it in the order of arrival, at most ``most``."""
    found: dict[str, None] = {}
    for _, _, raw in kantor.store.revisions_after(0, scope_prefix=kode):
        rev = decode_revision(raw)
        if rev.scope == kode or rev.scope.startswith(kode + "."):
            found[rev.doc_id] = None
            if most is not None and len(found) >= most:
                break
    return list(found)


def raise_trust(kantor: Kantor, tx: Transaction, revocations: Sequence[Revocation] | None = None) -> TrustState:
    """Make the kabupaten's next trust document, with other revocations where given, and keep it."""
    trust, claim = require_trust(kantor), kantor.claim()
    raw = make_trust(
        kantor.office_keys().issuer,
        roots=[satu.raw for satu in trust.document.roots],
        delegations=[satu.raw for satu in trust.document.delegations],
        inbox=list(trust.inbox),
        trust_seq=trust.marks.trust_seq + 1,
        signed_at=Claimed(claim.t, claim.doubt),
        revocations=list(trust.revocations if revocations is None else revocations),
        least_program=trust.least_program,
    )
    made = read_trust(raw, pinned=trust.pin, marks=trust.marks)
    keep_own_trust(tx, made)
    return made


def hold_back(kantor: Kantor, tx: Transaction, berkas: str, error: BundleError, perangkat: Perangkat | None) -> None:
    """Note a device whose bundle contradicts what was received; it is answered, so that it learns of it."""
    if error.code == "twin_detected" and perangkat is not None:
        kembar = Kembar(device_id=perangkat.device_id, kode=perangkat.kode, nama=perangkat.nama, berkas=berkas)
        tx.put(RUANG_KEMBAR, perangkat.device_id, msgspec.json.encode(kembar))


def list_kembar(kantor: Kantor) -> tuple[Kembar, ...]:
    """Return the devices of which two histories were seen, at the kabupaten."""
    return tuple(msgspec.json.decode(raw, type=Kembar) for _, raw in kantor.store.items(RUANG_KEMBAR))


def sender_of(kantor: Kantor, error: BundleError) -> Perangkat | None:
    """Return the device that a refusal names by the beginning of its id."""
    awal = str(error.facts.get("device", ""))
    return next((satu for satu in list_perangkat(kantor) if awal and satu.device_id.startswith(awal)), None)


def note_answer(kantor: Kantor, tx: Transaction, paket: VerifiedBundle) -> bool:
    """At a unit: say whether the kabupaten starts anew with this answer, so that only its receipts count now."""
    seen = dict(kantor.store.items(RUANG_EPOCH))
    tx.put(RUANG_EPOCH, paket.epoch, b"1")
    if paket.epoch in seen:
        return False
    return bool(seen) or bool(paket.manifest.parent_epoch)


def note_twin(kantor: Kantor, tx: Transaction, acks: Sequence[Ack], keluar: Sequence[PaketKeluar]) -> None:
    """At a unit: a receipt for a bundle of the present epoch that was never made here ends that epoch."""
    made = {satu.file_sha256 for satu in keluar}
    for ack in acks:
        if (ack.device_id, ack.epoch) == (kantor.store.device, kantor.store.epoch) and ack.sha256 not in made:
            jangkar.start_epoch(kantor.store, tx, "kembaran")
            return


def forget_receipts(kantor: Kantor, tx: Transaction, acks: Sequence[Ack]) -> None:
    """Take back every receipt that a restored kabupaten does not give again; what it lost is sent again."""
    given = {ack.sha256 for ack in acks}
    for satu in list_keluar(kantor):
        if satu.diterima and satu.file_sha256 not in given:
            put_keluar(tx, msgspec.structs.replace(satu, diterima=False))
    tx.put("kantor", "diterima_sampai", b"0")
