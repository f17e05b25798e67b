"""Keying of one sheet by number keys alone, without any window: which field is next, what a key means there.

Every mark is one key and moves on; 0 or the space bar leaves a field blank; Backspace goes back and takes away what
stands there. Nothing is ever lost by a wrong number: the marks stay while the number is corrected.
"""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple, TypeVar

from desktop_app.domain.istilah_pengembangan import JamSurvei, JenisKelamin, Pekerjaan, Pendidikan
from desktop_app.domain.nomor_lembar import ANGKA_CEK, ANGKA_NOMOR
from desktop_app.domain.survei_skm import JawabanSkm, SurveiSkm
from desktop_app.i18n import _
from desktop_app.regulation.skm import AturanSkm

NUMBER = ANGKA_NOMOR + ANGKA_CEK
BLOCK = 3
"""Digits that all sheets of one computer share; they are typed once for a stack."""
AGE = "usia"
TEN = 10
MARK = "jawaban/"
E = TypeVar("E", bound=Enum)
KINDS: dict[str, type[Enum]] = {
    "kelamin": JenisKelamin,
    "pendidikan": Pendidikan,
    "pekerjaan": Pekerjaan,
    "jam": JamSurvei,
}


class Told(Enum):
    """What came of a key: nothing, a field moved on, the number is whole, or the sheet is to be saved."""

    NOTHING = "nothing"
    MOVED = "moved"
    NUMBER = "number"
    SAVE = "save"


class Field(NamedTuple):
    """One field: ``jawaban/q1`` or a member of the head, its words, what each key means, how many digits it has.

    ``short`` are words enough for who has the paper before him.
    """

    key: str
    title: str
    choices: tuple[str, ...] = ()
    digits: int = 1
    short: str = ""


def fields_of(survey: SurveiSkm, rules: AturanSkm) -> tuple[Field, ...]:
    """Return the fields of a survey's sheet in the order of the paper; one service alone needs no key."""
    found = [
        Field("jam", _("Jam survei"), tuple(rules.jam.values())),
        Field("kelamin", _("Jenis kelamin"), tuple(rules.kelamin.values())),
        Field(AGE, _("Usia"), digits=2),
        Field("pendidikan", _("Pendidikan"), tuple(rules.pendidikan.values())),
        Field("pekerjaan", _("Pekerjaan"), tuple(rules.pekerjaan.values())),
    ]
    if len(survey.layanan) > 1:
        wide = 1 if len(survey.layanan) < TEN else 2
        found.append(Field("layanan_id", _("Layanan"), tuple(one.nama for one in survey.layanan), wide))
    found += [
        Field(f"{MARK}{one.id}", one.teks, one.pilihan, short=rules.name_of(one.unsur) if one.unsur else one.teks)
        for one in survey.pertanyaan
    ]
    return tuple(found)


