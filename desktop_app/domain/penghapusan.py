"""Penghapusan: the record that explains why bodies of revisions are gone (UU 27/2022 Article 8, 43-45)."""

from __future__ import annotations

import msgspec


class RevisiTerhapus(msgspec.Struct, frozen=True, kw_only=True):
    """What stays of an erased revision: its name and its place in the graph, nothing that it said."""

    id: str
    jenis: str
    dokumen: str
    induk: tuple[str, ...]
    perangkat: str
    epoch: str
    nomor: int
    lingkup: str
    skema: int = 1


class Penghapusan(msgspec.Struct, frozen=True, kw_only=True):
    """One lawful erasure: on what ground, who decided it, which revisions lost their bodies.

    ``orang`` is the document id of the person, never his name. ``dasar`` is the legal ground, ``nomor_surat`` the
    letter that asked for it. ``tanda`` is the signature of the key ``kunci`` of who erased (docs/spec/erasure.md).
    """

    orang: str
    dasar: str
    nomor_surat: str = ""
    pelaku: str = ""
    revisi: tuple[RevisiTerhapus, ...] = ()
    lampiran: tuple[str, ...] = ()
    kunci: str = ""
    tanda: str = ""
    unit_kode: str = ""
