"""Whom this office believes: roots, issuers, its own certificate, and the devices that the kabupaten admitted."""

from __future__ import annotations

import base64
from collections.abc import Callable

import msgspec

from db import Transaction
from desktop_app import __version__
from desktop_app.domain.errors import BundleError, UserError
from desktop_app.exchange import (
    Certificate,
    Claimed,
    EnrolRequest,
    Marks,
    Office,
    Revocation,
    TrustState,
    make_delegation,
    make_root,
    make_trust,
    read_certificate,
    read_request,
    read_trust,
    reread_certificate,
)
from desktop_app.exchange.recovery import new_identity
from desktop_app.services.jangkar import MARK_OUTSIDE, read_mark
from desktop_app.services.kantor import Kantor, Peran, Profil
from desktop_app.services.waktu import read_time
from desktop_app.vault import OfficeKeys

RUANG = "kepercayaan"
RUANG_PERANGKAT = "perangkat"
RUANG_RAHASIA = "rahasia"
RUANG_PERUBAHAN = "perubahan_kunci"
ESCROW = "escrow"
"""Where the kabupaten's escrow key lies, until it is moved out to paper."""


class PerubahanKunci(msgspec.Struct, frozen=True, kw_only=True):
    """That this office believes a newer root: from and to which version, why, and how many of how many holders sign.

    ``sebab`` are the codes that the roots in between say; ``waktu`` is claimed (``ragu`` where it is doubted);
    ``urutan`` counts how often people here had believed another root by then, which begins the versions anew.
    """

    dari: int
    ke: int
    sebab: tuple[str, ...]
    perlu: int
    pemegang: int
    sidik_lama: str
    sidik: str
    waktu: str
    ragu: bool
    urutan: int = 0


class Perangkat(msgspec.Struct, frozen=True, kw_only=True):
    """A device that the kabupaten admitted, with the certificate it was given."""

    device_id: str
    serial: int
    kode: str
    nama: str
    instansi: str
    sertifikat: str
    sidik_jari: str
    terkirim: bool = False

    @property
    def certificate(self) -> bytes:
        """The certificate as it was signed."""
        return base64.b64decode(self.sertifikat)


def office_of(profil: Profil) -> Office:
    """Return the office as certificates name it."""
    return Office(code=profil.kode, name=profil.nama, agency=profil.instansi)


def establish_trust(kantor: Kantor, tx: Transaction, keys: OfficeKeys) -> None:
    """Make the kabupaten's root (threshold 1), delegation and first trust document, once, at its founding."""
    claim = kantor.claim()
    if keys.root is None:
        raise ValueError("an office is founded with a root key")
    root = make_root([keys.root])
    identity, escrow = new_identity()
    tx.put(RUANG_RAHASIA, ESCROW, identity.encode())
    delegation = make_delegation(
        [keys.root],
        root=root,
        issuer=keys.issuer.public,
        inbox=[keys.inbox_recipient],
        serial=1,
        office=office_of(kantor.profil),
        escrow=escrow,
    )
    raw = make_trust(
        keys.issuer,
        roots=[root],
        delegations=[delegation],
        inbox=[keys.inbox_recipient],
        trust_seq=1,
        signed_at=Claimed(claim.t, claim.doubt),
    )
    # Its own clock signed this time, so it is no floor for its own clock.
    _put_trust(tx, read_trust(raw, pinned=None))


def ensure_escrow(kantor: Kantor) -> None:
    """Give a kabupaten that was founded before there was recovery an escrow recipient, in a next trust document.

    Nothing happens where its root names one already, nor after the key ceremony: then the holders decide. Units take
    it with the next answer.
    """
    trust = require_trust(kantor)
    keys = kantor.office_keys()
    if trust.escrow or keys.root is None:
        return
    identity, escrow = new_identity()
    claim = kantor.claim()
    lama = trust.delegations[0]
    delegation = make_delegation(
        [keys.root],
        root=trust.root.envelope.raw,
        issuer=keys.issuer.public,
        inbox=list(lama.inbox),
        serial=lama.serial + 1,
        office=lama.office,
        escrow=escrow,
    )
    raw = make_trust(
        keys.issuer,
        roots=[satu.raw for satu in trust.document.roots],
        delegations=[delegation],
        inbox=list(trust.inbox),
        trust_seq=trust.marks.trust_seq + 1,
        signed_at=Claimed(claim.t, claim.doubt),
        revocations=list(trust.revocations),
        least_program=trust.least_program,
    )
    with kantor.write("buat_escrow") as tx:
        tx.put(RUANG_RAHASIA, ESCROW, identity.encode())
        _put_trust(tx, read_trust(raw, pinned=trust.pin, marks=trust.marks))


