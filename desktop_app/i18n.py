"""Texts shown to people: one gettext mechanism for the window and the command line.

The source strings are Indonesian; without a catalogue they are shown as they stand. The chosen language lives
in a context variable, so that nothing is global and a test may choose another one for itself. What is printed,
exported or written into a document is always Indonesian: ``source_language`` holds that for whatever runs inside it.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from types import MappingProxyType
from typing import Final

from desktop_app.domain.format_indonesia import NAMA_WAKTU, nama_waktu
from desktop_app.domain.kalimat import as_pattern

DOMAIN = "skp_luring"
SOURCE_LANGUAGE = "id"
LANGUAGES: Final[Mapping[str, str]] = MappingProxyType({"id": "Bahasa Indonesia", "en": "English"})
"""The languages of the program, each by its own name."""

_chosen: ContextVar[gettext.NullTranslations | None] = ContextVar("chosen_language", default=None)
_code: ContextVar[str] = ContextVar("chosen_code", default=SOURCE_LANGUAGE)


def choose_language(language: str, folder: Path) -> None:
    """Use ``language`` (such as ``"id"`` or ``"en"``) from the locale ``folder``; a missing catalogue means
    Indonesian."""
    if language == SOURCE_LANGUAGE:
        _chosen.set(None)
        _code.set(SOURCE_LANGUAGE)
        nama_waktu.set(NAMA_WAKTU)
        return
    catalogue = gettext.translation(DOMAIN, str(folder), languages=[language], fallback=True)
    _chosen.set(catalogue)
    _code.set(language)
    nama_waktu.set(tuple(catalogue.gettext(name) for name in NAMA_WAKTU))


def chosen_language() -> str:
    """Return the code of the language in which texts are shown here."""
    return _code.get()


@contextmanager
def source_language() -> Iterator[None]:
    """Leave every text inside as it stands in the source: for paper, files and documents."""
    catalogue, code, names = _chosen.set(None), _code.set(SOURCE_LANGUAGE), nama_waktu.set(NAMA_WAKTU)
    try:
        yield
    finally:
        _chosen.reset(catalogue)
        _code.reset(code)
        nama_waktu.reset(names)


def _(text: str, meaning: str = "") -> str:
    """Return ``text`` in the chosen language; ``meaning`` tells apart what is one word in Indonesian only."""
    catalogue = _chosen.get()
    if catalogue is None or not text:
        return as_pattern(text)
    return as_pattern(catalogue.pgettext(meaning, text) if meaning else catalogue.gettext(text))
