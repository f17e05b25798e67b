"""The kinds of the stages after planning in an interchange file: all in one file, twice, and what is refused."""

from __future__ import annotations

import copy
import json
from typing import Any

import msgspec
import pytest

from desktop_app.domain.angka_kredit import AngkaKredit
from desktop_app.domain.bukti_dukung import BuktiDukung
from desktop_app.domain.capaian_unit import CapaianUnit
from desktop_app.domain.codec import KINDS, KINDS_OF_PERFORMANCE, decode_kind, natural_id
from desktop_app.domain.dokumen_evaluasi import DokumenEvaluasi, PeristiwaDokumen
from desktop_app.domain.errors import UserError
from desktop_app.domain.evaluasi_diri import EvaluasiDiri
from desktop_app.domain.istilah import CapaianOrganisasi, NilaiDasar, Predikat, Rating
from desktop_app.domain.istilah_kinerja import JenjangFungsional, StatusPutusan, TanggapanJurnal, TindakLanjut
from desktop_app.domain.jurnal import EntriJurnal, Jurnal, sidik_entri, tanggapan_berlaku
from desktop_app.domain.keberatan import PutusanKeberatan
from desktop_app.domain.rencana_aksi import Aksi, RealisasiAksi, RencanaAksi
from desktop_app.domain.umpan_balik import UmpanBalikBerkelanjutan
from desktop_app.services.interchange_baca import Item, ObjectReader, Refusals
from desktop_app.services.interchange_isi import READERS
from desktop_app.services.lihat import list_dokumen, show_dokumen
from tests.services.conftest import SPEC

UNIT = "99.01.09"
NIP = "198509172010012003"
KASI = natural_id("pegawai", UNIT, NIP)
CAMAT = natural_id("pegawai", UNIT, "197804122005011001")
SKP = natural_id("skp", UNIT, f"{KASI}/2026-01-01/2026-12-31")
NILAI = natural_id("penilaian", UNIT, f"{SKP}/2026-TW1")
BUKTI = "ab" * 32

Items = list[dict[str, Any]]


