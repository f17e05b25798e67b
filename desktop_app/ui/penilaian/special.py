"""SpecialCard: a period that is not assessed, the old unit's result after a move, study leave (P6:62-64, 91, 100)."""

from __future__ import annotations

from typing import Any

import msgspec
from PySide6.QtCore import Qt, Signal

from desktop_app.domain.istilah import JenisPeriode, Predikat, SifatHasil
from desktop_app.domain.istilah_kinerja import JenjangStudi, SebabTidakDinilai
from desktop_app.domain.kelengkapan_penilaian import read_ipk
from desktop_app.domain.panduan_ipk import LUAR_NEGERI, PASCA, S1, kategori_ipk
from desktop_app.domain.penilaian import HasilPeriodik, HasilStudi, Penilaian
from desktop_app.domain.periode import parse_periode
from desktop_app.domain.predikat import PREDIKAT_TIDAK_SELESAI
from desktop_app.i18n import _
from desktop_app.regulation import Aturan
from desktop_app.ui.penilaian.ground import Ground
from desktop_app.ui.penilaian.words import predikat_text, tidak_dinilai_text
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.controls import Card, make_button, make_label
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.text import AnswerLine
from desktop_app.ui.words import official_text, periode_text

NILAI = ""
"""The key of an ordinary period, which is assessed."""
KERTAS = "kertas"
TIDAK_SELESAI = "tidak_selesai"


