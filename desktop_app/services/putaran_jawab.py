"""Answering in a round: who is asked finds his sheets, or comes with a one-time code; nothing names him afterwards.

No use case here writes a row, a note of who looked, or a draft: what is not sent is forgotten with the page.
"""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import msgspec

from desktop_app.domain.codec import decode_as
from desktop_app.domain.errors import UserError
from desktop_app.domain.hitung_putaran import (
    ANONIM,
    MAKS_TEKS,
    SKALA,
    JawabanPutaran,
    KodePutaran,
    questions_for,
    respondent_of,
    share_out,
)
from desktop_app.domain.istilah_pengembangan import KelompokPenjawab, StatusPutaran
from desktop_app.domain.putaran import PenjawabPutaran, Pertanyaan, PutaranUmpanBalik
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.kantor import Kantor, intention
from desktop_app.services.kumpulan_putaran import is_here, is_readable, read_pool, write_pool
from desktop_app.services.putaran import KIND, names_of, round_document

_HURUF = "ACDEFHJKMNPRTUVWXY34679"
"""Letters of a code: none that is taken for another."""
_PANJANG = 10


@dataclass(frozen=True)
class LembarPutaran:
    """One sheet to answer: about whom, from which side, and whether the answer hides its writer.

    ``tampil`` tells whether it is shown at all where everybody who is asked answers.
    """

    id: str
    tentang: str
    kelompok: KelompokPenjawab
    tanpa_nama: bool
    tampil: bool
    pertanyaan: tuple[Pertanyaan, ...]
    sudah: bool


@dataclass(frozen=True)
class PutaranDiminta:
    """One open round in which somebody is asked; ``hilang`` tells that what was answered is lost and it waits anew.

    ``berkode`` tells an employee who is logged in that he could not at opening, so that there is a code for him too.
    """

    id: str
    nama: str
    pengantar: str
    pertanyaan_terbuka: str
    selesai: date | None
    di_sini: bool
    hilang: bool
    lembar: tuple[LembarPutaran, ...]
    berkode: bool = False


@dataclass(frozen=True)
class LembarKode:
    """One slip: who is asked, about whom, and the code, which is kept nowhere else."""

    untuk: str
    tentang: tuple[str, ...]
    kode: str


@dataclass(frozen=True)
class KemajuanPutaran:
    """How far a round is: per person asked and answered, and who still has sheets to answer, with how many."""

    per_orang: tuple[tuple[str, int, int], ...]
    belum: tuple[tuple[str, int], ...]
    ditanya: int
    menjawab: int


@intention(Wewenang.JAWAB_PUTARAN)
def list_lembar_putaran(kantor: Kantor) -> tuple[PutaranDiminta, ...]:
    """Return the open rounds in which who acts is asked, with his sheets; without passwords nobody is known."""
    saya = kantor.pelaku.pegawai_id
    if not saya or kantor.pelaku.tanpa_sandi:
        return ()
    semua = []
    for satu in kantor.store.find(KIND, where={"status": StatusPutaran.DIBUKA.value}, order=("nama",)):
        isi = decode_as(PutaranUmpanBalik, satu.body)
        if any(p.penjawab_id == saya for p in isi.penjawab):
            semua.append(_asked(kantor, satu.doc_id, isi, saya))
    return tuple(semua)


@intention(Wewenang.JAWAB_PUTARAN)
def answer_putaran(kantor: Kantor, doc_id: str, lembar_id: str, nilai: Mapping[str, int], teks: str = "") -> None:
    """Give one's answer about one person; it cannot be changed, since nobody knows afterwards which one it is.

    ``nilai`` has 1 to 4 by question, blanks left out. Raises ``UserError`` ``putaran_sudah_dijawab``,
    ``putaran_jawaban_kosong``, ``putaran_teks_panjang``, ``putaran_di_komputer_lain``.
    """
    isi = read_pool(kantor, doc_id, _open_round(kantor, doc_id)).putaran
    satu = next((p for p in isi.penjawab if p.id == lembar_id), None)
    if satu is None or not satu.penjawab_id or satu.penjawab_id != kantor.pelaku.pegawai_id:
        kantor.refuse(Wewenang.JAWAB_PUTARAN, doc_id)
    _keep(kantor, doc_id, isi, satu, nilai, teks)


