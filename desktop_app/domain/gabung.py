"""The three-way merge of one document: pure, symmetric, and unable to lose a value.

Sides are whole bodies. A field that one side changed is taken; the same change on several sides is taken; two
different changes are a conflict, in which every value is kept. Children of lists are matched by their ids.
Nothing here looks at a clock, and the result does not depend on the order in which sides are given.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

import msgspec

from desktop_app.domain.codec import child_key
from desktop_app.domain.gabung_adendum import is_explained


class _Missing:
    """The mark for a member or child that a side does not have."""

    def __repr__(self) -> str:
        return "MISSING"


MISSING: Final = _Missing()

COMPUTED: Final = {
    "penilaian": frozenset({"predikat", "aturan"}),
    "putusan_keberatan": frozenset({"predikat", "aturan"}),
    "berkas_aturan": frozenset({"urutan"}),
}
"""Fields that the machine computes: they never make a conflict. Of numbers the highest holds; the caller settles the
others after the merge."""

FIXED: Final = {
    "skp": "ditetapkan",
    "penilaian": "final",
    "adendum": "diterima",
    "serah_terima": "selesai",
    "putusan_keberatan": "ditetapkan",
    "angka_kredit": "ditetapkan",
    "coaching": "selesai",
    "mentoring": "selesai",
    "umpan_balik_bimbingan": "selesai",
    "evaluasi_kompetensi": "selesai",
}
"""The state in which a document was signed as a whole: whatever another version says differently is a conflict, since
nobody signed a mixture (Article 14, P6:10; P6:114)."""

_LAPORAN: Final = frozenset({"dilaporkan", "dilaporkan_atasan", "atasan_id"})
UNSIGNED: Final = {"skp": frozenset({"berakhir", "sebab_berakhir"}), "coaching": _LAPORAN, "mentoring": _LAPORAN}
"""Members that are noted on a signed document afterwards and that its signature does not cover: when an SKP ended
because its person moved (P6:65), to whom a guidance was reported (P6:85). Whoever notes it decides nothing about it."""

WHOLE: Final = frozenset(
    {
        *("target", "pegawai", "penilai", "atasan_penilai", "pembimbing", "penyerah", "penerima", "studi", "rincian"),
        *("pertama", "kedua", "berlaku", "sebelum", "sesudah"),
    }
)
"""Members that mean something only as one value: half of a target or of an identity would be nobody's."""


class Perbedaan(msgspec.Struct, frozen=True):
    """A field on which sides disagree: its path, the base, and each side's value by its revision.

    ``path`` is a chain of member names and ``#id`` for children, joined by ``/``; empty for the whole document
    (deleted here, edited there). A value is None where that side removed the field, child or document.
    """

    path: str
    base: Any
    values: tuple[tuple[str, Any], ...]


class HasilGabung(msgspec.Struct, frozen=True):
    """The merged body, whether the document is deleted, and the conflicts, in the order of their paths."""

    body: dict[str, Any]
    deleted: bool
    conflicts: tuple[Perbedaan, ...]


Side = tuple[str, Any]


def _clean(nilai: Any) -> Any:
    return None if nilai is MISSING else nilai


def _same(satu: Any, dua: Any) -> bool:
    """Tell whether two JSON values are the same; ``true`` and ``1`` are not, though Python finds them equal."""
    if type(satu) is not type(dua):
        return False
    if isinstance(satu, dict):
        return satu.keys() == dua.keys() and all(_same(nilai, dua[nama]) for nama, nilai in satu.items())
    if isinstance(satu, list):
        return len(satu) == len(dua) and all(map(_same, satu, dua))
    return bool(satu == dua)


def _agreed(bases: list[Any]) -> Any:
    """Return what all bases hold, MISSING where they disagree."""
    return bases[0] if all(_same(nilai, bases[0]) for nilai in bases[1:]) else MISSING


