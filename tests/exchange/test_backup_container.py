"""The container of a backup: every byte of it is held by a signature or a hash, and no part is ever a path."""

from __future__ import annotations

import random
from pathlib import Path

import msgspec
import pytest

from desktop_app.domain.errors import BundleError, LuringError
from desktop_app.exchange import AuditHead, Claimed, Office
from desktop_app.exchange.container import (
    CONTAINER_TYPE,
    MAGIC,
    ContainerHeader,
    extract_parts,
    prove_parts,
    read_container,
    write_container,
)
from desktop_app.exchange.signing import sign
from desktop_app.messages import load_sentences
from desktop_app.vault import SigningKey


@pytest.fixture
def signer() -> SigningKey:
    return SigningKey.generate()


@pytest.fixture
def sound(tmp_path: Path, signer: SigningKey) -> Path:
    parts = {}
    for name, content in (
        ("slot-1.json", b"{1}"),
        ("slot-2.json", b"{2}"),
        ("luring.db", random.Random(1).randbytes(5000)),
    ):
        parts[name] = tmp_path / f"asal-{name}"
        parts[name].write_bytes(content)
    write_container(tmp_path / "a.skpc", header(signer), signer=signer, parts=parts)
    return tmp_path / "a.skpc"


def header(signer: SigningKey, **changed: object) -> ContainerHeader:
    values: dict[str, object] = {
        "fmt": 1,
        "office": Office("99.01.01", "Kecamatan Contoh", "PEMERINTAH KABUPATEN CONTOH"),
        "role": "unit",
        "device": signer.key_id,
        "public": signer.public.hex(),
        "epoch": "e" * 32,
        "n": 3,
        "seq": 9,
        "audit": AuditHead(4, "a" * 64),
        "counts": {"revisi": 9},
        "reason": "tangan",
        "number": 1,
        "claimed": Claimed("2026-12-01T08:00:00+07:00"),
        "program": "uji",
        "protection": "slots",
        "key_mark": "0" * 16,
    }
    return ContainerHeader(**(values | changed))  # type: ignore[arg-type]


def body_of(raw: bytes) -> bytes:
    return raw[9 : 9 + int.from_bytes(raw[5:9], "big")]


def resigned(path: Path, signer: SigningKey, body: bytes, rest: bytes) -> Path:
    path.write_bytes(MAGIC + len(body).to_bytes(4, "big") + body + sign(signer, CONTAINER_TYPE, body) + rest)
    return path


def refusal(path: Path, folder: Path) -> str:
    """Return the code with which a file is refused; nothing of it may have been left in ``folder``."""
    folder.mkdir(exist_ok=True)
    with pytest.raises(LuringError) as caught:
        extract_parts(read_container(path), folder)
    assert caught.value.code in load_sentences()
    for file in folder.iterdir():
        assert file.name in {"slot-1.json", "slot-2.json"}, (
            "a part that was proved before the bad one, never the bad one"
        )
    return caught.value.code


def test_that_what_was_written_comes_out_again(sound: Path, tmp_path: Path) -> None:
    container = read_container(sound)
    prove_parts(container)
    out = tmp_path / "keluar"
    out.mkdir()
    assert extract_parts(container, out) == ("slot-1.json", "slot-2.json", "luring.db")
    assert (out / "luring.db").read_bytes() == (tmp_path / "asal-luring.db").read_bytes()
    only = tmp_path / "hanya"
    only.mkdir()
    assert extract_parts(container, only, only=["slot-2.json"]) == ("slot-2.json",)
    assert (only / "slot-2.json").read_bytes() == b"{2}"


def test_that_a_changed_byte_anywhere_is_found(sound: Path, tmp_path: Path) -> None:
    raw, chance = sound.read_bytes(), random.Random(20261201)
    head = 9 + len(body_of(raw)) + 64
    places = [
        *range(0, head, 7),
        head,
        head + 2,
        head + 3,
        head + 5,
        *(chance.randrange(head, len(raw)) for _ in range(60)),
    ]
    for number, place in enumerate(places):
        bad = bytearray(raw)
        bad[place] ^= 1 << chance.randrange(8)
        sound.write_bytes(bad)
        assert refusal(sound, tmp_path / f"keluar-{number}").startswith("backup_"), place


