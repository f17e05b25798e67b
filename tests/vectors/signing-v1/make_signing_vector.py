"""Makes the vector of docs/spec/signing.md; the same seeds always give the same bytes.

The vector that is kept beside this script is part of the format and never made anew; a test compares. Members that a
key got in later versions are left out: they are not among what the device vouches for, and who signed before they
existed wrote none.
"""

from __future__ import annotations

import json
from pathlib import Path

from db import Claim, encode_revision
from desktop_app.domain.codec import encode, natural_id, office_tag
from desktop_app.domain.pengguna import KunciPengguna, Pengguna
from desktop_app.domain.tanda_tangan import Perbuatan, TandaTangan
from desktop_app.exchange.pengguna import vouch_key
from desktop_app.exchange.print_code import PrintedCode, print_text, short_code
from desktop_app.exchange.revision_signature import sign_revision
from desktop_app.services.tanda_tangan import signature_id
from desktop_app.vault import SigningKey

OFFICE = "99.01.01"
EPOCH = "0e" * 16
BODY = (
    b'{"pegawai_id":"PEGAWAI","penilai_id":"PENILAI","unit_kode":"99.01.01","mulai":"2026-01-01",'
    b'"selesai":"2026-12-31","status":"ditetapkan","tanggal":"2026-01-20","tempat":"Contoh"}'
)
LATER = b',"segel":"","tanda_segel":""'
KEEPING = {"device": b"D" * 32, "person": b"P" * 32}


def as_released(person: Pengguna) -> bytes:
    """Return a person with one key as the version of this vector wrote him."""
    body = encode(person)
    assert body.count(LATER) == 1, "the members of a key of a person changed"
    return body.replace(LATER, b"")


def make() -> dict[str, str]:
    """Return everything that a reader of the vector needs and must find, all as text."""
    device, person = SigningKey(KEEPING["device"]), SigningKey(KEEPING["person"])
    akun = natural_id("pengguna", OFFICE, "vektor")
    ids = {name: natural_id("pegawai", OFFICE, name) for name in ("PEGAWAI", "PENILAI")}
    body = BODY
    for name, doc_id in ids.items():
        body = body.replace(name.encode(), doc_id.encode())
    vouched = KunciPengguna(
        id=person.key_id,
        kunci=person.public.hex(),
        perangkat=device.key_id,
        tanda_perangkat=vouch_key(device, akun, person.public),
        kunci_perangkat=device.public.hex(),
    )
    rev = encode_revision(
        kind="skp",
        doc_id=office_tag(OFFICE) + "5" * 24,
        parents=(),
        device=device.key_id,
        epoch=EPOCH,
        n=7,
        who=akun,
        at=Claim("2026-01-20T09:00:00+07:00"),
        schema=1,
        scope=OFFICE,
        why="",
        deleted=False,
        body=body,
    )
    signed = TandaTangan(
        dokumen=rev.doc_id,
        revisi=rev.rev_id,
        perbuatan=Perbuatan.TETAPKAN,
        penanda=akun,
        kunci=person.key_id,
        tanda=sign_revision(person, rev.raw),
        unit_kode=OFFICE,
    )
    return {
        "device_seed": KEEPING["device"].hex(),
        "person_seed": KEEPING["person"].hex(),
        "pengguna_id": akun,
        "pengguna": as_released(Pengguna(nama="Penilai Rekaan", unit_kode=OFFICE, kunci=(vouched,))).decode(),
        "revision": rev.raw.decode(),
        "rev_id": rev.rev_id,
        "tanda_tangan_id": signature_id(rev.rev_id, person.key_id, OFFICE),
        "tanda_tangan": encode(signed).decode(),
        "qr": print_text(PrintedCode(rev.doc_id, rev.rev_id, person.key_id, signed.tanda)),
        "qr_unsigned": print_text(PrintedCode(rev.doc_id, rev.rev_id)),
        "short_code": short_code(rev.rev_id),
    }


if __name__ == "__main__":
    path = Path(__file__).with_name("expected.json")
    path.write_text(json.dumps(make(), indent=1) + "\n", encoding="utf-8")
