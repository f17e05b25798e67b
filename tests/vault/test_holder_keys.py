"""A holder's key: what is typed from the card is found wrong row by row, and a stick that was changed opens nothing."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.errors import UserError
from desktop_app.vault import (
    FLOOR,
    HeldKey,
    Owner,
    open_file,
    read_card,
    read_owner,
    seal_file,
    write_card,
    wrong_row,
)
from desktop_app.vault.card import LETTERS
from desktop_app.vault.holder import ROW, ROWS

OWNER = Owner("99.01", "Kabupaten Contoh", 2, "Ratna Contoh")
SANDI = "pohon mangga di halaman"
KEY = HeldKey("root", bytes(range(32)))


def code(typed: str) -> tuple[str, object]:
    """How a typed card is refused, and which row."""
    try:
        read_card(typed)
    except UserError as error:
        return error.code, error.facts.get("baris")
    return "", None


@given(st.binary(min_size=32, max_size=32), st.sampled_from(["root", "escrow"]))
@settings(max_examples=30)
def test_that_a_card_says_its_key_however_it_is_typed(secret: bytes, kind: str) -> None:
    rows = write_card(HeldKey(kind, secret))  # type: ignore[arg-type]
    assert len(rows) == ROWS
    for typed in (" ".join(rows), "".join(rows).lower(), "-".join(rows).replace("0", "o").replace("1", "l")):
        read = read_card(typed)
        assert (read.kind, read.secret) == (kind, secret)


def test_that_every_wrong_letter_and_every_swap_is_found_in_its_row() -> None:
    rows = [row.replace(" ", "") for row in write_card(KEY)]
    for number, row in enumerate(rows):
        for place in range(ROW):
            for letter in LETTERS:
                wrong = row[:place] + letter + row[place + 1 :]
                assert wrong_row(number, wrong) == (wrong != row)
            for other in range(place + 1, ROW):
                letters = list(row)
                letters[place], letters[other] = letters[other], letters[place]
                assert wrong_row(number, "".join(letters)) == ("".join(letters) != row)
    typo = rows[:]
    typo[4] = typo[4][:3] + ("7" if typo[4][3] != "7" else "8") + typo[4][4:]
    assert code(" ".join(typo)) == ("kunci_kartu_baris", 5)
    swapped = [rows[1], rows[0], *rows[2:]]
    assert code(" ".join(swapped)) == ("kunci_kartu_baris", 1)
    assert code(" ".join(rows[:7])) == ("kunci_kartu_panjang", None)
    assert code("") == ("kunci_kartu_panjang", None)
    other = [row.replace(" ", "") for row in write_card(HeldKey("root", bytes(range(1, 33))))]
    assert code(" ".join([*rows[:5], *other[5:]])) == ("kunci_kartu_salah", None), "rows of two cards"
    assert wrong_row(0, "ÄÄÄÄÄÄÄÄ")


def test_that_a_file_opens_with_its_words_and_names_its_holder() -> None:
    data = seal_file(KEY, OWNER, SANDI, FLOOR)
    assert KEY.secret.hex().encode() not in data
    assert read_owner(data) == (OWNER, KEY.public)
    assert open_file(data, SANDI) == KEY
    assert repr(open_file(data, SANDI)) == "HeldKey(kind='root')"
    with pytest.raises(UserError, match="kunci_sandi_salah"):
        open_file(data, SANDI + " ")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "Orang Lain"),
        ("number", 3),
        ("public", "00" * 32),
        ("kind", "escrow"),
        ("office", "99.02"),
        ("cost", {"passes": 3, "memory_kib": 19456}),
    ],
)
def test_that_nothing_of_a_file_can_be_changed(field: str, value: object) -> None:
    data = seal_file(KEY, OWNER, SANDI, FLOOR)
    raw = json.loads(data[5:])
    raw[field] = value
    with pytest.raises(UserError, match="kunci_sandi_salah"):
        open_file(data[:5] + json.dumps(raw).encode(), SANDI)


def test_that_other_files_are_told_from_it() -> None:
    data = seal_file(KEY, OWNER, SANDI, FLOOR)
    raw = json.loads(data[5:])
    weak = {**raw, "cost": {"passes": 1, "memory_kib": 8}}
    for wrong, expected in (
        (b"", "kunci_berkas_bukan"),
        (b"SKPB1" + data[5:], "kunci_berkas_bukan"),
        (b"SKPK2" + data[5:], "kunci_berkas_baru"),
        (data[:-2], "kunci_berkas_bukan"),
        (data[:5] + json.dumps({**raw, "more": 1}).encode(), "kunci_berkas_bukan"),
        (data[:5] + json.dumps(weak).encode(), "kunci_berkas_bukan"),
        (data + b" " * 17_000, "kunci_berkas_bukan"),
    ):
        with pytest.raises(UserError, match=expected):
            open_file(wrong, SANDI)
