"""Draft: one open document whose answers are saved as they are given, and the mark that says so."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.codec import Dokumen
from desktop_app.i18n import _
from desktop_app.services.kantor import Changed
from desktop_app.services.naskah import Naskah, commit_naskah, discard_naskah, open_naskah, write_naskah
from desktop_app.ui.runner import Runner
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.banner import Banner
from desktop_app.ui.widgets.saved import SavedIndicator


class Draft(QObject):
    """At most one write is on its way; what is typed meanwhile waits, and only the newest of it is written."""

    opened = Signal(object)
    """``Naskah``: the document as this person last typed it."""
    committed = Signal(object)
    """``Changed``: the working copy became a revision (empty when there was nothing new)."""
    failed = Signal(object)

    def __init__(self, runner: Runner, indicator: SavedIndicator, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self._indicator = indicator
        self.doc_id = ""
        self.content: Dokumen | None = None
        self._heads: tuple[str, ...] = ()
        self._held = False
        self._on_its_way = False
        self._waiting = False

    def open(self, doc_id: str) -> None:
        """Read the document; ``opened`` follows."""
        self.doc_id = doc_id
        self.content = None
        self._waiting = self._held = False
        self._indicator.clear()

        def show(opened: Naskah) -> None:
            if opened.doc_id != self.doc_id:
                return
            self.content = opened.isi
            self._heads = opened.kepala
            self._held = opened.tertahan
            if opened.tersimpan is not None:
                self._indicator.show_saved(clock_text(opened.tersimpan.t))
            self.opened.emit(opened)

        self._runner.submit(open_naskah, doc_id, owner=self, on_done=show, on_error=self.failed.emit)

    def change(self, content: Dokumen) -> None:
        """Take ``content`` as the newest answer and write it durably."""
        self.content = content
        self._indicator.show_saving()
        if self._on_its_way:
            self._waiting = True
        else:
            self._write()

    def commit(self, then: Callable[[], object] | None = None) -> None:
        """Make one revision of what was typed; ``then`` is called when that is done."""
        if not self.doc_id or self.content is None:
            return
        self.push()
        if self._held:
            # It was told when the page was opened; leaving the page is no try to save it.
            if then is not None:
                then()
            return

        def done(changed: Changed) -> None:
            self.committed.emit(changed)
            if then is not None:
                then()

        self._runner.submit(
            commit_naskah, self.doc_id, owner=self, on_done=done, on_error=self.failed.emit, keep_error=True
        )

    def push(self) -> None:
        """Write what still waits now: the next job of the worker must find it."""
        if self._waiting:
            self._write()

    def tell_held(self, banner: Banner) -> None:
        """Say that what he typed is held back and why, and offer to throw it away."""
        text = _(
            "Ketikan Anda di sini tertahan: dokumen ini sudah ditetapkan atau difinalkan orang lain, atau wewenang "
            "Anda berubah, sebelum ketikan itu disimpan. Ketikan tetap di komputer ini dan tidak dikirim. Salin yang "
            "masih perlu untuk yang berwenang, lalu buang."
        )
        banner.show_message(State.WARNING, text, action=_("Buang ketikan"), on_action=self.discard)

    def discard(self) -> None:
        """Throw away what he typed and show the document as it is stored."""
        doc_id = self.doc_id

        def done(changed: Changed) -> None:
            if doc_id == self.doc_id:
                self.open(doc_id)

        self._runner.submit(
            discard_naskah, doc_id, owner=self, on_done=done, on_error=self.failed.emit, keep_error=True
        )

    def forget(self) -> None:
        """Forget the document without a word: it was deleted."""
        self.doc_id = ""
        self._waiting = False
        self.content = None
        self._indicator.clear()

    def _write(self) -> None:
        self._waiting = False
        self._on_its_way = True
        doc_id = self.doc_id

        def done(claim: object) -> None:
            self._on_its_way = False
            if doc_id != self.doc_id:
                return
            if self._waiting:
                self._write()
            else:
                self._indicator.show_saved(clock_text(str(getattr(claim, "t", ""))))

        def fail(error: BaseException) -> None:
            self._on_its_way = False
            # Tried again with the next answer, or at the latest when the page is left.
            self._waiting = doc_id == self.doc_id
            self._indicator.show_unsaved()
            self.failed.emit(error)

        self._runner.submit(
            write_naskah,
            doc_id,
            self.content,
            kepala=self._heads,
            owner=self,
            on_done=done,
            on_error=fail,
            keep_error=True,
        )


def clock_text(claimed: str) -> str:
    """Return the hour of an ISO 8601 time as Indonesian writes it: ``10.32``."""
    return claimed[11:16].replace(":", ".")
