"""CompetencySheet: one assessment being typed: ticks, values, reasons, recommendation, who signs; then finished."""

from __future__ import annotations

from typing import Any

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from desktop_app.domain.istilah_pengembangan import KelompokKompetensi, StatusPembinaan
from desktop_app.domain.kompetensi import EvaluasiKompetensi, NilaiKompetensi
from desktop_app.domain.wewenang import Wewenang
from desktop_app.i18n import _
from desktop_app.messages import sentence_for
from desktop_app.services.kompetensi import (
    BarisKompetensi,
    KompetensiTerbuka,
    delete_kompetensi,
    finish_kompetensi,
    new_technical,
    read_kompetensi,
    reopen_kompetensi,
)
from desktop_app.services.kompetensi_cetak import print_kompetensi
from desktop_app.services.naskah import Naskah
from desktop_app.services.standar_kompetensi import AsalStandar
from desktop_app.ui.draft_sheet import DraftSheet
from desktop_app.ui.kompetensi.card import CompetencyCard
from desktop_app.ui.kompetensi.summary import CompetencySummary
from desktop_app.ui.kompetensi.technical import ask_technical
from desktop_app.ui.page import Page
from desktop_app.ui.pdf_output import show_printed
from desktop_app.ui.picker import PersonPicker
from desktop_app.ui.widgets.controls import make_button, make_label
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.scroll import ScrollColumn
from desktop_app.ui.widgets.text import GrowingTextEdit

MOST_FINDINGS = 4
"""Findings that are told at once; a fresh sheet lacks everything, which one line says as well."""


