"""How a sound bundle is changed: a random mutation at one of its layers, what lies above made anew with real keys.

A mutation says whether it left a signature as it was (``sealed``): then nothing that differs may be accepted. Otherwise
its maker had every key, and the independent verifier says whether such a bundle is one that the format allows.
"""

from __future__ import annotations

import base64
import copy
import json
import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from desktop_app.exchange import OpenContext
from desktop_app.exchange.frames import frame_prefix
from desktop_app.exchange.signing import key_id, sign
from desktop_app.vault import SigningKey
from tests.exchange.both import PAIRS, dumps, golden, keys, taken_apart
from tests.exchange.forging import Forge
from tests.exchange.rich import RICH, ROOT_SEEDS

ODD: tuple[Any, ...] = (
    *(0, 1, -1, 2, 3, 7, 255, 65_536, 2**31, 2**53 - 1, 2**53, 2**64, -(2**53), True, False, None, "", "x", "0", "1"),
    *([], {}, [[]], [0], {"a": 1}, "ab" * 16, "AB" * 16, "00" * 32, "up", "return", "*", "\x00", "é", "\ud7ff", "a\nb"),
    *("x" * 70_000, "33.73", "99.01.01", "99.01", "99.0", 1.0, 1e300, float("inf")),
)
_TYPES = ("certificate+json", "root+json", "delegation+json", "trust+json", "bundle-outer", "bundle-manifest")


@dataclass(frozen=True)
class Mutant:
    """A changed file, what its receiver knows, at which layer it was changed, and whether a signature forbids it."""

    data: bytes
    context: OpenContext
    layer: str
    sealed: bool


@cache
def _golden(release: str, kind: str) -> tuple[bytes, OpenContext]:
    return golden(release, kind)


@cache
def _apart(release: str, kind: str) -> Forge:
    return taken_apart(release, kind)


def mutate(seed: int, number: int) -> Mutant:
    """Return mutant ``number`` of a seed."""
    chance = random.Random(seed * 1_000_003 + number)
    release, kind = chance.choice(PAIRS), chance.choice(("up", "return"))
    data, context = _golden(release, kind)
    context = _receiver(chance, context)
    if chance.random() < 0.35:
        other = _golden(chance.choice(PAIRS), kind)[0]
        return Mutant(damage(chance, data, other), context, "outer bytes", sealed=True)
    forge = replace(_apart(release, kind))
    forge.header, forge.manifest = copy.deepcopy(forge.header), copy.deepcopy(forge.manifest)
    forge.stored = list(forge.stored)
    layer = chance.choice(tuple(LAYERS))
    sealed = LAYERS[layer](chance, forge, release)
    return Mutant(forge.put_together(), context, layer, sealed)


def _receiver(chance: random.Random, context: OpenContext) -> OpenContext:
    """Sometimes the receiver knows other marks."""
    if chance.random() < 0.05 and context.trust is not None:
        root, seq = context.trust.marks
        context = replace(context, marks=type(context.marks)(root, seq + chance.choice((-1, 0, 1))))
    return context


def damage(chance: random.Random, data: bytes, other: bytes = b"") -> bytes:
    """Return ``data`` with bits turned, bytes set, cut, doubled, put in, exchanged, or a piece of ``other``."""
    out = bytearray(data)
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        at, length = chance.randrange(len(out) + 1), chance.choice((1, 1, 2, 4, 16, 64, 300))
        how = chance.randrange(8)
        if how <= 1 and at < len(out):
            out[at] ^= 1 << chance.randrange(8)
        elif how == 2 and at < len(out):
            out[at] = chance.choice((0, 1, 10, 34, 0x7F, 0x80, 0xFF))
        elif how == 3:
            del out[at : at + length]
        elif how == 4:
            out[at:at] = out[at : at + length]
        elif how == 5:
            out[at:at] = chance.randbytes(length)
        elif how == 6:
            out = out[:at]
        elif other:
            start = chance.randrange(len(other))
            out[at : at + length] = other[start : start + length]
    return bytes(out)