@pytest.fixture
def performed(items: Items) -> Items:
    """The whole example with a post of a functional officer, and one item of each kind: 7 plan … 14 credit points."""
    items[3]["isi"]["riwayat"][0] |= {"jabatan": "Analis Ahli Muda", "jenis_jabatan": "fungsional"}
    items[6]["ref"] = "nilai"
    items[6]["isi"]["realisasi"][0]["umpan_balik"][0]["asal_ref"] = "kata-camat"
    return [
        *items,
        {
            "jenis": "rencana_aksi",
            "isi": {
                "pegawai_nip": NIP,
                "periode": "2026-TW1",
                "aksi": [{"hasil_id": "h1", "teks": "Membuka loket kedua", "target": "Februari"}],
                "realisasi": [{"hasil_id": "h1", "teks": "Loket kedua dibuka", "bukti": [{"sidik": BUKTI}]}],
                "tanggal": "2026-01-19",
                "tanggal_dokumentasi": "2026-03-31",
            },
        },
        {
            "jenis": "jurnal",
            "isi": {
                "pegawai_nip": NIP,
                "minggu": "2026-02-02",
                "entri": [
                    {
                        "tanggal": "2026-02-03",
                        "dicatat": "2026-02-06",
                        "hasil_id": "h1",
                        "indikator_id": "h1i1",
                        "teks": "Surat pengantar selesai",
                        "jumlah": "45",
                        "dari": "50",
                        "satuan": "surat",
                        "bukti": [{"sidik": BUKTI, "nama": "register.jpg", "ukuran": 90000, "jenis": "image/jpeg"}],
                        "tanggapan": "dibenarkan",
                        "komentar": "Sesuai register.",
                        "penanggap_nip": "197804122005011001",
                    },
                    {"tanggal": "2026-02-08", "teks": "Rapat", "dicatat_ragu": True},
                ],
            },
        },
        {
            "jenis": "umpan_balik",
            "ref": "kata-camat",
            "isi": {
                "pegawai_nip": NIP,
                "skp_ref": "skp-kasi",
                "tanggal": "2026-03-02",
                "pemberi_nip": "197804122005011001",
                "sebutan": "Pimpinan",
                "hasil_id": "h1",
                "teks": "Pertahankan.",
                "tindak_lanjut": ["pembinaan", "apresiasi"],
            },
        },
        {
            "jenis": "capaian_unit",
            "isi": {"pegawai_nip": "197804122005011001", "periode": "2026-TW1", "capaian": "baik", "dasar": "Laporan"},
        },
        {
            "jenis": "evaluasi_diri",
            "isi": {
                "pegawai_nip": NIP,
                "periode": "2026-TW1",
                "realisasi": [{"id": "h1i1", "realisasi": "93%"}],
                "perilaku": [{"nilai": "loyal", "teks": "Hadir"}, {"nilai": "akuntabel", "teks": "Tertib"}],
                "rating_hasil": "sesuai",
                "kendala": "Jaringan putus",
            },
        },
        {
            "jenis": "dokumen_evaluasi",
            "isi": {
                "pegawai_nip": NIP,
                "penilaian_ref": "nilai",
                "peristiwa": [
                    {"jenis": "diserahkan", "tanggal": "2026-04-11", "pelaku_nip": "197804122005011001"},
                    {"jenis": "diterima", "tanggal": "2026-04-12", "ragu": True},
                ],
            },
        },
        {
            "jenis": "putusan_keberatan",
            "isi": {
                "pegawai_nip": NIP,
                "penilaian_ref": "nilai",
                "atasan_ref": "bupati",
                "diterima": "2026-04-20",
                "keberatan": "Rating hasil terlalu rendah",
                "penjelasan": "Sesuai target",
                "tanggal_penjelasan": "2026-04-22",
                "keputusan": "mengubah",
                "rating_hasil": "diatas",
                "rating_perilaku": "diatas",
                "status": "ditetapkan",
                "tanggal": "2026-04-27",
            },
        },
        {
            "jenis": "angka_kredit",
            "isi": {
                "pegawai_nip": NIP,
                "penilaian_ref": "nilai",
                "nomor": "1/AK/2026",
                "status": "ditetapkan",
                "tanggal": "2026-05-04",
                "rincian": {"nomor_karpeg": "X-1", "tmt_jabatan": "2024-03-01"},
                "komponen": [{"nama": "AK dasar", "lama": "100", "baru": "0"}],
                "tembusan": ["Kepala BKPSDM"],
            },
        },
    ]


def stored(kantor: Any, kind: str, kunci: str) -> Any:
    """Return the document of this office with a natural key."""
    dokumen = kantor.store.document(natural_id(kind, UNIT, kunci))
    assert dokumen is not None
    return decode_kind(kind, dokumen.body)


def test_that_one_of_every_kind_is_applied_and_a_second_time_changes_nothing(apply: Any, performed: Items) -> None:
    hasil = apply(copy.deepcopy(performed))
    assert [kind for kind in KINDS_OF_PERFORMANCE if hasil.jumlah[kind]["baru"]] == list(KINDS_OF_PERFORMANCE)
    lagi = apply(copy.deepcopy(performed))
    assert sum(satu["tidak_berubah"] for satu in lagi.jumlah.values()) == len(performed)
    assert lagi.changed.doc_ids == ()


