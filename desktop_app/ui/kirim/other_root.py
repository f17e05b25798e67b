"""OtherRoot: the page on which somebody types the fingerprint that the kabupaten reads out, to believe another root."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop_app.domain.errors import UserError
from desktop_app.i18n import _
from desktop_app.messages import sentence
from desktop_app.services.berkas_kepercayaan import KepercayaanKini
from desktop_app.services.kunci_cabang import KunciLain, believe_other_root
from desktop_app.ui.page import Page
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.controls import make_label, make_line_edit
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.folder import FolderField
from desktop_app.ui.widgets.form import FormRow

LONGEST = 60


class OtherRoot(Dialog):
    """The fingerprint of the file is never shown: whoever types it has heard it from the kabupaten."""

    def __init__(
        self,
        parent: QWidget,
        page: Page,
        path: Path,
        other: KunciLain,
        on_believed: Callable[[KepercayaanKini], object],
    ) -> None:
        super().__init__(
            parent,
            name="kirim-kunci-lain",
            title=_("Percayai kunci kabupaten yang lain?"),
            text=_(
                "Ada dua kunci kabupaten versi {v}, keduanya ditandatangani pemegang versi sebelumnya. Hanya satu yang "
                "benar. Telepon kabupaten dengan nomor yang sudah Anda kenal, jangan nomor di surat atau flashdisk."
            ).format(v=other.sesudah + 1),
            state=State.WARNING,
        )
        self._page = page
        self._path = path
        self._on_believed = on_believed
        self._build_rest(other)

    def _build_rest(self, other: KunciLain) -> None:
        facts = _(
            "Di berkas: {nama}, kunci versi {v}, {m} dari {n} pemegang.\n"
            "Sekarang dipercaya: versi {k}, sidik jari {sidik}."
        )
        self.content.addWidget(
            make_label(
                facts.format(
                    nama=other.kabupaten,
                    v=other.versi,
                    m=other.perlu,
                    n=other.pemegang,
                    k=other.versi_kini,
                    sidik=other.sidik_kini,
                ),
                name="kirim-kunci-lain-fakta",
                wrap=True,
            )
        )
        self._field = make_line_edit("kirim-kunci-lain-isian", _("Sidik jari yang dibacakan kabupaten"), limit=LONGEST)
        self._field.setPlaceholderText("00000 00000 00000 00000 00000")
        self._field.setProperty("role", "code")
        self._row = FormRow(
            "kirim-kunci-lain-baris",
            _("Sidik jari yang dibacakan kabupaten"),
            self._field,
            required=True,
            stacked=True,
        )
        self.content.addWidget(self._row)
        self.content.addWidget(
            make_label(
                _(
                    "Data di sini tidak berubah. Semua dikirim sekali lagi, dan bukti kedua kunci disimpan. Jaga "
                    "cadangan lama: pemegang kunci yang salah mungkin dapat membukanya."
                ),
                "muted",
                wrap=True,
            )
        )
        self.add_button("batal", _("Batal"))
        self._yes = self.add_button("ya", _("Percayai kunci ini"), self.take, kind="danger", closes=False)
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setMinimumWidth(600)

    def take(self) -> None:
        """Believe the file's root where the digits are its own; what does not fit is told beside the field."""
        self._yes.setEnabled(False)
        self._page.ask(
            believe_other_root,
            self._path,
            self._field.text(),
            on_done=self._on_done,
            on_error=self._on_error,
            writes=True,
        )

    def _on_done(self, now: KepercayaanKini) -> None:
        self.accept()
        self._on_believed(now)

    def _on_error(self, error: BaseException) -> None:
        self._yes.setEnabled(True)
        if isinstance(error, UserError):
            self._row.show_finding(State.ERROR, sentence(error))
            self._field.selectAll()
            self._field.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._page.show_error(error)


def ask_both_roots(parent: QWidget, on_folder: Callable[[Path], object]) -> Dialog:
    """Ask where the proof of two roots goes."""
    name = "kirim-bukti-kunci"
    dialog = Dialog(
        parent.window(),
        name=name,
        title=_("Simpan bukti dua kunci"),
        text=_(
            "Dua berkas kepercayaan, ditandatangani pemegang yang sama. Keduanya tidak rahasia; kabupaten "
            "memerlukannya untuk mencari tahu siapa yang menandatangani dua kali."
        ),
    )
    folder = FolderField(f"{name}-folder", _("Flashdisk atau folder tujuan"))
    row = FormRow(f"{name}-baris", _("Flashdisk atau folder tujuan"), folder, stacked=True)
    dialog.content.addWidget(row)

    def take() -> None:
        chosen = folder.answer()
        if chosen is None:
            row.show_finding(State.ERROR, _("Pasang flashdisk, atau pilih folder tujuan."))
            return
        dialog.accept()
        on_folder(chosen)

    dialog.add_button("batal", _("Batal"))
    dialog.add_button("ya", _("Tulis"), take, default=True, closes=False)
    dialog.setMinimumWidth(560)
    dialog.open()
    return dialog
