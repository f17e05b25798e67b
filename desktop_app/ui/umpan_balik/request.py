"""RequestSheet: what one wants to know: on anything, a planned result of one's own, or a value."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from desktop_app.domain.istilah import NilaiDasar
from desktop_app.i18n import _
from desktop_app.services.umpan_balik_isian import Sasaran, list_sasaran_sendiri
from desktop_app.ui.page import Page
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.text import GrowingTextEdit

NAME = "umpan-balik-tanya"
ANYTHING = "-"


class RequestSheet(Dialog):
    """Subject and question; the people were chosen before. ``on_taken`` gets people, words, result and value."""

    def __init__(
        self,
        page: Page,
        people: tuple[str, ...],
        on_taken: Callable[[tuple[str, ...], str, str, str], object],
    ) -> None:
        super().__init__(
            page.window(),
            name=NAME,
            title=_("Minta umpan balik"),
            text=_("Kepada {n} orang. Mereka hanya melihat hal yang Anda pilih di sini.").format(n=len(people)),
        )
        self._people = people
        self._on_taken = on_taken
        self._values = [(one.kode.value, one.nama) for one in page.desk.aturan.nilai_dasar]
        self._subject = ComboField(f"{NAME}-hal", _("Tentang apa"), self._choices(()))
        self._subject.setMinimumContentsLength(34)
        self._words = GrowingTextEdit(f"{NAME}-kata", _("Pertanyaan"), least_lines=3, most_lines=6, limit_bytes=4000)
        row = FormRow(f"{NAME}-baris-hal", _("Tentang apa"), self._subject)
        row.setMinimumWidth(600)
        self.content.addWidget(row)
        hint = _("Boleh kosong. Misalnya: apa yang perlu saya perbaiki dari laporan bulanan?")
        self.content.addWidget(FormRow(f"{NAME}-baris-kata", _("Pertanyaan"), self._words, stacked=True, hint=hint))
        self.add_button("batal", _("Batal"))
        self.add_button("kirim", _("Minta"), self._take, default=True)
        self._subject.setFocus(Qt.FocusReason.OtherFocusReason)
        page.ask(list_sasaran_sendiri, on_done=self._offer)

    def _choices(self, results: tuple[Sasaran, ...]) -> list[tuple[str, str]]:
        own = [(one.hasil_id, one.kata) for one in results if not one.indikator_id]
        return [(ANYTHING, _("Pekerjaan pada umumnya")), *own, *self._values]

    def _offer(self, results: tuple[Sasaran, ...]) -> None:
        self._subject.set_choices(self._choices(results))

    def _take(self) -> None:
        subject = self._subject.answer()
        value = subject if subject in set(NilaiDasar) else ""
        result = "" if value or subject == ANYTHING else subject
        self._on_taken(self._people, self._words.answer(), result, value)
