"""Laptops that change their keys between copies, restores, lost answers and files put back: nothing is lost.

Numbers in brackets are the invariants of the exchange design. What is held because an old key ended comes in under the
next one; two copies that both change the key are both admitted in the end.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from desktop_app.domain.errors import BundleError, UserError
from desktop_app.services.balas import export_returns
from desktop_app.services.balasan import apply_return
from desktop_app.services.ganti_kunci import Gantian
from desktop_app.services.identitas import change_key, read_identitas, take_new_identity
from desktop_app.services.kepercayaan import list_perangkat
from desktop_app.services.kirim import export_bundle
from desktop_app.services.masuk import merge_bundles
from desktop_app.services.pencabutan import list_revoked
from desktop_app.services.pendaftaran import accept_enrolment, approve_enrolment, preview_enrolment, request_enrolment
from tests.invariants.dunia import found_world, held_ids
from tests.invariants.test_restores_and_copies import Laptops

pytestmark = pytest.mark.slow
FIRST = 2
"""A seed whose story changes keys twice; a night runs more of them."""
RUNS = int(os.environ.get("SKP_ROLLS", "1"))
STEPS = 16
NOT_FOR_US = ("not_for_this_office", "return_for_former", "certificate_not_ours")


class Rolling(Laptops):
    """Laptops as ever, whose keys change."""

    seed = 0
    requests = 0
    rolled = 0

    def export(self, name: str) -> None:
        try:
            self.bundles.append(export_bundle(self(name), self.stick).path)
        except UserError as error:
            if error.code not in ("ekspor_kosong", "belum_terdaftar"):
                raise
            return
        self.exported |= {rev_id for _, rev_id, _ in self(name).store.revisions_after(0)}

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
                if error.code not in NOT_FOR_US:
                    raise

    def restore(self, name: str) -> None:
        with suppress(UserError):  # a backup of a former identity is restored from outside only
            super().restore(name)

    def roll(self, name: str) -> None:
        """Change the key; now and then the request is lost at first, or the answer is."""
        if not read_identitas(self(name)).boleh_ganti_kunci:
            return
        change_key(self(name), self.new_path())
        if self.chance.random() < 0.7:
            self.admit(name)

    def admit(self, name: str) -> None:
        """Bring the request, which is the same each time, and the answer back where it is not lost."""
        if not read_identitas(self(name)).menunggu_jawaban:
            return
        request, answer = self.new_path(), self.stick / f"jawab-{self.requests}.skpb"
        request_enrolment(self(name), request)
        before = set(list_revoked(self("kabupaten")))
        seen = preview_enrolment(self("kabupaten"), request)
        approve_enrolment(self("kabupaten"), request, answer)
        ended = set(list_revoked(self("kabupaten"))) - before
        assert ended <= ({seen.lama} if seen.ganti is Gantian.COCOK else set()), "nothing else ends a key"
        self.rolled += bool(ended)
        if self.chance.random() < 0.8:
            accept_enrolment(self(name), answer)

    def new_path(self) -> Path:
        self.requests += 1
        return self.stick / f"minta-{self.requests}.skpe"

    def run(self) -> None:
        steps: list[Callable[[str], None]] = [self.save] * 5 + [self.export] * 4 + [self.merge] * 3 + [self.answer] * 2
        steps += [self.roll] * 4 + [self.admit] * 2 + [self.back_up, self.restore, self.put_back_by_hand]
        steps += [self.copy_laptop]
        self.save("asli")
        self.export("asli")
        for _ in range(STEPS):
            self.chance.choice(steps)(self.chance.choice(self.names))
        for name in self.names:
            self.settle(name)
        for _ in range(3):
            for name in self.names:
                self.export(name)
            merge_bundles(self("kabupaten"), self.bundles)
            for name in self.names:
                self.answer(name)

    def settle(self, name: str) -> None:
        """Let a laptop that is believed no more, or shares its identity, become a computer of its own."""
        while read_identitas(self(name)).menunggu_jawaban:
            self.admit(name)
        device = self(name).store.device
        others = [self(other).store.device for other in self.names if other != name]
        known = {satu.device_id for satu in list_perangkat(self("kabupaten"))}
        if device in others or device not in known or device in list_revoked(self("kabupaten")):
            take_new_identity(self(name), self.new_path())
            while read_identitas(self(name)).menunggu_jawaban:
                self.admit(name)

    def check(self) -> None:
        kabupaten = self("kabupaten")
        assert self.exported <= held_ids(kabupaten)  # [9], [10]
        assert kabupaten.store.quarantined() == []
        assert kabupaten.store.check(deep=True) == []
        for name in self.names:
            assert self(name).store.check(deep=True) == []
            assert held_ids(self(name)) <= held_ids(kabupaten)
        if self.seed == FIRST:
            assert self.rolled, "a story in which no old key ended tells nothing"
        revoked = list_revoked(kabupaten)
        assert not any(self(name).store.device in revoked for name in self.names)


@pytest.fixture(scope="module")
def world() -> Iterator[Path]:
    folder = found_world()
    yield folder
    shutil.rmtree(folder)


@pytest.mark.parametrize("seed", range(FIRST, FIRST + RUNS))
def test_that_no_changed_key_loses_what_was_exported(world: Path, tmp_path: Path, seed: int) -> None:
    laptops = Rolling(world, tmp_path, seed)
    laptops.seed = seed
    try:
        laptops.run()
        laptops.check()
    finally:
        laptops.close()
