"""ConflictDetail: who wrote which version, every field that differs, and the one step that settles the document."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.i18n import _
from desktop_app.services.banding import Perbandingan, VersiBanding
from desktop_app.services.konflik_jawaban import Jawaban
from desktop_app.ui.exchange_words import moment_text
from desktop_app.ui.konflik.option import FieldChoice
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.controls import Card, make_button, make_label
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.elided import ElidedLabel
from desktop_app.ui.widgets.scroll import ScrollColumn

PAUSE_MS = 300
"""So long after the last answer all of them are kept."""
FOLLOW_MS = 40
CARD = 250
"""Pixels that the card of a version needs."""


class ConflictDetail(QWidget):
    """``settled`` and ``kept`` carry the answers by path: a revision, what stood before, or a written value."""

    settled = Signal(object)
    kept = Signal(str, object)
    """The document and what was answered so far."""
    put_off = Signal()
    resumed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("konflik-rincian")
        self._shown: Perbandingan | None = None
        self._takes: list[QPushButton] = []
        self._cards: list[Card] = []
        self._per_line = 0
        self.fields: list[FieldChoice] = []
        self._build()
        self._connect()

    def _build(self) -> None:
        self._title = ElidedLabel("", "section", name="konflik-judul")
        self._office = make_label("", "muted", name="konflik-kantor", wrap=True)
        self._note = make_label("", "hint", name="konflik-tunda-catatan", wrap=True)
        self._scroll = ScrollColumn("konflik-isian", _("Isian yang berbeda"))
        self._scroll.box.setSpacing(10)
        self._later = make_button("konflik-tunda", _("Putuskan nanti…"), shortcut="F6")
        self._settle = make_button(
            "konflik-selesai", _("Simpan pilihan"), kind="primary", icon_name="ok", shortcut="Ctrl+Return"
        )
        self._left = make_label("", name="konflik-sisa", wrap=True)
        bottom = QHBoxLayout()
        # The letters stand behind a mark: beside three buttons of a narrow window they would take five lines.
        self._keys = make_button(
            "konflik-tombol", "?", label=_("Tombol huruf untuk menjawab (F1)"), shortcut="F1", compact=True
        )
        bottom.addWidget(self._left, 1)
        bottom.addWidget(self._keys)
        bottom.addWidget(self._later)
        bottom.addWidget(self._settle)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._title)
        column.addWidget(self._office)
        column.addWidget(self._note)
        column.addWidget(self._scroll, 1)
        column.addLayout(bottom)
        self._timer = QTimer(self, singleShot=True, interval=PAUSE_MS)
        # What a letter opened has its place only after the next layout.
        self._follow = QTimer(self, singleShot=True, interval=FOLLOW_MS)

    def _connect(self) -> None:
        self._settle.clicked.connect(self._on_settle)
        self._later.clicked.connect(self._on_later)
        self._keys.clicked.connect(self.show_keys)
        self._timer.timeout.connect(self._tell_answers)
        self._follow.timeout.connect(self._show_focus)

    def show_comparison(self, shown: Perbandingan) -> None:
        """Show another document with what was answered so far."""
        self.keep()
        self._shown = shown
        self._title.setText(shown.judul)
        self._office.setText(
            _("{kantor} · {n} isian berbeda di {m} versi").format(
                kantor=shown.kantor, n=len(shown.baris), m=len(shown.versi)
            )
        )
        self._show_note(shown)
        _empty(self._scroll.box)
        self._takes.clear()
        self._cards = [self._make_version(number, version) for number, version in enumerate(shown.versi)]
        cards = QWidget()
        self._grid = QGridLayout(cards)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(10)
        self._scroll.box.addWidget(cards)
        self._per_line = 0
        self._arrange()
        self.fields = []
        for number, row in enumerate(shown.baris):
            field = FieldChoice(f"konflik-isian-{number}", row, shown.versi)
            if row.path in shown.jawaban:
                field.show_answer(shown.jawaban[row.path])
            field.chosen.connect(self._on_chosen)
            field.stepped.connect(lambda by, at=number: self._step(at + by))
            self._scroll.box.addWidget(field)
            self.fields.append(field)
        self._scroll.box.addWidget(
            make_label(
                _("Semua versi tetap tersimpan di riwayat, apa pun pilihannya; pilihan menjadi versi baru."),
                "muted",
                wrap=True,
                name="konflik-riwayat",
            )
        )
        self._scroll.box.addStretch(1)
        self._order_tabs()
        self._scroll.verticalScrollBar().setValue(0)
        self._count()

    def _show_note(self, shown: Perbandingan) -> None:
        notes = []
        if shown.tunda is not None:
            when = moment_text(shown.tunda.waktu, shown.tunda.ragu)
            notes.append(_("Ditunda {waktu}. {catatan}").format(waktu=when, catatan=shown.tunda.catatan).strip())
        if any(version.bertanda for version in shown.versi):
            notes.append(_("Ada versi yang sudah ditandatangani: diambil utuh, atau dokumen ini kembali menjadi draf."))
        self._note.setText(" ".join(notes))
        self._note.setVisible(bool(notes))
        self._later.setText(_("Lanjutkan sekarang") if shown.tunda is not None else _("Putuskan nanti…"))
        self._later.setAccessibleName(self._later.text())

    def take_focus(self) -> None:
        """Put the keyboard on the first field that is not answered."""
        field = next((one for one in self.fields if one.answer() is None), None)
        (field or self._settle).setFocus(Qt.FocusReason.TabFocusReason)

    def take_all(self, number: int) -> None:
        """Choose one version for every field."""
        for field in self.fields:
            field.choose(number)
        self._on_chosen()
        self._settle.setFocus(Qt.FocusReason.OtherFocusReason)

    def answers(self) -> dict[str, Jawaban]:
        """Return the answer for each path that has one."""
        if self._shown is None:
            return {}
        found = zip(self._shown.baris, self.fields, strict=True)
        return {row.path: answer for row, field in found if (answer := field.answer()) is not None}

    def keep(self) -> None:
        """Have the answers kept now, where a person changed one since they were."""
        for field in self.fields:
            field.flush()
        if self._timer.isActive():
            self._timer.stop()
            self._tell_answers()

    def _tell_answers(self) -> None:
        if self._shown is not None:
            self.kept.emit(self._shown.doc_id, self.answers())

    def forget(self) -> None:
        """Keep nothing more of the document that is shown: it was settled."""
        self._timer.stop()
        self._shown = None
        self.fields = []

    def _make_version(self, number: int, version: VersiBanding) -> Card:
        name = f"konflik-versi-{version.huruf}"
        card = Card(name)
        card.box.setContentsMargins(12, 8, 12, 10)
        card.box.setSpacing(2)
        office = version.kantor or _("Kantor lain")
        head = _("Versi {huruf} · {kantor}").format(huruf=version.huruf, kantor=office)
        card.box.addWidget(ElidedLabel(head, "label", name=f"{name}-kantor"))
        who = version.who or _("tanpa nama")
        text = _("{nama} · ditandatangani") if version.bertanda else "{nama}"
        card.box.addWidget(ElidedLabel(text.format(nama=who), name=f"{name}-orang"))
        when = make_label(
            _("{waktu} · komputer {id}").format(waktu=moment_text(version.waktu, version.ragu), id=version.perangkat),
            "muted",
            name=f"{name}-waktu",
            wrap=True,
        )
        when.setProperty("state", State.WARNING.value if version.ragu else "")
        card.box.addWidget(when)
        if version.alasan:
            card.box.addWidget(ElidedLabel(version.alasan, "muted", name=f"{name}-alasan"))
        take = make_button(
            f"{name}-semua",
            _("Ambil semua dari versi {huruf}").format(huruf=version.huruf),
            shortcut=f"Alt+{version.huruf}" if len(version.huruf) == 1 else "",
            compact=True,
        )
        take.clicked.connect(lambda: self.take_all(number))
        self._takes.append(take)
        row = QHBoxLayout()
        row.setContentsMargins(0, 4, 0, 0)
        row.addWidget(take)
        row.addStretch(1)
        card.box.addLayout(row)
        return card

    def _arrange(self) -> None:
        if not self._cards:
            return
        per_line = max(1, min(len(self._cards), self.width() // CARD))
        if per_line != self._per_line:
            self._per_line = per_line
            for at, card in enumerate(self._cards):
                self._grid.addWidget(card, at // per_line, at % per_line)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put as many versions side by side as can be read."""
        super().resizeEvent(event)
        self._arrange()

    def _order_tabs(self) -> None:
        """Let Tab go from version to version, through the fields, to the buttons; they were made before them."""
        order: list[QWidget] = list(self._takes)
        order += [stop for field in self.fields for stop in field.stops()]
        order += [self._keys, self._later, self._settle]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def _step(self, at: int) -> None:
        if at >= len(self.fields):
            self._settle.setFocus(Qt.FocusReason.TabFocusReason)
        elif at >= 0:
            self.fields[at].setFocus(Qt.FocusReason.TabFocusReason)

    def _on_chosen(self) -> None:
        self._timer.start()
        self._follow.start()
        self._count()

    def _show_focus(self) -> None:
        now = QApplication.focusWidget()
        if now is not None and self._scroll.body.isAncestorOf(now):
            self._scroll.ensureWidgetVisible(now, 0, 60)

    def _count(self) -> None:
        left = sum(field.answer() is None for field in self.fields)
        self._settle.setEnabled(left == 0 and bool(self.fields))
        self._left.setText(_("{n} isian belum dijawab.").format(n=left) if left else _("Semua isian sudah dijawab."))

    def show_keys(self) -> None:
        """Show by which letters a field is answered."""
        dialog = Dialog(self.window(), name="konflik-tombol-dialog", title=_("Menjawab dengan tombol huruf"))
        lines = (
            _("A, B, …: ambil isi versi itu"),
            _("S: kembali ke isi semula"),
            _("G: gabungkan isi kedua versi"),
            _("T: tulis sendiri"),
            _("Panah bawah dan atas: isian berikutnya dan sebelumnya"),
            _("Alt+A, Alt+B, …: ambil semua isian dari versi itu"),
            _("Ctrl+Enter: simpan pilihan · F6: putuskan nanti"),
        )
        for number, text in enumerate(lines):
            dialog.content.addWidget(make_label(text, name=f"konflik-tombol-{number}", wrap=True))
        dialog.add_button("tutup", _("Tutup"), default=True)
        dialog.open()

    def _on_settle(self) -> None:
        if self._shown is not None:
            # Kept first: should the step be refused, nothing that was written is lost.
            self.keep()
            self._settle.setEnabled(False)
            self.settled.emit(self.answers())

    def _on_later(self) -> None:
        if self._shown is not None:
            self.keep()
            (self.resumed if self._shown.tunda is not None else self.put_off).emit()


def _empty(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
