"""PeriksaPage: a scanned or typed code, and whether the paper agrees with the store."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from desktop_app.i18n import _
from desktop_app.services.periksa_formulir import Pemeriksaan, check_form, check_form_file
from desktop_app.ui.desk import Desk
from desktop_app.ui.page import Page
from desktop_app.ui.periksa.verdict import Verdict
from desktop_app.ui.widgets.controls import make_button, make_label, make_line_edit
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.filedialog import ask_one_file
from desktop_app.ui.widgets.header import PageHeader

LETTERS = 4096
"""A QR has far fewer; whatever a scanner was pointed at must not fill the field without end."""


class PeriksaPage(Page):
    """A scanner types into the field and presses Enter itself; afterwards the field waits for the next paper."""

    kinds = ("skp", "penilaian", "tanda_tangan", "pengguna")

    def __init__(self, desk: Desk) -> None:
        super().__init__("halaman-periksa", _("Periksa formulir"), desk)
        self._build()
        self._connect()

    def _build(self) -> None:
        self._header = PageHeader(
            "periksa-kepala",
            _("Periksa formulir"),
            _("Apakah kertas ini sama dengan yang tersimpan? Pindai kode QR-nya, atau ketik kode pendek di bawahnya."),
        )
        self._file = make_button("periksa-pdf", _("Pilih PDF…"), icon_name="berkas")
        self._header.add_action(self._file)
        self._field = make_line_edit(
            "periksa-kode", _("Kode formulir"), hint=_("Pindai QR, atau ketik misalnya 7K2D-V5W6-XV38"), limit=LETTERS
        )
        self._check = make_button("periksa-jalankan", _("Periksa"), kind="primary", icon_name="cari")
        line = QHBoxLayout()
        line.setSpacing(10)
        label = make_label(_("Kode"), "label")
        label.setBuddy(self._field)
        line.addWidget(label)
        line.addWidget(self._field, 1)
        line.addWidget(self._check)
        self.verdict = Verdict()
        self._empty = EmptyState(
            "periksa-kosong",
            _("Belum ada yang diperiksa"),
            _(
                "Kode tercetak pada SKP yang sudah ditetapkan dan penilaian yang sudah final. Pemeriksaan tidak "
                "memerlukan jaringan dan tidak mengubah dokumen apa pun."
            ),
            icon_name="cari",
        )
        self.box.addWidget(self._header)
        self.box.addWidget(self.banner)
        self.box.addLayout(line)
        self.box.addWidget(self.verdict, 1)
        self.box.addWidget(self._empty, 1)

    def _connect(self) -> None:
        self._field.returnPressed.connect(self._on_check)
        self._check.clicked.connect(self._on_check)
        self._file.clicked.connect(self._choose_file)

    def enter(self) -> None:
        """Be ready for the scanner."""
        super().enter()
        self._await_next()

    def check(self, text: str) -> None:
        """Ask about the paper with this code."""
        self._field.setText(text)
        self._on_check()

    def check_file(self, path: Path) -> None:
        """Ask about the code in one of our own PDF files."""
        self.ask(check_form_file, path, on_done=self._show, on_error=self._fail)

    def _await_next(self) -> None:
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._field.selectAll()

    def _on_check(self) -> None:
        self.ask(check_form, self._field.text(), on_done=self._show, on_error=self._fail)

    def _choose_file(self) -> None:
        ask_one_file(
            self.window(),
            "periksa-pilih-pdf",
            _("Pilih PDF formulir"),
            _("Formulir PDF (*.pdf)"),
            self.check_file,
            accept=_("Periksa"),
        )

    def _show(self, answer: Pemeriksaan) -> None:
        self.banner.hide()
        self._empty.hide()
        self.verdict.show_answer(answer)
        self._await_next()

    def _fail(self, error: BaseException) -> None:
        # The last answer must not stand beside another paper's mistake.
        self.verdict.hide()
        self._empty.show()
        self.show_error(error)
        self._await_next()
