"""A forge that can make every bundle that an honest sealer would not, with real keys at every layer."""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import dataclass, field
from typing import Any

from desktop_app.exchange import age as age_gate
from desktop_app.exchange.frames import compress, frame_prefix
from desktop_app.exchange.signing import MANIFEST_TYPE, OUTER_TYPE, sign


@dataclass
class Forge:
    """The parts of one bundle, to be changed at any layer and put together again with real keys.

    ``put_together`` frames, signs inside, encrypts and signs outside; every step takes what the fields say.
    """

    signer: Any
    header: dict[str, Any]
    manifest: dict[str, Any]
    stored: list[bytes]
    recipients: list[str]
    frames: list[tuple[int, bytes]] | None = None
    manifest_bytes: bytes | None = None
    inner: bytes | None = None
    plain: bytes | None = None
    ciphertext: bytes | None = None
    header_bytes: bytes | None = None
    outer: bytes | None = None
    tail: bytes = b""
    magic: bytes = b"SKPB1"
    inner_signer: Any = None
    keep_header: dict[str, Any] = field(default_factory=dict)

    def set_segment(self, at: int, raw: bytes, **entry: int) -> None:
        """Replace the content of a segment, hash and lengths told truly unless given."""
        codec, stored = compress(raw)
        row = self.manifest["segments"][at]
        row[1:5] = [codec, len(stored), len(raw), hashlib.sha256(raw).hexdigest()]
        for place, name in ((0, "type"), (1, "codec"), (2, "len"), (3, "raw_len")):
            row[place] = entry.get(name, row[place])
        self.stored[at] = stored

    def put_together(self) -> bytes:
        """Return the file."""
        manifest = self.manifest_bytes if self.manifest_bytes is not None else dumps(self.manifest)
        inner = (
            self.inner if self.inner is not None else sign(self.inner_signer or self.signer, MANIFEST_TYPE, manifest)
        )
        types = [row[0] for row in self.manifest["segments"]]
        frames = self.frames or [(1, manifest), (2, inner), *zip(types, self.stored, strict=False), (9, b"")]
        plain = self.plain if self.plain is not None else b"".join(frame_prefix(len(b), t) + b for t, b in frames)
        ciphertext = self.ciphertext
        if ciphertext is None:
            sealed = io.BytesIO()
            age_gate.encrypt(io.BytesIO(plain), sealed, self.recipients)
            ciphertext = sealed.getvalue()
        header = {
            **self.header,
            "ct_len": len(ciphertext),
            "ct_sha256": hashlib.sha256(ciphertext).hexdigest(),
            **self.keep_header,
        }
        body = self.header_bytes if self.header_bytes is not None else dumps(header)
        outer = self.outer if self.outer is not None else sign(self.signer, OUTER_TYPE, body)
        return self.magic + min(len(body), 0xFFFF).to_bytes(2, "big") + body + outer + ciphertext + self.tail


def dumps(value: object) -> bytes:
    """Strict form of plain values."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()
