"""Recovery of a forgotten password through the kabupaten: a request, a comparison by voice, a one-time grant.

The request is made at the door, where nothing can be signed; its fingerprint is read out instead. The kabupaten opens
the escrow blob and seals the store's key to the request alone. It gives back the way in, never a signature: the person
gets a new signing key and the old one ends. Formats: docs/spec/slots.md.
"""

from __future__ import annotations

import base64
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import msgspec

from db import StoreError, Transaction
from desktop_app.domain.errors import BundleError, SystemProblem, UserError
from desktop_app.domain.wewenang import Wewenang
from desktop_app.exchange import Office, place_file
from desktop_app.exchange.limits import FORMAT
from desktop_app.exchange.recovery import (
    RECOVERY_MAX,
    RecoveryPayload,
    RecoveryRequest,
    check_grant_issuer,
    clean_identity,
    make_grant,
    make_recovery_request,
    new_identity,
    open_escrow,
    open_grant,
    read_grant,
    read_recovery_request,
)
from desktop_app.services.akun_dasar import check_wait
from desktop_app.services.berkas import free_path, read_input
from desktop_app.services.kantor import Kantor, Peran, intention
from desktop_app.services.kartu import HalamanKunci, render_escrow, render_permintaan
from desktop_app.services.kepercayaan import (
    ESCROW,
    RUANG_RAHASIA,
    Perangkat,
    list_perangkat,
    require_role,
    require_trust,
)
from desktop_app.services.nasihat_sandi import require_sandi
from desktop_app.services.paket import check_place
from desktop_app.services.permintaan_pulih import drop_tertunda, keep_tertunda, load_tertunda, open_tertunda
from desktop_app.services.pintu import enter_anew
from desktop_app.vault import HeldKey, StoreKey, Waits, open_file, read_card, read_slots
from desktop_app.vault.holder import CARD_LETTERS

RUANG_DIPAKAI = "pemulihan_dipakai"
RUANG_DIBERI = "pemulihan_diberi"
BERKAS_MAKS = 16 * 1024
MENUNGGU = "pemulihan"
"""Under which name wrong passwords at the acceptance of a grant are counted."""


@dataclass(frozen=True)
class Permintaan:
    """A request for recovery as both screens show it; ``halaman`` is the page to print, at the unit only.

    ``diberi`` counts how often the kabupaten has answered this request before.
    """

    akun_id: str
    nama: str
    kode: str
    nama_kantor: str
    device_id: str
    sidik_jari: str
    halaman: HalamanKunci | None = field(default=None, repr=False)
    diberi: int = 0


