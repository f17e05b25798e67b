"""Official forms look as the law has them, whatever the language of the window is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextvars import copy_context
from typing import TypeVar

import pypdfium2 as pdfium
import pytest

from desktop_app.domain.errors import UserError
from desktop_app.i18n import choose_language
from desktop_app.paths import resources
from desktop_app.services.formulir import FORMULIR
from desktop_app.services.interchange import apply_interchange
from desktop_app.services.kantor import Kantor
from desktop_app.services.pemrosesan import print_register

T = TypeVar("T")
DEMO = ("kecamatan-sukamaju.json", "contoh-kepala-puskesmas.json", "contoh-rencana-puskesmas.json")
PRINTED = {"A.1.3", "A.1.4", "A.1.5", "A.1.7", "A.1.8", "C.1.3", "D.1.1", "ISI ULANG", "MENGAPA"}
"""At least these forms have something to print in the demo."""


def in_language(language: str, ask: Callable[[], T]) -> T:
    def run() -> T:
        choose_language(language, resources() / "locale")
        return ask()

    return copy_context().run(run)


def text_of(pdf: bytes) -> str:
    with pdfium.PdfDocument(pdf) as pages:
        return re.sub(r"\s+", " ", " ".join(page.get_textpage().get_text_range() for page in pages))


def print_all(kantor: Kantor) -> dict[str, tuple[str, str]]:
    """Return file name and text of the first document of every form that has one."""

    def printed(kode: str) -> Iterator[tuple[str, str]]:
        for orang in sorted(found.doc_id for found in kantor.store.find("pegawai")):
            for doc_id in FORMULIR[kode].cari(kantor, orang, ""):
                try:
                    hasil = FORMULIR[kode].cetak(kantor, doc_id, None, "")
                except UserError:
                    continue
                yield hasil.nama_berkas, text_of(hasil.pdf)
                return

    return {kode: hasil for kode in FORMULIR if (hasil := next(printed(kode), None)) is not None}


@pytest.fixture
def office(kantor_unit: Kantor) -> Kantor:
    for name in DEMO:
        apply_interchange(kantor_unit, resources() / "demo" / name)
    return kantor_unit


def test_that_every_form_is_the_same_in_both_languages(office: Kantor) -> None:
    indonesian = in_language("id", lambda: print_all(office))
    english = in_language("en", lambda: print_all(office))
    assert set(indonesian) >= PRINTED, PRINTED - set(indonesian)
    assert english == indonesian


def test_that_a_page_under_a_right_to_look_is_indonesian_too(office: Kantor) -> None:
    pages = {language: text_of(in_language(language, lambda: print_register(office))) for language in ("id", "en")}
    assert pages["en"] == pages["id"]
