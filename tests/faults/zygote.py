"""A process that has imported everything and forks one worker per line of stdin, so that killing is cheap.

Line in: JSON {"job": "save"|"merge"|"deed", "home": folder, "log": file, "bundle": file, "deed": name}. Line out: the
worker's pid. A deed is one of ``user_deeds``, done in the folder of its world.
A save worker appends each acknowledged revision id to ``log`` (unbuffered) after the store has acknowledged it.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from desktop_app.domain.pegawai import Pegawai
from desktop_app.services.kantor import open_kantor
from desktop_app.services.masuk import NasibPaket, merge_bundles
from desktop_app.services.naskah import commit_naskah, open_naskah, write_naskah
from desktop_app.services.pegawai import create_pegawai
from tests.faults.user_deeds import DEEDS


def _clock() -> datetime:
    return datetime(2026, 12, 1, 8, tzinfo=UTC)


def save(job: dict[str, str]) -> None:
    """Create one person and then save him for ever, telling each acknowledged revision."""
    kantor = open_kantor(Path(job["home"]), jam=_clock, who="uji")
    log = os.open(job["log"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    doc_id, _ = create_pegawai(kantor, Pegawai(nama=f"Uji {os.getpid()}"))
    os.write(log, kantor.store.history(doc_id)[-1].rev_id.encode() + b"\n")
    nomor = 0
    while True:
        nomor += 1
        naskah = open_naskah(kantor, doc_id)
        write_naskah(kantor, doc_id, msgspec.structs.replace(naskah.isi, catatan=f"catatan {nomor}"))
        commit_naskah(kantor, doc_id)
        os.write(log, kantor.store.history(doc_id)[-1].rev_id.encode() + b"\n")


def merge(job: dict[str, str]) -> None:
    """Merge one bundle and tell that it was acknowledged."""
    kantor = open_kantor(Path(job["home"]), jam=_clock, who="uji")
    log = os.open(job["log"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    (hasil,) = merge_bundles(kantor, [Path(job["bundle"])])
    os.write(log, hasil.nasib.value.encode() + b"\n")
    kantor.close()
    if hasil.nasib not in (NasibPaket.DIGABUNG, NasibPaket.SUDAH_DITERIMA):
        os.write(2, f"{hasil.galat}\n".encode())


def deed(job: dict[str, str]) -> None:
    """Do one of the deeds, whatever it is."""
    DEEDS[job["deed"]].do(Path(job["home"]))


def main() -> None:
    """Fork a worker for each job and say its pid; the parent kills it when it likes."""
    for line in sys.stdin:
        job = json.loads(line)
        pid = os.fork()
        if pid == 0:
            {"save": save, "merge": merge, "deed": deed}[job["job"]](job)
            os._exit(0)
        print(pid, flush=True)
        _, status = os.waitpid(pid, 0)
        print("ended", os.waitstatus_to_exitcode(status), flush=True)


if __name__ == "__main__":
    main()
