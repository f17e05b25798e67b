"""The waiting room for people: what waits, for which bundle of whom, and since how many bundles.

A version whose forerunner has not come waits. What is missing follows from the chain of bundles: a bundle names the one
before it, and where that never came, its number is what is asked for. Days are never counted: clocks are not believed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from db import WaitingRevision
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.isi_ditahan import line_of
from desktop_app.services.kantor import Kantor, Peran, intention
from desktop_app.services.kepercayaan import list_perangkat
from desktop_app.services.paket import PaketMasuk, list_masuk
from desktop_app.services.periode_kata import spoken_key

PAKET, KARANTINA, KOMPUTER_LAIN, BALASAN = "paket", "karantina", "komputer_lain", "balasan"
MAKS_NAMA = 20


@dataclass(frozen=True)
class Menunggu:
    """What waits from one bundle: whose and its number, how many versions of which kinds and documents, for what.

    ``karena`` is ``paket`` (bundles ``kurang`` of the same computer never came), ``karantina`` (the forerunner is held
    and waits for a decision), ``komputer_lain`` (another computer of the office wrote it), or ``balasan`` (at a unit:
    an answer of the kabupaten). ``sejak`` counts the bundles, at a unit the answers, that have come since.
    """

    sumber: str
    kode: str
    nama: str
    nomor: int
    jumlah: int
    jenis: Mapping[str, int]
    dokumen: tuple[str, ...]
    karena: str
    kurang: tuple[int, ...]
    sejak: int


@intention(Wewenang.TERIMA, Wewenang.KIRIM)
def list_menunggu(kantor: Kantor) -> tuple[Menunggu, ...]:
    """Return what waits, by the bundle that brought it, the longest waiting first; works on both sides."""
    menurut: dict[str, list[WaitingRevision]] = {}
    for satu in kantor.store.waiting():
        menurut.setdefault(satu.source, []).append(satu)
    if not menurut:
        return ()
    ditahan = {satu.rev_id for satu in kantor.store.quarantined()}
    if kantor.profil.peran is Peran.UNIT:
        semua = [_from_above(kantor, sumber, revs, ditahan) for sumber, revs in menurut.items()]
    else:
        masuk = list_masuk(kantor)
        semua = [_from_office(kantor, sumber, revs, ditahan, masuk) for sumber, revs in menurut.items()]
    return tuple(sorted(semua, key=lambda satu: (-satu.sejak, satu.kode, satu.nomor)))


def _from_above(kantor: Kantor, sumber: str, revs: list[WaitingRevision], ditahan: set[str]) -> Menunggu:
    nomor = {kunci: int(raw) for kunci, raw in kantor.store.items("balasan")}
    own = nomor.get(sumber, 0)
    return _told(
        kantor,
        sumber,
        revs,
        kode="",
        nama="",
        nomor=own,
        karena=KARANTINA if _is_held(revs, ditahan) else BALASAN,
        kurang=(),
        sejak=sum(1 for lain in nomor.values() if lain > own),
    )


def _from_office(
    kantor: Kantor, sumber: str, revs: list[WaitingRevision], ditahan: set[str], masuk: tuple[PaketMasuk, ...]
) -> Menunggu:
    paket = next((satu for satu in masuk if satu.file_sha256 == sumber), None)
    if paket is None:
        return _told(kantor, sumber, revs, kode="", nama="", nomor=0, karena=PAKET, kurang=(), sejak=0)
    kurang = missing_before(paket, masuk)
    if _is_held(revs, ditahan):
        karena = KARANTINA
    elif kurang or not _has_others(kantor, paket):
        karena = PAKET
    else:
        karena = KOMPUTER_LAIN
    sejak = sum(1 for satu in masuk if satu.kode == paket.kode and satu.urutan > paket.urutan)
    return _told(
        kantor,
        sumber,
        revs,
        kode=paket.kode,
        nama=paket.nama,
        nomor=paket.seq,
        karena=karena,
        kurang=kurang,
        sejak=sejak,
    )


def missing_before(paket: PaketMasuk, masuk: tuple[PaketMasuk, ...]) -> tuple[int, ...]:
    """Return the numbers between a bundle and the one before it that never came, the nearest last; at most fifty.

    The bundle's own word counts: one that names a bundle that is here misses nothing, though a number was skipped.
    """
    sama = [satu for satu in masuk if (satu.device_id, satu.epoch) == (paket.device_id, paket.epoch)]
    if paket.sebelum and paket.sebelum in {satu.file_sha256 for satu in sama}:
        return ()
    bawah = max((satu.seq for satu in sama if satu.seq < paket.seq), default=0)
    if not bawah:
        return (paket.seq - 1,) if paket.sebelum and paket.seq > 1 else ()
    return tuple(range(max(bawah + 1, paket.seq - 50), paket.seq))


def _is_held(revs: list[WaitingRevision], ditahan: set[str]) -> bool:
    return any(parent in ditahan for satu in revs for parent in satu.missing)


def _has_others(kantor: Kantor, paket: PaketMasuk) -> bool:
    return any(satu.kode == paket.kode and satu.device_id != paket.device_id for satu in list_perangkat(kantor))


def _told(
    kantor: Kantor,
    sumber: str,
    revs: list[WaitingRevision],
    *,
    kode: str,
    nama: str,
    nomor: int,
    karena: str,
    kurang: tuple[int, ...],
    sejak: int,
) -> Menunggu:
    dokumen = {satu.doc_id: satu.kind for satu in revs}
    label = kantor.store.documents(list(dokumen)[: MAKS_NAMA * 5])
    named = dict.fromkeys(line_of(spoken_key(satu.label)) for satu in label.values() if satu.label)
    return Menunggu(
        sumber=sumber,
        kode=kode,
        nama=nama,
        nomor=nomor,
        jumlah=len(revs),
        jenis=dict(Counter(line_of(kind) for kind in dokumen.values())),
        dokumen=tuple(named)[:MAKS_NAMA],
        karena=karena,
        kurang=kurang,
        sejak=sejak,
    )
