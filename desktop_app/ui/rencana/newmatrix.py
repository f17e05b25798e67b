"""The question before a new matrix: whose it is, and for which team where it is one of the second level."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from desktop_app.i18n import _
from desktop_app.ui.page import Page
from desktop_app.ui.picker import PersonPicker
from desktop_app.ui.widgets.controls import make_line_edit
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.form import FormRow


def ask_new_matrix(page: Page, on_answer: Callable[[str, str], object]) -> Dialog:
    """Ask for the leader and the team; who is logged in is proposed as leader."""
    dialog = Dialog(
        page.window(),
        name="matriks-baru",
        title=_("Matriks baru"),
        text=_("Matriks satu tingkat membagi indikator pimpinan. Matriks tim membagi rencana hasil kerja ketua tim."),
    )
    leader = PersonPicker("matriks-baru-pimpinan", _("Pimpinan atau ketua tim"), page.desk.runner)
    team = make_line_edit("matriks-baru-tim", _("Nama tim"), limit=200)
    leader.setMinimumWidth(420)
    if page.desk.pelaku.pegawai_id:
        leader.set_answer(page.desk.pelaku.pegawai_id, page.desk.pelaku.nama)
    hint = _("Kosongkan bila bukan matriks tim kerja.")
    dialog.content.addWidget(
        FormRow("matriks-baru-baris-pimpinan", _("Pimpinan atau ketua tim"), leader, required=True)
    )
    dialog.content.addWidget(FormRow("matriks-baru-baris-tim", _("Nama tim"), team, hint=hint))

    def take() -> None:
        if not leader.answer():
            leader.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        dialog.accept()
        on_answer(leader.answer(), team.text().strip())

    dialog.add_button("batal", _("Batal"))
    dialog.add_button("ya", _("Buat matriks"), take, default=True, closes=False)
    leader.setFocus(Qt.FocusReason.OtherFocusReason)
    dialog.open()
    return dialog
