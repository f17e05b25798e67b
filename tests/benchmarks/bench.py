"""``python3 dev.py bench``: how long things take that people wait for, each beside a floor from the same run.

It reports and never judges: seconds are those of one computer, the ratio is what can be compared. The floor is
the same bytes hashed, decoded with validation and inserted into a plain database (or sealed, read, searched)
without anything else; a merge also tells how it stands to an encrypted database and to one without decoding.
"""

from __future__ import annotations

import argparse
import json
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path

import msgspec

sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parents[2])]

import floors  # noqa: E402  (this folder must be on the path first)
from exchange import ExchangeBench, make_new  # noqa: E402
from generator import OfficeYear, Workload  # noqa: E402
from year import Office, YearClock, live_year  # noqa: E402

from db import Envelope, Store  # noqa: E402
from desktop_app.domain.codec import KINDS, SCHEMA, Dokumen, decode_as, encode, natural_id  # noqa: E402
from desktop_app.domain.istilah import StatusSkp  # noqa: E402
from desktop_app.domain.jurnal import Jurnal  # noqa: E402
from desktop_app.domain.rencana_aksi import RencanaAksi  # noqa: E402
from desktop_app.domain.skp import Skp  # noqa: E402
from desktop_app.services.kantor import Kantor, Peran, Profil  # noqa: E402
from desktop_app.services.kirim import export_bundle  # noqa: E402
from desktop_app.services.masuk import merge_bundles  # noqa: E402
from desktop_app.services.naskah import open_naskah, write_naskah  # noqa: E402
from desktop_app.services.pegawai import get_pegawai, list_pegawai  # noqa: E402
from desktop_app.services.pendaftaran import accept_enrolment, approve_enrolment, request_enrolment  # noqa: E402
from desktop_app.services.pendirian import found_office  # noqa: E402
from desktop_app.services.waktu import now  # noqa: E402

AGENCY = "PEMERINTAH KABUPATEN CONTOH"
SEARCH_PEOPLE = 8000
OUR_WINDOW = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from desktop_app.app import Session, make_application
application = make_application(["bench"])
application.setQuitOnLastWindowClosed(False)
session = Session(Path(sys.argv[1]))

def ready(window):
    if session.runner.busy:
        QTimer.singleShot(1, lambda: ready(window))
        return
    window.grab()
    print("ready", flush=True)
    window.close()

session.window_ready.connect(lambda window: QTimer.singleShot(0, lambda: ready(window)))
session.ended.connect(lambda: application.exit(0))
QTimer.singleShot(0, session.begin)
application.exec()
session.finish()
"""


@dataclass(frozen=True)
class Line:
    """One measured thing: our seconds, the floor's seconds (0 where there is none), and what was measured."""

    name: str
    seconds: float
    floor: float
    note: str

    def text(self) -> str:
        """Return the line of the report."""
        ratio = f"{self.seconds / self.floor:6.2f}×" if self.floor else "      –"
        return f"{self.name:<38}{_duration(self.seconds):>11}{_duration(self.floor):>11}  {ratio}  {self.note}"


def _duration(seconds: float) -> str:
    if not seconds:
        return "–"
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.2f} ms"


def best(run: Callable[[], float], times: int = 3) -> float:
    """Return the median of several runs."""
    return statistics.median(run() for _ in range(times))


def timed(work: Callable[[], object]) -> float:
    """Return how long ``work`` takes."""
    started, _ = time.perf_counter(), work()
    return time.perf_counter() - started


