"""The way out of the screen for respondents, and what is done about a survey's result."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah_pengembangan import SumberOutcome, UnsurSkm
from desktop_app.services.kantor import Kantor
from desktop_app.services.perbaikan import advance_perbaikan, get_perbaikan, propose_value
from desktop_app.services.perbaikan_nilai import outcome_sentence
from desktop_app.services.skm import close_survei, create_survei, start_survei
from desktop_app.services.skm_layar import leave_kiosk, plan_from_survei
from tests.services.dunia_skm import LAYANAN, SELESAI, answers, keyed, running
from tests.services.rumah_sandi import SANDI, code_of, found_unit, inside

AKHIR = date(2026, 6, 30)


def test_that_only_the_password_of_who_put_the_screen_up_leaves_it(tmp_path: Path) -> None:
    found_unit(tmp_path / "kantor")
    with inside(tmp_path / "kantor", "Ani Contoh") as kantor:
        leave_kiosk(kantor, SANDI["Ani Contoh"])
        assert code_of(leave_kiosk, kantor, SANDI["Budi Contoh"]) == "sandi_salah"
        assert code_of(leave_kiosk, kantor, "") in ("sandi_salah", "sandi_tunggu")
    with inside(tmp_path / "kantor", "Cici Contoh") as kantor:
        assert code_of(leave_kiosk, kantor, SANDI["Cici Contoh"]) == "wewenang_kurang"


def test_that_the_lowest_element_becomes_an_improvement_and_the_next_survey_shows_whether_it_helped(
    kantor_unit: Kantor,
) -> None:
    k = kantor_unit
    kosong = running(k, "SKM tanpa jawaban")
    with pytest.raises(UserError, match="perbaikan_sumber_kosong"):
        plan_from_survei(k, kosong)
    setara = running(k, "SKM yang semua unsurnya sama")
    keyed(k, setara, [answers(3)])
    with pytest.raises(UserError, match="skm_tanpa_terendah"):
        plan_from_survei(k, setara)
    pertama, _ = create_survei(k, "SKM semester I", date(2026, 1, 5), AKHIR, layanan=LAYANAN)
    start_survei(k, pertama)
    keyed(k, pertama, [answers(3, q3=2), answers(3, q3=1)])
    with pytest.raises(UserError, match="perbaikan_sumber_kosong"):
        propose_value(k, SumberOutcome.IKM)
    close_survei(k, pertama)
    doc_id, _ = plan_from_survei(k, pertama)
    isi = get_perbaikan(k, doc_id)
    assert (isi.unsur, isi.asal_id, isi.sebelum.nilai_ukur) == (UnsurSkm.U3, pertama, "1.50")
    assert isi.sebelum.tanggal == AKHIR
    # The survey that told the problem is no proof that it is gone.
    assert code_of(advance_perbaikan, k, doc_id, "selesai", tanggal=SELESAI) == "perbaikan_tanpa_hasil"
    kedua = running(k, "SKM semester II")
    keyed(k, kedua, [answers(3, q3=3), answers(4)])
    assert propose_value(k, SumberOutcome.UNSUR_SKM, UnsurSkm.U3).nilai_ukur == "1.50"
    close_survei(k, kedua)
    nilai = {propose_value(k, SumberOutcome.UNSUR_SKM, u).nilai_ukur for u in UnsurSkm}
    assert nilai == {"3.50"}
    assert propose_value(k, SumberOutcome.IKM).nilai_ukur == "87.50"
    advance_perbaikan(k, doc_id, "selesai", tanggal=SELESAI)
    assert outcome_sentence(get_perbaikan(k, doc_id)) == "1,50 → 3,50 (lebih baik)"
