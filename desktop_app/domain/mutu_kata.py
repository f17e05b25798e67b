"""What the words of a plan tell: an activity, a mere field of work, an absolute, a time, a measure (P6:51, 120-122).

The regulation gives examples and no grammar; these are rules of thumb that fit all of its examples. A doubtful
wording is let pass, since a hint that is wrong is worse than none.
"""

from __future__ import annotations

import hashlib
import re
from enum import Enum
from functools import lru_cache

_KATA = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_KERJA = re.compile(r"me(?:m[bfp]?|n[cdjsyz]?|ng|ny|[lrwy])\w{3,}")
_TIME_UNIT = (
    r"(?:hari|minggu|pekan|bulan|triwulan|semester|tahun|jam|menit|periode|akhir|awal|tanggal|kali|senin|selasa|rabu|"
    r"kamis|jum'?at|sabtu)"
)
_MUTLAK = re.compile(
    rf"\b(semua|selalu|tidak\s+pernah|setiap(?!\s+(?:\d+\s*|(?:satu|dua|tiga|empat|enam)\s+)?{_TIME_UNIT}\b))\b"
)
_GENTING = re.compile(r"\b(nyawa|kematian|meninggal|keselamatan|cedera\w*|kecelakaan|korban|keamanan|kerugian)\b")
_WAKTU = re.compile(
    rf"\b({_TIME_UNIT[3:-1]}|waktu\w*|paling\s+(?:lambat|lama)|cepat\w*|secepat\w*|kecepatan|segera|jadwal\w*|berkala|"
    r"januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember)\b"
)
_MUTU = re.compile(
    r"\b(tepat|akurat\w*|keakuratan|sesuai|kesesuaian|mutu|kualitas|berkualitas|kepuasan|memuaskan|puas|indeks|nilai|"
    r"tingkat|kesalahan|komplain|keluhan|temuan|baik|lengkap|kelengkapan|ketepatan|standar|kepatuhan)\b"
)
_BILANGAN = re.compile(
    r"\d|\b(nol|nihil|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas|seratus|seribu|setengah|"
    r"separuh)\b"
)
_CAPAIAN = re.compile(
    r"\b(tepat|cepat|akurat|optimal|sesuai|memuaskan|berkualitas|lengkap|baik|efektif|efisien|selesai|tuntas|lancar|"
    r"tertib|aman|mudah|transparan|akuntabel|siap|bebas|tanpa|meningkat\w*|menurun\w*|membaik\w*|bertambah\w*|"
    r"berkurang\w*|tidak\s+ada|tidak\s+terjadi|tinggi|prima|andal|mutakhir)\b"
)
_PASIF = re.compile(
    r"(?<!yang )\b(?:ter(?!hadap|kait|utama|sebut|diri|masuk|tentu|atas|bawah|padu)|"
    r"di(?!nas|rekt|visi|gital|kl?at\b|ri\b|ploma|alog|ni\b|siplin|stribusi|agnos|mensi|namik|sabil|skusi|spos|mana))\w{3,}"
)
# Words that begin like a verb in me- and are none.
_BUKAN_KERJA = frozenset(
    _KATA.findall(
        "media medis mekanisme melalui melati melayu memo memorandum mendagri mengapa mengenai mental mentor "
        "menteri menara menuju menurut merah merdeka mereka merek mesin mesjid metode metadata meteran menjelang "
        "mendekati menunggak mendatang merata"
    )
)
_PROSES = frozenset(
    _KATA.findall(
        "asistensi pendampingan fasilitasi pelaksanaan penyusunan pembuatan penyiapan pengumpulan pengolahan "
        "pengetikan koordinasi verifikasi evaluasi monitoring supervisi sosialisasi pengawasan pembinaan "
        "penyuluhan pelatihan bimbingan konsultasi inventarisasi identifikasi validasi rekapitulasi pendataan "
        "pencatatan pengarsipan penataan pemeliharaan pengadaan penyelenggaraan pengelolaan pelaporan pemantauan "
        "pengendalian penyampaian pemberian pemeriksaan pengkajian penelaahan perumusan perencanaan penganggaran "
        "penatausahaan rapat kunjungan input penginputan pengiriman"
    )
)
_BIDANG = frozenset(
    _KATA.findall(
        "layanan pelayanan hubungan administrasi urusan bidang tugas kegiatan ketatausahaan kepegawaian keuangan "
        "kearsipan kehumasan persuratan umum"
    )
)
_PENGHUBUNG = frozenset(("dan", "serta", "atau"))
_TERPENDEK = 4
"""Words below which two texts may well be the same by chance."""