def mutate_json(chance: random.Random, value: Any) -> Any:
    """Return a JSON value with one node changed; the value itself is changed too."""
    places: list[tuple[Any, Any]] = []

    def walk(node: Any) -> None:
        for key in list(node) if isinstance(node, dict) else range(len(node)):
            places.append((node, key))
            if isinstance(node[key], dict | list):
                walk(node[key])

    walk(value)
    if not places:
        return {"tambahan": 1}
    node, key = chance.choice(places)
    now = node[key]
    how = chance.randrange(9)
    if how == 0:
        del node[key]
    elif how <= 2:
        node[key] = chance.choice(ODD)
    elif how == 3 and isinstance(now, int) and not isinstance(now, bool):
        node[key] = now + chance.choice((-1, 1))
    elif how == 4 and isinstance(now, str) and now:
        at = chance.randrange(len(now))
        node[key] = now[:at] + chance.choice(("", now[at].upper(), "0", "a", " ", "\n", now[at] * 2)) + now[at + 1 :]
    elif how == 5 and isinstance(now, list) and now:
        node[key] = chance.choice((now[::-1], now + now[:1], now[1:], now * 2))
    elif how == 6:
        other, where = chance.choice(places)
        node[key], other[where] = other[where], now
    elif how == 7 and isinstance(node, dict):
        node[f"kunci_{chance.randrange(10)}"] = chance.choice(ODD)
    else:
        node[key] = [now]
    return value


def to_bytes(chance: random.Random, value: Any) -> bytes:
    """Write JSON, now and then as no encoder of ours would."""
    try:
        raw = dumps(value)
    except (ValueError, RecursionError, UnicodeEncodeError):
        raw = json.dumps(value, separators=(",", ":"), default=str).encode()
    if chance.random() < 0.1:
        raw = chance.choice((raw + b"\n", b" " + raw, json.dumps(value).encode(), b"\xef\xbb\xbf" + raw))
    return raw


def signers_of(release: str, name: str) -> list[SigningKey]:
    """Return the keys that sign documents of a type."""
    if name not in ("root+json", "delegation+json"):
        return [SigningKey(bytes.fromhex(keys()[release]["issuer_seed"]))]
    if release == RICH:
        return [SigningKey(seed) for seed in ROOT_SEEDS]
    return [SigningKey(bytes.fromhex(keys()[release]["root_seed"]))]


def mutate_document(chance: random.Random, document: dict[str, Any], release: str) -> bool:
    """Change a signed document; tell whether its signatures do not fit any more."""
    name = document["type"].split("skp-luring.")[1][: -len(".v1")]
    how = chance.randrange(6)
    if how == 0:
        document["signatures"] = chance.choice(([], document["signatures"] * 3, [{"key": "ab" * 16, "sig": "AA=="}]))
        return False
    if how == 1:
        document["type"] = f"application/vnd.skp-luring.{chance.choice(_TYPES)}.v1"
        return False
    if how == 2:
        mutate_json(chance, document)
        return False
    payload = json.loads(base64.b64decode(document["payload"]))
    raw = to_bytes(chance, mutate_json(chance, payload)) if how < 5 else damage(chance, dumps(payload))
    document["payload"] = base64.b64encode(raw).decode()
    if chance.random() < 0.8:
        signers = signers_of(release, name) if chance.random() < 0.8 else [SigningKey(b"\x66" * 32)]
        signers = signers if chance.random() < 0.8 else signers[1:]
        document["signatures"] = [
            {"key": key_id(one.public), "sig": base64.b64encode(sign(one, document["type"], raw)).decode()}
            for one in signers
        ]
    return False


def of_header(chance: random.Random, forge: Forge, release: str) -> bool:
    """Fields of the header, signed outside anew."""
    forge.put_together()
    header = dict(forge.header)
    if chance.random() < 0.4:
        forge.keep_header = {chance.choice(tuple(header)): chance.choice(ODD)}
        if any(isinstance(one, float) for one in forge.keep_header.values()):
            forge.keep_header = {"angka": 1}
    else:
        forge.header = mutate_json(chance, forge.header)
    return False


def of_manifest(chance: random.Random, forge: Forge, release: str) -> bool:
    """Fields of the manifest, signed inside anew."""
    manifest = copy.deepcopy(forge.manifest)
    for _ in range(chance.choice((1, 1, 1, 2))):
        manifest = mutate_json(chance, manifest)
    forge.manifest_bytes = to_bytes(chance, manifest)
    return False


def of_manifest_bytes(chance: random.Random, forge: Forge, release: str) -> bool:
    """Bytes of the manifest, signed inside anew."""
    forge.manifest_bytes = damage(chance, dumps(forge.manifest))
    return False


def of_inner_signature(chance: random.Random, forge: Forge, release: str) -> bool:
    """The inner signature itself, or one by another key."""
    if chance.random() < 0.5:
        forge.inner_signer = SigningKey(chance.randbytes(32))
    else:
        forge.inner = damage(chance, chance.randbytes(64))
    return True


