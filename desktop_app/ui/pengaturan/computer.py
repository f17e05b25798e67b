"""ComputerCard, CheckCard and AboutCard: this computer, the integrity of its data, and the program itself."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel

from desktop_app import __version__
from desktop_app.i18n import _
from desktop_app.messages import sentence_for
from desktop_app.services.pengaturan import Komputer
from desktop_app.services.periksa import HasilPeriksa
from desktop_app.ui.exchange_words import groups_of, number_text, size_text
from desktop_app.ui.icons import pixmap
from desktop_app.ui.theme import STATE_LOOKS, State
from desktop_app.ui.widgets.code import CodeBlock
from desktop_app.ui.widgets.controls import Card, make_button, make_label
from desktop_app.ui.widgets.elided import ElidedLabel
from desktop_app.ui.widgets.progress import ProgressPanel

NAMED = 6


class ComputerCard(Card):
    """Facts that the kabupaten asks for on the telephone, and the one thing to back up."""

    def __init__(self) -> None:
        super().__init__("pengaturan-komputer", _("Komputer ini"))
        self._folder = ""
        self._build()
        self._open.clicked.connect(self._open_folder)

    def _build(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        self._values: list[ElidedLabel] = []
        labels = (_("Nomor komputer"), _("Masa catatan (epoch)"), _("Folder data"), _("Ukuran data"))
        for line, label in enumerate(labels):
            value = ElidedLabel("–", name=f"pengaturan-komputer-{line}", middle=True)
            grid.addWidget(make_label(label, "muted"), line, 0)
            grid.addWidget(value, line, 1)
            self._values.append(value)
        self._key = make_label("", name="pengaturan-kunci", wrap=True)
        self._open = make_button("pengaturan-buka-folder", _("Buka folder data"), icon_name="berkas", compact=True)
        row = QHBoxLayout()
        row.addWidget(self._open)
        row.addStretch(1)
        self.box.addLayout(grid)
        self.box.addWidget(self._key)
        self.box.addLayout(row)

    def show_computer(self, computer: Komputer, attended: bool = False) -> None:
        """Show what this computer is and where its data lie; ``attended`` offices are opened by passwords."""
        self._folder = computer.folder
        texts = (computer.perangkat[:8], computer.epoch[:8], computer.folder, size_text(computer.ukuran))
        for label, text in zip(self._values, texts, strict=True):
            label.setText(text)
        if attended:
            self._key.setText(
                _(
                    "Data ini terbuka hanya dengan sandi orangnya (berkas slot-1.json dan slot-2.json). Pakai "
                    "pencadangan program; berkas-berkas di folder ini jangan disalin satu per satu."
                )
            )
            return
        self._key.setText(
            _(
                "Cadangkan seluruh folder ini bersama berkas kunci {kunci}. Tanpa berkas kunci, data tidak dapat "
                "dibuka oleh siapa pun. Tutup program dulu sebelum menyalin."
            ).format(kunci=computer.berkas_kunci)
        )

    def _open_folder(self) -> None:
        if self._folder:
            QDesktopServices.openUrl(QUrl.fromLocalFile(self._folder))


class RootCard(Card):
    """The kabupaten's own fingerprint, large: an office that enrols compares it by voice."""

    def __init__(self) -> None:
        super().__init__("pengaturan-akar", _("Sidik jari kabupaten ini"))
        self._code = CodeBlock("pengaturan-akar-sidik", _("Lima kelompok angka"), columns=3)
        self.box.addWidget(self._code)
        self.box.addWidget(make_label(_("Bacakan ini kepada kantor yang mendaftar."), "muted", wrap=True))

    def show_root(self, fingerprint: str) -> None:
        """Show the fingerprint; without one there is no card."""
        self.setVisible(bool(fingerprint))
        self._code.show_groups(groups_of(fingerprint))


class CheckCard(Card):
    """The integrity check: everything that is stored is read again and compared with its own proofs."""

    wanted = Signal()
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__("pengaturan-periksa", _("Keutuhan data"))
        self._build()
        self._start.clicked.connect(self.wanted)
        self.progress.cancelled.connect(self.cancelled)

    def _build(self) -> None:
        self._start = make_button("pengaturan-periksa-mulai", _("Periksa sekarang"), icon_name="ok")
        self.progress = ProgressPanel("pengaturan-periksa-kemajuan")
        self._mark = QLabel()
        self._mark.setFixedSize(20, 20)
        self._result = make_label("", name="pengaturan-periksa-hasil", wrap=True)
        self._rest = make_label("", "muted", name="pengaturan-periksa-rincian", wrap=True)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._result, 1)
        button = QHBoxLayout()
        button.addWidget(self._start)
        button.addStretch(1)
        self.box.addWidget(
            make_label(
                _("Membaca ulang seluruh data dan mencocokkannya dengan sidik dan rantai jejak. Tidak mengubah data."),
                "muted",
                wrap=True,
            )
        )
        self.box.addLayout(button)
        self.box.addWidget(self.progress)
        self.box.addLayout(row)
        self.box.addWidget(self._rest)
        self.show_nothing()

    def result(self) -> str:
        """Return the sentence of the last check, or an empty text."""
        return self._result.text()

    def show_nothing(self) -> None:
        """Forget the last result."""
        for part in (self._mark, self._result, self._rest):
            part.hide()

    def begin(self) -> None:
        """Show that a check runs."""
        self.show_nothing()
        self._start.setEnabled(False)
        self.progress.start(_("Memeriksa data…"), _("bagian"))

    def finish(self) -> None:
        """Show that no check runs."""
        self._start.setEnabled(True)
        self.progress.finish()

    def show_result(self, found: HasilPeriksa) -> None:
        """Show what the check found, in sentences."""
        self.finish()
        state = State.ERROR if found.temuan else State.OK
        look = STATE_LOOKS[state]
        self._mark.setPixmap(pixmap(look.icon, look.ink, 20, self.devicePixelRatioF()))
        if found.temuan:
            lines = list(dict.fromkeys(sentence_for(code, facts) for code, facts in found.temuan))
            more = len(lines) - NAMED
            if more > 0:
                lines = [*lines[:NAMED], _("… dan {n} temuan lain.").format(n=more)]
            self._result.setText("\n".join(lines))
        else:
            notes = dict.fromkeys(sentence_for(code, facts) for code, facts in (*found.catatan, *found.riwayat))
            self._result.setText("\n".join((_("Semua data utuh."), *list(notes)[:NAMED])))
        self._rest.setText(
            _("{versi} versi dan {jejak} baris jejak dibaca · kepala jejak {kepala}").format(
                versi=number_text(found.revisi), jejak=number_text(found.jejak), kepala=found.kepala_jejak[:12]
            )
        )
        for part in (self._mark, self._result, self._rest):
            part.show()


class AboutCard(Card):
    """Version, rule set and licence."""

    def __init__(self, rules: str) -> None:
        super().__init__("pengaturan-tentang", _("Tentang program"))
        self.box.addWidget(
            make_label(_("SKP Luring {versi}").format(versi=__version__), "label", name="pengaturan-versi")
        )
        self.box.addWidget(make_label(rules, name="pengaturan-aturan", wrap=True))
        self.box.addWidget(
            make_label(
                _(
                    "Lisensi Apache-2.0: bebas dipakai, disalin, dan diubah. Huruf formulir berlisensi GUST Font "
                    "License, SIL OFL, dan lisensi DejaVu. Semua berjalan di komputer ini; tidak ada yang dikirim "
                    "lewat jaringan."
                ),
                "muted",
                wrap=True,
                name="pengaturan-lisensi",
            )
        )
