"""FollowUpSheet: one follow-up, what was noted on the way, and its end; who sees to it notes, its manager types."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.istilah_pengembangan import JenisTindakLanjut, StatusButir
from desktop_app.domain.tindak_lanjut import TindakLanjutEvaluasi
from desktop_app.domain.wewenang import Wewenang
from desktop_app.i18n import _
from desktop_app.services.naskah import Naskah
from desktop_app.services.tindak_lanjut import (
    RincianTindakLanjut,
    close_tindak_lanjut,
    note_tindak_lanjut,
    read_tindak_lanjut,
    reopen_tindak_lanjut,
)
from desktop_app.services.tindak_lanjut_kata import JENIS, jenis_text, status_text
from desktop_app.services.tindak_lanjut_pilihan import PilihanNama
from desktop_app.ui.draft_sheet import DraftSheet
from desktop_app.ui.page import Page
from desktop_app.ui.reason import ask_reason
from desktop_app.ui.theme import State
from desktop_app.ui.tindak_lanjut.dialogs import ask_words, note_label
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.controls import Card, make_button, make_label
from desktop_app.ui.widgets.dates import DateField
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.scroll import ScrollColumn
from desktop_app.ui.widgets.text import AnswerLine, GrowingTextEdit
from desktop_app.ui.words import periode_text


class FollowUpSheet(DraftSheet):
    """What is typed is saved as it is given; notes and the end are acts of their own. ``left`` asks for the list."""

    def __init__(self, page: Page, owners: Callable[[], tuple[PilihanNama, ...]]) -> None:
        super().__init__(page, "tindak-lanjut", _("Tindak lanjut"))
        self._owners = owners
        self._doc_id = ""
        self._shown: RincianTindakLanjut | None = None
        self._notes: list[QWidget] = []
        self._build()
        self._connect()

    def _build(self) -> None:
        self._cancel = make_button("tindak-lanjut-batalkan", _("Batalkan…"), kind="quiet")
        self._reopen = make_button("tindak-lanjut-buka", _("Buka kembali…"), kind="quiet", icon_name="ubah")
        self._note = make_button("tindak-lanjut-catat", _("Catat kemajuan…"), icon_name="tambah")
        self._close = make_button("tindak-lanjut-selesai", _("Selesai…"), kind="primary", shortcut="Ctrl+Return")
        for widget in (self._cancel, self._reopen, self._note, self._close):
            self._header.add_action(widget)
        self._kind = ComboField("tindak-lanjut-jenis", _("Jenis"), [(one.value, jenis_text(one)) for one in JENIS])
        self._text = GrowingTextEdit("tindak-lanjut-uraian", _("Yang dilakukan"), least_lines=2)
        self._basis = AnswerLine("tindak-lanjut-dasar", _("Dasar"), limit=300)
        self._owner = ComboField("tindak-lanjut-oleh", _("Penanggung jawab"))
        self._has_due = QCheckBox(_("Bertenggat"))
        self._has_due.setObjectName("tindak-lanjut-bertenggat")
        self._has_due.setAccessibleName(self._has_due.text())
        self._due = DateField("tindak-lanjut-tenggat", _("Tenggat"))
        self._plan = ComboField("tindak-lanjut-rencana", _("Rencana pengembangan"))
        self._plan_row = FormRow("tindak-lanjut-baris-rencana-lembar", _("Langkah di rencana pengembangan"), self._plan)
        self._outcome = make_label("", "body", name="tindak-lanjut-hasil", wrap=True)
        self._outcome_card = Card("tindak-lanjut-kartu-hasil", _("Hasil"))
        self._outcome_card.box.addWidget(self._outcome)
        self._notes_card = Card("tindak-lanjut-kartu-catatan", _("Catatan kemajuan"))
        scroll = ScrollColumn("tindak-lanjut-gulir", _("Isi tindak lanjut"))
        box: QVBoxLayout = scroll.box
        for part in (
            FormRow("tindak-lanjut-lembar-jenis", _("Jenis"), self._kind),
            FormRow("tindak-lanjut-lembar-uraian", _("Yang dilakukan"), self._text, required=True),
            FormRow("tindak-lanjut-lembar-dasar", _("Dasar"), self._basis),
            FormRow("tindak-lanjut-lembar-oleh", _("Penanggung jawab"), self._owner),
            self._has_due,
            FormRow("tindak-lanjut-lembar-tenggat", _("Tenggat"), self._due),
            self._plan_row,
            self._outcome_card,
            self._notes_card,
        ):
            box.addWidget(part)
        box.addStretch(1)
        self._column.setSpacing(10)
        self._column.addWidget(scroll, 1)

    def _connect(self) -> None:
        self._kind.answered.connect(lambda key: self._change(jenis=JenisTindakLanjut(key)))
        self._text.answered.connect(lambda text: self._change(uraian=text))
        self._basis.answered.connect(lambda text: self._change(dasar=text))
        self._owner.answered.connect(lambda key: self._change(penanggung_jawab_id=key))
        self._has_due.clicked.connect(self._on_has_due)
        self._due.answered.connect(lambda day: self._change(tenggat=day))
        self._plan.answered.connect(lambda key: self._change(rencana_id=key))
        self._note.clicked.connect(self._ask_note)
        self._close.clicked.connect(lambda: self._ask_end(cancelled=False))
        self._cancel.clicked.connect(lambda: self._ask_end(cancelled=True))
        self._reopen.clicked.connect(self._ask_reopen)

    @property
    def doc_id(self) -> str:
        """The follow-up that is open, or an empty text."""
        return self._doc_id

    def open(self, doc_id: str) -> None:
        """Show one follow-up; who may only note on it gets no field to type into."""
        self._doc_id = doc_id
        self._page.ask(read_tindak_lanjut, doc_id, on_done=self._show)

    def close_draft(self) -> None:
        """Commit and forget the follow-up."""
        super().close_draft()
        self._doc_id = ""

    def _flush(self) -> None:
        for field in (self._text, self._basis, self._due):
            field.flush()

    def _content(self) -> TindakLanjutEvaluasi | None:
        content = self.draft.content
        return content if isinstance(content, TindakLanjutEvaluasi) else None

    def _show(self, shown: RincianTindakLanjut) -> None:
        if shown.baris.id != self._doc_id:
            return
        self._shown = shown
        row = shown.baris
        self._header.set_title(row.nama)
        told = status_text(row.isi.status, row.lewat)
        periode = periode_text(row.isi.periode) if row.isi.periode else "–"
        self._header.set_subtitle(f"{jenis_text(row.isi.jenis)} · {periode} · {told}")
        self._page.banner.hide()
        if row.konflik:
            text = _("Dokumen ini berbeda versi. Pilih dulu versi yang benar di halaman konflik.")
            self._page.banner.show_message(State.WARNING, text)
        self._put_choices(shown)
        self._put(row.isi)
        editable = row.boleh_ubah and not row.konflik
        for field in (self._kind, self._owner, self._has_due, self._plan, self._due):
            field.setEnabled(editable)
        self._text.setReadOnly(not editable)
        self._basis.setReadOnly(not editable)
        ended = row.isi.status in (StatusButir.SELESAI, StatusButir.BATAL)
        self._note.setVisible(row.boleh_catat and not row.konflik)
        self._close.setVisible(row.boleh_tutup and not row.konflik)
        self._cancel.setVisible(editable)
        self._reopen.setVisible(ended and self._page.desk.may(Wewenang.KELOLA_TINDAK_LANJUT))
        self._outcome_card.setVisible(bool(row.isi.hasil))
        when = format_tanggal(row.isi.selesai) if row.isi.selesai else "–"
        self._outcome.setText(f"{when}: {row.isi.hasil}")
        self._put_notes(shown)
        self.draft.forget()
        if editable:
            self.draft.open(row.id)
        target = self._text if editable else self._note if not self._note.isHidden() else self._back
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _put_choices(self, shown: RincianTindakLanjut) -> None:
        row = shown.baris
        people = [("", _("Pejabat penilai pegawai itu")), *((one.id, one.nama) for one in self._owners())]
        mine = row.isi.penanggung_jawab_id
        if mine and all(key != mine for key, _name in people):
            people.append((mine, row.oleh))
        self._owner.clear()
        self._owner.set_choices(people)
        self._plan.clear()
        years = [(key, _("Rencana pengembangan {tahun}").format(tahun=year)) for key, year in shown.rencana]
        self._plan.set_choices([("", _("(tidak ada)")), *years])
        training = row.isi.jenis is JenisTindakLanjut.PELATIHAN
        self._plan_row.setVisible(bool(shown.rencana) and (training or bool(row.isi.rencana_id)))

    def _put(self, content: TindakLanjutEvaluasi) -> None:
        self._kind.set_answer(content.jenis.value)
        self._text.set_answer(content.uraian)
        self._basis.set_answer(content.dasar)
        self._owner.set_answer(content.penanggung_jawab_id)
        self._has_due.setChecked(content.tenggat is not None)
        self._due.setVisible(content.tenggat is not None)
        self._due.set_answer(content.tenggat or self._page.desk.proposed_day())
        self._plan.set_answer(content.rencana_id)

    def _put_notes(self, shown: RincianTindakLanjut) -> None:
        for widget in self._notes:
            widget.deleteLater()
        self._notes = []
        for number, one in enumerate(reversed(shown.baris.isi.kemajuan)):
            day = format_tanggal(one.tanggal) if one.tanggal else "–"
            text = _("{tanggal}, {nama}: {teks}").format(
                tanggal=day, nama=shown.pencatat.get(one.id, "–"), teks=one.teks
            )
            self._notes.append(note_label(text, f"tindak-lanjut-catatan-{number}"))
        for widget in self._notes:
            self._notes_card.box.addWidget(widget)
        self._notes_card.setVisible(bool(self._notes))

    def _on_opened(self, opened: Naskah) -> None:
        content = self._content()
        if content is None:
            return
        if opened.tertahan:
            self.draft.tell_held(self._page.banner)
        self._put(content)

    def _on_has_due(self) -> None:
        has = self._has_due.isChecked()
        self._due.setVisible(has)
        self._change(tenggat=self._due.answer() if has else None)

    def _change(self, **changes: Any) -> None:
        content = self._content()
        if content is None:
            return
        changed = msgspec.structs.replace(content, **changes)
        if changed.jenis is JenisTindakLanjut.USULAN_SANKSI and not changed.dasar.strip():
            text = _("Usulan sanksi perlu dasar. Isi kolom Dasar dengan peraturannya, baru pilih jenis itu.")
            self._page.banner.show_message(State.WARNING, text)
            self._put(content)
            return
        self.draft.change(changed)

    def _ask_note(self) -> None:
        ask_words(
            self,
            name="tindak-lanjut-kemajuan",
            title=_("Catat kemajuan"),
            text=self._shown.baris.isi.uraian if self._shown else "",
            label=_("Yang sudah terjadi"),
            yes=_("Catat"),
            day=self._page.desk.proposed_day(),
            on_words=self._note_now,
        )

    def _note_now(self, words: str, day: date) -> None:
        self._act(
            lambda: self._page.ask(
                note_tindak_lanjut, self._doc_id, words, on_done=self._on_done(), writes=True, tanggal=day
            )
        )

    def _ask_end(self, *, cancelled: bool) -> None:
        ask_words(
            self,
            name="tindak-lanjut-tutup",
            title=_("Batalkan tindak lanjut ini?") if cancelled else _("Tindak lanjut selesai?"),
            text=self._shown.baris.isi.uraian if self._shown else "",
            label=_("Sebabnya") if cancelled else _("Hasilnya"),
            yes=_("Batalkan") if cancelled else _("Selesai"),
            day=self._page.desk.proposed_day(),
            on_words=lambda words, day: self._end_now(words, day, cancelled),
        )

    def _end_now(self, words: str, day: date, cancelled: bool) -> None:
        self._act(
            lambda: self._page.ask(
                close_tindak_lanjut,
                self._doc_id,
                words,
                on_done=self._on_done(),
                writes=True,
                tanggal=day,
                batal=cancelled,
            )
        )

    def _ask_reopen(self) -> None:
        ask_reason(
            self,
            name="tindak-lanjut-buka-tanya",
            title=_("Buka kembali?"),
            text=_("Hasil yang sudah ditulis pindah ke catatan kemajuan."),
            yes=_("Buka kembali"),
            on_reason=lambda reason: self._page.ask(
                reopen_tindak_lanjut,
                self._doc_id,
                reason,
                on_done=self._on_done(),
                writes=True,
                tanggal=self._page.desk.proposed_day(),
            ),
        )

    def _act(self, act: Any) -> None:
        """Do ``act`` after what was typed became a revision."""
        if self.draft.content is not None:
            self.draft.commit(act)
        else:
            act()
