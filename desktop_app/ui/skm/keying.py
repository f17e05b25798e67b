"""KeyingSheet: sheet after sheet by the number keys; the field that waits is marked, the last sheet stands beside it.

A sheet is saved by Enter before the next one begins, so that a cut of power takes at most the sheet being typed. Keys
that are pressed while a sheet is being saved wait and are taken afterwards.
"""

from __future__ import annotations

from collections import deque
from datetime import date

import msgspec
from PySide6.QtCore import QElapsedTimer, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.errors import LuringError
from desktop_app.domain.istilah_pengembangan import NasibLembar
from desktop_app.domain.nomor_lembar import read_nomor
from desktop_app.domain.survei_skm import JawabanSkm, SurveiSkm
from desktop_app.i18n import _
from desktop_app.messages import sentence, sentence_for
from desktop_app.regulation.skm import AturanSkm
from desktop_app.services.kantor import Changed
from desktop_app.services.skm import SurveiTerbuka
from desktop_app.services.skm_lembar import LembarTerbaca, key_sheet, mark_lembar, read_lembar_skm
from desktop_app.ui.page import Page
from desktop_app.ui.skm.compare import CompareDialog
from desktop_app.ui.skm.keying_asks import ask_day, ask_fate, ask_words
from desktop_app.ui.skm.keying_last import LastPanel
from desktop_app.ui.skm.keyrow import KeyRow
from desktop_app.ui.skm.keys import BLOCK, NUMBER, Field, Keying, Told, grouped
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.banner import Banner
from desktop_app.ui.widgets.choice import Choice, ChoiceRow
from desktop_app.ui.widgets.controls import make_button, make_label
from desktop_app.ui.widgets.header import PageHeader
from desktop_app.ui.widgets.scroll import ScrollColumn

FUNCTION_KEYS = (Qt.Key.Key_F2, Qt.Key.Key_F4, Qt.Key.Key_F6, Qt.Key.Key_F7, Qt.Key.Key_F8)


