"""Attacks of several steps against real offices: what is refused leaves no trace in the records, and work goes on.

The unit and the kabupaten are those that release 0.5.0 left behind, so their keys are known and any bundle can be made.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from db import Claim, Revision, encode_revision
from desktop_app.domain.codec import natural_id
from desktop_app.domain.errors import BundleError, LuringError
from desktop_app.domain.pegawai import Pegawai
from desktop_app.services.balas import export_returns
from desktop_app.services.balasan import apply_return
from desktop_app.services.kantor import Kantor
from desktop_app.services.karantina import list_karantina
from desktop_app.services.kirim import count_unsent, export_bundle
from desktop_app.services.masuk import HasilPaket, NasibPaket, merge_bundles
from desktop_app.services.pegawai import create_pegawai, get_pegawai, list_pegawai
from desktop_app.services.pencabutan import admit_ditahan, list_ditahan, revoke_device
from desktop_app.services.pendaftaran import approve_enrolment
from tests.exchange.both import taken_apart
from tests.exchange.forging import Forge
from tests.exchange.mutants import ForkedChild
from tests.exchange.tuf import HIGHEST
from tests.golden.gudang import GOLDEN, open_thawed, thaw
from tests.invariants.dunia import revision_ids
from tests.services.dunia_kantor import documents

LAST = "0.5.0"
UP = GOLDEN / LAST / "pergi.skpb"


@pytest.fixture(autouse=True)
def forked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fork the processes that unseal where that can be done: the same code, started in a hundredth of the time."""
    if hasattr(os, "fork"):
        monkeypatch.setattr("desktop_app.exchange.unsealer.Child", ForkedChild)


class Stage:
    """A unit, its kabupaten that has merged its first bundle, and a thief with the unit's key."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.unit, self.kabupaten = (open_thawed(thaw(LAST, name, folder)) for name in ("unit", "kabupaten"))
        self.number = 20
        assert self.merge(UP).nasib is NasibPaket.DIGABUNG

    def merge(self, *paths: Path) -> HasilPaket:
        """Merge files in one go and return what became of the last."""
        return merge_bundles(self.kabupaten, list(paths))[-1]

    def sealed(self, *raws: Revision | bytes, change: Any = None) -> Path:
        """A bundle of the unit's device with these records, as no program of ours would write it."""
        self.number += 1
        forge: Forge = taken_apart(LAST, "up")
        forge.header["seq"] = forge.manifest["seq"] = self.number
        if raws:
            content = [one.raw if isinstance(one, Revision) else one for one in raws]
            forge.manifest["segments"], forge.stored = [[3, 0, 1, 1, "", ""]], [b""]
            forge.set_segment(0, b"\n".join(content))
            forge.manifest["counts"]["revisions"] = len(content)
        if change is not None:
            change(forge)
        path = self.folder / f"palsu-{self.number}.skpb"
        path.write_bytes(forge.put_together())
        return path

    def record(self, body: dict[str, Any], kind: str = "pegawai", **fields: Any) -> Revision:
        """A record as no service would write it."""
        self.number += 1
        scope = fields.get("scope", self.unit.profil.kode)
        facts: dict[str, Any] = {
            "doc_id": natural_id("uji", scope, str(self.number)), "parents": (), "scope": scope, "n": self.number,
            "device": self.unit.store.device, "at": Claim("2027-01-01T08:00:00+07:00"), "deleted": False,
        }  # fmt: skip
        return encode_revision(
            kind=kind, epoch=self.unit.store.epoch, who="penyusup", schema=1, why="",
            body=json.dumps(body).encode(), **{**facts, **fields},
        )  # fmt: skip

    def answers(self, name: str) -> list[Path]:
        """What the kabupaten would give a courier now."""
        folder = self.folder / name
        folder.mkdir()
        return [one.path for one in export_returns(self.kabupaten, folder)]


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    made = Stage(tmp_path)
    yield made
    made.unit.close()
    made.kabupaten.close()


def refusal(unit: Kantor, path: Path) -> str:
    """The code with which a unit refuses an answer."""
    with pytest.raises(LuringError) as refused:
        apply_return(unit, path)
    return refused.value.code