def test_that_what_is_typed_is_what_is_stored(apply: Any, performed: Items) -> None:
    apply(performed)
    aksi: RencanaAksi = stored(apply.kantor, "rencana_aksi", f"{SKP}/2026-TW1")
    assert (aksi.penilai_id, aksi.tempat, aksi.aksi[0].id) == (CAMAT, "Contoh", "a1")
    assert aksi.realisasi[0].bukti[0] == BuktiDukung(id="b1", sidik=BUKTI, asal=BUKTI)
    jurnal: Jurnal = stored(apply.kantor, "jurnal", f"{KASI}/2026-02-02")
    assert [satu.id for satu in jurnal.entri] == ["j1", "j2"]
    assert (jurnal.entri[0].jumlah, jurnal.entri[0].dari, jurnal.entri[0].penanggap_id) == ("45", "50", CAMAT)
    umpan: UmpanBalikBerkelanjutan = stored(apply.kantor, "umpan_balik", f"{KASI}/kata-camat")
    assert (umpan.skp_id, umpan.pemberi_id) == (SKP, CAMAT)
    assert umpan.tindak_lanjut == (TindakLanjut.APRESIASI, TindakLanjut.PEMBINAAN)
    capaian: CapaianUnit = stored(apply.kantor, "capaian_unit", f"{CAMAT}/2026-TW1")
    assert (capaian.capaian, capaian.unit_kerja) == (CapaianOrganisasi.BAIK, "Kecamatan Contoh")
    diri: EvaluasiDiri = stored(apply.kantor, "evaluasi_diri", f"{SKP}/2026-TW1")
    assert [satu.nilai for satu in diri.perilaku] == [NilaiDasar.AKUNTABEL, NilaiDasar.LOYAL]
    assert (diri.rating_hasil, diri.unit_kode) == (Rating.SESUAI, UNIT)


def test_that_documents_of_an_evaluation_say_which_version_they_are_about(apply: Any, performed: Items) -> None:
    apply(performed)
    rev = apply.kantor.store.document(NILAI).heads[0]
    dokumen: DokumenEvaluasi = stored(apply.kantor, "dokumen_evaluasi", NILAI)
    assert (dokumen.periode, dokumen.penilai_id, dokumen.penilaian_rev) == ("2026-TW1", CAMAT, rev)
    assert [satu.id for satu in dokumen.peristiwa] == ["p1", "p2"]
    putusan: PutusanKeberatan = stored(apply.kantor, "putusan_keberatan", NILAI)
    assert (putusan.predikat, putusan.penilaian_rev) == (Predikat.SANGAT_BAIK, rev)
    assert putusan.atasan_penilai is not None
    assert putusan.atasan_penilai.nama == "Fulan Kepala Daerah"
    assert stored(apply.kantor, "penilaian", f"{SKP}/2026-TW1").predikat is Predikat.BAIK, "stays as it was signed"
    kredit: AngkaKredit = stored(apply.kantor, "angka_kredit", NILAI)
    assert (kredit.bulan, kredit.jenjang, kredit.status) == (3, JenjangFungsional.AHLI_MUDA, StatusPutusan.DITETAPKAN)
    assert (kredit.predikat, kredit.koefisien, kredit.angka) == (Predikat.SANGAT_BAIK, "25", "9.38")


def test_that_the_answer_to_an_entry_is_one_to_its_words(apply: Any, performed: Items) -> None:
    apply(performed)
    satu = stored(apply.kantor, "jurnal", f"{KASI}/2026-02-02").entri[0]
    assert satu.sidik == sidik_entri(satu)
    assert tanggapan_berlaku(satu) is TanggapanJurnal.DIBENARKAN
    performed[8]["isi"]["entri"][0]["komentar"] = "Terima kasih."
    performed[8]["isi"]["entri"][1]["teks"] = "Rapat minggon"
    apply(performed)
    jurnal = stored(apply.kantor, "jurnal", f"{KASI}/2026-02-02")
    assert (jurnal.entri[0].sidik, jurnal.entri[1].sidik) == (satu.sidik, "")


