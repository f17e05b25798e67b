"""What the eighteen digits of a NIP or NI PPPK say; a doubt is a warning, never a refusal."""

from __future__ import annotations

import re
from datetime import date

from desktop_app.domain.istilah import StatusKepegawaian
from desktop_app.domain.temuan import Temuan

_PANJANG = 18


def clean_nip(teks: str) -> str:
    """Return ``teks`` without spaces and punctuation that people type between the groups."""
    return re.sub(r"[\s.\-']", "", teks)


def format_nip(nip: str) -> str:
    """Return a NIP in its groups (``19860926 201505 1 001``); anything else comes back unchanged."""
    if len(nip) != _PANJANG or not nip.isascii() or not nip.isdigit():
        return nip
    return f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}"


def _is_date(digits: str) -> bool:
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return False
    return True


def check_nip(nip: str, status: StatusKepegawaian) -> tuple[Temuan, ...]:
    """Return warnings about ``nip``: form, birth date, month or contract digits, sex digit (Perka BKN 22/2007).

    An empty NIP is allowed for an official who is no ASN (P6:34).
    """
    if not nip:
        kosong_boleh = status is StatusKepegawaian.BUKAN_ASN
        return () if kosong_boleh else (Temuan("nip_kosong", "nip"),)
    if len(nip) != _PANJANG or not nip.isascii() or not nip.isdigit():
        return (Temuan("nip_bukan_18_angka", "nip", jumlah=len(nip)),)
    temuan: list[Temuan] = []
    if not _is_date(nip[:8]):
        temuan.append(Temuan("nip_tanggal_lahir", "nip", angka=nip[:8]))
    elif not int(nip[:4]) + 15 <= int(nip[8:12]) <= int(nip[:4]) + 65:
        temuan.append(Temuan("nip_tahun_pengangkatan", "nip", angka=nip[8:12]))
    bulan = int(nip[12:14])
    menurut_angka = StatusKepegawaian.PNS if 1 <= bulan <= 12 else StatusKepegawaian.PPPK
    if bulan == 0 or 13 <= bulan <= 20:
        temuan.append(Temuan("nip_angka_13_14", "nip", angka=nip[12:14]))
    elif menurut_angka is not status:
        temuan.append(Temuan("nip_beda_status", "nip", angka=nip[12:14], menurut=menurut_angka.value))
    if nip[14] not in "12":
        temuan.append(Temuan("nip_jenis_kelamin", "nip", angka=nip[14]))
    return tuple(temuan)
