"""What each computer is to be told with the next answer: planned once, to be shown and to be written.

A plan changes nothing. What does not fit into one answer stays owed, document by document.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple

import msgspec

from db import decode_revision
from desktop_app.domain.codec import UNTUK_SEMUA_KANTOR
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.bukti_paket import is_asked
from desktop_app.services.kantor import Kantor, Peran, intention
from desktop_app.services.kepercayaan import Perangkat, list_perangkat, require_role, require_trust, trust_of
from desktop_app.services.konflik import title_of
from desktop_app.services.paket import PaketKeluar, PaketMasuk, list_keluar, list_masuk
from desktop_app.services.penghapusan_isi import read_skeletons
from desktop_app.services.sertifikat import is_renewed
from desktop_app.services.silsilah import documents_of, list_kembar, owed_to

RUANG_SISA = "balasan_sisa"
"""Documents that did not fit into the last answer, by device."""
RUANG_SAMPAI = "balasan_sampai"
"""Up to which place of the log a device was told of its documents, by device."""
UNTUK_SEMUA = "*"
"""Stands for the scope of what goes to every office."""


class Balasan(NamedTuple):
    """What one device is told: the bundles that came from it, and the documents settled here."""

    perangkat: Perangkat
    diterima: list[PaketMasuk]
    dokumen: list[str]


@dataclass(frozen=True)
class IsiBalasan:
    """One document of an answer that the computer has not been sent as it is now."""

    kind: str
    judul: str


@dataclass(frozen=True)
class RencanaBalasan:
    """What the next answer to one computer would carry.

    ``paket`` are the numbers of bundles that wait for their receipt, ``jenis`` counts its documents by kind, ``baru``
    names those that changed since the last answer. ``ditunggu``: an answer is due. ``terakhir`` is the last answer.
    """

    device_id: str
    kode: str
    nama: str
    paket: tuple[int, ...]
    diterima: int
    jenis: dict[str, int]
    baru: tuple[IsiBalasan, ...]
    ditunggu: bool
    semua: bool
    sertifikat: bool
    terakhir: PaketKeluar | None


@dataclass(frozen=True)
class BalasanKeluar:
    """One answer that was written; ``sampai`` once the computer's own bundle has named it, ``nama`` its office."""

    paket: PaketKeluar
    nama: str
    sampai: bool


@intention(Wewenang.BALAS)
def preview_returns(kantor: Kantor) -> tuple[RencanaBalasan, ...]:
    """Return what the next answers would carry, those that are due first; writes nothing."""
    require_role(kantor, Peran.KABUPATEN)
    baris = [_planned(kantor, satu) for satu in plan_returns(kantor)]
    return tuple(sorted(baris, key=lambda satu: (not satu.ditunggu, satu.nama, satu.device_id)))


@intention(Wewenang.BALAS)
def list_returns(kantor: Kantor) -> tuple[BalasanKeluar, ...]:
    """Return the answers that were written, newest first, and whether each is proven to have arrived."""
    require_role(kantor, Peran.KABUPATEN)
    nama = {satu.kode: satu.nama for satu in list_perangkat(kantor)}
    keluar = (satu for satu in list_keluar(kantor) if satu.tujuan)
    return tuple(BalasanKeluar(satu, nama.get(satu.tujuan, satu.tujuan), satu.diterima) for satu in keluar)


def count_waiting(kantor: Kantor) -> int:
    """Return how many computers wait for an answer: as many files as writing the answers makes."""
    return sum(is_owed(kantor, satu) for satu in plan_returns(kantor)) if trust_of(kantor) is not None else 0


def plan_returns(kantor: Kantor) -> list[Balasan]:
    """Return what each computer would be told; none for which there is nothing at all."""
    masuk = list_masuk(kantor)
    sendiri = _own_documents(kantor)
    untuk_semua = list(_documents_for_all(kantor))
    semua: list[Balasan] = []
    dicabut = {satu.device_id for satu in require_trust(kantor).revocations}
    for perangkat in list_perangkat(kantor):
        if perangkat.device_id in dicabut:
            # Whoever holds a stolen computer is told nothing more.
            continue
        diterima = [satu for satu in masuk if satu.device_id == perangkat.device_id]
        dokumen = [doc for doc, scope in sendiri.items() if _covers(perangkat.kode, scope)]
        if owed_to(kantor, perangkat.device_id) is not None:
            dokumen = [*untuk_semua, *documents_of(kantor, perangkat.kode)]
        dokumen = _left_over(kantor, perangkat.device_id) or dokumen
        diminta = is_asked(kantor.store, perangkat.device_id, perangkat.kode)
        if diterima or dokumen or diminta or is_renewed(kantor, perangkat.device_id):
            semua.append(Balasan(perangkat, diterima, dokumen))
    return semua


