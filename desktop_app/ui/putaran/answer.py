"""AnswerSheet: one sheet to answer, all of it by keyboard; what is not sent is kept nowhere."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent

from desktop_app.domain.hitung_putaran import MAKS_TEKS
from desktop_app.domain.istilah_pengembangan import KelompokPenjawab
from desktop_app.i18n import _
from desktop_app.regulation.pertanyaan import read_pertanyaan
from desktop_app.services.putaran_jawab import LembarPutaran, PutaranDiminta
from desktop_app.ui.errors import present_error
from desktop_app.ui.page import Page
from desktop_app.ui.widgets.banner import Banner
from desktop_app.ui.widgets.choice import Choice, ChoiceRow
from desktop_app.ui.widgets.controls import make_label
from desktop_app.ui.widgets.dialog import Dialog, confirm
from desktop_app.ui.widgets.scroll import ScrollColumn
from desktop_app.ui.widgets.text import GrowingTextEdit

NAME = "putaran-lembar"
BLANK = "kosong"


class AnswerSheet(Dialog):
    """``send`` gets the values by question, the text, and what to call when it is in or was refused."""

    def __init__(
        self,
        page: Page,
        round_: PutaranDiminta,
        sheet: LembarPutaran,
        send: Callable[[dict[str, int], str, Callable[[], object], Callable[[BaseException], object]], object],
    ) -> None:
        super().__init__(page.window(), name=NAME, title=_("Tentang {nama}").format(nama=sheet.tentang))
        self._page = page
        self._send = send
        self._rows: dict[str, ChoiceRow] = {}
        self._sent = False
        self._fill(round_, sheet)

    def _fill(self, round_: PutaranDiminta, sheet: LembarPutaran) -> None:
        self.banner = Banner(f"{NAME}-pesan")
        self.content.addWidget(self.banner)
        column = ScrollColumn(f"{NAME}-kolom", _("Pertanyaan"))
        if round_.pengantar:
            column.box.addWidget(make_label(round_.pengantar, "muted", name=f"{NAME}-pengantar", wrap=True))
        column.box.addWidget(make_label(_promise(sheet), name=f"{NAME}-janji", wrap=True))
        if round_.berkode:
            told = _("Saat putaran dibuka Anda belum dapat masuk, jadi ada slip kode untuk Anda. Mintalah slip itu.")
            column.box.addWidget(make_label(told, name=f"{NAME}-slip", wrap=True))
        words = read_pertanyaan().skala
        choices = [Choice(str(number), word) for number, word in enumerate(words, 1)]
        choices.append(Choice(BLANK, _("Tidak tahu")))
        for number, question in enumerate(sheet.pertanyaan, 1):
            text = f"{number}. {question.teks}"
            column.box.addWidget(make_label(text, "label", name=f"{NAME}-tanya-{number}", wrap=True))
            row = ChoiceRow(f"{NAME}-jawab-{number}", question.teks, choices)
            column.box.addWidget(row)
            self._rows[question.id] = row
        ask = round_.pertanyaan_terbuka or _("Tulisan bebas")
        self.words = GrowingTextEdit(f"{NAME}-teks", ask, least_lines=3, most_lines=8, limit_bytes=4 * MAKS_TEKS)
        column.box.addWidget(make_label(ask, "label", name=f"{NAME}-terbuka", wrap=True))
        warning = _("Tulis tanpa menyebut peristiwa yang hanya Anda ketahui, sebab isinya dapat menunjuk Anda.")
        column.box.addWidget(make_label(warning, "hint", name=f"{NAME}-peringatan", wrap=True))
        column.box.addWidget(self.words)
        column.box.addStretch(1)
        self.content.addWidget(column, 1)
        note = _("Jawaban yang sudah dikirim tidak dapat diubah. Yang belum dikirim tidak disimpan di mana pun.")
        self.content.addWidget(make_label(note, "muted", name=f"{NAME}-catatan", wrap=True))
        self.add_button("batal", _("Batal"), self.reject, closes=False)
        self._yes = self.add_button("kirim", _("Kirim jawaban"), self._on_send, default=True, closes=False)
        self.prefer_size(860, 640)
        first = next(iter(self._rows.values()), None)
        (first or self.words).setFocus(Qt.FocusReason.OtherFocusReason)

    def values(self) -> dict[str, int]:
        """Return what is chosen, blanks left out."""
        chosen = {key: row.value() for key, row in self._rows.items()}
        return {key: int(value) for key, value in chosen.items() if value and value != BLANK}

    def reject(self) -> None:
        """Close; what was typed is thrown away only after a question."""
        if self._sent or (not self.values() and not self.words.answer()):
            super().reject()
            return
        confirm(
            self,
            name=f"{NAME}-buang",
            title=_("Buang jawaban ini?"),
            text=_("Jawaban belum dikirim dan tidak disimpan. Anda dapat menjawab lagi dari awal nanti."),
            yes=_("Buang"),
            on_yes=super().reject,
            danger=True,
        )

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask like Escape does."""
        if self._sent or (not self.values() and not self.words.answer()):
            super().closeEvent(event)
            return
        event.ignore()
        self.reject()

    def _on_send(self) -> None:
        self._yes.setEnabled(False)
        self._send(self.values(), self.words.answer(), self._done, self._refused)

    def _done(self) -> None:
        self._sent = True
        self.words.clear()
        self.accept()

    def _refused(self, error: BaseException) -> None:
        self._yes.setEnabled(True)
        present_error(self, error, self.banner)


def _promise(sheet: LembarPutaran) -> str:
    """Return what the writer is told of his name before he answers."""
    if sheet.kelompok is KelompokPenjawab.DIRI:
        return _("Ini penilaian Anda atas diri sendiri. Jawaban ini ditampilkan sebagai jawaban Anda.")
    if not sheet.tanpa_nama:
        return _("Anda menjawab sebagai atasan. Jawaban ini ditampilkan sebagai jawaban atasan, jadi diketahui.")
    if not sheet.tampil:
        return _(
            "Kelompok Anda terlalu kecil untuk menyembunyikan siapa yang menjawab. "
            "Jawaban ini tidak ditampilkan, hanya jumlahnya."
        )
    return _("Nama Anda tidak disimpan bersama jawaban. Yang tampil hanya rata-rata kelompok dan tulisan yang diacak.")
