"""A holder's key on paper and on a stick: the card that is typed back row by row, and the file under a passphrase.

Both carry the same 32 secret bytes: the seed of a root key, or the kabupaten's escrow identity. The card is plain and
lies in a sealed envelope, because an opened envelope is seen; the file is sealed, because a copied stick is not.
Source: docs/spec/keys.md, sections Card and Holder's file.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, field
from typing import Final, Literal

import msgspec

from desktop_app.domain.errors import SystemProblem, UserError
from desktop_app.vault.card import LETTERS
from desktop_app.vault.keys import SigningKey, recipient_of
from desktop_app.vault.passwords import SALT_SIZE, Cost, derive_key
from desktop_app.vault.sealing import identity_text
from desktop_app.vault.slottable import Wrapping, unwrap, wrap

KeyKind = Literal["root", "escrow"]
MAGIC: Final = b"SKPK1"
FILE_MAX: Final = 16 * 1024
ROWS: Final = 8
ROW: Final = 8
"""Letters of a row: seven that say something and one that finds typing errors."""
CARD_LETTERS: Final = ROWS * ROW
_NUMBER: Final[dict[KeyKind, int]] = {"root": 1, "escrow": 2}
_LOOKALIKE: Final = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
_SECRET: Final = 32
_DOMAIN: Final = b"skp-luring kartu kunci v1\x00"


@dataclass(frozen=True)
class HeldKey:
    """One key in somebody's hand: what it is for, and its 32 secret bytes; it is never written into a store."""

    kind: KeyKind
    secret: bytes = field(repr=False)

    @classmethod
    def generate(cls, kind: KeyKind) -> HeldKey:
        """Return a new key."""
        return cls(kind, secrets.token_bytes(_SECRET))

    @property
    def signing(self) -> SigningKey:
        """The key pair that signs, of a root key."""
        return SigningKey(self.secret)

    @property
    def identity(self) -> str:
        """The age identity (secret text), of an escrow key."""
        return identity_text(self.secret)

    @property
    def public(self) -> str:
        """What the world knows of it: 64 hex digits of a root key, the ``age1…`` recipient of an escrow key."""
        return self.signing.public.hex() if self.kind == "root" else recipient_of(self.identity)


@dataclass(frozen=True)
class Owner:
    """Whose key a file holds: code and name of the kabupaten, the number among the holders, his name."""

    office: str
    office_name: str
    number: int
    name: str


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The JSON of a holder's file; everything but the wrapping is bound to the wrapping."""

    fmt: int
    kind: KeyKind
    office: str
    office_name: str
    number: int
    name: str
    public: str
    cost: Cost
    salt: bytes
    wrapped: Wrapping


def write_card(key: HeldKey) -> tuple[str, ...]:
    """Return the eight rows of a card, ``XXXX XXXX`` each."""
    data = bytes([_NUMBER[key.kind]]) + key.secret
    number = int.from_bytes(data + _digest(data), "big")
    values = [number >> 5 * place & 31 for place in reversed(range(ROWS * (ROW - 1)))]
    rows: list[str] = []
    for row in range(ROWS):
        part = values[row * (ROW - 1) : (row + 1) * (ROW - 1)]
        letters = "".join(LETTERS[one] for one in (*part, _check(row, part)))
        rows.append(f"{letters[:4]} {letters[4:]}")
    return tuple(rows)


