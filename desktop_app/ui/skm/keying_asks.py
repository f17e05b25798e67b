"""What is asked beside the keys while sheets are keyed: a suggestion in words, the day of a stack, a sheet's fate."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop_app.domain.istilah_pengembangan import NasibLembar
from desktop_app.i18n import _
from desktop_app.ui.reason import ask_reason
from desktop_app.ui.widgets.dates import DateField
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.text import GrowingTextEdit


def _returns(dialog: Dialog, sheet: QWidget) -> None:
    dialog.finished.connect(lambda _result: sheet.setFocus(Qt.FocusReason.OtherFocusReason))


def ask_words(sheet: QWidget, words: str, on_words: Callable[[str], object]) -> None:
    """Ask for what the respondent wrote."""
    dialog = Dialog(sheet.window(), name="skm-ketik-saran", title=_("Saran responden"))
    field = GrowingTextEdit("skm-ketik-saran-isi", _("Saran"), least_lines=3, limit_bytes=2000)
    field.set_answer(words)
    dialog.content.addWidget(field)
    dialog.add_button("batal", _("Batal"))
    dialog.add_button("ya", _("Pakai"), lambda: on_words(field.answer()), default=True)
    _returns(dialog, sheet)
    field.setFocus(Qt.FocusReason.OtherFocusReason)
    dialog.open()


def ask_day(sheet: QWidget, day: date, on_day: Callable[[date], object]) -> None:
    """Ask for the day that stands on this stack of sheets."""
    dialog = Dialog(
        sheet.window(),
        name="skm-ketik-hari",
        title=_("Tanggal pada lembar"),
        text=_("Dipakai untuk lembar ini dan seterusnya, sampai diubah lagi."),
    )
    field = DateField("skm-ketik-hari-isi", _("Tanggal"))
    field.set_answer(day)

    def take() -> None:
        field.flush()
        on_day(field.answer())

    dialog.content.addWidget(FormRow("skm-ketik-hari-baris", _("Tanggal"), field))
    dialog.add_button("batal", _("Batal"))
    dialog.add_button("ya", _("Pakai"), take, default=True)
    _returns(dialog, sheet)
    field.setFocus(Qt.FocusReason.OtherFocusReason)
    dialog.open()


def ask_fate(sheet: QWidget, fate: NasibLembar, on_reason: Callable[[str], object]) -> None:
    """Ask why a sheet is void or lost."""
    title = _("Lembar ini batal?") if fate is NasibLembar.BATAL else _("Lembar ini hilang?")
    dialog = ask_reason(
        sheet,
        name="skm-ketik-nasib",
        title=title,
        text=_("Lembar ini tidak ikut dihitung, tetapi tetap ada di perhitungan lembar."),
        yes=_("Catat"),
        on_reason=on_reason,
    )
    _returns(dialog, sheet)
