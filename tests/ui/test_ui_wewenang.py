"""What a person may not type or decide cannot be typed or decided in the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QPlainTextEdit

from desktop_app.domain.wewenang import PeranPengguna
from desktop_app.services.kantor import Kantor
from desktop_app.services.pelaku import Pelaku
from tests.services.kantor_berperan import Berperan
from tests.services.kantor_berperan import fill as fill_office

Start = Callable[[Path], Any]
Fill = Callable[[Callable[[Kantor], Any]], Any]


@pytest.fixture
def people(fill: Fill) -> Berperan:
    """Whom the office knows; its store is open elsewhere by then."""
    made: Berperan = fill(fill_office)
    return made


def become(hands: Any, peran: PeranPengguna, pegawai_id: str) -> None:
    """Let somebody else act in the office that is open."""

    def change(kantor: Kantor) -> None:
        kantor.pelaku = Pelaku("ab" * 16, "Nama Uji", frozenset({peran}), pegawai_id)
        kantor.who = kantor.pelaku.akun_id

    hands.page("penilaian").ask(change)
    hands.settle()


def show(hands: Any, page: str, doc_id: str) -> Any:
    """Open one document on its page."""
    found = hands.page(page)
    found.show_document(doc_id)
    hands.settle()
    return found.editor


def seen(hands: Any, *names: str) -> list[bool]:
    """Tell which of these controls the person could reach."""
    return [not hands.find(name).isHidden() for name in names]


def test_that_an_employee_types_what_he_reached_and_nothing_of_his_assessor(
    start: Start, unit_home: Path, people: Berperan
) -> None:
    hands = start(unit_home)
    become(hands, PeranPengguna.PEGAWAI, people.saya.id)
    editor = show(hands, "penilaian", people.saya.penilaian)
    assert [field.isReadOnly() for field in editor.outcome._reached.values()] == [False]
    assert [place.umpan_balik.isReadOnly() for place in editor.outcome._places.values()] == [True]
    assert not editor.rating._result.isEnabled()
    assert all(field.isReadOnly() for field in editor.conduct.findChildren(QPlainTextEdit))
    assert seen(hands, "penilaian-finalkan", "penilaian-koreksi") == [False, False]
    editor = show(hands, "skp", people.saya.draf)
    assert not editor.general._penilai.isEnabled()
    assert seen(hands, "skp-ajukan", "skp-tetapkan", "skp-kembalikan", "skp-buka-kembali") == [
        True,
        False,
        False,
        False,
    ]
    show(hands, "skp", people.saya.skp)
    assert seen(hands, "skp-ajukan", "skp-tetapkan", "skp-kembalikan", "skp-buka-kembali") == [False] * 4


def test_that_an_assessor_is_offered_the_decision_about_his_staff_and_not_about_himself(
    start: Start, unit_home: Path, people: Berperan
) -> None:
    hands = start(unit_home)
    become(hands, PeranPengguna.PENILAI, people.saya.id)
    editor = show(hands, "penilaian", people.staf.penilaian)
    assert editor.rating._result.isEnabled()
    assert seen(hands, "penilaian-finalkan") == [True]
    editor = show(hands, "penilaian", people.saya.penilaian)
    assert not editor.rating._result.isEnabled()
    assert seen(hands, "penilaian-finalkan") == [False]
    assert show(hands, "skp", people.staf.draf).general._penilai.isEnabled()
    show(hands, "skp", people.staf.skp)
    assert seen(hands, "skp-buka-kembali") == [True]


def test_that_an_operator_types_ratings_of_others_and_decides_nothing(
    start: Start, unit_home: Path, people: Berperan
) -> None:
    hands = start(unit_home)
    become(hands, PeranPengguna.OPERATOR, people.saya.id)
    editor = show(hands, "penilaian", people.asing.penilaian)
    assert editor.rating._result.isEnabled()
    assert seen(hands, "penilaian-finalkan") == [False]
    editor = show(hands, "penilaian", people.saya.penilaian)
    assert not editor.rating._result.isEnabled()
