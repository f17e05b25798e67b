"""What the window of a survey needs beside the survey: the way out of its screen, and what is done about the result."""

from __future__ import annotations

from desktop_app.domain.errors import UserError
from desktop_app.domain.hitung_skm import rounded
from desktop_app.domain.istilah_pengembangan import StatusSurvei, SumberOutcome
from desktop_app.domain.kalimat import end
from desktop_app.domain.pengaduan import PerbaikanLayanan, UkuranPerbaikan
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.akun_dasar import check_wait
from desktop_app.services.kantor import Changed, Kantor, intention
from desktop_app.services.perbaikan import create_perbaikan
from desktop_app.services.skm_hasil import skm_result
from desktop_app.vault import Waits, unlock


@intention(Wewenang.KELOLA_SKM)
def leave_kiosk(kantor: Kantor, sandi: str) -> None:
    """Let who put the screen up leave it, by his own password; an office without passwords asks for none.

    Raises ``UserError`` ``sandi_salah`` with the seconds to wait, or ``sandi_tunggu``.
    """
    if kantor.pelaku.tanpa_sandi:
        return
    akun_id = kantor.pelaku.akun_id
    waits = Waits(kantor.home)
    check_wait(waits, akun_id)
    if unlock(kantor.home, akun_id, sandi) is None:
        with kantor.write("sandi_salah", akun_id):
            pass
        raise UserError("sandi_salah", detik=waits.fail(akun_id))
    waits.clear(akun_id)


@intention(Wewenang.KELOLA_PERBAIKAN)
def plan_from_survei(kantor: Kantor, survei_id: str) -> tuple[str, Changed]:
    """Plan an improvement of the lowest element of a survey (the first of several) with its mean as the value before.

    Raises ``UserError`` ``perbaikan_sumber_kosong`` where nobody answered yet, ``skm_tanpa_terendah`` where all
    elements are equal.
    """
    hasil = skm_result(kantor, survei_id)
    if not hasil.indeks.terendah and any(satu.n for satu in hasil.indeks.unsur):
        raise UserError("skm_tanpa_terendah")
    if not hasil.indeks.terendah:
        raise UserError("perbaikan_sumber_kosong")
    unsur = hasil.indeks.terendah[0]
    nrr = next(satu.nrr for satu in hasil.indeks.unsur if satu.unsur is unsur)
    assert nrr is not None
    nama = hasil.name_of(unsur)
    belum = "" if hasil.survei.status is StatusSurvei.DITUTUP else " (belum ditutup)"
    sebelum = UkuranPerbaikan(
        nilai_ukur=f"{rounded(nrr):.2f}", keterangan=hasil.survei.nama + belum, tanggal=hasil.survei.selesai
    )
    isi = PerbaikanLayanan(
        judul=f"Perbaikan {nama}",
        masalah=end(f"{unsur.value} {nama} adalah unsur terendah pada {hasil.survei.nama}"),
        asal_id=survei_id,
        sumber=SumberOutcome.UNSUR_SKM,
        unsur=unsur,
        indikator=f"NRR {unsur.value}",
        sebelum=sebelum,
    )
    return create_perbaikan(kantor, isi)
