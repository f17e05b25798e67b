"""Attacks on objection and decision by the assessor, by a file, by a forged document, by a later post, by a clock."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from desktop_app.domain.codec import decode_as, natural_id
from desktop_app.domain.istilah import Predikat
from desktop_app.domain.keberatan import PutusanKeberatan
from desktop_app.domain.pegawai import Pegawai, RiwayatJabatan
from desktop_app.domain.penilaian import Penilaian
from desktop_app.domain.wewenang import PeranPengguna as P
from desktop_app.services.interchange import apply_interchange
from desktop_app.services.kantor import Kantor
from desktop_app.services.keberatan import objection_readiness
from desktop_app.services.keberatan_buka import copy_objection, list_objections, open_objection
from desktop_app.services.keberatan_masuk import take_in_copy
from desktop_app.services.naskah import open_naskah
from desktop_app.services.penilaian import advance_penilaian
from desktop_app.services.putusan import (
    ask_explanation,
    begin_paper,
    decide_objection,
    read_putusan,
)
from tests.services.dunia_kantor import Dunia, edit, put_revision
from tests.services.dunia_keberatan import ALASAN, Kecamatan, make_kecamatan
from tests.services.serangan_tinjauan import (
    PUTUS,
    TERIMA,
    UBAH,
    code_of,
    counted,
    decide_on_paper,
    login,
    new_person,
)


@pytest.fixture
def kec(dunia: Dunia) -> Kecamatan:
    return make_kecamatan(dunia)


@pytest.mark.parametrize("cara", ["segel", "kertas"])
def test_that_the_assessor_does_not_reopen_what_is_objected_to_nor_what_was_decided(kec: Kecamatan, cara: str) -> None:
    kec.seal() if cara == "segel" else None
    with kec.sebagai("sekda") as kantor:
        doc = (
            open_objection(kantor, list_objections(kantor)[0].id).putusan_id
            if cara == "segel"
            else begin_paper(kantor, kec.penilaian, "Saya keberatan", TERIMA)[0]
        )
    koreksi = (kec.penilaian, "koreksi")
    with kec.sebagai("camat") as kantor:
        assert code_of(advance_penilaian, kantor, *koreksi, alasan="x") == "keberatan_menahan"
    with kec.sebagai("sekda") as kantor:
        hari = kantor.jam().date()
        ask_explanation(kantor, doc, "yang diteruskan")
        decide_objection(kantor, doc, UBAH, hari)
    with kec.sebagai("camat") as kantor:
        assert code_of(advance_penilaian, kantor, *koreksi, alasan="x") == "putusan_menahan"
    assert counted(kec.unit) == [Predikat.SANGAT_BAIK]


def test_that_a_sealed_objection_that_nobody_opened_holds_too_and_without_one_a_correction_goes(kec: Kecamatan) -> None:
    with kec.sebagai("camat") as kantor:
        advance_penilaian(kantor, kec.penilaian, "koreksi", alasan="salah ketik")
        advance_penilaian(kantor, kec.penilaian, "finalkan", tanggal=date(2026, 4, 11))
    kec.seal()
    with kec.sebagai("camat") as kantor:
        assert code_of(advance_penilaian, kantor, kec.penilaian, "koreksi", alasan="x") == "keberatan_menahan"


def test_that_a_version_that_says_the_same_keeps_the_decision_and_another_does_not(kec: Kecamatan) -> None:
    decide_on_paper(kec)
    dokumen = kec.unit.store.document(kec.penilaian)
    assert dokumen is not None
    isi = msgspec.json.decode(dokumen.body)
    put_revision(kec.unit, "penilaian", kec.penilaian, isi, parents=dokumen.heads)
    assert counted(kec.unit) == [Predikat.SANGAT_BAIK]
    put_revision(kec.unit, "penilaian", kec.penilaian, isi | {"catatan": "lain"})
    assert counted(kec.unit) == []


def from_file(kantor: Kantor, tmp_path: Path, isi: dict[str, Any], jenis: str, **luar: str) -> str:
    path = tmp_path / "isi.json"
    berkas = {"format": "skp-luring/interchange", "versi": 1, "dokumen": [{"jenis": jenis, "isi": isi, **luar}]}
    path.write_bytes(msgspec.json.encode(berkas))
    return code_of(apply_interchange, kantor, path, dry_run=False)


def decision_in_file(kec: Kecamatan, **ubah: str) -> dict[str, Any]:
    return {
        "pegawai_id": kec.orang["staf"].pegawai_id,
        "penilaian_id": kec.penilaian,
        "atasan_id": kec.orang["sekda"].pegawai_id,
        "periode": "2026-TW1",
        "status": "ditetapkan",
        "diterima": "2026-04-20",
        "keberatan": "k",
        "penjelasan": "p",
        "keputusan": "menguatkan",
        "tanggal": "2026-04-22",
        **ubah,
    }


def test_that_no_file_of_the_assessor_decides_and_none_changes_what_is_decided(kec: Kecamatan, tmp_path: Path) -> None:
    baru = decision_in_file(kec)
    with kec.sebagai("camat") as kantor:
        assert from_file(kantor, tmp_path, baru, "putusan_keberatan") == "putusan_bukan_oleh_penilai"
    lain, kata = decision_in_file(kec), {"id": decide_on_paper(kec), "alasan": "x"}
    with kec.sebagai("camat") as kantor:
        assert from_file(kantor, tmp_path, lain, "putusan_keberatan", **kata) == "putusan_bukan_oleh_penilai"
    with login(kec.unit, "", P.ADMIN) as kantor:
        assert from_file(kantor, tmp_path, lain, "putusan_keberatan", **kata) == "putusan_sudah_ditetapkan"
        kedua = natural_id("putusan_keberatan", kantor.profil.kode, "kedua")
        assert from_file(kantor, tmp_path, lain, "putusan_keberatan", id=kedua) == "putusan_sudah_ada"
    assert counted(kec.unit) == [Predikat.SANGAT_BAIK]


def test_that_an_admin_records_a_whole_signed_decision_from_a_file(kec: Kecamatan, tmp_path: Path) -> None:
    with login(kec.unit, "", P.ADMIN) as kantor:
        kurang = decision_in_file(kec, penjelasan="")
        assert from_file(kantor, tmp_path, kurang, "putusan_keberatan") == "putusan_belum_lengkap"
        assert from_file(kantor, tmp_path, decision_in_file(kec), "putusan_keberatan") == ""
    assert counted(kec.unit) == [None]


def test_that_a_file_does_not_rewrite_what_is_objected_to(kec: Kecamatan, tmp_path: Path) -> None:
    staf, camat = kec.orang["staf"].pegawai_id, kec.orang["camat"].pegawai_id
    isi = {"pegawai_id": staf, "skp_id": kec.skp, "periode": "2026-TW1", "penilai_id": camat, "catatan": "lain"}
    kec.seal()
    with login(kec.unit, "", P.ADMIN) as kantor:
        assert from_file(kantor, tmp_path, isi, "penilaian", id=kec.penilaian, alasan="x") == "keberatan_menahan"


@pytest.mark.parametrize(
    ("kolom", "nilai"),
    [
        ("tanggal", None),
        ("atasan_id", ""),
        ("penilaian_rev", ""),
        ("keberatan", ""),
        ("penjelasan", " "),
        ("keputusan", None),
        ("atasan_penilai", None),
        ("rating_hasil", None),
        ("predikat", Predikat.BAIK),
        ("atasan_id", "penilai"),
        (None, None),
    ],
)
def test_that_a_decision_that_nobody_can_have_made_waits_in_quarantine(
    kec: Kecamatan, kolom: str | None, nilai: object
) -> None:
    dokumen = kec.unit.store.document(decide_on_paper(kec))
    assert dokumen is not None
    isi = decode_as(PutusanKeberatan, dokumen.body)
    nilai = isi.penilai_id if nilai == "penilai" else nilai
    palsu = msgspec.structs.replace(isi, **({kolom: nilai} if kolom else {}))
    put_revision(kec.unit, "putusan_keberatan", dokumen.doc_id, msgspec.to_builtins(palsu))
    assert kec.send().karantina == (1 if kolom else 0)


def test_that_a_later_post_redirects_nothing(kec: Kecamatan) -> None:
    kantor, staf = kec.unit, kec.orang["staf"].pegawai_id
    lain = new_person(kantor, "Kepala Dinas Lain")
    pos = open_naskah(kantor, staf).isi
    assert isinstance(pos, Pegawai)
    nanti = RiwayatJabatan(
        id="p9",
        mulai=date(2027, 6, 1),
        jabatan="Analis",
        penilai_id=kec.orang["camat"].pegawai_id,
        atasan_penilai_id=lain,
    )
    edit(kantor, staf, riwayat=(*pos.riwayat, nanti))
    with kec.sebagai("staf") as kantor:
        siap = objection_readiness(kantor, kec.penilaian)
        assert siap.atasan == "Sekretaris Contoh"
    with login(kec.unit, lain, P.PENILAI) as kantor:
        assert code_of(begin_paper, kantor, kec.penilaian, "x", TERIMA) == "wewenang_kurang"
    with kec.sebagai("sekda") as kantor:
        assert code_of(begin_paper, kantor, kec.penilaian, "x", TERIMA) == ""


def test_that_a_forged_superior_judges_nothing_and_the_kabupaten_is_warned(
    kec: Kecamatan, monkeypatch: pytest.MonkeyPatch
) -> None:
    import desktop_app.services.keberatan as modul

    teman = new_person(kec.unit, "Teman Sejawat")
    with monkeypatch.context() as palsu:
        palsu.setattr(modul, "superior_for", lambda *_: teman)
        hasil = kec.seal()
    kec.send()
    (baris,) = list_objections(kec.kabupaten)
    assert "bukan atasan penilai" in baris.atasan
    isi = PutusanKeberatan(
        pegawai_id=kec.orang["staf"].pegawai_id,
        penilaian_id=kec.penilaian,
        keberatan_id=hasil.doc_id,
        atasan_id=teman,
        unit_kode=kec.unit.profil.kode,
        periode="2026-TW1",
        keberatan="k",
    )
    doc = natural_id("putusan_keberatan", kec.unit.profil.kode, "palsu")
    put_revision(kec.unit, "putusan_keberatan", doc, msgspec.to_builtins(isi))
    with login(kec.unit, teman, P.PENILAI) as kantor:
        assert list_objections(kantor) == ()
        assert code_of(decide_objection, kantor, doc, UBAH, PUTUS) == "wewenang_kurang"
        assert code_of(read_putusan, kantor, doc) == "wewenang_kurang"
    with kec.sebagai("sekda") as kantor:
        assert code_of(read_putusan, kantor, doc) == "", "the records name him"


def test_that_an_assessor_with_a_role_upstairs_opens_nothing_before_it_is_known_who_assessed(
    kec: Kecamatan, tmp_path: Path
) -> None:
    hasil = kec.seal()
    with kec.sebagai("staf") as kantor:
        salinan = copy_objection(kantor, hasil.doc_id, tmp_path)
    atas, camat = kec.kabupaten, kec.orang["camat"].pegawai_id
    take_in_copy(atas, salinan)
    with login(atas, camat, P.VERIFIKATOR) as kantor:
        assert code_of(open_objection, kantor, hasil.doc_id) == "keberatan_tanpa_penilaian"
        assert not any(satu.dapat_dibuka for satu in list_objections(kantor))
    kec.send()
    with login(atas, camat, P.VERIFIKATOR) as kantor:
        assert code_of(open_objection, kantor, hasil.doc_id) == "wewenang_kurang"
    with login(atas, kec.orang["sekda"].pegawai_id, P.VERIFIKATOR) as kantor:
        assert open_objection(kantor, hasil.doc_id).isi.alasan == ALASAN


def test_that_who_assessed_stays_shut_out_when_a_version_names_another(kec: Kecamatan) -> None:
    with kec.sebagai("sekda") as kantor:
        doc, _ = begin_paper(kantor, kec.penilaian, "RAHASIA", TERIMA)
    dokumen = kec.unit.store.document(kec.penilaian)
    assert dokumen is not None
    lain = new_person(kec.unit, "Penilai Lain")
    isi = msgspec.structs.replace(decode_as(Penilaian, dokumen.body), penilai_id=lain)
    put_revision(kec.unit, "penilaian", kec.penilaian, msgspec.to_builtins(isi))
    with kec.sebagai("camat") as kantor:
        assert code_of(read_putusan, kantor, doc) == "wewenang_kurang"
