"""What counts as "the base and accepted addenda": proved by the marks alone, and anything else is no union."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from desktop_app.domain.gabung import UNSIGNED, merge_bodies
from desktop_app.domain.gabung_adendum import is_explained, sidik_hasil

BASE: dict[str, Any] = {
    "status": "ditetapkan",
    "instansi": "Kabupaten Contoh",
    "tanggal": "2026-01-20",
    "hasil": [{"id": "h1", "teks": "Satu"}, {"id": "h2", "teks": "Dua"}],
    "lampiran": {"skema": [{"id": "b1", "teks": "Skema"}]},
    "adendum": [],
}


def with_addendum(body: dict[str, Any], doc_id: str, hasil: dict[str, Any] | None, lama: str = "") -> dict[str, Any]:
    """Return a plan with one more addendum that adds, changes or (None) drops one result."""
    isi = copy.deepcopy(body)
    hasil_id = lama or (hasil or {})["id"]
    isi["hasil"] = [satu for satu in isi["hasil"] if satu["id"] != hasil_id] + ([hasil] if hasil else [])
    mark = {"id": doc_id, "nomor": 1, "tanggal": "2026-07-01", "sidik": {hasil_id: sidik_hasil(hasil)}}
    return {**isi, "adendum": [*isi["adendum"], mark], "tanggal": "2026-07-01"}


SATU = with_addendum(BASE, "a", {"id": "h3", "teks": "Tiga"})


def test_that_accepted_addenda_explain_what_they_changed() -> None:
    for body in (
        SATU,
        with_addendum(BASE, "a", {"id": "h1", "teks": "Lain"}),
        with_addendum(BASE, "a", None, "h2"),
        with_addendum(SATU, "b", {"id": "h3", "teks": "Tiga lagi"}),
        {**SATU, "hasil": SATU["hasil"][::-1]},
        {**SATU, "kelompok": "ja_jf"},
    ):
        assert is_explained(body, BASE, UNSIGNED["skp"])


@pytest.mark.parametrize(
    "ubah",
    [
        lambda isi: isi["hasil"][0].update(teks="Diketik bebas"),
        lambda isi: isi["hasil"][-1].update(teks="Diketik bebas"),
        lambda isi: isi["hasil"].append({"id": "h9", "teks": "Diketik bebas"}),
        lambda isi: isi["hasil"].pop(0),
        lambda isi: isi["lampiran"]["skema"][0].update(teks="Diketik bebas"),
        lambda isi: isi.update(instansi="Lain"),
        lambda isi: isi["adendum"][0].pop("sidik"),
        lambda isi: isi["adendum"][0].update(sidik={"h3": "0" * 64}),
        lambda isi: isi["adendum"].clear(),
    ],
    ids=["changed", "agreed", "added", "dropped", "annex", "agency", "no digest", "forged digest", "no mark"],
)
def test_that_nothing_else_is_explained(ubah: Any) -> None:
    body = copy.deepcopy(SATU)
    ubah(body)
    assert not is_explained(body, BASE, UNSIGNED["skp"])
    lain = with_addendum(BASE, "b", {"id": "h4", "teks": "Empat"})
    sides = [("1" * 64, body), ("2" * 64, lain)]
    assert merge_bodies("skp", [BASE], sides).conflicts != ()
    assert merge_bodies("skp", [BASE], [("1" * 64, SATU), sides[1]]).conflicts == ()


def test_that_a_mark_of_before_that_changed_explains_nothing() -> None:
    lama = copy.deepcopy(with_addendum(SATU, "b", {"id": "h4", "teks": "Empat"}))
    lama["adendum"][0]["nomor"] = 7
    assert not is_explained(lama, SATU, UNSIGNED["skp"])
