"""Founding and opening an office: keys, foreign and newer files, power cuts, the root of trust."""

from __future__ import annotations

from pathlib import Path

import pytest

from db import Transaction
from desktop_app.domain.codec import natural_id
from desktop_app.domain.errors import SystemProblem, UserError
from desktop_app.services.jangkar import BERKAS_JANGKAR
from desktop_app.services.kantor import (
    BERKAS_KUNCI,
    BERKAS_STORE,
    Kantor,
    Peran,
    Profil,
    create_kantor,
    office_exists,
    open_kantor,
)
from desktop_app.services.kepercayaan import require_trust
from desktop_app.services.pendaftaran import accept_enrolment, approve_enrolment, read_enrolment, request_enrolment
from desktop_app.services.pendirian import found_office
from desktop_app.services.periksa import check_store
from desktop_app.vault import KeyFile
from tests.invariants.dunia import calm_clock
from tests.services.dunia_kantor import Dunia, stored

UNIT = Profil(peran=Peran.UNIT, kode="99.01.07", nama="Kecamatan Uji", instansi="PEMERINTAH KABUPATEN UJI")
KABUPATEN = Profil(peran=Peran.KABUPATEN, kode="99.02", nama="Kabupaten Lain", instansi="PEMERINTAH KABUPATEN LAIN")


def found(dunia: Dunia, nama: str = "baru", profil: Profil = UNIT) -> Kantor:
    return dunia.keep(found_office(dunia.folder / nama, profil, jam=calm_clock, who="pendiri"))


def test_that_a_founded_office_opens_again_with_its_identity_and_itself_as_first_document(dunia: Dunia) -> None:
    kantor = found(dunia)
    device, epoch = kantor.store.device, kantor.store.epoch
    kantor.close()
    assert sorted(satu.name for satu in kantor.home.iterdir()) == sorted([BERKAS_STORE, BERKAS_KUNCI, *BERKAS_JANGKAR])
    again = dunia.keep(open_kantor(kantor.home, jam=calm_clock))
    assert (again.store.device, again.store.epoch, again.profil) == (device, epoch, UNIT)
    unit = again.store.document(natural_id("unit_kerja", UNIT.kode, UNIT.kode))
    assert unit is not None
    assert (unit.label, unit.scope) == (UNIT.nama, UNIT.kode)
    assert check_store(again).temuan == ()


def test_that_a_second_founding_is_refused_and_changes_nothing(dunia: Dunia) -> None:
    kantor = found(dunia)
    kantor.close()
    before = {satu.name: satu.read_bytes() for satu in kantor.home.iterdir()}
    with pytest.raises(UserError, match="kantor_sudah_ada"):
        found_office(kantor.home, KABUPATEN, jam=calm_clock)
    assert {satu.name: satu.read_bytes() for satu in kantor.home.iterdir()} == before


@pytest.mark.parametrize("kode", ["", "33", "3.73.04", "33.73.4", "33-73-04", "33.73.04.2001.1", "33.73.0a", "３３.73"])
def test_that_a_code_of_another_shape_founds_nothing(tmp_path: Path, kode: str) -> None:
    salah = Profil(peran=Peran.UNIT, kode=kode, nama="Kecamatan", instansi="PEMERINTAH")
    with pytest.raises(UserError, match="kode_wilayah_salah"):
        found_office(tmp_path / "baru", salah, jam=calm_clock)
    assert not (tmp_path / "baru").exists()


def test_that_a_key_left_by_a_power_cut_founds_the_office(dunia: Dunia) -> None:
    home = dunia.folder / "baru"
    home.mkdir()
    left = KeyFile(home / BERKAS_KUNCI).create().key
    kantor = found(dunia)
    assert kantor.store.last_seq() == 1
    assert KeyFile(home / BERKAS_KUNCI).obtain().key == left


def test_that_a_founding_that_breaks_off_leaves_no_office_and_can_be_repeated(dunia: Dunia) -> None:
    """A power cut or a full disk before the first commit must not leave a store that neither opens nor founds."""
    home = dunia.folder / "baru"

    def fail(kantor: Kantor, tx: Transaction) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(SystemProblem, match="berkas_gagal"):
        create_kantor(home, KABUPATEN, jam=calm_clock, found=fail)
    assert not office_exists(home)
    with pytest.raises(UserError, match="kantor_belum_ada"):
        open_kantor(home, jam=calm_clock)
    kantor = found(dunia, profil=KABUPATEN)
    assert require_trust(kantor).office.code == "99.02"
    assert check_store(kantor).temuan == ()


def test_that_the_kabupaten_lays_its_root_of_trust_in_the_founding_itself(dunia: Dunia) -> None:
    kantor = found(dunia, profil=KABUPATEN)
    rows = kantor.store.audit_rows()
    assert [row.act for row in rows] == ["buat_kantor"]
    trust = require_trust(kantor)
    assert trust.issuers == (kantor.office_keys().issuer.public,)
    assert (trust.marks.root_version, trust.marks.trust_seq) == (1, 1)


def test_that_a_unit_has_no_root_and_no_keys_of_a_kabupaten(unit: Kantor) -> None:
    with pytest.raises(UserError, match="hanya_kabupaten"):
        unit.office_keys()
    with pytest.raises(UserError, match="hanya_kabupaten"):
        approve_enrolment(unit, unit.home / "x", unit.home / "y")


