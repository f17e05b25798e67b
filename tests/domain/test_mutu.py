"""Quality of wording: each rule with the regulation's own examples, and where it has nothing to say."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from desktop_app.domain.istilah import (
    Aspek,
    JenisHasil,
    JenisJabatan,
    JenisTarget,
    KelompokSkp,
    Pendekatan,
    Perspektif,
    SifatHasil,
    SumberHasil,
    TingkatKendali,
)
from desktop_app.domain.mutu import check_mutu
from desktop_app.domain.mutu_kata import BentukHasil, bentuk_hasil, kata_mutlak, sidik_teks
from desktop_app.domain.pegawai import RiwayatJabatan
from desktop_app.domain.skp import Indikator, RencanaHasilKerja, Skp, Target

JPT, JA = KelompokSkp.JPT_MANDIRI, KelompokSkp.JA_JF
UKUR = Indikator(
    id="i",
    aspek=Aspek.WAKTU,
    teks="Rata-rata lama proses",
    target=Target(jenis=JenisTarget.ANGKA, nilai="3", satuan="hari"),
    perspektif=Perspektif.ANGGARAN,
)
HASIL = RencanaHasilKerja(id="h", teks="Permohonan diproses dengan cepat dan akurat", indikator=(UKUR,))
SKP = Skp(pegawai_id="p", mulai=date(2026, 1, 1), selesai=date(2026, 12, 31), hasil=(HASIL,))


def skp(hasil: dict[str, object] | None = None, indikator: dict[str, object] | None = None, **ubah: object) -> Skp:
    one = msgspec.structs.replace(UKUR, **(indikator or {}))
    result = msgspec.structs.replace(HASIL, **{"indikator": (one,), **(hasil or {})})
    return msgspec.structs.replace(SKP, **{"hasil": (result,), **ubah})


def codes(skp: Skp, **more: object) -> list[tuple[str, str]]:
    found = check_mutu(skp, **more)  # type: ignore[arg-type]
    assert not any(one.penting for one in found)
    return [(one.kode, one.jalur) for one in found]


# The tables of P6:120-122, in their order and column.
PENCAPAIAN = """Permohonan bantuan teknis diproses dengan cepat dan akurat
Verifikasi berkas permohonan bantuan teknis disampaikan tepat waktu.
Pemerintah Daerah menggunakan aplikasi SIMBG untuk penerbitan PBG/ IMB dan SLF
Tidak ada dokumen pengusulan bantuan teknis yang hilang
Ide dan inovasi untuk mengembangkan fitur SIMBG
Respon terhadap permintaan bantuan teknis dilakukan dengan cepat dan memuaskan
Hasil analisis kebutuhan biaya disampaikan tepat waktu
Kepuasan instansi pengusul
Ibu hamil terlayani sesuai standar
Diagnosa yang tepat
Ibu hamil mendapat paket nutrisi sesuai kebutuhan
Ide dan inovasi untuk memberikan layanan jemput bola kepada ibu hamil
Peralatan medis tersedia dan siap digunakan
Tidak terjadi malpraktek terhadap ibu hamil
Kepuasan ibu hamil"""
AKTIVITAS = """Menyusun materi sosialisasi aplikasi SIMBG
Asistensi/ pendampingan terhadap Pemerintah Daerah terkait penggunaan SIMBG
Mengembangkan aplikasi SIMBG
Fasilitasi penyelenggaraan bangunan gedung
Menyusun Draft Kebijakan terkait Bangunan Gedung
Menjawab panggilan untuk konsultasi dengan pemerintah daerah
Memberikan bimbingan Kinerja kepada pegawai di tim kerja
Melatih tenaga kesehatan
Melakukan pendampingan terhadap ibu hamil yang dirujuk
Menulis resep
Mengembangkan aplikasi untuk pendaftaran ibu hamil secara online
Menata dokumen rekam medis ibu hamil
Menulis surat rujukan
Menjawab panggilan untuk konsultasi
Memberikan bimbingan kepada bidan pemula"""
KATEGORI = """Layanan penerbitan PBG/ IMB dan SLF
Monitoring dan supervisi
Sosialisasi
Pengawasan
Layanan Antenatal Care
Hubungan masyarakat
Layanan persalinan"""
# Planned results of the worked examples: P6:134-135, 149, 151-152, 170-171, 184-185, 233.
CONTOH_SKP = """Meningkatnya kualitas bangunan gedung yang menjamin keselamatan
Percepatan pembangunan Pos Lintas Batas Negara terpadu dan sarana prasarana penunjang kawasan perbatasan.
Tersusunnya RUU Revisi Undang-Undang Republik Indonesia No. 28 Tahun 2002 tentang Bangunan Gedung
Pengelolaan anggaran Program Pembinaan dan Pengembangan Infrastruktur Permukiman yang optimal
Terlaksananya direktif pimpinan sesuai target waktu yang ditetapkan
Aplikasi SIMBG menjalankan bisnis proses dan SLA sesuai NSPK yang reliable dan user-friendly
Respons yang cepat dan akurat atas pengaduan masyarakat
Semakin banyak pegawai Dinas PU dan PTSP Pemda kab/kota yang bisa melayani penerbitan PBG
Operasional rutin UPT Puskesmas dikelola dengan baik
Obat dan bahan medis habis pakai (BMHP) tersedia sesuai kebutuhan
Ibu hamil dengan kehamilan fisiologis dan patologis mendapat pemeriksaan kehamilan
Rekam medis ibu hamil tercatat secara lengkap, diarsipkan dengan baik, dan dilaporkan tepat waktu
Hasil evaluasi akademik semester 1 memuaskan
Kuliah jarak jauh kepada rekan kerja setingkat tentang resume yang diperoleh dari studi"""


@pytest.mark.parametrize(
    "bentuk, lines",
    [
        (BentukHasil.PENCAPAIAN, PENCAPAIAN),
        (BentukHasil.AKTIVITAS, AKTIVITAS),
        (BentukHasil.KATEGORI, KATEGORI),
        (BentukHasil.PENCAPAIAN, CONTOH_SKP),
    ],
    ids=["pencapaian", "aktivitas", "kategori", "contoh-skp"],
)
def test_that_results_activities_and_fields_are_told_apart_as_in_the_annex(bentuk: BentukHasil, lines: str) -> None:
    assert [line for line in lines.splitlines() if bentuk_hasil(line) is not bentuk] == []


@pytest.mark.parametrize("text", ["", "  ", "1.", "Mekanisme yang jelas", "Media informasi", "Menteri puas"])
def test_that_words_that_only_look_like_verbs_are_let_pass(text: str) -> None:
    assert bentuk_hasil(text) is BentukHasil.PENCAPAIAN


def test_that_an_activity_is_named_by_its_verb() -> None:
    (found,) = check_mutu(skp({"teks": "Menyusun laporan bulanan"}))
    assert (found.kode, found.jalur, found.fakta) == ("mutu_aktivitas", "hasil/#h/teks", {"kata": "Menyusun"})
    assert codes(skp({"teks": "Sosialisasi"})) == [("mutu_kategori", "hasil/#h/teks")]
    assert codes(SKP) == []


@pytest.mark.parametrize(
    "text, word",
    [
        ("Pemrosesan klaim selalu tepat waktu, efisien, dan berkualitas.", "selalu"),
        ("Semua pemrosesan klaim dilakukan dengan waktu cepat.", "semua"),
        ("Tidak pernah terlambat", "tidak pernah"),
        ("Setiap pegawai terlayani", "setiap"),
        ("Laporan disampaikan setiap bulan", ""),
        ("Dilaksanakan setiap 2 minggu sekali", ""),
        ("Sedikit atau hampir tidak ada kesalahan penulisan", ""),
    ],
)
def test_that_absolute_words_are_found_and_a_frequency_is_none(text: str, word: str) -> None:
    assert kata_mutlak(text) == word


def test_that_absolute_targets_are_for_grave_main_results_and_leaders_alone() -> None:
    told = {"teks": "", "target": Target(), "narasi": "Semua warga terlayani dalam 3 hari"}
    place = ("mutu_mutlak", "hasil/#h/indikator/#i/narasi")
    kualitatif = {"pendekatan": Pendekatan.KUALITATIF}
    assert codes(skp(None, told, **kualitatif)) == [place]
    assert codes(skp({"teks": "Keselamatan warga saat banjir terjaga"}, told, **kualitatif)) == []
    extra = {"teks": "Keselamatan warga saat banjir terjaga", "jenis": JenisHasil.TAMBAHAN}
    assert codes(skp(extra, told, **kualitatif)) == [place]
    assert codes(skp(None, told, kelompok=JPT, **kualitatif)) == []


def test_that_a_result_that_counts_only_is_asked_for_quality_or_time() -> None:
    counted = {"aspek": Aspek.KUANTITAS, "teks": "Jumlah berkas", "target": Target(jenis=JenisTarget.ANGKA, nilai="9")}
    plain = {"teks": "Terlayaninya warga"}
    assert codes(skp(plain, counted)) == [("mutu_aspek", "hasil/#h/indikator")]
    quality = counted | {"aspek": Aspek.KUALITAS}
    assert codes(skp(plain, quality)) == [("mutu_tanpa_waktu", "hasil/#h/indikator")]
    # "Persentase SPM yang disampaikan ke KPPN tepat waktu sesuai SOP" joins quantity and time (P6:51).
    joined = counted | {"teks": "Persentase SPM yang disampaikan ke KPPN tepat waktu sesuai SOP"}
    assert codes(skp(plain, joined)) == []
    assert codes(skp(plain, counted | {"aspek": Aspek.WAKTU})) == []
    assert codes(skp(plain, counted, kelompok=JPT)) == []
    assert codes(skp(plain, counted | {"teks": ""})) == []


def test_that_a_narrative_without_a_time_is_asked_for_one() -> None:
    told = {"narasi": "Komplain atas layanan menurun", "teks": "", "target": Target()}
    here = skp({"teks": "Warga puas"}, told, pendekatan=Pendekatan.KUALITATIF)
    assert codes(here) == [("mutu_tanpa_waktu", "hasil/#h/indikator")]
    told = {**told, "narasi": "Komplain atas layanan menurun dari tahun sebelumnya"}
    assert codes(skp({"teks": "Warga puas"}, told, pendekatan=Pendekatan.KUALITATIF)) == []


@pytest.mark.parametrize(
    "target, clear",
    [
        (Target(teks="baik"), False),
        (Target(teks="2-3 hari setelah permohonan / pengaduan disampaikan"), True),
        (Target(teks="3,5 dari skala 5"), True),
        (Target(teks="nihil"), True),
        (Target(teks=""), True),
        (Target(jenis=JenisTarget.RENTANG, nilai="80", nilai_atas="90", satuan="%"), True),
    ],
)
def test_that_a_target_without_a_number_is_not_measurable(target: Target, clear: bool) -> None:
    here = skp(None, {"target": target})
    assert codes(here) == ([] if clear else [("mutu_target_tak_terukur", "hasil/#h/indikator/#i/target")])
    assert codes(msgspec.structs.replace(here, pendekatan=Pendekatan.KUALITATIF)) == []


@pytest.mark.parametrize(
    "jenis, nama, kendali, code",
    [
        (JenisJabatan.PENGAWAS, "Kepala Seksi", TingkatKendali.KENDALI_TINGGI, "mutu_kendali_ja"),
        (JenisJabatan.FUNGSIONAL, "Ketua Tim Data", TingkatKendali.KENDALI_TINGGI, "mutu_kendali_ja"),
        (JenisJabatan.PENGAWAS, "Kepala Seksi", TingkatKendali.KENDALI_SEDANG, ""),
        (JenisJabatan.PELAKSANA, "Pengadministrasi", TingkatKendali.KENDALI_TINGGI, ""),
        (JenisJabatan.FUNGSIONAL, "Bidan", TingkatKendali.KENDALI_TINGGI, ""),
    ],
)
def test_that_control_fits_the_post(jenis: JenisJabatan, nama: str, kendali: TingkatKendali, code: str) -> None:
    post = RiwayatJabatan(id="r", mulai=date(2026, 1, 1), jabatan=nama, jenis_jabatan=jenis)
    expected = [(code, "hasil/#h/indikator/#i/kendali")] if code else []
    assert codes(skp(None, {"kendali": kendali}), jabatan=post) == expected


def test_that_a_leader_needs_low_control_perspectives_and_the_budget_among_them() -> None:
    low = {"kendali": TingkatKendali.KENDALI_RENDAH}
    assert codes(skp(None, low, kelompok=JPT)) == []
    near = {"kendali": TingkatKendali.KENDALI_SEDANG}
    assert codes(skp(None, near, kelompok=JPT)) == [("mutu_kendali_pimpinan", "hasil/#h/indikator/#i/kendali")]
    other = {"perspektif": Perspektif.PROSES_BISNIS}
    assert codes(skp(None, other, kelompok=JPT)) == [("mutu_anggaran", "hasil")]
    none = {"perspektif": None}
    perspective = ("mutu_perspektif", "hasil/#h/indikator/#i/perspektif")
    assert codes(skp(None, none, kelompok=JPT)) == [perspective, ("mutu_anggaran", "hasil")]
    assert codes(skp(None, none, kelompok=JA)) == []
    assert codes(msgspec.structs.replace(SKP, kelompok=JPT, hasil=())) == []


def test_that_an_acting_post_and_the_performance_agreement_are_main_results() -> None:
    extra = {"jenis": JenisHasil.TAMBAHAN}
    assert codes(skp({**extra, "sifat": SifatHasil.PLT_PLH})) == [("mutu_plt_tambahan", "hasil/#h/jenis")]
    assert codes(skp({"sifat": SifatHasil.PLT_PLH})) == []
    agreed = {**extra, "sumber": SumberHasil.PERJANJIAN_KINERJA}
    assert codes(skp(agreed, kelompok=JPT)) == [("mutu_pk_tambahan", "hasil/#h/jenis")]
    assert codes(skp(agreed, kelompok=JA)) == []


def test_that_a_colleagues_words_are_noticed_whatever_their_case_and_marks() -> None:
    same = {sidik_teks("permohonan  diproses, dengan CEPAT dan akurat"): "Ani Contoh"}
    (found,) = check_mutu(SKP, sama=same)
    assert (found.kode, found.fakta) == ("mutu_sama", {"nama": "Ani Contoh"})
    hidden = dict.fromkeys(same, "")
    assert codes(SKP, sama=hidden) == [("mutu_sama_lain", "hasil/#h/teks")]
    assert sidik_teks("Terlayaninya warga") == ""


def test_that_an_empty_sheet_and_the_word_being_typed_make_no_noise() -> None:
    empty = RencanaHasilKerja(id="h", indikator=(Indikator(id="i"),))
    for kelompok in KelompokSkp:
        for pendekatan in Pendekatan:
            here = msgspec.structs.replace(SKP, hasil=(empty,), kelompok=kelompok, pendekatan=pendekatan)
            assert codes(here) == []
    typing = skp({"teks": "Menyusun"})
    assert codes(typing, sedang="hasil/#h/teks") == []
    assert codes(skp({"teks": "Menyusun lap"}), sedang="hasil/#h/teks") == [("mutu_aktivitas", "hasil/#h/teks")]
    assert codes(skp({"teks": "Warga puas semua"}), sedang="hasil/#h/teks") == []
    assert codes(skp(None, {"target": Target(teks="ba")}), sedang="hasil/#h/indikator/#i/target") == []
