"""OutcomeTab: each indicator's target, or each result of a qualitative plan, beside what was reached and said of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.butir_realisasi import ButirRealisasi, butir_realisasi, realisasi_dari
from desktop_app.domain.evaluasi_diri import EvaluasiDiri
from desktop_app.domain.format_indonesia import format_angka, format_target
from desktop_app.domain.penilaian import Penilaian, UmpanBalik
from desktop_app.domain.realisasi import CaraHitung, UsulanRealisasi
from desktop_app.domain.skp import RencanaHasilKerja
from desktop_app.i18n import _
from desktop_app.regulation import Aturan
from desktop_app.services.usulan_realisasi import read_usulan
from desktop_app.ui.feedback_pick import UmpanBalikPick
from desktop_app.ui.page import Page
from desktop_app.ui.penilaian.edits import put_realisasi
from desktop_app.ui.penilaian.ground import Ground
from desktop_app.ui.penilaian.umpan_balik import text_of, umpan_balik_of
from desktop_app.ui.penilaian.words import cara_hitung_text
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.controls import Card, make_button, make_label, make_rule
from desktop_app.ui.widgets.scroll import ScrollColumn
from desktop_app.ui.widgets.text import GrowingTextEdit


@dataclass
class Place:
    """The widgets of one place for a realisation."""

    butir: ButirRealisasi
    reached: GrowingTextEdit
    umpan_balik: GrowingTextEdit
    proposal: QLabel
    take: QPushButton
    own: QLabel
    pick: QPushButton
    way: ComboField
    beside: QLabel
    proposed: str = ""


class OutcomeTab(QWidget):
    """``changed`` carries the whole new ``Penilaian``."""

    changed = Signal(object)

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.setObjectName("penilaian-hasil")
        self._page = page
        self._words: Aturan | None = None
        self._doc_id = ""
        self._penilaian: Penilaian | None = None
        self._places: dict[str, Place] = {}
        self._ways: dict[str, CaraHitung] = {}
        self._reached: dict[str, GrowingTextEdit] = {}
        self._cards: list[QWidget] = []
        self._scroll = ScrollColumn("penilaian-hasil-gulir", _("Hasil kerja"))
        self._scroll.box.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.addWidget(self._scroll)

    def show_penilaian(self, doc_id: str, penilaian: Penilaian, ground: Ground, locked: bool, judged: bool) -> None:
        """Show the places of the SKP with what ``penilaian`` records; ``judged`` locks the feedback as well."""
        self._doc_id, self._penilaian = doc_id, penilaian
        self._words = words = ground.aturan.aturan
        for card in self._cards:
            card.deleteLater()
        self._cards, self._reached, self._places, self._ways = [], {}, {}, {}
        grouped: dict[str, list[ButirRealisasi]] = {}
        for butir in butir_realisasi(ground.skp):
            grouped.setdefault(butir.hasil.id, []).append(butir)
        numbers: dict[str, int] = {}
        for places in grouped.values():
            kind = _(words.label_jenis_hasil[places[0].hasil.jenis].capitalize()).lower()
            numbers[kind] = numbers.get(kind, 0) + 1
            title = _("Hasil {jenis} {n}").format(jenis=kind, n=numbers[kind])
            self._add_card(self._make_card(places[0].hasil, title, places))
        for place in self._places.values():
            place.reached.setReadOnly(locked)
            place.umpan_balik.setReadOnly(judged)
            place.pick.setVisible(not judged)

    def show_beside(self, proposals: Sequence[UsulanRealisasi], own: EvaluasiDiri | None) -> None:
        """Show what the journal proposes and what the employee says of himself; both change nothing by themselves."""
        self._show_proposals(proposals)
        said = {one.id: one.realisasi.strip() for one in own.realisasi} if own is not None else {}
        for key, place in self._places.items():
            words = said.get(key, "")
            place.own.setText(_("Kata pegawai: {isi}").format(isi=words) if words else "")
            self._refresh(place)

    def show_facts(self, facts: Mapping[str, Sequence[str]]) -> None:
        """Show outcome and evidence beside each realisation, as information: what is told of a result once."""
        told: set[str] = set()
        for place in self._places.values():
            butir = place.butir
            keys = dict.fromkeys((butir.id, butir.hasil.id))
            if butir.indikator is None:
                keys |= dict.fromkeys(one.id for one in butir.hasil.indikator)
            lines = [line for key in keys if key not in told for line in facts.get(key, ())]
            told |= set(keys)
            place.beside.setText("\n".join(lines))
            place.beside.setVisible(bool(lines))

    def _show_proposals(self, proposals: Sequence[UsulanRealisasi]) -> None:
        """Show what the journal proposes, each in the way in which it was counted; another way may be chosen."""
        proposed = {one.id: one for one in proposals}
        for key, place in self._places.items():
            one = proposed.get(key)
            place.proposed = one.teks if one is not None else ""
            place.proposal.setText(_proposal_text(one, chosen=key in self._ways) if one is not None else "")
            ways = one.pilihan if one is not None else ()
            place.way.set_choices([(way.value, cara_hitung_text(way)) for way in ways])
            place.way.set_answer(one.cara.value if one is not None and ways else "")
            self._refresh(place)

    def take(self, penilaian: Penilaian) -> None:
        """Know what another tab changed."""
        self._penilaian = penilaian

    def flush(self) -> None:
        """Tell answers that are still being typed."""
        for place in self._places.values():
            place.reached.flush()
            place.umpan_balik.flush()

    def take_focus(self) -> None:
        """Put the keyboard on the first realisation."""
        if self._reached:
            next(iter(self._reached.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_path(self, path: str) -> None:
        """Put the keyboard on the field of a finding, such as ``realisasi/#ab/realisasi``."""
        parts = path.split("/")
        field = self._reached.get(parts[1].removeprefix("#")) if len(parts) > 1 else None
        if field is not None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_card(self, card: QWidget) -> None:
        self._scroll.box.insertWidget(len(self._cards), card)
        self._cards.append(card)

    def _make_card(self, hasil: RencanaHasilKerja, title: str, places: Sequence[ButirRealisasi]) -> Card:
        card = Card(f"penilaian-{hasil.id}", title)
        card.box.addWidget(make_label(hasil.teks, wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(6)
        first = _("Ukuran keberhasilan") if places[0].indikator is None else _("Indikator dan target")
        for column, text in enumerate((first, _("Realisasi berdasarkan bukti dukung"), _("Umpan balik"))):
            grid.addWidget(make_label(text, "muted"), 0, column)
            grid.setColumnStretch(column, 4)
        for at, butir in enumerate(places):
            if at:
                grid.addWidget(make_rule(), 2 * at, 0, 1, 3)
            self._add_row(grid, 2 * at + 1, butir)
        card.box.addLayout(grid)
        return card

    def _expected(self, butir: ButirRealisasi) -> QVBoxLayout:
        """Return what is expected at one place: aspect, indicator and target, or all that the narrative tells."""
        words = QVBoxLayout()
        words.setSpacing(2)
        if butir.indikator is not None:
            one = butir.indikator
            target = _("Target: {target}").format(target=format_target(one.target))
            if self._words is not None:
                words.addWidget(make_label(_(self._words.label_aspek[one.aspek]), "muted"))
            words.addWidget(make_label(one.teks, wrap=True))
            words.addWidget(make_label(target, "label", wrap=True))
        else:
            for one in butir.hasil.indikator:
                told = one.narasi.strip() or f"{one.teks}: {format_target(one.target)}"
                words.addWidget(make_label(f"•  {told}", wrap=True))
        words.addStretch(1)
        return words

    def _add_row(self, grid: QGridLayout, row: int, butir: ButirRealisasi) -> None:
        assert self._penilaian is not None
        top = Qt.AlignmentFlag.AlignTop
        record = realisasi_dari(self._penilaian, butir)
        what = _spoken(butir)
        reached = GrowingTextEdit(
            f"realisasi-{butir.id}",
            _("Realisasi: {apa}").format(apa=what),
            hint=_("Yang tercapai, dan buktinya"),
            least_lines=2,
            at_once=True,
        )
        reached.set_answer(record.realisasi)
        reached.answered.connect(lambda text, key=butir.id: self._on_reached(key, text))
        umpan_balik = GrowingTextEdit(
            f"umpan-balik-{butir.id}",
            _("Umpan balik: {apa}").format(apa=what),
            hint=_("Pimpinan: …  (satu baris satu pemberi)"),
            least_lines=2,
            at_once=True,
        )
        umpan_balik.set_answer(text_of(record.umpan_balik))
        umpan_balik.answered.connect(lambda text, key=butir.id: self._on_umpan_balik(key, text))
        take = make_button(f"usulan-{butir.id}-pakai", _("Pakai"), kind="quiet", compact=True)
        take.setAccessibleName(_("Pakai usulan jurnal: {apa}").format(apa=what))
        take.clicked.connect(lambda _checked=False, key=butir.id: self._on_take(key))
        pick = make_button(f"umpan-balik-{butir.id}-pilih", _("Pilih umpan balik…"), kind="quiet", compact=True)
        pick.clicked.connect(lambda _checked=False, key=butir.id: self._on_pick(key))
        proposal = make_label("", "muted", name=f"usulan-{butir.id}", wrap=True)
        own = make_label("", "muted", name=f"kata-pegawai-{butir.id}", wrap=True)
        beside = make_label("", "muted", name=f"samping-{butir.id}", wrap=True)
        beside.hide()
        way = ComboField(f"usulan-{butir.id}-cara", _("Cara menghitung usulan jurnal: {apa}").format(apa=what))
        way.setMinimumContentsLength(20)
        way.answered.connect(lambda chosen, key=butir.id: self._on_way(key, chosen))
        place = Place(butir, reached, umpan_balik, proposal, take, own, pick, way, beside)
        self._places[butir.id], self._reached[butir.id] = place, reached
        grid.addLayout(self._expected(butir), row, 0)
        for column, widgets in ((1, (reached, proposal, way, take, own, beside)), (2, (umpan_balik, pick))):
            box = QVBoxLayout()
            box.setSpacing(2)
            for widget in widgets:
                short = isinstance(widget, QPushButton | ComboField)
                side = Qt.AlignmentFlag.AlignLeft if short else Qt.AlignmentFlag(0)
                box.addWidget(widget, 0, side)
            grid.addLayout(box, row, column, top)
        self._refresh(place)

    def _refresh(self, place: Place) -> None:
        """Show beside a realisation only what there is; a proposal that was taken is no offer any more."""
        place.own.setVisible(bool(place.own.text()))
        open_ = bool(place.proposed) and place.reached.answer() != place.proposed
        counted = place.way.count() > 1
        place.proposal.setVisible(bool(place.proposal.text()))
        place.way.setVisible(counted and bool(place.proposal.text()) and not place.reached.isReadOnly())
        place.take.setVisible(open_ and not place.reached.isReadOnly())

    def _on_take(self, key: str) -> None:
        place = self._places[key]
        written = place.reached.answer()
        # What somebody wrote is never thrown away by a click; the proposal follows it.
        place.reached.setPlainText(f"{written}\n{place.proposed}" if written else place.proposed)
        place.reached.flush()
        place.reached.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_way(self, key: str, chosen: str) -> None:
        """Count one proposal in another way; nothing is written by it."""
        assert self._penilaian is not None
        self._ways[key] = CaraHitung(chosen)
        doc_id, one = self._doc_id, self._penilaian

        def show(proposals: tuple[UsulanRealisasi, ...]) -> None:
            if doc_id == self._doc_id:
                self._show_proposals(proposals)

        self._page.ask(read_usulan, one.pegawai_id, one.skp_id, one.periode, cara=dict(self._ways), on_done=show)

    def _on_pick(self, key: str) -> None:
        assert self._penilaian is not None
        place = self._places[key]
        place.umpan_balik.flush()
        butir = place.butir
        keys = [butir.id] if butir.indikator is None else [butir.id, butir.hasil.id]
        if butir.indikator is None:
            keys += [one.id for one in butir.hasil.indikator]
        UmpanBalikPick(
            self._page,
            self._doc_id,
            keys=keys,
            subject=_spoken(butir)[:120],
            known=realisasi_dari(self._penilaian, butir).umpan_balik,
            on_picked=lambda picked: self._on_picked(key, picked),
            general=True,
        ).open()

    def _on_picked(self, key: str, picked: tuple[UmpanBalik, ...]) -> None:
        self._places[key].umpan_balik.set_answer(text_of(picked))
        self._put(key, umpan_balik=picked)

    def _on_reached(self, key: str, text: str) -> None:
        self._put(key, realisasi=text)
        self._refresh(self._places[key])

    def _on_umpan_balik(self, key: str, text: str) -> None:
        assert self._penilaian is not None
        known = realisasi_dari(self._penilaian, self._places[key].butir).umpan_balik
        self._put(key, umpan_balik=umpan_balik_of(known, text))

    def _put(self, key: str, **changes: object) -> None:
        """Write one place; what older evaluations told per indicator moves to the result with the first change."""
        assert self._penilaian is not None
        record = realisasi_dari(self._penilaian, self._places[key].butir)
        whole = {"realisasi": record.realisasi, "umpan_balik": record.umpan_balik} | changes
        self._penilaian = put_realisasi(self._penilaian, key, **whole)
        self.changed.emit(self._penilaian)


def _spoken(butir: ButirRealisasi) -> str:
    if butir.indikator is None:
        return butir.hasil.teks
    return f"{butir.indikator.teks} – {format_target(butir.indikator.target)}"


def _proposal_text(one: UsulanRealisasi, *, chosen: bool) -> str:
    """Return what the journal counts for one place, its share of the target, and from how many notes.

    Where a way was ``chosen`` that gives nothing it says so, and the choice stays; else it is silent with the journal.
    """
    if not one.teks:
        counted = chosen or one.lain_satuan or one.tanpa_angka
        return _("Jurnal: tidak dapat dihitung dengan cara ini") if counted else ""
    parts = [_("Jurnal: {isi}").format(isi=one.teks)]
    if one.capaian is not None:
        parts.append(_("{n}% dari target").format(n=format_angka(one.capaian)))
    parts.append(_("{n} catatan").format(n=len(one.entri)))
    if one.belum_dibenarkan:
        parts.append(_("{n} belum dibenarkan").format(n=one.belum_dibenarkan))
    return " · ".join(parts)
