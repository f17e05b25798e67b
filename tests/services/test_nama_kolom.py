"""Paths of fields become the words that people use, with results and indicators counted as on the forms."""

from __future__ import annotations

from typing import Any

import pytest

from desktop_app.services.nama_kolom import name_of_path, value_in_words

INTERVENSI = "rencana hasil kerja pimpinan yang diintervensi"
RENTANG = {"jenis": "rentang", "nilai": "80", "nilai_atas": "90.5", "satuan": "persen"}
SKP: dict[str, Any] = {
    "hasil": [
        {
            "id": "h1",
            "jenis": "utama",
            "indikator": [{"id": "i1", "aspek": "kuantitas"}, {"id": "i2", "aspek": "waktu"}],
        },
        {"id": "h2", "jenis": "tambahan", "indikator": [{"id": "i3", "aspek": "kualitas"}]},
        {"id": "h3", "jenis": "utama", "indikator": []},
    ],
    "perilaku": [{"nilai": "akuntabel", "ekspektasi": [{"id": "b1", "teks": "x"}]}],
    "lampiran": {"sumber_daya": [{"id": "s1"}, {"id": "s2"}]},
}


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("", "Seluruh dokumen"),
        ("tempat", "Tempat"),
        ("hasil/#h1/teks", "Rencana hasil kerja utama 1"),
        ("hasil/#h2", "Rencana hasil kerja tambahan 1"),
        ("hasil/#h3/teks", "Rencana hasil kerja utama 2"),
        ("hasil/#h1/indikator/#i2/target", "Rencana hasil kerja utama 1 › indikator 2 (waktu) › target"),
        (
            "hasil/#h2/intervensi/teks",
            "Rencana hasil kerja tambahan 1 › " + INTERVENSI,
        ),
        ("perilaku/#akuntabel/ekspektasi/#b1/teks", "Perilaku kerja › Akuntabel › ekspektasi khusus pimpinan"),
        ("lampiran/sumber_daya/#s2/teks", "Lampiran › Dukungan sumber daya 2"),
        ("kolom_masa_depan", "Kolom masa depan"),
    ],
)
def test_that_a_field_of_an_skp_has_a_name(path: str, words: str) -> None:
    assert name_of_path(path, SKP) == words


def test_that_a_post_is_named_by_its_first_day() -> None:
    person = {"riwayat": [{"id": "r1", "mulai": "2024-06-01"}, {"id": "r2", "mulai": "2026-01-01"}]}
    assert name_of_path("riwayat/#r2/golongan", person) == "Riwayat jabatan mulai 1 Januari 2026 › golongan"


def test_that_a_realisation_is_named_by_the_indicator_of_its_skp() -> None:
    body = {"realisasi": [{"id": "i2", "realisasi": "12"}]}
    words = name_of_path("realisasi/#i2/realisasi", body, SKP)
    assert words == "Rencana hasil kerja utama 1 › indikator 2 (waktu) › realisasi"


def test_that_a_child_that_is_not_there_any_more_still_has_a_name() -> None:
    assert name_of_path("hasil/#hilang/teks", SKP) == "Rencana hasil kerja"


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("catatan", "", "(kosong)"),
        ("catatan", None, "(dihapus)"),
        ("catatan", "final", "final"),
        ("", {"nama": "x"}, "(tetap ada, dengan perubahan)"),
        ("aktif", False, "Tidak"),
        ("status", "ditetapkan", "Ditetapkan"),
        ("rating_hasil", "diatas", "Diatas ekspektasi"),
        ("tanggal", "2026-03-03", "3 Maret 2026"),
        ("nip", "196907151994031004", "19690715 199403 1 004"),
        ("penilai_id", "a" * 32, "Bunga Contoh"),
        ("hasil/#h1/indikator/#i1/target", RENTANG, "80 – 90,5 persen"),
        ("hasil/#h1/indikator/#i1/target", {"jenis": "angka", "nilai": "12", "satuan": "dokumen"}, "12 dokumen"),
        ("hasil/#h1/indikator/#i1/target", {"jenis": "teks", "teks": "paling lambat Juni"}, "paling lambat Juni"),
        ("pegawai", {"nama": "Bunga", "nip": "1", "jabatan": "Camat"}, "Bunga, Camat"),
    ],
)
def test_that_values_read_as_people_say_them(path: str, value: Any, words: str) -> None:
    assert value_in_words(path, value, {"a" * 32: "Bunga Contoh"}) == words
