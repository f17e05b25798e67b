"""The child process that opens bundles: killed, starved, lied to, or started from a hostile folder."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.errors import BundleError, SystemProblem
from desktop_app.exchange import Attachment, OpenContext, UnsealerPool, VerifiedBundle, open_bundle, unsealer
from desktop_app.exchange.opening import open_bundle as opening
from desktop_app.exchange.worker import FLAG

BIG = [Attachment(os.urandom(3_000_000), "image/png") for _ in range(2)]


def child_of(bundle: VerifiedBundle) -> int:
    """The process id of a bundle's child."""
    assert bundle._unsealer is not None
    return bundle._unsealer.process_id


def is_gone(process_id: int) -> bool:
    """Tell whether a process has ended and been waited for."""
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return True
    return False


def test_that_leaving_a_bundle_ends_its_child(world: Any) -> None:
    with world.open(world.seal().path) as bundle:
        child = child_of(bundle)
        assert not is_gone(child)
    assert is_gone(child)
    forgotten = world.open(world.seal().path)
    child = child_of(forgotten)
    del forgotten
    assert is_gone(child)


def test_that_a_refusal_leaves_no_child_behind(world: Any) -> None:
    before = set(children())
    forge = world.forge(world.seal())
    forge.manifest["scope"] = "99"
    with pytest.raises(BundleError):
        world.open(forge.put_together())
    assert set(children()) <= before


def children() -> list[str]:
    """Process ids of this process's children, where the system tells."""
    table = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children")
    return table.read_text().split() if table.exists() else []


def test_that_a_child_killed_between_the_passes_is_a_refusal_and_the_next_try_works(world: Any) -> None:
    with world.open(world.seal().path) as bundle:
        os.kill(child_of(bundle), signal.SIGKILL)
        with pytest.raises(BundleError) as refused:
            list(bundle.segments())
        assert refused.value.code == "unseal_failed"
        assert [len(chunk) for chunk in bundle.revision_chunks()] == [2]


def test_that_a_child_killed_in_the_middle_of_a_pass_is_a_refusal(world: Any) -> None:
    with world.open(world.seal(attachments=BIG).path) as bundle:
        child = child_of(bundle)
        segments = bundle.segments()
        next(segments)
        os.kill(child, signal.SIGKILL)
        with pytest.raises(BundleError) as refused:
            list(segments)
        assert refused.value.code == "unseal_failed"
        assert is_gone(child)


