"""The ledgers of bundles: what this office sent, up to where it is acknowledged, and what it received."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec

from db import Transaction
from desktop_app.domain.codec import SCHEMA, UNTUK_SEMUA_KANTOR
from desktop_app.domain.dari_kabupaten import DITULIS_KABUPATEN
from desktop_app.domain.errors import UserError
from desktop_app.domain.wewenang import Wewenang
from desktop_app.exchange import AuditHead, Claimed, Content, Objections
from desktop_app.services.balasan_diambil import taken_answers
from desktop_app.services.berkas import name_taken
from desktop_app.services.jangkar import read_induk
from desktop_app.services.kantor import Kantor, intention
from desktop_app.services.keberatan_nomor import read_hitungan
from desktop_app.services.kepercayaan import program_name

RUANG_KELUAR = "paket_keluar"
RUANG_MASUK = "paket_masuk"
RUANG_AWAL = "nomor_awal"
NOMOR_LANJUT_MAKS = 1_000_000
"""The highest number after which another computer goes on; who sends a bundle every hour is there in a century."""
"""By device, the number after which its bundles are counted: those of an identity before it, or of its office."""


class PaketKeluar(msgspec.Struct, frozen=True, kw_only=True):
    """One bundle that this office made: what file, up to which arrival number of the store, acknowledged or not.

    ``dokumen_jenis`` and ``revisi_jenis`` count per kind, ``ukuran`` is bytes; ``jejak`` and ``kepala_jejak`` are what
    its manifest said of the audit chain; ``bukti`` counts the files of evidence in it. A bundle made before these were
    kept has none. ``lewat_kode``: its receipt was read out and typed here; that settles nothing before the signed one.
    ``perangkat`` is the computer that an answer is for, ``kembali`` how many bundles it acknowledges. ``oleh`` is the
    account that made it, ``dicatat`` tells that its copies are kept in a ledger of their own; ``tahun``, ``periode``,
    ``belum_skp`` and ``belum_nilai`` tell who was missing, by id: a name would outlive its erasure here.
    ``dari`` is after which arrival number it begins, -1 where that was not kept.
    """

    epoch: str
    seq: int
    file_sha256: str
    manifest_sha256: str
    nama_berkas: str
    sampai: int
    dokumen: int
    revisi: int
    waktu: str
    ragu: bool
    diterima: bool = False
    tujuan: str = ""
    ukuran: int = 0
    dokumen_jenis: dict[str, int] = {}
    revisi_jenis: dict[str, int] = {}
    jejak: int = 0
    kepala_jejak: str = ""
    bukti: int = 0
    lewat_kode: bool = False
    perangkat: str = ""
    kembali: int = 0
    oleh: str = ""
    dicatat: bool = False
    tahun: int = 0
    periode: str = ""
    belum_skp: tuple[str, ...] = ()
    belum_nilai: tuple[str, ...] = ()
    dari: int = -1


class PaketMasuk(msgspec.Struct, frozen=True, kw_only=True):
    """One bundle that this office received and committed.

    ``urutan`` counts them as they arrived, because no clock is to be believed about that; 0 before it was counted.
    ``jejak`` and ``kepala_jejak`` are what its manifest said of its sender's audit chain (0 before this was kept),
    ``sebelum`` the file hash that it names as the one before it. ``dibatalkan``: its import was taken back as a whole;
    the bytes are kept, so its receipt stays true.
    """

    file_sha256: str
    manifest_sha256: str
    device_id: str
    kode: str
    nama: str
    epoch: str
    seq: int
    revisi: int
    baru: int
    menunggu: int
    karantina: int
    waktu: str
    ragu: bool
    dibuat: str = ""
    dibalas: bool = False
    urutan: int = 0
    jejak: int = 0
    kepala_jejak: str = ""
    dibatalkan: bool = False
    sebelum: str = ""


def next_seq(kantor: Kantor, tx: Transaction) -> int:
    """Return the next bundle number of this device's epoch and count it as used."""
    epoch = kantor.store.epoch
    raw = kantor.store.get("nomor_paket", epoch)
    seq = (int(raw) if raw else first_after(kantor)) + 1
    tx.put("nomor_paket", epoch, str(seq).encode())
    return seq


def first_after(kantor: Kantor) -> int:
    """Return the number after which this device's first bundle goes on, 0 where none was told that can be believed."""
    raw = kantor.store.get(RUANG_AWAL, kantor.store.device)
    awal = int(raw) if raw else 0
    return awal if awal <= NOMOR_LANJUT_MAKS else 0


@intention(Wewenang.KIRIM, Wewenang.TERIMA)
def list_keluar(kantor: Kantor) -> tuple[PaketKeluar, ...]:
    """Return the bundles that this office made, newest first: by how far they reach and by number, never by a clock."""
    semua = [msgspec.json.decode(raw, type=PaketKeluar) for _, raw in kantor.store.items(RUANG_KELUAR)]
    kini = kantor.store.epoch
    return tuple(sorted(semua, key=lambda satu: (satu.sampai, satu.epoch == kini, satu.seq), reverse=True))


