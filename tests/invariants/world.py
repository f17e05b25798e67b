"""Several units, several computers of one unit and a kabupaten in memory, and the sticks between them.

A bundle is a value here, not a file: whom it is from, its number, its revisions. What decides about it is the program's
own: the sieve, the merge, the ledgers, the lineage, the anchor, the trust document. ``World`` does what it is told and
remembers the order, so that the same can be done again under other clocks; ``checks`` looks at it after every step.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from contextlib import nullcontext
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace

from db import StoreError, decode_revision
from desktop_app.domain.codec import ALL_KINDS
from desktop_app.domain.errors import BundleError
from desktop_app.exchange import KnownBundle, Marks, TrustState
from desktop_app.services import jangkar
from desktop_app.services.balasan import _acknowledge
from desktop_app.services.jangkar import read_induk, read_mark
from desktop_app.services.kepercayaan import (
    foreign_devices,
    keep_trust,
    list_perangkat,
    own_scope,
    require_trust,
)
from desktop_app.services.paket import get_masuk, list_keluar, list_masuk, next_seq, put_keluar, put_masuk
from desktop_app.services.saksi import make_acks
from desktop_app.services.sertifikat import judge_waiting
from desktop_app.services.silsilah import (
    documents_of,
    forget_receipts,
    hold_back,
    list_kembar,
    note_answer,
    note_epoch,
    note_twin,
    owed_to,
    raise_trust,
)
from tests.faults.fault_world import content_hash
from tests.invariants.carried import (
    Answer,
    BrokenOffError,
    Bundle,
    breaking,
    bundle_of,
    certificate_of,
    forged,
    received,
    sent,
)
from tests.invariants.dunia import UNITS, wild_clock
from tests.invariants.lifted import Lifted, forget_anchor, is_break, open_image, stumbling
from tests.invariants.promise import hold
from tests.invariants.replica import Replica
from tests.invariants.seam import HONEST, Rules, knowing
from tests.invariants.second_thoughts import SecondThoughts, redo_imports, undo_import

_BELIEVED: dict[object, TrustState] = {}
"""Trust documents that were accepted before under the same marks: a schedule reads the same few again and again."""
LATER_KIND = "matriks"
"""The kind of document that a kabupaten of the older program does not know yet."""
COMPUTERS = tuple(sorted(UNITS))
MOST_CLONES = 2


@dataclass
class World:
    """All computers of a schedule, the sticks, and what was promised to whom."""

    lifted: Lifted
    clocks_from: int
    rules: Rules = HONEST
    older_kabupaten: bool = False
    replicas: dict[str, Replica] = field(default_factory=dict)
    bundles: list[Bundle] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    held_back: dict[str, Bundle] = field(default_factory=dict)
    exported: dict[str, set[str]] = field(default_factory=dict)
    committed: set[str] = field(default_factory=set)
    """Every revision that the kabupaten ever kept: in the log, waiting, or aside with its reason."""
    presented: dict[tuple[str, str, int], set[str]] = field(default_factory=dict)
    """What the kabupaten was given since it last went back: file hashes by sender, epoch and number."""
    forged: set[str] = field(default_factory=set)
    clocks: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.thoughts = SecondThoughts(self.rules)
        self.folder = Path(tempfile.mkdtemp(prefix="jadwal-", dir=self.lifted.folder))
        for number, name in enumerate((*COMPUTERS, "kabupaten")):
            home = self.folder / name
            home.mkdir()
            jam = wild_clock(self.clocks_from + number)
            kantor = open_image(
                self.lifted.images[name], home, jam=jam, mesin=name, merge=self.rules.merge_of(self.clocks)
            )
            jangkar.put_anchor(home, kantor.store, kantor.profil.kode)
            replica = Replica(name, kantor, name, self.rules, self.clocks)
            replica.acknowledged = replica.held()
            replica.note_mark()
            self.replicas[name] = replica
            jangkar.watch(home, kantor.store, kantor.profil.kode, who=name, claim=kantor.claim, mesin=name)
        self.committed |= self.kabupaten.revisions()

    @property
    def kabupaten(self) -> Replica:
        """The kabupaten's computer."""
        return self.replicas["kabupaten"]

    @property
    def units(self) -> list[Replica]:
        """The units' computers, copies too, in the order in which they came to be."""
        return [one for name, one in self.replicas.items() if name != "kabupaten"]

    def unit(self, pc: int) -> Replica:
        """Return one of the units' computers."""
        return self.units[pc % len(self.units)]

    def clone(self, pc: int, same_machine: bool) -> None:
        """Copy a unit's disk; with ``same_machine`` as an image whose machine has the same mark."""
        source = self.unit(pc)
        if len(self.units) >= len(COMPUTERS) + MOST_CLONES:
            return
        name = f"{source.name}-{len(self.units)}"
        jam = wild_clock(self.clocks_from + 100 + len(self.units))
        other = source.clone(name, self.folder / name, jam, source.mesin if same_machine else name)
        self.replicas[name] = other
        self.exported[name] = set()

    def export(self, pc: int) -> None:
        """Let a unit seal a bundle of everything that is not acknowledged."""
        self.export_of(self.unit(pc))

    def export_of(self, unit: Replica) -> bool:
        """Seal a bundle; say whether there was anything to send."""
        kantor = unit.kantor
        upto = self.rules.acknowledged(kantor)
        self.committed |= self.kabupaten.held()
        self._leaves_nothing_out(unit, upto)
        rows = self.rules.raws_after(kantor, upto)
        if not rows:
            return False
        with kantor.write("ekspor") as tx:
            seq = next_seq(kantor, tx)
        bundle = bundle_of(unit, seq, (raw for _, raw in rows))
        with kantor.write("ekspor_selesai") as tx:
            put_keluar(tx, sent(bundle, upto, max(number for number, _ in rows)))
        self.bundles.append(bundle)
        carried = {sha256(raw).hexdigest() for raw in bundle.raws}
        self.exported.setdefault(unit.name, set()).update(carried)
        return True

    def _leaves_nothing_out(self, unit: Replica, upto: int) -> None:
        """What an export leaves out was committed at the kabupaten."""
        left_out = {rev_id for _, rev_id, _ in unit.store.revisions_after(0, upto=upto)}
        if missing := left_out - self.committed:
            hold(16, False, f"{unit.name} takes {len(missing)} revisions for acknowledged that never arrived")

    def lose(self, which: int) -> None:
        """Lose a stick for good."""
        if self.bundles:
            self.bundles.pop(which % len(self.bundles))
            self.forget_what_is_nowhere()

    def forget_what_is_nowhere(self) -> None:
        """Promise nothing more of what is on no stick, at no office: lost with its stick, and both sides went back."""
        somewhere = {sha256(raw).hexdigest() for bundle in self.bundles for raw in bundle.raws}
        for replica in self.replicas.values():
            somewhere |= replica.held()
        for name, sent_there in self.exported.items():
            self.exported[name] = sent_there & somewhere

    def merge(self, order: Iterable[int]) -> None:
        """Import some bundles at the kabupaten, in any order, some of them again."""
        for which in order:
            if self.bundles:
                self.take_up(self.kabupaten, self.bundles[which % len(self.bundles)])

    def take_up(self, kabupaten: Replica, bundle: Bundle, *, fails_at: int | None = None) -> str:
        """Import one bundle at a kabupaten: once, as a twin that is held back, or not at all when it fails."""
        kantor, store = kabupaten.kantor, kabupaten.store
        if get_masuk(kantor, bundle.file_sha256) is not None:
            return "again"
        known = [KnownBundle(one.device_id, one.epoch, one.seq, one.file_sha256) for one in list_masuk(kantor)]
        context = SimpleNamespace(known=known, keep_twin=bundle.file_sha256 in self.held_back)
        try:
            standing = self.rules.standing(bundle, bundle.file_sha256, context)
        except BundleError as error:
            sender = next(one for one in list_perangkat(kantor) if one.device_id == bundle.sender)
            with kantor.write("tolak_paket") as tx:
                hold_back(kantor, tx, bundle.file_sha256, error, sender)
            self.held_back[bundle.file_sha256] = bundle
            self._note_presented(kabupaten, bundle)
            hold(10, bundle.sender in {one.device_id for one in list_kembar(kantor)}, "a fork is not reported")
            return "held"
        hold(10, standing.place != "already_received", "other content under a number that came before goes unnoticed")
        rows, before = store.audit_head()[0], kabupaten.revisions()
        older = self.older_kabupaten and kabupaten is self.kabupaten
        with knowing(set(ALL_KINDS) - {LATER_KIND}) if older else nullcontext():
            self._import(kabupaten, bundle, fails_at)
        hold(17, store.audit_head()[0] == rows + self.rules.rows_of_import, "an import")
        came = kabupaten.revisions() - before
        certificate = certificate_of(kabupaten, bundle.sender)
        hold(18, not came & self.forged, "a forged record is applied")
        for rev in map(store.revision, came):
            hold(18, rev is not None and certificate.covers(rev.scope), "what is outside the scope is applied")
        if kabupaten is self.kabupaten:
            self.committed |= kabupaten.held()
        self._note_presented(kabupaten, bundle)
        return "merged"

    def _note_presented(self, kabupaten: Replica, bundle: Bundle) -> None:
        """Keep that the kabupaten has dealt with a bundle; one at which it broke off may never come again."""
        if kabupaten is self.kabupaten:
            self.presented.setdefault((bundle.sender, bundle.epoch, bundle.seq), set()).add(bundle.file_sha256)

    def _import(self, kabupaten: Replica, bundle: Bundle, fails_at: int | None) -> None:
        kantor = kabupaten.kantor
        certificate = certificate_of(kabupaten, bundle.sender)
        raws: Iterable[bytes] = bundle.raws if fails_at is None else breaking(bundle.raws, fails_at)
        parts = [raws] if self.rules.one_transaction else [[raw] for raw in bundle.raws[: fails_at or None]]
        for number, part in enumerate(parts):
            with kantor.write("gabung_paket") as tx:
                strangers = foreign_devices(kantor, certificate)
                report = self.rules.take(
                    kantor, tx, part, bundle.file_sha256, certificate.allows, strangers, self.clocks
                )
                if number == len(parts) - 1:
                    put_masuk(tx, received(kantor, bundle, report))
                    note_epoch(kantor, tx, bundle)  # type: ignore[arg-type]

    def fail_a_merge(self, which: int, at: int) -> None:
        """Break an import off in the middle: a read error, a cancel, a sick file. Nothing has changed."""
        if not self.bundles:
            return
        store, bundle = self.kabupaten.store, self.bundles[which % len(self.bundles)]
        before, rows = content_hash(store), store.audit_head()[0]
        try:
            fate = self.take_up(self.kabupaten, bundle, fails_at=at % len(bundle.raws))
        except BrokenOffError:
            hold(14, content_hash(store) == before, "a failed import has left something")
        else:
            hold(14, fate in ("again", "held"), fate)
            hold(17, store.audit_head()[0] - rows <= 1, "a refusal")

    def stumble(self, which: int, after: int) -> None:
        """Let the database itself break off during an import: the state before or the state after."""
        if not self.bundles:
            return
        kabupaten, bundle = self.kabupaten, self.bundles[which % len(self.bundles)]
        before = content_hash(kabupaten.store)
        try:
            with stumbling(kabupaten.store, after):
                self.take_up(kabupaten, bundle)
        except StoreError as error:
            hold(20, is_break(error), error)
            if content_hash(kabupaten.store) != before:
                # It broke off while something was looked at afterwards, or while a refusal was noted.
                after = get_masuk(kabupaten.kantor, bundle.file_sha256) is not None
                whole = {sha256(raw).hexdigest() for raw in bundle.raws} <= kabupaten.held()
                hold(20, after and whole, "a state between before and after")
                self.committed |= kabupaten.held()
            kabupaten.restart()

    def forge(self, pc: int, how: str) -> None:
        """Let a unit send a record that is none of its business, in a bundle that is signed as it should be."""
        unit = self.unit(pc)
        other = next(one for one in self.units if one.kode != unit.kode)
        rev = forged(how, unit, other, self.kabupaten, len(self.forged) + 1)
        self.forged.add(rev.rev_id)
        with unit.kantor.write("ekspor") as tx:
            seq = next_seq(unit.kantor, tx)
        bundle = bundle_of(unit, seq, [rev.raw])
        self.bundles.append(bundle)
        self.take_up(self.kabupaten, bundle)

    def answer(self) -> None:
        """Let the kabupaten answer every device."""
        kantor, store = self.kabupaten.kantor, self.kabupaten.store
        induk, trust = read_induk(store), require_trust(kantor)
        for device in list_perangkat(kantor):
            come = [one for one in list_masuk(kantor) if one.device_id == device.device_id]
            owed = owed_to(kantor, device.device_id) is not None
            docs = documents_of(kantor, device.kode) if owed else self._settled(device.kode)
            history = (rev for doc in docs for rev in store.history(doc))
            self.answers.append(
                Answer(
                    to=device.device_id,
                    epoch=store.epoch,
                    parent_epoch=induk.epoch if induk else "",
                    trust=trust.raw,
                    acks=tuple(make_acks(come)),
                    raws=tuple(rev.raw for rev in history),
                )
            )

    def _settled(self, kode: str) -> list[str]:
        """Return the documents of an office in which the kabupaten has written."""
        own = self.kabupaten.store.device
        found = dict.fromkeys(
            rev.doc_id
            for rev in (decode_revision(raw) for _, _, raw in self.kabupaten.store.revisions_after(0))
            if rev.device == own and rev.scope == kode
        )
        return list(found)

    def raise_trust(self) -> None:
        """Let the kabupaten make its next trust document."""
        kantor = self.kabupaten.kantor
        with kantor.write("uji") as tx:
            raise_trust(kantor, tx)
        self.kabupaten.note_mark()

    def receive(self, pc: int, which: int) -> None:
        """Let a unit apply an answer that is for it, the newest or an older one."""
        unit = self.unit(pc)
        own = [answer for answer in self.answers if answer.to == unit.store.device]
        if own:
            self.apply(unit, own[-1 - which % len(own)])

    def apply(self, unit: Replica, answer: Answer) -> bool:
        """Apply one answer at a unit; say whether it was one that this unit may take."""
        kantor, store = unit.kantor, unit.store
        if answer.to != store.device:
            return False
        try:
            trust = self._believed(unit, answer)
        except BundleError:
            return False
        rows, before = store.audit_head()[0], unit.revisions()
        with kantor.write("terima_balasan") as tx:
            keep_trust(kantor, tx, trust)
            if note_answer(kantor, tx, answer):  # type: ignore[arg-type]
                forget_receipts(kantor, tx, answer.acks)
            note_twin(kantor, tx, answer.acks, list_keluar(kantor))
            _acknowledge(kantor, tx, answer.acks)
            self.rules.take(kantor, tx, answer.raws, "balasan", own_scope(kantor), (), self.clocks)
        hold(17, store.audit_head()[0] == rows + 1, "an answer")
        unit.note_mark()
        allowed = own_scope(kantor)
        for rev in map(store.revision, unit.revisions() - before):
            hold(18, rev is not None and allowed(rev.kind, rev.scope), "an answer brings what is another office's")
        return True

    def _believed(self, unit: Replica, answer: Answer) -> TrustState:
        """Judge the trust document of an answer by what the office has seen; it raises where it is older."""
        store = unit.store
        anchor = jangkar.read_anchor(unit.kantor.home, store.device)
        marks = max(Marks(*read_mark(store)), Marks(*anchor.tanda) if anchor else Marks(0, 0))
        key = (self.rules.name, answer.trust, store.get("kepercayaan", "pin"), marks)
        if key not in _BELIEVED:
            _BELIEVED[key] = self.rules.read_trust(answer.trust, pinned=key[2], marks=marks)
        return _BELIEVED[key]

    def resolve(self, which: int, theirs: bool) -> None:
        """Settle a conflict at the kabupaten."""
        self.thoughts.resolve(self.kabupaten, which, theirs)

    def unresolve(self, which: int) -> None:
        """Take an answer back."""
        self.thoughts.unresolve(self.kabupaten, which)

    def undo_import(self, which: int) -> None:
        """Take a whole import back."""
        undo_import(self.kabupaten, which)

    def redo_imports(self) -> None:
        """Do again what was taken back."""
        redo_imports(self.kabupaten)

    def update_kabupaten(self) -> None:
        """The kabupaten gets the newer program, and what waited for it is judged again."""
        if self.older_kabupaten:
            self.older_kabupaten = False
            judge_waiting(self.kabupaten.kantor)

    def forget(self, replica: Replica) -> None:
        """Close a computer and remove its anchors."""
        forget_anchor(replica.kantor)
        replica.close()

    def close(self) -> None:
        """Close everything and leave nothing behind."""
        for replica in self.replicas.values():
            self.forget(replica)
        shutil.rmtree(self.folder)
