"""The kabupaten's keys as people see them: who holds the root, what is planned, and which offices follow already.

Nothing secret is here: names, public halves, and what was proved about them. What is planned lies in the store until it
is carried out or given up, so that a ceremony may go on tomorrow; until then the old trust holds whole.
Source: docs/spec/keys.md.
"""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from db import Transaction
from desktop_app.domain.errors import UserError
from desktop_app.domain.wewenang import Wewenang
from desktop_app.exchange import TrustState, VerifiedBundle, read_trust
from desktop_app.exchange.limits import ROOTS_MAX
from desktop_app.services.kantor import Kantor, Peran, intention
from desktop_app.services.kepercayaan import (
    ESCROW,
    RUANG_RAHASIA,
    Perangkat,
    keep_mark,
    list_perangkat,
    marks_of,
    require_role,
    require_trust,
)
from desktop_app.services.paket import list_masuk
from desktop_app.services.silsilah import raise_trust

RUANG = "kunci_kabupaten"
RUANG_DILIHAT = "kepercayaan_dilihat"
LONJAKAN = 1000
"""How far a unit's word may lift ``trust_seq`` at once: enough after a restore, no way to its end for a liar."""
NOMOR_ESCROW = 0
"""The number under which the plan names the recovery key; holders count from 1."""


class PemegangKunci(msgspec.Struct, frozen=True, kw_only=True):
    """A person who holds a root key of the kabupaten: number, name, post, the public half (64 hex digits)."""

    nomor: int
    nama: str
    jabatan: str
    publik: str


class CalonKunci(msgspec.Struct, frozen=True, kw_only=True):
    """A key that a plan is about: a holder's, or the recovery key; it counts once card and file were read back.

    ``lama`` marks a holder who keeps the key that he has.
    """

    nomor: int
    nama: str
    jabatan: str = ""
    publik: str = ""
    kartu: bool = False
    berkas: bool = False
    lama: bool = False

    @property
    def siap(self) -> bool:
        """Whether it may be signed for."""
        return self.lama or (bool(self.publik) and self.kartu and self.berkas)


class RencanaKunci(msgspec.Struct, frozen=True, kw_only=True):
    """What the next root shall change: holders and threshold, issuer, inbox, the recovery key; and why.

    ``escrow`` is "" (stays as it is), ``keluar`` (the present key leaves this computer) or ``baru`` (a new one).
    ``ulang`` lets ``trust_seq`` start anew, after somebody else signed with the issuer's key. ``abaikan`` is the root
    version that a computer claims to have seen and that people said was never made, 0 for none.
    """

    pemegang: tuple[CalonKunci, ...] = ()
    perlu: int = 0
    penerbit: bool = False
    kotak: bool = False
    escrow: str = ""
    calon_escrow: CalonKunci | None = None
    ulang: bool = False
    alasan: str = ""
    abaikan: int = 0

    @property
    def ganti_pemegang(self) -> bool:
        """Whether the holders or their threshold change."""
        return bool(self.pemegang)

    @property
    def calon(self) -> tuple[CalonKunci, ...]:
        """Every key that has to be made or proved."""
        return (*self.pemegang, *((self.calon_escrow,) if self.calon_escrow is not None else ()))

    @property
    def siap(self) -> bool:
        """Whether nothing is missing but the signatures."""
        return all(satu.siap for satu in self.calon)


class BeritaAcara(msgspec.Struct, frozen=True, kw_only=True):
    """What a ceremony or a meeting of the holders brought, for the record: nothing in it is secret."""

    versi: int
    perubahan: tuple[str, ...]
    alasan: str
    perlu: int
    pemegang: tuple[PemegangKunci, ...]
    hadir: tuple[str, ...]
    sidik_lama: str
    sidik: str
    penerima_escrow: str
    waktu: str
    ragu: bool


@dataclass(frozen=True)
class KantorTertinggal:
    """A computer that has not shown yet that it believes the present root: its office, and the version it has seen."""

    kode: str
    nama: str
    device_id: str
    versi: int


