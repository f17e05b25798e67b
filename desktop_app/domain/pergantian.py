"""A change of assessor by effective date, as a person's record tells it; and what a leaving assessor may still do.

The assessor stands in each post of a person. A change is a post of its own that copies the one held, so that every form
of an earlier day goes on printing what was true then (P6:65 point 7).
"""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from desktop_app.domain.istilah import JenisKeadaan
from desktop_app.domain.pegawai import Pegawai, RiwayatJabatan
from desktop_app.domain.periode import Periode
from desktop_app.domain.perpindahan import Kejadian, Keputusan, rentang_evaluasi, who_evaluates

SEBAB_SERAH_TERIMA = ("mutasi", "promosi", "pensiun", "berhalangan tetap", "meninggal dunia", "berhenti")
"""Why an assessor leaves, as it is offered; whatever follows the word is the writer's own."""
_TIDAK_MENILAI_LAGI = ("pensiun", "berhalangan tetap", "meninggal", "berhenti")


def masih_menilai(sebab: str) -> bool:
    """Tell whether who leaves for this reason is still an official who can evaluate (P6:91-92 point 14).

    Point 14 speaks of moves; who is retired, dead or hindered for good cannot sign, and P6:89 point 2 counts.
    """
    return not sebab.strip().casefold().startswith(_TIDAK_MENILAI_LAGI)


def row_id(mulai: date) -> str:
    """Return the id of the post that a change of assessor adds: the same on every computer, so that two merge."""
    return f"p{mulai:%Y%m%d}"


def with_penilai(pegawai: Pegawai, mulai: date, penilai_id: str, atasan_penilai_id: str = "") -> Pegawai:
    """Return the person with another assessor from ``mulai`` on, in the post held then.

    A post that begins that very day is changed, else one is added that copies the one held. Later posts that follow
    at once with the same earlier assessor get the new one too; the first that names somebody else ends it. Where
    nothing would change, or there is no post, the person is returned as he is.
    """
    urut = sorted(pegawai.riwayat, key=lambda satu: (satu.mulai, satu.id))
    lama = pegawai.jabatan_pada(mulai)
    if lama is None or (lama.penilai_id, lama.atasan_penilai_id) == (penilai_id, atasan_penilai_id):
        return pegawai
    hasil = [satu for satu in urut if satu.mulai < mulai]
    if lama.mulai != mulai:
        tambahan = msgspec.structs.replace(lama, id=row_id(mulai), mulai=mulai)
        hasil.append(_assessed_by(tambahan, lama, penilai_id, atasan_penilai_id))
    ikut = True
    for satu in (satu for satu in urut if satu.mulai >= mulai):
        ikut = ikut and (satu.id == lama.id or satu.penilai_id == lama.penilai_id)
        hasil.append(_assessed_by(satu, lama, penilai_id, atasan_penilai_id) if ikut else satu)
    return msgspec.structs.replace(pegawai, riwayat=tuple(hasil))


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
    kejadian: Kejadian, *, penyerah_id: str, mulai: date, sebab: str, delegasi_id: str = ""
) -> Keputusan:
    """Return who evaluates a period after ``penyerah_id`` has left; the successor begins on ``mulai``.

    ``kejadian`` tells of the person as he is recorded after the change, ``delegasi_id`` the Plt/Plh who takes over, if
    he is one. A period whose range was over before is the superior's (P6:90 point 11), and so is one that the leaving
    assessor ought still to evaluate and cannot (P6:89 points 2 and 3).
    """
    if kejadian.penilai_id == penyerah_id and mulai > rentang_evaluasi(kejadian.periode)[1]:
        kejadian = msgspec.structs.replace(kejadian, penilai_pindah=mulai, penilai_lama_id=penyerah_id)
    keputusan = who_evaluates(kejadian)
    if keputusan.penilai_id == penyerah_id and not masih_menilai(sebab):
        keputusan = who_evaluates(msgspec.structs.replace(kejadian, berhalangan_tetap=True, delegasi_id=delegasi_id))
    return keputusan


def is_concerned(periode: Periode, mulai: date) -> bool:
    """Tell whether a hand-over on ``mulai`` speaks of a period: begun, and of this year or still to be evaluated."""
    if periode.mulai > mulai - timedelta(days=1):
        return False
    return periode.tahun == mulai.year or rentang_evaluasi(periode)[1] >= mulai
