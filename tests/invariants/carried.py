"""What is carried between the computers of a schedule: bundles and answers as values, their lines in the ledgers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

from db import AddReport, Revision, encode_revision
from desktop_app.domain.codec import encode
from desktop_app.domain.pegawai import Pegawai
from desktop_app.exchange import Ack, Certificate, Office, read_certificate
from desktop_app.services.jangkar import read_induk, read_mark
from desktop_app.services.kantor import Kantor
from desktop_app.services.kepercayaan import list_perangkat, require_trust
from desktop_app.services.paket import PaketKeluar, PaketMasuk, list_keluar, next_urutan
from tests.invariants.replica import Replica

NOBODY = "f" * 32
_READ: dict[bytes, Certificate] = {}
"""Certificates that were verified before, by their bytes: a schedule reads the same few again and again."""


class BrokenOffError(Exception):
    """An import that broke off."""


@dataclass(frozen=True)
class Bundle:
    """What a unit sends: the facts of the manifest that matter here, and the revisions."""

    sender: str
    kode: str
    epoch: str
    seq: int
    previous: str
    parent_epoch: str
    trust_seq_seen: int
    audit: int
    raws: tuple[bytes, ...]

    @cached_property
    def file_sha256(self) -> str:
        """The name of the bundle: a hash of all of it."""
        told = (self.sender, self.epoch, self.seq, self.previous, self.trust_seq_seen, self.audit)
        return sha256(repr(told).encode() + b"\n".join(self.raws)).hexdigest()

    @property
    def manifest(self) -> Bundle:
        """The services ask the manifest; here it is the bundle."""
        return self

    @property
    def office(self) -> Office:
        """The office that the sender's certificate names."""
        return Office(self.kode, self.kode, "")


@dataclass(frozen=True)
class Answer:
    """What the kabupaten sends to one device."""

    to: str
    epoch: str
    parent_epoch: str
    trust: bytes
    acks: tuple[Ack, ...]
    raws: tuple[bytes, ...]

    @property
    def manifest(self) -> Answer:
        """The services ask the manifest; here it is the answer."""
        return self


def bundle_of(unit: Replica, seq: int, raws: Iterable[bytes]) -> Bundle:
    """Make the bundle of this number from a unit."""
    kantor, store = unit.kantor, unit.store
    before = next((one for one in list_keluar(kantor) if one.epoch == store.epoch), None)
    induk = read_induk(store)
    return Bundle(
        sender=store.device,
        kode=unit.kode,
        epoch=store.epoch,
        seq=seq,
        previous=before.file_sha256 if before else "",
        parent_epoch=induk.epoch if induk else "",
        trust_seq_seen=read_mark(store)[1],
        audit=store.audit_head()[0],
        raws=tuple(raws),
    )


def sent(bundle: Bundle, after: int, upto: int) -> PaketKeluar:
    """Return the sender's line about a bundle."""
    return PaketKeluar(
        epoch=bundle.epoch,
        seq=bundle.seq,
        file_sha256=bundle.file_sha256,
        manifest_sha256=bundle.file_sha256,
        nama_berkas=f"{bundle.file_sha256}.skpb",
        dari=after,
        sampai=upto,
        dokumen=0,
        revisi=len(bundle.raws),
        waktu="",
        ragu=True,
    )


def received(kantor: Kantor, bundle: Bundle, report: AddReport) -> PaketMasuk:
    """Return the kabupaten's line about a bundle."""
    return PaketMasuk(
        file_sha256=bundle.file_sha256,
        manifest_sha256=bundle.file_sha256,
        device_id=bundle.sender,
        kode=bundle.kode,
        nama=bundle.kode,
        epoch=bundle.epoch,
        seq=bundle.seq,
        revisi=len(bundle.raws),
        baru=report.new,
        menunggu=report.waiting,
        karantina=report.quarantined,
        waktu="",
        ragu=True,
        urutan=next_urutan(kantor),
    )


def certificate_of(kabupaten: Replica, device: str) -> Certificate:
    """Return the certificate of a device that the kabupaten admitted."""
    one = next(one for one in list_perangkat(kabupaten.kantor) if one.device_id == device)
    if one.certificate not in _READ:
        _READ[one.certificate] = read_certificate(one.certificate, require_trust(kabupaten.kantor).issuers)
    return _READ[one.certificate]


def forged(how: str, sender: Replica, victim: Replica, above: Replica, number: int) -> Revision:
    """Write a record that the sender may not bring.

    ``how``: ``scope`` says it is another office's, ``id`` takes another office's document, ``writer`` says that the
    kabupaten wrote it.
    """
    own = sender.people()[0]
    given: dict[str, Any] = {
        "scope": {"doc_id": victim.people()[0], "scope": victim.kode, "device": sender.store.device},
        "id": {"doc_id": victim.people()[0], "scope": sender.kode, "device": sender.store.device},
        "writer": {"doc_id": own[:8] + f"{number:024x}", "scope": sender.kode, "device": above.store.device},
    }[how]
    return encode_revision(
        kind="pegawai",
        parents=(),
        epoch=NOBODY,
        n=number,
        who="lain",
        at=sender.kantor.claim(),
        schema=1,
        why="",
        deleted=False,
        body=encode(Pegawai(nama=f"Palsu {number}")),
        **given,
    )


def breaking(raws: tuple[bytes, ...], at: int) -> Iterator[bytes]:
    """Yield some revisions and break off."""
    yield from raws[:at]
    raise BrokenOffError
