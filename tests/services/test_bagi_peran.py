"""From a matrix to results: the leader's columns, roles given and taken once, words that stand in and are bound."""

from __future__ import annotations

import msgspec
import pytest

from desktop_app.domain.bagi_peran import add_column, add_named, add_person, put_roles, remove_column, remove_row
from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import KelompokSkp, Pendekatan, StatusSkp
from desktop_app.domain.matriks import MatriksPeran
from desktop_app.domain.skp import Butir, Indikator, RencanaHasilKerja, Skp
from desktop_app.services.kantor import Kantor
from desktop_app.services.matriks import (
    bind_columns,
    create_matriks,
    get_matriks,
    name_rows,
    propose_columns,
    propose_outputs,
)
from desktop_app.services.naskah import write_naskah
from desktop_app.services.peran import NasibPeran, check_roles, give_roles, list_peran, plan_roles, take_roles
from desktop_app.services.skp import create_skp, get_skp
from desktop_app.services.workblock import create_workblock
from tests.services.dunia_kantor import TETAP, Dunia, add_people, edit, put_revision

PIMPINAN = RencanaHasilKerja(
    id="k1",
    teks="Meningkatnya kualitas pelayanan kecamatan",
    indikator=(
        Indikator(id="m1", teks="Indeks kepuasan masyarakat", narasi="Masyarakat puas atas layanan"),
        Indikator(id="m2", teks="Persentase pengaduan selesai"),
    ),
)
PERAN = "Layanan administrasi selesai tepat waktu\nBerkas pemohon tersimpan lengkap"


@pytest.fixture
def kantor(dunia: Dunia) -> Kantor:
    """A kecamatan."""
    return dunia("a1")


@pytest.fixture
def orang(kantor: Kantor) -> tuple[str, str]:
    """The Camat and one of his staff."""
    _, camat, staf = add_people(kantor)
    return camat, staf


def leader_skp(kantor: Kantor, camat: str, **fields: object) -> str:
    """Make the leader's SKP of 2026 with one result and two indicators."""
    doc_id, _ = create_skp(kantor, camat, 2026)
    edit(kantor, doc_id, hasil=(PIMPINAN,), **fields)
    return doc_id


def fill_cell(kantor: Kantor, matriks_id: str, kolom: int = 0, teks: str = PERAN) -> MatriksPeran:
    """Put roles into a cell of the first row."""
    isi = get_matriks(kantor, matriks_id)
    baru = put_roles(isi, isi.baris[0].id, isi.kolom[kolom].id, teks)
    edit(kantor, matriks_id, baris=baru.baris)
    return get_matriks(kantor, matriks_id)


def skp_of(kantor: Kantor, pegawai_id: str) -> tuple[str, Skp]:
    """Return the one SKP of a person."""
    (satu,) = kantor.store.find("skp", where={"pegawai_id": pegawai_id})
    return satu.doc_id, get_skp(kantor, satu.doc_id)


def test_that_a_matrix_begins_with_the_leaders_indicators_and_his_subordinates(
    kantor: Kantor, orang: tuple[str, str]
) -> None:
    camat, staf = orang
    skp_id = leader_skp(kantor, camat)
    matriks_id, changed = create_matriks(kantor, camat, 2026)
    isi = get_matriks(kantor, matriks_id)
    assert [(k.teks, k.skp_id, k.hasil_id, k.indikator_id) for k in isi.kolom] == [
        ("Indeks kepuasan masyarakat", skp_id, "k1", "m1"),
        ("Persentase pengaduan selesai", skp_id, "k1", "m2"),
    ]
    assert [satu.pegawai_id for satu in isi.baris] == [staf]
    assert isi.baris[0].nama == ""  # a name is read where it is shown, so that erasing a person leaves none here
    assert name_rows(kantor, matriks_id, isi)[isi.baris[0].id].jabatan == "Penelaah"
    assert (isi.jabatan, changed.kinds) == ("Camat", ("matriks",))
    with pytest.raises(UserError) as caught:
        create_matriks(kantor, camat, 2026)
    assert caught.value.code == "matriks_sudah_ada"


