"""What a disk may hold after a power cut, from a record of what a program did to it.

Two models of a disk, both weaker than the disks that are sold:

``Model.JOURNAL`` (like ext4 with ``data=ordered``): names change in the order in which they were changed, and all
of them are durable once something is synced that has changed names or sizes itself; appended bytes come in order;
overwritten sectors come in any order.

``Model.HARSH`` (what POSIX promises and no more): syncing a file says nothing about its name. Names in one folder
change in order and are durable once that folder is synced; folders do not wait for each other. Of the bytes that
are not synced any sectors of 512 or 4096 bytes may be there and any not, in whatever order; where a file grew and
the bytes did not come, there are zeros or garbage.

In both, what was synced is there, and a rename is whole. See docs/spec/faults.md.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import product
from math import prod

from tests.faults.record_calls import Record
from tests.faults.trace_reader import VOLATILE, Event

SECTORS = (512, 4096)
MANY = 12
"""So many sets of changes of names are drawn where there are more."""
SMALL = 4
"""Up to so many unsynced writes, every set of them is tried; of more, sets are drawn."""


class Model(Enum):
    """How much the disk may forget."""

    JOURNAL = "journal"
    HARSH = "harsh"


@dataclass(frozen=True)
class Crash:
    """One state of the disk after a cut: ``at`` events had happened, of them ``said`` were words of the program."""

    at: int
    said: int
    folders: tuple[str, ...]
    files: dict[str, bytes]


@dataclass(frozen=True)
class Fate:
    """What becomes of one unsynced write: lost, or there but for the sectors of ``lost``."""

    index: int
    sector: int = 0
    lost: frozenset[int] = frozenset()
    fill: int = 0


class Disk:
    """The durable part of a recorded run up to some event, and what was not synced by then."""

    def __init__(self, record: Record, model: Model) -> None:
        self._model = model
        self._events = record.events
        self.at = self.said = 0
        self.files = {node: bytearray(data) for node, data in record.start.files.items()}
        self.folders = {node: dict(names) for node, names in record.start.folders.items()}
        self._versions: dict[int, int] = dict.fromkeys(self.files, 0)
        self._volatile = {
            event.node for event in self._events if event.kind == "link" and event.name.endswith(VOLATILE)
        }
        self.writes: list[int] = []
        self.names: list[int] = []

    def step(self) -> None:
        """Let the next event happen."""
        event = self._events[self.at]
        if event.kind == "say":
            self.said += 1
        elif event.kind in ("write", "truncate"):
            if event.node not in self._volatile:
                self.writes.append(self.at)
        elif event.kind == "sync":
            self._sync(event.node)
        else:
            self.names.append(self.at)
            if event.kind == "link" and event.data == b"file":
                self.files[event.node] = bytearray()
                self._versions[event.node] = 0
            elif event.kind == "link" and event.data == b"folder":
                self.folders[event.node] = {}
        self.at += 1

    def _sync(self, node: int) -> None:
        mine = [index for index in self.writes if self._events[index].node == node]
        for index in mine:
            _apply(self.files[node], self._events[index], Fate(index))
            self._versions[node] = index + 1
        if mine:
            gone = set(mine)
            self.writes = [index for index in self.writes if index not in gone]
        due = self._names_synced_with(node, resized=self._resized(node, mine))
        for index in due:
            _rename(self.folders, self._events[index])
        self.names = [index for index in self.names if index not in due]

    def _resized(self, node: int, mine: Sequence[int]) -> bool:
        """Say whether these writes changed what the inode itself holds; an fdatasync of others commits no names."""
        if any(self._events[index].kind == "truncate" for index in mine):
            return True
        return bool(mine) and any(self._events[index].node == node for index in self.names)

    def _names_synced_with(self, node: int, *, resized: bool) -> list[int]:
        if self._model is Model.JOURNAL:
            return list(self.names) if resized or node in self.folders else []
        if node not in self.folders:
            return []
        return self.with_what_came_before([index for index in self.names if node in self.touched(index)])

    def touched(self, index: int) -> set[int]:
        """Return the folders whose names an event changes."""
        event = self._events[index]
        return {event.folder, event.folder_to} if event.kind == "move" else {event.folder}

    def with_what_came_before(self, chosen: Sequence[int]) -> list[int]:
        """Return the chosen changes of names with all earlier ones of the same folders, in order."""
        wanted = set(chosen)
        while True:
            latest: dict[int, int] = {}
            for index in wanted:
                for folder in self.touched(index):
                    latest[folder] = max(latest.get(folder, -1), index)
            more = {
                index for index in self.names if any(index <= latest.get(folder, -1) for folder in self.touched(index))
            }
            if more <= wanted:
                return sorted(wanted)
            wanted |= more

    # ---- drawing states

    def crashes(self, chance: random.Random, draws: int, seen: set[int]) -> Iterator[Crash]:
        """Yield states that the disk may be in if the power is cut now, each once; ``seen`` holds those yielded."""
        names = self._name_choices(chance)
        writes = self.writes
        choices: list[tuple[tuple[Fate, ...], tuple[int, ...]]]
        if len(writes) <= SMALL:
            choices = [
                (tuple(Fate(index) for index, kept in zip(writes, mask, strict=True) if kept), chosen)
                for mask in product((False, True), repeat=len(writes))
                for chosen in names
            ]
            if self._model is Model.JOURNAL:
                choices = [(self._in_order(fates), chosen) for fates, chosen in choices]
            if len(choices) > 4 * draws:
                choices = chance.sample(choices, 4 * draws)
        else:
            choices = [((), chance.choice(names)), (tuple(map(Fate, writes)), chance.choice(names))]
        if writes:
            choices += [(self._draw(chance, writes), chance.choice(names)) for _ in range(draws)]
        for fates, chosen in choices:
            key = hash((tuple(sorted(self._versions.items())), fates, chosen, self._durable_names(), self.said))
            if key not in seen:
                seen.add(key)
                yield self._crash(fates, chosen)

    def _durable_names(self) -> int:
        return hash(tuple((node, tuple(sorted(names.items()))) for node, names in sorted(self.folders.items())))

    def _name_choices(self, chance: random.Random) -> list[tuple[int, ...]]:
        """Return sets of unsynced changes of names that may have reached the disk."""
        if self._model is Model.JOURNAL:
            whole = [tuple(self.names[:count]) for count in range(len(self.names) + 1)]
            return whole if len(whole) <= 6 else [whole[0], whole[-1], *chance.sample(whole, 4)]
        ends: dict[int, list[int]] = {}
        for index in self.names:
            for folder in self.touched(index):
                ends.setdefault(folder, []).append(index)
        cuts = [range(len(mine) + 1) for mine in ends.values()]
        if prod(map(len, cuts)) <= MANY:
            drawn = list(product(*cuts))
        else:
            drawn = [tuple(chance.choice((0, max(cut), chance.choice(cut))) for cut in cuts) for _ in range(MANY)]
        found = {(), tuple(self.names)}
        for counts in drawn:
            picked = [index for mine, count in zip(ends.values(), counts, strict=True) for index in mine[:count]]
            both = [index for index in picked if picked.count(index) == len(self.touched(index))]
            # A move between two folders that only one of them remembers has not happened, nor what came after it.
            lost = {
                folder: index for index in reversed(self.names) if index not in both for folder in self.touched(index)
            }
            found.add(
                tuple(sorted(i for i in set(both) if all(i < lost.get(folder, i + 1) for folder in self.touched(i))))
            )
        return sorted(found)

    def _draw(self, chance: random.Random, writes: Sequence[int]) -> tuple[Fate, ...]:
        """Draw what becomes of the unsynced writes."""
        way = chance.randrange(6)
        if way == 0:
            fates = [Fate(index) for index in writes[: chance.randint(0, len(writes))]]
        elif way == 1:
            lost = chance.choice(writes)
            fates = [Fate(index) for index in writes if index != lost]
        elif way == 2:
            share = chance.random()
            fates = [Fate(index) for index in writes if chance.random() < share]
        elif way == 3:
            # All but the newest few came whole, one of them is torn: the usual picture of a cut.
            end = chance.randint(1, len(writes))
            fates = [*map(Fate, writes[: end - 1]), self._torn(chance, writes[end - 1], chance.random())]
        else:
            share = chance.random()
            fates = [self._torn(chance, index, share) for index in writes]
        return self._in_order(tuple(fates)) if self._model is Model.JOURNAL else tuple(fates)

    def _torn(self, chance: random.Random, index: int, share: float) -> Fate:
        event = self._events[index]
        if event.kind == "truncate":
            return Fate(index)
        sector = chance.choice(SECTORS)
        first, last = event.offset // sector, (event.offset + len(event.data) - 1) // sector
        lost = frozenset(number for number in range(first, last + 1) if chance.random() < share)
        return Fate(index, sector, lost, chance.randrange(256))

    def _in_order(self, fates: tuple[Fate, ...]) -> tuple[Fate, ...]:
        """Keep of the writes that let a file grow only those before the first one lost, and those whole."""
        kept: list[Fate] = []
        by_index = {fate.index: fate for fate in fates}
        sizes = {node: len(data) for node, data in self.files.items()}
        stopped: set[int] = set()
        for index in self.writes:
            event, fate = self._events[index], by_index.get(index)
            end = event.offset + len(event.data)
            grows = event.kind == "truncate" or end > sizes[event.node]
            if event.node in stopped and grows:
                continue
            if fate is None or (grows and fate.lost):
                if grows:
                    stopped.add(event.node)
                continue
            kept.append(fate)
            sizes[event.node] = event.offset if event.kind == "truncate" else max(end, sizes[event.node])
        return tuple(kept)

    def _crash(self, fates: Sequence[Fate], chosen: Sequence[int]) -> Crash:
        folders = self.folders
        if chosen:
            folders = {node: dict(names) for node, names in folders.items()}
            for index in chosen:
                _rename(folders, self._events[index])
        by_node: dict[int, list[Fate]] = {}
        for fate in fates:
            by_node.setdefault(self._events[fate.index].node, []).append(fate)
        paths: list[str] = []
        files: dict[str, bytes] = {}
        stack = [("", 0)]
        while stack:
            above, node = stack.pop()
            for name, child in folders[node].items():
                path = f"{above}{name}"
                if child in folders:
                    paths.append(path)
                    stack.append((f"{path}/", child))
                elif not name.endswith(VOLATILE):
                    files[path] = self._content(child, by_node.get(child, ()))
        return Crash(self.at, self.said, tuple(sorted(paths)), files)

    def _content(self, node: int, fates: Sequence[Fate]) -> bytes:
        if not fates:
            return bytes(self.files[node])
        content = bytearray(self.files[node])
        for fate in fates:
            _apply(content, self._events[fate.index], fate)
        return bytes(content)


def _apply(content: bytearray, event: Event, fate: Fate) -> None:
    if event.kind == "truncate":
        del content[event.offset :]
        content.extend(bytes(event.offset - len(content)))
        return
    start, end = event.offset, event.offset + len(event.data)
    before = len(content)
    if before < end:
        content.extend(bytes(end - before))
    if not fate.lost:
        content[start:end] = event.data
        return
    data = bytearray(event.data)
    for number in fate.lost:
        left = max(number * fate.sector, start)
        right = min((number + 1) * fate.sector, end)
        old = bytes(content[left:right])
        if left >= before and fate.fill % 2:
            # The file grew and these bytes never came: whatever the disk held there.
            old = random.Random(fate.fill * 7919 + number).randbytes(right - left)
        data[left - start : right - start] = old
    content[start:end] = data


def _rename(folders: dict[int, dict[str, int]], event: Event) -> None:
    if event.kind == "link":
        folders[event.folder][event.name] = event.node
    elif event.kind == "unlink":
        folders[event.folder].pop(event.name, None)
    elif event.kind == "move" and folders[event.folder].pop(event.name, None) is not None:
        folders[event.folder_to][event.name_to] = event.node