class Bench:
    """Builds offices in a temporary folder and measures on them."""

    def __init__(self, folder: Path, workload: Workload, offices: int, seed: int) -> None:
        self._folder = folder
        self._workload = workload
        self._offices = offices
        self._seed = seed
        profile = Profil(peran=Peran.KABUPATEN, kode="99.01", nama="Kabupaten Contoh", instansi=AGENCY)
        self._kabupaten = found_office(folder / "kabupaten", profile, jam=now)

    def close(self) -> None:
        """Close the kabupaten's store."""
        self._kabupaten.close()

    def unit(self, number: int, jam: Callable[[], datetime] = now) -> Kantor:
        """Return a new, enrolled office whose clock is ``jam``."""
        code = f"99.01.{number:02d}"
        profile = Profil(
            peran=Peran.UNIT, kode=code, nama=f"Kecamatan Contoh {number}", instansi=AGENCY, tempat="Contoh"
        )
        kantor = found_office(self._folder / code, profile, jam=jam)
        request, answer = self._folder / f"{code}.permintaan", self._folder / f"{code}.jawaban"
        request_enrolment(kantor, request)
        approve_enrolment(self._kabupaten, request, answer)
        accept_enrolment(kantor, answer)
        return kantor

    def fill(self, kantor: Kantor, workload: Workload) -> list[bytes]:
        """Put a generated year into an office and return its revisions."""
        year = OfficeYear(kantor.profil, kantor.store.device, kantor.store.epoch, workload, self._seed)
        raws = [revision.raw for revision in year.revisions()]
        with kantor.write("isi_contoh") as tx:
            tx.add(raws, source="contoh")
        return raws

    def window(self) -> Line:
        """Start to a window with its first page loaded, beside an empty window with the same imports."""
        kantor = self.unit(90)
        self.fill(kantor, Workload(people=25, months=1))
        home = kantor.home
        kantor.close()
        ours = best(lambda: floors.start_process(OUR_WINDOW, str(home)), 5)
        empty = best(lambda: floors.start_process(floors.EMPTY_WINDOW), 5)
        return Line("start to usable window", ours, empty, "floor: empty Qt window, same imports")

    def journey(self) -> Line:
        """Make the SKP of a pelaksana from a template by keyboard, counted and told in human seconds."""
        script = Path(__file__).with_name("journey.py")
        ran = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=True, timeout=120)
        told = json.loads(ran.stdout.splitlines()[-1])
        note = (
            f"{told['keys']} keystrokes, {told['clicks']} clicks, {told['words']} words read, "
            f"{told['findings']} findings left; average typist {told['seconds_average']:.0f} s"
        )
        return Line("SKP from a template, slowest typist", told["seconds_worst"], 0.0, note)

    def prints(self) -> Iterable[Line]:
        """Print 50 and 200 determined SKP into one file, beside bare reportlab on tables of the same words."""
        kantor = self.unit(93)
        self.fill(kantor, Workload(people=200, months=0))
        with kantor.write("isi_contoh") as tx:
            for found in kantor.store.find("skp"):
                skp = msgspec.structs.replace(decode_as(Skp, found.body), status=StatusSkp.DITETAPKAN)
                tx.save("skp", found.doc_id, encode(skp), scope=kantor.profil.kode, schema=SCHEMA)
        home = kantor.home
        kantor.close()
        script = Path(__file__).with_name("prints.py")
        for number in (50, 200):
            words = [sys.executable, str(script), str(home), str(self._folder / "prints"), str(number)]
            ran = subprocess.run(words, capture_output=True, text=True, check=True, timeout=600)
            told = json.loads(ran.stdout.splitlines()[-1])
            note = f"one file of {told['size']:.1f} MB, memory peak {told['peak']:.0f} MB; floor: bare reportlab"
            yield Line(f"print {number} SKP in one run", told["seconds"], told["bare"], note)

    def people(self) -> Iterable[Line]:
        """Open, save and search among 8,000 people."""
        kantor = self.unit(91)
        raws = self.fill(kantor, Workload(people=SEARCH_PEOPLE, months=0, results=1, indicators=1))
        people = list_pegawai(kantor, limit=50)
        ids = [row.id for row in people] * 4
        opened = [timed(lambda doc_id=doc_id: open_naskah(kantor, doc_id)) for doc_id in ids]
        floor = statistics.median(floors.read_and_decode(self._folder / "read.db", raws[0], 200))
        yield Line("open an employee", statistics.median(opened), floor, f"{SEARCH_PEOPLE} people")

        person = get_pegawai(kantor, ids[0])
        notes = [msgspec.structs.replace(person, catatan=f"catatan {number}") for number in range(200)]
        saved = [timed(lambda note=note: write_naskah(kantor, ids[0], note)) for note in notes]
        floor = statistics.median(floors.commit_one(self._folder / "commit.db", raws[0], 200))
        yield Line("save one answer durably", statistics.median(saved), floor, "floor: one commit, synchronous=FULL")

        queries = sorted({row.nama.split()[0][:3].lower() for row in people})
        found = [timed(lambda query=query: list_pegawai(kantor, query, limit=50)) for query in queries * 4]
        names = [row.nama for row in list_pegawai(kantor)]
        floor = statistics.median(floors.search_names(self._folder / "search.db", names, queries * 4, 50))
        yield Line("find a name as you type", statistics.median(found), floor, f"first 50 of {SEARCH_PEOPLE} people")
        kantor.close()

    def month(self) -> Iterable[Line]:
        """Export one office's month, merge it, merge it again."""
        kantor = self.unit(92)
        raws = self.fill(kantor, Workload(people=self._workload.people, months=1))
        stick = make_new(self._folder / "stick-month")
        started = time.perf_counter()
        bundle = export_bundle(kantor, stick).path
        exported = time.perf_counter() - started
        kantor.close()
        floor = best(lambda: floors.hash_compress_encrypt(self._folder / "sealed", raws))
        yield Line("export a kecamatan-month", exported, floor, f"{len(raws)} revisions, {_size(raws)}")
        yield from self._merge("merge a kecamatan-month", [bundle], len(raws))

    def office_year(self) -> Iterable[Line]:
        """Live a whole year of one office through the services; then save, open every page, send and merge it."""
        clock = YearClock()
        kantor = self.unit(94, clock)
        office = Office(people=self._workload.people)
        lived = timed(lambda: live_year(kantor, clock, self._seed, office))
        store = kantor.store
        evidence, count, home = store.attachments_size(), store.last_seq(), kantor.home
        size = _stored(home)
        note = (
            f"{office.people} people, {count} revisions; store {size / 1e6:.1f} MB, "
            f"{(size - evidence) / 1e6:.1f} MB without its {evidence / 1e6:.1f} MB of evidence"
        )
        yield Line("live the year of an office", lived, 0.0, note)
        stick = make_new(self._folder / "stick-office")
        paths = []
        exported = timed(lambda: paths.append(export_bundle(kantor, stick).path))
        yield Line("export that year", exported, 0.0, f"{paths[0].stat().st_size / 1e6:.1f} MB with evidence")
        yield from self._saving(kantor)
        kantor.close()
        yield from self._pages(home)
        yield from self._merge("merge that year", paths, count)

    def _saving(self, kantor: Kantor) -> Iterable[Line]:
        """Type one field into a document of each kind that people write most, beside a bare commit of its bytes."""
        for kind in ("skp", "jurnal", "rencana_aksi", "evaluasi_diri", "penilaian"):
            doc_id, isi = self._draft_of(kantor, kind)
            words = [_with_words(isi, number) for number in range(100)]
            saved = [timed(lambda one=one, to=doc_id: write_naskah(kantor, to, one)) for one in words]
            body = encode(isi)
            floor = statistics.median(floors.commit_one(self._folder / f"{kind}.db", body, 100, key="ab" * 32))
            note = f"{len(body) / 1000:.1f} kB; floor: a bare SQLCipher commit of these bytes"
            yield Line(f"  save in {kind}", statistics.median(saved), floor, note)

    def _draft_of(self, kantor: Kantor, kind: str) -> tuple[str, Dokumen]:
        """Return a document of a kind that can be typed into; of a determined or final one a draft as long as it."""
        found = kantor.store.find(kind)
        doc_id = found[len(found) // 2].doc_id
        naskah = open_naskah(kantor, doc_id)
        if naskah.boleh_ubah:
            return doc_id, naskah.isi
        doc_id = natural_id(kind, kantor.profil.kode, "bench")
        isi = msgspec.structs.replace(naskah.isi, status="draft")
        with kantor.write("isi_contoh") as tx:
            tx.save(kind, doc_id, encode(isi), scope=kantor.profil.kode, schema=SCHEMA)
        return doc_id, open_naskah(kantor, doc_id).isi

    def _pages(self, home: Path) -> Iterable[Line]:
        """Open every page of the window with this office, and come back to it; a frame is 16 ms."""
        script = Path(__file__).with_name("pages.py")
        ran = subprocess.run([sys.executable, str(script), str(home)], capture_output=True, text=True, timeout=600)
        ran.check_returncode()
        told = json.loads(ran.stdout.splitlines()[-1])
        floor = told["floor"][0] / 1000
        for key, page in told["pages"].items():
            wall, computed, _ = page["open"]
            note = f"all computing {computed:.0f} ms, built once in {page['build'][1]:.0f} ms; floor: two empty pages"
            yield Line(f"  open {key}", wall / 1000, floor, note)
            wall, _, window = page["switch"]
            yield Line(f"  switch to {key}", wall / 1000, floor, f"thread of the window {window:.1f} ms")

    def year(self) -> Iterable[Line]:
        """Merge the year of every office into the kabupaten that knows none of it."""
        stick = make_new(self._folder / "stick-year")
        bundles, count = [], 0
        for number in range(1, self._offices + 1):
            kantor = self.unit(number)
            count += len(self.fill(kantor, self._workload))
            bundles.append(export_bundle(kantor, stick).path)
            kantor.close()
            if number % 10 == 0:
                print(f"  … {number} of {self._offices} offices generated", file=sys.stderr, flush=True)
        yield from self._merge(f"merge a {self._offices}-kecamatan year", bundles, count)

    def exchange(self) -> Iterable[Line]:
        """Merge beside the floor and beside peers, and into a growing store, each at a kabupaten of its own."""
        for part in ExchangeBench.rows, ExchangeBench.growth:
            own = Bench(make_new(self._folder / part.__name__), self._workload, self._offices, self._seed)
            offices = ExchangeBench(own._folder, own._kabupaten, own.unit, own.fill, _decode, self._seed)
            yield from (Line(*row) for row in part(offices, self._offices, self._workload.people))
            own.close()

    def _merge(self, name: str, bundles: Sequence[Path], count: int) -> Iterable[Line]:
        store, results = self._kabupaten.store, []
        before = store.last_seq()
        ours = timed(lambda: results.extend(merge_bundles(self._kabupaten, bundles)))
        memory = _peak_memory()
        wrong = [result for result in results if result.galat is not None or result.menunggu or result.karantina]
        if wrong or sum(result.baru for result in results) < count:
            raise RuntimeError(f"the merge did not take everything: {wrong[:1]}")
        again = timed(lambda: merge_bundles(self._kabupaten, bundles))
        # The floors take the records from the store in parts, so that the memory told above is the merge's alone.
        floor = floors.take_in(self._folder, lambda: _batches(store, before), _decode)
        note = f"{count} revisions, memory peak {memory}; floor: hash, decode, insert"
        beside = f"; without decoding {ours / floor.bare:.2f}×, encrypted {ours / floor.encrypted:.2f}×"
        yield Line(name, ours, floor.decoded, note + beside)
        yield Line("  the same again", again, ours, "floor: the first merge")


def _with_words(isi: Dokumen, number: int) -> Dokumen:
    """Return a document with another word in one of its texts, as a pause in typing saves it."""
    if isinstance(isi, Skp):
        return msgspec.structs.replace(isi, tempat=f"Contoh {number}")
    if isinstance(isi, Jurnal):
        entry = msgspec.structs.replace(isi.entri[0], teks=f"Kerja {number}")
        return msgspec.structs.replace(isi, entri=(entry, *isi.entri[1:]))
    if isinstance(isi, RencanaAksi):
        return msgspec.structs.replace(isi, tempat=f"Contoh {number}")
    return msgspec.structs.replace(isi, catatan=f"Catatan {number}")


def _batches(store: Store, after: int) -> Iterator[list[bytes]]:
    raws = (raw for _, _, raw in store.revisions_after(after))
    while batch := list(islice(raws, 2000)):
        yield batch


_ENVELOPES = msgspec.json.Decoder(Envelope)
_BODIES = {kind: msgspec.json.Decoder(shape) for kind, shape in KINDS.items()}


def _decode(raw: bytes) -> None:
    envelope = _ENVELOPES.decode(raw)
    _BODIES[envelope.kind].decode(envelope.body)


def _stored(home: Path) -> int:
    """Return the bytes of the file of an office, without what still lies in its journal."""
    return (home / "luring.db").stat().st_size


def _size(raws: Sequence[bytes]) -> str:
    return f"{sum(map(len, raws)) / 1e6:.1f} MB"


def _peak_memory() -> str:
    try:
        import resource
    except ImportError:
        return "not known on this system"
    return f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB"


def main() -> int:
    """Measure and print; ``--full`` takes the reference size of 200 people per office."""
    parser = argparse.ArgumentParser(description="Mengukur kecepatan; melapor, tidak menilai.")
    parser.add_argument("--offices", type=int, default=40)
    parser.add_argument("--people", type=int, default=25, help="per office")
    parser.add_argument("--full", action="store_true", help="200 people per office: minutes, several GB")
    parser.add_argument("--only", default="", help="window, journey, prints, people, month, office, year or exchange")
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--out", type=Path, help="also write the lines as JSON to this file")
    options = parser.parse_args()
    workload = Workload(people=200 if options.full else options.people)
    print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, seed {options.seed}")
    print(f"{'':<38}{'ours':>11}{'floor':>11}   ratio")
    lines: list[Line] = []
    with tempfile.TemporaryDirectory(prefix="skp-luring-bench-") as folder:
        bench = Bench(Path(folder), workload, options.offices, options.seed)
        try:
            parts: dict[str, Callable[[], Iterable[Line]]] = {
                "window": lambda: [bench.window()],
                "journey": lambda: [bench.journey()],
                "prints": bench.prints,
                "people": bench.people,
                "month": bench.month,
                "office": bench.office_year,
                "year": bench.year,
                "exchange": bench.exchange,
            }
            for part in [parts[options.only]] if options.only else parts.values():
                for line in part():
                    print(line.text(), flush=True)
                    lines.append(line)
        finally:
            bench.close()
    if options.out:
        options.out.write_text(json.dumps([asdict(line) for line in lines], indent=2), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