class BentukHasil(Enum):
    """What a planned result is worded as: an achievement, an activity, or a mere field of work (P6:120-122)."""

    PENCAPAIAN = "pencapaian"
    AKTIVITAS = "aktivitas"
    KATEGORI = "kategori"


@lru_cache(maxsize=4096)
def bentuk_hasil(teks: str) -> BentukHasil:
    """Return how a planned result is worded; what is no plain activity or field of work counts as an achievement."""
    kata = _KATA.findall(teks.casefold())
    if not kata:
        return BentukHasil.PENCAPAIAN
    if _is_active(kata[0]):
        return BentukHasil.AKTIVITAS
    if kata[0] not in _PROSES | _BIDANG or _CAPAIAN.search(teks.casefold()) or _PASIF.search(teks.casefold()):
        return BentukHasil.PENCAPAIAN
    if kata[0] in _BIDANG:
        return BentukHasil.KATEGORI
    lain = [satu for satu in kata if satu not in _PROSES and satu not in _PENGHUBUNG]
    return BentukHasil.AKTIVITAS if lain else BentukHasil.KATEGORI


def _is_active(kata: str) -> bool:
    """Tell whether a word is a verb in me-; "Meningkatnya" and the like name what was reached."""
    return bool(_KERJA.fullmatch(kata)) and not kata.endswith("nya") and kata not in _BUKAN_KERJA


def first_word(teks: str) -> str:
    """Return the first word as it was written."""
    ketemu = _KATA.search(teks)
    return ketemu.group() if ketemu else ""


@lru_cache(maxsize=4096)
def kata_mutlak(teks: str) -> str:
    """Return the first absolute word, empty where there is none; "setiap bulan" says how often and is none (P6:51)."""
    ketemu = _MUTLAK.search(teks.casefold())
    return " ".join(ketemu.group(1).split()) if ketemu else ""


def is_grave(teks: str) -> bool:
    """Tell whether it is about lives, injury, security or a loss, where absolute targets are right (P6:51)."""
    return _GENTING.search(teks.casefold()) is not None


def names_time(teks: str) -> bool:
    """Tell whether a text says when or how fast."""
    return _WAKTU.search(teks.casefold()) is not None


def names_quality(teks: str) -> bool:
    """Tell whether a text says how good."""
    return _MUTU.search(teks.casefold()) is not None


def is_measurable(teks: str) -> bool:
    """Tell whether a target in words names a number."""
    return _BILANGAN.search(teks.casefold()) is not None


def without_last_word(teks: str) -> str:
    """Return ``teks`` without the word that is still being typed: what follows the last space."""
    return teks if not teks or teks[-1].isspace() or teks[-1] in ".;:!?" else teks[: len(teks.rstrip()) - _last(teks)]


def _last(teks: str) -> int:
    return len(teks.split()[-1]) if teks.split() else 0


@lru_cache(maxsize=8192)
def sidik_teks(teks: str) -> str:
    """Return a digest by which two wordings are the same whatever their case, spaces and marks; empty for short ones.

    A digest tells the page nothing of what a colleague wrote.
    """
    kata = re.findall(r"\w+", teks.casefold())
    if len(kata) < _TERPENDEK:
        return ""
    return hashlib.blake2b(" ".join(kata).encode(), digest_size=12).hexdigest()
