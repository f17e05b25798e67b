"""Arrivals: files are dropped, each is verified before anything is imported, then merged with progress."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_app.domain.errors import LuringError
from desktop_app.i18n import _, source_language
from desktop_app.messages import sentence
from desktop_app.services.hasil_gabung import save_hasil
from desktop_app.services.kantor import Changed
from desktop_app.services.kotak import IsiFlashdisk, count_held, look_into_folder
from desktop_app.services.masuk import HasilPaket, IsiPaket, NasibPaket, inspect_bundle, merge_bundles
from desktop_app.services.rakit import Rakitan, gather, settle_rakitan
from desktop_app.services.silsilah import DITAHAN
from desktop_app.ui.exchange_words import groups_of
from desktop_app.ui.masuk.bundles import (
    RECEIVED,
    Incoming,
    columns,
    fact_labels,
    facts,
    remark,
    result_line,
    tell_merge,
)
from desktop_app.ui.masuk.watch import WatchLine
from desktop_app.ui.models.rows import RowModel
from desktop_app.ui.page import Page
from desktop_app.ui.runner import Ticket
from desktop_app.ui.save_as import ask_target
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.code import CodeBlock
from desktop_app.ui.widgets.controls import Card, make_button, make_label
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.filedrop import FileDrop
from desktop_app.ui.widgets.folder import FolderField
from desktop_app.ui.widgets.progress import ProgressPanel
from desktop_app.ui.widgets.scroll import ScrollColumn
from desktop_app.ui.widgets.table import DataTable
from desktop_app.ui.widgets.turning import TurningRow

REMARK = 2
NARROW = 960
SUFFIXES = (".skpb", ".jpg", ".jpeg", ".png", ".heic")
"""Bundles and parts of e-mail, and photos of printed codes."""


class Arrivals(QWidget):
    """``merged`` carries ``Changed``; nothing is imported before the button that says how many bundles."""

    merged = Signal(object)
    held_wanted = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.setObjectName("masuk-terima-bagian")
        self._page = page
        self._ticket: Ticket | None = None
        self._counted = (0, 0)
        self._at = (0, 0)
        self._joined: list[Rakitan] = []
        self._build()
        self._connect()
        self._refresh()

    def _build(self) -> None:
        self._drop = FileDrop(
            "masuk-berkas",
            _("Taruh paket dari kecamatan di sini"),
            suffixes=SUFFIXES,
            hint=_("Seret ke sini, atau pilih: berkas paket, bagian surel, atau foto lembar kode."),
        )
        self._folder = FolderField("masuk-flashdisk", _("Cari paket di flashdisk"))
        self._model: RowModel[Incoming] = RowModel(columns(), self)
        self._table = DataTable(
            "masuk-tabel",
            _("Paket yang akan diterima"),
            EmptyState(
                "masuk-kosong",
                _("Belum ada paket di daftar"),
                _("Setiap berkas diperiksa dulu; belum ada yang masuk sebelum digabungkan."),
                icon_name="masuk",
            ),
        )
        self._table.set_model(self._model)
        self._table.set_columns((240, 150, 260), 2)
        self._table.wrap_lines()
        self._watch = WatchLine(self._page)
        self._save = make_button("masuk-simpan-hasil", _("Simpan daftar…"), kind="quiet")
        self._clear = make_button("masuk-bersihkan", _("Kosongkan daftar"), kind="quiet")
        self._merge = make_button("masuk-gabungkan", _("Gabungkan"), kind="primary", icon_name="masuk")
        self._progress = ProgressPanel("masuk-kemajuan")
        stick = Card("masuk-flashdisk-kartu")
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(make_label(_("Atau cari di flashdisk"), "label"))
        line.addWidget(self._folder, 1)
        stick.box.addLayout(line)
        stick.box.addStretch(1)
        sources = TurningRow("masuk-asal", [(self._drop, 1), (stick, 1)], turn_at=760, level=True)
        self._table.setMinimumSize(280, 180)
        middle = QHBoxLayout()
        middle.setSpacing(14)
        middle.addWidget(self._table, 1)
        middle.addWidget(self._build_detail())
        buttons = QHBoxLayout()
        buttons.addWidget(self._clear)
        buttons.addWidget(self._save)
        buttons.addWidget(self._watch, 1)
        buttons.addWidget(self._merge)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(10)
        # On a low screen list and sheet are scrolled to; the button that merges always stays in sight.
        self._part = part = ScrollColumn("masuk-terima-isi", _("Terima paket"))
        part.box.addWidget(sources)
        part.box.addLayout(middle, 1)
        column.addWidget(part, 1)
        column.addWidget(self._progress)
        column.addLayout(buttons)

    def _build_detail(self) -> Card:
        self._detail = Card("masuk-rincian", _("Isi paket"))
        self._detail.setFixedWidth(336)
        self._words = CodeBlock("masuk-empat-kata", _("Empat kata, seperti di surat pengantar"), role="mono", columns=2)
        self._receipt = make_label("", name="masuk-kode-terima")
        self._receipt.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._said = make_label("", name="masuk-kalimat", wrap=True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self._facts: list[tuple[QLabel, QLabel]] = []
        for line, text in enumerate(fact_labels()):
            label, value = make_label(text, "muted"), make_label("", wrap=True, name=f"masuk-rincian-{line}")
            self._grid.addWidget(label, line, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(value, line, 1)
            self._facts.append((label, value))
        self._detail.box.addLayout(self._grid)
        self._detail.box.addWidget(self._words)
        self._detail.box.addWidget(self._receipt)
        self._detail.box.addWidget(self._said)
        self._detail.box.addStretch(1)
        return self._detail

    def _connect(self) -> None:
        self._drop.files_given.connect(self.add)
        self._folder.answered.connect(self.look_into)
        self._table.selected.connect(self._show_detail)
        self._merge.clicked.connect(self.merge)
        self._clear.clicked.connect(self.clear)
        self._progress.cancelled.connect(self._cancel)
        self._save.clicked.connect(self.ask_target)
        self._watch.found.connect(self._on_found)
        self._watch.suspicious.connect(self._warn)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the sentences to the sheet beside the list where there is no room for their column."""
        super().resizeEvent(event)
        narrow = self.width() < NARROW
        header = self._table.view.horizontalHeader()
        self._table.view.setColumnHidden(REMARK, narrow)
        header.setSectionResizeMode(0, header.ResizeMode.Stretch if narrow else header.ResizeMode.Interactive)

    def take_focus(self) -> None:
        """Put the keyboard on the merge button where there is something to merge, else on choosing files."""
        if self._merge.isEnabled():
            self._merge.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._drop.take_focus()

    def load(self) -> None:
        """Ask which folder is watched."""
        self._watch.load()

    def rows(self) -> tuple[Incoming, ...]:
        """Return the lines of the list."""
        return self._model.rows()

    def add(self, paths: Sequence[Path]) -> None:
        """Put what was handed over into the list: parts and photos are put together, then each bundle is verified."""
        if paths:
            self._page.banner.hide()
            self._page.ask(gather, tuple(paths), on_done=self._on_gathered, writes=True)

    def _on_gathered(self, made: Rakitan) -> None:
        if made.asal:
            self._joined.append(made)
        told = [*made.kurang, *(f"{one.path.name}: {sentence(one.galat)}" for one in made.ditolak)]
        if told:
            state = State.WARNING if made.ditolak else State.INFO
            self._page.banner.show_message(state, " ".join(told))
        if made.paket:
            self._list(made.paket)

    def _list(self, paths: Sequence[Path]) -> None:
        """Verify bundles one after the other; one that is in the list is verified again."""
        known = {row.path: row for row in self._model.rows()}
        fresh = [Incoming(path) for path in dict.fromkeys(paths)]
        rows = [row for row in known.values() if row.path not in set(paths)] + fresh
        self._model.set_rows(rows)
        self._table.select_row(len(rows) - len(fresh))
        self._part.ensureWidgetVisible(self._table, 0, 0)
        self._refresh()
        for row in fresh:
            self._page.ask(
                inspect_bundle,
                row.path,
                on_done=partial(self._on_inspected, row),
                on_error=partial(self._on_refused, row),
            )

    def look_into(self, folder: Path) -> None:
        """Put every bundle of a stick into the list; nothing else there is opened."""
        self._page.ask(look_into_folder, folder, on_done=self._on_surveyed)

    def clear(self) -> None:
        """Empty the list; files and data stay."""
        self._model.set_rows([])
        self._settle()
        self._refresh()
        self._drop.take_focus()

    def ask_target(self) -> None:
        """Ask where the list as it stands is to be kept."""
        # A list that is kept is Indonesian, whatever the window speaks.
        with source_language():
            lines = [result_line(row) for row in self._model.rows()]

        def write(path: Path) -> None:
            def done(count: int) -> None:
                told = _("{n} baris ditulis ke {path}").format(n=count, path=path)
                self._page.banner.show_message(State.OK, told)

            self._page.ask(save_hasil, lines, path, on_done=done, writes=True)

        ask_target(self, _("Simpan daftar penerimaan"), "daftar-penerimaan-paket.pdf", write, others=(".xlsx", ".csv"))

    def merge(self) -> None:
        """Merge every verified bundle that brings something."""
        rows = [row for row in self._model.rows() if row.mergeable]
        if not rows or self._ticket is not None:
            return
        self._page.banner.hide()
        total = sum(row.inside.revisi for row in rows if row.inside is not None)
        self._counted = (0, 0)
        self._at = (0, len(rows))
        self._progress.start(_("Menggabungkan {n} paket…").format(n=len(rows)), _("catatan"))
        self._ticket = self._page.ask(
            merge_bundles,
            [row.path for row in rows],
            on_done=partial(self._on_merged, rows),
            on_error=self._on_failed,
            on_progress=partial(self._on_progress, total),
            writes=True,
            with_cancel=True,
        )
        self._refresh()

    def _on_surveyed(self, survey: IsiFlashdisk) -> None:
        self.add(list(survey.paket))
        if survey.mencurigakan:
            self._warn(survey.mencurigakan)
        elif not survey.paket:
            self._page.banner.show_message(State.INFO, _("Tidak ada paket (.skpb) di folder ini."))

    def _warn(self, suspicious: tuple[str, ...]) -> None:
        names = ", ".join(suspicious[:5])
        text = _("Ada berkas mencurigakan di folder ini, tidak dibuka: {nama}. Periksa dengan antivirus.")
        self._page.banner.show_message(State.WARNING, text.format(nama=names))

    def _on_found(self, paths: list[Path]) -> None:
        """Put what the watched folder brought into the list; while a merge runs it waits for the next look."""
        self.add(paths)
        text = _("{n} paket baru dari folder yang diamati ada di daftar. Belum ada yang digabungkan.")
        self._page.banner.show_message(State.INFO, text.format(n=len(paths)))

    def _settle(self) -> None:
        """Let go of what was put together from parts: it was merged, or is not wanted any more."""
        joined, self._joined = self._joined, []
        for one in joined:
            self._page.ask(settle_rakitan, one)

    def _on_inspected(self, row: Incoming, inside: IsiPaket) -> None:
        row.inside = inside
        self._redraw()

    def _on_refused(self, row: Incoming, error: BaseException) -> None:
        if not isinstance(error, LuringError):
            self._page.show_error(error)
            return
        row.refusal = error
        self._redraw()
        if error.code in DITAHAN:
            # Before the stick is pulled: people decide about it, and need the file for that. Nothing of it comes in.
            self._page.ask(merge_bundles, [row.path], on_done=partial(self._on_kept, row, error), writes=True)

    def _on_kept(self, row: Incoming, error: LuringError, results: tuple[HasilPaket, ...]) -> None:
        """Lead to what was kept aside: a file of a revoked computer, or of one of two with one identity."""
        row.result = results[0]
        lead = partial(self._page.navigate.emit, "tertahan", "")
        # Where there was no room for it, that is what people have to know.
        text, action = sentence(results[0].galat or error), _("Lihat yang ditahan")
        self._page.banner.show_message(State.WARNING, text, action=action, on_action=lead)
        self.merged.emit(Changed((), ("paket", "perangkat")))

    def _on_progress(self, total: int, done: int, _of: int) -> None:
        """Count over all bundles: the service counts each one from its beginning."""
        base, last = self._counted
        if done == 0:
            # Each bundle begins with none done, so this also counts the bundles.
            base += last
            now, every = self._at
            self._at = (now + 1, every)
            self._progress.say(_("Menggabungkan paket {n} dari {m}…").format(n=now + 1, m=every))
        self._counted = (base, done)
        self._progress.update_to(min(base + done, total), total)

    def _on_merged(self, rows: list[Incoming], results: tuple[HasilPaket, ...]) -> None:
        self._end()
        for row, result in zip(rows, results, strict=False):
            row.result = result
        self._redraw()
        self._settle()
        done = [result for result in results if result.nasib is NasibPaket.DIGABUNG]
        if any(result.karantina for result in done):
            files = {row.inside.file_sha256 for row in rows if row.inside is not None}
            self._page.ask(count_held, files, on_done=partial(self._tell, results))
        else:
            self._tell(results, {})
        if done:
            ids = tuple(doc for result in done for doc in result.changed.doc_ids)
            self.merged.emit(Changed(ids, ("*",)))

    def _tell(self, results: tuple[HasilPaket, ...], reasons: dict[str, int]) -> None:
        """Say what became of the bundles; what was held back is led to before what is in conflict."""
        state, text = tell_merge(results, reasons)
        if any(result.karantina for result in results):
            action, lead = _("Lihat yang ditahan"), self.held_wanted.emit
        elif any(result.konflik for result in results):
            action, lead = _("Lihat konflik"), partial(self._page.navigate.emit, "konflik", "")
        else:
            action, lead = "", None
        self._page.banner.show_message(state, text, action=action, on_action=lead)

    def _on_failed(self, error: BaseException) -> None:
        self._end()
        self._page.show_error(error)

    def _cancel(self) -> None:
        if self._ticket is not None:
            self._ticket.cancel()

    def _end(self) -> None:
        self._ticket = None
        self._progress.finish()
        self._refresh()

    def _redraw(self) -> None:
        at = self._table.current_row()
        self._model.set_rows(self._model.rows())
        self._table.select_row(max(at, 0))
        self._refresh()

    def _refresh(self) -> None:
        ready = sum(row.mergeable for row in self._model.rows())
        waiting = any(row.inside is None and row.refusal is None for row in self._model.rows())
        self._merge.setText(_("Gabungkan {n} paket").format(n=ready) if ready else _("Gabungkan"))
        self._merge.setAccessibleName(self._merge.text())
        self._merge.setEnabled(ready > 0 and not waiting and self._ticket is None)
        self._clear.setEnabled(bool(self._model.rows()) and self._ticket is None)
        self._save.setEnabled(bool(self._model.rows()) and not waiting and self._ticket is None)
        self._drop.setEnabled(self._ticket is None)
        self._folder.setEnabled(self._ticket is None)
        self._show_detail(self._table.current_row())

    def _show_detail(self, number: int) -> None:
        row = self._model.row_at(number)
        self._detail.setVisible(row is not None)
        if row is None:
            return
        known = facts(row)
        for line, (label, value) in enumerate(self._facts):
            value.setText(known[line] if known else "")
            for part in (label, value):
                part.setVisible(bool(known))
        inside = row.inside
        self._words.setVisible(inside is not None)
        self._receipt.setVisible(inside is not None and (row.result is not None or inside.standing == RECEIVED))
        if inside is not None:
            self._words.show_groups(list(inside.paspor.words))
            self._receipt.setText(_("Kode terima: {kode}").format(kode="-".join(groups_of(inside.kode_terima))))
        self._said.setText(remark(row))
