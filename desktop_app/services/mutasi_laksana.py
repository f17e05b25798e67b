"""What a letter asks of an office: end the plans of who left, let drafts follow a new assessor; one step each.

Nothing of it is kept as done: it is done where nothing of it is left to do, so two computers of an office agree.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

import msgspec

from db import Document
from desktop_app.domain.codec import SCHEMA, decode_as, encode
from desktop_app.domain.dari_kabupaten import JenisMutasi, Mutasi
from desktop_app.domain.errors import LuringError, UserError
from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.pegawai import Pegawai
from desktop_app.domain.penilaian import Penilaian
from desktop_app.domain.periode import parse_periode
from desktop_app.domain.skp import Skp
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.jangkauan import LIHAT, find_reached, reached_document
from desktop_app.services.kantor import Changed, Kantor, Peran, intention
from desktop_app.services.kepercayaan import require_role
from desktop_app.services.mutasi import KIND
from desktop_app.services.naskah import body_to_advance, require_document
from desktop_app.services.pergantian_penilai import Pergantian, plan_change, read_stored, write_changes
from desktop_app.services.pindah import note_end
from desktop_app.services.siapa_menilai import decide_penilai
from desktop_app.services.tenggat import believed_today

KATA_JENIS: Mapping[JenisMutasi, str] = MappingProxyType(
    {
        JenisMutasi.PINDAH_KELUAR: "Pindah ke {tempat}",
        JenisMutasi.PINDAH_MASUK: "Masuk dari {tempat}",
        JenisMutasi.GANTI_PENILAI: "Pejabat penilai menjadi {tempat}",
    }
)


@dataclass(frozen=True)
class BarisMutasi:
    """One letter as an office reads it.

    ``akhiri`` counts the plans that still reach beyond its day, ``ikut`` the drafts that still name the earlier
    assessor, ``masih_aktif`` that who left still counts here. ``menunggu`` that its day has not come; ``galat`` why
    nothing can be done yet.
    """

    id: str
    isi: Mutasi
    akhiri: int = 0
    ikut: int = 0
    masih_aktif: bool = False
    menunggu: bool = False
    galat: LuringError | None = None

    @property
    def perlu(self) -> bool:
        """Whether anything is left for this office to do now."""
        return not self.isi.batal and not self.menunggu and bool(self.akhiri or self.ikut or self.masih_aktif)


@intention(Wewenang.LIHAT_PEGAWAI)
def list_mutasi(kantor: Kantor) -> tuple[BarisMutasi, ...]:
    """Return the letters about people whom who acts may see, newest first; at an office with what is left to do."""
    unit = kantor.profil.peran is Peran.UNIT
    baris = [
        _row(kantor, satu.doc_id, decode_as(Mutasi, satu.body), unit=unit)
        for satu in find_reached(kantor, LIHAT[KIND], KIND)
    ]
    return tuple(sorted(baris, key=lambda satu: (satu.isi.mulai, satu.isi.nama, satu.id), reverse=True))


@intention(Wewenang.UBAH_PEGAWAI)
def carry_out_mutasi(kantor: Kantor, mutasi_id: str) -> Changed:
    """At an office: do what a letter asks; a second time does nothing.

    Who left: his plans end the day before (P6:65 point 6) and he counts as active no more. A new assessor: open
    drafts follow him (P6:65 point 7). What is determined or final stays. Raises ``UserError`` ``mutasi_batal``,
    ``mutasi_belum_mulai``, and what a conflict of these documents raises.
    """
    require_role(kantor, Peran.UNIT)
    dokumen = require_document(kantor, mutasi_id, KIND)
    isi = decode_as(Mutasi, dokumen.body)
    if isi.batal:
        raise UserError("mutasi_batal")
    if _is_to_come(kantor, isi):
        raise UserError("mutasi_belum_mulai", tanggal=format_tanggal(isi.mulai))
    if isi.jenis is JenisMutasi.PINDAH_MASUK:
        return Changed()
    orang = reached_document(kantor, isi.pegawai_id, "pegawai", Wewenang.UBAH_PEGAWAI)
    sebab = f"{_reason(isi)} (SK {isi.nomor_sk})"
    if isi.jenis is JenisMutasi.GANTI_PENILAI:
        ganti = _drafts(kantor, orang, isi, to_write=True)
        if ganti.kosong:
            return Changed()
        with kantor.write("laksana_mutasi", isi.pegawai_id) as tx:
            return write_changes(kantor, tx, [ganti], sebab)
    rencana = _plans(kantor, isi)
    pegawai = decode_as(Pegawai, body_to_advance(kantor, orang))
    if not rencana and not pegawai.aktif:
        return Changed()
    with kantor.write("laksana_mutasi", isi.pegawai_id) as tx:
        for satu in rencana:
            skp = decode_as(Skp, body_to_advance(kantor, satu))
            note_end(kantor, tx, satu, skp, isi.mulai - timedelta(days=1), sebab)
        if pegawai.aktif:
            tx.drop_working(orang.doc_id, kantor.who)
            raw = encode(msgspec.structs.replace(pegawai, aktif=False), orang.body)
            tx.save("pegawai", orang.doc_id, raw, scope=orang.scope, schema=SCHEMA, why=sebab)
    return Changed((isi.pegawai_id, *(satu.doc_id for satu in rencana)), ("pegawai", "skp", KIND))


def _row(kantor: Kantor, doc_id: str, isi: Mutasi, *, unit: bool) -> BarisMutasi:
    menunggu = _is_to_come(kantor, isi)
    orang = kantor.store.document(isi.pegawai_id)
    if not unit or isi.batal or orang is None or orang.deleted or orang.kind != "pegawai":
        return BarisMutasi(doc_id, isi, menunggu=menunggu)
    try:
        if isi.jenis is JenisMutasi.PINDAH_KELUAR:
            aktif = decode_as(Pegawai, orang.body).aktif
            return BarisMutasi(doc_id, isi, len(_plans(kantor, isi)), 0, aktif, menunggu)
        if isi.jenis is JenisMutasi.GANTI_PENILAI:
            return BarisMutasi(doc_id, isi, 0, len(_drafts(kantor, orang, isi).ikut), menunggu=menunggu)
    except UserError as error:
        return BarisMutasi(doc_id, isi, menunggu=menunggu, galat=error)
    return BarisMutasi(doc_id, isi, menunggu=menunggu)


def _plans(kantor: Kantor, isi: Mutasi) -> list[Document]:
    """Return the plans of who left that began before the day and reach it."""
    semua: list[Document] = []
    for satu in kantor.store.find("skp", where={"pegawai_id": isi.pegawai_id}):
        skp = decode_as(Skp, satu.body)
        if skp.mulai < isi.mulai <= skp.akhir:
            semua.append(require_document(kantor, satu.doc_id, "skp"))
    return semua


def _drafts(kantor: Kantor, orang: Document, isi: Mutasi, *, to_write: bool = False) -> Pergantian:
    """Return what the drafts of a person become that still name the earlier assessor."""

    def follow(nilai: Penilaian, _: Pegawai, baru: Pegawai) -> str:
        if nilai.penilai_id not in ("", isi.penilai_lama_id):
            return ""
        return decide_penilai(kantor, baru, parse_periode(nilai.periode)).penilai_id

    return plan_change(
        kantor,
        orang,
        isi.mulai,
        isi.penilai_id,
        isi.atasan_penilai_id,
        baca=(lambda dokumen: body_to_advance(kantor, dokumen)) if to_write else read_stored,
        penerus=follow,
        dari_id=isi.penilai_lama_id,
    )


def _is_to_come(kantor: Kantor, isi: Mutasi) -> bool:
    """Tell whether a letter's day is still to come; a clock that is not believed holds nobody up."""
    hari: date | None = believed_today(kantor)
    return hari is not None and isi.mulai > hari


def _reason(isi: Mutasi) -> str:
    return f"Pindah ke {isi.ke_nama}" if isi.jenis is JenisMutasi.PINDAH_KELUAR else "Pejabat penilai berganti"
