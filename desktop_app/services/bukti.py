"""Evidence: taken in after its content was checked, kept once under its hash, read through the documents that name it.

The bytes are durable before a document can name them: ``add_bukti`` keeps them in a transaction of its own, and what it
returns is then put into a document as into any other field. A power cut in between leaves a file that nothing names,
never a document without its file. Specification: docs/spec/evidence.md.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

import msgspec

from db import MAX_ATTACHMENT_BYTES, Document, Store, StoreError, Transaction
from desktop_app.domain.bukti_dalam import named_files
from desktop_app.domain.bukti_dukung import BuktiDukung
from desktop_app.domain.errors import SystemProblem, UserError
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.berkas import free_path, read_input
from desktop_app.services.bukti_gambar import shrink_photo, thumbnail
from desktop_app.services.bukti_jenis import AKHIRAN, GAMBAR, media_type
from desktop_app.services.jangkauan import LIHAT, MELIHAT, MENGETIK, person_of, reaches
from desktop_app.services.kantor import Kantor, intention
from desktop_app.services.ketentuan import read_ketentuan
from desktop_app.services.ruang_disk import free_bytes
from desktop_app.services.umpan_balik_bukti import is_told

MIB = 1024 * 1024
MAKS_ASAL = 64 * MIB
"""The largest file that is looked at at all; a photo of that size is scaled down."""
RUANG = "bukti"
"""Where each kept file came from on this computer: by hash a ``Riwayat``."""
RUANG_ASAL = "bukti_asal"
"""The hash of a kept file by that of the file it was made from, so that the same photo is not worked on twice."""
SISA_DISK = 256 * MIB
MAKS_NAMA = 120


class Riwayat(msgspec.Struct, frozen=True, kw_only=True):
    """What this computer knows of a kept file: who added it here, from which originals."""

    oleh: tuple[str, ...] = ()
    asal: tuple[str, ...] = ()


@dataclass(frozen=True)
class BerkasSiap:
    """A file that passed every check and is as it will be kept; made without the store, in any thread."""

    isi: bytes
    sidik: str
    asal: str
    nama: str
    jenis: str


@dataclass(frozen=True)
class BuktiTersimpan:
    """One piece of evidence in a list: what its document says of it, which document that is, and whether it is here."""

    bukti: BuktiDukung
    doc_id: str
    kind: str
    ada: bool


def prepare_bukti(sumber: bytes | Path, nama: str = "") -> BerkasSiap:
    """Return the file as it will be kept: type by content, photos upright, small and without metadata.

    Needs no office, so that a window may do it away from the thread that owns the store. Raises ``UserError`` with a
    ``bukti_…`` code where the file is refused.
    """
    nama = _clean_name(nama or (sumber.name if isinstance(sumber, Path) else ""))
    isi = read_input(sumber, MAKS_ASAL) if isinstance(sumber, Path) else sumber
    if len(isi) > MAKS_ASAL:
        raise UserError(
            "bukti_terlalu_besar", nama=nama, ukuran=f"lebih dari {MAKS_ASAL // MIB}", batas=MAKS_ASAL // MIB
        )
    asal = sha256(isi).hexdigest()
    jenis = media_type(isi, nama or "ini")
    if jenis in GAMBAR:
        isi, jenis = shrink_photo(isi, jenis, nama or "ini")
    if len(isi) > MAX_ATTACHMENT_BYTES:
        batas = MAX_ATTACHMENT_BYTES // MIB
        raise UserError("bukti_terlalu_besar", nama=nama, ukuran=-(-len(isi) // MIB), batas=batas)
    return BerkasSiap(isi, sha256(isi).hexdigest(), asal, nama, jenis)


@intention(*MENGETIK)
def add_bukti(kantor: Kantor, sumber: bytes | Path | BerkasSiap, nama: str = "", keterangan: str = "") -> BuktiDukung:
    """Keep a file as evidence and return what a document puts into its list ``bukti``.

    ``sumber`` is the file, its bytes, or what ``prepare_bukti`` made of it; ``nama`` is how people know it. The same
    file again costs nothing and gets an entry of its own. Raises ``UserError`` with a ``bukti_…`` code where it is
    refused, where the office's quota is used up, or where the disk has no room.
    """
    siap = sumber if isinstance(sumber, BerkasSiap) else _known(kantor, sumber, nama) or prepare_bukti(sumber, nama)
    if nama:
        siap = replace(siap, nama=_clean_name(nama))
    if kantor.store.erased_attachments([siap.sidik]):
        raise UserError("bukti_terhapus", nama=siap.nama or "ini")
    ada = kantor.store.attachment_facts([siap.sidik])
    lama = _history(kantor.store, siap.sidik)
    baru = Riwayat(oleh=_with(lama.oleh, kantor.who), asal=_with(lama.asal, siap.asal))
    if not ada:
        _require_room(kantor, siap)
    if not ada or baru != lama:
        with kantor.write("tambah_bukti", detail={"sidik": siap.sidik, "jenis": siap.jenis, "baru": not ada}) as tx:
            _keep(tx, siap, baru)
    return BuktiDukung(
        id=secrets.token_hex(8),
        sidik=siap.sidik,
        asal=siap.asal,
        nama=siap.nama or f"bukti{AKHIRAN[siap.jenis]}",
        jenis=siap.jenis,
        ukuran=ada[0].size if ada else len(siap.isi),
        keterangan=keterangan,
    )


def _keep(tx: Transaction, siap: BerkasSiap, riwayat: Riwayat) -> None:
    if siap.isi:
        tx.put_attachment(siap.isi, siap.jenis)
    tx.put(RUANG, siap.sidik, msgspec.json.encode(riwayat))
    tx.put(RUANG_ASAL, siap.asal, siap.sidik.encode())


def _known(kantor: Kantor, sumber: bytes | Path, nama: str) -> BerkasSiap | None:
    """Return the file made of this very original before, without its bytes, so that no photo is drawn twice."""
    nama = _clean_name(nama or (sumber.name if isinstance(sumber, Path) else ""))
    isi = read_input(sumber, MAKS_ASAL) if isinstance(sumber, Path) else sumber
    asal = sha256(isi).hexdigest()
    raw = kantor.store.get(RUANG_ASAL, asal)
    ada = kantor.store.attachment_facts([raw.decode()]) if raw else []
    return BerkasSiap(b"", ada[0].sha, asal, nama, ada[0].mime) if ada else None


@intention(*MELIHAT)
def read_bukti(kantor: Kantor, sidik: str) -> bytes:
    """Return the bytes of a piece of evidence, hashed anew.

    It may be read by whoever may look at a document that names it, and by who added it here. Raises ``UserError``
    ``wewenang_kurang`` to anybody else, whether it is here or not, and ``bukti_tidak_ada`` where it has not come yet.
    """
    _require_reading(kantor, sidik)
    try:
        lampiran = kantor.store.attachment(sidik)
    except StoreError as error:
        if error.code != "attachment_damaged":
            raise
        raise SystemProblem("bukti_berubah") from error
    if lampiran is None:
        raise UserError("bukti_tidak_ada")
    return lampiran.data


@intention(*MELIHAT)
def read_thumb(kantor: Kantor, sidik: str) -> bytes:
    """Return a small JPEG of a photo for lists; raises as ``read_bukti``, and ``bukti_bukan_gambar`` for a document."""
    isi = read_bukti(kantor, sidik)
    ada = kantor.store.attachment_facts([sidik])
    if not ada or ada[0].mime not in GAMBAR:
        raise UserError("bukti_bukan_gambar")
    return thumbnail(isi, ada[0].mime, sidik[:8])


@intention(*MELIHAT)
def export_bukti(kantor: Kantor, bukti: BuktiDukung, folder: Path) -> Path:
    """Save a piece of evidence into ``folder`` under its own name with the ending of its content, and return where.

    What lies there is neither overwritten nor followed. Raises as ``read_bukti``, and ``folder_tidak_ada``.
    """
    if not folder.is_dir():
        raise UserError("folder_tidak_ada", folder=str(folder))
    isi = read_bukti(kantor, bukti.sidik)
    path = free_path(folder / export_name(bukti, _mime(kantor, bukti.sidik)))
    with path.open("xb") as berkas:
        berkas.write(isi)
    return path


def _mime(kantor: Kantor, sidik: str) -> str:
    ada = kantor.store.attachment_facts([sidik])
    return ada[0].mime if ada else ""


def export_name(bukti: BuktiDukung, jenis: str = "") -> str:
    """Return a file name that is safe on every system, with the ending of the content and no other."""
    akhiran = AKHIRAN.get(jenis or bukti.jenis, ".bin")
    pokok = bukti.nama.rsplit(".", 1)[0] if "." in bukti.nama else bukti.nama
    aman = "".join(h if h.isalnum() or h in " -_()" else "-" for h in pokok).strip(" -.")[:80]
    return (aman or "bukti") + akhiran


@intention(*MELIHAT)
def list_bukti(kantor: Kantor, pegawai_id: str) -> tuple[BuktiTersimpan, ...]:
    """Return the evidence in the documents about one person that who acts may look at, by document and order."""
    hasil: list[BuktiTersimpan] = []
    for kind in sorted(set(LIHAT) - {"pegawai", "pengguna"}):
        for satu in _about(kantor, kind, pegawai_id):
            semua = evidence_in(satu.body)
            ada = {fakta.sha for fakta in kantor.store.attachment_facts({b.sidik for b in semua if _is_hash(b.sidik)})}
            hasil += [BuktiTersimpan(b, satu.doc_id, satu.kind, b.sidik in ada) for b in semua]
    return tuple(hasil)


def _about(kantor: Kantor, kind: str, pegawai_id: str) -> list[Document]:
    try:
        ketemu = kantor.store.find(kind, where={"pegawai_id": pegawai_id}, bodies=False)
    except StoreError:
        return []  # a kind that is about nobody
    semua = kantor.store.documents([satu.doc_id for satu in ketemu])
    return [semua[s.doc_id] for s in ketemu if s.doc_id in semua and reaches(kantor, LIHAT[kind], semua[s.doc_id])]


def evidence_in(raw: bytes) -> tuple[BuktiDukung, ...]:
    """Return every ``BuktiDukung`` inside a stored body; one of another form is passed over."""
    hasil: list[BuktiDukung] = []

    def walk(isi: object) -> None:
        if isinstance(isi, dict):
            for nama, nilai in isi.items():
                if nama == "bukti" and isinstance(nilai, list):
                    for satu in nilai:
                        try:
                            hasil.append(msgspec.convert(satu, BuktiDukung))
                        except msgspec.ValidationError:
                            continue
                else:
                    walk(nilai)
        elif isinstance(isi, list):
            for satu in isi:
                walk(satu)

    if named_files(raw):
        walk(msgspec.json.decode(raw))
    return tuple(hasil)


def may_use(kantor: Kantor, sidik: str) -> bool:
    """Tell whether who acts may read this evidence, and so may name it in a document of his."""
    return _is_hash(sidik) and (_added_here(kantor, sidik) or _naming(kantor, sidik) is not None)


def _require_reading(kantor: Kantor, sidik: str) -> None:
    if _is_hash(sidik) and _added_here(kantor, sidik):
        return
    dokumen = _naming(kantor, sidik) if _is_hash(sidik) else None
    if dokumen is None:
        kantor.refuse(Wewenang.LIHAT_PENILAIAN)
    kantor.note_read(dokumen.doc_id, person_of(kantor, dokumen)[0])


def _added_here(kantor: Kantor, sidik: str) -> bool:
    return kantor.pelaku.tanpa_sandi or kantor.who in _history(kantor.store, sidik).oleh


def _naming(kantor: Kantor, sidik: str) -> Document | None:
    """Return a document that names this file and that who acts may look at."""
    ids = kantor.store.documents_naming([sidik]).get(sidik, set())
    semua = kantor.store.documents(sorted(ids)).values()
    return next((satu for satu in semua if satu.kind in LIHAT and _is_shown(kantor, satu)), None)


def _is_shown(kantor: Kantor, dokumen: Document) -> bool:
    """Tell whether who acts may look at a document, or is told of a feedback whose giver stays unsaid."""
    return reaches(kantor, LIHAT[dokumen.kind], dokumen) or is_told(kantor, dokumen)


def _history(store: Store, sidik: str) -> Riwayat:
    raw = store.get(RUANG, sidik)
    return Riwayat() if raw is None else msgspec.json.decode(raw, type=Riwayat)


def _require_room(kantor: Kantor, siap: BerkasSiap) -> None:
    kuota = read_ketentuan(kantor).kuota_bukti
    terpakai = kantor.store.attachments_size()
    if terpakai + len(siap.isi) > kuota * MIB:
        raise UserError("bukti_kuota", nama=siap.nama or "berkas", terpakai=terpakai // MIB, kuota=kuota)
    sisa = free_bytes(kantor.home)
    if sisa < SISA_DISK + 3 * len(siap.isi):
        raise UserError("bukti_ruang", nama=siap.nama or "berkas", sisa=sisa // MIB)


def _clean_name(nama: str) -> str:
    """Return the last part of a path, printable, and short enough for a form."""
    pokok = nama.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(huruf for huruf in pokok if huruf.isprintable()).strip()[:MAKS_NAMA]


def _with(semua: Sequence[str], satu: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*semua, satu)))


def _is_hash(teks: str) -> bool:
    return len(teks) == 64 and all(huruf in "0123456789abcdef" for huruf in teks)
