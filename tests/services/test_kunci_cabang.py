"""Two roots of one version, both rightly signed: only a spoken fingerprint leads back, and nothing is lost by it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from desktop_app.domain.errors import BundleError, UserError
from desktop_app.exchange import Claimed, Marks, make_delegation, make_root, make_trust, read_trust, read_trust_file
from desktop_app.services import jangkar
from desktop_app.services.balas import answer_device
from desktop_app.services.balasan import apply_return
from desktop_app.services.berkas_kepercayaan import read_kepercayaan, save_trust_file, take_trust_file
from desktop_app.services.kantor import Kantor
from desktop_app.services.kepercayaan import former_issuers, keep_mark, keep_own_trust, marks_of, require_trust
from desktop_app.services.kirim import export_bundle
from desktop_app.services.kunci_cabang import believe_other_root, list_bukti, preview_other_root, save_both_roots
from desktop_app.services.kunci_kabupaten import seen_versions
from desktop_app.services.masuk import NasibPaket, merge_bundles
from desktop_app.services.paket import acknowledged_upto
from desktop_app.vault import SigningKey
from tests.invariants.dunia import held_ids
from tests.services.dunia_kantor import Dunia, stored
from tests.services.test_identitas import change


def add_roots(
    kabupaten: Kantor, count: int = 1, signer: SigningKey | None = None, issuer: SigningKey | None = None
) -> SigningKey:
    """Put ``count`` new roots on the kabupaten's own, each signed by the one before; return the last key."""
    keys = kabupaten.office_keys()
    issuer = issuer or keys.issuer
    signer = signer or keys.root
    assert signer is not None
    for _ in range(count):
        trust, new = require_trust(kabupaten), SigningKey.generate()
        root = make_root([new], previous=trust.root.envelope.raw, previous_signers=[signer])
        delegation = make_delegation(
            [new],
            root=root,
            issuer=issuer.public,
            inbox=[keys.inbox_recipient],
            serial=1,
            office=trust.office,
            escrow=trust.escrow,
        )
        raw = make_trust(
            issuer,
            roots=[*(one.raw for one in trust.document.roots), root],
            delegations=[delegation],
            inbox=[keys.inbox_recipient],
            trust_seq=trust.marks.trust_seq + 7,
            signed_at=Claimed("2088-01-01T00:00:00+07:00"),
        )
        with kabupaten.write("uji") as tx:
            keep_own_trust(tx, read_trust(raw, pinned=trust.pin, marks=trust.marks))
        signer = new
    return signer


@pytest.fixture
def cabang(dunia: Dunia, unit: Kantor) -> tuple[Kantor, Kantor]:
    """The true kabupaten, and a copy that signed roots of its own; the unit has sent to both and followed the copy."""
    first = dunia("kabupaten")
    first.close()
    shutil.copytree(first.home, dunia.folder / "palsu")
    true, false = dunia("kabupaten"), dunia("palsu")
    add_roots(true)
    add_roots(false, 3)
    merge_bundles(false, [export_bundle(unit, dunia.stick).path])
    change(unit, "sesudah paket pertama", 1)
    apply_return(unit, answer_device(false, unit.store.device, dunia.stick).path)
    assert acknowledged_upto(unit) > 0
    save_trust_file(true, dunia.stick / "benar.skpt")
    return true, false


def test_that_a_unit_on_the_wrong_root_comes_back_by_a_spoken_fingerprint_and_loses_nothing(
    dunia: Dunia, unit: Kantor, cabang: tuple[Kantor, Kantor]
) -> None:
    true, false = cabang
    merge_bundles(true, [export_bundle(unit, dunia.stick).path])
    assert seen_versions(true)[unit.store.device] == 4, "it shows the other line's version"
    with unit.write("uji") as tx:
        keep_mark(unit, tx, (4, 9999))
    change(unit, "sesudah bercabang")
    before, file = held_ids(unit), dunia.stick / "benar.skpt"
    with pytest.raises(BundleError, match="root_rolled_back"):
        take_trust_file(unit, file)
    seen = preview_other_root(unit, file)
    assert (seen.sesudah, seen.versi, seen.versi_kini) == (1, 2, 4)
    now = believe_other_root(unit, file, require_trust(true).root_fingerprint)
    assert (now.versi, now.sidik, now.perubahan[0].sebab) == (2, require_trust(true).root_fingerprint, ("cabang",))
    trust = require_trust(true)
    assert marks_of(unit, require_trust(unit)) == trust.marks, "the other line's marks bar nothing"
    anchor = jangkar.read_anchor(unit.home, unit.store.device)
    assert anchor is not None
    assert Marks(*anchor.tanda) == trust.marks, "nor do those outside the store"
    assert former_issuers(unit) == trust.issuers, "that of the root that both lines have"
    assert acknowledged_upto(unit) == 0, "receipts of the other line settle nothing"
    (merged,) = merge_bundles(true, [export_bundle(unit, dunia.stick).path])
    assert merged.nasib is NasibPaket.DIGABUNG
    assert before <= held_ids(unit) <= held_ids(true)
    assert seen_versions(true)[unit.store.device] == 2
    apply_return(unit, answer_device(true, unit.store.device, dunia.stick).path)
    assert acknowledged_upto(unit) == unit.store.last_seq()
    with pytest.raises(BundleError, match="root_mismatch"):
        apply_return(unit, answer_device(false, unit.store.device, dunia.stick).path)
    unit.close()
    again = dunia("a1")
    assert read_kepercayaan(again).versi == 2
    assert again.store.check(deep=True) == []


