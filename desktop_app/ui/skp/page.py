"""SkpPage: the list of a year and the sheet of one SKP."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget

from desktop_app.domain.wewenang import Wewenang
from desktop_app.i18n import _
from desktop_app.services.kantor import Changed
from desktop_app.services.salin_skp import HasilSalin, copy_last_year
from desktop_app.services.skp import BarisSkp, create_skp, get_skp
from desktop_app.services.templat import create_from_templat
from desktop_app.ui.desk import Desk
from desktop_app.ui.page import Page
from desktop_app.ui.skp.beginnings import tell_other_years
from desktop_app.ui.skp.editor import SkpEditor
from desktop_app.ui.skp.listing import SkpList
from desktop_app.ui.template_choice import Beginning, TemplateChoice
from desktop_app.ui.template_many import TemplateMany
from desktop_app.ui.theme import State


class SkpPage(Page):
    """Shows the list or a sheet; the sheet is committed whenever it is left."""

    kinds = ("skp", "pegawai")

    def __init__(self, desk: Desk) -> None:
        super().__init__("halaman-skp", _("SKP"), desk)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.listing = SkpList(self)
        self.editor = SkpEditor(self)
        self._stack = QStackedWidget()
        self._stack.setObjectName("skp-bagian")
        self._stack.addWidget(self.listing)
        self._stack.addWidget(self.editor)
        self.box.addWidget(self.banner)
        self.box.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.listing.opened.connect(self._on_opened)
        self.listing.many_wanted.connect(self._open_many)
        self.listing.people_wanted.connect(lambda: self.navigate.emit("pegawai", ""))
        self.editor.left.connect(self.show_list)

    def load(self) -> None:
        """Load the list."""
        self.listing.load()

    def enter(self) -> None:
        """Load; a sheet that was left open is read again."""
        super().enter()
        if self._stack.currentWidget() is self.editor:
            self.editor.open(self.editor.doc_id)
            self.editor.take_focus()
        else:
            self.listing.take_focus()

    def leave(self) -> None:
        """Make a revision of the open sheet."""
        self.editor.commit()

    def document(self) -> str:
        """Return the id of the open sheet."""
        return self.editor.doc_id if self._stack.currentWidget() is self.editor else ""

    def show_document(self, doc_id: str) -> None:
        """Show the sheet of one SKP."""
        self.editor.commit()
        self._stack.setCurrentWidget(self.editor)
        self.editor.open(doc_id)

    def show_list(self) -> None:
        """Leave the sheet for the list."""
        self.editor.close_draft()
        self.banner.hide()
        self._stack.setCurrentWidget(self.listing)
        self.listing.take_focus()

    def _on_opened(self, row: BarisSkp) -> None:
        self.banner.hide()
        if row.skp_id:
            self.show_document(row.skp_id)
            return
        if not self.desk.may(Wewenang.SUSUN_SKP):
            text = _("{nama} belum mempunyai SKP {tahun}. Membuatnya bukan bagian dari peran Anda.")
            self.banner.show_message(State.INFO, text.format(nama=row.nama, tahun=self.listing.year))
            return
        year = self.listing.year
        TemplateChoice(
            self,
            name="skp-buat",
            title=_("Buat SKP {tahun} untuk {nama}").format(tahun=year, nama=row.nama),
            yes=_("Buat SKP"),
            pegawai_id=row.pegawai_id,
            year=year,
            on_chosen=lambda chosen: self._create(row.pegawai_id, year, chosen),
            fresh=True,
        ).open()

    def _create(self, pegawai_id: str, year: int, chosen: Beginning) -> None:
        if chosen.copies:
            self.ask(copy_last_year, pegawai_id, year, on_done=self._on_copied, writes=True)
        elif chosen.templat_id:
            self.ask(create_from_templat, chosen.templat_id, pegawai_id, year, on_done=self._on_created, writes=True)
        else:
            self.ask(create_skp, pegawai_id, year, on_done=self._on_created, writes=True)

    def _on_copied(self, copied: HasilSalin) -> None:
        self._on_created((copied.skp_id, copied.changed))
        if copied.petunjuk:
            # Jobs run in their order: by then the sheet is open.
            self.ask(get_skp, copied.skp_id, on_done=lambda skp: tell_other_years(self.editor, skp))

    def _open_many(self) -> None:
        self.banner.hide()
        TemplateMany(self, self.listing.year).open()

    def _on_created(self, result: tuple[str, Changed]) -> None:
        doc_id, changed = result
        self.changed.emit(changed)
        self.show_document(doc_id)
