"""One founded world, lifted into memory once, for all machines of this folder."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.invariants.lifted import Lifted, lift_world


@pytest.fixture(scope="session")
def lifted() -> Iterator[Lifted]:
    """The images of a kabupaten and its units."""
    world = lift_world()
    yield world
    world.close()
