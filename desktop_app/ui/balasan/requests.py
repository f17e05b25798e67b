"""Requests: the corrections asked for, with their answers; asking anew, closing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_app.domain.dari_kabupaten import KeadaanPermintaan
from desktop_app.domain.wewenang import Wewenang
from desktop_app.i18n import _
from desktop_app.services.kantor import Changed
from desktop_app.services.permintaan import MAKS_TEKS, BarisPermintaan, ask_perbaikan, close_permintaan
from desktop_app.services.permintaan_pilihan import PilihanDokumen, PilihanKolom, list_documents_about, list_fields
from desktop_app.ui.above_words import line_of, request_text, state_mark, state_text, wrong_text
from desktop_app.ui.errors import present_error
from desktop_app.ui.models.rows import Column, RowModel
from desktop_app.ui.page import Page
from desktop_app.ui.picker import PersonPicker
from desktop_app.ui.rights import permit
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.banner import Banner
from desktop_app.ui.widgets.controls import make_button, make_label, make_line_edit
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.scroll import ScrollColumn
from desktop_app.ui.widgets.table import DataTable
from desktop_app.ui.widgets.text import GrowingTextEdit

FIELDS = 3
"""So many fields are offered in one request; more is said in the note."""


class Requests(QWidget):
    """``changed`` carries ``Changed``."""

    changed = Signal(object)

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.setObjectName("balasan-permintaan-bagian")
        self._page = page
        self.dialog: AskDialog | None = None
        self.model: RowModel[BarisPermintaan] = RowModel(_columns(), self)
        self._build()
        self._new.clicked.connect(self.ask_new)
        self._table.opened.connect(lambda row: self.open_row(self.model.row_at(row)))

    def _build(self) -> None:
        self._new = make_button("balasan-minta", _("Minta perbaikan…"), kind="primary", icon_name="ubah")
        permit(self._new, self._page.desk, Wewenang.MINTA_PERBAIKAN)
        text = _("Dokumen yang sudah ditandatangani tidak dibuka di sini: dikembalikan, dan kantornya yang membuka.")
        self._table = DataTable(
            "balasan-permintaan",
            _("Perbaikan yang diminta"),
            EmptyState(
                "balasan-permintaan-kosong",
                _("Tidak ada yang diminta"),
                _("Tandai dokumen yang salah dan tuliskan apa yang salah; kantornya menerima bersama balasan."),
                icon_name="ubah",
            ),
        )
        self._table.set_model(self.model)
        self._table.set_columns((200, 280, 300, 230), 2)
        head = QHBoxLayout()
        head.addWidget(make_label(text, "muted", wrap=True), 1)
        head.addWidget(self._new)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self._table, 1)

    def show_requests(self, rows: tuple[BarisPermintaan, ...]) -> None:
        """Show the requests, open ones first."""
        self.model.set_rows(rows)

    def ask_new(self) -> None:
        """Ask which document of whom, and what is wrong."""
        self.dialog = AskDialog(self._page, self._on_changed)
        self.dialog.open()

    def open_row(self, row: BarisPermintaan | None) -> None:
        """Show one request with its answer."""
        if row is None:
            return
        title = _("Permintaan kepada {nama}").format(nama=line_of(row.kantor))
        text = request_text(row)
        if row.keadaan is not KeadaanPermintaan.DITUTUP:
            come, same = _("Versi baru dokumennya sudah datang."), _("Dokumennya belum berubah di sini.")
            text += "\n" + (come if row.sudah_berubah else same)
        dialog = Dialog(self.window(), name="balasan-permintaan-satu", title=title, text=text)
        dialog.add_button("batal", _("Biarkan"), default=True)
        if row.keadaan is not KeadaanPermintaan.DITUTUP and self._page.desk.may(Wewenang.MINTA_PERBAIKAN):
            dialog.add_button("tutup", _("Tutup permintaan"), lambda: self.close_row(row))
        dialog.open()

    def close_row(self, row: BarisPermintaan) -> None:
        """Close one request."""
        self._page.ask(close_permintaan, row.id, on_done=self._on_changed, writes=True)

    def _on_changed(self, changed: Changed) -> None:
        self._page.banner.show_message(State.OK, _("Tercatat; berangkat bersama balasan berikutnya."))
        self.changed.emit(changed)


class AskDialog(Dialog):
    """Person, document, what is wrong in general, and in up to three fields."""

    def __init__(self, page: Page, on_done: Callable[[Changed], object]) -> None:
        super().__init__(
            page.window(),
            name="balasan-minta-dialog",
            title=_("Minta perbaikan"),
            text=_("Kantornya melihat permintaan ini di Beranda dan di dokumennya, setelah balasan diterapkan."),
        )
        self._page, self._on_done = page, on_done
        self._documents: tuple[PilihanDokumen, ...] = ()
        self._fields: tuple[PilihanKolom, ...] = ()
        self._build_fields()
        self.add_button("batal", _("Batal"))
        self.add_button("ya", _("Minta perbaikan"), self._take, default=True, closes=False)
        self.prefer_size(680, 620)
        self.person.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build_fields(self) -> None:
        name = self.objectName()
        self.person = PersonPicker(f"{name}-orang", _("Pegawai"), self._page.desk.runner)
        self.person.set_answer("", "")
        self.document = QComboBox()
        self.document.setObjectName(f"{name}-dokumen")
        self.document.setAccessibleName(_("Dokumen"))
        self.document.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.document.setMinimumContentsLength(20)
        self.note = GrowingTextEdit(f"{name}-catatan", _("Apa yang salah"), least_lines=3)
        self._person_row = FormRow(f"{name}-orang-baris", _("Pegawai"), self.person, required=True)
        self._note_row = FormRow(f"{name}-catatan-baris", _("Apa yang salah"), self.note, required=True, stacked=True)
        self._document_row = FormRow(f"{name}-dokumen-baris", _("Dokumen"), self.document, required=True)
        self.told = Banner(f"{name}-pesan")
        self._part = ScrollColumn(f"{name}-isi", _("Minta perbaikan"))
        self._part.box.setSpacing(10)
        self.content.addWidget(self.told)
        self.content.addWidget(self._part, 1)
        for row in (self._person_row, self._document_row, self._note_row):
            self._part.box.addWidget(row)
        self.lines: list[tuple[QComboBox, QLineEdit]] = []
        fields = QWidget()
        below = QVBoxLayout(fields)
        below.setContentsMargins(0, 0, 0, 0)
        for number in range(FIELDS):
            choice = QComboBox()
            choice.setObjectName(f"{name}-kolom-{number}")
            choice.setAccessibleName(_("Kolom {n}").format(n=number + 1))
            choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            choice.setMinimumContentsLength(20)
            wrong = make_line_edit(
                f"{name}-salah-{number}", _("Yang salah di kolom {n}").format(n=number + 1), limit=MAKS_TEKS
            )
            pair = QHBoxLayout()
            pair.addWidget(choice, 1)
            pair.addWidget(wrong, 1)
            below.addLayout(pair)
            self.lines.append((choice, wrong))
        self._fields_row = FormRow(
            f"{name}-kolom-baris", _("Kolom yang salah, bila dapat disebut"), fields, stacked=True
        )
        self._part.box.addWidget(self._fields_row)
        self._part.box.addStretch(1)
        self._show_choices()
        self.person.answered.connect(self.choose_person)
        self.document.currentIndexChanged.connect(self._on_document)

    def choose_person(self, pegawai_id: str) -> None:
        """Offer the documents of a person."""
        self._documents = ()
        self._show_fields(())
        self.document.clear()
        self._show_choices()
        if pegawai_id:
            self._page.ask(list_documents_about, pegawai_id, on_done=self._show_documents)

    def _show_documents(self, found: tuple[PilihanDokumen, ...]) -> None:
        self._documents = found
        self.document.clear()
        for one in found:
            self.document.addItem(line_of(one.judul, 90), one.id)
        self._show_choices()

    def _on_document(self, number: int) -> None:
        if 0 <= number < len(self._documents):
            self._page.ask(list_fields, self._documents[number].id, on_done=self._show_fields)

    def _show_fields(self, found: tuple[PilihanKolom, ...]) -> None:
        self._fields = found
        for choice, _wrong in self.lines:
            choice.clear()
            choice.addItem(_("Pilih kolom…"), "")
            for one in found:
                choice.addItem(line_of(f"{one.nama}: {one.nilai}", 110), one.jalur)
        self._show_choices()

    def _show_choices(self) -> None:
        """Say in an empty list why it is empty, and let nobody open it."""
        person = bool(self.person.answer())
        if not self.document.count():
            words = _("Tidak ada dokumennya di sini") if person else _("Pilih pegawainya dulu")
            self.document.addItem(words, "")
        self.document.setEnabled(bool(self._documents))
        for choice, wrong in self.lines:
            if not self._fields:
                choice.clear()
                choice.addItem(_("Pilih dokumennya dulu"), "")
            for field in (choice, wrong):
                field.setEnabled(bool(self._fields) or bool(wrong.text()))

    def _half_lines(self) -> tuple[QWidget, ...]:
        """Return what is still missing in lines of which only one half is filled."""
        return tuple(
            wrong if choice.currentData() else choice
            for choice, wrong in self.lines
            if bool(choice.currentData()) is not bool(wrong.text().strip())
        )

    def _take(self) -> None:
        document = self.document.currentData()
        for row in (self._person_row, self._note_row, self._fields_row):
            row.clear_finding()
        if not document:
            self._person_row.show_finding(State.ERROR, _("Pilih pegawai dan dokumennya."))
            self.person.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        half = self._half_lines()
        if half:
            self._fields_row.show_finding(State.ERROR, _("Pilih kolomnya dan tuliskan apa yang salah di situ."))
            half[0].setFocus(Qt.FocusReason.OtherFocusReason)
            self._part.ensureWidgetVisible(self._fields_row, 0, 20)
            return
        fields = [
            (str(choice.currentData()), wrong.text())
            for choice, wrong in self.lines
            if choice.currentData() and wrong.text().strip()
        ]
        if not self.note.answer().strip() and not fields:
            self._note_row.show_finding(State.ERROR, _("Tuliskan apa yang salah."))
            self.note.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._page.ask(
            ask_perbaikan,
            str(document),
            self.note.answer(),
            fields,
            on_done=self._done,
            on_error=self._failed,
            writes=True,
        )

    def _done(self, made: tuple[str, Changed]) -> None:
        self.accept()
        self._on_done(made[1])

    def _failed(self, error: BaseException) -> None:
        present_error(self, error, self.told)


def _columns() -> tuple[Column[BarisPermintaan], ...]:
    return (
        Column(_("Kantor"), lambda row: line_of(row.kantor)),
        Column(_("Dokumen"), lambda row: line_of(row.isi.judul)),
        Column(_("Yang salah"), wrong_text),
        Column(_("Keadaan"), lambda row: state_text(row.keadaan), state=state_mark),
    )
