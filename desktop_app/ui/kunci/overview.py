"""Overview: how the keys stand, who holds them, which offices follow, and what may be done."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from desktop_app.i18n import _
from desktop_app.services.kunci_kabupaten import KeadaanKunci, PemegangKunci
from desktop_app.ui.exchange_words import groups_of
from desktop_app.ui.kunci.words import follow_text, standing_text
from desktop_app.ui.models.rows import Column, RowModel
from desktop_app.ui.widgets.code import CodeBlock
from desktop_app.ui.widgets.controls import Card, make_button, make_label
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.scroll import ScrollColumn
from desktop_app.ui.widgets.table import DataTable


class Overview(ScrollColumn):
    """One signal for each thing that may be done here."""

    begin = Signal()
    go_on = Signal()
    give_up = Signal()
    minutes = Signal()
    save_file = Signal()
    read_file = Signal()
    end_inboxes = Signal()

    def __init__(self) -> None:
        super().__init__("kunci-ringkas", _("Keadaan kunci"))
        self._build()

    def _build(self) -> None:
        self._standing = make_label("", name="kunci-keadaan", wrap=True)
        self._following = make_label("", "muted", name="kunci-ikut", wrap=True)
        self._code = CodeBlock("kunci-sidik", _("Sidik jari kabupaten ini"), columns=5)
        self._model: RowModel[PemegangKunci] = RowModel(
            [
                Column(_("No."), lambda one: str(one.nomor), right=True),
                Column(_("Nama"), lambda one: one.nama),
                Column(_("Jabatan"), lambda one: one.jabatan or "–"),
                Column(_("Kunci"), lambda one: "…" + one.publik[-6:].upper()),
            ],
            self,
        )
        empty = EmptyState(
            "kunci-kosong",
            _("Belum ada pemegang kunci"),
            _("Sesudah upacara kunci, nama pemegang dan nomor kuncinya ada di sini."),
            icon_name="kunci",
        )
        self.table = DataTable("kunci-pemegang", _("Pemegang kunci"), empty)
        self.table.set_model(self._model)
        self.table.set_columns([52, 260, 220, 110], 1)
        self.table.setMinimumHeight(150)
        self._begin = make_button("kunci-mulai", _("Mulai upacara kunci"), kind="primary", icon_name="kunci")
        self._go_on = make_button("kunci-lanjutkan", _("Lanjutkan"), kind="primary", icon_name="panah-kanan")
        self._give_up = make_button("kunci-batalkan", _("Batalkan rencana…"))
        self._minutes = make_button("kunci-berita", _("Berita acara…"), icon_name="cetak")
        self._save = make_button("kunci-simpan-berkas", _("Simpan berkas kepercayaan…"), icon_name="berkas")
        self._read = make_button("kunci-ambil-berkas", _("Ambil berkas kepercayaan…"))
        self._end = make_button("kunci-akhiri-kotak", _("Hapus kunci kotak masuk lama…"), kind="danger")
        card = Card("kunci-kartu-keadaan")
        for label in (self._standing, self._following):
            card.box.addWidget(label)
        card.box.addWidget(self._code)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self._begin, self._go_on, self._give_up):
            row.addWidget(button)
        row.addStretch(1)
        card.box.addLayout(row)
        self.box.addWidget(card)
        self.box.addWidget(self.table, 1)
        for group in ((self._minutes, self._save), (self._read, self._end)):
            row = QHBoxLayout()
            row.setSpacing(8)
            for button in group:
                row.addWidget(button)
            row.addStretch(1)
            self.box.addLayout(row)
        self.box.addStretch(1)
        for button, signal in (
            (self._begin, self.begin),
            (self._go_on, self.go_on),
            (self._give_up, self.give_up),
            (self._minutes, self.minutes),
            (self._save, self.save_file),
            (self._read, self.read_file),
            (self._end, self.end_inboxes),
        ):
            button.clicked.connect(signal)

    def show_keys(self, keys: KeadaanKunci) -> None:
        """Show how the keys stand."""
        self._standing.setText(standing_text(keys))
        self._following.setText(follow_text(keys))
        self._following.setVisible(bool(self._following.text()))
        self._code.show_groups(groups_of(keys.sidik))
        self._model.set_rows(keys.pemegang)
        planned = keys.rencana is not None
        self._begin.setText(_("Mulai upacara kunci") if keys.latihan else _("Ganti kunci…"))
        self._begin.setAccessibleName(self._begin.text())
        self._begin.setVisible(not planned)
        self._go_on.setVisible(planned)
        self._give_up.setVisible(planned)
        self._minutes.setEnabled(bool(keys.berita))
        self._end.setVisible(bool(keys.kotak_lama))

    def take_focus(self) -> None:
        """Put the keyboard on the next step."""
        button = self._go_on if not self._go_on.isHidden() else self._begin
        button.setFocus(Qt.FocusReason.OtherFocusReason)
