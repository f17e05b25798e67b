"""Restores, copied laptops, files put back by hand, lost sticks, in any order: nothing that was exported is lost.

Numbers in brackets are the invariants of the exchange design.
"""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.domain.errors import BundleError, UserError
from desktop_app.domain.pegawai import Pegawai
from desktop_app.services.balas import export_returns
from desktop_app.services.balasan import apply_return
from desktop_app.services.cadangan import list_cadangan, make_cadangan
from desktop_app.services.kantor import BERKAS_STORE, Kantor, open_kantor
from desktop_app.services.kirim import export_bundle
from desktop_app.services.masuk import merge_bundles
from desktop_app.services.pegawai import create_pegawai
from desktop_app.services.pulih import prepare_restore
from tests.invariants.dunia import found_world, held_ids, view, wild_clock

pytestmark = pytest.mark.slow
RUNS = int(os.environ.get("SKP_RESTORES", "2"))
STEPS = 22


class Laptops:
    """A laptop, now and then copied, restored or set back, and its kabupaten, under wild clocks."""

    def __init__(self, world: Path, folder: Path, seed: int) -> None:
        self.folder, self.chance = folder, random.Random(seed)
        self.stick = folder / "stick"
        self.stick.mkdir()
        self.open: dict[str, Kantor] = {}
        self.names = ["asli"]
        self.bundles: list[Path] = []
        self.exported: set[str] = set()
        self.set_aside: list[Path] = []
        self.people = 0
        shutil.copytree(world / "a1", folder / "asli")
        shutil.copytree(world / "kabupaten", folder / "kabupaten")

    def __call__(self, name: str) -> Kantor:
        if name not in self.open:
            jam = wild_clock(self.chance.randrange(1 << 16))
            self.open[name] = open_kantor(self.folder / name, jam=jam, who=name, mesin=name)
        return self.open[name]

    def shut(self, name: str) -> None:
        if name in self.open:
            self.open.pop(name).close()

    def save(self, name: str) -> None:
        self.people += 1
        create_pegawai(self(name), Pegawai(nama=f"Orang {self.people}", nip=f"19850303201002{self.people:04d}"))

    def export(self, name: str) -> None:
        try:
            self.bundles.append(export_bundle(self(name), self.stick).path)
        except UserError as error:
            if error.code != "ekspor_kosong":
                raise
            return
        self.exported |= {rev_id for _, rev_id, _ in self(name).store.revisions_after(0)}

    def merge(self, name: str) -> None:
        if self.bundles:
            merge_bundles(self("kabupaten"), self.chance.sample(self.bundles, min(2, len(self.bundles))))

    def answer(self, name: str) -> None:
        try:
            answers = [satu.path for satu in export_returns(self("kabupaten"), self.stick)]
        except UserError as error:
            if error.code != "balasan_kosong":
                raise
            return
        for path in answers:
            try:
                apply_return(self(name), path)
            except BundleError as error:
                if error.code != "not_for_this_office":
                    raise

    def back_up(self, name: str) -> None:
        make_cadangan(self(name))

    def restore(self, name: str) -> None:
        found = list_cadangan(self(name))
        if not found:
            return
        epoch = self(name).store.epoch
        prepare_restore(self(name), self.chance.choice(found).path)
        self.shut(name)
        assert self(name).store.epoch != epoch

    def put_back_by_hand(self, name: str) -> None:
        self.shut(name)
        file = self.folder / name / BERKAS_STORE
        kept = self.folder / f"{name}-lama.db"
        if kept.exists() and self.chance.random() < 0.6:
            shutil.copyfile(kept, file)
        else:
            shutil.copyfile(file, kept)

    def copy_laptop(self, name: str) -> None:
        if len(self.names) < 3:
            self.shut(name)
            other = f"salinan-{len(self.names)}"
            shutil.copytree(self.folder / name, self.folder / other)
            self.names.append(other)

    def run(self) -> None:
        steps = [self.save] * 6 + [self.export] * 4 + [self.merge] * 3 + [self.answer] * 3
        steps += [self.back_up] * 2 + [self.restore, self.put_back_by_hand, self.copy_laptop]
        for _ in range(STEPS):
            self.chance.choice(steps)(self.chance.choice(self.names))
        # In the end everybody meets, twice: the second time brings what the first has made known.
        for _ in range(3):
            for name in self.names:
                self.export(name)
            merge_bundles(self("kabupaten"), self.bundles)
            for name in self.names:
                self.answer(name)

    def check(self) -> None:
        kabupaten = self("kabupaten")
        assert self.exported <= held_ids(kabupaten)  # [9]
        assert kabupaten.store.quarantined() == []
        for name in self.names:
            assert self(name).store.check(deep=True) == []
            assert self(name).store.quarantined() == []
            seen = {doc: shown for doc, shown in view(self(name)).items() if doc in view(kabupaten)}
            theirs = view(kabupaten)
            assert all(theirs[doc] == shown for doc, shown in seen.items())  # [2]
        assert kabupaten.store.check(deep=True) == []

    def close(self) -> None:
        for kantor in self.open.values():
            kantor.close()


@pytest.fixture(scope="module")
def world() -> Iterator[Path]:
    folder = found_world()
    yield folder
    shutil.rmtree(folder)


@pytest.mark.parametrize("seed", range(RUNS))
def test_that_no_restore_and_no_copy_loses_what_was_exported(world: Path, tmp_path: Path, seed: int) -> None:
    laptops = Laptops(world, tmp_path, seed)
    try:
        laptops.run()
        laptops.check()
    finally:
        laptops.close()