def test_that_what_is_wrong_is_refused_at_its_place(apply: Any, performed: Items) -> None:
    performed[8]["isi"]["entri"][0] |= {"tanggal": "2026-02-09", "jumlah": "1.000,5", "sidik": BUKTI}
    performed[8]["isi"]["entri"][0]["bukti"][0] = {"sidik": "../rahasia.jpg", "berkas": "rahasia.jpg"}
    performed[9]["isi"] |= {"nilai": "loyal", "tindak_lanjut": ["hukuman"]}
    performed[11]["isi"]["realisasi"] = [{"realisasi": "93%"}, {"id": "h1i9"}]
    del performed[13]["isi"]["tanggal"]
    performed[14]["isi"] |= {"bulan": 13, "angka": "9.38"}
    jalur = [(satu["kode"].removeprefix("interchange_"), satu["jalur"][9:]) for satu in apply.refusals(performed)]
    assert jalur == [
        ("nilai_salah", "8/isi/entri/0/jumlah"),
        ("nilai_salah", "8/isi/entri/0/bukti/0/sidik"),
        ("kolom_tidak_dikenal", "8/isi/entri/0/bukti/0/berkas"),
        ("kolom_dihitung", "8/isi/entri/0/sidik"),
        ("nilai_salah", "8/isi/entri/0/tanggal"),
        ("nilai_salah", "9/isi/tindak_lanjut/0"),
        ("kolom_wajib", "11/isi/realisasi/0/id"),
        ("kolom_wajib", "13/isi/tanggal"),
        ("nilai_salah", "14/isi/bulan"),
        ("kolom_dihitung", "14/isi/angka"),
    ]


def test_that_what_another_document_contradicts_is_refused(apply: Any, performed: Items) -> None:
    performed[7]["isi"]["aksi"][0]["hasil_id"] = "h9"
    performed[8]["isi"]["minggu"] = "2026-02-03"
    performed[9]["isi"]["nilai"] = "loyal"
    performed[11]["isi"] |= {"realisasi": [{"id": "h1i9"}], "pegawai_nip": "197804122005011001", "skp_ref": "skp-kasi"}
    performed[12]["isi"]["peristiwa"][1] |= {"membetulkan": "p7"}
    performed[13]["isi"]["periode"] = "2026-TW2"
    jalur = [(satu["kode"].removeprefix("interchange_"), satu["jalur"][9:]) for satu in apply.refusals(performed)]
    assert jalur == [
        ("indikator_tidak_ada", "7/isi/aksi/0/hasil_id"),
        ("nilai_salah", "8/isi/minggu"),
        ("umpan_balik_satu_hal", "9/isi"),
        ("acuan_tidak_ada", "11/isi/skp_ref"),
        ("acuan_tidak_ada", "12/isi/peristiwa/1/membetulkan"),
        ("nilai_salah", "13/isi/periode"),
    ]


def test_that_a_draft_evaluation_has_no_documents_of_its_own(apply: Any, performed: Items) -> None:
    for nama in ("status", "tanggal"):
        del performed[6]["isi"][nama]
    kode = [(satu["kode"], satu["jenis"]) for satu in apply.refusals(performed)]
    assert kode == [
        ("interchange_penilaian_belum_final", jenis)
        for jenis in ("dokumen_evaluasi", "putusan_keberatan", "angka_kredit")
    ]


def test_that_an_event_stays_and_a_later_one_corrects_it(apply: Any, performed: Items) -> None:
    apply(copy.deepcopy(performed))
    lain = copy.deepcopy(performed)
    lain[12]["isi"]["peristiwa"][0]["tanggal"] = "2026-04-13"
    assert [satu["kode"] for satu in apply.refusals(lain)] == ["interchange_peristiwa_hilang"]
    lain = copy.deepcopy(performed)
    del lain[12]["isi"]["peristiwa"][1]
    assert [satu["kode"] for satu in apply.refusals(lain)] == ["interchange_peristiwa_hilang"]
    betul = {"jenis": "diserahkan", "tanggal": "2026-04-13", "membetulkan": "p1"}
    performed[12]["isi"]["peristiwa"].append(betul)
    assert apply(performed).jumlah["dokumen_evaluasi"]["berubah"] == 1


