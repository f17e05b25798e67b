"""AngkaKreditSheet: one conversion or determination, its numbers computed while one types."""

from __future__ import annotations

from typing import Any

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.angka_kredit import AngkaKredit
from desktop_app.domain.istilah_kinerja import JenisAngkaKredit, JenjangFungsional, StatusPutusan
from desktop_app.domain.kalimat import end
from desktop_app.domain.wewenang import Wewenang
from desktop_app.i18n import _
from desktop_app.messages import sentence_for
from desktop_app.services.angka_kredit import (
    delete_angka_kredit,
    determine_angka_kredit,
    read_angka_kredit,
    reopen_angka_kredit,
)
from desktop_app.services.angka_kredit_cetak import print_angka_kredit
from desktop_app.services.angka_kredit_hitung import AngkaKreditTerbuka
from desktop_app.services.naskah import Naskah
from desktop_app.ui.angka_kredit.rows import ComponentRows
from desktop_app.ui.angka_kredit.words import LEVELS, points_text
from desktop_app.ui.draft_sheet import DraftSheet
from desktop_app.ui.page import Page
from desktop_app.ui.pdf_output import show_printed
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.controls import make_button, make_label
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.scroll import ScrollColumn
from desktop_app.ui.widgets.text import AnswerLine, GrowingTextEdit
from desktop_app.ui.words import periode_text


