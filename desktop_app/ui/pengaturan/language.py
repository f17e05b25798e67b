"""LanguageCard: in which language the window speaks from the next start on."""

from __future__ import annotations

from PySide6.QtCore import Signal

from desktop_app.i18n import LANGUAGES, _
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.controls import Card, make_label
from desktop_app.ui.widgets.form import FormRow


class LanguageCard(Card):
    """``answered`` carries the code of a language; each is offered by its own name, so that everybody finds his."""

    answered = Signal(str)

    def __init__(self) -> None:
        super().__init__("pengaturan-bahasa-kartu", _("Bahasa"))
        self._list = ComboField("pengaturan-bahasa", _("Bahasa jendela"), list(LANGUAGES.items()))
        self.box.addWidget(
            FormRow(
                "pengaturan-baris-bahasa",
                _("Bahasa jendela"),
                self._list,
                hint=_("Berlaku sejak program dibuka lagi, untuk Anda di komputer ini."),
            )
        )
        self.box.addWidget(make_label(_("Formulir resmi dan berkas tetap berbahasa Indonesia."), "muted", wrap=True))
        self._list.answered.connect(self.answered)

    def show_language(self, code: str) -> None:
        """Show what is kept."""
        self._list.set_answer(code)
