"""The trust file: a trust document by itself, for a device that is more roots behind than a bundle's header can carry.

It says nothing that a return bundle does not say, is no secret, and is believed by the same rules alone.
Source: docs/spec/keys.md, section Trust file.
"""

from __future__ import annotations

from typing import Final

from desktop_app.domain.errors import BundleError
from desktop_app.exchange.limits import SIGNED_DOCUMENT_MAX
from desktop_app.exchange.seal import roots_that_fit
from desktop_app.exchange.trust import NO_MARKS, Marks, TrustState, read_trust

MAGIC: Final = b"SKPT1"
TRUST_FILE_MAX: Final = len(MAGIC) + SIGNED_DOCUMENT_MAX


def make_trust_file(trust: TrustState) -> bytes:
    """Return the trust file of a verified trust document."""
    return MAGIC + trust.raw


def read_trust_file(data: bytes, *, pinned: bytes | None, marks: Marks = NO_MARKS) -> TrustState:
    """Return the trust document of a trust file, verified as ``read_trust`` does.

    Raises ``BundleError`` ``not_a_trust_file`` and ``newer_format`` as well.
    """
    if data[:4] == MAGIC[:4] and MAGIC[4:] < data[4:5] <= b"9":
        raise BundleError("newer_format", needs=data[4:5].decode())
    if not data.startswith(MAGIC) or len(data) > TRUST_FILE_MAX:
        raise BundleError("not_a_trust_file")
    return read_trust(data[len(MAGIC) :], pinned=pinned, marks=marks)


def parted_after(mine: TrustState, theirs: TrustState) -> int:
    """Return the version after which two chains part: the newest root that both hold, each with another one after it.

    0 where they do not part: one is the beginning of the other, or they have no root in common. Both were verified, so
    the holders of that root signed both roots that follow it.
    """
    both = [{root.version: root.envelope.payload for root in one.roots} for one in (mine, theirs)]
    common = max((v for v in both[0] if both[0][v] == both[1].get(v)), default=0)
    return common if common and all(common + 1 in one for one in both) else 0


def oldest_root_carried(trust: TrustState, issuer: bytes) -> int:
    """Return the oldest root version that a return bundle of ``issuer`` carries outside.

    A device that has seen at least the version before it needs no trust file.
    """
    return trust.root.version - len(roots_that_fit(trust.document, trust.delegation_of(issuer))) + 1
