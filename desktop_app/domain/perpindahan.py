"""Who evaluates whom in which period when employee or assessor moves, or is in a special circumstance (P6:89-92).

One pure function answers for an evaluation; the hand-over and the evaluation both ask it.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

import msgspec

from desktop_app.domain.istilah import JenisKeadaan, JenisPeriode
from desktop_app.domain.pegawai import KeadaanKhusus, Pegawai, RiwayatJabatan
from desktop_app.domain.periode import Periode

HARI_RENTANG = 10
"""Days at the end of a period in which its evaluation may begin.

The regulation gives two examples and no number: 25 September lies within the range of the third quarter, 25 August does
not (P6:91-92). Ten days is what "akhir bulan" usually means; the house's choice.
"""


class Penilainya(StrEnum):
    """Who evaluates: the definitive, old or new assessor, the superior, a delegate, or an acting post's leader."""

    PENILAI = "penilai"
    PENILAI_BARU = "penilai_baru"
    PENILAI_LAMA = "penilai_lama"
    ATASAN_PENILAI = "atasan_penilai"
    PEJABAT_DELEGASI = "pejabat_delegasi"
    PIMPINAN_PLT = "pimpinan_plt"
    PENILAI_INDUK = "penilai_induk"


class Kejadian(msgspec.Struct, frozen=True, kw_only=True):
    """What is known about one person and one period; every id is that of a ``Pegawai``, empty where not known.

    ``pegawai_pindah`` and ``penilai_pindah`` are the first days in the new place; ``penilai_id`` is the assessor at the
    end of the period, ``penilai_lama_id`` the one before. ``delegasi_id`` is the Plt/Plh to whom the superior handed
    the evaluation. ``keadaan`` are the circumstances that touch the period.
    """

    periode: Periode
    penilai_id: str = ""
    penilai_lama_id: str = ""
    atasan_id: str = ""
    pegawai_pindah: date | None = None
    penilai_pindah: date | None = None
    berhalangan_tetap: bool = False
    delegasi_id: str = ""
    keadaan: tuple[KeadaanKhusus, ...] = ()


class Keputusan(msgspec.Struct, frozen=True, kw_only=True):
    """The answer: who evaluates, by which rule (``kode``) on which printed page.

    ``unit_baru`` tells that the new unit's achievement counts, ``boleh_hasil_lama`` that the earlier result may be used
    instead where both agree, ``data_dari`` from where feedback and data are asked.
    """

    siapa: Penilainya
    penilai_id: str
    kode: str
    halaman: str
    unit_baru: bool = False
    boleh_hasil_lama: bool = False
    data_dari: str = ""


