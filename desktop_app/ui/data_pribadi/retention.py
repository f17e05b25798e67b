"""RetentionCard: how many years records are kept, and whose are beyond it; nothing is erased by itself."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel

from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.i18n import _
from desktop_app.services.retensi import LewatSimpan, Retensi
from desktop_app.ui.models.rows import Column, RowModel
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.controls import Card, make_button, make_label
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.table import DataTable

PILIHAN = (0, 1, 2, 3, 4, 5, 7, 10, 15, 20, 25, 30)
"""Years that are offered; another number that was set by the command line stands as it is."""


class RetentionCard(Card):
    """``saved`` carries the ``Retensi`` that a person wants kept, ``chosen`` the person whose row he opened."""

    saved = Signal(object)
    chosen = Signal(str, str)

    def __init__(self) -> None:
        super().__init__("data-pribadi-simpan", _("Masa simpan"))
        self._fields: dict[str, ComboField] = {}
        self._build_card()

    def _build_card(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for key, label in (
            ("skp", _("SKP")),
            ("penilaian", _("Penilaian")),
            ("pegawai", _("Pegawai yang tidak aktif")),
        ):
            field = ComboField(
                f"data-pribadi-simpan-{key}",
                _("Masa simpan {jenis} dalam tahun").format(jenis=label),
                [(str(tahun), _words(tahun)) for tahun in PILIHAN],
            )
            name = QLabel(label)
            name.setTextFormat(Qt.TextFormat.PlainText)
            name.setBuddy(field)
            row.addWidget(name)
            row.addWidget(field)
            row.addSpacing(10)
            self._fields[key] = field
        row.addStretch(1)
        self._save = make_button("data-pribadi-simpan-tulis", _("Simpan masa simpan"))
        row.addWidget(self._save)
        self.box.addLayout(row)
        self.box.addWidget(
            make_label(
                _("Tidak ada yang terhapus sendiri. Yang melewati masa simpan didaftar di bawah, untuk diputuskan."),
                "muted",
                wrap=True,
            )
        )
        self._model: RowModel[LewatSimpan] = RowModel(
            [
                Column(_("Nama"), lambda row: row.nama),
                Column(_("Dokumen"), lambda row: str(row.dokumen)),
                Column(_("Terbaru"), lambda row: format_tanggal(row.sampai)),
                Column(
                    _("Keadaan"),
                    lambda row: _("Semua melewati masa simpan") if row.seluruhnya else _("Sebagian saja"),
                ),
            ],
            self,
        )
        self.table = DataTable(
            "data-pribadi-lewat",
            _("Orang dengan dokumen yang melewati masa simpan"),
            EmptyState("data-pribadi-lewat-kosong", _("Tidak ada yang melewati masa simpan")),
        )
        self.table.set_model(self._model)
        self.table.set_columns((300, 100, 160, 220), 0)
        self.table.setMinimumHeight(150)
        self.box.addWidget(self.table)
        self._save.clicked.connect(lambda: self.saved.emit(self.answer()))
        self.table.opened.connect(self._open)

    def answer(self) -> Retensi:
        """Return the years that stand in the fields."""
        return Retensi(**{key: int(field.answer() or 0) for key, field in self._fields.items()})

    def show_rules(self, rules: Retensi, rows: tuple[LewatSimpan, ...]) -> None:
        """Show the years and the people."""
        for key, field in self._fields.items():
            years = getattr(rules, key)
            if field.findData(str(years)) < 0:
                field.addItem(_words(years), str(years))
            field.set_answer(str(years))
        self._model.set_rows(rows)

    def _open(self, number: int) -> None:
        row = self._model.row_at(number)
        if row is not None:
            self.chosen.emit(row.pegawai_id, row.nama)


def _words(tahun: int) -> str:
    return _("{n} tahun").format(n=tahun) if tahun else _("tanpa batas")
