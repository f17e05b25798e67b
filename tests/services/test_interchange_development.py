"""Rounds, surveys, guidance, competency and follow-up in an interchange file: one of each, and what is refused."""

from __future__ import annotations

import copy
import json
from typing import Any

import msgspec
import pytest

from desktop_app.domain.bimbingan import Coaching
from desktop_app.domain.codec import KINDS, KINDS_OF_DEVELOPMENT, KINDS_OF_UNIT, decode_kind, natural_id
from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah_pengembangan import StatusPembinaan, StatusPutaran, UnsurSkm
from desktop_app.domain.pengembangan import RencanaPengembangan
from desktop_app.domain.putaran import PutaranUmpanBalik
from desktop_app.domain.survei_skm import LembarSkm
from desktop_app.services.kantor import Kantor
from desktop_app.services.lihat import list_dokumen, show_dokumen
from tests.services.conftest import SPEC

UNIT = "99.01.09"
NIP = "198509172010012003"
KASI = natural_id("pegawai", UNIT, NIP)
CAMAT = natural_id("pegawai", UNIT, "197804122005011001")
BARU = ("templat_pertanyaan", "standar_kompetensi", *KINDS_OF_UNIT, *KINDS_OF_DEVELOPMENT)
URUTAN = {jenis: nomor for nomor, jenis in enumerate(BARU)}

Items = list[dict[str, Any]]


@pytest.fixture(scope="session")
def example_of_development() -> Items:
    """The items of the example of section 14, one of each kind in the order of ``BARU``."""
    blocks = SPEC.read_text(encoding="utf-8").split("```json\n")[1:]
    semua = [json.loads(block.split("```")[0])["dokumen"] for block in blocks]
    (contoh,) = (satu for satu in semua if satu and satu[0]["jenis"] == "templat_pertanyaan")
    return list(contoh)


@pytest.fixture
def developed(items: Items, example_of_development: Items) -> Items:
    """The example to be changed, after the people and the SKP that it speaks of."""
    return [*items, *copy.deepcopy(example_of_development)]


def item(semua: Items, jenis: str) -> dict[str, Any]:
    """Return the body of the only item of a kind."""
    (satu,) = (satu for satu in semua if satu["jenis"] == jenis)
    isi: dict[str, Any] = satu["isi"]
    return isi


def stored(kantor: Kantor, kind: str) -> Any:
    """Return the only document of a kind."""
    (satu,) = kantor.store.find(kind)
    return decode_kind(kind, satu.body)


def test_that_one_of_every_kind_is_applied_and_a_second_time_changes_nothing(apply: Any, developed: Items) -> None:
    hasil = apply(copy.deepcopy(developed))
    assert {kind for kind in BARU if hasil.jumlah[kind]["baru"] == 1} == set(BARU)
    lagi = apply(developed)
    assert sum(satu["tidak_berubah"] for satu in lagi.jumlah.values()) == len(developed)
    assert lagi.changed.doc_ids == ()
    for kind in BARU:
        (satu,) = list_dokumen(apply.kantor, kind)
        assert show_dokumen(apply.kantor, satu.id, riwayat=True).jenis == kind
        (ketemu,) = apply.kantor.store.find(kind)
        assert ketemu.scope == UNIT
        baca = msgspec.json.encode(decode_kind(kind, ketemu.body))
        assert msgspec.json.decode(ketemu.body) == msgspec.json.decode(baca)


def test_that_what_is_left_out_is_the_persons(apply: Any, developed: Items) -> None:
    apply(developed)
    coaching: Coaching = stored(apply.kantor, "coaching")
    assert (coaching.penilai_id, coaching.pembimbing_id, coaching.tempat) == (CAMAT, CAMAT, "Contoh")
    assert coaching.langkah[0].penyesuaian
    lembar: LembarSkm = stored(apply.kantor, "lembar_skm")
    assert lembar.pertama is not None
    assert (lembar.pertama.jawaban, lembar.berlaku) == ({"q1": 3}, None)
    assert stored(apply.kantor, "pengaduan").unsur is UnsurSkm.U3
    rencana: RencanaPengembangan = stored(apply.kantor, "rencana_pengembangan")
    assert (rencana.target_jp, rencana.butir[0].pelaksanaan[0].jp) == (20, 12)
    assert stored(apply.kantor, "indikator_outcome").titik[0].nilai_ukur == "3.5"


def test_that_signed_guidance_has_its_day_and_the_names_of_that_day(apply: Any, developed: Items) -> None:
    coaching = item(developed, "coaching")
    coaching["status"] = "selesai"
    assert ("interchange_kolom_wajib", f"/dokumen/{len(developed) - 7}/isi/tanggal") in apply.refused(
        copy.deepcopy(developed)
    )
    coaching["tanggal"] = "2026-03-05"
    apply(developed)
    isi: Coaching = stored(apply.kantor, "coaching")
    assert isi.status is StatusPembinaan.SELESAI
    assert isi.pegawai is not None
    assert isi.pembimbing is not None
    assert (isi.pegawai.nip, isi.pembimbing.nip) == (NIP, "197804122005011001")


