"""SelfSheet: one self-evaluation: what was reached, a word about each core value, obstacles; saved as it is typed."""

from __future__ import annotations

from typing import Any

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop_app.domain.butir_realisasi import ButirRealisasi, butir_realisasi
from desktop_app.domain.evaluasi_diri import EvaluasiDiri, PerilakuDiri, RealisasiDiri
from desktop_app.domain.format_indonesia import format_target
from desktop_app.domain.istilah import NilaiDasar
from desktop_app.domain.istilah_kinerja import StatusEvaluasiDiri
from desktop_app.domain.skp import Skp
from desktop_app.i18n import _
from desktop_app.services.evaluasi_diri import advance_evaluasi_diri
from desktop_app.services.naskah import Naskah
from desktop_app.services.skp import get_skp
from desktop_app.ui.draft_sheet import DraftSheet
from desktop_app.ui.page import Page
from desktop_app.ui.widgets.controls import Card, make_button, make_label
from desktop_app.ui.widgets.scroll import ScrollColumn
from desktop_app.ui.widgets.text import GrowingTextEdit
from desktop_app.ui.words import periode_text


class SelfSheet(DraftSheet):
    """What is typed is saved as it is given; "Serahkan" hands it to the assessor. ``left`` asks for the list."""

    def __init__(self, page: Page) -> None:
        super().__init__(page, "evaluasi-diri", _("Evaluasi diri"), back="evaluasi-diri-daftar-lagi")
        self._fields: list[GrowingTextEdit] = []
        self._cards: list[QWidget] = []
        self._hand_in = make_button("evaluasi-diri-serahkan", _("Serahkan"), kind="primary", shortcut="Ctrl+Return")
        self._take_back = make_button("evaluasi-diri-tarik", _("Tarik kembali"))
        for widget in (self._take_back, self._hand_in):
            self._header.add_action(widget)
        self._scroll = ScrollColumn("evaluasi-diri-gulir", _("Evaluasi diri"))
        self._scroll.box.addStretch(1)
        self._column.addWidget(self._scroll, 1)
        self._hand_in.clicked.connect(lambda: self._advance("serahkan"))
        self._take_back.clicked.connect(lambda: self._advance("tarik"))

    def _flush(self) -> None:
        for field in self._fields:
            field.flush()

    def _isi(self) -> EvaluasiDiri:
        assert isinstance(self.draft.content, EvaluasiDiri)
        return self.draft.content

    def _on_opened(self, opened: Naskah) -> None:
        isi, doc_id = self._isi(), self.doc_id
        draft = isi.status is StatusEvaluasiDiri.DRAFT
        if opened.tertahan:
            self.draft.tell_held(self._page.banner)
        self._hand_in.setVisible(draft and opened.boleh_ubah)
        self._take_back.setVisible(not draft and opened.boleh_menyusun)
        self._header.set_title(_("Evaluasi diri {periode}").format(periode=periode_text(isi.periode)))
        said = _("Draf: penilai belum melihatnya di penilaian") if draft else _("Sudah diserahkan kepada penilai")
        self._header.set_subtitle(said)

        def show(skp: Skp) -> None:
            if doc_id == self.doc_id and self.draft.content is not None:
                self._show(skp, locked=not opened.boleh_ubah)

        self._page.ask(get_skp, isi.skp_id, on_done=show)

    def _show(self, skp: Skp, *, locked: bool) -> None:
        for card in self._cards:
            card.deleteLater()
        self._cards, self._fields = [], []
        isi = self._isi()
        result = Card("evaluasi-diri-hasil", _("Hasil kerja"))
        said = {one.id: one.realisasi for one in isi.realisasi}
        last = ""
        for butir in butir_realisasi(skp):
            if butir.hasil.id != last:
                result.box.addWidget(make_label(butir.hasil.teks, "section", wrap=True))
                last = butir.hasil.id
            self._add_place(result, butir, said.get(butir.id, ""))
        conduct = Card("evaluasi-diri-perilaku", _("Perilaku kerja"))
        words = {one.nilai: one.teks for one in isi.perilaku}
        for nilai in self._page.desk.aturan.nilai_dasar:
            field = self._field(f"evaluasi-diri-{nilai.kode.value}", nilai.nama, words.get(nilai.kode, ""))
            field.answered.connect(lambda text, key=nilai.kode: self._on_value(key, text))
            conduct.box.addWidget(make_label(nilai.nama, "label"))
            conduct.box.addWidget(field)
        other = Card("evaluasi-diri-lain", _("Kendala dan catatan"))
        for name, label, text in (
            ("kendala", _("Kendala"), isi.kendala),
            ("catatan", _("Catatan"), isi.catatan),
        ):
            field = self._field(f"evaluasi-diri-{name}", label, text)
            field.answered.connect(lambda said, key=name: self._change(**{key: said}))
            other.box.addWidget(make_label(label, "label"))
            other.box.addWidget(field)
        for card in (result, conduct, other):
            self._scroll.box.insertWidget(len(self._cards), card)
            self._cards.append(card)
        for field in self._fields:
            field.setReadOnly(locked)
        if self._fields:
            self._fields[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_place(self, card: Card, butir: ButirRealisasi, text: str) -> None:
        if butir.indikator is None:
            told = "; ".join(one.narasi.strip() or one.teks for one in butir.hasil.indikator)
        else:
            told = f"{butir.indikator.teks} – {format_target(butir.indikator.target)}"
        field = self._field(f"evaluasi-diri-realisasi-{butir.id}", told, text)
        field.answered.connect(lambda said, key=butir.id: self._on_reached(key, said))
        card.box.addWidget(make_label(told, "muted", wrap=True))
        card.box.addWidget(field)

    def _field(self, name: str, label: str, text: str) -> GrowingTextEdit:
        field = GrowingTextEdit(name, label, least_lines=2, at_once=True)
        field.set_answer(text)
        self._fields.append(field)
        return field

    def _on_reached(self, key: str, text: str) -> None:
        others = tuple(one for one in self._isi().realisasi if one.id != key)
        self._change(realisasi=(*others, RealisasiDiri(id=key, realisasi=text)))

    def _on_value(self, key: NilaiDasar, text: str) -> None:
        others = tuple(one for one in self._isi().perilaku if one.nilai is not key)
        self._change(perilaku=(*others, PerilakuDiri(nilai=key, teks=text)))

    def _change(self, **changes: Any) -> None:
        self.draft.change(msgspec.structs.replace(self._isi(), **changes))

    def _advance(self, step: str) -> None:
        self._flush()
        self.draft.push()
        self._page.ask(advance_evaluasi_diri, self.doc_id, step, on_done=self._on_done(), writes=True)
