"""Name, agency and place of an office as the kabupaten keeps them; the office's own profile follows."""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from db import Revision, Transaction
from desktop_app.domain.codec import SCHEMA, decode_as, encode, natural_id
from desktop_app.domain.errors import UserError
from desktop_app.domain.unit_kerja import UnitKerja
from desktop_app.domain.wewenang import Wewenang
from desktop_app.exchange import Certificate, Office
from desktop_app.services.kantor import Changed, Kantor, Peran, Profil, check_profil, intention
from desktop_app.services.kepercayaan import RUANG_PERANGKAT, list_perangkat, require_role
from desktop_app.services.paket import list_keluar

KIND = "unit_kerja"
IKUT = "mengikuti catatan kantor"
"""Why a computer that was only just set up takes the office's record for its own."""


@intention(Wewenang.UBAH_PENGATURAN)
def change_unit(
    kantor: Kantor, kode: str, nama: str, instansi: str, tempat: str | None = None, *, alasan: str
) -> Changed:
    """At the kabupaten: change what the forms of an office print of it; the office takes it with its next answer.

    Without ``tempat`` the place stays what it is.

    Raises ``UserError`` ``mutasi_kantor_tidak_dikenal``, ``alasan_wajib``, ``unit_tidak_berubah``, and what
    ``check_profil`` raises.
    """
    require_role(kantor, Peran.KABUPATEN)
    if not alasan.strip():
        raise UserError("alasan_wajib", langkah="ubah data kantor")
    milik = [satu for satu in list_perangkat(kantor) if satu.kode == kode]
    if not milik:
        raise UserError("mutasi_kantor_tidak_dikenal", kode=kode)
    doc_id = office_id(kode)
    dokumen = kantor.store.document(doc_id)
    if dokumen is not None and dokumen.conflicts:
        raise UserError("dokumen_berkonflik", id=doc_id)
    ada = dokumen.body if dokumen is not None and not dokumen.deleted else None
    lama = decode_as(UnitKerja, ada) if ada is not None else UnitKerja(kode=kode, nama="", instansi="", unit_kode=kode)
    nama, instansi = " ".join(nama.split()), " ".join(instansi.split())
    tempat = lama.tempat if tempat is None else " ".join(tempat.split())
    check_profil(Profil(peran=Peran.UNIT, kode=kode, nama=nama, instansi=instansi, tempat=tempat))
    baru = msgspec.structs.replace(lama, nama=nama, instansi=instansi, tempat=tempat)
    if baru == lama:
        raise UserError("unit_tidak_berubah")
    with kantor.write("ubah_unit", doc_id, {"kantor": kode}) as tx:
        tx.save(KIND, doc_id, encode(baru, ada), scope=kode, schema=SCHEMA, why=alasan.strip())
        for satu in milik:
            ganti = msgspec.structs.replace(satu, nama=nama, instansi=instansi)
            tx.put(RUANG_PERANGKAT, satu.device_id, msgspec.json.encode(ganti))
    return Changed((doc_id,), (KIND, "perangkat"))


def followed_profile(kantor: Kantor, doc_ids: Collection[str]) -> Profil | None:
    """Return the profile that follows what has just come about this very office; None where it stays as it is."""
    milik = office_id(kantor.profil.kode)
    dokumen = kantor.store.document(milik) if milik in doc_ids else None
    if dokumen is None or dokumen.deleted or dokumen.conflicts or dokumen.kind != KIND:
        return None
    isi = decode_as(UnitKerja, dokumen.body)
    baru = msgspec.structs.replace(
        kantor.profil, nama=isi.nama, instansi=isi.instansi, tempat=isi.tempat or kantor.profil.tempat
    )
    try:
        check_profil(baru)
    except UserError:
        return None
    return baru if baru != kantor.profil else None


def keep_profile(tx: Transaction, profil: Profil) -> None:
    """Keep a profile inside the caller's transaction."""
    tx.put("kantor", "profil", msgspec.json.encode(profil))


def office_id(kode: str) -> str:
    """Return the id of an office's own record."""
    return natural_id(KIND, kode, kode)


def registered_office(kantor: Kantor, kode: str, device_id: str) -> Office | None:
    """At the kabupaten: return how an office is written here before another computer of it is admitted.

    By its own record, else as its first other computer was admitted; None where it has neither.
    """
    dokumen = kantor.store.document(office_id(kode))
    if dokumen is not None and not dokumen.deleted and not dokumen.conflicts and dokumen.kind == KIND:
        isi = decode_as(UnitKerja, dokumen.body)
        if isi.nama.strip() and isi.instansi.strip():
            return Office(kode, isi.nama, isi.instansi)
    lain = [satu for satu in list_perangkat(kantor) if satu.kode == kode and satu.device_id != device_id]
    pertama = min(lain, key=lambda satu: satu.serial, default=None)
    return Office(kode, pertama.nama, pertama.instansi) if pertama is not None else None


def unsent_beginning(kantor: Kantor) -> Revision | None:
    """Return what the set-up of this computer wrote about its office, where it is all there is and nobody has seen it.

    None once the record has another version here, or once a bundle was made: from then on it may be known elsewhere.
    """
    riwayat = kantor.store.history(office_id(kantor.profil.kode))
    if len(riwayat) != 1 or list_keluar(kantor):
        return None
    (awal,) = riwayat
    sendiri = awal.device == kantor.store.device and not awal.parents and not awal.deleted and not awal.erased
    return awal if sendiri else None


def follow_record(
    kantor: Kantor, tx: Transaction, awal: Revision | None, granted: Certificate | None
) -> tuple[str, ...]:
    """At a computer that was only just set up: take the office's record as it is elsewhere; return what changed.

    ``awal`` is what ``unsent_beginning`` said before anything was taken in, ``granted`` the certificate that came.
    Where the record came too, it is joined with the set-up, which stays an ancestor; where only the certificate writes
    the office differently, the set-up is written anew that way. Nobody has seen the set-up, so nobody built on it.
    Source: docs/spec/merge.md, section The record of an office.
    """
    doc_id = office_id(kantor.profil.kode)
    dokumen = kantor.store.document(doc_id) if awal is not None else None
    if awal is None or dokumen is None or awal.rev_id not in dokumen.heads:
        return ()
    lain, parents = sorted(set(dokumen.heads) - {awal.rev_id}), [awal.rev_id]
    if lain and dokumen.conflicts:
        sana = next(satu for satu in kantor.store.history(doc_id) if satu.rev_id == lain[0])
        if sana.deleted:
            return ()
        body = _joined(awal.body, sana.body)
        parents.append(sana.rev_id)
    elif not lain and granted is not None and granted.office.code == kantor.profil.kode:
        sini = decode_as(UnitKerja, awal.body)
        baru = msgspec.structs.replace(sini, nama=granted.office.name, instansi=granted.office.agency)
        if baru == sini:
            return ()
        body = encode(baru, awal.body)
    else:
        return ()
    tx.save(KIND, doc_id, body, scope=awal.scope, schema=SCHEMA, why=IKUT, parents=parents)
    tx.settle()
    return (doc_id,)


def _joined(sini: bytes, sana: bytes) -> bytes:
    """Return the record as it is elsewhere, with what only the set-up here says."""
    dulu, kini = msgspec.json.decode(sini, type=dict), msgspec.json.decode(sana, type=dict)
    return msgspec.json.encode({**kini, **{nama: nilai for nama, nilai in dulu.items() if not kini.get(nama)}})