def read_card(typed: str) -> HeldKey:
    """Return the key that somebody typed from a card; spaces, hyphens, case and letters that look alike are forgiven.

    Raises ``UserError``: ``kunci_kartu_panjang``, ``kunci_kartu_baris`` (the first wrong row), ``kunci_kartu_salah``.
    """
    letters = "".join(one for one in typed.upper() if one.isalnum()).translate(_LOOKALIKE)
    if len(letters) != ROWS * ROW:
        raise UserError("kunci_kartu_panjang", ada=len(letters), perlu=ROWS * ROW)
    number = 0
    for row in range(ROWS):
        if wrong_row(row, letters[row * ROW : (row + 1) * ROW]):
            raise UserError("kunci_kartu_baris", baris=row + 1)
        for letter in letters[row * ROW : (row + 1) * ROW - 1]:
            number = number << 5 | LETTERS.index(letter)
    raw = number.to_bytes(ROWS * (ROW - 1) * 5 // 8, "big")
    data, digest = raw[:-2], raw[-2:]
    kind = next((name for name, code in _NUMBER.items() if code == data[0]), None)
    if kind is None or digest != _digest(data):
        raise UserError("kunci_kartu_salah")
    return HeldKey(kind, data[1:])


def wrong_row(row: int, typed: str) -> bool:
    """Tell whether a row (from 0) as it was typed cannot be that row of any card; one that is not full is wrong."""
    letters = "".join(one for one in typed.upper() if one.isalnum()).translate(_LOOKALIKE)
    if len(letters) != ROW or any(one not in LETTERS for one in letters):
        return True
    values = [LETTERS.index(one) for one in letters]
    return values[-1] != _check(row, values[:-1])


def seal_file(key: HeldKey, owner: Owner, passphrase: str, cost: Cost) -> bytes:
    """Return the file: the key under the holder's passphrase (Argon2id, XChaCha20-Poly1305), and what is no secret."""
    salt = secrets.token_bytes(SALT_SIZE)
    bare = _File(
        1,
        key.kind,
        owner.office,
        owner.office_name,
        owner.number,
        owner.name,
        key.public,
        cost,
        salt,
        Wrapping(b"", b""),
    )
    wrapped = wrap(derive_key(passphrase, salt, cost), key.secret, _about(bare))
    return MAGIC + msgspec.json.encode(msgspec.structs.replace(bare, wrapped=wrapped))


def read_owner(data: bytes) -> tuple[Owner, str]:
    """Return whose key a file says it holds, and its public half; nothing of it is proved before it is opened.

    Raises ``UserError``: ``kunci_berkas_bukan``, ``kunci_berkas_baru``.
    """
    file = _read(data)
    return Owner(file.office, file.office_name, file.number, file.name), file.public


def open_file(data: bytes, passphrase: str) -> HeldKey:
    """Return the key in a holder's file.

    Raises ``UserError``: ``kunci_berkas_bukan``, ``kunci_berkas_baru``, ``kunci_sandi_salah`` (also where anything of
    the file was changed), ``SystemProblem`` for a cost that no program of ours wrote.
    """
    file = _read(data)
    try:
        key = derive_key(passphrase, file.salt, file.cost)
    except SystemProblem as problem:
        if problem.code in ("slots_weakened", "slots_damaged"):
            raise UserError("kunci_berkas_bukan") from None
        raise
    secret = unwrap(key, file.wrapped, _about(file))
    held = None if secret is None or len(secret) != _SECRET else HeldKey(file.kind, secret)
    if held is None or held.public != file.public:
        raise UserError("kunci_sandi_salah")
    return held


def _read(data: bytes) -> _File:
    if data[:4] == MAGIC[:4] and MAGIC[4:] < data[4:5] <= b"9":
        raise UserError("kunci_berkas_baru")
    try:
        if not data.startswith(MAGIC) or len(data) > FILE_MAX:
            raise ValueError("no holder's file")
        file = msgspec.json.decode(data[len(MAGIC) :], type=_File)
    except (msgspec.MsgspecError, ValueError):
        raise UserError("kunci_berkas_bukan") from None
    if len(file.salt) != SALT_SIZE:
        raise UserError("kunci_berkas_bukan")
    return file


def _about(file: _File) -> bytes:
    """Return what the wrapping is bound to: the file without it, salt and cost included."""
    return MAGIC + msgspec.json.encode(msgspec.structs.replace(file, wrapped=Wrapping(b"", b"")))


def _digest(data: bytes) -> bytes:
    return hashlib.sha256(_DOMAIN + data).digest()[:2]


def _check(row: int, values: list[int]) -> int:
    """Return the check value of a row: a sum in GF(32) with a weight of its own for each place and each row.

    Any one wrong letter, any two that changed places, and any two rows that changed places are found.
    """
    total = row + 1
    for place, value in enumerate(values, start=1):
        total ^= _times(value, place)
    return total


def _times(value: int, power: int) -> int:
    """Return ``value`` times the ``power``-th power of 2 in GF(32) (x^5 + x^2 + 1)."""
    for _ in range(power):
        value = (value << 1) ^ (0b100101 if value & 16 else 0)
    return value
