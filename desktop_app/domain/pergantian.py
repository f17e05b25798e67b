"""A change of assessor by effective date, as a person's record tells it; and what a leaving assessor may still do.

The assessor stands in each post of a person. A change is a post of its own that copies the one held, so that every form
of an earlier day goes on printing what was true then (P6:65 point 7).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import msgspec

from desktop_app.domain.istilah import JenisKeadaan, SebabSerahTerima
from desktop_app.domain.pegawai import KeadaanKhusus, Pegawai, RiwayatJabatan
from desktop_app.domain.periode import Periode
from desktop_app.domain.perpindahan import Kejadian, Keputusan, rentang_evaluasi, who_evaluates

_TIDAK_MENILAI_LAGI = frozenset(
    {
        SebabSerahTerima.PENSIUN,
        SebabSerahTerima.BERHENTI,
        SebabSerahTerima.MENINGGAL,
        SebabSerahTerima.BERHALANGAN_TETAP,
    }
)


def masih_menilai(sebab: SebabSerahTerima) -> bool:
    """Tell whether who leaves for this reason is still an official who can evaluate (P6:91-92 point 14).

    Point 14 speaks of moves; who is retired, dead or hindered for good cannot sign, and P6:89 point 2 counts.
    """
    return sebab not in _TIDAK_MENILAI_LAGI


def row_id(mulai: date, terpakai: Iterable[str] = ()) -> str:
    """Return the id of the post that a change of assessor adds: the same on every computer, so that two merge.

    Where a row of ``terpakai`` has it, because its day was mended since, a number follows.
    """
    dasar, ada = f"p{mulai.year:04d}{mulai:%m%d}", frozenset(terpakai)
    calon = (dasar, *(f"{dasar}-{nomor}" for nomor in range(2, len(ada) + 3)))
    return next(satu for satu in calon if satu not in ada)


def with_penilai(pegawai: Pegawai, mulai: date, penilai_id: str, atasan_penilai_id: str = "") -> Pegawai:
    """Return the person with another assessor from ``mulai`` on, in the post held then.

    A post that begins that very day is changed, else one is added that copies the one held. Later posts that follow
    at once with the same earlier assessor get the new one too; the first that names somebody else ends it. Before the
    first post there was none, so that a day before it is that post's. Where nothing would change, or there is no post,
    the person is returned as he is.
    """
    urut = sorted(pegawai.riwayat, key=lambda satu: (satu.mulai, satu.id))
    lama = pegawai.jabatan_pada(mulai)
    mulai = max(mulai, urut[0].mulai) if urut else mulai
    if lama is None or (lama.penilai_id, lama.atasan_penilai_id) == (penilai_id, atasan_penilai_id):
        return pegawai
    hasil = [satu for satu in urut if satu.mulai < mulai]
    if lama.mulai != mulai:
        tambahan = msgspec.structs.replace(lama, id=row_id(mulai, (satu.id for satu in urut)), mulai=mulai)
        hasil.append(_assessed_by(tambahan, lama, penilai_id, atasan_penilai_id))
    ikut = True
    for satu in (satu for satu in urut if satu.mulai >= mulai):
        ikut = ikut and (satu.id == lama.id or satu.penilai_id == lama.penilai_id)
        hasil.append(_assessed_by(satu, lama, penilai_id, atasan_penilai_id) if ikut else satu)
    return msgspec.structs.replace(pegawai, riwayat=tuple(hasil))


def with_pemimpin(pegawai: Pegawai, mulai: date, lama_id: str, penilai_id: str) -> Pegawai:
    """Return the person with another leader from ``mulai`` on where ``lama_id`` leads him as Plt., Plh. or seconded.

    A circumstance that reaches over the day is split there, so that what was before stays as it was (P6:89, 92).
    """
    terpakai = {satu.id for satu in pegawai.keadaan}
    hasil: list[KeadaanKhusus] = []
    for satu in pegawai.keadaan:
        if satu.penilai_id != lama_id or (satu.selesai is not None and satu.selesai < mulai):
            hasil.append(satu)
        elif satu.mulai >= mulai:
            hasil.append(msgspec.structs.replace(satu, penilai_id=penilai_id))
        else:
            hasil.append(msgspec.structs.replace(satu, selesai=mulai - timedelta(days=1)))
            baru = f"{satu.id}-{row_id(mulai)}"
            while baru in terpakai:
                baru += "-2"
            terpakai.add(baru)
            hasil.append(msgspec.structs.replace(satu, id=baru, mulai=mulai, penilai_id=penilai_id))
    keadaan = tuple(hasil)
    return pegawai if keadaan == pegawai.keadaan else msgspec.structs.replace(pegawai, keadaan=keadaan)


def assessors_on(pegawai: Pegawai, hari: date) -> frozenset[str]:
    """Return who assesses or leads a person on a day: by his post, and by the circumstances that hold then."""
    jabatan = pegawai.jabatan_pada(hari)
    semua = {satu.penilai_id for satu in pegawai.keadaan_pada(hari)} | {jabatan.penilai_id if jabatan else ""}
    return frozenset(semua - {""})


def _assessed_by(satu: RiwayatJabatan, lama: RiwayatJabatan, penilai_id: str, atasan_id: str) -> RiwayatJabatan:
    """Return a post with the new assessor; a superior of its own, unlike the earlier one's, stays."""
    atasan = atasan_id if satu.atasan_penilai_id == lama.atasan_penilai_id else satu.atasan_penilai_id
    return msgspec.structs.replace(satu, penilai_id=penilai_id, atasan_penilai_id=atasan)


