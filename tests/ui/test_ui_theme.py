"""The look: contrast of every pair, icons of one family."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor

from desktop_app.paths import resources
from desktop_app.ui.icons import icon, pixmap
from desktop_app.ui.theme import STATE_LOOKS, Colour, Pair, contrast_pairs, contrast_ratio

ICONS = sorted(path.stem for path in (resources() / "icons").glob("*.svg"))


@pytest.mark.parametrize("pair", contrast_pairs(), ids=lambda pair: f"{pair.front}-{pair.ground}")
def test_that_every_pair_of_colours_has_enough_contrast(pair: Pair) -> None:
    assert contrast_ratio(pair.front, pair.ground) >= pair.least


def test_that_the_contrast_is_computed_as_the_guideline_says() -> None:
    assert contrast_ratio("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast_ratio("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_that_every_state_has_an_icon_of_its_own() -> None:
    names = [look.icon for look in STATE_LOOKS.values()]
    assert len(set(names)) == len(STATE_LOOKS)
    assert set(names) <= set(ICONS)


@pytest.mark.parametrize("name", ICONS)
def test_that_an_icon_is_drawn_on_the_grid_and_takes_its_colour(name: str, qapp: object) -> None:
    source = (resources() / "icons" / f"{name}.svg").read_text("utf-8")
    assert 'viewBox="0 0 24 24"' in source
    assert 'stroke-width="1.75"' in source
    drawn = pixmap(name, Colour.FOCUS, 48).toImage()
    inked = {
        QColor(drawn.pixelColor(x, y)).name()
        for x in range(48)
        for y in range(48)
        if drawn.pixelColor(x, y).alpha() == 255
    }
    assert inked, "nothing was drawn"
    assert inked == {Colour.FOCUS.lower()}


def test_that_every_icon_named_in_the_code_exists() -> None:
    named: set[str] = set()
    for path in (Path(__file__).parents[2] / "desktop_app" / "ui").rglob("*.py"):
        named |= set(re.findall(r'icon_name="([a-z-]+)"', path.read_text("utf-8")))
    assert named
    assert named <= set(ICONS)


def test_that_an_unknown_icon_is_an_error(qapp: object) -> None:
    with pytest.raises(OSError, match="tidak-ada"):
        icon("tidak-ada")


def test_that_the_icons_carry_their_licence() -> None:
    assert "Apache-2.0" in (resources() / "icons" / "LICENSE.md").read_text("utf-8")