def of_plain(chance: random.Random, forge: Forge, release: str) -> bool:
    """Bytes of the frames, sealed anew: the inner signature and the hashes have to hold."""
    raw = dumps(forge.manifest)
    types = [row[0] for row in forge.manifest["segments"]]
    frames = [(1, raw), (2, sign(forge.signer, "application/vnd.skp-luring.bundle-manifest.v1", raw))]
    frames += [*zip(types, forge.stored, strict=True), (9, b"")]
    if chance.random() < 0.4:
        chance.shuffle(frames)
        if chance.random() < 0.5:
            frames = frames[: chance.randrange(len(frames) + 1)] + frames[: chance.randrange(2)]
    plain = b"".join(frame_prefix(len(body), kind) + body for kind, body in frames)
    if chance.random() < 0.7 or not plain:
        plain = damage(chance, plain or b"\x00")
    forge.plain = plain or b"\x00"
    return False


def of_segment(chance: random.Random, forge: Forge, release: str) -> bool:
    """Bytes of a stored segment, its length told truly, its content's hash kept."""
    if not forge.stored:
        forge.manifest["segments"].append([3, 1, 9, 9, "00" * 32, ""])
        forge.stored.append(b"")
    at = chance.randrange(len(forge.stored))
    forge.stored[at] = damage(chance, forge.stored[at] or b"\x00") or b"\x00"
    forge.manifest["segments"][at][2] = len(forge.stored[at])
    return False


def of_revisions(chance: random.Random, forge: Forge, release: str) -> bool:
    """Content of a segment of revisions, truly described: what its sender really says."""
    line = (
        b'{"v":1,"kind":"pegawai","doc":"00000000000000000000000000000001","body":{"nama":"Contoh","n":[{"a":null}]}}'
    )
    lines = [line.replace(b"Contoh", b"Contoh %d" % n) for n in range(chance.choice((1, 2, 5)))]
    at = chance.randrange(len(lines))
    how = chance.randrange(3)
    if how == 0:
        lines[at] = damage(chance, lines[at]) or b"x"
    elif how == 1:
        lines[at] = to_bytes(chance, mutate_json(chance, json.loads(lines[at]))) or b"x"
    if not forge.stored:
        forge.manifest["segments"].insert(0, [3, 0, 1, 1, "00" * 32, ""])
        forge.stored.insert(0, b"")
    forge.set_segment(0, b"\n".join(lines))
    forge.manifest["counts"]["revisions"] = len(lines) + chance.choice((0, 0, 0, 1, -1))
    return False


def of_ciphertext(chance: random.Random, forge: Forge, release: str) -> bool:
    """Bytes of the sealed part, its hash told truly outside."""
    data = forge.put_together()
    ciphertext = data[71 + int.from_bytes(data[5:7], "big") :]
    forge.ciphertext = (
        damage(chance, ciphertext) if chance.random() < 0.5 else damage(chance, ciphertext[:230]) + ciphertext[230:]
    )
    return False


def of_credentials(chance: random.Random, forge: Forge, release: str) -> bool:
    """Certificate, roots or delegation in the header."""
    shown = [forge.header[name] for name in ("certificate", "delegation") if forge.header.get(name)]
    mutate_document(chance, chance.choice([*shown, *forge.header.get("roots", [])]), release)
    return False


def of_trust(chance: random.Random, forge: Forge, release: str) -> bool:
    """The trust document or the certificate inside an answer; an up bundle gets one."""
    trust = forge.manifest.get("trust")
    if trust is None:
        forge.manifest["trust"] = json.loads(keys()[release]["trust"])
        return False
    documents = [*trust["roots"], *trust["delegations"], trust["statement"]]
    if forge.manifest.get("certificate"):
        documents.append(forge.manifest["certificate"])
    if chance.random() < 0.2:
        forge.manifest["trust"] = mutate_json(chance, trust)
    else:
        mutate_document(chance, chance.choice(documents), release)
    return False


LAYERS: dict[str, Callable[[random.Random, Forge, str], bool]] = {
    "header": of_header,
    "credentials": of_credentials,
    "ciphertext": of_ciphertext,
    "frames": of_plain,
    "inner signature": of_inner_signature,
    "manifest": of_manifest,
    "manifest bytes": of_manifest_bytes,
    "trust": of_trust,
    "segment": of_segment,
    "revisions": of_revisions,
}
