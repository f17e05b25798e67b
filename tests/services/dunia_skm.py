"""A running survey for tests: its sheets, and answers with the same mark everywhere or as they are told."""

from __future__ import annotations

from datetime import date
from typing import Any

from desktop_app.domain.istilah_pengembangan import JenisKelamin, Pekerjaan, Pendidikan
from desktop_app.domain.nomor_lembar import format_nomor
from desktop_app.domain.survei_skm import JawabanSkm
from desktop_app.services.kantor import Kantor
from desktop_app.services.skm import create_survei, start_survei
from desktop_app.services.skm_lembar import key_sheet, reserve_lembar

MULAI, SELESAI = date(2026, 7, 1), date(2026, 11, 30)
LAYANAN = ("Surat pengantar", "Rekomendasi izin")


def answers(nilai: int = 3, *, tanpa: tuple[str, ...] = (), **ubah: Any) -> JawabanSkm:
    """Return a filled sheet with one mark everywhere; ``ubah`` are members, or marks by question (``q8=1``)."""
    marks = {f"q{n}": ubah.pop(f"q{n}", nilai) for n in range(1, 10) if f"q{n}" not in tanpa}
    bawaan: dict[str, Any] = {
        "kelamin": JenisKelamin.P,
        "usia": 34,
        "pendidikan": Pendidikan.SMA,
        "pekerjaan": Pekerjaan.WIRAUSAHA,
        "layanan_id": "l1",
    }
    return JawabanSkm(jawaban=marks, **{**bawaan, **ubah})


def running(kantor: Kantor, nama: str = "SKM Semester II 2026", *, ganda: bool = False, populasi: int = 30) -> str:
    """Start a survey with two services and return its id."""
    survei_id, _ = create_survei(kantor, nama, MULAI, SELESAI, layanan=LAYANAN, populasi=populasi, entri_ganda=ganda)
    start_survei(kantor, survei_id)
    return survei_id


def printed(kantor: Kantor, survei_id: str, jumlah: int) -> list[str]:
    """Set sheets aside and return their numbers as they stand on paper."""
    rangkaian, _ = reserve_lembar(kantor, survei_id, jumlah)
    return [format_nomor(survei_id, n) for n in range(rangkaian.awal, rangkaian.akhir + 1)]


def keyed(kantor: Kantor, survei_id: str, semua: list[JawabanSkm]) -> list[str]:
    """Print and key these sheets and return their numbers."""
    nomor = printed(kantor, survei_id, len(semua))
    for satu, isi in zip(nomor, semua, strict=True):
        key_sheet(kantor, survei_id, satu, isi)
    return nomor
