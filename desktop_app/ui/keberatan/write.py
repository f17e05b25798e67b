"""ObjectionSheet: the employee writes, is told to whom it is sealed, and seals; nothing of it enters the store open."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.exchange.objection import Evidence
from desktop_app.i18n import _
from desktop_app.messages import sentence_for
from desktop_app.services.keberatan import (
    MAKS_HURUF,
    Kesiapan,
    Tersegel,
    keep_objection_draft,
    list_objectable,
    read_objection_draft,
    seal_objection,
)
from desktop_app.services.keberatan_cetak import HalamanKeberatan, print_blank_objection
from desktop_app.ui.page import Page
from desktop_app.ui.pdf_output import show_pdf
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.controls import make_button, make_label
from desktop_app.ui.widgets.dialog import confirm
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.header import PageHeader
from desktop_app.ui.widgets.saved import SavedIndicator
from desktop_app.ui.widgets.scroll import ScrollColumn
from desktop_app.ui.widgets.text import GrowingTextEdit
from desktop_app.ui.words import periode_text


class ObjectionSheet(QWidget):
    """What is typed is kept at once, sealed to him who types; ``sealed`` carries what sealing made."""

    sealed = Signal(object)
    left = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.setObjectName("keberatan-tulis")
        self._page = page
        self._ready: dict[str, Kesiapan] = {}
        self._shown = ""
        self._build()
        self._connect()

    def _build(self) -> None:
        header = PageHeader("keberatan-tulis-kepala", _("Ajukan keberatan"), _("Hanya Anda yang membaca tulisan ini"))
        self._back = make_button(
            "keberatan-ke-daftar", _("Daftar"), kind="quiet", icon_name="panah-kiri", shortcut="Alt+Left", compact=True
        )
        header.insert_action(self._back)
        self._saved = SavedIndicator("keberatan-tersimpan")
        self._blank = make_button("keberatan-lembar", _("Lembar kosong…"), icon_name="cetak")
        self._seal = make_button("keberatan-segel", _("Segel…"), kind="primary", shortcut="Ctrl+Return")
        for widget in (self._saved, self._blank, self._seal):
            header.add_action(widget)
        self._which = ComboField("keberatan-penilaian", _("Penilaian"))
        self._whom = make_label("", name="keberatan-penerima", wrap=True)
        self._text = GrowingTextEdit(
            "keberatan-alasan",
            _("Keberatan dan alasannya"),
            hint=_("Apa yang menurut Anda keliru, dan mengapa"),
            least_lines=9,
            most_lines=30,
            limit_bytes=MAKS_HURUF,
        )
        self._evidence = GrowingTextEdit(
            "keberatan-bukti", _("Bukti"), hint=_("Nama bukti, satu di setiap baris"), least_lines=2, limit_bytes=3000
        )
        column = ScrollColumn("keberatan-tulis-gulir", _("Isi keberatan"))
        column.box.addWidget(FormRow("keberatan-baris-penilaian", _("Penilaian"), self._which))
        column.box.addWidget(self._whom)
        for name, label, field in (
            ("alasan", _("Keberatan dan alasannya"), self._text),
            ("bukti", _("Bukti yang Anda sebut"), self._evidence),
        ):
            column.box.addWidget(FormRow(f"keberatan-baris-{name}", label, field, stacked=True))
        column.box.addWidget(
            make_label(
                _(
                    "Tulisan tersimpan sambil diketik, terkunci dengan sandi Anda. Sesudah disegel, Anda pun tidak "
                    "dapat membukanya lagi; yang dapat hanya penerima di atas."
                ),
                "muted",
                wrap=True,
            )
        )
        column.box.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(10)
        whole.addWidget(header)
        whole.addWidget(column, 1)

    def _connect(self) -> None:
        self._back.clicked.connect(self.left)
        self._which.answered.connect(self._show_one)
        self._text.answered.connect(lambda _text: self._keep())
        self._evidence.answered.connect(lambda _text: self._keep())
        self._blank.clicked.connect(self._print_blank)
        self._seal.clicked.connect(self._ask_seal)

    def open(self) -> None:
        """Ask which of his evaluations he may object to."""
        self._page.ask(list_objectable, on_done=self._show)

    def close_sheet(self) -> None:
        """Keep what was typed last and forget it here: nothing of it stays in a hidden page."""
        self.flush()
        self._shown = ""
        for field in (self._text, self._evidence):
            field.set_answer("")
            field.document().clearUndoRedoStacks()

    def flush(self) -> None:
        """Keep what was typed last."""
        self._text.flush()
        self._evidence.flush()

    def _show(self, ready: tuple[Kesiapan, ...]) -> None:
        self._ready = {one.penilaian_id: one for one in ready}
        if not ready:
            self._page.banner.show_message(State.INFO, _("Belum ada penilaian final atas nama Anda."))
            self.left.emit()
            return
        self._which.clear()
        said = _("{periode}, ditetapkan {hari}")
        self._which.set_choices(
            [
                (
                    one.penilaian_id,
                    said.format(
                        periode=periode_text(one.periode), hari=format_tanggal(one.tanggal) if one.tanggal else "–"
                    ),
                )
                for one in ready
            ]
        )
        first = next((one for one in ready if one.draf), ready[0])
        self._which.set_answer(first.penilaian_id)
        self._show_one(first.penilaian_id)

    def _show_one(self, penilaian_id: str) -> None:
        self.flush()
        one = self._ready[penilaian_id]
        self._shown = penilaian_id
        self._page.banner.hide()
        open_ = not one.halangan
        for field in (self._text, self._evidence):
            field.set_answer("")
            field.setEnabled(open_)
        self._seal.setEnabled(open_)
        self._saved.clear()
        if not open_:
            self._whom.setText("")
            self._page.banner.show_message(State.WARNING, sentence_for(one.halangan, {}))
            self._blank.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._whom.setText(recipients_text(one))
        if one.catatan:
            self._page.banner.show_message(State.WARNING, sentence_for(one.catatan, {}))
        self._page.ask(read_objection_draft, penilaian_id, on_done=lambda text: self._show_draft(penilaian_id, text))

    def _show_draft(self, penilaian_id: str, text: str) -> None:
        if penilaian_id != self._shown:
            return
        words, _mark, names = text.partition(SPLIT)
        self._text.set_answer(words)
        self._evidence.set_answer(names)
        self._text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep(self) -> None:
        if not self._shown:
            return
        self._saved.show_saving()
        names = self._evidence.answer()
        text = self._text.answer() + (SPLIT + names if names else "")

        def fail(error: BaseException) -> None:
            self._saved.show_unsaved()
            self._page.show_error(error)

        self._page.ask(
            keep_objection_draft,
            self._shown,
            text,
            on_done=lambda _none: self._saved.show_saved(self._page.desk.now().strftime("%H.%M")),
            on_error=fail,
            writes=True,
        )

    def _print_blank(self) -> None:
        def show(page: HalamanKeberatan) -> None:
            show_pdf(self, _("Lembar keberatan kosong"), page.nama)(page.pdf)

        self._page.ask(print_blank_objection, self._shown, on_done=show)

    def _ask_seal(self) -> None:
        self.flush()
        if not self._text.answer():
            self._page.banner.show_message(State.WARNING, sentence_for("keberatan_kosong", {}))
            self._text.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        confirm(
            self.window(),
            name="keberatan-segel-tanya",
            title=_("Segel keberatan ini?"),
            text=recipients_text(self._ready[self._shown])
            + "\n\n"
            + _("Sesudah disegel tidak ada yang dapat mengubah atau menariknya, juga Anda. Cetak slipnya sesudah ini."),
            yes=_("Segel"),
            on_yes=self._do_seal,
        )

    def _do_seal(self) -> None:
        names = [Evidence(line) for line in self._evidence.answer().splitlines() if line.strip()]
        penilaian_id = self._shown

        def done(made: Tersegel) -> None:
            # Typed words are forgotten before anything else is shown.
            self._shown = ""
            self.close_sheet()
            self.sealed.emit(made)

        self._page.ask(seal_objection, penilaian_id, self._text.answer(), names, on_done=done, writes=True)


SPLIT = "\n\x1e\n"
"""Between reasons and names of evidence in the draft; nobody types it."""


def recipients_text(one: Kesiapan) -> str:
    """Return in a sentence to whom it will be sealed, with letters of each key to be compared."""
    names = []
    for who in one.penerima:
        role = _("atasan pejabat penilai") if who.jenis == "atasan" else _("kabupaten")
        names.append(_("{nama} ({peran}, kunci …{sidik})").format(nama=who.nama, peran=role, sidik=who.sidik))
    return _("Disegel untuk: {semua}. Pejabat penilai tidak termasuk.").format(semua="; ".join(names))
