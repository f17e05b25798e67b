"""CodeSheet: somebody from outside types his one-time code, and answers under the session of who sits here."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from desktop_app.i18n import _
from desktop_app.services.putaran_jawab import LembarPutaran, PutaranDiminta, answer_with_code, open_with_code
from desktop_app.ui.errors import present_error
from desktop_app.ui.page import Page
from desktop_app.ui.putaran.answer import AnswerSheet
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.banner import Banner
from desktop_app.ui.widgets.controls import make_line_edit
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.form import FormRow

NAME = "putaran-kode"


class CodeSheet(Dialog):
    """The code opens the sheets of its holder, one after the other; then nothing of it is left in the window."""

    def __init__(self, page: Page) -> None:
        super().__init__(
            page.window(),
            name=NAME,
            title=_("Jawab dengan kode"),
            text=_("Ketik kode dari slip Anda sendiri. Petugas tidak perlu melihat layar ini."),
        )
        self._page = page
        self.banner = Banner(f"{NAME}-pesan")
        self.field = make_line_edit(f"{NAME}-isian", _("Kode"), hint="XXXXX-XXXXX", limit=24)
        row = FormRow(f"{NAME}-baris", _("Kode"), self.field, required=True)
        row.setMinimumWidth(460)
        self.content.addWidget(self.banner)
        self.content.addWidget(row)
        self.add_button("batal", _("Batal"))
        self.add_button("lanjut", _("Lanjut"), self._take, default=True, closes=False)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self) -> None:
        code = self.field.text()
        self._page.ask(
            open_with_code,
            code,
            on_done=lambda found: self._opened(code, found),
            on_error=lambda error: present_error(self, error, self.banner),
        )

    def _opened(self, code: str, found: PutaranDiminta) -> None:
        waiting = [one for one in found.lembar if not one.sudah]
        self.field.clear()
        self.accept()
        if waiting:
            self._ask(code, found, waiting)

    def _ask(self, code: str, found: PutaranDiminta, waiting: list[LembarPutaran]) -> None:
        page, sheet, rest = self._page, waiting[0], waiting[1:]

        def send(
            values: dict[str, int],
            text: str,
            done: Callable[[], object],
            refused: Callable[[BaseException], object],
        ) -> None:
            def taken(_nothing: object) -> None:
                done()
                if rest:
                    self._ask(code, found, rest)
                else:
                    page.banner.show_message(State.OK, _("Jawaban diterima. Terima kasih. Slip boleh dibuang."))

            page.ask(answer_with_code, code, sheet.id, values, text, on_done=taken, on_error=refused)

        AnswerSheet(page, found, sheet, send).open()
