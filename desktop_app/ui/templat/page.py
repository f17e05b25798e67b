"""TemplatPage: every template the office has, read before it is used; its own ones are changed and retired here."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit

from desktop_app.domain.istilah import KelompokSkp
from desktop_app.domain.skp import RencanaHasilKerja
from desktop_app.domain.templat import TemplatSkp
from desktop_app.i18n import _
from desktop_app.services.kantor import Changed
from desktop_app.services.templat import PilihanTemplat, list_templat, retire_templat, store_templat
from desktop_app.ui.desk import Desk
from desktop_app.ui.models.rows import Column, RowModel
from desktop_app.ui.page import Page
from desktop_app.ui.paste_rows import PasteRows
from desktop_app.ui.reason import ask_reason
from desktop_app.ui.template_save import TemplateSave
from desktop_app.ui.template_words import contents_text, posts_text, source_text
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.controls import make_button, make_label
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.header import PageHeader
from desktop_app.ui.widgets.search import SearchField
from desktop_app.ui.widgets.table import DataTable


class TemplatPage(Page):
    """A list with its contents beside it; Enter changes an own template, and copies any other."""

    kinds = ("templat_skp",)

    def __init__(self, desk: Desk) -> None:
        super().__init__("halaman-templat", _("Templat SKP"), desk)
        self._all: tuple[PilihanTemplat, ...] = ()
        self._build()
        self._connect()

    def _build(self) -> None:
        header = PageHeader("templat-kepala", _("Templat SKP"), _("Saran isi SKP menurut jabatan; bukan ketentuan."))
        self._new = make_button("templat-baru", _("Baru dari lembar kerja…"), icon_name="tambah")
        header.add_action(self._new)
        self._search = SearchField("templat-cari", _("Cari nama, jabatan, atau isi"))
        self._search.setMaximumWidth(420)
        self._model: RowModel[PilihanTemplat] = RowModel(
            [
                Column(_("Nama"), lambda row: row.isi.nama),
                Column(_("Asal"), source_text),
                Column(_("Untuk jabatan"), lambda row: posts_text(row.isi) or "–"),
            ],
            self,
        )
        empty = EmptyState("templat-kosong", _("Tidak ditemukan"), _("Coba kata lain."))
        self._table = DataTable("templat-tabel", _("Templat SKP"), empty)
        self._table.set_model(self._model)
        self._table.set_columns((230, 84, 190), 0)
        self._contents = QPlainTextEdit()
        self._contents.setObjectName("templat-isi")
        self._contents.setAccessibleName(_("Isi templat"))
        self._contents.setReadOnly(True)
        self._contents.setTabChangesFocus(True)
        self._contents.setMinimumWidth(230)
        self._copy = make_button("templat-salin", _("Salin…"), label=_("Salin menjadi milik kantor"))
        self._change = make_button("templat-ubah", _("Ubah…"), label=_("Ubah nama dan jabatan"))
        self._refill = make_button("templat-ganti", _("Ganti isi…"), label=_("Ganti isi dari lembar kerja"))
        self._retire = make_button("templat-pensiun", _("Pensiunkan…"), kind="danger")
        acts = QHBoxLayout()
        for button in (self._copy, self._change, self._refill, self._retire):
            acts.addWidget(button)
        acts.addStretch(1)
        halves = QHBoxLayout()
        halves.addWidget(self._table, 3)
        halves.addWidget(self._contents, 2)
        hint = make_label(
            _("Untuk membuat templat dari SKP: buka SKP itu, Lainnya, Simpan sebagai templat."), "muted", wrap=True
        )
        self.box.addWidget(header)
        self.box.addWidget(self.banner)
        self.box.addWidget(self._search)
        self.box.addLayout(halves, 1)
        self.box.addLayout(acts)
        self.box.addWidget(hint)

    def _connect(self) -> None:
        self._search.textChanged.connect(lambda _text: self._filter())
        self._table.selected.connect(lambda _row: self._show_current())
        self._table.opened.connect(lambda _row: self._open())
        self._new.clicked.connect(self._paste_new)
        self._copy.clicked.connect(self._copy_current)
        self._change.clicked.connect(self._change_current)
        self._refill.clicked.connect(self._paste_over)
        self._retire.clicked.connect(self._ask_retire)

    def load(self) -> None:
        """Ask for every template."""
        self.ask(list_templat, on_done=self._show)

    def enter(self) -> None:
        """Load and put the keyboard into the search field."""
        super().enter()
        self._search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, choices: tuple[PilihanTemplat, ...]) -> None:
        self._all = choices
        self._filter()

    def _filter(self) -> None:
        words = self._search.text().casefold().split()
        current = self._current()
        rows = [one for one in self._all if all(word in contents_text(one.isi).casefold() for word in words)]
        self._model.set_rows(rows)
        at = next((at for at, one in enumerate(rows) if current is not None and one.id == current.id), 0)
        self._table.select_row(at)
        self._show_current()

    def _current(self) -> PilihanTemplat | None:
        return self._model.row_at(self._table.current_row())

    def _show_current(self) -> None:
        row = self._current()
        self._contents.setPlainText(contents_text(row.isi) if row is not None else "")
        self._copy.setEnabled(row is not None)
        for button in (self._change, self._refill, self._retire):
            button.setEnabled(row is not None and row.milik_sendiri)
            button.setToolTip("" if row is None or row.milik_sendiri else _("Hanya templat kantor ini; salin dulu."))

    def _open(self) -> None:
        row = self._current()
        if row is not None and row.milik_sendiri:
            self._change_current()
        else:
            self._copy_current()

    def _copy_current(self) -> None:
        row = self._current()
        if row is not None:
            TemplateSave(self, row.isi).open()

    def _change_current(self) -> None:
        row = self._current()
        if row is not None and row.milik_sendiri:
            TemplateSave(self, known=row).open()

    def _paste_new(self) -> None:
        def keep(hasil: tuple[RencanaHasilKerja, ...]) -> None:
            leads = any(one.perspektif is not None for result in hasil for one in result.indikator)
            kelompok = KelompokSkp.JPT_MANDIRI if leads else KelompokSkp.JA_JF
            TemplateSave(self, TemplatSkp(nama="", hasil=hasil, kelompok=kelompok)).open()

        PasteRows(self.window(), QGuiApplication.clipboard().text(), keep).open()

    def _paste_over(self) -> None:
        row = self._current()
        if row is None or not row.milik_sendiri:
            return

        def keep(hasil: tuple[RencanaHasilKerja, ...]) -> None:
            isi = msgspec.structs.replace(row.isi, hasil=hasil)
            self.ask(store_templat, isi, ganti=row.id, on_done=lambda done: self._on_changed(done[1]), writes=True)

        PasteRows(self.window(), QGuiApplication.clipboard().text(), keep).open()

    def _ask_retire(self) -> None:
        row = self._current()
        if row is None or not row.milik_sendiri:
            return
        ask_reason(
            self,
            name="templat-pensiun-tanya",
            title=_("Pensiunkan templat “{nama}”?").format(nama=row.isi.nama),
            text=_("Templat tidak ditawarkan lagi. SKP yang sudah dibuat darinya tetap, riwayatnya juga."),
            yes=_("Pensiunkan"),
            on_reason=lambda reason: self.ask(retire_templat, row.id, reason, on_done=self._on_changed, writes=True),
            danger=True,
        )

    def _on_changed(self, changed: Changed) -> None:
        self.banner.show_message(State.OK, _("Tersimpan."))
        self.changed.emit(changed)
