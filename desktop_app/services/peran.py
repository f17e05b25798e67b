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
from desktop_app.domain.matriks import BarisMatriks, KolomMatriks, MatriksPeran, PeranHasil
from desktop_app.domain.skp import AsalPeran, RencanaHasilKerja, Skp
from desktop_app.domain.temuan import Temuan
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.jangkauan import reached_document, reaches
from desktop_app.services.kantor import Changed, Kantor, intention
from desktop_app.services.matriks import name_rows
from desktop_app.services.naskah import body_to_advance, commit_naskah
from desktop_app.services.rencana import person_named, skps_of
from desktop_app.services.skp import blank_skp


class NasibPeran(StrEnum):
    """How a role stands to the SKP of its person: what giving or taking it would do, or why it cannot."""

    BARU = "baru"
    SKP_BARU = "skp_baru"
    SUDAH = "sudah"
    BERUBAH = "berubah"
    IKAT = "ikat"
    TERKUNCI = "terkunci"
    BERKONFLIK = "berkonflik"
    UNIT_LAIN = "unit_lain"
    BUKAN_WEWENANG = "bukan_wewenang"


DAPAT_DIBERI = (NasibPeran.BARU, NasibPeran.SKP_BARU, NasibPeran.IKAT)
"""What is done without being asked for one by one; ``BERUBAH`` is done only where it was chosen."""


@dataclass(frozen=True)
class StatusPeran:
    """One role with its cell and how it stands; ``di_skp`` are the words that the SKP has where they differ."""

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


@dataclass(frozen=True)
class _Tempat:
    """A role with its matrix, row and column."""

    matriks_id: str
    matriks: MatriksPeran
    baris: BarisMatriks
    kolom: KolomMatriks
    peran: PeranHasil

    @property
    def asal(self) -> AsalPeran:
        return AsalPeran(matriks_id=self.matriks_id, peran_id=self.peran.id)


def _roles(matriks_id: str, matriks: MatriksPeran, pegawai_id: str = "") -> Iterator[_Tempat]:
    """Yield the roles of a matrix that have words, row by row in the order of the columns."""
    for baris in matriks.baris:
        if pegawai_id and baris.pegawai_id != pegawai_id:
            continue
        for kolom in matriks.kolom:
            for peran in baris.peran:
                if peran.kolom_id == kolom.id and peran.teks.strip():
                    yield _Tempat(matriks_id, matriks, baris, kolom, peran)


@intention(Wewenang.LIHAT_SKP)
def plan_roles(kantor: Kantor, matriks_id: str) -> tuple[StatusPeran, ...]:
    """Return every role of a matrix and how it stands: in an SKP already, waiting, or out of reach."""
    matriks = decode_as(MatriksPeran, reached_document(kantor, matriks_id, "matriks").body)
    nama = name_rows(kantor, matriks_id, matriks)
    pimpinan = nama[""].jabatan or nama[""].nama
    semua = []
    for satu in _roles(matriks_id, matriks):
        nasib, skp_id, di_skp = _fate(kantor, satu)
        semua.append(replace(_status(satu, pimpinan, nasib, skp_id, di_skp), nama=nama[satu.baris.id].nama))
    return tuple(semua)


def _status(satu: _Tempat, pimpinan: str, nasib: NasibPeran, skp_id: str, di_skp: str) -> StatusPeran:
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


def _fate(kantor: Kantor, satu: _Tempat) -> tuple[NasibPeran, str, str]:
    """Return how a role stands, in which SKP, and that one's words where they differ."""
    orang = kantor.store.document(satu.baris.pegawai_id) if satu.baris.pegawai_id else None
    if orang is None or orang.deleted or orang.kind != "pegawai":
        return NasibPeran.UNIT_LAIN, "", ""
    skps = skps_of(kantor, orang.doc_id, satu.matriks.tahun)
    if not skps:
        boleh = reaches(kantor, Wewenang.SUSUN_SKP, orang)
        return (NasibPeran.SKP_BARU if boleh else NasibPeran.BUKAN_WEWENANG), "", ""
    dokumen = _document_for(kantor, skps, satu.asal)
    if not reaches(kantor, Wewenang.SUSUN_SKP, dokumen):
        return NasibPeran.BUKAN_WEWENANG, "", ""
    nasib, di_skp = _fate_in(dokumen, decode_as(Skp, _typed(kantor, dokumen)), satu)
    return nasib, dokumen.doc_id, di_skp


def _document_for(kantor: Kantor, skps: list[tuple[str, Skp]], asal: AsalPeran) -> Document:
    """Return the SKP that has the role, else the newest draft, else the newest."""
    urut = sorted(skps, key=lambda s: (result_from(s[1], asal) is None, s[1].status is not StatusSkp.DRAFT))
    dokumen = kantor.store.document(urut[0][0])
    assert dokumen is not None
    return dokumen


def _typed(kantor: Kantor, dokumen: Document) -> bytes:
    """Return what who acts has typed of a document, else what is stored."""
    kerja = kantor.store.working(dokumen.doc_id, kantor.who)
    return kerja.body if kerja is not None else dokumen.body


