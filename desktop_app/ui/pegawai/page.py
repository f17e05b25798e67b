"""PegawaiPage: the list of people, the sheet of one person, and the import of a list."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget

from desktop_app.i18n import _
from desktop_app.services.kantor import Changed
from desktop_app.services.pegawai import BarisPegawai
from desktop_app.services.roster_ekspor import export_roster
from desktop_app.ui.desk import Desk
from desktop_app.ui.page import Page
from desktop_app.ui.pegawai.change_penilai import ChangePenilai
from desktop_app.ui.pegawai.editor import PegawaiEditor
from desktop_app.ui.pegawai.new_person import NewPerson
from desktop_app.ui.pegawai.people import PeopleList
from desktop_app.ui.pegawai.roster import RosterImport
from desktop_app.ui.save_as import ask_target
from desktop_app.ui.theme import State


class PegawaiPage(Page):
    """Shows one of three parts; the sheet of a person is committed whenever it is left."""

    kinds = ("pegawai",)

    def __init__(self, desk: Desk) -> None:
        super().__init__("halaman-pegawai", _("Pegawai", "banyak"), desk)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.people = PeopleList(self)
        self.editor = PegawaiEditor(self)
        self.roster = RosterImport(self)
        self._stack = QStackedWidget()
        self._stack.setObjectName("pegawai-bagian")
        for part in (self.people, self.editor, self.roster):
            self._stack.addWidget(part)
        self.box.addWidget(self.banner)
        self.box.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.people.opened.connect(self.show_document)
        self.people.add_wanted.connect(self.add_person)
        self.people.import_wanted.connect(lambda: self.show_part(self.roster))
        self.people.export_wanted.connect(self._ask_export)
        self.people.penilai_wanted.connect(self._ask_penilai)
        self.people.handover_wanted.connect(lambda: self.navigate.emit("serah_terima", ""))
        self.people.files_dropped.connect(self._on_files)
        self.editor.left.connect(lambda: self.show_part(self.people))
        self.roster.left.connect(lambda: self.show_part(self.people))
        self.roster.imported.connect(self._on_imported)

    def load(self) -> None:
        """Load the list; a sheet that is open loads itself."""
        self.people.load()

    def enter(self) -> None:
        """Load and put the keyboard into the search field or the sheet."""
        super().enter()
        part = self._stack.currentWidget()
        if part is self.editor and not self.editor.doc_id:
            self.show_part(self.people)
        elif part is self.editor:
            self.editor.open(self.editor.doc_id)
        elif part is self.people:
            self.people.take_focus()

    def leave(self) -> None:
        """Make a revision of the open sheet."""
        self.editor.commit()

    def document(self) -> str:
        """Return the id of the open sheet."""
        return self.editor.doc_id if self._stack.currentWidget() is self.editor else ""

    def show_document(self, doc_id: str) -> None:
        """Show the sheet of one person."""
        self.editor.commit()
        self.editor.open(doc_id)
        self.show_part(self.editor)

    def show_part(self, part: PeopleList | PegawaiEditor | RosterImport) -> None:
        """Show one of the three parts."""
        if self._stack.currentWidget() is self.editor and part is not self.editor:
            self.editor.close_draft()
        self.banner.hide()
        self._stack.setCurrentWidget(part)
        part.take_focus()

    def add_person(self) -> None:
        """Ask for the name and NIP of a new person, then show the sheet."""
        NewPerson(self, self._on_created).open()

    def _ask_penilai(self, rows: list[BarisPegawai]) -> None:
        if rows:
            ChangePenilai(self, rows, self._on_penilai).open()
        else:
            self.banner.show_message(State.INFO, _("Pilih dulu pegawainya di daftar."))

    def _on_penilai(self, changed: Changed, count: int) -> None:
        self.changed.emit(changed)
        told = _("Penilai {n} pegawai diganti.") if changed.doc_ids else _("Tidak ada yang berubah: sudah begitu.")
        self.banner.show_message(State.OK, told.format(n=count))

    def _ask_export(self) -> None:
        ask_target(self, _("Ekspor daftar pegawai"), "daftar-pegawai.xlsx", self.export_list, others=(".csv",))

    def export_list(self, path: Path) -> None:
        """Write the list of people to ``path`` and say where it is."""
        told = _("{jumlah} pegawai ditulis ke {berkas}.")
        self.ask(
            export_roster,
            path,
            on_done=lambda count: self.banner.show_message(State.OK, told.format(jumlah=count, berkas=path)),
        )

    def _on_created(self, doc_id: str, changed: Changed) -> None:
        self.changed.emit(changed)
        self.show_document(doc_id)

    def _on_files(self, paths: list[Path]) -> None:
        self.show_part(self.roster)
        self.roster.preview(paths[0])

    def _on_imported(self, changed: Changed, text: str) -> None:
        self.changed.emit(changed)
        self.show_part(self.people)
        self.banner.show_message(State.OK, text)
        self.people.take_focus()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
