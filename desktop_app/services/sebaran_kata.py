"""The spread of ratings in plain words and in the cells of a list: n is always told, a mean is told as an order."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from desktop_app.domain.istilah import Predikat
from desktop_app.domain.sebaran import N_TERKECIL, NILAI_HALO, Arah, Bagian, Sebaran
from desktop_app.i18n import _

PREDIKAT: Mapping[Predikat, str] = MappingProxyType(
    {
        Predikat.SANGAT_BAIK: "Sangat baik",
        Predikat.BAIK: "Baik",
        Predikat.BUTUH_PERBAIKAN: "Butuh perbaikan",
        Predikat.KURANG: "Kurang",
        Predikat.SANGAT_KURANG: "Sangat kurang",
    }
)
BAGIAN: Mapping[Arah, str] = MappingProxyType(
    {
        Arah.LEBIH_RENDAH: "lebih jarang daripada",
        Arah.SERUPA: "kira-kira sama dengan",
        Arah.LEBIH_TINGGI: "lebih sering daripada",
    }
)
URUTAN: Mapping[Arah, str] = MappingProxyType(
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
    "Di bawah {batas} orang hanya jumlah yang ditampilkan."
)
"""What stands above every such picture."""


def lines_of(sebaran: Sebaran, pembanding: str) -> tuple[str, ...]:
    """Return the picture as a few sentences, counts first."""
    u = sebaran.ukuran
    if not u.n:
        return (_("Belum ada pegawai yang kedua ratingnya terisi pada periode ini."),)
    kalimat = [
        _("{n} pegawai sudah diberi kedua rating: {rincian}.").format(
            n=u.n, rincian=", ".join(f"{n} {_(PREDIKAT[satu]).lower()}" for satu, n in u.predikat if n)
        ),
        _("{sama} dari {n} mendapat pasangan rating yang sama{dibanding}.").format(
            sama=u.sama, n=u.n, dibanding=_beside(sebaran.sama, BAGIAN, pembanding)
        ),
    ]
    if sebaran.hasil.taksiran is not None:
        hasil, perilaku = _(URUTAN[sebaran.hasil.arah]), _(URUTAN[sebaran.perilaku.arah])
        kalimat.append(_("Rating hasil kerja {arah} {pembanding}.").format(arah=hasil, pembanding=pembanding))
        kalimat.append(_("Rating perilaku {arah} {pembanding}.").format(arah=perilaku, pembanding=pembanding))
    if u.dapat_halo:
        kalimat.append(
            _(
                "Pada {halo} dari {dapat} pegawai dengan umpan balik atas sedikitnya {nilai} nilai, semua nilai tampak "
                "sama."
            ).format(halo=u.halo, dapat=u.dapat_halo, nilai=NILAI_HALO)
        )
    if u.tanpa_dasar:
        kalimat.append(
            _("{tanpa} dari {n} tidak punya jurnal, umpan balik, atau bukti pada periode ini.").format(
                tanpa=u.tanpa_dasar, n=u.n
            )
        )
    else:
        kalimat.append(_("Semuanya punya jurnal, umpan balik, atau bukti pada periode ini."))
    if sebaran.sama.taksiran is None:
        kalimat.append(
            _(
                "Belum dibandingkan: perlu sedikitnya {batas} orang yang dinilainya dan {batas} yang dinilai penilai "
                "lain."
            ).format(batas=N_TERKECIL)
        )
    else:
        kalimat.append(
            _("Pembanding: {pembanding}, {n} orang yang dinilai penilai lain.").format(
                pembanding=pembanding, n=sebaran.n_lain
            )
        )
    return tuple(kalimat)


def _beside(bagian: Bagian, kata: Mapping[Arah, str], pembanding: str) -> str:
    return "" if bagian.taksiran is None else f", {_(kata[bagian.arah])} {pembanding}"


def word_of(bagian: Bagian, *, urutan: bool = False) -> str:
    """Return one comparison in a word or two for a table; a dash where there are too few."""
    if bagian.taksiran is None:
        return "–"
    kata = {Arah.SERUPA: _("serupa")} | (
        {Arah.LEBIH_RENDAH: _("lebih rendah"), Arah.LEBIH_TINGGI: _("lebih tinggi")}
        if urutan
        else {Arah.LEBIH_RENDAH: _("lebih jarang"), Arah.LEBIH_TINGGI: _("lebih sering")}
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
