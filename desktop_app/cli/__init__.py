"""The command line ``skp-luring``: the same services as the window, for IT staff and scheduled jobs."""

from __future__ import annotations

from desktop_app.cli.masuk import main

__all__ = ["main"]
