"""At the kabupaten: what bundles say of the numbers of sealed objections, gaps in them, and copies carried by people.

A number that a bundle names and that never came, a second one with the same number, or another head than was told
before is shown with what to do; nothing of it blocks anybody. Source: docs/spec/objection.md, section Numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import msgspec

from db import Transaction, decode_revision
from desktop_app.domain.errors import BundleError
from desktop_app.domain.keberatan import Keberatan
from desktop_app.domain.wewenang import Wewenang
from desktop_app.exchange import VerifiedBundle, read_certificate
from desktop_app.exchange.objection import COPY_MAX, is_copy_signed, read_copy
from desktop_app.exchange.signing import key_id, public_from_hex
from desktop_app.services.berkas import read_input
from desktop_app.services.kantor import Changed, Kantor, Peran, intention
from desktop_app.services.keberatan_nomor import (
    KIND,
    BahanNomor,
    CacatNomor,
    Hitungan,
    faults_of,
    missing_here,
    objections_of,
    put_ledger,
    read_material,
)
from desktop_app.services.kepercayaan import foreign_devices, list_perangkat, require_role, require_trust
from desktop_app.services.penyaring import take_in

RUANG_LAPOR = "keberatan_lapor"
"""device:epoch:number of the bundle → what its manifest says of the sender's objections."""


class Laporan(msgspec.Struct, frozen=True):
    """What one bundle said: bundle number, how many objections, hash of the last one."""

    seq: int
    jumlah: int
    kepala: str


@dataclass(frozen=True)
class Celah:
    """What does not fit, with the office that it concerns; ``kode`` has a sentence that says what to do.

    Numbers that are missing in a row are one of these: from ``nomor`` to ``sampai``.
    """

    kantor: str
    nama: str
    perangkat: str
    nomor: int
    kode: str
    sampai: int

    @property
    def sebutan(self) -> str:
        """The number as people read it, or the first and the last of several."""
        return str(self.nomor) if self.sampai == self.nomor else f"{self.nomor}\N{EN DASH}{self.sampai}"

    @property
    def jumlah(self) -> int:
        """How many numbers it is about."""
        return self.sampai - self.nomor + 1


@dataclass(frozen=True)
class HasilSalinan:
    """What a carried copy was: its document, whether it is new here, and its number."""

    doc_id: str
    baru: bool
    nomor: int
    kode: str
    changed: Changed


def note_numbers(kantor: Kantor, tx: Transaction, paket: VerifiedBundle) -> None:
    """Keep what a bundle's manifest says of objections, and write the ledger of those that came."""
    kata = paket.manifest.objections
    if isinstance(kata, msgspec.UnsetType):
        dulu = [satu for kunci, satu in reports(kantor, paket.sender) if kunci.startswith(f"{paket.epoch}:")]
        if not dulu:
            return
        # A sender that told numbers before and is silent now says that there is none.
        laporan = Laporan(paket.seq, 0, "")
    else:
        laporan = Laporan(paket.seq, kata.count, kata.head)
    tx.put(RUANG_LAPOR, f"{paket.sender}:{paket.epoch}:{paket.seq:09d}", msgspec.json.encode(laporan))
    _forget_repeats(kantor, tx, paket.sender, paket.epoch)
    tx.settle()
    for doc_id, isi in objections_of(kantor.store, paket.sender).get(paket.sender, ()):
        put_ledger(tx, doc_id, isi)


def _forget_repeats(kantor: Kantor, tx: Transaction, perangkat: str, epoch: str) -> None:
    """Keep only the first and the last of what several bundles in a row said alike.

    Both are needed: one that comes late may say more than the last or less than the first.
    """
    semua = [satu for satu in reports(kantor, perangkat) if satu[0].startswith(f"{epoch}:")]
    for (_, lalu), (kunci, ini), (_, lanjut) in zip(semua, semua[1:], semua[2:], strict=False):
        if (lalu.jumlah, lalu.kepala) == (ini.jumlah, ini.kepala) == (lanjut.jumlah, lanjut.kepala):
            tx.delete(RUANG_LAPOR, f"{perangkat}:{kunci}")


def reports(kantor: Kantor, perangkat: str) -> list[tuple[str, Laporan]]:
    """Return (epoch:number, what was said) of each bundle of a computer that told numbers, in their order."""
    return reports_by_device(kantor, perangkat).get(perangkat, [])


def reports_by_device(kantor: Kantor, perangkat: str = "") -> dict[str, list[tuple[str, Laporan]]]:
    """Return ``reports`` of every computer that told numbers, or of one, in one reading."""
    hasil: dict[str, list[tuple[str, Laporan]]] = {}
    for kunci, raw in kantor.store.items(RUANG_LAPOR):
        asal, _, sisa = kunci.partition(":")
        if not perangkat or asal == perangkat:
            hasil.setdefault(asal, []).append((sisa, msgspec.json.decode(raw, type=Laporan)))
    return hasil


