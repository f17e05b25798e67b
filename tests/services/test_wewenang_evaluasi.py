"""Rights of evaluation: who sets a unit's achievement, who writes and who reads a self-evaluation, who sees a chain."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from desktop_app.domain.evaluasi_diri import RealisasiDiri
from desktop_app.domain.istilah import CapaianOrganisasi, Rating
from desktop_app.domain.istilah_kinerja import StatusEvaluasiDiri
from desktop_app.domain.wewenang import BUKAN_UNTUK_DIRI, Wewenang, covers, reach
from desktop_app.domain.wewenang import PeranPengguna as P
from desktop_app.services.capaian_unit import get_capaian, list_capaian, read_usulan_capaian, set_capaian
from desktop_app.services.evaluasi_diri import (
    advance_evaluasi_diri,
    create_evaluasi_diri,
    get_evaluasi_diri,
    list_evaluasi_diri,
    read_handed_in,
)
from desktop_app.services.penilaian import get_penilaian
from desktop_app.services.rantai_penilaian import list_hasil_lama, list_rantai, list_setahun, list_temuan_rantai
from tests.services.dunia_kantor import Dunia, edit, final_penilaian
from tests.services.kantor_berperan import Berperan, Orang, filled
from tests.services.refusal import code_of

W = Wewenang
BAIK = CapaianOrganisasi.BAIK


@pytest.fixture
def berperan(dunia: Dunia) -> Berperan:
    """An office: sekda assesses ``saya`` and ``asing``, ``saya`` assesses ``staf``."""
    return filled(dunia)


def allowed(berperan: Berperan, peran: P, perlu: Wewenang, orang: Orang) -> bool:
    penilai = berperan.saya.id if orang is berperan.staf else berperan.sekda
    sendiri = orang is berperan.saya and perlu in BUKAN_UNTUK_DIRI
    return not sendiri and covers(perlu, reach({peran}, perlu), berperan.saya.id, orang.id, penilai)


@pytest.mark.parametrize("peran", P, ids=str)
def test_that_each_use_case_reaches_as_far_as_the_table_says(berperan: Berperan, peran: P) -> None:
    kantor = berperan.kantor
    diri = {k: create_evaluasi_diri(kantor, o.skp, "2026-TW1")[0] for k, o in berperan.orang.items()}
    unit = {k: set_capaian(kantor, o.id, "2026-TW1", BAIK)[0] for k, o in berperan.orang.items()}
    nilai = {k: get_penilaian(kantor, o.penilaian) for k, o in berperan.orang.items()}
    for orang in berperan.orang.values():
        final_penilaian(kantor, orang.skp, "2026-TW2")
    for kunci, orang in berperan.orang.items():
        cases: tuple[tuple[Wewenang, Callable[[], object]], ...] = (
            (W.UBAH_CAPAIAN, lambda o=orang: set_capaian(kantor, o.id, "2026-TW2", BAIK)),  # type: ignore[misc]
            (W.LIHAT_PENILAIAN, lambda k=kunci: get_capaian(kantor, unit[k])),  # type: ignore[misc]
            (W.LIHAT_PENILAIAN, lambda o=orang: list_rantai(kantor, o.id, 2026)),  # type: ignore[misc]
            (W.LIHAT_PENILAIAN, lambda o=orang: list_hasil_lama(kantor, o.penilaian)),  # type: ignore[misc]
            (W.LIHAT_PENILAIAN, lambda o=orang: read_usulan_capaian(kantor, o.penilaian)),  # type: ignore[misc]
            (
                W.LIHAT_PENILAIAN,
                lambda o=orang, k=kunci: list_temuan_rantai(kantor, o.penilaian, nilai[k]),  # type: ignore[misc]
            ),
            (W.ISI_EVALUASI_DIRI, lambda o=orang: create_evaluasi_diri(kantor, o.skp, "2026-TW2")),  # type: ignore[misc]
            (W.LIHAT_PENILAIAN, lambda k=kunci: get_evaluasi_diri(kantor, diri[k])),  # type: ignore[misc]
            (W.LIHAT_PENILAIAN, lambda o=orang: read_handed_in(kantor, o.skp, "2026-TW1")),  # type: ignore[misc]
            (
                W.ISI_EVALUASI_DIRI,
                lambda k=kunci: advance_evaluasi_diri(kantor, diri[k], "tarik"),  # type: ignore[misc]
            ),
        )
        with berperan.sebagai(peran):
            for perlu, call in cases:
                kode = code_of(call)
                refused = kode in ("wewenang_kurang", "penilaian_diri_sendiri")
                assert refused is not allowed(berperan, peran, perlu, orang), (kunci, perlu, kode)
            lihat = allowed(berperan, peran, W.LIHAT_PENILAIAN, orang)
            assert any(s.doc_id == diri[kunci] for s in list_evaluasi_diri(kantor, orang.id, 2026)) is lihat
            assert any(s.pegawai_id == orang.id for s in list_capaian(kantor, 2026)) is lihat
            assert (orang.id in list_setahun(kantor, 2026)) is lihat


def test_that_an_employee_writes_of_himself_and_his_assessor_only_reads(berperan: Berperan) -> None:
    staf = berperan.staf
    with berperan.sebagai(P.PEGAWAI, pegawai_id=staf.id) as kantor:
        doc_id, _ = create_evaluasi_diri(kantor, staf.skp, "2026-TW1")
        assert create_evaluasi_diri(kantor, staf.skp, "2026-TW1")[0] == doc_id
        assert code_of(lambda: advance_evaluasi_diri(kantor, doc_id, "serahkan")) == "evaluasi_diri_kosong"
        edit(kantor, doc_id, realisasi=(RealisasiDiri(id="i1", realisasi="12 laporan"),), rating_hasil=Rating.DIATAS)
        assert code_of(lambda: edit(kantor, doc_id, periode="2026-TW2")) == "bukan_isian_anda"
        assert read_handed_in(kantor, staf.skp, "2026-TW1") is None
        advance_evaluasi_diri(kantor, doc_id, "serahkan")
        assert code_of(lambda: edit(kantor, doc_id, kendala="x")) == "dokumen_terkunci"
    with berperan.sebagai(P.PENILAI) as kantor:
        seen = read_handed_in(kantor, staf.skp, "2026-TW1")
        assert seen is not None
        assert (seen.status, seen.realisasi[0].realisasi) == (StatusEvaluasiDiri.DISERAHKAN, "12 laporan")
        assert code_of(lambda: advance_evaluasi_diri(kantor, doc_id, "tarik")) == "wewenang_kurang"
        # It proposes nothing: the assessor's own columns stay as they were.
        assert get_penilaian(kantor, staf.penilaian).rating_hasil is Rating.SESUAI
    with berperan.sebagai(P.PEGAWAI, pegawai_id=staf.id) as kantor:
        advance_evaluasi_diri(kantor, doc_id, "tarik")
        assert get_evaluasi_diri(kantor, doc_id).status is StatusEvaluasiDiri.DRAFT


def test_that_nobody_sets_the_value_of_his_own_unit_by_typing_either(berperan: Berperan) -> None:
    doc_id, _ = set_capaian(berperan.kantor, berperan.staf.id, "2026-TW1", BAIK)
    with berperan.sebagai(P.PENILAI, pegawai_id=berperan.staf.id) as kantor:
        assert code_of(lambda: set_capaian(kantor, berperan.staf.id, "2026-TW1", BAIK)) == "penilaian_diri_sendiri"
        assert code_of(lambda: edit(kantor, doc_id, dasar="naik")) == "penilaian_diri_sendiri"
    with berperan.sebagai(P.PENILAI) as kantor:
        assert code_of(lambda: edit(kantor, doc_id, capaian=CapaianOrganisasi.ISTIMEWA)) == "bukan_isian_anda"
        edit(kantor, doc_id, dasar="Laporan triwulan I")
