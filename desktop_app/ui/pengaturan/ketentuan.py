"""KetentuanPage: the tab with the agency's choices and the calendar, in two parts side by side."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.i18n import _
from desktop_app.services.kalender import (
    KalenderTahun,
    PratinjauKalender,
    import_kalender,
    preview_berkas,
    preview_teks,
    show_kalender,
    write_kalender,
)
from desktop_app.services.kantor import Changed, Kantor
from desktop_app.services.ketentuan import KetentuanBerlaku, show_ketentuan, write_ketentuan
from desktop_app.ui.desk import Desk
from desktop_app.ui.page import Page
from desktop_app.ui.pengaturan.agency import AgencyCard
from desktop_app.ui.pengaturan.calendar import CalendarCard, ask_import, ask_paste
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.scroll import ScrollColumn
from desktop_app.ui.widgets.turning import TurningRow


class Stored(NamedTuple):
    """Everything that the tab shows."""

    choices: KetentuanBerlaku
    calendar: KalenderTahun


def read_both(kantor: Kantor, year: int) -> Stored:
    """Return the choices and one year of the calendar; runs in the worker thread."""
    return Stored(show_ketentuan(kantor), show_kalender(kantor, year))


class KetentuanPage(Page):
    """Each answer is saved as it is given; what the kabupaten has decided is shown and cannot be changed."""

    kinds = ("ketentuan", "kalender", "pengaturan")

    def __init__(self, desk: Desk) -> None:
        super().__init__("halaman-ketentuan", _("Ketentuan"), desk)
        self._year = desk.proposed_day().year
        self._build()
        self._connect()

    def _build(self) -> None:
        self.agency = AgencyCard(self.desk.profil.peran)
        self.calendar = CalendarCard(self._year)
        left, right = QWidget(), QWidget()
        for side, card in ((left, self.agency), (right, self.calendar)):
            column = QVBoxLayout(side)
            column.setContentsMargins(0, 0, 0, 0)
            column.addWidget(card)
            column.addStretch(1)
        scroll = ScrollColumn("ketentuan-isi", _("Ketentuan"))
        scroll.box.addWidget(TurningRow("ketentuan-kolom", [(left, 1), (right, 1)], turn_at=980), 1)
        self.box.addWidget(self.banner)
        self.box.addWidget(scroll, 1)

    def _connect(self) -> None:
        self.agency.answered.connect(self._write_choices)
        self.calendar.written.connect(self._write_days)
        self.calendar.year_chosen.connect(self._on_year)
        self.calendar.paste_wanted.connect(lambda: ask_paste(self, self._year, self.preview_text))
        self.calendar.file_chosen.connect(self.preview_file)

    def load(self) -> None:
        """Ask for what is stored."""
        self.ask(read_both, self._year, on_done=self._show)

    def enter(self) -> None:
        """Load and put the keyboard into the first field."""
        super().enter()
        self.agency.take_focus()

    def leave(self) -> None:
        """Write what was typed last."""
        self.agency.flush()
        self.calendar.flush()

    def preview_text(self, text: str) -> None:
        """Show what pasted lines would add."""
        self.ask(preview_teks, self._year, text, on_done=self._on_preview)

    def preview_file(self, path: Path) -> None:
        """Show what a file would add."""
        self.banner.hide()
        self.ask(preview_berkas, self._year, path, on_done=self._on_preview)

    def _show(self, stored: Stored) -> None:
        self.agency.show_choices(stored.choices)
        self.calendar.show_calendar(stored.calendar)

    def _on_year(self, year: int) -> None:
        self.calendar.flush()
        self._year = year
        self.load()

    def _on_preview(self, preview: PratinjauKalender) -> None:
        ask_import(self, preview, partial(self._import, preview))

    def _import(self, preview: PratinjauKalender) -> None:
        text = _("Kalender {tahun} disimpan.").format(tahun=preview.tahun)
        self.ask(import_kalender, preview, on_done=partial(self._on_written, text), writes=True)

    def _write_choices(self, choices: object) -> None:
        done = partial(self._on_written, "")
        self.ask(write_ketentuan, choices, on_done=done, on_error=self._on_failed, writes=True)

    def _write_days(self, days: object, decree: str) -> None:
        done = partial(self._on_written, "")
        self.ask(write_kalender, self._year, days, decree, on_done=done, on_error=self._on_failed, writes=True)

    def _on_written(self, text: str, changed: Changed) -> None:
        if text:
            self.banner.show_message(State.OK, text)
        else:
            self.banner.hide()
        self.changed.emit(changed)
        self.load()

    def _on_failed(self, error: BaseException) -> None:
        self.show_error(error)
        self.load()
