"""MoreFields: what is rarely told of a result: its priority, where it comes from, and what makes it special."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.istilah import JenisHasil, SifatHasil, SumberHasil, TingkatKendali
from desktop_app.domain.skp import RencanaHasilKerja
from desktop_app.i18n import _
from desktop_app.regulation import KataRencana
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.words import official_text


class MoreFields(QWidget):
    """Each signal carries the enum that was chosen; a source may be none."""

    kind_chosen = Signal(object)
    source_chosen = Signal(object)
    nature_chosen = Signal(object)

    def __init__(self, name: str, aturan: KataRencana) -> None:
        super().__init__()
        self.setObjectName(f"{name}-lainnya-isi")
        self.setAccessibleName(_("Keterangan lain hasil kerja"))
        self._aturan = aturan
        self._build(name)
        self._connect()

    def _build(self, name: str) -> None:
        rencana = self._aturan.perencanaan
        kinds = [(one.value, official_text(self._aturan.label_jenis_hasil[one])) for one in JenisHasil]
        sources = [("", _("Tidak disebut")), *((one.value, _(rencana.label_sumber_hasil[one])) for one in SumberHasil)]
        natures = [(one.value, _(rencana.label_sifat_hasil[one])) for one in SifatHasil]
        self._kind = ComboField(f"{name}-jenis", _("Prioritas"), kinds)
        self._source = ComboField(f"{name}-sumber", _("Sumber hasil kerja"), sources)
        self._nature = ComboField(f"{name}-sifat", _("Sifat hasil kerja"), natures)
        self.places = QVBoxLayout()
        """Where the card puts a field that its form does not print."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(6)
        self._rows = {
            "jenis": FormRow(f"{name}-baris-jenis", _("Prioritas"), self._kind),
            "sumber": FormRow(f"{name}-baris-sumber", _("Sumber"), self._source),
            "sifat": FormRow(f"{name}-baris-sifat", _("Sifat"), self._nature),
        }
        for row in self._rows.values():
            row.field.setFixedWidth(280)
            column.addWidget(row)
        column.addLayout(self.places)

    def _connect(self) -> None:
        self._kind.answered.connect(lambda key: self.kind_chosen.emit(JenisHasil(key)))
        self._source.answered.connect(lambda key: self.source_chosen.emit(SumberHasil(key) if key else None))
        self._nature.answered.connect(lambda key: self.nature_chosen.emit(SifatHasil(key)))

    def show_hasil(self, hasil: RencanaHasilKerja) -> None:
        """Show what is known of ``hasil``."""
        self._kind.set_answer(hasil.jenis.value)
        self._source.setCurrentIndex(self._source.findData(hasil.sumber.value if hasil.sumber else ""))
        self._nature.set_answer(hasil.sifat.value)

    def set_locked(self, locked: bool) -> None:
        """Let the fields be read only."""
        for field in (self._kind, self._source, self._nature):
            field.setEnabled(not locked)

    def tab_widgets(self) -> list[QWidget]:
        """Return the fields in the order in which Tab walks through them."""
        return [self._kind, self._source, self._nature]

    def field(self, path: str) -> QWidget:
        """Return the field of a finding."""
        return self._rows[path].field if path in self._rows else self._kind

    def show_hint(self, path: str, text: str) -> None:
        """Say under a field what could be better."""
        row = self._rows[path]
        if text:
            row.show_finding(State.INFO, text)
        elif row.finding():
            row.clear_finding()

    def summary(self, hasil: RencanaHasilKerja) -> str:
        """Return what was told here, for the closed card; empty where nothing was."""
        rencana = self._aturan.perencanaan
        parts = [_(rencana.label_sumber_hasil[hasil.sumber]) if hasil.sumber else ""]
        if hasil.sifat is not SifatHasil.BIASA:
            parts.append(_(rencana.label_sifat_hasil[hasil.sifat]))
        levels = {one.kendali for one in hasil.indikator}
        parts += [_(rencana.label_kendali[one]) for one in TingkatKendali if one in levels]
        return " · ".join(part for part in parts if part)
