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
            _skip_names("desktop_app.exchange")
            from desktop_app.exchange import worker

            return worker.main()
        if arguments[:1] == [SELF_TEST]:
            from desktop_app.selftest import run_self_test

            return run_self_test()
    except KeyboardInterrupt:
        return 1  # the program that started this one tells about it
    from desktop_app.cli import main as run_command_line

    return run_command_line(arguments)


def _skip_names(package: str) -> None:
    """Let modules of a package be imported without what the package itself gathers for others: half of the start."""
    from importlib.util import find_spec, module_from_spec

    if (spec := find_spec(package)) is not None:
        sys.modules.setdefault(package, module_from_spec(spec))


if __name__ == "__main__":
    if sys.argv[1:2] != [UNSEAL_WORKER]:  # which has no children of its own and must come up at once
        from multiprocessing import freeze_support

        freeze_support()
    sys.exit(main(sys.argv[1:]))
