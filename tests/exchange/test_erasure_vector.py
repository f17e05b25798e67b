"""The example of the specification of erasure verifies as it is printed there."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import msgspec
import pytest

from db import skeleton_raw
from desktop_app.domain.penghapusan import Penghapusan, RevisiTerhapus, signed_text
from desktop_app.exchange.penghapusan import HASHES_TYPE, sign_erasure, sign_hashes, verify_erasure
from desktop_app.exchange.signing import is_signed
from desktop_app.services.penghapusan_isi import read_skeletons, record_body, to_skeleton
from desktop_app.vault import SigningKey

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "spec" / "erasure.md").read_text(encoding="utf-8")
KEY = SigningKey(bytes([1]) * 32)
DOC = "35d250c6" + "22" * 12
FIRST = RevisiTerhapus(
    id="11" * 32, jenis="pegawai", dokumen=DOC, induk=(), perangkat="33" * 16, epoch="44" * 16, nomor=7,
    lingkup="99.01.01",
)  # fmt: skip
RECORD = Penghapusan(
    orang=DOC,
    dasar="Permintaan pemilik data",
    nomor_surat="800/12/2026",
    pelaku="35d250c6" + "66" * 12,
    revisi=(FIRST, msgspec.structs.replace(FIRST, id="55" * 32, induk=("11" * 32,), nomor=8)),
    unit_kode="99.01.01",
)


def printed() -> bytes:
    block = PAGE.split("<!-- example -->\n")[1].split("\n\n")[0]
    return "".join(line[4:].replace("→", "\t") + "\n" for line in block.splitlines()).encode()


def test_that_the_text_its_hash_and_its_signature_are_those_of_the_page() -> None:
    text = signed_text(RECORD)
    assert text == printed()
    assert hashlib.sha256(text).hexdigest() in PAGE
    (tanda,) = re.findall(r"Signature: `([0-9a-f]{128})`", PAGE)
    assert sign_erasure(KEY, text) == tanda
    assert verify_erasure(KEY.public.hex(), text, tanda)


def test_that_the_skeleton_is_that_of_the_page() -> None:
    assert f"    {skeleton_raw(to_skeleton(FIRST)).decode()}\n" in PAGE
    assert [s.rev_id for s in read_skeletons(record_body(RECORD))] == ["11" * 32, "55" * 32]
    assert read_skeletons(b"[]") == []


@pytest.mark.parametrize(
    ("public", "tanda"),
    [("", ""), ("zz", "zz"), (KEY.public.hex().upper(), ""), (KEY.public.hex(), "00" * 64), ("00" * 32, "00" * 64)],
)
def test_that_what_is_no_key_or_no_signature_never_verifies(public: str, tanda: str) -> None:
    assert not verify_erasure(public, b"x", tanda)


def test_that_a_signature_over_a_list_of_hashes_is_none_over_a_record() -> None:
    assert not verify_erasure(KEY.public.hex(), b"x", sign_hashes(KEY, b"x"))
    assert is_signed(KEY.public, HASHES_TYPE, b"x", bytes.fromhex(sign_hashes(KEY, b"x")))


@pytest.mark.parametrize("field", ["orang", "dasar", "alasan", "nomor_surat", "pelaku", "unit_kode"])
@pytest.mark.parametrize("sign", ["\n", "\t", "\r"])
def test_that_a_fact_that_breaks_its_line_is_no_text(field: str, sign: str) -> None:
    with pytest.raises(ValueError, match="breaks its line"):
        signed_text(msgspec.structs.replace(RECORD, **{field: f"a{sign}b"}))
