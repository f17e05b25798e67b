"""The files themselves: same values, same bytes; what they say of themselves; fonts inside; the emblem."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from desktop_app.domain.errors import SystemProblem, UserError
from desktop_app.forms import render_dokumen, render_evaluasi, render_skp
from desktop_app.forms.fonts import FontSet, load_fonts
from desktop_app.forms.values import FormDokumen, FormEvaluasi, FormSkp

Read = Callable[[bytes], list[Any]]
ROOT = Path(__file__).resolve().parents[2]
SCRIPT = """
import hashlib
from datetime import date, datetime
from desktop_app.domain.pegawai import Identitas
from desktop_app.domain.skp import Skp
from desktop_app.forms import render_pengantar, render_skp
from desktop_app.forms.values import FormPengantar, FormSkp
from desktop_app.regulation import regulation_in_force
orang = Identitas(nama="Contoh Siti Nur’aini é ≤ ا ☺", nip="198001012005011001")
skp = Skp(pegawai_id="p", mulai=date(2026, 1, 1), selesai=date(2026, 12, 31))
form = FormSkp(skp=skp, pegawai=orang, penilai=orang, aturan=regulation_in_force(), tanggal_berkas=date(2026, 1, 2))
surat = FormPengantar(instansi="A", kantor="B", kode="99.01.01", tujuan="C", nomor=1, nama_berkas="d", ukuran=1,
    dibuat=datetime(2026, 1, 2))
print(hashlib.sha256(render_skp(form) + render_pengantar(surat)).hexdigest())
"""


def digest(seed: str, zone: str) -> str:
    surroundings = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", SCRIPT], env=surroundings, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_that_two_processes_make_the_same_bytes() -> None:
    assert digest("1", "Asia/Jakarta") == digest("2", "UTC")


def test_that_what_was_printed_before_changes_no_byte(
    contoh_skp: FormSkp, contoh_evaluasi: FormEvaluasi, contoh_dokumen: FormDokumen
) -> None:
    before = [
        hashlib.sha256(data).digest()
        for data in (render_skp(contoh_skp), render_evaluasi(contoh_evaluasi), render_dokumen(contoh_dokumen))
    ]
    render_skp(replace(contoh_skp, instansi="Ж ا ꦗ 👍 \ue000"))
    after = [
        hashlib.sha256(data).digest()
        for data in (render_skp(contoh_skp), render_evaluasi(contoh_evaluasi), render_dokumen(contoh_dokumen))
    ]
    assert before == after


def test_that_a_file_says_what_it_is(contoh_skp: FormSkp) -> None:
    with pikepdf.open(BytesIO(render_skp(contoh_skp))) as pdf:
        info = {key: str(value) for key, value in pdf.docinfo.items()}
        assert info["/Title"] == "Sasaran Kinerja Pegawai 2026 – Contoh Kepala Subdirektorat, S.T., M.T."
        assert info["/Author"] == "KEMENTERIAN CONTOH"
        assert info["/Subject"] == "Format A.1.7 PermenPANRB Nomor 6 Tahun 2022"
        assert info["/CreationDate"] == info["/ModDate"] == "D:20260115000000+00'00'"
        assert str(pdf.Root.Lang) == "id"
    later = replace(contoh_skp, tanggal_berkas=date(2026, 2, 3))
    with pikepdf.open(BytesIO(render_skp(later))) as pdf:
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20260203")


def test_that_every_font_is_embedded_and_cut_down(
    contoh_skp: FormSkp, contoh_evaluasi: FormEvaluasi, contoh_dokumen: FormDokumen
) -> None:
    strange = replace(contoh_skp, instansi="Ж ا ꦗ 👍")
    for data in (render_skp(strange), render_evaluasi(contoh_evaluasi), render_dokumen(contoh_dokumen)):
        with pikepdf.open(BytesIO(data)) as pdf:
            fonts = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary) and "/BaseFont" in thing]
            assert fonts
            for font in fonts:
                assert re.match(r"/[A-Z]{6}\+", str(font.BaseFont)), font.BaseFont
                assert "/FontFile2" in font.FontDescriptor
        assert len(data) < 200_000


def test_that_each_page_says_which_of_how_many_it_is(contoh_evaluasi: FormEvaluasi, read: Read) -> None:
    pages = read(render_evaluasi(contoh_evaluasi))
    for number, page in enumerate(pages, 1):
        assert f"Halaman {number} dari {len(pages)}" in page.text


@pytest.mark.parametrize(
    ("text", "face"),
    [
        ("Nur’aini é – ≤", "LuringBonum"),
        ("الأحمد", "DejaVuSans"),
        ("ꦗꦮ", "NotoSansJavanese"),
        ("👍", "NotoSansSymbols2"),
    ],
)
def test_that_a_character_outside_the_typeface_still_prints(
    text: str, face: str, contoh_skp: FormSkp, read: Read
) -> None:
    data = render_skp(replace(contoh_skp, instansi=text))
    for character in text:
        # The PDF library writes no readable code for characters beyond the first plane; they print none the less.
        assert character == " " or ord(character) > 0xFFFF or character in read(data)[0].text
    with pikepdf.open(BytesIO(data)) as pdf:
        names = {str(x.BaseFont) for x in pdf.objects if isinstance(x, pikepdf.Dictionary) and "/BaseFont" in x}
    assert any(face in name for name in names)
    if face == "LuringBonum":
        assert all(face in name for name in names)


def test_that_a_missing_font_is_told_as_a_problem_of_the_machine(tmp_path: Path) -> None:
    with pytest.raises(SystemProblem) as caught:
        FontSet(tmp_path)
    assert caught.value.code == "huruf_tidak_ada"
    assert load_fonts() is load_fonts()


def image(kind: str, size: tuple[int, int] = (90, 110), mode: str = "RGB") -> bytes:
    out = BytesIO()
    Image.new(mode, size, "red" if mode == "RGB" else 0).save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize("picture", [image("PNG"), image("JPEG"), image("PNG", mode="RGBA"), image("PNG", (4000, 20))])
def test_that_the_agencys_emblem_takes_the_place_of_the_line(
    picture: bytes, contoh_dokumen: FormDokumen, read: Read
) -> None:
    data = render_dokumen(replace(contoh_dokumen, lambang=picture))
    assert "LAMBANG GARUDA" not in read(data)[0].text
    with pikepdf.open(BytesIO(data)) as pdf:
        assert len(pdf.pages[0].get_images()) >= 1
    assert data == render_dokumen(replace(contoh_dokumen, lambang=picture))


@pytest.mark.parametrize("picture", [b"", b"x" * 100, image("PNG")[:60], image("JPEG")[:300], image("GIF")])
def test_that_a_broken_emblem_is_refused_with_a_reason(picture: bytes, contoh_dokumen: FormDokumen) -> None:
    with pytest.raises(UserError) as caught:
        render_dokumen(replace(contoh_dokumen, lambang=picture))
    assert caught.value.code == "lambang_rusak"


def test_that_a_huge_emblem_is_refused_before_it_is_unpacked(contoh_dokumen: FormDokumen) -> None:
    with pytest.raises(UserError) as caught:
        render_dokumen(replace(contoh_dokumen, lambang=image("PNG", (6000, 6000))))
    assert caught.value.code == "lambang_terlalu_besar"
