"""Every deadline of evaluation, objection and report, as told case by case in evaluasi.toml (90, 114-119)."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.hari_kerja import KalenderKerja
from desktop_app.domain.periode import parse_periode
from desktop_app.domain.tenggat import Bukti
from desktop_app.domain.tenggat_dokumen import FaktaEvaluasi, judge_evaluasi
from desktop_app.domain.tenggat_evaluasi import ATURAN_TENGGAT_EVALUASI, Kepastian, certainty_of

KASUS: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("evaluasi.toml").read_text(encoding="utf-8"))[
    "kasus"
]
PERISTIWA = (
    *("ditandatangani", "diserahkan", "diterima", "ditolak", "dikembalikan", "dilaporkan"),
    *("keberatan", "keberatan_diterima", "putusan"),
)


def bukti(nilai: date | str) -> Bukti:
    """Return a day of a case; one with a question mark is doubtful."""
    if isinstance(nilai, date):
        return Bukti(tanggal=nilai)
    return Bukti(tanggal=date.fromisoformat(nilai.removesuffix("?")), ragu=nilai.endswith("?"))


def test_that_every_rule_has_a_case_for_whatever_can_be_said_of_it_and_every_case_a_page() -> None:
    dikatakan: dict[str, set[str]] = {kode: set() for kode in ATURAN_TENGGAT_EVALUASI}
    for kasus in KASUS:
        dikatakan[kasus["aturan"]].add(kasus.get("kepastian", ""))
        assert kasus["halaman"].strip(), kasus["cerita"]
    semua = {satu.value for satu in Kepastian}
    assert {kode: semua - ada for kode, ada in dikatakan.items() if semua - ada} == {}


def test_that_the_cases_hold_holidays_both_weeks_and_a_new_year_between() -> None:
    assert any("libur" in kasus for kasus in KASUS)
    assert {kasus.get("hari_kerja", 5) for kasus in KASUS} == {5, 6}
    assert any(kasus.get("kalender") == [2026] for kasus in KASUS), "a year whose holidays nobody gave"
    antara = [k for k in KASUS if k.get("ditandatangani") == date(2026, 12, 28)]
    assert any(k["batas"].year == 2027 for k in antara)


@pytest.mark.parametrize("kasus", KASUS, ids=lambda satu: f"{satu['aturan']}: {satu['cerita'][:50]}")
def test_that_a_deadline_is_judged_as_the_page_says(kasus: dict[str, Any]) -> None:
    kalender = KalenderKerja(
        hari_kerja=kasus.get("hari_kerja", 5),
        libur=frozenset(date.fromisoformat(str(satu)) for satu in kasus.get("libur", ())),
        tahun_terisi=frozenset(kasus.get("kalender", (2026, 2027))),
    )
    fakta = FaktaEvaluasi(
        periode=parse_periode(kasus["periode"]),
        oleh_atasan=kasus.get("oleh_atasan", False),
        tanpa_keberatan=kasus.get("tanpa_keberatan", False),
        **{nama: bukti(kasus[nama]) for nama in PERISTIWA if nama in kasus},
    )
    semua = {satu.tenggat.aturan.kode: satu for satu in judge_evaluasi(fakta, kasus.get("hari_ini"), kalender)}
    if kasus.get("tidak_ada"):
        assert kasus["aturan"] not in semua, f"lihat halaman {kasus['halaman']}"
        return
    satu = semua[kasus["aturan"]]
    assert satu.tenggat.batas == kasus["batas"], f"lihat halaman {kasus['halaman']}"
    assert certainty_of(satu.tenggat).value == kasus["kepastian"], f"lihat halaman {kasus['halaman']}"
    if "hasil" in kasus:
        assert satu.tenggat.hasil.value == kasus["hasil"]


def test_that_each_rule_names_its_page_in_what_is_printed() -> None:
    for kode, aturan in ATURAN_TENGGAT_EVALUASI.items():
        assert "halaman" in aturan.dasar, kode
        # The one rule without a day of the regulation says whose limit it is.
        assert (aturan.hari > 0 or "Januari" in aturan.dasar) != ("batas aplikasi ini" in aturan.dasar), kode
