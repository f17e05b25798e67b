"""The nine cells of the performance quadrant, one case each, as told in kuadran_kinerja.toml (99-100, 102-103)."""

from __future__ import annotations

import tomllib
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.istilah import Rating
from desktop_app.domain.predikat import compute_predikat
from desktop_app.regulation import Aturan, regulation_in_force

KASUS: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("kuadran_kinerja.toml").read_text(encoding="utf-8")
)["kasus"]


@pytest.fixture(scope="module")
def aturan() -> Aturan:
    """Return the rule set that was in force when the first quarter of 2026 ended."""
    return regulation_in_force(date(2026, 3, 31))


def rating_of(aturan: Aturan, label: str) -> Rating:
    """Return the rating that the form prints as ``label``."""
    return next(rating for rating, satu in aturan.label_rating.items() if satu == label)


def test_that_every_cell_has_exactly_one_case(aturan: Aturan) -> None:
    cells = sorted((kasus["hasil"], kasus["perilaku"]) for kasus in KASUS)
    assert cells == sorted(product(aturan.label_rating.values(), repeat=2))


@pytest.mark.parametrize("kasus", KASUS, ids=lambda satu: f"{satu['hasil']} x {satu['perilaku']}")
def test_that_the_predicate_is_that_of_the_page(aturan: Aturan, kasus: dict[str, Any]) -> None:
    hasil, perilaku = rating_of(aturan, kasus["hasil"]), rating_of(aturan, kasus["perilaku"])
    predikat = compute_predikat(aturan.matriks, hasil, perilaku)
    assert predikat is not None
    assert aturan.label_predikat[predikat] == kasus["predikat"], f"lihat halaman {kasus['halaman']}"


def test_that_behaviour_below_expectation_is_never_made_good_by_results(aturan: Aturan) -> None:
    for hasil in Rating:
        predikat = compute_predikat(aturan.matriks, hasil, Rating.DIBAWAH)
        assert predikat is not None
        assert aturan.label_predikat[predikat] in ("KURANG (MISCONDUCT)", "SANGAT KURANG")


def test_that_better_ratings_never_give_a_worse_predicate(aturan: Aturan) -> None:
    """In the regulation's order of predicates, best first (107), except where behaviour is below (99)."""
    best_first = list(aturan.label_predikat)
    for satu, dua in product(product(Rating, repeat=2), repeat=2):
        better = all(list(Rating).index(a) <= list(Rating).index(b) for a, b in zip(satu, dua, strict=True))
        if better and Rating.DIBAWAH not in (satu[1], dua[1]):
            assert best_first.index(aturan.matriks[satu]) <= best_first.index(aturan.matriks[dua])
