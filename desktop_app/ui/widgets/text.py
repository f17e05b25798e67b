"""Fields for words that save themselves: they tell each answer a moment after the last key and on leaving."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QResizeEvent, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QToolTip, QWidget

from desktop_app.i18n import _
from desktop_app.ui.widgets.controls import make_line_edit
from desktop_app.ui.widgets.fieldmenu import open_field_menu
from desktop_app.ui.widgets.pageundo import is_for_page

PAUSE_MS = 600
LIMIT_BYTES = 64 * 1024


class AnswerLine(QLineEdit):
    """One line; ``answered`` carries the trimmed text once it differs from the last known answer."""

    answered = Signal(str)

    def __init__(
        self, name: str, label: str, *, hint: str = "", limit: int = 500, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        template = make_line_edit(name, label, hint=hint, limit=limit)
        self.setObjectName(template.objectName())
        self.setAccessibleName(label)
        self.setPlaceholderText(hint)
        self.setMaxLength(limit)
        template.deleteLater()
        self._known = ""
        self._timer = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._timer.timeout.connect(self.flush)
        self.textEdited.connect(lambda _text: self._timer.start())
        self.editingFinished.connect(self.flush)

    def set_answer(self, text: str) -> None:
        """Show a known answer without telling it."""
        self._timer.stop()
        if self.text() != text:
            self.setText(text)
            self.setCursorPosition(0)
        # What the field shows, not what it was given: a sign that it cannot show is no answer of the person.
        self._known = self.answer()

    def answer(self) -> str:
        """Return the trimmed text."""
        return self.text().strip()

    def flush(self) -> None:
        """Tell the answer now, if it is new."""
        self._timer.stop()
        if self.answer() != self._known:
            self._known = self.answer()
            self.answered.emit(self._known)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Leave undo to the page here too."""
        open_field_menu(self, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave undo to the page where that has its own."""
        if is_for_page(self, event):
            event.ignore()
        else:
            super().keyPressEvent(event)


class GrowingTextEdit(QPlainTextEdit):
    """Several lines; grows with the text, Tab moves on, the wheel scrolls the page, at most 64 KiB of UTF-8.

    ``at_once`` tells every character instead of every pause: what is typed there survives a power cut.
    """

    answered = Signal(str)
    limit_reached = Signal()

    def __init__(
        self,
        name: str,
        label: str,
        *,
        hint: str = "",
        least_lines: int = 2,
        most_lines: int = 14,
        limit_bytes: int = LIMIT_BYTES,
        at_once: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setPlaceholderText(hint)
        self._pause = 0 if at_once else PAUSE_MS
        self._least_lines = least_lines
        self._most_lines = most_lines
        self._limit = limit_bytes
        self._known = ""
        self._build()
        self._connect()

    def _build(self) -> None:
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(3)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(self._pause)
        self._fit()

    def _connect(self) -> None:
        self._timer.timeout.connect(self.flush)
        self.textChanged.connect(self._on_text_changed)

    def set_answer(self, text: str) -> None:
        """Show a known answer without telling it."""
        if self.toPlainText() != text:
            self.setPlainText(text)
        # As for one line: who only looks at a text changes nothing of it.
        self._known = self.answer()
        self._timer.stop()

    def answer(self) -> str:
        """Return the trimmed text."""
        return self.toPlainText().strip()

    def flush(self) -> None:
        """Tell the answer now, if it is new."""
        self._timer.stop()
        if self.answer() != self._known:
            self._known = self.answer()
            self.answered.emit(self._known)

    def sizeHint(self) -> QSize:
        """Return the height that shows all lines within the bounds."""
        return QSize(super().sizeHint().width(), self._wanted_height())

    def minimumSizeHint(self) -> QSize:
        """Return the same height: the field never asks to be squeezed."""
        return QSize(120, self._wanted_height())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell the answer when the person moves on."""
        super().focusOutEvent(event)
        self.flush()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Leave undo to the page here too."""
        open_field_menu(self, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave undo to the page where that has its own."""
        if is_for_page(self, event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Count the lines again: another width wraps differently."""
        super().resizeEvent(event)
        self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the page, unless the text is longer than the field may grow."""
        if self.verticalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff:
            event.ignore()
        else:
            super().wheelEvent(event)

    def _wanted_height(self) -> int:
        lines = min(max(self._line_count(), self._least_lines), self._most_lines)
        around = self.height() - self.viewport().height() if self.isVisible() else 12
        return lines * self.fontMetrics().lineSpacing() + round(2 * self.document().documentMargin()) + around

    def _line_count(self) -> int:
        # The layout of a plain text document measures its height in lines, not in pixels.
        return round(self.document().documentLayout().documentSize().height())

    def _fit(self) -> None:
        too_long = self._line_count() > self._most_lines
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(policy.ScrollBarAsNeeded if too_long else policy.ScrollBarAlwaysOff)
        if self.height() != self._wanted_height():
            self.setFixedHeight(self._wanted_height())

    def _on_text_changed(self) -> None:
        data = self.toPlainText().encode("utf-8", "replace")
        if len(data) > self._limit:
            self.setPlainText(data[: self._limit].decode("utf-8", "ignore"))
            self.moveCursor(QTextCursor.MoveOperation.End)
            self.limit_reached.emit()
            told = _("Teks ini paling panjang {n} KiB; kelebihannya tidak dimasukkan.").format(n=self._limit // 1024)
            QToolTip.showText(self.mapToGlobal(QPoint(8, 8)), told, self)
        self._fit()
        self._timer.start()
