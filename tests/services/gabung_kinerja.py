"""Cases of documents after planning that two PCs of one office change apart from each other."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec

from desktop_app.domain.angka_kredit import AngkaKredit
from desktop_app.domain.bukti_dukung import BuktiDukung
from desktop_app.domain.capaian_unit import CapaianUnit
from desktop_app.domain.dokumen_evaluasi import DokumenEvaluasi, PeristiwaDokumen
from desktop_app.domain.evaluasi_diri import EvaluasiDiri, PerilakuDiri, RealisasiDiri
from desktop_app.domain.istilah import CapaianOrganisasi, NilaiDasar, Predikat, Rating
from desktop_app.domain.istilah_kinerja import (
    JenisPeristiwa,
    JenjangFungsional,
    KeputusanKeberatan,
    PeriodeDokumentasi,
    StatusEvaluasiDiri,
    StatusPutusan,
    StatusUmpanBalik,
    TanggapanJurnal,
)
from desktop_app.domain.jurnal import EntriJurnal, Jurnal, sidik_entri
from desktop_app.domain.keberatan import PutusanKeberatan
from desktop_app.domain.ketentuan import Ketentuan
from desktop_app.domain.pegawai import Identitas
from desktop_app.domain.penilaian import HasilStudi, Penilaian, RealisasiIndikator
from desktop_app.domain.rencana_aksi import Aksi, RealisasiAksi, RencanaAksi
from desktop_app.domain.umpan_balik import UmpanBalikBerkelanjutan
from tests.services.gabung_rencana import ORANG, PENILAI, Kasus, Sunting, ganti, hapus

SENIN = date(2026, 2, 2)
SKP, NILAI = "5" * 32, "6" * 32
EVALUASI: dict[str, Any] = {"pegawai_id": ORANG, "penilaian_id": NILAI, "periode": "2026-TW1"}
BERDUA = {"pegawai": Identitas(nama="Bunga Contoh"), "penilai": Identitas(nama="Camat Contoh")}


def entri(nomor: str, **isian: Any) -> EntriJurnal:
    """Return an entry of Monday."""
    return EntriJurnal(**{"id": nomor, "tanggal": SENIN, "teks": f"Kerja {nomor}", "hasil_id": "h1", **isian})


def bukti(nomor: str) -> BuktiDukung:
    """Return a piece of evidence."""
    return BuktiDukung(id=nomor, sidik=nomor * 32, nama=f"foto {nomor}.jpg")


def add(daftar: str, *anak: Any) -> Sunting:
    """Return an edit that puts children at the end of a list."""
    return lambda isi: msgspec.structs.replace(isi, **{daftar: (*getattr(isi, daftar), *anak)})


def in_child(daftar: str, child: str, **isian: Any) -> Sunting:
    """Return an edit of one child of a list."""
    return lambda isi: msgspec.structs.replace(
        isi,
        **{
            daftar: tuple(
                msgspec.structs.replace(satu, **isian) if child in (getattr(satu, "id", ""), _nilai(satu)) else satu
                for satu in getattr(isi, daftar)
            )
        },
    )


def _nilai(satu: Any) -> str:
    return str(getattr(satu, "nilai", ""))


def drop(daftar: str, child: str) -> Sunting:
    """Return an edit that removes one child of a list."""
    return lambda isi: msgspec.structs.replace(
        isi, **{daftar: tuple(satu for satu in getattr(isi, daftar) if satu.id != child)}
    )


def answer(child: str, tanggapan: TanggapanJurnal, komentar: str = "") -> Sunting:
    """Return an edit in which the assessor answers an entry as it stands."""

    def sunting(isi: Jurnal) -> Jurnal:
        satu = next(satu for satu in isi.entri if satu.id == child)
        jawaban = {"tanggapan": tanggapan, "komentar": komentar, "penanggap_id": PENILAI, "sidik": sidik_entri(satu)}
        hasil: Jurnal = in_child("entri", child, **jawaban)(isi)
        return hasil

    return sunting


JURNAL = Jurnal(pegawai_id=ORANG, minggu=SENIN, entri=(entri("j1", bukti=(bukti("aa"),)), entri("j2")))
RENCANA = RencanaAksi(
    pegawai_id=ORANG,
    skp_id=SKP,
    periode="2026-TW1",
    aksi=(Aksi(id="a1", hasil_id="h1", teks="Langkah satu"), Aksi(id="a2", hasil_id="h1", teks="Langkah dua")),
    realisasi=(RealisasiAksi(id="r1", hasil_id="h1", teks="Terlaksana"),),
)
DIRI = EvaluasiDiri(
    pegawai_id=ORANG,
    skp_id=SKP,
    periode="2026-TW1",
    realisasi=(RealisasiDiri(id="i1", realisasi="80%"), RealisasiDiri(id="i2", realisasi="5")),
    perilaku=(PerilakuDiri(nilai=NilaiDasar.LOYAL, teks="Hadir"),),
)
JALAN = DokumenEvaluasi(
    **EVALUASI, peristiwa=(PeristiwaDokumen(id="p1", jenis=JenisPeristiwa.DISERAHKAN, tanggal=date(2026, 4, 11)),)
)
TERIMA = PeristiwaDokumen(id="p2", jenis=JenisPeristiwa.DITERIMA, tanggal=date(2026, 4, 12))
PUTUSAN = PutusanKeberatan(
    **EVALUASI, atasan_id="e" * 32, penilaian_rev="9" * 64, keberatan="Realisasi Juni belum dihitung"
)
PUTUS = {
    "status": StatusPutusan.DITETAPKAN,
    "tanggal": date(2026, 4, 27),
    "keputusan": KeputusanKeberatan.MENGUATKAN,
    "penjelasan": "Register belum lengkap waktu itu",
    "aturan": "permenpanrb-6-2022",
    "atasan_penilai": Identitas(nama="Atasan Rekaan"),
}
KREDIT = AngkaKredit(**EVALUASI, bulan=3)
TETAP = {
    "status": StatusPutusan.DITETAPKAN,
    "tanggal": date(2026, 5, 4),
    "jenjang": JenjangFungsional.AHLI_MADYA,
    "predikat": Predikat.BAIK,
    "persen": "100",
    "koefisien": "37.5",
    "angka": "9.38",
    "aturan": "permenpanrb-1-2023",
    **BERDUA,
}
PENILAIAN = Penilaian(
    pegawai_id=ORANG, skp_id=SKP, periode="2026-TW1", realisasi=(RealisasiIndikator(id="i1", realisasi="80%"),)
)
UMPAN = UmpanBalikBerkelanjutan(pegawai_id=ORANG, status=StatusUmpanBalik.DIMINTA, permintaan="Mohon masukan")

KASUS: Mapping[str, Kasus] = {
    "entries_of_one_week_on_both": Kasus(
        JURNAL,
        add("entri", entri("s3", tanggal=date(2026, 2, 4))),
        add("entri", entri("d3", tanggal=date(2026, 2, 5)), entri("d4")),
        isi={"entri/#s3/tanggal": "2026-02-04", "entri/#d3/tanggal": "2026-02-05", "entri/#d4/teks": "Kerja d4"},
    ),
    "one_entry_said_differently": Kasus(
        JURNAL,
        in_child("entri", "j1", teks="Kerja j1, lengkap"),
        in_child("entri", "j1", teks="Kerja j1 dan lampiran", jumlah="3"),
        konflik=("entri/#j1/teks",),
        isi={"entri/#j1/jumlah": "3"},
    ),
    "answer_against_an_edit": Kasus(
        JURNAL,
        answer("j1", TanggapanJurnal.DIBENARKAN, "Sesuai register"),
        in_child("entri", "j1", teks="Kerja j1 dikerjakan dua kali"),
        # Both stand; the mark says to which words the answer was given, so it no longer holds.
        isi={
            "entri/#j1/teks": "Kerja j1 dikerjakan dua kali",
            "entri/#j1/tanggapan": "dibenarkan",
            "entri/#j1/sidik": sidik_entri(JURNAL.entri[0]),
        },
    ),
    "answer_against_a_new_entry": Kasus(
        JURNAL,
        answer("j1", TanggapanJurnal.DIBENARKAN),
        add("entri", entri("d3")),
        isi={"entri/#j1/tanggapan": "dibenarkan", "entri/#d3/teks": "Kerja d3"},
    ),
    "two_answers": Kasus(
        JURNAL,
        answer("j1", TanggapanJurnal.DIBENARKAN),
        answer("j1", TanggapanJurnal.DIPERTANYAKAN, "Mana laporannya?"),
        konflik=("entri/#j1/tanggapan",),
        isi={"entri/#j1/komentar": "Mana laporannya?"},
    ),
    "answer_against_a_removed_entry": Kasus(
        JURNAL,
        answer("j1", TanggapanJurnal.DIPERTANYAKAN, "Mana laporannya?"),
        drop("entri", "j1"),
        konflik=("entri/#j1",),
    ),
    "evidence_of_one_entry_on_both": Kasus(
        JURNAL,
        in_child("entri", "j1", bukti=(bukti("aa"), bukti("bb"))),
        in_child("entri", "j1", bukti=(bukti("aa"), bukti("cc"))),
        isi={"entri/#j1/bukti/#bb/nama": "foto bb.jpg", "entri/#j1/bukti/#cc/nama": "foto cc.jpg"},
    ),
    "journal_deleted_against_an_entry": Kasus(JURNAL, hapus, add("entri", entri("d3")), konflik=("",)),
    "steps_on_both": Kasus(
        RENCANA,
        add("aksi", Aksi(id="s3", hasil_id="h1", teks="Langkah kantor satu")),
        add("realisasi", RealisasiAksi(id="d2", hasil_id="h1", teks="Loket dibuka", bukti=(bukti("bb"),))),
        isi={"aksi/#s3/teks": "Langkah kantor satu", "realisasi/#d2/bukti/#bb/sidik": "bb" * 32},
    ),
    "one_step_said_differently": Kasus(
        RENCANA,
        in_child("aksi", "a1", target="Februari"),
        in_child("aksi", "a1", target="Maret"),
        konflik=("aksi/#a1/target",),
    ),
    "request_answered_against_declined": Kasus(
        UMPAN,
        ganti(status=StatusUmpanBalik.DIBERIKAN, teks="Cepat dan rapi", tanggal=SENIN),
        ganti(status=StatusUmpanBalik.TIDAK_DIBERIKAN),
        konflik=("status",),
        isi={"teks": "Cepat dan rapi"},
    ),
    "achievement_set_differently": Kasus(
        CapaianUnit(pegawai_id=PENILAI, periode="2026-TW1"),
        ganti(capaian=CapaianOrganisasi.BAIK, dasar="Laporan triwulan"),
        ganti(capaian=CapaianOrganisasi.ISTIMEWA),
        konflik=("capaian",),
        isi={"dasar": "Laporan triwulan"},
    ),
    "self_evaluation_of_two_indicators": Kasus(
        DIRI,
        in_child("realisasi", "i1", realisasi="95% menurut register"),
        lambda isi: add("perilaku", PerilakuDiri(nilai=NilaiDasar.AKUNTABEL, teks="Tertib"))(
            in_child("realisasi", "i2", realisasi="7 dokumen")(isi)
        ),
        isi={
            "realisasi/#i1/realisasi": "95% menurut register",
            "realisasi/#i2/realisasi": "7 dokumen",
            "perilaku/#akuntabel/teks": "Tertib",
        },
    ),
    "self_evaluation_handed_in_against_words": Kasus(
        DIRI,
        ganti(status=StatusEvaluasiDiri.DISERAHKAN, tanggal=date(2026, 4, 2)),
        ganti(kendala="Jaringan putus"),
        isi={"status": "diserahkan", "kendala": "Jaringan putus"},
    ),
    "events_of_one_document_on_both": Kasus(
        JALAN,
        add("peristiwa", PeristiwaDokumen(id="s2", jenis=JenisPeristiwa.DILAPORKAN, tanggal=date(2026, 4, 20))),
        add("peristiwa", TERIMA, PeristiwaDokumen(id="d3", jenis=JenisPeristiwa.DITANDATANGANI_PEGAWAI)),
        isi={"peristiwa/#s2/jenis": "dilaporkan", "peristiwa/#p2/jenis": "diterima", "peristiwa/#p1/ragu": False},
    ),
    "one_event_recorded_on_both": Kasus(
        JALAN,
        add("peristiwa", TERIMA),
        add("peristiwa", msgspec.structs.replace(TERIMA, id="d2", tanggal=date(2026, 4, 13))),
        isi={"peristiwa/#p2/tanggal": "2026-04-12", "peristiwa/#d2/tanggal": "2026-04-13"},
    ),
    "decision_against_words": Kasus(
        PUTUSAN,
        ganti(**PUTUS, **BERDUA),
        ganti(penjelasan="Sesuai target"),
        konflik=("penjelasan", "status"),
    ),
    "two_decisions": Kasus(
        PUTUSAN,
        ganti(**PUTUS, **BERDUA),
        ganti(
            **{**PUTUS, "keputusan": KeputusanKeberatan.MENGUBAH},
            **BERDUA,
            rating_hasil=Rating.DIATAS,
            rating_perilaku=Rating.SESUAI,
            predikat=Predikat.BAIK,
        ),
        konflik=("keputusan", "rating_hasil", "rating_perilaku"),
    ),
    "determined_points_against_another_number": Kasus(
        KREDIT, ganti(**TETAP, nomor="1/AK/2026"), ganti(**TETAP, nomor="2/AK/2026"), konflik=("nomor",)
    ),
    "reason_against_what_was_reached": Kasus(
        PENILAIAN,
        ganti(rating_hasil=Rating.DIATAS, alasan_hasil="Melampaui target"),
        in_child("realisasi", "i1", realisasi="97% menurut register"),
        isi={"alasan_hasil": "Melampaui target", "realisasi/#i1/realisasi": "97% menurut register"},
    ),
    "study_is_one_value": Kasus(
        PENILAIAN,
        ganti(studi=HasilStudi(ipk="3.60")),
        ganti(studi=HasilStudi(ipk="3.20", semester="3")),
        konflik=("studi",),
    ),
    "settings_of_the_office": Kasus(
        Ketentuan(),
        ganti(dokumentasi=PeriodeDokumentasi.BULANAN),
        ganti(kuota_bukti=512),
        isi={"dokumentasi": "bulanan", "kuota_bukti": 512},
    ),
}
