"""TemplateChoice: from what an SKP begins: a template for the post, last year's SKP, or an empty sheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit

from desktop_app.domain.istilah import KelompokSkp
from desktop_app.i18n import _
from desktop_app.services.kantor import Kantor
from desktop_app.services.salin_skp import find_earlier
from desktop_app.services.templat import PilihanTemplat, list_templat_for
from desktop_app.ui.models.rows import Column, RowModel
from desktop_app.ui.page import Page
from desktop_app.ui.template_words import contents_text, posts_text, source_text
from desktop_app.ui.widgets.controls import make_label
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.search import SearchField
from desktop_app.ui.widgets.table import DataTable


@dataclass(frozen=True)
class Beginning:
    """One line of the choice: a template (``fits``: for just this post), last year's SKP (``copies``), or no words."""

    name: str
    source: str
    contents: str
    templat_id: str = ""
    copies: bool = False
    fits: bool = False

    def matches(self, words: Sequence[str]) -> bool:
        """Tell whether every word occurs in its name or contents."""
        text = f"{self.name} {self.source} {self.contents}".casefold()
        return all(word in text for word in words)


def read_beginnings(
    kantor: Kantor, pegawai_id: str, year: int, kelompok: KelompokSkp | None, fresh: bool
) -> tuple[Beginning, ...]:
    """Return what an SKP can begin from, the likeliest first; runs in the worker thread.

    ``fresh`` offers the empty sheet as well: there is no SKP yet.
    """
    choices = list_templat_for(kantor, pegawai_id, year, kelompok)
    named = [_of(choice) for choice in choices if choice.cocok > 0]
    # Where no template is for the post, one for every post of its kind is nearer than an empty sheet.
    near = [choice for choice in choices if not named and choice.cocok == 0 and not choice.isi.jabatan]
    other = [_of(choice) for choice in choices if choice.cocok <= 0 and choice not in near]
    copies = Beginning(
        _("Salin SKP tahun sebelumnya"),
        _("SKP pegawai ini"),
        _(
            "Hasil kerja, ekspektasi, dan lampiran SKP terakhirnya disalin. Jabatan, penilai, dan tanggal mengikuti "
            "tahun ini; teks yang menyebut tahun lama ditunjukkan sesudahnya."
        ),
        copies=True,
    )
    before = [copies] if find_earlier(kantor, pegawai_id, year) else []
    empty = [Beginning(_("SKP kosong"), "", _("Lembar kosong; semua diketik sendiri."))] if fresh else []
    return (*before, *named, *(_of(choice) for choice in near), *empty, *other)


def _of(choice: PilihanTemplat) -> Beginning:
    lines = contents_text(choice.isi)
    posts = posts_text(choice.isi)
    return Beginning(
        choice.isi.nama,
        source_text(choice),
        lines + (f"\n\n{_('Jabatan')}: {posts}" if posts else ""),
        templat_id=choice.id,
        fits=choice.cocok > 0,
    )


class TemplateChoice(Dialog):
    """Typing searches, arrows choose, Enter takes; the keyboard stays in the search field all the while."""

    def __init__(
        self,
        page: Page,
        *,
        name: str,
        title: str,
        yes: str,
        pegawai_id: str,
        year: int,
        on_chosen: Callable[[Beginning], object],
        kelompok: KelompokSkp | None = None,
        fresh: bool = False,
    ) -> None:
        super().__init__(page.window(), name=name, title=title)
        self._on_chosen = on_chosen
        self._all: tuple[Beginning, ...] | None = None
        self._choose_next = False
        self._fill(yes)
        page.ask(read_beginnings, pegawai_id, year, kelompok, fresh, on_done=self._show)

    def _fill(self, yes: str) -> None:
        name = self.objectName()
        self._field = SearchField(f"{name}-cari", _("Cari templat"), hint=_("Cari jabatan atau isi templat"))
        self._model: RowModel[Beginning] = RowModel(
            [Column(_("Mulai dari"), lambda row: row.name), Column(_("Asal"), lambda row: row.source)], self
        )
        self._table = DataTable(f"{name}-tabel", _("Templat"), EmptyState(f"{name}-kosong", _("Tidak ditemukan")))
        self._table.set_model(self._model)
        self._table.set_columns((270, 120), 0)
        self._table.setMinimumSize(320, 150)
        self._contents = QPlainTextEdit()
        self._contents.setObjectName(f"{name}-isi")
        self._contents.setAccessibleName(_("Isi templat"))
        self._contents.setReadOnly(True)
        self._contents.setTabChangesFocus(True)
        self._contents.setMinimumSize(300, 150)
        self._note = make_label(
            _("Tidak ada templat yang cocok dengan jabatan ini. Yang paling dekat dipilihkan; periksa isinya."),
            name=f"{name}-tanpa-cocok",
            wrap=True,
        )
        self._note.hide()
        row = QHBoxLayout()
        row.addWidget(self._table, 1)
        row.addWidget(self._contents, 1)
        self.content.addWidget(self._field)
        self.content.addWidget(self._note)
        self.content.addLayout(row, 1)
        self.content.addWidget(
            make_label(_("Templat hanya saran: sesuaikan isinya dengan tugas dan target sebenarnya."), "muted")
        )
        self.prefer_size(940, 560)
        self.add_button("batal", _("Batal"))
        self.add_button("pilih", yes, self._choose, default=True, closes=False)
        self._field.textChanged.connect(lambda _text: self._filter())
        self._table.opened.connect(lambda _row: self._choose())
        self._table.selected.connect(self._on_selected)
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk through the list with the arrows while the keyboard stays in the search field."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}.get(
            Qt.Key(event.key())
        )
        if step is None or not self._field.hasFocus():
            super().keyPressEvent(event)
            return
        last = self._model.rowCount() - 1
        self._table.select_row(max(0, min(last, self._table.current_row() + step)))

    def _show(self, beginnings: tuple[Beginning, ...]) -> None:
        self._all = beginnings
        self._note.setVisible(not any(one.fits or one.copies for one in beginnings))
        self._filter()
        if self._choose_next:
            self._choose()

    def _filter(self) -> None:
        words = self._field.text().casefold().split()
        self._model.set_rows([one for one in self._all or () if one.matches(words)])
        self._table.select_row(0)
        self._on_selected(0)

    def _on_selected(self, number: int) -> None:
        row = self._model.row_at(number)
        self._contents.setPlainText(row.contents if row is not None else "")

    def _choose(self) -> None:
        # Enter pressed before the list has come means its first line.
        if self._all is None:
            self._choose_next = True
            return
        row = self._model.row_at(self._table.current_row())
        if row is not None and self.isVisible():
            self.accept()
            self._on_chosen(row)
