"""Changing approach and layout of an SKP: nothing typed is lost, empty narratives are proposed (P6:50)."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.istilah import JenisHasil, JenisTarget, KelompokSkp, Pendekatan
from desktop_app.domain.pendekatan import (
    change_jenis,
    change_kelompok,
    follow_narasi,
    missed_target,
    prints_aspek,
    prints_penugasan,
    propose_narasi,
    switch_pendekatan,
)
from desktop_app.domain.skp import Indikator, RencanaHasilKerja, Skp, Target

UKUR = Indikator(id="i1", teks="Jumlah berkas", target=Target(jenis=JenisTarget.ANGKA, nilai="12", satuan="berkas"))
CERITA = Indikator(id="i2", teks="Mutu", target=Target(teks="baik"), narasi="Sedikit atau hampir tidak ada kesalahan")
SKP = Skp(
    pegawai_id="p",
    mulai=date(2026, 1, 1),
    selesai=date(2026, 12, 31),
    hasil=(
        RencanaHasilKerja(id="h1", teks="Satu", indikator=(UKUR, CERITA)),
        RencanaHasilKerja(id="h2", teks="Dua", penugasan="Camat Sukamaju"),
        RencanaHasilKerja(id="h3", teks="Tiga", jenis=JenisHasil.TAMBAHAN),
    ),
)


def test_that_the_first_switch_proposes_empty_narratives_alone() -> None:
    told = switch_pendekatan(SKP, Pendekatan.KUALITATIF)
    assert [satu.narasi for satu in told.hasil[0].indikator] == ["Jumlah berkas: 12 berkas", CERITA.narasi]
    assert told.hasil[0].indikator[0].target == UKUR.target


text = st.text(max_size=12)
indikator = st.builds(Indikator, id=text, teks=text, narasi=text, target=st.builds(Target, teks=text))


@given(st.lists(indikator, max_size=4))
def test_that_a_switch_and_back_keeps_all_that_was_typed(rows: list[Indikator]) -> None:
    skp = msgspec.structs.replace(SKP, hasil=(RencanaHasilKerja(id="h", indikator=tuple(rows)),))
    there = switch_pendekatan(skp, Pendekatan.KUALITATIF)
    back = switch_pendekatan(there, Pendekatan.KUANTITATIF)
    for old, new in zip(rows, back.hasil[0].indikator, strict=True):
        assert (new.teks, new.target) == (old.teks, old.target)
        assert new.narasi == old.narasi or not old.narasi.strip()
    assert switch_pendekatan(back, Pendekatan.KUALITATIF) == there


@pytest.mark.parametrize(
    "row, proposed",
    [
        (Indikator(id="x"), ""),
        (Indikator(id="x", teks="Mutu laporan"), "Mutu laporan"),
        (Indikator(id="x", target=Target(teks="tepat waktu")), "tepat waktu"),
        (Indikator(id="x", teks="Capaian:", target=Target(teks="80%")), "Capaian: 80%"),
    ],
)
def test_that_a_proposal_joins_what_there_is(row: Indikator, proposed: str) -> None:
    assert propose_narasi(row) == proposed


def test_that_the_assignment_is_filled_in_where_the_form_prints_it_and_none_stands() -> None:
    leader = change_kelompok(SKP, KelompokSkp.JPT_MANDIRI, "Bupati Contoh")
    assert [satu.penugasan for satu in leader.hasil] == ["Bupati Contoh", "Camat Sukamaju", "Bupati Contoh"]
    assert change_kelompok(leader, KelompokSkp.JA_JF, "Camat") == msgspec.structs.replace(
        leader, kelompok=KelompokSkp.JA_JF
    )


def test_that_only_form_a_1_7_has_aspects_and_no_assignment() -> None:
    for kelompok in KelompokSkp:
        for pendekatan in Pendekatan:
            skp = msgspec.structs.replace(SKP, kelompok=kelompok, pendekatan=pendekatan)
            a_1_7 = kelompok is KelompokSkp.JA_JF and pendekatan is Pendekatan.KUANTITATIF
            assert (prints_aspek(skp), prints_penugasan(skp)) == (a_1_7, not a_1_7)


def test_that_another_priority_puts_a_result_last_among_its_new_kin() -> None:
    moved = change_jenis(SKP, "h1", JenisHasil.TAMBAHAN)
    assert [satu.id for satu in moved.hasil_jenis(JenisHasil.TAMBAHAN)] == ["h3", "h1"]
    assert change_jenis(moved, "h1", JenisHasil.TAMBAHAN) is moved
    assert change_jenis(SKP, "nobody", JenisHasil.TAMBAHAN) is SKP


def with_target(indikator: Indikator, nilai: str) -> Indikator:
    return msgspec.structs.replace(indikator, target=msgspec.structs.replace(indikator.target, nilai=nilai))


def test_that_a_narrative_that_was_only_proposed_follows_its_target_and_own_words_stay() -> None:
    proposed = msgspec.structs.replace(UKUR, narasi=propose_narasi(UKUR))
    assert follow_narasi(proposed, with_target(proposed, "15")).narasi == "Jumlah berkas: 15 berkas"
    own = msgspec.structs.replace(UKUR, narasi="Paling sedikit 12 berkas selesai")
    assert follow_narasi(own, with_target(own, "15")).narasi == own.narasi
    empty = msgspec.structs.replace(UKUR, narasi="")
    assert follow_narasi(empty, with_target(empty, "15")).narasi == ""


@pytest.mark.parametrize(
    ("nilai", "narasi", "missed"),
    [
        ("12", "Paling sedikit 12 berkas", ""),
        ("15", "Paling sedikit 12 berkas", "15 berkas"),
        ("1500", "Sebanyak 1.500 berkas.", ""),
        ("15", "", ""),
    ],
)
def test_that_a_narrative_tells_when_it_misses_the_measured_target(nilai: str, narasi: str, missed: str) -> None:
    assert missed_target(msgspec.structs.replace(with_target(UKUR, nilai), narasi=narasi)) == missed
