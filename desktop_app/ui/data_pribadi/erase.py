"""ErasePerson: what an erasure takes and leaves, on what ground, and a word typed by hand before it happens."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop_app.domain.errors import UserError
from desktop_app.domain.nip import clean_nip
from desktop_app.i18n import _
from desktop_app.messages import sentence
from desktop_app.services.penghapusan import DASAR, MAKS_TEKS, HasilHapus, PratinjauHapus, erase_orang
from desktop_app.ui.errors import present_error
from desktop_app.ui.runner import Runner
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.controls import make_label, make_line_edit
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.form import FormRow

LAIN = "lain"
MENYEBUT = 5
"""So many documents that still mention him are named one by one."""
NAMA_JENIS = {
    "pegawai": "data pegawai",
    "skp": "SKP",
    "penilaian": "penilaian",
    "adendum": "adendum",
    "matriks": "matriks peran",
    "manual_indikator": "manual indikator",
    "workblock": "workblock",
    "serah_terima": "serah terima",
    "rencana_aksi": "rencana aksi",
    "jurnal": "jurnal",
    "umpan_balik": "umpan balik",
    "capaian_unit": "capaian organisasi",
    "evaluasi_diri": "evaluasi diri",
    "dokumen_evaluasi": "dokumen evaluasi",
    "putusan_keberatan": "putusan keberatan",
    "keberatan": "keberatan",
    "angka_kredit": "angka kredit",
    "coaching": "coaching",
    "mentoring": "mentoring",
    "umpan_balik_bimbingan": "umpan balik bimbingan",
    "evaluasi_kompetensi": "evaluasi kompetensi",
    "rencana_pengembangan": "rencana pengembangan",
    "tindak_lanjut": "tindak lanjut",
    "indikator_outcome": "indikator outcome",
    "mutasi": "mutasi pegawai",
    "permintaan_perbaikan": "permintaan perbaikan",
    "jawaban_perbaikan": "jawaban permintaan perbaikan",
    "hasil_putaran": "hasil putaran umpan balik",
    "konseling": "berkas konseling",
    "pengguna": "akun",
}


def describe(found: PratinjauHapus) -> list[str]:
    """Return in sentences what goes and what stays."""
    dokumen = ", ".join(f"{jumlah} {_(NAMA_JENIS.get(kind, kind))}" for kind, jumlah in sorted(found.dokumen.items()))
    lines = [_("Dihapus: {dokumen}; semuanya {n} versi.").format(dokumen=dokumen, n=found.revisi)]
    if found.naskah:
        lines.append(_("{n} naskah yang belum disimpan ikut hilang.").format(n=found.naskah))
    if found.berkas:
        lines.append(
            _("{n} berkas bukti dukung ikut dihapus; yang juga dipakai pegawai lain tetap ada.").format(n=found.berkas)
        )
    lines.append(
        _("Salinan paket dan {n} cadangan di komputer ini diganti satu cadangan baru.").format(n=found.cadangan),
    )
    if found.kurir:
        lines.append(_("Namanya sebagai pembawa paket dikosongkan di {n} baris kotak keluar.").format(n=found.kurir))
    if found.ditahan:
        lines.append(
            _(
                "{n} berkas yang ditahan tidak dibuka untuk ini. Bila kelak diterima, datanya di dalamnya tidak ikut "
                "masuk."
            ).format(n=found.ditahan)
        )
    if found.belum_dikirim:
        lines.append(_("{n} versi belum pernah diterima kabupaten dan hilang di sini.").format(n=found.belum_dikirim))
    if found.dipakai:
        lines.append(
            _("Namanya tetap ada pada {n} dokumen orang lain, karena itu arsip mereka.").format(n=found.dipakai)
        )
    lines += [
        _("Masih menyebutnya: {jenis} {tahun} milik {nama}{cara}.").format(
            jenis=_(NAMA_JENIS.get(one.kind, one.kind)),
            tahun=one.tahun or "",
            nama=one.pemilik or "–",
            cara="" if one.dengan_nama else _(", tanpa nama"),
        )
        for one in found.menyebut[:MENYEBUT]
    ]
    if len(found.menyebut) > MENYEBUT:
        lines.append(_("Dan {n} dokumen perencanaan lain.").format(n=len(found.menyebut) - MENYEBUT))
    return lines


class ErasePerson(Dialog):
    """The button works only when the NIP (or, without one, the name) was typed once more."""

    def __init__(
        self, parent: QWidget, runner: Runner, found: PratinjauHapus, on_done: Callable[[HasilHapus], object]
    ) -> None:
        super().__init__(
            parent,
            name="hapus-orang",
            title=_("Hapus data {nama}?").format(nama=found.nama),
            text="\n".join(describe(found)),
            state=State.WARNING,
        )
        self._runner = runner
        self._found = found
        self._on_done = on_done
        self._fill()

    def _fill(self) -> None:
        choices = [(text, text) for text in DASAR] + [(LAIN, _("Dasar lain, ditulis di bawah"))]
        self.ground = ComboField("hapus-orang-dasar", _("Dasar"), choices)
        self.other = make_line_edit("hapus-orang-dasar-lain", _("Dasar lain"), limit=MAKS_TEKS)
        self.letter = make_line_edit("hapus-orang-surat", _("Nomor surat"), limit=MAKS_TEKS)
        self.reason = make_line_edit("hapus-orang-alasan", _("Keterangan"), limit=MAKS_TEKS)
        self.again = make_line_edit("hapus-orang-ulang", _("Ketik ulang"), limit=200)
        word = _("NIP") if self._found.nip else _("nama lengkap")
        self._rows = {
            "dasar": FormRow("hapus-orang-baris-dasar", _("Dasar"), self.ground, required=True),
            "lain": FormRow("hapus-orang-baris-lain", _("Dasar lain"), self.other, required=True),
            "surat": FormRow("hapus-orang-baris-surat", _("Nomor surat"), self.letter),
            "alasan": FormRow(
                "hapus-orang-baris-alasan",
                _("Keterangan"),
                self.reason,
                hint=_("Tetap tersimpan: jangan memuat nama atau NIP."),
            ),
            "ulang": FormRow(
                "hapus-orang-baris-ulang",
                _("Ketik ulang {kata}").format(kata=word),
                self.again,
                hint=_("Penghapusan tidak dapat dibatalkan."),
                required=True,
            ),
        }
        for row in self._rows.values():
            row.setMinimumWidth(640)
            self.content.addWidget(row)
        self._working = make_label("", "muted", name="hapus-orang-keadaan", wrap=True)
        self._working.hide()
        self.content.addWidget(self._working)
        cancel = self.add_button("batal", _("Batal"))
        self._go = self.add_button("hapus", _("Hapus selamanya"), self._erase, kind="danger", closes=False)
        self._go.setAutoDefault(False)
        cancel.setAutoDefault(False)
        self.ground.answered.connect(lambda _key: self._allow())
        self.again.textChanged.connect(lambda _text: self._allow())
        self.other.textChanged.connect(lambda _text: self._allow())
        self._allow()
        self.ground.setFocus(Qt.FocusReason.OtherFocusReason)

    def _is_repeated(self) -> bool:
        if self._found.nip:
            return clean_nip(self.again.text()) == self._found.nip
        return " ".join(self.again.text().split()).casefold() == self._found.nama.casefold()

    def _allow(self) -> None:
        own = self.ground.answer() == LAIN
        self._rows["lain"].setVisible(own)
        self._go.setEnabled(self._is_repeated() and (not own or bool(self.other.text().strip())))

    def _erase(self) -> None:
        for row in self._rows.values():
            row.clear_finding()
        self._go.setEnabled(False)
        self._working.setText(_("Menghapus dan membuat cadangan baru…"))
        self._working.show()
        own = self.ground.answer() == LAIN
        self._runner.submit(
            erase_orang,
            self._found.pegawai_id,
            self.other.text() if own else self.ground.answer(),
            self.letter.text(),
            self.reason.text(),
            owner=self,
            on_done=self._finish,
            on_error=self._fail,
            keep_error=True,
        )

    def _finish(self, hasil: HasilHapus) -> None:
        self.accept()
        self._on_done(hasil)

    def _fail(self, error: BaseException) -> None:
        self._working.hide()
        self._allow()
        if isinstance(error, UserError) and error.code in ("hapus_menyebut_orang", "hapus_teks_salah"):
            self._rows["alasan"].show_finding(State.ERROR, sentence(error))
        elif isinstance(error, UserError) and error.code == "hapus_dasar_kosong":
            self._rows["dasar"].show_finding(State.ERROR, sentence(error))
        else:
            present_error(self, error)
