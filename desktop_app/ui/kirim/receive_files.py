"""ReturnFiles: whatever was handed over (files, parts of letters, photos, a stick) as answers to be looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.errors import LuringError
from desktop_app.i18n import _
from desktop_app.messages import sentence
from desktop_app.services.balasan_lihat import PratinjauBalasan, inspect_return
from desktop_app.services.kotak import IsiFlashdisk, look_into_folder
from desktop_app.services.rakit import Rakitan, gather, settle_rakitan
from desktop_app.ui.page import Page
from desktop_app.ui.theme import State

SUFFIXES = (".skpb", ".jpg", ".jpeg", ".png", ".heic")
"""Bundles and parts of letters, and photos of printed codes."""
NOT_OURS = ("not_for_this_office", "wrong_direction", "return_for_former")
"""What a stick for many offices is full of: answers for others, and bundles that went up."""
NAMED = 5


@dataclass(frozen=True)
class Looked:
    """What came of it: answers that are sound, the oldest first, and what could not be taken.

    ``refused`` pairs a file with why; ``told`` are whole sentences about parts that are missing, pieces that were
    refused and names that look like a virus. ``searched`` where a stick was looked through.
    """

    answers: tuple[PratinjauBalasan, ...] = ()
    refused: tuple[tuple[Path, BaseException], ...] = ()
    told: tuple[str, ...] = ()
    warned: bool = False
    searched: bool = False

    @property
    def lone_error(self) -> tuple[Path, BaseException] | None:
        """The one file that was given with why it is refused, where there is nothing else to say."""
        alone = len(self.refused) == 1 and not (self.answers or self.told or self.searched)
        return self.refused[0] if alone else None


class ReturnFiles(QObject):
    """``looked`` carries ``Looked``, ``progressed`` a sentence; nothing of an answer is applied here."""

    looked = Signal(object)
    progressed = Signal(str)
    failed = Signal(object)

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._made: list[Rakitan] = []
        self._begin((), False)

    def _begin(self, told: Sequence[str], searched: bool) -> None:
        self._told = list(told)
        self._searched = searched
        self._warned = bool(told)
        self._left: list[Path] = []
        self._all = 0
        self._answers: list[PratinjauBalasan] = []
        self._refused: list[tuple[Path, BaseException]] = []

    def take(self, paths: Sequence[Path]) -> None:
        """Put parts and photos together and look at every whole bundle; without ``paths`` at what is complete here."""
        self._begin((), False)
        self._gather(paths)

    def look_into(self, folder: Path) -> None:
        """Look at every bundle of a stick; nothing else there is opened."""
        self._page.ask(look_into_folder, folder, on_done=self._on_surveyed, on_error=self.failed.emit)

    def settle(self) -> None:
        """Let go of what was put together: it was applied, or is not wanted now. Its parts stay until it is applied."""
        made, self._made = self._made, []
        for one in made:
            self._page.ask(settle_rakitan, one)

    def _on_surveyed(self, survey: IsiFlashdisk) -> None:
        self._begin(suspicious_told(survey), True)
        if survey.paket:
            self._gather(survey.paket)
        else:
            self._told.append(_("Tidak ada paket (.skpb) di folder ini."))
            self._finish()

    def _gather(self, paths: Sequence[Path]) -> None:
        self._page.ask(
            gather,
            tuple(paths),
            on_done=self._on_gathered,
            on_error=self.failed.emit,
            on_progress=lambda n, m: self.progressed.emit(_("Membaca berkas {n} dari {m}…").format(n=n, m=m)),
            writes=True,
        )

    def _on_gathered(self, made: Rakitan) -> None:
        if made.asal:
            self._made.append(made)
        self._told += made.kurang
        self._told += dict.fromkeys(f"{one.path.name}: {sentence(one.galat)}" for one in made.ditolak)
        self._warned = self._warned or bool(made.ditolak)
        self._left, self._all = list(made.paket), len(made.paket)
        self._next()

    def _next(self) -> None:
        if not self._left:
            self._finish()
            return
        path = self._left.pop(0)
        number = self._all - len(self._left)
        self.progressed.emit(
            _("Memeriksa {berkas}…").format(berkas=path.name)
            if self._all == 1
            else _("Memeriksa paket {n} dari {m}…").format(n=number, m=self._all)
        )
        self._page.ask(inspect_return, path, on_done=self._on_inspected, on_error=partial(self._on_refused, path))

    def _on_inspected(self, found: PratinjauBalasan) -> None:
        if found.file_sha256 not in {one.file_sha256 for one in self._answers}:
            self._answers.append(found)
        self._next()

    def _on_refused(self, path: Path, error: BaseException) -> None:
        self._refused.append((path, error))
        self._next()

    def _finish(self) -> None:
        answers = sorted(self._answers, key=lambda one: one.paspor.seq)
        self.looked.emit(Looked(tuple(answers), tuple(self._refused), tuple(self._told), self._warned, self._searched))


def suspicious_told(survey: IsiFlashdisk) -> tuple[str, ...]:
    """Return the sentence about names that look like a virus; nothing where there are none."""
    if not survey.mencurigakan:
        return ()
    text = _("Ada berkas mencurigakan di folder ini, tidak dibuka: {nama}. Periksa dengan antivirus.")
    return (text.format(nama=", ".join(survey.mencurigakan[:NAMED])),)


def looked_message(looked: Looked) -> tuple[State, str]:
    """Return what is said of files that were looked at beside the answers themselves; empty where nothing is."""
    lines = list(looked.told)
    others = [path for path, error in looked.refused if _is_code(error, NOT_OURS)]
    if len(others) == 1 and not looked.searched:
        others = []
    if others:
        lines.append(_("{n} paket bukan balasan untuk komputer ini; tidak dipakai.").format(n=len(others)))
    for path, error in looked.refused:
        if path not in others:
            said = sentence(error) if isinstance(error, LuringError) else str(error)
            lines.append(f"{path.name}: {said}")
    if looked.searched and not looked.answers and looked.refused and not looked.told:
        lines.insert(0, _("Tidak ada balasan untuk komputer ini di folder itu."))
    serious = looked.warned or len(others) < len(looked.refused)
    return (State.WARNING if serious else State.INFO), " ".join(lines)


def _is_code(error: BaseException, codes: Sequence[str]) -> bool:
    return isinstance(error, LuringError) and error.code in codes
