"""Workblock (A.1.4): one initiative that finds strategies for a leader's indicator, and outputs for the matrix."""

from __future__ import annotations

from desktop_app.domain.codec import decode_as
from desktop_app.domain.wewenang import Wewenang
from desktop_app.domain.workblock import Workblock
from desktop_app.services.jangkauan import reached_document
from desktop_app.services.kantor import Changed, Kantor, intention
from desktop_app.services.naskah import new_doc_id
from desktop_app.services.rencana import chosen_indikator, person_named, save_new


@intention(Wewenang.SUSUN_SKP)
def create_workblock(
    kantor: Kantor, pegawai_id: str, tahun: int, *, skp_id: str = "", hasil_id: str = "", indikator_id: str = ""
) -> tuple[str, Changed]:
    """Open a workblock for an indicator of an SKP (several may be for one), or without one of a person alone.

    The owner of the strategy is proposed from his post of the year (P6:143, 178).
    """
    indikator = ""
    if skp_id:
        asal = chosen_indikator(kantor, skp_id, hasil_id, indikator_id)
        pegawai_id, indikator = asal.pegawai_id, asal.dengan_target
    else:
        reached_document(kantor, pegawai_id, "pegawai", Wewenang.SUSUN_SKP)
    siapa = person_named(kantor, pegawai_id, None)
    isi = Workblock(
        pegawai_id=pegawai_id,
        unit_kode=kantor.profil.kode,
        tahun=tahun,
        skp_id=skp_id,
        hasil_id=hasil_id,
        indikator_id=indikator_id,
        indikator=indikator,
        pemilik=siapa.jabatan or siapa.nama,
    )
    doc_id = new_doc_id(kantor, "workblock", "")
    return doc_id, save_new(kantor, doc_id, isi)


def outputs_of(kantor: Kantor, pegawai_id: str, tahun: int, indikator_id: str = "") -> tuple[str, ...]:
    """Return the key outputs of a leader's workblocks of a year, those for ``indikator_id`` first, each once.

    They are what the matrix shares out (P6:44, 144, 179).
    """
    ketemu = kantor.store.find("workblock", where={"pegawai_id": pegawai_id, "tahun": tahun}, order=("judul",))
    semua = [decode_as(Workblock, satu.body) for satu in ketemu]
    urut = sorted(semua, key=lambda satu: not (indikator_id and satu.indikator_id == indikator_id))
    teks = [b.teks.strip() for satu in urut for b in (*satu.keluaran_rutin, *satu.keluaran_transformatif)]
    return tuple(dict.fromkeys(satu for satu in teks if satu))
