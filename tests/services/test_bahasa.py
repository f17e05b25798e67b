"""The language of the window: kept beside the office, asked for in the environment, never on paper."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import copy_context
from datetime import date
from pathlib import Path

import pytest

from desktop_app.domain.errors import UserError
from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.wewenang import Wewenang
from desktop_app.i18n import _, choose_language, chosen_language, source_language
from desktop_app.messages import sentence_for
from desktop_app.paths import config_home, resources
from desktop_app.services.bahasa import keep_bahasa, read_bahasa, spoken_by, use_bahasa

DAY = date(2026, 8, 17)


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.delenv("SKP_LANGUAGE", raising=False)


def in_english(ask: Callable[[], str]) -> str:
    def run() -> str:
        choose_language("en", resources() / "locale")
        return ask()

    return copy_context().run(run)


def test_that_indonesian_is_the_language_until_another_one_is_kept() -> None:
    assert read_bahasa() == "id"
    keep_bahasa("en")
    assert read_bahasa() == "en"
    keep_bahasa("id")
    assert read_bahasa() == "id"


@pytest.mark.parametrize("kept", [b"", b"xx\n", b"\xff\xfe", b"en en"])
def test_that_nonsense_in_the_kept_file_means_indonesian(kept: bytes) -> None:
    config_home().mkdir(parents=True)
    (config_home() / "bahasa").write_bytes(kept)
    assert read_bahasa() == "id"


def test_that_an_unknown_language_is_refused_and_nothing_is_kept() -> None:
    with pytest.raises(UserError) as caught:
        keep_bahasa("de")
    assert caught.value.code == "bahasa_tidak_ada"
    assert not config_home().exists()


@pytest.mark.parametrize(
    "kept, asked, named, spoken",
    [
        ("en", "", "", "en"),
        ("en", "id", "", "id"),
        ("id", "en", "", "en"),
        ("id", "xx", "", "id"),
        ("id", "id", "en", "en"),
    ],
)
def test_that_the_named_language_goes_before_the_environment_and_that_before_the_kept_one(
    monkeypatch: pytest.MonkeyPatch, kept: str, asked: str, named: str, spoken: str
) -> None:
    keep_bahasa(kept)
    monkeypatch.setenv("SKP_LANGUAGE", asked)
    assert copy_context().run(use_bahasa, named) == spoken


def test_that_sentences_dates_and_labels_are_english_in_the_window() -> None:
    assert in_english(lambda: _("Batal")) == "Cancel"
    assert in_english(lambda: format_tanggal(DAY)) == "17 August 2026"
    assert in_english(lambda: sentence_for("ada_di_tempat_lain", {})).startswith("An error occurred")
    assert "{" not in in_english(lambda: sentence_for("nip_dipakai", {"nip": "1", "nama": "Ani"}))


def test_that_everything_is_indonesian_again_inside_the_source_language() -> None:
    def ask() -> str:
        with source_language():
            inside = f"{_('Batal')}, {format_tanggal(DAY)}, {chosen_language()}"
        return f"{inside}; {_('Batal')}, {format_tanggal(DAY)}, {chosen_language()}"

    assert in_english(ask) == "Batal, 17 Agustus 2026, id; Cancel, 17 August 2026, en"


@pytest.mark.parametrize(
    "act, name, spoken",
    [
        (Wewenang.LIHAT_SKP, "get_skp", "en"),
        (Wewenang.RINGKASAN, "list_tugas", "en"),
        (Wewenang.SUSUN_SKP, "submit_skp", "id"),
        (Wewenang.CETAK, "find_printable", "id"),
        (Wewenang.LIHAT_JEJAK, "export_jejak", "id"),
    ],
)
def test_that_only_what_is_read_for_the_screen_speaks_english(act: Wewenang, name: str, spoken: str) -> None:
    def ask() -> str:
        with spoken_by((act,), name):
            return chosen_language()

    assert in_english(ask) == spoken
