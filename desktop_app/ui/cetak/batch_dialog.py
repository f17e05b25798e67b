"""The two questions of a run of many forms: what to print where, and from where to go on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFormLayout, QSpinBox

from desktop_app.domain.periode import list_periode
from desktop_app.i18n import _
from desktop_app.services.cetak import JenisCetak
from desktop_app.services.cetak_rangkaian import Rangkaian, plan_rangkaian
from desktop_app.services.pekerjaan import WaktuKerja, read_waktu_kerja
from desktop_app.services.pengaturan import Pengaturan, read_pengaturan
from desktop_app.ui.cetak.form_choice import form_choice
from desktop_app.ui.page import Page
from desktop_app.ui.widgets.choice import Choice, ChoiceRow
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.controls import make_label
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.folder import FolderField
from desktop_app.ui.words import periode_text

Begin = Callable[[JenisCetak, str, Path | None], object]


class BatchDialog(Dialog):
    """Form, time and target; the button names how many forms will come."""

    def __init__(self, page: Page, on_begin: Begin) -> None:
        super().__init__(
            page.window(),
            name="cetak-banyak",
            title=_("Cetak banyak"),
            text=_("Hanya dokumen yang sudah ditetapkan atau final. Setiap formulir tercatat begitu keluar."),
        )
        self._page = page
        self._on_begin = on_begin
        self._settings = Pengaturan()
        self._work: WaktuKerja | None = None
        self._turn = 0
        self._ready = 0
        self._fill()
        page.ask(read_pengaturan, on_done=self._take_settings)
        page.ask(read_waktu_kerja, on_done=self._take_work)

    def _fill(self) -> None:
        self._form = form_choice("cetak-banyak-formulir", JenisCetak.EVALUASI)
        self._time = ComboField("cetak-banyak-waktu", _("Waktu"))
        self._target = ChoiceRow(
            "cetak-banyak-tujuan",
            _("Ke mana"),
            [Choice("printer", _("Printer")), Choice("folder", _("Berkas PDF"))],
        )
        self._target.set_value("folder")
        self._folder = FolderField("cetak-banyak-folder", _("Folder"))
        self._count = make_label("", "muted", name="cetak-banyak-jumlah", wrap=True)
        form = QFormLayout()
        form.setSpacing(10)
        for label, field in (
            (_("Formulir"), self._form),
            (_("Waktu"), self._time),
            (_("Ke mana"), self._target),
            (_("Folder"), self._folder),
        ):
            form.addRow(make_label(label, "label"), field)
        self.content.addLayout(form)
        self.content.addWidget(self._count)
        self.add_button("batal", _("Batal"))
        self._go = self.add_button("mulai", _("Mulai"), self._begin, default=True)
        self._go.setEnabled(False)
        self._form.chosen.connect(lambda _key: self._offer_times())
        self._time.answered.connect(lambda _key: self._ask_count())
        self._target.chosen.connect(lambda _key: self._show_ready())
        self._folder.answered.connect(lambda _path: self._show_ready())

    def _kind(self) -> JenisCetak:
        return JenisCetak(self._form.value() or JenisCetak.SKP.value)

    def _take_settings(self, settings: Pengaturan) -> None:
        self._settings = settings
        self._offer_times()

    def _take_work(self, work: WaktuKerja) -> None:
        self._work = work
        self._offer_times()

    def _offer_times(self) -> None:
        if self._work is None:
            return
        self._time.clear()
        if self._kind().kind == "skp":
            self._time.set_choices([(str(year), str(year)) for year in self._work.tahun])
            self._time.set_answer(str(self._work.hari.year))
        else:
            rhythm = self._settings.jenis_periode
            periods = [one for year in self._work.tahun_periode for one in reversed(list_periode(year, rhythm))]
            self._time.set_choices([(one.kode, periode_text(one)) for one in periods])
            around = [one for one in periods if one.mulai <= self._work.hari <= one.selesai]
            now = min(around, key=lambda one: one.selesai - one.mulai, default=None)
            self._time.set_answer(now.kode if now is not None else "")
        self._ask_count()

    def _ask_count(self) -> None:
        self._turn += 1
        turn = self._turn
        self._page.ask(
            plan_rangkaian, self._kind(), self._time.answer(), on_done=lambda ids: self._show_count(turn, ids)
        )

    def _show_count(self, turn: int, ids: tuple[str, ...]) -> None:
        if turn != self._turn:
            return
        self._ready = len(ids)
        self._count.setText(
            _("{n} formulir siap dicetak.").format(n=len(ids))
            if ids
            else _("Belum ada yang ditetapkan atau final untuk waktu ini.")
        )
        self._show_ready()

    def _show_ready(self) -> None:
        to_folder = self._target.value() == "folder"
        self._folder.setEnabled(to_folder)
        self._go.setEnabled(self._ready > 0 and (not to_folder or self._folder.answer() is not None))

    def _begin(self) -> None:
        folder = self._folder.answer() if self._target.value() == "folder" else None
        self._on_begin(self._kind(), self._time.answer(), folder)


class ResumeDialog(Dialog):
    """From which form and page to go on: only who holds the sheets knows what the printer gave out."""

    def __init__(
        self, page: Page, run: Rangkaian, on_resume: Callable[[int, int], object], on_drop: Callable[[], object]
    ) -> None:
        super().__init__(
            page.window(),
            name="cetak-lanjut",
            title=_("Lanjutkan cetakan"),
            text=_("Tercatat {n} dari {m} formulir sudah keluar. Cocokkan dengan lembar di tangan Anda.").format(
                n=run.selesai, m=len(run.dokumen)
            )
            if not run.folder
            else _("{n} dari {m} formulir sudah tersimpan di {folder}.").format(
                n=run.selesai, m=len(run.dokumen), folder=run.folder
            ),
        )
        self._done = _number("cetak-lanjut-formulir", _("Formulir yang sudah lengkap"), len(run.dokumen), run.selesai)
        self._pages = _number("cetak-lanjut-halaman", _("Halaman berikutnya yang sudah keluar"), 99, run.halaman)
        form = QFormLayout()
        form.setSpacing(10)
        if not run.folder:
            form.addRow(make_label(_("Formulir yang sudah lengkap"), "label"), self._done)
            form.addRow(make_label(_("Halaman formulir berikutnya yang sudah keluar"), "label"), self._pages)
        self.content.addLayout(form)
        self.add_button("buang", _("Buang sisanya"), on_drop, kind="danger")
        self.add_button("nanti", _("Nanti"))
        self.add_button(
            "lanjut", _("Lanjutkan"), lambda: on_resume(self._done.value(), self._pages.value()), default=True
        )


def _number(name: str, label: str, most: int, value: int) -> QSpinBox:
    box = QSpinBox()
    box.setObjectName(name)
    box.setAccessibleName(label)
    box.setRange(0, most)
    box.setValue(value)
    return box
