"""Conflicts by command: written values, picked versions, many at once, later, undone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from desktop_app.services.kantor import open_kantor
from tests.cli.conftest import Run
from tests.invariants.dunia import calm_clock
from tests.services.dunia_konflik import fork


@pytest.fixture
def dua(dunia: Path, run: Run) -> tuple[Path, dict[str, Any]]:
    """The kabupaten has a person whose note, number and state were changed twice."""
    home = dunia / "kabupaten"
    kantor = open_kantor(home, jam=calm_clock, who="operator")
    doc_id = "ab" * 16
    with kantor.write("uji", doc_id) as tx:
        isi = msgspec.json.encode({"nama": "Andi Contoh", "catatan": "lama", "nip": "", "aktif": True})
        tx.save("pegawai", doc_id, isi, scope=kantor.profil.kode, schema=1)
    fork(kantor, doc_id, {"catatan": "a", "nip": "1"}, {"catatan": "b", "nip": "2"})
    kantor.close()
    return home, {"id": doc_id}


def body(run: Run, home: Path, doc_id: str) -> dict[str, Any]:
    """Return what a document says."""
    return dict(run("--home", home, "show", doc_id, "--json").data["body"])


def test_that_fields_are_picked_and_written_and_the_answer_is_undone(
    run: Run, dua: tuple[Path, dict[str, Any]]
) -> None:
    home, orang = dua
    doc_id = orang["id"]
    teks = run("--home", home, "conflicts").out
    assert "Catatan [catatan] (semula: lama)" in teks
    assert "2 isian berbeda dalam 1 dokumen dari 1 kantor." in teks
    assert run("--home", home, "resolve-later", doc_id, "--note", "tanya dulu").code == 0
    (satu,) = run("--home", home, "conflicts", "--json").data
    assert (satu["later"], [kolom["own"] for kolom in satu["fields"]]) == ("tanya dulu", ["teks", "teks"])
    assert run("--home", home, "resolve-later", doc_id, "--now").code == 0
    hasil = run("--home", home, "resolve", doc_id, "--write", "catatan=tulisan = baru", "--pick", "nip=B")
    assert hasil.code == 0, hasil.err
    isi = body(run, home, doc_id)
    assert (isi["catatan"], isi["nip"]) == ("tulisan = baru", "2")
    (selesai,) = run("--home", home, "conflicts", "--settled", "--json").data
    assert (selesai["id"], selesai["state"], selesai["written"]) == (doc_id, "berlaku", 1)
    assert run("--home", home, "unresolve", doc_id, "--reason", "keliru").code == 0
    (satu,) = run("--home", home, "conflicts", "--json").data
    assert sorted(satu["fields"][0]["values"].values()) == ["a", "b"]
    assert run("--home", home, "unresolve", doc_id).code == 1
    assert run("--home", home, "resolve", doc_id, "--take", "base").code == 0
    assert body(run, home, doc_id)["catatan"] == "lama"


def test_that_what_is_not_there_is_told_with_what_is(run: Run, dua: tuple[Path, dict[str, Any]]) -> None:
    home, orang = dua
    for words, kata in (
        (("--take", "ours", "--pick", "nama=B"), "Yang berbeda: catatan, nip"),
        (("--take", "ours", "--pick", "nip=Z"), "ours, theirs, base, A, B"),
        (("--write", "catatan=x"), "nip"),
        (("--pick", "nip"), "Yang berbeda"),
    ):
        hasil = run("--home", home, "resolve", orang["id"], *words)
        assert hasil.code == 1
        assert kata in hasil.err
    hasil = run("--home", home, "resolve-many", "pegawai", "catatan", "--office", "11.11")
    assert (hasil.code, "Pilih per dokumen" in hasil.err) == (1, True)
    assert run("--home", home, "conflicts", "--groups").out.strip() == "Tidak ada isian yang dapat dijawab sekaligus."
    assert run("--home", home, "conflicts", "--settled", "--json").data == []
