"""Cetak banyak: one form of everybody, into a folder or to a printer, in steps that a power cut cannot lose."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtPrintSupport import QPrinter

from desktop_app.domain.errors import LuringError
from desktop_app.i18n import _
from desktop_app.services.cetak import HasilCetak
from desktop_app.services.cetak_rangkaian import (
    Rangkaian,
    begin_rangkaian,
    drop_rangkaian,
    go_back,
    mark_page,
    print_next,
    read_rangkaian,
    save_next,
)
from desktop_app.services.cetak_susun import AlasanTidak, PilihanRangkaian, list_alasan
from desktop_app.ui.cetak.batch_dialog import BatchDialog
from desktop_app.ui.cetak.resume_dialog import ReasonsDialog, ResumeDialog
from desktop_app.ui.page import Page
from desktop_app.ui.printing import PrintJob, ask_printer
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.progress import ProgressPanel


class BatchPrinting(QObject):
    """Drives one run at a time; every step is kept before the next begins."""

    told = Signal(object, str)
    failed = Signal(object)
    busy_changed = Signal(bool)

    def __init__(self, page: Page, progress: ProgressPanel) -> None:
        super().__init__(page)
        self._page = page
        self._progress = progress
        self._job: PrintJob | None = None
        self._printer: QPrinter | None = None
        self._running = False
        progress.cancelled.connect(self.pause)

    @property
    def running(self) -> bool:
        """Whether forms are being made."""
        return self._running

    def ask(self) -> BatchDialog:
        """Ask which form of which time, and where to."""
        dialog = BatchDialog(self._page, self.begin)
        dialog.open()
        return dialog

    def look(self) -> None:
        """Offer to go on with a run that was cut off."""
        if not self._running:
            self._page.ask(read_rangkaian, on_done=self._offer)

    def begin(self, choice: PilihanRangkaian, folder: Path | None, joined: bool = False) -> None:
        """Plan a new run and start it; without a folder the pages go to a printer that is asked for first."""

        def plan() -> None:
            self._page.ask(
                begin_rangkaian,
                choice,
                folder=folder,
                gabung=joined,
                on_done=self._go_on,
                on_error=self._fail,
                writes=True,
            )

        if folder is not None:
            plan()
        else:
            self._with_printer(plan)

    def resume(self, formulir: int, halaman: int) -> None:
        """Go on after so many whole forms and pages of the next."""
        self._page.ask(go_back, formulir, halaman, on_done=self._restart, on_error=self._fail, writes=True)

    def drop(self) -> None:
        """Forget the run that was cut off."""
        self._page.ask(drop_rangkaian, on_done=lambda _none: self._page.banner.hide(), writes=True)

    def pause(self) -> None:
        """Stop after the present step; the run stays and can be taken up again."""
        if not self._running:
            return
        if self._job is not None:
            self._job.cancel()
            self._end_job()
        self._end()
        self.told.emit(State.INFO, _("Cetakan dihentikan. Yang sudah keluar tercatat; sisanya dapat dilanjutkan."))
        self.look()

    def _offer(self, run: Rangkaian | None) -> None:
        if run is None or self._running:
            return
        if run.tuntas:
            self.drop()
            return
        text = _("Cetakan belum selesai: {n} dari {m} formulir sudah keluar.").format(n=run.selesai, m=run.jumlah)
        self._page.banner.show_message(
            State.INFO, text, action=_("Lanjutkan…"), on_action=lambda: self._ask_resume(run)
        )

    def _ask_resume(self, run: Rangkaian) -> None:
        ResumeDialog(self._page, run, self.resume, self.drop).open()

    def _restart(self, run: Rangkaian) -> None:
        if run.folder:
            self._go_on(run)
        else:
            self._with_printer(lambda: self._go_on(run))

    def _with_printer(self, then: Callable[[], object]) -> None:
        def take(printer: QPrinter) -> None:
            self._printer = printer
            then()

        try:
            ask_printer(self._page, _("SKP Luring"), take)
        except LuringError as error:
            self.failed.emit(error)

    def _go_on(self, run: Rangkaian) -> None:
        if not self._running:
            self._running = True
            self.busy_changed.emit(True)
            self._page.banner.hide()
            self._progress.start(_("Mencetak banyak…"), _("formulir"))
        self._progress.update_to(run.selesai, run.jumlah)
        if not run.tuntas:
            self._progress.say(_("Mencetak: {nama}").format(nama=run.nama) if run.nama else _("Menyatukan berkas…"))
        if run.tuntas:
            self._finish(run)
        elif run.folder:
            self._page.ask(save_next, on_done=self._after_step, on_error=self._fail, writes=True)
        else:
            self._page.ask(print_next, on_done=self._print_form, on_error=self._fail, writes=True)

    def _after_step(self, run: Rangkaian) -> None:
        if self._running:
            self._go_on(run)

    def _print_form(self, answer: tuple[Rangkaian, HasilCetak | None]) -> None:
        run, form = answer
        if not self._running:
            return
        if form is None or self._printer is None:
            self._go_on(run)
            return
        job = PrintJob(form.pdf, self._printer, self, skip=run.halaman)
        self._job = job
        job.progressed.connect(self._mark)
        job.failed.connect(self._fail)
        job.start()

    def _mark(self, page: int, pages: int) -> None:
        last = page >= pages
        if last:
            self._end_job()
        after = self._after_step if last else lambda _run: None
        self._page.ask(mark_page, page, pages, on_done=after, on_error=self._fail, writes=True)

    def _fail(self, error: BaseException) -> None:
        self._end_job()
        self._end()
        self.failed.emit(error)

    def _finish(self, run: Rangkaian) -> None:
        self._end()
        made = run.jumlah - len(run.dilewati)
        if run.berkas:
            text = _("{n} formulir disatukan di {berkas}.").format(n=made, berkas=run.tujuan)
        elif run.folder:
            text = _("{n} formulir disimpan di {folder}.").format(n=made, folder=run.folder)
        else:
            text = _("{n} formulir sudah diserahkan ke printer.").format(n=made)
        left_out = (*run.tidak, *run.dilewati)
        if left_out:
            self._page.ask(list_alasan, left_out, on_done=lambda reasons: self._tell_left_out(text, reasons))
        else:
            self.told.emit(State.OK, text)
        self._page.ask(drop_rangkaian, on_done=lambda _none: None, writes=True)

    def _tell_left_out(self, text: str, reasons: tuple[AlasanTidak, ...]) -> None:
        self._page.banner.show_message(
            State.WARNING,
            text + " " + _("{n} tidak tercetak.").format(n=len(reasons)),
            action=_("Lihat sebabnya…"),
            on_action=lambda: ReasonsDialog(self._page, reasons).open(),
        )

    def _end_job(self) -> None:
        if self._job is not None:
            self._job.deleteLater()
            self._job = None

    def _end(self) -> None:
        if self._running:
            self._running = False
            self._progress.finish()
            self.busy_changed.emit(False)
