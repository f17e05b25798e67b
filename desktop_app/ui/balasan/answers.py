"""NextAnswers and Written: what the next answers carry, and which of those written have arrived."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.i18n import _
from desktop_app.services.balas import HasilBalas, copy_return, export_returns
from desktop_app.services.balas_rencana import BalasanKeluar, RencanaBalasan
from desktop_app.services.kantor import Changed
from desktop_app.services.surel import BAGIAN_MIB, HasilSurel, export_volumes, fits_qr, print_qr
from desktop_app.ui.above_words import line_of
from desktop_app.ui.exchange_words import counts_text, kind_text, moment_text, number_text
from desktop_app.ui.models.rows import Column, RowModel
from desktop_app.ui.page import Page
from desktop_app.ui.pdf_output import show_pdf
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.controls import make_button, make_label
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.folder import FolderField
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.scroll import ScrollColumn
from desktop_app.ui.widgets.table import DataTable

NAMED = 4
SHOWN = 200


class NextAnswers(QWidget):
    """One line for each computer; Enter shows what its answer would carry. ``written`` carries ``Changed``."""

    written = Signal(object)

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.setObjectName("balasan-berikut-bagian")
        self._page = page
        self.model: RowModel[RencanaBalasan] = RowModel(_plan_columns(), self)
        self._build()
        self._table.opened.connect(lambda row: self.show_plan(self.model.row_at(row)))
        self._write.clicked.connect(self.ask_folder)

    def _build(self) -> None:
        self._write = make_button("balasan-buat", _("Buat balasan…"), kind="primary", icon_name="kirim")
        self._text = make_label("", "muted", name="balasan-berikut-teks", wrap=True)
        self._table = DataTable(
            "balasan-berikut",
            _("Balasan berikutnya"),
            EmptyState(
                "balasan-berikut-kosong",
                _("Belum ada yang dibalas"),
                _("Gabungkan paket kantor dulu di Kotak Masuk, atau catat sesuatu untuk kantor di sini."),
                icon_name="kirim",
            ),
        )
        self._table.set_model(self.model)
        self._table.set_columns((200, 104, 420, 136), 2)
        self._table.wrap_lines()
        head = QHBoxLayout()
        head.addWidget(self._text, 1)
        head.addWidget(self._write)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self._table, 1)

    def show_plans(self, plans: tuple[RencanaBalasan, ...]) -> None:
        """Show what each computer would be told."""
        self.model.set_rows(plans)
        due = sum(1 for one in plans if one.ditunggu)
        self._text.setText(_("{n} komputer menunggu balasan.").format(n=due) if due else _("Tidak ada yang menunggu."))
        self._write.setEnabled(bool(plans))

    def show_plan(self, row: RencanaBalasan | None) -> None:
        """Show what one answer would carry."""
        if row is None:
            return
        dialog = Dialog(self.window(), name="balasan-satu", title=_("Balasan untuk {nama}").format(nama=row.nama))
        part = ScrollColumn("balasan-satu-isi", _("Isi balasan"))
        part.box.setSpacing(6)
        for line in plan_lines(row):
            part.box.addWidget(make_label(line, wrap=True))
        part.box.addStretch(1)
        part.setMinimumHeight(220)
        dialog.content.addWidget(part, 1)
        dialog.add_button("tutup", _("Tutup"), default=True)
        dialog.prefer_size(680, 480)
        dialog.open()

    def ask_folder(self) -> None:
        """Ask where the answers are to be written."""
        text = _("Untuk setiap komputer yang menunggu dibuat satu berkas. Serahkan lewat flashdisk.")
        ask_place(self, "balasan-buat-dialog", _("Buat balasan"), text, self.write)

    def write(self, folder: Path) -> None:
        """Write one answer for every computer that waits for one."""
        self._write.setEnabled(False)
        self._page.ask(export_returns, folder, on_done=self._on_written, on_error=self._on_failed, writes=True)

    def _on_written(self, made: tuple[HasilBalas, ...]) -> None:
        names = ", ".join(one.nama for one in made[:NAMED])
        if len(made) > NAMED:
            names += " " + _("dan {n} lagi").format(n=len(made) - NAMED)
        text = _("{n} balasan ditulis dan dibaca ulang di {folder}, untuk: {nama}. Flashdisk boleh dicabut.")
        self._page.banner.show_message(State.OK, text.format(n=len(made), folder=made[0].path.parent, nama=names))
        self.written.emit(Changed((), ("paket",)))

    def _on_failed(self, error: BaseException) -> None:
        self._write.setEnabled(True)
        self._page.show_error(error)


class Written(QWidget):
    """The answers that were written, newest first; one can be put on another stick."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.setObjectName("balasan-ditulis-bagian")
        self._page = page
        self.model: RowModel[BalasanKeluar] = RowModel(_written_columns(), self)
        self._build()
        self._table.opened.connect(lambda row: self.ask_copy(self.model.row_at(row)))
        self._table.selected.connect(lambda _row: self._on_row())
        self._mail.clicked.connect(lambda: self.ask_mail(self.model.row_at(self._table.current_row())))
        self._codes.clicked.connect(lambda: self.show_codes(self.model.row_at(self._table.current_row())))

    def _build(self) -> None:
        self._table = DataTable(
            "balasan-ditulis",
            _("Balasan yang ditulis"),
            EmptyState(
                "balasan-ditulis-kosong",
                _("Belum ada balasan yang ditulis"),
                _("Setiap balasan yang ditulis tercatat di sini sampai terbukti diterima kantornya."),
                icon_name="berkas",
            ),
        )
        self._table.set_model(self.model)
        self._table.set_columns((90, 260, 230, 300, 210), 3)
        hint = make_label(
            _(
                "Terbukti sampai bila paket berikutnya dari komputer itu menyebut balasan ini. Tekan Enter untuk "
                "menyalin sebuah balasan lagi."
            ),
            "muted",
            wrap=True,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(10)
        self._mail = make_button("balasan-surel", _("Lewat surel…"))
        self._codes = make_button("balasan-kode", _("Kode QR…"))
        buttons = QHBoxLayout()
        for button in (self._mail, self._codes):
            button.setEnabled(False)
            buttons.addWidget(button)
        buttons.addStretch(1)
        column.addWidget(hint)
        column.addWidget(self._table, 1)
        column.addLayout(buttons)

    def _on_row(self) -> None:
        row = self.model.row_at(self._table.current_row())
        self._mail.setEnabled(row is not None)
        self._codes.setEnabled(row is not None and fits_qr(row.paket))

    def ask_mail(self, row: BalasanKeluar | None) -> None:
        """Ask where the files for letters are to be written."""
        if row is None:
            return
        title = _("Balasan nomor {n} sebagai berkas surel").format(n=row.paket.seq)
        text = _("Untuk {nama}. Berkas di atas {mb} MB dibagi; kantor itu melihat bagian mana yang belum datang.")
        text = text.format(nama=row.nama, mb=BAGIAN_MIB)
        ask_place(self, "balasan-surel-dialog", title, text, lambda at: self.mail(row, at))

    def mail(self, row: BalasanKeluar, folder: Path) -> None:
        """Write an answer as files that fit a letter."""
        self._page.ask(export_volumes, row.paket, folder, mib=BAGIAN_MIB, on_done=self._on_mailed, writes=True)

    def show_codes(self, row: BalasanKeluar | None) -> None:
        """Show the QR sheets of a tiny answer, to be printed."""
        if row is None:
            return
        title = _("Kode QR balasan nomor {n}").format(n=row.paket.seq)
        name = f"kode-qr-{Path(row.paket.nama_berkas).stem}.pdf"
        self._page.ask(print_qr, row.paket, on_done=show_pdf(self._page, title, name), writes=True)

    def _on_mailed(self, result: HasilSurel) -> None:
        text = _("{n} berkas ditulis di {folder}. Lampirkan semuanya apa adanya, boleh di surel yang berbeda.")
        folder = result.berkas[0].parent
        self._page.banner.show_message(State.OK, text.format(n=len(result.berkas), folder=folder))

    def show_written(self, written: tuple[BalasanKeluar, ...]) -> None:
        """Show the answers."""
        self.model.set_rows(written)
        self._on_row()

    def ask_copy(self, row: BalasanKeluar | None) -> None:
        """Ask where another copy of an answer is to be put."""
        if row is None:
            return
        title = _("Salin lagi balasan nomor {n}").format(n=row.paket.seq)
        ask_place(self, "balasan-salin", title, _("Untuk {nama}.").format(nama=row.nama), lambda at: self.copy(row, at))

    def copy(self, row: BalasanKeluar, folder: Path) -> None:
        """Put another copy of an answer into a folder."""
        self._page.ask(copy_return, row.paket.epoch, row.paket.seq, folder, on_done=self._on_copied, writes=True)

    def _on_copied(self, path: Path) -> None:
        text = _("{berkas} disalin dan dibaca ulang. Flashdisk boleh dicabut.").format(berkas=path.name)
        self._page.banner.show_message(State.OK, text)


def ask_place(parent: QWidget, name: str, title: str, text: str, on_place: Callable[[Path], object]) -> None:
    """Ask for a stick or a folder."""
    dialog = Dialog(parent.window(), name=name, title=title, text=text)
    folder = FolderField(f"{name}-folder", _("Flashdisk atau folder tujuan"))
    row = FormRow(f"{name}-baris", _("Flashdisk atau folder tujuan"), folder, stacked=True)
    dialog.content.addWidget(row)

    def take() -> None:
        chosen = folder.answer()
        if chosen is None:
            row.show_finding(State.ERROR, _("Pasang flashdisk, atau pilih folder tujuan."))
            return
        dialog.accept()
        on_place(chosen)

    dialog.add_button("batal", _("Batal"))
    dialog.add_button("ya", _("Tulis"), take, default=True, closes=False)
    dialog.setMinimumWidth(560)
    dialog.open()


def plan_lines(row: RencanaBalasan) -> list[str]:
    """Return what an answer would carry, line by line."""
    lines: list[str] = []
    if row.paket:
        lines.append(_("Tanda terima paket nomor {nomor}.").format(nomor=", ".join(map(str, row.paket))))
    if row.semua:
        lines.append(_("Komputer ini dipulihkan atau baru: seluruh data kantornya dikirim lagi."))
    if row.sertifikat:
        lines.append(_("Sertifikat yang diperbarui."))
    if row.baru:
        lines.append(_("Belum pernah dikirim kepadanya:"))
        lines += [f"    {line_of(one.judul)} ({kind_text(one.kind)})" for one in row.baru[:SHOWN]]
        if len(row.baru) > SHOWN:
            lines.append(_("… dan {n} lagi").format(n=len(row.baru) - SHOWN))
    if row.jenis:
        lines.append(_("Seluruh isinya: {isi}.").format(isi=counts_text(row.jenis)))
    if row.terakhir is not None:
        said = (
            _("Balasan terakhir nomor {n} terbukti sampai.")
            if row.terakhir.diterima
            else _("Balasan terakhir nomor {n} belum terbukti sampai.")
        )
        lines.append(said.format(n=row.terakhir.seq))
    return lines or [_("Tidak ada yang baru.")]


def _summary(row: RencanaBalasan) -> str:
    parts = []
    if row.paket:
        parts.append(_("{n} tanda terima").format(n=len(row.paket)))
    if row.baru:
        kinds: dict[str, int] = {}
        for one in row.baru:
            kinds[one.kind] = kinds.get(one.kind, 0) + 1
        parts.append(counts_text(kinds))
    if row.sertifikat:
        parts.append(_("sertifikat"))
    return " · ".join(parts) or "–"


def _plan_columns() -> tuple[Column[RencanaBalasan], ...]:
    return (
        Column(_("Kantor"), lambda row: line_of(row.nama)),
        Column(_("Komputer"), lambda row: row.device_id[:8]),
        Column(_("Yang baru"), _summary, tip=lambda row: "\n".join(plan_lines(row)[:30])),
        Column(
            _("Keadaan"),
            lambda row: _("Menunggu") if row.ditunggu else _("Tidak menunggu"),
            state=lambda row: State.WARNING if row.ditunggu else None,
        ),
    )


def _written_columns() -> tuple[Column[BalasanKeluar], ...]:
    return (
        Column(_("Nomor"), lambda row: number_text(row.paket.seq), right=True),
        Column(_("Kantor"), lambda row: line_of(row.nama)),
        Column(_("Dibuat"), lambda row: moment_text(row.paket.waktu, row.paket.ragu)),
        Column(_("Isi"), lambda row: counts_text(row.paket.dokumen_jenis) or "–"),
        Column(
            _("Keadaan"),
            lambda row: _("Terbukti sampai") if row.sampai else _("Dibawa, belum terbukti"),
            state=lambda row: State.OK if row.sampai else State.INFO,
        ),
    )
