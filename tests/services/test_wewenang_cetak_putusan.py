"""Who may print a decision on an objection: nobody sees on paper what he may not see on the screen (P6:117-118)."""

from __future__ import annotations

from datetime import date

import pytest

from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import Rating
from desktop_app.domain.istilah_kinerja import KeputusanKeberatan
from desktop_app.services.cetak import JenisCetak, print_dokumen, print_putusan
from desktop_app.services.cetak_pilihan import find_printable, locate_cetak
from desktop_app.services.cetak_susun import PilihanRangkaian, plan_rangkaian
from desktop_app.services.keberatan_buka import open_objection
from desktop_app.services.penilaian import get_penilaian
from desktop_app.services.putusan import IsiPutusan, ask_explanation, decide_objection
from tests.services.dunia_kantor import Dunia
from tests.services.dunia_keberatan import Kecamatan, make_kecamatan
from tests.services.test_formulir import text_of

UBAH = IsiPutusan(
    keputusan=KeputusanKeberatan.MENGUBAH,
    rekomendasi="Ikut pelatihan",
    rating_hasil=Rating.DIATAS,
    rating_perilaku=Rating.DIATAS,
    penjelasan="Sudah ditimbang",
)


@pytest.fixture
def kecamatan(dunia: Dunia) -> Kecamatan:
    return make_kecamatan(dunia)


def test_that_the_assessor_prints_a_decision_only_once_it_was_shown_to_him(kecamatan: Kecamatan) -> None:
    hasil = kecamatan.seal()
    with kecamatan.sebagai("sekda") as kantor:
        putusan_id = open_objection(kantor, hasil.doc_id).putusan_id
        assert "DRAF" in text_of(print_putusan(kantor, putusan_id))
    with kecamatan.sebagai("camat") as kantor:
        pegawai_id = get_penilaian(kantor, kecamatan.penilaian).pegawai_id
        for call in (print_putusan, locate_cetak):
            with pytest.raises(UserError, match="wewenang_kurang"):
                call(kantor, putusan_id)
        assert find_printable(kantor, JenisCetak.PUTUSAN, pegawai_id) == ()
        assert print_dokumen(kantor, kecamatan.penilaian).judul.endswith("(D.1.1)")
    with kecamatan.sebagai("sekda") as kantor:
        ask_explanation(kantor, putusan_id, "Laporan triwulan tidak dihitung")
        decide_objection(kantor, putusan_id, UBAH, date(2026, 12, 1))
    for siapa in ("staf", "camat", "sekda"):
        with kecamatan.sebagai(siapa) as kantor:
            text = text_of(print_putusan(kantor, putusan_id))
            assert "6. KEBERATAN Laporan triwulan tidak dihitung 7." in text
            if siapa != "sekda":  # the superior has the decision, the evaluation is its two signers'
                assert print_dokumen(kantor, kecamatan.penilaian).judul.endswith("(D.1.3)")
    with kecamatan.sebagai("camat") as kantor:
        rencana = plan_rangkaian(kantor, PilihanRangkaian(formulir=("D.1.3",), waktu="2026-TW1"))
        assert [satu.doc_id for satu in rencana.lembar] == [putusan_id]
