"""CetakPage: a form, a person, a period; the pages beside them, saved or printed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from desktop_app.domain.nip import format_nip
from desktop_app.forms.values import Kertas
from desktop_app.i18n import _
from desktop_app.services.cetak import HasilCetak, JenisCetak, note_cetak, print_form
from desktop_app.services.cetak_pilihan import PilihanCetak, TempatCetak, list_cetak, locate_cetak
from desktop_app.services.kantor import Peran
from desktop_app.services.pegawai import BarisPegawai, list_pegawai
from desktop_app.services.pengaturan import Pengaturan, read_pengaturan
from desktop_app.ui.cetak.batch import BatchPrinting
from desktop_app.ui.cetak.form_choice import form_choice
from desktop_app.ui.desk import Desk
from desktop_app.ui.models.rows import Column, RowModel
from desktop_app.ui.page import Page
from desktop_app.ui.pdf_output import PdfOutput
from desktop_app.ui.widgets.choice import Choice, ChoiceRow
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.controls import make_button, make_label
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.header import PageHeader
from desktop_app.ui.widgets.pdf import PdfView
from desktop_app.ui.widgets.progress import ProgressPanel
from desktop_app.ui.widgets.search import SearchField
from desktop_app.ui.widgets.table import DataTable
from desktop_app.ui.words import periode_text

SHOWN = 300
SIDE = 336


class CetakPage(Page):
    """Every answer on the left redraws the pages on the right; only the newest answer is shown."""

    kinds = ("pegawai", "skp", "penilaian", "pengaturan", "profil")

    def __init__(self, desk: Desk) -> None:
        super().__init__("halaman-cetak", _("Cetak"), desk)
        self._person = ""
        self._name = ""
        self._wanted = ""
        self._turn = 0
        self._printed: HasilCetak | None = None
        self._build()
        self._connect()
        self._show_result(None)

    def _build(self) -> None:
        self._header = PageHeader(
            "cetak-kepala", _("Cetak"), _("Pilih formulir dan pegawai; halaman tampil sebelum dicetak.")
        )
        self._check = make_button("cetak-periksa", _("Periksa formulir"), kind="quiet", icon_name="cari")
        self._header.add_action(self._check)
        self._documents = make_button("cetak-dokumen", _("Ketepatan waktu…"), kind="quiet", icon_name="jam")
        self._header.add_action(self._documents)
        # In a unit it is reached from the evaluations; a kabupaten has no such page.
        self._documents.setVisible(self.desk.profil.peran is Peran.KABUPATEN)
        self._many = make_button("cetak-banyak-buka", _("Cetak banyak…"), icon_name="cetak")
        self._header.add_action(self._many)
        self._save = make_button("cetak-simpan", _("Simpan PDF…"), icon_name="berkas", shortcut="Ctrl+S")
        self._print = make_button("cetak-printer", _("Cetak…"), kind="primary", icon_name="cetak", shortcut="Ctrl+P")
        self._header.add_action(self._save)
        self._header.add_action(self._print)
        self.box.addWidget(self._header)
        self.box.addWidget(self.banner)
        body = QHBoxLayout()
        body.setSpacing(16)
        body.addWidget(self._build_side())
        body.addLayout(self._build_pages(), 1)
        self.box.addLayout(body, 1)

    def _build_side(self) -> QWidget:
        self._form = form_choice("cetak-formulir", JenisCetak.SKP)
        for button in self._form.findChildren(QRadioButton):
            button.setMinimumWidth(SIDE)
        self._search = SearchField("cetak-cari", _("Cari nama atau NIP"))
        self._people: RowModel[BarisPegawai] = RowModel(
            [Column(_("Pegawai"), lambda row: row.nama, tip=_person_tip)],
            self,
        )
        self._table = DataTable(
            "cetak-pegawai",
            _("Pegawai"),
            EmptyState("cetak-pegawai-kosong", _("Tidak ada pegawai"), icon_name="pegawai"),
        )
        self._table.set_model(self._people)
        self._table.set_columns((SIDE - 20,), 0)
        self._table.view.horizontalHeader().hide()
        self._period = ComboField("cetak-periode", _("Periode"))
        self._paper = ChoiceRow(
            "cetak-kertas",
            _("Kertas"),
            [Choice(Kertas.F4.value, "F4"), Choice(Kertas.A4.value, "A4")],
        )
        self._paper.set_value(Kertas.F4.value)
        side = QWidget()
        side.setFixedWidth(SIDE)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(make_label(_("Formulir"), "label"))
        column.addWidget(self._form)
        column.addSpacing(4)
        column.addWidget(make_label(_("Pegawai", "banyak"), "label"))
        column.addWidget(self._search)
        column.addWidget(self._table, 1)
        column.addSpacing(4)
        below = QHBoxLayout()
        below.setSpacing(12)
        for label, field, stretch in ((_("Periode"), self._period, 1), (_("Kertas"), self._paper, 0)):
            part = QVBoxLayout()
            part.setSpacing(4)
            part.addWidget(make_label(label, "label"))
            part.addWidget(field, 1, Qt.AlignmentFlag.AlignVCenter)
            below.addLayout(part, stretch)
        column.addLayout(below)
        return side

    def _build_pages(self) -> QVBoxLayout:
        self._note = make_label("", "muted", name="cetak-keterangan", wrap=True)
        self._view = PdfView("cetak-pratinjau", _("Pratinjau"))
        self._empty = EmptyState("cetak-kosong", _("Belum ada yang dipilih"), icon_name="cetak")
        self._progress = ProgressPanel("cetak-kemajuan")
        self.output = PdfOutput(self, self._progress)
        self._batch_progress = ProgressPanel("cetak-banyak-kemajuan")
        self.batch = BatchPrinting(self, self._batch_progress)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(self._progress)
        column.addWidget(self._batch_progress)
        column.addWidget(self._note)
        column.addWidget(self._view, 1)
        column.addWidget(self._empty, 1)
        return column

    def _connect(self) -> None:
        self._form.chosen.connect(lambda _key: self._ask_documents())
        self._search.searched.connect(lambda _text: self._ask_people())
        self._table.selected.connect(self._choose_row)
        self._table.opened.connect(lambda _row: self._view.view.setFocus(Qt.FocusReason.OtherFocusReason))
        self._period.answered.connect(lambda _key: self._draw())
        self._paper.chosen.connect(lambda _key: self._draw())
        self._save.clicked.connect(self._save_pdf)
        self._print.clicked.connect(self._print_pdf)
        self._many.clicked.connect(self.batch.ask)
        self._check.clicked.connect(lambda: self.navigate.emit("periksa", ""))
        self._documents.clicked.connect(lambda: self.navigate.emit("dokumen", ""))
        self.batch.told.connect(self.banner.show_message)
        self.batch.failed.connect(self.show_error)
        self.batch.busy_changed.connect(lambda busy: self._many.setEnabled(not busy))
        self.output.told.connect(self.banner.show_message)
        self.output.given.connect(self._note_output)
        self.output.failed.connect(self.show_error)
        self.output.busy_changed.connect(lambda busy: self._print.setEnabled(not busy and self._printed is not None))

    def load(self) -> None:
        """Ask for the settings and the people; the document that is shown is drawn again."""
        self.ask(read_pengaturan, on_done=self._show_settings)
        self._ask_people()

    def enter(self) -> None:
        """Load and put the keyboard into the search field."""
        super().enter()
        self._search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.batch.look()

    def show_document(self, doc_id: str) -> None:
        """Show the pages of one SKP or evaluation."""
        self.ask(locate_cetak, doc_id, on_done=partial(self._show_place, doc_id))

    def _show_settings(self, settings: Pengaturan) -> None:
        if self._printed is None:
            self._paper.set_value(settings.kertas.value)

    def _show_place(self, doc_id: str, place: TempatCetak) -> None:
        self._wanted = doc_id
        if JenisCetak(self._form.value() or "skp") is not JenisCetak.DOKUMEN or place.jenis is JenisCetak.SKP:
            self._form.set_value(place.jenis.value)
        self._person, self._name = place.pegawai_id, place.nama
        if self._search.text() != place.nama:
            self._search.setText(place.nama)
        self._ask_documents()

    def _ask_people(self) -> None:
        self.ask(list_pegawai, self._search.text().strip(), on_done=self._show_people, limit=SHOWN)

    def _show_people(self, rows: tuple[BarisPegawai, ...]) -> None:
        keep = self._person
        self._people.set_rows(rows)
        self._table.empty.set_words(
            _("Tidak ditemukan") if self._search.text().strip() else _("Belum ada pegawai"),
            _("Coba sebagian nama, atau angka awal NIP.") if self._search.text().strip() else "",
        )
        at = next((number for number, row in enumerate(rows) if row.id == keep), 0)
        self._table.select_row(at)
        if not rows:
            self._person = ""
            self._show_result(None)

    def _choose_row(self, number: int) -> None:
        row = self._people.row_at(number)
        if row is None:
            return
        self._person, self._name = row.id, row.nama
        self._ask_documents()

    def _ask_documents(self) -> None:
        if self._person:
            self._turn += 1
            self.ask(list_cetak, self._kind(), self._person, on_done=partial(self._show_documents, self._turn))

    def _show_documents(self, turn: int, found: tuple[PilihanCetak, ...]) -> None:
        if turn != self._turn:
            return
        before = self._period.answer()
        self._period.clear()
        self._period.set_choices([(one.doc_id, _period_text(one)) for one in found])
        ids = [one.doc_id for one in found]
        chosen = next((one for one in (self._wanted, before) if one in ids), ids[0] if ids else "")
        self._wanted = ""
        self._period.set_answer(chosen)
        self._period.setEnabled(bool(ids))
        if chosen:
            self._draw()
        else:
            self._show_result(None)

    def _draw(self) -> None:
        doc_id = self._period.answer()
        if not doc_id:
            return
        self._turn += 1
        self.ask(
            print_form,
            self._kind(),
            doc_id,
            Kertas(self._paper.value() or Kertas.F4.value),
            on_done=partial(self._show_pages, self._turn),
            on_error=self._fail,
        )

    def _show_pages(self, turn: int, printed: HasilCetak) -> None:
        if turn == self._turn:
            self.banner.hide()
            self._show_result(printed)

    def _fail(self, error: BaseException) -> None:
        self._show_result(None)
        self.show_error(error)

    def _show_result(self, printed: HasilCetak | None) -> None:
        self._printed = printed
        for button in (self._save, self._print):
            button.setEnabled(printed is not None)
        self._view.setVisible(printed is not None)
        self._note.setVisible(printed is not None)
        self._empty.setVisible(printed is None)
        if printed is None:
            self._view.clear()
            self._empty.set_words(*self._why_empty())
            return
        self._view.show_pdf(printed.pdf)
        self._note.setText(f"{printed.judul} · {self._name}")

    def _why_empty(self) -> tuple[str, str]:
        if not self._person:
            return _("Belum ada yang dipilih"), _("Pilih pegawai di sebelah kiri.")
        if self._kind().kind == "skp":
            return _("{nama} belum mempunyai SKP").format(nama=self._name), _("Buat SKP-nya di halaman SKP.")
        return (
            _("{nama} belum mempunyai penilaian").format(nama=self._name),
            _("Penilaian dimulai setelah SKP ditetapkan."),
        )

    def _note_output(self) -> None:
        """Leave the audit row of what went out; the dialogs keep the page as it was meanwhile."""
        if self._printed is not None:
            self.ask(note_cetak, self._printed, on_done=lambda _done: None, writes=True)

    def _kind(self) -> JenisCetak:
        return JenisCetak(self._form.value() or JenisCetak.SKP.value)

    def _save_pdf(self) -> None:
        if self._printed is not None:
            self.output.save(self._printed.pdf, self._printed.nama_berkas)

    def _print_pdf(self) -> None:
        if self._printed is not None and self._print.isEnabled():
            self.output.print_out(self._printed.pdf, f"{self._printed.judul} – {self._name}")


def _person_tip(row: BarisPegawai) -> str:
    return "\n".join(part for part in (row.nama, format_nip(row.nip), row.jabatan) if part)


def _period_text(one: PilihanCetak) -> str:
    name = one.periode if "–" in one.periode else periode_text(one.periode)
    if one.konflik:
        return _("{periode} (berbeda versi)").format(periode=name)
    return name if one.tetap else _("{periode} (draf)").format(periode=name)
