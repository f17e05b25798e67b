"""PerbaikanList: the improvements of the unit, the open ones first, and the question that begins a new one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.istilah_pengembangan import StatusButir
from desktop_app.domain.pengaduan import PerbaikanLayanan
from desktop_app.domain.wewenang import Wewenang
from desktop_app.i18n import _
from desktop_app.services.perbaikan import BarisPerbaikan, list_perbaikan
from desktop_app.services.perbaikan_nilai import outcome_sentence
from desktop_app.ui.models.rows import Column
from desktop_app.ui.page import Page
from desktop_app.ui.rights import permit
from desktop_app.ui.row_list import RowList
from desktop_app.ui.service_words import status_butir_text
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.controls import make_button
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.text import AnswerLine, GrowingTextEdit


class PerbaikanList(RowList[BarisPerbaikan]):
    """Enter opens an improvement."""

    new_wanted = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(page, "perbaikan", _("Perbaikan layanan"), _("Apa yang diperbaiki unit, dan hasilnya"))
        self._build()
        self._connect()

    def _build(self) -> None:
        self._add_back("perbaikan-ke-survei", _("Survei"))
        self._open_only = QCheckBox(_("Hanya yang terbuka"))
        self._open_only.setObjectName("perbaikan-terbuka")
        self._open_only.setAccessibleName(self._open_only.text())
        self._new = make_button(
            "perbaikan-baru", _("Perbaikan baru…"), kind="primary", icon_name="tambah", shortcut="Ctrl+N"
        )
        may_add = permit(self._new, self._page.desk, Wewenang.KELOLA_PERBAIKAN)
        self._header.add_action(self._open_only)
        self._header.add_action(self._new)
        empty = EmptyState(
            "perbaikan-kosong",
            _("Belum ada perbaikan"),
            _("Mulai dari unsur survei yang terendah, dari satu pengaduan, atau dari sini."),
            icon_name="survei",
            action=_("Perbaikan baru…") if may_add else "",
        )
        self._add_table(_("Daftar perbaikan layanan"), _columns(), (300, 190, 170, 200, 170), 0, empty)

    def _connect(self) -> None:
        self._new.clicked.connect(self.new_wanted)
        self.table.empty.acted.connect(self.new_wanted)
        self._open_only.toggled.connect(lambda _on: self.load())

    def load(self) -> None:
        """Ask for the improvements."""
        self._page.ask(list_perbaikan, on_done=self._fill, terbuka=self._open_only.isChecked())

    def _beginning(self) -> QWidget:
        return self._new


def _columns() -> list[Column[BarisPerbaikan]]:
    def status(row: BarisPerbaikan) -> str:
        if row.konflik:
            return _("Berbeda versi")
        text = status_butir_text(row.status)
        return _("{status}, lewat tenggat").format(status=text) if row.lewat else text

    def mark(row: BarisPerbaikan) -> State | None:
        if row.konflik or row.lewat:
            return State.ERROR
        return {StatusButir.SELESAI: State.OK, StatusButir.BERJALAN: State.INFO}.get(row.status)

    return [
        Column(_("Perbaikan"), lambda row: row.judul),
        Column(_("Penanggung jawab"), lambda row: row.penanggung_jawab or "–"),
        Column(_("Tenggat"), lambda row: format_tanggal(row.tenggat) if row.tenggat else "–"),
        Column(_("Sebelum → sesudah"), lambda row: outcome_sentence(row.isi) or "–"),
        Column(_("Keadaan"), status, state=mark),
    ]


class NewPerbaikan(Dialog):
    """Its title and its problem; the rest is on the sheet."""

    def __init__(self, parent: QWidget, on_given: Callable[[PerbaikanLayanan], object]) -> None:
        super().__init__(parent, name="perbaikan-mulai", title=_("Perbaikan baru"))
        self._on_given = on_given
        self.title = AnswerLine(
            "perbaikan-mulai-judul", _("Perbaikan"), hint=_("Misalnya: izin selesai dalam tiga hari"), limit=120
        )
        self.problem = GrowingTextEdit("perbaikan-mulai-masalah", _("Masalahnya"), least_lines=2)
        self._row = FormRow("perbaikan-mulai-baris", _("Perbaikan"), self.title, required=True, stacked=True)
        self.content.addWidget(self._row)
        self.content.addWidget(FormRow("perbaikan-mulai-baris-masalah", _("Masalahnya"), self.problem, stacked=True))
        self.add_button("batal", _("Batal"))
        self.add_button("ya", _("Buat"), self._take, default=True, closes=False)
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self) -> None:
        if not self.title.answer():
            self._row.show_finding(State.ERROR, _("Tulis satu kalimat pendek."))
            self.title.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.accept()
        self._on_given(PerbaikanLayanan(judul=self.title.answer(), masalah=self.problem.answer()))
