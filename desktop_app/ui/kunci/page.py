"""KunciPage: the tab of the kabupaten's Pengaturan in which its keys are given into people's hands."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from desktop_app.domain.errors import UserError
from desktop_app.i18n import _
from desktop_app.services.berkas_kepercayaan import adopt_trust, save_trust_file
from desktop_app.services.kantor import Changed
from desktop_app.services.kunci_kabupaten import BeritaAcara, CalonKunci, KeadaanKunci, RencanaKunci, read_kunci
from desktop_app.services.rapat_kunci import Meja, carry_out, count_table, end_former_inboxes, lay_card, lay_file
from desktop_app.services.upacara import KunciJadi, cancel_plan, prove_card, prove_file, save_key, start_plan
from desktop_app.services.upacara_cetak import print_berita
from desktop_app.ui.desk import Desk
from desktop_app.ui.kunci.make import MakeCard
from desktop_app.ui.kunci.overview import Overview
from desktop_app.ui.kunci.plan import PlanForm
from desktop_app.ui.kunci.sign import SignCard
from desktop_app.ui.kunci.words import holders_text, ready_state, ready_text
from desktop_app.ui.models.rows import Column, RowModel
from desktop_app.ui.page import Page
from desktop_app.ui.pdf_output import PdfSheet, show_pdf
from desktop_app.ui.save_as import ask_target
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.controls import make_button
from desktop_app.ui.widgets.dialog import Dialog, confirm
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.filedialog import ask_one_file
from desktop_app.ui.widgets.scroll import ScrollColumn
from desktop_app.ui.widgets.table import DataTable


class KunciPage(Page):
    """Overview, plan, and the work itself; the keys of holders lie in ``_table`` and are let go of with the page."""

    kinds = ("kunci", "perangkat", "paket")

    def __init__(self, desk: Desk) -> None:
        super().__init__("halaman-kunci", _("Kunci kabupaten"), desk)
        self.question: Dialog | None = None
        self.sheet: PdfSheet | None = None
        self._meja = Meja()
        self._names: tuple[str, ...] = ()
        self._keys: KeadaanKunci | None = None
        self._fresh = -1
        self._build()
        self._connect()

    def _build(self) -> None:
        self.overview, self.plan, self.make, self.sign = Overview(), PlanForm(), MakeCard(), SignCard()
        self._model: RowModel[CalonKunci] = RowModel(
            [
                Column(_("No."), lambda one: str(one.nomor) if one.nomor else "–", right=True),
                Column(_("Kunci untuk"), lambda one: one.nama),
                Column(_("Keadaan"), ready_text, state=ready_state),
            ],
            self,
        )
        self.candidates = DataTable(
            "kunci-calon", _("Kunci yang dibuat"), EmptyState("kunci-calon-kosong", _("Tidak ada kunci yang dibuat"))
        )
        self.candidates.set_model(self._model)
        self.candidates.set_columns([52, 300, 300], 1)
        self.candidates.setMinimumHeight(170)
        self._work = ScrollColumn("kunci-kerja", _("Membuat dan menandatangani kunci"))
        self._back = make_button("kunci-kerja-kembali", _("Kembali"))
        row = QHBoxLayout()
        row.addWidget(self._back)
        row.addStretch(1)
        for widget in (self.candidates, self.make, self.sign):
            self._work.box.addWidget(widget)
        self._work.box.addLayout(row)
        self._work.box.addStretch(1)
        self._stack = QStackedWidget()
        self._stack.setObjectName("kunci-bagian")
        for part in (self.overview, self.plan, self._work):
            self._stack.addWidget(part)
        self.box.addWidget(self.banner)
        self.box.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.overview.begin.connect(self._on_begin)
        self.overview.go_on.connect(self.show_work)
        self.overview.give_up.connect(self._ask_give_up)
        self.overview.minutes.connect(self.show_minutes)
        self.overview.save_file.connect(self._ask_save)
        self.overview.read_file.connect(self._ask_read)
        self.overview.end_inboxes.connect(self._ask_end)
        self.plan.planned.connect(self.start)
        self.plan.given_up.connect(self.show_overview)
        self.candidates.selected.connect(lambda _row: self._show_make())
        self.make.wanted.connect(self.make_one)
        self.make.typed.connect(self.prove)
        self.sign.by_card.connect(lambda typed: self._lay(lay_card, typed))
        self.sign.by_file.connect(lambda path, words: self._lay(lay_file, path, words))
        self.sign.sign.connect(self._ask_sign)
        self._back.clicked.connect(self.show_overview)

    def load(self) -> None:
        """Ask how the keys stand."""
        self.ask(read_kunci, on_done=self._show)

    def leave(self) -> None:
        """Let go of every key: whoever comes back reads his card or stick again. A plan half written stays."""
        super().leave()
        self._meja.clear()
        self._names, self._fresh = (), -1
        self.make.forget()
        self.sign.forget()
        if self._stack.currentWidget() is not self.plan:
            self._stack.setCurrentWidget(self.overview)

    def show_overview(self) -> None:
        """Go back to how the keys stand; what is planned stays planned."""
        self.banner.hide()
        self._stack.setCurrentWidget(self.overview)
        self.load()

    def show_work(self) -> None:
        """Go on with what is planned."""
        self.banner.hide()
        self._stack.setCurrentWidget(self._work)
        self.load()

    def start(self, words: dict[str, Any]) -> None:
        """Write the plan down and go to work."""
        self.banner.hide()
        again = partial(self.start, words | {"paksa": True})
        self.ask(start_plan, on_done=self._on_planned, on_error=partial(self._on_behind, again), writes=True, **words)

    def make_one(self, folder: Path, words: str) -> None:
        """Make the key of the chosen candidate, and open its file again at once."""
        one = self._chosen()
        if one is not None:
            self.banner.show_message(State.INFO, _("Membuat kunci untuk {nama}…").format(nama=one.nama))
            self.ask(save_key, one.nomor, folder, words, on_done=partial(self._on_made, words), writes=True)

    def prove(self, typed: str) -> None:
        """Take what was typed from the card of the chosen candidate."""
        one = self._chosen()
        if one is not None:
            self.ask(prove_card, one.nomor, typed, self._meja, on_done=partial(self._on_proved, one), writes=True)

    def carry_out(self) -> None:
        """Sign what is planned with the keys on the table."""
        self.banner.show_message(State.INFO, _("Menandatangani dan memeriksa kunci baru…"))
        self.ask(carry_out, self._meja, on_done=self._on_signed, writes=True)

    def show_minutes(self) -> None:
        """Show the minutes of the last ceremony or meeting."""
        self.ask(print_berita, on_done=lambda page: show_pdf(self, page.judul, page.nama_berkas)(page.pdf))

    def read_trust_file(self, path: Path, *, forced: bool = False) -> None:
        """Go on from the newest root after a restore."""
        again = partial(self.read_trust_file, path, forced=True)
        behind = partial(self._on_behind, again)
        self.ask(adopt_trust, path, on_done=self._on_adopted, on_error=behind, writes=True, paksa=forced)

    def _show(self, keys: KeadaanKunci) -> None:
        self._keys = keys
        self.overview.show_keys(keys)
        if keys.rencana is not None:
            self._show_plan(keys.rencana)
        elif self._stack.currentWidget() is self._work:
            self._stack.setCurrentWidget(self.overview)
        if self.isVisible() and self._stack.currentWidget() is self.overview:
            self.overview.take_focus()

    def _show_plan(self, plan: RencanaKunci) -> None:
        shown = self.candidates.current_row()
        self._model.set_rows(plan.calon)
        self.candidates.setVisible(bool(plan.calon))
        open_rows = [at for at, one in enumerate(plan.calon) if not one.siap]
        if open_rows and shown not in open_rows:
            self.candidates.select_row(open_rows[0])
        elif open_rows:
            self.candidates.select_row(shown)
        self._show_make()
        self.sign.setVisible(plan.siap)
        if plan.siap:
            self.ask(count_table, self._meja, on_done=lambda count: self.sign.show_count(count, self._names))

    def _chosen(self) -> CalonKunci | None:
        return self._model.row_at(self.candidates.current_row())

    def _show_make(self) -> None:
        one = self._chosen()
        self.make.show_one(one, fresh=one is not None and one.nomor == self._fresh)

    def _on_begin(self) -> None:
        if self._keys is not None:
            self.banner.hide()
            self.plan.begin(self._keys)
            self._stack.setCurrentWidget(self.plan)
            self.plan.take_focus()

    def _on_planned(self, _plan: RencanaKunci) -> None:
        self._meja.clear()
        self._names, self._fresh = (), -1
        self.show_work()

    def _on_made(self, words: str, made: KunciJadi) -> None:
        self._fresh = made.calon.nomor
        self.make.forget()
        self.sheet = show_pdf(self, made.kartu.judul, made.kartu.nama_berkas, secret=True)(made.kartu.pdf)
        done = _("Berkas kunci ada di {berkas} dan sudah dibuka kembali. Cetak kartunya, lalu ketik kembali.")
        self.ask(
            prove_file,
            made.calon.nomor,
            made.berkas,
            words,
            on_done=lambda _plan: self._tell(done.format(berkas=made.berkas)),
            writes=True,
        )

    def _on_proved(self, one: CalonKunci, _plan: RencanaKunci) -> None:
        self._fresh = -1
        if one.nomor:
            self._names = (*self._names, one.nama)
        self.make.forget()
        self._tell(_("Kartu {nama} terbaca. Masukkan ke amplop dan segel.").format(nama=one.nama))

    def _tell(self, text: str) -> None:
        self.banner.show_message(State.OK, text)
        self.load()

    def _lay(self, function: Any, *given: object) -> None:
        self.ask(function, self._meja, *given, on_done=self._on_laid, writes=True)

    def _on_laid(self, name: str) -> None:
        self._names = (*self._names, name)
        self.sign.forget()
        self._tell(_("Kunci {nama} terbaca.").format(nama=name))

    def _ask_sign(self) -> None:
        plan = self._keys.rencana if self._keys is not None else None
        self.question = confirm(
            self.window(),
            name="kunci-tanya-tanda",
            title=_("Tandatangani kunci baru?"),
            text=_(
                "Sesudah ini kunci yang sekarang tidak berlaku lagi. Setiap kantor mengetahuinya dari balasan "
                "berikutnya; paket yang sudah mereka buat tetap diterima. Langkah ini tidak dapat dibatalkan."
            )
            + holders_text(plan),
            yes=_("Tandatangani"),
            no=_("Jangan dulu"),
            on_yes=self.carry_out,
            danger=True,
        )

    def _on_signed(self, done: tuple[BeritaAcara, Changed]) -> None:
        minutes, changed = done
        self._names = ()
        self._stack.setCurrentWidget(self.overview)
        text = _(
            "Kunci versi {v} berlaku: {m} dari {n} pemegang. Cetak berita acaranya, simpan berkas kepercayaan di "
            "flashdisk tiap pemegang, lalu buat balasan untuk semua kantor."
        )
        self.changed.emit(changed)
        self._tell(text.format(v=minutes.versi, m=minutes.perlu, n=len(minutes.pemegang)))
        self.show_minutes()

    def _ask_give_up(self) -> None:
        self.question = confirm(
            self.window(),
            name="kunci-tanya-batal",
            title=_("Batalkan rencana kunci?"),
            text=_("Kunci yang sekarang tetap berlaku. Kartu dan berkas yang sudah dibuat tidak dipakai; musnahkan."),
            yes=_("Batalkan rencana"),
            on_yes=lambda: self.ask(
                cancel_plan, on_done=lambda _none: self._tell(_("Rencana dibatalkan.")), writes=True
            ),
            no=_("Jangan"),
            danger=True,
        )

    def _ask_save(self) -> None:
        name = f"kepercayaan-{self.desk.profil.kode}-v{self._keys.versi if self._keys else 1}.skpt"
        ask_target(self, _("Simpan berkas kepercayaan"), name, self._save, replaces=False)

    def _save(self, out: Path) -> None:
        text = _("Berkas kepercayaan ada di {berkas}. Isinya bukan rahasia.")
        self.ask(save_trust_file, out, on_done=lambda where: self._tell(text.format(berkas=where)), writes=True)

    def _ask_read(self) -> None:
        ask_one_file(
            self, "kunci-ambil-dialog", _("Berkas kepercayaan"), _("Berkas kepercayaan (*.skpt)"), self.read_trust_file
        )

    def _on_behind(self, again: Callable[[], None], error: BaseException) -> None:
        """Show the refusal; who knows that the newer root was never made may go on beside it."""
        self.show_error(error)
        if not isinstance(error, UserError) or error.code != "kunci_tertinggal":
            return
        self.question = confirm(
            self.window(),
            name="kunci-tanya-tertinggal",
            title=_("Lanjut tanpa kunci yang lebih baru?"),
            text=_(
                "Bila kunci versi {baru} memang pernah dibuat, semua kantor yang memakainya akan menolak kunci dari "
                "sini, dan itu tidak dapat diperbaiki. Telepon dulu {kantor}, dan cari berkas kepercayaan di flashdisk "
                "pemegang."
            ).format(**error.facts),
            yes=_("Versi itu tidak pernah dibuat"),
            on_yes=again,
            no=_("Jangan"),
            danger=True,
        )

    def _on_adopted(self, done: tuple[bool, Changed]) -> None:
        in_force, changed = done
        self.changed.emit(changed)
        self._tell(
            _("Kunci terbaru berlaku lagi di komputer ini.")
            if in_force
            else _("Kunci terbaru terbaca. Adakan rapat pemegang kunci: ganti kunci penerbit dan kotak masuk.")
        )

    def _ask_end(self) -> None:
        self.question = confirm(
            self.window(),
            name="kunci-tanya-kotak",
            title=_("Hapus kunci kotak masuk lama?"),
            text=_(
                "Paket dan bagian bersegel (keberatan, konseling) yang ditujukan ke kunci lama tidak dapat dibuka "
                "lagi. Lakukan hanya bila semuanya sudah dibaca."
            ),
            yes=_("Hapus"),
            on_yes=self._end,
            danger=True,
        )

    def _end(self) -> None:
        text = _("{n} kunci kotak masuk lama dihapus.")
        self.ask(end_former_inboxes, on_done=lambda count: self._tell(text.format(n=count)), writes=True)
