"""What a correction can be asked for: the documents about a person of an office, and the fields of one of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from desktop_app.domain.codec import OF_PERSON
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.jangkauan import reached_document, reaches
from desktop_app.services.kantor import Kantor, intention, is_doc_id
from desktop_app.services.konflik import title_of
from desktop_app.services.nama_kolom import name_of_path, value_in_words
from desktop_app.services.permintaan import JENIS_DIMINTA

MAKS_NILAI = 120
TERSEMBUNYI = frozenset({"id", "unit_kode", "pegawai_id", "skp_id", "skp_rev", "rev", "status", "aturan"})
"""Members that people never see on a page."""


@dataclass(frozen=True)
class PilihanDokumen:
    """One document about a person, as people call it."""

    id: str
    kind: str
    judul: str


@dataclass(frozen=True)
class PilihanKolom:
    """One field of a document: its path, its name, and what stands in it."""

    jalur: str
    nama: str
    nilai: str


@intention(Wewenang.MINTA_PERBAIKAN)
def list_documents_about(kantor: Kantor, pegawai_id: str) -> tuple[PilihanDokumen, ...]:
    """Return the documents about a person that a correction can be asked for, his record first."""
    orang = reached_document(kantor, pegawai_id, "pegawai")
    semua = [PilihanDokumen(pegawai_id, "pegawai", title_of(kantor, orang))]
    ids = [
        satu.doc_id
        for kind in OF_PERSON
        if kind in JENIS_DIMINTA
        for satu in kantor.store.find(kind, where={"pegawai_id": pegawai_id}, bodies=False)
    ]
    dokumen = [satu for satu in kantor.store.documents(ids).values() if reaches(kantor, Wewenang.LIHAT_SKP, satu)]
    urut = sorted(dokumen, key=lambda satu: (OF_PERSON.index(satu.kind), title_of(kantor, satu)))
    return (*semua, *(PilihanDokumen(satu.doc_id, satu.kind, title_of(kantor, satu)) for satu in urut))


@intention(Wewenang.MINTA_PERBAIKAN)
def list_fields(kantor: Kantor, doc_id: str) -> tuple[PilihanKolom, ...]:
    """Return the fields of a document that hold something, by their names."""
    dokumen = reached_document(kantor, doc_id)
    isi: dict[str, Any] = msgspec.json.decode(dokumen.body)
    skp_id = str(isi.get("skp_id") or "")
    skp = kantor.store.document(skp_id) if is_doc_id(skp_id) else None
    rencana: dict[str, Any] | None = msgspec.json.decode(skp.body) if skp is not None else None
    return tuple(
        PilihanKolom(jalur, name_of_path(jalur, isi, rencana), value_in_words(jalur, nilai)[:MAKS_NILAI])
        for jalur, nilai in _leaves(isi)
    )


def _leaves(isi: Mapping[str, Any], awal: str = "") -> Iterator[tuple[str, Any]]:
    for nama, nilai in isi.items():
        jalur = f"{awal}{nama}"
        if nama in TERSEMBUNYI or nama.endswith("_id") or nilai in (None, "", [], {}):
            continue
        if isinstance(nilai, dict):
            yield from _leaves(nilai, f"{jalur}/")
        elif isinstance(nilai, list):
            for anak in nilai:
                kunci = anak.get("id") or anak.get("nilai") if isinstance(anak, dict) else None
                if isinstance(kunci, str):
                    yield from _leaves(anak, f"{jalur}/#{kunci}/")
        else:
            yield jalur, nilai
