"""DecisionSheet: open a sealed objection, ask the assessor to explain, decide and sign; or explain, as the assessor."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.istilah import Predikat, Rating
from desktop_app.domain.istilah_kinerja import KeputusanKeberatan, StatusPutusan
from desktop_app.i18n import _
from desktop_app.services.cetak import HasilCetak, print_putusan
from desktop_app.services.kantor import Changed
from desktop_app.services.keberatan_buka import BarisKeberatan, Terbuka, open_objection
from desktop_app.services.keberatan_cetak import HalamanKeberatan, print_opened
from desktop_app.services.penguji_tanda import KeadaanTanda
from desktop_app.services.putusan import (
    IsiPutusan,
    RincianPutusan,
    answer_explanation,
    ask_explanation,
    decide_objection,
    predicted_predikat,
    read_putusan,
)
from desktop_app.ui.keberatan.words import Row, decided_text
from desktop_app.ui.page import Page
from desktop_app.ui.pdf_output import show_pdf
from desktop_app.ui.reason import ask_signature
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.choice import Choice, ChoiceRow
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.controls import make_button, make_label
from desktop_app.ui.widgets.dialog import confirm
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.header import PageHeader
from desktop_app.ui.widgets.scroll import ScrollColumn
from desktop_app.ui.widgets.text import GrowingTextEdit


class DecisionSheet(QWidget):
    """Shows each person the part that is his; what was opened is forgotten when the sheet is left."""

    left = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.setObjectName("putusan-lembar")
        self._page = page
        self._row: Row | None = None
        self._shown: RincianPutusan | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        self._header = PageHeader("putusan-kepala", _("Keberatan"), " ")
        self._back = make_button(
            "putusan-kembali", _("Daftar"), kind="quiet", icon_name="panah-kiri", shortcut="Alt+Left", compact=True
        )
        self._header.insert_action(self._back)
        self._paper = make_button("putusan-cetak-isi", _("Cetak untuk atasan…"), icon_name="cetak")
        self._form = make_button("putusan-cetak", _("Cetak D.1.3…"), icon_name="cetak", shortcut="Ctrl+P")
        self._open = make_button("putusan-buka", _("Buka keberatan"), kind="primary", icon_name="kunci")
        self._decide = make_button("putusan-tetapkan", _("Tetapkan…"), kind="primary", shortcut="Ctrl+Return")
        for widget in (self._paper, self._form, self._open, self._decide):
            self._header.add_action(widget)
        self._facts = make_label("", "muted", name="putusan-fakta", wrap=True)
        self._inside = GrowingTextEdit("putusan-isi", _("Isi keberatan"), least_lines=4, most_lines=24)
        self._inside.setReadOnly(True)
        self._passed = GrowingTextEdit("putusan-diteruskan", _("Yang dibaca pejabat penilai"), least_lines=3)
        self._ask = make_button("putusan-minta", _("Minta penjelasan…"))
        self._explain = GrowingTextEdit("putusan-penjelasan", _("Penjelasan pejabat penilai"), least_lines=3)
        self._answer = make_button("putusan-jawab", _("Simpan penjelasan"), kind="primary")
        self._which = ChoiceRow(
            "putusan-keputusan",
            _("Keputusan"),
            [Choice(one.value, decided_text(one)) for one in KeputusanKeberatan],
        )
        names = [("", _("(belum dipilih)")), *((one.value, rating_text(one)) for one in Rating)]
        self._result = ComboField("putusan-rating-hasil", _("Rating hasil kerja"), names)
        self._behaviour = ComboField("putusan-rating-perilaku", _("Rating perilaku"), names)
        self._predicted = make_label("", "label", name="putusan-predikat", wrap=True)
        self._advice = GrowingTextEdit("putusan-rekomendasi", _("Rekomendasi"), least_lines=3)
        column = ScrollColumn("putusan-gulir", _("Isi putusan"))
        column.box.addWidget(self._facts)
        self._rows: dict[str, QWidget] = {}
        for name, label, field in (
            ("isi", _("Keberatan"), self._inside),
            ("diteruskan", _("Yang dibaca pejabat penilai dan tercetak di D.1.3"), self._passed),
        ):
            self._add(column, name, label, field)
        column.box.addWidget(self._ask, 0, Qt.AlignmentFlag.AlignLeft)
        self._add(column, "penjelasan", _("Penjelasan pejabat penilai"), self._explain)
        column.box.addWidget(self._answer, 0, Qt.AlignmentFlag.AlignLeft)
        self._add(column, "keputusan", _("Keputusan"), self._which)
        self._add(column, "hasil", _("Rating hasil kerja yang baru"), self._result)
        self._add(column, "perilaku", _("Rating perilaku yang baru"), self._behaviour)
        column.box.addWidget(self._predicted)
        self._add(column, "rekomendasi", _("Rekomendasi"), self._advice)
        column.box.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(10)
        whole.addWidget(self._header)
        whole.addWidget(column, 1)

    def _add(self, column: ScrollColumn, name: str, label: str, field: QWidget) -> None:
        row = FormRow(f"putusan-baris-{name}", label, field, stacked=True)
        self._rows[name] = row
        column.box.addWidget(row)

    def _connect(self) -> None:
        self._back.clicked.connect(self.left)
        self._open.clicked.connect(self._do_open)
        self._paper.clicked.connect(self._print_inside)
        self._form.clicked.connect(self._print_form)
        self._ask.clicked.connect(self._ask_release)
        self._answer.clicked.connect(self._do_answer)
        self._decide.clicked.connect(self._ask_decide)
        self._which.chosen.connect(lambda _key: self._show_ratings())
        self._result.answered.connect(lambda _key: self._predict())
        self._behaviour.answered.connect(lambda _key: self._predict())

    def open(self, row: Row) -> None:
        """Show one objection or decision; nothing sealed is opened before somebody presses the button."""
        self.close_sheet()
        self._row = row
        self._header.set_title(row.siapa)
        self._header.set_subtitle(row.periode)
        sealed = row.keberatan
        self._open.setVisible(sealed is not None and sealed.dapat_dibuka)
        self._paper.setVisible(sealed is not None and sealed.bagian == "kantor" and sealed.dapat_dibuka)
        self._facts.setText(facts_text(sealed) if sealed is not None else "")
        if row.putusan_id:
            self._page.ask(read_putusan, row.putusan_id, on_done=self._show)
        else:
            self._show_parts(None)
            self._open.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_sheet(self) -> None:
        """Forget what was opened."""
        self._row = self._shown = None
        for field in (self._inside, self._passed, self._explain, self._advice):
            field.set_answer("")
            field.document().clearUndoRedoStacks()
        self._which.set_value(None)
        self._result.set_answer("")
        self._behaviour.set_answer("")

    def _show_parts(self, shown: RincianPutusan | None) -> None:
        decides = shown is not None and shown.boleh_memutuskan
        explains = shown is not None and shown.boleh_menjelaskan
        done = shown is not None and shown.isi.status is StatusPutusan.DITETAPKAN
        asked = shown is not None and shown.isi.diminta is not None
        answered = shown is not None and shown.isi.tanggal_penjelasan is not None
        self._rows["isi"].setVisible(bool(self._inside.answer()))
        self._rows["diteruskan"].setVisible(decides or asked or done)
        self._passed.setReadOnly(not decides or asked)
        self._ask.setVisible(decides and not asked)
        self._rows["penjelasan"].setVisible(decides or explains or done)
        self._explain.setReadOnly(not (explains or (decides and not answered)))
        self._answer.setVisible(explains)
        self._rows["keputusan"].setVisible(decides or done)
        self._which.setEnabled(decides)
        self._rows["rekomendasi"].setVisible(decides or done)
        self._advice.setReadOnly(not decides)
        self._decide.setVisible(decides)
        self._form.setVisible(done)
        self._show_ratings()

    def _show(self, shown: RincianPutusan) -> None:
        if self._row is None:
            return
        self._shown, isi = shown, shown.isi
        self._passed.set_answer(isi.keberatan or self._inside.answer())
        self._explain.set_answer(isi.penjelasan)
        self._which.set_value(isi.keputusan.value if isi.keputusan else None)
        self._result.set_answer(isi.rating_hasil.value if isi.rating_hasil else "")
        self._behaviour.set_answer(isi.rating_perilaku.value if isi.rating_perilaku else "")
        self._advice.set_answer(isi.rekomendasi)
        self._facts.setText(self._all_facts(shown))
        self._show_parts(shown)
        if isi.predikat is not None:
            self._tell_predicted(isi.predikat)
        if shown.konflik:
            text = _("Putusan ini berbeda versi. Pilih dulu versi yang benar di halaman Konflik.")
            self._page.banner.show_message(State.WARNING, text)

    def _all_facts(self, shown: RincianPutusan) -> str:
        sealed = self._row.keberatan if self._row is not None else None
        lines = [facts_text(sealed)] if sealed is not None else []
        nilai = shown.penilaian
        if nilai is not None and nilai.rating_hasil and nilai.rating_perilaku and nilai.predikat:
            told = _("Hasil yang dipersoalkan: hasil kerja {hasil}, perilaku {perilaku}, predikat {predikat}.")
            lines.append(
                told.format(
                    hasil=rating_text(nilai.rating_hasil).lower(),
                    perilaku=rating_text(nilai.rating_perilaku).lower(),
                    predikat=predikat_text(nilai.predikat),
                )
            )
        if shown.isi.tanggal is not None:
            lines.append(_("Ditetapkan {hari}.").format(hari=format_tanggal(shown.isi.tanggal)))
        return "\n".join(lines)

    def _show_ratings(self) -> None:
        changes = self._which.value() == KeputusanKeberatan.MENGUBAH.value
        seen = self._rows["keputusan"].isVisibleTo(self) and changes
        for name in ("hasil", "perilaku"):
            self._rows[name].setVisible(seen)
        for field in (self._result, self._behaviour):
            field.setEnabled(self._decide.isVisibleTo(self))
        self._predicted.setVisible(seen)

    def _predict(self) -> None:
        self._page.ask(predicted_predikat, *self._ratings(), on_done=self._tell_predicted)

    def _tell_predicted(self, predikat: Predikat | None) -> None:
        text = _("Predikat menurut kedua rating: {predikat}").format(predikat=predikat_text(predikat))
        self._predicted.setText(text if predikat is not None else "")

    def _ratings(self) -> tuple[Rating | None, Rating | None]:
        hasil, perilaku = self._result.answer(), self._behaviour.answer()
        return Rating(hasil) if hasil else None, Rating(perilaku) if perilaku else None

    def _do_open(self) -> None:
        sealed = self._row.keberatan if self._row is not None else None
        if sealed is not None:
            self._page.ask(open_objection, sealed.id, on_done=self._show_inside, writes=True)

    def _show_inside(self, opened: Terbuka) -> None:
        if self._row is None or self._row.keberatan is None or self._row.keberatan.id != opened.id:
            return
        names = "\n".join(f"- {one.nama}" for one in opened.isi.bukti)
        self._inside.set_answer(opened.isi.alasan + (_("\n\nBukti:\n") + names if names else ""))
        self._open.hide()
        self._page.changed.emit(opened.changed)
        self._page.ask(read_putusan, opened.putusan_id, on_done=self._show)

    def _print_inside(self) -> None:
        sealed = self._row.keberatan if self._row is not None else None
        if sealed is None:
            return

        def show(page: HalamanKeberatan) -> None:
            show_pdf(self, _("Keberatan yang dibuka"), page.nama, secret=True)(page.pdf)

        self._page.ask(print_opened, sealed.id, on_done=show, writes=True)

    def _print_form(self) -> None:
        def show(made: HasilCetak) -> None:
            show_pdf(self, made.judul, made.nama_berkas)(made.pdf)

        if self._shown is not None:
            self._page.ask(print_putusan, self._shown.id, on_done=show)

    def _ask_release(self) -> None:
        confirm(
            self.window(),
            name="putusan-minta-tanya",
            title=_("Minta penjelasan pejabat penilai?"),
            text=_("Mulai sekarang ia membaca teks yang Anda teruskan ini, dan hanya teks ini:")
            + "\n\n"
            + self._passed.answer(),
            yes=_("Minta penjelasan"),
            on_yes=self._do_release,
        )

    def _do_release(self) -> None:
        self._act(ask_explanation, self._passed.answer())

    def _do_answer(self) -> None:
        self._act(answer_explanation, self._explain.answer())

    def _act(self, function: object, text: str) -> None:
        if self._shown is None:
            return
        doc_id = self._shown.id

        def done(changed: Changed) -> None:
            self._page.changed.emit(changed)
            self._page.ask(read_putusan, doc_id, on_done=self._show)

        self._page.ask(function, doc_id, text, on_done=done, writes=True)  # type: ignore[arg-type]

    def _ask_decide(self) -> None:
        if self._which.value() is None:
            self._page.banner.show_message(State.WARNING, _("Keputusan belum dipilih."))
            self._which.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        ask_signature(
            self.window(),
            name="putusan-tanda",
            title=_("Tetapkan keputusan ini?"),
            text=_(
                "Sesudah ditetapkan keputusan tidak berubah lagi. Penilaian yang lama tetap seperti ditandatangani."
            ),
            yes=_("Tetapkan"),
            place=self._page.desk.profil.tempat,
            day=self._page.desk.proposed_day(),
            on_answer=self._do_decide,
        )

    def _do_decide(self, place: str, day: date) -> None:
        if self._shown is None:
            return
        hasil, perilaku = self._ratings()
        doc_id = self._shown.id
        isi = IsiPutusan(
            keputusan=KeputusanKeberatan(str(self._which.value())),
            rekomendasi=self._advice.answer(),
            rating_hasil=hasil,
            rating_perilaku=perilaku,
            keberatan=self._passed.answer(),
            penjelasan="" if self._explain.isReadOnly() else self._explain.answer(),
            tempat=place,
        )

        def done(changed: Changed) -> None:
            self._page.changed.emit(changed)
            self._page.banner.show_message(State.OK, _("Keputusan ditetapkan. Cetak D.1.3 untuk ditandatangani."))
            self._page.ask(read_putusan, doc_id, on_done=self._show)

        self._page.ask(decide_objection, doc_id, isi, day, on_done=done, writes=True)


def facts_text(sealed: BarisKeberatan) -> str:
    """Return what the envelope tells: number, code, day, whose own signature, and who has opened it."""
    day = format_tanggal(sealed.tanggal) if sealed.tanggal else "–"
    text = _("Nomor {nomor}, kode slip {kode}, disegel {hari}.").format(nomor=sealed.nomor, kode=sealed.kode, hari=day)
    if sealed.ragu:
        text += " " + _("Jam komputer waktu itu diragukan.")
    if sealed.tanda is KeadaanTanda.SAH:
        text += " " + _("Ditandatangani pegawai itu sendiri.")
    else:
        text += " " + _("Tanda tangan pegawai belum terbukti; cocokkan kode dengan slipnya.")
    if sealed.pembukaan:
        names = "; ".join(
            f"{one.nama or '–'} ({one.kantor}, {format_tanggal(one.tanggal) if one.tanggal else '–'})"
            for one in sealed.pembukaan
        )
        text += "\n" + _("Dibuka oleh: {semua}").format(semua=names)
    return text


def rating_text(rating: Rating) -> str:
    """Return a rating in the words of the regulation."""
    words = {
        Rating.DIATAS: _("Di atas ekspektasi"),
        Rating.SESUAI: _("Sesuai ekspektasi"),
        Rating.DIBAWAH: _("Di bawah ekspektasi"),
    }
    return words[rating]


def predikat_text(predikat: Predikat | None) -> str:
    """Return a predicate in words."""
    return predikat.value.replace("_", " ").capitalize() if predikat is not None else "–"
