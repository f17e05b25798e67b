"""LostLaptop: what to do about a lost or stolen computer, five steps in one window, each with its own button."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton

from desktop_app.i18n import _
from desktop_app.services.ditahan import BerkasDitahan, list_berkas
from desktop_app.services.kantor import Changed
from desktop_app.services.kartu import HalamanKunci
from desktop_app.services.keadaan_terakhir import print_keadaan
from desktop_app.services.laptop_hilang import HasilBangun, prepare_rebuild, preview_pengganti, print_terdampak
from desktop_app.services.pencabutan import KomputerKantor, list_komputer, revoke_device, save_terdampak
from desktop_app.services.pendaftaran import Permintaan
from desktop_app.ui.errors import present_error
from desktop_app.ui.komputer.questions import ask_folder, ask_request, ask_revoke, ids_text
from desktop_app.ui.komputer.replacement import Replacement
from desktop_app.ui.pdf_output import PdfSheet, show_pdf
from desktop_app.ui.save_as import ask_target
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.banner import Banner
from desktop_app.ui.widgets.controls import make_button, make_label
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.scroll import ScrollColumn

if TYPE_CHECKING:
    from desktop_app.ui.komputer.page import DevicesPage


class LostLaptop(Dialog):
    """The steps can be taken in any order and again; nothing but revoking is final."""

    def __init__(self, page: DevicesPage, one: KomputerKantor) -> None:
        super().__init__(
            page.window(),
            name="komputer-hilang-dialog",
            title=_("Laptop {nama} hilang").format(nama=one.perangkat.nama),
            text=_(
                "Lakukan dari atas ke bawah. Yang sudah diterima dari komputer {id} aman di sini; yang belum dikirim "
                "dari sana dikerjakan lagi, atau diterima kelak bila komputernya ditemukan."
            ).format(id=one.perangkat.device_id[:8]),
        )
        self._page = page
        self._one = one
        self.sheet: PdfSheet | None = None
        self.replacement: Replacement | None = None
        self._lines = 0
        self._build_steps()
        self.load()

    def _build_steps(self) -> None:
        self.told = Banner("komputer-hilang-pesan")
        self.content.addWidget(self.told)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(10)
        self._grid.setColumnStretch(0, 1)
        part = ScrollColumn("komputer-hilang-isi", _("Langkah-langkah"))
        part.box.addLayout(self._grid)
        part.box.addStretch(1)
        self.content.addWidget(part, 1)
        self._revoked, self._revoke = self._step(
            _("1. Cabut komputer itu"), "cabut", _("Cabut…"), self._ask_revoke, danger=True
        )
        self._state, _button = self._step(
            _("2. Cetak keadaan terakhir yang diterima, dan cocokkan dengan buku agenda kantor itu"),
            "keadaan",
            _("Lihat dan cetak…"),
            self.show_state,
        )
        self._notice, _button = self._step(
            _("3. Beri tahu orang yang datanya ada di dalamnya dan lembaga, paling lambat 3 × 24 jam"),
            "pemberitahuan",
            _("Surat dan daftar…"),
            self.show_notice,
        )
        self._rebuilt, _button = self._step(
            _("4. Siapkan komputer pengganti: minta berkas permintaannya, lalu tulis berkas bangun ulang"),
            "pengganti",
            _("Pilih permintaan…"),
            self._ask_request,
        )
        self._late, _button = self._step(
            _("5. Periksa yang masih dikirim laptop itu"), "tertahan", _("Buka Tertahan"), self._open_held
        )
        self._csv = make_button("komputer-hilang-csv", _("Simpan daftar sebagai CSV…"), compact=True)
        self._csv.clicked.connect(self._ask_csv)
        self.buttons.insertWidget(0, self._csv)
        self.add_button("tutup", _("Tutup"), default=True)
        self.prefer_size(720, 500)

    def _step(
        self, text: str, name: str, button: str, on_click: Callable[[], object], *, danger: bool = False
    ) -> tuple[QLabel, QPushButton]:
        line = self._lines
        label = make_label(text, name=f"komputer-hilang-{name}-teks", wrap=True)
        detail = make_label("", "muted", name=f"komputer-hilang-{name}-ket", wrap=True)
        press = make_button(f"komputer-hilang-{name}", button, kind="danger" if danger else "plain")
        press.setAccessibleDescription(text)
        press.clicked.connect(lambda: on_click())
        self._grid.addWidget(label, 2 * line, 0)
        self._grid.addWidget(press, 2 * line, 1, 2, 1, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(detail, 2 * line + 1, 0)
        self._lines += 1
        return detail, press

    def load(self) -> None:
        """Show how far things are."""
        self._revoke.setEnabled(not self._one.tuntas)
        self._revoked.setText(revoked_words(self._one))
        last = self._one.terakhir
        self._state.setText(
            _("Paket terakhir yang diterima: nomor {n}.").format(n=last.seq)
            if last
            else _("Belum pernah ada paket dari komputer ini.")
        )
        self._notice.setText(_("Nama, NIP, dan jabatan semua pegawai kantor itu yang dikenal di sini."))
        self._rebuilt.setText(_("Kantor itu kembali di komputer baru, dengan identitas baru dan nomor yang berlanjut."))
        self._page.ask(list_berkas, on_done=self._show_late, on_error=self._show_error)

    def show_state(self) -> None:
        """Show the last state received, to be printed."""
        self._page.ask(
            print_keadaan,
            self._one.perangkat.device_id,
            on_done=self._show_sheet,
            on_error=self._show_error,
            writes=True,
        )

    def show_notice(self) -> None:
        """Show the notice with its list, to be printed."""
        self._page.ask(
            print_terdampak,
            self._one.perangkat.device_id,
            on_done=self._show_sheet,
            on_error=self._show_error,
            writes=True,
        )

    def read_request(self, path: Path) -> None:
        """Read the request of a new computer, to be compared by voice."""
        self._page.ask(
            preview_pengganti,
            self._one.perangkat.device_id,
            path,
            on_done=partial(self._compare, path),
            on_error=self._show_error,
        )

    def rebuild(self, path: Path, asked: Permintaan, folder: Path) -> None:
        """Admit the new computer that was compared and write what gives the office back to it."""
        self.told.show_message(State.INFO, _("Menulis berkas bangun ulang…"))
        self._page.ask(
            partial(prepare_rebuild, seen=asked),
            self._one.perangkat.device_id,
            path,
            folder,
            on_done=self._on_rebuilt,
            on_error=self._show_error,
            writes=True,
        )

    def save_csv(self, path: Path) -> None:
        """Write the list of people as CSV."""
        self._page.ask(
            save_terdampak,
            self._one.perangkat.device_id,
            path,
            on_done=lambda count: self.told.show_message(
                State.OK, _("{n} orang ditulis ke {berkas}.").format(n=count, berkas=path)
            ),
            on_error=self._show_error,
            writes=True,
        )

    def _ask_revoke(self) -> None:
        ask_revoke(self, self._one, self.revoke)

    def revoke(self, reason: str) -> None:
        """Revoke the computer for a reason; the other steps stay there to be taken."""
        self._page.ask(
            revoke_device,
            self._one.perangkat.device_id,
            reason,
            on_done=self._on_revoked,
            on_error=self._show_error,
            writes=True,
        )

    def _on_revoked(self, changed: Changed) -> None:
        self.told.show_message(State.OK, _("Langkah 1 selesai: komputer itu dicabut. Teruskan ke langkah 2."))
        self._page.changed.emit(changed)
        self._page.load()
        self._page.ask(list_komputer, on_done=self._show_again, on_error=self._show_error)

    def _show_again(self, rows: tuple[KomputerKantor, ...]) -> None:
        device = self._one.perangkat.device_id
        self._one = next((one for one in rows if one.perangkat.device_id == device), self._one)
        self.load()

    def _ask_request(self) -> None:
        ask_request(self, self.read_request)

    def _ask_csv(self) -> None:
        one = self._one.perangkat
        ask_target(self, _("Simpan daftar"), f"orang-terdampak-{one.kode}-{one.device_id[:8]}.csv", self.save_csv)

    def _open_held(self) -> None:
        self.accept()
        self._page.navigate.emit("tertahan", self._one.perangkat.device_id)

    def _compare(self, path: Path, asked: Permintaan) -> None:
        self.replacement = Replacement(self, asked, lambda: self._ask_where(path, asked))
        self.replacement.open()

    def _ask_where(self, path: Path, asked: Permintaan) -> None:
        ask_folder(
            self,
            name="komputer-bangun-dialog",
            title=_("Tulis berkas bangun ulang"),
            text=_(
                "Berkas ini memuat semua data kantor itu, tersegel untuk komputer baru saja. Di sana: buka "
                "Kirim/Terima, lalu taruh berkas ini di Terima dari kabupaten."
            ),
            yes=_("Tulis"),
            on_folder=partial(self.rebuild, path, asked),
        )

    def _show_sheet(self, page: HalamanKunci) -> None:
        self.sheet = show_pdf(self, page.judul, page.nama_berkas)(page.pdf)

    def _on_rebuilt(self, made: HasilBangun) -> None:
        names = ", ".join(path.name for path in made.berkas)
        text = _("{nama} terdaftar di komputer baru. {n} versi dokumen ditulis ke {berkas}. Flashdisk boleh dicabut.")
        self.told.show_message(State.OK, text.format(nama=made.permintaan.nama, n=made.revisi, berkas=names))
        self._page.load()

    def _show_late(self, held: tuple[BerkasDitahan, ...]) -> None:
        own = [one for one in held if one.device_id in (self._one.perangkat.device_id, self._one.akhir)]
        if not own:
            self._late.setText(_("Belum ada berkas yang ditahan darinya."))
            return
        self._late.setText(_("{n} berkas ditahan: baca isinya sebelum memutuskan.").format(n=len(own)))

    def _show_error(self, error: BaseException) -> None:
        present_error(self, error, self.told)


def revoked_words(one: KomputerKantor) -> str:
    """Return how far the revocation of a computer is: under its present key, and who else held a key of it."""
    changed = one.akhir != one.perangkat.device_id
    if one.tuntas and one.dicabut is not None:
        text = (
            _("Sudah dicabut. Kuncinya pernah diganti; yang dicabut terakhir komputer {id}.").format(id=one.akhir[:8])
            if changed
            else _("Sudah dicabut sesudah paket nomor {n}.").format(n=one.dicabut.nomor)
        )
    elif changed:
        text = _(
            "Belum dicabut: kuncinya diganti, dan paketnya masih dipercaya sebagai komputer {id}. Kunci itu yang "
            "dicabut."
        ).format(id=one.akhir[:8])
    else:
        text = _("Belum dicabut: paketnya masih dipercaya.")
    if one.pemegang:
        others = _(
            "Kunci yang sama pernah dipegang juga oleh {id}, yang masih dipercaya. Tanyakan kantornya; bila bukan "
            "milik mereka, cabut dari barisnya sendiri."
        )
        text += " " + others.format(id=ids_text(one.pemegang))
    return text
