"""PegawaiEditor: the sheet of one person; every answer is saved as it is given."""

from __future__ import annotations

from typing import Any

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.istilah import StatusKepegawaian
from desktop_app.domain.nip import clean_nip, format_nip
from desktop_app.domain.pegawai import Pegawai, RiwayatJabatan
from desktop_app.domain.wewenang import Wewenang
from desktop_app.i18n import _
from desktop_app.services.kantor import Changed, Kantor
from desktop_app.services.naskah import Naskah
from desktop_app.services.pegawai import check_pegawai, delete_pegawai, get_pegawai, new_riwayat
from desktop_app.services.pindah import HasilPindah, move_pegawai
from desktop_app.ui.draft import Draft
from desktop_app.ui.page import Page
from desktop_app.ui.pegawai.circumstances import CircumstancesCard
from desktop_app.ui.pegawai.move import MoveDialog
from desktop_app.ui.pegawai.post import PostForm
from desktop_app.ui.reason import ask_reason
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.choice import Choice, ChoiceRow
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.controls import Card, make_button
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.header import PageHeader
from desktop_app.ui.widgets.saved import SavedIndicator
from desktop_app.ui.widgets.scroll import ScrollColumn
from desktop_app.ui.widgets.text import AnswerLine, GrowingTextEdit
from desktop_app.ui.widgets.turning import TurningRow
from desktop_app.ui.words import kepegawaian_text, temuan_text


def read_names(kantor: Kantor, ids: tuple[str, ...]) -> dict[str, str]:
    """Return the names of people by id; runs in the worker thread."""
    return {doc_id: get_pegawai(kantor, doc_id).nama for doc_id in ids if doc_id}


