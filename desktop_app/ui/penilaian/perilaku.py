"""ConductTab: the seven core values with what was expected, and the feedback on each."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.evaluasi_diri import EvaluasiDiri
from desktop_app.domain.istilah import NilaiDasar
from desktop_app.domain.penilaian import Penilaian, UmpanBalik
from desktop_app.i18n import _
from desktop_app.regulation import NilaiDasarAturan
from desktop_app.ui.feedback_pick import UmpanBalikPick
from desktop_app.ui.page import Page
from desktop_app.ui.penilaian.edits import keep_umpan_balik_perilaku, put_umpan_balik_perilaku
from desktop_app.ui.penilaian.ground import Ground
from desktop_app.ui.penilaian.umpan_balik import text_of
from desktop_app.ui.widgets.controls import Card, make_button, make_label
from desktop_app.ui.widgets.scroll import ScrollColumn
from desktop_app.ui.widgets.text import GrowingTextEdit


class ConductTab(QWidget):
    """``changed`` carries the whole new ``Penilaian``."""

    changed = Signal(object)

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.setObjectName("penilaian-perilaku")
        self._page = page
        self._doc_id = ""
        self._names: dict[NilaiDasar, str] = {}
        self._own: dict[NilaiDasar, QLabel] = {}
        self._picks: dict[NilaiDasar, QPushButton] = {}
        self._penilaian: Penilaian | None = None
        self._fields: dict[NilaiDasar, GrowingTextEdit] = {}
        self._expected: dict[NilaiDasar, QLabel] = {}
        self._values: tuple[NilaiDasarAturan, ...] = ()
        self._scroll: ScrollColumn | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 10, 0, 0)

    def _govern(self, values: tuple[NilaiDasarAturan, ...]) -> None:
        """Build a card for each value in the words of the rules, once as long as they stay the same."""
        if self._values == values:
            return
        self._values = values
        if self._scroll is not None:
            self._column.removeWidget(self._scroll)
            self._scroll.hide()
            self._scroll.deleteLater()
        self._build()

    def _build(self) -> None:
        scroll = ScrollColumn("penilaian-perilaku-gulir", _("Perilaku kerja"))
        for number, nilai in enumerate(self._values, start=1):
            card = Card(f"penilaian-{nilai.kode.value}")
            words = QVBoxLayout()
            words.setSpacing(3)
            words.addWidget(make_label(f"{number}. {nilai.nama}", "section"))
            for line in nilai.panduan:
                words.addWidget(make_label(f"•  {line}", "muted", wrap=True))
            expected = make_label("", wrap=True, name=f"penilaian-{nilai.kode.value}-ekspektasi")
            words.addWidget(expected)
            words.addStretch(1)
            field = GrowingTextEdit(
                f"penilaian-{nilai.kode.value}-umpan-balik",
                _("Umpan balik: {nilai}").format(nilai=nilai.nama),
                hint=_("Pimpinan: …  (satu baris satu pemberi)"),
                least_lines=3,
                at_once=True,
            )
            field.answered.connect(lambda text, key=nilai.kode: self._on_answered(key, text))
            right = QVBoxLayout()
            right.setSpacing(4)
            right.addWidget(make_label(_("Umpan balik berdasarkan bukti dukung"), "muted"))
            pick = make_button(
                f"penilaian-{nilai.kode.value}-pilih", _("Pilih umpan balik…"), kind="quiet", compact=True
            )
            pick.clicked.connect(lambda _checked=False, key=nilai.kode: self._on_pick(key))
            own = make_label("", "muted", name=f"penilaian-{nilai.kode.value}-kata-pegawai", wrap=True)
            own.hide()
            self._names[nilai.kode], self._own[nilai.kode], self._picks[nilai.kode] = nilai.nama, own, pick
            right.addWidget(field)
            right.addWidget(pick, 0, Qt.AlignmentFlag.AlignLeft)
            right.addWidget(own)
            right.addStretch(1)
            row = QHBoxLayout()
            row.setSpacing(20)
            row.addLayout(words, 1)
            row.addLayout(right, 1)
            card.box.addLayout(row)
            self._fields[nilai.kode], self._expected[nilai.kode] = field, expected
            scroll.box.addWidget(card)
        scroll.box.addStretch(1)
        self._column.addWidget(scroll)
        self._scroll = scroll

    def show_penilaian(self, doc_id: str, penilaian: Penilaian, ground: Ground, locked: bool) -> None:
        """Show expectations of the SKP with the feedback of ``penilaian``."""
        self._govern(ground.aturan.aturan.nilai_dasar)
        self._doc_id, self._penilaian = doc_id, penilaian
        for nilai, field in self._fields.items():
            self._picks[nilai].setVisible(not locked)
            field.set_answer(text_of(penilaian.umpan_balik_untuk(nilai)))
            field.setReadOnly(locked)
            lines = [one.teks for one in ground.skp.ekspektasi(nilai) if one.teks.strip()]
            self._expected[nilai].setText(_("Ekspektasi khusus: {isi}").format(isi="; ".join(lines)))
            self._expected[nilai].setVisible(bool(lines))

    def show_beside(self, own: EvaluasiDiri | None) -> None:
        """Show what the employee says of himself about each value."""
        said = {one.nilai: one.teks.strip() for one in own.perilaku} if own is not None else {}
        for nilai, label in self._own.items():
            words = said.get(nilai, "")
            label.setText(_("Kata pegawai: {isi}").format(isi=words) if words else "")
            label.setVisible(bool(words))

    def take(self, penilaian: Penilaian) -> None:
        """Know what another tab changed."""
        self._penilaian = penilaian

    def flush(self) -> None:
        """Tell answers that are still being typed."""
        for field in self._fields.values():
            field.flush()

    def take_focus(self) -> None:
        """Put the keyboard on the first value."""
        for field in list(self._fields.values())[:1]:
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_pick(self, nilai: NilaiDasar) -> None:
        assert self._penilaian is not None
        self._fields[nilai].flush()
        UmpanBalikPick(
            self._page,
            self._doc_id,
            keys=[nilai.value],
            subject=self._names[nilai],
            known=self._penilaian.umpan_balik_untuk(nilai),
            on_picked=lambda picked: self._on_picked(nilai, picked),
        ).open()

    def _on_picked(self, nilai: NilaiDasar, picked: tuple[UmpanBalik, ...]) -> None:
        if self._penilaian is not None:
            self._fields[nilai].set_answer(text_of(picked))
            self._penilaian = keep_umpan_balik_perilaku(self._penilaian, nilai, picked)
            self.changed.emit(self._penilaian)

    def _on_answered(self, nilai: NilaiDasar, text: str) -> None:
        if self._penilaian is not None:
            self._penilaian = put_umpan_balik_perilaku(self._penilaian, nilai, text)
            self.changed.emit(self._penilaian)
