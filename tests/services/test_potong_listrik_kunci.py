"""Power cuts while passwords and keys change: at every moment the old or the new one opens, nobody is locked out."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from desktop_app.domain.wewenang import PeranPengguna
from desktop_app.services.akun import change_sandi, create_akun, found_with_akun, give_sandi, remove_akun, reset_sandi
from desktop_app.services.kantor import open_kantor
from desktop_app.services.kartu import create_card
from desktop_app.services.kunci_kantor import finish_key_change
from desktop_app.services.pendirian import found_office
from desktop_app.services.pintu import masuk, masuk_kartu, read_pintu
from desktop_app.vault import FLOOR, Waits
from tests.services.rumah_sandi import (
    SANDI,
    UNIT,
    Cuts,
    akun_of,
    code_of,
    code_on,
    enter,
    entry,
    found_unit,
    inside,
    jam,
)

BARU = "awan biru besok"


@pytest.fixture(scope="module")
def rumah_unit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A unit with three people, never opened by a test itself."""
    home = tmp_path_factory.mktemp("rumah") / "unit"
    found_unit(home)
    return home


@pytest.fixture
def unit(rumah_unit: Path, tmp_path: Path) -> Path:
    """A copy of that unit."""
    home = tmp_path / "unit"
    shutil.copytree(rumah_unit, home)
    return home


