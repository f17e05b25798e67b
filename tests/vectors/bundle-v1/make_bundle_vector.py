"""Makes the vector of the bundle format from fixed keys; its argument is the folder to write into.

The vector that is kept beside this script is part of the format and never made anew; only the ciphertext would differ.
A test makes it again in another folder and compares everything else.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from desktop_app.exchange import (
    Ack,
    Attachment,
    AuditHead,
    Claimed,
    Content,
    Office,
    issue_certificate,
    make_delegation,
    make_request,
    make_root,
    make_trust,
    passport,
    read_certificate,
    read_request,
    read_trust,
    receipt_code,
    seal_return,
    seal_up,
)
from desktop_app.vault import DeviceKeys, OfficeKeys, SigningKey

KEYS = {
    "root_seed": "01" * 32,
    "issuer_seed": "02" * 32,
    "inbox_identity": "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX",
    "device_seed": "03" * 32,
    "return_identity": "AGE-SECRET-KEY-1XMWWC06LY3EE5RYTXM9MFLAZ2U56JJJ36S0MYPDRWSVLUL66MV4QX3S7F6",
}
EPOCH = "0123456789abcdef0123456789abcdef"
REVISION = b'{"v":1,"kind":"pegawai","doc":"00000000000000000000000000000001","body":{"nama":"Contoh"}}'
PICTURE = Attachment(b"bukan foto sungguhan", "image/png")


def make(folder: Path) -> dict[str, object]:
    """Write the vector's files into ``folder`` and return what a reader must find."""
    office = OfficeKeys(
        SigningKey(bytes.fromhex(KEYS["root_seed"])),
        SigningKey(bytes.fromhex(KEYS["issuer_seed"])),
        KEYS["inbox_identity"],
    )
    device = DeviceKeys(SigningKey(bytes.fromhex(KEYS["device_seed"])), KEYS["return_identity"])
    kabupaten = Office("99.01", "BKPSDM Contoh", "PEMERINTAH KABUPATEN CONTOH")
    unit = Office("99.01.01", "Kecamatan Contoh", "PEMERINTAH KABUPATEN CONTOH")
    noon = Claimed("2026-03-01T12:00:00+07:00")

    request_file = make_request(
        device.signing,
        return_recipient=device.return_recipient,
        office=unit,
        kinds=["pegawai"],
        program="0.1.0",
        nonce="f0" * 16,
    )
    request = read_request(request_file)
    certificate = issue_certificate(office.issuer, request, serial=1, scope=[unit.code], kinds=["pegawai"])
    root = make_root([office.root])
    delegation = make_delegation(
        [office.root],
        root=root,
        issuer=office.issuer.public,
        inbox=[office.inbox_recipient],
        serial=1,
        office=kabupaten,
    )
    trust_document = make_trust(
        office.issuer,
        roots=[root],
        delegations=[delegation],
        inbox=[office.inbox_recipient],
        trust_seq=1,
        signed_at=noon,
    )
    trust = read_trust(trust_document, pinned=None)

    def content(scope: str, **more: int) -> Content:
        return Content(EPOCH, 1, 1, "0.1.0", noon, scope, AuditHead(1, "ab" * 32), kinds={"pegawai": 1}, **more)

    up = seal_up(
        folder,
        content(unit.code, documents=1, heads=1),
        signer=device.signing,
        certificate=read_certificate(certificate, trust.issuers),
        trust=trust,
        revisions=[REVISION],
        attachments=[PICTURE],
    )
    answer = seal_return(
        folder,
        content(kabupaten.code),
        issuer=office.issuer,
        trust=trust,
        to=request,
        acknowledgements=[Ack(device.device_id, EPOCH, 1, "cd" * 32)],
        certificate=certificate,
    )
    (folder / "permintaan.skpe").write_bytes(request_file)
    up.path.rename(folder / "up.skpb")
    answer.path.rename(folder / "balasan.skpb")
    return {
        "keys": KEYS,
        "request_fingerprint": request.fingerprint,
        "root_fingerprint": trust.root_fingerprint,
        "device_id": device.device_id,
        "issuer_id": office.issuer_id,
        "revision": REVISION.decode(),
        "attachment": PICTURE.data.decode(),
        "up": {
            "file_sha256": up.file_sha256,
            "manifest_sha256": up.manifest_sha256,
            "size": up.size,
            "words": " ".join(passport(up.manifest, up.file_sha256).words),
            "receipt": receipt_code(up.manifest_sha256),
        },
        "balasan": {
            "file_sha256": answer.file_sha256,
            "manifest_sha256": answer.manifest_sha256,
            "size": answer.size,
        },
    }


if __name__ == "__main__":
    target = Path(sys.argv[1])
    (target / "expected.json").write_text(json.dumps(make(target), indent=2) + "\n", encoding="utf-8")