def put_keluar(tx: Transaction, paket: PaketKeluar) -> None:
    """Keep one line of the ledger of sent bundles."""
    tx.put(RUANG_KELUAR, f"{paket.epoch}:{paket.seq:09d}", msgspec.json.encode(paket))


def list_masuk(kantor: Kantor) -> tuple[PaketMasuk, ...]:
    """Return the bundles that this office received, the last to arrive first; uncounted ones by their claims."""
    semua = [msgspec.json.decode(raw, type=PaketMasuk) for _, raw in kantor.store.items(RUANG_MASUK)]
    return tuple(sorted(semua, key=lambda satu: (satu.urutan, satu.waktu, satu.kode, satu.seq), reverse=True))


def next_urutan(kantor: Kantor) -> int:
    """Return the place in the order of arrival that the next received bundle takes."""
    return max((satu.urutan for satu in list_masuk(kantor)), default=0) + 1


def get_masuk(kantor: Kantor, file_sha256: str) -> PaketMasuk | None:
    """Return the ledger's entry for the very bytes of a file, or None where they never came."""
    raw = kantor.store.get(RUANG_MASUK, file_sha256)
    return None if raw is None else msgspec.json.decode(raw, type=PaketMasuk)


def put_masuk(tx: Transaction, paket: PaketMasuk) -> None:
    """Keep one line of the ledger of received bundles."""
    tx.put(RUANG_MASUK, paket.file_sha256, msgspec.json.encode(paket))


def is_undone(kantor: Kantor, file_sha256: str) -> bool:
    """Tell whether the import of a file stands taken back: nothing of it comes in but by redoing it whole."""
    paket = get_masuk(kantor, file_sha256)
    return paket is not None and paket.dibatalkan


def mark_undone(tx: Transaction, paket: PaketMasuk, *, undone: bool) -> None:
    """Note in the ledger that the import of a bundle was taken back, or done again."""
    put_masuk(tx, msgspec.structs.replace(paket, dibatalkan=undone))


def acknowledged_upto(kantor: Kantor) -> int:
    """Return the arrival number up to which the kabupaten has acknowledged this office's revisions."""
    raw = kantor.store.get("kantor", "diterima_sampai")
    return int(raw) if raw else 0


def own_documents(kantor: Kantor, setelah: int = 0) -> list[tuple[str, str, int, int]]:
    """Return doc_id, kind, revisions and last arrival number of the documents that this office sends upwards.

    Only what arrived after ``setelah`` counts. What the kabupaten alone writes, or keeps for all its offices, came from
    there; nobody has to send it back.
    """
    return [
        (doc, kind, banyak, seq)
        for doc, kind, scope, banyak, seq in kantor.store.documents_after(setelah)
        if kind not in DITULIS_KABUPATEN and (kind not in UNTUK_SEMUA_KANTOR or scope == kantor.profil.kode)
    ]


def covered_upto(kantor: Kantor, mulai: int) -> int:
    """Return how far the received bundles reach from ``mulai`` without a gap.

    A receipt speaks of what is in that bundle alone: a kabupaten that went back has what came later and not what came
    before. One of which nobody knows any more where it begins fills no gap; what it held is sent again.
    """
    sampai = mulai
    for paket in sorted((satu for satu in list_keluar(kantor) if satu.diterima), key=lambda satu: satu.dari):
        if 0 <= paket.dari <= sampai:
            sampai = max(sampai, paket.sampai)
    return sampai


def make_content(
    kantor: Kantor,
    seq: int,
    scope: str,
    *,
    previous: str = "",
    documents: int = 0,
    heads: int = 0,
    tombstones: int = 0,
    kinds: Mapping[str, int] | None = None,
    missing: tuple[str, ...] = (),
) -> Content:
    """Return what a manifest says of this office at this moment: epoch, number, audit head, claimed time, counts."""
    claim = kantor.claim()
    count, head = kantor.store.audit_head()
    induk = read_induk(kantor.store)
    hitungan = read_hitungan(kantor.store)
    return Content(
        epoch=kantor.store.epoch,
        seq=seq,
        schema=SCHEMA,
        program=program_name(),
        claimed=Claimed(claim.t, claim.doubt),
        scope=scope,
        audit=AuditHead(count, head),
        parent_epoch=induk.epoch if induk is not None else "",
        previous=previous,
        documents=documents,
        heads=heads,
        tombstones=tombstones,
        kinds=dict(kinds or {}),
        objections=Objections(hitungan.jumlah, hitungan.kepala) if hitungan.jumlah else None,
        missing=missing,
        answers=taken_answers(kantor.store),
    )


def check_place(out: Path) -> None:
    """Raise ``UserError`` where a file cannot be made at ``out``: it is there already, or its folder is not."""
    if name_taken(out):
        raise UserError("berkas_sudah_ada", berkas=str(out))
    if not out.parent.is_dir():
        raise UserError("folder_tidak_ada", folder=str(out.parent))