def is_acting(pegawai: Pegawai, hari: date) -> bool:
    """Tell whether a person holds his post on a day as Plt. or Plh. only, to whom evaluating may be handed (P6:89)."""
    jabatan = pegawai.jabatan_pada(hari)
    nama = jabatan.jabatan.strip().casefold() if jabatan else ""
    if nama.startswith(("plt", "plh", "pelaksana tugas", "pelaksana harian")):
        return True
    return any(satu.jenis in (JenisKeadaan.PLT, JenisKeadaan.PLH) for satu in pegawai.keadaan_pada(hari))


def decide_after_leaving(
    kejadian: Kejadian, *, penyerah_id: str, mulai: date, sebab: SebabSerahTerima, delegasi_id: str = ""
) -> Keputusan:
    """Return who evaluates a period after ``penyerah_id`` has left; the successor begins on ``mulai``.

    ``kejadian`` tells of the person as he is recorded after the change, ``delegasi_id`` the Plt/Plh who takes over, if
    he is one. A period whose range was over before is the superior's (P6:90 point 11), and so is one that the leaving
    assessor ought still to evaluate and cannot (P6:89 points 2 and 3).
    """
    if kejadian.penilai_id == penyerah_id and mulai > rentang_evaluasi(kejadian.periode)[1]:
        kejadian = msgspec.structs.replace(kejadian, penilai_pindah=mulai, penilai_lama_id=penyerah_id)
    keputusan = who_evaluates(kejadian)
    if keputusan.penilai_id != penyerah_id:
        return keputusan
    # Also who leads a Plt. or keeps a seconded person in view is gone.
    kejadian = msgspec.structs.replace(kejadian, keadaan=())
    if not masih_menilai(sebab):
        return who_evaluates(msgspec.structs.replace(kejadian, berhalangan_tetap=True, delegasi_id=delegasi_id))
    if mulai > rentang_evaluasi(kejadian.periode)[1]:
        return who_evaluates(msgspec.structs.replace(kejadian, penilai_pindah=mulai, penilai_lama_id=penyerah_id))
    return keputusan


def is_concerned(periode: Periode, mulai: date) -> bool:
    """Tell whether a hand-over on ``mulai`` speaks of a period: begun, and of this year or still to be evaluated."""
    if periode.mulai > mulai - timedelta(days=1):
        return False
    return periode.tahun == mulai.year or rentang_evaluasi(periode)[1] >= mulai