def test_that_a_teams_matrix_has_the_leaders_results_as_columns(kantor: Kantor, orang: tuple[str, str]) -> None:
    leader_skp(kantor, orang[0])
    matriks_id, _ = create_matriks(kantor, orang[0], 2026, "Tim Layanan  Terpadu")
    isi = get_matriks(kantor, matriks_id)
    assert isi.tim == "Tim Layanan Terpadu"
    assert [(k.teks, k.indikator_id) for k in isi.kolom] == [("Meningkatnya kualitas pelayanan kecamatan", "")]
    assert isi.baris == ()


def test_that_qualitative_columns_take_the_narrative(kantor: Kantor, orang: tuple[str, str]) -> None:
    leader_skp(kantor, orang[0], pendekatan=Pendekatan.KUALITATIF)
    matriks_id, _ = create_matriks(kantor, orang[0], 2026)
    assert [k.teks for k in propose_columns(kantor, matriks_id)] == [
        "Masyarakat puas atas layanan",
        "Persentase pengaduan selesai",
    ]


def test_that_a_role_becomes_one_planned_result_however_often(kantor: Kantor, orang: tuple[str, str]) -> None:
    camat, staf = orang
    skp_id = leader_skp(kantor, camat, kelompok=KelompokSkp.JPT_MANDIRI)
    matriks_id, _ = create_matriks(kantor, camat, 2026)
    isi = fill_cell(kantor, matriks_id)
    assert {satu.nasib for satu in plan_roles(kantor, matriks_id)} == {NasibPeran.SKP_BARU}
    given, changed = give_roles(kantor, matriks_id)
    staf_skp, skp = skp_of(kantor, staf)
    assert (len(given), changed.doc_ids) == (2, (staf_skp,))
    assert skp.status is StatusSkp.DRAFT
    assert [h.teks for h in skp.hasil] == PERAN.splitlines()
    satu = skp.hasil[0]
    assert (satu.intervensi.teks, satu.intervensi.indikator) == (PIMPINAN.teks, "Indeks kepuasan masyarakat")
    assert (satu.intervensi.skp_id, satu.intervensi.hasil_id, satu.intervensi.indikator_id) == (skp_id, "k1", "m1")
    assert (satu.asal.matriks_id, satu.asal.peran_id) == (matriks_id, isi.baris[0].peran[0].id)
    assert (satu.penugasan, len(satu.indikator)) == ("", 1)
    seq = kantor.store.last_seq()
    assert give_roles(kantor, matriks_id)[0] == ()
    assert take_roles(kantor, staf_skp, [p.id for p in isi.baris[0].peran])[0] == ()
    assert kantor.store.last_seq() == seq
    assert {s.nasib for s in plan_roles(kantor, matriks_id)} == {NasibPeran.SUDAH}


def test_that_the_indicator_is_told_only_below_a_head_of_an_independent_unit(
    kantor: Kantor, orang: tuple[str, str]
) -> None:
    leader_skp(kantor, orang[0], kelompok=KelompokSkp.JA_JF)
    matriks_id, _ = create_matriks(kantor, orang[0], 2026)
    fill_cell(kantor, matriks_id)
    give_roles(kantor, matriks_id)
    assert {h.intervensi.indikator for h in skp_of(kantor, orang[1])[1].hasil} == {""}


def test_that_a_team_or_a_leader_who_does_not_assess_is_named_as_giver(kantor: Kantor, orang: tuple[str, str]) -> None:
    camat, staf = orang
    leader_skp(kantor, staf)
    for tim, beri in (("Tim Layanan", "Tim Layanan"), ("", "Penelaah")):
        matriks_id, _ = create_matriks(kantor, staf, 2026, tim)
        edit(kantor, matriks_id, baris=add_person(MatriksPeran(pegawai_id=staf, tahun=2026), camat).baris)
        fill_cell(kantor, matriks_id, teks=f"Dukungan {tim or 'pribadi'} tersedia")
        give_roles(kantor, matriks_id)
        assert skp_of(kantor, camat)[1].hasil[-1].penugasan == beri


