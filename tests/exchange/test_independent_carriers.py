"""Volumes, QR texts and trust files are read alike by the program and by a reader written from the text."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

from desktop_app.domain.errors import BundleError
from desktop_app.exchange import make_trust_file, read_trust_file
from desktop_app.exchange.qr_series import make_texts
from desktop_app.exchange.qr_series import read_text as program_text
from desktop_app.exchange.volumes import Piece, make_volume
from desktop_app.exchange.volumes import read_volume as program_volume
from tests import independent_carriers
from tests.exchange.both import ROOT, golden
from tests.exchange.mutations import damage
from tests.exchange.rich import RICH, make_rich
from tests.independent_forms import Refused

DATA = (ROOT / "tests" / "golden" / "0.5.0" / "pergi.skpb").read_bytes()


def said(read: Callable[..., Any], *told: Any, **more: Any) -> tuple[str, Any]:
    """The code of a refusal, or what was read."""
    try:
        return "", read(*told, **more)
    except (BundleError, Refused) as refused:
        return refused.code, None


def numbers(part: Any) -> Any:
    """A piece of the program or a part of the text as plain values."""
    if part is None or isinstance(part, independent_carriers.Part):
        return part and tuple(part)
    return tuple(part)


def volumes(share: int) -> list[bytes]:
    """A bundle cut into volumes."""
    total = -(-len(DATA) // share)
    series = hashlib.sha256(DATA).hexdigest()
    return [
        make_volume(Piece(series, len(DATA), share, place + 1, total, DATA[place * share : (place + 1) * share]))
        for place in range(total)
    ]


def test_that_volumes_are_put_together_by_the_text_alone() -> None:
    cut = volumes(1500)
    random.Random(1).shuffle(cut)
    parts = [independent_carriers.read_volume(one) for one in cut]
    assert independent_carriers.join([*parts, parts[0]]) == DATA
    assert [numbers(program_volume(one)) for one in cut] == [numbers(one) for one in parts]


def test_that_texts_of_symbols_are_put_together_by_the_text_alone() -> None:
    texts = make_texts(DATA)
    parts = [independent_carriers.read_text(one) for one in reversed(texts)]
    assert independent_carriers.join([one for one in parts if one is not None]) == DATA
    page = (ROOT / "docs" / "spec" / "carriers.md").read_text(encoding="utf-8")
    printed = next(line.strip() for line in page.splitlines() if line.startswith("    SKPQ1UCN"))
    part = independent_carriers.read_text(printed)
    assert part is not None
    assert part.payload == b"SKPB1 is not a real bundle"


def test_that_both_judge_damaged_pieces_alike() -> None:
    chance = random.Random(4)
    cut, texts = volumes(2000), make_texts(DATA)
    for number in range(400):
        raw = damage(chance, chance.choice(cut))
        first, second = (
            said(lambda raw=raw: program_volume(raw)),
            said(lambda raw=raw: independent_carriers.read_volume(raw)),
        )
        assert (first[0], numbers(first[1])) == (second[0], numbers(second[1])), number
        text = damage(chance, chance.choice(texts).encode()).decode("latin-1")
        first, second = (
            said(lambda text=text: program_text(text)),
            said(lambda text=text: independent_carriers.read_text(text)),
        )
        assert (first[0], numbers(first[1])) == (second[0], numbers(second[1])), text


def test_that_both_believe_the_same_trust_files(tmp_path: Path) -> None:
    _, context = golden(RICH, "return")
    newest = make_rich().up[1].trust
    assert newest is not None
    assert context.trust is not None
    data = make_trust_file(newest)
    pin, marks = context.trust.pin, context.marks
    chance = random.Random(9)
    for case in (data, b"SKPT2" + data[5:], b"SKPB1" + data[5:], *(damage(chance, data) for _ in range(150))):
        program = said(read_trust_file, case, pinned=pin, marks=marks)
        text = said(independent_carriers.read_trust_file, case, json.loads(pin), tuple(marks))
        assert program[0] == text[0], case
        if not text[0]:
            assert tuple(program[1].marks) == (text[1].root.version, text[1].statement["trust_seq"])
