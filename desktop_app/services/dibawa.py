"""How often a bundle left this office, by which way, to where and with whom: what the outbox tells of it.

The ledger of bundles says what was made and what the kabupaten acknowledged; this one what happened in between. A
bundle that was made and is in no copy yet was cut off, by a pulled stick or a power cut, and is offered again. One that
was lost on its way is settled once all that it held came with others: told from their receipts, and kept nowhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import msgspec

from db import Transaction
from desktop_app.domain.errors import UserError
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.bukti_paket import acknowledged, files_of, files_unsettled
from desktop_app.services.kantor import Changed, Kantor, intention
from desktop_app.services.nama_pelaku import name_of
from desktop_app.services.paket import PaketKeluar, acknowledged_upto, list_keluar, own_documents

RUANG_DIBAWA = "paket_dibawa"
MAKS_KURIR = 120


class Cara(StrEnum):
    """The way in which a copy leaves."""

    FLASHDISK = "flashdisk"
    SUREL = "surel"
    KODE_QR = "kode_qr"


class KeadaanPaket(StrEnum):
    """What became of a bundle."""

    DIBUAT = "dibuat"
    DIBAWA = "dibawa"
    DITERIMA = "diterima"
    TERCAKUP = "tercakup"


SELESAI = frozenset({KeadaanPaket.DITERIMA, KeadaanPaket.TERCAKUP})
"""States after which nobody waits for anything any more: it came itself, or all that it held came with others."""


class Bawaan(msgspec.Struct, frozen=True, kw_only=True):
    """One copy that left: ``urutan`` counts the copies of a bundle, because no clock is to be believed about that.

    ``tempat`` is where it was written, ``berkas`` how many files that were, ``oleh`` the account that made the copy,
    ``kurir`` who carries it, as typed.
    """

    epoch: str
    seq: int
    urutan: int
    cara: Cara
    tempat: str
    berkas: int
    oleh: str
    waktu: str
    ragu: bool
    kurir: str = ""


@dataclass(frozen=True)
class BarisKeluar:
    """One bundle of the outbox with its copies, the oldest first, and by whom each was made in words.

    ``lewat`` is the number of the acknowledged bundle with which the content of one that never came was complete, 0 for
    every other.
    """

    paket: PaketKeluar
    keadaan: KeadaanPaket
    bawaan: tuple[Bawaan, ...] = ()
    oleh: tuple[str, ...] = ()
    lewat: int = 0


@dataclass(frozen=True)
class KotakKeluar:
    """The outbox, the newest bundle first, and how much of the log has gone which way.

    ``jumlah`` counts the documents of the log that this office sends, ``terkirim`` those that are in a copy as they are
    now, ``diakui`` those that the kabupaten has acknowledged as they are now. ``terputus`` is the newest bundle where
    it is in no copy yet, ``diakui_terakhir`` the last bundle that was acknowledged.
    """

    baris: tuple[BarisKeluar, ...]
    jumlah: int = 0
    terkirim: int = 0
    diakui: int = 0
    terputus: PaketKeluar | None = None
    diakui_terakhir: PaketKeluar | None = None


@intention(Wewenang.KIRIM)
def read_keluar(kantor: Kantor) -> KotakKeluar:
    """Return the outbox with its copies and its numbers."""
    keluar = list_keluar(kantor)
    bawaan, tercakup = list_bawaan(kantor), find_covered(kantor, keluar)
    baris = tuple(
        BarisKeluar(
            paket=satu,
            keadaan=state_of(satu, bawaan, tercakup),
            bawaan=(ini := bawaan.get((satu.epoch, satu.seq), ())),
            oleh=tuple(name_of(kantor, salinan.oleh) for salinan in ini),
            lewat=tercakup.get((satu.epoch, satu.seq), 0),
        )
        for satu in keluar
        if not satu.tujuan
    )
    dibawa = carried_upto(kantor)
    diakui = acknowledged_upto(kantor)
    terakhir = [seq for _, _, _, seq in own_documents(kantor)]
    return KotakKeluar(
        baris=baris,
        jumlah=len(terakhir),
        terkirim=sum(1 for seq in terakhir if seq <= max(dibawa, diakui)),
        diakui=sum(1 for seq in terakhir if seq <= diakui),
        terputus=baris[0].paket if baris and baris[0].keadaan is KeadaanPaket.DIBUAT else None,
        diakui_terakhir=next((satu.paket for satu in baris if satu.keadaan is KeadaanPaket.DITERIMA), None),
    )


def list_bawaan(kantor: Kantor) -> Mapping[tuple[str, int], tuple[Bawaan, ...]]:
    """Return the copies of each bundle by its epoch and number, the oldest first."""
    semua: dict[tuple[str, int], list[Bawaan]] = defaultdict(list)
    for _, raw in kantor.store.items(RUANG_DIBAWA):
        satu = msgspec.json.decode(raw, type=Bawaan)
        semua[satu.epoch, satu.seq].append(satu)
    return {kunci: tuple(sorted(isi, key=lambda satu: satu.urutan)) for kunci, isi in semua.items()}


def note_bawaan(
    kantor: Kantor, tx: Transaction, paket: PaketKeluar, cara: Cara, tempat: str, *, berkas: int = 1
) -> Bawaan:
    """Keep that a copy of a bundle left."""
    claim = kantor.claim()
    baru = Bawaan(
        epoch=paket.epoch,
        seq=paket.seq,
        urutan=len(list_bawaan(kantor).get((paket.epoch, paket.seq), ())) + 1,
        cara=cara,
        tempat=tempat[:500],
        berkas=berkas,
        oleh=kantor.who,
        waktu=claim.t,
        ragu=claim.doubt,
    )
    _put(tx, baru)
    return baru


@intention(Wewenang.KIRIM)
def note_kurir(kantor: Kantor, paket: PaketKeluar, nama: str) -> Changed:
    """Keep who carries the newest copy of a bundle; an empty name takes it back.

    Raises ``UserError``: ``nama_kurir_panjang``, ``paket_belum_disalin`` where there is no copy.
    """
    nama = nama.strip()
    if len(nama) > MAKS_KURIR or not nama.isprintable():
        raise UserError("nama_kurir_panjang", batas=MAKS_KURIR)
    semua = list_bawaan(kantor).get((paket.epoch, paket.seq), ())
    if not semua:
        raise UserError("paket_belum_disalin", nomor=paket.seq)
    if semua[-1].kurir != nama:
        with kantor.write("catat_kurir", detail={"nomor": paket.seq}) as tx:
            _put(tx, msgspec.structs.replace(semua[-1], kurir=nama))
    return Changed((), ("paket",))


def kurir_of(kantor: Kantor, paket: PaketKeluar) -> str:
    """Return who carries the newest copy of a bundle, or an empty text."""
    semua = list_bawaan(kantor).get((paket.epoch, paket.seq), ())
    return semua[-1].kurir if semua else ""


def carried_upto(kantor: Kantor) -> int:
    """Return the arrival number up to which this office's revisions are in a copy that left."""
    bawaan = list_bawaan(kantor)
    pergi = (s for s in list_keluar(kantor) if not s.tujuan and state_of(s, bawaan, {}) is not KeadaanPaket.DIBUAT)
    return max((satu.sampai for satu in pergi), default=0)


