"""The frozen files of every release, thawed into a folder of the test's own."""

from __future__ import annotations

import hashlib
import json
import lzma
import shutil
from pathlib import Path
from typing import Any

from db.driver import keyed
from desktop_app.services.kantor import Kantor, open_kantor
from tests.invariants.dunia import calm_clock

GOLDEN = Path(__file__).parent
RELEASES = tuple(sorted(one.name for one in GOLDEN.glob("[0-9]*.*")))
WITH_BACKUP = tuple(one for one in RELEASES if (GOLDEN / one / "cadangan.skpc").exists())
SANDI = "kuda terbang sore"


def expected(release: str) -> dict[str, Any]:
    """Return what the release itself said of its files when they were made."""
    told: dict[str, Any] = json.loads((GOLDEN / release / "expected.json").read_text(encoding="utf-8"))
    return told


def thaw(release: str, name: str, folder: Path) -> Path:
    """Return the closed office ``name`` of a release in a new folder, its store encrypted under its own key again."""
    home = folder / f"{release}-{name}"
    shutil.copytree(GOLDEN / release / name, home, ignore=shutil.ignore_patterns("*.xz"))
    image = GOLDEN / release / name / "luring.db.xz"
    if image.exists():
        plain = home / "polos.db"
        plain.write_bytes(lzma.decompress(image.read_bytes()))
        key = bytes.fromhex(json.loads((home / "kunci.json").read_text(encoding="utf-8"))["key"])
        _encrypt(plain, home / "luring.db", key)
        plain.unlink()
    return home


def _encrypt(plain: Path, path: Path, key: bytes) -> None:
    connection = keyed(path, key)
    connection.execute(f"ATTACH DATABASE '{plain}' AS polos KEY ''")
    connection.execute("SELECT sqlcipher_export('main', 'polos')")
    for name in ("application_id", "user_version"):
        value = connection.execute(f"PRAGMA polos.{name}").fetchone()[0]
        connection.execute(f"PRAGMA main.{name} = {value}")
    connection.execute("DETACH DATABASE polos")
    connection.close()


def open_thawed(home: Path) -> Kantor:
    """Open a thawed office as a computer would that it was copied to, the same on whichever machine the tests run."""
    return open_kantor(home, jam=calm_clock, who="Petugas Contoh", mesin="komputer uji")


def facts(kantor: Kantor) -> dict[str, object]:
    """Return of an open store what ``expected`` tells of it, the epoch apart: another computer begins a new one."""
    ids = [rev_id for _, rev_id, _ in kantor.store.revisions_after(0)]
    documents = sorted({rev.doc_id for one in ids if (rev := kantor.store.revision(one)) is not None})
    heads = {doc_id: sorted(document.heads) for doc_id, document in kantor.store.documents(documents).items()}
    return {
        "kode": kantor.profil.kode,
        "device": kantor.store.device,
        "revisions": len(ids),
        "revision_ids": hashlib.sha256("".join(sorted(ids)).encode()).hexdigest(),
        "documents": len(documents),
        "heads": hashlib.sha256(json.dumps(heads, sort_keys=True).encode()).hexdigest(),
    }


def told(release: str, name: str) -> dict[str, Any]:
    """Return ``expected`` of one office without its epoch."""
    return {key: value for key, value in expected(release)[name].items() if key not in ("epoch", "orang")}