class CompetencySheet(DraftSheet):
    """What is typed is saved as it is given; "Selesai" freezes it. ``left`` asks for the list."""

    def __init__(self, page: Page) -> None:
        super().__init__(page, "kompetensi", _("Kompetensi"))
        self._cards: dict[str, CompetencyCard] = {}
        self._shown: KompetensiTerbuka | None = None
        self._editable = False
        self._fresh = False
        self._build()
        self._connect()

    def _build(self) -> None:
        self._delete = make_button("kompetensi-hapus", _("Hapus…"), kind="quiet", icon_name="hapus")
        self._reopen = make_button("kompetensi-koreksi", _("Koreksi…"), kind="quiet", icon_name="ubah")
        self._print = make_button("kompetensi-cetak", _("Cetak…"), icon_name="cetak", shortcut="Ctrl+P")
        self._finish = make_button("kompetensi-selesai", _("Selesai…"), kind="primary", shortcut="Ctrl+Return")
        for widget in (self._delete, self._reopen, self._print, self._finish):
            self._header.add_action(widget)
        self._standard = make_label("", "muted", name="kompetensi-standar", wrap=True)
        self._findings = make_label("", "body", name="kompetensi-temuan", wrap=True)
        self._box = QVBoxLayout()
        self._box.setSpacing(10)
        self._add = make_button(
            "kompetensi-tambah-teknis", _("Tambah kompetensi teknis…"), icon_name="tambah", compact=True
        )
        self._advice = GrowingTextEdit("kompetensi-rekomendasi", _("Rekomendasi"), least_lines=2)
        self._signer = PersonPicker("kompetensi-penanda", _("Yang menandatangani"), self._page.desk.runner)
        self._summary = CompetencySummary()
        scroll = ScrollColumn("kompetensi-gulir", _("Isi penilaian kompetensi"))
        box: QVBoxLayout = scroll.box
        box.addWidget(self._standard)
        box.addWidget(self._findings)
        box.addLayout(self._box)
        box.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(FormRow("kompetensi-baris-rekomendasi", _("Rekomendasi"), self._advice))
        box.addWidget(
            FormRow(
                "kompetensi-baris-penanda",
                _("Yang menandatangani"),
                self._signer,
                required=True,
                hint=_("Pimpinan, atau pihak lain yang ditugasi memimpin bimbingan"),
            )
        )
        box.addWidget(make_label(_("Gambaran"), "section", name="kompetensi-gambaran-judul"))
        box.addWidget(self._summary)
        box.addStretch(1)
        self._column.setSpacing(10)
        self._column.addWidget(scroll, 1)

    def _connect(self) -> None:
        self._advice.answered.connect(lambda text: self._change(rekomendasi=text))
        self._signer.answered.connect(lambda doc_id: self._change(pembimbing_id=doc_id))
        self._add.clicked.connect(lambda: ask_technical(self, self._add_technical))
        self._delete.clicked.connect(self._ask_delete)
        self._reopen.clicked.connect(self._ask_reopen)
        self._print.clicked.connect(self._on_print)
        self._finish.clicked.connect(self._ask_finish)

    def open(self, doc_id: str) -> None:
        """Show one document."""
        self._fresh = doc_id != self.doc_id
        super().open(doc_id)

    def close_draft(self) -> None:
        """Commit and forget the document."""
        super().close_draft()
        self._shown = None

    def _flush(self) -> None:
        self._advice.flush()
        for card in self._cards.values():
            card.flush()

    def _content(self) -> EvaluasiKompetensi | None:
        isi = self.draft.content
        return isi if isinstance(isi, EvaluasiKompetensi) else None

    def _on_opened(self, opened: Naskah) -> None:
        isi = self._content()
        if isi is None:
            return
        self._editable = opened.boleh_ubah
        may = self._page.desk.may(Wewenang.ISI_KOMPETENSI) and opened.boleh_menyusun
        done = isi.status is StatusPembinaan.SELESAI
        for button in (self._delete, self._finish, self._add):
            button.setVisible(self._editable)
        self._reopen.setVisible(done and may)
        self._advice.setReadOnly(not self._editable)
        self._signer.setEnabled(self._editable)
        self._advice.set_answer(isi.rekomendasi)
        self._tell_state(opened)
        self._ask_shown()

    def _ask_shown(self) -> None:
        isi = self._content()
        if isi is not None:
            self._page.ask(read_kompetensi, self.doc_id, isi, on_done=self._show)

    def _show(self, shown: KompetensiTerbuka) -> None:
        self._shown = shown
        isi = shown.isi
        self._header.set_title(shown.pegawai.nama or _("Kompetensi"))
        state = _("selesai") if isi.status is StatusPembinaan.SELESAI else _("draf")
        self._header.set_subtitle(
            _("Evaluasi kompetensi · {jabatan} · {keadaan}").format(jabatan=shown.pegawai.jabatan or "–", keadaan=state)
        )
        self._standard.setText(_standard_text(shown))
        self._signer.set_answer(isi.pembimbing_id, shown.pembimbing.nama)
        self._show_cards(shown)
        self._summary.show_values(shown)
        lines = [f"• {sentence_for(one.kode, one.fakta)}" for one in shown.temuan]
        if len(lines) > MOST_FINDINGS:
            rest = _("• dan {jumlah} hal lain yang belum lengkap").format(jumlah=len(lines) - MOST_FINDINGS)
            lines = [*lines[:MOST_FINDINGS], rest]
        self._findings.setText("\n".join(lines))
        self._findings.setVisible(bool(lines))
        if self._fresh:
            self._fresh = False
            first = next(iter(self._cards.values()), None)
            target = first.first_field() if first is not None and self._editable else self._print
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_cards(self, shown: KompetensiTerbuka) -> None:
        if [one.nilai.id for one in shown.baris] != list(self._cards):
            self._rebuild(shown)
        for one in shown.baris:
            self._cards[one.nilai.id].show_row(
                one, editable=self._editable, level_free=self._editable and _level_free(shown, one)
            )

    def _rebuild(self, shown: KompetensiTerbuka) -> None:
        while (item := self._box.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self._cards = {}
        for one in shown.baris:
            card = CompetencyCard(one, shown.skala)
            card.changed.connect(self._on_value)
            card.removed.connect(self._remove)
            self._cards[one.nilai.id] = card
            self._box.addWidget(card)
            # Shown at once, so that the keyboard can go there in the same breath.
            card.show()

    def _on_value(self, value: NilaiKompetensi) -> None:
        isi = self._content()
        if isi is not None:
            self._change(kompetensi=tuple(value if one.id == value.id else one for one in isi.kompetensi))

    def _remove(self, key: str) -> None:
        isi = self._content()
        if isi is not None:
            self._change(kompetensi=tuple(one for one in isi.kompetensi if one.id != key))

    def _add_technical(self, name: str, level: int) -> None:
        isi = self._content()
        if isi is not None:
            self._change(kompetensi=new_technical(isi, name, level).kompetensi)

    def _change(self, **changes: Any) -> None:
        isi = self._content()
        if isi is not None and self._editable:
            self.draft.change(msgspec.structs.replace(isi, **changes))
            self._ask_shown()

    def _ask_delete(self) -> None:
        self._delete_for_reason(
            "kompetensi-hapus-tanya", _("Hapus draf ini?"), _("Riwayat draf tetap tersimpan."), delete_kompetensi
        )

    def _ask_reopen(self) -> None:
        self._step_for_reason(
            "kompetensi-koreksi-tanya",
            _("Buka kembali untuk dikoreksi?"),
            _("Yang sudah ditandatangani tetap ada di riwayat."),
            _("Buka kembali"),
            reopen_kompetensi,
        )

    def _ask_finish(self) -> None:
        self._flush()
        isi, shown = self._content(), self._shown
        if isi is None or shown is None:
            return
        self._step_signed(
            "kompetensi-selesai-tanya",
            _("Selesaikan penilaian kompetensi?"),
            _("Nilai, alasan, dan nama dibekukan untuk {nama}. Cetak lalu tandatangani.").format(
                nama=shown.pegawai.nama
            ),
            _("Selesaikan"),
            finish_kompetensi,
            _("Penilaian kompetensi selesai. Cetak untuk ditandatangani."),
            place=isi.tempat,
            day=self._page.desk.proposed_day(),
        )

    def _on_print(self) -> None:
        self._flush()
        self.draft.commit(
            lambda: self._page.ask(print_kompetensi, self.doc_id, on_done=show_printed(self), grafik=True)
        )


def _level_free(shown: KompetensiTerbuka, one: BarisKompetensi) -> bool:
    return not shown.isi.standar_id or not one.nilai.level or one.nilai.kelompok is KelompokKompetensi.TEKNIS


def _standard_text(shown: KompetensiTerbuka) -> str:
    if shown.asal is AsalStandar.USULAN:
        return _(
            "Standar jabatan ini belum ditetapkan. Level di bawah ini usulan program menurut jenis jabatannya; "
            "ubah bila perlu."
        )
    if shown.asal is AsalStandar.KABUPATEN:
        return _("Level menurut standar kabupaten: {nama}").format(nama=shown.standar)
    return _("Level menurut standar kantor: {nama}").format(nama=shown.standar)
