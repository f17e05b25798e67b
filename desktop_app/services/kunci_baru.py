"""Keys of people that a bundle brought: a computer vouches for its own people, so the kabupaten is told of each one.

Nobody but its office can say whether a new key is really his; the list is what lets the kabupaten ask.
"""

from __future__ import annotations

from collections.abc import Collection

from desktop_app.services.kantor import Kantor
from desktop_app.services.penguji_tanda import PengujiTanda


def new_keys(kantor: Kantor, doc_ids: Collection[str], berkas: str) -> tuple[str, ...]:
    """Return the names of those for whom the bundle with this file hash brought a key that was not known here.

    ``doc_ids`` are the documents that the bundle changed. Someone with two new keys is named twice.
    """
    penguji = PengujiTanda(kantor)
    orang = kantor.store.labels("pengguna", doc_ids)
    return tuple(sorted(nama or doc[:8] for doc, nama in orang.items() for _ in penguji.keys_brought(doc, berkas)))
