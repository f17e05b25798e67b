"""UmpanSheet: the nine statements of B.1.8, answered by the employee and handed to the superior of his leader."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout

from desktop_app.domain.bimbingan import UmpanBalikBimbingan
from desktop_app.domain.istilah_pengembangan import StatusPembinaan
from desktop_app.i18n import _
from desktop_app.services.bimbingan_cetak import print_umpan_bimbingan
from desktop_app.services.naskah import Naskah
from desktop_app.services.umpan_bimbingan import (
    UmpanBimbinganTerbuka,
    hand_over_umpan_bimbingan,
    read_umpan_bimbingan,
    with_answer,
)
from desktop_app.ui.draft_sheet import DraftSheet
from desktop_app.ui.page import Page
from desktop_app.ui.pdf_output import show_printed
from desktop_app.ui.widgets.controls import make_button, make_label
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.scroll import ScrollColumn
from desktop_app.ui.widgets.text import GrowingTextEdit


class UmpanSheet(DraftSheet):
    """Neither the leader nor who guided reads it; who will is said above the statements."""

    def __init__(self, page: Page) -> None:
        super().__init__(page, "umpan-bimbingan", _("Umpan balik bimbingan"))
        self._fields: dict[int, GrowingTextEdit] = {}
        self._print = make_button("umpan-bimbingan-cetak", _("Cetak…"), icon_name="cetak", shortcut="Ctrl+P")
        self._hand = make_button("umpan-bimbingan-serahkan", _("Serahkan…"), kind="primary", shortcut="Ctrl+Return")
        self._header.add_action(self._print)
        self._header.add_action(self._hand)
        self._whom = make_label("", "body", name="umpan-bimbingan-untuk", wrap=True)
        scroll = ScrollColumn("umpan-bimbingan-gulir", _("Sembilan pernyataan"))
        box: QVBoxLayout = scroll.box
        box.addWidget(self._whom)
        self._box = QVBoxLayout()
        self._box.setSpacing(8)
        box.addLayout(self._box)
        box.addStretch(1)
        self._column.addWidget(scroll, 1)
        self._print.clicked.connect(self._on_print)
        self._hand.clicked.connect(self._ask_hand_over)

    def _content(self) -> UmpanBalikBimbingan | None:
        isi = self.draft.content
        return isi if isinstance(isi, UmpanBalikBimbingan) else None

    def _flush(self) -> None:
        for field in self._fields.values():
            field.flush()

    def _on_opened(self, opened: Naskah) -> None:
        self._tell_state(opened)
        self._page.ask(read_umpan_bimbingan, self.doc_id, on_done=self._show)

    def _show(self, shown: UmpanBimbinganTerbuka) -> None:
        isi = self._content()
        if isi is None or shown.id != self.doc_id:
            return
        self._make_fields(shown)
        for nomor, field in self._fields.items():
            field.set_answer(shown.answer(nomor))
            field.setReadOnly(not shown.boleh_ubah)
        done = isi.status is StatusPembinaan.SELESAI
        self._header.set_subtitle(_("Diserahkan") if done else _("Draf, hanya Anda yang membacanya"))
        text = _(
            "Untuk {nama}, atasan dari pimpinan. Pimpinan dan pembimbing tidak dapat membacanya. Jawab dengan "
            "kata-kata sendiri; pendek pun cukup."
        )
        self._whom.setText(text.format(nama=shown.atasan))
        self._hand.setVisible(shown.boleh_ubah)

    def _make_fields(self, shown: UmpanBimbinganTerbuka) -> None:
        if self._fields:
            return
        subjek = ""
        for satu in shown.kriteria:
            if satu.subjek != subjek:
                subjek = satu.subjek
                self._box.addWidget(
                    make_label(subjek, "section", name=f"umpan-bimbingan-subjek-{satu.nomor}", wrap=True)
                )
            label = f"{satu.nomor}. {satu.teks}"
            field = GrowingTextEdit(f"umpan-bimbingan-{satu.nomor}", label, least_lines=1, limit_bytes=4000)
            field.answered.connect(partial(self._change, satu.nomor))
            self._fields[satu.nomor] = field
            self._box.addWidget(FormRow(f"umpan-bimbingan-baris-{satu.nomor}", label, field, stacked=True))

    def _change(self, nomor: int, text: str) -> None:
        isi = self._content()
        if isi is not None and isi.status is StatusPembinaan.DRAFT:
            self.draft.change(with_answer(isi, nomor, text))

    def _on_print(self) -> None:
        self._flush()
        self.draft.push()
        self._page.ask(print_umpan_bimbingan, self.doc_id, on_done=show_printed(self, secret=True))

    def _ask_hand_over(self) -> None:
        self._flush()
        isi = self._content()
        if isi is None:
            return

        self._step_signed(
            "umpan-bimbingan-serahkan-tanya",
            _("Serahkan umpan balik?"),
            _("Sesudah diserahkan tidak diubah lagi."),
            _("Serahkan"),
            hand_over_umpan_bimbingan,
            _("Diserahkan. Atasan dari pimpinan membacanya di komputer ini, atau lewat cetakannya."),
            place=isi.tempat,
            day=self._page.desk.now().date(),
        )
