"""Moves, ends, new assessors and circumstances: what is written at once, and what stays as it was signed."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import JenisKeadaan, StatusSkp
from desktop_app.domain.pegawai import KeadaanKhusus
from desktop_app.domain.perencanaan import check_keadaan
from desktop_app.domain.periode import parse_periode
from desktop_app.domain.perpindahan import kejadian_of, rentang_evaluasi, who_evaluates
from desktop_app.services.adendum import list_penetapan
from desktop_app.services.kantor import Kantor
from desktop_app.services.pegawai import get_pegawai, new_riwayat
from desktop_app.services.pekerjaan import read_pekerjaan
from desktop_app.services.pergantian_penilai import change_penilai
from desktop_app.services.pindah import end_skp, move_pegawai, put_keadaan
from desktop_app.services.skp import advance_skp, create_skp, get_skp, list_skp
from desktop_app.services.tanda_tangan import present_revisions
from tests.services.dunia_kantor import add_people, determined_skp, draft_skp, edit, stored
from tests.services.test_adendum import refused

AGUSTUS = date(2026, 8, 1)


@pytest.fixture
def people(unit: Kantor) -> tuple[str, str, str]:
    """Superior, Camat, and one of his staff."""
    return add_people(unit)


def test_that_a_move_writes_post_end_and_new_plan_in_one_transaction(
    unit: Kantor, people: tuple[str, str, str]
) -> None:
    sekda, _, staf = people
    lama = determined_skp(unit, staf)
    jabatan = new_riwayat(None, mulai=AGUSTUS, jabatan="Pengelola", unit_kerja="Sekretariat", penilai_id=sekda)
    rows = unit.store.audit_head()[0]
    hasil = move_pegawai(unit, staf, jabatan, "SK mutasi nomor 5")
    assert unit.store.audit_head()[0] == rows + 1
    assert hasil.berakhir == (lama,)
    skp, baru = get_skp(unit, lama), get_skp(unit, hasil.skp_id)
    assert (skp.status, skp.berakhir, skp.sebab_berakhir) == (
        StatusSkp.DITETAPKAN,
        date(2026, 7, 31),
        "SK mutasi nomor 5",
    )
    assert (baru.mulai, baru.selesai, baru.penilai_id, baru.status) == (
        AGUSTUS,
        date(2026, 12, 31),
        sekda,
        StatusSkp.DRAFT,
    )
    assert get_pegawai(unit, staf).jabatan_pada(AGUSTUS) == jabatan
    rows_of_staf = [satu for satu in list_skp(unit, 2026) if satu.pegawai_id == staf]
    assert sorted((satu.mulai, satu.akhir) for satu in rows_of_staf) == [
        ("2026-01-01", "2026-07-31"),
        ("2026-08-01", "2026-12-31"),
    ]


def test_that_a_move_that_cannot_be_is_refused_whole(unit: Kantor, people: tuple[str, str, str]) -> None:
    sekda, _, staf = people
    draft_skp(unit, staf)
    ada = new_riwayat(None, mulai=date(2026, 3, 1), jabatan="X", penilai_id=sekda)
    refused(unit, "jabatan_sudah_mulai", lambda: move_pegawai(unit, staf, ada, "SK"))
    awal = new_riwayat(None, mulai=date(2026, 1, 1), jabatan="X", penilai_id=sekda)
    refused(unit, "pindah_tanggal_salah", lambda: move_pegawai(unit, staf, awal, "SK"))
    refused(unit, "alasan_wajib", lambda: move_pegawai(unit, staf, msgspec.structs.replace(awal, mulai=AGUSTUS), " "))


def test_that_an_end_is_no_new_plan_and_leaves_the_signed_version_the_present_one(
    unit: Kantor, people: tuple[str, str, str]
) -> None:
    doc_id = determined_skp(unit, people[2])
    asli = unit.store.document(doc_id)
    assert asli is not None
    end_skp(unit, doc_id, date(2026, 7, 31), "pindah")
    end_skp(unit, doc_id, date(2026, 6, 30), "tanggal dibetulkan")
    kini = unit.store.document(doc_id)
    assert kini is not None
    assert asli.heads[0] in [rev.rev_id for rev in present_revisions(unit, kini)]
    (ketetapan,) = list_penetapan(unit, doc_id)
    assert (ketetapan.rev_id, ketetapan.berakhir, ketetapan.berlaku) == (asli.heads[0], date(2026, 6, 30), True)
    refused(unit, "skp_akhir_salah", lambda: end_skp(unit, doc_id, date(2027, 1, 1), "pindah"))
    refused(unit, "alasan_wajib", lambda: end_skp(unit, doc_id, date(2026, 5, 1), ""))


def test_that_another_text_is_not_covered_by_the_signature_of_the_one_before(
    unit: Kantor, people: tuple[str, str, str]
) -> None:
    doc_id = determined_skp(unit, people[2])
    asli = unit.store.document(doc_id)
    assert asli is not None
    advance_skp(unit, doc_id, "buka_kembali", alasan="salah")
    edit(unit, doc_id, tempat="Lain")
    advance_skp(unit, doc_id, "ajukan")
    advance_skp(unit, doc_id, "tetapkan", tanggal=date(2026, 1, 20), tempat="Lain")
    kini = unit.store.document(doc_id)
    assert kini is not None
    assert asli.heads[0] not in [rev.rev_id for rev in present_revisions(unit, kini)]


def test_that_after_an_end_the_rest_of_the_year_is_free_for_another_plan(
    unit: Kantor, people: tuple[str, str, str]
) -> None:
    doc_id = determined_skp(unit, people[2])
    refused(unit, "skp_sudah_ada", lambda: create_skp(unit, people[2], 2026, mulai=AGUSTUS))
    end_skp(unit, doc_id, date(2026, 7, 31), "pindah")
    baru, _ = create_skp(unit, people[2], 2026, mulai=AGUSTUS)
    assert get_skp(unit, baru).mulai == AGUSTUS
    refused(unit, "skp_masa_salah", lambda: create_skp(unit, people[2], 2026, mulai=date(2027, 1, 1)))


def test_that_open_plans_follow_a_new_assessor_and_determined_ones_stay(
    unit: Kantor, people: tuple[str, str, str]
) -> None:
    sekda, camat, staf = people
    tetap = determined_skp(unit, staf)
    end_skp(unit, tetap, date(2026, 7, 31), "pindah")
    terbuka, _ = create_skp(unit, staf, 2026, mulai=AGUSTUS)
    change_penilai(unit, [staf], date(2026, 9, 1), sekda, alasan="camat dimutasikan")
    assert (get_skp(unit, tetap).penilai_id, get_skp(unit, terbuka).penilai_id) == (camat, sekda)
    pegawai = get_pegawai(unit, staf)
    dulu, kini = pegawai.jabatan_pada(date(2026, 8, 31)), pegawai.jabatan_pada(date(2026, 9, 1))
    assert dulu is not None
    assert kini is not None
    assert (dulu.penilai_id, kini.penilai_id) == (camat, sekda)
    assert (kini.jabatan, kini.unit_kerja, kini.golongan) == (dulu.jabatan, dulu.unit_kerja, dulu.golongan)
    change_penilai(unit, [staf], date(2026, 9, 1), camat, alasan="salah ketik")
    assert len(get_pegawai(unit, staf).riwayat) == len(pegawai.riwayat)


def test_that_who_is_exempt_is_not_asked_and_not_kept_from_it(unit: Kantor, people: tuple[str, str, str]) -> None:
    staf = people[2]
    before = read_pekerjaan(unit).tanpa_skp
    cuti = KeadaanKhusus(id="k1", jenis=JenisKeadaan.CUTI_LUAR_TANGGUNGAN, mulai=date(2026, 1, 1))
    put_keadaan(unit, staf, cuti)
    row = next(satu for satu in list_skp(unit, 2026) if satu.pegawai_id == staf)
    assert row.dikecualikan is JenisKeadaan.CUTI_LUAR_TANGGUNGAN
    assert read_pekerjaan(unit).tanpa_skp == before - 1
    assert next(s for s in list_skp(unit, 2025) if s.pegawai_id == staf).dikecualikan is None
    doc_id = draft_skp(unit, staf)
    temuan = check_keadaan(get_pegawai(unit, staf), get_skp(unit, doc_id))
    assert [satu.kode for satu in temuan] == ["skp_tidak_diminta"]
    advance_skp(unit, doc_id, "ajukan")
    salah = msgspec.structs.replace(cuti, selesai=date(2025, 1, 1))
    refused(unit, "keadaan_tanggal_terbalik", lambda: put_keadaan(unit, staf, salah))
    put_keadaan(unit, staf, msgspec.structs.replace(cuti, selesai=date(2026, 6, 30)))
    assert [satu.selesai for satu in get_pegawai(unit, staf).keadaan] == [date(2026, 6, 30)]


def test_that_the_superior_determines_after_january_and_the_assessor_stays_who_evaluates(
    unit: Kantor, people: tuple[str, str, str]
) -> None:
    sekda, camat, staf = people
    doc_id = draft_skp(unit, staf)
    advance_skp(unit, doc_id, "ajukan")
    refused(
        unit,
        "atasan_belum_boleh_menetapkan",
        lambda: advance_skp(unit, doc_id, "tetapkan", tanggal=date(2026, 1, 31), oleh_atasan=True),
    )
    advance_skp(unit, doc_id, "tetapkan", tanggal=date(2026, 2, 1), oleh_atasan=True)
    skp = get_skp(unit, doc_id)
    assert skp.penilai is not None
    assert (skp.penetap_id, skp.penilai.nama, skp.penilai_id) == (sekda, "Sekretaris Contoh", camat)
    advance_skp(unit, doc_id, "buka_kembali", alasan="salah")
    assert get_skp(unit, doc_id).penetap_id == ""
    camats = draft_skp(unit, camat)
    edit(unit, camats, penilai_id=sekda)
    advance_skp(unit, camats, "ajukan")
    before = stored(unit)
    with pytest.raises(UserError) as caught:
        advance_skp(unit, camats, "tetapkan", tanggal=date(2026, 2, 1), oleh_atasan=True)
    assert caught.value.code == "atasan_penilai_belum_ada"
    assert stored(unit) == before


def test_that_the_record_of_a_person_says_who_evaluates(unit: Kantor, people: tuple[str, str, str]) -> None:
    sekda, camat, staf = people
    tw3 = parse_periode("2026-TW3")
    assert rentang_evaluasi(tw3) == (date(2026, 9, 21), date(2026, 10, 31))
    assert rentang_evaluasi(parse_periode("2026")) == (date(2026, 12, 22), date(2027, 1, 31))
    assert who_evaluates(kejadian_of(get_pegawai(unit, staf), tw3)).penilai_id == camat
    change_penilai(unit, [staf], date(2026, 9, 25), sekda, alasan="camat dimutasikan")
    jawab = who_evaluates(kejadian_of(get_pegawai(unit, staf), tw3))
    assert (jawab.penilai_id, jawab.kode) == (camat, "penilai_pindah_dalam_rentang")
    jawab = who_evaluates(kejadian_of(get_pegawai(unit, staf), parse_periode("2026-TW4")))
    assert (jawab.penilai_id, jawab.kode) == (sekda, "atasan_langsung")
    # A promotion in the same post would be no move; this one on 1 March is another post.
    jawab = who_evaluates(kejadian_of(get_pegawai(unit, staf), parse_periode("2026-TW1")))
    assert (jawab.kode, jawab.unit_baru) == ("pegawai_pindah_periodik", True)
