"""Pages about personal data: the record of an erasure for the person, and the register of processing.

The register (UU 27/2022 Article 31) is made from what this program does and what this office decided; it names kinds
of data and of receivers, never a person.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from desktop_app.domain.codec import ALL_KINDS, decode_as
from desktop_app.domain.errors import UserError
from desktop_app.domain.pengguna import Pengguna
from desktop_app.domain.penghapusan import signed_text
from desktop_app.domain.wewenang import Wewenang
from desktop_app.exchange import key_id
from desktop_app.exchange.penghapusan import verify_erasure
from desktop_app.forms import render_data_pribadi
from desktop_app.forms.values import FormDataPribadi
from desktop_app.services.cadangan import ANGGARAN_MB
from desktop_app.services.kantor import Kantor, Peran, intention
from desktop_app.services.kepercayaan import list_perangkat, trust_of
from desktop_app.services.nama_pelaku import name_of
from desktop_app.services.pengaturan import read_pengaturan
from desktop_app.services.penghapusan import BarisHapus, list_penghapusan, read_record
from desktop_app.services.retensi import read_retensi

JUDUL_REGISTER = "Register pemrosesan data pribadi"
JUDUL_BERITA = "Berita acara penghapusan data"
_KEPALA = ("KEGIATAN", "TUJUAN DAN DASAR", "DATA PRIBADI", "PENERIMA", "MASA SIMPAN", "JUMLAH")


@dataclass(frozen=True)
class BarisProses:
    """One activity of the register: what for, which data, who receives them, how long they are kept, how many."""

    proses: str
    tujuan: str
    data: str
    penerima: str
    simpan: str
    jumlah: str


@intention(Wewenang.LIHAT_PENGATURAN)
def read_register(kantor: Kantor) -> tuple[BarisProses, ...]:
    """Return the activities of the register as this office carries them out today."""
    aturan = read_retensi(kantor)
    penerima = _receivers(kantor)
    jumlah = {kind: kantor.store.count(kind) for kind in ALL_KINDS}
    return (
        BarisProses(
            "Data pegawai",
            "Menyusun dan menilai kinerja (PermenPANRB 6/2022)",
            "Nama, NIP, status, pangkat, jabatan, unit kerja, riwayat jabatan, keadaan khusus (Plt/Plh, tugas belajar, "
            "cuti), pejabat penilai",
            penerima,
            _years(aturan.pegawai, "setelah dokumen terakhir"),
            f"{jumlah['pegawai']} orang",
        ),
        BarisProses(
            "Sasaran kinerja (SKP)",
            "Perencanaan kinerja (PermenPANRB 6/2022 Pasal 7–14)",
            "Rencana hasil kerja, indikator, ekspektasi perilaku, identitas pada formulir",
            penerima,
            _years(aturan.skp, "setelah masa SKP berakhir"),
            f"{jumlah['skp']} SKP",
        ),
        BarisProses(
            "Alat perencanaan dan perubahan SKP",
            "Menjabarkan, membagi peran, dan mengubah rencana (PermenPANRB 6/2022 Pasal 7–14)",
            "Matriks peran dan hasil, manual indikator, workblock, adendum SKP, alasannya, identitas pada formulir",
            penerima,
            _years(aturan.skp, "setelah masa SKP berakhir"),
            f"{jumlah['matriks']} matriks, {jumlah['manual_indikator']} manual, {jumlah['workblock']} workblock, "
            f"{jumlah['adendum']} adendum",
        ),
        BarisProses(
            "Serah terima penilaian",
            "Pergantian pejabat penilai (PermenPANRB 6/2022 Pasal 15–24)",
            "Siapa menyerahkan dan menerima, bawahan dan keadaan dokumennya, sebab, identitas pada formulir",
            penerima,
            _years(aturan.penilaian, "setelah periode berakhir"),
            f"{jumlah['serah_terima']} serah terima",
        ),
        BarisProses(
            "Penilaian kinerja",
            "Pemantauan dan penilaian (PermenPANRB 6/2022 Pasal 15–24)",
            "Realisasi, umpan balik, rating, predikat, keberatan, identitas pada formulir",
            penerima,
            _years(aturan.penilaian, "setelah periode berakhir"),
            f"{jumlah['penilaian']} penilaian, {jumlah['evaluasi_diri']} evaluasi diri, "
            f"{jumlah['dokumen_evaluasi']} dokumen evaluasi, {jumlah['capaian_unit']} capaian organisasi",
        ),
        BarisProses(
            "Pendokumentasian dan umpan balik",
            "Pelaksanaan, pemantauan, umpan balik berkelanjutan (PermenPANRB 6/2022 Pasal 15–19)",
            "Rencana aksi, jurnal, foto dan dokumen bukti dukung, umpan balik dan pemberinya",
            penerima,
            _years(aturan.penilaian, "setelah periode berakhir"),
            f"{jumlah['jurnal']} jurnal, {jumlah['rencana_aksi']} rencana aksi, {jumlah['umpan_balik']} umpan balik",
        ),
        BarisProses(
            "Keberatan",
            "Keberatan atas hasil evaluasi (PermenPANRB 6/2022 lampiran bab V huruf B)",
            "Keberatan tersegel, penjelasan, putusan, identitas pada formulir",
            "Atasan pejabat penilai, kabupaten",
            _years(aturan.penilaian, "setelah periode berakhir"),
            f"{jumlah['keberatan']} keberatan, {jumlah['putusan_keberatan']} putusan",
        ),
        BarisProses(
            "Angka kredit",
            "Konversi predikat kinerja (PermenPANRB 1/2023, Peraturan BKN 3/2023)",
            "Predikat, jenjang, angka kredit, identitas pada formulir",
            penerima,
            _years(aturan.penilaian, "setelah periode berakhir"),
            f"{jumlah['angka_kredit']} angka kredit",
        ),
        BarisProses(
            "Putaran umpan balik",
            "Umpan balik berkelanjutan dari beberapa pihak (PermenPANRB 6/2022 lampiran bab III)",
            "Rata-rata kelompok dan kalimat tanpa nama; siapa menjawab dan jawabannya dihapus saat putaran ditutup",
            penerima,
            _years(aturan.penilaian, "setelah periode berakhir"),
            f"{jumlah['putaran']} putaran, {jumlah['hasil_putaran']} hasil",
        ),
        BarisProses(
            "Survei kepuasan masyarakat dan pengaduan",
            "Survei dan pengelolaan pengaduan (PermenPANRB 14/2017)",
            "Jawaban tanpa nama, usia, pendidikan, pekerjaan; isi pengaduan dan nama pelapor bila ia menyebutnya",
            penerima,
            _years(aturan.penilaian, "setelah periode berakhir"),
            f"{jumlah['survei_skm']} survei, {jumlah['lembar_skm']} lembar, {jumlah['pengaduan']} pengaduan",
        ),
        BarisProses(
            "Pembinaan, kompetensi, dan pengembangan",
            "Bimbingan, konseling, pengembangan kompetensi, tindak lanjut (PermenPANRB 6/2022 Pasal 19, 27)",
            "Coaching, mentoring, nilai kompetensi, pelatihan, tindak lanjut; berkas konseling tersegel",
            penerima,
            _years(aturan.penilaian, "setelah periode berakhir"),
            f"{jumlah['coaching'] + jumlah['mentoring']} bimbingan, {jumlah['evaluasi_kompetensi']} evaluasi "
            f"kompetensi, {jumlah['rencana_pengembangan']} rencana, {jumlah['tindak_lanjut']} tindak lanjut, "
            f"{jumlah['konseling']} konseling",
        ),
        BarisProses(
            "Mutasi dan permintaan perbaikan",
            "Perpindahan pegawai dan pejabat penilai, perbaikan dokumen (PermenPANRB 6/2022 lampiran)",
            "Nama, NIP, kantor asal dan tujuan, nomor SK, predikat yang terbawa; dokumen yang diminta diperbaiki",
            penerima,
            _years(aturan.penilaian, "setelah periode berakhir"),
            f"{jumlah['mutasi']} mutasi, {jumlah['permintaan_perbaikan']} permintaan, "
            f"{jumlah['jawaban_perbaikan']} jawaban",
        ),
        BarisProses(
            "Akun dan tanda tangan",
            "Membuktikan siapa menyimpan dan menandatangani",
            "Nama akun, kunci publik, tanda tangan elektronik; sandi tidak disimpan",
            penerima,
            "Selama dokumen yang ditandatangani disimpan",
            f"{jumlah['pengguna']} akun, {jumlah['tanda_tangan']} tanda tangan",
        ),
        BarisProses(
            "Jejak perbuatan",
            "Pertanggungjawaban dan pengamanan (UU 27/2022 Pasal 31, 35)",
            "Nomor akun (bukan nama), perbuatan, waktu menurut komputer",
            "Auditor, melalui berkas auditor",
            "Tidak dihapus; tidak memuat nama",
            f"{kantor.store.audit_head()[0]} baris",
        ),
        BarisProses(
            "Cadangan",
            "Memulihkan data setelah kerusakan",
            "Seluruh data di atas, disandikan",
            "Tidak dikirim; di komputer ini dan flashdisk cadangan kantor",
            f"Generasi terbaru, paling banyak {ANGGARAN_MB // 1024} GB; yang lama dibuang setelah penghapusan",
            "–",
        ),
    )


def _receivers(kantor: Kantor) -> str:
    """Return who receives the office's documents, as its trust and its ledger of computers have it."""
    if kantor.profil.peran is Peran.KABUPATEN:
        jumlah = len({satu.kode for satu in list_perangkat(kantor)})
        return f"Kantor pengirim sendiri, {jumlah} kantor terdaftar; tidak ada pihak lain"
    trust = trust_of(kantor)
    if trust is None:
        return "Belum ada; kantor belum terdaftar di kabupaten"
    return f"{trust.office.name}, melalui paket yang disegel"