def test_that_a_decision_that_confirms_the_result_has_no_ratings_of_its_own(apply: Any, performed: Items) -> None:
    performed[13]["isi"]["keputusan"] = "menguatkan"
    assert {satu["jalur"][9:] for satu in apply.refusals(performed)} == {
        "13/isi/rating_hasil",
        "13/isi/rating_perilaku",
    }
    for nama in ("rating_hasil", "rating_perilaku"):
        del performed[13]["isi"][nama]
    apply(performed)
    assert stored(apply.kantor, "putusan_keberatan", NILAI).predikat is None


def test_that_what_is_handed_in_or_determined_changes_only_with_a_reason(apply: Any, performed: Items) -> None:
    performed[11]["isi"]["status"] = "diserahkan"
    apply(performed)
    for nomor, nama in ((11, "catatan"), (13, "rekomendasi"), (14, "catatan")):
        lain = copy.deepcopy(performed)
        lain[nomor]["isi"][nama] = "Lain"
        assert [satu["kode"] for satu in apply.refusals(lain)] == ["alasan_wajib"]


def test_that_an_entry_for_a_result_of_no_plan_is_told(apply: Any, performed: Items) -> None:
    performed[8]["isi"]["entri"][1]["hasil_id"] = "h9"
    peringatan = [(satu.kode, satu.jalur) for satu in apply(performed).peringatan]
    assert ("interchange_hasil_tidak_ada", "/dokumen/8/isi/entri/1/hasil_id") in peringatan


def test_that_feedback_of_two_people_under_one_name_are_two_documents(apply: Any, performed: Items) -> None:
    apply(copy.deepcopy(performed))
    performed[9]["isi"] |= {"pegawai_nip": "197804122005011001", "pemberi_nip": NIP, "hasil_id": ""}
    del performed[9]["isi"]["skp_ref"]
    del performed[6]["isi"]["realisasi"][0]["umpan_balik"][0]["asal_ref"]
    assert apply([performed[9]]).jumlah["umpan_balik"]["baru"] == 1
    del performed[9]["ref"]
    assert [satu["kode"] for satu in apply.refusals([performed[9]])] == ["interchange_kolom_wajib"]


def test_that_an_objection_comes_by_no_file(apply: Any) -> None:
    satu = {"jenis": "keberatan", "isi": {"pegawai_id": KASI, "penilaian_id": NILAI}}
    assert [(lain["kode"], lain["jalur"]) for lain in apply.refusals([satu])] == [
        ("interchange_nilai_salah", "/dokumen/0/jenis")
    ]


@pytest.mark.parametrize(
    ("kind", "daftar", "tipe"),
    [
        ("rencana_aksi", "aksi", Aksi),
        ("rencana_aksi", "realisasi", RealisasiAksi),
        ("jurnal", "entri", EntriJurnal),
        ("dokumen_evaluasi", "peristiwa", PeristiwaDokumen),
        ("capaian_unit", "bukti", BuktiDukung),
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


def test_that_every_kind_can_be_listed_shown_and_read_back(apply: Any, performed: Items) -> None:
    apply(performed)
    for kind in KINDS:
        for satu in list_dokumen(apply.kantor, kind):
            assert show_dokumen(apply.kantor, satu.id, riwayat=True).jenis == kind
        assert len(list_dokumen(apply.kantor, kind)) >= (kind in KINDS_OF_PERFORMANCE)
        for ketemu in apply.kantor.store.find(kind):
            baca = msgspec.json.encode(decode_kind(kind, ketemu.body))
            assert msgspec.json.decode(ketemu.body) == msgspec.json.decode(baca)


def test_that_the_example_of_the_specification_is_applied(apply: Any, items: Items) -> None:
    apply(items)
    blocks = SPEC.read_text(encoding="utf-8").split("```json\n")[1:]
    semua = [json.loads(block.split("```")[0])["dokumen"] for block in blocks]
    (contoh,) = (satu for satu in semua if satu and satu[0]["jenis"] == "rencana_aksi")
    hasil = apply(contoh)
    assert [kind for kind in KINDS_OF_PERFORMANCE if hasil.jumlah[kind]["baru"]] == list(KINDS_OF_PERFORMANCE)
