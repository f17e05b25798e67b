"""PenilaianPage: the list of a period and the sheet of one evaluation."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget

from desktop_app.domain.istilah import StatusSkp
from desktop_app.domain.wewenang import Wewenang
from desktop_app.i18n import _
from desktop_app.services.atasan_menilai import take_over_penilaian
from desktop_app.services.kantor import Changed
from desktop_app.services.penilaian import BarisPenilaian, create_penilaian
from desktop_app.ui.desk import Desk
from desktop_app.ui.page import Page
from desktop_app.ui.penilaian.editor import PenilaianEditor
from desktop_app.ui.penilaian.listing import PenilaianList
from desktop_app.ui.reason import ask_reason
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.dialog import confirm
from desktop_app.ui.words import periode_text


class PenilaianPage(Page):
    """Shows the list or a sheet; the sheet is committed whenever it is left."""

    kinds = ("penilaian", "skp", "pegawai", "pengaturan", "berkas_aturan")

    def __init__(self, desk: Desk) -> None:
        super().__init__("halaman-penilaian", _("Penilaian"), desk)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.listing = PenilaianList(self)
        self.editor = PenilaianEditor(self)
        self._stack = QStackedWidget()
        self._stack.setObjectName("penilaian-bagian")
        self._stack.addWidget(self.listing)
        self._stack.addWidget(self.editor)
        self.box.addWidget(self.banner)
        self.box.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.listing.opened.connect(self._on_opened)
        self.listing.skp_wanted.connect(lambda: self.navigate.emit("skp", ""))
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
        """Show the sheet of one evaluation."""
        self.editor.commit()
        self._stack.setCurrentWidget(self.editor)
        self.editor.open(doc_id)

    def show_list(self) -> None:
        """Leave the sheet for the list."""
        self.editor.close_draft()
        self.banner.hide()
        self._stack.setCurrentWidget(self.listing)
        self.listing.take_focus()

    def _on_opened(self, row: BarisPenilaian) -> None:
        self.banner.hide()
        if row.ditunggu:
            self._ask_take_over(row)
        elif row.penilaian_id:
            self.show_document(row.penilaian_id)
        elif row.status_skp is not StatusSkp.DITETAPKAN:
            self.banner.show_message(
                State.INFO,
                _("SKP {nama} belum ditetapkan. Tetapkan dulu, lalu mulai penilaiannya.").format(nama=row.nama),
                action=_("Buka SKP"),
                on_action=lambda: self.navigate.emit("skp", row.skp_id),
            )
        elif not self.desk.may(Wewenang.ISI_PENILAIAN):
            text = _("Penilaian {nama} belum dimulai. Memulainya bukan bagian dari peran Anda.")
            self.banner.show_message(State.INFO, text.format(nama=row.nama))
        else:
            self._ask_create(row)

    def _ask_create(self, row: BarisPenilaian) -> None:
        periode = self.listing.periode
        confirm(
            self.window(),
            name="penilaian-mulai-tanya",
            title=_("Mulai penilaian {periode}?").format(periode=periode_text(periode)),
            text=row.nama,
            yes=_("Mulai penilaian"),
            on_yes=lambda: self.ask(create_penilaian, row.skp_id, periode, on_done=self._on_created, writes=True),
        )

    def _ask_take_over(self, row: BarisPenilaian) -> None:
        periode = self.listing.periode
        text = _(
            "{nama} belum dinilai sampai waktu evaluasi {periode} berakhir; pejabat penilainya {penilai}. "
            "Sesudah diambil alih, Anda yang menilai dan menandatangani D.1.2, dan hasilnya final (hlm. 90)."
        )
        ask_reason(
            self,
            name="penilaian-alih-tanya",
            title=_("Ambil alih penilaian ini?"),
            text=text.format(nama=row.nama, periode=periode_text(periode), penilai=row.ditunggu),
            yes=_("Ambil alih"),
            on_reason=lambda reason: self.ask(
                take_over_penilaian, row.skp_id, periode, on_done=self._on_created, writes=True, alasan=reason
            ),
        )

    def _on_created(self, result: tuple[str, Changed]) -> None:
        doc_id, changed = result
        self.changed.emit(changed)
        self.show_document(doc_id)
