"""BeliefCard: which kabupaten this office believes, and, after a change of its keys, why the fingerprint is another."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from desktop_app.domain.wewenang import Wewenang
from desktop_app.i18n import _
from desktop_app.services.berkas_kepercayaan import KepercayaanKini, read_kepercayaan, take_trust_file
from desktop_app.services.kantor import Changed
from desktop_app.services.kunci_cabang import CABANG, KunciLain, preview_other_root, save_both_roots
from desktop_app.ui.key_words import change_text
from desktop_app.ui.kirim.other_root import OtherRoot, ask_both_roots
from desktop_app.ui.page import Page
from desktop_app.ui.rights import permit
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.controls import Card, make_button, make_label
from desktop_app.ui.widgets.filedialog import ask_one_file


class BeliefCard(Card):
    """Asks the services itself; nothing here ever has to be answered."""

    def __init__(self, page: Page) -> None:
        super().__init__("kirim-percaya", _("Kabupaten yang dipercaya"))
        self._page = page
        self._whom = make_label("", name="kirim-percaya-siapa", wrap=True)
        self._print = make_label("", "mono", name="kirim-percaya-sidik", wrap=True)
        self._print.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._why = make_label("", "muted", name="kirim-percaya-sebab", wrap=True)
        self.other: OtherRoot | None = None
        self._file = make_button("kirim-percaya-berkas", _("Terima berkas kepercayaan…"), icon_name="berkas")
        self._another = make_button("kirim-percaya-lain", _("Kabupaten menyebut sidik jari lain…"))
        self._both = make_button("kirim-percaya-bukti", _("Simpan bukti dua kunci…"))
        self._both.hide()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        for button in (self._another, self._file):
            row.addWidget(button)
        for label in (self._whom, self._why, self._print):
            self.box.addWidget(label)
        self.box.addWidget(self._both, 0, Qt.AlignmentFlag.AlignRight)
        self.box.addLayout(row)
        self._file.clicked.connect(self._ask_file)
        self._another.clicked.connect(self._ask_other)
        self._both.clicked.connect(lambda: ask_both_roots(self, self.keep_both_roots))
        for button in (self._another, self._both):
            permit(button, page.desk, Wewenang.UBAH_PENGATURAN)

    def load(self) -> None:
        """Ask whom this office believes now."""
        self._page.ask(read_kepercayaan, on_done=self.show_belief)

    def show_belief(self, now: KepercayaanKini) -> None:
        """Show whom, by how many holders' keys, and why that is another fingerprint than before."""
        self._whom.setText(
            _("{nama}, kunci versi {v}: {m} dari {n} pemegang menandatangani bersama.").format(
                nama=now.kabupaten, v=now.versi, m=now.perlu, n=now.pemegang
            )
            if now.pemegang > 1
            else _("{nama}, kunci versi {v}.").format(nama=now.kabupaten, v=now.versi)
        )
        self._print.setText(_("Sidik jari: {sidik}").format(sidik=now.sidik))
        self._why.setVisible(bool(now.perubahan))
        self._both.setVisible(any(CABANG in one.sebab for one in now.perubahan))
        if now.perubahan and CABANG in now.perubahan[0].sebab:
            self._why.setText(
                _(
                    "Sidik jari kabupaten berubah karena petugas di sini mengetik sidik jari yang dibacakan kabupaten. "
                    "Sebelumnya: {sidik}"
                ).format(sidik=now.perubahan[0].sidik_lama)
            )
        elif now.perubahan:
            last = now.perubahan[0]
            self._why.setText(
                _(
                    "Sidik jari kabupaten berubah karena {sebab}. Perubahan ini ditandatangani kunci yang dipercaya "
                    "sebelumnya, jadi tidak ada yang perlu dilakukan."
                ).format(sebab=change_text(last.sebab))
            )

    def take(self, path: Path) -> None:
        """Take a trust file that the kabupaten sent beside its answer."""
        self._page.ask(take_trust_file, path, on_done=self._on_taken, writes=True)

    def _on_taken(self, now: KepercayaanKini) -> None:
        self.show_belief(now)
        text = _("Kunci kabupaten versi {v} dipercaya sekarang. Terima balasannya seperti biasa.")
        self._page.banner.show_message(State.OK, text.format(v=now.versi))

    def _ask_file(self) -> None:
        ask_one_file(self, "kirim-percaya-dialog", _("Berkas kepercayaan"), _("Berkas kepercayaan (*.skpt)"), self.take)

    def read_other(self, path: Path) -> None:
        """Look at a trust file of another root, and ask for the fingerprint that the kabupaten reads out."""
        self._page.banner.hide()
        self._page.ask(preview_other_root, path, on_done=lambda other: self._show_other(path, other))

    def keep_both_roots(self, folder: Path) -> None:
        """Write both trust documents into a folder."""
        self._page.ask(save_both_roots, folder, on_done=self._on_kept, writes=True)

    def _show_other(self, path: Path, other: KunciLain) -> None:
        self.other = OtherRoot(self.window(), self._page, path, other, self._on_believed)
        self.other.open()

    def _on_believed(self, now: KepercayaanKini) -> None:
        self.show_belief(now)
        text = _("Kunci kabupaten versi {v} dipercaya sekarang. Kirim satu paket: semua ikut sekali lagi.")
        self._page.banner.show_message(State.OK, text.format(v=now.versi))
        self._page.changed.emit(Changed((), ("paket", "perangkat")))

    def _on_kept(self, files: tuple[Path, Path]) -> None:
        text = _("{dulu} dan {kini} ditulis. Serahkan keduanya kepada kabupaten.")
        self._page.banner.show_message(State.OK, text.format(dulu=files[0].name, kini=files[1].name))

    def _ask_other(self) -> None:
        ask_one_file(
            self,
            "kirim-percaya-lain-dialog",
            _("Berkas kepercayaan yang lain"),
            _("Berkas kepercayaan (*.skpt)"),
            self.read_other,
        )
