"""Offices with passwords for tests: founded once at the cheapest cost that is allowed, copied for each test."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.errors import LuringError
from desktop_app.domain.wewenang import PeranPengguna
from desktop_app.services.akun import create_akun, found_with_akun
from desktop_app.services.kantor import Kantor, Peran, Profil
from desktop_app.services.pintu import masuk, read_pintu
from desktop_app.vault import FLOOR

WAKTU = datetime(2026, 11, 30, 9, 0, tzinfo=timezone(timedelta(hours=7)))
SANDI = {
    "Budi Contoh": "kuda terbang sore",
    "Ani Contoh": "gajah pelan sekali",
    "Cici Contoh": "batu bata di sungai",
    "Kiki Contoh": "sungai deras pagi",
}
UNIT = Profil(
    peran=Peran.UNIT, kode="99.01.09", nama="Kecamatan Contoh", instansi="PEMERINTAH KABUPATEN CONTOH", tempat="Contoh"
)
KABUPATEN = Profil(peran=Peran.KABUPATEN, kode="99.01", nama="Kabupaten Contoh", instansi="PEMERINTAH KABUPATEN CONTOH")


def jam() -> datetime:
    """The clock that stands still."""
    return WAKTU


def found_unit(home: Path) -> None:
    """Make a unit: Budi (admin, penilai), Ani (operator), Cici (pegawai)."""
    kantor = found_with_akun(
        home, UNIT, "Budi Contoh", SANDI["Budi Contoh"], jam=jam, peran=[PeranPengguna.PENILAI], biaya=FLOOR
    )
    create_akun(kantor, "Ani Contoh", [PeranPengguna.OPERATOR], SANDI["Ani Contoh"])
    create_akun(kantor, "Cici Contoh", [PeranPengguna.PEGAWAI], SANDI["Cici Contoh"])
    kantor.close()


def found_kabupaten(home: Path) -> None:
    """Make a kabupaten whose admin is Kiki."""
    peran = [PeranPengguna.VERIFIKATOR]
    found_with_akun(home, KABUPATEN, "Kiki Contoh", SANDI["Kiki Contoh"], jam=jam, peran=peran, biaya=FLOOR).close()


def akun_of(home: Path, nama: str) -> str:
    """Return the account id of a person at the door."""
    return next(satu.akun_id for satu in read_pintu(home).orang if satu.nama == nama)


def enter(home: Path, nama: str = "Budi Contoh", sandi: str = "") -> Kantor:
    """Enter with the person's own password, or with another."""
    return masuk(home, akun_of(home, nama), sandi or SANDI[nama], jam=jam)


@contextmanager
def inside(home: Path, nama: str = "Budi Contoh", sandi: str = "") -> Iterator[Kantor]:
    """Enter, and close whatever happens."""
    kantor = enter(home, nama, sandi)
    try:
        yield kantor
    finally:
        kantor.close()


def code_of(function: Callable[..., Any], *arguments: Any, **words: Any) -> str:
    """Return the code with which a call is refused, "" where it is not."""
    try:
        hasil = function(*arguments, **words)
    except LuringError as error:
        return error.code
    if isinstance(hasil, Kantor):
        hasil.close()
    return ""


def entry(home: Path, nama: str, sandi: str = "") -> str:
    """Return how an entry ends: "" or the code of its refusal."""
    return code_of(enter, home, nama, sandi)


def code_on(pdf: bytes) -> str:
    """Return the code that a printed card shows."""
    import pypdfium2

    page = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_bounded()
    after = page.split("U)", 1)[1]
    words = [word for word in after.split() if word.isascii()]
    return "-".join(words[:7])


class Cuts:
    """Copies of a folder as a power cut would leave it: one before every call that changes a file, where it differs."""

    def __init__(self, home: Path, into: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._home, self._into, self._patch = home, into, monkeypatch
        self._busy = False
        self._last: dict[Path, bytes] = {}
        self.folders: list[Path] = []

    @contextmanager
    def recording(self) -> Iterator[None]:
        """Record while the block runs, and once more after it."""
        with self._patch.context() as patch:
            for name in ("open", "fsync", "replace", "unlink", "link"):
                patch.setattr(os, name, self._watched(name, getattr(os, name)))
            yield
        self._snap()

    def _watched(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **words: Any) -> Any:
            writes = name != "open" or (len(arguments) > 1 and arguments[1] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
            if writes and not self._busy:
                self._snap()
            return real(*arguments, **words)

        return call

    def _snap(self) -> None:
        self._busy = True
        try:
            folder = self._into / f"potong-{len(self.folders):03d}"
            shutil.copytree(self._home, folder)
            state = {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
            if state == self._last:
                shutil.rmtree(folder)
                return
            self._last = state
            self.folders.append(folder)
        finally:
            self._busy = False
