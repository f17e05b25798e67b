"""Founded offices lifted into memory: the real store, services and keys, without a disk under them.

An office is founded and enrolled once on disk, as people do it; its store is then copied into a database in memory,
from which each example takes copies of its own in a few milliseconds. The anchor stays a real file in a real folder.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
from sqlcipher3 import dbapi2

from db import Merge, Store, StoreError, migrations, projection
from db.driver import connect_in_memory, keyed
from db.kinds import checked_kinds
from desktop_app.services import jangkar
from desktop_app.services.jenis import KIND_SPECS
from desktop_app.services.kantor import BERKAS_STORE, Kantor, Profil
from desktop_app.services.pelaku import unattended
from tests.faults.fault_world import store_key
from tests.invariants.dunia import UNITS, calm_clock, found_world

Image = Any
"""A database in memory, of which nobody writes to: what a disk image or a backup is in the real world."""
Clock = Callable[[], datetime]
_KINDS = checked_kinds(KIND_SPECS)


@dataclass(frozen=True)
class Lifted:
    """The images of a kabupaten and its units, by name, and a scratch folder."""

    images: Mapping[str, Image]
    folder: Path

    def close(self) -> None:
        """Let go of the images and remove the folder."""
        for image in self.images.values():
            image.close()
        shutil.rmtree(self.folder, ignore_errors=True)


def lift_world() -> Lifted:
    """Found every office on disk and lift all of them; the name of each is its machine."""
    world = found_world()
    images = {}
    for name in (*UNITS, "kabupaten"):
        image = _lift(world / name)
        kantor = open_image(image, world / name, jam=calm_clock, mesin=name, merge=_no_merge)
        with kantor.store.write(act="uji", who="uji", at=kantor.claim()) as tx:
            jangkar.set_up(kantor.store, tx, name)
        images[name] = image_of(kantor.store)
        kantor.close()
        image.close()
    return Lifted(images, world)


def image_of(store: Store) -> Image:
    """Copy a store as it stands between two transactions."""
    image = connect_in_memory()
    store._connection.backup(image)
    return image


def open_image(image: Image, home: Path, *, jam: Clock, mesin: str, merge: Merge) -> Kantor:
    """Open a copy of an image in ``home``, as it is: no anchor is looked at."""
    connection = connect_in_memory()
    image.backup(connection)
    projection.prepare(connection)
    facts = dict(connection.execute("SELECT key, value FROM meta").fetchall())
    store = Store(
        connection,
        path=home / BERKAS_STORE,
        key=bytes(32),
        device=facts["device"],
        epoch=facts["epoch"],
        kinds=_KINDS,
        merge=merge,
        steps=migrations.ALL,
    )
    profil = msgspec.json.decode(store.get("kantor", "profil") or b"", type=Profil)
    return Kantor(home=home, store=store, profil=profil, jam=jam, who=mesin, pelaku=unattended(mesin))


def watch(kantor: Kantor, mesin: str) -> None:
    """Let the anchor judge an opened store, as opening an office does."""
    kantor.pemberitahuan = jangkar.watch(
        kantor.home, kantor.store, kantor.profil.kode, who=kantor.who, claim=kantor.claim, mesin=mesin
    )


def forget_anchor(kantor: Kantor) -> None:
    """Remove the anchors of an office, that those of thousands of examples do not pile up."""
    for pair in jangkar.anchor_files(kantor.home, kantor.store.device):
        for file in pair:
            file.unlink(missing_ok=True)


@contextmanager
def stumbling(store: Store, after: int) -> Iterator[None]:
    """Let the database break off after so many steps of its machine, wherever in a transaction that is."""
    steps = iter(range(after))
    store._connection.set_progress_handler(lambda: int(next(steps, None) is None), 100)
    try:
        yield
    finally:
        store._connection.set_progress_handler(None, 0)


def is_break(error: StoreError) -> bool:
    """Tell whether a store's error is that of ``stumbling``."""
    return "interrupt" in str(error.facts.get("reason", ""))


def _lift(home: Path) -> Image:
    """Copy an encrypted store on disk into memory, by way of a plain file that is gone afterwards."""
    plain = home / "terbuka.db"
    source = keyed(home / BERKAS_STORE, store_key(home))
    try:
        (version,) = source.execute("PRAGMA user_version").fetchone()
        source.execute("ATTACH DATABASE ? AS terbuka KEY ''", (str(plain),))
        source.execute("SELECT sqlcipher_export('terbuka')").fetchone()
        source.execute(f"PRAGMA terbuka.user_version = {int(version)}")
        source.execute("DETACH terbuka")
    finally:
        source.close()
    between, image = dbapi2.connect(str(plain), isolation_level=None), connect_in_memory()
    between.backup(image)
    between.close()
    plain.unlink()
    return image


def _no_merge(kind: str, bases: object, sides: object) -> Any:
    raise AssertionError("nothing is merged while offices are prepared")
