"""NeedsPanel: what the year's documents propose to develop, each with its reason and the way to its source."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.i18n import _
from desktop_app.services.kebutuhan_pengembangan import Kebutuhan
from desktop_app.ui.pengembangan.words import source_text
from desktop_app.ui.widgets.controls import Card, make_button, make_label

FIRST = 5
"""Proposals that are shown at once; the others follow at a press."""


class NeedsPanel(Card):
    """``chosen`` carries a proposal to become a step, ``source_wanted`` the one whose source is to be shown."""

    chosen = Signal(object)
    source_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__("pengembangan-usulan", _("Usulan kebutuhan"))
        self._editable = False
        self._open = False
        self._needs: tuple[Kebutuhan, ...] = ()
        self._pages: frozenset[str] = frozenset()
        self._rows: list[QWidget] = []
        self._hint = make_label("", "muted", name="pengembangan-usulan-petunjuk", wrap=True)
        self._more = make_button("pengembangan-usulan-lagi", _("Tampilkan semua"), kind="quiet", compact=True)
        self._more.clicked.connect(self._open_all)
        self.box.addWidget(self._hint)
        self.box.addWidget(self._more)

    def show_needs(self, needs: tuple[Kebutuhan, ...], *, editable: bool, pages: frozenset[str]) -> None:
        """Show the proposals that no step has taken up yet; ``pages`` are those that who is logged in has."""
        self._needs, self._editable, self._pages = needs, editable, pages
        self._rebuild()

    def _open_all(self) -> None:
        self._open = True
        self._rebuild()

    def _rebuild(self) -> None:
        for row in self._rows:
            self.box.removeWidget(row)
            row.deleteLater()
        self._rows = []
        waiting = [one for one in self._needs if not one.dipilih]
        if waiting:
            self._hint.setText(_("Dibaca program dari dokumen tahun ini; yang menjadi langkah adalah pilihan Anda."))
        elif self._needs:
            self._hint.setText(_("Semua usulan sudah menjadi langkah."))
        else:
            self._hint.setText(
                _("Belum ada usulan: tidak ada nilai kompetensi, hasil evaluasi, atau umpan balik yang rendah.")
            )
        shown = waiting if self._open else waiting[:FIRST]
        for number, need in enumerate(shown):
            row = self._row(number, need)
            self.box.insertWidget(2 + number, row)
            self._rows.append(row)
        self._more.setVisible(len(waiting) > len(shown))

    def _row(self, number: int, need: Kebutuhan) -> QWidget:
        name = f"pengembangan-usulan-{number}"
        row = QWidget()
        row.setObjectName(name)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        words = _("{kebutuhan} — {sumber}. {sebab}").format(
            kebutuhan=need.kebutuhan, sumber=source_text(need.sumber), sebab=need.penjelasan
        )
        line.addWidget(make_label(words, "body", name=f"{name}-teks", wrap=True), 1)
        if need.halaman in self._pages:
            show = make_button(
                f"{name}-sumber",
                _("Lihat"),
                kind="quiet",
                label=_("Lihat sumber: {kebutuhan}").format(kebutuhan=need.kebutuhan),
                compact=True,
            )
            show.clicked.connect(partial(self.source_wanted.emit, need))
            line.addWidget(show)
        if self._editable:
            take = make_button(
                f"{name}-ambil",
                _("Jadikan langkah"),
                label=_("Jadikan langkah: {kebutuhan}").format(kebutuhan=need.kebutuhan),
                compact=True,
            )
            take.clicked.connect(partial(self.chosen.emit, need))
            line.addWidget(take)
        return row
