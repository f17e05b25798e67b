"""DokumenPage: where each evaluation document is, the way of one, its receipts and deadlines, lists for re-keying."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QStackedWidget

from desktop_app.domain.istilah_kinerja import JenisPeristiwa
from desktop_app.i18n import _
from desktop_app.services.cetak import HasilCetak, note_cetak, print_dokumen
from desktop_app.services.dokumen_evaluasi import correct_peristiwa, record_peristiwa
from desktop_app.services.dokumen_evaluasi_cetak import (
    LembarKantor,
    note_lembar,
    print_ketepatan,
    print_tanda_terima,
)
from desktop_app.services.isi_ulang import BahanIsiUlang, export_isi_ulang, list_isi_ulang, print_isi_ulang
from desktop_app.services.jalan_dokumen import BarisJalan, LangkahJalan, RincianJalan
from desktop_app.services.jalan_kata import PERISTIWA
from desktop_app.services.kantor import Changed, Kantor, Peran
from desktop_app.ui.desk import Desk
from desktop_app.ui.dokumen_evaluasi.listing import DokumenList, shared_steps
from desktop_app.ui.dokumen_evaluasi.sheet import DokumenSheet
from desktop_app.ui.dokumen_evaluasi.step import CorrectDialog, StepDialog
from desktop_app.ui.page import Page
from desktop_app.ui.pdf_output import show_pdf
from desktop_app.ui.save_as import ask_target
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.words import periode_text


class DokumenPage(Page):
    """Shows the list or the way of one document; every step is written at once."""

    kinds = ("dokumen_evaluasi", "penilaian", "pegawai", "keberatan", "putusan_keberatan", "kalender", "ketentuan")

    def __init__(self, desk: Desk) -> None:
        super().__init__("halaman-dokumen", _("Dokumen evaluasi"), desk)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.listing = DokumenList(self)
        self.sheet = DokumenSheet(self)
        self._stack = QStackedWidget()
        self._stack.setObjectName("dokumen-bagian")
        self._stack.addWidget(self.listing)
        self._stack.addWidget(self.sheet)
        self.box.addWidget(self.banner)
        self.box.addWidget(self._stack, 1)

    def _connect(self) -> None:
        above = "cetak" if self.desk.profil.peran is Peran.KABUPATEN else "penilaian"
        self.listing.opened.connect(self.show_document)
        self.listing.left.connect(lambda: self.navigate.emit(above, ""))
        self.listing.step_wanted.connect(self._ask_many)
        self.listing.receipt_wanted.connect(self._print_receipt)
        self.listing.timeliness_wanted.connect(self._print_timeliness)
        self.listing.rekey_wanted.connect(self._ask_rekey)
        self.sheet.left.connect(self.show_list)
        self.sheet.step_wanted.connect(self._ask_one)
        self.sheet.correct_wanted.connect(self._ask_correct)
        self.sheet.print_wanted.connect(lambda doc_id: self._print_form(print_dokumen, doc_id))
        self.sheet.rekey_wanted.connect(lambda doc_id: self._print_form(print_isi_ulang, doc_id))

    def load(self) -> None:
        """Load the list, and the open way."""
        self.listing.load()
        if self._stack.currentWidget() is self.sheet:
            self.sheet.open(self.sheet.doc_id)

    def enter(self) -> None:
        """Load and put the keyboard where work begins."""
        super().enter()
        shown = self._stack.currentWidget()
        (self.sheet if shown is self.sheet else self.listing).take_focus()

    def document(self) -> str:
        """Return the id of the evaluation whose way is shown."""
        return self.sheet.doc_id if self._stack.currentWidget() is self.sheet else ""

    def show_document(self, doc_id: str) -> None:
        """Show the way of one evaluation's document."""
        self.banner.hide()
        self.sheet.shown = None
        self._stack.setCurrentWidget(self.sheet)
        self.sheet.open(doc_id)

    def show_list(self) -> None:
        """Leave the way for the list."""
        self.banner.hide()
        self._stack.setCurrentWidget(self.listing)
        self.listing.load()
        self.listing.take_focus()

    def _ask_many(self, rows: tuple[BarisJalan, ...]) -> None:
        steps = shared_steps(rows)
        if not steps:
            text = _("Yang dipilih berada pada langkah yang berbeda. Pilih yang langkah berikutnya sama.")
            self.banner.show_message(State.INFO, text)
            return
        names = ", ".join(row.nama for row in rows[:4])
        who = names if len(rows) <= 4 else _("{nama}, dan {n} lagi").format(nama=names, n=len(rows) - 4)
        self._ask_step(tuple(row.penilaian_id for row in rows), who, steps)

    def _ask_one(self, shown: RincianJalan) -> None:
        who = f"{shown.pegawai.nama} · {periode_text(shown.isi.periode)}"
        self._ask_step((shown.penilaian_id,), who, shown.boleh)

    def _ask_step(self, ids: tuple[str, ...], who: str, steps: tuple[JenisPeristiwa, ...]) -> None:
        def take(step: JenisPeristiwa, day: date, place: str, words: str) -> None:
            def done(changed: Changed) -> None:
                self._after(changed)
                told = _("{n} dokumen dicatat: {langkah}.").format(n=len(ids), langkah=_(PERISTIWA[step]).lower())
                self.banner.show_message(State.OK, told)

            self.ask(record_peristiwa, ids, step, day, on_done=done, writes=True, tempat=place, catatan=words)

        place, day = self.desk.profil.tempat, self.desk.proposed_day()
        StepDialog(self.window(), who=who, steps=steps, place=place, day=day, on_step=take).open()

    def _ask_correct(self, shown: RincianJalan, step: LangkahJalan) -> None:
        def take(day: date | None, reason: str) -> None:
            self.ask(
                correct_peristiwa,
                shown.penilaian_id,
                step.peristiwa.id,
                on_done=self._after,
                writes=True,
                tanggal=day,
                alasan=reason,
            )

        CorrectDialog(self.window(), step, take).open()

    def _after(self, changed: Changed) -> None:
        self.changed.emit(changed)
        self.load()

    def _print_form(self, form: Callable[[Kantor, str], HasilCetak], doc_id: str) -> None:
        def show(printed: HasilCetak) -> None:
            sheet = show_pdf(self, printed.judul, printed.nama_berkas)(printed.pdf)
            sheet.output.given.connect(lambda: self.ask(note_cetak, printed, writes=True))

        self.ask(form, doc_id, on_done=show)

    def _print_receipt(self, rows: tuple[BarisJalan, ...]) -> None:
        self.ask(print_tanda_terima, tuple(row.penilaian_id for row in rows), on_done=self._show_pages)

    def _print_timeliness(self, time: str, office: str) -> None:
        self.ask(print_ketepatan, time, on_done=self._show_pages, kantor_kode=office)

    def _show_pages(self, pages: LembarKantor) -> None:
        sheet = show_pdf(self, pages.judul, pages.nama_berkas)(pages.pdf)
        sheet.output.given.connect(lambda: self.ask(note_lembar, pages, writes=True))

    def _ask_rekey(self, time: str) -> None:
        """Ask which list; both have the columns of the national system."""
        dialog = Dialog(
            self.window(),
            name="dokumen-isi-ulang-tanya",
            title=_("Daftar untuk isi ulang e-Kinerja"),
            text=_("Kolomnya seperti unduhan e-Kinerja. Lembar per pegawai: buka dokumennya, atau Cetak banyak."),
        )
        dialog.add_button("batal", _("Batal"))
        dialog.add_button("skp", _("SKP {tahun}…").format(tahun=time[:4]), lambda: self._save(BahanIsiUlang.SKP, time))
        dialog.add_button(
            "penilaian",
            _("Penilaian {periode}…").format(periode=periode_text(time)),
            lambda: self._save(BahanIsiUlang.PENILAIAN, time),
            default=True,
        )
        dialog.open()

    def _save(self, which: BahanIsiUlang, time: str) -> None:
        def write(path: Path) -> None:
            def done(count: int) -> None:
                self.banner.show_message(State.OK, _("{n} baris disimpan di {path}").format(n=count, path=path))

            self.ask(export_isi_ulang, which, time, path, on_done=done, writes=True)

        title = _("Simpan daftar isi ulang")
        self.ask(list_isi_ulang, which, time, on_done=lambda table: ask_target(self, title, table.nama, write))
