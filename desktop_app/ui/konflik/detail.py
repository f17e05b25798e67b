"""ConflictDetail: who wrote which version, every field that differs, and the one step that settles the document."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.i18n import _
from desktop_app.services.banding import Perbandingan, VersiBanding
from desktop_app.ui.exchange_words import moment_text
from desktop_app.ui.konflik.option import FieldChoice
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.controls import Card, make_button, make_label
from desktop_app.ui.widgets.elided import ElidedLabel
from desktop_app.ui.widgets.scroll import ScrollColumn


class ConflictDetail(QWidget):
    """``settled`` carries a mapping from each path to the revision whose value is taken."""

    settled = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("konflik-rincian")
        self._shown: Perbandingan | None = None
        self._takes: list[QPushButton] = []
        self.fields: list[FieldChoice] = []
        self._build()

    def _build(self) -> None:
        self._title = ElidedLabel("", "section", name="konflik-judul")
        self._office = make_label("", "muted", name="konflik-kantor")
        self._versions = QHBoxLayout()
        self._versions.setSpacing(10)
        self._versions.setContentsMargins(0, 0, 10, 0)
        self._scroll = ScrollColumn("konflik-isian", _("Isian yang berbeda"))
        self._scroll.box.setSpacing(10)
        self._settle = make_button(
            "konflik-selesai", _("Simpan pilihan"), kind="primary", icon_name="ok", shortcut="Ctrl+Return"
        )
        self._left = make_label("", name="konflik-sisa", wrap=True)
        bottom = QHBoxLayout()
        bottom.addWidget(self._left, 1)
        bottom.addWidget(self._settle)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self._office)
        column.addLayout(self._versions)
        column.addWidget(self._scroll, 1)
        column.addWidget(
            make_label(
                _("Kedua versi tetap tersimpan di riwayat, apa pun pilihannya; pilihan menjadi versi baru."),
                "muted",
                wrap=True,
                name="konflik-riwayat",
            )
        )
        column.addLayout(bottom)
        self._settle.clicked.connect(self._on_settle)

    def show_comparison(self, shown: Perbandingan) -> None:
        """Show another document; nothing is chosen yet."""
        self._shown = shown
        self._title.setText(shown.judul)
        self._office.setText(
            _("{kantor} · {n} isian berbeda di {m} versi").format(
                kantor=shown.kantor, n=len(shown.baris), m=len(shown.versi)
            )
        )
        _empty(self._versions)
        _empty(self._scroll.box)
        self._takes.clear()
        letters = [version.huruf for version in shown.versi]
        for number, version in enumerate(shown.versi):
            self._versions.addWidget(self._make_version(number, version), 1)
        self.fields = []
        for number, row in enumerate(shown.baris):
            field = FieldChoice(f"konflik-isian-{number}", row.nama, row.dasar, row.nilai, letters)
            field.chosen.connect(lambda _version: self._count())
            field.stepped.connect(lambda by, at=number: self._step(at + by))
            self._scroll.box.addWidget(field)
            self.fields.append(field)
        self._scroll.box.addStretch(1)
        self._order_tabs()
        self._scroll.verticalScrollBar().setValue(0)
        self._count()

    def take_focus(self) -> None:
        """Put the keyboard on the first field that is not answered."""
        field = next((one for one in self.fields if one.choice() is None), None)
        (field or self._settle).setFocus(Qt.FocusReason.TabFocusReason)

    def take_all(self, number: int) -> None:
        """Choose one version for every field."""
        for field in self.fields:
            field.choose(number)
        self._count()
        self._settle.setFocus(Qt.FocusReason.OtherFocusReason)

    def choices(self) -> dict[str, str]:
        """Return the chosen revision for each path that is answered."""
        if self._shown is None:
            return {}
        versions, rows = self._shown.versi, self._shown.baris
        picked = [field.choice() for field in self.fields]
        return {row.path: versions[at].rev_id for row, at in zip(rows, picked, strict=True) if at is not None}

    def _make_version(self, number: int, version: VersiBanding) -> Card:
        name = f"konflik-versi-{version.huruf}"
        card = Card(name)
        card.box.setContentsMargins(12, 8, 12, 10)
        card.box.setSpacing(2)
        office = version.kantor or _("Kantor lain")
        head = _("Versi {huruf} · {kantor}").format(huruf=version.huruf, kantor=office)
        card.box.addWidget(ElidedLabel(head, "label", name=f"{name}-kantor"))
        who = version.who or _("tanpa nama")
        card.box.addWidget(ElidedLabel(who, name=f"{name}-orang"))
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
            shortcut=f"Alt+{version.huruf}",
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

    def _order_tabs(self) -> None:
        """Let Tab go from version to version, through the fields, to the button; it was made before them."""
        order: list[QWidget] = list(self._takes)
        order += [option.radio for field in self.fields for option in field.options]
        order.append(self._settle)
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def _step(self, at: int) -> None:
        if at >= len(self.fields):
            self._settle.setFocus(Qt.FocusReason.TabFocusReason)
        elif at >= 0:
            self.fields[at].setFocus(Qt.FocusReason.TabFocusReason)

    def _count(self) -> None:
        left = sum(field.choice() is None for field in self.fields)
        self._settle.setEnabled(left == 0 and bool(self.fields))
        self._left.setText(
            _("{n} isian belum dipilih. Huruf A atau B memilih, panah bawah pindah ke isian berikutnya.").format(n=left)
            if left
            else _("Semua isian sudah dipilih.")
        )

    def _on_settle(self) -> None:
        if self._shown is not None:
            self._settle.setEnabled(False)
            self.settled.emit(self.choices())


def _empty(layout: QHBoxLayout | QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
