"""PulihkanPage: the tab of the kabupaten's Pengaturan for forgotten passwords, and for its own escrow key."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from desktop_app.i18n import _
from desktop_app.services.kantor import Kantor
from desktop_app.services.pemulihan import (
    Diberi,
    Permintaan,
    approve_recovery,
    escrow_is_here,
    list_recoveries,
    move_escrow_out,
    preview_recovery,
)
from desktop_app.ui.desk import Desk
from desktop_app.ui.models.rows import Column, RowModel
from desktop_app.ui.page import Page
from desktop_app.ui.pulihkan.approval import Approval
from desktop_app.ui.save_as import ask_target
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.controls import Card, make_button, make_label
from desktop_app.ui.widgets.dialog import Dialog, confirm
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.filedrop import FileDrop
from desktop_app.ui.widgets.table import DataTable


def read_recovery(kantor: Kantor) -> tuple[tuple[Diberi, ...], bool]:
    """Return the answered requests and whether the escrow key is still here; runs in the worker thread."""
    return list_recoveries(kantor), escrow_is_here(kantor)


class PulihkanPage(Page):
    """Nothing is approved before both sides have read the same fingerprint."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("halaman-pulihkan", _("Pulihkan sandi"), desk)
        self.approval: Approval | None = None
        self.question: Dialog | None = None
        self._key_is_here = True
        self._build()
        self._connect()

    def _build(self) -> None:
        self._drop = FileDrop(
            "pulihkan-permintaan",
            _("Taruh berkas permintaan pemulihan di sini"),
            suffixes=(".skpr",),
            several=False,
            hint=_("Berkas permintaan (.skpr) dari kantor yang sandinya terlupa, bersama lembar cetaknya."),
            icon_name="kunci",
        )
        self._model: RowModel[Diberi] = RowModel(
            [
                Column(_("Kantor"), lambda row: row.kode),
                Column(_("Komputer"), lambda row: row.device_id[:8]),
                Column(_("Sidik jari"), lambda row: row.sidik_jari),
                Column(_("Dijawab"), lambda row: _("{n} kali").format(n=row.kali)),
            ],
            self,
        )
        self._table = DataTable(
            "pulihkan-tabel",
            _("Permintaan yang sudah dijawab"),
            EmptyState("pulihkan-kosong", _("Belum ada permintaan yang dijawab"), icon_name="kunci"),
        )
        self._table.set_model(self._model)
        self._table.set_columns((110, 120, 320, 120), 2)
        self._key_text = make_label("", "muted", name="pulihkan-kunci-teks", wrap=True)
        self._move = make_button("pulihkan-kunci-keluar", _("Pindahkan ke kertas…"), icon_name="cetak")
        key = Card("pulihkan-kunci", _("Kunci pemulihan kabupaten"))
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self._key_text, 1)
        row.addWidget(self._move, 0, Qt.AlignmentFlag.AlignVCenter)
        key.box.addLayout(row)
        self.box.addWidget(self.banner)
        self.box.addWidget(self._drop)
        self.box.addWidget(self._table, 1)
        self.box.addWidget(key)

    def _connect(self) -> None:
        self._drop.files_given.connect(lambda paths: self.read(paths[0]))
        self._move.clicked.connect(self._ask_move)

    def load(self) -> None:
        """Ask what was answered and where the escrow key is."""
        self.ask(read_recovery, on_done=self._show)

    def enter(self) -> None:
        """Load and put the keyboard on choosing a request."""
        super().enter()
        self._drop.take_focus()

    def read(self, path: Path) -> None:
        """Read a request and ask whether its fingerprint was compared."""
        self.banner.hide()
        self.ask(preview_recovery, path, on_done=partial(self._ask, path))

    def approve(self, path: Path, key: str, out: Path, file: Path | None = None) -> None:
        """Write the one-time answer to a request that was compared; ``file`` holds the key that ``key`` opens."""
        done = partial(self._on_approved, out)
        self.ask(approve_recovery, path, out, kunci_escrow=key, berkas_escrow=file, on_done=done, writes=True)

    def move_out(self, out: Path) -> None:
        """Write the page with the escrow key and take the key out of the store."""
        self.ask(move_escrow_out, out, on_done=self._on_moved, writes=True)

    def _show(self, read: tuple[tuple[Diberi, ...], bool]) -> None:
        rows, self._key_is_here = read
        self._model.set_rows(rows)
        self._key_text.setText(
            _(
                "Kunci ini membuka data kantor mana pun yang meminta pemulihan. Sekarang tersimpan di data kabupaten; "
                "lebih aman di kertas, di lemari terkunci, dan diketik hanya bila perlu."
            )
            if self._key_is_here
            else _("Kunci ada di kertas. Setiap persetujuan meminta isinya diketik.")
        )
        self._move.setVisible(self._key_is_here)

    def _ask(self, path: Path, asked: Permintaan) -> None:
        self.approval = Approval(
            self.window(), asked, not self._key_is_here, lambda key, file: self._ask_where(path, asked, key, file)
        )
        self.approval.open()

    def _ask_where(self, path: Path, asked: Permintaan, key: str, file: Path | None) -> None:
        name = f"jawaban-pemulihan-{asked.kode}.skpg"
        ask_target(
            self.window(),
            _("Simpan jawaban pemulihan"),
            name,
            lambda out: self.approve(path, key, out, file),
            replaces=False,
        )

    def _on_approved(self, out: Path, asked: Permintaan) -> None:
        text = _("Jawaban untuk {nama} di {kantor} disimpan di {berkas}. Berlaku satu kali, di komputer itu saja.")
        self.banner.show_message(State.OK, text.format(nama=asked.nama, kantor=asked.nama_kantor, berkas=out))
        self.load()

    def _ask_move(self) -> None:
        self.banner.hide()
        self.question = confirm(
            self.window(),
            name="pulihkan-kunci-tanya",
            title=_("Pindahkan kunci pemulihan ke kertas?"),
            text=_(
                "Lembar PDF dengan isi kunci disimpan di tempat yang Anda pilih; cetak, simpan di lemari terkunci, "
                "lalu hapus berkasnya. Sesudah itu kunci dihapus dari komputer ini. Tanpa lembar itu tidak ada "
                "kantor yang dapat ditolong."
            ),
            yes=_("Pilih tempat…"),
            on_yes=lambda: ask_target(
                self.window(),
                _("Simpan lembar kunci"),
                "kunci-pemulihan-kabupaten.pdf",
                self.move_out,
                replaces=False,
            ),
            danger=True,
        )

    def _on_moved(self, where: Path) -> None:
        text = _("Lembar kunci ada di {berkas}. Cetak sekarang, simpan di lemari terkunci, lalu hapus berkasnya.")
        self.banner.show_message(State.WARNING, text.format(berkas=where))
        self.load()
