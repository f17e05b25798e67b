"""Two offices on real encrypted stores, with a clock that stands still, and small interchange files."""

from __future__ import annotations

import copy
import json
import shutil
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.codec import natural_id
from desktop_app.domain.errors import UserError
from desktop_app.domain.pegawai import Pegawai
from desktop_app.services.interchange import HasilTerapkan, apply_interchange
from desktop_app.services.kantor import Changed, Kantor, Peran, Profil, open_kantor
from desktop_app.services.pegawai import get_pegawai
from desktop_app.services.pendirian import found_office
from desktop_app.services.roster import PratinjauRoster, import_roster, preview_roster
from tests.invariants.dunia import found_world
from tests.services.dunia_kantor import Dunia

BERLAKU = date(2026, 1, 1)
JAM = datetime(2026, 11, 30, 9, 0, tzinfo=timezone(timedelta(hours=7)))
SPEC = Path(__file__).resolve().parents[2] / "docs" / "spec" / "interchange.md"


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> dict[Peran, Path]:
    """Found once what is copied for each test: a kecamatan of its own and a kabupaten, closed."""
    made = {}
    for peran, kode, nama in (
        (Peran.UNIT, "99.01.09", "Kecamatan Contoh"),
        (Peran.KABUPATEN, "99.01", "Kabupaten Contoh"),
    ):
        profil = Profil(peran=peran, kode=kode, nama=nama, instansi="PEMERINTAH KABUPATEN CONTOH", tempat="Contoh")
        made[peran] = tmp_path_factory.mktemp("didirikan") / "kantor"
        found_office(made[peran], profil, jam=lambda: JAM, who="Petugas Uji").close()
    return made


def _office(founded: Path, home: Path) -> Iterator[Kantor]:
    shutil.copytree(founded, home)
    kantor = open_kantor(home, jam=lambda: JAM, who="Petugas Uji")
    yield kantor
    kantor.close()


@pytest.fixture
def kantor_unit(founded: dict[Peran, Path], tmp_path: Path) -> Iterator[Kantor]:
    """A kecamatan office, code 99.01.09."""
    yield from _office(founded[Peran.UNIT], tmp_path / "unit")


@pytest.fixture
def kantor_kabupaten(founded: dict[Peran, Path], tmp_path: Path) -> Iterator[Kantor]:
    """The office of the kabupaten above it, code 99.01."""
    yield from _office(founded[Peran.KABUPATEN], tmp_path / "kabupaten")


@pytest.fixture(scope="session")
def example_items() -> list[dict[str, Any]]:
    """The items of the complete example of the specification, as it is printed there."""
    blocks = SPEC.read_text(encoding="utf-8").split("```json\n")[1:]
    whole = [json.loads(block.split("```")[0]) for block in blocks]
    # The sections of single kinds have an example each; the complete one begins with its office.
    (complete,) = (one["dokumen"] for one in whole if one["dokumen"] and one["dokumen"][0]["jenis"] == "unit_kerja")
    return list(complete)


@pytest.fixture
def items(example_items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A copy of the example to be changed: 0 office, 1-3 people, 4 period, 5 SKP, 6 evaluation."""
    return copy.deepcopy(example_items)


class Applier:
    """Writes items into a file and applies it to one office."""

    def __init__(self, kantor: Kantor, folder: Path) -> None:
        self.kantor = kantor
        self.path = folder / "berkas.json"

    def write(self, items: list[Any], **head: object) -> Path:
        """Write a file with these items and return its path."""
        data = {"format": "skp-luring/interchange", "versi": 1, "dokumen": items, **head}
        self.path.write_text(json.dumps(data), encoding="utf-8")
        return self.path

    def __call__(self, items: list[Any], *, dry_run: bool = False, **head: object) -> HasilTerapkan:
        return apply_interchange(self.kantor, self.write(items, **head), dry_run=dry_run)

    def refusals(self, items: list[Any], **head: object) -> list[dict[str, Any]]:
        """Return the refusals of these items; nothing may have been written."""
        before = self.kantor.store.last_seq(), self.kantor.store.audit_head()
        with pytest.raises(UserError) as caught:
            self(items, **head)
        assert caught.value.code == "interchange_ditolak"
        assert (self.kantor.store.last_seq(), self.kantor.store.audit_head()) == before
        rincian = caught.value.facts["rincian"]
        assert isinstance(rincian, list)
        return rincian

    def refused(self, items: list[Any], **head: object) -> list[tuple[str, str]]:
        """Return code and path of each refusal."""
        return [(str(one["kode"]), str(one["jalur"])) for one in self.refusals(items, **head)]


@pytest.fixture
def apply(kantor_unit: Kantor, tmp_path: Path) -> Applier:
    """Applies items to the kecamatan office."""
    return Applier(kantor_unit, tmp_path)


@pytest.fixture
def apply_kabupaten(kantor_kabupaten: Kantor, tmp_path: Path) -> Applier:
    """Applies items to the office of the kabupaten."""
    return Applier(kantor_kabupaten, tmp_path)


@pytest.fixture
def write_bytes(tmp_path: Path) -> Callable[[bytes], Path]:
    """Write raw bytes into a file and return its path."""

    def write(data: bytes) -> Path:
        path = tmp_path / "mentah.json"
        path.write_bytes(data)
        return path

    return write


class Desk:
    """One office and files of people for it."""

    def __init__(self, kantor: Kantor, folder: Path) -> None:
        self.kantor = kantor
        self.folder = folder

    def file(self, isi: str | bytes, name: str = "daftar.csv") -> Path:
        """Write a file and return its path."""
        path = self.folder / name
        path.write_bytes(isi.encode() if isinstance(isi, str) else isi)
        return path

    def preview(self, isi: str | bytes, berlaku: date = BERLAKU, name: str = "daftar.csv") -> PratinjauRoster:
        """Preview a file with this content."""
        return preview_roster(self.kantor, self.file(isi, name), berlaku=berlaku)

    def take(self, isi: str | bytes, berlaku: date = BERLAKU) -> Changed:
        """Preview and import a file with this content."""
        return import_roster(self.kantor, self.preview(isi, berlaku))

    def person(self, nip: str) -> Pegawai:
        """Return the person with this NIP."""
        return get_pegawai(self.kantor, natural_id("pegawai", "99.01.09", nip))


@pytest.fixture
def make_desk(tmp_path: Path) -> Callable[[Kantor], Desk]:
    """Give an office files of people."""
    return lambda kantor: Desk(kantor, tmp_path)


@pytest.fixture
def desk(kantor_unit: Kantor, tmp_path: Path) -> Desk:
    """The kecamatan office with files of people."""
    return Desk(kantor_unit, tmp_path)


@pytest.fixture(scope="session")
def world() -> Iterator[Path]:
    """Found and enrol two PCs of one kecamatan, one of another and the kabupaten, once."""
    folder = found_world()
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def dunia(world: Path, tmp_path: Path) -> Iterator[Dunia]:
    """Open copies of the offices; everything is closed at the end."""
    folder = tmp_path / "dunia"
    folder.mkdir()
    dunia = Dunia(world, folder)
    yield dunia
    dunia.close()


@pytest.fixture
def unit(dunia: Dunia) -> Kantor:
    """The first PC of the kecamatan."""
    return dunia("a1")
