"""Backups of an office with passwords: those of their time open them, or the card; from inside today's stay."""

from __future__ import annotations

import re
import shutil
import time
from pathlib import Path

import pypdfium2
import pytest

from desktop_app.domain.pegawai import Pegawai
from desktop_app.domain.wewenang import PeranPengguna
from desktop_app.services.akun import change_sandi, create_akun, remove_akun
from desktop_app.services.cadangan import KunciCadangan, list_cadangan, make_cadangan
from desktop_app.services.cadangan_luar import back_up_to
from desktop_app.services.kantor import BERKAS_KUNCI, Kantor
from desktop_app.services.kartu import create_card
from desktop_app.services.kunci_kantor import finish_key_change
from desktop_app.services.pegawai import create_pegawai, list_pegawai
from desktop_app.services.pendirian_akun import found_with_akun
from desktop_app.services.pintu import masuk, read_pintu
from desktop_app.services.pulih import PembukaCadangan, people_of_cadangan, prepare_restore, restore_cadangan
from desktop_app.vault import FLOOR
from tests.services.rumah_sandi import UNIT, code_of, jam

LAMA, BARU, KEDUA = "sepeda tua di kali", "perahu kecil di danau", "pohon mangga belakang"


@pytest.fixture(scope="module")
def asal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office of one person."""
    home = tmp_path_factory.mktemp("sandi") / "kantor"
    found_with_akun(home, UNIT, "Sari Admin", LAMA, jam=jam, peran=[PeranPengguna.OPERATOR], biaya=FLOOR).close()
    return home


@pytest.fixture
def home(asal: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(asal, tmp_path / "kantor"))


def enter(home: Path, sandi: str, nama: str = "Sari Admin") -> Kantor:
    akun = next(satu.akun_id for satu in read_pintu(home).orang if satu.nama == nama)
    return masuk(home, akun, sandi, jam=jam)


def later() -> float:
    """The clock of waits, two seconds on."""
    return time.monotonic() + 2


def names(kantor: Kantor) -> set[str]:
    return {satu.nama for satu in list_pegawai(kantor)}


def test_that_an_empty_laptop_opens_a_stick_by_the_password_of_its_time_or_by_the_card(
    home: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    kantor = enter(home, LAMA)
    kode = _code(create_card(kantor).pdf)
    create_pegawai(kantor, Pegawai(nama="Warga", nip="198503032010011001"))
    path = back_up_to(kantor, stick).cadangan.path
    change_sandi(kantor, LAMA, BARU)
    kantor.close()
    (orang,) = people_of_cadangan(path, tmp_path)
    assert orang.nama == "Sari Admin"
    baru = tmp_path / "laptop"
    wrong = PembukaCadangan(akun_id=orang.akun_id, sandi=BARU)
    assert code_of(restore_cadangan, baru, path, wrong, jam=jam) == "cadangan_kunci_salah"
    assert code_of(restore_cadangan, baru, path, PembukaCadangan(), jam=jam) == "cadangan_perlu_sandi"
    assert read_pintu(baru).keadaan == "kosong"
    restore_cadangan(baru, path, PembukaCadangan(akun_id=orang.akun_id, sandi=LAMA), jam=jam, detak=later)
    kembali = enter(baru, LAMA)
    assert names(kembali) == {"Warga"}
    kembali.close()
    assert not (baru / BERKAS_KUNCI).exists()
    lain = tmp_path / "laptop-kartu"
    restore_cadangan(lain, path, PembukaCadangan(kartu=kode), jam=jam)
    assert read_pintu(lain).keadaan == "bersandi"


def test_that_a_restore_from_inside_keeps_todays_people_passwords_and_key(home: Path) -> None:
    kantor = enter(home, LAMA)
    kedua, _ = create_akun(kantor, "Budi Keluar", [PeranPengguna.OPERATOR], KEDUA)
    create_pegawai(kantor, Pegawai(nama="Warga", nip="198503032010011001"))
    satu = make_cadangan(kantor)
    remove_akun(kantor, kedua)
    kantor = finish_key_change(kantor)
    change_sandi(kantor, LAMA, BARU)
    create_pegawai(kantor, Pegawai(nama="Sesudahnya", nip="198503032010011002"))
    listed = {one.nomor: one.kunci for one in list_cadangan(kantor)}
    assert listed[satu.nomor] is KunciCadangan.LAMA
    prepare_restore(kantor, satu.path)
    kantor.close()
    assert [one.nama for one in read_pintu(home).orang] == ["Sari Admin"], "who was removed stays removed"
    kembali = enter(home, BARU)
    try:
        assert names(kembali) == {"Warga"}
        assert kembali.store.check(deep=True) == []
    finally:
        kembali.close()


def _code(pdf: bytes) -> str:
    """Return the code that a card's page shows, as a person reads it."""
    lines = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range().splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("KODE KARTU"))
    groups = [word for line in lines[start + 1 :] for word in line.split() if re.fullmatch("[0-9A-Z]{4,5}", word)]
    return " ".join(groups)
