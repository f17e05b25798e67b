"""PdfOutput: what can be done with a finished PDF: save it under a name or print it, with progress and a word after."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from desktop_app.domain.errors import LuringError
from desktop_app.i18n import _
from desktop_app.services.cetak import HasilCetak, put_pdf
from desktop_app.ui.errors import present_error
from desktop_app.ui.printing import PrintJob, ask_printer
from desktop_app.ui.save_as import ask_target
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.banner import Banner
from desktop_app.ui.widgets.controls import make_button
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.pdf import PdfView
from desktop_app.ui.widgets.progress import ProgressPanel


class PdfOutput(QObject):
    """One output at a time; ``told`` carries the sentence about what was done, ``given`` says that pages went out."""

    told = Signal(object, str)
    given = Signal()
    failed = Signal(object)
    busy_changed = Signal(bool)

    def __init__(self, parent: QWidget, progress: ProgressPanel) -> None:
        super().__init__(parent)
        self._window = parent
        self._progress = progress
        self.secret = False
        """Whether what is saved opens something: a card with a code, not a form."""
        self._job: PrintJob | None = None
        progress.cancelled.connect(self._cancel)

    def save(self, data: bytes, proposed: str) -> None:
        """Ask for a name and write the PDF there."""
        ask_target(self._window, _("Simpan PDF"), proposed, lambda path: self.save_to(data, path))

    def save_to(self, data: bytes, path: Path) -> None:
        """Write the PDF to ``path``; the system's dialog has asked before it replaces a file."""
        try:
            put_pdf(data, path, rahasia=self.secret)
        except LuringError as error:
            self.failed.emit(error)
            return
        self.given.emit()
        told = _("Disimpan di {path}").format(path=path)
        if self.secret:
            told += ". " + _("Cetak, lalu hapus berkas itu: siapa yang membacanya dapat memakainya.")
        self.told.emit(State.WARNING if self.secret else State.OK, told)

    def print_out(self, data: bytes, title: str) -> None:
        """Ask for a printer and send the pages there."""
        try:
            ask_printer(self._window, title, lambda printer: self.print_on(data, printer))
        except LuringError as error:
            self.failed.emit(error)

    def print_on(self, data: bytes, printer: QPrinter) -> None:
        """Send the pages to a known printer."""
        self._progress.start(_("Mencetak…"), _("halaman"))
        self.busy_changed.emit(True)
        job = PrintJob(data, printer, self)
        self._job = job
        job.progressed.connect(self._progress.update_to)
        job.done.connect(self._on_done)
        job.failed.connect(self._on_failed)
        self.given.emit()
        job.start()

    def _on_done(self) -> None:
        self._finish()
        self.told.emit(State.OK, _("Semua halaman sudah diserahkan ke printer."))

    def _on_failed(self, error: BaseException) -> None:
        self._finish()
        self.failed.emit(error)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._finish()
            self.told.emit(State.INFO, _("Pencetakan dibatalkan."))

    def _finish(self) -> None:
        self._progress.finish()
        if self._job is not None:
            self._job.deleteLater()
            self._job = None
        self.busy_changed.emit(False)


class PdfSheet(Dialog):
    """A PDF above the page, to be looked at, saved or printed."""

    def __init__(self, parent: QWidget, title: str, data: bytes, proposed: str) -> None:
        super().__init__(parent, name="lembar-pdf", title=title)
        self._data = data
        self._title = title
        self._proposed = proposed
        self._fill()

    def _fill(self) -> None:
        self.banner = Banner("lembar-pdf-pesan")
        self.view = PdfView("lembar-pdf-isi", self._title)
        self.view.setMinimumSize(480, 220)
        progress = ProgressPanel("lembar-pdf-kemajuan")
        self.output = PdfOutput(self, progress)
        self.output.told.connect(self.banner.show_message)
        self.output.failed.connect(lambda error: present_error(self, error, self.banner))
        for widget in (self.banner, self.view, progress):
            self.content.addWidget(widget)
        self.content.setStretch(1, 1)
        save = make_button("lembar-pdf-simpan", _("Simpan PDF…"), icon_name="berkas")
        save.clicked.connect(lambda: self.output.save(self._data, self._proposed))
        self.buttons.insertWidget(0, save)
        self.add_button("tutup", _("Tutup"))
        self.add_button("cetak", _("Cetak…"), self._print, default=True, closes=False)
        self.prefer_size(820, 620)
        self.view.show_pdf(self._data)

    def _print(self) -> None:
        self.output.print_out(self._data, self._title)


def show_pdf(parent: QWidget, title: str, proposed: str, *, secret: bool = False) -> Callable[[bytes], PdfSheet]:
    """Return what opens the sheet once the bytes are there; ``secret`` for pages with a code that opens something."""

    def show(data: bytes) -> PdfSheet:
        sheet = PdfSheet(parent.window(), title, data, proposed)
        sheet.output.secret = secret
        sheet.open()
        return sheet

    return show


def show_printed(parent: QWidget, *, secret: bool = False) -> Callable[[HasilCetak], PdfSheet]:
    """Return what opens the sheet of a printed form under its own title and file name."""
    return lambda printed: show_pdf(parent, printed.judul, printed.nama_berkas, secret=secret)(printed.pdf)
