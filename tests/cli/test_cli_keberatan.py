"""The commands of objections with real passwords, from sealing to the decision."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.wewenang import PeranPengguna as P
from desktop_app.services.akun import create_akun, found_with_akun
from desktop_app.services.kantor import Peran, Profil
from desktop_app.services.pelaku import unattended
from desktop_app.services.waktu import now
from desktop_app.vault import FLOOR
from tests.cli.conftest import Run
from tests.services.dunia_kantor import add_people, determined_skp, final_penilaian
from tests.services.rumah_sandi import jam

SANDI = {
    "Admin": "sungai deras di pagi",
    "Camat": "gajah pelan sekali",
    "Staf": "kuda terbang sore",
    "Sekda": "batu di kali",
}
PERAN = {"Camat": [P.PENILAI], "Staf": [P.PEGAWAI], "Sekda": [P.PENILAI]}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A unit with passwords, in which the final evaluation of Staf lies; a file with each password."""
    home = tmp_path / "unit"
    profil = Profil(peran=Peran.UNIT, kode="99.01.07", nama="Kecamatan Uji", instansi="UJI", tempat="Uji")
    kantor = found_with_akun(home, profil, "Admin", SANDI["Admin"], jam=jam, biaya=FLOOR)
    admin, kantor.pelaku = kantor.pelaku, unattended(kantor.who)
    sekda, camat, staf = add_people(kantor)
    final_penilaian(kantor, determined_skp(kantor, staf))
    kantor.pelaku = admin
    for nama, orang in (("Camat", camat), ("Staf", staf), ("Sekda", sekda)):
        create_akun(kantor, nama, PERAN[nama], SANDI[nama], orang)
    kantor.close()
    for nama, sandi in SANDI.items():
        path = tmp_path / f"{nama}.txt"
        path.write_text(sandi + "\n", encoding="utf-8")
        path.chmod(0o600)
    return home


def test_that_an_objection_is_sealed_opened_and_decided(run: Run, home: Path, tmp_path: Path) -> None:
    def act(nama: str, *words: object, code: int = 0) -> Any:
        who = ("--json", "--home", home, "--user", nama, "--password-file", tmp_path / f"{nama}.txt")
        hasil = run(*who, "objection", *words)
        assert hasil.code == code, hasil.err
        return hasil.data if hasil.out else hasil.err

    alasan = tmp_path / "alasan.txt"
    alasan.write_text("Laporan saya tidak dihitung.", encoding="utf-8")
    (siap,) = act("Staf", "write")
    # The superior has not logged in yet, and the office is not enrolled: nothing is sealed to nobody.
    assert siap["halangan"] == "keberatan_tanpa_penerima"
    assert act("Sekda", "list") == []
    hasil = act("Staf", "write", siap["penilaian_id"], "--file", alasan, "--evidence", "Tanda terima")
    assert hasil["nomor"] == 1
    act("Staf", "slip", hasil["id"], "--out", tmp_path / "slip.pdf")
    act("Staf", "blank", siap["penilaian_id"], "--out", tmp_path / "kosong.pdf")
    act("Staf", "copy", hasil["id"], "--to", tmp_path)
    assert len(list(tmp_path.glob("*.skpk"))) == 1
    assert (tmp_path / "slip.pdf").stat().st_size > 1000
    assert act("Camat", "list") == []
    act("Camat", "open", hasil["id"], code=1)
    act("Camat", "check", hasil["kode"])
    act("Camat", "check", "AAAAA-AAAAA-AAAAA", code=1)
    buka = act("Sekda", "open", hasil["id"])
    assert buka["alasan"] == "Laporan saya tidak dihitung."
    act("Sekda", "ask", buka["putusan"], "--file", alasan)
    act("Camat", "answer", buka["putusan"], "--file", alasan)
    ubah = ("--result-rating", "diatas", "--behaviour-rating", "diatas", "--recommendation", "Hitung.")
    hari = now().date().isoformat()
    putus = act("Sekda", "decide", buka["putusan"], "--decision", "mengubah", *ubah, "--date", hari)
    assert putus["predikat"] == "sangat_baik"
    (baris,) = act("Staf", "list")
    assert (baris["keputusan"], baris["pembukaan"][0]["nama"]) == ("mengubah", "Sekda")
    assert act("Staf", "gaps") == []
    assert act("Staf", "decisions", buka["putusan"])["rekomendasi"] == "Hitung."
