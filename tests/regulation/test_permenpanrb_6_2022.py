"""The rule set of PermenPANRB 6/2022 against the words and cells of its pages, transcribed here a second time."""

from __future__ import annotations

from datetime import date

import pytest

from desktop_app.domain.istilah import Aspek, CapaianOrganisasi, JenisHasil, NilaiDasar, Predikat, Rating
from desktop_app.domain.predikat import compute_predikat
from desktop_app.regulation import Aturan, regulation_in_force

# Section "kuadran" of the machine-ready extract: hasil|perilaku -> predicate.
KUADRAN = {
    "DIATAS|DIATAS": "Sangat Baik",
    "DIATAS|SESUAI": "Baik",
    "DIATAS|DIBAWAH": "Kurang/Misconduct",
    "SESUAI|DIATAS": "Baik",
    "SESUAI|SESUAI": "Baik",
    "SESUAI|DIBAWAH": "Kurang/Misconduct",
    "DIBAWAH|DIATAS": "Butuh Perbaikan",
    "DIBAWAH|SESUAI": "Butuh Perbaikan",
    "DIBAWAH|DIBAWAH": "Sangat Kurang",
}
RATING = ["DIATAS EKSPEKTASI", "SESUAI EKSPEKTASI", "DIBAWAH EKSPEKTASI"]
PREDIKAT = ["Sangat Baik", "Baik", "Butuh Perbaikan", "Kurang/Misconduct", "Sangat Kurang"]
CAPAIAN = ["Istimewa", "Baik", "Butuh Perbaikan", "Kurang", "Sangat Kurang"]

# Pages 58-59, form A.1.7.
NILAI = {
    "Berorientasi pelayanan": (
        "Memahami dan memenuhi kebutuhan masyarakat",
        "Ramah, cekatan, solutif, dan dapat diandalkan",
        "Melakukan perbaikan tiada henti",
    ),
    "Akuntabel": (
        "Melaksanakan tugas dengan jujur, bertanggung jawab, cermat, disiplin, dan berintegritas tinggi",
        "Menggunakan kekayaan dan barang milik negara secara bertanggung jawab, efektif, dan efisien",
        "Tidak menyalahgunakan kewenangan jabatan",
    ),
    "Kompeten": (
        "Meningkatkan kompetensi diri untuk menjawab tantangan yang selalu berubah",
        "Membantu orang lain belajar",
        "Melaksanakan tugas dengan kualitas terbaik",
    ),
    "Harmonis": (
        "Menghargai setiap orang apapun latar belakangnya",
        "Suka menolong orang lain",
        "Membangun lingkungan kerja yang kondusif",
    ),
    "Loyal": (
        "Memegang teguh ideologi Pancasila, Undang-Undang Dasar Negara Republik Indonesia Tahun 1945, setia pada NKRI "
        "serta pemerintahan yang sah",
        "Menjaga nama baik sesama ASN, Pimpinan, Instansi, dan Negara",
        "Menjaga rahasia jabatan dan negara",
    ),
    "Adaptif": (
        "Cepat menyesuaikan diri menghadapi perubahan",
        "Terus berinovasi dan mengembangkan kreativitas",
        "Bertindak proaktif",
    ),
    "Kolaboratif": (
        "Memberi kesempatan kepada berbagai pihak untuk berkontribusi",
        "Terbuka dalam bekerja sama untuk menghasilkan nilai tambah",
        "Menggerakkan pemanfaatan berbagai sumberdaya untuk tujuan bersama",
    ),
}
# Pages 29-30.
DEFINISI = [
    "komitmen memberikan pelayanan prima demi kepuasan masyarakat",
    "bertanggung jawab atas kepercayaan yang diberikan",
    "terus belajar dan mengembangkan kapabilitas",
    "saling peduli dan menghargai perbedaan",
    "berdedikasi dan mengutamakan kepentingan Bangsa dan Negara",
    "terus berinovasi dan antusias dalam menggerakkan serta menghadapi perubahan",
    "membangun kerja sama yang sinergis",
]
# Pages 97-98 (results) and 98, 102 (behaviour).
PANDUAN_HASIL = {
    Rating.DIATAS: (
        "Sebagian besar atau seluruh hasil kerja diatas ekspektasi dan tidak ada hasil kerja utama yang "
        "dibawah ekspektasi",
        "Umpan balik yang diberikan atas hasil kerja pegawai sebagian besar atau seluruhnya menunjukkan respon positif",
    ),
    Rating.SESUAI: (
        "Sebagian besar atau seluruh hasil kerja sesuai ekspektasi dan hanya sebagian kecil hasil kerja utama yang "
        "dibawah ekspektasi",
        "Umpan balik yang diberikan atas hasil kerja Pegawai sebagian menunjukkan respon positif",
    ),
    Rating.DIBAWAH: (
        "Sebagian besar atau seluruh hasil kerja dibawah ekspektasi",
        "Umpan balik yang diberikan atas hasil kerja Pegawai sebagian besar atau seluruhnya tidak menunjukkan respon "
        "positif",
    ),
}
PANDUAN_PERILAKU = {
    Rating.DIATAS: "Pegawai secara konsisten menjalankan nilai dasar ASN untuk diri sendiri dan menjadi penjaga "
    "penerapan nilai dasar ASN di dalam atau di luar unit kerjanya",
    Rating.SESUAI: "Pegawai secara konsisten menjalankan nilai dasar ASN untuk diri sendiri",
    Rating.DIBAWAH: "Pegawai belum secara konsisten menjalankan nilai dasar ASN",
}