def find_covered(kantor: Kantor, keluar: Sequence[PaketKeluar]) -> Mapping[tuple[str, int], int]:
    """Return by epoch and number the bundles without a receipt whose whole content is acknowledged through others.

    The value is the number of the one with which it was complete. Its revisions are those that no longer leave with the
    next bundle; a file of evidence that the kabupaten asks for has not come, and one that no document names any more is
    waited for by nobody.
    """
    sampai = acknowledged_upto(kantor)
    milik = [satu for satu in keluar if not satu.tujuan]
    hilang = [satu for satu in milik if not satu.diterima and satu.sampai <= sampai]
    datang = sorted((satu for satu in milik if satu.diterima), key=lambda satu: (satu.sampai, satu.seq))
    berbukti = any(satu.bukti for satu in hilang)
    belum, sudah = (files_unsettled(kantor), acknowledged(kantor)) if berbukti else (set(), set())
    hasil: dict[tuple[str, int], int] = {}
    for satu in hilang:
        bukti = files_of(kantor, satu) if satu.bukti else set()
        if bukti & belum:
            continue
        bukti &= sudah
        for lain in datang:
            bukti -= files_of(kantor, lain) if bukti else set()
            if not bukti and lain.dari <= satu.sampai <= lain.sampai:
                hasil[satu.epoch, satu.seq] = lain.seq
                break
    return hasil


def state_of(
    paket: PaketKeluar,
    semua: Mapping[tuple[str, int], tuple[Bawaan, ...]],
    tercakup: Mapping[tuple[str, int], int],
) -> KeadaanPaket:
    """Return what became of a bundle, given the copies of all and those that are covered by others."""
    bawaan = semua.get((paket.epoch, paket.seq), ())
    if paket.diterima or paket.lewat_kode:
        return KeadaanPaket.DITERIMA
    if (paket.epoch, paket.seq) in tercakup:
        return KeadaanPaket.TERCAKUP
    # Of a bundle from before copies were kept nobody knows; it is not called forgotten.
    return KeadaanPaket.DIBAWA if bawaan or not paket.dicatat else KeadaanPaket.DIBUAT


def _put(tx: Transaction, satu: Bawaan) -> None:
    tx.put(RUANG_DIBAWA, f"{satu.epoch}:{satu.seq:09d}:{satu.urutan:06d}", msgspec.json.encode(satu))
