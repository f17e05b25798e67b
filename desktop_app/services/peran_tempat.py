"""Where a role stands, whose it is, and what an SKP has of it already: what giving and taking roles ask (P6:44-49)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from desktop_app.domain.bagi_peran import plain, repeated_roles, result_from
from desktop_app.domain.codec import decode_as
from desktop_app.domain.matriks import BarisMatriks, KolomMatriks, MatriksPeran, PeranHasil
from desktop_app.domain.pegawai import Pegawai, identitas_pada
from desktop_app.domain.skp import AsalPeran, RencanaHasilKerja, Skp
from desktop_app.domain.wewenang import Jangkauan, Wewenang
from desktop_app.services.kantor import Kantor


@dataclass(frozen=True)
class Tempat:
    """A role with its matrix, row and column; ``ganda`` tells that another role of the matrix has its id."""

    matriks_id: str
    matriks: MatriksPeran
    baris: BarisMatriks
    kolom: KolomMatriks
    peran: PeranHasil
    ganda: bool = False

    @property
    def asal(self) -> AsalPeran:
        """Return what a planned result made of the role names as its origin."""
        return AsalPeran(matriks_id=self.matriks_id, peran_id=self.peran.id)

    @property
    def kunci(self) -> str:
        """Return what tells the role from every other one."""
        return role_key(self.matriks_id, self.baris.id, self.peran.id)


def role_key(matriks_id: str, baris_id: str, peran_id: str) -> str:
    """Return what tells a role from every other one: ids of roles alone repeat between matrices."""
    return "/".join((matriks_id, baris_id, peran_id))


def roles_of(matriks_id: str, matriks: MatriksPeran, pegawai_id: str = "") -> Iterator[Tempat]:
    """Yield the roles of a matrix that have words, row by row in the order of the columns."""
    ganda = repeated_roles(matriks)
    for baris in matriks.baris:
        if pegawai_id and baris.pegawai_id != pegawai_id:
            continue
        for kolom in matriks.kolom:
            for peran in baris.peran:
                if peran.kolom_id == kolom.id and peran.teks.strip():
                    yield Tempat(matriks_id, matriks, baris, kolom, peran, peran.id in ganda)


def is_foreign(kantor: Kantor, satu: Tempat, skp: Skp | None) -> bool:
    """Tell whether a role comes from somebody who does not assess its person: not in the SKP, nor by his posts.

    His posts are those of today and of the SKP's first day, without an SKP of the matrix's first day. Roles that a
    leader gives to himself are his own words.
    """
    pemilik, orang = satu.matriks.pegawai_id, satu.baris.pegawai_id
    if pemilik == orang or (skp is not None and skp.penilai_id == pemilik):
        return False
    dokumen = kantor.store.document(orang)
    if dokumen is None or dokumen.deleted or dokumen.kind != "pegawai":
        return True
    pegawai = decode_as(Pegawai, dokumen.body)
    hari = skp.mulai if skp is not None else date(satu.matriks.tahun, 1, 1)
    jabatan = (pegawai.jabatan_pada(kantor.jam().date()), pegawai.jabatan_pada(hari))
    return all(satu is None or satu.penilai_id != pemilik for satu in jabatan)


def may_assign(kantor: Kantor, pegawai_id: str) -> bool:
    """Tell whether who acts may put roles of others than the assessor into this person's SKP: never into his own.

    Whoever types for the whole office does it for the assessor, as everybody does in an office without passwords.
    """
    siapa = kantor.pelaku
    jangkauan = siapa.reach(Wewenang.SUSUN_SKP)
    if siapa.tanpa_sandi or jangkauan is Jangkauan.SEMUA:
        return True
    return jangkauan is Jangkauan.BAWAHAN and siapa.pegawai_id != pegawai_id


def giver_of(kantor: Kantor, satu: Tempat, skp: Skp) -> str:
    """Return who is printed as giver of the task: the team, or a leader who is not the assessor (P6:32, 55).

    A leader is named by the post of his matrix where it is one of his, else by his present one.
    """
    pemilik = satu.matriks.pegawai_id
    if pemilik == skp.pegawai_id:
        return ""
    if satu.matriks.tim:
        return satu.matriks.tim
    if pemilik == skp.penilai_id:
        return ""
    dokumen = kantor.store.document(pemilik)
    if dokumen is None or dokumen.deleted or dokumen.kind != "pegawai":
        return ""
    pegawai = decode_as(Pegawai, dokumen.body)
    if satu.matriks.jabatan in {post.jabatan for post in pegawai.riwayat}:
        return satu.matriks.jabatan
    return identitas_pada(pegawai, None).jabatan


def result_left(kantor: Kantor, skp: Skp, satu: Tempat) -> RencanaHasilKerja | None:
    """Return the result that already says the role's words and was made from a matrix that is deleted now."""
    if result_from(skp, satu.asal) is not None:
        return None
    for hasil in skp.hasil:
        if hasil.asal.matriks_id in ("", satu.matriks_id) or plain(hasil.teks) != plain(satu.peran.teks):
            continue
        dokumen = kantor.store.document(hasil.asal.matriks_id)
        if dokumen is not None and dokumen.deleted:
            return hasil
    return None
