"""CompetencySummary: the radar chart with the same as a table beside it, earlier assessments included."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.i18n import _
from desktop_app.services.kompetensi import BarisKompetensi, KompetensiTerbuka
from desktop_app.ui.models.rows import Column, RowModel
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.radar import RadarChart, RadarPoint
from desktop_app.ui.widgets.table import DataTable

EARLIER = 2
"""Earlier assessments that stand beside the present one."""


class CompetencySummary(QWidget):
    """Picture and table say the same; the table alone tells everything."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("kompetensi-gambaran")
        self.chart = RadarChart("kompetensi-radar", _("Grafik nilai kompetensi"))
        self._table = DataTable(
            "kompetensi-gambaran-tabel",
            _("Nilai kompetensi"),
            EmptyState("kompetensi-gambaran-kosong", _("Belum ada nilai")),
        )
        self._table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        line.addWidget(self.chart, 1)
        line.addWidget(self._table, 1)
        self.setMinimumHeight(350)

    def show_values(self, shown: KompetensiTerbuka) -> None:
        """Show an assessment and those before it."""
        points = [RadarPoint(one.nama, one.nilai.nilai_kompetensi) for one in shown.baris]
        self.chart.set_points(points, shown.skala.sesuai_standar)
        earlier = shown.riwayat[-EARLIER:]

        def gap_text(row: BarisKompetensi) -> str:
            return "–" if row.celah is None else f"{row.celah:+d}" if row.celah else "0"

        def mark(row: BarisKompetensi) -> State | None:
            if row.celah is None:
                return None
            return State.WARNING if row.celah < 0 else State.OK

        columns = [
            Column[BarisKompetensi](_("Kompetensi"), lambda row: row.nama),
            Column[BarisKompetensi](_("Level"), lambda row: str(row.nilai.level or "–"), right=True),
            Column[BarisKompetensi](_("Nilai"), lambda row: str(row.nilai.nilai_kompetensi or "–"), right=True),
            Column[BarisKompetensi](_("Selisih standar"), gap_text, state=mark),
        ]
        for one in earlier:
            title = format_tanggal(one.tanggal) if one.tanggal else "–"
            columns.append(Column(title, partial(_earlier_text, one.nilai), right=True))
        model: RowModel[BarisKompetensi] = RowModel(columns, self)
        model.set_rows(shown.baris)
        self._table.set_model(model)
        self._table.set_columns((190, 54, 54, 120, *(130 for _one in earlier)), 0)
        # Ten rows fit without a second bar to roll inside the sheet.
        self._table.view.setMinimumHeight(min(420, 34 + 31 * len(shown.baris)))


def _earlier_text(values: Mapping[str, int], row: BarisKompetensi) -> str:
    return str(values.get(row.nilai.id, "–"))
