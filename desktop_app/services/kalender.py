"""The calendar of holidays: typed, pasted or imported by the kabupaten or the office, and joined by day.

The program brings no holidays of its own: they come by yearly decree. In a year without a calendar only the weekend
is free, and everything that counts working days says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import msgspec

from desktop_app.domain.codec import SCHEMA, decode_as, encode, natural_id
from desktop_app.domain.errors import UserError
from desktop_app.domain.hari_kerja import KalenderKerja, make_kalender_kerja
from desktop_app.domain.ketentuan import HariLibur, Kalender
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.kalender_baca import MAKS_NAMA_HARI, BacaanKalender, BarisTertolak, read_berkas, read_teks
from desktop_app.services.kantor import Changed, Kantor, Peran, intention
from desktop_app.services.ketentuan import in_force, read_ketentuan

KIND = "kalender"
TAHUN_AWAL, TAHUN_AKHIR = 2022, 2098
"""The years that a calendar can be for: from the regulation on, to the end of what a clock is believed."""
MAKS_LIBUR = 366
MAKS_DASAR = 300


@dataclass(frozen=True)
class HariKalender:
    """One free day as it counts here, and whether the kabupaten named it."""

    hari: HariLibur
    dari_kabupaten: bool


@dataclass(frozen=True)
class KalenderTahun:
    """The holidays of one year as they count here, by date.

    ``dasar`` is the decree that this office's own list names, ``dasar_kabupaten`` the kabupaten's. ``sendiri`` are the
    days that this office may change. ``hari_kerja`` is the week that counts.
    """

    tahun: int
    hari: tuple[HariKalender, ...]
    sendiri: tuple[HariLibur, ...]
    dasar: str
    dasar_kabupaten: str
    hari_kerja: int
    boleh_ubah: bool
    konflik: int = 0

    @property
    def terisi(self) -> bool:
        """Whether anybody has given holidays of this year."""
        return bool(self.hari)


@dataclass(frozen=True)
class PratinjauKalender:
    """What an import would do in one year: days that are new, renamed, the same; lines that were not understood.

    ``tahun_lain`` counts days of other years, which are left out; ``ganda`` are the lines whose day stands in another.
    """

    tahun: int
    baru: tuple[HariLibur, ...]
    berubah: tuple[HariLibur, ...]
    sama: int
    tahun_lain: int
    tertolak: tuple[BarisTertolak, ...]
    ganda: tuple[BarisTertolak, ...] = ()


def read_kalender_kerja(kantor: Kantor) -> KalenderKerja:
    """Return what working days are counted with in this office: its week and every calendar that holds here."""
    semua = in_force(kantor, kantor.store.find(KIND))
    return make_kalender_kerja(
        read_ketentuan(kantor).hari_kerja, tuple(decode_as(Kalender, satu.body) for satu in semua)
    )


@intention(Wewenang.LIHAT_PENGATURAN)
def show_kalender(kantor: Kantor, tahun: int) -> KalenderTahun:
    """Return the holidays of one year: the kabupaten's and this office's own, each day once."""
    _check_tahun(tahun)
    hari: dict[str, HariKalender] = {}
    sendiri: tuple[HariLibur, ...] = ()
    dasar = dasar_kabupaten = ""
    konflik = 0
    for satu in in_force(kantor, kantor.store.find(KIND, where={"tahun": tahun})):
        isi = decode_as(Kalender, satu.body)
        milik = satu.scope == kantor.profil.kode
        kabupaten = not milik or kantor.profil.peran is Peran.KABUPATEN
        for libur in isi.libur:
            hari.setdefault(libur.id, HariKalender(libur, kabupaten))
        if milik:
            sendiri, dasar, konflik = isi.libur, isi.dasar, satu.conflicts
        if kabupaten:
            dasar_kabupaten = dasar_kabupaten or isi.dasar
    return KalenderTahun(
        tahun=tahun,
        hari=tuple(sorted(hari.values(), key=lambda satu: satu.hari.tanggal)),
        sendiri=tuple(sorted(sendiri, key=lambda satu: satu.tanggal)),
        dasar=dasar,
        dasar_kabupaten=dasar_kabupaten,
        hari_kerja=read_ketentuan(kantor).hari_kerja,
        boleh_ubah=kantor.pelaku.may(Wewenang.UBAH_KETENTUAN, "") and not konflik,
        konflik=konflik,
    )


@intention(Wewenang.UBAH_KETENTUAN)
def write_kalender(kantor: Kantor, tahun: int, libur: Sequence[HariLibur], dasar: str = "") -> Changed:
    """Keep this office's holidays of one year, instead of those it had; the kabupaten's stay beside them.

    Raises ``UserError`` for a year or a day that cannot be, a name that is too long, too many days, and while versions
    disagree.
    """
    _check_tahun(tahun)
    hari = {satu.tanggal: _tidy(satu) for satu in libur}
    if any(satu.year != tahun for satu in hari):
        raise UserError("kalender_tahun_lain", tahun=tahun)
    if len(hari) > MAKS_LIBUR:
        raise UserError("kalender_terlalu_banyak", maks=MAKS_LIBUR)
    doc_id = natural_id(KIND, kantor.profil.kode, str(tahun))
    dokumen = kantor.store.document(doc_id)
    if dokumen is not None and dokumen.conflicts:
        raise UserError("dokumen_berkonflik", id=doc_id)
    lama = dokumen.body if dokumen is not None and not dokumen.deleted else None
    isi = Kalender(
        tahun=tahun,
        unit_kode=kantor.profil.kode,
        dasar=" ".join(dasar.split())[:MAKS_DASAR],
        libur=tuple(hari[satu] for satu in sorted(hari)),
    )
    if lama is not None and decode_as(Kalender, lama) == isi:
        return Changed()
    with kantor.write("ubah_kalender", doc_id, {"tahun": tahun, "hari": len(isi.libur)}) as tx:
        tx.save(KIND, doc_id, encode(isi, lama), scope=kantor.profil.kode, schema=SCHEMA)
    return Changed((doc_id,), (KIND,))


@intention(Wewenang.UBAH_KETENTUAN)
def preview_teks(kantor: Kantor, tahun: int, teks: str) -> PratinjauKalender:
    """Return what pasted lines would add to this office's holidays of one year; writes nothing."""
    bacaan = read_teks(teks)
    return _preview(kantor, tahun, bacaan)


