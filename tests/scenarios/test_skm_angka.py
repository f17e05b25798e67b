"""Figures of the survey against those that offices published, and against a workbook that LibreOffice computed."""

from __future__ import annotations

import json
import tempfile
import tomllib
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.hitung_skm import IndeksSkm, band_of, compute_skm, rounded, sample_needed
from desktop_app.domain.istilah_pengembangan import UnsurSkm
from desktop_app.domain.survei_skm import JawabanSkm, PertanyaanSkm
from desktop_app.regulation.skm import skm_in_force
from tests.scenarios import make_skm_sheet

HERE = Path(__file__).resolve().parent
CASES: dict[str, Any] = tomllib.loads((HERE / "skm.toml").read_text(encoding="utf-8"))
COMPUTED: dict[str, Any] = json.loads((HERE / "skm_sheet.json").read_text(encoding="utf-8"))
ATURAN = skm_in_force()
TANYA = tuple(PertanyaanSkm(id=u.value, teks="?", pilihan=("1", "2", "3", "4"), unsur=u) for u in UnsurSkm)


def with_means(nrr: list[str]) -> list[JawabanSkm]:
    """Return a hundred answers whose means are exactly these, which have at most two decimals."""
    semua: list[dict[str, int]] = [{} for _ in range(100)]
    for unsur, teks in zip(UnsurSkm, nrr, strict=True):
        rendah, sisa = divmod(int(Decimal(teks) * 100), 100)
        for ke, satu in enumerate(semua):
            satu[unsur.value] = rendah + (ke < sisa)
    return [JawabanSkm(jawaban=satu) for satu in semua]


@pytest.mark.parametrize("kasus", CASES["umum"], ids=lambda k: k["nama"][:40])
def test_that_published_means_give_the_published_index_and_quality(kasus: dict[str, Any]) -> None:
    hasil = compute_skm(TANYA, with_means(kasus["nrr"]), ATURAN.mutu)
    assert [str(u.nrr and rounded(u.nrr).normalize()) for u in hasil.unsur] == [
        str(Decimal(n).normalize()) for n in kasus["nrr"]
    ]
    assert hasil.mutu is not None
    assert (str(hasil.ikm), hasil.mutu.kode, hasil.mutu.kinerja) == (kasus["ikm"], kasus["mutu"], kasus["kinerja"])
    for satu in kasus["layanan"]:
        assert band_of(ATURAN.mutu, Decimal(satu["ikm"])).kode == satu["mutu"]


def test_that_weights_cut_short_would_not_give_the_published_index() -> None:
    kasus = CASES["umum"][0]
    jumlah = sum((Fraction(n) for n in kasus["nrr"]), Fraction(0))
    dengan = {bobot: str(rounded(jumlah * Fraction(bobot) * 25)) for bobot in ("1/9", "111/1000", "11/100")}
    assert dengan == {"1/9": kasus["ikm"], "111/1000": "87.19", "11/100": "86.41"}
    # The best possible unit: 99,00 with 0,11 instead of 100.
    assert rounded(Fraction(11, 100) * 9 * 4 * 25) == Decimal("99.00")


def read(nama: str) -> IndeksSkm:
    """Return what the program makes of raw answers."""
    kasus = next(satu for satu in CASES["mentah"] if satu["nama"] == nama)
    jawaban = [
        JawabanSkm(jawaban={u.value: int(n) for u, n in zip(UnsurSkm, baris, strict=True) if n != "0"})
        for baris in kasus["nilai"]
    ]
    return compute_skm(TANYA, jawaban, ATURAN.mutu)


def compare(hitung: dict[str, Any]) -> None:
    """Compare what a spreadsheet computed with what the program does."""
    for nama in ("sekadau", "kosong"):
        hasil, harap = read(nama), hitung[nama]
        assert [u.n for u in hasil.unsur] == harap["n"]
        assert [u.jumlah for u in hasil.unsur] == harap["jumlah"]
        assert [float(u.nrr or 0) for u in hasil.unsur] == pytest.approx(harap["nrr"], abs=1e-12)
        assert hasil.indeks is not None
        assert hasil.mutu is not None
        assert float(hasil.indeks) == pytest.approx(harap["indeks"], abs=1e-12)
        assert (float(hasil.ikm or 0), hasil.mutu.kode) == (harap["ikm"], harap["mutu"])
        lowest = [u for u, nrr in zip(UnsurSkm, harap["nrr"], strict=True) if nrr == harap["terendah"]]
        assert list(hasil.terendah) == lowest
        assert harap["dengan_0_11"] < harap["ikm"]
    assert len(read("kosong").terendah) == 2
    for populasi, sampel in hitung["sampel"]:
        # The regulation's table is rounded by hand here and there.
        assert abs(sample_needed(ATURAN.sampel, populasi) - sampel) <= 1, populasi


def test_that_a_spreadsheet_of_its_own_computed_by_libreoffice_says_the_same() -> None:
    assert COMPUTED["dihitung_oleh"].startswith("LibreOffice ")
    compare(COMPUTED)


def test_that_libreoffice_says_it_again_where_it_is_installed() -> None:
    pytest.importorskip("openpyxl", reason="no openpyxl here; the values in skm_sheet.json were compared")
    command = make_skm_sheet.office()
    if command is None:
        pytest.skip("no LibreOffice here; the values in skm_sheet.json were compared")
    with tempfile.TemporaryDirectory() as folder:
        compare(make_skm_sheet.compute(command, Path(folder)))
