"""RatingTab: two ratings with their guide and reason, the cell they light, the unit's achievement, the year's chain."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.istilah import Predikat, Rating
from desktop_app.domain.penilaian import Penilaian
from desktop_app.i18n import _
from desktop_app.regulation import Aturan
from desktop_app.services.aturan_nilai import AturanPenilaian
from desktop_app.services.pola_unit import PolaUnit
from desktop_app.ui.penilaian.ground import Ground
from desktop_app.ui.penilaian.organisation import OrganisationCard
from desktop_app.ui.penilaian.special import SpecialCard
from desktop_app.ui.penilaian.words import chain_text
from desktop_app.ui.spread_panel import SpreadPanel
from desktop_app.ui.widgets.choice import Choice, ChoiceRow
from desktop_app.ui.widgets.controls import Card, make_label
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.matrix import MatrixNine
from desktop_app.ui.widgets.scroll import ScrollColumn
from desktop_app.ui.widgets.text import GrowingTextEdit
from desktop_app.ui.widgets.turning import TurningRow
from desktop_app.ui.words import official_text

ROWS: Final = (Rating.DIATAS, Rating.SESUAI, Rating.DIBAWAH)
COLUMNS: Final = (Rating.DIBAWAH, Rating.SESUAI, Rating.DIATAS)


class RatingTab(QWidget):
    """``changed`` carries the whole new ``Penilaian``; the predicate is never typed, only shown.

    Its words and its matrix are those of the rules that govern the evaluation; under other rules it is built anew.
    """

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("penilaian-rating")
        self._rules: AturanPenilaian | None = None
        self._scroll: ScrollColumn | None = None
        self._penilaian: Penilaian | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 10, 0, 0)

    @property
    def _aturan(self) -> Aturan:
        assert self._rules is not None, "known as soon as an evaluation is shown"
        return self._rules.aturan

    def _govern(self, rules: AturanPenilaian) -> None:
        """Build the tab in the words of these rules, once as long as they stay the same."""
        if self._rules == rules:
            return
        self._rules = rules
        if self._scroll is not None:
            self._column.removeWidget(self._scroll)
            self._scroll.hide()
            self._scroll.deleteLater()
        self._build()
        self._connect()

    def _build(self) -> None:
        assert self._rules is not None
        scroll = ScrollColumn("penilaian-rating-gulir", _("Rating dan predikat"))
        self._told = make_label(self._rules.told(), "muted", name="penilaian-aturan", wrap=True)
        scroll.box.addWidget(self._told)
        # Only once it has a place: what is shown without one becomes a window of its own and takes the keyboard.
        self._told.setVisible(bool(self._rules.told()))
        self._chain = make_label("", "muted", name="penilaian-rantai", wrap=True)
        scroll.box.addWidget(self._chain)
        self._organisation = OrganisationCard(self._aturan)
        self._achieved = self._organisation.row
        parts = ((self._build_ratings(), 11), (self._organisation, 10))
        scroll.box.addWidget(TurningRow("penilaian-rating-kolom", parts, turn_at=900))
        self._special = SpecialCard(self._aturan)
        scroll.box.addWidget(self._special)
        note = Card("penilaian-catatan-kartu", _("Catatan/rekomendasi"))
        self._note = GrowingTextEdit("penilaian-catatan", _("Catatan atau rekomendasi"), least_lines=2, at_once=True)
        note.box.addWidget(self._note)
        scroll.box.addWidget(note)
        self.spread = SpreadPanel("penilaian-sebaran")
        self.spread.hide()
        scroll.box.addWidget(self.spread)
        scroll.box.addStretch(1)
        self._column.addWidget(scroll)
        self._scroll = scroll

    def _build_ratings(self) -> Card:
        card = Card("penilaian-rating-kartu", _("Rating pegawai"))
        self._result = self._rating_row("rating-hasil", _("Rating hasil kerja"), self._aturan.panduan_hasil)
        self._conduct = self._rating_row("rating-perilaku", _("Rating perilaku kerja"), self._aturan.panduan_perilaku)
        rating, predikat = self._aturan.label_rating, self._aturan.label_predikat
        self._matrix = MatrixNine(
            "penilaian-matriks",
            _("Predikat kinerja"),
            y_title=_("HASIL KERJA"),
            x_title=_("PERILAKU KERJA"),
            rows=[official_text(rating[one]) for one in ROWS],
            columns=[official_text(rating[one]) for one in COLUMNS],
            cells=[[self._cell_text(row, col, predikat) for col in COLUMNS] for row in ROWS],
        )
        self._result_guide = make_label("", "muted", name="rating-hasil-panduan", wrap=True)
        self._conduct_guide = make_label("", "muted", name="rating-perilaku-panduan", wrap=True)
        self._result_reason, self._result_why = _reason_row("alasan-hasil", _("Alasan rating hasil kerja"))
        self._conduct_reason, self._conduct_why = _reason_row("alasan-perilaku", _("Alasan rating perilaku kerja"))
        for label, row, guide, why in (
            (_("Hasil kerja"), self._result, self._result_guide, self._result_why),
            (_("Perilaku kerja"), self._conduct, self._conduct_guide, self._conduct_why),
        ):
            card.box.addWidget(make_label(label, "label"))
            for widget in (row, guide, why):
                card.box.addWidget(widget)
        card.box.addSpacing(4)
        card.box.addWidget(self._matrix)
        card.box.addStretch(1)
        return card

    def _cell_text(self, row: Rating, column: Rating, words: Mapping[Predikat, str]) -> str:
        assert self._rules is not None
        one = self._rules.cell(row, column) if self._rules.dikenal else None
        return official_text(words[one]) if one is not None else "–"

    def _rating_row(self, name: str, label: str, guide: Any) -> ChoiceRow:
        choices = [Choice(one.value, official_text(self._aturan.label_rating[one]), _(guide[one])) for one in COLUMNS]
        return ChoiceRow(name, label, choices)

    def _connect(self) -> None:
        self._result.chosen.connect(lambda key: self._change(rating_hasil=Rating(key)))
        self._conduct.chosen.connect(lambda key: self._change(rating_perilaku=Rating(key)))
        self._result_reason.answered.connect(lambda text: self._change(alasan_hasil=text))
        self._conduct_reason.answered.connect(lambda text: self._change(alasan_perilaku=text))
        self._organisation.chosen.connect(lambda one: self._change(capaian_organisasi=one))
        self._note.answered.connect(lambda text: self._change(catatan=text))
        self._special.changed.connect(self._on_special)

    def show_penilaian(self, penilaian: Penilaian, ground: Ground, locked: bool) -> None:
        """Show the ratings of ``penilaian`` with what stands beside them."""
        self._govern(ground.aturan)
        self._penilaian = penilaian
        for field, text in (
            (self._note, penilaian.catatan),
            (self._result_reason, penilaian.alasan_hasil),
            (self._conduct_reason, penilaian.alasan_perilaku),
        ):
            field.set_answer(text)
            field.setReadOnly(locked)
        for row in (self._result, self._conduct):
            row.setEnabled(not locked)
        self._organisation.show_proposal(ground.capaian, locked=locked)
        self._organisation.show_pattern(None)
        self._special.show_penilaian(penilaian, ground, locked=locked)
        others = [one for one in ground.rantai if one.periode != penilaian.periode]
        self._chain.setText(_("Tahun ini – {isi}").format(isi=chain_text(others)))
        self._chain.setVisible(bool(others))
        self._light()

    def show_pattern(self, pola: PolaUnit) -> None:
        """Show the unit's spread over the curve, where who looks may see it."""
        self._organisation.show_pattern(pola)

    def take(self, penilaian: Penilaian) -> None:
        """Know what another tab changed."""
        self._penilaian = penilaian
        if self._rules is not None:
            self._special.take(penilaian)

    def flush(self) -> None:
        """Tell answers that are still being typed."""
        if self._rules is None:
            return
        for field in (self._result_reason, self._conduct_reason, self._note):
            field.flush()
        self._special.flush()

    def take_focus(self) -> None:
        """Put the keyboard on the rating of results."""
        if self._rules is None:
            return
        self._result.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_path(self, path: str) -> None:
        """Put the keyboard on the row of a finding."""
        if self._rules is None or self._special.focus_path(path):
            return
        fields: dict[str, QWidget] = {
            "capaian_organisasi": self._achieved,
            "rating_perilaku": self._conduct,
            "alasan_hasil": self._result_reason,
            "alasan_perilaku": self._conduct_reason,
            "catatan": self._note,
        }
        fields.get(path, self._result).setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_special(self, penilaian: Penilaian) -> None:
        self._penilaian = penilaian
        self._light()
        self.changed.emit(penilaian)

    def _change(self, **changes: Any) -> None:
        if self._penilaian is not None:
            self._penilaian = msgspec.structs.replace(self._penilaian, **changes)
            self._special.take(self._penilaian)
            self._light()
            self.changed.emit(self._penilaian)

    def _light(self) -> None:
        assert self._penilaian is not None
        assert self._rules is not None
        result, conduct = self._penilaian.rating_hasil, self._penilaian.rating_perilaku
        self._result.set_value(result.value if result else None)
        self._conduct.set_value(conduct.value if conduct else None)
        rated = self._penilaian.tidak_dinilai is None
        for row in (self._result, self._conduct, self._matrix):
            row.setVisible(rated)
        self._matrix.set_result(ROWS.index(result) if result else None, COLUMNS.index(conduct) if conduct else None)
        self._result_guide.setText(_(self._aturan.panduan_hasil[result]) if result else "")
        self._result_guide.setVisible(result is not None)
        self._conduct_guide.setText(_(self._aturan.panduan_perilaku[conduct]) if conduct else "")
        self._conduct_guide.setVisible(conduct is not None)
        self._result_why.setVisible(_asks_why(result, self._penilaian.alasan_hasil))
        self._conduct_why.setVisible(_asks_why(conduct, self._penilaian.alasan_perilaku))
        self._organisation.show_value(self._penilaian.capaian_organisasi, self._rules.predikat(self._penilaian))


def _asks_why(rating: Rating | None, reason: str) -> bool:
    """Tell whether a reason is asked for, or was given and must stay to be seen."""
    return (rating is not None and rating is not Rating.SESUAI) or bool(reason.strip())


def _reason_row(name: str, label: str) -> tuple[GrowingTextEdit, FormRow]:
    field = GrowingTextEdit(name, label, hint=_("Satu kalimat cukup"), least_lines=1, at_once=True)
    return field, FormRow(f"{name}-baris", _("Alasan"), field, stacked=True)