class Diberi(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the kabupaten's ledger: which request of which computer was answered, and how often."""

    device_id: str
    akun_id: str
    kode: str
    sidik_jari: str
    kali: int


@intention
def request_recovery(
    home: Path, akun_id: str, sandi_baru: str, out: Path, *, jam: Callable[[], datetime]
) -> Permintaan:
    """Write the request of somebody who forgot his password to ``out``; ``sandi_baru`` is what he will enter with.

    A request that waited before is over. Raises ``UserError``: ``akun_tidak_ada``, ``escrow_tidak_ada``, a weak
    password; ``SystemProblem`` for the disk.
    """
    table = read_slots(home)[0].table
    slot = table.person(akun_id)
    if slot is None:
        raise UserError("akun_tidak_ada")
    if table.escrow is None:
        raise UserError("escrow_tidak_ada")
    require_sandi(sandi_baru, slot.name, table.office_name)
    check_place(out)
    identity, recipient = new_identity()
    request = make_recovery_request(
        RecoveryPayload(
            fmt=FORMAT,
            device_id=table.device,
            office=Office(table.office, table.office_name, table.agency),
            akun_id=akun_id,
            name=slot.name,
            recipient=recipient,
            escrow_recipient=table.escrow.recipient,
            escrow=base64.b64encode(table.escrow.blob).decode(),
            nonce=secrets.token_hex(16),
        )
    )
    keep_tertunda(
        home,
        akun_id=akun_id,
        nama=slot.name,
        nonce=request.payload.nonce,
        sidik_jari=request.fingerprint,
        request_sha256=request.sha256,
        identity=identity,
        sandi=sandi_baru,
        cost=table.cost,
    )
    place_file(request.raw, out)
    halaman = render_permintaan(
        jam,
        instansi=table.agency,
        kantor=table.office_name,
        kode=table.office,
        nama=slot.name,
        device_id=table.device,
        sidik_jari=request.fingerprint,
    )
    return _describe(request, halaman=halaman)


@intention
def cancel_recovery(home: Path) -> None:
    """Forget the request that waits: an answer to it opens nothing any more."""
    drop_tertunda(home)


def _describe(request: RecoveryRequest, *, halaman: HalamanKunci | None = None, diberi: int = 0) -> Permintaan:
    isi = request.payload
    return Permintaan(
        akun_id=isi.akun_id,
        nama=isi.name,
        kode=isi.office.code,
        nama_kantor=isi.office.name,
        device_id=isi.device_id,
        sidik_jari=request.fingerprint,
        halaman=halaman,
        diberi=diberi,
    )


@intention(Wewenang.PULIHKAN_SANDI)
def preview_recovery(kantor: Kantor, path: Path) -> Permintaan:
    """Return what a request asks for, its fingerprint to be compared by voice; nothing changes.

    Raises ``BundleError`` where it is no sound request, ``UserError`` for a computer that was not admitted.
    """
    require_role(kantor, Peran.KABUPATEN)
    request = _read_request(path)
    _require_admitted(kantor, request)
    dulu = _given(kantor, request)
    return _describe(request, diberi=dulu.kali if dulu is not None else 0)


@intention(Wewenang.PULIHKAN_SANDI)
def approve_recovery(
    kantor: Kantor, path: Path, out: Path, *, kunci_escrow: str = "", berkas_escrow: Path | None = None
) -> Permintaan:
    """Answer a request whose fingerprint was compared: write the one-time grant to ``out``.

    ``kunci_escrow`` is what somebody typed from the printed page or card, where the key is no longer in the store; with
    ``berkas_escrow``, the file on its stick, it is the passphrase of that. Ledger and audit row come first. Raises as
    ``preview_recovery``, and ``UserError`` ``kunci_escrow_perlu``, ``kunci_escrow_salah``, ``kunci_bukan_pemulihan``; a
    refusal leaves its audit row.
    """
    require_role(kantor, Peran.KABUPATEN)
    check_place(out)
    request = _read_request(path)
    try:
        _require_admitted(kantor, request)
        keys = open_escrow(request, _escrow_identity(kantor, kunci_escrow, berkas_escrow))
    except BundleError as error:
        _refuse(kantor, request, error.code)
        if error.code == "recovery_not_for_us":
            raise UserError("kunci_escrow_salah") from None
        raise
    except UserError as error:
        _refuse(kantor, request, error.code)
        raise
    grant = make_grant(kantor.office_keys().issuer, request, keys)
    isi, dulu = request.payload, _given(kantor, request)
    catatan = Diberi(
        device_id=isi.device_id,
        akun_id=isi.akun_id,
        kode=isi.office.code,
        sidik_jari=request.fingerprint,
        kali=1 + (dulu.kali if dulu is not None else 0),
    )
    detail = {"kantor": isi.office.code, "perangkat": isi.device_id, "permintaan": request.sha256}
    with kantor.write("setujui_pemulihan", isi.akun_id, detail) as tx:
        tx.put(RUANG_DIBERI, request.sha256, msgspec.json.encode(catatan))
    place_file(grant, out)
    return _describe(request, diberi=catatan.kali)


@intention(Wewenang.PULIHKAN_SANDI)
def list_recoveries(kantor: Kantor) -> tuple[Diberi, ...]:
    """Return every request that this kabupaten has answered."""
    require_role(kantor, Peran.KABUPATEN)
    return tuple(msgspec.json.decode(raw, type=Diberi) for _, raw in kantor.store.items(RUANG_DIBERI))


@intention
def accept_recovery(home: Path, path: Path, sandi_baru: str, *, jam: Callable[[], datetime]) -> Kantor:
    """Open the office by the kabupaten's grant, with the password that was chosen for the request; once only.

    The person's slot is new afterwards, with a new signing key. Raises ``UserError`` ``pemulihan_tidak_diminta``,
    ``pemulihan_sandi_beda`` (fact ``detik``), ``sandi_tunggu``, ``pemulihan_sudah_dipakai``, ``pemulihan_usang``;
    ``BundleError`` where the grant is not for this request, not sound, or not from the kabupaten we believe.
    """
    tertunda = load_tertunda(home)
    if tertunda is None:
        raise UserError("pemulihan_tidak_diminta")
    grant = read_grant(read_input(path, RECOVERY_MAX))
    table = read_slots(home)[0].table
    ours = (table.device, tertunda.akun_id, tertunda.nonce, tertunda.request_sha256)
    theirs = (grant.payload.device_id, grant.payload.akun_id, grant.payload.nonce, grant.payload.request_sha256)
    if ours != theirs:
        raise BundleError("recovery_grant_not_ours")
    waits = Waits(home)
    check_wait(waits, MENUNGGU)
    identity = open_tertunda(tertunda, sandi_baru)
    if identity is None:
        raise UserError("pemulihan_sandi_beda", detik=waits.fail(MENUNGGU))
    waits.clear(MENUNGGU)
    keys = open_grant(grant, identity)

    def check(kantor: Kantor) -> None:
        try:
            check_grant_issuer(grant, require_trust(kantor).issuers)
            if kantor.store.get(RUANG_DIPAKAI, tertunda.nonce) is not None:
                raise UserError("pemulihan_sudah_dipakai")
        except (BundleError, UserError) as error:
            with kantor.write("tolak_pemulihan", tertunda.akun_id, {"alasan": error.code}):
                pass
            raise

    def note(tx: Transaction) -> None:
        tx.detail["permintaan"] = tertunda.request_sha256
        tx.put(RUANG_DIPAKAI, tertunda.nonce, tertunda.request_sha256.encode())

    try:
        kantor = enter_anew(
            home,
            StoreKey(keys[0], "grant", keys[1:]),
            tertunda.akun_id,
            sandi_baru,
            jam=jam,
            cara="pemulihan",
            periksa=check,
            catat=note,
        )
    except (StoreError, SystemProblem) as error:
        if error.code.removeprefix("store_") == "wrong_key":
            raise UserError("pemulihan_usang") from None
        raise
    drop_tertunda(home)
    return kantor


@intention(Wewenang.PULIHKAN_SANDI)
def move_escrow_out(kantor: Kantor, out: Path) -> Path:
    """Write the page with the kabupaten's escrow key to ``out``, then delete the key from the store.

    The page was read back before the key goes. Returns where the page lies; raises ``UserError``
    ``kunci_escrow_perlu`` where the key left the store before.
    """
    require_role(kantor, Peran.KABUPATEN)
    secret = kantor.store.get(RUANG_RAHASIA, ESCROW)
    if secret is None:
        raise UserError("kunci_escrow_perlu")
    penerima = require_trust(kantor).escrow
    check_place(out)
    placed = place_file(render_escrow(kantor, secret.decode(), penerima[-6:].upper()).pdf, free_path(out))
    with kantor.write("keluarkan_escrow") as tx:
        tx.delete(RUANG_RAHASIA, ESCROW)
        tx.is_large = True  # the log is folded in at once, and nothing of the key stays in it
    return placed


@intention(Wewenang.PULIHKAN_SANDI)
def escrow_is_here(kantor: Kantor) -> bool:
    """Tell whether the kabupaten's escrow key lies in its store; else it has to be typed from paper."""
    return kantor.store.get(RUANG_RAHASIA, ESCROW) is not None


def _read_request(path: Path) -> RecoveryRequest:
    return read_recovery_request(read_input(path, RECOVERY_MAX))


def _given(kantor: Kantor, request: RecoveryRequest) -> Diberi | None:
    raw = kantor.store.get(RUANG_DIBERI, request.sha256)
    return msgspec.json.decode(raw, type=Diberi) if raw is not None else None


def _require_admitted(kantor: Kantor, request: RecoveryRequest) -> Perangkat:
    """Return the device that asks; raises ``UserError`` where the kabupaten never admitted it for that office."""
    isi = request.payload
    dicabut = {satu.device_id for satu in require_trust(kantor).revocations}
    for satu in list_perangkat(kantor):
        if (satu.device_id, satu.kode) == (isi.device_id, isi.office.code) and isi.device_id not in dicabut:
            return satu
    raise UserError("perangkat_tidak_terdaftar", kode=isi.office.code)


def _escrow_identity(kantor: Kantor, typed: str, berkas: Path | None = None) -> str:
    """Return the key that people brought: on a stick, on a card of the ceremony, on the older page; else ours."""
    if berkas is not None:
        return _escrow_of(open_file(read_input(berkas, BERKAS_MAKS), typed))
    if sum(letter.isalnum() for letter in typed) == CARD_LETTERS:
        return _escrow_of(read_card(typed))
    if typed.strip():
        try:
            return clean_identity(typed)
        except BundleError:
            raise UserError("kunci_escrow_salah") from None
    secret = kantor.store.get(RUANG_RAHASIA, ESCROW)
    if secret is None:
        raise UserError("kunci_escrow_perlu")
    return secret.decode()


def _escrow_of(kunci: HeldKey) -> str:
    if kunci.kind != "escrow":
        raise UserError("kunci_bukan_pemulihan")
    return kunci.identity


def _refuse(kantor: Kantor, request: RecoveryRequest, alasan: str) -> None:
    detail = {"perangkat": request.payload.device_id, "permintaan": request.sha256, "alasan": alasan}
    with kantor.write("tolak_pemulihan", request.payload.akun_id, detail):
        pass
