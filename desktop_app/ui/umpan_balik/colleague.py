"""ColleagueList: one person of the office by name and post, for who gives feedback and sees nothing else of him."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from desktop_app.i18n import _
from desktop_app.services.umpan_balik import Rekan, list_rekan
from desktop_app.ui.models.rows import Column, RowModel
from desktop_app.ui.page import Page
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.search import SearchField
from desktop_app.ui.widgets.table import DataTable
from desktop_app.ui.widgets.ticks import TickList


class ColleagueList(Dialog):
    """Search, arrows, Enter: the person is chosen."""

    def __init__(self, page: Page, title: str, on_chosen: Callable[[Rekan], object]) -> None:
        super().__init__(page.window(), name="umpan-balik-rekan", title=title)
        self._on_chosen = on_chosen
        self._all: tuple[Rekan, ...] | None = None
        self._choose_next = False
        self._fill()
        page.ask(list_rekan, on_done=self._show)

    def _fill(self) -> None:
        self._field = SearchField("umpan-balik-rekan-cari", _("Cari nama atau jabatan"))
        self._model: RowModel[Rekan] = RowModel(
            [Column(_("Nama"), lambda row: row.nama), Column(_("Jabatan"), lambda row: row.jabatan)], self
        )
        self._table = DataTable(
            "umpan-balik-rekan-tabel", _("Pegawai"), EmptyState("umpan-balik-rekan-kosong", _("Tidak ditemukan"))
        )
        self._table.set_model(self._model)
        self._table.set_columns((320, 300), 1)
        self._table.setMinimumSize(680, 320)
        self.content.addWidget(self._field)
        self.content.addWidget(self._table, 1)
        self.add_button("batal", _("Batal"))
        self.add_button("pilih", _("Pilih"), self._choose, default=True, closes=False)
        self._field.textChanged.connect(lambda _text: self._filter())
        self._table.opened.connect(lambda _row: self._choose())
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk through the list with the arrows while the keyboard stays in the search field."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is None or not self._field.hasFocus():
            super().keyPressEvent(event)
            return
        last = self._model.rowCount() - 1
        self._table.select_row(max(0, min(last, self._table.current_row() + step)))

    def _show(self, people: tuple[Rekan, ...]) -> None:
        self._all = people
        self._filter()
        if self._choose_next:
            self._choose()

    def _filter(self) -> None:
        words = self._field.text().casefold().split()
        people = [one for one in self._all or () if all(w in f"{one.nama} {one.jabatan}".casefold() for w in words)]
        self._model.set_rows(people)
        self._table.select_row(0)

    def _choose(self) -> None:
        # Enter pressed before the list has come means its first line.
        if self._all is None:
            self._choose_next = True
            return
        row = self._model.row_at(self._table.current_row())
        if row is not None and self.isVisible():
            self.accept()
            self._on_chosen(row)


def ask_whom(page: Page, people: tuple[Rekan, ...], on_taken: Callable[[tuple[str, ...]], object]) -> TickList:
    """Ask whom to ask for feedback, several at once."""
    dialog = TickList(
        page.window(),
        name="umpan-balik-siapa",
        title=_("Minta umpan balik kepada siapa?"),
        text=_("Yang Anda minta tahu bahwa permintaan ini dari Anda. Ia boleh tidak memberi."),
        yes=_("Lanjut"),
    )
    for one in people:
        dialog.add_line(one.id, f"{one.nama}\n{one.jabatan}" if one.jabatan else one.nama)
    dialog.on_taken = on_taken
    dialog.ready()
    return dialog
