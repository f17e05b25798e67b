"""Numbers that a computer used twice: device, epoch and n name one revision, and who reuses one rewrites his past.

The first to arrive keeps its place; a later one is told by the check and dates no signature (docs/spec/signing.md,
rule 12). A copied disk or a store that went back behind the program's back does it without ill will; once people have
settled that, the check tells it as history. What comes after the day of settling is told anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from db import AuditRow, Store
from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.services.identitas_lama import list_lama
from desktop_app.services.kantor import Kantor, Peran
from desktop_app.services.kepercayaan import list_perangkat
from desktop_app.services.silsilah import kembar_of

Temuan = tuple[str, Mapping[str, object]]


@dataclass(frozen=True)
class NomorGanda:
    """What is open and what was settled, each as (code, facts), one line for a computer and its epoch."""

    temuan: tuple[Temuan, ...] = ()
    riwayat: tuple[Temuan, ...] = ()


@dataclass(frozen=True)
class _Selesai:
    """How it was settled: the code of the sentence and its facts; what arrived after ``sampai`` is not settled by it.

    ``sampai`` is None where nothing that arrives can be new: this computer itself writes under other numbers since.
    """

    kode: str
    fakta: Mapping[str, object]
    sampai: int | None = None


def late_doubles(store: Store, device: str = "") -> Mapping[tuple[str, str], Mapping[str, int]]:
    """Return by (device, epoch) the rev_ids whose number another revision had that arrived before, with the number.

    With a ``device`` only its own revisions are looked at. What was erased keeps its number.
    """
    taken: dict[tuple[str, str], set[int]] = {}
    ganda: dict[tuple[str, str], dict[str, int]] = {}
    for rev_id, dev, epoch, n in store.numbers(device):
        seen = taken.setdefault((dev, epoch), set())
        if n in seen:
            ganda.setdefault((dev, epoch), {})[rev_id] = n
        seen.add(n)
    return ganda


def judge_numbers(kantor: Kantor) -> NomorGanda:
    """Name each computer and epoch with numbers that were used twice: how many, the lowest, and how it was settled."""
    nama = {satu.device_id: f"{satu.nama} ({satu.kode})" for satu in list_perangkat(kantor)}
    nama[kantor.store.device] = f"{kantor.profil.nama} ({kantor.profil.kode})"
    temuan: list[Temuan] = []
    riwayat: list[Temuan] = []
    for (device, epoch), ganda in late_doubles(kantor.store).items():
        tentang = {"kantor": nama.get(device, "kantor yang tidak terdaftar"), "perangkat": device[:8]}
        selesai = _settled(kantor, device, epoch)
        baru = dict(ganda) if selesai is None else _after(kantor.store, ganda, selesai.sampai)
        if baru:
            temuan.append(("periksa_nomor_ganda", {**tentang, **_counted(baru)}))
        if selesai is not None and len(ganda) > len(baru):
            lama = {rev_id: n for rev_id, n in ganda.items() if rev_id not in baru}
            riwayat.append((selesai.kode, {**tentang, **_counted(lama), **selesai.fakta}))
    return NomorGanda(tuple(temuan), tuple(riwayat))


def _counted(ganda: Mapping[str, int]) -> dict[str, object]:
    return {"jumlah": len(ganda), "nomor": min(ganda.values())}


def _after(store: Store, ganda: Mapping[str, int], sampai: int | None) -> dict[str, int]:
    """Return those of the doubles that arrived after the place ``sampai`` in the log."""
    if sampai is None:
        return {}
    return {rev_id: ganda[rev_id] for _, rev_id in store.rev_ids(sampai) if rev_id in ganda}


def _settled(kantor: Kantor, device: str, epoch: str) -> _Selesai | None:
    """Return how the matter of a device's numbers was settled, None while it is open."""
    if kantor.profil.peran is Peran.KABUPATEN:
        return _closed_here(kantor, device)
    lama = next((satu for satu in list_lama(kantor.store) if satu.perangkat == device), None)
    if lama is not None:
        return _Selesai("periksa_nomor_ganda_identitas", {"waktu": _day(lama.waktu, lama.ragu), "baru": lama.baru[:8]})
    if device != kantor.store.device or epoch == kantor.store.epoch:
        return None
    for satu in kantor.store.audit_rows(None, text=epoch):
        induk = satu.detail.get("induk")
        if isinstance(induk, Mapping) and induk.get("epoch") == epoch:
            return _Selesai("periksa_nomor_ganda_urutan", {"waktu": _day(satu.at.t, satu.at.doubt)})
    return None


def _closed_here(kantor: Kantor, device: str) -> _Selesai | None:
    """Return when the kabupaten declared the two histories of a device settled, and how; None where they stand open."""
    if kembar_of(kantor, device) is not None:
        return None
    for satu in kantor.store.audit_rows(None, act="selesai_kembar", text=device):
        if satu.detail.get("perangkat") == device:
            pengganti = str(satu.detail.get("pengganti") or "")
            kode = "periksa_nomor_ganda_selesai" if pengganti else "periksa_nomor_ganda_dinyatakan"
            fakta = {"waktu": _day(satu.at.t, satu.at.doubt), "baru": pengganti[:8]}
            return _Selesai(kode, fakta, _reached(kantor.store, satu))
    return None


def _reached(store: Store, row: AuditRow) -> int:
    """Return how far the log reached when an audit row was written."""
    seq = row.seq
    while rows := store.audit_rows(200, before_seq=seq):
        for satu in rows:
            if satu.last:
                return satu.last
        seq = rows[-1].seq
    return 0


def _day(waktu: str, ragu: bool) -> str:
    hari = format_tanggal(datetime.fromisoformat(waktu).date())
    return f"{hari} (jam meragukan)" if ragu else hari
