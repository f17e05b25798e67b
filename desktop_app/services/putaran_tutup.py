"""Closing a round: what may be told is written, everything else is destroyed, once and for ever."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from desktop_app.domain.codec import SCHEMA, decode_as, encode
from desktop_app.domain.errors import UserError
from desktop_app.domain.hitung_putaran import aggregate
from desktop_app.domain.istilah_pengembangan import StatusPutaran
from desktop_app.domain.putaran import HasilPutaran, KelompokHasil, PutaranUmpanBalik
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.kantor import Changed, Kantor, intention
from desktop_app.services.kumpulan_putaran import acak, is_here, is_readable, read_pool
from desktop_app.services.kunci_putaran import RUANG, destroy_half
from desktop_app.services.naskah import new_doc_id
from desktop_app.services.putaran import KIND, names_of, round_document
from desktop_app.services.waktu import today

HASIL = "hasil_putaran"


@dataclass(frozen=True)
class PutaranDitutup:
    """What closing left: how many results, how many answers they are made of, how many of those are withheld."""

    hasil: int
    jawaban: int
    ditahan: int
    changed: Changed


@intention(Wewenang.KELOLA_PUTARAN)
def close_putaran(kantor: Kantor, doc_id: str) -> PutaranDitutup:
    """Close a round: one result for each person who was answered about, then answers and key are destroyed.

    Results, the end of the round and the end of the pool are one transaction; the half key beside the store goes
    afterwards, at the next start where a power cut comes between. A closed round is never opened again. Raises
    ``UserError`` ``putaran_jawaban_hilang`` (see ``restart_putaran`` and ``give_up_putaran``).
    """
    dokumen = round_document(kantor, doc_id)
    if dokumen.conflicts:
        raise UserError("dokumen_berkonflik", id=doc_id)
    kumpulan = read_pool(kantor, doc_id, decode_as(PutaranUmpanBalik, dokumen.body))
    isi = kumpulan.putaran
    klaim = kantor.claim()
    tutup = msgspec.structs.replace(
        isi, status=StatusPutaran.DITUTUP, ditutup=today(kantor.jam()), tanggal_ragu=klaim.doubt
    )
    ada = names_of(kantor, {satu.tentang_id for satu in isi.penjawab})
    hasil: dict[str, HasilPutaran] = {}
    for orang in sorted(ada, key=lambda satu: (ada[satu], satu)):
        kelompok, ditahan = aggregate(isi, orang, kumpulan.jawaban, acak)
        if kelompok or ditahan:
            hasil[orang] = _result(tutup, doc_id, orang, ditahan, kelompok)
    hilang = sum(satu.ditahan for satu in hasil.values())
    hitung = {"hasil": len(hasil), "jumlah": len(kumpulan.jawaban), "ditahan": hilang}
    ids: list[str] = []
    with kantor.write("tutup_putaran", doc_id, hitung) as tx:
        for orang, satu in hasil.items():
            ids.append(new_doc_id(kantor, HASIL, f"{doc_id}/{orang}", dokumen.scope))
            tx.save(HASIL, ids[-1], encode(satu), scope=dokumen.scope, schema=SCHEMA)
        tx.save(KIND, doc_id, encode(tutup, dokumen.body), scope=dokumen.scope, schema=SCHEMA)
        tx.delete(RUANG, doc_id)
    destroy_half(kantor.home, doc_id)
    return PutaranDitutup(len(hasil), len(kumpulan.jawaban), hilang, Changed((doc_id, *ids), (KIND, HASIL)))


@intention(Wewenang.KELOLA_PUTARAN)
def give_up_putaran(kantor: Kantor, doc_id: str, *, komputer_lain: bool = False) -> Changed:
    """End a round whose answers are lost, without any result; ``putaran_jawaban_ada`` while they are whole.

    With ``komputer_lain`` an admin ends one that another computer gathers, since that computer is gone. Should it come
    back, it destroys its answers as soon as it learns of the end. Else raises ``putaran_di_komputer_lain``.
    """
    dokumen = round_document(kantor, doc_id)
    if dokumen.conflicts:
        raise UserError("dokumen_berkonflik", id=doc_id)
    isi = decode_as(PutaranUmpanBalik, dokumen.body)
    if isi.status is not StatusPutaran.DIBUKA:
        raise UserError("putaran_tidak_dibuka")
    di_sini = is_here(kantor, isi)
    if not di_sini and not komputer_lain:
        raise UserError("putaran_di_komputer_lain")
    if not di_sini:
        kantor.require(Wewenang.PULIHKAN_CADANGAN, doc_id, "")
    elif is_readable(kantor, doc_id):
        raise UserError("putaran_jawaban_ada")
    tutup = msgspec.structs.replace(
        isi, status=StatusPutaran.DITUTUP, ditutup=today(kantor.jam()), tanggal_ragu=kantor.claim().doubt
    )
    with kantor.write("akhiri_putaran" if di_sini else "akhiri_putaran_lain", doc_id) as tx:
        tx.save(KIND, doc_id, encode(tutup, dokumen.body), scope=dokumen.scope, schema=SCHEMA)
        tx.delete(RUANG, doc_id)
    destroy_half(kantor.home, doc_id)
    return Changed((doc_id,), (KIND,))


def _result(
    putaran: PutaranUmpanBalik, doc_id: str, pegawai_id: str, ditahan: int, kelompok: tuple[KelompokHasil, ...]
) -> HasilPutaran:
    return HasilPutaran(
        pegawai_id=pegawai_id,
        putaran_id=doc_id,
        nama=putaran.nama,
        unit_kode=putaran.unit_kode,
        periode=putaran.periode,
        ditutup=putaran.ditutup,
        tanggal_ragu=putaran.tanggal_ragu,
        ambang=putaran.ambang,
        pertanyaan=putaran.pertanyaan,
        pertanyaan_terbuka=putaran.pertanyaan_terbuka,
        kelompok=kelompok,
        ditahan=ditahan,
    )
