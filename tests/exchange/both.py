"""The program and the independent verifier asked about the same file: what each says, and what each found in it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from desktop_app.domain.errors import BundleError
from desktop_app.exchange import OpenContext, TrustState, UnsealerPool, key_id, open_bundle, read_trust
from desktop_app.vault import SigningKey
from tests import independent_trust, independent_verifier
from tests.exchange.forging import Forge
from tests.exchange.rich import RICH, make_rich
from tests.independent_forms import Refused, age_open

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden"
RELEASES = ("0.1.0", "0.2.0", "0.3.0", "0.4.0", "0.5.0", "0.6.0")
PAIRS = (*RELEASES, RICH)


class Answer(NamedTuple):
    """``code`` of the refusal, "" where the file was accepted; then ``meaning`` says what it holds."""

    code: str
    meaning: tuple[object, ...] = ()


@cache
def keys() -> dict[str, dict[str, str]]:
    """Return the secrets of the frozen offices."""
    noted: dict[str, dict[str, str]] = json.loads((GOLDEN / "keys.json").read_text(encoding="utf-8"))
    return {**noted, RICH: make_rich().keys}


def golden(release: str, kind: str) -> tuple[bytes, OpenContext]:
    """Return a frozen bundle (or the rich one), ``up`` or ``return``, and what its receiver knew."""
    if release == RICH:
        return make_rich().up if kind == "up" else make_rich().down
    noted = keys()[release]
    data = (GOLDEN / release / ("pergi.skpb" if kind == "up" else "pulang.skpb")).read_bytes()
    signer = SigningKey(bytes.fromhex(noted["issuer_seed" if kind == "up" else "device_seed"]))
    trust = read_trust(noted["trust" if kind == "up" else "trust_of_unit"].encode(), pinned=None)
    identity = noted["inbox_identity" if kind == "up" else "return_identity"]
    return data, OpenContext(kind, key_id(signer.public), [identity], trust, 1, marks=trust.marks)  # type: ignore[arg-type]


def taken_apart(release: str, kind: str) -> Forge:
    """Return a frozen bundle as a forge with the keys that made it."""
    data, context = golden(release, kind)
    length = int.from_bytes(data[5:7], "big")
    plain = age_open(data[71 + length :], context.identities)
    frames: list[bytes] = []
    at = 0
    while at < len(plain):
        size = int.from_bytes(plain[at : at + 4], "big")
        frames.append(plain[at + 5 : at + 5 + size])
        at += 5 + size
    manifest = json.loads(frames[0])
    seed = keys()[release]["device_seed" if kind == "up" else "issuer_seed"]
    return Forge(
        signer=SigningKey(bytes.fromhex(seed)),
        header=json.loads(data[7 : 7 + length]),
        manifest=manifest,
        stored=frames[2:-1],
        recipients=list(manifest["recipients"]),
    )


def ask_program(path: Path, context: OpenContext, pool: UnsealerPool | None = None) -> Answer:
    """Verify a file with the program and read it to its end."""
    try:
        with open_bundle(path, replace(context, pool=pool)) as bundle:
            revisions = [one for chunk in bundle.revision_chunks() for one in chunk]
            attachments = [(one.data, one.mime) for one in bundle.attachments()]
            return Answer(
                "",
                (
                    bundle.manifest_sha256,
                    bundle.file_sha256,
                    hashlib.sha256(b"\n".join(revisions)).hexdigest(),
                    len(revisions),
                    [(hashlib.sha256(data).hexdigest(), mime) for data, mime in attachments],
                    (bundle.standing, bundle.gap, bundle.new_epoch),
                    _marks(bundle.trust),
                    bundle.granted.device_id if bundle.granted is not None else "",
                ),
            )
    except BundleError as error:
        return Answer(error.code)


def _marks(trust: TrustState | None) -> tuple[int, int] | None:
    return None if trust is None else tuple(trust.marks)


def ask_verifier(data: bytes, context: OpenContext) -> Answer:
    """Verify the same bytes with the independent verifier."""
    try:
        found = independent_verifier.verify(data, translated(context))
    except Refused as refusal:
        return Answer(refusal.code)
    trust = found.trust
    return Answer(
        "",
        (
            found.manifest_sha256,
            found.file_sha256,
            hashlib.sha256(b"\n".join(found.revisions)).hexdigest(),
            len(found.revisions),
            [(hashlib.sha256(one).hexdigest(), mime) for one, mime in found.attachments],
            (found.standing, found.gap, found.new_epoch),
            None if trust is None else (trust.root.version, trust.statement["trust_seq"]),
            found.granted["device_id"] if found.granted is not None else "",
        ),
    )


@cache
def _trust(raw: bytes) -> independent_trust.Trust:
    return independent_trust.read_trust(raw)


def translated(context: OpenContext) -> independent_verifier.Context:
    """Return what the receiver knows in the verifier's own terms."""
    return independent_verifier.Context(
        accepts=context.accepts,
        me=context.me,
        identities=list(context.identities),
        schema=context.schema,
        trust=None if context.trust is None else _trust(context.trust.raw),
        marks=tuple(context.marks),
        known=[tuple(one) for one in context.known],
        request=None if context.request is None else independent_trust.read_request(context.request.raw),
        keep_twin=context.keep_twin,
        admitted_files=context.admit_revoked,
        register={name: json.loads(raw) for name, raw in context.admitted.items()},
    )


def ask_both(
    data: bytes, folder: Path, context: OpenContext, pool: UnsealerPool | None = None
) -> tuple[Answer, Answer]:
    """Return what the program and what the verifier say of the same bytes."""
    path = folder / "keduanya.skpb"
    path.write_bytes(data)
    return ask_program(path, context, pool), ask_verifier(data, context)


def dumps(value: Any) -> bytes:
    """Strict form of plain values."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()
