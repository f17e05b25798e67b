"""What may stand in an interchange file at all: JSON, limits, members, texts, dates, numbers, ids."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.errors import UserError
from desktop_app.services import interchange_baca, interchange_berkas
from desktop_app.services.interchange import apply_interchange
from desktop_app.services.kantor import Kantor

Items = list[dict[str, Any]]
HEAD = b'{"format": "skp-luring/interchange", "versi": 1, "dokumen": '


@pytest.mark.parametrize(
    "data, code",
    [
        (b"", "interchange_bukan_json"),
        (b"{", "interchange_bukan_json"),
        (b'{"a": "\\', "interchange_bukan_json"),
        (b"\xff\xfe{}", "interchange_bukan_json"),
        (HEAD + b"[]}" + b"x", "interchange_bukan_json"),
        (HEAD + b'[], "catatan": "a", "catatan": "a"}', "interchange_bukan_json"),
        (HEAD + b'[{"jenis": "periode", "isi": {"kode": NaN}}]}', "interchange_bukan_json"),
        (HEAD + b'[], "catatan": "a\nb"}', "interchange_bukan_json"),
        (b"[]", "interchange_bukan_format"),
        (b'"skp-luring/interchange"', "interchange_bukan_format"),
        (b'{"versi": 1, "dokumen": []}', "interchange_bukan_format"),
        (b'{"format": "lain", "versi": 1, "dokumen": []}', "interchange_bukan_format"),
        (b'{"format": "skp-luring/interchange", "versi": 2, "baru": []}', "interchange_versi_baru"),
        (HEAD + b"[" * 11 + b"]" * 11 + b"}", "interchange_ditolak"),
        (HEAD + b"[" * 12 + b"]" * 12 + b"}", "interchange_terlalu_besar"),
        (HEAD + b"[" * 100_000 + b"]" * 100_000 + b"}", "interchange_terlalu_besar"),
        (b'{"a":' * 100_000, "interchange_terlalu_besar"),
        (b'"' + b'\\"' * 200_000, "interchange_bukan_json"),
    ],
)
def test_that_a_file_of_another_form_is_refused_whole(
    kantor_unit: Kantor, write_bytes: Callable[[bytes], Path], data: bytes, code: str
) -> None:
    with pytest.raises(UserError) as caught:
        apply_interchange(kantor_unit, write_bytes(data))
    assert caught.value.code == code


def test_that_a_missing_file_is_said_to_be_missing(kantor_unit: Kantor, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="berkas_tidak_ada"):
        apply_interchange(kantor_unit, tmp_path / "tidak-ada.json")


def test_that_brackets_inside_texts_do_not_count_as_depth(apply: Any, items: Items) -> None:
    items[1]["catatan"] = '[[[[[[[[[[[[[[["\\"{{{{{{{{{{{{{{{{{{'
    assert apply(items).jumlah["pegawai"]["baru"] == 3


def test_that_a_byte_order_mark_is_passed_over(kantor_unit: Kantor, write_bytes: Callable[[bytes], Path]) -> None:
    assert not apply_interchange(kantor_unit, write_bytes(b"\xef\xbb\xbf" + HEAD + b"[]}")).changed.doc_ids


def test_that_a_file_over_its_limits_is_refused(
    kantor_unit: Kantor, write_bytes: Callable[[bytes], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_bytes(HEAD + b"[{}, {}, {}]}")
    monkeypatch.setattr(interchange_berkas, "MAKS_ITEM", 2)
    with pytest.raises(UserError, match=r"interchange_terlalu_besar.*dokumen"):
        apply_interchange(kantor_unit, path)
    monkeypatch.setattr(interchange_berkas, "MAKS_BYTE", 20)
    with pytest.raises(UserError, match=r"interchange_terlalu_besar.*MiB"):
        apply_interchange(kantor_unit, path)


@pytest.mark.parametrize(
    "versi, kode", [(0, "interchange_nilai_salah"), (True, "interchange_nilai_salah"), ("1", "interchange_nilai_salah")]
)
def test_that_the_version_is_the_number_one(apply: Any, versi: object, kode: str) -> None:
    assert apply.refused([], versi=versi) == [(kode, "/versi")]


def test_that_unknown_members_are_refused_with_their_paths_everywhere(apply: Any, items: Items) -> None:
    items[0]["lain"] = 1
    items[2]["isi"]["gelar/lama~"] = "x"
    items[2]["isi"]["riwayat"][0]["gaji"] = None
    items[5]["isi"]["hasil"][0]["indikator"][1]["target"]["bobot"] = "1"
    items[5]["isi"]["perilaku"][0]["ekspektasi"].append({"teks": "a", "bobot": "1"})
    items[6]["isi"]["realisasi"][0]["umpan_balik"][0]["peran"] = "x"
    kode = "interchange_kolom_tidak_dikenal"
    assert apply.refused(items, asing=1) == [
        (kode, "/asing"),
        (kode, "/dokumen/0/lain"),
        (kode, "/dokumen/2/isi/riwayat/0/gaji"),
        (kode, "/dokumen/2/isi/gelar~1lama~0"),
        (kode, "/dokumen/5/isi/hasil/0/indikator/1/target/bobot"),
        (kode, "/dokumen/5/isi/perilaku/0/ekspektasi/1/bobot"),
        (kode, "/dokumen/6/isi/realisasi/0/umpan_balik/0/peran"),
    ]


def test_that_what_the_program_computes_is_refused(apply: Any, items: Items) -> None:
    items[5]["isi"]["pegawai"] = {}
    for nama in ("predikat", "aturan", "skp_rev", "atasan_penilai"):
        items[6]["isi"][nama] = "x"
    kode = "interchange_kolom_dihitung"
    assert apply.refused(items) == [
        (kode, "/dokumen/5/isi/pegawai"),
        (kode, "/dokumen/6/isi/predikat"),
        (kode, "/dokumen/6/isi/aturan"),
        (kode, "/dokumen/6/isi/skp_rev"),
        (kode, "/dokumen/6/isi/atasan_penilai"),
    ]


def test_that_members_that_must_stand_are_asked_for(apply: Any) -> None:
    items = [
        {},
        {"jenis": "unit_kerja", "isi": {"kode": "99.01.09"}},
        {"jenis": "pegawai", "isi": {"nama": "Fulan", "nip": "198601012010011001", "riwayat": [{}]}},
        {"jenis": "pegawai", "isi": {"nama": "Fulan Tanpa Nomor"}},
        {"jenis": "skp", "isi": {"pegawai_nip": ""}},
        {"jenis": "penilaian", "isi": {"realisasi": [{}], "perilaku": [{}]}},
    ]
    assert {satu for satu in apply.refused(items) if satu[0] == "interchange_kolom_wajib"} == {
        ("interchange_kolom_wajib", path)
        for path in (
            *("/dokumen/0/jenis", "/dokumen/0/isi", "/dokumen/1/isi/nama", "/dokumen/1/isi/instansi"),
            *("/dokumen/2/isi/riwayat/0/mulai", "/dokumen/3/ref"),
            *("/dokumen/4/isi/pegawai_nip", "/dokumen/4/isi/mulai", "/dokumen/4/isi/selesai"),
            *("/dokumen/5/isi/pegawai_id", "/dokumen/5/isi/periode"),
            *("/dokumen/5/isi/realisasi/0/id", "/dokumen/5/isi/perilaku/0/nilai"),
        )
    }


def put(items: Items, path: str, value: object) -> None:
    """Set what stands at a path below the list of items."""
    *steps, last = path.split("/")
    place: Any = items
    for step in steps:
        place = place[int(step)] if isinstance(place, list) else place[step]
    place[last] = value


@pytest.mark.parametrize(
    "path, value",
    [
        ("0/isi/kode", "33-73"),
        ("0/isi/kode", "٣٣.٧٣"),
        ("0/isi/nama", " "),
        ("0/isi/tempat", None),
        ("0/isi/tempat", 5),
        ("0/isi/tempat", "a\u0000b"),
        ("0/isi/tempat", "a\r\nb"),
        ("0/isi/tempat", "a\x7fb"),
        ("0/isi/tempat", "\ud800"),
        ("2/id", "ABCDEF00000000000000000000000000"),
        ("2/ref", "Huruf Besar"),
        ("2/jenis", "skp_lama"),
        ("2/isi", []),
        ("2/isi/aktif", 1),
        ("2/isi/status", "honorer"),
        ("2/isi/riwayat", {}),
        ("2/isi/riwayat/0/mulai", "2026-02-30"),
        ("2/isi/riwayat/0/mulai", "1899-12-31"),
        ("2/isi/riwayat/0/mulai", "2200-01-01"),
        ("2/isi/riwayat/0/mulai", "20260101"),
        ("2/isi/riwayat/0/mulai", "٢٠٢٦-٠١-٠١"),
        ("2/isi/riwayat/0/id", "R 1"),
        ("4/isi/kode", "2026-TW01"),
        ("4/isi/kode", "2026-tw1"),
        ("4/isi/kode", "2026-B13"),
        ("4/isi/jenis", "bulanan"),
        ("4/isi/mulai", "2026-01-02"),
        ("5/isi/hasil/0/indikator/0/target/nilai", "1,5"),
        ("5/isi/hasil/0/indikator/0/target/nilai", "1e3"),
        ("5/isi/hasil/0/indikator/0/target/nilai", "01"),
        ("5/isi/hasil/0/indikator/0/target/nilai", "+1"),
        ("5/isi/hasil/0/indikator/0/target/nilai", "1" * 31),
        ("5/isi/hasil/0/indikator/0/target/nilai", 90),
        ("5/isi/hasil/0/indikator/0/target/nilai", 90.5),
        ("5/isi/hasil/0/indikator/0/target/teks", "sepuluh"),
        ("5/isi/hasil/0/indikator/1/target/nilai_atas", "90"),
        ("5/isi/hasil/0/indikator/2/target/satuan", "hari"),
        ("5/isi/perilaku/0/ekspektasi", "satu"),
        ("6/isi/rating_hasil", "istimewa"),
        ("6/isi/skp_tahun", "2026"),
        ("6/isi/skp_tahun", True),
    ],
)
def test_that_a_wrong_value_is_refused_at_its_path(apply: Any, items: Items, path: str, value: object) -> None:
    if path.endswith("skp_tahun"):
        del items[6]["isi"]["skp_ref"]
    put(items, path, value)
    assert ("interchange_nilai_salah", f"/dokumen/{path}") in apply.refused(items)


def test_that_null_stands_only_where_none_is_the_default(apply: Any, items: Items) -> None:
    isi = items[6]["isi"]
    isi |= {"status": "draft", "tanggal": None, "capaian_organisasi": None, "rating_hasil": None}
    assert apply(items).jumlah["penilaian"]["baru"] == 1
    isi["catatan"] = None
    assert apply.refused(items) == [("interchange_nilai_salah", "/dokumen/6/isi/catatan")]


def test_that_a_long_text_is_refused_at_its_path(apply: Any, items: Items) -> None:
    items[0]["isi"]["catatan"] = "é" * (interchange_baca.MAKS_TEKS // 2)
    apply(items)
    items[0]["isi"]["catatan"] += "x"
    assert apply.refused(items) == [("interchange_terlalu_besar", "/dokumen/0/isi/catatan")]


def test_that_a_document_too_large_to_be_sent_is_refused_before_anything_is_written(apply: Any, items: Items) -> None:
    items[5]["isi"]["lampiran"]["skema"] = ["x" * 60_000] * 5
    assert apply.refused(items) == [("interchange_terlalu_besar", "/dokumen/5/isi")]


def test_that_texts_are_normalised_and_numbers_keep_their_zeros(apply: Any, items: Items) -> None:
    items[3]["isi"]["nama"] = "  Fulanah Re\u0301sume\u0301,\nS.AP. "
    items[5]["isi"]["hasil"][0]["indikator"][1]["target"]["nilai"] = "85.50"
    doc_ids = apply(items).changed.doc_ids
    bodies = b"".join(apply.kantor.store.document(satu).body for satu in doc_ids).decode()
    assert '"Fulanah Résumé,\\nS.AP."' in bodies
    assert '"85.50"' in bodies


def test_that_ids_are_made_from_the_place_and_never_taken_twice(apply: Any, items: Items) -> None:
    hasil = items[5]["isi"]["hasil"]
    hasil.append(
        {"jenis": "utama", "teks": "Kedua", "indikator": [{"id": "h1i2", "teks": "a", "target": {"teks": "b"}}]}
    )
    hasil.append({"id": "h2", "jenis": "utama", "teks": "Ketiga", "indikator": []})
    items[2]["isi"]["riwayat"].append({**items[2]["isi"]["riwayat"][0], "id": "r1"})
    items[5]["isi"]["perilaku"].append({"nilai": "berorientasi_pelayanan"})
    items[6]["isi"]["realisasi"].append({"id": "h1i1"})
    items[0]["ref"] = items[4]["ref"] = "sama"
    kode = "interchange_id_ganda"
    assert apply.refused(items) == [
        (kode, "/dokumen/2/isi/riwayat/0"),
        (kode, "/dokumen/4/ref"),
        (kode, "/dokumen/5/isi/hasil/1"),
        (kode, "/dokumen/5/isi/hasil/0/indikator/1"),
        (kode, "/dokumen/5/isi/perilaku/1/nilai"),
        (kode, "/dokumen/6/isi/realisasi/3/id"),
    ]


def test_that_all_refusals_come_together_but_at_most_a_hundred_in_words(apply: Any, items: Items) -> None:
    faulty = [{"jenis": "pegawai", "ref": f"p{n}", "isi": {"nama": 5}} for n in range(150)]
    with pytest.raises(UserError) as caught:
        apply(faulty)
    rincian = caught.value.facts["rincian"]
    assert isinstance(rincian, list)
    assert caught.value.facts["jumlah"] == 150
    assert len(rincian) == 100
    assert rincian[0] == {
        "kode": "interchange_nilai_salah",
        "jalur": "/dokumen/0/isi/nama",
        "jenis": "pegawai",
        "ref": "p0",
        "harus": "teks",
    }
