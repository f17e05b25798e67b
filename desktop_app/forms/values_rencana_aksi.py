"""What the forms of documentation print: the action plan and what came of it (B.1.1 and B.1.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop_app.domain.pegawai import Identitas
from desktop_app.domain.rencana_aksi import RencanaAksi
from desktop_app.domain.skp import Skp
from desktop_app.regulation import KataRencana


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRencanaAksi:
    """One action plan for form B.1.1, and with ``dokumentasi`` its documentation for form B.1.2 (P6:67-68).

    ``mulai`` and ``selesai`` are the days of PERIODE PENILAIAN. Only the employee signs; without ``tempat`` and
    ``tanggal`` the dotted line is left to be written by hand.
    """

    isi: RencanaAksi
    skp: Skp
    pegawai: Identitas
    penilai: Identitas
    mulai: date
    selesai: date
    aturan: KataRencana
    tanggal_berkas: date
    dokumentasi: bool = False
    instansi: str = ""
    tempat: str = ""
    tanggal: date | None = None
