"""An import is taken back as a whole, and done again: nothing is lost either way, and both leave an audit row.

What came new with the bundle lies in quarantine byte for byte; what was built on it waits, typed words as well. A
receipt that was given stays true: the kabupaten still has every byte. Source: docs/spec/import.md, section Undo.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

import msgspec

from db import AsidePlan, LeavingDocument, Origins, Transaction, Working
from desktop_app.domain.errors import UserError
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.cadangan import AlasanCadangan, back_up_before
from desktop_app.services.jangkauan_tertutup import TANPA_TANDA, is_hidden
from desktop_app.services.kantor import Changed, Kantor, Peran, intention
from desktop_app.services.kepercayaan import list_perangkat, require_role
from desktop_app.services.nama_pelaku import forget_names
from desktop_app.services.naskah import says_nothing_new, store_working
from desktop_app.services.naskah_tertahan import is_held
from desktop_app.services.paket import PaketMasuk, get_masuk, list_masuk, mark_undone
from desktop_app.services.penyaring import take_in
from desktop_app.services.sertifikat import authority_of
from desktop_app.services.sisa_salinan import tidy_up

GABUNG = "gabung_paket"
CONTOH = 12
"""So many names stand in a preview; the rest is counted."""
_DOC_ID = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True)
class PratinjauBatal:
    """What taking back one import would do.

    ``dokumen`` and ``versi`` leave; ``hilang`` of the documents are not shown at all any more. ``menunggu`` versions of
    others or of this office wait then, ``sendiri`` of them written or still being typed here, in the documents
    ``nama_sendiri``.
    ``ruang_tunggu`` versions of the bundle have been waiting. ``dihapus`` versions stay because their bodies were
    erased, ``catatan_hapus`` because they ordered it; both cannot be taken back.
    """

    paket: PaketMasuk
    dokumen: int
    hilang: int
    versi: int
    jenis: Mapping[str, int]
    contoh: tuple[str, ...]
    menunggu: int
    sendiri: int
    nama_sendiri: tuple[str, ...]
    ruang_tunggu: int
    dihapus: int
    catatan_hapus: int


@dataclass(frozen=True)
class HasilBatal:
    """What was done: versions in quarantine now, versions that wait, and the documents that changed."""

    paket: PaketMasuk
    versi: int
    menunggu: int
    changed: Changed


@dataclass(frozen=True)
class HasilUlang:
    """What came in again: new versions, those that still wait, those held for another reason by now."""

    paket: PaketMasuk
    versi: int
    menunggu: int
    karantina: int
    changed: Changed


@intention(Wewenang.TERIMA)
def find_masuk(kantor: Kantor, awal: str) -> PaketMasuk:
    """Return the received bundle whose file hash begins with ``awal``; raises ``UserError`` for none or several."""
    kecil = awal.strip().casefold()
    cocok = [satu for satu in list_masuk(kantor) if kecil and satu.file_sha256.startswith(kecil)]
    if not cocok:
        raise UserError("paket_tidak_tercatat", awal=awal)
    if len(cocok) > 1:
        raise UserError("paket_tanda_pendek", awal=awal, jumlah=len(cocok))
    return cocok[0]


@intention(Wewenang.TERIMA)
def preview_undo(kantor: Kantor, file_sha256: str) -> PratinjauBatal:
    """Say what taking back the import of this file would do, changing nothing.

    Raises ``UserError``: it never came, it is taken back already, or an older program merged it in a way in which
    nobody can say any more what came with it.
    """
    paket = _standing(kantor, file_sha256, undone=False)
    asal = read_asal(kantor)
    rencana = _plan(kantor, paket, asal)
    terlihat = [satu for satu in rencana.documents if not _is_untold(kantor, satu)]
    return PratinjauBatal(
        paket=paket,
        dokumen=len(rencana.documents),
        hilang=sum(not satu.left for satu in rencana.documents),
        versi=rencana.leaving,
        jenis=dict(Counter(satu.kind for satu in terlihat)),
        contoh=_names(kantor, (satu.doc_id for satu in terlihat)),
        menunggu=rencana.waiting,
        sendiri=rencana.own,
        nama_sendiri=_names(kantor, (satu.doc_id for satu in terlihat if satu.own)),
        ruang_tunggu=rencana.unplaced,
        dihapus=rencana.erased,
        catatan_hapus=rencana.records,
    )


def _is_untold(kantor: Kantor, satu: LeavingDocument) -> bool:
    """Tell whether not even that this document is there is told to who looks: about whom and of which kind it is."""
    dokumen = kantor.store.document(satu.doc_id) if satu.kind in TANPA_TANDA else None
    return dokumen is not None and is_hidden(kantor.pelaku, dokumen)


class _Tentang(msgspec.Struct):
    """Whom a document is about; a body may hold anything in this place."""

    pegawai_id: Any = None


def _names(kantor: Kantor, doc_ids: Iterable[str]) -> tuple[str, ...]:
    """Return whom or what these documents are about, each name once, at most ``CONTOH`` of them."""
    nama: dict[str, None] = {}
    for doc_id in islice(doc_ids, CONTOH * 8):
        dokumen = kantor.store.document(doc_id)
        orang = dokumen
        if dokumen is not None and dokumen.kind != "pegawai":
            try:
                tentang = msgspec.json.decode(dokumen.body, type=_Tentang).pegawai_id
            except (msgspec.DecodeError, UnicodeDecodeError):
                tentang = None
            if isinstance(tentang, str) and _DOC_ID.fullmatch(tentang):
                orang = kantor.store.document(tentang)
        if orang is not None and orang.label and orang.kind in ("pegawai", "unit_kerja"):
            nama[orang.label] = None
        if len(nama) == CONTOH:
            break
    return tuple(nama)


@intention(Wewenang.TERIMA)
def undo_import(kantor: Kantor, file_sha256: str) -> HasilBatal:
    """Take back the import of this file as a whole; raises as ``preview_undo``, and then nothing is changed."""
    paket = _standing(kantor, file_sha256, undone=False)
    asal = read_asal(kantor)
    rencana = _plan(kantor, paket, asal)
    back_up_before(kantor, AlasanCadangan.IMPOR)
    detail = {"berkas": paket.file_sha256, "kantor": paket.nama, "nomor": paket.seq}
    with kantor.write("batal_gabung", detail=detail) as tx:
        _keep_typed(kantor, tx, rencana)
        # Anew: what was typed stands at the end of the log by now, and did not come with the bundle.
        asal = read_asal(kantor)
        doc_ids = tx.set_aside(paket.file_sha256, spans=asal.spans(paket.file_sha256), origins=asal)
        tx.detail.update({"versi": rencana.leaving + rencana.unplaced, "menunggu": rencana.waiting})
        mark_undone(tx, paket, undone=True)
    forget_names(kantor)
    tidy_up(kantor)
    return HasilBatal(paket, rencana.leaving + rencana.unplaced, rencana.waiting, Changed(doc_ids, ("*",)))


@intention(Wewenang.TERIMA)
def redo_import(kantor: Kantor, file_sha256: str) -> HasilUlang:
    """Take in again what was taken back of this file, by the same sieve as a bundle.

    Raises ``UserError`` where it is not taken back, or its sender is not registered any more.
    """
    paket = _standing(kantor, file_sha256, undone=True)
    izin = authority_of(kantor, paket.file_sha256, {satu.device_id: satu for satu in list_perangkat(kantor)})
    if izin is None:
        raise UserError("impor_pengirim_tidak_terdaftar")
    back_up_before(kantor, AlasanCadangan.IMPOR)
    detail = {"berkas": paket.file_sha256, "kantor": paket.nama, "nomor": paket.seq}
    with kantor.write("gabung_lagi", detail=detail) as tx:
        laporan = take_in(
            kantor,
            tx,
            tx.taking_back(paket.file_sha256),
            source=paket.file_sha256,
            allows=izin[0],
            not_writers=izin[1],
        )
        tx.detail.update({"versi": laporan.new, "menunggu": laporan.waiting, "karantina": laporan.quarantined})
        mark_undone(tx, paket, undone=False)
    forget_names(kantor)
    tidy_up(kantor)
    changed = Changed(tuple(laporan.doc_ids), ("*",))
    return HasilUlang(paket, laporan.new, laporan.waiting, laporan.quarantined, changed)


def _standing(kantor: Kantor, file_sha256: str, *, undone: bool) -> PaketMasuk:
    require_role(kantor, Peran.KABUPATEN)
    paket = get_masuk(kantor, file_sha256)
    if paket is None:
        raise UserError("paket_tidak_tercatat", awal=file_sha256[:12])
    if paket.dibatalkan is not undone:
        raise UserError("impor_tidak_dibatalkan" if undone else "impor_sudah_dibatalkan")
    return paket


def read_asal(kantor: Kantor) -> Origins:
    """Return whence each place of the log came; of what an older program wrote, the audit rows of imports tell it."""
    batas = kantor.store.origins_known_from()
    lama: list[tuple[int, str]] = []
    if batas > 1:
        for row in kantor.store.audit_rows(None, act=GABUNG):
            if row.last and row.first < batas:
                lama += [(row.first, str(row.detail.get("berkas", ""))), (row.last + 1, "")]
    return kantor.store.origins(lama)


def _plan(kantor: Kantor, paket: PaketMasuk, asal: Origins) -> AsidePlan:
    """Return what would leave; raises ``UserError`` where an older program left it open what came with the bundle."""
    spans = asal.spans(paket.file_sha256)
    batas = kantor.store.origins_known_from()
    rencana = kantor.store.plan_aside(paket.file_sha256, spans, _typed(kantor))
    if batas > 1:
        # What waited came in with another bundle, and the older program did not note whose it was.
        lama = [(first, last) for first, last in spans if first < batas]
        tiba = sum(_present(kantor, first, last) for first, last in lama)
        semua = rencana.leaving + rencana.unplaced + rencana.erased + rencana.records
        if tiba > paket.baru or (paket.menunggu and semua < paket.baru + paket.menunggu):
            raise UserError("impor_lama_tak_terurai", nomor=paket.seq, nama=paket.nama)
    return rencana


def _typed(kantor: Kantor) -> list[Working]:
    """Return every person's working copies that say something and may become revisions."""
    semua = kantor.store.workings()
    return [satu for satu in semua if not is_held(kantor, satu) and not says_nothing_new(kantor, satu)]


def _keep_typed(kantor: Kantor, tx: Transaction, rencana: AsidePlan) -> None:
    """Make revisions of what is typed over what leaves; a copy there that says nothing would stand on nothing."""
    for satu in rencana.documents:
        for kerja in satu.typed:
            store_working(kantor, tx, kerja)
    tersentuh = {satu.doc_id for satu in rencana.documents}
    for kerja in kantor.store.workings():
        if kerja.doc_id in tersentuh and says_nothing_new(kantor, kerja):
            tx.drop_working(kerja.doc_id, kerja.who)


def _present(kantor: Kantor, first: int, last: int) -> int:
    return sum(1 for _ in kantor.store.revisions_after(first - 1, upto=last))
