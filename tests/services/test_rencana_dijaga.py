"""What of a plan nobody types, who decides about an addendum, and that only what its sheet shows is applied."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec
import pytest

from desktop_app.domain.adendum import PerubahanHasil
from desktop_app.domain.codec import SCHEMA
from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import JenisKeadaan, JenisPerubahan, KelompokSkp, StatusAdendum, StatusSkp
from desktop_app.domain.pegawai import KeadaanKhusus, RiwayatJabatan
from desktop_app.domain.skp import AdendumBerlaku, RencanaHasilKerja
from desktop_app.domain.wewenang import PeranPengguna as P
from desktop_app.services.adendum import add_change, advance_adendum, create_adendum, get_adendum, read_adendum
from desktop_app.services.atasan import require_superior
from desktop_app.services.kantor import Kantor
from desktop_app.services.naskah import commit_naskah, discard_naskah, open_naskah, write_naskah
from desktop_app.services.pegawai import get_pegawai
from desktop_app.services.peran import take_roles
from desktop_app.services.pergantian_penilai import change_penilai
from desktop_app.services.pindah import end_skp, move_pegawai
from desktop_app.services.skp import advance_skp, create_skp, get_skp
from desktop_app.services.templat import apply_templat
from desktop_app.services.templat_bawaan import read_bawaan
from tests.services.dunia_kantor import HASIL, Dunia, add_people, determined_skp, draft_skp, edit
from tests.services.kantor_berperan import Berperan, at, filled

JULI = date(2026, 7, 1)
UBAHAN = msgspec.structs.replace(HASIL, teks="Laporan pelayanan terbit")


def baru(nomor: int, indikator: str = "") -> RencanaHasilKerja:
    """Return another result; its indicator has an id of its own unless one is given."""
    isi = msgspec.structs.replace(HASIL.indikator[0], id=indikator or f"i{nomor}")
    return msgspec.structs.replace(HASIL, id=f"h{nomor}", teks=f"Hasil {nomor}", indikator=(isi,))


@pytest.fixture
def berperan(dunia: Dunia) -> Berperan:
    """An office with people and documents."""
    return filled(dunia)


def refused(step: Callable[[], object]) -> str:
    """Return the code with which a step is refused; it leaves no revision."""
    with pytest.raises(UserError) as caught:
        step()
    return caught.value.code


def handed_in(kantor: Kantor, skp_id: str) -> str:
    """Propose another wording of the result of an SKP; return the addendum."""
    doc_id, _ = create_adendum(kantor, skp_id)
    add_change(kantor, doc_id, JenisPerubahan.UBAH, hasil_id="h1", hasil=UBAHAN, alasan="arahan")
    advance_adendum(kantor, doc_id, "ajukan")
    return doc_id


def accept(kantor: Kantor, doc_id: str, hari: date = JULI) -> Callable[[], object]:
    """Return the step that accepts an addendum."""
    return lambda: advance_adendum(kantor, doc_id, "terima", tanggal=hari)


def test_that_nobody_names_himself_assessor_of_a_strangers_addendum(berperan: Berperan) -> None:
    sebelum = get_skp(berperan.kantor, berperan.asing.skp)
    with berperan.sebagai(P.OPERATOR, P.PENILAI) as kantor:
        doc_id = handed_in(kantor, berperan.asing.skp)
        advance_adendum(kantor, doc_id, "tarik")
        assert refused(lambda: edit(kantor, doc_id, penilai_id=berperan.saya.id)) == "bukan_isian_anda"
        advance_adendum(kantor, doc_id, "ajukan")
        assert refused(accept(kantor, doc_id)) == "wewenang_kurang"
        assert refused(lambda: advance_skp(kantor, berperan.asing.skp, "buka_kembali", alasan="x")) == "wewenang_kurang"
    assert get_skp(berperan.kantor, berperan.asing.skp) == sebelum


def test_that_a_stored_wrong_assessor_decides_nothing_either(berperan: Berperan) -> None:
    # As an older program, or another computer, may have left it.
    kantor = berperan.kantor
    doc_id = handed_in(kantor, berperan.asing.skp)
    dokumen = kantor.store.document(doc_id)
    assert dokumen is not None
    isi = msgspec.json.decode(dokumen.body) | {"penilai_id": berperan.saya.id}
    with kantor.write("simpan", doc_id) as tx:
        tx.save("adendum", doc_id, msgspec.json.encode(isi), scope=dokumen.scope, schema=SCHEMA)
    with berperan.sebagai(P.PENILAI) as penilai:
        assert refused(accept(penilai, doc_id)) == "wewenang_kurang"
    with berperan.sebagai(P.PENILAI, pegawai_id=berperan.sekda) as penilai:
        accept(penilai, doc_id)()
        skp = get_skp(penilai, berperan.asing.skp)
        assert (skp.penilai_id, get_adendum(penilai, doc_id).penilai_id) == (berperan.sekda, berperan.sekda)


def test_that_an_employee_does_not_turn_to_an_assessor_of_long_ago(berperan: Berperan) -> None:
    kantor, orang = berperan.kantor, berperan.saya
    lama = RiwayatJabatan(id="0", mulai=date(2010, 1, 1), jabatan="lama", penilai_id=berperan.asing.id)
    edit(kantor, orang.id, riwayat=(lama, *get_pegawai(kantor, orang.id).riwayat))
    with berperan.sebagai(P.PEGAWAI) as pegawai:
        doc_id, _ = create_adendum(pegawai, orang.skp)
        assert refused(lambda: edit(pegawai, doc_id, penilai_id=berperan.asing.id)) == "bukan_isian_anda"


def test_that_after_a_change_of_assessor_the_new_one_decides_and_the_old_one_no_more(berperan: Berperan) -> None:
    kantor = berperan.kantor
    change_penilai(kantor, [berperan.saya.id], date(2026, 6, 1), berperan.asing.id, alasan="pindah")
    with berperan.sebagai(P.PEGAWAI) as pegawai:
        doc_id = handed_in(pegawai, berperan.saya.skp)
        assert get_adendum(pegawai, doc_id).penilai_id == berperan.asing.id
        assert read_adendum(pegawai, doc_id).penilai.nama == "Yohana Teratai Mandalika"
    with berperan.sebagai(P.PENILAI, pegawai_id=berperan.sekda) as lama:
        assert refused(accept(lama, doc_id)) == "wewenang_kurang"
    with berperan.sebagai(P.PENILAI, pegawai_id=berperan.asing.id) as penilai:
        accept(penilai, doc_id)()
        skp = get_skp(penilai, berperan.saya.skp)
        assert (skp.status, skp.penilai_id, skp.hasil[0].teks) == (
            StatusSkp.DITETAPKAN,
            berperan.asing.id,
            UBAHAN.teks,
        )


def test_that_who_is_lent_out_turns_to_the_assessor_there(berperan: Berperan) -> None:
    kantor = berperan.kantor
    keadaan = KeadaanKhusus(
        id="k", jenis=JenisKeadaan.DIPERBANTUKAN, mulai=date(2026, 6, 1), penilai_id=berperan.asing.id
    )
    edit(kantor, berperan.saya.id, keadaan=(keadaan,))
    doc_id = handed_in(kantor, berperan.saya.skp)
    with berperan.sebagai(P.PENILAI, pegawai_id=berperan.sekda) as induk:
        assert refused(accept(induk, doc_id)) == "wewenang_kurang"
    accept(kantor, doc_id)()
    assert get_skp(kantor, berperan.saya.skp).penilai_id == berperan.asing.id


ISIAN: dict[str, dict[str, Any]] = {
    "adendum": {"adendum": (AdendumBerlaku(id="f" * 32, nomor=99, tanggal=date(2025, 5, 5)),)},
    "akhir": {"berakhir": date(2025, 3, 1), "sebab_berakhir": "bohong"},
    "tanggal": {"tanggal": date(2025, 1, 1)},
    "tahun": {"mulai": date(2026, 1, 1), "selesai": date(2026, 12, 31)},
    "instansi": {"instansi": "PEMERINTAH PALSU"},
    "kelompok": {"kelompok": KelompokSkp.JPT_MANDIRI},
}


@pytest.mark.parametrize("isian", ISIAN)
@pytest.mark.parametrize("peran", [P.PEGAWAI, P.PENILAI])
def test_that_what_steps_and_the_office_write_into_a_plan_is_not_typed(
    berperan: Berperan, peran: P, isian: str
) -> None:
    doc_id = berperan.saya.draf
    with berperan.sebagai(peran) as kantor:
        isi = msgspec.structs.replace(get_skp(kantor, doc_id), **ISIAN[isian])
        assert refused(lambda: write_naskah(kantor, doc_id, isi)) == "bukan_isian_anda"
        naskah = open_naskah(kantor, doc_id)
        assert (naskah.boleh_ubah, naskah.boleh_instansi) == (True, False)
        edit(kantor, doc_id, tempat="Sukamaju", selesai=date(2025, 6, 30))


def test_that_an_operator_types_agency_year_and_layout_but_no_addendum_and_no_end(berperan: Berperan) -> None:
    doc_id = berperan.saya.draf
    with berperan.sebagai(P.OPERATOR, pegawai_id="") as kantor:
        for isian in ("instansi", "kelompok"):
            edit(kantor, doc_id, **ISIAN[isian])
        edit(kantor, doc_id, mulai=date(2024, 1, 1), selesai=date(2024, 12, 31))
        assert open_naskah(kantor, doc_id).boleh_instansi
        for isian in ("adendum", "akhir", "tanggal"):
            isi = msgspec.structs.replace(get_skp(kantor, doc_id), **ISIAN[isian])
            assert refused(lambda isi=isi: write_naskah(kantor, doc_id, isi)) == "bukan_isian_anda"  # type: ignore[misc]


def test_that_an_employee_takes_the_layout_that_his_post_asks_for(berperan: Berperan) -> None:
    kantor, orang = berperan.kantor, berperan.saya
    edit(kantor, orang.draf, kelompok=KelompokSkp.JPT_MANDIRI)
    with berperan.sebagai(P.PEGAWAI) as pegawai:
        edit(pegawai, orang.draf, kelompok=KelompokSkp.JA_JF)
    assert get_skp(kantor, orang.draf).kelompok is KelompokSkp.JA_JF


def test_that_dates_typed_over_another_plan_of_the_person_stop_it_before_it_is_handed_in(berperan: Berperan) -> None:
    kantor, orang = berperan.kantor, berperan.saya
    edit(kantor, orang.draf, selesai=date(2025, 6, 30))
    kedua, _ = create_skp(kantor, orang.id, 2025, mulai=date(2025, 7, 1))
    with berperan.sebagai(P.PEGAWAI) as pegawai:
        edit(pegawai, orang.draf, selesai=date(2025, 12, 31))
        assert refused(lambda: advance_skp(pegawai, orang.draf, "ajukan")) == "skp_bertumpuk"
        edit(pegawai, orang.draf, selesai=date(2025, 6, 30))
        advance_skp(pegawai, orang.draf, "ajukan")
    edit(kantor, kedua, mulai=date(2025, 6, 1))
    with berperan.sebagai(P.PENILAI, pegawai_id=berperan.sekda) as penilai:
        step: Callable[[], object] = lambda: advance_skp(penilai, orang.draf, "tetapkan", tanggal=date(2025, 2, 1))  # noqa: E731
        assert refused(step) == "skp_bertumpuk"
        assert get_skp(penilai, orang.draf).status is StatusSkp.DIAJUKAN


@pytest.mark.parametrize(
    ("hasil", "kode"),
    [((HASIL, HASIL), "hasil_kembar"), ((HASIL, baru(2, "i1")), "indikator_kembar")],
    ids=["result", "indicator"],
)
def test_that_two_of_the_same_id_are_not_handed_in(
    berperan: Berperan, hasil: tuple[RencanaHasilKerja, ...], kode: str
) -> None:
    kantor, doc_id = berperan.kantor, berperan.saya.draf
    edit(kantor, doc_id, hasil=hasil)
    with pytest.raises(UserError) as caught:
        advance_skp(kantor, doc_id, "ajukan")
    assert kode in caught.value.facts["temuan"]


def change(jenis: JenisPerubahan, hasil_id: str, hasil: RencanaHasilKerja | None = None) -> PerubahanHasil:
    """Return one change of an addendum, as a forged file may hold it."""
    return PerubahanHasil(id=f"{jenis}{hasil_id}", jenis=jenis, hasil_id=hasil_id, hasil=hasil, alasan="a")


T, U, H = JenisPerubahan.TAMBAH, JenisPerubahan.UBAH, JenisPerubahan.HAPUS
PALSU: dict[str, tuple[tuple[PerubahanHasil, ...], str]] = {
    "adds one over another": ((change(T, "baru", HASIL),), "adendum_hasil_lain"),
    "changes into another": ((change(U, "h1", baru(9)),), "adendum_hasil_lain"),
    "drops and changes": (
        (change(T, "h9", baru(9)), change(H, "h1"), change(U, "h1", UBAHAN)),
        "adendum_hasil_dua_kali",
    ),
    "takes over an indicator": ((change(T, "h9", baru(9, "i1")),), "adendum_indikator_lain"),
    "inherits from a dropped one": ((change(H, "h1"), change(T, "h9", baru(9, "i1"))), "adendum_indikator_lain"),
}


@pytest.mark.parametrize("kasus", PALSU)
def test_that_what_is_applied_is_what_the_sheet_shows(berperan: Berperan, kasus: str) -> None:
    kantor, skp_id = berperan.kantor, berperan.saya.skp
    perubahan, kode = PALSU[kasus]
    sebelum = get_skp(kantor, skp_id)
    doc_id, _ = create_adendum(kantor, skp_id)
    edit(kantor, doc_id, perubahan=perubahan)
    assert kode in [satu.kode for satu in read_adendum(kantor, doc_id).temuan if satu.penting]
    assert refused(lambda: advance_adendum(kantor, doc_id, "ajukan")) == "adendum_belum_lengkap"
    # Handed in by an older program or another computer, it is not accepted either.
    dokumen = kantor.store.document(doc_id)
    assert dokumen is not None
    isi = msgspec.json.decode(dokumen.body) | {"status": "diajukan"}
    with kantor.write("simpan", doc_id) as tx:
        tx.save("adendum", doc_id, msgspec.json.encode(isi), scope=dokumen.scope, schema=SCHEMA)
    assert refused(accept(kantor, doc_id)) == "adendum_belum_lengkap"
    assert (get_skp(kantor, skp_id), get_adendum(kantor, doc_id).status) == (sebelum, StatusAdendum.DIAJUKAN)


def test_that_typing_held_back_by_a_determined_plan_never_disputes_it(berperan: Berperan) -> None:
    doc_id = berperan.saya.draf
    with berperan.sebagai(P.PEGAWAI) as pegawai:
        ketikan = msgspec.structs.replace(HASIL, teks="ketikan saya")
        write_naskah(pegawai, doc_id, msgspec.structs.replace(get_skp(pegawai, doc_id), hasil=(ketikan,)))
    with berperan.sebagai(P.OPERATOR, pegawai_id="") as operator:
        advance_skp(operator, doc_id, "ajukan")
    with berperan.sebagai(P.PENILAI, pegawai_id=berperan.sekda) as penilai:
        advance_skp(penilai, doc_id, "tetapkan", tanggal=date(2025, 1, 20))
    sebelum = berperan.kantor.store.document(doc_id)
    templat = next(t for t, isi in read_bawaan().items() if isi.kelompok is KelompokSkp.JA_JF)
    with berperan.sebagai(P.PEGAWAI) as pegawai:
        for step in (
            lambda: commit_naskah(pegawai, doc_id),
            lambda: advance_skp(pegawai, doc_id, "tarik"),
            lambda: apply_templat(pegawai, templat, doc_id),
            lambda: take_roles(pegawai, doc_id, ()),
        ):
            assert refused(step) == "dokumen_terkunci"
        assert pegawai.store.working(doc_id, pegawai.who) is not None
        assert open_naskah(pegawai, doc_id).tertahan
    assert berperan.kantor.store.document(doc_id) == sebelum


def test_that_a_move_takes_in_nothing_held_back_by_a_determined_plan(berperan: Berperan) -> None:
    orang = berperan.saya
    with berperan.sebagai(P.OPERATOR, pegawai_id="") as operator:
        isi = msgspec.structs.replace(get_skp(operator, orang.draf), tempat="ketikan operator")
        write_naskah(operator, orang.draf, isi)
    with berperan.sebagai(P.PEGAWAI) as pegawai:
        advance_skp(pegawai, orang.draf, "ajukan")
    with berperan.sebagai(P.PENILAI, pegawai_id=berperan.sekda) as penilai:
        advance_skp(penilai, orang.draf, "tetapkan", tanggal=date(2025, 1, 20))
    jabatan = RiwayatJabatan(id="n", mulai=date(2025, 8, 1), jabatan="Pengelola", penilai_id=berperan.sekda)
    with berperan.sebagai(P.OPERATOR, pegawai_id="") as operator:
        for step in (
            lambda: move_pegawai(operator, orang.id, jabatan, "mutasi"),
            lambda: end_skp(operator, orang.draf, date(2025, 7, 31), "mutasi"),
        ):
            assert refused(step) == "dokumen_terkunci"
        discard_naskah(operator, orang.draf)
        move_pegawai(operator, orang.id, jabatan, "mutasi")
    dokumen = berperan.kantor.store.document(orang.draf)
    assert dokumen is not None
    assert (dokumen.conflicts, get_skp(berperan.kantor, orang.draf).berakhir) == ((), date(2025, 7, 31))


@pytest.mark.parametrize("hari", [date(2020, 1, 2), date(2026, 1, 19), date(2026, 12, 2), date(2027, 1, 1)], ids=str)
def test_that_an_addendum_is_dated_within_its_plan_and_not_in_advance(unit: Kantor, hari: date) -> None:
    skp_id = determined_skp(unit, add_people(unit)[2])
    at(unit, 2026, 12, 1)
    doc_id = handed_in(unit, skp_id)
    assert refused(accept(unit, doc_id, hari)) == "adendum_tanggal_salah"
    accept(unit, doc_id, date(2026, 1, 20))()


def test_that_the_next_addendum_is_not_dated_before_the_last(unit: Kantor) -> None:
    skp_id = determined_skp(unit, add_people(unit)[2])
    accept(unit, handed_in(unit, skp_id))()
    doc_id, _ = create_adendum(unit, skp_id)
    add_change(unit, doc_id, JenisPerubahan.TAMBAH, hasil=baru(2), alasan="tugas baru")
    advance_adendum(unit, doc_id, "ajukan")
    assert refused(accept(unit, doc_id, date(2026, 6, 30))) == "adendum_tanggal_salah"
    # A clock that nobody believes keeps nobody from the day that people tell.
    at(unit, 2001, 1, 1)
    accept(unit, doc_id, date(2026, 12, 31))()


def test_that_an_ended_plan_gets_no_addendum(unit: Kantor) -> None:
    skp_id = determined_skp(unit, add_people(unit)[2])
    lama = handed_in(unit, skp_id)
    end_skp(unit, skp_id, date(2026, 3, 31), "pindah")
    assert refused(accept(unit, lama)) == "adendum_tanggal_salah"
    accept(unit, lama, date(2026, 3, 31))()
    assert refused(lambda: create_adendum(unit, skp_id)) == "adendum_skp_berakhir"


def test_that_the_superior_waits_until_the_clock_too_is_past_the_limit(unit: Kantor) -> None:
    staf = add_people(unit)[2]
    doc_id, _ = create_skp(unit, staf, 2027)
    edit(unit, doc_id, hasil=(HASIL,))
    advance_skp(unit, doc_id, "ajukan")

    def fix() -> object:
        return advance_skp(unit, doc_id, "tetapkan", tanggal=date(2027, 2, 2), oleh_atasan=True)

    at(unit, 2027, 1, 8)
    # That the date has not come yet is told before, where dates are held to the clock at all.
    assert refused(fix) in ("skp_tanggal_belum_tiba", "atasan_menurut_jam_belum_boleh")
    with pytest.raises(UserError) as caught:
        require_superior(unit, get_skp(unit, doc_id), "a" * 32, date(2027, 2, 2))
    assert caught.value.code == "atasan_menurut_jam_belum_boleh"
    at(unit, 2027, 2, 2)
    fix()
    assert get_skp(unit, doc_id).status is StatusSkp.DITETAPKAN


def test_that_a_clock_nobody_believes_does_not_hold_the_superior_up_and_is_marked(unit: Kantor) -> None:
    doc_id = draft_skp(unit, add_people(unit)[2])
    advance_skp(unit, doc_id, "ajukan")
    at(unit, 2001, 1, 1)
    advance_skp(unit, doc_id, "tetapkan", tanggal=date(2026, 2, 2), oleh_atasan=True)
    (row,) = unit.store.audit_rows(1)
    assert (row.act, row.at.doubt) == ("skp_tetapkan", True)
