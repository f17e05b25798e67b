"""AskedPart: the sheets that wait for who is logged in; Enter opens one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.i18n import _
from desktop_app.services.putaran_jawab import (
    LembarPutaran,
    PutaranDiminta,
    answer_putaran,
    list_lembar_putaran,
)
from desktop_app.services.putaran_kata import name_group
from desktop_app.ui.models.rows import Column, RowModel
from desktop_app.ui.page import Page
from desktop_app.ui.putaran.answer import AnswerSheet
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.table import DataTable


@dataclass(frozen=True)
class AskedRow:
    """One sheet with its round."""

    round: PutaranDiminta
    sheet: LembarPutaran


class AskedPart(QWidget):
    """Sheets that are not answered yet come first; ``shown`` tells that the list is there."""

    shown = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.setObjectName("putaran-diminta")
        self._page = page
        self._model: RowModel[AskedRow] = RowModel(_columns(), self)
        empty = EmptyState(
            "putaran-diminta-kosong",
            _("Tidak ada lembar yang menunggu Anda"),
            _("Bila Anda menerima kode di kertas, pilih “Jawab dengan kode…” di atas."),
        )
        self.table = DataTable("putaran-diminta-tabel", _("Lembar yang menunggu jawaban Anda"), empty)
        self.table.set_model(self._model)
        self.table.set_columns((240, 140, 260, 150, 170), 0)
        self.table.opened.connect(self.open_row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.addWidget(self.table, 1)

    def load(self) -> None:
        """Ask for the sheets."""
        self._page.ask(list_lembar_putaran, on_done=self._show)

    def take_focus(self) -> None:
        """Put the keyboard into the list."""
        self.table.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def waiting(self) -> int:
        """Return how many sheets are not answered yet."""
        return sum(not row.sheet.sudah for row in self._model.rows())

    def open_row(self, number: int) -> None:
        """Open the sheet in a line, unless it cannot be answered here or was answered."""
        row = self._model.row_at(number)
        if row is None:
            return
        if row.sheet.sudah:
            self._page.banner.show_message(State.INFO, _("Lembar ini sudah Anda jawab."))
        elif not row.round.di_sini:
            text = _("Jawaban dikumpulkan di komputer lain. Jawab di komputer tempat putaran dibuka.")
            self._page.banner.show_message(State.INFO, text)
        elif row.round.hilang:
            text = _("Jawaban putaran ini hilang karena pemulihan cadangan. Tunggu sampai putaran dibuka ulang.")
            self._page.banner.show_message(State.WARNING, text)
        else:
            self._page.banner.hide()
            AnswerSheet(self._page, row.round, row.sheet, self._sender(row)).open()

    def _sender(
        self, row: AskedRow
    ) -> Callable[[dict[str, int], str, Callable[[], object], Callable[[BaseException], object]], object]:
        def send(
            values: dict[str, int],
            text: str,
            done: Callable[[], object],
            refused: Callable[[BaseException], object],
        ) -> None:
            def taken(_nothing: object) -> None:
                done()
                self._page.banner.show_message(State.OK, _("Jawaban diterima. Terima kasih."))
                self.load()

            self._page.ask(answer_putaran, row.round.id, row.sheet.id, values, text, on_done=taken, on_error=refused)

        return send

    def _show(self, rounds: tuple[PutaranDiminta, ...]) -> None:
        rows = [AskedRow(one, sheet) for one in rounds for sheet in one.lembar]
        rows.sort(key=lambda row: row.sheet.sudah)
        self._model.set_rows(rows)
        self.table.select_row(0)
        self.shown.emit()


def _columns() -> list[Column[AskedRow]]:
    def status(row: AskedRow) -> str:
        if row.sheet.sudah:
            return _("Sudah dijawab")
        if not row.round.di_sini:
            return _("Di komputer lain")
        return _("Jawaban hilang") if row.round.hilang else _("Menunggu")

    def mark(row: AskedRow) -> State | None:
        if row.sheet.sudah:
            return State.OK
        return State.WARNING if row.round.di_sini and not row.round.hilang else State.INFO

    def until(row: AskedRow) -> str:
        return format_tanggal(row.round.selesai) if row.round.selesai else "–"

    return [
        Column(_("Tentang"), lambda row: row.sheet.tentang),
        Column(_("Anda sebagai"), lambda row: _side(row)),
        Column(_("Putaran"), lambda row: row.round.nama),
        Column(_("Sampai"), until),
        Column(_("Status"), status, state=mark),
    ]


def _side(row: AskedRow) -> str:
    return name_group(row.sheet.kelompok)
