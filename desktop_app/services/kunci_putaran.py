"""Where the outer half of an open round's key lies, and its end: read by the opening of an office, so no use case here.

The folder is in no backup, bundle, auditor's pack or report: nothing names it but this module.
"""

from __future__ import annotations

from pathlib import Path

from db import Store
from desktop_app.services.rumah import make_folder, narrow_folder, sync_folder
from desktop_app.vault.pool import HalfFile

RUANG = "putaran"
"""The room of the store where pools lie, each under the id of its round; it has no versions and never travels."""
FOLDER = "putaran-terbuka"
AKHIRAN = ".kunci"


def half_file(home: Path, doc_id: str) -> HalfFile:
    """Return the file with the outer half of a round's key, which need not be there."""
    return HalfFile(home / FOLDER / f"{doc_id}{AKHIRAN}")


def create_half(home: Path, doc_id: str, half: bytes) -> HalfFile:
    """Make the file of a round that is being opened, durably."""
    folder = home / FOLDER
    make_folder(folder)
    narrow_folder(folder)
    berkas = half_file(home, doc_id)
    berkas.create(half)
    sync_folder(folder)
    return berkas


def destroy_half(home: Path, doc_id: str) -> None:
    """Overwrite and remove the half of a round whose pool is gone; the folder goes with the last one."""
    half_file(home, doc_id).destroy()
    folder = home / FOLDER
    if folder.is_dir():
        sync_folder(folder)
        if not any(folder.iterdir()):
            folder.rmdir()


def destroy_halves(home: Path) -> None:
    """Overwrite and remove every half, as another store takes the place of the one that its pools lie in."""
    for path in sorted((home / FOLDER).glob(f"*{AKHIRAN}")):
        destroy_half(home, path.stem)


def finish_closing(home: Path, store: Store) -> None:
    """Finish what a power cut left of closing or opening a round: a half without a pool is destroyed."""
    for path in sorted((home / FOLDER).glob(f"*{AKHIRAN}")):
        if store.get(RUANG, path.stem) is None:
            destroy_half(home, path.stem)
