"""Schedules: what may happen to offices, in any order and any number, as a table that machine and long run share."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from tests.invariants.checks import any_order_gives_the_same, check, converge, portrait
from tests.invariants.lifted import Lifted
from tests.invariants.promise import hold
from tests.invariants.seam import HONEST, Rules
from tests.invariants.world import World

PC, WHICH = range(5), range(12)
_ORDERS = [(n, *rest) for n in range(6) for rest in ((), (n,), (n + 1, n), (n + 3, n + 1, n + 3))]

STEPS: Mapping[str, tuple[int, Mapping[str, Sequence[Any]]]] = MappingProxyType(
    {
        "write": (4, {"pc": PC, "who": range(4), "what": ("nama", "catatan", "aktif")}),
        "add": (1, {"pc": PC}),
        "delete": (1, {"pc": PC, "who": range(4)}),
        "write_as_newer": (1, {"pc": PC, "who": range(4)}),
        "plan": (2, {"pc": PC, "row": range(4), "act": ("type", "add", "drop", "move")}),
        "export": (4, {"pc": PC}),
        "lose": (1, {"which": WHICH}),
        "merge": (4, {"order": _ORDERS}),
        "fail_a_merge": (1, {"which": WHICH, "at": range(6)}),
        "stumble": (1, {"which": WHICH, "after": [0, 1, 3, 9, 20, 40, 70, 110, 160, 240, 400]}),
        "answer": (2, {}),
        "receive": (3, {"pc": PC, "which": (0, 0, 1, 2)}),
        "resolve": (2, {"which": range(3), "theirs": (False, True)}),
        "unresolve": (1, {"which": range(3)}),
        "undo_import": (1, {"which": WHICH}),
        "redo_imports": (1, {}),
        "raise_trust": (1, {}),
        "forge": (1, {"pc": PC, "how": ("scope", "id", "writer")}),
        "back_up": (2, {"pc": PC}),
        "restore": (1, {"pc": PC, "which": range(3)}),
        "put_back_by_hand": (1, {"pc": PC, "which": range(3)}),
        "restart": (1, {"pc": PC}),
        "clone": (1, {"pc": PC, "same_machine": (False, True)}),
        "kabupaten_backs_up": (1, {}),
        "kabupaten_restores": (1, {"which": range(3)}),
        "update_kabupaten": (1, {}),
    }
)
"""Each step with its weight and what each of its arguments may be."""

OF_A_COMPUTER = (
    "write",
    "add",
    "delete",
    "write_as_newer",
    "plan",
    "back_up",
    "restore",
    "put_back_by_hand",
    "restart",
)
"""Steps of one unit's computer; the others are the world's."""
GOING_BACK = ("restore", "put_back_by_hand", "kabupaten_restores")


@dataclass
class Schedule:
    """One world with the steps that were done in it."""

    lifted: Lifted
    clocks_from: int
    older_kabupaten: bool = False
    rules: Rules = HONEST
    steps: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.world = World(self.lifted, self.clocks_from, self.rules, self.older_kabupaten)

    def do(self, name: str, given: Mapping[str, Any]) -> None:
        """Do one step, remember it and look at everything."""
        self.steps.append((name, dict(given)))
        self._run(name, given)
        check(self.world)

    def _run(self, name: str, given: Mapping[str, Any]) -> None:
        if name == "kabupaten_backs_up":
            self.world.kabupaten.back_up()
        elif name == "kabupaten_restores":
            self.world.kabupaten.restore(given["which"])
            # Nobody there remembers that a twin was told of and admitted; it is refused once more.
            self.world.bundles += self.world.held_back.values()
            self.world.presented.clear()
            self.world.held_back.clear()
        elif name in OF_A_COMPUTER:
            rest = {key: value for key, value in given.items() if key != "pc"}
            getattr(self.world.unit(given["pc"]), name)(**rest)
        else:
            getattr(self.world, name)(**given)
        if name in GOING_BACK:
            self.world.forget_what_is_nowhere()

    def finish(self, *, clocks_too: bool) -> None:
        """Let everybody exchange everything; with ``clocks_too`` the same is done again under other clocks [8]."""
        converge(self.world)
        any_order_gives_the_same(self.world, self.clocks_from)
        # How far the database comes before it breaks off depends on the bytes, and so on the times in them.
        if not clocks_too or any(name == "stumble" for name, _ in self.steps):
            return
        again = Schedule(self.lifted, self.clocks_from + 7919, self.older_kabupaten, self.rules)
        try:
            for name, given in self.steps:
                again._run(name, given)
            converge(again.world)
            hold(8, portrait(again.world) == portrait(self.world), "other clocks give another result")
        finally:
            again.world.close()


@dataclass(frozen=True)
class Drawn:
    """A schedule that a seed has drawn."""

    opening: tuple[int, bool]
    """From where the clocks are seeded, and whether the kabupaten has the older program at first."""
    steps: list[tuple[str, dict[str, Any]]]
    clocks_too: bool


def draw(seed: int, length: int) -> Drawn:
    """Draw a schedule of so many steps."""
    chance = random.Random(seed)
    names = [name for name, (weight, _) in STEPS.items() for _ in range(weight)]
    opening = chance.randrange(1 << 16), chance.random() < 0.3
    steps = [
        (name, {key: chance.choice(values) for key, values in STEPS[name][1].items()})
        for name in (chance.choice(names) for _ in range(length))
    ]
    return Drawn(opening, steps, chance.random() < 0.3)


def run_random(lifted: Lifted, seed: int, length: int, rules: Rules = HONEST) -> int:
    """Do the schedule of a seed and return how many steps it had."""
    drawn = draw(seed, length)
    schedule = Schedule(lifted, *drawn.opening, rules)
    try:
        for name, given in drawn.steps:
            schedule.do(name, given)
        schedule.finish(clocks_too=drawn.clocks_too)
    finally:
        schedule.world.close()
    return len(schedule.steps)


class Schedules(RuleBasedStateMachine):
    """Drives schedules from what Hypothesis draws; subclasses say in which offices and by which rules."""

    lifted: Lifted
    given_rules: Rules = HONEST

    @initialize(clocks_from=st.integers(0, 2**16), older=st.booleans(), clocks_too=st.integers(0, 3))
    def open_offices(self, clocks_from: int, older: bool, clocks_too: int) -> None:
        """Open every office."""
        self.clocks_too = clocks_too == 0
        self.schedule = Schedule(self.lifted, clocks_from, older, self.given_rules)

    def teardown(self) -> None:
        """End every example with a complete exchange."""
        if hasattr(self, "schedule"):
            try:
                self.schedule.finish(clocks_too=self.clocks_too)
            finally:
                self.schedule.world.close()


def machine(lifted: Lifted, rules: Rules = HONEST) -> type[Schedules]:
    """Return a state machine over these offices, with one rule for each step and as many as its weight."""

    def as_rule(name: str, choices: Mapping[str, Sequence[Any]]) -> Any:
        def step(self: Schedules, **given: Any) -> None:
            self.schedule.do(name, given)

        return rule(**{key: st.sampled_from(list(values)) for key, values in choices.items()})(step)

    steps = {f"{name}_{n}": as_rule(name, given) for name, (weight, given) in STEPS.items() for n in range(weight)}
    return type("SchedulesOfThisRun", (Schedules,), {"lifted": lifted, "given_rules": rules, **steps})
