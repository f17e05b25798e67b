"""Undoing a settled conflict: the same question stands again, wherever and in whatever order its parts arrive."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from desktop_app.domain.errors import UserError
from desktop_app.domain.wewenang import PeranPengguna as P
from desktop_app.services.kantor import Kantor
from desktop_app.services.konflik import Pilihan, get_konflik, resolve_konflik
from desktop_app.services.konflik_jawaban import DASAR, Ditulis
from desktop_app.services.konflik_urung import KeadaanSelesai, list_selesai, undo_penyelesaian
from desktop_app.services.penghapusan import erase_orang
from desktop_app.services.periksa import check_store
from tests.services.dunia_kantor import Dunia, add_people, draft_skp, edit, put_revision
from tests.services.dunia_konflik import body_of, everything, fork, question
from tests.services.kantor_berperan import filled


@pytest.fixture(scope="module")
def asal(world: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    """Two computers that hold a person and an SKP, both in conflict: their folder, and the two ids."""
    dunia = Dunia(world, tmp_path_factory.mktemp("urung"))
    satu = dunia("a1")
    *_, staf = add_people(satu)
    doc_id = draft_skp(satu, staf)
    fork(satu, staf, {"catatan": "a", "nip": "", "aktif": False}, {"catatan": "b", "nip": "x"})
    fork(satu, doc_id, {"tempat": "Sini"}, {"tempat": "Sana"})
    dua = dunia("a2")
    share(satu, dua)
    dunia.close()
    return dunia.folder, staf, doc_id


@pytest.fixture
def berdua(asal: tuple[Path, str, str], dunia: Dunia) -> Iterator[tuple[Kantor, Kantor, str]]:
    """Both computers and the person in conflict."""
    folder, staf, _ = asal
    for nama in ("a1", "a2"):
        shutil.copytree(folder / nama, dunia.folder / nama)
    return dunia("a1"), dunia("a2"), staf


def share(dari: Kantor, ke: Kantor, *, terbalik: bool = False) -> None:
    """Give every revision of one store to the other; the last first where told, so that most of them wait."""
    raws = [raw for _, _, raw in dari.store.revisions_after(0)]
    with ke.write("uji") as tx:
        tx.add(reversed(raws) if terbalik else raws, source="uji")


def equal(satu: Kantor, dua: Kantor, doc_id: str) -> None:
    """Both computers see the same."""
    assert satu.store.document(doc_id) == dua.store.document(doc_id)


def test_that_undoing_restores_the_question_and_keeps_every_revision(berdua: tuple[Kantor, Kantor, str]) -> None:
    unit, _, doc_id = berdua
    soal, tampak = question(unit, doc_id), body_of(unit, doc_id)
    jawaban = {"catatan": Ditulis("tulisan sendiri"), "nip": DASAR}
    resolve_konflik(unit, doc_id, jawaban)
    sebelum = everything(unit)
    assert question(unit, doc_id) == ()
    undo_penyelesaian(unit, doc_id, "keliru")
    # Which side of an open field is shown follows the order of the versions' hashes.
    kini = body_of(unit, doc_id) | {name: tampak[name] for name in jawaban}
    assert (question(unit, doc_id), kini) == (soal, tampak)
    assert len(get_konflik(unit, doc_id).versi) == 2
    assert sebelum < everything(unit)
    assert len(everything(unit)) == len(sebelum) + 2
    assert "tulisan sendiri" in [msgspec.json.decode(rev.body).get("catatan") for rev in unit.store.history(doc_id)]
    assert unit.store.audit_rows(1)[0].act == "urungkan_konflik"
    assert check_store(unit).temuan == ()


def test_that_a_version_that_came_back_is_named_after_who_first_wrote_it(
    berdua: tuple[Kantor, Kantor, str],
) -> None:
    unit, _, doc_id = berdua
    dulu = [(v.who, v.device, v.waktu) for v in get_konflik(unit, doc_id).versi]
    unit.who = "orang lain"
    resolve_konflik(unit, doc_id, Pilihan.OURS)
    undo_penyelesaian(unit, doc_id)
    kini = get_konflik(unit, doc_id).versi
    assert sorted((v.who, v.device, v.waktu) for v in kini) == sorted(dulu)
    assert all(v.kembali for v in kini)


def test_that_the_question_can_be_settled_and_undone_again_and_again(berdua: tuple[Kantor, Kantor, str]) -> None:
    unit, _, doc_id = berdua
    soal = question(unit, doc_id)
    for pilihan in (Pilihan.OURS, Pilihan.THEIRS, Pilihan.BASE):
        resolve_konflik(unit, doc_id, pilihan)
        undo_penyelesaian(unit, doc_id)
        assert question(unit, doc_id) == soal
    with pytest.raises(UserError) as caught:
        undo_penyelesaian(unit, doc_id)
    assert caught.value.code == "konflik_masih_terbuka"


def test_that_what_was_written_afterwards_stays_as_one_more_version(berdua: tuple[Kantor, Kantor, str]) -> None:
    unit, _, doc_id = berdua
    resolve_konflik(unit, doc_id, Pilihan.OURS)
    edit(unit, doc_id, nama="Nama Sesudahnya", catatan="sesudahnya")
    undo_penyelesaian(unit, doc_id)
    isi = body_of(unit, doc_id)
    assert isi["nama"] == "Nama Sesudahnya", "nobody disputes what was written afterwards"
    (catatan,) = (nilai for path, _, nilai in question(unit, doc_id) if path == "catatan")
    assert catatan == sorted(["'a'", "'b'", "'sesudahnya'"])


@pytest.mark.parametrize("terbalik", [False, True])
def test_that_two_different_settlements_are_a_question_again_on_both_computers(
    berdua: tuple[Kantor, Kantor, str], terbalik: bool
) -> None:
    satu, dua, doc_id = berdua
    resolve_konflik(satu, doc_id, {"catatan": Ditulis("kata satu"), "nip": DASAR})
    resolve_konflik(dua, doc_id, {"catatan": Ditulis("kata dua"), "nip": DASAR})
    share(satu, dua, terbalik=terbalik)
    share(dua, satu, terbalik=terbalik)
    equal(satu, dua, doc_id)
    assert [(path, nilai) for path, _, nilai in question(satu, doc_id)] == [("catatan", ["'kata dua'", "'kata satu'"])]
    resolve_konflik(satu, doc_id, Pilihan.OURS)
    share(satu, dua)
    equal(satu, dua, doc_id)
    assert question(dua, doc_id) == ()


@pytest.mark.parametrize("terbalik", [False, True])
def test_that_two_computers_that_undo_the_same_settlement_still_see_the_question(
    berdua: tuple[Kantor, Kantor, str], terbalik: bool
) -> None:
    satu, dua, doc_id = berdua
    resolve_konflik(satu, doc_id, Pilihan.OURS)
    share(satu, dua)
    undo_penyelesaian(satu, doc_id)
    undo_penyelesaian(dua, doc_id)
    share(satu, dua, terbalik=terbalik)
    share(dua, satu, terbalik=terbalik)
    equal(satu, dua, doc_id)
    assert {path: sorted(set(nilai)) for path, _, nilai in question(satu, doc_id)} == {
        "catatan": ["'a'", "'b'"],
        "nip": ["''", "'x'"],
    }


@pytest.mark.parametrize("urutan", [False, True])
def test_that_undoing_here_and_writing_on_there_lose_neither(berdua: tuple[Kantor, Kantor, str], urutan: bool) -> None:
    """Somebody goes on from the answer while somebody else undoes it: both are in the question."""
    satu, dua, doc_id = berdua
    resolve_konflik(satu, doc_id, Pilihan.OURS)
    share(satu, dua)
    undo_penyelesaian(satu, doc_id)
    edit(dua, doc_id, nama="Diubah Di Sana", catatan="di sana")
    for dari, ke in ((satu, dua), (dua, satu)) if urutan else ((dua, satu), (satu, dua)):
        share(dari, ke, terbalik=urutan)
    equal(satu, dua, doc_id)
    assert body_of(satu, doc_id)["nama"] == "Diubah Di Sana"
    assert {path: nilai for path, _, nilai in question(satu, doc_id)}["catatan"] == ["'a'", "'b'", "'di sana'"]


def test_that_a_part_of_an_undoing_never_settles_the_question_silently(berdua: tuple[Kantor, Kantor, str]) -> None:
    """A bundle may end between the two revisions: the first one alone already shows the question."""
    satu, dua, doc_id = berdua
    resolve_konflik(satu, doc_id, Pilihan.OURS)
    share(satu, dua)
    sebelum = everything(satu)
    undo_penyelesaian(satu, doc_id)
    baru = [raw for _, rev_id, raw in satu.store.revisions_after(0) if rev_id not in sebelum]
    with dua.write("uji") as tx:
        tx.add(baru[:1], source="uji")
    assert {path for path, *_ in question(dua, doc_id)} == {"catatan", "nip"}


def test_that_deleting_settled_by_an_answer_can_be_undone(unit: Kantor) -> None:
    *_, staf = add_people(unit)
    asal = unit.store.document(staf)
    assert asal is not None
    put_revision(unit, "pegawai", staf, {**body_of(unit, staf), "catatan": "diubah"}, parents=asal.heads)
    put_revision(unit, "pegawai", staf, {}, parents=asal.heads, deleted=True)
    soal = question(unit, staf)
    resolve_konflik(unit, staf, Pilihan.THEIRS)
    assert unit.store.document(staf).deleted  # type: ignore[union-attr]
    undo_penyelesaian(unit, staf)
    assert question(unit, staf) == soal
    assert body_of(unit, staf)["catatan"] == "diubah"


def test_that_documents_without_a_common_beginning_are_a_question_again(unit: Kantor) -> None:
    doc_id = "ab" * 16
    for nama in ("Satu", "Dua"):
        put_revision(unit, "pegawai", doc_id, {"nama": nama}, parents=())
    soal = question(unit, doc_id)
    resolve_konflik(unit, doc_id, Pilihan.OURS)
    undo_penyelesaian(unit, doc_id)
    assert question(unit, doc_id) == soal


def test_that_a_question_of_crossed_answers_is_restored_with_all_its_bases(
    berdua: tuple[Kantor, Kantor, str],
) -> None:
    """Both answers go on from the same two versions: these are two bases, and undoing finds both."""
    satu, dua, doc_id = berdua
    resolve_konflik(satu, doc_id, Pilihan.OURS)
    resolve_konflik(dua, doc_id, Pilihan.THEIRS)
    share(dua, satu)
    soal = question(satu, doc_id)
    assert soal
    resolve_konflik(satu, doc_id, Pilihan.OURS)
    undo_penyelesaian(satu, doc_id)
    assert question(satu, doc_id) == soal


def test_that_what_was_never_settled_or_was_erased_is_told(unit: Kantor) -> None:
    *_, camat, staf = add_people(unit)
    for doc_id in (camat, "cd" * 16):
        with pytest.raises(UserError) as caught:
            undo_penyelesaian(unit, doc_id)
        assert caught.value.code == "konflik_tidak_pernah"
    fork(unit, staf, {"catatan": "a"}, {"catatan": "b"})
    resolve_konflik(unit, staf, Pilihan.OURS)
    erase_orang(unit, staf, "permintaan")
    with pytest.raises(UserError):
        undo_penyelesaian(unit, staf)


def test_that_nobody_undoes_what_was_settled_about_his_own_rating(dunia: Dunia) -> None:
    berperan = filled(dunia)
    doc_id = berperan.saya.penilaian
    fork(berperan.kantor, doc_id, {"rating_hasil": "diatas"}, {"rating_hasil": "dibawah"})
    with berperan.sebagai(P.OPERATOR, pegawai_id=berperan.staf.id) as kantor:
        resolve_konflik(kantor, doc_id, Pilihan.OURS)
    with berperan.sebagai(P.OPERATOR) as kantor:
        with pytest.raises(UserError) as caught:
            undo_penyelesaian(kantor, doc_id)
        assert caught.value.code == "penilaian_diri_sendiri"
    with berperan.sebagai(P.OPERATOR, pegawai_id=berperan.staf.id) as kantor:
        undo_penyelesaian(kantor, doc_id)
    assert question(berperan.kantor, doc_id)


def test_that_what_was_settled_is_listed_with_how_it_stands(berdua: tuple[Kantor, Kantor, str]) -> None:
    unit, _, doc_id = berdua
    assert list_selesai(unit) == ()
    resolve_konflik(unit, doc_id, {"catatan": Ditulis("baru"), "nip": DASAR})
    (baris,) = list_selesai(unit)
    assert (baris.doc_id, baris.judul, baris.kolom, baris.ditulis) == (doc_id, "Bunga Contoh", 2, 1)
    assert baris.keadaan is KeadaanSelesai.BERLAKU
    edit(unit, doc_id, catatan="lagi")
    assert [satu.keadaan for satu in list_selesai(unit)] == [KeadaanSelesai.DIUBAH]
    undo_penyelesaian(unit, doc_id)
    assert [satu.keadaan for satu in list_selesai(unit)] == [KeadaanSelesai.DIBUKA]
