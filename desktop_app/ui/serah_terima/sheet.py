"""SerahTerimaSheet: one hand-over in three steps on one page: to whom and when, what, and the notes that go on."""

from __future__ import annotations

from typing import Any

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.istilah import SebabSerahTerima, StatusSerahTerima
from desktop_app.domain.serah_terima import SerahTerima
from desktop_app.i18n import _
from desktop_app.messages import sentence
from desktop_app.services.naskah import Naskah
from desktop_app.services.serah_terima import (
    Calon,
    RincianBawahan,
    RincianSerah,
    delete_serah_terima,
    finish_serah_terima,
    list_penerima,
    read_serah_terima,
)
from desktop_app.services.serah_terima_cetak import print_serah_terima
from desktop_app.services.serah_terima_kata import SEBAB, fixed_text, follow_up_lines, open_text, rules_of
from desktop_app.ui.draft_sheet import DraftSheet
from desktop_app.ui.models.rows import Column, RowModel
from desktop_app.ui.page import Page
from desktop_app.ui.pdf_output import show_printed
from desktop_app.ui.reason import ask_signature
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.controls import make_button, make_label
from desktop_app.ui.widgets.dates import DateField
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.table import DataTable
from desktop_app.ui.widgets.text import AnswerLine, GrowingTextEdit


