"""IndicatorRow: one indicator of a result: aspect, words and target, or one narrative; a leader's perspective."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from desktop_app.domain.istilah import Aspek, Perspektif, TingkatKendali
from desktop_app.domain.pendekatan import follow_narasi, missed_target, propose_narasi
from desktop_app.domain.skp import Indikator
from desktop_app.i18n import _
from desktop_app.regulation import KataRencana
from desktop_app.ui.skp.layout import Layout
from desktop_app.ui.skp.target import TargetField
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.controls import make_button, make_label
from desktop_app.ui.widgets.hints import HintLines
from desktop_app.ui.widgets.text import GrowingTextEdit

ASPECT_WIDTH = 118
TARGET_WIDTH = 430
PERSPECTIVE_WIDTH = 168
REMOVE_WIDTH = 36


class IndicatorRow(QWidget):
    """``answered`` carries the changed ``Indikator``; ``removed`` asks to take it away."""

    answered = Signal(object)
    removed = Signal(str)

    def __init__(self, indikator: Indikator, aturan: KataRencana, layout: Layout) -> None:
        super().__init__()
        self.setObjectName(f"indikator-{indikator.id}")
        self.indikator = indikator
        self._layout = layout
        self._locked = False
        self._build(aturan)
        self._connect()
        self._show()
        self.arrange(layout)

    def _build(self, aturan: KataRencana) -> None:
        name = self.objectName()
        rencana = aturan.perencanaan
        aspects = [(aspect.value, _(text)) for aspect, text in aturan.label_aspek.items()]
        self._aspect = ComboField(f"{name}-aspek", _("Aspek"), aspects)
        self._aspect.setFixedWidth(ASPECT_WIDTH)
        told = _("Indikator kinerja individu")
        self._words = GrowingTextEdit(f"{name}-teks", told, hint=told, least_lines=1)
        told = _("Ukuran keberhasilan dan target")
        self._story = GrowingTextEdit(f"{name}-narasi", told, hint=told, least_lines=2)
        self._target = TargetField(f"{name}-target")
        self._target.setFixedWidth(TARGET_WIDTH)
        perspectives = [(one.value, _(rencana.label_perspektif[one])) for one in Perspektif]
        self._perspective = ComboField(f"{name}-perspektif", _("Perspektif"), perspectives)
        self._perspective.setPlaceholderText(_("Pilih perspektif"))
        self._perspective.setFixedWidth(PERSPECTIVE_WIDTH)
        levels = [("", _("Tidak disebut")), *((one.value, _(rencana.label_kendali[one])) for one in TingkatKendali)]
        self._control = ComboField(f"{name}-kendali", _("Tingkat kendali"), levels)
        self._control.setFixedWidth(220)
        self._remove = make_button(
            f"{name}-hapus", "", kind="quiet", icon_name="hapus", label=_("Hapus indikator"), compact=True
        )
        self._remove.setFixedWidth(REMOVE_WIDTH)
        # Ctrl+Delete does the same, so that Tab goes from answer to answer.
        self._remove.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._remove.setToolTip(_("Hapus indikator  (Ctrl+Del)"))
        self._renew = make_button(
            f"{name}-usulan", _("Ambil usulan baru"), kind="quiet", label=_("Ganti kalimat dengan usulan"), compact=True
        )
        self._renew.hide()
        self._hints = {
            "teks": HintLines(f"{name}-saran", self._words),
            "narasi": HintLines(f"{name}-narasi-saran", self._story),
            "target": HintLines(f"{name}-target-saran", self._target),
            "perspektif": HintLines(f"{name}-perspektif-saran", self._perspective),
            "kendali": HintLines(f"{name}-kendali-saran", self._control),
        }
        self._more = QWidget()
        more = QHBoxLayout(self._more)
        more.setContentsMargins(0, 0, 0, 0)
        more.setSpacing(8)
        more.addWidget(make_label(_("Tingkat kendali"), "muted"))
        more.addWidget(self._control)
        more.addStretch(1)
        self._more.hide()
        self._place()

    def _place(self) -> None:
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(self._aspect, 0, 0, top)
        self._grid.addWidget(self._words, 0, 1, top)
        self._grid.addWidget(self._story, 0, 1, top)
        self._grid.addWidget(self._target, 0, 2, top)
        self._grid.addWidget(self._perspective, 0, 3, top)
        self._grid.addWidget(self._remove, 0, 4, top)
        words, story, target, perspective, control = self._hints.values()
        for at, lines in enumerate((words, story, self._renew, target, perspective, self._more, control), start=3):
            if lines is self._renew:
                self._grid.addWidget(lines, at, 1, Qt.AlignmentFlag.AlignLeft)
            else:
                self._grid.addWidget(lines, at, 1, 1, 3)
        self.setFocusProxy(self._words)

    def _connect(self) -> None:
        self._aspect.answered.connect(lambda key: self._change(aspek=Aspek(key)))
        self._words.answered.connect(lambda text: self._change(teks=text))
        self._story.answered.connect(lambda text: self._change(narasi=text))
        self._target.answered.connect(lambda target: self._change(target=target))
        self._perspective.answered.connect(lambda key: self._change(perspektif=Perspektif(key)))
        self._control.answered.connect(lambda key: self._change(kendali=TingkatKendali(key) if key else None))
        self._renew.clicked.connect(self._take_proposal)
        self._remove.clicked.connect(lambda: self.removed.emit(self.indikator.id))

    def arrange(self, layout: Layout) -> None:
        """Show the columns of a layout; what the others hold stays."""
        self._layout = layout
        self._aspect.setVisible(layout.leader_first)
        self._words.setVisible(layout.measured)
        self._target.setVisible(layout.measured)
        self._story.setVisible(not layout.measured)
        self._perspective.setVisible(layout.for_leaders)
        self._offer_proposal()
        self.setFocusProxy(self._words if layout.measured else self._story)

    def set_narrow(self, narrow: bool) -> None:
        """Put target and perspective below the words, or beside them again."""
        top, left = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
        self._grid.addWidget(self._target, *((1, 1) if narrow else (0, 2)), top)
        self._grid.addWidget(self._perspective, *((2, 1) if narrow else (0, 3)), left if narrow else top)

    def set_locked(self, locked: bool) -> None:
        """Let the row be read only."""
        self._locked = locked
        self._offer_proposal()
        for combo in (self._aspect, self._perspective, self._control):
            combo.setEnabled(not locked)
        self._words.setReadOnly(locked)
        self._story.setReadOnly(locked)
        self._target.set_locked(locked)
        self._remove.setVisible(not locked)

    def show_more(self, shown: bool) -> None:
        """Show or hide what is rarely told."""
        self._more.setVisible(shown)

    def show_hints(self, hints: Mapping[str, Sequence[str]]) -> None:
        """Say under each field what could be better, by the last part of its path."""
        for path, lines in self._hints.items():
            lines.show_hints(hints.get(path, ()))

    def tab_widgets(self) -> list[QWidget]:
        """Return the fields in the order in which Tab walks through them."""
        return [
            self._aspect,
            self._words,
            self._story,
            self._renew,
            *self._target.tab_widgets(),
            self._perspective,
            self._control,
        ]

    def flush(self) -> None:
        """Tell answers that are still being typed."""
        self._words.flush()
        self._story.flush()
        self._target.flush()

    def typed_path(self, focused: QWidget | None) -> str:
        """Return the last part of the path of the field that has the keyboard, empty where none of them has."""
        for path, field in (("teks", self._words), ("narasi", self._story), ("target", self._target)):
            if focused is not None and (field is focused or field.isAncestorOf(focused)):
                return path
        return ""

    def focus_path(self, path: str) -> None:
        """Put the keyboard on the field that a finding is about."""
        fields: dict[str, QWidget] = {
            "target": self._target,
            "aspek": self._aspect,
            "perspektif": self._perspective,
            "kendali": self._control,
        }
        words = self._words if self._layout.measured else self._story
        fields.get(path.partition("/")[0], words).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_indikator(self, indikator: Indikator) -> None:
        """Show another state of the same indicator."""
        self.indikator = indikator
        self._show()

    def _show(self) -> None:
        one = self.indikator
        self._aspect.set_answer(one.aspek.value)
        self._words.set_answer(one.teks)
        self._story.set_answer(one.narasi)
        self._story.setPlaceholderText(propose_narasi(one) or _("Ukuran keberhasilan dan target"))
        self._target.set_answer(one.target)
        self._perspective.setCurrentIndex(self._perspective.findData(one.perspektif.value) if one.perspektif else -1)
        self._control.setCurrentIndex(self._control.findData(one.kendali.value if one.kendali else ""))
        self._offer_proposal()

    def _offer_proposal(self) -> None:
        stale = bool(missed_target(self.indikator) and self.indikator.teks.strip())
        self._renew.setVisible(stale and not self._layout.measured and not self._locked)
        self._renew.setToolTip(html.escape(propose_narasi(self.indikator)))

    def _take_proposal(self) -> None:
        """Write the narrative anew from indicator and target; undo brings the old one back."""
        proposal = propose_narasi(self.indikator)
        self._story.set_answer(proposal)
        self._story.setFocus(Qt.FocusReason.OtherFocusReason)
        self._change(narasi=proposal)

    def _change(self, **changes: Any) -> None:
        typed = msgspec.structs.replace(self.indikator, **changes)
        self.indikator = follow_narasi(self.indikator, typed)
        if self.indikator.narasi != typed.narasi:
            self._story.set_answer(self.indikator.narasi)
        self._offer_proposal()
        self.answered.emit(self.indikator)
