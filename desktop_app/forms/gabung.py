"""Many finished forms as one PDF with bookmarks, written straight to a file: memory does not grow with the pages.

It reads only what this program's own forms are: plain objects with a cross-reference table. Anything else is refused.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import IO, Final

_CATALOG, _PAGES, _OUTLINES, _INFO = 1, 2, 3, 4
_OWN: Final = 4
_SHARED: Final = re.compile(rb"/Length1\b|/Type\s*/XObject\b")
"""Fonts and pictures are looked up among those written before; pages hardly ever repeat."""
_REF: Final = re.compile(rb"\((?:\\.|[^()\\])*\)|<[0-9A-Fa-f\s]*>|\b(\d+) (\d+) R\b", re.DOTALL)
_STREAM: Final = re.compile(rb">>\s*stream\r?\n")
_OBJECT: Final = re.compile(rb"\s*(\d+) 0 obj\s")
_KIDS: Final = re.compile(rb"/Kids\s*\[\s*(\d+) 0 R")
_COUNT: Final = re.compile(rb"/Count\s+(\d+)")


@dataclass(frozen=True, slots=True)
class BagianPdf:
    """One form on its way into the joined file: a key and the name of its person, the form's title, and its bytes."""

    kunci: str
    nama: str
    judul: str
    pdf: bytes


@dataclass(slots=True)
class _Bookmark:
    judul: str
    page: int
    below: list[_Bookmark] = field(default_factory=list)


def join_pdf(bagian: Iterable[BagianPdf], target: IO[bytes], judul: str) -> tuple[int, str]:
    """Write the forms one after the other to ``target``, a bookmark per person and below it one per form.

    Forms of one person (``kunci``) that follow each other share his bookmark. Returns the length in bytes and the
    SHA-256 of what was written. Raises ``ValueError`` for a part that is no form of this program.
    """
    joined = _Joined(target)
    last = ""
    for satu in bagian:
        page = joined.add(satu.pdf)
        if not joined.bookmarks or satu.kunci != last:
            joined.bookmarks.append(_Bookmark(satu.nama, page))
            last = satu.kunci
        joined.bookmarks[-1].below.append(_Bookmark(satu.judul, page))
    return joined.finish(judul)


