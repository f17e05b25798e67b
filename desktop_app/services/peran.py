"""Roles of a matrix become planned results: given by the leader, or taken by who drafts the SKP (P6:47-49).

A role keeps its identity in the SKP (``asal``), so that doing it again makes no second result. A role that is worded
anew later is offered, never changed behind the person's back.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

import msgspec

from db import Document, Transaction
from desktop_app.domain.bagi_peran import bind_result, intervensi_of, put_result, result_from, result_of
from desktop_app.domain.codec import SCHEMA, decode_as, encode
from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import StatusSkp
from desktop_app.domain.matriks import MatriksPeran
from desktop_app.domain.skp import AsalPeran, RencanaHasilKerja, Skp
from desktop_app.domain.temuan import Temuan
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.jangkauan import reached_document, reaches
from desktop_app.services.kantor import Changed, Kantor, intention
from desktop_app.services.matriks import name_rows
from desktop_app.services.naskah import body_to_advance, commit_naskah
from desktop_app.services.peran_tempat import (
    Tempat,
    giver_of,
    is_foreign,
    may_assign,
    result_left,
    role_key,
    roles_of,
)
from desktop_app.services.rencana import person_named, skps_of
from desktop_app.services.skp import blank_skp


class NasibPeran(StrEnum):
    """How a role stands to the SKP of its person: what giving or taking it would do, or why it cannot."""

    BARU = "baru"
    SKP_BARU = "skp_baru"
    SUDAH = "sudah"
    BERUBAH = "berubah"
    IKAT = "ikat"
    SAMBUNG = "sambung"
    GANDA = "ganda"
    BUKAN_PENILAI = "bukan_penilai"
    TERKUNCI = "terkunci"
    BERKONFLIK = "berkonflik"
    UNIT_LAIN = "unit_lain"
    BUKAN_WEWENANG = "bukan_wewenang"


DAPAT_DIBERI = (NasibPeran.BARU, NasibPeran.SKP_BARU, NasibPeran.IKAT, NasibPeran.SAMBUNG)
"""What is done without being asked for one by one; ``BERUBAH`` is done only where it was chosen."""


@dataclass(frozen=True)
class StatusPeran:
    """One role with its cell and how it stands; ``di_skp`` are the words that the SKP has where they differ.

    ``bukan_penilai`` tells that whose matrix it is (``pemilik``, by name) does not assess the person.
    """

    matriks_id: str
    peran_id: str
    baris_id: str
    kolom_id: str
    pegawai_id: str
    nama: str
    teks: str
    kolom: str
    pimpinan: str
    tim: str
    nasib: NasibPeran
    skp_id: str = ""
    di_skp: str = ""
    pemilik: str = ""
    bukan_penilai: bool = False

    @property
    def kunci(self) -> str:
        """Return what tells the role from every other one."""
        return role_key(self.matriks_id, self.baris_id, self.peran_id)


@intention(Wewenang.LIHAT_SKP)
def plan_roles(kantor: Kantor, matriks_id: str) -> tuple[StatusPeran, ...]:
    """Return every role of a matrix and how it stands: in an SKP already, waiting, or out of reach."""
    matriks = decode_as(MatriksPeran, reached_document(kantor, matriks_id, "matriks").body)
    nama = name_rows(kantor, matriks_id, matriks)
    pimpinan = nama[""].jabatan or nama[""].nama
    semua = []
    for satu in roles_of(matriks_id, matriks):
        nasib, skp_id, di_skp, asing = _fate(kantor, satu)
        status = _status(satu, pimpinan, nasib, skp_id, di_skp)
        nama_sini = nama[satu.baris.id].nama
        semua.append(replace(status, nama=nama_sini, pemilik=nama[""].nama, bukan_penilai=asing))
    return tuple(semua)


def _status(satu: Tempat, pimpinan: str, nasib: NasibPeran, skp_id: str, di_skp: str) -> StatusPeran:
    return StatusPeran(
        matriks_id=satu.matriks_id,
        peran_id=satu.peran.id,
        baris_id=satu.baris.id,
        kolom_id=satu.kolom.id,
        pegawai_id=satu.baris.pegawai_id,
        nama="",
        teks=satu.peran.teks,
        kolom=satu.kolom.teks,
        pimpinan=pimpinan,
        tim=satu.matriks.tim,
        nasib=nasib,
        skp_id=skp_id,
        di_skp=di_skp,
    )


def _fate(kantor: Kantor, satu: Tempat) -> tuple[NasibPeran, str, str, bool]:
    """Return how a role stands, in which SKP, that one's words where they differ, and whether no assessor gives it."""
    orang = kantor.store.document(satu.baris.pegawai_id) if satu.baris.pegawai_id else None
    if orang is None or orang.deleted or orang.kind != "pegawai":
        return NasibPeran.UNIT_LAIN, "", "", False
    skps = skps_of(kantor, orang.doc_id, satu.matriks.tahun)
    if not skps:
        asing = is_foreign(kantor, satu, None)
        if not reaches(kantor, Wewenang.SUSUN_SKP, orang):
            return NasibPeran.BUKAN_WEWENANG, "", "", asing
        return _allowed(kantor, satu, NasibPeran.SKP_BARU, asing=asing), "", "", asing
    dokumen = _document_for(kantor, skps, satu)
    if not reaches(kantor, Wewenang.SUSUN_SKP, dokumen):
        return NasibPeran.BUKAN_WEWENANG, "", "", False
    nasib, di_skp, asing = _fate_in(kantor, dokumen, decode_as(Skp, _typed(kantor, dokumen)), satu)
    return nasib, dokumen.doc_id, di_skp, asing


