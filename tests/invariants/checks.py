"""What must hold after every step of a schedule, and at its end when everybody has exchanged everything."""

from __future__ import annotations

import random
from collections.abc import Iterable
from hashlib import sha256
from typing import Any

import msgspec

from db import Document, decode_revision
from desktop_app.services.silsilah import list_kembar
from tests.invariants.carried import Bundle
from tests.invariants.dunia import calm_clock
from tests.invariants.lifted import open_image
from tests.invariants.promise import hold
from tests.invariants.replica import Replica
from tests.invariants.world import World

ROUNDS = 4
"""So often everybody sends and is answered at the end: a copy learns in the first that it is one, and so on."""


def check(world: World) -> None:
    """Look at every computer after a step."""
    for replica in world.replicas.values():
        mark = (replica.store.epoch, *replica.store.audit_head())
        if mark == replica.looked_at:
            continue
        replica.looked_at = mark
        held = replica.held()
        hold(3, replica.acknowledged <= held, f"{replica.name} lacks {len(replica.acknowledged - held)}")
        _log_grows_soundly(replica, len(held))
        _every_value_is_seen(replica)
    hold(18, not world.forged & world.kabupaten.revisions(), "a forged record is in a document")


def _log_grows_soundly(replica: Replica, held: int) -> None:
    store = replica.store
    hold(4, held >= replica.count, f"{replica.name} fell from {replica.count} to {held}")
    place = {rev_id: seq for seq, rev_id, _ in store.revisions_after(0)}
    # Where an import was taken back, what is left of the log stands where it had never stood.
    after = replica.checked if replica.checked <= store.last_seq() and len(place) >= replica.placed else 0
    for seq, rev_id, raw in store.revisions_after(after):
        hold(5, sha256(raw).hexdigest() == rev_id, rev_id)
        for parent in decode_revision(raw).parents:
            hold(6, parent in place, f"{replica.name} has {rev_id} without its parent")
            hold(7, place[parent] < seq, "a parent stands behind its child")
    replica.checked, replica.count, replica.placed = store.last_seq(), held, len(place)
    for one in store.waiting():
        hold(6, one.missing, "something waits for nothing")


def _every_value_is_seen(replica: Replica) -> None:
    """Each head's value of each field is shown, or is what an ancestor had, or stands in a conflict [3] [12]."""
    store = replica.store
    for kind in ("pegawai", "matriks"):
        for gone in (False, True):
            for found in store.find(kind, deleted=gone):
                dokumen = store.document(found.doc_id)
                if len(dokumen.heads) > 1:
                    _values_of_heads(replica, dokumen)


def _values_of_heads(replica: Replica, dokumen: Document) -> None:
    store = replica.store
    heads = [store.revision(head) for head in dokumen.heads]
    disputed = {one.path: [value for _, value in one.values] for one in dokumen.conflicts}
    living = [rev for rev in heads if not rev.deleted]
    if living and len(living) < len(heads):
        # Who deleted what somebody changed and changed back deleted exactly what he saw.
        gone = [_above(store, rev) for rev in heads if rev.deleted]
        edited = any(_body(rev) not in bodies for rev in living for bodies in gone)
        hold(12, "" in disputed or not edited, f"{replica.name} shows it {'deleted' if dokumen.deleted else 'living'}")
        hold(12, "" in disputed or dokumen.deleted, f"{replica.name} forgets that it was deleted")
        return
    if not living:
        return
    before = [rev for rev in store.history(dokumen.doc_id) if rev.rev_id not in dokumen.heads and not rev.deleted]
    said = [msgspec.json.decode(rev.body) for rev in before]
    shown = msgspec.json.decode(dokumen.body)
    for rev in living:
        for name, value in msgspec.json.decode(rev.body).items():
            seen = shown.get(name) == value or value in disputed.get(name, [])
            known = any(one.get(name) == value for one in said)
            if seen or known or "" in disputed or any(path.startswith(f"{name}/") for path in disputed):
                continue
            parts = isinstance(value, list) and all(_has_part(shown.get(name), one, said, name) for one in value)
            hold(3, parts, f"{replica.name} does not show what {rev.rev_id[:8]} says of {name}")


def _above(store: Any, tip: Any) -> list[object]:
    """Return the bodies of a revision's ancestors."""
    bodies, pending, seen = [], list(tip.parents), set[str]()
    while pending:
        rev = store.revision(pending.pop())
        if rev.rev_id not in seen:
            seen.add(rev.rev_id)
            bodies.append(_body(rev))
            pending += rev.parents
    return bodies


def _body(rev: Any) -> object:
    return None if rev.deleted else msgspec.json.decode(rev.body)


def _has_part(shown: Any, child: Any, said: list[Any], name: str) -> bool:
    """Say whether a child of a list is shown with its values, or was so before (then another side changed it)."""
    for where in (shown, *(one.get(name) for one in said)):
        for other in where or ():
            if other.get("id") == child.get("id"):
                old = [o for one in said for o in one.get(name) or () if o.get("id") == child.get("id")]
                return all(other.get(key) == value or any(o.get(key) == value for o in old)
                           for key, value in child.items())  # fmt: skip
    return any(child.get("id") == o.get("id") for one in said for o in one.get(name) or ())


