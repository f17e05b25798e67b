"""Credit points by example: every level and every predicate of the dated file has a case that names its source."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.errors import UserError
from desktop_app.domain.hitung_angka_kredit import compute_angka_kredit
from desktop_app.domain.istilah import Predikat
from desktop_app.domain.istilah_kinerja import JenjangFungsional
from desktop_app.regulation.angka_kredit import credit_rules

KASUS: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "angka_kredit.toml").read_text(encoding="utf-8"))[
    "kasus"
]


@pytest.mark.parametrize("kasus", KASUS, ids=lambda satu: satu["nama"])
def test_that_an_example_gives_its_points(kasus: dict[str, Any]) -> None:
    aturan = credit_rules()
    jenjang = aturan.jenjang[JenjangFungsional(kasus["jenjang"])]
    persen = aturan.persen[Predikat(kasus["predikat"])]
    assert str(compute_angka_kredit(jenjang.koefisien, persen, kasus["bulan"], aturan.desimal)) == kasus["angka"]
    assert kasus["sumber"].strip()


def test_that_every_level_and_every_predicate_has_a_case() -> None:
    assert {satu["jenjang"] for satu in KASUS} == set(JenjangFungsional)
    assert {satu["predikat"] for satu in KASUS} == set(Predikat)


@given(
    st.sampled_from(list(JenjangFungsional)),
    st.sampled_from(list(Predikat)),
    st.integers(1, 11),
)
def test_that_more_months_and_a_better_predicate_never_give_less(
    jenjang: JenjangFungsional, predikat: Predikat, bulan: int
) -> None:
    aturan = credit_rules()
    koefisien = aturan.jenjang[jenjang].koefisien
    sekian = compute_angka_kredit(koefisien, aturan.persen[predikat], bulan)
    assert compute_angka_kredit(koefisien, aturan.persen[predikat], bulan + 1) > sekian
    lebih_baik = list(Predikat)[: list(Predikat).index(predikat)]
    assert all(compute_angka_kredit(koefisien, aturan.persen[satu], bulan) > sekian for satu in lebih_baik)


@pytest.mark.parametrize("bulan", [-1, 0, 13])
def test_that_a_year_has_twelve_months(bulan: int) -> None:
    with pytest.raises(UserError) as caught:
        compute_angka_kredit(Decimal(25), Decimal(100), bulan)
    assert caught.value.code == "ak_bulan_salah"
