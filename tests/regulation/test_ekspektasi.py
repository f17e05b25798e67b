"""The regulation's samples of special expectations: for every value, with pages, once each."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from desktop_app.domain.errors import SystemProblem
from desktop_app.domain.istilah import NilaiDasar
from desktop_app.regulation.ekspektasi import sample_expectations

HARI = date(2022, 2, 7)


def test_that_every_value_has_samples_that_name_their_pages() -> None:
    samples = sample_expectations(HARI)
    assert set(samples) == set(NilaiDasar)
    texts = [one.teks for group in samples.values() for one in group]
    assert len(set(texts)) == len(texts) == 25
    assert all(one.halaman and all(54 <= page <= 233 for page in one.halaman) for g in samples.values() for one in g)
    assert all(text == text.strip() and not text.endswith(".") and text[0].isupper() for text in texts)


def test_that_samples_stand_as_they_are_printed() -> None:
    loyal = {one.teks: one.halaman for one in sample_expectations(HARI)[NilaiDasar.LOYAL]}
    assert loyal["Mengutamakan kepentingan organisasi diatas kepentingan pribadi atau kelompok"] == (230,)
    assert sample_expectations(date(2000, 1, 1)) == sample_expectations(HARI)


def test_that_a_file_that_does_not_fit_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SystemProblem):
        sample_expectations(HARI, tmp_path)
    (tmp_path / "a.toml").write_text('berlaku_mulai = 2022-02-07\n[[contoh]]\nnilai = "rajin"\nteks = "x"\nhlm = [1]\n')
    with pytest.raises(SystemProblem):
        sample_expectations(HARI, tmp_path)
