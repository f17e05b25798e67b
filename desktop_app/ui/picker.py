"""PersonPicker: a field that holds one person of the office, chosen from a searched list."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from desktop_app.domain.nip import format_nip
from desktop_app.i18n import _
from desktop_app.services.pegawai import BarisPegawai, list_pegawai
from desktop_app.ui.errors import present_error
from desktop_app.ui.models.rows import Column, RowModel
from desktop_app.ui.runner import Runner
from desktop_app.ui.theme import restyle
from desktop_app.ui.widgets.controls import make_button
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.search import SearchField
from desktop_app.ui.widgets.table import DataTable

LIMIT = 200


class PersonPicker(QWidget):
    """``answered`` carries the document id that was chosen (empty: nobody); Enter or Space opens the list."""

    answered = Signal(str)

    def __init__(self, name: str, label: str, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._label = label
        self._runner = runner
        self._id = ""
        self._build()
        self._connect()
        self.set_answer("", "")

    def _build(self) -> None:
        name = self.objectName()
        self._field = ElidedButton()
        self._field.setObjectName(f"{name}-pilih")
        self._field.setProperty("kind", "field")
        self._field.setAutoDefault(True)
        self._field.setMinimumWidth(120)
        self._field.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._clear = make_button(
            f"{name}-kosongkan", "", kind="quiet", icon_name="tutup", label=_("Kosongkan"), compact=True
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self._field, 1)
        row.addWidget(self._clear)
        self.setFocusProxy(self._field)

    def _connect(self) -> None:
        self._field.clicked.connect(self.open_list)
        self._clear.clicked.connect(lambda: self._take("", ""))

    def set_answer(self, doc_id: str, name: str) -> None:
        """Show a known person without telling it."""
        self._id = doc_id
        shown = name or (_("(tidak dikenal)") if doc_id else _("Pilih pegawai…"))
        self._field.set_full_text(shown)
        self._field.setToolTip(name)
        self._field.setProperty("empty", not doc_id)
        restyle(self._field)
        self._field.setAccessibleName(f"{self._label}: {shown}")
        self._clear.setVisible(bool(doc_id))

    def answer(self) -> str:
        """Return the id of the person, or an empty text."""
        return self._id

    def open_list(self) -> None:
        """Open the list of people above the window."""
        PersonList(self.window(), self._label, self._runner, self._take).open()

    def _take(self, doc_id: str, name: str) -> None:
        if doc_id != self._id:
            self.set_answer(doc_id, name)
            self.answered.emit(doc_id)
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)


class ElidedButton(QPushButton):
    """A button whose words are cut with "…" where there is no room for all of them."""

    def __init__(self) -> None:
        super().__init__()
        self._full = ""

    def set_full_text(self, text: str) -> None:
        """Show ``text``, cut to the width."""
        self._full = text
        self._cut()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the words anew."""
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        cut = self.fontMetrics().elidedText(self._full, Qt.TextElideMode.ElideRight, max(self.width() - 24, 40))
        if self.text() != cut:
            self.setText(cut)


class PersonList(Dialog):
    """Search, arrows, Enter: the person is chosen."""

    def __init__(self, parent: QWidget, title: str, runner: Runner, on_chosen: Callable[[str, str], object]) -> None:
        super().__init__(parent, name="pilih-pegawai", title=title)
        self._runner = runner
        self._on_chosen = on_chosen
        self._asked = ""
        self._shown: str | None = None
        self._choose_next = False
        self._fill()
        self._search("")

    def _fill(self) -> None:
        self._field = SearchField("pilih-pegawai-cari", _("Cari nama atau NIP"))
        self._model: RowModel[BarisPegawai] = RowModel(
            [
                Column(_("Nama"), lambda row: row.nama),
                Column(_("NIP"), lambda row: format_nip(row.nip)),
                Column(_("Jabatan"), lambda row: row.jabatan),
            ],
            self,
        )
        self._table = DataTable(
            "pilih-pegawai-tabel", _("Pegawai"), EmptyState("pilih-pegawai-kosong", _("Tidak ditemukan"))
        )
        self._table.set_model(self._model)
        self._table.set_columns((260, 180, 260), 0)
        self._table.setMinimumSize(760, 330)
        self.content.addWidget(self._field)
        self.content.addWidget(self._table, 1)
        self.add_button("batal", _("Batal"))
        self.add_button("pilih", _("Pilih"), self._choose, default=True, closes=False)
        self._field.searched.connect(self._search)
        self._table.opened.connect(lambda _row: self._choose())
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from the search field into the list with Down."""
        if event.key() == Qt.Key.Key_Down and self._field.hasFocus():
            self._table.view.setFocus(Qt.FocusReason.TabFocusReason)
            return
        super().keyPressEvent(event)

    def _search(self, text: str) -> None:
        self._asked = text
        self._runner.submit(
            list_pegawai,
            text,
            owner=self,
            on_done=lambda rows: self._show(text, rows),
            on_error=lambda error: present_error(self, error),
            limit=LIMIT,
        )

    def _show(self, text: str, rows: tuple[BarisPegawai, ...]) -> None:
        self._shown = text
        self._model.set_rows(rows)
        self._table.select_row(0)
        if self._choose_next and text == self._asked:
            self._choose_next = False
            self._choose()

    def _choose(self) -> None:
        # Enter right after typing waits for what was typed.
        if self._field.text().strip() != self._shown:
            self._choose_next = True
            return
        row = self._model.row_at(self._table.current_row())
        if row is not None:
            self.accept()
            self._on_chosen(row.id, row.nama)