@intention(Wewenang.JAWAB_PUTARAN)
def open_with_code(kantor: Kantor, kode: str) -> PutaranDiminta:
    """Return the sheets that a one-time code opens; raises ``UserError`` ``putaran_kode_salah`` for any other."""
    doc_id, isi, penjawab = _by_code(kantor, kode)
    return _asked(kantor, doc_id, isi, penjawab)


@intention(Wewenang.JAWAB_PUTARAN)
def answer_with_code(kantor: Kantor, kode: str, lembar_id: str, nilai: Mapping[str, int], teks: str = "") -> None:
    """Give the answer about one person with a one-time code; with its last sheet the code is gone."""
    doc_id, isi, penjawab = _by_code(kantor, kode)
    satu = next((p for p in isi.penjawab if p.id == lembar_id and respondent_of(p) == penjawab), None)
    if satu is None:
        raise UserError("putaran_kode_salah")
    _keep(kantor, doc_id, isi, satu, nilai, teks)


@intention(Wewenang.KELOLA_PUTARAN)
def issue_codes(kantor: Kantor, doc_id: str) -> tuple[LembarKode, ...]:
    """Return new codes for everybody asked who could not log in at opening and has not answered all; earlier ones end.

    Those are outsiders, employees without an account then, and in an office without passwords everybody. Whoever had
    an account at opening gets no code, whatever becomes of it: nobody shall answer in his name.
    """
    round_document(kantor, doc_id)
    isi = _open_round(kantor, doc_id)
    kumpulan = read_pool(kantor, doc_id, isi)
    isi = kumpulan.putaran
    nama = names_of(kantor, {n for p in isi.penjawab for n in (p.tentang_id, p.penjawab_id) if n})
    menunggu: dict[str, list[PenjawabPutaran]] = {}
    for satu in isi.penjawab:
        if satu.id not in kumpulan.sudah and respondent_of(satu) not in kumpulan.masuk:
            menunggu.setdefault(respondent_of(satu), []).append(satu)
    slip, sidik = [], []
    for penjawab, semua in menunggu.items():
        kode = "".join(secrets.choice(_HURUF) for _ in range(_PANJANG))
        sidik.append(KodePutaran(penjawab=penjawab, sidik=_hash(kode, kumpulan.garam)))
        untuk = nama.get(penjawab) or semua[0].sebutan
        slip.append(LembarKode(untuk, tuple(nama.get(p.tentang_id, "") for p in semua), f"{kode[:5]}-{kode[5:]}"))
    write_pool(kantor, doc_id, msgspec.structs.replace(kumpulan, kode=tuple(sidik)))
    with kantor.write("kode_putaran", doc_id):
        pass
    return tuple(sorted(slip, key=lambda s: s.untuk.casefold()))


@intention(Wewenang.KELOLA_PUTARAN)
def read_progress(kantor: Kantor, doc_id: str) -> KemajuanPutaran:
    """Return how far an open round is, without any answer; raises ``UserError`` where it is gathered elsewhere."""
    round_document(kantor, doc_id)
    isi = _open_round(kantor, doc_id)
    kumpulan = read_pool(kantor, doc_id, isi)
    isi, sudah = kumpulan.putaran, set(kumpulan.sudah)
    nama = names_of(kantor, {n for p in isi.penjawab for n in (p.tentang_id, p.penjawab_id) if n})
    orang: dict[str, list[int]] = {}
    belum: dict[str, int] = {}
    for satu in isi.penjawab:
        hitung = orang.setdefault(nama.get(satu.tentang_id, ""), [0, 0])
        hitung[0] += 1
        hitung[1] += satu.id in sudah
        if satu.id not in sudah:
            siapa = nama.get(satu.penjawab_id, "") or satu.sebutan
            belum[siapa] = belum.get(siapa, 0) + 1
    per_orang = tuple((n, d, m) for n, (d, m) in sorted(orang.items()))
    return KemajuanPutaran(per_orang, tuple(sorted(belum.items())), len(isi.penjawab), len(sudah))


