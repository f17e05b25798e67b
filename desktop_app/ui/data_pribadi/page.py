"""DataPribadiPage: export or erase all about one person, the records of erasures, retention and the register."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from desktop_app.domain.format_indonesia import format_waktu
from desktop_app.i18n import _
from desktop_app.services.data_pribadi import HasilEksporOrang
from desktop_app.services.kantor import Changed, Kantor
from desktop_app.services.pemrosesan import print_berita_acara, print_register
from desktop_app.services.penghapusan import BarisHapus, HasilHapus, PratinjauHapus, list_penghapusan, preview_hapus
from desktop_app.services.retensi import LewatSimpan, Retensi, list_lewat, read_retensi, write_retensi
from desktop_app.services.sisa_salinan import tidy_up
from desktop_app.ui.data_pribadi.erase import ErasePerson
from desktop_app.ui.data_pribadi.retention import RetentionCard
from desktop_app.ui.desk import Desk
from desktop_app.ui.models.rows import Column, RowModel
from desktop_app.ui.page import Page
from desktop_app.ui.pdf_output import show_pdf
from desktop_app.ui.person_export import ExportPerson
from desktop_app.ui.picker import PersonPicker
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.controls import Card, make_button, make_label
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.scroll import ScrollColumn
from desktop_app.ui.widgets.table import DataTable

Isi = tuple[tuple[BarisHapus, ...], Retensi, tuple[LewatSimpan, ...]]


def read_isi(kantor: Kantor) -> Isi:
    """Return what the page shows; old copies that a full disk left behind are tried again."""
    tidy_up(kantor)
    return list_penghapusan(kantor), read_retensi(kantor), list_lewat(kantor)


class DataPribadiPage(Page):
    """One person is chosen above; what was done to others stands below."""

    kinds = ("pegawai", "skp", "penilaian", "penghapusan", "pengaturan")

    def __init__(self, desk: Desk) -> None:
        super().__init__("halaman-data-pribadi", _("Data Pribadi"), desk)
        self.dialog: Dialog | None = None
        self._name = ""
        self._build()
        self._connect()

    def _build(self) -> None:
        self.person = PersonPicker("data-pribadi-orang", _("Orang"), self.desk.runner)
        self._export = make_button("data-pribadi-ekspor", _("Ekspor datanya…"), icon_name="berkas")
        self._erase = make_button("data-pribadi-hapus", _("Hapus datanya…"), kind="danger", icon_name="hapus")
        self._register = make_button("data-pribadi-register", _("Register pemrosesan…"), icon_name="cetak")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.person, 1)
        row.addWidget(self._export)
        row.addWidget(self._erase)
        one = Card("data-pribadi-satu", _("Data satu orang"))
        one.box.addWidget(
            make_label(
                _(
                    "Pemilik data berhak meminta salinan datanya dan, bila ada dasarnya, penghapusannya "
                    "(UU 27/2022). Keduanya tercatat dalam jejak."
                ),
                "muted",
                wrap=True,
            )
        )
        one.box.addLayout(row)
        self._records = self._build_records()
        self.retention = RetentionCard()
        last = QHBoxLayout()
        last.addWidget(
            make_label(
                _("Register memuat tujuan, data, penerima, dan masa simpan; dibuat dari keadaan program."), "muted"
            ),
            1,
        )
        last.addWidget(self._register)
        scroll = ScrollColumn("data-pribadi-isi", _("Data Pribadi"))
        scroll.box.addWidget(one)
        scroll.box.addWidget(self._records)
        scroll.box.addWidget(self.retention)
        scroll.box.addLayout(last)
        scroll.box.addStretch(1)
        self.box.addWidget(self.banner)
        self.box.addWidget(scroll, 1)
        self._allow()

    def _build_records(self) -> Card:
        self._model: RowModel[BarisHapus] = RowModel(
            [
                Column(_("Waktu (jam komputer)"), _time_of),
                Column(_("Nomor data"), lambda row: f"…{row.orang[-8:]}"),
                Column(_("Dasar"), lambda row: row.dasar),
                Column(_("Surat"), lambda row: row.nomor_surat or "–"),
                Column(_("Bagian"), lambda row: f"{row.bagian}/{row.jumlah_bagian}"),
                Column(_("Versi"), lambda row: str(row.revisi)),
            ],
            self,
        )
        self.table = DataTable(
            "data-pribadi-catatan",
            _("Penghapusan yang tercatat"),
            EmptyState("data-pribadi-catatan-kosong", _("Belum ada penghapusan")),
        )
        self.table.set_model(self._model)
        self.table.set_columns((290, 110, 320, 160, 70, 70), 2)
        self.table.setMinimumHeight(150)
        self._print = make_button("data-pribadi-berita", _("Berita acara…"), icon_name="cetak")
        card = Card("data-pribadi-riwayat", _("Penghapusan yang tercatat"))
        card.box.addWidget(self.table)
        line = QHBoxLayout()
        line.addWidget(
            make_label(_("Catatannya tidak memuat nama; berita acara ditulisi nama dengan tangan."), "muted"), 1
        )
        line.addWidget(self._print)
        card.box.addLayout(line)
        return card

    def _connect(self) -> None:
        self.person.answered.connect(lambda _id: self._allow())
        self._export.clicked.connect(self.open_export)
        self._erase.clicked.connect(self.open_erase)
        self._register.clicked.connect(
            lambda: self.ask(
                print_register,
                on_done=show_pdf(self, _("Register pemrosesan data pribadi"), "register-data-pribadi.pdf"),
            )
        )
        self._print.clicked.connect(self.open_record)
        self.table.selected.connect(lambda _row: self._allow())
        self.table.opened.connect(lambda _row: self.open_record())
        self.retention.saved.connect(self._keep_rules)
        self.retention.chosen.connect(self._choose)

    def load(self) -> None:
        """Ask for the records, the years, and who is beyond them."""
        self.ask(read_isi, on_done=self._show)

    def enter(self) -> None:
        """Load and put the keyboard on the choice of a person."""
        super().enter()
        self.person.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_export(self) -> None:
        """Ask where everything about the chosen person is to be written."""
        if self.person.answer():
            self.banner.hide()
            self.dialog = ExportPerson(
                self.window(), self.desk.runner, self.person.answer(), _("orang ini"), self._exported
            )
            self.dialog.open()

    def open_erase(self) -> None:
        """Look what an erasure would take, then ask."""
        if self.person.answer():
            self.banner.hide()
            self.ask(preview_hapus, self.person.answer(), on_done=self._ask_erase)

    def open_record(self) -> None:
        """Show the page of the chosen erasure."""
        row = self._model.row_at(self.table.current_row())
        if row is not None:
            self._show_record(row.id)

    def _show_record(self, doc_id: str) -> None:
        self.ask(
            print_berita_acara,
            doc_id,
            on_done=show_pdf(self, _("Berita acara penghapusan data"), f"berita-acara-{doc_id[-8:]}.pdf"),
        )

    def _show(self, isi: Isi) -> None:
        rows, rules, beyond = isi
        self._model.set_rows(rows)
        self.table.select_row(0)
        self.retention.show_rules(rules, beyond)
        self._allow()

    def _allow(self) -> None:
        chosen = bool(self.person.answer())
        self._export.setEnabled(chosen)
        self._erase.setEnabled(chosen)
        self._print.setEnabled(self._model.row_at(self.table.current_row()) is not None)

    def _choose(self, pegawai_id: str, name: str) -> None:
        self.person.set_answer(pegawai_id, name)
        self._allow()
        self.person.setFocus(Qt.FocusReason.OtherFocusReason)

    def _exported(self, hasil: HasilEksporOrang) -> None:
        text = _("{n} berkas ditulis ke {folder}.").format(n=hasil.berkas, folder=hasil.folder)
        if hasil.tanpa_formulir:
            text += " " + _("Formulir yang belum dapat dicetak: {n}.").format(n=len(hasil.tanpa_formulir))
        self.banner.show_message(State.OK, text)

    def _ask_erase(self, found: PratinjauHapus) -> None:
        self.dialog = ErasePerson(self.window(), self.desk.runner, found, self._erased)
        self.dialog.open()

    def _erased(self, hasil: HasilHapus) -> None:
        self.person.set_answer("", "")
        self.banner.show_message(
            State.OK,
            _("Data dihapus: {n} versi. Kirim paket berikutnya agar kantor lain menghapus juga.").format(
                n=hasil.revisi
            ),
        )
        self.changed.emit(hasil.changed)
        self._show_record(hasil.catatan[0])

    def _keep_rules(self, rules: Retensi) -> None:
        def kept(changed: Changed) -> None:
            self.banner.show_message(State.OK, _("Masa simpan disimpan."))
            self.changed.emit(changed)
            self.load()

        self.ask(write_retensi, rules, on_done=kept, writes=True)


def _time_of(row: BarisHapus) -> str:
    try:
        text = format_waktu(datetime.fromisoformat(row.waktu))
    except ValueError:
        return row.waktu
    return text + (_("; diragukan") if row.ragu else "")
