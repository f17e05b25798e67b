"""UmpanBalikEntry: one feedback in one dialog; what stands in it is kept for its giver alone until Simpan or Batal."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import NilaiDasar
from desktop_app.domain.istilah_kinerja import (
    BentukUmpanBalik,
    CaraUmpanBalik,
    PemberiUmpanBalik,
    ResponUmpanBalik,
    StatusUmpanBalik,
    TindakLanjut,
)
from desktop_app.domain.umpan_balik import UmpanBalikBerkelanjutan
from desktop_app.i18n import _
from desktop_app.messages import sentence
from desktop_app.services.kantor import Changed
from desktop_app.services.umpan_balik import (
    Rekan,
    answer_umpan_balik,
    correct_umpan_balik,
    give_umpan_balik,
    list_rekan,
)
from desktop_app.services.umpan_balik_draf import DrafUmpanBalik, drop_umpan_balik_draft, keep_umpan_balik_draft
from desktop_app.services.umpan_balik_isian import BahanUmpanBalik, prepare_umpan_balik
from desktop_app.ui.evidence import EvidenceField
from desktop_app.ui.feedback_words import bentuk_text, cara_text, peran_text, respon_text, tindak_lanjut_text
from desktop_app.ui.page import Page
from desktop_app.ui.private_draft import PrivateDraft
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.banner import Banner
from desktop_app.ui.widgets.choice import Choice, ChoiceRow
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.controls import add_shortcut, make_line_edit
from desktop_app.ui.widgets.dates import DateField
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.saved import SavedIndicator
from desktop_app.ui.widgets.scroll import ScrollColumn
from desktop_app.ui.widgets.text import GrowingTextEdit

NAME = "umpan-balik-isi"
FEW = 3
"""Where so few people could have said it, the role alone tells who it was."""
OUTSIDE = "-"


class UmpanBalikEntry(Dialog):
    """New feedback about somebody, the answer to a request, or a correction of one's own with its reason.

    Each answer is durable at once in a draft of its giver. Simpan and Batal end the draft; a closed window keeps it.
    """

    def __init__(
        self,
        page: Page,
        material: BahanUmpanBalik,
        doc_id: str,
        on_saved: Callable[[Changed], object],
        draf: DrafUmpanBalik | None = None,
    ) -> None:
        asked = material.isi.status is StatusUmpanBalik.DIMINTA
        title = _("Jawab permintaan") if asked and doc_id else _("Perbaiki umpan balik") if doc_id else _("Umpan balik")
        text = _("Tentang {nama}").format(nama=material.pegawai)
        if asked and material.isi.permintaan:
            text += "\n" + _("Yang ditanyakan: {kata}").format(kata=material.isi.permintaan)
        super().__init__(page.window(), name=NAME, title=title, text=text)
        self._page = page
        self._material = material
        self._doc_id = doc_id
        self._corrects = bool(doc_id) and not asked
        self._on_saved = on_saved
        self._fill()
        self._show(draf.isi if draf is not None else material.isi)
        if draf is not None:
            self._show_rest(draf)
        self._connect_draft()
        if material.pilih_pemberi:
            page.ask(list_rekan, on_done=self._offer_givers)

    def _fill(self) -> None:
        self._note = Banner(f"{NAME}-pesan")
        scroll = ScrollColumn(f"{NAME}-lembar", _("Umpan balik"))
        self._rows = scroll.box
        self._rows.setSpacing(10)
        self._giver = ComboField(f"{NAME}-pemberi", _("Pemberi"), [(OUTSIDE, _("Pihak di luar kantor"))])
        self._giver_row = self._add("pemberi", _("Pemberi"), self._giver)
        self._role = ComboField(f"{NAME}-peran", _("Sebagai"))
        self._role_row = self._add("peran", _("Sebagai"), self._role)
        self._called = make_line_edit(f"{NAME}-sebutan", _("Sebutan"), hint=_("Pasien, Dosen, Masyarakat…"), limit=200)
        self._called_row = self._add("sebutan", _("Sebutan"), self._called)
        self._outside_name = make_line_edit(f"{NAME}-nama-luar", _("Namanya"), hint=_("Boleh kosong"), limit=200)
        self._outside_row = self._add("nama-luar", _("Namanya"), self._outside_name)
        self._subject = ComboField(f"{NAME}-hal", _("Tentang apa"), self._subjects())
        self._subject.setMinimumContentsLength(30)
        self._add("hal", _("Tentang apa"), self._subject)
        self.words = GrowingTextEdit(
            f"{NAME}-teks", _("Umpan balik"), least_lines=3, most_lines=8, limit_bytes=12_000, at_once=True
        )
        self._words_row = self._add("teks", _("Umpan balik"), self.words, stacked=True)
        self._sign = ChoiceRow(
            f"{NAME}-respon",
            _("Respons"),
            [Choice("-", _("Tanpa tanda")), *(Choice(one.value, respon_text(one)) for one in ResponUmpanBalik)],
        )
        self._add("respon", _("Respons"), self._sign)
        self._day = DateField(f"{NAME}-tanggal", _("Tanggal"))
        self._add("tanggal", _("Tanggal"), self._day)
        kinds = [(one.value, bentuk_text(one)) for one in reversed(BentukUmpanBalik)]
        self._form = ComboField(f"{NAME}-bentuk", _("Bentuk"), kinds)
        self._add("bentuk", _("Bentuk"), self._form)
        self._way = ComboField(f"{NAME}-cara", _("Cara"), [(one.value, cara_text(one)) for one in CaraUmpanBalik])
        self._add("cara", _("Cara"), self._way)
        self._named = ChoiceRow(
            f"{NAME}-nama",
            _("Nama Anda"),
            [Choice("tidak", _("Tidak ditampilkan")), Choice("ya", _("Ditampilkan"))],
        )
        self._named_row = self._add("nama", _("Nama Anda"), self._named)
        self._follow = {one: self._tick(one) for one in TindakLanjut}
        follow = QWidget()
        follow.setObjectName(f"{NAME}-tindak-lanjut")
        column = QVBoxLayout(follow)
        column.setContentsMargins(0, 0, 0, 0)
        for box in self._follow.values():
            column.addWidget(box)
        self._follow_row = self._add("tindak", _("Tindak lanjut"), follow)
        self._follow_note = make_line_edit(f"{NAME}-catatan", _("Catatan tindak lanjut"), limit=500)
        self._note_row = self._add("catatan", _("Catatan tindak lanjut"), self._follow_note)
        self.evidence = EvidenceField(f"{NAME}-bukti", self._page.desk)
        self._add("bukti", _("Bukti dukung"), self.evidence, stacked=True)
        self._reason = make_line_edit(f"{NAME}-alasan", _("Alasan perbaikan"), limit=300)
        self._reason_row = self._add("alasan", _("Alasan perbaikan"), self._reason, required=True)
        self._rows.addStretch(1)
        self.content.addWidget(self._note)
        self.content.addWidget(scroll, 1)
        self.prefer_size(780, 640)
        self._indicator = SavedIndicator(f"{NAME}-tersimpan")
        self.buttons.insertWidget(0, self._indicator)
        self._draft = PrivateDraft(
            self._page.desk.runner, self._indicator, keep_umpan_balik_draft, drop_umpan_balik_draft
        )
        self._sending = False
        self.add_button("batal", _("Batal"), self._discard, closes=False)
        save = self.add_button("simpan", _("Simpan"), self._save, default=True, closes=False)
        add_shortcut(save, "Ctrl+Return")
        self._role.answered.connect(lambda _role: self._follow_role(fresh=True))
        self._giver.answered.connect(self._on_giver)

    def _connect_draft(self) -> None:
        self._draft.failed.connect(self._refused)
        for line in (self._called, self._outside_name, self._follow_note, self._reason):
            line.textEdited.connect(lambda _text: self._keep())
        for box in (self._role, self._subject, self._form, self._way):
            box.answered.connect(lambda _key: self._keep())
        for row in (self._sign, self._named):
            row.chosen.connect(lambda _key: self._keep())
        for tick in self._follow.values():
            tick.clicked.connect(lambda _on: self._keep())
        self.words.answered.connect(lambda _text: self._keep())
        self._day.answered.connect(lambda _day: self._keep())
        self.evidence.changed.connect(lambda _evidence: self._keep())

    def _add(self, key: str, label: str, field: QWidget, *, stacked: bool = False, required: bool = False) -> FormRow:
        row = FormRow(f"{NAME}-baris-{key}", label, field, stacked=stacked, required=required)
        self._rows.addWidget(row)
        return row

    def _tick(self, one: TindakLanjut) -> QCheckBox:
        box = QCheckBox(tindak_lanjut_text(one))
        box.setObjectName(f"{NAME}-tindak-{one.value}")
        box.setAccessibleName(box.text())
        return box

    def _subjects(self) -> list[tuple[str, str]]:
        values = [(one.kode.value, one.nama) for one in self._page.desk.aturan.nilai_dasar]
        results = [(f"{one.hasil_id}/{one.indikator_id}", one.kata) for one in self._material.sasaran]
        return [("-", _("Pekerjaan pada umumnya")), *results, *values]

    def _show(self, isi: UmpanBalikBerkelanjutan) -> None:
        self._giver_row.setVisible(self._material.pilih_pemberi)
        self._giver.set_answer(OUTSIDE)
        self._offer_roles(isi.peran)
        self._called.setText(isi.sebutan)
        self._outside_name.setText("" if isi.pemberi_id else isi.nama)
        subject = isi.nilai.value if isi.nilai else f"{isi.hasil_id}/{isi.indikator_id}" if isi.hasil_id else "-"
        self._subject.set_answer(subject)
        self.words.set_answer(isi.teks)
        self._sign.set_value(isi.respon.value if isi.respon else "-")
        if isi.tanggal is not None:
            self._day.set_answer(isi.tanggal)
        self._form.set_answer(isi.bentuk.value)
        self._way.set_answer(isi.cara.value)
        for one, box in self._follow.items():
            box.setChecked(one in isi.tindak_lanjut)
        self._follow_note.setText(isi.catatan_tindak_lanjut)
        self.evidence.show_evidence(self._doc_id, isi.bukti)
        self._reason_row.setVisible(self._corrects)
        self._follow_role(fresh=not self._corrects)
        if self._corrects:
            self._named.set_value("ya" if isi.nama else "tidak")
        start = self._giver if self._material.pilih_pemberi else self.words
        start.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer_givers(self, people: tuple[Rekan, ...]) -> None:
        others = [(one.id, one.nama) for one in people if one.id != self._material.isi.pegawai_id]
        self._giver.set_choices([(OUTSIDE, _("Pihak di luar kantor")), *others])
        self._giver.set_answer(self._material.isi.pemberi_id or OUTSIDE)

    def _on_giver(self, key: str) -> None:
        giver = "" if key == OUTSIDE else key

        def show(material: BahanUmpanBalik) -> None:
            self._material = material
            self._offer_roles(material.isi.peran)
            self._follow_role(fresh=True)
            self._keep()

        self._page.ask(prepare_umpan_balik, self._material.isi.pegawai_id, "", giver, on_done=show)

    def _offer_roles(self, peran: PemberiUmpanBalik) -> None:
        self._role.set_choices([(one.peran.value, peran_text(one.peran)) for one in self._material.peran])
        self._role.set_answer(peran.value)

    def _follow_role(self, *, fresh: bool) -> None:
        """Show what the role asks for; a leader's name is told unless he says otherwise, nobody else's."""
        peran = PemberiUmpanBalik(self._role.answer() or PemberiUmpanBalik.REKAN_SETINGKAT.value)
        outside = not self._material.isi.pemberi_id
        leads = peran is PemberiUmpanBalik.PIMPINAN
        self._called_row.setVisible(outside or peran is PemberiUmpanBalik.PIHAK_LAIN)
        self._outside_row.setVisible(outside)
        self._named_row.setVisible(not outside)
        self._follow_row.setVisible(leads)
        self._note_row.setVisible(leads)
        if fresh:
            self._named.set_value("ya" if leads else "tidak")
        alike = next((one.sebanyak for one in self._material.peran if one.peran is peran), 0)
        few = not outside and not leads and alike <= FEW
        hint = _("Di kantor ini hanya {n} orang yang dapat memberi sebagai ini; peran saja sudah dapat menunjuk Anda.")
        self._role_row.set_hint(hint.format(n=alike) if few else "")

    def _show_rest(self, draf: DrafUmpanBalik) -> None:
        """Show what stands beside the feedback in a draft, and say that it is one."""
        self._named.set_value("ya" if draf.tampil_nama else "tidak")
        self._reason.setText(draf.alasan)
        self._note.show_message(State.INFO, _("Ketikan Anda yang belum disimpan ditampilkan lagi. Batal membuangnya."))

    def _keep(self) -> None:
        if self._sending:
            return
        named = self._named.value() == "ya"
        reason = self._reason.text().strip()
        self._draft.change(DrafUmpanBalik(isi=self._contents(), doc_id=self._doc_id, tampil_nama=named, alasan=reason))

    def _discard(self) -> None:
        self._sending = True
        self._draft.drop(self._material.isi.pegawai_id, self._doc_id)
        self.reject()

    def flush(self) -> None:
        """Write what was typed last: the window may close with this form."""
        self.words.flush()
        self._draft.push()

    def reject(self) -> None:
        """Close by Escape or by the window's own button: what was typed stays a draft."""
        self.flush()
        super().reject()

    def _contents(self) -> UmpanBalikBerkelanjutan:
        """Return what the dialog says, over what it began with."""
        isi = self._material.isi
        subject = self._subject.answer()
        value = NilaiDasar(subject) if subject in set(NilaiDasar) else None
        result, _slash, indicator = ("", "", "") if value or subject == "-" else subject.partition("/")
        known = next((one.skp_id for one in self._material.sasaran if one.hasil_id == result), "") if result else ""
        peran = PemberiUmpanBalik(self._role.answer() or isi.peran.value)
        leads = peran is PemberiUmpanBalik.PIMPINAN
        sign = self._sign.value()
        return msgspec.structs.replace(
            isi,
            peran=peran,
            sebutan=self._called.text().strip() if not self._called_row.isHidden() else "",
            nama=self._outside_name.text().strip() if not isi.pemberi_id else isi.nama,
            skp_id=known or isi.skp_id,
            hasil_id=result,
            indikator_id=indicator,
            nilai=value,
            teks=self.words.answer(),
            respon=ResponUmpanBalik(sign) if sign and sign != "-" else None,
            tanggal=self._day.answer(),
            bentuk=BentukUmpanBalik(self._form.answer()),
            cara=CaraUmpanBalik(self._way.answer()),
            tindak_lanjut=tuple(one for one, box in self._follow.items() if leads and box.isChecked()),
            catatan_tindak_lanjut=self._follow_note.text().strip() if leads else "",
            bukti=self.evidence.evidence(),
        )

    def _save(self) -> None:
        self._day.flush()
        if not self._day.is_readable():
            self._day.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        isi, named = self._contents(), self._named.value() == "ya"
        if self._corrects:
            reason = self._reason.text().strip()
            if not reason:
                self._reason_row.show_finding(State.ERROR, _("Tuliskan alasannya."))
                self._reason.setFocus(Qt.FocusReason.OtherFocusReason)
                return
            self._send(correct_umpan_balik, self._doc_id, isi, reason, named=named)
        elif self._doc_id:
            self._send(answer_umpan_balik, self._doc_id, isi, named=named)
        else:
            self._send(partial(give_umpan_balik, dari_draf=True), isi, named=named)

    def _send(self, function: Callable[..., object], *args: object, named: bool) -> None:
        self.flush()
        self._sending = True

        def done(told: object) -> None:
            self._draft.forget()
            changed = told[1] if isinstance(told, tuple) else told
            self.accept()
            if isinstance(changed, Changed):
                self._on_saved(changed)

        self._page.ask(function, *args, on_done=done, on_error=self._refused, writes=True, tampil_nama=named)

    def _refused(self, error: BaseException) -> None:
        self._sending = False
        if not isinstance(error, UserError):
            self._page.show_error(error)
            return
        self._note.show_message(State.ERROR, sentence(error))
        if error.code == "umpan_balik_kosong":
            self.words.setFocus(Qt.FocusReason.OtherFocusReason)
