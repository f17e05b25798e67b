"""Verdict: the answer about one paper, and what the document says differently now."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.domain.istilah import StatusPenilaian, StatusSkp
from desktop_app.i18n import _
from desktop_app.services.beda import Beda
from desktop_app.services.periksa_formulir import HasilPeriksa, Pemeriksaan
from desktop_app.services.periksa_kata import explain_check, title_of_check
from desktop_app.ui.icons import pixmap
from desktop_app.ui.models.rows import Column, RowModel
from desktop_app.ui.theme import STATE_LOOKS, Size, State
from desktop_app.ui.widgets.controls import Card, make_label
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.table import DataTable
from desktop_app.ui.words import status_penilaian_text, status_skp_text


def state_of(answer: Pemeriksaan) -> State:
    """Return the mark of an answer: good, to be looked at, or wrong."""
    if answer.beres:
        return State.OK
    return State.ERROR if answer.hasil is HasilPeriksa.TIDAK_SAH else State.WARNING


class Verdict(QWidget):
    """Hidden until ``show_answer``; screen readers hear the answer and its sentences in one go."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("periksa-jawaban")
        self._build()
        self.hide()

    def _build(self) -> None:
        self._card = Card("periksa-hasil")
        self._icon = QLabel()
        self._icon.setFixedSize(32, 32)
        self._title = make_label("", "title", name="periksa-hasil-judul")
        self._document = make_label("", "section", name="periksa-hasil-dokumen", wrap=True)
        self._words = make_label("", name="periksa-hasil-kalimat", wrap=True)
        for label in (self._document, self._words):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._code = make_label("", "muted", name="periksa-hasil-kode")
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(6)
        for label in (self._title, self._document, self._words, self._code):
            words.addWidget(label)
        head.addLayout(words, 1)
        self._card.box.addLayout(head)
        self._heading = make_label(_("Yang berbeda"), "section", name="periksa-beda-judul")
        self._model: RowModel[Beda] = RowModel(
            [
                Column(_("Isian"), lambda row: row.nama),
                Column(_("Di kertas"), lambda row: row.kertas),
                Column(_("Sekarang"), lambda row: row.kini),
            ],
            self,
        )
        self.table = DataTable("periksa-beda", _("Isian yang berbeda"), EmptyState("periksa-beda-kosong", ""))
        self.table.set_model(self._model)
        self.table.set_columns((300, 380, 380), 2)
        self.table.wrap_lines()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Size.GAP)
        column.addWidget(self._card)
        column.addWidget(self._heading)
        column.addWidget(self.table, 1)
        column.addStretch(0)

    def show_answer(self, answer: Pemeriksaan) -> None:
        """Show one answer; fields are listed only where an older version may be compared."""
        look = STATE_LOOKS[state_of(answer)]
        self._icon.setPixmap(pixmap(look.icon, look.ink, 32, self.devicePixelRatioF()))
        title, words = title_of_check(answer), "\n".join(explain_check(answer))
        self._title.setText(title)
        self._words.setText(words)
        self._document.setText(document_text(answer))
        self._document.setVisible(bool(answer.judul))
        self._code.setText(_("Kode {kode}").format(kode=answer.kode))
        self._card.setAccessibleName(f"{title}. {words}")
        self._model.set_rows(answer.beda)
        self._heading.setVisible(bool(answer.beda))
        self.table.setVisible(bool(answer.beda))
        self.show()


def document_text(answer: Pemeriksaan) -> str:
    """Return title and present state of the document; empty for one that may not be seen."""
    if not answer.judul:
        return ""
    try:
        state = (
            status_skp_text(StatusSkp(answer.status))
            if answer.jenis == "skp"
            else status_penilaian_text(StatusPenilaian(answer.status))
        )
    except ValueError:
        return answer.judul
    return f"{answer.judul} · {state}"
