"""``python -m build_spec.translations``: collect what can be translated, renew the catalogues, compile them.

Texts are found in three ways. What is written as ``_("…")`` is read from the source; of ``_(TABLE[key])`` the table is
read; and of ``TABLES``, whose sentences and words are translated at another place. Translations live in
``resources/locale/<language>/LC_MESSAGES/skp_luring.po``, one entry a text; ``.mo`` is what the program reads.
``--missing`` lists what a catalogue lacks and changes nothing; ``--from FILE`` takes translations from a JSON object.
"""

from __future__ import annotations

import argparse
import ast
import importlib
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from build_spec.catalogue_files import MEANING, Entry, compile_mo, read_po, write_po  # noqa: E402
from desktop_app.i18n import DOMAIN  # noqa: E402
from desktop_app.messages import AREAS  # noqa: E402
from desktop_app.regulation import regulation_in_force  # noqa: E402

SOURCE = ROOT / "desktop_app"
LOCALE = ROOT / "resources" / "locale"
LANGUAGES = ("en",)
COMMAND = "python -m build_spec.translations"

TABLES: Mapping[str, tuple[str, ...]] = {
    **{f"desktop_app.messages.{area}": ("SENTENCES",) for area in AREAS},
    "desktop_app.domain.format_indonesia": ("NAMA_WAKTU",),
    "desktop_app.domain.tenggat": ("ATURAN_TENGGAT",),
    "desktop_app.domain.tenggat_evaluasi": ("ATURAN_TENGGAT_EVALUASI",),
    "desktop_app.services.formulir": ("FORMULIR",),
    "desktop_app.services.jejak_kata": ("KATA", "PENDEK"),
    "desktop_app.services.konflik": ("JUDUL",),
    "desktop_app.services.nama_kolom_kata": ("NAMA", "DI_DALAM"),
    "desktop_app.services.sebaran_kata": ("BAGIAN", "PENGANTAR"),
    "desktop_app.services.tugas_dokumen": ("KATA",),
    "desktop_app.services.umpan_balik_baca": ("SUMBER", "RESPON"),
}
"""The tables whose texts are translated elsewhere than beside ``_()``: the values of a mapping, the members of a tuple,
however deep; of a record its name and its ground. Those that stand in ``_(TABLE[…])`` are found by themselves."""
SHOWN_MEMBERS = ("nama", "dasar")
CODE = re.compile(r"[a-z]+([-_][a-z]+)+")
"""What stands in tables beside the texts and is shown to nobody: ``dokumen-serah``, ``unit_kode``."""
MARK = re.compile(r"(?<!\w)_\(")
"""What a module has somewhere that translates; the others are not parsed."""


class TranslationsError(Exception):
    """The source marks a text in a way that cannot be collected."""


def texts_of(value: Any) -> Iterator[str]:
    """Yield every text in the values of a table."""
    if isinstance(value, str):
        if not CODE.fullmatch(value):
            yield str(value)
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from texts_of(inner)
    elif isinstance(value, list | tuple | set | frozenset):
        for inner in value:
            yield from texts_of(inner)
    else:
        yield from texts_of([getattr(value, member) for member in SHOWN_MEMBERS if hasattr(value, member)])


@lru_cache(maxsize=2)
def nodes_of(source: str) -> tuple[ast.AST, ...]:
    """Return every node of a module; a module is looked through several times in a row."""
    return tuple(ast.walk(ast.parse(source)))


def marked_in(source: str, place: str) -> Iterator[str]:
    """Yield every text that stands in ``_("…")`` in a module, behind its meaning where it has one; a text that is put
    together inside the call is refused."""
    for node in nodes_of(source):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_" and node.args):
            continue
        text, meaning = node.args[0], node.args[1] if len(node.args) > 1 else None
        before = f"{meaning.value}{MEANING}" if isinstance(meaning, ast.Constant) else ""
        if isinstance(text, ast.JoinedStr | ast.BinOp):
            raise TranslationsError(f"{place}:{node.lineno}: _() wants one plain text; fill it with .format() outside")
        for part in (text.body, text.orelse) if isinstance(text, ast.IfExp) else (text,):
            if isinstance(part, ast.Constant) and isinstance(part.value, str):
                yield before + part.value


def tables_in(nodes: Sequence[ast.AST]) -> Iterator[str]:
    """Yield the names of the tables that a module translates from: ``_(TABLE[key])``, ``_(TABLE.get(key))``, and
    ``_(words) for key, words in TABLE.items()``."""
    loops: dict[str, str] = {}
    for node in nodes:
        if isinstance(node, ast.comprehension | ast.For):
            source = node.iter.func if isinstance(node.iter, ast.Call) else node.iter
            if isinstance(source, ast.Attribute):
                source = source.value
            if isinstance(source, ast.Name):
                loops |= {name.id: source.id for name in ast.walk(node.target) if isinstance(name, ast.Name)}
    for node in nodes:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_" and node.args:
            text = node.args[0]
            if isinstance(text, ast.Name) and text.id in loops:
                yield loops[text.id]
            if isinstance(text, ast.Call) and isinstance(text.func, ast.Attribute):
                text = text.func.value
            while isinstance(text, ast.Subscript):
                text = text.value
                if isinstance(text, ast.Name):
                    yield text.id
            if isinstance(text, ast.Name) and isinstance(node.args[0], ast.Call):
                yield text.id


