"""PengaduanList: the register with its filters, and the question that writes a new one down."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.istilah import JenisPeriode
from desktop_app.domain.istilah_pengembangan import JenisPengaduan, SaluranPengaduan, StatusPengaduan
from desktop_app.domain.pengaduan import Pengaduan
from desktop_app.domain.periode import list_periode
from desktop_app.domain.wewenang import Wewenang
from desktop_app.i18n import _
from desktop_app.services.pengaduan import BarisPengaduan, list_pengaduan
from desktop_app.ui.models.rows import Column
from desktop_app.ui.page import Page
from desktop_app.ui.rights import permit
from desktop_app.ui.row_list import RowList
from desktop_app.ui.service_words import (
    jenis_pengaduan_text,
    saluran_text,
    status_pengaduan_state,
    status_pengaduan_text,
)
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.choice import Choice, ChoiceRow
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.controls import make_button
from desktop_app.ui.widgets.dates import DateField
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.search import SearchField
from desktop_app.ui.widgets.text import AnswerLine, GrowingTextEdit
from desktop_app.ui.words import periode_text

YEARS = 3


class PengaduanList(RowList[BarisPengaduan]):
    """Enter opens a line; ``print_wanted`` carries the period of the register."""

    new_wanted = Signal()
    print_wanted = Signal(str)

    def __init__(self, page: Page) -> None:
        super().__init__(page, "pengaduan", _("Pengaduan"), _("Pengaduan, pujian, dan saran atas layanan kantor"))
        self._build()
        self._connect()

    def _build(self) -> None:
        self._add_back("pengaduan-ke-survei", _("Survei"))
        self._print = make_button("pengaduan-cetak", _("Cetak register…"), icon_name="cetak", shortcut="Ctrl+P")
        self._new = make_button(
            "pengaduan-baru", _("Catat baru…"), kind="primary", icon_name="tambah", shortcut="Ctrl+N"
        )
        may_add = permit(self._new, self._page.desk, Wewenang.CATAT_PENGADUAN)
        self._header.add_action(self._print)
        self._header.add_action(self._new)
        self._kind = ComboField("pengaduan-jenis", _("Jenis"), [("", _("Semua jenis"))])
        self._kind.set_choices(
            [("", _("Semua jenis")), *((one.value, jenis_pengaduan_text(one)) for one in JenisPengaduan)]
        )
        self._status = ComboField("pengaduan-status", _("Keadaan"))
        self._status.set_choices(
            [("", _("Semua keadaan")), *((one.value, status_pengaduan_text(one)) for one in StatusPengaduan)]
        )
        self._status.setMinimumContentsLength(12)
        self._kind.setMinimumContentsLength(10)
        self._time = ComboField("pengaduan-masa", _("Masa"))
        self._time.set_choices(_periods(self._page.desk.proposed_day().year))
        self._time.setMinimumContentsLength(14)
        self._search = SearchField("pengaduan-cari", _("Cari"), hint=_("Cari kata atau layanan"))
        bar = QHBoxLayout()
        bar.setSpacing(8)
        for field in (self._kind, self._status, self._time):
            bar.addWidget(field)
        bar.addWidget(self._search, 1)
        empty = EmptyState(
            "pengaduan-kosong",
            _("Belum ada yang tercatat"),
            _("Catat apa yang disampaikan orang tentang layanan, dengan kata-katanya sendiri."),
            icon_name="survei",
            action=_("Catat baru…") if may_add else "",
        )
        self._column.addLayout(bar)
        self._add_table(_("Daftar pengaduan"), _columns(), (150, 110, 170, 330, 190, 130), 3, empty)

    def _connect(self) -> None:
        self._new.clicked.connect(self.new_wanted)
        self.table.empty.acted.connect(self.new_wanted)
        self._print.clicked.connect(lambda: self.print_wanted.emit(self._time.answer()))
        for field in (self._kind, self._status, self._time):
            field.answered.connect(lambda _key: self.load())
        self._search.searched.connect(lambda _text: self.load())

    def load(self) -> None:
        """Ask for what the filters leave."""
        kind, status = self._kind.answer(), self._status.answer()
        self._page.ask(
            list_pengaduan,
            on_done=self._show,
            jenis=JenisPengaduan(kind) if kind else None,
            status=StatusPengaduan(status) if status else None,
            periode=self._time.answer(),
            cari=self._search.text().strip(),
        )

    def _beginning(self) -> QWidget:
        return self._new

    def _show(self, rows: tuple[BarisPengaduan, ...]) -> None:
        self._fill(rows)
        self._print.setEnabled(bool(rows))


def _periods(year: int) -> list[tuple[str, str]]:
    """Return the years and quarters to choose from, this year first."""
    found: list[tuple[str, str]] = []
    for one in range(year, year - YEARS, -1):
        found.append((str(one), periode_text(str(one))))
        found += [(p.kode, periode_text(p)) for p in list_periode(one, JenisPeriode.TRIWULANAN) if p.kode != str(one)]
    return found


def _columns() -> list[Column[BarisPengaduan]]:
    def mark(row: BarisPengaduan) -> State:
        return State.ERROR if row.konflik else status_pengaduan_state(row.status)

    def status(row: BarisPengaduan) -> str:
        return _("Berbeda versi") if row.konflik else status_pengaduan_text(row.status)

    return [
        Column(_("Diterima"), lambda row: format_tanggal(row.tanggal) if row.tanggal else "–"),
        Column(_("Jenis"), lambda row: jenis_pengaduan_text(row.jenis)),
        Column(_("Layanan"), lambda row: row.layanan or "–"),
        Column(_("Isi"), lambda row: " ".join(row.isi.split()), tip=lambda row: row.isi),
        Column(_("Penanggung jawab"), lambda row: row.penanggung_jawab or "–"),
        Column(_("Keadaan"), status, state=mark),
    ]


class NewPengaduan(Dialog):
    """What was said, about which service, when and how it came; everything else is on the sheet."""

    def __init__(self, parent: QWidget, day: date, on_given: Callable[[Pengaduan], object]) -> None:
        super().__init__(
            parent,
            name="pengaduan-catat",
            title=_("Catat yang disampaikan"),
            text=_("Tulis dengan kata-kata orangnya. Nama hanya bila ia memberikannya."),
        )
        self._on_given = on_given
        kinds = [Choice(one.value, jenis_pengaduan_text(one)) for one in JenisPengaduan]
        self.kind = ChoiceRow("pengaduan-catat-jenis", _("Jenis"), kinds)
        self.kind.set_value(JenisPengaduan.PENGADUAN.value)
        self.words = GrowingTextEdit("pengaduan-catat-isi", _("Isi"), least_lines=3, limit_bytes=8 * 1024)
        self.service = AnswerLine("pengaduan-catat-layanan", _("Layanan"), hint=_("Misalnya: surat pindah"), limit=120)
        self.via = ComboField(
            "pengaduan-catat-saluran", _("Lewat"), [(one.value, saluran_text(one)) for one in SaluranPengaduan]
        )
        self.day = DateField("pengaduan-catat-tanggal", _("Diterima"))
        self.day.set_answer(day)
        self._words_row = FormRow("pengaduan-catat-baris-isi", _("Isi"), self.words, required=True, stacked=True)
        self.content.addWidget(self.kind)
        self.content.addWidget(self._words_row)
        self.content.addWidget(FormRow("pengaduan-catat-baris-layanan", _("Layanan"), self.service))
        self.content.addWidget(FormRow("pengaduan-catat-baris-saluran", _("Lewat"), self.via))
        self.content.addWidget(FormRow("pengaduan-catat-baris-tanggal", _("Diterima"), self.day))
        self.add_button("batal", _("Batal"))
        self.add_button("ya", _("Catat"), self._take, default=True, closes=False)
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self) -> None:
        self.day.flush()
        if not self.words.answer():
            self._words_row.show_finding(State.ERROR, _("Tulis dulu apa yang disampaikan."))
            self.words.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if not self.day.is_readable():
            self.day.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.accept()
        self._on_given(
            Pengaduan(
                isi=self.words.answer(),
                jenis=JenisPengaduan(self.kind.value() or "pengaduan"),
                saluran=SaluranPengaduan(self.via.answer() or "langsung"),
                layanan=self.service.text().strip(),
                tanggal=self.day.answer(),
            )
        )
