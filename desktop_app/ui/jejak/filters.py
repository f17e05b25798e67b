"""JejakFilters: who, what, when, and three marks; each answer asks for the list again."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QWidget

from desktop_app.i18n import _
from desktop_app.services.jejak import PilihanJejak, SaringanJejak
from desktop_app.ui.picker import PersonPicker
from desktop_app.ui.runner import Runner
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.controls import make_button, make_line_edit
from desktop_app.ui.widgets.search import SearchField

TYPING_PAUSE_MS = 300


class JejakFilters(QWidget):
    """``changed`` tells that another list is wanted."""

    changed = Signal()

    def __init__(self, runner: Runner) -> None:
        super().__init__()
        self._runner = runner
        self.setObjectName("jejak-saringan")
        self._text = ""
        self._build()
        self._connect()

    def _build(self) -> None:
        self._person = ComboField("jejak-pelaku", _("Pelaku"))
        self._act = ComboField("jejak-perbuatan", _("Perbuatan"))
        for combo in (self._person, self._act):
            combo.setMinimumContentsLength(16)
            combo.setSizeAdjustPolicy(ComboField.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._time = make_line_edit("jejak-waktu", _("Waktu"), hint=_("21-11-2026, 11-2026, atau 2026"), limit=25)
        self._rows = make_line_edit("jejak-nomor", _("Nomor baris"), hint=_("Baris: 120 atau 120-150"), limit=25)
        self._about = PersonPicker("jejak-pegawai", _("Tentang pegawai"), self._runner)
        self._search = SearchField("jejak-cari", _("Cari dalam rincian"))
        self._refused = QCheckBox(_("Hanya yang ditolak"))
        self._reads = QCheckBox(_("Hanya melihat data orang lain"))
        self._doubtful = QCheckBox(_("Hanya jam diragukan"))
        names = ("jejak-hanya-ditolak", "jejak-hanya-melihat", "jejak-hanya-ragu")
        for name, box in zip(names, (self._refused, self._reads, self._doubtful), strict=True):
            box.setObjectName(name)
            box.setAccessibleName(box.text())
        self._clear = make_button("jejak-bersihkan", _("Hapus saringan"), kind="quiet", compact=True)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        fields = (self._person, self._act, self._about, self._time, self._rows, self._search)
        for at, field in enumerate(fields):
            grid.addWidget(field, at // 3, at % 3)
            grid.setColumnStretch(at % 3, 1)
        marks = QHBoxLayout()
        marks.setSpacing(16)
        for box in (self._refused, self._reads, self._doubtful):
            marks.addWidget(box)
        marks.addStretch(1)
        marks.addWidget(self._clear)
        grid.addLayout(marks, 2, 0, 1, 3)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE_MS)
        self.show_choices(PilihanJejak((), ()))

    def _connect(self) -> None:
        for combo in (self._person, self._act):
            combo.answered.connect(lambda _key: self.changed.emit())
        for box in (self._refused, self._reads, self._doubtful):
            box.toggled.connect(lambda _on: self.changed.emit())
        for line in (self._time, self._rows):
            line.textEdited.connect(lambda _text: self._pause.start())
        self._about.answered.connect(lambda _id: self.changed.emit())
        self._pause.timeout.connect(self.changed)
        self._search.searched.connect(self._on_searched)
        self._clear.clicked.connect(self.clear)

    def show_choices(self, choices: PilihanJejak) -> None:
        """Offer the people and the acts that occur; what was chosen stays chosen."""
        for combo, everything, found in (
            (self._person, _("Semua pelaku"), choices.pelaku),
            (self._act, _("Semua perbuatan"), choices.perbuatan),
        ):
            chosen = combo.answer()
            combo.set_choices([("", everything), *found])
            combo.set_answer(chosen)

    def answer(self, *, sampai: int = 0) -> SaringanJejak:
        """Return what is looked for, up to row ``sampai`` where that is given."""
        first, last = rows_meant(self._rows.text())
        return SaringanJejak(
            pegawai_id=self._about.answer(),
            dari=first,
            pelaku=self._person.answer(),
            perbuatan=self._act.answer(),
            waktu=time_meant(self._time.text()),
            teks=self._text,
            sampai=sampai or last,
            hanya_ditolak=self._refused.isChecked(),
            hanya_melihat=self._reads.isChecked(),
            hanya_ragu=self._doubtful.isChecked(),
        )

    def is_empty(self) -> bool:
        """Return whether nothing is narrowed."""
        return self.answer() == SaringanJejak()

    def clear(self) -> None:
        """Narrow nothing, and tell it once."""
        self.blockSignals(True)
        for combo in (self._person, self._act):
            combo.set_answer("")
        for box in (self._refused, self._reads, self._doubtful):
            box.setChecked(False)
        self._time.clear()
        self._rows.clear()
        self._about.set_answer("", "")
        self._search.clear()
        self._text = ""
        self.blockSignals(False)
        self.changed.emit()

    def take_focus(self) -> None:
        """Put the keyboard into the first field."""
        self._person.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_searched(self, text: str) -> None:
        if text != self._text:
            self._text = text
            self.changed.emit()


def rows_meant(text: str) -> tuple[int, int]:
    """Return first and last row of ``120``, ``120-150``, ``120-`` or ``-150``; what cannot be read narrows nothing."""
    first, dash, last = (part.strip() for part in text.replace(".", "").partition("-"))
    if any(part and not (part.isascii() and part.isdigit()) for part in (first, last)):
        return 0, 0
    return int(first or 0), int((last if dash else first) or 0)


def time_meant(text: str) -> str:
    """Return the beginning of a stored time that is meant by a day or month as the table shows it (``21-11-2026``)."""
    parts = re.split(r"[-/. ]+", text.strip(), maxsplit=3)
    if 2 <= len(parts) <= 3 and len(parts[-1]) == 4 and all(part.isdigit() for part in parts):
        return "-".join([parts[-1], *(part.zfill(2) for part in reversed(parts[:-1]))])
    return text.strip()
