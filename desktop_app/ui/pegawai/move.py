"""MoveDialog: "Pegawai pindah jabatan" in one act: the new post, the end of the old SKP, the draft of the new one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop_app.domain.pegawai import Pegawai, RiwayatJabatan
from desktop_app.i18n import _
from desktop_app.services.pegawai import new_riwayat
from desktop_app.ui.desk import Desk
from desktop_app.ui.pegawai.post import PostForm
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.text import AnswerLine


class MoveDialog(Dialog):
    """Starts from the present post with a new date; calls ``on_answer`` with the new post and the reason."""

    def __init__(
        self, parent: QWidget, desk: Desk, person: Pegawai, on_answer: Callable[[RiwayatJabatan, str], object]
    ) -> None:
        super().__init__(
            parent,
            name="pindah-jabatan",
            title=_("{nama} pindah jabatan").format(nama=person.nama),
            text=_(
                "SKP yang berjalan berakhir sehari sebelumnya dan tetap seperti ditandatangani. SKP jabatan baru "
                "dibuat sebagai draf (halaman 65)."
            ),
        )
        self._on_answer = on_answer
        last = person.jabatan_pada(None)
        post = new_riwayat(last, mulai=desk.proposed_day(), penilai_id="", atasan_penilai_id="")
        self._answer: RiwayatJabatan = post
        self._post = PostForm(desk)
        self._post.show_post(post, "", "")
        self._post.answered.connect(self._take)
        self._why = AnswerLine("pindah-sebab", _("Sebab"), hint=_("misalnya surat keputusan dan nomornya"), limit=300)
        self._row = FormRow("pindah-baris-sebab", _("Sebab"), self._why, required=True)
        self.content.addWidget(self._post)
        self.content.addWidget(self._row)
        self.add_button("batal", _("Batal"))
        self.add_button("ya", _("Catat perpindahan"), self._done, default=True, closes=False)
        self.setMinimumWidth(640)
        self._post.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self, post: RiwayatJabatan) -> None:
        self._answer = post

    def _done(self) -> None:
        self._post.flush()
        if not self._why.answer():
            self._row.show_finding(State.ERROR, _("Tuliskan sebabnya."))
            self._why.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.accept()
        self._on_answer(self._answer, self._why.answer())
