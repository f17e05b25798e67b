"""A signed, sealed section of a case that only grows: what is inside, what its writer signs, and its short code.

Source: docs/spec/counselling.md. Nothing here knows a store or a kind; whoever calls says which keys he believes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec

from desktop_app.domain.errors import BundleError, UserError
from desktop_app.domain.pegawai import Identitas
from desktop_app.exchange import strict_json
from desktop_app.exchange.limits import FORMAT, KIB
from desktop_app.exchange.print_code import SIGNS
from desktop_app.exchange.sealed_text import code_values, decrypt_text, encrypt_text, is_signed_hex
from desktop_app.exchange.signing import Signer, sign

SECTION_TYPE: Final = "application/vnd.skp-luring.bagian-tersegel.v1"
PLAIN_MAX: Final = 40 * KIB
"""Bytes of one section's inside: sealed and in base64 it still is one text of a revision (64 KiB)."""
PAD: Final = 8 * KIB
"""Every inside is filled up to a multiple of this: a short report and a long record look alike up to here."""
_CODE_SIGNS: Final = 10
_CODE_BITS: Final = 49
"""31**10 is a little more than 2**49."""


class Answer(msgspec.Struct, frozen=True):
    """One field of a section by its code, as it was typed."""

    kode: str
    teks: str

    def __repr__(self) -> str:
        return f"Answer({self.kode})"


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """What only the recipients read: the fields of a section, and to which case and place it belongs."""

    v: int
    kasus: str
    pegawai_id: str
    bagian: str
    jenis: str
    sebelumnya: str
    penulis: str
    tanggal: str
    isian: tuple[Answer, ...] = ()
    pegawai: Identitas | None = None
    penilai: Identitas | None = None
    isi: str = ""

    def text_of(self, kode: str) -> str:
        """Return what was typed into a field, empty where there is nothing."""
        return next((satu.teks for satu in self.isian if satu.kode == kode), "")

    def __repr__(self) -> str:
        return f"Section({self.jenis})"


class SectionStatement(msgspec.Struct, frozen=True, kw_only=True):
    """What the writer of a section signs; hashes and ids as lower hex."""

    v: int
    kantor: str
    kasus: str
    pegawai_id: str
    bagian: str
    jenis: str
    sebelumnya: str
    penulis_id: str
    konselor_id: str
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


def seal_section(section: Section, recipients: Sequence[str]) -> bytes:
    """Return ``section`` as an age file for ``recipients``; ``UserError`` ``bagian_terlalu_panjang``."""
    raw = strict_json.encode(section)
    if len(raw) > PLAIN_MAX:
        raise UserError("bagian_terlalu_panjang", batas=PLAIN_MAX // KIB)
    raw = strict_json.encode(msgspec.structs.replace(section, isi=" " * (-len(raw) % PAD)))
    return encrypt_text(raw, recipients)


def open_section(sealed: bytes, identities: Sequence[str]) -> Section | None:
    """Return what a section says, None where none of ``identities`` (age texts) opens it.

    Raises ``BundleError`` ``age_header``, ``bagian_rusak`` or ``newer_format`` where it is no section that this
    program can read.
    """
    raw = decrypt_text(sealed, identities)
    if raw is None:
        return None
    section = strict_json.decode(raw, Section, limit=PLAIN_MAX + 2 * PAD, code="bagian_rusak")
    if section.v > FORMAT:
        raise BundleError("newer_format", needs=section.v)
    return section


def sign_section(signer: Signer, statement: SectionStatement) -> str:
    """Return the writer's signature (hex) over a statement."""
    return sign(signer, SECTION_TYPE, statement.raw).hex()


def is_section_signed(public: str, statement: SectionStatement, tanda: str) -> bool:
    """Tell whether ``tanda`` (hex) is the signature of the key ``public`` (hex) over a statement."""
    return is_signed_hex(public, SECTION_TYPE, statement.raw, tanda)


def section_code(statement: SectionStatement) -> str:
    """Return ``ABCDE-FGHJK``: 49 bits of a statement's hash in ten signs, to be compared by voice or on paper."""
    values = code_values(b"skp-luring bagian kode v1", statement.raw, _CODE_SIGNS, _CODE_BITS)
    code = "".join(SIGNS[value] for value in values)
    return f"{code[:5]}-{code[5:]}"
