"""Edits of an SKP and of an evaluation: ids stay, nothing else moves."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.domain.istilah import JenisHasil, NilaiDasar
from desktop_app.domain.penilaian import Penilaian, UmpanBalik
from desktop_app.domain.skp import Butir, RencanaHasilKerja, Skp
from desktop_app.ui.penilaian.edits import put_realisasi, put_umpan_balik_perilaku
from desktop_app.ui.penilaian.umpan_balik import line_of, umpan_balik_of
from desktop_app.ui.penilaian.umpan_balik import text_of as umpan_balik_text
from desktop_app.ui.skp import edits
from desktop_app.ui.skp.target import plain_number, shown_number

LINES = st.lists(st.text("abc:() ", min_size=1, max_size=12).map(str.strip).filter(bool), max_size=6)


def an_skp(*kinds: JenisHasil) -> Skp:
    hasil = tuple(RencanaHasilKerja(id=f"h{at}", jenis=kind) for at, kind in enumerate(kinds))
    return Skp(pegawai_id="p", mulai=date(2026, 1, 1), selesai=date(2026, 12, 31), hasil=hasil)


def a_penilaian() -> Penilaian:
    return Penilaian(pegawai_id="p", skp_id="s", periode="2026-TW1")


# The first text of a process builds tables of letters, which a busy computer takes seconds for.
@settings(suppress_health_check=[HealthCheck.too_slow])
@given(LINES, LINES)
def test_that_lines_come_back_as_typed_and_ids_are_never_shared(before: list[str], after: list[str]) -> None:
    known = edits.butir_of((), "\n".join(before))
    now = edits.butir_of(known, "\n".join(after))
    assert [one.teks for one in now] == after
    assert len({one.id for one in now}) == len(now)


@given(LINES)
def test_that_untouched_lines_keep_their_ids(lines: list[str]) -> None:
    known = edits.butir_of((), "\n".join(lines))
    assert edits.butir_of(known, edits.text_of(known)) == known


def test_that_an_edited_line_keeps_the_id_of_its_place_and_a_new_one_gets_its_own() -> None:
    known = (Butir(id="a", teks="satu"), Butir(id="b", teks="dua"))
    now = edits.butir_of(known, "satu\ndua lagi\ntiga")
    assert [one.id for one in now[:2]] == ["a", "b"]
    assert now[2].id not in ("a", "b")


def test_that_a_line_put_in_front_moves_no_id() -> None:
    known = (Butir(id="a", teks="satu"), Butir(id="b", teks="dua"))
    now = edits.butir_of(known, "nol\nsatu\ndua")
    assert [one.id for one in now[1:]] == ["a", "b"]


def test_that_a_result_moves_only_among_its_own_kind() -> None:
    utama, tambahan = JenisHasil.UTAMA, JenisHasil.TAMBAHAN
    skp = an_skp(utama, tambahan, utama)
    assert [one.id for one in edits.move_hasil(skp, "h2", -1).hasil] == ["h2", "h1", "h0"]
    assert edits.move_hasil(skp, "h0", -1) is skp
    assert edits.move_hasil(skp, "h1", 1) is skp


def test_that_adding_and_removing_leave_the_others_alone() -> None:
    skp = an_skp(JenisHasil.UTAMA)
    more, fresh = edits.add_hasil(skp, JenisHasil.TAMBAHAN)
    assert [one.jenis for one in more.hasil] == [JenisHasil.UTAMA, JenisHasil.TAMBAHAN]
    assert edits.remove_hasil(more, fresh) == skp


def test_that_expectations_go_to_their_value() -> None:
    skp = edits.put_ekspektasi(an_skp(), NilaiDasar.LOYAL, "satu\ndua")
    assert [one.teks for one in skp.ekspektasi(NilaiDasar.LOYAL)] == ["satu", "dua"]
    assert skp.ekspektasi(NilaiDasar.ADAPTIF) == ()


@pytest.mark.parametrize(
    ("typed", "stored", "shown"),
    [("1.200", "1200", "1.200"), ("3,5", "3.5", "3,5"), ("90", "90", "90"), ("kira-kira", "kira-kira", "kira-kira")],
)
def test_that_numbers_are_typed_as_indonesians_write_them(typed: str, stored: str, shown: str) -> None:
    assert plain_number(typed) == stored
    assert shown_number(stored) == shown


def test_that_a_giver_is_read_from_the_head_of_a_line() -> None:
    one, two, three = umpan_balik_of((), "pimpinan: baik\nMasyarakat (Ibu Contoh): ramah\nSudah baik: lanjutkan")
    assert (one.sumber, one.nama, one.teks) == ("Pimpinan", "", "baik")
    assert (two.sumber, two.nama, two.teks) == ("Masyarakat", "Ibu Contoh", "ramah")
    assert (three.sumber, three.teks) == ("", "Sudah baik: lanjutkan")


def test_that_an_unusual_giver_survives_an_edit_of_his_line() -> None:
    known = (UmpanBalik(id="a", sumber="Pasien", nama="Tuan Contoh", teks="baik\nsekali"),)
    assert umpan_balik_of(known, umpan_balik_text(known)) == known
    (edited,) = umpan_balik_of(known, "Pasien (Tuan Contoh): baik sekali dan cepat")
    assert edited == UmpanBalik(id="a", sumber="Pasien", nama="Tuan Contoh", teks="baik sekali dan cepat")


@given(LINES)
def test_that_feedback_lines_come_back_as_they_were_typed(lines: list[str]) -> None:
    made = umpan_balik_of((), "\n".join(lines))
    assert ["".join(line_of(one).split()).lower() for one in made] == ["".join(line.split()).lower() for line in lines]
    assert len({one.id for one in made}) == len(made)


def test_that_a_realisation_is_recorded_once_for_each_indicator() -> None:
    penilaian = put_realisasi(a_penilaian(), "i1", realisasi="satu")
    penilaian = put_realisasi(penilaian, "i1", umpan_balik=umpan_balik_of((), "Pimpinan: baik"))
    penilaian = put_realisasi(penilaian, "i2", realisasi="dua")
    assert [one.id for one in penilaian.realisasi] == ["i1", "i2"]
    assert penilaian.realisasi[0].realisasi == "satu"
    assert penilaian.realisasi[0].umpan_balik[0].sumber == "Pimpinan"


def test_that_feedback_on_conduct_goes_to_its_value() -> None:
    penilaian = put_umpan_balik_perilaku(a_penilaian(), NilaiDasar.KOMPETEN, "Rekan kerja: mau mengajari")
    assert penilaian.umpan_balik_untuk(NilaiDasar.KOMPETEN)[0].sumber == "Rekan kerja"
    assert penilaian.umpan_balik_untuk(NilaiDasar.LOYAL) == ()
