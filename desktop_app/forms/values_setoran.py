"""What a letter that reminds an office of what it has not handed in prints, as plain frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop_app.domain.pegawai import Identitas


@dataclass(frozen=True, slots=True, kw_only=True)
class KurangSetoran:
    """One thing that is missing: what, how many of how many people, until when by which rule, and of whom.

    Each of ``orang`` is name, NIP and how far it is.
    """

    judul: str
    jumlah: int
    dari: int
    batas: str
    orang: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSuratSetoran:
    """A letter to the head of one office; without ``nomor`` or ``tanggal`` there are dots to fill in.

    ``kepada`` are the lines of the address, ``terakhir`` says which bundle came last, ``jabatan`` who signs.
    """

    instansi: str
    kantor: str
    tempat: str
    tanggal: date | None
    nomor: str
    hal: str
    kepada: tuple[str, ...]
    kurang: tuple[KurangSetoran, ...]
    terakhir: str
    jabatan: str
    penanda: Identitas
    dicetak: date


@dataclass(frozen=True, slots=True, kw_only=True)
class FormHasilGabung:
    """What became of the bundles of one run; each of ``baris`` is bundle, file, state, remark and receipt code."""

    instansi: str
    kantor: str
    baris: tuple[tuple[str, str, str, str, str], ...]
    waktu: str
    dicetak: date
