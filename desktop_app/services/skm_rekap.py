"""The account of a survey's sheets: printed, keyed, void, lost, still out; and the list of those to look after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from db import Found
from desktop_app.domain.codec import decode_as
from desktop_app.domain.istilah_pengembangan import CaraSkm, NasibLembar
from desktop_app.domain.nomor_lembar import format_nomor
from desktop_app.domain.survei_skm import JawabanSkm, LembarSkm, SurveiSkm
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.jangkauan import reached_document
from desktop_app.services.kantor import Kantor, intention
from desktop_app.services.skm import KIND, LEMBAR


class KeadaanLembar(StrEnum):
    """Where one sheet stands: what counts, what waits for a decision, what carries no answers, what is still out."""

    TERHITUNG = "terhitung"
    MENUNGGU_KEDUA = "menunggu_kedua"
    BERBEDA = "berbeda"
    KONFLIK = "konflik"
    BATAL = "batal"
    HILANG = "hilang"
    BELUM = "belum"


@dataclass(frozen=True)
class BarisLembar:
    """One printed number and where it stands."""

    nomor: int
    nomor_cetak: str
    keadaan: KeadaanLembar
    keterangan: str = ""


@dataclass(frozen=True)
class AkunLembar:
    """How many sheets there are of each kind; ``dicetak`` is the sum of all but ``kios``, ``ganda`` and ``luar``.

    ``terhitung`` counts in the result together with ``kios``, answers at the screen. ``ganda`` are numbers that two
    computers printed, ``luar`` keyed numbers that no known run printed.
    """

    dicetak: int = 0
    terhitung: int = 0
    menunggu_kedua: int = 0
    berbeda: int = 0
    konflik: int = 0
    batal: int = 0
    hilang: int = 0
    belum: int = 0
    kios: int = 0
    ganda: tuple[str, ...] = ()
    luar: tuple[str, ...] = ()

    @property
    def diketik(self) -> int:
        """Sheets that were keyed, whether they count yet or wait for something."""
        return self.terhitung + self.menunggu_kedua + self.berbeda + self.konflik

    @property
    def responden(self) -> int:
        """Answers that count: sheets and answers at the screen."""
        return self.terhitung + self.kios


def state_of(isi: LembarSkm, konflik: int) -> KeadaanLembar:
    """Return where a stored sheet stands; versions that disagree count nowhere until somebody decides."""
    if konflik:
        return KeadaanLembar.KONFLIK
    if isi.nasib is not NasibLembar.TERISI:
        return KeadaanLembar(isi.nasib.value)
    if isi.berlaku is not None:
        return KeadaanLembar.TERHITUNG
    if isi.pertama is None:
        return KeadaanLembar.BELUM
    return KeadaanLembar.MENUNGGU_KEDUA if isi.kedua is None else KeadaanLembar.BERBEDA


def read_answers(kantor: Kantor, survei_id: str) -> tuple[list[Found], list[JawabanSkm]]:
    """Return every sheet and answer of a survey as stored, and the answers that count, in the order of their ids."""
    semua = sorted(kantor.store.find(LEMBAR, where={"survei_id": survei_id}), key=lambda s: s.doc_id)
    hitung = [
        isi.berlaku
        for satu in semua
        if (isi := decode_as(LembarSkm, satu.body)).berlaku is not None
        and state_of(isi, satu.conflicts) is KeadaanLembar.TERHITUNG
    ]
    return semua, hitung


def make_account(survei_id: str, survei: SurveiSkm, semua: Iterable[Found]) -> tuple[AkunLembar, list[BarisLembar]]:
    """Return the account of a survey and its printed numbers in order, each with where it stands."""
    kali: Counter[int] = Counter(n for r in survei.lembar for n in range(r.awal, r.akhir + 1))
    keadaan: dict[int, tuple[KeadaanLembar, str]] = {}
    kios = 0
    for satu in semua:
        isi = decode_as(LembarSkm, satu.body)
        tempat = state_of(isi, satu.conflicts)
        if isi.cara is CaraSkm.KIOS:
            kios += tempat is KeadaanLembar.TERHITUNG
        else:
            keadaan[isi.nomor] = (tempat, isi.keterangan)
    baris = [
        BarisLembar(n, format_nomor(survei_id, n), *keadaan.get(n, (KeadaanLembar.BELUM, "")))
        for n in sorted(set(kali) | set(keadaan))
    ]
    jumlah = Counter(satu.keadaan.value for satu in baris)
    akun = AkunLembar(
        dicetak=len(baris),
        kios=kios,
        ganda=tuple(format_nomor(survei_id, n) for n, berapa in sorted(kali.items()) if berapa > 1),
        luar=tuple(format_nomor(survei_id, n) for n in sorted(set(keadaan) - set(kali))),
        **{satu.value: jumlah[satu.value] for satu in KeadaanLembar},
    )
    return akun, baris


@intention(Wewenang.KELOLA_SKM)
def read_account(kantor: Kantor, survei_id: str) -> AkunLembar:
    """Return how many sheets were printed, keyed, void, lost, are still out, and what waits for a decision."""
    dokumen = reached_document(kantor, survei_id, KIND, Wewenang.KELOLA_SKM)
    semua, _ = read_answers(kantor, survei_id)
    return make_account(survei_id, decode_as(SurveiSkm, dokumen.body), semua)[0]


@intention(Wewenang.KELOLA_SKM)
def list_lembar_skm(kantor: Kantor, survei_id: str, keadaan: KeadaanLembar | None = None) -> tuple[BarisLembar, ...]:
    """Return the printed numbers of a survey in order, with ``keadaan`` those that stand there."""
    dokumen = reached_document(kantor, survei_id, KIND, Wewenang.KELOLA_SKM)
    semua, _ = read_answers(kantor, survei_id)
    baris = make_account(survei_id, decode_as(SurveiSkm, dokumen.body), semua)[1]
    return tuple(satu for satu in baris if keadaan is None or satu.keadaan is keadaan)
