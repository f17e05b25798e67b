"""SelfList: the periods of a year that a person may write of himself."""

from __future__ import annotations

from desktop_app.domain.istilah_kinerja import StatusEvaluasiDiri
from desktop_app.domain.wewenang import Jangkauan, Wewenang
from desktop_app.i18n import _
from desktop_app.services.evaluasi_diri import BarisEvaluasiDiri, list_evaluasi_diri
from desktop_app.ui.models.rows import Column
from desktop_app.ui.page import Page
from desktop_app.ui.person_rows import PersonRows
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.controls import make_label
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.words import periode_text

YEARS = 3


def status_text(status: StatusEvaluasiDiri | None) -> str:
    """Return the state of a self-evaluation."""
    if status is None:
        return _("Belum dimulai")
    return _("Diserahkan") if status is StatusEvaluasiDiri.DISERAHKAN else _("Draf")


class SelfList(PersonRows[BarisEvaluasiDiri]):
    """Whoever types for others chooses the person first; everybody else finds himself."""

    def __init__(self, page: Page) -> None:
        hint = _("Kata Anda sendiri tentang satu periode; penilai membacanya di samping penilaian")
        super().__init__(page, "evaluasi-diri", _("Evaluasi diri"), hint)
        self._build()

    def _build(self) -> None:
        desk = self._page.desk
        self._add_back("evaluasi-diri-kembali", _("Penilaian"))
        everybody = desk.pelaku.reach(Wewenang.ISI_EVALUASI_DIRI) is Jangkauan.SEMUA
        self._add_person("evaluasi-diri-orang", 14, offered=everybody)
        year = desk.proposed_day().year
        years = [(str(one), _("Tahun {tahun}").format(tahun=one)) for one in range(year, year - YEARS, -1)]
        self._year = ComboField("evaluasi-diri-tahun", _("Tahun"), years)
        self._year.set_answer(str(year))
        self._header.add_action(self._year)
        empty = EmptyState(
            "evaluasi-diri-kosong",
            _("Belum ada SKP yang ditetapkan tahun ini"),
            _("Evaluasi diri ditulis untuk SKP yang sudah ditetapkan."),
            icon_name="penilaian",
        )
        columns: list[Column[BarisEvaluasiDiri]] = [
            Column(_("Periode"), lambda row: periode_text(row.periode)),
            Column(_("Status"), lambda row: status_text(row.status)),
        ]
        self._column.addWidget(make_label(_("Enter membuka, atau memulai yang belum ada"), "muted"))
        self._add_table(_("Evaluasi diri"), columns, (320, 220), 1, empty)
        self._year.answered.connect(lambda _key: self._load_rows())

    def _load_rows(self) -> None:
        person = self._page.desk.pelaku.pegawai_id if self._person.isHidden() else self._person.answer()
        if person:
            self._page.ask(list_evaluasi_diri, person, int(self._year.answer()), on_done=self._fill)