class AngkaKreditSheet(DraftSheet):
    """What is typed is saved as it is given; "Tetapkan" freezes it. ``left`` asks for the list."""

    def __init__(self, page: Page) -> None:
        super().__init__(page, "angka-kredit", _("Angka kredit"))
        self._shown: AngkaKreditTerbuka | None = None
        self._fresh = False
        self._build()
        self._connect()

    def _build(self) -> None:
        self._delete = make_button("angka-kredit-hapus", _("Hapus…"), kind="quiet", icon_name="hapus")
        self._reopen = make_button("angka-kredit-koreksi", _("Koreksi…"), kind="quiet", icon_name="ubah")
        self._sums = make_button("angka-kredit-akumulasi", _("Cetak akumulasi…"), icon_name="cetak")
        self._print = make_button("angka-kredit-cetak", _("Cetak…"), icon_name="cetak", shortcut="Ctrl+P")
        self._fix = make_button("angka-kredit-tetapkan", _("Tetapkan…"), kind="primary", shortcut="Ctrl+Return")
        for widget in (self._delete, self._reopen, self._sums, self._print, self._fix):
            self._header.add_action(widget)
        self._level = ComboField(
            "angka-kredit-jenjang",
            _("Jenjang"),
            [("", _("(belum dipilih)")), *((one.value, words) for one, words in LEVELS.items())],
        )
        self._months = AnswerLine("angka-kredit-bulan", _("Jumlah bulan"), limit=2)
        self._months.setFixedWidth(90)
        self._number = AnswerLine("angka-kredit-nomor", _("Nomor surat"), limit=100)
        self._card = AnswerLine("angka-kredit-karpeg", _("Nomor seri karpeg"), limit=60)
        self._birthplace = AnswerLine("angka-kredit-lahir", _("Tempat lahir"), limit=100)
        self._copies = GrowingTextEdit("angka-kredit-tembusan", _("Tembusan, satu tiap baris"), least_lines=2)
        self._result = make_label("", "number", name="angka-kredit-hasil")
        self._how = make_label("", "muted", name="angka-kredit-cara", wrap=True)
        self._findings = make_label("", "body", name="angka-kredit-temuan", wrap=True)
        self._rows = ComponentRows()
        self._level_row = FormRow("angka-kredit-baris-jenjang", _("Jenjang"), self._level, required=True)
        self._months_row = FormRow("angka-kredit-baris-bulan", _("Jumlah bulan"), self._months, required=True)
        scroll = ScrollColumn("angka-kredit-gulir", _("Isi lembar"))
        box: QVBoxLayout = scroll.box
        parts: tuple[QWidget, ...] = (
            self._result,
            self._how,
            self._findings,
            self._rows,
            self._level_row,
            self._months_row,
            FormRow("angka-kredit-baris-nomor", _("Nomor surat"), self._number),
            FormRow("angka-kredit-baris-karpeg", _("Nomor seri karpeg"), self._card),
            FormRow("angka-kredit-baris-lahir", _("Tempat lahir"), self._birthplace),
            FormRow("angka-kredit-baris-tembusan", _("Tembusan"), self._copies, hint=_("Satu penerima tiap baris")),
        )
        for part in parts:
            box.addWidget(part)
        box.addStretch(1)
        self._column.addWidget(scroll, 1)

    def _connect(self) -> None:
        self._level.answered.connect(lambda key: self._change(jenjang=JenjangFungsional(key) if key else None))
        self._months.answered.connect(self._on_months)
        self._number.answered.connect(lambda text: self._change(nomor=text))
        self._card.answered.connect(lambda text: self._change_details(nomor_karpeg=text))
        self._birthplace.answered.connect(lambda text: self._change_details(tempat_lahir=text))
        self._copies.answered.connect(self._on_copies)
        self._rows.changed.connect(lambda rows: self._change(komponen=rows))
        self._delete.clicked.connect(self._ask_delete)
        self._reopen.clicked.connect(self._ask_reopen)
        self._print.clicked.connect(lambda: self._on_print(akumulasi=False))
        self._sums.clicked.connect(lambda: self._on_print(akumulasi=True))
        self._fix.clicked.connect(self._ask_fix)

    def open(self, doc_id: str) -> None:
        """Show one document."""
        self._fresh = doc_id != self.doc_id
        super().open(doc_id)

    def close_draft(self) -> None:
        """Commit and forget the document."""
        super().close_draft()
        self._shown = None

    def _flush(self) -> None:
        for field in (self._months, self._number, self._card, self._birthplace, self._copies):
            field.flush()
        self._rows.flush()

    def _content(self) -> AngkaKredit | None:
        isi = self.draft.content
        return isi if isinstance(isi, AngkaKredit) else None

    def _on_opened(self, opened: Naskah) -> None:
        isi = self._content()
        if isi is None:
            return
        open_ = opened.boleh_ubah
        sums = isi.jenis is JenisAngkaKredit.PENETAPAN
        for field in (self._level, self._months, self._number, self._card, self._birthplace):
            field.setEnabled(open_)
        self._copies.setReadOnly(not open_)
        may_fix = self._page.desk.may(Wewenang.TETAPKAN_ANGKA_KREDIT)
        fixed = isi.status is StatusPutusan.DITETAPKAN
        self._delete.setVisible(open_)
        self._fix.setVisible(open_ and may_fix)
        self._reopen.setVisible(fixed and may_fix)
        self._sums.setVisible(sums)
        self._rows.setVisible(sums)
        self._months_row.setVisible(not sums)
        self._tell_state(opened)
        self._level.set_answer(isi.jenjang.value if isi.jenjang else "")
        self._months.set_answer(str(isi.bulan))
        self._number.set_answer(isi.nomor)
        self._card.set_answer(isi.rincian.nomor_karpeg)
        self._birthplace.set_answer(isi.rincian.tempat_lahir)
        self._copies.set_answer("\n".join(isi.tembusan))
        self._rows.show_rows(isi.komponen, editable=open_)
        self._ask_numbers()

    def _ask_numbers(self) -> None:
        isi = self._content()
        if isi is not None:
            self._page.ask(read_angka_kredit, self.doc_id, isi, on_done=self._show)

    def _show(self, shown: AngkaKreditTerbuka) -> None:
        self._shown = shown
        isi = shown.isi
        kind = _("Penetapan angka kredit") if isi.jenis is JenisAngkaKredit.PENETAPAN else _("Konversi angka kredit")
        self._header.set_title(shown.pegawai.nama or kind)
        fixed = isi.status is StatusPutusan.DITETAPKAN
        state = _("ditetapkan") if fixed else _("draf")
        self._header.set_subtitle(f"{kind} · {periode_text(isi.periode)} · {state}")
        self._result.setText(points_text(shown))
        self._how.setText(how_text(shown))
        self._findings.setText("\n".join(f"• {sentence_for(one.kode, one.fakta)}" for one in shown.temuan))
        self._findings.setVisible(bool(shown.temuan))
        if self._fresh:
            self._fresh = False
            target: QWidget = self._print if fixed else self._level
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_months(self, text: str) -> None:
        if text.strip().isascii() and text.strip().isdigit():
            self._months_row.clear_finding()
            self._change(bulan=int(text))
        else:
            self._months_row.show_finding(State.ERROR, _("Isi angka 1 sampai 12."))

    def _on_copies(self, text: str) -> None:
        self._change(tembusan=tuple(line.strip() for line in text.splitlines() if line.strip()))

    def _change_details(self, **details: Any) -> None:
        isi = self._content()
        if isi is not None:
            self._change(rincian=msgspec.structs.replace(isi.rincian, **details))

    def _change(self, **changes: Any) -> None:
        isi = self._content()
        if isi is not None and isi.status is StatusPutusan.DRAFT:
            self.draft.change(msgspec.structs.replace(isi, **changes))
            self._ask_numbers()

    def _ask_delete(self) -> None:
        self._delete_for_reason(
            "angka-kredit-hapus-tanya",
            _("Hapus draf ini?"),
            _("Penilaiannya tidak berubah. Riwayat draf tetap tersimpan."),
            delete_angka_kredit,
        )

    def _ask_reopen(self) -> None:
        self._step_for_reason(
            "angka-kredit-koreksi-tanya",
            _("Buka kembali untuk dikoreksi?"),
            _("Yang sudah ditetapkan tetap ada di riwayat. Penetapan yang sudah menjumlahkannya tidak berubah."),
            _("Buka kembali"),
            reopen_angka_kredit,
        )

    def _ask_fix(self) -> None:
        self._flush()
        isi, shown = self._content(), self._shown
        if isi is None or shown is None:
            return
        self._step_signed(
            "angka-kredit-tetapkan-tanya",
            _("Tetapkan angka kredit?"),
            _("{angka} untuk {nama}. Angka, nama, dan aturannya dibekukan.").format(
                angka=points_text(shown), nama=shown.pegawai.nama
            ),
            _("Tetapkan"),
            determine_angka_kredit,
            _("Angka kredit ditetapkan. Cetak untuk ditandatangani."),
            place=isi.tempat,
            day=self._page.desk.proposed_day(),
        )

    def _on_print(self, *, akumulasi: bool) -> None:
        self._flush()
        self.draft.commit(
            lambda: self._page.ask(print_angka_kredit, self.doc_id, on_done=show_printed(self), akumulasi=akumulasi)
        )


def how_text(shown: AngkaKreditTerbuka) -> str:
    """Return how the number came about, and from which rule set."""
    isi, level = shown.isi, shown.aturan_jenjang
    if isi.jenis is JenisAngkaKredit.PENETAPAN:
        text = _("Jumlah semua baris; {n} konversi dijumlahkan.").format(n=len(shown.konversi))
    elif level is None or shown.persen is None:
        text = _("Pilih jenjangnya agar angkanya terhitung.")
    else:
        text = _("{bulan}/12 × {persen} % × {koefisien} per tahun ({jenjang}).").format(
            bulan=isi.bulan,
            persen=format(shown.persen, "f"),
            koefisien=format(level.koefisien, "f").replace(".", ","),
            jenjang=level.nama,
        )
    return end(f"{text} {shown.aturan.nama}")