def _allowed(kantor: Kantor, satu: Tempat, nasib: NasibPeran, *, asing: bool) -> NasibPeran:
    """Return ``nasib``, or why it is not done: an id that repeats, or an assessor who has not agreed (P6:48-49)."""
    if nasib in (*DAPAT_DIBERI, NasibPeran.BERUBAH) and satu.ganda:
        return NasibPeran.GANDA
    menulis = nasib in (NasibPeran.BARU, NasibPeran.SKP_BARU, NasibPeran.BERUBAH)
    if menulis and asing and not may_assign(kantor, satu.baris.pegawai_id):
        return NasibPeran.BUKAN_PENILAI
    return nasib


def _document_for(kantor: Kantor, skps: list[tuple[str, Skp]], satu: Tempat) -> Document:
    """Return the SKP that has the role, else the newest draft, else the newest."""

    def order(milik: tuple[str, Skp]) -> tuple[bool, bool]:
        hasil = result_from(milik[1], satu.asal) or result_left(kantor, milik[1], satu)
        return hasil is None, milik[1].status is not StatusSkp.DRAFT

    urut = sorted(skps, key=order)
    dokumen = kantor.store.document(urut[0][0])
    assert dokumen is not None
    return dokumen


def _typed(kantor: Kantor, dokumen: Document) -> bytes:
    """Return what who acts has typed of a document, else what is stored."""
    kerja = kantor.store.working(dokumen.doc_id, kantor.who)
    return kerja.body if kerja is not None else dokumen.body


def _fate_in(kantor: Kantor, dokumen: Document, skp: Skp, satu: Tempat) -> tuple[NasibPeran, str, bool]:
    """Return how a role stands to one SKP, the words there where they differ, and whether no assessor gives it."""
    nasib, di_skp = _fate_of(kantor, dokumen, skp, satu)
    asing = is_foreign(kantor, satu, skp)
    return _allowed(kantor, satu, nasib, asing=asing), di_skp, asing


def _fate_of(kantor: Kantor, dokumen: Document, skp: Skp, satu: Tempat) -> tuple[NasibPeran, str]:
    terbuka = skp.status is StatusSkp.DRAFT and not dokumen.conflicts
    hasil = result_from(skp, satu.asal)
    if hasil is None and result_left(kantor, skp, satu) is not None:
        return (NasibPeran.SAMBUNG if terbuka else NasibPeran.SUDAH), ""
    if hasil is not None and hasil.teks.strip() == satu.peran.teks.strip():
        tertunda = terbuka and bind_result(hasil, satu.kolom) != hasil
        return (NasibPeran.IKAT if tertunda else NasibPeran.SUDAH), ""
    di_skp = hasil.teks if hasil is not None else ""
    if dokumen.conflicts:
        return NasibPeran.BERKONFLIK, di_skp
    if skp.status is not StatusSkp.DRAFT:
        return NasibPeran.TERKUNCI, di_skp
    return (NasibPeran.BARU if hasil is None else NasibPeran.BERUBAH), di_skp


def _result(kantor: Kantor, satu: Tempat, skp: Skp) -> RencanaHasilKerja:
    """Return the planned result of a role as it is to stand in ``skp``: new, or the one there with words and ids."""
    lama = result_from(skp, satu.asal) or result_left(kantor, skp, satu)
    if lama is not None:
        return bind_result(msgspec.structs.replace(lama, teks=satu.peran.teks, asal=satu.asal), satu.kolom)
    return result_of(
        satu.asal, satu.peran.teks, intervensi_of(satu.kolom, _leader_skp(kantor, satu)), giver_of(kantor, satu, skp)
    )


