"""Letters, minutes and passports of an office with many people and long names: nothing lost, nothing in the margin."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pypdfium2
import pytest

from desktop_app.domain.pegawai import Identitas
from desktop_app.forms import render_daftar_kantor, render_kunci, render_pengantar, render_surat_setoran
from desktop_app.forms.values import FormKunci, FormPengantar, Kertas
from desktop_app.forms.values_daftar_kantor import FormDaftarKantor
from desktop_app.forms.values_setoran import FormSuratSetoran, KurangSetoran

DIBUAT = datetime(2027, 4, 3, 8, 5, tzinfo=timezone(timedelta(hours=7)))
NAMA = "Raden Mas Panjang Sekali Namanya Contoh Kusumawardhana, S.Sos., M.A.P., Ph.D."
JABATAN = "Kepala Badan Kepegawaian dan Pengembangan Sumber Daya Manusia"
HEAD = {"instansi": "PEMERINTAH KABUPATEN CONTOH", "kantor": "BKPSDM Kabupaten Contoh"}


def lines(pdf: bytes) -> list[list[str]]:
    """Return the lines of each page."""
    with pypdfium2.PdfDocument(pdf) as dokumen:
        return [page.get_textpage().get_text_bounded().splitlines() for page in dokumen]


def pages(pdf: bytes) -> list[str]:
    """Return the words of each page, line breaks as spaces."""
    return [" ".join(" ".join(page).split()) for page in lines(pdf)]


def rightmost(pdf: bytes, words: str) -> float:
    """Return where the line with these words ends, in points."""
    with pypdfium2.PdfDocument(pdf) as dokumen:
        for page in dokumen:
            text = page.get_textpage()
            boxes = [text.get_rect(n) for n in range(text.count_rects())]
            found = [box[2] for box in boxes if words in text.get_text_bounded(*box)]
            if found:
                return max(found)
    raise AssertionError(words)


@pytest.mark.parametrize("kertas", list(Kertas))
def test_that_a_reminder_names_the_regulation_numbers_two_hundred_and_keeps_the_post_on_the_paper(
    kertas: Kertas,
) -> None:
    orang = tuple((NAMA, f"19780412200501{n:04d}", "belum ada") for n in range(200))
    kurang = KurangSetoran(judul="SKP 2027", jumlah=200, dari=200, batas="Batas (Pasal 14 ayat (1)).", orang=orang)
    letter = FormSuratSetoran(
        **HEAD,
        tempat="Contoh",
        tanggal=date(2027, 2, 8),
        nomor="800/12",
        hal="Pengingat",
        kepada=("Kepada Yth.",),
        kurang=(kurang,),
        terakhir="belum pernah ada",
        jabatan=JABATAN,
        penanda=Identitas(nama=NAMA),
        dicetak=date(2027, 2, 8),
    )
    pdf = render_surat_setoran([letter], kertas=kertas)
    told = pages(pdf)
    assert "PermenPANRB Nomor 6 Tahun 2022" in told[0].split("Pasal 14")[0]
    starts = [line.split()[0] for page in lines(pdf) for line in page if line.strip()]
    assert {"100.", "166.", "200."} <= set(starts), "the point stays beside its number"
    assert "Sumber Daya Manusia" in told[-1]
    assert rightmost(pdf, "Daya Manusia") < 542.0


@pytest.mark.parametrize("kertas", list(Kertas))
@pytest.mark.parametrize("banyak", [1, 7])
def test_that_the_minutes_keep_every_key_number_and_name_and_the_signatures_stand_under_a_sentence(
    kertas: Kertas, banyak: int
) -> None:
    fakta = tuple((f"Pemegang {n}", f"{NAMA}, {JABATAN}, kunci …A1B2C{n}") for n in range(1, banyak + 1))
    form = FormKunci(
        **HEAD,
        judul="Berita acara kunci kabupaten",
        fakta=(*fakta, ("Kunci yang dibaca", ", ".join([NAMA, "Bunga Contoh", "Dahlia Contoh"]))),
        judul_kotak="SIDIK JARI",
        kotak="12345 12345 12345 12345 12345",
        petunjuk=("Perubahan: upacara. " * 9, "Tiap kunci ada di flashdisk. " * 9, "Cadangan dimusnahkan sesudahnya."),
        penanda=(*(f"Pemegang kunci {n}" for n in range(1, banyak + 1)), "Saksi"),
        nama_penanda=(*(NAMA for _ in range(banyak)), ""),
        dibuat=DIBUAT,
    )
    told = pages(render_kunci(form, kertas=kertas))
    whole = " ".join(told)
    for n in range(1, banyak + 1):
        assert f"A1B2C{n}" in whole
    assert "Dahlia Contoh" in whole
    signed = "".join(told[-1].split("Pemegang kunci 1")[-1].split())
    assert "Cadangan dimusnahkan" in told[-1]
    assert "…" not in signed.replace("…" * 8, "").replace("…" * 5, "").replace("…" * 3, "")
    assert whole.count("Ph.D.") == 2 * banyak + 1


def test_that_an_annex_is_apart_from_its_letter_with_whole_numbers_and_many_facts() -> None:
    form = FormDaftarKantor(
        **HEAD,
        judul="Pemberitahuan",
        fakta=(("Nomor", "........"),),
        paragraf=("Yth. ........",),
        lampiran="Lampiran untuk lembaga dan arsip",
        fakta_lampiran=(("Jumlah dokumen", " · ".join(f"{n} jenis dokumen contoh" for n in range(20, 42))),),
        kepala=("NO", "NAMA", "NIP", "JABATAN", "SKP", "PENILAIAN", "DIBERI TAHU"),
        lebar=(6, 24, 24, 20, 6, 12, 11),
        angka=(0, 4, 5),
        baris=tuple((str(n), NAMA, "197804122005010001", JABATAN, "2", "8", "") for n in range(1, 200)),
        penanda=("Pejabat",),
        dibuat=DIBUAT,
    )
    for kertas in Kertas:
        pdf = render_daftar_kantor(form, kertas=kertas)
        letter, annex, *rest = pages(pdf)
        assert "NIP. …" in letter
        assert "Kusumawardhana" not in letter
        assert "Lampiran" not in letter
        assert "41 jenis dokumen contoh" in annex
        assert all("Pejabat" not in page for page in (annex, *rest))
        for page in (annex, *rest):
            assert page.count("197804122005010001") == page.count("Raden Mas")
            assert "PENILAIAN" in page


def test_that_a_passport_marks_a_name_it_cuts_and_gives_the_size_as_a_file_list_does() -> None:
    form = FormPengantar(
        **HEAD,
        kode="99.01",
        tujuan="BKPSDM",
        nomor=1,
        nama_berkas="a.skpb",
        ukuran=500_000,
        dibuat=DIBUAT,
        kurir=NAMA,
        sidik_jari=("merpati", "gunung", "kelapa", "senja"),
    )
    (page,) = pages(render_pengantar(form))
    assert "Ukuran : 488 KB" in page
    assert "EMPAT KATA" in page
    assert "SIDIK JARI" not in page
    cut = page.split("Nama Raden")[1].split("Tanda tangan")[0].strip()
    assert cut.endswith("…")
    assert cut != "…"
