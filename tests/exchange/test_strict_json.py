"""The strict JSON profile: one spelling for each value, and nothing that a parser could read two ways."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.errors import BundleError
from desktop_app.exchange import strict_json
from desktop_app.exchange.limits import INTEGER_MAX

REFUSED = {
    "float": b'{"a":1.5}',
    "float without fraction": b'{"a":1.0}',
    "exponent": b'{"a":1e3}',
    "negative zero": b'{"a":-0}',
    "leading zero": b'{"a":01}',
    "one too many": b'{"a":9007199254740992}',
    "one too few": b'{"a":-9007199254740992}',
    "beyond 64 bits": b'{"a":123456789012345678901234567890}',
    "a million digits": b'{"a":' + b"1" * 200_000 + b"}",
    "NaN": b'{"a":NaN}',
    "Infinity": b'{"a":-Infinity}',
    "lone surrogate escaped": b'{"a":"\\ud800"}',
    "lone surrogate in bytes": b'{"a":"\xed\xa0\x80"}',
    "overlong UTF-8": b'{"a":"\xc0\xaf"}',
    "not UTF-8": b'{"a":"\xff"}',
    "not UTF-8 in a key": b'{"\xff":1}',
    "UTF-16": '{"a":1}'.encode("utf-16"),
    "byte order mark": b'\xef\xbb\xbf{"a":1}',
    "duplicate key": b'{"a":1,"a":2}',
    "duplicate key, same value": b'{"a":1,"a":1}',
    "duplicate key by escape": b'{"a":1,"\\u0061":1}',
    "duplicate key deep inside": b'{"a":[{"b":[{"c":1,"c":1}]}]}',
    "space": b'{"a": 1}',
    "line feed at the end": b'{"a":1}\n',
    "two values": b'{"a":1}{"a":1}',
    "needless escape": b'{"a":"\\/"}',
    "escaped letter": b'{"a":"\\u0041"}',
    "escaped pair": b'{"a":"\\ud83d\\ude00"}',
    "upper hex escape": b'{"a":"\\u001F"}',
    "raw control character": b'{"a":"\x01"}',
    "NUL": b'{"a":"x\\u0000"}',
    "NUL in a key": b'{"x\\u0000":1}',
    "array": b"[1]",
    "number": b"1",
    "null": b"null",
    "nothing": b"",
    "trailing comma": b'{"a":1,}',
    "comment": b'{"a":1/*x*/}',
    "nine deep": b'{"a":[[[[[[[[1]]]]]]]]}',
    "nine deep by objects": b'{"a":' * 9 + b"1" + b"}" * 9,
    "unclosed depth bomb": b'{"a":' + b"[" * 200_000,
    "text too long": b'{"a":"' + b"x" * 65_537 + b'"}',
}


@pytest.mark.parametrize("raw", REFUSED.values(), ids=REFUSED.keys())
def test_that_json_outside_the_strict_form_is_refused_at_once(raw: bytes) -> None:
    began = time.monotonic()
    with pytest.raises(BundleError) as refused:
        strict_json.check(raw)
    assert refused.value.code == "strict_json"
    assert time.monotonic() - began < 1


def test_that_an_object_over_the_size_limit_is_not_even_parsed() -> None:
    with pytest.raises(BundleError) as refused:
        strict_json.check(b"{" * 300_000)
    assert refused.value.facts["reason"] == "size"


@pytest.mark.parametrize(
    "value",
    [
        {"a": INTEGER_MAX, "b": -INTEGER_MAX, "c": [True, False, None]},
        {"nip": "198501012010011001", "teks": 'kutip " garis \\ baris \n tab \t \x7f é 你 😀  '},
        {"a": {"b": [{"c": [{"d": [1]}]}]}},
        {},
        {"panjang": "x" * 65_536},
        {"harfiah": "\\u0000"},
    ],
)
def test_that_ordinary_objects_pass_as_they_are(value: dict[str, Any]) -> None:
    assert strict_json.check(strict_json.encode(value)) == value


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20)
LEAVES = st.none() | st.booleans() | st.integers(-INTEGER_MAX, INTEGER_MAX) | TEXTS
VALUES = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3))


def depth(value: object) -> int:
    """How many containers lie around the deepest value."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    return 0 if inner is None else 1 + max(map(depth, inner), default=0)


@given(st.dictionaries(TEXTS, VALUES, max_size=4))
def test_that_exactly_objects_of_depth_eight_and_less_survive_encoding(value: dict[str, Any]) -> None:
    raw = strict_json.encode(value)
    if depth(value) <= 8:
        assert strict_json.check(raw) == value
    else:
        with pytest.raises(BundleError):
            strict_json.check(raw)


@given(st.dictionaries(TEXTS, VALUES, min_size=1, max_size=4), st.data())
def test_that_no_second_spelling_of_a_value_passes(value: dict[str, Any], data: st.DataObject) -> None:
    """Whatever byte string passes, the encoder writes again byte by byte."""
    raw = bytearray(strict_json.encode(value))
    at = data.draw(st.integers(0, len(raw) - 1))
    raw[at] = data.draw(st.integers(0, 255))
    try:
        seen = strict_json.check(bytes(raw))
    except BundleError:
        return
    assert strict_json.encode(seen) == bytes(raw)
    assert json.loads(raw) == seen


def test_that_checking_a_revision_is_cheap() -> None:
    """A generous bound: it takes about 6 µs; a Python walk over the value takes more than 100."""
    row = {"id": "ab12", "uraian": "Tersusunnya laporan kegiatan sesuai ketentuan", "target": "12 laporan", "n": 12}
    raw = strict_json.encode({"nip": "198501012010011001", "body": {"hasil": [row] * 8}})
    assert 700 < len(raw) < 1200
    best = min(_seconds(raw) for _ in range(7))
    assert best < 60e-6, f"{best * 1e6:.1f} µs"


def _seconds(raw: bytes) -> float:
    began = time.perf_counter()
    for _ in range(500):
        strict_json.check(raw)
    return (time.perf_counter() - began) / 500
