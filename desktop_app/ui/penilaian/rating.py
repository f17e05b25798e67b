"""RatingTab: the organisation's achievement with its curve, the two ratings, and the cell they light."""

from __future__ import annotations

from typing import Any, Final

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.istilah import CapaianOrganisasi, Predikat, Rating
from desktop_app.domain.penilaian import Penilaian
from desktop_app.domain.predikat import predikat_of
from desktop_app.i18n import _
from desktop_app.ui.desk import Desk
from desktop_app.ui.widgets.choice import Choice, ChoiceRow
from desktop_app.ui.widgets.controls import Card, make_label
from desktop_app.ui.widgets.curve import DistributionChart
from desktop_app.ui.widgets.matrix import MatrixNine
from desktop_app.ui.widgets.scroll import ScrollColumn
from desktop_app.ui.widgets.text import GrowingTextEdit
from desktop_app.ui.widgets.turning import TurningRow
from desktop_app.ui.words import official_text

ROWS: Final = (Rating.DIATAS, Rating.SESUAI, Rating.DIBAWAH)
COLUMNS: Final = (Rating.DIBAWAH, Rating.SESUAI, Rating.DIATAS)
CURVE: Final = (
    Predikat.SANGAT_KURANG,
    Predikat.KURANG,
    Predikat.BUTUH_PERBAIKAN,
    Predikat.BAIK,
    Predikat.SANGAT_BAIK,
)


class RatingTab(QWidget):
    """``changed`` carries the whole new ``Penilaian``; the predicate is never typed, only shown."""

    changed = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("penilaian-rating")
        self._aturan = desk.aturan
        self._penilaian: Penilaian | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        scroll = ScrollColumn("penilaian-rating-gulir", _("Rating dan predikat"))
        parts = ((self._build_ratings(), 11), (self._build_organisation(), 10))
        scroll.box.addWidget(TurningRow("penilaian-rating-kolom", parts, turn_at=900))
        note = Card("penilaian-catatan-kartu", _("Catatan/rekomendasi"))
        self._note = GrowingTextEdit("penilaian-catatan", _("Catatan atau rekomendasi"), least_lines=2)
        note.box.addWidget(self._note)
        scroll.box.addWidget(note)
        scroll.box.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.addWidget(scroll)

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
            cells=[[official_text(predikat[self._aturan.matriks[(row, col)]]) for col in COLUMNS] for row in ROWS],
        )
        self._result_guide = make_label("", "muted", name="rating-hasil-panduan", wrap=True)
        self._conduct_guide = make_label("", "muted", name="rating-perilaku-panduan", wrap=True)
        for label, row, guide in (
            (_("Hasil kerja"), self._result, self._result_guide),
            (_("Perilaku kerja"), self._conduct, self._conduct_guide),
        ):
            card.box.addWidget(make_label(label, "label"))
            card.box.addWidget(row)
            card.box.addWidget(guide)
        card.box.addSpacing(4)
        card.box.addWidget(self._matrix)
        card.box.addStretch(1)
        return card

    def _rating_row(self, name: str, label: str, guide: Any) -> ChoiceRow:
        choices = [Choice(one.value, official_text(self._aturan.label_rating[one]), guide[one]) for one in COLUMNS]
        return ChoiceRow(name, label, choices)

    def _build_organisation(self) -> Card:
        card = Card("penilaian-organisasi", _("Capaian kinerja organisasi"))
        choices = [Choice(one.value, official_text(text)) for one, text in self._aturan.label_capaian.items()]
        self._achieved = ChoiceRow("capaian-organisasi", _("Capaian kinerja organisasi"), choices, per_line=3)
        self._chart = DistributionChart(
            "penilaian-kurva",
            _("Pola distribusi"),
            x_title=_("Predikat kinerja pegawai"),
            y_title=_("Frekuensi pegawai"),
        )
        self._guide = make_label(
            _("Kurva adalah panduan pola distribusi, bukan kuota. Titik besar: predikat pegawai ini."),
            "muted",
            wrap=True,
        )
        card.box.addWidget(self._achieved)
        card.box.addWidget(self._chart)
        card.box.addWidget(self._guide)
        card.box.addStretch(1)
        return card

    def _connect(self) -> None:
        self._result.chosen.connect(lambda key: self._change(rating_hasil=Rating(key)))
        self._conduct.chosen.connect(lambda key: self._change(rating_perilaku=Rating(key)))
        self._achieved.chosen.connect(lambda key: self._change(capaian_organisasi=CapaianOrganisasi(key)))
        self._note.answered.connect(lambda text: self._change(catatan=text))

    def show_penilaian(self, penilaian: Penilaian, locked: bool) -> None:
        """Show the ratings of ``penilaian``."""
        self._penilaian = penilaian
        self._note.set_answer(penilaian.catatan)
        self._note.setReadOnly(locked)
        for row in (self._result, self._conduct, self._achieved):
            row.setEnabled(not locked)
        self._light()

    def take(self, penilaian: Penilaian) -> None:
        """Know what another tab changed."""
        self._penilaian = penilaian

    def flush(self) -> None:
        """Tell answers that are still being typed."""
        self._note.flush()

    def take_focus(self) -> None:
        """Put the keyboard on the rating of results."""
        self._result.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_path(self, path: str) -> None:
        """Put the keyboard on the row of a finding."""
        rows = {"capaian_organisasi": self._achieved, "rating_perilaku": self._conduct}
        rows.get(path, self._result).setFocus(Qt.FocusReason.OtherFocusReason)

    def _change(self, **changes: Any) -> None:
        if self._penilaian is not None:
            self._penilaian = msgspec.structs.replace(self._penilaian, **changes)
            self._light()
            self.changed.emit(self._penilaian)

    def _light(self) -> None:
        assert self._penilaian is not None
        result, conduct = self._penilaian.rating_hasil, self._penilaian.rating_perilaku
        achieved = self._penilaian.capaian_organisasi
        self._result.set_value(result.value if result else None)
        self._conduct.set_value(conduct.value if conduct else None)
        self._achieved.set_value(achieved.value if achieved else None)
        self._matrix.set_result(ROWS.index(result) if result else None, COLUMNS.index(conduct) if conduct else None)
        self._result_guide.setText(self._aturan.panduan_hasil[result] if result else "")
        self._result_guide.setVisible(result is not None)
        self._conduct_guide.setText(self._aturan.panduan_perilaku[conduct] if conduct else "")
        self._conduct_guide.setVisible(conduct is not None)
        predikat = predikat_of(self._aturan.matriks, self._penilaian)
        names = [official_text(self._aturan.label_predikat[one]) for one in CURVE]
        if achieved is None:
            self._chart.set_curve(_("Pilih capaian kinerja organisasi"), [], [])
            return
        self._chart.set_curve(
            _("Capaian organisasi: {capaian}").format(capaian=official_text(self._aturan.label_capaian[achieved])),
            names,
            [tenths / 10 for tenths in self._aturan.kurva[achieved]],
            mark=CURVE.index(predikat) if predikat else None,
        )
