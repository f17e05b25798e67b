"""What couriers and letters bring becomes whole bundles: volumes over days, photos in any order, and hostile pieces."""

from __future__ import annotations

import base64
import hashlib
import random
from pathlib import Path

import pytest

from desktop_app.domain.errors import UserError
from desktop_app.domain.pegawai import Pegawai
from desktop_app.exchange.qr_series import make_texts
from desktop_app.exchange.volumes import Piece, make_volume, write_volumes
from desktop_app.services import bagian
from desktop_app.services.kantor import Kantor
from desktop_app.services.kirim import seal_bundle
from desktop_app.services.masuk import NasibPaket, merge_bundles
from desktop_app.services.paket import list_keluar
from desktop_app.services.pegawai import create_pegawai
from desktop_app.services.rakit import Rakitan, discard_bagian, gather, list_bagian, settle_rakitan
from desktop_app.services.surel import print_qr
from tests.services.dunia_kantor import Dunia
from tests.services.foto_lembar import photograph, sheets


@pytest.fixture
def kantor_kabupaten(dunia: Dunia) -> Kantor:
    """The kabupaten, in place of the one that knows nobody."""
    return dunia("kabupaten")


@pytest.fixture
def sealed(unit: Kantor) -> Path:
    """A bundle in the outbox of a unit that the kabupaten knows."""
    create_pegawai(unit, Pegawai(nama="Bunga Contoh"))
    paket = seal_bundle(unit).paket
    return unit.home / "keluar" / paket.nama_berkas


@pytest.fixture
def volumes(sealed: Path, tmp_path: Path) -> list[Path]:
    """The same bundle as volumes, under the names that a gateway gave them."""
    folder = tmp_path / "surel"
    folder.mkdir()
    whole = hashlib.sha256(sealed.read_bytes()).hexdigest()
    made = write_volumes(sealed, folder, 1200, series=whole)
    return [path.rename(folder / f"attachment-{n}.dat") for n, path in enumerate(made)]


def codes(rakitan: Rakitan) -> list[str]:
    return [satu.galat.code for satu in rakitan.ditolak]


def merge(kantor: Kantor, rakitan: Rakitan) -> list[NasibPaket]:
    hasil = merge_bundles(kantor, rakitan.paket)
    settle_rakitan(kantor, rakitan)
    return [satu.nasib for satu in hasil]


def test_that_volumes_in_any_order_and_doubled_become_the_bundle(
    kantor_kabupaten: Kantor, volumes: list[Path], sealed: Path
) -> None:
    shuffled = [*reversed(volumes), volumes[0]]
    rakitan = gather(kantor_kabupaten, shuffled)
    (utuh,) = rakitan.paket
    assert utuh.read_bytes() == sealed.read_bytes()
    assert (rakitan.ditolak, rakitan.kurang, rakitan.baru) == ((), (), len(volumes))
    assert rakitan.asal == {utuh: len(volumes)}
    assert merge(kantor_kabupaten, rakitan) == [NasibPaket.DIGABUNG]
    assert list_bagian(kantor_kabupaten) == ()
    assert not utuh.exists()
    assert not any((kantor_kabupaten.home / "bagian").iterdir())


def test_that_volumes_may_come_over_days_and_missing_ones_are_named(
    kantor_kabupaten: Kantor, volumes: list[Path], dunia: Dunia
) -> None:
    assert len(volumes) >= 4
    n = len(volumes)
    first = gather(kantor_kabupaten, [volumes[0], *volumes[3:]])
    assert first.paket == ()
    assert len(first.kurang) == 1
    assert f"kurang bagian 2 dan 3 dari {n}" in first.kurang[0]
    kantor = dunia.after_kill(kantor_kabupaten)
    (waiting,) = list_bagian(kantor)
    assert waiting.kurang == (2, 3)
    second = gather(kantor, [volumes[1], volumes[1]])
    assert f"sudah ada {n - 1} dari {n} bagian; kurang bagian 3 dari {n}" in second.kurang[0]
    third = gather(kantor, [volumes[2]])
    assert merge(kantor, third) == [NasibPaket.DIGABUNG]


def test_that_whole_bundles_and_unknown_files_pass_untouched_beside_volumes(
    kantor_kabupaten: Kantor, volumes: list[Path], sealed: Path, tmp_path: Path
) -> None:
    odd = tmp_path / "catatan.txt"
    odd.write_text("bukan paket")
    link = tmp_path / "tautan.skpb"
    link.symlink_to(sealed)
    rakitan = gather(kantor_kabupaten, [odd, sealed, link, volumes[0]])
    assert rakitan.paket == (odd, sealed, link)
    assert len(rakitan.kurang) == 1


def test_that_a_crash_before_the_merge_loses_no_piece(
    kantor_kabupaten: Kantor, volumes: list[Path], dunia: Dunia
) -> None:
    lost = gather(kantor_kabupaten, volumes)
    kantor = dunia.after_kill(kantor_kabupaten)
    gone = kantor.home / "karantina" / lost.paket[0].parent.name
    assert not gone.exists(), "quarantine is emptied when the office is opened"
    assert merge(kantor, gather(kantor, [])) == [NasibPaket.DIGABUNG]


def test_that_what_a_power_cut_left_half_written_is_no_piece(kantor_kabupaten: Kantor, volumes: list[Path]) -> None:
    gather(kantor_kabupaten, volumes[:1])
    (seri,) = list_bagian(kantor_kabupaten)
    (seri.folder / "0123456789abcdef.part").write_bytes(b"separuh")
    ((there,),) = bagian._pieces(seri.folder).values()
    there.write_bytes(there.read_bytes()[:-1] + b"?")
    # The disk damaged the piece: the real one takes its place.
    assert gather(kantor_kabupaten, volumes[:1]).baru == 1
    assert len(gather(kantor_kabupaten, volumes).paket) == 1


