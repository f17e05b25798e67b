"""PackDialog: what an auditor's pack is to hold, and where it goes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from desktop_app.i18n import _
from desktop_app.services.berkas_auditor import CakupanAuditor
from desktop_app.ui.desk import Desk
from desktop_app.ui.page import Page
from desktop_app.ui.picker import PersonPicker
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.controls import make_line_edit
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.folder import FolderField
from desktop_app.ui.widgets.form import FormRow


class PackDialog(Dialog):
    """Calls ``on_take`` with the folder and the scope once both are answered."""

    def __init__(self, page: Page, desk: Desk, on_take: Callable[[Path, CakupanAuditor], object]) -> None:
        super().__init__(
            page.window(),
            name="auditor-dialog",
            title=_("Buat berkas auditor"),
            text=_(
                "Satu folder dengan formulir, isi dokumen, seluruh jejak, tanda tangan, tanda terima, dan pemeriksa "
                "yang dapat dijalankan tanpa program ini. Isinya data pribadi: serahkan hanya kepada yang berwenang."
            ),
        )
        self._on_take = on_take
        self._year = make_line_edit("auditor-tahun", _("Tahun"), hint=_("Semua tahun"), limit=4)
        self._year.setText(str(desk.proposed_day().year))
        self._person = PersonPicker("auditor-pegawai", _("Pegawai (kosong: semua)"), desk.runner)
        self._folder = FolderField("auditor-folder", _("Flashdisk atau folder tujuan"))
        self._year_row = FormRow("auditor-baris-tahun", _("Tahun"), self._year, stacked=True)
        person_row = FormRow("auditor-baris-pegawai", _("Pegawai (kosong: semua)"), self._person, stacked=True)
        self._folder_row = FormRow(
            "auditor-baris-folder", _("Flashdisk atau folder tujuan"), self._folder, stacked=True
        )
        for row in (self._year_row, person_row, self._folder_row):
            self.content.addWidget(row)
        self.add_button("batal", _("Batal"))
        self.add_button("ya", _("Buat berkas auditor"), self.take, default=True, closes=False)
        self.setMinimumWidth(560)

    def take(self) -> None:
        """Close and hand on, where year and folder are answered as they must be."""
        year, folder = self._year.text().strip(), self._folder.answer()
        self._year_row.clear_finding()
        self._folder_row.clear_finding()
        if year and not (year.isascii() and year.isdigit() and len(year) == 4):
            self._year_row.show_finding(State.ERROR, _("Tulis empat angka, misalnya 2026, atau kosongkan."))
            return
        if folder is None:
            self._folder_row.show_finding(State.ERROR, _("Pasang flashdisk, atau pilih folder tujuan."))
            return
        scope = CakupanAuditor(tahun=int(year or 0), pegawai_id=self._person.answer())
        self.accept()
        self._on_take(folder, scope)
