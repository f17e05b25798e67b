"""Findings on the whole: how many fields differ in how many documents of how many offices, and one answer for many."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from desktop_app.domain.errors import UserError
from desktop_app.domain.wewenang import Wewenang
from desktop_app.i18n import _
from desktop_app.services.kantor import Changed, Kantor, intention
from desktop_app.services.konflik import JUDUL, Konflik, Versi, get_konflik, list_konflik
from desktop_app.services.konflik_asal import Asal, origins
from desktop_app.services.konflik_aturan import is_signed
from desktop_app.services.konflik_jawaban import Jawaban
from desktop_app.services.konflik_kerja import kept_answers, put_answers, put_off
from desktop_app.services.konflik_siap import Siap, prepare
from desktop_app.services.nama_kolom import name_of_path


@dataclass(frozen=True)
class BarisKonflik:
    """One line of the list: the document, what it is called, its office, and how many fields differ.

    ``dari`` names the offices that wrote its versions; ``terjawab`` counts the fields that who asks has answered so
    far; ``tunda`` is the note of one that was put off ("" without words), None for one that was not.
    """

    doc_id: str
    kind: str
    judul: str
    kantor: str
    kolom: int
    versi: int
    dari: tuple[str, ...] = ()
    terjawab: int = 0
    tunda: str | None = None


@dataclass(frozen=True)
class Kelompok:
    """One field of one kind of document: in how many documents it differs, and which offices could answer for all.

    ``isian`` is the path without the ids of children; ``asal`` counts by office the documents that its version
    would answer, more than one: those that nobody signed and of which it wrote exactly one version.
    """

    kind: str
    isian: str
    nama: str
    dokumen: int
    asal: tuple[tuple[Asal, int], ...]


@dataclass(frozen=True)
class Temuan:
    """The findings on the whole: fields, offices, the lines of the list, and what can be answered at once."""

    isian: int
    kantor: int
    baris: tuple[BarisKonflik, ...]
    kelompok: tuple[Kelompok, ...]


class HasilKelompok(Changed, frozen=True):
    """What one answer for many settled: documents settled, answered in part and kept, and left as they were."""

    selesai: int = 0
    sebagian: int = 0
    dilewati: int = 0
    menjadi_draf: int = 0


def field_of(path: str) -> str:
    """Return a path without the ids of children: the same field of every document has the same one."""
    return re.sub(r"#[^/]+", "#", path)


def kind_name(kind: str) -> str:
    """Return what people call a kind of document."""
    lain = {"skp": _("SKP"), "pegawai": _("Pegawai"), "unit_kerja": _("Unit kerja"), "periode": _("Periode")}
    return _(JUDUL[kind][0]) if kind in JUDUL else lain.get(kind, kind.replace("_", " "))


@intention(Wewenang.SELESAIKAN_KONFLIK)
def list_temuan(kantor: Kantor) -> Temuan:
    """Return everything that differs, by office and title, what was put off last, and what can be answered at once."""
    asal, tunda = origins(kantor), put_off(kantor)
    nama = {satu.kode: satu.nama for satu in asal.values()}
    semua = list_konflik(kantor)
    baris, pengirim, isian = [], set(), 0
    for satu in semua:
        dari = {_author(asal, versi) for versi in satu.versi}
        pengirim |= dari
        isian += len(satu.kolom)
        nota = tunda.get(satu.doc_id)
        baris.append(
            BarisKonflik(
                doc_id=satu.doc_id,
                kind=satu.kind,
                judul=satu.judul,
                kantor=nama.get(satu.scope, satu.scope),
                kolom=len(satu.kolom),
                versi=len(satu.versi),
                dari=tuple(sorted(one.nama for one in dari)),
                terjawab=_answered(kantor, satu),
                tunda=nota.catatan if nota is not None else None,
            )
        )
    baris.sort(key=lambda satu: (satu.tunda is not None, satu.kantor, satu.judul))
    return Temuan(isian, len(pengirim), tuple(baris), _groups(kantor, semua, asal))


def _answered(kantor: Kantor, konflik: Konflik) -> int:
    dokumen = kantor.store.document(konflik.doc_id)
    return len(kept_answers(kantor, dokumen)) if dokumen is not None else 0


def _author(asal: Mapping[str, Asal], versi: Versi) -> Asal:
    return asal.get(versi.device) or Asal(versi.device, _("Komputer {id}").format(id=versi.device[:8]))


def _groups(kantor: Kantor, semua: Iterable[Konflik], asal: Mapping[str, Asal]) -> tuple[Kelompok, ...]:
    """Return the fields that differ in more than one document, the most frequent first."""
    dokumen: Counter[tuple[str, str]] = Counter()
    dapat: dict[tuple[str, str], Counter[Asal]] = {}
    for satu in semua:
        pengirim = _single_origins(kantor, satu, asal)
        for isian in {field_of(kolom.path) for kolom in satu.kolom if kolom.path}:
            dokumen[satu.kind, isian] += 1
            dapat.setdefault((satu.kind, isian), Counter()).update(pengirim)
    return tuple(
        Kelompok(kind, isian, _field_name(kind, isian), jumlah, beberapa)
        for (kind, isian), jumlah in sorted(dokumen.items(), key=lambda s: (-s[1], s[0]))
        if (beberapa := tuple(satu for satu in dapat[kind, isian].most_common() if satu[1] > 1))
    )


def _field_name(kind: str, isian: str) -> str:
    return f"{kind_name(kind)}: {name_of_path(isian, {})}"


def _single_origins(kantor: Kantor, konflik: Konflik, asal: Mapping[str, Asal]) -> list[Asal]:
    """Return the offices that may answer for this document at once: none where one version was signed or deleted it."""
    for versi in konflik.versi:
        rev = kantor.store.revision(versi.rev_id)
        if rev is None or rev.deleted or is_signed(konflik.kind, msgspec.json.decode(rev.body)):
            return []
    jumlah = Counter(_author(asal, versi) for versi in konflik.versi)
    return [satu for satu, n in jumlah.items() if n == 1]


@intention(Wewenang.SELESAIKAN_KONFLIK)
def settle_kelompok(kantor: Kantor, kind: str, isian: str, kode: str, alasan: str = "") -> HasilKelompok:
    """Answer one field of every document of a kind with the version of one office, in one transaction.

    ``isian`` is the path without ids, as in ``Kelompok``; ``kode`` the code of the office. A document that has no
    open field left is settled; of one that has, the answer is kept and the rest stays to be answered. Left alone is
    what was signed, deleted in one version, written twice by that office, or not for who acts to settle. Raises
    ``UserError`` ``konflik_kelompok_kosong`` where nothing could be answered.
    """
    asal = origins(kantor)
    siap: list[Siap] = []
    sebagian: dict[str, dict[str, Jawaban]] = {}
    dilewati = 0
    for konflik in list_konflik(kantor):
        paths = [satu.path for satu in konflik.kolom if field_of(satu.path) == isian]
        if konflik.kind != kind or not paths:
            continue
        penulis = [satu for satu in _single_origins(kantor, konflik, asal) if satu.kode == kode]
        dokumen = kantor.store.document(konflik.doc_id)
        if not penulis or dokumen is None:
            dilewati += 1
            continue
        rev_id = next(v.rev_id for v in konflik.versi if _author(asal, v) == penulis[0])
        jawaban: dict[str, Jawaban] = kept_answers(kantor, dokumen) | dict.fromkeys(paths, rev_id)
        if any(kolom.path not in jawaban for kolom in konflik.kolom):
            sebagian[konflik.doc_id] = jawaban
            continue
        try:
            siap.append(prepare(kantor, dokumen, jawaban, get_konflik(kantor, konflik.doc_id).urutan()))
        except UserError:
            dilewati += 1
    if not siap and not sebagian:
        raise UserError("konflik_kelompok_kosong")
    detail: dict[str, Any] = {
        "jumlah": len(siap),
        "isian": isian,
        "kantor": kode,
        "dokumen": [satu.dokumen.doc_id for satu in siap],
    }
    with kantor.write("selesaikan_kelompok", detail=detail) as tx:
        for satu in siap:
            satu.save(kantor.store, tx, alasan)
        for doc_id, jawaban in sebagian.items():
            put_answers(kantor, doc_id, jawaban, tx)
    return HasilKelompok(
        tuple(satu.dokumen.doc_id for satu in siap),
        (kind,),
        len(siap),
        len(sebagian),
        dilewati,
        sum(satu.menjadi_draf for satu in siap),
    )
