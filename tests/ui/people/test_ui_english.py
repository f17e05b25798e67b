"""The window in English: from the login through every page of both roles no Indonesian sentence is left."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QTableView,
    QTabWidget,
    QWidget,
)

from build_spec.catalogue_files import read_po
from build_spec.translations import catalogue_path
from desktop_app.domain.wewenang import PeranPengguna
from desktop_app.i18n import choose_language
from desktop_app.paths import resources
from desktop_app.services.bahasa import read_bahasa
from desktop_app.services.pendirian_akun import found_with_akun
from desktop_app.ui.catalogue import page_specs
from desktop_app.ui.first_start import FirstStart
from desktop_app.vault import FLOOR
from tests.ui.people.conftest import ABOVE, SANDI, clock

INDONESIAN = re.compile(
    r"\b(belum|tidak|dengan|untuk|dari|yang|dan|atau|sudah|pegawai|penilaian|periode|dokumen|tanggal|buat|simpan|hapus)\b",
    re.IGNORECASE,
)


@pytest.fixture
def english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The window speaks English, in this test only; what is kept is kept in a folder of the test."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    choose_language("en", resources() / "locale")
    yield
    choose_language("id", resources() / "locale")


def texts_of(root: QWidget) -> Iterator[tuple[str, str]]:
    """Yield what a window says beside what people typed: (object name, text)."""
    for widget in (root, *root.findChildren(QWidget)):
        name = widget.objectName()
        found = [widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()]
        if isinstance(widget, QLabel | QAbstractButton):
            found.append(widget.text())
        if isinstance(widget, QLineEdit):
            found.append(widget.placeholderText())
        if isinstance(widget, QComboBox):
            found += [widget.itemText(at) for at in range(widget.count())]
        if isinstance(widget, QTabWidget):
            found += [widget.tabText(at) for at in range(widget.count())]
        if isinstance(widget, QTableView) and widget.model() is not None:
            columns = range(widget.model().columnCount())
            found += [str(widget.model().headerData(at, Qt.Orientation.Horizontal) or "") for at in columns]
        yield from ((name, text.strip()) for text in found if text and text.strip())


@cache
def catalogue() -> tuple[set[str], set[str]]:
    """Return the texts of the source that have another translation, and all translations."""
    entries = read_po(catalogue_path("en").read_text(encoding="utf-8"))
    source = {text.strip() for text, one in entries.items() if one.translation and one.translation != text}
    return source, {one.translation.strip() for one in entries.values()}


def left_over(root: QWidget) -> set[tuple[str, str]]:
    """Return what is still Indonesian: a text of the catalogue as it stands in the source, or a telling word."""
    source, english = catalogue()
    return {
        (name, text)
        for name, text in texts_of(root)
        if text not in english and (text in source or INDONESIAN.search(text)) and not is_data(name, text)
    }


def is_data(name: str, text: str) -> bool:
    """Tell what is Indonesian by right: values and elements of the law, templates, names, words in quotation."""
    official = ("perilaku", "templat", "ekspektasi", "unsur")
    return any(one in name for one in official) or "Contoh" in text or "“" in text or text.startswith("•")


def walk(crew: Any) -> dict[str, set[tuple[str, str]]]:
    """Show every page and every tab of the settings; return what is left over, by page."""
    window = crew.session.window
    found: dict[str, set[tuple[str, str]]] = {}
    for spec in page_specs(window.desk.profil.peran, window.desk.pelaku):
        page = crew.page(spec.key)
        found[spec.key] = left_over(page)
        if spec.key == "pengaturan":
            tabs = crew.find("pengaturan-tab", QTabWidget)
            for at in range(tabs.count()):
                tabs.setCurrentIndex(at)
                crew.settle()
                found[tabs.tabText(at)] = left_over(tabs.widget(at))
    found["window"] = left_over(window.navigation) | left_over(window.status) | left_over(window.person)
    return {key: left for key, left in found.items() if left}


def test_that_login_and_every_page_of_a_unit_are_english(english: None, crew: Callable[..., Any], home: Path) -> None:
    started = crew(home)
    assert left_over(started.session.door) == set()
    assert started.session.door.windowTitle() == "Log in – SKP Luring"
    started.login("Rini Contoh")
    assert walk(started) == {}


def test_that_every_page_of_a_kabupaten_is_english(english: None, crew: Callable[..., Any], tmp_path: Path) -> None:
    home = tmp_path / "kabupaten"
    peran = (PeranPengguna.ADMIN_KABUPATEN, PeranPengguna.VERIFIKATOR)
    found_with_akun(home, ABOVE, "Rini Contoh", SANDI["Rini Contoh"], jam=clock, peran=peran, biaya=FLOOR).close()
    started = crew(home)
    started.login("Rini Contoh")
    assert walk(started) == {}


def test_that_the_first_start_is_english(english: None, crew: Callable[..., Any], tmp_path: Path) -> None:
    sheet = crew(tmp_path / "empty").session.first_start
    assert isinstance(sheet, FirstStart)
    assert left_over(sheet) == set()


def test_that_the_language_is_chosen_in_the_settings_and_kept_for_the_next_start(
    english: None, crew: Callable[..., Any], home: Path
) -> None:
    started = crew(home)
    started.login("Rini Contoh")
    page = started.page("pengaturan")
    choice = started.find("pengaturan-bahasa", QComboBox)
    assert choice.currentData() == "id"
    choice.setCurrentIndex(choice.findData("en"))
    choice.activated.emit(choice.currentIndex())
    started.settle()
    assert read_bahasa() == "en"
    page.load()
    started.settle()
    assert choice.currentData() == "en"
    assert QApplication.activeModalWidget() is None
