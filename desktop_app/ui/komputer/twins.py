"""Twins: two computers with one identity, both histories side by side, and which of the two takes a new one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.i18n import _
from desktop_app.services.ditahan import admit_berkas
from desktop_app.services.kantor import Changed
from desktop_app.services.kembaran import DuaRiwayat, Riwayat, choose_twin, close_twin, compare_twins
from desktop_app.services.masuk import HasilPaket
from desktop_app.ui.errors import present_error
from desktop_app.ui.exchange_words import counts_text, moment_text, number_text
from desktop_app.ui.models.rows import Column, RowModel
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.banner import Banner
from desktop_app.ui.widgets.controls import Card, make_button, make_label
from desktop_app.ui.widgets.dialog import Dialog, confirm
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.table import DataTable
from desktop_app.ui.widgets.turning import TurningRow

if TYPE_CHECKING:
    from desktop_app.ui.komputer.page import DevicesPage


class History(Card):
    """One of the two: its bundles from where the two part, and what the chosen one holds and who worked on it."""

    def __init__(self, name: str, title: str) -> None:
        super().__init__(name, title)
        self._name = name
        self.setAccessibleName(title)
        self._model: RowModel[Riwayat] = RowModel(
            [
                Column(_("Paket"), lambda one: str(one.nomor), right=True),
                Column(_("Dibuat"), lambda one: moment_text(one.dibuat, one.ragu)),
                Column(
                    _("Keadaan"),
                    lambda one: _("ditahan") if one.ditahan else _("diterima"),
                    state=lambda one: State.WARNING if one.ditahan else State.OK,
                ),
            ]
        )
        self.table = DataTable(f"{name}-tabel", title, EmptyState(f"{name}-kosong", _("Tidak ada paket"), ""))
        self.table.set_model(self._model)
        self.table.set_columns((64, 210, 110), 1)
        self.table.setMinimumHeight(120)
        self._facts = make_label("", name=f"{name}-isi", wrap=True)
        self._documents = make_label("", "muted", name=f"{name}-dokumen", wrap=True)
        self.box.addWidget(self.table, 1)
        self.box.addWidget(self._facts)
        self.box.addWidget(self._documents)
        self.table.selected.connect(self._show)

    def show_history(self, rows: tuple[Riwayat, ...]) -> None:
        """Show the bundles; the first one is chosen."""
        self._model.set_rows(rows)
        self.table.select_row(0)
        self._show(self.table.current_row())

    def chosen(self) -> Riwayat | None:
        """Return the bundle that is chosen."""
        return self._model.row_at(self.table.current_row())

    def _show(self, row: int) -> None:
        one = self._model.row_at(row)
        if one is None:
            self._facts.setText("")
            self._documents.setText("")
            return
        lines = [_("Empat kata: {kata}").format(kata=" ".join(one.empat_kata))]
        if one.isi is None:
            if one.ditahan:
                lines.append(_("Berkas ini tidak dapat dibuka di sini; hanya catatannya."))
            else:
                lines.append(_("Berkas aslinya tidak ada lagi di sini; hanya catatannya."))
            self._documents.setText("")
        else:
            lines.append(_("Isi: {isi}").format(isi=counts_text(one.isi.jenis) or _("tidak ada")))
            lines.append(_("Yang bekerja: {nama}").format(nama=", ".join(one.isi.pelaku[:6]) or "–"))
            names = [satu.nama or satu.jenis for satu in one.isi.dokumen]
            more = " " + _("dan {n} lagi").format(n=number_text(len(names) - 8)) if len(names) > 8 else ""
            self._documents.setText(", ".join(names[:8]) + more)
        self._facts.setText("\n".join(lines))


class Twins(Dialog):
    """Says what it means, what to ask on the telephone, and keeps both contents whatever is chosen."""

    def __init__(self, page: DevicesPage, both: DuaRiwayat) -> None:
        super().__init__(
            page.window(),
            name="komputer-kembar-dialog",
            title=_("Dua komputer memakai identitas yang sama"),
            text=_(
                "Ada dua komputer yang mengaku sebagai {nama} ({id}): satu adalah salinan yang lain, atau cadangan "
                "lama dibuka di komputer kedua. Tidak ada pekerjaan yang hilang; isi keduanya dapat diterima. Telepon "
                "kantor itu, tanyakan siapa yang bekerja di komputer mana, lalu tentukan satu yang mengambil identitas "
                "baru."
            ).format(nama=both.kembar.nama, id=both.kembar.device_id[:8]),
            state=State.WARNING,
        )
        self._page = page
        self._both = both
        self.question: Dialog | None = None
        self._build_parts()
        self._show(both)

    def _build_parts(self) -> None:
        self.told = Banner("komputer-kembar-pesan")
        self.content.addWidget(self.told)
        self.left = History("komputer-kembar-kiri", _("Yang diterima lebih dulu"))
        self.right = History("komputer-kembar-kanan", _("Yang berlawanan"))
        self._left = make_button("komputer-kembar-pilih-kiri", _("Komputer ini mengambil identitas baru…"))
        self._right = make_button(
            "komputer-kembar-pilih-kanan", _("Komputer ini mengambil identitas baru…"), kind="primary"
        )
        self._admit = make_button("komputer-kembar-terima", _("Terima isi yang ditahan…"))
        for card, *buttons in ((self.left, self._left), (self.right, self._right, self._admit)):
            for button in buttons:
                card.box.addWidget(button)
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(
            TurningRow("komputer-kembar-sisi", [(self.left, 1), (self.right, 1)], turn_at=620, level=True), 1
        )
        self.content.addWidget(part, 1)
        self._state = make_label("", name="komputer-kembar-keadaan", wrap=True)
        self.content.addWidget(self._state)
        self._left.clicked.connect(lambda: self._ask(self.left))
        self._right.clicked.connect(lambda: self._ask(self.right))
        self._admit.clicked.connect(self._ask_admit)
        for side in (self.left, self.right):
            side.table.selected.connect(lambda _row: self._show_buttons())
        self._close = make_button("komputer-kembar-selesai", _("Nyatakan selesai…"))
        self._close.clicked.connect(self._ask_settle)
        self.buttons.insertWidget(0, self._close)
        self.add_button("tutup", _("Tutup"))
        self.prefer_size(980, 620)

    def choose(self, one: Riwayat) -> None:
        """Settle that the maker of this bundle takes a new identity."""
        self._page.ask(
            choose_twin,
            self._both.kembar.device_id,
            one.berkas,
            on_done=self._on_changed,
            on_error=self._show_error,
            writes=True,
        )

    def admit(self) -> None:
        """Merge the chosen held file: both contents are kept."""
        one = self.right.chosen()
        if one is not None and one.ditahan:
            self._page.ask(admit_berkas, one.berkas, on_done=self._on_admitted, on_error=self._show_error, writes=True)

    def settle(self) -> None:
        """Say that the matter is settled."""
        self._page.ask(
            close_twin,
            self._both.kembar.device_id,
            on_done=self._on_closed,
            on_error=self._show_error,
            writes=True,
        )

    def _ask(self, side: History) -> None:
        one = side.chosen()
        if one is None:
            return
        self.question = confirm(
            self,
            name="komputer-kembar-tanya",
            title=_("Pembuat paket nomor {n} ini mengambil identitas baru?").format(n=one.nomor),
            text=_(
                "Empat katanya: {kata}. Balasan berikutnya menyampaikannya: bawa berkas balasan yang sama ke kedua "
                "komputer. Hanya komputer yang membuat paket ini yang diminta; yang lain bekerja seperti biasa."
            ).format(kata=" ".join(one.empat_kata)),
            yes=_("Ya, komputer itu"),
            on_yes=partial(self.choose, one),
        )

    def _ask_admit(self) -> None:
        one = self.right.chosen()
        if one is None or not one.ditahan:
            return
        self.question = confirm(
            self,
            name="komputer-kembar-tanya-terima",
            title=_("Terima isi paket nomor {n} yang ditahan?").format(n=one.nomor),
            text=_(
                "Empat katanya: {kata}. Telepon kantor itu dan tanyakan apakah paket ini memang buatan mereka. Isinya "
                "digabungkan sebagai dokumen biasa."
            ).format(kata=" ".join(one.empat_kata)),
            yes=_("Sudah ditanyakan, terima"),
            no=_("Jangan dulu"),
            on_yes=self.admit,
            danger=True,
        )

    def _ask_settle(self) -> None:
        known = self._both.kembar.pengganti
        self.question = confirm(
            self,
            name="komputer-kembar-tanya-selesai",
            title=_("Nyatakan perkara ini selesai?"),
            text=(
                _("Komputer yang berganti sudah terdaftar dengan identitas baru.")
                if known
                else _("Komputer yang diminta berganti belum datang dengan identitas baru.")
            )
            + " "
            + _("Berkas yang ditahan tetap disimpan dan dapat diperiksa di Tertahan."),
            yes=_("Nyatakan selesai"),
            no=_("Jangan dulu"),
            on_yes=self.settle,
            danger=not known,
        )

    def _show_buttons(self) -> None:
        """Let the buttons follow the chosen bundles, and tell a screen reader which of the two each one means."""
        left, right = self.left.chosen(), self.right.chosen()
        self._left.setEnabled(left is not None)
        self._right.setEnabled(right is not None)
        self._admit.setEnabled(right is not None and right.ditahan)
        for button, side, one in ((self._left, self.left, left), (self._right, self.right, right)):
            number = one.nomor if one is not None else 0
            text = _("{sisi}, paket nomor {n}: komputer ini mengambil identitas baru")
            button.setAccessibleName(text.format(sisi=side.accessibleName(), n=number))

    def _show(self, both: DuaRiwayat) -> None:
        self._both = both
        self.left.show_history(both.diterima)
        self.right.show_history(both.lain)
        self._show_buttons()
        asked = both.kembar.minta_baru
        self._close.setEnabled(bool(asked))
        number = next((one.nomor for one in (*both.diterima, *both.lain) if one.berkas == asked), 0)
        if not asked:
            self._state.setText(_("Belum ditentukan komputer mana yang mengambil identitas baru."))
        elif not both.kembar.pengganti:
            text = _("Pembuat paket nomor {n} diminta mengambil identitas baru. Buat balasan, lalu tunggu permintaan.")
            self._state.setText(text.format(n=number))
        else:
            text = _("Komputer {id} sudah terdaftar dengan identitas baru. Perkara ini dapat dinyatakan selesai.")
            self._state.setText(text.format(id=both.kembar.pengganti[:8]))

    def _reload(self) -> None:
        self._page.ask(compare_twins, self._both.kembar.device_id, on_done=self._show, on_error=self._show_error)

    def _on_changed(self, changed: Changed) -> None:
        self.told.show_message(State.OK, _("Dicatat. Buat balasan di Kotak Masuk, dan bawa ke kedua komputer."))
        self._page.changed.emit(changed)
        self._reload()

    def _on_admitted(self, result: HasilPaket) -> None:
        if result.galat is not None:
            self._show_error(result.galat)
        else:
            text = _("Isi paket nomor {n} diterima: {baru} versi baru. Isi keduanya sekarang ada di sini.")
            self.told.show_message(State.OK, text.format(n=result.nomor, baru=number_text(result.baru)))
        self._page.changed.emit(result.changed)
        self._reload()

    def _on_closed(self, changed: Changed) -> None:
        self.accept()
        self._page.changed.emit(changed)
        self._page.load()
        self._page.banner.show_message(State.OK, _("Perkara dua riwayat selesai. Berkas yang ditahan tetap disimpan."))

    def _show_error(self, error: BaseException) -> None:
        present_error(self, error, self.told)
