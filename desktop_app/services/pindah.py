"""A person moves, or is in a special circumstance: what that means for his plans.

Source: P6:62-66 (study, acting posts, moves, who does not plan); another assessor: ``pergantian_penilai``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import msgspec

from db import Document, Transaction
from desktop_app.domain.codec import SCHEMA, decode_as, encode
from desktop_app.domain.errors import UserError
from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.istilah import JenisKeadaan
from desktop_app.domain.pegawai import KeadaanKhusus, Pegawai, RiwayatJabatan
from desktop_app.domain.skp import Skp
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.adendum_cocok import require_confirmed
from desktop_app.services.jangkauan import reached_document
from desktop_app.services.kantor import Changed, Kantor, intention
from desktop_app.services.naskah import body_to_advance, require_document
from desktop_app.services.skp import blank_skp

BERJABATAN: Mapping[JenisKeadaan, str] = {
    JenisKeadaan.PLT: "Plt",
    JenisKeadaan.PLH: "Plh",
    JenisKeadaan.DIPERBANTUKAN: "pegawai yang diperbantukan",
}
"""Circumstances in which somebody holds another post for a time, and how they are called."""


@dataclass(frozen=True)
class HasilPindah:
    """What a move wrote: the new SKP, those that ended, and everything that changed."""

    skp_id: str
    berakhir: tuple[str, ...]
    changed: Changed


@intention(Wewenang.UBAH_PEGAWAI)
def end_skp(kantor: Kantor, skp_id: str, tanggal: date, sebab: str) -> Changed:
    """Note the last day that an SKP really covered, and why; also of a determined one (P6:65 point 6).

    What was determined stays as it was signed: no signature covers this note. Raises ``UserError`` without a reason,
    and for a day outside the SKP.
    """
    if not sebab.strip():
        raise UserError("alasan_wajib", langkah="akhiri SKP")
    dokumen = reached_document(kantor, skp_id, "skp", Wewenang.UBAH_PEGAWAI)
    skp = decode_as(Skp, body_to_advance(kantor, dokumen))
    if not skp.mulai <= tanggal <= skp.selesai:
        masa = {"mulai": format_tanggal(skp.mulai), "selesai": format_tanggal(skp.selesai)}
        raise UserError("skp_akhir_salah", tanggal=format_tanggal(tanggal), **masa)
    with kantor.write("akhiri_skp", skp_id, {"tanggal": format_tanggal(tanggal)}) as tx:
        note_end(kantor, tx, dokumen, skp, tanggal, sebab)
    return Changed((skp_id,), ("skp",))


def note_end(kantor: Kantor, tx: Transaction, dokumen: Document, skp: Skp, tanggal: date, sebab: str) -> None:
    """Note inside the caller's transaction the last day that an SKP really covered."""
    # A note would make one revision of versions that nobody has confirmed together.
    require_confirmed(kantor, dokumen)
    baru = msgspec.structs.replace(skp, berakhir=tanggal, sebab_berakhir=sebab.strip())
    tx.drop_working(dokumen.doc_id, kantor.who)
    raw = encode(baru, dokumen.body)
    tx.save("skp", dokumen.doc_id, raw, scope=dokumen.scope, schema=SCHEMA, why=sebab.strip())


