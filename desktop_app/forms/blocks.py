"""Pieces that several forms share: titles, identities, heads, footnotes, signatures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop_app.domain.format_indonesia import BULAN, format_tanggal
from desktop_app.domain.istilah import JenisPeriode
from desktop_app.domain.pegawai import Identitas
from desktop_app.domain.periode import Periode
from desktop_app.forms.fonts import Style
from desktop_app.forms.grid import LEADING, WIDE_LEADING, Align, Cell, Flow, Group, Row
from desktop_app.forms.page import Page
from desktop_app.forms.segel import SIDE, Seal
from desktop_app.forms.text import Line, Typesetter, clean

SIZE = 11.0  # points (P6:57, measured)
LINE_HIGH = 15.36  # a row of one wide line (P6:57)
TIGHT_HIGH = 13.44  # a row of one body line (P6:112, 115)
DOTS = "…" * 8
ROOM_TO_SIGN = 48.0
_ROMAN = ("I", "II", "III", "IV")
_LONG_PLACE = 30  # letters; a longer name of a place would run into the other signature
_ABOVE_SIGNING = 20.0  # from the last rule to the place and date (P6:113, 154)
_ABOVE_NOTES = 10.0
_ABOVE_SEAL = 9.0
_BESIDE_SEAL = 8.0
_UNDER_NAMES = 12.0


def format_periode(periode: Periode) -> str:
    """Return ``TRIWULAN I``, ``BULAN JUNI`` or ``AKHIR`` as the period line has it (P6:90, 111)."""
    if periode.jenis is JenisPeriode.TAHUNAN:
        return "AKHIR"
    if periode.jenis is JenisPeriode.TRIWULANAN:
        return f"TRIWULAN {_ROMAN[periode.nomor - 1]}"
    return f"BULAN {BULAN[periode.nomor - 1].upper()}"


def format_tempat_tanggal(tempat: str, tanggal: date | None) -> str:
    """Return ``Salatiga, 31 Desember 2026`` with dots for what is still to be written by hand."""
    place = clean(tempat).replace("\n", " ")[:_LONG_PLACE] or DOTS[:6]
    return f"{place}, {format_tanggal(tanggal) if tanggal else DOTS}"


def put_title(page: Page, setter: Typesetter, lines: Sequence[str], centre: float, y: float) -> float:
    """Put centred capitals from the baseline ``y`` on and return the last baseline."""
    for line in lines:
        page.text(centre - setter.width(line) / 2, y, line, Style.REGULAR, setter.size)
        y += WIDE_LEADING
    return y - WIDE_LEADING


@dataclass(frozen=True, slots=True)
class Columns:
    """Makes cells between the verticals of one table."""

    setter: Typesetter
    edges: tuple[float, ...]

    def cell(
        self,
        first: int,
        text: str | Sequence[Line],
        last: int | None = None,
        *,
        align: Align = Align.LEFT,
        style: Style = Style.REGULAR,
        pad: float = 3.9,
        leading: float = LEADING,
        middle: bool = False,
        shaded: bool = False,
        grey: bool = False,
    ) -> Cell:
        """Return the cell from vertical ``first`` to ``last`` (the next one) with ``text`` broken to fit."""
        x0, x1 = self.edges[first], self.edges[first + 1 if last is None else last]
        lines = tuple(self.setter.wrap(text, x1 - x0 - 2 * pad, style) if isinstance(text, str) else text)
        return Cell(
            x0=x0,
            x1=x1,
            lines=lines,
            align=align,
            pad=pad,
            leading=leading,
            middle=middle,
            shaded=shaded,
            grey=grey,
        )

    def room(self, first: int, last: int | None = None, pad: float = 3.9) -> float:
        """Return the width that lines have between two verticals."""
        return self.edges[first + 1 if last is None else last] - self.edges[first] - 2 * pad

    def band(self, text: str, *, low: float = LINE_HIGH, pad: float = 5.2, heads: bool = True) -> Group:
        """Return a shaded row over the whole width; with ``heads`` it stays with what follows."""
        cell = self.cell(0, text, len(self.edges) - 1, pad=pad, shaded=True, leading=WIDE_LEADING, middle=True)
        return Group(rows=(Row(cells=(cell,), low=low),), band=heads)

    def head(self, texts: Sequence[str], *, low: float) -> Group:
        """Return a shaded row of column heads, centred both ways; ``\\n`` breaks where the form breaks."""
        cells = tuple(
            self.cell(n, text, align=Align.CENTRE, pad=1.5, shaded=True, middle=True, leading=WIDE_LEADING)
            for n, text in enumerate(texts)
        )
        return Group(rows=(Row(cells=cells, low=low),))

    def numbers(self, *, low: float) -> Group:
        """Return the row (1) (2) … under the column heads."""
        return self.head([f"({n})" for n in range(1, len(self.edges))], low=low)


def identity_table(
    columns: Columns,
    pegawai: Identitas,
    penilai: Identitas,
    pangkat_label: str,
    *,
    nip_optional: bool = False,
    penilai_unit: str = "UNIT KERJA",
) -> list[Group]:
    """Return the two identities side by side, five rows each (P6:57, 111).

    ``nip_optional`` marks the assessor's NIP as the leaders' forms do (P6:32, 34); ``penilai_unit`` is the label of his
    last row.
    """
    titles = ("NO", "PEGAWAI YANG DINILAI", "NO", "PEJABAT PENILAI KINERJA")
    spans = ((0, 1), (1, 3), (3, 4), (4, 6))
    top = tuple(
        columns.cell(a, text, b, align=Align.CENTRE, shaded=True, leading=WIDE_LEADING)
        for text, (a, b) in zip(titles, spans, strict=True)
    )
    groups = [Group(rows=(Row(cells=top, low=LINE_HIGH),), band=True)]
    labels = ("NAMA", "NIP", pangkat_label, "JABATAN", "UNIT KERJA")
    nip: str | list[Line] = "NIP"
    if nip_optional:
        nip = [columns.setter.line((Style.REGULAR, "NIP "), (Style.ITALIC, "(*opsional)"))]
    right_labels = ("NAMA", nip, pangkat_label, "JABATAN", penilai_unit)
    pairs = zip(labels, right_labels, _values(pegawai), _values(penilai), strict=True)
    for number, (left_label, right_label, left, right) in enumerate(pairs, 1):
        cells = tuple(
            cell
            for first, label, value in ((0, left_label, left), (3, right_label, right))
            for cell in (
                columns.cell(first, str(number), align=Align.CENTRE, leading=WIDE_LEADING),
                columns.cell(first + 1, label, pad=5.1, leading=WIDE_LEADING),
                columns.cell(first + 2, value, pad=5.1, leading=WIDE_LEADING),
            )
        )
        groups.append(Group(rows=(Row(cells=cells, low=LINE_HIGH),)))
    return groups


def _values(orang: Identitas) -> tuple[str, ...]:
    return (orang.nama, orang.nip, orang.pangkat, orang.jabatan, orang.unit_kerja)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """One who signs: what he is on the form, who he is, and the place and date above, if any."""

    centre: float
    role: str
    orang: Identitas
    above: str = ""


class SignatureBlock:
    """Signatures side by side and the footnotes below, kept on one page.

    A seal stands beside the signatures; one with its words ``beside`` it stands below them, right of the footnotes.
    ``nip_line`` leaves a line for the NIP of somebody who is not named, as on a form that is filled in by hand.
    """

    def __init__(
        self,
        setter: Typesetter,
        signatures: Sequence[Signature],
        notes: Sequence[str],
        left: float,
        right: float,
        *,
        columns: int = 2,
        name_lines: int = 4,
        seal: Seal | None = None,
        nip_line: bool = False,
    ) -> None:
        self._nip_line = nip_line
        self._setter = setter
        self._signatures = signatures
        self._left = left
        self._name_lines = name_lines
        self._seal = seal
        self._seal_below = seal is not None and seal.beside
        self._width = (right - left) / columns - 12
        self._names = [self._name(one) for one in signatures]
        self._roles = [setter.wrap(one.role, self._room(one)) for one in signatures]
        self._lower = LEADING * (max([1, *(len(lines) for lines in self._roles)]) - 1)
        self._notes_room = right - left - (SIDE + 2 * _BESIDE_SEAL if self._seal_below else 0.0)
        self._notes = self._wrapped(notes)
        if self._seal_below and seal is not None:
            reach = _ABOVE_NOTES + len(self._notes) * LEADING + 2.0
            if reach > _UNDER_NAMES + seal.words_top:
                # So many notes would run into the words beside the symbol.
                self._notes_room -= seal.beside_width
                self._notes = self._wrapped(notes)
        self._high = max(len(lines) for lines, _ in self._names)

    def _wrapped(self, notes: Sequence[str]) -> list[Line]:
        return [line for note in notes for line in self._setter.wrap(note, self._notes_room, Style.ITALIC)]

    @property
    def height(self) -> float:
        """The height from the last rule to the last line."""
        below = len(self._notes) * LEADING + _ABOVE_NOTES if self._notes else 0.0
        if self._seal is not None and self._seal_below:
            below = max(below, _UNDER_NAMES + self._seal.height)
        return self._signing + below + 4.0

    @property
    def _signing(self) -> float:
        """The height down to the last line of the names, or of a seal beside them."""
        signing = _ABOVE_SIGNING + WIDE_LEADING + self._lower + ROOM_TO_SIGN + (self._high - 1) * LEADING
        if self._seal is None or self._seal_below:
            return signing
        return max(signing, _ABOVE_SEAL + self._seal.height)

    def _room(self, one: Signature) -> float:
        """Return how wide a name may be: half of the block, or up to a seal that stands beside it."""
        if self._seal is None or self._seal_below:
            return self._width
        return min(self._width, 2 * (abs(one.centre - self._seal.centre) - self._seal.half - _BESIDE_SEAL))

    def _name(self, one: Signature) -> tuple[list[Line], int]:
        """Return the lines of a name and, below, the NIP, with how many are the name's own and underlined.

        A missing name leaves dots to write on.
        """
        orang, width = one.orang, self._room(one)
        lines = self._setter.wrap(orang.nama, width) or [self._setter.line((Style.REGULAR, DOTS))]
        if len(lines) > self._name_lines:
            lines = [*lines[: self._name_lines - 1], self._setter.line((Style.REGULAR, "…"))]
        signed = len(lines) if orang.nama.strip() else 0
        if orang.nip.strip():
            lines = lines + self._setter.wrap(f"NIP. {orang.nip}", width)[:2]
        elif self._nip_line and not signed:
            lines = [*lines, self._setter.line((Style.REGULAR, f"NIP. {DOTS}"))]
        return lines, signed

    def put(self, flow: Flow) -> None:
        """Draw the block at the flow's place, on a new page where it does not fit whole."""
        flow.keep(self.height)
        page, setter, top = flow.page, self._setter, flow.y + _ABOVE_SIGNING
        for one, roles, (lines, signed) in zip(self._signatures, self._roles, self._names, strict=True):
            # A role of one line is drawn as it stands, a longer one keeps to the room of the name below it.
            for text, y in ((one.above, top), (one.role if len(roles) < 2 else "", top + WIDE_LEADING)):
                if text:
                    page.text(one.centre - setter.width(text) / 2, y, text, Style.REGULAR, setter.size)
            for index, line in enumerate(roles if len(roles) > 1 else ()):
                page.line(setter, line, one.centre - line.width / 2, top + WIDE_LEADING + index * LEADING)
            y = top + WIDE_LEADING + self._lower + ROOM_TO_SIGN
            for index, line in enumerate(lines):
                x = one.centre - line.width / 2
                page.line(setter, line, x, y)
                if index < signed:
                    page.rules.append((x, y + 1.9, x + line.width, y + 1.9))
                y += LEADING
        if self._seal is not None:
            self._seal.put(page, flow.y + (self._signing + _UNDER_NAMES if self._seal_below else _ABOVE_SEAL))
        y = flow.y + self._signing + LEADING + _ABOVE_NOTES
        room = self._notes_room
        for line in self._notes:
            stretch = 0.0 if line.last or not line.gaps else (room - line.width) / line.gaps
            page.line(setter, line, self._left, y, stretch=stretch)
            y += LEADING
        flow.y = y