def test_that_pieces_of_a_merged_bundle_are_told_to_be_no_longer_needed(
    kantor_kabupaten: Kantor, volumes: list[Path], sealed: Path
) -> None:
    gather(kantor_kabupaten, volumes[:1])
    merge_bundles(kantor_kabupaten, [sealed])
    assert list_bagian(kantor_kabupaten) == ()
    again = gather(kantor_kabupaten, volumes[:2])
    assert codes(again) == ["bagian_sudah_digabung"] * 2
    assert list_bagian(kantor_kabupaten) == ()


def test_that_another_way_of_cutting_the_same_bundle_is_kept_apart(
    kantor_kabupaten: Kantor, volumes: list[Path], sealed: Path, tmp_path: Path
) -> None:
    other = tmp_path / "lain"
    other.mkdir()
    whole = hashlib.sha256(sealed.read_bytes()).hexdigest()
    larger = write_volumes(sealed, other, 2200, series=whole)
    rakitan = gather(kantor_kabupaten, [*volumes[:-1], *larger])
    assert len(rakitan.paket) == 1
    assert len(rakitan.kurang) == 1
    assert merge(kantor_kabupaten, rakitan) == [NasibPaket.DIGABUNG]
    assert list_bagian(kantor_kabupaten) == ()


def test_that_what_gateways_do_to_attachments_is_told(
    kantor_kabupaten: Kantor, volumes: list[Path], tmp_path: Path
) -> None:
    made = {
        "surel.txt": base64.encodebytes(volumes[0].read_bytes()),
        "semua.zip": b"PK\x03\x04" + bytes(100),
        "IMG_0001.HEIC": b"\x00\x00\x00\x18ftypheic" + bytes(100),
        "potong.skpb": volumes[0].read_bytes()[:-5],
        "kosong.jpg": b"\xff\xd8\xff\xd9",
    }
    paths = []
    for name, data in made.items():
        paths.append(tmp_path / name)
        paths[-1].write_bytes(data)
    rakitan = gather(kantor_kabupaten, paths)
    assert rakitan.paket == ()
    assert codes(rakitan) == ["text_armor", "lampiran_arsip", "foto_heic", "volume_damaged", "foto_rusak"]


def test_that_waiting_pieces_are_bounded_and_can_be_thrown_away(
    kantor_kabupaten: Kantor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bagian, "MAKS_SERI", 3)
    paths = []
    for n in range(5):
        paths.append(tmp_path / f"{n}.skpb")
        paths[-1].write_bytes(make_volume(Piece(f"{n:02x}" * 32, 5000, 1024, 1, 5, bytes(1024))))
    rakitan = gather(kantor_kabupaten, paths)
    assert (codes(rakitan), len(rakitan.menunggu)) == ([], 3), "those that came first gave way"
    assert "(2 paket)" in rakitan.kurang[-1]
    first = list_bagian(kantor_kabupaten)[0]
    assert discard_bagian(kantor_kabupaten, first.kata.upper().replace(" ", "-")) == 1
    assert first not in list_bagian(kantor_kabupaten)
    with pytest.raises(UserError, match="bagian_tidak_ada"):
        discard_bagian(kantor_kabupaten, first.kata)


def test_that_photos_of_printed_symbols_become_the_bundle(
    unit: Kantor, kantor_kabupaten: Kantor, sealed: Path, tmp_path: Path
) -> None:
    pages = sheets(print_qr(unit, list_keluar(unit)[0]))
    photos = []
    for n, page in enumerate(pages):
        photos.append(tmp_path / f"IMG-{n}.jpg")
        photos[-1].write_bytes(photograph(page, turned=90 * n + 4, noise=6))
    missing = gather(kantor_kabupaten, photos[1:])
    total = len(make_texts(sealed.read_bytes()))
    assert missing.paket == ()
    assert f"sudah terbaca {total - 6} dari {total} kode QR; kurang kode 1, 2, 3, 4, 5 dan 6" in missing.kurang[0]
    whole = gather(kantor_kabupaten, [photos[0], photos[0]])
    assert whole.paket[0].read_bytes() == sealed.read_bytes()
    assert merge(kantor_kabupaten, whole) == [NasibPaket.DIGABUNG]


def test_that_symbols_of_a_hostile_photo_are_refused_one_by_one(kantor_kabupaten: Kantor, tmp_path: Path) -> None:
    import segno

    from desktop_app.exchange import qr_series

    data = random.Random(5).randbytes(700)
    good, also = make_texts(data)
    piece = qr_series.read_text(good)
    assert piece is not None
    other = qr_series._text(piece._replace(data=bytes(len(piece.data))))
    huge = qr_series._text(piece._replace(size=60_000, total=163))
    paths = []
    for n, text in enumerate((good, other, huge, "https://contoh.id", also)):
        paths.append(tmp_path / f"{n}.png")
        segno.make(text, error="m").save(str(paths[-1]), scale=4)
    rakitan = gather(kantor_kabupaten, paths)
    assert codes(rakitan) == ["qr_head", "foto_tanpa_kode"]
    assert rakitan.paket[0].read_bytes() == data
    (hasil,) = merge_bundles(kantor_kabupaten, rakitan.paket)
    assert hasil.galat is not None
    assert hasil.galat.code == "bad_magic", "put together or not, the ordinary verification judges"
