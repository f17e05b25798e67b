"""The demo kecamatan: realistic, valid, plainly made up, and its two files in step."""

from __future__ import annotations

import csv
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

from desktop_app.domain.codec import KINDS_OF_DEVELOPMENT, KINDS_OF_UNIT
from desktop_app.domain.istilah import (
    JenisJabatan,
    JenisTarget,
    StatusKepegawaian,
    StatusPenilaian,
    StatusSkp,
)
from desktop_app.domain.kelengkapan import check_skp
from desktop_app.domain.kelengkapan_penilaian import check_penilaian
from desktop_app.domain.nip import check_nip, clean_nip
from desktop_app.domain.pegawai import identitas_pada
from desktop_app.domain.periode import parse_periode
from desktop_app.domain.predikat import compute_predikat
from desktop_app.domain.skp import find_indikator
from desktop_app.regulation import regulation_in_force

ROOT = Path(__file__).resolve().parents[2]


def employees(demo: Any) -> dict[str, Any]:
    """Return the 25, without the Bupati."""
    return {ref: satu for ref, satu in demo.people.items() if satu.status is not StatusKepegawaian.BUKAN_ASN}


def test_that_the_office_has_25_employees_with_sound_numbers(sukamaju: Any) -> None:
    people = employees(sukamaju)
    assert len(people) == 25
    assert [
        (ref, check_nip(satu.nip, satu.status)) for ref, satu in people.items() if check_nip(satu.nip, satu.status)
    ] == []
    assert len({satu.nip for satu in people.values()}) == 25
    assert len({satu.nama for satu in people.values()}) == 25
    assert sum(satu.status is StatusKepegawaian.PPPK for satu in people.values()) == 5


def test_that_the_posts_are_those_of_a_kecamatan(sukamaju: Any) -> None:
    posts = [satu.jabatan_pada(date(2026, 1, 1)) for satu in employees(sukamaju).values()]
    kinds = [post.jenis_jabatan for post in posts]
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {
        JenisJabatan.ADMINISTRATOR: 2,
        JenisJabatan.PENGAWAS: 10,
        JenisJabatan.FUNGSIONAL: 2,
        JenisJabatan.PELAKSANA: 11,
    }
    names = [post.jabatan for post in posts]
    assert sum(name.startswith("Kepala Subbagian") for name in names) == 2
    assert sum(name.startswith("Kepala Seksi") and "Kelurahan" not in name for name in names) == 5
    ranks = regulation_in_force(date(2026, 1, 1)).pangkat
    assert all(ranks[post.golongan] == post.pangkat for post in posts if post.pangkat)
    assert all(re.fullmatch("V|VII|IX", post.golongan) for post in posts if not post.pangkat)


def test_that_every_line_of_reporting_ends_at_the_bupati_who_has_no_nip(sukamaju: Any) -> None:
    by_id = {sukamaju.id_of("pegawai", ref): satu for ref, satu in sukamaju.people.items()}
    for ref, satu in employees(sukamaju).items():
        seen = [satu]
        while (penilai_id := seen[-1].jabatan_pada(date(2026, 1, 1)).penilai_id) != "":
            atasan = by_id[penilai_id]
            assert atasan not in seen, f"{ref} assesses himself in the end"
            kind = atasan.jabatan_pada(date(2026, 1, 1)).jenis_jabatan
            assert kind not in (JenisJabatan.PELAKSANA, JenisJabatan.FUNGSIONAL), "at least a pejabat pengawas (4)"
            seen.append(atasan)
        assert (seen[-1].nip, seen[-1].status) == ("", StatusKepegawaian.BUKAN_ASN)
        assert 2 <= len(seen) <= 5


def test_that_names_are_of_the_sorts_that_break_programs(sukamaju: Any) -> None:
    names = [satu.nama for satu in sukamaju.people.values()]
    assert any("'" in name for name in names)
    assert max(len(name) for name in names) > 80
    assert any(name.count(",") >= 2 for name in names)
    assert any("," not in name for name in names)


def test_that_the_skps_are_ready_for_the_state_they_are_in(sukamaju: Any) -> None:
    states = [satu.status for satu in sukamaju.skp.values()]
    assert (len(states), states.count(StatusSkp.DITETAPKAN)) == (14, 11)
    assert {StatusSkp.DRAFT, StatusSkp.DIAJUKAN} <= set(states)
    for ref, satu in sukamaju.skp.items():
        assert [temuan for temuan in check_skp(satu) if temuan.penting] == [], ref
        assert (satu.tanggal is not None) == (satu.status is StatusSkp.DITETAPKAN), ref
        if satu.tanggal:
            assert date(2026, 1, 1) <= satu.tanggal <= date(2026, 1, 31), "fixed by the end of January (10, 65)"
    targets = {i.target.jenis for satu in sukamaju.skp.values() for h in satu.hasil for i in h.indikator}
    assert targets == set(JenisTarget)


