"""BehaviourTab: the seven core values with the leader's special expectations, one line each."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.istilah import NilaiDasar
from desktop_app.domain.skp import Skp
from desktop_app.i18n import _
from desktop_app.ui.desk import Desk
from desktop_app.ui.skp.edits import put_ekspektasi, text_of
from desktop_app.ui.widgets.controls import Card, make_label
from desktop_app.ui.widgets.scroll import ScrollColumn
from desktop_app.ui.widgets.text import GrowingTextEdit


class BehaviourTab(QWidget):
    """``changed`` carries the whole new ``Skp``."""

    changed = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("skp-perilaku")
        self._skp: Skp | None = None
        self._fields: dict[NilaiDasar, GrowingTextEdit] = {}
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
            card = Card(f"perilaku-{nilai.kode.value}")
            words = QVBoxLayout()
            words.setSpacing(3)
            words.addWidget(make_label(f"{number}. {nilai.nama}", "section"))
            for line in nilai.panduan:
                words.addWidget(make_label(f"•  {line}", "muted", wrap=True))
            words.addStretch(1)
            field = GrowingTextEdit(
                f"perilaku-{nilai.kode.value}-ekspektasi",
                _("Ekspektasi khusus pimpinan: {nilai}").format(nilai=nilai.nama),
                least_lines=3,
            )
            self._fields[nilai.kode] = field
            row = QHBoxLayout()
            row.setSpacing(20)
            row.addLayout(words, 1)
            right = QVBoxLayout()
            right.setSpacing(4)
            right.addWidget(make_label(_("Ekspektasi khusus pimpinan"), "muted"))
            right.addWidget(field)
            right.addStretch(1)
            row.addLayout(right, 1)
            card.box.addLayout(row)
            scroll.box.addWidget(card)
        scroll.box.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.addWidget(scroll)

    def _connect(self) -> None:
        for nilai, field in self._fields.items():
            field.answered.connect(lambda text, nilai=nilai: self._change(nilai, text))

    def show_skp(self, skp: Skp, locked: bool) -> None:
        """Show the expectations of ``skp``."""
        self._skp = skp
        for nilai, field in self._fields.items():
            field.set_answer(text_of(skp.ekspektasi(nilai)))
            field.setReadOnly(locked)

    def take(self, skp: Skp) -> None:
        """Know what another tab changed."""
        self._skp = skp

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

    def _change(self, nilai: NilaiDasar, text: str) -> None:
        if self._skp is not None:
            self._skp = put_ekspektasi(self._skp, nilai, text)
            self.changed.emit(self._skp)
