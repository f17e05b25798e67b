"""What lies in the kabupaten's inbox besides new files: offices, received bundles, what waits and what is held."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from db import SET_ASIDE, StoreError, decode_revision
from desktop_app.domain.errors import UserError
from desktop_app.domain.wewenang import Wewenang
from desktop_app.exchange import receipt_code, survey_folder
from desktop_app.services.balas_rencana import count_waiting
from desktop_app.services.kantor import Kantor, Peran, intention
from desktop_app.services.karantina import describe_erasure
from desktop_app.services.kepercayaan import Perangkat, list_perangkat, require_role
from desktop_app.services.nama_pelaku import name_of
from desktop_app.services.paket import PaketMasuk, list_masuk
from desktop_app.services.penguji_hapus import MENUNGGU
from desktop_app.services.saksi import JejakMundur, list_mundur

MAKS_NAMA = 120


@dataclass(frozen=True)
class KantorTerdaftar:
    """One admitted computer of an office, and the bundle that came last from it (0: none yet)."""

    perangkat: Perangkat
    paket_terakhir: int
    waktu_terakhir: str


@dataclass(frozen=True)
class PaketTercatat:
    """One received bundle with the code that tells its receipt by voice.

    ``mundur`` is set where its sender's audit chain contradicts an earlier bundle; the bundle counts all the same.
    """

    paket: PaketMasuk
    kode_terima: str
    mundur: JejakMundur | None = None


@dataclass(frozen=True)
class Tertahan:
    """Records of one office that are kept aside: ``alasan`` is a code with a sentence, empty for the waiting room.

    ``jenis``, ``siapa`` and ``nama`` are what held records say of themselves: kind, writer, and the person's name
    where the body has one. Nothing of it is proven; each is empty where it cannot be read. Of an erasure that waits
    for somebody to confirm it ``catatan`` is the record and ``rincian`` says what it would take.
    """

    kantor: str
    alasan: str
    jumlah: int
    jenis: str = ""
    siapa: str = ""
    nama: str = ""
    catatan: str = ""
    rincian: str = ""


@dataclass(frozen=True)
class IsiFlashdisk:
    """The bundles that lie in a folder, names that look like the work of a virus, and photos by their names."""

    paket: tuple[Path, ...]
    mencurigakan: tuple[str, ...]
    foto: tuple[Path, ...] = ()


@dataclass(frozen=True)
class Kotak:
    """Everything that the pages of the inbox show; ``komputer_menunggu`` counts computers that wait for an answer."""

    kantor: tuple[KantorTerdaftar, ...]
    paket: tuple[PaketTercatat, ...]
    menunggu: tuple[Tertahan, ...]
    karantina: tuple[Tertahan, ...]
    komputer_menunggu: int


@intention(Wewenang.TERIMA)
def read_kotak(kantor: Kantor) -> Kotak:
    """Return the state of the inbox as it is now."""
    require_role(kantor, Peran.KABUPATEN)
    masuk = list_masuk(kantor)
    asal = {satu.file_sha256: satu.nama for satu in masuk}
    mundur = {(satu.device_id, satu.epoch, satu.nomor): satu for satu in list_mundur(kantor)}
    menunggu = Counter(asal.get(satu.source, "") for satu in kantor.store.waiting())
    karantina = Counter(
        (asal.get(satu.source, ""), satu.reason, *_says_of_itself(kantor, satu.raw))
        for satu in kantor.store.quarantined()
        if satu.reason not in (MENUNGGU, SET_ASIDE)
    )
    hapus = [
        Tertahan(
            asal.get(satu.source, ""),
            satu.reason,
            1,
            *_says_of_itself(kantor, satu.raw)[:2],
            catatan=satu.rev_id,
            rincian=describe_erasure(kantor, satu.rev_id),
        )
        for satu in kantor.store.quarantined()
        if satu.reason == MENUNGGU
    ]
    return Kotak(
        kantor=tuple(_with_last(satu, masuk) for satu in list_perangkat(kantor)),
        paket=tuple(
            PaketTercatat(satu, receipt_code(satu.manifest_sha256), mundur.get((satu.device_id, satu.epoch, satu.seq)))
            for satu in masuk
        ),
        menunggu=tuple(Tertahan(nama, "", jumlah) for nama, jumlah in sorted(menunggu.items())),
        karantina=(
            *hapus,
            *(Tertahan(asal, alasan, n, *isi) for (asal, alasan, *isi), n in sorted(karantina.items())),
            *(Tertahan(asal.get(satu, ""), SET_ASIDE, n) for satu, n in sorted(kantor.store.count_aside().items())),
        ),
        komputer_menunggu=count_waiting(kantor),
    )


@intention(Wewenang.TERIMA)
def count_held(kantor: Kantor, berkas: Collection[str]) -> dict[str, int]:
    """Return how many records of the bundles with these file hashes are in quarantine, by reason, the most first."""
    alasan = Counter(satu.reason for satu in kantor.store.quarantined() if satu.source in berkas)
    return dict(alasan.most_common())


def _says_of_itself(kantor: Kantor, raw: bytes) -> tuple[str, str, str]:
    """Return kind, writer and name that a held record claims; empty words for what cannot be read."""
    try:
        rev = decode_revision(raw)
    except StoreError:
        return "", "", ""
    try:
        isi = msgspec.json.decode(rev.body, type=_Bernama)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return line_of(rev.kind), line_of(name_of(kantor, rev.who)), ""
    pegawai = isi.pegawai.get("nama") if isinstance(isi.pegawai, dict) else ""
    nama = next((satu for satu in (isi.nama, pegawai, isi.kode) if isinstance(satu, str)), "")
    return line_of(rev.kind), line_of(name_of(kantor, rev.who)), line_of(nama)


def line_of(teks: str) -> str:
    """Return foreign words as one short line that can be shown."""
    return "".join(huruf if huruf.isprintable() else " " for huruf in teks[:MAKS_NAMA]).strip()


class _Bernama(msgspec.Struct):
    """What may name a held record; a body may hold anything in these places."""

    nama: Any = None
    pegawai: Any = None
    kode: Any = None


def _with_last(perangkat: Perangkat, masuk: tuple[PaketMasuk, ...]) -> KantorTerdaftar:
    punya = [satu for satu in masuk if satu.device_id == perangkat.device_id]
    # In the order of arrival: a dead clock at either end must not choose.
    terakhir = max(punya, key=lambda satu: (satu.urutan, satu.waktu, satu.seq), default=None)
    return KantorTerdaftar(perangkat, terakhir.seq if terakhir else 0, terakhir.waktu if terakhir else "")


@intention(Wewenang.TERIMA, Wewenang.KIRIM)
def look_into_folder(kantor: Kantor, folder: Path) -> IsiFlashdisk:
    """Return the bundles that lie in ``folder`` and names that look like a virus; nothing is opened or followed."""
    if not folder.is_dir():
        raise UserError("folder_tidak_ada", folder=str(folder))
    survey = survey_folder(folder)
    return IsiFlashdisk(survey.bundles, tuple(map(line_of, survey.suspicious)), survey.photos)
