"""Life cycles as allowed transitions; whoever asks for another gets a sentence, not a changed document."""

from __future__ import annotations

from collections.abc import Mapping

from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import StatusAdendum, StatusPenilaian, StatusSkp

# act -> (from, to, needs a reason)
LANGKAH_SKP: Mapping[str, tuple[StatusSkp, StatusSkp, bool]] = {
    "ajukan": (StatusSkp.DRAFT, StatusSkp.DIAJUKAN, False),
    "tarik": (StatusSkp.DIAJUKAN, StatusSkp.DRAFT, False),
    "kembalikan": (StatusSkp.DIAJUKAN, StatusSkp.DRAFT, True),
    "tetapkan": (StatusSkp.DIAJUKAN, StatusSkp.DITETAPKAN, False),
    "buka_kembali": (StatusSkp.DITETAPKAN, StatusSkp.DRAFT, True),
    "tegaskan": (StatusSkp.DITETAPKAN, StatusSkp.DITETAPKAN, False),
}
LANGKAH_PENILAIAN: Mapping[str, tuple[StatusPenilaian, StatusPenilaian, bool]] = {
    "finalkan": (StatusPenilaian.DRAFT, StatusPenilaian.FINAL, False),
    "koreksi": (StatusPenilaian.FINAL, StatusPenilaian.DRAFT, True),
}
LANGKAH_ADENDUM: Mapping[str, tuple[StatusAdendum, StatusAdendum, bool]] = {
    "ajukan": (StatusAdendum.DRAFT, StatusAdendum.DIAJUKAN, False),
    "tarik": (StatusAdendum.DIAJUKAN, StatusAdendum.DRAFT, False),
    "terima": (StatusAdendum.DIAJUKAN, StatusAdendum.DITERIMA, False),
    "tolak": (StatusAdendum.DIAJUKAN, StatusAdendum.DITOLAK, True),
}


def next_status_skp(status: StatusSkp, langkah: str, alasan: str = "") -> StatusSkp:
    """Return the state after ``langkah``; raises ``UserError`` for a wrong state or a missing reason."""
    awal, akhir, perlu_alasan = LANGKAH_SKP[langkah]
    if status is not awal:
        raise UserError("langkah_skp_tidak_boleh", langkah=langkah.replace("_", " "), status=status.value)
    if perlu_alasan and not alasan.strip():
        raise UserError("alasan_wajib", langkah=langkah.replace("_", " "))
    return akhir


def next_status_penilaian(status: StatusPenilaian, langkah: str, alasan: str = "") -> StatusPenilaian:
    """Return the state after ``langkah``; raises ``UserError`` for a wrong state or a missing reason."""
    awal, akhir, perlu_alasan = LANGKAH_PENILAIAN[langkah]
    if status is not awal:
        raise UserError("langkah_penilaian_tidak_boleh", langkah=langkah, status=status.value)
    if perlu_alasan and not alasan.strip():
        raise UserError("alasan_wajib", langkah=langkah)
    return akhir


def next_status_adendum(status: StatusAdendum, langkah: str, alasan: str = "") -> StatusAdendum:
    """Return the state after ``langkah``; raises ``UserError`` for a wrong state or a missing reason."""
    awal, akhir, perlu_alasan = LANGKAH_ADENDUM[langkah]
    if status is not awal:
        raise UserError("langkah_adendum_tidak_boleh", langkah=langkah, status=status.value)
    if perlu_alasan and not alasan.strip():
        raise UserError("alasan_wajib", langkah=langkah)
    return akhir
