"""CalendarCard: the holidays of one year, typed one by one, pasted as a list, or read from a file with a preview."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.istilah import JenisLibur
from desktop_app.domain.ketentuan import HariLibur
from desktop_app.i18n import _
from desktop_app.messages import sentence_for
from desktop_app.services.kalender import HariKalender, KalenderTahun, PratinjauKalender
from desktop_app.ui.models.rows import Column, RowModel
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.controls import Card, make_button, make_label, make_line_edit
from desktop_app.ui.widgets.dates import DateField
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.filedialog import ask_one_file
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.table import DataTable
from desktop_app.ui.widgets.text import AnswerLine, GrowingTextEdit

SHOWN = 12
"""Days and lines that a preview names; the rest is counted."""


def kinds() -> dict[JenisLibur, str]:
    """Return what each kind of holiday is called."""
    return {
        JenisLibur.LIBUR_NASIONAL: _("Libur nasional"),
        JenisLibur.CUTI_BERSAMA: _("Cuti bersama"),
        JenisLibur.LIBUR_DAERAH: _("Libur daerah"),
    }


class CalendarCard(Card):
    """``written`` carries the office's own days and their decree, ``year_chosen`` another year to look at."""

    written = Signal(object, str)
    year_chosen = Signal(int)
    paste_wanted = Signal()
    file_chosen = Signal(object)

    def __init__(self, year: int) -> None:
        super().__init__("ketentuan-kalender", _("Kalender hari libur"))
        self._calendar: KalenderTahun | None = None
        self._build(year)
        self._connect()

    def _build(self, year: int) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        years = [(str(one), str(one)) for one in range(year + 1, year - 4, -1)]
        self.year = ComboField("kalender-tahun", _("Tahun kalender"), years)
        self.year.set_answer(str(year))
        self._paste = make_button("kalender-tempel", _("Tempel daftar…"))
        self._file = make_button("kalender-berkas", _("Ambil dari CSV/XLSX…"), icon_name="berkas")
        top.addWidget(self.year)
        top.addStretch(1)
        top.addWidget(self._paste)
        top.addWidget(self._file)
        self.box.addLayout(top)
        self._note = make_label("", "muted", name="kalender-catatan", wrap=True)
        self.box.addWidget(self._note)
        names = kinds()
        self._model: RowModel[HariKalender] = RowModel(
            [
                Column(_("Tanggal"), lambda one: format_tanggal(one.hari.tanggal)),
                Column(_("Nama"), lambda one: one.hari.nama or "–"),
                Column(_("Jenis"), lambda one: names[one.hari.jenis]),
                Column(_("Dari"), lambda one: _("kabupaten") if one.dari_kabupaten else _("kantor ini")),
            ],
            self,
        )
        empty = EmptyState(
            "kalender-kosong", _("Belum ada hari libur"), _("Tempel daftar dari surat edaran, atau tambah satu-satu.")
        )
        self.table = DataTable("kalender-daftar", _("Hari libur"), empty)
        self.table.set_model(self._model)
        self.table.set_columns([150, 200, 120, 90], 1)
        self.table.setMinimumHeight(220)
        self.box.addWidget(self.table, 1)
        self._add_row()
        self._decree = AnswerLine("kalender-dasar", _("Dasar kalender"), limit=300)
        self.box.addWidget(
            FormRow("kalender-baris-dasar", _("Dasar"), self._decree, hint=_("Nomor keputusan bersama atau edaran"))
        )

    def _add_row(self) -> None:
        self._day = DateField("kalender-hari", _("Tanggal libur"))
        self._name = make_line_edit("kalender-nama", _("Nama hari libur"), hint=_("Nama hari libur"), limit=120)
        self._kind = ComboField(
            "kalender-jenis", _("Jenis libur"), [(key.value, text) for key, text in kinds().items()]
        )
        self._add = make_button("kalender-tambah", _("Tambah hari"))
        self._remove = make_button("kalender-hapus", _("Hapus hari"))
        row = QHBoxLayout()
        row.setSpacing(8)
        for field, stretch in ((self._day, 0), (self._name, 1), (self._kind, 0), (self._add, 0), (self._remove, 0)):
            row.addWidget(field, stretch)
        self.box.addLayout(row)

    def _connect(self) -> None:
        self.year.answered.connect(lambda key: self.year_chosen.emit(int(key)))
        self._paste.clicked.connect(self.paste_wanted)
        self._file.clicked.connect(self._ask_file)
        self._add.clicked.connect(self._on_add)
        self._name.returnPressed.connect(self._on_add)
        self._remove.clicked.connect(self._on_remove)
        self.table.selected.connect(lambda _row: self._allow())
        self._decree.answered.connect(lambda text: self._write(self._own(), text))

    def flush(self) -> None:
        """Tell what was typed last."""
        self._decree.flush()

    def show_calendar(self, calendar: KalenderTahun) -> None:
        """Show one year as it counts here."""
        self._calendar = calendar
        self.year.set_answer(str(calendar.tahun))
        self._model.set_rows(calendar.hari)
        self._decree.set_answer(calendar.dasar)
        if self._day.answer().year != calendar.tahun:
            self._day.set_answer(date(calendar.tahun, 1, 1))
        self._note.setText(self._words(calendar))
        for widget in (self._paste, self._file, self._add, self._day, self._name, self._kind):
            widget.setEnabled(calendar.boleh_ubah)
        self._decree.setReadOnly(not calendar.boleh_ubah)
        self._allow()

    def _words(self, calendar: KalenderTahun) -> str:
        if calendar.konflik:
            return _("Dua versi kalender ini berbeda. Pilih dulu di halaman Konflik.")
        if not calendar.terisi:
            code = "kalender_belum_diisi_enam" if calendar.hari_kerja == 6 else "kalender_belum_diisi"
            return sentence_for(code, {"tahun": calendar.tahun})
        above = sum(1 for one in calendar.hari if one.dari_kabupaten)
        text = _("{n} hari libur; {k} dari kabupaten.").format(n=len(calendar.hari), k=above)
        decree = calendar.dasar_kabupaten
        return f"{text} {_('Dasar: {dasar}').format(dasar=decree)}" if decree else text

    def _own(self) -> dict[date, HariLibur]:
        return {one.tanggal: one for one in self._calendar.sendiri} if self._calendar else {}

    def _allow(self) -> None:
        row = self._model.row_at(self.table.current_row())
        mine = self._calendar is not None and row is not None and row.hari.tanggal in self._own()
        self._remove.setEnabled(mine and self._calendar is not None and self._calendar.boleh_ubah)

    def _write(self, days: dict[date, HariLibur], decree: str | None = None) -> None:
        self.written.emit(tuple(days.values()), self._decree.answer() if decree is None else decree)

    def _on_add(self) -> None:
        self._day.flush()
        if self._calendar is None or not self._day.is_readable():
            self._day.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        day, kind = self._day.answer(), JenisLibur(self._kind.answer() or JenisLibur.LIBUR_NASIONAL)
        self._write(self._own() | {day: HariLibur(id=day.isoformat(), tanggal=day, nama=self._name.text(), jenis=kind)})
        self._name.clear()
        self._day.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_remove(self) -> None:
        row = self._model.row_at(self.table.current_row())
        if row is not None:
            self._write({day: one for day, one in self._own().items() if day != row.hari.tanggal})

    def _ask_file(self) -> None:
        ask_one_file(
            self.window(),
            "kalender-berkas-dialog",
            _("Pilih daftar hari libur"),
            _("Tabel") + " (*.xlsx *.xls *.ods *.csv *.txt)",
            self.file_chosen.emit,
        )


