"""The code of the recovery card: random, forgiving of how it is read, and never of a wrong letter."""

from __future__ import annotations

import pytest

from desktop_app.domain.errors import UserError
from desktop_app.vault import clean_code, code_key, code_number, make_card, new_code, open_card
from desktop_app.vault.card import LETTERS


def test_that_a_code_is_read_however_it_is_typed() -> None:
    for _ in range(50):
        code = new_code()
        assert [len(group) for group in code.split("-")] == [4] * 7
        typed = code.replace("0", "o").replace("1", "I").replace("V", "u").lower().replace("-", " ")
        assert code_key(typed) == code_key(code)
        assert code_key(code.replace("1", "l").replace("-", "")) == code_key(code)


def test_that_one_wrong_letter_is_found_nearly_always_and_two_swapped_ones_too() -> None:
    missed, tried = 0, 0
    for _ in range(20):
        code = new_code().replace("-", "")
        for at in range(len(code)):
            for letter in LETTERS:
                if letter != code[at]:
                    tried += 1
                    missed += _is_code(code[:at] + letter + code[at + 1 :])
    assert missed / tried < 0.004  # two check letters: 1 in 1024


def _is_code(text: str) -> bool:
    try:
        clean_code(text)
    except UserError as error:
        return error.code != "kartu_salah_ketik"
    return True


@pytest.mark.parametrize("text", ["", "-", "0" * 27, "0" * 29, "é" * 28, "０" * 28, "\x00" * 28, "A" * 10_000])
def test_that_what_is_no_code_is_a_typing_error(text: str) -> None:
    assert not _is_code(text)


def test_that_the_number_of_a_card_says_nothing_of_its_code_and_only_its_code_opens() -> None:
    code, other = new_code(), new_code()
    number = code_number(code)
    assert number != code_number(other)
    assert not any(code.replace("-", "")[at : at + 5] in number for at in range(24))
    slot = make_card(code_key(code), number, [bytes(32), b"\x01" * 32])
    opened = open_card(slot, code_key(code))
    assert opened is not None
    assert opened.candidates == (bytes(32), b"\x01" * 32)
    assert open_card(slot, code_key(other)) is None
