"""What every release left behind is read by today's program: stores, bundles both ways, requests, backups."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from db import migrations
from db.driver import keyed
from desktop_app.domain.pegawai import Pegawai
from desktop_app.exchange import read_request
from desktop_app.services.balas import export_returns
from desktop_app.services.balasan import apply_return
from desktop_app.services.kantor import Kantor
from desktop_app.services.karantina import list_karantina
from desktop_app.services.kirim import export_bundle
from desktop_app.services.masuk import NasibPaket, merge_bundles
from desktop_app.services.pegawai import create_pegawai, list_pegawai
from desktop_app.services.pendaftaran import approve_enrolment, preview_enrolment
from desktop_app.services.pintu import masuk
from desktop_app.services.pulih import PembukaCadangan, restore_cadangan
from tests.golden.gudang import GOLDEN, RELEASES, SANDI, WITH_BACKUP, expected, facts, open_thawed, thaw, told
from tests.invariants.dunia import calm_clock, revision_ids


@pytest.fixture
def open_home() -> Iterator[Callable[[Path], Kantor]]:
    """Open thawed offices and close them at the end."""
    opened: list[Kantor] = []

    def ask(home: Path) -> Kantor:
        opened.append(open_thawed(home))
        return opened[-1]

    yield ask
    for one in opened:
        one.close()


def layout(home: Path) -> int:
    """Return the layout's number that the closed store in ``home`` carries."""
    key = (home / "kunci.json").read_text(encoding="utf-8").split('"key":"')[1][:64]
    connection = keyed(home / "luring.db", bytes.fromhex(key))
    found = connection.execute("PRAGMA user_version").fetchone()[0]
    connection.close()
    return int(found)


@pytest.mark.parametrize("release", RELEASES)
def test_that_two_offices_of_an_older_release_go_on_where_they_stopped(
    release: str, tmp_path: Path, open_home: Callable[[Path], Kantor]
) -> None:
    homes = {name: thaw(release, name, tmp_path) for name in ("unit", "kabupaten")}
    older = layout(homes["unit"]) < len(migrations.ALL)
    unit, kabupaten = open_home(homes["unit"]), open_home(homes["kabupaten"])
    assert facts(unit) == told(release, "unit")
    assert facts(kabupaten) == told(release, "kabupaten")
    assert list(unit.store.check()) == []
    copies = list((homes["unit"] / "cadangan").glob("*"))
    assert bool(copies) == older, "an older layout is copied before it is changed, a present one is not touched"

    # The bundle of that release is merged, every record of it, and nothing is held back.
    path = GOLDEN / release / "pergi.skpb"
    (result,) = merge_bundles(kabupaten, [path])
    assert (result.galat, result.nasib, result.karantina, result.menunggu) == (None, NasibPaket.DIGABUNG, 0, 0)
    # The kabupaten of that release had recorded one person more when it told what it held.
    assert facts(kabupaten)["revisions"] == expected(release)["kabupaten_after"]["revisions"] - 1
    assert set(revision_ids(unit)) <= set(revision_ids(kabupaten))
    (again,) = merge_bundles(kabupaten, [path])
    assert again.nasib is NasibPaket.SUDAH_DITERIMA

    # The answer of that release is taken in, and today's answer to the same bundle as well.
    answer = apply_return(unit, GOLDEN / release / "pulang.skpb")
    assert answer.diterima == (1,)
    stick = new_folder(tmp_path / "stick")
    assert export_returns(kabupaten, stick)
    for one in stick.glob("*.skpb"):
        apply_return(unit, one)
    # And the next bundle of the same unit goes up and is merged (the layouts between are the same on this way).
    if release not in (RELEASES[0], RELEASES[-1]):
        return
    create_pegawai(unit, Pegawai(nama="Sesudahnya Contoh", nip="198503032010011009"))
    further = export_bundle(unit, stick)
    (result,) = merge_bundles(kabupaten, [further.path])
    assert (result.galat, result.karantina, result.menunggu) == (None, 0, 0)


@pytest.mark.parametrize("release", RELEASES)
def test_that_a_request_of_an_older_release_is_admitted(
    release: str, tmp_path: Path, open_home: Callable[[Path], Kantor]
) -> None:
    path = GOLDEN / release / "permintaan.skpe"
    assert read_request(path.read_bytes()).fingerprint == expected(release)["request_fingerprint"]
    kabupaten = open_home(thaw(release, "kabupaten", tmp_path))
    assert preview_enrolment(kabupaten, path).sidik_jari == expected(release)["request_fingerprint"]
    approve_enrolment(kabupaten, path, tmp_path / "jawaban.skpb")
    assert (tmp_path / "jawaban.skpb").exists()


