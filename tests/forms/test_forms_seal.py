"""The seal on fixed documents: it decodes from the page, covers nothing, and a draft carries none."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest
import zxingcpp

from desktop_app.exchange.print_code import PrintedCode, find_text, print_text, read_code, short_code
from desktop_app.forms import render_dokumen, render_evaluasi, render_skp
from desktop_app.forms.segel import SIDE, modules, rectangles
from desktop_app.forms.values import FormDokumen, FormEvaluasi, FormSkp, Kertas, Segel

REV = "9f3b" * 16
CODE = PrintedCode("5a" * 16, REV, "c3" * 16, "e1" * 64)
LONG = "Prof. Dr. Ir. Penilai yang Namanya Sangat Panjang Sekali bin Contoh Rekaan, S.E., M.M., Ph.D."
SIGNED = Segel(qr=print_text(CODE), kode=short_code(REV), penanda=LONG)
BARE = Segel(qr=print_text(PrintedCode(CODE.doc_id, REV)), kode=short_code(REV))
Make = Callable[..., bytes]
PAPERS = list(Kertas)


@pytest.fixture(params=["skp", "evaluasi", "dokumen"])
def form(
    request: pytest.FixtureRequest, contoh_skp: FormSkp, contoh_evaluasi: FormEvaluasi, contoh_dokumen: FormDokumen
) -> tuple[Make, Any]:
    """Each of the three forms and the function that prints it."""
    made: dict[str, tuple[Make, Any]] = {
        "skp": (render_skp, contoh_skp),
        "evaluasi": (render_evaluasi, contoh_evaluasi),
        "dokumen": (render_dokumen, contoh_dokumen),
    }
    return made[request.param]


def long_names(values: Any) -> Any:
    """Return the form with names that are as long as names get."""
    orang = {}
    for name in ("pegawai", "penilai"):
        one = getattr(values, name)
        orang[name] = type(one)(
            nama=LONG, nip="198001012005011001", pangkat=one.pangkat, jabatan=one.jabatan, unit_kerja=one.unit_kerja
        )
    return dataclasses.replace(values, **orang, tempat="Kepulauan Contoh Yang Jauh Di Sana")


def symbol_box(page: pdfium.PdfPage) -> tuple[float, float, float, float]:
    """Return left, bottom, right and top of the one path of the seal: the largest set of rectangles."""
    paths = list(page.get_objects(filter=(raw.FPDF_PAGEOBJ_PATH,)))
    largest = max(paths, key=lambda thing: raw.FPDFPath_CountSegments(thing.raw))
    assert raw.FPDFPath_CountSegments(largest.raw) > 400
    return largest.get_bounds()


@pytest.mark.parametrize("kertas", PAPERS)
@pytest.mark.parametrize("segel", [SIGNED, BARE], ids=["signed", "bare"])
@pytest.mark.parametrize("dpi", [150, 300])
def test_that_the_symbol_is_read_from_the_last_page(
    form: tuple[Make, Any], kertas: Kertas, segel: Segel, dpi: int
) -> None:
    render, values = form
    document = pdfium.PdfDocument(render(dataclasses.replace(values, segel=segel), kertas=kertas))
    picture = document[len(document) - 1].render(scale=dpi / 72).to_pil()
    (found,) = zxingcpp.read_barcodes(picture)
    assert found.text == segel.qr
    assert read_code(found.text) == (CODE if segel is SIGNED else PrintedCode(CODE.doc_id, REV))


@pytest.mark.parametrize("kertas", PAPERS)
def test_that_the_seal_covers_no_word_and_no_rule_even_with_the_longest_names(
    form: tuple[Make, Any], kertas: Kertas
) -> None:
    render, values = form
    document = pdfium.PdfDocument(render(dataclasses.replace(long_names(values), segel=SIGNED), kertas=kertas))
    page = document[len(document) - 1]
    left, bottom, right, top = symbol_box(page)
    quiet = 4 * (right - left) / len(modules(SIGNED.qr))
    words = page.get_textpage().get_text_bounded(left - quiet, bottom - 0.5, right + quiet, top + quiet).strip()
    assert words == ""
    picture = page.render(scale=4).to_pil()
    assert [one.text for one in zxingcpp.read_barcodes(picture)] == [SIGNED.qr]
    # A line of white runs around the symbol: nothing else is drawn there, rules included.
    grey = picture.convert("L")
    height = page.get_height()
    edge = quiet * 0.7
    x0, y0, x1, y1 = left - edge, height - top - edge, right + edge, height - bottom + 0.8
    border = [(x0, y0, x1, y0 + 0.5), (x0, y0, x0 + 0.5, y1), (x1 - 0.5, y0, x1, y1)]
    for box in border:
        assert grey.crop(tuple(round(4 * value) for value in box)).getextrema()[0] > 250, box


@pytest.mark.parametrize("kertas", PAPERS)
def test_that_the_seal_needs_no_page_of_its_own(form: tuple[Make, Any], kertas: Kertas) -> None:
    render, values = form
    plain = pdfium.PdfDocument(render(values, kertas=kertas))
    sealed = pdfium.PdfDocument(render(dataclasses.replace(values, segel=SIGNED), kertas=kertas))
    assert len(sealed) == len(plain)


def test_that_each_page_names_the_version_and_the_last_one_who_signed(
    form: tuple[Make, Any], read: Callable[[bytes], list[Any]]
) -> None:
    render, values = form
    sheets = read(render(dataclasses.replace(values, segel=SIGNED)))
    assert all(
        f"Kode periksa {SIGNED.kode} · Halaman {n} dari {len(sheets)}" in s.text for n, s in enumerate(sheets, 1)
    )
    assert "ttd. elektronik: Prof. Dr. Ir. Penilai" in sheets[-1].text
    bare = read(render(dataclasses.replace(values, segel=BARE)))
    assert "tanpa tanda tangan pribadi" in bare[-1].text
    assert "ttd. elektronik" not in bare[-1].text


def test_that_a_form_without_a_seal_has_neither_symbol_nor_code(form: tuple[Make, Any]) -> None:
    render, values = form
    pdf = render(dataclasses.replace(values, draf=True))
    document = pdfium.PdfDocument(pdf)
    assert find_text(pdf) is None
    for page in document:
        assert zxingcpp.read_barcodes(page.render(scale=2).to_pil()) == []
        assert "Kode periksa" not in page.get_textpage().get_text_bounded()


def test_that_the_same_seal_gives_the_same_bytes_and_the_file_names_its_code(form: tuple[Make, Any]) -> None:
    render, values = form
    sealed = dataclasses.replace(values, segel=SIGNED)
    assert render(sealed) == render(sealed)
    assert find_text(render(sealed)) == SIGNED.qr


def test_that_the_symbol_is_one_path_of_exactly_the_dark_modules() -> None:
    rows = modules(SIGNED.qr)
    drawn = [[0] * len(rows) for _ in rows]
    for x0, y0, x1, y1 in rectangles(rows):
        for y in range(y0, y1):
            for x in range(x0, x1):
                assert drawn[y][x] == 0
                drawn[y][x] = 1
    assert drawn == rows
    assert 22.0 <= SIDE * 0.9 / 72 * 25.4 <= SIDE / 72 * 25.4 <= 28.0


@pytest.mark.parametrize("lines", [1, 4])
def test_that_words_beside_the_seal_and_remarks_beneath_the_signatures_keep_apart(
    contoh_dokumen: FormDokumen, lines: int
) -> None:
    remark = "Pegawai yang Dinilai tidak bersedia menandatangani dokumen ini pada 3 Agustus 2027. Alasan: menunggu."
    values = dataclasses.replace(contoh_dokumen, segel=SIGNED, keterangan=(remark,) * lines)
    document = pdfium.PdfDocument(render_dokumen(values))
    text = document[len(document) - 1].get_textpage()
    boxes = [text.get_rect(n) for n in range(text.count_rects())]
    met = [
        (one, two)
        for at, one in enumerate(boxes)
        for two in boxes[at + 1 :]
        if min(one[2], two[2]) - max(one[0], two[0]) > 1 and min(one[3], two[3]) - max(one[1], two[1]) > 2
    ]
    assert not met
