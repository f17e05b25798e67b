"""The merge beside its floor and beside peers, in one run on the same documents; and its growth with the store.

``python3 dev.py bench --only exchange``. Seconds are those of one computer; only the ratios of one run can be compared.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import floors
from generator import OfficeYear, Workload
from peers import GitBundles, Peer, SessionChangesets

from desktop_app.services.cadangan import AlasanCadangan, back_up_before
from desktop_app.services.kantor import Kantor, Peran, Profil
from desktop_app.services.kirim import export_bundle
from desktop_app.services.masuk import merge_bundles
from desktop_app.services.pembaca_siap import prepare_reading, stop_preparing

MONTHS = 5
"""So many offices send a month, one after the other; their median is told."""
GROWTH = (1, 10, 100)
READY_SECONDS = 1.0
"""Far less than people take from opening the page to choosing a file."""
STRANGE = "00" * 16
COPY = "a rule of its own, also of a quick merge; compared: the merge"


class Row(NamedTuple):
    """One measured thing: name, seconds, the seconds that it is compared with (0: none), and what was done."""

    name: str
    seconds: float
    floor: float
    note: str


class Parcel(NamedTuple):
    """What one office sends: our bundle, the saves in it, and the file of each peer."""

    code: str
    bundle: Path
    raws: list[bytes]
    files: tuple[Path, ...]


class ExchangeBench:
    """Measures on a kabupaten and offices that the caller founds."""

    def __init__(
        self,
        folder: Path,
        kabupaten: Kantor,
        unit: Callable[[int], Kantor],
        fill: Callable[[Kantor, Workload], list[bytes]],
        decode: Callable[[bytes], object],
        seed: int,
    ) -> None:
        self._folder = folder
        self._kabupaten = kabupaten
        self._unit = unit
        self._fill = fill
        self._decode = decode
        self._seed = seed
        self._sessions = [SessionChangesets(folder, history=has) for has in (True, False)]
        self._peers: list[Peer] = [*(GitBundles(folder, each_save=each) for each in (True, False)), *self._sessions]
        self._next = 0

    def rows(self, offices: int, people: int) -> Iterator[Row]:
        """Yield a kecamatan-month and the year of all offices beside floor and peers, and each the same again."""
        try:
            yield from self._months(people)
            yield from self._year(offices, people)
        finally:
            for session in self._sessions:
                session.close()

    def _months(self, people: int) -> Iterator[Row]:
        parcels = [self._parcel(Workload(people=people, months=1)) for _ in range(MONTHS)]
        ours, copies = [], []
        for one in parcels:
            copies.append(self._copy())
            _have_ready()
            ours.append(self._merge([one]))
        stop_preparing()
        again = [self._merge([one]) for one in parcels]
        floor = _middle([self._floor([one]) for one in parcels])
        note = f"{len(parcels[0].raws)} revisions, median of {MONTHS}; Kotak Masuk open"
        yield _above("a kecamatan-month", statistics.median(ours), floor, note)
        yield self._unready(people, floor)
        yield Row("  a proved copy of the store before", statistics.median(copies), statistics.median(ours), COPY)
        yield Row("  the same again", statistics.median(again), statistics.median(ours), "compared: its first merge")
        for number, peer in enumerate(self._peers):
            first = statistics.median(_take(peer, number, [one]) for one in parcels)
            second = statistics.median(_take(peer, number, [one]) for one in parcels)
            yield from _beside(peer, statistics.median(ours), first, second)

    def _unready(self, people: int, floor: floors.Floors) -> Row:
        """Merge months as the command line does, where no process stands ready to open them."""
        parcels = [self._parcel(Workload(people=people, months=1), with_peers=False) for _ in range(MONTHS)]
        ours = []
        for one in parcels:
            self._copy()
            ours.append(self._merge([one]))
        return _above("  with no process ready", statistics.median(ours), floor, f"median of {MONTHS}; command line")

    def _year(self, offices: int, people: int) -> Iterator[Row]:
        parcels = []
        for number in range(offices):
            parcels.append(self._parcel(Workload(people=people)))
            if number % 10 == 9:
                print(f"  … {number + 1} of {offices} offices written", file=sys.stderr, flush=True)
        copy, ours, again = self._copy(), self._merge(parcels), self._merge(parcels)
        count = sum(len(one.raws) for one in parcels)
        size = sum(one.bundle.stat().st_size for one in parcels) / 1e6
        note = f"{count} revisions, {size:.0f} MB of bundles"
        yield _above(f"the year of {offices} kecamatan", ours, self._floor(parcels), note)
        yield Row("  a proved copy of the store before", copy, ours, COPY)
        yield Row("  the same again", again, ours, "compared: its first merge")
        for number, peer in enumerate(self._peers):
            first, second = _take(peer, number, parcels), _take(peer, number, parcels)
            yield from _beside(peer, ours, first, second)

    def growth(self, _offices: int, people: int) -> Iterator[Row]:
        """Merge the same month into a store that knows one, ten and a hundred office-years."""
        known, first = 0, 0.0
        kabupaten = self._kabupaten
        for times in GROWTH:
            while known < times:
                with kabupaten.write("isi_contoh") as tx:
                    tx.add(self._strange_year(known, people), source="contoh")
                known += 1
            parcels = [self._parcel(Workload(people=people, months=1), with_peers=False) for _ in range(MONTHS)]
            self._copy()
            each = statistics.median(self._merge([one]) / len(one.raws) for one in parcels)
            rows = kabupaten.store.last_seq()
            first = first or each
            note = f"per new revision, {rows} in the store; beside the first"
            yield Row(f"a month into a store of {times} office-years", each, first, note)

    def _strange_year(self, number: int, people: int) -> list[bytes]:
        office = Profil(peran=Peran.UNIT, kode=f"99.01.9{number:03d}", nama="Kecamatan Contoh", instansi="CONTOH")
        year = OfficeYear(office, STRANGE, STRANGE, Workload(people=people), self._seed)
        return [revision.raw for revision in year.revisions()]

    def _parcel(self, workload: Workload, *, with_peers: bool = True) -> Parcel:
        self._next += 1
        kantor = self._unit(self._next)
        raws = self._fill(kantor, workload)
        bundle = export_bundle(kantor, make_new(self._folder / f"stick-{self._next}")).path
        code = kantor.profil.kode
        kantor.close()
        files = tuple(peer.pack(code, raws) for peer in self._peers) if with_peers else ()
        return Parcel(code, bundle, raws, files)

    def _copy(self) -> float:
        """Make the copy that goes before a merge, so that it is told by itself; none where little is new."""
        started = time.perf_counter()
        back_up_before(self._kabupaten, AlasanCadangan.IMPOR)
        return time.perf_counter() - started

    def _merge(self, parcels: Sequence[Parcel]) -> float:
        started = time.perf_counter()
        results = merge_bundles(self._kabupaten, [one.bundle for one in parcels])
        seconds = time.perf_counter() - started
        wrong = [one for one in results if one.galat is not None or one.menunggu or one.karantina]
        if wrong:
            raise RuntimeError(f"the merge did not take everything: {wrong[:1]}")
        return seconds

    def _floor(self, parcels: Sequence[Parcel]) -> floors.Floors:
        return floors.take_in(self._folder, lambda: (one.raws for one in parcels), self._decode)


def make_new(folder: Path) -> Path:
    """Make a folder and return it."""
    folder.mkdir()
    return folder


def _have_ready() -> None:
    """Let a process stand ready that opens bundles, as while Kotak Masuk is on the screen."""
    prepare_reading()
    time.sleep(READY_SECONDS)


def _middle(several: Sequence[floors.Floors]) -> floors.Floors:
    """Return the median of each floor."""
    return floors.Floors(*map(statistics.median, zip(*several, strict=True)))


def _above(name: str, ours: float, floor: floors.Floors, note: str) -> Row:
    """Return the row of a merge above its floor, and how it stands to the floor in an encrypted database."""
    beside = f"; floor: hash, decode, insert; encrypted {ours / floor.encrypted:.2f}×"
    return Row(name, ours, floor.decoded, note + beside)


def _take(peer: Peer, number: int, parcels: Sequence[Parcel]) -> float:
    started = time.perf_counter()
    for one in parcels:
        peer.take_in(one.code, one.files[number])
    return time.perf_counter() - started


def _beside(peer: Peer, ours: float, first: float, again: float) -> Iterator[Row]:
    """Yield how a peer did; the ratio is ours to the peer's, below one where ours is quicker."""
    yield Row(f"  beside {peer.name}", ours, first, f"peer: {peer.does}")
    yield Row(f"    {peer.name}: again", again, first, "compared: its first time")
