"""Trust files: the chain of roots by itself, for a computer that is many roots behind, and for a kabupaten restored.

A return bundle carries outside only as many roots as its header holds. Where a computer is further behind, a trust file
lies beside its bundle and is read first, by itself. Whoever finds one can believe no more than it proves.
Source: docs/spec/keys.md, section Trust file.
"""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from db import Transaction
from desktop_app.domain.errors import BundleError, LuringError, UserError
from desktop_app.domain.wewenang import Wewenang
from desktop_app.exchange import (
    TRUST_FILE_MAX,
    TrustState,
    make_trust_file,
    oldest_root_carried,
    place_file,
    read_trust_file,
)
from desktop_app.services.berkas import free_path, read_input
from desktop_app.services.jangkar import read_anchor
from desktop_app.services.kantor import Changed, Kantor, Peran, intention
from desktop_app.services.kepercayaan import (
    ESCROW,
    RUANG_RAHASIA,
    PerubahanKunci,
    all_revocations,
    keep_former,
    keep_mark,
    keep_own_trust,
    keep_trust,
    list_perubahan,
    marks_of,
    require_role,
    require_trust,
)
from desktop_app.services.kunci_kabupaten import (
    LONJAKAN,
    RUANG,
    base_of,
    name_holders,
    require_newest,
    seen_versions,
)
from desktop_app.services.kunci_kantor import refresh_escrow
from desktop_app.services.paket import check_place
from desktop_app.services.pencabutan import keep_revocations
from desktop_app.services.silsilah import raise_trust
from desktop_app.vault import OfficeKeys

EKOR = ".skpt"
PALING_BANYAK = 16
"""So many trust files beside a bundle are looked at; the kabupaten writes one."""


@dataclass(frozen=True)
class KepercayaanKini:
    """Whom a unit believes: the kabupaten, the root's version and fingerprint, how many of how many holders sign.

    ``perubahan`` are the newer roots that it came to since its enrolment, the newest first.
    """

    kabupaten: str
    versi: int
    sidik: str
    perlu: int
    pemegang: int
    perubahan: tuple[PerubahanKunci, ...]


@intention(Wewenang.DAFTARKAN_KANTOR)
def save_trust_file(kantor: Kantor, out: Path) -> Path:
    """Write the kabupaten's trust file to ``out`` and return where it lies; raises ``UserError``, ``SystemProblem``."""
    require_role(kantor, Peran.KABUPATEN)
    check_place(out)
    return place_file(make_trust_file(require_trust(kantor)), out)


def place_for_laggards(kantor: Kantor, folder: Path, devices: Collection[str]) -> Path | None:
    """Write the trust file into ``folder`` where one of ``devices`` is further behind than a bundle's header reaches.

    A computer that has not sent anything yet counts as behind: nobody knows which root it believes.
    """
    trust, terlihat = require_trust(kantor), seen_versions(kantor)
    terdepan = oldest_root_carried(trust, kantor.office_keys().issuer.public)
    if terdepan <= 1 or all(terlihat.get(satu, 0) >= terdepan - 1 for satu in devices):
        return None
    nama = f"kepercayaan-{kantor.profil.kode}-v{trust.root.version}{EKOR}"
    return place_file(make_trust_file(trust), free_path(folder / nama))


@intention(Wewenang.KIRIM)
def take_trust_file(kantor: Kantor, path: Path) -> KepercayaanKini:
    """Take a trust file at a unit and return whom it believes now; twice is the same as once.

    Raises ``UserError`` before the enrolment was answered, ``BundleError`` as ``read_trust_file``; a refusal leaves its
    audit row and changes nothing else.
    """
    require_role(kantor, Peran.UNIT)
    try:
        take_trust(kantor, read_input(path, TRUST_FILE_MAX))
    except BundleError as error:
        with kantor.write("tolak_balasan", detail={"alasan": error.code}):
            pass
        raise
    refresh_escrow(kantor)
    return believed_now(kantor)


def take_trust(kantor: Kantor, data: bytes) -> bool:
    """Keep the trust document of a trust file's bytes at a unit where it is newer; tell whether it was."""
    kini = require_trust(kantor)
    anchor = read_anchor(kantor.home, kantor.store.device)
    marks = marks_of(kantor, kini)
    if anchor is not None and anchor.tanda > marks:
        marks = type(marks)(*anchor.tanda)
    trust = read_trust_file(data, pinned=kini.pin, marks=marks)
    if trust.marks == kini.marks:
        return False
    with kantor.write("terima_kepercayaan", detail={"versi": trust.root.version}) as tx:
        keep_trust(kantor, tx, trust)
    return True


