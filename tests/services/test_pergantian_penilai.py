"""Another assessor by effective date: what follows, what stays, mending it later, many at once, and undoing it."""

from __future__ import annotations

from datetime import date

import pytest

from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import JenisPerubahan
from desktop_app.domain.pegawai import Pegawai, RiwayatJabatan
from desktop_app.domain.pergantian import with_penilai
from desktop_app.domain.wewenang import PeranPengguna as P
from desktop_app.services.adendum import add_change, create_adendum, get_adendum
from desktop_app.services.kantor import Kantor
from desktop_app.services.pegawai import create_pegawai, get_pegawai
from desktop_app.services.penilaian import create_penilaian, get_penilaian
from desktop_app.services.pergantian_penilai import change_penilai, preview_penilai
from desktop_app.services.skp import advance_skp, get_skp
from tests.services.dunia_kantor import (
    HASIL,
    Dunia,
    add_people,
    determined_skp,
    draft_penilaian,
    draft_skp,
    final_penilaian,
    stored,
)
from tests.services.kantor_berperan import filled

AGUSTUS, SEPTEMBER = date(2026, 8, 25), date(2026, 9, 25)


@pytest.fixture
def people(unit: Kantor) -> tuple[str, str, str]:
    """Superior, Camat and one of his staff."""
    return add_people(unit)


def posts(kantor: Kantor, orang: str) -> list[tuple[str, str, str]]:
    """Return day, post and assessor of every post."""
    return [(str(s.mulai), s.jabatan, s.penilai_id) for s in get_pegawai(kantor, orang).riwayat]


def refused(kantor: Kantor, code: str, *arguments: object, alasan: str = "mutasi") -> None:
    """A refused change says why and writes nothing."""
    before = stored(kantor)
    with pytest.raises(UserError) as caught:
        change_penilai(kantor, *arguments, alasan=alasan)  # type: ignore[arg-type]
    assert caught.value.code == code
    assert stored(kantor) == before


def test_that_a_change_adds_a_post_that_copies_the_one_held(unit: Kantor, people: tuple[str, str, str]) -> None:
    sekda, camat, staf = people
    change_penilai(unit, [staf], AGUSTUS, sekda, alasan="mutasi")
    lama, naik, baru = get_pegawai(unit, staf).riwayat
    assert (lama.penilai_id, naik.penilai_id, baru.penilai_id) == (camat, camat, sekda)
    assert (baru.jabatan, baru.golongan, baru.unit_kerja) == (naik.jabatan, naik.golongan, naik.unit_kerja)
    rows = unit.store.audit_head()[0]
    assert change_penilai(unit, [staf], AGUSTUS, sekda, alasan="mutasi").doc_ids == ()
    assert unit.store.audit_head()[0] == rows


def test_that_on_the_very_day_of_a_post_that_post_is_changed(unit: Kantor, people: tuple[str, str, str]) -> None:
    sekda, camat, staf = people
    change_penilai(unit, [staf], date(2026, 3, 1), sekda, alasan="salah orang")
    assert posts(unit, staf) == [
        ("2020-01-01", "Pengadministrasi", camat),
        ("2026-03-01", "Penelaah", sekda),
    ]


def test_that_a_change_back_in_time_reaches_the_posts_after_it_up_to_another_assessor() -> None:
    def post(hari: date, penilai: str, atasan: str = "") -> RiwayatJabatan:
        return RiwayatJabatan(id=str(hari), mulai=hari, penilai_id=penilai, atasan_penilai_id=atasan)

    awal, naik, pindah = date(2026, 1, 1), date(2026, 5, 1), date(2026, 9, 1)
    orang = Pegawai(nama="A", riwayat=(post(awal, "lama"), post(naik, "lama", "khusus"), post(pindah, "lain")))
    baru = with_penilai(orang, date(2026, 2, 1), "baru", "atasan")
    assert [(s.penilai_id, s.atasan_penilai_id) for s in baru.riwayat] == [
        ("lama", ""),
        ("baru", "atasan"),
        ("baru", "khusus"),
        ("lain", ""),
    ]
    # Two computers make the same post, so that two changes to two people are a conflict and not two posts of one day.
    assert baru.riwayat[1].id == with_penilai(orang, date(2026, 2, 1), "siapa").riwayat[1].id
    assert with_penilai(Pegawai(nama="B"), awal, "baru") == Pegawai(nama="B")


