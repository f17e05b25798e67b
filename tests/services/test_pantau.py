"""The watched folder tells of new whole bundles, merges nothing, touches nothing, and no name there fools it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from desktop_app.domain.errors import BundleError, UserError
from desktop_app.services.kantor import Kantor
from desktop_app.services.kirim import export_bundle
from desktop_app.services.kotak import look_into_folder
from desktop_app.services.masuk import NasibPaket, merge_bundles
from desktop_app.services.pantau import Pengamatan, observe_folder, read_folder_pantau, write_folder_pantau
from tests.invariants.dunia import revision_ids
from tests.services.dunia_kantor import Dunia, add_people, documents


@pytest.fixture
def kabupaten(dunia: Dunia) -> Kantor:
    """The kabupaten above the units."""
    return dunia("kabupaten")


@pytest.fixture
def paket(dunia: Dunia, unit: Kantor) -> Path:
    """A bundle of the unit."""
    add_people(unit)
    return export_bundle(unit, dunia.stick).path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where attachments are saved."""
    made = tmp_path / "Lampiran surel"
    made.mkdir()
    return made


def test_that_a_whole_bundle_is_told_once_and_nothing_is_merged_or_moved(
    kabupaten: Kantor, paket: Path, folder: Path
) -> None:
    write_folder_pantau(kabupaten, folder)
    assert read_folder_pantau(kabupaten) == folder
    shutil.copy(paket, folder / "a.SKPB")
    before = documents(kabupaten)
    lihat = [Pengamatan(folder)]
    for _ in range(4):
        lihat.append(observe_folder(kabupaten, lihat[-1]))
    assert [satu.baru for satu in lihat[1:]] == [(), (folder / "a.SKPB",), (), ()]
    assert lihat[1].ditunggu == ("a.SKPB",)
    assert documents(kabupaten) == before
    assert [one.name for one in folder.iterdir()] == ["a.SKPB"]
    merge_bundles(kabupaten, [folder / "a.SKPB"])
    shutil.copy(paket, folder / "salinan.skpb")
    ulang = observe_folder(kabupaten, observe_folder(kabupaten, lihat[-1]))
    assert ulang.baru == ()
    assert sorted(one.name for one in folder.iterdir()) == ["a.SKPB", "salinan.skpb"]


def test_that_a_file_still_being_written_waits_until_two_looks_find_it_alike(
    kabupaten: Kantor, paket: Path, folder: Path
) -> None:
    isi = paket.read_bytes()
    target = folder / "besar.skpb"
    lihat = Pengamatan(folder)
    for sampai in (0, 100, 5000, len(isi)):
        target.write_bytes(isi[:sampai])
        os.utime(target, ns=(sampai, sampai))
        lihat = observe_folder(kabupaten, lihat)
        assert (lihat.baru, lihat.ditunggu) == ((), ("besar.skpb",))
    lihat = observe_folder(kabupaten, lihat)
    assert (lihat.baru, lihat.ditunggu) == ((target,), ())
    target.write_bytes(isi[:-1])
    assert observe_folder(kabupaten, lihat).ditunggu == ("besar.skpb",)


def test_that_a_folder_full_of_hostile_names_is_named_calmly_and_nothing_of_it_is_opened(
    kabupaten: Kantor, paket: Path, folder: Path
) -> None:
    shutil.copy(paket, folder / "baik.skpb")
    shutil.copy(paket, folder / ".tersembunyi.skpb")
    (folder / "folder.skpb").mkdir()
    (folder / "tautan.skpb").symlink_to(paket)
    (folder / "putus.SKPB").symlink_to(folder / "tidak ada")
    os.mkfifo(folder / "pipa.skpb")
    for nama in ("AUTORUN.INF", "Data.LNK", "foto.skpb.exe", "skrip.Vbs", "\u202ebpks.exe", "baris\nbaru.scr"):
        (folder / nama).write_bytes(b"MZ")
    (folder / "catatan.txt").write_bytes(b"x")
    isi = look_into_folder(kabupaten, folder)
    assert [satu.name for satu in isi.paket] == [".tersembunyi.skpb", "baik.skpb"]
    assert set(isi.mencurigakan) == {
        *("AUTORUN.INF", "Data.LNK", "foto.skpb.exe", "skrip.Vbs", "bpks.exe", "baris baru.scr"),
        *("folder.skpb", "tautan.skpb", "putus.SKPB", "pipa.skpb"),
    }
    lihat = observe_folder(kabupaten, observe_folder(kabupaten, Pengamatan(folder)))
    assert {satu.name for satu in lihat.baru} == {"baik.skpb", ".tersembunyi.skpb"}
    hasil = merge_bundles(kabupaten, [folder / nama for nama in ("tautan.skpb", "pipa.skpb", "folder.skpb")])
    assert {satu.nasib for satu in hasil} == {NasibPaket.DITOLAK}
    assert all(isinstance(satu.galat, BundleError) and satu.galat.code == "not_a_file" for satu in hasil)


def test_that_a_folder_that_goes_and_comes_tells_nothing_twice(kabupaten: Kantor, paket: Path, folder: Path) -> None:
    shutil.copy(paket, folder / "a.skpb")
    lihat = observe_folder(kabupaten, observe_folder(kabupaten, Pengamatan(folder)))
    assert lihat.baru
    folder.rename(folder.with_name("dicabut"))
    hilang = observe_folder(kabupaten, lihat)
    assert (hilang.hilang, hilang.baru) == (True, ())
    folder.with_name("dicabut").rename(folder)
    assert observe_folder(kabupaten, hilang).baru == ()


def test_that_a_file_changed_between_looking_and_merging_is_judged_by_what_it_is_then(
    kabupaten: Kantor, paket: Path, folder: Path
) -> None:
    target = Path(shutil.copy(paket, folder / "a.skpb"))
    lihat = observe_folder(kabupaten, observe_folder(kabupaten, Pengamatan(folder)))
    raw = bytearray(target.read_bytes())
    raw[-40] ^= 1
    target.write_bytes(raw)
    before = revision_ids(kabupaten)
    (hasil,) = merge_bundles(kabupaten, lihat.baru)
    assert hasil.nasib is NasibPaket.DITOLAK
    assert revision_ids(kabupaten) == before


def test_that_only_a_folder_of_others_is_watched(kabupaten: Kantor, folder: Path) -> None:
    for salah, kode in ((folder / "tidak ada", "folder_tidak_ada"), (kabupaten.home, "pantau_folder_sendiri")):
        with pytest.raises(UserError) as caught:
            write_folder_pantau(kabupaten, salah)
        assert caught.value.code == kode
    write_folder_pantau(kabupaten, folder)
    write_folder_pantau(kabupaten, None)
    assert read_folder_pantau(kabupaten) is None
