"""Works on disks that are really full: small file systems in memory, mounted where nobody else sees them.

``unshare -m`` (or ``-rm``) ``python -m tests.faults.full_disk_works WORLD PLACE`` copies the prepared offices onto a
file system of their own, fills it, tries each deed, makes room and tries again; one JSON line says what came of it.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from desktop_app.domain.errors import LuringError
from desktop_app.domain.pegawai import Pegawai
from desktop_app.messages import sentence
from desktop_app.services import ruang_disk
from desktop_app.services.cadangan import make_cadangan
from desktop_app.services.kantor import Kantor
from desktop_app.services.kirim import export_bundle
from desktop_app.services.masuk import merge_bundles
from desktop_app.services.naskah import commit_naskah, open_naskah, write_naskah
from desktop_app.services.pegawai import create_pegawai
from tests.faults.fault_world import open_home
from tests.faults.user_deeds import OUTPUT, _print, facts

FILLER = "penuh.bin"
KIB = 1024


class FullDisk:
    """A file system of its own that can be filled up to a rest and emptied again."""

    def __init__(self, place: Path, kib: int) -> None:
        place.mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={kib}k", "tmpfs", str(place)], check=True)
        self.place = place

    def fill(self, rest_kib: int) -> None:
        """Write until only ``rest_kib`` are left."""
        room = shutil.disk_usage(self.place).free - rest_kib * KIB
        handle = os.open(self.place / FILLER, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.posix_fallocate(handle, os.fstat(handle).st_size, max(room, 1))
        os.close(handle)

    def make_room(self) -> None:
        """Take away what fills it."""
        (self.place / FILLER).unlink()


def attempt(work: Callable[[], object]) -> dict[str, str]:
    """Do something and say how it ended."""
    try:
        work()
    except LuringError as error:
        return {"end": error.code, "sentence": sentence(error)}
    return {"end": "ok"}


def saving(disk: FullDisk, root: Path) -> dict[str, Any]:
    """Type and save while the disk fills up; what was typed before stays, and room made lets the same store save."""
    kantor = open_home(root / "unit")
    doc_id, panjang = facts(root)["staf"], "catatan yang panjang " * 3000
    naskah = open_naskah(kantor, doc_id)
    assert isinstance(naskah.isi, Pegawai)
    lama = Pegawai(nama="Sudah Disimpan", nip=naskah.isi.nip, riwayat=naskah.isi.riwayat)
    write_naskah(kantor, doc_id, lama)
    told: dict[str, Any] = {}
    for rest in (0, 40, 100, 300):
        disk.fill(rest)
        isi = Pegawai(nama=f"Sisa {rest}", nip=naskah.isi.nip, riwayat=naskah.isi.riwayat, catatan=panjang)
        before = open_naskah(kantor, doc_id).isi
        answer = attempt(lambda isi=isi: write_naskah(kantor, doc_id, isi))  # type: ignore[misc]
        answer["kept"] = str(open_naskah(kantor, doc_id).isi == (isi if answer["end"] == "ok" else before))
        answer["commit"] = attempt(lambda: commit_naskah(kantor, doc_id))["end"]
        told[f"simpan, sisa {rest} KiB"] = answer
        disk.make_room()
        told[f"simpan lagi sesudah {rest} KiB"] = attempt(lambda: create_pegawai(kantor, Pegawai(nama="Ruang Ada")))
    told["utuh"] = _sound(kantor)
    return told


def _sound(kantor: Kantor) -> dict[str, str]:
    home = kantor.home
    kantor.close()
    again = open_home(home)
    findings = again.store.check(deep=True)
    again.close()
    return {"end": "ok" if not findings else str(findings)}


def writing(disk: FullDisk, root: Path) -> dict[str, Any]:
    """Merge, back up and print onto a full disk: refused with a sentence, nothing half; with room it works."""
    told: dict[str, Any] = {}
    kabupaten = open_home(root / "kabupaten")
    paket = root / "stick" / facts(root)["paket"]

    def merge() -> None:
        (hasil,) = merge_bundles(kabupaten, [paket])
        if hasil.galat is not None:
            raise hasil.galat

    unit = open_home(root / "unit")
    deeds: dict[str, tuple[Kantor, Callable[[], object]]] = {
        "gabung": (kabupaten, merge),
        "cadangkan": (unit, lambda: make_cadangan(unit)),
        "cetak": (unit, lambda: _print(unit, root)),
    }
    for name, (kantor, work) in deeds.items():
        for rest in (0, 60, 200):
            before = kantor.store.last_seq()
            disk.fill(rest)
            answer = attempt(work)
            answer["half"] = str(answer["end"] != "ok" and kantor.store.last_seq() != before)
            made = [*(root / "unit" / "cadangan").iterdir(), *(root / OUTPUT).glob("*")]
            answer["files"] = ",".join(sorted(path.name for path in made))
            told[f"{name}, sisa {rest} KiB"] = answer
            disk.make_room()
        told[f"{name} lagi"] = attempt(work)
    told["unit utuh"], told["kabupaten utuh"] = _sound(unit), _sound(kabupaten)
    return told


def stick(disk: FullDisk, root: Path) -> dict[str, Any]:
    """Export to a full stick: refused, at most nothing on it; with room it works."""
    told: dict[str, Any] = {}
    unit = open_home(root / "unit")
    for rest in (0, 8, 70):
        disk.fill(rest)
        told[f"ekspor, sisa {rest} KiB"] = {
            **attempt(lambda: export_bundle(unit, disk.place)),
            "files": ",".join(sorted(path.name for path in disk.place.iterdir() if path.name != FILLER)),
        }
        disk.make_room()
    told["ekspor lagi"] = attempt(lambda: export_bundle(unit, disk.place))
    told["utuh"] = _sound(unit)
    return told


def reserve(disk: FullDisk, root: Path) -> dict[str, Any]:
    """The reserve is set aside while room runs short and given back by the first save that finds none."""
    kantor = open_home(root / "unit")
    create_pegawai(kantor, Pegawai(nama="Menyisihkan"))
    there = (kantor.home / ruang_disk.BERKAS_RUANG).exists()
    disk.fill(0)
    first = attempt(lambda: create_pegawai(kantor, Pegawai(nama="Penuh", catatan="x" * 60_000)))
    second = attempt(lambda: create_pegawai(kantor, Pegawai(nama="Penuh", catatan="x" * 60_000)))
    gone = not (kantor.home / ruang_disk.BERKAS_RUANG).exists()
    return {"there": there, "first": first, "second": second, "gone": gone, "utuh": _sound(kantor)}


def main(world: Path, place: Path) -> None:
    """Try everything, each on a disk of its own."""
    told: dict[str, Any] = {}
    for work, kib in ((saving, 40_000), (writing, 64_000), (stick, 2_000), (reserve, 120_000)):
        disk = FullDisk(place / work.__name__, kib)
        root = place / f"{work.__name__}-dunia" if work is stick else disk.place / "dunia"
        shutil.copytree(world, root)
        told[work.__name__] = work(disk, root)
    print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