class _Merger:
    """One run over one document; collects the conflicts on its way.

    Every base goes down to every field: each side has seen them all, so a value left out that only one of them holds
    was removed by someone. There is always at least one base; without ancestors it is an empty one.
    """

    def __init__(
        self,
        computed: frozenset[str],
        signed: frozenset[str] = frozenset(),
        unsigned: frozenset[str] = frozenset(),
    ) -> None:
        self.conflicts: list[Perbedaan] = []
        self._computed = computed
        self._signed = signed
        self._unsigned = unsigned | {"status"}

    def value(self, path: str, bases: list[Any], sides: list[Side]) -> Any:
        values = [nilai for _, nilai in sides]
        if all(_same(nilai, values[0]) for nilai in values[1:]):
            return values[0]
        present = [nilai for nilai in values if nilai is not MISSING]
        if len(present) == len(values):
            merged = self._inner(path, bases, sides)
            if merged is not None:
                return merged
        changed: list[Any] = []
        # Where no common ancestor had it, a side that lacks it never removed it: equal to the base, it says nothing.
        # Where ancestors disagree every side says something: one of them it must have changed.
        for rev, nilai in sides:
            says = not all(_same(nilai, base) for base in bases) or self._is_signed(path, rev, nilai)
            # One other value decides that it is disputed; a third is compared with the first alone.
            if says and not (changed and _same(nilai, changed[0])):
                changed.append(nilai)
        if len(changed) == 1:
            return changed[0]
        if path in self._computed:
            return max(changed) if all(type(nilai) is int for nilai in changed) else changed[0]
        values_of = tuple((rev, _clean(nilai)) for rev, nilai in sides)
        self.conflicts.append(Perbedaan(path, _clean(_agreed(bases)), values_of))
        # Of a removed and an edited child the edited one is shown, so that nothing disappears from sight.
        return next(nilai for nilai in changed if nilai is not MISSING)

    def _is_signed(self, path: str, rev: str, nilai: Any) -> bool:
        """Tell whether a side that left a field as it was has signed it so; its state is a step it took itself."""
        if rev not in self._signed or path in self._unsigned:
            return False
        # A member that it does not have may be one that its program does not know; a child it would have signed.
        return nilai is not MISSING or path.rpartition("/")[2].startswith("#")

    def _inner(self, path: str, bases: list[Any], sides: list[Side]) -> Any:
        """Merge members or children where every side has them; None where the value is one whole."""
        values = [nilai for _, nilai in sides]
        if path.rpartition("/")[2] in WHOLE:
            return None
        if all(isinstance(nilai, dict) for nilai in values):
            return self.members(path, [base if isinstance(base, dict) else {} for base in bases], sides)
        if all(isinstance(nilai, list) for nilai in values):
            keys = {child_key(nilai) for nilai in values if nilai}
            if len(keys) == 1 and None not in keys:
                return self._children(path, bases, sides, next(iter(keys)) or "id")
        return None

    def members(self, path: str, bases: list[dict[str, Any]], sides: list[Side]) -> dict[str, Any]:
        names: dict[str, None] = {}
        for _, nilai in sides:
            names.update(dict.fromkeys(nilai))
        hasil: dict[str, Any] = {}
        for name in names:
            inner = [(rev, nilai.get(name, MISSING)) for rev, nilai in sides]
            inner_bases = [base.get(name, MISSING) for base in bases]
            merged = self.value(f"{path}/{name}" if path else name, inner_bases, inner)
            if merged is not MISSING:
                hasil[name] = merged
        return hasil

    def _children(self, path: str, bases: list[Any], sides: list[Side], key: str) -> list[Any]:
        by_base = [_by_key(base, key) for base in bases]
        by_side = [(rev, {satu[key]: satu for satu in nilai}) for rev, nilai in sides]
        hasil: list[Any] = []
        for child in _order(list(by_base[0]), [list(anak) for _, anak in by_side]):
            inner = [(rev, anak.get(child, MISSING)) for rev, anak in by_side]
            merged = self.value(f"{path}/#{child}", [anak.get(child, MISSING) for anak in by_base], inner)
            if merged is not MISSING:
                hasil.append(merged)
        return hasil


def _by_key(base: Any, key: str) -> dict[str, Any]:
    """Return a base's children by their ids; none where it is no list of children told apart by ``key``."""
    if not isinstance(base, list) or child_key(base) not in (key, None):
        return {}
    return {satu[key]: satu for satu in base if isinstance(satu, dict) and isinstance(satu.get(key), str)}


def _order(base: list[str], orders: list[list[str]]) -> list[str]:
    """Return all ids: the first order that differs from the base leads, the others' ids follow their neighbour.

    Order is no fact that people dispute, so it makes no conflict; sides come sorted, so the result is stable.
    """
    lead = next((o for o in orders if [i for i in o if i in base] != [i for i in base if i in o]), orders[0])
    hasil = list(lead)
    for order in [*orders, base]:
        previous: str | None = None
        for child in order:
            if child not in hasil:
                hasil.insert(hasil.index(previous) + 1 if previous is not None else 0, child)
            previous = child
    return hasil


