"""The spread of ratings from stored evaluations: who sees whose, what counts as evidence, words, and the list."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import NilaiDasar, Rating
from desktop_app.domain.istilah_kinerja import ResponUmpanBalik as Respon
from desktop_app.domain.penilaian import UmpanBalik, UmpanBalikPerilaku
from desktop_app.domain.sebaran import Arah
from desktop_app.domain.wewenang import PeranPengguna as P
from desktop_app.forms.tabel import unguard
from desktop_app.services.kantor import Kantor
from desktop_app.services.penilaian import create_penilaian
from desktop_app.services.sebaran import export_sebaran, list_sebaran, read_sebaran
from desktop_app.services.sebaran_kata import JUDUL, lines_of
from tests.services.dunia_kantor import Dunia, determined_skp, edit
from tests.services.kantor_berperan import NAMA, NIP, Berperan, _person, filled
from tests.services.test_umpan_balik import give, said

TW1 = "2026-TW1"


@pytest.fixture
def berperan(dunia: Dunia) -> Berperan:
    """An office: sekda assesses ``saya`` and ``asing``, ``saya`` assesses ``staf``; results are rated, no more."""
    return filled(dunia)


def rate(kantor: Kantor, penilaian: str, hasil: Rating = Rating.SESUAI) -> None:
    """Set both ratings."""
    edit(kantor, penilaian, rating_hasil=hasil, rating_perilaku=Rating.SESUAI)


def test_that_an_assessor_sees_his_own_and_the_kabupaten_everybodys(berperan: Berperan) -> None:
    for orang in berperan.orang.values():
        rate(berperan.kantor, orang.penilaian)
    for peran in P:
        with berperan.sebagai(peran) as kantor:
            terlihat = set()
            if peran in (P.PENILAI, P.VERIFIKATOR, P.ADMIN_KABUPATEN):
                terlihat = {satu.penilai_id for satu in list_sebaran(kantor, TW1)}
            else:
                with pytest.raises(UserError):
                    list_sebaran(kantor, TW1)
            atas = peran in (P.VERIFIKATOR, P.ADMIN_KABUPATEN)
            assert terlihat == (
                {berperan.sekda, berperan.saya.id} if atas else {berperan.saya.id} if peran is P.PENILAI else set()
            )
            if peran is P.PENILAI:
                assert read_sebaran(kantor, TW1).sebaran.ukuran.n == 1
                with pytest.raises(UserError) as galat:
                    read_sebaran(kantor, TW1, berperan.sekda)
                assert galat.value.code == "wewenang_kurang"
    nama = [satu.nama for satu in list_sebaran(berperan.kantor, TW1)]
    assert nama == sorted(nama, key=str.casefold)


def test_that_few_people_are_counted_and_not_compared(berperan: Berperan) -> None:
    rate(berperan.kantor, berperan.staf.penilaian)
    baris = read_sebaran(berperan.kantor, TW1, berperan.saya.id)
    assert baris.sebaran.sama.arah is Arah.TERLALU_SEDIKIT
    teks = "\n".join(lines_of(baris.sebaran, baris.pembanding))
    assert "1 dari 1 mendapat pasangan rating yang sama." in teks
    assert "Belum dibandingkan" in teks
    assert "daripada" not in teks
    kosong = read_sebaran(berperan.kantor, "2026-TW2", berperan.saya.id)
    assert lines_of(kosong.sebaran, "") == ("Belum ada pegawai yang kedua ratingnya terisi pada periode ini.",)


def test_that_a_rating_being_typed_counts_for_who_types_it(berperan: Berperan) -> None:
    kantor, nilai = berperan.kantor, berperan.staf.penilaian
    edit(kantor, nilai, commit=False, rating_hasil=Rating.DIATAS, rating_perilaku=Rating.DIATAS)
    ukuran = read_sebaran(kantor, TW1, berperan.saya.id).sebaran.ukuran
    assert (ukuran.n, ukuran.urutan_hasil) == (1, 3)


def test_that_feedback_is_evidence_and_the_same_everywhere_is_told(berperan: Berperan) -> None:
    kantor, staf = berperan.kantor, berperan.staf
    rate(kantor, staf.penilaian)
    ukuran = read_sebaran(kantor, TW1, berperan.saya.id).sebaran.ukuran
    assert (ukuran.tanpa_dasar, ukuran.dapat_halo) == (1, 0)
    lain = [UmpanBalikPerilaku(nilai=n, umpan_balik=(UmpanBalik(id="u", teks="Baik sekali."),)) for n in NilaiDasar]
    edit(kantor, staf.penilaian, perilaku=tuple(lain))
    ukuran = read_sebaran(kantor, TW1, berperan.saya.id).sebaran.ukuran
    assert (ukuran.tanpa_dasar, ukuran.dapat_halo, ukuran.halo) == (0, 1, 1)
    give(berperan, berperan.asing.id, said(staf.id, respon=Respon.CAMPURAN))
    assert read_sebaran(kantor, TW1, berperan.saya.id).sebaran.ukuran.halo == 0
    give(berperan, berperan.asing.id, said(berperan.saya.id, tanggal=date(2026, 4, 1)))
    rate(kantor, berperan.saya.penilaian)
    give(berperan, berperan.saya.id, said(berperan.asing.id))
    rate(kantor, berperan.asing.penilaian)
    # Feedback of another quarter is no evidence for this one.
    assert read_sebaran(kantor, TW1, berperan.sekda).sebaran.ukuran.tanpa_dasar == 1


def test_that_ten_people_are_compared_in_words_and_the_list_is_written(
    dunia: Dunia, berperan: Berperan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kantor = berperan.kantor
    for penilai, hasil in ((berperan.saya.id, Rating.DIATAS), (berperan.sekda, Rating.SESUAI)):
        for nomor in range(6):
            monkeypatch.setitem(NAMA, "x", f"=Pegawai Uji {nomor} {penilai[-4:]}")
            monkeypatch.setitem(NIP, "x", "")
            orang = _person(kantor, "x", penilai)
            nilai, _ = create_penilaian(kantor, determined_skp(kantor, orang), TW1)
            rate(kantor, nilai, hasil)
    (satu,) = [b for b in list_sebaran(kantor, TW1) if b.penilai_id == berperan.saya.id]
    assert satu.sebaran.hasil.arah is Arah.LEBIH_TINGGI
    assert satu.sebaran.perilaku.arah is Arah.SERUPA
    assert "Rating hasil kerja cenderung lebih tinggi daripada unit yang sama." in lines_of(
        satu.sebaran, satu.pembanding
    )
    for akhiran in (".csv", ".xlsx"):
        assert export_sebaran(kantor, TW1, tmp_path / f"sebaran{akhiran}") == 2
    baris = (tmp_path / "sebaran.csv").read_text("utf-8-sig").splitlines()
    assert len(baris) == 3
    assert [unguard(sel) for sel in baris[0].split(";")] == list(JUDUL)
    assert kantor.store.audit_rows(1)[0].act == "ekspor_sebaran"
    with pytest.raises(UserError) as galat:
        export_sebaran(kantor, TW1, tmp_path / "sebaran.txt")
    assert galat.value.code == "daftar_akhiran_salah"
    with pytest.raises(UserError) as galat:
        export_sebaran(kantor, "2026-TW3", tmp_path / "kosong.csv")
    assert galat.value.code == "sebaran_terlalu_sedikit"
