"""Runs into one joined file, several forms per person, runs of older programs, what is left out, and flat memory."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pikepdf
import pypdfium2
import pytest

from desktop_app.domain.errors import SystemProblem, UserError
from desktop_app.domain.istilah import Pendekatan
from desktop_app.domain.pegawai import Pegawai
from desktop_app.messages import sentence_for
from desktop_app.services import cetak_rangkaian
from desktop_app.services.cetak_gabung import waiting_folder
from desktop_app.services.cetak_rangkaian import (
    Rangkaian,
    begin_rangkaian,
    drop_rangkaian,
    read_rangkaian,
    save_next,
)
from desktop_app.services.cetak_susun import Lembar, PilihanRangkaian, list_alasan, plan_rangkaian
from desktop_app.services.kantor import Kantor
from desktop_app.services.pegawai import create_pegawai, get_pegawai
from desktop_app.services.skp import get_skp
from tests.services.dunia_kantor import Dunia, add_people, determined_skp, draft_skp, edit, put_revision

SKP = PilihanRangkaian(formulir=("skp",), waktu="2026")
BERDUA = PilihanRangkaian(formulir=("lampiran", "skp"), waktu="2026")


@pytest.fixture
def people(unit: Kantor) -> dict[str, str]:
    """Return the SKPs of Adi, Bima and Bunga by name; all are determined."""
    _, _, staf = add_people(unit)
    skp = {"Bunga": determined_skp(unit, staf)}
    for nama in ("Bima", "Adi"):
        orang, _ = create_pegawai(unit, Pegawai(nama=f"{nama} Contoh"))
        edit(unit, orang, riwayat=get_pegawai(unit, staf).riwayat)
        skp[nama] = determined_skp(unit, orang)
    return skp


def finish(kantor: Kantor) -> Rangkaian:
    while not (rangkaian := save_next(kantor)).tuntas:
        pass
    return rangkaian


def bookmarks(path: Path) -> list[tuple[str, list[str]]]:
    with pikepdf.Pdf.open(path) as pdf, pdf.open_outline() as outline:
        return [(str(one.title), [str(form.title) for form in one.children]) for one in outline.root]


def shown(path: Path, page: int) -> str:
    with contextlib.closing(pypdfium2.PdfDocument(str(path))) as pdf:
        return str(pdf[page].get_textpage().get_text_range()).title()


FORMS = ["Lampiran SKP (A.1.8)", "SKP pada formulirnya sendiri (SKP)"]


def test_that_all_forms_become_one_file_with_a_bookmark_per_person(
    unit: Kantor, people: dict[str, str], tmp_path: Path
) -> None:
    rangkaian = begin_rangkaian(unit, BERDUA, folder=tmp_path / "o", gabung=True)
    assert (rangkaian.jumlah, rangkaian.nama) == (6, "Adi Contoh")
    path = finish(unit).tujuan
    assert path is not None
    assert bookmarks(path) == [(f"{nama} Contoh", FORMS) for nama in ("Adi", "Bima", "Bunga")]
    assert list((tmp_path / "o").iterdir()) == [path]
    assert len(unit.store.audit_rows(act="cetak")) == 6


def test_that_each_person_has_one_file_with_all_his_forms(unit: Kantor, people: dict[str, str], tmp_path: Path) -> None:
    begin_rangkaian(unit, BERDUA, folder=tmp_path)
    assert save_next(unit).selesai == 2
    finish(unit)
    files = sorted(tmp_path.glob("berkas-lampiran-skp_*.pdf"))
    assert [bookmarks(path)[0][1][0][:8] for path in files] == ["Lampiran"] * 3


def test_that_a_killed_run_leaves_whole_files_only_and_renders_nothing_twice(
    dunia: Dunia, unit: Kantor, people: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin_rangkaian(unit, SKP, folder=tmp_path, gabung=True)
    save_next(unit)
    save_next(unit)
    kantor = dunia.after_kill(unit)
    sisa = read_rangkaian(kantor)
    assert sisa is not None
    assert (sisa.selesai, sisa.jumlah) == (2, 3)
    assert not list(tmp_path.glob("*.pdf"))
    rendered: list[str] = []
    real = cetak_rangkaian._print

    def watched(kantor: Kantor, rangkaian: Rangkaian, satu: Lembar) -> Any:
        rendered.append(satu.doc_id)
        return real(kantor, rangkaian, satu)

    monkeypatch.setattr(cetak_rangkaian, "_print", watched)
    path = finish(kantor).tujuan
    assert rendered == [people["Bunga"]]
    assert path is not None
    assert len(bookmarks(path)) == 3
    assert not waiting_folder(path).exists()


@pytest.mark.parametrize("harm", ["gone", "cut", "another"])
def test_that_a_waiting_form_that_is_not_the_one_put_there_is_printed_again(
    unit: Kantor, people: dict[str, str], tmp_path: Path, harm: str
) -> None:
    begin_rangkaian(unit, SKP, folder=tmp_path, gabung=True)
    for _ in range(3):
        save_next(unit)
    first = next(tmp_path.glob("*.bagian")) / "00000.pdf"
    whole = first.read_bytes()
    if harm == "cut":
        first.write_bytes(whole[:500])
    elif harm == "another":
        first.write_bytes((first.parent / "00001.pdf").read_bytes())
    else:
        first.unlink()
    path = finish(unit).tujuan
    assert path is not None
    assert len(bookmarks(path)) == 3
    assert [name in shown(path, page) for page, name in ((0, "Adi"), (0, "Bima"))] == [True, False]
    assert len(unit.store.audit_rows(act="cetak")) == 3


def test_that_a_full_disk_leaves_the_earlier_joined_file_and_the_run(
    unit: Kantor, people: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin_rangkaian(unit, SKP, folder=tmp_path, gabung=True)
    path = finish(unit).tujuan
    assert path is not None
    before = path.read_bytes()
    drop_rangkaian(unit)
    begin_rangkaian(unit, BERDUA, folder=tmp_path, gabung=True)
    again = begin_rangkaian(unit, SKP, folder=tmp_path, gabung=True)
    assert again.tujuan not in (None, path)
    for _ in range(3):
        save_next(unit)
    with monkeypatch.context() as patch:
        patch.setattr("shutil.disk_usage", lambda _path: type("Full", (), {"free": 0})())
        with pytest.raises(SystemProblem, match="cetak_disk_penuh"):
            save_next(unit)
    assert list(tmp_path.glob("*.pdf")) == [path]
    assert len(unit.store.audit_rows(act="cetak")) == 3  # nothing of the second run counts yet
    assert finish(unit).tuntas
    assert path.read_bytes() == before
    assert again.tujuan is not None
    assert len(bookmarks(again.tujuan)) == 3


def test_that_dropping_a_run_removes_only_what_waited(unit: Kantor, people: dict[str, str], tmp_path: Path) -> None:
    begin_rangkaian(unit, SKP, folder=tmp_path, gabung=True)
    save_next(unit)
    (waiting,) = tmp_path.glob("*.bagian")
    (waiting / "catatan.txt").write_text("milik orang")
    drop_rangkaian(unit)
    assert [path.name for path in waiting.iterdir()] == ["catatan.txt"]
    assert read_rangkaian(unit) is None


def test_that_a_run_of_an_older_program_goes_on(unit: Kantor, people: dict[str, str], tmp_path: Path) -> None:
    ids = [people[nama] for nama in ("Adi", "Bima", "Bunga")]
    lama = {"id": "a" * 16, "jenis": "skp", "waktu": "2026", "dokumen": ids, "folder": str(tmp_path), "kertas": None}
    with unit.write("uji") as tx:
        tx.put("rangkaian_cetak", unit.who, msgspec.json.encode({**lama, "selesai": 1, "halaman": 0, "dilewati": []}))
    rangkaian = read_rangkaian(unit)
    assert rangkaian is not None
    assert (rangkaian.selesai, rangkaian.jumlah, rangkaian.nama) == (1, 3, "–")
    assert finish(unit).selesai == 3
    assert len(list(tmp_path.glob("skp_*.pdf"))) == 2
    drop_rangkaian(unit)
    assert read_rangkaian(unit) is None


def test_that_a_plan_says_what_is_left_out_and_why(unit: Kantor, people: dict[str, str]) -> None:
    bima = get_skp(unit, people["Bima"])
    put_revision(unit, "skp", people["Bima"], msgspec.structs.replace(bima, pendekatan=Pendekatan.KUALITATIF))
    baru, _ = create_pegawai(unit, Pegawai(nama="Candra Contoh"))
    edit(unit, baru, riwayat=get_pegawai(unit, bima.pegawai_id).riwayat)
    draft_skp(unit, baru)
    orang = {nama: get_skp(unit, skp).pegawai_id for nama, skp in people.items()}
    pilihan = PilihanRangkaian(formulir=("A.1.7",), waktu="2026", pegawai=(*orang.values(), baru))
    susunan = plan_rangkaian(unit, pilihan)
    assert [satu.doc_id for satu in susunan.lembar] == [people["Adi"], people["Bunga"]]
    alasan = {satu.nama: sentence_for(satu.sebab, satu.fakta) for satu in list_alasan(unit, susunan.tidak)}
    assert "melainkan pada A.1.6" in alasan["Bima Contoh"]
    assert "masih draf" in alasan["Candra Contoh"]
    semua = plan_rangkaian(unit, PilihanRangkaian(formulir=("A.1.6", "A.1.7", "skp"), waktu="2026"))
    assert [satu.kode for satu in semua.lembar] == ["SKP"] * 3
    dua = plan_rangkaian(unit, PilihanRangkaian(formulir=("A.1.6", "A.1.7"), waktu="2026"))
    assert [satu.kode for satu in dua.lembar] == ["A.1.7", "A.1.6", "A.1.7"]


def test_that_not_yet_leaves_out_what_was_printed_as_it_is_now(
    unit: Kantor, people: dict[str, str], tmp_path: Path
) -> None:
    belum = PilihanRangkaian(formulir=("skp",), waktu="2026", belum=True)
    begin_rangkaian(unit, SKP, folder=tmp_path)
    finish(unit)
    assert (plan_rangkaian(unit, belum).lembar, plan_rangkaian(unit, belum).sudah) == ((), 3)
    with pytest.raises(UserError, match="rangkaian_sudah"):
        begin_rangkaian(unit, belum, folder=tmp_path)
    isi = get_skp(unit, people["Adi"])
    put_revision(unit, "skp", people["Adi"], msgspec.structs.replace(isi, instansi="LAIN"))
    assert [satu.doc_id for satu in plan_rangkaian(unit, belum).lembar] == [people["Adi"]]
    assert len(plan_rangkaian(unit, PilihanRangkaian(formulir=("A.1.8",), waktu="2026", belum=True)).lembar) == 3


MANY = """
import sys
from pathlib import Path
import msgspec
from desktop_app.services import cetak_rangkaian as run
from desktop_app.services.cetak_simpan import Rencana
from desktop_app.services.cetak_susun import PilihanRangkaian, plan_rangkaian
from desktop_app.services.kantor import open_kantor
from desktop_app.services.waktu import now

