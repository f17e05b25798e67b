"""AdendumList: addenda of the office or of one SKP, and of that SKP the plans as they were determined."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.wewenang import Wewenang
from desktop_app.i18n import _
from desktop_app.services.adendum import BarisAdendum, Ketetapan, list_adendum, list_penetapan
from desktop_app.services.cetak import print_skp
from desktop_app.services.kantor import Kantor
from desktop_app.services.skp import get_skp, identity_of
from desktop_app.ui.adendum.words import status_state, status_text
from desktop_app.ui.models.rows import Column, RowModel
from desktop_app.ui.page import Page
from desktop_app.ui.pdf_output import show_printed
from desktop_app.ui.rights import permit
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.controls import make_button, make_label
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.header import PageHeader
from desktop_app.ui.widgets.table import DataTable


class Shown(NamedTuple):
    """What the list shows: whose SKP (empty for the whole office), its addenda, its determined plans."""

    nama: str
    addenda: tuple[BarisAdendum, ...]
    plans: tuple[Ketetapan, ...]


def read_shown(kantor: Kantor, skp_id: str) -> Shown:
    """Return what the list shows of one SKP, or of the office; runs in the worker thread."""
    if not skp_id:
        return Shown("", list_adendum(kantor), ())
    skp = get_skp(kantor, skp_id)
    nama = identity_of(kantor, skp.pegawai_id, skp.tanggal).nama
    return Shown(nama, list_adendum(kantor, skp_id), list_penetapan(kantor, skp_id))


class AdendumList(QWidget):
    """``opened`` carries an addendum's id, ``wanted`` the SKP for which a new one is asked, ``sheet_wanted`` an SKP."""

    opened = Signal(str)
    wanted = Signal(str)
    sheet_wanted = Signal(str)

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.setObjectName("adendum-daftar")
        self._page = page
        self.skp_id = ""
        self._build()
        self._connect()

    def _build(self) -> None:
        self._header = PageHeader("adendum-kepala", _("Adendum SKP"), " ")
        self._all = make_button("adendum-semua", _("Semua adendum"), kind="quiet")
        self._sheet = make_button("adendum-ke-skp", _("Buka SKP"), icon_name="skp")
        self._new = make_button(
            "adendum-baru", _("Adendum baru"), kind="primary", icon_name="tambah", shortcut="Ctrl+N"
        )
        self._may_add = permit(self._new, self._page.desk, Wewenang.SUSUN_SKP)
        for button in (self._all, self._sheet, self._new):
            self._header.add_action(button)
        empty = EmptyState(
            "adendum-kosong",
            _("Belum ada adendum"),
            _("Buka SKP yang sudah ditetapkan, lalu pilih Lainnya › Adendum dan ketetapan."),
            icon_name="skp",
            action=_("Ke daftar SKP"),
        )
        self._model: RowModel[BarisAdendum] = RowModel(_columns(), self)
        self._table = DataTable("adendum-tabel", _("Daftar adendum"), empty)
        self._table.set_model(self._model)
        self._table.set_columns((330, 90, 110, 120, 160), 0)
        self._plans_title = make_label(_("Ketetapan"), "section", name="ketetapan-judul")
        none = EmptyState("ketetapan-kosong", _("Belum ditetapkan"), "", icon_name="skp")
        self._plans: RowModel[Ketetapan] = RowModel(_plan_columns(), self)
        self._plan_table = DataTable("ketetapan-tabel", _("Ketetapan SKP ini; Enter mencetak"), none)
        self._plan_table.set_model(self._plans)
        self._plan_table.set_columns((190, 260, 260, 200), 1)
        self._print = make_button("ketetapan-cetak", _("Cetak ketetapan ini…"), icon_name="cetak")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._header)
        column.addWidget(self._table, 3)
        column.addWidget(self._plans_title)
        column.addWidget(self._plan_table, 2)
        column.addWidget(self._print, 0, Qt.AlignmentFlag.AlignLeft)

    def _connect(self) -> None:
        self._table.opened.connect(self._open_row)
        self._table.empty.acted.connect(lambda: self.sheet_wanted.emit(""))
        self._plan_table.opened.connect(self._print_row)
        self._print.clicked.connect(lambda: self._print_row(self._plan_table.current_row()))
        self._new.clicked.connect(lambda: self.wanted.emit(self.skp_id))
        self._sheet.clicked.connect(lambda: self.sheet_wanted.emit(self.skp_id))
        self._all.clicked.connect(lambda: self.show_skp(""))

    def show_skp(self, skp_id: str) -> None:
        """Show the addenda of one SKP, or of everybody."""
        self.skp_id = skp_id
        self.load()

    def load(self) -> None:
        """Ask for what is shown."""
        skp_id = self.skp_id
        self._page.ask(read_shown, skp_id, on_done=lambda shown: self._show(skp_id, shown))

    def take_focus(self) -> None:
        """Put the keyboard on the table."""
        self._table.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, skp_id: str, shown: Shown) -> None:
        if skp_id != self.skp_id:
            return
        one = bool(skp_id)
        self._header.set_title(shown.nama if one else _("Adendum SKP"))
        waits = sum(1 for row in shown.addenda if row.status.value == "diajukan")
        said = _("{n} adendum").format(n=len(shown.addenda))
        if waits:
            said += _("; {n} menunggu keputusan").format(n=waits)
        self._header.set_subtitle(_("Adendum SKP · {kata}").format(kata=said) if one else said)
        self._model.set_rows(shown.addenda)
        self._table.select_row(0)
        if one:
            hint = _("Tekan Adendum baru untuk mengubah SKP yang sudah ditetapkan.")
            self._table.empty.set_words(_("Belum ada adendum"), hint, "")
        else:
            hint = _("Buka SKP yang sudah ditetapkan, lalu pilih Lainnya › Adendum dan ketetapan.")
            self._table.empty.set_words(_("Belum ada adendum"), hint, _("Ke daftar SKP"))
        self._plans.set_rows(shown.plans)
        self._plan_table.select_row(0)
        for widget in (self._plans_title, self._plan_table, self._all, self._sheet):
            widget.setVisible(one)
        self._print.setVisible(one and bool(shown.plans))
        self._new.setVisible(one and self._may_add)

    def _open_row(self, number: int) -> None:
        row = self._model.row_at(number)
        if row is not None:
            self.opened.emit(row.id)

    def _print_row(self, number: int) -> None:
        plan = self._plans.row_at(number)
        if plan is None:
            return
        self._page.ask(print_skp, self.skp_id, on_done=show_printed(self._page), rev_id=plan.rev_id)


