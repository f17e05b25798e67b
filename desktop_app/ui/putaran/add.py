"""AddAsked: one more who is asked about somebody: an employee, or somebody from outside by the name of his role."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop_app.domain.istilah_pengembangan import KelompokPenjawab
from desktop_app.domain.putaran import PenjawabPutaran
from desktop_app.i18n import _
from desktop_app.services.putaran import asked
from desktop_app.services.putaran_kata import name_group
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.controls import make_line_edit
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.form import FormRow

NAME = "putaran-tambah"
OUTSIDE = "luar"


class AddAsked(Dialog):
    """``on_chosen`` gets who is asked."""

    def __init__(
        self,
        parent: QWidget,
        people: tuple[tuple[str, str], ...],
        about: str,
        on_chosen: Callable[[PenjawabPutaran], object],
    ) -> None:
        super().__init__(parent, name=NAME, title=_("Tambah yang ditanya"))
        self._on_chosen = on_chosen
        self._outside = True
        self._about = ComboField(f"{NAME}-tentang", _("Tentang"), people)
        self._about.setMinimumContentsLength(34)
        if about:
            self._about.set_answer(about)
        outside = (OUTSIDE, _("Pihak lain, dengan kode"))
        self._who = ComboField(f"{NAME}-siapa", _("Yang ditanya"), [outside, *people])
        self._who.setMinimumContentsLength(34)
        self._group = ComboField(f"{NAME}-sebagai", _("Sebagai"), _sides(outside=True))
        self._role = make_line_edit(
            f"{NAME}-sebutan", _("Sebutan pihak lain"), hint=_("Misalnya Ketua RW 03"), limit=120
        )
        for key, label, field in (
            ("tentang", _("Tentang"), self._about),
            ("siapa", _("Yang ditanya"), self._who),
            ("sebagai", _("Sebagai"), self._group),
            ("sebutan", _("Sebutan pihak lain"), self._role),
        ):
            row = FormRow(f"{NAME}-baris-{key}", label, field)
            row.setMinimumWidth(560)
            self.content.addWidget(row)
        self.add_button("batal", _("Batal"))
        self.add_button("pakai", _("Tambah"), self._take, default=True, closes=False)
        self._who.answered.connect(lambda _key: self._follow())
        self._about.answered.connect(lambda _key: self._follow())
        self._follow()
        self._who.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow(self) -> None:
        """Let the fields follow who is asked: an outsider has a role, oneself has no side to choose."""
        outside, own = self._who.answer() == OUTSIDE, self._who.answer() == self._about.answer()
        self._role.setEnabled(outside)
        self._group.setEnabled(not outside and not own)
        if self._outside is not outside:
            self._outside = outside
            self._group.clear()
            self._group.set_choices(_sides(outside=outside))
            self._group.set_answer((KelompokPenjawab.LAIN if outside else KelompokPenjawab.REKAN).value)

    def _take(self) -> None:
        about, who = self._about.answer(), self._who.answer()
        if who == OUTSIDE:
            if not self._role.text().strip():
                self._role.setFocus(Qt.FocusReason.OtherFocusReason)
                return
            chosen = asked(about, "", KelompokPenjawab.LAIN, self._role.text())
        elif who == about:
            chosen = asked(about, who, KelompokPenjawab.DIRI)
        else:
            chosen = asked(about, who, KelompokPenjawab(self._group.answer()))
        self.accept()
        self._on_chosen(chosen)


def _sides(*, outside: bool) -> list[tuple[str, str]]:
    """Return the sides to choose from: an outsider has his own, an employee any other but himself."""
    known = (KelompokPenjawab.ATASAN, KelompokPenjawab.REKAN, KelompokPenjawab.BAWAHAN)
    return [(k.value, name_group(k)) for k in ((KelompokPenjawab.LAIN,) if outside else known)]
