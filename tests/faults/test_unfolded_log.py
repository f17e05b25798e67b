"""A file whose write-ahead log could not be folded in when it was closed is never moved without it."""

from __future__ import annotations

import errno
import shutil
from pathlib import Path

import pytest

from db import StoreError, replace_store, require_whole
from desktop_app.services.kantor import BERKAS_STORE
from tests.faults.call_failer import Plan, can_fail_calls, run_failing
from tests.faults.fault_world import make_unit, open_home, type_and_save
from tests.faults.user_deeds import _restore, make_backup


def test_that_a_file_with_a_log_beside_it_does_not_take_the_place_of_another(tmp_path: Path) -> None:
    home = make_unit(tmp_path)
    ready = tmp_path / "siap.db"
    kantor = open_home(home)
    type_and_save(kantor, kantor.store.find("pegawai")[0].doc_id, "di log")
    shutil.copy(home / BERKAS_STORE, ready)
    shutil.copy(home / f"{BERKAS_STORE}-wal", tmp_path / "siap.db-wal")
    kantor.close()
    before = (home / BERKAS_STORE).read_bytes()
    for refused in (lambda: require_whole(ready), lambda: replace_store(home / BERKAS_STORE, ready)):
        with pytest.raises(StoreError) as caught:
            refused()
        assert caught.value.code == "io_error"
    assert (home / BERKAS_STORE).read_bytes() == before


@pytest.mark.skipif(not can_fail_calls(), reason="needs seccomp user notification")
def test_that_a_restore_whose_log_cannot_be_read_back_at_closing_is_refused_and_the_old_office_stands(
    tmp_path: Path,
) -> None:
    make_backup(tmp_path)
    home = tmp_path / "unit"
    shutil.copytree(home, tmp_path / "dulu")

    def restore() -> bytes:
        _restore(tmp_path)
        return b"ok"

    whole = run_failing(restore, Plan(), [home])
    assert whole.said == b"ok"
    shutil.rmtree(home)
    ended = []
    # The last reads of a restore are those of closing the prepared store, whose errors SQLite keeps to itself.
    for back in range(12):
        shutil.copytree(tmp_path / "dulu", home)
        outcome = run_failing(restore, Plan("pread64", whole.seen["pread64"] - back, errno.EIO), [home])
        ended.append(outcome.said == b"ok")
        kantor = open_home(home)
        assert kantor.store.check(deep=True) == []
        assert kantor.store.count("pegawai") == (2 if ended[-1] else 3)
        kantor.close()
        shutil.rmtree(home)
    assert False in ended
