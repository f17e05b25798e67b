"""The minutes of each kind of meeting say what was done in it, and nothing of another kind."""

from __future__ import annotations

import pytest

from desktop_app.services.kunci_kabupaten import BeritaAcara, PemegangKunci
from desktop_app.services.upacara_cetak import minutes_of

PERTAMA, MUSNAHKAN = "Kunci induk tidak ada lagi di komputer kabupaten", "Cadangan komputer kabupaten"
TETAP, DIGANTI = "Pemegang kunci dan kunci mereka tidak berubah", "tidak berlaku lagi: musnahkan flashdisk"
SERTIFIKAT, KOTAK, DICURI = "sertifikat baru", "Kunci kotak masuk yang lama tetap disimpan", "dipakai orang lain"
PEMULIHAN = "Kunci pemulihan sandi yang baru"
SEMUA = {PERTAMA, MUSNAHKAN, TETAP, DIGANTI, SERTIFIKAT, KOTAK, DICURI, PEMULIHAN}


def minutes(*perubahan: str) -> str:
    orang = tuple(PemegangKunci(nomor=n, nama=f"Pemegang {n}", jabatan="", publik=f"{n:064x}") for n in (1, 2, 3))
    berita = BeritaAcara(
        versi=3,
        perubahan=perubahan,
        alasan="",
        perlu=2,
        pemegang=orang,
        hadir=("Pemegang 1", "Pemegang 2"),
        sidik_lama="a",
        sidik="b",
        penerima_escrow="",
        waktu="2027-01-05T08:00:00+07:00",
        ragu=False,
    )
    return "\n".join(minutes_of(berita))


@pytest.mark.parametrize(
    ("perubahan", "kata"),
    [
        (("upacara", "escrow"), {PERTAMA, MUSNAHKAN}),
        (("penerbit", "kotak"), {TETAP, SERTIFIKAT, KOTAK}),
        (("kotak",), {TETAP, KOTAK}),
        (("escrow",), {TETAP, PEMULIHAN}),
        (("pemegang",), {DIGANTI}),
        (("pemegang", "penerbit"), {DIGANTI, SERTIFIKAT}),
        (("penerbit", "kotak", "ulang"), {TETAP, SERTIFIKAT, KOTAK, DICURI}),
        ((), {TETAP}),
    ],
)
def test_that_the_minutes_speak_of_this_meeting_alone(perubahan: tuple[str, ...], kata: set[str]) -> None:
    teks = minutes(*perubahan)
    assert {satu for satu in SEMUA if satu in teks} == kata
    assert "harus hadir 2 dari 3 pemegang" in teks
    assert "upacara" not in teks or "upacara" in perubahan


def test_that_what_was_changed_is_named() -> None:
    assert minutes("penerbit", "kotak").startswith(
        "Yang diganti: kunci penerbit (komputer kabupaten); kunci kotak masuk.\n"
    )
    assert minutes().startswith("Tidak ada kunci yang diganti; kunci induk disahkan lagi.\n")
    assert "mulai lagi" not in minutes("penerbit")
