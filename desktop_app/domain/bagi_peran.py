"""From a matrix of roles to planned results: pure functions over matrix, leader's SKP and subordinate's SKP (P6:44-49).

Ids of children that two computers may make on their own come from what they are made of, so that both speak of the
same child and a merge finds nothing to ask.
"""

from __future__ import annotations

import hashlib
import secrets
from collections import Counter
from collections.abc import Sequence

import msgspec

from desktop_app.domain.istilah import JenisHasil, KelompokSkp, Pendekatan
from desktop_app.domain.matriks import BarisMatriks, KolomMatriks, MatriksPeran, PeranHasil
from desktop_app.domain.skp import AsalPeran, HasilIntervensi, Indikator, RencanaHasilKerja, Skp


def child_id(*bagian: str) -> str:
    """Return the id (eight hex digits) that every computer gives to a child made of these parts."""
    return hashlib.sha256("/".join(bagian).encode()).hexdigest()[:8]


def wording(indikator: Indikator, pendekatan: Pendekatan) -> str:
    """Return the words of an indicator under an approach; the other approach's where that one is empty."""
    urut = (indikator.narasi, indikator.teks) if pendekatan is Pendekatan.KUALITATIF else (indikator.teks,)
    return next((satu.strip() for satu in (*urut, indikator.narasi) if satu.strip()), "")


def columns_of(skp_id: str, skp: Skp, *, tim: bool) -> tuple[KolomMatriks, ...]:
    """Return the columns that a leader's SKP gives: its indicators, or for a team its planned results (P6:47-48)."""
    if tim:
        return tuple(
            KolomMatriks(id=child_id(skp_id, hasil.id), teks=hasil.teks.strip(), skp_id=skp_id, hasil_id=hasil.id)
            for hasil in skp.hasil
            if hasil.teks.strip()
        )
    return tuple(
        KolomMatriks(
            id=child_id(skp_id, hasil.id, indikator.id),
            teks=kata,
            skp_id=skp_id,
            hasil_id=hasil.id,
            indikator_id=indikator.id,
        )
        for hasil in skp.hasil
        for indikator in hasil.indikator
        if (kata := wording(indikator, skp.pendekatan))
    )


def add_columns(matriks: MatriksPeran, kolom: Sequence[KolomMatriks]) -> MatriksPeran:
    """Return ``matriks`` with those columns that it has not yet: neither their id nor what they are bound to."""
    ada = {satu.id for satu in matriks.kolom} | {_bound_to(satu) for satu in matriks.kolom if is_bound(satu)}
    baru = tuple(satu for satu in kolom if satu.id not in ada and _bound_to(satu) not in ada)
    return msgspec.structs.replace(matriks, kolom=(*matriks.kolom, *baru)) if baru else matriks


def is_bound(kolom: KolomMatriks) -> bool:
    """Tell whether a column names the leader's document, not his words alone."""
    return bool(kolom.skp_id and kolom.hasil_id)


def _bound_to(kolom: KolomMatriks) -> tuple[str, str, str]:
    return (kolom.skp_id, kolom.hasil_id, kolom.indikator_id)


def match_columns(matriks: MatriksPeran, kolom: Sequence[KolomMatriks]) -> dict[str, KolomMatriks]:
    """Return for each column without a document the one of ``kolom`` with the same words, where just one has them."""
    terpakai = {_bound_to(satu) for satu in matriks.kolom if is_bound(satu)}
    cocok: dict[str, KolomMatriks] = {}
    for satu in matriks.kolom:
        if is_bound(satu):
            continue
        sama = [k for k in kolom if plain(k.teks) == plain(satu.teks) and _bound_to(k) not in terpakai]
        if len(sama) == 1:
            cocok[satu.id] = sama[0]
            terpakai.add(_bound_to(sama[0]))
    return cocok


def plain(teks: str) -> str:
    """Return words without case, extra spaces and a last full stop, to be compared."""
    return " ".join(teks.casefold().split()).rstrip(". ")


def bind(matriks: MatriksPeran, pasangan: dict[str, KolomMatriks]) -> MatriksPeran:
    """Return ``matriks`` with the ids of ``pasangan`` (by column id) set and nothing else changed."""
    kolom = tuple(
        msgspec.structs.replace(satu, skp_id=p.skp_id, hasil_id=p.hasil_id, indikator_id=p.indikator_id)
        if (p := pasangan.get(satu.id)) is not None
        else satu
        for satu in matriks.kolom
    )
    return msgspec.structs.replace(matriks, kolom=kolom)


def roles_in(baris: BarisMatriks, kolom_id: str) -> tuple[PeranHasil, ...]:
    """Return the roles of one cell; none means "TIDAK ADA PERAN" (P6:48)."""
    return tuple(satu for satu in baris.peran if satu.kolom_id == kolom_id)


def repeated_roles(matriks: MatriksPeran) -> frozenset[str]:
    """Return the ids that more than one role of ``matriks`` has; a result could not tell which of them it came from."""
    kali = Counter(peran.id for baris in matriks.baris for peran in baris.peran)
    return frozenset(satu for satu, banyak in kali.items() if banyak > 1)


