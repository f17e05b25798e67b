"""Texts shown to people: one gettext mechanism for the window and the command line.

The source strings are Indonesian; without a catalogue they are shown as they stand. The chosen language
lives in
a context variable, so that nothing is global and a test may choose another one for itself.
"""

from __future__ import annotations

import gettext
from contextvars import ContextVar
from pathlib import Path

DOMAIN = "skp_luring"
SOURCE_LANGUAGE = "id"

_chosen: ContextVar[gettext.NullTranslations | None] = ContextVar("chosen_language", default=None)


def choose_language(language: str, folder: Path) -> None:
    """Use ``language`` (such as ``"id"`` or ``"en"``) from the locale ``folder``; a missing catalogue means
    Indonesian."""
    if language == SOURCE_LANGUAGE:
        _chosen.set(None)
        return
    _chosen.set(gettext.translation(DOMAIN, str(folder), languages=[language], fallback=True))


def _(text: str) -> str:
    """Return ``text`` in the chosen language."""
    catalogue = _chosen.get()
    return text if catalogue is None else catalogue.gettext(text)
