"""Where things lie: the platform's data folder for the office, and the program's own resources."""

from __future__ import annotations

from pathlib import Path

import platformdirs


def default_home() -> Path:
    """Return the folder of this user's office where none is named (``--home``)."""
    return Path(platformdirs.user_data_dir("skp-luring", appauthor=False))


def resources() -> Path:
    """Return the folder of the program's resources, in a checkout as in the frozen program."""
    return Path(__file__).resolve().parents[1] / "resources"
