"""Roles of matrices taken into the open SKP: a line of the menu "Lainnya"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.domain.istilah import StatusSkp
from desktop_app.domain.skp import Skp
from desktop_app.services.kantor import Changed
from desktop_app.services.naskah import Naskah
from desktop_app.ui.role_offer import offer_roles

if TYPE_CHECKING:
    from desktop_app.ui.skp.editor import SkpEditor


def may_take(skp: Skp, opened: Naskah) -> bool:
    """Tell whether results can be added by typing."""
    return skp.status is StatusSkp.DRAFT and opened.boleh_ubah


def take_from_matrices(editor: SkpEditor) -> None:
    """Store what is typed, offer the roles that matrices give to this person, and show the sheet with them."""

    def taken(changed: Changed) -> None:
        editor.page.changed.emit(changed)
        editor.reload()

    editor.commit()
    offer_roles(editor.page, editor.doc_id, taken)
