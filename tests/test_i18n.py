"""One translation mechanism: Indonesian as it stands, another language from its catalogue."""

from __future__ import annotations

import struct
from contextvars import copy_context
from pathlib import Path

from desktop_app.i18n import DOMAIN, _, choose_language


def write_catalogue(folder: Path, language: str, texts: dict[str, str]) -> None:
    """Write a gettext catalogue (GNU gettext manual, "The Format of GNU MO Files")."""
    texts = {"": "Content-Type: text/plain; charset=UTF-8\n", **texts}
    keys = sorted(texts)
    at = 28 + 16 * len(keys)
    tables: list[bytes] = []
    body = b""
    for words in (keys, [texts[key] for key in keys]):
        table = b""
        for word in words:
            raw = word.encode()
            table += struct.pack("<II", len(raw), at + len(body))
            body += raw + b"\0"
        tables.append(table)
    head = struct.pack("<IIIIIII", 0x950412DE, 0, len(keys), 28, 28 + 8 * len(keys), 0, 0)
    target = folder / language / "LC_MESSAGES"
    target.mkdir(parents=True)
    (target / f"{DOMAIN}.mo").write_bytes(head + tables[0] + tables[1] + body)


def in_language(language: str, folder: Path, text: str) -> str:
    def translate() -> str:
        choose_language(language, folder)
        return _(text)

    return copy_context().run(translate)


def test_that_the_source_is_indonesian_and_needs_no_catalogue(tmp_path: Path) -> None:
    assert in_language("id", tmp_path / "tidak-ada", "Tersimpan") == "Tersimpan"


def test_that_a_catalogue_translates_what_it_knows(tmp_path: Path) -> None:
    write_catalogue(tmp_path, "en", {"Tersimpan": "Saved"})
    assert in_language("en", tmp_path, "Tersimpan") == "Saved"
    assert in_language("en", tmp_path, "Batal") == "Batal"


def test_that_a_missing_catalogue_leaves_indonesian(tmp_path: Path) -> None:
    assert in_language("en", tmp_path, "Tersimpan") == "Tersimpan"


def test_that_a_choice_does_not_leak(tmp_path: Path) -> None:
    write_catalogue(tmp_path, "en", {"Tersimpan": "Saved"})
    assert in_language("en", tmp_path, "Tersimpan") == "Saved"
    assert _("Tersimpan") == "Tersimpan"
