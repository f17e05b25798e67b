"""What goes in comes out: revisions, attachments, answers, and how a bundle stands to those before it."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.domain.errors import BundleError, SystemProblem
from desktop_app.exchange import Ack, Attachment, KnownBundle, Marks, Revocation, VerifiedBundle, strict_json
from desktop_app.exchange.spool import Spool

BODIES = st.dictionaries(
    st.text("abcdefgh_", min_size=1, max_size=8),
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=400),
    max_size=6,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    bodies=st.lists(BODIES, max_size=12),
    attachments=st.lists(st.binary(min_size=1, max_size=3000) | st.just(bytes(900_000)), max_size=3),
    seq=st.integers(1, 2**53 - 1),
)
def test_that_whatever_is_sealed_is_read_back_byte_by_byte(
    quick: Any, bodies: list[dict[str, Any]], attachments: list[bytes], seq: int
) -> None:
    world = quick
    revisions = [strict_json.encode(body) for body in bodies]
    files = [Attachment(data, "image/png") for data in attachments]
    sealed = world.seal(revisions, files, seq=seq)
    with world.open(sealed.path) as bundle:
        assert [one for chunk in bundle.revision_chunks() for one in chunk] == revisions
        assert list(bundle.attachments()) == files
        assert [one for segment in bundle.segments() if segment.type == 4 for one in [segment.data]] == attachments
        assert bundle.manifest == sealed.manifest
        assert bundle.manifest_sha256 == sealed.manifest_sha256
        assert bundle.file_sha256 == sealed.file_sha256
        assert (bundle.seq, bundle.standing, bundle.size) == (seq, "new", sealed.size)
    sealed.path.unlink()


def test_that_many_revisions_travel_in_segments_of_four_mebibytes(world: Any) -> None:
    text = os.urandom(15_000).hex()
    revisions = [strict_json.encode({"n": n, "isi": text}) for n in range(420)]
    sealed = world.seal(revisions)
    lengths = [entry.raw_len for entry in sealed.manifest.segments]
    assert len(lengths) == 4
    assert max(lengths) <= 4 * 1024 * 1024
    with world.open(sealed.path) as bundle:
        chunks = bundle.revision_chunks()
        first = next(chunks)
        assert first == revisions[: len(first)]
        assert [*first, *(one for chunk in chunks for one in chunk)] == revisions
        # A pass that was broken off does not spoil the next.
        next(bundle.revision_chunks())
        assert sum(len(chunk) for chunk in bundle.revision_chunks()) == 420


def test_that_segments_too_big_for_memory_wait_encrypted_on_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    canary = b'{"nama":"NAMA YANG TIDAK BOLEH TERBACA"}'
    monkeypatch.setattr("desktop_app.exchange.spool._IN_MEMORY", 10)
    with Spool() as spool:
        spool.add_revisions([canary])
        spool.add_attachment(os.urandom(5000), "image/png")
        plain = b"".join(spool.plain(b"{}", bytes(64)))
        assert canary[:5] in plain
        assert len(plain) == spool.plain_length(2)
        held = spool._file
        assert held is not None
        held.seek(0)
        on_disk = held.read()
        assert len(on_disk) > 5000
        assert b"NAMA" not in on_disk


def test_that_an_empty_bundle_is_a_bundle(world: Any) -> None:
    sealed = world.seal([])
    with world.open(sealed.path) as bundle:
        assert list(bundle.revision_chunks()) == []
        assert list(bundle.attachments()) == []
        assert bundle.manifest.segments == ()


def test_that_the_inside_depends_on_the_input_alone(world: Any) -> None:
    files = [Attachment(b"foto" * 100, "image/jpeg")]
    one, two = world.seal(attachments=files), world.seal(attachments=files)
    assert one.manifest == two.manifest
    assert one.manifest_sha256 == two.manifest_sha256
    assert one.size == two.size
    assert one.file_sha256 != two.file_sha256  # the ciphertext is fresh each time
    assert one.path != two.path  # and nothing was overwritten


@pytest.mark.parametrize(
    ("raw", "reason"), [(b'{"a":1.5}', "syntax"), (b'{"a": 1}', "form"), (b'{"a":"' + b"x" * 300_000 + b'"}', "size")]
)
def test_that_a_revision_no_receiver_would_take_is_not_sent(world: Any, raw: bytes, reason: str) -> None:
    with pytest.raises(SystemProblem) as refused:
        world.seal([raw])
    assert (refused.value.code, refused.value.facts["reason"]) == ("revision_unsendable", reason)
    assert list(world.folder.iterdir()) == []


@pytest.mark.parametrize("size", [0, 25 * 1024 * 1024 + 1])
def test_that_an_empty_or_huge_attachment_is_not_sent(world: Any, size: int) -> None:
    with pytest.raises(SystemProblem) as refused:
        world.seal(attachments=[Attachment(bytes(size), "image/png")])
    assert refused.value.code == "attachment_unsendable"


def test_that_a_verified_bundle_cannot_be_made_by_hand() -> None:
    with pytest.raises(TypeError):
        VerifiedBundle(object(), **dict.fromkeys(_FIELDS))  # type: ignore[arg-type]


_FIELDS = (
    "path", "size", "file_sha256", "manifest", "manifest_sha256", "sender", "standing", "trust", "granted", "unsealer",
    "reopen",
)  # fmt: skip


def test_that_the_same_file_again_is_a_fact_and_not_an_error(world: Any) -> None:
    sealed = world.seal()
    with world.open(sealed.path, replace(world.inbox, known=[world.known(sealed)])) as bundle:
        assert bundle.standing == "already_received"
        assert not bundle.new_epoch


def test_that_the_same_number_with_other_content_is_a_twin(world: Any) -> None:
    first = world.seal()
    second = world.seal([strict_json.encode({"lain": 1})])
    context = replace(world.inbox, known=[world.known(first)])
    with pytest.raises(BundleError) as refused:
        world.open(second.path, context)
    assert refused.value.code == "twin_detected"
    with world.open(second.path, replace(context, keep_twin=True)) as bundle:
        assert bundle.standing == "twin"
        assert [len(chunk) for chunk in bundle.revision_chunks()] == [1]


def test_that_order_gaps_and_new_epochs_are_reported_and_never_refused(world: Any) -> None:
    first = world.seal(seq=1)
    second = world.seal(seq=2, previous=first.file_sha256)
    third = world.seal(seq=3, previous=second.file_sha256)
    fresh = world.seal(seq=1, epoch="0f" * 16, parent_epoch="0e" * 16, previous=third.file_sha256)
    with world.open(third.path, replace(world.inbox, known=[world.known(first)])) as bundle:
        assert (bundle.standing, bundle.gap, bundle.new_epoch) == ("new", True, False)
    with world.open(second.path, replace(world.inbox, known=[world.known(first), world.known(third)])) as bundle:
        assert (bundle.standing, bundle.gap) == ("older", False)
    with world.open(fresh.path, replace(world.inbox, known=[world.known(third)])) as bundle:
        assert (bundle.standing, bundle.gap, bundle.new_epoch) == ("new", False, True)
    with world.open(fresh.path) as bundle:
        assert not bundle.new_epoch


def test_that_another_devices_numbers_do_not_count(world: Any) -> None:
    sealed = world.seal(seq=1)
    other = KnownBundle("ff" * 16, sealed.manifest.epoch, 1, "00" * 32)
    with world.open(sealed.path, replace(world.inbox, known=[other])) as bundle:
        assert bundle.standing == "new"


def test_that_an_answer_brings_trust_certificate_acknowledgements_and_revisions(world: Any) -> None:
    acks = [Ack(world.unit.keys.device_id, "0e" * 16, 4, "cd" * 32)]
    sealed = world.answer(
        certificate=world.unit.certificate.raw, acknowledgements=acks, revisions=[strict_json.encode({"n": 1})]
    )
    with world.open(sealed.path, world.desk) as bundle:
        assert bundle.kind == "return"
        assert bundle.sender == world.office.issuer_id
        assert bundle.acknowledgements == tuple(acks)
        assert bundle.trust is not None
        assert bundle.trust.raw == world.trust.raw
        assert bundle.granted is not None
        assert bundle.granted.serial == 1
        assert list(bundle.revision_chunks()) == [[b'{"n":1}']]


def test_that_the_first_answer_is_accepted_on_a_pending_request_alone(world: Any) -> None:
    sealed = world.answer(to=world.unit.request, certificate=world.unit.certificate.raw)
    waiting = replace(world.desk, trust=None, request=world.unit.request, marks=Marks(0, 0))
    with world.open(sealed.path, waiting) as bundle:
        assert bundle.trust is not None
        assert bundle.trust.root_fingerprint == world.trust.root_fingerprint
        assert bundle.granted is not None
    with pytest.raises(BundleError) as refused:
        world.open(sealed.path, replace(waiting, request=None))
    assert refused.value.code == "unknown_sender"
    without = world.answer(to=world.unit.request)
    with pytest.raises(BundleError) as refused:
        world.open(without.path, waiting)
    assert refused.value.code == "certificate_missing"


def test_that_a_certificate_for_another_request_of_the_same_device_is_refused(world: Any) -> None:
    again = world.enrol(world.unit.keys, serial=2)
    sealed = world.answer(to=again.request, certificate=again.certificate.raw)
    with pytest.raises(BundleError) as refused:
        world.open(sealed.path, replace(world.desk, request=world.unit.request))
    assert refused.value.code == "certificate_not_ours"


def test_that_an_older_answer_than_the_last_is_refused(world: Any) -> None:
    newer = world.new_trust(trust_seq=4)
    sealed = world.answer()
    with pytest.raises(BundleError) as refused:
        world.open(sealed.path, replace(world.desk, trust=newer, marks=newer.marks))
    assert refused.value.code == "trust_rolled_back"


def test_that_a_revoked_device_is_held_whatever_number_it_writes(world: Any) -> None:
    """Somebody with the stolen key can write any number, so only files that are known by hash pass."""
    received, late, forged = world.seal(seq=5), world.seal(seq=6), world.seal([b'{"palsu":1}'], seq=2)
    revocation = Revocation(world.unit.keys.device_id, 1, "0e" * 16, 5, received.file_sha256)
    context = replace(world.inbox, trust=world.new_trust(revocations=[revocation]))
    for sealed in (late, forged):
        with pytest.raises(BundleError) as refused:
            world.open(sealed.path, context)
        assert refused.value.code == "revoked_device"
        assert sealed.path.exists()
    with world.open(received.path, context) as bundle:
        assert bundle.seq == 5
    with world.open(late.path, replace(context, admit_revoked=frozenset({late.file_sha256}))) as bundle:
        assert bundle.seq == 6
