"""The kinds of the planning stage in an interchange file: all in one file, twice, references, and what is refused."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from desktop_app.domain.adendum import Adendum, PerubahanHasil
from desktop_app.domain.codec import DARI_KABUPATEN, KINDS, KINDS_OF_PLANNING, decode_kind, natural_id
from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import KelompokSkp, Pendekatan, StatusAdendum
from desktop_app.domain.ketentuan import HariLibur, Kalender, Ketentuan
from desktop_app.domain.matriks import BarisMatriks, KolomMatriks, MatriksPeran
from desktop_app.domain.pegawai import KeadaanKhusus, RiwayatJabatan
from desktop_app.domain.serah_terima import BawahanDiserahkan, SerahTerima
from desktop_app.domain.skp import AdendumBerlaku, RencanaHasilKerja
from desktop_app.domain.templat import TemplatSkp
from desktop_app.domain.wewenang import PeranPengguna
from desktop_app.services.interchange import apply_interchange
from desktop_app.services.interchange_baca import Item, ObjectReader, Refusals
from desktop_app.services.interchange_isi import READERS
from desktop_app.services.lihat import list_dokumen, show_dokumen
from desktop_app.services.skp import get_skp
from tests.services.conftest import SPEC
from tests.services.dunia_kantor import Dunia
from tests.services.kantor_berperan import filled

UNIT = "99.01.09"
KASI = natural_id("pegawai", UNIT, "198509172010012003")
CAMAT = natural_id("pegawai", UNIT, "197804122005011001")
SKP = natural_id("skp", UNIT, f"{KASI}/2026-01-01/2026-12-31")
MATRIKS = natural_id("matriks", UNIT, f"{CAMAT}/2026/")

Items = list[dict[str, Any]]
HASIL: dict[str, Any] = {
    "teks": "Hasil baru",
    "indikator": [{"teks": "Jumlah dokumen", "target": {"jenis": "angka", "nilai": "2"}}],
}


@pytest.fixture
def planning(items: Items) -> Items:
    """The example up to its SKP, and one item of every kind of the planning stage: 6 ketentuan … 13 hand-over."""
    items[5]["isi"]["hasil"][0]["asal"] = {"matriks_ref": "matriks", "peran_id": "b1p1"}
    return [
        *items[:6],
        {
            "jenis": "ketentuan",
            "isi": {
                "pimpinan_mandiri": ["Camat"],
                "pendekatan": {"jpt_mandiri": "kualitatif"},
                "hari_kerja": 6,
                "periode": "bulanan",
            },
        },
        {
            "jenis": "kalender",
            "isi": {
                "tahun": 2026,
                "dasar": "Surat contoh",
                "libur": [
                    {"tanggal": "2026-12-25", "nama": "Natal"},
                    {"tanggal": "2026-01-01", "nama": "Tahun baru", "jenis": "cuti_bersama"},
                ],
            },
        },
        {
            "jenis": "templat_skp",
            "isi": {
                "nama": "Kepala seksi",
                "jabatan": ["Kepala Seksi"],
                "hasil": [copy.deepcopy(HASIL)],
                "sumber": "saran",
            },
        },
        {
            "jenis": "matriks",
            "ref": "matriks",
            "isi": {
                "pegawai_nip": "197804122005011001",
                "tahun": 2026,
                "kolom": [{"teks": "Indeks pelayanan"}],
                "baris": [
                    {"pegawai_nip": "198509172010012003", "peran": [{"kolom_id": "k1", "teks": "Pelayanan cepat"}]},
                    {"nama": "Fulan Unit Lain"},
                ],
            },
        },
        {
            "jenis": "manual_indikator",
            "isi": {
                "pegawai_nip": "198509172010012003",
                "tahun": 2026,
                "skp_ref": "skp-kasi",
                "hasil_id": "h1",
                "indikator_id": "h1i1",
                "kendali": "kendali_tinggi",
                "pelaporan": "bulanan",
            },
        },
        {
            "jenis": "workblock",
            "isi": {
                "pegawai_nip": "198509172010012003",
                "tahun": 2026,
                "judul": "Loket cepat",
                "strategi_rutin": ["Rapat mingguan"],
            },
        },
        {
            "jenis": "adendum",
            "ref": "adendum",
            "isi": {
                "skp_ref": "skp-kasi",
                "status": "diajukan",
                "dasar": "Nota contoh",
                "perubahan": [
                    {"jenis": "tambah", "hasil_id": "h9", "hasil": copy.deepcopy(HASIL), "alasan": "Tugas baru"}
                ],
            },
        },
        {
            "jenis": "serah_terima",
            "isi": {
                "pegawai_nip": "197804122005011001",
                "penerima_ref": "bupati",
                "mulai": "2026-08-01",
                "jenis_sebab": "mutasi",
                "sebab": "SK Nomor 7",
                "bawahan": [
                    {"nip": "198509172010012003", "dokumen": [{"ref": "skp-kasi", "kind": "skp", "kode": "contoh"}]}
                ],
            },
        },
    ]


def stored(kantor: Any, kind: str, kunci: str) -> Any:
    """Return the document of this office with a natural key."""
    dokumen = kantor.store.document(natural_id(kind, UNIT, kunci))
    assert dokumen is not None
    return decode_kind(kind, dokumen.body)


def test_that_one_of_every_kind_is_applied_and_a_second_time_changes_nothing(apply: Any, planning: Items) -> None:
    hasil = apply(copy.deepcopy(planning))
    assert [kind for kind, satu in hasil.jumlah.items() if satu["baru"]] == [
        "pegawai",
        "periode",
        *("ketentuan", "kalender", "templat_skp"),
        "skp",
        *(kind for kind in KINDS if kind in KINDS_OF_PLANNING and kind not in DARI_KABUPATEN),
    ]
    lagi = apply(planning)
    assert sum(satu["tidak_berubah"] for satu in lagi.jumlah.values()) == len(planning)
    assert lagi.changed.doc_ids == ()


def test_that_what_is_typed_is_what_is_stored(apply: Any, planning: Items) -> None:
    apply(planning)
    ketentuan: Ketentuan = stored(apply.kantor, "ketentuan", "ketentuan")
    assert [satu.teks for satu in ketentuan.pimpinan_mandiri] == ["Camat"]
    assert (ketentuan.pendekatan, ketentuan.hari_kerja) == ({KelompokSkp.JPT_MANDIRI: Pendekatan.KUALITATIF}, 6)
    assert ketentuan.unit_kode == UNIT
    kalender: Kalender = stored(apply.kantor, "kalender", "2026")
    assert [satu.id for satu in kalender.libur] == ["2026-01-01", "2026-12-25"]
    templat: TemplatSkp = stored(apply.kantor, "templat_skp", "Kepala seksi")
    assert (templat.jabatan, templat.hasil[0].indikator[0].id) == (("Kepala Seksi",), "h1i1")
    assert len(templat.perilaku) == 7
    adendum: Adendum = stored(apply.kantor, "adendum", f"{SKP}/1")
    assert (adendum.pegawai_id, adendum.penilai_id, adendum.status) == (KASI, CAMAT, StatusAdendum.DIAJUKAN)
    assert adendum.perubahan[0].hasil is not None
    assert adendum.perubahan[0].hasil.indikator[0].id == "h9i1"
    assert adendum.skp_rev == apply.kantor.store.document(SKP).heads[0]
    serah: SerahTerima = stored(apply.kantor, "serah_terima", f"{CAMAT}/2026-08-01")
    assert (serah.bawahan[0].id, serah.bawahan[0].dokumen[0].id) == (KASI, SKP)


def test_that_a_result_names_the_cell_of_a_matrix_of_the_same_file(apply: Any, planning: Items) -> None:
    apply(planning)
    asal = get_skp(apply.kantor, SKP).hasil[0].asal
    assert (asal.matriks_id, asal.peran_id) == (MATRIKS, "b1p1")
    matriks: MatriksPeran = stored(apply.kantor, "matriks", f"{CAMAT}/2026/")
    assert matriks.baris[0].pegawai_id == KASI
    assert matriks.baris[0].peran[0].id == "b1p1"


def test_that_the_setting_of_the_same_file_chooses_the_layout(apply: Any, planning: Items) -> None:
    planning[6]["isi"]["pimpinan_mandiri"] = ["Kepala Seksi"]
    for nama in ("status", "tanggal"):
        del planning[5]["isi"][nama]
    apply([*planning[:7], planning[9]])
    assert get_skp(apply.kantor, SKP).kelompok is KelompokSkp.JPT_MANDIRI
    assert get_skp(apply.kantor, SKP).pendekatan is Pendekatan.KUALITATIF


def test_that_what_is_wrong_is_refused_at_its_place(apply: Any, planning: Items) -> None:
    planning[6]["isi"] |= {"hari_kerja": 4, "pendekatan": {"semua": "kualitatif"}}
    planning[7]["isi"]["libur"] = [{"tanggal": "2027-01-01"}, {"tanggal": "2026-02-02", "id": "lain"}, {"tanggal": 3}]
    planning[8]["isi"]["hasil"][0]["bobot"] = "1"
    planning[9]["isi"]["baris"][0]["peran"][0]["kolom_id"] = "k7"
    planning[10]["isi"]["tahun"] = "2026"
    planning[11]["isi"]["strategi_rutin"] = [7]
    planning[12]["isi"]["perubahan"][0]["jenis"] = "hapus"
    planning[13]["isi"]["bawahan"][0]["dokumen"][0] |= {"kind": "pegawai", "revisi": "0" * 64}
    jalur = [(satu["kode"].removeprefix("interchange_"), satu["jalur"][9:]) for satu in apply.refusals(planning)]
    assert jalur == [
        ("kolom_tidak_dikenal", "6/isi/pendekatan/semua"),
        ("nilai_salah", "6/isi/hari_kerja"),
        ("nilai_salah", "7/isi/libur/0/tanggal"),
        ("nilai_salah", "7/isi/libur/1/id"),
        ("nilai_salah", "7/isi/libur/2/tanggal"),
        ("kolom_tidak_dikenal", "8/isi/hasil/0/bobot"),
        ("acuan_tidak_ada", "9/isi/baris/0/peran/0/kolom_id"),
        ("nilai_salah", "10/isi/tahun"),
        ("nilai_salah", "11/isi/strategi_rutin/0"),
        ("nilai_salah", "12/isi/perubahan/0/hasil"),
        ("nilai_salah", "13/isi/bawahan/0/dokumen/0/kind"),
        ("kolom_dihitung", "13/isi/bawahan/0/dokumen/0/revisi"),
        ("acuan_tidak_ada", "13/isi/bawahan/0/dokumen/0/ref"),
    ]


def accepted(planning: Items) -> Items:
    """Return the items with the addendum accepted and contained in its SKP."""
    planning[12]["isi"] |= {"status": "diterima", "tanggal": "2026-07-01"}
    planning[5]["isi"]["hasil"].append({"id": "h9", **copy.deepcopy(HASIL)})
    planning[5]["isi"] |= {
        "tanggal": "2026-07-01",
        "adendum": [{"ref": "adendum", "nomor": 1, "tanggal": "2026-07-01"}],
    }
    return planning


def test_that_an_accepted_addendum_freezes_who_signed_and_stands_in_its_skp(apply: Any, planning: Items) -> None:
    apply(accepted(planning))
    adendum: Adendum = stored(apply.kantor, "adendum", f"{SKP}/1")
    assert adendum.penilai is not None
    assert adendum.penilai.nama == "Fulan Camat, S.Sos., M.Si."
    assert [satu.id for satu in get_skp(apply.kantor, SKP).adendum] == [natural_id("adendum", UNIT, f"{SKP}/1")]
    planning[12]["isi"]["dasar"] = "Lain"
    assert [satu["kode"] for satu in apply.refusals(planning)] == ["alasan_wajib"]


def test_that_an_accepted_addendum_missing_from_its_skp_is_refused_and_so_is_a_false_claim(
    apply: Any, planning: Items
) -> None:
    lain = accepted(copy.deepcopy(planning))
    del lain[5]["isi"]["adendum"]
    assert [satu["kode"] for satu in apply.refusals(lain)] == ["interchange_adendum_belum_termuat"]
    lain = accepted(planning)
    lain[12]["isi"]["status"] = "draft"
    rincian = apply.refusals(lain)
    assert [(satu["kode"], satu["jalur"]) for satu in rincian] == [
        ("interchange_acuan_tidak_ada", "/dokumen/5/isi/adendum/0")
    ]


def test_that_a_done_hand_over_needs_its_date_and_keeps_the_version_handed_over(apply: Any, planning: Items) -> None:
    serah = planning[13]["isi"]
    serah["status"] = "selesai"
    assert [satu["kode"] for satu in apply.refusals(planning)] == ["interchange_kolom_wajib"]
    serah["tanggal"] = "2026-08-01"
    apply(planning)
    isi: SerahTerima = stored(apply.kantor, "serah_terima", f"{CAMAT}/2026-08-01")
    assert isi.bawahan[0].dokumen[0].revisi == apply.kantor.store.document(SKP).heads[0]
    assert isi.penerima is not None
    assert isi.penerima.nama == "Fulan Kepala Daerah"
    assert apply(planning).jumlah["serah_terima"]["tidak_berubah"] == 1


def test_that_findings_of_the_planning_tools_are_warnings(apply: Any, planning: Items) -> None:
    kode = {satu.kode for satu in apply(planning).peringatan}
    assert {"matriks_kolom_belum_terikat", "workblock_tujuan_kosong"} <= kode


@pytest.mark.parametrize("kind", KINDS)
def test_that_every_member_of_a_document_may_stand_in_a_file_or_is_computed(kind: str) -> None:
    refusals = Refusals()
    READERS[kind](ObjectReader(dict.fromkeys(KINDS[kind].__struct_fields__, 7), "", refusals, Item(0, jenis=kind)))
    with pytest.raises(UserError) as caught:
        refusals.raise_any("berkas.json")
    asing = [satu for satu in caught.value.facts["rincian"] if satu["kode"] == "interchange_kolom_tidak_dikenal"]
    assert asing == []


@pytest.mark.parametrize(
    ("kind", "daftar", "tipe"),
    [
        ("pegawai", "riwayat", RiwayatJabatan),
        ("pegawai", "keadaan", KeadaanKhusus),
        ("skp", "hasil", RencanaHasilKerja),
        ("skp", "adendum", AdendumBerlaku),
        ("matriks", "kolom", KolomMatriks),
        ("matriks", "baris", BarisMatriks),
        ("adendum", "perubahan", PerubahanHasil),
        ("kalender", "libur", HariLibur),
        ("serah_terima", "bawahan", BawahanDiserahkan),
    ],
)
def test_that_every_member_of_a_child_may_stand_in_a_file(kind: str, daftar: str, tipe: Any) -> None:
    refusals = Refusals()
    satu = dict.fromkeys(tipe.__struct_fields__, 7)
    READERS[kind](ObjectReader({daftar: [satu]}, "", refusals, Item(0, jenis=kind)))
    with pytest.raises(UserError) as caught:
        refusals.raise_any("berkas.json")
    asing = [satu for satu in caught.value.facts["rincian"] if satu["kode"] == "interchange_kolom_tidak_dikenal"]
    assert asing == []


def test_that_only_who_may_set_the_agencys_choices_does_so_by_a_file(dunia: Dunia, tmp_path: Path) -> None:
    berperan = filled(dunia)
    path = tmp_path / "berkas.json"
    satu = {"jenis": "ketentuan", "isi": {"hari_kerja": 6}}
    path.write_text(json.dumps({"format": "skp-luring/interchange", "versi": 1, "dokumen": [satu]}), encoding="utf-8")
    with berperan.sebagai(PeranPengguna.OPERATOR) as kantor, pytest.raises(UserError) as caught:
        apply_interchange(kantor, path)
    assert caught.value.code == "wewenang_kurang"
    with berperan.sebagai(PeranPengguna.ADMIN) as kantor:
        assert apply_interchange(kantor, path).jumlah["ketentuan"]["baru"] == 1


DI_SINI = {"unit_kerja", "periode", "skp", *KINDS_OF_PLANNING}


def test_that_every_kind_can_be_listed_and_shown(apply: Any, planning: Items) -> None:
    apply(planning)
    for kind in KINDS:
        for satu in list_dokumen(apply.kantor, kind):
            assert show_dokumen(apply.kantor, satu.id, riwayat=True).jenis == kind
        banyak = {"pegawai": 3, "penilaian": 0}.get(kind, int(kind in DI_SINI))
        assert len(list_dokumen(apply.kantor, kind)) == banyak


def test_that_a_body_of_every_kind_reads_back(apply: Any, planning: Items) -> None:
    apply(planning)
    for kind in KINDS:
        for satu in apply.kantor.store.find(kind):
            assert msgspec.json.decode(satu.body) == msgspec.json.decode(
                msgspec.json.encode(decode_kind(kind, satu.body))
            )


def test_that_the_planning_example_of_the_specification_is_applied(apply: Any, items: Items) -> None:
    apply(items)
    blocks = SPEC.read_text(encoding="utf-8").split("```json\n")[1:]
    contoh = json.loads(blocks[2].split("```")[0])["dokumen"]
    hasil = apply(contoh)
    assert sum(satu["baru"] for satu in hasil.jumlah.values()) == len(contoh) == 4
