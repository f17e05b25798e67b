"""WaitingRoom and Decisions: what waits for which bundle, and what people decided, to be read."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.i18n import _
from desktop_app.services.karantina import reason_of
from desktop_app.services.putusan_ditahan import DIBIARKAN, DIIZINKAN, Putusan
from desktop_app.services.ruang_tunggu import BALASAN, KARANTINA, KOMPUTER_LAIN, Menunggu
from desktop_app.ui.exchange_words import counts_text, moment_text, number_text
from desktop_app.ui.models.rows import Column, RowModel
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.controls import make_label
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.table import DataTable


class WaitingRoom(QWidget):
    """What waits comes in by itself as soon as the missing bundle is there."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("tertahan-menunggu-bagian")
        self._model: RowModel[Menunggu] = RowModel(_waiting_columns(), self)
        self.table = DataTable(
            "tertahan-menunggu",
            _("Ruang tunggu"),
            EmptyState(
                "tertahan-menunggu-kosong",
                _("Tidak ada yang menunggu"),
                _("Semua paket yang datang lengkap urutannya."),
                icon_name="ok",
            ),
        )
        self.table.set_model(self._model)
        self.table.set_columns((210, 330, 90, 220, 200, 130), 1)
        self.table.wrap_lines()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(8)
        column.addWidget(
            make_label(
                _("Masuk sendiri begitu paket yang kurang datang. Minta kantor itu mengirim paket baru: satu cukup."),
                "muted",
                wrap=True,
            )
        )
        column.addWidget(self.table, 1)

    def show_waiting(self, waiting: tuple[Menunggu, ...]) -> None:
        """Show what waits, the longest waiting first."""
        self._model.set_rows(waiting)
        self.table.select_row(0)


class Decisions(QWidget):
    """Every decision about what was kept aside, the last first."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("tertahan-putusan-bagian")
        self._model: RowModel[Putusan] = RowModel(_decision_columns(), self)
        self.table = DataTable(
            "tertahan-putusan",
            _("Keputusan atas yang ditahan"),
            EmptyState("tertahan-putusan-kosong", _("Belum ada keputusan"), icon_name="jam"),
        )
        self.table.set_model(self._model)
        self.table.set_columns((190, 160, 240, 130, 260, 170), 4)
        self.table.wrap_lines()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.addWidget(self.table, 1)

    def show_decisions(self, decisions: tuple[Putusan, ...]) -> None:
        """Show the decisions."""
        self._model.set_rows(decisions)
        self.table.select_row(0)


def waiting_text(one: Menunggu) -> str:
    """Return for what it waits: ``Menunggu paket nomor 7 dari Kecamatan Contoh``."""
    if one.karena == KARANTINA:
        return _("Menunggu keputusan atas versi sebelumnya, yang ditahan di bagian Catatan")
    if one.karena == BALASAN:
        return _("Menunggu balasan kabupaten yang belum datang")
    nama = f"{one.nama} ({one.kode})" if one.nama else _("kantor pengirim")
    if one.karena == KOMPUTER_LAIN:
        return _("Menunggu paket dari komputer lain di {nama}").format(nama=nama)
    if not one.kurang:
        return _("Menunggu paket yang lebih awal dari {nama}").format(nama=nama)
    if len(one.kurang) == 1:
        return _("Menunggu paket nomor {n} dari {nama}").format(n=one.kurang[0], nama=nama)
    text = _("Menunggu paket nomor {awal} sampai {akhir} dari {nama}")
    return text.format(awal=one.kurang[0], akhir=one.kurang[-1], nama=nama)


def since_text(one: Menunggu) -> str:
    """Return since when, in bundles: no clock is believed."""
    if not one.sejak:
        return _("sejak paket terakhir")
    return _("sejak {n} paket yang lalu").format(n=number_text(one.sejak))


def _waiting_columns() -> list[Column[Menunggu]]:
    return [
        Column(
            _("Datang dengan"),
            lambda one: (_("Paket {n}, {nama}") if one.nama else _("Balasan {n}")).format(n=one.nomor, nama=one.nama),
        ),
        Column(_("Yang kurang"), waiting_text, tip=waiting_text, state=lambda _one: State.INFO),
        Column(_("Versi"), lambda one: number_text(one.jumlah), right=True),
        Column(_("Isi"), lambda one: counts_text(one.jenis)),
        Column(_("Dokumen"), lambda one: ", ".join(one.dokumen[:4]) or "–", tip=lambda one: ", ".join(one.dokumen)),
        Column(_("Lamanya"), since_text),
    ]


def decision_text(one: Putusan) -> str:
    """Return what was decided."""
    if one.putusan == DIIZINKAN:
        return _("diterima")
    return _("dibiarkan") if one.putusan == DIBIARKAN else _("tetap ditahan")


def _decision_columns() -> list[Column[Putusan]]:
    def about(one: Putusan) -> str:
        if one.apa == "berkas":
            return _("Berkas paket {n}, {nama}").format(n=one.nomor or "–", nama=one.asal or "–")
        return _("Catatan {id} dari {nama}").format(id=one.tentang[:8], nama=one.asal or "–")

    return [
        Column(_("Kapan"), lambda one: moment_text(one.waktu, one.ragu)),
        Column(
            _("Keputusan"),
            decision_text,
            state=lambda one: State.OK if one.putusan == DIIZINKAN else State.INFO,
        ),
        Column(_("Tentang"), about),
        Column(_("Oleh"), lambda one: one.siapa or "–"),
        Column(_("Kata-katanya"), lambda one: one.catatan or "–", tip=lambda one: one.catatan),
        Column(_("Alasan ditahan"), lambda one: reason_of(one.alasan) if one.alasan else "–"),
    ]
