"""Enrolment by files: a unit asks, the kabupaten compares a fingerprint by voice and answers, the unit accepts."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from pathlib import Path

import msgspec

from desktop_app.domain.codec import ALL_KINDS
from desktop_app.domain.errors import BundleError, UserError
from desktop_app.domain.wewenang import Wewenang
from desktop_app.exchange import (
    EnrolRequest,
    Office,
    RollFacts,
    Signer,
    issue_certificate,
    make_request,
    place_file,
    read_certificate,
    read_request,
    seal_return,
)
from desktop_app.services.balas import whole_or_none
from desktop_app.services.balas_rencana import kinds_of
from desktop_app.services.balasan import apply_return
from desktop_app.services.berkas import read_input
from desktop_app.services.data_unit import office_id, registered_office
from desktop_app.services.ganti_kunci import Gantian, end_former, issue_for_change, judge_change, note_second_claim
from desktop_app.services.kantor import Kantor, Peran, intention
from desktop_app.services.kepercayaan import (
    RUANG,
    RUANG_PERANGKAT,
    Perangkat,
    list_perangkat,
    office_of,
    pending_request,
    program_name,
    require_role,
    require_trust,
    trust_of,
)
from desktop_app.services.paket import check_place, make_content, next_seq
from desktop_app.services.perangkat_dicabut import read_pencabutan
from desktop_app.services.silsilah import note_device
from desktop_app.vault import DeviceKeys

MAKS_PERMINTAAN = 64 * 1024


@dataclass(frozen=True)
class Permintaan:
    """An enrolment request as both screens show it before anything is issued.

    ``sidik_akar`` is the fingerprint of the kabupaten's own root, which its clerk reads out; empty elsewhere. ``lama``
    is the device whose key this one takes the place of, as the request says, and ``ganti`` what that is worth here.
    """

    kode: str
    nama: str
    instansi: str
    device_id: str
    sidik_jari: str
    sidik_akar: str = ""
    tercatat: tuple[str, str] | None = None
    """At the kabupaten: name and agency as this office is written there, where the request writes them otherwise."""
    lama: str = ""
    ganti: Gantian = Gantian.TIDAK


@dataclass(frozen=True)
class StatusPendaftaran:
    """How far this unit's enrolment is: nothing asked, asked (``permintaan``), or answered (``terdaftar``).

    ``kabupaten`` and ``sidik_akar`` name whom this office believes; empty before the answer.
    """

    terdaftar: bool
    permintaan: Permintaan | None
    kabupaten: str = ""
    sidik_akar: str = ""


def _describe(
    request: EnrolRequest, sidik_akar: str = "", ditulis: Office | None = None, ganti: Gantian = Gantian.TIDAK
) -> Permintaan:
    """Return what a request asks for; ``ditulis`` is how its office is written at the kabupaten."""
    kantor, lama = request.office, request.roll.former if request.roll is not None else ""
    beda = None if ditulis in (None, kantor) else (ditulis.name, ditulis.agency)
    sidik = request.fingerprint
    return Permintaan(kantor.code, kantor.name, kantor.agency, request.device_id, sidik, sidik_akar, beda, lama, ganti)


@intention(Wewenang.KIRIM)
def request_enrolment(kantor: Kantor, out: Path) -> Permintaan:
    """Write this device's enrolment request to ``out`` and return what the screen shows of it.

    Asking again writes the same request, so that an answer to either copy fits.
    """
    require_role(kantor, Peran.UNIT)
    raw = kantor.store.get(RUANG, "permintaan")
    if raw is None:
        raw = make_own_request(kantor, kantor.device_keys())
        with kantor.write("minta_pendaftaran") as tx:
            tx.put(RUANG, "permintaan", raw)
    check_place(out)
    place_file(raw, out)
    return _describe(read_request(raw))


def make_own_request(kantor: Kantor, keys: DeviceKeys, former: tuple[Signer, RollFacts] | None = None) -> bytes:
    """Return the request of this office's computer for these keys; ``former`` is the key whose place they take."""
    return make_request(
        keys.signing,
        return_recipient=keys.return_recipient,
        office=office_of(kantor.profil),
        kinds=tuple(ALL_KINDS),
        program=program_name(),
        former=former,
    )


