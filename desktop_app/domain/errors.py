"""The error tree: who can do something about it decides the class.

Exceptions carry a code and facts, never prose; ``desktop_app.messages`` turns them into sentences.
"""

from __future__ import annotations


class LuringError(Exception):
    """An error with a stable code and the facts that its sentence needs."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts = facts

    def __str__(self) -> str:
        facts = ", ".join(f"{name}={value!r}" for name, value in self.facts.items())
        return f"{self.code}({facts})"


class UserError(LuringError):
    """The user can act: a missing answer, a wrong state, a bad row. Exit code 1."""


class SystemProblem(LuringError):
    """The machine failed us: disk, lock, a newer file. Exit code 4."""


class BundleError(LuringError):
    """Untrusted input was refused and nothing was changed. Exit code 3."""
