"""The evaluation document of a superior and with an objection look like the regulation's pages (P6:115-118)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace as change

from desktop_app.domain.istilah import Predikat, Rating
from desktop_app.domain.istilah_kinerja import KeputusanKeberatan, SebabTidakDinilai, StatusPutusan
from desktop_app.domain.keberatan import PutusanKeberatan
from desktop_app.domain.pegawai import Identitas
from desktop_app.forms import render_dokumen
from desktop_app.forms.values import FormDokumen, Kertas, Segel

Read = Callable[[bytes], list[Any]]
D12 = [79.6, 104.7, 292.0, 306.3, 547.5]
SEGEL = Segel(qr="CONTOH", kode="7K2D-V5W6-XV38", penanda="Contoh Direktur Jenderal")


@pytest.fixture
def atasan(contoh_dokumen: FormDokumen) -> FormDokumen:
    """The document of the fallback: the assessor's superior evaluated (P6:116)."""
    return replace(contoh_dokumen, penilaian=change(contoh_dokumen.penilaian, oleh_atasan=True, catatan="Dibina"))


@pytest.fixture
def keberatan(contoh_dokumen: FormDokumen) -> FormDokumen:
    """The document after an objection that changed the result (P6:118)."""
    putusan = PutusanKeberatan(
        pegawai_id="p",
        penilaian_id="n",
        status=StatusPutusan.DITETAPKAN,
        keberatan="Rating perilaku tidak sesuai dengan umpan balik.",
        penjelasan="Rating menimbang satu keluhan.",
        keputusan=KeputusanKeberatan.MENGUBAH,
        rekomendasi="Ikut pelatihan pelayanan.",
        rating_hasil=Rating.SESUAI,
        rating_perilaku=Rating.SESUAI,
        predikat=Predikat.BAIK,
        tempat="Sukamaju",
        tanggal=date(2027, 2, 11),
    )
    nilai = change(contoh_dokumen.penilaian, predikat=Predikat.KURANG)
    return replace(contoh_dokumen, penilaian=nilai, putusan=putusan, tanggal=None)


def strip(page: Any, words: str) -> list[float]:
    _, top = page.find(words)
    return list(page.verticals(top + 1, top + 5))


def near(found: list[float], wanted: list[float], scale: float) -> bool:
    return len(found) == len(wanted) and all(abs(a - b * scale) <= 2 for a, b in zip(found, wanted, strict=True))


def text_of(pages: list[Any]) -> str:
    return " ".join(page.text for page in pages)


@pytest.mark.parametrize(("kertas", "scale"), [(Kertas.F4, 1.0), (Kertas.A4, 595.2756 / 612)])
def test_that_the_columns_stand_where_the_regulation_has_them(
    kertas: Kertas, scale: float, atasan: FormDokumen, keberatan: FormDokumen, read: Read
) -> None:
    for form in (atasan, keberatan):
        page = read(render_dokumen(form, kertas=kertas))[0]
        assert page.height > page.width
        for words in ("UNIT KERJA", "PREDIKAT KINERJA PEGAWAI"):
            assert near(strip(page, words), D12, scale)


def test_that_the_superior_signs_in_the_place_of_the_assessor(atasan: FormDokumen, read: Read) -> None:
    (page,) = read(render_dokumen(atasan))
    assert "Format D.1.2 PermenPANRB Nomor 6 Tahun 2022" in page.text
    assert "5. CATATAN/ REKOMENDASI Dibina" in page.text
    top = page.find("6. Atasan Pejabat Penilai Kinerja")[1]
    assert page.box(300, top + 12, 560, top + 90).startswith("Contoh Direktur Jenderal")
    assert "7. Pegawai yang Dinilai" in page.box(80, top - 3, 300, top + 14)
    assert "* periode disesuaikan dengan periode evaluasi kinerja Pegawai" in page.text


def test_that_objection_explanation_and_decision_have_their_sections(keberatan: FormDokumen, read: Read) -> None:
    pages = read(render_dokumen(replace(keberatan, segel=SEGEL)))
    text = text_of(pages)
    order = [
        "PREDIKAT KINERJA PEGAWAI : BAIK semula KURANG (MISCONDUCT)",
        "5. CATATAN/ REKOMENDASI",
        "6. KEBERATAN Rating perilaku tidak sesuai dengan umpan balik.",
        "7. PENJELASAN PEJABAT PENILAI KINERJA ATAS KEBERATAN Rating menimbang satu keluhan.",
        "8. KEPUTUSAN DAN REKOMENDASI ATASAN PEJABAT PENILAI KINERJA Mengubah hasil evaluasi kinerja Pegawai: rating "
        "hasil kerja SESUAI EKSPEKTASI, rating perilaku kerja SESUAI EKSPEKTASI. Ikut pelatihan pelayanan.",
        "10. Pegawai yang Dinilai",
        "9. Pejabat Penilai Kinerja",
        "Sukamaju, 11 Februari 2027",
        "11. Atasan Pejabat Penilai Kinerja",
        "ttd. elektronik: Contoh Direktur Jenderal",
    ]
    joined = text.replace("9. Pejabat Penilai Kinerja 10. Pegawai", "10. Pegawai")
    places = [joined.find(words) for words in order]
    assert -1 not in places, (order[places.index(-1)], text)
    last = pages[-1]
    left, middle, right = (
        last.find(words) for words in ("10. Pegawai yang", "11. Atasan Pejabat", "9. Pejabat Penilai")
    )
    assert left[0] < middle[0] < right[0]
    assert left[1] == pytest.approx(right[1], abs=1)
    assert middle[1] > left[1] + 50


