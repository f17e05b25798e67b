"""Room for what is held: one bound for all, a quarter of it for one computer, and what the disk must keep for saving.

Nothing that is held is ever dropped to make room. What does not fit is refused, stays where it lies, and leaves an
audit row. Source: docs/spec/lost-computer.md, section Room for what is held.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from desktop_app.domain.errors import BundleError, UserError
from desktop_app.domain.wewenang import Wewenang
from desktop_app.exchange import Quarantined
from desktop_app.services.kantor import Changed, Kantor, Peran, intention
from desktop_app.services.kepercayaan import Perangkat, require_role
from desktop_app.services.paket import list_masuk
from desktop_app.services.ruang_disk import MIB, free_bytes
from desktop_app.services.rumah import sync_folder
from desktop_app.services.silsilah import list_noted

BAWAAN = 4096
TERKECIL, TERBESAR = 64, 1024 * 1024
"""Room for what is held in MB: what holds where nothing was set, and what may be set."""
BAGIAN_SATU = 4
"""One computer may fill a quarter of the room."""
MAKS_BERKAS, MAKS_BERKAS_SATU = 1_000, 200
MAKS_CATATAN, MAKS_CATATAN_SATU = 50_000, 20_000
"""Held files and held records, of all computers and of one: people have to look through them."""
SISA_DISK = 500 * MIB
"""So much stays free on the disk for saving, whatever the room would allow."""
_KUNCI = ("kantor", "ruang_ditahan")


@dataclass(frozen=True)
class RuangDitahan:
    """What is held: files and records, their bytes together, and the bound in MB."""

    berkas: int
    catatan: int
    ukuran: int
    batas: int


@intention(Wewenang.DAFTARKAN_KANTOR)
def read_ruang(kantor: Kantor) -> RuangDitahan:
    """Return how much is held and how much may be."""
    require_role(kantor, Peran.KABUPATEN)
    berkas, catatan = _files(kantor), _records(kantor)
    ukuran = sum(n for _, n in berkas.values()) + sum(n for _, n in catatan.values())
    return RuangDitahan(sum(n for n, _ in berkas.values()), sum(n for n, _ in catatan.values()), ukuran, _limit(kantor))


@intention(Wewenang.DAFTARKAN_KANTOR)
def write_ruang(kantor: Kantor, batas: int) -> Changed:
    """Set the room for what is held, in MB; less than is held is allowed and lets nothing more in.

    Raises ``UserError`` ``ruang_ditahan_salah``.
    """
    require_role(kantor, Peran.KABUPATEN)
    if not TERKECIL <= batas <= TERBESAR:
        raise UserError("ruang_ditahan_salah", terkecil=TERKECIL, terbesar=TERBESAR)
    if batas != _limit(kantor):
        with kantor.write("ubah_ruang_ditahan", detail={"batas": batas}) as tx:
            tx.put(*_KUNCI, str(batas).encode())
    return Changed((), ("perangkat",))


def hold_copy(kantor: Kantor, copy: Quarantined, perangkat: Perangkat | None) -> BundleError | None:
    """Keep a verified copy until people decide, and return why it cannot be kept; it is here once None is returned."""
    folder = kantor.folder("ditahan")
    tujuan = folder / f"{copy.sha256}.skpb"
    if not tujuan.exists() and (penuh := _no_room(kantor, copy.size, perangkat)) is not None:
        return penuh
    copy.path.replace(tujuan)
    sync_folder(folder)
    return None


def require_record_room(kantor: Kantor, device_id: str, nama: str) -> None:
    """Raise ``BundleError`` ``karantina_penuh`` where the records held of a computer are more than there is room for.

    Called within the transaction that took them in: leaving it takes all of that bundle back.
    """
    catatan = _records(kantor)
    satu, ukuran = catatan.get(device_id, (0, 0))
    semua = sum(n for n, _ in catatan.values())
    batas = _limit(kantor)
    seluruh = sum(n for _, n in catatan.values()) + sum(n for _, n in _files(kantor).values())
    if satu > MAKS_CATATAN_SATU or semua > MAKS_CATATAN or ukuran * BAGIAN_SATU > batas * MIB or seluruh > batas * MIB:
        raise BundleError("karantina_penuh", nama=nama, jumlah=satu, mb=-(-ukuran // MIB), batas=batas)


def _no_room(kantor: Kantor, ukuran: int, perangkat: Perangkat | None) -> BundleError | None:
    device_id, nama = (perangkat.device_id, perangkat.nama) if perangkat is not None else ("", "–")
    berkas, catatan, batas = _files(kantor), _records(kantor), _limit(kantor)
    satu, isi = berkas.get(device_id, (0, 0))
    milik = isi + catatan.get(device_id, (0, 0))[1]
    semua = sum(n for n, _ in berkas.values())
    seluruh = sum(n for _, n in berkas.values()) + sum(n for _, n in catatan.values())
    if satu >= MAKS_BERKAS_SATU or (milik + ukuran) * BAGIAN_SATU > batas * MIB:
        bagian = batas // BAGIAN_SATU
        return BundleError("ditahan_penuh_komputer", nama=nama, berkas=satu, mb=-(-milik // MIB), batas=bagian)
    if semua >= MAKS_BERKAS or seluruh + ukuran > batas * MIB:
        return BundleError("ditahan_penuh", nama=nama, berkas=semua, mb=-(-seluruh // MIB), batas=batas)
    if (sisa := free_bytes(kantor.home)) < SISA_DISK:
        # The copy lies on this disk already; what is free is what would be left beside it.
        return BundleError("ditahan_penuh_disk", nama=nama, sisa=sisa // MIB, sisihan=SISA_DISK // MIB)
    return None


def _limit(kantor: Kantor) -> int:
    raw = kantor.store.get(*_KUNCI)
    return int(raw) if raw else BAWAAN


def _files(kantor: Kantor) -> dict[str, tuple[int, int]]:
    """Return number and bytes of the held files by the computer that they came from, "" where nobody noted it."""
    noted = list_noted(kantor)
    lihat = ((noted[path.stem].device_id if path.stem in noted else "", path.stat().st_size) for path in _held(kantor))
    return _summed((device, 1, size) for device, size in lihat)


def _held(kantor: Kantor) -> list[Path]:
    return list(kantor.folder("ditahan").glob("*.skpb"))


def _records(kantor: Kantor) -> dict[str, tuple[int, int]]:
    """Return number and bytes of the held records by the computer whose bundle brought them."""
    pengirim = {satu.file_sha256: satu.device_id for satu in list_masuk(kantor)}
    sizes = kantor.store.quarantine_sizes()
    return _summed((pengirim.get(sumber, ""), n, size) for sumber, (n, size) in sizes.items())


def _summed(baris: Iterable[tuple[str, int, int]]) -> dict[str, tuple[int, int]]:
    jumlah: dict[str, tuple[int, int]] = {}
    for device, n, size in baris:
        lama = jumlah.get(device, (0, 0))
        jumlah[device] = (lama[0] + n, lama[1] + size)
    return jumlah
