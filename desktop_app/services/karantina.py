"""Quarantine: records that came in a sound bundle and were held back, each with its reason; one can be judged again."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from hashlib import sha256

from db import SET_ASIDE, QuarantinedRecord, StoreError, Transaction, decode_revision
from desktop_app.domain.errors import UserError
from desktop_app.domain.wewenang import Wewenang
from desktop_app.messages import load_sentences, sentence_for
from desktop_app.services.kantor import Changed, Kantor, Peran, intention
from desktop_app.services.kepercayaan import list_perangkat
from desktop_app.services.keutuhan_hapus import read_held, request_of
from desktop_app.services.nama_pelaku import name_of
from desktop_app.services.paket import get_masuk, is_undone
from desktop_app.services.penguji_hapus import MENUNGGU
from desktop_app.services.penyaring import take_in
from desktop_app.services.putusan_ditahan import DIIZINKAN, keep_putusan
from desktop_app.services.sertifikat import authority_of
from desktop_app.services.sisa_salinan import tidy_up

RUSAK = "catatan_rusak"


@dataclass(frozen=True)
class Catatan:
    """One held record: its revision, why it is held (a code), whose bundle brought it, and what it says of itself.

    ``sumber`` is the hash of the bundle's file, ``pengirim`` the name of the office that sent it, empty where that is
    not known. ``rincian`` tells of an erasure that waits what it would take. Kind, office, document, writer and time
    are only claimed, and empty where the record cannot be read.
    """

    rev_id: str
    alasan: str
    sumber: str
    pengirim: str
    jenis: str = ""
    kantor: str = ""
    doc_id: str = ""
    siapa: str = ""
    waktu: str = ""
    ragu: bool = False
    rincian: str = ""


@dataclass(frozen=True)
class HasilTerima:
    """What became of a record that was judged again: ``menunggu`` where its forerunner has not come yet.

    ``dihapus`` counts the versions whose bodies are gone, where it ordered an erasure.
    """

    rev_id: str
    menunggu: bool
    changed: Changed
    dihapus: int = 0


@intention(Wewenang.TERIMA, Wewenang.KIRIM)
def list_karantina(kantor: Kantor) -> tuple[Catatan, ...]:
    """Return every held record in the order of arrival."""
    return tuple(_describe(kantor, satu) for satu in kantor.store.quarantined())


def reason_of(alasan: str) -> str:
    """Return the words of a reason; what the store found damaged by itself has one sentence for all its codes."""
    kode = alasan if alasan in load_sentences() else RUSAK
    return sentence_for(kode, {"rincian": alasan}).rstrip(".")


def _describe(kantor: Kantor, satu: QuarantinedRecord) -> Catatan:
    masuk = get_masuk(kantor, satu.source)
    pengirim = masuk.nama if masuk is not None else ""
    try:
        rev = decode_revision(satu.raw)
    except StoreError:
        return Catatan(satu.rev_id, satu.reason, satu.source, pengirim)
    return Catatan(
        rev_id=satu.rev_id,
        alasan=satu.reason,
        sumber=satu.source,
        pengirim=pengirim,
        jenis=_line(rev.kind),
        kantor=_line(rev.scope),
        doc_id=rev.doc_id,
        siapa=_line(name_of(kantor, rev.who)),
        waktu=_line(rev.at.t),
        ragu=rev.at.doubt,
        rincian=describe_erasure(kantor, satu.rev_id) if satu.reason == MENUNGGU else "",
    )


def _line(teks: str) -> str:
    """Return foreign words as one short line that a terminal may show."""
    return "".join(huruf if huruf.isprintable() else " " for huruf in teks[:120]).strip()


@intention(Wewenang.TERIMA, Wewenang.KIRIM)
def admit_karantina(kantor: Kantor, awal: str) -> HasilTerima:
    """Judge one held record again under the present rules and take it in where it passes.

    ``awal`` is its id or the beginning of it. The same sieve is asked as for a bundle, with what the sender may bring
    today. Raises ``UserError`` where no record or more than one is meant, and where it stays held; nothing is changed
    then.
    """
    satu = _find(kantor, awal)
    if satu.reason == SET_ASIDE or is_undone(kantor, satu.source):
        raise UserError("catatan_impor_dibatalkan")
    if sha256(satu.raw).hexdigest() != satu.rev_id:
        # Changed bytes have another name: they would come in as a record that nobody sent.
        raise UserError("catatan_ditahan_rusak")
    allows, bukan_penulis = _authority(kantor, satu.source)
    if read_held(satu.raw) is not None and kantor.profil.peran is Peran.KABUPATEN:
        return _confirm_erasure(kantor, satu, allows, bukan_penulis)
    with kantor.write("terima_karantina", detail={"catatan": satu.rev_id, "alasan": satu.reason}) as tx:
        tx.drop_quarantine(satu.rev_id)
        laporan = take_in(kantor, tx, [satu.raw], source=satu.source, allows=allows, not_writers=bukan_penulis)
        if laporan.quarantined:
            kini = next(s.reason for s in kantor.store.quarantined() if s.rev_id == satu.rev_id)
            # Leaves the transaction, so that it lies in quarantine as it did.
            raise UserError("catatan_tetap_ditahan", alasan=reason_of(kini))
        tx.detail["menunggu"] = laporan.waiting
        _decided(kantor, tx, satu)
    tidy_up(kantor)
    return HasilTerima(satu.rev_id, bool(laporan.waiting), Changed(tuple(laporan.doc_ids), ("*",)))


def _confirm_erasure(
    kantor: Kantor, satu: QuarantinedRecord, allows: Callable[[str, str], bool], not_writers: Collection[str]
) -> HasilTerima:
    """Carry out an erasure of a unit with all its parts, because somebody who may erase here has confirmed it."""
    kantor.require(Wewenang.HAPUS_ORANG, satu.rev_id, "")
    permintaan = request_of(kantor, satu.rev_id)
    ids = set(permintaan.rev_ids) if permintaan is not None else set()
    bagian = [ditahan for ditahan in kantor.store.quarantined() if ditahan.rev_id in ids]
    isi = [isi for ditahan in bagian if (isi := read_held(ditahan.raw)) is not None]
    detail = {"catatan": satu.rev_id, "alasan": satu.reason, "bagian": len(bagian)}
    with kantor.write("terima_karantina", detail=detail) as tx:
        for ditahan in bagian:
            tx.drop_quarantine(ditahan.rev_id)
        raws = [ditahan.raw for ditahan in bagian]
        laporan = take_in(kantor, tx, raws, source=satu.source, allows=allows, not_writers=not_writers, disetujui=isi)
        if laporan.quarantined:
            kini = next(s.reason for s in kantor.store.quarantined() if s.rev_id in ids)
            raise UserError("catatan_tetap_ditahan", alasan=reason_of(kini))
        dihapus = int(tx.detail.get("dihapus", 0))
        _decided(kantor, tx, satu)
    tidy_up(kantor)
    return HasilTerima(satu.rev_id, False, Changed(tuple(laporan.doc_ids), ("*",)), dihapus)


def describe_erasure(kantor: Kantor, rev_id: str) -> str:
    """Return in one sentence what a held record would erase and of whom; empty where it is no erasure."""
    permintaan = request_of(kantor, rev_id)
    if permintaan is None:
        return ""
    fakta = {
        "dokumen": permintaan.dokumen,
        "revisi": permintaan.revisi,
        "nama": _line(permintaan.nama) or permintaan.orang,
        "dasar": _line(permintaan.dasar),
        "surat": _line(permintaan.nomor_surat) or "–",
        "belum": permintaan.belum_tiba,
    }
    return sentence_for("penghapusan_rincian", fakta).rstrip(".")


def _decided(kantor: Kantor, tx: Transaction, satu: QuarantinedRecord) -> None:
    """Keep that somebody had this record taken in."""
    masuk = get_masuk(kantor, satu.source)
    asal, nomor = (masuk.nama, masuk.seq) if masuk is not None else ("", 0)
    keep_putusan(
        kantor, tx, apa="catatan", tentang=satu.rev_id, putusan=DIIZINKAN, asal=asal, nomor=nomor, alasan=satu.reason
    )


def _find(kantor: Kantor, awal: str) -> QuarantinedRecord:
    kecil = awal.strip().casefold()
    cocok = [satu for satu in kantor.store.quarantined() if kecil and satu.rev_id.startswith(kecil)]
    if not cocok:
        raise UserError("catatan_tidak_ditahan", id=awal)
    if len(cocok) > 1:
        raise UserError("catatan_id_pendek", id=awal, jumlah=len(cocok))
    return cocok[0]


def _authority(kantor: Kantor, sumber: str) -> tuple[Callable[[str, str], bool], Collection[str]]:
    """Return what the sender of a bundle may bring, and the computers that cannot be the writers of it."""
    izin = authority_of(kantor, sumber, {satu.device_id: satu for satu in list_perangkat(kantor)})
    if izin is None:
        raise UserError("catatan_tanpa_pengirim")
    return izin