def rentang_evaluasi(periode: Periode, hari: int = HARI_RENTANG) -> tuple[date, date]:
    """Return the first and last day of the range in which a period is evaluated (P6:90 point 8, 91-92 point 14).

    The year is evaluated until the end of January (P6:90); for the short cycle the regulation names no last day, so a
    month after the period counts here as well.
    """
    berikut = periode.selesai + timedelta(days=1)
    sesudah = date(berikut.year + berikut.month // 12, berikut.month % 12 + 1, 1)
    return periode.selesai - timedelta(days=hari - 1), sesudah - timedelta(days=1)


def who_evaluates(kejadian: Kejadian) -> Keputusan:
    """Return who evaluates one person in one period."""
    return (
        _by_circumstance(kejadian)
        or _by_hindrance(kejadian)
        or _by_move_of_pegawai(kejadian)
        or _by_move_of_penilai(kejadian)
        or _by_assignment(kejadian)
        or Keputusan(siapa=Penilainya.PENILAI, penilai_id=kejadian.penilai_id, kode="atasan_langsung", halaman="89")
    )


def _by_circumstance(k: Kejadian) -> Keputusan | None:
    for satu in k.keadaan:
        if not satu.berlaku_pada(k.periode.selesai):
            continue
        if satu.jenis is JenisKeadaan.TUGAS_BELAJAR:
            return _answer(Penilainya.PENILAI_INDUK, k.penilai_id, "tugas_belajar", "92", data_dari="perguruan_tinggi")
        if satu.jenis is JenisKeadaan.DIPERBANTUKAN:
            ditunjuk = satu.penilai_id or k.penilai_id
            return _answer(Penilainya.PENILAI_INDUK, ditunjuk, "diperbantukan", "92", data_dari="tempat_bekerja")
        if satu.jenis is JenisKeadaan.PLT and satu.penilai_id:
            return _answer(Penilainya.PIMPINAN_PLT, satu.penilai_id, "plt", "89")
    return None


def _by_hindrance(k: Kejadian) -> Keputusan | None:
    if not k.berhalangan_tetap:
        return None
    if k.delegasi_id:
        return _answer(Penilainya.PEJABAT_DELEGASI, k.delegasi_id, "berhalangan_tetap_delegasi", "89")
    return _answer(Penilainya.ATASAN_PENILAI, k.atasan_id, "berhalangan_tetap", "89")


def _by_move_of_pegawai(k: Kejadian) -> Keputusan | None:
    # A period that was over before the move was worked in the old unit alone.
    if k.pegawai_pindah is None or not k.periode.mulai <= k.pegawai_pindah <= k.periode.selesai:
        return None
    tahunan = k.periode.jenis is JenisPeriode.TAHUNAN
    # The new assessor may move himself afterwards: of that unit, point 14 speaks of him as of any other.
    kemudian = _by_move_of_penilai(k) if k.penilai_pindah and k.penilai_pindah > k.pegawai_pindah else None
    if kemudian is not None and kemudian.siapa is not Penilainya.PENILAI_BARU:
        return msgspec.structs.replace(kemudian, unit_baru=True, boleh_hasil_lama=not tahunan)
    kode = "pegawai_pindah_tahunan" if tahunan else "pegawai_pindah_periodik"
    return _answer(Penilainya.PENILAI_BARU, k.penilai_id, kode, "91", unit_baru=True, boleh_hasil_lama=not tahunan)


def _by_move_of_penilai(k: Kejadian) -> Keputusan | None:
    if k.penilai_pindah is None or k.penilai_pindah <= k.periode.mulai:
        return None
    awal, akhir = rentang_evaluasi(k.periode)
    if k.penilai_pindah > akhir:
        # He was there until the end, did not evaluate, and is gone: what P6:90 point 11 says of who did not evaluate.
        return _answer(Penilainya.ATASAN_PENILAI, k.atasan_id, "rentang_sudah_lewat", "90")
    if k.periode.jenis is JenisPeriode.TAHUNAN:
        # Point 14 speaks of the short cycle alone. That who moves while the year is evaluated ends it himself, and
        # that the direct superior of its last day does otherwise (P6:89), is the house's choice.
        if k.penilai_pindah >= awal:
            return _answer(Penilainya.PENILAI_LAMA, k.penilai_lama_id, "penilai_pindah_tahunan_dalam_rentang", "89")
        return _answer(Penilainya.PENILAI_BARU, k.penilai_id, "penilai_pindah_tahunan", "89")
    if k.penilai_pindah >= awal:
        return _answer(Penilainya.PENILAI_LAMA, k.penilai_lama_id, "penilai_pindah_dalam_rentang", "91-92")
    return _answer(Penilainya.PENILAI_BARU, k.penilai_id, "penilai_pindah_di_luar_rentang", "91")


def _by_assignment(k: Kejadian) -> Keputusan | None:
    for satu in k.keadaan:
        if satu.jenis not in (JenisKeadaan.PLT, JenisKeadaan.PLH):
            continue
        berakhir = satu.selesai is not None and satu.selesai < k.periode.selesai
        if satu.jenis is JenisKeadaan.PLT and berakhir:
            return _answer(Penilainya.PENILAI, k.penilai_id, "plt_berakhir", "89")
        # Only a Plt reports to the other unit; whoever else gave work tells the assessor how it went.
        return _answer(Penilainya.PENILAI, k.penilai_id, "penugasan_pimpinan_lain", "89", data_dari="pimpinan_lain")
    return None


def _answer(
    siapa: Penilainya,
    penilai_id: str,
    kode: str,
    halaman: str,
    *,
    unit_baru: bool = False,
    boleh_hasil_lama: bool = False,
    data_dari: str = "",
) -> Keputusan:
    return Keputusan(
        siapa=siapa,
        penilai_id=penilai_id,
        kode=kode,
        halaman=halaman,
        unit_baru=unit_baru,
        boleh_hasil_lama=boleh_hasil_lama,
        data_dari=data_dari,
    )


def kejadian_of(pegawai: Pegawai, periode: Periode, *, atasan_id: str = "") -> Kejadian:
    """Return what a person's record says about one period: his last move and his last change of assessor in it.

    A post with another name or unit is a move of the employee; the same post with another assessor one of the assessor,
    which counts until the range of evaluation is over. A change in a post that he left, or took up after the period, is
    none of this period's. Whether an assessor is hindered nobody's record says.
    """
    urut = sorted(pegawai.riwayat, key=lambda satu: (satu.mulai, satu.id))
    pegawai_pindah = penilai_pindah = None
    lama_id = ""
    akhir = rentang_evaluasi(periode)[1]
    for dulu, kini in pairwise(urut):
        if kini.mulai > akhir:
            break
        if _is_move(dulu, kini):
            if kini.mulai > periode.selesai:
                break
            pegawai_pindah, penilai_pindah, lama_id = kini.mulai, None, ""
        elif dulu.penilai_id != kini.penilai_id and kini.mulai > periode.mulai:
            penilai_pindah, lama_id = kini.mulai, dulu.penilai_id
    jabatan = pegawai.jabatan_pada(periode.selesai)
    return Kejadian(
        periode=periode,
        penilai_id=jabatan.penilai_id if jabatan else "",
        penilai_lama_id=lama_id,
        atasan_id=(jabatan.atasan_penilai_id if jabatan else "") or atasan_id,
        pegawai_pindah=pegawai_pindah,
        penilai_pindah=penilai_pindah,
        keadaan=tuple(
            satu
            for satu in pegawai.keadaan
            if satu.mulai <= periode.selesai and (satu.selesai is None or satu.selesai >= periode.mulai)
        ),
    )


def _is_move(dulu: RiwayatJabatan, kini: RiwayatJabatan) -> bool:
    return (dulu.jabatan, dulu.unit_kerja) != (kini.jabatan, kini.unit_kerja)
