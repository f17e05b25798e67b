"""The name of who saved or did something: revisions and audit rows hold the id of his ``pengguna`` and no name."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from db import Store
from desktop_app.domain.codec import decode_as
from desktop_app.domain.errors import UserError
from desktop_app.domain.pengguna import Pengguna
from desktop_app.services.kantor import Kantor

TANPA_NAMA = "orang yang datanya sudah dihapus"
_DIKENAL: WeakKeyDictionary[Store, dict[str, str]] = WeakKeyDictionary()
"""Names that were looked up, as long as their store is open."""


def name_of(kantor: Kantor, who: str) -> str:
    """Return the name for a ``who``: that of the ``pengguna`` with this id, else ``who`` itself.

    Rows from before there were accounts, and from offices without passwords, name somebody in words; they stay.
    """
    dikenal = _DIKENAL.setdefault(kantor.store, {})
    nama = dikenal.get(who)
    if nama is None:
        nama = _look_up(kantor, who)
        if nama != who:
            # Who is not known may come with the next bundle, so only answers are kept.
            dikenal[who] = nama
    return nama


def forget_names(kantor: Kantor) -> None:
    """Look names up anew: accounts were renamed, erased, or came in."""
    _DIKENAL.pop(kantor.store, None)


def _look_up(kantor: Kantor, who: str) -> str:
    if len(who) != 32 or any(letter not in "0123456789abcdef" for letter in who):
        return who
    dokumen = kantor.store.document(who)
    if dokumen is None or dokumen.kind != "pengguna":
        return who
    try:
        return decode_as(Pengguna, dokumen.body).nama.strip() or TANPA_NAMA
    except UserError:
        return TANPA_NAMA