class SerahTerimaSheet(DraftSheet):
    """What is typed is saved as it is given; nothing else changes before "Selesaikan". ``left`` asks for the list."""

    def __init__(self, page: Page) -> None:
        super().__init__(page, "serah-terima", _("Serah terima"))
        self._shown: RincianSerah | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        self._delete = make_button("serah-terima-hapus", _("Hapus…"), kind="quiet", icon_name="hapus")
        self._print = make_button("serah-terima-cetak", _("Cetak…"), icon_name="cetak", shortcut="Ctrl+P")
        self._finish = make_button("serah-terima-selesaikan", _("Selesaikan…"), kind="primary", shortcut="Ctrl+Return")
        for widget in (self._delete, self._print, self._finish):
            self._header.add_action(widget)
        self._receiver = ComboField("serah-terima-penerima", _("Yang menerima"))
        self._since = DateField("serah-terima-hari", _("Hari pertama penilai baru"))
        self._reason = ComboField(
            "serah-terima-sebab", _("Sebab"), [(one.value, _(words)) for one, words in SEBAB.items()]
        )
        self._letter = AnswerLine(
            "serah-terima-surat", _("Surat keputusan atau keterangan"), hint=_("Nomor surat, bila ada"), limit=300
        )
        steps = QVBoxLayout()
        steps.setSpacing(6)
        steps.addWidget(make_label(_("1. Kepada siapa, mulai kapan, dan mengapa"), "section", name="serah-terima-satu"))
        self._to = FormRow("serah-terima-baris-penerima", _("Yang menerima"), self._receiver, required=True)
        steps.addWidget(self._to)
        steps.addWidget(FormRow("serah-terima-baris-hari", _("Hari pertamanya"), self._since, required=True))
        why = QHBoxLayout()
        why.setSpacing(16)
        why.addWidget(FormRow("serah-terima-baris-sebab", _("Sebab"), self._reason), 1)
        why.addWidget(self._letter, 1)
        steps.addLayout(why)
        two = make_label(_("2. Yang diserahkan"), "section", name="serah-terima-dua")
        self._model: RowModel[RincianBawahan] = RowModel([], self)
        empty = EmptyState(
            "serah-terima-tanpa-bawahan",
            _("Tidak ada pegawai yang ia nilai pada hari itu"),
            _("Periksa tanggalnya."),
            icon_name="pegawai",
        )
        self._table = DataTable("serah-terima-bawahan", _("Yang diserahkan"), empty)
        self._table.wrap_lines()
        self._rules = make_label("", "muted", name="serah-terima-aturan", wrap=True)
        self._follow_ups_title = make_label(_("Tindak lanjut terbuka"), "label", name="serah-terima-lanjut-judul")
        self._follow_ups = make_label("", "body", name="serah-terima-lanjut", wrap=True)
        three = make_label(_("3. Catatan dan tindak lanjut"), "section", name="serah-terima-tiga")
        self._notes = GrowingTextEdit("serah-terima-catatan", _("Catatan dan tindak lanjut"), least_lines=2)
        self._column.addLayout(steps)
        self._column.addWidget(two)
        self._column.addWidget(self._table, 1)
        self._column.addWidget(self._follow_ups_title)
        self._column.addWidget(self._follow_ups)
        self._column.addWidget(self._rules)
        self._column.addWidget(three)
        self._column.addWidget(self._notes)

    def _connect(self) -> None:
        self._receiver.answered.connect(self._on_receiver)
        self._since.answered.connect(self._on_day)
        self._reason.answered.connect(lambda _key: self._on_reason())
        self._letter.answered.connect(lambda _text: self._on_reason())
        self._notes.answered.connect(lambda text: self._change(catatan=text))
        self._delete.clicked.connect(self._ask_delete)
        self._print.clicked.connect(self._on_print)
        self._finish.clicked.connect(self._ask_finish)

    def open(self, doc_id: str) -> None:
        """Show one hand-over."""
        if doc_id != self.doc_id:
            self._shown = None
        super().open(doc_id)

    def close_draft(self) -> None:
        """Commit and forget the hand-over."""
        super().close_draft()
        self._shown = None

    def _flush(self) -> None:
        for field in (self._since, self._letter, self._notes):
            field.flush()

    def _content(self) -> SerahTerima | None:
        isi = self.draft.content
        return isi if isinstance(isi, SerahTerima) else None

    def _on_opened(self, opened: Naskah) -> None:
        isi = self._content()
        if isi is None:
            return
        open_ = opened.boleh_ubah
        for field in (self._receiver, self._since, self._reason, self._letter):
            field.setEnabled(open_)
        self._notes.setReadOnly(not open_)
        self._delete.setVisible(open_)
        self._finish.setVisible(open_)
        self._tell_state(opened)
        self._since.set_answer(isi.mulai)
        self._reason.set_answer(isi.jenis_sebab.value)
        self._letter.set_answer(isi.sebab)
        self._notes.set_answer(isi.catatan)
        if open_:
            self._ask_people(isi)
        else:
            self._receiver.set_choices([])
        self._ask_details(focus=self._shown is None)

    def _ask_people(self, isi: SerahTerima) -> None:
        self._page.ask(list_penerima, isi.pegawai_id, isi.mulai, on_done=self._show_people)

    def _show_people(self, people: tuple[Calon, ...]) -> None:
        isi = self._content()
        if isi is None:
            return
        superior = _("Atasan pejabat penilai: {nama}")
        choices = [("", _("(belum dipilih)"))]
        for one in people:
            name = f"{one.nama} · {one.jabatan}" if one.jabatan else one.nama
            choices.append((one.id, superior.format(nama=name) if one.atasan else name))
        self._receiver.clear()
        self._receiver.set_choices(choices)
        self._receiver.set_answer(isi.penerima_id)

    def _ask_details(self, *, focus: bool = False) -> None:
        isi = self._content()
        if isi is not None:
            self._page.ask(read_serah_terima, self.doc_id, isi, on_done=lambda shown: self._show(shown, focus))

    def _show(self, shown: RincianSerah, focus: bool) -> None:
        if shown.doc_id != self.doc_id:
            return
        self._shown = shown
        isi, done = shown.isi, shown.isi.status is StatusSerahTerima.SELESAI
        self._header.set_title(_("Serah terima {nama}").format(nama=shown.penyerah.nama))
        told = _("Selesai, mulai {tanggal}") if done else _("Belum selesai, mulai {tanggal}")
        self._header.set_subtitle(told.format(tanggal=format_tanggal(isi.mulai)))
        if done:
            self._receiver.set_choices([(isi.penerima_id, shown.penerima.nama)])
            self._receiver.set_answer(isi.penerima_id)
        self._model = RowModel(_columns(shown), self)
        self._table.set_model(self._model)
        self._table.set_columns((250, 230, 400), 2)
        self._model.set_rows(shown.bawahan)
        self._table.select_row(0)
        words = follow_up_lines(((row.nama, row.dokumen) for row in shown.bawahan), shown.nama)
        self._follow_ups.setText("\n".join(f"• {line}" for line in words))
        self._follow_ups_title.setVisible(bool(words))
        self._follow_ups.setVisible(bool(words))
        words = list(rules_of(one for row in shown.bawahan for one in row.dokumen))
        if shown.ikut_atasan:
            more = _("{n} pegawai yang menyebutnya sebagai atasan pejabat penilai ikut diganti.")
            words.append(more.format(n=shown.ikut_atasan))
        self._rules.setText(" ".join(words))
        self._rules.setVisible(bool(words))
        if focus:
            target = self._print if done else self._receiver
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_receiver(self, doc_id: str) -> None:
        self._to.clear_finding()
        self._change(penerima_id=doc_id)

    def _on_day(self, day: Any) -> None:
        if day is not None:
            self._change(mulai=day)
            isi = self._content()
            if isi is not None:
                self._ask_people(isi)

    def _on_reason(self) -> None:
        self._change(jenis_sebab=SebabSerahTerima(self._reason.answer()), sebab=self._letter.answer())

    def _change(self, **changes: Any) -> None:
        isi = self._content()
        if isi is not None and isi.status is StatusSerahTerima.DRAFT:
            self.draft.change(msgspec.structs.replace(isi, **changes))
            self._ask_details()

    def _ask_delete(self) -> None:
        self._delete_for_reason(
            "serah-terima-hapus-tanya",
            _("Hapus serah terima ini?"),
            _("Belum ada yang berubah pada pegawai dan dokumennya. Riwayatnya tetap tersimpan."),
            delete_serah_terima,
        )

    def _on_print(self) -> None:
        self._flush()
        self.draft.commit(lambda: self._page.ask(print_serah_terima, self.doc_id, on_done=show_printed(self)))

    def _ask_finish(self) -> None:
        self._flush()
        isi = self._content()
        if isi is None or self._shown is None:
            return
        if not isi.penerima_id:
            self._to.show_finding(State.ERROR, _("Pilih penggantinya, atau atasan pejabat penilai."))
            self._receiver.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        text = _("{n} pegawai mendapat penilai baru mulai {tanggal}. Yang sudah tetap tidak berubah.")
        ask_signature(
            self,
            name="serah-terima-selesai",
            title=_("Selesaikan serah terima?"),
            text=text.format(n=len(self._shown.bawahan), tanggal=format_tanggal(isi.mulai)),
            yes=_("Selesaikan"),
            place=isi.tempat,
            day=min(self._page.desk.proposed_day(), isi.mulai),
            on_answer=self._finish_now,
        )

    def _finish_now(self, place: str, day: Any) -> None:
        self._shown = None
        self.draft.push()
        done = self._on_done(_("Serah terima selesai. Cetak lembarnya untuk ditandatangani."))
        self._page.ask(finish_serah_terima, self.doc_id, on_done=done, writes=True, tanggal=day, tempat=place)


def _columns(shown: RincianSerah) -> list[Column[RincianBawahan]]:
    def person(row: RincianBawahan) -> str:
        return f"{row.nama}\n{row.jabatan}" if row.jabatan else row.nama

    def goes_on(row: RincianBawahan) -> str:
        return sentence(row.galat) if row.galat is not None else open_text(row.dokumen, shown.nama)

    return [
        Column(_("Pegawai"), person),
        Column(_("Sudah tetap"), lambda row: fixed_text(row.dokumen)),
        Column(
            _("Masih terbuka dan siapa menyelesaikan"),
            goes_on,
            state=lambda row: State.ERROR if row.galat is not None else None,
        ),
    ]
