"""ManualSheet and WorkblockSheet: the fields of the forms A.1.3 and A.1.4 from top to bottom."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import Any

import msgspec
from PySide6.QtWidgets import QWidget

from desktop_app.domain.istilah import Pendekatan, PeriodePelaporan, TingkatKendali
from desktop_app.domain.kelengkapan_rencana import KENDALI_MANUAL, check_manual, check_workblock
from desktop_app.domain.manual import ManualIndikator
from desktop_app.domain.skp import Butir
from desktop_app.domain.temuan import Temuan
from desktop_app.domain.workblock import Workblock
from desktop_app.i18n import _
from desktop_app.services.manual import KepalaRencana, read_kepala
from desktop_app.services.naskah import Naskah
from desktop_app.services.skp import new_butir
from desktop_app.ui.page import Page
from desktop_app.ui.rencana.sheet import Sheet, focus
from desktop_app.ui.widgets.choice import Choice, ChoiceRow
from desktop_app.ui.widgets.controls import Card
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.scroll import ScrollColumn
from desktop_app.ui.widgets.text import GrowingTextEdit


class FieldSheet(Sheet):
    """A sheet of text fields and choices, each bound to a member of the document."""

    def __init__(self, page: Page) -> None:
        self._texts: dict[str, GrowingTextEdit] = {}
        self._choices: dict[str, ChoiceRow] = {}
        self.pendekatan = Pendekatan.KUANTITATIF
        super().__init__(page)

    def make_body(self) -> QWidget:
        """Return the scrolling column of cards."""
        scroll = ScrollColumn(f"{self.name}-gulir", self.title)
        self.fill(scroll)
        scroll.box.addStretch(1)
        scroll.setViewportMargins(0, 10, 0, 0)
        return scroll

    @abstractmethod
    def fill(self, scroll: ScrollColumn) -> None:
        """Put the cards into the column."""

    def text(self, card: Card, member: str, label: str, hint: str = "", lines: int = 1) -> None:
        """Add a field for the words of ``member``."""
        field = GrowingTextEdit(f"{self.name}-{member}", label, least_lines=lines)
        field.answered.connect(lambda text, member=member: self._take_text(member, text))
        self._texts[member] = field
        card.box.addWidget(FormRow(f"{self.name}-baris-{member}", label, field, hint=hint))

    def choice(self, card: Card, member: str, label: str, choices: Sequence[Choice]) -> None:
        """Add a choice for ``member``."""
        row = ChoiceRow(f"{self.name}-{member}", label, choices)
        row.chosen.connect(lambda key, member=member: self._take_choice(member, key))
        self._choices[member] = row
        card.box.addWidget(FormRow(f"{self.name}-baris-{member}", label, row))

    def show_content(self, opened: Naskah) -> None:
        """Show every field."""
        for member, field in self._texts.items():
            field.set_answer(_shown(getattr(opened.isi, member)))
            field.setReadOnly(self.locked)
        for member, row in self._choices.items():
            value = getattr(opened.isi, member)
            row.set_value(value.value if value else None)
            row.setEnabled(not self.locked)
        self.page.ask(read_kepala, self.doc_id, on_done=self._show_head)

    def _show_head(self, head: KepalaRencana) -> None:
        self.pendekatan = head.pendekatan
        self.header.set_title(head.nama or self.title)
        year = getattr(self.draft.content, "tahun", "")
        self.header.set_subtitle(" · ".join(part for part in (f"{self.title} {year}", head.jabatan) if part))
        if self.draft.content is not None:
            self.show_findings()

    def flush(self) -> None:
        """Tell what is being typed."""
        for field in self._texts.values():
            field.flush()

    def take_focus(self) -> None:
        """Put the keyboard on the first empty field, else on the first."""
        fields = list(self._texts.values())
        focus(next((field for field in fields if not field.answer()), fields[0]))

    def focus_path(self, path: str) -> None:
        """Put the keyboard on the field of a finding."""
        focus(self._texts.get(path) or self._choices.get(path) or next(iter(self._texts.values())))

    def _take_text(self, member: str, text: str) -> None:
        if self.draft.content is None or self.locked:
            return
        known = getattr(self.draft.content, member)
        value: Any = lines_of(known, text) if isinstance(known, tuple) else text
        self.change(msgspec.structs.replace(self.draft.content, **{member: value}))

    def _take_choice(self, member: str, key: str) -> None:
        if self.draft.content is None or self.locked:
            return
        kind = TingkatKendali if member == "kendali" else PeriodePelaporan
        self.change(msgspec.structs.replace(self.draft.content, **{member: kind(key)}))


def _shown(value: str | tuple[Butir, ...]) -> str:
    return value if isinstance(value, str) else "\n".join(one.teks for one in value)


def lines_of(known: tuple[Butir, ...], text: str) -> tuple[Butir, ...]:
    """Return one ``Butir`` for each line of ``text``; an unchanged line keeps its id, else that of its place."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    left = [one for one in known if one.teks not in lines]
    result: list[Butir] = []
    used: set[str] = set()
    for at, line in enumerate(lines):
        same = next((one for one in known if one.teks == line and one.id not in used), None)
        if same is None and at < len(known) and known[at] in left:
            same = msgspec.structs.replace(known[at], teks=line)
        same = same or new_butir(line)
        used.add(same.id)
        result.append(same)
    return tuple(result)


