"""HeldRecords: records that were held back, each with its reason and what to do next."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.wewenang import Wewenang
from desktop_app.i18n import _
from desktop_app.services.kantor import Changed
from desktop_app.services.karantina import HasilTerima
from desktop_app.services.karantina_banyak import (
    CatatanDitahan,
    HasilBanyak,
    admit_catatan,
    admit_reason,
    leave_catatan,
)
from desktop_app.services.penguji_hapus import MENUNGGU
from desktop_app.ui.exchange_words import kind_text, moment_text, number_text
from desktop_app.ui.models.rows import Column, RowModel
from desktop_app.ui.reason import ask_reason
from desktop_app.ui.rights import permit
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.controls import make_button, make_label
from desktop_app.ui.widgets.dialog import Dialog, confirm
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.table import DataTable
from desktop_app.ui.widgets.turning import TurningRow

if TYPE_CHECKING:
    from desktop_app.ui.page import Page


class HeldRecords(QWidget):
    """A record is judged again by the rules of today; one that still fails stays, and its words are shown."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.setObjectName("tertahan-catatan-bagian")
        self._page = page
        self.question: Dialog | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        self._model: RowModel[CatatanDitahan] = RowModel(_columns(), self)
        self.table = DataTable(
            "tertahan-catatan",
            _("Catatan yang ditahan"),
            EmptyState(
                "tertahan-catatan-kosong",
                _("Tidak ada catatan yang ditahan"),
                _("Semua catatan yang datang memenuhi aturan."),
                icon_name="ok",
            ),
        )
        self.table.set_model(self._model)
        self.table.set_columns((320, 130, 200, 190, 170, 180), 0)
        self.table.wrap_lines()
        self._next = make_label("", name="tertahan-langkah", wrap=True)
        self._one = make_button("tertahan-nilai", _("Nilai ulang catatan ini"), kind="primary")
        self._all = make_button("tertahan-nilai-semua", _("Nilai ulang semua dengan alasan ini…"))
        self._leave = make_button("tertahan-catatan-biarkan", _("Biarkan…"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.table, 1)
        column.addWidget(self._next)
        buttons = [(self._one, 0), (self._all, 0), (self._leave, 0), (QWidget(), 1)]
        column.addWidget(TurningRow("tertahan-catatan-tombol", buttons, turn_at=560))
        self._choose(-1)

    def _connect(self) -> None:
        self.table.selected.connect(self._choose)
        self._one.clicked.connect(self.admit)
        self._all.clicked.connect(self._ask_all)
        self._leave.clicked.connect(self._ask_leave)

    def show_records(self, records: tuple[CatatanDitahan, ...]) -> None:
        """Show the records by reason."""
        self._model.set_rows(records)
        self.table.select_row(0)
        self._choose(self.table.current_row())

    def admit(self) -> None:
        """Judge the chosen record again; an erasure asks first, because nothing brings it back."""
        one = self._chosen()
        if one is None:
            return
        if one.catatan.alasan == MENUNGGU:
            self.question = confirm(
                self.window(),
                name="tertahan-hapus-dialog",
                title=_("Setujui penghapusan ini?"),
                text=_("{rincian}. Penghapusan tidak dapat dibatalkan.").format(rincian=one.catatan.rincian),
                yes=_("Hapus selamanya"),
                on_yes=partial(self._admit, one.catatan.rev_id),
                danger=True,
            )
            return
        self._admit(one.catatan.rev_id)

    def admit_all(self, reason: str) -> None:
        """Judge every record of one reason again."""
        self._page.ask(admit_reason, reason, on_done=self._on_all, writes=True)

    def leave(self, rev_id: str, words: str) -> None:
        """Leave a record held."""
        self._page.ask(leave_catatan, rev_id, words, on_done=self._on_left, writes=True)

    def _admit(self, rev_id: str) -> None:
        self._page.ask(admit_catatan, rev_id, on_done=self._on_admitted, on_error=self._on_error, writes=True)

    def _chosen(self) -> CatatanDitahan | None:
        return self._model.row_at(self.table.current_row())

    def _choose(self, row: int) -> None:
        one = self._model.row_at(row)
        self._next.setText(_("Langkah berikutnya: {kata}").format(kata=one.langkah) if one is not None else "")
        erasure = one is not None and one.catatan.alasan == MENUNGGU
        self._one.setText(_("Setujui penghapusan…") if erasure else _("Nilai ulang catatan ini"))
        self._one.setAccessibleName(self._one.text())
        for button in (self._one, self._leave):
            button.setEnabled(one is not None)
        self._all.setEnabled(one is not None and not erasure)
        if erasure:
            permit(self._one, self._page.desk, Wewenang.HAPUS_ORANG)

    def _ask_all(self) -> None:
        one = self._chosen()
        if one is None:
            return
        reason = one.catatan.alasan
        count = sum(1 for row in self._model.rows() if row.catatan.alasan == reason)
        self.question = confirm(
            self.window(),
            name="tertahan-semua-dialog",
            title=_("Nilai ulang {n} catatan?").format(n=number_text(count)),
            text=_("Semuanya ditahan karena: {alasan}. Yang memenuhi aturan masuk; yang lain tetap ditahan.").format(
                alasan=one.kata
            ),
            yes=_("Nilai ulang"),
            on_yes=partial(self.admit_all, reason),
        )

    def _ask_leave(self) -> None:
        one = self._chosen()
        if one is not None:
            self.question = ask_reason(
                self,
                name="tertahan-catatan-dialog",
                title=_("Biarkan catatan ini ditahan?"),
                text=_("Catatannya tetap disimpan dan dapat dinilai ulang kelak. Tuliskan alasannya."),
                yes=_("Biarkan"),
                on_reason=partial(self.leave, one.catatan.rev_id),
            )

    def _on_admitted(self, result: HasilTerima) -> None:
        if result.dihapus:
            text = _("Penghapusan dilaksanakan: isi {n} versi dihapus di sini.").format(n=number_text(result.dihapus))
        elif result.menunggu:
            text = _("Catatan memenuhi aturan; ia menunggu versi sebelumnya.")
        else:
            text = _("Catatan memenuhi aturan dan sudah masuk.")
        self._page.banner.show_message(State.OK, text)
        self._page.changed.emit(result.changed)
        self._page.load()

    def _on_all(self, result: HasilBanyak) -> None:
        text = _("{masuk} catatan masuk, {tunggu} menunggu versi sebelumnya, {tetap} tetap ditahan.").format(
            masuk=number_text(result.diterima),
            tunggu=number_text(result.menunggu),
            tetap=number_text(len(result.tetap)),
        )
        if result.tetap:
            text += " " + result.tetap[0][1]
        self._page.banner.show_message(State.WARNING if result.tetap else State.OK, text)
        self._page.changed.emit(result.changed)
        self._page.load()

    def _on_left(self, changed: Changed) -> None:
        self._page.banner.show_message(State.INFO, _("Dicatat. Catatannya tetap disimpan."))
        self._page.changed.emit(changed)
        self._page.load()

    def _on_error(self, error: BaseException) -> None:
        self._page.show_error(error)
        self._page.load()


def _columns() -> list[Column[CatatanDitahan]]:
    return [
        Column(_("Alasan"), lambda one: one.kata, tip=lambda one: one.kata, state=lambda _one: State.WARNING),
        Column(_("Jenis"), lambda one: kind_text(one.catatan.jenis) or "–"),
        Column(_("Tentang"), lambda one: one.nama or "–"),
        Column(_("Pengirim"), lambda one: one.catatan.pengirim or "–"),
        Column(
            _("Ditulis"),
            lambda one: moment_text(one.catatan.waktu, one.catatan.ragu) if one.catatan.waktu else "–",
            tip=lambda one: one.catatan.siapa,
        ),
        Column(_("Keputusan"), lambda one: one.putusan or "–", tip=lambda one: one.putusan),
    ]