@dataclass(frozen=True)
class KeadaanKunci:
    """How the kabupaten's keys stand.

    ``latihan`` while the root key lies in this computer (one of one): good for training alone. ``kotak_lama`` counts
    the former inbox keys that are kept, ``sisa`` the root versions that may still follow.
    """

    versi: int
    perlu: int
    jumlah: int
    sidik: str
    latihan: bool
    pemegang: tuple[PemegangKunci, ...]
    escrow_di_sini: bool
    ada_escrow: bool
    kotak_lama: int
    rencana: RencanaKunci | None
    tertinggal: tuple[KantorTertinggal, ...]
    berita: tuple[BeritaAcara, ...]
    dasar: bool
    sisa: int
    lebih_baru: int


@intention(Wewenang.DAFTARKAN_KANTOR)
def read_kunci(kantor: Kantor) -> KeadaanKunci:
    """Return how the kabupaten's keys stand; raises ``UserError`` in a unit."""
    require_role(kantor, Peran.KABUPATEN)
    trust, keys = require_trust(kantor), kantor.office_keys()
    terbaru = newest_known(kantor)[0]
    return KeadaanKunci(
        versi=trust.root.version,
        perlu=trust.root.threshold,
        jumlah=len(trust.root.keys),
        sidik=trust.root_fingerprint,
        latihan=keys.root is not None,
        pemegang=read_pemegang(kantor),
        escrow_di_sini=kantor.store.get(RUANG_RAHASIA, ESCROW) is not None,
        ada_escrow=bool(trust.escrow),
        kotak_lama=len(keys.former_inboxes),
        rencana=read_rencana(kantor),
        tertinggal=lagging(kantor),
        berita=list_berita(kantor),
        dasar=kantor.store.get(RUANG, "dasar") is not None,
        sisa=max(0, ROOTS_MAX - trust.root.version),
        lebih_baru=terbaru if terbaru > base_of(kantor).root.version else 0,
    )


def still_training(kantor: Kantor) -> bool:
    """Tell whether this is a kabupaten whose root key lies in its own computer: no key ceremony was held yet."""
    return kantor.profil.peran is Peran.KABUPATEN and kantor.office_keys().root is not None


def read_pemegang(kantor: Kantor) -> tuple[PemegangKunci, ...]:
    """Return who holds the present root's keys; nobody before the ceremony."""
    raw = kantor.store.get(RUANG, "pemegang")
    return msgspec.json.decode(raw, type=tuple[PemegangKunci, ...]) if raw is not None else ()


def read_rencana(kantor: Kantor) -> RencanaKunci | None:
    """Return what is planned, None where nothing is."""
    raw = kantor.store.get(RUANG, "rencana")
    return msgspec.json.decode(raw, type=RencanaKunci) if raw is not None else None


def put_rencana(tx: Transaction, rencana: RencanaKunci) -> None:
    """Keep what is planned."""
    tx.put(RUANG, "rencana", msgspec.json.encode(rencana))


def list_berita(kantor: Kantor) -> tuple[BeritaAcara, ...]:
    """Return the records of ceremonies and meetings, the newest first."""
    semua = [
        msgspec.json.decode(raw, type=BeritaAcara)
        for key, raw in kantor.store.items(RUANG)
        if key.startswith("berita:")
    ]
    return tuple(sorted(semua, key=lambda satu: satu.versi, reverse=True))


def note_seen(kantor: Kantor, tx: Transaction, paket: VerifiedBundle) -> None:
    """At the kabupaten: note which root a unit has seen, and go on counting above what it says it has seen.

    A kabupaten that was restored from an older backup would otherwise answer with numbers that units refuse.
    """
    manifest, trust = paket.manifest, require_trust(kantor)
    _keep_seen(kantor, tx, paket)
    marks = marks_of(kantor, trust)
    lebih = manifest.trust_seq_seen - marks.trust_seq
    if manifest.root_version_seen == trust.root.version == marks.root_version and lebih > 0:
        keep_mark(kantor, tx, (trust.root.version, marks.trust_seq + min(lebih, LONJAKAN)))
        raise_trust(kantor, tx)


