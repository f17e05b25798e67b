"""How photos and archives are built: what is told by their marks before anything decodes or unpacks them."""

from __future__ import annotations

import io
import zipfile

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from desktop_app.domain.errors import UserError
from desktop_app.services import bukti_jenis
from desktop_app.services.bukti import prepare_bukti
from desktop_app.services.bukti_bentuk import read_directory, read_jpeg
from desktop_app.services.bukti_gambar import check_photo
from desktop_app.services.bukti_jenis import MAKS_SCAN, media_type
from tests.services.berkas_bukti import crowded_archive, office, open_document, pdf, photo

FILM = bytes(range(256)) * 500 + b"\xff\xda" * 90


def drawn(mode: str, width: int, height: int, kind: str = "JPEG", **more: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, (width, height)).save(out, kind, **more)
    return out.getvalue()


def refusal(isi: bytes) -> str:
    try:
        prepare_bukti(isi, "berkas")
    except UserError as error:
        return error.code
    return ""


def test_that_a_photo_with_a_film_or_second_picture_behind_it_is_taken_without_that() -> None:
    polos = prepare_bukti(photo())
    bergerak = prepare_bukti(photo() + FILM)
    assert bergerak.isi == polos.isi
    kedua = io.BytesIO()
    foto = Image.open(io.BytesIO(photo()))
    foto.save(kedua, "MPO", save_all=True, append_images=[Image.new("RGB", (80, 60))])
    assert Image.open(io.BytesIO(prepare_bukti(kedua.getvalue()).isi)).size == (800, 600)


def test_that_scans_are_counted_in_the_photo_alone() -> None:
    bentuk = read_jpeg(photo() + FILM)
    assert bentuk is not None
    assert (bentuk.lebar, bentuk.tinggi, bentuk.scan, bentuk.akhir) == (800, 600, 1, len(photo()))
    bertahap = drawn("RGB", 64, 64, progressive=True)
    akhir = bertahap.rindex(b"\xff\xda")
    assert refusal(bertahap) == ""
    assert refusal(bertahap[:-2] + bertahap[akhir:-2] * MAKS_SCAN + b"\xff\xd9") == "bukti_rusak"
    assert refusal(b"\xff\xd8" + b"\xff\xfe\x00\x02" * 6_000 + photo()[2:]) == "bukti_rusak"


@pytest.mark.parametrize(
    ("isi", "kode"),
    [
        (drawn("L", 5000, 4000), ""),
        (drawn("L", 5000, 4000, progressive=True), "bukti_bom"),
        (drawn("CMYK", 5000, 4000), "bukti_bom"),
        (drawn("1", 5000, 4000, "PNG"), "bukti_bom"),
    ],
    ids=["one scan", "progressive", "four colours", "png"],
)
def test_that_only_a_photo_of_one_scan_may_be_larger_than_what_is_held_whole(isi: bytes, kode: str) -> None:
    assert refusal(isi) == kode
    jenis = "image/png" if isi.startswith(b"\x89") else "image/jpeg"
    if kode:
        with pytest.raises(UserError, match=kode if jenis == "image/jpeg" else "bukti_"):
            check_photo(isi, jenis)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "1", "I;16"])
def test_that_a_picture_of_any_kind_is_scaled_down_on_white(mode: str) -> None:
    gambar = Image.open(io.BytesIO(prepare_bukti(drawn(mode, 2000, 1000, "PNG")).isi))
    assert (gambar.mode, gambar.size) == ("RGB", (1600, 800))
    assert gambar.getpixel((5, 5)) == ((255, 255, 255) if "A" in mode else (0, 0, 0))


def test_that_a_photo_in_a_bundle_holds_nothing_but_the_picture() -> None:
    teks = Image.new("RGB", (4, 4))
    keluar = io.BytesIO()
    tag = PngInfo()
    tag.add_text("Tempat", "Desa Rekaan")
    teks.save(keluar, "PNG", pnginfo=tag)
    png = drawn("RGB", 4, 4, "PNG")
    for polos, jenis in ((prepare_bukti(photo()).isi, "image/jpeg"), (png, "image/png")):
        check_photo(polos, jenis)
        with pytest.raises(UserError, match="bukti_rusak"):
            check_photo(polos + b"PK", jenis)
    for isi, jenis in ((photo(), "image/jpeg"), (keluar.getvalue(), "image/png")):
        with pytest.raises(UserError, match="bukti_rusak"):
            check_photo(isi, jenis)


def test_that_an_archive_of_many_parts_is_refused_before_its_list_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    isi = crowded_archive(70_000)
    assert read_directory(isi) == (70_000, 70_000 * 47)
    assert read_directory(office()) == (2, len(office()) - office().index(b"PK\x01\x02") - 22)
    assert (refusal(office()[:-1]), refusal(office() + b"x")) == ("bukti_rusak", "bukti_ganda")
    monkeypatch.setattr(zipfile, "ZipFile", None)
    assert refusal(isi) == "bukti_bom"


def test_that_documents_with_programs_inside_are_refused() -> None:
    for kata in (b"/S/JavaScript/JS(x)", b"/S /Launch", b"<</Type/EmbeddedFile>>", b"/EmbeddedFiles 2 0 R"):
        assert refusal(pdf().replace(b"/T", kata + b"/T")) == "bukti_pdf_berisi", kata
    assert media_type(pdf("Launching the plan"), "") == bukti_jenis.PDF
    assert refusal(office(**{"word/embeddings/oleObject1.bin": b"x"})) == "bukti_makro"
    naskah = io.BytesIO(open_document())
    with zipfile.ZipFile(naskah, "a") as arsip:
        arsip.writestr("Scripts/python/contoh.py", "x")
    assert refusal(naskah.getvalue()) == "bukti_makro"
