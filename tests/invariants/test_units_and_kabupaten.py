"""The promise as a state machine: two units (one of them with two PCs) and a kabupaten, wild clocks, lost sticks.

A share of the histories, drawn anew by each run; with ``SKP_EXAMPLES=200`` in the environment it goes through many.

Numbers in brackets are the invariants of the exchange design.
"""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import tempfile
import threading
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from desktop_app.domain.bukti_dukung import BuktiDukung
from desktop_app.domain.codec import decode_as, encode, natural_id
from desktop_app.domain.errors import BundleError, UserError
from desktop_app.domain.istilah_kinerja import TanggapanJurnal
from desktop_app.domain.jurnal import EntriJurnal, Jurnal, sidik_entri
from desktop_app.domain.matriks import BarisMatriks, MatriksPeran
from desktop_app.domain.pegawai import Pegawai
from desktop_app.services.balas import export_returns
from desktop_app.services.balasan import apply_return
from desktop_app.services.kantor import Kantor, open_kantor
from desktop_app.services.kirim import export_bundle
from desktop_app.services.konflik import Pilihan, list_konflik, resolve_konflik
from desktop_app.services.masuk import HasilPaket, NasibPaket, merge_bundles
from desktop_app.services.naskah import commit_naskah, open_naskah, write_naskah
from desktop_app.services.pegawai import delete_pegawai, list_pegawai
from tests.invariants.dunia import UNITS, calm_clock, found_world, held_ids, open_copy, revision_ids, view, wild_clock

pytestmark = pytest.mark.slow
PC = st.sampled_from(sorted(UNITS))
MATRIKS = MatriksPeran(
    pegawai_id="1" * 32, tahun=2026, baris=tuple(BarisMatriks(id=f"b{n}", nama=f"Orang {n}") for n in range(3))
)
JURNAL = Jurnal(pegawai_id="1" * 32, minggu=date(2026, 2, 2))
FIELD = st.sampled_from(["nama", "catatan", "aktif"])