def _keep_seen(kantor: Kantor, tx: Transaction, paket: VerifiedBundle) -> None:
    """Keep what a computer has seen: a late stick lowers nothing, a computer that was restored says it anew.

    The third number is the highest root version that it ever named: proof that this root was made.
    """
    raw, manifest = kantor.store.get(RUANG_DILIHAT, paket.sender), paket.manifest
    dulu = tuple(int(satu) for satu in raw.split()) if raw is not None else (0, 0)
    kini = (manifest.root_version_seen, manifest.trust_seq_seen)
    epoch = {
        satu.epoch
        for satu in list_masuk(kantor)
        if satu.device_id == paket.sender and satu.file_sha256 != paket.file_sha256
    }
    if not epoch or paket.epoch in epoch:
        kini = max(kini, (dulu[0], dulu[1]))
    tertinggi = max(kini[0], *dulu[:1], *dulu[2:])
    tx.put(RUANG_DILIHAT, paket.sender, f"{kini[0]} {kini[1]} {tertinggi}".encode())


def newest_known(kantor: Kantor) -> tuple[int, str]:
    """Return the highest root version that anything here names, and who named it: an office, or "" for this computer.

    A unit names what it has seen; the outside mark what this computer itself had before it was restored.
    """
    sendiri = marks_of(kantor, require_trust(kantor)).root_version
    lihat = max(
        (
            (max(int(satu) for satu in (raw.split()[0], *raw.split()[2:])), key)
            for key, raw in kantor.store.items(RUANG_DILIHAT)
        ),
        default=(0, ""),
    )
    if lihat[0] <= sendiri:
        return sendiri, ""
    nama = next((satu.nama for satu in list_perangkat(kantor) if satu.device_id == lihat[1]), lihat[1][:8])
    return lihat[0], nama


def require_newest(kantor: Kantor, versi: int, *, abaikan: int = 0) -> None:
    """Raise ``UserError`` ``kunci_tertinggal`` where a root above ``versi`` is known to have been made.

    Whoever signs beside it makes a root that no unit takes, and from which nothing leads back. A unit can say what is
    not so: ``abaikan`` is the version up to which people decided that it is.
    """
    terbaru, siapa = newest_known(kantor)
    if terbaru > max(versi, abaikan):
        raise UserError("kunci_tertinggal", baru=terbaru, kini=versi, kantor=siapa or kantor.profil.nama)


def base_of(kantor: Kantor) -> TrustState:
    """Return the trust on which the next root follows: a newer one that was read in after a restore, or the present."""
    trust, raw = require_trust(kantor), kantor.store.get(RUANG, "dasar")
    return read_trust(raw, pinned=trust.pin) if raw is not None else trust


def name_holders(kantor: Kantor, tx: Transaction, trust: TrustState) -> None:
    """Keep the holders of a root that came by a trust file: by their names where they are known, else by numbers."""
    kenal = {satu.publik: satu for satu in read_pemegang(kantor)}
    pemegang = [
        msgspec.structs.replace(kenal[publik], nomor=nomor)
        if publik in kenal
        else PemegangKunci(nomor=nomor, nama=f"Pemegang {nomor}", jabatan="", publik=publik)
        for nomor, publik in enumerate((satu.hex() for satu in trust.root.keys), start=1)
    ]
    tx.put(RUANG, "pemegang", msgspec.json.encode(pemegang))


def seen_versions(kantor: Kantor) -> dict[str, int]:
    """Return the root version that each computer has shown in its present epoch, by device id."""
    return {key: int(raw.split()[0]) for key, raw in kantor.store.items(RUANG_DILIHAT)}


def lagging(kantor: Kantor) -> tuple[KantorTertinggal, ...]:
    """Return the computers that have not shown yet that they believe the present root, revoked ones not counted."""
    trust, terlihat = require_trust(kantor), seen_versions(kantor)
    dicabut = {satu.device_id for satu in trust.revocations}
    return tuple(
        _behind(satu, terlihat)
        for satu in list_perangkat(kantor)
        if satu.device_id not in dicabut and terlihat.get(satu.device_id, 0) < trust.root.version
    )


def _behind(perangkat: Perangkat, terlihat: dict[str, int]) -> KantorTertinggal:
    versi = terlihat.get(perangkat.device_id, 0)
    return KantorTertinggal(perangkat.kode, perangkat.nama, perangkat.device_id, versi)
