"""The three-way merge: what holds for every document (invariants 1-3 and 12 of the exchange)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from desktop_app.domain.gabung import HasilGabung, Perbedaan, merge_bodies, set_at

GONE = object()
REVS = ("a" * 64, "b" * 64, "c" * 64)

# Few values, so that sides often agree, and names of all sorts of members that documents have.
scalars = st.sampled_from([None, "", "x", "y", 0, 1, True, False])
targets = st.fixed_dictionaries({"nilai": st.sampled_from(["80", "90"]), "satuan": st.sampled_from(["%", "buku"])})
plain_lists = st.lists(st.sampled_from(["p", "q"]), max_size=2)


def lists_of(children: st.SearchStrategy[dict[str, Any]], key: str = "id") -> st.SearchStrategy[list[dict[str, Any]]]:
    """Return lists of children that have ids of their own, of four possible ones."""
    ids = st.lists(st.sampled_from(["1", "2", "3", "4"]), unique=True, max_size=4)
    return ids.flatmap(
        lambda some: st.tuples(*(children.map(lambda child, k=one: {key: k, **child}) for one in some)).map(list)
    )


grandchildren = lists_of(st.fixed_dictionaries({"teks": scalars}, optional={"target": targets}))
children = lists_of(
    st.fixed_dictionaries({}, optional={"teks": scalars, "indikator": grandchildren, "target": targets})
)
bodies = st.fixed_dictionaries(
    {},
    optional={
        "nama": scalars,
        "nip": scalars,
        "target": targets,
        "lampiran": st.fixed_dictionaries({}, optional={"a": scalars, "butir": grandchildren}),
        "hasil": children,
        "perilaku": lists_of(st.fixed_dictionaries({"teks": scalars}), key="nilai"),
        "bebas": plain_lists,
        "predikat": scalars,
    },
)
triples = st.tuples(bodies, bodies, bodies)
# Up to three ancestors, also none and equal ones.
ancestors = st.lists(bodies, max_size=3)
pairs = st.lists(bodies, min_size=2, max_size=3)


def exact(value: Any) -> Any:
    """Return a form in which ``true`` and ``1`` differ and the order of members does not matter."""
    if isinstance(value, dict):
        return {name: exact(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [exact(inner) for inner in value]
    return (type(value).__name__, value)


def merge(bases: list[dict[str, Any]], *sides: dict[str, Any] | None, kind: str = "skp") -> HasilGabung:
    """Merge ``sides`` under fixed revision ids."""
    return merge_bodies(kind, bases, list(zip(REVS, sides, strict=False)))


def shown(hasil: HasilGabung) -> Any:
    """Return everything that a merge shows, comparable."""
    conflicts = [(c.path, exact(c.base), [(rev, exact(v)) for rev, v in c.values]) for c in hasil.conflicts]
    return exact(hasil.body), hasil.deleted, conflicts


def leaves(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield every leaf of a body with its path; children by their ids, targets and plain lists as one."""
    if isinstance(value, dict) and (not path or path[-1] != "target"):
        for name, inner in value.items():
            yield from leaves(inner, (*path, name))
    elif isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
        for one in value:
            yield from leaves(one, (*path, f"#{one.get('id', one.get('nilai'))}"))
    elif value != []:
        yield path, value


def look(value: Any, path: tuple[str, ...]) -> Any:
    """Return what stands at ``path``, GONE where nothing does."""
    for step in path:
        if isinstance(value, list) and step.startswith("#"):
            value = next((one for one in value if step[1:] in (one.get("id"), one.get("nilai"))), GONE)
        else:
            value = value.get(step, GONE) if isinstance(value, dict) else GONE
        if value is GONE:
            return GONE
    return value


def over(conflicts: tuple[Perbedaan, ...], path: tuple[str, ...]) -> Perbedaan | None:
    """Return the conflict at ``path`` or above it."""
    for conflict in conflicts:
        place = tuple(conflict.path.split("/")) if conflict.path else ()
        if path[: len(place)] == place:
            return conflict
    return None


def test_that_the_strategies_make_conflicts_at_all() -> None:
    """Guard: properties about conflicts mean nothing if none ever arises."""
    hasil = merge([{"nama": "x"}], {"nama": "y"}, {"nama": ""})
    assert over(hasil.conflicts, ("nama",)) is not None
    assert look({"hasil": [{"id": "1", "teks": "x"}]}, ("hasil", "#1", "teks")) == "x"


@settings(deadline=None)
@given(bodies, triples)
def test_that_the_order_in_which_sides_come_does_not_matter(base: dict[str, Any], sides: tuple[Any, ...]) -> None:
    pairs = list(zip(REVS, sides, strict=True))
    results = [shown(merge_bodies("skp", [base], list(order))) for order in permutations(pairs)]
    assert all(one == results[0] for one in results[1:])


@settings(deadline=None)
@given(ancestors, pairs)
def test_that_the_order_in_which_ancestors_come_does_not_matter(
    bases: list[dict[str, Any]], sides: list[dict[str, Any]]
) -> None:
    named = list(zip(REVS, sides, strict=False))
    first = shown(merge_bodies("skp", bases, named))
    for order in permutations(bases):
        assert shown(merge_bodies("skp", list(order), named)) == first
        assert shown(merge_bodies("skp", list(order), named[::-1])) == first


@settings(deadline=None)
@given(bodies, pairs)
def test_that_an_ancestor_told_twice_says_no_more_than_once(base: dict[str, Any], sides: list[dict[str, Any]]) -> None:
    assert shown(merge([base, dict(base)], *sides)) == shown(merge([base], *sides))


