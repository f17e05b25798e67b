"""JejakDetail: one row of the audit chain in full, with the way to its document."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy

from desktop_app.i18n import _
from desktop_app.services.jejak import BarisJejak
from desktop_app.ui.exchange_words import moment_text, number_text
from desktop_app.ui.widgets.controls import Card, make_button, make_label

WIDTH = 340


class JejakDetail(Card):
    """``document_wanted`` carries the row whose document is to be shown."""

    document_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__("jejak-rincian", _("Rincian baris"))
        self._row: BarisJejak | None = None
        self.setFixedWidth(WIDTH)
        self._build()
        self._open.clicked.connect(lambda: self.document_wanted.emit(self._row))

    def _build(self) -> None:
        self._said = make_label("", "label", name="jejak-rincian-kalimat", wrap=True)
        self.box.addWidget(self._said)
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        self._facts: dict[str, tuple[QLabel, QLabel]] = {}
        labels = {
            "pelaku": _("Pelaku"),
            "waktu": _("Waktu"),
            "dokumen": _("Dokumen"),
            "nomor": _("Baris"),
            "versi": _("Versi ditulis"),
            "saksi": _("Kesaksian"),
            "sidik": _("Sidik baris"),
        }
        for line, (key, text) in enumerate(labels.items()):
            label = make_label(text, "muted")
            value = make_label("", name=f"jejak-rincian-{key}", wrap=True)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            value.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            grid.addWidget(label, line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, line, 1)
            self._facts[key] = (label, value)
        self.box.addLayout(grid)
        self._open = make_button("jejak-buka-dokumen", _("Buka dokumennya"), icon_name="panah-kanan")
        self.box.addWidget(self._open, 0, Qt.AlignmentFlag.AlignLeft)
        self.box.addStretch(1)

    def show_row(self, row: BarisJejak | None, *, can_open: bool = False) -> None:
        """Show ``row``; without one the card is empty but keeps its place."""
        self._row = row
        self._said.setText(row.kalimat if row is not None else _("Pilih satu baris untuk melihat rinciannya."))
        self._open.setVisible(row is not None and can_open)
        texts = {} if row is None else _texts(row)
        for key, (label, value) in self._facts.items():
            value.setText(texts.get(key, ""))
            label.setVisible(bool(texts.get(key)))
            value.setVisible(bool(texts.get(key)))


def _texts(row: BarisJejak) -> dict[str, str]:
    """Return what stands beside each label; an empty text has no line."""
    first, last = row.versi
    time = moment_text(row.waktu) if row.waktu else ""
    if row.ragu:
        time = _("{waktu} – jam diragukan").format(waktu=time or _("tidak terbaca"))
    written = number_text(last - first + 1) if last else ""
    return {
        "pelaku": row.nama_pelaku,
        "waktu": time,
        "dokumen": row.dokumen,
        "nomor": number_text(row.nomor),
        "versi": written,
        "saksi": _("Sudah disaksikan kabupaten") if row.disaksikan else _("Belum disaksikan kabupaten"),
        "sidik": " ".join(row.sidik[at : at + 8] for at in range(0, len(row.sidik), 8)),
    }
