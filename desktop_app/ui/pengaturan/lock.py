"""LockCard: after how many minutes without anybody the screen asks for the password again."""

from __future__ import annotations

from PySide6.QtCore import Signal

from desktop_app.i18n import _
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.controls import Card, make_label
from desktop_app.ui.widgets.dialog import Dialog, confirm
from desktop_app.ui.widgets.form import FormRow

MINUTES = (1, 2, 3, 5, 10, 15, 20, 30, 45, 60)
NEVER = 0


class LockCard(Card):
    """``answered`` carries the minutes; 0, which is never, only after it was said plainly what that means."""

    answered = Signal(int)

    def __init__(self) -> None:
        super().__init__("pengaturan-kunci-layar", _("Kunci layar"))
        self._minutes = MINUTES[3]
        self.question: Dialog | None = None
        choices = [(str(one), _("{n} menit").format(n=one)) for one in MINUTES]
        self._list = ComboField(
            "pengaturan-kunci-menit", _("Kunci sesudah"), [*choices, (str(NEVER), _("Tidak pernah"))]
        )
        self.box.addWidget(
            FormRow(
                "pengaturan-baris-kunci",
                _("Kunci sesudah"),
                self._list,
                hint=_("Bila tidak ada yang mengetik atau menggerakkan tetikus. Pekerjaan disimpan dulu."),
            )
        )
        self.box.addWidget(
            make_label(
                _("Layar juga dikunci ketika komputer tidur atau dikunci. Kunci sendiri dengan Ctrl+L."),
                "muted",
                wrap=True,
            )
        )
        self._list.answered.connect(self._take)

    def show_minutes(self, minutes: int) -> None:
        """Show what is stored."""
        self._minutes = minutes
        if minutes and minutes not in MINUTES and self._list.findData(str(minutes)) < 0:
            self._list.addItem(_("{n} menit").format(n=minutes), str(minutes))
        self._list.set_answer(str(minutes))

    def _take(self, answer: str) -> None:
        if int(answer) != NEVER:
            self.answered.emit(int(answer))
            return
        # Shown as it was until the answer is yes.
        self._list.set_answer(str(self._minutes))
        self.question = confirm(
            self.window(),
            name="kunci-tidak-pernah",
            title=_("Tidak pernah mengunci layar?"),
            text=_(
                "Siapa pun yang lewat dapat membaca data pegawai dan bekerja atas nama orang yang sedang masuk. "
                "Apa yang ia simpan akan tercatat atas nama orang itu."
            ),
            yes=_("Jangan kunci otomatis"),
            no=_("Tetap kunci"),
            on_yes=lambda: self.answered.emit(NEVER),
            danger=True,
        )
