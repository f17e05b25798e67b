"""DevicesPage: the computers that the kabupaten admitted; revoking a lost one, and whose data it held."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout

from desktop_app.i18n import _
from desktop_app.services.kantor import Changed
from desktop_app.services.pencabutan import KomputerKantor, list_komputer, revoke_device, save_terdampak
from desktop_app.ui.desk import Desk
from desktop_app.ui.models.rows import Column, RowModel
from desktop_app.ui.page import Page
from desktop_app.ui.reason import ask_reason
from desktop_app.ui.save_as import ask_target
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.controls import make_button, make_label
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.table import DataTable


class DevicesPage(Page):
    """Lost laptop: two buttons, one that ends it and one that says whom to tell."""

    kinds = ("perangkat", "*")

    def __init__(self, desk: Desk) -> None:
        super().__init__("halaman-komputer", _("Komputer kantor"), desk)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.box.addWidget(self.banner)
        note = _(
            "Laptop hilang atau dicuri: cabut di sini, lalu simpan daftar orang yang datanya ada di dalamnya. "
            "Pemberitahuan kepada mereka paling lambat 3 × 24 jam."
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
        self.table.set_columns([110, 320, 120, 130, 220], 1)
        self.box.addWidget(self.table, 1)
        self._revoke = make_button("komputer-cabut", _("Cabut komputer…"), kind="danger")
        self._affected = make_button("komputer-terdampak", _("Siapa terdampak…"), icon_name="berkas")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._revoke)
        row.addWidget(self._affected)
        row.addStretch(1)
        self.box.addLayout(row)
        self._on_selected(-1)

    def _connect(self) -> None:
        self.table.selected.connect(self._on_selected)
        self._revoke.clicked.connect(self._ask_revoke)
        self._affected.clicked.connect(self._ask_affected)

    def load(self) -> None:
        """Ask for the computers."""
        self.ask(list_komputer, on_done=self._show)

    def revoke(self, device_id: str, reason: str) -> None:
        """Revoke a computer for a reason."""
        self.ask(revoke_device, device_id, reason, on_done=self._on_revoked, writes=True)

    def save_affected(self, device_id: str, path: Path) -> None:
        """Write the people whose data a computer held to ``path``."""
        self.ask(save_terdampak, device_id, path, on_done=partial(self._on_saved, path), writes=True)

    def _show(self, rows: tuple[KomputerKantor, ...]) -> None:
        self._model.set_rows(rows)
        self._on_selected(self.table.current_row())

    def _on_selected(self, row: int) -> None:
        one = self._model.row_at(row)
        self._revoke.setEnabled(one is not None and one.dicabut is None)
        self._affected.setEnabled(one is not None)

    def _ask_revoke(self) -> None:
        one = self._model.row_at(self.table.current_row())
        if one is None:
            return
        ask_reason(
            self,
            name="komputer-cabut-alasan",
            title=_("Cabut komputer {id} dari {nama}?").format(id=one.perangkat.device_id[:8], nama=one.perangkat.nama),
            text=_(
                "Yang sudah diterima darinya tetap ada. Paketnya yang datang kemudian ditahan, dan balasan untuknya "
                "tidak dibuat lagi. Pencabutan tidak dapat dibatalkan; komputer pengganti didaftarkan seperti biasa."
            ),
            yes=_("Cabut"),
            on_reason=partial(self.revoke, one.perangkat.device_id),
            danger=True,
        )

    def _ask_affected(self) -> None:
        one = self._model.row_at(self.table.current_row())
        if one is not None:
            proposed = f"terdampak-{one.perangkat.kode}-{one.perangkat.device_id[:8]}.csv"
            ask_target(self, _("Simpan daftar"), proposed, partial(self.save_affected, one.perangkat.device_id))

    def _on_revoked(self, changed: Changed) -> None:
        text = _("Komputer itu dicabut. Buat balasan agar kantor lain mengetahuinya.")
        self.banner.show_message(State.OK, text)
        self.changed.emit(changed)
        self.load()

    def _on_saved(self, path: Path, count: int) -> None:
        self.banner.show_message(State.OK, _("{n} orang ditulis ke {berkas}.").format(n=count, berkas=path))


def standing_text(one: KomputerKantor) -> str:
    """Return how the kabupaten stands to a computer."""
    if one.dicabut is not None:
        return _("dicabut sesudah paket {n}").format(n=one.dicabut.nomor)
    return _("dua riwayat, periksa") if one.kembar else _("terdaftar")


def standing_state(one: KomputerKantor) -> State:
    """Return the mark beside it."""
    if one.dicabut is not None:
        return State.ERROR
    return State.WARNING if one.kembar else State.OK


def standing_tip(one: KomputerKantor) -> str:
    """Return why it was revoked."""
    return one.dicabut.alasan if one.dicabut is not None else standing_text(one)
