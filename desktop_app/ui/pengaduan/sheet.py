"""PengaduanSheet: one complaint: what was said, what it is about, who sees to it, what was answered."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.domain.istilah_pengembangan import JenisPengaduan, SaluranPengaduan, StatusPengaduan, UnsurSkm
from desktop_app.domain.pengaduan import Pengaduan
from desktop_app.domain.wewenang import Wewenang
from desktop_app.i18n import _
from desktop_app.services.kantor import Changed, Kantor
from desktop_app.services.naskah import Naskah
from desktop_app.services.pegawai import list_pegawai
from desktop_app.services.pengaduan import (
    HakPengaduan,
    PilihanHasil,
    advance_pengaduan,
    delete_pengaduan,
    list_hasil_unit,
    rights_on_pengaduan,
)
from desktop_app.services.perbaikan import plan_from_pengaduan
from desktop_app.ui.draft_sheet import DraftSheet
from desktop_app.ui.evidence import EvidenceField
from desktop_app.ui.page import Page
from desktop_app.ui.reason import ask_day
from desktop_app.ui.service_words import jenis_pengaduan_text, saluran_text, status_pengaduan_text, unsur_choices
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.choice import Choice, ChoiceRow
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.controls import make_button, make_label, set_kind
from desktop_app.ui.widgets.dates import DateField
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.scroll import ScrollColumn
from desktop_app.ui.widgets.text import AnswerLine, GrowingTextEdit


class Offered(NamedTuple):
    """Who may see to it, which planned results it may be bound to, and whether its name is shown."""

    people: tuple[tuple[str, str], ...]
    results: tuple[PilihanHasil, ...]
    rights: HakPengaduan


def read_offered(kantor: Kantor, doc_id: str, year: int) -> Offered:
    """Return what the lists of the sheet offer; runs in the worker thread."""
    menulis = kantor.pelaku.reach(Wewenang.CATAT_PENGADUAN) and kantor.pelaku.reach(Wewenang.LIHAT_PEGAWAI)
    rights = rights_on_pengaduan(kantor, doc_id)
    if not menulis:
        return Offered((), (), rights)
    return Offered(tuple((one.id, one.nama) for one in list_pegawai(kantor)), list_hasil_unit(kantor, year), rights)


class PengaduanSheet(DraftSheet):
    """What is typed is saved as it is given; the state changes by the buttons alone. ``left`` asks for the list."""

    def __init__(self, page: Page) -> None:
        super().__init__(page, "pengaduan", _("Pengaduan"))
        self._opened: Naskah | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        self._delete = make_button("pengaduan-hapus", _("Hapus…"), kind="quiet", icon_name="hapus")
        self._plan = make_button("pengaduan-perbaikan", _("Rencanakan perbaikan"))
        self._handle = make_button("pengaduan-tangani", _("Tangani"), kind="primary", shortcut="Ctrl+Return")
        self._finish = make_button("pengaduan-selesai", _("Selesaikan…"), kind="primary")
        self._reopen = make_button("pengaduan-buka", _("Buka kembali"))
        for widget in (self._reopen, self._handle, self._finish):
            self._header.add_action(widget)
        kinds = [Choice(one.value, jenis_pengaduan_text(one)) for one in JenisPengaduan]
        self._kind = ChoiceRow("pengaduan-isi-jenis", _("Jenis"), kinds)
        self._words = GrowingTextEdit("pengaduan-isi", _("Isi"), least_lines=3, limit_bytes=8 * 1024)
        self._service = AnswerLine("pengaduan-layanan", _("Layanan"), limit=120)
        self._via = ComboField(
            "pengaduan-saluran", _("Lewat"), [(one.value, saluran_text(one)) for one in SaluranPengaduan]
        )
        self._day = DateField("pengaduan-tanggal", _("Diterima"))
        self._who = AnswerLine("pengaduan-pelapor", _("Yang menyampaikan"), hint=_("Boleh kosong"), limit=120)
        self._who_row = FormRow(
            "pengaduan-baris-pelapor",
            _("Yang menyampaikan"),
            self._who,
            hint=_("Hanya bila orangnya memberikan nama. Tampak bagi operator dan admin saja; tidak ikut dicetak."),
        )
        self._element = ComboField("pengaduan-unsur", _("Unsur survei"), unsur_choices(_("Tidak dikaitkan")))
        self._result = ComboField("pengaduan-hasil", _("Hasil kerja pemimpin"))
        self._owner = ComboField("pengaduan-penanggung-jawab", _("Penanggung jawab"))
        self._answer = GrowingTextEdit("pengaduan-tanggapan", _("Tanggapan"), least_lines=3, limit_bytes=8 * 1024)
        self._evidence = EvidenceField("pengaduan-bukti", self._page.desk)
        scroll = ScrollColumn("pengaduan-gulir", _("Isi pengaduan"))
        scroll.box.setSpacing(10)
        for title, rows in (
            (
                _("Yang disampaikan"),
                (
                    FormRow("pengaduan-baris-jenis", _("Jenis"), self._kind),
                    FormRow("pengaduan-baris-isi", _("Isi"), self._words),
                    FormRow("pengaduan-baris-layanan", _("Layanan"), self._service),
                    FormRow("pengaduan-baris-saluran", _("Lewat"), self._via),
                    FormRow("pengaduan-baris-tanggal", _("Diterima"), self._day),
                    self._who_row,
                ),
            ),
            (
                _("Berkaitan dengan"),
                (
                    FormRow("pengaduan-baris-unsur", _("Unsur survei"), self._element),
                    FormRow(
                        "pengaduan-baris-hasil",
                        _("Hasil kerja"),
                        self._result,
                        hint=_("Katanya ditawarkan kepada penilai sebagai umpan balik, tidak menjadi angka."),
                    ),
                ),
            ),
            (
                _("Penanganan"),
                (
                    FormRow("pengaduan-baris-penanggung", _("Penanggung jawab"), self._owner),
                    FormRow("pengaduan-baris-tanggapan", _("Tanggapan"), self._answer),
                    self._evidence,
                ),
            ),
        ):
            scroll.box.addWidget(make_label(title, "section"))
            for row in rows:
                scroll.box.addWidget(row)
        below = QHBoxLayout()
        below.addWidget(self._plan)
        below.addWidget(self._delete)
        below.addStretch(1)
        scroll.box.addLayout(below)
        scroll.box.addStretch(1)
        self._fields: tuple[QWidget, ...] = (
            *(self._kind, self._words, self._service, self._via, self._day, self._who, self._element),
            *(self._result, self._owner, self._answer),
        )
        self._column.addWidget(scroll, 1)

    def _connect(self) -> None:
        self._kind.chosen.connect(lambda key: self._change(jenis=JenisPengaduan(key)))
        self._words.answered.connect(lambda text: self._change(isi=text))
        self._service.answered.connect(lambda text: self._change(layanan=text))
        self._via.answered.connect(lambda key: self._change(saluran=SaluranPengaduan(key)))
        self._day.answered.connect(lambda day: self._change(tanggal=day))
        self._who.answered.connect(lambda text: self._change(pelapor=text))
        self._element.answered.connect(lambda key: self._change(unsur=UnsurSkm(key) if key else None))
        self._result.answered.connect(self._on_result)
        self._owner.answered.connect(lambda key: self._change(penanggung_jawab_id=key))
        self._answer.answered.connect(lambda text: self._change(tanggapan=text))
        self._evidence.changed.connect(lambda evidence: self._change(bukti=evidence))
        self._handle.clicked.connect(lambda: self._advance("tangani"))
        self._reopen.clicked.connect(lambda: self._advance("buka"))
        self._finish.clicked.connect(self._ask_finish)
        self._plan.clicked.connect(self._on_plan)
        self._delete.clicked.connect(self._ask_delete)

    def _flush(self) -> None:
        for field in (self._words, self._service, self._day, self._who, self._answer):
            field.flush()

    def _isi(self) -> Pengaduan:
        assert isinstance(self.draft.content, Pengaduan)
        return self.draft.content

    def _on_opened(self, opened: Naskah) -> None:
        self._opened = opened
        isi = self._isi()
        day = isi.tanggal or self._page.desk.proposed_day()
        self._page.ask(read_offered, self.doc_id, day.year, on_done=self._show)

    def _show(self, offered: Offered) -> None:
        if self._opened is None or not isinstance(self.draft.content, Pengaduan):
            return
        isi, opened = self._isi(), self._opened
        done = isi.status is StatusPengaduan.SELESAI
        may = opened.boleh_ubah and not done
        self._header.set_title(jenis_pengaduan_text(isi.jenis))
        self._header.set_subtitle(" · ".join(part for part in (status_pengaduan_text(isi.status), isi.layanan) if part))
        self._owner.set_choices([("", _("Belum ditentukan")), *offered.people])
        said = _("{hasil} – {nama}")
        self._result.set_choices(
            [
                ("", _("Tidak dikaitkan")),
                *((f"{r.skp_id}/{r.hasil_id}", said.format(hasil=r.hasil, nama=r.pemimpin)) for r in offered.results),
            ]
        )
        self._kind.set_value(isi.jenis.value)
        self._words.set_answer(isi.isi)
        self._service.set_answer(isi.layanan)
        self._via.set_answer(isi.saluran.value)
        self._day.set_answer(isi.tanggal or self._page.desk.proposed_day())
        self._who.set_answer(isi.pelapor)
        self._element.set_answer(isi.unsur.value if isi.unsur else "")
        self._result.set_answer(f"{isi.skp_id}/{isi.hasil_id}" if isi.skp_id else "")
        self._owner.set_answer(isi.penanggung_jawab_id)
        self._answer.set_answer(isi.tanggapan)
        self._evidence.show_evidence(self.doc_id, isi.bukti, editable=may)
        for field in self._fields:
            field.setEnabled(may)
        writes = opened.boleh_menyusun and not opened.konflik
        self._handle.setVisible(writes and isi.status is StatusPengaduan.DITERIMA)
        self._finish.setVisible(writes and not done)
        set_kind(self._finish, "plain" if isi.status is StatusPengaduan.DITERIMA else "primary")
        self._reopen.setVisible(writes and done)
        self._who_row.setVisible(offered.rights.pelapor)
        self._delete.setVisible(writes and offered.rights.hapus)
        self._plan.setVisible(self._page.desk.may(Wewenang.KELOLA_PERBAIKAN))
        self._tell_state(opened, _("Catatan ini berbeda versi. Pilih dulu versi yang benar di halaman konflik."))

    def _change(self, **changes: Any) -> None:
        isi = self.draft.content
        if isinstance(isi, Pengaduan) and isi.status is not StatusPengaduan.SELESAI:
            self.draft.change(msgspec.structs.replace(isi, **changes))

    def _on_result(self, key: str) -> None:
        skp_id, _sep, hasil_id = key.partition("/")
        self._change(skp_id=skp_id, hasil_id=hasil_id)

    def _ask_finish(self) -> None:
        self._flush()
        isi = self._isi()
        if not isi.tanggapan and isi.jenis is not JenisPengaduan.PUJIAN:
            text = _("Tulis dulu tanggapannya: apa yang sudah dilakukan.")
            self._page.banner.show_message(State.ERROR, text)
            self._answer.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        ask_day(
            self,
            name="pengaduan-selesai-tanya",
            title=_("Selesaikan?"),
            text=_("Sesudah selesai, isinya tidak dapat diubah kecuali dibuka kembali."),
            yes=_("Selesaikan"),
            day=self._page.desk.proposed_day(),
            on_day=lambda day: self._advance("selesai", day=day),
            field="pengaduan-selesai",
            label=_("Selesai pada"),
        )

    def _advance(self, step: str, day: date | None = None) -> None:
        self._flush()
        self.draft.push()
        self._page.ask(advance_pengaduan, self.doc_id, step, on_done=self._on_done(), writes=True, tanggal=day)

    def _on_plan(self) -> None:
        def made(result: tuple[str, Changed]) -> None:
            self._page.changed.emit(result[1])
            self._page.navigate.emit("perbaikan", result[0])

        self.commit()
        self._page.ask(plan_from_pengaduan, self.doc_id, on_done=made, writes=True)

    def _ask_delete(self) -> None:
        self._delete_for_reason(
            "pengaduan-hapus-tanya",
            _("Hapus catatan ini?"),
            _("Hanya untuk yang keliru dicatat. Riwayatnya tetap tersimpan."),
            delete_pengaduan,
        )
