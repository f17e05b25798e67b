"""BehaviourTab: the seven core values with the leader's special expectations, one line each."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.istilah import KelompokSkp, NilaiDasar
from desktop_app.domain.skp import Skp
from desktop_app.i18n import _
from desktop_app.regulation import NilaiDasarAturan
from desktop_app.regulation.ekspektasi import ContohEkspektasi, sample_expectations
from desktop_app.ui.desk import Desk
from desktop_app.ui.skp.edits import put_ekspektasi, text_of
from desktop_app.ui.widgets.controls import Card, make_button, make_label
from desktop_app.ui.widgets.scroll import ScrollColumn
from desktop_app.ui.widgets.text import GrowingTextEdit


class BehaviourTab(QWidget):
    """``changed`` carries the whole new ``Skp``; Ctrl+E offers the regulation's samples for the present value."""

    changed = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("skp-perilaku")
        self._skp: Skp | None = None
        self._aturan = desk.aturan
        self._locked = False
        self._kelompok = KelompokSkp.JA_JF
        self._fields: dict[NilaiDasar, GrowingTextEdit] = {}
        self._guidance: dict[NilaiDasar, QVBoxLayout] = {}
        self._offers: dict[NilaiDasar, QPushButton] = {}
        self._samples = sample_expectations(desk.aturan.berlaku_mulai)
        self._build(desk)
        self._connect()

    def _build(self, desk: Desk) -> None:
        scroll = ScrollColumn("skp-perilaku-gulir", _("Perilaku kerja"))
        scroll.box.addWidget(
            make_label(
                _("Ekspektasi khusus boleh kosong. Satu baris menjadi satu butir di formulir."), "muted", wrap=True
            )
        )
        for number, nilai in enumerate(desk.aturan.nilai_dasar, start=1):
            scroll.box.addWidget(self._card(number, nilai))
        scroll.box.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.addWidget(scroll)

    def _card(self, number: int, nilai: NilaiDasarAturan) -> Card:
        name = f"perilaku-{nilai.kode.value}"
        card = Card(name)
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(make_label(f"{number}. {nilai.nama}", "section"))
        lines = QVBoxLayout()
        lines.setSpacing(3)
        self._guidance[nilai.kode] = lines
        words.addLayout(lines)
        words.addStretch(1)
        told = _("Ekspektasi khusus pimpinan: {nilai}").format(nilai=nilai.nama)
        field = GrowingTextEdit(f"{name}-ekspektasi", told, least_lines=3)
        self._fields[nilai.kode] = field
        offer = make_button(
            f"{name}-contoh",
            _("Contoh…"),
            kind="quiet",
            label=_("Contoh ekspektasi: {nilai}").format(nilai=nilai.nama),
            compact=True,
        )
        offer.setToolTip(_("Saran dari halaman contoh peraturan  (Ctrl+E)"))
        # Reached by keys of its own, so that Tab goes from answer to answer.
        offer.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        offer.clicked.connect(lambda: self._offer(nilai.kode))
        self._offers[nilai.kode] = offer
        head = QHBoxLayout()
        head.addWidget(make_label(_("Ekspektasi khusus pimpinan"), "muted"), 1)
        head.addWidget(offer)
        right = QVBoxLayout()
        right.setSpacing(4)
        right.addLayout(head)
        right.addWidget(field)
        right.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addLayout(words, 1)
        row.addLayout(right, 1)
        card.box.addLayout(row)
        self._guide(nilai)
        return card

    def _guide(self, nilai: NilaiDasarAturan) -> None:
        """Show the guidance of one value as the form of this group words it."""
        lines = self._guidance[nilai.kode]
        texts = self._aturan.panduan(self._kelompok, nilai)
        for at, text in enumerate(texts):
            item = lines.itemAt(at)
            label = item.widget() if item is not None else None
            if isinstance(label, QLabel):
                label.setText(f"•  {text}")
            else:
                lines.addWidget(make_label(f"•  {text}", "muted", wrap=True))

    def _connect(self) -> None:
        shortcut = QShortcut(QKeySequence("Ctrl+E"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self._offer_here)
        for nilai, field in self._fields.items():
            field.answered.connect(lambda text, nilai=nilai: self._change(nilai, text))

    def show_skp(self, skp: Skp, locked: bool) -> None:
        """Show the expectations of ``skp``."""
        self._skp, self._locked = skp, locked
        self._regroup(skp)
        for nilai, offer in self._offers.items():
            offer.setVisible(not locked and bool(self._samples.get(nilai)))
        for nilai, field in self._fields.items():
            field.set_answer(text_of(skp.ekspektasi(nilai)))
            field.setReadOnly(locked)

    def take(self, skp: Skp) -> None:
        """Know what another tab changed."""
        self._skp = skp
        self._regroup(skp)

    def flush(self) -> None:
        """Tell answers that are still being typed."""
        for field in self._fields.values():
            field.flush()

    def take_focus(self) -> None:
        """Put the keyboard on the first value."""
        next(iter(self._fields.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_path(self, path: str) -> None:
        """Put the keyboard on the field of ``perilaku/…``."""
        self._fields[NilaiDasar(path.split("/")[1])].setFocus(Qt.FocusReason.OtherFocusReason)

    def _regroup(self, skp: Skp) -> None:
        if skp.kelompok is not self._kelompok:
            self._kelompok = skp.kelompok
            for one in self._aturan.nilai_dasar:
                self._guide(one)

    def _offer_here(self) -> None:
        focused = QApplication.focusWidget()
        for nilai, field in self._fields.items():
            if field is focused:
                self._offer(nilai)

    def _offer(self, nilai: NilaiDasar) -> None:
        """Show the samples for one value that are not there yet; arrows and Enter choose."""
        there = set(self._fields[nilai].answer().splitlines())
        samples = [one for one in self._samples.get(nilai, ()) if one.teks not in there]
        if self._locked or not samples:
            return
        menu = QMenu(self)
        menu.setObjectName("perilaku-contoh-menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for one in samples:
            words = f"{one.teks}  ({_('hlm. {n}').format(n=one.halaman[0])})".replace("&", "&&")
            entry = menu.addAction(words)
            entry.triggered.connect(lambda _checked=False, one=one: self._insert(nilai, one))
        offer = self._offers[nilai]
        menu.popup(offer.mapToGlobal(QPoint(offer.width() - menu.sizeHint().width(), offer.height())))
        menu.setActiveAction(menu.actions()[0])

    def _insert(self, nilai: NilaiDasar, sample: ContohEkspektasi) -> None:
        field = self._fields[nilai]
        before = field.toPlainText().rstrip()
        field.setPlainText(f"{before}\n{sample.teks}" if before else sample.teks)
        field.moveCursor(QTextCursor.MoveOperation.End)
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        field.flush()

    def _change(self, nilai: NilaiDasar, text: str) -> None:
        if self._skp is not None:
            self._skp = put_ekspektasi(self._skp, nilai, text)
            self.changed.emit(self._skp)
