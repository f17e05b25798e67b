"""Roles of matrices for the open SKP: what it has to be told of them, and taking them from the menu "Lainnya"."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop_app.domain.istilah import StatusSkp
from desktop_app.domain.skp import Skp
from desktop_app.domain.temuan import Temuan
from desktop_app.services.kantor import Changed
from desktop_app.services.naskah import Naskah
from desktop_app.services.peran import check_roles
from desktop_app.ui.role_offer import offer_roles

if TYPE_CHECKING:
    from desktop_app.ui.skp.editor import SkpEditor


def may_take(skp: Skp, opened: Naskah) -> bool:
    """Tell whether results can be added by typing."""
    return skp.status is StatusSkp.DRAFT and opened.boleh_ubah


def tell_roles(editor: SkpEditor, on_found: Callable[[tuple[Temuan, ...]], object]) -> None:
    """Ask what the open SKP has to be told about its roles; an answer for one that was left goes nowhere."""
    doc_id = editor.doc_id

    def tell(found: tuple[Temuan, ...]) -> None:
        if doc_id == editor.doc_id:
            on_found(found)

    editor.page.ask(check_roles, doc_id, on_done=tell)


def take_from_matrices(editor: SkpEditor) -> None:
    """Store what is typed, offer the roles that matrices give to this person, and show the sheet with them."""

    def taken(changed: Changed) -> None:
        editor.page.changed.emit(changed)
        editor.reload()

    editor.commit()
    offer_roles(editor.page, editor.doc_id, taken)
