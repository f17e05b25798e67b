"""Certificates of devices that an older program enrolled: renewed for new kinds; what waited for it is judged again.

A certificate names the kinds of documents that its device may send. A program that knows more kinds comes to the two
sides at different times, so records of a new kind may arrive before the certificate names it, or before the receiver
knows the kind at all. Either way they lie in quarantine with their reason, and come in as soon as nothing speaks
against them any more; nobody has to send them again.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Collection

import msgspec

from db import QuarantinedRecord, Revision, StoreError, Transaction, decode_revision
from desktop_app.domain.codec import ALL_KINDS
from desktop_app.domain.errors import BundleError
from desktop_app.exchange import Certificate, read_certificate, reissue_certificate
from desktop_app.services.kantor import Kantor, Peran
from desktop_app.services.kepercayaan import (
    RUANG,
    RUANG_PERANGKAT,
    Perangkat,
    foreign_devices,
    list_perangkat,
    own_scope,
    require_trust,
    trust_of,
)
from desktop_app.services.kunci_kabupaten import seen_versions
from desktop_app.services.paket import get_masuk, is_undone
from desktop_app.services.penyaring import DI_LUAR, take_in

LAMA = "sertifikat_lama"
TAK_DIKENAL = "jenis_tidak_dikenal"
MENANTI = (LAMA, TAK_DIKENAL, DI_LUAR)
"""The reasons that a certificate or a program of today may have made void."""
RUANG_DIPERBARUI = "sertifikat_diperbarui"
"""Devices whose new certificate has not gone out with an answer yet."""


def renew_certificates(kantor: Kantor) -> int:
    """Issue certificates for every kind of this program to devices whose own name fewer; return how many.

    Keys, office and scope stay as people compared them. Each such device is owed an answer.
    """
    trust = require_trust(kantor)
    dicabut = {satu.device_id for satu in trust.revocations}
    baru: list[Perangkat] = []
    for perangkat in list_perangkat(kantor):
        lama = read_certificate(perangkat.certificate, trust.issuers)
        if perangkat.device_id not in dicabut and _lacks(lama):
            kinds = tuple(dict.fromkeys((*lama.kinds, *ALL_KINDS)))
            raw = reissue_certificate(kantor.office_keys().issuer, lama, kinds=kinds)
            baru.append(msgspec.structs.replace(perangkat, sertifikat=base64.b64encode(raw).decode()))
    if baru:
        with kantor.write("perbarui_sertifikat", detail={"jumlah": len(baru)}) as tx:
            for satu in baru:
                tx.put(RUANG_PERANGKAT, satu.device_id, msgspec.json.encode(satu))
                tx.put(RUANG_DIPERBARUI, satu.device_id, b"1")
    return len(baru)


def _lacks(certificate: Certificate) -> bool:
    return "*" not in certificate.kinds and not set(ALL_KINDS) <= set(certificate.kinds)


def is_renewed(kantor: Kantor, device_id: str) -> bool:
    """Tell whether a device has a new certificate that no answer has carried yet, or has not shown a newer root yet.

    An answer can be lost: after a new root each device is answered until a bundle of it proves that it knows.
    """
    versi = require_trust(kantor).root.version
    tertinggal = versi > 1 and seen_versions(kantor).get(device_id, 0) < versi
    return tertinggal or kantor.store.get(RUANG_DIPERBARUI, device_id) is not None


def note_sent(tx: Transaction, device_id: str) -> None:
    """Note that an answer carries the present certificate of a device."""
    tx.delete(RUANG_DIPERBARUI, device_id)


def present_certificate(kantor: Kantor, certificate: Certificate) -> Certificate:
    """Return what the kabupaten grants a device today, whichever certificate its bundle still shows."""
    for satu in list_perangkat(kantor):
        if satu.device_id == certificate.device_id:
            return read_certificate(satu.certificate, require_trust(kantor).issuers)
    return certificate


def why_outside(certificate: Certificate) -> Callable[[str, str], str]:
    """Return what says why a record may not come from the holder: an office not his, or only an old certificate."""

    def why(kind: str, scope: str) -> str:
        lama = kind in ALL_KINDS and certificate.covers(scope) and _lacks(certificate)
        return LAMA if lama else DI_LUAR

    return why


def keep_granted(kantor: Kantor, tx: Transaction, granted: Certificate) -> bool:
    """At a unit: keep a certificate unless it is older than the one that is here; tell whether it was kept.

    Older is a lower number, or, where a renewal kept the number, fewer kinds. Answers arrive in any order and more
    than once; an older one takes nothing back.
    """
    raw = kantor.store.get(RUANG, "sertifikat")
    if raw == granted.raw:
        return False
    trust = trust_of(kantor)
    if raw is not None and trust is not None:
        try:
            sendiri = read_certificate(raw, trust.issuers)
        except BundleError:
            pass  # signed by an issuer that counts no more
        else:
            sempit = set(granted.kinds) < set(sendiri.kinds) and "*" not in granted.kinds
            if granted.serial < sendiri.serial or sempit:
                return False
    tx.put(RUANG, "sertifikat", granted.raw)
    return True


def judge_waiting(kantor: Kantor) -> tuple[str, ...]:
    """Judge again what lay in quarantine for a certificate or a kind that is there by now; return whose documents came.

    The same sieve is asked as for a bundle. What stays unfit stays held, with the reason that it has now, and so does
    what came with an import that was taken back.
    """
    perangkat = {satu.device_id: satu for satu in list_perangkat(kantor)}
    menurut: dict[str, list[QuarantinedRecord]] = {}
    for satu in kantor.store.quarantined():
        isi = _decoded(satu) if satu.reason in MENANTI else None
        if isi is None or isi.kind not in ALL_KINDS or is_undone(kantor, satu.source):
            continue
        izin = authority_of(kantor, satu.source, perangkat)
        if izin is not None and izin[0](isi.kind, isi.scope) and isi.device not in izin[1]:
            menurut.setdefault(satu.source, []).append(satu)
    if not menurut:
        return ()
    dokumen: set[str] = set()
    with kantor.write("terima_tertahan") as tx:
        jumlah = 0
        for source, catatan in menurut.items():
            izin = authority_of(kantor, source, perangkat)
            assert izin is not None, "it was there a moment ago"
            for satu in catatan:
                tx.drop_quarantine(satu.rev_id)
            raws = [satu.raw for satu in catatan]
            laporan = take_in(kantor, tx, raws, source=source, allows=izin[0], not_writers=izin[1])
            jumlah += laporan.new + laporan.waiting
            dokumen.update(laporan.doc_ids)
        tx.detail["jumlah"] = jumlah
    return tuple(sorted(dokumen))


def authority_of(
    kantor: Kantor, sumber: str, perangkat: dict[str, Perangkat]
) -> tuple[Callable[[str, str], bool], Collection[str]] | None:
    """Return what the sender of a bundle may bring today, and the computers that cannot be the writers of it.

    None where the sender is not known any more.
    """
    if kantor.profil.peran is Peran.UNIT:
        return own_scope(kantor), ()
    masuk = get_masuk(kantor, sumber)
    if masuk is None or masuk.device_id not in perangkat:
        return None
    certificate = read_certificate(perangkat[masuk.device_id].certificate, require_trust(kantor).issuers)
    return certificate.allows, foreign_devices(kantor, certificate)


def _decoded(satu: QuarantinedRecord) -> Revision | None:
    try:
        return decode_revision(satu.raw)
    except StoreError:
        return None
