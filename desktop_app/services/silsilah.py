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
from desktop_app.services.identitas_lama import list_lama, own_devices
from desktop_app.services.jangkar import RUANG_IDENTITAS, Dicabut, Diminta
from desktop_app.services.kantor import Kantor
from desktop_app.services.kepercayaan import Perangkat, keep_own_trust, list_perangkat, marks_of, require_trust
from desktop_app.services.paket import (
    NOMOR_LANJUT_MAKS,
    RUANG_AWAL,
    PaketKeluar,
    PaketMasuk,
    first_after,
    list_keluar,
    list_masuk,
    put_keluar,
)

RUANG_UTANG = "utang_semua"
RUANG_KEMBAR = "perangkat_kembar"
RUANG_EPOCH = "epoch_kabupaten"
RUANG_KENAL = "epoch_dikenal"
"""device:epoch → the ``trust_seq`` that was raised when a bundle of this epoch came for the first time."""
RUANG_DITAHAN = "berkas_ditahan"
DITAHAN = ("revoked_device", "twin_detected")
"""Refusals after which the file itself is kept, because only people can decide."""


class Utang(msgspec.Struct, frozen=True):
    """A device is owed everything of its office: since which epoch, and the trust that proves it has arrived."""

    epoch: str
    trust_seq: int


class Kembar(msgspec.Struct, frozen=True, kw_only=True):
    """One identity, two histories: a device whose bundle contradicts one that was received before.

    ``berkas`` is the first file that showed it. ``jenis`` is ``nomor`` (two files of one number) or ``epoch`` (an epoch
    went on that another one, known later, should have ended: ``epoch_lain``). ``minta_baru`` is the file whose maker is
    asked to take a new identity, "" before somebody chose; ``pengganti`` the computer that was admitted since.
    """

    device_id: str
    kode: str
    nama: str
    berkas: str
    jenis: str = "nomor"
    epoch: str = ""
    epoch_lain: str = ""
    nomor: int = 0
    minta_baru: str = ""
    pengganti: str = ""


class Ditahan(msgspec.Struct, frozen=True, kw_only=True):
    """A file that was kept aside: whose, its number, the number last accepted before it (0: none), and why.

    ``alasan`` is one of ``DITAHAN``; ``urutan`` counts them in the order in which they came first.
    """

    berkas: str
    device_id: str
    kode: str
    nama: str
    nomor: int
    terakhir: int
    alasan: str
    waktu: str
    ragu: bool
    urutan: int


def note_epoch(kantor: Kantor, tx: Transaction, paket: VerifiedBundle) -> None:
    """At the kabupaten: a bundle of a new epoch makes a debt, one that has seen the answer pays it.

    An epoch that goes on although it has seen an answer from after the next one began is a second computer.
    """
    device = paket.sender
    seen = {
        satu.epoch for satu in list_masuk(kantor) if satu.device_id == device and satu.file_sha256 != paket.file_sha256
    }
    utang = owed_to(kantor, device)
    if paket.epoch not in seen and (seen or paket.manifest.parent_epoch):
        raised = owe_everything(kantor, tx, device, paket.epoch)
        tx.put(RUANG_KENAL, f"{device}:{paket.epoch}", str(raised).encode())
        return
    if utang is not None and paket.manifest.trust_seq_seen >= utang.trust_seq and utang.epoch in ("", paket.epoch):
        tx.delete(RUANG_UTANG, device)
    lain = _later_epoch(kantor, paket)
    if lain and kembar_of(kantor, device) is None:
        kembar = Kembar(
            device_id=device,
            kode=paket.office.code,
            nama=paket.office.name,
            berkas=paket.file_sha256,
            jenis="epoch",
            epoch=paket.epoch,
            epoch_lain=lain,
            nomor=paket.seq,
        )
        put_kembar(tx, kembar)
        tx.detail["kembar"] = lain[:8]


