"""The request for recovery that waits for its answer: what the screen shows, and the secret that opens the answer.

It lies beside the slots in ``pemulihan.json``. The secret is wrapped under the new password that was chosen when the
request was made, so that the answer opens for whoever asked and for nobody else.
"""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

import msgspec

from desktop_app.domain.errors import SystemProblem
from desktop_app.vault import Cost, Wrapping, derive_key, replace_file, unwrap, wrap

BERKAS_TERTUNDA = "pemulihan.json"
_UKURAN_MAKS = 64 * 1024
_UKURAN_GARAM = 16


@dataclass(frozen=True)
class PermintaanTertunda:
    """A request that waits: for whom it was made and the fingerprint to read out."""

    akun_id: str
    nama: str
    sidik_jari: str


class Tertunda(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The kept form of a request that waits; ``wrapped`` holds the age identity that opens the grant."""

    version: int
    akun_id: str
    nama: str
    nonce: str
    sidik_jari: str
    request_sha256: str
    cost: Cost
    salt: bytes
    wrapped: Wrapping


def read_tertunda(home: Path) -> PermintaanTertunda | None:
    """Return the request that waits in ``home``, None where there is none or its file is damaged."""
    kept = load_tertunda(home)
    return PermintaanTertunda(kept.akun_id, kept.nama, kept.sidik_jari) if kept is not None else None


def load_tertunda(home: Path) -> Tertunda | None:
    """Return the kept request, None where there is none that can be read."""
    try:
        with (home / BERKAS_TERTUNDA).open("rb") as file:
            kept = msgspec.json.decode(file.read(_UKURAN_MAKS), type=Tertunda)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return None
    return kept if kept.version == 1 and len(kept.salt) == _UKURAN_GARAM else None


def keep_tertunda(
    home: Path,
    *,
    akun_id: str,
    nama: str,
    nonce: str,
    sidik_jari: str,
    request_sha256: str,
    identity: str,
    sandi: str,
    cost: Cost,
) -> None:
    """Keep a request; one that waited before is over. Raises ``SystemProblem`` where the disk refuses."""
    salt = secrets.token_bytes(_UKURAN_GARAM)
    wrapped = wrap(derive_key(sandi, salt, cost), identity.encode(), nonce.encode())
    kept = Tertunda(1, akun_id, nama, nonce, sidik_jari, request_sha256, cost, salt, wrapped)
    replace_file(home / BERKAS_TERTUNDA, msgspec.json.encode(kept))


def open_tertunda(kept: Tertunda, sandi: str) -> str | None:
    """Return the identity that opens the answer, None where the password is not the one that was chosen."""
    identity = unwrap(derive_key(sandi, kept.salt, kept.cost), kept.wrapped, kept.nonce.encode())
    return identity.decode() if identity is not None else None


def drop_tertunda(home: Path) -> None:
    """Forget the request: it was answered, or is no longer wanted."""
    try:
        (home / BERKAS_TERTUNDA).unlink(missing_ok=True)
        if os.name == "posix":
            handle = os.open(home, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
    except OSError as error:
        raise SystemProblem("slots_unwritable", path=BERKAS_TERTUNDA, errno=error.errno) from error
