"""DevelopmentList: everybody with hours, open steps and weak competencies of a year; Enter opens his plan."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.i18n import _
from desktop_app.services.pengembangan import BarisPengembangan, list_pengembangan
from desktop_app.services.pengembangan_cetak import export_jam, summary_of
from desktop_app.ui.models.rows import Column
from desktop_app.ui.page import Page
from desktop_app.ui.pengembangan.links import make_links
from desktop_app.ui.row_list import RowList
from desktop_app.ui.save_as import ask_target
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.controls import make_button, make_label
from desktop_app.ui.widgets.empty import EmptyState

BACK, AHEAD = 3, 1
"""Years before and after the present one that can be chosen."""


class DevelopmentList(RowList[BarisPengembangan]):
    """``opened`` carries the person's row and the year."""

    def __init__(self, page: Page, available: frozenset[str]) -> None:
        super().__init__(page, "pengembangan", _("Pengembangan"), _("Kebutuhan, rencana, dan jam pelajaran (JP)"))
        self._build(available)
        self._connect()

    def _build(self, available: frozenset[str]) -> None:
        now = self._page.desk.proposed_day().year
        said = _("Tahun {tahun}")
        self._year = ComboField(
            "pengembangan-tahun",
            _("Tahun"),
            [(str(year), said.format(tahun=year)) for year in range(now + AHEAD, now - BACK - 1, -1)],
        )
        self._year.set_answer(str(now))
        self._export = make_button("pengembangan-ekspor", _("Simpan daftar JP…"), icon_name="berkas")
        self._header.add_action(self._year)
        self._header.add_action(self._export)
        empty = EmptyState(
            "pengembangan-kosong",
            _("Belum ada pegawai"),
            _("Catat dulu pegawainya; rencana pengembangannya dibuka dari sini."),
            icon_name="pegawai",
        )
        self._sum = make_label("", "muted", name="pengembangan-ringkasan", wrap=True)
        self._column.addWidget(make_links(self._page, available), 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self._sum)
        self._add_table(_("Daftar pengembangan"), _columns(), (250, 210, 90, 80, 145, 150, 160), 0, empty)

    def _connect(self) -> None:
        self._year.answered.connect(lambda _key: self.load())
        self._export.clicked.connect(self._on_export)

    def year(self) -> int:
        """Return the year that is shown."""
        return int(self._year.answer())

    def load(self) -> None:
        """Ask for everybody's hours of the year."""
        self._page.ask(list_pengembangan, self.year(), on_done=self._show)

    def _beginning(self) -> QWidget:
        return self._year

    def _show(self, rows: tuple[BarisPengembangan, ...]) -> None:
        self._fill(rows, refocus=True)
        # One's own hours stand in one's own line.
        self._sum.setText(summary_of(rows))
        self._sum.setVisible(len(rows) > 1)
        self._export.setEnabled(bool(rows))

    def _on_export(self) -> None:
        def done(count: int) -> None:
            text = _("Daftar JP {jumlah} pegawai tersimpan.").format(jumlah=count)
            self._page.banner.show_message(State.OK, text)

        def save(path: Path) -> None:
            self._page.ask(export_jam, self.year(), path, on_done=done, writes=True)

        ask_target(self, _("Simpan daftar JP"), f"jp-{self.year()}.xlsx", save, others=(".csv", ".pdf"))


def _columns() -> list[Column[BarisPengembangan]]:
    def hours(row: BarisPengembangan) -> str:
        return f"{row.jam.jp} / {row.jam.target}" if row.jam.target else str(row.jam.jp)

    def missing(row: BarisPengembangan) -> str:
        return str(row.jam.kurang) if row.jam.kurang else "–"

    def agreed(row: BarisPengembangan) -> str:
        if row.konflik:
            return _("Berbeda versi")
        if row.disepakati:
            return format_tanggal(row.disepakati)
        return _("Belum disepakati") if row.langkah else _("Belum ada rencana")

    def mark(row: BarisPengembangan) -> State | None:
        if row.konflik:
            return State.ERROR
        return State.OK if row.disepakati else None

    return [
        Column(_("Nama"), lambda row: row.nama),
        Column(_("Jabatan"), lambda row: row.jabatan),
        Column(_("JP"), hours, right=True),
        Column(_("Kurang", "jumlah"), missing, right=True),
        Column(_("Langkah terbuka"), lambda row: str(row.terbuka) if row.langkah else "–", right=True),
        Column(_("Di bawah standar"), lambda row: str(row.celah) if row.celah else "–", right=True),
        Column(_("Rencana"), agreed, state=mark),
    ]
