"""Name, agency and place of an office as the kabupaten keeps them; the office's own profile follows."""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from db import Transaction
from desktop_app.domain.codec import SCHEMA, decode_as, encode, natural_id
from desktop_app.domain.errors import UserError
from desktop_app.domain.unit_kerja import UnitKerja
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.kantor import Changed, Kantor, Peran, Profil, check_profil, intention
from desktop_app.services.kepercayaan import RUANG_PERANGKAT, list_perangkat, require_role

KIND = "unit_kerja"


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
    doc_id = natural_id(KIND, kode, kode)
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
    milik = natural_id(KIND, kantor.profil.kode, kantor.profil.kode)
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
