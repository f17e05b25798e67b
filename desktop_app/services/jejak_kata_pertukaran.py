"""What the acts about identities, twins, held files and lost computers are called in the audit chain."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

KATA_PERTUKARAN: Mapping[str, str] = MappingProxyType(
    {
        "tolak_balasan": "Menolak berkas balasan: {alasan}",
        "tolak_paket": "Menolak paket: {alasan}",
        "terima_karantina": "Menerima catatan yang ditahan",
        "cabut_perangkat": "Mencabut kepercayaan kepada komputer {perangkat}",
        "izinkan_paket": "Mengizinkan satu paket dari komputer yang dicabut",
        "lihat_terdampak": "Melihat siapa saja yang datanya ada di komputer {perangkat}",
        "ubah_ruang_ditahan": "Mengatur ruang untuk yang ditahan: {batas} MB",
        "identitas_baru": "Mengambil identitas baru untuk komputer ini",
        "pilih_kembar": "Menentukan komputer mana dari dua yang sama identitasnya harus mengambil identitas baru",
        "selesai_kembar": "Menyatakan perkara dua komputer dengan satu identitas selesai",
        "biarkan_ditahan": "Memutuskan membiarkan yang ditahan tetap ditahan",
        "nilai_karantina": "Menilai ulang catatan yang ditahan; tetap ditahan",
        "kode_terima": "Mencatat kode terima yang dibacakan kabupaten untuk paket nomor {nomor}",
        "terima_bagian": "Menyimpan {jumlah} bagian paket yang datang terpisah, dari {paket} paket",
        "hapus_bagian": "Menghapus bagian paket {paket} yang tidak dilengkapi",
        "catat_kurir": "Mencatat siapa yang membawa paket nomor {nomor}",
        "periksa_salinan": "Memeriksa lagi salinan paket nomor {nomor} di flashdisk: {hasil}",
        "surel_paket": "Membuat bagian surel dari paket nomor {nomor}: {jumlah} berkas",
        "qr_paket": "Membuat lembar kode QR dari paket nomor {nomor}: {jumlah} kode",
        "qr_difoto": "Mencatat bahwa semua kode QR paket nomor {nomor} sudah difoto: {jumlah} kode",
        "cetak_tanda_terima": "Mencetak tanda terima paket kantor {kantor}",
        "cetak_keadaan": "Mencetak keadaan terakhir yang diterima dari komputer {perangkat}",
        "cetak_terdampak": "Mencetak pemberitahuan untuk orang yang datanya ada di komputer {perangkat}",
        "surat_pencabutan": "Membuat berkas pemberitahuan pencabutan untuk komputer {perangkat}",
        "batal_gabung": "Membatalkan penggabungan paket nomor {nomor} dari {kantor}: {versi} versi disisihkan",
        "folder_pantau": "Mengatur folder yang diamati",
        "simpan_hasil_gabung": "Menyimpan daftar hasil penerimaan {jumlah} berkas paket",
        "gabung_lagi": "Menggabungkan lagi paket nomor {nomor} dari {kantor}: {versi} versi",
        "surat_setoran": "Membuat surat pengingat setoran: {jumlah} surat untuk {periode}",
        "ekspor_setoran": "Mengekspor peta setoran {periode}",
        "bangun_ulang": "Menyiapkan berkas bangun ulang untuk kantor {kantor}",
    }
)
