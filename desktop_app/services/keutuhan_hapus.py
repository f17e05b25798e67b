"""Whether erasure records are about one person and about all of him, by what this office itself holds.

A record is believed for what it is signed for, and no more: its documents must be the person's by the copies here, each
whole, and all that he has in that office. Otherwise one low evaluation, a correction, or the end of a key could be
erased alone. Source: docs/spec/erasure.md, section On arrival.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import msgspec

from db import Revision, StoreError, Transaction, decode_revision
from db import Store as _Store
from desktop_app.domain.bukti_dalam import named_files
from desktop_app.domain.pegawai import Pegawai
from desktop_app.domain.pengguna import Pengguna
from desktop_app.domain.penghapusan import Penghapusan
from desktop_app.services.kantor import Kantor
from desktop_app.services.penghapusan_isi import JENIS_ORANG

NAMA_TERHAPUS = "(data dihapus)"
MENGAPA = "penghapusan data pribadi"
RUANG_AKHIR = "akhir_kunci"
"""Person's document and key id → rev_ids of erased versions that ended the key, so that it stays ended."""


@dataclass(frozen=True)
class Permintaan:
    """One erasure that waits for a person here: its parts' rev_ids, and what it would take.

    ``nama`` is what this office calls the person, empty where it does not know him; ``belum_tiba`` counts the documents
    among ``dokumen`` that have never come here. ``lengkap`` says whether all parts have come.
    """

    rev_ids: tuple[str, ...]
    orang: str
    nama: str
    dasar: str
    nomor_surat: str
    dokumen: int
    revisi: int
    belum_tiba: int
    lengkap: bool


def same_erasure(satu: Penghapusan, dua: Penghapusan) -> bool:
    """Tell whether two records are parts of one erasure: everything but their share of it is the same."""
    kosong = {"bagian": 0, "revisi": (), "lampiran": (), "tanda": "", "tanda_orang": ""}
    return msgspec.structs.replace(satu, **kosong) == msgspec.structs.replace(dua, **kosong)


def read_held(raw: bytes) -> Penghapusan | None:
    """Return the record of erasure that held bytes are; None where they are none."""
    try:
        rev = decode_revision(raw)
        return msgspec.json.decode(rev.body, type=Penghapusan) if rev.kind == "penghapusan" else None
    except (StoreError, msgspec.DecodeError, UnicodeDecodeError):
        return None


def request_of(kantor: Kantor, rev_id: str) -> Permintaan | None:
    """Return the erasure that the held record ``rev_id`` is part of, with all of its held parts; None if it is none."""
    semua = {satu.rev_id: isi for satu in kantor.store.quarantined() if (isi := read_held(satu.raw)) is not None}
    ini = semua.get(rev_id)
    if ini is None:
        return None
    bagian = {satu: isi for satu, isi in semua.items() if same_erasure(isi, ini)}
    revisi = {satu.id: satu.dokumen for isi in bagian.values() for satu in isi.revisi}
    ada = kantor.store.documents(set(revisi.values()))
    pegawai = ada.get(ini.orang)
    return Permintaan(
        rev_ids=tuple(sorted(bagian, key=lambda satu: (bagian[satu].bagian, satu))),
        orang=ini.orang,
        nama=_name(kantor, ini.orang) if pegawai is None or pegawai.kind == "pegawai" else "",
        dasar=ini.dasar,
        nomor_surat=ini.nomor_surat,
        dokumen=len(set(revisi.values())),
        revisi=len(revisi),
        belum_tiba=len(set(revisi.values()) - ada.keys()),
        lengkap={isi.bagian for isi in bagian.values()} >= set(range(1, ini.jumlah_bagian + 1)),
    )


def _name(kantor: Kantor, pegawai_id: str) -> str:
    """Return what a person was called last here, also where his document has ended since."""
    try:
        versi = kantor.store.history(pegawai_id)
    except StoreError:
        return ""
    for rev in reversed(versi):
        if not rev.deleted:
            return msgspec.json.decode(rev.body, type=Pegawai).nama
    return ""


def judge_bound(kantor: Kantor, isi: Penghapusan) -> str:
    """Return the code of why a record cannot be about its person by the copies here; empty if it can."""
    for doc_id, jenis in {(satu.dokumen, satu.jenis) for satu in isi.revisi}:
        if jenis not in JENIS_ORANG or (jenis == "pegawai" and doc_id != isi.orang):
            return "penghapusan_bukan_miliknya"
        hidup = [rev for rev in kantor.store.history(doc_id) if not rev.deleted]
        if hidup and jenis != "pegawai" and not any(_owner(rev) == isi.orang for rev in hidup):
            if jenis == "pengguna" and all(_is_remainder(rev) for rev in hidup):
                continue
            return "penghapusan_bukan_miliknya"
    return ""