class Offices(RuleBasedStateMachine):
    """Drives real offices on disk through saves, exports, merges in any order, losses, returns and restarts."""

    world: Path

    @initialize(seed=st.integers(0, 2**16))
    def open_offices(self, seed: int) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="mesin-"))
        (self.folder / "stick").mkdir()
        self.offices: dict[str, Kantor] = {
            nama: open_copy(self.world, self.folder, nama, wild_clock(seed + nomor))
            for nomor, nama in enumerate([*UNITS, "kabupaten"])
        }
        self.bundles: list[Path] = []
        self.returns: list[Path] = []
        self.acknowledged: dict[str, dict[str, str]] = {nama: {} for nama in self.offices}
        self.counts = dict.fromkeys(self.offices, 0)
        self.writes = 0
        self._note_initial()

    def _note_initial(self) -> None:
        for nama, kantor in self.offices.items():
            self.acknowledged[nama] = dict.fromkeys(held_ids(kantor), "")

    @rule(pc=PC, who=st.integers(0, 2), field=FIELD)
    def save(self, pc: str, who: int, field: str) -> None:
        kantor = self.offices[pc]
        people = list_pegawai(kantor)
        if who >= len(people) or people[who].konflik:
            return
        doc_id = people[who].id
        naskah = open_naskah(kantor, doc_id)
        assert isinstance(naskah.isi, Pegawai)
        self.writes += 1
        value = {"nama": f"Nama {self.writes}", "catatan": f"Catatan {self.writes}", "aktif": not naskah.isi.aktif}
        rows, _ = kantor.store.audit_head()
        write_naskah(kantor, doc_id, msgspec.structs.replace(naskah.isi, **{field: value[field]}))
        changed = commit_naskah(kantor, doc_id)
        assert changed.doc_ids == (doc_id,)
        assert kantor.store.audit_head()[0] == rows + 1  # [17]
        rev = kantor.store.history(doc_id)[-1]
        self.acknowledged[pc][rev.rev_id] = doc_id

    @rule(pc=PC, row=st.integers(0, 2), act=st.sampled_from(["type", "move", "add", "drop", "name"]))
    def plan(self, pc: str, row: int, act: str) -> None:
        kantor = self.offices[pc]
        doc_id = natural_id("matriks", UNITS[pc], "uji")
        dokumen = kantor.store.document(doc_id)
        if dokumen is not None and dokumen.conflicts:
            return
        isi = decode_as(MatriksPeran, dokumen.body) if dokumen is not None else MATRIKS
        self.writes += 1
        rows = list(isi.baris)
        if act == "add":
            rows.append(BarisMatriks(id=f"{pc}{self.writes}", nama=f"Orang {self.writes}"))
        elif act == "move":
            rows.append(rows.pop(row % len(rows)))
        elif act == "drop" and len(rows) > 1:
            rows.pop(row % len(rows))
        elif act == "type":
            rows[row % len(rows)] = msgspec.structs.replace(rows[row % len(rows)], jabatan=f"Jabatan {self.writes}")
        tim = f"Tim {self.writes}" if act == "name" else isi.tim
        with kantor.write("uji", doc_id) as tx:
            baru = encode(msgspec.structs.replace(isi, baris=tuple(rows), tim=tim))
            rev = tx.save("matriks", doc_id, baru, scope=UNITS[pc], schema=1)
        self.acknowledged[pc][rev.rev_id] = doc_id

    @rule(pc=PC, child=st.integers(0, 2), act=st.sampled_from(["write", "type", "answer", "prove", "drop"]))
    def keep_a_journal(self, pc: str, child: int, act: str) -> None:
        kantor = self.offices[pc]
        doc_id = natural_id("jurnal", UNITS[pc], "uji")
        dokumen = kantor.store.document(doc_id)
        if dokumen is not None and dokumen.conflicts:
            return
        # Nobody brings the first one from elsewhere: two computers begin the same week apart from each other.
        isi = decode_as(Jurnal, dokumen.body) if dokumen is not None else JURNAL
        self.writes += 1
        kata = f"Kerja {self.writes}"
        entri = list(isi.entri)
        satu = entri[child % len(entri)] if entri else None
        ubah: dict[str, Any] = {"teks": kata}
        if act == "write" or satu is None:
            entri.append(EntriJurnal(id=f"{pc}{self.writes}", tanggal=JURNAL.minggu, teks=kata))
        elif act == "drop":
            entri.remove(satu)
        else:
            if act == "answer":
                ubah = {"tanggapan": TanggapanJurnal.DIBENARKAN, "komentar": kata, "sidik": sidik_entri(satu)}
            elif act == "prove":
                ubah = {"bukti": (*satu.bukti, BuktiDukung(id=f"{pc}{self.writes}", sidik=f"{self.writes:064x}"))}
            entri[child % len(entri)] = msgspec.structs.replace(satu, **ubah)
        with kantor.write("uji", doc_id) as tx:
            baru = encode(msgspec.structs.replace(isi, entri=tuple(entri)))
            rev = tx.save("jurnal", doc_id, baru, scope=UNITS[pc], schema=1)
        self.acknowledged[pc][rev.rev_id] = doc_id

    @rule(pc=PC, who=st.integers(0, 2))
    def delete(self, pc: str, who: int) -> None:
        kantor = self.offices[pc]
        people = list_pegawai(kantor)
        if len(people) < 2 or who >= len(people) or people[who].konflik:
            return
        delete_pegawai(kantor, people[who].id, "salah ketik")
        rev = kantor.store.history(people[who].id)[-1]
        self.acknowledged[pc][rev.rev_id] = people[who].id

    @rule(pc=PC)
    def export(self, pc: str) -> None:
        try:
            self.bundles.append(export_bundle(self.offices[pc], self.folder / "stick").path)
        except UserError as error:
            if error.code != "ekspor_kosong":
                raise

    @rule(order=st.randoms(use_true_random=False), most=st.integers(1, 4))
    def merge_some_in_any_order_and_twice(self, order: random.Random, most: int) -> None:
        if not self.bundles:
            return
        chosen = [order.choice(self.bundles) for _ in range(most)]
        before = len(revision_ids(self.offices["kabupaten"]))
        for hasil in merge_bundles(self.offices["kabupaten"], chosen):
            assert hasil.galat is None
            assert hasil.karantina == 0
        once = view(self.offices["kabupaten"])
        again = merge_bundles(self.offices["kabupaten"], chosen)
        assert {satu.nasib for satu in again} == {NasibPaket.SUDAH_DITERIMA}  # [1]
        assert view(self.offices["kabupaten"]) == once
        assert len(revision_ids(self.offices["kabupaten"])) >= before  # [4]

    @rule(pick=st.integers(0, 100))
    def cancel_a_merge(self, pick: int) -> None:
        if not self.bundles:
            return
        kantor = self.offices["kabupaten"]
        before = (view(kantor), held_ids(kantor))
        cancel = threading.Event()
        (hasil,) = merge_bundles(
            kantor, [self.bundles[pick % len(self.bundles)]], progress=lambda done, of: cancel.set(), cancel=cancel
        )
        assert hasil.nasib in (NasibPaket.DIBATALKAN, NasibPaket.SUDAH_DITERIMA)
        assert (view(kantor), held_ids(kantor)) == before  # [14]

    @rule(pc=PC, who=st.integers(0, 2))
    def a_newer_program_writes_and_an_older_one_edits(self, pc: str, who: int) -> None:
        kantor = self.offices[pc]
        people = list_pegawai(kantor)
        if who >= len(people) or people[who].konflik:
            return
        doc_id = people[who].id
        dokumen = kantor.store.document(doc_id)
        assert dokumen is not None
        self.writes += 1
        newer = msgspec.json.encode({**msgspec.json.decode(dokumen.body), "kelak": {"isi": [self.writes]}})
        with kantor.write("uji", doc_id) as tx:
            rev = tx.save("pegawai", doc_id, newer, scope=dokumen.scope, schema=99)
        self.acknowledged[pc][rev.rev_id] = doc_id
        self.save(pc, who, "catatan")
        edited = kantor.store.document(doc_id)
        assert edited is not None
        assert msgspec.json.decode(edited.body)["kelak"] == {"isi": [self.writes - 1]}  # [13]

    @rule()
    def answer(self) -> None:
        try:
            self.returns += [satu.path for satu in export_returns(self.offices["kabupaten"], self.folder / "stick")]
        except UserError as error:
            if error.code != "balasan_kosong":
                raise

    @rule(pc=PC, order=st.randoms(use_true_random=False))
    def take_a_return(self, pc: str, order: random.Random) -> None:
        if not self.returns:
            return
        kantor = self.offices[pc]
        before = (view(kantor), held_ids(kantor))
        try:
            apply_return(kantor, order.choice(self.returns))
        except BundleError:  # another device's answer: nothing changes [14]
            assert (view(kantor), held_ids(kantor)) == before

    @rule(pilihan=st.sampled_from(list(Pilihan)))
    def settle_a_conflict(self, pilihan: Pilihan) -> None:
        kantor = self.offices["kabupaten"]
        semua = list_konflik(kantor)
        if not semua:
            return
        doc_id = semua[0].doc_id
        heads = {versi.rev_id for versi in semua[0].versi}
        resolve_konflik(kantor, doc_id, pilihan)
        dokumen = kantor.store.document(doc_id)
        assert dokumen is not None
        assert len(dokumen.heads) == 1
        rev = kantor.store.revision(dokumen.heads[0])
        assert rev is not None
        assert set(rev.parents) == heads
        assert not dokumen.conflicts
        self.acknowledged["kabupaten"][rev.rev_id] = doc_id

    @rule(pc=st.sampled_from([*sorted(UNITS), "kabupaten"]))
    def restart(self, pc: str) -> None:
        lama = self.offices[pc]
        seen = view(lama)
        lama.close()
        self.offices[pc] = open_kantor(lama.home, jam=lama.jam, who=lama.who)
        assert view(self.offices[pc]) == seen

    @invariant()
    def nothing_acknowledged_disappears(self) -> None:
        for nama, kantor in getattr(self, "offices", {}).items():
            ids = revision_ids(kantor)
            assert set(self.acknowledged[nama]) <= held_ids(kantor)  # [3]
            assert len(ids) >= self.counts[nama]  # [4]
            self.counts[nama] = len(ids)
            _graph_is_sound(kantor, ids)
            _every_value_is_seen(kantor)
            _every_entry_is_seen(kantor)

    def teardown(self) -> None:
        if not hasattr(self, "offices"):
            return
        try:
            self._exchange_everything()
        finally:
            for kantor in self.offices.values():
                kantor.close()
            shutil.rmtree(self.folder)

    def _exchange_everything(self) -> None:
        for pc in sorted(UNITS):
            self.export(pc)
        kabupaten = self.offices["kabupaten"]
        _all_taken(merge_bundles(kabupaten, self.bundles))
        sent = set[str]().union(*(held_ids(self.offices[pc]) for pc in UNITS))
        assert sent <= held_ids(kabupaten)  # [3] [15]
        for kantor in self.offices.values():
            assert kantor.store.check(deep=True) == []
        # A second kabupaten with the same keys, another clock, every bundle in the opposite order [1] [2] [8] [15].
        other = self.folder / "lain"
        other.mkdir()
        second = open_copy(self.world, other, "kabupaten", calm_clock)
        own = {rev for rev in revision_ids(kabupaten) if _device(kabupaten, rev) == kabupaten.store.device}
        try:
            _all_taken(merge_bundles(second, list(reversed(self.bundles))))
            assert held_ids(kabupaten) - own <= held_ids(second)
            with second.write("uji") as tx:
                tx.add([rev.raw for rev in map(kabupaten.store.revision, sorted(own)) if rev], source="uji")
            assert held_ids(second) == held_ids(kabupaten)
            assert view(second) == view(kabupaten)
        finally:
            second.close()