class SpecialCard(Card):
    """Folded until it is wanted or holds something; ``changed`` carries the whole new ``Penilaian``."""

    changed = Signal(object)

    def __init__(self, aturan: Aturan) -> None:
        super().__init__("penilaian-khusus", _("Keadaan khusus"))
        self._aturan = aturan
        self._penilaian: Penilaian | None = None
        self._old: tuple[HasilPeriodik, ...] = ()
        self._locked = False
        self._study_plan = False
        self._build()
        self._connect()

    def _build(self) -> None:
        self._open = make_button(
            "penilaian-khusus-buka", _("Periode tidak dinilai, atau tugas belajar…"), kind="quiet", compact=True
        )
        self.reason = ComboField("penilaian-tidak-dinilai", _("Periode ini"))
        self._reason_row = FormRow(
            "penilaian-tidak-dinilai-baris",
            _("Periode ini"),
            self.reason,
            hint=_("Bila tidak dinilai, tulis sebab dan tanggalnya di Catatan/rekomendasi. Tidak ada predikat."),
        )
        self.old = ComboField("penilaian-hasil-lama", _("Hasil unit lama"))
        self._old_row = FormRow(
            "penilaian-hasil-lama-baris",
            _("Hasil unit lama"),
            self.old,
            hint=_("Menurut kesepakatan penilai dan pegawai (hlm. 91). Tulis kesepakatannya di Catatan/rekomendasi."),
        )
        self.paper_periode = AnswerLine("penilaian-hasil-kertas-periode", _("Periode di kertas"), hint=_("2025-TW4"))
        self._periode_row = FormRow("penilaian-hasil-kertas-periode-baris", _("Periode di kertas"), self.paper_periode)
        choices = [(one.value, predikat_text(self._aturan, one)) for one in Predikat]
        self.paper_predikat = ComboField("penilaian-hasil-kertas-predikat", _("Predikat di kertas"), choices)
        self._predikat_row = FormRow(
            "penilaian-hasil-kertas-predikat-baris", _("Predikat di kertas"), self.paper_predikat
        )
        self._build_study()
        self._rows = (self._reason_row, self._old_row, self._periode_row, self._predikat_row, *self._study_rows)
        self.box.addWidget(self._open, 0, Qt.AlignmentFlag.AlignLeft)
        for row in self._rows:
            self.box.addWidget(row)
        self.box.addWidget(self._guide)

    def _build_study(self) -> None:
        self.level = ComboField(
            "penilaian-studi-jenjang",
            _("Jenjang studi"),
            [(JenjangStudi.S1.value, _("S-1")), (JenjangStudi.PASCA.value, _("Profesi, S-2, atau S-3"))],
        )
        places = [(one, _("Dalam negeri, akreditasi {x}").format(x=one)) for one in ("A", "B", "C")]
        self.place = ComboField(
            "penilaian-studi-akreditasi", _("Perguruan tinggi"), [*places, (LUAR_NEGERI, _("Luar negeri"))]
        )
        self.ipk = AnswerLine("penilaian-studi-ipk", _("IPK"), hint=_("3,51"), limit=10)
        outcomes = [("", _("Berjalan atau lulus"))]
        outcomes += [
            (f"{TIDAK_SELESAI}:{one.value}", _("Tidak selesai: {p}").format(p=predikat_text(self._aturan, one)))
            for one in PREDIKAT_TIDAK_SELESAI
        ]
        self.outcome = ComboField("penilaian-studi-hasil", _("Hasil studi"), outcomes)
        self._study_rows = (
            FormRow("penilaian-studi-jenjang-baris", _("Jenjang studi"), self.level),
            FormRow("penilaian-studi-akreditasi-baris", _("Perguruan tinggi"), self.place),
            FormRow("penilaian-studi-ipk-baris", _("IPK"), self.ipk),
            FormRow(
                "penilaian-studi-hasil-baris",
                _("Hasil studi"),
                self.outcome,
                hint=_("Tidak lulus atau berhenti: Kurang atau Sangat Kurang, menimbang perilaku kerja (hlm. 100)."),
            ),
        )
        self._guide = make_label("", "muted", name="penilaian-studi-panduan", wrap=True)

    def _connect(self) -> None:
        self._open.clicked.connect(self._unfold)
        self.reason.answered.connect(self._on_reason)
        self.old.answered.connect(self._on_old)
        self.paper_periode.answered.connect(lambda text: self._on_paper(periode=text.upper()))
        self.paper_predikat.answered.connect(lambda key: self._on_paper(predikat=Predikat(key)))
        self.level.answered.connect(lambda key: self._on_study(jenjang=JenjangStudi(key)))
        self.place.answered.connect(self._on_place)
        self.ipk.answered.connect(lambda text: self._on_study(ipk=text))
        self.outcome.answered.connect(self._on_outcome)

    def show_penilaian(self, penilaian: Penilaian, ground: Ground, *, locked: bool) -> None:
        """Show what is special about the period; a plan with study asks for it."""
        self._penilaian, self._locked, self._old = penilaian, locked, ground.lama
        self._study_plan = any(one.sifat is SifatHasil.TUGAS_BELAJAR for one in ground.skp.hasil)
        yearly = parse_periode(penilaian.periode).jenis is JenisPeriode.TAHUNAN
        reasons = [one for one in SebabTidakDinilai if not (yearly and one is SebabTidakDinilai.HASIL_UNIT_LAMA)]
        self.reason.set_choices(
            [(NILAI, _("Dinilai seperti biasa")), *((one.value, tidak_dinilai_text(one)) for one in reasons)]
        )
        known = [*ground.lama, *(one for one in penilaian.periodik if one.id and one not in ground.lama)]
        offered = [(one.id, self._result_text(one)) for one in known]
        self.old.set_choices([*offered, (KERTAS, _("Hasil di kertas…"))])
        special = self._study_plan or penilaian.tidak_dinilai is not None or penilaian.studi is not None
        self._open.setVisible(not special)
        self.setHidden(locked and not special)
        for widget in (self.reason, self.old, self.paper_predikat, self.level, self.place, self.outcome):
            widget.setEnabled(not locked)
        for line in (self.paper_periode, self.ipk):
            line.setReadOnly(locked)
        self._light()

    def take(self, penilaian: Penilaian) -> None:
        """Know what another part changed."""
        self._penilaian = penilaian

    def flush(self) -> None:
        """Tell answers that are still being typed."""
        self.paper_periode.flush()
        self.ipk.flush()

    def focus_path(self, path: str) -> bool:
        """Put the keyboard on the field of a finding; False where it is none of this card's."""
        field = {
            "tidak_dinilai": self.reason,
            "periodik": self.old,
            "studi": self.ipk,
            "studi/ipk": self.ipk,
            "studi/predikat": self.outcome,
        }.get(path)
        if field is None:
            return False
        self._unfold()
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _result_text(self, one: HasilPeriodik) -> str:
        return f"{periode_text(one.periode)}: {predikat_text(self._aturan, one.predikat)}"

    def _unfold(self) -> None:
        self._open.hide()
        self._light()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _light(self) -> None:
        assert self._penilaian is not None
        isi, folded = self._penilaian, not self._open.isHidden()
        self.reason.set_answer(isi.tidak_dinilai.value if isi.tidak_dinilai else NILAI)
        reuse = isi.tidak_dinilai is SebabTidakDinilai.HASIL_UNIT_LAMA
        chosen = isi.periodik[0] if reuse and isi.periodik else None
        self.old.set_answer((chosen.id or KERTAS) if chosen else "")
        paper = chosen is not None and not chosen.id
        if chosen is not None and paper:
            self.paper_periode.set_answer(chosen.periode)
            self.paper_predikat.set_answer(chosen.predikat.value if chosen.predikat else "")
        study = isi.tidak_dinilai is None and (self._study_plan or isi.studi is not None)
        self._show_study(isi.studi or HasilStudi(), shown=study and not folded)
        self._reason_row.setVisible(not folded)
        self._old_row.setVisible(reuse)
        self._periode_row.setVisible(paper)
        self._predikat_row.setVisible(paper)

    def _show_study(self, studi: HasilStudi, *, shown: bool) -> None:
        for row in self._study_rows:
            row.setVisible(shown)
        self._guide.setVisible(shown)
        self.level.set_answer(studi.jenjang.value)
        self.place.set_answer(LUAR_NEGERI if studi.luar_negeri else studi.akreditasi)
        self.ipk.set_answer(studi.ipk)
        key = f"{TIDAK_SELESAI}:{studi.predikat.value}" if studi.tidak_selesai and studi.predikat else ""
        self.outcome.set_answer(key)
        self._guide.setText(self._guide_text(studi))

    def _guide_text(self, studi: HasilStudi) -> str:
        """Return how the guidance reads the IPK: shown beside the ratings, which the assessor sets himself."""
        ipk = read_ipk(studi)
        place = LUAR_NEGERI if studi.luar_negeri else studi.akreditasi
        if ipk is None or studi.tidak_selesai:
            return _("Panduan IPK (hlm. 63) muncul di sini sesudah IPK diisi; rating tetap Anda tetapkan.")
        try:
            one = kategori_ipk(S1 if studi.jenjang is JenjangStudi.S1 else PASCA, place, ipk)
        except KeyError:
            return _("Panduan halaman 63 tidak memuat akreditasi ini.")
        text = _("Panduan IPK (hlm. 63): {predikat}. Ini hanya panduan ekspektasi; rating tetap Anda tetapkan.")
        return text.format(predikat=official_text(self._aturan.label_predikat[one]))

    def _on_reason(self, key: str) -> None:
        reason = SebabTidakDinilai(key) if key else None
        changes: dict[str, Any] = {"tidak_dinilai": reason}
        if reason is not None:
            changes |= {"rating_hasil": None, "rating_perilaku": None, "studi": None}
        if reason is not SebabTidakDinilai.HASIL_UNIT_LAMA:
            changes["periodik"] = ()
        self._tell(**changes)

    def _on_old(self, key: str) -> None:
        if key == KERTAS:
            self._tell(periodik=(HasilPeriodik(id=""),))
            self.paper_periode.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._tell(periodik=tuple(one for one in self._old if one.id == key))

    def _on_paper(self, **changes: Any) -> None:
        assert self._penilaian is not None
        one = self._penilaian.periodik[0] if self._penilaian.periodik else HasilPeriodik(id="")
        self._tell(periodik=(msgspec.structs.replace(one, id="", **changes),))

    def _on_place(self, key: str) -> None:
        abroad = key == LUAR_NEGERI
        self._on_study(luar_negeri=abroad, akreditasi="" if abroad else key)

    def _on_outcome(self, key: str) -> None:
        failed = key.startswith(TIDAK_SELESAI)
        self._on_study(tidak_selesai=failed, predikat=Predikat(key.partition(":")[2]) if failed else None)

    def _on_study(self, **changes: Any) -> None:
        assert self._penilaian is not None
        self._tell(studi=msgspec.structs.replace(self._penilaian.studi or HasilStudi(), **changes))

    def _tell(self, **changes: Any) -> None:
        if self._penilaian is not None and not self._locked:
            self._penilaian = msgspec.structs.replace(self._penilaian, **changes)
            self._light()
            self.changed.emit(self._penilaian)
