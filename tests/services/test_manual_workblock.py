"""Manuals and workblocks begin with the words of an indicator and keep its ids; whose they are never changes."""

from __future__ import annotations

import msgspec
import pytest

from desktop_app.domain.bagi_peran import add_person
from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import JenisTarget, Pendekatan, TingkatKendali
from desktop_app.domain.manual import ManualIndikator
from desktop_app.domain.pegawai import Pegawai
from desktop_app.domain.skp import Indikator, RencanaHasilKerja, Target
from desktop_app.domain.workblock import Workblock
from desktop_app.services.kantor import Kantor
from desktop_app.services.manual import create_manual, read_kepala
from desktop_app.services.matriks import create_matriks, get_matriks
from desktop_app.services.naskah import open_naskah, write_naskah
from desktop_app.services.pegawai import create_pegawai, delete_pegawai
from desktop_app.services.rencana import list_indikator, list_rencana
from desktop_app.services.skp import create_skp
from desktop_app.services.workblock import create_workblock
from tests.services.dunia_kantor import Dunia, add_people, edit

HASIL = RencanaHasilKerja(
    id="k1",
    teks="Meningkatnya kualitas pelayanan",
    indikator=(
        Indikator(
            id="m1",
            teks="Persentase berkas selesai",
            target=Target(jenis=JenisTarget.ANGKA, nilai="90", satuan="%"),
            narasi="Sembilan dari sepuluh berkas selesai",
            kendali=TingkatKendali.OUTCOME_ANTARA,
        ),
        Indikator(id="m2", teks="Jumlah loket", kendali=TingkatKendali.KENDALI_TINGGI),
        Indikator(id="m3"),
    ),
)


@pytest.fixture
def kantor(dunia: Dunia) -> Kantor:
    """A kecamatan."""
    return dunia("a1")


@pytest.fixture
def skp(kantor: Kantor) -> tuple[str, str]:
    """The Camat and his SKP."""
    _, camat, _ = add_people(kantor)
    doc_id, _ = create_skp(kantor, camat, 2026)
    edit(kantor, doc_id, hasil=(HASIL,))
    return camat, doc_id


def isi_of(kantor: Kantor, doc_id: str) -> ManualIndikator | Workblock:
    """Return a stored document of a tool."""
    isi = open_naskah(kantor, doc_id).isi
    assert isinstance(isi, ManualIndikator | Workblock)
    return isi


def test_that_a_manual_takes_the_words_and_keeps_the_ids(kantor: Kantor, skp: tuple[str, str]) -> None:
    camat, skp_id = skp
    doc_id, _ = create_manual(kantor, camat, 2026, skp_id=skp_id, hasil_id="k1", indikator_id="m1")
    isi = isi_of(kantor, doc_id)
    assert (isi.pegawai_id, isi.skp_id, isi.hasil_id, isi.indikator_id) == (camat, skp_id, "k1", "m1")
    assert isinstance(isi, ManualIndikator)
    assert (isi.hasil, isi.indikator, isi.kendali) == (
        HASIL.teks,
        "Persentase berkas selesai",
        TingkatKendali.OUTCOME_ANTARA,
    )
    with pytest.raises(UserError) as caught:
        create_manual(kantor, camat, 2026, skp_id=skp_id, hasil_id="k1", indikator_id="m1")
    assert caught.value.code == "manual_sudah_ada"
    edit(kantor, skp_id, hasil=())
    assert isi_of(kantor, doc_id).indikator == "Persentase berkas selesai"


def test_that_a_level_without_a_box_on_the_form_is_left_open(kantor: Kantor, skp: tuple[str, str]) -> None:
    doc_id, _ = create_manual(kantor, skp[0], 2026, skp_id=skp[1], hasil_id="k1", indikator_id="m2")
    isi = isi_of(kantor, doc_id)
    assert isinstance(isi, ManualIndikator)
    assert isi.kendali is None


def test_that_the_approach_chooses_the_words_and_what_a_manual_may_leave_out(
    kantor: Kantor, skp: tuple[str, str]
) -> None:
    camat, skp_id = skp
    assert [satu.dengan_target for satu in list_indikator(kantor, 2026)] == [
        "Persentase berkas selesai: 90%",
        "Jumlah loket",
    ]
    edit(kantor, skp_id, pendekatan=Pendekatan.KUALITATIF)
    assert list_indikator(kantor, 2026)[0].dengan_target == "Sembilan dari sepuluh berkas selesai"
    doc_id, _ = create_manual(kantor, camat, 2026, skp_id=skp_id, hasil_id="k1", indikator_id="m1")
    kepala = read_kepala(kantor, doc_id)
    assert (kepala.nama, kepala.jabatan, kepala.pendekatan) == ("Camat Contoh", "Camat", Pendekatan.KUALITATIF)
    kosong, _ = create_manual(kantor, camat, 2026)
    assert read_kepala(kantor, kosong).pendekatan is Pendekatan.KUANTITATIF


def test_that_a_workblock_begins_with_indicator_target_and_owner_and_may_be_one_of_several(
    kantor: Kantor, skp: tuple[str, str]
) -> None:
    camat, skp_id = skp
    for _ in range(2):
        doc_id, _ = create_workblock(kantor, camat, 2026, skp_id=skp_id, hasil_id="k1", indikator_id="m1")
    isi = isi_of(kantor, doc_id)
    assert isinstance(isi, Workblock)
    assert (isi.indikator, isi.pemilik, isi.indikator_id) == ("Persentase berkas selesai: 90%", "Camat", "m1")
    assert len(list_rencana(kantor, "workblock", 2026)) == 2
    assert list_rencana(kantor, "workblock", 2025) == ()


def test_that_an_indicator_that_is_gone_is_refused(kantor: Kantor, skp: tuple[str, str]) -> None:
    for create in (create_manual, create_workblock):
        with pytest.raises(UserError) as caught:
            create(kantor, skp[0], 2026, skp_id=skp[1], hasil_id="k1", indikator_id="tidak-ada")
        assert caught.value.code == "indikator_tidak_ada"


def test_that_nobody_types_whose_document_of_a_tool_it_is(kantor: Kantor, skp: tuple[str, str]) -> None:
    lain, _ = create_pegawai(kantor, Pegawai(nama="Orang Lain"))
    semua = [
        create_manual(kantor, skp[0], 2026)[0],
        create_workblock(kantor, skp[0], 2026)[0],
        create_matriks(kantor, skp[0], 2026)[0],
    ]
    for doc_id in semua:
        baru = msgspec.structs.replace(open_naskah(kantor, doc_id).isi, pegawai_id=lain)  # type: ignore[call-overload]
        with pytest.raises(UserError) as caught:
            write_naskah(kantor, doc_id, baru)
        assert caught.value.code == "bukan_isian_anda"


def test_that_a_person_with_a_role_is_not_deleted(kantor: Kantor, skp: tuple[str, str]) -> None:
    lain, _ = create_pegawai(kantor, Pegawai(nama="Orang Lain"))
    doc_id, _ = create_matriks(kantor, skp[0], 2026)
    edit(kantor, doc_id, baris=add_person(get_matriks(kantor, doc_id), lain).baris)
    with pytest.raises(UserError) as caught:
        delete_pegawai(kantor, lain, "salah ketik")
    assert caught.value.code == "pegawai_masih_dipakai"
    edit(kantor, doc_id, baris=())
    delete_pegawai(kantor, lain, "salah ketik")