@pytest.fixture(scope="module")
def aturan() -> Aturan:
    """Return the rule set by its frozen id."""
    return regulation_in_force(aturan_id="permenpanrb-6-2022")


def letters(label: str) -> str:
    """Return a label without case, blanks and brackets, to compare two spellings of one word."""
    return "".join(satu for satu in label.casefold() if satu.isalpha())


@pytest.mark.parametrize("sel, predikat", KUADRAN.items())
def test_that_each_of_the_nine_cells_is_that_of_the_extract(aturan: Aturan, sel: str, predikat: str) -> None:
    hasil, perilaku = (Rating(satu.casefold()) for satu in sel.split("|"))
    computed = compute_predikat(aturan.matriks, hasil, perilaku)
    assert computed is list(Predikat)[PREDIKAT.index(predikat)]
    assert letters(aturan.label_predikat[computed]) == letters(predikat)


def test_that_the_matrix_has_nine_cells_and_an_open_rating_has_no_predicate(aturan: Aturan) -> None:
    assert len(aturan.matriks) == len(KUADRAN) == 9
    assert compute_predikat(aturan.matriks, None, Rating.DIATAS) is None
    assert compute_predikat(aturan.matriks, Rating.DIATAS, None) is None
    assert compute_predikat(aturan.matriks, None, None) is None


def test_that_the_labels_are_those_of_the_forms(aturan: Aturan) -> None:
    assert [aturan.label_rating[satu] for satu in Rating] == RATING
    assert [letters(aturan.label_predikat[satu]) for satu in Predikat] == [letters(satu) for satu in PREDIKAT]
    assert aturan.label_predikat[Predikat.KURANG] == "KURANG (MISCONDUCT)"  # 107, 113
    assert [aturan.label_capaian[satu] for satu in CapaianOrganisasi] == [satu.upper() for satu in CAPAIAN]
    assert [aturan.label_aspek[satu] for satu in Aspek] == ["Kuantitas", "Kualitas", "Waktu", "Biaya"]
    assert [aturan.label_jenis_hasil[satu] for satu in JenisHasil] == ["UTAMA", "TAMBAHAN"]


def test_that_no_label_says_cukup(aturan: Aturan) -> None:
    """The regulation's word is Butuh Perbaikan; "Cukup" comes from other texts (99)."""
    labels = [*aturan.label_predikat.values(), *aturan.label_capaian.values()]
    assert not [satu for satu in labels if "cukup" in satu.casefold()]