def _fate_in(dokumen: Document, skp: Skp, satu: _Tempat) -> tuple[NasibPeran, str]:
    """Return how a role stands to one SKP, and the words there where they differ."""
    hasil = result_from(skp, satu.asal)
    if hasil is not None and hasil.teks.strip() == satu.peran.teks.strip():
        tertunda = skp.status is StatusSkp.DRAFT and not dokumen.conflicts and bind_result(hasil, satu.kolom) != hasil
        return (NasibPeran.IKAT if tertunda else NasibPeran.SUDAH), ""
    di_skp = hasil.teks if hasil is not None else ""
    if dokumen.conflicts:
        return NasibPeran.BERKONFLIK, di_skp
    if skp.status is not StatusSkp.DRAFT:
        return NasibPeran.TERKUNCI, di_skp
    return (NasibPeran.BARU if hasil is None else NasibPeran.BERUBAH), di_skp


def _result(kantor: Kantor, satu: _Tempat, skp: Skp) -> RencanaHasilKerja:
    """Return the planned result of a role as it is to stand in ``skp``: new, or the one there with words and ids."""
    lama = result_from(skp, satu.asal)
    if lama is not None:
        return bind_result(msgspec.structs.replace(lama, teks=satu.peran.teks), satu.kolom)
    return result_of(
        satu.asal, satu.peran.teks, intervensi_of(satu.kolom, _leader_skp(kantor, satu)), _giver(satu, skp)
    )


def _leader_skp(kantor: Kantor, satu: _Tempat) -> Skp | None:
    """Return the leader's SKP that a column names; a plan is derived from it (Article 10), whoever drafts it."""
    dokumen = kantor.store.document(satu.kolom.skp_id) if satu.kolom.skp_id else None
    if dokumen is None or dokumen.deleted or dokumen.kind != "skp":
        return None
    skp = decode_as(Skp, dokumen.body)
    return skp if skp.pegawai_id == satu.matriks.pegawai_id else None


def _giver(satu: _Tempat, skp: Skp) -> str:
    """Return who is printed as giver of the task: the team, or a leader who is not the assessor (P6:32, 55)."""
    if satu.matriks.tim:
        return satu.matriks.tim
    return "" if satu.matriks.pegawai_id == skp.penilai_id else satu.matriks.jabatan


@intention(Wewenang.SUSUN_SKP)
def give_roles(
    kantor: Kantor, matriks_id: str, peran_ids: Collection[str] = (), *, perbarui: bool = False
) -> tuple[tuple[StatusPeran, ...], Changed]:
    """Make planned results of roles of a matrix (all without ``peran_ids``), in drafts that who acts may type into.

    People without an SKP of the year get one. ``perbarui`` also puts the role's present words into results made of
    it before. Return the roles that were written, all in one transaction; the others stay as ``plan_roles`` says.
    """
    commit_naskah(kantor, matriks_id)
    dokumen = reached_document(kantor, matriks_id, "matriks", Wewenang.SUSUN_SKP)
    if dokumen.conflicts:
        raise UserError("dokumen_berkonflik", id=matriks_id)
    matriks = decode_as(MatriksPeran, dokumen.body)
    rencana = plan_roles(kantor, matriks_id)
    if not set(peran_ids) <= {satu.peran_id for satu in rencana}:
        raise UserError("peran_tidak_ada")
    boleh = (*DAPAT_DIBERI, NasibPeran.BERUBAH) if perbarui else DAPAT_DIBERI
    pilih = [s for s in rencana if s.nasib in boleh and (not peran_ids or s.peran_id in peran_ids)]
    tempat = {satu.peran.id: satu for satu in _roles(matriks_id, matriks)}
    tulis = _Tulisan(kantor)
    for satu in pilih:
        tulis.put(tempat[satu.peran_id], satu.skp_id)
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

    def put(self, satu: _Tempat, skp_id: str) -> None:
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
        nasib, di_skp = _fate_in(dokumen, skp, satu)
        semua.append(_status(satu, siapa.jabatan or siapa.nama, nasib, skp_id, di_skp))
    return tuple(semua)


def _roles_for(kantor: Kantor, skp: Skp) -> Iterator[_Tempat]:
    """Yield the roles of the person of an SKP in all matrices of the years that it touches."""
    kunci = skp.pegawai_id.encode()
    for tahun in range(skp.mulai.year, skp.akhir.year + 1):
        for satu in kantor.store.find("matriks", where={"tahun": tahun}):
            if kunci in satu.body and not satu.conflicts:
                yield from _roles(satu.doc_id, decode_as(MatriksPeran, satu.body), skp.pegawai_id)


@intention(Wewenang.SUSUN_SKP)
def take_roles(kantor: Kantor, skp_id: str, peran_ids: Collection[str]) -> tuple[tuple[StatusPeran, ...], Changed]:
    """Take roles of ``list_peran`` into a draft SKP: a new result, or the role's present words and leader in its own.

    Raises ``UserError`` where the SKP is no draft any more or a role is gone.
    """
    dokumen = reached_document(kantor, skp_id, "skp", Wewenang.SUSUN_SKP)
    skp = decode_as(Skp, body_to_advance(kantor, dokumen))
    if skp.status is not StatusSkp.DRAFT:
        raise UserError("dokumen_terkunci", status=skp.status.value)
    rencana = {satu.peran_id: satu for satu in list_peran(kantor, skp_id)}
    if not set(peran_ids) <= set(rencana):
        raise UserError("peran_tidak_ada")
    pilih = [rencana[p] for p in dict.fromkeys(peran_ids) if rencana[p].nasib is not NasibPeran.SUDAH]
    tempat = {satu.peran.id: satu for satu in _roles_for(kantor, skp)}
    tulis = _Tulisan(kantor)
    for satu in pilih:
        tulis.put(tempat[satu.peran_id], skp_id)
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
        if satu.nasib is NasibPeran.BARU:
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
