"""Why a call is refused."""

from __future__ import annotations

from collections.abc import Callable

from desktop_app.domain.errors import UserError


def code_of(call: Callable[[], object]) -> str:
    """Return why a call is refused, empty where it is not."""
    try:
        call()
    except UserError as error:
        return error.code
    return ""
