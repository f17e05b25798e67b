"""Why the kabupaten's keys changed, in words that both roles read."""

from __future__ import annotations

from desktop_app.services.kunci_kata import change_text

__all__ = ["change_text"]
