"""What people read aloud: four words, a receipt code that catches slips, a passport that says the same twice."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.errors import UserError
from desktop_app.exchange import check_receipt, four_words, passport, receipt_code
from desktop_app.exchange.passport import LETTERS
from desktop_app.exchange.words import WORDS

HASHES = st.binary(min_size=32, max_size=32).map(bytes.hex)


def test_that_the_words_are_256_plain_ones_that_no_single_slip_confuses() -> None:
    assert len(WORDS) == len(set(WORDS)) == 256
    assert list(WORDS) == sorted(WORDS)
    assert all(word.isascii() and word.isalpha() and word.islower() and 3 <= len(word) <= 8 for word in WORDS)
    slips = {slip: word for word in WORDS for slip in slips_of(word)}
    assert not [(word, slips[word]) for word in WORDS if word in slips]


def slips_of(word: str) -> set[str]:
    """What one wrong, lost or added letter makes of a word."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    lost = {left + right[1:] for left, right in cuts if right}
    wrong = {left + letter + right[1:] for left, right in cuts if right for letter in letters}
    added = {left + letter + right for left, right in cuts for letter in letters}
    return (lost | wrong | added) - {word}


def test_that_the_released_word_list_never_changes() -> None:
    """Old passports on paper must stay checkable; a new list needs a new format version."""
    digest = hashlib.sha256(" ".join(WORDS).encode()).hexdigest()
    assert digest == "1366620f7f5237c52fe4439138cfa298d5ec1c1b8d159bacef10af19300879da"


def test_that_sender_and_receiver_see_the_same_passport(world: Any) -> None:
    sealed = world.seal(kinds={"skp": 3, "pegawai": 2})
    printed = passport(sealed.manifest, sealed.file_sha256)
    with world.open(sealed.path) as bundle:
        assert passport(bundle.manifest, bundle.file_sha256) == printed
    assert printed.office.name == "Kecamatan Argomulyo"
    assert (printed.seq, printed.revisions, dict(printed.kinds)) == (1, 2, {"pegawai": 2, "skp": 3})
    assert printed.words == four_words(sealed.file_sha256)
    assert replace(printed, words=four_words("00" * 32)).words == ("abad",) * 4


@given(HASHES)
def test_that_a_receipt_answers_its_own_bundle_however_it_is_typed(digest: str) -> None:
    code = receipt_code(digest)
    assert len(code) == 14
    assert set(code) <= set(LETTERS + "-")
    assert check_receipt(code, digest)
    assert check_receipt(code.lower().replace("-", " "), digest)
    assert not check_receipt(receipt_code(hashlib.sha256(bytes.fromhex(digest)).hexdigest()), digest)


@given(HASHES, st.integers(0, 11), st.sampled_from(LETTERS))
def test_that_one_wrong_letter_is_noticed_as_a_slip(digest: str, at: int, letter: str) -> None:
    code = receipt_code(digest).replace("-", "")
    if code[at] == letter:
        return
    with pytest.raises(UserError) as slip:
        check_receipt(code[:at] + letter + code[at + 1 :], digest)
    assert slip.value.code == "receipt_mistyped"


@given(HASHES, st.integers(0, 10))
def test_that_two_swapped_letters_are_noticed_as_a_slip(digest: str, at: int) -> None:
    code = receipt_code(digest).replace("-", "")
    if code[at] == code[at + 1]:
        return
    with pytest.raises(UserError):
        check_receipt(code[:at] + code[at + 1] + code[at] + code[at + 2 :], digest)


@pytest.mark.parametrize(
    "typed", ["", "ABCD", "ABCD-EFGH-JKL1", "ABCD-EFGH-JKLMN", "IIII-OOOO-UUUU", "é" * 12, "3" * 12]
)
def test_that_what_is_no_code_is_named_as_such(typed: str) -> None:
    with pytest.raises(UserError):
        check_receipt(typed, "00" * 32)


def test_that_a_courier_cannot_make_the_receipt_from_the_file(world: Any) -> None:
    """It comes from the manifest, which is sealed: two files of one content have one receipt and other words."""
    one, two = world.seal(), world.seal()
    assert receipt_code(one.manifest_sha256) == receipt_code(two.manifest_sha256)
    assert one.file_sha256 != two.file_sha256
