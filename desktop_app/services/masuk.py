"""Kotak Masuk of the kabupaten: look into a bundle without importing, merge many, acknowledge what was merged."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from hashlib import sha256
from pathlib import Path

from db import StoreError, Transaction
from desktop_app.domain.errors import BundleError, LuringError, SystemProblem, UserError
from desktop_app.domain.wewenang import Wewenang
from desktop_app.exchange import (
    OpenContext,
    Passport,
    Quarantined,
    UnsealerPool,
    VerifiedBundle,
    passport,
    receipt_code,
)
from desktop_app.services.asli_paket import keep_original, open_from_below
from desktop_app.services.balasan_bukti import note_proven
from desktop_app.services.bukti_paket import HasilTerima, note_asked, take_files
from desktop_app.services.bukti_periksa import count_missing
from desktop_app.services.cadangan import AlasanCadangan, back_up_before
from desktop_app.services.kantor import Changed, Kantor, Peran, intention, translate
from desktop_app.services.keberatan_masuk import note_numbers
from desktop_app.services.kepercayaan import foreign_devices, require_role
from desktop_app.services.konteks_masuk import known_bundles, reading_context
from desktop_app.services.kunci_baru import new_keys
from desktop_app.services.kunci_kabupaten import note_seen
from desktop_app.services.paket import PaketMasuk, get_masuk, list_masuk, next_urutan, put_masuk
from desktop_app.services.penyaring import make_decoders, take_in
from desktop_app.services.ruang_disk import disk_full, require_room
from desktop_app.services.ruang_ditahan import hold_copy, require_record_room
from desktop_app.services.saksi import note_contradiction
from desktop_app.services.sertifikat import present_certificate, why_outside
from desktop_app.services.silsilah import DITAHAN, hold_back, note_epoch, sender_of
from desktop_app.services.sisa_salinan import note_not_kept, removed_for, tidy_up
from desktop_app.services.verifikasi_paket import DitahanError, Verified, clear, drop, quarantine, verify_ahead

Progress = Callable[[int, int], None]


class NasibPaket(StrEnum):
    """What became of one bundle."""

    DIGABUNG = "digabung"
    SUDAH_DITERIMA = "sudah_diterima"
    DITOLAK = "ditolak"
    DIBATALKAN = "dibatalkan"


@dataclass(frozen=True)
class HasilPaket:
    """The result for one file; ``galat`` holds the refusal, from which window and command line make a sentence.

    ``hapus_menunggu`` counts the held records that wait for somebody to confirm an erasure; ``dihapus`` the versions
    whose bodies are gone by this bundle. ``bukti`` tells what became of its files of evidence, ``bukti_menunggu`` how
    many of that office still have to come. ``dibatalkan``: it came before, and its import was taken back.
    """

    path: Path
    nasib: NasibPaket
    kode: str = ""
    nama: str = ""
    nomor: int = 0
    revisi: int = 0
    baru: int = 0
    dikenal: int = 0
    menunggu: int = 0
    karantina: int = 0
    konflik: int = 0
    kunci_baru: tuple[str, ...] = ()
    hapus_menunggu: int = 0
    dihapus: int = 0
    galat: LuringError | None = None
    file_sha256: str = ""
    changed: Changed = field(default_factory=Changed)
    bukti: HasilTerima = field(default_factory=HasilTerima)
    bukti_menunggu: int = 0
    dibatalkan: bool = False
    arsip_kembali: bool = False
    """Its original was lost or changed in the archive, and this copy took its place."""


@dataclass(frozen=True)
class IsiPaket:
    """What is inside a verified bundle, before anything is imported; ``ukuran`` is bytes.

    ``dibatalkan`` tells that it was merged before and that import was taken back.
    """

    path: Path
    paspor: Passport
    kode_terima: str
    standing: str
    file_sha256: str
    revisi: int
    baru: int
    jenis: Mapping[str, int]
    kesenjangan: bool
    dibatalkan: bool = False
    ukuran: int = 0


def _context(kantor: Kantor, pool: UnsealerPool | None = None, izinkan: frozenset[str] = frozenset()) -> OpenContext:
    return reading_context(kantor, known_bundles(kantor), pool=pool, admit_revoked=izinkan, keep_twin=bool(izinkan))


@intention(Wewenang.TERIMA)
def inspect_bundle(kantor: Kantor, path: Path) -> IsiPaket:
    """Verify the bundle at ``path`` and say what is inside and how much of it is new, changing nothing."""
    require_role(kantor, Peran.KABUPATEN)
    karantina = quarantine(path, kantor.folder("karantina"))
    try:
        with open_from_below(karantina.path, _context(kantor)) as paket:
            baru = revisi = 0
            tercatat = get_masuk(kantor, paket.file_sha256)
            for raws in paket.revision_chunks():
                ids = [sha256(raw).hexdigest() for raw in raws]
                revisi += len(ids)
                baru += len(ids) - len(kantor.store.known(ids))
            return IsiPaket(
                path=path,
                paspor=passport(paket.manifest, paket.file_sha256),
                kode_terima=receipt_code(paket.manifest_sha256),
                standing=str(paket.standing),
                file_sha256=paket.file_sha256,
                revisi=revisi,
                baru=baru,
                jenis=dict(paket.manifest.kinds),
                kesenjangan=bool(paket.gap),
                dibatalkan=tercatat is not None and tercatat.dibatalkan,
                ukuran=karantina.size,
            )
    finally:
        clear(karantina)


@intention(Wewenang.TERIMA)
def merge_bundles(
    kantor: Kantor,
    paths: Sequence[Path],
    *,
    progress: Progress | None = None,
    cancel: threading.Event | None = None,
    izinkan: frozenset[str] = frozenset(),
) -> tuple[HasilPaket, ...]:
    """Verify and merge bundles one after the other; each is all or nothing, and a bad one does not stop the others.

    While one is merged, the next is copied to quarantine and verified in a child process. ``progress`` gets
    revisions done and revisions in all of the present bundle, beginning with none done. After ``cancel`` the present
    bundle is rolled back and the rest left alone. ``izinkan`` are hashes of held files that a person has admitted.
    """
    require_role(kantor, Peran.KABUPATEN)
    before = cache(lambda: back_up_before(kantor, AlasanCadangan.IMPOR))  # once, and only where something is merged
    hasil: list[HasilPaket] = []
    karantina = kantor.folder("karantina")
    with (
        kantor.store.in_a_row(),
        UnsealerPool(several=len(paths) > 1) as pool,
        ThreadPoolExecutor(max_workers=1, thread_name_prefix="verifikasi") as ahead,
    ):
        context = _context(kantor, pool, izinkan)
        waiting = verify_ahead(ahead, paths, 0, karantina, context)
        make_decoders()  # while the first is verified
        try:
            for nomor, path in enumerate(paths):
                present = waiting
                waiting = verify_ahead(ahead, paths, nomor + 1, karantina, context)
                hasil.append(_one(kantor, path, present, progress, cancel, before))
                if hasil[-1].nasib is NasibPaket.DIGABUNG:
                    context = _context(kantor, pool, izinkan)
        finally:
            drop(waiting)
    tidy_up(kantor)
    return tuple(hasil)


def _one(
    kantor: Kantor,
    path: Path,
    future: Future[Verified] | None,
    progress: Progress | None,
    cancel: threading.Event | None,
    before: Callable[[], object],
) -> HasilPaket:
    assert future is not None, "each file was verified ahead"
    if cancel is not None and cancel.is_set():
        drop(future)
        return HasilPaket(path, NasibPaket.DIBATALKAN)
    try:
        karantina, paket = future.result()
    except DitahanError as ditahan:
        try:
            return _hold(kantor, path, ditahan.galat, ditahan.karantina)
        finally:
            clear(ditahan.karantina)
    except (BundleError, UserError, SystemProblem) as error:
        _note_refusal(kantor, error)
        return HasilPaket(path, NasibPaket.DITOLAK, galat=error)
    except OSError as error:
        return HasilPaket(path, NasibPaket.DITOLAK, galat=_file_failed(path, error))
    try:
        tercatat = get_masuk(kantor, karantina.sha256)
        if tercatat is not None:
            if paket is not None:
                paket.close()
            hapus = removed_for(kantor, tercatat.file_sha256)
            kembali = not hapus and keep_original(kantor, karantina.path, tercatat.file_sha256)
            return _already(path, tercatat, kembali)
        assert paket is not None, "a bundle left the ledger while its copy was made"
        with paket:
            require_room(kantor.home, karantina.size)
            before()
            return _merge(kantor, path, karantina.path, paket, progress, cancel)
    except _CancelledError:
        return HasilPaket(path, NasibPaket.DIBATALKAN)
    except (BundleError, SystemProblem) as error:
        if isinstance(error, BundleError) and error.code in DITAHAN:
            return _hold(kantor, path, error, karantina)
        _note_refusal(kantor, error)
        return HasilPaket(path, NasibPaket.DITOLAK, galat=error)
    except OSError as error:
        return HasilPaket(path, NasibPaket.DITOLAK, galat=_file_failed(path, error))
    except StoreError as error:
        galat = disk_full(kantor.home) if error.code == "disk_full" else translate(error)
        return HasilPaket(path, NasibPaket.DITOLAK, galat=galat)
    finally:
        clear(karantina)


def _already(path: Path, tercatat: PaketMasuk, kembali: bool) -> HasilPaket:
    """The same bytes as a bundle that was merged: nothing in it can be new, so nothing in it is read."""
    return HasilPaket(
        path,
        NasibPaket.SUDAH_DITERIMA,
        tercatat.kode,
        tercatat.nama,
        tercatat.seq,
        tercatat.revisi,
        file_sha256=tercatat.file_sha256,
        dibatalkan=tercatat.dibatalkan,
        arsip_kembali=kembali,
    )


class _CancelledError(Exception):
    """The user stopped the merge; leaves the transaction so that everything of this bundle is rolled back."""


def _stop_if(cancel: threading.Event | None) -> None:
    if cancel is not None and cancel.is_set():
        raise _CancelledError


def _file_failed(path: Path, error: OSError) -> SystemProblem:
    return SystemProblem("berkas_gagal", berkas=path.name, rincian=str(error))


def _note_refusal(kantor: Kantor, error: LuringError) -> None:
    """Every refusal leaves an audit row; the documents stay as they were."""
    if isinstance(error, BundleError):
        with kantor.write("tolak_paket", detail={"alasan": error.code}):
            pass


def _hold(kantor: Kantor, path: Path, error: BundleError, karantina: Quarantined) -> HasilPaket:
    """Keep the very copy that was refused until people decide; where there is no room, say that it was not kept."""
    perangkat = sender_of(kantor, error)
    try:
        penuh = hold_copy(kantor, karantina, perangkat)
    except OSError as gagal:
        return HasilPaket(path, NasibPaket.DITOLAK, galat=_file_failed(path, gagal))
    detail = {"alasan": error.code} if penuh is None else {"alasan": "ruang_ditahan_penuh", "sebab": error.code}
    with kantor.write("tolak_paket", detail=detail) as tx:
        hold_back(kantor, tx, karantina.sha256, error, perangkat, disimpan=penuh is None)
    return HasilPaket(path, NasibPaket.DITOLAK, galat=penuh or error)


def _refuse_twin(kantor: Kantor, paket: VerifiedBundle) -> None:
    """Refuse a second file of the same number that came in the same run, after verification looked ahead."""
    # One that a person has admitted is merged beside the other: both contents are kept.
    for satu in list_masuk(kantor) if paket.standing != "twin" else ():
        if (satu.device_id, satu.epoch, satu.seq) == (paket.sender, paket.epoch, paket.seq):
            raise BundleError("twin_detected", device=paket.sender, seq=paket.seq)


def _merge(
    kantor: Kantor,
    path: Path,
    copy: Path,
    paket: VerifiedBundle,
    progress: Progress | None,
    cancel: threading.Event | None,
) -> HasilPaket:
    if paket.certificate is None:
        raise BundleError("unknown_sender")
    certificate = present_certificate(kantor, paket.certificate)
    jumlah = paket.manifest.counts.revisions
    _refuse_twin(kantor, paket)
    if progress is not None:
        progress(0, jumlah)
    detail = {"berkas": paket.file_sha256, "perangkat": paket.sender, "nomor": paket.seq}
    with kantor.write("gabung_paket", detail=detail) as tx:
        raws = _revisions(paket, progress, cancel)
        lain = foreign_devices(kantor, certificate)
        izin, why = certificate.allows, why_outside(certificate)
        laporan = take_in(kantor, tx, raws, source=paket.file_sha256, allows=izin, not_writers=lain, why=why)
        bukti = take_files(kantor, tx, paket, izin, lambda: _stop_if(cancel))
        note_asked(tx, kantor.store, paket.sender, paket)
        claim = kantor.claim()
        put_masuk(
            tx,
            PaketMasuk(
                file_sha256=paket.file_sha256,
                manifest_sha256=paket.manifest_sha256,
                device_id=paket.sender,
                kode=certificate.office.code,
                nama=certificate.office.name,
                epoch=paket.epoch,
                seq=paket.seq,
                revisi=jumlah,
                baru=laporan.new,
                menunggu=laporan.waiting,
                karantina=laporan.quarantined,
                waktu=claim.t,
                ragu=claim.doubt,
                dibuat=paket.manifest.claimed.t,
                urutan=next_urutan(kantor),
                jejak=paket.manifest.audit.count,
                kepala_jejak=paket.manifest.audit.head,
                sebelum=paket.manifest.previous,
            ),
        )
        if laporan.quarantined:
            require_record_room(kantor, paket.sender, certificate.office.name)
        note_contradiction(kantor, tx, paket)
        note_numbers(kantor, tx, paket)
        note_epoch(kantor, tx, paket)
        note_proven(kantor, tx, paket)
        note_seen(kantor, tx, paket)
        tx.detail.update({"baru": laporan.new, "menunggu": laporan.waiting, "karantina": laporan.quarantined})
        tx.detail.update(bukti.fakta())
        _stop_if(cancel)
        if laporan.erased or bukti.dihapus:
            # It holds bodies that were erased here, and nothing of it may stay.
            note_not_kept(tx, paket.file_sha256)
        else:
            # The original stays as evidence; it is in place before the commit that says so.
            keep_original(kantor, copy, paket.file_sha256)
    konflik = len(kantor.store.disputed().intersection(laporan.doc_ids))
    return HasilPaket(
        path=path,
        nasib=NasibPaket.DIGABUNG,
        kode=certificate.office.code,
        nama=certificate.office.name,
        nomor=paket.seq,
        revisi=jumlah,
        baru=laporan.new,
        dikenal=laporan.known,
        menunggu=laporan.waiting,
        karantina=laporan.quarantined,
        konflik=konflik,
        kunci_baru=new_keys(kantor, laporan.doc_ids, paket.file_sha256),
        hapus_menunggu=_number(tx, "hapus_menunggu"),
        dihapus=_number(tx, "dihapus"),
        file_sha256=paket.file_sha256,
        changed=Changed(tuple(laporan.doc_ids), ("*",)),
        bukti=bukti,
        bukti_menunggu=count_missing(kantor, certificate.office.code),
    )


def _number(tx: Transaction, fakta: str) -> int:
    return int(tx.detail.get(fakta, 0))


def _revisions(paket: VerifiedBundle, progress: Progress | None, cancel: threading.Event | None) -> Iterator[bytes]:
    """Yield the revisions as the store takes them in; ``progress`` is told of whole segments."""
    selesai = 0
    for raws in paket.revision_chunks():
        _stop_if(cancel)
        yield from raws
        selesai += len(raws)
        if progress is not None:
            progress(selesai, paket.manifest.counts.revisions)
