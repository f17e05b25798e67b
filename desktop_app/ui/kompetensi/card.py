"""CompetencyCard: one competency with the indicators of its level, its value, and the reason for it."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QWidget

from desktop_app.domain.istilah_pengembangan import KelompokKompetensi
from desktop_app.domain.kompetensi import NilaiKompetensi
from desktop_app.domain.nilai_kompetensi import INDIKATOR, SESUAI, proposed, with_indicators
from desktop_app.i18n import _
from desktop_app.regulation.kompetensi import LEVELS, SkalaKompetensi
from desktop_app.services.kompetensi import BarisKompetensi
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.controls import Card, make_button, make_label
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.text import GrowingTextEdit


class CompetencyCard(Card):
    """``changed`` carries the competency after an answer; ``removed`` asks to take a technical one off the sheet."""

    changed = Signal(object)
    removed = Signal(str)

    def __init__(self, row: BarisKompetensi, scale: SkalaKompetensi) -> None:
        self._key = row.nilai.id.replace(".", "-").lower()
        super().__init__(f"kompetensi-{self._key}", row.nama)
        self._scale = scale
        self._value = row.nilai
        self._technical = row.nilai.kelompok is KelompokKompetensi.TEKNIS
        self._build(row)
        self._connect()

    def _build(self, row: BarisKompetensi) -> None:
        name = self.objectName()
        self._level_text = make_label("", "muted", name=f"{name}-level-arti", wrap=True)
        self._level = ComboField(
            f"{name}-level",
            _("Level {kompetensi}").format(kompetensi=row.nama),
            [("0", _("belum ditetapkan")), *((str(n), str(n)) for n in range(1, LEVELS + 1))],
        )
        self._level_row = FormRow(f"{name}-baris-level", _("Level"), self._level)
        self._ticks: list[tuple[QCheckBox, QLabel]] = []
        self.box.addWidget(self._level_text)
        self.box.addWidget(self._level_row)
        for number in INDIKATOR:
            tick = QCheckBox()
            tick.setObjectName(f"{name}-indikator-{number}")
            words = make_label("", "body", name=f"{name}-indikator-{number}-teks", wrap=True)
            words.setBuddy(tick)
            line = QHBoxLayout()
            line.setSpacing(8)
            line.addWidget(tick)
            line.addWidget(words, 1)
            self.box.addLayout(line)
            self._ticks.append((tick, words))
        self._number = ComboField(f"{name}-nilai", _("Nilai {kompetensi}").format(kompetensi=row.nama), [("", "")])
        self._why = GrowingTextEdit(f"{name}-alasan", _("Alasan {kompetensi}").format(kompetensi=row.nama))
        self.box.addWidget(FormRow(f"{name}-baris-nilai", _("Nilai"), self._number, required=True))
        self.box.addWidget(FormRow(f"{name}-baris-alasan", _("Alasan"), self._why, required=True))
        self._remove = make_button(f"{name}-hapus", _("Hapus baris ini"), kind="quiet", icon_name="hapus", compact=True)
        self._remove.setVisible(self._technical)
        self.box.addWidget(self._remove)

    def _connect(self) -> None:
        self._level.answered.connect(lambda key: self._change(level=int(key)))
        self._number.answered.connect(self._on_number)
        self._why.answered.connect(lambda text: self._change(alasan=text))
        self._remove.clicked.connect(lambda: self.removed.emit(self._value.id))
        for tick, _words in self._ticks:
            tick.clicked.connect(self._on_tick)

    def first_field(self) -> QWidget:
        """Return where the keyboard goes."""
        return self._ticks[0][0]

    def flush(self) -> None:
        """Tell what was typed and not told yet."""
        self._why.flush()

    def show_row(self, row: BarisKompetensi, *, editable: bool, level_free: bool) -> None:
        """Show a competency; ``level_free`` where its level may be chosen, since no standard says it."""
        self._value = row.nilai
        said = _("Level {level}: {arti}").format(level=row.nilai.level or "–", arti=row.deskripsi or "–")
        self._level_text.setText(said)
        self._level_text.setToolTip(row.definisi)
        self._level_text.setVisible(not self._technical or not level_free)
        self._level_row.setVisible(level_free)
        self._level.set_answer(str(row.nilai.level))
        for number, (tick, words) in enumerate(self._ticks, 1):
            text = row.indikator[number - 1] or _("Indikator {nomor} menurut kamus kompetensi").format(nomor=number)
            words.setText(text)
            tick.setAccessibleName(text)
            tick.setChecked(number in row.nilai.terpenuhi)
            tick.setEnabled(editable)
        self._show_number()
        self._why.set_answer(row.nilai.alasan)
        self._why.setReadOnly(not editable)
        for field in (self._level, self._number):
            field.setEnabled(editable)
        self._remove.setVisible(self._technical and editable)

    def _show_number(self) -> None:
        """Offer the value that the indicators mean, and 4 and 5 beside it where all three are met."""
        proposal, given = proposed(self._value.terpenuhi), self._value.nilai_kompetensi
        offered = {proposal, *((4, 5) if proposal == SESUAI else ())} | ({given} if given is not None else set())
        choices = [(str(n), f"{n} · {self._scale.label_of(n)}") for n in sorted(offered)]
        empty = [("", _("Belum dinilai"))] if given is None else []
        self._number.set_choices([*empty, *choices])
        self._number.set_answer("" if given is None else str(given))

    def _on_tick(self) -> None:
        met = tuple(number for number, (tick, _words) in enumerate(self._ticks, 1) if tick.isChecked())
        self._tell(with_indicators(self._value, met))

    def _on_number(self, key: str) -> None:
        if key:
            self._change(nilai_kompetensi=int(key))

    def _change(self, **members: object) -> None:
        self._tell(msgspec.structs.replace(self._value, **members))

    def _tell(self, value: NilaiKompetensi) -> None:
        if value != self._value:
            self._value = value
            self._show_number()
            self.changed.emit(value)
