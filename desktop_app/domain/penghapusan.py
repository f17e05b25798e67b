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
    """One lawful erasure, or part ``bagian`` of ``jumlah_bagian`` of one: on what ground, who decided, what is gone.

    ``orang`` is the document id of the person, never his name; ``dasar`` the legal ground, ``nomor_surat`` the letter
    that asked for it, ``pelaku`` the ``Pengguna`` who erased. ``kunci`` (the public key of the computer or of the
    kabupaten, hex) made ``tanda`` over ``signed_text``; ``tanda_orang`` is that of the person's own key whose id is
    ``kunci_orang``, empty where he has none (docs/spec/erasure.md). It never changes and is never erased itself.
    """

    orang: str
    dasar: str
    alasan: str = ""
    nomor_surat: str = ""
    pelaku: str = ""
    bagian: int = 1
    jumlah_bagian: int = 1
    revisi: tuple[RevisiTerhapus, ...] = ()
    lampiran: tuple[str, ...] = ()
    kunci: str = ""
    tanda: str = ""
    kunci_orang: str = ""
    tanda_orang: str = ""
    unit_kode: str = ""


def signed_text(isi: Penghapusan) -> bytes:
    """Return the exact bytes that a record's signatures are made over: one line a fact, one line a revision.

    Raises ``ValueError`` for a fact that would break a line; a record that holds one proves nothing. Source:
    docs/spec/erasure.md, section Signature.
    """
    lines = [
        ["skp-luring/penghapusan/v1"],
        ["orang", isi.orang],
        ["dasar", isi.dasar],
        ["alasan", isi.alasan],
        ["surat", isi.nomor_surat],
        ["pelaku", isi.pelaku],
        ["kantor", isi.unit_kode],
        ["bagian", str(isi.bagian), str(isi.jumlah_bagian)],
        *(
            [
                "revisi", satu.id, satu.jenis, satu.dokumen, satu.perangkat, satu.epoch, str(satu.nomor),
                str(satu.skema), satu.lingkup, ",".join(satu.induk) or "-",
            ]
            for satu in isi.revisi
        ),
        *(["lampiran", satu] for satu in isi.lampiran),
    ]  # fmt: skip
    if any("\n" in word or "\r" in word or "\t" in word for words in lines for word in words):
        raise ValueError("a fact of an erasure record breaks its line")
    return "".join("\t".join(words) + "\n" for words in lines).encode()
