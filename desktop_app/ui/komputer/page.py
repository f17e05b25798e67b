"""DevicesPage: the computers that the kabupaten admitted; the lost-laptop drill, two histories, and revoking."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from desktop_app.i18n import _
from desktop_app.services.kantor import Changed
from desktop_app.services.kembaran import DuaRiwayat, compare_twins
from desktop_app.services.pencabutan import KomputerKantor, inform_revoked, list_komputer, revoke_device
from desktop_app.ui.desk import Desk
from desktop_app.ui.komputer.lost import LostLaptop
from desktop_app.ui.komputer.questions import ask_folder, ask_revoke, ids_text
from desktop_app.ui.komputer.twins import Twins
from desktop_app.ui.models.rows import Column, RowModel
from desktop_app.ui.page import Page
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.controls import make_button, make_label
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.table import DataTable
from desktop_app.ui.widgets.turning import TurningRow


class DevicesPage(Page):
    """One line a computer; what can be done about it stands below the table and says so in words."""

    kinds = ("perangkat", "*")

    def __init__(self, desk: Desk) -> None:
        super().__init__("halaman-komputer", _("Komputer kantor"), desk)
        self.lost: LostLaptop | None = None
        self.twins: Twins | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        self.box.addWidget(self.banner)
        note = _(
            "Laptop hilang atau dicuri: pilih komputernya, lalu tekan Laptop hilang. Program menuntun langkah demi "
            "langkah. Pemberitahuan kepada orang yang datanya ada di dalamnya paling lambat 3 × 24 jam."
        )
        self.box.addWidget(make_label(note, "muted", wrap=True))
        self._model: RowModel[KomputerKantor] = RowModel(
            [
                Column(_("Kode"), lambda one: one.perangkat.kode),
                Column(_("Kantor"), lambda one: one.perangkat.nama),
                Column(_("Komputer"), lambda one: one.perangkat.device_id[:8]),
                Column(_("Paket terakhir"), lambda one: str(one.terakhir.seq) if one.terakhir else "–", right=True),
                Column(_("Keadaan"), standing_text, state=standing_state, tip=standing_tip),
            ]
        )
        empty = EmptyState(
            "komputer-kosong", _("Belum ada komputer yang terdaftar"), _("Daftarkan kecamatan di Kotak Masuk.")
        )
        self.table = DataTable("komputer-daftar", _("Komputer kantor"), empty)
        self.table.set_model(self._model)
        self.table.set_columns([86, 200, 92, 112, 250], 1)
        self.box.addWidget(self.table, 1)
        self._lost = make_button("komputer-hilang", _("Laptop hilang…"), kind="primary", icon_name="kunci")
        self._twins = make_button("komputer-kembar", _("Dua riwayat…"))
        self._revoke = make_button("komputer-cabut", _("Cabut komputer…"), kind="danger")
        self._inform = make_button("komputer-kabari", _("Beri tahu kantor itu…"))
        left, right = _pair(self._lost, self._twins), _pair(self._inform, self._revoke)
        self.box.addWidget(TurningRow("komputer-tombol", [(left, 0), (right, 0), (QWidget(), 1)], turn_at=640))
        self._on_selected(-1)

    def _connect(self) -> None:
        self.table.selected.connect(self._on_selected)
        self._lost.clicked.connect(self.open_lost)
        self._twins.clicked.connect(self.open_twins)
        self._revoke.clicked.connect(self._ask_revoke)
        self._inform.clicked.connect(self._ask_inform)

    def load(self) -> None:
        """Ask for the computers."""
        self.ask(list_komputer, on_done=self._show)

    def revoke(self, device_id: str, reason: str) -> None:
        """Revoke a computer for a reason."""
        self.ask(revoke_device, device_id, reason, on_done=self._on_revoked, writes=True)

    def inform(self, device_id: str, folder: Path) -> None:
        """Write the answer that tells a revoked computer so."""
        self.ask(inform_revoked, device_id, folder, on_done=self._on_informed, writes=True)

    def open_lost(self) -> None:
        """Lead through what to do about the chosen computer."""
        one = self._model.row_at(self.table.current_row())
        if one is not None:
            self.lost = LostLaptop(self, one)
            self.lost.open()

    def open_twins(self) -> None:
        """Show both histories of the chosen computer side by side."""
        one = self._model.row_at(self.table.current_row())
        if one is not None:
            self.ask(compare_twins, one.perangkat.device_id, on_done=self._show_twins)

    def _show_twins(self, both: DuaRiwayat) -> None:
        self.twins = Twins(self, both)
        self.twins.open()

    def _show(self, rows: tuple[KomputerKantor, ...]) -> None:
        before = self._model.row_at(self.table.current_row())
        device = before.perangkat.device_id if before is not None else ""
        self._model.set_rows(rows)
        found = (at for at, one in enumerate(rows) if one.perangkat.device_id == device)
        self.table.select_row(next(found, 0))
        self._on_selected(self.table.current_row())

    def _on_selected(self, row: int) -> None:
        one = self._model.row_at(row)
        self._lost.setEnabled(one is not None)
        self._twins.setEnabled(one is not None and one.kembar)
        self._revoke.setEnabled(one is not None and not one.tuntas)
        self._inform.setEnabled(one is not None and one.dicabut is not None)

    def _ask_revoke(self) -> None:
        one = self._model.row_at(self.table.current_row())
        if one is not None:
            ask_revoke(self, one, partial(self.revoke, one.perangkat.device_id))

    def _ask_inform(self) -> None:
        one = self._model.row_at(self.table.current_row())
        if one is None:
            return
        ask_folder(
            self,
            name="komputer-kabari-dialog",
            title=_("Beri tahu {nama} bahwa komputernya dicabut").format(nama=one.perangkat.nama),
            text=_(
                "Hanya untuk kantor yang sudah Anda telepon dan yang komputernya masih di tangan mereka. Berkas ini "
                "tidak memuat data apa pun; komputer itu lalu menuntun petugasnya mengambil identitas baru."
            ),
            yes=_("Tulis berkas"),
            on_folder=partial(self.inform, one.perangkat.device_id),
        )

    def _on_revoked(self, changed: Changed) -> None:
        text = _("Komputer itu dicabut. Buat balasan agar kantor lain mengetahuinya.")
        self.banner.show_message(State.OK, text)
        self.changed.emit(changed)
        self.load()

    def _on_informed(self, path: Path) -> None:
        text = _("{berkas} ditulis dan dibaca ulang. Bawa ke komputer itu dan buka di Terima dari kabupaten.")
        self.banner.show_message(State.OK, text.format(berkas=path))


def _pair(*buttons: QPushButton) -> QWidget:
    part = QWidget()
    row = QHBoxLayout(part)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    return part


def standing_text(one: KomputerKantor) -> str:
    """Return how the kabupaten stands to a computer."""
    if one.dicabut is not None and one.dicabut.pengganti:
        if one.dicabut.cabang and (one.pemegang or not one.tuntas):
            believed = one.pemegang if one.tuntas else (one.akhir, *one.pemegang)
            return _("dua pemegang: {id}").format(id=ids_text(believed))
        text = _("dicabut bersama {id}") if one.tuntas else _("kunci diganti: {id}")
        return text.format(id=one.akhir[:8])
    if one.dicabut is not None:
        return _("dicabut sesudah paket {n}").format(n=one.dicabut.nomor)
    return _("dua riwayat, periksa") if one.kembar else _("terdaftar")


def standing_state(one: KomputerKantor) -> State:
    """Return the mark beside it."""
    if one.dicabut is not None and one.dicabut.pengganti:
        if one.pemegang or not one.tuntas:
            return State.WARNING if one.dicabut.cabang else State.INFO
        return State.ERROR
    if one.dicabut is not None:
        return State.ERROR
    return State.WARNING if one.kembar else State.OK


def standing_tip(one: KomputerKantor) -> str:
    """Return how the kabupaten stands to it, and why it was revoked."""
    return f"{standing_text(one)}\n{one.dicabut.alasan}" if one.dicabut is not None else standing_text(one)
