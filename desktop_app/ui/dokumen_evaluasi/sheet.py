"""DokumenSheet: the whole way of one document with its days and doubts, and what can be proven of each deadline."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.tenggat_dokumen import TenggatTerbukti
from desktop_app.domain.tenggat_evaluasi import Kepastian, certainty_of
from desktop_app.domain.wewenang import Wewenang
from desktop_app.i18n import _
from desktop_app.services.jalan_dokumen import LangkahJalan, RincianJalan, read_jalan_dokumen
from desktop_app.services.jalan_kata import KEDUDUKAN, PERISTIWA, day_text, judgement_text
from desktop_app.ui.models.rows import Column, RowModel
from desktop_app.ui.page import Page
from desktop_app.ui.rights import permit
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.controls import make_button, make_label
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.header import PageHeader
from desktop_app.ui.widgets.table import DataTable
from desktop_app.ui.words import periode_text


class DokumenSheet(QWidget):
    """``left`` asks for the list; steps, corrections and pages are asked of the page."""

    left = Signal()
    step_wanted = Signal(object)
    correct_wanted = Signal(object, object)
    print_wanted = Signal(str)
    rekey_wanted = Signal(str)

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.setObjectName("dokumen-lembar")
        self._page = page
        self.shown: RincianJalan | None = None
        self.doc_id = ""
        self._build()
        self._connect()

    def _build(self) -> None:
        self._header = PageHeader("dokumen-lembar-kepala", _("Dokumen evaluasi"), " ")
        self._back = make_button(
            "dokumen-kembali", _("Daftar"), kind="quiet", icon_name="panah-kiri", shortcut="Alt+Left", compact=True
        )
        self._header.insert_action(self._back)
        self._correct = make_button("dokumen-betulkan", _("Betulkan…"), kind="quiet", icon_name="ubah", compact=True)
        self._print = make_button("dokumen-cetak", _("Cetak…"), icon_name="cetak", shortcut="Ctrl+P")
        self._rekey = make_button(
            "dokumen-lembar-isi-ulang", _("Isi ulang…"), kind="quiet", icon_name="berkas", compact=True
        )
        self._rekey.setToolTip(_("Lembar untuk diketik ulang ke e-Kinerja"))
        self._step = make_button(
            "dokumen-lembar-catat", _("Catat langkah…"), kind="primary", icon_name="tambah", shortcut="Ctrl+Return"
        )
        for button in (self._print, self._rekey):
            permit(button, self._page.desk, Wewenang.CETAK)
        for button in (self._print, self._step):
            self._header.add_action(button)
        steps = make_label(_("Perjalanan dokumen"), "section", name="dokumen-bagian-jalan")
        self._steps: RowModel[LangkahJalan] = RowModel(_step_columns(), self)
        self._way = DataTable(
            "dokumen-jalan",
            _("Perjalanan dokumen"),
            EmptyState(
                "dokumen-jalan-kosong", _("Belum ada langkah yang dicatat"), _("Mulai dari penyerahan kepada pegawai.")
            ),
        )
        self._way.set_model(self._steps)
        self._way.set_columns((220, 150, 300, 200), 2)
        dues = make_label(_("Tenggat dan yang dapat dibuktikan"), "section", name="dokumen-bagian-tenggat")
        self._limits: RowModel[TenggatTerbukti] = RowModel(_limit_columns(), self)
        self._dues = DataTable(
            "dokumen-tenggat",
            _("Tenggat dan yang dapat dibuktikan"),
            EmptyState("dokumen-tenggat-kosong", _("Belum ada tenggat yang berjalan"), icon_name="jam"),
        )
        self._dues.wrap_lines()
        self._dues.set_model(self._limits)
        self._dues.set_columns((190, 120, 120, 260, 250), 3)
        self._earlier = make_label("", "muted", name="dokumen-terdahulu", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._header)
        # What concerns the way stands above it: in the heading it would leave no room for the person's name.
        above = QHBoxLayout()
        above.addWidget(steps, 1)
        above.addWidget(self._correct)
        above.addWidget(self._rekey)
        column.addLayout(above)
        column.addWidget(self._way, 3)
        column.addWidget(self._earlier)
        column.addWidget(dues)
        column.addWidget(self._dues, 3)

    def _connect(self) -> None:
        self._back.clicked.connect(self.left)
        self._step.clicked.connect(lambda: self.step_wanted.emit(self.shown))
        self._print.clicked.connect(lambda: self.print_wanted.emit(self.doc_id))
        self._rekey.clicked.connect(lambda: self.rekey_wanted.emit(self.doc_id))
        self._correct.clicked.connect(self._on_correct)
        self._way.selected.connect(lambda _row: self._show_correct())

    def open(self, doc_id: str) -> None:
        """Show the way of one evaluation's document."""
        self.doc_id = doc_id
        self._page.ask(read_jalan_dokumen, doc_id, on_done=self._show)

    def take_focus(self) -> None:
        """Put the keyboard on what can be done, or into the way."""
        target: QWidget = self._step if self._step.isEnabled() else self._way.view
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, shown: RincianJalan) -> None:
        first = self.shown is None or self.shown.penilaian_id != shown.penilaian_id
        self.doc_id, self.shown = shown.penilaian_id, shown
        self._header.set_title(shown.pegawai.nama or _("Dokumen evaluasi"))
        told = _("{lembar}, {periode} · {keadaan}")
        self._header.set_subtitle(
            told.format(
                lembar=shown.formulir,
                periode=periode_text(shown.isi.periode),
                keadaan=_("Berbeda versi") if shown.konflik else _(KEDUDUKAN[shown.kedudukan]),
            )
        )
        self._steps.set_rows(shown.langkah)
        self._limits.set_rows(shown.tenggat)
        self._way.select_row(len(shown.langkah) - 1)
        self._step.setEnabled(bool(shown.boleh))
        self._earlier.setText(_earlier_text(shown))
        self._earlier.setVisible(bool(shown.terdahulu))
        self._show_correct()
        if first:
            self.take_focus()

    def _current(self) -> LangkahJalan | None:
        return self._steps.row_at(self._way.current_row())

    def _show_correct(self) -> None:
        step = self._current()
        fits = step is not None and not step.dibetulkan and not step.peristiwa.batal
        self._correct.setEnabled(fits and self._page.desk.may(Wewenang.CATAT_DOKUMEN))

    def _on_correct(self) -> None:
        step = self._current()
        if step is not None and self.shown is not None:
            self.correct_wanted.emit(self.shown, step)