@intention(Wewenang.TERIMA, Wewenang.PERIKSA, Wewenang.AJUKAN_KEBERATAN)
def list_gaps(kantor: Kantor) -> tuple[Celah, ...]:
    """Return every number of sealed objections that does not fit: of all offices here, in a unit of this computer."""
    if kantor.profil.peran is Peran.UNIT:
        profil = kantor.profil
        return tuple(_gap(profil.kode, profil.nama, satu) for satu in missing_here(kantor.store))
    hasil: list[Celah] = []
    kata, bahan = reports_by_device(kantor), read_material(kantor.store)
    for satu in list_perangkat(kantor):
        cacat = _device_faults(kantor, satu.device_id, kata.get(satu.device_id, []), bahan)
        hasil += [_gap(satu.kode, satu.nama, baris) for baris in cacat]
    return (*hasil, *(_gap(kantor.profil.kode, kantor.profil.nama, satu) for satu in missing_here(kantor.store)))


def _device_faults(
    kantor: Kantor, perangkat: str, kata: Sequence[tuple[str, Laporan]], bahan: BahanNomor
) -> list[CacatNomor]:
    """Return what does not fit in one computer's numbers, and where a later bundle says less than an earlier one."""
    cacat = faults_of(kantor.store, perangkat, [Hitungan(satu.jumlah, satu.kepala) for _, satu in kata], bahan)
    for (kunci, lalu), (berikut, kini) in pairwise(kata):
        if kunci.split(":")[0] == berikut.split(":")[0] and kini.jumlah < lalu.jumlah:
            cacat.append(CacatNomor(perangkat, lalu.jumlah, "keberatan_mundur", lalu.jumlah))
    return list(dict.fromkeys(cacat))


def _gap(kode: str, nama: str, cacat: CacatNomor) -> Celah:
    return Celah(kode, nama, cacat.perangkat, cacat.nomor, cacat.kode, cacat.sampai)


@intention(Wewenang.TERIMA)
def take_in_copy(kantor: Kantor, path: Path) -> HasilSalinan:
    """Take in an objection that somebody carried himself; the one in a bundle is the same, whichever comes first.

    Raises ``UserError`` ``hanya_kabupaten``, ``BundleError`` where the file is none, was changed, or comes from a
    computer that is not known here.
    """
    require_role(kantor, Peran.KABUPATEN)
    data = read_input(path, COPY_MAX)
    salinan, raw, orang = read_copy(data)
    if key_id(public_from_hex(salinan.kunci)) != salinan.perangkat or not is_copy_signed(salinan, raw):
        raise BundleError("keberatan_rusak")
    perangkat = next((satu for satu in list_perangkat(kantor) if satu.device_id == salinan.perangkat), None)
    if perangkat is None:
        raise BundleError("keberatan_pengirim_asing")
    certificate = read_certificate(perangkat.certificate, require_trust(kantor).issuers)
    if certificate.signing_key.hex() != salinan.kunci:
        raise BundleError("keberatan_pengirim_asing")
    doc_id, isi = _objection_in(raw)
    rev_id = sha256(raw).hexdigest()
    baru = not kantor.store.known([rev_id])
    if baru:
        lain = foreign_devices(kantor, certificate)
        with kantor.write("terima_keberatan", doc_id, {"nomor": isi.nomor, "kantor": perangkat.nama}) as tx:
            berkas = sha256(data).hexdigest()
            take_in(kantor, tx, [*orang, raw], source=berkas, allows=certificate.allows, not_writers=lain)
            tx.settle()
            if rev_id not in kantor.store.known([rev_id]) or kantor.store.document(doc_id) is None:
                raise BundleError("keberatan_ditolak")
            put_ledger(tx, doc_id, isi)
    return HasilSalinan(doc_id, baru, isi.nomor, isi.kode, Changed((doc_id,), (KIND,)))


def _objection_in(raw: bytes) -> tuple[str, Keberatan]:
    rev = decode_revision(raw)
    if rev.kind != KIND or rev.deleted or rev.parents:
        raise BundleError("keberatan_rusak")
    try:
        return rev.doc_id, msgspec.json.decode(rev.body, type=Keberatan)
    except msgspec.DecodeError:
        raise BundleError("keberatan_rusak") from None


def offices_of(kantor: Kantor) -> dict[str, str]:
    """Return the names of offices by their codes, for lists."""
    return {satu.kode: satu.nama for satu in list_perangkat(kantor)} | {kantor.profil.kode: kantor.profil.nama}