def _later_epoch(kantor: Kantor, paket: VerifiedBundle) -> str:
    """Return an epoch of the same device that began after the bundle's own and that its maker has been told of; or "".

    A restore ends an epoch, and a late stick brings what was made before it. But who has taken in an answer that was
    made after the next epoch was known, and still writes in the old one, is another computer.
    """
    known = {
        kunci.partition(":")[2]: int(raw)
        for kunci, raw in kantor.store.items(RUANG_KENAL)
        if kunci.startswith(f"{paket.sender}:")
    }
    own = known.get(paket.epoch, 0)
    later = [epoch for epoch, raised in known.items() if own < raised <= paket.manifest.trust_seq_seen]
    return later[0] if later else ""


def note_device(kantor: Kantor, tx: Transaction, device_id: str, kode: str) -> None:
    """At the kabupaten: a new computer of an office whose records are here is owed them."""
    if next(iter(documents_of(kantor, kode, most=1)), None) is not None:
        owe_everything(kantor, tx, device_id, "")
    for satu in list_kembar(kantor):
        if satu.kode == kode and satu.minta_baru and not satu.pengganti:
            put_kembar(tx, msgspec.structs.replace(satu, pengganti=device_id))


def owe_everything(kantor: Kantor, tx: Transaction, device_id: str, epoch: str) -> int:
    """Owe a device everything of its office until a bundle of that epoch ("" for any) has seen the next trust.

    Returns the ``trust_seq`` of that trust document.
    """
    trust = raise_trust(kantor, tx)
    tx.put(RUANG_UTANG, device_id, msgspec.json.encode(Utang(epoch, trust.marks.trust_seq)))
    return trust.marks.trust_seq


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
        trust_seq=marks_of(kantor, trust).trust_seq + 1,
        signed_at=Claimed(claim.t, claim.doubt),
        revocations=list(trust.revocations if revocations is None else revocations),
        least_program=trust.least_program,
    )
    made = read_trust(raw, pinned=trust.pin, marks=trust.marks)
    keep_own_trust(tx, made)
    return made


def hold_back(
    kantor: Kantor,
    tx: Transaction,
    berkas: str,
    error: BundleError,
    perangkat: Perangkat | None,
    *,
    disimpan: bool = True,
) -> None:
    """Note a file that is kept for people to decide, and the device whose bundle contradicts what was received.

    A twin is answered, so that it learns of it, also where there was no room for its file (not ``disimpan``).
    """
    if not berkas or perangkat is None:
        return
    nomor = _whole(error.facts.get("seq"))
    if disimpan and error.code in DITAHAN and kantor.store.get(RUANG_DITAHAN, berkas) is None:
        claim = kantor.claim()
        accepted = [satu.seq for satu in list_masuk(kantor) if satu.device_id == perangkat.device_id]
        ditahan = Ditahan(
            berkas=berkas,
            device_id=perangkat.device_id,
            kode=perangkat.kode,
            nama=perangkat.nama,
            nomor=nomor,
            terakhir=_whole(error.facts.get("last")) or max(accepted, default=0),
            alasan=error.code,
            waktu=claim.t,
            ragu=claim.doubt,
            urutan=len(kantor.store.items(RUANG_DITAHAN)) + 1,
        )
        tx.put(RUANG_DITAHAN, berkas, msgspec.json.encode(ditahan))
    if error.code == "twin_detected" and kembar_of(kantor, perangkat.device_id) is None:
        kembar = Kembar(
            device_id=perangkat.device_id, kode=perangkat.kode, nama=perangkat.nama, berkas=berkas, nomor=nomor
        )
        put_kembar(tx, kembar)


def _whole(fact: object) -> int:
    return fact if isinstance(fact, int) else 0


def list_noted(kantor: Kantor) -> dict[str, Ditahan]:
    """Return what was noted of files that were kept aside, by their hashes."""
    return {kunci: msgspec.json.decode(raw, type=Ditahan) for kunci, raw in kantor.store.items(RUANG_DITAHAN)}


