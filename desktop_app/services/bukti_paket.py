"""Evidence in bundles: which files travel, which are taken in, and which are asked for.

What goes up is every file that the office's documents name, that is here, and that no acknowledged bundle has carried,
the oldest first and only as much as fits; the rest goes with the next bundle. What is missing is asked for by its hash
in the manifest of either side, so that nothing stays lost: after a restore, a stick that never came, or a file that was
not taken in because its document had not come. Specification: docs/spec/evidence.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

import msgspec

from db import AttachmentFacts, Store, StoreError, Transaction
from desktop_app.exchange import Attachment, VerifiedBundle
from desktop_app.exchange.limits import ATTACHMENTS_MAX, MIB, MISSING_MAX
from desktop_app.services.bukti import RUANG
from desktop_app.services.bukti_gambar import check_photo
from desktop_app.services.bukti_jenis import AKHIRAN, GAMBAR, media_type
from desktop_app.services.kantor import Kantor
from desktop_app.services.paket import PaketKeluar, list_keluar

RUANG_PAKET = "paket_bukti"
"""The hashes that each bundle made here carried, by epoch and number."""
RUANG_DIMINTA = "bukti_diminta"
"""The hashes that the other side has asked for: by device at the kabupaten, under ``ATAS`` at a unit."""
RUANG_DIMINTA_NOMOR = "bukti_diminta_nomor"
"""Which bundle said so: epoch and number, so that an older one that comes late changes nothing."""
RUANG_RUSAK = "bukti_rusak"
"""The files that could not be read when a bundle was made; they are tried again, and never count as unsent alone."""
RUANG_DIKIRIM = "bukti_dikirim"
"""The hashes of the kabupaten's own files that a device has been sent, by device and epoch."""
ATAS = "kabupaten"
MUAT = 480 * MIB
"""So many bytes of files go into one bundle; with its revisions it stays within the usual 512 MiB."""
MUAT_DAFTAR = 300 * 1024
"""So many bytes of the manifest their entries may take; the format limits it to 512 KiB."""
BARIS_DAFTAR = 104
"""Bytes of one entry of the manifest beside its media type."""
BATAS_TITIPAN = 256 * MIB
"""Files that no document names yet are kept up to this size; what is more waits in the archived bundle."""
_PANJANG = 32


@dataclass(frozen=True)
class Muatan:
    """The files of one bundle: their hashes, their size in bytes, and how many are left for the next one."""

    sidik: tuple[str, ...] = ()
    ukuran: int = 0
    sisa: int = 0


@dataclass(frozen=True)
class HasilTerima:
    """What became of the files of a bundle: new here, known already, kept for a document to come, refused, erased here.

    Erased ones were left out because they were erased on this computer before.
    """

    baru: int = 0
    dikenal: int = 0
    titipan: int = 0
    ditolak: int = 0
    dihapus: int = 0

    def fakta(self) -> dict[str, int]:
        """Return what the audit row says of it; nothing where no file came."""
        semua = {"bukti": self.baru + self.titipan, "bukti_ditolak": self.ditolak}
        return {nama: jumlah for nama, jumlah in semua.items() if jumlah}


def load_up(kantor: Kantor, sampai: int) -> Muatan:
    """Return the files of the unit's next bundle, which carries revisions up to the arrival number ``sampai``."""
    bernama = kantor.store.attachments_named(upto=sampai, scope=kantor.profil.kode)
    diterima = acknowledged(kantor) - _asked(kantor.store, ATAS)
    diterima |= {sidik for sidik, _ in kantor.store.items(RUANG_RUSAK) if not _is_readable(kantor.store, sidik)}
    return _fitting(kantor.store, [sidik for sidik in bernama if sidik not in diterima])


def load_down(kantor: Kantor, device: str, kode: str, dokumen: Iterable[str], *, semua: bool) -> Muatan:
    """Return the files of the kabupaten's next answer to a computer of the office ``kode``.

    What it asked for comes first, then what was added at the kabupaten to these documents; with ``semua``, for a
    computer that began anew, everything that they name.
    """
    store = kantor.store
    boleh = set(store.attachments_named(scope=kode))
    bernama = {sidik for satu in store.named_by(dokumen).values() for sidik in satu} & boleh
    if not semua:
        dikirim = _read(store, RUANG_DIKIRIM, device)
        bernama = {sidik for sidik in bernama - dikirim if store.get(RUANG, sidik) is not None}
    diminta = _asked(store, device) & boleh
    return _fitting(store, [*sorted(diminta), *sorted(bernama - diminta)])


