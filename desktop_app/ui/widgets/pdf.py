"""PdfView: a PDF shown from bytes: page n of m, page width or zoom, no file on the disk."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.i18n import _
from desktop_app.ui.widgets.controls import add_shortcut, make_button, make_label

STEPS = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0)


class PdfView(QWidget):
    """Ctrl++ and Ctrl+- zoom, Ctrl+0 fits the width, Page Up and Page Down turn the pages."""

    def __init__(self, name: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self._buffer = QBuffer(self)
        self._build(name, label)
        self._connect()
        self.clear()

    def _build(self, name: str, label: str) -> None:
        self.document = QPdfDocument(self)
        self.view = QPdfView(self)
        self.view.setObjectName(f"{name}-halaman")
        self.view.setAccessibleName(label)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.view.setDocument(self.document)
        self._before = make_button(
            f"{name}-sebelum", "", kind="quiet", icon_name="panah-atas", label=_("Halaman sebelumnya"), compact=True
        )
        self._after = make_button(
            f"{name}-sesudah", "", kind="quiet", icon_name="panah-bawah", label=_("Halaman berikutnya"), compact=True
        )
        self._where = make_label("", name=f"{name}-nomor")
        self._smaller = make_button(
            f"{name}-perkecil", "", kind="quiet", icon_name="perkecil", label=_("Perkecil"), compact=True
        )
        self._larger = make_button(
            f"{name}-perbesar", "", kind="quiet", icon_name="perbesar", label=_("Perbesar"), compact=True
        )
        self._fit = make_button(f"{name}-lebar", _("Selebar jendela"), kind="quiet", compact=True)
        for button, keys in ((self._smaller, "Ctrl+-"), (self._larger, "Ctrl++"), (self._fit, "Ctrl+0")):
            add_shortcut(button, keys)
        bar = QHBoxLayout()
        bar.setContentsMargins(4, 4, 4, 4)
        bar.setSpacing(4)
        for widget in (self._before, self._after, self._where):
            bar.addWidget(widget)
        bar.addStretch(1)
        for widget in (self._smaller, self._larger, self._fit):
            bar.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.view, 1)

    def _connect(self) -> None:
        self._before.clicked.connect(lambda: self._turn(-1))
        self._after.clicked.connect(lambda: self._turn(1))
        self._smaller.clicked.connect(lambda: self._zoom(-1))
        self._larger.clicked.connect(lambda: self._zoom(1))
        self._fit.clicked.connect(self.fit_width)
        self.view.pageNavigator().currentPageChanged.connect(lambda _page: self._show_where())

    def show_pdf(self, data: bytes) -> bool:
        """Show ``data``; return False when it is not a PDF that can be read."""
        self._buffer.close()
        self._buffer.setData(QByteArray(data))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document.load(self._buffer)
        self._show_where()
        return self.document.status() == QPdfDocument.Status.Ready

    def clear(self) -> None:
        """Show nothing."""
        self.document.close()
        self._buffer.close()
        self._show_where()

    def page_count(self) -> int:
        """Return the number of pages, 0 when nothing is shown."""
        return self.document.pageCount()

    def fit_width(self) -> None:
        """Show each page as wide as the window."""
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn the pages."""
        if event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self._turn(1 if event.key() == Qt.Key.Key_PageDown else -1)
            return
        super().keyPressEvent(event)

    def _turn(self, by: int) -> None:
        target = self.view.pageNavigator().currentPage() + by
        if 0 <= target < self.page_count():
            self.view.pageNavigator().jump(target, QPointF())

    def _zoom(self, by: int) -> None:
        now = self.view.zoomFactor()
        if self.view.zoomMode() == QPdfView.ZoomMode.FitToWidth and self.page_count():
            points = self.document.pagePointSize(max(self.view.pageNavigator().currentPage(), 0)).width()
            now = self.view.viewport().width() / max(points * self.view.logicalDpiX() / 72, 1)
        wider = [step for step in STEPS if (step > now + 0.01 if by > 0 else step < now - 0.01)]
        if wider:
            self.view.setZoomMode(QPdfView.ZoomMode.Custom)
            self.view.setZoomFactor(wider[0] if by > 0 else wider[-1])

    def _show_where(self) -> None:
        count = self.page_count()
        at = self.view.pageNavigator().currentPage() + 1
        self._where.setText(_("Halaman {n} dari {m}").format(n=at, m=count) if count else _("Tidak ada halaman"))
        self._before.setEnabled(at > 1)
        self._after.setEnabled(at < count)
        for button in (self._smaller, self._larger, self._fit):
            button.setEnabled(count > 0)
