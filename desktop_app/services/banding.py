"""A conflict laid out for the eye: each field in words, its base, and every version's value side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.jangkauan import person_of
from desktop_app.services.kantor import Kantor, intention, is_doc_id
from desktop_app.services.kepercayaan import list_perangkat
from desktop_app.services.konflik import Konflik, get_konflik, list_konflik
from desktop_app.services.nama_kolom import name_of_path, value_in_words
from desktop_app.services.nama_pelaku import name_of


@dataclass(frozen=True)
class BarisKonflik:
    """One line of the list: the document, what it is called, its office, and how many fields differ."""

    doc_id: str
    kind: str
    judul: str
    kantor: str
    kolom: int
    versi: int


@dataclass(frozen=True)
class VersiBanding:
    """One version: its letter, who wrote it where, and when by that computer's claim; ``kantor`` may be unknown."""

    huruf: str
    rev_id: str
    who: str
    kantor: str
    perangkat: str
    waktu: str
    ragu: bool
    alasan: str
    milik_sendiri: bool


@dataclass(frozen=True)
class BarisBanding:
    """One field that differs; ``nilai`` holds the value of each version in the order of the versions."""

    path: str
    nama: str
    dasar: str
    nilai: tuple[str, ...]


@dataclass(frozen=True)
class Perbandingan:
    """A document in conflict, ready to be shown."""

    doc_id: str
    kind: str
    judul: str
    kantor: str
    versi: tuple[VersiBanding, ...]
    baris: tuple[BarisBanding, ...]


@intention(Wewenang.SELESAIKAN_KONFLIK)
def list_banding(kantor: Kantor) -> tuple[BarisKonflik, ...]:
    """Return one line for every document in conflict, by office and title."""
    nama = _offices(kantor)
    baris = [
        BarisKonflik(satu.doc_id, satu.kind, satu.judul, nama.get(satu.scope, satu.scope), len(satu.kolom), n)
        for satu in list_konflik(kantor)
        if (n := len(satu.versi))
    ]
    return tuple(sorted(baris, key=lambda satu: (satu.kantor, satu.judul)))


@intention(Wewenang.SELESAIKAN_KONFLIK)
def compare_konflik(kantor: Kantor, doc_id: str) -> Perbandingan:
    """Return one conflict with names for everything; raises ``UserError`` where the document has none."""
    konflik = get_konflik(kantor, doc_id)
    dokumen = kantor.store.document(doc_id)
    if dokumen is not None:
        kantor.note_read(doc_id, person_of(kantor, dokumen)[0])
    isi: dict[str, Any] = msgspec.json.decode(dokumen.body) if dokumen is not None else {}
    skp = _body(kantor, str(isi.get("skp_id") or ""))
    orang = _people(kantor, konflik)
    baris = []
    for kolom in konflik.kolom:
        nilai = dict(kolom.values)
        baris.append(
            BarisBanding(
                path=kolom.path,
                nama=name_of_path(kolom.path, isi, skp),
                dasar=_base(kolom.path, kolom.base, orang),
                nilai=tuple(value_in_words(kolom.path, nilai.get(v.rev_id), orang) for v in konflik.versi),
            )
        )
    return Perbandingan(
        doc_id=doc_id,
        kind=konflik.kind,
        judul=konflik.judul,
        kantor=_offices(kantor).get(konflik.scope, konflik.scope),
        versi=_versions(kantor, konflik),
        baris=tuple(baris),
    )


def _base(path: str, nilai: Any, orang: dict[str, str]) -> str:
    """Return the common former value; empty where the versions have none."""
    if nilai is None or not path:
        return ""
    return value_in_words(path, nilai, orang)


def _versions(kantor: Kantor, konflik: Konflik) -> tuple[VersiBanding, ...]:
    perangkat = {satu.device_id: satu.nama for satu in list_perangkat(kantor)}
    perangkat[kantor.store.device] = kantor.profil.nama
    hasil = []
    for nomor, satu in enumerate(konflik.versi):
        rev = kantor.store.revision(satu.rev_id)
        hasil.append(
            VersiBanding(
                huruf=chr(ord("A") + nomor % 26),
                rev_id=satu.rev_id,
                who=name_of(kantor, satu.who),
                kantor=perangkat.get(satu.device, ""),
                perangkat=satu.device[:8],
                waktu=satu.waktu,
                ragu=satu.ragu,
                alasan=rev.why if rev is not None else "",
                milik_sendiri=satu.device == kantor.store.device,
            )
        )
    return tuple(hasil)


def _offices(kantor: Kantor) -> dict[str, str]:
    """Return the names of the offices that this one knows, by their codes."""
    return {**{satu.kode: satu.nama for satu in list_perangkat(kantor)}, kantor.profil.kode: kantor.profil.nama}


def _people(kantor: Kantor, konflik: Konflik) -> dict[str, str]:
    """Return the names of the documents that disputed fields point to, also from inside a whole child."""
    ids = {
        satu
        for kolom in konflik.kolom
        for nilai in (kolom.base, *(satu for _, satu in kolom.values))
        for satu in _texts(nilai)
        if is_doc_id(satu)
    }
    return {doc_id: satu.label for doc_id, satu in kantor.store.documents(ids).items()}


def _texts(nilai: Any) -> Iterator[str]:
    if isinstance(nilai, str):
        yield nilai
    elif isinstance(nilai, Mapping):
        for satu in nilai.values():
            yield from _texts(satu)
    elif isinstance(nilai, list | tuple):
        for satu in nilai:
            yield from _texts(satu)


def _body(kantor: Kantor, doc_id: str) -> dict[str, Any] | None:
    dokumen = kantor.store.document(doc_id) if doc_id else None
    return msgspec.json.decode(dokumen.body) if dokumen is not None else None
