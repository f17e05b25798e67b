"""Counselling cases as they are listed, and their sections opened by who may.

Each opening leaves an audit row that only the people of the case read. Source: docs/spec/counselling.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from db import Document
from desktop_app.domain.codec import decode_as
from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah_pengembangan import BagianKonseling, StatusKonseling
from desktop_app.domain.konseling import BagianTersegel, BerkasKonseling
from desktop_app.domain.pegawai import Pegawai
from desktop_app.domain.wewenang import Wewenang
from desktop_app.exchange.objection import recipient_of
from desktop_app.exchange.sealed_section import Section
from desktop_app.services.jangkauan_sengketa import believed_day
from desktop_app.services.kantor import Kantor, intention
from desktop_app.services.keberatan_masuk import offices_of
from desktop_app.services.kepercayaan import trust_of
from desktop_app.services.kolom import is_active
from desktop_app.services.konseling import concerns, read_berkas, steps_for
from desktop_app.services.konseling_isi import open_sealed
from desktop_app.services.konseling_segel import (
    KIND,
    KONSELOR,
    NAMA_UNIT,
    PEGAWAI,
    PENILAI,
    UNIT,
    code_of,
    is_unit,
    is_whole,
    ordered,
)
from desktop_app.services.kunci_segel import keys_of, own_identity
from desktop_app.services.nama_pelaku import name_of
from desktop_app.services.penguji_konseling import ACT, TIDAK_MENAHAN, case_faults, judge_section
from desktop_app.services.penguji_tanda import KeadaanTanda, PengujiTanda
from desktop_app.services.skp import identity_of

LUAR = "Konselor dari luar"


@dataclass(frozen=True)
class BarisBagian:
    """One section in a list, nothing of its text; ``untuk`` says to whom it is sealed, ``kode`` is its short code.

    ``dapat_dibuka`` tells that a key of who looks opens it, ``utuh`` that bytes and hash belong together.
    """

    id: str
    jenis: BagianKonseling
    penulis: str
    tanggal: date | None
    ragu: bool
    kode: str
    untuk: tuple[str, ...]
    dapat_dibuka: bool
    utuh: bool
    tanda: KeadaanTanda


@dataclass(frozen=True)
class BarisKonseling:
    """The envelope of one case; ``sebagai`` is what who looks is to it: pegawai, penilai, konselor or unit.

    ``cacat`` are codes of what does not fit, ``langkah`` the sections that he may add now.
    """

    id: str
    kantor: str
    pegawai_id: str
    pegawai: str
    penilai: str
    konselor_id: str
    konselor: str
    status: StatusKonseling
    tanggal: date | None
    ragu: bool
    sebagai: str
    bagian: tuple[BarisBagian, ...]
    cacat: tuple[str, ...]
    langkah: tuple[BagianKonseling, ...]


@dataclass(frozen=True)
class OrangDilapor:
    """Somebody whom who acts assesses and so may report."""

    id: str
    nama: str
    jabatan: str


@intention(Wewenang.LIHAT_PENILAIAN, Wewenang.KELOLA_KONSELING)
def list_konseling(kantor: Kantor) -> tuple[BarisKonseling, ...]:
    """Return the cases that concern who looks: his own, those he reported or counsels, in the personnel unit all."""
    penguji = PengujiTanda(kantor)
    kasus = [kantor.store.document(satu.doc_id) for satu in kantor.store.find(KIND, bodies=False)]
    hasil = [_row(kantor, penguji, satu) for satu in kasus if satu is not None and concerns(kantor, satu)]
    return tuple(sorted(hasil, key=lambda s: (s.status is not StatusKonseling.DITUTUP, str(s.tanggal)), reverse=True))


def cases_of(kantor: Kantor) -> list[BerkasKonseling]:
    """Return the cases that concern who acts, as they stand."""
    kasus = (kantor.store.document(satu.doc_id) for satu in kantor.store.find(KIND, bodies=False))
    penguji = PengujiTanda(kantor)
    return [read_berkas(satu, kantor, penguji) for satu in kasus if satu is not None and concerns(kantor, satu)]


@intention(Wewenang.LIHAT_PENILAIAN, Wewenang.KELOLA_KONSELING)
def get_konseling(kantor: Kantor, doc_id: str) -> BarisKonseling:
    """Return one case; raises ``UserError`` ``wewenang_kurang`` for whom it does not concern, also where none is."""
    return _row(kantor, PengujiTanda(kantor), _reached(kantor, doc_id))


@intention(Wewenang.LIHAT_PENILAIAN, Wewenang.KELOLA_KONSELING)
def open_bagian(kantor: Kantor, doc_id: str, bagian_id: str) -> Section:
    """Open one section with the keys of who acts; the opening leaves a row, the text stays nowhere.

    Raises ``UserError`` ``wewenang_kurang``, ``dokumen_tidak_ada`` for no such section, ``konseling_bukan_kunci`` where
    it is not sealed to a key of his, and what ``open_sealed`` may.
    """
    berkas = read_berkas(_reached(kantor, doc_id), kantor)
    bagian = next((satu for satu in berkas.bagian if satu.id == bagian_id), None)
    if bagian is None:
        raise UserError("dokumen_tidak_ada", id=bagian_id)
    isi = open_sealed(kantor, doc_id, berkas, bagian)
    act = "buka_konseling_gagal" if isi is None else "buka_konseling"
    with kantor.write(act, doc_id, {"bagian": bagian.jenis.value}):
        pass
    if isi is None:
        raise UserError("konseling_bukan_kunci")
    return isi


@intention(Wewenang.KELOLA_KONSELING)
def list_dilaporkan(kantor: Kantor) -> tuple[OrangDilapor, ...]:
    """Return the active people whom who acts assesses today, by name: about them he may write a report."""
    orang, hari = kantor.pelaku.pegawai_id, believed_day(kantor)
    hasil: list[OrangDilapor] = []
    for satu in kantor.store.find("pegawai", order=("nama",)) if orang else ():
        jabatan = decode_as(Pegawai, satu.body).jabatan_pada(hari)
        if jabatan is not None and jabatan.penilai_id == orang and is_active(satu.columns["aktif"]):
            hasil.append(OrangDilapor(satu.doc_id, satu.label, jabatan.jabatan))
    return tuple(hasil)


@intention(Wewenang.KELOLA_KONSELING)
def list_konselor(kantor: Kantor, doc_id: str) -> tuple[OrangDilapor, ...]:
    """Return who can be named counsellor in a case: people of its office and of the kabupaten, never the employee."""
    berkas = read_berkas(_reached(kantor, doc_id), kantor)
    if not is_unit(kantor, berkas.pegawai_id):
        kantor.refuse(Wewenang.KELOLA_KONSELING, doc_id)
    return tuple(
        OrangDilapor(satu.doc_id, satu.label, str(satu.columns["jabatan"] or ""))
        for satu in kantor.store.find("pegawai", order=("nama",), bodies=False)
        if satu.scope in (berkas.unit_kode, kantor.profil.kode)
        and is_active(satu.columns["aktif"])
        and satu.doc_id != berkas.pegawai_id
    )


@intention(Wewenang.LIHAT_PENILAIAN, Wewenang.KELOLA_KONSELING)
def count_lost(kantor: Kantor) -> int:
    """Return how many sections that who acts sealed on this computer are in no case any more: somebody took them."""
    rows = kantor.store.audit_rows(None, act=ACT, who=kantor.who)
    ada: set[str] = set()
    for doc_id in {row.doc_id for row in rows}:
        dokumen = kantor.store.document(doc_id)
        if dokumen is not None and not dokumen.deleted and dokumen.kind == KIND:
            ada |= {satu.sidik for satu in decode_as(BerkasKonseling, dokumen.body).bagian}
        elif dokumen is not None:
            # A lawful erasure ends a case with a tombstone and leaves no gap.
            ada |= {str(row.detail.get("sidik")) for row in rows if row.doc_id == doc_id}
    return len({str(row.detail.get("sidik") or "") for row in rows} - ada - {""})


def _reached(kantor: Kantor, doc_id: str) -> Document:
    dokumen = kantor.store.document(doc_id)
    if dokumen is None or dokumen.kind != KIND or not concerns(kantor, dokumen):
        kantor.refuse(Wewenang.KELOLA_KONSELING, doc_id)
    if dokumen.deleted:
        raise UserError("dokumen_tidak_ada", id=doc_id)
    return dokumen


def _row(kantor: Kantor, penguji: PengujiTanda, dokumen: Document) -> BarisKonseling:
    berkas = read_berkas(dokumen, kantor, penguji)
    cacat = case_faults(kantor.store, penguji, dokumen.doc_id, berkas)
    nama = {satu: identity_of(kantor, satu, None).nama or "–" for satu in _people(berkas)}
    untuk = _known_recipients(kantor, berkas, nama)
    bernama = any(satu.jenis is BagianKonseling.PENETAPAN for satu in berkas.bagian)
    return BarisKonseling(
        id=dokumen.doc_id,
        kantor=offices_of(kantor).get(berkas.unit_kode, berkas.unit_kode),
        pegawai_id=berkas.pegawai_id,
        pegawai=nama[berkas.pegawai_id],
        penilai=nama.get(berkas.penilai_id, "–"),
        konselor_id=berkas.konselor_id,
        konselor=nama.get(berkas.konselor_id, LUAR if bernama else ""),
        status=berkas.status,
        tanggal=berkas.tanggal,
        ragu=berkas.tanggal_ragu,
        sebagai=_part(kantor, berkas),
        bagian=tuple(_section(kantor, penguji, dokumen.doc_id, berkas, satu, untuk) for satu in ordered(berkas.bagian)),
        cacat=cacat,
        langkah=() if set(cacat) - TIDAK_MENAHAN else steps_for(kantor, berkas),
    )


def _people(berkas: BerkasKonseling) -> set[str]:
    return {berkas.pegawai_id, berkas.penilai_id, berkas.konselor_id} - {""}


def _part(kantor: Kantor, berkas: BerkasKonseling) -> str:
    orang = kantor.pelaku.pegawai_id
    if orang == berkas.pegawai_id != "":
        return PEGAWAI
    if orang == berkas.konselor_id != "":
        return KONSELOR
    if orang == berkas.penilai_id != "":
        return PENILAI
    return UNIT if is_unit(kantor, berkas.pegawai_id) else KONSELOR


def _section(
    kantor: Kantor,
    penguji: PengujiTanda,
    kasus: str,
    berkas: BerkasKonseling,
    bagian: BagianTersegel,
    untuk: dict[str, str],
) -> BarisBagian:
    milik = {recipient_of(own_identity(kantor))} if own_identity(kantor) else set()
    if milik and is_unit(kantor, berkas.pegawai_id):
        milik.update(map(recipient_of, kantor.office_keys().inbox_identities))
    return BarisBagian(
        id=bagian.id,
        jenis=bagian.jenis,
        penulis=name_of(kantor, bagian.penanda) or "–",
        tanggal=bagian.tanggal,
        ragu=bagian.tanggal_ragu,
        kode=code_of(kasus, berkas, bagian),
        untuk=tuple(dict.fromkeys(untuk.get(satu, f"kunci lama …{satu[-8:].upper()}") for satu in bagian.penerima)),
        dapat_dibuka=bool(milik.intersection(bagian.penerima)),
        utuh=is_whole(bagian),
        tanda=judge_section(penguji, kasus, berkas, bagian),
    )


def _known_recipients(kantor: Kantor, berkas: BerkasKonseling, nama: dict[str, str]) -> dict[str, str]:
    """Return the name of who holds each key that counts today."""
    hasil = {kunci.segel: nama[satu] for satu in nama for kunci in keys_of(kantor, satu, "") if kunci is not None}
    if own_identity(kantor) and kantor.pelaku.pegawai_id in nama:
        hasil[recipient_of(own_identity(kantor))] = nama[kantor.pelaku.pegawai_id]
    trust = trust_of(kantor)
    return hasil | dict.fromkeys(trust.inbox if trust is not None else (), NAMA_UNIT)
