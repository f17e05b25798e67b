"""Cetak shows an SKP on its own form, its code above the pages, and its annex."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from desktop_app.domain.istilah import JenisJabatan
from desktop_app.domain.pegawai import Pegawai, RiwayatJabatan
from desktop_app.services.kantor import Kantor
from desktop_app.services.pegawai import create_pegawai
from desktop_app.services.skp import create_skp


def leader_with_skp(kantor: Kantor) -> str:
    post = RiwayatJabatan(
        id="r1", mulai=date(2025, 1, 1), jabatan="Kepala Dinas Contoh", jenis_jabatan=JenisJabatan.JPT
    )
    pegawai_id, _ = create_pegawai(kantor, Pegawai(nama="Cemara Contoh", riwayat=(post,)))
    return create_skp(kantor, pegawai_id, 2026)[0]


def test_that_the_right_form_and_the_annex_are_offered_by_one_click(start: Any, unit_home: Path, fill: Any) -> None:
    skp_id = fill(leader_with_skp)
    hands = start(unit_home)
    page = hands.page("cetak")
    page.show_document(skp_id)
    hands.settle()
    assert hands.find("cetak-keterangan").text().startswith("SKP (A.1.2) · Cemara Contoh")
    for form, title in (("lampiran", "Lampiran SKP (A.1.8)"), ("skp", "SKP (A.1.2)")):
        hands.find(f"cetak-formulir-{form}").click()
        hands.settle()
        assert hands.find("cetak-keterangan").text().startswith(title)
        assert page._view.page_count() == (1 if form == "lampiran" else 3)
        assert hands.find("cetak-simpan").isEnabled()
