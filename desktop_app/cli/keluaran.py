"""What commands share: opening the office, and a result that is either text for people or JSON for machines."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import msgspec

from desktop_app.services.kantor import Kantor, open_kantor
from desktop_app.services.waktu import now

PELAKU = "operator"
"""Who acts, until people have logins of their own."""


@dataclass(frozen=True)
class Keluaran:
    """The office's folder and how results are shown."""

    home: Path
    as_json: bool

    @contextmanager
    def kantor(self) -> Iterator[Kantor]:
        """Open the office for one command and close it whatever happens."""
        kantor = open_kantor(self.home, jam=now, who=PELAKU)
        try:
            yield kantor
        finally:
            kantor.close()

    def result(self, data: Any, text: str) -> None:
        """Write the result: ``data`` as one JSON value, or ``text`` for people."""
        if self.as_json:
            raw = msgspec.json.format(msgspec.json.encode(data, enc_hook=str), indent=2)
            click.echo(raw.decode())
        elif text:
            click.echo(text)

    def note(self, text: str) -> None:
        """Say something on the way, on stderr, and nothing in JSON mode."""
        if not self.as_json:
            click.echo(text, err=True)

    def progress(self, judul: str) -> ProgressLine:
        """Return a progress line that shows only on a terminal."""
        return ProgressLine(judul, quiet=self.as_json or not sys.stderr.isatty())


class ProgressLine:
    """One line "judul: n dari m" that writes over itself."""

    def __init__(self, judul: str, *, quiet: bool) -> None:
        self._judul = judul
        self._quiet = quiet

    def __call__(self, selesai: int, jumlah: int) -> None:
        if self._quiet:
            return
        akhir = "\n" if selesai >= jumlah else ""
        click.echo(f"\r{self._judul}: {selesai} dari {jumlah}{akhir}", err=True, nl=False)


def table(judul: Sequence[str], baris: Sequence[Sequence[str]]) -> str:
    """Return rows under headings, each column as wide as its widest cell."""
    semua = [list(judul), *[list(satu) for satu in baris]]
    lebar = [max(len(satu[kolom]) for satu in semua) for kolom in range(len(judul))]
    garis = ["  ".join(sel.ljust(lebar[kolom]) for kolom, sel in enumerate(satu)).rstrip() for satu in semua]
    return "\n".join([garis[0], "  ".join("-" * satu for satu in lebar), *garis[1:]])


def short(teks: object, panjang: int = 40) -> str:
    """Return a cell's text, cut with an ellipsis where it is long."""
    isi = "" if teks is None else str(teks)
    return isi if len(isi) <= panjang else isi[: panjang - 1] + "…"
