"""Pages as lists of what is drawn on them, and the writer that turns them into the bytes of one PDF.

All lengths are points of the regulation's F4 page, y downwards from the top edge. On A4 the whole page is scaled,
so that every column keeps its proportion and the body gains the height that A4 has more of.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from desktop_app.forms.fonts import NARROWING, FontSet, Style
from desktop_app.forms.text import Line, Typesetter, clean
from desktop_app.forms.values import Kertas, Segel

F4 = (612.0, 936.0)
A4 = (595.2756, 841.8898)
RULE = 0.48  # thickness of the regulation's rules
SHADE = (222 / 255, 234 / 255, 246 / 255)  # #DEEAF6
GREY = 0.5
_BOTTOM = 82.0  # below this nothing but the footer stands (P6:57-59)
FOOTER = 46.0  # of its baseline, from the lower edge
_SMALL = 8.0
_GAP = 12.0  # between the words of the footer
_LONG_META = 200  # letters
Rect = tuple[float, float, float, float]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of paper: its real size in points, the scale, and the size in layout points."""

    size: tuple[float, float]
    scale: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        """The y below which the body may not reach."""
        return self.height - _BOTTOM


def make_sheet(kertas: Kertas, *, landscape: bool) -> Sheet:
    """Return the sheet of ``kertas`` in the orientation that the regulation gives the form (P6:57, 111, 115)."""
    short, long = F4 if kertas is Kertas.F4 else A4
    size = (long, short) if landscape else (short, long)
    width = F4[1] if landscape else F4[0]
    scale = size[0] / width
    return Sheet(size, scale, width, size[1] / scale)


