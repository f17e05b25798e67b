"""The sheet of the office's own pages: letterhead, facts, steps, boxes and signatures, from the top down.

A page that is no form of the regulation is made of these pieces; what is special to it, it draws on ``flow`` itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from desktop_app.domain.format_indonesia import format_waktu
from desktop_app.domain.pegawai import Identitas
from desktop_app.forms.blocks import DOTS, SIZE, Columns, Signature, SignatureBlock
from desktop_app.forms.fonts import Style, load_fonts
from desktop_app.forms.grid import Align, Cell, Flow, Group, Row
from desktop_app.forms.page import FOOTER, Meta, make_sheet, write_pdf
from desktop_app.forms.text import Line, Typesetter
from desktop_app.forms.values import Kertas

HEAD_SIZE = 12.0
NAME_SIZE = 13.0
"""Letters of the agency's line, and of the office's name and the page's title."""
_HEAD_LINES = 2
_COLON = 12.0
_STEP_INDENT = 18.0
_ABOVE_FOOTER = 10.0


class Lembar:
    """Pages being drawn between ``left`` and ``right`` (points); ``flow.y`` is where the next piece goes.

    ``top`` and ``bottom`` are the margins, ``right`` None leaves the left margin on the right as well. The body never
    reaches the footer, however small a margin is asked for.
    """

    def __init__(
        self,
        kertas: Kertas,
        *,
        left: float,
        right: float | None = None,
        top: float,
        bottom: float,
        size: float = SIZE,
        mendatar: bool = False,
    ) -> None:
        self.fonts = load_fonts()
        self.setter = Typesetter(self.fonts, size)
        self._sheet = make_sheet(kertas, landscape=mendatar)
        self.left = left
        self.right = self._sheet.width - left if right is None else right
        lowest = self._sheet.height - max(bottom, FOOTER + _ABOVE_FOOTER)
        self.flow = Flow(self.setter, first=top, top=top, bottom=lowest)

    @property
    def width(self) -> float:
        """The width between the margins."""
        return self.right - self.left

    def put_centred(self, text: str, style: Style, size: float) -> None:
        """Draw at most two lines in the middle."""
        setter, flow = Typesetter(self.fonts, size), self.flow
        for line in setter.wrap(text, self.width, style)[:_HEAD_LINES]:
            flow.page.line(setter, line, (self.left + self.right - line.width) / 2, flow.y)
            flow.y += size * 1.3

    def put_letterhead(self, instansi: str, kantor: str, judul: str) -> None:
        """Draw agency and office above a double rule, and below it the title."""
        flow, left, right = self.flow, self.left, self.right
        self.put_centred(instansi, Style.REGULAR, HEAD_SIZE)
        self.put_centred(kantor, Style.BOLD, NAME_SIZE)
        flow.page.rules += [(left, flow.y + 1, right, flow.y + 1), (left, flow.y + 2.4, right, flow.y + 2.4)]
        flow.y += 24.0
        self.put_centred(judul.upper(), Style.BOLD, NAME_SIZE)

    def put_facts(
        self,
        facts: Iterable[tuple[str, str]],
        *,
        label: float,
        most: int = 2,
        low: float = 15.0,
        marks_cut: bool = False,
    ) -> None:
        """Draw each value beside its label, which is ``label`` points wide; a value has at most ``most`` lines.

        ``marks_cut`` ends one that is longer in an ellipsis; ``low`` is the height of a row.
        """
        flow = self.flow
        columns = Columns(self.setter, (self.left, self.left + label, self.left + label + _COLON, self.right))
        for name, value in facts:
            lines = shortened(columns, 2, value, most, marks_cut=marks_cut)
            row = Row(cells=(columns.cell(0, name), columns.cell(1, ":"), lines), low=low)
            flow.keep(row.height)
            flow.y = Group(rows=(row,), open_=True).draw(flow.page, self.setter, flow.y)

    def put_steps(self, steps: Sequence[str], *, leading: float = 14.0, after: float = 3.0, below: float = 0.0) -> None:
        """Draw numbered steps, each whole on one page, with ``after`` points below each.

        The last one stays on the page with what follows, which is ``below`` points high.
        """
        flow = self.flow
        for number, text in enumerate(steps, 1):
            lines = self.setter.wrap(text, self.width, indent=_STEP_INDENT, mark=f"{number}.")
            flow.keep(len(lines) * leading + (after + below if number == len(steps) else 0.0))
            for line in lines:
                flow.page.line(self.setter, line, self.left, flow.y)
                flow.y += leading
            flow.y += after

    def put_frame(self, title: str, x0: float, x1: float, high: float) -> None:
        """Draw a box of this height from ``flow.y`` down with its small title; what is in it is the caller's."""
        page, top = self.flow.page, self.flow.y
        bottom = top + high
        page.rules += [(x0, top, x1, top), (x0, bottom, x1, bottom)]
        page.rules += [(x0, top, x0, bottom), (x1, top, x1, bottom)]
        page.text(x0 + 5.2, top + 12, title, Style.REGULAR, 8.0)

    def put_signatures(
        self, roles: Sequence[tuple[str, Identitas]], notes: Sequence[str] = (), *, name_lines: int = 4, above: str = ""
    ) -> None:
        """Draw who signs side by side and the notes below; nothing for nobody.

        ``above`` is place and date; without it there are dots to fill in.
        """
        if roles:
            self.signatures(roles, notes, name_lines=name_lines, above=above).put(self.flow)

    def signatures(
        self, roles: Sequence[tuple[str, Identitas]], notes: Sequence[str] = (), *, name_lines: int = 4, above: str = ""
    ) -> SignatureBlock:
        """Return what ``put_signatures`` draws for at least one, so that its height is known before."""
        wide = self.width / len(roles)
        above = above or f"{DOTS[:3]}, {DOTS[:5]}"
        signatures = [
            Signature(centre=self.left + wide * (n + 0.5), role=role, orang=orang, above=above)
            for n, (role, orang) in enumerate(roles)
        ]
        return SignatureBlock(
            self.setter, signatures, notes, self.left, self.right, columns=len(signatures), name_lines=name_lines
        )

    def finish(self, meta: Meta) -> bytes:
        """Return the pages as PDF."""
        return write_pdf(self.flow.pages, self._sheet, meta, self.fonts)


def claimed(waktu: datetime, *, ragu: bool) -> str:
    """Return the time that the computer's clock claimed, with a word where it is not to be trusted."""
    return format_waktu(waktu) + ("; jam komputer diragukan" if ragu else "")


def office_meta(judul: str, instansi: str, kantor: str, waktu: datetime) -> Meta:
    """Return what the PDF of an office's own page says of itself."""
    return Meta(
        title=f"{judul} – {kantor}",
        author=instansi or kantor,
        subject=f"{judul} SKP Luring",
        dated=waktu.date(),
        footer=f"{judul} – SKP Luring",
    )


def nobody(roles: Iterable[str]) -> tuple[tuple[str, Identitas], ...]:
    """Return these roles with lines on which the names are written by hand."""
    return tuple((role, Identitas()) for role in roles)


def shortened(
    columns: Columns, index: int, text: str, most: int, *, marks_cut: bool = True, align: Align = Align.LEFT
) -> Cell:
    """Return a cell of at most ``most`` lines; with ``marks_cut`` one that is longer ends in an ellipsis."""
    lines: list[Line] = list(columns.cell(index, text).lines)
    if len(lines) > most:
        lines = [*lines[: most - 1], columns.setter.line((Style.REGULAR, "…"))] if marks_cut else lines[:most]
    return columns.cell(index, lines, align=align)
