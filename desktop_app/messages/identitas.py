"""Sentences about the identity of a computer, twins, held files, the waiting room, receipt codes and lost computers."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "alasan_identitas": "sebelum mengambil identitas baru",
        # at the start of a unit
        "epoch_identitas": "Komputer ini memakai identitas baru. Bawa berkas permintaannya ke kabupaten dan ambil jawabannya; sesudah itu semua yang belum diakui terkirim lagi. Pekerjaan boleh diteruskan.",
        "identitas_dicabut": "Komputer ini dicabut kabupaten; paket sesudah nomor {nomor} ditahan di sana. Data di sini tetap utuh dan pekerjaan boleh diteruskan. Hubungi kabupaten, lalu ambil identitas baru di Pengaturan, bagian Identitas.",
        "identitas_diminta": "Dua komputer memakai identitas yang sama, dan kabupaten meminta komputer ini yang berganti (pembuat paket nomor {nomor}). Buka Pengaturan, bagian Identitas. Data di sini tetap utuh dan pekerjaan boleh diteruskan.",
        "identitas_belum_perlu": "Komputer ini belum pernah terdaftar di kabupaten, jadi belum ada identitas yang perlu diganti. Daftarkan dulu di halaman Kirim/Terima.",
        "ganti_kunci_menunggu": "Permintaan sebelumnya belum dijawab kabupaten. Bawa berkas permintaan itu lagi (dapat ditulis ulang di Kirim/Terima), lalu buka jawabannya.",
        "ganti_kunci_bukan_ini": "Kunci komputer ini tidak cukup lagi sebagai bukti: komputernya dicabut, atau datanya pernah disalin. Telepon kabupaten, lalu pakai Ambil identitas baru.",
        # twins, at the kabupaten
        "kembar_tidak_ada": "Tidak ada dua riwayat yang tercatat untuk komputer {perangkat}.",
        "kembar_berkas_asing": "Berkas {berkas} bukan salah satu dari kedua riwayat komputer itu. Muat ulang halaman, lalu pilih lagi.",
        "kembar_belum_dipilih": "Tentukan dulu komputer mana yang harus mengambil identitas baru.",
        # a revoked computer
        "perangkat_belum_dicabut": "Komputer {nama} ({kode}) tidak dicabut, jadi tidak ada yang perlu diberitahukan.",
        "pengganti_kantor_lain": "Permintaan itu dari {nama} ({kode}), bukan dari kantor komputer yang hilang ({kode_hilang}). Minta berkas yang benar.",
        "pengganti_komputer_hilang": "Permintaan itu berasal dari komputer yang hilang itu sendiri. Komputer yang dicabut tidak dapat didaftarkan lagi; minta permintaan dari komputer baru.",
        # a request at the kabupaten
        "permintaan_dicabut": "Komputer {komputer} dari {nama} ({kode}) sudah dicabut, jadi permintaannya tidak dijawab lagi. Bila komputernya masih di tangan kantor itu, telepon mereka lalu pakai Beri tahu kantor itu di halaman Komputer; komputer itu lalu mengambil identitas baru.",
        "permintaan_berganti": "Permintaan di berkas itu bukan lagi yang Anda lihat tadi, atau penilaiannya sudah berubah. Belum ada yang didaftarkan. Buka lagi berkasnya, lalu cocokkan dari awal.",
        "permintaan_perlu_sidik": "Kunci lama {lama} tidak menjamin permintaan ini ({sebab}). Telepon {nama} dengan nomor yang sudah dikenal, lalu ulangi dengan --fingerprint dan 25 angka yang mereka bacakan.",
        "permintaan_sidik_lain": "Sidik jari yang dibacakan bukan sidik jari permintaan dari {nama} ini. Jangan daftarkan; minta dibacakan sekali lagi, atau minta berkas permintaan yang baru.",
        # held files and records
        "berkas_bukan_ditahan": "Berkas {berkas} tidak ada di antara yang ditahan. Mungkin sudah diputuskan; muat ulang halaman.",
        "hapus_satu_satu": "Penghapusan data disetujui satu per satu, bukan sekaligus, supaya setiap orang dibaca namanya.",
        "alasan_tidak_ada": "Tidak ada catatan yang ditahan dengan alasan itu. Mungkin sudah diputuskan; muat ulang halaman.",
        "langkah_wewenang": "Hubungi kantor pengirim: data ini milik kantor lain. Bila memang pindah, pindahkan lewat halaman Pegawai, lalu biarkan catatan ini.",
        "langkah_palsu": "Hubungi kantor pengirim dan tanyakan dari komputer mana catatan ini ditulis. Jangan diterima sebelum jelas.",
        "langkah_sertifikat": "Buat balasan untuk kantor ini: sertifikatnya diperbarui dan catatan masuk sendiri. Anda juga dapat menilainya ulang sekarang.",
        "langkah_program": "Pasang program yang lebih baru di sini, lalu nilai ulang; catatannya disimpan utuh.",
        "langkah_isi": "Minta kantor pengirim membuka dokumen itu, melengkapinya, dan mengirim lagi; lalu biarkan catatan ini.",
        "langkah_hapus": "Baca apa yang akan dihapus dan dasarnya, lalu setujui atau biarkan.",
        "langkah_rusak": "Minta kantor pengirim mengirim paket lagi. Catatan yang rusak tidak dapat diterima, dan tetap disimpan sebagai bukti.",
        # receipt codes
        "kode_bukan_paket_ini": "Kode itu benar bentuknya, tetapi bukan kode paket mana pun yang dibuat komputer ini. Minta kabupaten membacakannya sekali lagi, dan pastikan untuk kantor ini.",
        "kode_paket_lain": "Kode itu milik paket nomor {nomor}, bukan paket nomor {dipilih}. Pilih paket nomor {nomor}, lalu ketik lagi.",
        "receipt_empty": "Ketik dua belas huruf yang dibacakan kabupaten.",
        "receipt_short": "Baru {jumlah} huruf; kode terima terdiri atas dua belas huruf. Minta kabupaten membacakannya sampai selesai.",
        "tanda_kabupaten": "Kode diketik di kantor pengirim. Di kabupaten: cetak tanda terimanya dengan --office KODE --out BERKAS.pdf.",
        "perlu_out": "Sebutkan berkas PDF yang dibuat dengan --out.",
        "tanda_paket_kosong": "Belum ada paket dari kantor {kode} yang diterima di sini, jadi belum ada tanda terima yang dapat dicetak.",
    }
)
