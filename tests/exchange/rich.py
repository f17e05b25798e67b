"""A richer pair of bundles than any small office sends: several segments, attachments, three roots of threshold two."""

from __future__ import annotations

import hashlib
import json
import tempfile
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from desktop_app.exchange import (
    Ack,
    Attachment,
    AuditHead,
    Claimed,
    Content,
    Marks,
    Objections,
    Office,
    OpenContext,
    issue_certificate,
    make_delegation,
    make_request,
    make_root,
    make_trust,
    read_certificate,
    read_request,
    read_trust,
    seal_return,
    seal_up,
)
from desktop_app.vault import DeviceKeys, OfficeKeys, SigningKey

RICH = "kaya"
INBOX = "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX"
RETURN = "AGE-SECRET-KEY-1XMWWC06LY3EE5RYTXM9MFLAZ2U56JJJ36S0MYPDRWSVLUL66MV4QX3S7F6"
ROOT_SEEDS = tuple(bytes([number]) * 32 for number in (31, 32, 33))
ISSUER_SEED, DEVICE_SEED = b"\x29" * 32, b"\x2a" * 32
NOON = Claimed("2027-03-01T12:00:00+07:00")


class Rich(NamedTuple):
    """Bytes and receiver of both bundles, and the keys in the form of the frozen ones."""

    up: tuple[bytes, OpenContext]
    down: tuple[bytes, OpenContext]
    keys: dict[str, str]


@cache
def make_rich() -> Rich:
    """Return both bundles; only their ciphertext differs from one process to the next."""
    holders = [SigningKey(seed) for seed in ROOT_SEEDS]
    office = OfficeKeys(holders[0], SigningKey(ISSUER_SEED), INBOX)
    device = DeviceKeys(SigningKey(DEVICE_SEED), RETURN)
    kabupaten, kecamatan = (Office(code, "Contoh", "PEMERINTAH KABUPATEN CONTOH") for code in ("99.01", "99.01.01"))
    public = [one.public for one in holders]
    roots = [make_root(holders[:1])]
    roots.append(make_root(holders[:2], previous=roots[0], previous_signers=holders[:1], keys=public, threshold=2))
    roots.append(make_root(holders[1:], previous=roots[1], previous_signers=holders[1:], keys=public, threshold=2))
    delegation = make_delegation(
        holders[1:], root=roots[-1], issuer=office.issuer.public, inbox=[office.inbox_recipient], serial=4,
        office=kabupaten, escrow=device.return_recipient,
    )  # fmt: skip
    raw = make_trust(
        office.issuer, roots=roots, delegations=[delegation], inbox=[office.inbox_recipient], trust_seq=9,
        signed_at=NOON,
    )  # fmt: skip
    trust = read_trust(raw, pinned=None)
    request = read_request(
        make_request(
            device.signing, return_recipient=device.return_recipient, office=kecamatan, kinds=["pegawai"],
            program="0.5.0", nonce="c0" * 16,
        )
    )  # fmt: skip
    granted = issue_certificate(office.issuer, request, serial=2, scope=["99.01.01"], kinds=["pegawai", "skp"])

    def content(scope: str) -> Content:
        more: dict[str, Any] = {"previous": "0f" * 32}
        if scope == "99.01.01":
            more |= {"objections": Objections(2, "aa" * 32), "missing": ("bb" * 32,), "answers": ("cc" * 32, "dd" * 32)}
        return Content("ee" * 16, 7, 1, "0.5.0", NOON, scope, AuditHead(3, "ab" * 32), **more)

    with tempfile.TemporaryDirectory() as folder:
        up = seal_up(
            Path(folder), content("99.01.01"), signer=device.signing, trust=trust,
            certificate=read_certificate(granted, trust.issuers), revisions=[revision(n) for n in range(40)],
            attachments=[Attachment(b"bukti " * 90, "image/png"), Attachment(noise(700), "application/pdf")],
        ).path.read_bytes()  # fmt: skip
        down = seal_return(
            Path(folder), content("99.01"), issuer=office.issuer, trust=trust, to=request, certificate=granted,
            renew=["ab" * 32],
            acknowledgements=[Ack(device.device_id, "ee" * 16, 7, "cd" * 32, AuditHead(1, "ef" * 32))],
            revisions=[revision(1)], attachments=[Attachment(noise(300), "image/png")],
        ).path.read_bytes()  # fmt: skip
    noted = {
        "issuer_seed": ISSUER_SEED.hex(), "device_seed": DEVICE_SEED.hex(), "inbox_identity": INBOX,
        "return_identity": RETURN, "trust": raw.decode(), "certificate": granted.decode(),
    }  # fmt: skip
    first = read_trust(
        make_trust(
            office.issuer, roots=roots[:1], inbox=[office.inbox_recipient], trust_seq=8, signed_at=NOON,
            delegations=[
                make_delegation(
                    holders[:1], root=roots[0], issuer=office.issuer.public, inbox=[office.inbox_recipient],
                    serial=1, office=kabupaten,
                )
            ],
        ),
        pinned=None,
    )  # fmt: skip
    inbox = OpenContext("up", office.issuer_id, [INBOX], trust, 1, marks=trust.marks)
    desk = OpenContext("return", device.device_id, [RETURN], first, 1, marks=Marks(1, 8), request=request)
    return Rich((up, inbox), (down, desk), noted)


def revision(number: int) -> bytes:
    """Return a revision of a fictitious employee."""
    body = {"nama": f"Pegawai Contoh {number}", "catatan": noise(40 + number).hex()[:60]}
    return json.dumps({"v": 1, "kind": "pegawai", "n": number, "body": body}, separators=(",", ":")).encode()


def noise(length: int) -> bytes:
    """Return bytes that no compression makes shorter, always the same."""
    return b"".join(hashlib.sha256(b"%d" % place).digest() for place in range(length // 32 + 1))[:length]