class PegawaiEditor(QWidget):
    """``left`` asks for the list again."""

    left = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.setObjectName("pegawai-lembar")
        self._page = page
        self._names: dict[str, str] = {}
        self._post_id = ""
        self._build()
        self._connect()

    @property
    def doc_id(self) -> str:
        """The document that is open, or an empty text."""
        return self._draft.doc_id

    def _build(self) -> None:
        self._header = PageHeader("pegawai-lembar-kepala", _("Pegawai"))
        self._back = make_button(
            "pegawai-kembali", _("Daftar"), kind="quiet", icon_name="panah-kiri", shortcut="Alt+Left", compact=True
        )
        self._header.insert_action(self._back)
        saved = SavedIndicator("pegawai-tersimpan")
        self._delete = make_button("pegawai-hapus", _("Hapus…"), kind="danger", icon_name="hapus")
        self._move = make_button("pegawai-pindah", _("Pindah jabatan…"))
        self._header.add_action(saved)
        self._header.add_action(self._move)
        self._header.add_action(self._delete)
        self._draft = Draft(self._page.desk.runner, saved, self)
        scroll = ScrollColumn("pegawai-gulir", _("Lembar pegawai"))
        self._special = CircumstancesCard(self._page.desk)
        parts = ((self._build_left(), 1), (self._build_posts(), 1))
        self._columns = TurningRow("pegawai-kolom", parts, turn_at=860)
        scroll.box.addWidget(self._columns)
        scroll.box.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(10)
        whole.addWidget(self._header)
        whole.addWidget(scroll, 1)

    def _build_left(self) -> QWidget:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._build_person())
        column.addWidget(self._special)
        column.addStretch(1)
        return whole

    def _build_person(self) -> Card:
        card = Card("pegawai-identitas", _("Identitas"))
        self._name = AnswerLine("pegawai-nama", _("Nama lengkap dengan gelar"), limit=200)
        self._nip = AnswerLine("pegawai-nip", _("NIP"), hint=_("18 angka"), limit=30)
        self._status = ChoiceRow(
            "pegawai-status",
            _("Status"),
            [Choice(status.value, kepegawaian_text(status)) for status in StatusKepegawaian],
        )
        self._active = QCheckBox(_("Aktif di kantor ini"))
        self._active.setObjectName("pegawai-aktif")
        self._active.setAccessibleName(self._active.text())
        self._note = GrowingTextEdit("pegawai-catatan", _("Catatan"))
        self._name_row = FormRow("pegawai-baris-nama", _("Nama"), self._name, required=True)
        self._nip_row = FormRow("pegawai-baris-nip", _("NIP"), self._nip)
        for row in (
            self._name_row,
            self._nip_row,
            FormRow("pegawai-baris-status", _("Status"), self._status),
            FormRow("pegawai-baris-aktif", "", self._active),
            FormRow("pegawai-baris-catatan", _("Catatan"), self._note),
        ):
            card.box.addWidget(row)
        return card

    def _build_posts(self) -> Card:
        card = Card("pegawai-jabatan", _("Jabatan"))
        self._posts = ComboField("pegawai-riwayat", _("Riwayat jabatan"))
        self._new_post = make_button("pegawai-jabatan-baru", _("Jabatan baru"), icon_name="tambah")
        row = QHBoxLayout()
        row.addWidget(self._posts, 1)
        row.addWidget(self._new_post, 0, Qt.AlignmentFlag.AlignLeft)
        card.box.addLayout(row)
        self._post = PostForm(self._page.desk)
        card.box.addWidget(self._post)
        return card

    def _connect(self) -> None:
        self._draft.opened.connect(self._on_opened)
        self._draft.committed.connect(self._page.changed)
        self._draft.failed.connect(self._page.show_error)
        self._back.clicked.connect(self.left)
        self._delete.clicked.connect(self._ask_delete)
        self._move.clicked.connect(self._ask_move)
        self._special.changed.connect(lambda ones: self._change(keadaan=ones))
        self._name.answered.connect(self._on_name)
        self._nip.answered.connect(self._on_nip)
        self._status.chosen.connect(lambda key: self._change(status=StatusKepegawaian(key)))
        self._active.clicked.connect(lambda on: self._change(aktif=bool(on)))
        self._note.answered.connect(lambda text: self._change(catatan=text))
        self._posts.answered.connect(self._show_post)
        self._new_post.clicked.connect(self._add_post)
        self._post.answered.connect(self._on_post)

    def open(self, doc_id: str) -> None:
        """Show the sheet of one person."""
        self._post_id = ""
        self._draft.open(doc_id)

    def commit(self) -> None:
        """Tell what is being typed and make one revision of the sheet."""
        if self._draft.content is None:
            return
        for field in (self._name, self._nip, self._note, self._post, self._special):
            field.flush()
        self._draft.commit()

    def close_draft(self) -> None:
        """Commit and forget the person."""
        self.commit()
        self._draft.forget()

    def take_focus(self) -> None:
        """Put the keyboard on the name."""
        self._name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _person(self) -> Pegawai:
        assert isinstance(self._draft.content, Pegawai)
        return self._draft.content

    def _on_opened(self, opened: Naskah) -> None:
        person = self._person()
        self._header.set_title(person.nama)
        self._name.set_answer(person.nama)
        self._nip.set_answer(format_nip(person.nip))
        self._status.set_value(person.status.value)
        self._active.setChecked(person.aktif)
        self._note.set_answer(person.catatan)
        self._show_findings()
        self._columns.setEnabled(opened.boleh_ubah)
        self._delete.setEnabled(opened.boleh_ubah)
        self._move.setVisible(opened.boleh_ubah and bool(person.riwayat) and self._page.desk.may(Wewenang.SUSUN_SKP))
        if not opened.boleh_ubah:
            if opened.konflik:
                text = _("Data pegawai ini berbeda versi. Pilih dulu versi yang benar, lalu ubah di sini.")
                self._page.banner.show_message(State.WARNING, text)
            elif opened.tertahan:
                self._draft.tell_held(self._page.banner)
            else:
                text = _("Data pegawai ini hanya dapat dilihat dengan peran Anda.")
                self._page.banner.show_message(State.INFO, text)
        named = {i for post in person.riwayat for i in (post.penilai_id, post.atasan_penilai_id)}
        ids = tuple({*named, *(one.penilai_id for one in person.keadaan)} - {""})
        self._page.ask(read_names, ids, on_done=self._on_names)

    def _on_names(self, names: dict[str, str]) -> None:
        if self._draft.content is None:
            return
        self._names = names
        self._list_posts()
        self._special.show_person(self._person().keadaan, names)
        posts = self._person().riwayat
        if posts:
            self._show_post(self._post_id or posts[-1].id)

    def _list_posts(self) -> None:
        posts = self._person().riwayat
        self._posts.set_choices(
            [
                (
                    post.id,
                    _("{jabatan} – mulai {tanggal}").format(
                        jabatan=post.jabatan or _("(jabatan)"), tanggal=format_tanggal(post.mulai)
                    ),
                )
                for post in reversed(posts)
            ]
        )
        self._posts.setVisible(len(posts) > 1)
        self._post.setVisible(bool(posts))

    def _show_post(self, post_id: str) -> None:
        post = next((one for one in self._person().riwayat if one.id == post_id), None)
        if post is None:
            return
        self._post_id = post_id
        self._posts.set_answer(post_id)
        names = self._names
        self._post.show_post(post, names.get(post.penilai_id, ""), names.get(post.atasan_penilai_id, ""))

    def _add_post(self) -> None:
        person = self._person()
        last = person.jabatan_pada(None)
        post = new_riwayat(last, mulai=self._page.desk.proposed_day())
        self._change(riwayat=(*person.riwayat, post))
        self._list_posts()
        self._show_post(post.id)
        self._post.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_post(self, post: RiwayatJabatan) -> None:
        posts = tuple(post if one.id == post.id else one for one in self._person().riwayat)
        self._change(riwayat=tuple(sorted(posts, key=lambda one: (one.mulai, one.id))))
        self._list_posts()
        self._posts.set_answer(post.id)

    def _on_name(self, text: str) -> None:
        if not text:
            self._name_row.show_finding(State.ERROR, _("Nama tidak boleh kosong; nama lama tetap dipakai."))
            return
        self._name_row.clear_finding()
        self._header.set_title(text)
        self._change(nama=text)

    def _on_nip(self, text: str) -> None:
        nip = clean_nip(text)
        self._nip.set_answer(format_nip(nip))
        self._change(nip=nip)

    def _change(self, **changes: Any) -> None:
        if self._draft.content is None:
            return
        self._draft.change(msgspec.structs.replace(self._person(), **changes))
        self._show_findings()

    def _show_findings(self) -> None:
        found = [temuan_text(one) for one in check_pegawai(self._person()) if one.jalur == "nip"]
        if found:
            self._nip_row.show_finding(State.WARNING, " ".join(found))
        else:
            self._nip_row.clear_finding()

    def _ask_move(self) -> None:
        self.commit()
        MoveDialog(self.window(), self._page.desk, self._person(), self._on_move).open()

    def _on_move(self, post: RiwayatJabatan, reason: str) -> None:
        self._page.ask(move_pegawai, self.doc_id, post, reason, on_done=self._on_moved, writes=True)

    def _on_moved(self, moved: HasilPindah) -> None:
        self._page.changed.emit(moved.changed)
        self._page.navigate.emit("skp", moved.skp_id)

    def _ask_delete(self) -> None:
        ask_reason(
            self._page,
            name="pegawai-hapus-tanya",
            title=_("Hapus {nama}?").format(nama=self._person().nama),
            text=_("Hanya untuk data yang salah ketik. Riwayatnya tetap tersimpan. Tuliskan alasannya."),
            yes=_("Hapus pegawai"),
            on_reason=self._on_delete,
            danger=True,
        )

    def _on_delete(self, reason: str) -> None:
        self._page.ask(delete_pegawai, self.doc_id, reason, on_done=self._on_deleted, writes=True)

    def _on_deleted(self, changed: Changed) -> None:
        self._draft.forget()
        self._page.changed.emit(changed)
        self.left.emit()
