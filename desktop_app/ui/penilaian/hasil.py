"""OutcomeTab: each indicator's target beside what was reached, and the feedback on it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop_app.domain.format_indonesia import format_target
from desktop_app.domain.istilah import JenisHasil
from desktop_app.domain.penilaian import Penilaian
from desktop_app.domain.skp import Indikator, RencanaHasilKerja, Skp
from desktop_app.i18n import _
from desktop_app.ui.desk import Desk
from desktop_app.ui.penilaian.edits import put_realisasi, put_umpan_balik
from desktop_app.ui.penilaian.umpan_balik import text_of
from desktop_app.ui.widgets.controls import Card, make_label, make_rule
from desktop_app.ui.widgets.scroll import ScrollColumn
from desktop_app.ui.widgets.text import GrowingTextEdit


class OutcomeTab(QWidget):
    """``changed`` carries the whole new ``Penilaian``."""

    changed = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("penilaian-hasil")
        self._desk = desk
        self._penilaian: Penilaian | None = None
        self._reached: dict[str, GrowingTextEdit] = {}
        self._umpan_balik: dict[str, GrowingTextEdit] = {}
        self._cards: list[QWidget] = []
        self._scroll = ScrollColumn("penilaian-hasil-gulir", _("Hasil kerja"))
        self._scroll.box.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.addWidget(self._scroll)

    def show_penilaian(self, penilaian: Penilaian, skp: Skp, locked: bool, judged: bool) -> None:
        """Show the indicators of ``skp`` with what ``penilaian`` records; ``judged`` locks the feedback as well."""
        self._penilaian = penilaian
        for card in self._cards:
            card.deleteLater()
        self._cards, self._reached, self._umpan_balik = [], {}, {}
        for kind in (JenisHasil.UTAMA, JenisHasil.TAMBAHAN):
            for number, hasil in enumerate(skp.hasil_jenis(kind), start=1):
                self._add_card(self._make_card(hasil, number))
        for field in self._reached.values():
            field.setReadOnly(locked)
        for field in self._umpan_balik.values():
            field.setReadOnly(judged)

    def take(self, penilaian: Penilaian) -> None:
        """Know what another tab changed."""
        self._penilaian = penilaian

    def flush(self) -> None:
        """Tell answers that are still being typed."""
        for field in (*self._reached.values(), *self._umpan_balik.values()):
            field.flush()

    def take_focus(self) -> None:
        """Put the keyboard on the first realisation."""
        if self._reached:
            next(iter(self._reached.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_path(self, path: str) -> None:
        """Put the keyboard on the field of a finding, such as ``realisasi/#ab/realisasi``."""
        parts = path.split("/")
        field = self._reached.get(parts[1].removeprefix("#")) if len(parts) > 1 else None
        if field is not None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_card(self, card: QWidget) -> None:
        self._scroll.box.insertWidget(len(self._cards), card)
        self._cards.append(card)

    def _make_card(self, hasil: RencanaHasilKerja, number: int) -> Card:
        kind = self._desk.aturan.label_jenis_hasil[hasil.jenis].lower()
        card = Card(f"penilaian-{hasil.id}", _("Hasil {jenis} {n}").format(jenis=kind, n=number))
        card.box.addWidget(make_label(hasil.teks, wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(6)
        for column, (title, stretch) in enumerate(
            ((_("Indikator dan target"), 4), (_("Realisasi berdasarkan bukti dukung"), 4), (_("Umpan balik"), 4))
        ):
            grid.addWidget(make_label(title, "muted"), 0, column)
            grid.setColumnStretch(column, stretch)
        for at, indikator in enumerate(hasil.indikator):
            if at:
                grid.addWidget(make_rule(), 2 * at, 0, 1, 3)
            self._add_row(grid, 2 * at + 1, indikator)
        card.box.addLayout(grid)
        return card

    def _add_row(self, grid: QGridLayout, row: int, indikator: Indikator) -> None:
        assert self._penilaian is not None
        top = Qt.AlignmentFlag.AlignTop
        record = self._penilaian.realisasi_untuk(indikator.id)
        target = format_target(indikator.target)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(make_label(self._desk.aturan.label_aspek[indikator.aspek], "muted"))
        words.addWidget(make_label(indikator.teks, wrap=True))
        words.addWidget(make_label(_("Target: {target}").format(target=target), "label", wrap=True))
        words.addStretch(1)
        what = f"{indikator.teks} – {target}"
        reached = GrowingTextEdit(
            f"realisasi-{indikator.id}",
            _("Realisasi: {apa}").format(apa=what),
            hint=_("Yang tercapai, dan buktinya"),
            least_lines=2,
        )
        reached.set_answer(record.realisasi)
        reached.answered.connect(lambda text, key=indikator.id: self._on_reached(key, text))
        umpan_balik = GrowingTextEdit(
            f"umpan-balik-{indikator.id}",
            _("Umpan balik: {apa}").format(apa=what),
            hint=_("Pimpinan: …  (satu baris satu pemberi)"),
            least_lines=2,
        )
        umpan_balik.set_answer(text_of(record.umpan_balik))
        umpan_balik.answered.connect(lambda text, key=indikator.id: self._on_umpan_balik(key, text))
        self._reached[indikator.id], self._umpan_balik[indikator.id] = reached, umpan_balik
        grid.addLayout(words, row, 0)
        grid.addWidget(reached, row, 1, top)
        grid.addWidget(umpan_balik, row, 2, top)

    def _on_reached(self, indikator_id: str, text: str) -> None:
        assert self._penilaian is not None
        self._tell(put_realisasi(self._penilaian, indikator_id, realisasi=text))

    def _on_umpan_balik(self, indikator_id: str, text: str) -> None:
        assert self._penilaian is not None
        self._tell(put_umpan_balik(self._penilaian, indikator_id, text))

    def _tell(self, penilaian: Penilaian) -> None:
        self._penilaian = penilaian
        self.changed.emit(penilaian)
