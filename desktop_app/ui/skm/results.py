"""SurveyResults: the IKM large with its band, the nine elements with their numbers, respondents, services, trend."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.hitung_skm import NilaiUnsur, rounded
from desktop_app.domain.istilah_pengembangan import StatusSurvei
from desktop_app.domain.wewenang import Wewenang
from desktop_app.i18n import _
from desktop_app.messages import sentence_for
from desktop_app.services.kantor import Kantor
from desktop_app.services.skm_hasil import HasilSkm, TitikTren, skm_result, skm_trend
from desktop_app.ui.desk import Desk
from desktop_app.ui.models.rows import Column, RowModel
from desktop_app.ui.rights import permit
from desktop_app.ui.skm.bars import Bar, ElementBars
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.banner import Banner
from desktop_app.ui.widgets.controls import Card, make_button, make_label
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.progress_chart import ProgressChart, ProgressPoint
from desktop_app.ui.widgets.scroll import ScrollColumn
from desktop_app.ui.widgets.table import DataTable

OLDEST = 200
TREND_MOST = 8
"""Surveys in the trend; older ones are in their own reports."""


class Shown(NamedTuple):
    """A result and how it came there."""

    result: HasilSkm
    trend: tuple[TitikTren, ...]


def read_shown(kantor: Kantor, survey_id: str) -> Shown:
    """Return what the results show; runs in the worker thread."""
    result = skm_result(kantor, survey_id)
    return Shown(result, skm_trend(kantor, result.survei.unit_kode))


def figure(value: Decimal | None) -> str:
    """Return ``82,36``; a dash for none."""
    return "–" if value is None else f"{value:.2f}".replace(".", ",")


class SurveyResults(ScrollColumn):
    """``report_wanted``, ``notice_wanted``, ``table_wanted`` and ``plan_wanted`` ask for what their buttons say."""

    report_wanted = Signal()
    notice_wanted = Signal()
    table_wanted = Signal()
    plan_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__("skm-hasil", _("Hasil survei"))
        self._build(desk)

    def _build(self, desk: Desk) -> None:
        self.banner = Banner("skm-hasil-pesan")
        self._report = make_button("skm-laporan", _("Laporan PDF…"), icon_name="cetak")
        self._notice = make_button("skm-pengumuman", _("Pengumuman…"))
        self._table = make_button("skm-jawaban", _("Jawaban…"))
        self._plan = make_button("skm-rencanakan", _("Rencanakan perbaikan"), kind="primary")
        bar = QHBoxLayout()
        for button, signal in (
            (self._plan, self.plan_wanted),
            (self._report, self.report_wanted),
            (self._notice, self.notice_wanted),
            (self._table, self.table_wanted),
        ):
            button.clicked.connect(signal)
            bar.addWidget(button)
        bar.addStretch(1)
        permit(self._plan, desk, Wewenang.KELOLA_PERBAIKAN)
        if not desk.may(Wewenang.KELOLA_SKM):
            # Only ever hidden here: a button that no page holds yet would be shown as a window of its own.
            self._table.hide()
        self._ikm_card = Card("skm-ikm", _("IKM unit layanan"))
        self._ikm = make_label("–", "number", name="skm-ikm-nilai")
        self._band = make_label("", "section", name="skm-ikm-mutu", wrap=True)
        self._people = make_label("", "muted", name="skm-ikm-responden", wrap=True)
        self._lowest = make_label("", "body", name="skm-terendah", wrap=True)
        for label in (self._ikm, self._band, self._people, self._lowest):
            self._ikm_card.box.addWidget(label)
        self.bars = ElementBars("skm-batang", _("Nilai rata-rata tiap unsur"))
        self._trend = ProgressChart("skm-tren", _("IKM dari survei ke survei"))
        empty = EmptyState("skm-hasil-kosong", _("Belum ada jawaban"), icon_name="survei")
        self._rows: RowModel[tuple[NilaiUnsur, str, bool]] = RowModel(_columns(), self)
        self.elements = DataTable("skm-unsur-tabel", _("Sembilan unsur"), empty)
        self.elements.set_model(self._rows)
        self.elements.set_columns((60, 240, 90, 90, 110, 130), 1)
        self.elements.setMinimumHeight(9 * 36 + 40)
        self._profile = make_label("", "body", name="skm-profil", wrap=True)
        self._services = make_label("", "body", name="skm-per-layanan", wrap=True)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(self._ikm_card)
        left.addWidget(self._trend)
        left.addStretch(1)
        right.addWidget(make_label(_("Nilai rata-rata tiap unsur (1–4)"), "section"))
        right.addWidget(self.bars)
        right.addStretch(1)
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.addLayout(left, 0, 0)
        grid.addLayout(right, 0, 1)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        self.box.addWidget(self.banner)
        self.box.addLayout(bar)
        self.box.addLayout(grid)
        self.box.addWidget(make_label(_("Sembilan unsur"), "section"))
        self.box.addWidget(self.elements)
        beside = QHBoxLayout()
        beside.setSpacing(20)
        for title, label in ((_("Responden"), self._profile), (_("Menurut layanan"), self._services)):
            part = QWidget()
            column = QVBoxLayout(part)
            column.setContentsMargins(0, 0, 0, 0)
            column.addWidget(make_label(title, "section"))
            column.addWidget(label)
            column.addStretch(1)
            beside.addWidget(part, 1)
        self.box.addLayout(beside)
        self.box.addStretch(1)

    def show_result(self, shown: Shown) -> None:
        """Show the result as the sheets say it now."""
        result, index = shown.result, shown.result.indeks
        self._ikm.setText(figure(index.ikm))
        if index.mutu is not None:
            band = _("Mutu {kode} – {kinerja}").format(kode=index.mutu.kode, kinerja=index.mutu.kinerja)
        else:
            band = _("IKM belum dapat dihitung")
        self._band.setText(band)
        said = _("{ada} responden")
        if result.sampel.perlu:
            said = _("{ada} responden, perlu {perlu}")
        if result.survei.status is not StatusSurvei.DITUTUP:
            said = _("{kata} · sementara, survei belum ditutup").format(kata=said)
        self._people.setText(said.format(ada=result.sampel.ada, perlu=result.sampel.perlu))
        names = ", ".join(f"{one.value} {result.name_of(one)}" for one in index.terendah)
        same = _("Semua unsur sama nilainya.") if any(one.n for one in index.unsur) else ""
        self._lowest.setText(_("Terendah: {unsur}").format(unsur=names) if names else same)
        self._plan.setVisible(bool(names))
        self.bars.set_bars([_bar(result, one) for one in index.unsur])
        self._rows.set_rows([(one, result.name_of(one.unsur), one.unsur in index.terendah) for one in index.unsur])
        self._show_trend(shown.trend)
        self._profile.setText(_profile(result))
        self._services.setText(_services(result))
        words = [sentence_for(one.kode, one.fakta) for one in result.temuan]
        if words:
            self.banner.show_message(State.INFO, " ".join(words))
        else:
            self.banner.hide()

    def _show_trend(self, trend: tuple[TitikTren, ...]) -> None:
        points = [
            ProgressPoint(
                short=one.selesai.strftime("%m/%y") if one.status is StatusSurvei.DITUTUP else _("sementara"),
                name=one.nama if one.status is StatusSurvei.DITUTUP else _("{nama}, sementara").format(nama=one.nama),
                value=None if one.ikm is None else float(one.ikm),
                text=figure(one.ikm),
            )
            for one in trend[-TREND_MOST:]
        ]
        title = _("IKM dari survei ke survei")
        if not all(one.sebanding for one in trend[-TREND_MOST:]):
            title = _("IKM dari survei ke survei (pertanyaan pernah berbeda)")
        self._trend.set_progress(title, points, figures=True)


def _bar(result: HasilSkm, one: NilaiUnsur) -> Bar:
    value = None if one.nrr is None else rounded(one.nrr)
    return Bar(
        name=f"{one.unsur.value} {result.name_of(one.unsur)}",
        value=None if value is None else float(value),
        text=figure(value),
        lowest=one.unsur in result.indeks.terendah,
    )


def _columns() -> list[Column[tuple[NilaiUnsur, str, bool]]]:
    def weighted(one: NilaiUnsur) -> str:
        return "–" if one.tertimbang is None else f"{rounded(one.tertimbang, 3):.3f}".replace(".", ",")

    return [
        Column(_("Kode"), lambda row: row[0].unsur.value),
        Column(_("Unsur"), lambda row: row[1]),
        Column(_("Menjawab"), lambda row: str(row[0].n), right=True),
        Column(_("Jumlah"), lambda row: str(row[0].jumlah), right=True),
        Column(_("NRR"), lambda row: figure(None if row[0].nrr is None else rounded(row[0].nrr)), right=True),
        Column(
            _("Tertimbang"),
            lambda row: _("{nilai} – terendah").format(nilai=weighted(row[0])) if row[2] else weighted(row[0]),
            state=lambda row: State.WARNING if row[2] else None,
        ),
    ]


def _profile(result: HasilSkm) -> str:
    """Return who answered, one line for each question of the head."""
    p, rules = result.profil, result.aturan
    lines = [
        (_("Jenis kelamin"), [(rules.kelamin[k], n) for k, n in p.kelamin.items()]),
        (_("Usia"), [(_age(*k), n) for k, n in p.usia]),
        (_("Pendidikan"), [(rules.pendidikan[k], n) for k, n in p.pendidikan.items()]),
        (_("Pekerjaan"), [(rules.pekerjaan[k], n) for k, n in p.pekerjaan.items()]),
    ]
    said = _("{bidang}: {isi}")
    return "\n".join(
        said.format(bidang=title, isi=", ".join(f"{words} {n}" for words, n in rows if n) or "–")
        for title, rows in lines
    )


def _age(first: int, last: int) -> str:
    if not first:
        return _("sampai {n}").format(n=last)
    return _("{n} ke atas").format(n=first) if last >= OLDEST else f"{first}–{last}"


def _services(result: HasilSkm) -> str:
    said = _("{layanan}: {ikm} ({n} responden)")
    return "\n".join(
        said.format(layanan=one.layanan.nama, ikm=figure(one.indeks.ikm), n=one.indeks.responden)
        for one in result.layanan
    )
