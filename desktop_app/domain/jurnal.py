"""Jurnal: what one employee got done in one week, entry by entry (P6:11, 68)."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta

import msgspec

from desktop_app.domain.bukti_dukung import BuktiDukung
from desktop_app.domain.istilah_kinerja import TanggapanJurnal


class EntriJurnal(msgspec.Struct, frozen=True, kw_only=True):
    """One entry: what was reached on ``tanggal`` (the day of work), for a result and, where it counts, an indicator.

    ``dicatat`` is the day it was written down, doubtful where ``dicatat_ragu``; ``jumlah`` is a decimal as text in
    ``satuan``, ``dari`` the whole that it is a part of ("45" of "50" files), empty where it is none. The assessor
    confirms or questions it (``tanggapan``, ``komentar``, by ``penanggap_id``); ``sidik`` is the ``sidik_entri`` of
    what he had before him, so that words which a merge brings later are never taken for confirmed ones.
    """

    id: str
    tanggal: date
    dicatat: date | None = None
    dicatat_ragu: bool = False
    hasil_id: str = ""
    indikator_id: str = ""
    teks: str = ""
    jumlah: str = ""
    dari: str = ""
    satuan: str = ""
    bukti: tuple[BuktiDukung, ...] = ()
    tanggapan: TanggapanJurnal = TanggapanJurnal.BELUM
    komentar: str = ""
    penanggap_id: str = ""
    sidik: str = ""


class Jurnal(msgspec.Struct, frozen=True, kw_only=True):
    """The journal of one employee for the week that begins on Monday ``minggu``."""

    pegawai_id: str
    minggu: date
    unit_kode: str = ""
    entri: tuple[EntriJurnal, ...] = ()


def monday_of(tanggal: date) -> date:
    """Return the Monday of the week of a day."""
    return tanggal - timedelta(days=tanggal.weekday())


def sidik_entri(entri: EntriJurnal) -> str:
    """Return the SHA-256 (hexadecimal) of what the employee says in an entry: everything but when and the answer."""
    isi = (
        entri.tanggal.isoformat(),
        entri.hasil_id,
        entri.indikator_id,
        entri.teks,
        entri.jumlah,
        entri.dari,
        entri.satuan,
        [satu.sidik for satu in entri.bukti],
    )
    return hashlib.sha256(msgspec.json.encode(isi)).hexdigest()


def tanggapan_berlaku(entri: EntriJurnal) -> TanggapanJurnal:
    """Return the answer that holds: none where the entry says something else than what was answered."""
    if entri.tanggapan is TanggapanJurnal.BELUM or entri.sidik != sidik_entri(entri):
        return TanggapanJurnal.BELUM
    return entri.tanggapan


def carry_over(entri: EntriJurnal, baru: str, minggu: date) -> EntriJurnal:
    """Return an entry of an earlier week as a new one with the id ``baru`` on the same weekday of ``minggu``.

    What is bound stays bound; quantity, evidence and answer belong to the earlier week and are left behind.
    """
    return EntriJurnal(
        id=baru,
        tanggal=monday_of(minggu) + timedelta(days=entri.tanggal.weekday()),
        hasil_id=entri.hasil_id,
        indikator_id=entri.indikator_id,
        teks=entri.teks,
        satuan=entri.satuan,
    )


def settle_answers(lama: Jurnal | None, isi: Jurnal) -> Jurnal:
    """Return ``isi`` as its employee may store it over ``lama``: an answer stands only while its words do.

    An answer is never typed, so each entry has that of ``lama``. Where the words changed it falls back to BELUM and the
    comment stays to be read.
    """
    dulu = {satu.id: satu for satu in lama.entri} if lama is not None else {}
    return msgspec.structs.replace(isi, entri=tuple(_settled(dulu.get(satu.id), satu) for satu in isi.entri))


def _settled(lama: EntriJurnal | None, entri: EntriJurnal) -> EntriJurnal:
    dasar = lama or EntriJurnal(id=entri.id, tanggal=entri.tanggal)
    entri = msgspec.structs.replace(
        entri,
        tanggapan=dasar.tanggapan,
        komentar=dasar.komentar,
        penanggap_id=dasar.penanggap_id,
        sidik=dasar.sidik,
    )
    if entri.sidik and entri.sidik != sidik_entri(entri):
        return msgspec.structs.replace(entri, tanggapan=TanggapanJurnal.BELUM, sidik="")
    return entri
