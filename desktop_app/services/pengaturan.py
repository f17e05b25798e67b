"""Settings of the agency and of this computer, kept in the store so that they are backed up with it."""

from __future__ import annotations

from pathlib import Path

import msgspec

from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import JenisPeriode
from desktop_app.domain.wewenang import Wewenang
from desktop_app.forms.values import Kertas
from desktop_app.services.berkas import read_input
from desktop_app.services.kantor import BERKAS_KUNCI, BERKAS_STORE, Changed, Kantor, Profil, check_profil, intention
from desktop_app.services.ketentuan import keep_periode, stored_ketentuan

MAKS_MENIT = 60
MAKS_LAMBANG = 2 * 1024 * 1024
_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"


class Pengaturan(msgspec.Struct, frozen=True, kw_only=True):
    """What the agency decides: rhythm of evaluations (P6:14), paper, emblem; and this window's geometry.

    ``kunci_menit``: after so many minutes without anybody the screen is locked; 0 never.
    """

    jenis_periode: JenisPeriode = JenisPeriode.TRIWULANAN
    kertas: Kertas = Kertas.F4
    lambang: bytes | None = None
    geometri: bytes = b""
    kunci_menit: int = 5


class Komputer(msgspec.Struct, frozen=True, kw_only=True):
    """What this computer is to the others, and where its data lie; ``ukuran`` is bytes of the data file."""

    perangkat: str
    epoch: str
    folder: str
    berkas_data: str
    berkas_kunci: str
    ukuran: int


@intention(Wewenang.LIHAT_PENGATURAN)
def read_komputer(kantor: Kantor) -> Komputer:
    """Return the facts of this computer that people are asked for or have to back up."""
    data = kantor.home / BERKAS_STORE
    return Komputer(
        perangkat=kantor.store.device,
        epoch=kantor.store.epoch,
        folder=str(kantor.home),
        berkas_data=data.name,
        berkas_kunci=BERKAS_KUNCI,
        ukuran=data.stat().st_size,
    )


@intention(Wewenang.LIHAT_PENGATURAN)
def read_pengaturan(kantor: Kantor) -> Pengaturan:
    """Return the settings; defaults where nothing was set. The rhythm is that of the agency's choices, if any."""
    raw = kantor.store.get("kantor", "pengaturan")
    isi = msgspec.json.decode(raw, type=Pengaturan) if raw else Pengaturan()
    ketentuan = stored_ketentuan(kantor)
    return isi if ketentuan is None else msgspec.structs.replace(isi, jenis_periode=ketentuan.periode)


@intention(Wewenang.UBAH_PENGATURAN)
def read_lambang(kantor: Kantor, path: Path) -> bytes:
    """Return the bytes of an emblem; raises ``UserError`` where the file is none, and reads no more than its limit."""
    return check_lambang(read_input(path, MAKS_LAMBANG))


def check_lambang(data: bytes) -> bytes:
    """Return ``data``; raises ``UserError`` for an emblem that is no PNG or JPEG or too large."""
    if len(data) > MAKS_LAMBANG or not data.startswith((_PNG, _JPEG)):
        raise UserError("lambang_salah", maks_mb=MAKS_LAMBANG // 1024 // 1024)
    return data


@intention(Wewenang.UBAH_PENGATURAN)
def write_pengaturan(kantor: Kantor, pengaturan: Pengaturan) -> Changed:
    """Keep the settings; raises ``UserError`` for an emblem that is none or too large, or a lock that never comes.

    Another rhythm is written into the agency's choices where there are some; the kabupaten's are not changed here.
    """
    if not 0 <= pengaturan.kunci_menit <= MAKS_MENIT:
        raise UserError("kunci_menit_salah", maks=MAKS_MENIT)
    if pengaturan.lambang is not None:
        check_lambang(pengaturan.lambang)
    lama = read_pengaturan(kantor)
    ubah = [nama for nama in pengaturan.__struct_fields__ if getattr(lama, nama) != getattr(pengaturan, nama)]
    if not ubah:
        return Changed()
    with kantor.write("ubah_pengaturan", detail={"kolom": ubah}) as tx:
        keep_periode(kantor, tx, pengaturan.jenis_periode)
        tx.put("kantor", "pengaturan", msgspec.json.encode(pengaturan))
    return Changed((), ("pengaturan", "ketentuan"))


@intention
def keep_geometry(kantor: Kantor, geometri: bytes) -> None:
    """Keep place and size of the window; nobody's act, the window does it by itself when it closes."""
    lama = read_pengaturan(kantor)
    if lama.geometri == geometri:
        return
    with kantor.write("ubah_pengaturan", detail={"kolom": ["geometri"]}) as tx:
        tx.put("kantor", "pengaturan", msgspec.json.encode(msgspec.structs.replace(lama, geometri=geometri)))


@intention(Wewenang.UBAH_PENGATURAN)
def write_profil(kantor: Kantor, profil: Profil) -> Changed:
    """Keep a changed name, agency or place of this office; its role and code never change."""
    check_profil(profil)
    if (profil.peran, profil.kode) != (kantor.profil.peran, kantor.profil.kode):
        raise UserError("peran_dan_kode_tetap")
    ubah = [nama for nama in profil.__struct_fields__ if getattr(kantor.profil, nama) != getattr(profil, nama)]
    with kantor.write("ubah_profil", detail={"kolom": ubah}) as tx:
        tx.put("kantor", "profil", msgspec.json.encode(profil))
    kantor.profil = profil
    return Changed((), ("profil",))
