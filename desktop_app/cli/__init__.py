"""The command line ``skp-luring``: the same services as the window, for IT staff and scheduled jobs."""

from __future__ import annotations

import sys
from collections.abc import Sequence

__all__ = ["DIBATALKAN", "main"]

DIBATALKAN = "Dibatalkan; tidak ada yang berubah."


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code.

    What it needs is imported here, so that Ctrl-C is answered with a sentence while the program still starts.
    """
    try:
        from desktop_app.cli.masuk import main as run

        return run(arguments)
    except KeyboardInterrupt:
        sys.stderr.write(DIBATALKAN + "\n")
        return 1
