"""Sentences of quality help for an SKP: what the regulation recommends for the wording, never an obstacle."""

SENTENCES: dict[str, str] = {
    "narasi_kosong": "Ukuran keberhasilan belum diisi.",
    "mutu_aktivitas": "“{kata}…” menyebut kegiatan. Tulis hasilnya, misalnya “Terselesaikannya …” atau “Permohonan … diproses tepat waktu” (hlm. 120–122).",
    "mutu_kategori": "Ini baru menyebut bidang kerja. Tulis hasil yang dicapai, misalnya “… diproses dengan cepat dan akurat” (hlm. 120–122).",
    "mutu_mutlak": "Kata “{kata}” menuntut hasil tanpa kecuali. Sebaiknya beri ruang untuk kesalahan kecil (hlm. 51).",
    "mutu_aspek": "Ukurannya baru jumlah atau biaya. Bila perlu tambahkan ukuran mutu atau waktu (hlm. 51).",
    "mutu_tanpa_waktu": "Belum ada batas waktu: kapan selesai, atau berapa lama (hlm. 51).",
    "mutu_target_tak_terukur": "Target ini belum terukur. Beri angka dan satuannya, misalnya “12 dokumen” atau “80–90%” (hlm. 50).",
    "mutu_narasi_target": "Target terukurnya {target}, tetapi angka itu tidak ada di kalimat ini. Perbarui kalimatnya bila targetnya yang berubah.",
    "mutu_kendali_pimpinan": "{tingkat} lazim untuk bawahan. Untuk pimpinan: outcome, outcome antara, atau output kendali rendah (hlm. 28).",
    "mutu_kendali_ja": "{tingkat} lazim untuk pelaksana. Untuk jabatan ini sebaiknya paling kurang output kendali sedang (hlm. 44).",
    "mutu_anggaran": "Belum ada ukuran dengan perspektif Anggaran. Perspektif ini harus ada dalam SKP pimpinan (hlm. 29).",
    "mutu_perspektif": "Perspektif belum dipilih (hlm. 29).",
    "mutu_pk_tambahan": "Hasil dari Perjanjian Kinerja wajib menjadi hasil kerja utama (hlm. 27).",
    "mutu_plt_tambahan": "Tugas sebagai Plt/Plh termasuk hasil kerja utama (hlm. 50).",
    "mutu_sama": "Kalimat ini sama dengan SKP {nama}. Sesuaikan dengan peran yang sebenarnya.",
    "mutu_sama_lain": "Kalimat ini sama dengan SKP pegawai lain di kantor ini. Sesuaikan dengan peran yang sebenarnya.",
}
