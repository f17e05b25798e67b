"""A conflict laid out for the eye: each field in words, its base, and every version's value side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec

from db import FieldConflict
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.jangkauan import person_of
from desktop_app.services.kantor import Kantor, intention, is_doc_id
from desktop_app.services.konflik import Konflik, get_konflik
from desktop_app.services.konflik_asal import origins
from desktop_app.services.konflik_aturan import is_signed
from desktop_app.services.konflik_jawaban import Isian, Jawaban, JenisIsian, has_base, isian_of
from desktop_app.services.konflik_kerja import Tunda, kept_answers, put_off
from desktop_app.services.nama_kolom import name_of_path, value_in_words, word_of
from desktop_app.services.nama_pelaku import name_of


@dataclass(frozen=True)
class VersiBanding:
    """One version: its letter, who wrote it where, and when by that computer's claim; ``kantor`` may be unknown.

    ``bertanda`` tells that somebody signed it as a whole, ``kembali`` that undoing an answer brought it back.
    """

    huruf: str
    rev_id: str
    who: str
    kantor: str
    perangkat: str
    waktu: str
    ragu: bool
    alasan: str
    milik_sendiri: bool
    bertanda: bool = False
    kembali: bool = False


@dataclass(frozen=True)
class Unsur:
    """One element of a list: its words, its value, and which versions have it."""

    kata: str
    nilai: Any
    di: tuple[int, ...]


@dataclass(frozen=True)
class BarisBanding:
    """One field that differs; ``nilai`` holds the value of each version in words, in the order of the versions.

    ``isian`` tells how a value of one's own is written, None where there is none; ``mentah`` are the values as they
    are stored, the former one first; ``unsur`` the elements of all versions of a list. ``opsi`` are the words of the
    values to choose from, ``bagian`` of the parts of a compound one. ``ada_dasar`` tells that what stood before can be
    taken again.
    """

    path: str
    nama: str
    dasar: str
    nilai: tuple[str, ...]
    isian: Isian | None = None
    mentah: tuple[Any, ...] = ()
    unsur: tuple[Unsur, ...] = ()
    opsi: tuple[tuple[str, str], ...] = ()
    bagian: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...] = ()
    ada_dasar: bool = False


@dataclass(frozen=True)
class Perbandingan:
    """A document in conflict, ready to be shown."""

    doc_id: str
    kind: str
    judul: str
    kantor: str
    versi: tuple[VersiBanding, ...]
    baris: tuple[BarisBanding, ...]
    jawaban: Mapping[str, Jawaban] = field(default_factory=dict)
    tunda: Tunda | None = None


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
    nyata = {satu.path: satu for satu in dokumen.conflicts} if dokumen is not None else {}
    baris = []
    for kolom in konflik.kolom:
        # Where a name is kept from who asks, it is chosen blindly and never written.
        boleh = isian_of(konflik.kind, kolom.path) if nyata.get(kolom.path) == kolom else None
        baris.append(_row(kolom, konflik, boleh, name_of_path(kolom.path, isi, skp), orang))
    return Perbandingan(
        doc_id=doc_id,
        kind=konflik.kind,
        judul=konflik.judul,
        kantor={satu.kode: satu.nama for satu in origins(kantor).values()}.get(konflik.scope, konflik.scope),
        versi=_versions(kantor, konflik),
        baris=tuple(baris),
        jawaban=kept_answers(kantor, dokumen) if dokumen is not None else {},
        tunda=put_off(kantor).get(doc_id),
    )


def _row(kolom: FieldConflict, konflik: Konflik, isian: Isian | None, nama: str, orang: dict[str, str]) -> BarisBanding:
    nilai = dict(kolom.values)
    semua = [nilai.get(v.rev_id) for v in konflik.versi]
    bagian = isian.bagian if isian is not None else ()
    return BarisBanding(
        path=kolom.path,
        nama=nama,
        dasar=_base(kolom.path, kolom.base, orang),
        nilai=tuple(value_in_words(kolom.path, satu, orang) for satu in semua),
        isian=isian,
        mentah=(kolom.base, *semua),
        unsur=_elements(kolom.path, semua, orang) if isian is not None and isian.jenis is JenisIsian.DAFTAR else (),
        opsi=_options(kolom.path, isian),
        bagian=tuple((n, word_of(n, kolom.path), _options(f"{kolom.path}/{n}", satu)) for n, satu in bagian),
        ada_dasar=has_base(konflik.kind, kolom),
    )


def _options(path: str, isian: Isian | None) -> tuple[tuple[str, str], ...]:
    """Return the values to choose from with their words."""
    return tuple((satu, value_in_words(path, satu)) for satu in isian.opsi) if isian is not None else ()


def _elements(path: str, semua: list[Any], orang: dict[str, str]) -> tuple[Unsur, ...]:
    """Return the elements of all versions of a list, each once, in the order of the first version that has it."""
    urutan: list[Any] = []
    for satu in semua:
        urutan += [unsur for unsur in satu or () if unsur not in urutan]
    return tuple(
        Unsur(
            value_in_words(f"{path}/#", unsur, orang),
            unsur,
            tuple(nomor for nomor, satu in enumerate(semua) if unsur in (satu or ())),
        )
        for unsur in urutan
    )


def _base(path: str, nilai: Any, orang: dict[str, str]) -> str:
    """Return the common former value; empty where the versions have none."""
    if nilai is None or not path:
        return ""
    return value_in_words(path, nilai, orang)


def _versions(kantor: Kantor, konflik: Konflik) -> tuple[VersiBanding, ...]:
    asal = origins(kantor)
    hasil = []
    for nomor, satu in enumerate(konflik.versi):
        rev = kantor.store.revision(satu.rev_id)
        isi = msgspec.json.decode(rev.body) if rev is not None and not rev.deleted else {}
        hasil.append(
            VersiBanding(
                huruf=letter_of(nomor),
                rev_id=satu.rev_id,
                who=name_of(kantor, satu.who),
                kantor=asal[satu.device].nama if satu.device in asal else "",
                perangkat=satu.device[:8],
                waktu=satu.waktu,
                ragu=satu.ragu,
                alasan=rev.why if rev is not None else "",
                milik_sendiri=satu.device == kantor.store.device,
                bertanda=is_signed(konflik.kind, isi),
                kembali=satu.kembali,
            )
        )
    return tuple(hasil)


def letter_of(nomor: int) -> str:
    """Return the letter of a version from 0: A to Z, then A2 and so on."""
    return chr(ord("A") + nomor % 26) + (str(nomor // 26 + 1) if nomor >= 26 else "")


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
