"""AkunPage: the tab of Pengaturan with the people of this computer, their roles, and the recovery card."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.i18n import _
from desktop_app.messages import sentence_for
from desktop_app.services.akun import Akun, list_akun, remove_akun
from desktop_app.services.kantor import Changed
from desktop_app.services.kunci_kantor import finish_key_change
from desktop_app.ui.akun.card import CardCard
from desktop_app.ui.akun.dialogs import EditAccount, NewAccount, ResetPassword
from desktop_app.ui.akun.give import GiveCard
from desktop_app.ui.desk import Desk
from desktop_app.ui.models.rows import Column, RowModel
from desktop_app.ui.page import Page
from desktop_app.ui.people_words import roles_text
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.controls import make_button
from desktop_app.ui.widgets.dialog import Dialog, confirm
from desktop_app.ui.widgets.elided import ElidedLabel
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.table import DataTable


class AkunPage(Page):
    """Without passwords it offers to give the office some; with them it lists the people."""

    kinds = ("pengguna",)

    def __init__(self, desk: Desk) -> None:
        super().__init__("halaman-akun", _("Akun"), desk)
        self.dialog: Dialog | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        self.give = GiveCard(self)
        self.card = CardCard(self)
        self._model: RowModel[Akun] = RowModel(
            [
                Column(_("Nama"), lambda row: row.nama),
                Column(_("Peran"), lambda row: roles_text(row.peran) or "–"),
                Column(
                    _("Keadaan"),
                    lambda row: _("Dapat masuk") if row.aktif else _("Sudah dihapus"),
                    state=lambda row: State.OK if row.aktif else None,
                ),
            ],
            self,
        )
        self.table = DataTable(
            "akun-tabel", _("Orang yang dapat masuk"), EmptyState("akun-kosong", _("Belum ada akun"))
        )
        self.table.set_model(self._model)
        self.table.set_columns((300, 340, 150), 0)
        self._add = make_button("akun-tambah", _("Tambah orang…"), kind="primary", icon_name="tambah")
        self._edit = make_button("akun-ubah", _("Peran…"), icon_name="ubah")
        self._reset = make_button("akun-sandi-baru", _("Sandi baru…"), icon_name="kunci")
        self._remove = make_button("akun-hapus", _("Hapus…"), kind="danger", icon_name="hapus")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(ElidedLabel(_("Tiap orang masuk dengan namanya sendiri."), role="muted"), 1)
        for button in (self._edit, self._reset, self._remove, self._add):
            row.addWidget(button)
        people = QWidget()
        column = QVBoxLayout(people)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(row)
        column.addWidget(self.table, 1)
        column.addWidget(self.card)
        plain = QWidget()
        alone = QVBoxLayout(plain)
        alone.setContentsMargins(0, 0, 0, 0)
        alone.addWidget(self.give)
        alone.addStretch(1)
        self._stack = QStackedWidget()
        self._stack.setObjectName("akun-bagian")
        self._stack.addWidget(people)
        self._stack.addWidget(plain)
        self._stack.setCurrentWidget(people if self.desk.attended else plain)
        self.box.addWidget(self.banner)
        self.box.addWidget(self._stack, 1)
        self._show_choice()

    def _connect(self) -> None:
        self.table.selected.connect(lambda _row: self._show_choice())
        self.table.opened.connect(lambda _row: self._open_edit())
        self._add.clicked.connect(self._open_new)
        self._edit.clicked.connect(self._open_edit)
        self._reset.clicked.connect(self._open_reset)
        self._remove.clicked.connect(self._ask_remove)

    def load(self) -> None:
        """Ask for the people; an office without passwords has none."""
        if self.desk.attended:
            self.ask(list_akun, on_done=self._show)

    def enter(self) -> None:
        """Load and put the keyboard where work begins."""
        super().enter()
        if self.desk.attended:
            self.table.view.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.give.take_focus()

    def finish(self, told: str) -> Callable[[Changed], None]:
        """Return what says that something was done and lets every page look again."""

        def done(changed: Changed) -> None:
            self.banner.show_message(State.OK, told)
            self.changed.emit(changed)

        return done

    def _chosen(self) -> Akun | None:
        return self._model.row_at(self.table.current_row())

    def _show(self, rows: tuple[Akun, ...]) -> None:
        chosen = self._chosen()
        self._model.set_rows(rows)
        at = next((at for at, one in enumerate(rows) if chosen and one.akun_id == chosen.akun_id), 0)
        self.table.select_row(at)
        self._show_choice()

    def _show_choice(self) -> None:
        one = self._chosen()
        active = one is not None and one.aktif
        himself = one is not None and one.akun_id == self.desk.pelaku.akun_id
        _allow(self._edit, active, _("Pilih orang yang masih dapat masuk."))
        _allow(self._reset, active and not himself, _("Sandi sendiri diganti lewat Akun saya, Sandi saya."))
        _allow(self._remove, active and not himself, _("Akun sendiri dihapus oleh admin lain."))

    def _open_new(self) -> None:
        self.banner.hide()
        self.dialog = NewAccount(self, self.finish(_("Akun dibuat. Minta orangnya mengganti sandi itu sendiri.")))
        self.dialog.open()

    def _open_edit(self) -> None:
        one = self._chosen()
        if one is not None and one.aktif:
            self.banner.hide()
            self.dialog = EditAccount(self, one, self._on_edited(one))
            self.dialog.open()

    def _on_edited(self, before: Akun) -> Callable[[Changed], None]:
        """Return what says that roles were saved, and aloud where somebody chose himself whose record is his own."""
        mine = before.akun_id == self.desk.pelaku.akun_id

        def done(changed: Changed) -> None:
            self.finish(_("Peran disimpan; berlaku sejak ia masuk lagi."))(changed)
            if mine and before.pegawai_id != self.edited_record():
                self.banner.show_message(State.WARNING, sentence_for("akun_hubungan_sendiri", {}))

        return done

    def edited_record(self) -> str:
        """Return the record that was chosen in the dialog that is or was open."""
        return self.dialog.record() if isinstance(self.dialog, EditAccount) else ""

    def _open_reset(self) -> None:
        one = self._chosen()
        if one is not None and self._reset.isEnabled():
            self.banner.hide()
            told = _("Sandi {nama} sudah baru. Minta ia menggantinya sendiri.").format(nama=one.nama)
            self.dialog = ResetPassword(self, one, self.finish(told))
            self.dialog.open()

    def _ask_remove(self) -> None:
        one = self._chosen()
        if one is None or not self._remove.isEnabled():
            return
        self.banner.hide()
        self.dialog = confirm(
            self.window(),
            name="akun-hapus-tanya",
            title=_("Hapus akun {nama}?").format(nama=one.nama),
            text=_(
                "Ia tidak dapat masuk lagi. Semua yang pernah ia simpan tetap ada dengan namanya. Kunci data diganti, "
                "sehingga sandi lamanya tidak membuka apa pun di komputer ini; cadangan lama tetap dapat dibuka oleh "
                "kantor ini. Cadangan di flashdisk masih terbuka dengan sandi lamanya sampai diganti yang baru."
            ),
            yes=_("Hapus akun"),
            on_yes=lambda: self._take_away(one),
            danger=True,
        )

    def _take_away(self, one: Akun) -> None:
        told = _("Akun {nama} dihapus dan kunci data diganti.").format(nama=one.nama)
        told += " " + sentence_for("akun_dihapus_flashdisk", {})

        def removed(changed: Changed) -> None:
            # The next entry would do it as well; nobody has to wait for that.
            self.desk.runner.exchange(
                finish_key_change,
                owner=self,
                on_done=lambda _none: self.finish(told)(changed),
                on_error=self.show_error,
            )

        self.ask(remove_akun, one.akun_id, on_done=removed, writes=True)


def _allow(button: QPushButton, allowed: bool, reason: str) -> None:
    button.setEnabled(allowed)
    button.setToolTip("" if allowed else reason)
    button.setAccessibleDescription("" if allowed else reason)