def _leader_skp(kantor: Kantor, satu: Tempat) -> Skp | None:
    """Return the leader's SKP that a column names; a plan is derived from it (Article 10), whoever drafts it."""
    dokumen = kantor.store.document(satu.kolom.skp_id) if satu.kolom.skp_id else None
    if dokumen is None or dokumen.deleted or dokumen.kind != "skp":
        return None
    skp = decode_as(Skp, dokumen.body)
    return skp if skp.pegawai_id == satu.matriks.pegawai_id else None


def _chosen(rencana: Collection[StatusPeran], pilihan: Collection[str]) -> list[StatusPeran]:
    """Return the roles that are meant by their keys, or by their ids where these are told once here.

    Raises ``UserError`` ``peran_tidak_ada`` or ``peran_ganda``.
    """
    semua: dict[str, StatusPeran] = {}
    for satu in pilihan:
        ketemu = [s for s in rencana if satu in (s.kunci, s.peran_id)]
        if not ketemu:
            raise UserError("peran_tidak_ada")
        if len(ketemu) > 1 or ketemu[0].nasib is NasibPeran.GANDA:
            raise UserError("peran_ganda")
        semua[ketemu[0].kunci] = ketemu[0]
    return list(semua.values())


@intention(Wewenang.SUSUN_SKP)
def give_roles(
    kantor: Kantor, matriks_id: str, peran_ids: Collection[str] = (), *, perbarui: bool = False
) -> tuple[tuple[StatusPeran, ...], Changed]:
    """Make planned results of roles of a matrix (all without ``peran_ids``), in drafts that who acts may type into.

    ``peran_ids`` are keys of roles (``StatusPeran.kunci``), or their ids where one role alone has it.

    People without an SKP of the year get one. ``perbarui`` also puts the role's present words into results made of
    it before. Return the roles that were written, all in one transaction; the others stay as ``plan_roles`` says.
    """
    commit_naskah(kantor, matriks_id)
    dokumen = reached_document(kantor, matriks_id, "matriks", Wewenang.SUSUN_SKP)
    if dokumen.conflicts:
        raise UserError("dokumen_berkonflik", id=matriks_id)
    matriks = decode_as(MatriksPeran, dokumen.body)
    rencana = plan_roles(kantor, matriks_id)
    boleh = (*DAPAT_DIBERI, NasibPeran.BERUBAH) if perbarui else DAPAT_DIBERI
    pilih = [s for s in (_chosen(rencana, peran_ids) if peran_ids else rencana) if s.nasib in boleh]
    tempat = {satu.kunci: satu for satu in roles_of(matriks_id, matriks)}
    tulis = _Tulisan(kantor)
    for satu in pilih:
        tulis.put(tempat[satu.kunci], satu.skp_id)
    if not pilih:
        return (), Changed()
    with kantor.write("beri_peran", matriks_id, {"jumlah": len(pilih)}) as tx:
        tulis.save(tx)
    return tuple(pilih), Changed(tulis.ids(), ("skp",))


class _Tulisan:
    """The SKPs that one act writes, each read once and stored once."""

    def __init__(self, kantor: Kantor) -> None:
        self._kantor = kantor
        self._skp: dict[str, Skp] = {}
        self._lama: dict[str, tuple[bytes | None, str]] = {}
        self._baru: dict[str, str] = {}

    def put(self, satu: Tempat, skp_id: str) -> None:
        """Put the result of a role into an SKP; without an id into a new one of that person."""
        kantor, orang = self._kantor, satu.baris.pegawai_id
        if not skp_id and orang not in self._baru:
            doc_id, skp = blank_skp(kantor, orang, satu.matriks.tahun)
            self._baru[orang] = doc_id
            self._skp[doc_id], self._lama[doc_id] = skp, (None, kantor.profil.kode)
        doc_id = skp_id or self._baru[orang]
        if doc_id not in self._skp:
            dokumen = reached_document(kantor, doc_id, "skp", Wewenang.SUSUN_SKP)
            raw = body_to_advance(kantor, dokumen)
            self._skp[doc_id], self._lama[doc_id] = decode_as(Skp, raw), (raw, dokumen.scope)
        self._skp[doc_id] = put_result(self._skp[doc_id], _result(kantor, satu, self._skp[doc_id]))

    def save(self, tx: Transaction) -> None:
        """Store every SKP; what who acts had typed there is part of it."""
        for doc_id, skp in self._skp.items():
            lama, scope = self._lama[doc_id]
            tx.drop_working(doc_id, self._kantor.who)
            tx.save("skp", doc_id, encode(skp, lama), scope=scope, schema=SCHEMA)

    def ids(self) -> tuple[str, ...]:
        """Return the SKPs that are written."""
        return tuple(self._skp)