@intention(Wewenang.KIRIM)
def read_pendaftaran(kantor: Kantor) -> StatusPendaftaran:
    """Return how far the enrolment of this unit is."""
    require_role(kantor, Peran.UNIT)
    request, trust = pending_request(kantor), trust_of(kantor)
    return StatusPendaftaran(
        terdaftar=trust is not None and kantor.store.get(RUANG, "sertifikat") is not None,
        permintaan=_describe(request) if request is not None else None,
        kabupaten=trust.office.name if trust is not None else "",
        sidik_akar=trust.root_fingerprint if trust is not None else "",
    )


@intention
def read_enrolment(path: Path) -> Permintaan:
    """Return what a request file asks for, changing nothing; raises ``BundleError`` where it is no sound request."""
    return _describe(_read_request_file(path))


@intention(Wewenang.DAFTARKAN_KANTOR)
def preview_enrolment(kantor: Kantor, path: Path) -> Permintaan:
    """Return what a request file asks for, with the kabupaten's own root fingerprint to be compared in the same call.

    Changes nothing; raises as ``approve_enrolment`` would.
    """
    require_role(kantor, Peran.KABUPATEN)
    request = _read_request_file(path)
    dulu = _check_request(kantor, request)
    ditulis, ganti = _written(kantor, request, dulu), judge_change(kantor, request)
    return _describe(request, require_trust(kantor).root_fingerprint, ditulis, ganti)


def _read_request_file(path: Path) -> EnrolRequest:
    data = read_input(path, MAKS_PERMINTAAN)
    if len(data) > MAKS_PERMINTAAN:
        raise BundleError("not_a_request")
    return read_request(data)


def _check_request(kantor: Kantor, request: EnrolRequest) -> Perangkat | None:
    """Return the device where it was admitted before, None where it is new.

    Raises ``UserError`` for an office elsewhere, and for a known device that now asks as another office, with
    another key for answers, or anew: its certificate says something else, and nobody compared that; and for one
    that was revoked, which gets nothing more (``inform_revoked`` tells its people).
    """
    if not request.office.code.startswith(kantor.profil.kode + "."):
        raise UserError("kantor_di_luar_wilayah", kode=request.office.code, wilayah=kantor.profil.kode)
    dulu = next((satu for satu in list_perangkat(kantor) if satu.device_id == request.device_id), None)
    if request.device_id in read_pencabutan(kantor):
        nama = dulu.nama if dulu is not None else request.office.name
        raise UserError("permintaan_dicabut", komputer=request.device_id[:8], nama=nama, kode=request.office.code)
    if dulu is None:
        return None
    if request.fingerprint == dulu.sidik_jari:
        return dulu
    lama = read_certificate(dulu.certificate, require_trust(kantor).issuers)
    diberi = (lama.office, lama.return_recipient, lama.payload.nonce)
    if (request.office, request.return_recipient, request.nonce) != diberi:
        raise UserError("perangkat_sudah_terdaftar", nama=dulu.nama, kode=dulu.kode)
    return dulu


def _written(kantor: Kantor, request: EnrolRequest, dulu: Perangkat | None) -> Office:
    """Return how the office of a request is written here: as its certificate says, else as it is registered."""
    if dulu is not None:
        return read_certificate(dulu.certificate, require_trust(kantor).issuers).office
    return registered_office(kantor, request.office.code, request.device_id) or request.office


