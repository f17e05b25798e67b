"""A change of a device's key at the kabupaten: what the record of both keys proves, and where the old key ends.

Who asks with a record that the old key signed too is admitted with one look, without a call, as long as the old key
counts and its numbers fit what came here; otherwise the request is that of any new computer.
Source: docs/spec/lost-computer.md, section Change of key.
"""

from __future__ import annotations

import base64
from enum import StrEnum

import msgspec

from db import Transaction
from desktop_app.domain.codec import ALL_KINDS
from desktop_app.exchange import EnrolRequest, Office, Revocation, Roll, issue_certificate, reread_certificate
from desktop_app.services.kantor import Kantor
from desktop_app.services.kepercayaan import Perangkat, list_perangkat, require_trust
from desktop_app.services.paket import list_masuk
from desktop_app.services.perangkat_dicabut import Pencabutan, chain_of, put_pencabutan, read_pencabutan
from desktop_app.services.silsilah import RUANG_KENAL, RUANG_UTANG, kembar_of, raise_trust

RUANG = "ganti_kunci"
ALASAN = "Kunci komputer ini diganti; sekarang komputer {baru}"
"""The reason that stands with a key that ended so."""


class Gantian(StrEnum):
    """What a request says of an old key: nothing, that all fits, or why people have to compare by voice after all."""

    TIDAK = ""
    COCOK = "cocok"
    ASING = "asing"
    DICABUT = "dicabut"
    KANTOR = "kantor"
    KEMBAR = "kembar"
    HITUNGAN = "hitungan"
    CABANG = "cabang"


class GantiKunci(msgspec.Struct, frozen=True, kw_only=True):
    """A change of key that was admitted: the device before and after, and the request as proof.

    ``dikirim`` are the files that it names as made with the old key: the newest, and those that no receipt covered.
    """

    lama: str
    baru: str
    permintaan: str
    dikirim: tuple[str, ...]
    waktu: str
    ragu: bool


def judge_change(kantor: Kantor, request: EnrolRequest) -> Gantian:
    """Say whether a request proves that a computer which is believed here only changes its key."""
    roll = request.roll
    if roll is None:
        return Gantian.TIDAK
    dicabut = read_pencabutan(kantor)
    if request.device_id in dicabut:
        return Gantian.DICABUT
    catatan = dicabut.get(roll.former)
    if catatan is not None and catatan.pengganti == request.device_id:
        return Gantian.COCOK
    if any(satu.device_id == request.device_id for satu in list_perangkat(kantor)):
        return Gantian.TIDAK  # admitted by voice before; its record ends nothing any more
    lama = _former(kantor, roll)
    if lama is None:
        return Gantian.ASING
    if catatan is not None and catatan.pengganti:
        return Gantian.CABANG
    if catatan is not None or lama.device_id in {satu.device_id for satu in require_trust(kantor).revocations}:
        return Gantian.DICABUT
    if lama.kode != request.office.code:
        return Gantian.KANTOR
    if kembar_of(kantor, lama.device_id) is not None:
        return Gantian.KEMBAR
    return Gantian.COCOK if _fits(kantor, roll) else Gantian.HITUNGAN


def _former(kantor: Kantor, roll: Roll) -> Perangkat | None:
    """Return the admitted device whose old key signed the record; None where that key was never admitted here."""
    for satu in list_perangkat(kantor):
        if satu.device_id == roll.former:
            return satu if reread_certificate(satu.certificate).signing_key == roll.former_key else None
    return None


def _fits(kantor: Kantor, roll: Roll) -> bool:
    """Tell whether the old key ends where, or after, what came from it: in its newest epoch, with the same files."""
    said = roll.payload
    masuk = [satu for satu in list_masuk(kantor) if satu.device_id == roll.former]
    if not masuk:
        return True
    kenal = {
        epoch: int(kantor.store.get(RUANG_KENAL, f"{roll.former}:{epoch}") or 0)
        for epoch in {satu.epoch for satu in masuk}
    }
    terbaru = max(masuk, key=lambda satu: (kenal[satu.epoch], satu.urutan)).epoch
    if said.epoch not in kenal:
        return said.parent_epoch == terbaru
    di_sini = [satu for satu in masuk if satu.epoch == said.epoch]
    beda = any(satu.seq == said.seq and satu.file_sha256 != said.head for satu in di_sini)
    return said.epoch == terbaru and max(satu.seq for satu in di_sini) <= said.seq and not beda


