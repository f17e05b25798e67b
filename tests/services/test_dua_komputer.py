"""Two PCs of one office and the kabupaten: disagreements are shown, settled once, and end equal everywhere."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from desktop_app.domain.codec import SCHEMA, encode
from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import Predikat, Rating, StatusPenilaian, StatusSkp
from desktop_app.services.balas import export_returns
from desktop_app.services.balasan import apply_return
from desktop_app.services.cetak import print_evaluasi, print_skp
from desktop_app.services.kantor import Kantor, open_kantor
from desktop_app.services.kirim import export_bundle
from desktop_app.services.konflik import Pilihan, get_konflik, list_konflik, resolve_konflik
from desktop_app.services.masuk import NasibPaket, merge_bundles
from desktop_app.services.pegawai import delete_pegawai, get_pegawai, list_pegawai
from desktop_app.services.penilaian import advance_penilaian, get_penilaian
from desktop_app.services.periksa import check_store
from desktop_app.services.skp import advance_skp, get_skp
from tests.invariants.dunia import view
from tests.services.dunia_kantor import (
    AKHIR,
    TETAP,
    Dunia,
    add_people,
    determined_skp,
    draft_penilaian,
    draft_skp,
    edit,
    stored,
)


class Tiga:
    """PC one and PC two of a kecamatan that hold the same documents, and the kabupaten above them."""

    def __init__(self, dunia: Dunia) -> None:
        self.stick = dunia.stick
        self.satu, self.dua, self.kabupaten = dunia("a1"), dunia("a2"), dunia("kabupaten")

    def send(self, *units: Kantor) -> None:
        """Export every unit and merge all of it."""
        paths = [export_bundle(unit, self.stick).path for unit in units or (self.satu, self.dua)]
        for hasil in merge_bundles(self.kabupaten, paths):
            assert (hasil.nasib, hasil.galat, hasil.karantina) == (NasibPaket.DIGABUNG, None, 0)

    def answer(self) -> None:
        """Answer from the kabupaten and take the answers in."""
        untuk = {self.satu.store.device[:6]: self.satu, self.dua.store.device[:6]: self.dua}
        for balasan in export_returns(self.kabupaten, self.stick):
            unit = next(unit for nama, unit in untuk.items() if nama in balasan.path.name)
            apply_return(unit, balasan.path)

    def equal(self, doc_id: str) -> None:
        """All three see the same heads, body and conflicts of a document."""
        assert view(self.satu)[doc_id] == view(self.dua)[doc_id] == view(self.kabupaten)[doc_id]


@pytest.fixture(scope="module")
def prepared(world: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str, str]:
    """Offices that know by one version a person, a draft SKP, and a draft evaluation of another SKP: folder and ids."""
    folder = tmp_path_factory.mktemp("bersama")
    dunia = Dunia(world, folder)
    tiga = Tiga(dunia)
    orang = list_pegawai(tiga.satu)[0].id
    _, camat, staf = add_people(tiga.satu)
    skp_id = draft_skp(tiga.satu, camat)
    determined = determined_skp(tiga.satu, staf)
    nilai_id = draft_penilaian(tiga.satu, determined)
    tiga.send()
    # The kabupaten's word brings the histories of all these documents to PC two.
    for doc_id in (orang, camat, staf):
        edit(tiga.kabupaten, doc_id, catatan="dilihat kabupaten")
    for doc_id in (skp_id, nilai_id):
        edit(tiga.kabupaten, doc_id, tempat="Sukamaju")
    # As an older program could: today's kabupaten opens nothing that an office signed.
    with tiga.kabupaten.write("uji", determined) as tx:
        body = encode(get_skp(tiga.kabupaten, determined))
        tx.save("skp", determined, body, scope=tiga.satu.profil.kode, schema=SCHEMA, why="uji")
    tiga.answer()
    for doc_id in (orang, skp_id, nilai_id):
        tiga.equal(doc_id)
    dunia.close()
    return folder, orang, skp_id, nilai_id


@pytest.fixture
def tiga(prepared: tuple[Path, str, str, str], tmp_path: Path) -> Iterator[Tiga]:
    """Copies of the three; at the end the kabupaten's store is sound."""
    folder = tmp_path / "tiga"
    folder.mkdir()
    dunia = Dunia(prepared[0], folder)
    bersama = Tiga(dunia)
    yield bersama
    assert check_store(bersama.kabupaten).temuan == ()
    dunia.close()


@pytest.fixture
def orang(prepared: tuple[Path, str, str, str]) -> str:
    """A person whom all three know by the same version."""
    return prepared[1]


@pytest.fixture
def dokumen_bersama(prepared: tuple[Path, str, str, str]) -> tuple[str, str]:
    """A draft SKP and, of another SKP, a draft evaluation, known to all three; ids in this order."""
    return prepared[2], prepared[3]