def take_beside(kantor: Kantor, bundle: Path) -> bool:
    """Take what trust files lie beside a return bundle; tell whether one was newer. Unfit ones are passed over."""
    berkas = sorted(bundle.parent.glob(f"*{EKOR}"))[:PALING_BANYAK]
    taken = False
    for satu in berkas:
        with suppress(LuringError, OSError):
            taken = take_trust(kantor, read_input(satu, TRUST_FILE_MAX)) or taken
    return taken


@intention(Wewenang.KIRIM)
def read_kepercayaan(kantor: Kantor) -> KepercayaanKini:
    """Return whom this unit believes; raises ``UserError`` before its enrolment was answered."""
    require_role(kantor, Peran.UNIT)
    return believed_now(kantor)


def believed_now(kantor: Kantor) -> KepercayaanKini:
    """Return whom this office believes and how that came about."""
    trust = require_trust(kantor)
    return KepercayaanKini(
        kabupaten=trust.office.name,
        versi=trust.root.version,
        sidik=trust.root_fingerprint,
        perlu=trust.root.threshold,
        pemegang=len(trust.root.keys),
        perubahan=list_perubahan(kantor),
    )


@intention(Wewenang.DAFTARKAN_KANTOR)
def adopt_trust(kantor: Kantor, path: Path, *, paksa: bool = False) -> tuple[bool, Changed]:
    """At a kabupaten that was restored from an older backup: go on from the newest root, as its trust file proves it.

    Returns whether it holds at once. Where the issuer of this backup is void by now, it becomes the ground on which the
    holders' next meeting stands (False). Revocations count at once in either case, also those of a file of the present
    root. A plan from before is given up. Raises ``BundleError`` as ``read_trust_file``, ``UserError``
    ``kunci_sudah_terbaru``, and ``kunci_tertinggal`` where a still newer root is known, unless ``paksa``.
    """
    require_role(kantor, Peran.KABUPATEN)
    kini, keys = require_trust(kantor), kantor.office_keys()
    baru = read_trust_file(read_input(path, TRUST_FILE_MAX), pinned=kini.pin)
    dasar = base_of(kantor)
    if not paksa:
        require_newest(kantor, baru.root.version)
    if baru.root.version < dasar.root.version or not _says_more(kantor, kini, dasar, baru):
        raise UserError("kunci_sudah_terbaru", versi=dasar.root.version)
    berlaku = keys.issuer.public in baru.issuers and keys.inbox_recipient in baru.inbox
    detail = {"versi": baru.root.version, "berlaku": berlaku} | ({"paksa": True} if paksa else {})
    with kantor.write("ambil_kepercayaan", detail=detail) as tx:
        if baru.root.version == kini.root.version:
            sampai = min(baru.marks.trust_seq, marks_of(kantor, kini).trust_seq + LONJAKAN)
            keep_mark(kantor, tx, (baru.root.version, sampai))
            raise_trust(kantor, tx, all_revocations(kini, baru))
        elif berlaku:
            keep_former(kantor, tx, kini)
            keep_own_trust(tx, baru)
            _leave(kantor, tx, keys, baru)
        else:
            tx.put(RUANG, "dasar", baru.raw)
        if baru.root.version > dasar.root.version:
            name_holders(kantor, tx, baru)
            tx.delete(RUANG, "rencana")
        keep_revocations(kantor, tx, kini, baru)
    return berlaku, Changed((), ("perangkat", "kunci"))


def _says_more(kantor: Kantor, kini: TrustState, dasar: TrustState, baru: TrustState) -> bool:
    """Tell whether a file of this root or a later one says anything that is not known here."""
    known = max(dasar.marks, marks_of(kantor, kini)) if dasar.root.version == kini.root.version else dasar.marks
    cabut = len(all_revocations(kini, baru)) > len(kini.revocations)
    return baru.root.version > dasar.root.version or baru.marks > known or cabut


def _leave(kantor: Kantor, tx: Transaction, keys: OfficeKeys, trust: TrustState) -> None:
    """Take out of a restored store what left the real one: a root key that signs no more, and a key for recovery."""
    if keys.root is not None and keys.root.public not in trust.root.keys:
        sisa = OfficeKeys(None, keys.issuer, keys.inbox_identity, keys.former_inboxes)
        tx.put(RUANG_RAHASIA, "kabupaten", sisa.to_bytes())
        tx.delete(RUANG_RAHASIA, ESCROW)
        tx.is_large = True
