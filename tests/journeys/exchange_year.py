"""The computers of a year of exchange, the sticks that go between them, and what was typed and read out."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from desktop_app.services.kantor import Kantor, open_kantor
from tests.journeys.clerk import Clerk
from tests.journeys.stick_work import answer, apply_answer, merge, send

WIB = timezone(timedelta(hours=7))
WHO = {
    "kabupaten": "Verifikator Contoh",
    "melati": "Operator Melati",
    "melati-2": "Operator Melati Dua",
    "kenanga": "Operator Kenanga",
}


class Year:
    """``prints`` holds the fingerprint of each computer as it was read out, ``texts`` everything that was typed."""

    def __init__(self, root: Path, qtbot: Any) -> None:
        self.root = root
        self.texts: list[str] = []
        self.prints: dict[str, str] = {}
        self.dead_clock: set[str] = set()
        self._answers: dict[str, Path] = {}
        self._qtbot = qtbot
        self._now = datetime(2027, 1, 4, 8, 30, tzinfo=WIB)

    def on(self, month: int, day: int, *, year: int = 2027) -> None:
        """Let it be half past eight of a day."""
        self._now = datetime(year, month, day, 8, 30, tzinfo=WIB)

    def home(self, office: str) -> Path:
        """Return where a computer keeps its data."""
        return self.root / office

    def stick(self, name: str) -> Path:
        """Return a stick."""
        path = self.root / "flashdisk" / name
        path.mkdir(parents=True, exist_ok=True)
        return path

    def copy(self, office: str, other: str) -> None:
        """Copy the folder of an office to another computer, as nobody should."""
        shutil.copytree(self.home(office), self.home(other))
        self.prints[other] = self.prints[office]

    @contextmanager
    def at(self, office: str) -> Iterator[Clerk]:
        """Sit down at a computer: the program is started, and closed again at the end."""

        def shows() -> datetime:
            return datetime(2009, 1, 1, 0, 5, tzinfo=WIB) if office in self.dead_clock else self._now

        clerk = Clerk(self.home(office), self._qtbot, shows, WHO[office], self.texts)
        try:
            clerk.begin()
            yield clerk
        finally:
            clerk.close()

    @contextmanager
    def store(self, office: str) -> Iterator[Kantor]:
        """Open an office to read what is in it, once its window is closed."""
        kantor = open_kantor(self.home(office), jam=lambda: self._now)
        try:
            yield kantor
        finally:
            kantor.close()

    def send(self, clerk: Clerk, office: str) -> Path:
        """Send with a courier who has a stick of this office."""
        return send(clerk, self.stick(office), "Kurir Contoh")[0]

    def merge(self, clerk: Clerk, *offices: str) -> list[str]:
        """Merge what the sticks of these offices carry; return the receipt codes."""
        codes = []
        for office in offices:
            became, code = merge(clerk, self.stick(office))
            assert became == "Digabung", (office, became)
            codes.append(code)
        return codes

    def answer(self, clerk: Clerk) -> None:
        """Write the answers of the kabupaten to its stick."""
        self._answers = answer(clerk, self.stick("kabupaten"))

    def take(self, clerk: Clerk, office: str) -> str:
        """Apply the answer that is for this computer; return what its preview said."""
        return apply_answer(clerk, self._answers["".join(self.prints[office].split())])
