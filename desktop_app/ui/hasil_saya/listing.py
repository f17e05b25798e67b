"""ResultList: the results of one person, period by period."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.istilah import StatusPenilaian
from desktop_app.domain.wewenang import Jangkauan, Wewenang
from desktop_app.i18n import _
from desktop_app.services.hasil_saya import BarisHasil, list_hasil
from desktop_app.ui.models.rows import Column
from desktop_app.ui.page import Page
from desktop_app.ui.person_rows import PersonRows
from desktop_app.ui.widgets.controls import make_label
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.words import official_text


class ResultList(PersonRows[BarisHasil]):
    """Whoever sees others too chooses the person; everybody else finds himself."""

    def __init__(self, page: Page) -> None:
        hint = _("Predikat setiap periode, sebabnya, siapa yang melihatnya, dan apa yang direncanakan")
        super().__init__(page, "hasil-saya", _("Hasil saya"), hint)
        self._back = self._add_back("hasil-saya-ke-penilaian", _("Penilaian"))
        others = page.desk.pelaku.reach(Wewenang.LIHAT_PENILAIAN) > Jangkauan.SENDIRI
        self._add_person("hasil-saya-orang", 16, offered=others)
        empty = EmptyState(
            "hasil-saya-kosong",
            _("Belum ada penilaian"),
            _("Hasil muncul di sini begitu penilaian dimulai."),
            icon_name="penilaian",
        )
        self._column.addWidget(make_label(_("Enter menjelaskan hasil periode yang dipilih"), "muted"))
        self._add_table(_("Hasil setiap periode"), self._columns(), (200, 240, 180, 180), 1, empty)

    def choose(self, pegawai_id: str) -> None:
        """Let the list be that of this person from now on, where one may choose."""
        if pegawai_id and not self._person.isHidden():
            self._person.set_answer(pegawai_id)

    def _beginning(self) -> QWidget:
        return self._back if self._person.isHidden() else self._person

    def _load_rows(self) -> None:
        person = "" if self._person.isHidden() else self._person.answer()
        self._page.ask(list_hasil, person, on_done=self._show)

    def _show(self, rows: tuple[BarisHasil, ...]) -> None:
        self._fill(rows)
        if self.isVisible():
            self.take_focus()

    def _columns(self) -> list[Column[BarisHasil]]:
        def result(row: BarisHasil) -> str:
            if row.status is StatusPenilaian.DRAFT:
                return _("Belum final")
            if row.predikat is None:
                return _("Tidak dinilai")
            text = official_text(row.kata_predikat)
            if row.semula is None:
                return text
            return _("{baru} (semula {lama})").format(baru=text, lama=official_text(row.kata_semula))

        def follow_ups(row: BarisHasil) -> str:
            return _("{n} terbuka").format(n=row.tindak_lanjut) if row.tindak_lanjut else ""

        return [
            Column(_("Periode"), lambda row: row.nama_periode),
            Column(_("Predikat"), result),
            Column(_("Ditetapkan"), lambda row: format_tanggal(row.tanggal) if row.tanggal else ""),
            Column(_("Tindak lanjut"), follow_ups),
        ]