@given(bodies, bodies)
def test_that_equal_sides_merge_to_themselves(base: dict[str, Any], side: dict[str, Any]) -> None:
    hasil = merge([base], side, side, side)
    assert (exact(hasil.body), hasil.conflicts, hasil.deleted) == (exact(side), (), False)


@settings(deadline=None)
@given(bodies, bodies)
def test_that_a_change_of_one_side_wins_whole_order_included(base: dict[str, Any], changed: dict[str, Any]) -> None:
    for sides in ((base, changed), (changed, base), (base, changed, base)):
        hasil = merge([base], *sides)
        assert (exact(hasil.body), hasil.conflicts) == (exact(changed), ())


@settings(deadline=None, max_examples=300)
@given(bodies, triples)
def test_that_every_changed_value_is_in_the_result_or_in_a_shown_conflict(
    base: dict[str, Any], sides: tuple[dict[str, Any], ...]
) -> None:
    hasil = merge([base], *sides)
    for rev, side in zip(REVS, sides, strict=True):
        for path, value in leaves(side):
            if exact(look(base, path)) == exact(value) or exact(look(hasil.body, path)) == exact(value):
                continue
            conflict = over(hasil.conflicts, path)
            assert conflict is not None, f"{path}: {value!r} is lost"
            place = tuple(conflict.path.split("/"))
            assert exact(look(dict(conflict.values)[rev], path[len(place) :])) == exact(value)


@settings(deadline=None, max_examples=300)
@given(bodies, triples)
def test_that_nothing_is_in_the_result_that_no_side_said(
    base: dict[str, Any], sides: tuple[dict[str, Any], ...]
) -> None:
    hasil = merge([base], *sides)
    for path, value in leaves(hasil.body):
        assert any(exact(look(side, path)) == exact(value) for side in sides), path


@settings(deadline=None, max_examples=200)
@given(ancestors, pairs)
def test_that_what_a_side_removed_is_gone_or_shown_as_a_conflict(
    bases: list[dict[str, Any]], sides: list[dict[str, Any]]
) -> None:
    """Every side has seen every ancestor: whatever one of them holds and a side does not, that side removed."""
    hasil = merge(bases, *sides)
    for path in {path for base in bases for path, _ in leaves(base)}:
        for side in sides:
            for end in range(1, len(path) + 1):
                place = path[:end]
                if look(side, place) is GONE and look(hasil.body, place) is not GONE:
                    assert over(hasil.conflicts, place) is not None, place


@settings(deadline=None, max_examples=200)
@given(ancestors, pairs)
def test_that_over_any_ancestors_a_value_is_lost_only_where_all_of_them_had_it(
    bases: list[dict[str, Any]], sides: list[dict[str, Any]]
) -> None:
    hasil = merge(bases, *sides)
    for rev, side in zip(REVS, sides, strict=False):
        for path, value in leaves(side):
            agreed = bases and all(exact(look(base, path)) == exact(value) for base in bases)
            if agreed or exact(look(hasil.body, path)) == exact(value):
                continue
            conflict = over(hasil.conflicts, path)
            assert conflict is not None, f"{path}: {value!r} is lost"
            place = tuple(conflict.path.split("/"))
            assert exact(look(dict(conflict.values)[rev], path[len(place) :])) == exact(value)


@settings(deadline=None, max_examples=200)
@given(bodies, ancestors, pairs)
def test_that_more_ancestors_only_make_more_conflicts(
    base: dict[str, Any], more: list[dict[str, Any]], sides: list[dict[str, Any]]
) -> None:
    fewer, hasil = merge([base], *sides), merge([base, *more], *sides)
    for conflict in fewer.conflicts:
        assert over(hasil.conflicts, tuple(conflict.path.split("/"))) is not None, conflict.path


@settings(deadline=None)
@given(bodies, bodies)
def test_that_delete_against_edit_is_never_silent(base: dict[str, Any], side: dict[str, Any]) -> None:
    assume(base)
    hasil = merge([base], None, side)
    if exact(side) == exact(base):
        assert (hasil.deleted, hasil.conflicts) == (True, ())
    else:
        assert not hasil.deleted
        assert hasil.conflicts[0].path == ""
        assert hasil.conflicts[0].values == ((REVS[0], None), (REVS[1], side))


@settings(deadline=None)
@given(bodies, bodies, bodies)
def test_that_computed_fields_never_conflict(base: dict[str, Any], satu: dict[str, Any], dua: dict[str, Any]) -> None:
    hasil = merge([base], satu, dua, kind="penilaian")
    assert "predikat" not in {conflict.path for conflict in hasil.conflicts}


@settings(deadline=None, max_examples=200)
@given(bodies, bodies, bodies, st.integers(0, 1))
def test_that_taking_one_side_in_every_conflict_leaves_its_values(
    base: dict[str, Any], satu: dict[str, Any], dua: dict[str, Any], which: int
) -> None:
    hasil = merge([base], satu, dua)
    body = hasil.body
    for conflict in hasil.conflicts:
        body = set_at(body, conflict.path, dict(conflict.values)[REVS[which]])
    for conflict in hasil.conflicts:
        chosen = look((satu, dua)[which], tuple(conflict.path.split("/")))
        answered = look(body, tuple(conflict.path.split("/")))
        assert exact(answered) == exact(chosen) or (answered is GONE and chosen is None)


@settings(deadline=None)
@given(bodies, bodies, bodies)
def test_that_a_merge_without_conflict_taken_up_again_changes_nothing(
    base: dict[str, Any], satu: dict[str, Any], dua: dict[str, Any]
) -> None:
    hasil = merge([base], satu, dua)
    assume(not hasil.conflicts)
    again = merge([hasil.body], hasil.body, hasil.body)
    assert exact(again.body) == exact(hasil.body)
    for side in (satu, dua):
        assert merge([side], side, hasil.body).conflicts == ()
