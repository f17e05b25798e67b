"""What else can be done with an open SKP: the menu "Lainnya" in the head of its sheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from desktop_app.domain.skp import Skp
from desktop_app.i18n import _
from desktop_app.services.naskah import Naskah
from desktop_app.ui.widgets.controls import add_shortcut, make_button

if TYPE_CHECKING:
    from desktop_app.ui.skp.editor import SkpEditor


class SheetAct(NamedTuple):
    """One line of the menu: its object name, its words, when it is offered, what it does with the sheet, its keys.

    Of several keys ("Ctrl+Shift+V; Ctrl+V") the first is shown; a field that knows a key itself keeps it.
    """

    name: str
    text: str
    when: Callable[[Skp, Naskah], bool]
    run: Callable[[SkpEditor], object]
    keys: str = ""


def sheet_acts() -> Sequence[SheetAct]:
    """Return every act in the order of the menu."""
    # Imported here: what the menu offers knows the editor.
    from desktop_app.ui.skp import lifecycle
    from desktop_app.ui.skp.beginnings import fill_from, has_results, may_fill, paste_rows, save_as_template
    from desktop_app.ui.skp.roles import may_take, take_from_matrices

    # Ctrl+V too, beside a field: rows of a spreadsheet are no words of one field.
    rows = "Ctrl+Shift+V; Ctrl+V"
    return (
        SheetAct("skp-isi-dari", _("Isi dari templat atau SKP lama…"), may_fill, fill_from, "Ctrl+Shift+T"),
        SheetAct("skp-ambil-peran", _("Ambil peran dari matriks…"), may_take, take_from_matrices, "Ctrl+Shift+M"),
        SheetAct("skp-tempel-baris", _("Tempel baris dari lembar kerja…"), may_fill, paste_rows, rows),
        SheetAct("skp-simpan-templat", _("Simpan sebagai templat…"), has_results, save_as_template),
        SheetAct("skp-tarik", _("Tarik kembali…"), lifecycle.may_withdraw, lifecycle.withdraw),
        SheetAct(
            "skp-tetapkan-atasan",
            _("Tetapkan oleh atasan penilai…"),
            lifecycle.may_fix_by_superior,
            lifecycle.fix_by_superior,
        ),
        SheetAct("skp-catat-kertas", _("Catat penetapan di kertas…"), lifecycle.may_record, lifecycle.record_paper),
        SheetAct("skp-tegaskan", _("Tegaskan SKP gabungan…"), lifecycle.is_joined, lifecycle.confirm_joined),
        SheetAct("skp-masukkan-adendum", _("Masukkan adendum…"), lifecycle.may_restore, lifecycle.restore),
        SheetAct("skp-adendum", _("Adendum dan ketetapan"), lifecycle.is_determined, lifecycle.show_addenda),
        SheetAct("skp-akhiri", _("Akhiri lebih awal…"), lifecycle.may_end, lifecycle.end_early),
    )


class ActsMenu:
    """The button and its menu; hidden while nothing in it can be done."""

    def __init__(self, editor: SkpEditor) -> None:
        self.button: QPushButton = make_button("skp-lainnya", _("Lainnya"), label=_("Tindakan lain"))
        self.button.setToolTip(_("Tindakan lain  (Alt+L)"))
        add_shortcut(self.button, "Alt+L")
        self.button.hide()
        self._menu = QMenu(self.button)
        self._menu.setObjectName("skp-lainnya-menu")
        self._menu.setAccessibleName(_("Tindakan lain"))
        self._entries = []
        for act in sheet_acts():
            entry = self._menu.addAction(act.text)
            entry.setObjectName(act.name)
            entry.triggered.connect(lambda _checked=False, act=act: act.run(editor))
            keys = QKeySequence.listFromString(act.keys) if act.keys else []
            if keys:
                entry.setText(f"{act.text}  ({keys[0].toString()})")
            for one in keys:
                key = QShortcut(one, editor, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
                key.activated.connect(entry.trigger)
            self._entries.append((act, entry))
        self.button.clicked.connect(self._open)

    def show_for(self, skp: Skp, opened: Naskah) -> None:
        """Offer what can be done with ``skp`` as it stands."""
        for act, entry in self._entries:
            entry.setVisible(act.when(skp, opened))
        self.button.setVisible(any(entry.isVisible() for _act, entry in self._entries))

    def widgets(self) -> tuple[QWidget, ...]:
        """Return what stands in the head of the sheet."""
        return (self.button,)

    def _open(self) -> None:
        self._menu.popup(self.button.mapToGlobal(QPoint(0, self.button.height())))
        first = next((entry for _act, entry in self._entries if entry.isVisible()), None)
        if first is not None:
            self._menu.setActiveAction(first)
