"""BeliefCard: which kabupaten this office believes, and, after a change of its keys, why the fingerprint is another."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from desktop_app.i18n import _
from desktop_app.services.berkas_kepercayaan import KepercayaanKini, read_kepercayaan, take_trust_file
from desktop_app.ui.key_words import change_text
from desktop_app.ui.page import Page
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
        self._file = make_button("kirim-percaya-berkas", _("Terima berkas kepercayaan…"), icon_name="berkas")
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self._print, 1)
        row.addWidget(self._file, 0, Qt.AlignmentFlag.AlignBottom)
        for label in (self._whom, self._why):
            self.box.addWidget(label)
        self.box.addLayout(row)
        self._file.clicked.connect(self._ask_file)

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
        if now.perubahan:
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
