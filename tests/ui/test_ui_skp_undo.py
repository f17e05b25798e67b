"""Undo in the sheet of an SKP: every change, in every part of it, back and forth, saved like typing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from desktop_app.domain.istilah import JenisHasil, JenisTarget, NilaiDasar
from desktop_app.domain.pegawai import Pegawai, RiwayatJabatan
from desktop_app.domain.skp import Skp, Target
from desktop_app.services.kantor import Kantor
from desktop_app.services.naskah import commit_naskah, write_naskah
from desktop_app.services.pegawai import create_pegawai
from desktop_app.services.skp import create_skp, get_skp, new_hasil
from desktop_app.ui.skp.edits import add_hasil, add_indikator, move_hasil, put_ekspektasi, put_hasil, remove_hasil
from desktop_app.ui.skp.undo import LONGEST, PAUSE, History

Start = Callable[[Path], Any]
Fill = Callable[[Callable[[Kantor], Any]], Any]
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
YEAR = {"mulai": date(2026, 1, 1), "selesai": date(2026, 12, 31)}


class Clock:
    """Seconds that a test lets pass."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def sheet(fill: Fill) -> str:
    """A draft of two results."""

    def write(kantor: Kantor) -> str:
        camat, _ = create_pegawai(kantor, Pegawai(nama="Camat Contoh", nip="197503121998031001"))
        post = RiwayatJabatan(id="awal", mulai=date(2026, 1, 1), jabatan="Kepala Seksi", penilai_id=camat)
        budi, _ = create_pegawai(kantor, Pegawai(nama="Budi Contoh", nip="198106202009011003", riwayat=(post,)))
        doc_id, _ = create_skp(kantor, budi, 2026)
        results = []
        for text in ("Warga terlayani", "Arsip tertata"):
            one = new_hasil(JenisHasil.UTAMA)
            row = msgspec.structs.replace(
                one.indikator[0], teks="Jumlah", target=Target(jenis=JenisTarget.ANGKA, nilai="3")
            )
            results.append(msgspec.structs.replace(one, teks=text, indikator=(row,)))
        write_naskah(kantor, doc_id, msgspec.structs.replace(get_skp(kantor, doc_id), hasil=tuple(results)))
        commit_naskah(kantor, doc_id)
        return doc_id

    made: str = fill(write)
    return made


def open_sheet(hands: Any, doc_id: str) -> Any:
    page = hands.page("skp")
    page.show_document(doc_id)
    hands.settle()
    return page.editor