def keep_trust(kantor: Kantor, tx: Transaction, trust: TrustState) -> None:
    """Keep an accepted trust document, its pin, and the newest signed time as the floor of doubtful clocks.

    Where it comes under a newer root, what changed is kept for people, and the issuers before as former ones.
    """
    _note_change(kantor, tx, trust)
    _put_trust(tx, trust)
    signed = read_time(trust.signed_at.t)
    lama = kantor.store.get("waktu", "lantai")
    floor = read_time(lama.decode()) if lama is not None else None
    if not trust.signed_at.doubt and signed is not None and (floor is None or signed > floor):
        tx.put("waktu", "lantai", trust.signed_at.t.encode())


def keep_own_trust(tx: Transaction, trust: TrustState) -> None:
    """Keep a trust document that this kabupaten made itself; its own clock is no floor for its own clock."""
    _put_trust(tx, trust)


def _note_change(kantor: Kantor, tx: Transaction, trust: TrustState) -> None:
    before = trust_of(kantor)
    if before is None or trust.root.version == before.root.version:
        return
    skipped = [root for root in trust.roots if root.version > before.root.version]
    claim = kantor.claim()
    urutan = max((satu.urutan for satu in list_perubahan(kantor)), default=0)
    change = PerubahanKunci(
        dari=before.root.version,
        ke=trust.root.version,
        sebab=tuple(dict.fromkeys(one for root in skipped for one in root.changes)),
        perlu=trust.root.threshold,
        pemegang=len(trust.root.keys),
        sidik_lama=before.root_fingerprint,
        sidik=trust.root_fingerprint,
        waktu=claim.t,
        ragu=claim.doubt,
        urutan=urutan,
    )
    tx.put(RUANG_PERUBAHAN, f"{change.ke:06d}{f'-{urutan}' if urutan else ''}", msgspec.json.encode(change))
    keep_former(kantor, tx, before)


def list_perubahan(kantor: Kantor) -> tuple[PerubahanKunci, ...]:
    """Return the changes of the root that this office came to since its enrolment, the newest first."""
    semua = [msgspec.json.decode(raw, type=PerubahanKunci) for _, raw in kantor.store.items(RUANG_PERUBAHAN)]
    return tuple(sorted(semua, key=lambda satu: (satu.urutan, satu.ke), reverse=True))


def keep_former(kantor: Kantor, tx: Transaction, before: TrustState) -> None:
    """Keep the issuers of a trust document that a newer one takes the place of, each with the root of its first time.

    The versions lie beside the list, which programs from before them read as it is.
    """
    former = former_issuers(kantor)
    new = [one for one in before.issuers if one not in former]
    # A program from before the versions may have taken one off the list without them.
    versi = {one: v for one, v in _former_versions(kantor).items() if one in former}
    _put_former(tx, (*former, *new), versi | dict.fromkeys(new, before.root.version))


def keep_former_upto(kantor: Kantor, tx: Transaction, before: TrustState, version: int) -> None:
    """Keep only those former issuers that counted under a root up to ``version``; of those of ``before`` likewise.

    One whose version an older program did not keep goes.
    """
    former = former_issuers(kantor)
    versi = {one: v for one, v in _former_versions(kantor).items() if one in former and v <= version}
    if before.root.version <= version:
        versi = dict.fromkeys(before.issuers, before.root.version) | versi
    _put_former(tx, tuple(versi), versi)


def _put_former(tx: Transaction, former: tuple[bytes, ...], versi: dict[bytes, int]) -> None:
    tx.put(RUANG, "penerbit_lama", b" ".join(one.hex().encode() for one in former))
    tx.put(RUANG, "penerbit_lama_versi", msgspec.json.encode({one.hex(): v for one, v in versi.items()}))


def _former_versions(kantor: Kantor) -> dict[bytes, int]:
    raw = kantor.store.get(RUANG, "penerbit_lama_versi") or b"{}"
    return {bytes.fromhex(one): v for one, v in msgspec.json.decode(raw, type=dict[str, int]).items()}