def test_that_open_documents_follow_by_the_rule_and_fixed_ones_stay(unit: Kantor, people: tuple[str, str, str]) -> None:
    sekda, camat, staf = people
    skp = determined_skp(unit, staf)
    final = final_penilaian(unit, skp, "2026-TW1")
    tw3, tahun = draft_penilaian(unit, skp, "2026-TW3"), draft_penilaian(unit, skp, "2026")
    adendum, _ = create_adendum(unit, skp)
    add_change(unit, adendum, JenisPerubahan.UBAH, alasan="x", hasil_id="h1", hasil=HASIL)
    (baris,) = preview_penilai(unit, [staf], SEPTEMBER, sekda)
    assert (baris.lama, baris.baru, baris.tetap) == ("Camat Contoh", "Sekretaris Contoh", 2)
    # Within the range of the third quarter: that one is still the former assessor's (P6:91-92).
    assert {(s.kind, s.periode) for s in baris.ikut} == {("adendum", "1"), ("penilaian", "2026")}
    change_penilai(unit, [staf], SEPTEMBER, sekda, alasan="mutasi")
    assert get_adendum(unit, adendum).penilai_id == sekda
    assert get_penilaian(unit, tahun).penilai_id == sekda
    assert [get_penilaian(unit, satu).penilai_id for satu in (final, tw3)] == [camat, camat]
    assert get_skp(unit, skp).penilai_id == camat
    # The date was wrong: it was 25 August, outside of the range, and the quarter is the new one's after all.
    change_penilai(unit, [staf], AGUSTUS, sekda, alasan="tanggal salah")
    assert get_penilaian(unit, tw3).penilai_id == sekda
    assert get_penilaian(unit, final).penilai_id == camat


def test_that_the_opposite_change_undoes_it(unit: Kantor, people: tuple[str, str, str]) -> None:
    sekda, camat, staf = people
    skp = draft_skp(unit, staf)
    advance_skp(unit, skp, "ajukan")
    change_penilai(unit, [staf], AGUSTUS, sekda, alasan="mutasi")
    assert get_skp(unit, skp).penilai_id == sekda
    assert get_skp(unit, skp).status == "diajukan"
    change_penilai(unit, [staf], AGUSTUS, camat, alasan="salah orang")
    assert get_skp(unit, skp).penilai_id == camat
    assert {satu[2] for satu in posts(unit, staf)} == {camat}


def test_that_every_later_form_names_who_evaluates_by_the_mended_record(
    unit: Kantor, people: tuple[str, str, str]
) -> None:
    sekda, camat, staf = people
    skp = determined_skp(unit, staf)
    change_penilai(unit, [staf], AGUSTUS, sekda, alasan="mutasi")
    oleh = {p: get_penilaian(unit, create_penilaian(unit, skp, p)[0]).penilai_id for p in ("2026-TW2", "2026-TW4")}
    assert oleh == {"2026-TW2": camat, "2026-TW4": sekda}


def test_that_many_change_at_once_or_nobody(unit: Kantor, people: tuple[str, str, str]) -> None:
    sekda, _, staf = people
    _, _, lain = add_people(unit, "2")
    kosong, _ = create_pegawai(unit, Pegawai(nama="Tanpa Jabatan"))
    refused(unit, "pegawai_tanpa_jabatan", [staf, kosong], AGUSTUS, sekda)
    refused(unit, "penilai_dirinya_sendiri", [staf, lain], AGUSTUS, lain)
    refused(unit, "penilai_dirinya_sendiri", [staf], AGUSTUS, sekda, staf)
    refused(unit, "pergantian_tanpa_penilai", [staf], AGUSTUS, "")
    refused(unit, "pergantian_tanpa_pegawai", [], AGUSTUS, sekda)
    refused(unit, "alasan_wajib", [staf], AGUSTUS, sekda, alasan=" ")
    refused(unit, "dokumen_tidak_ada", [staf], AGUSTUS, "00" * 16)
    galat = [s.galat.code if s.galat else "" for s in preview_penilai(unit, [staf, kosong, sekda], AGUSTUS, sekda)]
    assert galat == ["", "pegawai_tanpa_jabatan", "penilai_dirinya_sendiri"]
    rows = unit.store.audit_head()[0]
    change_penilai(unit, [staf, lain, staf], AGUSTUS, sekda, alasan="mutasi")
    assert unit.store.audit_head()[0] == rows + 1
    assert posts(unit, staf)[-1][2] == posts(unit, lain)[-1][2] == sekda


def test_that_only_who_keeps_the_people_changes_their_assessor(dunia: Dunia) -> None:
    berperan = filled(dunia)
    for peran in P:
        with berperan.sebagai(peran) as kantor:
            boleh = peran in (P.OPERATOR, P.ADMIN, P.ADMIN_KABUPATEN)
            kode = ""
            for act in (
                lambda k: preview_penilai(k, [berperan.staf.id], AGUSTUS, berperan.sekda),
                lambda k: change_penilai(k, [berperan.staf.id], AGUSTUS, berperan.sekda, alasan="uji"),
            ):
                try:
                    act(kantor)
                except UserError as error:
                    kode = error.code
                assert (kode == "") is boleh, peran