@pytest.fixture
def cuts(unit: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cuts:
    """Copies of the unit as power cuts would leave it."""
    return Cuts(unit, tmp_path / "potongan", monkeypatch)


def sound(home: Path, nama: str = "Budi Contoh", sandi: str = "") -> None:
    """Enter, and find the store sound and no change of key left unfinished."""
    with inside(home, nama, sandi) as kantor:
        assert kantor.store.check(deep=False) == [], home.name
        assert kantor.kunci is not None
        assert kantor.kunci.older == (), home.name
    assert (home / "slot-1.json").read_bytes() == (home / "slot-2.json").read_bytes()
    assert not list(home.glob("*.part"))


def test_that_a_cut_while_a_password_changes_leaves_the_old_or_the_new_one(cuts: Cuts, unit: Path) -> None:
    with inside(unit, "Ani Contoh") as kantor, cuts.recording():
        change_sandi(kantor, SANDI["Ani Contoh"], BARU)
    seen = set()
    for home in cuts.folders:
        akun = akun_of(home, "Ani Contoh")
        lama = entry(home, "Ani Contoh")
        Waits(home).clear(akun)
        baru = entry(home, "Ani Contoh", BARU)
        assert sorted((lama, baru)) == ["", "sandi_salah"], home.name
        seen.add(baru)
        sound(home)
    assert len(cuts.folders) > 4
    assert seen == {"", "sandi_salah"}


def test_that_a_cut_while_somebody_is_removed_locks_nobody_else_out(cuts: Cuts, unit: Path) -> None:
    ani = akun_of(unit, "Ani Contoh")
    kantor = enter(unit)
    with cuts.recording():
        remove_akun(kantor, ani)
        kantor = finish_key_change(kantor)
    kantor.close()
    assert len(cuts.folders) > 12
    keys = set()
    for home in cuts.folders:
        sound(home)
        with inside(home, "Cici Contoh") as dibuka:
            assert dibuka.kunci is not None
            keys.add(dibuka.kunci.key)
            assert not (home / "ganti-kunci.db").exists()
    assert len(keys) == 2
    assert [satu.nama for satu in read_pintu(cuts.folders[-1]).orang] == ["Budi Contoh", "Cici Contoh"]


def test_that_a_cut_while_an_office_turns_to_passwords_leaves_the_key_file_or_the_password(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rumah = tmp_path / "lama"
    found_office(rumah, UNIT, jam=jam, who="petugas").close()
    cuts = Cuts(rumah, tmp_path / "potongan", monkeypatch)
    with cuts.recording():
        kantor = give_sandi(rumah, "Budi Contoh", SANDI["Budi Contoh"], jam=jam, biaya=FLOOR)
    kantor.close()
    keadaan = [read_pintu(home).keadaan for home in cuts.folders]
    terakhir = len(keadaan) - 1 - keadaan[::-1].index("tanpa_sandi")
    for nomor, home in enumerate(cuts.folders):
        if keadaan[nomor] == "tanpa_sandi":
            open_kantor(home, jam=jam).close()
            if nomor not in (0, terakhir):
                continue
            give_sandi(home, "Budi Contoh", SANDI["Budi Contoh"], jam=jam, biaya=FLOOR).close()
        sound(home)
        assert not (home / "kunci.json").exists()
        with inside(home) as kantor:
            assert kantor.store.count("unit_kerja") == 1
            assert kantor.store.get("rahasia", "kunci_lama") is not None
    assert keadaan.count("tanpa_sandi") > 2
    assert keadaan.count("bersandi") > 10


def test_that_a_cut_at_the_founding_leaves_no_office_or_one_that_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rumah = tmp_path / "baru"
    rumah.mkdir()
    cuts = Cuts(rumah, tmp_path / "potongan", monkeypatch)
    with cuts.recording():
        kantor = found_with_akun(rumah, UNIT, "Budi Contoh", SANDI["Budi Contoh"], jam=jam, biaya=FLOOR)
    kantor.close()
    keadaan = [read_pintu(home).keadaan for home in cuts.folders]
    terakhir = len(keadaan) - 1 - keadaan[::-1].index("kosong")
    for nomor, home in enumerate(cuts.folders):
        if keadaan[nomor] == "kosong":
            if nomor != terakhir:
                continue
            found_with_akun(home, UNIT, "Budi Contoh", SANDI["Budi Contoh"], jam=jam, biaya=FLOOR).close()
        sound(home)
        assert not (home / "kunci.json").exists()
    assert {"kosong", "bersandi"} == set(keadaan)


def test_that_a_cut_while_an_account_is_made_or_reset_leaves_it_whole_or_absent(cuts: Cuts, unit: Path) -> None:
    with inside(unit) as kantor, cuts.recording():
        akun, _ = create_akun(kantor, "Dodi Contoh", [PeranPengguna.PEGAWAI], BARU)
        reset_sandi(kantor, akun, "gunung tinggi lagi")
        create_card(kantor)
    for home in cuts.folders:
        sound(home)
        ada = [satu for satu in read_pintu(home).orang if satu.akun_id == akun]
        if not ada:
            continue
        hasil = []
        for sandi in (BARU, "gunung tinggi lagi"):
            Waits(home).clear(akun)
            hasil.append(entry(home, "Dodi Contoh", sandi))
        assert sorted(hasil) == ["", "sandi_salah"], home.name
        Waits(home).clear(akun)
        # The key that opened is the one that the travelling document names.
        with inside(home, "Dodi Contoh", BARU if hasil[0] == "" else "gunung tinggi lagi") as kantor:
            assert kantor.pelaku.kunci is not None
            dokumen = kantor.store.document(akun)
            assert dokumen is not None
            assert kantor.pelaku.kunci.public.hex().encode() in dokumen.body


def test_that_a_cut_while_a_card_is_used_leaves_the_card_or_the_new_password(cuts: Cuts, unit: Path) -> None:
    with inside(unit) as kantor:
        kode = code_on(create_card(kantor).pdf)
    ani = akun_of(unit, "Ani Contoh")
    with cuts.recording():
        kantor = masuk_kartu(unit, kode, ani, BARU, jam=jam)
    kantor.close()
    seen = set()
    for home in cuts.folders:
        kartu = read_pintu(home).kartu
        seen.add(kartu)
        Waits(home).clear(ani)
        if entry(home, "Ani Contoh", BARU) == "sandi_salah":
            assert kartu
            assert code_of(masuk_kartu, home, kode, ani, BARU, jam=jam) == ""
        sound(home)
    assert seen == {True, False}


def test_that_a_removal_and_a_second_one_before_the_change_is_finished_use_a_key_that_neither_saw(unit: Path) -> None:
    with inside(unit) as kantor:
        remove_akun(kantor, akun_of(unit, "Ani Contoh"))
        pertama = kantor.kunci
        remove_akun(kantor, akun_of(unit, "Cici Contoh"))
        kedua = kantor.kunci
        assert pertama is not None
        assert kedua is not None
        assert pertama.older != kedua.older
    with inside(unit) as kantor:
        assert kantor.kunci is not None
        assert kantor.kunci.key == kedua.older[0]
    assert masuk(unit, akun_of(unit, "Budi Contoh"), SANDI["Budi Contoh"], jam=jam).close() is None
