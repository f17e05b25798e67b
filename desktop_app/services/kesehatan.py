"""The doctor: how this computer, its disk, its libraries and its data do, and a report without personal data."""

from __future__ import annotations

import hashlib
import os
import platform
import secrets
import shutil
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib import metadata
from pathlib import Path

import db
from desktop_app import __version__
from desktop_app.domain.wewenang import Wewenang
from desktop_app.exchange import place_file
from desktop_app.paths import DriveKind, drive_kind
from desktop_app.services.bukti_hapus import survey_bukti
from desktop_app.services.kantor import BERKAS_STORE, Kantor, intention
from desktop_app.services.periksa import HasilPeriksa, check_store

MIB = 1024 * 1024
RUANG_SEMPIT = 500 * MIB
RUANG_HABIS = 50 * MIB
"""Free room on the disk below which work is warned of, and below which the next save may fail."""
BERKAS_LAMBAT = 2.0
"""Seconds for five small files to be written, renamed and removed; more means that something holds them."""
_UJI = 5
_PUSTAKA = ("PySide6-Essentials", "pyrage", "PyNaCl", "reportlab", "msgspec", "zstandard", "sqlite-utils")


class Keadaan(StrEnum):
    """How serious a line of the doctor is."""

    BAIK = "baik"
    PERHATIAN = "perhatian"
    BAHAYA = "bahaya"


@dataclass(frozen=True)
class BarisSehat:
    """One thing that was looked at: its name, how it is, and the code of a sentence with its facts."""

    hal: str
    keadaan: Keadaan
    kode: str
    fakta: Mapping[str, object]


@dataclass(frozen=True)
class Kesehatan:
    """What the doctor found; ``versi`` names the libraries, ``periksa`` is the check of the data where it was asked."""

    baris: tuple[BarisSehat, ...]
    versi: Mapping[str, str]
    periksa: HasilPeriksa | None = None


@intention(Wewenang.PERIKSA)
def read_kesehatan(
    kantor: Kantor,
    *,
    dalam: bool = False,
    progress: Callable[[int, int], None] | None = None,
    kind: Callable[[Path], DriveKind] = drive_kind,
) -> Kesehatan:
    """Look at disk, drive, file handling, clock and libraries, and with ``dalam`` at every record as well.

    Writes five small files beside the data and removes them again; changes nothing else.
    """
    periksa = check_store(kantor, dalam=True, progress=progress) if dalam else None
    baris = (
        _ruang(kantor.home),
        _drive(kantor.home, kind),
        _berkas(kantor.home),
        _jam(kantor),
        _mundur(kantor),
        _bukti(kantor),
    )
    return Kesehatan(baris=baris, versi=list_versi(), periksa=periksa)


def list_versi() -> dict[str, str]:
    """Return the versions of the program and of what it stands on."""
    versi = {"SKP Luring": __version__, "Python": platform.python_version()}
    versi |= {f"db.{nama}": nilai for nama, nilai in db.versions().items()}
    for nama in _PUSTAKA:
        try:
            versi[nama] = metadata.version(nama)
        except metadata.PackageNotFoundError:
            versi[nama] = "–"
    return versi


@intention(Wewenang.PERIKSA)
def write_laporan(kantor: Kantor, kesehatan: Kesehatan, out: Path) -> Path:
    """Write the report that may be sent to whoever helps: counts, codes and versions, no name, NIP, path or text.

    The office is a hash of its code, so that two reports of one office can be told to belong together.
    """
    place_file(report_text(kantor, kesehatan).encode(), out, replace=True)
    with kantor.write("laporan_kesehatan"):
        pass
    return out


def report_text(kantor: Kantor, kesehatan: Kesehatan) -> str:
    """Return the report: what was found as codes, the versions, and how much there is of everything."""
    kantor_id = hashlib.sha256(f"skp-luring/laporan/{kantor.profil.kode}".encode()).hexdigest()[:12]
    store = kantor.store
    jumlah, kepala = store.audit_head()
    baris = [
        "Laporan kesehatan SKP Luring (tanpa data pribadi)",
        f"kantor {kantor_id} · peran {kantor.profil.peran} · perangkat {store.device[:8]} · epoch {store.epoch[:8]}",
        f"sistem {platform.system()} {platform.release()} · {platform.machine()} · {sys.getfilesystemencoding()}",
        *(f"versi {nama} {nilai}" for nama, nilai in kesehatan.versi.items()),
        f"berkas data {(kantor.home / BERKAS_STORE).stat().st_size} bita · revisi {store.last_seq()}",
        f"jejak {jumlah} baris, kepala {kepala[:16]}",
        *(f"jumlah {kind} {store.count(kind)}" for kind in ("pegawai", "skp", "penilaian", "pengguna")),
        f"ruang tunggu {len(store.waiting())} · ditahan {len(store.quarantined())} · naskah {len(store.workings())}",
        *(f"{satu.keadaan}: {satu.kode} {_codes(satu.fakta)}" for satu in kesehatan.baris),
    ]
    if kesehatan.periksa is not None:
        baris += [f"temuan: {kode}" for kode, _ in kesehatan.periksa.temuan] or ["temuan: tidak ada"]
    return "\n".join(baris) + "\n"