def test_that_nothing_but_the_right_digits_changes_anything(
    dunia: Dunia, unit: Kantor, cabang: tuple[Kantor, Kantor]
) -> None:
    true, _ = cabang
    right, file = require_trust(true).root_fingerprint, dunia.stick / "benar.skpt"
    before = stored(unit)
    wrong = {
        "": "cabang_sidik_panjang",
        right[:-1]: "cabang_sidik_panjang",
        right + "1": "cabang_sidik_panjang",
        right[:-1] + str((int(right[-1]) + 1) % 10): "cabang_sidik_lain",
        "0" * 25: "cabang_sidik_lain",
        require_trust(unit).root_fingerprint: "cabang_sidik_lain",
        " ".join(reversed(right.split())): "cabang_sidik_lain",
    }
    for typed, code in wrong.items():
        with pytest.raises(UserError) as caught:
            believe_other_root(unit, file, typed)
        assert caught.value.code == code
    after = stored(unit)
    assert [name for name in before if before[name] != after[name] and name not in ("audit", "meta")] == []
    assert [row.act for row in unit.store.audit_rows(len(wrong))] == ["tolak_kunci_lain"] * len(wrong)
    believe_other_root(unit, file, "-".join(right.split()))


def test_that_what_is_shown_before_never_tells_the_fingerprint(
    dunia: Dunia, unit: Kantor, cabang: tuple[Kantor, Kantor]
) -> None:
    seen = preview_other_root(unit, dunia.stick / "benar.skpt")
    right = require_trust(cabang[0]).root_fingerprint
    assert not any(group in str(seen).replace(seen.sidik_kini, "") for group in right.split())


def test_that_only_a_root_that_the_same_holders_signed_can_take_the_place(
    dunia: Dunia, unit: Kantor, cabang: tuple[Kantor, Kantor]
) -> None:
    true, false = cabang
    other = dunia("b")
    stranger = read_trust_file((dunia.stick / "benar.skpt").read_bytes(), pinned=None)
    for nama, kantor, code in (("sama", false, "cabang_bukan"),):
        save_trust_file(kantor, dunia.stick / f"{nama}.skpt")
        with pytest.raises(UserError) as caught:
            believe_other_root(unit, dunia.stick / f"{nama}.skpt", require_trust(kantor).root_fingerprint)
        assert caught.value.code == code
    older = require_trust(other)
    (dunia.stick / "lama.skpt").write_bytes(b"SKPT1" + older.raw)
    with pytest.raises(UserError) as caught:
        believe_other_root(unit, dunia.stick / "lama.skpt", older.root_fingerprint)
    assert caught.value.code == "cabang_bukan", "an older state of the same line is no way back"
    thief = SigningKey.generate()
    root = make_root([thief])
    keys = true.office_keys()
    inbox = [keys.inbox_recipient]
    delegation = make_delegation([thief], root=root, issuer=thief.public, inbox=inbox, serial=1, office=stranger.office)
    raw = make_trust(
        thief, roots=[root], delegations=[delegation], inbox=inbox, trust_seq=99, signed_at=Claimed("2027-01-01")
    )
    (dunia.stick / "asing.skpt").write_bytes(b"SKPT1" + raw)
    with pytest.raises(UserError) as caught:
        believe_other_root(unit, dunia.stick / "asing.skpt", read_trust(raw, pinned=None).root_fingerprint)
    assert caught.value.code == "cabang_asing", "even with its own digits"


def test_that_both_chains_are_kept_as_proof_against_who_signed_both(
    dunia: Dunia, unit: Kantor, cabang: tuple[Kantor, Kantor], tmp_path: Path
) -> None:
    true, false = cabang
    with pytest.raises(UserError) as caught:
        save_both_roots(unit, tmp_path)
    assert caught.value.code == "cabang_tidak_ada"
    believe_other_root(unit, dunia.stick / "benar.skpt", require_trust(true).root_fingerprint)
    (bukti,) = list_bukti(unit)
    assert (bukti.sesudah, bukti.siapa) == (1, unit.who)
    dulu, kini = (read_trust_file(path.read_bytes(), pinned=None) for path in save_both_roots(unit, tmp_path))
    assert (dulu.root_fingerprint, kini.root_fingerprint) == (
        require_trust(false).root_fingerprint,
        require_trust(true).root_fingerprint,
    )
    assert dulu.roots[0].envelope.payload == kini.roots[0].envelope.payload
    assert dulu.roots[1].version == kini.roots[1].version == 2
    assert dulu.roots[1].envelope.payload != kini.roots[1].envelope.payload