def ask_paste(parent: QWidget, year: int, on_text: Callable[[str], object]) -> Dialog:
    """Ask for a list of holidays as text."""
    text = _(
        "Satu hari per baris, seperti di surat edaran: “1 Januari 2026 Tahun Baru”, “20-21 Maret 2026 Cuti bersama …”, "
        "“2026-08-17; Hari Kemerdekaan”. Yang bukan tahun {tahun} dilewati."
    ).format(tahun=year)
    dialog = Dialog(parent.window(), name="kalender-tempel-dialog", title=_("Tempel daftar hari libur"), text=text)
    field = GrowingTextEdit("kalender-tempel-isi", _("Daftar hari libur"), least_lines=8)
    dialog.content.addWidget(field)

    def take() -> None:
        words = field.answer()
        if words:
            dialog.accept()
            on_text(words)
        else:
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    dialog.add_button("batal", _("Batal"))
    dialog.add_button("lihat", _("Pratinjau"), take, kind="primary", closes=False)
    field.setFocus(Qt.FocusReason.OtherFocusReason)
    dialog.open()
    return dialog


def ask_import(parent: QWidget, preview: PratinjauKalender, on_yes: Callable[[], object]) -> Dialog:
    """Show what an import would do and ask; nothing was written yet."""
    days = [*preview.baru, *preview.berubah]
    lines = [f"{format_tanggal(one.tanggal)} – {one.nama or '–'} ({kinds()[one.jenis]})" for one in days[:SHOWN]]
    if len(days) > SHOWN:
        lines.append(_("… dan {n} hari lagi").format(n=len(days) - SHOWN))
    counts = _("{n} hari baru, {u} berubah, {s} sudah ada.").format(
        n=len(preview.baru), u=len(preview.berubah), s=preview.sama
    )
    if preview.tahun_lain:
        counts += " " + _("{n} hari bukan tahun {tahun}, dilewati.").format(n=preview.tahun_lain, tahun=preview.tahun)
    if preview.tertolak:
        lines.append(_("Baris yang tidak terbaca:"))
        lines += [f"{one.nomor}: {one.teks}" for one in preview.tertolak[:SHOWN]]
    if preview.ganda:
        lines.append(_("Baris yang harinya ada di baris lain (yang bernama dipakai):"))
        lines += [f"{one.nomor}: {one.teks}" for one in preview.ganda[:SHOWN]]
    title = _("Kalender {tahun}: pratinjau").format(tahun=preview.tahun)
    state = State.WARNING if preview.tertolak or not days else None
    dialog = Dialog(parent.window(), name="kalender-pratinjau", title=title, text=counts, state=state)
    if lines:
        dialog.content.addWidget(make_label("\n".join(lines), name="kalender-pratinjau-isi", wrap=True))
    dialog.add_button("batal", _("Batal") if days else _("Tutup"), default=not days)
    if days:
        dialog.add_button("ya", _("Ambil {n} hari").format(n=len(days)), on_yes, default=True)
    dialog.open()
    return dialog