def judge_whole(kantor: Kantor, semua: Collection[Penghapusan]) -> str:
    """Return the code of why these parts are not one whole erasure of the person by what is here; empty if they are."""
    ini = next(iter(semua))
    if {isi.bagian for isi in semua} < set(range(1, ini.jumlah_bagian + 1)):
        return "penghapusan_belum_lengkap"
    disebut = {satu.id for isi in semua for satu in isi.revisi}
    dokumen = {satu.dokumen for isi in semua for satu in isi.revisi}
    store = kantor.store
    miliknya = {ini.orang}
    for jenis in JENIS_ORANG - {"pegawai"}:
        for gone in (False, True):
            miliknya |= {s.doc_id for s in store.find(jenis, where={"pegawai_id": ini.orang}, deleted=gone)}
    for satu in store.documents(miliknya | dokumen).values():
        if satu.scope != ini.unit_kode or satu.kind not in JENIS_ORANG:
            continue
        if any(rev.rev_id not in disebut and not _is_end(rev) for rev in store.history(satu.doc_id)):
            return "penghapusan_tidak_utuh"
    return ""


def _is_end(rev: Revision) -> bool:
    """Tell whether a version is one that an erasure leaves: erased before, its tombstone, or an account's remainder."""
    return rev.erased or (rev.deleted and rev.why == MENGAPA) or (rev.kind == "pengguna" and _is_remainder(rev))


def _owner(rev: Revision) -> str:
    try:
        return msgspec.json.decode(rev.body, type=_Milik).pegawai_id
    except msgspec.DecodeError:
        return ""


def _is_remainder(rev: Revision) -> bool:
    try:
        isi = msgspec.json.decode(rev.body, type=Pengguna)
    except msgspec.DecodeError:
        return False
    return isi.nama == NAMA_TERHAPUS and not isi.pegawai_id and not isi.aktif


class _Milik(msgspec.Struct):
    pegawai_id: str = ""


def keep_endings(store: _Store, tx: Transaction, doc_ids: Iterable[str]) -> None:
    """Note, before accounts are erased, which versions ended which of their keys; the places of these stay known."""
    for doc_id in doc_ids:
        akhir: dict[str, list[str]] = {}
        for rev in store.history(doc_id):
            if rev.kind != "pengguna" or rev.deleted:
                continue
            try:
                kunci = msgspec.json.decode(rev.body, type=Pengguna).kunci
            except msgspec.DecodeError:
                continue
            for satu in kunci:
                if satu.berakhir and not set(akhir.get(satu.id, ())).intersection(rev.parents):
                    akhir.setdefault(satu.id, []).append(rev.rev_id)
        for kunci_id, versi in akhir.items():
            lama = read_endings(store, doc_id, kunci_id)
            tx.put(RUANG_AKHIR, f"{doc_id}/{kunci_id}", ",".join(sorted({*lama, *versi})).encode())


def read_endings(store: _Store, doc_id: str, kunci_id: str) -> Sequence[str]:
    """Return the erased versions that ended a key of a person."""
    raw = store.get(RUANG_AKHIR, f"{doc_id}/{kunci_id}")
    return raw.decode().split(",") if raw else ()


def own_attachments(store: _Store, semua: Collection[Penghapusan]) -> tuple[str, ...]:
    """Return those files of these records that their documents refer to and no other document does.

    What is typed, waits for its parents or is held counts as another document: it may yet come in. Asked before the
    bodies go: afterwards nothing tells who referred to a file.
    """
    dokumen = {satu.dokumen for isi in semua for satu in isi.revisi}
    lampiran = {sha for isi in semua for sha in isi.lampiran if _is_hash(sha)}
    if not lampiran:
        return ()
    dipakai = store.documents_naming(lampiran)
    diketik = b"".join(satu.body for satu in store.workings() if satu.doc_id not in dokumen)
    lain = {sha for sha in lampiran if sha.encode() in diketik}
    for raw in (*store.waiting_raws(), *(satu.raw for satu in store.quarantined())):
        lain |= _files_to_come(raw, dokumen)
    return tuple(sorted(sha for sha in lampiran - lain if sha in dipakai and dipakai[sha] <= dokumen))


def _files_to_come(raw: bytes, dokumen: Collection[str]) -> set[str]:
    """Return the files that a revision outside the log names, unless it is of these documents or can never come in."""
    try:
        rev = decode_revision(raw)
    except (StoreError, msgspec.DecodeError, UnicodeDecodeError):
        return set()
    if rev.doc_id in dokumen or rev.deleted:
        return set()
    return {sha for sha, _ in named_files(rev.body)}


def _is_hash(teks: str) -> bool:
    return len(teks) == 64 and all(huruf in "0123456789abcdef" for huruf in teks)
