"""What documents are called: days and periods as people say them, never as they are stored."""

from __future__ import annotations

import msgspec
import pytest

from db import Document
from desktop_app.services.kantor import Kantor
from desktop_app.services.konflik import title_of
from desktop_app.services.periode_kata import spoken_key


@pytest.mark.parametrize(
    ("kunci", "kata"),
    [
        ("2026-11-01", "1 November 2026"),
        ("2026-TW4", "Triwulan IV 2026"),
        ("2026-B03", "Maret 2026"),
        ("2026", "2026"),
        ("2026-13-01", "2026-13-01"),
        ("2026-TW9", "2026-TW9"),
        ("Renja 2026-2027", "Renja 2026-2027"),
        ("", ""),
    ],
)
def test_that_days_and_periods_are_said_as_people_say_them(kunci: str, kata: str) -> None:
    assert spoken_key(kunci) == kata


@pytest.mark.parametrize(
    ("kind", "isian", "kata"),
    [
        ("mutasi", {"mulai": "2026-11-01"}, "Mutasi 1 November 2026"),
        ("penilaian", {"periode": "2026-TW3"}, "Penilaian Triwulan III 2026"),
        ("serah_terima", {"mulai": "2027-01-04"}, "Serah terima 4 Januari 2027"),
        ("kalender", {"tahun": 2026}, "Kalender 2026"),
    ],
)
def test_that_a_title_has_the_day_in_words(unit: Kantor, kind: str, isian: dict[str, object], kata: str) -> None:
    body = msgspec.json.encode(isian)
    dokumen = Document("x", kind, "99.01.01", "2026-11-01", body, ("1",), (), False)
    assert title_of(unit, dokumen) == kata
