"""A child process in which an employee logs in, writes, seals, locks and waits, so that everything can be searched.

Reads one JSON line: ``home``, ``akun``, ``sandi``, ``penilaian``, ``alasan``. Says ``writing`` while the draft is kept,
``sealed`` after sealing, ``locked`` when nobody is logged in.
"""

from __future__ import annotations

import logging
import sys
from datetime import UTC, datetime
from pathlib import Path

from instructions import read_instructions
from keeper import tell

from desktop_app.services.keberatan import keep_objection_draft, read_objection_draft, seal_objection
from desktop_app.services.pintu import masuk
from desktop_app.vault.forgetting import forget_freed_memory


def work(job: dict[str, str]) -> None:
    """Write in two goes, look at the draft again, seal, and close."""
    kantor = masuk(Path(job["home"]), job["akun"], job["sandi"], jam=lambda: datetime(2026, 12, 1, 8, tzinfo=UTC))
    half = len(job["alasan"]) // 2
    keep_objection_draft(kantor, job["penilaian"], job["alasan"][:half])
    keep_objection_draft(kantor, job["penilaian"], job["alasan"])
    tell("writing")
    seal_objection(kantor, job["penilaian"], read_objection_draft(kantor, job["penilaian"]))
    tell("sealed")
    kantor.close()


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
