"""The question for one more technical competency: its name and the level that the post requires."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop_app.i18n import _
from desktop_app.regulation.kompetensi import LEVELS
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.text import AnswerLine


def ask_technical(parent: QWidget, on_answer: Callable[[str, int], object]) -> Dialog:
    """Ask for name and level; an empty name is refused beside the field."""
    dialog = Dialog(
        parent.window(),
        name="kompetensi-teknis",
        title=_("Tambah kompetensi teknis"),
        text=_("Kompetensi teknis ditentukan instansi; sebut seperti dalam uraian jabatannya."),
    )
    name = AnswerLine("kompetensi-teknis-nama", _("Nama kompetensi"), limit=200)
    level = ComboField("kompetensi-teknis-level", _("Level"), [(str(n), str(n)) for n in range(1, LEVELS + 1)])
    level.set_answer("1")
    row = FormRow("kompetensi-teknis-baris-nama", _("Nama kompetensi"), name, required=True)
    dialog.content.addWidget(row)
    dialog.content.addWidget(FormRow("kompetensi-teknis-baris-level", _("Level"), level))

    def take() -> None:
        name.flush()
        if not name.answer().strip():
            row.show_finding(State.ERROR, _("Tulis nama kompetensinya."))
            name.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        dialog.accept()
        on_answer(" ".join(name.answer().split()), int(level.answer()))

    dialog.add_button("batal", _("Batal"))
    dialog.add_button("ya", _("Tambah"), take, default=True, closes=False)
    name.setFocus(Qt.FocusReason.OtherFocusReason)
    dialog.open()
    return dialog
