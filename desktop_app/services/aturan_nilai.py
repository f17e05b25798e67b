"""The one door to rule sets and predicates: what governs an evaluation, and which predicate follows from it.

Always the same way: the rules in force for the evaluation's period, their matrix, the predicate. Window, lists, paper,
explanation and statistics ask here, so that none of them can show another predicate than the one that becomes final
(tests/architecture/test_rules.py; docs/spec/returns.md, section Rule files).
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.domain.dari_kabupaten import BerkasAturan
from desktop_app.domain.errors import LuringError, SystemProblem
from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.istilah import Predikat, Rating
from desktop_app.domain.penilaian import Penilaian
from desktop_app.domain.periode import parse_periode
from desktop_app.domain.predikat import Dinilai, compute_predikat, predikat_of
from desktop_app.i18n import _
from desktop_app.regulation import Aturan, KataRencana
from desktop_app.services.aturan_tersimpan import is_builtin, load_stored
from desktop_app.services.kantor import Kantor

MAKS_NAMA = 200
"""Letters of a rule set's name that are told in one sentence; a rule file may have ten times as many."""


@dataclass(frozen=True)
class AturanPenilaian:
    """The rules that govern one evaluation.

    ``kabupaten`` tells that they came as a rule file. Where ``dikenal`` is False the evaluation names a rule set,
    ``aturan_id``, that is not here: then ``aturan`` lends its words alone, and the predicate is the one that is stored.
    """

    aturan: Aturan
    aturan_id: str
    kabupaten: bool = False
    dikenal: bool = True

    def predikat(self, isi: Penilaian) -> Predikat | None:
        """Return the predicate of an evaluation under these rules, also of one that is being typed."""
        return predikat_of(self.aturan.matriks, isi) if self.dikenal else isi.predikat

    def cell(self, hasil: Rating | None, perilaku: Rating | None) -> Predikat | None:
        """Return what the matrix of these rules gives for two ratings; None while one is open."""
        return compute_predikat(self.aturan.matriks, hasil, perilaku)

    def told(self) -> str:
        """Return the sentence that names a rule file of the kabupaten; empty where the program's own rules hold."""
        if not self.dikenal:
            teks = _("Aturan “{kode}” belum ada di komputer ini. Terapkan balasan kabupaten atau perbarui program.")
            return teks.format(kode=self.aturan_id)
        if not self.kabupaten:
            return ""
        teks = _("Menurut aturan “{nama}” dari kabupaten (kode {kode}), berlaku sejak {tanggal}.")
        mulai = format_tanggal(self.aturan.berlaku_mulai)
        nama = self.aturan.nama if len(self.aturan.nama) <= MAKS_NAMA else f"{self.aturan.nama[:MAKS_NAMA].rstrip()}…"
        return teks.format(nama=nama, kode=self.aturan.id, tanggal=mulai)


def plan_words(kantor: Kantor) -> KataRencana:
    """Return the program's own words for plans, journals and feedback, which no rule file governs."""
    return kantor.aturan()


def aturan_for(kantor: Kantor, periode: str) -> Aturan:
    """Return the rule set that a new evaluation of a period is made under: that of the period's first day.

    A rule set that begins in the middle of a period is for the next one; no clock is asked.
    """
    try:
        return kantor.aturan(mulai=parse_periode(periode).mulai) if periode else kantor.aturan()
    except LuringError:
        return kantor.aturan()


def aturan_of(kantor: Kantor, isi: Penilaian) -> Aturan:
    """Return the rule set of an evaluation: the frozen one for ever, a draft's by its period.

    Raises ``SystemProblem`` ``aturan_tidak_ada`` where it names one that is not here.
    """
    return kantor.aturan(isi.aturan) if isi.aturan else aturan_for(kantor, isi.periode)


def rules_of(kantor: Kantor, isi: Penilaian) -> AturanPenilaian:
    """Return the rules that govern an evaluation, for showing it; never raises."""
    ada = _known(kantor, isi.aturan, isi.periode)
    if ada is None:
        return AturanPenilaian(aturan_for(kantor, isi.periode), isi.aturan, dikenal=False)
    return AturanPenilaian(ada, ada.id, kabupaten=not is_builtin(ada.id))


def words_of(kantor: Kantor, aturan_id: str, periode: str) -> Aturan:
    """Return the rule set in whose words an evaluation is shown; that of its period where its own is not here."""
    return _known(kantor, aturan_id, periode) or aturan_for(kantor, periode)


def predikat_under(
    kantor: Kantor, isi: Dinilai, aturan_id: str, periode: str, tersimpan: Predikat | None = None
) -> Predikat | None:
    """Return the predicate of an evaluation under its own rules; ``tersimpan`` where they are not here."""
    ada = _known(kantor, aturan_id, periode)
    return predikat_of(ada.matriks, isi) if ada is not None else tersimpan


def predikat_now(kantor: Kantor, isi: Penilaian) -> Predikat | None:
    """Return ``predikat_under`` of a whole evaluation, as it is stored or as it is being typed."""
    return predikat_under(kantor, isi, isi.aturan, isi.periode, isi.predikat)


def frozen_under(kantor: Kantor, isi: Penilaian) -> tuple[str, Predikat | None]:
    """Return what becomes final with an evaluation: the id of the rules of its period, and the predicate."""
    aturan = aturan_for(kantor, isi.periode)
    return aturan.id, predikat_of(aturan.matriks, isi)


def decided_under(
    kantor: Kantor, isi: Penilaian, hasil: Rating | None, perilaku: Rating | None
) -> tuple[str, Predikat | None]:
    """Return what a decision on an objection is made under: the rules of the evaluation, and what they give for two
    new ratings. Raises as ``aturan_of``.
    """
    aturan = aturan_of(kantor, isi)
    return aturan.id, compute_predikat(aturan.matriks, hasil, perilaku)


def matrix_as_words(kantor: Kantor, aturan_id: str) -> dict[str, dict[str, str]]:
    """Return the matrix of a rule set by its codes: predicate by rating of results and of behaviour."""
    matriks = kantor.aturan(aturan_id).matriks
    return {hasil.value: {satu.value: matriks[hasil, satu].value for satu in Rating} for hasil in Rating}


def rule_files(kantor: Kantor) -> tuple[BerkasAturan, ...]:
    """Return the rule files of the kabupaten that can be read here, as they were told."""
    return tuple(isi for isi, _aturan in load_stored(kantor.store, kantor.profil.kode, {}))


def _known(kantor: Kantor, aturan_id: str, periode: str) -> Aturan | None:
    try:
        return kantor.aturan(aturan_id) if aturan_id else aturan_for(kantor, periode)
    except SystemProblem:
        return None