def _earlier_text(shown: RincianJalan) -> str:
    """Return in words what happened to versions from before a correction: it stays with them."""
    parts = []
    for way in shown.terdahulu:
        steps = ", ".join(
            f"{_(PERISTIWA[one.peristiwa.jenis]).lower()} {format_tanggal(one.peristiwa.tanggal)}"
            for one in way.langkah
            if one.peristiwa.tanggal is not None and not one.dibetulkan and not one.peristiwa.batal
        )
        day = format_tanggal(way.tanggal) if way.tanggal is not None else "–"
        parts.append(
            _("Sebelum dikoreksi (bertanggal {tanggal}): {langkah}.").format(tanggal=day, langkah=steps or "–")
        )
    return " ".join(parts)


def _step_columns() -> list[Column[LangkahJalan]]:
    def day(step: LangkahJalan) -> str:
        text = format_tanggal(step.peristiwa.tanggal) if step.peristiwa.tanggal is not None else "–"
        return _("{tanggal} (diragukan)").format(tanggal=text) if step.peristiwa.ragu else text

    def what(step: LangkahJalan) -> str:
        text = _(PERISTIWA[step.peristiwa.jenis])
        if step.dibetulkan:
            return _("{langkah}: sudah dibetulkan").format(langkah=text)
        return _("{langkah}: tidak terjadi").format(langkah=text) if step.peristiwa.batal else text

    def mark(step: LangkahJalan) -> State | None:
        if step.dibetulkan or step.peristiwa.batal:
            return State.INFO
        return State.WARNING if step.peristiwa.ragu else State.OK

    def recorded(step: LangkahJalan) -> str:
        at = format_tanggal(step.peristiwa.dicatat) if step.peristiwa.dicatat is not None else ""
        return f"{step.pencatat}, {at}" if at else step.pencatat

    return [
        Column(_("Yang terjadi"), what, state=mark),
        Column(_("Tanggal"), day),
        Column(_("Catatan"), lambda step: step.peristiwa.catatan or "–"),
        Column(_("Dicatat oleh"), recorded),
    ]


def _limit_columns() -> list[Column[TenggatTerbukti]]:
    def mark(one: TenggatTerbukti) -> State | None:
        return {
            Kepastian.TEPAT: State.OK,
            Kepastian.TERLAMBAT: State.ERROR,
            Kepastian.TIDAK_TERBUKTI: State.WARNING,
        }.get(certainty_of(one.tenggat))

    return [
        Column(_("Tenggat"), lambda one: _(one.tenggat.aturan.nama)),
        Column(_("Batas"), lambda one: format_tanggal(one.tenggat.batas) if one.tenggat.batas else "–"),
        Column(_("Terjadi"), lambda one: day_text(one.selesai)),
        Column(_("Yang dapat dibuktikan"), judgement_text, state=mark),
        Column(_("Dasar"), lambda one: _(one.tenggat.aturan.dasar)),
    ]
