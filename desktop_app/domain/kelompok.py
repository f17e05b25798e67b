"""Which layout an SKP has: from the person's post and the agency's setting, never guessed by who types."""

from __future__ import annotations

from desktop_app.domain.istilah import JenisJabatan, KelompokSkp, Pendekatan
from desktop_app.domain.ketentuan import Ketentuan
from desktop_app.domain.pegawai import RiwayatJabatan


def kelompok_of(jabatan: RiwayatJabatan | None, ketentuan: Ketentuan) -> KelompokSkp:
    """Return the group of a post: high officials, and posts that the agency counts as heads of independent units.

    A post of ``ketentuan.pimpinan_mandiri`` is meant where the name of the post begins with its words: "Camat" means
    "Camat Sukamaju" and not "Sekretaris Camat" (P6:31, 54, 65).
    """
    if jabatan is None:
        return KelompokSkp.JA_JF
    if jabatan.jenis_jabatan is JenisJabatan.JPT or heads_unit(jabatan.jabatan, ketentuan):
        return KelompokSkp.JPT_MANDIRI
    return KelompokSkp.JA_JF


def heads_unit(nama_jabatan: str, ketentuan: Ketentuan) -> bool:
    """Tell whether the agency counts the holder of a post as head of an independent unit."""
    kata = nama_jabatan.casefold().split()
    for satu in ketentuan.pimpinan_mandiri:
        awal = satu.teks.casefold().split()
        if awal and kata[: len(awal)] == awal:
            return True
    return False


def pendekatan_of(kelompok: KelompokSkp, ketentuan: Ketentuan) -> Pendekatan:
    """Return the approach that the agency proposes for a group; measured where it says nothing."""
    return ketentuan.pendekatan.get(kelompok, Pendekatan.KUANTITATIF)