def test_that_a_child_that_takes_too_long_is_ended(world: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    lazy = tmp_path / "lambat.py"
    lazy.write_text("import sys, time\nsys.stdout.buffer.write(b'R\\0\\0\\0\\0')\nsys.stdout.flush()\ntime.sleep(60)\n")
    monkeypatch.setattr(unsealer, "worker_command", lambda: [sys.executable, str(lazy)])
    monkeypatch.setattr(unsealer, "WORKER_GRACE_SECONDS", 0.3)
    began = time.monotonic()
    with pytest.raises(BundleError) as refused:
        world.open(world.seal().path)
    assert refused.value.code == "unseal_slow"
    assert time.monotonic() - began < 10


def test_that_waiting_between_segments_does_not_count_against_the_child(
    world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unsealer, "WORKER_GRACE_SECONDS", 1.0)
    with world.open(world.seal(attachments=BIG).path) as bundle:
        seen = 0
        for _ in bundle.segments():
            time.sleep(0.6)
            seen += 1
        assert seen == 3


@pytest.mark.parametrize("program", ["/bin/false", "/nowhere/python"])
def test_that_a_child_that_does_not_start_is_a_problem_of_this_machine(
    world: Any, monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    path = world.seal().path
    monkeypatch.setattr(unsealer.sys, "executable", program)
    with pytest.raises(SystemProblem) as problem:
        world.open(path)
    assert problem.value.code == "unseal_unavailable"


def test_that_a_child_that_answers_nonsense_is_not_believed(
    world: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for number, answer in enumerate(
        (
            r"b'R\0\0\0\0' + b'M\0\0\0\x42' + b'x' * 66",  # an unsigned manifest
            r"b'R\0\0\0\0' + b'E\0\0\0\0'",  # the end before the beginning
            r"b'R\0\0\0\0' + b'M\xff\xff\xff\xff'",  # four gigabytes to come
            r"b'R\0\0\0\0' + b'Q\0\0\0\0'",
            r"b'R\0\0\0\0' + b'X\0\0\0\x02[]'",
            r"b'R\0\0\0\0' + b'M\0\0'",
        )
    ):
        liar = tmp_path / f"liar{number}.py"
        liar.write_text(f"import sys\nsys.stdout.buffer.write({answer})\nsys.stdout.flush()\nsys.stdin.read()\n")
        monkeypatch.setattr(unsealer, "worker_command", lambda liar=liar: [sys.executable, str(liar)])
        monkeypatch.setattr(unsealer, "WORKER_GRACE_SECONDS", 0.5)
        with pytest.raises(BundleError) as refused:
            world.open(world.seal().path)
        assert refused.value.code in {"unseal_failed", "unseal_slow", "bad_inner_signature"}


def test_that_a_child_that_hands_over_other_bytes_is_found_out(world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The parent holds every segment against the signed manifest, whatever the child says."""
    with world.open(world.seal().path) as bundle:
        truth = next(iter(bundle.segments())).data
        monkeypatch.setattr(unsealer.Unsealer, "stream", lambda self, first, stop: iter([truth[:-1] + b"]"]))
        with pytest.raises(BundleError) as refused:
            list(bundle.revision_chunks())
        assert refused.value.code == "changed_between_passes"


def test_that_a_file_changed_between_the_passes_is_found_out(world: Any) -> None:
    first, second = world.seal(), world.seal([b'{"lain":1}', b'{"lain":2}'])
    with world.open(first.path) as bundle:
        with first.path.open("r+b") as file:  # the same file, other bytes
            file.seek(first.size // 2)
            file.write(b"\x00\x01\x02\x03" * 8)
        with pytest.raises(BundleError) as refused:
            list(bundle.segments())
        assert refused.value.code in {"decrypt_failed", "not_for_this_office"}
    with world.open(second.path) as bundle:
        padded = second.path.read_bytes()
        forge = world.forge(second, [b'{"lain":1}', b'{"lain":3}'])
        forge.set_segment(0, b'{"lain":1}\n{"lain":3}')
        other = forge.put_together()
        assert len(other) == len(padded)
        with second.path.open("r+b") as file:
            file.write(other)
        with pytest.raises(BundleError) as refused:
            list(bundle.segments())
        assert refused.value.code == "changed_between_passes"


def test_that_modules_in_the_current_folder_are_not_taken_for_ours(
    world: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """People start the program from the stick's folder; a planted module there must not run."""
    stick = tmp_path / "flashdisk"
    (stick / "desktop_app" / "exchange").mkdir(parents=True)
    trap = f"import pathlib\npathlib.Path({str(tmp_path / 'terjebak')!r}).touch()\n"
    for name in (
        "msgspec.py",
        "pyrage.py",
        "zstandard.py",
        "desktop_app/__init__.py",
        "desktop_app/exchange/worker.py",
    ):
        (stick / name).write_text(trap)
    path = world.seal().path
    monkeypatch.chdir(stick)
    with world.open(path) as bundle:
        assert bundle.seq == 1
    assert not (tmp_path / "terjebak").exists()


def test_that_the_frozen_program_starts_itself_with_a_flag(monkeypatch: pytest.MonkeyPatch) -> None:
    assert unsealer.worker_command() == [sys.executable, "-S", "-m", "desktop_app", FLAG]
    monkeypatch.setattr(unsealer.sys, "frozen", True, raising=False)
    assert unsealer.worker_command() == [sys.executable, FLAG]


@pytest.mark.skipif(sys.platform == "win32", reason="the system has no such limits")
def test_that_the_child_can_neither_eat_the_memory_nor_write_files(tmp_path: Path) -> None:
    code = (
        "from pathlib import Path; from desktop_app.exchange import worker; worker._confine()\n"
        "try: bytearray(400 * 2**20)\nexcept MemoryError: print('memory')\n"
        f"try: Path({str(tmp_path / 'x')!r}).write_bytes(b'x' * 100)\nexcept OSError: print('file')\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: signal.signal(signal.SIGXFSZ, signal.SIG_IGN),
    )
    assert told.stdout.split() == ["memory", "file"], told.stderr


def test_that_one_child_serves_many_sound_bundles_and_none_after_a_bad_one(world: Any) -> None:
    with UnsealerPool() as pool:
        context = replace(world.inbox, pool=pool)
        used = []
        for n in range(3):
            with world.open(world.seal([b'{"n":%d}' % n]).path, context) as bundle:
                used.append(child_of(bundle))
                assert list(bundle.revision_chunks()) == [[b'{"n":%d}' % n]]
        assert len(set(used)) == 1
        forge = world.forge(world.seal())
        forge.manifest["scope"] = "99"
        with pytest.raises(BundleError):
            world.open(forge.put_together(), context)
        assert is_gone(used[0])
        with world.open(world.seal(attachments=BIG).path, context) as bundle:
            broken_off = child_of(bundle)
            next(bundle.segments())
        assert is_gone(broken_off)
        with world.open(world.seal().path, context) as one, world.open(world.seal().path, context) as two:
            last = {child_of(one), child_of(two)}
            assert len(last) == 2
    assert all(is_gone(child) for child in last)


def test_that_a_child_stands_ready_only_where_one_is_wanted_and_serves_one_bundle(world: Any) -> None:
    spare = unsealer.Spare()
    first = spare.take()
    spare.renew()
    assert spare._child is None
    first.end()
    spare.prepare()
    ready = spare._child
    assert ready is not None
    spare.prepare()
    assert spare.take() is ready
    assert spare.take() is not ready
    spare.renew()
    killed = spare._child
    assert killed is not None
    killed.process.kill()
    killed.process.wait()
    alive = spare.take()
    assert alive is not killed
    assert alive.process.poll() is None
    ready.end()
    alive.end()
    spare.release()
    spare.renew()
    assert spare._child is None


def test_that_what_was_read_ahead_is_held_against_the_manifest_and_leaves_no_child(world: Any) -> None:
    with world.open(world.seal(attachments=BIG).path) as bundle:
        bundle.read_ahead()
        assert [len(chunk) for chunk in bundle.revision_chunks()] == [2]
        assert [len(one.data) for one in bundle.attachments()] == [3_000_000, 3_000_000]
        assert [len(chunk) for chunk in bundle.revision_chunks()] == [2]
    bundle = world.open(world.seal(attachments=BIG).path)
    child = child_of(bundle)
    bundle.read_ahead()
    bundle.close()
    assert is_gone(child)
    sealed = world.seal()
    with world.open(sealed.path) as bundle:
        with sealed.path.open("r+b") as file:
            file.seek(sealed.size // 2)
            file.write(b"\x00\x01\x02\x03" * 8)
        with pytest.raises(BundleError) as refused:
            bundle.read_ahead()
        assert refused.value.code in {"decrypt_failed", "not_for_this_office"}


def test_that_no_wrong_key_opens_anything(world: Any) -> None:
    context: OpenContext = world.inbox
    path = world.seal().path
    with pytest.raises(BundleError) as refused:
        open_bundle(path, type(context)(**{**vars(context), "identities": [world.unit.keys.return_identity]}))
    assert refused.value.code == "not_for_this_office"
    assert opening is open_bundle
