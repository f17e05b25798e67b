"""The record of a changed key: both keys sign it, for one request alone; an older reader sees a plain request."""

from __future__ import annotations

import msgspec
import pytest

from desktop_app.domain.errors import BundleError
from desktop_app.exchange import Office, RollFacts, make_request, read_request, strict_json
from desktop_app.exchange.enrolment import MAGIC, RequestPayload
from desktop_app.exchange.roll import SENT_MAX, RollPayload
from desktop_app.exchange.signing import REQUEST_TYPE, ROLL_TYPE, Envelope, make_envelope, sign
from desktop_app.vault import DeviceKeys

OLD, NEW, THIEF = DeviceKeys.generate(), DeviceKeys.generate(), DeviceKeys.generate()
OFFICE = Office("99.01.01", "Kecamatan Contoh", "PEMERINTAH KABUPATEN CONTOH")
FACTS = RollFacts("ab" * 16, "", 3, "cd" * 32, ("ef" * 32,))


def request(keys: DeviceKeys = NEW, facts: RollFacts = FACTS) -> bytes:
    return make_request(
        keys.signing,
        return_recipient=keys.return_recipient,
        office=OFFICE,
        kinds=["*"],
        program="uji",
        former=(OLD.signing, facts),
    )


def with_roll(keys: DeviceKeys, roll: Envelope) -> bytes:
    """Return a request of ``keys`` that is soundly signed and carries this record."""
    payload = read_request(request(keys)).payload
    body = strict_json.encode(msgspec.structs.replace(payload, roll=roll))
    return MAGIC + len(body).to_bytes(2, "big") + body + sign(keys.signing, REQUEST_TYPE, body)


def payload_of(data: bytes) -> RollPayload:
    read = read_request(data)
    assert read.roll is not None
    return read.roll.payload


def test_that_a_record_of_both_keys_names_where_the_old_one_ends() -> None:
    read = read_request(request())
    assert read.roll is not None
    assert (read.roll.former, read.device_id) == (OLD.device_id, NEW.device_id)
    said = read.roll.payload
    assert (said.epoch, said.seq, said.head, said.sent) == (FACTS.epoch, 3, FACTS.head, FACTS.sent)
    many = tuple(f"{number:064x}" for number in range(SENT_MAX + 9))
    assert payload_of(request(facts=RollFacts("ab" * 16, "", 0, "", many))).sent == many[:SENT_MAX]


def test_that_the_longest_record_fits_into_a_request() -> None:
    many = tuple(f"{number:064x}" for number in range(SENT_MAX))
    long = Office("99.01.01", "K" * 200, "P" * 200)
    kinds = [f"jenis_dokumen_{number}" for number in range(80)]
    data = make_request(
        NEW.signing,
        return_recipient=NEW.return_recipient,
        office=long,
        kinds=kinds,
        program="skp-luring 99.99.99",
        former=(OLD.signing, RollFacts("ab" * 16, "cd" * 16, 10**6, "ef" * 32, many)),
    )
    assert read_request(data).roll is not None


def test_that_neither_key_alone_makes_a_record_and_none_fits_another_request() -> None:
    said = payload_of(request())
    cases = {
        "the old key did not sign": make_envelope((NEW.signing,), ROLL_TYPE, said),
        "the new key did not sign": make_envelope((OLD.signing,), ROLL_TYPE, said),
        "one key twice": make_envelope((NEW.signing, NEW.signing), ROLL_TYPE, said),
        "a thief signed for the old key": make_envelope((THIEF.signing, NEW.signing), ROLL_TYPE, said),
        "another type": make_envelope((OLD.signing, NEW.signing), REQUEST_TYPE, said),
        "another request": make_envelope(
            (OLD.signing, NEW.signing), ROLL_TYPE, msgspec.structs.replace(said, nonce="0" * 32)
        ),
    }
    own = read_request(request()).payload
    for what, roll in cases.items():
        fitting = msgspec.structs.replace(own, nonce=said.nonce, roll=roll)
        body = strict_json.encode(fitting)
        data = MAGIC + len(body).to_bytes(2, "big") + body + sign(NEW.signing, REQUEST_TYPE, body)
        with pytest.raises(BundleError) as caught:
            read_request(data)
        assert caught.value.code == "request_damaged", what


def test_that_a_record_taken_out_of_a_request_is_worth_nothing_in_another_one() -> None:
    taken = read_request(request()).payload.roll
    assert isinstance(taken, Envelope)
    with pytest.raises(BundleError, match="request_damaged"):
        read_request(with_roll(THIEF, taken))


@pytest.mark.parametrize(
    "change",
    [
        {"seq": -1},
        {"seq": 0},
        {"head": ""},
        {"head": "XY"},
        {"epoch": ""},
        {"sent": ("zz",)},
        {"sent": ("aa" * 32,) * 65},
    ],
    ids=str,
)
def test_that_a_record_of_another_shape_is_refused(change: dict[str, object]) -> None:
    own = read_request(request()).payload
    said = msgspec.structs.replace(payload_of(request()), nonce=own.nonce, **change)
    body = strict_json.encode(
        msgspec.structs.replace(own, roll=make_envelope((OLD.signing, NEW.signing), ROLL_TYPE, said))
    )
    with pytest.raises(BundleError, match="request_damaged"):
        read_request(MAGIC + len(body).to_bytes(2, "big") + body + sign(NEW.signing, REQUEST_TYPE, body))


def test_that_a_record_of_a_later_version_says_nothing_here() -> None:
    own = read_request(request()).payload
    said = msgspec.structs.replace(payload_of(request()), nonce=own.nonce, v=2)
    body = strict_json.encode(
        msgspec.structs.replace(own, roll=make_envelope((OLD.signing, NEW.signing), ROLL_TYPE, said))
    )
    read = read_request(MAGIC + len(body).to_bytes(2, "big") + body + sign(NEW.signing, REQUEST_TYPE, body))
    assert read.roll is None


class PayloadOf060(msgspec.Struct, frozen=True):
    """What the program 0.6.0 reads of a request."""

    fmt: int
    signing_key: str
    return_recipient: str
    office: Office
    kinds: tuple[str, ...]
    nonce: str
    program: str


def test_that_an_older_kabupaten_sees_a_plain_request_of_a_new_computer() -> None:
    data = request()
    old = strict_json.decode(data[7:-64], PayloadOf060, limit=1 << 14, code="request_damaged")
    assert old.signing_key == NEW.signing.public.hex()
    plain = make_request(NEW.signing, return_recipient=NEW.return_recipient, office=OFFICE, kinds=["*"], program="uji")
    assert b'"roll"' not in plain, "who changes nothing sends what 0.6.0 sends"
    assert isinstance(read_request(plain).payload, RequestPayload)
