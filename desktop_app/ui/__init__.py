"""The window: shows and asks, decides nothing."""

from desktop_app.ui.refcounts import hold_constants

# Before the first signal of any module of the window; see there.
hold_constants()
