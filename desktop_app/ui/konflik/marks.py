"""Words that differ, marked for the eye by line and weight as well as colour, and told for the ear."""

from __future__ import annotations

import html

from desktop_app.i18n import _
from desktop_app.services.beda_kata import split_words
from desktop_app.ui.theme import Colour

NEW = f"background-color:{Colour.WARNING_SOFT}; font-weight:600; text-decoration:underline"
GONE = f"color:{Colour.MUTED}; text-decoration:line-through"


def marked(value: str, other: str, *, former: bool = True) -> str:
    """Return ``value`` as rich text: words that ``other`` has not are underlined.

    Where ``other`` is what stood there before (``former``), its words that went are struck out. Nothing in either text
    becomes a tag.
    """
    parts: list[str] = []
    for piece in split_words(other, value):
        if piece.sama:
            parts.append(_escaped(piece.kanan))
            continue
        if parts and not parts[-1].endswith((" ", "<br>")):
            parts.append(" ")
        if former and piece.kiri.strip() and piece.kanan != value and value != other:
            parts.append(f'<span style="{GONE}">{_escaped(piece.kiri.strip())}</span> ')
        if piece.kanan.strip():
            room = " " if piece.kanan[-1].isspace() else ""
            parts.append(f'<span style="{NEW}">{_escaped(piece.kanan.rstrip())}</span>{room}')
    return "".join(parts).strip()


def spoken(value: str, other: str, *, former: bool = True) -> str:
    """Return in a sentence what ``value`` says differently than ``other``; empty where they are the same."""
    pieces = [piece for piece in split_words(other, value) if not piece.sama]
    came = "; ".join(piece.kanan.strip() for piece in pieces if piece.kanan.strip())
    went = "; ".join(piece.kiri.strip() for piece in pieces if piece.kiri.strip())
    said = [_("Ditambah: {kata}.").format(kata=came)] if came else []
    said += [_("Dihapus: {kata}.").format(kata=went)] if went and former else []
    return " ".join(said)


def _escaped(text: str) -> str:
    return html.escape(text).replace("\n", "<br>")
