"""What an improvement is measured by: the newest value that a source has, and the change in words."""

from __future__ import annotations

from desktop_app.domain.format_indonesia import format_angka, read_angka
from desktop_app.domain.istilah import JenisPeriode
from desktop_app.domain.istilah_pengembangan import JenisPengaduan, StatusSurvei, SumberOutcome, UnsurSkm
from desktop_app.domain.pengaduan import PerbaikanLayanan, UkuranPerbaikan
from desktop_app.domain.periode import list_periode
from desktop_app.i18n import _
from desktop_app.services.kantor import Kantor
from desktop_app.services.pengaduan import jumlah_pengaduan
from desktop_app.services.skm_hasil import skm_trend
from desktop_app.services.umpan_balik_tugas import name_period
from desktop_app.services.waktu import plausible_day


def measure_now(
    kantor: Kantor, sumber: SumberOutcome, unsur: UnsurSkm | None, unit_kode: str
) -> UkuranPerbaikan | None:
    """Return the value of a source now: complaints of the running quarter, or the newest closed survey of the unit.

    None where the source has none yet, or is typed by hand.
    """
    if sumber is SumberOutcome.PENGADUAN:
        return _complaints(kantor, unit_kode)
    if sumber is SumberOutcome.IKM:
        return _from_survey(kantor, None, unit_kode)
    if sumber is SumberOutcome.UNSUR_SKM and unsur is not None:
        return _from_survey(kantor, unsur, unit_kode)
    return None


def _from_survey(kantor: Kantor, unsur: UnsurSkm | None, unit_kode: str) -> UkuranPerbaikan | None:
    """Return the mean of an element, or the IKM without one, of the unit's newest closed survey."""
    tutup = [satu for satu in skm_trend(kantor, unit_kode) if satu.status is StatusSurvei.DITUTUP]
    nilai = (tutup[-1].ikm if unsur is None else tutup[-1].nrr.get(unsur)) if tutup else None
    if nilai is None:
        return None
    return UkuranPerbaikan(nilai_ukur=f"{nilai:.2f}", keterangan=tutup[-1].nama, tanggal=tutup[-1].selesai)


def _complaints(kantor: Kantor, unit_kode: str) -> UkuranPerbaikan | None:
    hari = plausible_day(kantor.jam(), kantor.store.get("waktu", "lantai"))
    if hari is None:
        return None
    kini = next(satu for satu in list_periode(hari.year, JenisPeriode.TRIWULANAN) if satu.mulai <= hari <= satu.selesai)
    jumlah = jumlah_pengaduan(kantor, unit_kode, JenisPengaduan.PENGADUAN, kini.kode)
    return UkuranPerbaikan(nilai_ukur=str(jumlah), keterangan=f"Pengaduan {name_period(kini)}", tanggal=hari)


def change_of(isi: PerbaikanLayanan) -> int | None:
    """Return 1 where the value became better, -1 where worse, 0 where it stayed, None where one is no number."""
    dulu, kini = read_angka(isi.sebelum.nilai_ukur), read_angka(isi.sesudah.nilai_ukur)
    if dulu is None or kini is None:
        return None
    naik = (kini > dulu) - (kini < dulu)
    return naik if isi.naik_baik else -naik


def outcome_sentence(isi: PerbaikanLayanan) -> str:
    """Return ``2,41 → 3,10 (lebih baik)``; the value before alone while there is none after, empty without any."""
    dulu, kini = _shown(isi.sebelum.nilai_ukur), _shown(isi.sesudah.nilai_ukur)
    if not dulu and not kini:
        return ""
    if not kini:
        return _("{nilai} (belum diukur lagi)").format(nilai=dulu)
    kata = {1: _("lebih baik"), 0: _("tetap"), -1: _("belum lebih baik"), None: ""}[change_of(isi)]
    if not kata:
        return _("{dulu} → {kini}").format(dulu=dulu or "–", kini=kini)
    return _("{dulu} → {kini} ({kata})").format(dulu=dulu, kini=kini, kata=kata)


def _shown(nilai: str) -> str:
    angka = read_angka(nilai)
    return nilai if angka is None else format_angka(angka)
