"""Dialogs of follow-ups: a new one with its suggestions, and a few words with their day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop_app.domain.istilah_pengembangan import JenisTindakLanjut
from desktop_app.domain.usulan_tindak_lanjut import UsulanTindakLanjut
from desktop_app.i18n import _
from desktop_app.services.tindak_lanjut import propose_tindak_lanjut
from desktop_app.services.tindak_lanjut_kata import JENIS, jenis_text
from desktop_app.services.tindak_lanjut_pilihan import PilihanNama
from desktop_app.ui.page import Page
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.controls import make_label
from desktop_app.ui.widgets.dates import DateField
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.text import AnswerLine, GrowingTextEdit

DAYS_AHEAD = 30
"""The due date that is proposed; whoever leaves the follow-up chooses his own."""


class NewFollowUp(Dialog):
    """One new follow-up; a suggestion only fills the fields, and nothing follows without "Catat"."""

    def __init__(
        self,
        page: Page,
        sources: tuple[PilihanNama, ...],
        owners: tuple[PilihanNama, ...],
        chosen: str,
        on_taken: Callable[[NewFollowUp], object],
    ) -> None:
        super().__init__(
            page.window(),
            name="tindak-lanjut-baru",
            title=_("Tindak lanjut baru"),
            text=_("Usulan hanya mengisi kolom; yang dicatat adalah pilihan Anda."),
        )
        self._page, self._on_taken = page, on_taken
        self._proposals: tuple[UsulanTindakLanjut, ...] = ()
        self.source = ComboField(
            "tindak-lanjut-penilaian", _("Dari penilaian"), [(one.id, one.nama) for one in sources]
        )
        self.source.set_answer(chosen or sources[0].id)
        self._proposal = ComboField("tindak-lanjut-usulan", _("Usulan"), [("", _("(tanpa usulan)"))])
        self._kind = ComboField("tindak-lanjut-jenis-baru", _("Jenis"), [(one.value, jenis_text(one)) for one in JENIS])
        self._kind.set_answer(JenisTindakLanjut.PELATIHAN.value)
        self.text = GrowingTextEdit("tindak-lanjut-uraian-baru", _("Yang dilakukan"), least_lines=2)
        self.basis = AnswerLine(
            "tindak-lanjut-dasar-baru", _("Dasar"), hint=_("Wajib untuk usulan sanksi: peraturannya"), limit=300
        )
        self.owner = ComboField(
            "tindak-lanjut-oleh-baru",
            _("Penanggung jawab"),
            [("", _("Pejabat penilai pegawai itu")), *((one.id, one.nama) for one in owners)],
        )
        self.due = DateField("tindak-lanjut-tenggat-baru", _("Tenggat"))
        self.due.set_answer(page.desk.proposed_day() + timedelta(days=DAYS_AHEAD))
        self._text_row = FormRow("tindak-lanjut-baris-uraian", _("Yang dilakukan"), self.text, required=True)
        self._basis_row = FormRow("tindak-lanjut-baris-dasar", _("Dasar"), self.basis)
        for row in (
            FormRow("tindak-lanjut-baris-penilaian", _("Dari penilaian"), self.source),
            FormRow("tindak-lanjut-baris-usulan", _("Usulan"), self._proposal),
            FormRow("tindak-lanjut-baris-jenis", _("Jenis"), self._kind),
            self._text_row,
            self._basis_row,
            FormRow("tindak-lanjut-baris-oleh", _("Penanggung jawab"), self.owner),
            FormRow("tindak-lanjut-baris-tenggat", _("Tenggat"), self.due),
        ):
            self.content.addWidget(row)
        self.add_button("batal", _("Batal"))
        self.add_button("ya", _("Catat"), self._take, default=True, closes=False)
        self.source.answered.connect(lambda _key: self._ask_proposals())
        self._proposal.answered.connect(self._on_proposal)
        self._ask_proposals()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        self.prefer_size(720, 440)

    def kind(self) -> JenisTindakLanjut:
        """Return the chosen kind."""
        return JenisTindakLanjut(self._kind.answer())

    def _ask_proposals(self) -> None:
        self._page.ask(propose_tindak_lanjut, self.source.answer(), on_done=self._show_proposals)

    def _show_proposals(self, proposals: tuple[UsulanTindakLanjut, ...]) -> None:
        self._proposals = proposals
        choices = [(str(n), f"{jenis_text(one.jenis)}: {one.uraian}") for n, one in enumerate(proposals)]
        self._proposal.set_choices([("", _("(tanpa usulan)")), *choices])
        self._proposal.set_answer("")

    def _on_proposal(self, key: str) -> None:
        if key:
            one = self._proposals[int(key)]
            self._kind.set_answer(one.jenis.value)
            self.text.set_answer(one.uraian)
            self.basis.set_answer(one.dasar)

    def _take(self) -> None:
        for field in (self.text, self.basis, self.due):
            field.flush()
        self._text_row.clear_finding()
        self._basis_row.clear_finding()
        if not self.text.answer().strip():
            self._text_row.show_finding(State.ERROR, _("Tulis apa yang akan dilakukan."))
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.kind() is JenisTindakLanjut.USULAN_SANKSI and not self.basis.answer().strip():
            self._basis_row.show_finding(State.ERROR, _("Sebutkan peraturan perundang-undangan yang mengaturnya."))
            self.basis.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self.due.is_readable():
            self.due.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.accept()
            self._on_taken(self)


def ask_words(
    parent: QWidget,
    *,
    name: str,
    title: str,
    text: str,
    label: str,
    yes: str,
    day: date,
    on_words: Callable[[str, date], object],
) -> Dialog:
    """Ask for a few words and their day; empty words are refused beside the field."""
    dialog = Dialog(parent.window(), name=name, title=title, text=text)
    field = GrowingTextEdit(f"{name}-teks", label, least_lines=3)
    row = FormRow(f"{name}-baris", label, field, required=True, stacked=True)
    when = DateField(f"{name}-tanggal", _("Tanggal"))
    when.set_answer(day)
    dialog.content.addWidget(row)
    dialog.content.addWidget(FormRow(f"{name}-baris-tanggal", _("Tanggal"), when))

    def take() -> None:
        field.flush()
        when.flush()
        if not field.answer().strip():
            row.show_finding(State.ERROR, _("Tulis dulu isinya."))
            field.setFocus(Qt.FocusReason.OtherFocusReason)
        elif when.is_readable():
            dialog.accept()
            on_words(field.answer(), when.answer())

    dialog.add_button("batal", _("Batal"))
    dialog.add_button("ya", yes, take, default=True, closes=False)
    field.setFocus(Qt.FocusReason.OtherFocusReason)
    dialog.open()
    return dialog


def note_label(text: str, name: str) -> QWidget:
    """Return one note of a follow-up as a line that wraps."""
    return make_label(text, "body", name=name, wrap=True)