def test_that_foreign_files_among_honest_ones_change_nothing(stage: Stage) -> None:
    """Arbitrary and endless data: what does not belong is refused alone, and nothing of it stays in quarantine."""
    junk = stage.folder / "surat.skpb"
    junk.write_bytes(b"%PDF-1.7" + bytes(5000))
    longer = stage.folder / "panjang.skpb"
    longer.write_bytes(UP.read_bytes() + bytes(3_000_000))
    before = documents(stage.kabupaten)
    outcome = merge_bundles(stage.kabupaten, [junk, UP, longer])
    assert [one.nasib for one in outcome] == [NasibPaket.DITOLAK, NasibPaket.SUDAH_DITERIMA, NasibPaket.DITOLAK]
    assert [one.galat.code if one.galat else "" for one in outcome] == ["bad_magic", "", "trailing_bytes"]
    assert documents(stage.kabupaten) == before
    quarantine = stage.kabupaten.home / "karantina"
    assert not quarantine.exists() or not any(quarantine.iterdir())
    create_pegawai(stage.unit, Pegawai(nama="Sesudahnya Contoh", nip="198503032010011009"))
    assert stage.merge(export_bundle(stage.unit, stage.folder).path).baru == 1


def test_that_an_older_answer_takes_back_neither_trust_nor_receipts(stage: Stage) -> None:
    """Rollback: between the two answers another computer was admitted, which raises the counter."""
    stage.merge(export_bundle(stage.unit, stage.folder).path)
    (older,) = stage.answers("lama")
    assert len(apply_return(stage.unit, older).diterima) == 2
    assert count_unsent(stage.unit) == 0
    approve_enrolment(stage.kabupaten, GOLDEN / LAST / "permintaan.skpe", stage.folder / "lain.skpb")
    create_pegawai(stage.unit, Pegawai(nama="Sesudahnya Contoh", nip="198503032010011009"))
    stage.merge(export_bundle(stage.unit, stage.folder).path)
    (newer,) = (one for one in stage.answers("baru") if stage.unit.store.device[:6] in one.name)
    assert 2 in apply_return(stage.unit, newer).diterima
    before = documents(stage.unit)
    assert refusal(stage.unit, older) == "trust_rolled_back"
    assert documents(stage.unit) == before
    assert count_unsent(stage.unit) == 0


def test_that_withheld_answers_cost_nothing_and_the_last_bundle_has_all(stage: Stage) -> None:
    """Indefinite freeze: no answer ever comes, and of four bundles the courier hands over only the last."""
    paths = []
    for number in range(4):
        create_pegawai(stage.unit, Pegawai(nama=f"Warga {number} Contoh", nip=f"19850303201001100{number}"))
        paths.append(export_bundle(stage.unit, stage.folder).path)
    assert count_unsent(stage.unit) > 0
    outcome = stage.merge(paths[-1])
    assert (outcome.nasib, outcome.baru, outcome.menunggu) == (NasibPaket.DIGABUNG, 4, 0)
    assert set(revision_ids(stage.unit)) <= set(revision_ids(stage.kabupaten))
    (answer,) = stage.answers("pulang")
    apply_return(stage.unit, answer)
    assert count_unsent(stage.unit) == 0, "it covers what the bundles that never arrived had carried"


def test_that_records_that_do_not_belong_are_held_one_by_one(stage: Stage) -> None:
    """Extraneous records under a real signature: each is held with its reason, the honest ones beside it come in."""
    kabupaten, own = stage.kabupaten, stage.unit.profil.kode
    foreign = natural_id("uji", "99.01.02", "1")
    good = stage.record({"nama": "Warga Sah Contoh"})
    bad = {
        "di_luar_wewenang": stage.record({"nama": "x"}, scope="99.01.02"),
        "dokumen_kantor_lain": stage.record({"nama": "x"}, doc_id=foreign),
        "penulis_palsu": stage.record({"nama": "x"}, device=kabupaten.store.device),
        "isi_tidak_terbaca": stage.record({"nama": 7}),
    }
    outcome = stage.merge(stage.sealed(good, *bad.values()))
    assert (outcome.galat, outcome.baru, outcome.karantina) == (None, 1, len(bad))
    assert {one.rev_id: one.alasan for one in list_karantina(kabupaten)} == {
        rev.rev_id: reason for reason, rev in bad.items()
    }
    assert kabupaten.store.document(good.doc_id) is not None
    assert kabupaten.store.document(foreign) is None
    assert good.scope == own


def test_that_an_old_version_mixed_with_a_new_one_does_not_come_back(stage: Stage) -> None:
    """Mix and match of genuine records: a join that names a version beside what replaced it is held."""
    orang = list_pegawai(stage.unit)[0].id
    before = stage.kabupaten.store.document(orang)
    assert before is not None
    first, second = before.heads[0], None
    newer = stage.record({"nama": "Nama Baru Contoh"}, doc_id=orang, parents=(first,))
    stage.merge(stage.sealed(newer))
    second = newer.rev_id
    back = stage.record(json.loads(before.body), doc_id=orang, parents=tuple(sorted((first, second))))
    outcome = stage.merge(stage.sealed(back))
    assert outcome.karantina == 1
    assert [one.alasan for one in list_karantina(stage.kabupaten)] == ["related_parents"]
    assert get_pegawai(stage.kabupaten, orang).nama == "Nama Baru Contoh"


