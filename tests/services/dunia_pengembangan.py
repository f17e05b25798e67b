"""One document of every kind of rounds, surveys, guidance, competency and follow-up, stored as it is."""

from __future__ import annotations

from datetime import date

from desktop_app.domain.bimbingan import Coaching, Mentoring, UmpanBalikBimbingan
from desktop_app.domain.codec import SCHEMA, Dokumen, encode, kind_of, natural_id
from desktop_app.domain.kompetensi import EvaluasiKompetensi, NilaiKompetensi
from desktop_app.domain.konseling import BerkasKonseling
from desktop_app.domain.pengaduan import Pengaduan, PerbaikanLayanan
from desktop_app.domain.pengembangan import ButirPengembangan, RencanaPengembangan
from desktop_app.domain.putaran import HasilPutaran, KelompokHasil, PenjawabPutaran, PutaranUmpanBalik
from desktop_app.domain.survei_skm import JawabanSkm, LembarSkm, SurveiSkm
from desktop_app.domain.tindak_lanjut import IndikatorOutcome, TindakLanjutEvaluasi
from desktop_app.services.kantor import Kantor

HARI = date(2026, 3, 2)


def of_unit(staf: str, unit_kode: str = "") -> tuple[Dokumen, ...]:
    """Return one body of every kind that is about a unit."""
    return (
        PutaranUmpanBalik(
            nama="Putaran contoh",
            unit_kode=unit_kode,
            mulai=HARI,
            penjawab=(PenjawabPutaran(id="p1", tentang_id=staf),),
        ),
        SurveiSkm(nama="Survei contoh", unit_kode=unit_kode, mulai=HARI, populasi=100),
        LembarSkm(survei_id="7" * 32, unit_kode=unit_kode, nomor=7, pertama=JawabanSkm(jawaban={"q1": 3})),
        Pengaduan(unit_kode=unit_kode, tanggal=HARI, isi="Antre lama"),
        PerbaikanLayanan(unit_kode=unit_kode, judul="Loket kedua", rencana="Buka loket"),
    )


def of_person(staf: str, skp_id: str, penilaian_id: str, unit_kode: str = "") -> tuple[Dokumen, ...]:
    """Return one body of every kind that is about the person ``staf``."""
    return (
        Coaching(pegawai_id=staf, skp_id=skp_id, unit_kode=unit_kode, mulai=HARI, peluang="Peluang awal"),
        Mentoring(pegawai_id=staf, skp_id=skp_id, unit_kode=unit_kode, mulai=HARI),
        UmpanBalikBimbingan(pegawai_id=staf, unit_kode=unit_kode, bimbingan_id="8" * 32, tanggal=HARI),
        EvaluasiKompetensi(
            pegawai_id=staf,
            unit_kode=unit_kode,
            kompetensi=(NilaiKompetensi(id="M.1", level=1, nilai_kompetensi=2, alasan="Alasan awal"),),
        ),
        RencanaPengembangan(
            pegawai_id=staf, tahun=2026, unit_kode=unit_kode, butir=(ButirPengembangan(id="b1", kebutuhan="Awal"),)
        ),
        TindakLanjutEvaluasi(
            pegawai_id=staf, penilaian_id=penilaian_id, unit_kode=unit_kode, uraian="Pelatihan pelayanan"
        ),
        IndikatorOutcome(pegawai_id=staf, skp_id=skp_id, hasil_id="h1", unit_kode=unit_kode, nama="Waktu proses"),
        HasilPutaran(
            pegawai_id=staf,
            putaran_id="9" * 32,
            nama="Putaran contoh",
            unit_kode=unit_kode,
            kelompok=(KelompokHasil(id="k1", gabungan=(), jawaban=3),),
        ),
        BerkasKonseling(pegawai_id=staf, unit_kode=unit_kode, tanggal=HARI),
    )


def develop(kantor: Kantor, staf: str, skp_id: str, penilaian_id: str) -> dict[str, str]:
    """Store one document of every kind; return their ids by kind."""
    kode = kantor.profil.kode
    semua = (*of_unit(staf, kode), *of_person(staf, skp_id, penilaian_id, kode))
    ids = {kind_of(satu): natural_id(kind_of(satu), kode, f"uji/{staf}") for satu in semua}
    with kantor.write("uji") as tx:
        for satu in semua:
            tx.save(kind_of(satu), ids[kind_of(satu)], encode(satu), scope=kode, schema=SCHEMA)
    return ids
