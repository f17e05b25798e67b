"""PermintaanPage: at an office, the corrections that the kabupaten asks for and the letters that it recorded."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtWidgets import QTabWidget

from desktop_app.domain.dari_kabupaten import IsiJawaban
from desktop_app.domain.wewenang import Wewenang
from desktop_app.i18n import _
from desktop_app.services.kantor import Changed, Kantor
from desktop_app.services.mutasi_laksana import BarisMutasi, carry_out_mutasi, list_mutasi
from desktop_app.services.permintaan import BarisPermintaan, answer_permintaan, list_permintaan
from desktop_app.ui.above_words import (
    move_line,
    move_state,
    move_text,
    request_text,
    state_mark,
    state_text,
    wrong_text,
)
from desktop_app.ui.arriving import focus_first, may_take_focus
from desktop_app.ui.desk import Desk
from desktop_app.ui.models.rows import Column, RowModel
from desktop_app.ui.page import Page
from desktop_app.ui.reason import ask_reason
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.controls import make_button
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.header import PageHeader
from desktop_app.ui.widgets.table import DataTable
from desktop_app.ui.words import short_date


class FromAbove(NamedTuple):
    """Everything that the page shows."""

    requests: tuple[BarisPermintaan, ...]
    moves: tuple[BarisMutasi, ...]


def read_above(kantor: Kantor) -> FromAbove:
    """Return requests and letters, closed requests too; runs in the worker thread."""
    return FromAbove(list_permintaan(kantor, semua=True), list_mutasi(kantor))


class PermintaanPage(Page):
    """Two tabs; Enter opens one line with what can be done about it."""

    kinds = ("permintaan_perbaikan", "jawaban_perbaikan", "mutasi", "pegawai", "skp", "penilaian")

    def __init__(self, desk: Desk) -> None:
        super().__init__("halaman-permintaan", _("Dari kabupaten"), desk)
        self._wanted = ""
        self._build()
        self._connect()

    def _build(self) -> None:
        self._header = PageHeader(
            "permintaan-kepala",
            _("Dari kabupaten"),
            _("Dokumen yang diminta diperbaiki, dan mutasi menurut SK. Jawabannya ikut paket berikutnya."),
        )
        back = make_button("permintaan-kirim", _("Kirim/Terima"), icon_name="kirim")
        back.clicked.connect(lambda: self.navigate.emit("kirim", ""))
        back.setVisible(self.desk.may(Wewenang.KIRIM))
        self._header.add_action(back)
        self.requests: RowModel[BarisPermintaan] = RowModel(_request_columns(), self)
        self._request_table = DataTable(
            "permintaan-daftar",
            _("Perbaikan yang diminta"),
            EmptyState(
                "permintaan-kosong",
                _("Tidak ada yang diminta diperbaiki"),
                _("Permintaan kabupaten muncul di sini setelah balasannya diterapkan."),
                icon_name="ok",
            ),
        )
        self._request_table.set_model(self.requests)
        self._request_table.set_columns((300, 360, 120, 230), 1)
        self.moves: RowModel[BarisMutasi] = RowModel(_move_columns(), self)
        self._move_table = DataTable(
            "permintaan-mutasi",
            _("Mutasi"),
            EmptyState(
                "permintaan-mutasi-kosong",
                _("Tidak ada mutasi"),
                _("Perpindahan dan pergantian penilai yang dicatat kabupaten muncul di sini."),
                icon_name="pegawai",
            ),
        )
        self._move_table.set_model(self.moves)
        self._move_table.set_columns((220, 280, 120, 260), 1)
        self._tabs = QTabWidget()
        self._tabs.setObjectName("permintaan-tab")
        self._tabs.setAccessibleName(_("Bagian dari kabupaten"))
        self._tabs.setDocumentMode(True)
        self._tabs.addTab(self._request_table, _("Perbaikan diminta"))
        self._tabs.addTab(self._move_table, _("Mutasi"))
        self.box.addWidget(self._header)
        self.box.addWidget(self.banner)
        self.box.addWidget(self._tabs, 1)

    def _connect(self) -> None:
        self._request_table.opened.connect(lambda row: self.open_request(self.requests.row_at(row)))
        self._move_table.opened.connect(lambda row: self.open_move(self.moves.row_at(row)))

    def load(self) -> None:
        """Ask for requests and letters."""
        self.ask(read_above, on_done=self._show)

    def enter(self) -> None:
        """Load and put the keyboard where work begins."""
        super().enter()
        focus_first(self._tabs)

    def show_document(self, doc_id: str) -> None:
        """Open one request or letter as soon as it is there."""
        self._wanted = doc_id
        self._stale = True
        self.load()

    def open_request(self, row: BarisPermintaan | None) -> None:
        """Show one request with its answers."""
        if row is None:
            return
        head = _("Dikembalikan kabupaten") if row.isi.kembalikan else _("Diminta diperbaiki")
        dialog = Dialog(self.window(), name="permintaan-satu", title=head, text=request_text(row))
        dialog.add_button("tutup", _("Tutup"))
        if row.halaman:
            dialog.add_button("buka", _("Buka dokumen"), lambda: self.navigate.emit(row.halaman, row.isi.dokumen_id))
        if row.boleh_jawab:
            dialog.add_button("tidak", _("Tidak, karena…"), lambda: self._ask_why(row))
            fixed = dialog.add_button(
                "sudah", _("Sudah diperbaiki"), lambda: self.answer(row, IsiJawaban.SUDAH), default=True
            )
            fixed.setEnabled(row.sudah_berubah)
            if not row.sudah_berubah:
                fixed.setToolTip(_("Dokumennya belum berubah sejak diminta."))
        dialog.open()

    def answer(self, row: BarisPermintaan, said: IsiJawaban, why: str = "") -> None:
        """Keep the answer to a request."""
        self.ask(answer_permintaan, row.id, said, why, on_done=self._on_answered, writes=True)

    def open_move(self, row: BarisMutasi | None) -> None:
        """Show one letter with what it asks of this office."""
        if row is None:
            return
        dialog = Dialog(self.window(), name="permintaan-mutasi-satu", title=row.isi.nama[:120], text=move_text(row))
        dialog.add_button("tutup", _("Tutup"), default=not row.perlu)
        if row.perlu and self.desk.may(Wewenang.UBAH_PEGAWAI):
            words = _("Akhiri SKP-nya") if row.akhiri else _("Pindahkan draf") if row.ikut else _("Catat sudah pindah")
            dialog.add_button("laksana", words, lambda: self.carry_out(row), default=True)
        dialog.open()

    def carry_out(self, row: BarisMutasi) -> None:
        """Do what a letter asks."""
        self.ask(carry_out_mutasi, row.id, on_done=self._on_carried_out, writes=True)

    def _show(self, found: FromAbove) -> None:
        self.requests.set_rows(found.requests)
        self.moves.set_rows(found.moves)
        waiting = sum(1 for one in found.requests if one.keadaan.value == "terbuka")
        to_do = sum(1 for one in found.moves if one.perlu)
        asked, moved = _("Perbaikan diminta"), _("Mutasi")
        self._tabs.setTabText(0, f"{asked} ({waiting})" if waiting else asked)
        self._tabs.setTabText(1, f"{moved} ({to_do})" if to_do else moved)
        if may_take_focus(self._tabs):
            focus_first(self._tabs)
        wanted, self._wanted = self._wanted, ""
        request = next((one for one in found.requests if wanted in (one.id, one.isi.dokumen_id)), None)
        move = next((one for one in found.moves if one.id == wanted), None)
        if wanted and move is not None:
            self._tabs.setCurrentWidget(self._move_table)
            self.open_move(move)
        elif wanted:
            self._tabs.setCurrentWidget(self._request_table)
            self.open_request(request)

    def _ask_why(self, row: BarisPermintaan) -> None:
        ask_reason(
            self,
            name="permintaan-tidak",
            title=_("Tidak diperbaiki"),
            text=_("Kabupaten membaca alasannya bersama paket berikutnya."),
            yes=_("Simpan jawaban"),
            on_reason=lambda why: self.answer(row, IsiJawaban.TIDAK, why),
        )

    def _on_answered(self, changed: Changed) -> None:
        self.banner.show_message(State.OK, _("Jawaban disimpan dan ikut paket berikutnya ke kabupaten."))
        self.changed.emit(changed)
        self.load()

    def _on_carried_out(self, changed: Changed) -> None:
        text = _("Mutasi dilaksanakan; {n} dokumen berubah.").format(n=len(changed.doc_ids))
        self.banner.show_message(State.OK, text)
        self.changed.emit(changed)
        self.load()


def _request_columns() -> tuple[Column[BarisPermintaan], ...]:
    return (
        Column(_("Dokumen"), lambda row: row.isi.judul[:160]),
        Column(_("Yang salah"), wrong_text),
        Column(_("Diminta"), lambda row: short_date(row.isi.tanggal.isoformat()) if row.isi.tanggal else "–"),
        Column(_("Keadaan"), lambda row: state_text(row.keadaan), state=state_mark),
    )


def _move_columns() -> tuple[Column[BarisMutasi], ...]:
    return (
        Column(_("Nama"), lambda row: row.isi.nama[:160]),
        Column(_("Mutasi"), lambda row: move_line(row.isi)),
        Column(_("Mulai"), lambda row: short_date(row.isi.mulai.isoformat())),
        Column(_("Keadaan"), move_state, state=lambda row: State.WARNING if row.perlu else None),
    )
