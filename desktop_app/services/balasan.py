"""Return bundles at the unit: acknowledgements, trust, certificate, and what the kabupaten wrote."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import msgspec

from db import AddReport, Transaction
from desktop_app.domain.codec import SCHEMA
from desktop_app.domain.errors import BundleError
from desktop_app.domain.wewenang import Wewenang
from desktop_app.exchange import Ack, Marks, OpenContext, TrustState, VerifiedBundle, open_bundle, quarantine_copy
from desktop_app.services.berkas_kepercayaan import take_beside
from desktop_app.services.bukti_paket import ATAS, note_asked, take_files
from desktop_app.services.bukti_periksa import count_missing
from desktop_app.services.cadangan import AlasanCadangan, back_up_before
from desktop_app.services.data_unit import follow_record, followed_profile, keep_profile, unsent_beginning
from desktop_app.services.identitas_lama import keys_of, list_lama
from desktop_app.services.jangkar import read_anchor
from desktop_app.services.kantor import Changed, Kantor, Peran, Profil, intention
from desktop_app.services.kepercayaan import keep_trust, own_scope, pending_request, require_role, trust_of
from desktop_app.services.kunci_kantor import refresh_escrow
from desktop_app.services.paket import acknowledged_upto, covered_upto, list_keluar, put_keluar
from desktop_app.services.penjaga import is_from_above
from desktop_app.services.penyaring import take_in
from desktop_app.services.saksi import keep_witness
from desktop_app.services.sertifikat import judge_waiting, keep_granted
from desktop_app.services.silsilah import forget_receipts, note_answer, note_standing, note_twin
from desktop_app.services.sisa_salinan import tidy_up
from desktop_app.vault import DeviceKeys


@dataclass(frozen=True)
class HasilBalasan:
    """What a return bundle brought: which bundles are acknowledged, how many revisions came, what changed."""

    sudah_diterima: bool
    diterima: tuple[int, ...]
    revisi_baru: int
    menunggu: int
    karantina: int
    sertifikat_baru: bool
    changed: Changed
    file_sha256: str = ""
    dari_kabupaten: tuple[str, ...] = ()
    """What the kabupaten keeps for all its offices and has sent anew, in words: "kalender 2026"."""
    bukti: int = 0
    bukti_menunggu: int = 0
    """Files of evidence that came, and those that documents here name and that still have to come."""
    kantor: Profil | None = None
    """How this office is written now, where that is otherwise than before."""


@intention(Wewenang.KIRIM)
def apply_return(kantor: Kantor, path: Path) -> HasilBalasan:
    """Verify a return bundle and take what it brings, in one transaction; twice is the same as once.

    Raises ``BundleError`` where the file is not for this device, not from the kabupaten that it believes, or
    older in its trust than what was seen; nothing is changed then but for the audit row of the refusal.
    """
    require_role(kantor, Peran.UNIT)
    try:
        with opened_return(kantor, path) as paket:
            back_up_before(kantor, AlasanCadangan.BALASAN)
            hasil = _take(kantor, paket)
        judge_waiting(kantor)
        refresh_escrow(kantor)
        tidy_up(kantor)
        return hasil
    except BundleError as error:
        with kantor.write("tolak_balasan", detail={"alasan": error.code}):
            pass
        raise


@contextmanager
def opened_return(kantor: Kantor, path: Path) -> Iterator[VerifiedBundle]:
    """Yield the verified return bundle at ``path``, read from a copy in quarantine that is gone afterwards.

    Where its roots do not reach back to ours, a trust file beside it is read first. Raises ``BundleError``.
    """
    karantina = quarantine_copy(path, kantor.folder("karantina"))
    try:
        with _verified(kantor, karantina.path, path) as paket:
            yield paket
    finally:
        karantina.path.unlink(missing_ok=True)


def _verified(kantor: Kantor, copy: Path, path: Path) -> VerifiedBundle:
    try:
        return open_bundle(copy, _context(kantor))
    except BundleError as error:
        if error.code == "not_for_this_office" and _for_former(kantor, copy):
            raise BundleError("return_for_former") from error
        if error.code != "root_mismatch" or trust_of(kantor) is None or not take_beside(kantor, path):
            raise
    return open_bundle(copy, _context(kantor))


def _for_former(kantor: Kantor, copy: Path) -> bool:
    """Tell whether an answer that is not sealed to this identity is sealed to a former one of this computer."""
    for lama in list_lama(kantor.store):
        keys = keys_of(kantor, lama.perangkat)
        if keys is None:
            continue
        try:
            with open_bundle(copy, _context(kantor, keys)):
                return True
        except BundleError as error:
            # Whatever else is wrong with it by now: it opened with the former key.
            if error.code != "not_for_this_office":
                return True
    return False


def _context(kantor: Kantor, keys: DeviceKeys | None = None) -> OpenContext:
    keys, trust = keys or kantor.device_keys(), trust_of(kantor)
    return OpenContext(
        accepts="return",
        me=keys.device_id,
        identities=[keys.return_identity],
        trust=trust,
        schema=SCHEMA,
        marks=_marks(kantor, trust),
        request=pending_request(kantor),
    )


def _take(kantor: Kantor, paket: VerifiedBundle) -> HasilBalasan:
    sudah = kantor.store.get("balasan", paket.file_sha256) is not None
    detail = {"berkas": paket.file_sha256, "nomor": paket.seq}
    with kantor.write("terima_balasan", detail=detail) as tx:
        tx.put("balasan", paket.file_sha256, str(paket.seq).encode())
        if paket.trust is not None:
            keep_trust(kantor, tx, paket.trust)
        diperbarui = False
        if paket.granted is not None:
            diperbarui = keep_granted(kantor, tx, paket.granted)
        anew = note_answer(kantor, tx, paket)
        if anew:
            forget_receipts(kantor, tx, paket.acknowledgements)
        note_twin(kantor, tx, paket.acknowledgements, list_keluar(kantor))
        note_standing(kantor, tx, paket)
        diterima = _acknowledge(kantor, tx, paket.acknowledgements)
        keep_witness(kantor, tx, paket)
        laporan, berubah = take_revisions(kantor, tx, paket)
        profil = followed_profile(kantor, berubah)
        if profil is not None:
            keep_profile(tx, profil)
        bukti = take_files(kantor, tx, paket, own_scope(kantor))
        tx.detail.update(bukti.fakta())
        if not sudah:
            note_asked(tx, kantor.store, ATAS, paket)
    lama, kantor.profil = kantor.profil, profil or kantor.profil
    kantor.forget_rules()
    return HasilBalasan(
        sudah_diterima=sudah,
        diterima=diterima,
        revisi_baru=laporan.new,
        menunggu=laporan.waiting,
        karantina=laporan.quarantined,
        sertifikat_baru=diperbarui,
        changed=Changed(tuple(berubah), ("*",)),
        file_sha256=paket.file_sha256,
        dari_kabupaten=_from_above(kantor, laporan.doc_ids),
        bukti=bukti.baru + bukti.titipan,
        bukti_menunggu=count_missing(kantor, kantor.profil.kode),
        kantor=kantor.profil if kantor.profil != lama else None,
    )


def _from_above(kantor: Kantor, doc_ids: Collection[str]) -> tuple[str, ...]:
    """Return which documents for all offices came, in words."""
    kata = {"ketentuan": "ketentuan instansi", "kalender": "kalender {nama}", "templat_skp": "templat “{nama}”"}
    kata |= {"templat_pertanyaan": "daftar pernyataan “{nama}”", "standar_kompetensi": "standar kompetensi “{nama}”"}
    kata |= {"berkas_aturan": "aturan “{nama}”"}
    datang = [satu for satu in kantor.store.documents(doc_ids).values() if is_from_above(kantor, satu)]
    lain = "{jenis} “{nama}”"
    semua = (
        kata.get(d.kind, lain).format(nama=d.label, jenis=d.kind.replace("_", " "))
        + (" (tidak dipakai lagi)" if d.deleted else "")
        for d in datang
    )
    return tuple(sorted(semua))


def _marks(kantor: Kantor, trust: TrustState | None) -> Marks:
    """Return what may never fall: of the trust document here and of the anchor, which an older copy does not move."""
    anchor = read_anchor(kantor.home, kantor.store.device)
    here = trust.marks if trust is not None else Marks(0, 0)
    return max(here, Marks(*anchor.tanda)) if anchor is not None and trust is not None else here


def _acknowledge(kantor: Kantor, tx: Transaction, acks: tuple[Ack, ...]) -> tuple[int, ...]:
    """Mark own bundles as received where number and hash both fit; return their numbers."""
    diterima: list[int] = []
    sampai = acknowledged_upto(kantor)
    menurut_hash = {satu.file_sha256: satu for satu in list_keluar(kantor)}
    for ack in acks:
        paket = menurut_hash.get(ack.sha256)
        if paket is None or (paket.epoch, paket.seq) != (ack.epoch, ack.seq) or ack.device_id != kantor.store.device:
            continue
        diterima.append(paket.seq)
        sampai = max(sampai, paket.sampai)
        if not paket.diterima:
            put_keluar(tx, msgspec.structs.replace(paket, diterima=True))
    if diterima:
        tx.put("kantor", "diterima_sampai", str(covered_upto(kantor, acknowledged_upto(kantor))).encode())
    return tuple(sorted(diterima))


def take_revisions(kantor: Kantor, tx: Transaction, paket: VerifiedBundle) -> tuple[AddReport, tuple[str, ...]]:
    """Take in what a return bundle brings; return what came of it, and which documents read otherwise now.

    A computer that was only just set up follows the record of its office.
    """
    awal = unsent_beginning(kantor)
    laporan = add_revisions(kantor, tx, paket)
    tx.settle()
    ikut = follow_record(kantor, tx, awal, paket.granted)
    return laporan, tuple(dict.fromkeys((*laporan.doc_ids, *ikut)))


def add_revisions(kantor: Kantor, tx: Transaction, paket: VerifiedBundle) -> AddReport:
    """Add the kabupaten's revisions that belong to this office; others go to quarantine with their reason."""
    raws = chain.from_iterable(paket.revision_chunks())
    return take_in(kantor, tx, raws, source=paket.file_sha256, allows=own_scope(kantor))
