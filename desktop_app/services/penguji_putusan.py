"""Judges a determined decision on an objection that came from elsewhere: is it one that somebody can have made?"""

from __future__ import annotations

from collections.abc import Callable

from desktop_app.domain.istilah_kinerja import KeputusanKeberatan, StatusPutusan
from desktop_app.domain.keberatan import PutusanKeberatan
from desktop_app.domain.pegawai import Identitas
from desktop_app.regulation import Aturan
from desktop_app.services.jenis import decision_contradicts


def is_whole(isi: PutusanKeberatan) -> bool:
    """Tell whether a determined decision says all that the law asks of one (P6:117-118).

    Its day, what was objected to and explained, the version of the evaluation that it is about, the names of the three,
    and a superior who is neither the employee nor his assessor; for a change both ratings.
    """
    orang = (isi.pegawai, isi.penilai, isi.atasan_penilai)
    kata = (isi.penilaian_id, isi.penilaian_rev, isi.atasan_id, isi.keberatan, isi.penjelasan, isi.aturan)
    if isi.tanggal is None or isi.keputusan is None or not all(satu.strip() for satu in kata):
        return False
    if not all(_named(satu) for satu in orang) or isi.atasan_id in (isi.pegawai_id, isi.penilai_id):
        return False
    if isi.keputusan is not KeputusanKeberatan.MENGUBAH:
        return True
    return None not in (isi.rating_hasil, isi.rating_perilaku, isi.predikat)


def _named(satu: Identitas | None) -> bool:
    return satu is not None and bool(satu.nama.strip())


def judge_decision(aturan_untuk: Callable[[str], Aturan], isi: PutusanKeberatan) -> str:
    """Return the code of why a decision cannot be one that our programs wrote; empty for a draft without a result."""
    if isi.status is StatusPutusan.DITETAPKAN and not is_whole(isi):
        return "tetap_tidak_lengkap"
    return "predikat_tidak_sesuai" if decision_contradicts(aturan_untuk, isi) else ""
