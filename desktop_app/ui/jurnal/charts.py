"""ProgressTab: how each indicator of somebody's SKP went month by month, as charts under each other."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop_app.i18n import _
from desktop_app.services.usulan_realisasi import KemajuanIndikator
from desktop_app.ui.progress_words import show_progress
from desktop_app.ui.widgets.controls import Card, make_label
from desktop_app.ui.widgets.progress_chart import ProgressChart
from desktop_app.ui.widgets.scroll import ScrollColumn


class ProgressTab(ScrollColumn):
    """One chart for each indicator, or a sentence where there is no SKP."""

    def __init__(self, name: str) -> None:
        super().__init__(name, _("Kemajuan"))
        self._shown: list[QWidget] = []
        self.box.addStretch(1)
        self.setViewportMargins(0, 10, 0, 0)

    def show_charts(self, progress: tuple[KemajuanIndikator, ...]) -> None:
        """Show other charts."""
        for widget in self._shown:
            widget.deleteLater()
        self._shown = []
        if not progress:
            text = _("Belum ada SKP yang mencakup minggu ini, jadi kemajuan belum dapat digambar.")
            self._shown.append(make_label(text, "muted", name=f"{self.objectName()}-tanpa", wrap=True))
        for number, one in enumerate(progress):
            label = _("Kemajuan {indikator}").format(indikator=one.indikator)
            chart = ProgressChart(f"{self.objectName()}-{number}", label)
            show_progress(chart, one)
            card = Card(f"{self.objectName()}-kartu-{number}")
            card.box.addWidget(chart)
            self._shown.append(card)
        for at, widget in enumerate(self._shown):
            self.box.insertWidget(at, widget)
