"""Hostile pieces, a disk that damages or is full: nothing keeps honest pieces from becoming their bundle."""

from __future__ import annotations

import hashlib
import secrets
from pathlib import Path
from typing import Any

import pytest

from desktop_app.exchange.volumes import Piece, make_volume, read_volume, write_volumes
from desktop_app.services import bagian
from desktop_app.services.kantor import Kantor
from desktop_app.services.kirim import export_bundle
from desktop_app.services.rakit import Rakitan, gather, list_bagian, settle_rakitan
from tests.services.dunia_kantor import Dunia


@pytest.fixture
def kabupaten(dunia: Dunia) -> Kantor:
    return dunia("kabupaten")


@pytest.fixture
def sealed(dunia: Dunia, unit: Kantor) -> Path:
    return export_bundle(unit, dunia.stick).path


@pytest.fixture
def volumes(sealed: Path, tmp_path: Path) -> list[Path]:
    folder = tmp_path / "surel"
    folder.mkdir()
    return list(write_volumes(sealed, folder, 1200, series=hashlib.sha256(sealed.read_bytes()).hexdigest()))


def lie(volume: Path, name: str, byte: int = 0) -> Path:
    """Write beside a volume one that says the same of itself and holds something else."""
    real = read_volume(volume.read_bytes())
    path = volume.parent / name
    path.write_bytes(make_volume(real._replace(data=bytes([byte]) * len(real.data))))
    return path


def codes(rakitan: Rakitan) -> list[tuple[str, str]]:
    return [(satu.path.name, satu.galat.code) for satu in rakitan.ditolak]


def whole(rakitan: Rakitan) -> list[bytes]:
    return [path.read_bytes() for path in rakitan.paket]


def test_that_a_wrong_piece_before_or_after_the_right_one_stops_nothing(
    kabupaten: Kantor, volumes: list[Path], sealed: Path
) -> None:
    lie(volumes[0], "000-lampiran.skpb")
    lie(volumes[1], "zzz-lampiran.skpb")
    lie(volumes[1], "zzz-lampiran-2.skpb", 1)
    for _ in range(2):
        rakitan = gather(kabupaten, sorted(volumes[0].parent.iterdir()))
        assert (codes(rakitan), whole(rakitan)) == ([], [sealed.read_bytes()])
        settle_rakitan(kabupaten, rakitan)


def test_that_a_wrong_piece_of_days_ago_stops_nothing(kabupaten: Kantor, volumes: list[Path], sealed: Path) -> None:
    gather(kabupaten, [lie(volumes[0], "000-lampiran.skpb")])
    assert whole(gather(kabupaten, volumes)) == [sealed.read_bytes()]


def test_that_more_lies_than_are_kept_are_named_and_only_the_contested_number_is_forgotten(
    kabupaten: Kantor, volumes: list[Path], sealed: Path
) -> None:
    lies = [lie(volumes[0], f"000-{n}.skpb", n) for n in range(3)]
    rakitan = gather(kabupaten, [*lies, *volumes])
    assert codes(rakitan) == [
        (volumes[0].name, "part_conflict"),
        *((path.name, "parts_contested") for path in (*lies, volumes[0])),
    ]
    (seri,) = list_bagian(kabupaten)
    assert seri.kurang == (1,), "what nobody contests stays"
    assert whole(gather(kabupaten, volumes[:1])) == [sealed.read_bytes()]


def test_that_pieces_of_which_none_is_contested_and_which_do_not_fit_are_forgotten(
    kabupaten: Kantor, volumes: list[Path]
) -> None:
    wrong = lie(volumes[0], "000.skpb")
    assert [code for _, code in codes(gather(kabupaten, [wrong, *volumes[1:]]))] == ["parts_disagree"]
    assert list_bagian(kabupaten) == ()


def test_that_many_numbers_contested_are_tried_a_bounded_number_of_times(
    kabupaten: Kantor, volumes: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[int] = []
    real = bagian.islice
    monkeypatch.setattr(bagian, "islice", lambda ways, most: real((tried.append(1) or one for one in ways), most))
    lies = [lie(volume, f"{n}-{byte}.skpb", byte) for n, volume in enumerate(volumes[:5]) for byte in (0, 1, 2)]
    assert gather(kabupaten, [*lies, *volumes[5:]]).paket == ()
    assert len(tried) == bagian.MAKS_COBA


@pytest.mark.parametrize("banyak", [1, 2])
def test_that_many_tiny_series_keep_no_honest_one_out(
    kabupaten: Kantor, volumes: list[Path], sealed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, banyak: int
) -> None:
    monkeypatch.setattr(bagian, "MAKS_SERI", 6)
    evil = []
    for n in range(8):
        series = secrets.token_hex(32)
        for nomor in range(1, banyak + 1):
            evil.append(tmp_path / f"{n}-{nomor}.skpb")
            evil[-1].write_bytes(make_volume(Piece(series, 3072, 1024, nomor, 3, bytes(1024))))
    gather(kabupaten, evil)
    assert len(list_bagian(kabupaten)) == 6
    rakitan = gather(kabupaten, volumes)
    assert whole(rakitan) == [sealed.read_bytes()]
    assert "(1 paket)" in rakitan.kurang[-1], "people are told what gave way"
    settle_rakitan(kabupaten, rakitan)
    assert whole(gather(kabupaten, [*evil, *volumes, *evil])) == [sealed.read_bytes()], "also all in one folder"


def test_that_room_is_made_for_bytes_too(
    kabupaten: Kantor, volumes: list[Path], sealed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bagian, "MAKS_ISI", 2 * sealed.stat().st_size)
    big = tmp_path / "besar.skpb"
    share = 2 * sealed.stat().st_size - 100
    big.write_bytes(make_volume(Piece("ab" * 32, 2 * share, share, 1, 2, bytes(share))))
    gather(kabupaten, [big])
    assert whole(gather(kabupaten, volumes)) == [sealed.read_bytes()]


def test_that_a_full_disk_at_joining_leaves_the_other_bundles_of_the_call(
    kabupaten: Kantor, volumes: list[Path], sealed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "lain.skpb"
    other.write_bytes(sealed.read_bytes())
    real: Any = Path.open

    def full(self: Path, mode: str = "r", *more: Any, **named: Any) -> Any:
        if "rakit-" in str(self) and mode != "rb":
            raise OSError(28, "No space left on device")
        return real(self, mode, *more, **named)

    monkeypatch.setattr(Path, "open", full)
    rakitan = gather(kabupaten, [other, *volumes])
    monkeypatch.undo()
    assert rakitan.paket == (other,)
    assert [code for _, code in codes(rakitan)] == ["berkas_gagal"]
    assert not list(kabupaten.folder("karantina").iterdir())
    assert whole(gather(kabupaten, [])) == [sealed.read_bytes()], "no piece was lost"


def test_that_one_damaged_kept_piece_is_missing_and_the_others_stay(
    kabupaten: Kantor, volumes: list[Path], sealed: Path
) -> None:
    gather(kabupaten, volumes[:-1])
    (seri,) = list_bagian(kabupaten)
    sorted(seri.folder.iterdir())[0].write_bytes(b"")
    rakitan = gather(kabupaten, volumes[-1:])
    assert (rakitan.paket, codes(rakitan)) == ((), [])
    assert rakitan.menunggu[0].kurang == (1,)
    assert whole(gather(kabupaten, volumes[:1])) == [sealed.read_bytes()]
