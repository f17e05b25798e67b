"""A new identity in an office with passwords: everybody still enters, and the way back to a forgotten one stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.services.identitas import read_identitas, take_new_identity
from desktop_app.services.kepercayaan import RUANG
from desktop_app.services.pendaftaran import accept_enrolment, approve_enrolment, request_enrolment
from desktop_app.services.pintu import masuk
from desktop_app.vault import read_slots
from tests.services.rumah_sandi import SANDI, akun_of, found_kabupaten, found_unit, jam


def test_that_passwords_and_the_way_back_to_a_forgotten_one_stay(tmp_path: Path) -> None:
    home, above = tmp_path / "unit", tmp_path / "kabupaten"
    found_unit(home)
    found_kabupaten(above)
    unit = masuk(home, akun_of(home, "Budi Contoh"), SANDI["Budi Contoh"], jam=jam)
    kabupaten = masuk(above, akun_of(above, "Kiki Contoh"), SANDI["Kiki Contoh"], jam=jam)
    request_enrolment(unit, tmp_path / "a.skpe")
    approve_enrolment(kabupaten, tmp_path / "a.skpe", tmp_path / "a.skpb")
    accept_enrolment(unit, tmp_path / "a.skpb")
    lama, escrow = unit.store.device, read_slots(home)[0].table.escrow
    assert escrow is not None
    hasil = take_new_identity(unit, tmp_path / "b.skpe")
    approve_enrolment(kabupaten, tmp_path / "b.skpe", tmp_path / "b.skpb")
    accept_enrolment(unit, tmp_path / "b.skpb")
    kabupaten.close()
    unit.close()
    table = read_slots(home)[0].table
    assert table.device == hasil.perangkat != lama
    assert table.escrow is not None
    assert table.escrow.blob != escrow.blob, "sealed anew for the new identity"
    for nama in ("Budi Contoh", "Ani Contoh"):
        again = masuk(home, akun_of(home, nama), SANDI[nama], jam=jam)
        assert again.store.device == hasil.perangkat
        assert again.store.get(RUANG, "sertifikat") is not None
        if nama == "Ani Contoh":
            assert [satu.perangkat for satu in read_identitas(again).lama] == [lama]
        again.close()


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
