"""AdendumSheet: one addendum, change by change, old and new side by side; every answer is saved as it is given."""

from __future__ import annotations

from datetime import date

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QWidget

from desktop_app.domain.adendum import Adendum, PerubahanHasil, check_adendum
from desktop_app.domain.istilah import JenisHasil, JenisPerubahan, StatusAdendum
from desktop_app.i18n import _
from desktop_app.services.adendum import AdendumTerbuka, advance_adendum, new_change, read_adendum
from desktop_app.services.adendum_cetak import print_adendum
from desktop_app.services.kantor import Changed
from desktop_app.services.naskah import Naskah
from desktop_app.services.skp import new_hasil
from desktop_app.ui.adendum.change import ChangeCard
from desktop_app.ui.adendum.words import status_text
from desktop_app.ui.draft_sheet import DraftSheet
from desktop_app.ui.findings import FindingsList
from desktop_app.ui.page import Page
from desktop_app.ui.pdf_output import show_printed
from desktop_app.ui.reason import ask_reason, ask_signature
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.controls import make_button
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.scroll import ScrollColumn
from desktop_app.ui.widgets.text import AnswerLine


class AdendumSheet(DraftSheet):
    """``left`` asks for the list again."""

    def __init__(self, page: Page) -> None:
        super().__init__(page, "adendum", _("Adendum"))
        self._open: AdendumTerbuka | None = None
        self._opened: Naskah | None = None
        self._cards: list[ChangeCard] = []
        self._build()
        self._connect()

    def _build(self) -> None:
        self._print = make_button("adendum-cetak", _("Cetak…"), icon_name="cetak")
        self._withdraw = make_button("adendum-tarik", _("Tarik kembali"))
        self._refuse = make_button("adendum-tolak", _("Tolak…"))
        self._submit = make_button("adendum-ajukan", _("Ajukan"), kind="primary", shortcut="Ctrl+Return")
        self._accept = make_button("adendum-terima", _("Terima…"), kind="primary", shortcut="Ctrl+Return")
        for widget in (self._print, self._withdraw, self._refuse, self._submit, self._accept):
            self._header.add_action(widget)
        self._basis = AnswerLine(
            "adendum-dasar", _("Dasar perubahan"), hint=_("Misalnya surat tugas, nomor dan tanggalnya"), limit=500
        )
        self._choice = ComboField("adendum-hasil", _("Hasil kerja yang diubah"))
        self._change = make_button("adendum-ubah-hasil", _("Ubah"), icon_name="ubah")
        self._drop = make_button("adendum-hapus-hasil", _("Hapus"), icon_name="hapus")
        self._add = make_button("adendum-tambah-hasil", _("Hasil baru"), icon_name="tambah")
        self._bar = QWidget()
        bar = QHBoxLayout(self._bar)
        bar.setContentsMargins(0, 0, 0, 0)
        bar.addWidget(self._choice, 1)
        for button in (self._change, self._drop, self._add):
            bar.addWidget(button)
        self._scroll = ScrollColumn("adendum-gulir", _("Perubahan hasil kerja"))
        self._scroll.box.addWidget(FormRow("adendum-baris-dasar", _("Dasar perubahan"), self._basis))
        self._propose_row = FormRow("adendum-baris-hasil", _("Hasil di SKP"), self._bar)
        self._scroll.box.addWidget(self._propose_row)
        self._scroll.box.addStretch(1)
        self.findings = FindingsList("adendum-periksa")
        self.tabs = QTabWidget()
        self.tabs.setObjectName("adendum-tab")
        self.tabs.setAccessibleName(_("Bagian adendum"))
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self._scroll, _("Perubahan"))
        self.tabs.addTab(self.findings, _("Periksa"))
        self._column.addWidget(self.tabs, 1)

    def _connect(self) -> None:
        self._print.clicked.connect(self._on_print)
        self._basis.answered.connect(lambda text: self._take(msgspec.structs.replace(self._isi(), dasar=text)))
        self._change.clicked.connect(lambda: self._propose(JenisPerubahan.UBAH))
        self._drop.clicked.connect(lambda: self._propose(JenisPerubahan.HAPUS))
        self._add.clicked.connect(lambda: self._propose(JenisPerubahan.TAMBAH))
        self._submit.clicked.connect(self._on_submit)
        self._withdraw.clicked.connect(lambda: self._advance("tarik"))
        self._refuse.clicked.connect(self._ask_refuse)
        self._accept.clicked.connect(self._ask_accept)
        self.findings.wanted.connect(self._focus_path)

    def _flush(self) -> None:
        self._basis.flush()
        for card in self._cards:
            card.flush()

    def _isi(self) -> Adendum:
        assert isinstance(self.draft.content, Adendum)
        return self.draft.content

    def _on_opened(self, opened: Naskah) -> None:
        self._opened = opened
        self._page.ask(read_adendum, self.doc_id, self._isi(), on_done=self._show)

    def _show(self, terbuka: AdendumTerbuka) -> None:
        if self._opened is None or self.draft.content is None:
            return
        self._open = terbuka
        isi, opened = self._isi(), self._opened
        self._header.set_title(terbuka.pegawai.nama)
        parts = (
            _("Adendum nomor {n}").format(n=isi.nomor),
            _("SKP {tahun}").format(tahun=terbuka.kini.mulai.year),
            status_text(isi.status),
            _("Penilai: {nama}").format(nama=terbuka.penilai.nama or _("belum ada pejabat penilai")),
        )
        self._header.set_subtitle(" · ".join(parts))
        self._basis.set_answer(isi.dasar)
        self._basis.setReadOnly(not opened.boleh_ubah)
        self._propose_row.setVisible(opened.boleh_ubah)
        ones = [(satu.id, satu.teks or _("(belum diisi)")) for satu in terbuka.kini.hasil]
        self._choice.set_choices(ones)
        self._show_steps(isi, opened)
        self._show_cards()
        self._show_findings()
        self._page.banner.hide()
        if opened.konflik:
            text = _("Adendum ini berbeda versi. Pilih dulu versi yang benar di halaman konflik.")
            self._page.banner.show_message(State.WARNING, text)
        elif opened.tertahan:
            self.draft.tell_held(self._page.banner)
        elif isi.status is StatusAdendum.DITOLAK:
            text = _("Ditolak: {alasan}").format(alasan=isi.catatan_penolakan)
            self._page.banner.show_message(State.WARNING, text)

    def _show_steps(self, isi: Adendum, opened: Naskah) -> None:
        status = None if opened.konflik else isi.status
        self._submit.setVisible(status is StatusAdendum.DRAFT and opened.boleh_ubah)
        self._withdraw.setVisible(status is StatusAdendum.DIAJUKAN and opened.boleh_menyusun)
        decides = status is StatusAdendum.DIAJUKAN and opened.boleh_memutuskan
        self._refuse.setVisible(decides)
        self._accept.setVisible(decides)

    def _show_cards(self, focus: str = "", *, last: bool = False) -> None:
        assert self._open is not None
        assert self._opened is not None
        for card in self._cards:
            self._scroll.box.removeWidget(card)
            card.deleteLater()
        self._cards = []
        for number, one in enumerate(self._isi().perubahan, start=1):
            card = ChangeCard(number, one, self._open.dasar, locked=not self._opened.boleh_ubah)
            card.changed.connect(self._on_changed)
            card.dropped.connect(self._on_dropped)
            card.grown.connect(lambda change_id: self._show_cards(change_id, last=True))
            self._scroll.box.insertWidget(self._scroll.box.count() - 1, card)
            self._cards.append(card)
            if one.id == focus:
                card.take_focus(last=last)

    def _show_findings(self) -> None:
        assert self._open is not None
        isi = self._isi()
        accepted = isi.status is StatusAdendum.DITERIMA
        found = () if accepted else check_adendum(isi, self._open.dasar, self._open.kini)
        numbers = {one.id: n for n, one in enumerate(isi.perubahan, start=1)}
        rows = []
        for one in found:
            change_id = one.jalur.split("/")[1].removeprefix("#") if one.jalur.startswith("perubahan/#") else ""
            where = _("Perubahan {n}").format(n=numbers[change_id]) if change_id in numbers else ""
            rows.append((one, where))
        self.findings.show_findings(rows)
        must = sum(1 for one in found if one.penting)
        self.tabs.setTabText(1, _("Periksa ({n})").format(n=must) if must else _("Periksa"))

    def _focus_path(self, path: str) -> None:
        self.tabs.setCurrentIndex(0)
        for card in self._cards:
            if path.startswith(f"perubahan/#{card.change_id}"):
                card.take_focus()

    def _take(self, isi: Adendum) -> None:
        self.draft.change(isi)
        self._show_findings()

    def _on_changed(self, change: PerubahanHasil) -> None:
        isi = self._isi()
        ones = tuple(change if one.id == change.id else one for one in isi.perubahan)
        self._take(msgspec.structs.replace(isi, perubahan=ones))

    def _on_dropped(self, change_id: str) -> None:
        self._flush()
        isi = self._isi()
        ones = tuple(one for one in isi.perubahan if one.id != change_id)
        self._take(msgspec.structs.replace(isi, perubahan=ones))
        self._show_cards()
        self._choice.setFocus(Qt.FocusReason.OtherFocusReason)

    def _propose(self, kind: JenisPerubahan) -> None:
        assert self._open is not None
        self._flush()
        isi = self._isi()
        if kind is JenisPerubahan.TAMBAH:
            change = new_change(self._open.kini, kind, hasil=new_hasil(JenisHasil.UTAMA))
        else:
            same = next((one for one in isi.perubahan if one.hasil_id == self._choice.answer()), None)
            if same is not None:
                text = _("Hasil kerja ini sudah ada di daftar perubahan. Buang dulu perubahan yang lama.")
                self._page.banner.show_message(State.INFO, text)
                return
            if not self._choice.answer():
                return
            change = new_change(self._open.kini, kind, self._choice.answer())
        self._take(msgspec.structs.replace(isi, perubahan=(*isi.perubahan, change)))
        self._show_cards(change.id)

    def _on_print(self) -> None:
        self.commit()
        self._page.ask(print_adendum, self.doc_id, on_done=show_printed(self._page))

    def _on_submit(self) -> None:
        self._flush()
        assert self._open is not None
        found = check_adendum(self._isi(), self._open.dasar, self._open.kini)
        if any(one.penting for one in found):
            text = _("Belum dapat diajukan. Lihat daftar Periksa.")
            self._page.banner.show_message(State.ERROR, text)
            self.tabs.setCurrentWidget(self.findings)
            self.findings.take_focus()
            return
        self._advance("ajukan")

    def _ask_refuse(self) -> None:
        ask_reason(
            self,
            name="adendum-tolak-tanya",
            title=_("Tolak adendum?"),
            text=_("SKP tetap seperti sekarang. Alasannya ditampilkan di lembar ini."),
            yes=_("Tolak"),
            on_reason=lambda reason: self._advance("tolak", reason),
        )

    def _ask_accept(self) -> None:
        ask_signature(
            self,
            name="adendum-terima-tanya",
            title=_("Terima adendum?"),
            text=_("SKP berubah mulai tanggal ini dan tetap berstatus ditetapkan. Rencana lama tetap dapat dicetak."),
            yes=_("Terima"),
            place=self._isi().tempat or self._page.desk.profil.tempat,
            day=self._page.desk.proposed_day(),
            on_answer=lambda place, day: self._advance("terima", "", day, place),
        )

    def _advance(self, step: str, reason: str = "", day: date | None = None, place: str = "") -> None:
        self._flush()
        self.draft.push()
        self._page.ask(
            advance_adendum,
            self.doc_id,
            step,
            on_done=self._on_advanced,
            writes=True,
            alasan=reason,
            tanggal=day,
            tempat=place,
        )

    def _on_advanced(self, changed: Changed) -> None:
        self._page.changed.emit(changed)
        self.draft.open(self.doc_id)
