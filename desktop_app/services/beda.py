"""What differs between two versions of one document, field by field, in the words of the forms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from desktop_app.domain.codec import child_key
from desktop_app.domain.gabung import WHOLE
from desktop_app.services.kantor import Kantor
from desktop_app.services.nama_kolom import name_of_path, value_in_words

TAK_ADA: Final = object()
"""The value of a member or child that a version does not have."""


@dataclass(frozen=True)
class Beda:
    """One field that differs: its path, what people call it, what the paper says, what the document says now."""

    path: str
    nama: str
    kertas: str
    kini: str


def list_differences(kantor: Kantor, lama: bytes, kini: bytes) -> tuple[Beda, ...]:
    """Return what the body ``kini`` says differently than the body ``lama``, in the order of the forms."""
    dulu, baru = msgspec.json.decode(lama), msgspec.json.decode(kini)
    beda = list(_walk("", dulu, baru))
    orang = _names(kantor, beda)
    skp = _body(kantor, str(baru.get("skp_id") or ""))
    return tuple(
        Beda(
            path=path,
            nama=name_of_path(path, dulu if b is TAK_ADA else baru, skp),
            kertas=_words(path, a, orang),
            kini=_words(path, b, orang),
        )
        for path, a, b in beda
    )


def _walk(path: str, dulu: Any, baru: Any) -> Iterator[tuple[str, Any, Any]]:
    """Yield (path, old, new) of everything that differs; children of lists are matched by their ids."""
    if type(dulu) is type(baru) and dulu == baru:
        return
    if path.rpartition("/")[2] not in WHOLE and not (dulu is TAK_ADA or baru is TAK_ADA):
        if isinstance(dulu, dict) and isinstance(baru, dict):
            for nama in dict.fromkeys((*dulu, *baru)):
                yield from _walk(f"{path}/{nama}".strip("/"), dulu.get(nama, TAK_ADA), baru.get(nama, TAK_ADA))
            return
        if isinstance(dulu, list) and isinstance(baru, list):
            anak = _children(dulu, baru)
            if anak is not None:
                a, b = anak
                for satu in dict.fromkeys((*a, *b)):
                    yield from _walk(f"{path}/#{satu}", a.get(satu, TAK_ADA), b.get(satu, TAK_ADA))
                return
    yield path, dulu, baru


def _children(dulu: list[Any], baru: list[Any]) -> tuple[dict[str, Any], dict[str, Any]] | None:
    """Return both lists by the ids of their children; None where they are not told apart by ids."""
    keys = {child_key(satu) for satu in (dulu, baru) if satu}
    key = next(iter(keys), None)
    if len(keys) != 1 or key is None:
        return None
    return {satu[key]: satu for satu in dulu}, {satu[key]: satu for satu in baru}


def _words(path: str, nilai: Any, orang: Mapping[str, str]) -> str:
    """Return a value in words; a dash where a version has none."""
    return "–" if nilai is TAK_ADA or nilai is None else value_in_words(path, nilai, orang)


def _names(kantor: Kantor, beda: list[tuple[str, Any, Any]]) -> dict[str, str]:
    ids = {str(n) for path, *nilai in beda if path.endswith("_id") for n in nilai if isinstance(n, str) and n}
    return {doc_id: satu.label for doc_id, satu in kantor.store.documents(ids).items()}


def _body(kantor: Kantor, doc_id: str) -> dict[str, Any] | None:
    dokumen = kantor.store.document(doc_id) if doc_id else None
    return msgspec.json.decode(dokumen.body) if dokumen is not None else None