def test_that_edits_of_different_fields_flow_together_without_a_question(tiga: Tiga, orang: str) -> None:
    edit(tiga.satu, orang, catatan="dari satu")
    edit(tiga.dua, orang, nama="Nama dari dua")
    tiga.send()
    assert list_konflik(tiga.kabupaten) == ()
    isi = get_pegawai(tiga.kabupaten, orang)
    assert (isi.catatan, isi.nama) == ("dari satu", "Nama dari dua")


def test_that_the_same_answer_twice_is_no_conflict(tiga: Tiga, orang: str) -> None:
    for unit in (tiga.satu, tiga.dua):
        edit(unit, orang, nama="Nama yang sama")
    tiga.send()
    assert list_konflik(tiga.kabupaten) == ()
    assert get_pegawai(tiga.kabupaten, orang).nama == "Nama yang sama"


@pytest.mark.parametrize("pilihan", [Pilihan.OURS, Pilihan.THEIRS])
def test_that_a_settled_field_reaches_both_pcs_and_all_end_equal(tiga: Tiga, orang: str, pilihan: Pilihan) -> None:
    edit(tiga.satu, orang, nama="Nama dari satu", catatan="hanya satu")
    edit(tiga.dua, orang, nama="Nama dari dua")
    tiga.send()
    (konflik,) = list_konflik(tiga.kabupaten)
    assert [kolom.path for kolom in konflik.kolom] == ["nama"]
    assert [versi.device for versi in konflik.versi] == [tiga.satu.store.device, tiga.dua.store.device]
    before = {versi.rev_id for versi in konflik.versi}
    resolve_konflik(tiga.kabupaten, orang, pilihan, "ditelepon")
    rev = tiga.kabupaten.store.history(orang)[-1]
    assert (set(rev.parents), rev.why, rev.who) == (before, "ditelepon", "kabupaten")
    tiga.answer()
    tiga.equal(orang)
    isi = get_pegawai(tiga.dua, orang)
    assert isi.nama == ("Nama dari satu" if pilihan is Pilihan.OURS else "Nama dari dua")
    assert isi.catatan == "hanya satu"
    # Both former texts stay readable, also at the PC that did not write them.
    for unit in (tiga.satu, tiga.dua):
        nama = {msgspec.json.decode(rev.body)["nama"] for rev in unit.store.history(orang)}
        assert {"Nama dari satu", "Nama dari dua"} <= nama


def test_that_fields_are_answered_one_by_one_and_an_open_one_is_refused(tiga: Tiga, orang: str) -> None:
    edit(tiga.satu, orang, nama="Nama satu", catatan="catatan satu")
    edit(tiga.dua, orang, nama="Nama dua", catatan="catatan dua")
    tiga.send()
    konflik = get_konflik(tiga.kabupaten, orang)
    satu, dua = (versi.rev_id for versi in konflik.versi)
    assert [kolom.path for kolom in konflik.kolom] == ["nama", "catatan"]
    before = stored(tiga.kabupaten)
    for jawab in ({}, {"nama": satu}, {"nama": satu, "catatan": "00" * 32}, {"nama": satu, "lain": dua}):
        with pytest.raises(UserError, match="konflik_belum_dijawab"):
            resolve_konflik(tiga.kabupaten, orang, jawab)
    assert stored(tiga.kabupaten) == before
    resolve_konflik(tiga.kabupaten, orang, {"nama": satu, "catatan": dua})
    isi = get_pegawai(tiga.kabupaten, orang)
    assert (isi.nama, isi.catatan) == ("Nama satu", "catatan dua")
    with pytest.raises(UserError, match="tidak_ada_konflik"):
        resolve_konflik(tiga.kabupaten, orang, Pilihan.OURS)


@pytest.mark.parametrize("dihapus", [True, False])
def test_that_a_deletion_against_an_edit_is_asked_about_and_either_answer_reaches_both(
    tiga: Tiga, orang: str, dihapus: bool
) -> None:
    edit(tiga.satu, orang, catatan="masih dipakai")
    delete_pegawai(tiga.dua, orang, "sudah pindah")
    tiga.send()
    konflik = get_konflik(tiga.kabupaten, orang)
    (kolom,) = konflik.kolom
    assert kolom.path == ""
    nilai = dict(kolom.values)
    pilih = next(rev for rev in nilai if (nilai[rev] is None) == dihapus)
    resolve_konflik(tiga.kabupaten, orang, {"": pilih})
    tiga.answer()
    tiga.equal(orang)
    for kantor in (tiga.satu, tiga.dua, tiga.kabupaten):
        assert (orang in {satu.id for satu in list_pegawai(kantor)}) != dihapus


def test_that_a_conflict_is_kept_and_shown_in_the_office_too_until_the_answer_comes(tiga: Tiga, orang: str) -> None:
    edit(tiga.satu, orang, nama="Nama satu")
    edit(tiga.dua, orang, nama="Nama dua")
    tiga.send()
    edit(tiga.satu, orang, catatan="kerja jalan terus")
    resolve_konflik(tiga.kabupaten, orang, Pilihan.THEIRS)
    tiga.answer()
    # What the office typed after it sent is neither lost nor a new quarrel.
    isi = get_pegawai(tiga.satu, orang)
    assert (isi.nama, isi.catatan) == ("Nama dua", "kerja jalan terus")
    tiga.send(tiga.satu)
    tiga.answer()
    assert list_konflik(tiga.kabupaten) == ()
    assert get_pegawai(tiga.kabupaten, orang) == isi


