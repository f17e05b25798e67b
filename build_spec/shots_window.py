"""The process that opens the window for ``shots.py`` and takes its pictures from the screen itself."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from PySide6.QtCore import Qt, QTimer  # noqa: E402  (our folders must be on the path first)
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget  # noqa: E402
from shots_people import SANDI  # noqa: E402
from shots_tour import Stop, Tour, open_dialogs  # noqa: E402
from shots_tour_people import PeopleTour  # noqa: E402

from desktop_app.app import Session, make_application  # noqa: E402
from desktop_app.services.bahasa import use_bahasa  # noqa: E402
from desktop_app.ui.catalogue import page_specs  # noqa: E402
from desktop_app.ui.window import MainWindow  # noqa: E402

SETTLED_MS = 350
STEP_MS = 50


class Photographer:
    """Goes through the stops; at each it waits until nothing runs any more, then takes a picture."""

    def __init__(self, session: Session, prefix: str, out: Path) -> None:
        self._session = session
        self._prefix = prefix
        self._out = out
        self._stops: Iterator[Stop] = iter(())
        self._stop = Stop("", lambda: None)
        self._quiet = 0

    def start(self, stops: Iterator[Stop]) -> None:
        """Take the pictures one after the other, then close the window."""
        self._stops = stops
        self._next()

    def _next(self) -> None:
        stop = next(self._stops, None)
        if stop is None:
            for dialog in open_dialogs(self._session.window):
                dialog.reject()
            if self._session.window is not None:
                self._session.window.close()
            return
        self._stop = stop
        stop.action()
        self._quiet = 0
        QTimer.singleShot(STEP_MS, self._wait)

    def _wait(self) -> None:
        self._quiet = 0 if self._session.runner.busy else self._quiet + STEP_MS
        if self._quiet < SETTLED_MS:
            QTimer.singleShot(STEP_MS, self._wait)
            return
        dialogs = open_dialogs(self._session.window)
        if bool(dialogs) != self._stop.dialog:
            raise LookupError(f"{self._stop.name}: dialogs {[one.objectName() for one in dialogs]}")
        path = self._out / f"{self._prefix}-{self._stop.name}.png"
        if not QApplication.primaryScreen().grabWindow(0).save(str(path)):
            raise OSError(f"cannot write {path}")
        print(f"  {path.name}", flush=True)
        for dialog in dialogs:
            dialog.reject()
        self._next()


def log_in(session: Session, name: str) -> None:
    """Choose a name at the door and type its password, as soon as the door is there."""
    door = session.door
    names = door.findChild(QWidget, "masuk-nama") if door is not None else None
    if door is None or names is None:
        QTimer.singleShot(STEP_MS, lambda: log_in(session, name))
        return
    names.setFocus()
    QTest.keyClicks(names, name[:4])
    QTest.keyClick(names, Qt.Key.Key_Return)
    field = door.findChild(QLineEdit, "masuk-sandi")
    assert field is not None
    QTest.keyClicks(field, SANDI[name])
    QTest.keyClick(field, Qt.Key.Key_Return)


def main(home: Path, stick: Path, prefix: str, out: Path, only: list[str]) -> int:
    """Open the office in ``home`` (or the first start where there is none) and take the pictures.

    ``only`` names the pages to visit; empty means all of the role. A name among them that has a password is who
    logs in.
    """
    who = next((name for name in only if name in SANDI), "")
    only = [key for key in only if key != who]
    wrong: list[BaseException] = []
    use_bahasa()
    application = make_application(sys.argv[:1])
    application.setQuitOnLastWindowClosed(False)
    session = Session(home)
    photographer = Photographer(session, prefix, out)

    def complain(kind: type[BaseException], error: BaseException, _trace: object) -> None:
        sys.__excepthook__(kind, error, error.__traceback__)
        wrong.append(error)
        application.exit(1)

    def begin(window: MainWindow) -> None:
        window.showMaximized()
        keys = only or [spec.key for spec in page_specs(window.desk.profil.peran)]
        roster = HERE.parent / "tests" / "scenarios" / "daftar-pegawai-bermasalah.csv"
        tour = PeopleTour if who else Tour
        photographer.start(tour(window, keys, stick, roster).stops())

    sys.excepthook = complain
    session.window_ready.connect(lambda window: QTimer.singleShot(0, lambda: begin(window)))
    session.ended.connect(lambda: application.exit(0))
    QTimer.singleShot(0, session.begin)
    if who:
        QTimer.singleShot(0, lambda: log_in(session, who))
    if not home.exists():
        QTimer.singleShot(0, lambda: photographer.start(iter([Stop("pertama", lambda: None, dialog=True)])))
    application.exec()
    session.finish()
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], Path(sys.argv[4]), sys.argv[5:]))