def peak(times):
    "Print the same few SKP so many times into one file; return the peak of memory in KB."
    many, out = lembar * times, sys.argv[2]
    plan = Rencana(id=f"{times:016d}", waktu="2026", lembar=many, folder=out, berkas=f"{times}.pdf")
    with kantor.write("uji") as tx:
        tx.put("rangkaian_cetak", kantor.who, msgspec.json.encode(plan))
    Path("/proc/self/clear_refs").write_text("5")  # opening the office needed more: forget that peak
    while not run.save_next(kantor).tuntas:
        pass
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0])

kantor = open_kantor(Path(sys.argv[1]), jam=now, who="a1")
lembar = plan_rangkaian(kantor, PilihanRangkaian(formulir=("skp",), waktu="2026")).lembar
print(peak(6), peak(24))
kantor.close()
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="no peak of memory that can be reset")
def test_that_more_forms_need_no_more_memory(unit: Kantor, people: dict[str, str], tmp_path: Path) -> None:
    """A finished form is some 30 KB; a run that kept only those would need a megabyte more for 72 than for 18."""
    shutil.copytree(unit.home, tmp_path / "salinan")
    ran = subprocess.run(
        [sys.executable, "-c", MANY, str(tmp_path / "salinan"), str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    few, many = map(int, ran.stdout.split())
    assert len(bookmarks(tmp_path / "24.pdf")) == 72
    assert many - few < 2_000, (few, many)