@intention(Wewenang.DAFTARKAN_KANTOR)
def approve_enrolment(kantor: Kantor, path: Path, out: Path, *, seen: Permintaan | None = None) -> Permintaan:
    """Issue a certificate for the request at ``path`` and write the answer, a return bundle, to ``out``.

    People have compared the fingerprint by voice before; the kabupaten's own, which the other side compares, is
    returned with it. A request that proves a change of key (``Gantian.COCOK``) needs no comparing, and ends the old
    key. The same request gets the same certificate again. ``seen`` is what people were shown before they agreed
    (``preview_enrolment``). Raises ``UserError`` where the office's code does not lie below the kabupaten's own, where
    a device that is known asks for something else, ``permintaan_dicabut`` for a revoked one, and
    ``permintaan_berganti`` where the file, or what it is worth, is not what was seen.

    A further computer of an office is admitted under the name that the office has here, and gets the office's record
    with the answer where it fits, so that how somebody spelt it at the set-up is no second opinion about it.
    """
    require_role(kantor, Peran.KABUPATEN)
    request = _read_request_file(path)
    dulu = _check_request(kantor, request)
    keys = kantor.office_keys()
    trust = require_trust(kantor)
    ditulis = _written(kantor, request, dulu)
    serial = dulu.serial if dulu else max((satu.serial for satu in list_perangkat(kantor)), default=0) + 1
    ganti = judge_change(kantor, request)
    if seen is not None and (seen.device_id, seen.sidik_jari, seen.ganti) != (
        request.device_id,
        request.fingerprint,
        ganti,
    ):
        raise UserError("permintaan_berganti")
    if dulu is not None:
        certificate = dulu.certificate
    elif ganti is Gantian.COCOK:
        certificate = issue_for_change(kantor, request, serial, ditulis)
    else:
        certificate = issue_certificate(
            keys.issuer,
            request,
            serial=serial,
            scope=[request.office.code],
            kinds=tuple(ALL_KINDS),
            office=ditulis,
        )
    perangkat = dulu or Perangkat(
        device_id=request.device_id,
        serial=serial,
        kode=request.office.code,
        nama=ditulis.name,
        instansi=ditulis.agency,
        sertifikat=base64.b64encode(certificate).decode(),
        sidik_jari=request.fingerprint,
    )
    check_place(out)
    with kantor.write("setujui_pendaftaran", detail={"kantor": request.office.code, "serial": serial}) as tx:
        tx.put(RUANG_PERANGKAT, request.device_id, msgspec.json.encode(perangkat))
        if dulu is None and ganti is Gantian.COCOK:
            end_former(kantor, tx, request)
        elif dulu is None and ganti is Gantian.CABANG:
            note_second_claim(kantor, tx, request)
        if dulu is None:
            note_device(kantor, tx, request.device_id, request.office.code)
        seq = next_seq(kantor, tx)
    # A record too long for this answer must bar no computer: it stays owed, and goes with the next ones.
    revisi, dokumen = whole_or_none(kantor, _record(kantor, request.office.code))
    isi = make_content(
        kantor,
        seq,
        request.office.code,
        documents=len(dokumen),
        heads=len(dokumen),
        kinds=kinds_of(kantor, dokumen),
    )
    sealed = seal_return(
        kantor.folder("keluar"),
        isi,
        issuer=keys.issuer,
        trust=trust,
        to=request,
        certificate=certificate,
        revisions=revisi,
    )
    place_file(sealed.path, out)
    return _describe(request, trust.root_fingerprint, ditulis, ganti)


def _record(kantor: Kantor, kode: str) -> list[str]:
    """Return the id of an office's own record where it is known here, as the documents of an answer."""
    dokumen = kantor.store.document(office_id(kode))
    return [dokumen.doc_id] if dokumen is not None and not dokumen.deleted else []


@intention(Wewenang.KIRIM)
def accept_enrolment(kantor: Kantor, path: Path) -> tuple[str, str]:
    """Accept the kabupaten's answer; return the fingerprints of its root and of this device's request, to be compared.

    Raises ``UserError`` where this device never asked, ``BundleError`` where the file is not its answer.
    """
    require_role(kantor, Peran.UNIT)
    request = pending_request(kantor)
    if request is None:
        raise UserError("belum_minta_pendaftaran")
    apply_return(kantor, path)
    return require_trust(kantor).root_fingerprint, request.fingerprint
