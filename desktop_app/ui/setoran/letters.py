"""LetterWriter: which offices get a letter, who signs it, and where the file is to be written."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop_app.i18n import _
from desktop_app.services.setoran import PetaSetoran
from desktop_app.services.setoran_surat import IsianSurat, make_surat, read_isian_surat
from desktop_app.ui.errors import present_error
from desktop_app.ui.page import Page
from desktop_app.ui.save_as import ask_target
from desktop_app.ui.widgets.banner import Banner
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.text import AnswerLine
from desktop_app.ui.widgets.ticks import TickList


class LetterWriter(QObject):
    """Asks in two steps; ``written`` carries how many letters there are and the ``Path`` of the file."""

    written = Signal(int, object)

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self.ticks: TickList | None = None
        self.form: Dialog | None = None
        self.lines: dict[str, AnswerLine] = {}

    def ask_offices(self, found: PetaSetoran, current: str) -> None:
        """Ask which offices get a letter; the current one is ticked, or all where it lacks nothing."""
        lacking = [row for row in found.baris if row.kurang]
        here = any(row.kode == current for row in lacking)
        self.ticks = TickList(
            self._page.window(),
            name="setoran-surat-kantor",
            title=_("Surat pengingat untuk kantor mana?"),
            text=_("Yang tampil ialah kantor yang kekurangan setoran {tahun} yang sudah diminta.").format(
                tahun=found.tahun
            ),
            yes=_("Lanjut"),
        )
        for row in lacking:
            ticked = row.kode == current or not here
            self.ticks.add_line(row.kode, f"{row.nama} ({row.kode})", ticked=ticked)
        self.ticks.add_button("semua", _("Semua kantor ini"), lambda: self.ask_signature(found.tahun, ()))
        self.ticks.on_taken = partial(self.ask_signature, found.tahun)
        self.ticks.ready()

    def ask_signature(self, year: int, offices: Sequence[str]) -> None:
        """Ask for the number and who signs; what was given last time stands there."""
        self._page.ask(read_isian_surat, on_done=partial(self._show_form, year, tuple(offices)))

    def _show_form(self, year: int, offices: tuple[str, ...], before: IsianSurat) -> None:
        self.form = Dialog(
            self._page.window(),
            name="setoran-surat-isian",
            title=_("Nomor dan penanda tangan"),
            text=_(
                "Boleh dikosongkan; di surat tersedia tempat untuk menulisnya. Bila suratnya lebih dari satu, di "
                "belakang nomor ditambahkan -1, -2, dan seterusnya."
            ),
        )
        self.told = Banner("setoran-surat-pesan")
        self.form.content.addWidget(self.told)
        labels = {
            "nomor": _("Nomor surat"),
            "jabatan": _("Jabatan penanda tangan"),
            "nama": _("Nama penanda tangan"),
            "nip": _("NIP penanda tangan"),
        }
        self.lines = {}
        for key, label in labels.items():
            line = AnswerLine(f"setoran-surat-{key}", label)
            line.set_answer(str(getattr(before, key)))
            self.lines[key] = line
            self.form.content.addWidget(FormRow(f"setoran-surat-{key}-baris", label, line))
        self.form.add_button("batal", _("Batal"))
        self.form.add_button(
            "ya", _("Simpan surat…"), lambda: self._ask_file(year, offices), default=True, closes=False
        )
        self.form.setMinimumWidth(560)
        self.form.finished.connect(self._forget)
        self.form.open()
        self.lines["nomor"].setFocus()

    def _forget(self) -> None:
        self.form = None

    def _ask_file(self, year: int, offices: tuple[str, ...]) -> None:
        filled = IsianSurat(**{key: line.answer().strip() for key, line in self.lines.items()})
        proposed = f"surat-pengingat-setoran-{year}.pdf"
        ask_target(self.form or self._page, _("Simpan surat"), proposed, partial(self.write, year, offices, filled))

    def write(self, year: int, offices: tuple[str, ...], filled: IsianSurat, path: Path) -> None:
        """Write the letters to ``path``; the form closes once they are there, and keeps its words else."""

        def done(count: int) -> None:
            if self.form is not None:
                self.form.accept()
            self.written.emit(count, path)

        def failed(error: BaseException) -> None:
            if self.form is not None:
                present_error(self.form, error, self.told)
            else:
                self._page.show_error(error)

        self._page.ask(make_surat, year, offices, filled, path, on_done=done, on_error=failed, writes=True)
