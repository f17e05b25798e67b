"""Every naughty text on paper: letters of our fonts stand as typed, nothing is markup, nothing is loaded."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace as change

from desktop_app.domain.skp import RencanaHasilKerja
from desktop_app.forms import render_skp
from desktop_app.forms.values import FormEvaluasi, FormSkp
from tests.text.naughty import NAUGHTY, is_refusable

Read = Callable[[bytes], list[Any]]
FIT = [text for text in NAUGHTY if not is_refusable(text) and len(text) < 1000]


@pytest.fixture(scope="module")
def squeezed() -> Callable[[str], str]:
    return lambda text: "".join(text.split()).replace("\ufffe", "").replace("\u00ad", "").replace("\x02", "")


def test_that_every_typed_letter_stands_on_paper(
    contoh_evaluasi: FormEvaluasi, read: Read, squeezed: Callable[[str], str]
) -> None:
    hasil = tuple(RencanaHasilKerja(id=f"h{n}", teks=f"<{n}>{text}<{n}/>") for n, text in enumerate(FIT))
    form = FormSkp(
        skp=change(contoh_evaluasi.skp, hasil=hasil),
        pegawai=contoh_evaluasi.pegawai,
        penilai=contoh_evaluasi.penilai,
        aturan=contoh_evaluasi.aturan,
        tanggal_berkas=contoh_evaluasi.tanggal_berkas,
    )
    pdf = render_skp(form)
    assert b"/URI" not in pdf
    assert b"/JavaScript" not in pdf
    paper = squeezed("".join(page.text for page in read(pdf)))
    missing = []
    plain = [n for n, text in enumerate(FIT) if text.isascii() and text.isprintable()]
    assert len(plain) > 200
    for n in plain:
        # Words that hyphenate at the end of a line lose nothing but the break.
        if squeezed(f"<{n}>{FIT[n]}<{n}/>") not in paper:
            missing.append(FIT[n])
    assert not missing
    assert all(squeezed(f"<{n}/>") in paper for n in range(len(FIT)))