@pytest.mark.parametrize(
    ("jenis", "ubah", "kode", "jalur"),
    [
        ("putaran", {"status": "dibuka"}, "interchange_nilai_salah", "status"),
        ("putaran", {"ambang": 2}, "interchange_nilai_salah", "ambang"),
        ("putaran", {"perangkat": "a" * 32}, "interchange_kolom_dihitung", "perangkat"),
        ("lembar_skm", {"pertama": {"jawaban": {"q1": 5}}}, "interchange_nilai_salah", "pertama/jawaban/q1"),
        ("lembar_skm", {"pertama": {"jawaban": {"q9": 4}}}, "interchange_acuan_tidak_ada", "pertama/jawaban/q9"),
        (
            "lembar_skm",
            {"kedua": {"jawaban": {}, "layanan_id": "sim"}},
            "interchange_acuan_tidak_ada",
            "kedua/layanan_id",
        ),
        ("evaluasi_kompetensi", {"kompetensi": [{"id": "M.1", "nilai_kompetensi": 6}]}, "interchange_nilai_salah", ""),
        ("evaluasi_kompetensi", {"kompetensi": [{"id": "M.1"}, {"id": "M.1"}]}, "interchange_id_ganda", ""),
        ("evaluasi_kompetensi", {"kompetensi": [{"id": "M.1", "terpenuhi": [4]}]}, "interchange_nilai_salah", ""),
        ("indikator_outcome", {"titik": [{"id": "TW1"}]}, "interchange_nilai_salah", "titik/0/id"),
        ("umpan_balik_bimbingan", {"butir": [{"id": "10"}]}, "interchange_nilai_salah", "butir/0/id"),
        ("perbaikan_layanan", {"sebelum": {"nilai_ukur": "banyak"}}, "interchange_nilai_salah", "sebelum/nilai_ukur"),
        ("templat_pertanyaan", {"pertanyaan": [{"kelompok": ["semua"]}]}, "interchange_nilai_salah", ""),
        ("tindak_lanjut", {"jenis": "hukuman"}, "interchange_nilai_salah", "jenis"),
        (
            "tindak_lanjut",
            {"kemajuan": [{"teks": "sudah", "pencatat": "orang lain"}]},
            "interchange_kolom_dihitung",
            "kemajuan/0/pencatat",
        ),
    ],
)
def test_that_what_is_wrong_is_refused_at_its_place(
    apply: Any, developed: Items, jenis: str, ubah: dict[str, Any], kode: str, jalur: str
) -> None:
    item(developed, jenis).update(ubah)
    ditolak = apply.refused(developed)
    awal = f"/dokumen/{len(developed) - len(BARU) + URUTAN[jenis]}/isi/"
    assert [satu for satu, _ in ditolak] == [kode]
    assert ditolak[0][1] == awal + jalur if jalur else ditolak[0][1].startswith(awal)


def test_that_a_kind_without_a_key_needs_its_ref(apply: Any, developed: Items) -> None:
    semua = [satu for satu in developed if satu["jenis"] == "tindak_lanjut"]
    del semua[0]["ref"]
    nomor = len(developed) - len(BARU) + URUTAN["tindak_lanjut"]
    assert apply.refused(developed) == [("interchange_kolom_wajib", f"/dokumen/{nomor}/ref")]


def test_that_answers_at_the_screen_are_told_apart_by_their_refs(apply: Any, developed: Items) -> None:
    layar = {"jenis": "lembar_skm", "isi": {"survei_ref": "skm-1", "cara": "kios", "berlaku": {"jawaban": {"q1": 4}}}}
    dua = [{**copy.deepcopy(layar), "ref": "layar-1"}, {**copy.deepcopy(layar), "ref": "layar-2"}]
    apply([*developed, *dua])
    assert len(apply.kantor.store.find("lembar_skm")) == 3
    assert apply([*copy.deepcopy(developed), *dua]).changed.doc_ids == ()


def test_that_somebody_elses_plan_is_refused(apply: Any, developed: Items) -> None:
    item(developed, "coaching")["pegawai_nip"] = "197804122005011001"
    item(developed, "coaching")["skp_ref"] = "skp-kasi"
    awal = len(developed) - len(BARU)
    # The feedback on it is somebody else's then, too.
    assert apply.refused(developed) == [
        ("interchange_acuan_tidak_ada", f"/dokumen/{awal + URUTAN['coaching']}/isi/skp_ref"),
        ("interchange_acuan_tidak_ada", f"/dokumen/{awal + URUTAN['umpan_balik_bimbingan']}/isi/bimbingan_ref"),
    ]


def test_that_no_file_changes_a_round_once_it_is_open(apply: Any, developed: Items) -> None:
    apply(copy.deepcopy(developed))
    (satu,) = apply.kantor.store.find("putaran")
    putaran = msgspec.json.decode(satu.body, type=PutaranUmpanBalik)
    with apply.kantor.write("uji", satu.doc_id) as tx:
        dibuka = msgspec.structs.replace(putaran, status=StatusPutaran.DIBUKA)
        tx.save("putaran", satu.doc_id, msgspec.json.encode(dibuka), scope=satu.scope, schema=1)
    with pytest.raises(UserError) as caught:
        apply(developed)
    assert caught.value.code == "bukan_isian_anda"
    assert stored(apply.kantor, "putaran").status is StatusPutaran.DIBUKA


@pytest.mark.parametrize("jenis", ["hasil_putaran", "konseling"])
def test_that_results_of_a_round_and_counselling_come_by_no_file(apply: Any, developed: Items, jenis: str) -> None:
    palsu = {"jenis": jenis, "isi": {"pegawai_nip": NIP}}
    assert apply.refused([*developed, palsu]) == [("interchange_nilai_salah", f"/dokumen/{len(developed)}/jenis")]
    assert jenis not in KINDS
