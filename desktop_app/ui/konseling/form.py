"""SectionSheet: writing one section: to whom it will be sealed, its fields, and sealing it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop_app.domain.istilah_pengembangan import BagianKonseling
from desktop_app.i18n import _
from desktop_app.messages import sentence_for
from desktop_app.services.konseling import (
    BagianDisegel,
    IsiBagian,
    IsiLaporan,
    IsiPenetapan,
    IsiRekaman,
    IsiTindakLanjut,
    KesiapanKonseling,
    assign_konseling,
    close_konseling,
    konseling_readiness,
    record_konseling,
    report_konseling,
)
from desktop_app.services.konseling_buka import BarisKonseling, OrangDilapor, list_konselor
from desktop_app.services.konseling_draf import drop_konseling_draft, keep_konseling_draft, read_konseling_draft
from desktop_app.ui.konseling.fields import AppointmentFields, Fields, FollowUpFields, RecordFields, ReportFields
from desktop_app.ui.konseling.words import section_text, whom_text
from desktop_app.ui.page import Page
from desktop_app.ui.private_draft import PrivateDraft
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.controls import make_button, make_label
from desktop_app.ui.widgets.dialog import confirm
from desktop_app.ui.widgets.header import PageHeader
from desktop_app.ui.widgets.saved import SavedIndicator
from desktop_app.ui.widgets.scroll import ScrollColumn

TIPE: dict[BagianKonseling, type[IsiBagian]] = {
    BagianKonseling.LAPORAN: IsiLaporan,
    BagianKonseling.PENETAPAN: IsiPenetapan,
    BagianKonseling.REKAMAN: IsiRekaman,
    BagianKonseling.TINDAK_LANJUT: IsiTindakLanjut,
}


class SectionSheet(QWidget):
    """What is typed is kept at once, sealed to him who types; ``sealed`` carries what sealing made."""

    sealed = Signal(object)
    left = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.setObjectName("konseling-tulis")
        self._page = page
        self._jenis = BagianKonseling.LAPORAN
        self._pegawai_id = self._nama = self.doc_id = ""
        self._ready = KesiapanKonseling()
        self._open = self._quiet = False
        self._build()
        self._connect()

    def _build(self) -> None:
        self._header = PageHeader("konseling-tulis-kepala", _("Konseling"), " ")
        self._back = make_button(
            "konseling-tulis-kembali",
            _("Kembali"),
            kind="quiet",
            icon_name="panah-kiri",
            shortcut="Alt+Left",
            compact=True,
        )
        self._header.insert_action(self._back)
        saved = SavedIndicator("konseling-tersimpan")
        self._draft = PrivateDraft(self._page.desk.runner, saved, keep_konseling_draft, drop_konseling_draft)
        self._seal = make_button("konseling-segel", _("Segel…"), kind="primary", shortcut="Ctrl+Return")
        self._header.add_action(saved)
        self._header.add_action(self._seal)
        self._whom = make_label("", name="konseling-penerima", wrap=True)
        self._appointment = AppointmentFields()
        self._fields: dict[BagianKonseling, Fields] = {
            BagianKonseling.LAPORAN: ReportFields(),
            BagianKonseling.PENETAPAN: self._appointment,
            BagianKonseling.REKAMAN: RecordFields(),
            BagianKonseling.TINDAK_LANJUT: FollowUpFields(),
        }
        self._stack = QStackedWidget()
        self._stack.setObjectName("konseling-isian")
        for fields in self._fields.values():
            fields.keep_together()
            self._stack.addWidget(fields)
        scroll = ScrollColumn("konseling-tulis-gulir", _("Isi bagian"))
        scroll.box.addWidget(self._whom)
        scroll.box.addWidget(self._stack)
        note = _(
            "Tulisan tersimpan sambil diketik, terkunci dengan sandi Anda. Sesudah disegel bagian ini tidak berubah "
            "lagi; pembetulan ditulis sebagai bagian baru."
        )
        scroll.box.addWidget(make_label(note, "muted", name="konseling-catatan", wrap=True))
        scroll.box.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._header)
        column.addWidget(scroll, 1)

    def _connect(self) -> None:
        self._back.clicked.connect(self.left)
        self._seal.clicked.connect(self._ask_seal)
        self._draft.failed.connect(self._page.show_error)
        self._appointment.chosen.connect(lambda _who: self._ask_ready())
        for fields in self._fields.values():
            fields.changed.connect(self._keep)

    def open_report(self, pegawai_id: str, nama: str) -> None:
        """Show the form of a new report."""
        self._show(BagianKonseling.LAPORAN, pegawai_id, nama, "")

    def open_step(self, jenis: BagianKonseling, row: BarisKonseling) -> None:
        """Show the form of the next section of a case."""
        self._show(jenis, row.pegawai_id, row.pegawai, row.id)
        if jenis is BagianKonseling.PENETAPAN:
            self._page.ask(list_konselor, row.id, on_done=self._show_people)

    def close_sheet(self) -> None:
        """Keep what was typed last and forget it here: nothing of it stays in a hidden page."""
        if self._open:
            self._fields[self._jenis].flush()
            self._draft.push()
        self._open = False
        self._quiet = True
        for fields in self._fields.values():
            fields.wipe()
        self._quiet = False
        self._whom.setText("")
        self._header.set_subtitle(" ")

    def _show(self, jenis: BagianKonseling, pegawai_id: str, nama: str, doc_id: str) -> None:
        self.close_sheet()
        self._draft.forget()
        self._jenis, self._pegawai_id, self._nama, self.doc_id = jenis, pegawai_id, nama, doc_id
        self._header.set_title(section_text(jenis))
        self._header.set_subtitle(_("Tentang {nama}").format(nama=nama))
        self._stack.setCurrentWidget(self._fields[jenis])
        self._ready = KesiapanKonseling()
        self._whom.setText("")
        self._seal.setEnabled(False)
        self._ask_ready()
        place = (jenis, doc_id, pegawai_id)
        self._page.ask(
            read_konseling_draft, pegawai_id, doc_id, TIPE[jenis], on_done=lambda isi: self._show_draft(place, isi)
        )

    def _show_draft(self, place: tuple[BagianKonseling, str, str], isi: IsiBagian | None) -> None:
        if place != (self._jenis, self.doc_id, self._pegawai_id):
            return
        self._quiet = True
        self._fields[self._jenis].show_content(isi or TIPE[self._jenis](), self._page.desk.now().date())
        self._quiet = False
        self._open = True
        self._ask_ready()
        first = self._fields[self._jenis].nextInFocusChain()
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_people(self, people: tuple[OrangDilapor, ...]) -> None:
        quiet, self._quiet = self._quiet, True
        self._appointment.set_people(people)
        self._quiet = quiet

    def _ask_ready(self) -> None:
        konselor = self._appointment.who() if self._jenis is BagianKonseling.PENETAPAN else ""
        self._page.ask(
            konseling_readiness,
            self._jenis,
            doc_id=self.doc_id,
            pegawai_id=self._pegawai_id,
            konselor_id=konselor,
            on_done=self._show_ready,
        )

    def _show_ready(self, ready: KesiapanKonseling) -> None:
        self._ready = ready
        self._seal.setEnabled(not ready.halangan)
        if ready.halangan:
            self._whom.setText("")
            text = sentence_for(ready.halangan, {"nama": ready.nama})
            self._page.banner.show_message(State.WARNING, text)
            return
        self._page.banner.hide()
        self._whom.setText(whom_text(ready.penerima))

    def _keep(self) -> None:
        if self._open and not self._quiet:
            self._draft.change(self._pegawai_id, self.doc_id, self._fields[self._jenis].content())

    def _ask_seal(self) -> None:
        self._fields[self._jenis].flush()
        text = _("Sesudah disegel bagian ini tidak dapat diubah atau ditarik. Pembetulan ditulis sebagai bagian baru.")
        confirm(
            self.window(),
            name="konseling-segel-tanya",
            title=_("Segel bagian ini?"),
            text=f"{whom_text(self._ready.penerima)}\n\n{text}",
            yes=_("Segel"),
            on_yes=self._do_seal,
        )

    def _do_seal(self) -> None:
        isi = self._fields[self._jenis].content()
        if isinstance(isi, IsiLaporan):
            self._page.ask(report_konseling, self._pegawai_id, isi, self.doc_id, on_done=self._on_sealed, writes=True)
            return
        if isinstance(isi, IsiPenetapan):
            self._page.ask(assign_konseling, self.doc_id, isi, on_done=self._on_sealed, writes=True)
        elif isinstance(isi, IsiRekaman):
            self._page.ask(record_konseling, self.doc_id, isi, on_done=self._on_sealed, writes=True)
        else:
            self._page.ask(close_konseling, self.doc_id, isi, on_done=self._on_sealed, writes=True)

    def _on_sealed(self, made: BagianDisegel) -> None:
        self._draft.forget()
        self._open = False
        self.close_sheet()
        self.sealed.emit(made)
