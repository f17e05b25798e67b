"""ToldPart: what was said about one person in a period, each in full beside the list, and how often each sign was."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from desktop_app.domain.periode import list_periode
from desktop_app.domain.wewenang import Jangkauan, Wewenang
from desktop_app.i18n import _
from desktop_app.services.ketentuan import KetentuanBerlaku, show_ketentuan
from desktop_app.services.pegawai import BarisPegawai, list_pegawai
from desktop_app.services.umpan_balik_baca import BarisUmpanBalik, JumlahRespon, count_respon, list_tentang
from desktop_app.services.umpan_balik_cetak import print_rekaman
from desktop_app.ui.evidence import EvidenceField
from desktop_app.ui.feedback_words import (
    bentuk_text,
    cara_text,
    respon_state,
    respon_text,
    tindak_lanjut_text,
    when_text,
    who_text,
)
from desktop_app.ui.models.rows import Column, RowModel
from desktop_app.ui.page import Page
from desktop_app.ui.pdf_output import show_printed
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.controls import make_button, make_label
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.table import DataTable
from desktop_app.ui.words import periode_text

ALL = "-"


class ToldPart(QWidget):
    """Whose and which period above, the list and its words below; ``give_wanted`` carries whom to say more about."""

    give_wanted = Signal(str)

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.setObjectName("umpan-balik-tentang")
        self._page = page
        self._rows: tuple[BarisUmpanBalik, ...] = ()
        self._build()
        self._connect()

    def _build(self) -> None:
        desk = self._page.desk
        year = desk.proposed_day().year
        self._who = ComboField("umpan-balik-siapa-dia", _("Tentang"))
        self._who.setMinimumContentsLength(22)
        self._others = desk.pelaku.reach(Wewenang.LIHAT_PENILAIAN) is not Jangkauan.SENDIRI
        self._period = ComboField(
            "umpan-balik-periode", _("Periode"), [(ALL, _("Semua waktu")), (str(year), str(year))]
        )
        self._print = make_button(
            "umpan-balik-cetak", _("Cetak"), label=_("Cetak rekaman umpan balik"), icon_name="cetak"
        )
        self._give = make_button(
            "umpan-balik-beri-dia",
            _("Tentang dia…"),
            label=_("Beri umpan balik tentang pegawai ini"),
            icon_name="tambah",
        )
        top = QHBoxLayout()
        top.setSpacing(10)
        who = make_label(_("Tentang"), "label")
        who.setBuddy(self._who)
        period = make_label(_("Periode"), "label")
        period.setBuddy(self._period)
        for part in (who, self._who, period, self._period):
            top.addWidget(part)
        top.addStretch(1)
        top.addWidget(self._give)
        top.addWidget(self._print)
        self._model: RowModel[BarisUmpanBalik] = RowModel(
            [
                Column(_("Kapan"), when_text),
                Column(_("Dari"), who_text),
                Column(_("Tentang"), lambda row: row.hal),
                Column(_("Respons"), lambda row: respon_text(row.respon), state=lambda row: respon_state(row.respon)),
            ],
            self,
        )
        self.table = DataTable(
            "umpan-balik-tabel",
            _("Umpan balik"),
            EmptyState(
                "umpan-balik-kosong",
                _("Belum ada umpan balik"),
                _("Anda dapat memintanya kepada pimpinan, rekan, atau bawahan."),
            ),
        )
        self.table.set_model(self._model)
        self.table.set_columns((112, 150, 150, 118), 1)
        self._words = QPlainTextEdit()
        self._words.setObjectName("umpan-balik-kata")
        self._words.setAccessibleName(_("Umpan balik selengkapnya"))
        self._words.setReadOnly(True)
        self._words.setTabChangesFocus(True)
        self._evidence = EvidenceField("umpan-balik-bukti", desk)
        self._counts: RowModel[JumlahRespon] = RowModel(
            [
                Column(_("Ringkasan"), lambda row: row.hal),
                Column(_("Respons"), _counts_text),
            ],
            self,
        )
        self._summary = DataTable(
            "umpan-balik-ringkasan",
            _("Jumlah respons"),
            EmptyState("umpan-balik-ringkasan-kosong", _("Belum ada respons")),
        )
        self._summary.set_model(self._counts)
        self._summary.set_columns((170, 230), 0)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(self.table, 3)
        left.addWidget(self._summary, 2)
        right.addWidget(self._words, 3)
        right.addWidget(self._evidence)
        halves = QHBoxLayout()
        halves.addLayout(left, 2)
        halves.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.addLayout(top)
        column.addLayout(halves, 1)
        # Only now: what has no parent yet would be shown as a window of its own.
        others: tuple[QWidget, ...] = (who, self._who, self._give)
        for one in others:
            one.setVisible(self._others)
        self._words.setMinimumWidth(200)
        self._evidence.hide()

    def _connect(self) -> None:
        self._who.answered.connect(lambda _key: self.load())
        self._period.answered.connect(lambda _key: self._ask())
        self.table.selected.connect(lambda _row: self._show_current())
        self._print.clicked.connect(self._on_print)
        self._give.clicked.connect(lambda: self.give_wanted.emit(self._who.answer()))

    def load(self) -> None:
        """Ask for the people that may be looked at, the periods of the agency, and the feedback."""
        if self._others and not self._who.count():
            self._page.ask(list_pegawai, on_done=self._offer)
        else:
            self._ask()
        if self._period.count() <= 2:
            self._page.ask(show_ketentuan, on_done=self._offer_periods)

    def take_focus(self) -> bool:
        """Put the keyboard into the list; False where there is nothing in it."""
        if not self._model.rowCount():
            return False
        self.table.view.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def show_person(self, pegawai_id: str) -> None:
        """Show the feedback about one person, where he is among those that may be looked at."""
        if self._who.findData(pegawai_id) >= 0:
            self._who.set_answer(pegawai_id)
        self._ask()

    def _offer(self, people: tuple[BarisPegawai, ...]) -> None:
        own = self._page.desk.pelaku.pegawai_id
        rows = sorted(people, key=lambda one: (one.id != own, one.nama.casefold()))
        self._who.set_choices([(one.id, _("Saya sendiri") if one.id == own else one.nama) for one in rows])
        if rows:
            self._who.setCurrentIndex(0)
            self._ask()

    def _offer_periods(self, ketentuan: KetentuanBerlaku) -> None:
        year = self._page.desk.proposed_day().year
        known = [(one.kode, periode_text(one)) for one in list_periode(year, ketentuan.isi.periode)]
        chosen = self._period.answer()
        self._period.set_choices([(ALL, _("Semua waktu")), *known])
        self._period.set_answer(chosen or ALL)

    def _ask(self) -> None:
        person = self._who.answer() if self._others else ""
        period = self._period.answer()
        self._give.setEnabled(person != self._page.desk.pelaku.pegawai_id)
        self._print.setEnabled(period != ALL)
        self._print.setToolTip("" if period != ALL else _("Pilih periode dulu."))
        if self._others and not person:
            return
        self._page.ask(list_tentang, person, "" if period == ALL else period, on_done=self._show)

    def _show(self, rows: tuple[BarisUmpanBalik, ...]) -> None:
        self._rows = rows
        self._model.set_rows(rows)
        self._counts.set_rows(count_respon(rows))
        self._summary.setVisible(bool(rows))
        self.table.select_row(0)
        self._show_current()

    def _show_current(self) -> None:
        row = self._model.row_at(self.table.current_row())
        self._words.setPlainText(_details(row) if row is not None else "")
        self._words.setVisible(row is not None)
        bukti = row.bukti if row is not None else ()
        self._evidence.setVisible(bool(bukti))
        self._evidence.show_evidence(row.id if row is not None else "", bukti, editable=False)

    def _on_print(self) -> None:
        person = self._who.answer() if self._others else self._page.desk.pelaku.pegawai_id
        if person:
            self._page.ask(print_rekaman, person, periode=self._period.answer(), on_done=show_printed(self))
        else:
            self._page.banner.show_message(State.INFO, _("Pilih pegawainya dulu."))


def _counts_text(row: JumlahRespon) -> str:
    """Return ``2 positif, 1 campuran``: what nobody gave is not named."""
    told = (
        (row.positif, _("{n} positif")),
        (row.campuran, _("{n} campuran")),
        (row.tidak_positif, _("{n} tidak positif")),
        (row.tanpa_tanda, _("{n} tanpa tanda")),
    )
    return ", ".join(words.format(n=n) for n, words in told if n)


def _details(row: BarisUmpanBalik) -> str:
    """Return one feedback in full, as it may be told."""
    parts = [f"{who_text(row)} · {when_text(row)}", f"{bentuk_text(row.bentuk)} · {cara_text(row.cara)}", row.hal]
    if row.permintaan:
        parts.append(_("Yang ditanyakan: {kata}").format(kata=row.permintaan))
    parts += ["", _(row.ucapan)]
    if row.tindak_lanjut:
        kata = ", ".join(tindak_lanjut_text(one) for one in row.tindak_lanjut)
        parts += ["", _("Tindak lanjut: {kata}").format(kata=kata)]
    if row.catatan_tindak_lanjut:
        parts.append(row.catatan_tindak_lanjut)
    if row.koreksi:
        parts += ["", _("Pemberinya memperbaiki kata-katanya {n} kali.").format(n=row.koreksi)]
    return "\n".join(parts)
