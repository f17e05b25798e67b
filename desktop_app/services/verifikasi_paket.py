"""Bundles copied into quarantine and verified, each while the one before it is merged."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

from desktop_app.domain.errors import BundleError, LuringError
from desktop_app.exchange import OpenContext, Quarantined, VerifiedBundle, quarantine_copy
from desktop_app.services.asli_paket import open_from_below
from desktop_app.services.silsilah import DITAHAN

Verified = tuple[Quarantined, VerifiedBundle | None]
"""The copy in quarantine and what is in it; None where these very bytes were verified and merged before."""


class DitahanError(Exception):
    """A refusal about which people decide: the very copy that was refused is still here, and its taker clears it."""

    def __init__(self, galat: BundleError, karantina: Quarantined) -> None:
        super().__init__(galat.code)
        self.galat = galat
        self.karantina = karantina


def verify_ahead(
    pool: ThreadPoolExecutor, paths: Sequence[Path], nomor: int, folder: Path, context: OpenContext
) -> Future[Verified] | None:
    """Begin to verify the file of this number in ``pool``; None behind the last one."""
    if nomor >= len(paths):
        return None
    return pool.submit(_verify, paths[nomor], folder, context)


def quarantine(path: Path, folder: Path) -> Quarantined:
    """Copy into a quarantine folder of its own, so that the same file twice in one run never shares a copy."""
    sendiri = folder / secrets.token_hex(8)
    sendiri.mkdir(mode=0o700)
    try:
        return quarantine_copy(path, sendiri)
    except BaseException:
        shutil.rmtree(sendiri, ignore_errors=True)
        raise


def clear(karantina: Quarantined) -> None:
    """Remove a copy with its folder."""
    shutil.rmtree(karantina.path.parent, ignore_errors=True)


def drop(future: Future[Verified] | None) -> None:
    """Wait for what was begun ahead and is not wanted any more, and remove it."""
    if future is None:
        return
    with suppress(LuringError, OSError):
        try:
            karantina, paket = future.result()
        except DitahanError as ditahan:
            clear(ditahan.karantina)
            return
        if paket is not None:
            paket.close()
        clear(karantina)


def _verify(path: Path, folder: Path, context: OpenContext) -> Verified:
    karantina = quarantine(path, folder)
    try:
        if any(satu.file_sha256 == karantina.sha256 for satu in context.known):
            return karantina, None
        paket = open_from_below(karantina.path, context)
        try:
            # While the one before is merged the child has nothing else to do.
            paket.read_ahead()
        except BaseException:
            paket.close()
            raise
        return karantina, paket
    except BaseException as error:
        if isinstance(error, BundleError) and error.code in DITAHAN:
            raise DitahanError(error, karantina) from error
        clear(karantina)
        raise
