"""Printing a PDF on paper: exact page size and orientation, drawn in bands at the printer's own resolution."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QMarginsF,
    QObject,
    QPoint,
    QRect,
    QSize,
    QSizeF,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from desktop_app.domain.errors import SystemProblem, UserError
from desktop_app.i18n import _
from desktop_app.ui.leaving import PRINT_JOB

MOST_DPI = 600
"""A finer printer gains nothing visible and a slow office computer would wait minutes."""
BAND_PIXELS = 8 * 1024 * 1024
"""What is held in memory at a time: 32 MB, a whole page at 300 dots to the inch."""
POINTS = 72


class PrintJob(QObject):
    """Draws one band at each turn of the event loop, so that the window stays awake and the job can be stopped."""

    progressed = Signal(int, int)
    done = Signal()
    failed = Signal(object)
    """``LuringError``: why nothing more comes out."""

    def __init__(self, data: bytes, printer: QPrinter, parent: QObject, *, skip: int = 0) -> None:
        """Take the pages of a PDF; the first ``skip`` of them have come out before and are passed over."""
        super().__init__(parent)
        self.setObjectName(PRINT_JOB)
        self._printer = printer
        self._skip = skip
        self._buffer = QBuffer(self)
        self._buffer.setData(QByteArray(data))
        self._document = QPdfDocument(self)
        self._painter: QPainter | None = None
        self._pages: list[int] = []
        self._at = 0
        self._top = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._step)

    def start(self) -> None:
        """Begin; ``done`` or ``failed`` follows."""
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document.load(self._buffer)
        count = self._document.pageCount()
        first = self._printer.fromPage() or 1
        last = self._printer.toPage() or count
        self._pages = list(range(max(first, 1) - 1, min(last, count)))
        # The count of a form goes on where the power cut it off; at least its last page is drawn again.
        self._at = min(self._skip, max(len(self._pages) - 1, 0))
        if not self._pages:
            self.failed.emit(UserError("cetak_tanpa_halaman"))
            return
        self._printer.setFullPage(True)
        if self._printer.resolution() > MOST_DPI:
            self._printer.setResolution(MOST_DPI)
        self._printer.setPageLayout(self.layout_of(self._pages[self._at]))
        painter = QPainter()
        if not painter.begin(self._printer):
            self.failed.emit(SystemProblem("printer_gagal", printer=self._printer.printerName() or "–"))
            return
        painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
        self._painter = painter
        self._timer.start(0)

    def cancel(self) -> None:
        """Stop; what is already with the printer may still come out."""
        if self._painter is not None:
            self._printer.abort()
            self._end()

    def layout_of(self, page: int) -> QPageLayout:
        """Return the exact paper of one page: upright size and turned where the page is wider than high."""
        points = self._document.pagePointSize(page)
        wide = points.width() > points.height()
        upright = QSizeF(min(points.width(), points.height()), max(points.width(), points.height()))
        size = QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch)
        turn = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
        return QPageLayout(size, turn, QMarginsF(), QPageLayout.Unit.Point)

    def _step(self) -> None:
        painter = self._painter
        if painter is None:
            return
        page = self._pages[self._at]
        points = self._document.pagePointSize(page)
        scale = self._printer.resolution() / POINTS
        whole = QSize(round(points.width() * scale), round(points.height() * scale))
        band = max(1, BAND_PIXELS // max(whole.width(), 1))
        rect = QRect(0, self._top, whole.width(), min(band, whole.height() - self._top))
        options = QPdfDocumentRenderOptions()
        options.setScaledSize(whole)
        options.setScaledClipRect(rect)
        painter.drawImage(QPoint(0, self._top), on_white(self._document.render(page, rect.size(), options)))
        self._top += band
        if self._top >= whole.height():
            self._next_page(painter)

    def _next_page(self, painter: QPainter) -> None:
        self._at += 1
        self._top = 0
        self.progressed.emit(self._at, len(self._pages))
        if self._at == len(self._pages):
            self._end()
            self.done.emit()
            return
        self._printer.setPageLayout(self.layout_of(self._pages[self._at]))
        if not self._printer.newPage():
            self._end()
            self.failed.emit(SystemProblem("printer_gagal", printer=self._printer.printerName() or "–"))

    def _end(self) -> None:
        self._timer.stop()
        if self._painter is not None:
            self._painter.end()
            self._painter = None


def on_white(image: QImage) -> QImage:
    """Return ``image`` on white paper: a transparent one would be sent with a mask, twice as large."""
    paper = QImage(image.size(), QImage.Format.Format_RGB32)
    paper.fill(Qt.GlobalColor.white)
    painter = QPainter(paper)
    painter.drawImage(0, 0, image)
    painter.end()
    return paper


def ask_printer(parent: QWidget, title: str, on_printer: Callable[[QPrinter], object]) -> QDialog | None:
    """Open the system's printer dialog; raises ``UserError`` where this computer knows no printer."""
    if not QPrinterInfo.availablePrinterNames():
        raise UserError("printer_tidak_ada")
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    dialog = QPrintDialog(printer, parent)
    dialog.setObjectName("pilih-printer")
    dialog.setWindowTitle(_("Cetak"))

    def answer(result: int) -> None:
        if result == QDialog.DialogCode.Accepted:
            on_printer(printer)
        dialog.deleteLater()

    dialog.finished.connect(answer)
    QDialog.open(dialog)
    return dialog
