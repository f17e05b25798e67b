"""A refusal names the act and who may do it, from the table of rights."""

from __future__ import annotations

import pytest

from desktop_app.domain.wewenang import Wewenang
from desktop_app.messages import sentence
from desktop_app.services.tolakan import refusal


@pytest.mark.parametrize(
    ("act", "kabupaten", "kata"),
    [
        (Wewenang.KELOLA_SKM, False, "mengelola survei kepuasan masyarakat. Yang dapat melakukannya: operator, admin."),
        (Wewenang.KELOLA_AKUN, False, "mengelola akun. Yang dapat melakukannya: admin."),
        (Wewenang.KELOLA_AKUN, True, "mengelola akun. Yang dapat melakukannya: admin kabupaten."),
        (Wewenang.TETAPKAN_SKP, False, "pejabat penilai (untuk yang dinilainya)"),
        (Wewenang.AJUKAN_KEBERATAN, False, "pegawai (untuk dirinya sendiri)"),
    ],
)
def test_that_a_refusal_names_the_act_and_who_may_do_it(act: Wewenang, kabupaten: bool, kata: str) -> None:
    assert kata in sentence(refusal("wewenang_kurang", act, kabupaten=kabupaten))


def test_that_every_act_has_its_refusal() -> None:
    for act in Wewenang:
        assert "–" not in sentence(refusal("wewenang_kurang", act, kabupaten=False)), act
