"""Recording what somebody without an account signed on paper: which paper, where and when."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop_app.i18n import _
from desktop_app.services.catat_kertas import record_on_paper
from desktop_app.services.kantor import Changed
from desktop_app.ui.page import Page
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.controls import make_line_edit
from desktop_app.ui.widgets.dates import DateField
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.form import FormRow


def ask_paper(
    owner: QWidget, page: Page, name: str, doc_id: str, place: str, on_done: Callable[[Changed], object]
) -> Dialog:
    """Ask which paper it is, its place and date, and record it; ``name`` begins the names of the controls."""
    dialog = Dialog(
        owner.window(),
        name=f"{name}-kertas-tanya",
        title=_("Catat yang sudah ditandatangani di kertas?"),
        text=_("Hanya bila penilainya tidak mempunyai akun di kantor ini, misalnya Bupati. Simpan kertasnya."),
    )
    basis = make_line_edit(f"{name}-kertas-dasar", _("Dokumennya"), limit=200)
    where = make_line_edit(f"{name}-kertas-tempat", _("Tempat"), limit=100)
    where.setText(place or page.desk.profil.tempat)
    when = DateField(f"{name}-kertas-tanggal", _("Tanggal"))
    when.set_answer(page.desk.proposed_day())
    basis_row = FormRow(
        f"{name}-kertas-baris-dasar",
        _("Dokumennya"),
        basis,
        required=True,
        hint=_("Misalnya nomor suratnya atau siapa yang menandatangani."),
    )
    dialog.content.addWidget(basis_row)
    dialog.content.addWidget(FormRow(f"{name}-kertas-baris-tempat", _("Tempat"), where))
    dialog.content.addWidget(FormRow(f"{name}-kertas-baris-tanggal", _("Tanggal"), when, required=True))

    def take() -> None:
        when.flush()
        words = basis.text().strip()
        if not words:
            basis_row.show_finding(State.ERROR, _("Sebutkan dokumennya."))
            basis.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if not when.is_readable():
            when.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        dialog.accept()
        day, town = when.answer(), where.text().strip()
        page.ask(record_on_paper, doc_id, on_done=on_done, writes=True, tanggal=day, dasar=words, tempat=town)

    dialog.add_button("batal", _("Batal"))
    dialog.add_button("ya", _("Catat"), take, default=True, closes=False)
    basis.setFocus(Qt.FocusReason.OtherFocusReason)
    dialog.open()
    return dialog