def _codes(fakta: Mapping[str, object]) -> str:
    """Return the facts that are numbers; words could be names of folders or people."""
    return " ".join(f"{nama}={nilai}" for nama, nilai in fakta.items() if isinstance(nilai, int | float))


def _bukti(kantor: Kantor) -> BarisSehat:
    kini = survey_bukti(kantor)
    terpakai = -(-kini.ukuran // MIB)
    fakta = {"berkas": kini.berkas, "mb": terpakai, "kuota": kini.kuota, "menunggu": kini.menunggu}
    if terpakai * 10 > kini.kuota * 9:
        return BarisSehat("bukti", Keadaan.PERHATIAN, "sehat_bukti_penuh", fakta)
    if kini.menunggu:
        return BarisSehat("bukti", Keadaan.BAIK, "sehat_bukti_menunggu", fakta)
    return BarisSehat("bukti", Keadaan.BAIK, "sehat_bukti_baik", fakta)


def _ruang(home: Path) -> BarisSehat:
    sisa = shutil.disk_usage(home).free
    keadaan = Keadaan.BAHAYA if sisa < RUANG_HABIS else Keadaan.PERHATIAN if sisa < RUANG_SEMPIT else Keadaan.BAIK
    kode = {
        Keadaan.BAIK: "sehat_ruang_baik",
        Keadaan.PERHATIAN: "sehat_ruang_perhatian",
        Keadaan.BAHAYA: "sehat_ruang_bahaya",
    }
    return BarisSehat("ruang", keadaan, kode[keadaan], {"sisa_mb": sisa // MIB})


def _drive(home: Path, kind: Callable[[Path], DriveKind]) -> BarisSehat:
    jenis = kind(home)
    if jenis is DriveKind.LOCAL:
        return BarisSehat("drive", Keadaan.BAIK, "sehat_drive_baik", {})
    return BarisSehat("drive", Keadaan.PERHATIAN, "sehat_drive_lain", {"jenis": jenis.value})


def _berkas(home: Path) -> BarisSehat:
    """Write, rename and remove small files, as every save does: a virus scanner that holds them shows itself here."""
    mulai = time.monotonic()
    ditahan = 0
    for _ in range(_UJI):
        satu = home / f"uji-{secrets.token_hex(6)}.part"
        dua = satu.with_suffix(".tmp")
        try:
            with satu.open("wb") as file:
                file.write(b"uji")
                file.flush()
                os.fsync(file.fileno())
            satu.replace(dua)
            dua.unlink()
        except OSError:
            ditahan += 1
            for sisa in (satu, dua):
                _forget(sisa)
    lama = time.monotonic() - mulai
    if ditahan:
        return BarisSehat("berkas", Keadaan.BAHAYA, "sehat_berkas_ditahan", {"gagal": ditahan, "dari": _UJI})
    if lama > BERKAS_LAMBAT:
        return BarisSehat("berkas", Keadaan.PERHATIAN, "sehat_berkas_lambat", {"detik": round(lama, 1)})
    return BarisSehat("berkas", Keadaan.BAIK, "sehat_berkas_baik", {})


def _forget(path: Path) -> None:
    """Remove a test file, if it can be removed."""
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return


def _jam(kantor: Kantor) -> BarisSehat:
    if kantor.claim().doubt:
        return BarisSehat("jam", Keadaan.PERHATIAN, "sehat_jam_ragu", {})
    return BarisSehat("jam", Keadaan.BAIK, "sehat_jam_baik", {})


def _mundur(kantor: Kantor) -> BarisSehat:
    """Tell whether the data ever went back on this computer: each time began an epoch of its own."""
    kali = len(kantor.store.audit_rows(None, act="epoch_baru"))
    if kali:
        return BarisSehat("mundur", Keadaan.PERHATIAN, "sehat_pernah_mundur", {"kali": kali})
    return BarisSehat("mundur", Keadaan.BAIK, "sehat_tidak_mundur", {})
