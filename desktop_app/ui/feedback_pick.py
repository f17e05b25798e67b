"""UmpanBalikPick: the assessor chooses which recorded feedback an evaluation prints, and may shorten its words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem

from desktop_app.domain.penilaian import UmpanBalik
from desktop_app.i18n import _
from desktop_app.services.pengaduan_tawaran import offer_for_penilaian
from desktop_app.services.umpan_balik_baca import UMUM, BarisUmpanBalik, copy_for_penilaian
from desktop_app.ui.feedback_words import respon_text, when_text, who_text
from desktop_app.ui.page import Page
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.banner import Banner
from desktop_app.ui.widgets.controls import make_label
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.text import GrowingTextEdit


class UmpanBalikPick(Dialog):
    """Space ticks, the field below shortens; ``on_picked`` gets everything that this place of the form prints.

    ``keys`` are what the place is about: the id of a result and its indicators, or a core value; feedback on work in
    general (UMUM) is offered where ``general`` is set. What was typed by hand (``known`` without ``asal``) stays, and
    what was picked before keeps its record.
    """

    def __init__(
        self,
        page: Page,
        penilaian_id: str,
        *,
        keys: Sequence[str],
        subject: str,
        known: tuple[UmpanBalik, ...],
        on_picked: Callable[[tuple[UmpanBalik, ...]], object],
        general: bool = False,
    ) -> None:
        super().__init__(
            page.window(),
            name="pilih-umpan-balik",
            title=_("Pilih umpan balik"),
            text=_("{hal}. Yang dicentang dicetak; aslinya tetap tersimpan.").format(hal=subject),
        )
        self._keys = (*keys, UMUM) if general else tuple(keys)
        self._known = known
        self._on_picked = on_picked
        self._rows: tuple[BarisUmpanBalik, ...] = ()
        self._words: dict[str, str] = {one.asal: one.teks for one in known if one.asal}
        self._current = ""
        self._fill()
        page.ask(offer_for_penilaian, penilaian_id, on_done=self._show, on_error=self._fail)
        self._page = page

    def _fill(self) -> None:
        self._note = Banner("pilih-umpan-balik-pesan")
        self.list = QListWidget()
        self.list.setObjectName("pilih-umpan-balik-daftar")
        self.list.setAccessibleName(_("Umpan balik pada periode ini"))
        self.list.setWordWrap(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setMinimumSize(560, 200)
        self.field = GrowingTextEdit(
            "pilih-umpan-balik-teks", _("Kata yang dicetak"), least_lines=2, most_lines=5, limit_bytes=16 * 1024
        )
        row = FormRow(
            "pilih-umpan-balik-baris",
            _("Kata yang dicetak"),
            self.field,
            hint=_("Boleh diringkas. Jangan mengubah maknanya."),
            stacked=True,
        )
        self.content.addWidget(self._note)
        self.content.addWidget(self.list, 1)
        self.content.addWidget(make_label(_("Spasi memberi atau menghapus centang."), "muted"))
        self.content.addWidget(row)
        self.prefer_size(820, 560)
        self.add_button("batal", _("Batal"))
        self._yes = self.add_button("pakai", _("Pakai"), self._take, default=True, closes=False)
        self._yes.setEnabled(False)
        self.field.setEnabled(False)
        self.list.currentRowChanged.connect(self._on_current)
        self.list.itemChanged.connect(self._on_ticked)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fail(self, error: BaseException) -> None:
        self.reject()
        self._page.show_error(error)

    def _show(self, found: Mapping[str, tuple[BarisUmpanBalik, ...]]) -> None:
        self._rows = tuple(row for key in dict.fromkeys(self._keys) for row in found.get(key, ()))
        self.list.blockSignals(True)
        for row in self._rows:
            item = QListWidgetItem(_line(row))
            item.setData(Qt.ItemDataRole.UserRole, row.id)
            item.setFlags(Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if row.id in self._words else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.blockSignals(False)
        if not self._rows:
            text = _("Belum ada umpan balik untuk hal ini pada periode penilaian. Catat di halaman Umpan balik.")
            self._note.show_message(State.INFO, text)
            return
        self._yes.setEnabled(True)
        self.list.setCurrentRow(0)

    def _on_current(self, number: int) -> None:
        self._keep()
        row = self._rows[number] if 0 <= number < len(self._rows) else None
        self._current = row.id if row is not None else ""
        self.field.setEnabled(row is not None)
        self.field.set_answer(self._words.get(row.id, row.ucapan) if row is not None else "")

    def _on_ticked(self, item: QListWidgetItem) -> None:
        self.list.setCurrentItem(item)

    def _keep(self) -> None:
        """Keep what was typed for the line that is left; the original wording needs no keeping."""
        row = next((one for one in self._rows if one.id == self._current), None)
        if row is not None:
            self._words[row.id] = self.field.answer() or row.ucapan

    def _take(self) -> None:
        self._keep()
        ticked = {
            str(self.list.item(at).data(Qt.ItemDataRole.UserRole))
            for at in range(self.list.count())
            if self.list.item(at).checkState() is Qt.CheckState.Checked
        }
        before = {one.asal: one for one in self._known if one.asal}
        offered = {row.id for row in self._rows}
        # What was typed by hand, and what was picked from feedback that is not offered any more, stays as it is.
        kept = [one for one in self._known if one.asal not in offered]
        picked = [self._copy(row, before.get(row.id)) for row in self._rows if row.id in ticked]
        self.accept()
        self._on_picked((*kept, *picked))

    def _copy(self, row: BarisUmpanBalik, before: UmpanBalik | None) -> UmpanBalik:
        fresh = copy_for_penilaian(row, self._words.get(row.id, ""))
        return msgspec.structs.replace(fresh, id=before.id) if before is not None else fresh


def _line(row: BarisUmpanBalik) -> str:
    head = " · ".join(part for part in (who_text(row), when_text(row), respon_text(row.respon)) if part != "–")
    return f"{head}\n{_(row.ucapan)}"
