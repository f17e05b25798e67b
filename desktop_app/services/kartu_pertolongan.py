"""The first-aid card of this office: what to do about power, passwords, broken or lost computers and bad sticks."""

from __future__ import annotations

from pathlib import Path

from desktop_app.domain.wewenang import Wewenang
from desktop_app.forms import render_pertolongan
from desktop_app.forms.values import FormPertolongan, Kertas
from desktop_app.services.cetak import put_pdf
from desktop_app.services.kantor import Kantor, Peran, intention
from desktop_app.services.kartu import HalamanKunci
from desktop_app.services.pengaturan import read_pengaturan
from desktop_app.vault import slots_exist

LISTRIK = (
    "Listrik padam atau mau padam",
    (
        "Tutup program (atau biarkan padam). Semua yang sudah tersimpan tetap ada.",
        "Sesudah listrik kembali, nyalakan komputer dan buka program. Bila jam komputer salah, betulkan bila sempat; "
        "pekerjaan boleh diteruskan.",
    ),
)
FLASHDISK = (
    "Flashdisk tidak terbaca",
    (
        "Jangan diformat. Coba lubang USB lain dan komputer lain.",
        "Paket: ekspor lagi ke flashdisk lain; paket berikutnya memuat semua yang belum diterima kabupaten.",
        "Cadangan: pakai flashdisk kedua. Buat cadangan baru selagi komputer masih jalan.",
    ),
)
SANDI = (
    "Sandi terlupa",
    (
        "Di layar masuk pilih Lupa sandi. Pakai kartu pemulihan dari lemari, atau minta bantuan kabupaten.",
        "Jangan mencoba-coba: waktu tunggu bertambah panjang. Data tidak hilang karena sandi terlupa.",
    ),
)
TANPA_SANDI = (
    "Kantor ini tanpa sandi",
    ("Berkas kunci di folder data membuka semuanya. Buat sandi di Pengaturan agar cadangan di flashdisk berguna.",),
)
RUSAK = (
    "Komputer rusak, atau data tidak terbuka (juga sesudah virus)",
    (
        "Jangan memasang ulang apa pun di atas disk lama. Cabut flashdisk cadangan dari komputer yang kena virus.",
        "Pasang program di komputer yang sehat. Di layar awal pilih Pulihkan dari cadangan dan pilih cadangan terbaru "
        "di flashdisk.",
        "Masuk dengan sandi yang berlaku saat cadangan dibuat, atau kartu pemulihan.",
        "Kirim paket ke kabupaten dan terima balasannya: semua yang pernah dikirim kembali.",
    ),
)
HILANG = (
    "Laptop hilang atau dicuri",
    (
        "Telepon kabupaten hari itu juga: minta komputer itu dicabut. Sebut kode kantor dan nama komputer di atas.",
        "Catat kapan dan di mana hilangnya; kabupaten membuat daftar orang yang terdampak.",
        "Komputer baru: pulihkan dari cadangan di flashdisk. Tanpa cadangan: buat kantor dengan kode yang sama dan "
        "daftarkan; balasan kabupaten mengembalikan semua yang pernah dikirim.",
    ),
)
HILANG_KABUPATEN = (
    "Laptop kecamatan hilang atau dicuri",
    (
        "Buka Pengaturan, bagian Komputer kantor, pilih komputernya, tekan Laptop hilang, dan ikuti lima langkahnya.",
        "Daftarkan komputer pengganti; balasan berikutnya memuat semua data kantor itu.",
    ),
)


@intention(Wewenang.CADANGKAN)
def print_pertolongan(kantor: Kantor) -> HalamanKunci:
    """Return the first-aid card of this office as a page of its own."""
    unit = kantor.profil.peran is Peran.UNIT
    sandi = SANDI if slots_exist(kantor.home) else TANPA_SANDI
    fakta = (
        ("Kode kantor", kantor.profil.kode),
        ("Nama komputer", kantor.store.device[:8]),
        ("Folder data", str(kantor.home)),
        ("Flashdisk cadangan", "A dan B bergantian, disimpan di lemari terkunci, tidak di dekat komputer"),
    )
    telepon = ("admin kabupaten", "admin kantor ini") if unit else ("teknisi", "atasan")
    claim = kantor.claim()
    form = FormPertolongan(
        instansi=kantor.profil.instansi,
        kantor=kantor.profil.nama,
        fakta=fakta,
        telepon=telepon,
        masalah=(LISTRIK, sandi, RUSAK, HILANG if unit else HILANG_KABUPATEN, FLASHDISK),
        dibuat=kantor.jam(),
        jam_diragukan=claim.doubt,
    )
    pdf = render_pertolongan(form, kertas=Kertas(read_pengaturan(kantor).kertas))
    with kantor.write("cetak_pertolongan"):
        pass
    return HalamanKunci("Kartu pertolongan pertama", "kartu-pertolongan-pertama.pdf", pdf)


@intention(Wewenang.CADANGKAN)
def save_pertolongan(kantor: Kantor, out: Path) -> Path:
    """Write the first-aid card of this office to ``out`` and return where it is."""
    return put_pdf(print_pertolongan(kantor).pdf, out)
