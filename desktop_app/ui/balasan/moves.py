"""Moves: letters about people and assessors, recorded at the kabupaten for the offices concerned."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.dari_kabupaten import JenisMutasi
from desktop_app.domain.wewenang import Wewenang
from desktop_app.i18n import _
from desktop_app.services.kantor import Changed
from desktop_app.services.mutasi import (
    IsianMutasi,
    KantorTujuan,
    assign_penilai,
    cancel_mutasi,
    list_tujuan,
    record_mutasi,
)
from desktop_app.services.mutasi_laksana import BarisMutasi
from desktop_app.ui.above_words import line_of, move_line, move_text
from desktop_app.ui.errors import present_error
from desktop_app.ui.models.rows import Column, RowModel
from desktop_app.ui.page import Page
from desktop_app.ui.picker import PersonPicker
from desktop_app.ui.reason import ask_reason
from desktop_app.ui.rights import permit
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.banner import Banner
from desktop_app.ui.widgets.controls import make_button, make_line_edit
from desktop_app.ui.widgets.dates import DateField
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.scroll import ScrollColumn
from desktop_app.ui.widgets.table import DataTable
from desktop_app.ui.words import short_date


class Moves(QWidget):
    """``changed`` carries ``Changed``."""

    changed = Signal(object)

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.setObjectName("balasan-mutasi-bagian")
        self._page = page
        self.dialog: MoveDialog | PenilaiDialog | None = None
        self.model: RowModel[BarisMutasi] = RowModel(_columns(), self)
        self._build()
        self._connect()

    def _build(self) -> None:
        self._move = make_button("balasan-pindah", _("Catat pindah kantor…"), kind="primary", icon_name="pegawai")
        self._assess = make_button("balasan-penilai", _("Ganti pejabat penilai…"))
        for button in (self._move, self._assess):
            permit(button, self._page.desk, Wewenang.UBAH_PEGAWAI)
        self._table = DataTable(
            "balasan-mutasi",
            _("Mutasi"),
            EmptyState(
                "balasan-mutasi-kosong",
                _("Belum ada mutasi"),
                _("Catat perpindahan menurut SK: kantor lama dan baru menerimanya bersama balasan."),
                icon_name="pegawai",
            ),
        )
        self._table.set_model(self.model)
        self._table.set_columns((240, 320, 140, 240), 1)
        head = QHBoxLayout()
        head.addStretch(1)
        head.addWidget(self._assess)
        head.addWidget(self._move)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self._table, 1)

    def _connect(self) -> None:
        self._move.clicked.connect(lambda: self._page.ask(list_tujuan, on_done=self.ask_move))
        self._assess.clicked.connect(self.ask_penilai)
        self._table.opened.connect(lambda row: self.open_row(self.model.row_at(row)))

    def show_moves(self, rows: tuple[BarisMutasi, ...]) -> None:
        """Show the letters, newest first."""
        self.model.set_rows(rows)

    def ask_move(self, offices: tuple[KantorTujuan, ...]) -> None:
        """Ask who moves where, by which letter."""
        self.dialog = MoveDialog(self._page, offices, self._on_changed)
        self.dialog.open()

    def ask_penilai(self) -> None:
        """Ask whose assessor changes, by which letter."""
        self.dialog = PenilaiDialog(self._page, self._on_changed)
        self.dialog.open()

    def open_row(self, row: BarisMutasi | None) -> None:
        """Show one letter."""
        if row is None:
            return
        dialog = Dialog(self.window(), name="balasan-mutasi-satu", title=line_of(row.isi.nama), text=move_text(row))
        dialog.add_button("tutup", _("Tutup"), default=True)
        moved = row.isi.jenis is not JenisMutasi.GANTI_PENILAI and not row.isi.batal
        if moved and self._page.desk.may(Wewenang.UBAH_PEGAWAI):
            dialog.add_button("batalkan", _("Batalkan mutasi…"), lambda: self._ask_cancel(row), kind="danger")
        dialog.open()

    def _ask_cancel(self, row: BarisMutasi) -> None:
        ask_reason(
            self,
            name="balasan-mutasi-batal",
            title=_("Batalkan mutasi {nama}?").format(nama=line_of(row.isi.nama)),
            text=_("Kedua kantor diberi tahu. SKP yang sudah diakhiri tidak berubah sendiri."),
            yes=_("Batalkan mutasi"),
            no=_("Jangan"),
            on_reason=lambda why: self._page.ask(cancel_mutasi, row.id, why, on_done=self._on_changed, writes=True),
            danger=True,
        )

    def _on_changed(self, changed: Changed) -> None:
        self._page.banner.show_message(State.OK, _("Tercatat; berangkat bersama balasan berikutnya."))
        self.changed.emit(changed)


class _LetterDialog(Dialog):
    """The fields of a letter: its number, its day, the day from which it holds."""

    def __init__(self, page: Page, name: str, title: str, text: str, on_done: Callable[[Changed], object]) -> None:
        super().__init__(page.window(), name=name, title=title, text=text)
        self.page_, self.on_done = page, on_done
        self.told = Banner(f"{name}-pesan")
        self.part = ScrollColumn(f"{name}-isi", title)
        self.content.addWidget(self.told)
        self.content.addWidget(self.part, 1)
        self.person = PersonPicker(f"{name}-orang", _("Pegawai"), page.desk.runner)
        self.person.set_answer("", "")
        self.number = make_line_edit(f"{name}-sk", _("Nomor SK"), limit=200)
        self.day = DateField(f"{name}-tanggal", _("Tanggal SK"))
        self.begins = DateField(f"{name}-tmt", _("Mulai berlaku (TMT)"))
        for field in (self.day, self.begins):
            # Nobody's letter is of today by itself: a day that was not typed is not a day that was read.
            field.set_empty()
        self.person_row = FormRow(f"{name}-orang-baris", _("Pegawai"), self.person, required=True)
        self.number_row = FormRow(f"{name}-sk-baris", _("Nomor SK"), self.number, required=True)
        self.day_row = FormRow(f"{name}-tanggal-baris", _("Tanggal SK"), self.day, required=True)
        self.begins_row = FormRow(f"{name}-tmt-baris", _("Mulai berlaku (TMT)"), self.begins, required=True)
        for row in (self.person_row, self.number_row, self.day_row, self.begins_row):
            self.part.box.addWidget(row)

    def is_filled(self) -> bool:
        """Tell whether person, number and days can be taken; say at the field where not."""
        if not self.person.answer():
            return self.fails(self.person_row, _("Pilih pegawainya."))
        self.person_row.clear_finding()
        if not self.number.text().strip():
            return self.fails(self.number_row, _("Isi nomor SK."))
        self.number_row.clear_finding()
        for row, day in ((self.day_row, self.day), (self.begins_row, self.begins)):
            if not day.is_readable():
                return self.fails(row, _("Ketik tanggalnya seperti tertulis di SK, misalnya 01/07/2024."))
        return True

    def fails(self, row: FormRow, text: str) -> bool:
        """Say at a row what is missing, put the keyboard there, and return False."""
        row.show_finding(State.ERROR, text)
        row.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.part.ensureWidgetVisible(row, 0, 20)
        return False

    def ready(self) -> None:
        """Begin at the first field: whose letter it is."""
        self.part.box.addStretch(1)
        self.prefer_size(660, 560)
        self.person.setFocus(Qt.FocusReason.OtherFocusReason)

    def done_with(self, changed: Changed) -> None:
        """Close and tell what was written."""
        self.accept()
        self.on_done(changed)

    def failed_with(self, error: BaseException) -> None:
        """Show what stood in the way; what was typed stays."""
        present_error(self, error, self.told)


class MoveDialog(_LetterDialog):
    """A person goes to another office."""

    def __init__(self, page: Page, offices: tuple[KantorTujuan, ...], on_done: Callable[[Changed], object]) -> None:
        super().__init__(
            page,
            "balasan-pindah-dialog",
            _("Catat pindah kantor"),
            _("Kantor baru menerima identitas, riwayat, dan hasil penilaian; kantor lama diminta mengakhiri SKP."),
            on_done,
        )
        name = self.objectName()
        self.office = QComboBox()
        self.office.setObjectName(f"{name}-ke")
        self.office.setAccessibleName(_("Kantor tujuan"))
        self.office.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.office.setMinimumContentsLength(20)
        self.office.addItem(_("Pilih kantor…"), "")
        for one in offices:
            self.office.addItem(f"{line_of(one.nama, 80)} ({one.kode})", one.kode)
        self.post = make_line_edit(f"{name}-jabatan", _("Jabatan baru"), hint=_("Kosong: jabatan sekarang"), limit=200)
        self.unit = make_line_edit(f"{name}-unit", _("Unit kerja"), limit=200)
        self.penilai = PersonPicker(f"{name}-penilai", _("Pejabat penilai di sana"), page.desk.runner)
        self.penilai.set_answer("", "")
        self._office_row = FormRow(f"{name}-ke-baris", _("Kantor tujuan"), self.office, required=True)
        self.part.box.addWidget(self._office_row)
        for key, label, field in (
            ("jabatan", _("Jabatan baru"), self.post),
            ("unit", _("Unit kerja"), self.unit),
            ("penilai", _("Pejabat penilai di sana"), self.penilai),
        ):
            self.part.box.addWidget(FormRow(f"{name}-{key}-baris", label, field))
        self.add_button("batal", _("Batal"))
        self.add_button("ya", _("Catat mutasi"), self._take, default=True, closes=False)
        self.ready()

    def _take(self) -> None:
        if not self.is_filled():
            return
        if not self.office.currentData():
            self.fails(self._office_row, _("Pilih kantor tujuannya."))
            return
        letter = IsianMutasi(
            ke_kode=str(self.office.currentData() or ""),
            mulai=self.begins.answer(),
            nomor_sk=self.number.text(),
            tanggal_sk=self.day.answer(),
            jabatan=self.post.text(),
            unit_kerja=self.unit.text(),
            penilai_id=self.penilai.answer(),
        )
        self.page_.ask(
            record_mutasi,
            self.person.answer(),
            letter,
            on_done=self.done_with,
            on_error=self.failed_with,
            writes=True,
        )


class PenilaiDialog(_LetterDialog):
    """A person gets another assessor where he is."""

    def __init__(self, page: Page, on_done: Callable[[Changed], object]) -> None:
        super().__init__(
            page,
            "balasan-penilai-dialog",
            _("Ganti pejabat penilai"),
            _("Data pegawai berubah mulai tanggal itu; draf di kantornya dipindahkan oleh kantor itu sendiri."),
            on_done,
        )
        name = self.objectName()
        self.penilai = PersonPicker(f"{name}-penilai", _("Pejabat penilai baru"), page.desk.runner)
        self.penilai.set_answer("", "")
        self._penilai_row = FormRow(f"{name}-penilai-baris", _("Pejabat penilai baru"), self.penilai, required=True)
        self.part.box.addWidget(self._penilai_row)
        self.add_button("batal", _("Batal"))
        self.add_button("ya", _("Catat"), self._take, default=True, closes=False)
        self.ready()

    def _take(self) -> None:
        if not self.is_filled():
            return
        if not self.penilai.answer():
            self.fails(self._penilai_row, _("Pilih pejabat penilainya."))
            return
        self.page_.ask(
            assign_penilai,
            [self.person.answer()],
            self.begins.answer(),
            self.penilai.answer(),
            on_done=self.done_with,
            on_error=self.failed_with,
            writes=True,
            nomor_sk=self.number.text(),
            tanggal_sk=self.day.answer(),
        )


def _columns() -> tuple[Column[BarisMutasi], ...]:
    return (
        Column(_("Nama"), lambda row: line_of(row.isi.nama)),
        Column(_("Mutasi"), lambda row: move_line(row.isi)),
        Column(_("Mulai"), lambda row: short_date(row.isi.mulai.isoformat())),
        Column(_("SK"), lambda row: _("Dibatalkan") if row.isi.batal else line_of(row.isi.nomor_sk)),
    )
