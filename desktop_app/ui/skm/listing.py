"""SurveyList: the surveys of the office with their state and how many of the needed respondents answered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.istilah_pengembangan import StatusSurvei
from desktop_app.domain.wewenang import Jangkauan, Wewenang
from desktop_app.i18n import _
from desktop_app.services.kantor import Kantor
from desktop_app.services.skm import BarisSurvei, list_survei
from desktop_app.services.skm_hasil import skm_result
from desktop_app.ui.models.rows import Column
from desktop_app.ui.page import Page
from desktop_app.ui.rights import permit
from desktop_app.ui.row_list import RowList
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.controls import make_button
from desktop_app.ui.widgets.dates import DateField
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.text import AnswerLine


class SurveyRow(NamedTuple):
    """One line: the survey, how many answered, how many are needed, and its IKM as text."""

    one: BarisSurvei
    answered: int
    needed: int
    ikm: str


def read_surveys(kantor: Kantor) -> tuple[SurveyRow, ...]:
    """Return the lines of the list; runs in the worker thread."""
    rows = []
    for one in list_survei(kantor):
        result = skm_result(kantor, one.id)
        index = result.indeks
        ikm = ""
        if index.ikm is not None and index.mutu is not None and one.status is not StatusSurvei.DRAFT:
            ikm = f"{index.ikm:.2f}".replace(".", ",") + f" ({index.mutu.kode})"
        rows.append(SurveyRow(one, result.sampel.ada, result.sampel.perlu, ikm))
    return tuple(rows)


def status_text(status: StatusSurvei) -> str:
    """Return where a survey stands."""
    return {
        StatusSurvei.DRAFT: _("Disiapkan"),
        StatusSurvei.BERJALAN: _("Berjalan"),
        StatusSurvei.DITUTUP: _("Ditutup"),
    }[status]


class SurveyList(RowList[SurveyRow]):
    """Enter opens a survey; quiet links go to complaints and improvements."""

    new_wanted = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(page, "skm", _("Survei"), _("Survei kepuasan masyarakat atas layanan kantor"))
        self._build()
        self.table.empty.acted.connect(self.new_wanted)
        self._new.clicked.connect(self.new_wanted)

    def _build(self) -> None:
        self._new = make_button("skm-baru", _("Survei baru…"), kind="primary", icon_name="tambah", shortcut="Ctrl+N")
        may_add = permit(self._new, self._page.desk, Wewenang.KELOLA_SKM)
        self._header.add_action(self._new)
        empty = EmptyState(
            "skm-kosong",
            _("Belum ada survei"),
            _("Sedikitnya sekali setahun. Sembilan pertanyaan resmi sudah tersedia."),
            icon_name="survei",
            action=_("Survei baru…") if may_add else "",
        )
        self._column.addWidget(_links(self._page), 0, Qt.AlignmentFlag.AlignLeft)
        self._add_table(_("Daftar survei"), _columns(), (340, 290, 160, 130, 130), 0, empty)

    def load(self) -> None:
        """Ask for the surveys."""
        self._page.ask(read_surveys, on_done=self._fill)

    def _beginning(self) -> QWidget:
        return self._new


def _links(page: Page) -> QWidget:
    """Return the ways to the pages below this one that who is logged in may use."""
    row = QWidget()
    row.setObjectName("skm-halaman-lain")
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(6)
    for key, text, act in (
        ("pengaduan", _("Pengaduan"), Wewenang.LIHAT_PENGADUAN),
        ("perbaikan", _("Perbaikan layanan"), Wewenang.LIHAT_SKM),
    ):
        if page.desk.pelaku.reach(act) is Jangkauan.TIDAK:
            continue
        button = make_button(f"skm-ke-{key}", text, kind="quiet", icon_name="panah-kanan", compact=True)
        button.clicked.connect(partial(page.navigate.emit, key, ""))
        line.addWidget(button)
    return row


def _columns() -> list[Column[SurveyRow]]:
    def span(row: SurveyRow) -> str:
        if row.one.mulai is None or row.one.selesai is None:
            return "–"
        return f"{format_tanggal(row.one.mulai)} – {format_tanggal(row.one.selesai)}"

    def answered(row: SurveyRow) -> str:
        if not row.needed:
            return str(row.answered)
        return _("{ada} dari {perlu}").format(ada=row.answered, perlu=row.needed)

    def mark(row: SurveyRow) -> State | None:
        if row.one.konflik:
            return State.ERROR
        return {StatusSurvei.BERJALAN: State.INFO, StatusSurvei.DITUTUP: State.OK}.get(row.one.status)

    return [
        Column(_("Survei"), lambda row: row.one.nama),
        Column(_("Masa"), span),
        Column(_("Responden"), answered),
        Column(_("IKM"), lambda row: row.ikm or "–"),
        Column(
            _("Keadaan"),
            lambda row: _("Berbeda versi") if row.one.konflik else status_text(row.one.status),
            state=mark,
        ),
    ]


class NewSurvey(Dialog):
    """Its name and days; everything else is on the sheet."""

    def __init__(self, parent: QWidget, day: date, on_given: Callable[[str, date, date], object]) -> None:
        super().__init__(parent, name="skm-mulai", title=_("Survei baru"))
        self._on_given = on_given
        self.name = AnswerLine("skm-mulai-nama", _("Nama survei"), limit=120)
        half = 1 if day.month <= 6 else 2
        self.name.set_answer(_("SKM semester {n} {tahun}").format(n=half, tahun=day.year))
        self.first = DateField("skm-mulai-mulai", _("Mulai"))
        self.first.set_answer(day)
        self.last = DateField("skm-mulai-selesai", _("Selesai", "hari"))
        self.last.set_answer(date(day.year, 6, 30) if half == 1 else date(day.year, 12, 31))
        self._row = FormRow("skm-mulai-baris-nama", _("Nama survei"), self.name, required=True)
        self.content.addWidget(self._row)
        self.content.addWidget(FormRow("skm-mulai-baris-mulai", _("Mulai"), self.first))
        self.content.addWidget(FormRow("skm-mulai-baris-selesai", _("Selesai", "hari"), self.last))
        self.add_button("batal", _("Batal"))
        self.add_button("ya", _("Buat"), self._take, default=True, closes=False)
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self) -> None:
        for field in (self.first, self.last):
            field.flush()
        if not self.name.answer():
            self._row.show_finding(State.ERROR, _("Beri nama surveinya."))
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.accept()
        self._on_given(self.name.answer(), self.first.answer(), self.last.answer())
