"""What sealed texts of people have in common: small age files, signatures told as hex, codes of a statement's hash.

Source: docs/spec/objection.md and docs/spec/counselling.md, which say what is inside.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from typing import cast

import pyrage

from desktop_app.domain.errors import BundleError
from desktop_app.exchange import age
from desktop_app.exchange.limits import REVISION_MAX
from desktop_app.exchange.print_code import SIGNS
from desktop_app.exchange.signing import is_signed


def encrypt_text(raw: bytes, recipients: Sequence[str]) -> bytes:
    """Return ``raw`` as an age file for ``recipients``."""
    drain = io.BytesIO()
    age.encrypt(io.BytesIO(raw), drain, recipients)
    return drain.getvalue()


def decrypt_text(sealed: bytes, identities: Sequence[str]) -> bytes | None:
    """Return what an age file holds, None where none of ``identities`` opens it; ``BundleError`` ``age_header``."""
    if len(sealed) > REVISION_MAX:
        raise BundleError("age_header")
    age.check_header(sealed[: age.HEADER_MAX], len(sealed))
    for one in identities:
        try:
            return cast(bytes, pyrage.decrypt(sealed, [age.open_identity(one)]))
        except pyrage.DecryptError:
            continue
    return None


def is_signed_hex(public: str, payload_type: str, payload: bytes, tanda: str) -> bool:
    """Tell whether ``tanda`` is the signature of the key ``public``, both as hex; what is no hex is none."""
    try:
        return is_signed(bytes.fromhex(public), payload_type, payload, bytes.fromhex(tanda))
    except ValueError:
        return False


def code_values(label: bytes, statement: bytes, signs: int, bits: int) -> list[int]:
    """Return the ``signs`` places of the code that the first ``bits`` of a labelled statement's hash give."""
    number = int.from_bytes(hashlib.sha256(label + b"\x00" + statement).digest(), "big") >> (256 - bits)
    return [number // len(SIGNS) ** place % len(SIGNS) for place in range(signs)]
