"""FileList: a few files with a small picture each, to be added, looked at, saved and taken away.

Files come by the button, by dragging them here, or by pasting a picture or copied files (Ctrl+V). Everything can be
reached by the keyboard, row by row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QImageWriter,
    QKeySequence,
    QPixmap,
    QShortcut,
)
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout

from desktop_app.i18n import _
from desktop_app.ui.icons import pixmap
from desktop_app.ui.theme import STATE_LOOKS, Colour, Size, State, restyle
from desktop_app.ui.widgets.controls import make_button, make_label, make_line_edit
from desktop_app.ui.widgets.filedialog import label_in_indonesian
from desktop_app.ui.widgets.filedrop import dropped_paths

PICTURE = 56
"""Side of the small picture, in device-independent pixels."""


@dataclass(frozen=True)
class FileRow:
    """One file as it is shown: its key, name, what it is in a few words, and a remark that may be typed.

    ``picture`` is a small image file, empty where there is none; ``hints`` are calm sentences under the row;
    ``here`` is False while the file itself is not on this computer.
    """

    key: str
    name: str
    about: str
    remark: str = ""
    picture: bytes = b""
    hints: tuple[str, ...] = ()
    here: bool = True


class FileList(QFrame):
    """``files_given`` carries a list of ``Path`` (files) or ``bytes`` (a pasted picture); the others carry a key."""

    files_given = Signal(list)
    open_wanted = Signal(str)
    save_wanted = Signal(str)
    remove_wanted = Signal(str)
    remark_typed = Signal(str, str)

    def __init__(self, name: str, title: str, *, suffixes: Sequence[str], hint: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAcceptDrops(True)
        self._suffixes = tuple(suffixes)
        self._title = title
        self._editable = True
        self._rows: dict[str, _Row] = {}
        self._build(title, hint)
        self._add.clicked.connect(self.open_dialog)
        self._paste.clicked.connect(self.paste)
        keys = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self.paste)

    def _build(self, title: str, hint: str) -> None:
        name = self.objectName()
        self._heading = make_label(title, "label", name=f"{name}-judul")
        self._add = make_button(f"{name}-tambah", _("Tambah berkas…"), icon_name="tambah", compact=True)
        self._add.setAccessibleName(_("Tambah berkas ke {judul}").format(judul=title))
        self._paste = make_button(f"{name}-tempel", _("Tempel"), kind="quiet", compact=True)
        self._paste.setToolTip(_("Menempel gambar atau berkas yang disalin (Ctrl+V)"))
        head = QHBoxLayout()
        head.setSpacing(Size.GAP)
        head.addWidget(self._heading)
        head.addStretch(1)
        head.addWidget(self._paste)
        head.addWidget(self._add)
        self._hint = make_label(hint, "muted", name=f"{name}-petunjuk", wrap=True)
        self._busy = make_label("", "muted", name=f"{name}-sibuk", wrap=True)
        self._busy.hide()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(6)
        column.addLayout(head)
        column.addLayout(self._lines)
        column.addWidget(self._busy)
        column.addWidget(self._hint)

    def show_rows(self, rows: Sequence[FileRow], *, editable: bool) -> None:
        """Show these files in this order; a row that was there keeps its widgets, and with them the keyboard."""
        self._editable = editable
        wanted = {row.key for row in rows}
        for key in [key for key in self._rows if key not in wanted]:
            self._let_go(self._rows.pop(key))
        for at, row in enumerate(rows):
            line = self._rows.get(row.key)
            if line is None:
                line = self._rows[row.key] = _Row(self, f"{self.objectName()}-{at}", row)
            if self._lines.indexOf(line) != at:
                self._lines.removeWidget(line)
                self._lines.insertWidget(at, line)
            line.show_row(row, editable=editable)
        for button in (self._add, self._paste):
            button.setVisible(editable)
        self._hint.setVisible(editable or not rows)

    def _let_go(self, line: _Row) -> None:
        """Take a row away; the keyboard goes to the button that adds, instead of anywhere."""
        had = line.isAncestorOf(self.focusWidget()) if self.focusWidget() is not None else False
        self._lines.removeWidget(line)
        line.hide()
        line.deleteLater()
        if had:
            self.take_focus()

    def set_busy(self, text: str) -> None:
        """Say what is being done with a file; an empty text ends it. Others may come meanwhile: nothing is locked."""
        self._busy.setText(text)
        self._busy.setVisible(bool(text))

    def take_focus(self) -> None:
        """Put the keyboard on the button that adds, or on the first row."""
        if self._editable:
            self._add.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._rows:
            next(iter(self._rows.values())).take_focus()

    def open_dialog(self) -> None:
        """Ask for files with the system's own dialog."""
        dialog = QFileDialog(self, _("Pilih berkas"))
        dialog.setObjectName(f"{self.objectName()}-dialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters(
            [_("Foto dan dokumen") + f" ({' '.join('*' + one for one in self._suffixes)})", _("Semua berkas") + " (*)"]
        )
        label_in_indonesian(dialog, accept=_("Tambah"))
        dialog.filesSelected.connect(lambda names: self.give([Path(one) for one in names]))
        dialog.open()

    def paste(self) -> None:
        """Take what was copied: files, else a picture."""
        self._take(QGuiApplication.clipboard().mimeData())

    def give(self, files: Sequence[Path | bytes]) -> None:
        """Tell these files; what they are is judged by their content, and not here."""
        if files and self._editable:
            self.files_given.emit(list(files))

    def _take(self, data: QMimeData) -> None:
        paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        if paths:
            self.give(paths)
        elif data.hasImage():
            self.give([_as_png(QImage(data.imageData()))])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and pictures while anything can be added."""
        if self._editable and (dropped_paths(event) or event.mimeData().hasImage()):
            self._set_hot(True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Look calm again."""
        self._set_hot(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell the dropped files."""
        self._set_hot(False)
        event.acceptProposedAction()
        self._take(event.mimeData())

    def _set_hot(self, hot: bool) -> None:
        self.setProperty("hot", hot)
        restyle(self)


def _as_png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"PNG")).write(image)
    return bytes(buffer.data().data())


class _Row(QFrame):
    """One file: picture, name, remark, hints, and what can be done with it."""

    def __init__(self, owner: FileList, name: str, row: FileRow) -> None:
        super().__init__()
        self._owner = owner
        self._key = row.key
        self.setObjectName(name)
        self.setProperty("filerow", True)
        self._build(name, row)
        self._open.clicked.connect(lambda: owner.open_wanted.emit(self._key))
        self._save.clicked.connect(lambda: owner.save_wanted.emit(self._key))
        self._remove.clicked.connect(lambda: owner.remove_wanted.emit(self._key))
        self._remark.textEdited.connect(lambda text: owner.remark_typed.emit(self._key, text))

    def _build(self, name: str, row: FileRow) -> None:
        self._picture = QLabel()
        self._picture.setFixedSize(PICTURE, PICTURE)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._name = make_label("", name=f"{name}-nama", wrap=True)
        self._about = make_label("", "muted", name=f"{name}-tentang", wrap=True)
        self._remark: QLineEdit = make_line_edit(
            f"{name}-keterangan", _("Keterangan {nama}").format(nama=row.name), hint=_("Keterangan"), limit=300
        )
        self._hints = make_label("", "hint", name=f"{name}-catatan", wrap=True)
        self._open = make_button(f"{name}-buka", _("Buka"), kind="quiet", compact=True)
        self._save = make_button(f"{name}-simpan", _("Simpan…"), kind="quiet", compact=True)
        self._remove = make_button(f"{name}-hapus", "", kind="quiet", icon_name="hapus", label="-", compact=True)
        words = QVBoxLayout()
        words.setSpacing(2)
        for widget in (self._name, self._about, self._remark, self._hints):
            words.addWidget(widget)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(10)
        whole.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        whole.addLayout(words, 1)
        for button in (self._open, self._save, self._remove):
            whole.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)

    def show_row(self, row: FileRow, *, editable: bool) -> None:
        """Show the file as it is now; a remark that is being typed is left alone."""
        self._name.setText(row.name)
        self._about.setText(row.about)
        self._about.setVisible(bool(row.about))
        if not self._remark.hasFocus():
            self._remark.setText(row.remark)
        self._remark.setReadOnly(not editable)
        self._remark.setVisible(editable or bool(row.remark))
        self._hints.setText("\n".join(row.hints))
        self._hints.setVisible(bool(row.hints))
        self.setAccessibleDescription("\n".join(row.hints))
        for button, text in ((self._open, _("Buka {nama}")), (self._save, _("Simpan {nama}"))):
            button.setAccessibleName(text.format(nama=row.name))
            button.setEnabled(row.here)
        self._remove.setVisible(editable)
        taken = _("Keluarkan {nama} dari daftar").format(nama=row.name)
        self._remove.setAccessibleName(taken)
        self._remove.setToolTip(taken)
        self._draw(row)

    def take_focus(self) -> None:
        """Put the keyboard on what opens the file."""
        self._open.setFocus(Qt.FocusReason.OtherFocusReason)

    def _draw(self, row: FileRow) -> None:
        ratio = self.devicePixelRatioF()
        drawn = QPixmap()
        if row.picture and drawn.loadFromData(row.picture):
            side = round(PICTURE * ratio)
            mode = Qt.AspectRatioMode.KeepAspectRatio
            drawn = drawn.scaled(side, side, mode, Qt.TransformationMode.SmoothTransformation)
            drawn.setDevicePixelRatio(ratio)
        elif row.here:
            drawn = pixmap("berkas", Colour.ACCENT, 32, ratio)
        else:
            drawn = pixmap("jam", STATE_LOOKS[State.WARNING].ink, 32, ratio)
        self._picture.setPixmap(drawn)
