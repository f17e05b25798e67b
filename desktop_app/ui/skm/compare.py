"""CompareDialog: two keyings of one sheet side by side; 1 or 2 says which one the paper shows."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from desktop_app.i18n import _
from desktop_app.services.kantor import Changed
from desktop_app.services.skm_lembar import BedaKetikan, LembarTerbaca, resolve_lembar
from desktop_app.ui.page import Page
from desktop_app.ui.skm.keys import Field, Keying
from desktop_app.ui.widgets.controls import make_label
from desktop_app.ui.widgets.dialog import Dialog


class CompareDialog(Dialog):
    """One difference after the other, by keys alone; closing it leaves the sheet to be compared later."""

    def __init__(
        self, page: Page, survey_id: str, keying: Keying, sheet: LembarTerbaca, on_end: Callable[[], object]
    ) -> None:
        super().__init__(
            page.window(),
            name="skm-banding",
            title=_("Dua ketikan berbeda: lembar {nomor}").format(nomor=sheet.nomor_cetak),
            text=_("Lihat kertasnya. Tekan 1 atau 2 untuk yang benar; Backspace kembali."),
        )
        self._page = page
        self._survey_id = survey_id
        self._fields = {field.key: field for field in keying.fields}
        self._services = {one.id: one.nama for one in keying.survey.layanan}
        self._sheet = sheet
        self.at = 0
        self.chosen: dict[str, int] = {}
        self._labels = []
        for one in sheet.beda:
            label = make_label("", "body", name=f"skm-banding-{one.bidang.replace('/', '-')}", wrap=True)
            self.content.addWidget(label)
            self._labels.append(label)
        self.add_button("nanti", _("Nanti saja"))
        self.finished.connect(lambda _result: on_end())
        self.prefer_size(680, 360)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take 1 and 2 as the choice, Backspace as a step back."""
        if event.key() in (Qt.Key.Key_1, Qt.Key.Key_2) and self.at < len(self._sheet.beda):
            self.chosen[self._sheet.beda[self.at].bidang] = event.key() - Qt.Key.Key_0
            self.at += 1
            self._show()
            if self.at == len(self._sheet.beda):
                self._save()
        elif event.key() == Qt.Key.Key_Backspace and self.at:
            self.at -= 1
            self.chosen.pop(self._sheet.beda[self.at].bidang, None)
            self._show()
        else:
            super().keyPressEvent(event)

    def _save(self) -> None:
        def done(made: tuple[LembarTerbaca, Changed]) -> None:
            self._page.changed.emit(made[1])
            self.accept()

        number = self._sheet.nomor_cetak
        self._page.ask(resolve_lembar, self._survey_id, number, dict(self.chosen), on_done=done, writes=True)

    def _show(self) -> None:
        for number, (one, label) in enumerate(zip(self._sheet.beda, self._labels, strict=True)):
            chosen = self.chosen.get(one.bidang)
            said = _("{isian}:  1 = {satu}   2 = {dua}").format(
                isian=self._title(one.bidang), satu=self._words(one, one.satu), dua=self._words(one, one.dua)
            )
            if chosen:
                said += "   " + _("dipilih {n}").format(n=chosen)
            mark = "▸ " if number == self.at else "   "
            label.setText(mark + said)

    def _title(self, key: str) -> str:
        field: Field | None = self._fields.get(key)
        return field.title if field is not None else key

    def _words(self, one: BedaKetikan, value: object) -> str:
        if value is None or value == "":
            return _("kosong")
        if one.bidang == "layanan_id":
            return self._services.get(str(value), str(value))
        field = self._fields.get(one.bidang)
        if field is not None and field.choices and isinstance(value, int):
            return f"{value} {field.choices[value - 1]}"
        return str(getattr(value, "value", value)).upper() if one.bidang == "kelamin" else str(value)