def put_kembar(tx: Transaction, kembar: Kembar) -> None:
    """Keep what is known of one device with two histories."""
    tx.put(RUANG_KEMBAR, kembar.device_id, msgspec.json.encode(kembar))


def kembar_of(kantor: Kantor, device_id: str) -> Kembar | None:
    """Return what is known of a device's two histories, None where one was seen."""
    raw = kantor.store.get(RUANG_KEMBAR, device_id)
    return msgspec.json.decode(raw, type=Kembar) if raw is not None else None


def list_kembar(kantor: Kantor) -> tuple[Kembar, ...]:
    """Return the devices of which two histories were seen, at the kabupaten."""
    return tuple(msgspec.json.decode(raw, type=Kembar) for _, raw in kantor.store.items(RUANG_KEMBAR))


def asked_to_renew(kantor: Kantor, device_id: str) -> tuple[str, ...]:
    """Return the files whose maker an answer to this device asks to take a new identity."""
    satu = kembar_of(kantor, device_id)
    return (satu.minta_baru,) if satu is not None and satu.minta_baru else ()


def acks_of_others(kantor: Kantor, perangkat: Perangkat) -> list[Ack]:
    """Return receipts of the last bundle of each other computer of an office, for one that is owed everything.

    By them a new computer knows after which number it goes on. A number that nobody reaches honestly is passed over: a
    thief can write any, and whoever went on after the highest of all could send nothing more.
    """
    if owed_to(kantor, perangkat.device_id) is None:
        return []
    terakhir: dict[str, PaketMasuk] = {}
    for satu in list_masuk(kantor):
        if satu.seq > NOMOR_LANJUT_MAKS:
            continue
        lama = terakhir.get(satu.device_id)
        if satu.kode == perangkat.kode and satu.device_id != perangkat.device_id and (not lama or satu.seq > lama.seq):
            terakhir[satu.device_id] = satu
    return [Ack(satu.device_id, satu.epoch, satu.seq, satu.file_sha256) for satu in terakhir.values()]


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


def note_standing(kantor: Kantor, tx: Transaction, paket: VerifiedBundle) -> None:
    """At a unit: keep what an answer says of this computer: revoked, asked to become another one, its numbers."""
    store = kantor.store
    if paket.trust is not None:
        cabut = next((satu for satu in paket.trust.revocations if satu.device_id == store.device), None)
        if cabut is not None:
            tx.put(RUANG_IDENTITAS, "dicabut", msgspec.json.encode(Dicabut(nomor=cabut.seq)))
    minta = paket.manifest.renew
    if minta is not msgspec.UNSET:
        own = [satu for satu in list_keluar(kantor) if satu.file_sha256 in minta]
        # A file of an identity that is over asks nobody any more.
        if own and tx.device not in {satu.perangkat for satu in list_lama(store)}:
            satu = max(own, key=lambda satu: satu.seq)
            if satu.epoch in _epochs(kantor):
                diminta = Diminta(berkas=satu.file_sha256, nomor=satu.seq)
                tx.put(RUANG_IDENTITAS, "diminta", msgspec.json.encode(diminta))
    continue_numbers(kantor, tx, paket.acknowledgements)


def _epochs(kantor: Kantor) -> set[str]:
    """Return the epochs of the present identity: all that were not those of a former one."""
    lama = {satu.epoch for satu in list_lama(kantor.store)}
    return {satu.epoch for satu in list_keluar(kantor)} - lama | {kantor.store.epoch}


def continue_numbers(kantor: Kantor, tx: Transaction, acks: Sequence[Ack]) -> None:
    """At a new computer of an office: go on after the last number that the kabupaten has of the office's others."""
    store = kantor.store
    sendiri = own_devices(store)
    lain = max((s.seq for s in acks if s.device_id not in sendiri and s.seq <= NOMOR_LANJUT_MAKS), default=0)
    sudah = any(satu.epoch == store.epoch for satu in list_keluar(kantor))
    if lain and not sudah and lain > first_after(kantor):
        tx.put(RUANG_AWAL, store.device, str(lain).encode())