def put_roles(matriks: MatriksPeran, baris_id: str, kolom_id: str, teks: str) -> MatriksPeran:
    """Return ``matriks`` with one cell taken from lines of ``teks``; a line keeps the id it had, else its place's.

    So a role that is worded anew stays the role that an SKP knows.
    """

    def put(baris: BarisMatriks) -> BarisMatriks:
        lama = list(roles_in(baris, kolom_id))
        kata = [satu.strip() for satu in teks.splitlines() if satu.strip()]
        sama: list[PeranHasil | None] = []
        for satu in kata:
            ketemu = next((p for p in lama if p.teks == satu), None)
            if ketemu is not None:
                lama.remove(ketemu)
            sama.append(ketemu)
        tempat = roles_in(baris, kolom_id)
        baru: list[PeranHasil] = []
        for at, (satu, peran) in enumerate(zip(kata, sama, strict=True)):
            if peran is None and at < len(tempat) and tempat[at] in lama:
                lama.remove(tempat[at])
                peran = msgspec.structs.replace(tempat[at], teks=satu)
            baru.append(peran or PeranHasil(id=secrets.token_hex(4), kolom_id=kolom_id, teks=satu))
        lain = tuple(satu for satu in baris.peran if satu.kolom_id != kolom_id)
        return msgspec.structs.replace(baris, peran=(*lain, *baru))

    semua = tuple(put(satu) if satu.id == baris_id else satu for satu in matriks.baris)
    return msgspec.structs.replace(matriks, baris=semua)


def remove_column(matriks: MatriksPeran, kolom_id: str) -> MatriksPeran:
    """Return ``matriks`` without one column and the roles in it."""
    baris = tuple(
        msgspec.structs.replace(satu, peran=tuple(p for p in satu.peran if p.kolom_id != kolom_id))
        for satu in matriks.baris
    )
    kolom = tuple(satu for satu in matriks.kolom if satu.id != kolom_id)
    return msgspec.structs.replace(matriks, kolom=kolom, baris=baris)


def remove_row(matriks: MatriksPeran, baris_id: str) -> MatriksPeran:
    """Return ``matriks`` without one row."""
    return msgspec.structs.replace(matriks, baris=tuple(satu for satu in matriks.baris if satu.id != baris_id))


def add_person(matriks: MatriksPeran, pegawai_id: str) -> MatriksPeran:
    """Return ``matriks`` with a row for a person of the office, unless he has one; his name is read where shown."""
    if any(satu.pegawai_id == pegawai_id for satu in matriks.baris):
        return matriks
    baris = BarisMatriks(id=child_id(pegawai_id), pegawai_id=pegawai_id)
    return msgspec.structs.replace(matriks, baris=(*matriks.baris, baris))


def add_named(matriks: MatriksPeran, nama: str, jabatan: str) -> MatriksPeran:
    """Return ``matriks`` with a row for somebody of another unit, by name (P6:47)."""
    baris = BarisMatriks(id=secrets.token_hex(4), nama=nama, jabatan=jabatan)
    return msgspec.structs.replace(matriks, baris=(*matriks.baris, baris))


def add_column(matriks: MatriksPeran, teks: str) -> MatriksPeran:
    """Return ``matriks`` with a column of words that stand in for the leader's indicator or result."""
    return msgspec.structs.replace(matriks, kolom=(*matriks.kolom, KolomMatriks(id=secrets.token_hex(4), teks=teks)))


def intervensi_of(kolom: KolomMatriks, pimpinan: Skp | None) -> HasilIntervensi:
    """Return what a role of this column intervenes: the leader's result, with his indicator where he heads a unit.

    The indicator is printed below for leaders of independent units alone (P6:59, footnote). ``pimpinan`` is the SKP
    that the column names, None where it is not here: then the column's words stand in.
    """
    hasil = next((h for h in pimpinan.hasil if h.id == kolom.hasil_id), None) if pimpinan else None
    if pimpinan is None or hasil is None:
        return HasilIntervensi(
            teks=kolom.teks, skp_id=kolom.skp_id, hasil_id=kolom.hasil_id, indikator_id=kolom.indikator_id
        )
    kata = ""
    if pimpinan.kelompok is KelompokSkp.JPT_MANDIRI:
        indikator = next((i for i in hasil.indikator if i.id == kolom.indikator_id), None)
        kata = wording(indikator, pimpinan.pendekatan) if indikator else ""
    return HasilIntervensi(
        teks=hasil.teks,
        indikator=kata,
        skp_id=kolom.skp_id,
        hasil_id=kolom.hasil_id,
        indikator_id=kolom.indikator_id,
    )


def result_of(asal: AsalPeran, teks: str, intervensi: HasilIntervensi, penugasan: str) -> RencanaHasilKerja:
    """Return the planned result that a role becomes, with one empty indicator; the same on every computer."""
    dasar = child_id(asal.matriks_id, asal.peran_id)
    return RencanaHasilKerja(
        id=dasar,
        jenis=JenisHasil.UTAMA,
        intervensi=intervensi,
        teks=teks,
        indikator=(Indikator(id=child_id(dasar, "indikator")),),
        penugasan=penugasan,
        asal=asal,
    )


def result_from(skp: Skp, asal: AsalPeran) -> RencanaHasilKerja | None:
    """Return the planned result that a role has become in ``skp``."""
    return next((satu for satu in skp.hasil if satu.asal == asal), None)


def bind_result(hasil: RencanaHasilKerja, kolom: KolomMatriks) -> RencanaHasilKerja:
    """Return ``hasil`` with the ids of its column set where it has none; its words stay as they are."""
    lama = hasil.intervensi
    if not is_bound(kolom) or lama.hasil_id or lama.skp_id:
        return hasil
    baru = msgspec.structs.replace(lama, skp_id=kolom.skp_id, hasil_id=kolom.hasil_id, indikator_id=kolom.indikator_id)
    return msgspec.structs.replace(hasil, intervensi=baru)


def put_result(skp: Skp, hasil: RencanaHasilKerja) -> Skp:
    """Return ``skp`` with ``hasil`` in the place of the one with its id, else behind the others."""
    if any(satu.id == hasil.id for satu in skp.hasil):
        return msgspec.structs.replace(skp, hasil=tuple(hasil if s.id == hasil.id else s for s in skp.hasil))
    return msgspec.structs.replace(skp, hasil=(*skp.hasil, hasil))