def _all_taken(results: Sequence[HasilPaket]) -> None:
    """Every bundle went in whole, with nothing put aside."""
    assert [(satu.path.name, satu.galat) for satu in results if satu.galat is not None] == []
    assert [satu.path.name for satu in results if satu.karantina] == []


def _device(kantor: Kantor, rev_id: str) -> str:
    rev = kantor.store.revision(rev_id)
    return rev.device if rev is not None else ""


def _graph_is_sound(kantor: Kantor, ids: list[str]) -> None:
    seen: set[str] = set()
    for rev_id in ids:
        rev = kantor.store.revision(rev_id)
        assert rev is not None
        assert hashlib.sha256(rev.raw).hexdigest() == rev_id  # [5]
        assert set(rev.parents) <= seen  # [6] [7]: parents stand before their children, so there is no cycle
        seen.add(rev_id)
    for satu in kantor.store.waiting():
        assert satu.missing  # [6]


def _every_value_is_seen(kantor: Kantor) -> None:
    """Each head's value of each field is what is shown, or what the others had, or stands in a conflict [3]."""
    for found in kantor.store.find("pegawai"):
        dokumen = kantor.store.document(found.doc_id)
        assert dokumen is not None
        if len(dokumen.heads) < 2:
            continue
        shown = msgspec.json.decode(dokumen.body)
        disputed = {satu.path: [nilai for _, nilai in satu.values] for satu in dokumen.conflicts}
        bodies = [rev for head in dokumen.heads if (rev := kantor.store.revision(head)) is not None]
        ancestors = [msgspec.json.decode(rev.body) for rev in kantor.store.history(found.doc_id)]
        for rev in bodies:
            if rev.deleted:
                assert "" in disputed or dokumen.deleted
                continue
            for name, nilai in msgspec.json.decode(rev.body).items():
                older = any(satu.get(name) == nilai for satu in ancestors if satu != msgspec.json.decode(rev.body))
                assert shown.get(name) == nilai or nilai in disputed.get(name, []) or "" in disputed or older


