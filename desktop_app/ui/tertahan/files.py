"""HeldFiles: files of revoked computers and of twins; each is looked into before somebody decides about it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.i18n import _
from desktop_app.messages import sentence_for
from desktop_app.services.ditahan import BerkasDitahan, admit_berkas, leave_berkas, look_into_berkas
from desktop_app.services.isi_ditahan import DokumenDitahan, IsiBerkas
from desktop_app.services.kantor import Changed
from desktop_app.services.laptop_hilang import in_words
from desktop_app.services.masuk import HasilPaket
from desktop_app.ui.exchange_words import kind_text, moment_text, number_text
from desktop_app.ui.models.rows import Column, RowModel
from desktop_app.ui.reason import ask_reason
from desktop_app.ui.tertahan.room import HeldRoom
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.controls import make_button, make_label
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.table import DataTable
from desktop_app.ui.widgets.turning import TurningRow

if TYPE_CHECKING:
    from desktop_app.ui.page import Page


class HeldFiles(QWidget):
    """A table of files; below it what the chosen one would bring, and the two decisions."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.setObjectName("tertahan-berkas-bagian")
        self._page = page
        self._inside: IsiBerkas | None = None
        self.question: Dialog | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        self._model: RowModel[BerkasDitahan] = RowModel(_file_columns(), self)
        self.table = DataTable(
            "tertahan-berkas",
            _("Berkas yang ditahan"),
            EmptyState(
                "tertahan-berkas-kosong",
                _("Tidak ada berkas yang ditahan"),
                _("Di sini muncul paket dari komputer yang dicabut, dan dari dua komputer dengan satu identitas."),
                icon_name="ok",
            ),
        )
        self.table.set_model(self._model)
        self.table.set_columns((230, 90, 110, 330, 190, 220), 3)
        self.table.wrap_lines()
        self._said = make_label("", name="tertahan-berkas-isi", wrap=True)
        self._rows: RowModel[DokumenDitahan] = RowModel(_document_columns(), self)
        self.documents = DataTable(
            "tertahan-dokumen",
            _("Yang baru di dalamnya"),
            EmptyState("tertahan-dokumen-kosong", _("Tekan Lihat isinya"), _("Melihat tidak mengubah apa pun.")),
        )
        self.documents.set_model(self._rows)
        self.documents.set_columns((150, 300, 80, 200, 190), 1)
        self._look = make_button("tertahan-lihat", _("Lihat isinya"), kind="primary", icon_name="cari")
        self._admit = make_button("tertahan-terima", _("Terima sesudah menelepon…"))
        self._leave = make_button("tertahan-biarkan", _("Biarkan…"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.table, 3)
        buttons = [(self._look, 0), (self._admit, 0), (self._leave, 0), (QWidget(), 1)]
        self._line = TurningRow("tertahan-berkas-tombol", buttons, turn_at=480)
        column.addWidget(self._line)
        column.addWidget(self._said)
        column.addWidget(self.documents, 2)
        self.room = HeldRoom(self._page)
        column.addWidget(self.room)
        self._choose(-1)

    def _connect(self) -> None:
        self.table.selected.connect(self._choose)
        self.table.opened.connect(lambda _row: self.look())
        self._look.clicked.connect(self.look)
        self._admit.clicked.connect(self._ask_admit)
        self._leave.clicked.connect(self._ask_leave)

    def show_files(self, files: tuple[BerkasDitahan, ...]) -> None:
        """Show the files, the oldest first."""
        self._model.set_rows(files)
        self.table.select_row(0)
        self._choose(self.table.current_row())

    def choose_device(self, device_id: str) -> None:
        """Choose the first file of a computer."""
        for number, one in enumerate(self._model.rows()):
            if one.device_id == device_id:
                self.table.select_row(number)
                return

    def look(self) -> None:
        """Look into the chosen file; nothing is changed by it."""
        one = self._chosen()
        if one is not None:
            self._page.ask(look_into_berkas, one.berkas, on_done=self._show_inside)

    def admit(self, berkas: str, words: str) -> None:
        """Merge a file after a call."""
        self._page.ask(admit_berkas, berkas, words, on_done=self._on_admitted, writes=True)

    def leave(self, berkas: str, words: str) -> None:
        """Leave a file where it is."""
        self._page.ask(leave_berkas, berkas, words, on_done=self._on_left, writes=True)

    def _chosen(self) -> BerkasDitahan | None:
        return self._model.row_at(self.table.current_row())

    def _choose(self, row: int) -> None:
        one = self._model.row_at(row)
        for button in (self._look, self._admit, self._leave):
            button.setEnabled(one is not None)
        # Nothing is held: nothing to look into either.
        for part in (self._line, self._said, self.documents):
            part.setVisible(bool(self._model.rows()))
        if one is None or self._inside is None or self._inside.berkas != one.berkas:
            self._inside = None
            self._rows.set_rows(())
            self._said.setText(next_text(one) if one is not None else "")

    def _show_inside(self, inside: IsiBerkas) -> None:
        one = self._chosen()
        if one is None or one.berkas != inside.berkas:
            return
        self._inside = inside
        self._rows.set_rows(inside.dokumen)
        text = _("Di dalamnya: {isi}. Ditulis oleh {nama}. Dibuat {waktu}.")
        self._said.setText(
            text.format(
                isi=in_words(inside, one.terakhir),
                nama=", ".join(inside.pelaku[:6]) or "–",
                waktu=moment_text(inside.dibuat, inside.ragu),
            )
        )

    def _ask_admit(self) -> None:
        one = self._chosen()
        if one is not None:
            self.question = ask_reason(
                self,
                name="tertahan-terima-dialog",
                title=_("Terima paket nomor {n} dari {nama}?").format(n=one.nomor, nama=one.nama or "–"),
                text=_(
                    "Hanya sesudah Anda menelepon kantor itu dan mereka mengakui isinya. Tuliskan dengan siapa Anda "
                    "berbicara; keputusan ini tercatat. Semua pemeriksaan lain tetap berlaku."
                ),
                yes=_("Terima"),
                on_reason=partial(self.admit, one.berkas),
            )

    def _ask_leave(self) -> None:
        one = self._chosen()
        if one is not None:
            self.question = ask_reason(
                self,
                name="tertahan-biarkan-dialog",
                title=_("Biarkan paket nomor {n} ditahan?").format(n=one.nomor),
                text=_(
                    "Berkasnya tetap disimpan dan dapat diterima kelak. Tuliskan alasannya bagi yang membaca nanti."
                ),
                yes=_("Biarkan"),
                on_reason=partial(self.leave, one.berkas),
            )

    def _on_admitted(self, result: HasilPaket) -> None:
        if result.galat is not None:
            self._page.show_error(result.galat)
        else:
            text = _("Paket nomor {n} dari {nama} diterima: {baru} versi baru.")
            self._page.banner.show_message(
                State.OK, text.format(n=result.nomor, nama=result.nama, baru=number_text(result.baru))
            )
        self._page.changed.emit(result.changed)
        self._page.load()

    def _on_left(self, changed: Changed) -> None:
        self._page.banner.show_message(State.INFO, _("Dicatat. Berkasnya tetap disimpan."))
        self._page.changed.emit(changed)
        self._page.load()


def why_text(one: BerkasDitahan) -> str:
    """Return why a file is held, in plain words."""
    if one.alasan == "revoked_device":
        return _("Dari komputer yang dicabut; paket terakhir yang diterima darinya nomor {n}").format(n=one.terakhir)
    if one.alasan == "twin_detected":
        return _("Nomor ini sudah dipakai paket lain dari identitas yang sama: dua komputer, satu identitas")
    return sentence_for(one.alasan, {}) if one.alasan else _("Ditahan oleh program yang lebih lama")


def next_text(one: BerkasDitahan) -> str:
    """Return what to do next about a file."""
    if one.alasan == "twin_detected":
        return _(
            "Buka Pengaturan, Komputer kantor, Dua riwayat: di sana kedua isi terlihat berdampingan. Isi berkas ini "
            "boleh diterima; tidak ada yang tertimpa."
        )
    return _("Lihat isinya, telepon kantor itu dengan nomor yang sudah Anda kenal, lalu terima atau biarkan.")


def _file_columns() -> list[Column[BerkasDitahan]]:
    return [
        Column(_("Kantor"), lambda one: f"{one.nama} ({one.kode})" if one.nama else "–"),
        Column(_("Nomor"), lambda one: str(one.nomor or "–"), right=True),
        Column(_("Komputer"), lambda one: one.device_id[:8] or "–"),
        Column(_("Alasan"), why_text, tip=why_text, state=lambda _one: State.WARNING),
        Column(_("Datang"), lambda one: moment_text(one.waktu, one.ragu) if one.waktu else "–"),
        Column(_("Keputusan"), lambda one: _("dibiarkan: {kata}").format(kata=one.dibiarkan) if one.dibiarkan else "–"),
    ]


def _document_columns() -> list[Column[DokumenDitahan]]:
    return [
        Column(_("Jenis"), lambda one: kind_text(one.jenis)),
        Column(_("Dokumen"), lambda one: one.nama or "–"),
        Column(_("Versi"), lambda one: number_text(one.baru), right=True),
        Column(_("Ditulis oleh"), lambda one: one.siapa or "–"),
        Column(_("Waktu"), lambda one: moment_text(one.waktu, one.ragu)),
    ]