def _lose(path: Path) -> None:
    path.unlink()


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:20])


def _another(path: Path) -> None:
    path.unlink()
    KeyFile(path).create()


@pytest.mark.parametrize(
    ("harm", "code"),
    [(_lose, "keyfile_missing"), (_cut, "keyfile_damaged"), (_another, "store_wrong_key")],
    ids=["lost", "cut", "another"],
)
def test_that_a_lost_damaged_or_foreign_key_changes_nothing(dunia: Dunia, harm: object, code: str) -> None:
    kantor = dunia("a1")
    kantor.close()
    before = (kantor.home / BERKAS_STORE).read_bytes()
    key = (kantor.home / BERKAS_KUNCI).read_bytes()
    assert callable(harm)
    harm(kantor.home / BERKAS_KUNCI)
    with pytest.raises(SystemProblem) as caught:
        open_kantor(kantor.home, jam=calm_clock)
    assert caught.value.code == code
    assert (kantor.home / BERKAS_STORE).read_bytes() == before
    (kantor.home / BERKAS_KUNCI).write_bytes(key)
    assert dunia("a1").store.last_seq() > 0


def test_that_a_file_of_a_newer_program_is_refused_untouched(dunia: Dunia) -> None:
    kantor = dunia("a1")
    kantor.store._connection.execute("PRAGMA user_version = 999")
    kantor.close()
    before = (kantor.home / BERKAS_STORE).read_bytes()
    with pytest.raises(SystemProblem, match="store_newer_file"):
        open_kantor(kantor.home, jam=calm_clock)
    assert (kantor.home / BERKAS_STORE).read_bytes() == before


def test_that_a_second_program_on_the_same_office_is_refused_while_the_first_runs(dunia: Dunia) -> None:
    kantor = dunia("a1")
    with pytest.raises(SystemProblem, match="store_locked"):
        open_kantor(kantor.home, jam=calm_clock)
    kantor.close()
    assert dunia("a1").store.last_seq() > 0


def test_that_opening_clears_the_quarantine_of_a_run_that_was_cut_off(dunia: Dunia) -> None:
    kantor = dunia("kabupaten")
    left = kantor.folder("karantina") / "0123"
    left.mkdir()
    (left / "setengah.skpb").write_bytes(b"x")
    kantor.close()
    dunia("kabupaten")
    assert not left.exists()


@pytest.fixture
def asking(dunia: Dunia) -> Kantor:
    """A new unit of the kabupaten 99.01 that has asked to be enrolled (``minta.skpe`` on the stick)."""
    kantor = found(dunia)
    request_enrolment(kantor, dunia.stick / "minta.skpe")
    return kantor


def test_that_both_sides_show_the_same_fingerprint_and_twice_asked_is_the_same_request(
    dunia: Dunia, asking: Kantor
) -> None:
    again = request_enrolment(asking, dunia.stick / "lagi.skpe")
    assert (dunia.stick / "lagi.skpe").read_bytes() == (dunia.stick / "minta.skpe").read_bytes()
    assert read_enrolment(dunia.stick / "minta.skpe") == again
    shown = approve_enrolment(dunia("kabupaten"), dunia.stick / "minta.skpe", dunia.stick / "jawab.skpb")
    assert shown.sidik_jari == again.sidik_jari
    root, mine = accept_enrolment(asking, dunia.stick / "jawab.skpb")
    assert mine == again.sidik_jari
    assert root == require_trust(asking).root_fingerprint


def test_that_an_office_outside_the_kabupaten_gets_no_certificate(dunia: Dunia, asking: Kantor) -> None:
    lain = found(dunia, "lain", KABUPATEN)
    before = stored(lain)
    with pytest.raises(UserError, match="kantor_di_luar_wilayah"):
        approve_enrolment(lain, dunia.stick / "minta.skpe", dunia.stick / "jawab.skpb")
    assert stored(lain) == before
    assert not (dunia.stick / "jawab.skpb").exists()


def test_that_an_existing_file_is_never_overwritten_by_request_or_answer(dunia: Dunia, asking: Kantor) -> None:
    kabupaten = dunia("kabupaten")
    taken = dunia.stick / "ada.skpe"
    taken.write_bytes(b"punya orang")
    with pytest.raises(UserError, match="berkas_sudah_ada"):
        request_enrolment(asking, taken)
    before = stored(kabupaten)
    with pytest.raises(UserError, match="berkas_sudah_ada"):
        approve_enrolment(kabupaten, dunia.stick / "minta.skpe", taken)
    assert stored(kabupaten) == before
    assert taken.read_bytes() == b"punya orang"


def test_that_a_full_stick_leaves_no_half_request_under_its_name(
    dunia: Dunia, asking: Kantor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", full)
        with pytest.raises(SystemProblem, match="stick_full"):
            request_enrolment(asking, dunia.stick / "penuh.skpe")
    assert sorted(satu.name for satu in dunia.stick.iterdir()) == ["minta.skpe"]
    request_enrolment(asking, dunia.stick / "penuh.skpe")


def test_that_a_unit_that_never_asked_accepts_nothing(dunia: Dunia) -> None:
    kantor = found(dunia)
    before = stored(kantor)
    with pytest.raises(UserError, match="belum_minta_pendaftaran"):
        accept_enrolment(kantor, dunia.stick / "jawab.skpb")
    assert stored(kantor) == before