def _every_entry_is_seen(kantor: Kantor) -> None:
    """What a head says in an entry of a journal is shown, or was said before, or stands in a conflict [3]."""
    for found in kantor.store.find("jurnal"):
        dokumen = kantor.store.document(found.doc_id)
        assert dokumen is not None
        terlihat = dokumen.body.decode() + msgspec.json.encode([satu.values for satu in dokumen.conflicts]).decode()
        lama = "".join(
            rev.body.decode() for rev in kantor.store.history(found.doc_id) if rev.rev_id not in dokumen.heads
        )
        for rev in (kantor.store.revision(head) for head in dokumen.heads):
            assert rev is not None
            isi = decode_as(Jurnal, rev.body) if not rev.deleted else JURNAL
            kata = [teks for satu in isi.entri for teks in (satu.teks, satu.komentar, *(b.sidik for b in satu.bukti))]
            assert [teks for teks in kata if teks and f'"{teks}"' not in terlihat and f'"{teks}"' not in lama] == []


@pytest.fixture
def world() -> Iterator[Path]:
    folder = found_world()
    yield folder
    shutil.rmtree(folder)


def test_that_offices_keep_the_promise_under_any_history(world: Path) -> None:
    machine = type("OfficesOfThisRun", (Offices,), {"world": world})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=int(os.environ.get("SKP_EXAMPLES", "9")),
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
        ),
    )