def issue_for_change(kantor: Kantor, request: EnrolRequest, serial: int, office: Office) -> bytes:
    """Return the certificate of the new key: scope and kinds of the old one, the office as it is written here."""
    assert request.roll is not None, "it was judged before"
    lama = _former(kantor, request.roll)
    assert lama is not None, "it was judged before"
    dulu = reread_certificate(lama.certificate)
    return issue_certificate(
        kantor.office_keys().issuer,
        request,
        serial=serial,
        scope=dulu.scope,
        kinds=tuple(dict.fromkeys((*dulu.kinds, *ALL_KINDS))),
        office=office,
    )


def end_former(kantor: Kantor, tx: Transaction, request: EnrolRequest) -> None:
    """End the old key, in the transaction that admits the new one; the request stays as proof.

    It ends after the last bundle that was accepted here. What the record names as made besides is only its writer's
    word, and counts as long as nobody revokes the new key (``late_files``).
    """
    assert request.roll is not None, "it was judged before"
    lama, said, claim = _former(kantor, request.roll), request.roll.payload, kantor.claim()
    assert lama is not None, "it was judged before"
    terakhir = next((satu for satu in list_masuk(kantor) if satu.device_id == lama.device_id), None)
    revocation = Revocation(
        lama.device_id,
        lama.serial,
        epoch=terakhir.epoch if terakhir else "",
        seq=terakhir.seq if terakhir else 0,
        head=terakhir.file_sha256 if terakhir else "",
    )
    raise_trust(kantor, tx, [*require_trust(kantor).revocations, revocation])
    catatan = Pencabutan(
        alasan=ALASAN.format(baru=request.device_id[:8]),
        waktu=claim.t,
        ragu=claim.doubt,
        nomor=revocation.seq,
        pengganti=request.device_id,
    )
    put_pencabutan(tx, lama.device_id, catatan)
    ganti = GantiKunci(
        lama=lama.device_id,
        baru=request.device_id,
        permintaan=base64.b64encode(request.raw).decode(),
        dikirim=tuple(dict.fromkeys(satu for satu in (said.head, *said.sent) if satu)),
        waktu=claim.t,
        ragu=claim.doubt,
    )
    tx.put(RUANG, lama.device_id, msgspec.json.encode(ganti))
    tx.delete(RUANG_UTANG, lama.device_id)
    tx.detail["lama"] = lama.device_id


def note_second_claim(kantor: Kantor, tx: Transaction, request: EnrolRequest) -> None:
    """Keep that a second computer asked with an old key that another one had changed before: two held it."""
    assert request.roll is not None, "it was judged before"
    catatan = read_pencabutan(kantor)[request.roll.former]
    cabang = tuple(dict.fromkeys((*catatan.cabang, request.device_id)))
    put_pencabutan(tx, request.roll.former, msgspec.structs.replace(catatan, cabang=cabang))
    tx.detail["cabang"] = request.roll.former


def late_files(kantor: Kantor) -> dict[str, frozenset[str]]:
    """Return the files that each old key had made before it ended, by device id: they may still be on a stick.

    Only the record says so. Where the computer that wrote it was revoked since, under whichever of its later keys, its
    word counts no more, and people decide about the files.
    """
    semua = [msgspec.json.decode(raw, type=GantiKunci) for _, raw in kantor.store.items(RUANG)]
    dicabut = read_pencabutan(kantor)
    return {satu.lama: frozenset(satu.dikirim) for satu in semua if chain_of(dicabut, satu.lama)[-1] not in dicabut}
