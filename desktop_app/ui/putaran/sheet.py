"""RoundSheet: one round: who is asked and what can be hidden before it opens, its progress while it is open."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from desktop_app.domain.errors import UserError
from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.istilah_pengembangan import StatusPutaran
from desktop_app.domain.putaran import PenjawabPutaran
from desktop_app.domain.wewenang import Wewenang
from desktop_app.i18n import _
from desktop_app.services.kantor import Changed, Kantor
from desktop_app.services.putaran import (
    PutaranTerbuka,
    drop_putaran,
    get_putaran,
    list_yang_ditanya,
    open_putaran,
    propose_penjawab,
    restart_putaran,
    save_putaran,
)
from desktop_app.services.putaran_cetak import print_kode
from desktop_app.services.putaran_jawab import KemajuanPutaran, read_progress
from desktop_app.services.putaran_kata import KalimatAnonim, name_group, name_status, sentences_of
from desktop_app.services.putaran_tutup import PutaranDitutup, close_putaran, give_up_putaran
from desktop_app.ui.models.rows import Column, RowModel
from desktop_app.ui.page import Page
from desktop_app.ui.pdf_output import show_pdf
from desktop_app.ui.putaran.add import AddAsked
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.controls import make_button, make_label
from desktop_app.ui.widgets.dialog import confirm
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.header import PageHeader
from desktop_app.ui.widgets.table import DataTable


@dataclass(frozen=True)
class Read:
    """What the sheet shows of one round; ``people`` are those who may be asked, by id."""

    round: PutaranTerbuka
    sentences: tuple[KalimatAnonim, ...]
    progress: KemajuanPutaran | None
    people: tuple[tuple[str, str], ...]


def read_round(kantor: Kantor, doc_id: str) -> Read:
    """Read one round for the sheet; runs in the worker thread."""
    found = get_putaran(kantor, doc_id)
    progress = None
    if found.di_sini and not found.hilang:
        try:
            progress = read_progress(kantor, doc_id)
        except UserError:
            progress = None
    return Read(found, sentences_of(found.isi, found.nama), progress, list_yang_ditanya(kantor))


class RoundSheet(QWidget):
    """Buttons by state: a draft is adjusted and opened, an open one is closed, a lost one opened anew or ended."""

    left = Signal()
    change_wanted = Signal(object)
    """``PutaranUmpanBalik``: the draft whose name, days or questions are to be changed."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.setObjectName("putaran-lembar-putaran")
        self._page = page
        self.doc_id = ""
        self._read: Read | None = None
        self._build()

    def _build(self) -> None:
        self._header = PageHeader("putaran-satu-kepala", "")
        back = make_button("putaran-satu-kembali", _("Kembali"), kind="quiet", icon_name="panah-kiri", compact=True)
        back.clicked.connect(self.left)
        self._header.insert_action(back)
        make = make_button
        self._drop = make("putaran-satu-hapus", _("Hapus…"), kind="danger", label=_("Hapus draf putaran"))
        self._edit = make("putaran-satu-ubah", _("Ubah…"), icon_name="ubah")
        self._propose = make("putaran-satu-usul", _("Usulkan"), label=_("Usulkan ulang siapa ditanya"))
        self._fill = make(
            "putaran-satu-lengkapi", _("Lengkapi rekan"), label=_("Tambah rekan bagi yang terlalu sedikit")
        )
        self._remove = make(
            "putaran-satu-keluarkan", _("Keluarkan"), label=_("Keluarkan baris"), shortcut="Ctrl+Delete"
        )
        self._add = make("putaran-satu-tambah", _("Tambah…"), icon_name="tambah")
        self._open = make("putaran-satu-buka", _("Buka putaran…"), kind="primary")
        self._codes = make("putaran-satu-kode", _("Slip kode…"), icon_name="cetak")
        self._close = make("putaran-satu-tutup", _("Tutup putaran…"), kind="primary")
        self._again = make("putaran-satu-ulang", _("Buka ulang…"), kind="primary")
        self._end = make("putaran-satu-akhiri", _("Akhiri tanpa hasil…"), kind="danger")
        for button, act in (
            (self._drop, self._on_drop),
            (self._edit, self._on_edit),
            (self._propose, lambda: self._on_propose()),
            (self._fill, lambda: self._on_propose(lengkapi=True)),
            (self._remove, self._on_remove),
            (self._add, self._on_add),
            (self._open, self._on_open),
            (self._codes, self._on_codes),
            (self._close, self._on_close),
            (self._again, self._on_again),
            (self._end, self._on_end),
        ):
            button.clicked.connect(act)
        for button in (self._open, self._codes, self._close, self._end, self._again):
            self._header.add_action(button)
        self._tools = QWidget()
        self._tools.setObjectName("putaran-satu-alat")
        tools = QHBoxLayout(self._tools)
        tools.setContentsMargins(0, 0, 0, 0)
        for button in (self._add, self._remove, self._propose, self._fill, self._edit):
            tools.addWidget(button)
        tools.addStretch(1)
        tools.addWidget(self._drop)
        self._note = make_label("", name="putaran-satu-catatan", wrap=True)
        self._rows: RowModel[tuple[str, str, str]] = RowModel(
            [
                Column(_("Tentang"), lambda row: row[0]),
                Column(_("Sebagai"), lambda row: row[1]),
                Column(_("Ditanya"), lambda row: row[2]),
            ],
            self,
        )
        empty = EmptyState("putaran-satu-kosong", _("Belum ada yang ditanya"), _("Tambahkan, atau usulkan ulang."))
        self.table = DataTable("putaran-satu-tabel", _("Siapa ditanya tentang siapa"), empty)
        self.table.set_model(self._rows)
        self.table.set_columns((140, 110, 150), 0)
        self.words = QPlainTextEdit()
        self.words.setObjectName("putaran-satu-kata")
        self.words.setAccessibleName(_("Keterangan"))
        self.words.setReadOnly(True)
        self.words.setTabChangesFocus(True)
        self.words.setMinimumWidth(280)
        halves = QHBoxLayout()
        halves.setSpacing(16)
        halves.addWidget(self.table, 3)
        halves.addWidget(self.words, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._header)
        column.addWidget(self._note)
        column.addWidget(self._tools)
        column.addLayout(halves, 1)

    def open(self, doc_id: str) -> None:
        """Show one round."""
        self.doc_id = doc_id
        self._page.ask(read_round, doc_id, on_done=self._show)

    def _show(self, found: Read) -> None:
        if found.round.id != self.doc_id:
            return
        self._read = found
        isi, name = found.round.isi, found.round.nama
        here = found.round.di_sini and not found.round.hilang
        self._header.set_title(isi.nama)
        until = format_tanggal(isi.selesai) if isi.selesai else "–"
        self._header.set_subtitle(_("{status} · sampai {hari}").format(status=name_status(isi.status), hari=until))
        draft = isi.status is StatusPutaran.DRAFT
        for part in (self._tools, self._open):
            part.setVisible(draft)
        for button in (self._codes, self._close):
            button.setVisible(here)
        self._again.setVisible(found.round.hilang)
        self._end.setVisible(found.round.hilang or self._may_end_elsewhere(found))
        at = max(0, self.table.current_row())
        self._rows.set_rows(
            [
                (name.get(p.tentang_id, "?"), name_group(p.kelompok), name.get(p.penjawab_id, "") or p.sebutan)
                for p in isi.penjawab
            ]
        )
        self.table.select_row(min(at, len(isi.penjawab) - 1))
        self._note.setText(self._note_text(found))
        self.words.setPlainText(_words(found))
        label = _("Kemajuan") if found.progress is not None else _("Apakah jawaban dapat tanpa nama")
        self.words.setAccessibleName(label)
        if self.isVisible() and not self.isAncestorOf(self.window().focusWidget() or self._page):
            self.table.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _note_text(self, found: Read) -> str:
        if found.round.hilang:
            return _(
                "Jawaban putaran ini tidak dapat dibaca lagi, karena data kantor pernah dipulihkan dari cadangan. "
                "Buka ulang supaya semua menjawab lagi, atau akhiri tanpa hasil."
            )
        if found.round.isi.status is StatusPutaran.DRAFT:
            return _("Periksa siapa ditanya dan kalimat di kanan. Sesudah dibuka, keduanya tidak berubah lagi.")
        if found.round.tanpa_hasil:
            return _("Putaran sudah ditutup tanpa hasil. Tidak ada jawaban yang ditampilkan.")
        if found.round.isi.status is StatusPutaran.DITUTUP:
            return _("Putaran sudah ditutup. Jawaban sudah dihancurkan; hasilnya ada di bagian Hasil.")
        if not found.round.di_sini:
            return _("Jawaban dikumpulkan di komputer lain, yaitu tempat putaran ini dibuka.")
        return _("Jawaban dikumpulkan di komputer ini saja, dan tidak ikut cadangan. Tutup putaran bila sudah cukup.")

    def _save(self, asked: tuple[PenjawabPutaran, ...]) -> None:
        if self._read is not None:
            isi = msgspec.structs.replace(self._read.round.isi, penjawab=asked)
            self._page.ask(save_putaran, self.doc_id, isi, on_done=self._changed, writes=True)

    def _changed(self, changed: Changed) -> None:
        self._page.changed.emit(changed)
        self.open(self.doc_id)

    def _on_edit(self) -> None:
        if self._read is not None:
            self.change_wanted.emit(self._read.round.isi)

    def _on_propose(self, *, lengkapi: bool = False) -> None:
        def take(asked: tuple[PenjawabPutaran, ...]) -> None:
            if self._read is not None:
                self._save((*asked, *(p for p in self._read.round.isi.penjawab if not p.penjawab_id)))

        self._page.ask(propose_penjawab, on_done=take, lengkapi=lengkapi)

    def _on_remove(self) -> None:
        at = self.table.current_row()
        if self._read is not None and at >= 0:
            asked = self._read.round.isi.penjawab
            self._save((*asked[:at], *asked[at + 1 :]))

    def _on_add(self) -> None:
        if self._read is not None:
            known = self._read.round.isi.penjawab
            at = self.table.current_row()
            about = known[at].tentang_id if 0 <= at < len(known) else ""
            AddAsked(self.window(), self._read.people, about, self._take_added).open()

    def _take_added(self, new: PenjawabPutaran) -> None:
        if self._read is not None:
            self._save((*(p for p in self._read.round.isi.penjawab if p.id != new.id), new))

    def _confirm(self, key: str, title: str, text: str, yes: str, act: object, *, danger: bool = False) -> None:
        assert callable(act)
        confirm(
            self.window(), name=f"putaran-{key}", title=title, text=text, yes=yes, on_yes=lambda: act(), danger=danger
        )

    def _on_drop(self) -> None:
        def gone(changed: Changed) -> None:
            self._page.changed.emit(changed)
            self.left.emit()

        self._confirm(
            "hapus",
            _("Hapus draf putaran ini?"),
            _("Belum ada yang ditanya, jadi tidak ada jawaban yang hilang."),
            _("Hapus"),
            lambda: self._page.ask(drop_putaran, self.doc_id, on_done=gone, writes=True),
            danger=True,
        )

    def _on_open(self) -> None:
        self._confirm(
            "buka",
            _("Buka putaran ini?"),
            _(
                "Pertanyaan dan siapa yang ditanya tidak berubah lagi. Jawaban dikumpulkan di komputer ini saja, "
                "dan tidak ikut cadangan."
            ),
            _("Buka putaran"),
            lambda: self._page.ask(open_putaran, self.doc_id, on_done=self._changed, writes=True),
        )

    def _on_codes(self) -> None:
        def show(made: tuple[str, bytes]) -> None:
            show_pdf(self, _("Slip kode"), made[0], secret=True)(made[1])

        self._confirm(
            "slip",
            _("Buat slip kode?"),
            _("Kode baru dibuat untuk yang tidak dapat masuk dan belum menjawab. Slip lama tidak berlaku lagi."),
            _("Buat slip"),
            lambda: self._page.ask(print_kode, self.doc_id, on_done=show, writes=True),
        )

    def _on_close(self) -> None:
        def closed(done: PutaranDitutup) -> None:
            self._changed(done.changed)
            text = _("Putaran ditutup: {hasil} hasil dari {jawaban} jawaban, {ditahan} jawaban ditahan.")
            text = text.format(hasil=done.hasil, jawaban=done.jawaban, ditahan=done.ditahan)
            self._page.banner.show_message(State.OK, text)

        progress = self._read.progress if self._read is not None else None
        said = _("Baru {n} dari {m} lembar dijawab.") if progress is not None else ""
        said = said.format(n=progress.menjawab, m=progress.ditanya) if progress is not None else ""
        self._confirm(
            "tutup",
            _("Tutup putaran ini?"),
            f"{said} "
            + _("Hasil ditulis, lalu semua jawaban dihancurkan. Ini tidak dapat dibatalkan dan tidak dibuka lagi."),
            _("Tutup putaran"),
            lambda: self._page.ask(close_putaran, self.doc_id, on_done=closed, writes=True),
            danger=True,
        )

    def _on_again(self) -> None:
        self._confirm(
            "ulang",
            _("Buka ulang putaran ini?"),
            _("Jawaban yang lama sudah hilang. Semua orang menjawab lagi dari awal."),
            _("Buka ulang"),
            lambda: self._page.ask(restart_putaran, self.doc_id, on_done=self._changed, writes=True),
        )

    def _may_end_elsewhere(self, found: Read) -> bool:
        elsewhere = found.round.isi.status is StatusPutaran.DIBUKA and not found.round.di_sini
        return elsewhere and self._page.desk.may(Wewenang.PULIHKAN_CADANGAN)

    def _on_end(self) -> None:
        elsewhere = self._read is not None and self._may_end_elsewhere(self._read)
        said = _("Tidak ada hasil yang ditulis, dan putaran tidak dapat dibuka lagi.")
        if elsewhere:
            said = _(
                "Pakai ini hanya bila komputer tempat putaran dibuka tidak dapat dipakai lagi; bila masih dapat, tutup "
                "putarannya di sana. Tidak ada hasil yang ditulis, dan jawaban di komputer itu dihancurkan."
            )
        self._confirm(
            "akhiri",
            _("Akhiri putaran ini tanpa hasil?"),
            said,
            _("Akhiri"),
            lambda: self._page.ask(
                give_up_putaran, self.doc_id, komputer_lain=elsewhere, on_done=self._changed, writes=True
            ),
            danger=True,
        )


def _words(found: Read) -> str:
    """Return progress while it is open here, else the sentences about each group, by person; above, who gets a code."""
    coded = _("Menjawab dengan slip kode, karena tidak dapat masuk dengan akun: {nama}.")
    head = [coded.format(nama=", ".join(found.round.berkode)), ""] if found.round.berkode else []
    if found.progress is not None:
        line = _("{nama}: {n} dari {m}")
        told = [line.format(nama=name, n=done, m=asked) for name, asked, done in found.progress.per_orang]
        wait = [_("{nama} ({n} lembar)").format(nama=name, n=n) for name, n in found.progress.belum]
        return "\n".join(
            [*head, _("Sudah dijawab, tentang"), *told, "", _("Belum selesai menjawab"), *(wait or [_("Tidak ada")])]
        )
    parts: list[str] = []
    last = ""
    for one in found.sentences:
        if one.pegawai != last:
            parts += ["", one.pegawai] if parts else [one.pegawai]
            last = one.pegawai
        parts += [f"  {one.kalimat[0]}", f"  {one.kalimat[1]}"]
    return "\n".join([*head, *parts])
