"""Rights of objections: every use case, every role, and each of the three people; nobody else reaches anything."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from desktop_app.domain.errors import LuringError
from desktop_app.domain.istilah_kinerja import KeputusanKeberatan
from desktop_app.domain.wewenang import Jangkauan, Wewenang, reach
from desktop_app.domain.wewenang import PeranPengguna as P
from desktop_app.services.kantor import Kantor
from desktop_app.services.keberatan import (
    drop_objection_draft,
    keep_objection_draft,
    list_objectable,
    objection_readiness,
    read_objection_draft,
    seal_objection,
)
from desktop_app.services.keberatan_buka import check_slip, copy_objection, list_objections, open_objection
from desktop_app.services.keberatan_cetak import print_blank_objection, print_opened, print_slip
from desktop_app.services.keberatan_masuk import list_gaps, take_in_copy
from desktop_app.services.putusan import (
    IsiPutusan,
    answer_explanation,
    ask_explanation,
    begin_paper,
    decide_objection,
    list_putusan,
    predicted_predikat,
    read_putusan,
)
from tests.services.dunia_kantor import Dunia
from tests.services.dunia_keberatan import Kecamatan, make_kecamatan

HARI = date(2026, 12, 1)
W = Wewenang


@pytest.fixture
def kecamatan(dunia: Dunia) -> Kecamatan:
    return make_kecamatan(dunia)


def code_of(call: Callable[[], object]) -> str:
    try:
        call()
    except LuringError as error:
        return error.code
    return ""


def test_that_each_act_belongs_to_one_of_the_three_alone(kecamatan: Kecamatan) -> None:
    hasil = kecamatan.seal()
    with kecamatan.sebagai("sekda") as kantor:
        putusan = open_objection(kantor, hasil.doc_id).putusan_id
    nilai, keberatan, stick = kecamatan.penilaian, hasil.doc_id, kecamatan.dunia.stick
    isi = IsiPutusan(keputusan=KeputusanKeberatan.MENGUATKAN, keberatan="a", penjelasan="x")
    boleh: list[tuple[str, set[str], Callable[[Kantor], object]]] = [
        ("readiness", {"staf"}, lambda k: objection_readiness(k, nilai)),
        ("keep", {"staf"}, lambda k: keep_objection_draft(k, nilai, "x")),
        ("read draft", {"staf"}, lambda k: read_objection_draft(k, nilai)),
        ("drop", {"staf"}, lambda k: drop_objection_draft(k, nilai)),
        ("blank", {"staf"}, lambda k: print_blank_objection(k, nilai)),
        ("seal", {"staf"}, lambda k: seal_objection(k, nilai, "lagi")),
        ("slip", {"staf"}, lambda k: print_slip(k, keberatan)),
        ("copy", {"staf", "sekda"}, lambda k: copy_objection(k, keberatan, stick)),
        ("open", {"sekda"}, lambda k: open_objection(k, keberatan)),
        ("opened", {"sekda"}, lambda k: print_opened(k, keberatan)),
        ("read", {"staf", "sekda"}, lambda k: read_putusan(k, putusan)),
        ("paper", {"sekda"}, lambda k: begin_paper(k, nilai, "x", HARI)),
        ("ask", {"sekda"}, lambda k: ask_explanation(k, putusan, "x")),
        ("read asked", {"staf", "sekda", "camat"}, lambda k: read_putusan(k, putusan)),
        ("answer", {"camat"}, lambda k: answer_explanation(k, putusan, "x")),
        ("decide", {"sekda"}, lambda k: decide_objection(k, putusan, isi, HARI)),
        ("check", {"staf", "camat", "sekda"}, lambda k: check_slip(k, hasil.kode)),
        ("list", {"staf", "camat", "sekda"}, list_objections),
        ("decisions", {"staf", "camat", "sekda"}, list_putusan),
        ("receive", set(), lambda k: take_in_copy(k, stick / "x.skpk")),
    ]
    for nama_call, siapa, call in boleh:
        for nama in ("staf", "camat", "sekda"):
            if nama_call in ("decide", "answer") and nama in siapa:
                continue
            with kecamatan.sebagai(nama) as kantor:
                kode = code_of(lambda c=call, k=kantor: c(k))  # type: ignore[misc]
            assert (kode == "") is (nama in siapa), (nama_call, nama, kode)
        for nama in siapa & {"camat", "sekda"} if nama_call in ("decide", "answer") else ():
            with kecamatan.sebagai(nama) as kantor:
                assert code_of(lambda c=call, k=kantor: c(k)) == "", nama_call  # type: ignore[misc]


@pytest.mark.parametrize("peran", P, ids=str)
def test_that_the_table_decides_who_may_begin_at_all(kecamatan: Kecamatan, peran: P) -> None:
    unit = kecamatan.unit
    unit.pelaku = type(unit.pelaku)("ab" * 16, "Nama Uji", frozenset({peran}), "")
    tidak = Jangkauan.TIDAK
    ajukan, putuskan = (reach({peran}, satu) is not tidak for satu in (W.AJUKAN_KEBERATAN, W.PUTUSKAN_KEBERATAN))
    terima, periksa = (reach({peran}, satu) is not tidak for satu in (W.TERIMA, W.PERIKSA))
    assert (code_of(lambda: list_objectable(unit)) == "") is ajukan
    assert (code_of(lambda: list_objections(unit)) == "") is (ajukan or putuskan or terima)
    assert (code_of(lambda: predicted_predikat(unit, "", None, None)) == "") is putuskan
    assert (code_of(lambda: list_gaps(unit)) == "") is (ajukan or terima or periksa)


def test_that_the_superior_who_takes_over_decides_and_one_beside_him_does_not(kecamatan: Kecamatan) -> None:
    hasil = kecamatan.seal()
    with kecamatan.sebagai("sekda") as kantor:
        lain = type(kantor.pelaku)("cd" * 16, "Orang Lain", frozenset({P.PENILAI}), "ef" * 16, kantor.pelaku.kunci)
        kantor.pelaku, kantor.who = lain, lain.akun_id
        assert code_of(lambda: open_objection(kantor, hasil.doc_id)) == "wewenang_kurang"
