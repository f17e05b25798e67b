"""ChangePenilai: another assessor from a day on for the people who are selected; what follows is shown first."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt

from desktop_app.i18n import _
from desktop_app.messages import sentence
from desktop_app.services.kantor import Changed
from desktop_app.services.pegawai import BarisPegawai
from desktop_app.services.pergantian_penilai import BarisGanti, change_penilai, preview_penilai
from desktop_app.ui.errors import present_error
from desktop_app.ui.models.rows import Column, RowModel
from desktop_app.ui.page import Page
from desktop_app.ui.picker import PersonPicker
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.controls import make_line_edit
from desktop_app.ui.widgets.dates import DateField
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.table import DataTable


class ChangePenilai(Dialog):
    """Each answer asks anew what would follow; "Ganti" writes it at once for everybody or for nobody."""

    def __init__(self, page: Page, rows: Sequence[BarisPegawai], on_done: Callable[[Changed, int], object]) -> None:
        super().__init__(
            page.window(),
            name="ganti-penilai",
            title=_("Ganti penilai {n} pegawai").format(n=len(rows)),
            text=_("Draf yang terbuka ikut ke penilai baru. Yang sudah ditetapkan atau final tidak berubah."),
        )
        self._page = page
        self._ids = [row.id for row in rows]
        self._on_done = on_done
        self._fill()

    def _fill(self) -> None:
        runner = self._page.desk.runner
        self._who = PersonPicker("ganti-penilai-siapa", _("Penilai baru"), runner)
        self._since = DateField("ganti-penilai-mulai", _("Berlaku mulai"))
        self._since.set_answer(self._page.desk.proposed_day())
        self._above = PersonPicker("ganti-penilai-atasan", _("Atasan pejabat penilai"), runner)
        self._why = make_line_edit("ganti-penilai-alasan", _("Alasan"), hint=_("Misalnya mutasi, salah isi"), limit=300)
        self._who_row = FormRow("ganti-penilai-baris-siapa", _("Penilai baru"), self._who, required=True)
        since = FormRow(
            "ganti-penilai-baris-mulai", _("Berlaku mulai"), self._since, required=True, hint=_("Boleh tanggal lampau")
        )
        above = FormRow(
            "ganti-penilai-baris-atasan",
            _("Atasan penilai"),
            self._above,
            hint=_("Kosongkan bila sama dengan penilai dari pejabat penilai"),
        )
        self._why_row = FormRow("ganti-penilai-baris-alasan", _("Alasan"), self._why, required=True)
        for row in (self._who_row, since, above, self._why_row):
            self.content.addWidget(row)
        self._model: RowModel[BarisGanti] = RowModel(_columns(), self)
        empty = EmptyState("ganti-penilai-kosong", _("Pilih penilai baru untuk melihat apa yang ikut"))
        self._table = DataTable("ganti-penilai-tabel", _("Yang akan terjadi"), empty)
        self._table.set_model(self._model)
        self._table.set_columns((230, 200, 330), 2)
        self._table.setMinimumSize(780, 190)
        self.content.addWidget(self._table, 1)
        self.add_button("batal", _("Batal"))
        self._do = self.add_button("ya", _("Ganti penilai"), self._take, default=True, closes=False)
        self._who.answered.connect(lambda _id: self._preview())
        self._above.answered.connect(lambda _id: self._preview())
        self._since.answered.connect(lambda _day: self._preview())
        self._who.setFocus(Qt.FocusReason.OtherFocusReason)

    def _preview(self) -> None:
        self._who_row.clear_finding()
        if not self._who.answer() or not self._since.is_readable():
            return
        self._page.desk.runner.submit(
            preview_penilai,
            self._ids,
            self._since.answer(),
            self._who.answer(),
            self._above.answer(),
            owner=self,
            on_done=self._model.set_rows,
            on_error=self._fail,
        )

    def _take(self) -> None:
        self._since.flush()
        if not self._who.answer():
            self._who_row.show_finding(State.ERROR, _("Pilih penilai yang baru."))
            self._who.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self._since.is_readable():
            self._since.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self._why.text().strip():
            self._why_row.show_finding(State.ERROR, _("Tuliskan alasannya."))
            self._why.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._do.setEnabled(False)
            self._page.desk.runner.submit(
                change_penilai,
                self._ids,
                self._since.answer(),
                self._who.answer(),
                self._above.answer(),
                owner=self,
                on_done=self._done,
                on_error=self._fail,
                keep_error=True,
                alasan=self._why.text().strip(),
            )

    def _done(self, changed: Changed) -> None:
        self.accept()
        self._on_done(changed, len(self._ids))

    def _fail(self, error: BaseException) -> None:
        self._do.setEnabled(True)
        present_error(self, error)


def _columns() -> list[Column[BarisGanti]]:
    def follows(row: BarisGanti) -> str:
        if row.galat is not None:
            return sentence(row.galat)
        if row.sudah:
            return _("Sudah begitu")
        return _("{n} draf ikut, {m} dokumen tetap").format(n=len(row.ikut), m=row.tetap)

    return [
        Column(_("Pegawai"), lambda row: row.nama),
        Column(_("Penilai lama"), lambda row: row.lama or "–"),
        Column(_("Yang terjadi"), follows, state=lambda row: State.ERROR if row.galat is not None else None),
    ]
