"""Rule files of the kabupaten: checked, sent, used for new periods alone; damaged and forged ones are held."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import msgspec
import pytest

from desktop_app.domain.codec import natural_id
from desktop_app.domain.dari_kabupaten import BerkasAturan
from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import Predikat
from desktop_app.services.aturan_nilai import aturan_for, aturan_of
from desktop_app.services.balasan_lihat import inspect_return
from desktop_app.services.kantor import Kantor, open_kantor
from desktop_app.services.masuk import merge_bundles
from desktop_app.services.muat_aturan import list_aturan, load_aturan_file, preview_aturan
from desktop_app.services.penguji_kabupaten import rule_id
from desktop_app.services.penilaian import advance_penilaian, create_penilaian, get_penilaian
from desktop_app.services.skp import advance_skp, create_skp
from tests.services.dunia_balasan import BARU, answer_for, rule_file, rule_text, send, take
from tests.services.dunia_kantor import HASIL, Dunia, add_people, edit, rate
from tests.services.pengirim import Pengirim

KODE = "99.01"
GANTI = ('diatas = "DIATAS EKSPEKTASI"', 'diatas = "MELAMPAUI EKSPEKTASI"')


def august() -> datetime:
    """Return a moment after the periods of these tests."""
    return datetime(2027, 8, 2, 8, tzinfo=UTC)


def plan(kantor: Kantor, staf: str, tahun: int) -> str:
    skp, _ = create_skp(kantor, staf, tahun)
    edit(kantor, skp, hasil=(HASIL,))
    advance_skp(kantor, skp, "ajukan")
    advance_skp(kantor, skp, "tetapkan", tanggal=date(tahun, 1, 20))
    return skp


def evaluate(kantor: Kantor, skp: str, periode: str, tanggal: date) -> str:
    doc_id, _ = create_penilaian(kantor, skp, periode)
    edit(kantor, doc_id, **rate())
    advance_penilaian(kantor, doc_id, "finalkan", tanggal=tanggal)
    return doc_id


def put(kabupaten: Kantor, isi: BerkasAturan) -> str:
    """Write a rule file as the program of the kabupaten never would."""
    doc_id = rule_id(KODE, isi.aturan_id)
    with kabupaten.write("uji") as tx:
        tx.save("berkas_aturan", doc_id, msgspec.json.encode(isi), scope=KODE, schema=1)
    return doc_id


def berkas(teks: str, mulai: date = date(2027, 4, 1), aturan_id: str = BARU, **ubah: int) -> BerkasAturan:
    return BerkasAturan(aturan_id=aturan_id, nama="Contoh", berlaku_mulai=mulai, isi=teks, unit_kode=KODE, **ubah)


def test_that_new_periods_use_the_file_and_old_evaluations_never_change(dunia: Dunia, tmp_path: Path) -> None:
    kabupaten, unit = dunia("kabupaten", august), dunia("a1", august)
    staf = add_people(unit)[2]
    skp = plan(unit, staf, 2027)
    lama = evaluate(unit, skp, "2027-TW1", date(2027, 4, 5))
    path = rule_file(tmp_path, mulai="2027-04-01", **dict([GANTI]))
    pratinjau, _ = load_aturan_file(kabupaten, path)
    assert [(satu.lama, satu.baru) for satu in pratinjau.beda] == [("DIATAS EKSPEKTASI", "MELAMPAUI EKSPEKTASI")]
    lihat = inspect_return(unit, answer_for(kabupaten, unit, dunia.stick))
    assert [(isi.aturan_id, bisa) for isi, bisa in lihat.aturan] == [(BARU, True)]
    assert aturan_for(unit, "2027-TW2").id == "permenpanrb-6-2022", "a preview changes nothing"
    hasil = take(kabupaten, unit, dunia.stick)
    assert hasil.dari_kabupaten == ("aturan “Peraturan Contoh 2027”",)
    assert aturan_for(unit, "2027-TW1").id == "permenpanrb-6-2022"
    assert aturan_for(unit, "2027").id == "permenpanrb-6-2022", "a year that began before is under the rules before"
    assert aturan_for(unit, "2027-TW2").id == aturan_for(unit, "2030").id == BARU
    baru = evaluate(unit, skp, "2027-TW2", date(2027, 7, 5))
    assert (get_penilaian(unit, lama).aturan, get_penilaian(unit, baru).aturan) == ("permenpanrb-6-2022", BARU)
    assert (get_penilaian(unit, lama).predikat, get_penilaian(unit, baru).predikat) == (Predikat.BAIK, Predikat.BAIK)
    home = unit.home
    unit.close()
    lagi = dunia.keep(open_kantor(home, jam=august, who="operator"))
    assert (
        aturan_of(lagi, get_penilaian(lagi, baru)).label_rating
        != aturan_of(lagi, get_penilaian(lagi, lama)).label_rating
    )
    send(lagi, kabupaten, dunia.stick)
    assert kabupaten.store.quarantined() == []
    assert [(s.aturan_id, s.bawaan, s.dipakai) for s in list_aturan(kabupaten)] == [
        ("permenpanrb-6-2022", True, 1),
        (BARU, False, 1),
    ]


def test_that_of_two_files_of_one_day_the_later_loaded_holds(dunia: Dunia, tmp_path: Path) -> None:
    kabupaten, unit = dunia("kabupaten"), dunia("a1")
    for nomor in (1, 2):
        load_aturan_file(kabupaten, rule_file(tmp_path, aturan_id=f"contoh-{nomor}"))
    take(kabupaten, unit, dunia.stick)
    assert aturan_for(unit, "2027-TW3").id == aturan_for(kabupaten, "2027-TW3").id == "contoh-2"


@pytest.mark.parametrize(
    ("ubah", "kode"),
    [
        ({"aturan_id": "permenpanrb-6-2022"}, "aturan_kode_bawaan"),
        ({"aturan_id": "../../etc"}, "aturan_tidak_terbaca"),
        ({"mulai": "1999-01-01"}, "aturan_tidak_terbaca"),
        ({"mulai": '"besok"'}, "aturan_tidak_terbaca"),
        ({"mulai": "2027-04-01T00:00:00"}, "aturan_tidak_terbaca"),
        ({"nama": "x" * 3000}, "aturan_tidak_terbaca"),
        ({'sesuai = "SESUAI EKSPEKTASI"': ""}, "aturan_tidak_terbaca"),
        ({"[matriks": "[matrik"}, "aturan_tidak_terbaca"),
    ],
)
def test_that_an_unfit_file_is_not_loaded(dunia: Dunia, tmp_path: Path, ubah: dict[str, str], kode: str) -> None:
    kabupaten = dunia("kabupaten")
    with pytest.raises(UserError) as caught:
        load_aturan_file(kabupaten, rule_file(tmp_path, **ubah))
    assert caught.value.code == kode
    assert kabupaten.store.find("berkas_aturan") == []


def test_that_an_id_is_never_used_for_another_text(dunia: Dunia, tmp_path: Path) -> None:
    kabupaten = dunia("kabupaten")
    load_aturan_file(kabupaten, rule_file(tmp_path))
    with pytest.raises(UserError, match="aturan_sudah_ada"):
        preview_aturan(kabupaten, rule_file(tmp_path, mulai="2027-01-01"))
    with pytest.raises(UserError, match="aturan_tidak_terbaca"):
        preview_aturan(kabupaten, Path("/dev/null"))


def test_that_a_unit_holds_what_no_kabupaten_of_ours_would_send(dunia: Dunia) -> None:
    kabupaten, unit = dunia("kabupaten"), dunia("a1")
    put(kabupaten, berkas("rusak = ["))
    put(kabupaten, berkas(rule_text("turun", "2022-03-01"), aturan_id="turun"))
    put(kabupaten, berkas(rule_text("permenpanrb-6-2022"), aturan_id="permenpanrb-6-2022"))
    put(kabupaten, berkas("x = 1\n" * 9_000, aturan_id="panjang"))
    put(kabupaten, berkas("apa pun", aturan_id="masa-depan", format=2))
    hasil = take(kabupaten, unit, dunia.stick)
    assert (hasil.revisi_baru, hasil.karantina) == (1, 4)
    assert sorted(satu.reason for satu in unit.store.quarantined()) == [
        *("aturan_bawaan", "aturan_beda_isi", "aturan_rusak", "aturan_rusak")
    ]
    assert aturan_for(unit, "2027-TW3").id == "permenpanrb-6-2022"
    kelak = next(satu for satu in list_aturan(unit) if not satu.bawaan)
    assert (kelak.aturan_id, kelak.terbaca) == ("masa-depan", False), "kept for a newer program, and told"


def test_that_a_lowered_date_comes_as_another_version_and_is_held(dunia: Dunia, tmp_path: Path) -> None:
    kabupaten, unit = dunia("kabupaten"), dunia("a1")
    load_aturan_file(kabupaten, rule_file(tmp_path))
    take(kabupaten, unit, dunia.stick)
    put(kabupaten, berkas(rule_text(mulai="2026-01-01"), mulai=date(2026, 1, 1)))
    hasil = take(kabupaten, unit, dunia.stick)
    assert (hasil.revisi_baru, hasil.karantina) == (0, 1)
    assert [satu.reason for satu in unit.store.quarantined()] == ["aturan_berubah"]
    assert aturan_for(unit, "2026").id == "permenpanrb-6-2022"
    assert aturan_for(unit, "2027-TW2").id == BARU


def tell_again(kabupaten: Kantor, isi: BerkasAturan) -> None:
    """Write a rule file as if its id had not been used: the kabupaten went back, or somebody has its key."""
    with kabupaten.write("uji") as tx:
        doc_id = rule_id(KODE, isi.aturan_id)
        tx.save("berkas_aturan", doc_id, msgspec.json.encode(isi), scope=KODE, schema=1, parents=())


def test_that_another_text_under_an_id_never_takes_a_rule_set_away(dunia: Dunia, tmp_path: Path) -> None:
    kabupaten, unit = dunia("kabupaten"), dunia("a1")
    asli, lain = berkas(rule_text()), berkas(rule_text(nama="Lain"))
    put(kabupaten, asli)
    take(kabupaten, unit, dunia.stick)
    tell_again(kabupaten, lain)
    hasil = take(kabupaten, unit, dunia.stick)
    assert (hasil.revisi_baru, hasil.karantina) == (0, 1)
    assert [satu.reason for satu in unit.store.quarantined()] == ["aturan_berubah"]
    segar = dunia("b")
    hasil = take(kabupaten, segar, dunia.stick)
    assert (hasil.revisi_baru, hasil.karantina) == (1, 1), "both in one bundle: the first holds"
    for kantor in (unit, segar, kabupaten):
        home = kantor.home
        kantor.close()
        ulang = dunia.keep(open_kantor(home, jam=august, who="operator"))
        assert ulang.aturan(BARU).nama == "Peraturan Contoh 2027", "a conflict that is here is read as the first"
        assert aturan_for(ulang, "2027-TW3").id == BARU


def test_that_files_loaded_anew_in_another_order_are_the_same_rules(dunia: Dunia) -> None:
    kabupaten, unit = dunia("kabupaten"), dunia("a1")
    for nama, urutan in (("satu", 1), ("dua", 2)):
        put(kabupaten, berkas(rule_text(nama), aturan_id=nama, urutan=urutan))
    take(kabupaten, unit, dunia.stick)
    tell_again(kabupaten, berkas(rule_text("satu"), aturan_id="satu", urutan=3))
    hasil = take(kabupaten, unit, dunia.stick)
    assert (hasil.revisi_baru, hasil.karantina) == (1, 0)
    assert [satu.conflicts for satu in unit.store.find("berkas_aturan")] == [0, 0]
    assert aturan_for(unit, "2027-TW3").id == "satu", "of one day the higher number holds"


def test_that_an_office_can_send_no_rules(dunia: Dunia) -> None:
    kabupaten, unit = dunia("kabupaten"), dunia("a1")
    penyusup = Pengirim(unit, dunia.stick)
    isi = berkas(rule_text())
    revisi = [
        penyusup.revision(isi, "berkas_aturan", doc_id=natural_id("berkas_aturan", "99.01.01", BARU)),
        penyusup.revision(isi, "berkas_aturan", scope=KODE, doc_id=rule_id(KODE, BARU)),
        penyusup.revision(isi, "berkas_aturan", scope="99.01.02", doc_id=natural_id("berkas_aturan", "99.01.02", "x")),
    ]
    (hasil,) = merge_bundles(kabupaten, [penyusup.seal(*revisi)])
    assert (hasil.baru, hasil.karantina) == (0, 3)
    assert aturan_for(kabupaten, "2027-TW3").id == "permenpanrb-6-2022"
    with pytest.raises(UserError, match="hanya_kabupaten"):
        load_aturan_file(unit, Path("tidak-ada"))
