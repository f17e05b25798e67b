"""The English catalogue: collected from the source, compiled as it is written, with every place for a fact."""

from __future__ import annotations

import ast
import gettext
import io
import re
from pathlib import Path

import pytest

from build_spec.catalogue_files import Entry, compile_mo, read_po, write_po
from build_spec.translations import TranslationsError, catalogue_path, collect, marked_in, texts_of

SOURCE = Path(__file__).resolve().parents[2] / "desktop_app"
FIELD = re.compile(r"\{[^{}]*\}")
KEY = re.compile(r"\b(?:Ctrl|Alt|Shift|Esc|F\d{1,2})\b")


def english() -> dict[str, Entry]:
    return read_po(catalogue_path("en").read_text(encoding="utf-8"))


def test_that_what_is_written_is_read_back() -> None:
    entries = [
        Entry("Batal", "Cancel", ("a.py", "b.py")),
        Entry('Nama "{nama}"\nbaris\tdua\\', 'Name "{nama}"\nline\ttwo\\', ("a.py",)),
        Entry("lembar\x04Batal", "Void", ("b.py",)),
        Entry("kata " * 60, "word " * 60, ()),
        Entry("Belum", "", ()),
    ]
    assert list(read_po(write_po(entries, "en")).values()) == entries


def test_that_a_fuzzy_entry_counts_as_not_translated() -> None:
    assert read_po('#, fuzzy\nmsgid "Batal"\nmsgstr "Cancel"\n')["Batal"].translation == ""


def test_that_the_compiled_catalogue_is_read_by_gettext() -> None:
    entries = [Entry("Batal", "Cancel", ()), Entry("lembar\x04Batal", "Void", ()), Entry("Simpan", "", ())]
    catalogue = gettext.GNUTranslations(io.BytesIO(compile_mo(entries, "en")))
    assert (catalogue.gettext("Batal"), catalogue.gettext("Simpan")) == ("Cancel", "Simpan")
    assert catalogue.pgettext("lembar", "Batal") == "Void"


def test_that_marked_texts_are_collected_and_a_composed_one_is_refused() -> None:
    assert list(marked_in('_("satu"); _("dua" if x else "tiga"); lain("empat")', "a.py")) == ["satu", "dua", "tiga"]
    assert list(marked_in('_("satu", "arti")', "a.py")) == ["arti\x04satu"]
    for composed in ('_(f"{n} baris")', '_("satu" + kata)'):
        with pytest.raises(TranslationsError):
            list(marked_in(composed, "a.py"))


def test_that_tables_give_their_texts_and_no_codes() -> None:
    table = {"a": "Satu", "b": ("Dua", {"c": "Tiga"}), "d": "kode-saja", "e": 5}
    assert list(texts_of(table)) == ["Satu", "Dua", "Tiga"]


def test_that_sentences_labels_and_words_of_the_rule_are_collected() -> None:
    texts = collect()
    assert {"Batal", "Sandi ini cukup kuat.", "Diatas ekspektasi", "Menetapkan SKP", "Agustus"} <= set(texts)


def test_that_nothing_is_translated_while_a_module_is_imported() -> None:
    """The language is chosen when the program starts, which may be later."""
    early: list[str] = []
    for path in SOURCE.rglob("*.py"):
        todo: list[ast.AST] = [ast.parse(path.read_text(encoding="utf-8"))]
        while todo:
            node = todo.pop()
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
                continue
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_":
                early.append(f"{path.relative_to(SOURCE)}:{node.lineno}")
            todo += ast.iter_child_nodes(node)
    assert early == []


def test_that_every_fact_of_a_text_stands_in_its_translation() -> None:
    wrong = {
        text: entry.translation
        for text, entry in english().items()
        if entry.translation and set(FIELD.findall(text)) != set(FIELD.findall(entry.translation))
    }
    assert wrong == {}


def test_that_every_key_of_a_text_stands_in_its_translation() -> None:
    wrong = {
        text: entry.translation
        for text, entry in english().items()
        if entry.translation and set(KEY.findall(text)) != set(KEY.findall(entry.translation))
    }
    assert wrong == {}


def test_that_the_compiled_catalogue_is_what_the_written_one_gives() -> None:
    compiled = catalogue_path("en").with_suffix(".mo").read_bytes()
    assert compiled == compile_mo(english().values(), "en"), "run: python -m build_spec.translations"
