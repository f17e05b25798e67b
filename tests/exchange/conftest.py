"""A kabupaten and two units with fixed keys, and a forge that can make every bundle that an honest sealer would not."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from desktop_app.exchange import (
    Ack,
    Attachment,
    AuditHead,
    Certificate,
    Claimed,
    Content,
    EnrolRequest,
    KnownBundle,
    Marks,
    Office,
    OpenContext,
    SealedBundle,
    TrustState,
    UnsealerPool,
    VerifiedBundle,
    issue_certificate,
    make_delegation,
    make_request,
    make_root,
    make_trust,
    open_bundle,
    read_certificate,
    read_request,
    read_trust,
    seal_return,
    seal_up,
)
from desktop_app.exchange.frames import compress
from desktop_app.vault import DeviceKeys, OfficeKeys, SigningKey
from tests.exchange.forging import Forge

EPOCH = "0e" * 16
SCOPE = "33.73.04"
ARGOMULYO = Office(SCOPE, "Kecamatan Argomulyo", "PEMERINTAH KOTA SALATIGA")
KABUPATEN = Office("33.73", "BKPSDM Kota Salatiga", "PEMERINTAH KOTA SALATIGA")
NOON = Claimed("2026-03-01T12:00:00+07:00")

# Bech32 identities of 32 fixed bytes, so that the tests need no age key on disk.
IDENTITIES = (
    "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX",
    "AGE-SECRET-KEY-1XMWWC06LY3EE5RYTXM9MFLAZ2U56JJJ36S0MYPDRWSVLUL66MV4QX3S7F6",
)


def revision(n: int, **more: object) -> bytes:
    """A revision in strict form that differs with ``n``."""
    body = {"nama": f"Pegawai Contoh {n}", "catatan": hashlib.sha256(str(n).encode()).hexdigest(), **more}
    return json.dumps({"v": 1, "kind": "pegawai", "n": n, "body": body}, separators=(",", ":")).encode()


def content(seq: int = 1, **more: Any) -> Content:
    """What a unit says about a small bundle."""
    facts: dict[str, Any] = {
        "epoch": EPOCH,
        "seq": seq,
        "schema": 1,
        "program": "0.1.0",
        "claimed": NOON,
        "scope": SCOPE,
        "audit": AuditHead(7, "ab" * 32),
        "documents": 2,
        "heads": 2,
        "kinds": {"pegawai": 2},
        **more,
    }
    return Content(**facts)


@dataclass
class Unit:
    """A device with its keys, its request and its certificate."""

    keys: DeviceKeys
    request: EnrolRequest
    certificate: Certificate


@dataclass
class World:
    """One kabupaten, one enrolled unit, one stranger, one folder."""

    folder: Path
    office: OfficeKeys
    root: bytes
    trust: TrustState
    unit: Unit
    pool: UnsealerPool | None = None

    def enrol(self, keys: DeviceKeys, *, serial: int, scope: str = SCOPE) -> Unit:
        """Issue a certificate for ``keys``."""
        request = read_request(
            make_request(
                keys.signing,
                return_recipient=keys.return_recipient,
                office=replace_office(scope),
                kinds=["pegawai", "skp"],
                program="0.1.0",
            )
        )
        raw = issue_certificate(self.office.issuer, request, serial=serial, scope=[scope], kinds=["pegawai", "skp"])
        return Unit(keys, request, read_certificate(raw, [self.office.issuer.public]))

    def seal(
        self,
        revisions: list[bytes] | None = None,
        attachments: list[Attachment] | None = None,
        *,
        unit: Unit | None = None,
        **more: Any,
    ) -> SealedBundle:
        """Seal an up bundle of the unit."""
        who = unit or self.unit
        return seal_up(
            self.folder,
            content(**more),
            signer=who.keys.signing,
            certificate=who.certificate,
            trust=self.trust,
            revisions=[revision(1), revision(2)] if revisions is None else revisions,
            attachments=attachments or [],
        )

    def answer(self, **more: Any) -> SealedBundle:
        """Seal a return bundle for the unit."""
        named = {
            key: more.pop(key) for key in ("certificate", "revisions", "acknowledgements", "trust", "to") if key in more
        }
        named.setdefault("trust", self.trust)
        named.setdefault("to", self.unit.certificate)
        named.setdefault("acknowledgements", [Ack(self.unit.keys.device_id, EPOCH, 1, "cd" * 32)])
        return seal_return(self.folder, content(scope=KABUPATEN.code, **more), issuer=self.office.issuer, **named)

    @property
    def inbox(self) -> OpenContext:
        """What the kabupaten knows."""
        return OpenContext(
            accepts="up",
            me=self.office.issuer_id,
            identities=[self.office.inbox_identity],
            trust=self.trust,
            schema=1,
            marks=self.trust.marks,
            pool=self.pool,
        )

    @property
    def desk(self) -> OpenContext:
        """What the enrolled unit knows."""
        return OpenContext(
            accepts="return",
            me=self.unit.keys.device_id,
            identities=[self.unit.keys.return_identity],
            trust=self.trust,
            schema=1,
            marks=self.trust.marks,
            pool=self.pool,
        )

    def open(self, data: bytes | Path, context: OpenContext | None = None) -> VerifiedBundle:
        """Verify bytes or a file as the kabupaten (or as ``context`` says)."""
        if isinstance(data, bytes):
            path = self.folder / "attempt.skpb"
            path.write_bytes(data)
            data = path
        return open_bundle(data, context or self.inbox)

    def forge(self, sealed: SealedBundle, revisions: list[bytes] | None = None, *, unit: Unit | None = None) -> Forge:
        """Take an up bundle apart, with the keys that made it."""
        data = sealed.path.read_bytes()
        length = int.from_bytes(data[5:7], "big")
        header = json.loads(data[7 : 7 + length])
        raw = b"\n".join([revision(1), revision(2)] if revisions is None else revisions)
        manifest = json.loads(json.dumps(json.loads(_manifest_bytes(sealed))))
        return Forge(
            signer=(unit or self.unit).keys.signing,
            header=header,
            manifest=manifest,
            stored=[compress(raw)[1]],
            recipients=list(sealed.manifest.recipients),
        )

    def known(self, sealed: SealedBundle) -> KnownBundle:
        """The ledger's line of a bundle."""
        manifest = sealed.manifest
        return KnownBundle(manifest.sender, manifest.epoch, manifest.seq, sealed.file_sha256)

    def new_trust(self, **more: Any) -> TrustState:
        """Another trust document of the same issuer."""
        raw = trust_document(self.office, [self.root], **more)
        return read_trust(raw, pinned=self.root)


