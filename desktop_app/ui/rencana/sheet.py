"""Sheet: what the sheets of the three planning tools share: way back, saving, printing, deleting, findings."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from desktop_app.domain.codec import Dokumen
from desktop_app.domain.temuan import Temuan
from desktop_app.i18n import _
from desktop_app.services.cetak_rencana import print_rencana
from desktop_app.services.kantor import Changed
from desktop_app.services.naskah import Naskah
from desktop_app.services.rencana import delete_rencana
from desktop_app.ui.draft import Draft
from desktop_app.ui.findings import FindingsList
from desktop_app.ui.page import Page
from desktop_app.ui.pdf_output import show_printed
from desktop_app.ui.reason import ask_reason
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.controls import make_button
from desktop_app.ui.widgets.header import PageHeader
from desktop_app.ui.widgets.saved import SavedIndicator


class Sheet(QWidget):
    """One document of a tool; ``left`` asks for the list again. A tool says in hooks what it shows."""

    left = Signal()
    name = ""

    @property
    def title(self) -> str:
        """Return what the sheet is called."""
        return ""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.setObjectName(f"{self.name}-lembar")
        self.page = page
        self.locked = False
        self._fresh = False
        self._build_frame()
        self._connect_frame()

    def _build_frame(self) -> None:
        self.header = PageHeader(f"{self.name}-kepala", self.title, " ")
        back = make_button(
            f"{self.name}-kembali", _("Daftar"), kind="quiet", icon_name="panah-kiri", shortcut="Alt+Left", compact=True
        )
        back.clicked.connect(self.left)
        self.header.insert_action(back)
        saved = SavedIndicator(f"{self.name}-tersimpan")
        self.draft = Draft(self.page.desk.runner, saved, self)
        self._delete = make_button(f"{self.name}-hapus", _("Hapus…"), kind="quiet", icon_name="hapus")
        self._print = make_button(f"{self.name}-cetak", _("Cetak…"), icon_name="cetak", shortcut="Ctrl+P")
        for widget in (saved, self._delete, self._print, *self.extra_actions()):
            self.header.add_action(widget)
        self.findings = FindingsList(f"{self.name}-periksa")
        self.tabs = QTabWidget()
        self.tabs.setObjectName(f"{self.name}-tab")
        self.tabs.setAccessibleName(self.title)
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.make_body(), self.title)
        self.tabs.addTab(self.findings, _("Periksa"))
        self.tabs.tabBar().setToolTip(_("Ctrl+Tab: bagian berikutnya"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.header)
        column.addWidget(self.tabs, 1)

    def _connect_frame(self) -> None:
        self.draft.opened.connect(self._on_opened)
        self.draft.committed.connect(self.page.changed)
        self.draft.failed.connect(self.page.show_error)
        self.findings.wanted.connect(self._on_wanted)
        self._delete.clicked.connect(self._ask_delete)
        self._print.clicked.connect(self._on_print)

    @abstractmethod
    def make_body(self) -> QWidget:
        """Return what is typed into; called once, while the sheet is built."""

    def extra_actions(self) -> Sequence[QWidget]:
        """Return the tool's own buttons of the header."""
        return ()

    @abstractmethod
    def show_content(self, opened: Naskah) -> None:
        """Show the document; ``locked`` is set already."""

    @abstractmethod
    def shortcomings(self) -> Sequence[tuple[Temuan, str]]:
        """Return what the document lacks, each with the words of its place."""

    def flush(self) -> None:
        """Tell what is being typed."""

    def take_focus(self) -> None:
        """Put the keyboard where work begins."""

    def focus_path(self, path: str) -> None:
        """Put the keyboard on the field of a finding."""

    @property
    def doc_id(self) -> str:
        """The document that is open, or an empty text."""
        return self.draft.doc_id

    def open(self, doc_id: str) -> None:
        """Show one document."""
        self._fresh = doc_id != self.doc_id
        self.draft.open(doc_id)

    def commit(self) -> None:
        """Make one revision of what was typed."""
        if self.draft.content is not None:
            self.flush()
            self.draft.commit()

    def close_draft(self) -> None:
        """Commit and forget the document."""
        self.commit()
        self.draft.forget()

    def change(self, content: Dokumen) -> None:
        """Take a new content: save it and say what it lacks."""
        self.draft.change(content)
        self.show_findings()

    def show_findings(self) -> None:
        """Say what the document lacks."""
        found = self.shortcomings()
        self.findings.show_findings(found)
        self.tabs.setTabText(1, _("Periksa ({n})").format(n=len(found)) if found else _("Periksa"))

    def _on_opened(self, opened: Naskah) -> None:
        self.locked = not opened.boleh_ubah
        self._delete.setVisible(opened.boleh_ubah)
        self.page.banner.hide()
        if opened.konflik:
            text = _("Dokumen ini berbeda versi. Pilih dulu versi yang benar di halaman konflik.")
            self.page.banner.show_message(State.WARNING, text)
        elif opened.tertahan:
            self.draft.tell_held(self.page.banner)
        self.show_content(opened)
        self.show_findings()
        if self._fresh:
            self._fresh = False
            self.tabs.setCurrentIndex(0)
            self.take_focus()

    def _on_wanted(self, path: str) -> None:
        self.tabs.setCurrentIndex(0)
        self.focus_path(path)

    def _ask_delete(self) -> None:
        ask_reason(
            self,
            name=f"{self.name}-hapus-tanya",
            title=_("Hapus {apa} ini?").format(apa=self.title.lower()),
            text=_("Riwayatnya tetap tersimpan. Hasil kerja yang sudah ada di SKP tidak ikut terhapus."),
            yes=_("Hapus"),
            on_reason=self._delete_now,
            danger=True,
        )

    def _delete_now(self, reason: str) -> None:
        def done(changed: Changed) -> None:
            self.draft.forget()
            self.page.changed.emit(changed)
            self.left.emit()

        self.page.ask(delete_rencana, self.doc_id, reason, on_done=done, writes=True)

    def _on_print(self) -> None:
        """Show the form as PDF, to be printed or saved."""
        self.flush()
        self.draft.push()
        self.page.ask(print_rencana, self.doc_id, on_done=show_printed(self))


def focus(widget: QWidget) -> None:
    """Put the keyboard on a widget."""
    widget.setFocus(Qt.FocusReason.OtherFocusReason)