def converge(world: World) -> None:
    """Let everybody send everything and be answered, a few times, and see that nothing is missing anywhere."""
    world.update_kabupaten()
    world.redo_imports()
    for number in range(ROUNDS):
        before = _how_far(world)
        for unit in world.units:
            world.export_of(unit)
        for bundle in [*world.bundles, *world.held_back.values()]:
            if world.take_up(world.kabupaten, bundle) == "held":
                world.take_up(world.kabupaten, bundle)
        world.answers.clear()
        world.answer()
        for unit in world.units:
            for answer in world.answers:
                world.apply(unit, answer)
        check(world)
        if number and before == _how_far(world):
            break
    kabupaten = world.kabupaten
    reported = {one.device_id for one in list_kembar(kabupaten.kantor)}
    for (sender, _, number), hashes in world.presented.items():
        hold(10, len(hashes) < 2 or sender in reported, f"{len(hashes)} bundles of number {number} and nobody is told")
    everything = kabupaten.revisions()
    for unit in world.units:
        sent = world.exported.get(unit.name, set())
        hold(9, sent <= everything, f"{len(sent - everything)} that {unit.name} had sent are missing")
        missing = unit.revisions() - everything
        hold(15, not missing, f"{len(missing)} of {unit.name} are missing at the kabupaten")
        hold(9, sent <= unit.revisions(), f"{unit.name} does not get back what it had sent")
    aside = {one.rev_id for one in kabupaten.store.quarantined()} - world.forged
    hold(3, not aside, f"{len(aside)} honest records lie in quarantine: {_reasons(kabupaten)}")
    hold(6, not kabupaten.store.waiting(), "what waits at the end would wait for ever")
    for replica in (kabupaten, world.unit(world.clocks_from)) if world.clocks_from % 4 == 0 else ():
        hold(5, not (found := replica.store.check(deep=True)), found)
    for replica in world.units:
        hold(2, not (other := _shown_otherwise(replica, kabupaten)), other)


def _how_far(world: World) -> list[object]:
    return [(one.store.epoch, one.store.last_seq(), len(one.store.waiting())) for one in world.replicas.values()]


def _reasons(kabupaten: Replica) -> list[str]:
    return sorted({one.reason for one in kabupaten.store.quarantined()})


def _shown_otherwise(one: Replica, other: Replica) -> str:
    """Name a document of which both hold the same revisions and show something else, empty for none."""
    for doc_id in documents(one) & documents(other):
        histories = [{rev.rev_id for rev in replica.store.history(doc_id)} for replica in (one, other)]
        if histories[0] == histories[1] and shown(one, doc_id) != shown(other, doc_id):
            return f"{one.name} and {other.name} show {doc_id} differently"
    return ""


def documents(replica: Replica) -> set[str]:
    """Return the ids of all documents."""
    return {doc for doc, *_ in replica.store.documents_after(0)}


def shown(replica: Replica, doc_id: str) -> tuple[object, ...]:
    """Return what people see of a document, with its heads."""
    d = replica.store.document(doc_id)
    return frozenset(d.heads), d.body, d.deleted, tuple((c.path, c.values) for c in d.conflicts)


def any_order_gives_the_same(world: World, seed: int) -> None:
    """Import every bundle into empty kabupatens of the same keys, shuffled and doubled: [1] [2] [5] [15]."""
    bundles = list({one.file_sha256: one for one in [*world.bundles, *world.held_back.values()]}.values())
    chance = random.Random(seed)
    seconds = []
    for number in range(2):
        second = _empty_kabupaten(world, f"lain-{number}")
        order = chance.sample(bundles, len(bundles)) if number else bundles[::-1]
        _import_all(world, second, [*order, *chance.sample(bundles, len(bundles) // 2)])
        before = (second.revisions(), {doc: shown(second, doc) for doc in documents(second)})
        _import_all(world, second, chance.sample(bundles, len(bundles)))
        after = (second.revisions(), {doc: shown(second, doc) for doc in documents(second)})
        hold(1, before == after, "the second time changes something")
        seconds.append(second)
    one, other = seconds
    hold(1, one.held() == other.held(), "another order gives other revisions")
    for doc_id in documents(one):
        hold(2, shown(one, doc_id) == shown(other, doc_id), f"another order shows {doc_id} differently")
    carried = {sha256(raw).hexdigest() for bundle in bundles for raw in bundle.raws}
    hold(15, carried <= one.held(), "what bundles carry is not all there")
    for second in seconds:
        world.forget(second)


def _import_all(world: World, kabupaten: Replica, bundles: Iterable[Bundle]) -> None:
    for bundle in bundles:
        if world.take_up(kabupaten, bundle) == "held":
            world.take_up(kabupaten, bundle)


def _empty_kabupaten(world: World, name: str) -> Replica:
    home = world.folder / name
    home.mkdir(exist_ok=True)
    merge = world.rules.merge_of(world.clocks)
    kantor = open_image(world.lifted.images["kabupaten"], home, jam=calm_clock, mesin=name, merge=merge)
    return Replica(name, kantor, name, world.rules, world.clocks)


def portrait(world: World) -> object:
    """Return what everybody sees, without anything that a clock or a random id has a part in [8]."""
    return {
        replica.name: {doc_id: _plain(replica.store.document(doc_id)) for doc_id in sorted(documents(replica))}
        for replica in world.replicas.values()
    }


def _plain(dokumen: Document) -> object:
    """Return a document with its disputed values as sets, because ids decide which of them is shown."""
    disputed = {one.path.split("/")[0] for one in dokumen.conflicts}
    body = {name: _sorted(value) for name, value in msgspec.json.decode(dokumen.body).items() if name not in disputed}
    values = sorted((one.path, sorted(_text(value) for _, value in one.values)) for one in dokumen.conflicts)
    return len(dokumen.heads), dokumen.deleted, values, {} if dokumen.deleted or "" in disputed else body


def _sorted(value: Any) -> Any:
    return sorted(map(_text, value)) if isinstance(value, list) else value


def _text(value: Any) -> str:
    return msgspec.json.encode(value, order="deterministic").decode()
