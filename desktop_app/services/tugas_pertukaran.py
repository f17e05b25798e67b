"""What waits of the exchange and of the data themselves, for the first page; and the form of every such line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from desktop_app.i18n import _
from desktop_app.services.beranda import Ringkasan

BEKU = 10
"""So many bundles without any answer are worth a question; days are not counted, because clocks are not believed."""


class Mendesak(IntEnum):
    """How urgent a line is; the smallest comes first."""

    LEWAT = 0
    SEGERA = 1
    PERLU = 2
    BIASA = 3
    KABAR = 4


@dataclass(frozen=True)
class Tugas:
    """One thing to do: its code, how urgent, its sentence, and the page of the window with the document on it."""

    kode: str
    mendesak: Mendesak
    kalimat: str
    halaman: str
    doc_id: str = ""
    jumlah: int = 1


def list_pertukaran(r: Ringkasan, *, unit: bool) -> Iterator[Tugas]:
    """Yield what the exchange and the data themselves ask for, in a unit or at a kabupaten."""
    if r.konflik:
        kalimat = _("{jumlah} dokumen berbeda versi, perlu dipilih").format(jumlah=r.konflik)
        yield Tugas("konflik", Mendesak.LEWAT, kalimat, "konflik", jumlah=r.konflik)
    if r.paket_terputus:
        kalimat = _("Paket nomor {n} sudah jadi tetapi belum disalin ke flashdisk").format(n=r.paket_terputus)
        yield Tugas("salin", Mendesak.PERLU, kalimat, "kirim")
    baris: list[tuple[int, str, Mendesak, str, str]] = []
    if unit:
        belum = 0 if r.terdaftar or r.diminta else 1
        kata = _("Kantor ini belum terdaftar di kabupaten; buat permintaan")
        diam = r.tanpa_balasan if r.tanpa_balasan >= BEKU else 0
        baris += [
            (
                diam,
                "balasan",
                Mendesak.PERLU,
                _("{jumlah} paket dikirim tanpa balasan; tanyakan ke kabupaten"),
                "kirim",
            ),
            (belum, "daftar", Mendesak.BIASA, kata, "kirim"),
            (
                r.belum_dikirim,
                "kirim",
                Mendesak.BIASA,
                _("{jumlah} dokumen belum dikirim ke kabupaten"),
                "kirim",
            ),
        ]
    else:
        baris += [
            (r.karantina, "karantina", Mendesak.SEGERA, _("{jumlah} catatan ditahan"), "masuk"),
            (r.belum_dibalas, "balas", Mendesak.PERLU, _("{jumlah} paket belum dibalas"), "masuk"),
            (
                r.menunggu,
                "menunggu",
                Mendesak.BIASA,
                _("{jumlah} catatan menunggu paket yang belum datang"),
                "masuk",
            ),
            (int(r.upacara_belum), "upacara", Mendesak.KABAR, _("Upacara kunci belum dilakukan"), "pengaturan"),
            (1, "terima", Mendesak.KABAR, _("Terima paket dari kecamatan"), "masuk"),
        ]
    kata = _("Cadangan ke flashdisk: {jumlah} perubahan belum di sana")
    baris.append((r.tanpa_flashdisk, "flashdisk", Mendesak.PERLU, kata, "pengaturan"))
    for jumlah, kode, tingkat, kalimat, halaman in baris:
        if jumlah:
            yield Tugas(kode, tingkat, kalimat.format(jumlah=jumlah), halaman, jumlah=jumlah)