def test_that_a_determined_skp_never_takes_in_what_another_pc_typed_into_its_draft(
    tiga: Tiga, dokumen_bersama: tuple[str, str]
) -> None:
    skp_id, _ = dokumen_bersama
    advance_skp(tiga.satu, skp_id, "ajukan")
    advance_skp(tiga.satu, skp_id, "tetapkan", tanggal=TETAP)
    signed = get_skp(tiga.satu, skp_id)
    hasil = get_skp(tiga.dua, skp_id).hasil[0]
    edit(tiga.dua, skp_id, hasil=(msgspec.structs.replace(hasil, teks="Tidak pernah ditandatangani"),))
    tiga.send()
    konflik = get_konflik(tiga.kabupaten, skp_id)
    assert {kolom.path for kolom in konflik.kolom} == {"hasil/#h1/teks", "status"}
    with pytest.raises(UserError, match="dokumen_berkonflik"):
        print_skp(tiga.kabupaten, skp_id)
    resolve_konflik(tiga.kabupaten, skp_id, Pilihan.OURS)
    assert get_skp(tiga.kabupaten, skp_id) == signed
    tiga.answer()
    tiga.equal(skp_id)


def test_that_taking_the_draft_takes_its_state_and_nothing_frozen_stays_on_it(
    tiga: Tiga, dokumen_bersama: tuple[str, str]
) -> None:
    skp_id, _ = dokumen_bersama
    advance_skp(tiga.satu, skp_id, "ajukan")
    advance_skp(tiga.satu, skp_id, "tetapkan", tanggal=TETAP)
    edit(tiga.dua, skp_id, instansi="PEMERINTAH LAIN")
    tiga.send()
    resolve_konflik(tiga.kabupaten, skp_id, Pilihan.THEIRS)
    skp = get_skp(tiga.kabupaten, skp_id)
    assert (skp.status, skp.instansi, skp.pegawai, skp.penilai) == (StatusSkp.DRAFT, "PEMERINTAH LAIN", None, None)


def test_that_a_signed_evaluation_never_changes_its_predicate_by_a_merge(
    tiga: Tiga, dokumen_bersama: tuple[str, str]
) -> None:
    _, nilai_id = dokumen_bersama
    advance_penilaian(tiga.satu, nilai_id, "finalkan", tanggal=AKHIR)
    edit(tiga.dua, nilai_id, rating_hasil=Rating.DIBAWAH)
    tiga.send()
    konflik = get_konflik(tiga.kabupaten, nilai_id)
    assert {kolom.path for kolom in konflik.kolom} == {"rating_hasil", "status"}
    with pytest.raises(UserError, match="dokumen_berkonflik"):
        print_evaluasi(tiga.kabupaten, nilai_id)
    dua = konflik.versi[1].rev_id
    satu = konflik.versi[0].rev_id
    resolve_konflik(tiga.kabupaten, nilai_id, {"rating_hasil": dua, "status": satu}, "rating menurut PC dua")
    nilai = get_penilaian(tiga.kabupaten, nilai_id)
    # Nobody signed the final state over the other rating.
    assert (nilai.status, nilai.rating_hasil, nilai.predikat) == (StatusPenilaian.DRAFT, Rating.DIBAWAH, None)


def test_that_an_answered_conflict_computes_the_predicate_of_the_ratings_taken(
    tiga: Tiga, dokumen_bersama: tuple[str, str]
) -> None:
    """Whichever rating the merged view happened to show, the predicate follows the answer."""
    _, nilai_id = dokumen_bersama
    for unit, hasil in ((tiga.satu, Rating.DIATAS), (tiga.dua, Rating.DIBAWAH)):
        edit(unit, nilai_id, rating_hasil=hasil)
        advance_penilaian(unit, nilai_id, "finalkan", tanggal=AKHIR)
    tiga.send()
    for pilihan, predikat in ((Pilihan.OURS, Predikat.BAIK), (Pilihan.THEIRS, Predikat.BUTUH_PERBAIKAN)):
        copy = open_copy_of(tiga, pilihan.value)
        resolve_konflik(copy, nilai_id, pilihan)
        assert get_penilaian(copy, nilai_id).predikat is predikat
        assert check_store(copy).temuan == ()
        copy.close()


def open_copy_of(tiga: Tiga, nama: str) -> Kantor:
    """Open a copy of the kabupaten as it is now."""
    home = Path(tiga.stick.parent) / f"salinan-{nama}"
    shutil.copytree(tiga.kabupaten.home, home)
    return open_kantor(home, jam=tiga.kabupaten.jam, who="kabupaten")
