"""After the ceremony a forgotten password is recovered by the card or the stick of the recovery key."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.services.balas import export_returns
from desktop_app.services.balasan import apply_return
from desktop_app.services.kantor import Kantor
from desktop_app.services.pemulihan import accept_recovery, approve_recovery, escrow_is_here, request_recovery
from desktop_app.services.pendaftaran import accept_enrolment, approve_enrolment, request_enrolment
from desktop_app.services.rapat_kunci import Meja, carry_out, lay_card
from desktop_app.services.upacara import start_plan
from tests.services.pemegang import DiTangan, hold_ceremony, make_planned
from tests.services.rumah_sandi import akun_of, code_of, entry, found_kabupaten, found_unit, inside, jam

BARU = "awan biru besok"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A unit that the kabupaten admitted, and the kabupaten after its ceremony."""
    found_unit(tmp_path / "unit")
    found_kabupaten(tmp_path / "kabupaten")
    return tmp_path


def answer(kabupaten: Kantor, unit: Kantor, folder: Path) -> None:
    """Take an answer of today to the unit, which seals its key to the recipient of today."""
    folder.mkdir()
    (satu,) = export_returns(kabupaten, folder)
    apply_return(unit, satu.path)


def test_that_the_card_or_the_stick_answers_a_request_and_an_older_one_does_not(home: Path) -> None:
    with inside(home / "unit") as unit, inside(home / "kabupaten", "Kiki Contoh") as kabupaten:
        request_enrolment(unit, home / "minta.skpe")
        approve_enrolment(kabupaten, home / "minta.skpe", home / "jawab.skpb")
        accept_enrolment(unit, home / "jawab.skpb")
        (home / "stick").mkdir()
        tangan, _ = hold_ceremony(kabupaten, home / "stick")
        assert not escrow_is_here(kabupaten)
        answer(kabupaten, unit, home / "balas-1")
    ani = akun_of(home / "unit", "Ani Contoh")
    request_recovery(home / "unit", ani, BARU, home / "minta.skpr", jam=jam)
    escrow: DiTangan = tangan[0]
    with inside(home / "kabupaten", "Kiki Contoh") as kabupaten:
        minta, jawab = home / "minta.skpr", home / "jawab.skpg"
        assert code_of(approve_recovery, kabupaten, minta, jawab) == "kunci_escrow_perlu"
        assert code_of(approve_recovery, kabupaten, minta, jawab, kunci_escrow=tangan[1].kartu) == (
            "kunci_bukan_pemulihan"
        )
        wrong = {"kunci_escrow": "salah sekali kata ini", "berkas_escrow": escrow.berkas}
        assert code_of(approve_recovery, kabupaten, minta, jawab, **wrong) == "kunci_sandi_salah"
        by_stick = {"kunci_escrow": escrow.sandi, "berkas_escrow": escrow.berkas}
        assert code_of(approve_recovery, kabupaten, minta, home / "dua.skpg", **by_stick) == ""
        approve_recovery(kabupaten, minta, jawab, kunci_escrow=escrow.kartu.lower())
        # a new recovery key: the old card opens nothing that is sealed from then on
        meja = Meja()
        start_plan(kabupaten, escrow="baru", alasan="amplop terbuka")
        for nomor in (1, 2):
            lay_card(kabupaten, meja, tangan[nomor].kartu)
        baru = make_planned(kabupaten, home / "stick", meja)
        carry_out(kabupaten, meja)
    accept_recovery(home / "unit", home / "jawab.skpg", BARU, jam=jam).close()
    assert entry(home / "unit", "Ani Contoh", BARU) == ""
    with inside(home / "unit") as unit, inside(home / "kabupaten", "Kiki Contoh") as kabupaten:
        answer(kabupaten, unit, home / "balas-2")
    request_recovery(home / "unit", ani, BARU + " lagi", home / "lagi.skpr", jam=jam)
    with inside(home / "kabupaten", "Kiki Contoh") as kabupaten:
        lagi = home / "lagi.skpr"
        assert code_of(approve_recovery, kabupaten, lagi, home / "x.skpg", kunci_escrow=escrow.kartu) == (
            "kunci_escrow_salah"
        )
        assert code_of(approve_recovery, kabupaten, lagi, home / "y.skpg", kunci_escrow=baru[0].kartu) == ""
