"""Files that are kept aside: which there are and why, what each would bring, and what people decide about them.

A file stays until it is admitted and merged, and then its original lies in the archive: nothing is ever deleted.
Source: docs/spec/lost-computer.md, section Held files.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import msgspec

from db import Transaction
from desktop_app.domain.errors import UserError
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.isi_ditahan import IsiBerkas, line_of, read_file
from desktop_app.services.kantor import Changed, Kantor, Peran, intention
from desktop_app.services.kepercayaan import require_role
from desktop_app.services.masuk import HasilPaket, NasibPaket
from desktop_app.services.nama_pelaku import name_of
from desktop_app.services.pencabutan import admit_ditahan, list_ditahan
from desktop_app.services.putusan_ditahan import DIBIARKAN, TETAP, Putusan, keep_putusan, read_putusan
from desktop_app.services.silsilah import list_noted


@dataclass(frozen=True)
class BerkasDitahan:
    """A file that waits: whose, its number and the one that was accepted last, why, and what was decided before.

    ``kemudian`` counts the bundles that have come from anywhere since; ``dibiarkan`` are the words of who left it.
    """

    path: Path
    berkas: str
    device_id: str
    kode: str
    nama: str
    nomor: int
    terakhir: int
    alasan: str
    waktu: str
    ragu: bool
    dibiarkan: str = ""


@intention(Wewenang.DAFTARKAN_KANTOR)
def list_berkas(kantor: Kantor) -> tuple[BerkasDitahan, ...]:
    """Return the files of revoked computers and of twins that wait for somebody, the oldest first; none is opened."""
    require_role(kantor, Peran.KABUPATEN)
    noted = list_noted(kantor)
    words = {satu.tentang: satu.catatan for satu in reversed(read_putusan(kantor)) if satu.putusan == DIBIARKAN}
    semua = []
    for path in list_ditahan(kantor):
        satu = noted.get(path.stem)
        semua.append(
            BerkasDitahan(
                path=path,
                berkas=path.stem,
                device_id=satu.device_id if satu else "",
                kode=satu.kode if satu else "",
                nama=satu.nama if satu else "",
                nomor=satu.nomor if satu else 0,
                terakhir=satu.terakhir if satu else 0,
                alasan=satu.alasan if satu else "",
                waktu=satu.waktu if satu else "",
                ragu=satu.ragu if satu else False,
                dibiarkan=words.get(path.stem, ""),
            )
        )
    return tuple(sorted(semua, key=lambda one: noted[one.berkas].urutan if one.berkas in noted else 0))


@intention(Wewenang.DAFTARKAN_KANTOR)
def look_into_berkas(kantor: Kantor, berkas: str) -> IsiBerkas:
    """Return what a held file would bring, document by document; raises ``UserError`` ``berkas_bukan_ditahan``."""
    return read_file(kantor, _path_of(kantor, berkas))


@intention(Wewenang.DAFTARKAN_KANTOR)
def admit_berkas(kantor: Kantor, berkas: str, catatan: str = "") -> HasilPaket:
    """Merge a held file after a call, and keep that it was decided; what still speaks against it is in the result.

    Raises ``UserError`` ``berkas_bukan_ditahan``.
    """
    path = _path_of(kantor, berkas)
    hasil = admit_ditahan(kantor, path, catatan)
    if hasil.nasib not in (NasibPaket.DIGABUNG, NasibPaket.SUDAH_DITERIMA):
        alasan = hasil.galat.code if hasil.galat is not None else str(hasil.nasib)
        with kantor.write("nilai_karantina", detail={"berkas": path.stem, "alasan": alasan}) as tx:
            _keep(kantor, tx, path, TETAP, alasan=alasan, catatan=catatan)
    return hasil


@intention(Wewenang.DAFTARKAN_KANTOR)
def leave_berkas(kantor: Kantor, berkas: str, catatan: str) -> Changed:
    """Keep that somebody decided to leave a file where it is, and why; it can be admitted later all the same.

    Raises ``UserError`` ``berkas_bukan_ditahan``, ``alasan_wajib``.
    """
    path = _path_of(kantor, berkas)
    if not catatan.strip():
        raise UserError("alasan_wajib", langkah="biarkan ditahan")
    with kantor.write("biarkan_ditahan", detail={"berkas": path.stem}) as tx:
        _keep(kantor, tx, path, DIBIARKAN, catatan=catatan)
    return Changed((), ("perangkat",))


@intention(Wewenang.TERIMA, Wewenang.KIRIM)
def list_putusan(kantor: Kantor) -> tuple[Putusan, ...]:
    """Return every decision about what was kept aside, the last first, with names for who decided."""
    return tuple(
        msgspec.structs.replace(satu, siapa=line_of(name_of(kantor, satu.siapa))) for satu in read_putusan(kantor)
    )


def _path_of(kantor: Kantor, berkas: str) -> Path:
    """Return the held file of this hash, or of one that begins so."""
    require_role(kantor, Peran.KABUPATEN)
    awal = berkas.strip().removesuffix(".skpb")
    cocok = [path for path in list_ditahan(kantor) if awal and path.stem.startswith(awal)]
    if len(cocok) != 1:
        raise UserError("berkas_bukan_ditahan", berkas=berkas[:16])
    return cocok[0]


def _keep(kantor: Kantor, tx: Transaction, path: Path, putusan: str, *, alasan: str = "", catatan: str = "") -> None:
    noted = list_noted(kantor).get(path.stem)
    keep_putusan(
        kantor,
        tx,
        apa="berkas",
        tentang=path.stem,
        putusan=putusan,
        asal=noted.nama if noted else "",
        nomor=noted.nomor if noted else 0,
        alasan=alasan or (noted.alasan if noted else ""),
        catatan=catatan,
    )
