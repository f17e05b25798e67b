"""StandardDialog: one standard: its name, for whom, and the level of each competency; begun from a proposal."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop_app.domain.istilah import JenisJabatan
from desktop_app.domain.kompetensi import StandarKompetensi, SyaratKompetensi
from desktop_app.i18n import _
from desktop_app.regulation.kompetensi import LEVELS, competency_dictionary
from desktop_app.services.kantor import Changed
from desktop_app.services.standar_kompetensi import (
    AWALAN_TEKNIS,
    PilihanStandar,
    propose_standar,
    store_standar,
)
from desktop_app.ui.page import Page
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.controls import make_label
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.scroll import ScrollColumn
from desktop_app.ui.widgets.text import AnswerLine, GrowingTextEdit
from desktop_app.ui.words import jenis_jabatan_text

_NONE = "0"


class StandardDialog(Dialog):
    """Choosing a kind of post fills the levels that are proposed for it; nothing is kept without "Simpan"."""

    def __init__(self, page: Page, known: PilihanStandar | None, on_saved: Callable[[Changed], object]) -> None:
        super().__init__(
            page.window(),
            name="standar-isi",
            title=_("Ubah standar") if known is not None else _("Tambah standar"),
            text=_("Level yang terisi hanya usulan menurut jenis jabatannya; tetapkan yang berlaku di daerah ini."),
        )
        self._page = page
        self._known = known
        self._on_saved = on_saved
        self._fill()
        if known is not None:
            self._put(known.isi)
        else:
            self._ask_proposal()

    def _fill(self) -> None:
        scroll = ScrollColumn("standar-isi-gulir", _("Isi standar"))
        self._name = AnswerLine("standar-nama", _("Nama standar"), limit=200)
        kinds = [(one.value, jenis_jabatan_text(one)) for one in JenisJabatan if one is not JenisJabatan.PEJABAT_NEGARA]
        self._kind = ComboField("standar-jenis", _("Jenis jabatan"), kinds)
        self._kind.set_answer(JenisJabatan.PELAKSANA.value)
        self._posts = AnswerLine("standar-jabatan", _("Hanya jabatan ini"), limit=1000)
        self._name_row = FormRow("standar-baris-nama", _("Nama standar"), self._name, required=True)
        self._levels: dict[str, ComboField] = {}
        grid_of = QWidget()
        grid = QGridLayout(grid_of)
        grid.setContentsMargins(0, 0, 0, 0)
        choices = [(_NONE, _("tidak dinilai")), *((str(n), str(n)) for n in range(1, LEVELS + 1))]
        for number, one in enumerate(competency_dictionary().kompetensi):
            key = one.kode.lower().replace(".", "-")
            field = ComboField(f"standar-level-{key}", _("Level {kompetensi}").format(kompetensi=one.nama), choices)
            field.setFixedWidth(150)
            label = make_label(f"{one.kode}  {one.nama}", "body", name=f"standar-level-{key}-nama", wrap=True)
            label.setToolTip(one.definisi)
            label.setBuddy(field)
            grid.addWidget(label, number, 0)
            grid.addWidget(field, number, 1)
            self._levels[one.kode] = field
        grid.setColumnStretch(0, 1)
        self._technical = GrowingTextEdit("standar-teknis", _("Kompetensi teknis, satu tiap baris"), least_lines=2)
        self._technical_row = FormRow(
            "standar-baris-teknis",
            _("Kompetensi teknis"),
            self._technical,
            hint=_("Satu tiap baris, diakhiri levelnya: Pengelolaan arsip = 2"),
        )
        self._basis = AnswerLine("standar-dasar", _("Dasar"), limit=200)
        for row in (
            self._name_row,
            FormRow("standar-baris-jenis", _("Jenis jabatan"), self._kind),
            FormRow(
                "standar-baris-jabatan",
                _("Hanya jabatan ini"),
                self._posts,
                hint=_("Kosongkan untuk semua jabatan sejenis; pisahkan beberapa jabatan dengan titik koma"),
            ),
            grid_of,
            self._technical_row,
            FormRow("standar-baris-dasar", _("Dasar"), self._basis),
        ):
            scroll.box.addWidget(row)
        self.content.addWidget(scroll, 1)
        self.add_button("batal", _("Batal"))
        self.add_button("ya", _("Simpan"), self._save, default=True, closes=False)
        self._kind.answered.connect(lambda _key: self._ask_proposal())
        self._name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.prefer_size(720, 660)

    def _ask_proposal(self) -> None:
        self._page.ask(propose_standar, JenisJabatan(self._kind.answer()), on_done=self._take_proposal)

    def _take_proposal(self, proposal: StandarKompetensi) -> None:
        """Fill the levels of the proposal; words that were typed stay."""
        self._show_levels(proposal)
        if not self._basis.answer():
            self._basis.set_answer(proposal.dasar)

    def _put(self, isi: StandarKompetensi) -> None:
        self._name.set_answer(isi.nama)
        self._kind.set_answer((isi.jenis_jabatan or JenisJabatan.PELAKSANA).value)
        self._posts.set_answer("; ".join(isi.jabatan))
        self._basis.set_answer(isi.dasar)
        self._show_levels(isi)
        own = [one for one in isi.syarat if one.id not in self._levels]
        self._technical.set_answer("\n".join(f"{one.nama} = {one.level}" for one in own))

    def _show_levels(self, isi: StandarKompetensi) -> None:
        levels = {one.id: one.level for one in isi.syarat}
        for key, field in self._levels.items():
            field.set_answer(str(levels.get(key, 0)))

    def _save(self) -> None:
        for field in (self._name, self._posts, self._technical, self._basis):
            field.flush()
        self._name_row.clear_finding()
        self._technical_row.clear_finding()
        own = self._own_competencies()
        if not self._name.answer().strip():
            self._name_row.show_finding(State.ERROR, _("Beri nama, misalnya Pelaksana kecamatan."))
            self._name.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if own is None:
            self._technical_row.show_finding(State.ERROR, _("Tulis nama, tanda sama dengan, lalu level 1 sampai 5."))
            self._technical.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        named = tuple(
            SyaratKompetensi(id=key, level=int(field.answer()))
            for key, field in self._levels.items()
            if field.answer() != _NONE
        )
        isi = msgspec.structs.replace(
            self._known.isi if self._known is not None else StandarKompetensi(nama=""),
            nama=self._name.answer(),
            jenis_jabatan=JenisJabatan(self._kind.answer()),
            jabatan=tuple(self._posts.answer().split(";")),
            syarat=(*named, *own),
            dasar=self._basis.answer(),
        )
        known = self._known.id if self._known is not None else ""
        self._page.ask(store_standar, isi, ganti=known, on_done=self._saved, writes=True)

    def _own_competencies(self) -> tuple[SyaratKompetensi, ...] | None:
        """Return the technical competencies as typed; None where a line says no level. Known names keep their id."""
        before = {one.nama.casefold(): one.id for one in self._known.isi.syarat} if self._known is not None else {}
        found: list[SyaratKompetensi] = []
        used = set(before.values())
        for line in self._technical.answer().splitlines():
            if not line.strip():
                continue
            name, _sign, level = line.rpartition("=")
            name, level = " ".join(name.split()), level.strip()
            if not name or level not in {str(n) for n in range(1, LEVELS + 1)}:
                return None
            key = before.get(name.casefold(), "")
            if not key:
                key = next(f"{AWALAN_TEKNIS}{n}" for n in range(1, 1000) if f"{AWALAN_TEKNIS}{n}" not in used)
            used.add(key)
            found.append(SyaratKompetensi(id=key, level=int(level), nama=name))
        return tuple(found)

    def _saved(self, made: tuple[str, Changed]) -> None:
        self.accept()
        self._on_saved(made[1])
