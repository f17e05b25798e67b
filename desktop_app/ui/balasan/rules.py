"""Rules: the rule sets that are here, and loading a file for every office after its differences were read."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.wewenang import Wewenang
from desktop_app.i18n import _
from desktop_app.services.kantor import Changed
from desktop_app.services.muat_aturan import BarisAturan, PratinjauAturan, load_aturan_file, preview_aturan
from desktop_app.ui.above_words import line_of
from desktop_app.ui.exchange_words import number_text
from desktop_app.ui.models.rows import Column, RowModel
from desktop_app.ui.page import Page
from desktop_app.ui.rights import permit
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.controls import make_label
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.filedrop import FileDrop
from desktop_app.ui.widgets.scroll import ScrollColumn
from desktop_app.ui.widgets.table import DataTable
from desktop_app.ui.words import short_date


class Rules(QWidget):
    """``changed`` carries ``Changed``."""

    changed = Signal(object)

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.setObjectName("balasan-aturan-bagian")
        self._page = page
        self.model: RowModel[BarisAturan] = RowModel(_columns(), self)
        self._build()
        self._drop.files_given.connect(lambda paths: self.read(paths[0]))

    def _build(self) -> None:
        self._drop = FileDrop(
            "balasan-berkas-aturan",
            _("Taruh berkas aturan di sini"),
            suffixes=(".toml",),
            several=False,
            hint=_("Bedanya diperlihatkan dulu. Penilaian yang sudah final tidak pernah berubah."),
            icon_name="berkas",
        )
        permit(self._drop, self._page.desk, Wewenang.UBAH_KETENTUAN)
        self._table = DataTable(
            "balasan-aturan", _("Aturan"), EmptyState("balasan-aturan-kosong", _("Belum ada aturan"))
        )
        self._table.set_model(self.model)
        self._table.set_columns((220, 330, 150, 180, 130), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._drop)
        column.addWidget(self._table, 1)

    def show_rules(self, rows: tuple[BarisAturan, ...]) -> None:
        """Show the rule sets by their first days."""
        self.model.set_rows(rows)

    def read(self, path: Path) -> None:
        """Read a rule file and show what differs."""
        self._page.banner.hide()
        self._page.ask(preview_aturan, path, on_done=lambda found: self.show_preview(path, found))

    def show_preview(self, path: Path, found: PratinjauAturan) -> None:
        """Show a rule file against the rules before it."""
        one = found.isi
        text = _(
            "Penilaian untuk periode yang mulai {tanggal} atau sesudahnya dibuat menurut aturan ini, di semua kantor. "
            "Tidak dapat ditarik kembali sesudah dimuat. Dibandingkan dengan {lama}:"
        )
        dialog = Dialog(
            self.window(),
            name="balasan-aturan-lihat",
            title=line_of(one.nama),
            text=text.format(tanggal=format_tanggal(one.berlaku_mulai), lama=line_of(found.pembanding)),
            state=State.WARNING,
        )
        part = ScrollColumn("balasan-aturan-beda", _("Yang berbeda"))
        part.box.setSpacing(6)
        for each in found.beda:
            words = f"{line_of(each.apa)}: {line_of(each.lama)} → {line_of(each.baru)}"
            part.box.addWidget(make_label(words, wrap=True))
        if not found.beda:
            part.box.addWidget(make_label(_("Tidak ada bedanya selain nama dan tanggal."), wrap=True))
        part.box.addStretch(1)
        part.setMinimumHeight(200)
        dialog.content.addWidget(part, 1)
        dialog.add_button("batal", _("Jangan dulu"), default=True)
        dialog.add_button("ya", _("Muat untuk semua kantor"), lambda: self.load_file(path), kind="danger")
        dialog.prefer_size(700, 520)
        dialog.open()

    def load_file(self, path: Path) -> None:
        """Load a rule file for every office."""
        self._page.ask(load_aturan_file, path, on_done=self._on_loaded, writes=True)

    def _on_loaded(self, made: tuple[PratinjauAturan, Changed]) -> None:
        self._page.banner.show_message(State.OK, _("Aturan dimuat; berangkat ke semua kantor bersama balasan."))
        self.changed.emit(made[1])


def _state(row: BarisAturan) -> str:
    if row.bawaan:
        return _("Bawaan program")
    return _("Dari kabupaten") if row.terbaca else _("Perlu program lebih baru")


def _columns() -> tuple[Column[BarisAturan], ...]:
    return (
        Column(_("Kode"), lambda row: line_of(row.aturan_id)),
        Column(_("Nama"), lambda row: line_of(row.nama)),
        Column(_("Berlaku mulai"), lambda row: short_date(row.mulai)),
        Column(_("Asal"), _state, state=lambda row: None if row.terbaca else State.WARNING),
        Column(_("Penilaian"), lambda row: number_text(row.dipakai), right=True),
    )
