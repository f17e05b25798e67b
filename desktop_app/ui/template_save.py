"""TemplateSave: keeping contents as a template of the office, or changing what is said about one."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import Qt

from desktop_app.domain.templat import TemplatSkp
from desktop_app.i18n import _
from desktop_app.services.kantor import Changed
from desktop_app.services.templat import PilihanTemplat, change_templat, list_templat, store_templat
from desktop_app.ui.page import Page
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.controls import make_line_edit
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.form import FormRow


class TemplateSave(Dialog):
    """Keeps ``contents`` as a new template or over an own one; without them it changes the words about ``known``."""

    def __init__(self, page: Page, contents: TemplatSkp | None = None, known: PilihanTemplat | None = None) -> None:
        title = _("Simpan sebagai templat") if contents is not None else _("Ubah templat")
        text = _("Nama orang, penilai, dan kaitan ke SKP pimpinan tidak ikut disimpan.") if contents is not None else ""
        super().__init__(page.window(), name="templat-simpan", title=title, text=text)
        self._page = page
        self._contents = contents
        self._known = known
        self._own: dict[str, PilihanTemplat] = {}
        self._fill()
        if contents is not None:
            self._put_words(contents)
            page.ask(list_templat, on_done=self._show_own)
        elif known is not None:
            self._put(known)

    def _fill(self) -> None:
        self._into = ComboField("templat-simpan-ke", _("Simpan ke"), [("", _("Templat baru"))])
        self._name = make_line_edit("templat-simpan-nama", _("Nama templat"), limit=200)
        self._posts = make_line_edit(
            "templat-simpan-jabatan", _("Untuk jabatan"), hint=_("mis. Petugas Loket, Operator Layanan")
        )
        self._note = make_line_edit("templat-simpan-keterangan", _("Keterangan"))
        self._name_row = FormRow("templat-simpan-baris-nama", _("Nama templat"), self._name, required=True)
        if self._contents is not None:
            self.content.addWidget(FormRow("templat-simpan-baris-ke", _("Simpan ke"), self._into))
        self.content.addWidget(self._name_row)
        self.content.addWidget(FormRow("templat-simpan-baris-jabatan", _("Untuk jabatan"), self._posts))
        self.content.addWidget(FormRow("templat-simpan-baris-keterangan", _("Keterangan"), self._note))
        self.setMinimumWidth(620)
        self.add_button("batal", _("Batal"))
        self.add_button("ya", _("Simpan templat"), self._save, default=True, closes=False)
        self._into.answered.connect(lambda key: self._put(self._own.get(key)))
        self._name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_own(self, choices: tuple[PilihanTemplat, ...]) -> None:
        self._own = {one.id: one for one in choices if one.milik_sendiri}
        replaced = [(key, _("Ganti isi “{nama}”").format(nama=one.isi.nama)) for key, one in self._own.items()]
        self._into.set_choices([("", _("Templat baru")), *replaced])

    def _put(self, known: PilihanTemplat | None) -> None:
        self._known = known
        if known is not None:
            self._put_words(known.isi)

    def _put_words(self, isi: TemplatSkp) -> None:
        self._name.setText(isi.nama)
        self._posts.setText(", ".join(isi.jabatan))
        self._note.setText(isi.keterangan)

    def _save(self) -> None:
        if not self._name.text().strip():
            self._name_row.show_finding(State.ERROR, _("Beri nama, misalnya nama jabatannya."))
            self._name.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        posts = tuple(self._posts.text().split(","))
        known = self._known.id if self._known is not None else ""
        name, note = self._name.text(), self._note.text()
        if self._contents is not None:
            kind = (self._known.isi if self._known is not None else self._contents).jenis_jabatan
            isi = msgspec.structs.replace(self._contents, nama=name, jabatan=posts, jenis_jabatan=kind, keterangan=note)
            self._page.ask(store_templat, isi, ganti=known, on_done=lambda done: self._on_saved(done[1]), writes=True)
            return
        kind = self._known.isi.jenis_jabatan if self._known is not None else None
        self._page.ask(
            change_templat,
            known,
            name,
            jabatan=posts,
            jenis_jabatan=kind,
            keterangan=note,
            on_done=self._on_saved,
            writes=True,
        )

    def _on_saved(self, changed: Changed) -> None:
        text = _("Templat “{nama}” tersimpan.").format(nama=" ".join(self._name.text().split()))
        self.accept()
        self._page.banner.show_message(State.OK, text)
        self._page.changed.emit(changed)
