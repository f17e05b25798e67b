"""SerahTerimaList: the hand-overs of the office, the open ones first, and the question that begins a new one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.istilah import StatusSerahTerima
from desktop_app.domain.wewenang import Wewenang
from desktop_app.i18n import _
from desktop_app.services.serah_terima import BarisSerahTerima, Calon, list_serah_terima
from desktop_app.ui.models.rows import Column
from desktop_app.ui.page import Page
from desktop_app.ui.rights import permit
from desktop_app.ui.row_list import RowList
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.controls import make_button
from desktop_app.ui.widgets.dates import DateField
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.form import FormRow


class SerahTerimaList(RowList[BarisSerahTerima]):
    """Enter opens a hand-over; ``left`` goes back to the people."""

    new_wanted = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(page, "serah-terima", _("Serah terima penilai"), _("Bila pejabat penilai pindah atau pensiun"))
        self._build()
        self._connect()

    def _build(self) -> None:
        self._add_back("serah-terima-ke-pegawai", _("Pegawai", "banyak"))
        self._new = make_button(
            "serah-terima-baru", _("Serah terima baru…"), kind="primary", icon_name="tambah", shortcut="Ctrl+N"
        )
        may_add = permit(self._new, self._page.desk, Wewenang.SERAH_TERIMA)
        self._header.add_action(self._new)
        empty = EmptyState(
            "serah-terima-kosong",
            _("Belum ada serah terima"),
            _("Yang sudah ia nilai tetap, yang terbuka mendapat penilai baru, dan satu lembar ditandatangani berdua."),
            icon_name="pegawai",
            action=_("Serah terima baru…") if may_add else "",
        )
        self._add_table(_("Daftar serah terima"), _columns(), (280, 250, 170, 170), 0, empty)

    def _connect(self) -> None:
        self._new.clicked.connect(self.new_wanted)
        self.table.empty.acted.connect(self.new_wanted)

    def load(self) -> None:
        """Ask for the hand-overs."""
        self._page.ask(list_serah_terima, on_done=self._show)

    def _beginning(self) -> QWidget:
        return self._new

    def _show(self, rows: tuple[BarisSerahTerima, ...]) -> None:
        self._fill(rows, row=0, refocus=True)


def _columns() -> list[Column[BarisSerahTerima]]:
    def status(row: BarisSerahTerima) -> str:
        if row.konflik:
            return _("Berbeda versi")
        return _("Selesai") if row.status is StatusSerahTerima.SELESAI else _("Belum selesai")

    def mark(row: BarisSerahTerima) -> State | None:
        if row.konflik:
            return State.ERROR
        return State.OK if row.status is StatusSerahTerima.SELESAI else State.WARNING

    return [
        Column(_("Yang menyerahkan"), lambda row: row.penyerah),
        Column(_("Yang menerima"), lambda row: row.penerima or "–"),
        Column(_("Mulai"), lambda row: format_tanggal(row.mulai)),
        Column(_("Status"), status, state=mark),
    ]


class NewSerahTerima(Dialog):
    """Who leaves, and the first day of the new assessor; the rest is asked on the sheet."""

    def __init__(
        self, parent: QWidget, people: tuple[Calon, ...], day: date, on_chosen: Callable[[str, date], object]
    ) -> None:
        super().__init__(
            parent,
            name="serah-terima-mulai",
            title=_("Serah terima baru"),
            text=_("Belum ada yang berubah sebelum Anda memilih “Selesaikan” di lembarnya."),
        )
        self._on_chosen = on_chosen
        said = _("{nama} · menilai {n} pegawai")
        self._who = ComboField(
            "serah-terima-mulai-siapa",
            _("Yang menyerahkan"),
            [(one.id, said.format(nama=one.nama, n=one.bawahan)) for one in people],
        )
        self._day = DateField("serah-terima-mulai-tanggal", _("Hari pertama penilai baru"))
        self._day.set_answer(day)
        for name, label, field in (
            ("siapa", _("Yang menyerahkan"), self._who),
            ("tanggal", _("Hari pertama penilai baru"), self._day),
        ):
            row = FormRow(f"serah-terima-mulai-baris-{name}", label, field, required=True)
            row.setMinimumWidth(560)
            self.content.addWidget(row)
        self.add_button("batal", _("Batal"))
        self.add_button("lanjut", _("Lanjut"), self._take, default=True, closes=False)
        self._who.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self) -> None:
        self._day.flush()
        if not self._day.is_readable():
            self._day.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.accept()
        self._on_chosen(self._who.answer(), self._day.answer())
