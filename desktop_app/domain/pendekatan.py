"""Changing the approach or the layout of an SKP: nothing that was typed is lost, and what is empty is proposed."""

from __future__ import annotations

import re

import msgspec

from desktop_app.domain.format_indonesia import format_target, parse_angka
from desktop_app.domain.istilah import JenisHasil, KelompokSkp, Pendekatan
from desktop_app.domain.skp import Indikator, RencanaHasilKerja, Skp

_ANGKA = re.compile(r"\d(?:[\d.,]*\d)?")


def switch_pendekatan(skp: Skp, pendekatan: Pendekatan) -> Skp:
    """Return ``skp`` in another approach; the measured wording and the narratives both stay (P6:50).

    A narrative that is still empty is proposed from indicator and target, never the other way round: a target cannot
    be guessed from a narrative.
    """
    if pendekatan is skp.pendekatan:
        return skp
    hasil = skp.hasil
    if pendekatan is Pendekatan.KUALITATIF:
        hasil = tuple(_with_narasi(satu) for satu in hasil)
    return msgspec.structs.replace(skp, pendekatan=pendekatan, hasil=hasil)


def _with_narasi(hasil: RencanaHasilKerja) -> RencanaHasilKerja:
    indikator = tuple(
        satu if satu.narasi.strip() else msgspec.structs.replace(satu, narasi=propose_narasi(satu))
        for satu in hasil.indikator
    )
    return msgspec.structs.replace(hasil, indikator=indikator)


def propose_narasi(indikator: Indikator) -> str:
    """Return indicator and target in one line: ``Jumlah berkas selesai: 12 berkas``; empty where both are."""
    bagian = (indikator.teks.strip().rstrip(":"), format_target(indikator.target).strip())
    return ": ".join(satu for satu in bagian if satu)


def follow_narasi(lama: Indikator, baru: Indikator) -> Indikator:
    """Return ``baru`` with its narrative proposed anew, if it still is what ``lama`` proposed; own words stay."""
    if not lama.narasi.strip() or baru.narasi != lama.narasi or lama.narasi != propose_narasi(lama):
        return baru
    return msgspec.structs.replace(baru, narasi=propose_narasi(baru) or lama.narasi)


def missed_target(indikator: Indikator) -> str:
    """Return the measured target if the narrative names another number; empty where they agree or one is empty."""
    target = format_target(indikator.target).strip()
    if not indikator.narasi.strip() or numbers_of(target) <= numbers_of(indikator.narasi):
        return ""
    return target


def numbers_of(teks: str) -> frozenset[object]:
    """Return the numbers that a text names, as it writes them in Indonesian (``1.500`` is 1500)."""
    angka = (parse_angka(satu) for satu in _ANGKA.findall(teks))
    return frozenset(satu for satu in angka if satu is not None)


def change_kelompok(skp: Skp, kelompok: KelompokSkp, penugasan: str = "") -> Skp:
    """Return ``skp`` in the layout of another group; where it prints the assignment, ``penugasan`` fills empty ones."""
    baru = msgspec.structs.replace(skp, kelompok=kelompok)
    return propose_penugasan(baru, penugasan)


def propose_penugasan(skp: Skp, penugasan: str) -> Skp:
    """Return ``skp`` with ``penugasan`` (the assessor's post) in every result without one, if its form prints it."""
    if not penugasan or not prints_penugasan(skp):
        return skp
    hasil = tuple(
        satu if satu.penugasan.strip() else msgspec.structs.replace(satu, penugasan=penugasan) for satu in skp.hasil
    )
    return msgspec.structs.replace(skp, hasil=hasil)


def prints_penugasan(skp: Skp) -> bool:
    """Tell whether the form names who gave each assignment: all but A.1.7, which names his result (P6:32, 34, 55)."""
    return skp.kelompok is KelompokSkp.JPT_MANDIRI or skp.pendekatan is Pendekatan.KUALITATIF


def prints_aspek(skp: Skp) -> bool:
    """Tell whether the form has the column of aspects: A.1.7 alone (P6:57)."""
    return not prints_penugasan(skp)


def change_jenis(skp: Skp, hasil_id: str, jenis: JenisHasil) -> Skp:
    """Return ``skp`` with one result put last among those of the other priority; an unknown id changes nothing."""
    ketemu = next((satu for satu in skp.hasil if satu.id == hasil_id), None)
    if ketemu is None or ketemu.jenis is jenis:
        return skp
    lain = tuple(satu for satu in skp.hasil if satu.id != hasil_id)
    return msgspec.structs.replace(skp, hasil=(*lain, msgspec.structs.replace(ketemu, jenis=jenis)))
