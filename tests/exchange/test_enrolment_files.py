"""Enrolment by files: requests that prove possession, certificates that say who may send what."""

from __future__ import annotations

import re
from typing import Any

import pytest

from desktop_app.domain.errors import BundleError
from desktop_app.exchange import Certificate, issue_certificate, read_certificate, read_request
from desktop_app.vault import SigningKey


def test_that_both_screens_show_the_same_fingerprint(world: Any) -> None:
    sent = world.unit.request
    arrived = read_request(bytes(sent.raw))
    assert arrived == sent
    assert arrived.fingerprint == sent.fingerprint
    assert re.fullmatch(r"(\d{5} ){4}\d{5}", sent.fingerprint)
    again = world.enrol(world.unit.keys, serial=2).request
    assert again.fingerprint != sent.fingerprint  # another nonce, another request


def test_that_a_changed_cut_or_lengthened_request_is_refused(world: Any) -> None:
    good = world.unit.request.raw
    for at in range(len(good)):
        for bit in range(8):
            changed = bytearray(good)
            changed[at] ^= 1 << bit
            with pytest.raises(BundleError):
                read_request(bytes(changed))
    for length in range(len(good)):
        with pytest.raises(BundleError):
            read_request(good[:length])
    for tail in (b"\n", good, bytes(70_000)):
        with pytest.raises(BundleError) as refused:
            read_request(good + tail)
        assert refused.value.code == "request_damaged"


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "not_a_request"), (b"SKPB1....", "not_a_request"), (b"SKPE2" + bytes(99), "newer_format")],
)
def test_that_what_is_no_request_is_named(data: bytes, code: str) -> None:
    with pytest.raises(BundleError) as refused:
        read_request(data)
    assert refused.value.code == code


def test_that_a_request_swapped_on_the_stick_shows_another_fingerprint(world: Any, stranger: Any) -> None:
    assert read_request(stranger.request.raw).fingerprint != world.unit.request.fingerprint


def test_that_a_certificate_names_the_requests_device(world: Any) -> None:
    certificate: Certificate = world.unit.certificate
    request = world.unit.request
    assert certificate.device_id == request.device_id == world.unit.keys.device_id
    assert certificate.return_recipient == world.unit.keys.return_recipient
    assert certificate.office == request.office
    assert (certificate.serial, certificate.role) == (1, "unit")


@pytest.mark.parametrize(
    ("kind", "scope", "may"),
    [
        ("skp", "33.73.04", True),
        ("skp", "33.73.04.1001", True),
        ("skp", "33.73.041", False),
        ("skp", "33.73", False),
        ("skp", "", False),
        ("skp", "33.73.01", False),
        ("penilaian", "33.73.04", False),
        ("*", "33.73.04", False),
    ],
)
def test_that_a_certificate_covers_its_offices_and_kinds_alone(world: Any, kind: str, scope: str, may: bool) -> None:
    assert world.unit.certificate.allows(kind, scope) is may


def test_that_a_star_stands_for_every_kind(world: Any) -> None:
    raw = issue_certificate(world.office.issuer, world.unit.request, serial=9, scope=["33.73.04"], kinds=["*"])
    certificate = read_certificate(raw, [world.office.issuer.public])
    assert certificate.allows("apa saja", "33.73.04")
    assert not certificate.allows("apa saja", "33.73.05")


def test_that_a_certificate_without_number_or_office_is_not_issued(world: Any) -> None:
    for serial, scope in ((0, ["33"]), (1, []), (1, [""])):
        with pytest.raises(ValueError):
            issue_certificate(world.office.issuer, world.unit.request, serial=serial, scope=scope, kinds=[])


def test_that_only_an_issuers_word_counts(world: Any) -> None:
    forged = issue_certificate(SigningKey(b"\x66" * 32), world.unit.request, serial=1, scope=["33"], kinds=["*"])
    for raw, issuers in (
        (forged, [world.office.issuer.public]),
        (world.unit.certificate.raw, []),
        (world.unit.certificate.raw, [world.office.root.public]),
    ):
        with pytest.raises(BundleError) as refused:
            read_certificate(raw, issuers)
        assert refused.value.code == "unknown_sender"


def test_that_a_changed_certificate_is_refused(world: Any) -> None:
    good = world.unit.certificate.raw
    issuers = [world.office.issuer.public]
    for at in range(len(good)):
        changed = bytearray(good)
        changed[at] ^= 1 << (at % 7)
        try:
            seen = read_certificate(bytes(changed), issuers)
        except BundleError:
            continue
        assert seen.payload == world.unit.certificate.payload  # only what is not signed may differ
