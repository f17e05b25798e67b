"""Which evidence a body names: found by its shape, wherever in a document it stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

_TANDA = b'"sidik"'


def named_files(raw: bytes) -> tuple[tuple[str, str], ...]:
    """Return (``sidik``, ``asal``) of every ``BuktiDukung`` inside the body ``raw``, in the order of the text.

    A newer program may put evidence where this one does not know a field, so the lists are found by their name
    ``bukti``. A body that cannot be read names nothing.
    """
    if _TANDA not in raw:
        return ()
    try:
        isi = msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return ()
    return tuple(_walk(isi))


def _walk(isi: Any) -> Iterator[tuple[str, str]]:
    if isinstance(isi, dict):
        for nama, nilai in isi.items():
            if nama == "bukti" and isinstance(nilai, list):
                yield from ((satu["sidik"], _text(satu.get("asal"))) for satu in nilai if _is_evidence(satu))
            else:
                yield from _walk(nilai)
    elif isinstance(isi, list):
        for satu in isi:
            yield from _walk(satu)


def _is_evidence(satu: Any) -> bool:
    return isinstance(satu, dict) and isinstance(satu.get("sidik"), str)


def _text(nilai: Any) -> str:
    return nilai if isinstance(nilai, str) else ""
