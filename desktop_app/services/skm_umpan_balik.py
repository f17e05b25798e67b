"""From a survey to the people: its elements as feedback on core values, in words that the assessor picks.

A survey is about a unit. What it says reaches a person as feedback from outside, never as a mark of his own and never
as a part of his predicate (P6:69, 97-103, 206); the text says so itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from desktop_app.domain.errors import UserError
from desktop_app.domain.hitung_skm import KALI, band_of, rounded
from desktop_app.domain.istilah import NilaiDasar
from desktop_app.domain.istilah_kinerja import BentukUmpanBalik, CaraUmpanBalik, PemberiUmpanBalik
from desktop_app.domain.istilah_pengembangan import UnsurSkm
from desktop_app.domain.umpan_balik import UmpanBalikBerkelanjutan
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.kantor import Changed, Kantor, intention
from desktop_app.services.skm_cetak import shown_figure
from desktop_app.services.skm_hasil import HasilSkm, skm_result
from desktop_app.services.skm_lembar import day_of
from desktop_app.services.umpan_balik import give_umpan_balik

NILAI_UNSUR: Mapping[UnsurSkm, NilaiDasar] = MappingProxyType(
    {
        UnsurSkm.U1: NilaiDasar.BERORIENTASI_PELAYANAN,
        UnsurSkm.U2: NilaiDasar.BERORIENTASI_PELAYANAN,
        UnsurSkm.U3: NilaiDasar.BERORIENTASI_PELAYANAN,
        UnsurSkm.U4: NilaiDasar.AKUNTABEL,
        UnsurSkm.U5: NilaiDasar.AKUNTABEL,
        UnsurSkm.U6: NilaiDasar.KOMPETEN,
        UnsurSkm.U7: NilaiDasar.BERORIENTASI_PELAYANAN,
        UnsurSkm.U8: NilaiDasar.ADAPTIF,
    }
)
"""On which core value an element may be said (house); facilities (U9) are nobody's conduct."""


SEBUTAN = "Masyarakat (SKM)"
"""How a form names who spoke."""
BUKAN_PERORANGAN = "Ini gambaran unit, bukan nilai perorangan."


@dataclass(frozen=True)
class UsulanUmpanBalikSkm:
    """A proposed feedback: the element, the value that it is said on, its figures as texts, and the whole text.

    ``kinerja`` is the band of the element alone in small letters ("baik").
    """

    unsur: UnsurSkm
    nilai: NilaiDasar
    nama: str
    nrr: str
    kinerja: str
    teks: str


@intention(Wewenang.LIHAT_SKM)
def propose_umpan_balik_skm(kantor: Kantor, survei_id: str) -> tuple[UsulanUmpanBalikSkm, ...]:
    """Return the elements that may be said to people, the lowest first; elements without an answer are left out."""
    return proposals_of(skm_result(kantor, survei_id))


def proposals_of(hasil: HasilSkm) -> tuple[UsulanUmpanBalikSkm, ...]:
    """Return what ``propose_umpan_balik_skm`` does of a result that is at hand."""
    usulan: list[tuple[Fraction, UsulanUmpanBalikSkm]] = []
    for satu in hasil.indeks.unsur:
        nilai = NILAI_UNSUR.get(satu.unsur)
        if satu.nrr is None or nilai is None:
            continue
        nama, nrr = hasil.name_of(satu.unsur), shown_figure(rounded(satu.nrr))
        kata = band_of(hasil.aturan.mutu, rounded(satu.nrr * KALI)).kinerja.lower()
        rendah = " Ini unsur terendah di unit kita." if satu.unsur in hasil.indeks.terendah else ""
        if not hasil.indeks.terendah:
            rendah = " Semua unsur bernilai sama; tidak ada yang terendah."
        teks = (
            f"Menurut {hasil.survei.nama}, masyarakat menilai {nama.lower()} unit kita {kata} "
            f"(rata-rata {nrr} dari 4, {satu.n} orang).{rendah} {BUKAN_PERORANGAN}"
        )
        usulan.append((satu.nrr, UsulanUmpanBalikSkm(satu.unsur, nilai, nama, nrr, kata, teks)))
    return tuple(satu for _, satu in sorted(usulan, key=lambda u: (u[0], u[1].unsur.value)))


@intention(Wewenang.BERI_UMPAN_BALIK)
def give_umpan_balik_skm(
    kantor: Kantor, survei_id: str, pegawai_id: str, unsur: UnsurSkm, teks: str = ""
) -> tuple[str, Changed]:
    """Store one element of a survey as feedback from outside about a person and return its id.

    ``teks`` is what the assessor made of the proposal, the proposal itself without it. His assessor may, and who
    records for everybody. Raises ``UserError`` ``skm_unsur_kosong`` for an element that says nothing about people.
    """
    usulan = next((u for u in propose_umpan_balik_skm(kantor, survei_id) if u.unsur is unsur), None)
    if usulan is None:
        raise UserError("skm_unsur_kosong", unsur=unsur.value)
    isi = UmpanBalikBerkelanjutan(
        pegawai_id=pegawai_id,
        peran=PemberiUmpanBalik.PIHAK_LAIN,
        sebutan=SEBUTAN,
        bentuk=BentukUmpanBalik.TERJADWAL,
        cara=CaraUmpanBalik.TIDAK_LANGSUNG,
        tanggal=day_of(kantor),
        nilai=usulan.nilai,
        teks=teks.strip() or usulan.teks,
    )
    return give_umpan_balik(kantor, isi)
