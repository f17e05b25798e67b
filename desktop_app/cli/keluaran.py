"""What commands share: opening the office, and a result that is either text for people or JSON for machines."""

from __future__ import annotations

import sys
import time
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import msgspec

from desktop_app.cli.sandi import read_sandi
from desktop_app.domain.errors import UserError
from desktop_app.domain.format_indonesia import format_waktu
from desktop_app.messages import sentence_for
from desktop_app.services.kantor import Kantor, open_kantor
from desktop_app.services.pintu import OrangPintu, Pintu, masuk, read_pintu
from desktop_app.services.waktu import now, read_time

PELAKU = "operator"
"""Who acts in an office without passwords (``init --unattended``)."""


@dataclass(frozen=True)
class Keluaran:
    """The office's folder, who acts there, and how results are shown."""

    home: Path
    as_json: bool
    user: str = ""
    password_file: Path | None = None

    @contextmanager
    def kantor(self, *, tanpa: Collection[str] = ()) -> Iterator[Kantor]:
        """Open the office for one command and close it whatever happens; ``tanpa`` are codes of notices left unsaid."""
        kantor = self._open()
        for satu in kantor.pemberitahuan:
            if satu.kode not in tanpa:
                self.note(sentence_for(satu.kode, satu.fakta))
        try:
            yield kantor
        finally:
            kantor.close()

    def _open(self) -> Kantor:
        pintu = read_pintu(self.home)
        if pintu.keadaan != "bersandi":
            if self.user or self.password_file is not None:
                raise UserError(
                    "user_tanpa_sandi" if pintu.keadaan == "tanpa_sandi" else "kantor_belum_ada", folder=self.home
                )
            return open_kantor(self.home, jam=now, who=PELAKU)
        if not self.user or self.password_file is None:
            raise UserError("kantor_bersandi")
        orang, sandi = self.person(pintu), read_sandi(self.password_file)
        try:
            return masuk(self.home, orang.akun_id, sandi, jam=now)
        except UserError as error:
            detik = error.facts.get("detik")
            if error.code != "sandi_tunggu" or not isinstance(detik, int):
                raise
        # Each command is a program of its own, so the wait that the file asks for is waited out here.
        self.note(sentence_for("sandi_tunggu", {"detik": detik}))
        time.sleep(detik)
        return masuk(self.home, orang.akun_id, sandi, jam=now)

    def person(self, pintu: Pintu, nama: str = "") -> OrangPintu:
        """Return who at the door has this name or account id (else ``--user``); raises ``UserError`` for none."""
        dicari = (nama or self.user).strip().casefold()
        for satu in pintu.orang:
            if dicari in (satu.nama.casefold(), satu.akun_id):
                return satu
        raise UserError("user_tidak_dikenal", nama=nama or self.user)

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


def time_text(iso: str | None) -> str:
    """Return a kept time as people read it, in the zone in which it was noted; what is no time stays as it is."""
    waktu = read_time(iso) if iso else None
    return format_waktu(waktu) if waktu is not None else iso or "–"


def short(teks: object, panjang: int = 40) -> str:
    """Return a cell's text, cut with an ellipsis where it is long."""
    isi = "" if teks is None else str(teks)
    return isi if len(isi) <= panjang else isi[: panjang - 1] + "…"
