"""The process that opens bundles, started before somebody chooses one, so that nobody waits for its start."""

from __future__ import annotations

from desktop_app.exchange.unsealer import SPARE


def prepare_reading() -> None:
    """Have a process ready from now on, also after one was used; it has been given nothing yet, no key either."""
    SPARE.prepare()


def stop_preparing() -> None:
    """Let none stand ready any more."""
    SPARE.release()