def test_that_an_upheld_result_stays_alone_and_says_so(keberatan: FormDokumen, read: Read) -> None:
    assert keberatan.putusan is not None
    putusan = change(
        keberatan.putusan,
        keputusan=KeputusanKeberatan.MENGUATKAN,
        rating_hasil=None,
        rating_perilaku=None,
        predikat=None,
        rekomendasi="",
    )
    text = text_of(read(render_dokumen(replace(keberatan, putusan=putusan))))
    assert "PREDIKAT KINERJA PEGAWAI : KURANG (MISCONDUCT) 5. CATATAN" in text
    assert "Menguatkan hasil evaluasi kinerja Pegawai." in text
    assert "semula" not in text
    open_ = change(putusan, keputusan=None, status=StatusPutusan.DRAFT)
    text = text_of(read(render_dokumen(replace(keberatan, putusan=open_, draf=True))))
    assert "Menguatkan" not in text
    assert "DRAF" in text


def test_that_remarks_stand_beneath_the_signatures_and_not_in_the_table(
    contoh_dokumen: FormDokumen, read: Read
) -> None:
    words = "Pegawai yang Dinilai tidak bersedia menandatangani dokumen ini pada 12 Januari 2027."
    (page,) = read(render_dokumen(replace(contoh_dokumen, keterangan=(words,), segel=SEGEL)))
    (plain,) = read(render_dokumen(replace(contoh_dokumen, segel=SEGEL)))
    assert f"{words} * periode disesuaikan" in page.text.replace("\n", " ")
    assert page.find("tidak bersedia")[1] > page.find("7. Pegawai yang Dinilai")[1] + 40
    assert page.horizontals(200) == plain.horizontals(200)
    signed = replace(contoh_dokumen, tempat_pegawai="Sukamaju", tanggal_pegawai=date(2027, 1, 12))
    (page,) = read(render_dokumen(signed))
    assert "Sukamaju, 12 Januari 2027" in page.box(80, page.find("7. Pegawai")[1] - 20, 310, 900)


def test_that_a_period_that_is_not_assessed_says_so(contoh_dokumen: FormDokumen, read: Read) -> None:
    nilai = change(
        contoh_dokumen.penilaian,
        tidak_dinilai=SebabTidakDinilai.CUTI_SAKIT,
        rating_hasil=None,
        rating_perilaku=None,
        catatan="Sakit sejak 3 Januari",
    )
    (page,) = read(render_dokumen(replace(contoh_dokumen, penilaian=nilai, sebab="Cuti sakit")))
    assert "PREDIKAT KINERJA PEGAWAI : TIDAK DINILAI: Cuti sakit 5. CATATAN/REKOMENDASI Sakit sejak 3" in page.text


@pytest.mark.parametrize("kertas", list(Kertas))
def test_that_the_same_values_give_the_same_bytes(kertas: Kertas, atasan: FormDokumen, keberatan: FormDokumen) -> None:
    for form in (atasan, keberatan):
        assert render_dokumen(form, kertas=kertas) == render_dokumen(form, kertas=kertas)
    assert render_dokumen(atasan) != render_dokumen(keberatan)


def test_that_long_and_hostile_words_stop_no_document_and_lose_nothing(keberatan: FormDokumen, read: Read) -> None:
    assert keberatan.putusan is not None
    words = " ".join(f"kata{n}" for n in range(1500))
    long = change(keberatan.putusan, keberatan=words, penjelasan=words, rekomendasi=words)
    pages = read(render_dokumen(replace(keberatan, putusan=long, segel=SEGEL)))
    found = [word for page in pages for word in page.text.split() if word.startswith("kata")]
    assert found == words.split() * 3
    assert "8. KEPUTUSAN" in text_of(pages)
    assert "11. Atasan Pejabat Penilai Kinerja" in pages[-1].text
    for text in ("<b>x</b>&amp;", "\x00\u202e\ud800 akhir", "x" * 900, "\n" * 60, "%s {x} \\ (kurung)"):
        orang = Identitas(nama=text, nip=text, pangkat=text, jabatan=text, unit_kerja=text)
        putusan = change(long, keberatan=text, penjelasan=text, rekomendasi=text, tempat=text[:200])
        form = replace(
            keberatan, putusan=putusan, pegawai=orang, penilai=orang, atasan_penilai=orang, keterangan=(text,)
        )
        assert "8. KEPUTUSAN" in text_of(read(render_dokumen(form)))