def former_issuers(kantor: Kantor) -> tuple[bytes, ...]:
    """Return the issuers that this office believed once: what they signed counts where somebody of today brings it."""
    raw = kantor.store.get(RUANG, "penerbit_lama") or b""
    return tuple(bytes.fromhex(one.decode()) for one in raw.split())


def _put_trust(tx: Transaction, trust: TrustState) -> None:
    tx.put(RUANG, "dokumen", trust.raw)
    tx.put(RUANG, "pin", trust.pin)
    tx.put(RUANG, "tanda", f"{trust.marks.root_version} {trust.marks.trust_seq}".encode())


def keep_mark(kantor: Kantor, tx: Transaction, mark: tuple[int, int]) -> None:
    """Keep a high-water mark (root version, ``trust_seq``) that did not come with a trust document that is here.

    A lower one than is known is passed over.
    """
    if mark > read_mark(kantor.store):
        tx.put(RUANG, MARK_OUTSIDE, f"{mark[0]} {mark[1]}".encode())


def marks_of(kantor: Kantor, trust: TrustState) -> Marks:
    """Return what may never fall: of the trust document here, and of what was known outside the store."""
    return max(trust.marks, Marks(*read_mark(kantor.store)))


def all_revocations(*trusts: TrustState) -> list[Revocation]:
    """Return every computer that one of these trust documents names as revoked, each once."""
    return list({satu.device_id: satu for trust in reversed(trusts) for satu in trust.revocations}.values())


def trust_of(kantor: Kantor) -> TrustState | None:
    """Return what this office believes; None before its enrolment was answered."""
    raw, pin = kantor.store.get(RUANG, "dokumen"), kantor.store.get(RUANG, "pin")
    return read_trust(raw, pinned=pin) if raw is not None and pin is not None else None


def require_trust(kantor: Kantor) -> TrustState:
    """Return what this office believes; raises ``UserError`` before its enrolment was answered."""
    trust = trust_of(kantor)
    if trust is None:
        raise UserError("belum_terdaftar")
    return trust


def own_certificate(kantor: Kantor, trust: TrustState) -> Certificate:
    """Return this device's certificate; raises ``UserError`` before its enrolment was answered."""
    raw = kantor.store.get(RUANG, "sertifikat")
    if raw is None:
        raise UserError("belum_terdaftar")
    try:
        return read_certificate(raw, trust.issuers)
    except BundleError as error:
        # After a rotation the new certificate may still be under way; the kabupaten knows this computer by its key.
        if error.code != "unknown_sender":
            raise
        return reread_certificate(raw)


def admitted_certificates(kantor: Kantor) -> dict[str, bytes]:
    """Return the present certificate of every device that this kabupaten admitted, by its id."""
    return {satu.device_id: satu.certificate for satu in list_perangkat(kantor)}


def pending_request(kantor: Kantor) -> EnrolRequest | None:
    """Return the enrolment request that this device made, None before it made one."""
    raw = kantor.store.get(RUANG, "permintaan")
    return read_request(raw) if raw is not None else None


def list_perangkat(kantor: Kantor) -> tuple[Perangkat, ...]:
    """Return the devices that this kabupaten admitted, by their offices' codes."""
    semua = [msgspec.json.decode(raw, type=Perangkat) for _, raw in kantor.store.items(RUANG_PERANGKAT)]
    return tuple(sorted(semua, key=lambda satu: (satu.kode, satu.serial)))


def foreign_devices(kantor: Kantor, certificate: Certificate) -> list[str]:
    """Return the computers that cannot stand as writers of what the holder of ``certificate`` brings.

    Nobody brings us what we wrote ourselves, nor what a computer of another office wrote.
    """
    lain = [satu.device_id for satu in list_perangkat(kantor) if not certificate.covers(satu.kode)]
    return [kantor.store.device, *lain]


def own_scope(kantor: Kantor) -> Callable[[str, str], bool]:
    """Return what the kabupaten may bring to this office: what is of this office, below it, or above it."""
    kode = kantor.profil.kode

    def allows(kind: str, scope: str) -> bool:
        return scope == kode or scope.startswith(kode + ".") or kode.startswith(scope + ".")

    return allows


def require_role(kantor: Kantor, peran: Peran) -> None:
    """Raise ``UserError`` where this office does not have the role that an intention belongs to."""
    if kantor.profil.peran is not peran:
        raise UserError("hanya_kabupaten" if peran is Peran.KABUPATEN else "hanya_unit")


def program_name() -> str:
    """Return what manifests name as the program that made them."""
    return f"skp-luring {__version__}"
