"""The one entry point, also of the frozen program: child process, self-test, command line or window."""

from __future__ import annotations

import sys
from multiprocessing import freeze_support

UNSEAL_WORKER = "--unseal-worker"
SELF_TEST = "--self-test"


def main(arguments: list[str]) -> int:
    """Start what ``arguments`` (without the program's name) ask for and return the exit code.

    Each branch imports only what it needs: the child that opens untrusted bundles must stay small, and the
    command line must not load Qt.
    """
    if arguments[:1] == [UNSEAL_WORKER]:
        from desktop_app.exchange import worker

        return worker.main()
    if arguments[:1] == [SELF_TEST]:
        from desktop_app.selftest import run_self_test

        return run_self_test()
    from desktop_app.cli import main as run_command_line

    return run_command_line(arguments)


if __name__ == "__main__":
    freeze_support()
    sys.exit(main(sys.argv[1:]))
