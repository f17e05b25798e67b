"""Every act that the program writes into the audit chain has a sentence, and a sentence never fails on its details."""

from __future__ import annotations

import ast
from collections.abc import Collection
from pathlib import Path

import pytest

from desktop_app.domain.siklus import LANGKAH_ADENDUM, LANGKAH_PENILAIAN, LANGKAH_SKP
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.catat_kertas import LANGKAH as LANGKAH_KERTAS
from desktop_app.services.jejak_kata import KATA, PERBUATAN, act_name, act_sentence
from desktop_app.services.pengaduan import LANGKAH as LANGKAH_PENGADUAN
from desktop_app.services.perbaikan import LANGKAH as LANGKAH_PERBAIKAN

ROOT = Path(__file__).resolve().parents[2]
STEPS: dict[str, Collection[str]] = {
    "adendum_": LANGKAH_ADENDUM,
    "skp_": LANGKAH_SKP,
    "penilaian_": LANGKAH_PENILAIAN,
    "pengaduan_": LANGKAH_PENGADUAN,
    "perbaikan_": LANGKAH_PERBAIKAN,
}


def _named(call: ast.Call) -> ast.expr | None:
    """Return what a call hands in as the act: ``kantor.write("…")``, ``store.write(act="…")``, ``finish("…")``."""
    for keyword in call.keywords:
        if keyword.arg == "act":
            return keyword.value
    function = call.func
    if not isinstance(function, ast.Attribute) or function.attr not in ("write", "finish") or not call.args:
        return None
    owner = function.value.id if isinstance(function.value, ast.Name) else ""
    return call.args[0] if owner in ("kantor", "self", "transaction") else None


def _words(value: ast.expr) -> set[str]:
    """Return the texts that an expression may be."""
    either = (value.body, value.orelse) if isinstance(value, ast.IfExp) else (value,)
    return {one.value for one in either if isinstance(one, ast.Constant) and isinstance(one.value, str)}


def acts_in(path: Path) -> set[str]:
    """Return the acts that one source file writes; one that is put together counts by all its endings."""
    found: set[str] = set()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assigned = [
        node for node in ast.walk(tree) if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    ]
    for node in ast.walk(tree):
        value = _named(node) if isinstance(node, ast.Call) else None
        if isinstance(value, ast.Name):
            given = [one.value for one in assigned if ast.unparse(one.targets[0]) == value.id]
        else:
            given = [value] if value is not None else []
        found |= {text for one in given for text in _words(one)}
        if isinstance(value, ast.JoinedStr):
            first = value.values[0]
            start = str(first.value) if isinstance(first, ast.Constant) else ""
            if ast.unparse(value) == "f'{dokumen.kind}_{LANGKAH}'":
                # Papers are recorded of two kinds.
                found |= {f"{kind}_{LANGKAH_KERTAS}" for kind in ("skp", "penilaian")}
                continue
            assert start in STEPS, f"{path.name}: {ast.unparse(value)}"
            found |= {start + step for step in STEPS[start]}
    return found


@pytest.fixture(scope="module")
def written() -> dict[str, str]:
    """Every act that the program writes, with a source file that does."""
    sources = [*(ROOT / "desktop_app").rglob("*.py"), *(ROOT / "db").rglob("*.py")]
    return {act: path.name for path in sources for act in acts_in(path)}


def test_that_every_act_in_the_code_has_a_sentence(written: dict[str, str]) -> None:
    assert {"simpan", "lihat", "ditolak", "susun_ulang", "skp_tetapkan", "gabung_paket"} <= set(written)
    missing = {act: name for act, name in written.items() if act not in KATA}
    assert not missing, f"desktop_app/services/jejak_kata.py has no sentence for {missing}"


def test_that_every_sentence_belongs_to_an_act(written: dict[str, str]) -> None:
    assert set(KATA) - {"tertutup"} <= set(written), "a row that is not shown has words too, and is no act"


def test_that_every_right_has_words_for_its_refusal() -> None:
    assert set(PERBUATAN) == set(Wewenang)
    assert act_sentence("ditolak", {"perbuatan": "nilai"}) == "Ditolak, karena peran tidak mencakup: menilai"
    assert "sesuatu" in act_sentence("ditolak", {"perbuatan": "sesuatu"})


@pytest.mark.parametrize("act", sorted(KATA))
def test_that_a_sentence_comes_out_without_details_and_with_odd_ones(act: str) -> None:
    assert "{" not in act_sentence(act, {})
    odd = {key: [None, {"a": 1}, "{x}"] for key in ("alasan", "nomor", "jumlah", "kolom", "perbuatan", "kantor")}
    assert act_sentence(act, odd)
    assert act_name(act)
    assert "{" not in act_name(act)


def test_that_names_of_acts_differ_in_the_list_of_filters() -> None:
    assert len({act_name(act) for act in KATA}) == len(KATA)


def test_that_details_are_told_as_words() -> None:
    assert act_sentence("simpan", {}, "skp") == "Menyimpan SKP"
    assert act_sentence("tolak_paket", {"alasan": "truncated"}).startswith("Menolak paket: ")
    assert "truncated" not in act_sentence("tolak_paket", {"alasan": "truncated"})
    assert act_sentence("gabung_paket", {"nomor": 3, "perangkat": "ab" * 16}).endswith("dari komputer abababab…")
    assert act_sentence("ubah_pengaturan", {"kolom": ["kertas", "lambang"]}).endswith("kertas, lambang")
    assert act_sentence("perbuatan_baru", {}) == "Perbuatan “perbuatan_baru”"
    assert act_sentence("masuk", {"cara": "sandi", "gagal": 3}) == "Masuk dengan sandi, setelah 3 kali salah sandi"
    assert act_sentence("masuk", {"cara": "kartu"}) == "Masuk dengan kartu"
    assert "rusak" in act_sentence("", {})