def test_that_a_role_worded_anew_is_offered_and_never_changed_silently(kantor: Kantor, orang: tuple[str, str]) -> None:
    leader_skp(kantor, orang[0])
    matriks_id, _ = create_matriks(kantor, orang[0], 2026)
    fill_cell(kantor, matriks_id)
    give_roles(kantor, matriks_id)
    skp_id, lama = skp_of(kantor, orang[1])
    edit(
        kantor,
        skp_id,
        hasil=(msgspec.structs.replace(lama.hasil[0], indikator=(Indikator(id="x", teks="Jumlah"),)), lama.hasil[1]),
    )
    fill_cell(kantor, matriks_id, teks=PERAN.replace("tepat waktu", "dalam satu hari"))
    (berubah,) = [s for s in list_peran(kantor, skp_id) if s.nasib is NasibPeran.BERUBAH]
    assert (berubah.di_skp, berubah.teks) == (
        "Layanan administrasi selesai tepat waktu",
        "Layanan administrasi selesai dalam satu hari",
    )
    assert [(t.kode, t.jalur, t.penting) for t in check_roles(kantor, skp_id)] == [
        ("peran_berubah", f"hasil/#{lama.hasil[0].id}/teks", False)
    ]
    assert give_roles(kantor, matriks_id)[0] == ()
    assert skp_of(kantor, orang[1])[1].hasil[0].teks == "Layanan administrasi selesai tepat waktu"
    take_roles(kantor, skp_id, [berubah.peran_id])
    baru = skp_of(kantor, orang[1])[1].hasil
    assert [h.teks for h in baru] == [berubah.teks, lama.hasil[1].teks]
    assert baru[0].indikator == (Indikator(id="x", teks="Jumlah"),)


def test_that_a_role_taken_back_is_told(kantor: Kantor, orang: tuple[str, str]) -> None:
    leader_skp(kantor, orang[0])
    matriks_id, _ = create_matriks(kantor, orang[0], 2026)
    isi = fill_cell(kantor, matriks_id)
    give_roles(kantor, matriks_id)
    skp_id, skp = skp_of(kantor, orang[1])
    edit(kantor, matriks_id, baris=remove_row(isi, isi.baris[0].id).baris)
    assert [(t.kode, t.jalur) for t in check_roles(kantor, skp_id)] == [
        ("peran_ditarik", f"hasil/#{h.id}/teks") for h in skp.hasil
    ]
    assert remove_column(isi, isi.kolom[0].id).baris[0].peran == ()


def test_that_what_was_typed_in_the_skp_meanwhile_stays(kantor: Kantor, orang: tuple[str, str]) -> None:
    leader_skp(kantor, orang[0])
    skp_id, _ = create_skp(kantor, orang[1], 2026)
    matriks_id, _ = create_matriks(kantor, orang[0], 2026)
    fill_cell(kantor, matriks_id)
    edit(kantor, skp_id, tempat="Desa Contoh", commit=False)
    give_roles(kantor, matriks_id)
    isi = get_skp(kantor, skp_id)
    assert (isi.tempat, len(isi.hasil)) == ("Desa Contoh", 2)


def test_that_roles_still_being_typed_in_the_matrix_are_part_of_it(kantor: Kantor, orang: tuple[str, str]) -> None:
    leader_skp(kantor, orang[0])
    matriks_id, _ = create_matriks(kantor, orang[0], 2026)
    isi = get_matriks(kantor, matriks_id)
    write_naskah(kantor, matriks_id, put_roles(isi, isi.baris[0].id, isi.kolom[1].id, "Pengaduan dijawab"))
    give_roles(kantor, matriks_id)
    assert [h.teks for h in skp_of(kantor, orang[1])[1].hasil] == ["Pengaduan dijawab"]
    assert get_matriks(kantor, matriks_id).baris[0].peran[0].teks == "Pengaduan dijawab"


def test_that_a_determined_skp_and_a_person_of_another_unit_are_left_alone(
    kantor: Kantor, orang: tuple[str, str]
) -> None:
    camat, staf = orang
    leader_skp(kantor, camat)
    matriks_id, _ = create_matriks(kantor, camat, 2026)
    isi = get_matriks(kantor, matriks_id)
    isi = put_roles(isi, isi.baris[0].id, isi.kolom[0].id, "Peran staf")
    isi = add_named(isi, "Pegawai Dinas Contoh", "Analis")
    isi = put_roles(isi, isi.baris[1].id, isi.kolom[0].id, "Data kependudukan tersedia")
    edit(kantor, matriks_id, baris=isi.baris)
    give_roles(kantor, matriks_id)
    skp_id, _ = skp_of(kantor, staf)
    isi = put_roles(isi, isi.baris[0].id, isi.kolom[1].id, "Peran kedua")
    edit(kantor, matriks_id, baris=isi.baris)
    put_revision(kantor, "skp", skp_id, msgspec.structs.replace(get_skp(kantor, skp_id), status=StatusSkp.DITETAPKAN))
    nasib = {s.teks: s.nasib for s in plan_roles(kantor, matriks_id)}
    assert nasib == {
        "Peran staf": NasibPeran.SUDAH,
        "Peran kedua": NasibPeran.TERKUNCI,
        "Data kependudukan tersedia": NasibPeran.UNIT_LAIN,
    }
    assert give_roles(kantor, matriks_id, perbarui=True)[0] == ()
    with pytest.raises(UserError) as caught:
        take_roles(kantor, skp_id, [isi.baris[0].peran[-1].id])
    assert caught.value.code == "dokumen_terkunci"