def replace_office(scope: str) -> Office:
    """The unit's office under another code."""
    return Office(scope, ARGOMULYO.name, ARGOMULYO.agency)


def _manifest_bytes(sealed: SealedBundle) -> bytes:
    from desktop_app.exchange.strict_json import encode

    return encode(sealed.manifest)


def trust_document(
    office: OfficeKeys, roots: list[bytes], *, root_signer: SigningKey | None = None, trust_seq: int = 3, **more: Any
) -> bytes:
    """A trust document under the last of ``roots``."""
    delegation = make_delegation(
        [root_signer or office.root],
        root=roots[-1],
        issuer=office.issuer.public,
        inbox=[office.inbox_recipient],
        serial=1,
        office=KABUPATEN,
    )
    return make_trust(
        office.issuer,
        roots=roots,
        delegations=[delegation],
        inbox=[office.inbox_recipient],
        trust_seq=trust_seq,
        signed_at=NOON,
        **more,
    )


def fixed_office() -> OfficeKeys:
    """The kabupaten's keys, always the same."""
    return OfficeKeys(SigningKey(b"\x01" * 32), SigningKey(b"\x02" * 32), IDENTITIES[0])


def fixed_device(seed: int = 3) -> DeviceKeys:
    """A unit's keys, always the same."""
    return DeviceKeys(SigningKey(bytes([seed]) * 32), IDENTITIES[1])


@pytest.fixture
def world(tmp_path: Path) -> World:
    """A kabupaten that has enrolled one unit."""
    office = fixed_office()
    root = make_root([office.root])
    trust = read_trust(trust_document(office, [root]), pinned=None, marks=Marks(0, 0))
    made = World(tmp_path, office, root, trust, None)  # type: ignore[arg-type]
    made.unit = made.enrol(fixed_device(), serial=1)
    return made


@pytest.fixture
def stranger(world: World) -> Unit:
    """A device that another kabupaten enrolled."""
    elsewhere = replace(world, office=OfficeKeys(SigningKey(b"\x11" * 32), SigningKey(b"\x12" * 32), IDENTITIES[1]))
    return elsewhere.enrol(fixed_device(21), serial=1)


@pytest.fixture
def quick(world: World) -> Iterator[World]:
    """The same world with a child process that is kept for all sound bundles of one test."""
    with UnsealerPool() as pool:
        world.pool = pool
        yield world
