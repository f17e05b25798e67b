"""EvidenceField: the evidence of one entry, ready to be put into any page or dialog.

The page gives it what the document says (``show_evidence``) and takes what it says now from ``changed``; adding,
looking, saving and warning happen here. Files are checked and photos drawn in the worker, never in the window's thread.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop_app.domain.bukti_dukung import BuktiDukung
from desktop_app.i18n import _
from desktop_app.services.bukti import add_bukti, export_bukti, export_name, read_bukti
from desktop_app.services.bukti_jenis import AKHIRAN, GAMBAR, PDF
from desktop_app.services.bukti_periksa import KeadaanBukti, inspect_bukti
from desktop_app.ui.desk import Desk
from desktop_app.ui.errors import present_error
from desktop_app.ui.exchange_words import size_text
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.banner import Banner
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.filedialog import label_in_indonesian
from desktop_app.ui.widgets.filelist import FileList, FileRow
from desktop_app.ui.words import temuan_text


class EvidenceField(QWidget):
    """``changed`` carries the tuple of ``BuktiDukung`` as it is after each act of the person."""

    changed = Signal(object)

    def __init__(self, name: str, desk: Desk, title: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self._desk = desk
        self._doc_id = ""
        self._editable = True
        self._pending = 0
        self._place = 0
        self._evidence: tuple[BuktiDukung, ...] = ()
        self._states: dict[str, KeadaanBukti] = {}
        self._build(name, title or _("Bukti dukung"))
        self._connect()

    def _build(self, name: str, title: str) -> None:
        self.banner = Banner(f"{name}-pesan")
        self.files = FileList(
            f"{name}-berkas",
            title,
            suffixes=tuple(dict.fromkeys((*AKHIRAN.values(), ".jpeg"))),
            hint=_("Foto atau dokumen: pilih dengan Tambah berkas, seret ke sini, atau tempel (Ctrl+V). Boleh kosong."),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.banner)
        column.addWidget(self.files)

    def _connect(self) -> None:
        self.files.files_given.connect(self._add)
        self.files.open_wanted.connect(self._open)
        self.files.save_wanted.connect(self._save)
        self.files.remove_wanted.connect(self._remove)
        self.files.remark_typed.connect(self._remark)

    def show_evidence(self, doc_id: str, evidence: Sequence[BuktiDukung], *, editable: bool = True) -> None:
        """Show the evidence of a document (``doc_id`` may be empty for one not made yet)."""
        same = (doc_id, [one.id for one in evidence]) == (self._doc_id, [one.id for one in self._evidence])
        self._doc_id, self._evidence, self._editable = doc_id, tuple(evidence), editable
        if not same:
            # Another entry: what is still being added was meant for the one before.
            self._place += 1
            self.banner.hide()
        self._draw()
        self._look()

    def evidence(self) -> tuple[BuktiDukung, ...]:
        """Return the evidence as it is shown now."""
        return self._evidence

    def take_focus(self) -> None:
        """Put the keyboard where work begins."""
        self.files.take_focus()

    def _add(self, given: list[Path | bytes]) -> None:
        """Add one file after the other; one that is refused does not stop the rest."""
        self.banner.hide()
        for source in given:
            name = "" if isinstance(source, Path) else _("tempelan.png")
            self._pending += 1
            self._desk.runner.submit(
                add_bukti,
                source,
                name,
                owner=self,
                keep_error=True,
                on_done=partial(self._added, place=self._place),
                on_error=self._refused,
            )
        self._tell_pending()

    def _added(self, one: BuktiDukung, *, place: int) -> None:
        if place != self._place:
            self._finish_one()
            return
        if any(other.sidik == one.sidik for other in self._evidence):
            self.banner.show_message(State.INFO, _("{nama} sudah ada di daftar ini.").format(nama=one.nama))
        else:
            self._set((*self._evidence, one))
        self._finish_one()

    def _refused(self, error: BaseException) -> None:
        present_error(self.window(), error, self.banner)
        self._finish_one()

    def _finish_one(self) -> None:
        self._pending -= 1
        self._tell_pending()
        if not self._pending:
            self._look()

    def _tell_pending(self) -> None:
        text = _("Menambahkan {jumlah} berkas…").format(jumlah=self._pending)
        self.files.set_busy(text if self._pending else "")

    def _remove(self, key: str) -> None:
        self._set(tuple(one for one in self._evidence if one.id != key))
        self._look()

    def _remark(self, key: str, text: str) -> None:
        self._set(
            tuple(msgspec.structs.replace(one, keterangan=text) if one.id == key else one for one in self._evidence)
        )

    def _set(self, evidence: tuple[BuktiDukung, ...]) -> None:
        self._evidence = evidence
        self._draw()
        self.changed.emit(evidence)

    def _look(self) -> None:
        """Ask for pictures and warnings; nothing is asked where there is nothing."""
        if self._evidence:
            self._desk.runner.submit(
                inspect_bukti, self._doc_id, self._evidence, owner=self, on_done=self._inspected, on_error=self._failed
            )

    def _inspected(self, states: tuple[KeadaanBukti, ...]) -> None:
        self._states = {one.id: one for one in states}
        self._draw()

    def _failed(self, error: BaseException) -> None:
        present_error(self.window(), error, self.banner)

    def _draw(self) -> None:
        self.files.show_rows([self._row(one) for one in self._evidence], editable=self._editable)

    def _row(self, one: BuktiDukung) -> FileRow:
        state = self._states.get(one.id)
        kind = AKHIRAN.get(one.jenis, "").lstrip(".").upper()
        return FileRow(
            key=one.id,
            name=one.nama,
            about=" · ".join(word for word in (kind, size_text(one.ukuran) if one.ukuran else "") if word),
            remark=one.keterangan,
            picture=state.kecil if state is not None else b"",
            hints=tuple(temuan_text(hint) for hint in state.temuan) if state is not None else (),
            here=state.ada if state is not None else True,
        )

    def _open(self, key: str) -> None:
        """Show a photo or a PDF here, so that no copy of it stays on this computer; anything else is saved."""
        one = next((one for one in self._evidence if one.id == key), None)
        if one is None:
            return
        if one.jenis not in (*GAMBAR, PDF):
            self._save(key)
            return
        self._desk.runner.submit(
            read_bukti, one.sidik, owner=self, on_done=lambda data: self._show(one, data), on_error=self._failed
        )

    def _show(self, one: BuktiDukung, data: bytes) -> None:
        if one.jenis == PDF:
            from desktop_app.ui.pdf_output import PdfSheet

            sheet: Dialog = PdfSheet(self.window(), one.nama, data, export_name(one))
        else:
            sheet = PictureSheet(self.window(), one.nama, data)
        sheet.open()

    def _save(self, key: str) -> None:
        one = next((one for one in self._evidence if one.id == key), None)
        if one is None:
            return
        dialog = QFileDialog(self, _("Simpan {nama} ke folder").format(nama=one.nama))
        dialog.setObjectName(f"{self.objectName()}-folder")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly, True)
        label_in_indonesian(dialog, accept=_("Simpan"))
        dialog.fileSelected.connect(lambda folder: self._save_into(one, Path(folder)))
        dialog.open()

    def _save_into(self, one: BuktiDukung, folder: Path) -> None:
        self._desk.runner.submit(
            export_bukti, one, folder, owner=self, on_done=self._saved, on_error=self._failed, keep_error=True
        )

    def _saved(self, path: Path) -> None:
        self.banner.show_message(
            State.OK, _("Disimpan di {path}. Hapus berkasnya bila tidak dipakai lagi.").format(path=path)
        )


class PictureSheet(Dialog):
    """A photo above the page, as large as the screen allows; it leaves no file behind."""

    def __init__(self, parent: QWidget, title: str, data: bytes) -> None:
        super().__init__(parent, name="lembar-foto", title=title)
        picture = QPixmap()
        picture.loadFromData(data)
        room = self.screen().availableGeometry()
        ratio = self.devicePixelRatioF()
        width, height = round((room.width() - 120) * ratio), round((room.height() - 240) * ratio)
        if picture.width() > width or picture.height() > height:
            mode = Qt.AspectRatioMode.KeepAspectRatio
            picture = picture.scaled(width, height, mode, Qt.TransformationMode.SmoothTransformation)
        picture.setDevicePixelRatio(ratio)
        label = QLabel()
        label.setObjectName("lembar-foto-gambar")
        label.setAccessibleName(title)
        label.setPixmap(picture)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        scroll = QScrollArea()
        scroll.setObjectName("lembar-foto-gulir")
        scroll.setAccessibleName(title)
        scroll.setWidgetResizable(True)
        scroll.setWidget(label)
        self.content.addWidget(scroll)
        self.add_button("tutup", _("Tutup"), default=True)
        size = picture.deviceIndependentSize().toSize()
        self.prefer_size(size.width() + 60, size.height() + 150)
