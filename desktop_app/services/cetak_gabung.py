"""The joined file of a run: its forms wait beside it one by one, and it is written whole or not at all."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO

from desktop_app.domain.errors import SystemProblem, UserError
from desktop_app.exchange import Section, place_stream
from desktop_app.forms.gabung import BagianPdf, join_pdf

_NOMOR = re.compile(r"\d{5}\.pdf(\.part)?")


def waiting_folder(berkas: Path) -> Path:
    """Return the folder beside the joined file in which finished forms wait for it."""
    return berkas.with_name(f"{berkas.name}.bagian")


def waiting_form(berkas: Path, nomor: int) -> Path:
    """Return where the form with a number (from 0) waits."""
    return waiting_folder(berkas) / f"{nomor:05d}.pdf"


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
    """Remove the forms that waited for the joined file; whatever else lies there stays."""
    folder = waiting_folder(berkas)
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            if _NOMOR.fullmatch(path.name):
                path.unlink()
        folder.rmdir()
