"""Closing the window ends the program, with everything saved and no process left behind."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from desktop_app.services.kantor import Peran, Profil, open_kantor
from desktop_app.services.pendirian import found_office
from desktop_app.services.waktu import now

CLOSE_WHEN_READY = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from desktop_app import app

class ClosesItself(app.Session):
    def __init__(self, *places, **options):
        super().__init__(*places, **options)
        self.window_ready.connect(lambda window: QTimer.singleShot(50, window.close))

app.Session = ClosesItself
sys.exit(app.run_window(Path(sys.argv[1])))
"""


def test_that_closing_the_window_ends_the_program(tmp_path: Path) -> None:
    profil = Profil(peran=Peran.UNIT, kode="99.01.01", nama="Kecamatan Contoh", instansi="PEMERINTAH KABUPATEN CONTOH")
    found_office(tmp_path / "kantor", profil, jam=now).close()
    command = [sys.executable, "-c", CLOSE_WHEN_READY, str(tmp_path / "kantor")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    open_kantor(tmp_path / "kantor", jam=now).close()
