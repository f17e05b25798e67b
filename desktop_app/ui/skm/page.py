"""SkmPage: the surveys, one of them, its keying sheet, and the screen for respondents."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QStackedWidget

from desktop_app.i18n import _
from desktop_app.services.kantor import Changed
from desktop_app.services.skm import SurveiTerbuka, create_survei
from desktop_app.ui.desk import Desk
from desktop_app.ui.page import Page
from desktop_app.ui.skm.keying import KeyingSheet
from desktop_app.ui.skm.keys import block_of
from desktop_app.ui.skm.kiosk import KioskWindow
from desktop_app.ui.skm.listing import NewSurvey, SurveyList
from desktop_app.ui.skm.sheet import SurveySheet


class SkmPage(Page):
    """Shows the list, a survey, or the keying of its sheets; the survey is committed whenever it is left."""

    kinds = ("survei_skm", "lembar_skm", "pengaturan")

    def __init__(self, desk: Desk) -> None:
        super().__init__("halaman-skm", _("Survei"), desk)
        self.kiosk: KioskWindow | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        self.listing = SurveyList(self)
        self.sheet = SurveySheet(self)
        self.keying = KeyingSheet(self)
        self._stack = QStackedWidget()
        self._stack.setObjectName("skm-bagian")
        for part in (self.listing, self.sheet, self.keying):
            self._stack.addWidget(part)
        self.box.addWidget(self.banner)
        self.box.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.listing.opened.connect(lambda row: self.show_document(row.one.id))
        self.listing.new_wanted.connect(self.ask_new)
        self.sheet.left.connect(self.show_list)
        self.sheet.keying_wanted.connect(self.show_keying)
        self.sheet.kiosk_wanted.connect(self.show_kiosk)
        self.keying.left.connect(lambda: self.show_document(self.sheet.doc_id))

    def load(self) -> None:
        """Load the list."""
        self.listing.load()

    def refresh(self, changed: Changed) -> None:
        """Load again; while sheets are keyed nothing but the keyed sheet changes."""
        if self._stack.currentWidget() is self.keying and self.isVisible():
            self._stale = True
            return
        super().refresh(changed)

    def enter(self) -> None:
        """Load; a survey that was left open is read again."""
        super().enter()
        if self._stack.currentWidget() is self.sheet:
            self.sheet.open(self.sheet.doc_id)
        elif self._stack.currentWidget() is self.listing:
            self.listing.take_focus()
        else:
            self.keying.setFocus()

    def leave(self) -> None:
        """Make a revision of the open survey."""
        if self._stack.currentWidget() is self.sheet:
            self.sheet.commit()

    def document(self) -> str:
        """Return the id of the open survey."""
        return "" if self._stack.currentWidget() is self.listing else self.sheet.doc_id

    def show_document(self, doc_id: str) -> None:
        """Show one survey."""
        if doc_id != self.sheet.doc_id:
            self.sheet.commit()
        self.banner.hide()
        self._stack.setCurrentWidget(self.sheet)
        self.sheet.open(doc_id)

    def show_list(self) -> None:
        """Leave the survey for the list."""
        self.sheet.close_draft()
        self.banner.hide()
        self._stack.setCurrentWidget(self.listing)
        self.listing.load()
        self.listing.take_focus()

    def show_keying(self, survey: SurveiTerbuka) -> None:
        """Key sheets of a running survey."""
        self.sheet.commit()
        self.banner.hide()
        self._stack.setCurrentWidget(self.keying)
        self.keying.open(survey, block_of(survey.isi))

    def show_kiosk(self, survey: SurveiTerbuka) -> None:
        """Give the screen to respondents; nothing of the office is seen until its password is typed."""
        self.sheet.commit()
        self.kiosk = KioskWindow(self.desk, survey, self.window())
        self.kiosk.answered.connect(self.changed)
        self.kiosk.left.connect(self._on_kiosk_left)
        self.kiosk.begin()

    def ask_new(self) -> None:
        """Ask for name and days of a new survey."""
        NewSurvey(self.window(), self.desk.proposed_day(), self._create).open()

    def _create(self, name: str, first: date, last: date) -> None:
        self.ask(create_survei, name, first, last, on_done=self._on_made, writes=True)

    def _on_made(self, made: tuple[str, Changed]) -> None:
        doc_id, changed = made
        self.changed.emit(changed)
        self.show_document(doc_id)

    def _on_kiosk_left(self) -> None:
        self.kiosk = None
        if self._stack.currentWidget() is self.sheet:
            self.sheet.show_numbers()
