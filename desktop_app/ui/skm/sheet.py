"""SurveySheet: one survey with its three tabs: what it asks, its sheets, its results; and the steps of its life."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget

from desktop_app.domain.istilah_pengembangan import StatusSurvei
from desktop_app.domain.survei_skm import RangkaianLembar, SurveiSkm
from desktop_app.domain.wewenang import Wewenang
from desktop_app.i18n import _
from desktop_app.services.cetak import put_pdf
from desktop_app.services.kantor import Changed, Kantor
from desktop_app.services.naskah import Naskah
from desktop_app.services.skm import (
    SurveiTerbuka,
    close_survei,
    delete_survei,
    read_survei,
    reopen_survei,
    start_survei,
)
from desktop_app.services.skm_cetak import (
    BerkasSkm,
    export_jawaban,
    print_kode,
    print_kuesioner,
    print_laporan_skm,
    print_pengumuman_skm,
)
from desktop_app.services.skm_kios import BATAS_KODE, make_kode
from desktop_app.services.skm_layar import plan_from_survei
from desktop_app.services.skm_lembar import BATAS_SEKALI, LembarTerbaca, read_lembar_skm, reserve_lembar
from desktop_app.ui.draft_sheet import DraftSheet
from desktop_app.ui.page import Page
from desktop_app.ui.pdf_output import show_pdf
from desktop_app.ui.reason import ask_reason
from desktop_app.ui.save_as import ask_target
from desktop_app.ui.skm.account import HowMany, SheetAccount, read_shown
from desktop_app.ui.skm.compare import CompareDialog
from desktop_app.ui.skm.editor import SurveyEditor
from desktop_app.ui.skm.keys import Keying
from desktop_app.ui.skm.listing import status_text
from desktop_app.ui.skm.results import SurveyResults
from desktop_app.ui.skm.results import read_shown as read_results
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.controls import make_button
from desktop_app.ui.widgets.dialog import confirm
from desktop_app.ui.words import temuan_text


class SurveySheet(DraftSheet):
    """``left`` asks for the list, ``keying_wanted`` and ``kiosk_wanted`` carry the survey."""

    keying_wanted = Signal(object)
    kiosk_wanted = Signal(object)

    def __init__(self, page: Page) -> None:
        super().__init__(page, "skm", _("Survei"), sheet="skm-survei")
        self._opened: Naskah | None = None
        self._survey: SurveiTerbuka | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        self._delete = make_button("skm-hapus", _("Hapus…"), kind="quiet", icon_name="hapus")
        self._start = make_button("skm-mulai", _("Mulai survei"), kind="primary")
        self._close = make_button("skm-tutup", _("Tutup survei…"))
        self._reopen = make_button("skm-buka", _("Buka kembali…"))
        for widget in (self._delete, self._reopen, self._close, self._start):
            self._header.add_action(widget)
        self.editor = SurveyEditor()
        self.account = SheetAccount()
        self.results = SurveyResults(self._page.desk)
        self.tabs = QTabWidget()
        self.tabs.setObjectName("skm-tab")
        self.tabs.setAccessibleName(_("Bagian survei"))
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.editor, _("Survei"))
        self._keeps = self._page.desk.may(Wewenang.KELOLA_SKM)
        if self._keeps:
            self.tabs.addTab(self.account, _("Lembar"))
        self.tabs.addTab(self.results, _("Hasil"))
        self._column.addWidget(self.tabs, 1)

    def _connect(self) -> None:
        self.editor.changed.connect(self._on_changed)
        self._start.clicked.connect(self._on_start)
        self._close.clicked.connect(self._ask_close)
        self._reopen.clicked.connect(self._ask_reopen)
        self._delete.clicked.connect(self._ask_delete)
        self.account.keying_wanted.connect(lambda: self.keying_wanted.emit(self._survey))
        self.account.kiosk_wanted.connect(lambda: self.kiosk_wanted.emit(self._survey))
        self.account.print_wanted.connect(self._ask_sheets)
        self.account.codes_wanted.connect(self._ask_codes)
        self.account.compare_wanted.connect(self._on_compare)
        self.results.report_wanted.connect(lambda: self._print(print_laporan_skm))
        self.results.notice_wanted.connect(lambda: self._print(print_pengumuman_skm))
        self.results.table_wanted.connect(self._export)
        self.results.plan_wanted.connect(self._on_plan)

    def _flush(self) -> None:
        self.editor.flush()

    def show_numbers(self) -> None:
        """Ask for account and results again."""
        doc_id = self.doc_id
        if not doc_id or self._survey is None:
            return
        if self._keeps:
            survey = self._survey
            self._page.ask(read_shown, doc_id, on_done=partial(self.account.show_account, survey))
        self._page.ask(read_results, doc_id, on_done=self.results.show_result)

    def _on_opened(self, opened: Naskah) -> None:
        self._opened = opened
        content = self.draft.content
        self._page.ask(read_survei, self.doc_id, content, on_done=self._show)

    def _show(self, survey: SurveiTerbuka) -> None:
        opened = self._opened
        if opened is None or survey.id != self.doc_id:
            return
        fresh = self._survey is None or self._survey.id != survey.id
        self._survey = survey
        status = survey.isi.status
        self._header.set_title(survey.isi.nama or _("Survei"))
        self._header.set_subtitle(status_text(status))
        self.editor.show_survey(survey, editable=opened.boleh_ubah)
        writes = opened.boleh_menyusun and not opened.konflik
        self._start.setVisible(writes and status is StatusSurvei.DRAFT)
        self._delete.setVisible(writes and status is StatusSurvei.DRAFT)
        self._close.setVisible(writes and status is StatusSurvei.BERJALAN)
        self._reopen.setVisible(writes and status is StatusSurvei.DITUTUP)
        self._tell_state(opened, _("Survei ini berbeda versi. Pilih dulu versi yang benar di halaman konflik."))
        if fresh:
            closed = status is StatusSurvei.DITUTUP
            runs = status is StatusSurvei.BERJALAN and self._keeps
            target = self.results if closed or not self._keeps else self.account if runs else self.editor
            self.tabs.setCurrentWidget(target)
        self.show_numbers()

    def _on_changed(self, isi: SurveiSkm) -> None:
        self.draft.change(isi)
        self._header.set_title(isi.nama or _("Survei"))
        self._page.ask(read_survei, self.doc_id, isi, on_done=self._keep)

    def _keep(self, survey: SurveiTerbuka) -> None:
        if survey.id == self.doc_id:
            self._survey = survey
            self.editor.show_sample(survey.sampel)

    def _on_start(self) -> None:
        self.editor.flush()
        self.draft.push()

        def look(survey: SurveiTerbuka) -> None:
            missing = [temuan_text(one) for one in survey.temuan if one.penting]
            if missing:
                self.tabs.setCurrentWidget(self.editor)
                self._page.banner.show_message(State.ERROR, " ".join(missing))
                return
            confirm(
                self.window(),
                name="skm-mulai-tanya",
                title=_("Mulai survei?"),
                text=_("Pertanyaannya tidak dapat diubah lagi. Layanan masih dapat ditambah."),
                yes=_("Mulai"),
                on_yes=lambda: self._page.ask(start_survei, self.doc_id, on_done=self._after, writes=True),
            )

        self._page.ask(read_survei, self.doc_id, self.draft.content, on_done=look)

    def _ask_close(self) -> None:
        confirm(
            self.window(),
            name="skm-tutup-tanya",
            title=_("Tutup survei?"),
            text=_(
                "Lembar tidak dapat diketik lagi dan kode layar berakhir. Yang belum kembali tetap tercatat begitu."
            ),
            yes=_("Tutup survei"),
            on_yes=lambda: self._page.ask(close_survei, self.doc_id, on_done=self._after, writes=True),
        )

    def _ask_reopen(self) -> None:
        ask_reason(
            self,
            name="skm-buka-tanya",
            title=_("Buka kembali survei?"),
            text=_("Untuk lembar yang ditemukan kemudian. Angka yang sudah diumumkan dapat berubah."),
            yes=_("Buka kembali"),
            on_reason=lambda reason: self._page.ask(
                reopen_survei, self.doc_id, reason, on_done=self._after, writes=True
            ),
        )

    def _ask_delete(self) -> None:
        self._delete_for_reason(
            "skm-hapus-tanya",
            _("Hapus survei ini?"),
            _("Survei yang sudah dimulai tidak dapat dihapus. Riwayatnya tetap tersimpan."),
            delete_survei,
        )

    def _after(self, changed: Changed) -> None:
        self._page.changed.emit(changed)
        self._survey = None
        self.draft.open(self.doc_id)

    def _ask_sheets(self) -> None:
        def reserve(number: int) -> None:
            self._page.ask(reserve_lembar, self.doc_id, number, on_done=printed, writes=True)

        def printed(made: tuple[RangkaianLembar, Changed]) -> None:
            self._after(made[1])
            self._page.ask(print_kuesioner, self.doc_id, made[0].id, on_done=self._show_pdf)

        text = _("Setiap lembar mendapat nomor sendiri yang tidak dipakai lagi.")
        HowMany(self.window(), "skm-lembar-jumlah", _("Cetak lembar"), text, BATAS_SEKALI, reserve).open()

    def _ask_codes(self) -> None:
        def make(number: int) -> None:
            self._page.ask(make_kode, self.doc_id, number, on_done=printed, writes=True)

        def printed(made: tuple[tuple[str, ...], Changed]) -> None:
            self._after(made[1])
            self._page.ask(print_kode, self.doc_id, made[0], on_done=partial(self._show_pdf, secret=True))

        text = _("Satu kode untuk satu jawaban di layar komputer ini. Kode hanya ditampilkan sekali: cetak sekarang.")
        HowMany(self.window(), "skm-kode-jumlah", _("Cetak kode layar"), text, BATAS_KODE, make).open()

    def _print(self, form: Callable[[Kantor, str], BerkasSkm]) -> None:
        self.commit()
        self._page.ask(form, self.doc_id, on_done=self._show_pdf)

    def _show_pdf(self, made: BerkasSkm, *, secret: bool = False) -> None:
        show_pdf(self, made.judul, made.nama_berkas, secret=secret)(made.isi)

    def _export(self) -> None:
        def save(made: BerkasSkm) -> None:
            def put(path: Path) -> None:
                self._page.banner.show_message(State.OK, _("Disimpan di {path}").format(path=put_pdf(made.isi, path)))

            ask_target(self, _("Simpan jawaban"), made.nama_berkas, put)

        self._page.ask(export_jawaban, self.doc_id, on_done=save)

    def _on_plan(self) -> None:
        def made(result: tuple[str, Changed]) -> None:
            self._page.changed.emit(result[1])
            self._page.navigate.emit("perbaikan", result[0])

        self._page.ask(plan_from_survei, self.doc_id, on_done=made, writes=True)

    def _on_compare(self, number: str) -> None:
        survey = self._survey
        if survey is None:
            return

        def show(sheet: LembarTerbaca) -> None:
            keying = Keying(survey.isi, survey.aturan)
            CompareDialog(self._page, survey.id, keying, sheet, self.show_numbers).open()

        self._page.ask(read_lembar_skm, survey.id, number, on_done=show)
