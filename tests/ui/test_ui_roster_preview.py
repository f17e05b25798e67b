"""The preview of a roster says what would change, and what becomes of who has no NIP."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt

from desktop_app.domain.pegawai import Pegawai, RiwayatJabatan
from desktop_app.services.kantor import Kantor
from desktop_app.services.pegawai import create_pegawai

NIP = "197001011990031001"
ROSTER = f"NAMA,NIP,JABATAN\nBunga Contoh,{NIP},Sekretaris Kecamatan\nDaun Contoh,,Petugas Kebersihan\n"


def stored(kantor: Kantor) -> None:
    post = RiwayatJabatan(id="r1", mulai=date(2025, 1, 1), jabatan="Camat")
    create_pegawai(kantor, Pegawai(nama="Bunga Contoh", nip=NIP, riwayat=(post,)))


def previewed(start: Any, home: Path, tmp_path: Path) -> Any:
    path = tmp_path / "daftar.csv"
    path.write_text(ROSTER, "utf-8")
    hands = start(home)
    page = hands.page("pegawai")
    page.show_part(page.roster)
    page.roster.preview(path)
    hands.settle()
    return hands


def remarks(page: Any) -> list[tuple[str, str]]:
    model = page.roster._model
    return [
        (
            str(model.index(row, 4).data() or ""),
            str(model.index(row, 4).data(Qt.ItemDataRole.ToolTipRole) or ""),
        )
        for row in range(model.rowCount())
    ]


def test_that_a_changed_row_says_what_changes_and_a_row_without_nip_what_it_becomes(
    start: Any, unit_home: Path, fill: Any, tmp_path: Path
) -> None:
    fill(stored)
    hands = previewed(start, unit_home, tmp_path)
    (changed, tip), (without, _tip) = remarks(hands.window.current_page())
    assert changed.startswith("Berubah: jabatan: Camat → Sekretaris Kecamatan.")
    assert tip == changed
    assert "dicatat sebagai bukan ASN" in without
    assert "isi NIP-nya" in without


def test_that_a_long_remark_is_shown_in_all_its_lines(start: Any, unit_home: Path, fill: Any, tmp_path: Path) -> None:
    fill(stored)
    hands = previewed(start, unit_home, tmp_path)
    view = hands.window.current_page().roster._table.view
    view.horizontalHeader().setSectionResizeMode(4, view.horizontalHeader().ResizeMode.Fixed)
    view.horizontalHeader().resizeSection(4, 160)
    hands.qtbot.waitUntil(lambda: view.rowHeight(1) > 3 * view.fontMetrics().lineSpacing())


def test_that_the_list_of_skp_counts_who_is_not_asked_for_one(
    start: Any, unit_home: Path, fill: Any, tmp_path: Path
) -> None:
    fill(stored)
    hands = previewed(start, unit_home, tmp_path)
    hands.find("impor-masukkan").click()
    hands.settle()
    hands.page("skp")
    said = hands.find("skp-kepala-keterangan").text()
    assert said == "0 SKP, 1 orang belum punya; 1 orang dicatat bukan ASN dan tidak ditagih"
