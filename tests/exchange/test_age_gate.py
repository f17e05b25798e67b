"""The gate before the age library: X25519 stanzas in exact form and nothing else."""

from __future__ import annotations

import io
import re
import time

import pyrage
import pytest

from desktop_app.domain.errors import BundleError
from desktop_app.exchange import age

IDENTITY = pyrage.x25519.Identity.from_str("AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX")
RECIPIENT = str(IDENTITY.to_public())


def sealed(count: int = 1, data: bytes = b"isi") -> bytes:
    """Ciphertext for ``count`` different recipients, the first of them ours."""
    others = [str(pyrage.x25519.Identity.generate().to_public()) for _ in range(count - 1)]
    out = io.BytesIO()
    age.encrypt(io.BytesIO(data), out, [RECIPIENT, *others])
    return out.getvalue()


@pytest.mark.parametrize("count", range(1, 9))
@pytest.mark.parametrize("size", [1, 65_535, 65_536, 65_537, 200_000])
def test_that_what_we_seal_passes_the_gate_opens_and_has_the_foretold_length(count: int, size: int) -> None:
    data = bytes(size)
    file = sealed(count, data)
    assert age.check_header(file[: age.HEADER_MAX], len(file)) == count
    assert len(file) == age.sealed_length(size, count)
    assert pyrage.decrypt(file, [IDENTITY]) == data


def test_that_the_bare_librarys_own_header_with_its_extra_stanza_is_refused() -> None:
    file = pyrage.encrypt(b"isi", [IDENTITY.to_public()])
    assert b"-grease" in file[:600]
    refuse(file)


def refuse(file: bytes) -> None:
    """The gate refuses at once; the best of three tries counts, because other work shares the machine."""
    times = []
    for _ in range(3):
        began = time.monotonic()
        with pytest.raises(BundleError) as refused:
            age.check_header(file[: age.HEADER_MAX], len(file))
        times.append(time.monotonic() - began)
        assert refused.value.code == "age_header"
    assert min(times) < 0.01


def test_that_oddities_of_the_header_are_refused() -> None:
    """The kinds of malformed file that the public age test vectors hold, made from a sound one."""
    good = sealed()
    head, tail = good.split(b"--- ", 1)
    version, stanza = head.split(b"\n", 1)
    share = re.match(rb"-> X25519 (\S+)\n(\S+)\n", stanza)
    assert share
    mac, payload = tail[:43], tail[44:]

    def build(stanzas: bytes, *, first: bytes = version + b"\n", end: bytes = b"--- " + mac + b"\n") -> bytes:
        return first + stanzas + end + payload

    assert build(stanza) == good
    scrypt = b"-> scrypt ajMFur+EJLGaohv/dLRGnw 23\n8SHBz/ldWnjyGFQqfjat6uNBarWqqEMDS7W8X7+Xq5Q\n"
    odd = {
        "scrypt": build(scrypt),
        "scrypt beside": build(stanza + scrypt),
        "grease": build(stanza + b"-> x-grease a\nAAAA\n"),
        "nine": build(stanza * 9),
        "none": build(b""),
        "ssh": build(stanza.replace(b"X25519", b"ssh-ed25519 abcd")),
        "lower case": build(stanza.replace(b"X25519", b"x25519")),
        "extra argument": build(stanza.replace(b"\n", b" x\n", 1)),
        "two spaces": build(stanza.replace(b"X25519 ", b"X25519  ")),
        "trailing space": build(stanza.replace(b"\n", b" \n", 1)),
        "carriage return": build(stanza.replace(b"\n", b"\r\n")),
        "padded": build(stanza.replace(b"\n", b"=\n", 1)),
        "short share": build(b"-> X25519 " + share[1][:-1] + b"\n" + share[2] + b"\n"),
        "long body": build(b"-> X25519 " + share[1] + b"\n" + share[2] + b"AA\n"),
        "no body": build(b"-> X25519 " + share[1] + b"\n\n"),
        "wrapped body": build(b"-> X25519 " + share[1] + b"\n" + share[2] + b"\n\n"),
        "not canonical": build(stanza, end=b"--- " + b"A" * 42 + b"B\n"),
        "url letters": build(stanza, end=b"--- " + b"-" * 43 + b"\n"),
        "short mac": build(stanza, end=b"--- " + mac[:-1] + b"\n"),
        "no mac": build(stanza, end=b"---\n"),
        "other version": build(stanza, first=b"age-encryption.org/v2\n"),
        "upper version": build(stanza, first=b"Age-encryption.org/v1\n"),
        "something before": b"\n" + good,
        "armor": b"-----BEGIN AGE ENCRYPTED FILE-----\n" + good,
        "header only": build(stanza)[: -len(payload)],
        "nonce only": build(stanza)[: 16 - len(payload)],
        "empty chunk": build(stanza)[: 32 - len(payload)],
        "empty": b"",
    }
    for name, file in odd.items():
        if name == "not canonical":
            assert file != good
        refuse(file)


@pytest.mark.parametrize("recipients", [[], [RECIPIENT, RECIPIENT], ["age1"], [RECIPIENT.upper()]])
def test_that_nothing_is_sealed_to_a_bad_list_of_recipients(recipients: list[str]) -> None:
    with pytest.raises(BundleError):
        age.encrypt(io.BytesIO(b"isi"), io.BytesIO(), recipients)


@pytest.mark.parametrize(
    ("size", "after"), [(100_000, 0), (100_000, 1), (100_000, 200), (100_000, 70_000), (3, 0), (3, 180), (3, 200)]
)
def test_that_an_error_of_any_write_is_not_passed_over(size: int, after: int) -> None:
    """The library itself says nothing when the very last write fails."""

    class Full(io.BytesIO):
        def write(self, data: bytes, /) -> int:  # type: ignore[override]
            if self.tell() + len(data) > after:
                raise OSError(28, "No space left on device")
            return super().write(data)

    with pytest.raises(OSError) as failed:
        age.encrypt(io.BytesIO(bytes(size)), Full(), [RECIPIENT])
    assert failed.value.errno == 28
