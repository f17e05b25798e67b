"""ResultSheet: why the predicate is what it is, and below it what it rests on, what is planned, and who looked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.i18n import _
from desktop_app.services.hasil_saya import HasilLengkap, Pembaca, not_noted, read_hasil
from desktop_app.services.mengapa_cetak import print_mengapa
from desktop_app.ui.page import Page
from desktop_app.ui.pdf_output import show_printed
from desktop_app.ui.widgets.controls import Card, make_button, make_label
from desktop_app.ui.widgets.header import PageHeader
from desktop_app.ui.widgets.matrix import MatrixNine
from desktop_app.ui.widgets.scroll import ScrollColumn
from desktop_app.ui.words import short_date


class ResultSheet(QWidget):
    """Shows only; ``left`` asks for the list."""

    left = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.setObjectName("hasil-saya-lembar")
        self._page = page
        self.doc_id = ""
        self.pegawai_id = ""
        """Whose evaluation is shown."""
        self._shown: list[QWidget] = []
        self._build()
        self._connect()

    def _build(self) -> None:
        self._header = PageHeader("hasil-saya-lembar-kepala", _("Hasil"), " ")
        self._back = make_button(
            "hasil-saya-kembali", _("Daftar"), kind="quiet", icon_name="panah-kiri", shortcut="Alt+Left", compact=True
        )
        self._header.insert_action(self._back)
        self._object = make_button("hasil-saya-keberatan", _("Keberatan"), kind="quiet", icon_name="panah-kanan")
        self._print = make_button("hasil-saya-cetak", _("Cetak penjelasan…"), icon_name="cetak", shortcut="Ctrl+P")
        self._header.add_action(self._object)
        self._header.add_action(self._print)
        self._scroll = ScrollColumn("hasil-saya-isi", _("Penjelasan"))
        self._scroll.box.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._header)
        column.addWidget(self._scroll, 1)

    def _connect(self) -> None:
        self._back.clicked.connect(self.left)
        self._object.clicked.connect(lambda: self._page.navigate.emit("keberatan", ""))
        self._print.clicked.connect(self._on_print)

    def open(self, doc_id: str) -> None:
        """Show one evaluation."""
        self.doc_id = doc_id
        self._page.ask(read_hasil, doc_id, on_done=self._show)

    def commit(self) -> None:
        """Nothing is typed here."""

    def close_draft(self) -> None:
        """Nothing is kept open here."""

    def _show(self, result: HasilLengkap) -> None:
        if result.baris.penilaian_id != self.doc_id:
            return
        for widget in self._shown:
            widget.deleteLater()
        self._shown = []
        self.pegawai_id = result.pegawai_id
        why = result.mengapa
        self._header.set_title(why.judul if why is not None else _("Belum final"))
        self._header.set_subtitle(f"{result.nama} · {result.baris.nama_periode}")
        self._print.setVisible(why is not None)
        self._object.setVisible(why is not None and result.pegawai_id == self._page.desk.pelaku.pegawai_id)
        if why is None:
            text = _("Penilaian ini masih dikerjakan. Rating dan predikatnya terlihat sesudah difinalkan.")
            self._add_part(_("Keadaannya"), (text,))
        else:
            self._add_part(why.bagian[0].judul, why.bagian[0].kalimat)
            if why.tempat is not None:
                matrix = MatrixNine(
                    "hasil-saya-kuadran",
                    _("Kuadran kinerja"),
                    y_title=_("Hasil kerja"),
                    x_title=_("Perilaku kerja"),
                    rows=why.baris,
                    columns=why.kolom,
                    cells=why.sel,
                )
                matrix.set_result(*why.tempat)
                card = Card("hasil-saya-kartu-kuadran", _("Kuadran kinerja, kotak Anda ditandai"))
                card.box.addWidget(matrix)
                self._add(card)
            for part in why.bagian[1:]:
                self._add_part(part.judul, part.kalimat)
            self._add_part(_("Bila tidak setuju"), why.keberatan)
        self._add_part(_("Yang direncanakan"), result.rencana or (_("Belum ada."),))
        if why is not None:
            self._add_part(_("Tenggat yang berjalan"), result.tenggat or (_("Tidak ada."),))
        for part in result.dasar:
            self._add_part(part.judul, part.kalimat)
        if result.pembaca is not None:
            lines = [reader_text(one) for one in result.pembaca] or [_("Belum ada catatan.")]
            self._add_part(_("Siapa yang melihat"), (*lines, *not_noted()))
        self._scroll.verticalScrollBar().setValue(0)
        target = self._back if self._print.isHidden() else self._print
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, widget: QWidget) -> None:
        self._scroll.box.insertWidget(len(self._shown), widget)
        self._shown.append(widget)

    def _add_part(self, title: str, lines: Sequence[str]) -> None:
        number = len(self._shown)
        card = Card(f"hasil-saya-bagian-{number}", title)
        for at, line in enumerate(lines):
            card.box.addWidget(make_label(line, "body", name=f"hasil-saya-kalimat-{number}-{at}", wrap=True))
        self._add(card)

    def _on_print(self) -> None:
        self._page.ask(print_mengapa, self.doc_id, on_done=show_printed(self))


def reader_text(one: Pembaca) -> str:
    """Return who looked, in which role, and on which days by the computer's clock."""
    first, last = short_date(one.mulai), short_date(one.sampai)
    if one.mulai == one.sampai:
        text = _("{nama} ({peran}) {perbuatan} pada {tanggal}")
        return text.format(nama=one.nama, peran=one.peran, perbuatan=one.perbuatan, tanggal=first)
    text = _("{nama} ({peran}) {perbuatan} {kali} kali, {mulai} sampai {sampai}")
    return text.format(nama=one.nama, peran=one.peran, perbuatan=one.perbuatan, kali=one.kali, mulai=first, sampai=last)
