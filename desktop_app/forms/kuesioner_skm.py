"""The printed questionnaire of a survey: one sheet a respondent, big boxes, a number with check digits, no name.

Its head asks what the official sample asks and nothing else (PermenPANRB 14/2017). Each box bears its mark from 1 to
4, so that whoever keys the sheet reads digits. All sheets share one drawing; each number
comes upon it when its page is made.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from desktop_app.forms.fonts import Style
from desktop_app.forms.lembar import Lembar
from desktop_app.forms.page import GREY, Meta, Page, Rect, make_sheet, write_pdf
from desktop_app.forms.segel import modules, rectangles
from desktop_app.forms.text import Line, Typesetter
from desktop_app.forms.values import Kertas
from desktop_app.forms.values_skm import FormKuesioner, TanyaCetak

JUDUL = "Kuesioner Survei Kepuasan Masyarakat (SKM)"
_LEFT, _TOP, _BOTTOM = 50.0, 44.0, 60.0
_SIZE, _SMALL, _NUMBER = 10.5, 9.0, 15.0
_TIGHT = 10.4
_BOX = 15.0  # points: 5 mm, to be crossed with a thick pen
_QR = 44.0
_LABEL = 96.0
_GAP = 5.0


@dataclass(frozen=True, slots=True)
class _Room:
    """How far apart things stand (points), and how many lines there are for a suggestion."""

    number: float
    head: float
    line: float
    question: float
    saran: int


_ROOMS = (_Room(62.0, 5.0, 13.0, 6.5, 2), _Room(54.0, 3.0, 12.2, 3.6, 1))
"""Wide and close: where the wide sheet would be two pages, the close one is tried."""


@dataclass(slots=True)
class _Spots:
    """Where on the pages of a sheet its number goes: (page, x, y, words before it, size), and the corner of its QR."""

    numbers: list[tuple[int, float, float, str, float]] = field(default_factory=list)
    corner: tuple[float, float] = (0.0, 0.0)


class _Sheets(Collection[Page]):
    """The pages of all sheets, each made when it is asked for upon the pages that all sheets share."""

    def __init__(self, form: FormKuesioner, kertas: Kertas) -> None:
        self._form = form
        self._spots = _Spots()
        self._below = _draw(form, kertas, self._spots)

    def __len__(self) -> int:
        return len(self._below) * len(self._form.lembar)

    def __iter__(self) -> Iterator[Page]:
        for nomor, angka in self._form.lembar:
            pages = [Page(under=satu) for satu in self._below]
            for ke, x, y, kata, size in self._spots.numbers:
                pages[ke].text(x, y, kata.format(nomor=nomor), Style.BOLD, size)
            pages[0].marks.append(_symbol(angka, *self._spots.corner))
            yield from pages

    def __contains__(self, page: object) -> bool:
        return any(satu is page for satu in self)


def render_kuesioner(form: FormKuesioner, *, kertas: Kertas = Kertas.A4) -> bytes:
    """Return the sheets of one run as PDF; the same values give the same bytes."""
    meta = Meta(
        title=f"{JUDUL} – {form.nama}",
        author=form.instansi or form.kantor,
        subject=JUDUL,
        dated=form.tanggal_berkas,
        footer="Nama Anda tidak ditanyakan. Nomor lembar hanya untuk menghitung kertas.",
        berhalaman=False,
    )
    lembar = Lembar(kertas, left=_LEFT, top=_TOP, bottom=_BOTTOM, size=_SIZE)
    return write_pdf(make_sheets(form, kertas), make_sheet(kertas, landscape=False), meta, lembar.fonts)


def make_sheets(form: FormKuesioner, kertas: Kertas) -> Collection[Page]:
    """Return the pages of a run without drawing them: each is made when it is asked for and kept by nobody."""
    return _Sheets(form, kertas)


def _draw(form: FormKuesioner, kertas: Kertas, spots: _Spots) -> list[Page]:
    """Return the pages of a sheet without its number: one, or more where an office asks many questions."""
    for room in _ROOMS:
        spots.numbers.clear()
        pages = _draw_with(form, kertas, spots, room)
        if len(pages) == 1:
            break
    return pages


def _draw_with(form: FormKuesioner, kertas: Kertas, spots: _Spots, room: _Room) -> list[Page]:
    lembar = Lembar(kertas, left=_LEFT, top=_TOP, bottom=_BOTTOM, size=_SIZE)
    flow, small = lembar.flow, Typesetter(lembar.fonts, _SMALL)
    lembar.put_letterhead(form.instansi, form.kantor, "Kuesioner Survei Kepuasan Masyarakat")
    lembar.put_centred(form.nama, Style.REGULAR, 11.0)
    flow.y += 2.0
    _put_number(lembar, spots, room)
    _put_heads(lembar, form, spots, room)
    flow.y += 4.0
    _band(lembar, "PENDAPAT TENTANG PELAYANAN – beri tanda silang (X) pada satu kotak di tiap nomor")
    for satu in form.pertanyaan:
        _put_question(lembar, small, satu, spots, room)
    _keep(lembar, spots, 8.0 + 20.0 * room.saran)
    flow.y += 8.0
    flow.page.text(_LEFT, flow.y, "Saran dan masukan (boleh dikosongkan):", Style.REGULAR, _SIZE)
    for _ in range(room.saran):
        flow.y += 20.0
        flow.page.rules.append((_LEFT, flow.y, lembar.right, flow.y))
    return flow.pages


def _keep(lembar: Lembar, spots: _Spots, high: float) -> None:
    """Begin a new page unless ``high`` more fits; the new one says the sheet's number with its check digits."""
    flow = lembar.flow
    before = len(flow.pages)
    flow.keep(high)
    if len(flow.pages) > before:
        spots.numbers.append((len(flow.pages) - 1, _LEFT, flow.y + 8, "Lembar nomor {nomor}, lanjutan", _SIZE))
        flow.y += 22.0


