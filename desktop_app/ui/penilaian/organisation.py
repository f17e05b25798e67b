"""OrganisationCard: the unit's achievement, what was set for it, its curve, and the unit's spread in whole people."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.istilah import CapaianOrganisasi, Predikat
from desktop_app.i18n import _
from desktop_app.regulation import Aturan
from desktop_app.services.capaian_unit import UsulanCapaian
from desktop_app.services.pola_unit import PolaUnit
from desktop_app.ui.penilaian.words import pattern_lines
from desktop_app.ui.widgets.choice import Choice, ChoiceRow
from desktop_app.ui.widgets.controls import Card, make_button, make_label
from desktop_app.ui.widgets.curve import DistributionChart
from desktop_app.ui.words import official_text, periode_text

CURVE = (
    Predikat.SANGAT_KURANG,
    Predikat.KURANG,
    Predikat.BUTUH_PERBAIKAN,
    Predikat.BAIK,
    Predikat.SANGAT_BAIK,
)
"""The predicates as the regulation's pictures order them (P6:94-96)."""


class OrganisationCard(Card):
    """``chosen`` carries the ``CapaianOrganisasi`` that the assessor chose or took over."""

    chosen = Signal(object)

    def __init__(self, aturan: Aturan) -> None:
        super().__init__("penilaian-organisasi", _("Capaian kinerja organisasi"))
        self._aturan = aturan
        self._proposal: UsulanCapaian | None = None
        self._locked = False
        self._build()
        self.row.chosen.connect(lambda key: self.chosen.emit(CapaianOrganisasi(key)))
        self._take.clicked.connect(self._on_take)

    def _build(self) -> None:
        choices = [Choice(one.value, official_text(text)) for one, text in self._aturan.label_capaian.items()]
        self.row = ChoiceRow("capaian-organisasi", _("Capaian kinerja organisasi"), choices, per_line=3)
        self._unit = QWidget()
        line = QHBoxLayout(self._unit)
        line.setContentsMargins(0, 0, 0, 0)
        self._said = make_label("", "muted", name="capaian-unit", wrap=True)
        self._take = make_button("capaian-unit-pakai", _("Pakai"), compact=True)
        line.addWidget(self._said, 1)
        line.addWidget(self._take)
        self.chart = DistributionChart(
            "penilaian-kurva",
            _("Pola distribusi"),
            x_title=_("Predikat kinerja pegawai"),
            y_title=_("Frekuensi pegawai"),
        )
        self._spread = make_label("", name="penilaian-pola", wrap=True)
        self._note = make_label("", "muted", name="penilaian-pola-catatan", wrap=True)
        for widget in (self.row, self._unit, self.chart, self._spread, self._note):
            self.box.addWidget(widget)
        self.box.addStretch(1)

    def show_proposal(self, proposal: UsulanCapaian | None, *, locked: bool) -> None:
        """Know what was set for the assessor's unit."""
        self._proposal, self._locked = proposal, locked
        self.row.setEnabled(not locked)

    def show_value(self, achieved: CapaianOrganisasi | None, predikat: Predikat | None) -> None:
        """Show what the evaluation holds, with its curve and the person's own place on it."""
        self.row.set_value(achieved.value if achieved else None)
        self._show_unit(achieved)
        if achieved is None:
            self.chart.set_curve(_("Pilih capaian kinerja organisasi"), [], [])
            return
        self.chart.set_curve(
            _("Capaian organisasi: {capaian}").format(capaian=official_text(self._aturan.label_capaian[achieved])),
            [official_text(self._aturan.label_predikat[one]) for one in CURVE],
            [tenths / 10 for tenths in self._aturan.kurva[achieved]],
            mark=CURVE.index(predikat) if predikat else None,
        )

    def show_pattern(self, pola: PolaUnit | None) -> None:
        """Draw the unit's people over the curve and say what the pattern means for so many; None shows the curve."""
        hint = _("Kurva adalah panduan pola distribusi, bukan kuota. Titik besar: predikat pegawai ini.")
        self._spread.setVisible(pola is not None)
        if pola is None:
            self.chart.set_people((), 0)
            self._note.setText(hint)
            return
        self.chart.set_people([pola.hitung.get(one, 0) for one in CURVE], pola.orang)
        self._spread.setText("\n".join(pattern_lines(self._aturan, pola)))
        if pola.aturan is not None and any(one.terlewat for one in pola.hasil):
            source = _("Angka pola: {nama}, keyakinan {yakin}. {catatan} Hanya peringatan; rating tetap Anda tetapkan.")
            rules = pola.aturan
            hint = source.format(nama=rules.nama, yakin=rules.keyakinan, catatan=rules.catatan)
        self._note.setText(hint)

    def _show_unit(self, achieved: CapaianOrganisasi | None) -> None:
        one = self._proposal
        self._unit.setVisible(one is not None)
        if one is None:
            return
        value = official_text(self._aturan.label_capaian[one.capaian])
        text = _("Capaian unit {periode}: {nilai}").format(periode=periode_text(one.periode), nilai=value)
        if one.tahun_lalu:
            text = _("{isi} (nilai tahun sebelumnya, hlm. 94)").format(isi=text)
        if one.tanggal is not None:
            text = _("{isi}, {tanggal}").format(isi=text, tanggal=format_tanggal(one.tanggal))
        self._said.setText(text)
        self._said.setToolTip(one.dasar)
        self._take.setVisible(not self._locked and achieved is not one.capaian)

    def _on_take(self) -> None:
        if self._proposal is not None:
            self.chosen.emit(self._proposal.capaian)
