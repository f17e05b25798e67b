"""SavedIndicator: tells at every moment whether what was typed is safe."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from desktop_app.i18n import _
from desktop_app.ui.icons import pixmap
from desktop_app.ui.theme import Colour, State, restyle
from desktop_app.ui.widgets.controls import make_label


class SavedIndicator(QWidget):
    """ "Tersimpan pukul 10.32", "Menyimpan…" or "Belum tersimpan", each with its own icon; empty at first."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._icon = QLabel()
        self._icon.setFixedSize(18, 18)
        self._text = make_label("", name=f"{name}-teks")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 8, 0)
        row.setSpacing(6)
        row.addWidget(self._icon)
        row.addWidget(self._text, 0, Qt.AlignmentFlag.AlignVCenter)
        self.clear()

    def clear(self) -> None:
        """Say nothing: there is nothing to save yet."""
        self._show("", "", None, Colour.MUTED)

    def show_saved(self, clock: str) -> None:
        """Say that the last answer is on the disk; ``clock`` is the hour as people write it, such as ``10.32``."""
        self._show(_("Tersimpan pukul {jam}").format(jam=clock), "ok", State.OK, Colour.OK)

    def show_saving(self) -> None:
        """Say that an answer is on its way to the disk."""
        self._show(_("Menyimpan…"), "jam", None, Colour.MUTED)

    def show_unsaved(self) -> None:
        """Say that the last answer is not on the disk."""
        self._show(_("Belum tersimpan"), "peringatan", State.ERROR, Colour.ERROR)

    def text(self) -> str:
        """Return what it says."""
        return self._text.text()

    def _show(self, text: str, icon_name: str, state: State | None, colour: str) -> None:
        self._text.setText(text)
        self.setAccessibleName(text or _("Status penyimpanan"))
        self._text.setProperty("state", state.value if state else "")
        restyle(self._text)
        self._icon.setVisible(bool(icon_name))
        if icon_name:
            self._icon.setPixmap(pixmap(icon_name, colour, 18, self.devicePixelRatioF()))
