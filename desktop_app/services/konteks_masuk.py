"""What a bundle from an office is held against at the kabupaten: keys, admitted computers, trust, what came before."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.domain.codec import SCHEMA
from desktop_app.exchange import KnownBundle, OpenContext, UnsealerPool, key_id
from desktop_app.services.ganti_kunci import late_files
from desktop_app.services.kantor import Kantor
from desktop_app.services.kepercayaan import admitted_certificates, require_trust
from desktop_app.services.paket import list_masuk


def known_bundles(kantor: Kantor) -> list[KnownBundle]:
    """Return device, epoch, number and SHA-256 of every bundle that was merged here."""
    return [KnownBundle(satu.device_id, satu.epoch, satu.seq, satu.file_sha256) for satu in list_masuk(kantor)]


def reading_context(
    kantor: Kantor,
    known: Sequence[KnownBundle],
    *,
    pool: UnsealerPool | None = None,
    admit_revoked: frozenset[str] = frozenset(),
    keep_twin: bool = False,
) -> OpenContext:
    """Return the context in which this kabupaten opens a bundle that goes up.

    ``admit_revoked`` are the files (SHA-256) that are read although their device was revoked, ``keep_twin`` reads one
    of a device that is split in two. Raises ``UserError`` on a computer that holds no key of the kabupaten.
    """
    keys = kantor.office_keys()
    return OpenContext(
        accepts="up",
        me=key_id(keys.issuer.public),
        identities=keys.inbox_identities,
        admitted=admitted_certificates(kantor),
        late=late_files(kantor),
        trust=require_trust(kantor),
        schema=SCHEMA,
        known=known,
        pool=pool,
        admit_revoked=admit_revoked,
        keep_twin=keep_twin,
    )
