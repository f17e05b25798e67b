"""The original bytes of bundles from below: opened with the keys of this kabupaten, and kept in its archive."""

from __future__ import annotations

import hashlib
from pathlib import Path

from desktop_app.domain.errors import BundleError
from desktop_app.exchange import OpenContext, VerifiedBundle, open_bundle
from desktop_app.services.kantor import Kantor
from desktop_app.services.rumah import sync_folder


def open_from_below(copy: Path, context: OpenContext) -> VerifiedBundle:
    """Open the bundle of an office; one that is sealed to other keys is ``sealed_to_other_inbox``."""
    try:
        return open_bundle(copy, context)
    except BundleError as error:
        if error.code != "not_for_this_office":
            raise
        # The office may follow former keys, or those of somebody else: no return that went astray.
        raise BundleError("sealed_to_other_inbox") from error


def is_kept(folder: Path, file_sha256: str) -> bool:
    """Tell whether the archive in ``folder`` still holds these very bytes."""
    try:
        with (folder / f"{file_sha256}.skpb").open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == file_sha256
    except OSError:
        return False


def keep_original(kantor: Kantor, copy: Path, file_sha256: str) -> bool:
    """Put a copy whose hash was verified into the archive; False where the same bytes lie there and stay."""
    arsip = kantor.folder("arsip")
    if is_kept(arsip, file_sha256):
        return False
    copy.replace(arsip / f"{file_sha256}.skpb")
    sync_folder(arsip)
    return True
