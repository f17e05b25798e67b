"""Wrong addressee (TUF: wrong software): a genuine file reaches somebody it was not made for, or the wrong side."""

from __future__ import annotations

from dataclasses import replace

import pyrage

from desktop_app.exchange import make_request, read_request
from desktop_app.vault import DeviceKeys, SigningKey
from tests.exchange.conftest import ARGOMULYO
from tests.exchange.tuf import Receiver, Scene, scene

__all__ = ["scene"]


def second_computer(scene: Scene) -> Receiver:
    """Another computer of the same office that has the same return identity (a copied folder) and its own id."""
    context = replace(scene.desk.context, me=DeviceKeys(SigningKey(b"\x45" * 32), "").device_id)
    return Receiver(scene.world.folder, context)


def test_that_the_answer_to_another_computer_is_refused_also_the_second_time(scene: Scene) -> None:
    other = second_computer(scene)
    answer = scene.answer(1)
    assert scene.desk.take(answer) == "new"
    assert [other.take(answer), other.take(answer)] == ["not_for_this_office"] * 2
    assert other.accepted == 0


def test_that_a_bundle_sealed_anew_to_another_kabupaten_is_refused_there(scene: Scene) -> None:
    """Surreptitious forwarding: the first reader seals the signed inside to a third office."""
    elsewhere = pyrage.x25519.Identity.generate()
    third = Receiver(scene.world.folder, replace(scene.inbox.context, identities=[str(elsewhere)]))
    forge = scene.forge(1)
    assert scene.inbox.take(forge.put_together()) == "new"
    forge.recipients = [str(elsewhere.to_public())]
    assert third.take(forge.put_together()) == "not_for_this_office"
    forge.recipients = [str(elsewhere.to_public()), *forge.manifest["recipients"]]
    assert third.take(forge.put_together()) == "not_for_this_office"
    assert scene.inbox.take(forge.put_together()) == "not_for_this_office", "a reader more than the sender named"


def test_that_each_side_takes_only_its_own_direction(scene: Scene) -> None:
    up, answer = scene.up(1), scene.answer(1)
    assert (scene.inbox.take(answer), scene.desk.take(up)) == ("wrong_direction", "wrong_direction")
    assert (scene.inbox.take(up), scene.desk.take(answer)) == ("new", "new")
    assert (scene.inbox.take(answer), scene.desk.take(up)) == ("wrong_direction", "wrong_direction")


def test_that_a_certificate_for_another_request_is_not_taken(scene: Scene) -> None:
    """Two computers of one office ask on the same day; the sticks are swapped, or the first asks twice."""
    asked_again = read_request(
        make_request(
            scene.world.unit.keys.signing, return_recipient=scene.world.unit.keys.return_recipient,
            office=ARGOMULYO, kinds=["pegawai"], program="0.5.0",
        )
    )  # fmt: skip
    waiting = Receiver(scene.world.folder, replace(scene.desk.context, trust=None, request=asked_again))
    granted = scene.answer(1, certificate=scene.world.unit.certificate.raw)
    assert waiting.take(granted) == "certificate_not_ours"
    waiting.context = replace(waiting.context, request=scene.world.unit.request)
    assert waiting.take(granted) == "new"


def test_that_the_first_answer_brings_a_certificate_or_is_none(scene: Scene) -> None:
    waiting = Receiver(scene.world.folder, replace(scene.desk.context, trust=None, request=scene.world.unit.request))
    assert waiting.take(scene.answer(1)) == "certificate_missing"
    unasked = Receiver(scene.world.folder, replace(scene.desk.context, trust=None, request=None))
    assert unasked.take(scene.answer(1, certificate=scene.world.unit.certificate.raw)) == "unknown_sender"


def test_that_a_bundle_says_the_office_that_its_certificate_covers(scene: Scene) -> None:
    assert scene.inbox.take(scene.up(1)) == "new"
    for scope in ("33.73.05", "33.73", "33.73.041", ""):
        assert scene.inbox.take(scene.up(2, scope=scope)) == "scope_exceeded"
    assert scene.inbox.take(scene.up(2, scope="33.73.04.1001")) == "new", "a unit below it is its own"


def test_that_the_name_of_a_file_says_nothing(scene: Scene) -> None:
    data = scene.up(1)
    for name in ("33.73.99-up-abcdef-0009.skpb", "autorun.inf.skpb", "x" * 200 + ".skpb", "Salinan dari Salinan.skpb"):
        path = scene.world.folder / name
        path.write_bytes(data)
        assert scene.inbox.take(path) in {"new", "already_received"}
        assert scene.inbox.context.known[-1].seq == 1
