"""The photographer's way through surveys: list, editor, sheets, keying, results, and the screen for respondents."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from desktop_app.domain.nomor_lembar import format_nomor
from desktop_app.ui.skm.page import SkmPage
from desktop_app.ui.window import MainWindow

OUT = 36
"""The place of a sheet that nobody keyed yet."""


def survey_steps(
    window: MainWindow, open_row: Callable[[str, str], object], click: Callable[[str], object]
) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield a name and what is done before each picture of the survey."""

    def page() -> SkmPage:
        shown = window.current_page()
        assert isinstance(shown, SkmPage)
        return shown

    def key_some() -> None:
        keying = page().keying
        survey = keying.keying.survey if keying.keying is not None else None
        assert survey is not None
        number = format_nomor(page().sheet.doc_id, survey.lembar[0].awal + OUT).replace(" ", "")
        QTest.keyClicks(keying, number[3:] + "1244341" + "34343")

    yield "skm-lembar", lambda: open_row("skm-tabel", "semester 2")
    yield "skm-survei", lambda: page().sheet.tabs.setCurrentIndex(0)
    yield "skm-hasil", lambda: page().sheet.tabs.setCurrentIndex(2)
    yield "skm-ketik", lambda: (page().sheet.tabs.setCurrentIndex(1), click("skm-ketik-mulai"))
    yield "skm-ketik-isi", key_some

    def take_back() -> None:
        kiosk = page().kiosk
        assert kiosk is not None
        kiosk.ask_leave()
        button = kiosk.findChild(QPushButton, "kios-keluar-ya")
        assert isinstance(button, QPushButton)
        button.click()

    yield "skm-kios", lambda: click("skm-kios-mulai")
    yield "skm-kios-sesudah", take_back
