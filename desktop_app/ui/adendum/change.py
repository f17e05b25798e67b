"""ChangeCard: one change of an addendum, the old result on the left, the new one to be typed on the right."""

from __future__ import annotations

from typing import Any

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.adendum import PerubahanHasil, find_hasil
from desktop_app.domain.format_indonesia import format_target, parse_target
from desktop_app.domain.istilah import Aspek, JenisHasil, JenisPerubahan, Pendekatan
from desktop_app.domain.skp import Indikator, RencanaHasilKerja, Skp
from desktop_app.i18n import _
from desktop_app.services.adendum_cetak import result_words
from desktop_app.services.skp import new_indikator
from desktop_app.ui.adendum.words import change_text
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.controls import Card, make_button, make_label
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.text import AnswerLine, GrowingTextEdit
from desktop_app.ui.widgets.turning import TurningRow

Field = AnswerLine | GrowingTextEdit


class ChangeCard(Card):
    """``changed`` carries the ``PerubahanHasil`` after each answer, ``dropped`` its id."""

    changed = Signal(object)
    dropped = Signal(str)
    grown = Signal(str)
    """The id: it has one indicator more and asks to be shown again."""

    def __init__(self, number: int, change: PerubahanHasil, base: Skp, *, locked: bool) -> None:
        self._name = f"perubahan-{number}"
        super().__init__(self._name, f"{number}. {change_text(change.jenis)}")
        self._change = change
        self._base = base
        self._locked = locked
        self._fields: list[Field] = []
        self._build()

    @property
    def change_id(self) -> str:
        """The id of the change that is shown."""
        return self._change.id

    def flush(self) -> None:
        """Tell what is still being typed."""
        for field in self._fields:
            field.flush()

    def take_focus(self, *, last: bool = False) -> None:
        """Put the keyboard on the first field, or on that of the newest indicator."""
        if not self._fields:
            return
        kualitatif = self._base.pendekatan is Pendekatan.KUALITATIF
        # Behind the newest indicator come its target, where it has one of its own, and the reason.
        at = -(2 if kualitatif else 3) if last else 0
        self._fields[at].setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        old, self._new = QWidget(), QWidget()
        left, self._right = QVBoxLayout(old), QVBoxLayout(self._new)
        for box in (left, self._right):
            box.setContentsMargins(0, 0, 0, 0)
            box.setSpacing(8)
        left.addWidget(make_label(_("Semula"), "muted"))
        before = find_hasil(self._base, self._change.hasil_id)
        words = make_label(result_words(before, self._base), name=f"{self._name}-semula", wrap=True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        left.addWidget(words)
        left.addStretch(1)
        self._right.addWidget(make_label(_("Menjadi"), "muted"))
        if self._change.hasil is None:
            self._right.addWidget(make_label(_("Hasil kerja ini dihapus dari SKP."), wrap=True))
        elif self._locked:
            words = make_label(result_words(self._change.hasil, self._base), name=f"{self._name}-menjadi", wrap=True)
            self._right.addWidget(words)
        else:
            self._build_result(self._change.hasil)
        self._right.addStretch(1)
        self.box.addWidget(TurningRow(f"{self._name}-sisi", ((old, 1), (self._new, 1)), turn_at=760))
        if self._locked:
            self.box.addWidget(make_label(_("Alasan: {teks}").format(teks=self._change.alasan or "–"), wrap=True))
            return
        why = AnswerLine(f"{self._name}-alasan", _("Alasan perubahan"), limit=500)
        why.set_answer(self._change.alasan)
        why.answered.connect(lambda text: self._tell(alasan=text))
        self._fields.append(why)
        self.box.addWidget(FormRow(f"{self._name}-baris-alasan", _("Alasan"), why, required=True))
        drop = make_button(f"{self._name}-buang", _("Buang perubahan ini"), kind="quiet", icon_name="hapus")
        drop.clicked.connect(lambda: self.dropped.emit(self._change.id))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(drop)
        self.box.addLayout(row)

    def _build_result(self, result: RencanaHasilKerja) -> None:
        text = GrowingTextEdit(f"{self._name}-teks", _("Hasil kerja"), least_lines=2)
        text.set_answer(result.teks)
        text.answered.connect(lambda words: self._tell_result(teks=words))
        self._add(_("Hasil kerja"), text, "teks")
        kind = ComboField(
            f"{self._name}-jenis",
            _("Jenis hasil"),
            [(JenisHasil.UTAMA.value, _("Utama")), (JenisHasil.TAMBAHAN.value, _("Tambahan"))],
        )
        kind.set_answer(result.jenis.value)
        kind.answered.connect(lambda key: self._tell_result(jenis=JenisHasil(key)))
        self._right.addWidget(FormRow(f"{self._name}-baris-jenis", _("Jenis"), kind))
        if self._change.jenis is JenisPerubahan.TAMBAH:
            above = GrowingTextEdit(f"{self._name}-intervensi", _("Hasil kerja pimpinan yang didukung"))
            above.set_answer(result.intervensi.teks)
            above.answered.connect(self._tell_above)
            self._add(_("Hasil pimpinan"), above, "intervensi")
        for number, one in enumerate(result.indikator, start=1):
            self._build_indicator(number, one)
        more = make_button(f"{self._name}-indikator-baru", _("Tambah indikator"), kind="quiet", icon_name="tambah")
        more.clicked.connect(self._add_indicator)
        self._right.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)

    def _build_indicator(self, number: int, one: Indikator) -> None:
        name = f"{self._name}-indikator-{number}"
        if self._base.pendekatan is Pendekatan.KUALITATIF:
            told = GrowingTextEdit(name, _("Indikator {n}").format(n=number))
            told.set_answer(one.narasi)
            told.answered.connect(lambda words: self._tell_indicator(one.id, narasi=words))
            self._add(_("Indikator {n}").format(n=number), told, f"indikator-{number}")
            return
        text = GrowingTextEdit(name, _("Indikator {n}").format(n=number))
        text.set_answer(one.teks)
        text.answered.connect(lambda words: self._tell_indicator(one.id, teks=words))
        self._add(_("Indikator {n}").format(n=number), text, f"indikator-{number}")
        target = AnswerLine(
            f"{name}-target", _("Target indikator {n}").format(n=number), hint=_("12 laporan"), limit=300
        )
        target.set_answer(format_target(one.target))
        target.answered.connect(lambda words: self._tell_indicator(one.id, target=parse_target(words)))
        self._add(_("Target {n}").format(n=number), target, f"target-{number}")
        aspects = {
            Aspek.KUANTITAS: _("Kuantitas"),
            Aspek.KUALITAS: _("Kualitas"),
            Aspek.WAKTU: _("Waktu"),
            Aspek.BIAYA: _("Biaya"),
        }
        aspect = ComboField(
            f"{name}-aspek",
            _("Aspek indikator {n}").format(n=number),
            [(kind.value, words) for kind, words in aspects.items()],
        )
        aspect.set_answer(one.aspek.value)
        aspect.answered.connect(lambda key: self._tell_indicator(one.id, aspek=Aspek(key)))
        self._right.addWidget(FormRow(f"{name}-baris-aspek", _("Aspek {n}").format(n=number), aspect))

    def _add(self, label: str, field: Field, name: str) -> None:
        self._fields.append(field)
        self._right.addWidget(FormRow(f"{self._name}-baris-{name}", label, field))

    def _result(self) -> RencanaHasilKerja:
        assert self._change.hasil is not None
        return self._change.hasil

    def _tell_above(self, words: str) -> None:
        self._tell_result(intervensi=msgspec.structs.replace(self._result().intervensi, teks=words))

    def _add_indicator(self) -> None:
        self.flush()
        self._tell_result(indikator=(*self._result().indikator, new_indikator()))
        self.grown.emit(self._change.id)

    def _tell_indicator(self, indicator_id: str, **changes: Any) -> None:
        ones = (
            msgspec.structs.replace(one, **changes) if one.id == indicator_id else one
            for one in self._result().indikator
        )
        self._tell_result(indikator=tuple(ones))

    def _tell_result(self, **changes: Any) -> None:
        self._tell(hasil=msgspec.structs.replace(self._result(), **changes))

    def _tell(self, **changes: Any) -> None:
        self._change = msgspec.structs.replace(self._change, **changes)
        self.changed.emit(self._change)
