"""OutcomeSheet: one outcome indicator, its source, its values, and both charts: output above, outcome below."""

from __future__ import annotations

from typing import Any

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.errors import UserError
from desktop_app.domain.format_indonesia import format_angka, parse_angka, read_angka
from desktop_app.domain.istilah_pengembangan import SumberOutcome, UnsurSkm
from desktop_app.domain.tindak_lanjut import IndikatorOutcome
from desktop_app.i18n import _
from desktop_app.messages import sentence
from desktop_app.services.nama_kolom_pengembangan import KATA_PENGEMBANGAN
from desktop_app.services.naskah import Naskah
from desktop_app.services.outcome import (
    SUMBER,
    RincianOutcome,
    delete_outcome,
    read_outcome,
    value_text,
    with_value,
)
from desktop_app.ui.draft_sheet import DraftSheet
from desktop_app.ui.page import Page
from desktop_app.ui.progress_words import show_progress
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.controls import Card, make_button, make_label
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.progress_chart import ProgressChart, ProgressPoint
from desktop_app.ui.widgets.scroll import ScrollColumn
from desktop_app.ui.widgets.text import AnswerLine
from desktop_app.ui.widgets.trend_chart import TrendChart


class OutcomeSheet(DraftSheet):
    """What is typed is saved as it is given, and the figures follow. ``left`` asks for the list."""

    def __init__(self, page: Page) -> None:
        super().__init__(page, "outcome", _("Outcome"))
        self._doc_id = ""
        self._shown: RincianOutcome | None = None
        self._cells: list[QWidget] = []
        self._build()
        self._connect()

    def _build(self) -> None:
        self._delete = make_button("outcome-hapus", _("Hapus…"), kind="quiet", icon_name="hapus")
        self._header.add_action(self._delete)
        self._name = AnswerLine("outcome-nama", _("Outcome"), limit=300)
        self._source = ComboField("outcome-sumber", _("Sumber nilai"), [(k.value, _(v)) for k, v in SUMBER.items()])
        elements = [(one.value, KATA_PENGEMBANGAN[one.value]) for one in UnsurSkm]
        self._element = ComboField("outcome-unsur", _("Unsur survei"), [("", _("(belum dipilih)")), *elements])
        self._indicator = ComboField("outcome-indikator", _("Indikator"))
        self._unit = AnswerLine("outcome-satuan", _("Satuan"), hint=_("Misalnya: menit"), limit=60)
        self._target = AnswerLine("outcome-sasaran", _("Sasaran"), hint=_("Angka, misalnya 85"), limit=20)
        self._up = QCheckBox(_("Makin besar makin baik"))
        self._up.setObjectName("outcome-naik")
        self._up.setAccessibleName(self._up.text())
        self._element_row = FormRow("outcome-baris-unsur", _("Unsur survei"), self._element, required=True)
        self._indicator_row = FormRow("outcome-baris-indikator", _("Catatan jurnal dari"), self._indicator)
        self._target_row = FormRow("outcome-baris-sasaran", _("Sasaran"), self._target)
        self._output = ProgressChart("outcome-bagan-output", _("Output: kemajuan hasil kerja"))
        self._output_card = Card("outcome-kartu-output", _("Output: hasil kerja, dari jurnal"))
        self._output_card.box.addWidget(self._output)
        self._trend = TrendChart("outcome-bagan", _("Outcome: perubahan"))
        trend_card = Card("outcome-kartu-bagan", _("Outcome: perubahan yang diharapkan"))
        trend_card.box.addWidget(self._trend)
        table_card = Card("outcome-kartu-nilai", _("Nilai setiap periode"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(2, 1)
        table_card.box.addLayout(self._grid)
        scroll = ScrollColumn("outcome-gulir", _("Isi outcome"))
        box: QVBoxLayout = scroll.box
        charts = QHBoxLayout()
        charts.setSpacing(12)
        charts.addWidget(self._output_card, 1)
        charts.addWidget(trend_card, 1)
        box.addLayout(charts)
        for part in (
            FormRow("outcome-baris-nama", _("Outcome"), self._name, required=True),
            FormRow("outcome-baris-sumber", _("Sumber nilai"), self._source),
            self._element_row,
            self._indicator_row,
            FormRow("outcome-baris-satuan", _("Satuan"), self._unit),
            self._target_row,
            self._up,
            table_card,
        ):
            box.addWidget(part)
        box.addStretch(1)
        self._column.setSpacing(10)
        self._column.addWidget(scroll, 1)

    def _connect(self) -> None:
        self._delete.clicked.connect(self._ask_delete)
        self._name.answered.connect(lambda text: self._change(nama=text))
        self._source.answered.connect(self._on_source)
        self._element.answered.connect(lambda key: self._change(unsur=UnsurSkm(key) if key else None))
        self._indicator.answered.connect(lambda key: self._change(indikator_id=key))
        self._unit.answered.connect(lambda text: self._change(satuan=text))
        self._target.answered.connect(self._on_target)
        self._up.clicked.connect(lambda: self._change(naik_baik=self._up.isChecked()))

    @property
    def doc_id(self) -> str:
        """The indicator that is open, or an empty text."""
        return self._doc_id

    def open(self, doc_id: str) -> None:
        """Show one indicator; where it may be typed, its draft is opened too."""
        if doc_id != self._doc_id:
            self.draft.forget()
        self._doc_id = doc_id
        self._page.ask(read_outcome, doc_id, on_done=self._show)

    def close_draft(self) -> None:
        """Commit and forget the indicator."""
        super().close_draft()
        self._doc_id = ""

    def _flush(self) -> None:
        for field in (self._name, self._unit, self._target):
            field.flush()

    def _content(self) -> IndikatorOutcome | None:
        content = self.draft.content
        return content if isinstance(content, IndikatorOutcome) else None

    def _show(self, shown: RincianOutcome) -> None:
        row = shown.baris
        if row.id != self._doc_id:
            return
        first = self._shown is None or self._shown.baris.id != row.id
        self._shown = shown
        self._header.set_title(row.isi.nama)
        self._header.set_subtitle(f"{row.nama} · {row.hasil} · {shown.tahun}")
        self._delete.setVisible(row.boleh_ubah)
        if row.konflik:
            text = _("Dokumen ini berbeda versi. Pilih dulu versi yang benar di halaman konflik.")
            self._page.banner.show_message(State.WARNING, text)
        self._put(row.isi)
        self._show_figures(shown, row.isi)
        if row.boleh_ubah and self.draft.content is None:
            self.draft.open(row.id)
        if first:
            (self._source if row.boleh_ubah else self._back).setFocus(Qt.FocusReason.OtherFocusReason)

    def _put(self, content: IndikatorOutcome) -> None:
        open_ = self._shown is not None and self._shown.baris.boleh_ubah
        for field in (self._name, self._source, self._element, self._indicator, self._unit, self._target, self._up):
            field.setEnabled(open_)
        self._name.set_answer(content.nama)
        self._source.set_answer(content.sumber.value)
        self._element.set_answer(content.unsur.value if content.unsur else "")
        choices = self._shown.indikator if self._shown is not None else ()
        self._indicator.clear()
        self._indicator.set_choices([("", _("Semua catatan hasil kerja ini")), *choices])
        self._indicator.set_answer(content.indikator_id)
        self._unit.set_answer(content.satuan)
        target = parse_angka(content.sasaran)
        self._target.set_answer(format_angka(target) if target is not None else content.sasaran)
        self._up.setChecked(content.naik_baik)
        self._element_row.setVisible(content.sumber is SumberOutcome.UNSUR_SKM)
        journal = content.sumber in (SumberOutcome.WAKTU_PROSES, SumberOutcome.JUMLAH_JURNAL)
        self._indicator_row.setVisible(journal)

    def _show_figures(self, shown: RincianOutcome, content: IndikatorOutcome) -> None:
        self._output_card.setVisible(shown.output is not None)
        if shown.output is not None:
            show_progress(self._output, shown.output)
        points = [
            ProgressPoint(
                one.nama.removesuffix(f" {shown.tahun}").replace("Triwulan", "TW"),
                one.nama,
                float(one.nilai) if one.nilai is not None else None,
                value_text(content, one) if one.nilai is not None else "",
            )
            for one in shown.nilai
        ]
        target = parse_angka(content.sasaran)
        self._trend.set_progress(
            content.nama,
            points,
            target=float(target) if target is not None else None,
            target_text=f"{format_angka(target)} {content.satuan}".strip() if target is not None else "",
            less_is_better=not content.naik_baik,
        )
        self._show_table(shown, content)

    def _show_table(self, shown: RincianOutcome, content: IndikatorOutcome) -> None:
        for widget in self._cells:
            widget.deleteLater()
        self._cells = []
        typed = content.sumber is SumberOutcome.DIISI and shown.baris.boleh_ubah
        for at, text in enumerate((_("Periode"), _("Nilai"), _("Dibaca dari"))):
            self._cell(make_label(text, "label", name=f"outcome-judul-{at}"), 0, at)
        for number, one in enumerate(shown.nilai, 1):
            self._cell(make_label(one.nama, "body", name=f"outcome-periode-{number}"), number, 0)
            if not typed:
                self._cell(make_label(value_text(content, one), "body", name=f"outcome-nilai-{number}"), number, 1)
                self._cell(make_label(one.keterangan, "muted", name=f"outcome-dari-{number}", wrap=True), number, 2)
                continue
            value = AnswerLine(f"outcome-nilai-{number}", _("Nilai {periode}").format(periode=one.nama), limit=20)
            value.set_answer(format_angka(one.nilai) if one.nilai is not None else "")
            value.setFixedWidth(120)
            read = AnswerLine(f"outcome-dari-{number}", _("Dibaca dari, {periode}").format(periode=one.nama), limit=200)
            read.set_answer(one.keterangan)
            for field in (value, read):
                field.answered.connect(lambda _text, k=one.periode, v=value, r=read: self._on_value(k, v, r))
            self._cell(value, number, 1)
            self._cell(read, number, 2)

    def _cell(self, widget: QWidget, row: int, column: int) -> None:
        self._grid.addWidget(widget, row, column)
        self._cells.append(widget)

    def _on_opened(self, opened: Naskah) -> None:
        content = self._content()
        if content is None or self._shown is None:
            return
        if opened.tertahan:
            self.draft.tell_held(self._page.banner)
        if content != self._shown.baris.isi:
            self._put(content)

    def _on_source(self, key: str) -> None:
        self._change(sumber=SumberOutcome(key))
        content = self._content()
        if content is not None:
            self._put(content)
            self._reload()

    def _on_target(self, text: str) -> None:
        number = parse_angka(text) if text.strip() else None
        if text.strip() and number is None:
            self._target_row.show_finding(State.ERROR, _("Tulis angka saja, misalnya 85 atau 3,2."))
            return
        self._target_row.clear_finding()
        self._change(sasaran=format(number, "f") if number is not None else "")

    def _on_value(self, periode: str, value: AnswerLine, read: AnswerLine) -> None:
        content = self._content()
        if content is None:
            return
        try:
            self.draft.change(with_value(content, periode, value.answer(), read.answer()))
            self._page.banner.hide()
        except UserError as error:
            self._page.banner.show_message(State.ERROR, sentence(error))
            return
        self._draw_typed()

    def _draw_typed(self) -> None:
        """Draw the line from what is typed by now; the fields keep the keyboard."""
        content, shown = self._content(), self._shown
        if content is None or shown is None:
            return
        typed = {one.id: read_angka(one.nilai_ukur) for one in content.titik}
        points = []
        for one in shown.nilai:
            number = typed.get(one.periode)
            text = f"{format_angka(number)} {content.satuan}".strip() if number is not None else ""
            short = one.nama.removesuffix(f" {shown.tahun}").replace("Triwulan", "TW")
            points.append(ProgressPoint(short, one.nama, float(number) if number is not None else None, text))
        self._trend.set_progress(content.nama, points, less_is_better=not content.naik_baik)

    def _change(self, **changes: Any) -> None:
        content = self._content()
        if content is not None:
            self.draft.change(msgspec.structs.replace(content, **changes))
            if "unsur" in changes or "indikator_id" in changes or "satuan" in changes or "sasaran" in changes:
                self._reload()

    def _reload(self) -> None:
        """Make what was typed a revision, and count anew from it."""
        doc_id = self._doc_id
        self.draft.commit(lambda: self.open(doc_id) if doc_id == self._doc_id else None)

    def _ask_delete(self) -> None:
        self._delete_for_reason(
            "outcome-hapus-tanya",
            _("Hapus indikator outcome ini?"),
            _("SKP dan penilaiannya tidak berubah. Riwayatnya tetap tersimpan."),
            delete_outcome,
        )