def test_that_an_intervened_result_has_the_words_of_the_leaders_skp(sukamaju: Any) -> None:
    by_id = {sukamaju.id_of("skp", ref): satu for ref, satu in sukamaju.skp.items()}
    linked = [(satu, h.intervensi) for satu in sukamaju.skp.values() for h in satu.hasil if h.intervensi.hasil_id]
    assert len(linked) > 20
    for satu, intervensi in linked:
        pimpinan = by_id[intervensi.skp_id]
        assert pimpinan.pegawai_id == satu.penilai_id
        assert intervensi.teks in [h.teks for h in pimpinan.hasil if h.id == intervensi.hasil_id]


def test_that_the_evaluations_of_the_quarter_are_ready_and_give_different_predicates(sukamaju: Any) -> None:
    matriks = regulation_in_force(date(2026, 3, 31)).matriks
    final, drafts = [], []
    for ref, satu in sukamaju.penilaian.items():
        skp = sukamaju.skp[ref.split("/")[0]]
        assert (satu.periode, satu.pegawai_id) == ("2026-TW1", skp.pegawai_id)
        assert all(find_indikator(skp, realisasi.id) for realisasi in satu.realisasi), ref
        predikat = compute_predikat(matriks, satu.rating_hasil, satu.rating_perilaku)
        if satu.status is StatusPenilaian.FINAL:
            assert skp.status is StatusSkp.DITETAPKAN
            assert check_penilaian(satu, skp) == (), ref
            assert satu.tanggal > parse_periode(satu.periode).selesai
            final.append(predikat)
        else:
            drafts.append(predikat)
    assert (len(final), len(drafts)) == (7, 3)
    assert len(set(final)) == 4
    assert len({satu for satu in (*final, *drafts) if satu}) == 5


def test_that_the_unit_lies_in_no_real_kabupaten(sukamaju: Any) -> None:
    kode = next(item["isi"]["kode"] for (jenis, _), item in sukamaju.items.items() if jenis == "unit_kerja")
    assert re.fullmatch(r"\d\d\.\d\d\.\d\d", kode)
    assert kode.startswith("99.")
    assert {satu.unit_kode for satu in sukamaju.people.values()} == {kode}


def test_that_the_roster_says_the_same_of_everybody_as_the_documents(sukamaju: Any) -> None:
    with (ROOT / "resources/demo/daftar-pegawai.csv").open(encoding="utf-8", newline="") as berkas:
        rows = list(csv.DictReader(berkas))
    by_id = {sukamaju.id_of("pegawai", ref): satu for ref, satu in sukamaju.people.items()}
    assert [row["NO"] for row in rows] == [str(nomor) for nomor in range(1, 26)]
    for row, satu in zip(rows, employees(sukamaju).values(), strict=True):
        kini = identitas_pada(satu, None)
        assert (row["NAMA"], clean_nip(row["NIP"]), row["PANGKAT/GOL. RUANG"]) == (satu.nama, satu.nip, kini.pangkat)
        assert (row["JABATAN"], row["UNIT KERJA"]) == (kini.jabatan, kini.unit_kerja)
        assert row["NIP PEJABAT PENILAI"] == by_id[satu.jabatan_pada(None).penilai_id].nip


def test_that_the_example_of_the_interchange_page_can_be_read() -> None:
    page = (ROOT / "docs/spec/interchange.md").read_text(encoding="utf-8")
    blocks = [json.loads(block) for block in re.findall(r"```json\n(.*?)```", page, re.DOTALL)]
    assert [block["format"] for block in blocks] == ["skp-luring/interchange"] * 5
    assert {item["jenis"] for item in blocks[1]["dokumen"]} == {"unit_kerja", "pegawai", "periode", "skp", "penilaian"}
    assert {item["jenis"] for item in blocks[2]["dokumen"]} == {"ketentuan", "kalender", "matriks", "workblock"}
    assert {item["jenis"] for item in blocks[3]["dokumen"]} == {
        "rencana_aksi",
        "jurnal",
        "umpan_balik",
        "capaian_unit",
        "evaluasi_diri",
        "penilaian",
        "dokumen_evaluasi",
        "putusan_keberatan",
        "angka_kredit",
    }
    baru = {"templat_pertanyaan", "standar_kompetensi", *KINDS_OF_UNIT, *KINDS_OF_DEVELOPMENT}
    assert {item["jenis"] for item in blocks[4]["dokumen"]} == baru