@intention(Wewenang.UBAH_KETENTUAN)
def preview_berkas(kantor: Kantor, tahun: int, path: Path) -> PratinjauKalender:
    """Return what a CSV or XLSX file would add to this office's holidays of one year; writes nothing.

    Raises ``UserError`` ``kalender_kosong`` where the file names no day of any year.
    """
    bacaan = read_berkas(path)
    if not bacaan.hari:
        raise UserError("kalender_kosong", berkas=path.name)
    return _preview(kantor, tahun, bacaan)


def _preview(kantor: Kantor, tahun: int, bacaan: BacaanKalender) -> PratinjauKalender:
    ada = {satu.id: satu for satu in show_kalender(kantor, tahun).sendiri}
    milik = [_keep_name(_tidy(satu), ada) for satu in bacaan.hari if satu.tanggal.year == tahun]
    baru = tuple(satu for satu in milik if satu.id not in ada)
    berubah = tuple(satu for satu in milik if satu.id in ada and ada[satu.id] != satu)
    sama = len(milik) - len(baru) - len(berubah)
    lain = len(bacaan.hari) - len(milik)
    return PratinjauKalender(tahun, baru, berubah, sama, lain, bacaan.tertolak, bacaan.ganda)


def _keep_name(libur: HariLibur, ada: Mapping[str, HariLibur]) -> HariLibur:
    """Return a day as it shall be stored: a line without a name says nothing against the name that is known."""
    return ada[libur.id] if not libur.nama and libur.id in ada else libur


@intention(Wewenang.UBAH_KETENTUAN)
def import_kalender(kantor: Kantor, pratinjau: PratinjauKalender, dasar: str = "") -> Changed:
    """Add what a preview showed to this office's holidays; days that are there and not in it stay."""
    kini = show_kalender(kantor, pratinjau.tahun)
    hari = {satu.id: satu for satu in (*kini.sendiri, *pratinjau.baru, *pratinjau.berubah)}
    return write_kalender(kantor, pratinjau.tahun, tuple(hari.values()), dasar or kini.dasar)


def _tidy(libur: HariLibur) -> HariLibur:
    nama = " ".join(libur.nama.split())
    if len(nama) > MAKS_NAMA_HARI:
        # Cut, half a name would stand in the calendar and nobody would know.
        raise UserError("kalender_nama_panjang", maks=MAKS_NAMA_HARI)
    return msgspec.structs.replace(libur, id=libur.tanggal.isoformat(), nama=nama)


def _check_tahun(tahun: int) -> None:
    if not TAHUN_AWAL <= tahun <= TAHUN_AKHIR:
        raise UserError("kalender_tahun_salah", tahun=tahun, awal=TAHUN_AWAL, akhir=TAHUN_AKHIR)


def kalender_kosong(kalender: KalenderKerja, hari: date) -> bool:
    """Tell whether nobody has given holidays of the year of ``hari``."""
    return hari.year not in kalender.tahun_terisi
