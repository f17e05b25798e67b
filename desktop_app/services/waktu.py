"""The computer's clock is a claim: it never orders, decides or blocks; a doubtful one is marked."""

from __future__ import annotations

from datetime import UTC, date, datetime

from db import Claim

RILIS = datetime(2026, 11, 1, tzinfo=UTC)
"""No honest clock shows a time before this program was made."""

BATAS_TAHUN = 2099


def now() -> datetime:
    """Return the computer's local time with its offset."""
    return datetime.now(UTC).astimezone()


def read_time(teks: str) -> datetime | None:
    """Return a signed time (ISO 8601 with offset); None for anything else, which then says nothing."""
    try:
        jam = datetime.fromisoformat(teks)
    except ValueError:
        return None
    return jam if jam.tzinfo is not None else None


def make_claim(jam: datetime, lantai: bytes | None) -> Claim:
    """Return ``jam`` as a claim; doubtful before this program's making, before a signed time seen, or absurdly late.

    ``lantai`` is the newest signed time that this office has seen (ISO 8601), never a time of its own clock.
    """
    signed = read_time(lantai.decode()) if lantai else None
    floor = max(RILIS, signed) if signed is not None else RILIS
    doubt = jam < floor or jam.year >= BATAS_TAHUN
    return Claim(t=jam.replace(microsecond=0).isoformat(), doubt=doubt)


def today(jam: datetime) -> date:
    """Return the calendar day that the computer claims."""
    return jam.date()


def plausible_day(jam: datetime, lantai: bytes | None = None) -> date | None:
    """Return the day that a clock may be believed, None where it shows a time before this program or absurdly late.

    A clock that is only behind a signed time seen (``lantai``) is taken forward to that time's day.
    """
    if jam < RILIS or jam.year >= BATAS_TAHUN:
        return None
    signed = read_time(lantai.decode()) if lantai else None
    if signed is not None and jam < signed and signed.year < BATAS_TAHUN:
        return signed.astimezone(jam.tzinfo).date()
    return jam.date()
