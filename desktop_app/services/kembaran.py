"""Two computers with one identity: both histories side by side, and which of the two takes a new one.

Nothing is decided by the machine. People telephone both computers; what both wrote is kept; the one that is chosen is
asked by the next answer, which both can read, to take a new identity. Source: docs/spec/lost-computer.md, Twins.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import msgspec

from desktop_app.domain.errors import BundleError, SystemProblem, UserError
from desktop_app.domain.wewenang import Wewenang
from desktop_app.exchange import four_words
from desktop_app.services.isi_ditahan import IsiBerkas, read_file
from desktop_app.services.kantor import Changed, Kantor, Peran, intention
from desktop_app.services.kepercayaan import require_role
from desktop_app.services.paket import PaketMasuk, list_masuk
from desktop_app.services.pencabutan import find_device, list_ditahan
from desktop_app.services.silsilah import (
    RUANG_KEMBAR,
    Ditahan,
    Kembar,
    kembar_of,
    list_kembar,
    list_noted,
    put_kembar,
)

TERBANYAK = 12
"""Bundles of each history that are shown, from where the two part."""


@dataclass(frozen=True)
class Riwayat:
    """One bundle of one of the two histories: held or merged, and what it holds where it can be read.

    ``isi`` is None where the file is gone or opens no more; then only the ledger speaks, and of a held file only what
    was noted when it came: ``epoch`` and ``dibuat`` are empty.
    """

    berkas: str
    epoch: str
    nomor: int
    dibuat: str
    ragu: bool
    ditahan: bool
    empat_kata: tuple[str, str, str, str]
    isi: IsiBerkas | None


@dataclass(frozen=True)
class DuaRiwayat:
    """The two histories of one identity from where they part: what was merged, and what contradicts it."""

    kembar: Kembar
    diterima: tuple[Riwayat, ...]
    lain: tuple[Riwayat, ...]


@intention(Wewenang.DAFTARKAN_KANTOR)
def list_twins(kantor: Kantor) -> tuple[Kembar, ...]:
    """Return the identities with two histories that nobody has closed yet."""
    require_role(kantor, Peran.KABUPATEN)
    return list_kembar(kantor)


@intention(Wewenang.DAFTARKAN_KANTOR)
def compare_twins(kantor: Kantor, device_id: str) -> DuaRiwayat:
    """Return both histories of an identity side by side; raises ``UserError`` ``kembar_tidak_ada``."""
    kembar = _require(kantor, device_id)
    masuk = sorted((s for s in list_masuk(kantor) if s.device_id == kembar.device_id), key=lambda s: (s.urutan, s.seq))
    if kembar.jenis == "epoch":
        sini = [satu for satu in masuk if satu.epoch == kembar.epoch and satu.seq >= kembar.nomor]
        sana = [satu for satu in masuk if satu.epoch == kembar.epoch_lain]
        return _apart(kantor, DuaRiwayat(kembar, _merged(kantor, sini), _merged(kantor, sana)))
    ditahan = [satu for satu in list_noted(kantor).values() if satu.device_id == kembar.device_id]
    files = {path.stem: path for path in list_ditahan(kantor)}
    lain = [_held(kantor, satu) for satu in sorted(ditahan, key=lambda satu: satu.urutan) if satu.berkas in files]
    admitted = {satu.berkas for satu in ditahan if satu.berkas not in files}
    epochs = {satu.epoch for satu in lain} | {s.epoch for s in masuk if s.file_sha256 in admitted}
    if any(satu.isi is None for satu in lain):
        # Of what epoch a file is that opens no more nobody can say: all that it may contradict is shown.
        epochs |= {s.epoch for s in masuk if s.seq == kembar.nomor}
    parts = [s for s in masuk if s.epoch in epochs and s.seq >= kembar.nomor and s.file_sha256 not in admitted]
    lain = [*_merged(kantor, [s for s in masuk if s.file_sha256 in admitted]), *lain]
    return _apart(kantor, DuaRiwayat(kembar, _merged(kantor, parts), tuple(lain[:TERBANYAK])))


def _apart(kantor: Kantor, dua: DuaRiwayat) -> DuaRiwayat:
    """Leave out of each history what the other has too: bundles are cumulative, so both begin alike."""
    kiri = frozenset().union(*(satu.isi.ids for satu in dua.diterima if satu.isi is not None))
    kanan = frozenset().union(*(satu.isi.ids for satu in dua.lain if satu.isi is not None))
    sama = kiri & kanan
    if not sama:
        return dua

    def without(satu: Riwayat) -> Riwayat:
        if satu.isi is None or not satu.isi.ids & sama:
            return satu
        return replace(satu, isi=_read(kantor, "ditahan" if satu.ditahan else "arsip", satu.berkas, sama))

    return replace(dua, diterima=tuple(map(without, dua.diterima)), lain=tuple(map(without, dua.lain)))


@intention(Wewenang.DAFTARKAN_KANTOR)
def choose_twin(kantor: Kantor, device_id: str, berkas: str) -> Changed:
    """Settle which computer takes a new identity: the one that made ``berkas``. The next answer asks it.

    The other one keeps its identity and notices nothing. Raises ``UserError`` ``kembar_tidak_ada``,
    ``kembar_berkas_asing``.
    """
    dua = compare_twins(kantor, device_id)
    semua = [satu.berkas for satu in (*dua.diterima, *dua.lain) if satu.berkas.startswith(berkas) and berkas]
    if len(semua) != 1:
        raise UserError("kembar_berkas_asing", berkas=berkas[:16])
    detail = {"perangkat": dua.kembar.device_id, "berkas": semua[0]}
    with kantor.write("pilih_kembar", detail=detail) as tx:
        put_kembar(tx, msgspec.structs.replace(dua.kembar, minta_baru=semua[0]))
    return Changed((), ("perangkat",))


@intention(Wewenang.DAFTARKAN_KANTOR)
def close_twin(kantor: Kantor, device_id: str) -> Changed:
    """Say that the matter is settled: the chosen computer was admitted under its new identity.

    Held files stay as they are, and another contradiction opens it again. Raises ``UserError`` ``kembar_tidak_ada``,
    ``kembar_belum_dipilih``.
    """
    kembar = _require(kantor, device_id)
    if not kembar.minta_baru:
        raise UserError("kembar_belum_dipilih")
    with kantor.write("selesai_kembar", detail={"perangkat": kembar.device_id, "pengganti": kembar.pengganti}) as tx:
        tx.delete(RUANG_KEMBAR, kembar.device_id)
    return Changed((), ("perangkat",))


def _require(kantor: Kantor, device_id: str) -> Kembar:
    perangkat = find_device(kantor, device_id)
    kembar = kembar_of(kantor, perangkat.device_id)
    if kembar is None:
        raise UserError("kembar_tidak_ada", perangkat=perangkat.device_id[:8])
    return kembar


def _merged(kantor: Kantor, masuk: list[PaketMasuk]) -> tuple[Riwayat, ...]:
    return tuple(
        Riwayat(
            berkas=satu.file_sha256,
            epoch=satu.epoch,
            nomor=satu.seq,
            dibuat=satu.dibuat,
            ragu=satu.ragu,
            ditahan=False,
            empat_kata=four_words(satu.file_sha256),
            isi=_read(kantor, "arsip", satu.file_sha256),
        )
        for satu in masuk[:TERBANYAK]
    )


def _held(kantor: Kantor, noted: Ditahan) -> Riwayat:
    """Return the line of a held file; one that cannot be opened hides nothing of what was noted of it."""
    isi = _read(kantor, "ditahan", noted.berkas)
    return Riwayat(
        berkas=noted.berkas,
        epoch=isi.epoch if isi is not None else "",
        nomor=isi.nomor if isi is not None else noted.nomor,
        dibuat=isi.dibuat if isi is not None else "",
        ragu=isi.ragu if isi is not None else False,
        ditahan=True,
        empat_kata=four_words(noted.berkas),
        isi=isi,
    )


def _read(kantor: Kantor, tempat: str, berkas: str, kecuali: frozenset[str] = frozenset()) -> IsiBerkas | None:
    """Read a kept original; None where it is gone or cannot be opened any more, which hides nothing of the ledger."""
    try:
        return read_file(kantor, kantor.folder(tempat) / f"{berkas}.skpb", semua=True, kecuali=kecuali)
    except (BundleError, SystemProblem, UserError, OSError):
        return None
