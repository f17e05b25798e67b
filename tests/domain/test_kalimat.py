"""The end of a sentence: a name with its own full stop closes it, and nothing else is touched."""

from __future__ import annotations

import pytest

from desktop_app.domain.errors import LuringError
from desktop_app.domain.kalimat import as_pattern, end, fill
from desktop_app.i18n import _
from desktop_app.messages import sentence


@pytest.mark.parametrize(
    ("pola", "isi", "hasil"),
    [
        ("Dicatat oleh {nama}.", "Bunga Contoh, M.A.P.", "Dicatat oleh Bunga Contoh, M.A.P."),
        ("Dicatat oleh {nama}. Cetak.", "Bunga Contoh, M.A.P.", "Dicatat oleh Bunga Contoh, M.A.P. Cetak."),
        ("Dicatat oleh {nama}.", "Bunga Contoh", "Dicatat oleh Bunga Contoh."),
        ("{nama}… dan {{lain}}.", "M.A.P.", "M.A.P.… dan {lain}."),
        ("{nama}...", "M.A.P.", "M.A.P...."),
        ("{nama}.pdf", "M.A.P.", "M.A.P..pdf"),
        ("(“{nama}.”)", "M.A.P.", "(“M.A.P.”)"),
        ("{nama:>4}.", "a", "   a."),
        ("{nama!r}.", "a.", "'a.'."),
    ],
)
def test_that_a_sentence_ends_with_one_full_stop(pola: str, isi: str, hasil: str) -> None:
    assert as_pattern(pola).format(nama=isi) == hasil
    assert as_pattern(pola).format_map({"nama": isi}) == hasil


def test_that_places_without_names_are_counted_as_python_does() -> None:
    assert fill("{}, {}.", ("a", "b."), {}) == "a, b."
    assert fill("{0}. {1}.", ("a.", "b"), {}) == "a. b."


def test_that_every_text_of_the_program_is_filled_by_this_rule() -> None:
    assert _("Untuk {nama}.").format(nama="Camat Contoh, M.Si.") == "Untuk Camat Contoh, M.Si."
    assert "Contoh, M.Si. Buka data" in sentence(LuringError("nip_sudah_ada", nip="1", nama="Contoh, M.Si."))
    # A fact that nobody told still shows as a dash.
    assert "–. Buka data" in sentence(LuringError("nip_sudah_ada", nip="1"))


def test_that_joined_texts_end_once() -> None:
    assert [end(teks) for teks in ("a", "a.", "M.A.P.", "a. ")] == ["a.", "a.", "M.A.P.", "a. "]
