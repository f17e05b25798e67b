"""OfficeCard and FormsCard: what the agency decides, saved as it is answered."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from desktop_app.domain.istilah import JenisPeriode
from desktop_app.forms.values import Kertas
from desktop_app.i18n import _
from desktop_app.services.kantor import Peran, Profil
from desktop_app.services.pengaturan import Pengaturan
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.choice import Choice, ChoiceRow
from desktop_app.ui.widgets.controls import Card, make_button, make_label
from desktop_app.ui.widgets.filedialog import ask_one_file
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.text import AnswerLine

EMBLEM = 96


class OfficeCard(Card):
    """``answered`` carries the whole ``Profil``; an empty name or agency is refused beside the field."""

    answered = Signal(object)

    def __init__(self, profil: Profil) -> None:
        super().__init__("pengaturan-kantor", _("Kantor"))
        self._profil = profil
        self._build()
        self._connect()
        self.show_profil(profil)

    def _build(self) -> None:
        self._name = AnswerLine("pengaturan-nama", _("Nama kantor"), limit=200)
        self._agency = AnswerLine("pengaturan-instansi", _("Nama instansi"), limit=200)
        self._place = AnswerLine("pengaturan-tempat", _("Tempat"), limit=100)
        self._rows = {
            "nama": FormRow("pengaturan-baris-nama", _("Nama kantor"), self._name, required=True),
            "instansi": FormRow(
                "pengaturan-baris-instansi",
                _("Nama instansi"),
                self._agency,
                hint=_("Seperti tercetak di kepala formulir"),
                required=True,
            ),
            "tempat": FormRow(
                "pengaturan-baris-tempat",
                _("Tempat"),
                self._place,
                hint=_("Tercetak sebelum tanggal tanda tangan"),
            ),
        }
        roles = {Peran.UNIT: _("Kecamatan / unit kerja"), Peran.KABUPATEN: _("Kabupaten / kota")}
        fixed = _("{peran}, kode {kode}").format(peran=roles[self._profil.peran], kode=self._profil.kode)
        label = make_label(fixed, name="pengaturan-peran")
        label.setContentsMargins(0, 7, 0, 0)
        self.box.addWidget(
            FormRow("pengaturan-baris-peran", _("Peran dan kode"), label, hint=_("Tetap; tidak dapat diubah"))
        )
        for row in self._rows.values():
            self.box.addWidget(row)

    def _connect(self) -> None:
        for field in (self._name, self._agency, self._place):
            field.answered.connect(lambda _text: self._take())

    def take_focus(self) -> None:
        """Put the keyboard into the name."""
        self._name.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        """Tell what was typed last."""
        for field in (self._name, self._agency, self._place):
            field.flush()

    def show_profil(self, profil: Profil) -> None:
        """Show what is stored."""
        self._profil = profil
        self._name.set_answer(profil.nama)
        self._agency.set_answer(profil.instansi)
        self._place.set_answer(profil.tempat)

    def _take(self) -> None:
        answers = {
            "nama": " ".join(self._name.answer().split()),
            "instansi": " ".join(self._agency.answer().split()),
            "tempat": " ".join(self._place.answer().split()),
        }
        missing = [key for key in ("nama", "instansi") if not answers[key]]
        for key, row in self._rows.items():
            if key in missing:
                row.show_finding(State.ERROR, _("Wajib diisi; yang lama tetap dipakai sampai diisi."))
            else:
                row.clear_finding()
        if not missing:
            self._profil = msgspec.structs.replace(self._profil, **answers)
            self.answered.emit(self._profil)


class FormsCard(Card):
    """``answered`` carries the whole ``Pengaturan``; ``emblem_chosen`` a file that is to be read."""

    answered = Signal(object)
    emblem_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__("pengaturan-formulir", _("Penilaian dan formulir"))
        self._settings = Pengaturan()
        self._build()
        self._connect()

    def _build(self) -> None:
        self._rhythm = ChoiceRow(
            "pengaturan-periode",
            _("Penilaian periodik"),
            [
                Choice(JenisPeriode.TRIWULANAN.value, _("Triwulanan")),
                Choice(JenisPeriode.BULANAN.value, _("Bulanan")),
            ],
        )
        self._paper = ChoiceRow(
            "pengaturan-kertas",
            _("Kertas"),
            [Choice(Kertas.F4.value, _("F4 (215 × 330 mm)")), Choice(Kertas.A4.value, _("A4"))],
        )
        self._picture = QLabel()
        self._picture.setObjectName("pengaturan-lambang-gambar")
        self._picture.setTextFormat(Qt.TextFormat.PlainText)
        self._picture.setFixedSize(EMBLEM, EMBLEM)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._picture.setProperty("picture", True)
        self._choose = make_button("pengaturan-lambang-pilih", _("Pilih gambar…"), icon_name="berkas")
        self._remove = make_button("pengaturan-lambang-hapus", _("Hapus gambar"), kind="danger", icon_name="hapus")
        buttons = QHBoxLayout()
        buttons.addWidget(self._choose)
        buttons.addWidget(self._remove)
        buttons.addStretch(1)
        words = QVBoxLayout()
        words.addWidget(
            make_label(
                _(
                    "Gambar untuk kepala formulir D.1.1, PNG atau JPEG, paling besar 2 MB. Tanpa gambar tercetak "
                    "“(LAMBANG GARUDA)” seperti di peraturan."
                ),
                "muted",
                wrap=True,
            )
        )
        words.addLayout(buttons)
        words.addStretch(1)
        emblem = QHBoxLayout()
        emblem.setSpacing(14)
        emblem.addWidget(self._picture)
        emblem.addLayout(words, 1)
        self.box.addWidget(
            FormRow(
                "pengaturan-baris-periode",
                _("Penilaian periodik"),
                self._rhythm,
                hint=_("Berlaku untuk penilaian yang dimulai sesudah ini"),
            )
        )
        self.box.addWidget(FormRow("pengaturan-baris-kertas", _("Kertas"), self._paper))
        self.box.addSpacing(4)
        self.box.addWidget(make_label(_("Lambang"), "label"))
        self.box.addLayout(emblem)

    def _connect(self) -> None:
        self._rhythm.chosen.connect(lambda key: self._take(jenis_periode=JenisPeriode(key)))
        self._paper.chosen.connect(lambda key: self._take(kertas=Kertas(key)))
        self._remove.clicked.connect(lambda: self._take(lambang=None))
        self._choose.clicked.connect(self.ask_emblem)

    def show_settings(self, settings: Pengaturan) -> None:
        """Show what is stored."""
        self._settings = settings
        self._rhythm.set_value(settings.jenis_periode.value)
        self._paper.set_value(settings.kertas.value)
        self._remove.setVisible(settings.lambang is not None)
        picture = QPixmap()
        if settings.lambang is not None and picture.loadFromData(settings.lambang):
            ratio = self.devicePixelRatioF()
            side = round((EMBLEM - 8) * ratio)
            picture = picture.scaled(
                side, side, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
            picture.setDevicePixelRatio(ratio)
            self._picture.setPixmap(picture)
            self._picture.setAccessibleName(_("Lambang yang dipakai"))
        else:
            self._picture.setText(_("Belum ada"))
            self._picture.setAccessibleName(_("Belum ada lambang"))

    def ask_emblem(self) -> None:
        """Ask for a picture with the system's own dialog."""
        ask_one_file(
            self,
            "pengaturan-lambang-dialog",
            _("Pilih gambar lambang"),
            _("Gambar") + " (*.png *.jpg *.jpeg)",
            self.emblem_chosen.emit,
        )

    def _take(self, **answer: object) -> None:
        self.answered.emit(msgspec.structs.replace(self._settings, **answer))
