"""RoundsPart: the rounds of the office, and the question how a new one begins."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.hitung_putaran import AMBANG_TERKECIL
from desktop_app.domain.istilah_pengembangan import StatusPutaran
from desktop_app.domain.putaran import PutaranUmpanBalik
from desktop_app.domain.wewenang import Wewenang
from desktop_app.i18n import _
from desktop_app.services.putaran import BarisPutaran, list_putaran
from desktop_app.services.putaran_kata import name_status
from desktop_app.services.templat_pertanyaan import PilihanPertanyaan
from desktop_app.ui.models.rows import Column, RowModel
from desktop_app.ui.page import Page
from desktop_app.ui.rights import permit
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.controls import make_button, make_line_edit
from desktop_app.ui.widgets.dates import DateField
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.table import DataTable

NAME = "putaran-baru"
WEEKS = 2
KEEP = "tetap"


class RoundsPart(QWidget):
    """``opened`` carries the id of a round, ``new_wanted`` and ``questions_wanted`` ask for a dialog."""

    opened = Signal(str)
    new_wanted = Signal()
    questions_wanted = Signal()
    shown = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.setObjectName("putaran-kelola")
        self._page = page
        self._build()

    def _build(self) -> None:
        self._model: RowModel[BarisPutaran] = RowModel(_columns(), self)
        empty = EmptyState(
            "putaran-kelola-kosong",
            _("Belum ada putaran"),
            _("Siapa ditanya tentang siapa diusulkan dari susunan kantor, dan dapat Anda ubah sebelum dibuka."),
        )
        self.table = DataTable("putaran-kelola-tabel", _("Putaran kantor ini"), empty)
        self.table.set_model(self._model)
        self.table.set_columns((300, 120, 150, 190), 0)
        self.table.opened.connect(self._open_row)
        self._new = make_button(
            "putaran-buat", _("Putaran baru…"), kind="primary", icon_name="tambah", shortcut="Ctrl+N"
        )
        self._questions = make_button("putaran-pertanyaan", _("Kumpulan pertanyaan…"))
        permit(self._questions, self._page.desk, Wewenang.KELOLA_TEMPLAT)
        self._new.clicked.connect(self.new_wanted)
        self._questions.clicked.connect(self.questions_wanted)
        top = QHBoxLayout()
        top.addStretch(1)
        top.addWidget(self._questions)
        top.addWidget(self._new)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.addLayout(top)
        column.addWidget(self.table, 1)

    def load(self) -> None:
        """Ask for the rounds."""
        self._page.ask(list_putaran, on_done=self._show)

    def take_focus(self) -> None:
        """Put the keyboard into the list, or on the button while there is none."""
        target = self.table.view if self._model.rowCount() else self._new
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, rows: tuple[BarisPutaran, ...]) -> None:
        self._model.set_rows(rows)
        self.table.select_row(0)
        self.shown.emit()

    def _open_row(self, number: int) -> None:
        row = self._model.row_at(number)
        if row is not None:
            self.opened.emit(row.id)


def _columns() -> list[Column[BarisPutaran]]:
    def status(row: BarisPutaran) -> str:
        if row.hilang:
            return _("Jawaban hilang")
        if row.status is StatusPutaran.DIBUKA and not row.di_sini:
            return _("Dibuka di komputer lain")
        return name_status(row.status)

    def mark(row: BarisPutaran) -> State:
        if row.hilang:
            return State.ERROR
        return {
            StatusPutaran.DRAFT: State.INFO,
            StatusPutaran.DIBUKA: State.WARNING,
            StatusPutaran.DITUTUP: State.OK,
        }[row.status]

    return [
        Column(_("Nama"), lambda row: row.nama),
        Column(_("Periode"), lambda row: row.periode or "–"),
        Column(_("Sampai"), lambda row: format_tanggal(row.selesai) if row.selesai else "–"),
        Column(_("Status"), status, state=mark),
    ]


class NewRound(Dialog):
    """Name, days, which questions, and how many answers a group shows by itself at least; of a draft what it has now.

    ``on_chosen`` gets name, first and last day, source ("" for the questions that it has), threshold.
    """

    def __init__(
        self,
        parent: QWidget,
        day: date,
        sources: tuple[PilihanPertanyaan, ...],
        rounds: tuple[BarisPutaran, ...],
        on_chosen: Callable[[str, date, date, str, int], object],
        before: PutaranUmpanBalik | None = None,
    ) -> None:
        super().__init__(
            parent,
            name=NAME,
            title=_("Putaran baru") if before is None else _("Ubah putaran"),
            text=_("Belum ada yang ditanya sebelum Anda memilih “Buka putaran” di lembarnya."),
        )
        self._on_chosen = on_chosen
        self._name = make_line_edit(f"{NAME}-nama", _("Nama"), hint=_("Misalnya Umpan balik semester I"), limit=120)
        self._from = DateField(f"{NAME}-mulai", _("Hari pertama"))
        self._from.set_answer(day)
        self._until = DateField(f"{NAME}-selesai", _("Hari terakhir menjawab"))
        self._until.set_answer(day + timedelta(weeks=WEEKS))
        said = _("Seperti putaran {nama}")
        choices = [(one.id, one.isi.nama) for one in sources]
        choices += [(one.id, said.format(nama=one.nama)) for one in rounds]
        self._source = ComboField(f"{NAME}-sumber", _("Pertanyaan"), choices)
        self._source.setMinimumContentsLength(34)
        least = [(str(number), str(number)) for number in range(AMBANG_TERKECIL, AMBANG_TERKECIL + 6)]
        self._least = ComboField(f"{NAME}-ambang", _("Jawaban paling sedikit per kelompok"), least)
        if before is not None:
            self._name.setText(before.nama)
            self._from.set_answer(before.mulai or day)
            self._until.set_answer(before.selesai or day + timedelta(weeks=WEEKS))
            self._source.set_choices([(KEEP, _("Tetap seperti sekarang")), *choices])
            self._source.set_answer(KEEP)
            self._least.set_answer(str(before.ambang))
        for key, label, field in (
            ("nama", _("Nama"), self._name),
            ("mulai", _("Hari pertama"), self._from),
            ("selesai", _("Hari terakhir menjawab"), self._until),
            ("sumber", _("Pertanyaan"), self._source),
            ("ambang", _("Jawaban paling sedikit per kelompok"), self._least),
        ):
            row = FormRow(f"{NAME}-baris-{key}", label, field, required=True)
            row.setMinimumWidth(580)
            self.content.addWidget(row)
        self.add_button("batal", _("Batal"))
        self.add_button("lanjut", _("Lanjut"), self._take, default=True, closes=False)
        self._name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self) -> None:
        for field in (self._from, self._until):
            field.flush()
            if not field.is_readable():
                field.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        if not self._name.text().strip():
            self._name.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.accept()
        source, least = self._source.answer(), int(self._least.answer())
        source = "" if source == KEEP else source
        self._on_chosen(self._name.text(), self._from.answer(), self._until.answer(), source, least)
