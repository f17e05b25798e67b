"""Finished forms in one PDF: every page as it was, a bookmark per person and form, fonts once, nothing foreign."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import msgspec
import pikepdf
import pypdfium2 as pdfium
import pytest
from PIL import Image

from desktop_app.forms import render_dokumen, render_lampiran, render_skp
from desktop_app.forms.gabung import BagianPdf, join_pdf
from desktop_app.forms.values import FormDokumen, FormSkp


def _emblem() -> bytes:
    target = BytesIO()
    Image.linear_gradient("L").resize((120, 120)).convert("RGBA").save(target, "PNG")
    return target.getvalue()


EMBLEM = _emblem()


@pytest.fixture
def two(contoh_skp: FormSkp, contoh_dokumen: FormDokumen) -> list[BagianPdf]:
    lain = msgspec.structs.replace(contoh_skp.pegawai, nama="Nama (lain) 5 0 R \\ Contoh")
    emblem = replace(contoh_dokumen, lambang=EMBLEM)
    return [
        BagianPdf("a", "Contoh Satu", "SKP (A.1.7)", render_skp(contoh_skp)),
        BagianPdf("a", "Contoh Satu", "Lampiran SKP (A.1.8)", render_lampiran(contoh_skp)),
        BagianPdf("b", "Contoh Satu", "SKP (A.1.7)", render_skp(replace(contoh_skp, pegawai=lain))),
        BagianPdf("b", "Contoh Satu", "Dokumen evaluasi (D.1.1)", render_dokumen(emblem)),
    ]


def joined(parts: list[BagianPdf]) -> bytes:
    target = BytesIO()
    length, _ = join_pdf(parts, target, "Cetakan é")
    assert length == len(target.getvalue())
    return target.getvalue()


def pictures(pdf: bytes) -> list[tuple[bytes, str]]:
    with pdfium.PdfDocument(pdf) as document:
        return [(bytes(page.render(scale=0.5).buffer), page.get_textpage().get_text_range()) for page in document]


def test_that_every_page_looks_and_reads_as_it_did_alone(two: list[BagianPdf]) -> None:
    assert pictures(joined(two)) == [page for part in two for page in pictures(part.pdf)]
    assert joined(two) == joined(two)


def test_that_a_foreign_reader_finds_no_fault_and_the_bookmarks(two: list[BagianPdf]) -> None:
    with pikepdf.Pdf.open(BytesIO(joined(two))) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert str(pdf.docinfo.Title) == "Cetakan é"
        with pdf.open_outline() as outline:
            people = [(str(one.title), [str(form.title) for form in one.children]) for one in outline.root]
            first = [pdf.pages.index(pikepdf.Page(one.destination[0])) for one in outline.root]
    assert people == [
        ("Contoh Satu", ["SKP (A.1.7)", "Lampiran SKP (A.1.8)"]),
        ("Contoh Satu", ["SKP (A.1.7)", "Dokumen evaluasi (D.1.1)"]),
    ]
    with pdfium.PdfDocument(two[0].pdf) as one, pdfium.PdfDocument(two[1].pdf) as annex:
        assert first == [0, len(one) + len(annex)]


def test_that_a_font_and_an_emblem_are_written_once(two: list[BagianPdf]) -> None:
    again = [BagianPdf(str(n), "Contoh", "D.1.1", two[3].pdf) for n in range(10)]
    with pikepdf.Pdf.open(BytesIO(joined(again))) as pdf, pikepdf.Pdf.open(BytesIO(two[3].pdf)) as one:
        for kind in ("/FontFile2", "/SMask"):
            assert _count(pdf, kind) == _count(one, kind) > 0


def _count(pdf: pikepdf.Pdf, key: str) -> int:
    """Count the different objects that stand under a key."""
    holders = [one for one in pdf.objects if isinstance(one, (pikepdf.Dictionary, pikepdf.Stream)) and key in one]
    return len({one[key].objgen for one in holders})


def _without_table(pdf: bytes) -> bytes:
    return pdf[: pdf.rfind(b"startxref")] + b"startxref\n1\n%%EOF\n"


@pytest.mark.parametrize(
    "spoil", [lambda pdf: b"", lambda pdf: pdf[: len(pdf) // 2], _without_table, lambda pdf: b"GIF89a" + pdf]
)
def test_that_what_is_no_form_of_ours_is_refused(two: list[BagianPdf], spoil: Callable[[bytes], bytes]) -> None:
    with pytest.raises(ValueError):
        joined([two[0], BagianPdf("c", "Contoh", "SKP", spoil(two[1].pdf))])
