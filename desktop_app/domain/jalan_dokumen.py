"""The way of an evaluation document: what holds of what was recorded, where it is now, what can be recorded next.

Nothing is taken out of a way: an event that corrects another stands after it, and both stay readable (P6:114-119).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from desktop_app.domain.dokumen_evaluasi import DokumenEvaluasi, PeristiwaDokumen
from desktop_app.domain.istilah_kinerja import JenisPeristiwa

J = JenisPeristiwa


class Kedudukan(StrEnum):
    """Where an evaluation document is, by the last thing that happened to it."""

    DI_PENILAI = "di_penilai"
    DISERAHKAN = "diserahkan"
    DI_PEGAWAI = "di_pegawai"
    DITANDATANGANI = "ditandatangani"
    DITOLAK = "ditolak"
    KEMBALI = "kembali"
    DILAPORKAN = "dilaporkan"


DARI_PEGAWAI = frozenset((J.DITERIMA, J.DITANDATANGANI_PEGAWAI, J.MENOLAK_TANDA_TANGAN))
"""What only the employee does: his assessor never records it (P6:114 point 6, 116 point 10)."""
SEBELUM: Mapping[JenisPeristiwa, tuple[JenisPeristiwa, ...]] = MappingProxyType(
    {
        J.DISERAHKAN: (),
        J.DITERIMA: (J.DISERAHKAN,),
        J.DITANDATANGANI_PEGAWAI: (J.DISERAHKAN, J.DITERIMA),
        J.MENOLAK_TANDA_TANGAN: (J.DISERAHKAN, J.DITERIMA),
        J.DIKEMBALIKAN: (J.DISERAHKAN, J.DITERIMA, J.DITANDATANGANI_PEGAWAI, J.MENOLAK_TANDA_TANGAN),
        J.DILAPORKAN: (J.DISERAHKAN, J.DITERIMA, J.DITANDATANGANI_PEGAWAI, J.MENOLAK_TANDA_TANGAN, J.DIKEMBALIKAN),
    }
)
"""What comes before each event on the way of P6:114-115; a step that nobody recorded holds no later one up."""
_DARI_AKHIR = (
    (J.DILAPORKAN, Kedudukan.DILAPORKAN),
    (J.DIKEMBALIKAN, Kedudukan.KEMBALI),
    (J.DITANDATANGANI_PEGAWAI, Kedudukan.DITANDATANGANI),
    (J.MENOLAK_TANDA_TANGAN, Kedudukan.DITOLAK),
    (J.DITERIMA, Kedudukan.DI_PEGAWAI),
    (J.DISERAHKAN, Kedudukan.DISERAHKAN),
)
_BERIKUT: Mapping[Kedudukan, tuple[JenisPeristiwa, ...]] = MappingProxyType(
    {
        Kedudukan.DI_PENILAI: (J.DISERAHKAN,),
        Kedudukan.DISERAHKAN: (J.DITERIMA,),
        Kedudukan.DI_PEGAWAI: (J.DITANDATANGANI_PEGAWAI, J.MENOLAK_TANDA_TANGAN),
        Kedudukan.DITANDATANGANI: (J.DIKEMBALIKAN,),
        Kedudukan.DITOLAK: (J.DITANDATANGANI_PEGAWAI, J.DIKEMBALIKAN),
        Kedudukan.KEMBALI: (J.DILAPORKAN,),
        Kedudukan.DILAPORKAN: (),
    }
)


def events_that_hold(dokumen: DokumenEvaluasi | None) -> tuple[PeristiwaDokumen, ...]:
    """Return the events that nothing corrects, in the order of the way; one that only strikes another is none.

    Where two computers recorded the same thing both hold, and the earlier date comes first.
    """
    if dokumen is None:
        return ()
    dibetulkan = {satu.membetulkan for satu in dokumen.peristiwa if satu.membetulkan}
    berlaku = [satu for satu in dokumen.peristiwa if satu.id not in dibetulkan and not satu.batal]
    urutan = list(JenisPeristiwa)
    return tuple(sorted(berlaku, key=lambda satu: (urutan.index(satu.jenis), satu.tanggal or date.max, satu.id)))


def event_of(peristiwa: Iterable[PeristiwaDokumen], jenis: JenisPeristiwa) -> PeristiwaDokumen | None:
    """Return the event of this kind, None where nothing of it holds."""
    return next((satu for satu in peristiwa if satu.jenis is jenis), None)


def place_of(dokumen: DokumenEvaluasi | None) -> Kedudukan:
    """Return where the document is; without anything recorded it is with the assessor."""
    ada = {satu.jenis for satu in events_that_hold(dokumen)}
    return next((tempat for jenis, tempat in _DARI_AKHIR if jenis in ada), Kedudukan.DI_PENILAI)


def next_events(dokumen: DokumenEvaluasi | None) -> tuple[JenisPeristiwa, ...]:
    """Return what usually follows, the first being what one key records."""
    return _BERIKUT[place_of(dokumen)]


def event_fault(dokumen: DokumenEvaluasi | None, jenis: JenisPeristiwa) -> str:
    """Return the code of what keeps an event from being recorded, empty where nothing does.

    A step that was recorded is corrected, not recorded twice; who signed did not refuse.
    """
    ada = {satu.jenis for satu in events_that_hold(dokumen)}
    if jenis in ada:
        return "peristiwa_sudah_ada"
    if jenis is J.MENOLAK_TANDA_TANGAN and J.DITANDATANGANI_PEGAWAI in ada:
        return "peristiwa_sudah_tanda_tangan"
    return ""


def is_doubtful_day(
    jenis: JenisPeristiwa,
    tanggal: date,
    *,
    ditandatangani: date | None,
    lain: Iterable[PeristiwaDokumen],
    hari_ini: date | None,
) -> bool:
    """Tell whether a date cannot be right: before the signature, out of the order of the way, or not yet come.

    ``hari_ini`` is None where the computer's clock is not believed: then no date recorded by it is.
    """
    if hari_ini is None or tanggal > hari_ini or (ditandatangani is not None and tanggal < ditandatangani):
        return True
    for satu in lain:
        if satu.tanggal is None:
            continue
        if (satu.jenis in SEBELUM[jenis] and tanggal < satu.tanggal) or (
            jenis in SEBELUM[satu.jenis] and tanggal > satu.tanggal
        ):
            return True
    return False
