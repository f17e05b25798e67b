"""The planning tools look like the regulation's pages and bear whatever is typed into them (P6:38, 43, 48)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace as change

from desktop_app.domain.istilah import PeriodePelaporan, TingkatKendali
from desktop_app.domain.manual import ManualIndikator
from desktop_app.domain.matriks import BarisMatriks, KolomMatriks, MatriksPeran, PeranHasil
from desktop_app.domain.skp import Butir
from desktop_app.domain.workblock import Workblock
from desktop_app.forms import render_manual, render_matriks, render_workblock
from desktop_app.forms.values import Kertas
from desktop_app.forms.values_rencana import FormManual, FormMatriks, FormWorkblock
from desktop_app.regulation import Aturan

Read = Callable[[bytes], list[Any]]
LANDSCAPE = [(Kertas.F4, 1.0), (Kertas.A4, 841.89 / 936)]
PORTRAIT = [(Kertas.F4, 1.0), (Kertas.A4, 595.28 / 612)]
# Verticals of the regulation's own pages, in points.
MANUAL = [86.6, 221.5, 838.1]
KENDALI = [86.6, 221.5, 405.6, 611.1, 838.1]
PELAPORAN = [86.6, 221.5, 349.1, 497.9, 660.9, 838.1]
FACTS = [79.1, 199.6, 311.1, 433.6, 554.1]
ENTRIES = [79.1, 107.6, 554.1]
MATRIX = [93.4, 206.9, 284.9, 377.0, 469.1, 561.1]
HOSTILE = (
    "<b>x</b>&amp;",
    "\x00\u202e\ud800 akhir",
    "x" * 1500,
    "\n" * 90,
    "a\r\nb\n\nc",
    "   ",
    "1. " * 50,
    "-\n- \n1.",
)


def near(found: list[float], wanted: list[float], scale: float) -> bool:
    return len(found) == len(wanted) and all(abs(a - b * scale) <= 2 for a, b in zip(found, wanted, strict=True))


def strip(page: Any, words: str) -> list[float]:
    _, top = page.find(words)
    return list(page.verticals(top + 1, top + 5))


def text_of(pages: list[Any]) -> str:
    return " ".join(page.text for page in pages)


def inside(pages: list[Any]) -> bool:
    """Tell whether every word and rule of every page stands on the paper."""
    return all(
        page.box(0, 0, page.width, page.height).split() == page.text.split()
        and max(page.horizontals(page.width / 2), default=0) < page.height - 20
        for page in pages
    )


def butir(count: int, kata: str) -> tuple[Butir, ...]:
    return tuple(Butir(id=f"{kata}{n}", teks=f"{kata}{n}") for n in range(count))


@pytest.fixture
def manual(aturan: Aturan) -> FormManual:
    isi = ManualIndikator(
        pegawai_id="p",
        tahun=2026,
        hasil="Pelayanan lebih cepat",
        indikator="Persentase layanan tepat waktu",
        tujuan="Mengetahui kecepatan",
        definisi="Layanan tepat waktu adalah:",
        formula="tepat waktu",
        satuan="Persen",
        kendali=TingkatKendali.OUTCOME_ANTARA,
        sumber_data="Buku register",
        pelaporan=PeriodePelaporan.SEMESTERAN,
    )
    awal, akhir = date(2026, 1, 1), date(2026, 12, 31)
    return FormManual(manual=isi, mulai=awal, selesai=akhir, aturan=aturan, tanggal_berkas=awal)


@pytest.fixture
def workblock(aturan: Aturan) -> FormWorkblock:
    isi = Workblock(
        pegawai_id="p",
        tahun=2026,
        judul="Loket cepat",
        strategi_rutin=butir(2, "rutin"),
        strategi_transformatif=butir(2, "baru"),
        keluaran_rutin=butir(1, "hasil"),
    )
    return FormWorkblock(workblock=isi, aturan=aturan, tanggal_berkas=date(2026, 1, 1))


@pytest.fixture
def matriks(aturan: Aturan) -> Callable[..., FormMatriks]:
    def make(columns: int, rows: int, text: str = "peran", **fields: Any) -> FormMatriks:
        kolom = tuple(KolomMatriks(id=f"k{k}", teks=f"INDIKATOR KINERJA {k}") for k in range(columns))
        baris = tuple(
            BarisMatriks(
                id=f"b{b}",
                nama=f"Pegawai{b}",
                jabatan="Pengelola Data",
                peran=tuple(
                    PeranHasil(id=f"b{b}k{k}", kolom_id=f"k{k}", teks=f"{text} b{b}k{k}.")
                    for k in range(columns)
                    if (b, k) != (1, 0)
                ),
            )
            for b in range(rows)
        )
        isi = MatriksPeran(pegawai_id="p", tahun=2026, jabatan="Camat", kolom=kolom, baris=baris)
        return FormMatriks(
            matriks=change(isi, **fields), aturan=aturan, tanggal_berkas=date(2026, 1, 1), nama_pimpinan="Contoh Camat"
        )

    return make


@pytest.mark.parametrize(("kertas", "scale"), LANDSCAPE)
def test_that_the_columns_of_a_manual_stand_where_the_regulation_has_them(
    kertas: Kertas, scale: float, manual: FormManual, read: Read
) -> None:
    (page,) = read(render_manual(manual, kertas=kertas))
    assert near(strip(page, "Mengetahui kecepatan"), MANUAL, scale)
    assert near(strip(page, "KUALITAS DAN"), KENDALI, scale)
    assert near(strip(page, "PERIODE PELAPORAN"), PELAPORAN, scale)
    assert inside([page])


def test_that_the_boxes_of_a_manual_are_crossed_where_they_hold(manual: FormManual, read: Read) -> None:
    (page,) = read(render_manual(manual))
    assert "( ) Outcome (X) Outcome Antara ( ) Output kendali rendah" in page.text
    assert "( ) Bulanan ( ) Triwulanan (X) Semesteran ( ) Tahunan" in page.text
    blank = change(manual.manual, kendali=None, pelaporan=None)
    assert "(X)" not in text_of(read(render_manual(replace(manual, manual=blank))))


def test_that_the_items_of_a_manual_hang_beside_their_numbers(manual: FormManual, read: Read) -> None:
    long = "layanan yang selesai sebelum waktunya " * 6
    definisi = f"Yang dihitung:\n1. pertama {long}\n10. kedua\n\nPenutup dan {long}"
    page, *_ = read(render_manual(replace(manual, manual=change(manual.manual, definisi=definisi))))
    number, first, second, closing = (page.find(words)[0] for words in ("1. pertama", "pertama", "kedua", "Penutup"))
    assert first == pytest.approx(second, abs=1.5)
    assert number == pytest.approx(closing, abs=1.5)
    assert first - number > 12
    _, top = page.find("pertama")
    # The second line of the item: nothing stands under its number.
    assert page.box(222, top + 12, first - 1, top + 22) == ""
    assert page.box(first - 1, top + 12, 838, top + 22) != ""


def test_that_a_long_definition_goes_on_without_losing_a_line(manual: FormManual, read: Read) -> None:
    definisi = "\n".join(f"{n}. butir{n} " + "kata " * 30 for n in range(99))
    pages = read(render_manual(replace(manual, manual=change(manual.manual, definisi=definisi))))
    text = text_of(pages)
    assert len(pages) > 5
    assert all(f" {n}. butir{n} " in text for n in range(99))
    assert text.count("kata ") == 99 * 30
    assert all(near(strip(page, "kata kata"), MANUAL, 1.0) for page in pages[1:-1])
    assert inside(pages)


@pytest.mark.parametrize(("kertas", "scale"), PORTRAIT)
def test_that_the_columns_of_a_workblock_stand_where_the_regulation_has_them(
    kertas: Kertas, scale: float, workblock: FormWorkblock, read: Read
) -> None:
    (page,) = read(render_workblock(workblock, kertas=kertas))
    assert near(strip(page, "Loket cepat"), FACTS, scale)
    assert near(strip(page, "rutin1"), ENTRIES, scale)
    assert "A. RUTIN 1. rutin0 2. rutin1 B. TRANSFORMATIF 3. baru0 4. baru1 KELUARAN KUNCI" in page.text
    assert "A. RUTIN 1. hasil0 B. TRANSFORMATIF 2. Format A.1.4" in page.text
    assert inside([page])


def test_that_a_workblock_repeats_section_and_band_where_it_goes_on(workblock: FormWorkblock, read: Read) -> None:
    isi = change(workblock.workblock, strategi_transformatif=butir(70, "baru"))
    first, second, *_ = read(render_workblock(replace(workblock, workblock=isi)))
    assert first.text.count("STRATEGI (KEY ACTIVITIES)") == 1
    assert second.text.startswith("STRATEGI (KEY ACTIVITIES) B. TRANSFORMATIF ")
    assert "A. RUTIN" not in second.text.split("KELUARAN KUNCI")[0]


@pytest.mark.parametrize(("kertas", "scale"), PORTRAIT)
def test_that_the_columns_of_a_matrix_stand_where_the_regulation_has_them(
    kertas: Kertas, scale: float, matriks: Callable[..., FormMatriks], read: Read
) -> None:
    (page,) = read(render_matriks(matriks(3, 2), kertas=kertas))
    assert page.width < page.height
    assert near(strip(page, "Pegawai1"), MATRIX, scale)
    assert near(strip(page, "OUTCOME ANTARA"), [*MATRIX[:3], MATRIX[-1]], scale)
    _, top = page.find("Pegawai1")
    assert page.box(286 * scale, top - 3, 376 * scale, top + 25) == "TIDAK ADA PERAN"
    assert page.text.count("TIDAK ADA PERAN") == 1


def test_that_a_matrix_of_25_people_and_5_columns_repeats_its_head_and_loses_nothing(
    matriks: Callable[..., FormMatriks], read: Read
) -> None:
    pages = read(render_matriks(matriks(5, 25, "Layanan yang selesai sebelum waktunya dan tercatat lengkap")))
    text = text_of(pages)
    assert len(pages) > 3
    assert all(page.width > page.height for page in pages)
    for page in pages:
        assert page.text.count("PEGAWAI JABATAN OUTCOME ANTARA/ OUTPUT/ LAYANAN") == 1
        assert all(f"INDIKATOR KINERJA {k}" in page.text for k in range(5))
        assert "Contoh Camat" in page.text
    assert all(text.count(f" b{b}k{k}.") == ((b, k) != (1, 0)) for b in range(25) for k in range(5))
    assert inside(pages)


def test_that_a_leaders_row_without_end_takes_no_room_from_the_others(
    matriks: Callable[..., FormMatriks], read: Read
) -> None:
    kolom = (KolomMatriks(id="k0", teks="indikator yang panjang " * 150), KolomMatriks(id="k1", teks="pendek"))
    pages = read(render_matriks(matriks(2, 3, kolom=kolom)))
    text = text_of(pages)
    assert text.split().count("panjang") == 150
    assert all(f" b2k{k}." in text for k in range(2))
    assert all("PEGAWAI JABATAN" in page.text for page in pages)
    assert inside(pages)


def test_that_columns_that_find_no_room_go_on_in_further_tables(
    matriks: Callable[..., FormMatriks], read: Read
) -> None:
    first, second, third = read(render_matriks(matriks(12, 3)))
    for page, columns in ((first, range(5)), (second, range(5, 10)), (third, range(10, 12))):
        assert all(f"Pegawai{b} Pengelola Data" in page.text for b in range(3))
        assert [k for k in range(12) if f" b2k{k}." in page.text] == list(columns)
        assert len(strip(page, "Pegawai2")) == 3 + len(columns)


def test_that_no_word_is_cut_where_a_wider_page_or_fewer_columns_hold_it(
    matriks: Callable[..., FormMatriks], read: Read
) -> None:
    narrow = matriks(2, 2)
    assert read(render_matriks(narrow))[0].width < 700
    posts = tuple(change(baris, jabatan="KEPALA SUBDIREKTORAT") for baris in narrow.matriks.baris)
    (page,) = read(render_matriks(replace(narrow, matriks=change(narrow.matriks, baris=posts))))
    assert page.width > 900
    assert page.text.count("SUBDIREKTORAT") == 2
    names = tuple(change(baris, nama="Raden Kusumawardhanaputra, S.E.") for baris in narrow.matriks.baris)
    (page,) = read(render_matriks(replace(narrow, matriks=change(narrow.matriks, baris=names))))
    assert page.width > 900
    assert page.text.count("Kusumawardhanaputra,") == 2
    pages = read(render_matriks(matriks(5, 2, "PERTANGGUNGJAWABAN")))
    assert text_of(pages).count("PERTANGGUNGJAWABAN") == 9
    assert len(pages) == 2


def test_that_a_matrix_without_columns_or_people_is_a_form_to_fill(
    matriks: Callable[..., FormMatriks], read: Read
) -> None:
    for columns, rows in ((0, 0), (0, 2), (3, 0)):
        (page,) = read(render_matriks(matriks(columns, rows)))
        assert "TIDAK ADA PERAN" not in page.text
        assert len(page.horizontals(450)) == 3 + max(rows, 1)


def test_that_a_long_team_name_is_broken_and_stays_between_the_margins(
    matriks: Callable[..., FormMatriks], read: Read
) -> None:
    nama = "Tim Kerja Percepatan Pelayanan Administrasi Kependudukan dan Pencatatan Sipil Kecamatan Sukamaju"
    (page,) = read(render_matriks(matriks(2, 1, tim=nama)))
    head, _ = page.text.split(" PEGAWAI JABATAN")
    assert head == f"MATRIKS PEMBAGIAN PERAN DAN HASIL {nama.upper()}"
    assert page.box(85, 90, 570, page.find("PEGAWAI JABATAN")[1] - 3) == head
    (page,) = read(render_matriks(matriks(2, 1, tim=nama * 30)))
    assert page.text.split(" PEGAWAI JABATAN")[0].endswith("…")
    assert inside([page])


@pytest.mark.parametrize("kertas", list(Kertas))
def test_that_the_same_values_give_the_same_bytes(
    kertas: Kertas, manual: FormManual, workblock: FormWorkblock, matriks: Callable[..., FormMatriks]
) -> None:
    assert render_manual(manual, kertas=kertas) == render_manual(manual, kertas=kertas)
    assert render_workblock(workblock, kertas=kertas) == render_workblock(workblock, kertas=kertas)
    assert render_matriks(matriks(4, 3), kertas=kertas) == render_matriks(matriks(4, 3), kertas=kertas)
    assert render_matriks(matriks(4, 3), kertas=kertas) != render_matriks(matriks(4, 2), kertas=kertas)


def test_that_hostile_words_stop_no_form(
    manual: FormManual, workblock: FormWorkblock, matriks: Callable[..., FormMatriks], read: Read
) -> None:
    huge = ("kegiatan pelayanan " * 1500)[: 16 * 1024]
    for teks in (*HOSTILE, huge):
        names = ("hasil", "indikator", "tujuan", "definisi", "formula", "satuan", "sumber_data")
        isi = change(manual.manual, **dict.fromkeys(names if teks is not huge else names[3:5], teks))
        assert "PERIODE PELAPORAN" in text_of(read(render_manual(replace(manual, manual=isi, instansi=teks[:400]))))
        satu = (Butir(id="b", teks=teks), Butir(id="c", teks=teks))
        facts = dict.fromkeys(("judul", "indikator", "pemilik", "tujuan", "anggaran"), teks if teks is not huge else "")
        kerja = change(workblock.workblock, **facts, strategi_rutin=satu, keluaran_transformatif=satu)
        assert "KELUARAN KUNCI" in text_of(read(render_workblock(replace(workblock, workblock=kerja))))
        baris = BarisMatriks(
            id="b", nama=teks[:4000], jabatan=teks[:4000], peran=(PeranHasil(id="p", kolom_id="k", teks=teks),)
        )
        kolom = (KolomMatriks(id="k", teks=teks[:400]), KolomMatriks(id="l", teks="KOLOM"))
        made = matriks(0, 0, tim=teks[:4000], jabatan=teks[:400], kolom=kolom, baris=(baris,))
        assert "TIDAK ADA PERAN" in text_of(read(render_matriks(replace(made, nama_pimpinan=teks[:400]))))
