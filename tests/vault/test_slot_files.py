"""The two slot files: who edits, weakens, damages or swaps them gets nowhere, and one sound copy is enough."""

from __future__ import annotations

import base64
import json
import secrets
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from desktop_app.domain.errors import LuringError, SystemProblem
from desktop_app.vault import (
    FLOOR,
    Cost,
    SigningKey,
    SlotTable,
    derive_key,
    make_person,
    mend_slots,
    read_slots,
    rewrap_person,
    slots_exist,
    tune_cost,
    unlock,
    write_slots,
)
from desktop_app.vault.slottable import table_digest

KEY = bytes(range(32))
ANI, BUDI = "a" * 32, "b" * 32
FILES = ("slot-1.json", "slot-2.json")


def table(*people: tuple[str, str], keys: tuple[bytes, ...] = (KEY,)) -> SlotTable:
    """A table with these people (id, password)."""
    whole = SlotTable(device="d" * 32, office="99.01.09", office_name="Contoh", agency="CONTOH", cost=FLOOR)
    for akun, sandi in people:
        slot = make_person(akun, f"Orang {akun[0]}", sandi, cost=FLOOR, keys=keys, signing=SigningKey.generate())
        whole = whole.with_person(slot)
    return whole


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the slots of two people."""
    home = tmp_path_factory.mktemp("slot")
    write_slots(home, table((ANI, "sandi ani"), (BUDI, "sandi budi")), [KEY])
    return home


@pytest.fixture
def home(prepared: Path, tmp_path: Path) -> Path:
    """A copy of that folder."""
    for name in FILES:
        shutil.copy(prepared / name, tmp_path / name)
    return tmp_path


def change(path: Path, edit: Callable[[dict[str, Any]], None], *, inside: bool = True, digest: bool = True) -> None:
    """Edit a slot file as somebody would who knows the format and not the key."""
    whole = json.loads(path.read_bytes())
    if inside:
        body = json.loads(base64.b64decode(whole["table"]))
        edit(body)
        raw = json.dumps(body, separators=(",", ":")).encode()
        whole["table"] = base64.b64encode(raw).decode()
        if digest:
            whole["digest"] = table_digest(raw)
    else:
        edit(whole)
    path.write_bytes(json.dumps(whole).encode())


def change_both(home: Path, edit: Callable[[dict[str, Any]], None], **words: bool) -> None:
    """Edit both files."""
    for name in FILES:
        change(home / name, edit, **words)


def outcome(home: Path, sandi: str = "sandi ani", akun: str = ANI) -> str:
    """Return ``open``, ``wrong`` or the code of the refusal."""
    try:
        found = unlock(home, akun, sandi)
    except LuringError as error:
        return error.code
    if found is None:
        return "wrong"
    assert found[0].store_key.key == KEY
    return "open"


def test_that_each_person_opens_with_his_own_password_only(home: Path) -> None:
    assert outcome(home) == "open"
    assert outcome(home, "sandi budi", BUDI) == "open"
    assert outcome(home, "sandi budi") == "wrong"
    assert outcome(home, "sandi ani", "c" * 32) == "slot_unknown"


def test_that_composed_and_decomposed_letters_are_the_same_password(tmp_path: Path) -> None:
    write_slots(tmp_path, table((ANI, "caf\u00e9 pagi hari")), [KEY])
    assert outcome(tmp_path, "cafe\u0301 pagi hari") == "open"


def test_that_a_name_changed_in_both_files_is_found_by_the_mac(home: Path) -> None:
    change_both(home, lambda body: body["people"][0].update(name="Orang Lain"))
    assert outcome(home) == "slots_edited"


def test_that_one_changed_file_does_not_matter_while_the_other_is_genuine(home: Path) -> None:
    for name in FILES:
        lain = home / f"dengan-{name}"
        lain.mkdir()
        for satu in FILES:
            shutil.copy(home / satu, lain / satu)
        change(lain / name, lambda body: body["people"][0].update(name="Orang Lain"))
        assert outcome(lain) == "open"
        found = unlock(lain, ANI, "sandi ani")
        assert found is not None
        mend_slots(lain, found[1])
        assert (lain / FILES[0]).read_bytes() == (home / FILES[0]).read_bytes() == (lain / FILES[1]).read_bytes()


def test_that_a_slot_of_a_stranger_is_refused(home: Path) -> None:
    """An attacker adds himself: he can seal no store key that fits, and the MAC says so besides."""
    fremd = make_person("e" * 32, "Penyusup", "sandi dia", cost=FLOOR, keys=[bytes(32)], signing=SigningKey.generate())
    tambah = json.loads(msgspec.json.encode(fremd))
    change_both(home, lambda body: body["people"].append(tambah))
    assert outcome(home, "sandi dia", "e" * 32) == "slots_edited"
    assert outcome(home) == "slots_edited"


def test_that_a_lowered_cost_is_refused_before_anything_is_derived(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    change_both(home, lambda body: body["people"][0].update(cost={"passes": 1, "memory_kib": 8}))
    monkeypatch.setattr("desktop_app.vault.slottable.derive_key", lambda *_: pytest.fail("derived"))
    assert outcome(home) == "slots_weakened"
    assert outcome(home, "sandi budi", BUDI) == "slots_weakened"


def test_that_one_file_with_a_lowered_cost_is_passed_over(home: Path) -> None:
    change(home / FILES[0], lambda body: body.update(cost={"passes": 1, "memory_kib": 8}))
    assert outcome(home) == "open"


@pytest.mark.parametrize("cost", [Cost(1, 19 * 1024), Cost(2, 19 * 1024 - 1), Cost(0, 0), Cost(-1, 10**6)])
def test_that_nothing_is_ever_derived_below_the_floor(cost: Cost) -> None:
    with pytest.raises(SystemProblem) as caught:
        derive_key("sandi", bytes(16), cost)
    assert caught.value.code == "slots_weakened"


def test_that_an_absurd_cost_is_damage_and_takes_no_memory(home: Path) -> None:
    change_both(home, lambda body: body["people"][0].update(cost={"passes": 2, "memory_kib": 2**40}))
    assert outcome(home) == "slots_damaged"


def test_that_the_cost_is_tuned_to_the_computer_between_a_third_of_a_second_and_one() -> None:
    now = [0.0]

    def clock(step: float) -> Callable[[], float]:
        def read() -> float:
            now[0] += step
            return now[0]

        return read

    fast = tune_cost(clock(0.05))
    assert fast.memory_kib == 64 * 1024
    assert 0.3 <= 0.05 / 2 * fast.passes <= 1.0
    assert tune_cost(clock(0.9)) == Cost(2, 64 * 1024)
    assert tune_cost(clock(5.0)) == FLOOR


def test_that_a_wrong_mac_is_refused_and_a_wrong_digest_is_damage(home: Path) -> None:
    change_both(home, lambda whole: whole.update(mac="0" * 64), inside=False)
    assert outcome(home) == "slots_edited"
    change_both(home, lambda whole: whole.update(digest="0" * 64), inside=False)
    assert outcome(home) == "slots_damaged"


def test_that_every_flipped_byte_of_one_file_leaves_the_other_to_open(home: Path) -> None:
    good = (home / FILES[0]).read_bytes()
    for at in range(0, len(good), 97):
        (home / FILES[0]).write_bytes(good[:at] + bytes([good[at] ^ 1]) + good[at + 1 :])
        copies = read_slots(home)
        assert any(copy.is_genuine(KEY) for copy in copies), at
    for rest in (b"", good[:100], b"\x00" * 50, b"[" * 100_000):
        (home / FILES[0]).write_bytes(rest)
        assert outcome(home) == "open"
        (home / FILES[0]).unlink()
        assert outcome(home) == "open"
    (home / FILES[1]).write_bytes(b"{}")
    assert outcome(home) == "slots_damaged"


def test_that_a_link_or_a_pipe_in_place_of_a_file_is_not_read(home: Path) -> None:
    import os

    (home / FILES[0]).unlink()
    (home / FILES[0]).symlink_to(home / FILES[1])
    (home / FILES[1]).rename(home / "lain.json")
    os.mkfifo(home / FILES[1])
    assert slots_exist(home)
    assert outcome(home) in ("slots_unreadable", "slots_damaged")


def test_that_a_newer_program_s_file_is_left_alone(home: Path) -> None:
    change(home / FILES[1], lambda whole: whole.update(version=2, something="new"), inside=False)
    kept = [(home / name).read_bytes() for name in FILES]
    assert outcome(home) == "slots_newer"
    with pytest.raises(SystemProblem) as caught:
        write_slots(home, table((ANI, "lain")), [KEY])
    assert caught.value.code == "slots_newer"
    assert [(home / name).read_bytes() for name in FILES] == kept


def test_that_an_older_file_opens_nothing_once_a_newer_one_proves_genuine(home: Path) -> None:
    """A cut between the two files: the new password counts, the old one is over."""
    old = (home / FILES[1]).read_bytes()
    found = unlock(home, ANI, "sandi ani")
    assert found is not None
    copy = found[1]
    slot = copy.table.person(ANI)
    assert slot is not None
    baru = rewrap_person(slot, found[0], "sandi baru", cost=FLOOR)
    write_slots(home, copy.table.with_person(baru), [KEY], above=copy.edition)
    (home / FILES[1]).write_bytes(old)
    assert outcome(home, "sandi baru") == "open"
    assert outcome(home, "sandi ani") == "wrong"
    # A newer file that nobody with the key wrote does not count, so an attacker cannot void a password.
    change(home / FILES[0], lambda whole: whole.update(mac=secrets.token_hex(32)), inside=False)
    assert outcome(home, "sandi ani") == "open"


def test_that_a_failing_disk_leaves_the_old_password(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = [(home / name).read_bytes() for name in FILES]
    monkeypatch.setattr("os.fsync", lambda _: (_ for _ in ()).throw(OSError(5, "I/O error")))
    with pytest.raises(SystemProblem) as caught:
        write_slots(home, table((ANI, "lain")), [KEY])
    assert caught.value.code == "slots_unwritable"
    monkeypatch.undo()
    assert [(home / name).read_bytes() for name in FILES] == before
    assert sorted(path.name for path in home.iterdir()) == list(FILES)


def test_that_the_files_are_for_their_owner_alone_and_hold_no_key(home: Path) -> None:
    found = unlock(home, ANI, "sandi ani")
    assert found is not None
    for name in FILES:
        assert (home / name).stat().st_mode & 0o777 == 0o600
        raw = (home / name).read_bytes()
        inside = base64.b64decode(json.loads(raw)["table"])
        for secret in (KEY, found[0].signing.seed, found[0].identity):
            for text in (secret, secret.hex().encode(), base64.b64encode(secret)):
                assert text not in raw
                assert text not in inside
        assert repr(found[0].store_key.key) not in repr(found[0])
        assert found[0].signing.seed.hex() not in repr(found[0])
