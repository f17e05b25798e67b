"""Values of competencies and hours of development by example; each case names the page or the law it comes from."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.hitung_jp import count_hours
from desktop_app.domain.kompetensi import NilaiKompetensi
from desktop_app.domain.nilai_kompetensi import fits, proposed
from desktop_app.domain.pengembangan import ButirPengembangan, PelaksanaanPengembangan, RencanaPengembangan
from desktop_app.regulation.kompetensi import competency_scale, development_hours

KASUS: dict[str, list[dict[str, Any]]] = tomllib.loads(
    (Path(__file__).parent / "pengembangan.toml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("kasus", KASUS["nilai"], ids=lambda satu: satu["nama"])
def test_that_met_indicators_propose_the_value_of_the_scale(kasus: dict[str, Any]) -> None:
    skala = competency_scale()
    assert proposed(tuple(kasus["terpenuhi"])) == kasus["angka"] == skala.propose(len(kasus["terpenuhi"]))
    assert skala.label_of(kasus["angka"]) == kasus["label"]
    assert kasus["sumber"].strip()


@pytest.mark.parametrize("kasus", KASUS["pilihan"], ids=lambda satu: satu["nama"])
def test_that_more_than_the_standard_needs_all_three_indicators(kasus: dict[str, Any]) -> None:
    nilai = NilaiKompetensi(id="M.1", terpenuhi=tuple(kasus["terpenuhi"]), nilai_kompetensi=kasus["angka"])
    assert fits(nilai) is kasus["boleh"]


@pytest.mark.parametrize("kasus", KASUS["jam"], ids=lambda satu: satu["nama"])
def test_that_hours_of_the_year_are_counted(kasus: dict[str, Any]) -> None:
    acara = tuple(
        PelaksanaanPengembangan(
            id=str(n), selesai=date.fromisoformat(hari) if hari else None, jp=jp, nomor_sertifikat=sertifikat
        )
        for n, (hari, jp, sertifikat) in enumerate(kasus["acara"])
    )
    hak = development_hours(date(kasus["tahun"], 12, 31)).jp_setahun
    rencana = RencanaPengembangan(
        pegawai_id="p",
        tahun=kasus["tahun"],
        target_jp=hak,
        butir=(ButirPengembangan(id="b", pelaksanaan=acara),),
    )
    jam = count_hours(rencana)
    assert (jam.jp, jam.kurang, jam.tanpa_sertifikat) == (kasus["jp"], kasus["kurang"], kasus["tanpa_sertifikat"])
