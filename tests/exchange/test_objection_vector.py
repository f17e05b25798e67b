"""The example of docs/spec/objection.md verifies, and what is changed in it does not."""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from desktop_app.domain.errors import BundleError, UserError
from desktop_app.exchange.objection import (
    COPY_MAGIC,
    Inside,
    Statement,
    is_sealing_key,
    is_statement_signed,
    read_copy,
    read_slip_code,
    recipient_of,
    seal,
    seal_text,
    sign_statement,
    slip_code,
    unseal,
    unseal_text,
)
from desktop_app.vault import SigningKey
from desktop_app.vault.sealing import draft_identity, sealing_identity

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def vector() -> Any:
    return json.loads((ROOT / "tests/vectors/objection-v1/vector.json").read_text(encoding="utf-8"))


@pytest.fixture
def statement(vector: Any) -> Statement:
    return msgspec.json.decode(vector["statement"], type=Statement)


def key(vector: Any, name: str) -> SigningKey:
    return SigningKey(bytes.fromhex(vector["seeds"][name]))


def test_that_the_example_of_the_specification_is_the_vector(vector: Any) -> None:
    page = (ROOT / "docs/spec/objection.md").read_text(encoding="utf-8").split("## Example")[1]
    lines = [line.strip() for line in page.splitlines() if line.startswith("    ")]
    assert lines == [vector[name] for name in ("superior_recipient", "statement", "signature", "code")]


def test_that_keys_signature_and_code_are_those_of_the_vector(vector: Any, statement: Statement) -> None:
    superior, employee = key(vector, "superior"), key(vector, "employee")
    assert sealing_identity(superior) == vector["superior_identity"]
    assert recipient_of(sealing_identity(superior)) == vector["superior_recipient"]
    assert is_sealing_key(
        superior.public.hex(), statement.penanda, vector["superior_recipient"], vector["sealing_key_signature"]
    )
    assert statement.raw.decode() == vector["statement"]
    assert sign_statement(employee, statement) == vector["signature"]
    assert is_statement_signed(vector["employee_public"], statement, vector["signature"])
    assert slip_code(statement) == vector["code"]


def test_that_the_superior_opens_the_sealed_bytes_and_the_employee_does_not(vector: Any, statement: Statement) -> None:
    sealed = base64.b64decode(vector["sealed"])
    assert hashlib.sha256(sealed).hexdigest() == statement.sidik
    opened = unseal(sealed, [sealing_identity(key(vector, "superior"))])
    assert opened is not None
    assert {name: getattr(opened, name) for name in vector["inside"]} == vector["inside"]
    mine = key(vector, "employee")
    assert unseal(sealed, [sealing_identity(mine), draft_identity(mine)]) is None
    with pytest.raises(BundleError):
        unseal(sealed[:100], [sealing_identity(mine)])


def test_that_every_member_of_the_statement_counts(vector: Any, statement: Statement) -> None:
    for name in Statement.__struct_fields__:
        lama = getattr(statement, name)
        baru = {str: lambda v: v + "0", int: lambda v: v + 1, bool: lambda v: not v, tuple: lambda v: v[:1]}
        lain = msgspec.structs.replace(statement, **{name: baru[type(lama)](lama)})
        assert not is_statement_signed(vector["employee_public"], lain, vector["signature"]), name
        assert slip_code(lain) != vector["code"], name


def test_that_a_wrong_or_swapped_sign_of_the_code_always_shows(vector: Any) -> None:
    code = vector["code"]
    assert read_slip_code(code.lower().replace("-", "  ")) == code
    bare = code.replace("-", "")
    wrong = [bare[:at] + ("A" if bare[at] != "A" else "B") + bare[at + 1 :] for at in range(15)]
    wrong += [bare[:at] + bare[at + 1] + bare[at] + bare[at + 2 :] for at in range(14) if bare[at] != bare[at + 1]]
    for one in [*wrong, bare[:-1], bare + "0", "", "!!!"]:
        with pytest.raises(UserError) as caught:
            read_slip_code(one)
        assert caught.value.code == "kode_keberatan_salah_ketik"


def test_that_the_length_tells_no_more_than_pages_and_too_long_is_refused(vector: Any, statement: Statement) -> None:
    inside = Inside(
        v=1,
        pegawai_id="2" * 32,
        penilaian_id="3" * 32,
        penilaian_rev="",
        periode="2026",
        perangkat="5" * 32,
        nomor=1,
        nama="Bunga Rekaan",
        tanggal="",
        alasan="x",
    )
    to = [vector["superior_recipient"]]
    sizes = {len(seal(msgspec.structs.replace(inside, alasan="x" * n), to)) for n in (1, 50, 3000)}
    assert len(sizes) == 1
    with pytest.raises(UserError):
        seal(msgspec.structs.replace(inside, alasan="é" * 30_000), to)
    mine = draft_identity(key(vector, "employee"))
    assert unseal_text(seal_text("halo", mine), mine) == "halo"
    assert unseal_text(b"rusak", mine) is None


def test_that_a_carried_file_of_another_form_is_refused() -> None:
    for data, code in (
        (b"", "bukan_salinan_keberatan"),
        (b"SKPB1x", "bukan_salinan_keberatan"),
        (b"SKPK2x", "newer_format"),
        (COPY_MAGIC + b"{}", "keberatan_rusak"),
        (COPY_MAGIC + b"[" * 10_000, "keberatan_rusak"),
    ):
        with pytest.raises(BundleError) as caught:
            read_copy(data)
        assert caught.value.code == code
