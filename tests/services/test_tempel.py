"""Rows from the clipboards of Excel and LibreOffice: which cell becomes what, and what is said to be doubtful."""

from __future__ import annotations

import pytest

from desktop_app.domain.errors import UserError
from desktop_app.domain.format_indonesia import format_target, parse_target
from desktop_app.domain.istilah import Aspek, JenisHasil, JenisTarget, Perspektif
from desktop_app.domain.skp import Target
from desktop_app.services.tempel import HasilTempel, parse_rows, split_cells

JUDUL_A17 = (
    "NO\tRENCANA HASIL KERJA PIMPINAN YANG DIINTERVENSI\tRENCANA HASIL KERJA\tASPEK\tINDIKATOR KINERJA INDIVIDU\tTARGET"
)


def lines(hasil: HasilTempel) -> list[tuple[str, list[str]]]:
    """Return each result with the targets of its indicators."""
    return [(satu.teks, [format_target(i.target) for i in satu.indikator]) for satu in hasil.hasil]


def doubts(hasil: HasilTempel) -> list[tuple[str, str]]:
    return [(satu.kode, satu.jalur) for satu in hasil.keraguan]


def test_that_a_sheet_of_a17_with_bands_numbering_and_merged_cells_is_read_by_its_headings() -> None:
    teks = (
        f"{JUDUL_A17}\r\n(1)\t(2)\t(3)\t(4)\t(5)\t(6)\r\nA. UTAMA\t\t\t\t\t\r\n"
        "1\tMeningkatnya layanan\tTerlayaninya warga\tKuantitas\tJumlah berkas\t1.200 berkas\r\n"
        "\t\t\tWaktu\tLama layanan\t1-3 hari kerja\r\n"
        "2\t\tTertatanya arsip (penugasan dari Sekretaris Camat)\tKualitas\tBerkas tertata\t80 – 90%\r\n"
        "B. TAMBAHAN\t\t\t\t\t\r\n"
        "1\tTerselenggaranya acara\tTerdukungnya panitia\tKuantitas\tLaporan\t1 laporan\r\n"
        "PERILAKU KERJA\t\t\t\t\t\r\n1\tBerorientasi pelayanan\t\t\t\t\r\n"
    )
    hasil = parse_rows(teks)
    assert lines(hasil) == [
        ("Terlayaninya warga", ["1.200 berkas", "1 – 3 hari kerja"]),
        ("Tertatanya arsip", ["80 – 90%"]),
        ("Terdukungnya panitia", ["1 laporan"]),
    ]
    satu, dua, tiga = hasil.hasil
    assert [i.aspek for i in satu.indikator] == [Aspek.KUANTITAS, Aspek.WAKTU]
    assert (satu.jenis, dua.jenis, tiga.jenis) == (JenisHasil.UTAMA, JenisHasil.UTAMA, JenisHasil.TAMBAHAN)
    assert dua.penugasan == "Sekretaris Camat"
    assert dua.intervensi.teks == "Meningkatnya layanan"
    assert tiga.intervensi.teks == "Terselenggaranya acara"
    assert doubts(hasil) == [("tempel_pimpinan_dari_atas", "baris/6"), ("tempel_berhenti", "baris/9")]
    assert hasil.baris[dua.id] == 6


def test_that_a_sheet_of_a12_brings_its_perspectives() -> None:
    teks = (
        "No\tRencana Hasil Kerja\tIndikator Kinerja Individu\tTarget\tPerspektif\n"
        "1\tMeningkatnya kualitas layanan\tNilai IKM\t82-88 nilai\tPenerima Layanan\n"
        "\t\tSerapan anggaran\t92-97%\tAnggaran\n"
        "\t\tTertib arsip\t90 %\tEntah\n"
    )
    hasil = parse_rows(teks)
    (satu,) = hasil.hasil
    assert [i.perspektif for i in satu.indikator] == [Perspektif.PENERIMA_LAYANAN, Perspektif.ANGGARAN, None]
    assert doubts(hasil) == [("tempel_perspektif_asing", "baris/4")]


