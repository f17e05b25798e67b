"""The regulation's worked manual, workblocks and matrices on their whole way: applied, printed, every word read back.

The words stand in contoh_alat_perencanaan.json with their pages (P6:143-144, 173-174, 178-182).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from desktop_app.services.formulir import form_of_code
from desktop_app.services.interchange import apply_interchange
from desktop_app.services.kantor import Kantor, Peran, Profil
from desktop_app.services.pendirian import found_office
from tests.forms.conftest import read_pdf

BERKAS = Path(__file__).parents[1] / "scenarios" / "contoh_alat_perencanaan.json"
DOKUMEN: list[dict[str, Any]] = [
    satu for satu in json.loads(BERKAS.read_text(encoding="utf-8"))["dokumen"] if satu["jenis"] != "pegawai"
]
KODE = {"manual_indikator": "A.1.3", "workblock": "A.1.4", "matriks": "A.1.5"}
BUKAN_KATA = {"kolom_id", "pegawai_ref", "kendali", "pelaporan", "pegawai_nip"}


@pytest.fixture(scope="module")
def kantor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kantor]:
    """An office with the examples."""
    made = found_office(
        tmp_path_factory.mktemp("alat"),
        Profil(peran=Peran.UNIT, kode="99.01.92", nama="uji", instansi="(NAMA INSTANSI)"),
        jam=lambda: datetime(2026, 1, 12, 8, tzinfo=UTC),
        who="uji",
    )
    apply_interchange(made, BERKAS)
    yield made
    made.close()


def texts(isi: Any, nama: str = "") -> Iterator[str]:
    """Yield every text of a document that its form prints."""
    if isinstance(isi, str):
        if nama not in BUKAN_KATA:
            yield from isi.splitlines()
    elif isinstance(isi, dict):
        for kunci, nilai in isi.items():
            yield from texts(nilai, kunci)
    elif isinstance(isi, list):
        for satu in isi:
            yield from texts(satu, nama)


def squeezed(teks: str) -> str:
    """Return letters and signs without the spaces, line ends and hyphens that a narrow cell brings."""
    return "".join(teks.split()).replace("-", "")


def printed(kantor: Kantor, satu: dict[str, Any]) -> str:
    """Return the words of all pages of one example."""
    ketemu = [d for d in kantor.store.find(satu["jenis"]) if _is(d.body, satu["isi"])]
    (dokumen,) = ketemu
    cetak = form_of_code(KODE[satu["jenis"]]).cetak(kantor, dokumen.doc_id, None, "")
    return "\n".join(halaman.text for halaman in read_pdf(cetak.pdf))


def _is(body: bytes, isi: dict[str, Any]) -> bool:
    kenal = next(isi[n] for n in ("judul", "sumber_data", "tim", "jabatan") if n in isi)
    return str(kenal) in json.dumps(json.loads(body), ensure_ascii=False)


@pytest.mark.parametrize("satu", DOKUMEN, ids=[satu["ref"] for satu in DOKUMEN])
def test_that_every_word_of_a_worked_example_is_printed(kantor: Kantor, satu: dict[str, Any]) -> None:
    halaman = squeezed(printed(kantor, satu))
    hilang = [teks for teks in texts(satu["isi"]) if squeezed(teks) not in halaman]
    assert not hilang, hilang


def test_that_a_cell_without_a_role_says_so_and_boxes_are_crossed(kantor: Kantor) -> None:
    tim = next(satu for satu in DOKUMEN if satu["ref"] == "matriks-tim")
    kosong = sum(3 - len({p["kolom_id"] for p in baris["peran"]}) for baris in tim["isi"]["baris"])
    assert squeezed(printed(kantor, tim)).count("TIDAKADAPERAN") == kosong == 5
    manual = squeezed(printed(kantor, DOKUMEN[0]))
    assert "(X)Outcome()OutcomeAntara" in manual
    assert "()Semesteran(X)Tahunan" in manual
