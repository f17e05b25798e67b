"""ResultsTab: all planned results, utama before tambahan, as the form prints them; all of it by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desktop_app.domain.istilah import JenisHasil, Pendekatan
from desktop_app.domain.pendekatan import change_jenis, propose_penugasan, switch_pendekatan
from desktop_app.domain.skp import HasilIntervensi, RencanaHasilKerja, Skp
from desktop_app.i18n import _
from desktop_app.ui.desk import Desk
from desktop_app.ui.skp.bentuk import LayoutBar
from desktop_app.ui.skp.edits import add_hasil, move_hasil, put_hasil, remove_hasil
from desktop_app.ui.skp.hasil import ResultCard
from desktop_app.ui.skp.layout import Layout
from desktop_app.ui.widgets.controls import add_shortcut, make_button, make_label
from desktop_app.ui.widgets.dialog import confirm
from desktop_app.ui.widgets.scroll import ScrollColumn


class ResultsTab(QWidget):
    """``changed`` carries the whole new ``Skp``."""

    changed = Signal(object)
    pick_wanted = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("skp-hasil")
        self._skp: Skp | None = None
        self._locked = False
        self._cards: dict[str, ResultCard] = {}
        self._aturan = desk.aturan
        self._layout = Layout()
        self._penugasan = ""
        self._build()
        self._connect()

    def _build(self) -> None:
        self._scroll = ScrollColumn("skp-hasil-gulir", _("Hasil kerja"))
        self.bar = LayoutBar(self._aturan)
        self._scroll.box.addWidget(self.bar)
        self._lists: dict[JenisHasil, QVBoxLayout] = {}
        self._adds = {}
        words = {
            JenisHasil.UTAMA: (_("A. Utama"), _("Tambah hasil utama"), "Ctrl+U"),
            JenisHasil.TAMBAHAN: (_("B. Tambahan"), _("Tambah hasil tambahan"), "Ctrl+T"),
        }
        for kind, (title, add, keys) in words.items():
            self._scroll.box.addWidget(make_label(title, "section", name=f"skp-{kind.value}"))
            rows = QVBoxLayout()
            rows.setSpacing(12)
            self._scroll.box.addLayout(rows)
            self._lists[kind] = rows
            button = make_button(f"skp-tambah-{kind.value}", f"{add}  ({keys})", icon_name="tambah")
            add_shortcut(button, keys)
            self._adds[kind] = button
            self._scroll.box.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self._scroll.box.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.addWidget(self._scroll)

    def _connect(self) -> None:
        self.bar.chosen.connect(self._switch)
        for kind, button in self._adds.items():
            button.clicked.connect(lambda _checked=False, kind=kind: self.add(kind))
        for keys, act in (
            ("Ctrl+I", self._add_indicator),
            ("Ctrl+Del", self._remove_indicator),
            ("Ctrl+Shift+L", self._pick),
            ("Ctrl+R", self._toggle_more),
            ("Alt+Up", lambda: self._move_current(-1)),
            ("Alt+Down", lambda: self._move_current(1)),
            ("Ctrl+Shift+Del", self._remove_current),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def show_skp(self, skp: Skp, locked: bool) -> None:
        """Show all results of ``skp``; a card whose result is still there stays, with the keyboard in it."""
        self._skp, self._locked = skp, locked
        self._layout = Layout.of(skp)
        self.bar.show_layout(self._layout, locked=locked)
        kept = {hasil.id for hasil in skp.hasil}
        for gone in [card for hasil_id, card in self._cards.items() if hasil_id not in kept]:
            del self._cards[gone.hasil.id]
            gone.hide()
            gone.deleteLater()
        for hasil in skp.hasil:
            if hasil.id in self._cards:
                self._cards[hasil.id].arrange(self._layout)
                self._cards[hasil.id].show_hasil(hasil)
                self._cards[hasil.id].set_locked(locked)
            else:
                self._add_card(hasil).show()
        self._number()
        for button in self._adds.values():
            button.setVisible(not locked)

    def show_penugasan(self, jabatan: str) -> None:
        """Propose this post, the assessor's, as who assigns a new result."""
        self._penugasan = jabatan

    def show_hints(self, hints: Mapping[str, Sequence[str]]) -> None:
        """Say beside each field what could be better, by the path of a finding (``hasil/#ab/teks``)."""
        for hasil_id, card in self._cards.items():
            place = f"hasil/#{hasil_id}/"
            card.show_hints(
                {path.removeprefix(place): found for path, found in hints.items() if path.startswith(place)}
            )

    def typed_path(self) -> str:
        """Return the path of the field that is being typed in, empty where it is none of this tab's."""
        card = self._current()
        return card.typed_path() if card is not None and card in self._cards.values() else ""

    def take(self, skp: Skp) -> None:
        """Know what another tab changed."""
        self._skp = skp

    def flush(self) -> None:
        """Tell answers that are still being typed."""
        for card in self._cards.values():
            card.flush()

    def take_focus(self) -> None:
        """Put the keyboard on the first result, or on the button that adds one."""
        if self._cards and self._skp is not None:
            self._cards[self._skp.hasil[0].id].take_focus()
        else:
            self._adds[JenisHasil.UTAMA].setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_path(self, path: str) -> None:
        """Put the keyboard on the field of a finding, such as ``hasil/#ab/teks``."""
        parts = path.split("/", 2)
        card = self._cards.get(parts[1].removeprefix("#")) if len(parts) > 1 else None
        if card is None:
            self._adds[JenisHasil.UTAMA].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            card.focus_path(parts[2] if len(parts) > 2 else "")

    def add(self, kind: JenisHasil) -> None:
        """Add an empty result and put the keyboard there."""
        if self._skp is None or self._locked:
            return
        self.flush()
        grown, fresh = add_hasil(self._skp, kind)
        self._skp = self._with_penugasan(grown, fresh)
        card = self._add_card(next(one for one in self._skp.hasil if one.id == fresh))
        self._number()
        card.show()
        card.take_focus()
        self.changed.emit(self._skp)

    def set_leader_result(self, hasil_id: str, leader: HasilIntervensi) -> None:
        """Hand a result chosen from the leader's SKP to its card."""
        if hasil_id in self._cards:
            self._cards[hasil_id].set_leader_result(leader)

    def _add_card(self, hasil: RencanaHasilKerja) -> ResultCard:
        card = ResultCard(hasil, self._aturan, self._layout)
        card.answered.connect(self._on_answered)
        card.removed.connect(self._remove)
        card.moved.connect(self._move)
        card.kind_wanted.connect(self._change_kind)
        card.pick_wanted.connect(self.pick_wanted)
        card.arranged.connect(self._chain)
        card.set_locked(self._locked)
        self._cards[hasil.id] = card
        self._lists[hasil.jenis].addWidget(card)
        return card

    def _number(self) -> None:
        assert self._skp is not None
        for kind, rows in self._lists.items():
            for number, hasil in enumerate(self._skp.hasil_jenis(kind), start=1):
                self._cards[hasil.id].set_number(number)
                rows.addWidget(self._cards[hasil.id])
        self._chain()

    def _chain(self) -> None:
        """Let Tab walk as the form is read, whatever was added when."""
        assert self._skp is not None
        chain: list[QWidget] = []
        for kind, add in self._adds.items():
            for hasil in self._skp.hasil_jenis(kind):
                chain += self._cards[hasil.id].tab_widgets()
            chain.append(add)
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    def _on_answered(self, hasil: RencanaHasilKerja) -> None:
        assert self._skp is not None
        self._skp = put_hasil(self._skp, hasil)
        self.changed.emit(self._skp)

    def _with_penugasan(self, skp: Skp, hasil_id: str) -> Skp:
        """Return ``skp`` with the assessor's post proposed in one new result where its form prints it."""
        fresh = next(one for one in skp.hasil if one.id == hasil_id)
        alone = propose_penugasan(msgspec.structs.replace(skp, hasil=(fresh,)), self._penugasan)
        return put_hasil(skp, alone.hasil[0])

    def _rearrange(self, edit: Callable[[Skp], Skp]) -> None:
        """Make an edit that shows in many cards at once."""
        if self._skp is None or self._locked:
            return
        self.flush()
        changed = edit(self._skp)
        if changed is not self._skp:
            self.show_skp(changed, self._locked)
            self.changed.emit(changed)

    def _switch(self, approach: Pendekatan) -> None:
        """Take another approach; where its form prints who assigned a result, the assessor's post is proposed."""
        self._rearrange(
            lambda skp: (
                skp
                if skp.pendekatan is approach
                else propose_penugasan(switch_pendekatan(skp, approach), self._penugasan)
            )
        )

    def _change_kind(self, hasil_id: str, kind: JenisHasil) -> None:
        self._rearrange(lambda skp: change_jenis(skp, hasil_id, kind))
        self.focus_path(f"hasil/#{hasil_id}/jenis")

    def _remove(self, hasil_id: str) -> None:
        assert self._skp is not None
        self.flush()
        hasil = self._cards[hasil_id].hasil
        empty = RencanaHasilKerja(id=hasil.id, jenis=hasil.jenis)
        blank = msgspec.structs.replace(hasil, indikator=(), penugasan="") == empty
        if blank and all(not one.teks and not one.narasi for one in hasil.indikator):
            self._take_away(hasil_id)
            return
        confirm(
            self.window(),
            name="skp-hapus-hasil",
            title=_("Hapus hasil kerja ini?"),
            text=hasil.teks or hasil.intervensi.teks or _("Indikatornya ikut terhapus."),
            yes=_("Hapus"),
            on_yes=lambda: self._take_away(hasil_id),
            danger=True,
        )

    def _take_away(self, hasil_id: str) -> None:
        if self._skp is None or hasil_id not in self._cards:
            return
        kind = self._cards[hasil_id].hasil.jenis
        self._skp = remove_hasil(self._skp, hasil_id)
        self._adds[kind].setFocus(Qt.FocusReason.OtherFocusReason)
        card = self._cards.pop(hasil_id)
        card.hide()
        card.deleteLater()
        self._number()
        self.changed.emit(self._skp)

    def _move(self, hasil_id: str, by: int) -> None:
        assert self._skp is not None
        self.flush()
        moved = move_hasil(self._skp, hasil_id, by)
        if moved is not self._skp:
            self._skp = moved
            self._number()
            self.changed.emit(self._skp)

    def _current(self) -> ResultCard | None:
        widget = QApplication.focusWidget()
        while widget is not None and not isinstance(widget, ResultCard):
            widget = widget.parentWidget()
        return widget

    def _add_indicator(self) -> None:
        card = self._current()
        if card is not None:
            card.add_indicator()

    def _remove_indicator(self) -> None:
        card = self._current()
        if card is not None:
            card.remove_current_indicator()

    def _toggle_more(self) -> None:
        card = self._current()
        if card is not None:
            card.toggle_more()

    def _pick(self) -> None:
        card = self._current()
        if card is not None:
            card.pick()

    def _move_current(self, by: int) -> None:
        card = self._current()
        if card is not None and not self._locked:
            self._move(card.hasil.id, by)

    def _remove_current(self) -> None:
        card = self._current()
        if card is not None and not self._locked:
            self._remove(card.hasil.id)
