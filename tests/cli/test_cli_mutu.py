"""What an SKP lacks and how its wording could be better, on the command line: text for people, JSON for machines."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from desktop_app.cli import main
from desktop_app.domain.istilah import JenisHasil
from desktop_app.domain.pegawai import Pegawai
from desktop_app.services.kantor import open_kantor
from desktop_app.services.naskah import commit_naskah, write_naskah
from desktop_app.services.pegawai import create_pegawai
from desktop_app.services.skp import create_skp, get_skp, new_hasil

NIP = "198106202009011003"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An office with one SKP whose result is worded as an activity."""
    home = tmp_path / "kantor"
    init = ["init", "--unattended", "--role", "unit", "--code", "99.01.04"]
    assert main(["--home", str(home), *init, "--name", "Kecamatan Contoh", "--agency", "PEMERINTAH CONTOH"]) == 0
    kantor = open_kantor(home, jam=lambda: datetime.now(UTC))
    budi = create_pegawai(kantor, Pegawai(nama="Budi Contoh", nip=NIP))[0]
    doc_id = create_skp(kantor, budi, 2026)[0]
    hasil = msgspec.structs.replace(new_hasil(JenisHasil.UTAMA), teks="Menyusun laporan bulanan")
    write_naskah(kantor, doc_id, msgspec.structs.replace(get_skp(kantor, doc_id), hasil=(hasil,)))
    commit_naskah(kantor, doc_id)
    kantor.close()
    return home


def test_that_gaps_and_advice_stand_apart(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["--home", str(home), "--json", "quality", NIP, "--year", "2026"]) == 0
    data: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert {"penilai_belum_ada", "indikator_kosong"} <= {one["kode"] for one in data["lacks"] if one["blocks"]}
    assert [(one["kode"], one["blocks"]) for one in data["advice"]] == [("mutu_aktivitas", False)]
    assert main(["--home", str(home), "quality", NIP, "--year", "2026"]) == 0
    told = capsys.readouterr().out.splitlines()
    at = told.index("Saran mutu (tidak menghalangi pengajuan):")
    assert told[at + 1].startswith("- utama 1: “Menyusun…” menyebut kegiatan.")
    assert main(["--home", str(home), "quality", NIP, "--year", "2030"]) != 0
