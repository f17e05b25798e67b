"""Results of rounds beside recorded feedback, for the assessor of an evaluation: copied as text that names the round.

They come as words for a value, and what was written for work in general; never as a score of the predicate (P6:69).
"""

from __future__ import annotations

from collections.abc import Iterator

from desktop_app.domain.codec import decode_as
from desktop_app.domain.hitung_putaran import ANONIM
from desktop_app.domain.istilah import NilaiDasar
from desktop_app.domain.istilah_kinerja import (
    BentukUmpanBalik,
    CaraUmpanBalik,
    PemberiUmpanBalik,
    StatusUmpanBalik,
)
from desktop_app.domain.penilaian import Penilaian
from desktop_app.domain.periode import Periode, parse_periode
from desktop_app.domain.putaran import HasilPutaran
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.jangkauan import find_reached
from desktop_app.services.jangkauan_putaran import HASIL
from desktop_app.services.kantor import Kantor
from desktop_app.services.putaran_cetak import told_mean
from desktop_app.services.putaran_kata import name_groups
from desktop_app.services.umpan_balik_baca import UMUM, BarisUmpanBalik

LABEL = "informasi, bukan unsur predikat"


def offered_results(kantor: Kantor, isi: Penilaian) -> Iterator[BarisUmpanBalik]:
    """Yield what closed rounds of the period say about the person of an evaluation, by value and in general."""
    waktu = parse_periode(isi.periode)
    where = {"pegawai_id": isi.pegawai_id}
    for satu in find_reached(kantor, Wewenang.LIHAT_PENILAIAN, HASIL, where=where, order=("ditutup",)):
        hasil = decode_as(HasilPutaran, satu.body)
        if satu.conflicts or not _belongs(hasil, waktu):
            continue
        for nilai in NilaiDasar:
            if teks := _means(hasil, nilai):
                yield _row(satu.doc_id, hasil, nilai.value, teks)
        tulisan = [t for k in hasil.kelompok if set(k.gabungan) & set(ANONIM) for t in k.teks]
        if tulisan:
            yield _row(satu.doc_id, hasil, UMUM, " / ".join(tulisan))


def _belongs(hasil: HasilPutaran, waktu: Periode) -> bool:
    if hasil.periode:
        return hasil.periode == waktu.kode
    return hasil.ditutup is not None and waktu.mulai <= hasil.ditutup <= waktu.selesai


def _means(hasil: HasilPutaran, nilai: NilaiDasar) -> str:
    """Return ``Atasan 3,00; Rekan kerja 3,33 (4 jawaban)`` for a value; "" where nothing is told of it."""
    kata = []
    for kelompok in hasil.kelompok:
        rata = [told_mean(kelompok, q.id) for q in hasil.pertanyaan if q.nilai is nilai]
        ada = [satu for satu in rata if satu != "–"]
        if ada:
            kata.append(f"{name_groups(kelompok.gabungan)} {' dan '.join(ada)} ({kelompok.jawaban} jawaban)")
    return f"{'; '.join(kata)}. Skala 1–4; {LABEL}." if kata else ""


def _row(doc_id: str, hasil: HasilPutaran, kunci: str, teks: str) -> BarisUmpanBalik:
    return BarisUmpanBalik(
        id=doc_id,
        pegawai_id=hasil.pegawai_id,
        pegawai="",
        status=StatusUmpanBalik.DIBERIKAN,
        tanggal=hasil.ditutup,
        tanggal_ragu=hasil.tanggal_ragu,
        hanya_bulan=True,
        peran=PemberiUmpanBalik.PIHAK_LAIN,
        sumber=f"Putaran umpan balik {hasil.nama}".strip(),
        nama="",
        bentuk=BentukUmpanBalik.TERJADWAL,
        cara=CaraUmpanBalik.TIDAK_LANGSUNG,
        permintaan="",
        skp_id="",
        kunci=kunci,
        hal="",
        teks=teks,
        respon=None,
        bukti=(),
        tindak_lanjut=(),
        catatan_tindak_lanjut="",
    )