def test_that_three_plain_columns_are_result_indicator_and_target_and_say_that_no_heading_was_found() -> None:
    hasil = parse_rows("Terlayaninya warga\tJumlah berkas\t12 dokumen\n\tLama layanan\tpaling lambat sore\n")
    assert lines(hasil) == [("Terlayaninya warga", ["12 dokumen", "paling lambat sore"])]
    assert doubts(hasil) == [("tempel_tanpa_judul", "baris/1"), ("tempel_target_kata", "baris/2")]


def test_that_columns_without_headings_are_known_by_what_they_hold() -> None:
    hasil = parse_rows(
        "1\tHasil pimpinan\tHasil saya\tKuantitas\tJumlah\t5 map\n2\tHasil lain\tHasil kedua\tWaktu\tLama\t3 hari\n"
    )
    assert [(h.intervensi.teks, h.teks, h.indikator[0].aspek) for h in hasil.hasil] == [
        ("Hasil pimpinan", "Hasil saya", Aspek.KUANTITAS),
        ("Hasil lain", "Hasil kedua", Aspek.WAKTU),
    ]


def test_that_quoted_cells_keep_their_line_ends_tabs_and_quotes_inside_one_cell() -> None:
    teks = '"Terlayaninya\nwarga ""prima"""\t"Jumlah\tberkas"\t12 dokumen\r\n"Prima" saja\tb\tc'
    assert split_cells(teks) == [
        ['Terlayaninya warga "prima"', "Jumlah berkas", "12 dokumen"],
        ['"Prima" saja', "b", "c"],
    ]


def test_that_one_column_becomes_results_to_be_completed() -> None:
    hasil = parse_rows("Terlayaninya warga\nTertatanya arsip\n")
    assert [(h.teks, len(h.indikator)) for h in hasil.hasil] == [("Terlayaninya warga", 1), ("Tertatanya arsip", 1)]
    assert [kode for kode, _ in doubts(hasil)] == ["tempel_tanpa_indikator"] * 2


def test_that_what_cannot_be_placed_is_told_and_never_dropped_silently() -> None:
    hasil = parse_rows(f"{JUDUL_A17}\tCATATAN\n1\ta\tHasil\tGanjil\tIndikator\t\tcatatan saya\n")
    assert doubts(hasil) == [
        ("tempel_kolom_lebih", "baris/1"),
        ("tempel_tanpa_target", "baris/2"),
        ("tempel_aspek_asing", "baris/2"),
    ]
    yatim = parse_rows("RHK\tIndikator\tTarget\n\tJumlah\t1\nHasil\tJumlah\t2\n")
    assert doubts(yatim) == [("tempel_indikator_tanpa_hasil", "baris/2")]


@pytest.mark.parametrize(
    ("teks", "kode"), [("", "tempel_kosong"), ("\t\n \t", "tempel_kosong"), ("a\n" * 501, "tempel_terlalu_banyak")]
)
def test_that_nothing_and_too_much_are_refused(teks: str, kode: str) -> None:
    with pytest.raises(UserError) as caught:
        parse_rows(teks)
    assert caught.value.code == kode


@pytest.mark.parametrize(
    ("teks", "target"),
    [
        ("12 dokumen", Target(jenis=JenisTarget.ANGKA, nilai="12", satuan="dokumen")),
        ("1.234,5 juta", Target(jenis=JenisTarget.ANGKA, nilai="1234.5", satuan="juta")),
        ("80-90 %", Target(jenis=JenisTarget.RENTANG, nilai="80", nilai_atas="90", satuan="%")),
        ("80%–90% berkas", Target(jenis=JenisTarget.RENTANG, nilai="80", nilai_atas="90", satuan="% berkas")),
        ("1 s.d. 3 hari", Target(jenis=JenisTarget.RENTANG, nilai="1", nilai_atas="3", satuan="hari")),
        ("31 Januari", Target(teks="31 Januari")),
        ("2 Januari 2026", Target(teks="2 Januari 2026")),
        ("Rp 5.000.000", Target(teks="Rp 5.000.000")),
        ("1,234.5 x", Target(teks="1,234.5 x")),
    ],
)
def test_that_a_target_is_a_number_only_where_it_plainly_is_one(teks: str, target: Target) -> None:
    assert parse_target(teks) == target