class Keying:
    """The sheet that is being keyed; ``at`` is the field that waits, -1 the number, past the last one Enter saves."""

    def __init__(self, survey: SurveiSkm, rules: AturanSkm) -> None:
        self.survey = survey
        self.fields = fields_of(survey, rules)
        self.number = ""
        self.at = -1
        self.values: dict[str, int] = {}
        self.typed = ""
        """Digits of a field of two, while only the first is there."""
        self.keys = 0
        self.saran = ""

    @property
    def field(self) -> Field | None:
        """The field that waits; None while the number does, and at the end."""
        return self.fields[self.at] if 0 <= self.at < len(self.fields) else None

    @property
    def at_end(self) -> bool:
        """Whether every field was passed."""
        return self.at >= len(self.fields)

    @property
    def begun(self) -> bool:
        """Whether anything but the shared digits of the number was typed."""
        return bool(self.values) or self.at >= 0 or len(self.number) > BLOCK

    def digit(self, value: int) -> Told:
        """Take a number key."""
        self.keys += 1
        if self.at < 0:
            return self._number(value)
        field = self.field
        if field is None:
            return Told.NOTHING
        if field.digits > 1:
            return self._wide(field, value)
        if value == 0:
            return self.blank(counted=True)
        if value > len(field.choices):
            return Told.NOTHING
        self.values[field.key] = value
        return self._next()

    def blank(self, *, counted: bool = False) -> Told:
        """Leave the field blank and move on."""
        self.keys += not counted
        field = self.field
        if field is None:
            return Told.NOTHING
        self.values.pop(field.key, None)
        return self._next()

    def back(self) -> Told:
        """Go back by one key and take away what stood there."""
        self.keys += 1
        if self.typed:
            self.typed = ""
        elif self.at < 0:
            self.number = self.number[:-1]
        else:
            self.at -= 1
            if (field := self.field) is not None:
                self.values.pop(field.key, None)
            else:
                self.number = self.number[:-1]
        return Told.MOVED

    def enter(self) -> Told:
        """Save where every field was passed."""
        self.keys += 1
        return Told.SAVE if self.at_end else Told.NOTHING

    def go_to_number(self) -> None:
        """Put the number right; the marks stay."""
        self.at, self.typed = -1, ""

    def accept_number(self) -> None:
        """Go on behind a number that fits, to the first field that has no value yet."""
        open_ = (n for n, one in enumerate(self.fields) if one.key not in self.values)
        self.at = next(open_, len(self.fields)) if self.values else 0

    def clear(self) -> None:
        """Begin the next sheet; the digits that all sheets share stay."""
        self.number = self.number[:BLOCK]
        self.at, self.values, self.typed, self.keys, self.saran = -1, {}, "", 0, ""

    def load(self, number: str, answer: JawabanSkm) -> None:
        """Show a sheet that was keyed before, to be corrected: at its end, so that Backspace goes to the slip."""
        self.number = "".join(number.split())
        self.values = _values(self.survey, answer)
        self.saran = answer.saran
        self.at, self.typed = len(self.fields), ""

    def answer(self) -> JawabanSkm:
        """Return what was keyed."""
        head = {key: value for key, value in self.values.items() if not key.startswith(MARK)}
        marks = {key.removeprefix(MARK): value for key, value in self.values.items() if key.startswith(MARK)}
        service = head.get("layanan_id", 1 if len(self.survey.layanan) == 1 else 0)
        return JawabanSkm(
            jawaban=marks,
            layanan_id=self.survey.layanan[service - 1].id if service else "",
            kelamin=_word(JenisKelamin, head.get("kelamin")),
            usia=head.get(AGE),
            pendidikan=_word(Pendidikan, head.get("pendidikan")),
            pekerjaan=_word(Pekerjaan, head.get("pekerjaan")),
            jam=_word(JamSurvei, head.get("jam")),
            saran=self.saran,
        )

    def shown(self, field: Field) -> str:
        """Return what stands in a field: the key and its words, what was typed of two digits, or nothing."""
        if field is self.field and self.typed:
            return f"{self.typed}_"
        value = self.values.get(field.key)
        if value is None:
            return ""
        return f"{value} {field.choices[value - 1]}" if field.choices else str(value)

    def _number(self, value: int) -> Told:
        if len(self.number) < NUMBER:
            self.number += str(value)
        return Told.NUMBER if len(self.number) == NUMBER else Told.MOVED

    def _wide(self, field: Field, value: int) -> Told:
        if not self.typed and value == 0 and not field.choices:
            return self.blank(counted=True)
        self.typed += str(value)
        if len(self.typed) < field.digits:
            return Told.MOVED
        whole, self.typed = int(self.typed), ""
        if whole == 0:
            return self.blank(counted=True)
        if field.choices and whole > len(field.choices):
            return Told.NOTHING
        self.values[field.key] = whole
        return self._next()

    def _next(self) -> Told:
        self.at += 1
        return Told.MOVED


def grouped(number: str) -> str:
    """Return a number as it is printed, with lines where digits are still missing."""
    whole = number.ljust(NUMBER, "_")
    return f"{whole[:BLOCK]} {whole[BLOCK:ANGKA_NOMOR]} {whole[ANGKA_NOMOR:]}"


def block_of(survey: SurveiSkm) -> str:
    """Return the first digits of the sheets of a survey where all of them begin alike, else an empty text."""
    blocks = {f"{one.awal:0{ANGKA_NOMOR}d}"[:BLOCK] for one in survey.lembar}
    return blocks.pop() if len(blocks) == 1 else ""


def _word(kind: type[E], value: int | None) -> E | None:
    return None if value is None else list(kind)[value - 1]


def _values(survey: SurveiSkm, answer: JawabanSkm) -> dict[str, int]:
    """Return the keys that stand for an answer."""
    values = {f"{MARK}{key}": mark for key, mark in answer.jawaban.items()}
    if answer.usia is not None:
        values[AGE] = answer.usia
    for name, kind in KINDS.items():
        word = getattr(answer, name)
        if word is not None:
            values[name] = [one.value for one in kind].index(word.value) + 1
    services = [one.id for one in survey.layanan]
    if answer.layanan_id in services and len(services) > 1:
        values["layanan_id"] = services.index(answer.layanan_id) + 1
    return values