@intention(Wewenang.LIHAT_SKP)
def list_peran(kantor: Kantor, skp_id: str) -> tuple[StatusPeran, ...]:
    """Return the roles that matrices of its year give to the person of an SKP, and how each stands to it.

    Who drafts a plan may read the roles meant for that person, and nothing else of those matrices.
    """
    dokumen = reached_document(kantor, skp_id, "skp")
    skp = decode_as(Skp, _typed(kantor, dokumen))
    semua = []
    for satu in _roles_for(kantor, skp):
        siapa = person_named(kantor, satu.matriks.pegawai_id, None)
        nasib, di_skp, asing = _fate_in(kantor, dokumen, skp, satu)
        status = _status(satu, siapa.jabatan or siapa.nama, nasib, skp_id, di_skp)
        semua.append(replace(status, pemilik=siapa.nama, bukan_penilai=asing))
    return tuple(semua)


def _roles_for(kantor: Kantor, skp: Skp) -> Iterator[Tempat]:
    """Yield the roles of the person of an SKP in all matrices of the years that it touches."""
    kunci = skp.pegawai_id.encode()
    for tahun in range(skp.mulai.year, skp.akhir.year + 1):
        for satu in kantor.store.find("matriks", where={"tahun": tahun}):
            if kunci in satu.body and not satu.conflicts:
                yield from roles_of(satu.doc_id, decode_as(MatriksPeran, satu.body), skp.pegawai_id)


@intention(Wewenang.SUSUN_SKP)
def take_roles(kantor: Kantor, skp_id: str, peran_ids: Collection[str]) -> tuple[tuple[StatusPeran, ...], Changed]:
    """Take roles of ``list_peran`` into a draft SKP: a new result, or the role's present words and leader in its own.

    Raises ``UserError`` where the SKP is no draft any more or a role is gone, and ``peran_perlu_penilai`` for one of
    somebody who is not the assessor, unless the assessor takes it.
    """
    dokumen = reached_document(kantor, skp_id, "skp", Wewenang.SUSUN_SKP)
    skp = decode_as(Skp, body_to_advance(kantor, dokumen))
    if skp.status is not StatusSkp.DRAFT:
        raise UserError("dokumen_terkunci", status=skp.status.value)
    pilih = _chosen(list_peran(kantor, skp_id), peran_ids)
    if any(satu.nasib is NasibPeran.BUKAN_PENILAI for satu in pilih):
        kantor.refuse(Wewenang.SUSUN_SKP, skp_id, "peran_perlu_penilai")
    pilih = [satu for satu in pilih if satu.nasib is not NasibPeran.SUDAH]
    tempat = {satu.kunci: satu for satu in _roles_for(kantor, skp)}
    tulis = _Tulisan(kantor)
    for satu in pilih:
        tulis.put(tempat[satu.kunci], skp_id)
    if not pilih:
        return (), Changed()
    with kantor.write("ambil_peran", skp_id, {"jumlah": len(pilih)}) as tx:
        tulis.save(tx)
    return tuple(pilih), Changed((skp_id,), ("skp",))


@intention(Wewenang.LIHAT_SKP)
def check_roles(kantor: Kantor, skp_id: str) -> tuple[Temuan, ...]:
    """Return what an SKP has to be told about its roles: waiting, worded anew, or gone from their matrix."""
    dokumen = reached_document(kantor, skp_id, "skp")
    skp = decode_as(Skp, _typed(kantor, dokumen))
    temuan: list[Temuan] = []
    semua = list_peran(kantor, skp_id)
    for satu in semua:
        if satu.nasib is NasibPeran.BUKAN_PENILAI or (satu.nasib is NasibPeran.BARU and satu.bukan_penilai):
            temuan.append(Temuan("peran_bukan_penilai", "hasil", pimpinan=satu.pemilik, peran=satu.teks))
        elif satu.nasib is NasibPeran.BARU:
            temuan.append(Temuan("peran_menunggu", "hasil", pimpinan=satu.pimpinan, peran=satu.teks))
        elif satu.nasib is NasibPeran.BERUBAH or (satu.nasib is NasibPeran.TERKUNCI and satu.di_skp):
            hasil = result_from(skp, AsalPeran(matriks_id=satu.matriks_id, peran_id=satu.peran_id))
            jalur = f"hasil/#{hasil.id}/teks" if hasil is not None else "hasil"
            temuan.append(Temuan("peran_berubah", jalur, pimpinan=satu.pimpinan, peran=satu.teks))
    ada = {(satu.matriks_id, satu.peran_id) for satu in semua}
    for hasil in skp.hasil:
        matriks = kantor.store.document(hasil.asal.matriks_id) if hasil.asal.matriks_id else None
        if matriks is not None and (matriks.doc_id, hasil.asal.peran_id) not in ada and not matriks.conflicts:
            temuan.append(Temuan("peran_ditarik", f"hasil/#{hasil.id}/teks"))
    return tuple(temuan)
