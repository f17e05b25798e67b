"""The question on which day a plan was agreed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop_app.i18n import _
from desktop_app.ui.widgets.dates import DateField
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.form import FormRow


def ask_day(
    parent: QWidget, *, name: str, title: str, text: str, yes: str, day: date, on_day: Callable[[date], object]
) -> Dialog:
    """Ask for a day; one that cannot be read is refused beside the field."""
    dialog = Dialog(parent.window(), name=name, title=title, text=text)
    field = DateField(f"{name}-tanggal", _("Tanggal"))
    field.set_answer(day)
    dialog.content.addWidget(FormRow(f"{name}-baris", _("Tanggal"), field, required=True))

    def take() -> None:
        field.flush()
        if field.is_readable():
            dialog.accept()
            on_day(field.answer())

    dialog.add_button("batal", _("Batal"))
    dialog.add_button("ya", yes, take, default=True, closes=False)
    field.setFocus(Qt.FocusReason.OtherFocusReason)
    dialog.open()
    return dialog
