"""Questions before a step: a reason in words, a day, or the place and date of a signature."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop_app.i18n import _
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.controls import make_line_edit
from desktop_app.ui.widgets.dates import DateField
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.text import GrowingTextEdit


def ask_reason(
    parent: QWidget,
    *,
    name: str,
    title: str,
    text: str,
    yes: str,
    on_reason: Callable[[str], object],
    no: str = "",
    danger: bool = False,
) -> Dialog:
    """Ask for a reason; an empty one is refused beside the field. ``no`` names what the other button does."""
    dialog = Dialog(parent.window(), name=name, title=title, text=text, state=State.WARNING if danger else None)
    field = GrowingTextEdit(f"{name}-alasan", _("Alasan"), least_lines=3)
    row = FormRow(f"{name}-baris", _("Alasan"), field, required=True, stacked=True)
    dialog.content.addWidget(row)

    def take() -> None:
        if not field.answer():
            row.show_finding(State.ERROR, _("Tuliskan alasannya."))
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        dialog.accept()
        on_reason(field.answer())

    dialog.add_button("batal", no or _("Batal"))
    dialog.add_button("ya", yes, take, kind="danger" if danger else "primary", closes=False)
    field.setFocus(Qt.FocusReason.OtherFocusReason)
    dialog.open()
    return dialog


def ask_signature(
    parent: QWidget,
    *,
    name: str,
    title: str,
    text: str,
    yes: str,
    place: str,
    day: date,
    on_answer: Callable[[str, date], object],
) -> Dialog:
    """Ask for the place and date that the form prints above the signature."""
    dialog = Dialog(parent.window(), name=name, title=title, text=text)
    where = make_line_edit(f"{name}-tempat", _("Tempat"), limit=100)
    where.setText(place)
    when = DateField(f"{name}-tanggal", _("Tanggal"))
    when.set_answer(day)
    dialog.content.addWidget(FormRow(f"{name}-baris-tempat", _("Tempat"), where))
    dialog.content.addWidget(FormRow(f"{name}-baris-tanggal", _("Tanggal"), when, required=True))

    def take() -> None:
        when.flush()
        if not when.is_readable():
            when.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        dialog.accept()
        on_answer(where.text().strip(), when.answer())

    dialog.add_button("batal", _("Batal"))
    dialog.add_button("ya", yes, take, default=True, closes=False)
    when.setFocus(Qt.FocusReason.OtherFocusReason)
    dialog.open()
    return dialog


def ask_day(
    parent: QWidget,
    *,
    name: str,
    title: str,
    text: str,
    yes: str,
    day: date,
    on_day: Callable[[date], object],
    field: str = "",
    label: str = "",
) -> Dialog:
    """Ask for a day; one that cannot be read is refused. ``field`` begins the names of the row, where not ``name``."""
    dialog = Dialog(parent.window(), name=name, title=title, text=text)
    when = DateField(f"{field or name}-tanggal", label or _("Tanggal"))
    when.set_answer(day)
    dialog.content.addWidget(FormRow(f"{field or name}-baris", label or _("Tanggal"), when, required=True))

    def take() -> None:
        when.flush()
        if when.is_readable():
            dialog.accept()
            on_day(when.answer())

    dialog.add_button("batal", _("Batal"))
    dialog.add_button("ya", yes, take, default=True, closes=False)
    when.setFocus(Qt.FocusReason.OtherFocusReason)
    dialog.open()
    return dialog
