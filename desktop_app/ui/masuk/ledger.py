"""HeldBack: what was kept aside, by office and reason."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.kalimat import end
from desktop_app.domain.wewenang import Wewenang
from desktop_app.i18n import _
from desktop_app.messages import sentence_for
from desktop_app.services.karantina import HasilTerima, admit_karantina
from desktop_app.services.kotak import Tertahan
from desktop_app.ui.exchange_words import kind_text, number_text
from desktop_app.ui.models.rows import Column, RowModel
from desktop_app.ui.page import Page
from desktop_app.ui.rights import permit
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.controls import make_button, make_label
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.table import DataTable
from desktop_app.ui.widgets.turning import TurningRow


class HeldBack(QWidget):
    """The waiting room and the quarantine: nothing there is lost, nothing there counts.

    An erasure that a unit asks for waits here until somebody confirms it; ``admitted`` carries ``Changed`` then.
    """

    admitted = Signal(object)

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.setObjectName("masuk-tertahan-bagian")
        self._page = page
        self.confirmation: Dialog | None = None
        self._model: RowModel[Tertahan] = RowModel(_held_columns(), self)
        self._table = DataTable(
            "masuk-tertahan",
            _("Catatan yang tertahan"),
            EmptyState(
                "masuk-tertahan-kosong",
                _("Tidak ada yang tertahan"),
                _("Semua catatan dari paket yang diterima sudah masuk."),
                icon_name="ok",
            ),
        )
        self._table.set_model(self._model)
        self._table.set_columns((150, 300, 130, 170, 150, 120, 70), 1)
        self._table.wrap_lines()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(8)
        column.addWidget(
            make_label(
                _(
                    "Yang menunggu masuk sendiri begitu paket yang kurang datang. Yang ditahan disimpan apa adanya "
                    "dan tidak mengubah data apa pun."
                ),
                "muted",
                wrap=True,
            )
        )
        column.addWidget(self._table, 1)
        self._confirm = make_button("masuk-setujui-hapus", _("Setujui penghapusan…"))
        self._confirm.setEnabled(False)
        self._confirm.clicked.connect(self.ask)
        decide = make_button("masuk-tertahan-buka", _("Tangani satu per satu…"), icon_name="cari")
        decide.clicked.connect(lambda: self._page.navigate.emit("tertahan", ""))
        column.addWidget(TurningRow("masuk-tertahan-tombol", [(self._confirm, 0), (decide, 0)], turn_at=420))

    def take_focus(self) -> None:
        """Put the keyboard into the table."""
        self._table.view.setFocus()

    def ask(self) -> None:
        """Say what the first erasure that waits would take, and ask whether it may."""
        row = next((row for row in self._model.rows() if row.rincian), None)
        if row is None:
            return
        self.confirmation = Dialog(
            self.window(),
            name="masuk-setujui-hapus-dialog",
            title=_("Setujui penghapusan dari {nama}?").format(nama=row.kantor or "–"),
            text=_("{rincian}. Penghapusan tidak dapat dibatalkan; paket lama yang memuatnya ikut dibuang.").format(
                rincian=row.rincian
            ),
        )
        self.confirmation.add_button("batal", _("Batal"), default=True)
        self.confirmation.add_button("ya", _("Hapus selamanya"), lambda: self._admit(row.catatan))
        self.confirmation.open()

    def _admit(self, record: str) -> None:
        self._page.ask(admit_karantina, record, on_done=self._on_admitted, writes=True)

    def _on_admitted(self, result: HasilTerima) -> None:
        text = _("Penghapusan dilaksanakan: isi {n} versi dihapus di sini.").format(n=number_text(result.dihapus))
        self._page.banner.show_message(State.OK, text)
        self.admitted.emit(result.changed)

    def show_held(self, waiting: tuple[Tertahan, ...], quarantined: tuple[Tertahan, ...]) -> None:
        """Show both by office and reason, what is held before what only waits."""
        self._model.set_rows((*quarantined, *waiting))
        self._confirm.setEnabled(any(row.rincian for row in quarantined))
        permit(self._confirm, self._page.desk, Wewenang.HAPUS_ORANG)
        self._table.select_row(0)


def reason_text(held: Tertahan) -> str:
    """Return why records are kept aside."""
    if not held.alasan:
        return _("menunggu versi sebelumnya dari paket yang belum datang")
    text = sentence_for(held.alasan, {})
    return end(f"{text} {held.rincian}") if held.rincian else text


def _held_columns() -> list[Column[Tertahan]]:
    return [
        Column(_("Kantor"), lambda row: row.kantor or "–"),
        Column(_("Alasan"), reason_text, tip=reason_text),
        Column(_("Jenis"), lambda row: kind_text(row.jenis) or "–"),
        Column(_("Nama"), lambda row: row.nama or "–"),
        Column(_("Ditulis oleh"), lambda row: row.siapa or "–"),
        Column(
            _("Tempat"),
            lambda row: _("Ditahan") if row.alasan else _("Ruang tunggu"),
            state=lambda row: State.WARNING if row.alasan else State.INFO,
        ),
        Column(_("Jumlah"), lambda row: number_text(row.jumlah), right=True),
    ]
