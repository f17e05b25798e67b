"""Lists of one's own: requests that wait for an answer, what one gave, and what one asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.istilah_kinerja import StatusUmpanBalik
from desktop_app.i18n import _
from desktop_app.services.umpan_balik_baca import BarisUmpanBalik
from desktop_app.ui.feedback_words import respon_state, respon_text, status_text, when_text
from desktop_app.ui.models.rows import Column, RowModel
from desktop_app.ui.page import Page
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.controls import make_button, make_label
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.table import DataTable


class OwnList(QWidget):
    """A table with acts below it; Enter does the first. ``wanted`` carries the act's key and the row."""

    wanted = Signal(str, object)

    def __init__(
        self,
        page: Page,
        name: str,
        title: str,
        read: Callable[..., tuple[BarisUmpanBalik, ...]],
        columns: Sequence[Column[BarisUmpanBalik]],
        widths: Sequence[int],
        empty: EmptyState,
        acts: Sequence[tuple[str, str]],
        note: str = "",
    ) -> None:
        super().__init__()
        self.setObjectName(f"{name}-bagian")
        self._page = page
        self._read = read
        self._acts: dict[str, QPushButton] = {}
        self._model: RowModel[BarisUmpanBalik] = RowModel(columns, self)
        self.table = DataTable(name, title, empty)
        self.table.set_model(self._model)
        self.table.set_columns(widths, len(widths) - 1)
        row = QHBoxLayout()
        for key, text in acts:
            self._acts[key] = make_button(f"{name}-{key}", text, kind="primary" if not self._acts else "plain")
            self._acts[key].setAutoDefault(False)
            row.addWidget(self._acts[key])
            self._acts[key].clicked.connect(lambda _checked=False, act=key: self._emit(act))
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        if note:
            column.addWidget(make_label(note, "muted", name=f"{name}-catatan", wrap=True))
        column.addWidget(self.table, 1)
        column.addLayout(row)
        self.table.opened.connect(lambda _row: self._emit(next(iter(self._acts))))

    def load(self) -> None:
        """Ask for the rows."""
        self._page.ask(self._read, on_done=self._show)

    def take_focus(self) -> bool:
        """Put the keyboard into the list; False where there is nothing in it."""
        if not self._model.rowCount():
            return False
        self.table.view.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def count(self) -> int:
        """Return how many rows there are."""
        return self._model.rowCount()

    def _show(self, rows: tuple[BarisUmpanBalik, ...]) -> None:
        self._model.set_rows(rows)
        self.table.select_row(0)
        for button in self._acts.values():
            button.setEnabled(bool(rows))

    def _emit(self, act: str) -> None:
        row = self._model.row_at(self.table.current_row())
        if row is not None:
            self.wanted.emit(act, row)


def make_asked(page: Page, read: Callable[..., tuple[BarisUmpanBalik, ...]]) -> OwnList:
    """Return the list of requests that wait for who is logged in."""
    return OwnList(
        page,
        "umpan-balik-diminta",
        _("Menunggu jawaban"),
        read,
        [
            Column(_("Dari"), lambda row: row.pegawai),
            Column(_("Tentang"), lambda row: row.hal),
            Column(_("Yang ditanyakan"), lambda row: row.permintaan or "–"),
        ],
        (230, 200, 200),
        EmptyState("umpan-balik-diminta-kosong", _("Tidak ada permintaan yang menunggu"), icon_name="ok"),
        [("jawab", _("Jawab…")), ("tolak", _("Tidak memberi"))],
        _("Yang meminta tahu bahwa ia bertanya kepada Anda. Anda boleh tidak memberi."),
    )


def make_given(page: Page, read: Callable[..., tuple[BarisUmpanBalik, ...]]) -> OwnList:
    """Return the list of what who is logged in gave."""
    return OwnList(
        page,
        "umpan-balik-diberikan",
        _("Yang saya berikan"),
        read,
        [
            Column(_("Kapan"), when_text),
            Column(_("Tentang siapa"), lambda row: row.pegawai),
            Column(_("Hal"), lambda row: row.hal),
            Column(_("Respons"), lambda row: respon_text(row.respon), state=lambda row: respon_state(row.respon)),
            Column(_("Nama Anda"), lambda row: _("Ditampilkan") if row.nama else _("Tidak")),
            Column(_("Umpan balik"), lambda row: " ".join(_(row.ucapan).split())),
        ],
        (130, 180, 130, 118, 100, 120),
        EmptyState("umpan-balik-diberikan-kosong", _("Anda belum memberi umpan balik")),
        [("perbaiki", _("Perbaiki…")), ("cabut", _("Cabut…"))],
        _("Hanya Anda yang dapat memperbaikinya; kata yang lama tetap tersimpan sebagai riwayat."),
    )


def make_own_requests(page: Page, read: Callable[..., tuple[BarisUmpanBalik, ...]]) -> OwnList:
    """Return the list of what who is logged in asked for and nobody answered yet."""

    def mark(row: BarisUmpanBalik) -> State | None:
        return State.INFO if row.status is StatusUmpanBalik.DIMINTA else None

    return OwnList(
        page,
        "umpan-balik-permintaan",
        _("Permintaan saya"),
        read,
        [
            Column(_("Kepada"), lambda row: row.pemberi or "–"),
            Column(_("Keadaan"), lambda row: status_text(row.status), state=mark),
            Column(_("Tentang"), lambda row: row.hal),
            Column(_("Yang ditanyakan"), lambda row: row.permintaan or "–"),
        ],
        (220, 170, 160, 140),
        EmptyState("umpan-balik-permintaan-kosong", _("Tidak ada permintaan yang terbuka")),
        [("batal", _("Batalkan permintaan"))],
    )
