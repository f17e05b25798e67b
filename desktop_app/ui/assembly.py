"""The window put together: the pages of its role, the state of the office, and what watches over the day.

What is seldom wanted is loaded when it is.
"""

from __future__ import annotations

from desktop_app.ui.catalogue import page_specs
from desktop_app.ui.desk import Desk
from desktop_app.ui.power import PowerGuard
from desktop_app.ui.status import StatusKeeper
from desktop_app.ui.window import MainWindow


def build_window(desk: Desk, *, greets: bool = True) -> MainWindow:
    """Return the window for the role of the office, its pages not yet built; ``greets`` who begins his work."""
    window = MainWindow(desk, page_specs(desk.profil.peran, desk.pelaku))
    StatusKeeper(desk.runner, window)
    power = PowerGuard(window)
    if greets:
        power.greet()
    return window


def show_own_password(window: MainWindow) -> None:
    """Open the dialog in which who is logged in changes his own password."""
    from desktop_app.ui.akun import own

    own.show_own_password(window)


def offer_card(window: MainWindow) -> None:
    """Ask whether the recovery card is to be printed now."""
    from desktop_app.ui.akun import card

    card.offer_card(window)
