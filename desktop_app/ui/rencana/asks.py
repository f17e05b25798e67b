"""Questions of the planning tools: words for a column, a person of another unit, which indicator, which of a list."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from desktop_app.i18n import _
from desktop_app.services.rencana import PilihanIndikator
from desktop_app.ui.widgets.controls import make_line_edit
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.search import SearchField
from desktop_app.ui.widgets.text import GrowingTextEdit


def ask_words(
    parent: QWidget, *, name: str, title: str, text: str, label: str, yes: str, on_words: Callable[[str], object]
) -> Dialog:
    """Ask for a few words; nothing happens without any."""
    dialog = Dialog(parent.window(), name=name, title=title, text=text)
    field = GrowingTextEdit(f"{name}-isi", label, least_lines=3)
    field.setMinimumWidth(520)
    dialog.content.addWidget(field)

    def take() -> None:
        words = " ".join(field.answer().split())
        if not words:
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        dialog.accept()
        on_words(words)

    dialog.add_button("batal", _("Batal"))
    dialog.add_button("ya", yes, take, default=True, closes=False)
    field.setFocus(Qt.FocusReason.OtherFocusReason)
    dialog.open()
    return dialog


def ask_person_elsewhere(parent: QWidget, on_person: Callable[[str, str], object]) -> Dialog:
    """Ask for name and post of somebody of another unit (P6:47)."""
    dialog = Dialog(
        parent.window(),
        name="matriks-orang-lain",
        title=_("Pegawai dari unit lain"),
        text=_("Ia tercatat di matriks ini dengan nama dan jabatannya. SKP-nya disusun di unitnya sendiri."),
    )
    name = make_line_edit("matriks-orang-lain-nama", _("Nama"), limit=200)
    post = make_line_edit("matriks-orang-lain-jabatan", _("Jabatan dan unit kerja"), limit=300)
    dialog.content.addWidget(FormRow("matriks-orang-lain-baris-nama", _("Nama"), name, required=True))
    dialog.content.addWidget(FormRow("matriks-orang-lain-baris-jabatan", _("Jabatan dan unit kerja"), post))

    def take() -> None:
        if not name.text().strip():
            name.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        dialog.accept()
        on_person(" ".join(name.text().split()), " ".join(post.text().split()))

    dialog.add_button("batal", _("Batal"))
    dialog.add_button("ya", _("Tambahkan"), take, default=True, closes=False)
    name.setFocus(Qt.FocusReason.OtherFocusReason)
    dialog.open()
    return dialog


class IndicatorList(Dialog):
    """Search, arrows, Enter: an indicator of somebody's SKP, or by the other button none of them."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        choices: Sequence[PilihanIndikator],
        on_chosen: Callable[[PilihanIndikator], object],
        on_none: Callable[[], object],
    ) -> None:
        super().__init__(parent, name="pilih-indikator", title=title, text=_("Pilih indikator dari SKP tahun ini."))
        self._choices = tuple(choices)
        self._on_chosen = on_chosen
        self._shown = ""
        self._field = SearchField("pilih-indikator-cari", _("Cari nama atau kata dalam indikator"))
        self._list = QListWidget()
        self._list.setObjectName("pilih-indikator-daftar")
        self._list.setAccessibleName(title)
        self._list.setWordWrap(True)
        self._list.setMinimumSize(760, 330)
        self.content.addWidget(self._field)
        self.content.addWidget(self._list, 1)
        self.add_button("batal", _("Batal"))
        self.add_button("tanpa", _("Tanpa indikator dari SKP"), on_none)
        self.add_button("pilih", _("Pilih"), self._choose, default=True, closes=False)
        self._field.searched.connect(self._show)
        self._list.itemActivated.connect(lambda _item: self._choose())
        self._show("")
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, text: str) -> None:
        self._shown = text.strip()
        self._list.clear()
        for at, one in enumerate(self._choices):
            words = f"{one.nama}: {one.indikator}\n{one.hasil}"
            if text.casefold() in words.casefold():
                item = QListWidgetItem(words)
                item.setData(Qt.ItemDataRole.UserRole, at)
                self._list.addItem(item)
        self._list.setCurrentRow(0)

    def _choose(self) -> None:
        # Enter right after typing means what was typed, not what is still shown.
        if self._field.text().strip() != self._shown:
            self._show(self._field.text().strip())
        item = self._list.currentItem()
        if self.isVisible() and item is not None:
            self.accept()
            self._on_chosen(self._choices[int(item.data(Qt.ItemDataRole.UserRole))])