@pytest.mark.parametrize("release", WITH_BACKUP)
def test_that_a_backup_of_an_older_release_comes_back_with_the_password_of_its_time(
    release: str, tmp_path: Path
) -> None:
    """The container holds the encrypted store and the key slots byte for byte as that release wrote them."""
    orang = expected(release)["bersandi"]["orang"]
    home = tmp_path / "kantor"
    pembuka = PembukaCadangan(akun_id=orang, sandi=SANDI)
    hasil = restore_cadangan(home, GOLDEN / release / "cadangan.skpc", pembuka, jam=calm_clock)
    assert hasil.kode == "99.01.09"
    kantor = masuk(home, orang, SANDI, jam=calm_clock)
    try:
        assert facts(kantor)["revisions"] >= told(release, "bersandi")["revisions"]
        assert "Warga Contoh" in {satu.nama for satu in list_pegawai(kantor)}
        assert list(kantor.store.check()) == []
    finally:
        kantor.close()


def test_that_the_first_release_s_encrypted_file_opens_as_it_is(
    tmp_path: Path, open_home: Callable[[Path], Kantor]
) -> None:
    kantor = open_home(thaw("0.1.0", "kecil", tmp_path))
    assert facts(kantor) == told("0.1.0", "kecil")
    assert [satu.nama for satu in list_pegawai(kantor)] == ["Warga Contoh"]


def test_that_what_a_kabupaten_behind_its_offices_held_back_comes_in_after_its_update(
    tmp_path: Path, open_home: Callable[[Path], Kantor]
) -> None:
    """A kabupaten of 0.4.0 merged a bundle of 0.5.0 with a complaint, a kind that it did not know."""
    homes = {name: thaw("tertinggal", name, tmp_path) for name in ("unit", "kabupaten")}
    kabupaten, unit = open_home(homes["kabupaten"]), open_home(homes["unit"])
    held = list_karantina(kabupaten)
    assert [[one.jenis, one.alasan] for one in held] == expected("tertinggal")["held"]
    assert {one.jenis for one in held} == {"pengaduan"}
    # The answer of the older kabupaten names fewer kinds; it takes nothing from the unit.
    before = revision_ids(unit)
    assert apply_return(unit, GOLDEN / "tertinggal" / "pulang.skpb").diterima == (1,)
    assert set(before) <= set(revision_ids(unit))
    # With the next answer the kabupaten of today grants the new kinds and takes in what waited; nobody sends it again.
    export_returns(kabupaten, new_folder(tmp_path / "stick"))
    assert list_karantina(kabupaten) == ()
    assert set(before) <= set(revision_ids(kabupaten))


def test_that_what_an_office_behind_its_kabupaten_held_back_comes_in_after_its_update(
    tmp_path: Path, open_home: Callable[[Path], Kantor]
) -> None:
    """A unit of 0.4.0 took the answer of a kabupaten of 0.5.0 with required competencies, a kind new to it."""
    homes = {name: thaw("mendahului", name, tmp_path) for name in ("unit", "kabupaten")}
    kabupaten, unit = open_home(homes["kabupaten"]), open_home(homes["unit"])
    held = list_karantina(unit)
    assert [[one.jenis, one.alasan] for one in held] == expected("mendahului")["held"]
    assert {one.jenis for one in held} == {"standar_kompetensi"}
    assert facts(unit) == told("mendahului", "unit")
    # What the older unit writes meanwhile goes up all the same, and the next answer finds a program that knows.
    create_pegawai(unit, Pegawai(nama="Sesudahnya Contoh", nip="198503032010011009"))
    stick = new_folder(tmp_path / "stick")
    (result,) = merge_bundles(kabupaten, [export_bundle(unit, stick).path])
    assert (result.galat, result.karantina) == (None, 0)
    for one in export_returns(kabupaten, new_folder(tmp_path / "pulang")):
        apply_return(unit, one.path)
    assert list_karantina(unit) == ()
    assert held[0].rev_id in revision_ids(unit)


def new_folder(path: Path) -> Path:
    """Make a folder and return it."""
    path.mkdir()
    return path