def _fitting(store: Store, sidik: Sequence[str]) -> Muatan:
    """Return as many of these files, in their order, as one bundle takes."""
    fakta = {satu.sha: satu for satu in store.attachment_facts(sidik)}
    muat: list[AttachmentFacts] = []
    ukuran = daftar = 0
    for satu in (fakta[s] for s in sidik if s in fakta):
        daftar += BARIS_DAFTAR + len(satu.mime)
        if muat and (ukuran + satu.size > MUAT or daftar > MUAT_DAFTAR or len(muat) == ATTACHMENTS_MAX):
            break
        muat.append(satu)
        ukuran += satu.size
    return Muatan(tuple(satu.sha for satu in muat), ukuran, len(fakta) - len(muat))


def read_out(kantor: Kantor, muatan: Muatan, termuat: list[str]) -> Iterator[Attachment]:
    """Yield the files of a bundle one after the other, hashed anew; ``termuat`` takes the hashes of those that went.

    A damaged one is left out, stays unsent and is named by the check of the data: it must not hold up the rest.
    """
    for sidik in muatan.sidik:
        try:
            lampiran = kantor.store.attachment(sidik)
        except StoreError as error:
            if error.code != "attachment_damaged":
                raise
            continue
        if lampiran is not None:
            yield Attachment(lampiran.data, lampiran.mime)
            termuat.append(sidik)


def has_readable(store: Store, muatan: Muatan) -> bool:
    """Tell whether a bundle could carry any of these files at all."""
    return any(_is_readable(store, sidik) for sidik in muatan.sidik)


def _is_readable(store: Store, sidik: str) -> bool:
    try:
        return store.attachment(sidik) is not None
    except StoreError as error:
        if error.code != "attachment_damaged":
            raise
        return False


def note_loaded(tx: Transaction, paket: PaketKeluar, muatan: Muatan, termuat: Sequence[str]) -> None:
    """Keep which files a bundle carried, so that its receipt is theirs too, and which could not be read."""
    for sidik in set(muatan.sidik).difference(termuat):
        tx.put(RUANG_RUSAK, sidik, b"")
    if termuat:
        tx.put(RUANG_PAKET, _key(paket), _packed(termuat))


def note_pushed(tx: Transaction, store: Store, device: str, termuat: Sequence[str]) -> None:
    """Keep what a device has been sent; what it asked for it will ask for again if the stick is lost."""
    if termuat:
        tx.put(RUANG_DIKIRIM, device, _packed(sorted(_read(store, RUANG_DIKIRIM, device) | set(termuat))))
    tx.delete(RUANG_DIMINTA, device)


def acknowledged(kantor: Kantor) -> set[str]:
    """Return the hashes of the files that bundles carried whose receipt is here."""
    hasil: set[str] = set()
    for paket in list_keluar(kantor):
        if paket.diterima and not paket.tujuan:
            hasil |= files_of(kantor, paket)
    return hasil


def files_of(kantor: Kantor, paket: PaketKeluar) -> set[str]:
    """Return the hashes of the files that a bundle made here carried."""
    return _read(kantor.store, RUANG_PAKET, _key(paket))


def files_unsettled(kantor: Kantor) -> set[str]:
    """Return the hashes that the office's documents name and that no receipt covers, or that were asked for since."""
    bernama = kantor.store.attachments_named(scope=kantor.profil.kode)
    return set(bernama) - (acknowledged(kantor) - _asked(kantor.store, ATAS))


def missing_here(store: Store, kode: str, nomor: int) -> tuple[str, ...]:
    """Return the hashes that documents of the office ``kode`` name and whose files are not here, as many as fit.

    Where more are missing the bundle's number tells where to begin: what nobody has must not hold back the others.
    """
    semua = store.attachments_named(scope=kode, here=False)
    awal = nomor * MISSING_MAX % len(semua) if len(semua) > MISSING_MAX else 0
    return tuple((semua[awal:] + semua[:awal])[:MISSING_MAX])