def test_that_words_stand_in_until_the_leaders_skp_comes_and_only_ids_are_set(
    kantor: Kantor, orang: tuple[str, str]
) -> None:
    camat, staf = orang
    matriks_id, _ = create_matriks(kantor, camat, 2026)
    assert get_matriks(kantor, matriks_id).kolom == ()
    isi = get_matriks(kantor, matriks_id)
    isi = add_column(add_column(isi, "indeks kepuasan  masyarakat."), "Kolom yang lain")
    edit(kantor, matriks_id, kolom=isi.kolom)
    isi = fill_cell(kantor, matriks_id)
    give_roles(kantor, matriks_id)
    staf_skp, lama = skp_of(kantor, staf)
    assert (lama.hasil[0].intervensi.teks, lama.hasil[0].intervensi.skp_id) == ("indeks kepuasan  masyarakat.", "")
    assert bind_columns(kantor, matriks_id)[0] == ()

    skp_id = leader_skp(kantor, camat)
    assert bind_columns(kantor, matriks_id)[0] == (isi.kolom[0].id,)
    kolom = get_matriks(kantor, matriks_id).kolom
    assert kolom == (
        msgspec.structs.replace(isi.kolom[0], skp_id=skp_id, hasil_id="k1", indikator_id="m1"),
        isi.kolom[1],
    )
    baru = get_skp(kantor, staf_skp)
    for dulu, kini in zip(lama.hasil, baru.hasil, strict=True):
        ids = {"skp_id": skp_id, "hasil_id": "k1", "indikator_id": "m1"}
        assert kini == msgspec.structs.replace(dulu, intervensi=msgspec.structs.replace(dulu.intervensi, **ids))
    lain = propose_columns(kantor, matriks_id)[1]
    assert bind_columns(kantor, matriks_id, {isi.kolom[1].id: lain})[0] == (isi.kolom[1].id,)
    assert get_matriks(kantor, matriks_id).kolom[1].indikator_id == "m2"
    with pytest.raises(UserError) as caught:
        bind_columns(kantor, matriks_id, {"tidak-ada": lain})
    assert caught.value.code == "kolom_tidak_ada"


def test_that_a_determined_skp_keeps_its_bytes_when_columns_are_bound(kantor: Kantor, orang: tuple[str, str]) -> None:
    camat, staf = orang
    matriks_id, _ = create_matriks(kantor, camat, 2026)
    edit(kantor, matriks_id, kolom=add_column(get_matriks(kantor, matriks_id), "Indeks kepuasan masyarakat").kolom)
    fill_cell(kantor, matriks_id)
    give_roles(kantor, matriks_id)
    skp_id, isi = skp_of(kantor, staf)
    put_revision(kantor, "skp", skp_id, msgspec.structs.replace(isi, status=StatusSkp.DITETAPKAN, tanggal=TETAP))
    heads = kantor.store.document(skp_id)
    leader_skp(kantor, camat)
    bind_columns(kantor, matriks_id)
    assert kantor.store.document(skp_id) == heads


def test_that_the_outputs_of_workblocks_are_offered_to_be_shared_out(kantor: Kantor, orang: tuple[str, str]) -> None:
    skp_id = leader_skp(kantor, orang[0])
    matriks_id, _ = create_matriks(kantor, orang[0], 2026)
    for indikator, teks in (("m2", "Pengaduan dijawab cepat"), ("m1", "Loket tertata")):
        doc_id, _ = create_workblock(kantor, orang[0], 2026, skp_id=skp_id, hasil_id="k1", indikator_id=indikator)
        edit(kantor, doc_id, keluaran_rutin=(Butir(id="a", teks=teks),))
    assert propose_outputs(kantor, matriks_id, "m1") == ("Loket tertata", "Pengaduan dijawab cepat")
