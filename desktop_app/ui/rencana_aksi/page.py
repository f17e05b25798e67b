"""RencanaAksiPage: the action plans of a year, and the sheet of one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop_app.domain.istilah import JenisPeriode
from desktop_app.domain.periode import list_periode
from desktop_app.domain.wewenang import Wewenang
from desktop_app.i18n import _
from desktop_app.services.kantor import Changed
from desktop_app.services.pekerjaan import WaktuKerja, read_waktu_kerja
from desktop_app.services.rencana_aksi import (
    BarisAksi,
    PilihanSkp,
    create_rencana_aksi,
    list_rencana_aksi,
    list_skp_aksi,
)
from desktop_app.ui.desk import Desk
from desktop_app.ui.models.rows import Column, RowModel
from desktop_app.ui.page import Page
from desktop_app.ui.rencana_aksi.sheet import ActionSheet
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.controls import make_button
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.header import PageHeader
from desktop_app.ui.widgets.table import DataTable
from desktop_app.ui.words import periode_text, short_date


class RencanaAksiPage(Page):
    """Shows the list or one sheet; the sheet is committed whenever it is left."""

    kinds = ("rencana_aksi", "skp", "pegawai")

    def __init__(self, desk: Desk) -> None:
        super().__init__("halaman-rencana-aksi", _("Rencana aksi"), desk)
        self._build()
        self._connect()

    def _build(self) -> None:
        self._header = PageHeader(
            "rencana-aksi-kepala", _("Rencana aksi"), _("Langkah tiap hasil kerja, dan realisasinya (B.1.1, B.1.2)")
        )
        back = make_button(
            "rencana-aksi-jurnal", _("Jurnal"), kind="quiet", icon_name="panah-kiri", shortcut="Alt+Left", compact=True
        )
        back.clicked.connect(lambda: self.navigate.emit("jurnal", ""))
        self._header.insert_action(back)
        self._year = ComboField("rencana-aksi-tahun", _("Tahun"), [_choice(self.desk.proposed_day().year)])
        self._new = make_button("rencana-aksi-baru", _("Rencana aksi baru…"), kind="primary", icon_name="tambah")
        self._new.setToolTip(_("Rencana aksi baru  (Ctrl+N)"))
        self._header.add_action(self._year)
        self._header.add_action(self._new)
        self._model: RowModel[BarisAksi] = RowModel(
            [
                Column(_("Nama"), lambda row: row.nama or "–"),
                Column(_("Jabatan"), lambda row: row.jabatan),
                Column(_("Periode"), lambda row: periode_text(row.periode)),
                Column(_("Isi"), _content_text, state=lambda row: State.ERROR if row.konflik else None),
            ],
            self,
        )
        self._table = DataTable(
            "rencana-aksi-tabel",
            _("Rencana aksi"),
            EmptyState(
                "rencana-aksi-kosong",
                _("Belum ada rencana aksi"),
                _("Dibuat bila perlu, misalnya untuk hasil kerja yang selesainya melewati satu periode (hlm. 67)."),
                icon_name="rencana",
                action=_("Rencana aksi baru…"),
            ),
        )
        self._table.set_model(self._model)
        self._table.set_columns((220, 260, 150, 200), 1)
        home = QWidget()
        home.setObjectName("rencana-aksi-daftar")
        column = QVBoxLayout(home)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._header)
        column.addWidget(self._table, 1)
        self._home = home
        self.sheet = ActionSheet(self)
        self._stack = QStackedWidget()
        self._stack.setObjectName("rencana-aksi-bagian")
        self._stack.addWidget(home)
        self._stack.addWidget(self.sheet)
        self.box.addWidget(self.banner)
        self.box.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self._year.answered.connect(lambda _key: self._load_list())
        self._table.opened.connect(self._open_row)
        self._table.empty.acted.connect(self._ask_new)
        self._new.clicked.connect(self._ask_new)
        self.sheet.left.connect(self.show_list)
        # A key of the list, not of its button: that one gives way to the empty list's own.
        QShortcut(QKeySequence("Ctrl+N"), self._home).activated.connect(self._ask_new)

    def load(self) -> None:
        """Ask which years there are, then for the list."""
        self.ask(read_waktu_kerja, on_done=self._on_years)

    def enter(self) -> None:
        """Load; a sheet that was left open is read again."""
        super().enter()
        if self._stack.currentWidget() is self.sheet and self.sheet.doc_id:
            self.sheet.open(self.sheet.doc_id)
        else:
            self._take_focus()

    def leave(self) -> None:
        """Make a revision of the open sheet."""
        if self._stack.currentWidget() is self.sheet:
            self.sheet.commit()

    def document(self) -> str:
        """Return the id of the open sheet."""
        return self.sheet.doc_id if self._stack.currentWidget() is self.sheet else ""

    def show_document(self, doc_id: str) -> None:
        """Show one action plan."""
        self.leave()
        self._stack.setCurrentWidget(self.sheet)
        self.sheet.open(doc_id)

    def show_list(self) -> None:
        """Leave the sheet for the list."""
        self.sheet.close_draft()
        self.banner.hide()
        self._stack.setCurrentWidget(self._home)
        self._load_list()

    def _take_focus(self) -> None:
        if self._model.rowCount():
            self._table.view.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._table.empty.setFocus(Qt.FocusReason.OtherFocusReason)
            self._table.empty.focusNextChild()

    def _on_years(self, work: WaktuKerja) -> None:
        self._year.set_choices([_choice(year) for year in work.tahun])
        self._load_list()

    def _load_list(self) -> None:
        def show(rows: tuple[BarisAksi, ...]) -> None:
            current = self._model.row_at(self._table.current_row())
            self._model.set_rows(rows)
            at = next((n for n, row in enumerate(rows) if current is not None and row.id == current.id), 0)
            self._table.select_row(at)
            may = self.desk.may(Wewenang.ISI_JURNAL)
            self._new.setVisible(may and bool(rows))
            if not may:
                words = _("Membuatnya bukan bagian dari peran Anda.")
                self._table.empty.set_words(_("Belum ada rencana aksi"), words, "")
            if self._stack.currentWidget() is self._home:
                self._take_focus()

        self.ask(list_rencana_aksi, int(self._year.answer()), on_done=show)

    def _open_row(self, number: int) -> None:
        row = self._model.row_at(number)
        if row is not None:
            self.show_document(row.id)

    def _ask_new(self) -> None:
        if self.desk.may(Wewenang.ISI_JURNAL):
            self.ask(list_skp_aksi, int(self._year.answer()), on_done=self._show_new)

    def _show_new(self, plans: tuple[PilihanSkp, ...]) -> None:
        if not plans:
            self.banner.show_message(State.INFO, _("Rencana aksi dibuat dari SKP. Susun dulu SKP untuk tahun ini."))
            return
        year = int(self._year.answer())
        dialog = Dialog(self.window(), name="rencana-aksi-pilih", title=_("Rencana aksi baru"), text="")
        spans = [f"{one.nama} ({short_date(one.mulai)} – {short_date(one.selesai)})" for one in plans]
        choices = [(one.skp_id, text) for one, text in zip(plans, spans, strict=True)]
        who = ComboField("rencana-aksi-skp", _("SKP"), choices)
        quarters = list_periode(year, JenisPeriode.TRIWULANAN)
        months = list_periode(year, JenisPeriode.BULANAN)[:-1]
        when = ComboField(
            "rencana-aksi-periode", _("Periode"), [(one.kode, periode_text(one)) for one in (*quarters, *months)]
        )
        dialog.content.addWidget(FormRow("rencana-aksi-baris-skp", _("SKP"), who))
        dialog.content.addWidget(FormRow("rencana-aksi-baris-periode", _("Periode"), when))

        def take() -> None:
            self.ask(create_rencana_aksi, who.answer(), when.answer(), on_done=self._on_created, writes=True)

        dialog.add_button("batal", _("Batal"))
        dialog.add_button("ya", _("Buat"), take, default=True)
        who.setFocus(Qt.FocusReason.OtherFocusReason)
        dialog.open()

    def _on_created(self, made: tuple[str, Changed]) -> None:
        self.changed.emit(made[1])
        self.show_document(made[0])


def _choice(year: int) -> tuple[str, str]:
    return str(year), _("Tahun {tahun}").format(tahun=year)


def _content_text(row: BarisAksi) -> str:
    if row.konflik:
        return _("Berbeda versi")
    return _("{n} langkah, {m} realisasi").format(n=row.aksi, m=row.realisasi)