def _planned(kantor: Kantor, balasan: Balasan) -> RencanaBalasan:
    perangkat = balasan.perangkat
    keluar = [satu for satu in list_keluar(kantor) if satu.perangkat == perangkat.device_id]
    terakhir = keluar[0] if keluar else None
    berubah = {doc for doc, *_ in kantor.store.documents_after(terakhir.sampai if terakhir is not None else 0)}
    dokumen = kantor.store.documents([doc for doc in balasan.dokumen if doc in berubah])
    baru = sorted((IsiBalasan(satu.kind, title_of(kantor, satu)) for satu in dokumen.values()), key=lambda s: s.judul)
    return RencanaBalasan(
        device_id=perangkat.device_id,
        kode=perangkat.kode,
        nama=perangkat.nama,
        paket=tuple(sorted(satu.seq for satu in balasan.diterima if not satu.dibalas)),
        diterima=len(balasan.diterima),
        jenis=kinds_of(kantor, balasan.dokumen),
        baru=tuple(baru),
        ditunggu=is_owed(kantor, balasan),
        semua=owed_to(kantor, perangkat.device_id) is not None,
        sertifikat=is_renewed(kantor, perangkat.device_id),
        terakhir=terakhir,
    )


def kinds_of(kantor: Kantor, dokumen: Collection[str]) -> dict[str, int]:
    """Return how many of these documents are of each kind."""
    return dict(Counter(satu.kind for satu in kantor.store.documents(dokumen).values()))


def _own_documents(kantor: Kantor) -> dict[str, str]:
    """Return what this kabupaten wrote revisions of, or keeps for all, and records of erasure, with their scopes."""
    lain = [satu.device_id for satu in list_perangkat(kantor)]
    revisi = (decode_revision(raw) for _, _, raw in kantor.store.revisions_after(0, not_devices=lain))
    sendiri = {rev.doc_id: rev.scope for rev in revisi if rev.device == kantor.store.device}
    sendiri.update(_documents_for_all(kantor))
    # An erasure that one computer of an office ordered reaches its other computers through here, with the ends of
    # the documents that it erased.
    for satu in kantor.store.find("penghapusan"):
        sendiri[satu.doc_id] = satu.scope
        sendiri.update({s.doc_id: s.scope for s in read_skeletons(satu.body)})
    return sendiri


def _documents_for_all(kantor: Kantor) -> dict[str, str]:
    """Return what the kabupaten keeps for all its offices: choices, calendars and templates, retired ones too."""
    semua: dict[str, str] = {}
    for jenis in UNTUK_SEMUA_KANTOR:
        for dihapus in (False, True):
            ketemu = kantor.store.find(jenis, where={"scope": kantor.profil.kode}, deleted=dihapus)
            semua.update((satu.doc_id, UNTUK_SEMUA) for satu in ketemu)
    return semua


def _covers(kode: str, scope: str) -> bool:
    return scope in (UNTUK_SEMUA, kode) or scope.startswith(kode + ".")


def is_owed(kantor: Kantor, balasan: Balasan) -> bool:
    """Tell whether a computer waits for an answer, or something that it has not been sent waits for it."""
    device = balasan.perangkat.device_id
    if _left_over(kantor, device) or is_asked(kantor.store, device, balasan.perangkat.kode):
        return True
    if any(not satu.dibalas for satu in balasan.diterima) or owed_to(kantor, device) is not None:
        return True
    if device in {satu.device_id for satu in list_kembar(kantor)} or is_renewed(kantor, device):
        return True
    if not balasan.dokumen:
        return False
    berubah = {doc for doc, *_ in kantor.store.documents_after(_told_upto(kantor, device))}
    return not berubah.isdisjoint(balasan.dokumen)


def _left_over(kantor: Kantor, device: str) -> list[str]:
    """Return the documents that did not fit into the last answer to a device."""
    raw = kantor.store.get(RUANG_SISA, device)
    return msgspec.json.decode(raw, type=list[str]) if raw is not None else []


def _told_upto(kantor: Kantor, device: str) -> int:
    """Return up to which place of the log a device was told of its documents: places are never given out again."""
    raw = kantor.store.get(RUANG_SAMPAI, device)
    if raw is not None:
        return int(raw)
    # An older program counted revisions, of which some may have been set aside since.
    return max((satu.sampai for satu in list_keluar(kantor) if satu.perangkat == device), default=0)
