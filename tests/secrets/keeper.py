"""A child process that logs in, works, locks and waits, so that its memory and its files can be searched from outside.

Reads one JSON line: ``home``, ``akun``, ``sandi``, ``nama``, ``catatan``, ``stick``. Says ``open`` and ``locked`` and
waits for a line each time; with ``crash`` it dies of a fault of its own instead of locking.
"""

from __future__ import annotations

import logging
import sys
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from instructions import read_instructions

from desktop_app.domain.errors import LuringError
from desktop_app.domain.pegawai import Pegawai
from desktop_app.services.naskah import open_naskah, write_naskah
from desktop_app.services.pegawai import create_pegawai, list_pegawai
from desktop_app.services.pendaftaran import request_enrolment
from desktop_app.services.pintu import masuk
from desktop_app.vault.forgetting import forget_freed_memory


def work(job: dict[str, str]) -> None:
    """Fail to log in once, then open, save, type, find, ask for enrolment, wait, and close again."""
    home, now = Path(job["home"]), lambda: datetime(2026, 12, 1, 8, tzinfo=UTC)
    try:
        masuk(home, job["akun"], job["sandi"] + "salah", jam=now)
    except LuringError as error:
        logging.getLogger("desktop_app").error("%r %s", error, error.facts)
    kantor = masuk(home, job["akun"], job["sandi"], jam=now, detak=lambda: 1e9)
    logging.getLogger("desktop_app").error("%r %r %r", kantor, kantor.pelaku, kantor.device_keys())
    doc_id, _ = create_pegawai(kantor, Pegawai(nama=job["nama"]))
    isi = open_naskah(kantor, doc_id).isi
    write_naskah(kantor, doc_id, msgspec.structs.replace(isi, catatan=job["catatan"]))  # type: ignore[arg-type]
    list_pegawai(kantor, job["nama"])
    request_enrolment(kantor, Path(job["stick"]) / "permintaan.skpe")
    tell("open")
    if job.get("crash"):
        raise ValueError("a fault of our own")
    kantor.close()


def tell(word: str) -> None:
    """Say where this process is and wait for leave to go on."""
    sys.stdout.write(word + "\n")
    sys.stdout.flush()
    sys.stdin.readline()


def main() -> None:
    """Do the one job that stands on stdin."""
    job = read_instructions()
    logging.basicConfig(stream=sys.stderr)
    work(job)
    job.clear()
    forget_freed_memory()
    tell("locked")


if __name__ == "__main__":
    main()
