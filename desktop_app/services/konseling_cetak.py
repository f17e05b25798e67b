"""Papers of a counselling case: form B.1.10, appointment, record, follow-up, and the unit's list of cases (P6:86-88).

Each page of a section is printed from what was just opened with the keys of who acts, counts as an opening, and says
that it is confidential.
"""

from __future__ import annotations

from desktop_app.domain.errors import UserError
from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.istilah_pengembangan import BagianKonseling, StatusKonseling
from desktop_app.domain.pegawai import Identitas
from desktop_app.domain.wewenang import Wewenang
from desktop_app.exchange.sealed_section import Section
from desktop_app.forms import render_konseling, render_laporan_perilaku
from desktop_app.forms.values import Kertas
from desktop_app.forms.values_bimbingan import FormKonseling, FormLaporanPerilaku
from desktop_app.regulation.bimbingan import guidance_words
from desktop_app.services.cetak import HasilCetak, JenisCetak, file_name
from desktop_app.services.kantor import Kantor, intention
from desktop_app.services.konseling_buka import BarisBagian, BarisKonseling, get_konseling, list_konseling, open_bagian
from desktop_app.services.konseling_segel import UNIT
from desktop_app.services.pengaturan import read_pengaturan
from desktop_app.services.waktu import read_time

KATA_STATUS = {
    StatusKonseling.DILAPORKAN: "dilaporkan, menunggu unit kepegawaian",
    StatusKonseling.DITETAPKAN: "konseling ditetapkan",
    StatusKonseling.DILAKSANAKAN: "konseling sudah dilaksanakan",
    StatusKonseling.DITUTUP: "ditutup",
}
JUDUL = {
    BagianKonseling.LAPORAN: "Laporan permasalahan perilaku kerja",
    BagianKonseling.PENETAPAN: "Penetapan konseling kinerja",
    BagianKonseling.REKAMAN: "Rekaman informasi hasil konseling kinerja",
    BagianKonseling.TINDAK_LANJUT: "Tindak lanjut konseling kinerja",
}
KATA_ISIAN: dict[str, str] = {
    "konselor": "Konselor",
    "jadwal": "Tanggal konseling",
    "waktu": "Pukul",
    "tempat": "Tempat",
    "pokok": "Pokok masalah",
    "dilaksanakan": "Dilaksanakan tanggal",
    "tanggapan": "Yang disampaikan pegawai",
    "kesepakatan": "Kesepakatan",
    "rencana": "Rencana perbaikan dan waktunya",
    "saran": "Saran tindak lanjut",
    "keputusan": "Keputusan",
    "dasar": "Dasar pertimbangan",
    "ekspektasi": "Ekspektasi khusus",
    "masalah": "Permasalahan perilaku kerja",
    "serupa": "Terjadi juga pada pegawai lain",
    "dilakukan": "Yang sudah dilakukan pejabat penilai",
    "dikomunikasikan": "Dibicarakan dengan pegawai tanggal",
    "bukti": "Bukti umpan balik berkelanjutan",
    "terlatih": "Pelapor sudah memperoleh pelatihan konseling",
}
"""The words of each field, in the order of the pages."""
_SINGKAT = ("konselor", "jadwal", "waktu", "tempat", "dilaksanakan", "dikomunikasikan", "terlatih", "serupa")
RAHASIA = "RAHASIA. Hanya untuk pegawai, konselor, dan unit kepegawaian. Simpan di tempat terkunci; jangan difotokopi."
_PENANDA = {
    BagianKonseling.PENETAPAN: ("Pimpinan unit kepegawaian",),
    BagianKonseling.REKAMAN: ("Pegawai", "Konselor"),
    BagianKonseling.TINDAK_LANJUT: ("Pimpinan unit kepegawaian",),
}


@intention(Wewenang.LIHAT_PENILAIAN, Wewenang.KELOLA_KONSELING)
def print_bagian(kantor: Kantor, doc_id: str, bagian_id: str, kertas: Kertas | None = None) -> HasilCetak:
    """Return one section on paper, a report as form B.1.10; it counts as an opening and raises what that raises."""
    baris = get_konseling(kantor, doc_id)
    isi = open_bagian(kantor, doc_id, bagian_id)
    bagian = next(satu for satu in baris.bagian if satu.id == bagian_id)
    kertas = kertas or read_pengaturan(kantor).kertas
    with kantor.write("cetak_konseling", doc_id, {"bagian": bagian.jenis.value}):
        pass
    if bagian.jenis is BagianKonseling.LAPORAN:
        pdf = render_laporan_perilaku(_report(kantor, isi, bagian), kertas=kertas)
    else:
        pdf = render_konseling(_page(kantor, baris, bagian, isi), kertas=kertas)
    # The name of a file is read by everybody: it tells neither the person nor what it is about.
    nama = f"konseling-{bagian.kode.lower()}.pdf"
    return HasilCetak(nama, pdf, JUDUL[bagian.jenis], JenisCetak.LAPORAN_PERILAKU, doc_id)


