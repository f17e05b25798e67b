"""EnrolPart: three steps by files and one telephone call, until the kabupaten knows this computer."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.i18n import _
from desktop_app.services.kantor import Kantor, Profil
from desktop_app.services.pendaftaran import (
    Permintaan,
    StatusPendaftaran,
    accept_enrolment,
    request_enrolment,
)
from desktop_app.ui.exchange_words import groups_of
from desktop_app.ui.kirim.receive_files import SUFFIXES, Looked, ReturnFiles, looked_message
from desktop_app.ui.page import Page
from desktop_app.ui.save_as import ask_target
from desktop_app.ui.theme import State, restyle
from desktop_app.ui.widgets.code import CodeBlock
from desktop_app.ui.widgets.controls import Card, make_button, make_label
from desktop_app.ui.widgets.filedrop import FileDrop
from desktop_app.ui.widgets.folder import FolderField
from desktop_app.ui.widgets.scroll import ScrollColumn


class Enrolled(NamedTuple):
    """What the answer brought: the fingerprint of the kabupaten's root, and the office where its name is another."""

    root: str
    office: Profil | None


def enrol(kantor: Kantor, path: Path) -> Enrolled:
    """Take the kabupaten's answer; runs in the worker thread."""
    before = kantor.profil
    root, _own = accept_enrolment(kantor, path)
    return Enrolled(root, kantor.profil if kantor.profil != before else None)


class EnrolPart(QWidget):
    """Work never waits for this: the part says so, and what is recorded meanwhile is sent later."""

    enrolled = Signal(object)
    """``Enrolled``: the fingerprint is compared once more by voice."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.setObjectName("kirim-daftar-bagian")
        self._page = page
        self._build()
        self._connect()

    def _build(self) -> None:
        scroll = ScrollColumn("kirim-daftar", _("Pendaftaran"))
        scroll.box.setSpacing(12)
        scroll.box.addWidget(
            make_label(
                _(
                    "Kantor ini belum terdaftar di kabupaten. Pencatatan boleh jalan terus; yang dicatat sekarang "
                    "ikut terkirim sesudah terdaftar."
                ),
                wrap=True,
                name="kirim-daftar-pengantar",
            )
        )
        self._make = make_button("kirim-buat-permintaan", _("Buat berkas permintaan…"), kind="primary")
        self._made = make_label("", "muted", name="kirim-permintaan-dibuat", wrap=True)
        self._code = CodeBlock("kirim-sidik-jari", _("Sidik jari komputer ini"))
        self._drop = FileDrop(
            "kirim-jawaban",
            _("Taruh berkas jawaban kabupaten di sini"),
            suffixes=SUFFIXES,
            hint=_("Berkas jawaban, bagian surel, atau foto lembar kode."),
        )
        self._folder = FolderField("kirim-jawaban-flashdisk", _("Cari jawaban di flashdisk"))
        self._files = ReturnFiles(self._page)
        self._said = make_label("", "muted", name="kirim-jawaban-kata", wrap=True)
        self._first = _step("kirim-langkah-1", 1, _("Buat permintaan"))
        self._first.box.addWidget(
            make_label(_("Simpan berkas permintaan di flashdisk. Berkas ini tidak memuat data pegawai."), wrap=True)
        )
        row = QHBoxLayout()
        row.addWidget(self._make)
        row.addWidget(self._made, 1)
        self._first.box.addLayout(row)
        self._second = _step("kirim-langkah-2", 2, _("Serahkan ke kabupaten dan cocokkan sidik jari"))
        self._second.box.addWidget(
            make_label(
                _(
                    "Serahkan berkasnya, lalu telepon kabupaten dan bacakan kelima kelompok angka di bawah ini. "
                    "Kabupaten harus melihat angka yang sama. Bila satu angka saja berbeda, jangan diteruskan."
                ),
                wrap=True,
            )
        )
        self._second.box.addWidget(self._code)
        self._third = _step("kirim-langkah-3", 3, _("Terima jawaban"))
        self._third.box.addWidget(self._drop)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(make_label(_("Atau di flashdisk"), "label"))
        line.addWidget(self._folder, 1)
        self._third.box.addLayout(line)
        self._third.box.addWidget(self._said)
        for card in (self._first, self._second, self._third):
            scroll.box.addWidget(card)
        scroll.box.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scroll)

    def _connect(self) -> None:
        self._make.clicked.connect(self._ask_where)
        self._drop.files_given.connect(self.accept_all)
        self._folder.answered.connect(self._look_into)
        self._files.progressed.connect(self._said.setText)
        self._files.looked.connect(self._on_looked)
        self._files.failed.connect(self._on_failed)

    def take_focus(self) -> None:
        """Put the keyboard where the next step is."""
        if self._second.isEnabled():
            self._drop.take_focus()
        else:
            self._make.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_status(self, status: StatusPendaftaran) -> None:
        """Show how far the enrolment is."""
        asked = status.permintaan
        self._code.show_groups(groups_of(asked.sidik_jari) if asked else [])
        for card in (self._second, self._third):
            card.setEnabled(asked is not None)
            card.setVisible(True)
        self._code.setVisible(asked is not None)
        self._make.setText(_("Simpan permintaan lagi…") if asked else _("Buat berkas permintaan…"))
        self._make.setAccessibleName(self._make.text())
        self._make.setProperty("kind", "plain" if asked else "primary")
        restyle(self._make)
        self._made.setText(
            _("Permintaan sudah dibuat untuk {nama} ({kode}).").format(nama=asked.nama, kode=asked.kode)
            if asked
            else ""
        )

    def request(self, path: Path) -> None:
        """Write the request to ``path``."""
        self._page.banner.hide()

        def done(asked: Permintaan) -> None:
            text = _("Permintaan disimpan di {berkas}. Serahkan ke kabupaten dan cocokkan sidik jarinya.")
            self._page.banner.show_message(State.OK, text.format(berkas=path))
            self._page.load()

        self._page.ask(request_enrolment, path, on_done=done, writes=True)

    def accept(self, path: Path) -> None:
        """Take the kabupaten's answer."""
        self.accept_all([path])

    def accept_all(self, paths: Sequence[Path]) -> None:
        """Find the kabupaten's answer among files, parts of letters and photos, and take it."""
        self._page.banner.hide()
        self._files.take(paths)

    def _look_into(self, folder: Path) -> None:
        self._page.banner.hide()
        self._files.look_into(folder)

    def _on_looked(self, looked: Looked) -> None:
        self._said.setText("")
        if looked.lone_error is not None:
            # Refused by the step itself, which leaves its row in the log.
            self._take(looked.lone_error[0])
            return
        state, text = looked_message(looked)
        if text:
            self._page.banner.show_message(state, text)
        if looked.answers:
            self._take(looked.answers[-1].path)
        else:
            self._files.settle()

    def _take(self, path: Path) -> None:
        self._page.ask(enrol, path, on_done=self._on_enrolled, on_error=self._on_failed, writes=True)

    def _on_enrolled(self, enrolled: Enrolled) -> None:
        self._files.settle()
        self.enrolled.emit(enrolled)

    def _on_failed(self, error: BaseException) -> None:
        self._said.setText("")
        self._files.settle()
        self._page.show_error(error)

    def _ask_where(self) -> None:
        name = f"permintaan-{self._page.desk.profil.kode}.skpe"
        ask_target(self.window(), _("Simpan permintaan pendaftaran"), name, self.request, replaces=False)


def _step(name: str, number: int, title: str) -> Card:
    return Card(name, f"{number}.  {title}")
