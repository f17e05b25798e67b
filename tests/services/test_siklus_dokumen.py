"""The lives of SKP and evaluation through the services: steps, refusals, frozen names, computed predicates."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import product
from typing import Any

import msgspec
import pytest

from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import Predikat, Rating, StatusPenilaian, StatusSkp
from desktop_app.domain.pegawai import Pegawai, RiwayatJabatan
from desktop_app.domain.penilaian import Penilaian
from desktop_app.services.kantor import Kantor
from desktop_app.services.lihat import show_dokumen
from desktop_app.services.naskah import open_naskah
from desktop_app.services.pegawai import create_pegawai, get_pegawai
from desktop_app.services.penilaian import (
    advance_penilaian,
    create_penilaian,
    get_penilaian,
    get_skp_evaluated,
    list_penilaian,
)
from desktop_app.services.periksa import check_store
from desktop_app.services.skp import advance_skp, create_skp, get_skp, list_hasil_pimpinan, list_skp
from tests.services.dunia_kantor import (
    AKHIR,
    HASIL,
    TETAP,
    add_people,
    determined_skp,
    draft_penilaian,
    draft_skp,
    edit,
    final_penilaian,
    put_revision,
    stored,
)

# The nine cells of the regulation's quadrant, typed from its pages 99-100 and 102-103.
KUADRAN = {
    ("diatas", "diatas"): "sangat_baik",
    ("diatas", "sesuai"): "baik",
    ("diatas", "dibawah"): "kurang",
    ("sesuai", "diatas"): "baik",
    ("sesuai", "sesuai"): "baik",
    ("sesuai", "dibawah"): "kurang",
    ("dibawah", "diatas"): "butuh_perbaikan",
    ("dibawah", "sesuai"): "butuh_perbaikan",
    ("dibawah", "dibawah"): "sangat_kurang",
}


@pytest.fixture
def people(unit: Kantor) -> tuple[str, str, str]:
    """Superior, Camat, and one of his staff."""
    return add_people(unit)


def refused(kantor: Kantor, code: str, step: Callable[[], object]) -> None:
    """A refused step says why and writes nothing, not even an audit row."""
    before = stored(kantor)
    with pytest.raises(UserError) as caught:
        step()
    assert caught.value.code == code
    assert stored(kantor) == before


def test_that_an_skp_goes_from_draft_to_determined_with_one_revision_and_one_audit_row_a_step(
    unit: Kantor, people: tuple[str, str, str]
) -> None:
    doc_id = draft_skp(unit, people[2])
    steps: list[tuple[str, dict[str, Any], StatusSkp]] = [
        ("ajukan", {}, StatusSkp.DIAJUKAN),
        ("kembalikan", {"alasan": "target belum jelas"}, StatusSkp.DRAFT),
        ("ajukan", {}, StatusSkp.DIAJUKAN),
        ("tetapkan", {"tanggal": TETAP, "tempat": "Sukamaju"}, StatusSkp.DITETAPKAN),
        ("buka_kembali", {"alasan": "penugasan baru"}, StatusSkp.DRAFT),
    ]
    for langkah, dengan, status in steps:
        rows, revs = unit.store.audit_head()[0], len(unit.store.history(doc_id))
        advance_skp(unit, doc_id, langkah, **dengan)
        assert get_skp(unit, doc_id).status is status
        assert (unit.store.audit_head()[0], len(unit.store.history(doc_id))) == (rows + 1, revs + 1)
        assert unit.store.audit_rows(1)[0].act == f"skp_{langkah}"
        if langkah == "kembalikan":
            assert get_skp(unit, doc_id).catatan_pengembalian == "target belum jelas"
    riwayat = show_dokumen(unit, doc_id, riwayat=True).riwayat
    assert [rev["why"] for rev in riwayat if rev["why"]] == ["target belum jelas", "penugasan baru"]
    skp = get_skp(unit, doc_id)
    assert (skp.pegawai, skp.penilai, skp.tanggal) == (None, None, None)


@pytest.mark.parametrize("status", list(StatusSkp))
def test_that_every_other_step_of_an_skp_is_refused(
    unit: Kantor, people: tuple[str, str, str], status: StatusSkp
) -> None:
    doc_id = draft_skp(unit, people[2])
    if status is not StatusSkp.DRAFT:
        advance_skp(unit, doc_id, "ajukan")
    if status is StatusSkp.DITETAPKAN:
        advance_skp(unit, doc_id, "tetapkan", tanggal=TETAP)
    allowed = {
        StatusSkp.DRAFT: {"ajukan"},
        StatusSkp.DIAJUKAN: {"kembalikan", "tetapkan"},
        StatusSkp.DITETAPKAN: {"buka_kembali"},
    }[status]
    for langkah in {"ajukan", "kembalikan", "tetapkan", "buka_kembali"} - allowed:
        refused(
            unit,
            "langkah_skp_tidak_boleh",
            lambda langkah=langkah: advance_skp(unit, doc_id, langkah, alasan="x", tanggal=TETAP),  # type: ignore[misc]
        )


def test_that_a_step_without_its_reason_or_date_or_of_an_unfinished_skp_is_refused(
    unit: Kantor, people: tuple[str, str, str]
) -> None:
    sekda, camat, staf = people
    doc_id = draft_skp(unit, staf)
    refused(unit, "skp_sudah_ada", lambda: create_skp(unit, staf, 2026))
    kosong, _ = create_skp(unit, camat, 2026)
    refused(unit, "skp_belum_lengkap", lambda: advance_skp(unit, kosong, "ajukan"))
    tanpa_penilai, _ = create_skp(unit, sekda, 2026)
    edit(unit, tanpa_penilai, hasil=(HASIL,))
    refused(unit, "skp_belum_lengkap", lambda: advance_skp(unit, tanpa_penilai, "ajukan"))
    advance_skp(unit, doc_id, "ajukan")
    refused(unit, "alasan_wajib", lambda: advance_skp(unit, doc_id, "kembalikan", alasan=" \n"))
    refused(unit, "tanggal_wajib", lambda: advance_skp(unit, doc_id, "tetapkan"))
    advance_skp(unit, doc_id, "tetapkan", tanggal=TETAP)
    refused(unit, "alasan_wajib", lambda: advance_skp(unit, doc_id, "buka_kembali"))
    refused(unit, "dokumen_tidak_ada", lambda: advance_skp(unit, staf, "ajukan"))


def test_that_nobody_is_his_own_assessor(unit: Kantor, people: tuple[str, str, str]) -> None:
    doc_id = draft_skp(unit, people[2])
    edit(unit, doc_id, penilai_id=people[2])
    refused(unit, "skp_belum_lengkap", lambda: advance_skp(unit, doc_id, "ajukan"))


def test_that_what_was_typed_last_becomes_part_of_the_step(unit: Kantor, people: tuple[str, str, str]) -> None:
    doc_id = draft_skp(unit, people[2])
    revs = len(unit.store.history(doc_id))
    edit(unit, doc_id, commit=False, tempat="Kota Baru")
    advance_skp(unit, doc_id, "ajukan")
    assert get_skp(unit, doc_id).tempat == "Kota Baru"
    assert len(unit.store.history(doc_id)) == revs + 1
    assert unit.store.workings() == []


def test_that_a_step_over_a_document_that_moved_on_keeps_the_text_and_asks_to_look(
    unit: Kantor, people: tuple[str, str, str]
) -> None:
    doc_id = draft_skp(unit, people[2])
    edit(unit, doc_id, commit=False, tempat="Ketikan saya")
    put_revision(unit, "skp", doc_id, msgspec.structs.replace(get_skp(unit, doc_id), instansi="PEMERINTAH LAIN"))
    with pytest.raises(UserError, match="dokumen_berubah_sementara"):
        advance_skp(unit, doc_id, "ajukan")
    skp = get_skp(unit, doc_id)
    assert (skp.status, skp.tempat, skp.instansi) == (StatusSkp.DRAFT, "Ketikan saya", "PEMERINTAH LAIN")
    advance_skp(unit, doc_id, "ajukan")
    assert get_skp(unit, doc_id).status is StatusSkp.DIAJUKAN


def test_that_names_ranks_and_assessor_are_those_of_the_day_and_stay_for_ever(
    unit: Kantor, people: tuple[str, str, str]
) -> None:
    sekda, camat, staf = people
    skp_id = determined_skp(unit, staf)
    skp = get_skp(unit, skp_id)
    assert skp.pegawai is not None
    assert skp.penilai is not None
    assert (skp.pegawai.pangkat, skp.pegawai.jabatan, skp.penilai.pangkat) == (
        "Pengatur (II/c)",
        "Pengadministrasi",
        "Pembina (IV/a)",
    )
    nilai_id = final_penilaian(unit, skp_id)
    nilai = get_penilaian(unit, nilai_id)
    assert nilai.pegawai is not None
    assert nilai.atasan_penilai is not None
    # On 10 April he has been promoted: the evaluation prints the new rank, the SKP of January the old one.
    assert (nilai.pegawai.pangkat, nilai.pegawai.jabatan) == ("Penata Muda (III/a)", "Penelaah")
    assert nilai.atasan_penilai.jabatan == "Sekretaris Daerah"
    for doc_id, nama in ((staf, "Bunga Contoh, S.E."), (camat, "Camat Baru"), (sekda, "Sekda Baru")):
        orang = get_pegawai(unit, doc_id)
        naik = msgspec.structs.replace(
            orang.riwayat[-1], id="baru", mulai=date(2025, 1, 1), pangkat="Penata", golongan="III/c"
        )
        edit(unit, doc_id, nama=nama, riwayat=(*orang.riwayat, naik))
    assert get_skp(unit, skp_id) == skp
    assert get_penilaian(unit, nilai_id) == nilai


@pytest.mark.parametrize(
    ("tanggal", "pangkat"),
    [
        (date(2025, 12, 31), "Pengatur (II/c)"),  # planned before January
        (date(2026, 2, 28), "Pengatur (II/c)"),
        (date(2026, 3, 1), "Penata Muda (III/a)"),  # the day of the promotion counts
    ],
)
def test_that_the_rank_on_the_form_is_that_of_its_date(
    unit: Kantor, people: tuple[str, str, str], tanggal: date, pangkat: str
) -> None:
    doc_id = draft_skp(unit, people[2])
    advance_skp(unit, doc_id, "ajukan")
    advance_skp(unit, doc_id, "tetapkan", tanggal=tanggal)
    pegawai = get_skp(unit, doc_id).pegawai
    assert pegawai is not None
    assert pegawai.pangkat == pangkat


def test_that_the_superior_named_in_the_post_goes_before_the_assessors_own(
    unit: Kantor, people: tuple[str, str, str]
) -> None:
    staf = people[2]
    asisten, _ = create_pegawai(
        unit,
        Pegawai(nama="Asisten", riwayat=(RiwayatJabatan(id="a", mulai=date(2020, 1, 1), jabatan="Asisten I"),)),
    )
    orang = get_pegawai(unit, staf)
    akhir = msgspec.structs.replace(orang.riwayat[-1], atasan_penilai_id=asisten)
    edit(unit, staf, riwayat=(orang.riwayat[0], akhir))
    nilai = get_penilaian(unit, final_penilaian(unit, determined_skp(unit, staf)))
    assert nilai.atasan_penilai is not None
    assert nilai.atasan_penilai.jabatan == "Asisten I"


def test_that_a_name_on_which_versions_disagree_is_never_frozen_into_a_form(
    unit: Kantor, people: tuple[str, str, str]
) -> None:
    _, camat, staf = people
    doc_id = draft_skp(unit, staf)
    advance_skp(unit, doc_id, "ajukan")
    (akar,) = unit.store.history(camat)
    for nama in ("Camat Satu", "Camat Dua"):
        isi = msgspec.structs.replace(get_pegawai(unit, camat), nama=nama)
        put_revision(unit, "pegawai", camat, isi, parents=[akar.rev_id])
    refused(unit, "pegawai_berkonflik", lambda: advance_skp(unit, doc_id, "tetapkan", tanggal=TETAP))


@pytest.mark.parametrize(("hasil", "perilaku"), list(product(Rating, repeat=2)))
def test_that_each_of_the_nine_cells_gives_the_predicate_of_the_regulation(
    unit: Kantor, people: tuple[str, str, str], hasil: Rating, perilaku: Rating
) -> None:
    skp_id = determined_skp(unit, people[2])
    doc_id = final_penilaian(
        unit, skp_id, rating_hasil=hasil, rating_perilaku=perilaku, predikat=Predikat.SANGAT_BAIK, aturan="karangan"
    )
    nilai = get_penilaian(unit, doc_id)
    assert nilai.predikat == KUADRAN[hasil.value, perilaku.value]
    # What was typed of it never came into a revision, not even of the draft.
    assert b"karangan" not in b"".join(rev.body for rev in unit.store.history(doc_id))
    assert nilai.aturan == "permenpanrb-6-2022"
    (baris,) = [satu for satu in list_penilaian(unit, "2026-TW1") if satu.penilaian_id == doc_id]
    assert baris.predikat is nilai.predikat
    assert check_store(unit).temuan == ()


def test_that_an_evaluation_is_final_then_corrected_with_a_reason_and_its_history_is_readable(
    unit: Kantor, people: tuple[str, str, str]
) -> None:
    doc_id = final_penilaian(unit, determined_skp(unit, people[2]), rating_hasil=Rating.DIATAS)
    pertama = unit.store.history(doc_id)[-1]
    refused(unit, "alasan_wajib", lambda: advance_penilaian(unit, doc_id, "koreksi", alasan=""))
    refused(unit, "langkah_penilaian_tidak_boleh", lambda: advance_penilaian(unit, doc_id, "finalkan", tanggal=AKHIR))
    rows = unit.store.audit_head()[0]
    advance_penilaian(unit, doc_id, "koreksi", alasan="realisasi keliru")
    assert unit.store.audit_head()[0] == rows + 1
    assert unit.store.audit_rows(1)[0].act == "penilaian_koreksi"
    assert unit.store.history(doc_id)[-1].why == "realisasi keliru"
    draf = get_penilaian(unit, doc_id)
    assert (draf.status, draf.predikat, draf.aturan, draf.skp_rev) == (StatusPenilaian.DRAFT, None, "", "")
    assert draf.pegawai is draf.penilai is draf.atasan_penilai is None
    edit(unit, doc_id, rating_hasil=Rating.DIBAWAH)
    advance_penilaian(unit, doc_id, "finalkan", tanggal=date(2026, 5, 1))
    assert get_penilaian(unit, doc_id).predikat is Predikat.BUTUH_PERBAIKAN
    riwayat = show_dokumen(unit, doc_id, riwayat=True).riwayat
    assert [rev["why"] for rev in riwayat][-3:] == ["realisasi keliru", "", ""]
    lama = unit.store.revision(pertama.rev_id)
    assert lama is not None
    assert msgspec.json.decode(lama.body, type=Penilaian).predikat is Predikat.BAIK


def test_that_an_evaluation_stands_only_on_a_determined_skp_once_a_period_and_inside_it(
    unit: Kantor, people: tuple[str, str, str]
) -> None:
    doc_id = draft_skp(unit, people[2])
    refused(unit, "skp_belum_ditetapkan", lambda: create_penilaian(unit, doc_id, "2026-TW1"))
    advance_skp(unit, doc_id, "ajukan")
    refused(unit, "skp_belum_ditetapkan", lambda: create_penilaian(unit, doc_id, "2026-TW1"))
    advance_skp(unit, doc_id, "tetapkan", tanggal=TETAP)
    refused(unit, "periode_di_luar_skp", lambda: create_penilaian(unit, doc_id, "2027-TW1"))
    refused(unit, "periode_salah", lambda: create_penilaian(unit, doc_id, "2026-TW5"))
    refused(unit, "dokumen_tidak_ada", lambda: create_penilaian(unit, people[2], "2026-TW1"))
    create_penilaian(unit, doc_id, "2026-TW1")
    refused(unit, "penilaian_sudah_ada", lambda: create_penilaian(unit, doc_id, " 2026-tw1 "))
    create_penilaian(unit, doc_id, "2026")
    assert unit.store.count("periode") == 2


def test_that_an_unfinished_evaluation_is_not_made_final(unit: Kantor, people: tuple[str, str, str]) -> None:
    skp_id = determined_skp(unit, people[2])
    for kosong in ("rating_hasil", "rating_perilaku", "capaian_organisasi"):
        doc_id = draft_penilaian(unit, skp_id, f"2026-TW{len(kosong) % 4 + 1}")
        edit(unit, doc_id, **{kosong: None})
        refused(
            unit,
            "penilaian_belum_lengkap",
            lambda doc_id=doc_id: advance_penilaian(unit, doc_id, "finalkan", tanggal=AKHIR),  # type: ignore[misc]
        )
    lengkap = draft_penilaian(unit, skp_id, "2026")
    refused(unit, "tanggal_wajib", lambda: advance_penilaian(unit, lengkap, "finalkan"))
    refused(
        unit, "langkah_penilaian_tidak_boleh", lambda: advance_penilaian(unit, lengkap, "koreksi", alasan="belum final")
    )
    advance_skp(unit, skp_id, "buka_kembali", alasan="salah target")
    refused(unit, "skp_belum_ditetapkan", lambda: advance_penilaian(unit, lengkap, "finalkan", tanggal=AKHIR))


def test_that_a_final_evaluation_keeps_the_targets_that_it_judged(unit: Kantor, people: tuple[str, str, str]) -> None:
    skp_id = determined_skp(unit, people[2])
    doc_id = final_penilaian(unit, skp_id)
    advance_skp(unit, skp_id, "buka_kembali", alasan="penugasan baru")
    edit(unit, skp_id, hasil=(msgspec.structs.replace(HASIL, teks="Target yang baru"),))
    nilai = get_penilaian(unit, doc_id)
    assert get_skp_evaluated(unit, nilai).hasil[0].teks == HASIL.teks
    # A forged pin to another document would print somebody else's targets under this name.
    lain = unit.store.history(people[0])[0].rev_id
    assert get_skp_evaluated(unit, msgspec.structs.replace(nilai, skp_rev=lain)).hasil[0].teks == "Target yang baru"


def test_that_an_skp_in_two_versions_that_agree_is_frozen_as_both_say(
    unit: Kantor, people: tuple[str, str, str]
) -> None:
    skp_id = draft_skp(unit, people[2])
    dasar = unit.store.history(skp_id)[-1]
    advance_skp(unit, skp_id, "ajukan")
    advance_skp(unit, skp_id, "tetapkan", tanggal=TETAP)
    # Another PC typed something and took it back: a version that says nothing new, still a draft.
    for nomor in range(8):
        put_revision(unit, "skp", skp_id, msgspec.json.decode(dasar.body), parents=[dasar.rev_id], why=str(nomor))
    dokumen = unit.store.document(skp_id)
    assert dokumen is not None
    assert (len(dokumen.heads), dokumen.conflicts) == (9, ())
    rows = unit.store.audit_head()[0]
    doc_id = draft_penilaian(unit, skp_id)
    advance_penilaian(unit, doc_id, "finalkan", tanggal=AKHIR)
    assert get_skp_evaluated(unit, get_penilaian(unit, doc_id)).status is StatusSkp.DITETAPKAN
    assert unit.store.audit_head()[0] == rows + 3


def test_that_the_leaders_results_can_be_chosen_and_lists_name_who_has_none(
    unit: Kantor, people: tuple[str, str, str]
) -> None:
    sekda, camat, staf = people
    camat_skp = draft_skp(unit, camat)
    skp_id = draft_skp(unit, staf)
    (hasil,) = list_hasil_pimpinan(unit, get_skp(unit, skp_id))
    assert (hasil.skp_id, hasil.hasil_id, hasil.teks) == (camat_skp, HASIL.id, HASIL.teks)
    baris = {satu.pegawai_id: satu for satu in list_skp(unit, 2026)}
    assert (baris[staf].status, baris[staf].penilai, baris[sekda].status) == (
        StatusSkp.DRAFT,
        "Camat Contoh",
        None,
    )
    assert {satu.pegawai_id for satu in list_skp(unit, 2026, tanpa_skp=False)} == {camat, staf}
    assert staf not in {satu.pegawai_id for satu in list_skp(unit, 2027, tanpa_skp=False)}


def test_that_an_employee_of_the_list_who_left_or_is_no_asn_owes_no_skp(unit: Kantor, people: tuple[str, ...]) -> None:
    edit(unit, people[2], aktif=False)
    assert people[2] not in {satu.pegawai_id for satu in list_skp(unit, 2026)}
    assert open_naskah(unit, people[2]).boleh_ubah
