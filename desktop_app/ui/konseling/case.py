"""CaseSheet: one counselling case: its sections, opened one at a time by who may, and what may be added."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.istilah_pengembangan import BagianKonseling
from desktop_app.exchange.sealed_section import Section
from desktop_app.i18n import _
from desktop_app.messages import sentence_for
from desktop_app.services.konseling_buka import BarisBagian, BarisKonseling, get_konseling, open_bagian
from desktop_app.services.konseling_cetak import KATA_ISIAN, print_bagian
from desktop_app.ui.konseling.words import section_text, signed_text, state_text, step_text
from desktop_app.ui.page import Page
from desktop_app.ui.pdf_output import show_printed
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.controls import make_button, make_label
from desktop_app.ui.widgets.header import PageHeader
from desktop_app.ui.widgets.scroll import ScrollColumn


class CaseSheet(QWidget):
    """What was opened is shown below its section and forgotten when the sheet is left; ``wanted`` carries a step."""

    left = Signal()
    wanted = Signal(object, object)
    """``BagianKonseling`` and the ``BarisKonseling`` to which it is to be added."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.setObjectName("konseling-perkara")
        self._page = page
        self._row: BarisKonseling | None = None
        self._words: dict[str, QWidget] = {}
        self._header = PageHeader("konseling-perkara-kepala", _("Konseling"), " ")
        back = make_button(
            "konseling-kembali", _("Daftar"), kind="quiet", icon_name="panah-kiri", shortcut="Alt+Left", compact=True
        )
        self._header.insert_action(back)
        back.clicked.connect(self.left)
        self._steps = {}
        for jenis in BagianKonseling:
            button = make_button(
                f"konseling-langkah-{jenis.value}",
                step_text(jenis),
                kind="plain" if jenis is BagianKonseling.LAPORAN else "primary",
            )
            button.clicked.connect(partial(self._want, jenis))
            self._steps[jenis] = button
            self._header.add_action(button)
        self._scroll = ScrollColumn("konseling-perkara-gulir", _("Bagian perkara"))
        self._scroll.box.setSpacing(10)
        self._scroll.box.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._header)
        column.addWidget(self._scroll, 1)

    def open(self, doc_id: str) -> None:
        """Show one case."""
        self.close_sheet()
        self._page.ask(get_konseling, doc_id, on_done=self._show)

    def close_sheet(self) -> None:
        """Forget what was opened: nothing of it stays in a hidden page."""
        self._row = None
        self._words = {}
        self._header.set_title(_("Konseling"))
        self._header.set_subtitle(" ")
        while self._scroll.box.count() > 1:
            item = self._scroll.box.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    @property
    def doc_id(self) -> str:
        """The case that is shown, or an empty text."""
        return self._row.id if self._row is not None else ""

    def _show(self, row: BarisKonseling) -> None:
        self.close_sheet()
        self._row = row
        self._header.set_title(row.pegawai)
        said = _("{keadaan} · dilaporkan {penilai} · konselor {konselor}")
        self._header.set_subtitle(
            said.format(keadaan=state_text(row.status), penilai=row.penilai, konselor=row.konselor or "–")
        )
        for jenis, button in self._steps.items():
            button.setVisible(jenis in row.langkah)
        if row.cacat:
            text = "\n".join(sentence_for(kode, {}) for kode in row.cacat)
            self._page.banner.show_message(State.ERROR, text)
        for place, bagian in enumerate(row.bagian):
            self._scroll.box.insertWidget(place, self._card(bagian))
        self._focus_first()

    def _focus_first(self) -> None:
        target = self.findChild(QWidget, "konseling-buka-0")
        if target is not None and self.isVisible():
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _card(self, bagian: BarisBagian) -> QWidget:
        assert self._row is not None
        number = self._row.bagian.index(bagian)
        card = QWidget()
        card.setObjectName(f"konseling-bagian-{number}")
        box = QVBoxLayout(card)
        box.setContentsMargins(0, 0, 0, 8)
        box.setSpacing(4)
        line = QHBoxLayout()
        line.addWidget(make_label(section_text(bagian.jenis), "section", name=f"konseling-judul-{number}"))
        line.addStretch(1)
        if bagian.dapat_dibuka:
            for name, text, icon, act in (
                (f"konseling-buka-{number}", _("Buka"), "kunci", self._ask_words),
                (f"konseling-cetak-{number}", _("Cetak…"), "cetak", self._ask_print),
            ):
                button = make_button(name, text, icon_name=icon, compact=True)
                button.clicked.connect(partial(act, bagian))
                line.addWidget(button)
        box.addLayout(line)
        hari = format_tanggal(bagian.tanggal) if bagian.tanggal else "–"
        fakta = _("{penulis}, {hari}. Kode {kode}. Disegel untuk: {untuk}.").format(
            penulis=bagian.penulis, hari=hari, kode=bagian.kode, untuk=", ".join(bagian.untuk)
        )
        box.addWidget(make_label(fakta, "body", name=f"konseling-fakta-{number}", wrap=True))
        tutup = "" if bagian.dapat_dibuka else _("Tidak disegel untuk Anda. ")
        box.addWidget(make_label(tutup + signed_text(bagian), "muted", name=f"konseling-bukti-{number}", wrap=True))
        words = make_label("", "body", name=f"konseling-isi-{number}", wrap=True)
        words.hide()
        self._words[bagian.id] = words
        box.addWidget(words)
        return card

    def _ask_words(self, bagian: BarisBagian) -> None:
        doc_id = self.doc_id
        self._page.ask(
            open_bagian, doc_id, bagian.id, on_done=partial(self._show_words, doc_id, bagian.id), writes=True
        )

    def _show_words(self, doc_id: str, bagian_id: str, section: Section) -> None:
        words = self._words.get(bagian_id)
        if words is None or doc_id != self.doc_id:
            return
        lines = [f"{KATA_ISIAN.get(satu.kode, satu.kode)}:\n{satu.teks}" for satu in section.isian if satu.teks]
        words.setText("\n\n".join(lines))  # type: ignore[attr-defined]
        words.show()

    def _ask_print(self, bagian: BarisBagian) -> None:
        self._page.ask(print_bagian, self.doc_id, bagian.id, on_done=show_printed(self, secret=True), writes=True)

    def _want(self, jenis: BagianKonseling) -> None:
        if self._row is not None:
            self.wanted.emit(jenis, self._row)