def test_that_what_is_for_others_is_refused_by_both_sides(stage: Stage) -> None:
    """Wrong addressee: an answer of another kabupaten, an answer at the kabupaten, a bundle at the unit."""
    before = documents(stage.unit), documents(stage.kabupaten)
    assert refusal(stage.unit, GOLDEN / "0.4.0" / "pulang.skpb") == "root_mismatch"
    assert refusal(stage.unit, UP) == "wrong_direction"
    for path, code in (
        (GOLDEN / LAST / "pulang.skpb", "wrong_direction"),
        (GOLDEN / "0.4.0" / "pergi.skpb", "unknown_sender"),
    ):
        outcome = stage.merge(path)
        assert isinstance(outcome.galat, BundleError)
        assert outcome.galat.code == code
    assert (documents(stage.unit), documents(stage.kabupaten)) == before


def test_that_a_courier_who_mixes_and_repeats_everything_changes_nothing(stage: Stage) -> None:
    """Malicious carriers: every order of the same files ends in the same records."""
    paths = []
    for number in range(3):
        create_pegawai(stage.unit, Pegawai(nama=f"Warga {number} Contoh", nip=f"19850303201001100{number}"))
        paths.append(export_bundle(stage.unit, stage.folder).path)
    outcome = merge_bundles(stage.kabupaten, [paths[2], paths[0], paths[2], paths[1], paths[0]])
    assert {one.nasib for one in outcome} == {NasibPaket.DIGABUNG, NasibPaket.SUDAH_DITERIMA}
    assert set(revision_ids(stage.unit)) <= set(revision_ids(stage.kabupaten))
    held = revision_ids(stage.kabupaten)
    merge_bundles(stage.kabupaten, paths[::-1])
    assert revision_ids(stage.kabupaten) == held


def test_that_a_stolen_laptop_is_held_back_whatever_it_writes_until_a_person_admits_a_file(stage: Stage) -> None:
    """Key compromise: the thief has the device's key, knows every number, and tries low and high ones."""
    revoke_device(stage.kabupaten, stage.unit.store.device, "laptop dicuri")
    before = documents(stage.kabupaten)["document"]
    for number in (2, 21, HIGHEST):

        def numbered(forge: Forge, number: int = number) -> None:
            forge.header["seq"] = forge.manifest["seq"] = number

        outcome = stage.merge(stage.sealed(stage.record({"nama": "Palsu"}), change=numbered))
        assert isinstance(outcome.galat, BundleError)
        assert outcome.galat.code == "revoked_device"
    assert documents(stage.kabupaten)["document"] == before
    assert len(list_ditahan(stage.kabupaten)) == 3, "kept for people, not thrown away"
    admitted = admit_ditahan(stage.kabupaten, list_ditahan(stage.kabupaten)[0])
    assert (admitted.nasib, admitted.baru) == (NasibPaket.DIGABUNG, 1)
    assert len(list_ditahan(stage.kabupaten)) == 2


def test_that_counters_at_their_end_and_dates_of_tomorrow_win_nothing(stage: Stage) -> None:
    """Fast-forward inside: a record with the highest counter and a date of 9999 is one version beside another."""
    orang = list_pegawai(stage.unit)[0].id
    document = stage.kabupaten.store.document(orang)
    assert document is not None
    base = document.heads[0]
    loud = stage.record(
        {**json.loads(document.body), "nama": "Dari Masa Depan"}, doc_id=orang, parents=(base,), n=HIGHEST,
        at=Claim("9999-12-31T23:59:59+07:00"),
    )  # fmt: skip
    quiet = stage.record(
        {**json.loads(document.body), "nama": "Nama Jujur Contoh"}, doc_id=orang, parents=(base,), n=1,
        at=Claim("1980-01-01T00:00:00+07:00", True),
    )  # fmt: skip
    for raw in (loud, quiet):
        assert stage.merge(stage.sealed(raw)).galat is None
    now = stage.kabupaten.store.document(orang)
    assert now is not None
    assert set(now.heads) == {loud.rev_id, quiet.rev_id}, "both are kept"
    (conflict,) = now.conflicts
    assert conflict.path.endswith("nama")
    # And the unit's own next number, far below, is merged as ever.
    create_pegawai(stage.unit, Pegawai(nama="Sesudahnya Contoh", nip="198503032010011009"))
    assert stage.merge(export_bundle(stage.unit, stage.folder).path).baru == 1
