"""AgencyCard: what the regulation leaves to the agency, saved as it is answered; the kabupaten's are only shown."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import Qt, Signal

from desktop_app.domain.istilah import JenisPeriode, KelompokSkp, Pendekatan
from desktop_app.domain.ketentuan import Ketentuan
from desktop_app.i18n import _
from desktop_app.services.kantor import Peran
from desktop_app.services.ketentuan import KetentuanBerlaku, SumberKetentuan, jabatan_butir
from desktop_app.ui.widgets.choice import Choice, ChoiceRow
from desktop_app.ui.widgets.controls import Card, make_label
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.text import AnswerLine, GrowingTextEdit


class AgencyCard(Card):
    """``answered`` carries the whole ``Ketentuan``."""

    answered = Signal(object)

    def __init__(self, peran: Peran) -> None:
        super().__init__("ketentuan-instansi", _("Ketentuan instansi"))
        self._above = peran is Peran.KABUPATEN
        self._choices = Ketentuan()
        self._build()
        self._connect()

    def _build(self) -> None:
        self._source = make_label("", "muted", name="ketentuan-sumber", wrap=True)
        self.box.addWidget(self._source)
        self._heads = GrowingTextEdit("ketentuan-pimpinan", _("Pimpinan unit kerja mandiri"), least_lines=2)
        hint = _(
            "Satu jabatan per baris, misalnya Camat; “Camat” juga berarti “Camat Sukamaju”. SKP-nya memakai formulir "
            "A.1.1/A.1.2. Kosong: hanya pejabat pimpinan tinggi."
        )
        self.box.addWidget(
            FormRow("ketentuan-baris-pimpinan", _("Pimpinan unit kerja mandiri"), self._heads, hint=hint)
        )
        self._approach: dict[KelompokSkp, ChoiceRow] = {}
        for group, label in (
            (KelompokSkp.JPT_MANDIRI, _("Pendekatan SKP pimpinan")),
            (KelompokSkp.JA_JF, _("Pendekatan SKP pegawai lain")),
        ):
            field = ChoiceRow(
                f"ketentuan-pendekatan-{group.value}",
                label,
                [
                    Choice(Pendekatan.KUANTITATIF.value, _("Kuantitatif")),
                    Choice(Pendekatan.KUALITATIF.value, _("Kualitatif")),
                ],
            )
            self._approach[group] = field
            self.box.addWidget(FormRow(f"ketentuan-baris-{group.value}", label, field))
        self._week = ChoiceRow(
            "ketentuan-hari", _("Hari kerja"), [Choice("5", _("5 hari seminggu")), Choice("6", _("6 hari seminggu"))]
        )
        self._rhythm = ChoiceRow(
            "ketentuan-periode",
            _("Penilaian periodik"),
            [
                Choice(JenisPeriode.TRIWULANAN.value, _("Triwulanan")),
                Choice(JenisPeriode.BULANAN.value, _("Bulanan")),
            ],
        )
        self._room = ChoiceRow(
            "ketentuan-kuota",
            _("Ruang bukti dukung per kantor"),
            [Choice(str(gb * 1024), _("{n} GB").format(n=gb)) for gb in (1, 2, 5, 10)],
        )
        self._note = AnswerLine("ketentuan-catatan", _("Catatan"), limit=300)
        self.box.addWidget(FormRow("ketentuan-baris-hari", _("Hari kerja"), self._week))
        self.box.addWidget(FormRow("ketentuan-baris-periode", _("Penilaian periodik"), self._rhythm))
        self.box.addWidget(FormRow("ketentuan-baris-kuota", _("Ruang bukti dukung per kantor"), self._room))
        self.box.addWidget(
            FormRow("ketentuan-baris-catatan", _("Catatan"), self._note, hint=_("Misalnya nomor keputusan"))
        )

    def _connect(self) -> None:
        self._heads.answered.connect(
            lambda text: self._take(pimpinan_mandiri=tuple(jabatan_butir(line) for line in text.splitlines()))
        )
        for group, field in self._approach.items():
            field.chosen.connect(lambda key, group=group: self._take_approach(group, Pendekatan(key)))
        self._week.chosen.connect(lambda key: self._take(hari_kerja=int(key)))
        self._rhythm.chosen.connect(lambda key: self._take(periode=JenisPeriode(key)))
        self._room.chosen.connect(lambda key: self._take(kuota_bukti=int(key)))
        self._note.answered.connect(lambda text: self._take(catatan=text))

    def take_focus(self) -> None:
        """Put the keyboard where work begins."""
        self._heads.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        """Tell what was typed last."""
        self._heads.flush()
        self._note.flush()

    def show_choices(self, stored: KetentuanBerlaku) -> None:
        """Show what holds here, whose it is, and whether it may be changed."""
        self._choices = stored.isi
        self._heads.set_answer("\n".join(one.teks for one in stored.isi.pimpinan_mandiri))
        for group, field in self._approach.items():
            field.set_value(stored.isi.pendekatan.get(group, Pendekatan.KUANTITATIF).value)
            field.setEnabled(stored.boleh_ubah)
        self._week.set_value(str(stored.isi.hari_kerja))
        self._rhythm.set_value(stored.isi.periode.value)
        self._room.set_value(str(stored.isi.kuota_bukti))
        self._note.set_answer(stored.isi.catatan)
        for typed in (self._heads, self._note):
            typed.setReadOnly(not stored.boleh_ubah)
        for chosen in (self._week, self._rhythm, self._room):
            chosen.setEnabled(stored.boleh_ubah)
        self._source.setText(self._words(stored))

    def _words(self, stored: KetentuanBerlaku) -> str:
        if stored.konflik:
            return _("Dua versi ketentuan berbeda. Pilih dulu di halaman Konflik.")
        if self._above:
            return _("Berlaku bagi semua kantor di bawah kabupaten ini, sesudah balasan berikutnya mereka terima.")
        return {
            SumberKetentuan.BAWAAN: _("Belum ada yang menetapkan. Yang terlihat adalah nilai bawaan program."),
            SumberKetentuan.KANTOR: _("Ditetapkan kantor ini. Bila kabupaten mengirim ketentuannya, itu yang berlaku."),
            SumberKetentuan.KABUPATEN: _("Ditetapkan kabupaten untuk semua kantornya; tidak diubah di sini."),
        }[stored.sumber]

    def _take(self, **answer: object) -> None:
        self._choices = msgspec.structs.replace(self._choices, **answer)
        self.answered.emit(self._choices)

    def _take_approach(self, group: KelompokSkp, approach: Pendekatan) -> None:
        self._take(pendekatan={**self._choices.pendekatan, group: approach})
