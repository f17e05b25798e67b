"""Properties of the set union, over arbitrary graphs, orders, splits and gaps."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import db
from db import graph

SLOW = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])

# A graph is a list of steps: (document, up to three parents by how far back they are, tombstone, whether the parents
# may descend from one another, which no honest office writes).
STEPS = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.sets(st.integers(0, 4), max_size=3),
        st.booleans(),
        st.integers(0, 4).map(lambda drawn: drawn == 4),
    ),
    min_size=1,
    max_size=14,
)


def build(desk: Any, steps: list[tuple[int, set[int], bool, bool]]) -> list[db.Revision]:
    """Make revisions in causal order; a step names parents among the earlier ones of its document."""
    by_doc: dict[str, list[db.Revision]] = {}
    made: list[db.Revision] = []
    for n, (doc, back, gone, related) in enumerate(steps, 1):
        doc_id = f"{doc:032x}"
        earlier = by_doc.setdefault(doc_id, [])
        parents = {earlier[-1 - at].rev_id for at in back if at < len(earlier)}
        if not related:
            parents -= older({one.rev_id: one.parents for one in made}, parents)
        body = b"{}" if gone else b'{"nama":"N%d"}' % (n % 3)
        revision = desk.revision(doc_id, sorted(parents), n, body=body, deleted=gone)
        earlier.append(revision)
        made.append(revision)
    return made


def parents_of(revisions: list[db.Revision], doc_id: str) -> dict[str, tuple[str, ...]]:
    return {one.rev_id: one.parents for one in revisions if one.doc_id == doc_id}


def ancestors(parents: Any, start: Any) -> set[Any]:
    """Return the revision itself and everything it descends from, as the definition says."""
    return {start}.union(*(ancestors(parents, parent) for parent in parents[start]))


def older(parents_of_each: Any, chosen: set[Any]) -> set[Any]:
    """Return those of the chosen that another chosen one descends from, as the definition says."""
    return {one for one in chosen if any(one in ancestors(parents_of_each, other) for other in chosen - {one})}


def fates(made: list[db.Revision], came: set[str]) -> dict[str, str]:
    """Return what must become of those that came, given in causal order: ``log``, ``waiting`` or ``quarantine``."""
    graph_of = {one.rev_id: one.parents for one in made}
    fate: dict[str, str] = {}
    for one in made:
        if one.rev_id not in came:
            continue
        if any(fate.get(parent) != "log" for parent in one.parents):
            fate[one.rev_id] = "waiting"
        else:
            fate[one.rev_id] = "quarantine" if older(graph_of, set(one.parents)) else "log"
    return fate


def lies(store: db.Store) -> dict[str, str]:
    """Return where each revision of a store lies, as ``fates`` names it."""
    lying = {rev_id: "log" for _, rev_id, _ in store.revisions_after(0)}
    lying.update((one.rev_id, "waiting") for one in store.waiting())
    lying.update((one.rev_id, "quarantine") for one in store.quarantined())
    assert all(one.reason == "related_parents" for one in store.quarantined())
    return lying


@SLOW
@given(steps=STEPS, data=st.data())
def test_that_the_union_is_the_same_in_any_order_split_and_repetition(
    new_desk: Callable[[], Any], steps: Any, data: Any
) -> None:
    with new_desk() as desk:
        made = build(desk, steps)
        straight, mixed = desk.new(), desk.new()
        desk.add(straight, [one.raw for one in made])
        order = data.draw(st.permutations(made))
        cut = data.draw(st.integers(0, len(order)))
        again = data.draw(st.lists(st.sampled_from(made), max_size=4))
        size = 0
        for part in (order[cut:], [*again, *order[:cut]], again):
            desk.add(mixed, [one.raw for one in part])
            assert mixed.last_seq() >= size, "the number of revisions never falls"
            size = mixed.last_seq()
        assert desk.content(mixed) == desk.content(straight)
        assert mixed.check() == straight.check() == []
        assert lies(mixed) == fates(made, {one.rev_id for one in made})


@SLOW
@given(steps=STEPS, data=st.data())
def test_that_what_misses_an_ancestor_waits_and_nothing_else(
    new_desk: Callable[[], Any], steps: Any, data: Any
) -> None:
    with new_desk() as desk:
        made = build(desk, steps)
        lost = data.draw(st.sets(st.sampled_from(made)))
        came = data.draw(st.permutations([one for one in made if one not in lost]))
        store = desk.new()
        report = desk.add(store, [one.raw for one in came])
        fate = fates(made, {one.rev_id for one in came})
        counted = list(fate.values())
        assert lies(store) == fate
        assert (report.new, report.waiting) == (counted.count("log"), counted.count("waiting"))
        assert report.quarantined == counted.count("quarantine")
        assert store.check() == []
        desk.add(store, [one.raw for one in lost])
        whole = desk.new()
        desk.add(whole, [one.raw for one in made])
        assert desk.content(store) == desk.content(whole)


@SLOW
@given(steps=STEPS)
def test_that_heads_names_and_order_of_the_log_are_sound(new_desk: Callable[[], Any], steps: Any) -> None:
    with new_desk() as desk:
        made = build(desk, steps)
        store = desk.new()
        desk.add(store, [one.raw for one in reversed(made)])
        fate = fates(made, {one.rev_id for one in made})
        for doc_id in {one.doc_id for one in made}:
            applied = [one for one in made if fate[one.rev_id] == "log"]
            document = store.document(doc_id)
            assert document is not None, "the first revision of a document has no parents"
            assert set(document.heads) == graph.heads(parents_of(applied, doc_id))
            assert older({one.rev_id: one.parents for one in made}, set(document.heads)) == set()
        before: set[str] = set()
        for _, rev_id, raw in store.revisions_after(0):
            assert hashlib.sha256(raw).hexdigest() == rev_id
            assert before.issuperset(db.decode_revision(raw).parents), "parents come first, so no cycle exists"
            before.add(rev_id)


@settings(SLOW, max_examples=8)
@given(one=STEPS, two=STEPS)
def test_that_replicas_that_exchange_everything_hold_the_same(new_desk: Callable[[], Any], one: Any, two: Any) -> None:
    """Commutative and associative: A∪(B∪C) = (A∪B)∪C, where two stores also write on their own."""
    with new_desk() as desk:
        stores = [desk.new() for _ in range(3)]
        desk.add(stores[0], [made.raw for made in build(desk, one)])
        desk.add(stores[1], [made.raw for made in build(desk, two)])
        desk.save(stores[2], "0" * 32, nama="dari tiga")
        parts = [desk.raws(store) for store in stores]
        left, right = desk.new(), desk.new()
        for part in parts:
            desk.add(left, part)
        desk.add(right, [*parts[2], *parts[1]])
        desk.add(right, parts[0])
        assert desk.content(left) == desk.content(right)


@given(steps=STEPS)
def test_that_maximal_common_ancestors_are_what_their_definition_says(steps: Any) -> None:
    parents: dict[int, set[int]] = {}
    for n, (_, back, _, _) in enumerate(steps):
        parents[n] = {n - 1 - at for at in back if at < n}
    tips = graph.heads(parents)
    common = set.intersection(*(ancestors(parents, tip) for tip in tips))
    expected = {node for node in common if not any(node in ancestors(parents, other) for other in common - {node})}
    looked: list[int] = []

    def look(node: int) -> tuple[int, set[int]]:
        looked.append(node)
        return node, parents[node]

    assert graph.maximal_common_ancestors(sorted(tips), look, len(steps)) == expected
    assert len(looked) == len(set(looked)), "each is looked at once"
    steps_needed = len(looked)
    if steps_needed > len(tips):
        assert graph.maximal_common_ancestors(sorted(tips), look, steps_needed - 1) is None


@given(steps=STEPS, data=st.data())
def test_that_related_is_what_its_definition_says_and_no_order_changes_it(steps: Any, data: Any) -> None:
    parents: dict[int, set[int]] = {}
    for n, (_, back, _, _) in enumerate(steps):
        parents[n] = {n - 1 - at for at in back if at < n}
    chosen = data.draw(st.sets(st.sampled_from(sorted(parents)), min_size=1, max_size=3))
    # Any order in which parents come before children may be the order of arrival.
    places: dict[int, int] = {}
    while len(places) < len(parents):
        ready = [node for node in parents if node not in places and parents[node] <= set(places)]
        places[data.draw(st.sampled_from(ready))] = len(places)

    def look(node: int) -> tuple[int, set[int]]:
        return places[node], parents[node]

    assert graph.related(sorted(chosen), look, len(parents)) is bool(older(parents, chosen))


@given(steps=STEPS)
def test_that_packed_heads_advance_to_what_the_whole_graph_says(steps: Any) -> None:
    parents: dict[bytes, set[bytes]] = {}
    packed = b""
    for n, (_, back, _, _) in enumerate(steps):
        names = {(n - 1 - at).to_bytes(32, "big") for at in back if at < n}
        parents[n.to_bytes(32, "big")] = names
        packed = graph.advanced(packed, names, n.to_bytes(32, "big"))
        assert graph.split_heads(packed) == sorted(graph.heads(parents))


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=30)


@given(who=TEXT, scope=TEXT, why=TEXT, name=TEXT, n=st.integers(0, 2**53 - 1), doubt=st.booleans(), gone=st.booleans())
def test_that_a_revision_is_read_back_from_its_bytes_as_it_was(
    who: str, scope: str, why: str, name: str, n: int, doubt: bool, gone: bool
) -> None:
    import msgspec

    body = b"{}" if gone else msgspec.json.encode({"nama": name})
    made = db.encode_revision(
        kind="pegawai", doc_id="a" * 32, parents=["b" * 64, "a" * 64], device="c" * 32, epoch="d" * 32, n=n, who=who,
        at=db.Claim("2026-01-01T00:00:00+07:00", doubt), schema=3, scope=scope, why=why, deleted=gone, body=body,
    )  # fmt: skip
    assert db.decode_revision(made.raw) == made
    assert made.parents == ("a" * 64, "b" * 64)
    assert (made.who, made.scope, made.why, made.body) == (who, scope, why, body)
    assert made.rev_id == hashlib.sha256(made.raw).hexdigest()
