"""The process that opens the window for ``shots.py`` and takes its pictures from the screen itself."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from desktop_app.app import Session, make_application
from desktop_app.ui.catalogue import page_specs
from desktop_app.ui.window import MainWindow

SETTLED_MS = 350
STEP_MS = 50


class Photographer:
    """Goes through a list of steps; after each it waits until nothing runs any more, then takes a picture."""

    def __init__(self, session: Session, prefix: str, out: Path) -> None:
        self._session = session
        self._prefix = prefix
        self._out = out
        self._steps: Iterator[tuple[str, Callable[[], object]]] = iter(())
        self._number = 0
        self._name = ""
        self._quiet = 0

    def start(self, steps: Iterator[tuple[str, Callable[[], object]]]) -> None:
        """Take the pictures of ``steps`` one after the other, then close the window."""
        self._steps = steps
        self._next()

    def _next(self) -> None:
        step = next(self._steps, None)
        if step is None:
            self._finish()
            return
        self._name, action = step
        action()
        self._quiet = 0
        QTimer.singleShot(STEP_MS, self._wait)

    def _wait(self) -> None:
        self._quiet = 0 if self._session.runner.busy else self._quiet + STEP_MS
        if self._quiet < SETTLED_MS:
            QTimer.singleShot(STEP_MS, self._wait)
            return
        self._number += 1
        path = self._out / f"{self._prefix}-{self._number:02d}-{self._name}.png"
        screen = QApplication.primaryScreen()
        if not screen.grabWindow(0).save(str(path)):
            raise OSError(f"cannot write {path}")
        print(f"  {path.name}", flush=True)
        self._next()

    def _finish(self) -> None:
        for widget in QApplication.topLevelWidgets():
            if widget.isVisible() and widget is not self._session.window:
                widget.close()
        if self._session.window is not None:
            self._session.window.close()
        elif self._session.first_start is not None:
            self._session.first_start.reject()


def visible_table(window: QWidget) -> QTableView | None:
    """Return the first table with rows that can be seen, None if there is none."""
    tables = [view for view in window.findChildren(QTableView) if view.isVisible() and view.model() is not None]
    return next((view for view in tables if view.model().rowCount() > 0), None)


def open_first_row(window: MainWindow) -> bool:
    """Select the first row of the page's table and open it; tell whether there was one."""
    view = visible_table(window.current_page())
    if view is None:
        return False
    view.setFocus()
    view.selectRow(0)
    view.doubleClicked.emit(view.model().index(0, 0))
    return True


def tour(window: MainWindow, keys: list[str]) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield every page, and for each with a table what its first row opens."""
    for key in keys:
        yield key, lambda key=key: window.show_page(key)
        if visible_table(window.current_page()) is not None:
            yield f"{key}-terbuka", lambda: open_first_row(window)


def main(home: Path, stick: Path, prefix: str, out: Path) -> int:
    """Open the office in ``home`` (or the first start where there is none) and take the pictures."""
    wrong: list[BaseException] = []
    application = make_application(sys.argv[:1])
    application.setQuitOnLastWindowClosed(False)
    session = Session(home)
    photographer = Photographer(session, prefix, out)

    def complain(_kind: type[BaseException], error: BaseException, trace: object) -> None:
        sys.__excepthook__(_kind, error, error.__traceback__)
        wrong.append(error)
        application.exit(1)

    def begin(window: MainWindow) -> None:
        window.showMaximized()
        photographer.start(tour(window, [spec.key for spec in page_specs(window.desk.profil.peran)]))

    sys.excepthook = complain
    session.window_ready.connect(lambda window: QTimer.singleShot(0, lambda: begin(window)))
    session.ended.connect(lambda: application.exit(0))
    QTimer.singleShot(0, session.begin)
    if not home.exists():
        QTimer.singleShot(0, lambda: photographer.start(iter([("pertama", lambda: None)])))
    application.exec()
    session.finish()
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], Path(sys.argv[4])))
