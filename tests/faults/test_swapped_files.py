"""Files put back, swapped, copied by hand or cleaned away: noticed, told, and nothing that was exported is lost."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from db import StoreError
from desktop_app.domain.errors import BundleError, LuringError
from desktop_app.domain.pegawai import Pegawai
from desktop_app.services.cadangan import verify_cadangan
from desktop_app.services.jangkar import BERKAS_JANGKAR, read_induk
from desktop_app.services.kantor import BERKAS_STORE, Kantor, open_kantor
from desktop_app.services.pegawai import create_pegawai
from desktop_app.services.pulih import PembukaCadangan, restore_cadangan
from tests.faults.crash_states import open_raw, settings_in
from tests.faults.fault_world import clock, make_unit, open_home, store_key, type_and_save

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")

SAVING = """
import os, sys
from pathlib import Path
from desktop_app.domain.pegawai import Pegawai
from desktop_app.services.pegawai import create_pegawai
from tests.faults.fault_world import open_home
kantor = open_home(Path(sys.argv[1]))
for nomor in range(6):
    create_pegawai(kantor, Pegawai(nama=f"Diakui {nomor}"))
print("diakui", flush=True)
os.kill(os.getpid(), 9)
"""


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path) -> Iterator[None]:
    """Settings of this test alone: the second pair of anchors lies there."""
    with settings_in(tmp_path / "setelan"):
        yield


def _sebab(kantor: Kantor) -> str:
    induk = read_induk(kantor.store)
    return induk.sebab if induk is not None else ""


def _older(home: Path, folder: Path) -> Path:
    """Keep the store as it is now, then let the office go on; return the older file."""
    older = folder / "lama.db"
    shutil.copy(home / BERKAS_STORE, older)
    kantor = open_home(home)
    create_pegawai(kantor, Pegawai(nama="Sesudah Salinan"))
    kantor.close()
    return older


def test_that_a_store_swapped_for_an_older_copy_starts_a_new_epoch_before_anything_is_written(tmp_path: Path) -> None:
    home = make_unit(tmp_path)
    older = _older(home, tmp_path)
    shutil.copy(older, home / BERKAS_STORE)
    kantor = open_home(home)
    assert _sebab(kantor) == "mundur"
    assert [satu.kode for satu in kantor.pemberitahuan] == ["epoch_mundur"]
    assert kantor.store.audit_rows(limit=1)[0].act == "epoch_baru"
    epoch = kantor.store.epoch
    kantor.close()
    # Told once more at the next start, but no further epoch.
    kantor = open_home(home)
    assert kantor.store.epoch == epoch
    assert [satu.kode for satu in kantor.pemberitahuan] == ["epoch_mundur"]
    kantor.close()


@pytest.mark.parametrize("cleaned", [(0,), (1,), (0, 1)])
def test_that_the_anchor_in_the_settings_notices_it_where_those_of_the_folder_went_back_too(
    tmp_path: Path, cleaned: tuple[int, ...]
) -> None:
    home = make_unit(tmp_path)
    before = shutil.copytree(home, tmp_path / "dulu")
    kantor = open_home(home)
    create_pegawai(kantor, Pegawai(nama="Sesudah Salinan"))
    kantor.close()
    shutil.rmtree(home)
    shutil.copytree(before, home)
    for number in cleaned:
        (home / BERKAS_JANGKAR[number]).unlink(missing_ok=True)
    kantor = open_home(home)
    assert _sebab(kantor) == "mundur"
    kantor.close()


def test_that_a_log_deleted_after_a_crash_is_noticed(tmp_path: Path) -> None:
    home = make_unit(tmp_path)
    run = subprocess.run(
        [sys.executable, "-c", SAVING, str(home)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert (run.returncode, run.stdout) == (-signal.SIGKILL, "diakui\n"), run.stderr
    (home / f"{BERKAS_STORE}-wal").unlink()
    kantor = open_home(home)
    assert _sebab(kantor) == "mundur"
    assert kantor.store.check(deep=True) == []
    kantor.close()


def _newest_of(copy: Path, key: bytes) -> int:
    """Return the newest revision of a copy that opens and is sound, -1 for one that is refused or found out."""
    try:
        with open_raw(copy, key) as store:
            return store.last_seq() if store.check(deep=True) == [] else -1
    except StoreError:
        return -1


def test_that_a_copy_made_by_hand_at_any_moment_is_whole_old_or_refused_and_never_a_backup(tmp_path: Path) -> None:
    home, chance = make_unit(tmp_path), random.Random(7)
    key = store_key(home)
    kantor = open_home(home)
    doc_id, _ = create_pegawai(kantor, Pegawai(nama="Orang Disalin"))
    known = set()
    for number in range(12):
        type_and_save(kantor, doc_id, f"catatan {number}")
        known.add(kantor.store.last_seq())
        copy = tmp_path / f"salinan-{number}"
        copy.mkdir()
        data = (home / BERKAS_STORE).read_bytes()
        # The copying breaks off now and then, as it does when a stick is pulled.
        cut = len(data) if chance.random() < 0.6 else chance.randrange(len(data))
        (copy / BERKAS_STORE).write_bytes(data[:cut])
        assert _newest_of(copy, key) <= (kantor.store.last_seq() if cut == len(data) else -1)
        with pytest.raises(BundleError):
            verify_cadangan(copy / BERKAS_STORE)
        with pytest.raises(LuringError):
            restore_cadangan(tmp_path / "baru", copy / BERKAS_STORE, PembukaCadangan(), jam=clock)
        assert not (tmp_path / "baru" / BERKAS_STORE).exists()
    kantor.close()
    assert len(known) == 12


def test_that_an_office_copied_whole_to_another_machine_goes_on_under_an_epoch_of_its_own(tmp_path: Path) -> None:
    home = make_unit(tmp_path)
    twin = shutil.copytree(home, tmp_path / "kembar")
    kantor = open_kantor(twin, jam=clock, who="uji", mesin="mesin yang lain")
    assert _sebab(kantor) == "salinan"
    kantor.close()
    kantor = open_home(home)
    assert _sebab(kantor) == ""
    kantor.close()


@pytest.mark.parametrize("tahun", [1980, 2099])
def test_that_a_dead_clock_blocks_no_save_and_moves_no_floor(tmp_path: Path, tahun: int) -> None:
    home = make_unit(tmp_path)
    for jam in (lambda: datetime(tahun, 1, 1, tzinfo=UTC), clock):
        kantor = open_kantor(home, jam=jam, who="uji")
        create_pegawai(kantor, Pegawai(nama=f"Tahun {tahun}"))
        kantor.close()
    kantor = open_home(home)
    newest, before = kantor.store.audit_rows(limit=2, act="catat_pegawai") or kantor.store.audit_rows(limit=2)
    assert newest.at.t.startswith("2026-12-01")
    assert before.at.t.startswith(str(tahun))
    assert not newest.at.doubt
    assert _sebab(kantor) == ""
    assert kantor.store.check(deep=True) == []
    kantor.close()
