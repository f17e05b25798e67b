"""KirimPage: the enrolment while it is not done; then sending, receiving, and what was sent."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop_app.i18n import _
from desktop_app.services.balasan import HasilBalasan
from desktop_app.services.beranda import summarize
from desktop_app.services.dibawa import BarisKeluar, KotakKeluar, read_keluar
from desktop_app.services.kantor import Changed, Kantor, Profil
from desktop_app.services.kirim import BelumDikirim, Tersegel, print_pengantar, survey_unsent
from desktop_app.services.kode_terima import HasilKode
from desktop_app.services.paket import PaketKeluar
from desktop_app.services.pendaftaran import StatusPendaftaran, read_pendaftaran
from desktop_app.services.surel import BAGIAN_MIB, HasilSurel, note_difoto, print_qr, read_bagian
from desktop_app.ui.desk import Desk
from desktop_app.ui.exchange_words import groups_of
from desktop_app.ui.kirim.belief import BeliefCard
from desktop_app.ui.kirim.enrol import Enrolled, EnrolPart
from desktop_app.ui.kirim.outbox import Outbox
from desktop_app.ui.kirim.receipt_code import ReceiptCode
from desktop_app.ui.kirim.receipt_code import received_text as code_text
from desktop_app.ui.kirim.receive import ReceiveCard, name_text
from desktop_app.ui.kirim.send import SendCard
from desktop_app.ui.kirim.ways import MailDialog, details_dialog
from desktop_app.ui.page import Page
from desktop_app.ui.pdf_output import show_pdf
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.code import CodeBlock
from desktop_app.ui.widgets.controls import make_button, make_label
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.header import PageHeader
from desktop_app.ui.widgets.scroll import ScrollColumn
from desktop_app.ui.widgets.turning import TurningRow

BUNDLE = "paket"
"""The kind under which this page tells the others that the ledger of bundles changed."""


class Sending(NamedTuple):
    """Everything that the page shows."""

    status: StatusPendaftaran
    unsent: BelumDikirim
    outbox: KotakKeluar
    conflicts: int
    volume: int


def read_sending(kantor: Kantor) -> Sending:
    """Return everything that the page shows; runs in the worker thread."""
    status, unsent, outbox = read_pendaftaran(kantor), survey_unsent(kantor), read_keluar(kantor)
    return Sending(status, unsent, outbox, summarize(kantor).konflik, read_bagian(kantor))


class KirimPage(Page):
    """Shows the enrolment or the exchange, whichever this office has come to."""

    kinds = ("pegawai", "skp", "penilaian", BUNDLE)

    def __init__(self, desk: Desk) -> None:
        super().__init__("halaman-kirim", _("Kirim/Terima"), desk)
        self._volume = BAGIAN_MIB
        self._entered = False
        self._build()
        self._connect()

    def _build(self) -> None:
        self._header = PageHeader("kirim-kepala", _("Kirim/Terima"), _("Lewat flashdisk; tidak perlu jaringan."))
        held = make_button("kirim-tertahan", _("Tertahan"))
        held.clicked.connect(lambda: self.navigate.emit("tertahan", ""))
        self._header.add_action(held)
        self.enrol = EnrolPart(self)
        self.send = SendCard(self)
        self.outbox = Outbox()
        self._stack = QStackedWidget()
        self._stack.setObjectName("kirim-bagian")
        self._exchange = self._build_exchange()
        self._stack.addWidget(self._exchange)
        self._stack.addWidget(self.enrol)
        self.box.addWidget(self._header)
        self.box.addWidget(self.banner)
        self.box.addWidget(self._stack, 1)

    def _build_exchange(self) -> QWidget:
        self.answers = ReceiveCard(self)
        part = ScrollColumn("kirim-isi", _("Kirim dan terima"))
        part.box.addWidget(TurningRow("kirim-atas", [(self.send, 3), (self.answers, 2)], turn_at=860, level=True))
        part.box.addWidget(self.outbox, 1)
        self.belief = BeliefCard(self)
        part.box.addWidget(self.belief)
        return part

    def _connect(self) -> None:
        self.enrol.enrolled.connect(self._on_enrolled)
        self.send.sealed.connect(self._on_sealed)
        self.send.passport_wanted.connect(self.show_passport)
        self.send.carried.connect(self._tell_bundles)
        self.outbox.passport_wanted.connect(self.show_passport)
        self.outbox.copy_wanted.connect(self.send.copy)
        self.outbox.details_wanted.connect(self.show_details)
        self.outbox.receipt_wanted.connect(self.type_code)
        for part in (self.send, self.outbox):
            part.mail_wanted.connect(self.write_mail)
            part.codes_wanted.connect(self.show_codes)
        self.answers.received.connect(self._on_received)
        self.answers.wanted.connect(lambda: self.navigate.emit("permintaan", ""))

    def load(self) -> None:
        """Ask how far the enrolment is, what is not sent and what was."""
        self.ask(read_sending, on_done=self._show)

    def enter(self) -> None:
        """Read again: what was typed on the page before became a version just now."""
        self._stale = self._entered = True
        super().enter()

    def receive(self, path: Path) -> None:
        """Verify a return bundle and show what it would do."""
        self.answers.receive(path)

    def show_passport(self, bundle: PaketKeluar) -> None:
        """Show the passport page of a bundle, to be printed or saved."""
        title = _("Surat pengantar paket nomor {n}").format(n=bundle.seq)
        name = f"surat-pengantar-{Path(bundle.nama_berkas).stem}.pdf"
        self.ask(print_pengantar, bundle, on_done=show_pdf(self, title, name))

    def show_codes(self, bundle: PaketKeluar) -> None:
        """Show the QR sheets of a tiny bundle; it counts as carried once somebody says that all were photographed."""

        def show(pdf: bytes) -> None:
            title = _("Kode QR paket nomor {n}").format(n=bundle.seq)
            sheet = show_pdf(self, title, f"kode-qr-{Path(bundle.nama_berkas).stem}.pdf")(pdf)
            sheet.banner.show_message(
                State.INFO,
                _("Semua kode sudah difoto? Tekan “Sudah difoto semua”. Sebelum itu paket belum dihitung dibawa."),
            )
            sheet.add_button("difoto", _("Sudah difoto semua"), lambda: self._note_photographed(bundle))

        self.ask(print_qr, bundle, on_done=show, writes=True)

    def _note_photographed(self, bundle: PaketKeluar) -> None:
        def noted(_changed: Changed) -> None:
            self.send.show_ready()
            self._tell_bundles()

        self.ask(note_difoto, bundle, on_done=noted, writes=True)

    def write_mail(self, bundle: PaketKeluar) -> MailDialog:
        """Ask how large attachments may be and where to, and write a bundle as files for letters."""

        def written(result: HasilSurel) -> None:
            self.send.show_mail(bundle, result)

        dialog = MailDialog(self.window(), self, bundle, written, chosen=self._volume)
        dialog.open()
        return dialog

    def type_code(self, bundle: PaketKeluar) -> None:
        """Ask for the code that the kabupaten reads out."""

        def received(result: HasilKode) -> None:
            self.banner.show_message(State.OK, code_text(result))
            self._tell_bundles()

        ReceiptCode(self.window(), self, bundle, received).open()

    def show_details(self, line: BarisKeluar) -> None:
        """Show everything that is known of one bundle."""
        details_dialog(self.window(), line).open()

    def _tell_bundles(self) -> None:
        self.changed.emit(Changed((), (BUNDLE,)))

    def _show(self, sending: Sending) -> None:
        status = sending.status
        part = self._exchange if status.terdaftar else self.enrol
        fresh = self._stack.currentWidget() is not part
        self._stack.setCurrentWidget(part)
        self._header.set_subtitle(
            _("Terdaftar di {kabupaten} · lewat flashdisk, tidak perlu jaringan").format(kabupaten=status.kabupaten)
            if status.terdaftar
            else _("Lewat flashdisk; tidak perlu jaringan.")
        )
        self.enrol.show_status(status)
        self.outbox.show_outbox(sending.outbox)
        self._volume = sending.volume
        last = sending.outbox.diakui_terakhir
        confirmed = last.seq if last is not None else 0
        self.answers.show_confirmed(confirmed)
        if status.terdaftar:
            self.answers.load()
            self.belief.load()
        self.send.show_unsent(sending.unsent, sending.outbox.terputus)
        if sending.conflicts:
            self.banner.show_message(
                State.WARNING,
                _("{n} dokumen berbeda versi dengan kabupaten dan perlu dipilih.").format(n=sending.conflicts),
                action=_("Lihat"),
                on_action=lambda: self.navigate.emit("konflik", ""),
            )
        if self.isVisible() and (fresh or self._entered or self.focusWidget() is None) and not self.send.busy:
            self._take_focus()
        self._entered = False

    def _take_focus(self) -> None:
        if self._stack.currentWidget() is self.enrol:
            self.enrol.take_focus()
        else:
            self.send.take_focus()

    def _on_sealed(self, sealed: Tersegel) -> None:
        self.changed.emit(Changed(sealed.changed.doc_ids, (*sealed.changed.kinds, BUNDLE)))

    def _follow_name(self, office: Profil | None) -> None:
        """Call this office as the kabupaten writes it, from now on."""
        self.desk.profil = office or self.desk.profil

    def _on_received(self, result: HasilBalasan) -> None:
        self._follow_name(result.kantor)
        self.changed.emit(Changed(result.changed.doc_ids, (*result.changed.kinds, BUNDLE)))

    def _on_enrolled(self, enrolled: Enrolled) -> None:
        self._follow_name(enrolled.office)
        dialog = Dialog(
            self.window(),
            name="kirim-terdaftar",
            title=_("Kantor ini sudah terdaftar"),
            text=_(
                "Cocokkan sekali lagi lewat telepon: kabupaten membacakan sidik jarinya, dan harus sama dengan "
                "angka di bawah ini. Bila tidak sama, jangan kirim paket dari komputer ini: hubungi kabupaten lewat "
                "nomor yang sudah Anda kenal dan simpan berkas balasan itu sebagai bukti."
            ),
            state=State.OK,
        )
        code = CodeBlock("kirim-sidik-kabupaten", _("Sidik jari kabupaten"))
        code.show_groups(groups_of(enrolled.root))
        dialog.content.addWidget(code)
        if enrolled.office is not None:
            dialog.content.addWidget(make_label(name_text(enrolled.office), name="kirim-terdaftar-nama", wrap=True))
        dialog.add_button("tutup", _("Tutup"), default=True)
        dialog.open()
        self.changed.emit(Changed((), (BUNDLE, "profil") if enrolled.office is not None else (BUNDLE,)))
