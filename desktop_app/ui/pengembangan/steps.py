"""StepsPanel: the steps of a plan, and under the chosen one the events that were attended for it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.hitung_jp import day_of
from desktop_app.domain.istilah_pengembangan import StatusButir
from desktop_app.domain.pengembangan import ButirPengembangan, PelaksanaanPengembangan
from desktop_app.i18n import _
from desktop_app.ui.models.rows import Column, RowModel
from desktop_app.ui.pengembangan.words import form_text, source_text, state_text
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.controls import make_button, make_label
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.table import DataTable

_MARKS = {StatusButir.SELESAI: State.OK, StatusButir.BERJALAN: State.INFO}


class StepsPanel(QWidget):
    """Signals carry the chosen step or event; Enter changes it."""

    add_wanted = Signal()
    change_wanted = Signal(object)
    remove_wanted = Signal(object)
    event_wanted = Signal(object, object)
    event_removed = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("pengembangan-langkah-bagian")
        self._editable = False
        self._may_plan = True
        self._build()
        self._connect()

    def _build(self) -> None:
        self._steps: RowModel[ButirPengembangan] = RowModel(_step_columns(), self)
        empty = EmptyState(
            "pengembangan-langkah-kosong",
            _("Belum ada langkah"),
            _("Ambil dari usulan di atas, atau tambah sendiri."),
        )
        self.table = DataTable("pengembangan-langkah-tabel", _("Langkah pengembangan"), empty)
        self.table.set_model(self._steps)
        self.table.set_columns((300, 190, 180, 80, 165, 130), 0)
        self.table.view.setMinimumHeight(150)
        self._add = make_button(
            "pengembangan-langkah-tambah", _("Tambah langkah…"), icon_name="tambah", shortcut="Ctrl+T"
        )
        self._change = make_button("pengembangan-langkah-ubah", _("Ubah langkah…"))
        self._event = make_button("pengembangan-kegiatan-catat", _("Catat kegiatan…"), shortcut="Ctrl+K")
        self._remove = make_button("pengembangan-langkah-hapus", _("Hapus langkah"), kind="quiet")
        self._events: RowModel[PelaksanaanPengembangan] = RowModel(_event_columns(), self)
        none = EmptyState(
            "pengembangan-kegiatan-kosong", _("Belum ada kegiatan"), _("Catat sesudah diikuti, dengan JP-nya.")
        )
        self.events = DataTable("pengembangan-kegiatan-tabel", _("Kegiatan untuk langkah yang dipilih"), none)
        self.events.set_model(self._events)
        self.events.set_columns((330, 240, 60, 210, 190), 0)
        self.events.view.setMinimumHeight(110)
        self._event_change = make_button("pengembangan-kegiatan-ubah", _("Ubah kegiatan…"))
        self._event_remove = make_button("pengembangan-kegiatan-hapus", _("Hapus kegiatan"), kind="quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(make_label(_("Langkah"), "section", name="pengembangan-langkah-judul"))
        column.addWidget(self.table)
        column.addLayout(_line(self._add, self._change, self._event, self._remove))
        column.addWidget(
            make_label(_("Kegiatan untuk langkah yang dipilih"), "section", name="pengembangan-kegiatan-judul")
        )
        column.addWidget(self.events)
        column.addLayout(_line(self._event_change, self._event_remove))

    def _connect(self) -> None:
        self.table.selected.connect(lambda _row: self._show_events())
        self.table.opened.connect(lambda _row: self._emit(self.change_wanted))
        self.events.selected.connect(lambda _row: self._enable())
        self.events.opened.connect(lambda _row: self._emit_event(self.event_wanted))
        self._add.clicked.connect(self.add_wanted)
        self._change.clicked.connect(lambda: self._emit(self.change_wanted))
        self._remove.clicked.connect(lambda: self._emit(self.remove_wanted))
        self._event.clicked.connect(self._new_event)
        self._event_change.clicked.connect(lambda: self._emit_event(self.event_wanted))
        self._event_remove.clicked.connect(lambda: self._emit_event(self.event_removed))

    def show_steps(self, steps: tuple[ButirPengembangan, ...], *, editable: bool, may_plan: bool = True) -> None:
        """Show the steps; the chosen one stays chosen. Without ``may_plan`` none is added or removed."""
        self._editable = editable
        self._may_plan = may_plan
        chosen = self.step()
        self._steps.set_rows(steps)
        at = next((n for n, one in enumerate(steps) if chosen is not None and one.id == chosen.id), 0)
        self.table.select_row(at)
        self._show_events()

    def step(self) -> ButirPengembangan | None:
        """Return the chosen step."""
        return self._steps.row_at(self.table.current_row())

    def event_row(self) -> PelaksanaanPengembangan | None:
        """Return the chosen event."""
        return self._events.row_at(self.events.current_row())

    def _show_events(self) -> None:
        step = self.step()
        current = self.events.current_row()
        self._events.set_rows(step.pelaksanaan if step is not None else ())
        self.events.select_row(max(current, 0))
        self._enable()

    def _enable(self) -> None:
        editable = self._editable
        step, event = self.step(), self.event_row()
        self._add.setVisible(editable and self._may_plan)
        for button in (self._change, self._event, self._remove):
            button.setVisible(editable and (self._may_plan or button is not self._remove))
            button.setEnabled(step is not None)
        for button in (self._event_change, self._event_remove):
            button.setVisible(editable)
            button.setEnabled(event is not None)

    def _emit(self, signal: object) -> None:
        step = self.step()
        if step is not None and self._editable:
            signal.emit(step)  # type: ignore[attr-defined]

    def _emit_event(self, signal: object) -> None:
        step, event = self.step(), self.event_row()
        if step is not None and event is not None and self._editable:
            signal.emit(step, event)  # type: ignore[attr-defined]

    def _new_event(self) -> None:
        step = self.step()
        if step is not None:
            self.event_wanted.emit(step, None)


def _line(*buttons: QWidget) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(8)
    for button in buttons:
        line.addWidget(button)
    line.addStretch(1)
    return line


def _step_columns() -> list[Column[ButirPengembangan]]:
    def hours(step: ButirPengembangan) -> str:
        done = sum(event.jp for event in step.pelaksanaan)
        return f"{done} / {step.target_jp}" if step.target_jp else str(done or "–")

    return [
        Column(_("Yang dikembangkan"), lambda step: step.kebutuhan),
        Column(_("Dibaca dari"), lambda step: source_text(step.sumber)),
        Column(_("Caranya"), lambda step: step.acara or form_text(step.bentuk)),
        Column(_("JP"), hours, right=True),
        Column(_("Batas"), lambda step: format_tanggal(step.tenggat) if step.tenggat else "–"),
        Column(_("Keadaan"), lambda step: state_text(step.status), state=lambda step: _MARKS.get(step.status)),
    ]


def _event_columns() -> list[Column[PelaksanaanPengembangan]]:
    def days(event: PelaksanaanPengembangan) -> str:
        last = day_of(event)
        if last is None:
            return "–"
        if event.mulai is not None and event.mulai < last:
            return _("{mulai} s.d. {selesai}").format(mulai=format_tanggal(event.mulai), selesai=format_tanggal(last))
        return format_tanggal(last)

    def paper(event: PelaksanaanPengembangan) -> str:
        return event.nomor_sertifikat or _("Belum ada sertifikat")

    return [
        Column(_("Kegiatan"), lambda event: event.nama),
        Column(_("Tanggal"), days),
        Column(_("JP"), lambda event: str(event.jp), right=True),
        Column(_("Penyelenggara"), lambda event: event.penyelenggara or "–"),
        Column(
            _("Nomor sertifikat"), paper, state=lambda event: None if event.nomor_sertifikat.strip() else State.WARNING
        ),
    ]
