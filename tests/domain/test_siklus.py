"""Every step of both life cycles from every state, allowed and refused (P6:10, 65)."""

from __future__ import annotations

from itertools import product

import pytest

from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import StatusPenilaian, StatusSkp
from desktop_app.domain.siklus import (
    LANGKAH_PENILAIAN,
    LANGKAH_SKP,
    next_status_penilaian,
    next_status_skp,
)

DRAFT, DIAJUKAN, DITETAPKAN = StatusSkp

# (state, step) -> (state after, needs a reason); what is not here is refused.
SKP = {
    (DRAFT, "ajukan"): (DIAJUKAN, False),
    (DIAJUKAN, "tarik"): (DRAFT, False),
    (DIAJUKAN, "kembalikan"): (DRAFT, True),
    (DIAJUKAN, "tetapkan"): (DITETAPKAN, False),
    (DITETAPKAN, "buka_kembali"): (DRAFT, True),
    (DITETAPKAN, "tegaskan"): (DITETAPKAN, False),
}
PENILAIAN = {
    (StatusPenilaian.DRAFT, "finalkan"): (StatusPenilaian.FINAL, False),
    (StatusPenilaian.FINAL, "koreksi"): (StatusPenilaian.DRAFT, True),
}


def test_that_the_tables_name_the_same_steps() -> None:
    assert {langkah for _, langkah in SKP} == set(LANGKAH_SKP)
    assert {langkah for _, langkah in PENILAIAN} == set(LANGKAH_PENILAIAN)


@pytest.mark.parametrize("status, langkah", list(product(StatusSkp, LANGKAH_SKP)))
def test_that_an_skp_goes_only_the_allowed_ways(status: StatusSkp, langkah: str) -> None:
    if (status, langkah) in SKP:
        assert next_status_skp(status, langkah, "ada alasan") is SKP[status, langkah][0]
        return
    with pytest.raises(UserError) as caught:
        next_status_skp(status, langkah, "ada alasan")
    assert caught.value.code == "langkah_skp_tidak_boleh"
    assert caught.value.facts == {"langkah": langkah.replace("_", " "), "status": status.value}


@pytest.mark.parametrize("status, langkah", list(product(StatusPenilaian, LANGKAH_PENILAIAN)))
def test_that_an_evaluation_goes_only_the_allowed_ways(status: StatusPenilaian, langkah: str) -> None:
    if (status, langkah) in PENILAIAN:
        assert next_status_penilaian(status, langkah, "ada alasan") is PENILAIAN[status, langkah][0]
        return
    with pytest.raises(UserError) as caught:
        next_status_penilaian(status, langkah, "ada alasan")
    assert caught.value.code == "langkah_penilaian_tidak_boleh"


@pytest.mark.parametrize("alasan", ["", "  ", "\n\t"])
@pytest.mark.parametrize("kunci", list(SKP))
def test_that_going_back_needs_a_reason_and_going_on_needs_none(kunci: tuple[StatusSkp, str], alasan: str) -> None:
    akhir, perlu = SKP[kunci]
    if not perlu:
        assert next_status_skp(*kunci, alasan) is akhir
        return
    with pytest.raises(UserError) as caught:
        next_status_skp(*kunci, alasan)
    assert caught.value.code == "alasan_wajib"


@pytest.mark.parametrize("alasan", ["", "   "])
def test_that_a_final_evaluation_is_reopened_only_with_a_reason(alasan: str) -> None:
    assert next_status_penilaian(StatusPenilaian.DRAFT, "finalkan", alasan) is StatusPenilaian.FINAL
    with pytest.raises(UserError) as caught:
        next_status_penilaian(StatusPenilaian.FINAL, "koreksi", alasan)
    assert caught.value.code == "alasan_wajib"


def test_that_a_wrong_state_is_told_before_a_missing_reason() -> None:
    with pytest.raises(UserError) as caught:
        next_status_skp(DRAFT, "buka_kembali", "")
    assert caught.value.code == "langkah_skp_tidak_boleh"
