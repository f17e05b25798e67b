"""DraftSheet: the sheet of one document whose words are saved as they are given."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.i18n import _
from desktop_app.services.kantor import Changed
from desktop_app.services.naskah import Naskah
from desktop_app.ui.draft import Draft
from desktop_app.ui.page import Page
from desktop_app.ui.reason import ask_reason, ask_signature
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.controls import make_button
from desktop_app.ui.widgets.header import PageHeader
from desktop_app.ui.widgets.saved import SavedIndicator


class DraftSheet(QWidget):
    """Head with the way back and "Tersimpan", the draft, and what every sheet does with it.

    A sheet of a kind adds its fields below the head, takes what was opened in ``_on_opened`` and tells in ``_flush``
    what is still being typed. ``left`` asks for the list. ``sheet`` and ``back`` name the sheet and its
    button where the usual names are another's.
    """

    left = Signal()

    def __init__(self, page: Page, name: str, title: str, *, sheet: str = "", back: str = "") -> None:
        super().__init__()
        self.setObjectName(sheet or f"{name}-lembar")
        self._page = page
        self._told = ""
        self._header = PageHeader(f"{self.objectName()}-kepala", title, " ")
        self._back = make_button(
            back or f"{name}-kembali",
            _("Daftar"),
            kind="quiet",
            icon_name="panah-kiri",
            shortcut="Alt+Left",
            compact=True,
        )
        self._header.insert_action(self._back)
        saved = SavedIndicator(f"{name}-tersimpan")
        self._header.add_action(saved)
        self.draft = Draft(page.desk.runner, saved, self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(self._header)
        self._back.clicked.connect(self.left)
        self.draft.opened.connect(self._on_opened)
        self.draft.committed.connect(page.changed)
        self.draft.failed.connect(page.show_error)

    @property
    def doc_id(self) -> str:
        """The document that is open, or an empty text."""
        return self.draft.doc_id

    def open(self, doc_id: str) -> None:
        """Show one document."""
        self.draft.open(doc_id)

    def commit(self) -> None:
        """Tell what is being typed and make one revision of the sheet."""
        if self.draft.content is not None:
            self._flush()
            self.draft.commit()

    def close_draft(self) -> None:
        """Commit and forget the document."""
        self.commit()
        self.draft.forget()

    def _flush(self) -> None:
        """Let every field tell what is being typed in it."""

    def _on_opened(self, opened: Naskah) -> None:
        """Show what was opened; a sheet of a kind fills its fields first."""
        self._tell_state(opened)

    def _on_done(self, told: str = "") -> Callable[[Changed], None]:
        """Return what follows a step: the other pages hear of it, the sheet is read anew, and then it is told."""

        def done(changed: Changed) -> None:
            self._page.changed.emit(changed)
            # Opening hides the banner, so the word about what was done comes after it.
            self._told = told
            self.open(self.doc_id)

        return done

    def _tell_state(self, opened: Naskah, differs: str = "") -> None:
        """Say that versions differ, that typing is held, or once what was done; nothing of it leaves the page quiet."""
        banner = self._page.banner
        banner.hide()
        if opened.konflik:
            text = differs or _("Dokumen ini berbeda versi. Pilih dulu versi yang benar di halaman konflik.")
            banner.show_message(State.WARNING, text)
        elif opened.tertahan:
            self.draft.tell_held(banner)
        elif self._told:
            banner.show_message(State.OK, self._told)
        self._told = ""

    def _step_for_reason(self, name: str, title: str, text: str, yes: str, service: Callable[..., Changed]) -> None:
        """Ask why, and take the step ``service(kantor, doc_id, alasan)``."""

        def go(reason: str) -> None:
            self._page.ask(service, self.doc_id, reason, on_done=self._on_done(), writes=True)

        ask_reason(self, name=name, title=title, text=text, yes=yes, on_reason=go)

    def _delete_for_reason(self, name: str, title: str, text: str, service: Callable[..., Changed]) -> None:
        """Ask why, delete by ``service(kantor, doc_id, alasan)`` and go back to the list."""

        def done(changed: Changed) -> None:
            self.draft.forget()
            self._page.changed.emit(changed)
            self.left.emit()

        def go(reason: str) -> None:
            self._page.ask(service, self.doc_id, reason, on_done=done, writes=True)

        ask_reason(self, name=name, title=title, text=text, yes=_("Hapus"), on_reason=go, danger=True)

    def _step_signed(
        self,
        name: str,
        title: str,
        text: str,
        yes: str,
        service: Callable[..., Changed],
        told: str,
        *,
        place: str,
        day: date,
    ) -> None:
        """Ask place and day of the signature, take the step ``service(kantor, doc_id, tanggal=, tempat=)``, tell it."""

        def go(place: str, day: date) -> None:
            self.draft.push()
            self._page.ask(service, self.doc_id, on_done=self._on_done(told), writes=True, tanggal=day, tempat=place)

        ask_signature(self, name=name, title=title, text=text, yes=yes, place=place, day=day, on_answer=go)
