"""Lineage: whatever goes back or is lost, everything that had been exported comes back by ordinary bundles."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.domain.errors import BundleError
from desktop_app.domain.pegawai import Pegawai
from desktop_app.services.balas import export_returns
from desktop_app.services.balasan import apply_return
from desktop_app.services.cadangan import make_cadangan
from desktop_app.services.jangkar import read_induk
from desktop_app.services.kantor import Kantor, Peran, Profil, open_kantor
from desktop_app.services.kirim import count_unsent, export_bundle
from desktop_app.services.masuk import NasibPaket, merge_bundles
from desktop_app.services.pegawai import create_pegawai, list_pegawai
from desktop_app.services.pendaftaran import accept_enrolment, approve_enrolment, request_enrolment
from desktop_app.services.pendirian import found_office
from desktop_app.services.pulih import prepare_restore
from desktop_app.services.silsilah import list_kembar, owed_to
from tests.invariants.dunia import calm_clock, found_world, held_ids


class Meja:
    """The first PC of a kecamatan and the kabupaten, closed and opened at will."""

    def __init__(self, world: Path, folder: Path) -> None:
        self.folder = folder
        self.stick = folder / "stick"
        self.stick.mkdir()
        self._open: dict[str, Kantor] = {}
        for nama in ("a1", "kabupaten"):
            shutil.copytree(world / nama, folder / nama)

    def __call__(self, nama: str) -> Kantor:
        if nama not in self._open:
            self._open[nama] = open_kantor(self.folder / nama, jam=calm_clock, who=nama)
        return self._open[nama]

    def shut(self, nama: str) -> None:
        self._open.pop(nama).close()

    def close(self) -> None:
        for kantor in self._open.values():
            kantor.close()

    def add(self, nama: str, orang: str, nip: int) -> None:
        create_pegawai(self(nama), Pegawai(nama=orang, nip=f"19850303201001{nip:04d}"))

    def send(self, nama: str = "a1") -> None:
        path = export_bundle(self(nama), self.stick).path
        (hasil,) = merge_bundles(self("kabupaten"), [path])
        assert hasil.nasib is NasibPaket.DIGABUNG, hasil.galat

    def answer(self, nama: str = "a1") -> int:
        new = 0
        for satu in export_returns(self("kabupaten"), self.stick):
            try:
                new += apply_return(self(nama), satu.path).revisi_baru
            except BundleError as error:
                if error.code != "not_for_this_office":
                    raise
        return new


@pytest.fixture(scope="module")
def dasar() -> Iterator[Path]:
    folder = found_world()
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def meja(dasar: Path, tmp_path: Path) -> Iterator[Meja]:
    satu = Meja(dasar, tmp_path)
    yield satu
    satu.close()


def names(kantor: Kantor) -> set[str]:
    return {satu.nama for satu in list_pegawai(kantor)}


def test_that_what_was_exported_comes_back_after_a_restore_and_then_no_more_is_owed(meja: Meja) -> None:
    meja.send()
    meja.answer()
    satu = make_cadangan(meja("a1"))
    meja.add("a1", "Sesudah Cadangan", 1)
    meja.send()
    exported = held_ids(meja("a1"))
    device, old = meja("a1").store.device, meja("a1").store.epoch
    prepare_restore(meja("a1"), satu.path)
    meja.shut("a1")
    assert "Sesudah Cadangan" not in names(meja("a1"))
    meja.add("a1", "Pekerjaan Baru", 2)
    meja.send()
    assert owed_to(meja("kabupaten"), device) is not None
    assert meja.answer() > 0
    assert exported <= held_ids(meja("a1"))
    assert {"Sesudah Cadangan", "Pekerjaan Baru"} <= names(meja("a1"))
    # The bundle that has seen the answer is the proof; afterwards answers are small again.
    meja.add("a1", "Bukti", 3)
    meja.send()
    assert owed_to(meja("kabupaten"), device) is None
    induk = read_induk(meja("a1").store)
    assert induk is not None
    assert induk.epoch == old
    assert meja("a1").store.quarantined() == []
    assert meja("kabupaten").store.quarantined() == []


def test_that_an_answer_that_is_lost_is_given_again_until_it_arrived(meja: Meja) -> None:
    meja.send()
    satu = make_cadangan(meja("a1"))
    meja.add("a1", "Sesudah Cadangan", 1)
    meja.send()
    prepare_restore(meja("a1"), satu.path)
    meja.shut("a1")
    meja.add("a1", "Baru", 2)
    meja.send()
    export_returns(meja("kabupaten"), meja.stick)  # this stick is lost
    meja.add("a1", "Lagi", 3)
    meja.send()
    assert meja.answer() > 0
    assert "Sesudah Cadangan" in names(meja("a1"))


def test_that_a_new_laptop_without_any_backup_gets_everything_of_its_office(meja: Meja, tmp_path: Path) -> None:
    meja.add("a1", "Di Laptop Hilang", 1)
    meja.send()
    sent = held_ids(meja("a1"))
    meja.shut("a1")
    profil = Profil(peran=Peran.UNIT, kode="99.01.01", nama="Kecamatan 99.01.01", instansi="PEMERINTAH KABUPATEN UJI")
    baru = found_office(tmp_path / "baru", profil, jam=calm_clock, who="petugas")
    try:
        request_enrolment(baru, meja.stick / "baru.skpe")
        approve_enrolment(meja("kabupaten"), meja.stick / "baru.skpe", meja.stick / "jawaban.skpb")
        accept_enrolment(baru, meja.stick / "jawaban.skpb")
        for satu in export_returns(meja("kabupaten"), meja.stick):
            try:
                apply_return(baru, satu.path)
            except BundleError as error:
                if error.code != "not_for_this_office":
                    raise
        assert sent <= held_ids(baru)
        assert "Di Laptop Hilang" in names(baru)
        export_bundle(baru, meja.stick)
    finally:
        baru.close()


def test_that_two_copies_of_one_laptop_lose_nothing_and_are_reported(meja: Meja) -> None:
    meja.send()
    meja.shut("a1")
    shutil.copytree(meja.folder / "a1", meja.folder / "kembar")
    meja.add("a1", "Dari Asli", 1)
    meja.add("kembar", "Dari Salinan", 2)
    meja.send("a1")
    path = export_bundle(meja("kembar"), meja.stick).path
    (hasil,) = merge_bundles(meja("kabupaten"), [path])
    assert hasil.galat is not None
    assert hasil.galat.code == "twin_detected"
    assert [satu.device_id for satu in list_kembar(meja("kabupaten"))] == [meja("a1").store.device]
    assert any(meja("kabupaten").folder("ditahan").iterdir()), "the file itself is kept"
    old = meja("kembar").store.epoch
    meja.answer("kembar")
    assert meja("kembar").store.epoch != old
    meja.send("kembar")
    assert {"Dari Asli", "Dari Salinan"} <= names(meja("kabupaten"))
    meja.answer("kembar")
    meja.answer("a1")
    assert {"Dari Asli", "Dari Salinan"} <= names(meja("kembar"))


def test_that_units_send_again_what_a_restored_kabupaten_has_lost(meja: Meja) -> None:
    meja.send()
    meja.answer()
    satu = make_cadangan(meja("kabupaten"))
    meja.add("a1", "Diterima Lalu Hilang", 1)
    meja.send()
    meja.answer()
    assert count_unsent(meja("a1")) == 0
    prepare_restore(meja("kabupaten"), satu.path)
    meja.shut("kabupaten")
    assert "Diterima Lalu Hilang" not in names(meja("kabupaten"))
    meja.answer()
    assert count_unsent(meja("a1")) > 0
    meja.send()
    assert "Diterima Lalu Hilang" in names(meja("kabupaten"))
