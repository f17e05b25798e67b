"""The spread of ratings in plain words and in the cells of a list: n is always told, a mean is told as an order."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from desktop_app.domain.istilah import Predikat
from desktop_app.domain.sebaran import N_TERKECIL, NILAI_HALO, Arah, Bagian, Sebaran

PREDIKAT: Mapping[Predikat, str] = MappingProxyType(
    {
        Predikat.SANGAT_BAIK: "Sangat baik",
        Predikat.BAIK: "Baik",
        Predikat.BUTUH_PERBAIKAN: "Butuh perbaikan",
        Predikat.KURANG: "Kurang",
        Predikat.SANGAT_KURANG: "Sangat kurang",
    }
)
_BAGIAN: Mapping[Arah, str] = MappingProxyType(
    {
        Arah.LEBIH_RENDAH: "lebih jarang daripada",
        Arah.SERUPA: "kira-kira sama dengan",
        Arah.LEBIH_TINGGI: "lebih sering daripada",
    }
)
_URUTAN: Mapping[Arah, str] = MappingProxyType(
    {
        Arah.LEBIH_RENDAH: "cenderung lebih rendah daripada",
        Arah.SERUPA: "kira-kira sama dengan",
        Arah.LEBIH_TINGGI: "cenderung lebih tinggi daripada",
    }
)
JUDUL = (
    "Pejabat penilai",
    "Unit",
    "Dinilai (n)",
    *PREDIKAT.values(),
    "Pasangan rating yang sama (orang)",
    "Pasangan rating yang sama, dibandingkan",
    "Rating hasil, dibandingkan",
    "Rating perilaku, dibandingkan",
    "Umpan balik perilaku seragam (orang)",
    "Dapat dilihat keseragamannya (orang)",
    "Tanpa jurnal, umpan balik, dan bukti (orang)",
    "Pembanding",
    "Pembanding (n)",
)
PENGANTAR = (
    "Gambaran saja, bukan penilaian atas penilai: angka yang berbeda dapat punya alasan yang baik. "
    f"Di bawah {N_TERKECIL} orang hanya jumlah yang ditampilkan."
)
"""What stands above every such picture."""


def lines_of(sebaran: Sebaran, pembanding: str) -> tuple[str, ...]:
    """Return the picture as a few sentences, counts first."""
    u = sebaran.ukuran
    if not u.n:
        return ("Belum ada pegawai yang kedua ratingnya terisi pada periode ini.",)
    kalimat = [
        f"{u.n} pegawai sudah diberi kedua rating: "
        + ", ".join(f"{n} {PREDIKAT[satu].lower()}" for satu, n in u.predikat if n)
        + ".",
        f"{u.sama} dari {u.n} mendapat pasangan rating yang sama{_beside(sebaran.sama, _BAGIAN, pembanding)}.",
    ]
    if sebaran.hasil.taksiran is not None:
        kalimat.append(f"Rating hasil kerja {_URUTAN[sebaran.hasil.arah]} {pembanding}.")
        kalimat.append(f"Rating perilaku {_URUTAN[sebaran.perilaku.arah]} {pembanding}.")
    if u.dapat_halo:
        kalimat.append(
            f"Pada {u.halo} dari {u.dapat_halo} pegawai dengan umpan balik atas sedikitnya {NILAI_HALO} nilai, "
            "semua nilai tampak sama."
        )
    if u.tanpa_dasar:
        kalimat.append(f"{u.tanpa_dasar} dari {u.n} tidak punya jurnal, umpan balik, atau bukti pada periode ini.")
    else:
        kalimat.append("Semuanya punya jurnal, umpan balik, atau bukti pada periode ini.")
    if sebaran.sama.taksiran is None:
        kalimat.append(
            f"Belum dibandingkan: perlu sedikitnya {N_TERKECIL} orang yang dinilainya dan {N_TERKECIL} yang dinilai "
            "penilai lain."
        )
    else:
        kalimat.append(f"Pembanding: {pembanding}, {sebaran.n_lain} orang yang dinilai penilai lain.")
    return tuple(kalimat)


def _beside(bagian: Bagian, kata: Mapping[Arah, str], pembanding: str) -> str:
    return "" if bagian.taksiran is None else f", {kata[bagian.arah]} {pembanding}"


def word_of(bagian: Bagian, *, urutan: bool = False) -> str:
    """Return one comparison in a word or two for a table; a dash where there are too few."""
    if bagian.taksiran is None:
        return "–"
    kata = {Arah.SERUPA: "serupa"} | (
        {Arah.LEBIH_RENDAH: "lebih rendah", Arah.LEBIH_TINGGI: "lebih tinggi"}
        if urutan
        else {Arah.LEBIH_RENDAH: "lebih jarang", Arah.LEBIH_TINGGI: "lebih sering"}
    )
    return kata[bagian.arah]


def cells_of(nama: str, unit: str, pembanding: str, sebaran: Sebaran) -> tuple[str, ...]:
    """Return one row of the list under ``JUDUL``; every cell is text."""
    u = sebaran.ukuran
    dibanding = sebaran.sama.taksiran is not None
    return (
        nama,
        unit,
        str(u.n),
        *(str(n) for _, n in u.predikat),
        str(u.sama),
        word_of(sebaran.sama),
        word_of(sebaran.hasil, urutan=True),
        word_of(sebaran.perilaku, urutan=True),
        str(u.halo),
        str(u.dapat_halo),
        str(u.tanpa_dasar),
        pembanding if dibanding else "–",
        str(sebaran.n_lain) if dibanding else "–",
    )