def table_texts(source: str, module: str) -> Iterator[tuple[str, str]]:
    """Yield the texts of the tables that a module translates from, each with the file that holds it."""
    nodes = nodes_of(source)
    homes = {
        alias.asname or alias.name: (node.module, alias.name)
        for node in nodes
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("desktop_app.")
        for alias in node.names
    }
    for name in sorted(set(tables_in(nodes))):
        home, original = homes.get(name, (module, name))
        for text in texts_of(getattr(importlib.import_module(home), original, ())):
            yield text, home.replace(".", "/") + ".py"


def rule_texts() -> Iterator[str]:
    """Yield the words of the rule in force that the window shows beside its own: names of ratings, aspects, sources."""
    rule = regulation_in_force()
    for owner in (rule, rule.perencanaan):
        for name in dir(owner):
            if name.startswith("label_") or name in ("panduan_hasil", "panduan_perilaku"):
                for text in texts_of(getattr(owner, name)):
                    yield text.capitalize() if text.isupper() else text


def collect() -> dict[str, tuple[str, ...]]:
    """Return every text with the files it stands in, in the order of the files."""
    found: dict[str, list[str]] = {}

    def note(text: str, place: str) -> None:
        if text.strip():
            places = found.setdefault(text, [])
            if place not in places:
                places.append(place)

    for path in sorted(SOURCE.rglob("*.py")):
        place = path.relative_to(ROOT).as_posix()
        source = path.read_text(encoding="utf-8")
        if not MARK.search(source):
            continue
        for text in marked_in(source, place):
            note(text, place)
        for text, home in table_texts(source, place.removesuffix(".py").replace("/", ".")):
            note(text, home)
    for module, tables in TABLES.items():
        place = module.replace(".", "/") + ".py"
        for table in tables:
            for text in texts_of(getattr(importlib.import_module(module), table)):
                note(text, place)
    for text in rule_texts():
        note(text, "resources/regulation")
    return {text: tuple(places) for text, places in found.items()}


def catalogue_path(language: str) -> Path:
    """Return where the translations of ``language`` are kept."""
    return LOCALE / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def renewed(texts: Mapping[str, tuple[str, ...]], known: Mapping[str, Entry]) -> list[Entry]:
    """Return one entry a text with the translation that is known of it; what is used no more is dropped."""
    return [Entry(text, known[text].translation if text in known else "", texts[text]) for text in sorted(texts)]


def missing(language: str) -> list[str]:
    """Return the texts of the source that ``language`` does not have yet."""
    path = catalogue_path(language)
    known = read_po(path.read_text(encoding="utf-8")) if path.exists() else {}
    return [text for text in collect() if not (text in known and known[text].translation)]


def update(language: str, more: Mapping[str, str]) -> int:
    """Renew and compile the catalogue of ``language``, with ``more`` translations; return how many are missing."""
    texts = collect()
    path = catalogue_path(language)
    known = read_po(path.read_text(encoding="utf-8")) if path.exists() else {}
    known |= {text: Entry(text, translation, ()) for text, translation in more.items()}
    entries = renewed(texts, known)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(write_po(entries, language), encoding="utf-8", newline="\n")
    path.with_suffix(".mo").write_bytes(compile_mo(entries, language))
    template = [Entry(entry.text, "", entry.places) for entry in entries]
    (LOCALE / f"{DOMAIN}.pot").write_text(write_po(template, ""), encoding="utf-8", newline="\n")
    return sum(not entry.translation for entry in entries)


def main() -> int:
    """Do what the command line asks for; 1 where translations are missing."""
    parser = argparse.ArgumentParser(prog=COMMAND, description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument(
        "--missing", action="store_true", help="list what is not translated yet as JSON; change nothing"
    )
    parser.add_argument("--from", dest="more", type=Path, help="a JSON object from text to translation")
    options = parser.parse_args()
    try:
        if options.missing:
            lacking = {language: missing(language) for language in LANGUAGES}
            print(json.dumps(lacking, ensure_ascii=False, indent=1))
            return int(any(lacking.values()))
        more = json.loads(options.more.read_text(encoding="utf-8")) if options.more else {}
        lacks = {language: update(language, more) for language in LANGUAGES}
    except TranslationsError as problem:
        print(problem, file=sys.stderr)
        return 2
    for language, count in lacks.items():
        print(f"{catalogue_path(language).relative_to(ROOT)}: {count} to translate")
    return int(any(lacks.values()))


if __name__ == "__main__":
    sys.exit(main())