def wanted_by(paket: VerifiedBundle) -> tuple[str, ...]:
    """Return the hashes of the files that the sender of a bundle has not got."""
    diminta = paket.manifest.missing
    return () if isinstance(diminta, msgspec.UnsetType) else diminta


def note_asked(tx: Transaction, store: Store, siapa: str, paket: VerifiedBundle) -> None:
    """Keep what the other side asks for in its newest bundle, in place of what it asked for before.

    An older bundle of the same epoch that comes late says nothing any more.
    """
    raw = store.get(RUANG_DIMINTA_NOMOR, siapa)
    epoch, _, nomor = raw.decode().partition(":") if raw is not None else ("", "", "0")
    if epoch == paket.epoch and paket.seq < int(nomor):
        return
    tx.put(RUANG_DIMINTA_NOMOR, siapa, f"{paket.epoch}:{paket.seq}".encode())
    if sidik := wanted_by(paket):
        tx.put(RUANG_DIMINTA, siapa, _packed(sidik))
    else:
        tx.delete(RUANG_DIMINTA, siapa)


def is_asked(store: Store, device: str, kode: str) -> bool:
    """Tell whether a device has asked for a file that is here and that documents of its office name."""
    diminta = _asked(store, device)
    return bool(diminta and diminta & set(store.attachments_named(scope=kode)))


def take_files(
    kantor: Kantor,
    tx: Transaction,
    paket: VerifiedBundle,
    allows: Callable[[str, str], bool],
    stop: Callable[[], None] = lambda: None,
) -> HasilTerima:
    """Keep the files of a verified bundle; idempotent, before or after the documents that name them.

    ``allows`` tells whether a kind and scope are the sender's. A file of another type than it says, or of none that is
    kept, is left out, and so is one that was erased here, unless somebody else's document names it now; one that no
    document of such a scope names is kept for a document to come, up to ``BATAS_TITIPAN``: until then nobody can read
    it. ``stop`` may raise between two files.
    """
    baru = dikenal = titipan = ditolak = dihapus = 0
    asing: int | None = None
    for lampiran in paket.attachments():
        stop()
        sidik = sha256(lampiran.data).hexdigest()
        if kantor.store.attachment_facts([sidik]):
            dikenal += 1
            continue
        terhapus = bool(kantor.store.erased_attachments([sidik]))
        if terhapus and not (_is_sound(lampiran) and tx.readmit_attachment(sidik)):
            dihapus += 1
            continue
        if not terhapus and not _is_sound(lampiran):
            ditolak += 1
            continue
        bernama = _is_named(kantor, sidik, allows)
        if not bernama:
            asing = sum(satu.size for satu in kantor.store.attachments_unnamed()) if asing is None else asing
            if asing + len(lampiran.data) > BATAS_TITIPAN:
                ditolak += 1
                continue
            asing += len(lampiran.data)
            titipan += 1
        tx.put_attachment(lampiran.data, lampiran.mime)
        baru += bernama
    return HasilTerima(baru, dikenal, titipan, ditolak, dihapus)


def _is_named(kantor: Kantor, sidik: str, allows: Callable[[str, str], bool]) -> bool:
    ids = kantor.store.documents_naming([sidik]).get(sidik, set())
    return any(allows(satu.kind, satu.scope) for satu in kantor.store.documents(ids).values())


def _is_sound(lampiran: Attachment) -> bool:
    """Tell whether a file is of the type that it says, and a photo of a size that can be drawn."""
    if lampiran.mime not in AKHIRAN:
        return False
    try:
        if media_type(lampiran.data, "") != lampiran.mime:
            return False
        if lampiran.mime in GAMBAR:
            check_photo(lampiran.data, lampiran.mime)
    except Exception:  # no file of a certified computer, however made, may hold up the documents beside it
        return False
    return True


def _asked(store: Store, siapa: str) -> set[str]:
    return _read(store, RUANG_DIMINTA, siapa)


def _read(store: Store, ruang: str, kunci: str) -> set[str]:
    raw = store.get(ruang, kunci) or b""
    return {raw[at : at + _PANJANG].hex() for at in range(0, len(raw), _PANJANG)}


def _packed(sidik: Iterable[str]) -> bytes:
    return b"".join(map(bytes.fromhex, sidik))


def _key(paket: PaketKeluar) -> str:
    return f"{paket.epoch}:{paket.seq:09d}"