def _safeguards(kantor: Kantor) -> str:
    if kantor.pelaku.tanpa_sandi:
        return "Basis data disandikan dengan berkas kunci (kantor tanpa sandi), setiap perbuatan tercatat"
    return "Basis data disandikan, setiap orang masuk dengan sandinya, peran membatasi, setiap perbuatan tercatat"


def _years(tahun: int, sejak: str) -> str:
    return f"{tahun} tahun {sejak}" if tahun else "Tanpa batas yang ditetapkan kantor"


@intention(Wewenang.LIHAT_PENGATURAN)
def print_register(kantor: Kantor) -> bytes:
    """Return the register as PDF, ready to be signed by the controller."""
    claim = kantor.claim()
    profil = kantor.profil
    baris = read_register(kantor)
    form = FormDataPribadi(
        instansi=profil.instansi,
        kantor=profil.nama,
        judul=JUDUL_REGISTER,
        fakta=(
            ("Pengendali data", f"{profil.instansi}, {profil.nama} ({profil.kode})"),
            ("Dasar", "UU 27/2022 tentang Pelindungan Data Pribadi, Pasal 31"),
            ("Pengamanan", _safeguards(kantor)),
        ),
        kepala=_KEPALA,
        lebar=(15, 22, 26, 20, 17, 12),
        baris=tuple((s.proses, s.tujuan, s.data, s.penerima, s.simpan, s.jumlah) for s in baris),
        petunjuk=(
            "Register ini dibuat dari keadaan program pada waktu di atas. Lengkapi dengan kegiatan kantor di luar "
            "program ini bila ada.",
            "Penghapusan atas permintaan pemilik data dibuktikan dengan berita acara; catatannya ikut ke kabupaten.",
        ),
        penanda=("Petugas pelindungan data", "Kepala kantor"),
        dibuat=datetime.fromisoformat(claim.t),
        jam_diragukan=claim.doubt,
        mendatar=True,
    )
    return render_data_pribadi(form, kertas=read_pengaturan(kantor).kertas)