def test_that_undo_walks_back_through_all_parts_and_redo_forth_again(start: Start, unit_home: Path, sheet: str) -> None:
    hands = start(unit_home)
    editor = open_sheet(hands, sheet)
    first = editor.current()
    hands.find(f"hasil-{first.hasil[0].id}-teks").setFocus()
    hands.key(Qt.Key.Key_End, CTRL)
    hands.type(" cepat")
    hands.key(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    hands.key(Qt.Key.Key_I, CTRL)
    hands.key(Qt.Key.Key_Tab, CTRL)
    hands.type("Ramah")
    hands.key(Qt.Key.Key_Tab, CTRL)
    hands.type("Dua operator")
    last = editor.current()
    assert last.hasil[1].teks == "Warga terlayani cepat"
    assert len(last.hasil[1].indikator) == 2
    undo = hands.find("skp-urungkan")
    assert undo.toolTip() == "Urungkan: Ketik dukungan sumber daya  (Ctrl+Z)"
    for _ in range(5):
        hands.key(Qt.Key.Key_Z, CTRL)
    assert editor.current() == first
    assert hands.focus_name() == f"hasil-{first.hasil[0].id}-teks"
    assert not undo.isEnabled()
    for _ in range(5):
        hands.key(Qt.Key.Key_Z, CTRL | SHIFT)
    assert editor.current() == last
    hands.key(Qt.Key.Key_Z, CTRL)
    assert hands.stored(lambda kantor: get_skp(kantor, sheet).lampiran.sumber_daya) == ()


def test_that_a_removed_result_comes_back_with_all_it_held(start: Start, unit_home: Path, sheet: str) -> None:
    hands = start(unit_home)
    editor = open_sheet(hands, sheet)
    first = editor.current()
    editor.take_focus()
    hands.key(Qt.Key.Key_Delete, CTRL | SHIFT)
    hands.dialog().findChild(QAbstractButton, "skp-hapus-hasil-ya").click()
    hands.back()
    assert len(editor.current().hasil) == 1
    assert hands.find("skp-urungkan").toolTip() == "Urungkan: Hapus hasil kerja 1  (Ctrl+Z)"
    hands.find("skp-urungkan").click()
    assert editor.current() == first
    assert hands.find(f"indikator-{first.hasil[0].indikator[0].id}-target-nilai").text() == "3"


def test_that_a_whole_new_skp_is_one_step_with_its_own_name(start: Start, unit_home: Path, sheet: str) -> None:
    hands = start(unit_home)
    editor = open_sheet(hands, sheet)
    before = editor.current()
    fresh = put_ekspektasi(before, NilaiDasar.LOYAL, "Setia")
    for _ in range(3):
        fresh, _id = add_hasil(fresh, JenisHasil.TAMBAHAN)
    editor.replace(fresh, "Terapkan templat")
    assert hands.find("skp-urungkan").toolTip() == "Urungkan: Terapkan templat  (Ctrl+Z)"
    assert hands.find("perilaku-loyal-ekspektasi").toPlainText() == "Setia"
    assert len(editor.results._cards) == 5
    editor.undo()
    assert editor.current() == before
    assert len(editor.results._cards) == 2
    editor.redo()
    assert hands.stored(lambda kantor: kantor.store.history(sheet) and get_skp(kantor, sheet)) == fresh


def test_that_undo_in_a_field_takes_what_was_just_typed_and_not_a_letter(
    start: Start, unit_home: Path, sheet: str
) -> None:
    hands = start(unit_home)
    editor = open_sheet(hands, sheet)
    hasil_id = editor.current().hasil[0].id
    field = hands.find(f"hasil-{hasil_id}-teks")
    field.setFocus()
    hands.key(Qt.Key.Key_End, CTRL)
    hands.type(" dan puas")
    hands.key(Qt.Key.Key_Z, CTRL)
    assert field.toPlainText() == "Warga terlayani"
    line = hands.find(f"indikator-{editor.current().hasil[0].indikator[0].id}-target-satuan")
    line.setFocus()
    hands.type("berkas")
    hands.key(Qt.Key.Key_Z, CTRL)
    assert line.text() == ""
    assert editor.current().hasil[0].indikator[0].target == Target(jenis=JenisTarget.ANGKA, nilai="3")


def test_that_a_locked_sheet_has_no_undo(start: Start, unit_home: Path, sheet: str) -> None:
    hands = start(unit_home)
    editor = open_sheet(hands, sheet)
    editor.replace(add_hasil(remove_all(editor.current()), JenisHasil.UTAMA)[0], "Ganti")
    editor.undo()
    hands.find("skp-ajukan").click()
    hands.settle()
    assert not hands.find("skp-urungkan").isVisible()
    before = editor.current()
    editor.undo()
    editor.redo()
    assert editor.current() == before


def remove_all(skp: Skp) -> Skp:
    return msgspec.structs.replace(skp, hasil=())


def edit(skp: Skp, which: int, seed: int, text: str) -> Skp:
    """Return ``skp`` after one of the edits that a person can do."""
    if which == 0 or not skp.hasil:
        return add_hasil(skp, JenisHasil.UTAMA if seed % 2 else JenisHasil.TAMBAHAN)[0]
    one = skp.hasil[seed % len(skp.hasil)]
    if which == 1:
        return put_hasil(skp, msgspec.structs.replace(one, teks=text))
    if which == 2:
        return remove_hasil(skp, one.id)
    if which == 3:
        return move_hasil(skp, one.id, 1 if seed % 2 else -1)
    if which == 4:
        return put_hasil(skp, add_indikator(one)[0])
    return put_ekspektasi(skp, list(NilaiDasar)[seed % 7], text)


EDITS = st.tuples(st.integers(0, 5), st.integers(0, 20), st.text("ab \n", max_size=6), st.floats(0, 9))


@settings(max_examples=60, deadline=None)
@given(st.lists(EDITS, max_size=30))
def test_that_undoing_all_gives_the_beginning_and_redoing_all_the_end(edits: list[tuple[int, int, str, float]]) -> None:
    clock = Clock()
    history = History(clock)
    begin = skp = Skp(pegawai_id="p", **YEAR)
    history.begin(skp)
    for which, seed, text, seconds in edits:
        clock.now += seconds
        skp = edit(skp, which, seed, text)
        history.note(skp)
    here = skp
    while (step := history.undo()) is not None:
        here = step[0]
    assert here == begin
    while (step := history.redo()) is not None:
        here = step[0]
    assert here == skp


def test_that_typing_on_is_one_step_until_a_pause_or_too_long() -> None:
    clock = Clock()
    history = History(clock)
    skp, hasil_id = add_hasil(Skp(pegawai_id="p", **YEAR), JenisHasil.UTAMA)
    history.begin(skp)

    def type_text(text: str, after: float) -> None:
        nonlocal skp
        clock.now += after
        one = next(one for one in skp.hasil if one.id == hasil_id)
        skp = put_hasil(skp, msgspec.structs.replace(one, teks=text))
        history.note(skp)

    type_text("Ter", 1)
    type_text("Terl", PAUSE - 1)
    type_text("Terlay", PAUSE + 1)
    assert [history.undo()[0].hasil[0].teks for _ in range(2)] == ["Terl", ""]  # type: ignore[index]
    assert history.undo() is None
    history.redo()
    type_text("Terlayani", 0)
    assert history.redo() is None
    assert history.undo_label() == "Ketik rencana hasil kerja"
    steps = 0
    for at in range(int(LONGEST)):
        type_text("Terlayani" + "x" * at, 2)
    while history.undo() is not None:
        steps += 1
    assert steps > 3


def test_that_typing_taken_back_by_hand_leaves_nothing_to_undo() -> None:
    history = History(Clock())
    skp, _id = add_hasil(Skp(pegawai_id="p", **YEAR), JenisHasil.UTAMA)
    history.begin(skp)
    history.note(put_hasil(skp, msgspec.structs.replace(skp.hasil[0], teks="x")))
    history.note(skp)
    assert history.undo_label() == ""
    assert history.undo() is None
