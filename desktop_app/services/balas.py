"""Answering at the kabupaten: one return bundle per device, with what was received and what was settled here.

A bundle holds only so many revisions. What does not fit stays owed, document by document, and goes with the next one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import msgspec

from db import decode_revision
from desktop_app.domain.codec import UNTUK_SEMUA_KANTOR
from desktop_app.domain.errors import UserError
from desktop_app.domain.wewenang import Wewenang
from desktop_app.exchange import copy_bundle, read_certificate, receipt_code, seal_return
from desktop_app.exchange.limits import REVISIONS_MAX
from desktop_app.services.berkas_kepercayaan import place_for_laggards
from desktop_app.services.bukti_paket import is_asked, load_down, missing_here, note_pushed, read_out
from desktop_app.services.kantor import Kantor, Peran, intention
from desktop_app.services.kepercayaan import Perangkat, list_perangkat, require_role, require_trust
from desktop_app.services.naskah import commit_all
from desktop_app.services.paket import (
    PaketKeluar,
    PaketMasuk,
    list_masuk,
    make_content,
    next_seq,
    put_keluar,
    put_masuk,
)
from desktop_app.services.penghapusan_isi import read_skeletons
from desktop_app.services.saksi import make_acks
from desktop_app.services.sertifikat import is_renewed, judge_waiting, note_sent, renew_certificates
from desktop_app.services.silsilah import acks_of_others, asked_to_renew, documents_of, list_kembar, owed_to
from desktop_app.services.tanda_tangan import companions

RUANG_SISA = "balasan_sisa"
"""Documents that did not fit into the last answer, by device."""
UNTUK_SEMUA = "*"
"""Stands for the scope of what goes to every office."""


@dataclass(frozen=True)
class HasilBalas:
    """One return bundle: for whom, how many bundles it acknowledges, how many revisions it carries.

    ``sisa`` counts the documents that did not fit and go with the next answer, ``bukti`` the files of evidence in it,
    ``bukti_menunggu`` those of that office that the kabupaten waits for.
    """

    path: Path
    kode: str
    nama: str
    paket_diterima: int
    revisi: int
    kode_terima: str
    sisa: int = 0
    bukti: int = 0
    bukti_menunggu: int = 0


class _Balasan(NamedTuple):
    """What one device is told: the bundles that came from it, and the documents settled here."""

    perangkat: Perangkat
    diterima: list[PaketMasuk]
    dokumen: list[str]


@intention(Wewenang.BALAS)
def export_returns(kantor: Kantor, folder: Path) -> tuple[HasilBalas, ...]:
    """Write one return bundle for every device with something to answer: receipts, or documents settled here.

    A bundle acknowledges everything that was committed from its device, so losing one costs nothing: where nobody
    waits for an answer, every device that was ever owed one is answered again. Raises ``UserError`` where
    nothing was ever received nor settled here.
    """
    require_role(kantor, Peran.KABUPATEN)
    if not folder.is_dir():
        raise UserError("folder_tidak_ada", folder=str(folder))
    commit_all(kantor)
    renew_certificates(kantor)
    judge_waiting(kantor)
    masuk = list_masuk(kantor)
    sendiri = _own_documents(kantor)
    untuk_semua = list(_documents_for_all(kantor))
    semua: list[_Balasan] = []
    dicabut = {satu.device_id for satu in require_trust(kantor).revocations}
    for perangkat in list_perangkat(kantor):
        if perangkat.device_id in dicabut:
            # Whoever holds a stolen computer is told nothing more.
            continue
        diterima = [satu for satu in masuk if satu.device_id == perangkat.device_id]
        dokumen = [doc for doc, scope in sendiri.items() if _covers(perangkat.kode, scope)]
        if owed_to(kantor, perangkat.device_id) is not None:
            dokumen = [*untuk_semua, *documents_of(kantor, perangkat.kode)]
        dokumen = _left_over(kantor, perangkat.device_id) or dokumen
        diminta = is_asked(kantor.store, perangkat.device_id, perangkat.kode)
        if diterima or dokumen or diminta or is_renewed(kantor, perangkat.device_id):
            semua.append(_Balasan(perangkat, diterima, dokumen))
    if not semua:
        raise UserError("balasan_kosong")
    ditunggu = [satu for satu in semua if _is_owed(kantor, satu)]
    hasil = tuple(_answer(kantor, folder, satu) for satu in ditunggu or semua)
    place_for_laggards(kantor, folder, [satu.perangkat.device_id for satu in ditunggu or semua])
    return hasil


def _own_documents(kantor: Kantor) -> dict[str, str]:
    """Return what this kabupaten wrote revisions of, or keeps for all, and records of erasure, with their scopes."""
    lain = [satu.device_id for satu in list_perangkat(kantor)]
    revisi = (decode_revision(raw) for _, _, raw in kantor.store.revisions_after(0, not_devices=lain))
    sendiri = {rev.doc_id: rev.scope for rev in revisi if rev.device == kantor.store.device}
    sendiri.update(_documents_for_all(kantor))
    # An erasure that one computer of an office ordered reaches its other computers through here, with the ends of
    # the documents that it erased.
    for satu in kantor.store.find("penghapusan"):
        sendiri[satu.doc_id] = satu.scope
        sendiri.update({s.doc_id: s.scope for s in read_skeletons(satu.body)})
    return sendiri


def _documents_for_all(kantor: Kantor) -> dict[str, str]:
    """Return what the kabupaten keeps for all its offices: choices, calendars and templates, retired ones too."""
    semua: dict[str, str] = {}
    for jenis in UNTUK_SEMUA_KANTOR:
        for dihapus in (False, True):
            ketemu = kantor.store.find(jenis, where={"scope": kantor.profil.kode}, deleted=dihapus)
            semua.update((satu.doc_id, UNTUK_SEMUA) for satu in ketemu)
    return semua


def _covers(kode: str, scope: str) -> bool:
    return scope in (UNTUK_SEMUA, kode) or scope.startswith(kode + ".")


def _is_owed(kantor: Kantor, balasan: _Balasan) -> bool:
    device = balasan.perangkat.device_id
    if _left_over(kantor, device) or is_asked(kantor.store, device, balasan.perangkat.kode):
        return True
    if any(not satu.dibalas for satu in balasan.diterima) or owed_to(kantor, device) is not None:
        return True
    if device in {satu.device_id for satu in list_kembar(kantor)} or is_renewed(kantor, device):
        return True
    raw = kantor.store.get("balasan_terkirim", balasan.perangkat.device_id)
    return bool(balasan.dokumen) and (int(raw) if raw else 0) < _newest(kantor, balasan.dokumen)


def _left_over(kantor: Kantor, device: str) -> list[str]:
    """Return the documents that did not fit into the last answer to a device."""
    raw = kantor.store.get(RUANG_SISA, device)
    return msgspec.json.decode(raw, type=list[str]) if raw is not None else []


def _fitting(kantor: Kantor, dokumen: list[str]) -> tuple[list[bytes], list[str]]:
    """Return the revisions that fit into one answer, and the documents that do not, each whole with its people.

    Who reads them elsewhere can name who wrote them and prove who signed. A single document that is larger than a
    bundle is cut, because no bundle can hold it.
    """
    revisi = list(islice(_histories(kantor, [*companions(kantor, dokumen), *dokumen]), REVISIONS_MAX + 1))
    if len(revisi) <= REVISIONS_MAX:
        return revisi, []
    if len(dokumen) == 1:
        return revisi[:REVISIONS_MAX], []
    muat, sisa = _fitting(kantor, dokumen[: len(dokumen) // 2])
    return muat, [*sisa, *dokumen[len(dokumen) // 2 :]]


def _newest(kantor: Kantor, dokumen: list[str]) -> int:
    """Return how many revisions the documents have in all; it only grows."""
    return sum(len(kantor.store.history(doc)) for doc in dokumen)


def _answer(kantor: Kantor, folder: Path, balasan: _Balasan) -> HasilBalas:
    perangkat, diterima, dokumen = balasan
    keys = kantor.office_keys()
    trust = require_trust(kantor)
    certificate = read_certificate(perangkat.certificate, trust.issuers)
    revisi, sisa = _fitting(kantor, dokumen)
    anew = owed_to(kantor, perangkat.device_id) is not None
    muatan = load_down(kantor, perangkat.device_id, perangkat.kode, dokumen, semua=anew)
    termuat: list[str] = []
    with kantor.write("balas", detail={"kantor": perangkat.kode, "paket": len(diterima)}) as tx:
        nomor = next_seq(kantor, tx)
    kurang = missing_here(kantor.store, perangkat.kode, nomor)
    content = make_content(kantor, nomor, perangkat.kode, documents=len(dokumen), heads=len(dokumen), missing=kurang)
    sealed = seal_return(
        kantor.folder("keluar"),
        content,
        issuer=keys.issuer,
        trust=trust,
        to=certificate,
        acknowledgements=[*make_acks(diterima), *acks_of_others(kantor, perangkat)],
        renew=asked_to_renew(kantor, perangkat.device_id),
        certificate=certificate.raw,
        revisions=revisi,
        attachments=read_out(kantor, muatan, termuat),
    )
    # First the copy: what did not reach the stick is still to be answered.
    path = copy_bundle(sealed.path, folder)
    claim = kantor.claim()
    with kantor.write("balas_selesai", detail={"nomor": nomor, "berkas": sealed.file_sha256}) as tx:
        for satu in diterima:
            if not satu.dibalas:
                put_masuk(tx, msgspec.structs.replace(satu, dibalas=True))
        note_sent(tx, perangkat.device_id)
        note_pushed(tx, kantor.store, perangkat.device_id, termuat)
        if not kantor.store.get(RUANG_SISA, perangkat.device_id):
            tx.put("balasan_terkirim", perangkat.device_id, str(_newest(kantor, dokumen)).encode())
        if sisa:
            tx.put(RUANG_SISA, perangkat.device_id, msgspec.json.encode(sisa))
        else:
            tx.delete(RUANG_SISA, perangkat.device_id)
        put_keluar(
            tx,
            PaketKeluar(
                epoch=kantor.store.epoch,
                seq=nomor,
                file_sha256=sealed.file_sha256,
                manifest_sha256=sealed.manifest_sha256,
                nama_berkas=sealed.path.name,
                sampai=kantor.store.last_seq(),
                dokumen=len(dokumen),
                revisi=len(revisi),
                waktu=claim.t,
                ragu=claim.doubt,
                tujuan=perangkat.kode,
                bukti=len(termuat),
            ),
        )
    return HasilBalas(
        path=path,
        kode=perangkat.kode,
        nama=perangkat.nama,
        paket_diterima=len(diterima),
        revisi=len(revisi),
        kode_terima=receipt_code(sealed.manifest_sha256),
        sisa=len(sisa),
        bukti=len(termuat),
        bukti_menunggu=len(kurang),
    )


def _histories(kantor: Kantor, dokumen: list[str]) -> Iterator[bytes]:
    """Yield every revision of the documents, parents first, so that a second PC of the office understands them too."""
    for doc in dokumen:
        for rev in kantor.store.history(doc):
            # What was erased is no revision that anybody could take in; its record says what was there.
            if not rev.erased:
                yield rev.raw
