"""Dialogs of the outbox: a bundle as files for letters, and everything that is known of one bundle."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop_app.i18n import _
from desktop_app.services.dibawa import BarisKeluar, Bawaan
from desktop_app.services.paket import PaketKeluar
from desktop_app.services.surel import BAGIAN_MIB, HasilSurel, export_volumes
from desktop_app.ui.errors import present_error
from desktop_app.ui.exchange_words import counts_text, moment_text, number_text, size_text
from desktop_app.ui.kirim.outbox import state_text, way_text
from desktop_app.ui.page import Page
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.banner import Banner
from desktop_app.ui.widgets.choice import Choice, ChoiceRow
from desktop_app.ui.widgets.controls import make_label
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.folder import FolderField
from desktop_app.ui.widgets.form import FormRow

SIZES = (5, 10, 20)
MIB = 1024 * 1024


class MailDialog(Dialog):
    """Asks how large an attachment may be and where the files go, and writes them."""

    def __init__(
        self,
        parent: QWidget,
        page: Page,
        bundle: PaketKeluar,
        on_written: Callable[[HasilSurel], object],
        *,
        chosen: int = BAGIAN_MIB,
    ) -> None:
        super().__init__(
            parent,
            name="kirim-surel-dialog",
            title=_("Paket nomor {n} sebagai berkas surel").format(n=bundle.seq),
            text=_(
                "Paket dibagi menjadi berkas yang muat dilampirkan. Setiap berkas boleh dikirim di surel terpisah, "
                "dalam urutan apa pun; kabupaten melihat bagian mana yang belum datang."
            ),
        )
        self._page = page
        self._bundle = bundle
        self._on_written = on_written
        self._build_fields(chosen)

    def _build_fields(self, chosen: int) -> None:
        sizes = sorted({*SIZES, chosen})
        self._size = ChoiceRow(
            "kirim-surel-ukuran",
            _("Ukuran paling besar satu lampiran"),
            [Choice(str(one), _("{n} MB").format(n=one)) for one in sizes],
        )
        self._size.set_value(str(chosen))
        self._count = make_label("", "muted", name="kirim-surel-banyak")
        self._folder = FolderField("kirim-surel-folder", _("Simpan di folder"))
        self._row = FormRow("kirim-surel-baris", _("Simpan di folder"), self._folder, required=True, stacked=True)
        self._progress = make_label("", "muted", name="kirim-surel-kemajuan")
        self._told = Banner("kirim-surel-pesan")
        self.content.addWidget(self._told)
        self.content.addWidget(
            FormRow("kirim-surel-baris-ukuran", _("Ukuran paling besar satu lampiran"), self._size, stacked=True)
        )
        self.content.addWidget(self._count)
        self.content.addWidget(self._row)
        self.content.addWidget(self._progress)
        self.add_button("batal", _("Batal"))
        self._yes = self.add_button("ya", _("Buat berkas"), self.write, default=True, closes=False)
        self._folder.setFocus(Qt.FocusReason.OtherFocusReason)
        self._size.chosen.connect(lambda _key: self._show_count())
        self._folder.answered.connect(lambda _path: self._row.clear_finding())
        self._show_count()

    def choose_folder(self, folder: Path) -> None:
        """Take ``folder`` as the place to write to."""
        self._folder.take(folder)

    def write(self) -> None:
        """Write the files; a folder that is missing is told beside its field."""
        folder = self._folder.answer()
        if folder is None:
            self._row.show_finding(State.ERROR, _("Pilih folder tempat menyimpan berkasnya."))
            self._folder.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._yes.setEnabled(False)
        self._page.ask(
            export_volumes,
            self._bundle,
            folder,
            mib=int(self._size.value() or BAGIAN_MIB),
            on_done=self._on_done,
            on_error=self._on_error,
            on_progress=lambda n, m: self._progress.setText(_("{n} %").format(n=min(100, n * 100 // max(m, 1)))),
            writes=True,
        )

    def _show_count(self) -> None:
        most = int(self._size.value() or BAGIAN_MIB) * MIB
        many = -(-self._bundle.ukuran // most)
        size = size_text(self._bundle.ukuran)
        self._count.setText(_("Paket ini {ukuran}: {n} berkas.").format(ukuran=size, n=number_text(many)))

    def _on_done(self, result: HasilSurel) -> None:
        self.accept()
        self._on_written(result)

    def _on_error(self, error: BaseException) -> None:
        self._yes.setEnabled(True)
        self._progress.setText("")
        present_error(self, error, self._told)


def details_dialog(parent: QWidget, line: BarisKeluar) -> Dialog:
    """Return a dialog that tells everything that is known of one bundle: its content, its copies, its receipt."""
    bundle = line.paket
    dialog = Dialog(
        parent,
        name="kirim-rincian",
        title=_("Paket nomor {n}: {keadaan}").format(n=bundle.seq, keadaan=state_text(line)),
        text=_("Dibuat {waktu} · {ukuran} · {berkas}").format(
            waktu=moment_text(bundle.waktu, bundle.ragu), ukuran=size_text(bundle.ukuran), berkas=bundle.nama_berkas
        ),
    )
    content = counts_text(bundle.dokumen_jenis) or _("{n} dokumen").format(n=bundle.dokumen)
    text = _("Isi: {isi}; {n} versi, {m} berkas bukti") if bundle.bukti else _("Isi: {isi}; {n} versi")
    lines = [text.format(isi=content, n=bundle.revisi, m=bundle.bukti)]
    lines += [copy_text(one, who) for one, who in zip(line.bawaan, line.oleh, strict=True)]
    if line.lewat:
        lines.append(
            _(
                "Paket ini sendiri tidak punya tanda terima, tetapi semua isinya sudah diterima kabupaten bersama "
                "paket nomor {n}. Tidak ada yang perlu dikirim lagi."
            ).format(n=line.lewat)
        )
    elif not line.bawaan and not bundle.diterima:
        lines.append(_("Belum ada salinan. Salin ke flashdisk agar dapat dibawa."))
    for number, text in enumerate(lines):
        dialog.content.addWidget(make_label(text, name=f"kirim-rincian-{number}", wrap=True))
    dialog.add_button("tutup", _("Tutup"), default=True)
    return dialog


def copy_text(copy: Bawaan, who: str) -> str:
    """Return one copy: the way, when, by whom, where to, in how many pieces, and who carries it."""
    facts = [way_text(copy.cara), moment_text(copy.waktu, copy.ragu)]
    if who:
        facts.append(_("oleh {siapa}").format(siapa=who))
    if copy.tempat:
        facts.append(_("di {tempat}").format(tempat=copy.tempat))
    if copy.berkas > 1:
        facts.append(_("{n} bagian").format(n=copy.berkas))
    if copy.kurir:
        facts.append(_("dibawa {siapa}").format(siapa=copy.kurir))
    return f"{copy.urutan}. " + " · ".join(facts)
