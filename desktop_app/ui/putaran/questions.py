"""QuestionSets: the sets of questions that rounds begin with; each line of a value is one question."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from desktop_app.domain.istilah import NilaiDasar
from desktop_app.domain.putaran import Pertanyaan, TemplatPertanyaan
from desktop_app.i18n import _
from desktop_app.services.kantor import Changed
from desktop_app.services.putaran import BAWAAN
from desktop_app.services.templat_pertanyaan import (
    PilihanPertanyaan,
    drop_pertanyaan,
    list_pertanyaan,
    save_pertanyaan,
)
from desktop_app.ui.errors import present_error
from desktop_app.ui.page import Page
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.banner import Banner
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.controls import make_label, make_line_edit
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.scroll import ScrollColumn
from desktop_app.ui.widgets.text import GrowingTextEdit

NAME = "putaran-kumpulan"
NEW = "baru"
GENERAL = "umum"


class QuestionSets(Dialog):
    """Choose a set, change it, save it; the one that the program brings is saved as a new one."""

    def __init__(self, page: Page) -> None:
        super().__init__(
            page.window(),
            name=NAME,
            title=_("Kumpulan pertanyaan"),
            text=_("Satu baris satu pertanyaan. Putaran yang sudah dibuat tidak ikut berubah."),
        )
        self._page = page
        self._sets: dict[str, PilihanPertanyaan] = {}
        self.banner = Banner(f"{NAME}-pesan")
        self._choice = ComboField(f"{NAME}-pilihan", _("Kumpulan"))
        self._choice.setMinimumContentsLength(34)
        self._name = make_line_edit(f"{NAME}-nama", _("Nama"), limit=120)
        self._open = GrowingTextEdit(f"{NAME}-terbuka", _("Pertanyaan terbuka"), least_lines=1, most_lines=3)
        self._fields: dict[str, GrowingTextEdit] = {}
        column = ScrollColumn(f"{NAME}-kolom", _("Pertanyaan"))
        column.box.addWidget(FormRow(f"{NAME}-baris-pilihan", _("Kumpulan"), self._choice))
        column.box.addWidget(FormRow(f"{NAME}-baris-nama", _("Nama"), self._name, required=True))
        values = [(one.kode.value, one.nama) for one in page.desk.aturan.nilai_dasar]
        for key, text in (*values, (GENERAL, _("Umum, tanpa nilai"))):
            field = GrowingTextEdit(f"{NAME}-{key}", text, least_lines=1, most_lines=6)
            self._fields[key] = field
            column.box.addWidget(FormRow(f"{NAME}-baris-{key}", text, field, stacked=True))
        column.box.addWidget(FormRow(f"{NAME}-baris-terbuka", _("Pertanyaan terbuka"), self._open, stacked=True))
        column.box.addStretch(1)
        self.content.addWidget(self.banner)
        self.content.addWidget(column, 1)
        self.content.addWidget(make_label(_("Skala jawabannya tetap: empat pilihan dan tidak tahu."), "muted"))
        self._drop = self.add_button("hapus", _("Hapus"), self._on_drop, kind="danger", closes=False)
        self.add_button("tutup", _("Tutup"))
        self.add_button("simpan", _("Simpan"), self._on_save, default=True, closes=False)
        self._choice.answered.connect(self._show)
        self.prefer_size(820, 640)
        self._load("")
        self._choice.setFocus(Qt.FocusReason.OtherFocusReason)

    def _load(self, chosen: str) -> None:
        def show(found: tuple[PilihanPertanyaan, ...]) -> None:
            self._sets = {one.id: one for one in found}
            choices = [(one.id, one.isi.nama) for one in found]
            self._choice.set_choices([*choices, (NEW, _("Kumpulan baru…"))])
            self._choice.set_answer(chosen or BAWAAN)
            self._show(self._choice.answer())

        self._ask(list_pertanyaan, on_done=show)

    def _show(self, key: str) -> None:
        chosen = self._sets.get(key)
        isi = chosen.isi if chosen is not None else TemplatPertanyaan(nama="")
        self._name.setText(isi.nama if key != BAWAAN else _("{nama} (salinan)").format(nama=isi.nama))
        for value, field in self._fields.items():
            lines = [q.teks for q in isi.pertanyaan if (q.nilai.value if q.nilai else GENERAL) == value]
            field.set_answer("\n".join(lines))
        self._open.set_answer(isi.pertanyaan_terbuka)
        self._drop.setEnabled(chosen is not None and chosen.milik_sendiri)

    def _filled(self) -> TemplatPertanyaan:
        """Return what stands in the fields; a line that was there before keeps its id and whom it is asked of."""
        before = self._sets.get(self._choice.answer())
        known = {(q.nilai, q.teks): q for q in before.isi.pertanyaan} if before is not None else {}
        questions: list[Pertanyaan] = []
        for key, field in self._fields.items():
            value = NilaiDasar(key) if key != GENERAL else None
            for line in filter(None, (one.strip() for one in field.answer().splitlines())):
                same = known.get((value, line))
                questions.append(same or Pertanyaan(id="", nilai=value, teks=line))
        taken, numbered = {q.id for q in questions}, []
        number = 0
        for one in questions:
            while not one.id:
                number += 1
                if f"p{number}" not in taken:
                    one = Pertanyaan(id=f"p{number}", nilai=one.nilai, teks=one.teks)
                    taken.add(one.id)
            numbered.append(one)
        return TemplatPertanyaan(
            nama=self._name.text(), pertanyaan=tuple(numbered), pertanyaan_terbuka=self._open.answer()
        )

    def _on_save(self) -> None:
        key = self._choice.answer()
        chosen = self._sets.get(key)
        target = key if chosen is not None and chosen.milik_sendiri else ""
        self._ask(save_pertanyaan, self._filled(), target, on_done=self._on_saved)

    def _on_saved(self, made: tuple[str, Changed]) -> None:
        doc_id, changed = made
        self._page.changed.emit(changed)
        self.banner.show_message(State.OK, _("Kumpulan disimpan."))
        self._load(doc_id)

    def _on_drop(self) -> None:
        def gone(changed: Changed) -> None:
            self._page.changed.emit(changed)
            self.banner.show_message(State.OK, _("Kumpulan dihapus."))
            self._load("")

        self._ask(drop_pertanyaan, self._choice.answer(), on_done=gone)

    def _ask(self, function: Callable[..., object], *args: object, on_done: Callable[..., object]) -> None:
        self._page.ask(function, *args, on_done=on_done, on_error=lambda error: present_error(self, error, self.banner))
