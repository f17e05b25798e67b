"""A rule file from the kabupaten to a printed evaluation, at the command line: sent, seen, applied, rated."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from pypdfium2 import PdfDocument

from tests.services.dunia_balasan import BARU, rule_file

NIP = "198003191999121001"
NAMA = "Peraturan Bupati Contoh Nomor 12 Tahun 2026 tentang Pedoman Evaluasi Kinerja Pegawai Aparatur Sipil Negara"
SEL = 'sesuai = { dibawah = "kurang", sesuai = "baik", diatas = "baik" }'


def test_that_a_rule_file_governs_what_is_rated_shown_and_printed(run: Callable[..., Any], dunia: Path) -> None:
    def on(kantor: str, *arguments: object) -> Any:
        done = run("--home", dunia / kantor, "--json", *arguments)
        assert done.code == 0, done.err
        return done.data

    rating = ("--results", "sesuai", "--behaviour", "sesuai", "--achievement", "baik", "--reached", "h1i1=12 desa")
    lama, kini = (on("unit", "evaluation", "begin", NIP, p, "--year", "2026")["id"] for p in ("2026-TW3", "2026-TW4"))
    for doc_id in (lama, kini):
        shown = on("unit", "evaluation", "set", doc_id, *rating)
        assert (shown["rules"]["predicate"], shown["rules"]["from_kabupaten"]) == ("baik", False)
    ganti = {SEL: SEL.replace('sesuai = "baik"', 'sesuai = "butuh_perbaikan"')}
    on("kabupaten", "rules", "load", rule_file(dunia, mulai="2026-10-01", nama=NAMA, **ganti))
    stick = dunia / "stick"
    stick.mkdir()
    on("kabupaten", "export", "--to", stick)
    balasan = next(path for path in stick.glob("*.skpb") if "return-99-01-01" in path.name)
    assert (
        f"{NAMA} (kode {BARU}), untuk periode yang mulai 1 Oktober 2026"
        in run("--home", dunia / "unit", "inspect", balasan).out
    )
    assert on("unit", "evaluation", "show", kini)["rules"]["predicate"] == "baik", "looking changes nothing"
    on("unit", "merge", balasan)
    for doc_id, predikat, aturan_id in ((lama, "baik", "permenpanrb-6-2022"), (kini, "butuh_perbaikan", BARU)):
        shown = on("unit", "evaluation", "show", doc_id)["rules"]
        assert (shown["predicate"], shown["id"]) == (predikat, aturan_id)
    teks = run("--home", dunia / "unit", "evaluation", "show", kini).out
    assert "predikat butuh_perbaikan (belum beku)" in teks
    assert f"Menurut aturan “{NAMA}” dari kabupaten (kode {BARU}), berlaku sejak 1 Oktober 2026." in teks
    final = on("unit", "evaluation", "step", "finalkan", kini, "--date", "2026-10-06")
    assert (final["evaluation"]["predikat"], final["evaluation"]["aturan"]) == ("butuh_perbaikan", BARU)
    (baris,) = (one for one in on("unit", "evaluation", "list", "2026-TW4")["rows"] if one["penilaian_id"] == kini)
    assert baris["predikat"] == "butuh_perbaikan"
    (mata,) = (one for one in on("unit", "evaluation", "chain", NIP, "--year", "2026") if one["periode"] == "2026-TW4")
    assert mata["predikat"] == "butuh_perbaikan"
    kertas = dunia / "kertas"
    kertas.mkdir()
    on("unit", "print", "D.1.1", "--pegawai", NIP, "--periode", "2026-TW4", "--out", kertas)
    (pdf,) = kertas.glob("*.pdf")
    with PdfDocument(pdf) as document:
        tercetak = " ".join(document[0].get_textpage().get_text_range().split())
    assert "BUTUH PERBAIKAN" in tercetak
    assert f"Menurut aturan kabupaten {BARU}, berlaku sejak 1 Oktober 2026." in tercetak