def _put_number(lembar: Lembar, spots: _Spots, room: _Room) -> None:
    """Draw the frame of the sheet's number, which goes in with its QR sheet by sheet."""
    flow, page = lembar.flow, lembar.flow.page
    top, wide = flow.y, 232.0
    x0 = lembar.right - wide
    page.text(_LEFT, top + 14, "Isilah apa adanya. Nama Anda tidak ditanyakan.", Style.REGULAR, _SIZE)
    page.text(_LEFT, top + 30, "Sesudah diisi, lipat dan masukkan ke kotak survei.", Style.REGULAR, _SIZE)
    for y in (top, top + 48):
        page.rules.append((x0, y, lembar.right, y))
    for x in (x0, lembar.right):
        page.rules.append((x, top, x, top + 48))
    page.text(x0 + 8, top + 15, "NOMOR LEMBAR", Style.REGULAR, 8.0)
    spots.numbers.append((0, x0 + 8, top + 36, "{nomor}", _NUMBER))
    spots.corner = (lembar.right - _QR, top + 4)
    flow.y = top + room.number


def _symbol(angka: str, left: float, top: float) -> list[Rect]:
    """Return the QR of a number's digits with its upper left corner there."""
    rows = modules(angka)
    step = (_QR - 4) / len(rows)
    return [(left + a * step, top + b * step, left + c * step, top + d * step) for a, b, c, d in rectangles(rows)]


def _put_heads(lembar: Lembar, form: FormKuesioner, spots: _Spots, room: _Room) -> None:
    for label, pilihan, tail in (
        ("Tanggal survei", (), ""),
        ("Jam survei", form.jam, None),
        ("Jenis kelamin", form.kelamin, None),
        ("Usia", (), "tahun"),
        ("Pendidikan", form.pendidikan, None),
        ("Pekerjaan", form.pekerjaan, None),
        ("Jenis layanan", form.layanan, None),
    ):
        _choices(lembar, label, pilihan, spots, room, tail)


def _choices(
    lembar: Lembar, label: str, pilihan: Sequence[str], spots: _Spots, room: _Room, tail: str | None = None
) -> None:
    """Draw one line of the head: its label, then boxes that bear their numbers, or with ``tail`` a line to write on."""
    flow, setter = lembar.flow, lembar.setter
    flow.page.text(_LEFT, flow.y + 11, label, Style.REGULAR, _SIZE)
    x = start = _LEFT + _LABEL
    if tail is not None:
        flow.page.rules.append((x, flow.y + 13, x + 150, flow.y + 13))
        flow.page.text(x + 156, flow.y + 11, tail, Style.REGULAR, _SIZE)
    for ke, kata in enumerate(pilihan, 1):
        lines = setter.wrap(kata, lembar.right - start - _BOX - _GAP)[:1]
        wide = _BOX + _GAP + (lines[0].width if lines else 0.0)
        if x > start and x + wide > lembar.right:
            x = start
            flow.y += _BOX + room.head
            _keep(lembar, spots, _BOX)
        _box(lembar, x, flow.y, ke)
        for line in lines:
            flow.page.line(setter, line, x + _BOX + _GAP, flow.y + 11)
        x += wide + 14.0
    flow.y += _BOX + room.head


def _box(lembar: Lembar, x: float, y: float, mark: int) -> None:
    page = lembar.flow.page
    page.rules += [(x, y, x + _BOX, y), (x, y + _BOX, x + _BOX, y + _BOX)]
    page.rules += [(x, y, x, y + _BOX), (x + _BOX, y, x + _BOX, y + _BOX)]
    text = str(mark)
    wide = lembar.setter.width(text)
    page.text(x + (_BOX - wide) / 2, y + 11, text, Style.REGULAR, _SIZE, grey=GREY)


def _band(lembar: Lembar, text: str) -> None:
    flow = lembar.flow
    flow.page.fills.append(((_LEFT, flow.y, lembar.right, flow.y + 17), (222 / 255, 234 / 255, 246 / 255)))
    flow.page.text(_LEFT + 5, flow.y + 12, text, Style.BOLD, _SMALL)
    flow.y += 23.0


def _put_question(lembar: Lembar, small: Typesetter, satu: TanyaCetak, spots: _Spots, room: _Room) -> None:
    """Draw a question with its four boxes, whole on one page."""
    flow = lembar.flow
    teks = lembar.setter.wrap(f"{satu.teks}?", lembar.width, indent=20.0, mark=f"{satu.nomor}.")
    wide = (lembar.width - 20.0) / 4
    label: list[list[Line]] = [small.wrap(kata, wide - _BOX - _GAP - 6.0) for kata in satu.pilihan]
    high = max(_BOX + 1, max((len(lines) for lines in label), default=1) * _TIGHT + 2)
    _keep(lembar, spots, len(teks) * room.line + high + room.question)
    for line in teks:
        flow.page.line(lembar.setter, line, _LEFT, flow.y + 9)
        flow.y += room.line
    for ke, lines in enumerate(label, 1):
        x = _LEFT + 20.0 + (ke - 1) * wide
        _box(lembar, x, flow.y, ke)
        for n, line in enumerate(lines):
            first = 11.0 if len(lines) == 1 else 7.5
            flow.page.line(small, line, x + _BOX + _GAP, flow.y + first + n * _TIGHT)
    flow.y += high + room.question
