"""HasilSayaPage: one's own results of all periods, and everything about one of them; reached from the evaluations."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.istilah import StatusPenilaian
from desktop_app.domain.wewenang import Jangkauan, Wewenang
from desktop_app.i18n import _
from desktop_app.services.hasil_saya import BarisHasil, list_hasil
from desktop_app.services.pegawai import BarisPegawai, list_pegawai
from desktop_app.ui.desk import Desk
from desktop_app.ui.hasil_saya.sheet import ResultSheet
from desktop_app.ui.models.rows import Column, RowModel
from desktop_app.ui.page import Page
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.controls import make_button, make_label
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.header import PageHeader
from desktop_app.ui.widgets.table import DataTable
from desktop_app.ui.words import official_text


class HasilSayaPage(Page):
    """Whoever sees others too chooses the person; everybody else finds himself."""

    kinds = ("penilaian", "putusan_keberatan", "tindak_lanjut", "dokumen_evaluasi", "angka_kredit", "pegawai")

    def __init__(self, desk: Desk) -> None:
        super().__init__("halaman-hasil-saya", _("Hasil saya"), desk)
        self._build()
        self._connect()

    def _build(self) -> None:
        self._list = QWidget()
        self._list.setObjectName("hasil-saya-daftar")
        column = QVBoxLayout(self._list)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        hint = _("Predikat setiap periode, sebabnya, siapa yang melihatnya, dan apa yang direncanakan")
        self._header = PageHeader("hasil-saya-kepala", _("Hasil saya"), hint)
        self._back = make_button(
            "hasil-saya-ke-penilaian", _("Penilaian"), kind="quiet", icon_name="panah-kiri", compact=True
        )
        self._header.insert_action(self._back)
        self._person = ComboField("hasil-saya-orang", _("Pegawai"))
        self._person.setMinimumContentsLength(16)
        self._header.add_action(self._person)
        self._person.setVisible(self.desk.pelaku.reach(Wewenang.LIHAT_PENILAIAN) > Jangkauan.SENDIRI)
        empty = EmptyState(
            "hasil-saya-kosong",
            _("Belum ada penilaian"),
            _("Hasil muncul di sini begitu penilaian dimulai."),
            icon_name="penilaian",
        )
        self._model: RowModel[BarisHasil] = RowModel(self._columns(), self)
        self.table = DataTable("hasil-saya-tabel", _("Hasil setiap periode"), empty)
        self.table.set_model(self._model)
        self.table.set_columns((200, 240, 180, 180), 1)
        column.addWidget(self._header)
        column.addWidget(make_label(_("Enter menjelaskan hasil periode yang dipilih"), "muted"))
        column.addWidget(self.table, 1)
        self.sheet = ResultSheet(self)
        self._stack = QStackedWidget()
        self._stack.setObjectName("hasil-saya-bagian")
        self._stack.addWidget(self._list)
        self._stack.addWidget(self.sheet)
        self.box.addWidget(self.banner)
        self.box.addWidget(self._stack, 1)

    def _columns(self) -> list[Column[BarisHasil]]:
        labels = self.desk.aturan.label_predikat

        def result(row: BarisHasil) -> str:
            if row.status is StatusPenilaian.DRAFT:
                return _("Belum final")
            if row.predikat is None:
                return _("Tidak dinilai")
            text = official_text(labels[row.predikat])
            if row.semula is None:
                return text
            return _("{baru} (semula {lama})").format(baru=text, lama=official_text(labels[row.semula]))

        def follow_ups(row: BarisHasil) -> str:
            return _("{n} terbuka").format(n=row.tindak_lanjut) if row.tindak_lanjut else ""

        return [
            Column(_("Periode"), lambda row: row.nama_periode),
            Column(_("Predikat"), result),
            Column(_("Ditetapkan"), lambda row: format_tanggal(row.tanggal) if row.tanggal else ""),
            Column(_("Tindak lanjut"), follow_ups),
        ]

    def _connect(self) -> None:
        self._back.clicked.connect(lambda: self.navigate.emit("penilaian", ""))
        self._person.answered.connect(lambda _key: self._load_rows())
        self.table.opened.connect(self._on_opened)
        self.sheet.left.connect(self.show_list)

    def load(self) -> None:
        """Load the people to choose from, where he sees others; then the periods."""
        if self._person.isHidden():
            self._load_rows()
        else:
            self.ask(list_pegawai, on_done=self._on_people)

    def enter(self) -> None:
        """Load; what was left open is read again."""
        super().enter()
        if self._stack.currentWidget() is self.sheet:
            self.sheet.open(self.sheet.doc_id)

    def document(self) -> str:
        """Return the id of the evaluation that is explained."""
        return self.sheet.doc_id if self._stack.currentWidget() is self.sheet else ""

    def show_document(self, doc_id: str) -> None:
        """Explain one evaluation."""
        self.banner.hide()
        self._stack.setCurrentWidget(self.sheet)
        self.sheet.open(doc_id)

    def show_list(self) -> None:
        """Go back to the periods."""
        self.banner.hide()
        self._stack.setCurrentWidget(self._list)
        if self.sheet.pegawai_id and not self._person.isHidden():
            self._person.set_answer(self.sheet.pegawai_id)
        self._load_rows()

    def tell(self, text: str) -> None:
        """Say that something was done."""
        self.banner.show_message(State.OK, text)

    def _on_people(self, people: tuple[BarisPegawai, ...]) -> None:
        chosen = self._person.answer() or self.desk.pelaku.pegawai_id
        self._person.set_choices([(one.id, one.nama) for one in people])
        self._person.set_answer(chosen or (people[0].id if people else ""))
        self._load_rows()

    def _load_rows(self) -> None:
        person = "" if self._person.isHidden() else self._person.answer()
        self.ask(list_hasil, person, on_done=self._show)

    def _show(self, rows: tuple[BarisHasil, ...]) -> None:
        current = self.table.current_row()
        self._model.set_rows(rows)
        self.table.select_row(max(current, 0))
        if self._stack.currentWidget() is self._list and self.isVisible():
            target = self.table.view if rows else self._back if self._person.isHidden() else self._person
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_opened(self, number: int) -> None:
        row = self._model.row_at(number)
        if row is not None:
            self.show_document(row.penilaian_id)