@dataclass(slots=True)
class Page:
    """What is drawn on one page, in layout points; ``under`` is drawn below it and kept once for all that share it."""

    fills: list[tuple[Rect, tuple[float, float, float]]] = field(default_factory=list)
    rules: list[Rect] = field(default_factory=list)
    thin: list[Rect] = field(default_factory=list)
    curves: list[list[Point]] = field(default_factory=list)
    texts: list[tuple[float, float, Style, float, float, float, str]] = field(default_factory=list)
    images: list[tuple[Rect, ImageReader]] = field(default_factory=list)
    marks: list[list[Rect]] = field(default_factory=list)
    under: Page | None = None

    def text(
        self, x: float, y: float, text: str, style: Style, size: float, stretch: float = 0.0, grey: float = 0.0
    ) -> None:
        """Put ``text`` with its baseline start at (x, y); ``stretch`` is added to each space."""
        self.texts.append((x, y, style, size, stretch, grey, text))

    def line(
        self, setter: Typesetter, line: Line, x: float, y: float, *, stretch: float = 0.0, grey: float = 0.0
    ) -> None:
        """Put one broken line with its baseline at ``y``, its cell's text beginning at ``x``."""
        if line.mark:
            self.texts.append((x, y, line.parts[0][0], setter.size, 0.0, grey, line.mark))
        x += line.indent
        for style, text in line.parts:
            self.texts.append((x, y, style, setter.size, stretch, grey, text))
            if len(line.parts) > 1:
                x += setter.width(text, style) + stretch * text.count(" ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Meta:
    """What a PDF says of itself, and what the footer of each page says; a seal's text is its only keyword.

    ``draf`` puts a mark there; ``gabungan`` makes it say that versions stand together which nobody has confirmed.
    ``berhalaman`` False leaves the count of pages out, where each page is a sheet by itself. After the first ``bagian``
    pages (0: there are no others) come the office's own, which say ``lampiran`` and are counted by themselves.
    """

    title: str
    author: str
    subject: str
    dated: date
    footer: str = ""
    draf: bool = False
    gabungan: bool = False
    segel: Segel | None = None
    berhalaman: bool = True
    lampiran: str = ""
    bagian: int = 0


def write_pdf(pages: Collection[Page], sheet: Sheet, meta: Meta, fonts: FontSet) -> bytes:
    """Return ``pages`` as one PDF; the same pages give the same bytes, dated ``meta.dated`` and by no clock.

    Each is asked for once and let go when it is drawn, so that ``pages`` may make them as it goes.
    """
    day = meta.dated
    stamp = f"D:{day.year:04d}{day.month:02d}{day.day:02d}000000+00'00'"
    buffer = BytesIO()
    shared: list[Page] = []
    with fonts.lock:
        canvas = Canvas(
            buffer,
            pagesize=sheet.size,
            pageCompression=1,
            invariant=1,
            initialFontName=Style.REGULAR.value,  # type: ignore[arg-type]  # the stubs want a number
            lang="id",
        )
        canvas.setTitle(clean(meta.title)[:_LONG_META])
        canvas.setAuthor(clean(meta.author)[:_LONG_META] or "SKP Luring")
        canvas.setSubject(clean(meta.subject))
        if meta.segel is not None:
            canvas.setKeywords(meta.segel.qr)
        canvas.setCreator("SKP Luring")
        canvas.setProducer("SKP Luring")
        canvas.setDateFormatter(lambda *_: stamp)
        canvas.setViewerPreference("DisplayDocTitle", "true")
        for number, page in enumerate(pages, 1):
            _footer(page, sheet, meta, number, len(pages), fonts)
            canvas.scale(sheet.scale, sheet.scale)
            if page.under is not None:
                canvas.doForm(_shared(canvas, page.under, sheet, fonts, shared))
            _draw(canvas, page, sheet.height, fonts)
            canvas.showPage()
        canvas.save()
    return buffer.getvalue()


def _shared(canvas: Canvas, under: Page, sheet: Sheet, fonts: FontSet, shared: list[Page]) -> str:
    """Return the name under which a page below others is kept in the file; drawn where it is first met."""
    number = next((n for n, one in enumerate(shared) if one is under), len(shared))
    name = f"bawah{number}"
    if number == len(shared):
        shared.append(under)
        canvas.beginForm(name, 0, 0, sheet.width, sheet.height)
        _draw(canvas, under, sheet.height, fonts)
        canvas.endForm()
    return name


def _footer(page: Page, sheet: Sheet, meta: Meta, number: int, total: int, fonts: FontSet) -> None:
    y = sheet.height - FOOTER
    left, right = 64.0, sheet.width - 64.0
    annex = bool(meta.bagian) and number > meta.bagian
    count = _count(meta, number, total, annex=annex) if meta.berhalaman else ""
    end = right - fonts.width(count, Style.REGULAR) * _SMALL
    room, tanda = end, "BELUM DITEGASKAN" if meta.gabungan else "DRAF"
    if meta.draf:
        wide = fonts.width(tanda, Style.BOLD) * _SMALL
        room = (left + right - wide) / 2
    footer = _short(meta.lampiran if annex else meta.footer, room - left - _GAP, fonts)
    if footer:
        page.text(left, y, footer, Style.REGULAR, _SMALL, grey=GREY)
    if meta.draf:
        page.text(room, y, tanda, Style.BOLD, _SMALL, grey=GREY)
    if count:
        page.text(end, y, count, Style.REGULAR, _SMALL, grey=GREY)


def _count(meta: Meta, number: int, total: int, *, annex: bool) -> str:
    """Return which page it is, with the code of the seal where there is one."""
    if annex:
        count = f"Lampiran {number - meta.bagian} dari {total - meta.bagian}"
    else:
        count = f"Halaman {number} dari {meta.bagian or total}"
    if meta.segel is not None:
        # Each page names its version, so that pages of two versions cannot be laid together unnoticed.
        count = f"Kode periksa {meta.segel.kode} · {count}"
    return count


def _short(words: str, room: float, fonts: FontSet) -> str:
    """Return words that fit into ``room`` points; a rule file may have a name of many lines."""
    if fonts.width(words, Style.REGULAR) * _SMALL <= room:
        return words
    most = min(len(words), 400)
    while most and fonts.width(words[:most].rstrip() + "…", Style.REGULAR) * _SMALL > room:
        most -= 1
    return words[:most].rstrip() + "…"


def _merge(rules: list[Rect]) -> list[Rect]:
    """Join rules that touch end to end, so that a column is one line; order is fixed by position."""
    joined: list[Rect] = []
    for x0, y0, x1, y1 in sorted(set(rules), key=lambda r: (r[0] != r[2], r[0] if r[0] == r[2] else r[1], r)):
        if joined:
            a0, b0, a1, b1 = joined[-1]
            if x0 == x1 == a0 == a1 and y0 <= b1 + 0.01:
                joined[-1] = (a0, b0, a1, max(b1, y1))
                continue
            if y0 == y1 == b0 == b1 and a0 != a1 and x0 <= a1 + 0.01:
                joined[-1] = (a0, b0, max(a1, x1), b1)
                continue
        joined.append((x0, y0, x1, y1))
    return joined


def _draw(canvas: Canvas, page: Page, height: float, fonts: FontSet) -> None:
    for (x0, y0, x1, y1), colour in page.fills:
        canvas.setFillColorRGB(*colour)
        canvas.rect(x0, height - y1, x1 - x0, y1 - y0, stroke=0, fill=1)
    for (x0, y0, x1, y1), image in page.images:
        canvas.drawImage(image, x0, height - y1, x1 - x0, y1 - y0, mask="auto", preserveAspectRatio=True)
    if page.thin:
        canvas.setLineWidth(0.5)
        canvas.setStrokeGray(0.85)
        canvas.lines([(x0, height - y0, x1, height - y1) for x0, y0, x1, y1 in page.thin])
    if page.rules:
        canvas.setStrokeGray(0)
        canvas.setLineWidth(RULE)
        canvas.setLineCap(2)
        canvas.lines([(x0, height - y0, x1, height - y1) for x0, y0, x1, y1 in _merge(page.rules)])
    for mark in page.marks:
        path = canvas.beginPath()
        for x0, y0, x1, y1 in mark:
            path.rect(x0, height - y1, x1 - x0, y1 - y0)
        canvas.setFillGray(0)
        canvas.drawPath(path, stroke=0, fill=1)
    for curve in page.curves:
        path = canvas.beginPath()
        path.moveTo(curve[0][0], height - curve[0][1])
        for a, b, c in zip(curve[1::3], curve[2::3], curve[3::3], strict=True):
            path.curveTo(a[0], height - a[1], b[0], height - b[1], c[0], height - c[1])
        canvas.setStrokeGray(0)
        canvas.setLineWidth(1.1)
        canvas.drawPath(path, stroke=1, fill=0)
    _draw_texts(canvas, page, height, fonts)


def _draw_texts(canvas: Canvas, page: Page, height: float, fonts: FontSet) -> None:
    out = canvas.beginText()
    out.setHorizScale(NARROWING * 100)
    out.setFillGray(0)
    now = (0.0, 0.0)
    current: tuple[str, float] = ("", 0.0)
    for x, y, style, size, stretch, grey, text in page.texts:
        if (stretch, grey) != now:
            # The narrowing applies to word space as well.
            out.setWordSpace(stretch / NARROWING)
            out.setFillGray(grey)
            now = (stretch, grey)
        out.setTextOrigin(x, height - y)
        for face, run in fonts.runs(text, style):
            if current != (face, size):
                out.setFont(face, size)
                current = (face, size)
            out.textOut(run)
    canvas.drawText(out)