def merge_bodies(
    kind: str,
    bases: Sequence[dict[str, Any] | None],
    sides: Sequence[tuple[str, dict[str, Any] | None]],
    settle: Callable[[str, dict[str, Any]], dict[str, Any]] | None = None,
) -> HasilGabung:
    """Merge the bodies of all heads of a document.

    ``bases`` are the bodies of the maximal common ancestors (None where one was deleted), ``sides`` pairs of
    revision id and body (None for a tombstone). Where ancestors disagree about a field or child, what every side
    says of it counts, also that it has none, which can only make more conflicts, never fewer. ``settle`` puts
    computed fields right.
    """
    urut = sorted(sides, key=lambda satu: satu[0])
    living = [(rev, body) for rev, body in urut if body is not None]
    # In one order, since the first one's children lead the order of lists.
    known = sorted((satu for satu in bases if satu is not None), key=_sort_key) or [{}]
    base = _common(known)
    if not living:
        return HasilGabung(base, True, ())
    signed = frozenset(rev for rev, satu in living if _signs(kind, satu, known))
    computed = COMPUTED.get(kind, frozenset())
    tambahan = kind == "skp" and _all_add_addenda(signed, living, known)
    if tambahan:
        signed, computed = frozenset(), computed | {"tanggal"}
    merger = _Merger(computed, signed, UNSIGNED.get(kind, frozenset()))
    body = merger.members("", known, living) if len(living) > 1 else dict(living[0][1])
    if tambahan:
        body["tanggal"] = max(str(satu.get("tanggal") or "") for _, satu in living)
    status = [(rev, satu.get("status")) for rev, satu in living]
    if signed and len(signed) < len(living) and merger.conflicts and not _disputes(merger, "status"):
        # Taking the other text must not leave the signed state on it.
        merger.conflicts.append(Perbedaan("status", base.get("status"), tuple(status)))
    if len(living) < len(urut):
        untouched = all(_same(satu, ancestor) for _, satu in living for ancestor in known)
        if untouched and base and None not in bases:
            return HasilGabung(body, True, ())
        merger.conflicts.insert(0, Perbedaan("", base or None, tuple(urut)))
    if settle is not None:
        body = settle(kind, body)
    return HasilGabung(body, False, tuple(merger.conflicts))


def _signs(kind: str, body: dict[str, Any], bases: Sequence[dict[str, Any]]) -> bool:
    """Tell whether a side was signed as a whole; one that only notes something on what was signed before was not."""
    if kind not in FIXED or body.get("status") != FIXED[kind]:
        return False
    return not any(not _same(body, satu) and _same(_plan(kind, body), _plan(kind, satu)) for satu in bases)


def _plan(kind: str, body: dict[str, Any]) -> dict[str, Any]:
    return {nama: nilai for nama, nilai in body.items() if nama not in UNSIGNED.get(kind, ())}


def _all_add_addenda(signed: frozenset[str], living: Sequence[Side], bases: Sequence[dict[str, Any]]) -> bool:
    """Tell whether every version of a determined SKP goes on from a determined one by accepted addenda alone.

    Each addendum says which results it changes, and was accepted for itself: those of two computers stand side by side
    (P6:10, 64), and only what both changed is disputed. Whatever else a version says differently nobody agreed to.
    """
    if len(signed) < 2 or any(satu.get("status") != FIXED["skp"] for satu in (*bases, *(b for _, b in living))):
        return False
    return all(is_explained(body, base, UNSIGNED["skp"]) for rev, body in living if rev in signed for base in bases)


def _disputes(merger: _Merger, path: str) -> bool:
    return any(satu.path == path for satu in merger.conflicts)


def _sort_key(body: dict[str, Any]) -> bytes:
    return msgspec.json.encode(body, order="deterministic")


def _common(bases: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the members on which all bases agree, to be shown; merging looks at every base."""
    first, *rest = bases
    return {
        name: nilai
        for name, nilai in first.items()
        if all(name in other and _same(other[name], nilai) for other in rest)
    }


def set_at(body: dict[str, Any], path: str, nilai: Any) -> dict[str, Any]:
    """Return ``body`` with the field at ``path`` set to ``nilai``; None removes a child or a member.

    The empty path stands for the whole document; its value replaces the body.
    """
    if not path:
        return dict(nilai) if isinstance(nilai, dict) else body
    head, _, rest = path.partition("/")
    hasil = dict(body)
    if not rest:
        # A member left out has its default on reading; a null would be no text, no list.
        if nilai is None:
            hasil.pop(head, None)
        else:
            hasil[head] = nilai
        return hasil
    inner = hasil.get(head)
    hasil[head] = _set_in_list(inner, rest, nilai) if rest.startswith("#") else set_at(inner or {}, rest, nilai)
    return hasil


def _set_in_list(items: Any, path: str, nilai: Any) -> list[Any]:
    head, _, rest = path.partition("/")
    child = head[1:]
    hasil: list[Any] = []
    found = False
    for satu in items or []:
        if child not in (satu.get("id"), satu.get("nilai")):
            hasil.append(satu)
            continue
        found = True
        if rest:
            hasil.append(set_at(satu, rest, nilai))
        elif nilai is not None:
            hasil.append(nilai)
    if not found and not rest and nilai is not None:
        hasil.append(nilai)
    return hasil
