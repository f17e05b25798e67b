"""What a column of a list tells where a body that came from elsewhere left the member out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, TypeVar

from desktop_app.domain.istilah import StatusPenilaian, StatusSkp

Status = TypeVar("Status", StatusSkp, StatusPenilaian)


def status_column(jenis: type[Status], nilai: object) -> Status:
    """Return the state of a document; without one it is a draft, as decoding its body says too."""
    return jenis(str(nilai)) if nilai else jenis("draft")


def is_active(nilai: object) -> bool:
    """Tell whether a person is active; without the member he is, as decoding his body says too."""
    return nilai is None or bool(nilai)


def akhir_column(kolom: Mapping[str, Any]) -> str:
    """Return the last day that an SKP really covers, as ISO text: the day it ended early, else its last one."""
    return str(kolom["berakhir"] or kolom["selesai"])


def covers_days(kolom: Mapping[str, Any], mulai: str, selesai: str) -> bool:
    """Tell whether an SKP touches the days from ``mulai`` to ``selesai`` (ISO texts)."""
    return str(kolom["mulai"]) <= selesai and akhir_column(kolom) >= mulai


def days_between(mulai: date, selesai: date) -> list[str]:
    """Return every day from ``mulai`` to ``selesai`` as a column holds it: a list reads no body outside of them."""
    return [(mulai + timedelta(days=nomor)).isoformat() for nomor in range((selesai - mulai).days + 1)]


def weeks_touching(mulai: date, selesai: date) -> list[str]:
    """Return the first days of all weeks with a day from ``mulai`` to ``selesai``, on whatever weekday one begins."""
    return days_between(date.fromordinal(max(1, mulai.toordinal() - 6)), selesai)
