"""RosterImport: a list of people from Excel or CSV, shown row by row before anything is taken."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.errors import UserError
from desktop_app.domain.nip import format_nip
from desktop_app.i18n import _
from desktop_app.messages import sentence
from desktop_app.services.kantor import Changed
from desktop_app.services.roster import (
    BarisRoster,
    NasibBaris,
    PratinjauRoster,
    import_roster,
    list_ubahan,
    preview_roster,
)
from desktop_app.ui.models.rows import Column, RowModel
from desktop_app.ui.page import Page
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.controls import make_button, make_label
from desktop_app.ui.widgets.dates import DateField
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.filedrop import FileDrop
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.header import PageHeader
from desktop_app.ui.widgets.table import DataTable
from desktop_app.ui.words import temuan_text


class RosterImport(QWidget):
    """Nothing is changed until the person presses the button that says how many people are taken."""

    left = Signal()
    imported = Signal(object, str)
    """``Changed`` and the sentence that tells what was done."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.setObjectName("pegawai-impor-bagian")
        self._page = page
        self._path: Path | None = None
        self._preview: PratinjauRoster | None = None
        self._build()
        self._connect()
        self._show_preview(None)

    def _build(self) -> None:
        self._header = PageHeader(
            "impor-kepala", _("Impor daftar pegawai"), _("Baris yang salah disebut satu per satu; sisanya masuk.")
        )
        self._back = make_button(
            "impor-kembali", _("Daftar"), kind="quiet", icon_name="panah-kiri", shortcut="Alt+Left", compact=True
        )
        self._take = make_button("impor-masukkan", _("Masukkan"), kind="primary")
        self._header.insert_action(self._back)
        self._header.add_action(self._take)
        self._drop = FileDrop(
            "impor-berkas",
            _("Taruh daftar pegawai di sini"),
            suffixes=(".xlsx", ".csv"),
            several=False,
            icon_name="berkas",
            hint=_("Excel (.xlsx) atau CSV dengan kolom NAMA, NIP, PANGKAT/GOL, JABATAN, UNIT KERJA, NIP PENILAI"),
        )
        self._since = DateField("impor-berlaku", _("Jabatan berlaku mulai"))
        self._since.set_answer(self._page.desk.proposed_day().replace(month=1, day=1))
        self._only_bad = QCheckBox(_("Hanya baris bermasalah"))
        self._only_bad.setObjectName("impor-bermasalah")
        self._only_bad.setAccessibleName(self._only_bad.text())
        self._summary = make_label("", "label", name="impor-ringkasan", wrap=True)
        self._ignored = make_label("", "muted", name="impor-kolom", wrap=True)
        self._model: RowModel[BarisRoster] = RowModel(_columns(self._since.answer), self)
        self._table = DataTable(
            "impor-tabel",
            _("Pratinjau impor"),
            EmptyState(
                "impor-kosong",
                _("Belum ada berkas"),
                _("Pilih berkas; isinya ditampilkan dulu dan belum disimpan."),
                icon_name="berkas",
            ),
        )
        self._table.set_model(self._model)
        self._table.set_columns((60, 250, 180, 120, 300), 4)
        self._table.wrap_lines()
        row = QHBoxLayout()
        row.addWidget(FormRow("impor-baris-berlaku", _("Jabatan berlaku mulai"), self._since))
        row.addStretch(1)
        row.addWidget(self._only_bad)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._header)
        column.addWidget(self._drop)
        column.addLayout(row)
        for widget in (self._summary, self._ignored):
            column.addWidget(widget)
        column.addWidget(self._table, 1)

    def _connect(self) -> None:
        self._back.clicked.connect(self.left)
        self._drop.files_given.connect(lambda paths: self.preview(paths[0]))
        self._since.answered.connect(lambda _day: self._again())
        self._only_bad.toggled.connect(lambda _on: self._fill())
        self._take.clicked.connect(self._import)

    def take_focus(self) -> None:
        """Put the keyboard on the button that chooses a file."""
        self._drop.take_focus()

    def preview(self, path: Path) -> None:
        """Read the list at ``path`` and show what an import would do."""
        self._path = path
        self._page.banner.hide()
        self._page.ask(
            preview_roster, path, on_done=self._show_preview, on_error=self._fail, berlaku=self._since.answer()
        )

    def _again(self) -> None:
        if self._path is not None:
            self.preview(self._path)

    def _fail(self, error: BaseException) -> None:
        self._show_preview(None)
        self._page.show_error(error)

    def _show_preview(self, preview: PratinjauRoster | None) -> None:
        self._preview = preview
        taken = _count(preview, NasibBaris.BARU) + _count(preview, NasibBaris.BERUBAH)
        self._take.setEnabled(taken > 0)
        self._take.setText(_("Masukkan {n} pegawai").format(n=taken) if taken else _("Masukkan"))
        self._take.setAccessibleName(self._take.text())
        self._summary.setVisible(preview is not None)
        self._ignored.setVisible(bool(preview and preview.kolom_diabaikan))
        self._only_bad.setVisible(preview is not None)
        if preview is not None:
            self._summary.setText(
                _("{berkas}: {baru} baru, {berubah} berubah, {sama} sama, {ditolak} ditolak").format(
                    berkas=preview.berkas,
                    baru=_count(preview, NasibBaris.BARU),
                    berubah=_count(preview, NasibBaris.BERUBAH),
                    sama=_count(preview, NasibBaris.SAMA),
                    ditolak=_count(preview, NasibBaris.DITOLAK),
                )
            )
            self._ignored.setText(
                _("Kolom yang tidak dipakai: {kolom}").format(kolom=", ".join(preview.kolom_diabaikan))
            )
            if taken:
                self._take.setFocus(Qt.FocusReason.OtherFocusReason)
        self._fill()

    def _fill(self) -> None:
        rows = self._preview.baris if self._preview else ()
        if self._only_bad.isChecked():
            rows = tuple(row for row in rows if row.nasib is NasibBaris.DITOLAK or row.peringatan)
            self._table.empty.set_words(_("Tidak ada baris bermasalah"))
        self._model.set_rows(rows)

    def _import(self) -> None:
        if self._preview is not None:
            self._take.setEnabled(False)
            self._page.ask(import_roster, self._preview, on_done=self._done, on_error=self._fail, writes=True)

    def _done(self, changed: Changed) -> None:
        refused = _count(self._preview, NasibBaris.DITOLAK)
        text = _("{n} pegawai dimasukkan dari {berkas}.").format(
            n=len(changed.doc_ids), berkas=self._preview.berkas if self._preview else ""
        )
        if refused:
            text += " " + _("{n} baris ditolak; betulkan di berkasnya lalu impor lagi.").format(n=refused)
        self._path = None
        self._show_preview(None)
        self.imported.emit(changed, text)


