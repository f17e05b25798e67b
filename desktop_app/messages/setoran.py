"""Sentences for the codes of the area ``setoran``: what offices have handed in, and letters that remind them."""

SENTENCES: dict[str, str] = {
    "setoran_tidak_kurang": (
        "Tidak ada kantor pilihan yang kekurangan setoran {tahun} yang sudah jatuh waktunya, jadi tidak ada surat yang "
        "perlu dibuat."
    ),
    "setoran_kantor_tidak_ada": "Kantor {kode} tidak ada di peta setoran. Lihat kodenya dengan perintah setoran.",
    "isian_panjang": "Nomor, nama, atau jabatan di surat paling panjang {batas} huruf dan satu baris. Persingkat isinya.",
}
