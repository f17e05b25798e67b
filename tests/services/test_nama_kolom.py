"""Paths of fields become the words that people use, with results and indicators counted as on the forms."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, get_args

import msgspec
import pytest

from desktop_app.domain.codec import KINDS
from desktop_app.services.nama_kolom import name_of_path, value_in_words
from desktop_app.services.nama_kolom_kata import KATA, NAMA, NILAI_DASAR

HASIL = "Rencana hasil kerja utama 1"
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


MATRIKS: dict[str, Any] = {
    "kolom": [{"id": "k1"}, {"id": "k2"}],
    "baris": [{"id": "b1", "peran": [{"id": "p1", "kolom_id": "k2", "teks": "x"}]}],
}


@pytest.mark.parametrize(
    ("path", "body", "words"),
    [
        (
            "hasil/#h1/indikator/#i1/narasi",
            SKP,
            HASIL + " › indikator 1 (kuantitas) › narasi kualitatif",
        ),
        ("hasil/#h1/sumber", SKP, "Rencana hasil kerja utama 1 › sumber rencana hasil kerja"),
        ("hasil/#h1/penugasan", SKP, "Rencana hasil kerja utama 1 › penugasan dari"),
        ("pendekatan", SKP, "Pendekatan"),
        ("kolom/#k2/teks", MATRIKS, "Kolom 2"),
        ("baris/#b1/peran/#p1/teks", MATRIKS, "Baris 1 › peran pada kolom 2"),
        ("libur/#2026-12-25/nama", {"libur": [{"id": "2026-12-25"}]}, "Hari libur 25 Desember 2026 › Nama"),
        ("perubahan/#p1/alasan", {"perubahan": [{"id": "p1"}]}, "Perubahan 1 › alasan"),
        (
            "keadaan/#k1/selesai",
            {"keadaan": [{"id": "k1", "mulai": "2026-03-01"}]},
            "Keadaan khusus mulai 1 Maret 2026 › sampai",
        ),
        ("penerima_id", {}, "Penerima"),
    ],
)
def test_that_a_field_of_the_planning_stage_has_a_name(path: str, body: Any, words: str) -> None:
    assert name_of_path(path, body) == words


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("pendekatan", "kualitatif", "Kualitatif"),
        ("hasil/#h1/indikator/#i1/perspektif", "anggaran", "Anggaran"),
        ("hasil/#h1/sumber", "direktif", "Direktif"),
        ("perilaku/#loyal/umpan_balik/#u1/sumber", "direktif", "direktif"),
        ("libur/#2026-12-25", {"id": "2026-12-25", "tanggal": "2026-12-25", "nama": "Natal"}, "Natal"),
        (
            "baris/#b1",
            {"id": "b1", "pegawai_id": "a" * 32, "nama": "", "peran": [{"id": "p", "kolom_id": "k", "teks": "Cepat"}]},
            "Bunga Contoh\n– Cepat",
        ),
        (
            "perubahan/#p1",
            {"id": "p1", "jenis": "ubah", "hasil_id": "", "alasan": "Tugas", "hasil": {"id": "h", "teks": "Baru"}},
            "jenis: Diubah\nalasan: Tugas\n– Baru",
        ),
        ("adendum/#x", {"id": "x", "nomor": 2, "tanggal": "2026-07-01"}, "nomor: 2\nTanggal dokumen: 1 Juli 2026"),
        (
            "pendekatan",
            {"ja_jf": "kualitatif"},
            "Pejabat administrasi dan fungsional: Kualitatif",
        ),
        ("keadaan/#k", {"id": "k", "jenis": "plt", "mulai": "2026-03-01"}, "jenis: Plt\nmulai: 1 Maret 2026"),
    ],
)
def test_that_whole_children_of_the_planning_stage_read_as_people_say_them(path: str, value: Any, words: str) -> None:
    assert value_in_words(path, value, {"a" * 32: "Bunga Contoh"}) == words


def _members(tipe: Any, seen: set[Any]) -> set[str]:
    """Return the names of all members of a document and of what lies inside it."""
    if isinstance(tipe, type) and issubclass(tipe, msgspec.Struct):
        if tipe in seen:
            return set()
        seen.add(tipe)
        kolom = msgspec.structs.fields(tipe)
        return {k.name for k in kolom}.union(*(_members(k.type, seen) for k in kolom))
    return set().union(*(_members(satu, seen) for satu in get_args(tipe)))


def _words(tipe: Any, seen: set[Any]) -> set[str]:
    """Return the words of all closed lists inside a document."""
    if isinstance(tipe, type) and issubclass(tipe, StrEnum):
        return {satu.value for satu in tipe}
    if isinstance(tipe, type) and issubclass(tipe, msgspec.Struct):
        if tipe in seen:
            return set()
        seen.add(tipe)
        return set().union(*(_words(k.type, seen) for k in msgspec.structs.fields(tipe)))
    return set().union(*(_words(satu, seen) for satu in get_args(tipe)))


@pytest.mark.parametrize("kind", KINDS)
def test_that_no_field_and_no_word_of_a_list_is_shown_by_its_stored_name(kind: str) -> None:
    assert {nama for nama in _members(KINDS[kind], set()) if nama not in NAMA} - {"id", "nilai", "nilai_atas"} == set()
    assert {kata for kata in _words(KINDS[kind], set()) if kata not in KATA and kata not in NILAI_DASAR} == set()
