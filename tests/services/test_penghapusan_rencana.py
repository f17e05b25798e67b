"""Erasing a person whom planning documents of others mention: no name is left beside an id, and the rest is told."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import msgspec
import pytest

from desktop_app.domain.bagi_peran import add_named
from desktop_app.domain.errors import UserError
from desktop_app.domain.matriks import BarisMatriks
from desktop_app.domain.pegawai import RiwayatJabatan
from desktop_app.services.cetak_rencana import print_rencana
from desktop_app.services.interchange import apply_interchange
from desktop_app.services.kantor import Kantor
from desktop_app.services.matriks import create_matriks, get_matriks
from desktop_app.services.pegawai import get_pegawai
from desktop_app.services.penghapusan import DASAR, erase_orang, preview_hapus
from tests.forms.conftest import read_pdf
from tests.services.dunia_kantor import Dunia, add_people, edit, put_revision, stored
from tests.services.kantor_berperan import at

NAMA = "Bunga Contoh"


@pytest.fixture
def kantor(dunia: Dunia) -> Kantor:
    """A kecamatan."""
    return dunia("a1")


@pytest.fixture
def orang(kantor: Kantor) -> tuple[str, str]:
    """The Camat and one of his staff."""
    _, camat, staf = add_people(kantor)
    return camat, staf


def apply(kantor: Kantor, path: Path, *items: dict[str, object]) -> None:
    """Apply an interchange file with these documents."""
    berkas = path / "berkas.json"
    isi = {"format": "skp-luring/interchange", "versi": 1, "dokumen": items}
    berkas.write_text(json.dumps(isi), encoding="utf-8")
    apply_interchange(kantor, berkas)


def test_that_a_row_with_an_id_keeps_no_name_from_a_file(
    kantor: Kantor, orang: tuple[str, str], tmp_path: Path
) -> None:
    camat, staf = orang
    nama = get_pegawai(kantor, staf).nama
    baris = [{"pegawai_id": staf, "nama": nama, "jabatan": "Penelaah khusus"}]
    apply(kantor, tmp_path, {"jenis": "matriks", "isi": {"pegawai_id": camat, "tahun": 2026, "baris": baris}})
    (found,) = preview_hapus(kantor, staf).menyebut
    assert (found.kind, found.tahun, found.dengan_nama) == ("matriks", 2026, False)
    assert found.pemilik == get_pegawai(kantor, camat).nama
    erase_orang(kantor, staf, DASAR[0], "1", "x")
    teks = str(stored(kantor))
    assert nama not in teks
    assert "Penelaah khusus" not in teks


def test_that_a_name_beside_an_id_in_an_older_body_is_neither_read_nor_saved_again(
    kantor: Kantor, orang: tuple[str, str]
) -> None:
    camat, staf = orang
    doc_id, _ = create_matriks(kantor, camat, 2026)
    dokumen = kantor.store.document(doc_id)
    assert dokumen is not None
    isi = json.loads(dokumen.body)
    isi["baris"][0] |= {"nama": NAMA, "jabatan": "Penelaah khusus"}
    put_revision(kantor, "matriks", doc_id, isi)
    assert (get_matriks(kantor, doc_id).baris[0].nama, get_matriks(kantor, doc_id).baris[0].jabatan) == ("", "")
    assert preview_hapus(kantor, staf).menyebut[0].id == doc_id
    edit(kantor, doc_id, tim="Tim")
    dokumen = kantor.store.document(doc_id)
    assert dokumen is not None
    assert NAMA.encode() not in dokumen.body
    assert b"Penelaah khusus" not in dokumen.body


def test_that_the_preview_names_a_row_that_has_his_name_alone(kantor: Kantor, orang: tuple[str, str]) -> None:
    camat, staf = orang
    doc_id, _ = create_matriks(kantor, camat, 2026)
    nama = get_pegawai(kantor, staf).nama
    edit(
        kantor, doc_id, baris=add_named(msgspec.structs.replace(get_matriks(kantor, doc_id), baris=()), nama, "").baris
    )
    assert [(s.id, s.dengan_nama) for s in preview_hapus(kantor, staf).menyebut] == [(doc_id, True)]
    edit(kantor, doc_id, baris=(BarisMatriks(id="b9", nama="Orang lain"),))
    assert preview_hapus(kantor, staf).menyebut == ()


def test_that_a_file_gives_no_document_of_a_tool_to_another_person(
    kantor: Kantor, orang: tuple[str, str], tmp_path: Path
) -> None:
    camat, staf = orang
    apply(
        kantor,
        tmp_path,
        {"jenis": "matriks", "isi": {"pegawai_id": camat, "tahun": 2026}},
        {"jenis": "workblock", "ref": "w", "isi": {"pegawai_id": camat, "tahun": 2026, "judul": "Uji"}},
        {"jenis": "manual_indikator", "ref": "m", "isi": {"pegawai_id": camat, "tahun": 2026}},
    )
    for jenis in ("matriks", "workblock", "manual_indikator"):
        (satu,) = kantor.store.find(jenis)
        isi = {"pegawai_id": staf, "tahun": 2026}
        with pytest.raises(UserError) as caught:
            apply(kantor, tmp_path, {"jenis": jenis, "id": satu.doc_id, "alasan": "uji", "isi": isi})
        assert caught.value.code == "bukan_isian_anda", jenis
        assert kantor.store.find(jenis)[0].columns["pegawai_id"] == camat


def test_that_a_matrix_prints_the_posts_of_the_end_of_its_year(kantor: Kantor, orang: tuple[str, str]) -> None:
    camat, staf = orang
    doc_id, _ = create_matriks(kantor, camat, 2026)
    riwayat = get_pegawai(kantor, staf).riwayat
    baru = RiwayatJabatan(id="n", mulai=date(2027, 1, 1), jabatan="Pranata Baru", penilai_id=camat)
    edit(kantor, staf, riwayat=(*riwayat, baru))
    at(kantor, 2027, 3, 1)
    teks = read_pdf(print_rencana(kantor, doc_id).pdf)[0].text
    assert "Pranata Baru" not in teks
    assert "Penelaah" in teks