def _columns() -> list[Column[BarisAdendum]]:
    def mark(row: BarisAdendum) -> State | None:
        return State.ERROR if row.konflik else status_state(row.status)

    return [
        Column(_("Nama"), lambda row: row.nama),
        Column(_("SKP"), lambda row: row.tahun),
        Column(_("Nomor"), lambda row: str(row.nomor)),
        Column(_("Perubahan"), lambda row: _("{n} hasil").format(n=row.perubahan)),
        Column(_("Status"), lambda row: _("Berbeda versi") if row.konflik else status_text(row.status), state=mark),
    ]


def _plan_columns() -> list[Column[Ketetapan]]:
    def came_from(row: Ketetapan) -> str:
        return _("Adendum nomor {n}").format(n=row.adendum) if row.adendum else _("Penetapan awal")

    def holds(row: Ketetapan) -> str:
        if row.berakhir is not None:
            return _("Berakhir {tanggal}").format(tanggal=format_tanggal(row.berakhir))
        return _("Berlaku sekarang") if row.berlaku else _("Versi terdahulu")

    return [
        Column(_("Ditetapkan"), lambda row: format_tanggal(row.tanggal) if row.tanggal else "–"),
        Column(_("Oleh"), lambda row: row.penilai),
        Column(_("Asal"), came_from),
        Column(_("Keadaan"), holds, state=lambda row: State.OK if row.berlaku else None),
    ]
