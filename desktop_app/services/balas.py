"""Answering at the kabupaten: one return bundle per device, with what was received and what was settled here.

A bundle holds only so many revisions. What does not fit stays owed, document by document, and goes with the next one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import msgspec

from desktop_app.domain.errors import UserError
from desktop_app.domain.wewenang import Wewenang
from desktop_app.exchange import copy_bundle, read_certificate, receipt_code, seal_return
from desktop_app.exchange.limits import REVISIONS_MAX
from desktop_app.services.balas_rencana import (
    RUANG_SAMPAI,
    RUANG_SISA,
    Balasan,
    is_owed,
    kinds_of,
    plan_returns,
)
from desktop_app.services.berkas_kepercayaan import place_for_laggards
from desktop_app.services.bukti_paket import load_down, missing_here, note_pushed, read_out
from desktop_app.services.kantor import Kantor, Peran, intention
from desktop_app.services.kepercayaan import require_role, require_trust
from desktop_app.services.naskah import commit_all
from desktop_app.services.paket import (
    PaketKeluar,
    list_keluar,
    make_content,
    next_seq,
    put_keluar,
    put_masuk,
)
from desktop_app.services.saksi import make_acks
from desktop_app.services.sertifikat import judge_waiting, note_sent, renew_certificates
from desktop_app.services.silsilah import acks_of_others, asked_to_renew, owed_to
from desktop_app.services.tanda_tangan import companions


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
    semua = plan_returns(kantor)
    if not semua:
        raise UserError("balasan_kosong")
    ditunggu = [satu for satu in semua if is_owed(kantor, satu)]
    hasil = tuple(_answer(kantor, folder, satu) for satu in ditunggu or semua)
    place_for_laggards(kantor, folder, [satu.perangkat.device_id for satu in ditunggu or semua])
    return hasil


@intention(Wewenang.BALAS)
def answer_device(kantor: Kantor, device_id: str, folder: Path) -> HasilBalas:
    """Write the answer of one device alone, whatever waits for others; raises ``UserError`` ``balasan_kosong``."""
    require_role(kantor, Peran.KABUPATEN)
    commit_all(kantor)
    satu = next((satu for satu in plan_returns(kantor) if satu.perangkat.device_id == device_id), None)
    if satu is None:
        raise UserError("balasan_kosong")
    return _answer(kantor, folder, satu)


def _fitting(kantor: Kantor, dokumen: list[str]) -> tuple[list[bytes], list[str]]:
    """Return the revisions that fit into one answer, and the documents that do not, each whole with its people.

    Who reads them elsewhere can name who wrote them and prove who signed. A single document that is larger than a
    bundle is cut, because no bundle can hold it.
    """
    revisi = list(islice(histories(kantor, [*companions(kantor, dokumen), *dokumen]), REVISIONS_MAX + 1))
    if len(revisi) <= REVISIONS_MAX:
        return revisi, []
    if len(dokumen) == 1:
        return revisi[:REVISIONS_MAX], []
    muat, sisa = _fitting(kantor, dokumen[: len(dokumen) // 2])
    return muat, [*sisa, *dokumen[len(dokumen) // 2 :]]


def whole_or_none(kantor: Kantor, dokumen: list[str]) -> tuple[list[bytes], list[str]]:
    """Return the revisions of these documents and of their people, and the documents; nothing where they do not fit."""
    revisi = list(islice(histories(kantor, [*companions(kantor, dokumen), *dokumen]), REVISIONS_MAX + 1))
    return (revisi, dokumen) if len(revisi) <= REVISIONS_MAX else ([], [])


def _answer(kantor: Kantor, folder: Path, balasan: Balasan) -> HasilBalas:
    perangkat, diterima, dokumen = balasan
    keys = kantor.office_keys()
    trust = require_trust(kantor)
    certificate = read_certificate(perangkat.certificate, trust.issuers)
    sampai = kantor.store.last_seq()
    revisi, sisa = _fitting(kantor, dokumen)
    anew = owed_to(kantor, perangkat.device_id) is not None
    muatan = load_down(kantor, perangkat.device_id, perangkat.kode, dokumen, semua=anew)
    termuat: list[str] = []
    jenis = kinds_of(kantor, dokumen)
    with kantor.write("balas", detail={"kantor": perangkat.kode, "paket": len(diterima)}) as tx:
        nomor = next_seq(kantor, tx)
    kurang = missing_here(kantor.store, perangkat.kode, nomor)
    content = make_content(
        kantor, nomor, perangkat.kode, documents=len(dokumen), heads=len(dokumen), kinds=jenis, missing=kurang
    )
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
            tx.put(RUANG_SAMPAI, perangkat.device_id, str(sampai).encode())
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
                perangkat=perangkat.device_id,
                kembali=len(diterima),
                ukuran=sealed.size,
                dokumen_jenis=jenis,
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


def histories(kantor: Kantor, dokumen: list[str]) -> Iterator[bytes]:
    """Yield every revision of the documents, parents first, so that a second PC of the office understands them too."""
    for doc in dokumen:
        for rev in kantor.store.history(doc):
            # What was erased is no revision that anybody could take in; its record says what was there.
            if not rev.erased:
                yield rev.raw


@intention(Wewenang.BALAS)
def copy_return(kantor: Kantor, epoch: str, nomor: int, folder: Path) -> Path:
    """Put an answer that was written before on another stick, read back and compared; return where it lies.

    Raises ``UserError`` ``folder_tidak_ada`` and ``balasan_tidak_ada`` where its copy is not kept here any more.
    """
    require_role(kantor, Peran.KABUPATEN)
    if not folder.is_dir():
        raise UserError("folder_tidak_ada", folder=str(folder))
    satu = _find(kantor, epoch, nomor)
    path = copy_bundle(kantor.folder("keluar") / satu.nama_berkas, folder, expect=satu.file_sha256)
    with kantor.write("salin_balasan", detail={"nomor": nomor, "berkas": satu.file_sha256}):
        pass
    return path


@intention(Wewenang.BALAS)
def find_return(kantor: Kantor, epoch: str, nomor: int) -> PaketKeluar:
    """Return an answer that was written before; raises ``UserError`` ``balasan_tidak_ada`` without a copy here."""
    require_role(kantor, Peran.KABUPATEN)
    return _find(kantor, epoch, nomor)


def _find(kantor: Kantor, epoch: str, nomor: int) -> PaketKeluar:
    cocok = (s for s in list_keluar(kantor) if s.tujuan and (s.epoch, s.seq) == (epoch, nomor))
    satu = next(cocok, None)
    if satu is None or not (kantor.folder("keluar") / satu.nama_berkas).is_file():
        raise UserError("balasan_tidak_ada", nomor=nomor)
    return satu
