"""ColumnHeads: the heads above the indicators of a result, as its form has them."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.i18n import _
from desktop_app.ui.skp.indikator import ASPECT_WIDTH, PERSPECTIVE_WIDTH, REMOVE_WIDTH, TARGET_WIDTH
from desktop_app.ui.skp.layout import Layout
from desktop_app.ui.widgets.controls import make_label
from desktop_app.ui.widgets.elided import ElidedLabel


class ColumnHeads(QWidget):
    """One line of small words."""

    def __init__(self) -> None:
        super().__init__()
        self._aspect = make_label(_("Aspek"), "muted")
        self._words = ElidedLabel("", role="muted")
        self._target = make_label(_("Target"), "muted")
        self._perspective = make_label(_("Perspektif"), "muted")
        self._gap = QWidget()
        self._aspect.setFixedWidth(ASPECT_WIDTH)
        self._target.setFixedWidth(TARGET_WIDTH)
        self._perspective.setFixedWidth(PERSPECTIVE_WIDTH)
        self._gap.setFixedWidth(REMOVE_WIDTH)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._aspect)
        row.addWidget(self._words, 1)
        row.addWidget(self._target)
        row.addWidget(self._perspective)
        row.addWidget(self._gap)

    def arrange(self, layout: Layout, *, narrow: bool) -> None:
        """Show the heads of a layout; in a narrow card target and perspective stand below the words."""
        self._aspect.setVisible(layout.leader_first)
        self._target.setVisible(layout.measured and not narrow)
        self._perspective.setVisible(layout.for_leaders and not narrow)
        self._words.setText(
            _("Indikator kinerja individu")
            if layout.measured
            else _("Ukuran keberhasilan/ indikator kinerja individu dan target")
        )

    def set_locked(self, locked: bool) -> None:
        """Leave no room for what removes a row."""
        self._gap.setVisible(not locked)
