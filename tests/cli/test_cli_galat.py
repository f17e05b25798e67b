"""The report of an error of the program: private, without texts that may hold names."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from desktop_app.cli import data
from desktop_app.domain.errors import SystemProblem
from tests.cli.conftest import Run


def fall(*_: object, **__: object) -> None:
    """Fail as a bug does, with a person's name in every text."""
    try:
        raise SystemProblem("berkas_gagal", berkas="Bunga Contoh", rincian="Bunga Contoh")
    except SystemProblem as error:
        raise ValueError("Bunga Contoh 199003032015031005") from error


def test_that_the_report_holds_types_codes_and_places_and_no_texts(
    run: Run, dunia: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = dunia / "unit"
    report = home / "galat-terakhir.txt"
    report.write_text("lama")
    report.chmod(0o644)
    monkeypatch.setattr(data, "list_dokumen", fall)
    assert run("--home", home, "list", "pegawai").code == 4
    text = report.read_text()
    assert "Bunga" not in text
    assert "1990" not in text
    assert "lama" not in text
    assert "ValueError" in text
    assert "SystemProblem berkas_gagal" in text
    assert f"{Path(__file__).name}:" in text
    assert "  desktop_app/cli/masuk.py:" in text
    assert str(Path(data.__file__).parents[2]) not in text
    if os.name == "posix":
        assert stat.S_IMODE(report.stat().st_mode) == 0o600


@pytest.mark.skipif(os.name != "posix", reason="links and pipes of a POSIX system")
@pytest.mark.parametrize("kind", ["link", "pipe"])
def test_that_the_report_never_leaves_through_a_link_or_waits_at_a_pipe(
    run: Run, dunia: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    home = dunia / "unit"
    report, other = home / "galat-terakhir.txt", dunia / "lain.txt"
    other.write_text("berharga")
    if kind == "link":
        report.symlink_to(other)
    else:
        os.mkfifo(report)
    monkeypatch.setattr(data, "list_dokumen", fall)
    assert run("--home", home, "list", "pegawai").code == 4
    assert other.read_text() == "berharga"
