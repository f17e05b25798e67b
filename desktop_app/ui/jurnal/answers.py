"""AnswerList: the entries that wait for the assessor; each is read before it can be confirmed with the others."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.istilah_kinerja import TanggapanJurnal
from desktop_app.i18n import _
from desktop_app.services.jurnal import EntriMenunggu, Jawaban, answer_jurnal, list_menunggu
from desktop_app.services.kantor import Changed
from desktop_app.ui.evidence import EvidenceField
from desktop_app.ui.jurnal.words import amount_text, noted_text
from desktop_app.ui.models.rows import Column, RowModel
from desktop_app.ui.page import Page
from desktop_app.ui.reason import ask_reason
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.controls import Card, add_shortcut, make_button, make_label
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.table import DataTable


class AnswerList(QWidget):
    """``counted`` carries how many entries wait."""

    counted = Signal(int)

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.setObjectName("jurnal-menunggu")
        self._page = page
        self._year = 0
        self._read: dict[tuple[str, str], str] = {}
        self._build()
        self._connect()

    def _build(self) -> None:
        hint = _("Baca satu per satu (panah bawah), lalu benarkan semua yang sudah dibaca. Yang belum jelas, tanyakan.")
        self._confirm = make_button("jurnal-benarkan", _("Benarkan yang sudah dibaca"), kind="primary", icon_name="ok")
        add_shortcut(self._confirm, "Ctrl+Return")
        self._question = make_button("jurnal-tanyakan", _("Tanyakan…"))
        self._model: RowModel[EntriMenunggu] = RowModel(
            [
                Column(
                    _("Dibaca"),
                    lambda row: _("sudah") if self._is_read(row) else "",
                    state=lambda row: State.OK if self._is_read(row) else None,
                ),
                Column(_("Nama"), lambda row: row.nama),
                Column(_("Tanggal"), lambda row: format_tanggal(row.entri.tanggal)),
                Column(_("Hasil yang dicapai"), lambda row: row.entri.teks),
            ],
            self,
        )
        self._table = DataTable(
            "jurnal-menunggu-tabel",
            _("Catatan yang menunggu tanggapan"),
            EmptyState(
                "jurnal-menunggu-kosong",
                _("Tidak ada yang menunggu"),
                _("Semua catatan bawahan sudah Anda tanggapi."),
                icon_name="ok",
            ),
        )
        self._table.set_model(self._model)
        self._table.set_columns((100, 220, 160, 320), 3)
        self._card = Card("jurnal-menunggu-rinci")
        self._who = make_label("", "section", name="jurnal-menunggu-nama", wrap=True)
        self._what = make_label("", name="jurnal-menunggu-teks", wrap=True)
        self._result = make_label("", "muted", name="jurnal-menunggu-hasil", wrap=True)
        self._when = make_label("", "muted", name="jurnal-menunggu-kapan", wrap=True)
        self._evidence_field = EvidenceField("jurnal-menunggu-bukti", self._page.desk)
        for widget in (self._who, self._what, self._result, self._when, self._evidence_field):
            self._card.box.addWidget(widget)
        bar = QHBoxLayout()
        bar.addWidget(make_label(hint, "muted", wrap=True), 1)
        bar.addWidget(self._question, 0, Qt.AlignmentFlag.AlignTop)
        bar.addWidget(self._confirm, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.addLayout(bar)
        column.addWidget(self._table, 1)
        column.addWidget(self._card)

    def _connect(self) -> None:
        self._table.selected.connect(self._on_selected)
        self._confirm.clicked.connect(self._confirm_read)
        self._question.clicked.connect(self._ask_question)

    def load(self, year: int = 0) -> None:
        """Ask for the entries that wait, since the year before ``year`` (the last one named, without it)."""
        self._year = year or self._year
        self._page.ask(list_menunggu, tahun=self._year, on_done=self._show)

    def take_focus(self) -> None:
        """Put the keyboard into the list."""
        self._table.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, rows: tuple[EntriMenunggu, ...]) -> None:
        current = self._model.row_at(self._table.current_row())
        known = {(row.doc_id, row.entri.id): row.sidik for row in rows}
        # What changed since it was read has to be read again.
        self._read = {key: seen for key, seen in self._read.items() if known.get(key) == seen}
        self._model.set_rows(rows)
        here = (current.doc_id, current.entri.id) if current is not None else ("", "")
        at = next((n for n, row in enumerate(rows) if (row.doc_id, row.entri.id) == here), 0)
        self._card.setVisible(bool(rows))
        if self.isVisible():
            self._table.select_row(at)
        self._show_buttons()
        self.counted.emit(len(rows))

    def showEvent(self, event: object) -> None:
        """Read the first entry only when it is really seen."""
        super().showEvent(event)  # type: ignore[arg-type]
        if self._model.rowCount() and self._table.current_row() < 0:
            self._table.select_row(0)

    def _is_read(self, row: EntriMenunggu) -> bool:
        return self._read.get((row.doc_id, row.entri.id)) == row.sidik

    def _on_selected(self, number: int) -> None:
        row = self._model.row_at(number)
        if row is None:
            return
        if self.isVisible():
            self._read[row.doc_id, row.entri.id] = row.sidik
            self._table.view.viewport().update()
        self._who.setText(f"{row.nama} – {format_tanggal(row.entri.tanggal)}")
        amount = amount_text(row.entri)
        self._what.setText(" – ".join(part for part in (row.entri.teks, amount) if part) or _("(belum ditulis)"))
        words = " › ".join(part for part in (row.hasil, row.indikator) if part)
        self._result.setText(words or _("Belum dipilih hasil kerjanya."))
        self._when.setText(noted_text(row.entri))
        self._when.setVisible(bool(self._when.text()))
        self._evidence_field.setVisible(bool(row.entri.bukti))
        if row.entri.bukti:
            self._evidence_field.show_evidence(row.doc_id, row.entri.bukti, editable=False)
        self._show_buttons()

    def _show_buttons(self) -> None:
        count = sum(1 for row in self._model.rows() if self._is_read(row))
        words = _("Benarkan {n} yang sudah dibaca").format(n=count) if count else _("Benarkan yang sudah dibaca")
        self._confirm.setText(words)
        self._confirm.setAccessibleName(words)
        self._confirm.setEnabled(count > 0)
        self._question.setEnabled(self._model.row_at(self._table.current_row()) is not None)

    def _confirm_read(self) -> None:
        answers = [
            Jawaban(row.doc_id, row.entri.id, TanggapanJurnal.DIBENARKAN, row.sidik)
            for row in self._model.rows()
            if self._is_read(row)
        ]
        if answers:
            self._answer(answers)

    def _ask_question(self) -> None:
        row = self._model.row_at(self._table.current_row())
        if row is None:
            return
        ask_reason(
            self,
            name="jurnal-tanya",
            title=_("Apa yang perlu dilengkapi?"),
            text=_("Pertanyaan ini terlihat oleh {nama} di catatannya.").format(nama=row.nama),
            yes=_("Tanyakan"),
            on_reason=lambda words: self._answer(
                [Jawaban(row.doc_id, row.entri.id, TanggapanJurnal.DIPERTANYAKAN, row.sidik, words)]
            ),
        )

    def _answer(self, answers: list[Jawaban]) -> None:
        def done(changed: Changed) -> None:
            self._page.changed.emit(changed)
            self.load()

        self._page.ask(answer_jurnal, answers, on_done=done, on_error=self._failed, writes=True)

    def _failed(self, error: BaseException) -> None:
        self._page.show_error(error)
        self.load()
