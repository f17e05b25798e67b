"""How long records are kept: a decision of the agency, not of this program; nothing is ever erased by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import msgspec

from db import Found
from desktop_app.domain.errors import UserError
from desktop_app.domain.periode import parse_periode
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.kantor import Changed, Kantor, intention
from desktop_app.services.kolom import is_active
from desktop_app.services.waktu import plausible_day

MAKS_TAHUN = 100
_KUNCI = ("kantor", "retensi")


class Retensi(msgspec.Struct, frozen=True, kw_only=True):
    """Years that documents are kept after the end of their period, people after their last document; 0: no limit."""

    skp: int = 5
    penilaian: int = 5
    pegawai: int = 5


@dataclass(frozen=True)
class LewatSimpan:
    """One person with documents beyond their time: how many of each kind, and the newest year among them.

    ``seluruhnya`` tells that nothing of him is younger, so that all about him may be erased.
    """

    pegawai_id: str
    nama: str
    dokumen: int
    sampai: date
    seluruhnya: bool


@intention(Wewenang.LIHAT_PENGATURAN)
def read_retensi(kantor: Kantor) -> Retensi:
    """Return how long records are kept; defaults where nothing was decided."""
    raw = kantor.store.get(*_KUNCI)
    return msgspec.json.decode(raw, type=Retensi) if raw else Retensi()


@intention(Wewenang.UBAH_PENGATURAN)
def write_retensi(kantor: Kantor, retensi: Retensi) -> Changed:
    """Keep how long records are kept; raises ``UserError`` ``retensi_salah`` outside 0 to 100 years."""
    if any(not 0 <= tahun <= MAKS_TAHUN for tahun in (retensi.skp, retensi.penilaian, retensi.pegawai)):
        raise UserError("retensi_salah", maks=MAKS_TAHUN)
    if retensi == read_retensi(kantor):
        return Changed()
    with kantor.write("ubah_retensi") as tx:
        tx.put(*_KUNCI, msgspec.json.encode(retensi))
    return Changed((), ("pengaturan",))


@intention(Wewenang.HAPUS_ORANG)
def list_lewat(kantor: Kantor) -> tuple[LewatSimpan, ...]:
    """Return the people with documents beyond their time, the oldest first; empty where the clock tells nothing.

    A person who still works here is listed for his old documents, never as one who may be erased whole.
    """
    hari = plausible_day(kantor.jam(), kantor.store.get("waktu", "lantai"))
    if hari is None:
        return ()
    aturan = read_retensi(kantor)
    akhir: dict[str, list[tuple[date, bool]]] = {}
    for kind, tahun in (("skp", aturan.skp), ("penilaian", aturan.penilaian)):
        for satu in kantor.store.find(kind):
            selesai = _end_of(kind, satu)
            if selesai is not None:
                lewat = bool(tahun) and _after(selesai, tahun) < hari
                akhir.setdefault(str(satu.columns["pegawai_id"] or ""), []).append((selesai, lewat))
    orang = {satu.doc_id: satu for satu in kantor.store.find("pegawai")}
    hasil = [
        LewatSimpan(
            pegawai_id=pegawai_id,
            nama=orang[pegawai_id].label,
            dokumen=sum(lewat for _, lewat in semua),
            sampai=max(selesai for selesai, lewat in semua if lewat),
            seluruhnya=_is_over(orang[pegawai_id], semua, aturan, hari),
        )
        for pegawai_id, semua in akhir.items()
        if pegawai_id in orang and any(lewat for _, lewat in semua)
    ]
    return tuple(sorted(hasil, key=lambda satu: (satu.sampai, satu.nama, satu.pegawai_id)))


def _is_over(orang: Found, semua: Sequence[tuple[date, bool]], aturan: Retensi, hari: date) -> bool:
    if is_active(orang.columns["aktif"]) or not aturan.pegawai or not all(lewat for _, lewat in semua):
        return False
    return _after(max(selesai for selesai, _ in semua), aturan.pegawai) < hari


def _end_of(kind: str, satu: Found) -> date | None:
    try:
        if kind == "skp":
            return date.fromisoformat(str(satu.columns["selesai"]))
        return parse_periode(str(satu.columns["periode"])).selesai
    except (ValueError, UserError):
        return None


def _after(hari: date, tahun: int) -> date:
    """Return the end of the year that lies so many years after a day."""
    return date(min(hari.year + tahun, date.max.year), 12, 31)
