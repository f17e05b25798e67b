"""Ketentuan and Kalender: what the regulation leaves to the agency, and which days count as working days."""

from __future__ import annotations

from datetime import date

import msgspec

from desktop_app.domain.istilah import JenisLibur, JenisPeriode, KelompokSkp, Pendekatan
from desktop_app.domain.istilah_kinerja import PeriodeDokumentasi
from desktop_app.domain.skp import Butir


class Ketentuan(msgspec.Struct, frozen=True, kw_only=True):
    """The agency's choices; the kabupaten's hold in all its offices.

    ``pimpinan_mandiri`` lists posts that head an independent unit ("Camat"): their SKP is A.1.1 or A.1.2 (P6:65; the
    regulation does not say whether a Camat is one). ``hari_kerja`` is five or six days a week, ``periode`` monthly or
    quarterly evaluation (P6:14), ``dokumentasi`` how often progress is documented (P6:11, 68). ``kuota_bukti`` is how
    many MiB of evidence one office may keep.
    """

    unit_kode: str = ""
    pimpinan_mandiri: tuple[Butir, ...] = ()
    pendekatan: dict[KelompokSkp, Pendekatan] = {}
    hari_kerja: int = 5
    periode: JenisPeriode = JenisPeriode.TRIWULANAN
    dokumentasi: PeriodeDokumentasi = PeriodeDokumentasi.MINGGUAN
    kuota_bukti: int = 2048
    catatan: str = ""


class HariLibur(msgspec.Struct, frozen=True, kw_only=True):
    """One day on which offices are closed; ``id`` is its date, so that two lists of one year merge by day."""

    id: str
    tanggal: date
    nama: str = ""
    jenis: JenisLibur = JenisLibur.LIBUR_NASIONAL


class Kalender(msgspec.Struct, frozen=True, kw_only=True):
    """The holidays of one year, with the letter that fixed them (``dasar``)."""

    tahun: int
    unit_kode: str = ""
    dasar: str = ""
    libur: tuple[HariLibur, ...] = ()
