"""The joined file of a run: its forms wait beside it one by one, and it is written whole or not at all.

The folder in which they wait is one that the person chose, a stick even: whatever lies there may be someone else's.
So what each form was when it was put there is kept in the store (space ``tunggu_cetak``), and only that is joined.
"""

from __future__ import annotations

import contextlib
import re
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import IO

import msgspec

from db import Transaction
from desktop_app.domain.errors import SystemProblem, UserError
from desktop_app.exchange import Section, place_stream
from desktop_app.forms.gabung import BagianPdf, join_pdf
from desktop_app.services.cetak import HasilCetak, save_pdf
from desktop_app.services.cetak_susun import Lembar
from desktop_app.services.kantor import Kantor

RUANG_TUNGGU = "tunggu_cetak"
_NOMOR = re.compile(r"\d{5}\.pdf(\.part)?")


class Tunggu(msgspec.Struct, frozen=True, kw_only=True):
    """A form that waits: SHA-256 of its bytes (hex), of what it was printed from, and whether it counts as printed."""

    sidik: str
    sumber: str
    tercatat: bool = False


class Rujukan(msgspec.Struct, frozen=True):
    """What the paper of a document shows besides it: the documents that it names, and its state."""

    pegawai_id: str = ""
    penilai_id: str = ""
    atasan_penilai_id: str = ""
    skp_id: str = ""
    status: str = ""


def source_of(kantor: Kantor, lembar: Lembar) -> str:
    """Return SHA-256 (hex) of the versions that a form shows: its document, the SKP behind it, and its people."""
    dokumen = kantor.store.document(lembar.doc_id)
    if dokumen is None or dokumen.deleted:
        return ""
    isi = msgspec.json.decode(dokumen.body, type=Rujukan)
    ids = {lembar.doc_id, lembar.pegawai_id, isi.pegawai_id, isi.penilai_id, isi.atasan_penilai_id, isi.skp_id} - {""}
    sidik = sha256()
    for doc_id, satu in sorted(kantor.store.documents(ids).items()):
        sidik.update(f"{doc_id} {satu.deleted} {sorted(satu.heads)}\n".encode())
    kerja = kantor.store.working(lembar.doc_id, kantor.who)
    sidik.update(kerja.body if kerja is not None else b"")
    return sidik.hexdigest()


def waiting_folder(berkas: Path) -> Path:
    """Return the folder beside the joined file in which finished forms wait for it."""
    return berkas.with_name(f"{berkas.name}.bagian")


def waiting_form(berkas: Path, nomor: int) -> Path:
    """Return where the form with a number (from 0) waits."""
    return waiting_folder(berkas) / f"{nomor:05d}.pdf"


def put_waiting(hasil: HasilCetak, berkas: Path, nomor: int, sumber: str) -> Tunggu:
    """Let a form wait and return what it was, to be kept; raises what ``save_pdf`` raises.

    Raises ``UserError`` ``cetak_folder_tautan`` where the folder leads elsewhere: nobody's papers go there unseen.
    """
    path = waiting_form(berkas, nomor)
    if _is_there(path.parent) and not _is_plain_folder(path.parent):
        raise UserError("cetak_folder_tautan", folder=str(path.parent))
    save_pdf(replace(hasil, nama_berkas=path.name), path.parent)
    return Tunggu(sidik=sha256(hasil.pdf).hexdigest(), sumber=sumber)


def read_waiting(berkas: Path, nomor: int, tunggu: Tunggu) -> bytes | None:
    """Return a form that waits; None where it is gone or is not the one that was put there."""
    path = waiting_form(berkas, nomor)
    try:
        pdf = path.read_bytes() if _is_plain_folder(path.parent) and not path.is_symlink() else b""
    except OSError:
        return None
    return pdf if sha256(pdf).hexdigest() == tunggu.sidik else None


def waiting_size(berkas: Path, nomor: int) -> int:
    """Return the size in bytes of a form that waits, 0 where it is gone."""
    try:
        return waiting_form(berkas, nomor).stat().st_size
    except OSError:
        return 0


def note_of(kantor: Kantor, rangkaian_id: str, nomor: int) -> Tunggu | None:
    """Return what is kept of a form that waits."""
    raw = kantor.store.get(RUANG_TUNGGU, _key(rangkaian_id, nomor))
    return msgspec.json.decode(raw, type=Tunggu) if raw is not None else None


def keep_note(tx: Transaction, rangkaian_id: str, nomor: int, tunggu: Tunggu) -> None:
    """Keep what a waiting form was."""
    tx.put(RUANG_TUNGGU, _key(rangkaian_id, nomor), msgspec.json.encode(tunggu))


def forget_notes(kantor: Kantor, tx: Transaction, rangkaian_id: str) -> None:
    """Take away what is kept of a run's forms and file names."""
    for key, _ in kantor.store.items(RUANG_TUNGGU):
        if key.startswith(f"{rangkaian_id}/"):
            tx.delete(RUANG_TUNGGU, key)


def join_files(bagian: Iterable[Callable[[], BagianPdf]], berkas: Path, need: int) -> None:
    """Write the joined PDF to ``berkas``; one that lay there gives way to the whole new one.

    ``need`` is about its size in bytes. Raises ``SystemProblem`` ``cetak_disk_penuh`` or ``cetak_tidak_tersimpan``.
    """

    def parts() -> Iterator[BagianPdf]:
        for satu in bagian:
            yield satu()

    def write(target: IO[bytes]) -> list[Section]:
        return [Section(*join_pdf(parts(), target, berkas.stem))]

    try:
        place_stream(berkas, need, write, replace=True)
    except SystemProblem as error:
        if error.code == "stick_full":
            raise SystemProblem("cetak_disk_penuh", folder=str(berkas.parent)) from error
        raise SystemProblem("cetak_tidak_tersimpan", berkas=berkas.name, folder=str(berkas.parent)) from error
    except ValueError as error:
        with contextlib.suppress(OSError):
            berkas.with_name(f"{berkas.name}.part").unlink(missing_ok=True)
        raise UserError("cetak_bagian_rusak", folder=str(waiting_folder(berkas))) from error


def forget_waiting(berkas: Path) -> None:
    """Remove the forms that waited for the joined file; whatever else lies there stays, and a link is not followed."""
    folder = waiting_folder(berkas)
    with contextlib.suppress(OSError):
        if not _is_plain_folder(folder):
            return
        for path in folder.iterdir():
            if _NOMOR.fullmatch(path.name):
                path.unlink()
        folder.rmdir()


def forget_form(berkas: Path, nomor: int) -> None:
    """Remove one form that waited, where that can be done."""
    path = waiting_form(berkas, nomor)
    with contextlib.suppress(OSError):
        if _is_plain_folder(path.parent):
            path.unlink(missing_ok=True)


def _key(rangkaian_id: str, nomor: int) -> str:
    return f"{rangkaian_id}/{nomor:05d}"


def _is_there(path: Path) -> bool:
    try:
        path.lstat()
    except OSError:
        return False
    return True


def _is_plain_folder(path: Path) -> bool:
    """Tell whether a folder is one itself: no link, and on Windows no junction."""
    try:
        info = path.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(info.st_mode) and not getattr(info, "st_reparse_tag", 0)
