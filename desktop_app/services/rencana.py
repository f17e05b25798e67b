"""The documents of the planning tools together: who has which, what a new one begins with, and deleting with a reason.

Manual of an indicator, workblock and matrix belong to a person as an SKP does, and are typed by the same acts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from db import Found
from desktop_app.domain.bagi_peran import wording
from desktop_app.domain.codec import SCHEMA, decode_as, encode, kind_of
from desktop_app.domain.errors import UserError
from desktop_app.domain.format_indonesia import format_target
from desktop_app.domain.istilah import Pendekatan
from desktop_app.domain.manual import ManualIndikator
from desktop_app.domain.matriks import MatriksPeran
from desktop_app.domain.pegawai import Identitas, Pegawai, identitas_pada
from desktop_app.domain.skp import Indikator, RencanaHasilKerja, Skp
from desktop_app.domain.wewenang import Wewenang
from desktop_app.domain.workblock import Workblock
from desktop_app.services.hapus_dokumen import delete_document
from desktop_app.services.jangkauan import find_reached, reached_document
from desktop_app.services.kantor import Changed, Kantor, intention

JENIS_RENCANA = ("matriks", "manual_indikator", "workblock")
"""The kinds of the planning tools (A.1.5, A.1.3, A.1.4)."""


@dataclass(frozen=True)
class BarisRencana:
    """One row of the list of a tool: whose it is, and what tells it from his others.

    ``judul`` is the indicator, the title of the initiative, or the team; ``isi`` how full a matrix is: its people
    and columns.
    """

    id: str
    pegawai_id: str
    nama: str
    jabatan: str
    judul: str
    isi: tuple[int, int]
    konflik: int


@dataclass(frozen=True)
class PilihanIndikator:
    """An indicator of somebody's SKP, to be explained by a manual or worked out in a workblock.

    ``indikator`` are its words alone, ``dengan_target`` those with the target as A.1.4 prints them (P6:143).
    """

    skp_id: str
    hasil_id: str
    indikator_id: str
    pegawai_id: str
    nama: str
    hasil: str
    indikator: str
    dengan_target: str


@intention(Wewenang.LIHAT_SKP)
def list_rencana(kantor: Kantor, kind: str, tahun: int) -> tuple[BarisRencana, ...]:
    """Return the documents of one tool for a year that who acts may see, by name."""
    if kind not in JENIS_RENCANA:
        raise UserError("jenis_dokumen_tidak_dikenal", jenis=kind)
    ketemu = find_reached(kantor, Wewenang.LIHAT_SKP, kind, where={"tahun": tahun})
    baris = [_row(kantor, kind, satu) for satu in ketemu]
    return tuple(sorted(baris, key=lambda satu: (satu.nama.casefold(), satu.judul.casefold(), satu.id)))


def _row(kantor: Kantor, kind: str, satu: Found) -> BarisRencana:
    pegawai_id = str(satu.columns["pegawai_id"])
    siapa = person_named(kantor, pegawai_id, None)
    judul, isi = satu.label, (0, 0)
    if kind == "matriks":
        matriks = decode_as(MatriksPeran, satu.body)
        judul, isi = matriks.tim, (len(matriks.baris), len(matriks.kolom))
    return BarisRencana(
        id=satu.doc_id,
        pegawai_id=pegawai_id,
        nama=siapa.nama,
        jabatan=siapa.jabatan,
        judul=judul,
        isi=isi,
        konflik=satu.conflicts,
    )


def person_named(kantor: Kantor, pegawai_id: str, tanggal: date | None) -> Identitas:
    """Return name and post of a person on a day (None: his present one); empty where he is not known."""
    dokumen = kantor.store.document(pegawai_id) if pegawai_id else None
    if dokumen is None or dokumen.kind != "pegawai" or dokumen.deleted:
        return Identitas()
    return identitas_pada(decode_as(Pegawai, dokumen.body), tanggal)


def skps_of(kantor: Kantor, pegawai_id: str, tahun: int) -> list[tuple[str, Skp]]:
    """Return the SKPs of one person that touch a year, the latest first."""
    ketemu = kantor.store.find("skp", where={"pegawai_id": pegawai_id}, order=("mulai",))
    semua = [(satu.doc_id, decode_as(Skp, satu.body)) for satu in ketemu]
    return [satu for satu in semua if satu[1].mulai.year <= tahun <= satu[1].akhir.year][::-1]


@intention(Wewenang.LIHAT_SKP)
def list_indikator(kantor: Kantor, tahun: int) -> tuple[PilihanIndikator, ...]:
    """Return the indicators of all SKPs of a year for which who acts may plan, by name and in the order of the SKP."""
    pilihan: list[PilihanIndikator] = []
    for satu in find_reached(kantor, Wewenang.SUSUN_SKP, "skp", order=("mulai",)):
        skp = decode_as(Skp, satu.body)
        if skp.mulai.year <= tahun <= skp.akhir.year:
            nama = person_named(kantor, skp.pegawai_id, None).nama
            pilihan.extend(_choices(satu.doc_id, skp, nama))
    return tuple(sorted(pilihan, key=lambda satu: satu.nama.casefold()))


def _choices(skp_id: str, skp: Skp, nama: str) -> Iterator[PilihanIndikator]:
    for hasil in skp.hasil:
        for indikator in hasil.indikator:
            if wording(indikator, skp.pendekatan):
                yield _choice(skp_id, skp, hasil, indikator, nama)


def _choice(skp_id: str, skp: Skp, hasil: RencanaHasilKerja, indikator: Indikator, nama: str) -> PilihanIndikator:
    kata = wording(indikator, skp.pendekatan)
    narasi = skp.pendekatan is Pendekatan.KUALITATIF and bool(indikator.narasi.strip())
    target = "" if narasi else format_target(indikator.target)
    return PilihanIndikator(
        skp_id=skp_id,
        hasil_id=hasil.id,
        indikator_id=indikator.id,
        pegawai_id=skp.pegawai_id,
        nama=nama,
        hasil=hasil.teks,
        indikator=kata,
        dengan_target=f"{kata}: {target}" if target else kata,
    )


def chosen_indikator(kantor: Kantor, skp_id: str, hasil_id: str, indikator_id: str) -> PilihanIndikator:
    """Return one indicator as it stands now, of an SKP for which who acts may plan.

    Raises ``UserError`` ``indikator_tidak_ada`` where it is gone.
    """
    dokumen = reached_document(kantor, skp_id, "skp", Wewenang.SUSUN_SKP)
    skp = decode_as(Skp, dokumen.body)
    for hasil in skp.hasil:
        for indikator in hasil.indikator:
            if (hasil.id, indikator.id) == (hasil_id, indikator_id):
                return _choice(skp_id, skp, hasil, indikator, person_named(kantor, skp.pegawai_id, None).nama)
    raise UserError("indikator_tidak_ada")


def save_new(kantor: Kantor, doc_id: str, isi: ManualIndikator | Workblock | MatriksPeran) -> Changed:
    """Store a new document of a tool in one transaction."""
    kind = kind_of(isi)
    with kantor.write("buat_rencana", doc_id, {"tahun": isi.tahun}) as tx:
        tx.save(kind, doc_id, encode(isi), scope=kantor.profil.kode, schema=SCHEMA)
    return Changed((doc_id,), (kind,))


@intention(Wewenang.SUSUN_SKP)
def delete_rencana(kantor: Kantor, doc_id: str, alasan: str) -> Changed:
    """Delete a manual, workblock or matrix with a reason; the history stays, and so do results made from a matrix.

    Raises ``UserError`` without a reason, for a document of another kind, and where it is not his to change.
    """
    dokumen = reached_document(kantor, doc_id, "", Wewenang.SUSUN_SKP)
    if dokumen.kind not in JENIS_RENCANA:
        raise UserError("dokumen_tidak_ada", id=doc_id)
    if not alasan.strip():
        raise UserError("alasan_wajib", langkah="hapus")
    return delete_document(kantor, dokumen, alasan, act="hapus_rencana")
