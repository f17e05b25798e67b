"""The strict JSON profile of everything that is signed or sealed (docs/spec/bundle-v1.md, section Strict form).

One object in UTF-8, in the exact bytes that the encoder would write: no white space, no duplicate keys, no other
escapes than needed, integers within ±(2^53-1), no floats, at most eight containers deep. A typed decoder refuses
numbers, depth and long texts while it reads; writing the value again and comparing the bytes proves the rest.
About 6 µs per KiB, so that whole bundles are checked revision by revision.
"""

from __future__ import annotations

from typing import Annotated, Any, Final, TypeVar

import msgspec

from desktop_app.domain.errors import BundleError
from desktop_app.exchange.limits import INTEGER_MAX, JSON_DEPTH, REVISION_MAX, TEXT_MAX

T = TypeVar("T")


def _object_type(depth: int) -> Any:
    """Return the type of an object in which no container lies deeper than ``depth``, the object itself counted."""
    integer = Annotated[int, msgspec.Meta(ge=-INTEGER_MAX, le=INTEGER_MAX)]
    text = Annotated[str, msgspec.Meta(max_length=TEXT_MAX)]
    value: Any = bool | integer | text | None
    for _ in range(depth - 1):
        value = bool | integer | text | list[value] | dict[str, value] | None
    return dict[str, value]


_DECODER: Final[msgspec.json.Decoder[dict[str, Any]]] = msgspec.json.Decoder(_object_type(JSON_DEPTH))
_ENCODER: Final = msgspec.json.Encoder()


def encode(value: object) -> bytes:
    """Return the strict form of ``value`` (a Struct or plain JSON values); the caller keeps to the profile's limits."""
    return _ENCODER.encode(value)


def check(raw: bytes, *, limit: int = REVISION_MAX) -> dict[str, Any]:
    """Return the object that ``raw`` spells in strict form.

    Raises ``BundleError("strict_json", reason=…)`` for anything else: ``size``, ``syntax`` (also depth, numbers and
    texts out of bounds), ``text`` (not UTF-8), ``form`` (same value, other bytes; also duplicate keys), ``nul``.
    """
    if len(raw) > limit:
        raise BundleError("strict_json", reason="size", size=len(raw))
    try:
        value = _DECODER.decode(raw)
    except msgspec.MsgspecError as error:
        raise BundleError("strict_json", reason="syntax", detail=str(error)[:160]) from None
    except UnicodeDecodeError:
        raise BundleError("strict_json", reason="text") from None
    if _ENCODER.encode(value) != raw:
        raise BundleError("strict_json", reason="form")
    if b"\\u0000" in raw and _holds_nul(value):
        raise BundleError("strict_json", reason="nul")
    return value


def decode(raw: bytes, type_: type[T], *, limit: int, code: str) -> T:
    """Return ``raw`` as the Struct ``type_``; keys that this version does not know are passed over.

    Raises ``BundleError``: ``strict_json`` when the form is wrong, ``code`` when the form is right and a field is not.
    """
    check(raw, limit=limit)
    try:
        return msgspec.json.decode(raw, type=type_)
    except msgspec.MsgspecError as error:
        raise BundleError(code, detail=str(error)[:160]) from None


def _holds_nul(value: object) -> bool:
    """Tell whether a text in ``value`` (at most eight deep) holds U+0000, which C libraries and people cannot see."""
    if isinstance(value, str):
        return "\x00" in value
    if isinstance(value, dict):
        return any(_holds_nul(key) or _holds_nul(item) for key, item in value.items())
    if isinstance(value, list):
        return any(_holds_nul(item) for item in value)
    return False
