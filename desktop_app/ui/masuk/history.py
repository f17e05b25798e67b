"""Ledger: bundles that were received; an import is taken back here as a whole, and done again."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.i18n import _
from desktop_app.messages import sentence_for
from desktop_app.services.batal_gabung import (
    HasilBatal,
    HasilUlang,
    PratinjauBatal,
    preview_undo,
    redo_import,
    undo_import,
)
from desktop_app.services.batal_gabung_kata import preview_words, redone_words, undone_words
from desktop_app.services.kotak import PaketTercatat
from desktop_app.ui.exchange_words import counts_text, moment_text, number_text
from desktop_app.ui.models.rows import Column, RowModel
from desktop_app.ui.page import Page
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.controls import make_button, make_label
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.table import DataTable


class Ledger(QWidget):
    """The history of received bundles; the code is read out to the office that asks whether it arrived.

    ``changed`` carries ``Changed`` after an import was taken back or done again.
    """

    changed = Signal(object)

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.setObjectName("masuk-riwayat-bagian")
        self._page = page
        self.confirmation: Dialog | None = None
        self._build()
        self._connect()
        self._refresh()

    def _build(self) -> None:
        self._model: RowModel[PaketTercatat] = RowModel(_received_columns(), self)
        self._table = DataTable(
            "masuk-riwayat",
            _("Paket yang sudah diterima"),
            EmptyState("masuk-riwayat-kosong", _("Belum ada paket yang diterima"), icon_name="masuk"),
        )
        self._table.set_model(self._model)
        self._table.set_columns((180, 240, 64, 190, 150, 200), 1)
        self._undo = make_button("masuk-batal-gabung", _("Batalkan penggabungan…"))
        self._redo = make_button("masuk-gabung-lagi", _("Gabungkan lagi"))
        hint = make_label(
            _("Yang dibatalkan hanya disisihkan; tidak ada yang dihapus."), "muted", name="masuk-riwayat-petunjuk"
        )
        row = QHBoxLayout()
        row.addWidget(self._undo)
        row.addWidget(self._redo)
        row.addWidget(hint, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._table, 1)
        column.addLayout(row)

    def _connect(self) -> None:
        self._table.selected.connect(lambda _row: self._refresh())
        self._undo.clicked.connect(self.ask_undo)
        self._redo.clicked.connect(self.redo)

    def take_focus(self) -> None:
        """Put the keyboard into the table."""
        self._table.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_bundles(self, bundles: tuple[PaketTercatat, ...]) -> None:
        """Show the bundles, the newest first; the row that was chosen stays chosen."""
        now = self._current()
        chosen = now.paket.file_sha256 if now is not None else ""
        self._model.set_rows(bundles)
        places = [at for at, row in enumerate(bundles) if row.paket.file_sha256 == chosen]
        self._table.select_row(places[0] if places else 0)
        self._refresh()

    def ask_undo(self) -> None:
        """Say what taking back the chosen import would do, and ask whether it is to be done."""
        row = self._current()
        if row is not None and not row.paket.dibatalkan:
            self._page.banner.hide()
            self._page.ask(preview_undo, row.paket.file_sha256, on_done=self._confirm)

    def redo(self) -> None:
        """Take in again what was taken back of the chosen bundle."""
        row = self._current()
        if row is not None and row.paket.dibatalkan:
            self._page.banner.hide()
            self._page.ask(redo_import, row.paket.file_sha256, on_done=self._on_redone, writes=True)

    def _current(self) -> PaketTercatat | None:
        return self._model.row_at(self._table.current_row())

    def _refresh(self) -> None:
        row = self._current()
        self._undo.setEnabled(row is not None and not row.paket.dibatalkan)
        self._redo.setEnabled(row is not None and row.paket.dibatalkan)

    def _confirm(self, preview: PratinjauBatal) -> None:
        paket, said = preview.paket, preview_words(preview)
        self.confirmation = Dialog(
            self.window(),
            name="masuk-batal-gabung-dialog",
            title=_("Batalkan penggabungan paket nomor {nomor} dari {nama}?").format(nomor=paket.seq, nama=paket.nama),
            text="\n\n".join([*said[:1], counts_text(preview.jenis), *said[1:]]),
        )
        self.confirmation.add_button("batal", _("Jangan"), default=True)
        self.confirmation.add_button("ya", _("Batalkan penggabungan"), lambda: self._undo_now(paket.file_sha256))
        self.confirmation.setMinimumWidth(560)
        self.confirmation.open()

    def _undo_now(self, file_sha256: str) -> None:
        self._page.ask(undo_import, file_sha256, on_done=self._on_undone, writes=True)

    def _on_undone(self, result: HasilBatal) -> None:
        self._page.banner.show_message(State.OK, undone_words(result))
        self.changed.emit(result.changed)
        self.take_focus()

    def _on_redone(self, result: HasilUlang) -> None:
        state = State.WARNING if result.karantina or result.menunggu else State.OK
        self._page.banner.show_message(state, redone_words(result))
        self.changed.emit(result.changed)
        self.take_focus()


def _received_columns() -> list[Column[PaketTercatat]]:
    def content(row: PaketTercatat) -> str:
        if row.paket.dibatalkan:
            return _("penggabungan dibatalkan; isinya disisihkan")
        parts = [_("{n} versi baru").format(n=number_text(row.paket.baru))]
        if row.paket.menunggu:
            parts.append(_("{n} menunggu").format(n=number_text(row.paket.menunggu)))
        if row.paket.karantina:
            parts.append(_("{n} ditahan").format(n=number_text(row.paket.karantina)))
        if row.mundur is not None:
            parts.insert(0, _("jejak tidak cocok dengan paket nomor {n}").format(n=row.mundur.nomor_lain))
        return ", ".join(parts)

    def explained(row: PaketTercatat) -> str:
        if row.mundur is None:
            return ""
        one = row.mundur
        facts = {"nama": one.nama, "kode": one.kode, "nomor": one.nomor, "nomor_lain": one.nomor_lain}
        return sentence_for("periksa_jejak_mundur", facts)

    def mark(row: PaketTercatat) -> State:
        if row.mundur is not None:
            return State.ERROR
        if row.paket.dibatalkan:
            return State.INFO
        return State.WARNING if row.paket.menunggu or row.paket.karantina else State.OK

    return [
        Column(
            _("Diterima"),
            lambda row: moment_text(row.paket.waktu),
            state=lambda row: State.WARNING if row.paket.ragu else None,
        ),
        Column(_("Kantor"), lambda row: f"{row.paket.nama} ({row.paket.kode})"),
        Column(_("Nomor"), lambda row: str(row.paket.seq), right=True),
        Column(_("Isi"), content, tip=explained, state=mark),
        Column(_("Kode terima"), lambda row: row.kode_terima),
        Column(
            _("Balasan"),
            lambda row: _("Sudah dibuat") if row.paket.dibalas else _("Belum dibuat"),
            state=lambda row: State.OK if row.paket.dibalas else State.INFO,
        ),
    ]
