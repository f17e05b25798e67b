"""Handing: the two dialogs of a matrix that reach into SKPs: roles become results, columns come from the leader's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop_app.domain.bagi_peran import add_columns, is_bound
from desktop_app.domain.matriks import KolomMatriks
from desktop_app.i18n import _
from desktop_app.services.kantor import Changed
from desktop_app.services.matriks import bind_columns, propose_columns
from desktop_app.services.peran import DAPAT_DIBERI, NasibPeran, StatusPeran, give_roles, plan_roles
from desktop_app.ui.role_words import role_fate_text
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.choice import Choice, ChoiceRow
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.ticks import TickList

if TYPE_CHECKING:
    from desktop_app.ui.rencana.matriks import MatrixSheet


class Handing(QObject):
    """Belongs to one sheet; what was typed there is stored before anything is asked."""

    def __init__(self, sheet: MatrixSheet) -> None:
        super().__init__(sheet)
        self._sheet = sheet

    def offer(self) -> None:
        """Show what would happen to every role, and let the person choose."""
        sheet = self._sheet
        if sheet.locked or sheet.draft.content is None:
            return
        sheet.flush()
        sheet.draft.commit(then=lambda: sheet.page.ask(plan_roles, sheet.doc_id, on_done=self._show_roles))

    def _show_roles(self, roles: tuple[StatusPeran, ...]) -> None:
        sheet = self._sheet
        sheet.grid.cells.show_fates(roles)
        if not roles:
            text = _("Belum ada peran di matriks. Pilih sel, tekan Enter, lalu ketik perannya.")
            sheet.page.banner.show_message(State.INFO, text)
            return
        row, column = sheet.grid.at()
        person, indicator = sheet.grid.cells.row_at(row), sheet.grid.cells.column_at(column)
        dialog = RoleList(sheet, roles, person.id if person else "", indicator.id if indicator else "")
        dialog.on_taken = self._give
        dialog.ready()

    def _give(self, peran_ids: tuple[str, ...]) -> None:
        sheet = self._sheet

        def done(result: tuple[tuple[StatusPeran, ...], Changed]) -> None:
            given, changed = result
            sheet.page.changed.emit(changed)
            text = _("{n} peran sekarang menjadi hasil kerja di SKP.").format(n=len(given))
            sheet.page.banner.show_message(State.OK, text)
            sheet.load_fates()

        # Changed words are ticked one by one by the person, so they may be replaced here.
        sheet.page.ask(give_roles, sheet.doc_id, peran_ids, on_done=done, writes=True, perbarui=True)

    def offer_columns(self) -> None:
        """Bind the columns whose words are the leader's, and offer what else his SKP has."""
        sheet = self._sheet
        if sheet.locked or sheet.draft.content is None:
            return
        sheet.flush()

        def bound(result: tuple[tuple[str, ...], Changed]) -> None:
            if result[0]:
                sheet.page.changed.emit(result[1])
                sheet.draft.open(sheet.doc_id)
            sheet.page.ask(
                propose_columns, sheet.doc_id, on_done=lambda found: self._show_columns(found, len(result[0]))
            )

        sheet.draft.commit(then=lambda: sheet.page.ask(bind_columns, sheet.doc_id, on_done=bound, writes=True))

    def _show_columns(self, found: tuple[KolomMatriks, ...], bound: int) -> None:
        sheet = self._sheet
        told = _("{n} kolom dihubungkan dengan SKP pimpinan.").format(n=bound) if bound else ""
        matrix = sheet.matrix
        left = add_columns(matrix, found).kolom[len(matrix.kolom) :]
        if not left:
            nothing = (
                _("Semua indikator SKP pimpinan sudah ada di matriks.")
                if found
                else _("SKP pimpinan tahun ini belum ada di komputer ini. Tulis kolomnya dulu; nanti dihubungkan.")
            )
            sheet.page.banner.show_message(State.OK if told else State.INFO, told or nothing)
            return
        loose = [(number, one) for number, one in enumerate(matrix.kolom, start=1) if not is_bound(one)]
        dialog = TickList(
            sheet.window(),
            name="matriks-kolom-pimpinan",
            title=_("Indikator di SKP pimpinan"),
            text=" ".join(part for part in (told, _("Yang dicentang dipakai di matriks.")) if part),
            yes=_("Pakai"),
        )
        target = _column_choice(loose)
        dialog.content.addWidget(FormRow("matriks-kolom-pimpinan-baris", _("Sebagai"), target, stacked=True))
        for one in left:
            dialog.add_line(one.id, one.teks, ticked=not loose)
        by_id = {one.id: one for one in left}

        def use(keys: tuple[str, ...]) -> None:
            chosen = [by_id[key] for key in keys]
            column_id = target.value() or ""
            if column_id == "baru":
                sheet.set_matrix(add_columns(sheet.matrix, chosen), names=True)
                sheet.grid.go(1, len(sheet.matrix.kolom))
            else:
                self._bind(column_id, chosen[0])

        dialog.on_taken = use
        dialog.ready()

    def _bind(self, column_id: str, chosen: KolomMatriks) -> None:
        sheet = self._sheet

        def done(result: tuple[tuple[str, ...], Changed]) -> None:
            sheet.page.changed.emit(result[1])
            sheet.draft.open(sheet.doc_id)

        sheet.page.ask(bind_columns, sheet.doc_id, {column_id: chosen}, on_done=done, writes=True)


def _column_choice(loose: list[tuple[int, KolomMatriks]]) -> ChoiceRow:
    choices = [Choice("baru", _("Kolom baru"))]
    choices += [Choice(one.id, _("Menghubungkan kolom {n}").format(n=number), one.teks) for number, one in loose]
    row = ChoiceRow("matriks-kolom-pimpinan-sebagai", _("Sebagai"), choices, per_line=3)
    row.set_value("baru")
    return row


class RoleList(TickList):
    """What happens to each role; the scope ticks those of all, of one person, or of one cell."""

    def __init__(self, sheet: MatrixSheet, roles: tuple[StatusPeran, ...], row_id: str, column_id: str) -> None:
        super().__init__(
            sheet.window(),
            name="matriks-jadikan-tanya",
            title=_("Jadikan hasil kerja"),
            text=_("Yang dicentang menjadi hasil kerja di SKP pegawainya. Yang sudah ada tidak digandakan."),
            yes=_("Jadikan hasil kerja"),
        )
        self._roles = roles
        self._here = (row_id, column_id)
        self._scope = ChoiceRow(
            "matriks-jadikan-lingkup",
            _("Untuk"),
            [Choice("semua", _("Semua")), Choice("baris", _("Pegawai ini")), Choice("sel", _("Sel ini"))],
        )
        self._scope.set_value("semua")
        self._scope.setEnabled(bool(row_id and column_id))
        self._scope.chosen.connect(self._fill)
        self.content.insertWidget(0, self._scope)
        self._fill("semua")

    def _fill(self, scope: str) -> None:
        row_id, column_id = self._here
        self.list.clear()
        for one in self._roles:
            if scope != "semua" and one.baris_id != row_id:
                continue
            if scope == "sel" and one.kolom_id != column_id:
                continue
            allowed = one.nasib in (*DAPAT_DIBERI, NasibPeran.BERUBAH)
            line = f"{one.nama or '–'}: {one.teks}\n→ {role_fate_text(one)}"
            self.add_line(one.kunci, line, ticked=one.nasib in DAPAT_DIBERI, allowed=allowed)
        self.list.setCurrentRow(0)
        self._count()
