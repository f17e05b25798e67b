"""The frozen files of the releases are all there and none of them ever changes."""

from __future__ import annotations

import json
import re

from desktop_app import __version__
from tests.golden.freeze import FROZEN, GOLDEN, present
from tests.golden.gudang import RELEASES

CHANGELOG = GOLDEN.parents[1] / "CHANGELOG.md"


def test_that_no_frozen_file_changes_and_none_is_forgotten() -> None:
    assert present() == json.loads(FROZEN.read_text(encoding="utf-8"))


def test_that_every_release_before_this_one_has_its_files() -> None:
    released = re.findall(r"^## (\d+\.\d+\.\d+)", CHANGELOG.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(released) >= 5
    assert {one for one in released if one != __version__} <= set(RELEASES)
    for release in RELEASES:
        told = json.loads((GOLDEN / release / "expected.json").read_text(encoding="utf-8"))
        assert told["version"] == release
