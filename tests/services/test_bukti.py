"""Evidence on one computer: what is taken and how, what is refused and why, who may read it."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest
from PIL import Image

from desktop_app.domain.bukti_dukung import BuktiDukung
from desktop_app.domain.errors import SystemProblem, UserError
from desktop_app.domain.jurnal import Jurnal
from desktop_app.domain.wewenang import PeranPengguna as P
from desktop_app.messages import sentence
from desktop_app.services import bukti as layanan
from desktop_app.services.bukti import add_bukti, export_bukti, list_bukti, prepare_bukti, read_bukti, read_thumb
from desktop_app.services.bukti_gambar import SISI
from desktop_app.services.bukti_periksa import count_missing, inspect_bukti
from desktop_app.services.ketentuan import read_ketentuan, write_ketentuan
from tests.services.berkas_bukti import bomb_png, journal, office, open_document, pdf, photo
from tests.services.dunia_kantor import Dunia
from tests.services.kantor_berperan import Berperan, filled


@pytest.fixture
def berperan(dunia: Dunia) -> Berperan:
    """An office: sekda assesses ``saya`` and ``asing``, ``saya`` assesses ``staf``."""
    return filled(dunia)


def code_of(call: Callable[[], object]) -> str:
    """Return why a call is refused, empty where it is not."""
    try:
        call()
    except (UserError, SystemProblem) as error:
        return error.code if sentence(error) else "no sentence"
    return ""


def test_that_a_photo_is_kept_small_upright_and_without_a_word_about_where_it_was_taken() -> None:
    asal = photo(3000, 2000, upright=False)
    siap = prepare_bukti(asal, "C:\\foto\\rapat.jpeg")
    gambar = Image.open(io.BytesIO(siap.isi))
    assert (siap.nama, siap.jenis, siap.asal) == ("rapat.jpeg", "image/jpeg", sha256(asal).hexdigest())
    assert (max(gambar.size), gambar.height > gambar.width) == (SISI, True)
    red = gambar.getpixel((gambar.width - 20, 20))
    assert isinstance(red, tuple)
    assert red[0] > 200 > red[1] + 100, "the red corner lies where the camera was held"
    assert not gambar.getexif()
    assert b"Exif" not in siap.isi
    assert b"Ponsel" not in siap.isi
    assert Image.open(io.BytesIO(prepare_bukti(photo(300, 200)).isi)).width == 300


@pytest.mark.parametrize(
    ("isi", "jenis"),
    [
        (photo(kind="PNG"), "image/png"),
        (pdf(), "application/pdf"),
        (office(), "wordprocessingml"),
        (office("xl/workbook.xml"), "spreadsheetml"),
        (open_document(), "opendocument.text"),
        (open_document("spreadsheet"), "opendocument.spreadsheet"),
    ],
    ids=["png", "pdf", "docx", "xlsx", "odt", "ods"],
)
def test_that_the_type_is_told_by_content_whatever_the_name_says(isi: bytes, jenis: str) -> None:
    assert jenis in prepare_bukti(isi, "foto.exe").jenis


def many_parts() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "")
        for n in range(5_001):
            archive.writestr(f"word/{n}", b"")
    return out.getvalue()


REFUSED: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "bukti_kosong"),
    "windows program": (b"MZ\x90\0" + bytes(200), "bukti_program"),
    "linux program": (b"\x7fELF" + bytes(200), "bukti_program"),
    "script": (b"#!/bin/sh\nrm -r x\n", "bukti_program"),
    "page": (b"\xef\xbb\xbf  <!DOCTYPE html><script>1</script>", "bukti_teks"),
    "svg": (b"<?xml version='1.0'?><svg onload='x'/>", "bukti_teks"),
    "zip": (office("isi.txt").replace(b"[Content_Types].xml", b"[Content_Types].xmm"), "bukti_arsip"),
    "rar": (b"Rar!\x1a\x07\0" + bytes(50), "bukti_arsip"),
    "gzip": (b"\x1f\x8b\x08" + bytes(50), "bukti_arsip"),
    "old word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "bukti_office_lama"),
    "heic": (b"\0\0\0\x18ftypheic" + bytes(50), "bukti_foto_lain"),
    "gif": (b"GIF89a" + bytes(50), "bukti_foto_lain"),
    "text": (b"catatan rapat hari ini", "bukti_jenis_lain"),
    "macro": (office(**{"word/vbaProject.bin": b"x"}), "bukti_makro"),
    "program inside": (office(**{"word/embeddings/pasang.EXE": b"MZ"}), "bukti_makro"),
    "truncated zip": (office()[:-30], "bukti_rusak"),
    "archive before the document": (b"PK\x03\x04" + bytes(40) + office(), "bukti_ganda"),
    "pdf and archive": (pdf() + office(), "bukti_ganda"),
    "pdf with a page behind": (pdf() + b"<script>1</script>", "bukti_ganda"),
    "pdf cut off": (pdf()[:-8], "bukti_rusak"),
    "photo cut off": (photo()[:4000], "bukti_rusak"),
    "photo of noise": (b"\xff\xd8\xff" + bytes(range(256)) * 8, "bukti_rusak"),
    "photo of thousands of scans": (photo()[:-2] + b"\xff\xda" * 5000, "bukti_rusak"),
    "wide bomb": (bomb_png(60_000, 60_000), "bukti_bom"),
    "long bomb": (bomb_png(65_000, 10), "bukti_bom"),
    "bomb of parts": (many_parts(), "bukti_bom"),
}


@pytest.mark.parametrize("nama", REFUSED)
def test_that_what_is_no_photo_or_document_is_refused_within_time_with_a_sentence(nama: str) -> None:
    isi, kode = REFUSED[nama]
    began = time.monotonic()
    with pytest.raises(UserError) as caught:
        prepare_bukti(isi, "berkas uji")
    assert caught.value.code == kode
    assert "berkas uji" in sentence(caught.value)
    assert time.monotonic() - began < 5


def test_that_a_file_beyond_the_limits_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    besar = pdf()[:-6] + b" " * (25 * 1024 * 1024) + b"%%EOF\n"
    assert code_of(lambda: prepare_bukti(besar, "besar.pdf")) == "bukti_terlalu_besar"
    monkeypatch.setattr(layanan, "MAKS_ASAL", 1000)
    (tmp_path / "foto.jpg").write_bytes(photo())
    assert code_of(lambda: prepare_bukti(tmp_path / "foto.jpg")) == "bukti_terlalu_besar"
    (tmp_path / "pintas.jpg").symlink_to(tmp_path / "foto.jpg")
    assert code_of(lambda: prepare_bukti(tmp_path / "pintas.jpg")) == "bukan_berkas"


def test_that_the_same_file_is_kept_once_and_each_entry_gets_its_own_name(dunia: Dunia, tmp_path: Path) -> None:
    kantor = dunia("a1")
    (tmp_path / "rapat.jpg").write_bytes(photo())
    satu = add_bukti(kantor, tmp_path / "rapat.jpg", keterangan="Hari pertama")
    jejak = kantor.store.audit_head()
    dua = add_bukti(kantor, photo(), "apel.jpg")
    assert (satu.sidik, satu.asal) == (dua.sidik, dua.asal)
    assert satu.id != dua.id
    assert (satu.nama, dua.nama, satu.keterangan) == ("rapat.jpg", "apel.jpg", "Hari pertama")
    assert kantor.store.audit_head() == jejak, "nothing new was kept, so nothing was written"
    assert len(kantor.store.attachment_facts()) == 1
    assert sha256(read_bukti(kantor, satu.sidik)).hexdigest() == satu.sidik
    assert satu.ukuran == len(read_bukti(kantor, satu.sidik))
    assert Image.open(io.BytesIO(read_thumb(kantor, satu.sidik))).width == 192
    assert code_of(lambda: read_thumb(kantor, add_bukti(kantor, pdf()).sidik)) == "bukti_bukan_gambar"


def test_that_the_quota_and_the_disk_are_asked_first(dunia: Dunia, monkeypatch: pytest.MonkeyPatch) -> None:
    kantor = dunia("a1")
    monkeypatch.setattr(layanan, "free_bytes", lambda _: 300 * 1024 * 1024)
    assert code_of(lambda: add_bukti(kantor, pdf() + b" " * 10)) == ""
    monkeypatch.setattr(layanan, "free_bytes", lambda _: 100 * 1024 * 1024)
    assert code_of(lambda: add_bukti(kantor, photo())) == "bukti_ruang"
    monkeypatch.undo()
    write_ketentuan(kantor, msgspec.structs.replace(read_ketentuan(kantor), kuota_bukti=0))
    assert code_of(lambda: add_bukti(kantor, photo())) == "bukti_kuota"
    assert code_of(lambda: add_bukti(kantor, pdf() + b" " * 10)) == "", "what is here already costs nothing"


def test_that_who_may_not_see_the_document_reads_nothing_by_its_hash(berperan: Berperan) -> None:
    kantor = berperan.kantor
    with berperan.sebagai(P.PEGAWAI, pegawai_id=berperan.staf.id):
        bukti = add_bukti(kantor, photo())
        assert read_bukti(kantor, bukti.sidik), "who added it sees it before any document names it"
    with berperan.sebagai(P.PEGAWAI, pegawai_id=berperan.asing.id):
        assert code_of(lambda: read_bukti(kantor, bukti.sidik)) == "wewenang_kurang"
        assert code_of(lambda: read_bukti(kantor, "0" * 64)) == "wewenang_kurang", "nor whether it is here"
        assert code_of(lambda: read_bukti(kantor, "../x")) == "wewenang_kurang"
    with berperan.sebagai(P.PENILAI):
        assert code_of(lambda: read_bukti(kantor, bukti.sidik)) == "wewenang_kurang", "no document of his names it yet"
    journal(kantor, berperan.staf.id, bukti)
    with berperan.sebagai(P.PENILAI):
        before = len(kantor.store.audit_rows(None, act="lihat"))
        assert read_bukti(kantor, bukti.sidik)
        assert len(kantor.store.audit_rows(None, act="lihat")) == before + 1
        assert [satu.bukti.id for satu in list_bukti(kantor, berperan.staf.id)] == [bukti.id]
    with berperan.sebagai(P.PEGAWAI, pegawai_id=berperan.asing.id):
        assert code_of(lambda: read_bukti(kantor, bukti.sidik)) == "wewenang_kurang"
        assert list_bukti(kantor, berperan.staf.id) == ()


def test_that_nobody_reads_anothers_file_by_naming_its_hash_in_his_own_document(berperan: Berperan) -> None:
    from desktop_app.services.naskah import open_naskah, write_naskah

    kantor = berperan.kantor
    with berperan.sebagai(P.PEGAWAI, pegawai_id=berperan.asing.id):
        rahasia = add_bukti(kantor, photo())
    journal(kantor, berperan.asing.id, rahasia)
    milik = journal(kantor, berperan.staf.id)
    with berperan.sebagai(P.PEGAWAI, pegawai_id=berperan.staf.id):
        isi = open_naskah(kantor, milik).isi
        assert isinstance(isi, Jurnal)
        entri = msgspec.structs.replace(isi.entri[0], bukti=(rahasia,))
        curang = msgspec.structs.replace(isi, entri=(entri,))
        assert code_of(lambda: write_naskah(kantor, milik, curang)) == "bukti_bukan_milik"
        sah = add_bukti(kantor, photo())
        assert sah.sidik == rahasia.sidik, "who has the file itself may use it"
        assert code_of(lambda: write_naskah(kantor, milik, curang)) == ""


def test_that_the_same_photo_for_two_people_or_two_entries_is_told_and_never_blocks(berperan: Berperan) -> None:
    kantor = berperan.kantor
    foto, beda = add_bukti(kantor, photo()), add_bukti(kantor, photo(colour="olive"))
    # The same original, but scaled down by another program: other bytes.
    lain_olah = msgspec.structs.replace(foto, id="x", sidik=beda.sidik)
    journal(kantor, berperan.staf.id, foto)
    milik = journal(kantor, berperan.asing.id, foto)

    def codes(doc_id: str, *bukti: BuktiDukung) -> list[list[str]]:
        return [[temuan.kode for temuan in satu.temuan] for satu in inspect_bukti(kantor, doc_id, bukti)]

    assert codes(milik, foto, beda) == [["bukti_dipakai_orang_lain"], []]
    assert codes(milik, lain_olah) == [["bukti_dipakai_orang_lain"]]
    assert codes(milik, foto, msgspec.structs.replace(foto, id="y"))[1][0] == "bukti_dua_kali"
    lalu = journal(kantor, berperan.saya.id, beda)
    kini = journal(kantor, berperan.saya.id, beda, minggu=date(2026, 3, 9))
    assert codes(kini, beda) == codes(lalu, beda) == [["bukti_dipakai_lain"]]
    assert inspect_bukti(kantor, kini, [beda])[0].kecil
    with berperan.sebagai(P.PEGAWAI, pegawai_id=berperan.asing.id):
        add_bukti(kantor, photo())
        (satu,) = inspect_bukti(kantor, milik, [foto])
        assert satu.temuan[0].fakta["nama"] == "", "who may not see the other's journal is not told whose it is"


def test_that_a_file_that_has_not_come_is_named_as_waited_for(berperan: Berperan) -> None:
    kantor = berperan.kantor
    jauh = BuktiDukung(id="b", sidik="ab" * 32, nama="rapat.jpg", jenis="image/jpeg")
    doc_id = journal(kantor, berperan.staf.id, jauh)
    (satu,) = inspect_bukti(kantor, doc_id, [jauh])
    assert (satu.ada, [temuan.kode for temuan in satu.temuan]) == (False, ["bukti_belum_datang"])
    assert count_missing(kantor) == 1
    assert code_of(lambda: read_bukti(kantor, jauh.sidik)) == "bukti_tidak_ada"
    assert [satu.ada for satu in list_bukti(kantor, berperan.staf.id)] == [False]
    assert not kantor.store.check()


def test_that_a_changed_file_is_found_by_the_check_and_by_reading(berperan: Berperan) -> None:
    kantor = berperan.kantor
    bukti = add_bukti(kantor, photo())
    kantor.store._connection.execute("UPDATE attachment SET data = zeroblob(length(data))")
    assert "attachment_changed" in [satu.code for satu in kantor.store.check()]
    assert code_of(lambda: read_bukti(kantor, bukti.sidik)) == "bukti_berubah"


def test_that_a_saved_copy_gets_a_safe_name_and_never_replaces_anything(dunia: Dunia, tmp_path: Path) -> None:
    kantor = dunia("a1")
    bukti = msgspec.structs.replace(add_bukti(kantor, photo(), "..\\CON?.exe.jpg"), nama="a/b:c*.pdf.exe")
    satu, dua = export_bukti(kantor, bukti, tmp_path), export_bukti(kantor, bukti, tmp_path)
    assert satu.parent == dua.parent == tmp_path
    assert satu != dua
    assert satu.suffix == ".jpg"
    assert not set(satu.name) & set("/\\:*?")
    assert satu.read_bytes() == dua.read_bytes() == read_bukti(kantor, bukti.sidik)
    assert code_of(lambda: export_bukti(kantor, bukti, tmp_path / "tidak ada")) == "folder_tidak_ada"
