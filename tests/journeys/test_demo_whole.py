"""The demo that a newcomer runs first goes to its end and leaves the papers that it promises."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from desktop_app.services.demo import run_demo


def test_that_the_demo_goes_to_its_end_and_prints_each_kind_of_paper(tmp_path: Path) -> None:
    said: list[str] = []
    hasil = run_demo(tmp_path / "demo", jam=lambda: datetime(2026, 11, 22, 3, tzinfo=UTC), note=said.append)
    kertas = [path for path, _ in hasil.berkas if path.suffix == ".pdf"]
    assert all(path.read_bytes().startswith(b"%PDF-") for path in kertas)
    awal = {path.name.partition("_")[0] for path in kertas}
    assert awal >= {
        *("skp", "lampiran-skp", "evaluasi", "dokumen-evaluasi", "coaching", "mentoring", "evaluasi-kompetensi"),
        *("rencana-pengembangan", "mengapa", "laporan-skm", "pengumuman-ikm"),
    }
    assert sum("semua utuh" in satu for satu in said) == 3
