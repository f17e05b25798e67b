"""A file is no way around the window: answers, feedback, achievement and evidence stay with whom they belong to."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from desktop_app.domain.codec import decode_as
from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah_kinerja import TanggapanJurnal
from desktop_app.domain.jurnal import EntriJurnal, Jurnal, tanggapan_berlaku
from desktop_app.domain.wewenang import PeranPengguna
from desktop_app.services.bukti import add_bukti
from desktop_app.services.interchange import apply_interchange
from tests.services.dunia_kantor import Dunia
from tests.services.kantor_berperan import filled

BUKTI = "ab" * 32


def test_that_a_file_decides_nothing_of_these_for_an_operator(dunia: Dunia, tmp_path: Path) -> None:
    berperan = filled(dunia)
    path = tmp_path / "berkas.json"

    def apply_as(siapa: PeranPengguna, jenis: str, orang: str, **isi: Any) -> None:
        satu = {"jenis": jenis, "ref": "satu", "isi": {"pegawai_id": orang, **isi}}
        head = {"format": "skp-luring/interchange", "versi": 1, "dokumen": [satu]}
        path.write_text(json.dumps(head), encoding="utf-8")
        with berperan.sebagai(siapa) as kantor:
            apply_interchange(kantor, path)

    minggu = {"minggu": "2026-02-02", "entri": [{"tanggal": "2026-02-02", "teks": "Hadir"}]}
    kata = {"tanggal": "2026-02-02", "teks": "Baik", "peran": "pihak_lain", "sebutan": "Warga"}
    asing, saya = berperan.asing.id, berperan.saya.id
    for peran in (PeranPengguna.OPERATOR, PeranPengguna.ADMIN):
        for jenis, isi, kode in (
            ("capaian_unit", {"periode": "2026-TW1", "capaian": "baik"}, "penilaian_diri_sendiri"),
            ("umpan_balik", kata, "wewenang_kurang"),
        ):
            with pytest.raises(UserError) as caught:
                apply_as(peran, jenis, saya, **isi)
            assert caught.value.code == kode
            apply_as(peran, jenis, asing, **isi)
    apply_as(PeranPengguna.OPERATOR, "jurnal", asing, **minggu)
    minggu["entri"][0]["tanggapan"] = "dibenarkan"  # type: ignore[index]
    with pytest.raises(UserError) as caught:
        apply_as(PeranPengguna.OPERATOR, "jurnal", asing, **minggu)
    assert caught.value.code == "wewenang_kurang"
    apply_as(PeranPengguna.ADMIN, "jurnal", asing, **minggu)
    with pytest.raises(UserError) as caught:
        apply_as(PeranPengguna.ADMIN, "jurnal", saya, **minggu)
    assert caught.value.code == "penilaian_diri_sendiri"


def test_that_words_under_an_answer_change_for_an_operator_only_without_it(dunia: Dunia, tmp_path: Path) -> None:
    berperan = filled(dunia)
    path = tmp_path / "berkas.json"
    satu = {"id": "e1", "tanggal": "2026-02-02", "teks": "10 berkas", "tanggapan": "dibenarkan", "komentar": "Benar"}
    lain = {"id": "e2", "tanggal": "2026-02-03", "teks": "Rapat"}

    def apply_as(siapa: PeranPengguna, *entri: dict[str, str]) -> str:
        isi = {"pegawai_id": berperan.asing.id, "minggu": "2026-02-02", "entri": list(entri)}
        head = {"format": "skp-luring/interchange", "versi": 1, "dokumen": [{"jenis": "jurnal", "isi": isi}]}
        path.write_text(json.dumps(head), encoding="utf-8")
        with berperan.sebagai(siapa) as kantor:
            try:
                apply_interchange(kantor, path)
            except UserError as error:
                return error.code
        return ""

    def stored() -> dict[str, EntriJurnal]:
        (jurnal,) = berperan.kantor.store.find("jurnal", where={"pegawai_id": berperan.asing.id})
        return {e.id: e for e in decode_as(Jurnal, jurnal.body).entri}

    assert apply_as(PeranPengguna.ADMIN, satu, lain) == ""
    ubah = satu | {"teks": "90 berkas"}
    for ditolak in ((ubah, lain), (lain,), (satu | {"tanggapan": "belum"}, lain), (ubah | {"komentar": "Ya"}, lain)):
        assert apply_as(PeranPengguna.OPERATOR, *ditolak) == "wewenang_kurang", ditolak
    assert apply_as(PeranPengguna.OPERATOR, satu, lain | {"teks": "Rapat minggon"}) == ""
    assert tanggapan_berlaku(stored()["e1"]) is TanggapanJurnal.DIBENARKAN
    assert apply_as(PeranPengguna.OPERATOR, ubah | {"tanggapan": "belum"}, lain) == ""
    kini = stored()["e1"]
    assert (kini.teks, kini.tanggapan, kini.komentar, kini.sidik) == ("90 berkas", TanggapanJurnal.BELUM, "Benar", "")


def test_that_a_hash_opens_no_evidence_that_one_may_not_read(dunia: Dunia, tmp_path: Path) -> None:
    berperan = filled(dunia)
    gambar = io.BytesIO()
    Image.new("RGB", (32, 32), "teal").save(gambar, "JPEG")
    with berperan.sebagai(PeranPengguna.PEGAWAI, pegawai_id=berperan.asing.id) as kantor:
        bukti = add_bukti(kantor, gambar.getvalue(), "foto.jpg")
    path = tmp_path / "berkas.json"
    entri = {"tanggal": "2026-02-02", "teks": "Hadir", "bukti": [{"sidik": bukti.sidik}]}
    satu = {"jenis": "jurnal", "isi": {"pegawai_id": berperan.staf.id, "minggu": "2026-02-02", "entri": [entri]}}
    path.write_text(json.dumps({"format": "skp-luring/interchange", "versi": 1, "dokumen": [satu]}), encoding="utf-8")
    with berperan.sebagai(PeranPengguna.OPERATOR) as kantor:
        with pytest.raises(UserError) as caught:
            apply_interchange(kantor, path)
        assert caught.value.code == "bukti_bukan_milik"
    entri["bukti"] = [{"sidik": BUKTI}]
    path.write_text(json.dumps({"format": "skp-luring/interchange", "versi": 1, "dokumen": [satu]}), encoding="utf-8")
    with berperan.sebagai(PeranPengguna.OPERATOR) as kantor:
        assert apply_interchange(kantor, path).jumlah["jurnal"]["baru"] == 1
