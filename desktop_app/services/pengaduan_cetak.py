"""Printing the register of complaints of a month, quarter or year; names of complainants stay in the program."""

from __future__ import annotations

from collections import Counter
from types import MappingProxyType

from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.istilah_pengembangan import JenisPengaduan, SaluranPengaduan, StatusPengaduan
from desktop_app.domain.wewenang import Wewenang
from desktop_app.forms import render_pengaduan
from desktop_app.forms.values import Kertas
from desktop_app.forms.values_pengaduan import BarisRegister, FormRegister
from desktop_app.services.cetak import file_name
from desktop_app.services.dokumen_evaluasi_cetak import LembarKantor
from desktop_app.services.kantor import Kantor, intention
from desktop_app.services.pengaduan import BarisPengaduan, list_pengaduan
from desktop_app.services.pengaturan import read_pengaturan
from desktop_app.services.periode_kata import periode_words

JENIS = MappingProxyType(
    {
        JenisPengaduan.PENGADUAN: "Pengaduan",
        JenisPengaduan.PUJIAN: "Pujian",
        JenisPengaduan.SARAN: "Saran",
    }
)
SALURAN = MappingProxyType(
    {
        SaluranPengaduan.LANGSUNG: "Langsung",
        SaluranPengaduan.KOTAK_SARAN: "Kotak saran",
        SaluranPengaduan.SURAT: "Surat",
        SaluranPengaduan.TELEPON: "Telepon",
        SaluranPengaduan.PESAN: "Pesan",
        SaluranPengaduan.LAINNYA: "Lainnya",
    }
)
STATUS = MappingProxyType(
    {
        StatusPengaduan.DITERIMA: "Diterima",
        StatusPengaduan.DITANGANI: "Ditangani",
        StatusPengaduan.SELESAI: "Selesai",
    }
)
"""How paper and command line call them."""


@intention(Wewenang.LIHAT_PENGADUAN)
def print_pengaduan(kantor: Kantor, periode: str, kertas: Kertas | None = None) -> LembarKantor:
    """Return the register of a period or year, the oldest first, as the office's own page."""
    baris = sorted(list_pengaduan(kantor, periode=periode), key=lambda satu: (str(satu.tanggal), satu.id))
    hitung = Counter(satu.jenis for satu in baris)
    jumlah = ", ".join(f"{hitung[jenis]} {kata.lower()}" for jenis, kata in JENIS.items())
    form = FormRegister(
        instansi=kantor.profil.instansi,
        kantor=kantor.profil.nama,
        waktu=periode_words(periode),
        ringkasan=jumlah,
        baris=tuple(map(_line, baris)),
        dicetak=kantor.jam(),
        dicetak_ragu=kantor.claim().doubt,
    )
    pdf = render_pengaduan(form, kertas=kertas or read_pengaturan(kantor).kertas)
    nama = file_name("register-pengaduan", form.kantor, "", periode)
    return LembarKantor(nama, pdf, "Register pengaduan", len(baris))


def _line(satu: BarisPengaduan) -> BarisRegister:
    keadaan = STATUS[satu.status]
    if satu.selesai is not None:
        keadaan += f" {format_tanggal(satu.selesai)}"
    terikat = f"\nHasil kerja: {satu.hasil}" if satu.hasil else ""
    return BarisRegister(
        tanggal=format_tanggal(satu.tanggal) if satu.tanggal else "–",
        jenis=f"{JENIS[satu.jenis]}\n{SALURAN[satu.saluran]}",
        layanan=satu.layanan or "–",
        isi=satu.isi + terikat,
        tanggapan=satu.tanggapan or "–",
        keadaan=keadaan,
    )