class KeyingSheet(QWidget):
    """``left`` asks for the survey again; ``saved`` tells that a sheet was stored."""

    left = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.setObjectName("skm-ketik")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._page = page
        self._survey_id = ""
        self.keying: Keying | None = None
        self._rows: list[tuple[Field, KeyRow]] = []
        self._waits: deque[Qt.Key] = deque()
        self._busy = False
        self._correcting = False
        self._last: tuple[str, JawabanSkm] | None = None
        self._day: date | None = None
        self._clock = QElapsedTimer()
        self._build()
        self._connect()

    def _build(self) -> None:
        self._header = PageHeader("skm-ketik-kepala", _("Ketik lembar"), " ")
        self._back = make_button(
            "skm-ketik-kembali", _("Survei"), kind="quiet", icon_name="panah-kiri", shortcut="Alt+Left", compact=True
        )
        self._header.insert_action(self._back)
        rounds = [Choice("1", _("Ketikan pertama")), Choice("2", _("Ketikan kedua"))]
        self.round = ChoiceRow("skm-ketik-putaran", _("Ketikan ke-"), rounds)
        self.round.set_value("1")
        self._header.add_action(self.round)
        self.banner = Banner("skm-ketik-pesan")
        self._number = make_label("", "code", name="skm-ketik-nomor")
        self._number.setAccessibleName(_("Nomor lembar"))
        self._told = make_label("", "section", name="skm-ketik-keterangan", wrap=True)
        # Two lines have room: nothing below moves while the words change.
        self._told.setMinimumHeight(44)
        self._questions = QVBoxLayout()
        self._questions.setSpacing(2)
        self._head = QVBoxLayout()
        self._head.setSpacing(2)
        self.last = LastPanel()
        help_text = _(
            "Angka mengisi lalu pindah. 0 atau spasi: kosong. Backspace: kembali. Enter: simpan. "
            "F4 saran · F6 tanggal · F7 batal · F8 hilang."
        )
        self._help = make_label(help_text, "hint", name="skm-ketik-petunjuk", wrap=True)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addLayout(self._head)
        right.addWidget(self.last)
        right.addStretch(1)
        self._scroll = ScrollColumn("skm-ketik-gulir", _("Isian lembar"))
        grid = QHBoxLayout()
        grid.setSpacing(20)
        grid.addLayout(right, 1)
        grid.addLayout(self._questions, 1)
        self._scroll.box.addLayout(grid)
        self._scroll.box.addStretch(1)
        top = QGridLayout()
        top.addWidget(make_label(_("Nomor lembar"), "label"), 0, 0)
        top.addWidget(self._number, 1, 0)
        top.addWidget(self._told, 1, 1)
        top.setColumnStretch(1, 1)
        top.setHorizontalSpacing(24)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._header)
        column.addWidget(self.banner)
        column.addLayout(top)
        column.addWidget(self._scroll, 1)
        column.addWidget(self._help)

    def _connect(self) -> None:
        self._back.clicked.connect(self.left)
        self.last.fix.clicked.connect(self._load_last)
        self.round.chosen.connect(lambda _key: self._begin_again())

    def open(self, survey: SurveiTerbuka, block: str = "") -> None:
        """Key sheets of a running survey; ``block`` are the digits that its sheets here begin with."""
        self._survey_id = survey.id
        self._header.set_subtitle(survey.isi.nama)
        self.round.setVisible(survey.isi.entri_ganda)
        self.round.set_value("1")
        self._set_fields(survey.isi, survey.aturan)
        assert self.keying is not None
        self.keying.number = block[:BLOCK]
        self._last = None
        self.last.clear()
        self._busy = self._correcting = False
        self.banner.hide()
        self._show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_fields(self, survey: SurveiSkm, rules: AturanSkm) -> None:
        self.keying = Keying(survey, rules)
        for box in (self._questions, self._head):
            while (item := box.takeAt(0)) is not None:
                widget = item.widget()
                if widget is not None:
                    widget.deleteLater()
        self._rows = []
        marks = 0
        for field in self.keying.fields:
            is_mark = field.key.startswith("jawaban/")
            marks += is_mark
            name = field.key.replace("/", "-").replace("_", "-")
            title = f"{marks}. {field.short}" if is_mark else field.title
            row = KeyRow(f"skm-ketik-{name}", title)
            (self._questions if is_mark else self._head).addWidget(row)
            self._rows.append((field, row))
        self._questions.addStretch(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take number keys, space, Backspace and Enter; everything else goes its usual way."""
        if self.keying is None or event.modifiers() & ~(
            Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
        ):
            super().keyPressEvent(event)
            return
        if not self._is_mine(event):
            super().keyPressEvent(event)
            return
        if self._busy:
            self._waits.append(Qt.Key(event.key()))
            return
        self._take(Qt.Key(event.key()))

    def _is_mine(self, event: QKeyEvent) -> bool:
        key = event.key()
        steps = (Qt.Key.Key_Space, Qt.Key.Key_Backspace, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        return Qt.Key.Key_0 <= key <= Qt.Key.Key_9 or key in steps or key in FUNCTION_KEYS

    def _take(self, key: Qt.Key) -> None:
        keying = self.keying
        assert keying is not None
        if Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
            if not self._clock.isValid():
                self._clock.start()
            self._follow(keying.digit(key - Qt.Key.Key_0))
        elif key == Qt.Key.Key_Space:
            self._follow(keying.blank())
        elif key == Qt.Key.Key_Backspace:
            self._follow(keying.back())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._follow(keying.enter())
        else:
            self._step(key)

    def _step(self, key: Qt.Key) -> None:
        if key == Qt.Key.Key_F2:
            self._load_last()
        elif key == Qt.Key.Key_F4:
            self._ask_words()
        elif key == Qt.Key.Key_F6:
            self._ask_day()
        else:
            self._ask_fate(NasibLembar.BATAL if key == Qt.Key.Key_F7 else NasibLembar.HILANG)

    def _follow(self, told: Told) -> None:
        if told is Told.NUMBER:
            self._check_number()
        elif told is Told.SAVE:
            self._save()
        elif told is Told.MOVED:
            self.banner.hide()
        self._show()

    def _check_number(self) -> None:
        """Tell a slip at once; whether the sheet was keyed already is asked while the marks are typed."""
        assert self.keying is not None
        typed = self.keying.number
        if read_nomor(self._survey_id, typed) is None:
            # The store knows whether it is a sheet of another survey.
            self._ask_sheet(typed)
            self.banner.show_message(State.ERROR, sentence_for("nomor_lembar_salah", {"nomor": typed}))
            return
        self.banner.hide()
        self.keying.accept_number()
        self._ask_sheet(typed)

    def _ask_sheet(self, typed: str) -> None:
        def known(sheet: LembarTerbaca) -> None:
            if self.keying is None or self.keying.number != typed or self._correcting:
                return
            if sheet.nasib is NasibLembar.BATAL:
                self._refuse(sentence_for("lembar_batal", {"nomor": sheet.nomor_cetak}))
            elif sheet.ada_kedua if self._round() == 2 else sheet.ada_pertama:
                self._refuse(sentence_for("lembar_sudah_diketik", {"nomor": sheet.nomor_cetak}))
            elif self._round() == 2 and not sheet.ada_pertama:
                self._refuse(sentence_for("entri_pertama_belum", {"nomor": sheet.nomor_cetak}))

        def wrong(error: BaseException) -> None:
            if self.keying is not None and self.keying.number == typed:
                self._refuse(sentence(error) if isinstance(error, LuringError) else "")
            if not isinstance(error, LuringError):
                self._page.show_error(error)

        self._page.ask(read_lembar_skm, self._survey_id, typed, on_done=known, on_error=wrong)

    def _refuse(self, text: str) -> None:
        """Say why this number cannot be used and go back to it; what was typed stays."""
        assert self.keying is not None
        self.keying.go_to_number()
        self.banner.show_message(State.ERROR, text)
        self._show()

    def _round(self) -> int:
        twice = self.keying is not None and self.keying.survey.entri_ganda
        return 2 if twice and self.round.value() == "2" else 1

    def _save(self) -> None:
        assert self.keying is not None
        self._busy = True
        number, answer = self.keying.number, msgspec.structs.replace(self.keying.answer(), tanggal=self._day)
        seconds = self._clock.elapsed() / 1000 if self._clock.isValid() else 0.0

        def done(made: tuple[LembarTerbaca, Changed]) -> None:
            sheet, changed = made
            self._page.changed.emit(changed)
            self.last.tell(sheet.nomor_cetak, self._marks(answer), seconds, counts=not self._correcting)
            self.last.fix.setEnabled(self._round() == 1)
            self._correcting = False
            self._last = (number, answer)
            assert self.keying is not None
            self.keying.clear()
            self._clock.invalidate()
            self._go_on()
            if sheet.beda:
                CompareDialog(self._page, self._survey_id, self.keying, sheet, self.setFocus).open()

        def failed(error: BaseException) -> None:
            self._busy = False
            self._waits.clear()
            self._told_error(error)
            self._show()

        self._page.ask(
            key_sheet,
            self._survey_id,
            number,
            answer,
            self._round(),
            on_done=done,
            on_error=failed,
            writes=True,
            ubah=self._correcting,
        )

    def _go_on(self) -> None:
        """Take the keys that waited."""
        self._busy = False
        self._show()
        while self._waits and not self._busy:
            self._take(self._waits.popleft())

    def _begin_again(self) -> None:
        if self.keying is not None:
            self.keying.clear()
            self.banner.hide()
            self._show()
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _load_last(self) -> None:
        if self._last is None or self.keying is None:
            return
        self._correcting = True
        self.keying.load(*self._last)
        self.banner.show_message(State.INFO, _("Betulkan dengan Backspace, lalu Enter untuk menyimpan lagi."))
        self._show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_words(self) -> None:
        """Ask for what the respondent wrote; it belongs to the sheet being typed."""
        assert self.keying is not None
        keying = self.keying

        def take(words: str) -> None:
            keying.saran = words
            self._show()

        ask_words(self, keying.saran, take)

    def _ask_day(self) -> None:
        """Ask for the day of the survey on this stack of sheets; it stays until it is changed."""

        def take(day: date) -> None:
            self._day = day
            self._show()

        ask_day(self, self._day or self._page.desk.proposed_day(), take)

    def _ask_fate(self, fate: NasibLembar) -> None:
        """Mark the sheet whose number stands there as void or lost, with a reason."""
        assert self.keying is not None
        number = self.keying.number
        if len(number) != NUMBER:
            self.banner.show_message(State.INFO, _("Ketik dulu nomor lembarnya, lalu tekan F7 atau F8."))
            return

        def done(made: tuple[LembarTerbaca, Changed]) -> None:
            assert self.keying is not None
            self._page.changed.emit(made[1])
            void = _("Lembar {nomor} dicatat batal.")
            lost = _("Lembar {nomor} dicatat hilang.")
            text = (void if fate is NasibLembar.BATAL else lost).format(nomor=made[0].nomor_cetak)
            self.keying.clear()
            self._clock.invalidate()
            self._show()
            self.banner.show_message(State.OK, text)

        ask_fate(
            self,
            fate,
            lambda reason: self._page.ask(
                mark_lembar, self._survey_id, number, fate, reason, on_done=done, on_error=self._told_error, writes=True
            ),
        )

    def _told_error(self, error: BaseException) -> None:
        if isinstance(error, LuringError):
            self.banner.show_message(State.ERROR, sentence(error))
        else:
            self._page.show_error(error)

    def _marks(self, answer: JawabanSkm) -> str:
        assert self.keying is not None
        return " ".join(str(answer.jawaban.get(one.id, "–")) for one in self.keying.survey.pertanyaan)

    def _show(self) -> None:
        keying = self.keying
        if keying is None:
            return
        self._number.setText(grouped(keying.number))
        waiting = keying.field
        for field, row in self._rows:
            row.show_value(keying.shown(field), waiting=field is waiting)
            if field is waiting:
                self._scroll.ensureWidgetVisible(row, 0, 40)
        if keying.at < 0:
            text = _("Ketik nomor lembar, termasuk dua angka pemeriksanya.")
        elif keying.at_end:
            text = _("Enter menyimpan dan mulai lembar berikutnya.")
        else:
            assert waiting is not None
            text = self._choices(waiting)
        extra = [_("ada saran")] if keying.saran else []
        if self._day is not None:
            extra.append(_("tanggal lembar {tanggal}").format(tanggal=self._day.strftime("%d/%m/%Y")))
        self._told.setText(" · ".join([text, *extra]))
        self.setAccessibleName(_("Ketik lembar: {keterangan}").format(keterangan=text))

    def _choices(self, field: Field) -> str:
        if not field.choices:
            return _("Usia dalam tahun, dua angka. 0: kosong.")
        return " · ".join(f"{n} {words}" for n, words in enumerate(field.choices, 1))
