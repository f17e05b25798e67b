"""What an entry of the journal can be bound to: the results of a person's SKPs and their indicators, in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.istilah import JenisHasil, JenisTarget
from desktop_app.domain.skp import Skp

HURUF = "abcdefghijklmnopqrstuvwxyz"


def key_of(hasil_id: str, indikator_id: str) -> str:
    """Return the key of a choice; empty for none."""
    return f"{hasil_id}/{indikator_id}" if hasil_id else ""


def choices_between(skp: Iterable[Skp], mulai: date, selesai: date) -> list[tuple[str, str]]:
    """Return (key, words) of each indicator and result of the SKPs that touch some days; a number finds each by a key.

    Numbers are those of the form, letters count the indicators ("2a"); of several SKPs each says how long it holds.
    """
    berlaku = [satu for satu in skp if satu.mulai <= selesai and satu.akhir >= mulai]
    pilihan: dict[str, str] = {}
    for satu in berlaku:
        ekor = f" · SKP sampai {format_tanggal(satu.akhir)}" if len(berlaku) > 1 else ""
        semua = [hasil for jenis in JenisHasil for hasil in satu.hasil_jenis(jenis)]
        for nomor, hasil in enumerate(semua, 1):
            for ke, indikator in enumerate(hasil.indikator):
                huruf = HURUF[ke % len(HURUF)]
                kata = indikator.teks or indikator.narasi or f"ukuran {huruf}"
                pilihan.setdefault(key_of(hasil.id, indikator.id), f"{nomor}{huruf}. {hasil.teks} – {kata}{ekor}")
            pilihan.setdefault(key_of(hasil.id, ""), f"{nomor}. {hasil.teks}{ekor}")
    return list(pilihan.items())


def unit_for(skp: Iterable[Skp], indikator_id: str) -> str:
    """Return the unit of an indicator's target; empty for one in words."""
    for satu in skp:
        for hasil in satu.hasil:
            for indikator in hasil.indikator:
                if indikator.id == indikator_id and indikator.target.jenis is not JenisTarget.TEKS:
                    return indikator.target.satuan
    return ""
