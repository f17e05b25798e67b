"""RencanaPage: the planning tools of a year: workblock, matrix of roles, manual of an indicator."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from desktop_app.domain.wewenang import Wewenang
from desktop_app.i18n import _
from desktop_app.services.kantor import Changed, Kantor
from desktop_app.services.lihat import show_dokumen
from desktop_app.services.manual import create_manual
from desktop_app.services.matriks import create_matriks
from desktop_app.services.pekerjaan import WaktuKerja, read_waktu_kerja
from desktop_app.services.rencana import JENIS_RENCANA, BarisRencana, PilihanIndikator, list_indikator, list_rencana
from desktop_app.services.workblock import create_workblock
from desktop_app.ui.desk import Desk
from desktop_app.ui.page import Page
from desktop_app.ui.picker import PersonList
from desktop_app.ui.rencana.asks import IndicatorList
from desktop_app.ui.rencana.forms import ManualSheet, WorkblockSheet
from desktop_app.ui.rencana.listing import ToolList
from desktop_app.ui.rencana.matriks import MatrixSheet
from desktop_app.ui.rencana.newmatrix import ask_new_matrix
from desktop_app.ui.rencana.sheet import Sheet
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.header import PageHeader

Rows = dict[str, tuple[BarisRencana, ...]]


def read_lists(kantor: Kantor, year: int) -> Rows:
    """Return the documents of every tool in a year; runs in the worker thread."""
    return {kind: list_rencana(kantor, kind, year) for kind in JENIS_RENCANA}


def kind_of_id(kantor: Kantor, doc_id: str) -> str:
    """Return the kind of a document; runs in the worker thread."""
    return show_dokumen(kantor, doc_id).jenis


class RencanaPage(Page):
    """Shows the lists or one sheet; the sheet is committed whenever it is left."""

    kinds = ("skp", "pegawai", *JENIS_RENCANA)

    def __init__(self, desk: Desk) -> None:
        super().__init__("halaman-rencana", _("Perencanaan"), desk)
        self._build()
        self._connect()

    def _build(self) -> None:
        self._header = PageHeader("rencana-kepala", _("Perencanaan"), _("Workblock, matriks peran, manual indikator"))
        self._year = ComboField("rencana-tahun", _("Tahun"), _choices((self.desk.proposed_day().year,)))
        self._header.add_action(self._year)
        self.lists = {
            "workblock": ToolList(
                "workblock",
                _("Workblock"),
                hint=_("1. Cari strategi untuk indikator pimpinan. Keluaran kuncinya menjadi bahan matriks."),
                new=_("Workblock baru…"),
                what=_("Inisiatif"),
                text=lambda row: row.judul or _("(belum berjudul)"),
                empty=_("Workblock merinci strategi untuk satu indikator pimpinan."),
            ),
            "matriks": ToolList(
                "matriks",
                _("Matriks peran"),
                hint=_("2. Bagi peran kepada pegawai. Tiap peran menjadi hasil kerja di SKP-nya."),
                new=_("Matriks baru…"),
                what=_("Isi"),
                text=_matrix_text,
                empty=_("Matriks membagi peran bawahan atau anggota tim untuk tiap indikator pimpinan."),
            ),
            "manual_indikator": ToolList(
                "manual",
                _("Manual indikator"),
                hint=_("Jelaskan arti dan cara menghitung indikator pimpinan, supaya semua memahaminya sama."),
                new=_("Manual baru…"),
                what=_("Indikator"),
                text=lambda row: row.judul or _("(belum diisi)"),
                empty=_("Manual menjelaskan satu indikator di SKP pimpinan."),
            ),
        }
        self.tabs = QTabWidget()
        self.tabs.setObjectName("rencana-tab")
        self.tabs.setAccessibleName(_("Alat perencanaan"))
        self.tabs.setDocumentMode(True)
        for kind, text in (
            ("workblock", _("Workblock")),
            ("matriks", _("Matriks peran")),
            ("manual_indikator", _("Manual indikator")),
        ):
            self.tabs.addTab(self.lists[kind], text)
        self.tabs.setCurrentWidget(self.lists["matriks"])
        home = QWidget()
        home.setObjectName("rencana-daftar")
        column = QVBoxLayout(home)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._header)
        column.addWidget(self.tabs, 1)
        self._home = home
        self.sheets: dict[str, Sheet] = {
            "matriks": MatrixSheet(self),
            "manual_indikator": ManualSheet(self),
            "workblock": WorkblockSheet(self),
        }
        self._stack = QStackedWidget()
        self._stack.setObjectName("rencana-bagian")
        self._stack.addWidget(home)
        for sheet in self.sheets.values():
            self._stack.addWidget(sheet)
        self.box.addWidget(self.banner)
        self.box.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self._year.answered.connect(lambda _key: self._load_lists())
        new: dict[str, Callable[[], object]] = {
            "matriks": lambda: ask_new_matrix(self, self._create_matrix),
            "manual_indikator": lambda: self._ask_indicator("manual_indikator"),
            "workblock": lambda: self._ask_indicator("workblock"),
        }
        for kind, tool in self.lists.items():
            tool.opened.connect(lambda doc_id, kind=kind: self.show_sheet(kind, doc_id))
            tool.new_wanted.connect(new[kind])
        for sheet in self.sheets.values():
            sheet.left.connect(self.show_list)

    @property
    def year(self) -> int:
        """The year that is shown."""
        return int(self._year.answer())

    def load(self) -> None:
        """Ask which years there are, then for the lists."""
        self.ask(read_waktu_kerja, on_done=self._on_years)

    def enter(self) -> None:
        """Load; a sheet that was left open is read again."""
        super().enter()
        sheet = self._sheet()
        if sheet is not None:
            sheet.open(sheet.doc_id)
            sheet.take_focus()
        else:
            self._current_list().take_focus()

    def leave(self) -> None:
        """Make a revision of the open sheet."""
        sheet = self._sheet()
        if sheet is not None:
            sheet.commit()

    def document(self) -> str:
        """Return the id of the open sheet."""
        sheet = self._sheet()
        return sheet.doc_id if sheet is not None else ""

    def show_document(self, doc_id: str) -> None:
        """Show the sheet of one document, whatever tool it belongs to."""
        self.ask(kind_of_id, doc_id, on_done=lambda kind: self.show_sheet(kind, doc_id))

    def show_sheet(self, kind: str, doc_id: str) -> None:
        """Show one document."""
        if kind not in self.sheets:
            return
        self.leave()
        self._stack.setCurrentWidget(self.sheets[kind])
        self.sheets[kind].open(doc_id)

    def show_list(self) -> None:
        """Leave the sheet for the lists."""
        sheet = self._sheet()
        if sheet is not None:
            sheet.close_draft()
            kind = next(key for key, one in self.sheets.items() if one is sheet)
            self.tabs.setCurrentWidget(self.lists[kind])
        self.banner.hide()
        self._stack.setCurrentWidget(self._home)
        self._load_lists(focus=True)

    def _sheet(self) -> Sheet | None:
        shown = self._stack.currentWidget()
        return shown if isinstance(shown, Sheet) else None

    def _current_list(self) -> ToolList:
        shown = self.tabs.currentWidget()
        assert isinstance(shown, ToolList)
        return shown

    def _on_years(self, work: WaktuKerja) -> None:
        self._year.set_choices(_choices(work.tahun))
        self._load_lists()

    def _load_lists(self, *, focus: bool = False) -> None:
        def show(rows: Rows) -> None:
            may_add = self.desk.may(Wewenang.SUSUN_SKP)
            had = self._current_list().isAncestorOf(self.window().focusWidget() or self)
            for kind, tool in self.lists.items():
                tool.show_rows(rows[kind], may_add)
            if focus or (had and self._sheet() is None):
                self._current_list().take_focus()

        self.ask(read_lists, self.year, on_done=show)

    def _create_matrix(self, pegawai_id: str, team: str) -> None:
        self.ask(
            create_matriks,
            pegawai_id,
            self.year,
            team,
            on_done=lambda made: self._on_created("matriks", made),
            writes=True,
        )

    def _ask_indicator(self, kind: str) -> None:
        title = _("Manual baru") if kind == "manual_indikator" else _("Workblock baru")

        def show(choices: tuple[PilihanIndikator, ...]) -> None:
            if choices:
                IndicatorList(
                    self.window(), title, choices, lambda one: self._create(kind, one.pegawai_id, one), ask_person
                ).open()
            else:
                ask_person()

        def ask_person() -> None:
            PersonList(
                self.window(),
                _("Milik siapa?"),
                self.desk.runner,
                lambda pegawai_id, _name: self._create(kind, pegawai_id),
            ).open()

        self.ask(list_indikator, self.year, on_done=show)

    def _create(self, kind: str, pegawai_id: str, chosen: PilihanIndikator | None = None) -> None:
        make = create_manual if kind == "manual_indikator" else create_workblock
        self.ask(
            make,
            pegawai_id,
            self.year,
            on_done=lambda made: self._on_created(kind, made),
            writes=True,
            skp_id=chosen.skp_id if chosen else "",
            hasil_id=chosen.hasil_id if chosen else "",
            indikator_id=chosen.indikator_id if chosen else "",
        )

    def _on_created(self, kind: str, made: tuple[str, Changed]) -> None:
        doc_id, changed = made
        self.changed.emit(changed)
        self.show_sheet(kind, doc_id)


def _choices(years: tuple[int, ...]) -> list[tuple[str, str]]:
    return [(str(year), _("Tahun {tahun}").format(tahun=year)) for year in years]


def _matrix_text(row: BarisRencana) -> str:
    people, columns = row.isi
    size = _("{n} pegawai, {m} kolom").format(n=people, m=columns)
    return f"{row.judul} – {size}" if row.judul else size
