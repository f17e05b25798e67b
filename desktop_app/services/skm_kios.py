"""Answers at the office's screen: codes for one answer each, on this computer alone, and answers of nobody.

A code is stored as a hash and says only whether it was used. The answer is a document with an id by chance, no name,
no account and no time finer than the day; nothing leads from a code to it (docs/spec/survey.md says what remains).
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec

from db import Claim
from desktop_app.domain.codec import SCHEMA, decode_as, encode
from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah_pengembangan import CaraSkm
from desktop_app.domain.nomor_lembar import damm_digit
from desktop_app.domain.survei_skm import JawabanSkm, LembarSkm, SurveiSkm
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.jangkauan import reached_document
from desktop_app.services.kantor import Changed, Kantor, intention
from desktop_app.services.naskah import new_doc_id
from desktop_app.services.ruang_disk import keep_reserve
from desktop_app.services.skm import KIND, KODE, LEMBAR, require_running
from desktop_app.services.skm_lembar import clean_answers, day_of

BATAS_KODE = 200
"""Codes made in one go."""
ANGKA_KODE = 9
BELUM, TERPAKAI = b"0", b"1"


@dataclass(frozen=True)
class HitungKode:
    """How many codes of a survey this computer made, and how many of them were used."""

    dibuat: int
    terpakai: int


def format_kode(kode: str) -> str:
    """Return a code as its slip shows it, in groups: ``123 456 7890``."""
    return f"{kode[:3]} {kode[3:6]} {kode[6:]}"


def _digits(teks: str) -> str:
    return "".join(teks.replace("-", " ").split())


def _key(survei_id: str, kode: str) -> str:
    return f"{survei_id}/{hashlib.sha256(f'skp-luring/kode-skm/{survei_id}/{kode}'.encode()).hexdigest()}"


def _codes(kantor: Kantor, survei_id: str) -> Iterable[bytes]:
    return (nilai for kunci, nilai in kantor.store.items(KODE) if kunci.startswith(f"{survei_id}/"))


@intention(Wewenang.KELOLA_SKM)
def make_kode(kantor: Kantor, survei_id: str, jumlah: int) -> tuple[tuple[str, ...], Changed]:
    """Make codes for the screen of this computer (1 to 200) and return them; they are told this once, to be printed.

    Raises ``UserError`` ``skm_tidak_berjalan``, ``skm_jumlah_kode``.
    """
    dokumen = reached_document(kantor, survei_id, KIND, Wewenang.KELOLA_SKM)
    require_running(decode_as(SurveiSkm, dokumen.body))
    if not 1 <= jumlah <= BATAS_KODE:
        raise UserError("skm_jumlah_kode", terbanyak=BATAS_KODE)
    kode: dict[str, None] = {}
    while len(kode) < jumlah:
        angka = f"{secrets.randbelow(10**ANGKA_KODE):0{ANGKA_KODE}d}"
        satu = angka + damm_digit(angka)
        if kantor.store.get(KODE, _key(survei_id, satu)) is None:
            kode[satu] = None
    with kantor.write("buat_kode_skm", survei_id, {"jumlah": jumlah}) as tx:
        for satu in kode:
            tx.put(KODE, _key(survei_id, satu), BELUM)
    return tuple(kode), Changed((survei_id,), (KIND,))


@intention(Wewenang.KELOLA_SKM)
def count_kode(kantor: Kantor, survei_id: str) -> HitungKode:
    """Return how many codes this computer made for a survey and how many were used; none once it is closed."""
    reached_document(kantor, survei_id, KIND, Wewenang.KELOLA_SKM)
    semua = list(_codes(kantor, survei_id))
    return HitungKode(len(semua), semua.count(TERPAKAI))


@intention(Wewenang.KELOLA_SKM)
def check_kode(kantor: Kantor, survei_id: str, kode: str) -> None:
    """Raise ``UserError`` where a code opens no answer; nothing is written, and the code can still be used.

    Codes of errors: ``skm_tidak_berjalan``, ``kode_salah_ketik``, ``kode_tidak_dikenal``, ``kode_terpakai``.
    """
    dokumen = reached_document(kantor, survei_id, KIND, Wewenang.KELOLA_SKM)
    require_running(decode_as(SurveiSkm, dokumen.body))
    _require_unused(kantor, survei_id, _digits(kode))


def _require_unused(kantor: Kantor, survei_id: str, kode: str) -> None:
    benar = len(kode) == ANGKA_KODE + 1 and kode.isascii() and kode.isdigit() and damm_digit(kode) == "0"
    if not benar:
        raise UserError("kode_salah_ketik")
    ada = kantor.store.get(KODE, _key(survei_id, kode))
    if ada is None:
        raise UserError("kode_tidak_dikenal")
    if ada == TERPAKAI:
        raise UserError("kode_terpakai")


@intention(Wewenang.KELOLA_SKM)
def kiosk_answer(kantor: Kantor, survei_id: str, kode: str, jawaban: JawabanSkm) -> Changed:
    """Take in one answer for one code, which is used up by it; code and answer stand in one transaction.

    Day and half of the day are not asked: the day is set, the half left out. Errors as in ``check_kode`` and
    ``clean_answers``.
    """
    dokumen = reached_document(kantor, survei_id, KIND, Wewenang.KELOLA_SKM)
    survei = decode_as(SurveiSkm, dokumen.body)
    require_running(survei)
    angka = _digits(kode)
    _require_unused(kantor, survei_id, angka)
    bersih = msgspec.structs.replace(clean_answers(survei, jawaban), pengisi_id="", jam=None, tanggal=day_of(kantor))
    isi = LembarSkm(survei_id=survei_id, unit_kode=survei.unit_kode, cara=CaraSkm.KIOS, pertama=bersih, berlaku=bersih)
    doc_id = new_doc_id(kantor, LEMBAR, "", dokumen.scope)
    keep_reserve(kantor.home)
    # Written by nobody on a day without an hour, and the row of the audit trail names the survey, not the answer.
    with kantor.store.write(act="jawab_kios", who="", at=_only_day(kantor), doc_id=survei_id, detail={}) as tx:
        tx.put(KODE, _key(survei_id, angka), TERPAKAI)
        tx.save(LEMBAR, doc_id, encode(isi), scope=dokumen.scope, schema=SCHEMA)
    return Changed((), (LEMBAR,))


def _only_day(kantor: Kantor) -> Claim:
    """Return the claimed time without its hour."""
    klaim = kantor.claim()
    jam = datetime.fromisoformat(klaim.t)
    hari = jam - timedelta(hours=jam.hour, minutes=jam.minute, seconds=jam.second)
    return Claim(t=hari.isoformat(), doubt=klaim.doubt)
