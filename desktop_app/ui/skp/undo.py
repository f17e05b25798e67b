"""History: every state of the open sheet since it was opened, and what led from one to the next; no limit."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from desktop_app.domain.skp import Skp
from desktop_app.ui.skp.changes import Change, describe_change

PAUSE = 4.0
"""Seconds after which going on to type in a field is a step of its own."""
LONGEST = 20.0
"""Seconds of typing that one step takes back at the most."""


class Step(NamedTuple):
    """A state, the change that led to it, and when that began and was last gone on with (seconds)."""

    skp: Skp
    change: Change
    began: float
    ended: float


class History:
    """States share what they have in common, so that a year of edits takes little memory."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._steps: list[Step] = []
        self._at = 0
        self._open = False

    def begin(self, skp: Skp) -> None:
        """Start anew with ``skp``."""
        self._steps = [Step(skp, Change("", ""), 0.0, 0.0)]
        self._at = 0
        self._open = False

    def note(self, skp: Skp, label: str = "") -> None:
        """Keep a new state; typing that goes on in the same field becomes part of the step before.

        ``label`` names what several changes at once are (a template); without it the change is described.
        """
        if not self._steps or skp == self._steps[self._at].skp:
            return
        now = self._clock()
        here = self._steps[self._at]
        change = describe_change(here.skp, skp)
        if label:
            change = Change(label, change.path)
        del self._steps[self._at + 1 :]
        goes_on = self._open and change.typed and change == here.change
        if goes_on and now - here.ended < PAUSE and now - here.began < LONGEST:
            self._steps[self._at] = Step(skp, change, here.began, now)
            if skp == self._steps[self._at - 1].skp:
                # Typed and taken back by hand: there is nothing to undo.
                self._steps.pop()
                self._at -= 1
                self._open = False
            return
        self._steps.append(Step(skp, change, now, now))
        self._at += 1
        self._open = True

    def undo(self) -> tuple[Skp, Change] | None:
        """Return the state before the last change, and that change; None at the beginning."""
        if self._at == 0:
            return None
        change = self._steps[self._at].change
        self._at -= 1
        self._open = False
        return self._steps[self._at].skp, change

    def redo(self) -> tuple[Skp, Change] | None:
        """Return the state after the change that was undone last, and that change; None at the end."""
        if self._at + 1 >= len(self._steps):
            return None
        self._at += 1
        self._open = False
        return self._steps[self._at].skp, self._steps[self._at].change

    def undo_label(self) -> str:
        """Return the words of what ``undo`` would take back, empty where there is nothing."""
        return self._steps[self._at].change.label if self._at else ""

    def redo_label(self) -> str:
        """Return the words of what ``redo`` would do again, empty where there is nothing."""
        return self._steps[self._at + 1].change.label if self._at + 1 < len(self._steps) else ""
