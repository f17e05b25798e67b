"""DecisionSheet: open a sealed objection, ask the assessor to explain, decide and sign; or explain, as the assessor."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.istilah import Predikat, Rating
from desktop_app.domain.istilah_kinerja import KeputusanKeberatan, StatusPutusan
from desktop_app.i18n import _
from desktop_app.services.cetak import print_putusan
from desktop_app.services.kantor import Changed
from desktop_app.services.keberatan_buka import Terbuka, open_objection
from desktop_app.services.keberatan_cetak import HalamanKeberatan, print_opened
from desktop_app.services.putusan import (
    IsiPutusan,
    RincianPutusan,
    answer_explanation,
    ask_explanation,
    decide_objection,
    predicted_predikat,
    read_putusan,
)
from desktop_app.services.putusan_draf import (
    DrafPutusan,
    drop_putusan_draft,
    keep_putusan_draft,
    read_putusan_draft,
)
from desktop_app.ui.keberatan.words import Row, all_facts, decided_text, facts_text, predikat_text, rating_text
from desktop_app.ui.page import Page
from desktop_app.ui.pdf_output import show_pdf, show_printed
from desktop_app.ui.private_draft import PrivateDraft
from desktop_app.ui.reason import ask_signature
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.choice import Choice, ChoiceRow
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.controls import make_button, make_label
from desktop_app.ui.widgets.dialog import confirm
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.header import PageHeader
from desktop_app.ui.widgets.saved import SavedIndicator
from desktop_app.ui.widgets.scroll import ScrollColumn
from desktop_app.ui.widgets.text import GrowingTextEdit


class DecisionSheet(QWidget):
    """Shows each person the part that is his; what was opened is forgotten when the sheet is left.

    What he types is kept at once for him alone, and shown again until it is handed over or thrown away.
    """

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
        self._indicator = SavedIndicator("putusan-tersimpan")
        self._draft = PrivateDraft(self._page.desk.runner, self._indicator, keep_putusan_draft, drop_putusan_draft)
        for widget in (self._indicator, self._paper, self._form, self._open, self._decide):
            self._header.add_action(widget)
        self._facts = make_label("", "muted", name="putusan-fakta", wrap=True)
        self._inside = GrowingTextEdit("putusan-isi", _("Isi keberatan"), least_lines=4, most_lines=24)
        self._inside.setReadOnly(True)
        self._passed = typed_field("putusan-diteruskan", _("Yang dibaca pejabat penilai"))
        self._ask = make_button("putusan-minta", _("Minta penjelasan…"))
        self._explain = typed_field("putusan-penjelasan", _("Penjelasan pejabat penilai"))
        self._answer = make_button("putusan-jawab", _("Simpan penjelasan"), kind="primary")
        self._which = ChoiceRow(
            "putusan-keputusan",
            _("Keputusan"),
            [Choice(one.value, decided_text(one)) for one in KeputusanKeberatan],
        )
        self._result = ComboField("putusan-rating-hasil", _("Rating hasil kerja"))
        self._behaviour = ComboField("putusan-rating-perilaku", _("Rating perilaku"))
        self._predicted = make_label("", "label", name="putusan-predikat", wrap=True)
        self._advice = typed_field("putusan-rekomendasi", _("Rekomendasi"))
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
        self._which.chosen.connect(lambda _key: self._on_chosen())
        for box in (self._result, self._behaviour):
            box.answered.connect(lambda _key: self._on_rated())
        for field in (self._passed, self._explain, self._advice):
            field.answered.connect(lambda _text: self._keep())
        self._draft.failed.connect(self._page.show_error)

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
        """Keep what was typed last and forget what was opened."""
        for field in (self._passed, self._explain, self._advice):
            field.flush()
        self._draft.push()
        self._draft.forget()
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
        if shown.boleh_memutuskan or shown.boleh_menjelaskan:
            self._page.ask(read_putusan_draft, shown.id, on_done=lambda draf: self._fill(shown, draf))
        else:
            self._fill(shown, None)

    def _fill(self, shown: RincianPutusan, draf: DrafPutusan | None) -> None:
        """Show a decision as it is stored, and over it what he typed and has not handed over."""
        if self._row is None:
            return
        self._shown, isi = shown, shown.isi
        rated = [(one.value, rating_text(shown.aturan, one)) for one in Rating] if shown.aturan is not None else []
        for box in (self._result, self._behaviour):
            box.set_choices([("", _("(belum dipilih)")), *rated])
        typed = DrafPutusan() if draf is None else draf
        passed = "" if isi.diminta is not None else typed.keberatan
        self._passed.set_answer(passed or isi.keberatan or self._inside.answer())
        mine = shown.boleh_menjelaskan or isi.tanggal_penjelasan is None
        self._explain.set_answer((typed.penjelasan if mine else "") or isi.penjelasan)
        which = typed.keputusan or isi.keputusan
        self._which.set_value(which.value if which else None)
        for box, rating in (
            (self._result, typed.rating_hasil or isi.rating_hasil),
            (self._behaviour, typed.rating_perilaku or isi.rating_perilaku),
        ):
            box.set_answer(rating.value if rating else "")
        self._advice.set_answer(typed.rekomendasi or isi.rekomendasi)
        self._facts.setText(all_facts(self._row.keberatan, shown))
        self._show_parts(shown)
        if isi.predikat is not None:
            self._tell_predicted(isi.predikat)
        elif draf is not None and shown.boleh_memutuskan:
            self._predict()
        if draf is not None:
            text = _("Ketikan Anda yang belum diserahkan ditampilkan lagi. Hanya Anda yang melihatnya.")
            self._page.banner.show_message(
                State.INFO, text, action=_("Buang ketikan"), on_action=lambda: self._discard(shown.id)
            )
        if shown.konflik:
            text = _("Putusan ini berbeda versi. Pilih dulu versi yang benar di halaman Konflik.")
            self._page.banner.show_message(State.WARNING, text)

    def _show_ratings(self) -> None:
        changes = self._which.value() == KeputusanKeberatan.MENGUBAH.value
        seen = self._rows["keputusan"].isVisibleTo(self) and changes
        for name in ("hasil", "perilaku"):
            self._rows[name].setVisible(seen)
        for field in (self._result, self._behaviour):
            field.setEnabled(self._decide.isVisibleTo(self))
        self._predicted.setVisible(seen)

    def _on_chosen(self) -> None:
        self._show_ratings()
        self._keep()

    def _on_rated(self) -> None:
        self._predict()
        self._keep()

    def _keep(self) -> None:
        """Keep what he may still hand over; what stands there already is not his draft."""
        shown = self._shown
        if shown is None or not (shown.boleh_memutuskan or shown.boleh_menjelaskan):
            return
        which = self._which.value() if shown.boleh_memutuskan else None
        hasil, perilaku = self._ratings() if shown.boleh_memutuskan else (None, None)
        draf = DrafPutusan(
            keberatan="" if self._passed.isReadOnly() else self._passed.answer(),
            penjelasan="" if self._explain.isReadOnly() else self._explain.answer(),
            keputusan=KeputusanKeberatan(which) if which else None,
            rating_hasil=hasil,
            rating_perilaku=perilaku,
            rekomendasi=self._advice.answer() if shown.boleh_memutuskan else "",
        )
        self._draft.change(shown.id, draf)

    def _discard(self, doc_id: str) -> None:
        self._page.banner.hide()
        self._draft.drop(doc_id)
        if self._shown is not None and self._shown.id == doc_id:
            self._page.ask(read_putusan, doc_id, on_done=self._show)

    def _predict(self) -> None:
        if self._shown is not None:
            self._page.ask(predicted_predikat, self._shown.id, *self._ratings(), on_done=self._tell_predicted)

    def _tell_predicted(self, predikat: Predikat | None) -> None:
        rules = self._shown.aturan if self._shown is not None else None
        if predikat is None or rules is None:
            self._predicted.setText("")
            return
        text = _("Predikat menurut kedua rating: {predikat}")
        self._predicted.setText(text.format(predikat=predikat_text(rules, predikat)))

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
        if self._shown is not None:
            self._page.ask(print_putusan, self._shown.id, on_done=show_printed(self))

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
        self._draft.push()

        def done(changed: Changed) -> None:
            self._draft.forget()
            self._page.banner.hide()
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
        self._draft.push()

        def done(changed: Changed) -> None:
            self._draft.forget()
            self._page.changed.emit(changed)
            self._page.banner.show_message(State.OK, _("Keputusan ditetapkan. Cetak D.1.3 untuk ditandatangani."))
            self._page.ask(read_putusan, doc_id, on_done=self._show)

        self._page.ask(decide_objection, doc_id, isi, day, on_done=done, writes=True)


def typed_field(name: str, label: str) -> GrowingTextEdit:
    """Return a field for words of which every character is kept as it is typed."""
    return GrowingTextEdit(name, label, least_lines=3, limit_bytes=48 * 1024, at_once=True)
