"""KioskWindow: the whole screen for one respondent after the other; one question at a time, four very large buttons.

A code opens one answer. Nothing is stored before the last question; whoever walks away leaves nothing behind, and the
screen goes back to its beginning. The window of the office is hidden meanwhile, and only the password of who put the
screen up brings it back.
"""

from __future__ import annotations

import contextlib

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.errors import LuringError
from desktop_app.i18n import _
from desktop_app.messages import sentence
from desktop_app.services.kantor import Changed
from desktop_app.services.skm import SurveiTerbuka
from desktop_app.services.skm_kios import check_kode, kiosk_answer
from desktop_app.services.skm_layar import leave_kiosk
from desktop_app.ui.desk import Desk
from desktop_app.ui.skm.keys import Keying
from desktop_app.ui.skm.kiosk_parts import CodePart, QuestionPart, ThanksPart
from desktop_app.ui.theme import State, dress
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.password import PasswordField

IDLE_MS = 90_000
THANKS_MS = 8_000
RUNNING = "layar_survei"
"""The property of the office's window that says the screen is in use: nobody locks it for being idle."""


class KioskWindow(QWidget):
    """``left`` is emitted once the operator ended it, ``answered`` with what each answer changed."""

    left = Signal()
    answered = Signal(object)

    def __init__(
        self, desk: Desk, survey: SurveiTerbuka, office: QWidget, *, idle_ms: int = IDLE_MS, thanks_ms: int = THANKS_MS
    ) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("kios")
        self.setAccessibleName(_("Layar survei"))
        self.setWindowTitle(survey.isi.nama)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("page", True)
        self._desk = desk
        self._survey = survey
        self._office = office
        self._code = ""
        self._may_close = False
        self._keying = self._fresh()
        self._part: CodePart | QuestionPart | ThanksPart | None = None
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(48, 36, 48, 36)
        self._idle = QTimer(self, singleShot=True, interval=idle_ms)
        self._idle.timeout.connect(self.start_over)
        self._thanks = QTimer(self, singleShot=True, interval=thanks_ms)
        self._thanks.timeout.connect(self.start_over)
        self._asking: Dialog | None = None
        dress(self)

    def begin(self) -> None:
        """Take the whole screen and hide the office; the first code is asked for."""
        self._office.setProperty(RUNNING, True)
        closing = getattr(self._office, "closing", None)
        if closing is not None:
            # The screen of the computer was locked, or the program ends: nothing stays open.
            closing.connect(self.end)
        self.start_over()
        self.showFullScreen()
        self._office.hide()
        self.activateWindow()

    def start_over(self) -> None:
        """Forget everything that was answered and ask for a code."""
        self._idle.stop()
        self._thanks.stop()
        if self._asking is not None:
            # Who asked to leave went away instead.
            self._asking.reject()
        self._code = ""
        self._keying = self._fresh()
        part = CodePart(self._survey.isi.nama)
        part.entered.connect(self._on_code)
        part.touched.connect(self._touch)
        self._show(part)

    def part(self) -> CodePart | QuestionPart | ThanksPart:
        """Return what is on the screen now."""
        assert self._part is not None
        return self._part

    def end(self) -> None:
        """Give the screen back to the office."""
        if self._may_close:
            return
        self._may_close = True
        self._idle.stop()
        self._thanks.stop()
        self._keying = self._fresh()
        with contextlib.suppress(RuntimeError):
            self._office.setProperty(RUNNING, False)
        self.close()
        self.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask for the password at Escape; everything else is for the question."""
        if event.key() == Qt.Key.Key_Escape:
            self.ask_leave()
        elif self._part is not None and not self._part.take_key(event):
            event.ignore()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close for the operator alone; Alt+F4 and the system ask for the password."""
        if self._may_close:
            event.accept()
            return
        event.ignore()
        self.ask_leave()

    def changeEvent(self, event: QEvent) -> None:
        """Come back to the whole screen where somebody made it smaller."""
        super().changeEvent(event)
        smaller = event.type() == QEvent.Type.WindowStateChange and self.isVisible() and not self.isFullScreen()
        if smaller and not self._may_close:
            QTimer.singleShot(0, self.showFullScreen)

    def ask_leave(self) -> None:
        """Ask for the password of who put the screen up."""
        if self._asking is not None:
            return
        dialog = Dialog(
            self,
            name="kios-keluar",
            title=_("Tutup layar survei?"),
            text=_("Hanya petugas yang membukanya dapat menutup layar ini."),
        )
        field = PasswordField("kios-keluar-sandi", _("Sandi petugas"))
        row = FormRow("kios-keluar-baris", _("Sandi petugas"), field, required=True, stacked=True)
        attended = self._desk.attended
        row.setVisible(attended)
        dialog.content.addWidget(row)

        def take() -> None:
            self._desk.runner.submit(
                leave_kiosk, field.text(), owner=self, on_done=lambda _none: gone(), on_error=wrong, keep_error=True
            )

        def gone() -> None:
            dialog.accept()
            self._office.show()
            self._office.activateWindow()
            self.end()
            self.left.emit()

        def wrong(error: BaseException) -> None:
            text = sentence(error) if isinstance(error, LuringError) else _("Sandi tidak dapat diperiksa.")
            row.show_finding(State.ERROR, text)
            field.setFocus(Qt.FocusReason.OtherFocusReason)

        dialog.add_button("batal", _("Kembali ke survei"))
        dialog.add_button("ya", _("Tutup layar"), take, default=True, closes=False)
        field.entered.connect(take)
        dialog.finished.connect(lambda _result: self._asked())
        self._asking = dialog
        self._idle.start()
        dialog.open()
        if attended:
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _asked(self) -> None:
        self._asking = None
        if not self._may_close:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fresh(self) -> Keying:
        keying = Keying(self._survey.isi, self._survey.aturan)
        # Day and hour are not asked at the screen; questions come first, then who answers.
        marks = [one for one in keying.fields if one.key.startswith("jawaban/")]
        head = [one for one in keying.fields if not one.key.startswith("jawaban/") and one.key != "jam"]
        keying.fields = (*marks, *head)
        keying.at = 0
        return keying

    def _show(self, part: CodePart | QuestionPart | ThanksPart) -> None:
        if self._part is not None:
            self._box.removeWidget(self._part)
            self._part.hide()
            self._part.deleteLater()
        self._part = part
        self._box.addWidget(part, 1)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _touch(self) -> None:
        self._idle.start()

    def _on_code(self, code: str) -> None:
        def fits(_none: None) -> None:
            self._code = code
            self._ask_next()

        def wrong(error: BaseException) -> None:
            part = self._part
            if isinstance(part, CodePart):
                part.refuse(sentence(error) if isinstance(error, LuringError) else _("Kode tidak dapat diperiksa."))

        self._desk.runner.submit(check_kode, self._survey.id, code, owner=self, on_done=fits, on_error=wrong)

    def _ask_next(self) -> None:
        field = self._keying.field
        if field is None:
            self._store()
            return
        self._idle.start()
        part = QuestionPart(field, self._keying.at, len(self._keying.fields))
        part.chosen.connect(self._on_chosen)
        part.skipped.connect(self._on_skipped)
        part.back_wanted.connect(self._on_back)
        part.touched.connect(self._touch)
        self._show(part)

    def _on_chosen(self, value: int) -> None:
        field = self._keying.field
        if field is not None:
            self._keying.values[field.key] = value
            self._keying.at += 1
            self._ask_next()

    def _on_skipped(self) -> None:
        self._keying.blank()
        self._ask_next()

    def _on_back(self) -> None:
        if self._keying.at:
            self._keying.back()
            self._ask_next()

    def _store(self) -> None:
        self._idle.stop()
        answer, code = self._keying.answer(), self._code
        self._keying, self._code = self._fresh(), ""

        def done(changed: Changed) -> None:
            self.answered.emit(changed)
            self._thank(ThanksPart(_("Terima kasih"), _("Jawaban Anda membantu kami melayani lebih baik.")))

        def failed(error: BaseException) -> None:
            text = sentence(error) if isinstance(error, LuringError) else _("Panggil petugas.")
            self._thank(ThanksPart(_("Jawaban belum tersimpan"), text))

        self._show(ThanksPart(_("Sebentar…"), ""))
        self._desk.runner.submit(
            kiosk_answer, self._survey.id, code, answer, owner=self, on_done=done, on_error=failed, keep_error=True
        )

    def _thank(self, part: ThanksPart) -> None:
        part.done.connect(self.start_over)
        self._show(part)
        self._thanks.start()