@intention(Wewenang.UBAH_PEGAWAI, Wewenang.SUSUN_SKP)
def move_pegawai(kantor: Kantor, pegawai_id: str, jabatan: RiwayatJabatan, sebab: str) -> HasilPindah:
    """Record a person's new post, end the SKP of the old one the day before, and open that of the new one.

    One transaction: the post from ``jabatan.mulai`` on, ``berakhir`` in every SKP that goes beyond it, and a draft from
    that day to the end of the year with the new post's assessor (P6:65 point 6). Raises ``UserError`` without a reason,
    where another post begins that day, or where an SKP begins on it or later.
    """
    if not sebab.strip():
        raise UserError("alasan_wajib", langkah="pindah jabatan")
    dokumen = reached_document(kantor, pegawai_id, "pegawai", Wewenang.UBAH_PEGAWAI)
    pegawai = decode_as(Pegawai, body_to_advance(kantor, dokumen))
    mulai = jabatan.mulai
    if any(satu.mulai == mulai for satu in pegawai.riwayat):
        raise UserError("jabatan_sudah_mulai", nama=pegawai.nama, tanggal=format_tanggal(mulai))
    riwayat = tuple(sorted((*pegawai.riwayat, jabatan), key=lambda satu: (satu.mulai, satu.id)))
    pegawai = msgspec.structs.replace(pegawai, riwayat=riwayat)
    lama = _plans_beyond(kantor, pegawai_id, mulai)
    skp_id, baru = blank_skp(
        kantor, pegawai_id, mulai.year, mulai=mulai, pegawai=pegawai, selain=tuple(satu.doc_id for satu, _ in lama)
    )
    with kantor.write("pindah_jabatan", pegawai_id, {"tanggal": format_tanggal(mulai)}) as tx:
        tx.drop_working(pegawai_id, kantor.who)
        raw = encode(pegawai, dokumen.body)
        tx.save("pegawai", pegawai_id, raw, scope=dokumen.scope, schema=SCHEMA, why=sebab.strip())
        for satu, skp in lama:
            note_end(kantor, tx, satu, skp, mulai - timedelta(days=1), sebab)
        tx.save("skp", skp_id, encode(baru), scope=kantor.profil.kode, schema=SCHEMA)
    berakhir = tuple(satu.doc_id for satu, _ in lama)
    return HasilPindah(skp_id, berakhir, Changed((pegawai_id, skp_id, *berakhir), ("pegawai", "skp")))


def _plans_beyond(kantor: Kantor, pegawai_id: str, mulai: date) -> list[tuple[Document, Skp]]:
    """Return the SKPs of a person that cover ``mulai`` or a later day of its year."""
    lama: list[tuple[Document, Skp]] = []
    for satu in kantor.store.find("skp", where={"pegawai_id": pegawai_id}):
        dokumen = require_document(kantor, satu.doc_id, "skp")
        skp = decode_as(Skp, body_to_advance(kantor, dokumen))
        if skp.akhir < mulai or skp.mulai.year != mulai.year:
            continue
        if skp.mulai >= mulai:
            tanggal = {"tanggal": format_tanggal(mulai), "mulai": format_tanggal(skp.mulai)}
            raise UserError("pindah_tanggal_salah", tahun=mulai.year, **tanggal)
        lama.append((dokumen, skp))
    return lama


@intention(Wewenang.UBAH_PEGAWAI)
def put_keadaan(kantor: Kantor, pegawai_id: str, keadaan: KeadaanKhusus) -> Changed:
    """Record a circumstance of a person, or change the one with the same id; one revision.

    Raises ``UserError`` where its last day comes before its first, and where the post is missing that somebody holds
    for a time: the plan asks for that post's results (P6:50, 63).
    """
    if keadaan.selesai is not None and keadaan.selesai < keadaan.mulai:
        raise UserError("keadaan_tanggal_terbalik")
    if keadaan.jenis in BERJABATAN and not keadaan.jabatan.strip():
        raise UserError("keadaan_tanpa_jabatan", jenis=BERJABATAN[keadaan.jenis])
    dokumen = reached_document(kantor, pegawai_id, "pegawai", Wewenang.UBAH_PEGAWAI)
    pegawai = decode_as(Pegawai, body_to_advance(kantor, dokumen))
    sisa = tuple(satu for satu in pegawai.keadaan if satu.id != keadaan.id)
    semua = tuple(sorted((*sisa, keadaan), key=lambda satu: (satu.mulai, satu.id)))
    with kantor.write("catat_keadaan", pegawai_id, {"jenis": keadaan.jenis.value}) as tx:
        tx.drop_working(pegawai_id, kantor.who)
        raw = encode(msgspec.structs.replace(pegawai, keadaan=semua), dokumen.body)
        tx.save("pegawai", pegawai_id, raw, scope=dokumen.scope, schema=SCHEMA)
    return Changed((pegawai_id,), ("pegawai",))