def test_that_a_container_cut_anywhere_or_with_a_tail_is_refused(sound: Path, tmp_path: Path) -> None:
    raw = sound.read_bytes()
    for number, length in enumerate([*range(40), *range(40, len(raw), 97), len(raw) - 1]):
        sound.write_bytes(raw[:length])
        expected = "backup_not_one" if length == 0 else "backup_truncated"
        assert refusal(sound, tmp_path / f"keluar-{number}") == expected, length
    sound.write_bytes(raw + b"x")
    assert refusal(sound, tmp_path / "ekor") == "backup_trailing"


def test_that_parts_of_another_backup_do_not_fit(sound: Path, tmp_path: Path, signer: SigningKey) -> None:
    raw = sound.read_bytes()
    head = 9 + len(body_of(raw)) + 64
    assert raw[head : head + 6] == b"{1}{2}"
    sound.write_bytes(raw[:head] + b"{2}{1}" + raw[head + 6 :])
    assert refusal(sound, tmp_path / "tukar") == "backup_changed"


def test_that_another_signature_and_another_device_are_refused(sound: Path, tmp_path: Path, signer: SigningKey) -> None:
    raw = sound.read_bytes()
    body, rest = body_of(raw), raw[9 + len(body_of(raw)) + 64 :]
    stranger = SigningKey.generate()
    assert refusal(resigned(sound, stranger, body, rest), tmp_path / "a") == "backup_forged"
    swapped = body.replace(signer.public.hex().encode(), stranger.public.hex().encode())
    assert refusal(resigned(sound, stranger, swapped, rest), tmp_path / "b") == "backup_header"


@pytest.mark.parametrize(
    "change",
    [
        {"fmt": 2},
        {"fmt": 0},
        {"parts": [{"name": "../luring.db", "len": 1, "sha256": "0" * 64}]},
        {"parts": [{"name": "kunci.json", "len": 1, "sha256": "0" * 64}]},
        {"parts": []},
        {"parts": [{"name": "luring.db", "len": 1, "sha256": "0" * 64}] * 2},
        {"parts": [{"name": "slot-1.json", "len": 5 << 20, "sha256": "0" * 64}]},
        {"parts": [{"name": "luring.db", "len": -1, "sha256": "0" * 64}]},
        {"public": "0" * 64},
        {"seq": -1},
        {"seq": 1.5},
        {"reason": "a b"},
        {"role": "pusat"},
        {"key_mark": "z"},
        {"number": 0},
        {"protection": "keyfile"},
    ],
)
def test_that_a_hostile_header_is_refused_although_it_is_signed(
    sound: Path, tmp_path: Path, signer: SigningKey, change: dict[str, object]
) -> None:
    raw = sound.read_bytes()
    fields = msgspec.json.decode(body_of(raw)) | change
    code = refusal(resigned(sound, signer, msgspec.json.encode(fields), b"x"), tmp_path / "keluar")
    assert code == ("backup_newer" if change == {"fmt": 2} else "backup_header")


def test_that_what_is_no_container_is_named_so(tmp_path: Path) -> None:
    raw = tmp_path / "luring.db"
    raw.write_bytes(b"SQLite format 3\x00" + bytes(200))
    assert refusal(raw, tmp_path / "a") == "backup_not_one"
    newer = tmp_path / "baru.skpc"
    newer.write_bytes(b"SKPC2" + bytes(200))
    assert refusal(newer, tmp_path / "b") == "backup_newer"
    huge = tmp_path / "besar.skpc"
    huge.write_bytes(MAGIC + b"\xff\xff\xff\xff" + bytes(200))
    assert refusal(huge, tmp_path / "c") == "backup_header"
    link = tmp_path / "tautan.skpc"
    link.symlink_to(raw)
    assert refusal(link, tmp_path / "d") == "backup_not_one"
    assert refusal(tmp_path, tmp_path / "e") == "backup_not_one"


def test_that_a_source_that_changes_while_it_is_written_leaves_no_backup(
    tmp_path: Path, signer: SigningKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "luring.db"
    source.write_bytes(b"a" * 3000)

    def change(done: int, of: int) -> None:
        source.write_bytes(b"b" * 3000)

    out = tmp_path / "x.skpc"
    made = header(signer, protection="keyfile")
    real = Path.open
    opened = 0

    def opening(self: Path, *args: object, **options: object) -> object:
        nonlocal opened
        if self == source:
            opened += 1
            if opened == 2:
                change(0, 0)
        return real(self, *args, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", opening)
    with pytest.raises(LuringError) as caught:
        write_container(out, made, signer=signer, parts={"luring.db": source})
    assert caught.value.code == "stick_not_trusted"
    assert not isinstance(caught.value, BundleError)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["luring.db"]