class ManualSheet(FieldSheet):
    """Form A.1.3: what an indicator means, how it is counted, how often it is reported (P6:38)."""

    name = "manual"

    @property
    def title(self) -> str:
        """Return what the sheet is called."""
        return _("Manual indikator")

    def fill(self, scroll: ScrollColumn) -> None:
        """Put the fields in the order of the form."""
        words = self.page.desk.aturan.perencanaan
        optional = _("Boleh kosong pada pendekatan kualitatif.")
        card = Card("manual-kartu-indikator", _("Indikator"))
        self.text(card, "hasil", _("Rencana hasil kerja"))
        self.text(card, "indikator", _("Ukuran keberhasilan/ indikator kinerja"))
        self.text(card, "tujuan", _("Tujuan"), _("Untuk apa hal ini diukur."))
        scroll.box.addWidget(card)
        card = Card("manual-kartu-deskripsi", _("Deskripsi"))
        self.text(card, "definisi", _("Definisi"), _("Apa arti indikator ini, supaya semua orang memahaminya sama."), 3)
        self.text(card, "formula", _("Formula"), optional, 2)
        self.text(card, "satuan", _("Satuan pengukuran"), optional)
        scroll.box.addWidget(card)
        card = Card("manual-kartu-laporan", _("Tingkat kendali dan pelaporan"))
        levels = [Choice(one.value, _(words.label_kendali[one])) for one in KENDALI_MANUAL]
        self.choice(card, "kendali", _("Kualitas dan tingkat kendali"), levels)
        self.text(card, "sumber_data", _("Sumber data"))
        times = [Choice(one.value, _(words.label_pelaporan[one])) for one in PeriodePelaporan]
        self.choice(card, "pelaporan", _("Periode pelaporan"), times)
        scroll.box.addWidget(card)

    def shortcomings(self) -> Sequence[tuple[Temuan, str]]:
        """Return what the manual lacks under the approach of its SKP."""
        assert isinstance(self.draft.content, ManualIndikator)
        return [(one, "") for one in check_manual(self.draft.content, self.pendekatan)]


class WorkblockSheet(FieldSheet):
    """Form A.1.4: one initiative with its strategies and key outputs (P6:43)."""

    name = "workblock"

    @property
    def title(self) -> str:
        """Return what the sheet is called."""
        return _("Workblock")

    def fill(self, scroll: ScrollColumn) -> None:
        """Put the fields in the order of the form."""
        card = Card("workblock-kartu-inisiatif", _("Inisiatif"))
        self.text(card, "judul", _("Judul inisiatif strategi pencapaian IKU"))
        self.text(card, "indikator", _("Indikator dan target yang diintervensi"))
        self.text(card, "pemilik", _("Pemilik strategi"))
        self.text(card, "pihak_terlibat", _("Pihak yang terlibat"))
        self.text(card, "waktu_penyelesaian", _("Waktu penyelesaian"), _("Misalnya: 12 bulan"))
        self.text(card, "penerima_manfaat", _("Penerima manfaat"))
        self.text(card, "tujuan", _("Tujuan"))
        self.text(card, "anggaran", _("Anggaran"), _("Tulis seperti pada dokumen anggaran, atau “tanpa anggaran”."))
        scroll.box.addWidget(card)
        each = _("Satu baris satu butir.")
        card = Card("workblock-kartu-strategi", _("Strategi (key activities)"))
        self.text(card, "strategi_rutin", _("A. Rutin"), each, 3)
        self.text(card, "strategi_transformatif", _("B. Transformatif"), each, 2)
        scroll.box.addWidget(card)
        card = Card("workblock-kartu-keluaran", _("Keluaran kunci (key milestone)"))
        self.text(
            card, "keluaran_rutin", _("A. Rutin"), _("Keluaran ini dapat disalin menjadi peran di matriks. ") + each, 3
        )
        self.text(card, "keluaran_transformatif", _("B. Transformatif"), each, 2)
        scroll.box.addWidget(card)

    def shortcomings(self) -> Sequence[tuple[Temuan, str]]:
        """Return what the workblock lacks."""
        assert isinstance(self.draft.content, Workblock)
        return [(one, "") for one in check_workblock(self.draft.content)]
