"""The question of a run of many forms: which forms, of whom, of what time, and where to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop_app.domain.periode import list_periode
from desktop_app.i18n import _
from desktop_app.services.cetak_susun import AlasanTidak, PilihanRangkaian, Susunan, list_alasan, plan_rangkaian
from desktop_app.services.formulir import FORMULIR, form_of_code
from desktop_app.services.pegawai import BarisPegawai, list_pegawai
from desktop_app.services.pekerjaan import WaktuKerja, read_waktu_kerja
from desktop_app.services.pengaturan import Pengaturan, read_pengaturan
from desktop_app.ui.cetak.resume_dialog import ReasonsDialog
from desktop_app.ui.page import Page
from desktop_app.ui.widgets.choice import Choice, ChoiceRow
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.controls import make_button, make_label
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.folder import FolderField
from desktop_app.ui.widgets.search import SearchField
from desktop_app.ui.words import periode_text

Begin = Callable[[PilihanRangkaian, Path | None, bool], object]
KEY = Qt.ItemDataRole.UserRole
SHOWN = 300


class BatchDialog(Dialog):
    """Forms and people are ticked by Space; the line below says how many forms will come and how many will not."""

    def __init__(self, page: Page, on_begin: Begin) -> None:
        super().__init__(page.window(), name="cetak-banyak", title=_("Cetak banyak"))
        self._page = page
        self._on_begin = on_begin
        self._settings = Pengaturan()
        self._work: WaktuKerja | None = None
        self._turn = 0
        self._plan = Susunan((), ())
        self._chosen: dict[str, str] = {}
        self._fill()
        self._wire()
        page.ask(read_pengaturan, on_done=self._take_settings)
        page.ask(read_waktu_kerja, on_done=self._take_work)
        self._ask_people()

    def _fill(self) -> None:
        self._forms = _ticks("cetak-banyak-formulir", _("Formulir"))
        _add(self._forms, "SKP", _("SKP, pada formulirnya masing-masing"), ticked=True)
        _add(self._forms, "EVALUASI", _("Hasil evaluasi, pada formulirnya masing-masing"))
        _add(self._forms, "DOKUMEN", _("Dokumen evaluasi yang berlaku"))
        for one in FORMULIR.values():
            text = one.nama if one.kode.casefold() == one.nama.casefold() else f"{one.kode} · {_(one.nama)}"
            _add(self._forms, one.kode, text)
        self._who = ChoiceRow(
            "cetak-banyak-siapa",
            _("Siapa"),
            [
                Choice("semua", _("Semua")),
                Choice("belum", _("Belum dicetak"), _("Yang belum dicetak di komputer ini, atau berubah sejak itu")),
                Choice("pilih", _("Pilih")),
            ],
        )
        self._who.set_value("semua")
        self._search = SearchField("cetak-banyak-cari", _("Cari nama atau NIP"))
        self._people = _ticks("cetak-banyak-pegawai", _("Pegawai", "banyak"))
        self._time = ComboField("cetak-banyak-waktu", _("Waktu"))
        self._target = ChoiceRow(
            "cetak-banyak-tujuan",
            _("Ke mana"),
            [
                Choice("orang", _("Satu berkas per orang")),
                Choice("gabung", _("Satu berkas gabungan"), _("Satu PDF dengan daftar isi per orang")),
                Choice("printer", _("Printer")),
            ],
        )
        self._target.set_value("orang")
        self._folder = FolderField("cetak-banyak-folder", _("Folder"))
        self._count = make_label("", "muted", name="cetak-banyak-jumlah", wrap=True)
        self._why = make_button("cetak-banyak-sebab", _("Lihat sebabnya…"), kind="quiet", compact=True)
        self._why.hide()
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(6)
        _put(left, _("Formulir"), self._forms)
        _put(left, _("Waktu"), self._time)
        _put(right, _("Siapa"), self._who)
        right.addWidget(self._search)
        right.addWidget(self._people, 1)
        both = QHBoxLayout()
        both.setSpacing(20)
        both.addLayout(left, 1)
        both.addLayout(right, 1)
        self.content.addLayout(both, 1)
        where = QHBoxLayout()
        where.setSpacing(20)
        for label, field in ((_("Ke mana"), self._target), (_("Folder"), self._folder)):
            part = QVBoxLayout()
            part.setSpacing(4)
            _put(part, label, field)
            where.addLayout(part, 1)
        self.content.addLayout(where)
        said = QHBoxLayout()
        said.addWidget(self._count, 1)
        said.addWidget(self._why)
        self.content.addLayout(said)
        self.add_button("batal", _("Batal"))
        self._go = self.add_button("mulai", _("Mulai"), self._begin, default=True)
        self._go.setEnabled(False)
        self.prefer_size(980, 600)
        self._show_people_field()

    def _wire(self) -> None:
        self._forms.itemChanged.connect(lambda _item: self._offer_times())
        self._people.itemChanged.connect(self._tick_person)
        self._search.searched.connect(lambda _text: self._ask_people())
        self._who.chosen.connect(lambda _key: self._show_people_field())
        self._time.answered.connect(lambda _key: self._ask_count())
        self._target.chosen.connect(lambda _key: self._show_ready())
        self._folder.answered.connect(lambda _path: self._show_ready())
        self._why.clicked.connect(self._ask_reasons)

    def choose_forms(self, *codes: str) -> None:
        """Tick just these forms."""
        self._forms.blockSignals(True)
        for item in _items(self._forms):
            item.setCheckState(Qt.CheckState.Checked if item.data(KEY) in codes else Qt.CheckState.Unchecked)
        self._forms.blockSignals(False)
        self._offer_times()

    def choice(self) -> PilihanRangkaian:
        """Return what is asked for now."""
        who = self._who.value()
        return PilihanRangkaian(
            formulir=tuple(str(item.data(KEY)) for item in _items(self._forms) if _ticked(item)),
            waktu=self._time.answer(),
            pegawai=tuple(self._chosen) if who == "pilih" else (),
            belum=who == "belum",
        )

    def _take_settings(self, settings: Pengaturan) -> None:
        self._settings = settings
        self._offer_times()

    def _take_work(self, work: WaktuKerja) -> None:
        self._work = work
        self._offer_times()

    def _offer_times(self) -> None:
        if self._work is None:
            return
        before = self._time.answer()
        if any(form_of_code(one).kind in ("penilaian", "putusan_keberatan") for one in self.choice().formulir):
            rhythm = self._settings.jenis_periode
            periods = [one for year in self._work.tahun_periode for one in reversed(list_periode(year, rhythm))]
            offered = [(one.kode, periode_text(one)) for one in periods]
            around = [one for one in periods if one.mulai <= self._work.hari <= one.selesai]
            now = min(around, key=lambda one: one.selesai - one.mulai, default=None)
            proposed = now.kode if now is not None else ""
        else:
            offered = [(str(year), str(year)) for year in self._work.tahun]
            proposed = str(self._work.hari.year)
        self._time.clear()
        self._time.set_choices(offered)
        self._time.set_answer(before if before in dict(offered) else proposed)
        self._ask_count()

    def _show_people_field(self) -> None:
        some = self._who.value() == "pilih"
        self._search.setEnabled(some)
        self._people.setEnabled(some)
        self._ask_count()

    def _ask_people(self) -> None:
        self._page.ask(list_pegawai, self._search.text().strip(), on_done=self._show_people, limit=SHOWN)

    def _show_people(self, rows: tuple[BarisPegawai, ...]) -> None:
        """Show those who are ticked above those who were found."""
        self._people.blockSignals(True)
        self._people.clear()
        for key, text in self._chosen.items():
            _add(self._people, key, text, ticked=True)
        for row in rows:
            if row.id not in self._chosen:
                _add(self._people, row.id, f"{row.nama} · {row.jabatan}" if row.jabatan else row.nama)
        self._people.setCurrentRow(0)
        self._people.blockSignals(False)

    def _tick_person(self, item: QListWidgetItem) -> None:
        if _ticked(item):
            self._chosen[str(item.data(KEY))] = item.text()
        else:
            self._chosen.pop(str(item.data(KEY)), None)
        self._ask_count()

    def _ask_count(self) -> None:
        self._turn += 1
        turn, choice = self._turn, self.choice()
        if not choice.waktu or not choice.formulir or (self._who.value() == "pilih" and not choice.pegawai):
            self._show_count(turn, Susunan((), ()))
            return
        self._page.ask(plan_rangkaian, choice, on_done=lambda plan: self._show_count(turn, plan))

    def _show_count(self, turn: int, plan: Susunan) -> None:
        if turn != self._turn:
            return
        self._plan = plan
        people = len({one.pegawai_id for one in plan.lembar})
        said = [_("{n} formulir dari {m} orang siap dicetak.").format(n=len(plan.lembar), m=people)]
        if not plan.lembar:
            said = [self._why_none()]
        if plan.sudah:
            said.append(_("{n} sudah pernah dicetak.").format(n=plan.sudah))
        if plan.tidak:
            said.append(_("{n} tidak dapat dicetak.").format(n=len(plan.tidak)))
        self._count.setText(" ".join(said))
        self._why.setVisible(bool(plan.tidak))
        self._show_ready()

    def _why_none(self) -> str:
        choice = self.choice()
        if not choice.formulir:
            return _("Centang formulirnya lebih dulu.")
        if self._who.value() == "pilih" and not choice.pegawai:
            return _("Centang pegawainya lebih dulu.")
        if self._plan.sudah:
            return _("Tidak ada yang perlu dicetak lagi untuk waktu ini.")
        return _("Belum ada yang siap dicetak untuk waktu ini.")

    def _ask_reasons(self) -> None:
        def show(reasons: tuple[AlasanTidak, ...]) -> None:
            ReasonsDialog(self._page, reasons).open()

        self._page.ask(list_alasan, self._plan.tidak, on_done=show)

    def _show_ready(self) -> None:
        to_folder = self._target.value() != "printer"
        self._folder.setEnabled(to_folder)
        self._go.setEnabled(bool(self._plan.lembar) and (not to_folder or self._folder.answer() is not None))

    def _begin(self) -> None:
        folder = self._folder.answer() if self._target.value() != "printer" else None
        self._on_begin(self.choice(), folder, self._target.value() == "gabung")


def _ticks(name: str, label: str) -> QListWidget:
    box = QListWidget()
    box.setObjectName(name)
    box.setAccessibleName(label)
    box.setTabKeyNavigation(False)
    box.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    box.setTextElideMode(Qt.TextElideMode.ElideRight)
    box.setMinimumSize(300, 90)
    return box


def _add(box: QListWidget, key: str, text: str, *, ticked: bool = False) -> None:
    item = QListWidgetItem(text)
    item.setToolTip(text)
    item.setData(KEY, key)
    item.setFlags(Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable)
    item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
    box.addItem(item)


def _items(box: QListWidget) -> list[QListWidgetItem]:
    return [box.item(row) for row in range(box.count())]


def _ticked(item: QListWidgetItem) -> bool:
    return item.checkState() is Qt.CheckState.Checked


def _put(column: QVBoxLayout, label: str, field: QWidget) -> None:
    column.addWidget(make_label(label, "label"))
    column.addWidget(field, 1 if isinstance(field, QListWidget) else 0)
