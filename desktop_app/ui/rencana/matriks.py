"""MatrixSheet: form A.1.5 worked by keyboard; the field below the table holds the roles of the current cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from desktop_app.domain.bagi_peran import add_column, add_named, add_person, put_roles, remove_column, remove_row
from desktop_app.domain.kelengkapan_rencana import check_matriks
from desktop_app.domain.matriks import MatriksPeran
from desktop_app.domain.pegawai import Identitas
from desktop_app.domain.temuan import Temuan
from desktop_app.i18n import _
from desktop_app.services.matriks import name_rows, propose_outputs, propose_people
from desktop_app.services.naskah import Naskah
from desktop_app.services.peran import StatusPeran, plan_roles
from desktop_app.ui.page import Page
from desktop_app.ui.picker import PersonList
from desktop_app.ui.rencana.asks import ask_person_elsewhere, ask_words
from desktop_app.ui.rencana.grid import RoleGrid
from desktop_app.ui.rencana.handing import Handing
from desktop_app.ui.rencana.sheet import Sheet, focus
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.controls import make_button, make_label
from desktop_app.ui.widgets.dialog import confirm
from desktop_app.ui.widgets.text import GrowingTextEdit
from desktop_app.ui.widgets.ticks import TickList

SHORT = 60


def short(text: str) -> str:
    """Return the beginning of a long text."""
    return text if len(text) <= SHORT else f"{text[: SHORT - 1].rstrip()}…"


class MatrixSheet(Sheet):
    """Rows are people, columns the leader's indicators; a cell holds roles worded as results."""

    name = "matriks"

    @property
    def title(self) -> str:
        """Return what the sheet is called."""
        return _("Matriks peran")

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.handing = Handing(self)
        self.give.clicked.connect(self.handing.offer)
        self._leader.clicked.connect(self.handing.offer_columns)

    def extra_actions(self) -> Sequence[QWidget]:
        """Return the button that makes results of roles."""
        self.give = make_button(
            "matriks-jadikan", _("Jadikan hasil kerja…"), kind="primary", icon_name="skp", shortcut="Ctrl+J"
        )
        return (self.give,)

    def make_body(self) -> QWidget:
        """Return the table, what can be done with it, and the field of the current cell."""
        body = QWidget()
        body.setObjectName("matriks-isi")
        self.grid = RoleGrid()
        self._where = make_label("", "label", name="matriks-di-mana", wrap=True)
        self._field = GrowingTextEdit("matriks-peran", _("Peran di sel ini"), least_lines=3, most_lines=6)
        self._field.installEventFilter(self)
        self._hint = make_label("", "hint", name="matriks-petunjuk", wrap=True)
        self._copy = make_button("matriks-salin-keluaran", _("Dari workblock…"), icon_name="salin")
        self._leader = make_button("matriks-dari-skp", _("Dari SKP pimpinan…"), icon_name="skp")
        self._remove = make_button("matriks-buang", _("Hapus baris/kolom"), kind="quiet", icon_name="hapus")
        self._add = make_button("matriks-tambah", _("Tambah"), icon_name="tambah", shortcut="Alt+T")
        menu = QMenu(self._add)
        menu.setObjectName("matriks-tambah-menu")
        self._add.setMenu(menu)
        for name, text, keys, act in (
            ("kolom", _("Kolom…"), "Ctrl+K", self._ask_column),
            ("pegawai", _("Pegawai…"), "Ctrl+B", self._pick_person),
            ("bawahan", _("Semua bawahan pimpinan ini"), "", self._ask_people),
            ("lain", _("Pegawai dari unit lain…"), "", lambda: ask_person_elsewhere(self, self._add_named)),
        ):
            entry = menu.addAction(f"{text}\t{keys}" if keys else text)
            entry.setObjectName(f"matriks-tambah-{name}")
            entry.triggered.connect(lambda _checked=False, act=act: act())
            if keys:
                shortcut = QShortcut(QKeySequence(keys), body)
                shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                shortcut.activated.connect(act)
        bar = QHBoxLayout()
        self._acts = (self._leader, self._add, self._remove)
        for button in self._acts:
            bar.addWidget(button)
        bar.addStretch(1)
        below = QHBoxLayout()
        below.addWidget(self._where, 1)
        below.addWidget(self._copy, 0, Qt.AlignmentFlag.AlignBottom)
        self._empty = make_label(
            _("Mulai dari kolom: ambil indikator dari SKP pimpinan, atau tulis sendiri bila SKP itu belum ada."),
            "muted",
            name="matriks-belum-ada",
            wrap=True,
        )
        legend = make_label(
            _("Panah: pindah sel · Enter: mengetik peran · Esc: kembali ke tabel · ✓ sudah di SKP · ≠ katanya beda"),
            "muted",
            wrap=True,
        )
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(8)
        column.addLayout(bar)
        column.addWidget(self._empty)
        column.addWidget(self.grid, 1)
        column.addWidget(legend)
        column.addLayout(below)
        column.addWidget(self._field)
        column.addWidget(self._hint)
        self._connect_body()
        return body

    def _connect_body(self) -> None:
        self.grid.moved.connect(lambda _row, _column: self._show_cell())
        self.grid.entered.connect(lambda: focus(self._field))
        self.grid.remove_wanted.connect(self._clear_or_remove)
        self._field.answered.connect(self._take)
        self._remove.clicked.connect(self._ask_remove)
        self._copy.clicked.connect(self._ask_outputs)

    @property
    def matrix(self) -> MatriksPeran:
        """The matrix as it was last typed."""
        assert isinstance(self.draft.content, MatriksPeran)
        return self.draft.content

    def show_content(self, opened: Naskah) -> None:
        """Show the table, then names and how the roles stand."""
        at = self.grid.at()
        self.grid.cells.show_matrix(self.matrix)
        self.grid.go(*(at if at != (-1, -1) else (1, 1)))
        for button in (*self._acts, self.give, self._copy):
            button.setVisible(not self.locked)
        self._after_change()
        self.load_names()
        self.load_fates()

    def shortcomings(self) -> Sequence[tuple[Temuan, str]]:
        """Return what the matrix lacks."""
        return [(one, self._words_of(one.jalur)) for one in check_matriks(self.matrix)]

    def _words_of(self, path: str) -> str:
        """Return the name of the person, or the words of the column, that a finding is about."""
        key = path.partition("#")[2]
        for number, row in enumerate(self.matrix.baris, start=1):
            if row.id == key:
                return self.grid.cells.place(number, 0)
        return next((short(one.teks) for one in self.matrix.kolom if one.id == key), "")

    def flush(self) -> None:
        """Tell the roles that are being typed."""
        self._field.flush()

    def take_focus(self) -> None:
        """Put the keyboard into the table, or on what fills an empty one."""
        focus(self.grid if self.grid.cells.rowCount() else self._leader)

    def focus_path(self, path: str) -> None:
        """Go to the row or column of a finding."""
        key = path.partition("#")[2]
        for number, one in enumerate(self.matrix.kolom, start=1):
            if one.id == key:
                self.grid.go(0, number)
        for number, row in enumerate(self.matrix.baris, start=1):
            if row.id == key:
                self.grid.go(number, 1)
        self.take_focus()

    def load_names(self) -> None:
        """Ask who stands in the rows."""
        self.page.ask(name_rows, self.doc_id, self.matrix, on_done=self._show_names)

    def load_fates(self) -> None:
        """Ask which roles stand in an SKP."""
        self.page.ask(plan_roles, self.doc_id, on_done=self._show_fates)

    def set_matrix(self, matrix: MatriksPeran, *, names: bool = False) -> None:
        """Take another matrix: save it and show it."""
        self.grid.cells.show_matrix(matrix)
        self.change(matrix)
        self._after_change()
        if names:
            self.draft.push()
            self.load_names()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc leads from the field back to the table, Ctrl+Enter to the next cell."""
        if watched is self._field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if event.key() == Qt.Key.Key_Escape or (control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)):
                self._field.flush()
                row, column = self.grid.at()
                if event.key() != Qt.Key.Key_Escape:
                    self.grid.go(row, column + 1)
                focus(self.grid)
                return True
        return super().eventFilter(watched, event)

    def _after_change(self) -> None:
        empty = not self.matrix.kolom
        self._empty.setVisible(empty and not self.locked)
        self._show_cell()
        self.grid.resizeRowsToContents()

    def _show_names(self, people: Mapping[str, Identitas]) -> None:
        if self.draft.content is None:
            return
        self.grid.cells.show_people(people)
        leader = people.get("", Identitas())
        self.header.set_title(leader.nama or self.title)
        year = _("Matriks peran {tahun}").format(tahun=self.matrix.tahun)
        parts = (year, self.matrix.tim, leader.jabatan or self.matrix.jabatan)
        self.header.set_subtitle(" · ".join(part for part in parts if part))
        self.grid.resizeRowsToContents()
        self._show_cell()
        self.show_findings()

    def _show_fates(self, roles: tuple[StatusPeran, ...]) -> None:
        self.grid.cells.show_fates(roles)
        self.grid.resizeRowsToContents()

    def _show_cell(self) -> None:
        """Show the words of the current cell in the field, told whole whose they are."""
        self._field.flush()
        row, column = self.grid.at()
        cells = self.grid.cells
        person, indicator = cells.row_at(row), cells.column_at(column)
        self._where.setText(cells.place(row, column) if row >= 0 else "")
        if row > 0 and person is not None and indicator is not None:
            self._field.set_answer("\n".join(one.teks for one in cells.roles_at(row, column)))
            hint = _("Satu baris satu peran, dengan bahasa hasil. Kosong berarti tidak ada peran.")
        elif row == 0 and indicator is not None:
            self._field.set_answer(indicator.teks)
            hint = _("Kata-kata kolom ini: indikator atau hasil kerja pimpinan.")
        else:
            self._field.set_answer("")
            hint = ""
        typed = row >= 0 and indicator is not None
        self._field.setReadOnly(self.locked or not typed)
        self._copy.setEnabled(row > 0 and typed)
        self._hint.setText(hint)
        self._remove.setEnabled(row > 0 or column > 0)

    def _take(self, text: str) -> None:
        row, column = self.grid.at()
        person, indicator = self.grid.cells.row_at(row), self.grid.cells.column_at(column)
        if self.locked or self.draft.content is None or indicator is None:
            return
        if person is not None:
            matrix = put_roles(self.matrix, person.id, indicator.id, text)
        else:
            words = " ".join(text.split())
            kolom = tuple(
                msgspec.structs.replace(one, teks=words) if one.id == indicator.id else one for one in self.matrix.kolom
            )
            matrix = msgspec.structs.replace(self.matrix, kolom=kolom)
        self.grid.cells.show_matrix(matrix)
        self.change(matrix)
        self.grid.resizeRowsToContents()

    def _ask_people(self) -> None:
        if not self.locked:
            self.page.ask(propose_people, self.doc_id, on_done=self._add_people)

    def _pick_person(self) -> None:
        if not self.locked:
            PersonList(self.window(), _("Tambah pegawai"), self.page.desk.runner, self._add_person).open()

    def _add_person(self, pegawai_id: str, _name: str) -> None:
        self._add_people((pegawai_id,))

    def _add_people(self, people: Sequence[str]) -> None:
        self.flush()
        matrix = self.matrix
        for one in people:
            matrix = add_person(matrix, one)
        if matrix == self.matrix:
            self.page.banner.show_message(State.INFO, _("Tidak ada pegawai baru: semuanya sudah ada di matriks."))
            return
        self.set_matrix(matrix, names=True)
        self.grid.go(len(matrix.baris), 1)
        focus(self.grid)

    def _add_named(self, name: str, post: str) -> None:
        self.flush()
        self.set_matrix(add_named(self.matrix, name, post), names=True)
        self.grid.go(len(self.matrix.baris), 1)
        focus(self.grid)

    def _ask_column(self) -> None:
        if self.locked:
            return
        ask_words(
            self,
            name="matriks-kolom-baru",
            title=_("Tambah kolom"),
            text=_("Tulis indikator atau hasil kerja pimpinan. Setelah SKP-nya ada di sini, kolom dapat dihubungkan."),
            label=_("Kata-kata kolom"),
            yes=_("Tambahkan"),
            on_words=self._add_column,
        )

    def _add_column(self, words: str) -> None:
        self.flush()
        self.set_matrix(add_column(self.matrix, words), names=True)
        self.grid.go(1, len(self.matrix.kolom))
        focus(self.grid)

    def _clear_or_remove(self) -> None:
        """Empty the current cell; on a name or a heading take the whole row or column."""
        row, column = self.grid.at()
        if row < 1 or column < 1:
            self._ask_remove()
        elif not self.locked:
            self._field.set_answer("")
            self._take("")

    def _ask_remove(self) -> None:
        """Take the row of the current person, or on a heading the column, away; ask where there are roles in it."""
        row, column = self.grid.at()
        person, indicator = self.grid.cells.row_at(row), self.grid.cells.column_at(column)
        if self.locked or row < 0:
            return
        if person is not None:
            indicator = None
        if indicator is not None:
            key, title, said = indicator.id, _("Hapus kolom ini?"), indicator.teks
            used = any(one.kolom_id == key for line in self.matrix.baris for one in line.peran)
        elif person is not None:
            key, title, said = person.id, _("Hapus baris ini?"), self.grid.cells.place(row, 0)
            used = bool(person.peran)
        else:
            return
        cut = remove_row if indicator is None else remove_column

        def remove() -> None:
            self.set_matrix(cut(self.matrix, key))
            self.grid.go(row, column)
            focus(self.grid)

        if not used:
            remove()
            return
        confirm(
            self.window(),
            name="matriks-hapus-bagian",
            title=title,
            text=_("{apa}\nPeran di dalamnya ikut terhapus dari matriks.").format(apa=said),
            yes=_("Hapus"),
            on_yes=remove,
            danger=True,
        )

    def _ask_outputs(self) -> None:
        row, column = self.grid.at()
        indicator = self.grid.cells.column_at(column)
        if self.locked or row < 1 or indicator is None:
            return

        def show(outputs: tuple[str, ...]) -> None:
            if not outputs:
                text = _("Belum ada workblock pimpinan ini yang berisi keluaran kunci untuk tahun ini.")
                self.page.banner.show_message(State.INFO, text)
                return
            dialog = TickList(
                self.window(),
                name="matriks-keluaran",
                title=_("Keluaran kunci dari workblock"),
                text=self.grid.cells.place(row, column),
                yes=_("Tambahkan ke sel"),
            )
            for one in outputs:
                dialog.add_line(one, one)
            dialog.on_taken = lambda chosen: self._append(row, column, chosen)
            dialog.ready()

        self.page.ask(propose_outputs, self.doc_id, indicator.indikator_id, on_done=show)

    def _append(self, row: int, column: int, lines: Sequence[str]) -> None:
        self.flush()
        self.grid.go(row, column)
        known = [one.teks for one in self.grid.cells.roles_at(row, column)]
        self._take("\n".join([*known, *(one for one in lines if one not in known)]))
        self._show_cell()
        focus(self._field)
