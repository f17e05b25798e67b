"""Sheets of a survey are keyed by number keys alone, in the real window: counted, and told in human seconds.

``run`` keys one sheet after the other by key events and counts them. Seconds are those of the keystroke-level model
(Card, Moran, Newell, CACM 23/7, 1980): 1.35 s to look at the next sheet, 0.28 s for a key (average non-secretary), or
1.20 s (their worst typist). Turning the paper is 2 s beside them. No gate stands on seconds, only on keys (a test).

    python -m tests.benchmarks.keying
"""

from __future__ import annotations

import os
import sys
import tempfile
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path[:0] = [str(Path(__file__).resolve().parents[2])]

from PySide6.QtCore import Qt  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402

from desktop_app.app import Session, make_application  # noqa: E402
from desktop_app.domain.nomor_lembar import format_nomor  # noqa: E402
from desktop_app.services.kantor import open_kantor  # noqa: E402
from desktop_app.services.skm import create_survei, start_survei  # noqa: E402
from desktop_app.services.skm_lembar import reserve_lembar  # noqa: E402
from desktop_app.ui.skm.page import SkmPage  # noqa: E402
from tests.benchmarks.journey import KEY_AVERAGE, KEY_WORST, MENTAL, Typist, clock, prepare  # noqa: E402

SHEETS = 10
PAPER = 2.0
HEAD, MARKS = "124434", "343433432"
SERVICES = ("KTP elektronik",)


def prepare_survey(home: Path) -> tuple[str, list[str]]:
    """Make an office with a running survey in ``home``; return the survey and the numbers on its paper."""
    prepare(home)
    kantor = open_kantor(home, jam=clock)
    try:
        made, _ = create_survei(kantor, "SKM uji", date(2026, 7, 1), date(2026, 12, 31), layanan=SERVICES, populasi=400)
        start_survei(kantor, made)
        run, _ = reserve_lembar(kantor, made, SHEETS)
        return made, [format_nomor(made, n).replace(" ", "") for n in range(run.awal, run.akhir + 1)]
    finally:
        kantor.close()


def run(session: Session, survey_id: str, numbers: list[str]) -> int:
    """Key every sheet from its number to Enter; return the keys that the slowest one took."""
    window = session.window
    assert window is not None
    typist = Typist(session)
    window.show_page("skm")
    typist.settle()
    page = window.current_page()
    assert isinstance(page, SkmPage)
    page.show_document(survey_id)
    typist.settle()
    page.sheet.account.keying_wanted.emit()
    typist.settle()
    most = 0
    for number in numbers:
        assert page.keying.keying is not None
        keys = number[len(page.keying.keying.number) :] + HEAD + MARKS
        QTest.keyClicks(page.keying, keys)
        QTest.keyClick(page.keying, Qt.Key.Key_Return)
        typist.settle()
        most = max(most, len(keys) + 1)
    assert page.keying.last.count == len(numbers)
    return most


def main() -> int:
    """Key the sheets and print keys and human seconds of one."""
    application = make_application([])
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "kantor"
        survey_id, numbers = prepare_survey(home)
        session = Session(home, clock=clock)
        session.begin()
        while session.window is None:
            application.processEvents()
        keys = run(session, survey_id, numbers)
        session.window.close()
        session.finish()
        session.drop_windows()
    for name, key in (("average", KEY_AVERAGE), ("worst typist", KEY_WORST)):
        print(f"keying one sheet, {name}: {keys} keys, {keys * key + MENTAL + PAPER:.1f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
