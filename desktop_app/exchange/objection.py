"""The sealed objection: what is inside, what its writer signs, its short code, and the file that he carries himself.

Source: docs/spec/objection.md. Nothing here knows a store; whoever calls says which keys he believes.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from typing import Final

import msgspec

from desktop_app.domain.errors import BundleError, UserError
from desktop_app.exchange import age, strict_json
from desktop_app.exchange.limits import FORMAT, KIB
from desktop_app.exchange.print_code import SIGNS
from desktop_app.exchange.sealed_text import code_values, decrypt_text, encrypt_text, is_signed_hex
from desktop_app.exchange.signing import Signer, sign

STATEMENT_TYPE: Final = "application/vnd.skp-luring.keberatan.v1"
SEALING_KEY_TYPE: Final = "application/vnd.skp-luring.kunci-segel.v1"
COPY_TYPE: Final = "application/vnd.skp-luring.salinan-keberatan.v1"
COPY_MAGIC: Final = b"SKPK1"
COPY_SUFFIX: Final = ".skpk"
COPY_MAX: Final = 512 * KIB
PLAIN_MAX: Final = 40 * KIB
"""Bytes of the inside: sealed and in base64 it still is one text of a revision (64 KiB)."""
PAD: Final = 4 * KIB
"""The inside is filled up to a multiple of this, so that its length tells little of what was written."""
EVIDENCE_MAX: Final = 20
_CODE_SIGNS: Final = 14
_CODE_BITS: Final = 69
"""31**14 is a little more than 2**69."""
_FORGIVEN: Final = str.maketrans("OILZU", "0112V")


class Evidence(msgspec.Struct, frozen=True):
    """One piece of evidence that an objection names; ``sidik`` is its SHA-256 where it is a stored file."""

    nama: str
    sidik: str = ""


class Inside(msgspec.Struct, frozen=True, kw_only=True):
    """What only the recipients read: the objection, and to what it belongs, so that it fits no other envelope."""

    v: int
    pegawai_id: str
    penilaian_id: str
    penilaian_rev: str
    periode: str
    perangkat: str
    nomor: int
    nama: str
    tanggal: str
    alasan: str
    bukti: tuple[Evidence, ...] = ()
    isi: str = ""

    def __repr__(self) -> str:
        return f"Inside({self.perangkat[:8]}/{self.nomor})"


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """What the writer signs: every member of the document but code and signature; hashes and ids as lower hex."""

    v: int
    kantor: str
    pegawai_id: str
    penilaian_id: str
    penilaian_rev: str
    periode: str
    atasan_id: str
    perangkat: str
    nomor: int
    sebelumnya: str
    penerima: tuple[str, ...]
    sidik: str
    tanggal: str
    tanggal_ragu: bool
    penanda: str
    kunci: str

    @property
    def raw(self) -> bytes:
        """The statement in strict form: what is signed, and what the short code commits to."""
        return strict_json.encode(self)


class _SealingKey(msgspec.Struct, frozen=True):
    akun: str
    segel: str


class Copy(msgspec.Struct, frozen=True, kw_only=True):
    """The file that a person carries: the revision as it is stored, and the computer's word for it.

    ``revision`` is base64 of the exact bytes; ``orang`` those of the revision that holds the writer's key, empty where
    it is not needed; ``tanda`` the signature (hex) of the computer ``kunci`` (hex) over the revision's bytes.
    """

    v: int
    kantor: str
    perangkat: str
    kunci: str
    revision: str
    orang: tuple[str, ...]
    tanda: str


def seal(inside: Inside, recipients: Sequence[str]) -> bytes:
    """Return ``inside`` as an age file for ``recipients``; ``UserError`` ``keberatan_terlalu_panjang``."""
    raw = strict_json.encode(inside)
    if len(raw) > PLAIN_MAX:
        raise UserError("keberatan_terlalu_panjang", batas=PLAIN_MAX // KIB)
    raw = strict_json.encode(msgspec.structs.replace(inside, isi=" " * (-len(raw) % PAD)))
    return encrypt_text(raw, recipients)


def unseal(sealed: bytes, identities: Sequence[str]) -> Inside | None:
    """Return what an objection says, None where none of ``identities`` (age texts) opens it.

    Raises ``BundleError`` ``age_header`` or ``keberatan_rusak`` where it is no sealed objection.
    """
    raw = decrypt_text(sealed, identities)
    if raw is None:
        return None
    inside = strict_json.decode(raw, Inside, limit=PLAIN_MAX + 2 * PAD, code="keberatan_rusak")
    if inside.v > FORMAT:
        raise BundleError("newer_format", needs=inside.v)
    return inside


def seal_text(text: str, identity: str) -> bytes:
    """Return ``text`` sealed to the holder of ``identity`` himself, its length hidden as that of an objection."""
    raw = text.encode()
    return encrypt_text(len(raw).to_bytes(4, "big") + raw + bytes(-(len(raw) + 4) % PAD), [age.recipient_of(identity)])


def unseal_text(sealed: bytes, identity: str) -> str | None:
    """Return the text that ``seal_text`` sealed, None where ``identity`` does not open it or it is none."""
    try:
        raw = decrypt_text(sealed, [identity])
        return raw[4 : 4 + int.from_bytes(raw[:4], "big")].decode() if raw is not None else None
    except (BundleError, UnicodeDecodeError):
        return None


def recipient_of(identity: str) -> str:
    """Return the age recipient of an identity."""
    return age.recipient_of(identity)


def sign_statement(signer: Signer, statement: Statement) -> str:
    """Return the writer's signature (hex) over a statement."""
    return sign(signer, STATEMENT_TYPE, statement.raw).hex()