def _report(kantor: Kantor, isi: Section, bagian: BarisBagian) -> FormLaporanPerilaku:
    hari = bagian.tanggal or kantor.jam().date()
    return FormLaporanPerilaku(
        kata=guidance_words(hari),
        pegawai=isi.pegawai or Identitas(),
        penilai=isi.penilai or Identitas(nama=isi.penulis),
        tempat=kantor.profil.tempat,
        tanggal=bagian.tanggal,
        tanggal_berkas=hari,
        instansi=kantor.profil.instansi,
        ekspektasi=isi.text_of("ekspektasi"),
        masalah=isi.text_of("masalah"),
        serupa={"ya": True, "tidak": False}.get(isi.text_of("serupa")),
        dilakukan=_done(isi),
    )


def _done(isi: Section) -> str:
    """Return what the assessor did, with the day on which he talked to the employee and the feedback he encloses."""
    kapan, bukti = isi.text_of("dikomunikasikan"), isi.text_of("bukti")
    teks = isi.text_of("dilakukan")
    teks += f"\nDibicarakan dengan pegawai pada {kapan}." if kapan else ""
    return teks + (f"\nBukti umpan balik berkelanjutan:\n{bukti}" if bukti else "")


def _page(kantor: Kantor, baris: BarisKonseling, bagian: BarisBagian, isi: Section) -> FormKonseling:
    terisi = [(satu.kode, satu.teks) for satu in isi.isian if satu.teks and satu.kode in KATA_ISIAN]
    return FormKonseling(
        instansi=kantor.profil.instansi,
        kantor=kantor.profil.nama,
        judul=JUDUL[bagian.jenis],
        fakta=(
            ("Pegawai", baris.pegawai),
            ("Unit kerja", baris.kantor),
            *((KATA_ISIAN[kode], teks) for kode, teks in terisi if kode in _SINGKAT),
            ("Ditulis oleh", isi.penulis),
            ("Disegel tanggal", format_tanggal(bagian.tanggal) if bagian.tanggal else "–"),
            ("Kode bagian", bagian.kode),
        ),
        bagian=tuple((KATA_ISIAN[kode], teks) for kode, teks in terisi if kode not in _SINGKAT),
        penanda=_PENANDA[bagian.jenis],
        kaki=RAHASIA,
        dibuat=read_time(kantor.claim().t) or kantor.jam(),
        jam_diragukan=kantor.claim().doubt,
    )


@intention(Wewenang.KELOLA_KONSELING)
def print_daftar_konseling(kantor: Kantor, kertas: Kertas | None = None) -> HasilCetak:
    """Return the personnel unit's list of people with problems of behaviour, without a word of the sections (P6:87).

    Raises ``UserError`` ``wewenang_kurang`` elsewhere.
    """
    semua = list_konseling(kantor)
    if not all(satu.sebagai == UNIT for satu in semua):
        kantor.refuse(Wewenang.KELOLA_KONSELING)
    baris = [
        f"{n}. {satu.pegawai} ({satu.kantor}), dilaporkan {satu.penilai}"
        f"{' ' + format_tanggal(satu.tanggal) if satu.tanggal else ''}: {KATA_STATUS[satu.status]}"
        for n, satu in enumerate(semua, 1)
    ]
    form = FormKonseling(
        instansi=kantor.profil.instansi,
        kantor=kantor.profil.nama,
        judul="Daftar pegawai dengan permasalahan perilaku kerja",
        fakta=(("Banyaknya", f"{len(semua)} perkara"),),
        bagian=(("Daftar", "\n".join(baris)),),
        penanda=("Pimpinan unit kepegawaian",),
        kaki="RAHASIA. Hanya untuk unit kepegawaian. Isi laporan tidak dimuat di sini.",
        dibuat=read_time(kantor.claim().t) or kantor.jam(),
        jam_diragukan=kantor.claim().doubt,
    )
    pdf = render_konseling(form, kertas=kertas or read_pengaturan(kantor).kertas)
    nama = file_name("daftar-konseling", kantor.profil.nama, "", kantor.jam().date().isoformat())
    return HasilCetak(nama, pdf, "Daftar konseling", JenisCetak.LAPORAN_PERILAKU, "")


@intention(Wewenang.CETAK)
def find_laporan(kantor: Kantor, pegawai_id: str, waktu: str = "") -> tuple[str, ...]:
    """Return the cases of a person whose report who acts can open, newest first."""
    if kantor.pelaku.tanpa_sandi:
        return ()
    semua = [satu for satu in list_konseling(kantor) if satu.pegawai_id == pegawai_id]
    milik = [s for s in semua if _report_of(s) and (not waktu or str(s.tanggal or "").startswith(waktu[:4]))]
    return tuple(satu.id for satu in milik)


@intention(Wewenang.CETAK)
def print_laporan(kantor: Kantor, doc_id: str, kertas: Kertas | None = None) -> HasilCetak:
    """Return form B.1.10 of a case: its last report that who acts can open."""
    bagian = _report_of(get_konseling(kantor, doc_id))
    if bagian is None:
        raise UserError("konseling_bukan_kunci")
    return print_bagian(kantor, doc_id, bagian.id, kertas)


def _report_of(baris: BarisKonseling) -> BarisBagian | None:
    milik = [satu for satu in baris.bagian if satu.jenis is BagianKonseling.LAPORAN and satu.dapat_dibuka]
    return milik[-1] if milik else None
