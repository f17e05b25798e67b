"""Surveys, complaints and improvements of the demo's office for the photographer: plainly made up, always the same."""

from __future__ import annotations

import random
from datetime import date

from desktop_app.domain.istilah_pengembangan import (
    JamSurvei,
    JenisKelamin,
    JenisPengaduan,
    NasibLembar,
    Pekerjaan,
    Pendidikan,
    SaluranPengaduan,
    SumberOutcome,
    UnsurSkm,
)
from desktop_app.domain.nomor_lembar import format_nomor
from desktop_app.domain.pengaduan import Pengaduan, PerbaikanLayanan, UkuranPerbaikan
from desktop_app.domain.survei_skm import JawabanSkm
from desktop_app.services.kantor import Kantor
from desktop_app.services.pengaduan import advance_pengaduan, create_pengaduan
from desktop_app.services.perbaikan import advance_perbaikan, create_perbaikan
from desktop_app.services.skm import close_survei, create_survei, start_survei
from desktop_app.services.skm_kios import make_kode
from desktop_app.services.skm_lembar import key_sheet, mark_lembar, reserve_lembar

SERVICES = ("Surat pindah", "KTP elektronik", "Rekomendasi izin keramaian")
SLOW = "q3"
"""The question on time: what this office is asked to improve."""


def add_surveys(kantor: Kantor, year: int) -> None:
    """Write a closed survey, a running one with sheets still out, three voices, and an improvement."""
    chance = random.Random(7)  # noqa: S311 – pictures, not secrets
    first = _survey(kantor, f"SKM semester 1 {year}", date(year, 1, 5), date(year, 6, 30), chance, slow=(1, 2, 2, 3))
    close_survei(kantor, first)
    second = _survey(kantor, f"SKM semester 2 {year}", date(year, 7, 1), date(year, 12, 31), chance, slow=(2, 3, 3, 4))
    make_kode(kantor, second, 4)
    voices = (
        (JenisPengaduan.PENGADUAN, "Surat pindah selesai tiga minggu, dijanjikan tiga hari.", SaluranPengaduan.SURAT),
        (JenisPengaduan.PUJIAN, "Petugas loket sabar menjelaskan persyaratan.", SaluranPengaduan.KOTAK_SARAN),
        (JenisPengaduan.SARAN, "Tambah kursi di ruang tunggu.", SaluranPengaduan.KOTAK_SARAN),
    )
    for number, (kind, words, via) in enumerate(voices):
        day = date(year, 9, 7 + number)
        isi = Pengaduan(jenis=kind, isi=words, saluran=via, layanan=SERVICES[0], tanggal=day)
        made, _ = create_pengaduan(kantor, isi)
        if kind is JenisPengaduan.PUJIAN:
            advance_pengaduan(kantor, made, "selesai", tanggapan="Disampaikan kepada petugas.", tanggal=day)
    plan = PerbaikanLayanan(
        judul="Surat pindah selesai dalam tiga hari kerja",
        masalah="U3 Waktu Penyelesaian adalah unsur terendah pada survei semester 1.",
        rencana="Pemeriksaan berkas dan tanda tangan pada hari yang sama.",
        layanan=SERVICES[0],
        tenggat=date(year, 12, 15),
        asal_id=first,
        sumber=SumberOutcome.UNSUR_SKM,
        unsur=UnsurSkm.U3,
        sesudah=UkuranPerbaikan(nilai_ukur="2.94", keterangan=f"SKM semester 2 {year} (sementara)"),
    )
    made, _ = create_perbaikan(kantor, plan)
    advance_perbaikan(kantor, made, "mulai")


def _survey(kantor: Kantor, name: str, first: date, last: date, chance: random.Random, *, slow: tuple[int, ...]) -> str:
    made, _ = create_survei(kantor, name, first, last, layanan=SERVICES, populasi=60)
    start_survei(kantor, made)
    run, _ = reserve_lembar(kantor, made, 40)
    numbers = [format_nomor(made, number) for number in range(run.awal, run.akhir + 1)]
    for number in numbers[:34]:
        marks = {f"q{n}": chance.choice((2, 3, 3, 3, 4, 4)) for n in range(1, 10)}
        answer = JawabanSkm(
            jawaban=marks | {SLOW: chance.choice(slow)},
            layanan_id=chance.choice(("l1", "l2", "l3")),
            jam=chance.choice(list(JamSurvei)),
            kelamin=chance.choice(list(JenisKelamin)),
            usia=chance.randint(18, 70),
            pendidikan=chance.choice(list(Pendidikan)),
            pekerjaan=chance.choice(list(Pekerjaan)),
        )
        key_sheet(kantor, made, number, answer)
    mark_lembar(kantor, made, numbers[34], NasibLembar.BATAL, "dicoret responden")
    mark_lembar(kantor, made, numbers[35], NasibLembar.HILANG)
    return made