def is_statement_signed(public: str, statement: Statement, tanda: str) -> bool:
    """Tell whether ``tanda`` (hex) is the signature of the key ``public`` (hex) over a statement."""
    return is_signed_hex(public, STATEMENT_TYPE, statement.raw, tanda)


def sign_sealing_key(signer: Signer, akun_id: str, segel: str) -> str:
    """Return a person's own word (hex) that the recipient ``segel`` is his: his signing key says so."""
    return sign(signer, SEALING_KEY_TYPE, strict_json.encode(_SealingKey(akun_id, segel))).hex()


def is_sealing_key(public: str, akun_id: str, segel: str, tanda: str) -> bool:
    """Tell whether the signing key ``public`` (hex) of ``akun_id`` names ``segel`` as its recipient."""
    return is_signed_hex(public, SEALING_KEY_TYPE, strict_json.encode(_SealingKey(akun_id, segel)), tanda)


def slip_code(statement: Statement) -> str:
    """Return ``ABCDE-FGHJK-MNPQR``: 69 bits of a statement's hash in fourteen signs, and a check sign.

    The statement holds the hash of the sealed bytes, so the code commits to both.
    """
    values = code_values(b"skp-luring keberatan kode v1", statement.raw, _CODE_SIGNS, _CODE_BITS)
    code = "".join(SIGNS[value] for value in (*values, _check_sign(values)))
    return f"{code[:5]}-{code[5:10]}-{code[10:]}"


def read_slip_code(text: str) -> str:
    """Return a typed code in its printed form; case, blanks and hyphens do not matter, O counts as 0 and so on.

    Raises ``UserError`` ``kode_keberatan_salah_ketik`` where the check sign or the length is off.
    """
    bare = "".join(letter for letter in text[:200].upper() if letter.isascii() and letter.isalnum())
    signs = bare.translate(_FORGIVEN)
    if len(signs) != _CODE_SIGNS + 1 or any(sign not in SIGNS for sign in signs):
        raise UserError("kode_keberatan_salah_ketik")
    values = [SIGNS.index(sign) for sign in signs]
    if _check_sign(values[:-1]) != values[-1]:
        raise UserError("kode_keberatan_salah_ketik")
    return f"{signs[:5]}-{signs[5:10]}-{signs[10:]}"


def _check_sign(values: list[int]) -> int:
    """Return the weighted sum modulo 31; the weights 2 to 15 are all different and never zero."""
    return sum(weight * value for weight, value in enumerate(values, 2)) % len(SIGNS)


def make_copy(device: Signer, *, kantor: str, perangkat: str, revision: bytes, orang: Sequence[bytes]) -> bytes:
    """Return the file that carries one sealed objection, signed by the computer on which it was sealed."""
    salinan = Copy(
        v=FORMAT,
        kantor=kantor,
        perangkat=perangkat,
        kunci=device.public.hex(),
        revision=base64.b64encode(revision).decode(),
        orang=tuple(base64.b64encode(one).decode() for one in orang),
        tanda=sign(device, COPY_TYPE, revision).hex(),
    )
    return COPY_MAGIC + strict_json.encode(salinan)


def read_copy(data: bytes) -> tuple[Copy, bytes, tuple[bytes, ...]]:
    """Return a carried file, the bytes of its revision, and those of the writer's keys; its signature not judged.

    Raises ``BundleError``: ``bukan_salinan_keberatan``, ``newer_format``, ``keberatan_rusak``, ``strict_json``.
    """
    if data[:4] == COPY_MAGIC[:4] and data[4:5] > COPY_MAGIC[4:] and data[4:5].isdigit():
        raise BundleError("newer_format", needs=data[4:5].decode())
    if not data.startswith(COPY_MAGIC) or len(data) > COPY_MAX:
        raise BundleError("bukan_salinan_keberatan")
    # Three texts hold whole revisions, so the limit of a revision's own texts does not fit here.
    try:
        salinan = msgspec.json.decode(data[len(COPY_MAGIC) :], type=Copy)
        raws = [base64.b64decode(one, validate=True) for one in (salinan.revision, *salinan.orang)]
    except (msgspec.MsgspecError, UnicodeDecodeError, binascii.Error, ValueError):
        raise BundleError("keberatan_rusak") from None
    if salinan.v > FORMAT:
        raise BundleError("newer_format", needs=salinan.v)
    if strict_json.encode(salinan) != data[len(COPY_MAGIC) :] or len(raws) > 1 + EVIDENCE_MAX:
        raise BundleError("keberatan_rusak")
    return salinan, raws[0], tuple(raws[1:])


def is_copy_signed(salinan: Copy, revision: bytes) -> bool:
    """Tell whether the computer that a carried file names signed the revision's bytes."""
    return is_signed_hex(salinan.kunci, COPY_TYPE, revision, salinan.tanda)
