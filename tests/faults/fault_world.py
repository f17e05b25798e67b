"""What the tests of faults start from: offices on a scratch folder, their keys, and what a store holds as one hash."""

from __future__ import annotations

import shutil
import tempfile
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import msgspec

from db import Store
from desktop_app.domain.pegawai import Pegawai
from desktop_app.services.kantor import BERKAS_KUNCI, BERKAS_STORE, Kantor, Peran, Profil, open_kantor
from desktop_app.services.kirim import export_bundle
from desktop_app.services.naskah import commit_naskah, open_naskah, write_naskah
from desktop_app.services.pegawai import create_pegawai
from desktop_app.services.pendaftaran import accept_enrolment, approve_enrolment, request_enrolment
from desktop_app.services.pendirian import found_office
from desktop_app.vault import KeyFile

UNIT = Profil(peran=Peran.UNIT, kode="99.01.01", nama="Kecamatan Uji", instansi="PEMERINTAH KABUPATEN UJI")
KABUPATEN = Profil(peran=Peran.KABUPATEN, kode="99.01", nama="Kabupaten Uji", instansi="PEMERINTAH KABUPATEN UJI")
SHARED_MEMORY = Path("/dev/shm")


def clock() -> datetime:
    """Return one honest moment."""
    return datetime(2026, 12, 1, 8, tzinfo=UTC)


def scratch_folder() -> Path:
    """Return a new private folder, in memory where the system has such, because thousands of states go through it."""
    place = SHARED_MEMORY if SHARED_MEMORY.is_dir() else None
    return Path(tempfile.mkdtemp(prefix="skp-gangguan-", dir=place))


def open_home(home: Path) -> Kantor:
    """Open an office of these tests."""
    return open_kantor(home, jam=clock, who="uji")


def make_unit(root: Path, people: int = 2) -> Path:
    """Found a unit with some people in ``root/unit`` and return its home, closed."""
    kantor = found_office(root / "unit", UNIT, jam=clock, who="uji")
    for nomor in range(people):
        create_pegawai(kantor, Pegawai(nama=f"Orang Uji {nomor}"))
    kantor.close()
    return root / "unit"


def make_pair(root: Path, people: int = 20) -> Path:
    """Found a unit and a kabupaten that know each other; the unit's bundle lies on ``root/stick`` (returned)."""
    stick = root / "stick"
    stick.mkdir()
    unit = found_office(root / "unit", UNIT, jam=clock, who="uji")
    kabupaten = found_office(root / "kabupaten", KABUPATEN, jam=clock, who="uji")
    request_enrolment(unit, stick / "minta.skpe")
    approve_enrolment(kabupaten, stick / "minta.skpe", stick / "jawab.skpb")
    accept_enrolment(unit, stick / "jawab.skpb")
    for nomor in range(people):
        create_pegawai(unit, Pegawai(nama=f"Orang Uji {nomor}"))
    paket = export_bundle(unit, stick)
    unit.close()
    kabupaten.close()
    return paket.path


def type_and_save(kantor: Kantor, doc_id: str, catatan: str) -> None:
    """Type a note into a person's record and leave the page."""
    naskah = open_naskah(kantor, doc_id)
    write_naskah(kantor, doc_id, msgspec.structs.replace(naskah.isi, catatan=catatan))
    commit_naskah(kantor, doc_id)


def store_key(home: Path) -> bytes:
    """Return the raw key of an office with a key file."""
    return KeyFile(home / BERKAS_KUNCI).obtain().key


def content_hash(store: Store) -> str:
    """Return one hash of everything that people and offices have put into a store, generated tables left out."""
    connection = store._connection
    running = sha256()
    for query in (
        "SELECT key, value FROM meta WHERE key <> 'projection' ORDER BY key",
        "SELECT seq, rev_id, raw FROM revision ORDER BY seq",
        "SELECT seq, raw, hash FROM audit ORDER BY seq",
        "SELECT * FROM working ORDER BY 1, 2",
        "SELECT * FROM space ORDER BY 1, 2",
        "SELECT rev_id, raw FROM waiting ORDER BY num",
        "SELECT rev_id, reason FROM quarantine ORDER BY rev_id",
        "SELECT sha FROM attachment ORDER BY sha",
        "SELECT sha, source, doc, seq FROM naming ORDER BY 1, 2, 3",
    ):
        for row in connection.execute(query):
            running.update(repr(row).encode())
        running.update(b"\n")
    return running.hexdigest()


def home_files(home: Path) -> tuple[Path, Path]:
    """Return the store and the key file of a home."""
    return home / BERKAS_STORE, home / BERKAS_KUNCI


def copy_world(source: Path, target: Path) -> Path:
    """Copy a prepared folder and return the copy."""
    shutil.copytree(source, target)
    return target
