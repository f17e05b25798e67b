"""KonflikPage: the findings on the whole, documents in conflict on the left, one of them on the right."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from desktop_app.i18n import _
from desktop_app.messages import sentence_for
from desktop_app.services.banding import Perbandingan, compare_konflik
from desktop_app.services.kantor import Changed
from desktop_app.services.konflik import Penyelesaian, resolve_konflik
from desktop_app.services.konflik_jawaban import Jawaban
from desktop_app.services.konflik_kelompok import (
    BarisKonflik,
    HasilKelompok,
    Temuan,
    list_temuan,
    settle_kelompok,
)
from desktop_app.services.konflik_tunda import MAKS_CATATAN, keep_jawaban, postpone_konflik, resume_konflik
from desktop_app.services.konflik_urung import BarisSelesai, list_selesai, undo_penyelesaian
from desktop_app.ui.desk import Desk
from desktop_app.ui.konflik.detail import ConflictDetail
from desktop_app.ui.konflik.groups import GroupAnswer
from desktop_app.ui.konflik.settled import SettledList
from desktop_app.ui.models.rows import Column, RowModel
from desktop_app.ui.page import Page
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.controls import make_button, make_line_edit
from desktop_app.ui.widgets.dialog import Dialog, confirm
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.header import PageHeader
from desktop_app.ui.widgets.search import SearchField
from desktop_app.ui.widgets.table import DataTable

NARROW, SIDE = 220, 330


class KonflikPage(Page):
    """Moving in the list shows a document; Enter goes to its first open field; after saving the next one opens."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("halaman-konflik", _("Konflik"), desk)
        self._doc_id = ""
        self._next = ""
        self._resume = False
        self._found = Temuan(0, 0, (), ())
        self._text = ""
        self._build()
        self._connect()

    def _build(self) -> None:
        self._header = PageHeader("konflik-kepala", _("Konflik"), _("Dokumen yang diubah di dua tempat."))
        self._many = make_button("konflik-sekaligus", _("Jawab sekaligus…"), shortcut="F9")
        self._settled = make_button("konflik-riwayat-selesai", _("Sudah selesai…"), shortcut="F4")
        self._header.add_action(self._settled)
        self._header.add_action(self._many)
        self._search = SearchField("konflik-cari", _("Cari dokumen, kantor, atau jenis"), hint=_("Cari…"))
        self._model: RowModel[BarisKonflik] = RowModel(
            [
                Column(
                    _("Dokumen"),
                    lambda row: row.judul,
                    tip=_tip,
                    state=lambda row: State.INFO if row.tunda is not None else State.WARNING,
                ),
                Column(
                    _("Isian"),
                    lambda row: f"{row.terjawab}/{row.kolom}" if row.terjawab else str(row.kolom),
                    right=True,
                ),
            ],
            self,
        )
        self._table = DataTable(
            "konflik-tabel",
            _("Dokumen dengan versi berbeda"),
            EmptyState("konflik-kosong-kiri", _("Tidak ketemu"), _("Hapus kata pencarian untuk melihat semuanya.")),
        )
        self._table.set_model(self._model)
        self._table.set_columns((SIDE - 70, 70), 0)
        self._table.wrap_lines()
        self._table.setMinimumWidth(NARROW)
        self._table.setMaximumWidth(SIDE)
        self._search.setMaximumWidth(SIDE)
        self.detail = ConflictDetail()
        self._none = EmptyState(
            "konflik-kosong",
            _("Tidak ada konflik"),
            _("Bila dokumen yang sama diubah di dua tempat, perbedaannya muncul di sini untuk dipilih."),
            icon_name="ok",
        )
        side = QVBoxLayout()
        side.setSpacing(6)
        side.addWidget(self._search)
        side.addWidget(self._table, 1)
        body = QHBoxLayout()
        body.setSpacing(16)
        self._stack = QStackedWidget()
        self._stack.setObjectName("konflik-bagian")
        self._stack.addWidget(self._none)
        self._stack.addWidget(self.detail)
        body.addLayout(side, 1)
        body.addWidget(self._stack, 3)
        self.box.addWidget(self._header)
        self.box.addWidget(self.banner)
        self.box.addLayout(body, 1)
        self._table.hide()
        self._search.hide()

    def _connect(self) -> None:
        self._table.selected.connect(self._choose)
        self._table.opened.connect(lambda _row: self.detail.take_focus())
        self._search.searched.connect(self._filter)
        self._many.clicked.connect(self._open_groups)
        self._settled.clicked.connect(self._ask_settled)
        self.detail.settled.connect(self.settle)
        self.detail.kept.connect(self._keep)
        self.detail.put_off.connect(self._ask_note)
        self.detail.resumed.connect(self._take_up)
        for keys, by in (("F7", -1), ("F8", 1)):
            QShortcut(QKeySequence(keys), self).activated.connect(partial(self._step, by))

    def load(self) -> None:
        """Ask for the documents in conflict; the one that is shown stays if it still is one."""
        self.ask(list_temuan, on_done=self._show)

    def enter(self) -> None:
        """Load and put the keyboard into the list."""
        super().enter()
        self._table.view.setFocus()

    def leave(self) -> None:
        """Keep what was answered a moment ago."""
        self.detail.keep()

    def is_touched_by(self, changed: Changed) -> bool:
        """Return that any change does: documents of every kind come into conflict."""
        return bool(changed.kinds)

    def document(self) -> str:
        """Return the id of the document that is compared."""
        return self._doc_id

    def show_document(self, doc_id: str) -> None:
        """Show the conflict of one document."""
        self._doc_id = doc_id
        self.load()

    def settle(self, answers: Mapping[str, Jawaban]) -> None:
        """Save the answers as a new version over all versions."""
        self._next = self._after(self._doc_id)
        self.ask(
            resolve_konflik,
            self._doc_id,
            answers,
            on_done=self._on_settled,
            on_error=self._on_refused,
            writes=True,
        )

    def _after(self, doc_id: str) -> str:
        """Return the document that comes after this one in the list, or the one before the last."""
        ids = [row.doc_id for row in self._model.rows()]
        at = ids.index(doc_id) if doc_id in ids else -1
        rest = [*ids[at + 1 :], *reversed(ids[: max(at, 0)])]
        return rest[0] if rest else ""

    def _show(self, found: Temuan) -> None:
        self._found = found
        rows = found.baris
        later = sum(row.tunda is not None for row in rows)
        said = _("{isian} isian berbeda dalam {dokumen} dokumen dari {kantor} kantor").format(
            isian=found.isian, dokumen=len(rows), kantor=found.kantor
        )
        if later:
            said += " · " + _("{n} ditunda").format(n=later)
        self._header.set_subtitle(said if rows else _("Dokumen yang diubah di dua tempat."))
        self._many.setEnabled(bool(found.kelompok))
        self._search.setVisible(len(rows) > 1)
        self._table.setVisible(bool(rows))
        self._stack.setCurrentWidget(self.detail if rows else self._none)
        if not rows:
            self._doc_id = ""
            self.detail.forget()
            at = self.window().focusWidget()
            if at is None or self.isAncestorOf(at):
                # Never away from the bar, along which somebody may be walking.
                self._settled.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._fill()

    def _fill(self) -> None:
        wanted, text = self._doc_id, self._text.casefold()
        rows = [row for row in self._found.baris if text in _searched(row)]
        self._model.set_rows(rows)
        at = next((number for number, row in enumerate(rows) if row.doc_id == wanted), 0)
        if rows and self._table.current_row() == at:
            self._choose(at)
        self._table.select_row(at)

    def _filter(self, text: str) -> None:
        self._text = text
        self._fill()

    def _choose(self, number: int) -> None:
        row = self._model.row_at(number)
        if row is not None:
            self.detail.keep()
            self._doc_id = row.doc_id
            self.ask(compare_konflik, row.doc_id, on_done=partial(self._compare, row.doc_id))

    def _compare(self, doc_id: str, shown: Perbandingan) -> None:
        if doc_id == self._doc_id:
            self.detail.show_comparison(shown)
            if self._resume:
                self._resume = False
                self.detail.take_focus()

    def _step(self, by: int) -> None:
        """Go to the document before or after, and stay among its fields where the keyboard was there."""
        at = self._table.current_row() + by
        if 0 <= at < len(self._model.rows()):
            self._resume = self.detail.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
            self._table.select_row(at)

    def _keep(self, doc_id: str, answers: Mapping[str, Jawaban]) -> None:
        # A conflict that somebody else settled meanwhile has nothing to keep; the list tells it by itself.
        self.ask(keep_jawaban, doc_id, answers, on_error=lambda _error: None)

    def _on_settled(self, changed: Penyelesaian) -> None:
        title = next((row.judul for row in self._model.rows() if row.doc_id == self._doc_id), "")
        said = _("{judul}: konflik selesai. Semua versi tetap ada di riwayat.").format(judul=title)
        if changed.menjadi_draf:
            self.banner.show_message(State.WARNING, f"{said} {sentence_for('konflik_menjadi_draf', {})}")
        else:
            self.banner.show_message(State.OK, said)
        self._go_on(changed)

    def _go_on(self, changed: Changed) -> None:
        """Open the next document, with the keyboard on its first open field."""
        self.detail.forget()
        self._doc_id, self._resume = self._next, bool(self._next)
        self.changed.emit(changed)

    def _on_refused(self, error: BaseException) -> None:
        self.show_error(error)
        self.load()

    def _ask_note(self) -> None:
        dialog = Dialog(
            self.window(),
            name="konflik-nanti",
            title=_("Putuskan nanti"),
            text=_("Dokumen ini tetap berkonflik dan pindah ke bawah daftar. Jawaban yang sudah ada tetap tersimpan."),
        )
        field = make_line_edit(
            "konflik-nanti-catatan", _("Catatan"), hint=_("misalnya: tanya Pak Camat"), limit=MAKS_CATATAN
        )
        dialog.content.addWidget(FormRow("konflik-nanti-baris", _("Catatan (boleh kosong)"), field, stacked=True))
        dialog.add_button("batal", _("Batal"))
        dialog.add_button("ya", _("Putuskan nanti"), lambda: self._postpone(field.text()), default=True)
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        dialog.open()

    def _postpone(self, note: str) -> None:
        self._next = self._after(self._doc_id)
        self.ask(postpone_konflik, self._doc_id, note, on_done=self._go_on, writes=True)

    def _take_up(self) -> None:
        self.ask(resume_konflik, self._doc_id, on_done=self._on_changed, writes=True)

    def _on_changed(self, changed: Changed) -> None:
        self._resume = True
        self.changed.emit(changed)

    def _open_groups(self) -> None:
        self.detail.keep()
        GroupAnswer(self.window(), self._found.kelompok, self._settle_group).open()

    def _settle_group(self, kind: str, field: str, office: str) -> None:
        self._next = self._doc_id
        self.ask(settle_kelompok, kind, field, office, on_done=self._on_group, writes=True)

    def _on_group(self, made: HasilKelompok) -> None:
        said = _("{n} dokumen selesai, {m} dijawab sebagian, {k} dilewati karena harus dijawab satu per satu.").format(
            n=made.selesai, m=made.sebagian, k=made.dilewati
        )
        self.banner.show_message(State.WARNING if made.dilewati or made.menjadi_draf else State.OK, said)
        self._go_on(made)

    def _ask_settled(self) -> None:
        self.ask(list_selesai, on_done=self._open_settled)

    def _open_settled(self, rows: tuple[BarisSelesai, ...]) -> None:
        SettledList(self.window(), rows, self._undo).open()

    def _undo(self, row: BarisSelesai) -> None:
        confirm(
            self.window(),
            name="konflik-urungkan",
            title=_("Urungkan penyelesaian?"),
            text=_(
                "{judul}: versi-versi lama muncul lagi untuk dipilih. Jawaban yang tadi tetap ada di riwayat."
            ).format(judul=row.judul),
            yes=_("Urungkan"),
            on_yes=lambda: self._undo_now(row),
        )

    def _undo_now(self, row: BarisSelesai) -> None:
        self._next = row.doc_id
        self.ask(undo_penyelesaian, row.doc_id, on_done=partial(self._on_undone, row), writes=True)

    def _on_undone(self, row: BarisSelesai, changed: Changed) -> None:
        self.banner.show_message(
            State.OK, _("{judul}: penyelesaian diurungkan. Versi-versinya dapat dipilih lagi.").format(judul=row.judul)
        )
        self._go_on(changed)


def _answered(row: BarisKonflik) -> str:
    return f"{row.terjawab}/{row.kolom}" if row.terjawab else str(row.kolom)


def _tip(row: BarisKonflik) -> str:
    lines = [row.judul, row.kantor, _("Versi dari: {kantor}").format(kantor="; ".join(row.dari))]
    if row.tunda is not None:
        lines.append(_("Ditunda. {catatan}").format(catatan=row.tunda).strip())
    return "\n".join(lines)


def _searched(row: BarisKonflik) -> str:
    words = (row.judul, row.kantor, row.kind.replace("_", " "), *row.dari, row.tunda or "")
    return " ".join(words).casefold()