def _keep(
    kantor: Kantor,
    doc_id: str,
    isi: PutaranUmpanBalik,
    satu: PenjawabPutaran,
    nilai: Mapping[str, int],
    teks: str,
) -> None:
    kumpulan = read_pool(kantor, doc_id, isi)
    if satu.id in kumpulan.sudah:
        raise UserError("putaran_sudah_dijawab")
    tanya = {q.id for q in questions_for(isi.pertanyaan, satu.kelompok)}
    if set(nilai) - tanya or any(angka not in SKALA for angka in nilai.values()):
        raise UserError("putaran_nilai_salah")
    bersih = clean_text(teks)
    if len(bersih) > MAKS_TEKS:
        raise UserError("putaran_teks_panjang", maks=MAKS_TEKS)
    if not nilai and not bersih:
        raise UserError("putaran_jawaban_kosong")
    # By question in the round's order: the order in which somebody filled them in tells something about him.
    urut = {q.id: int(nilai[q.id]) for q in isi.pertanyaan if q.id in nilai}
    jawaban = JawabanPutaran(tentang_id=satu.tentang_id, kelompok=satu.kelompok, nilai=urut, teks=bersih)
    sudah = (*kumpulan.sudah, satu.id)
    penjawab = respondent_of(satu)
    habis = all(p.id in sudah for p in isi.penjawab if respondent_of(p) == penjawab)
    kode = tuple(k for k in kumpulan.kode if not habis or k.penjawab != penjawab)
    baru = msgspec.structs.replace(kumpulan, jawaban=(*kumpulan.jawaban, jawaban), sudah=sudah, kode=kode)
    write_pool(kantor, doc_id, baru)


def clean_text(teks: str) -> str:
    """Return a free text on one line, without what only its writer's keyboard makes: spaces, breaks, control signs."""
    rata = unicodedata.normalize("NFC", teks)
    return " ".join("".join(" " if unicodedata.category(h)[0] == "C" else h for h in rata).split())


def _asked(kantor: Kantor, doc_id: str, isi: PutaranUmpanBalik, penjawab: str) -> PutaranDiminta:
    di_sini = is_here(kantor, isi)
    hilang = di_sini and not is_readable(kantor, doc_id)
    kumpulan = read_pool(kantor, doc_id, isi) if di_sini and not hilang else None
    isi, sudah = (kumpulan.putaran, set(kumpulan.sudah)) if kumpulan is not None else (isi, set())
    milik = [p for p in isi.penjawab if respondent_of(p) == penjawab]
    nama = names_of(kantor, {p.tentang_id for p in milik})
    lembar = tuple(
        LembarPutaran(
            p.id,
            nama.get(p.tentang_id, ""),
            p.kelompok,
            p.kelompok in ANONIM,
            _is_told(isi, p),
            questions_for(isi.pertanyaan, p.kelompok),
            p.id in sudah,
        )
        for p in milik
        if p.tentang_id in nama
    )
    berkode = kumpulan is not None and penjawab == kantor.pelaku.pegawai_id and penjawab not in kumpulan.masuk
    return PutaranDiminta(
        doc_id, isi.nama, isi.pengantar, isi.pertanyaan_terbuka, isi.selesai, di_sini, hilang, lembar, berkode
    )


def _is_told(isi: PutaranUmpanBalik, satu: PenjawabPutaran) -> bool:
    jumlah = {k: sum(p.tentang_id == satu.tentang_id and p.kelompok is k for p in isi.penjawab) for k in ANONIM}
    return satu.kelompok not in share_out(jumlah, isi.ambang).ditahan


def _open_round(kantor: Kantor, doc_id: str) -> PutaranUmpanBalik:
    dokumen = kantor.store.document(doc_id)
    if dokumen is None or dokumen.deleted or dokumen.kind != KIND:
        kantor.refuse(Wewenang.JAWAB_PUTARAN, doc_id)
    isi = decode_as(PutaranUmpanBalik, dokumen.body)
    if isi.status is not StatusPutaran.DIBUKA:
        raise UserError("putaran_tidak_dibuka")
    return isi


def _by_code(kantor: Kantor, kode: str) -> tuple[str, PutaranUmpanBalik, str]:
    bersih = "".join(h for h in kode.upper() if h in _HURUF)
    for satu in kantor.store.find(KIND, where={"status": StatusPutaran.DIBUKA.value}):
        isi = decode_as(PutaranUmpanBalik, satu.body)
        if len(bersih) != _PANJANG or not is_here(kantor, isi) or not is_readable(kantor, satu.doc_id):
            continue
        kumpulan = read_pool(kantor, satu.doc_id, isi)
        sidik = _hash(bersih, kumpulan.garam)
        for milik in kumpulan.kode:
            if secrets.compare_digest(milik.sidik, sidik):
                return satu.doc_id, kumpulan.putaran, milik.penjawab
    raise UserError("putaran_kode_salah")


def _hash(kode: str, garam: str) -> str:
    return hashlib.blake2b(kode.encode(), key=bytes.fromhex(garam), digest_size=32).hexdigest()