@intention(Wewenang.HAPUS_ORANG)
def print_berita_acara(kantor: Kantor, catatan: str) -> bytes:
    """Return the page of one erasure as PDF: every record of it, by any of their ids, as often as it is wanted.

    It names no person: his name is written on it by hand. Raises ``UserError`` ``hapus_catatan_tidak_ada``.
    """
    semua = list_penghapusan(kantor)
    satu = next((baris for baris in semua if baris.id == catatan), None)
    if satu is None:
        raise UserError("hapus_catatan_tidak_ada")
    bagian = sorted((baris for baris in semua if _same_erasure(baris, satu)), key=lambda baris: baris.bagian)
    profil = kantor.profil
    form = FormDataPribadi(
        instansi=profil.instansi,
        kantor=profil.nama,
        judul=JUDUL_BERITA,
        fakta=(
            ("Nama pemilik data", "……………………………………… (ditulis tangan)"),
            ("Nomor data", satu.orang),
            ("Dasar", satu.dasar),
            ("Nomor surat", satu.nomor_surat or "–"),
            ("Dihapus oleh", name_of(kantor, satu.pelaku) or "–"),
            ("Kantor", satu.kantor),
            ("Tanda tangan", "; ".join(dict.fromkeys(signature_words(kantor, baris.id) for baris in bagian))),
            ("Versi yang dihapus", str(sum(baris.revisi for baris in bagian))),
        ),
        kepala=("BAGIAN", "NOMOR CATATAN", "VERSI"),
        lebar=(14, 60, 14),
        baris=tuple((f"{b.bagian} dari {b.jumlah_bagian}", b.id, str(b.revisi)) for b in bagian),
        petunjuk=(
            "Isi seluruh versi data pegawai, SKP, penilaian, dan nama akun orang ini sudah dihapus dari data kantor. "
            "Yang tersisa hanya nomornya, agar riwayat dan jejak tetap dapat diperiksa.",
            "Catatan penghapusan ditandatangani secara elektronik dan ikut dalam paket berikutnya, sehingga kantor "
            "penerima menghapus juga. Paket lama tidak dapat mengembalikannya.",
            "Nama pada formulir orang lain (misalnya sebagai pejabat penilai) dan formulir yang sudah dicetak tetap "
            "ada sebagai arsip yang sah milik orang lain.",
            "Cadangan di flashdisk dan salinan yang sudah diserahkan ke luar kantor tidak terjangkau program ini. "
            "Musnahkan menurut prosedur kantor.",
        ),
        penanda=("Pemilik data", "Petugas", "Kepala kantor"),
        dibuat=datetime.fromisoformat(satu.waktu),
        jam_diragukan=satu.ragu,
    )
    return render_data_pribadi(form, kertas=read_pengaturan(kantor).kertas)


