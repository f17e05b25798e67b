"""StepStrip: the three steps of sending as pictures; where one stands is plain at a glance."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.i18n import _
from desktop_app.ui.theme import restyle
from desktop_app.ui.widgets.controls import make_label
from desktop_app.ui.widgets.picture import Picture

PREPARE, COPY, HAND_OVER = range(3)


class StepStrip(QWidget):
    """Three tiles side by side: steps before the present one are done, steps after it wait."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("kirim-tiga-langkah")
        self._tiles: list[_Tile] = []
        self._present = PREPARE
        self._build()
        self.show_step(PREPARE)

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        steps = (
            ("kirim-siapkan", _("Siapkan paket"), _("Gambar: lembar-lembar dokumen masuk ke dalam kotak")),
            ("kirim-salin", _("Salin ke flashdisk"), _("Gambar: dari komputer ke flashdisk")),
            ("kirim-serahkan", _("Cabut dan serahkan"), _("Gambar: kurir membawa amplop dan flashdisk ke kabupaten")),
        )
        for number, (drawing, title, alt) in enumerate(steps):
            tile = _Tile(number, drawing, title, alt)
            self._tiles.append(tile)
            row.addWidget(tile, 1)

    @property
    def present(self) -> int:
        """The step that one is at."""
        return self._present

    def show_step(self, step: int, *, finished: bool = False) -> None:
        """Show ``step`` as the present one; ``finished`` marks it as done too."""
        self._present = step
        for number, tile in enumerate(self._tiles):
            done = number < step or (finished and number == step)
            tile.show_state("sudah" if done else "kini" if number == step else "nanti", present=number == step)
        title = self._tiles[step].title
        self.setAccessibleName(_("Langkah {n} dari 3: {apa}").format(n=step + 1, apa=title))


class _Tile(QFrame):
    """One step: its picture above, its number and name below."""

    def __init__(self, number: int, drawing: str, title: str, alt: str) -> None:
        super().__init__()
        self.title = title
        self._number = number
        self.setObjectName(f"kirim-ubin-{number}")
        self._picture = Picture(f"kirim-gambar-{number}", drawing, alt, width=118)
        self._label = make_label("", name=f"kirim-judul-langkah-{number}", wrap=True)
        self._label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 10, 8, 8)
        box.setSpacing(6)
        box.addWidget(self._picture)
        box.addWidget(self._label)

    def show_state(self, state: str, *, present: bool) -> None:
        """Show where this step stands: ``sudah``, ``kini`` or ``nanti``."""
        self.setProperty("step", state if not present else "kini")
        self._picture.set_faint(state == "nanti")
        mark = "✓" if state == "sudah" else str(self._number + 1)
        self._label.setText(f"{mark}  {self.title}")
        self._label.setProperty("role", "label" if present else "muted")
        for widget in (self, self._label):
            restyle(widget)
        words = {"sudah": _("selesai"), "kini": _("sekarang"), "nanti": _("nanti")}[state]
        self.setAccessibleName(
            _("Langkah {n}: {apa}, {keadaan}").format(n=self._number + 1, apa=self.title, keadaan=words)
        )
