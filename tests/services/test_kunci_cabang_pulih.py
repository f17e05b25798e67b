"""A unit restored to before a false root: the mark outside bars the true line, and the spoken digits lead back."""

from __future__ import annotations

import shutil

import pytest

from desktop_app.domain.errors import BundleError, UserError
from desktop_app.services.balas import answer_device
from desktop_app.services.balasan import apply_return
from desktop_app.services.berkas_kepercayaan import save_trust_file, take_trust_file
from desktop_app.services.kantor import BERKAS_STORE, Kantor
from desktop_app.services.kepercayaan import former_issuers, keep_former, keep_mark, marks_of, require_trust
from desktop_app.services.kirim import export_bundle
from desktop_app.services.kunci_cabang import believe_other_root, list_bukti, preview_other_root
from desktop_app.services.kunci_kabupaten import seen_versions
from desktop_app.services.masuk import NasibPaket, merge_bundles
from desktop_app.vault import SigningKey
from tests.invariants.dunia import held_ids
from tests.services.dunia_kantor import Dunia, stored
from tests.services.test_identitas import change
from tests.services.test_kunci_cabang import add_roots


@pytest.fixture
def pulih(dunia: Dunia, unit: Kantor) -> tuple[Kantor, Kantor, Kantor]:
    """The true kabupaten, a copy with roots of its own, and a unit that followed the copy and was then restored."""
    first = dunia("kabupaten")
    first.close()
    shutil.copytree(first.home, dunia.folder / "palsu")
    true, false = dunia("kabupaten"), dunia("palsu")
    add_roots(true)
    add_roots(false, 3)
    unit.close()
    shutil.copyfile(unit.home / BERKAS_STORE, dunia.folder / "sebelum")
    unit = dunia("a1")
    merge_bundles(false, [export_bundle(unit, dunia.stick).path])
    apply_return(unit, answer_device(false, unit.store.device, dunia.stick).path)
    unit.close()
    shutil.copyfile(dunia.folder / "sebelum", unit.home / BERKAS_STORE)
    for tail in ("-wal", "-shm"):
        (unit.home / (BERKAS_STORE + tail)).unlink(missing_ok=True)
    unit = dunia("a1")
    assert (require_trust(unit).root.version, marks_of(unit, require_trust(unit))[0]) == (1, 4)
    return true, false, unit


def test_that_a_unit_restored_to_before_the_false_root_comes_to_the_true_one_by_a_spoken_fingerprint(
    dunia: Dunia, pulih: tuple[Kantor, Kantor, Kantor]
) -> None:
    true, _, unit = pulih
    file, right = dunia.stick / "benar.skpt", require_trust(true).root_fingerprint
    save_trust_file(true, file)
    change(unit, "sesudah pulih", 1)
    with pytest.raises(BundleError, match="root_rolled_back"):
        take_trust_file(unit, file)
    seen, before = preview_other_root(unit, file), stored(unit)
    assert (seen.sesudah, seen.versi, seen.versi_kini) == (1, 2, 1)
    for typed in ("", seen.sidik_kini, right[:-1] + str((int(right[-1]) + 1) % 10)):
        with pytest.raises(UserError, match="cabang_sidik"):
            believe_other_root(unit, file, typed)
    after = stored(unit)
    assert [name for name in before if before[name] != after[name] and name not in ("audit", "meta")] == []
    held = held_ids(unit)
    believe_other_root(unit, file, right)
    assert marks_of(unit, require_trust(unit)) == require_trust(true).marks
    assert [satu.sesudah for satu in list_bukti(unit)] == [1]
    (merged,) = merge_bundles(true, [export_bundle(unit, dunia.stick).path])
    assert merged.nasib is NasibPaket.DIGABUNG
    assert held <= held_ids(unit) <= held_ids(true)
    assert seen_versions(true)[unit.store.device] == 2
    apply_return(unit, answer_device(true, unit.store.device, dunia.stick).path)
    unit.close()
    assert marks_of(again := dunia("a1"), require_trust(again))[0] == 2, "nor does opening it bring the mark back"


def test_that_a_longer_true_line_that_counts_lower_than_the_false_one_is_reached_too(
    dunia: Dunia, unit: Kantor
) -> None:
    true, file = dunia("kabupaten"), dunia.stick / "benar.skpt"
    add_roots(true, 4)
    save_trust_file(true, file)
    with unit.write("uji") as tx:
        keep_mark(unit, tx, (4, 999))
    with pytest.raises(BundleError, match="trust_rolled_back"):
        take_trust_file(unit, file)
    believe_other_root(unit, file, require_trust(true).root_fingerprint)
    assert require_trust(unit).root.version == 5


def test_that_what_the_marks_do_not_bar_goes_the_ordinary_way_and_the_same_root_never_goes_this_one(
    dunia: Dunia, unit: Kantor
) -> None:
    true, file, same = dunia("kabupaten"), dunia.stick / "baru.skpt", dunia.stick / "sama.skpt"
    save_trust_file(true, same)
    add_roots(true)
    save_trust_file(true, file)
    with pytest.raises(UserError, match="cabang_bukan"):
        believe_other_root(unit, file, require_trust(true).root_fingerprint)
    with unit.write("uji") as tx:
        keep_mark(unit, tx, (4, 999))
    with pytest.raises(UserError, match="cabang_bukan"):
        believe_other_root(unit, same, require_trust(unit).root_fingerprint)


def test_that_issuers_from_before_the_fork_stay_known_and_those_of_the_wrong_line_do_not(
    dunia: Dunia, unit: Kantor
) -> None:
    first = dunia("kabupaten")
    first.close()
    shutil.copytree(first.home, dunia.folder / "palsu")
    true, false = dunia("kabupaten"), dunia("palsu")
    add_roots(true)
    signer = add_roots(false)
    save_trust_file(true, dunia.stick / "benar.skpt")
    save_trust_file(false, dunia.stick / "salah-2.skpt")
    theirs = SigningKey.generate()
    add_roots(false, 2, signer, issuer=theirs)
    save_trust_file(false, dunia.stick / "salah-4.skpt")
    (before,) = require_trust(unit).issuers
    for name in ("salah-2", "salah-4"):
        take_trust_file(unit, dunia.stick / f"{name}.skpt")
    with unit.write("uji") as tx:
        keep_former(unit, tx, require_trust(unit))
    assert set(former_issuers(unit)) == {before, theirs.public}
    believe_other_root(unit, dunia.stick / "benar.skpt", require_trust(true).root_fingerprint)
    assert former_issuers(unit) == (before,), "believed under the root that both lines have"


def test_that_former_issuers_of_which_an_older_program_kept_no_version_go(dunia: Dunia, unit: Kantor) -> None:
    true, old = dunia("kabupaten"), SigningKey.generate().public
    add_roots(true, 2)
    save_trust_file(true, dunia.stick / "benar.skpt")
    with unit.write("uji") as tx:
        tx.put("kepercayaan", "penerbit_lama", old.hex().encode())
        keep_mark(unit, tx, (9, 9))
    believe_other_root(unit, dunia.stick / "benar.skpt", require_trust(true).root_fingerprint)
    assert old not in former_issuers(unit)