class _Joined:
    """The file that grows: what is remembered of a form are a few numbers per object."""

    def __init__(self, target: IO[bytes]) -> None:
        self._target = target
        self._digest = sha256()
        self._length = 0
        self._offsets = array("Q", [0] * (_OWN + 1))
        self._shared: dict[bytes, int] = {}
        self._kids: list[int] = []
        self._pages = 0
        self.bookmarks: list[_Bookmark] = []
        self._write(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")

    def add(self, pdf: bytes) -> int:
        """Copy the pages of one form; return the number of its first page's object."""
        source = _Source(pdf)
        numbers: dict[int, int] = {}
        written = []
        # From the end: what an object needs (an emblem its mask) has its number before it.
        for old in reversed(source.reachable()):
            head, tail = source.objects[old]
            digest = b""
            if tail and _SHARED.search(head) and all(ref in numbers for ref in _references(head)):
                digest = sha256(_renumbered(head, numbers) + tail).digest()
                if digest in self._shared:
                    numbers[old] = self._shared[digest]
                    continue
            self._offsets.append(0)
            numbers[old] = len(self._offsets) - 1
            written.append(old)
            if digest:
                self._shared[digest] = numbers[old]
        for old in written:
            head, tail = source.objects[old]
            if old == source.pages:
                head = head.rstrip()[:-2] + b"/Parent 0 0 R\n>>\n"
            self._put(numbers[old], _renumbered(head, numbers) + tail)
        self._kids.append(numbers[source.pages])
        self._pages += source.count
        return numbers[source.first]

    def finish(self, judul: str) -> tuple[int, str]:
        """Write bookmarks, page tree, catalogue and cross-references."""
        self._outline()
        kids = b" ".join(b"%d 0 R" % number for number in self._kids)
        self._put(_PAGES, b"<< /Type /Pages /Kids [ %b ] /Count %d >>\n" % (kids, self._pages))
        self._put(
            _CATALOG,
            b"<< /Type /Catalog /Pages %d 0 R /Outlines %d 0 R /PageMode /UseOutlines /Lang (id) "
            b"/ViewerPreferences << /DisplayDocTitle true >> >>\n" % (_PAGES, _OUTLINES),
        )
        self._put(_INFO, b"<< /Title %b /Creator (SKP Luring) /Producer (SKP Luring) >>\n" % _text(judul))
        start, mark = self._length, self._digest.hexdigest()[:32].encode()
        self._write(b"xref\n0 %d\n0000000000 65535 f \n" % len(self._offsets))
        for offset in self._offsets[1:]:
            self._write(b"%010d 00000 n \n" % offset)
        self._write(
            b"trailer\n<< /Size %d /Root %d 0 R /Info %d 0 R /ID [ <%b> <%b> ] >>\nstartxref\n%d\n%%%%EOF\n"
            % (len(self._offsets), _CATALOG, _INFO, mark, mark, start)
        )
        return self._length, self._digest.hexdigest()

    def _outline(self) -> None:
        first = len(self._offsets)
        people = []
        number = first
        for person in self.bookmarks:
            people.append(number)
            number += 1 + len(person.below)
        self._offsets.extend([0] * (number - first))
        ends = b"/First %d 0 R /Last %d 0 R " % (people[0], people[-1]) if people else b""
        self._put(_OUTLINES, b"<< /Type /Outlines %b/Count %d >>\n" % (ends, len(people)))
        for place, (at, person) in enumerate(zip(people, self.bookmarks, strict=True)):
            forms = [at + 1 + step for step in range(len(person.below))]
            # A negative count keeps the forms folded away below the name.
            more = b"/First %d 0 R /Last %d 0 R /Count -%d " % (forms[0], forms[-1], len(forms))
            self._bookmark(at, person, _OUTLINES, people, place, more)
            for step, (under, form) in enumerate(zip(forms, person.below, strict=True)):
                self._bookmark(under, form, at, forms, step)

    def _bookmark(self, at: int, mark: _Bookmark, parent: int, row: list[int], place: int, more: bytes = b"") -> None:
        before = b"/Prev %d 0 R " % row[place - 1] if place else b""
        after = b"/Next %d 0 R " % row[place + 1] if place + 1 < len(row) else b""
        body = b"/Title %b /Parent %d 0 R /Dest [ %d 0 R /Fit ] " % (_text(mark.judul), parent, mark.page)
        self._put(at, b"<< " + body + before + after + more + b">>\n")

    def _put(self, number: int, body: bytes) -> None:
        self._offsets[number] = self._length
        self._write(b"%d 0 obj\n%bendobj\n" % (number, body if body.endswith(b"\n") else body + b"\n"))

    def _write(self, data: bytes) -> None:
        self._target.write(data)
        self._digest.update(data)
        self._length += len(data)


class _Source:
    """One form taken apart: each object as its dictionary and what follows it (a stream or nothing)."""

    def __init__(self, pdf: bytes) -> None:
        self.objects = {number: _parted(body) for number, body in _objects(pdf)}
        root = re.search(rb"/Root (\d+) 0 R", pdf[pdf.rfind(b"trailer") :])
        pages = re.search(rb"/Pages (\d+) 0 R", self._head(int(root[1]))) if root else None
        if pages is None:
            raise ValueError("no page tree")
        self.pages = int(pages[1])
        tree = self._head(self.pages)
        kids, count = _KIDS.search(tree), _COUNT.search(tree)
        if kids is None or count is None or b"/Parent" in tree or not tree.rstrip().endswith(b">>"):
            raise ValueError("no plain page tree")
        self.first, self.count = int(kids[1]), int(count[1])

    def _head(self, number: int) -> bytes:
        if number not in self.objects:
            raise ValueError(f"object {number} is missing")
        return self.objects[number][0]

    def reachable(self) -> list[int]:
        """Return the numbers of all objects that the pages need, the page tree first."""
        found: dict[int, None] = {self.pages: None}
        wait = [self.pages]
        while wait:
            new = [ref for ref in _references(self._head(wait.pop())) if ref not in found]
            found.update(dict.fromkeys(new))
            wait += new
        return list(found)


def _objects(pdf: bytes) -> Iterable[tuple[int, bytes]]:
    """Yield number and body of each object by the cross-reference table."""
    start = re.search(rb"startxref\s+(\d+)\s+%%EOF\s*\Z", pdf[-64:])
    table = re.compile(rb"xref\s+0 (\d+)\s").match(pdf, int(start[1])) if start else None
    if table is None or not pdf.startswith(b"%PDF-"):
        raise ValueError("no cross-reference table")
    rows = re.findall(rb"(\d{10}) \d{5} ([nf])", pdf[table.end() : table.end() + 20 * int(table[1])])
    if len(rows) != int(table[1]):
        raise ValueError("the cross-reference table is cut off")
    offsets = sorted(int(offset) for offset, used in rows if used == b"n")
    for begin, end in zip(offsets, [*offsets[1:], table.start()], strict=True):
        name = _OBJECT.match(pdf, begin)
        last = pdf.rfind(b"endobj", begin, end)
        if name is None or last < 0:
            raise ValueError(f"no object at {begin}")
        yield int(name[1]), pdf[name.end() : last]


def _parted(body: bytes) -> tuple[bytes, bytes]:
    stream = _STREAM.search(body)
    return (body[: stream.start() + 2], body[stream.start() + 2 :]) if stream else (body, b"")


def _references(head: bytes) -> list[int]:
    return [int(found[1]) for found in _REF.finditer(head) if found[1]]


def _renumbered(head: bytes, numbers: dict[int, int]) -> bytes:
    def new(found: re.Match[bytes]) -> bytes:
        if not found[1]:
            return found[0]
        if found[2] != b"0":
            raise ValueError("an object of a later generation")
        # Number 0 is no object: it stands for the page tree above the form's own.
        return b"%d 0 R" % (numbers[int(found[1])] if int(found[1]) else _PAGES)

    return _REF.sub(new, head)


def _text(words: str) -> bytes:
    return b"<FEFF" + words.encode("utf-16-be", "replace").hex().upper().encode() + b">"
