"""Texts word by word: what both say, and every way to put their words together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.services.beda_kata import BANYAK_KATA, join_words, split_words

WORDS = st.lists(st.sampled_from(["satu", "dua", "tiga", "<b>", "&", "\n"]), max_size=8).map(" ".join)


@given(WORDS, WORDS)
def test_that_the_parts_of_a_side_are_its_text(kiri: str, kanan: str) -> None:
    pieces = split_words(kiri, kanan)
    assert "".join(piece.kiri for piece in pieces) == kiri
    assert "".join(piece.kanan for piece in pieces) == kanan
    differing = sum(not piece.sama for piece in pieces)
    assert join_words(pieces, ((True, False),) * differing).split() == kiri.split()
    assert join_words(pieces, ((False, True),) * differing).split() == kanan.split()
    assert kiri == kanan or differing


@pytest.mark.parametrize(
    ("ticks", "text"),
    [
        (((True, False), (True, False)), "Laporan bulan oleh seksi pelayanan"),
        (((False, True), (True, False)), "Laporan triwulan oleh seksi pelayanan"),
        (((True, True), (False, True)), "Laporan bulan triwulan oleh kasi pelayanan"),
        (((False, False), (False, False)), "Laporan oleh pelayanan"),
    ],
)
def test_that_parts_of_both_make_one_text(ticks: tuple[tuple[bool, bool], ...], text: str) -> None:
    pieces = split_words("Laporan bulan oleh seksi pelayanan", "Laporan triwulan oleh kasi pelayanan")
    assert join_words(pieces, ticks) == text


def test_that_texts_with_nothing_in_common_and_very_long_ones_are_one_part() -> None:
    assert len(split_words("satu dua", "tiga empat lima")) == 1
    assert len(split_words("a " * (BANYAK_KATA + 1), "a " * BANYAK_KATA)) == 1
    assert [piece.sama for piece in split_words("a  b", "a b")] == [False]
