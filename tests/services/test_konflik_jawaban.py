"""Answers beyond one version: what stood before, a value written anew, parts of a list; guarded as on the page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from desktop_app.domain.errors import UserError
from desktop_app.domain.wewenang import PeranPengguna as P
from desktop_app.services.banding import compare_konflik
from desktop_app.services.kantor import Kantor
from desktop_app.services.konflik import Pilihan, get_konflik, resolve_konflik
from desktop_app.services.konflik_jawaban import DASAR, Ditulis, JenisIsian, isian_of
from desktop_app.services.konflik_kerja import RUANG
from desktop_app.services.konflik_tunda import keep_jawaban, postpone_konflik, read_jawaban, resume_konflik
from desktop_app.services.penghapusan import erase_orang
from tests.services.dunia_kantor import Dunia, add_people, draft_skp, put_revision, stored
from tests.services.dunia_konflik import body_of, everything, fork, question
from tests.services.kantor_berperan import Berperan, filled


def refusal(step: Any) -> str:
    """Return the code with which a step is refused."""
    with pytest.raises(UserError) as caught:
        step()
    return caught.value.code


@pytest.fixture
def orang(unit: Kantor) -> str:
    """A person whose note, state and post were changed in two places."""
    *_, staf = add_people(unit)
    riwayat = body_of(unit, staf)["riwayat"]
    dua = [[{**riwayat[0], "jabatan": kata}, *riwayat[1:]] for kata in ("Pranata", "Analis")]
    fork(
        unit,
        staf,
        {"catatan": "satu dua tiga", "aktif": False, "riwayat": dua[0], "status": "pppk"},
        {"catatan": "satu lima tiga", "riwayat": dua[1], "status": "bukan_asn"},
    )
    return staf


def test_that_every_kind_of_answer_stands_in_one_revision_over_all_versions(unit: Kantor, orang: str) -> None:
    satu, dua = (versi.rev_id for versi in get_konflik(unit, orang).versi)
    sebelum = everything(unit)
    paths = {kolom.path: kolom for kolom in get_konflik(unit, orang).kolom}
    assert set(paths) == {"catatan", "status", "riwayat/#p1/jabatan"}
    jawaban = {"catatan": Ditulis("satu dua lima"), "riwayat/#p1/jabatan": DASAR, "status": dua}
    resolve_konflik(unit, orang, jawaban)
    isi = body_of(unit, orang)
    assert (isi["catatan"], isi["riwayat"][0]["jabatan"], isi["status"]) == (
        "satu dua lima",
        "Pengadministrasi",
        "bukan_asn",
    )
    assert isi["aktif"] is False
    (rev,) = (unit.store.revision(kepala) for kepala in unit.store.document(orang).heads)  # type: ignore[union-attr]
    assert rev is not None
    assert set(rev.parents) == {satu, dua}
    assert sebelum < everything(unit)
    (catatan,) = unit.store.audit_rows(1)
    assert (catatan.detail["ditulis"], catatan.detail["dasar"]) == (["catatan"], ["riwayat/#p1/jabatan"])


def test_that_what_stood_before_can_be_taken_for_everything(unit: Kantor, orang: str) -> None:
    resolve_konflik(unit, orang, Pilihan.BASE)
    isi = body_of(unit, orang)
    assert (isi["catatan"], isi["status"], isi["riwayat"][0]["jabatan"]) == ("", "pns", "Pengadministrasi")


@pytest.mark.parametrize(
    ("path", "nilai", "kode"),
    [
        ("catatan", 7, "konflik_nilai_salah"),
        ("catatan", ["a"], "konflik_nilai_salah"),
        ("catatan", {"a": {"b": []}}, "konflik_nilai_salah"),
        ("catatan", None, "konflik_nilai_salah"),
        ("catatan", "x" * (64 * 1024 + 1), "konflik_teks_panjang"),
        ("catatan", "\x00", "store_text_unfit"),
        ("catatan", "\ud800", "konflik_nilai_salah"),
        ("status", "raja", "konflik_nilai_salah"),
        ("status", True, "konflik_nilai_salah"),
    ],
)
def test_that_a_value_that_does_not_fit_is_refused_and_nothing_is_written(
    unit: Kantor, orang: str, path: str, nilai: Any, kode: str
) -> None:
    (satu, _), sebelum = (versi.rev_id for versi in get_konflik(unit, orang).versi), stored(unit)
    jawaban = {kolom.path: satu for kolom in get_konflik(unit, orang).kolom}
    assert refusal(lambda: resolve_konflik(unit, orang, {**jawaban, path: Ditulis(nilai)})) == kode
    assert stored(unit) == sebelum


def test_that_tags_and_formulas_are_stored_as_they_were_typed(unit: Kantor, orang: str) -> None:
    (satu, _) = (versi.rev_id for versi in get_konflik(unit, orang).versi)
    jahat = "=cmd|' /C calc'!A0 <script>alert(1)</script>\n'; DROP TABLE document;--  \u202e"
    jawaban = {kolom.path: satu for kolom in get_konflik(unit, orang).kolom}
    resolve_konflik(unit, orang, {**jawaban, "catatan": Ditulis(jahat)})
    assert body_of(unit, orang)["catatan"] == jahat


def test_that_a_field_without_an_answer_keeps_everything_open(unit: Kantor, orang: str) -> None:
    sebelum = stored(unit)
    assert refusal(lambda: resolve_konflik(unit, orang, {"catatan": Ditulis("x")})) == "konflik_belum_dijawab"
    assert stored(unit) == sebelum


def test_that_whether_a_deleted_document_stays_is_never_written(unit: Kantor, orang: str) -> None:
    resolve_konflik(unit, orang, Pilihan.OURS)
    asal = unit.store.document(orang)
    assert asal is not None
    put_revision(unit, "pegawai", orang, {}, parents=asal.heads, deleted=True)
    put_revision(unit, "pegawai", orang, {**body_of(unit, orang), "catatan": "lain"}, parents=asal.heads)
    for jawaban in ({"": Ditulis({"nama": "x"})}, {"": DASAR}):
        assert refusal(lambda jawaban=jawaban: resolve_konflik(unit, orang, jawaban)) == "konflik_belum_dijawab"
    resolve_konflik(unit, orang, Pilihan.BASE)
    assert body_of(unit, orang)["catatan"] == "lain"


def test_that_parts_of_a_list_and_a_whole_target_can_be_put_together(unit: Kantor) -> None:
    *_, staf = add_people(unit)
    doc_id = draft_skp(unit, staf)
    (hasil,) = body_of(unit, doc_id)["hasil"]
    target = [{"jenis": "angka", "nilai": n, "nilai_atas": "", "satuan": "buku", "teks": ""} for n in ("10", "20")]
    ubah = [{"hasil": [{**hasil, "indikator": [{**hasil["indikator"][0], "target": satu}]}]} for satu in target]
    fork(unit, doc_id, *ubah)
    (baris,) = compare_konflik(unit, doc_id).baris
    assert baris.isian is not None
    assert baris.isian.jenis is JenisIsian.GABUNGAN
    assert {nama: opsi for nama, _, opsi in baris.bagian}["jenis"]
    resolve_konflik(unit, doc_id, {baris.path: Ditulis({**target[0], "nilai": "15"})})
    assert body_of(unit, doc_id)["hasil"][0]["indikator"][0]["target"]["nilai"] == "15"


def test_that_elements_of_a_plain_list_are_named_with_the_versions_that_have_them(kabupaten: Kantor) -> None:
    isi = {"nama": "Umum", "unit_kode": "99.01", "jabatan": ["Camat"]}
    doc_id = "ab" * 16
    awal = put_revision(kabupaten, "templat_skp", doc_id, isi)
    for jabatan in (["Camat", "Lurah"], ["Camat", "Sekcam"]):
        put_revision(kabupaten, "templat_skp", doc_id, {**isi, "jabatan": jabatan}, parents=(awal,))
    (baris,) = compare_konflik(kabupaten, doc_id).baris
    assert [(unsur.kata, unsur.di) for unsur in baris.unsur] == [("Camat", (0, 1)), ("Lurah", (0,)), ("Sekcam", (1,))]
    resolve_konflik(kabupaten, doc_id, {"jabatan": Ditulis(["Lurah", "Sekcam"])})
    assert body_of(kabupaten, doc_id)["jabatan"] == ["Lurah", "Sekcam"]


def test_that_ids_states_and_what_the_machine_computes_are_never_written() -> None:
    for kind, path in (
        ("penilaian", "predikat"),
        ("penilaian", "status"),
        ("penilaian", "penilai_id"),
        ("skp", "pegawai"),
        ("jurnal", "entri/#e1/tanggapan"),
        ("jurnal", "entri/#e1"),
        ("konseling", "isi"),
        ("pegawai", "anggota_asing"),
        ("pegawai", "riwayat/#p1/jabatan/x"),
        ("pegawai", ""),
    ):
        assert isian_of(kind, path) is None, path
    assert isian_of("pegawai", "riwayat/#p1/mulai").jenis is JenisIsian.TANGGAL  # type: ignore[union-attr]


class Berselisih:
    """An office with roles, and an evaluation of ``asing`` whose rating, note and place were written twice."""

    def __init__(self, berperan: Berperan) -> None:
        self.berperan, self.doc_id = berperan, berperan.asing.penilaian
        self.satu, self.dua = fork(
            berperan.kantor,
            self.doc_id,
            {"rating_hasil": "diatas", "catatan": "a", "tempat": "Sini"},
            {"rating_hasil": "dibawah", "catatan": "b", "tempat": "Sana"},
        )

    def answers(self, **lain: Any) -> dict[str, Any]:
        """Take the first version everywhere, except where told."""
        return {**dict.fromkeys(("rating_hasil", "catatan", "tempat"), self.satu), **lain}


@pytest.fixture
def berselisih(dunia: Dunia) -> Berselisih:
    """An evaluation in conflict in an office with roles."""
    return Berselisih(filled(dunia))


def test_that_who_may_settle_still_writes_only_what_he_may_type(berselisih: Berselisih) -> None:
    """A verifier chooses between two versions; words and ratings of his own are not his to type."""
    with berselisih.berperan.sebagai(P.VERIFIKATOR, pegawai_id="") as kantor:
        for lain in ({"rating_hasil": Ditulis("sesuai")}, {"catatan": Ditulis("karangan")}):
            jawaban = berselisih.answers(**lain)
            assert refusal(lambda j=jawaban: resolve_konflik(kantor, berselisih.doc_id, j)) == "wewenang_kurang"
            assert kantor.store.audit_rows(1)[0].act == "ditolak"
    with berselisih.berperan.sebagai(P.OPERATOR) as kantor:
        resolve_konflik(kantor, berselisih.doc_id, berselisih.answers(tempat=Ditulis("Situ")))
    assert body_of(berselisih.berperan.kantor, berselisih.doc_id)["tempat"] == "Situ"


def test_that_a_verifier_settles_by_choosing(berselisih: Berselisih) -> None:
    with berselisih.berperan.sebagai(P.VERIFIKATOR, pegawai_id="") as kantor:
        resolve_konflik(kantor, berselisih.doc_id, berselisih.answers(catatan=berselisih.dua, tempat=DASAR))
    assert body_of(berselisih.berperan.kantor, berselisih.doc_id)["catatan"] == "b"


def test_that_a_written_value_over_a_signed_text_makes_it_a_draft_again(unit: Kantor) -> None:
    *_, staf = add_people(unit)
    doc_id = draft_skp(unit, staf)
    for status, kata in (("ditetapkan", "lain"), ("diajukan", "lain lagi")):
        isi = {**body_of(unit, doc_id), "status": status}
        revs = fork(unit, doc_id, {**isi, "tempat": "Sini"}, {**isi, "tempat": "Sana"})
        hasil = resolve_konflik(
            unit, doc_id, dict.fromkeys((k[0] for k in question(unit, doc_id)), revs[0]) | {"tempat": Ditulis(kata)}
        )
        assert hasil.menjadi_draf
        assert (body_of(unit, doc_id)["status"], body_of(unit, doc_id)["tempat"]) == ("draft", kata)


def test_that_unfinished_answers_survive_a_power_cut_and_go_with_the_settlement(
    dunia: Dunia, unit: Kantor, orang: str
) -> None:
    satu, dua = (versi.rev_id for versi in get_konflik(unit, orang).versi)
    jawaban = {"catatan": Ditulis("dipilih sebagian"), "status": dua, "riwayat/#p1/jabatan": DASAR}
    sebelum = unit.store.audit_head()
    keep_jawaban(unit, orang, jawaban)
    assert unit.store.audit_head() == sebelum
    mati = dunia.after_kill(unit)
    assert read_jawaban(mati, orang) == jawaban
    lain = dunia.after_kill(unit, who="orang lain")
    assert read_jawaban(lain, orang) == {}
    # A version that is no head any more takes its answers with it; written words stay.
    isi = msgspec.json.decode(unit.store.revision(dua).body)  # type: ignore[union-attr]
    put_revision(unit, "pegawai", orang, {**isi, "nama": "Lain"}, parents=(dua,))
    assert read_jawaban(unit, orang) == {k: v for k, v in jawaban.items() if k != "status"}
    resolve_konflik(unit, orang, Pilihan.THEIRS)
    assert unit.store.items(RUANG) == []
    assert satu in everything(unit)


def test_that_a_conflict_is_put_off_with_a_note_and_taken_up_again(dunia: Dunia, unit: Kantor, orang: str) -> None:
    soal = question(unit, orang)
    postpone_konflik(unit, orang, "tanya  Bu Camat")
    mati = dunia.after_kill(unit)
    tunda = compare_konflik(mati, orang).tunda
    assert tunda is not None
    assert tunda.catatan == "tanya Bu Camat"
    assert tunda.who == unit.who
    assert question(unit, orang) == soal
    resume_konflik(unit, orang)
    assert compare_konflik(unit, orang).tunda is None
    assert [satu.act for satu in unit.store.audit_rows(2)] == ["lanjutkan_konflik", "tunda_konflik"]
    assert refusal(lambda: postpone_konflik(unit, orang, "x" * 501)) == "konflik_catatan_panjang"
    assert resume_konflik(unit, orang).doc_ids == ()


def test_that_erasing_a_person_takes_unfinished_answers_along(unit: Kantor, orang: str) -> None:
    keep_jawaban(unit, orang, {"catatan": Ditulis("kata pribadi")})
    postpone_konflik(unit, orang, "catatan pribadi")
    erase_orang(unit, orang, "permintaan")
    semua = stored(unit)["space"]
    assert not [baris for baris in semua if b"pribadi" in bytes(baris[-1])]


@pytest.fixture
def kabupaten(dunia: Dunia) -> Iterator[Kantor]:
    """The kabupaten's office."""
    return dunia("kabupaten")
