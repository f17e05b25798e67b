"""ObjectionList: what concerns who is logged in, gaps in the numbers above it, and the ways to begin."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.wewenang import Wewenang
from desktop_app.i18n import _
from desktop_app.messages import sentence_for
from desktop_app.services.kantor import Peran
from desktop_app.services.keberatan_masuk import Celah
from desktop_app.ui.keberatan.words import Listed, Row, read_listed
from desktop_app.ui.models.rows import Column
from desktop_app.ui.page import Page
from desktop_app.ui.row_list import RowList
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.controls import make_button, make_label
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.empty import EmptyState

MOST_GAPS = 12
"""Gaps that the dialog shows; the command line lists all."""


class ObjectionList(RowList[Row]):
    """Enter opens a line. The buttons begin a new one, check a slip, or take in a carried copy."""

    """``Row``."""
    new_wanted = Signal()
    check_wanted = Signal()
    copy_wanted = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(page, "keberatan", _("Keberatan"), _("Disegel, jadi pejabat penilai tidak membacanya"))
        self._build()
        self._connect()

    def _build(self) -> None:
        desk = self._page.desk
        at_kabupaten = desk.profil.peran is Peran.KABUPATEN
        parent = _("Kotak Masuk") if at_kabupaten else _("Penilaian")
        self._add_back("keberatan-kembali", parent)
        self._check = make_button("keberatan-periksa", _("Periksa slip…"), icon_name="cari")
        self._header.add_action(self._check)
        self._copy = make_button("keberatan-terima", _("Terima salinan…"), icon_name="stick")
        self._header.add_action(self._copy)
        self._copy.setVisible(at_kabupaten and desk.may(Wewenang.TERIMA))
        self._new = make_button("keberatan-baru", _("Ajukan keberatan…"), kind="primary", shortcut="Ctrl+N")
        may_write = desk.may(Wewenang.AJUKAN_KEBERATAN) and bool(desk.pelaku.pegawai_id)
        self._header.add_action(self._new)
        self._new.setVisible(may_write)
        empty = EmptyState(
            "keberatan-kosong",
            _("Tidak ada keberatan"),
            _("Batas waktu: 14 hari kerja sejak dokumen evaluasi diterima."),
            icon_name="penilaian",
            action=_("Ajukan keberatan…") if may_write else "",
        )
        self._add_table(_("Daftar keberatan"), _columns(), (280, 80, 190, 170, 260), 0, empty)

    def _connect(self) -> None:
        self._new.clicked.connect(self.new_wanted)
        self._check.clicked.connect(self.check_wanted)
        self._copy.clicked.connect(self.copy_wanted)
        self.table.empty.acted.connect(self.new_wanted)

    def load(self) -> None:
        """Ask for the list."""
        self._page.ask(read_listed, on_done=self._show)

    def _beginning(self) -> QWidget:
        return self._check if self._new.isHidden() else self._new

    def _show(self, listed: Listed) -> None:
        self._fill(listed.rows, row=0)
        if listed.celah:
            text = _("{n} nomor keberatan hilang atau tidak cocok.").format(n=sum(one.jumlah for one in listed.celah))
            self._page.banner.show_message(
                State.WARNING, text, action=_("Lihat…"), on_action=lambda: self._show_gaps(listed.celah)
            )

    def _show_gaps(self, gaps: tuple[Celah, ...]) -> None:
        dialog = Dialog(
            self.window(), name="keberatan-celah", title=_("Nomor keberatan yang tidak cocok"), state=State.WARNING
        )
        for at, one in enumerate(gaps[:MOST_GAPS]):
            head = _("{kantor}, komputer {id}, nomor {nomor}").format(
                kantor=one.nama, id=one.perangkat[:8], nomor=one.sebutan
            )
            dialog.content.addWidget(make_label(head, "label", name=f"keberatan-celah-{at}", wrap=True))
            said = make_label(sentence_for(one.kode, {"nomor": one.sebutan}), wrap=True)
            said.setMinimumWidth(520)
            dialog.content.addWidget(said)
        dialog.add_button("tutup", _("Tutup"), default=True)
        dialog.open()


def _columns() -> list[Column[Row]]:
    return [
        Column(_("Dari"), lambda row: row.siapa),
        Column(_("Nomor"), lambda row: row.nomor),
        Column(_("Penilaian"), lambda row: row.periode),
        Column(_("Tanggal"), lambda row: format_tanggal(row.tanggal) if row.tanggal else "–"),
        Column(_("Keadaan"), lambda row: row.keadaan, state=lambda row: row.tanda),
    ]