def _count(preview: PratinjauRoster | None, fate: NasibBaris) -> int:
    return preview.jumlah(fate) if preview else 0


def _remark(row: BarisRoster, since: date) -> str:
    """Return why a row is refused, or what it changes and what was noticed about it."""
    if row.alasan:
        return sentence(UserError(row.alasan, **(row.fakta or {})))
    parts = [temuan_text(one) for one in row.peringatan]
    if row.nasib is NasibBaris.BERUBAH:
        parts.insert(0, _changes(row, since))
    return " ".join(parts)


def _changes(row: BarisRoster, since: date) -> str:
    names = {
        "nama": _("nama"),
        "nip": _("NIP"),
        "jabatan": _("jabatan"),
        "pangkat": _("pangkat"),
        "golongan": _("golongan"),
        "unit_kerja": _("unit kerja"),
        "penilai_id": _("pejabat penilai"),
    }
    told = []
    for one in list_ubahan(row, since):
        before = one.lama or (_("(lain)") if one.kolom == "penilai_id" else _("(kosong)"))
        told.append(f"{names.get(one.kolom, one.kolom)}: {before} → {one.baru or _('(kosong)')}")
    return _("Berubah: {apa}.").format(apa="; ".join(told) or _("riwayat jabatan"))


def _columns(since: Callable[[], date]) -> list[Column[BarisRoster]]:
    texts = {
        NasibBaris.BARU: _("Baru"),
        NasibBaris.BERUBAH: _("Berubah"),
        NasibBaris.SAMA: _("Sama"),
        NasibBaris.DITOLAK: _("Ditolak"),
    }

    def mark(row: BarisRoster) -> State | None:
        if row.nasib is NasibBaris.DITOLAK:
            return State.ERROR
        return State.WARNING if row.peringatan else State.OK

    def remark(row: BarisRoster) -> str:
        return _remark(row, since())

    return [
        Column(_("Baris"), lambda row: str(row.nomor), right=True),
        Column(_("Nama"), lambda row: row.nama or "–"),
        Column(_("NIP"), lambda row: format_nip(row.nip) or "–"),
        Column(_("Hasil"), lambda row: texts[row.nasib], state=mark),
        Column(_("Keterangan"), remark, tip=remark),
    ]
