"""The one entry point, also of the frozen program: child process, self-test, command line or window."""

from __future__ import annotations

import sys

UNSEAL_WORKER = "--unseal-worker"
SELF_TEST = "--self-test"


def main(arguments: list[str]) -> int:
    """Start what ``arguments`` (without the program's name) ask for and return the exit code.

    Each branch imports only what it needs: the child that opens untrusted bundles must stay small, and the
    command line must not load Qt.
    """
    try:
        if arguments[:1] == [UNSEAL_WORKER]:
            from desktop_app.exchange import worker

            return worker.main()
        if arguments[:1] == [SELF_TEST]:
            from desktop_app.selftest import run_self_test

            return run_self_test()
    except KeyboardInterrupt:
        return 1  # the program that started this one tells about it
    from desktop_app.cli import main as run_command_line

    return run_command_line(arguments)


if __name__ == "__main__":
    from multiprocessing import freeze_support

    freeze_support()
    sys.exit(main(sys.argv[1:]))
