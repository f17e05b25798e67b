"""EntryCard: one entry of the week: day, result, what was reached, how much, evidence, and what was answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from desktop_app.domain.format_indonesia import nama_bulan, parse_angka
from desktop_app.domain.istilah_kinerja import TanggapanJurnal
from desktop_app.domain.jurnal import EntriJurnal, tanggapan_berlaku
from desktop_app.i18n import _
from desktop_app.services.jurnal_pilihan import key_of
from desktop_app.ui.desk import Desk
from desktop_app.ui.evidence import EvidenceField
from desktop_app.ui.jurnal.words import noted_text, shown_number
from desktop_app.ui.theme import State, restyle
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.controls import Card, make_button, make_label
from desktop_app.ui.widgets.text import AnswerLine


class EntryCard(Card):
    """``changed`` tells that ``entry`` is another one now; ``finished`` that Enter left its last field."""

    changed = Signal(str)
    finished = Signal(str)
    deleted = Signal(str)
    entered = Signal(str)

    def __init__(self, desk: Desk, doc_id: str, entry: EntriJurnal, monday: date) -> None:
        super().__init__(f"jurnal-entri-{entry.id}")
        self.setAccessibleName(_("Catatan"))
        self.entry = entry
        self._desk, self._doc_id, self._monday = desk, doc_id, monday
        self._evidence: EvidenceField | None = None
        self._locked = False
        self._build()
        self._connect()

    def _build(self) -> None:
        name = self.objectName()
        self._day = ComboField(f"{name}-hari", _("Hari kerja"))
        self._day.setMinimumContentsLength(12)
        self._result = ComboField(f"{name}-hasil", _("Hasil kerja"))
        self._result.setMinimumContentsLength(18)
        self._delete = make_button(
            f"{name}-hapus", "", kind="quiet", icon_name="hapus", label=_("Hapus catatan"), compact=True
        )
        self.text = AnswerLine(f"{name}-teks", _("Hasil yang dicapai"), hint=_("Apa yang selesai?"), limit=2000)
        self._amount = AnswerLine(f"{name}-jumlah", _("Jumlah"), hint=_("Jumlah"), limit=30)
        self._whole = AnswerLine(f"{name}-dari", _("Dari seluruhnya"), hint=_("dari"), limit=30)
        self._unit = AnswerLine(f"{name}-satuan", _("Satuan"), hint=_("Satuan"), limit=60)
        self._whole.setToolTip(_("Untuk persentase: 45 dari 50. Boleh kosong."))
        for field, wide in ((self._amount, 84), (self._whole, 72), (self._unit, 116)):
            field.setFixedWidth(wide)
        top, middle, below = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for line in (top, middle, below):
            line.setSpacing(6)
        top.addWidget(self._day)
        top.addWidget(self._result, 1)
        top.addWidget(self._delete)
        middle.addWidget(self.text, 1)
        for field in (self._amount, self._whole, self._unit):
            middle.addWidget(field)
        self._state = make_label("", "muted", name=f"{name}-status", wrap=True)
        self._evidence_field = make_button(f"{name}-bukti", _("Bukti"), kind="quiet", compact=True)
        self._evidence_field.setCheckable(True)
        below.addWidget(self._state, 1)
        below.addWidget(self._evidence_field, 0, Qt.AlignmentFlag.AlignTop)
        self._findings = make_label("", "hint", name=f"{name}-temuan", wrap=True)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(6)
        for row, part in enumerate((top, middle, below)):
            grid.addLayout(part, row, 0)
        self.box.addLayout(grid)
        self.box.addWidget(self._findings)

    def _connect(self) -> None:
        self._day.answered.connect(lambda key: self._take(tanggal=date.fromisoformat(key)))
        self._result.answered.connect(self._take_result)
        self.text.answered.connect(lambda text: self._take(teks=text))
        self._amount.answered.connect(lambda text: self._take(jumlah=_number(text)))
        self._whole.answered.connect(lambda text: self._take(dari=_number(text)))
        self._unit.answered.connect(lambda text: self._take(satuan=text))
        for field in self._fields():
            # Every letter goes to the disk at once: a power cut takes at most the one that is being typed.
            field.textEdited.connect(lambda _text, field=field: field.flush())
        for field, after in ((self.text, self._amount), (self._amount, self._unit)):
            field.returnPressed.connect(lambda after=after: _focus(after))
        self._whole.returnPressed.connect(lambda: _focus(self._unit))
        self._unit.returnPressed.connect(lambda: self.finished.emit(self.entry.id))
        self._delete.clicked.connect(lambda: self.deleted.emit(self.entry.id))
        self._evidence_field.toggled.connect(self._show_evidence_of)

    def _fields(self) -> Sequence[AnswerLine]:
        return (self.text, self._amount, self._whole, self._unit)

    def show_entry(self, entry: EntriJurnal, choices: Sequence[tuple[str, str]], *, locked: bool) -> None:
        """Show an entry with what it can be bound to."""
        self.entry, self._locked = entry, locked
        days = [self._monday + timedelta(days=n) for n in range(7)]
        if entry.tanggal not in days:
            days.append(entry.tanggal)
        self._day.set_choices([(one.isoformat(), _day_text(one)) for one in days])
        self._day.set_answer(entry.tanggal.isoformat())
        key = key_of(entry.hasil_id, entry.indikator_id)
        known = list(choices)
        if key and key not in dict(known):
            known.append((key, _("(hasil kerja di luar SKP minggu ini)")))
        self._result.set_choices(known)
        self._result.setCurrentIndex(max(self._result.findData(key), 0))
        for field, text in zip(self._fields(), _texts(entry), strict=True):
            field.set_answer(text)
            field.setReadOnly(locked)
        for combo in (self._day, self._result):
            combo.setEnabled(not locked)
        self._delete.setVisible(not locked)
        self._show_state()
        if self._evidence is not None:
            self._evidence.show_evidence(self._doc_id, entry.bukti, editable=not locked)

    def show_findings(self, texts: Sequence[str]) -> None:
        """Say calmly what the entry lacks; nothing where it lacks nothing."""
        self._findings.setText("  ".join(texts))
        self._findings.setVisible(bool(texts))
        self.text.setAccessibleDescription(" ".join(texts))

    def flush(self) -> None:
        """Tell what is being typed."""
        for field in self._fields():
            field.flush()

    def take_focus(self) -> None:
        """Put the keyboard on the result where none is chosen, else on the words."""
        _focus(self._result if not self.entry.hasil_id and self._result.isEnabled() else self.text)

    def focus_path(self, member: str) -> None:
        """Put the keyboard on the field of a finding."""
        fields: dict[str, QWidget] = {
            "tanggal": self._day,
            "hasil_id": self._result,
            "jumlah": self._amount,
            "dari": self._whole,
            "satuan": self._unit,
            "bukti": self._evidence_field,
        }
        _focus(fields.get(member, self.text))

    def _take(self, **changes: object) -> None:
        if self._locked:
            return
        self.entry = msgspec.structs.replace(self.entry, **changes)
        self._show_state()
        self.changed.emit(self.entry.id)

    def _take_result(self, key: str) -> None:
        result, _slash, indicator = key.partition("/")
        self._take(hasil_id=result, indikator_id=indicator)
        self.entered.emit(self.entry.id)

    def take_unit(self, unit: str) -> None:
        """Fill in the unit of the chosen indicator where none was written."""
        if unit and not self.entry.satuan:
            self._unit.set_answer(unit)
            self._take(satuan=unit)

    def _show_evidence_of(self, shown: bool) -> None:
        if self._evidence is None:
            self._evidence = EvidenceField(f"{self.objectName()}-berkas", self._desk)
            self._evidence.changed.connect(lambda proofs: self._take(bukti=proofs))
            self.box.addWidget(self._evidence)
        self._evidence.setVisible(shown)
        if shown:
            self._evidence.show_evidence(self._doc_id, self.entry.bukti, editable=not self._locked)
            self._evidence.take_focus()

    def _show_state(self) -> None:
        text, state = state_of(self.entry)
        self._state.setText(text)
        self._state.setProperty("state", state.value if state else "")
        restyle(self._state)
        count = len(self.entry.bukti)
        self._evidence_field.setText(_("Bukti ({n})").format(n=count) if count else _("Bukti…"))
        self._evidence_field.setAccessibleName(_("Bukti dukung: {n} berkas").format(n=count))


def state_of(entry: EntriJurnal) -> tuple[str, State | None]:
    """Return in words what was answered and when the entry was written down, with its mark."""
    answer = tanggapan_berlaku(entry)
    if answer is TanggapanJurnal.DIBENARKAN:
        words, state = _("Dibenarkan"), State.OK
    elif answer is TanggapanJurnal.DIPERTANYAKAN:
        words, state = _("Dipertanyakan"), State.WARNING
    else:
        words, state = _("Belum ditanggapi"), None
    if entry.komentar:
        words = f"{words}: {entry.komentar}"
    noted = noted_text(entry)
    words = f"{words} · {noted}" if noted else words
    return words, state


def _texts(entry: EntriJurnal) -> tuple[str, str, str, str]:
    return (entry.teks, shown_number(entry.jumlah), shown_number(entry.dari), entry.satuan)


def _number(text: str) -> str:
    """Return a number as documents keep it; what is none stays as it was typed and is told beside the field."""
    value = parse_angka(text) if text else None
    return text if value is None else f"{value:f}"


def _day_text(day: date) -> str:
    days = (_("Senin"), _("Selasa"), _("Rabu"), _("Kamis"), _("Jumat"), _("Sabtu"), _("Minggu"))
    return f"{days[day.weekday()]}, {day.day} {nama_bulan(day.month)[:3]}"


def _focus(widget: QWidget) -> None:
    widget.setFocus(Qt.FocusReason.OtherFocusReason)
    if isinstance(widget, AnswerLine):
        # Never with everything selected: the next letter would replace what stands there.
        widget.end(False)
