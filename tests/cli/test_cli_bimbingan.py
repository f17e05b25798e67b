"""The commands of coaching, mentoring and counselling, in an office with passwords."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from desktop_app.cli.konseling import TIPE, blank
from desktop_app.domain.wewenang import PeranPengguna as P
from desktop_app.services.akun import create_akun, found_with_akun
from desktop_app.services.kantor import Peran, Profil
from desktop_app.services.pelaku import unattended
from desktop_app.vault import FLOOR
from tests.cli.conftest import Run
from tests.services.dunia_kantor import add_people, determined_skp
from tests.services.rumah_sandi import jam

SANDI = {"Camat": "gajah pelan sekali", "Staf": "kuda terbang sore", "Sekda": "batu di kali", "Admin": "sungai deras"}
PERAN = {"Camat": [P.PENILAI, P.PEGAWAI], "Staf": [P.PEGAWAI], "Sekda": [P.PENILAI]}


@pytest.fixture(scope="module")
def rumah(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A unit with passwords and a file with each; the id of the employee."""
    folder = tmp_path_factory.mktemp("bimbingan")
    profil = Profil(peran=Peran.UNIT, kode="99.01.07", nama="Kecamatan Uji", instansi="UJI", tempat="Uji")
    kantor = found_with_akun(folder / "unit", profil, "Admin", SANDI["Admin"], jam=jam, biaya=FLOOR)
    admin, kantor.pelaku = kantor.pelaku, unattended(kantor.who)
    sekda, camat, staf = add_people(kantor)
    determined_skp(kantor, staf)
    kantor.pelaku = admin
    for nama, orang in (("Camat", camat), ("Staf", staf), ("Sekda", sekda)):
        create_akun(kantor, nama, PERAN[nama], SANDI[nama], orang)
    kantor.close()
    for nama, sandi in SANDI.items():
        path = folder / f"{nama}.txt"
        path.write_text(sandi + "\n", encoding="utf-8")
        path.chmod(0o600)
    return folder, staf


@pytest.fixture
def act(run: Run, rumah: tuple[Path, str]) -> Any:
    """Return what lets one of the people run a command."""
    folder, _ = rumah

    def call(nama: str, *words: object, code: int = 0) -> Any:
        who = ("--json", "--home", folder / "unit", "--user", nama, "--password-file", folder / f"{nama}.txt")
        hasil = run(*who, *words)
        assert hasil.code == code, hasil.err
        return hasil.data if hasil.out else hasil.err

    return call


def test_that_guidance_goes_from_the_plan_to_the_feedback_on_it(
    act: Any, rumah: tuple[Path, str], tmp_path: Path
) -> None:
    _, staf = rumah
    doc = act("Camat", "coaching", "new", staf)
    assert "penugasan khusus" in str(act("Staf", "coaching", "new", staf, "--guide", "ab" * 16, code=1))
    assert "bukan Anda yang menghapusnya" in str(act("Staf", "coaching", "delete", doc["id"], "--reason", "x", code=1))
    assert doc["tujuan"][0]["indikator"] == "Jumlah laporan"
    baris = doc["tujuan"][0]["id"]
    isi = act("Staf", "coaching", "set", doc["id"], "strategi=Tiap pekan", "--part", "tujuan", "--row", baris)
    assert isi["tujuan"][0]["strategi"] == "Tiap pekan"
    act("Staf", "coaching", "set", doc["id"], "peluang=Belajar")
    act("Staf", "coaching", "set", doc["id"], "strategi=x", "--part", "langkah", code=1)
    act("Camat", "coaching", "set", doc["id"], "nilai=9", code=2)
    act("Camat", "coaching", "set", doc["id"], "strategi=Dibantu", "penyesuaian=ya", "--part", "langkah")
    act("Camat", "coaching", "finish", doc["id"], "--date", "2026-03-02")
    (satu,) = act("Camat", "coaching", "list")
    assert (satu["langkah"], satu["penyesuaian"]) == ("lapor_atasan", True)
    assert Path(act("Camat", "coaching", "report", "--list", tmp_path)["berkas"]).is_file()
    act("Camat", "coaching", "report", doc["id"])
    assert Path(act("Staf", "coaching", "print", doc["id"], "--out", tmp_path)["berkas"]).read_bytes()[:4] == b"%PDF"
    umpan = act("Staf", "guidance-feedback", "new", doc["id"])["id"]
    for nomor in range(1, 10):
        act("Staf", "guidance-feedback", "answer", umpan, nomor, "Baik")
    assert act("Sekda", "guidance-feedback", "list") == []
    act("Staf", "guidance-feedback", "hand-over", umpan, "--date", "2026-03-03")
    assert [s["id"] for s in act("Sekda", "guidance-feedback", "list")] == [umpan]
    act("Camat", "guidance-feedback", "show", umpan, code=1)
    m = act("Camat", "mentoring", "new", staf)
    act("Camat", "mentoring", "set", m["id"], "materi=Nota", "tanggal=2026-03-01", "--part", "pertemuan")
    act("Camat", "mentoring", "finish", m["id"], "--date", "2026-03-02", code=1)
    act("Camat", "mentoring", "delete", m["id"], "--reason", "tidak jadi")


def test_that_counselling_says_what_it_waits_for_and_its_forms_can_be_filled(
    act: Any, rumah: tuple[Path, str], tmp_path: Path
) -> None:
    _, staf = rumah
    isian = tmp_path / "laporan.toml"
    isian.write_text('masalah = "x"\ndilakukan = "y"\nserupa = false\ndikomunikasikan = "2026-02-02"\n', "utf-8")
    # The office is not enrolled, so the key of the personnel unit is not here: nothing is sealed to fewer.
    assert act("Camat", "counselling", "new", staf, "--file", isian, code=1)["kode"] == "konseling_tanpa_unit"
    isian.write_text("masalah = [", "utf-8")
    assert act("Camat", "counselling", "new", staf, "--file", isian, code=1)["kode"] == "konseling_berkas_salah"
    assert act("Staf", "counselling", "list") == {"perkara": [], "hilang": 0}
    act("Staf", "counselling", "show", "ab" * 16, code=1)
    for bagian, tipe in TIPE.items():
        assert set(act("Camat", "counselling", "template", bagian)["isian"]) == set(tipe.__struct_fields__)
        assert [baris.split(" = ")[0] for baris in blank(tipe).splitlines()] == list(tipe.__struct_fields__)
