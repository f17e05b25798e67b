"""AnnexTab: resources, accountability and consequences (form A.1.8), one line each."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.skp import Skp
from desktop_app.i18n import _
from desktop_app.ui.skp.edits import butir_of, text_of
from desktop_app.ui.widgets.controls import Card, make_label
from desktop_app.ui.widgets.scroll import ScrollColumn
from desktop_app.ui.widgets.text import GrowingTextEdit


class AnnexTab(QWidget):
    """``changed`` carries the whole new ``Skp``."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("skp-lampiran")
        self._skp: Skp | None = None
        self._fields: dict[str, GrowingTextEdit] = {}
        self._build()
        self._connect()

    def _build(self) -> None:
        scroll = ScrollColumn("skp-lampiran-gulir", _("Lampiran SKP"))
        for key, title, hint in (
            (
                "sumber_daya",
                _("Dukungan sumber daya"),
                _("Manusia, anggaran, peralatan kerja, pendampingan pimpinan, sarana dan prasarana"),
            ),
            (
                "skema",
                _("Skema pertanggungjawaban"),
                _("Kapan hasil kerja dilaporkan, dan data atau bukti apa yang dilaporkan"),
            ),
            (
                "konsekuensi",
                _("Konsekuensi"),
                _("Bila ekspektasi dipenuhi, dan bila tidak dipenuhi"),
            ),
        ):
            card = Card(f"lampiran-{key}", title)
            card.box.addWidget(make_label(_("{petunjuk}. Satu baris satu butir.").format(petunjuk=hint), "muted"))
            field = GrowingTextEdit(f"lampiran-{key}-isi", title, least_lines=4)
            self._fields[key] = field
            card.box.addWidget(field)
            scroll.box.addWidget(card)
        scroll.box.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.addWidget(scroll)

    def _connect(self) -> None:
        for key, field in self._fields.items():
            field.answered.connect(lambda text, key=key: self._change(key, text))

    def show_skp(self, skp: Skp, locked: bool) -> None:
        """Show the annex of ``skp``."""
        self._skp = skp
        for key, field in self._fields.items():
            field.set_answer(text_of(getattr(skp.lampiran, key)))
            field.setReadOnly(locked)

    def take(self, skp: Skp) -> None:
        """Know what another tab changed."""
        self._skp = skp

    def flush(self) -> None:
        """Tell answers that are still being typed."""
        for field in self._fields.values():
            field.flush()

    def take_focus(self) -> None:
        """Put the keyboard on the first field."""
        next(iter(self._fields.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_path(self, path: str) -> None:
        """Put the keyboard on the field of ``lampiran/…``."""
        self._fields[path.split("/")[1]].setFocus(Qt.FocusReason.OtherFocusReason)

    def _change(self, key: str, text: str) -> None:
        if self._skp is None:
            return
        lines = butir_of(getattr(self._skp.lampiran, key), text)
        annex = msgspec.structs.replace(self._skp.lampiran, **{key: lines})
        self._skp = msgspec.structs.replace(self._skp, lampiran=annex)
        self.changed.emit(self._skp)
