"""ResultsPart: the results of closed rounds that may be seen, one person at a time, as bars and in words."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.format_indonesia import format_angka, format_tanggal
from desktop_app.domain.hitung_putaran import ANONIM
from desktop_app.domain.putaran import HasilPutaran
from desktop_app.i18n import _
from desktop_app.services.putaran_cetak import print_hasil_putaran, told_mean
from desktop_app.services.putaran_hasil import (
    BarisHasil,
    HasilTerbuka,
    get_hasil_putaran,
    list_hasil_putaran,
    mean_of,
)
from desktop_app.services.putaran_kata import name_groups
from desktop_app.ui.models.rows import Column, RowModel
from desktop_app.ui.page import Page
from desktop_app.ui.pdf_output import show_printed
from desktop_app.ui.putaran.chart import Side, SidesChart, Statement
from desktop_app.ui.theme import Colour
from desktop_app.ui.widgets.controls import Card, make_button, make_label
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.scroll import ScrollColumn
from desktop_app.ui.widgets.table import DataTable

_COLOURS = {"diri": Colour.EDGE, "atasan": Colour.INFO}
"""Of the known sides; hidden groups have the program's own colour."""


class ResultsPart(QWidget):
    """The list on the left, the chosen result on the right; ``shown`` tells that the list is there."""

    shown = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.setObjectName("putaran-hasil")
        self._page = page
        self._shown: list[QWidget] = []
        self._build()
        self.table.selected.connect(self._on_selected)
        self._print.clicked.connect(self._on_print)

    def _build(self) -> None:
        self._model: RowModel[BarisHasil] = RowModel(
            [
                Column(_("Pegawai"), lambda row: row.pegawai),
                Column(_("Putaran"), lambda row: row.nama, tip=_closed),
            ],
            self,
        )
        empty = EmptyState(
            "putaran-hasil-kosong",
            _("Belum ada hasil"),
            _("Hasil muncul di sini sesudah putaran ditutup."),
            icon_name="penilaian",
        )
        self.table = DataTable("putaran-hasil-tabel", _("Hasil putaran"), empty)
        self.table.set_model(self._model)
        self.table.set_columns((130, 150), 1)
        self._print = make_button("putaran-hasil-cetak", _("Cetak"), label=_("Cetak hasil ini"), icon_name="cetak")
        self._label = make_label(_("Informasi, bukan unsur predikat"), "muted", name="putaran-hasil-label")
        top = QHBoxLayout()
        top.addWidget(self._label, 1)
        top.addWidget(self._print)
        self._column = ScrollColumn("putaran-hasil-isi", _("Hasil yang dipilih"))
        self._chart = SidesChart("putaran-hasil-grafik", _("Rata-rata per pernyataan"))
        card = Card("putaran-hasil-kartu", _("Rata-rata pada skala 1–4"))
        card.box.addWidget(self._chart)
        self._column.box.addWidget(card)
        self._column.box.addStretch(1)
        self._right = QWidget()
        right = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        right.addLayout(top)
        right.addWidget(self._column, 1)
        halves = QHBoxLayout(self)
        halves.setContentsMargins(0, 10, 0, 0)
        halves.setSpacing(16)
        halves.addWidget(self.table, 2)
        halves.addWidget(self._right, 3)
        self._right.setMinimumWidth(320)
        self._right.hide()

    def load(self) -> None:
        """Ask for the list."""
        self._page.ask(list_hasil_putaran, on_done=self._show)

    def take_focus(self) -> None:
        """Put the keyboard into the list."""
        self.table.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_result(self, doc_id: str) -> None:
        """Choose one result of the list."""
        for number, row in enumerate(self._model.rows()):
            if row.id == doc_id:
                self.table.select_row(number)

    def _show(self, rows: tuple[BarisHasil, ...]) -> None:
        self._model.set_rows(rows)
        self._right.setVisible(bool(rows))
        self.table.select_row(0)
        self.shown.emit()

    def _on_selected(self, number: int) -> None:
        row = self._model.row_at(number)
        if row is not None:
            self._page.ask(get_hasil_putaran, row.id, on_done=self._show_one)

    def _show_one(self, found: HasilTerbuka) -> None:
        isi = found.isi
        names = {one.kode: one.nama for one in self._page.desk.aturan.nilai_dasar}
        titles = {q.id: f"{names[q.nilai]}: {q.teks}" if q.nilai else q.teks for q in isi.pertanyaan}
        self._chart.show_rows([Statement(titles[q.id], _sides(isi, q.id)) for q in isi.pertanyaan])
        for widget in self._shown:
            widget.deleteLater()
        self._shown = []
        for number, group in enumerate(isi.kelompok):
            if not group.teks:
                continue
            card = Card(f"putaran-hasil-teks-{number}", name_groups(group.gabungan))
            for text in group.teks:
                card.box.addWidget(make_label(f"– {text}", wrap=True))
            self._shown.append(card)
        self._shown.append(make_label(_about(isi), "muted", name="putaran-hasil-keterangan", wrap=True))
        for widget in self._shown:
            self._column.box.insertWidget(self._column.box.count() - 1, widget)

    def _on_print(self) -> None:
        row = self._model.row_at(self.table.current_row())
        if row is None:
            return
        self._page.ask(print_hasil_putaran, row.id, on_done=show_printed(self))


def _closed(row: BarisHasil) -> str:
    return _("{putaran}, ditutup {hari}").format(
        putaran=row.nama, hari=format_tanggal(row.ditutup) if row.ditutup else "–"
    )


def _sides(isi: HasilPutaran, question: str) -> tuple[Side, ...]:
    """Return one bar for each side that is told; hidden groups each by itself, as they are told."""
    sides = []
    for group in isi.kelompok:
        mean = mean_of((group,), question)
        text = told_mean(group, question) if mean is not None else _("tidak ditampilkan")
        colour = _COLOURS.get(group.id, Colour.ACCENT)
        sides.append(Side(name_groups(group.gabungan), float(mean) if mean is not None else None, text, colour))
    hidden = tuple(group for group in isi.kelompok if set(group.gabungan) & set(ANONIM))
    if len(hidden) > 1 and (mean := mean_of(hidden, question)) is not None:
        sides.append(Side(_("Semua selain atasan"), float(mean), _number(mean)))
    return tuple(sides)


def _number(value: Decimal) -> str:
    return format_angka(value)


def _about(isi: HasilPutaran) -> str:
    said = [
        _("Jawaban per kelompok: {daftar}.").format(
            daftar=", ".join(f"{name_groups(k.gabungan)} {k.jawaban}" for k in isi.kelompok) or "–"
        ),
        _("Tanda ≥ dan ≤ menutup ujung skala, supaya jawaban satu orang tidak dapat dibaca dari rata-ratanya."),
    ]
    if isi.ditahan:
        text = _("{n} jawaban tidak ditampilkan, karena kelompoknya terlalu kecil untuk menyembunyikan siapa menjawab.")
        said.append(text.format(n=isi.ditahan))
    return " ".join(said)