def test_that_the_seven_values_stand_in_the_words_and_order_of_the_form(aturan: Aturan) -> None:
    assert [satu.kode for satu in aturan.nilai_dasar] == list(NilaiDasar)
    assert {satu.nama: satu.panduan for satu in aturan.nilai_dasar} == NILAI
    assert [satu.definisi for satu in aturan.nilai_dasar] == DEFINISI


def test_that_slips_of_the_official_file_are_not_copied(aturan: Aturan) -> None:
    words = " ".join(teks for satu in aturan.nilai_dasar for teks in satu.panduan)
    assert "esame ASN" not in words  # 106, 113: "106esame", "113esame"
    assert "sumberdaya" in words  # 36: one word in the original


@pytest.mark.parametrize("rating", Rating)
def test_that_the_guide_for_ratings_says_what_the_pages_say(aturan: Aturan, rating: Rating) -> None:
    for kalimat in PANDUAN_HASIL[rating]:
        assert kalimat in aturan.panduan_hasil[rating]
    assert aturan.panduan_perilaku[rating].rstrip(".") == PANDUAN_PERILAKU[rating]


@pytest.mark.parametrize(
    "capaian, puncak",
    [
        (CapaianOrganisasi.ISTIMEWA, Predikat.SANGAT_BAIK),
        (CapaianOrganisasi.BAIK, Predikat.BAIK),
        (CapaianOrganisasi.BUTUH_PERBAIKAN, Predikat.BUTUH_PERBAIKAN),
        (CapaianOrganisasi.KURANG, Predikat.KURANG),
        (CapaianOrganisasi.SANGAT_KURANG, Predikat.SANGAT_KURANG),
    ],
)
def test_that_each_curve_has_its_peak_where_the_text_has_it(
    aturan: Aturan, capaian: CapaianOrganisasi, puncak: Predikat
) -> None:
    """ "Idealnya sebagian besar pegawai" (94-97); heights go from Sangat Kurang to Sangat Baik."""
    heights = aturan.kurva[capaian]
    worst_first = list(reversed(Predikat))
    assert heights.index(max(heights)) == worst_first.index(puncak)
    assert all(0 < satu <= 70 for satu in heights)
    before, after = heights[: heights.index(max(heights))], heights[heights.index(max(heights)) + 1 :]
    assert list(before) == sorted(before)
    assert list(after) == sorted(after, reverse=True)


def test_that_ranks_go_from_one_a_to_four_e(aturan: Aturan) -> None:
    expected = [f"{golongan}/{ruang}" for golongan in ("I", "II", "III", "IV") for ruang in "abcd"] + ["IV/e"]
    assert list(aturan.pangkat) == expected
    assert aturan.pangkat["I/a"] == "Juru Muda"
    assert aturan.pangkat["II/b"] == "Pengatur Muda Tingkat I"
    assert aturan.pangkat["III/d"] == "Penata Tingkat I"
    assert aturan.pangkat["IV/c"] == "Pembina Utama Muda"
    assert aturan.pangkat["IV/e"] == "Pembina Utama"
    assert len(set(aturan.pangkat.values())) == 17


def test_that_the_rule_set_is_known_for_ever_by_its_id_and_date(aturan: Aturan) -> None:
    assert (aturan.id, aturan.nama) == ("permenpanrb-6-2022", "PermenPANRB Nomor 6 Tahun 2022")
    assert aturan.berlaku_mulai == date(2022, 2, 7)  # diundangkan (20-21)


def test_that_stored_words_never_change() -> None:
    """Documents in the field hold these; a renamed value would make them unreadable."""
    stored = {
        Rating: "diatas sesuai dibawah",
        Predikat: "sangat_baik baik butuh_perbaikan kurang sangat_kurang",
        CapaianOrganisasi: "istimewa baik butuh_perbaikan kurang sangat_kurang",
        Aspek: "kuantitas kualitas waktu biaya",
        JenisHasil: "utama tambahan",
        NilaiDasar: "berorientasi_pelayanan akuntabel kompeten harmonis loyal adaptif kolaboratif",
    }
    for tipe, words in stored.items():
        assert [satu.value for satu in tipe] == words.split()  # type: ignore[attr-defined]
