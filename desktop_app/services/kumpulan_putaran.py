"""The pool of an open round: read whole, written whole and shuffled, with a new key each time, and without a trace.

Nothing here leaves an audit row, a log line or a note of who looked. Source: docs/spec/anonymous-rounds.md.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable

import msgspec

from db import Transaction
from desktop_app.domain.codec import decode_as
from desktop_app.domain.errors import UserError
from desktop_app.domain.hitung_putaran import MAKS_TEKS, KumpulanPutaran
from desktop_app.domain.istilah_pengembangan import StatusPutaran
from desktop_app.domain.putaran import PutaranUmpanBalik
from desktop_app.services.identitas_lama import own_devices
from desktop_app.services.kantor import Kantor
from desktop_app.services.kolom import is_active
from desktop_app.services.kunci_putaran import RUANG, create_half, destroy_half, half_file
from desktop_app.services.ruang_disk import keep_reserve
from desktop_app.vault.pool import new_half, open_pool, seal_pool

_DASAR, _PER_PENJAWAB, _PER_TANYA = 2048, 360, 8
acak: Callable[[list[str]], None] = secrets.SystemRandom().shuffle
"""Shuffles by the system's source of chance."""


def room_for(isi: PutaranUmpanBalik) -> int:
    """Return the bytes of a round's pool: enough for every answer at its longest, so that its size tells nothing."""
    tanya = sum(len(satu.id.encode()) + _PER_TANYA for satu in isi.pertanyaan)
    return _DASAR + len(msgspec.msgpack.encode(isi)) + len(isi.penjawab) * (4 * MAKS_TEKS + tanya + _PER_PENJAWAB)


def is_here(kantor: Kantor, isi: PutaranUmpanBalik) -> bool:
    """Tell whether the answers of an open round are gathered on this computer."""
    return isi.status is StatusPutaran.DIBUKA and isi.perangkat in own_devices(kantor.store)


def start_pool(kantor: Kantor, tx: Transaction, doc_id: str, isi: PutaranUmpanBalik) -> None:
    """Lay an empty pool within the transaction that opens a round; its file is made first.

    Who answers by his account and who by a code is settled here: what happens to accounts afterwards opens no sheet.
    """
    luar = new_half()
    create_half(kantor.home, doc_id, luar)
    masuk = tuple(sorted({p.penjawab_id for p in isi.penjawab} & with_account(kantor)))
    kumpulan = KumpulanPutaran(putaran=isi, masuk=masuk, garam=secrets.token_hex(16))
    tx.put(RUANG, doc_id, seal_pool(msgspec.msgpack.encode(kumpulan), new_half(), luar, room_for(isi)))


def with_account(kantor: Kantor) -> set[str]:
    """Return the employees who can log in on this computer now; nobody where the office works without passwords."""
    if kantor.pelaku.tanpa_sandi:
        return set()
    semua = kantor.store.find("pengguna", bodies=False)
    return {str(s.columns["pegawai_id"]) for s in semua if is_active(s.columns["aktif"]) and s.columns["pegawai_id"]}


def coded_people(kantor: Kantor, doc_id: str, isi: PutaranUmpanBalik) -> tuple[str, ...]:
    """Return the employees who answer by a code: as it was settled, of a draft as it would be now; () once closed."""
    if isi.status is StatusPutaran.DRAFT:
        masuk = with_account(kantor)
    elif is_here(kantor, isi) and is_readable(kantor, doc_id):
        kumpulan = _read(kantor, doc_id)[0]
        isi, masuk = kumpulan.putaran, set(kumpulan.masuk)
    else:
        return ()
    return tuple(dict.fromkeys(p.penjawab_id for p in isi.penjawab if p.penjawab_id and p.penjawab_id not in masuk))


def read_pool(kantor: Kantor, doc_id: str, isi: PutaranUmpanBalik) -> KumpulanPutaran:
    """Return what a round has gathered; raises ``UserError`` ``putaran_di_komputer_lain``, ``putaran_jawaban_hilang``.

    The second where the store or the file beside it was put back from elsewhere: then nobody can read the answers.
    """
    if isi.status is not StatusPutaran.DIBUKA:
        raise UserError("putaran_tidak_dibuka")
    if isi.perangkat not in own_devices(kantor.store):
        raise UserError("putaran_di_komputer_lain")
    return _read(kantor, doc_id)[0]


def is_readable(kantor: Kantor, doc_id: str) -> bool:
    """Tell whether the pool of a round is here and its key is whole."""
    try:
        _read(kantor, doc_id)
    except UserError:
        return False
    return True


def write_pool(kantor: Kantor, doc_id: str, kumpulan: KumpulanPutaran) -> None:
    """Put ``kumpulan`` in place of the pool, shuffled and under a new key; the former key is gone afterwards.

    A power cut leaves the pool before or the pool after, each with its half.
    """
    lama = _read(kantor, doc_id)[1]
    keep_reserve(kantor.home)
    berkas, luar = half_file(kantor.home, doc_id), new_half()
    berkas.keep_only(lama)
    berkas.add(luar)
    data = msgspec.msgpack.encode(_shuffled(kumpulan))
    kantor.store.put_quietly(RUANG, doc_id, seal_pool(data, new_half(), luar, room_for(kumpulan.putaran)))
    berkas.keep_only(luar)


def drop_stray_pools(kantor: Kantor) -> None:
    """Destroy a pool whose round is closed or gathered elsewhere, as two computers opened it and one was chosen."""
    for doc_id, _ in kantor.store.items(RUANG):
        dokumen = kantor.store.document(doc_id)
        isi = decode_as(PutaranUmpanBalik, dokumen.body) if dokumen is not None and not dokumen.deleted else None
        if dokumen is not None and (dokumen.conflicts or (isi is not None and is_here(kantor, isi))):
            continue
        with kantor.write("buang_jawaban_putaran", doc_id) as tx:
            tx.delete(RUANG, doc_id)
        destroy_half(kantor.home, doc_id)


def _read(kantor: Kantor, doc_id: str) -> tuple[KumpulanPutaran, bytes]:
    tersegel = kantor.store.get(RUANG, doc_id)
    if tersegel is not None:
        for luar in half_file(kantor.home, doc_id).halves():
            if (data := open_pool(tersegel, luar)) is not None:
                return msgspec.msgpack.decode(data, type=KumpulanPutaran), luar
    raise UserError("putaran_jawaban_hilang")


def _shuffled(kumpulan: KumpulanPutaran) -> KumpulanPutaran:
    chance = secrets.SystemRandom()
    jawaban, sudah, kode = list(kumpulan.jawaban), list(kumpulan.sudah), list(kumpulan.kode)
    for satu in (jawaban, sudah, kode):
        chance.shuffle(satu)
    return msgspec.structs.replace(kumpulan, jawaban=tuple(jawaban), sudah=tuple(sorted(sudah)), kode=tuple(kode))