def signature_words(kantor: Kantor, catatan: str) -> str:
    """Return in words who signed one record, each signature verified now over what the record says."""
    isi = read_record(kantor, catatan)
    try:
        teks = signed_text(isi)
    except ValueError:
        return "tidak sah"
    komputer = f"komputer {key_id(bytes.fromhex(isi.kunci))[:8]}" if verify_erasure(isi.kunci, teks, isi.tanda) else ""
    if not komputer:
        return "tidak sah"
    if not isi.tanda_orang:
        return f"{komputer}; tanpa tanda tangan pribadi"
    orang = kantor.store.document(isi.pelaku)
    kunci = decode_as(Pengguna, orang.body).kunci if orang is not None and orang.kind == "pengguna" else ()
    sah = any(satu.id == isi.kunci_orang and verify_erasure(satu.kunci, teks, isi.tanda_orang) for satu in kunci)
    return f"{komputer} dan pribadi ({name_of(kantor, isi.pelaku)})" if sah else f"{komputer}; pribadi belum terbukti"


def _same_erasure(satu: BarisHapus, lain: BarisHapus) -> bool:
    return (satu.orang, satu.kantor, satu.waktu, satu.jumlah_bagian) == (
        lain.orang,
        lain.kantor,
        lain.waktu,
        lain.jumlah_bagian,
    )
